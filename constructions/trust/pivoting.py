"""The simplex method in rationals from any basis: primal and dual steps, and what shows why there is no end.

A basis and x are all that is carried from step to step; the dual vector and the direction are solved for anew, by
python-flint, over the integers of the columns.  The column with the largest reduced cost enters; after a step of
length 0 the next ones follow Bland's rule, so that the method ends.  Claims no result.
`constructions.exact_simplex`, for dense programs, begins with unit columns as a rule: where dual vectors are many it
finds others, and those are what certificates of M hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from constructions.trust.budget import OutOfSteps
from constructions.trust.programs import Program
from theory.exact import BarriersError

__all__ = ["Endless", "Infeasible", "Tableau", "fraction"]

Told = Callable[[str], None]
EVERY = 20
"""Progress is told every so many steps."""


class Infeasible(BarriersError):
    """No x is feasible: <w, b> exceeds <w, Ax> for all x within the bounds, w = `witness`."""

    def __init__(self, witness: Sequence[Any]) -> None:
        super().__init__("no x is feasible")
        self.witness = witness


class Endless(BarriersError):
    """From x one may go along a ray for ever, and the cost decreases."""

    def __init__(self, ray: Sequence[Any]) -> None:
        super().__init__("the objective is unbounded below")
        self.ray = ray


def fraction(value: Any) -> Fraction:
    """Return a number of python-flint.

    >>> from flint import fmpq
    >>> fraction(fmpq(1, 2))
    Fraction(1, 2)
    """
    return Fraction(int(value.p), int(value.q))


def _flint(value: Fraction) -> Any:
    from flint import fmpq

    return fmpq(value.numerator, value.denominator)


def _column(values: Sequence[Any]) -> Any:
    from flint import fmpq_mat

    return fmpq_mat(len(values), 1, list(values))


class Tableau:
    """A program with a basis, and x: the other variables are where they are put, at bounds or, if free, at 0."""

    def __init__(
        self, program: Program, basis: Iterable[int], high: Iterable[int], *, steps: int, told: Told | None = None
    ) -> None:
        """Put all variables outside of the basis at their lower bound, those in `high` at the upper one."""
        from flint import fmpq, fmpz_mat

        self.program, self.basis = program, list(basis)
        self.lower = [None if v is None else _flint(v) for v in program.lower]
        self.upper = [None if v is None else _flint(v) for v in program.upper]
        self.cost = [fmpq(v, program.cost.over) for v in program.cost.values]
        self.right = [fmpq(v, program.right.over) for v in program.right.values]
        self._over = [column.entries.over for column in program.columns]
        table = [[0] * program.size for _ in range(program.rows)]
        for j, column in enumerate(program.columns):
            for i, v in zip(column.rows, column.entries.values, strict=True):
                table[i][j] = v
        self._table, self._whole = table, fmpz_mat(table)
        self._base: tuple[list[int], Any] = ([], None)
        self._duals: tuple[list[int], Sequence[Any], list[Any]] = ([], (), [])
        self._left, self._steps, self._told = steps, 0, told
        up = set(high)
        self.x = [self._put(j, j in up) for j in range(program.size)]
        self.place()

    def _put(self, j: int, up: bool) -> Any:
        from flint import fmpq

        low, high = self.lower[j], self.upper[j]
        first, second = (high, low) if up else (low, high)
        return first if first is not None else second if second is not None else fmpq(0)

    def place(self) -> None:
        """Solve for the variables of the basis."""
        inside = set(self.basis)
        rest = list(self.right)
        for j, column in enumerate(self.program.columns):
            if j not in inside and (v := self.x[j]):
                v = v / self._over[j]
                for i, a in zip(column.rows, column.entries.values, strict=True):
                    rest[i] -= a * v
        for j, v in zip(self.basis, self._solved(rest), strict=True):
            self.x[j] = v

    def _solved(self, right: Sequence[Any]) -> list[Any]:
        """Return A_B^-1 times a vector; raises `ZeroDivisionError` if the basis is none."""
        found = self._matrix().solve(_column(right), algorithm="dixon").entries()
        return [self._over[j] * v for j, v in zip(self.basis, found, strict=True)]

    def duals(self, cost: Sequence[Any]) -> list[Any]:
        """Return u with A_B^T u = c_B."""
        basis, known, found = self._duals
        if known is not cost or basis != self.basis:
            right = _column([self._over[j] * cost[j] for j in self.basis])
            found = self._matrix().transpose().solve(right, algorithm="dixon").entries()
            self._duals = list(self.basis), cost, found
        return found

    def _matrix(self) -> Any:
        from flint import fmpq_mat, fmpz_mat

        if self._base[0] != self.basis:
            entries = [row[j] for row in self._table for j in self.basis]
            self._base = list(self.basis), fmpq_mat(fmpz_mat(len(self.basis), len(self.basis), entries))
        return self._base[1]

    def products(self, u: Sequence[Any]) -> list[Any]:
        """Return A^T u."""
        from flint import fmpq

        top, bottom = _column(u).transpose().numer_denom()
        return [fmpq(v, bottom * over) for v, over in zip((top * self._whole).entries(), self._over, strict=True)]

    def reduced(self, cost: Sequence[Any], u: Sequence[Any]) -> list[Any]:
        """Return z = c - A^T u."""
        return [c - a for c, a in zip(cost, self.products(u), strict=True)]

    def violated(self) -> dict[int, int]:
        """Return the variables that are below their lower bound, -1, or above their upper one, 1."""
        found = {}
        for j in self.basis:
            low, high = self.lower[j], self.upper[j]
            if low is not None and self.x[j] < low:
                found[j] = -1
            elif high is not None and self.x[j] > high:
                found[j] = 1
        return found

    def entering(self, z: Sequence[Any]) -> list[int]:
        """Return the variables along which the cost decreases, in a direction in which they may move."""
        inside = set(self.basis)
        return [j for j, v in enumerate(z) if v and j not in inside and self._may(j, -1 if v > 0 else 1)]

    def _may(self, j: int, sign: int) -> bool:
        end = self.upper[j] if sign > 0 else self.lower[j]
        return end is None or bool(self.x[j] != end)

    def minimise(self, cost: Sequence[Any], until: Callable[[], bool] = lambda: False) -> list[Any]:
        """Take primal steps until x is a minimiser, or `until` holds; return the dual vector.

        x must be feasible.  Raises `Endless`, `OutOfSteps`.
        """
        careful = False
        while True:
            u = self.duals(cost)
            z = self.reduced(cost, u)
            found = self.entering(z)
            if not found:
                return u
            j = found[0] if careful else max(found, key=lambda j: abs(z[j]))
            careful = not self.step(j, 1 if z[j] < 0 else -1)
            if until():
                return u

    def step(self, j: int, sign: int) -> bool:
        """Move x_j up or down as far as the bounds allow; return whether that is any distance.  Raises `Endless`."""
        from flint import fmpq

        self._count()
        moves = {p: -sign * w for p, w in zip(self.basis, self._direction(j), strict=True) if w}
        moves[j] = fmpq(sign)
        limits = []
        for p, move in moves.items():
            if (end := self.upper[p] if move > 0 else self.lower[p]) is not None:
                limits.append(((end - self.x[p]) / move, p))
        if not limits:
            raise Endless([moves.get(p, fmpq(0)) for p in range(self.program.size)])
        length, leaving = min(limits)
        self._move(moves, length)
        if leaving != j:
            self.basis[self.basis.index(leaving)] = j
        return bool(length > 0)

    def _direction(self, j: int) -> list[Any]:
        from flint import fmpq

        return self._solved([fmpq(row[j], self._over[j]) for row in self._table])

    def _move(self, moves: dict[int, Any], length: Any) -> None:
        if length:
            for p, move in moves.items():
                self.x[p] += length * move

    def _count(self) -> None:
        if not self._left:
            raise OutOfSteps(self._steps)
        self._left, self._steps = self._left - 1, self._steps + 1
        if self._told and self._steps % EVERY == 0:
            self._told(f"exact step {self._steps}")

    def repair(self) -> None:
        """Make x feasible by primal steps that decrease what it violates in all; raises `Infeasible`, `OutOfSteps`.

        A variable beyond a bound costs its distance from it, and may move up to it; where the sum is least, its dual
        vector shows that it is not 0.
        """
        from flint import fmpq

        while bad := self.violated():
            lower, upper = list(self.lower), list(self.upper)
            cost = [fmpq(bad.get(j, 0)) for j in range(self.program.size)]
            for j, side in bad.items():
                self.lower[j], self.upper[j] = (None, lower[j]) if side < 0 else (upper[j], None)
            ends = {j: lower[j] if side < 0 else upper[j] for j, side in bad.items()}
            u = self.minimise(cost, partial(self._any_at, ends))
            self.lower, self.upper = lower, upper
            if not self._any_at(ends):
                raise Infeasible(u)

    def _any_at(self, ends: dict[int, Any]) -> bool:
        return any(self.x[j] == end for j, end in ends.items())

    def descend(self, cost: Sequence[Any]) -> list[Any]:
        """Take dual steps until x is feasible, so a minimiser; return the dual vector.

        The dual vector must be feasible at the beginning.  Raises `Infeasible`, `OutOfSteps`.
        """
        careful = False
        while bad := self.violated():
            u = self.duals(cost)
            z = self.reduced(cost, u)
            p = min(bad) if careful else max(bad, key=lambda j: (abs(self.x[j] - self._end(j, bad[j])), -j))
            careful = not self._dual_step(p, bad[p], z)
        return self.duals(cost)

    def _end(self, j: int, side: int) -> Any:
        return self.lower[j] if side < 0 else self.upper[j]

    def _dual_step(self, p: int, side: int, z: Sequence[Any]) -> bool:
        """Bring x_p to the bound that it violates; return whether the dual vector moved."""
        from flint import fmpq

        self._count()
        weights = self.duals([fmpq(int(j == p)) for j in range(self.program.size)])
        row, inside = self.products(weights), set(self.basis)
        ratios = []
        for j, v in enumerate(row):
            # x_p moves by -v per unit of x_j, and is to move to the side from which it is away
            if v and j not in inside and self._may(j, side if v > 0 else -side):
                ratios.append((abs(z[j]) / abs(v), j))
        if not ratios:
            raise Infeasible([side * v for v in weights])
        ratio, j = min(ratios)
        length = (self.x[p] - self._end(p, side)) / row[j]
        moves = {q: -w for q, w in zip(self.basis, self._direction(j), strict=True) if w}
        moves[j] = fmpq(1)
        self._move(moves, length)
        self.basis[self.basis.index(p)] = j
        return bool(ratio)
