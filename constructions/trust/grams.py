"""Inner products of the columns of a regression, in integers, each computed once and shared by problems with its data.

With A_j = a_j / d_j, y = b / d and v = v' / d' in integers and x_j = z_j d_j / d, the objective times d^2 d' is that of
z for a, b, v', the thresholds l_j d_j d d' and the ridge mu_j d_j^2 d'.  Signs, supports and minimisers are the same.
Claims no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

from constructions.blocks import Block
from constructions.trust.regressions import Regression

__all__ = ["Gram", "fraction"]

FEW = 64
"""The inner products of so many columns are computed at once."""


class Gram:
    """The integers a_j, b, v' and their inner products <u, w> = sum_a v'_a u_a w_a.

    >>> gram = Gram(Regression.lasso([[2.0, 0.5]], [1.5], 1))
    >>> gram.products([1]).entries(), gram.right.entries(), gram.scales
    ([2, 1], [6, 3], (1, 2))
    """

    def __init__(self, problem: Regression) -> None:
        self._hold(problem.columns, problem.y, problem.row_weights)

    def _hold(self, columns: tuple[Block, ...], y: Block, weights: Block | None) -> None:
        self.columns, self.y, self.weights = columns, y, weights
        self.rows, self.size = len(y.values), len(columns)
        self.scales = tuple(column.over for column in self.columns)
        self.kept: dict[Any, Any] = {}  # factors of witnesses, by support
        self._crossed: tuple[Any, Any, Any] = (None, None, None)
        self._products: dict[int, list[Any]] = {}

    def __getstate__(self) -> tuple[Any, ...]:
        return self.columns, self.y, self.weights

    def __setstate__(self, data: tuple[Any, ...]) -> None:
        self._hold(*data)

    def suits(self, problem: Regression) -> bool:
        """Whether a problem has these data."""
        return (self.columns, self.y, self.weights) == (problem.columns, problem.y, problem.row_weights)

    @cached_property
    def matrix(self) -> Any:
        """The m x n matrix of the a_j."""
        return self.of_columns(range(self.size))

    @cached_property
    def weighted(self) -> Any:
        """The n x m matrix of the v'_a a_j."""
        if self.weights is None:
            return self.matrix.transpose()
        return _matrix([[v * w for v, w in zip(c.values, self.weights.values, strict=True)] for c in self.columns])

    @cached_property
    def right(self) -> Any:
        """The n x 1 matrix of the <a_j, b>."""
        return self.weighted * self.target

    @cached_property
    def target(self) -> Any:
        """The m x 1 matrix b."""
        return _matrix([[v] for v in self.y.values])

    @cached_property
    def common(self) -> int:
        """A common denominator of the columns."""
        return lcm(*self.scales)

    @cached_property
    def rescaled(self) -> list[list[int]]:
        """The columns over their common denominator."""
        return [[v * (self.common // c.over) for v in c.values] for c in self.columns]

    @cached_property
    def sums(self) -> list[Fraction]:
        """The weighted sums of the moduli of the columns."""
        weights = self.weights or Block((1,) * self.rows)
        return [
            Fraction(sum(map(int.__mul__, map(abs, c.values), weights.values)), c.over * weights.over)
            for c in self.columns
        ]

    def of_columns(self, places: Sequence[int]) -> Any:
        """Return the matrix of some of the a_j."""
        if not places:
            return _empty(self.rows, 0)
        return _matrix([self.columns[j].values for j in places]).transpose()

    def products(self, places: Sequence[int]) -> Any:
        """Return the n x k matrix of the inner products of all columns with some."""
        if new := [j for j in places if j not in self._products]:
            if self.size <= FEW:
                new = list(range(self.size))
            found = self.weighted * (self.matrix if self.size <= FEW else self.of_columns(new))
            for j, values in zip(new, found.transpose().tolist(), strict=True):
                self._products[j] = values
        return _matrix([self._products[j] for j in places]).transpose() if places else _empty(self.size, 0)

    def among(self, places: Sequence[int]) -> list[list[Any]]:
        """Return the inner products of some columns with each other."""
        self.products(places)
        return [[self._products[j][i] for i in places] for j in places]

    def towards(self, problem: Regression, signs: Sequence[str]) -> Gram:
        """Return the inner products of a problem whose columns, and y at last, are these, moved by multiples of signs.

        With a_j' = f_j a_j + s_j e_j, and y alike, <a_j', a_i'> is made of <a_j, a_i>, <a_j, e_i> and <e_j, e_i>.
        """
        found = Gram(problem)
        if self.size > FEW:
            return found
        cross, among = self._with_signs(tuple(signs))
        pairs = zip((*self.columns, self.y), (*problem.columns, problem.y), signs, strict=True)
        moves = [_move(old, new, text) for old, new, text in pairs]
        own = [[*row, self.right[j, 0]] for j, row in enumerate(self.among(range(self.size)))]
        rows = []
        for j, (f, s) in enumerate(moves[:-1]):
            rows.append(
                [
                    f * g * own[j][i] + f * t * cross[j][i] + s * g * cross[i][j] + s * t * among[j][i]
                    for i, (g, t) in enumerate(moves)
                ]
            )
        found._products = {j: row[:-1] for j, row in enumerate(rows)}
        found.right = _matrix([row[-1:] for row in rows])
        return found

    def _with_signs(self, signs: tuple[str, ...]) -> tuple[Any, Any]:
        """Return the <u, e>, u the columns and y, and the <e', e>, of vectors of signs; the last ones are kept."""
        if self._crossed[0] != signs:
            units = {"+": 1, "-": -1, "0": 0}
            found = [[units[s] for s in text or "0" * self.rows] for text in signs]
            weights = self.weights.values if self.weights else None
            heavy = _matrix([[v * s for v, s in zip(weights, row, strict=True)] for row in found] if weights else found)
            plain = _matrix(found).transpose() if weights else heavy.transpose()
            cross = [*(self.weighted * plain).tolist(), (heavy * self.target).entries()]
            self._crossed = (signs, cross, (heavy * plain).tolist())
        return self._crossed[1:]

    def problem_scale(self, column: int) -> int:
        """Return d_j d d', by which thresholds and correlations are multiplied."""
        return self.scales[column] * self.y.over * (self.weights.over if self.weights else 1)

    def ridge_scale(self, column: int) -> int:
        """Return d_j^2 d', by which the ridge is multiplied."""
        return self.scales[column] ** 2 * (self.weights.over if self.weights else 1)

    def unscaled(self, column: int, z: Fraction) -> Fraction:
        """Return x_j for z_j."""
        return z * self.scales[column] / self.y.over


def _matrix(rows: Sequence[Sequence[int]]) -> Any:
    from flint import fmpz_mat

    return fmpz_mat(len(rows), len(rows[0]), [v for row in rows for v in row])


def _move(old: Block, new: Block, signs: str) -> tuple[int, int]:
    """Return f and s with new = f old + s signs, over the new denominator."""
    place = next((k for k, s in enumerate(signs) if s != "0"), None)
    factor = new.over // old.over
    if place is None:
        return factor, 0
    return factor, (new.values[place] - factor * old.values[place]) * (1 if signs[place] == "+" else -1)


def _empty(rows: int, columns: int) -> Any:
    from flint import fmpz_mat

    return fmpz_mat(rows, columns)


def fraction(value: Any) -> Fraction:
    """Return a rational of python-flint."""
    return Fraction(int(value.p), int(value.q))
