"""The exact minimiser of a problem of the LASSO class, by active sets of columns and their signs; or two minimisers.

Floats suggest where to begin, rationals decide.  Put c_j = <A_j, y - Ax> - mu_j x_j.  At a minimiser on the active
columns with their signs, a column that violates |c_j| <= l_j joins them.  From there x moves towards the minimiser on
the active columns with these signs, or along a direction that A and the ridge do not see, until a coefficient is 0, and
its column leaves.  The objective decreases from one such minimiser to the next, and there are finitely many.
Serves T0, T1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

from constructions.exact_minimisers import freedom
from constructions.trust.budget import OutOfSteps
from constructions.trust.grams import Gram, fraction
from constructions.trust.regressions import Regression
from theory.exact import BarriersError, Brief, rational

__all__ = ["Fitted", "Several", "minimiser"]

ZERO, ONE = Fraction(0), Fraction(1)
Vector = tuple[Fraction, ...]
Told = Callable[[str], None] | None


class Several(BarriersError):
    """The problem has more than one minimiser: `x` and `other` are two (T0); `found` is x with its ties."""

    def __init__(self, found: Fitted, other: Vector) -> None:
        super().__init__("the problem has more than one minimiser: no support is that of the answer")
        self.problem, self.found, self.x, self.other = found.problem, found, found.vector, other


@dataclass(frozen=True, repr=False, eq=False)
class Fitted(Brief):
    """The only minimiser of a problem, exactly (T0).

    `support` holds the columns with x_j != 0 and those without a threshold, whose sign is 0; `x` belongs to it.  It is
    `strict` if |c_j| < l_j for all other columns: then the minimiser moves continuously with the data, its support does
    not.  Else `ties` are those with equality; `pushed`, where it is needed, is a vector w of m entries, 0 where a row
    weight is, with <A_j, w> sign c_j <= 0 at ties without a ridge, = 0 on the support there, that shows that the
    columns with < 0 are 0 in all minimisers: A is injective on the others.
    """

    problem: Regression
    gram: Gram
    support: tuple[int, ...]
    signs: tuple[int, ...]
    x: Vector
    ties: tuple[int, ...]
    pushed: Vector | None
    steps: int

    @property
    def strict(self) -> bool:
        """Whether |c_j| < l_j off the support."""
        return not self.ties

    @cached_property
    def correlations(self) -> Vector:
        """The c_j of all columns."""
        return _correlations(self.problem, self.gram, self.support, self.x)

    @property
    def vector(self) -> Vector:
        """The minimiser, with its zeros."""
        return _whole(self.problem.size, self.support, self.x)

    @property
    def told(self) -> str:
        """The size of the support, and whether it is strict."""
        size = sum(map(abs, self.signs))
        return f"{size} of {self.problem.size} columns, " + ("strict" if self.strict else f"{len(self.ties)} ties")


def minimiser(
    problem: Regression,
    start: Sequence[Any] | None = None,
    *,
    steps: int = 10_000,
    told: Told = None,
    gram: Gram | None = None,
) -> Fitted:
    """Return the only minimiser of a problem, exactly (T0).

    `start` is a vector near it, such as a float solver's answer; `gram` holds inner products of the same data. Raises
    `Several` with two minimisers if there are more than one, and `OutOfSteps`.

    >>> found = minimiser(Regression.lasso([[2.0, 1.0]], [1.0], 1))
    >>> found.support, found.x, found.strict
    ((0,), (Fraction(3, 8),), True)
    >>> minimiser(Regression.lasso([[1.0, 1.0]], [1.0], 1))
    Traceback (most recent call last):
    constructions.trust.active_sets.Several: the problem has more than one minimiser: no support is that of the answer
    """
    if start is not None and len(start) != problem.size:
        raise BarriersError(f"the start has {len(start)} entries, the problem {problem.size} columns")
    if gram is not None and not gram.suits(problem):
        raise BarriersError("these inner products are those of other data")
    held = gram or Gram(problem)
    active = _Active(problem, held, steps, told)
    unseen = active.choose_free()
    active.begin(_suggested(problem, start))
    found = active.run()
    if unseen:
        raise Several(found, tuple(v + unseen.get(j, ZERO) for j, v in enumerate(found.vector)))
    return found


def _suggested(problem: Regression, start: Sequence[Any] | None) -> dict[int, Fraction]:
    """Return a sparse vector to begin with: `start` as it is if its numbers are exact, else what floats make of it."""
    if start is not None and all(isinstance(v, int | Fraction) for v in start):
        return {j: Fraction(v) for j, v in enumerate(start) if v}
    from constructions.trust.estimates import suggestion

    return {j: rational(v) for j, v in suggestion(problem, start).items()}


class _Active:
    """The active columns with their signs, and z, the scaled x.

    The ridge is integers over `unit`, thresholds are integers over unit times `share`.
    """

    def __init__(self, problem: Regression, gram: Gram, steps: int, told: Told) -> None:
        self.problem, self.gram, self.allowed, self.told, self.steps = problem, gram, steps, told, 0
        limits = [v * gram.problem_scale(j) for j, v in enumerate(problem.thresholds)]
        ridge = [v * gram.ridge_scale(j) for j, v in enumerate(problem.ridge)]
        self.unit, self.share = lcm(*(v.denominator for v in ridge)), lcm(*(v.denominator for v in limits))
        self.limits = [v.numerator * (self.share // v.denominator) * self.unit for v in limits]
        self.ridge = [v.numerator * (self.unit // v.denominator) for v in ridge]
        self.z: dict[int, Any] = {}
        self.signs: dict[int, int] = {}
        self.free = [j for j, v in enumerate(self.limits) if not v]
        self.dependent: set[int] = set()

    def choose_free(self) -> dict[int, Fraction]:
        """Leave independent columns among those without a threshold; return a vector that shows that others depend."""
        kernel = _kernel(self.normal(self.free))
        if not kernel:
            return {}
        from flint import fmpz_mat

        reduced, _, rank = fmpz_mat(self.normal(self.free)).rref()
        pivots = [next(j for j, v in enumerate(row) if v) for row in reduced.tolist()[:rank]]
        shown = {j: self.gram.unscaled(j, fraction(v)) for j, v in zip(self.free, kernel, strict=True)}
        self.dependent = set(self.free) - {self.free[p] for p in pivots}
        self.free = [self.free[p] for p in pivots]
        return shown

    def begin(self, x: dict[int, Fraction]) -> None:
        """Start with the columns without a threshold and the support of x."""
        from flint import fmpq

        for j in [*self.free, *(j for j, v in x.items() if v and self.limits[j])]:
            z = x.get(j, ZERO) * self.gram.y.over / self.gram.scales[j]
            self.z[j] = fmpq(z.numerator, z.denominator)
            self.signs[j] = 0 if not self.limits[j] else 1 if z > 0 else -1

    def normal(self, places: Sequence[int]) -> list[list[Any]]:
        """Return unit (A_S^T V A_S + diag mu_S), scaled."""
        rows = [[v * self.unit for v in row] for row in self.gram.among(places)]
        for i, j in enumerate(places):
            rows[i][i] += self.ridge[j]
        return rows

    def run(self) -> Fitted:
        """Let columns join until none wants to."""
        while True:
            self.settle()
            slack, over = self.slacks()
            outside = [j for j, v in enumerate(slack) if v < 0 and j not in self.signs]
            if not outside:
                return self.fitted(slack)
            worst = max(outside, key=lambda j: slack[j] ** 2 // max(self.gram.among([j])[0][0], 1))
            self.signs[worst] = 1 if over[worst] > 0 else -1
            self.z[worst] = 0 * slack[worst] / 1
            self.say(f"column {worst} joins {len(self.signs) - 1}")

    def say(self, text: str) -> None:
        """Count a step, and tell it."""
        self.steps += 1
        if self.steps > self.allowed:
            raise OutOfSteps(self.allowed)
        if self.told:
            self.told(f"step {self.steps}: {text}")

    def settle(self) -> None:
        """Move until z is the minimiser on the active columns with their signs."""
        from flint import fmpq

        while self.signs:
            active = list(self.signs)
            goal = self.goal(active)
            if goal is None:
                moves, most = self.unseen(active), None
            else:
                moves, most = {j: v - self.z[j] for j, v in zip(active, goal, strict=True)}, fmpq(1)
            hits = [-self.z[j] / d for j, d in moves.items() if self.signs[j] * d < 0]
            length = min([*hits, *([most] if most is not None else [])])
            for j, d in moves.items():
                self.z[j] += length * d
            for j in active:
                if self.signs[j] and not self.z[j]:
                    del self.z[j], self.signs[j]
            if length == most:
                return
            self.say(f"a column leaves, {len(self.signs)} stay")

    def goal(self, active: list[int]) -> list[Any] | None:
        """Return the stationary point on the active columns with these signs; none if there is no single one."""
        from flint import fmpz_mat

        scale = self.unit * self.share
        right = [scale * self.gram.right[j, 0] - self.signs[j] * self.limits[j] for j in active]
        try:
            solved = fmpz_mat(self.normal(active)).solve(fmpz_mat(len(active), 1, right))
        except ZeroDivisionError:
            return None
        return [v / self.share for v in solved.entries()]

    def unseen(self, active: list[int]) -> dict[int, Any]:
        """Return a direction that neither A nor the ridge sees, along which the thresholds' cost does not grow."""
        moves = dict(zip(active, _kernel(self.normal(active)), strict=True))
        rate = sum((self.limits[j] * self.signs[j] * d for j, d in moves.items()), start=0 * moves[active[0]])
        stuck = not any(self.signs[j] * d < 0 for j, d in moves.items())
        return {j: -d for j, d in moves.items()} if rate > 0 or (rate == 0 and stuck) else moves

    def slacks(self) -> tuple[list[Any], list[Any]]:
        """Return the l_j - |c_j|, and the c_j, times one positive integer and their scales."""
        from flint import fmpq_mat

        active, scale = list(self.signs), self.unit * self.share
        if not active:
            over = [scale * v for v in self.gram.right.entries()]
            return [limit - abs(v) for limit, v in zip(self.limits, over, strict=True)], over
        top, bottom = fmpq_mat(len(active), 1, [self.z[j] for j in active]).numer_denom()
        left = self.gram.products(active) * top
        over = [scale * (bottom * v - w) for v, w in zip(self.gram.right.entries(), left.entries(), strict=True)]
        for i, j in enumerate(active):
            over[j] -= self.ridge[j] * self.share * top[i, 0]
        return [limit * bottom - abs(v) for limit, v in zip(self.limits, over, strict=True)], over

    def fitted(self, slack: list[Any]) -> Fitted:
        """Return the minimiser; raises `Several` if there are others."""
        places = sorted(self.signs)
        x = tuple(self.gram.unscaled(j, fraction(self.z[j])) for j in places)
        ties = tuple(j for j, v in enumerate(slack) if not v and j not in self.signs and j not in self.dependent)
        signs = tuple(self.signs[j] for j in places)
        found = Fitted(self.problem, self.gram, tuple(places), signs, x, ties, None, self.steps)
        return replace(found, pushed=self.pushed(found)) if ties else found

    def pushed(self, found: Fitted) -> Vector | None:
        """Return what shows that the minimiser is the only one, if more than the columns must; raises `Several`."""
        from flint import fmpz_mat

        sides = {j: 0 for j in found.support if not self.ridge[j]}
        sides |= {j: 1 if found.correlations[j] > 0 else -1 for j in found.ties if not self.ridge[j]}
        columns = list(sides)
        inner = self.gram.among(columns)
        if not columns or fmpz_mat(inner).rank() == len(columns):
            return None
        rows = tuple(tuple(Fraction(int(v)) for v in row) for row in inner)
        ray, push = freedom(rows, dict(enumerate(sides.values())))
        if ray:
            whole = found.vector
            moves = {j: self.gram.unscaled(j, d) for j, d in zip(columns, ray, strict=True)}
            steps = [-whole[j] / d for j, d in moves.items() if d * whole[j] < 0 and self.limits[j]]
            length = min([ONE, *steps])
            raise Several(found, tuple(v + length * moves.get(j, ZERO) for j, v in enumerate(whole)))
        return self.of_rows(columns, push)

    def of_rows(self, columns: list[int], push: Iterable[Fraction]) -> Vector:
        """Return V A w for w on some columns."""
        total = [ZERO] * self.problem.rows
        for j, w in zip(columns, push, strict=True):
            total = [t + w * v for t, v in zip(total, self.gram.columns[j].values, strict=True)]
        weights = self.gram.weights
        return tuple(t * v for t, v in zip(total, weights.values, strict=True)) if weights else tuple(total)


def _correlations(problem: Regression, gram: Gram, places: Sequence[int], x: Vector) -> Vector:
    """Return the c_j of all columns."""
    from flint import fmpq, fmpq_mat

    right = gram.right.entries()
    z = [v * gram.y.over / gram.scales[j] for j, v in zip(places, x, strict=True)]
    top, bottom = fmpq_mat(len(z), 1, [fmpq(v.numerator, v.denominator) for v in z]).numer_denom()
    left = (gram.products(places) * top).entries() if places else [0] * problem.size
    values = [int(bottom * v - w) for v, w in zip(right, left, strict=True)]
    found = [Fraction(v, int(bottom) * gram.problem_scale(j)) for j, v in enumerate(values)]
    for j, v in zip(places, x, strict=True):
        found[j] -= problem.ridge[j] * v
    return tuple(found)


def _kernel(rows: list[list[Any]]) -> list[Any]:
    """Return a vector != 0 that a square matrix maps to 0; empty if there is none."""
    from flint import fmpq, fmpz_mat

    if not rows:
        return []
    reduced, _, rank = fmpz_mat(rows).rref()
    if rank == len(rows):
        return []
    entries = reduced.tolist()[:rank]
    pivots = [next(j for j, v in enumerate(row) if v) for row in entries]
    loose = next(j for j in range(len(rows)) if j not in pivots)
    found = [fmpq(0)] * len(rows)
    found[loose] = fmpq(1)
    for row, p in zip(entries, pivots, strict=True):
        found[p] = -fmpq(row[loose]) / fmpq(row[p])
    return found


def _whole(size: int, places: Sequence[int], x: Vector) -> Vector:
    """Return the vector with these entries."""
    held = dict(zip(places, x, strict=True))
    return tuple(held.get(j, ZERO) for j in range(size))
