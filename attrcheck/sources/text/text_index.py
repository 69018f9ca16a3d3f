"""An article in, its text read once out: where its words, sentences, paragraphs and quotations lie."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from attrcheck.article import Article, Span, find_quotations, sentence_ends
from attrcheck.sources.text.lexicon import Word, Words, words

__all__ = ["TextIndex"]


_POSSESSIVE, _GLUED = 1, 2


class _WordTable:
    """The words of a text in order, column by column: as objects they take thirty times its size."""

    def __init__(self, found: Iterable[Word]) -> None:
        self._starts, self._ends, self._marks = array("i"), array("i"), bytearray()
        self._texts: list[str] = []
        self._lows: list[str] = []
        for word in found:
            self._starts.append(word.start)
            self._ends.append(word.end)
            self._marks.append(_POSSESSIVE * word.possessive + _GLUED * word.glued)
            self._texts.append(word.text)
            self._lows.append(word.low)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return the numbers of the first word that begins at `start` or later, and of the first from `end` on."""
        return bisect_left(self._starts, start), bisect_left(self._starts, end)

    def end_of(self, number: int) -> tuple[int, bool]:
        """Return where the word with this number ends, and whether a possessive ending follows."""
        return self._ends[number], bool(self._marks[number] & _POSSESSIVE)

    def between(self, first: int, last: int) -> Words:
        """Return the words from number `first` to before `last`; nothing parts the first from one before it."""
        marks, found = self._marks, []
        columns = zip(
            self._starts[first:last],
            self._ends[first:last],
            self._texts[first:last],
            self._lows[first:last],
            marks[first:last],
            strict=True,
        )
        glue = 0
        for start, end, text, low, mark in columns:
            found.append(Word(start, end, text, low, bool(mark & _POSSESSIVE), bool(mark & glue)))
            glue = _GLUED
        return found


class TextIndex:
    """An article's text with its quotations and where its sentences and paragraphs begin, all in text order.

    `sentences` are all of them, `outer_sentences` those that no quotation holds whole.
    """

    def __init__(self, article: Article) -> None:
        """Read the text of `article`."""
        self.text = text = article.text
        self.paragraphs = tuple(p.span.start for p in article.paragraphs) or (0,)
        self.readable = tuple(p.span for p in article.readable)
        self.quotations = tuple(sorted(s for q in find_quotations(text, self.readable) for s in q.spans))
        first = self.readable[0] if self.readable else Span(0, 0)
        is_sentence = first.of(text).rstrip().endswith((".", "”", '"'))
        #: Where the headline ends, a first paragraph that is no sentence; 0 without one.
        self.headline_end = 0 if is_sentence else first.end
        self._opened = [quotation.start for quotation in self.quotations]
        ends = (gap.end for gap in sentence_ends(text, 0, len(text)))
        self.sentences = tuple(sorted({0, *ends, *self.paragraphs}))  # "Fen Corp." ends one before a new paragraph
        self.outer_sentences = tuple(s for s in self.sentences if self.quotation(s - 1) < 0 or self.quotation(s) < 0)
        self._words = _WordTable(words(text, 0, len(text)))
        self._places: dict[str, list[int]] = {}
        self._firsts: dict[str, int] = {}

    def words(self, start: int, end: int) -> Words:
        """Return the words of text[start:end] in order; what its ends cut in two is read as it stands there."""
        first, last = self._words.within(start, end)
        cut_before = first > 0 and self._whole_end(first - 1) > start
        if cut_before or (last > first and self._whole_end(last - 1) > end):
            return list(words(self.text, start, end))
        return self._words.between(first, last)

    def _whole_end(self, number: int) -> int:
        """Return where the word with this number ends with its possessive ending."""
        end, possessive = self._words.end_of(number)
        return end + 2 if possessive and self.text[end + 1 : end + 2] in ("s", "S") else end

    def places(self, noun: str) -> list[int]:
        """Return where `noun`, or its plural, stands as a word, in order; a book is gone through once for each."""
        if noun not in self._places:
            found = re.finditer(rf"(?<![\w-]){re.escape(noun)}(?:e?s)?(?![\w-])", self.text, re.I)
            self._places[noun] = [match.start() for match in found]
        return self._places[noun]

    def first(self, name: str) -> int:
        """Return where `name` stands first in the text, letter by letter, -1 for nowhere."""
        if name not in self._firsts:
            self._firsts[name] = self.text.find(name)
        return self._firsts[name]

    def quotation(self, place: int) -> int:
        """Return the number of the quotation that `place` lies in, -1 for none."""
        at = bisect_right(self._opened, place) - 1
        return at if at >= 0 and self.quotations[at].end > place else -1

    def quotations_in(self, span: Span) -> range:
        """Return the numbers of the quotations that open within `span`, or right before it."""
        return range(bisect_left(self._opened, span.start - 1), bisect_left(self._opened, span.end))

    def sentence(self, place: int) -> int:
        """Return the number of the sentence at `place`."""
        return bisect_right(self.sentences, place) - 1

    def sentence_end(self, number: int) -> int:
        """Return where the sentence of that number ends, and the next begins."""
        return next(iter(self.sentences[number + 1 : number + 2]), len(self.text))

    def opens_sentence(self, place: int) -> bool:
        """Tell whether a sentence begins at `place`."""
        return self.sentences[self.sentence(place)] == place

    def outer_sentence(self, place: int) -> int:
        """Return the number of the sentence at `place` among those that no quotation holds."""
        return bisect_right(self.outer_sentences, place) - 1

    def outer_end(self, number: int) -> int:
        """Return where the sentence of that number among those that no quotation holds ends."""
        return next(iter(self.outer_sentences[number + 1 : number + 2]), len(self.text))

    def paragraph(self, place: int) -> int:
        """Return the number of the paragraph at `place`."""
        return bisect_right(self.paragraphs, place) - 1

    def paragraph_start(self, place: int) -> int:
        """Return where the paragraph of `place` begins."""
        return self.paragraphs[max(0, self.paragraph(place))]
