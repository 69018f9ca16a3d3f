"""`python -m tests.benchmarks.registers`: prints what the reader finds in registers that it was not trained on.

Passages: tests/data/cases/registers.toml. A statement counts as found where a row has half of its words and no more
than as many others, as sourced where that row's source shares a word with the right one or both have none.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path

from attrcheck.article.model import Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribute import attribute
from attrcheck.reader.attribution import Attribution
from attrcheck.reader.model import Reader
from tests.support.checkout import CASES
from tests.support.marked import Drawn, drawn

CASES_FILE = CASES / "registers.toml"
_WORD = re.compile(r"\w+")


def _passages(block: str) -> list[str]:
    """Return the passages of a block: its lines, where a blank line ties two of them."""
    return re.sub(r"\n\n", "\0", block.strip()).replace("\n", "\1").replace("\0", "\n\n").split("\1")


def _words(text: str, spans: Sequence[Span]) -> set[int]:
    return {match.start() for span in spans for match in _WORD.finditer(text, span.start, span.end)}


def _met(text: str, wanted: Drawn, rows: tuple[Attribution, ...]) -> tuple[bool, bool, bool]:
    """Return whether a statement is found, with its source, and word for word."""
    right = _words(text, wanted[2])
    for row in rows:
        mine = _words(text, row.content)
        if 2 * len(right & mine) >= max(len(right), len(mine)):
            source, own = _words(text, wanted[0]), _words(text, row.source)
            return True, bool(source & own) or not (source or own), right == mine
    return False, False, False


def main() -> None:
    """Print for each register how many statements are found, sourced and exact, and which are missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="folder of another model than the package's")
    parser.add_argument("--missed", action="store_true", help="name those that are missed or wrongly sourced")
    options = parser.parse_args()
    reader = Reader(options.model)
    whole = [0, 0, 0, 0]
    print(f"{'':24}{'all':>5}{'found':>7}{'sourced':>9}{'exact':>7}")
    for register, entry in tomllib.loads(CASES_FILE.read_text(encoding="utf8")).items():
        counts = [0, 0, 0, 0]
        for passage in _passages(entry["cases"]):
            text, wanted = drawn(passage)
            article = from_text(text)
            rows = attribute(article, reader.read(article))
            for one in wanted:
                met = _met(article.text, one, rows)
                counts = [count + more for count, more in zip(counts, (1, *met), strict=True)]
                if options.missed and not all(met[:2]):
                    print(f"   {'no source' if met[0] else 'missed':9} {passage!r}")
        whole = [count + more for count, more in zip(whole, counts, strict=True)]
        print(f"{register:24}{counts[0]:5}{counts[1]:7}{counts[2]:9}{counts[3]:7}")
    print(f"{'all':24}{whole[0]:5}{whole[1]:7}{whole[2]:9}{whole[3]:7}")


if __name__ == "__main__":
    main()
