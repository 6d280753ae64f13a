"""Convex problems whose data are doubles: linear programs and three problems with the norm ||x||_1.

LP: min <c, x> s.t. Ax = b, l <= x <= u.  P1: min ||x||_1 s.t. ||Ax - y||_2 <= eta.  P2 (LASSO): min lambda ||x||_1 +
||Ax - y||_2^2.  P3 (square-root LASSO): min lambda ||x||_1 + ||Ax - y||_2.  A double is the rational that it is, so
that objective and constraints of every answer are exact.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

from constructions.inverse_problems import Matrix, Vector
from constructions.rational_matrices import rational_matrix, rational_vector
from theory.exact import BarriersError, brief, is_double, rational, sqrt_enclosure

__all__ = ["Bounds", "Enclosure", "L1Problem", "LinearProgram", "Surd", "enclosed", "residual"]

Bounds = tuple[Fraction | None, ...]
"""Bounds of variables; None is an infinite one."""
Enclosure = tuple[Fraction, Fraction]
"""A real number between two rationals, which are equal where it is known exactly."""
Surd = tuple[Fraction, Fraction]
"""(q, s), which stands for the real number q + sqrt(s)."""
ROOT_BITS = 120
"""Square roots are enclosed to within 2**-ROOT_BITS."""


def _doubles(values: Sequence[Fraction | None], name: str) -> None:
    for value in values:
        if value is not None and not is_double(value):
            raise BarriersError(f"the data of a solver are doubles, and {brief(value)} in {name} is none")


def enclosed(surd: Surd) -> Enclosure:
    """Enclose q + sqrt(s), exactly where s = 0.

    >>> enclosed((Fraction(1), Fraction(0))), enclosed((Fraction(1), Fraction(4)))[0]
    ((Fraction(1, 1), Fraction(1, 1)), Fraction(3, 1))
    """
    value, square = surd
    low, high = sqrt_enclosure(square, ROOT_BITS) if square else (square, square)
    return value + low, value + high


def residual(matrix: Matrix, y: Vector, x: Sequence[Fraction]) -> Vector:
    """Return y - Ax.

    >>> residual(((Fraction(1), Fraction(2)),), (Fraction(3),), [Fraction(1), Fraction(1)])
    (Fraction(0, 1),)
    """
    return tuple(
        b - sum((a * v for a, v in zip(row, x, strict=True) if a and v), Fraction(0))
        for row, b in zip(matrix, y, strict=True)
    )


def _bounds(values: Sequence[Any], size: int, default: Any, name: str) -> Bounds:
    given = list(values) or [default] * size
    if len(given) != size:
        raise BarriersError(f"{name} must have {size} entries, got {len(given)}")
    return tuple(None if v is None else rational(v) for v in given)


@dataclass(frozen=True)
class LinearProgram:
    """min <c, x> s.t. Ax = b, l <= x <= u; bounds are numbers or None for an infinite one, by default 0 and None.

    Raises `BarriersError` unless all numbers are doubles, the shapes agree and l <= u.

    >>> program = LinearProgram.of([1, 1], [[1, 8]], [1])
    >>> program.columns, program.lower, program.upper
    (2, (Fraction(0, 1), Fraction(0, 1)), (None, None))
    """

    cost: Vector
    matrix: Matrix
    right: Vector
    lower: Bounds = ()
    upper: Bounds = ()

    @classmethod
    def of(cls, cost: Any, matrix: Any, right: Any, lower: Any = (), upper: Any = ()) -> Self:
        """Return the program of anything that holds numbers.

        >>> LinearProgram.of([1.0], [[0.5]], [1]).matrix
        ((Fraction(1, 2),),)
        """
        return cls(cost, matrix, right, lower, upper)

    def __post_init__(self) -> None:
        matrix = rational_matrix(self.matrix)
        size = len(matrix[0])
        put = object.__setattr__
        put(self, "matrix", matrix)
        put(self, "right", rational_vector(self.right, len(matrix), "b"))
        put(self, "cost", rational_vector(self.cost, size, "the cost vector"))
        put(self, "lower", _bounds(self.lower, size, 0, "the lower bounds"))
        put(self, "upper", _bounds(self.upper, size, None, "the upper bounds"))
        named = {"c": self.cost, "b": self.right, "l": self.lower, "u": self.upper}
        for name, values in (*named.items(), *(("A", row) for row in matrix)):
            _doubles(values, name)
        for j, (low, high) in enumerate(zip(self.lower, self.upper, strict=True), 1):
            if low is not None and high is not None and low > high:
                raise BarriersError(f"variable {j} has the bounds {brief(low)} > {brief(high)}: no x is feasible")

    @property
    def kind(self) -> str:
        """The kind of problem: LP."""
        return "LP"

    @property
    def columns(self) -> int:
        """The number of variables."""
        return len(self.cost)

    def objective_exactly(self, x: Sequence[Fraction]) -> Surd:
        """Return <c, x>, without a root."""
        return sum((c * v for c, v in zip(self.cost, x, strict=True)), Fraction(0)), Fraction(0)

    def objective(self, x: Sequence[Fraction]) -> Enclosure:
        """Return <c, x>.

        >>> LinearProgram.of([1, 2], [[1, 1]], [1]).objective([Fraction(1), Fraction(1)])[0]
        Fraction(3, 1)
        """
        return enclosed(self.objective_exactly(x))

    def violation(self, x: Sequence[Fraction]) -> Enclosure:
        """Return the largest violation of a row or a bound, 0 if x is feasible.

        >>> LinearProgram.of([1], [[2]], [1]).violation([Fraction(-1)])[0]
        Fraction(3, 1)
        """
        return enclosed(self.violation_exactly(x))

    def violation_exactly(self, x: Sequence[Fraction]) -> Surd:
        """Return the largest violation of a row or a bound, without a root."""
        worst = max(map(abs, residual(self.matrix, self.right, x)))
        for v, low, high in zip(x, self.lower, self.upper, strict=True):
            worst = max(worst, low - v if low is not None else worst, v - high if high is not None else worst)
        return worst, Fraction(0)


@dataclass(frozen=True)
class L1Problem:
    """P1, P2 (LASSO) or P3 (square-root LASSO), with a matrix A, a vector y, lambda > 0 (P2, P3) and eta >= 0 (P1).

    Raises `BarriersError` unless all numbers are doubles and the shapes agree.

    >>> L1Problem.of("P2", [[2.0, 1.0]], [1.0]).objective([Fraction(1, 2), Fraction(0)])[0]
    Fraction(1, 2)
    """

    kind: str
    matrix: Matrix
    y: Vector
    lam: Fraction = Fraction(1)
    eta: Fraction = Fraction(0)

    @classmethod
    def of(cls, kind: str, matrix: Any, y: Any, lam: Any = 1, eta: Any = 0) -> Self:
        """Return the problem of anything that holds numbers.

        >>> L1Problem.of("P2", [[0.5]], [1], "1/4").lam
        Fraction(1, 4)
        """
        return cls(kind, matrix, y, lam, eta)

    def __post_init__(self) -> None:
        if self.kind not in ("P1", "P2", "P3"):
            raise BarriersError(f"the problems with ||x||_1 are P1, P2 and P3, got {self.kind!r:.40}")
        matrix = rational_matrix(self.matrix)
        put = object.__setattr__
        put(self, "matrix", matrix)
        put(self, "y", rational_vector(self.y, len(matrix), "y"))
        put(self, "lam", rational(self.lam))
        put(self, "eta", rational(self.eta))
        for name, values in (("y", self.y), ("lambda", (self.lam,)), ("eta", (self.eta,)), *(("A", r) for r in matrix)):
            _doubles(values, name)
        if self.lam <= 0 or self.eta < 0:
            raise BarriersError(f"lambda > 0 and eta >= 0 are required, got {brief(self.lam)} and {brief(self.eta)}")

    @property
    def columns(self) -> int:
        """The number of variables."""
        return len(self.matrix[0])

    def objective(self, x: Sequence[Fraction]) -> Enclosure:
        """Return the objective at x, exactly for P1 and P2, within 2**-119 for P3."""
        return enclosed(self.objective_exactly(x))

    def objective_exactly(self, x: Sequence[Fraction]) -> Surd:
        """Return (q, s), s = 0 unless P3, with the objective q + sqrt(s)."""
        one = sum(map(abs, x), Fraction(0))
        if self.kind == "P1":
            return one, Fraction(0)
        square = sum((r * r for r in residual(self.matrix, self.y, x)), Fraction(0))
        return (self.lam * one + square, Fraction(0)) if self.kind == "P2" else (self.lam * one, square)

    def violation(self, x: Sequence[Fraction]) -> Enclosure:
        """Return the largest violation of a constraint: of a row for P1 with eta = 0, of the norm for eta > 0, else 0.

        >>> L1Problem.of("P1", [[1, 1]], [1]).violation([Fraction(1), Fraction(1)])[0]
        Fraction(1, 1)
        """
        low, high = enclosed(self.violation_exactly(x))
        return max(Fraction(0), low), high

    def violation_exactly(self, x: Sequence[Fraction]) -> Surd:
        """Return (q, s), s = 0 unless x is outside a ball of P1, with the largest violation q + sqrt(s)."""
        none = Fraction(0), Fraction(0)
        if self.kind != "P1":
            return none
        rest = residual(self.matrix, self.y, x)
        if not self.eta:
            return max(map(abs, rest)), Fraction(0)
        square = sum((r * r for r in rest), Fraction(0))
        return (-self.eta, square) if square > self.eta**2 else none

    def linear_program(self) -> LinearProgram:
        """Return P1 with eta = 0 as a linear program in x = p - q, p, q >= 0, which has one solution just if P1 has.

        Raises `BarriersError` for other problems.

        >>> L1Problem.of("P1", [[1, 2]], [1]).linear_program().columns
        4
        """
        if self.kind != "P1" or self.eta:
            raise BarriersError(f"only P1 with eta = 0 is a linear program, this is {self.kind} with {brief(self.eta)}")
        ones = (Fraction(1),) * (2 * self.columns)
        return LinearProgram(ones, tuple((*row, *(-v for v in row)) for row in self.matrix), self.y)
