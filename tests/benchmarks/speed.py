"""`python -m tests.benchmarks.speed`: prints how fast attrcheck is on this machine.

The seed article, repeated, is the text; the best of several runs counts, since machines are noisy.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from attrcheck.article.model import Article
from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribute import attribute
from attrcheck.reader.model import Reader
from tests.benchmarks.spacy_sized import pipeline
from tests.support.checkout import SEED


def _best(work: Callable[[], object], times: int) -> float:
    """Return the shortest of `times` runs of `work`, in seconds."""
    shortest = float("inf")
    for _ in range(times):
        began = time.perf_counter()
        work()
        shortest = min(shortest, time.perf_counter() - began)
    return shortest


def _long_article(words: int) -> Article:
    seed = SEED.read_text(encoding="utf8")
    body = seed.split("\n\n", 3)[-1]
    return replace(from_text("\n\n".join([body] * (words // len(body.split()) + 1))), title="")


def _read(reader: Reader, article: Article) -> None:
    attribute(article, reader.read(article))


def _run(command: Sequence[str]) -> None:
    """Run `command` as an installed package would run, with its modules compiled before."""
    compiled = Path(tempfile.gettempdir()) / "attrcheck-speed"
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**ours, "PYTHONPYCACHEPREFIX": str(compiled)})


def _peak_of_child(arguments: list[str]) -> float:
    """Return the peak memory in MB of a process that runs `arguments`."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    out = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=True, text=True)
    return int(out.stdout.split()[-1]) / 1024


def _beside_spacy(article: Article, words: int, runs: int) -> None:
    """Print the words per second on one thread, and those of a spaCy pipeline of sm size in the same minutes."""
    paragraphs = [paragraph.span.of(article.text) for paragraph in article.readable]
    reader = Reader(threads=1)
    try:
        other = pipeline()
    except ModuleNotFoundError:
        print("words per second of spaCy sm     skipped: python -m pip install -e '.[bench]'")
        return
    mine = theirs = float("inf")
    for _ in range(runs):
        mine = min(mine, _best(partial(_read, reader, article), 1))
        theirs = min(theirs, _best(partial(other, paragraphs), 1))
    print(f"words per second of spaCy sm     {words / theirs:8.0f}")
    print(f"attrcheck to spaCy, one thread   {theirs / mine:8.2f} times as fast")


def main() -> None:
    """Print every figure, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=20_000, help="length of the text for the throughput")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--starts", type=int, default=20, help="runs on the seed: short ones, which others' work hides")
    options = parser.parse_args()
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}"
    )
    command = [sys.executable, "-m", "attrcheck.cli", "check", str(SEED)]
    seconds = _best(partial(_run, command), options.starts)
    print(f"start to checklist on the seed   {seconds:8.2f} s")
    print(f"model load                       {_best(Reader, options.runs):8.3f} s")
    article = _long_article(options.words)
    words = len(article.text.split())
    _beside_spacy(article, words, options.runs)
    for threads in (1, 2):
        seconds = _best(partial(_read, Reader(threads=threads), article), options.runs)
        print(f"words per second, {threads} thread{'s' if threads > 1 else ' '}      {words / seconds:8.0f}")
    print(f"peak memory on the seed          {_peak_of_child(command):8.0f} MB")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.txt"
        path.write_text(_long_article(1_000_000).text, encoding="utf8")
        long = [sys.executable, "-m", "attrcheck.cli", "check", str(path), "-q", "-o", str(Path(folder) / "out.csv")]
        print(f"peak memory on 1,000,000 words   {_peak_of_child(long):8.0f} MB")
    print(f"peak memory of this process      {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


if __name__ == "__main__":
    main()
