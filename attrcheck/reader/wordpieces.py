"""Paragraphs in, word pieces out: what the reader's network sees of a text, with offsets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from attrcheck.article import Span, find_quotations
from attrcheck.reader.cues import Act

__all__ = [
    "ACT_LABELS",
    "CLS",
    "ENTITY_LABELS",
    "FEATURE_SIZES",
    "KIND_LABELS",
    "NO_CASE",
    "OUTPUTS",
    "ROLE_LABELS",
    "SEP",
    "WINDOW",
    "Pieces",
    "combined_features",
    "encode",
    "load_tokenizer",
    "window",
]

#: What the network tells of each piece of a window: chances of labels, and what links are made of.
OUTPUTS = ("roles", "entities", "acts", "kinds", "links")

#: What a word piece can be: outside, or first/later piece of a source, cue or content.
ROLE_LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
#: The named entities that the training data's tagger knows.
ENTITY_LABELS = ("O", *(f"{b}-{t}" for t in ("PERSON", "ORGANIZATION", "LOCATION", "MISC") for b in "BI"))
#: What a cue tells of.
ACT_LABELS = tuple(act for act in Act if act is not Act.OTHER)
#: What a source can be, as `attrcheck.sources.SourceKind` has it.
KIND_LABELS = (
    *("person", "role", "organisation", "outlet", "document", "post", "anonymous", "vague", "none", "author"),
)
#: Number of values of each surface feature: letter case, break before, inside a quotation.
FEATURE_SIZES = (4, 3, 2)
#: The pieces that open and close a window, and how many it holds between them.
CLS, SEP = 101, 102
WINDOW = 316
_GLUED, _SPACE, _PARAGRAPH = range(3)
_LOWER, _CAPITALISED, _CAPITALS, NO_CASE = range(4)
#: Characters tokenised at once: enough to keep both cores busy, little enough to keep memory flat.
_CHUNK = 100_000


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of a text, as arrays of length n.

    `starts` and `ends` are character offsets, `words` numbers the word of each piece from 0 up,
    `features` (n, 3) holds letter case, break before and quotation.
    """

    ids: NDArray[np.int32]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    words: NDArray[np.int32]
    features: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.ids)

    def alone(self, start: int, end: int) -> Pieces:
        """Return the pieces [start, end) as a paragraph of their own that nobody quotes."""
        features = self.features[start:end].copy()
        features[:, 2] = 0
        features[:1, 1] = _PARAGRAPH
        words = self.words[start:end]
        return Pieces(self.ids[start:end], self.starts[start:end], self.ends[start:end], words - words[:1], features)

    @property
    def opens_paragraph(self) -> NDArray[np.bool_]:
        """Return for each piece whether a paragraph begins with it."""
        return np.equal(self.features[:, 1], _PARAGRAPH)


def combined_features(features: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return one number for each row of `features` (…, 3), the last feature varying fastest."""
    combined = np.zeros(features.shape[:-1], dtype=np.int64)
    for index, size in enumerate(FEATURE_SIZES):
        combined = combined * size + features[..., index]
    return combined


def window(pieces: Pieces, start: int, end: int) -> dict[str, NDArray[np.int64]]:
    """Return the network's inputs for `pieces` [start, end): ids and features (1, n + 2), between [CLS] and [SEP]."""
    ids = np.full((1, end - start + 2), CLS, dtype=np.int64)
    ids[0, 1:-1], ids[0, -1] = pieces.ids[start:end], SEP
    marks = np.zeros_like(ids)
    marks[0, 1:-1] = combined_features(pieces.features[start:end])
    return {"ids": ids, "features": marks}


def _case(word: str) -> int:
    if not word[:1].isalpha():
        return NO_CASE
    if word.isupper() and len(word) > 1:
        return _CAPITALS
    return _CAPITALISED if word[0].isupper() else _LOWER


def _chunks(paragraphs: Sequence[Span]) -> Iterator[Sequence[Span]]:
    start, size = 0, 0
    for index, paragraph in enumerate(paragraphs):
        size += paragraph.end - paragraph.start
        if size >= _CHUNK:
            yield paragraphs[start : index + 1]
            start, size = index + 1, 0
    if start < len(paragraphs):
        yield paragraphs[start:]


def _rows(
    text: str, paragraph: Span, encoding: Encoding, unknown: int | None
) -> Iterator[tuple[int, int, int, int, int, int]]:
    """Yield id, start, end, 1 where a word begins, case and gap of each piece of one paragraph.

    A symbol that the vocabulary does not know, such as an emoji, is left out: it would stand for any word. So is the
    line between the cells of a table, which parts nobody from what is said.
    """
    last_word, last_end, case = None, -1, NO_CASE
    for piece, (low, high), index in zip(encoding.ids, encoding.offsets, encoding.word_ids, strict=True):
        start, end = paragraph.start + low, paragraph.start + high
        if text[start:end] == "|" or (piece == unknown and not any(c.isalnum() for c in text[start:end])):
            continue
        fresh = index != last_word
        gap = _GLUED
        if fresh:
            last_word = index
            stop = end
            while stop < paragraph.end and stop - start < 40 and text[stop].isalnum():
                stop += 1
            case = _case(text[start:stop])
            gap = _PARAGRAPH if last_end < 0 else _SPACE if start > last_end else _GLUED
        last_end = end
        yield piece, start, end, fresh, case, gap


def load_tokenizer(vocabulary: Path) -> Tokenizer:
    """Return BERT's tokenizer of lower-case words for a file of one word piece a line.

    From such a list it loads in half the time that the library's own file takes. Marks such as "[SEP]" that a text
    holds are three pieces like any others. Exceptions of the library tell of a file that is none.
    """
    tokenizer = Tokenizer(WordPiece.from_file(str(vocabulary), unk_token="[UNK]"))  # noqa: S106 (no password)
    tokenizer.normalizer = BertNormalizer()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def encode(text: str, paragraphs: Sequence[Span], tokenizer: Tokenizer) -> Pieces:
    """Return the word pieces of the `paragraphs` of `text`, with surface features the vocabulary lacks.

    A paragraph that ends in a word gets a full stop of no width.
    """
    tables: list[NDArray[np.int32]] = []
    unknown = tokenizer.token_to_id("[UNK]")
    full_stop = int(tokenizer.token_to_id(".") or 0)
    for chunk in _chunks(paragraphs):
        # Not encode_batch_fast: it leaves the offsets out.
        encodings = tokenizer.encode_batch([p.of(text) for p in chunk], add_special_tokens=False)
        for paragraph, encoding in zip(chunk, encodings, strict=True):
            if encoding.ids:
                rows = list(_rows(text, paragraph, encoding, unknown))
                if not rows:
                    continue
                if text[paragraph.end - 1].isalnum():
                    # A headline has no full stop; without one the model would read on into the next line.
                    rows.append((full_stop, paragraph.end, paragraph.end, 1, NO_CASE, _GLUED))
                tables.append(np.array(rows, dtype=np.int32))
    table = np.concatenate(tables) if tables else np.zeros((0, 6), dtype=np.int32)
    features = np.zeros((len(table), len(FEATURE_SIZES)), dtype=np.uint8)
    features[:, :2] = table[:, 4:]
    starts = table[:, 1].copy()
    for quotation in find_quotations(text, paragraphs):
        if quotation.closed:
            for span in quotation.spans:
                low, high = np.searchsorted(starts, (span.start, span.end))
                features[low:high, 2] = 1
    return Pieces(
        ids=table[:, 0].copy(),
        starts=starts,
        ends=table[:, 2].copy(),
        words=(np.cumsum(table[:, 3]) - 1).astype(np.int32),
        features=features,
    )
