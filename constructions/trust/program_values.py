"""Bounds of the least cost of all programs in a box, whether their bases are the same or not (T2).

For every u, and all data in the box, <c', x'> >= <u, b'> + sum of z'_j x'_j, z' = c' - A'^T u, over all feasible x'; z'
is within g + E^T|u| of z.  From above: if w encloses what the basic variables of some x do when the data move (T2.2),
and keeps them within their bounds, then every program in the box has a feasible point that costs at most as much as x
and what its cost may grow by.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

from constructions.blocks import Block
from constructions.trust.bases import NoOptimum, optimum
from constructions.trust.program_trust import Centre
from constructions.trust.programs import Program, Within

__all__ = ["greatest_value", "least_value", "value_bounds"]

ZERO, ONE = Fraction(0), Fraction(1)
SHIFTS = (Fraction(17, 16), Fraction(2), Fraction(8))
"""How many times what reduced costs may lose is set aside."""
ROUNDS = 4


def _radii(program: Program, within: Within, u: Sequence[Fraction]) -> list[Fraction]:
    """Return how far the reduced costs of u may move: g + E^T|u|."""
    exact = within.still(program)
    return [
        ZERO if j in exact else within.radius(c) + sum((within.radius(v) * abs(u[i]) for i, v in column.items), ZERO)
        for j, (c, column) in enumerate(zip(program.cost.fractions, program.columns, strict=True))
    ]


def least_value(program: Program, within: Within, u: Sequence[Fraction]) -> Fraction | None:
    """Return what no feasible point of any program in a box costs less than, by a dual vector u; None if it shows none.

    >>> program = Program.of([1, 1], [[1, 2]], [1], upper=[1, 1])
    >>> least_value(program, Within.of("1/10"), [Fraction(1, 2)])
    Fraction(1, 4)
    """
    total = sum((w * b - abs(w) * within.radius(b) for w, b in zip(u, program.right.fractions, strict=True)), ZERO)
    radii = _radii(program, within, u)
    ends = zip(program.cost.fractions, program.columns, radii, program.lower, program.upper, strict=True)
    for c, column, r, low, high in ends:
        z = c - sum((v * u[i] for i, v in column.items), ZERO)
        if (low is None and z + r > 0) or (high is None and z - r < 0):
            return None
        total += min((z * t - r * abs(t) for t in (low, high) if t is not None), default=ZERO)
    return total


def greatest_value(program: Program, within: Within, *, rounds: int = ROUNDS) -> Fraction | None:
    """Return what some feasible point of every program in a box does not cost more than, None if none is found.

    The point is the best one at the centre that keeps from the bounds as far as the basic variables move.

    >>> found = greatest_value(Program.of([1, 1], [[1, 2]], [1]), Within.of("1/10"))
    >>> found is not None and Fraction(121, 180) <= found < Fraction(70, 100)
    True
    """
    margin, source = ZERO, random.Random(0)  # noqa: S311 (a draw, not a secret)
    noise = [Fraction(source.randrange(1, 2**10), 2**40) for _ in range(program.size)]
    for _ in range(rounds):
        narrow = _narrowed(program, margin, noise)
        if narrow is None:
            return None
        try:
            found = optimum(narrow)
        except NoOptimum:
            return None
        if len(found.basis) < program.rows or (width := Centre(found, within).widths()) is None:
            return None
        widths = dict(zip(found.basis, width.fractions, strict=True))
        if all(_inside(program, j, found.x[j], w) for j, w in widths.items()):
            return _cost(program, within, found.x, widths)
        margin = max(2 * margin, max(widths.values()) * Fraction(17, 16))
    return None


def _inside(program: Program, j: int, x: Fraction, width: Fraction) -> bool:
    low, high = program.lower[j], program.upper[j]
    return (low is None or low <= x - width) and (high is None or x + width <= high)


def _cost(program: Program, within: Within, x: Sequence[Fraction], widths: dict[int, Fraction]) -> Fraction:
    """Return the most that a point within some widths of x costs in any program of the box."""
    exact, total = within.still(program), ZERO
    for j, (c, v) in enumerate(zip(program.cost.fractions, x, strict=True)):
        w = widths.get(j, ZERO)
        total += c * v + abs(c) * w + (ZERO if j in exact else within.radius(c) * (abs(v) + w))
    return total


def _narrowed(program: Program, margin: Fraction, noise: Sequence[Fraction]) -> Program | None:
    """Return the program with narrower bounds, but for fixed variables, and costs of which no two tie."""
    lower, upper = list(program.lower), list(program.upper)
    for j, (low, high) in enumerate(zip(program.lower, program.upper, strict=True)):
        if low is not None and high is not None and low < high and low + margin > high - margin:
            return None
        if low is None or low != high:
            lower[j], upper[j] = None if low is None else low + margin, None if high is None else high - margin
    size = max(map(abs, program.cost.fractions), default=ZERO) or ONE
    sides = [1 if low is not None else 0 if high is None else -1 for low, high in zip(lower, upper, strict=True)]
    cost = Block.of(c + size * v * s for c, v, s in zip(program.cost.fractions, noise, sides, strict=True))
    return replace(program, lower=tuple(lower), upper=tuple(upper), cost=cost)


def value_bounds(program: Program, within: Within) -> tuple[Fraction | None, Fraction | None]:
    """Return bounds of the least cost of all programs in a box; None where none is found on a side (T2).

    A bound from above shows that all of them have feasible points.  Raises `NoOptimum` if the centre has no least cost.

    >>> program = Program.of([1, 1], [[1, 1]], [1], upper=[2, 2])  # every point between (1, 0) and (0, 1) is best
    >>> low, high = value_bounds(program, Within.of("1/1000"))
    >>> Fraction(99, 100) < low < 1 < high < Fraction(101, 100)
    True
    """
    u = _dual(program)
    radii, ends = _radii(program, within, u), zip(program.lower, program.upper, strict=True)
    sides = [1 if high is None else -1 if low is None else 0 for low, high in ends]
    duals = [u]
    for shift in SHIFTS:
        moved = Block.of(c - shift * r * s for c, r, s in zip(program.cost.fractions, radii, sides, strict=True))
        with suppress(NoOptimum):
            duals.append(_dual(replace(program, cost=moved)))
    found = [v for w in duals if (v := least_value(program, within, w)) is not None]
    return max(found, default=None), greatest_value(program, within)


def _dual(program: Program) -> Sequence[Fraction]:
    """Return an optimal dual vector; raises `NoOptimum` if there is none."""
    try:
        return optimum(program).u
    except NoOptimum as refused:
        if refused.why != "several":
            raise
        return refused.u
