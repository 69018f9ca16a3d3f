"""A statement's words and the material's index in, the passages out that have most of its key words near each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attrcheck.article import Span, sentences_of
from attrcheck.comparison import Tokens, tokenize, words_of_class
from attrcheck.material.index import Index, stem
from attrcheck.searches import rarity

__all__ = ["Nearness", "nearest"]

#: Words that tell nothing of what a statement says are no rarer than that.
_COMMON = 7.0
#: Words within which key words stand near each other; the share of them, by weight, and the number that is enough.
_NEAR, _ENOUGH, _FEWEST = 60, 0.5, 2
#: Passages that are returned, and how near to the best one the others come.
_MOST, _ALMOST = 4, 0.85


@dataclass(frozen=True, slots=True)
class Nearness:
    """A passage with key words of a statement: where it stands, which words it has and which it lacks.

    `turns_on` are words of it, and numbers of the statement, in which the two do not agree.
    """

    document: int
    span: Span
    passage: str
    share: float
    keys: tuple[str, ...]
    missing: tuple[str, ...]
    turns_on: tuple[str, ...]


def nearest(statement: str, index: Index) -> list[Nearness]:
    """Return the passages in which the key words of `statement` stand near each other, the best first."""
    keys = _keys(tokenize(statement))
    if len(keys) < _FEWEST:
        return []
    found: dict[tuple[int, Span], Nearness] = {}
    for stretch in index.stretches(_plain(keys.values()), width=_NEAR, stems=True):
        page = index.tokens(stretch)
        one = _nearness(keys, statement, page, stretch.document, index)
        if one is not None:
            found.setdefault((one.document, one.span), one)
    ranked = sorted(found.values(), key=lambda one: -one.share)
    return [one for one in ranked[:_MOST] if one.share >= _ALMOST * ranked[0].share]


def _keys(words: Tokens) -> dict[str, str]:
    """Return the key words of a statement by their stems, as they stand in it."""
    return {
        stem(word): words.shown(number, number + 1)
        for number, word in enumerate(words.folded)
        if (rarity(word) > _COMMON or word[0].isdigit()) and word not in words_of_class("denial")
    }


def _plain(keys: Iterable[str]) -> list[str]:
    """Return the plain words of key words, as an index has them."""
    return [word for key in keys for word in re.findall(r"\w+", key)]


def _weight(word: str) -> float:
    return rarity(word) - _COMMON + 1.0


def _nearness(keys: dict[str, str], statement: str, page: Tokens, document: int, index: Index) -> Nearness | None:
    """Return the passage of `page` that has most of `keys` near each other, None where they are too few."""
    stems = [stem(word) for word in page.folded]
    at = [(number, one) for number, one in enumerate(stems) if one in keys]
    weights = {one: _weight(one) for one in keys}
    total = sum(weights.values())
    held: Counter[str] = Counter()
    best, start, end, left, score = 0.0, 0, 0, 0, 0.0
    for number, one in at:
        score += weights[one] * (not held[one])
        held[one] += 1
        while number - at[left][0] > _NEAR or held[at[left][1]] > 1:
            gone = at[left][1]
            held[gone] -= 1
            score -= weights[gone] * (not held[gone])
            left += 1
        if score > best + 1e-9:
            best, start, end = score, at[left][0], number
    there = {one for _, one in at[:]} & set(stems[start : end + 1])
    if best < _ENOUGH * total or len(there) < _FEWEST:
        return None
    article = index.documents[document].article
    span = Span(page.starts[start], page.ends[end])
    whole = _sentences_round(article.text, span, index, document)
    return Nearness(
        document,
        whole,
        " ".join(whole.of(article.text).split()),
        best / total,
        tuple(word for one, word in keys.items() if one in there),
        tuple(word for one, word in keys.items() if one not in there),
        _disagreements(statement, whole.of(article.text), keys, there),
    )


def _sentences_round(text: str, span: Span, index: Index, document: int) -> Span:
    """Return `span` from the beginning of its first sentence to the end of its last."""
    first = index.documents[document].paragraph(span.start).span
    last = index.documents[document].paragraph(max(span.start, span.end - 1)).span
    whole = Span(first.start, max(first.end, last.end))
    sentences = [one for one in sentences_of(text, whole) if one.overlaps(span)]
    return Span(sentences[0].start, sentences[-1].end) if sentences else span


def _disagreements(statement: str, passage: str, keys: dict[str, str], there: set[str]) -> tuple[str, ...]:
    """Return a denial that only one of the two has, and numbers of the statement that the passage lacks."""
    ours, theirs = tokenize(statement), tokenize(passage)
    denial = words_of_class("denial")
    numbers = [word for one, word in keys.items() if one[0].isdigit() and one not in there]
    denied = [_first(one, denial) for one in (ours, theirs)]
    return (*([denied[0] or denied[1]] if bool(denied[0]) != bool(denied[1]) else []), *numbers)


def _first(words: Tokens, of: Sequence[str] | frozenset[str]) -> str:
    return next((words.shown(n, n + 1) for n, word in enumerate(words.folded) if word in of), "")
