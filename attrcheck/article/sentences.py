"""Text in, the ends of its sentences out; "Mr. Smith" and "the U.S. Senate" go on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrcheck.article.model import Span
from attrcheck.files import read_data

__all__ = ["abbreviations", "sentence_ends", "sentences_of"]

_END = re.compile(r"[.!?…][\"”’»)\]]{0,3}\s+|\n")
_LAST_WORD = re.compile(r"[\w.]{1,12}$")
_NEXT_WORD = re.compile(r"[\"“‘«(\[]*(?P<word>\w+)?")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_data("language")["abbreviations"][name].split())


def abbreviations() -> frozenset[str]:
    """Return the words, in lower case and without their last full stop, that are written with one inside a sentence."""
    return _words("never") | _words("maybe")


def sentence_ends(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield, for each sentence that ends in text[start:end], the span from its last mark to the next sentence."""
    for match in _END.finditer(text, start, end):
        following = _NEXT_WORD.match(text, match.end())
        word = following["word"] if following and following["word"] else ""
        if match.group() != "\n":
            if word[:1].islower():
                continue
            last = _LAST_WORD.search(text, max(start, match.start() - 12), match.start())
            before = last.group().lower().lstrip(".") if last and match.group()[0] == "." else ""
            if before in _words("never") or (len(before) == 1 and before.isalpha()):
                continue
            if before in _words("maybe") and word.lower() not in _words("starts"):
                continue
        yield Span(match.start(), match.end())


def sentences_of(text: str, span: Span) -> Iterator[Span]:
    """Yield the sentences of `span`, without the blanks between them."""
    start = span.start
    for end in (*sentence_ends(text, span.start, span.end), Span(span.end, span.end)):
        stop = min(end.end, span.end)
        words = text[start:stop]
        if words.strip():
            yield Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
        start = stop
