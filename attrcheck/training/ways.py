"""Annotated articles in, how often a name is right by the way in which it was found out: the rates of data/ways.toml.

Counted are the rows that are found and given the name of a person, body or outlet. The rates are worth something on
articles only that the reader was not trained on; `reading` groups the same rows by how the reader saw their source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribute import attribute
from attrcheck.reader.attribution import Attribution
from attrcheck.reader.model import Reader
from attrcheck.sources.identify import identify
from attrcheck.sources.source import Naming, Source
from attrcheck.training.analyse import as_row
from attrcheck.training.score import matches
from attrcheck.training.who import right

__all__ = ["Found", "found_names", "table"]

_SOURCED = (0.9, 0.8, 0.5, 0.0)


@dataclass(frozen=True, slots=True)
class Found:
    """A name that a row was given: in which way it was found, how the reader saw its source, whether it is right."""

    way: str
    reading: tuple[str, str]
    confidence: float
    is_right: bool


def found_names(rows: Iterable[Mapping[str, Any]], reader: Reader) -> Iterator[Found]:
    """Yield the names of the rows that a person marked too."""
    for row in rows:
        article = from_text(row["text"])
        reading = reader.read(article)
        mine = attribute(article, reading)
        sources = identify(article, reading, mine)
        gold = row["annotations"][0]["attributions"]
        for match in matches(article.text, [as_row(one) for one in mine], gold):
            source, wanted = sources[match.predicted], gold[match.gold]
            if source.kind.naming is Naming.NAMED and source.name and not (wanted.get("doubt") or wanted.get("nested")):
                yield _found(source, mine[match.predicted], wanted)


def _found(source: Source, one: Attribution, wanted: Mapping[str, Any]) -> Found:
    sourced = next(least for least in _SOURCED if one.sourced >= least)
    kind = "kind agrees" if one.kind == source.kind else "kind unsure" if not one.kind else "kind differs"
    told = {"name": source.name, "kind": str(source.kind)}
    is_right = right(told, wanted)["name"]
    return Found(source.way or "no way", (f"sourced {sourced}", kind), source.confidence, is_right)


def table(names: Sequence[Found]) -> str:
    """Return for each way, and each reading, how many names there are, and the shares right and said to be right."""
    lines = [f"{'':24}{'names':>6}{'right':>7}{'said':>7}"]
    groups = [[one.way for one in names], [one.reading[0] for one in names], [one.reading[1] for one in names]]
    for labels in groups:
        for label in sorted(set(labels)):
            chosen = [one for one, mine in zip(names, labels, strict=True) if mine == label]
            rate = sum(one.is_right for one in chosen) / len(chosen)
            said = sum(one.confidence for one in chosen) / len(chosen)
            lines.append(f"{label:24}{len(chosen):6}{rate:7.2f}{said:7.2f}")
    return "\n".join(lines)
