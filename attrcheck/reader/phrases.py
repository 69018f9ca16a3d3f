"""Chunks in, chunks that end with their phrase out: no "in the", no open bracket, no "Gov." without a name.

The network labels word by word, so a chunk may break off where it is unsure. One that cannot end where it does goes on
over the words behind it that nothing else has, or gives up the words that lead nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from attrcheck.article import sentence_ends
from attrcheck.reader.tagging import Chunk
from attrcheck.reader.wordpieces import ROLE_LABELS, Pieces

__all__ = ["after_address", "complete", "within_sentences"]

#: Words that lead on to another one.
_TITLES = r"\b(?:Mrs?|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|St|Rev|Brig|Maj|Cpl|Cmdr|Supt)"
_LEADING = re.compile(
    r"(?:\b(?i:an?|the|and|or|nor|but|of|to|in|on|at|by|for|from|with|into|as|than|if|whose|because|including"
    r"|former|fellow)"
    rf"|\W(?i:his|her|its|their|our|my|your)|{_TITLES}\.?)\Z"
)
#: Those that may end a clause: "where the sea came in", "that the farm was his".
_STRANDED = re.compile(r"[\w’'] (?:of|to|in|on|at|by|for|from|with|into|his|her)\Z")
_CLOSES = re.compile(r"[.!?,;:][”’\"')]*(?:\s|\Z)")
#: Words that join on another phrase, which may be another's.
_JOINING = re.compile(r"\b(?:and|or|nor|but)\Z", re.IGNORECASE)
#: What a piece follows that is the end of a web address.
_IN_ADDRESS = re.compile(r"\w[.@]\Z")
_FIRST_WORD = re.compile(r"[A-Z][\w’'-]+")
_ABBREVIATED = re.compile(rf"{_TITLES}\.\Z")
#: Words that a cue may not end with; a preposition may be its last ("according to").
_LEADING_CUE = re.compile(r"(?:\b(?:an?|the|and|or)|\W(?:his|her|its|their|our|my|your))\Z", re.IGNORECASE)
_TIED = re.compile(r"\w[-’']\Z|\b[A-Z]\.\Z")
#: What belongs to the word or number that it follows.
_GLUED = re.compile(r"(?<=\w)(?:\w|[-’'](?!(?:s|d|m|ll|re|ve)\b)\w|(?<=\d)[.,]\d)|(?<=\d[.,])\d")
#: What no phrase goes on over.
_STOP = frozenset('.!?;:,–—"“”„«»|')
#: An opening bracket that nothing closes.
_OPEN_BRACKET = re.compile(r"[(\[][^()\[\]]*\Z")
#: Words that a chunk takes up behind it at most: to the end of its phrase, and to a closing bracket.
_FURTHER, _TO_BRACKET = 10, 40
#: A word behind a phrase belongs to it when this much of its weight says so.
_LIKELY = 0.2
#: Characters before an end in which a word, and in which a bracket, is looked for.
_NEAR, _BRACKET_NEAR = 24, 300


class _Ends:
    """Where chunks of a text may end: `taken` (n,) tells which pieces some chunk has."""

    def __init__(self, text: str, pieces: Pieces, taken: NDArray[np.bool_], roles: NDArray[np.float64]) -> None:
        self._text, self._pieces, self._taken, self._roles = text, pieces, taken, roles
        self._opens = pieces.opens_paragraph

    def _last(self, chunk: Chunk, end: int, count: int) -> str:
        """Return the last `count` characters of `chunk`, ending before the piece `end`, a blank for the rest."""
        stop, start = int(self._pieces.ends[end - 1]), int(self._pieces.starts[chunk.start])
        return " " * (stop - start > count) + self._text[max(start, stop - count) : stop]

    def is_bracketed(self, chunk: Chunk, end: int) -> bool:
        """Tell whether `chunk` leaves a bracket open, were it to end before the piece `end`."""
        return bool(_OPEN_BRACKET.search(self._last(chunk, end, _BRACKET_NEAR)))

    def is_open(self, chunk: Chunk, end: int) -> bool:
        """Tell whether `chunk` cannot end before the piece `end`."""
        words = self._last(chunk, end, _NEAR)
        if chunk.label == "cue":
            return bool(_LEADING_CUE.search(words))
        behind = int(self._pieces.ends[end - 1])
        glued = _GLUED.match(self._text, behind)
        leads = _LEADING.search(words) and not (_STRANDED.search(words) and _CLOSES.match(self._text, behind))
        return bool(leads or _TIED.search(words) or glued) or self.is_bracketed(chunk, end)

    def joins(self, chunk: Chunk, end: int) -> bool:
        """Tell whether `chunk`, ending before the piece `end`, would end with a word that joins on another phrase."""
        return bool(_JOINING.search(self._last(chunk, end, _NEAR)))

    def after(self, end: int, bracketed: bool) -> int | None:
        """Return where the word behind `end` ends, None where a chunk cannot go on over it."""
        pieces = self._pieces
        if end >= len(pieces) or self._taken[end] or self._opens[end] or pieces.starts[end] == pieces.ends[end]:
            return None
        behind = int(pieces.ends[end - 1])
        goes_on = (
            bracketed or _GLUED.match(self._text, behind) or _ABBREVIATED.search(self._text, behind - 5, behind + 1)
        )
        if self._text[int(pieces.starts[end])] in _STOP and not goes_on:
            return None
        stop = end + 1
        while stop < len(pieces) and pieces.words[stop] == pieces.words[end]:
            stop += 1
        return stop

    def before(self, chunk: Chunk, end: int) -> int:
        """Return where the word before `end` begins, no further than the chunk."""
        words, start = self._pieces.words, end - 1
        while start > chunk.start and words[start - 1] == words[end - 1]:
            start -= 1
        return start

    def is_likely(self, label: str, end: int) -> bool:
        """Tell whether the piece at `end` may well be one of a chunk of this label."""
        first = ROLE_LABELS.index(f"B-{label}")
        return bool(self._roles[end, first : first + 2].sum() > _LIKELY)


def _longer(chunk: Chunk, ends: _Ends) -> int | None:
    """Return where `chunk` ends when it goes on to the end of its phrase, None where it cannot."""
    end, bracketed = chunk.end, ends.is_bracketed(chunk, chunk.end)
    for _ in range(_TO_BRACKET if bracketed else _FURTHER):
        further = ends.after(end, bracketed)
        ends_here = further is None or not ends.is_likely(chunk.label, end)
        if ends_here and not ends.is_open(chunk, end):
            return end
        if further is None or (ends_here and not bracketed and ends.joins(chunk, end)):
            return None
        end, bracketed = further, ends.is_bracketed(chunk, further)
    return None if ends.is_open(chunk, end) else end


def _shorter(chunk: Chunk, ends: _Ends) -> int:
    """Return where `chunk` ends without the words that lead nowhere; where it begins if nothing else is left."""
    end = chunk.end
    while end > chunk.start and ends.is_open(chunk, end):
        end = ends.before(chunk, end)
    return end


def _completed(chunk: Chunk, ends: _Ends) -> Chunk:
    if not ends.is_open(chunk, chunk.end):
        return chunk
    end = _longer(chunk, ends)
    return replace(chunk, end=_shorter(chunk, ends) if end is None else end)


def after_address(chunk: Chunk, pieces: Pieces, text: str) -> Chunk:
    """Return a source without the end of a web address that it begins with: "told Fen.[hu, ]Ann Lee"."""
    start = int(pieces.starts[chunk.start])
    if not _IN_ADDRESS.search(text, max(0, start - 3), start):
        return chunk
    words = (at for at in range(chunk.start + 1, chunk.end) if text[int(pieces.starts[at]) - 1].isspace())
    return replace(chunk, start=next(words, chunk.start))


def within_sentences(chunk: Chunk, pieces: Pieces, text: str) -> Iterator[Chunk]:
    """Yield `chunk` in as many parts as it has sentences: "said [Ann Lee]. [Lee, a clerk,] added".

    Only a word that comes back tells that one ends there: "Cpl. Ann Lee", "Warner Bros. Discovery".
    """
    start, stop = int(pieces.starts[chunk.start]), int(pieces.ends[chunk.end - 1])
    first = chunk.start
    ends = sentence_ends(text, start, stop - 1) if ". " in text[start:stop] else ()
    for end in ends:
        following = _FIRST_WORD.match(text, end.end, stop)
        if following and following.group() in text[start : end.start].split():
            low, high = np.searchsorted(pieces.starts, (end.start, end.end)).tolist()
            yield replace(chunk, start=first, end=low)
            first = high
    yield replace(chunk, start=first)


def complete(found: Sequence[Chunk], roles: NDArray[np.float64], pieces: Pieces, text: str) -> tuple[Chunk, ...]:
    """Return the chunks `found`, each ending where its phrase does; one of which nothing is left is left out.

    A source that goes on into the next sentence is two. `roles` (n, 7) are the pieces' probabilities.
    """
    found = [
        part
        for chunk in found
        for part in (within_sentences(chunk, pieces, text) if chunk.label == "source" else (chunk,))
    ]
    taken = np.zeros(len(pieces), dtype=np.bool_)
    for chunk in found:
        taken[chunk.start : chunk.end] = True
    ends = _Ends(text, pieces, taken, roles)
    beginnings = {(chunk.label, chunk.start) for chunk in found}
    # Where another of the same label follows at once, the two are pieces of one.
    whole = (chunk if (chunk.label, chunk.end) in beginnings else _completed(chunk, ends) for chunk in found)
    return tuple(chunk for chunk in whole if chunk.end > chunk.start)
