"""Article in, `Reading` out: the model gives every word a role, links between roles, and entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from attrcheck.article import Span
from attrcheck.quotations import find_quotations

__all__ = ["FEATURE_SIZES", "ROLE_LABELS", "Pieces", "encode"]

#: What a word piece can be: outside, or first/later piece of a source, cue or content.
ROLE_LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
#: Number of values of each surface feature: letter case, break before, inside a quotation.
FEATURE_SIZES = (4, 3, 2)

_GLUED, _SPACE, _PARAGRAPH = range(3)
_LOWER, _CAPITALISED, _CAPITALS, _NO_CASE = range(4)


class EntityKind(StrEnum):
    """What a named entity is, as the training data's named-entity tagger sorts them."""

    PERSON = "person"
    ORGANIZATION = "organization"
    LOCATION = "location"
    MISC = "misc"


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity of the article."""

    span: Span
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class Linked:
    """A content with the cue and source it is tied to, any of them in pieces; `confidence` is in (0, 1]."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model saw in an article, in text order: its linked triples and its named entities."""

    linked: tuple[Linked, ...]
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text, as arrays of length n.

    `starts` and `ends` are character offsets, `words` numbers the word of each piece from 0 up,
    `features` (n, 3) holds letter case, break before and quotation.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    words: NDArray[np.int32]
    features: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


def _case(word: str) -> int:
    if not word[:1].isalpha():
        return _NO_CASE
    if word.isupper() and len(word) > 1:
        return _CAPITALS
    return _CAPITALISED if word[0].isupper() else _LOWER


def encode(text: str, paragraphs: Sequence[Span], tokenizer: Tokenizer) -> Pieces:
    """Return the word pieces of the `paragraphs` of `text`, with surface features the vocabulary lacks."""
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    words: list[int] = []
    features: list[tuple[int, int]] = []
    word = -1
    encodings = tokenizer.encode_batch_fast([p.of(text) for p in paragraphs], add_special_tokens=False)
    for paragraph, encoding in zip(paragraphs, encodings, strict=True):
        last_word, last_end, case = None, -1, _NO_CASE
        for piece, (start, end), index in zip(encoding.ids, encoding.offsets, encoding.word_ids, strict=True):
            if index != last_word:
                word += 1
                last_word = index
                stop = start
                while stop < len(text) - paragraph.start and text[paragraph.start + stop].isalnum():
                    stop += 1
                case = _case(text[paragraph.start + start : paragraph.start + stop])
                gap = _PARAGRAPH if last_end < 0 else _SPACE if start > last_end else _GLUED
            else:
                gap = _GLUED
            last_end = end
            ids.append(piece)
            starts.append(paragraph.start + start)
            ends.append(paragraph.start + end)
            words.append(word)
            features.append((case, gap))
    count = len(ids)
    table = np.zeros((count, len(FEATURE_SIZES)), dtype=np.int64)
    if count:
        table[:, :2] = features
    begin = np.asarray(starts, dtype=np.int32)
    for quotation in find_quotations(text, paragraphs):
        if quotation.closed:
            for span in quotation.spans:
                low, high = np.searchsorted(begin, (span.start, span.end))
                table[low:high, 2] = 1
    return Pieces(
        ids=np.asarray(ids, dtype=np.int64),
        starts=begin,
        ends=np.asarray(ends, dtype=np.int32),
        words=np.asarray(words, dtype=np.int32),
        features=table,
    )


def windows(count: int, *, size: int, step: int) -> Iterable[Span]:
    """Yield windows of `size` pieces, `step` apart, that together cover `count` pieces."""
    start = 0
    while True:
        end = min(start + size, count)
        yield Span(start, end)
        if end >= count:
            return
        start += step
