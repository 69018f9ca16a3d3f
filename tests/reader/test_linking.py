"""Linking: contents to cues, cues to sources, strays left out, sources found that no label marks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from attrcheck.reader.linking import Pairs, Scores, Triple, link, link_mass
from attrcheck.reader.tagging import Chunk
from attrcheck.reader.wordpieces import Pieces

COUNT = 10


def _pairs(*links: tuple[int, int, float]) -> Pairs:
    origins, targets, weights = zip(*links, strict=True) if links else ((), (), ())
    return Pairs(
        np.array(origins, dtype=np.int32), np.array(targets, dtype=np.int32), np.array(weights, dtype=np.float64)
    )


def _pieces(opens: tuple[int, ...] = (0,), words: tuple[int, ...] = tuple(range(COUNT))) -> Pieces:
    """Return ten pieces; paragraphs begin at `opens`, and `words` numbers the word of each."""
    features = np.zeros((COUNT, 3), dtype=np.uint8)
    features[list(opens), 1] = 2
    nothing = np.zeros(COUNT, dtype=np.int32)
    return Pieces(nothing, nothing, nothing, np.array(words, dtype=np.int32), features)


def _place(chunk: Chunk | None) -> tuple[int, int, float] | None:
    return (chunk.start, chunk.end, round(chunk.probability, 4)) if chunk else None


def _rounded(triple: Triple) -> Triple:
    return replace(triple, scores=replace(triple.scores, to_source=round(triple.scores.to_source, 4)))


ROLES = np.full((COUNT, 7), 0.02, dtype=np.float64)
ONE_ZONE = np.full(COUNT, -1, dtype=np.int32)
SOURCE = Chunk("source", 0, 2, 0.9)
CUE = Chunk("cue", 2, 4, 0.8)
CONTENT = Chunk("content", 4, 7, 0.7)
TO_CUE = _pairs((4, 2, 1.0), (5, 2, 1.0), (6, 3, 1.0))


def test_weights_add_up_by_target() -> None:
    """The weights of a chunk's pieces add up by chunk; -1 is none, and a piece in no chunk stands for itself."""
    pairs = _pairs((0, 5, 0.5), (1, 5, 0.5), (1, 7, 0.5), (2, -1, 0.5), (2, 8, 0.25), (9, 5, 9.0))
    origins = [Chunk("content", 0, 3, 1.0), Chunk("content", 3, 4, 1.0)]
    targets = [Chunk("cue", 5, 6, 1.0), Chunk("cue", 7, 8, 1.0)]
    assert link_mass(pairs, origins, targets, COUNT) == [{0: 1.0, 1: 0.5, -1: 0.5, -10: 0.25}, {}]


def test_a_triple_is_made_of_what_points_to_each_other() -> None:
    """The content goes to the cue that its pieces point to, the cue to the source that its first piece points to."""
    to_source = _pairs((2, 1, 0.6), (2, -1, 0.2), (3, -1, 1.0))
    (triple,) = link([SOURCE, CUE, CONTENT], ROLES, TO_CUE, to_source, _pieces(), ONE_ZONE)
    assert (triple.source, triple.cue, triple.contents) == (SOURCE, CUE, (CONTENT,))
    assert _rounded(triple).scores == Scores(0.7, cue=0.8, to_cue=1.0, source=0.9, to_source=0.75)


def test_none_is_an_answer() -> None:
    """A cue whose first piece points to "none here" has no source, and a content without a cue stands alone."""
    to_source = _pairs((2, 1, 0.3), (2, -1, 0.7))
    alone = Chunk("content", 8, 9, 0.5)
    found = [SOURCE, CUE, CONTENT, alone]
    assert [_rounded(one) for one in link(found, ROLES, TO_CUE, to_source, _pieces(), ONE_ZONE)] == [
        Triple(None, None, (alone,), Scores(0.5)),
        Triple(None, CUE, (CONTENT,), Scores(0.7, cue=0.8, to_cue=1.0, to_source=0.7)),
    ]


def test_a_source_is_found_that_no_label_marks() -> None:
    """A cue that points to an unmarked piece gets the whole word there, and what is likely to go on from it."""
    roles = ROLES.copy()
    roles[0, 1], roles[1, 2] = 0.4, 0.3
    to_source = _pairs((2, 0, 0.6), (2, -1, 0.2))
    (triple,) = link([CUE, CONTENT], roles, TO_CUE, to_source, _pieces(), ONE_ZONE)
    assert _place(triple.source) == (0, 2, 0.37)
    split = _pieces(words=(0, 0, 2, 3, 4, 5, 6, 7, 8, 9))
    (triple,) = link([CUE, CONTENT], ROLES, TO_CUE, _pairs((2, 1, 0.6)), split, ONE_ZONE)
    assert _place(triple.source) == (0, 2, 0.04)


def test_a_found_source_ends_with_its_paragraph_and_at_its_cue() -> None:
    """A source that is grown stops where a paragraph begins, and never takes its own cue."""
    roles = ROLES.copy()
    roles[:, 2] = 0.9
    (triple,) = link([CUE, CONTENT], roles, TO_CUE, _pairs((2, 0, 0.6)), _pieces(opens=(0, 1)), ONE_ZONE)
    assert _place(triple.source) == (0, 1, 0.92)
    (triple,) = link([CUE, CONTENT], roles, TO_CUE, _pairs((2, 0, 0.6)), _pieces(), ONE_ZONE)
    assert _place(triple.source) == (0, 2, 0.92)
    (triple,) = link([CUE, CONTENT], roles, TO_CUE, _pairs((2, 3, 0.6)), _pieces(), ONE_ZONE)
    assert triple.source is None


def test_a_further_piece_that_only_half_belongs_is_left_out() -> None:
    """Of several pieces of one statement those stay that point to its cue with nearly all of their weight."""
    sure, stray = Chunk("content", 7, 8, 0.9), Chunk("content", 8, 9, 0.9)
    to_cue = _pairs((4, 2, 0.5), (5, 2, 0.5), (6, -1, 0.5), (7, 2, 0.9), (7, -1, 0.1), (8, 2, 0.6), (8, -1, 0.4))
    (triple,) = link([SOURCE, CUE, CONTENT, sure, stray], ROLES, to_cue, _pairs(), _pieces(), ONE_ZONE)
    assert triple.contents == (CONTENT, sure)


def test_nothing_links_across_a_headline() -> None:
    """A cue has neither content nor source in another zone."""
    zones = np.array([3, 3, -1, -1, -1, -1, -1, -1, -1, -1], dtype=np.int32)
    to_source = _pairs((2, 1, 0.9), (2, 0, 0.05), (2, -1, 0.05))
    (triple,) = link([SOURCE, CUE, CONTENT], ROLES, TO_CUE, to_source, _pieces(), zones)
    assert triple.source is None
    zones = np.array([-1, -1, -1, -1, 3, 3, 3, 3, 3, 3], dtype=np.int32)
    assert [one.cue for one in link([SOURCE, CUE, CONTENT], ROLES, TO_CUE, to_source, _pieces(), zones)] == [None]


def test_two_cues_may_share_a_source() -> None:
    """Two statements, each with a cue that points to one source, make two triples with that source."""
    other_cue, other = Chunk("cue", 7, 8, 0.8), Chunk("content", 8, 10, 0.7)
    to_cue = _pairs((4, 2, 1.0), (5, 2, 1.0), (6, 3, 1.0), (8, 7, 1.0), (9, 7, 1.0))
    to_source = _pairs((2, 1, 1.0), (7, 0, 1.0))
    found = link([SOURCE, CUE, CONTENT, other_cue, other], ROLES, to_cue, to_source, _pieces(), ONE_ZONE)
    assert [(one.source, one.cue, one.contents) for one in found] == [
        (SOURCE, CUE, (CONTENT,)),
        (SOURCE, other_cue, (other,)),
    ]


def test_a_content_without_a_cue_goes_to_the_source_it_points_to() -> None:
    """What points to a speaker itself is that speaker's, all of it one statement; a cue that most of it means wins."""
    label, first, second = Chunk("source", 0, 1, 0.9), Chunk("content", 2, 4, 0.8), Chunk("content", 6, 8, 0.7)
    to_cue = _pairs((2, 0, 1.0), (3, 0, 1.0), (6, 0, 0.9), (6, -1, 0.1), (7, 0, 1.0))
    spoken = Triple(label, None, (first, second), Scores(0.7, source=0.9, to_source=0.95))
    assert [_rounded(one) for one in link([label, first, second], ROLES, to_cue, _pairs(), _pieces(), ONE_ZONE)] == [
        spoken
    ]
    cued = _pairs((4, 2, 0.7), (4, 0, 0.3), (5, 2, 0.7), (5, 0, 0.3))
    (triple,) = link([SOURCE, CUE, CONTENT], ROLES, cued, _pairs((2, 0, 1.0)), _pieces(), ONE_ZONE)
    assert (triple.cue, triple.contents) == (CUE, (CONTENT,))
