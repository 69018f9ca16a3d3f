"""Documents in, an index of their words out: which stretches of them share most with the words of a statement."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

import numpy as np
import snowballstemmer

from attrcheck.article import Span
from attrcheck.comparison import Tokens, american_spelling, tokenize
from attrcheck.material.document import Document

__all__ = ["Index", "Stretch", "stem"]

_WORD = re.compile(r"\w+")
#: Characters of a block of text, of which the index knows where its words begin.
_BLOCK = 1_000
#: Places of words that are looked at for one statement, the rarest words first, and stretches that are returned.
_MOST_PLACES, _STRETCHES = 150_000, 8
#: So much of the best stretch's score another one has at least.
_LEAST = 0.6
#: So many letters words share that are looked at for one stem.
_SHARED = 3
_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return what is left of `word` without its endings: "closing", "closed" and "closes" are "close" alike."""
    return str(_stemmer.stemWord(american_spelling(word.casefold())))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a document's text, by the document's number, and how much of a statement's words it shares."""

    document: int
    span: Span
    score: float


class Index:
    """The words of all documents: one number a word, in text order, and for each word the places where it stands."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        vocabulary: defaultdict[str, int] = defaultdict(count().__next__)
        numbers: list[np.ndarray] = []
        first: list[int] = []
        self._blocks: list[tuple[int, Span]] = []
        words_before = 0
        for document, one in enumerate(documents):
            for block in _blocks(one.article.text):
                words = _WORD.findall(block.of(one.article.text).casefold())
                if not words:
                    continue
                numbers.append(np.fromiter(map(vocabulary.__getitem__, words), np.int32, len(words)))
                first.append(words_before)
                self._blocks.append((document, block))
                words_before += len(words)
        whole = np.concatenate(numbers) if numbers else np.zeros(0, np.int32)
        self._first = np.array(first, dtype=np.int64)
        self._order = np.argsort(whole, kind="stable").astype(np.int32)
        self._bounds = np.searchsorted(whole[self._order], np.arange(len(vocabulary) + 1))
        self._vocabulary = dict(vocabulary)
        self._by_beginning: dict[str, list[str]] | None = None
        self._size = max(1, len(whole))
        self._tokens = lru_cache(maxsize=256)(self._tokenized)

    def places(self, word: str) -> np.ndarray:
        """Return the places at which `word` stands, in order."""
        number = self._vocabulary.get(word)
        if number is None:
            return np.zeros(0, np.int32)
        return self._order[self._bounds[number] : self._bounds[number + 1]]

    def forms(self, word: str) -> list[str]:
        """Return the words of the documents with the same stem as `word`."""
        if self._by_beginning is None:
            self._by_beginning = {}
            for known in self._vocabulary:
                self._by_beginning.setdefault(known[:_SHARED], []).append(known)
        own = stem(word)
        return [known for known in self._by_beginning.get(word[:_SHARED], ()) if stem(known) == own]

    def stretches(self, words: Sequence[str], *, width: int, stems: bool = False) -> list[Stretch]:
        """Return the stretches, of some `width` words, that share most with `words`, the best first.

        With `stems` other forms of a word count as well.
        """
        wanted: list[tuple[np.ndarray, float]] = []
        for word in dict.fromkeys(word.casefold() for word in words):
            forms = self.forms(word) if stems else [word]
            places = np.concatenate([self.places(form) for form in forms]) if forms else np.zeros(0, np.int32)
            if len(places):
                wanted.append((places, math.log(1 + self._size / len(places))))
        wanted.sort(key=lambda one: len(one[0]))
        taken: list[tuple[np.ndarray, float]] = []
        total = 0
        for places, weight in wanted:
            if taken and total + len(places) > _MOST_PLACES:
                break
            taken.append((places, weight))
            total += len(places)
        return self._best(taken, width)

    def _best(self, wanted: Sequence[tuple[np.ndarray, float]], width: int) -> list[Stretch]:
        """Return the best stretches of two rows of them, of which one lies half a width behind the other."""
        found: list[tuple[float, int]] = []
        if not wanted:
            return []
        for shift in (0, width // 2):
            scores: np.ndarray = np.zeros((self._size + shift) // width + 1)
            for places, weight in wanted:
                # A word counts once a stretch.
                holds = np.zeros(len(scores), dtype=bool)
                holds[(places + shift) // width] = True
                scores = scores + weight * holds
            best = np.argsort(-scores, kind="stable")[:_STRETCHES]
            found += [(float(scores[at]), int(at) * width - shift) for at in best if scores[at] > 0]
        found.sort(key=lambda one: (-one[0], one[1]))
        stretches: dict[tuple[int, Span], Stretch] = {}
        for score, start in found:
            # What belongs together may stand across the edge of a stretch.
            for one in self._around(start - width // 2, start + width + width // 2, score):
                stretches.setdefault((one.document, one.span), one)
        least = _LEAST * found[0][0] if found else 0.0
        return [one for one in stretches.values() if one.score >= least][: 2 * _STRETCHES]

    def _around(self, start: int, end: int, score: float) -> list[Stretch]:
        """Return the blocks that hold the words from number `start` to `end`, those of each document as one stretch."""
        first = max(0, int(np.searchsorted(self._first, max(0, start), side="right")) - 1)
        last = int(np.searchsorted(self._first, min(end, self._size), side="left"))
        spans: dict[int, Span] = {}
        for document, block in self._blocks[first:last]:
            spans[document] = Span(spans.get(document, block).start, block.end)
        return [Stretch(document, span, score) for document, span in spans.items()]

    def tokens(self, stretch: Stretch) -> Tokens:
        """Return the words of `stretch`, with their places in the whole text of its document."""
        return self._tokens(stretch.document, stretch.span)

    def _tokenized(self, document: int, span: Span) -> Tokens:
        return tokenize(self.documents[document].article.text, span)


def _blocks(text: str) -> list[Span]:
    """Return `text` in pieces that end where a word does."""
    blocks, start = [], 0
    while start < len(text):
        end = min(len(text), start + _BLOCK)
        blank = text.rfind(" ", start + 1, end) if end < len(text) else -1
        end = blank if blank > start else end
        blocks.append(Span(start, end))
        start = end
    return blocks
