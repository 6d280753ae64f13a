"""Minimisers with the reasons why they are minimal: dual vectors in rationals (C0, D), the witnesses of certificates.

Weak duality gives a lower bound on the cost of every point; a point whose cost is the bound is a minimiser.  It is the
only one if the dual vector leaves no freedom off its support and A is injective on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from constructions.inverse_problems import InverseProblem, Matrix, Vector
from theory.exact import BarriersError

__all__ = ["Optimality", "Solution", "duality", "linear_program_solution", "optimality", "solution"]


@dataclass(frozen=True)
class Solution:
    """A minimiser x of P1, P2, P3 or LP ("kind") for data (A, y), and a dual vector u that shows it.

    `lam` is 1 for P1 and LP, `eta` 0 unless P1.
    """

    kind: str
    lam: Fraction
    eta: Fraction
    matrix: Matrix
    y: Vector
    x: Vector
    u: Vector

    def left_inverse(self) -> Matrix:
        """Return B with B A_S = 1, S the support of x; raises `BarriersError` if A is not injective on S.

        >>> one = Fraction(1)
        >>> Solution("LP", one, 0 * one, ((2 * one, one),), (one,), (one / 2, 0 * one), (one / 2,)).left_inverse()
        ((Fraction(1, 2),),)
        """
        from flint import fmpq, fmpq_mat

        support = [j for j, v in enumerate(self.x) if v]
        if not support:
            return ()
        entries = [fmpq(row[j].numerator, row[j].denominator) for row in self.matrix for j in support]
        a = fmpq_mat(len(self.matrix), len(support), entries)
        try:
            inverse = (a.transpose() * a).inv() * a.transpose()
        except ZeroDivisionError:
            raise BarriersError("A is not injective on the support of x: the minimiser need not be unique") from None
        return tuple(tuple(Fraction(int(v.p), int(v.q)) for v in row) for row in inverse.tolist())


@dataclass(frozen=True)
class Optimality:
    """Why x solves a problem with data (A, y): a dual vector u, a bound, and the correlations <A_j, u> (C0).

    x is optimal if the residual fits u and every |<A_j, u>| is at most `bound`, with equality and the sign of x_j
    where x_j != 0. It is the only solution if the inequality is strict off the support, A is injective on it, and,
    for P3, ||u||_2 < 1.
    """

    u: tuple[Fraction, ...]
    bound: Fraction
    correlations: tuple[Fraction, ...]
    optimal: bool
    unique: bool


def optimality(problem: InverseProblem, data: tuple[Matrix, tuple[Fraction, ...]], x: Sequence[Fraction]) -> Optimality:
    """Check sufficient optimality conditions of P1, P2, P3 for x exactly, in rationals, whatever the data (C0).

    The dual vector is the multiple of the residual y - Ax that the problem asks for, or for P1 and P3 with zero
    residual the one along y that makes the largest correlation fit.  Raises `BarriersError` for x = 0.
    With this one dual vector not every minimiser can be shown to be one: `optimal` False says nothing.

    >>> p = InverseProblem("P3")
    >>> found = optimality(p, p.data(Fraction(4), Fraction(3)), (Fraction(1, 4), Fraction(0)))
    >>> found.optimal, found.unique
    (True, True)
    """
    matrix, y = data
    support = [j for j, v in enumerate(x) if v]
    if not support:
        raise BarriersError("the minimisers of results C are not zero")
    columns = list(zip(*matrix, strict=True))

    def inner(column: Sequence[Fraction], u: Sequence[Fraction]) -> Fraction:
        return sum((a * b for a, b in zip(column, u, strict=True)), Fraction(0))

    residual = [b - inner(row, x) for row, b in zip(matrix, y, strict=True)]
    square = inner(residual, residual)
    if problem.kind == "P2":
        u, bound, fits = [2 * r for r in residual], problem.lam, True
    else:  # u along the residual (P1 with eta > 0), else along y, scaled so that the largest correlation is the bound
        bound = Fraction(1) if problem.kind == "P1" else problem.lam
        along = residual if square else list(y)
        largest = max(abs(inner(c, along)) for c in columns)
        u = [v * bound / largest for v in along] if largest else list(along)
        fits = square == problem.eta**2 if problem.kind == "P1" else square == 0 and inner(u, u) <= 1
    correlations = tuple(inner(c, u) for c in columns)
    on = all(correlations[j] == (bound if x[j] > 0 else -bound) for j in support)
    optimal = fits and on and all(abs(c) <= bound for c in correlations)
    strict = all(abs(c) < bound for j, c in enumerate(correlations) if j not in support)
    inside = problem.kind != "P3" or inner(u, u) < 1
    unique = optimal and strict and inside and _injective([columns[j] for j in support])
    return Optimality(tuple(u), bound, correlations, optimal, unique)


def _injective(columns: Sequence[Sequence[Fraction]]) -> bool:
    """Decide linear independence exactly."""
    from flint import fmpq, fmpq_mat

    entries = [fmpq(v.numerator, v.denominator) for column in columns for v in column]
    return int(fmpq_mat(len(columns), len(columns[0]), entries).rank()) == len(columns)


def duality(
    matrix: Sequence[Sequence[Fraction]], y: Sequence[Fraction], x: Sequence[Fraction], u: Sequence[Fraction]
) -> bool:
    """Check by duality that x solves min <1, x> s.t. Ax = y, x >= 0: x is feasible, A^T u <= 1 and <u, y> = <1, x> (D).

    >>> one = Fraction(1)
    >>> duality([[one, one / 2, -one]], [one], [one, 0 * one, 0 * one], [one])
    True
    """
    feasible = all(v >= 0 for v in x) and all(
        sum((a * v for a, v in zip(row, x, strict=True)), Fraction(0)) == b for row, b in zip(matrix, y, strict=True)
    )
    below = all(
        sum((a * w for a, w in zip(column, u, strict=True)), Fraction(0)) <= 1 for column in zip(*matrix, strict=True)
    )
    value = sum((w * b for w, b in zip(u, y, strict=True)), Fraction(0))
    return feasible and below and value == sum(x, Fraction(0))


def solution(problem: InverseProblem, alpha: Fraction, beta: Fraction) -> Solution:
    """Return a minimiser of the problem with the entries alpha, beta, the only one unless they are equal (C0).

    >>> solution(InverseProblem("P3"), Fraction(4), Fraction(3)).u
    (Fraction(1, 4),)
    """
    data, x = problem.data(alpha, beta), problem.minimiser(alpha, beta)[0]
    lam = Fraction(1) if problem.kind == "P1" else problem.lam
    eta = problem.eta if problem.kind == "P1" else Fraction(0)
    return Solution(problem.kind, lam, eta, *data, x, optimality(problem, data, x).u)


def linear_program_solution(data: tuple[Matrix, Vector]) -> Solution:
    """Return a minimiser of the linear program with data (A(alpha, beta), y_1 e_1), the only one unless equal (D).

    >>> from constructions.linear_programs import linear_program
    >>> linear_program_solution(linear_program(Fraction(1), Fraction(2), Fraction(3), 1, 3)).x
    (Fraction(0, 1), Fraction(3, 2), Fraction(0, 1))
    """
    matrix, y = data
    zero, (alpha, beta) = Fraction(0), matrix[0][:2]
    place, top = (0, alpha) if alpha >= beta else (1, beta)
    x = tuple(y[0] / top if j == place else zero for j in range(len(matrix[0])))
    return Solution("LP", Fraction(1), zero, matrix, y, x, (1 / top, *[zero] * (len(y) - 1)))
