"""How sure the network is of an attribution's parts in, the chance that a person would mark it too out."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

from attrcheck.reader.linking import Scores

__all__ = ["Calibration", "features", "has_calibration", "read_calibration", "write_calibration"]

_FILE = "calibration.json"
_LEAST = 1e-3


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of a logistic regression over `features`, fitted by `python -m attrcheck.training calibrate`."""

    bias: float
    content: float
    cue: float
    to_cue: float
    source: float
    to_source: float
    no_cue: float
    no_source: float

    def confidence(self, scores: Scores) -> float:
        """Return the chance, in (0, 1), that a person would mark an attribution with these scores too."""
        parts = (self.content, self.cue, self.to_cue, self.source, self.to_source)
        weights = (*parts, self.no_cue, self.no_source)
        total = self.bias + sum(w * x for w, x in zip(weights, features(scores), strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def features(scores: Scores) -> tuple[float, ...]:
    """Return seven numbers: the logarithm of each score, 0 where there is no such part, and whether there is none."""
    parts = (scores.content, scores.cue, scores.to_cue, scores.source, scores.to_source)
    logs = tuple(math.log(max(part, _LEAST)) if part else 0.0 for part in parts)
    return (*logs, float(not scores.cue), float(not scores.source))


def has_calibration(folder: Path) -> bool:
    """Tell whether a model's `folder` holds a calibration of its own."""
    return (folder / _FILE).is_file()


def read_calibration(folder: Path) -> Calibration:
    """Return the calibration in a model's `folder`."""
    return Calibration(**json.loads((folder / _FILE).read_text(encoding="utf8")))


def write_calibration(calibration: Calibration, folder: Path) -> Path:
    """Write `calibration` to a model's `folder` and return the file's path."""
    file = folder / _FILE
    file.write_text(json.dumps(asdict(calibration), indent=1) + "\n", encoding="utf8")
    return file
