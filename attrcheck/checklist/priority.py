"""An attribution, its source and the facts of its claim in, a priority and its reason out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from attrcheck.checklist.facts import is_quotation, named_or_blank
from attrcheck.reader import Act, Attribution, Form
from attrcheck.searches import Claim
from attrcheck.sources import Nature, SourceKind

__all__ = ["ALONE", "Priority", "Standing", "priority_rule", "standings"]

#: A row that is less sure than this is shown as one that may be none.
_MAYBE_BELOW = 0.5
#: An article rests on one source that gives so much of what its named sources say, of so many statements at least.
_SOLE_SHARE, _SOLE_OF = 0.6, 5


class Priority(StrEnum):
    """How soon a row wants checking; MAYBE is for those that are perhaps no attribution at all."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    MAYBE = "maybe"


@dataclass(frozen=True, slots=True)
class Standing:
    """A row among the article's others: whether its source was quoted before, and is what the article rests on."""

    again: bool = False
    sole: bool = False


ALONE = Standing()


def standings(rows: Sequence[Claim]) -> tuple[Standing, ...]:
    """Return where each row stands among all: quoted again, or the first row of a source that most rows rest on."""
    keys = [(row.source.kind, row.source.name) if named_or_blank(row.source.name) else None for row in rows]
    speakers = [
        key if one.act is Act.STATEMENT and not one.continues and key and key[0].nature is not Nature.UNSAID else None
        for one, key in zip((row.attribution for row in rows), keys, strict=True)
    ]
    counts = Counter(key for key in speakers if key)
    most = max(counts, key=counts.__getitem__, default=None)
    total = counts.total()
    sole = most if most and total >= _SOLE_OF and counts[most] >= _SOLE_SHARE * total else None
    found, quoted = [], set()
    for row, key, speaker in zip(rows, keys, speakers, strict=True):
        found.append(Standing(again=key in quoted, sole=sole is not None and speaker == sole))
        if sole is not None and speaker == sole:
            sole = None
        if key and key not in quoted and is_quotation(row):
            quoted.add(key)
    return tuple(found)


def priority_rule(
    attribution: Attribution, kind: SourceKind, facts: Mapping[str, str], standing: Standing, *, is_quotation: bool
) -> tuple[Priority, str]:
    """Return the priority of an attribution and the key of its reason in data/questions.toml."""
    if attribution.continues or attribution.confidence < _MAYBE_BELOW:
        return Priority.MAYBE, "continued" if attribution.continues else "maybe"
    if facts["accusation"] and attribution.act is not Act.INTENTION:
        return Priority.HIGH, "accusation"
    if attribution.act in (Act.BELIEF, Act.INTENTION, Act.PERCEPTION):
        return Priority.LOW, "mind"
    if kind is SourceKind.ANONYMOUS:
        return Priority.HIGH, "anonymous"
    if kind is SourceKind.NONE and is_quotation:
        return Priority.HIGH, "quoted_nobody"
    if facts["link"] and (is_quotation or facts["large"]):
        return Priority.MEDIUM, "linked" if is_quotation else "figure_linked"
    if facts["large"]:
        return Priority.HIGH, "figure"
    if kind is SourceKind.PERSON and facts["name"] and is_quotation and not standing.again:
        return Priority.HIGH, "quoted"
    if standing.sole:
        return Priority.HIGH, "sole"
    return Priority.MEDIUM, _medium(kind, attribution.form, facts, standing, is_quotation=is_quotation)


def _medium(kind: SourceKind, form: Form, facts: Mapping[str, str], standing: Standing, *, is_quotation: bool) -> str:
    """Return the reason of a row that comes neither first nor last."""
    if kind is SourceKind.NONE and form is not Form.INDIRECT:
        return "phrase_nobody"
    if kind in (SourceKind.NONE, SourceKind.VAGUE, SourceKind.AUTHOR):
        return {SourceKind.NONE: "nobody", SourceKind.VAGUE: "vague"}.get(kind, "author")
    if is_quotation and facts["name"]:
        return "quoted_again" if standing.again else "quoted_body"
    if is_quotation:
        return "quoted_unknown"
    return "plain" if form is Form.INDIRECT else "phrase"
