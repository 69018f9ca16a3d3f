"""A quotation and a page's text in, how they compare out: verbatim, shortened, altered word by word, or not found.

Tokens are compared, not characters: both sides are normalised alike, and other marks, capitals and spaces are no
changed words. An ellipsis may leave words out, a bracket stands for any few words or none: what the page has is shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from attrcheck.article import Span
from attrcheck.checklist import Difference
from attrcheck.comparison.alignment import Place, altered
from attrcheck.comparison.cut_off import cut_off
from attrcheck.comparison.tokens import Tokens, normalised, tokenize

__all__ = ["Comparison", "Match", "compare"]

#: Tokens that an ellipsis may leave out between two parts that are still near each other, and a bracket stand for.
_ELLIPSIS_WORDS, _BRACKET_WORDS = 100, 12
#: Places of a part, of all parts, and of all together, that are tried.
_MOST_PLACES, _ALL_PLACES, _MOST_TRIED = 20_000, 200_000, 50
_QUOTES = re.compile(r"[\"“”„‟«»‹›'‘’‚‛`´]")
#: "[T]he" is the word with another capital; "want[ed]" and "[the court]" stand for other words.
_CAPITAL = re.compile(r"\[([^\W_]{1,2})\](?=[^\W_])")
#: A remark of the quoter's on a word, which stands for none.
_SIC = re.compile(r"[\[(]sic[.!]?[\])]", re.I)
_LETTERS = re.compile(r"[^\W_]+(?:['.,][^\W_]+)*|[%$€£]")
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
    the quotation's ends, for which no place on the page is known. `marks_differ` is true where words match and
    capitals, punctuation or spelling do not; `spelt` are those that are spelt otherwise. `parts` are the quotation's
    parts that the page has, `missing` those that it has not. `lead` and `tail` are what the sentence on the page has
    before and behind the words where their sense turns on it. The words stand from number `start` to before `end`.
    """

    match: Match
    passage: str = ""
    differences: tuple[Difference, ...] = ()
    left_out: tuple[Difference, ...] = ()
    uncompared: tuple[str, ...] = ()
    marks_differ: bool = False
    parts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    spelt: tuple[Difference, ...] = ()
    lead: str = ""
    tail: str = ""
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of a quotation's words, and what parts it from the one before: the ellipsis or bracket, "" for nothing."""

    words: Tokens
    edge: str
    widest: int

    def __len__(self) -> int:
        return len(self.words.folded)


def _parts(quotation: str) -> tuple[list[_Part], str]:
    """Return the parts of `quotation` between its ellipses and brackets that have a word, and what follows the last."""
    text = _SIC.sub("", _CAPITAL.sub(r"\1", quotation))
    parts: list[_Part] = []
    at, widest = 0, 0
    edges: list[str] = []
    for match in [*_EDGE.finditer(text), None]:
        words = tokenize(text, Span(at, match.start() if match else len(text)))
        if words.folded:
            parts.append(_Part(words, " ".join(edges), widest))
            edges, widest = [], 0
        if match:
            at = match.end()
            # Two edges in a row allow what both allow.
            edges.append(match.group())
            widest += _ELLIPSIS_WORDS if match["ellipsis"] else _BRACKET_WORDS
    return parts, " ".join(edges)


def compare(quotation: str, page: Tokens, frame: str = "") -> Comparison:
    """Return how `quotation` stands on `page`; one without a word is not found.

    `frame` are the words that the article puts round it: a denial or a condition that stands there was not cut off.
    """
    parts, trailing = _parts(quotation)
    if not parts:
        return Comparison(Match.NOT_FOUND, missing=(" ".join(quotation.split()),))
    most = min(_MOST_PLACES, max(_MOST_TRIED, _ALL_PLACES // len(parts)))
    exact = [_exact(part.words.folded, page, most) for part in parts]
    chain = _chain(parts, exact, page) if all(exact) else None
    if chain:
        return _framed(_together(parts, chain, page, trailing), page, frame, quotation)
    if all(exact):
        return _apart(parts, [])
    changed = [None if starts else altered(part.words, page) for part, starts in zip(parts, exact, strict=True)]
    anchor = next((place.start for place in changed if place), None)
    places = [
        place or _nearest(starts, len(part), anchor) for part, place, starts in zip(parts, changed, exact, strict=True)
    ]
    found = [place for place in places if place]
    if len(found) == len(places):
        return _framed(_together(parts, found, page, trailing), page, frame, quotation)
    shown = [part.words.shown(0, len(part)) for part in parts]
    return Comparison(
        Match.PARTLY if found else Match.NOT_FOUND,
        differences=tuple(one for place in found for one in place.differences),
        parts=tuple(words for words, place in zip(shown, places, strict=True) if place),
        missing=tuple(words for words, place in zip(shown, places, strict=True) if not place),
    )


def _framed(found: Comparison, page: Tokens, frame: str, quotation: str) -> Comparison:
    """Return what was `found` with what its sentence has round it where the sense turns on that."""
    if found.match not in (Match.VERBATIM, Match.SHORTENED):
        return found
    asked = {"asked"} if "?" in quotation else set()
    lead, tail = cut_off(page, found.start, found.end, frozenset((*tokenize(frame).folded, *asked)))
    return replace(found, match=Match.SHORTENED, lead=lead, tail=tail) if lead or tail else found


def _exact(words: Sequence[str], page: Tokens, most: int) -> list[int]:
    """Return where on `page` exactly `words` begin, the first `most` places in order."""
    joined, starts = page.joined
    needle = "\0" + "\0".join(words) + "\0"
    found: list[int] = []
    at = joined.find(needle)
    while at >= 0 and len(found) < most:
        found.append(bisect_left(starts, at))
        at = joined.find(needle, at + 1)
    return found


def _chain(parts: Sequence[_Part], exact: Sequence[Sequence[int]], page: Tokens) -> list[Place] | None:
    """Return places of all parts in order and near each other: those with marks like the quotation's, if there are."""
    leading = [list(exact[-1])]
    for part, after, starts in zip(parts[-2::-1], parts[:0:-1], exact[-2::-1], strict=True):
        ends = ((start, start + len(part)) for start in starts)
        leading.insert(0, [start for start, end in ends if _next(leading[0], end, after.widest) is not None])
    best = None
    for first in leading[0][:_MOST_TRIED]:
        places = [Place(first, first + len(parts[0]))]
        for part, starts in zip(parts[1:], leading[1:], strict=True):
            start = _next(starts, places[-1].end, part.widest)
            if start is not None:
                places.append(Place(start, start + len(part)))
        if not _marks_differ(parts, places, page):
            return places
        best = best or places
    return best


def _next(starts: Sequence[int], end: int, widest: int) -> int | None:
    """Return the first of `starts` that is at most `widest` words behind `end`, None where there is none."""
    at = bisect_left(starts, end)
    return starts[at] if at < len(starts) and starts[at] - end <= widest else None


def _nearest(starts: Sequence[int], length: int, anchor: int | None) -> Place | None:
    if not starts:
        return None
    start = starts[0] if anchor is None else min(starts, key=lambda one: abs(one - anchor))
    return Place(start, start + length)


def _marked(words: Tokens, start: int, end: int) -> str:
    """Return the words from `start` to `end` with their capitals and punctuation, the first letter's capital apart."""
    text = normalised(_QUOTES.sub("", words.shown(start, end)))
    return " ".join(text[:1].casefold().split() + re.sub(r"\s*(-+|\.{3})\s*", r" \1 ", text[1:]).split())


def _marks_differ(parts: Sequence[_Part], places: Sequence[Place], page: Tokens) -> bool:
    return any(
        _marked(part.words, 0, len(part)) != _marked(page, place.start, place.end)
        for part, place in zip(parts, places, strict=True)
    )


def _letters(words: Tokens, start: int, end: int) -> list[str]:
    """Return the words from `start` to `end` as they are spelt, whatever their capitals and punctuation."""
    found = _LETTERS.findall(normalised(words.shown(start, end)).casefold())
    return [word if word[0].isdigit() else word.replace(".", "") for word in found]


def _spelt(parts: Sequence[_Part], places: Sequence[Place], page: Tokens) -> Iterator[Difference]:
    """Yield the words that both have and that each spells its own way, as "colour" and "color", "5" and "five"."""
    for part, place in zip(parts, places, strict=True):
        ours, theirs = _letters(part.words, 0, len(part)), _letters(page, place.start, place.end)
        for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
            if kind != "equal":
                yield Difference(" ".join(ours[a:b]), " ".join(theirs[c:d]))


def _together(parts: Sequence[_Part], places: Sequence[Place], page: Tokens, trailing: str) -> Comparison:
    """Return the comparison of parts that were all found, exactly or altered, with the brackets round them."""
    gaps = list(zip(parts[1:], pairwise(places), strict=True))
    if any(not 0 <= after.start - before.end <= part.widest for part, (before, after) in gaps):
        return _apart(parts, places)
    left_out = []
    for part, (before, after) in gaps:
        words = page.shown(before.end, after.start)
        bracket = tokenize(part.edge).folded
        if (words or bracket) and bracket != page.folded[before.end : after.start]:
            left_out.append(Difference(part.edge, words))
    differences = tuple(one for place in places for one in place.differences)
    start, end = places[0].start, places[-1].end
    leads, trails = tokenize(parts[0].edge).folded, tokenize(trailing).folded
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
        spelt=() if differences else tuple(_spelt(parts, places, page)),
        start=start,
        end=end,
    )


def _apart(parts: Sequence[_Part], places: Sequence[Place]) -> Comparison:
    return Comparison(
        Match.APART,
        differences=tuple(one for place in places for one in place.differences),
        parts=tuple(part.words.shown(0, len(part)) for part in parts),
    )
