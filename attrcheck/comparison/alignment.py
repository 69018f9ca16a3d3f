"""Quoted words and a page's in, the place out where the page has nearly those, and what is other there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz

from attrcheck.checklist import Difference
from attrcheck.comparison.canonical import words_of_class
from attrcheck.comparison.tokens import Tokens
from attrcheck.searches import rarity

__all__ = ["Place", "altered"]

#: Tokens that are aligned, and stretches of a page that they are aligned with.
_MOST_WORDS, _WINDOWS = 2_000, 4
#: The share of a part's words, weighed by how rare they are, that a passage must have to be its altered form.
_ALIKE = 0.6
#: What it costs, where two texts are aligned, that the page lacks a word, adds one, or has another.
_LACKED, _ADDED, _CHANGED = 3, 1, 3
#: Parts of so few words are altered forms only of what differs by letters, or by words put in between.
_FEW_WORDS, _ALIKE_LETTERS = 3, 75.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where quoted words stand on a page, from which word to before which, and how they differ there."""

    start: int
    end: int
    differences: tuple[Difference, ...] = ()


def altered(quoted: Tokens, page: Tokens) -> Place | None:
    """Return where `page` has words that are nearly those `quoted`, None where it has none or they are too many."""
    words = quoted.folded
    if len(words) > _MOST_WORDS:
        return None
    weights = {word: rarity(word) + 1.0 for word in words}
    total = sum(weights[word] for word in words)
    best: tuple[float, Place] | None = None
    for start, end in _windows(words, weights, page.folded):
        steps = _align(words, page.folded[start:end])
        kept = [(one, start + other) for one, other in steps if one is not None and other is not None]
        same = [(one, other) for one, other in kept if words[one] == page.folded[other]]
        if not same:
            continue
        share = sum(weights[words[one]] * _alike(words[one], page.folded[other]) for one, other in kept) / total
        place = Place(kept[0][1], kept[-1][1] + 1, tuple(_differences(quoted, page, same, kept)))
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
    words: Tokens, page: Tokens, same: Sequence[tuple[int, int]], kept: Sequence[tuple[int, int]]
) -> Iterator[Difference]:
    """Yield what stands between the words that are the `same` and at either end of what was `kept`."""
    edges = [(-1, kept[0][1] - 1), *same, (len(words.folded), kept[-1][1] + 1)]
    for (one, other), (next_one, next_other) in pairwise(edges):
        ours, theirs = words.shown(one + 1, next_one), page.shown(other + 1, next_other)
        # "health care" and "healthcare" are one word, and so is one that the end of a line parts; "now here" is none.
        letters = "".join(words.folded[one + 1 : next_one])
        is_same = letters == "".join(page.folded[other + 1 : next_other]) and letters not in words_of_class("denial")
        if (ours or theirs) and not is_same:
            yield Difference(ours, theirs)
