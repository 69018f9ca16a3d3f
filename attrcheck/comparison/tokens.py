"""A text in, its words out: as they are compared, and the places where they stand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from attrcheck.article import Span
from attrcheck.comparison.canonical import Word, in_one_dress

__all__ = ["Tokens", "normalised", "tokenize"]

_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_WORD = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]\.){2,}"  # U.S.
    rf"|(?:(?<![^\W_])[-−–](?=\d))?[^\W_](?:[^\W_{_INSIDE}]|[{_INSIDE}]|['’‘ʼ＇`´](?=[^\W_])|(?<=\d)[.,](?=\d)"
    # A word that the end of a line parts.
    r"|(?<=[a-z])[-‐]\r?\n[ \t]{0,20}(?=[a-z]))*"
    r"|[%‰$€£¥₽₹₸&§]"
)
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060]")
_JOINT = re.compile(r"\s{0,9}|[-‐‑–]")
#: What parts a word at the end of a line.
_LINE_END = re.compile(r"(?<=[a-z])[-‐]\r?\n[ \t]{0,20}(?=[a-z])")
_PARTED = re.compile(r"[-‐]\s+")
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
        return " ".join(_LINE_END.sub("", self.text[self.starts[start] : self.ends[end - 1]]).split())


def normalised(word: str) -> str:
    """Return `word` with marks and spaces in one form, and without what is not seen."""
    # "´" would become a blank and an accent, "＇" becomes a straight mark.
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", word.translate(_PLAIN))).translate(_PLAIN)


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    word = normalised(_PARTED.sub("", word))
    return (word.replace(".", "") if word.endswith(".") else word).casefold()


def tokenize(text: str, span: Span | None = None) -> Tokens:
    """Return `text` with the words of all of it, or of `span`."""
    span = span or Span(0, len(text))
    raw: list[Word] = []
    for match in _WORD.finditer(text, span.start, span.end):
        word = match.group()
        gap = text[raw[-1].end : match.start()] if raw else ""
        is_apart = gap not in (" ", "-") and not _JOINT.fullmatch(gap)
        raw.append(Word(_folded(word), match.start(), match.end(), word[0].isupper(), is_apart))
    words = list(in_one_dress(raw))
    return Tokens(
        text,
        tuple(word.folded for word in words),
        tuple(word.start for word in words),
        tuple(word.end for word in words),
    )
