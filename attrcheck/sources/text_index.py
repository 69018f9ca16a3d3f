"""An article in, its text read once out: where its words, sentences, paragraphs and quotations lie."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from attrcheck.article import Article, Span, find_quotations, sentence_ends
from attrcheck.sources.lexicon import Word, Words, words

__all__ = ["TextIndex"]


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
        self._opened = [quotation.start for quotation in self.quotations]
        self.sentences = (0, *(gap.end for gap in sentence_ends(text, 0, len(text))))
        self.outer_sentences = tuple(s for s in self.sentences if self.quotation(s - 1) < 0 or self.quotation(s) < 0)
        self._words = tuple(words(text, 0, len(text)))
        self._starts = [word.start for word in self._words]
        self._ends = [_whole_end(text, word) for word in self._words]

    def words(self, start: int, end: int) -> Words:
        """Return the words of text[start:end] in order; what its ends cut in two is read as it stands there."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        cut_before = first > 0 and self._ends[first - 1] > start
        if cut_before or (last > first and self._ends[last - 1] > end):
            return list(words(self.text, start, end))
        found = list(self._words[first:last])
        if found and found[0].glued:
            found[0] = replace(found[0], glued=False)
        return found

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

    def outer_sentence(self, place: int) -> int:
        """Return the number of the sentence at `place` among those that no quotation holds."""
        return bisect_right(self.outer_sentences, place) - 1

    def paragraph(self, place: int) -> int:
        """Return the number of the paragraph at `place`."""
        return bisect_right(self.paragraphs, place) - 1

    def paragraph_start(self, place: int) -> int:
        """Return where the paragraph of `place` begins."""
        return self.paragraphs[max(0, self.paragraph(place))]


def _whole_end(text: str, word: Word) -> int:
    """Return where `word` ends with its possessive ending."""
    return word.end + 2 if word.possessive and text[word.end + 1 : word.end + 2] in ("s", "S") else word.end
