"""The LASSO in rationals: min lambda ||x||_1 + ||Ax - y||_2^2, by an active set of columns and their signs.

At a stationary point of the active columns, one that violates |<A_j, 2(y - Ax)>| <= lambda joins them.  From there x
moves towards the minimiser on the active columns with these signs, or along a direction that A does not see, until a
coefficient is 0; its column leaves.  The objective decreases from one stationary point to the next, and there are
finitely many.  A stays injective on the active columns.  Claims no result.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constructions.inverse_problems import Matrix, Vector

__all__ = ["lasso"]

ZERO = Fraction(0)


def _solved(gram: list[list[Fraction]], right: list[Fraction]) -> list[Fraction] | None:
    """Solve a symmetric system; None if it is singular."""
    from flint import fmpq, fmpq_mat

    def matrix(rows: list[list[Fraction]]) -> Any:
        return fmpq_mat(len(rows), len(rows[0]), [fmpq(v.numerator, v.denominator) for row in rows for v in row])

    try:
        found = matrix(gram).solve(matrix([[v] for v in right]))
    except ZeroDivisionError:
        return None
    return [Fraction(int(v.p), int(v.q)) for v in found.entries()]


def lasso(matrix: Matrix, y: Vector, lam: Fraction) -> Vector:
    """Return a minimiser of lambda ||x||_1 + ||Ax - y||_2^2.

    >>> lasso(((Fraction(2), Fraction(1)),), (Fraction(1),), Fraction(1))
    (Fraction(3, 8), Fraction(0, 1))
    """
    return _Active(matrix, y, lam).minimiser()


class _Active:
    """The active columns with their signs, and x."""

    def __init__(self, matrix: Matrix, y: Vector, lam: Fraction) -> None:
        self.columns = list(zip(*matrix, strict=True))
        self.y, self.lam = y, lam
        self.x = [ZERO] * len(self.columns)
        self.signs: dict[int, int] = {}

    def minimiser(self) -> Vector:
        """Let columns join until none wants to."""
        while True:
            rest = list(self.y)
            for j in self.signs:
                rest = [r - a * self.x[j] for r, a in zip(rest, self.columns[j], strict=True)]
            slopes = [2 * _inner(column, rest) for column in self.columns]
            worst = max(range(len(slopes)), key=lambda j: abs(slopes[j]) if j not in self.signs else ZERO)
            if worst in self.signs or abs(slopes[worst]) <= self.lam:
                return tuple(self.x)
            self.signs[worst] = 1 if slopes[worst] > 0 else -1
            self.settle(worst)

    def settle(self, newest: int) -> None:
        """Move until x is the minimiser on the active columns with their signs."""
        while self.signs:
            active = list(self.signs)
            gram = [[_inner(self.columns[p], self.columns[q]) for q in active] for p in active]
            right = [_inner(self.columns[p], self.y) - self.lam * self.signs[p] / 2 for p in active]
            goal = _solved(gram, right)
            if goal is None:
                moves = dict(zip(active, self._unseen(active, newest), strict=True))
            else:
                moves = {p: v - self.x[p] for p, v in zip(active, goal, strict=True)}
            crossings = [(-self.x[p] / d, p) for p, d in moves.items() if d * self.signs[p] < 0]
            length, leaving = min(crossings, default=(Fraction(2), -1))
            if goal is not None and length >= 1:
                length, leaving = Fraction(1), -1
            for p, d in moves.items():
                self.x[p] += length * d
            if leaving < 0:
                for p in [p for p in active if not self.x[p]]:
                    del self.signs[p]
                return
            self.x[leaving] = ZERO
            del self.signs[leaving]

    def _unseen(self, active: list[int], newest: int) -> list[Fraction]:
        """Return d with A d = 0 on the active columns, along which the newest moves as its sign says.

        The others are independent, so they make the newest.
        """
        others = [p for p in active if p != newest]
        gram = [[_inner(self.columns[p], self.columns[q]) for q in others] for p in others]
        found = _solved(gram, [_inner(self.columns[p], self.columns[newest]) for p in others]) if others else []
        assert found is not None
        weights = iter(found)
        sign = self.signs[newest]
        return [Fraction(sign) if p == newest else -sign * next(weights) for p in active]


def _inner(u: Any, v: Any) -> Fraction:
    return sum((a * b for a, b in zip(u, v, strict=True) if a and b), ZERO)
