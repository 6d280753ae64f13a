"""Monotone functions g : R -> R applied to a network's output, and the half-lines on which they fail.

A network phi followed by g *fails* at a point of label f if |g(phi) - f| >= 1/2.  For a monotone g and
f in {0, 1} all that matters is the sign of g - 1/2, so g is kept as that sign: two half-lines,
{g >= 1/2}, on which label 0 fails, and {g <= 1/2}, on which label 1 fails.  Serves A3, A4, A6.
It does not model how a sigmoid is rounded by a machine.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theory.exact import BarriersError, rational

__all__ = ["HalfLine", "Monotone", "affine", "constant", "identity", "sigmoid", "steps", "threshold"]


@dataclass(frozen=True)
class HalfLine:
    """The set {y : y RELATION bound}, RELATION one of < <= > >=; `bound` None stands for everything or nothing.

    With `bound=None`, ">=" and "<=" mean all of R, ">" and "<" the empty set.

    >>> HalfLine(">=", Fraction(1, 2)).contains(Fraction(1, 2))
    True
    """

    relation: str
    bound: Fraction | None

    def __post_init__(self) -> None:
        if self.relation not in ("<", "<=", ">", ">="):
            raise BarriersError(f"a half-line's relation must be one of < <= > >=, got {self.relation!r}")

    @property
    def upward(self) -> bool:
        """Whether the half-line extends to plus infinity."""
        return self.relation[0] == ">"

    @property
    def closed(self) -> bool:
        """Whether the bound belongs to the half-line."""
        return self.relation.endswith("=")

    def contains(self, y: Fraction) -> bool:
        """Decide y RELATION bound exactly."""
        if self.bound is None or y == self.bound:
            return self.closed
        return (y > self.bound) == self.upward


@dataclass(frozen=True)
class Monotone:
    """A monotone g, up to the sign of g - 1/2: `zero_fails` = {g >= 1/2}, `one_fails` = {g <= 1/2}.

    Raises `BarriersError` unless the two half-lines point in opposite directions and cover R, which is
    exactly when some monotone g has them.

    >>> identity().fails(Fraction(1, 2), 0), identity().fails(Fraction(1, 3), 0)
    (True, False)
    """

    zero_fails: HalfLine
    one_fails: HalfLine
    name: str = "g"

    def __post_init__(self) -> None:
        zero, one = self.zero_fails, self.one_fails
        if zero.upward == one.upward:
            raise BarriersError("a monotone g fails for label 0 and for label 1 on opposite half-lines")
        if zero.bound is None or one.bound is None:
            covers = any(side.bound is None and side.closed for side in (zero, one))
        else:
            up, down = (zero, one) if zero.upward else (one, zero)
            assert up.bound is not None and down.bound is not None
            covers = up.bound < down.bound or (up.bound == down.bound and (up.closed or down.closed))
        if not covers:
            raise BarriersError("for every output y, g(y) >= 1/2 or g(y) <= 1/2: the two half-lines must cover R")

    def failing(self, label: int) -> HalfLine:
        """Return the half-line of outputs at which a point of this label fails."""
        return self.one_fails if label else self.zero_fails

    def fails(self, output: Fraction, label: int) -> bool:
        """Decide |g(output) - label| >= 1/2."""
        return self.failing(label).contains(output)


def identity() -> Monotone:
    """Return g(y) = y: label 0 fails from 1/2 on, label 1 up to 1/2."""
    half = Fraction(1, 2)
    return Monotone(HalfLine(">=", half), HalfLine("<=", half), "identity")


def affine(slope: Any, offset: Any = 0) -> Monotone:
    """Return g(y) = slope * y + offset, for any rational slope; 0 gives a constant.

    >>> affine(-1, 1).fails(Fraction(0), 1), affine(-1, 1).fails(Fraction(0), 0)   # g(0) = 1
    (False, True)
    """
    m, b = rational(slope), rational(offset)
    if m == 0:
        return constant(b)
    bound = (Fraction(1, 2) - b) / m
    up, down = HalfLine(">=", bound), HalfLine("<=", bound)
    name = f"{m}*y + {b}"
    return Monotone(up, down, name) if m > 0 else Monotone(down, up, name)


def constant(value: Any) -> Monotone:
    """Return the constant g = value, which is monotone too.

    >>> constant(0).fails(Fraction(7), 1), constant(0).fails(Fraction(7), 0)
    (True, False)
    """
    level = rational(value)
    zero = HalfLine(">=" if level >= Fraction(1, 2) else ">", None)
    one = HalfLine("<=" if level <= Fraction(1, 2) else "<", None)
    return Monotone(zero, one, f"constant {level}")


def threshold(at: Any, *, one_at_jump: bool = True, decreasing: bool = False) -> Monotone:
    """Return the step from 0 to 1 at `at` (from 1 to 0 if `decreasing`), with value 1 or 0 at the jump.

    >>> threshold(0).fails(Fraction(0), 0), threshold(0, one_at_jump=False).fails(Fraction(0), 0)
    (True, False)
    """
    bound = rational(at)
    up, down = (("<=", "<") if decreasing else (">=", ">")), ((">", ">=") if decreasing else ("<", "<="))
    zero, one = (up[0], down[0]) if one_at_jump else (up[1], down[1])
    return Monotone(HalfLine(zero, bound), HalfLine(one, bound), f"step at {bound}")


def sigmoid(at: Any = 0) -> Monotone:
    """Return any strictly increasing g with g(at) = 1/2, such as a logistic function: there both labels fail.

    >>> sigmoid().fails(Fraction(0), 0) and sigmoid().fails(Fraction(0), 1)
    True
    """
    bound = rational(at)
    return Monotone(HalfLine(">=", bound), HalfLine("<=", bound), f"sigmoid with g({bound}) = 1/2")


def steps(jumps: Sequence[Any], values: Sequence[Any]) -> Monotone:
    """Return the step function with m `jumps` t_1 < … < t_m and 2m+1 `values`, monotone.

    `values` lists g on (-inf, t_1), at t_1, on (t_1, t_2), at t_2, …, on (t_m, inf).
    Raises `BarriersError` if the lengths do not fit or the values are not monotone.

    >>> steps([0, 1], [0, 0, "1/2", 1, 1]).fails(Fraction(1, 2), 0)
    True
    """
    ts, vs = [rational(t) for t in jumps], [rational(v) for v in values]
    if len(vs) != 2 * len(ts) + 1:
        raise BarriersError(f"{len(ts)} jumps need {2 * len(ts) + 1} values, got {len(vs)}")
    if any(s >= t for s, t in itertools.pairwise(ts)):
        raise BarriersError("the jumps of a step function must increase strictly")
    increasing = vs == sorted(vs)
    if not increasing and vs != sorted(vs, reverse=True):
        raise BarriersError("the values of a monotone step function must not go up and down")
    half = Fraction(1, 2)
    at_least, at_most = [v >= half for v in vs], [v <= half for v in vs]
    return Monotone(_ray(ts, at_least, increasing), _ray(ts, at_most, not increasing), "step function")


def _ray(ts: list[Fraction], holds: list[bool], upward: bool) -> HalfLine:
    """Return the half-line on whose 2m+1 zones (intervals and jumps, alternating) `holds` is true."""
    strict, closed = (">", ">=") if upward else ("<", "<=")
    if all(holds) or not any(holds):
        return HalfLine(closed if all(holds) else strict, None)
    edge = holds.index(True) if upward else len(holds) - 1 - holds[::-1].index(True)
    if edge % 2:  # the extreme zone is a jump itself
        return HalfLine(closed, ts[edge // 2])
    return HalfLine(strict, ts[edge // 2 - 1] if upward else ts[edge // 2])
