"""Decoding: legal labels of whole words, and chunks."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from attrcheck.reader.tagging import Chunk, _best_path, best_labels, chunks, word_scores
from attrcheck.reader.wordpieces import ROLE_LABELS

O, BS, IS, BC, IC, BT, IT = range(7)  # noqa: E741  # the label's own name
NO_BREAKS = np.zeros(4, dtype=np.bool_)


def _scores(*best: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    table = np.full((len(best), len(ROLE_LABELS)), -4.0, dtype=np.float64)
    table[np.arange(len(best)), best] = -0.1
    return table


def test_labels_stay_where_they_are_legal() -> None:
    """A sequence that is legal as it stands is kept."""
    assert best_labels(_scores(BS, IS, BC, BT), NO_BREAKS).tolist() == [BS, IS, BC, BT]


def test_an_inside_label_gets_its_beginning() -> None:
    """A chunk that would begin with an I label begins with B."""
    assert best_labels(_scores(O, IT, IT, IT), NO_BREAKS).tolist() == [O, BT, IT, IT]


def test_a_break_ends_every_chunk() -> None:
    """No chunk goes on over a paragraph's edge."""
    breaks = np.array([True, False, True, False])
    assert best_labels(_scores(BT, IT, IT, IT), breaks).tolist() == [BT, IT, BT, IT]


@given(st.lists(st.lists(st.floats(-9, 0), min_size=7, max_size=7), min_size=1, max_size=4), st.data())
def test_labels_are_the_best_legal_ones(rows: list[list[float]], data: st.DataObject) -> None:
    """No legal sequence scores higher than the one that is returned."""
    scores = np.array(rows, dtype=np.float64)
    breaks = np.array(data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows))))

    def legal(path: tuple[int, ...]) -> bool:
        return all(
            label % 2 == 1 or label == O or (not breaks[i] and i > 0 and path[i - 1] in (label, label - 1))
            for i, label in enumerate(path)
        )

    def total(path: tuple[int, ...]) -> float:
        return float(sum(scores[i, label] for i, label in enumerate(path)))

    found = tuple(best_labels(scores, breaks).tolist())
    best = max(total(path) for path in itertools.product(range(7), repeat=len(rows)) if legal(path))
    assert legal(found)
    assert total(found) >= best - 1e-3


@given(st.integers(0, 2**32 - 1), st.integers(1, 60), st.sampled_from([0.3, 1.0, 4.0]))
def test_stretches_are_labelled_as_the_whole_is(seed: int, count: int, spread: float) -> None:
    """Labels that are searched for stretch by stretch are those of a search over all words."""
    scores = (np.random.default_rng(seed).standard_normal((count, 7)) * spread - 3).astype(np.float64)
    parted, whole = best_labels(scores, np.zeros(count, dtype=np.bool_)), _best_path(scores)
    words = np.arange(count)
    assert np.isclose(scores[words, parted].sum(), scores[words, whole].sum(), atol=1e-3)


def test_a_word_has_one_label_from_all_its_pieces() -> None:
    """A word's score is the mean over its pieces, the first as B and the others as I; caution is taken off."""
    probabilities = np.full((3, 7), 0.01, dtype=np.float64)
    probabilities[0, BT], probabilities[1, IT], probabilities[2, O] = 0.9, 0.5, 0.9
    scores = word_scores(probabilities, np.array([0, 0, 1], dtype=np.int32), 0.5)
    assert np.allclose(scores[0, BT], (np.log(0.9) + np.log(0.5)) / 2 - 0.5, atol=1e-4)
    assert np.allclose(scores[0, O], np.log(0.01), atol=1e-3)
    assert np.allclose(scores[1, O], np.log(0.9), atol=1e-4)


def test_chunks_part_where_a_new_one_begins() -> None:
    """Runs of words become chunks of pieces, and a B label parts two chunks of one role."""
    labels = np.array([BS, BC, BT, IT, BT, O], dtype=np.int8)
    words = np.array([0, 0, 1, 2, 3, 4, 5], dtype=np.int32)
    probabilities = np.full((7, 7), 0.5, dtype=np.float64)
    assert chunks(labels, words, probabilities) == (
        Chunk("source", 0, 2, 1.0),
        Chunk("cue", 2, 3, 1.0),
        Chunk("content", 3, 5, 1.0),
        Chunk("content", 5, 6, 1.0),
    )


def test_no_words_have_no_chunks() -> None:
    """An empty text has no labels and no chunks."""
    nothing = np.zeros((0, 7), dtype=np.float64)
    labels = best_labels(word_scores(nothing, np.zeros(0, dtype=np.int32), 0.0), np.zeros(0, dtype=np.bool_))
    assert chunks(labels, np.zeros(0, dtype=np.int32), nothing) == ()
