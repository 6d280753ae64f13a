"""Problems of the LASSO class, and boxes around their data.

They are min sum_j 2 l_j |x_j| + sum_j mu_j x_j^2 + sum_a v_a (Ax - y)_a^2 with thresholds l_j >= 0, a ridge mu_j >= 0
and row weights v_a >= 0.  P2 has l_j = lambda/2.  Scikit-learn's Lasso and ElasticNet, times 2m for m rows, are of this
class, with a column of ones without a threshold for the intercept; data are not centred.  Numbers are the rationals
that they are.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

import numpy as np

from constructions.blocks import Block
from constructions.rational_matrices import rational_vector
from theory.exact import BarriersError, Brief, brief, rational, shown, write_rational

__all__ = ["Radii", "Regression"]

ZERO, ONE = Fraction(0), Fraction(1)
Vector = tuple[Fraction, ...]


@dataclass(frozen=True, repr=False)
class Regression(Brief):
    """A problem of the LASSO class; raises `BarriersError` for shapes that disagree and for negative parameters.

    >>> Regression.lasso([[2.0, 1.0]], [1.0], 1).thresholds
    (Fraction(1, 2), Fraction(1, 2))
    """

    columns: tuple[Block, ...]
    y: Block
    thresholds: Vector
    ridge: Vector
    row_weights: Block | None = None
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        rows, size = len(self.y.values), len(self.columns)
        if not rows or not size:
            raise BarriersError("a regression has at least one row and one column")
        for j, column in enumerate(self.columns):
            if len(column.values) != rows:
                raise BarriersError(f"column {j} has {len(column.values)} entries, y has {rows}")
        for name, values in (("threshold", self.thresholds), ("ridge parameter", self.ridge)):
            if len(values) != size:
                raise BarriersError(f"{size} columns need {size} of {name}, got {len(values)}")
            if negative := [v for v in values if v < 0]:
                raise BarriersError(f"a {name} must not be negative, got {brief(negative[0])}")
        weights = self.row_weights
        if weights and (len(weights.values) != rows or min(weights.values) < 0 or not any(weights.values)):
            raise BarriersError(f"{rows} rows need {rows} weights >= 0, not all of them 0")
        if self.names and len(self.names) != size:
            raise BarriersError(f"{size} columns have {len(self.names)} names")
        if len(set(self.names)) != len(self.names):
            twice = next(name for j, name in enumerate(self.names) if name in self.names[:j])
            raise BarriersError(f"two columns are called {shown(twice)}, which may be our own: rename one")

    @classmethod
    def of(
        cls,
        matrix: Any,
        y: Any,
        thresholds: Any,
        ridge: Any = 0,
        row_weights: Any = None,
        names: Sequence[str] = (),
    ) -> Self:
        """Return the problem of rows of anything that holds numbers; a scalar parameter is that of every column.

        Raises `BarriersError` for NaN, infinities and shapes that disagree.

        >>> Regression.of([[0.5, 1], [1, 0]], [1, 2], "1/3", ridge=[1, 0]).ridge
        (Fraction(1, 1), Fraction(0, 1))
        """
        columns = column_blocks(matrix)
        size = len(columns)
        right = _column(y, "y")
        weights = None if row_weights is None else _column(row_weights, "the row weights")
        limits, squares = _each(thresholds, size, "the thresholds"), _each(ridge, size, "the ridge")
        return cls(columns, right, limits, squares, weights, tuple(map(str, names)))

    @classmethod
    def lasso(cls, matrix: Any, y: Any, lam: Any) -> Self:
        """Return min lambda ||x||_1 + ||Ax - y||_2^2 (P2); raises `BarriersError` unless lambda > 0.

        >>> Regression.lasso([[2, 1]], [1], "1/2").thresholds
        (Fraction(1, 4), Fraction(1, 4))
        """
        if (value := rational(lam)) <= 0:
            raise BarriersError(f"P2 needs lambda > 0, got {brief(value)}")
        return cls.of(matrix, y, value / 2)

    @classmethod
    def scikit(
        cls,
        x: Any,
        y: Any,
        alpha: Any,
        *,
        l1_ratio: Any = 1,
        intercept: bool = True,
        sample_weight: Any = None,
        names: Sequence[str] = (),
    ) -> Self:
        """Return scikit-learn's Lasso(alpha), or ElasticNet(alpha, l1_ratio), times 2m; the intercept is last.

        Raises `BarriersError` unless alpha >= 0, 0 <= l1_ratio <= 1, and the weights are >= 0 and not all 0.

        >>> Regression.scikit([[1], [2]], [3, 5], 0.5).thresholds
        (Fraction(1, 1), Fraction(0, 1))
        """
        strength, share = rational(alpha), rational(l1_ratio)
        if strength < 0 or not 0 <= share <= 1:
            raise BarriersError(
                f"alpha >= 0 and 0 <= l1_ratio <= 1 are required, got {brief(strength)}, {brief(share)}"
            )
        columns, right = column_blocks(x), _column(y, "y")
        m, size = len(right.values), len(columns)
        weights = None
        if sample_weight is not None:
            given = rational_vector(sample_weight, m, "the sample weights")
            if min(given) < 0 or not any(given):
                raise BarriersError("sample weights are >= 0 and not all 0")
            weights = Block.of(w * m / sum(given) for w in given)
        thresholds, ridge = ((m * strength * part,) * size for part in (share, 1 - share))
        called = tuple(map(str, names))
        if intercept:
            columns, thresholds, ridge = (*columns, Block((1,) * m)), (*thresholds, ZERO), (*ridge, ZERO)
            called = (*called, "intercept") if called else ()
        return cls(columns, right, thresholds, ridge, weights, called)

    @property
    def rows(self) -> int:
        """The number m of rows."""
        return len(self.y.values)

    @property
    def size(self) -> int:
        """The number n of columns, the intercept's included."""
        return len(self.columns)

    @property
    def total_weight(self) -> Fraction:
        """The sum of the row weights: m if there are none."""
        weights = self.row_weights
        return Fraction(sum(weights.values), weights.over) if weights else Fraction(self.rows)

    @property
    def intercepts(self) -> tuple[int, ...]:
        """The columns of ones without a threshold, which are known exactly.

        >>> Regression.scikit([[1], [2]], [3, 5], 0.5).intercepts
        (1,)
        """
        return tuple(j for j in range(self.size) if not self.thresholds[j] and set(self.columns[j].values) == {1})

    @property
    def told(self) -> str:
        """The shape, and what is not usual about it."""
        more = [f"{self.thresholds.count(ZERO)} columns without a threshold"] if ZERO in self.thresholds else []
        more += ["a ridge"] if any(self.ridge) else []
        more += ["row weights"] if self.row_weights else []
        return ", ".join([f"{self.rows} x {self.size}", *more])

    def named(self, column: int) -> str:
        """Return what a column is called: its name, or its number."""
        return self.names[column] if self.names else f"column {column}"

    def data_json(self) -> dict[str, Any]:
        """Return the data as certificates hold them.

        >>> Regression.lasso([[2.0, 0.5]], [1.0], 1).data_json()["columns"]
        [{'over': '1', 'values': '2'}, {'over': '2', 'values': '1'}]
        """
        weights = self.row_weights.as_json() if self.row_weights else None
        return {"columns": [v.as_json() for v in self.columns], "y": self.y.as_json(), "row_weights": weights}

    def with_thresholds(self, thresholds: Any) -> Regression:
        """Return the problem of the same data with other thresholds.

        >>> Regression.lasso([[2, 1]], [1], 1).with_thresholds("1/4").thresholds
        (Fraction(1, 4), Fraction(1, 4))
        """
        values = _each(thresholds, self.size, "the thresholds")
        return Regression(self.columns, self.y, values, self.ridge, self.row_weights, self.names)


@dataclass(frozen=True, repr=False)
class Radii(Brief):
    """The box |A'_aj - A_aj| <= columns_j, |y'_a - y_a| <= y, |l'_j - l_j| <= thresholds_j; raises for negative radii.

    >>> problem = Regression.scikit([[1], [2]], [3, 5], 0.5)
    >>> Radii.of(problem, "1/1000", y=1).columns
    (Fraction(1, 1000), Fraction(0, 1))
    """

    columns: Vector
    y: Fraction
    thresholds: Vector

    def __post_init__(self) -> None:
        if min((*self.columns, self.y, *self.thresholds), default=ZERO) < 0 or len(self.columns) != len(
            self.thresholds
        ):
            raise BarriersError("radii are >= 0, one a column and one a threshold")

    @classmethod
    def of(cls, problem: Regression, columns: Any, y: Any = 0, thresholds: Any = 0) -> Self:
        """Return a box around a problem's data: a scalar is that of every column but the intercept's.

        >>> Radii.of(Regression.lasso([[2, 1]], [1], 1), [0, 1], thresholds="1/8").thresholds
        (Fraction(1, 8), Fraction(1, 8))
        """
        radii = _each(columns, problem.size, "the radii of the columns")
        if not _listed(columns):
            radii = tuple(ZERO if j in problem.intercepts else v for j, v in enumerate(radii))
        of_thresholds = _each(thresholds, problem.size, "the radii of the thresholds")
        if not _listed(thresholds):
            of_thresholds = tuple(v if t else ZERO for v, t in zip(of_thresholds, problem.thresholds, strict=True))
        return cls(radii, rational(y), of_thresholds)

    @property
    def told(self) -> str:
        """The largest radii."""
        parts = (("columns", max(self.columns)), ("y", self.y), ("thresholds", max(self.thresholds)))
        return ", ".join(f"{name} within {_short(v)}" for name, v in parts)

    def times(self, factor: Fraction) -> Radii:
        """Return the box with all radii multiplied.

        >>> Radii((ONE,), ZERO, (ONE,)).times(Fraction(1, 2)).columns
        (Fraction(1, 2),)
        """
        columns, thresholds = (tuple(factor * v for v in values) for values in (self.columns, self.thresholds))
        return Radii(columns, factor * self.y, thresholds)

    def as_json(self) -> dict[str, Any]:
        """Return the box as certificates hold it."""
        columns, thresholds = ([write_rational(v) for v in values] for values in (self.columns, self.thresholds))
        return {"columns": columns, "y": write_rational(self.y), "thresholds": thresholds}


def column_blocks(matrix: Any) -> tuple[Block, ...]:
    """Return the columns of a matrix as blocks: of arrays of doubles by their bits, else entry by entry.

    >>> column_blocks(np.array([[0.5, 3], [0.25, 0]]))
    (Block(values=(2, 1), over=4), Block(values=(3, 0), over=1))
    """
    for name in ("toarray", "to_numpy"):
        matrix = getattr(matrix, name)() if hasattr(matrix, name) else matrix
    if isinstance(matrix, np.ndarray):
        if matrix.ndim != 2:
            raise BarriersError(f"a matrix has rows and columns, got an array of shape {matrix.shape}")
        if not matrix.size:
            raise BarriersError(f"a matrix has at least one row and one column, got an array of shape {matrix.shape}")
        if matrix.dtype.kind == "f" and matrix.dtype.itemsize <= 8:
            return tuple(_doubles(column) for column in matrix.T)
    try:
        rows = [tuple(row) for row in matrix]
    except TypeError:
        raise BarriersError(f"a matrix is a list of rows of numbers, got {type(matrix).__name__}") from None
    if not rows or not rows[0] or any(len(row) != len(rows[0]) for row in rows):
        raise BarriersError("a matrix has at least one row and one column, and rows of one length")
    return tuple(Block.of(column) for column in zip(*rows, strict=True))


def _doubles(column: Any) -> Block:
    """Return the block of an array of doubles, from their bits."""
    bits = np.ascontiguousarray(column, dtype=np.float64).view(np.int64)
    exponents, fractions = (bits >> 52) & 2047, bits & (2**52 - 1)
    if (exponents == 2047).any():
        raise BarriersError("expected finite rational numbers, got NaN or an infinity")
    mantissas = np.where(exponents > 0, fractions | 2**52, fractions)
    low = np.maximum(mantissas & -mantissas, 1)
    tails = np.frexp(low)[1] - 1  # the exponent of a power of two
    powers = np.where(mantissas > 0, np.maximum(exponents, 1) - 1075 + tails, 0)
    over = max(0, -int(powers.min()))
    mantissas = np.where(bits < 0, -1, 1) * (mantissas >> tails)
    shifts = powers + over
    sizes = np.frexp(np.abs(mantissas))[1] + shifts
    if int(sizes.max()) < 62:
        return Block(tuple((mantissas << np.where(mantissas != 0, shifts, 0)).tolist()), 2**over)
    pairs = zip(mantissas.tolist(), shifts.tolist(), strict=True)
    return Block(tuple(v << shift for v, shift in pairs), 2**over)


def _column(values: Any, name: str) -> Block:
    """Return a vector as a block."""
    values = values.to_numpy() if hasattr(values, "to_numpy") else values
    if isinstance(values, np.ndarray) and values.ndim == 1 and values.dtype.kind == "f" and values.dtype.itemsize <= 8:
        return _doubles(values)
    return Block.of(rational_vector(values, None, name))


def _short(value: Fraction) -> str:
    """Return a number >= 0 for a message of one line."""
    text = brief(value)
    return text if len(text) <= 16 else f"about 2^{value.numerator.bit_length() - value.denominator.bit_length()}"


def _listed(values: Any) -> bool:
    return hasattr(values, "__len__") and not isinstance(values, str)


def _each(values: Any, size: int, name: str) -> Vector:
    """Return one rational a column, of as many or of one for all."""
    return rational_vector(values, size, name) if _listed(values) else (rational(values),) * size
