"""A statement's words and the material's index in, the passages out that have most of its key words near each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from attrcheck.article import Span, sentences_of
from attrcheck.comparison import Tokens, tokenize, words_of_class
from attrcheck.material.document import Document
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

    `turns_on` are words of it, and numbers of the statement, in which the two do not agree; `chief` is the part of it,
    of one paragraph, that has most of the key words.
    """

    document: int
    span: Span
    passage: str
    share: float
    keys: tuple[str, ...]
    missing: tuple[str, ...]
    turns_on: tuple[str, ...]
    chief: Span


def nearest(statement: str, index: Index) -> list[Nearness]:
    """Return the passages in which the key words of `statement` stand near each other, the best first."""
    keys = _keys(tokenize(statement))
    if len(keys) < _FEWEST:
        return []
    found: dict[tuple[int, Span], Nearness] = {}
    for stretch in index.stretches(_plain(keys.values()), width=_NEAR, stems=True):
        tokens = index.tokens(stretch)
        page = _Page(index.documents[stretch.document], stretch.document, tokens, [stem(one) for one in tokens.folded])
        for room in _rooms(page):
            one = _nearness(keys, statement, page, room)
            if one is not None:
                found.setdefault((one.document, one.span), one)
    ranked = sorted(found.values(), key=lambda one: -one.share)
    return [one for one in ranked[:_MOST] if one.share >= _ALMOST * ranked[0].share]


@dataclass(frozen=True, slots=True)
class _Page:
    """A stretch of a document: the document and its number, the stretch's words, and their stems."""

    document: Document
    number: int
    words: Tokens
    stems: list[str]


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


def _rooms(page: _Page) -> Iterator[Span]:
    """Yield the words of `page` as a whole, and those of each of its paragraphs: in a transcript somebody's turn."""
    yield Span(0, len(page.stems))
    numbers = [page.document.paragraph_number(start) for start in page.words.starts]
    edges = [0, *(n for n in range(1, len(numbers)) if numbers[n] != numbers[n - 1]), len(numbers)]
    if len(edges) > 2:
        yield from (Span(*pair) for pair in pairwise(edges))


def _nearness(keys: dict[str, str], statement: str, page: _Page, room: Span) -> Nearness | None:
    """Return the passage of `page`, in the words of `room`, that has most of `keys`, None where they are too few."""
    weights = {one: _weight(one) for one in keys}
    best, start, end = _densest(
        [(n, page.stems[n]) for n in range(room.start, room.end) if page.stems[n] in keys], weights
    )
    there = set(page.stems[start : end + 1]).intersection(keys)
    total = sum(weights.values())
    if best < _ENOUGH * total or len(there) < _FEWEST:
        return None
    text = page.document.article.text
    whole = _sentences_round(page.document, Span(page.words.starts[start], page.words.ends[end]))
    return Nearness(
        page.number,
        whole,
        " ".join(whole.of(text).split()),
        best / total,
        tuple(word for one, word in keys.items() if one in there),
        tuple(word for one, word in keys.items() if one not in there),
        _disagreements(statement, whole.of(text), keys, there),
        _weightiest(page, Span(start, end + 1), weights),
    )


def _densest(at: Sequence[tuple[int, str]], weights: dict[str, float]) -> tuple[float, int, int]:
    """Return the weight of the most key words that stand near each other, and the first and the last of them."""
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
    return best, start, end


def _weightiest(page: _Page, words: Span, weights: dict[str, float]) -> Span:
    """Return the part of `words` in the paragraph that has most of the key words, as characters of the text."""
    by_paragraph: dict[int, dict[str, int]] = {}
    for number in range(words.start, words.end):
        if page.stems[number] in weights:
            paragraph = page.document.paragraph_number(page.words.starts[number])
            by_paragraph.setdefault(paragraph, {}).setdefault(page.stems[number], number)
    # Of equal ones the last, in which a question is answered.
    best = max(reversed(by_paragraph.values()), key=lambda held: sum(weights[one] for one in held))
    return Span(page.words.starts[min(best.values())], page.words.ends[max(best.values())])


def _sentences_round(document: Document, span: Span) -> Span:
    """Return `span` from the beginning of its first sentence to the end of its last."""
    first = document.paragraph(span.start).span
    last = document.paragraph(max(span.start, span.end - 1)).span
    whole = Span(first.start, max(first.end, last.end))
    sentences = [one for one in sentences_of(document.article.text, whole) if one.overlaps(span)]
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
