"""A text in, its words out: as they are compared, and the places where they stand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

from attrcheck.article import Span

__all__ = ["Tokens", "normalised", "tokenize"]

_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_WORD = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|(?:(?<![^\W_])[-−–](?=\d))?[^\W_](?:[^\W_{_INSIDE}]|[{_INSIDE}]|['’‘ʼ＇`´](?=[^\W_])|(?<=\d)[.,](?=\d))*"
    r"|[%‰$€£¥₽₹₸&§]"
)
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060]")
_PLAIN = str.maketrans(dict.fromkeys("’‘ʼ‚‛`´", "'") | dict.fromkeys("‐‑‒–—―−", "-"))


@dataclass(frozen=True)
class Tokens:
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


def normalised(word: str) -> str:
    """Return `word` with marks and spaces in one form, and without what is not seen."""
    # "´" would become a blank and an accent, "＇" becomes a straight mark.
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", word.translate(_PLAIN))).translate(_PLAIN)


def _folded(word: str) -> str:
    word = normalised(word)
    return (word.replace(".", "") if word.endswith(".") else word).casefold()


def tokenize(text: str, span: Span | None = None) -> Tokens:
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
    return Tokens(text, tuple(folded), tuple(starts), tuple(ends))
