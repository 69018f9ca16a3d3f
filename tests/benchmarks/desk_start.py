"""Starts a desk again and again; prints the seconds until its page can be used, and until an article is read.

Usage: python -m tests.benchmarks.desk_start [TIMES]. The first page counts as usable when the browser has drawn it and
its program has run; without Chromium, when it has come. The folder holds fifty articles.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrcheck.article import from_text
from attrcheck.formats import write
from attrcheck.pipeline import check
from attrcheck.reader.model import Reader
from tests.support.checkout import SEED
from tests.support.desks import TOWN_TEXT, Address, start_desk

_ARTICLES = 50


@contextmanager
def browsing() -> Iterator[Callable[[Address], None]]:
    """Give a function that opens the first page, in a browser that is open already where there is one."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        yield lambda at: print(end="" if at.ask("").status == 200 else "no page\n")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()

        def visit(at: Address) -> None:
            page.goto(at.home)
            page.wait_for_selector("html.ready")

        yield visit
        browser.close()


def fill(folder: Path) -> None:
    """Put articles into the folder: the seed, and short ones."""
    folder.mkdir()
    reader = Reader()
    write(check(from_text(SEED.read_text(encoding="utf8")), reader), folder / "seed.json")
    for number in range(_ARTICLES - 1):
        checklist = check(from_text(TOWN_TEXT.replace("May", f"May {number}")), reader)
        write(checklist, folder / f"town {number}.json")


def main() -> None:
    """Run, and print two lines."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    usable, read = [], []
    with tempfile.TemporaryDirectory() as home, browsing() as visit:
        folder = Path(home) / "work"
        fill(folder)
        for number in range(times):
            began = time.monotonic()
            process, at = start_desk(folder)
            visit(at)
            usable.append(time.monotonic() - began)
            began = time.monotonic()
            at.check(TOWN_TEXT.replace("May", f"June {number}"))
            read.append(time.monotonic() - began)
            process.kill()
            process.communicate()
    for what, figures in (("usable page", usable), ("first short article after that", read)):
        print(
            f"{what}: {statistics.median(figures):.2f} s (median of {times}; {min(figures):.2f} to {max(figures):.2f})"
        )


if __name__ == "__main__":
    main()
