"""A quotation and a page's text in, how they compare out: verbatim, shortened, altered word by word, or not found.

Words are compared, not characters: both sides are normalised alike, and marks, capitals and spaces are told apart from
changed words. An ellipsis may leave words out, a bracket stands for any few words or none: what the page has is shown.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz

from attrcheck.article import Span
from attrcheck.findings import Difference
from attrcheck.phrases import rarity

__all__ = ["Comparison", "Match", "Words", "compare", "read_words"]

#: Words that an ellipsis may leave out between two parts that are still near each other, and a bracket stand for.
_ELLIPSIS_WORDS, _BRACKET_WORDS = 100, 12
#: Words of a part that are aligned, places of a part and of all parts, places of all together, stretches aligned.
_MOST_WORDS, _MOST_PLACES, _ALL_PLACES, _MOST_TRIED, _WINDOWS = 2_000, 20_000, 200_000, 50, 4
#: The share of what a part's words tell that a passage must have to be its altered form.
_ALIKE = 0.6
#: What it costs, where two texts are aligned, that the page lacks a word, adds one, or has another.
_LACKED, _ADDED, _CHANGED = 3, 2, 3
#: Parts of so few words are altered forms only of what differs by letters, or by words put in between.
_FEW_WORDS, _ALIKE_LETTERS = 3, 75.0

_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_WORD = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|(?:(?<![^\W_])[-−–](?=\d))?[^\W_](?:[^\W_{_INSIDE}]|[{_INSIDE}]|['’‘ʼ＇`´](?=[^\W_])|(?<=\d)[.,](?=\d))*"
    r"|[%‰$€£¥₽₹₸&§]"
)
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060]")
_PLAIN = str.maketrans(dict.fromkeys("’‘ʼ‚‛`´", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_QUOTES = re.compile(r"[\"“”„‟«»‹›'‘’‚‛`´]")
#: "[T]he" is the word with another capital; "want[ed]" and "[the court]" stand for other words.
_CAPITAL = re.compile(r"\[([^\W_]{1,2})\](?=[^\W_])")
#: A remark of the quoter's on a word, which stands for none.
_SIC = re.compile(r"[\[(]sic[.!]?[\])]", re.I)
_EDGE = re.compile(
    r"(?P<ellipsis>[\[(]\s{0,3}(?:…|\.\s?\.\s?\.)[\s.]{0,5}[\])]|…|\.\s?\.\s?\.(?:\s?\.){0,3})"
    r"|[^\W_]{0,30}\[[^\[\]\n]{0,200}\][^\W_]{0,30}"
)


class Match(StrEnum):
    """How a quotation stands on a page."""

    VERBATIM = "verbatim"
    SHORTENED = "shortened"
    ALTERED = "altered"
    APART = "apart"
    PARTLY = "partly"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a quotation and a page compare.

    `passage` is the page's own words from the first to the last that match, `differences` what was changed, in text
    order, `left_out` what the page has where the quotation has an ellipsis or a bracket, `uncompared` the brackets at
    the quotation's ends, for which no place on the page is known. `marks_differ` tells that words match and capitals or
    punctuation do not. `parts` are the quotation's parts that the page has, `missing` those
    that it has not.
    """

    match: Match
    passage: str = ""
    differences: tuple[Difference, ...] = ()
    left_out: tuple[Difference, ...] = ()
    uncompared: tuple[str, ...] = ()
    marks_differ: bool = False
    parts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """A text with its words: as they are compared, and the places where they stand."""

    text: str
    folded: tuple[str, ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)

    @cached_property
    def joined(self) -> tuple[str, list[int]]:
        """Return the words in one string, a NUL before and after each, and where each begins in it."""
        starts, at = [], 0
        for word in self.folded:
            starts.append(at)
            at += len(word) + 1
        return "\0" + "\0".join(self.folded) + "\0", starts

    def shown(self, start: int, end: int) -> str:
        """Return the words from number `start` to before `end` as they stand in the text, on one line."""
        if start >= end:
            return ""
        return " ".join(self.text[self.starts[start] : self.ends[end - 1]].split())


def _plain(word: str) -> str:
    # "´" would become a blank and an accent, "＇" becomes a straight mark.
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", word.translate(_PLAIN))).translate(_PLAIN)


def _folded(word: str) -> str:
    plain = _plain(word)
    return (plain.replace(".", "") if plain.endswith(".") else plain).casefold()


def read_words(text: str, span: Span | None = None) -> Words:
    """Return `text` with the words of all of it, or of `span`."""
    span = span or Span(0, len(text))
    known: dict[str, str] = {}
    folded, starts, ends = [], [], []
    for match in _WORD.finditer(text, span.start, span.end):
        word = match.group()
        if word not in known:
            known[word] = _folded(word)
        folded.append(known[word])
        starts.append(match.start())
        ends.append(match.end())
    return Words(text, tuple(folded), tuple(starts), tuple(ends))


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of a quotation's words, and what parts it from the one before: the ellipsis or bracket, "" for nothing."""

    words: Words
    edge: str
    widest: int

    def __len__(self) -> int:
        return len(self.words.folded)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a part stands on the page, in words, and how it differs there."""

    start: int
    end: int
    differences: tuple[Difference, ...] = ()


def _parts(quotation: str) -> tuple[list[_Part], str]:
    """Return the parts of `quotation` between its ellipses and brackets that have a word, and what follows the last."""
    text = _SIC.sub("", _CAPITAL.sub(r"\1", quotation))
    parts: list[_Part] = []
    at, edge, widest = 0, "", 0
    for match in [*_EDGE.finditer(text), None]:
        words = read_words(text, Span(at, match.start() if match else len(text)))
        if words.folded:
            parts.append(_Part(words, edge, widest))
            edge, widest = "", 0
        if match:
            at = match.end()
            # Two edges in a row allow what both allow.
            edge = f"{edge} {match.group()}".strip()
            widest += _ELLIPSIS_WORDS if match["ellipsis"] else _BRACKET_WORDS
    return parts, edge


def compare(quotation: str, page: Words) -> Comparison:
    """Return how `quotation` stands on `page`; one without a word is not found."""
    parts, trailing = _parts(quotation)
    if not parts:
        return Comparison(Match.NOT_FOUND, missing=(" ".join(quotation.split()),))
    most = min(_MOST_PLACES, max(_MOST_TRIED, _ALL_PLACES // len(parts)))
    exact = [_exact(part.words.folded, page, most) for part in parts]
    chain = _chain(parts, exact, page) if all(exact) else None
    if chain:
        return _together(parts, chain, page, trailing)
    if all(exact):
        return _apart(parts, [])
    altered = [None if starts else _altered(part, page) for part, starts in zip(parts, exact, strict=True)]
    anchor = next((place.start for place in altered if place), None)
    places = [
        place or _nearest(starts, len(part), anchor) for part, place, starts in zip(parts, altered, exact, strict=True)
    ]
    found = [place for place in places if place]
    if len(found) == len(places):
        return _together(parts, found, page, trailing)
    shown = [part.words.shown(0, len(part)) for part in parts]
    return Comparison(
        Match.PARTLY if found else Match.NOT_FOUND,
        differences=tuple(one for place in found for one in place.differences),
        parts=tuple(words for words, place in zip(shown, places, strict=True) if place),
        missing=tuple(words for words, place in zip(shown, places, strict=True) if not place),
    )


def _exact(words: Sequence[str], page: Words, most: int) -> list[int]:
    """Return where on `page` exactly `words` begin, the first `most` places in order."""
    joined, starts = page.joined
    needle = "\0" + "\0".join(words) + "\0"
    found: list[int] = []
    at = joined.find(needle)
    while at >= 0 and len(found) < most:
        found.append(bisect_left(starts, at))
        at = joined.find(needle, at + 1)
    return found


def _chain(parts: Sequence[_Part], exact: Sequence[Sequence[int]], page: Words) -> list[_Place] | None:
    """Return places of all parts in order and near each other: those with marks like the quotation's, if there are."""
    leading = [list(exact[-1])]
    for part, after, starts in zip(parts[-2::-1], parts[:0:-1], exact[-2::-1], strict=True):
        ends = ((start, start + len(part)) for start in starts)
        leading.insert(0, [start for start, end in ends if _next(leading[0], end, after.widest) is not None])
    best = None
    for first in leading[0][:_MOST_TRIED]:
        places = [_Place(first, first + len(parts[0]))]
        for part, starts in zip(parts[1:], leading[1:], strict=True):
            start = _next(starts, places[-1].end, part.widest)
            if start is not None:
                places.append(_Place(start, start + len(part)))
        if not _marks_differ(parts, places, page):
            return places
        best = best or places
    return best


def _next(starts: Sequence[int], end: int, widest: int) -> int | None:
    """Return the first of `starts` that is at most `widest` words behind `end`, None where there is none."""
    at = bisect_left(starts, end)
    return starts[at] if at < len(starts) and starts[at] - end <= widest else None


def _nearest(starts: Sequence[int], length: int, anchor: int | None) -> _Place | None:
    if not starts:
        return None
    start = starts[0] if anchor is None else min(starts, key=lambda one: abs(one - anchor))
    return _Place(start, start + length)


def _marked(words: Words, start: int, end: int) -> str:
    """Return the words from `start` to `end` with their capitals and punctuation, the first letter's capital apart."""
    text = _plain(_QUOTES.sub("", words.shown(start, end)))
    return " ".join(text[:1].casefold().split() + re.sub(r"\s*(-+|\.{3})\s*", r" \1 ", text[1:]).split())


def _marks_differ(parts: Sequence[_Part], places: Sequence[_Place], page: Words) -> bool:
    return any(
        _marked(part.words, 0, len(part)) != _marked(page, place.start, place.end)
        for part, place in zip(parts, places, strict=True)
    )


def _together(parts: Sequence[_Part], places: Sequence[_Place], page: Words, trailing: str) -> Comparison:
    """Return the comparison of parts that were all found, exactly or altered, with the brackets round them."""
    gaps = list(zip(parts[1:], pairwise(places), strict=True))
    if any(not 0 <= after.start - before.end <= part.widest for part, (before, after) in gaps):
        return _apart(parts, places)
    left_out = []
    for part, (before, after) in gaps:
        words = page.shown(before.end, after.start)
        bracket = read_words(part.edge).folded
        if (words or bracket) and bracket != page.folded[before.end : after.start]:
            left_out.append(Difference(part.edge, words))
    differences = tuple(one for place in places for one in place.differences)
    start, end = places[0].start, places[-1].end
    leads, trails = read_words(parts[0].edge).folded, read_words(trailing).folded
    uncompared = (
        *([parts[0].edge] if leads != page.folded[max(0, start - len(leads)) : start] else []),
        *([trailing] if trails != page.folded[end : end + len(trails)] else []),
    )
    match = Match.ALTERED if differences else Match.SHORTENED if left_out or uncompared else Match.VERBATIM
    return Comparison(
        match,
        passage=page.shown(start, end),
        differences=differences,
        left_out=tuple(left_out),
        uncompared=uncompared,
        marks_differ=not differences and _marks_differ(parts, places, page),
        parts=tuple(part.words.shown(0, len(part)) for part in parts),
    )


def _apart(parts: Sequence[_Part], places: Sequence[_Place]) -> Comparison:
    return Comparison(
        Match.APART,
        differences=tuple(one for place in places for one in place.differences),
        parts=tuple(part.words.shown(0, len(part)) for part in parts),
    )


def _altered(part: _Part, page: Words) -> _Place | None:
    """Return where `page` has words that are nearly those of `part`, None where it has none or they are too many."""
    words = part.words.folded
    if len(words) > _MOST_WORDS:
        return None
    weights = {word: rarity(word) + 1.0 for word in words}
    total = sum(weights[word] for word in words)
    best: tuple[float, _Place] | None = None
    for start, end in _windows(words, weights, page.folded):
        steps = _align(words, page.folded[start:end])
        kept = [(one, start + other) for one, other in steps if one is not None and other is not None]
        same = [(one, other) for one, other in kept if words[one] == page.folded[other]]
        if not same:
            continue
        share = sum(weights[words[one]] * _alike(words[one], page.folded[other]) for one, other in kept) / total
        place = _Place(kept[0][1], kept[-1][1] + 1, tuple(_differences(part.words, page, same, kept)))
        if _is_like(words, page.folded, same, kept) and share >= _ALIKE * (len(words) > _FEW_WORDS):
            spread = (place.end - place.start) / len(words)
            score = share - max(0.0, spread - 1.0) / 10
            if spread <= 2.0 + _FEW_WORDS / len(words) and (best is None or score > best[0]):
                best = (score, place)
    return best[1] if best else None


def _alike(one: str, other: str) -> float:
    """Return how far `other` counts as `one`: wholly, half for another spelling and another figure, or not."""
    if one == other:
        return 1.0
    figures = one[-1:].isdigit() and other[-1:].isdigit()
    return 0.5 if figures or fuzz.ratio(one, other) >= _ALIKE_LETTERS else 0.0


def _is_like(
    words: Sequence[str], page: Sequence[str], same: Sequence[tuple[int, int]], kept: Sequence[tuple[int, int]]
) -> bool:
    if len(words) > _FEW_WORDS:
        return True
    close = all(_alike(words[one], page[other]) for one, other in kept)
    return len(kept) == len(words) and close and len(same) * 2 >= len(words)


def _windows(words: Sequence[str], weights: dict[str, float], page: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of `page` that share most with `words`, the best first, somewhat wider than they are."""
    size = len(words) + max(2, len(words) // 4)
    need = Counter(words)
    have: Counter[str] = Counter()
    scores = np.zeros(len(page))
    score = 0.0
    for at, word in enumerate(page):
        if word in need:
            have[word] += 1
            score += weights[word] * (have[word] <= need[word])
        if at >= size and page[at - size] in need:
            gone = page[at - size]
            score -= weights[gone] * (have[gone] <= need[gone])
            have[gone] -= 1
        scores[at] = score
    for _ in range(_WINDOWS):
        last = int(scores.argmax()) if len(scores) else 0
        if not len(scores) or scores[last] <= 0:
            return
        yield max(0, last - 2 * size), min(len(page), last + size)
        scores[max(0, last - size) : last + size] = 0


def _align(words: Sequence[str], page: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Return the steps that turn `words` into a stretch of `page`, wherever that begins and ends, with least changes.

    A step pairs the numbers of two words; None stands for no word on that side. rapidfuzz aligns whole with whole;
    here the page's ends are free.
    """
    numbers = {word: number for number, word in enumerate(dict.fromkeys((*words, *page)))}
    page_numbers = np.array([numbers[word] for word in page])
    columns = np.arange(len(page) + 1) * _ADDED
    rows = np.zeros((len(words) + 1, len(page) + 1), dtype=np.int32)
    for at, word in enumerate(words, start=1):
        changed = rows[at - 1, :-1] + _CHANGED * (page_numbers != numbers[word])
        row = np.concatenate(([at * _LACKED], np.minimum(changed, rows[at - 1, 1:] + _LACKED)))
        # What words of the page alone cost runs along the row.
        rows[at] = np.minimum.accumulate(row - columns) + columns
    # Of equal ends the last, at which a word was changed and not left out.
    one, other = len(words), len(page) - int(rows[-1][::-1].argmin())
    steps: list[tuple[int | None, int | None]] = []
    while one > 0:
        cost = rows[one, other]
        if other > 0 and cost == rows[one - 1, other - 1] + _CHANGED * (words[one - 1] != page[other - 1]):
            one, other = one - 1, other - 1
            steps.append((one, other))
        elif cost == rows[one - 1, other] + _LACKED:
            one -= 1
            steps.append((one, None))
        else:
            other -= 1
            steps.append((None, other))
    return steps[::-1]


def _differences(
    words: Words, page: Words, same: Sequence[tuple[int, int]], kept: Sequence[tuple[int, int]]
) -> Iterator[Difference]:
    """Yield what stands between the words that are the `same` and at either end of what was `kept`."""
    edges = [(-1, kept[0][1] - 1), *same, (len(words.folded), kept[-1][1] + 1)]
    for (one, other), (next_one, next_other) in pairwise(edges):
        ours, theirs = words.shown(one + 1, next_one), page.shown(other + 1, next_other)
        if ours or theirs:
            yield Difference(ours, theirs)
