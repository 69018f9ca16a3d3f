"""Spans in, what they cover together out: lengths, gaps, unions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from operator import attrgetter

from attrcheck.article import Span

__all__ = ["LONGEST_SENTENCE", "WORD", "Ranges", "gap_between", "length", "trimmed", "without_dash"]

#: Characters of a sentence that are looked at.
LONGEST_SENTENCE = 600
#: A word, with what apostrophes and hyphens tie to it.
WORD = re.compile(r"\w+(?:['’-]\w+)*")


class Ranges:
    """Spans that do not overlap, to be asked for those that meet another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, key=attrgetter("start", "end"))  # much faster than comparing the spans themselves
        self._starts = [span.start for span in self._spans]
        self._ends = [span.end for span in self._spans]

    def meeting(self, span: Span) -> list[Span]:
        """Return the spans that overlap `span`, in order."""
        found = []
        for index in range(bisect_left(self._ends, span.start + 1), len(self._spans)):
            if self._spans[index].start >= span.end:
                break
            found.append(self._spans[index])
        return found

    def shared(self, span: Span) -> int:
        """Return how many characters of `span` the spans cover."""
        return sum(min(s.end, span.end) - max(s.start, span.start) for s in self.meeting(span))

    def free_around(self, span: Span, within: Span) -> Span:
        """Return `span` and what lies free on both sides of it, up to the next spans and the edges of `within`."""
        before, after = bisect_left(self._ends, span.start + 1), bisect_left(self._starts, span.end)
        start = self._ends[before - 1] if before else within.start
        end = self._starts[after] if after < len(self._starts) else within.end
        return Span(max(within.start, start), min(within.end, end))


def length(span: Span) -> int:
    """Return the number of characters in `span`."""
    return span.end - span.start


def gap_between(one: Span, other: Span) -> Span:
    """Return what lies between two spans, empty where they touch or overlap."""
    first, second = (one, other) if one <= other else (other, one)
    return Span(first.end, max(first.end, second.start))


def trimmed(span: Span, text: str) -> Span:
    """Return `span` without blanks, loose marks, and a bracket that it does not open at its ends.

    What a letter or number of a list stands before opens none: "a) the dam (1923) is old".
    """
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] in ",;:.–—-)"):
        start += 1
    while end > start and (
        text[end - 1].isspace() or text[end - 1] in ",;:(–—―" or text[end - 2 : end] in (" -", "--")
    ):
        end -= 1
    if start < end and text[end - 1] in _OPENING and _opened(text, start, end - 1) < 0:
        end -= 1
    letters = _MORE_LETTERS.match(text, end) if _LETTERS.search(text, start, end) else None
    end = letters.end() if letters else end
    return Span(start, end) if start < end else span


_DASH_AT_END = re.compile(r"\s+-{1,3}\Z")


def without_dash(span: Span, text: str) -> Span:
    """Return `span` without a hyphen that stands for a dash at its end: "The lines[ --]"."""
    dash = _DASH_AT_END.search(text, span.start, span.end)
    return Span(span.start, dash.start()) if dash and dash.start() > span.start else span


#: Letters with full stops, which keep the last, and the rest of them: "the U.S[.]", "the F.D[.A.]".
_MORE_LETTERS = re.compile(r"\.(?:[A-Z]\.)*")
_LETTERS = re.compile(r"(?<![\w.])(?:[A-Z]\.)+[A-Z]\Z")


#: Brackets that close, each with the one that opens it.
_OPENING = {")": "(", "]": "["}


def _opened(text: str, start: int, close: int) -> int:
    """Return where the bracket that closes at `close` is opened, -1 where that is before `start`."""
    depth, pair = 0, (_OPENING[text[close]], text[close])
    for at in range(close, start - 1, -1):
        depth += (text[at] == pair[1]) - (text[at] == pair[0])
        if depth == 0:
            return at
    return -1
