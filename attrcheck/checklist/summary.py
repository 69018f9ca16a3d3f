"""A checklist in, a summary of its sources out: who says how much, how it is put, and what should make one wary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from attrcheck.checklist.model import Checklist, Item
from attrcheck.checklist.priority import Priority
from attrcheck.reader import Act, Form
from attrcheck.searches import is_plural
from attrcheck.sources import Naming, Nature, SourceKind

__all__ = ["UNNAMED", "SourceSummary", "Summary", "summarise"]

#: From so many statements on, their coming from one source is worth a warning, as is this share of more than that.
_FEW, _MOST = 3, 2 / 3
#: The kinds of source that have no name: the article leaves open who it is, or describes a person only.
UNNAMED = tuple(
    kind
    for kind in SourceKind
    if kind.naming is Naming.UNKNOWN or (kind.naming is Naming.DESCRIBED and kind.nature is Nature.PERSON)
)
#: What the summary counts the statements of a kind of source as; those of other kinds are named.
_COUNTED_AS = {**dict.fromkeys(UNNAMED, "unnamed"), SourceKind.VAGUE: "vague", SourceKind.NONE: "nobody"}


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """One source of an article; `acts` and `forms` are counted, the commonest first, `first` and `last` paragraphs.

    `name` is "" where nobody is named; `items` are the ids of its rows, in text order.
    """

    name: str
    kind: SourceKind
    role: str
    statements: int
    acts: tuple[tuple[Act, int], ...]
    forms: tuple[tuple[Form, int], ...]
    first: int
    last: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """An article's sources, those with most statements first, and how many statements are of which sort.

    `named`, `unnamed`, `vague` and `nobody` add up to all of them. Rows that may be no attribution at all (priority
    "maybe") do not count.
    """

    sources: tuple[SourceSummary, ...]
    named: int
    unnamed: int
    vague: int
    nobody: int
    direct: int
    mixed: int
    indirect: int
    warnings: tuple[str, ...]


def _source(items: Sequence[Item]) -> SourceSummary:
    one = items[0].source
    return SourceSummary(
        name=one.name or one.mention,
        kind=one.kind,
        role=next((item.source.role for item in items if item.source.role), ""),
        statements=len(items),
        acts=tuple(Counter(item.attribution.act for item in items).most_common()),
        forms=tuple(Counter(item.attribution.form for item in items).most_common()),
        first=min(item.paragraph for item in items),
        last=max(item.paragraph for item in items),
        items=tuple(item.id for item in items),
    )


def _warnings(items: Sequence[Item], sources: Sequence[SourceSummary], counts: Counter[str]) -> tuple[str, ...]:
    """Return what should make a checker wary of the article as a whole, a sentence each."""
    warnings = []
    if sources and sources[0].kind is not SourceKind.NONE and len(items) >= _FEW:
        first = sources[0]
        if first.statements == len(items):
            warnings.append(f"All {len(items)} statements come from one source: {first.name}.")
        elif first.statements > _MOST * len(items):
            warnings.append(f"{first.statements} of {len(items)} statements come from one source: {first.name}.")
    if items and not counts["named"]:
        warnings.append("No source is named.")
    warnings += (
        f"“{one.name}” is plural, but only one statement is theirs: ask how many they are."
        for one in sources
        if one.kind in (SourceKind.ANONYMOUS, SourceKind.VAGUE) and one.statements == 1 and is_plural(one.name)
    )
    return tuple(warnings)


def summarise(checklist: Checklist) -> Summary:
    """Return the summary of `checklist`."""
    items = sorted(
        (item for item in checklist.items if item.priority is not Priority.MAYBE),
        key=lambda item: item.attribution.content[0],
    )
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        named = (item.source.name or item.source.mention).casefold() if item.source.kind is not SourceKind.NONE else ""
        groups.setdefault((named, item.source.kind), []).append(item)
    sources = sorted((_source(group) for group in groups.values()), key=lambda one: -one.statements)
    forms = Counter(item.attribution.form for item in items)
    counts = Counter(_COUNTED_AS.get(item.source.kind, "named") for item in items)
    return Summary(
        sources=tuple(sources),
        named=counts["named"],
        unnamed=counts["unnamed"],
        vague=counts["vague"],
        nobody=counts["nobody"],
        direct=forms[Form.DIRECT],
        mixed=forms[Form.MIXED],
        indirect=forms[Form.INDIRECT],
        warnings=_warnings(items, sources, counts),
    )
