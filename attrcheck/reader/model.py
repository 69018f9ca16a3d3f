"""Article in, `Reading` out: the model gives every word a role, links between roles, and entities."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from attrcheck.article import Article, Paragraph, ParagraphKind, Span, find_quotations
from attrcheck.errors import ModelError
from attrcheck.reader.calibration import Calibration, has_calibration, read_calibration
from attrcheck.reader.cues import passes_on
from attrcheck.reader.linking import Pairs, Triple, link
from attrcheck.reader.model_files import model_digest, model_folder, network_file
from attrcheck.reader.phrases import after_address, complete, within_sentences
from attrcheck.reader.reading import Entity, EntityKind, Linked, Reading
from attrcheck.reader.tagging import Chunk, best_labels, chunks, word_scores
from attrcheck.reader.wordpieces import (
    ACT_LABELS,
    ENTITY_LABELS,
    KIND_LABELS,
    OUTPUTS,
    ROLE_LABELS,
    WINDOW,
    Pieces,
    encode,
    load_tokenizer,
    window,
)

__all__ = ["Reader"]

#: How many word pieces apart two looks begin.
_STEP = 276
#: A piece's weight grows with its distance from the window's edge, up to this many pieces.
_EDGE = 24
#: Taken from the log score of every role, so that what is found is meant.
_CAUTION = 0.0
#: Below these probabilities a piece is no candidate for a link.
_LINKS_FROM, _LINKS_TO = 0.1, 0.05
_LINK_WIDTH = 128
#: The chance from which the network's word on the kind of a source counts.
_KIND_FROM = 0.7
#: Characters after which reading begins afresh with the next paragraph; few articles are so long.
_STRETCH = 300_000
#: Pieces of a quotation that is long enough to hold an attribution of its own.
_LEAST_INSIDE = 8


class Reader:
    """The model, loaded once and used for many articles.

    `folder` holds model.onnx and vocab.txt (default: the ones in the package); `threads` is the number
    of threads for one article, 0 for one a core. ModelError tells of a folder that holds no such model.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 0) -> None:
        own, place = model_folder(), model_folder(folder)
        self.file = network_file(folder)
        options = onnxruntime.SessionOptions()
        # Windows run side by side, each on one thread: that scales better than several threads in one window.
        options.intra_op_num_threads = 1
        self._threads = threads or os.cpu_count() or 1
        options.log_severity_level = 3
        # The graph is written as it is to be run; looking for what to fuse takes as long as loading it.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        load = partial(onnxruntime.InferenceSession, str(self.file), options, providers=["CPUExecutionProvider"])
        background = ThreadPoolExecutor(1)
        session = background.submit(load)
        self._digest = background.submit(model_digest, self.file.parent)
        background.shutdown(wait=False)
        try:
            self.tokenizer = load_tokenizer(place / "vocab.txt")
            self._session = session.result()
        except Exception as error:  # both libraries raise bare Exceptions of their own
            raise ModelError(
                f"no reader model could be loaded from {place}: {error}. "
                "Reinstall attrcheck, or name a folder that `python -m attrcheck.training export` wrote."
            ) from error
        # Whether its labels follow attrcheck's own guideline; a model of others' says that they do not.
        self._own = self._session.get_modelmeta().custom_metadata_map.get("own") != "false"
        self._calibration = read_calibration(place if has_calibration(place) else own)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the model file, in hexadecimal digits."""
        return self._digest.result()

    def read(self, article: Article, *, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Return what the model sees in `article`; `progress` is called with characters done and in all."""
        linked: list[Linked] = []
        entities: list[Entity] = []
        nested: list[Linked] = []
        total = len(article.text)
        for stretch in _stretches(article.readable):
            pieces = encode(article.text, [p.span for p in stretch], self.tokenizer)
            ends = pieces.ends

            def report(done: int, ends: NDArray[np.int32] = ends) -> None:
                if progress:
                    progress(min(int(ends[done - 1]), total - 1), total)

            found, seen = self._read(article.text, pieces, _zones(stretch, pieces), report)
            linked += found
            labelled = chunks(*_best(seen.entities, pieces), seen.entities, ENTITY_LABELS)
            named = (part for chunk in labelled for part in within_sentences(chunk, pieces, article.text))
            entities += (Entity(_span(chunk, pieces), EntityKind[chunk.label]) for chunk in named)
            nested += self._inside(article.text, stretch, pieces)
        if progress and total:
            progress(total, total)
        return Reading(tuple(linked), tuple(entities), tuple(nested), self._own)

    def _read(
        self, text: str, pieces: Pieces, zones: NDArray[np.int32], report: Callable[[int], None] | None = None
    ) -> tuple[list[Linked], _Seen]:
        seen = self._look(pieces, report)
        found = complete(chunks(*_best(seen.roles, pieces, _CAUTION), seen.roles), seen.roles, pieces, text)
        triples = [
            replace(one, source=after_address(one.source, pieces, text)) if one.source else one
            for one in link(found, seen.roles, seen.to_cue, seen.to_source, pieces, zones)
        ]
        linked = (_linked(one, seen, pieces, self._calibration) for one in triples)
        return sorted(linked, key=lambda one: one.content[0]), seen

    def _inside(self, text: str, stretch: Sequence[Paragraph], pieces: Pieces) -> Iterator[Linked]:
        """Yield what is attributed inside quotations, each read again as if nobody quoted it."""
        for quotation in find_quotations(text, [p.span for p in stretch]):
            for span in quotation.spans if quotation.closed else ():
                low, high = np.searchsorted(pieces.starts, (span.start + 1, span.end - 1)).tolist()
                if high - low >= _LEAST_INSIDE and passes_on(span.of(text)):
                    inner = pieces.alone(low, high)
                    yield from self._read(text, inner, np.full(len(inner), -1, dtype=np.int32))[0]

    def _look(self, pieces: Pieces, report: Callable[[int], None] | None) -> _Seen:
        """Run the network over all windows and merge what it says of each piece; `report` takes how many are done."""
        count = len(pieces)
        roles = np.zeros((count, len(ROLE_LABELS)), dtype=np.float64)
        entities = np.zeros((count, len(ENTITY_LABELS)), dtype=np.float64)
        acts = np.zeros((count, len(ACT_LABELS)), dtype=np.float64)
        kinds = np.zeros((count, len(KIND_LABELS)), dtype=np.float64)
        total = np.zeros((count, 1), dtype=np.float64)
        size = min(WINDOW, count)
        distance = np.minimum(np.arange(1, size + 1), np.arange(size, 0, -1))
        weight = np.minimum(distance, _EDGE) / _EDGE
        to_cue: list[Pairs] = []
        to_source: list[Pairs] = []

        def run(start: int) -> tuple[NDArray[np.float64], ...]:
            out = self._session.run(OUTPUTS, window(pieces, start, start + size))
            # As doubles, whose sums differ by processor where nothing is rounded any more.
            return tuple(values[0].astype(np.float64) for values in out)

        starts = _starts(count)
        # One window a run: batches are no faster here, and what a window holds never changes what another one gives.
        with ThreadPoolExecutor(self._threads) as threads:
            for start, (role, entity, act, kind, projections) in zip(starts, threads.map(run, starts), strict=True):
                part = slice(start, start + size)
                here = role[1:-1]
                roles[part] += here * weight[:, None]
                entities[part] += entity[1:-1] * weight[:, None]
                acts[part] += act[1:-1] * weight[:, None]
                kinds[part] += kind[1:-1] * weight[:, None]
                total[part] += weight[:, None]
                queries = np.split(projections, range(_LINK_WIDTH, 4 * _LINK_WIDTH, _LINK_WIDTH), axis=1)
                content, cue, source = (here[:, b : b + 2].sum(axis=1) for b in (5, 3, 1))
                to_cue.append(_pairs(queries[0], queries[1], content, cue + source, weight, start))
                to_source.append(_pairs(queries[2], queries[3], cue, source, weight, start))
                if report:
                    report(min(start + size, count))
        total = np.maximum(total, 1e-9)
        for table in (roles, entities, acts, kinds):
            np.divide(table, total, out=table)
        return _Seen(roles, entities, acts, kinds, _join(to_cue), _join(to_source))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the network says of n pieces: probabilities (n, labels) and links."""

    roles: NDArray[np.float64]
    entities: NDArray[np.float64]
    acts: NDArray[np.float64]
    kinds: NDArray[np.float64]
    to_cue: Pairs
    to_source: Pairs


def _best(
    probabilities: NDArray[np.float64], pieces: Pieces, caution: float = 0.0
) -> tuple[NDArray[np.int8], NDArray[np.int32]]:
    """Return the best label of each word, and the number of the word of each piece."""
    opens = pieces.opens_paragraph[np.flatnonzero(np.diff(pieces.words, prepend=-1))]
    return best_labels(word_scores(probabilities, pieces.words, caution), opens), pieces.words


def _stretches(paragraphs: Sequence[Paragraph]) -> Iterator[Sequence[Paragraph]]:
    """Yield the paragraphs in runs that are read one after the other, so that memory does not grow with the text."""
    start = 0
    for index, paragraph in enumerate(paragraphs):
        if paragraph.span.end - paragraphs[start].span.start >= _STRETCH:
            yield paragraphs[start : index + 1]
            start = index + 1
    if start < len(paragraphs):
        yield paragraphs[start:]


def _starts(count: int) -> list[int]:
    """Return the first pieces of the windows over `count` pieces; all windows are equally long."""
    last = max(count - WINDOW, 0)
    return [*range(0, last, _STEP), last] if count else []


def _pairs(
    origin: NDArray[np.float64],
    target: NDArray[np.float64],
    is_origin: NDArray[np.float64],
    is_target: NDArray[np.float64],
    weight: NDArray[np.float64],
    offset: int,
) -> Pairs:
    """Return the likely links of one window (projections (n + 2, 128), [CLS] first), pieces counted from `offset`."""
    rows = np.flatnonzero(is_origin > _LINKS_FROM)
    columns = np.flatnonzero(is_target > _LINKS_TO)
    # Not `@`: for products as small as these its threads cost more than they do.
    products = np.einsum("ik,jk->ij", origin[rows + 1], target[np.concatenate(([0], columns + 1))])
    scores = products * _LINK_WIDTH**-0.5
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = scores / scores.sum(axis=1, keepdims=True) * weight[rows, None]
    origins, targets = np.nonzero(shares > 0.01)
    ends = np.concatenate(([-1], columns + offset))
    return Pairs((rows[origins] + offset).astype(np.int32), ends[targets].astype(np.int32), shares[origins, targets])


def _join(parts: list[Pairs]) -> Pairs:
    if not parts:
        empty = np.zeros(0, dtype=np.int32)
        return Pairs(empty, empty, np.zeros(0, dtype=np.float64))
    return Pairs(*(np.concatenate([getattr(part, name) for part in parts]) for name in Pairs.__slots__))


def _span(chunk: Chunk, pieces: Pieces) -> Span:
    return Span(int(pieces.starts[chunk.start]), int(pieces.ends[chunk.end - 1]))


def _zones(stretch: Sequence[Paragraph], pieces: Pieces) -> NDArray[np.int32]:
    """Return a number for each piece, its own for each headline and -1 for all of the running text."""
    zones = np.full(len(pieces), -1, dtype=np.int32)
    for number, paragraph in enumerate(stretch):
        if paragraph.kind is not ParagraphKind.BODY:
            low, high = np.searchsorted(pieces.starts, (paragraph.span.start, paragraph.span.end))
            zones[low:high] = number
    return zones


def _linked(one: Triple, seen: _Seen, pieces: Pieces, calibration: Calibration) -> Linked:
    act = None
    if one.cue:
        act = ACT_LABELS[int(seen.acts[one.cue.start : one.cue.end].sum(axis=0).argmax())]
    return Linked(
        source=(_span(one.source, pieces),) if one.source else (),
        cue=(_span(one.cue, pieces),) if one.cue else (),
        content=tuple(_span(chunk, pieces) for chunk in one.contents),
        confidence=calibration.confidence(one.scores),
        scores=one.scores,
        act=act,
        kind=_kind(one, seen),
    )


def _kind(one: Triple, seen: _Seen) -> str:
    """Return the kind of a triple's source, told by its words, or by the cue's where there is none; "" if unsure."""
    words = one.source or one.cue
    if not words:
        return ""
    chances = seen.kinds[words.start : words.end].mean(axis=0)
    return KIND_LABELS[int(chances.argmax())] if chances.max() >= _KIND_FROM else ""
