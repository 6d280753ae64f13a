"""A first stage in single precision: what float32 makes of a network at many points, with a proved bound (A3, A4).

Its arrays are half as large as those of doubles.  The bound is that of theory/rounding.py with the constants of
float32, for layers of at most 2,894 inputs, of which one is 1 throughout: the bias is its column of the weights.
Where the bound is too coarse for the question, a sixteenth of the points shows it, and the rest is left to doubles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from theory.rounding import FOLD, Doubles, largest, layer_errors

__all__ = ["Singles"]

UNIT = 2.0**-23
"""Bounds the relative error of one operation in every rounding direction."""
FLOOR = 2.0**-100
"""Far above every error of underflow (at most 2^-126 an operation or operand, flushed or not)."""
TINY = 2.0**-110
"""Above the error of a weight that underflows."""
LIMIT = 2.0**100
"""A bound above this says nothing, and overflow is possible."""
WIDEST = 2894 + 16
"""Widest layer for which the bound is proved: (n + 1)(n + 2) UNIT <= 1 for n = 2894."""
BLOCK = 2**16
"""About how many floats of one layer a block holds, so that a block stays in the cache."""
PROBE = 16
"""The part of the blocks that is tried first, one over this."""
OPEN = 1 / 4
"""With more than this share of them open, doubles take over."""
WORTH = 2**22
"""With fewer multiplications than this doubles are as fast."""

Decision = Callable[[Doubles, Doubles], NDArray[np.int8]]


class Singles:
    """A network with its weights rounded to float32."""

    def __init__(self, weights: Sequence[Doubles], biases: Sequence[Doubles]) -> None:
        self.weights, self.absolute = [], []
        for number, (rows, bias) in enumerate(zip(weights, biases, strict=True), 1):
            full = np.column_stack([rows, bias])
            if number < len(weights):  # the input that is 1 is passed on
                full = np.vstack([full, np.eye(1, full.shape[1], full.shape[1] - 1)])
            with np.errstate(all="ignore"):  # what is too large becomes infinite, and so does the bound
                single = full.astype(np.float32)
            self.weights.append(np.ascontiguousarray(single.T))
            self.absolute.append((np.abs(single).astype(np.float64), np.zeros(len(single))))
        self.widest = max(rows.shape[1] for rows in self.weights)

    def errors(self, magnitudes: Sequence[Doubles]) -> Iterator[Doubles]:
        """Yield the bounds on the pre-activations of layer after layer, one row for each row of `magnitudes`."""
        constants = {"unit": UNIT, "floor": FLOOR, "tiny": TINY, "limit": LIMIT}
        return layer_errors(magnitudes, self.absolute, **constants, widest=WIDEST)

    def worth(self, points: int) -> bool:
        """Whether the bound is proved for this network, and so many points take long enough."""
        proved = all(len(rows) + 16 <= WIDEST for rows in self.weights)
        return proved and points * sum(rows.size for rows in self.weights) >= WORTH

    def cells(self, x: Doubles, decision: Decision) -> NDArray[np.int8]:
        """Return what a decision makes of the outputs at the rows of x and their bounds; -1 also where not asked."""
        rows = FOLD * max(1, BLOCK // (FOLD * self.widest))
        points = np.ones((len(x), x.shape[1] + 1), np.float32)
        points[:, :-1] = x
        found = np.full(len(x), -1, np.int8)
        probe = rows * max(1, len(x) // (PROBE * rows))
        found[:probe] = decision(*self.outputs(points[:probe], rows))
        if (found[:probe] < 0).mean() <= OPEN and probe < len(x):
            found[probe:] = decision(*self.outputs(points[probe:], rows))
        return found

    def outputs(self, points: NDArray[np.float32], rows: int) -> tuple[Doubles, Doubles]:
        """Return the outputs as computed in blocks of so many points, and a bound on the error, one for each block."""
        starts = range(0, len(points), rows)
        magnitudes = [np.empty((len(starts), len(weights))) for weights in self.weights]
        output, rooms = np.empty(len(points), np.float32), [np.empty(rows * self.widest, np.float32) for _ in range(2)]
        for block, start in enumerate(starts):
            state = points[start : start + rows]
            magnitudes[0][block] = np.abs(state).max(axis=0)
            for layer, weights in enumerate(self.weights[:-1]):
                room = rooms[layer % 2][: len(state) * weights.shape[1]].reshape(len(state), -1)
                state = np.matmul(state, weights, out=room)
                np.maximum(state, 0, out=state)
                magnitudes[layer + 1][block] = largest(state)
            np.matmul(state, self.weights[-1][:, 0], out=output[start : start + rows])
        *_, last = self.errors(magnitudes)
        return output.astype(np.float64), np.repeat(last[:, 0], rows)[: len(points)]
