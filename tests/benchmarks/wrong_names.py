"""`python -m tests.benchmarks.wrong_names GOLD.jsonl`: prints how many statements get a wrong name, and how surely.

GOLD holds annotated articles whose attributions tell "name" and "kind". Of the rows that a person marked too and that
get the name of a person, body or outlet, it counts those under another's name, and those of them whose name is said
to be right with more than 80 in a hundred.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attrcheck.article.text.plain_text import from_text
from attrcheck.checklist.model import Item
from attrcheck.pipeline import check
from attrcheck.reader.model import Reader
from attrcheck.sources.source import Naming
from attrcheck.training.analyse import as_row
from attrcheck.training.prepare import read_rows
from attrcheck.training.score import matches

#: A name said to be right with more than this is a confident one.
_SURE = 0.8
#: Words that say nothing of whose name it is.
_TITLES = frozenset(
    re.findall(
        r"\w+",
        "a an the mr mrs ms miss dr prof professor sir dame lord lady president minister prime secretary senator sen "
        "rep representative gov governor mayor judge justice chief general gen col colonel capt captain lt sgt king "
        "queen prince princess pope bishop archbishop rev reverend st",
    )
)


@dataclass(frozen=True, slots=True)
class Named:
    """A row that was given a name: the right one, whether it is that, and how sure name and row are."""

    article: str
    mention: str
    name: str
    wanted: str
    right: bool
    name_confidence: float
    row_confidence: float


def _parts(name: str) -> list[frozenset[str]]:
    found = []
    for one in name.split(";"):
        words = frozenset(re.findall(r"\w+", one.lower().replace("’s", "").replace("'s", "")))
        if words:
            found.append(words - _TITLES or words)
    return found


def is_same_name(got: str, wanted: str) -> bool:
    """Tell whether two names, each maybe of several people, mean the same: two words agree and none contradicts."""
    mine, theirs = _parts(got), _parts(wanted)
    if len(theirs) > 1 and len(mine) == 1 and frozenset[str]().union(*theirs) <= mine[0] | {"and"}:
        return True

    def agree(one: frozenset[str], other: frozenset[str]) -> bool:
        return len(one & other) >= min(2, len(other)) and (one <= other or other <= one)

    return len(mine) == len(theirs) and all(any(agree(m, t) for m in mine) for t in theirs)


def _compared(article: str, item: Item, gold: Mapping[str, Any]) -> Named | None:
    source = item.source
    wanted = gold.get("name") or ""
    if gold.get("doubt") or gold.get("nested") or source.kind.naming is not Naming.NAMED or not source.name:
        return None
    right = is_same_name(source.name, wanted)
    return Named(article, source.mention, source.name, wanted, right, source.confidence, item.attribution.confidence)


def named_rows(rows: Iterable[Mapping[str, Any]], reader: Reader) -> Iterator[Named]:
    """Yield the rows of each article that a person marked too and that were given a name."""
    for row in rows:
        items = check(from_text(row["text"]), reader, force_language=True).items
        gold = row["annotations"][0]["attributions"]
        mine = [as_row(item.attribution) for item in items]
        for match in matches(row["text"], mine, gold):
            one = _compared(row["id"], items[match.predicted], gold[match.gold])
            if one is not None:
                yield one


def main() -> None:
    """Print the counts, and with --list the wrong names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", type=Path, help="folder of another model than the package's")
    parser.add_argument("--list", action="store_true", help="name the wrong ones")
    options = parser.parse_args()
    found = list(named_rows(read_rows(options.gold), Reader(options.model)))
    wrong = [one for one in found if not one.right]
    sure = [one for one in wrong if one.name_confidence > _SURE]
    if options.list:
        for one in wrong:
            print(f"   {one.name_confidence:.2f} {one.article}: {one.mention!r} is {one.wanted!r}, not {one.name!r}")
    whole = len(found) or 1
    print(f"{len(found)} named rows, {len(wrong)} under a wrong name ({100 * len(wrong) / whole:.1f} %), ", end="")
    print(f"{len(sure)} of them with confidence over {_SURE} ({100 * len(sure) / whole:.1f} %)")


if __name__ == "__main__":
    main()
