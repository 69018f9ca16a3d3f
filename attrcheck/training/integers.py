"""A linear net and what it is given in, the same net in whole numbers out.

Sums of whole numbers are the same in whatever order a processor takes them, and those of eight bits are multiplied two
to four times as fast as floats. Each input has a grid of its own (SmoothQuant, Xiao et al., ICML 2023), and the error
of each rounded weight is made good by those that are rounded after it (GPTQ, Frantar et al., ICLR 2023).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["LEAST", "Floats", "Grid", "Whole", "grid", "whole"]

Floats = NDArray[np.floating[Any]]

#: No range is taken to be narrower: an input that never changes still needs a step.
LEAST = 1e-4
#: How much of an input's range its own step takes on; the rest is left to the rows of the weights.
_SHARE = 0.75
_LIMIT = 127
#: What two weights of one sign in neighbouring rows (2i, 2i + 1) may add up to: processors without VNNI add two
#: products of theirs in 16 bits, and 255 * 128 is the most that these hold.
_PAIR = 128
#: Added to the second moments, as a share of their mean, so that inputs that always agree can be told apart.
_DAMPING = 0.01
#: Rows whose errors are handed on together.
_BLOCK = 64


@dataclass(frozen=True, slots=True)
class Grid:
    """The grid of n inputs: the value in the middle of each, and its step; both (n,)."""

    centre: Floats
    step: Floats

    def numbers(self, inputs: Floats) -> Floats:
        """Return the numbers (pieces, n) of `inputs`, whole and from -128 to 127."""
        return np.clip(np.rint((inputs - self.centre) / self.step), -128, 127).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Whole:
    """Weights (n, m) as int8, and the scale (m,) that makes a column of them what it was."""

    values: NDArray[np.int8]
    scale: Floats


def grid(inputs: Floats, weight: Floats) -> Grid:
    """Return the grid for `inputs` (pieces, n) of a net with `weight` (n, m) that loses least in both."""
    low, high = inputs.min(axis=0), inputs.max(axis=0)
    reach = np.maximum((high - low) / 2, LEAST)
    heavy = np.maximum(np.abs(weight).max(axis=1), LEAST)
    step = reach**_SHARE / heavy ** (1 - _SHARE)
    return Grid((low + high) / 2, step * (reach / step).max() / _LIMIT)


def whole(weight: Floats, moments: Floats) -> Whole:
    """Return `weight` (n, m) in whole numbers, for inputs whose mean products are `moments` (n, n).

    n is even. Each weight that is rounded leaves an error, which those below it in its column make up for.
    """
    left = weight.astype(np.float64)
    size = len(left)
    positive, negative = np.maximum(left, 0), np.maximum(-left, 0)
    pairs = np.maximum(positive[0::2] + positive[1::2], negative[0::2] + negative[1::2]).max(axis=0)
    scale = np.maximum(np.maximum(np.abs(left).max(axis=0) / _LIMIT, pairs / (_PAIR - 1)), 1e-12)
    damped = moments.astype(np.float64) + _DAMPING * moments.diagonal().mean() * np.eye(size)
    inverse = np.linalg.cholesky(np.linalg.inv(damped)).T
    values = np.zeros_like(left)
    for first in range(0, size, _BLOCK):
        last = min(first + _BLOCK, size)
        errors = np.zeros((last - first, left.shape[1]))
        for row in range(first, last):
            values[row] = np.clip(
                np.rint(left[row] / scale), *_bounds(values[row - 1]) if row % 2 else (-_LIMIT, _LIMIT)
            )
            error = errors[row - first] = (left[row] - values[row] * scale) / inverse[row, row]
            left[row + 1 : last] -= np.outer(inverse[row, row + 1 : last], error)
        left[last:] -= inverse[first:last, last:].T @ errors
    return Whole(values.astype(np.int8), scale)


def _bounds(above: Floats) -> tuple[Floats, Floats]:
    """Return the least and most of a weight in a pair with each of those `above`."""
    least = np.where(above < 0, np.maximum(-_PAIR - above, -_LIMIT), -_LIMIT)
    return least, np.where(above > 0, np.minimum(_PAIR - above, _LIMIT), _LIMIT)
