"""Layers of rational weights, and what acts on points and pieces in integers.

A layer is the matrix [[M, B], [0, D]] with W = M/D, b = B/D, acting on (h, q), which stands for the point h/q, q > 0.
Then rho acts on numerators alone.  Serves A0-A8.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm, prod
from typing import Any

from flint import fmpz_mat

from theory.exact import BarriersError, rational

__all__ = ["Layer", "State", "check_widths", "exact_layer_values", "homogeneous", "piece_bound", "reduced"]

Vector = tuple[Fraction, ...]


def check_widths(widths: Iterable[Any], *, outputs: int | None = 1) -> tuple[int, ...]:
    """Return `widths` = (d, N_1, …, N_{L-1}, outputs) as a tuple, or raise `BarriersError` naming the hypothesis.

    With None any number of outputs is right.
    """
    listed = list(widths)
    if not all(isinstance(w, int) and not isinstance(w, bool) for w in listed):
        raise BarriersError(f"widths must be whole numbers, got {listed}")
    if len(listed) < 3:
        raise BarriersError(f"L >= 2 is required: widths need an input, a hidden layer and an output, got {listed}")
    if min(listed) < 1:
        raise BarriersError(f"every width must be at least 1, got {listed}")
    if outputs is not None and listed[-1] != outputs:
        raise BarriersError(f"the last width must be {outputs} (one real output), got {listed}")
    return tuple(listed)


def piece_bound(widths: Sequence[int]) -> int:
    """Return P(N) = (N_1 + 1)…(N_{L-1} + 1), a bound on the affine pieces along a line (A0).

    >>> piece_bound((2, 8, 8, 1))
    81
    """
    return prod(w + 1 for w in check_widths(widths)[1:-1])


@dataclass(frozen=True)
class Layer:
    """An affine map x -> weights x + bias; `weights` row by row, output dimension first."""

    weights: tuple[Vector, ...]
    bias: Vector

    @classmethod
    def of(cls, weights: Iterable[Iterable[Any]], bias: Iterable[Any]) -> Layer:
        """Build a layer from numbers of any kind that `rational` accepts."""
        return cls(tuple(tuple(rational(w) for w in row) for row in weights), tuple(rational(b) for b in bias))

    @property
    def homogeneous(self) -> fmpz_mat:
        """The matrix [[M, B], [0, D]] of integers with W = M/D, b = B/D."""
        bottoms = {v.denominator for row in (*self.weights, self.bias) for v in row}
        common = lcm(*bottoms)
        factor = {bottom: common // bottom for bottom in bottoms}
        entries: list[int] = []
        for row, b in zip(self.weights, self.bias, strict=True):
            entries += [v.numerator * factor[v.denominator] for v in (*row, b)]
        entries += [0] * len(self.weights[0]) + [common]
        return fmpz_mat(len(self.weights) + 1, len(self.weights[0]) + 1, entries)


def homogeneous(points: Sequence[Sequence[Any]]) -> fmpz_mat:
    """Return points of one dimension as columns: numerators, then their positive common denominator."""
    columns = []
    for point in points:
        exact = [rational(v) for v in point]
        common = lcm(*(v.denominator for v in exact))
        columns.append([v.numerator * (common // v.denominator) for v in exact] + [common])
    return fmpz_mat(len(columns), len(columns[0]), [v for column in columns for v in column]).transpose()


def exact_layer_values(layers: Sequence[fmpz_mat], state: fmpz_mat) -> Iterator[fmpz_mat]:
    """Yield the pre-activations of layer after layer, homogeneous, from points as `homogeneous` gives them."""
    for index, matrix in enumerate(layers):
        if index:
            state = fmpz_mat(state.nrows(), state.ncols(), [v if v > 0 else 0 for v in state.entries()])
        state = matrix * state
        yield state


State = tuple[list[int], list[int]]


def reduced(intercepts: list[int], slopes: list[int]) -> State:
    """Divide a piece's state by its content, so that the integers stay as short as the numbers are."""
    content = gcd(*intercepts, *slopes)
    if content == 1:
        return intercepts, slopes
    return [v // content for v in intercepts], [v // content for v in slopes]
