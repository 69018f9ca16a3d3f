"""Gold and predicted attributions in, precision, recall and F1 out, by twelve measures.

Tokens are words and single punctuation marks; punctuation at a span's edge never counts. A predicted and a
gold attribution pair up one to one where they share cue and content tokens, or at least half of their content
tokens (intersection over union); pairs are chosen greedily, the greatest overlap first.

detect  pairs; sourced  pairs whose sources share half of their tokens, or that have none;
exact   pairs whose contents match token for token; quoted  pairs among the contents with a quotation mark;
usable  pairs that share four fifths of their contents, with the right name and kind of source (`who.py`);
name, role, kind, act  what is right of the pairs found: one share; where no gold row tells them, they are left out;
source, cue, content  tokens that bear the role, whoever they belong to.

An article that several people annotated counts as the mean over them. Gold attributions in doubt, and those inside
others' contents, count neither as hits nor as misses, and nor does what pairs up with them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from attrcheck.training.who import WHO, is_usable, right

__all__ = ["MEASURES", "Figures", "Match", "matches", "score", "table"]

MEASURES = ("detect", "sourced", "exact", "usable", "quoted", "source", "cue", "content", *WHO)
_ROLES = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_QUOTATION_MARKS = frozenset('"“”„«»')


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 of one measure, in per cent."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class _Counted:
    """One attribution as the sets of its token numbers; whether its content is quoted, whether it counts; its `row`."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    quoted: bool
    is_spared: bool
    row: Mapping[str, Any]


def _tokens(text: str) -> list[tuple[int, int, bool]]:
    return [(m.start(), m.end(), m.group()[0].isalnum() or m.group()[0] == "_") for m in _TOKEN.finditer(text)]


def _numbers(tokens: Sequence[tuple[int, int, bool]], spans: Iterable[Sequence[int]]) -> frozenset[int]:
    found: set[int] = set()
    for start, end in spans:
        inside = [i for i, (low, high, _) in enumerate(tokens) if low < end and high > start]
        while inside and not tokens[inside[0]][2]:
            inside.pop(0)
        while inside and not tokens[inside[-1]][2]:
            inside.pop()
        found.update(inside)
    return frozenset(found)


def _counted(text: str, tokens: list[tuple[int, int, bool]], rows: Iterable[Mapping[str, Any]]) -> list[_Counted]:
    return [
        _Counted(
            source=_numbers(tokens, row.get("source") or ()),
            cue=_numbers(tokens, row.get("cue") or ()),
            content=_numbers(tokens, row.get("content") or ()),
            quoted=any(not _QUOTATION_MARKS.isdisjoint(text[s:e]) for s, e in row.get("content") or ()),
            is_spared=bool(row.get("doubt") or row.get("nested")),
            row=row,
        )
        for row in rows
    ]


def _overlap(one: frozenset[int], other: frozenset[int]) -> float:
    if not one and not other:
        return 1.0
    return len(one & other) / len(one | other)


def _pairs(predicted: Sequence[_Counted], gold: Sequence[_Counted]) -> list[tuple[_Counted, _Counted]]:
    options = []
    for i, p in enumerate(predicted):
        for j, g in enumerate(gold):
            content = _overlap(p.content, g.content)
            cue = bool(p.cue & g.cue)
            if (cue and content > 0) or content >= 0.5:
                options.append((content + cue + 0.1 * _overlap(p.source, g.source), i, j))
    options.sort(key=lambda option: (-option[0], option[1], option[2]))
    free_predicted, free_gold = set(range(len(predicted))), set(range(len(gold)))
    pairs = []
    for _, i, j in options:
        if i in free_predicted and j in free_gold:
            free_predicted.remove(i)
            free_gold.remove(j)
            pairs.append((predicted[i], gold[j]))
    return pairs


@dataclass(frozen=True, slots=True)
class Match:
    """A pair: the numbers of the predicted and of the gold attribution, and whether source and content agree."""

    predicted: int
    gold: int
    sourced: bool
    exact: bool


def matches(text: str, predicted: Sequence[Mapping[str, Any]], gold: Sequence[Mapping[str, Any]]) -> list[Match]:
    """Return the pairs of `predicted` and `gold` attributions of `text`."""
    tokens = _tokens(text)
    mine, theirs = _counted(text, tokens, predicted), _counted(text, tokens, gold)
    places = {id(one): number for rows in (mine, theirs) for number, one in enumerate(rows)}
    return [
        Match(places[id(p)], places[id(g)], _overlap(p.source, g.source) >= 0.5, p.content == g.content)
        for p, g in _pairs(mine, theirs)
    ]


def _count(predicted: Sequence[_Counted], gold: Sequence[_Counted]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for role in _ROLES:
        p = frozenset[int]().union(*(getattr(row, role) for row in predicted))
        g = frozenset[int]().union(*(getattr(row, role) for row in gold))
        counts[role, "hit"], counts[role, "predicted"], counts[role, "gold"] = len(p & g), len(p), len(g)
    pairs = _pairs(predicted, gold)
    spared = {id(p) for p, g in pairs if g.is_spared}
    pairs = [(p, g) for p, g in pairs if not g.is_spared]
    predicted = [row for row in predicted if id(row) not in spared]
    gold = [row for row in gold if not row.is_spared]
    for measure in ("detect", "sourced", "exact"):
        counts[measure, "predicted"], counts[measure, "gold"] = len(predicted), len(gold)
    counts["detect", "hit"] = len(pairs)
    counts["sourced", "hit"] = sum(_overlap(p.source, g.source) >= 0.5 for p, g in pairs)
    counts["exact", "hit"] = sum(p.content == g.content for p, g in pairs)
    counts["quoted", "hit"] = sum(p.quoted and g.quoted for p, g in pairs)
    for side, rows in (("predicted", predicted), ("gold", gold)):
        counts["quoted", side] = sum(row.quoted for row in rows)
    if any("kind" in row.row for row in gold):
        counts += _count_who(pairs)
        counts["usable", "predicted"], counts["usable", "gold"] = len(predicted), len(gold)
    return counts


def _count_who(pairs: Sequence[tuple[_Counted, _Counted]]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for p, g in pairs:
        counts["usable", "hit"] += is_usable(p.row, g.row, _overlap(p.content, g.content))
        for measure, agrees in right(p.row, g.row).items():
            counts[measure, "hit"] += agrees
            counts[measure, "predicted"] += 1
            counts[measure, "gold"] += 1
    return counts


def score(
    gold: Iterable[Mapping[str, Any]], predicted: Mapping[str, Sequence[Mapping[str, Any]]]
) -> dict[str, Figures]:
    """Return the figures of each measure; `predicted` holds each article's attributions by its id.

    A gold row is {"id", "text", "annotations": [{"attributions": [{"source", "cue", "content"}]}]}, each role
    a list of [start, end) character offsets.
    """
    total: dict[tuple[str, str], float] = {}
    for row in gold:
        tokens = _tokens(row["text"])
        mine = _counted(row["text"], tokens, predicted.get(row["id"], ()))
        for annotation in row["annotations"]:
            theirs = _counted(row["text"], tokens, annotation["attributions"])
            for key, value in _count(mine, theirs).items():
                total[key] = total.get(key, 0.0) + value / len(row["annotations"])
    figures = {}
    for measure in MEASURES:
        hit, found, there = (total.get((measure, side), 0.0) for side in ("hit", "predicted", "gold"))
        if measure in ("usable", *WHO) and not there:
            continue
        precision, recall = (hit / found if found else 0.0), (hit / there if there else 0.0)
        f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
        figures[measure] = Figures(100 * precision, 100 * recall, 100 * f1)
    return figures


def table(figures: Mapping[str, Figures]) -> str:
    """Return the figures as lines of text, one a measure."""
    lines = [f"{'':10}{'P':>7}{'R':>7}{'F1':>7}"]
    lines += [f"{name:10}{f.precision:7.1f}{f.recall:7.1f}{f.f1:7.1f}" for name, f in figures.items()]
    return "\n".join(lines)
