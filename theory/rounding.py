"""What a ReLU network may lose in float arithmetic: one proved bound, for doubles and for singles (A3, A4).

With |x_j| <= a_j and the error e_j in the inputs of a layer of n inputs, its outputs err by at most
    (|W| (g a + e) + g |b| + (n + 16) FLOOR + TINY sum(a + e)) (1 + 2^-20),    g = (n + 16) UNIT,
whatever the order of summation, FMA or not, in every rounding direction, with gradual underflow or flush to zero; it
covers weights, biases and points that had to be rounded, and its own evaluation in doubles.  Below LIMIT it also
excludes overflow; elsewhere it counts as infinite.  Assumed: an entry of a product is computed from its n products and
n - 1 additions in the precision in question (or better).  The proof is in docs/evaluation.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["FOLD", "INFLATION", "Doubles", "largest", "layer_errors"]

Doubles = NDArray[np.float64]

INFLATION = 1 + 2.0**-20
"""More than the bound can lose when it is itself evaluated in floats."""
FOLD = 16
"""So many rows are joined to one when maxima of columns are taken."""


def layer_errors(
    magnitudes: Sequence[Doubles],
    absolute: Sequence[tuple[Doubles, Doubles]],
    *,
    unit: float,
    floor: float,
    tiny: float,
    limit: float,
    widest: int,
) -> Iterator[Doubles]:
    """Yield the bounds on the pre-activations of layer after layer, one row for each row of `magnitudes`.

    `magnitudes[l]` bounds the absolute values of the inputs of layer l+1, as computed; `absolute[l]` are |W| and |b|.
    """
    error = magnitudes[0] * unit + floor
    for size, (weights, bias) in zip(magnitudes, absolute, strict=True):
        terms = weights.shape[1] + 16
        lost = terms * floor + tiny * (size + error).sum(axis=1, keepdims=True)
        error = ((terms * unit * size + error) @ weights.T + terms * unit * bias + lost) * INFLATION
        error[~(error < limit).all(axis=1) | (terms > widest)] = inf  # NaN, too
        yield error


def largest(part: NDArray[Any]) -> NDArray[Any]:
    """Return the largest entry of each column; maxima of long rows are faster."""
    columns = part.shape[1]
    fold = 1 if len(part) % FOLD else FOLD
    found: NDArray[Any] = part.reshape(-1, fold * columns).max(axis=0).reshape(fold, columns).max(axis=0)
    return found
