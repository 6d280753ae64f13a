"""Floating point for linear programs: where to start, how wide a box is, where a basis ends.  It decides nothing.

Overflows and divisions by 0 pass: what comes out of them proposes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from importlib.util import find_spec
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray

from constructions.trust.programs import Bounds, Program, Within

__all__ = ["Array", "Corner", "Estimate", "answers", "dense"]

Array = NDArray[np.float64]
Answer = tuple[list[float], list[float]]
"""x, and the reduced costs, as far as they are known."""
Solution = tuple[Sequence[Fraction], Sequence[Fraction], Sequence[Fraction]]
"""x, a dual vector u and z = c - A^T u."""
Ratios = Sequence[tuple[int, int]]
"""Numbers as numerators and denominators."""
Corner = tuple[NDArray[np.int8], NDArray[np.int8], NDArray[np.int8]]
"""The signs of the changes of A, b and c."""
WHATEVER = 64
"""Bits where floats suggest none."""
LOOSE = 1 + 2.0**-20
"""Inequalities are wanted with so much to spare."""
TINY, LEAST = 2.0**-40, 2.0**-900
CAP = 2.0**60
"""No larger multiples of a box are looked for."""
BISECTIONS, TRIALS, STRETCH = 30, 40, 1.05


def dense(program: Program) -> Array:
    """Return A in doubles.

    >>> dense(Program.of([1, 1], [[1, 2]], [1]))
    array([[1., 2.]])
    """
    matrix = np.zeros((program.rows, program.size))
    for j, column in enumerate(program.columns):
        for i, v in column.items:
            matrix[i, j] = _double(v)
    return matrix


def _double(value: Fraction) -> float:
    return _ratio(value.numerator, value.denominator)


def _ratio(value: int, over: int) -> float:
    try:
        return value / over
    except OverflowError:
        return np.inf if value > 0 else -np.inf


def _doubles(values: Sequence[Fraction]) -> Array:
    return np.array([_double(v) for v in values])


def _ends(bounds: Bounds, infinite: float) -> Array:
    return np.array([infinite if v is None else _double(v) for v in bounds])


def answers(program: Program) -> Iterator[Answer]:
    """Yield what solvers that are installed answer, where they answer anything: scipy's HiGHS, dual simplex first."""
    if find_spec("scipy") is None:
        return
    from scipy.optimize import linprog
    from scipy.sparse import csc_matrix

    matrix, right = csc_matrix(dense(program)), _doubles(program.right.fractions)
    cost = _doubles(program.cost.fractions)
    bounds = np.stack([_ends(program.lower, -np.inf), _ends(program.upper, np.inf)], axis=1)
    if not all(np.isfinite(values).all() for values in (matrix.data, right, cost)):
        return
    for method, options in (("highs-ds", {}), ("highs-ds", {"presolve": False}), ("highs-ipm", {})):
        with catch_warnings():
            simplefilter("ignore")
            found = linprog(cost, A_eq=matrix, b_eq=right, bounds=bounds, method=method, options=options)
        if found.x is None or not np.isfinite(found.x).all():
            continue
        z = found.lower.marginals + found.upper.marginals
        yield found.x.tolist(), z.tolist()


def _gaps(program: Program, x: Sequence[Fraction], side: int) -> Array:
    """Return the distances of x from the bounds on one side: differences of rationals, since x may nearly be there."""
    ends = program.lower if side < 0 else program.upper
    return np.array([np.inf if end is None else _double(side * (end - v)) for v, end in zip(x, ends, strict=True)])


class Estimate:
    """How far a basis is from its end: rooms, and what they lose to the first order for every unit of the box."""

    @np.errstate(all="ignore")
    def __init__(
        self, program: Program, within: Within, basis: Sequence[int], places: str, solution: Solution, near: Ratios
    ) -> None:
        """Take a basis with x, u and z, and nearly the inverse of its columns, row by row; the radii are the box's."""
        self.basis = list(basis)
        entries = [_ratio(v, over) for v, over in near]
        self.inverse = inverse = np.array(entries).reshape(len(self.basis), len(self.basis))
        self.outside = [j for j, place in enumerate(places) if place in "LU"]
        self.sides = np.array([1.0 if places[j] == "L" else -1.0 for j in self.outside])
        self._take(program, within)
        self.x, self.u = _doubles(solution[0]), _doubles(solution[1])
        self.below, self.above = (_gaps(program, solution[0], side) for side in (-1, 1))
        self.room = np.minimum(self.below, self.above)[self.basis]
        self.z = np.abs(_doubles(solution[2]))[self.outside]
        self.combined = inverse @ self.matrix[:, self.outside]
        self.bar = self.cost_spread[self.basis] + self.spread[:, self.basis].T @ np.abs(self.u)
        self.slope_x = np.abs(inverse) @ (self.right_spread + self.spread @ np.abs(self.x))
        direct = self.cost_spread[self.outside] + self.spread[:, self.outside].T @ np.abs(self.u)
        self.slope_z = direct + np.abs(self.combined).T @ self.bar

    @np.errstate(all="ignore")
    def _take(self, program: Program, within: Within) -> None:
        """Set data, radii and bounds in doubles."""
        exact = sorted(within.still(program))
        relative, absolute = _double(within.relative), _double(within.absolute)

        def radii(values: Array) -> Array:
            found: Array = relative * np.abs(values) + absolute * (values != 0)
            return found

        self.matrix = dense(program)
        self.cost, self.right = _doubles(program.cost.fractions), _doubles(program.right.fractions)
        self.spread, self.right_spread, self.cost_spread = radii(self.matrix), radii(self.right), radii(self.cost)
        self.spread[:, exact], self.cost_spread[exact] = 0.0, 0.0
        self.lower, self.upper = _ends(program.lower, -np.inf), _ends(program.upper, np.inf)

    @property
    def smallest_room(self) -> float:
        """The least distance of x from a bound, and of a reduced cost from 0, at most 1."""
        return float(max(LEAST, min(1.0, *self.room, *self.z)))

    @np.errstate(all="ignore")
    def first_order(self) -> list[tuple[float, str, int]]:
        """Return the multiples of the box, up to CAP, at which x or z loses its room to the first order, ascending."""
        found = [(float(r / d), "x", i) for i, (r, d) in enumerate(zip(self.room, self.slope_x, strict=True)) if d]
        found += [(float(r / d), "z", k) for k, (r, d) in enumerate(zip(self.z, self.slope_z, strict=True)) if d]
        return sorted(entry for entry in found if entry[0] < CAP)

    @np.errstate(all="ignore")
    def widths(self, multiple: float, tiny: float, rough: float) -> tuple[Array, Array] | None:
        """Return w, v with room to spare for x and u off by `tiny` and M off by `rough`; None if there are none."""
        inner, absolute = self.basis, np.abs(self.inverse)
        spread, bound = multiple * self.spread[:, inner], np.abs(self.matrix[:, inner])
        primal, dual = absolute @ spread, (spread @ absolute).T
        first, second = multiple * self.slope_x * LOOSE + tiny, multiple * (absolute.T @ self.bar) * LOOSE + tiny
        w, v = np.zeros(len(inner)), np.zeros(len(inner))
        for _ in range(2 if rough else 1):
            try:
                w = _fixed(primal, first + rough * (bound.sum(axis=0) @ w))
                v = _fixed(dual, second + rough * (bound.sum(axis=1) @ v))
            except np.linalg.LinAlgError:
                return None
            if not ((w > 0).all() and (v > 0).all()):
                return None
        return w, v

    @np.errstate(all="ignore")
    def holds(self, multiple: float) -> bool:
        """Whether the inequalities seem to hold for a multiple of the box."""
        found = self.widths(multiple, TINY * self.smallest_room, 0.0)
        if found is None or not (found[0] * LOOSE < self.room).all():
            return False
        spread = multiple * self.spread
        error = multiple * self.slope_z
        error += (spread[:, self.outside] + spread[:, self.basis] @ np.abs(self.combined)).T @ found[1]
        return bool((error * LOOSE < self.z).all())

    @np.errstate(all="ignore")
    def bits(self) -> tuple[int, int]:
        """Return the bits after the point with which x and u, and M, should do."""
        size = len(self.basis) * np.abs(self.matrix[:, self.basis]).max()
        short, rough = 26 - np.log2(self.smallest_room), 22 + np.log2(size)
        least = [max(16, int(v)) if np.isfinite(v) else WHATEVER for v in (short, rough)]
        return least[0], least[1]

    def widths_for(self, multiple: Fraction, short: int, rough: int) -> tuple[list[Fraction], list[Fraction]] | None:
        """Return w, v for x and u that are rounded to so many bits after the point, and M to some others."""
        found = self.widths(_double(multiple), 2.0 ** (1 - short), 2.0**-rough)
        if found is None or not np.isfinite(found).all():
            return None
        return [Fraction(v) for v in found[0]], [Fraction(v) for v in found[1]]

    def largest(self) -> Fraction:
        """Return about the largest multiple of the box for which the inequalities hold, 0 if there is none."""
        return Fraction(self._largest())

    @np.errstate(all="ignore")
    def _largest(self) -> float:
        first = self.first_order()
        low, high = 0.0, min(first[0][0], CAP) if first else CAP
        if self.holds(high):
            return high
        middle = high / 2
        while not low and middle > min(high, TINY) * TINY:
            low, middle = (middle if self.holds(middle) else 0.0), middle / 2
        high = min(high, 2 * low)
        for _ in range(BISECTIONS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.holds(middle) else (low, middle)
        return low

    def signs(self, kind: str, place: int) -> Corner:
        """Return the signs of the changes of A, b, c that take the room of an x or z the fastest."""
        matrix: Array
        right, cost = np.zeros(len(self.right)), np.zeros(len(self.cost))
        if kind == "x":
            j = self.basis[place]
            right = np.sign(self.inverse[place]) * (-1.0 if self.below[j] <= self.above[j] else 1.0)
            matrix = -np.outer(right, np.sign(self.x))
        else:
            cost[self.outside[place]] = -self.sides[place]
            cost[self.basis] = self.sides[place] * np.sign(self.combined[:, place])
            matrix = -np.outer(np.sign(self.u), cost)
        return matrix.astype(np.int8), right.astype(np.int8), cost.astype(np.int8)

    @np.errstate(all="ignore")
    def breaks(self, kind: str, place: int, start: float) -> Fraction | None:
        """Return the multiple at which the basis seems to end towards a corner, None if it is not near `start`."""
        corner = self.signs(kind, place)
        low, high = 0.0, start
        for _ in range(TRIALS):
            if not self._stands(corner, high):
                break
            low, high = high, high * STRETCH
        else:
            return None
        for _ in range(BISECTIONS):
            middle = (low + high) / 2
            low, high = (middle, high) if self._stands(corner, middle) else (low, middle)
        return Fraction(high)

    def _stands(self, corner: Corner, multiple: float) -> bool:
        """Whether the basis seems to be optimal at a multiple of a corner."""
        matrix: Array = self.matrix + multiple * corner[0] * self.spread
        right: Array = self.right + multiple * corner[1] * self.right_spread
        cost: Array = self.cost + multiple * corner[2] * self.cost_spread
        inner = matrix[:, self.basis]
        fixed = self.x.copy()
        fixed[self.basis] = 0.0
        try:
            x = np.linalg.solve(inner, right - matrix @ fixed)
            u = np.linalg.solve(inner.T, cost[self.basis])
        except np.linalg.LinAlgError:
            return False
        z = (cost - matrix.T @ u)[self.outside] * self.sides
        return bool((x > self.lower[self.basis]).all() and (x < self.upper[self.basis]).all() and (z > 0).all())


def _fixed(matrix: Array, right: Array) -> Array:
    """Return v with v = right + matrix v."""
    return np.asarray(np.linalg.solve(np.eye(len(right)) - matrix, right), dtype=np.float64)
