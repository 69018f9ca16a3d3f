"""Confidence: the network's scores as the chance that a person would mark the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from attrcheck.reader.calibration import Calibration, features, has_calibration, read_calibration, write_calibration
from attrcheck.reader.linking import Scores

PLAIN = Calibration(bias=2.0, content=1.0, cue=1.0, to_cue=1.0, source=0.5, to_source=0.5, no_cue=-3.0, no_source=-1.0)
SURE = Scores(1.0, cue=1.0, to_cue=1.0, source=1.0, to_source=1.0)


def test_missing_parts_are_told_from_unlikely_ones() -> None:
    """A part that is not there counts by its absence alone, one that is unlikely by its logarithm."""
    assert features(Scores(1.0)) == (0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0)
    assert features(Scores(1.0, cue=1e-9, to_cue=1.0, source=1.0, to_source=1.0))[1] == pytest.approx(-6.9078, abs=1e-3)


def test_confidence_falls_with_every_doubt() -> None:
    """Each part that is less sure, and each part that is missing, makes a row less sure."""
    best = PLAIN.confidence(SURE)
    assert best == pytest.approx(0.8808, abs=1e-4)
    for doubtful in (
        Scores(0.5, cue=1.0, to_cue=1.0, source=1.0, to_source=1.0),
        Scores(1.0, cue=0.5, to_cue=1.0, source=1.0, to_source=1.0),
        Scores(1.0, cue=1.0, to_cue=0.5, source=1.0, to_source=1.0),
        Scores(1.0, cue=1.0, to_cue=1.0, source=0.5, to_source=1.0),
        Scores(1.0, cue=1.0, to_cue=1.0),
        Scores(1.0),
    ):
        assert PLAIN.confidence(doubtful) < best


def test_a_calibration_survives_its_file(tmp_path: Path) -> None:
    """What is written to a model's folder is read back as it was."""
    assert not has_calibration(tmp_path)
    write_calibration(PLAIN, tmp_path)
    assert has_calibration(tmp_path)
    assert read_calibration(tmp_path) == PLAIN
