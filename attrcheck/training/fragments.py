"""Texts and the spans of their attributions in, spans that are torn out: cut inside a word, a name, a bracket.

A span is torn where it begins or ends inside a word or a number, between a title or an initial and its name, inside a
bracket or a quotation whose other mark it holds, or with a word that nothing ends with ("in the").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrcheck.article import Span, find_quotations
from attrcheck.article.text.plain_text import from_text

__all__ = ["torn", "torn_counts", "torn_table"]

_ROLES = ("source", "cue", "content")
_NUMBER = re.compile(r"\d[.,:]\d")
#: What a name goes on after, one blank later.
_TITLE = re.compile(r"(?:\b(?:Mrs?|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|St|Rev|Hon|Sir)\.?|\b[A-Z]\.)\Z")
_LEADING = re.compile(
    r"\b(?:an?|the|and|or|but|nor|of|to|in|on|at|by|for|from|with|into|as|than|if|whose|because)\Z"
    r"|\W(?:his|her|its|their|our|my|your)\Z",
    re.IGNORECASE,
)
#: A cue may end with a preposition ("according to"), but with none of these.
_CUE_ENDS = re.compile(r"\b(?:an?|the|and|or|but)\Z|\W(?:his|her|its|their|our|my|your)\Z", re.IGNORECASE)
#: What is tied to a word and yet none of it.
_ENDING = re.compile(r"['’](?:s|d|m|ll|re|ve)\b", re.IGNORECASE)
_NEXT_WORD = re.compile(r"[ \t]+\w")
#: Characters before an edge in which a word may stand.
_NEAR = 24


def _in_word(text: str, at: int) -> bool:
    """Tell whether the edge at `at` lies inside a word, a number or a compound ("Republican-|led")."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    inside = text[max(0, at - 2) : at + 2]
    parts = [inside[i : i + 3] for i in range(len(inside) - 2)]
    if any(_NUMBER.fullmatch(part) for part in parts):
        return True
    tied = any(part[1] in "-’'" and part[0].isalnum() and part[2].isalnum() for part in parts)
    return tied and not _ENDING.match(text, at)


def _reason(text: str, role: str, span: Span, quotations: Sequence[Span]) -> str:
    """Return in what the `span` of a `role` is torn, "" where it is whole."""
    words = " " + text[max(span.start, span.end - _NEAR) : span.end] if span.end - span.start > _NEAR else span.of(text)
    goes_on = _NEXT_WORD.match(text, span.end)
    if _in_word(text, span.start) or _in_word(text, span.end):
        return "word"
    if goes_on and _TITLE.search(words) and text[goes_on.end() - 1].isupper():
        return "name"
    if role != "cue" and span.of(text).count("(") != span.of(text).count(")"):
        return "bracket"
    for piece in quotations:
        inside = Span(piece.start + 1, piece.end - 1)
        if span.start <= piece.start < span.end < inside.end or inside.start < span.start < piece.end <= span.end:
            return "quotation"
    if goes_on and (_CUE_ENDS if role == "cue" else _LEADING).search(words):
        return "phrase"
    return ""


def torn(text: str, attributions: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, Span]]:
    """Yield the reason, the role and the span of each span of `attributions` that is torn; offsets are of `text`."""
    found = find_quotations(text, [p.span for p in from_text(text).paragraphs])
    quotations = [span for quotation in found if quotation.closed for span in quotation.spans]
    for row in attributions:
        for role in _ROLES:
            for start, end in row.get(role) or ():
                reason = _reason(text, role, Span(start, end), quotations)
                if reason:
                    yield reason, role, Span(start, end)


def torn_counts(
    rows: Iterable[Mapping[str, Any]], predicted: Mapping[str, Sequence[Mapping[str, Any]]]
) -> Counter[tuple[str, str]]:
    """Return how many spans of what is `predicted` of `rows` are torn, by reason and role."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        counts.update((reason, role) for reason, role, _ in torn(row["text"], predicted.get(row["id"], ())))
    return counts


def torn_table(counts: Mapping[tuple[str, str], int], total: int) -> str:
    """Return as lines of text the counts, and their sum beside the `total` of attributions."""
    lines = [f"{reason:10}{role:9}{number:5}" for (reason, role), number in sorted(counts.items())]
    return "\n".join([*lines, f"{sum(counts.values())} torn spans in {total} attributions"])
