"""Annotated articles in, word pieces with their targets out."""

from __future__ import annotations

import gzip
import itertools
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from attrcheck.article import from_text
from attrcheck.pieces import ENTITY_LABELS, ROLE_LABELS, Pieces, encode
from attrcheck.quotations import find_quotations

__all__ = ["Example", "Window", "cut", "encode_rows", "read_rows", "restyle"]

IGNORED = -100


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of a .jsonl or .jsonl.gz file, one a line."""
    with gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


@dataclass(frozen=True, slots=True)
class Example:
    """An article's pieces and targets, arrays of its n pieces.

    `roles` and `entities` index the label tuples (entities are -100 where unknown); `cue_of` holds, for
    each piece of a content, the first piece of its cue, and `source_of`, for each first piece of a cue,
    the first piece of its source; -1 means "there is none", -100 "does not apply".
    """

    pieces: Pieces
    roles: NDArray[np.int64]
    entities: NDArray[np.int64]
    cue_of: NDArray[np.int64]
    source_of: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """A run of an example's pieces; pointers are positions in the window, 0 for [CLS] ("none here")."""

    ids: NDArray[np.int64]
    features: NDArray[np.uint8]
    roles: NDArray[np.int64]
    entities: NDArray[np.int64]
    cue_of: NDArray[np.int64]
    source_of: NDArray[np.int64]


def restyle(text: str, style: str) -> str:
    """Return `text` with its quotation marks in another house style; its length stays the same."""
    if style == "straight":
        return text.translate(str.maketrans("“”„‘’", '"""\'\''))
    pairs = {"curly": ("“", "”"), "single": ("‘", "’"), "angle": ("«", "»"), "apostrophe": ("'", "'")}
    if style not in pairs:
        return text
    opening, closing = pairs[style]
    characters = list(text)
    for quotation in find_quotations(text, [p.span for p in from_text(text).paragraphs]):
        if quotation.mark not in '"“':
            continue
        for span in quotation.spans:
            characters[span.start] = opening
            if characters[span.end - 1] in '"”':
                characters[span.end - 1] = closing
    return "".join(characters)


def _pieces_in(pieces: Pieces, span: Sequence[int]) -> range:
    low = int(np.searchsorted(pieces.ends, span[0], side="right"))
    high = int(np.searchsorted(pieces.starts, span[1], side="left"))
    return range(low, high)


def _targets(pieces: Pieces, attributions: Sequence[dict[str, Any]], entities: Sequence[Any] | None) -> Example:
    count = len(pieces)
    roles = np.zeros(count, dtype=np.int64)
    cue_of = np.full(count, IGNORED, dtype=np.int64)
    source_of = np.full(count, IGNORED, dtype=np.int64)
    for attribution in attributions:
        first = {"source": -1, "cue": -1}
        for role in ("source", "cue"):
            inside = [i for span in attribution[role] for i in _pieces_in(pieces, span)]
            if inside:
                first[role] = min(inside)
        for role in ("source", "cue", "content"):
            label = ROLE_LABELS.index(f"B-{role}")
            for span in attribution[role]:
                inside = list(_pieces_in(pieces, span))
                if not inside:
                    continue
                roles[inside] = label + 1
                roles[inside[0]] = label
                if role == "content":
                    cue_of[inside] = first["cue"]
        if first["cue"] >= 0:
            source_of[first["cue"]] = first["source"]
    entity_labels = np.full(count, IGNORED if entities is None else 0, dtype=np.int64)
    for start, end, kind in entities or ():
        inside = list(_pieces_in(pieces, (start, end)))
        if inside and f"B-{kind}" in ENTITY_LABELS:
            label = ENTITY_LABELS.index(f"B-{kind}")
            entity_labels[inside] = label + 1
            entity_labels[inside[0]] = label
    return Example(pieces, roles, entity_labels, cue_of, source_of)


def encode_rows(
    rows: Sequence[dict[str, Any]],
    silver: dict[str, dict[str, Any]],
    tokenizer: Tokenizer,
    *,
    chance: random.Random | None = None,
) -> Iterator[Example]:
    """Yield an example a row; `chance` picks one of several annotators and a style of quotation marks."""
    for row in rows:
        text = row["text"]
        annotation = row["annotations"][0]
        if chance is not None:
            annotation = chance.choice(row["annotations"])
            style = chance.random()
            if style < 0.40:
                cuts = ((0.18, "straight"), (0.30, "curly"), (0.36, "single"), (0.38, "apostrophe"), (0.40, "angle"))
                text = restyle(text, next(name for limit, name in cuts if style < limit))
        spans = [p.span for p in from_text(text).paragraphs]
        known = silver.get(row["id"])
        pieces = encode(text, spans, tokenizer)
        yield _targets(pieces, annotation["attributions"], known["entities"] if known else None)


def cut(example: Example, size: int, chance: random.Random | None, *, blank: float = 0.0) -> Iterator[Window]:
    """Yield consecutive windows of at most `size` pieces, the first at a random phase.

    With probability `blank` a window loses one surface feature, so that none is leant on too much.
    """
    count = len(example.pieces)
    first = chance.randrange(size // 3, size + 1) if chance else size
    edges = [0, *range(first, count, size), count]
    for start, end in itertools.pairwise(edges):
        if end <= start:
            continue
        part = slice(start, end)

        def place(targets: NDArray[np.int64], part: slice = part) -> NDArray[np.int64]:
            here = targets[part]
            inside = (here >= part.start) & (here < part.stop)
            return np.where(here == IGNORED, IGNORED, np.where(inside, here - part.start + 1, 0))

        features = example.pieces.features[part]
        if chance is not None and chance.random() < blank:
            features = features.copy()
            features[:, chance.randrange(features.shape[1])] = 0
        yield Window(
            ids=example.pieces.ids[part],
            features=features,
            roles=example.roles[part],
            entities=example.entities[part],
            cue_of=place(example.cue_of),
            source_of=place(example.source_of),
        )
