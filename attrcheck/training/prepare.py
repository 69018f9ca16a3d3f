"""Annotated articles in, word pieces with their targets out."""

from __future__ import annotations

import gzip
import itertools
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.cues import act_of
from attrcheck.reader.wordpieces import ACT_LABELS, ENTITY_LABELS, KIND_LABELS, ROLE_LABELS, Pieces, encode
from attrcheck.training.augment import Marked, recast, restyle, swap_names

__all__ = ["IGNORED", "OTHERS", "OWN", "Changes", "Example", "Window", "annotators", "cut", "encode_rows", "read_rows"]

IGNORED = -100
#: Whose labels those are that follow the guideline of attrcheck's own notion.
OWN, OTHERS = "own", "others"


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects of a .jsonl or .jsonl.gz file, one a line."""
    with gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


@dataclass(frozen=True, slots=True)
class Example:
    """An article's pieces and targets, arrays of its n pieces.

    `roles`, `entities`, `acts` and `kinds` index the label tuples, -100 where unknown or in doubt;
    `cue_of` holds, for each piece of a content, the first piece of its cue, or of its source where it has no cue, and
    `source_of`, for each piece of a cue, the first piece of its source; -1 means "there is none", -100 "does not
    apply". `annotator` is 0 for nobody in particular.
    """

    pieces: Pieces
    roles: NDArray[np.int64]
    entities: NDArray[np.int64]
    acts: NDArray[np.int64]
    kinds: NDArray[np.int64]
    cue_of: NDArray[np.int64]
    source_of: NDArray[np.int64]
    annotator: int


@dataclass(frozen=True, slots=True)
class Window:
    """A run of an example's pieces; pointers are positions in the window, 0 for [CLS] ("none here")."""

    ids: NDArray[np.int32]
    features: NDArray[np.uint8]
    roles: NDArray[np.int64]
    entities: NDArray[np.int64]
    acts: NDArray[np.int64]
    kinds: NDArray[np.int64]
    cue_of: NDArray[np.int64]
    source_of: NDArray[np.int64]
    annotator: int

    def unlabelled(self, annotator: int) -> Window:
        """Return the window as one whose attributions nobody has marked, asked for `annotator`'s."""
        none = np.full_like(self.roles, IGNORED)
        return replace(self, roles=none, acts=none, kinds=none, cue_of=none, source_of=none, annotator=annotator)


@dataclass(frozen=True, slots=True)
class Changes:
    """How often training changes what it is given, as shares of articles, sentences and windows.

    `names` of articles get other people's names, `marks` of articles another style of quotation marks, `frames`
    of the plain sentences another frame; `blank` of windows lose one surface feature, `unsigned` their annotator.
    """

    names: float = 0.35
    marks: float = 0.40
    frames: float = 0.40
    blank: float = 0.20
    unsigned: float = 0.0


#: Of the articles whose quotation marks change, the share that each style gets.
_STYLES = {"straight": 0.45, "curly": 0.30, "single": 0.15, "apostrophe": 0.05, "angle": 0.05}


def as_annotated_by(name: str, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield `rows` with all their annotators called `name`: those who share a notion are one to the network."""
    for row in rows:
        yield {**row, "annotations": [{**annotation, "annotator": name} for annotation in row["annotations"]]}


def annotators(rows: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Return the names of those who annotated `rows`, in order; the first has the number 1."""
    return tuple(sorted({str(annotation.get("annotator", "")) for row in rows for annotation in row["annotations"]}))


def _pieces_in(pieces: Pieces, span: Sequence[int]) -> range:
    low = int(np.searchsorted(pieces.ends, span[0], side="right"))
    high = int(np.searchsorted(pieces.starts, span[1], side="left"))
    return range(low, high)


def _act_label(row: Mapping[str, Any], text: str) -> int | None:
    """Return the label of the act that `row` names, or else that its cue's words tell of; None for another act."""
    act = row.get("act") or act_of(" ".join(text[start:end] for start, end in row["cue"]))
    return ACT_LABELS.index(act) if act in ACT_LABELS else None


def _targets(pieces: Pieces, marked: Marked, annotator: int) -> Example:
    """Return the targets of `pieces`; rows inside others' contents are left out, those in doubt teach nothing."""
    count = len(pieces)
    roles = np.zeros(count, dtype=np.int64)
    cue_of, source_of, acts, kinds = (np.full(count, IGNORED, dtype=np.int64) for _ in range(4))
    for row in sorted(marked.attributions, key=lambda row: not row.get("doubt")):
        if row.get("nested"):
            continue
        inside = {role: [list(_pieces_in(pieces, span)) for span in row[role]] for role in ("source", "cue", "content")}
        if row.get("doubt"):
            roles[[piece for runs in inside.values() for run in runs for piece in run]] = IGNORED
            continue
        first = {role: min((piece for run in runs for piece in run), default=-1) for role, runs in inside.items()}
        for role, runs in inside.items():
            label = ROLE_LABELS.index(f"B-{role}")
            for run in filter(None, runs):
                roles[run] = label + 1
                roles[run[0]] = label
                if role == "content":
                    cue_of[run] = first["cue"] if first["cue"] >= 0 else first["source"]
                if role == "cue":
                    source_of[run] = first["source"]
        act = _act_label(row, marked.text)
        cues = [piece for run in inside["cue"] for piece in run]
        if act is not None:
            acts[cues] = act
        if row.get("kind") in KIND_LABELS:
            kinds[[piece for run in inside["source"] for piece in run] or cues] = KIND_LABELS.index(row["kind"])
    entities = _entity_targets(pieces, marked)
    return Example(pieces, roles, entities, acts, kinds, cue_of, source_of, annotator)


def _entity_targets(pieces: Pieces, marked: Marked) -> NDArray[np.int64]:
    """Return the entity labels that are known; the names that rows give with their kind count before the others."""
    labels = np.full(len(pieces), IGNORED if marked.entities is None else 0, dtype=np.int64)
    for start, end, kind in (*(marked.entities or ()), *_named_entities(marked)):
        inside = list(_pieces_in(pieces, (start, end)))
        if inside and f"B-{kind}" in ENTITY_LABELS:
            label = ENTITY_LABELS.index(f"B-{kind}")
            labels[inside] = label + 1
            labels[inside[0]] = label
    return labels


#: What an entity is called that is a source of this kind.
_ENTITY_OF = {"person": "PERSON", "organisation": "ORGANIZATION", "outlet": "ORGANIZATION"}


def _named_entities(marked: Marked) -> Iterator[tuple[int, int, str]]:
    """Yield where the names of persons and bodies stand that the rows name as sources."""
    rows = [row for row in marked.attributions if row.get("kind") in _ENTITY_OF]
    known = {(name.strip(), row["kind"]) for row in rows for name in row.get("name", "").split(";")}
    for name, kind in sorted(known):
        if len(name) > 2:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", marked.text):
                yield match.start(), match.end(), _ENTITY_OF[kind]


def _changed(marked: Marked, changes: Changes, chance: random.Random) -> Marked:
    marked = recast(marked, chance, share=changes.frames)
    if chance.random() < changes.names:
        marked = swap_names(marked, chance)
    if chance.random() < changes.marks:
        (style,) = chance.choices(list(_STYLES), list(_STYLES.values()))
        marked = replace(marked, text=restyle(marked.text, style))
    return marked


def encode_rows(
    rows: Sequence[dict[str, Any]],
    silver: dict[str, dict[str, Any]],
    tokenizer: Tokenizer,
    numbers: Mapping[str, int] | None = None,
    *,
    changes: Changes | None = None,
    chance: random.Random | None = None,
) -> Iterator[Example]:
    """Yield an example a row; `numbers` are those of the annotators, of those of `rows` where it is None.

    A row without annotations is nobody's, and gives the names that the silver knows alone.

    `chance` picks one of several annotators, and what is changed, as `changes` says.
    """
    if numbers is None:
        numbers = {name: number for number, name in enumerate(annotators(rows), 1)}
    for row in rows:
        several = row["annotations"] or [{"annotator": None, "attributions": []}]
        annotation = chance.choice(several) if chance else several[0]
        known = silver.get(row["id"])
        marked = Marked(row["text"], annotation["attributions"], known["entities"] if known else None)
        if chance and changes:
            marked = _changed(marked, changes, chance)
        spans = [p.span for p in from_text(marked.text).paragraphs]
        annotator = numbers.get(str(annotation.get("annotator", "")), 0)
        yield _targets(encode(marked.text, spans, tokenizer), marked, annotator)


def cut(
    example: Example, size: int, chance: random.Random | None, *, changes: Changes | None = None
) -> Iterator[Window]:
    """Yield consecutive windows of at most `size` pieces, the first at a random phase.

    As often as `changes` says a window loses one surface feature, so that none is leant on too much, or its
    annotator, so that the network learns to do without one.
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
        annotator = example.annotator
        if chance and changes:
            if chance.random() < changes.blank:
                features = features.copy()
                features[:, chance.randrange(features.shape[1])] = 0
            if chance.random() < changes.unsigned:
                annotator = 0
        yield Window(
            ids=example.pieces.ids[part],
            features=features,
            roles=example.roles[part],
            entities=example.entities[part],
            acts=example.acts[part],
            kinds=example.kinds[part],
            cue_of=place(example.cue_of),
            source_of=place(example.source_of),
            annotator=annotator,
        )
