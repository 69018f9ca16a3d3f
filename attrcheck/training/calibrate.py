"""Annotated articles in, a calibration out, and how well confidence meets the truth on articles left out."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attrcheck.article.model import Article
from attrcheck.article.text.plain_text import from_text
from attrcheck.reader.attribute import attribute
from attrcheck.reader.calibration import Calibration, features
from attrcheck.reader.model import Reader
from attrcheck.reader.reading import Linked, Reading
from attrcheck.training.analyse import as_row
from attrcheck.training.score import matches

__all__ = ["Report", "calibrate", "fit", "report", "table"]

_FOLDS = 5
_THRESHOLDS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Report:
    """The confidence of each of n rows (n,), how many of an article's annotators marked it, as a share (n,).

    `missed` is the number of annotated attributions that no row meets, a mean over the annotators.
    """

    confidence: NDArray[np.float64]
    truth: NDArray[np.float64]
    missed: float

    @property
    def error(self) -> float:
        """Return the expected calibration error over ten bins of equal width, in [0, 1]."""
        bins = np.minimum((self.confidence * 10).astype(int), 9)
        gaps = [abs(np.sum((self.confidence - self.truth)[bins == b])) for b in range(10)]
        return float(sum(gaps) / max(len(self.confidence), 1))

    def at(self, threshold: float) -> tuple[float, float]:
        """Return precision and recall, in [0, 1], of the rows that are at least this sure."""
        shown = self.truth[self.confidence >= threshold]
        found = float(shown.sum())
        return found / max(len(shown), 1), found / max(float(self.truth.sum()) + self.missed, 1e-9)


def _truth(row: Mapping[str, Any], found: Sequence[Any]) -> tuple[list[float], float]:
    """Return for each of `found` the share of annotators who marked it, and how many marks it misses on average."""
    people = [annotation["attributions"] for annotation in row["annotations"]]
    guesses = [as_row(one) for one in found]
    marked = Counter(match.predicted for theirs in people for match in matches(row["text"], guesses, theirs))
    shares = [marked[index] / len(people) for index in range(len(guesses))]
    missed = sum(map(len, people)) / len(people) - sum(shares)
    return shares, missed


def fit(linked: Sequence[Linked], truth: Sequence[float]) -> Calibration:
    """Return the calibration that makes the `truth` of the `linked` likeliest, with a little ridge."""
    x = np.array([(1.0, *features(one.scores)) for one in linked if one.scores])
    y = np.array([t for one, t in zip(linked, truth, strict=True) if one.scores])
    weights = np.zeros(x.shape[1])
    ridge = np.eye(x.shape[1]) * 0.1
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-x @ weights))
        slope = x.T @ (y - chance) - ridge @ weights
        bend = (x * (chance * (1 - chance))[:, None]).T @ x + ridge
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return Calibration(*(round(float(w), 4) for w in weights))


def _with(reading: Reading, calibration: Calibration) -> Reading:
    linked = (
        replace(one, confidence=calibration.confidence(one.scores)) if one.scores else one for one in reading.linked
    )
    return replace(reading, linked=tuple(linked))


def _read(rows: Sequence[Mapping[str, Any]], reader: Reader) -> Iterator[tuple[Mapping[str, Any], Article, Reading]]:
    for row in rows:
        article = from_text(row["text"])
        yield row, article, reader.read(article)


def calibrate(rows: Sequence[Mapping[str, Any]], reader: Reader) -> tuple[Calibration, Report]:
    """Return the calibration fitted on all `rows`, and a report on each fifth of them by one fitted on the others."""
    read = list(_read(rows, reader))
    random.Random(7).shuffle(read)
    linked = [reading.linked for _, _, reading in read]
    truth = [_truth(row, reading.linked)[0] for row, _, reading in read]

    def fitted(numbers: Sequence[int]) -> Calibration:
        return fit([one for n in numbers for one in linked[n]], [t for n in numbers for t in truth[n]])

    reports = []
    for fold in range(min(_FOLDS, len(read))):
        others = [n for n in range(len(read)) if n % _FOLDS != fold] or [0]
        reports.append(report(read[fold::_FOLDS], fitted(others)))
    whole = Report(
        np.concatenate([one.confidence for one in reports]),
        np.concatenate([one.truth for one in reports]),
        sum(one.missed for one in reports),
    )
    return fitted(range(len(read))), whole


def report(read: Sequence[tuple[Mapping[str, Any], Article, Reading]], calibration: Calibration) -> Report:
    """Return how the confidence that `calibration` gives meets the truth of articles that were read."""
    confidence: list[float] = []
    truth: list[float] = []
    missed = 0.0
    for row, article, reading in read:
        found = attribute(article, _with(reading, calibration))
        shares, left = _truth(row, found)
        confidence += [one.confidence for one in found]
        truth += shares
        missed += left
    return Report(np.array(confidence), np.array(truth), missed)


def table(result: Report) -> str:
    """Return the figures as lines of text: reliability by bin, then precision and recall by threshold."""
    lines = [f"{'confidence':>12}{'rows':>7}{'mean':>7}{'true':>7}"]
    bins = np.minimum((result.confidence * 10).astype(int), 9)
    for b in range(10):
        inside = bins == b
        if inside.any():
            mean, true = result.confidence[inside].mean(), result.truth[inside].mean()
            lines.append(f"{b / 10:>7.1f}–{(b + 1) / 10:.1f} {inside.sum():6}{mean:7.2f}{true:7.2f}")
    lines.append(f"expected calibration error {100 * result.error:.1f} % over {len(result.confidence)} rows")
    lines.append(f"{'at least':>12}{'P':>7}{'R':>7}")
    for threshold in _THRESHOLDS:
        precision, recall = result.at(threshold)
        lines.append(f"{threshold:>12.1f}{100 * precision:7.1f}{100 * recall:7.1f}")
    return "\n".join(lines)
