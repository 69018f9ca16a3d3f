"""Quoted words and the material's index in, the places out where the material has them, or nearly, the best first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from attrcheck.article import Span
from attrcheck.checklist import Outcome
from attrcheck.comparison import Comparison, Match, Tokens, compare, tokenize, turning_in
from attrcheck.material.index import Index, Stretch

__all__ = ["Found", "found_in"]

#: Words of a stretch at least, and how many times as long as the quotation it is.
_LEAST_WIDTH, _TIMES = 40, 2
#: Places that hold the words as they stand, of which one is chosen by who speaks there.
_ENOUGH = 4
_ORDER = (Outcome.VERBATIM, Outcome.BUT_FOR, Outcome.SHORTENED, Outcome.ALTERED)
_SENTENCE_END = re.compile(r"[.!?][\"”’]?\s")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """A place of quoted words: the document's number, the span of its text, how the two compare.

    `left_out` are words of the passage that the quotation lacks, `turns_on` those on which the sense may turn,
    `is_marked` whether the quotation shows that something was left out. Of two places that with the lower `rank` is
    the better.
    """

    document: int
    span: Span
    outcome: Outcome
    comparison: Comparison
    left_out: tuple[str, ...] = ()
    turns_on: tuple[str, ...] = ()
    is_marked: bool = False

    @property
    def rank(self) -> tuple[int, int]:
        """How good the place is: by its outcome, then by how many words differ."""
        changed = (*self.comparison.differences, *self.comparison.left_out)
        words = sum(max(len(one.article.split()), len(one.page.split())) for one in changed)
        return _ORDER.index(self.outcome), words + len(self.comparison.missing) * 10


def found_in(quotation: str, frame: str, index: Index) -> list[Found]:
    """Return the places where the material has the words of `quotation`, or nearly those, the best first.

    `frame` are the words that the article puts round it.
    """
    words = _WORD.findall(quotation)
    found: dict[tuple[int, Span], Found] = {}
    exact = 0
    for stretch in index.stretches(words, width=max(_LEAST_WIDTH, _TIMES * len(words))):
        for page in _pages(quotation, index, stretch):
            one = _found(quotation, compare(quotation, page, frame), page, stretch.document)
            if one is not None:
                found.setdefault((one.document, one.span), one)
                exact += one.outcome is Outcome.VERBATIM
        if exact >= _ENOUGH:
            break
    return sorted(found.values(), key=lambda one: one.rank)


def _pages(quotation: str, index: Index, stretch: Stretch) -> list[Tokens]:
    """Return the words of `stretch`, and those of each of its paragraphs where it has the quotation more than once."""
    page = index.tokens(stretch)
    words = "\0".join(tokenize(quotation).folded)
    if not words or page.joined[0].count(f"\0{words}\0") < 2:
        return [page]
    paragraphs = (p.span for p in index.documents[stretch.document].article.paragraphs if p.span.overlaps(stretch.span))
    return [page, *(index.tokens(replace(stretch, span=span)) for span in paragraphs)]


def _found(quotation: str, comparison: Comparison, page: Tokens, document: int) -> Found | None:
    """Return the place of `comparison`, None where the words are not there."""
    if comparison.match is Match.NOT_FOUND or not page.starts:
        return None
    if comparison.match in (Match.APART, Match.PARTLY):
        return _in_pieces(comparison, page, document)
    span = Span(page.starts[comparison.start], page.ends[comparison.end - 1])
    cut = [one for one in comparison.left_out if "[" not in one.article or "…" in one.article or "..." in one.article]
    dropped = [one.page for one in comparison.differences if not one.article]
    left_out = (comparison.lead, *(one.page for one in cut), *dropped, comparison.tail)
    left_out = tuple(filter(None, left_out))
    turns_on = tuple(dict.fromkeys(word for words in left_out for word in turning_in(words, tokenize(words))))
    replaced = [one for one in comparison.left_out if one not in cut]
    hidden = [w for one in replaced for w in turning_in(one.page, tokenize(one.page)) if not w[:1].isupper()]
    is_spliced = any(_is_spliced(words, comparison.passage, quotation) for words in dropped)
    if is_spliced or any(one.article for one in comparison.differences):
        outcome = Outcome.ALTERED
    elif left_out or hidden:
        outcome = Outcome.SHORTENED
        left_out = left_out or tuple(one.page for one in replaced)
        turns_on = tuple(dict.fromkeys((*turns_on, *hidden)))
    elif comparison.marks_differ or replaced or comparison.uncompared:
        outcome = Outcome.BUT_FOR
    else:
        outcome = Outcome.VERBATIM
    return Found(document, span, outcome, comparison, left_out, turns_on, is_marked=not dropped)


def _is_spliced(dropped: str, passage: str, quotation: str) -> bool:
    """Tell whether a sentence was made of two, by leaving out the end of one and the beginning of the other."""
    if _SENTENCE_END.search(quotation.strip(' "“”')):
        return False
    ends = re.search(rf"(?:[.!?]\s+)?{re.escape(dropped)}(?:[.!?]\s)?", passage)
    return ends is not None and _SENTENCE_END.search(ends.group()) is not None


def _in_pieces(comparison: Comparison, page: Tokens, document: int) -> Found | None:
    """Return the place of words whose parts stand apart, or of which a part is not there: at the first that is."""
    whole = " ".join(comparison.parts)
    if len(whole) * 2 < len(whole) + sum(map(len, comparison.missing)):
        return None
    at = compare(comparison.parts[0], page)
    if at.end <= at.start:
        return None
    span = Span(page.starts[at.start], page.ends[at.end - 1])
    return Found(document, span, Outcome.ALTERED, replace(comparison, passage=at.passage))
