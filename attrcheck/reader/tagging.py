"""Probabilities in, chunks out: the best legal labels of whole words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attrcheck.reader.wordpieces import ROLE_LABELS

__all__ = ["Chunk", "best_labels", "chunks", "word_scores"]

_TINY = 1e-6
#: Rows that are turned into Python's own numbers at a time: flat memory.
_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of words that bear one label: pieces [start, end), and the mean probability of the label."""

    label: str
    start: int
    end: int
    probability: float


def word_scores(probabilities: NDArray[np.float64], words: NDArray[np.int32], caution: float) -> NDArray[np.float64]:
    """Return the log score (w, labels) of each label of each word, from its pieces' `probabilities` (n, labels).

    A word that begins a chunk has one B piece and then I pieces. `caution` is taken from every label but O.
    """
    if not len(words):
        return np.zeros((0, probabilities.shape[1]), dtype=np.float64)
    logs = np.log(probabilities + _TINY)
    firsts = np.flatnonzero(np.diff(words, prepend=-1))
    counts = np.diff(firsts, append=len(words))[:, None]
    sums = np.add.reduceat(logs, firsts, axis=0)
    rest = sums - logs[firsts]
    scores = sums.copy()
    for begin in range(1, probabilities.shape[1], 2):
        scores[:, begin] = logs[firsts, begin] + rest[:, begin + 1]
    scores /= counts
    scores[:, 1:] -= caution
    return scores


def _independent(scores: NDArray[np.float64], breaks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return for each word whether some best sequence has no I there: then nothing hangs on the word before.

    That is so where a chunk's B is likelier than its I, and where the I costs more than the next word could lose by
    becoming a B, the chunk not going on.
    """
    begins, insides = scores[:, 1::2], scores[:, 2::2]
    other = np.maximum(scores[:, 0], begins.max(axis=1))[:, None]
    lost = np.zeros_like(insides)
    lost[:-1] = np.where(breaks[1:, None], 0.0, np.maximum(insides[1:] - begins[1:], 0.0))
    independent: NDArray[np.bool_] = breaks | ((begins >= insides) | (other - insides >= lost)).all(axis=1)
    independent[:1] = True
    return independent


def _listed(scores: NDArray[np.float64]) -> Iterator[list[float]]:
    """Yield rows as Python's own numbers, which are quicker one by one, a few thousand at a time."""
    for start in range(0, len(scores), _AT_ONCE):
        yield from scores[start : start + _AT_ONCE].tolist()


def _best_path(scores: NDArray[np.float64]) -> NDArray[np.int8]:
    """Return the best legal labels of words of which the first follows nothing."""
    count, labels = scores.shape
    back = np.zeros((count, labels), dtype=np.int8)
    insides = range(2, labels, 2)
    previous = [0.0] + [-1e9] * (labels - 1)
    for index, row in enumerate(_listed(scores)):
        best = max(range(labels), key=previous.__getitem__)
        top = previous[best]
        pointers = [best] * labels
        current = [top + value for value in row]
        for inside in insides:
            before = inside if previous[inside] > previous[inside - 1] else inside - 1
            pointers[inside] = before
            current[inside] = previous[before] + row[inside]
        back[index] = pointers
        base = max(current)
        previous = [value - base for value in current]
    path = np.zeros(count, dtype=np.int8)
    state = max(range(labels), key=previous.__getitem__)
    for index in range(count - 1, -1, -1):
        path[index] = state
        state = int(back[index, state])
    return path


def best_labels(scores: NDArray[np.float64], breaks: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Return the best label of each of w words, of `scores` (w, labels): every I follows its B or I.

    Where `breaks` (w,) is true no chunk goes on from the word before. Each word's own best label is taken wherever
    that is legal; only stretches in which it is not are searched.
    """
    if not len(scores):
        return np.zeros(0, dtype=np.int8)
    first = _independent(scores, breaks)
    own = scores.copy()
    own[first, 2::2] = -np.inf
    path: NDArray[np.int8] = own.argmax(axis=1).astype(np.int8)
    goes_on = (path > 0) & (path % 2 == 0)
    illegal = np.flatnonzero(goes_on[1:] & (path[1:] != path[:-1]) & (path[1:] != path[:-1] + 1)) + 1
    starts = np.append(np.flatnonzero(first), len(path))
    # Not np.unique, which loads all of numpy.ma for this.
    for number in dict.fromkeys(np.searchsorted(starts, illegal, side="right").tolist()):
        start, end = int(starts[number - 1]), int(starts[number])
        path[start:end] = _best_path(scores[start:end])
    return path


def chunks(
    labels: NDArray[np.int8],
    words: NDArray[np.int32],
    probabilities: NDArray[np.float64],
    names: Sequence[str] = ROLE_LABELS,
) -> tuple[Chunk, ...]:
    """Return the chunks of word `labels`, in order, as runs of the pieces that `words` numbers."""
    firsts = np.append(np.flatnonzero(np.diff(words, prepend=-1)), len(words))
    either = probabilities[:, 1::2] + probabilities[:, 2::2]
    found: list[Chunk] = []
    edges = np.flatnonzero((labels[1:] != labels[:-1]) | (labels[1:] % 2 == 1)) + 1
    start = 0
    runs = [*edges.tolist(), len(labels)] if len(labels) else []
    open_from = -1
    for end in runs:
        label = int(labels[start])
        if label % 2 == 1 or open_from < 0:
            open_from = start
        closes = end == len(labels) or not (
            label > 0 and int(labels[end]) == label + label % 2 and labels[end] % 2 == 0
        )
        if label == 0:
            open_from = -1
        elif closes:
            low, high = int(firsts[open_from]), int(firsts[end])
            begin = label - 1 if label % 2 == 0 else label
            mass = np.add.reduce(either[low:high, begin // 2]) / (high - low)
            found.append(Chunk(names[begin][2:], low, high, min(float(mass), 1.0)))
            open_from = -1
        start = end
    return tuple(found)
