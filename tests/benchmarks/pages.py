"""Prints how well the pages of tests/pages, or of another folder, are read.

Run it from the repository's root: python -m tests.benchmarks.pages [-v] [FOLDER]. F1 counts the words of the
main text (headings, lists, tables; no title, byline, caption), letter case aside, each as often as it stands. "whole"
is the share of its paragraphs that come out exactly; a link counts as kept where it stands on the same characters of
such a paragraph, with its URL.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from tests.layouts import PAGES, layouts, main_text, read, score


def main() -> None:
    """Print a line for each layout, and the mean."""
    verbose = "-v" in sys.argv
    folder = next((Path(argument) for argument in sys.argv[1:] if argument != "-v"), PAGES)
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
