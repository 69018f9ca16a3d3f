"""Annotated articles in, how well each kind of attribution is found out: by form, by act and by kind of source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from attrcheck.article.model import Span
from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribute import attribute, attribution_of
from attrcheck.reader.attribution import Attribution
from attrcheck.reader.model import Reader
from attrcheck.reader.reading import Linked
from attrcheck.sources.identify import identify
from attrcheck.training.score import matches

__all__ = ["Group", "analyse", "as_linked", "as_row", "table"]


@dataclass(frozen=True, slots=True)
class Group:
    """How many attributions of a group are annotated, how many of them are found, and how many are predicted."""

    gold: int
    found: int
    sourced: int
    exact: int
    predicted: int
    right: int


def as_row(one: Attribution | Linked) -> dict[str, list[list[int]]]:
    """Return the spans of an attribution as the scorer reads them."""
    parts = {"source": one.source, "cue": one.cue, "content": one.content}
    return {role: [[span.start, span.end] for span in spans] for role, spans in parts.items()}


def as_linked(row: Mapping[str, Any]) -> Linked:
    """Return an annotated attribution as if the reader had found it."""
    source, cue, content = (tuple(Span(*span) for span in row[role]) for role in ("source", "cue", "content"))
    return Linked(source, cue, content, 1.0)


def analyse(rows: Iterable[Mapping[str, Any]], reader: Reader) -> dict[str, Group]:
    """Return the figures of each group, "form: direct" and so on, by the first annotation of each article.

    Form, act and kind of an annotated attribution are what attrcheck takes them to be, given its spans.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        article = from_text(row["text"])
        reading = reader.read(article)
        marked = [one for one in row["annotations"][0]["attributions"] if one["content"]]

        gold = tuple(attribution_of(article, as_linked(one)) for one in marked)
        mine = attribute(article, reading)
        met = matches(article.text, [as_row(one) for one in mine], [as_row(one) for one in gold])
        by_gold = {match.gold: match for match in met}
        for number, names in enumerate(_groups(gold, identify(article, reading, gold))):
            match = by_gold.get(number)
            for name in names:
                counts[name, "gold"] += 1
                counts[name, "found"] += match is not None
                counts[name, "sourced"] += match is not None and match.sourced
                counts[name, "exact"] += match is not None and match.exact
        right = {match.predicted for match in met}
        for number, names in enumerate(_groups(mine, identify(article, reading, mine))):
            for name in names:
                counts[name, "predicted"] += 1
                counts[name, "right"] += number in right
    return {
        name: Group(*(counts[name, measure] for measure in Group.__slots__))
        for name in sorted({name for name, _ in counts})
    }


def _groups(found: Sequence[Attribution], sources: Sequence[Any]) -> list[tuple[str, str, str]]:
    return [
        (f"form: {one.form}", f"act: {one.act}", f"kind: {source.kind}")
        for one, source in zip(found, sources, strict=True)
    ]


def table(groups: Mapping[str, Group]) -> str:
    """Return the figures as lines of text: of the annotated, how many per cent are found; of the predicted, right."""
    lines = [f"{'':20}{'annotated':>10}{'found':>8}{'sourced':>9}{'exact':>7}{'predicted':>11}{'right':>7}"]
    for name, one in groups.items():
        found, sourced, exact = (100 * part / max(one.gold, 1) for part in (one.found, one.sourced, one.exact))
        right = 100 * one.right / max(one.predicted, 1)
        lines.append(f"{name:20}{one.gold:10}{found:8.1f}{sourced:9.1f}{exact:7.1f}{one.predicted:11}{right:7.1f}")
    return "\n".join(lines)
