"""Statements in, search terms out: the phrase of a quotation, or the key words of a report, worth looking for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from attrcheck.article import Span, abbreviations
from attrcheck.searches.words import (
    LOOSE_END_COST,
    NAME_RARITY,
    NUMBER_RARITY,
    RARE,
    SENTENCE_COST,
    WORD_COST,
    bare_word,
    fold,
    rarity,
    search_data,
)

__all__ = ["distinctive_phrase", "key_words", "runs", "short_quotation"]

#: No more of one statement is read than this many characters: its first pages hold phrases enough.
_LONGEST_STATEMENT = 20_000
#: A longer run of letters is no word, and more than this between two words parts them.
_LONGEST_WORD, _WIDEST_GAP = 60, 8
#: A phrase neither begins nor ends well with a word as common as the first; key words weigh the second at least.
_GRAMMATICAL, _LEAST = math.log2(150), 1.0
_FEWEST_KEYS, _MOST_NUMBERS, _LONGEST_NAME = 3, 3, 6
_TOKEN = re.compile(
    r"(?P<edge>\[[^\[\]\n]{0,200}\]"  # a bracketed insertion, whole
    r"|[\[\](){}“”„‟«»‹›\"＂〝〞〟「」『』‘’‚‛'`´…\n]|\.\s?\.(?:\s?\.)*)"
    r"|(?P<word>[^\W_]+(?:['’‐‑\u00ad\u200b-\u200d-][^\W_]+|[.,:]\d+[^\W\d_]*)*)"
)
_SENTENCE_END = re.compile(r"[.!?;]")


@dataclass(frozen=True, slots=True)
class _Joiners:
    """Words that make one term of several: inside names, after numbers, in dates, before a full stop in a name.

    `empty` are words that tell nothing alone, rare ones among them.
    """

    in_names: frozenset[str]
    after_numbers: frozenset[str]
    months: frozenset[str]
    abbreviations: frozenset[str]
    empty: frozenset[str]


@cache
def _joiners() -> _Joiners:
    terms = search_data()["terms"]
    empty = [word.lower() for word in (*terms["light"].split(), *terms["fillers"])]
    sets = (terms["joins"], terms["magnitudes"], terms["months"], abbreviations(), empty)
    return _Joiners(*(frozenset(words) for words in sets))


def _pieces(spans: Sequence[Span], paragraphs: Sequence[Span]) -> Iterator[Span]:
    """Yield the parts of `spans` that lie within one paragraph each, all of them where none is given."""
    left = _LONGEST_STATEMENT
    for span in sorted(spans):
        cut = [Span(max(span.start, p.start), min(span.end, p.end)) for p in paragraphs if p.overlaps(span)]
        for piece in cut or ([] if paragraphs else [span]):
            yield Span(piece.start, min(piece.end, piece.start + left))
            left -= min(left, piece.end - piece.start)


def runs(text: str, spans: Sequence[Span], *, paragraphs: Sequence[Span] = ()) -> tuple[tuple[Span, ...], ...]:
    """Return the words of `spans` in runs that no ellipsis, bracket, quotation mark, gap or paragraph's edge parts.

    `paragraphs` are those that the spans touch; without them, every line's end is an edge. What stands in
    square brackets is nobody's quoted word and belongs to no run.
    """
    found: list[list[Span]] = [[]]
    for piece in _pieces(spans, paragraphs):
        found.append([])
        for token in _TOKEN.finditer(text, piece.start, piece.end):
            word = Span(token.start(), token.end())
            if token["edge"]:
                if not (paragraphs and token["edge"] == "\n"):
                    found.append([])
            elif word.end - word.start > _LONGEST_WORD:
                found.append([])
            elif not _is_cut(text, word):
                if found[-1] and word.start - found[-1][-1].end > _WIDEST_GAP:
                    found.append([])
                found[-1].append(word)
    return tuple(tuple(run) for run in found if run)


def _is_cut(text: str, word: Span) -> bool:
    """Tell whether the span that the word was read from began or ended inside it."""
    before, after = text[word.start - 1 : word.start], text[word.end : word.end + 1]
    return before.isalnum() or after.isalnum()


def _starts_sentence(text: str, word: Span) -> bool:
    before = text[max(0, word.start - 4) : word.start]
    return "\n" in before or not before.strip() or before.rstrip()[-1] in ".!?:…\"“”«»„‘'’([•–—"


def _capitals_tell(text: str, words: Sequence[Span]) -> bool:
    """Tell whether a capital marks a name here, which it does not in a headline."""
    capitals = sum(text[word.start].isupper() for word in words)
    return len(words) < 5 or capitals <= 0.7 * len(words)


def _weights(text: str, run: Sequence[Span]) -> list[float]:
    tells = _capitals_tell(text, run)
    return [
        NAME_RARITY
        if tells and text[word.start].isupper() and not _starts_sentence(text, word) and weight > 1
        else weight
        for word, weight in ((word, rarity(word.of(text))) for word in run)
    ]


def distinctive_phrase(
    text: str, spans: Sequence[Span], *, paragraphs: Sequence[Span] = (), shortest: int = 8, longest: int = 14
) -> str:
    """Return the run of `shortest` to `longest` words of `spans` that tells most, folded, or "" where there is none.

    It never crosses what `runs` calls an edge; of two that tell alike it is the first.
    """
    best, phrase = -math.inf, Span(0, 0)
    for run in runs(text, spans, paragraphs=paragraphs):
        weights = _weights(text, run)
        loose = [LOOSE_END_COST * (weight < _GRAMMATICAL) for weight in weights]
        total, breaks = [0.0], [0]
        for at, (word, weight) in enumerate(zip(run, weights, strict=True)):
            ended = at > 0 and bool(_SENTENCE_END.search(text, run[at - 1].end, word.start))
            breaks.append(breaks[-1] + ended)
            total.append(total[-1] + weight - WORD_COST)
        for first in range(len(run) - shortest + 1):
            for last in range(first + shortest, min(first + longest, len(run)) + 1):
                score = total[last] - total[first] - loose[first] - loose[last - 1]
                score -= SENTENCE_COST * (breaks[last] - breaks[first + 1])
                if score > best:
                    best, phrase = score, Span(run[first].start, run[last - 1].end)
    return fold(phrase.of(text))


def short_quotation(text: str, spans: Sequence[Span], *, paragraphs: Sequence[Span] = ()) -> str:
    """Return the run of fewer than four words of `spans` that tells most, whole and folded, "" for none."""
    found = [run for run in runs(text, spans, paragraphs=paragraphs) if run]
    weights = [sum(rarity(word.of(text)) for word in run) for run in found]
    best = found[weights.index(max(weights))] if found else ()
    return fold(Span(best[0].start, best[-1].end).of(text)) if 0 < len(best) < 4 else ""


def _is_name_word(text: str, word: Span) -> bool:
    """Tell whether a capital says that the word is, or belongs to, a name."""
    if not text[word.start].isupper() or word.end - word.start == 1:
        return False
    # "Institutionally" is rare enough for a name, and is none.
    return not _starts_sentence(text, word) or (rarity(word.of(text)) >= RARE and not word.of(text).endswith("ly"))


def _terms_of_run(text: str, run: Sequence[Span]) -> Iterator[tuple[float, Span]]:
    """Yield the terms of a run with their weights: names, numbers and dates whole, every other word alone."""
    named, words = _capitals_tell(text, run), _joiners()
    at = 0
    while at < len(run):
        word, end = run[at], at + 1
        if word.of(text)[0].isdigit():
            end = _end_of_number(text, run, at)
            last = run[end - 1].end
            yield NUMBER_RARITY, Span(word.start, last + (text[last : last + 1] == "%"))
        elif named and _is_name_word(text, word):
            end = _end_of_name(text, run, at)
            is_day = end == at + 1 and bare_word(word.of(text)) in words.empty
            yield 0.0 if is_day else NAME_RARITY + (end - at > 1), Span(word.start, run[end - 1].end)
        else:
            plain = bare_word(word.of(text))
            yield 0.0 if plain in words.empty or len(plain) < 2 else max(rarity(plain), _LEAST), word
        at = end


def _end_of_number(text: str, run: Sequence[Span], at: int) -> int:
    """Return the index after the number at `at` with its magnitude, or after the date that it begins."""
    words, end = _joiners(), at + 1
    while end < len(run) and run[end].of(text).lower() in words.after_numbers:
        end += 1
    if end == at + 1 and end < len(run) and run[end].of(text) in words.months:
        end += 1
        if end < len(run) and run[end].of(text).isdigit():
            end += 1
    return end


def _end_of_name(text: str, run: Sequence[Span], at: int) -> int:
    """Return the index after the last word of the name, or of the date, that begins at `at`."""
    words, end = _joiners(), at + 1
    dated = run[at].of(text) in words.months
    while end < min(len(run), at + _LONGEST_NAME):
        last, word = run[end - 1].of(text), run[end].of(text)
        gap = text[run[end - 1].end : run[end].start].strip()
        in_date = dated and word.isdigit() and gap in ("", ",")
        abbreviated = gap == "." and (len(last) == 1 or last.lower() in words.abbreviations)
        if not (in_date or abbreviated or gap in ("", "&")) or last.endswith(("'s", "’s")):
            break
        if in_date or word[0].isupper():
            end += 1
        elif word in words.in_names and end + 1 < len(run) and run[end + 1].of(text)[0].isupper():
            end += 2
        else:
            break
    return end


def key_words(
    text: str, spans: Sequence[Span], *, paragraphs: Sequence[Span] = (), most: int = 7, without: str = ""
) -> tuple[str, ...]:
    """Return the names, numbers, dates and rare words of `spans` in text order, folded, at most `most`.

    A name or number of several words is one term; words of `without` (the source's name) are left out. Where
    no word tells anything, the least common stand in.
    """
    taken = {bare_word(word) for word in fold(without).split()}
    found: dict[str, tuple[float, int, str]] = {}
    for run in runs(text, spans, paragraphs=paragraphs):
        for weight, span in _terms_of_run(text, run):
            term = fold(span.of(text)).removesuffix("'s")
            if term and term.lower() not in found and not taken.issuperset(term.lower().split()):
                found[term.lower()] = (weight, span.start, term)
    ranked = sorted(found.values(), key=lambda term: (-term[0], term[1]))
    telling = [term for term in ranked if term[0] > 0]
    surplus = [term for term in telling if term[2][0].isdigit()][_MOST_NUMBERS:]
    chosen = [term for term in telling if term not in surplus][:most]
    chosen = chosen or sorted(ranked, key=lambda term: -rarity(term[2]))[:_FEWEST_KEYS]
    return tuple(term for _, _, term in sorted(chosen, key=lambda term: term[1]))
