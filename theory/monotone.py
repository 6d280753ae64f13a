"""Monotone functions g : R -> R applied to a network's output, and where they fail.

A network phi followed by g *fails* at a point of label s if |g(phi) - s| >= 1/2.  All that matters of a monotone g is
therefore where it is right: the two intervals right[s] = {y : |g(y) - s| < 1/2}, s = 0, 1.  They are disjoint, and any
two disjoint intervals (either may be empty) belong to some monotone g: the step function with the values 0 and 1 on
them, 1/2 between them, and -1/2 and 3/2 outside.  So g is kept as these two intervals.  Serves A3, A4, A6.
It does not model how a sigmoid is rounded by a machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from theory.exact import BarriersError, rational
from theory.piecewise import Interval

__all__ = ["Monotone", "affine", "constant", "identity", "sigmoid", "steps", "threshold"]

HALF = Fraction(1, 2)
EVERYTHING = Interval(None, None, False, False)


@dataclass(frozen=True)
class Monotone:
    """A monotone g, as the interval `right[s]` of outputs at which it does not fail for label s.

    None is the empty interval.  Raises `BarriersError` unless the two intervals are disjoint.

    >>> identity().fails(Fraction(1, 2), 0), identity().fails(Fraction(1, 3), 0), identity().fails(Fraction(-1), 0)
    (True, False, True)
    """

    right: tuple[Interval | None, Interval | None]
    name: str = "g"

    def __post_init__(self) -> None:
        zero, one = self.right
        if zero and one and zero.intersect(one):
            raise BarriersError("a monotone g cannot be right for label 0 and for label 1 at the same output")

    def fails(self, output: Fraction, label: int) -> bool:
        """Decide |g(output) - label| >= 1/2."""
        right = self.right[label]
        return right is None or not right.contains(output)

    @property
    def ends(self) -> list[Fraction]:
        """The finite ends of the two intervals, in order."""
        return sorted({end for right in self.right if right for end in (right.lo, right.hi) if end is not None})

    def sides(self, label: int) -> list[int]:
        """Return, for each place among the m `ends`, whether it is below (-1), in (0) or above (1) right[label].

        There are 2m + 1 places: below the first end, at it, between it and the second, and so on.  All are above the
        empty interval.

        >>> identity().ends, identity().sides(1)
        ([Fraction(-1, 2), Fraction(1, 2), Fraction(3, 2)], [-1, -1, -1, -1, 0, 1, 1])
        """
        right, ends = self.right[label], self.ends
        places = range(2 * len(ends) + 1)
        if right is None:
            return [1 for _ in places]
        first = 0 if right.lo is None else 2 * ends.index(right.lo) + (1 if right.lo_closed else 2)
        last = len(places) - 1 if right.hi is None else 2 * ends.index(right.hi) + (1 if right.hi_closed else 0)
        return [-1 if place < first else 1 if place > last else 0 for place in places]

    def failing(self, label: int) -> tuple[Interval, ...]:
        """Return the outputs at which this label fails: at most two intervals, below and above right[label]."""
        right = self.right[label]
        if right is None:
            return (EVERYTHING,)
        below = () if right.lo is None else (Interval(None, right.lo, False, not right.lo_closed),)
        above = () if right.hi is None else (Interval(right.hi, None, not right.hi_closed, False),)
        return below + above


def identity() -> Monotone:
    """Return g(y) = y: label s is right strictly between s - 1/2 and s + 1/2."""
    return affine(1)


def affine(slope: Any, offset: Any = 0) -> Monotone:
    """Return g(y) = slope * y + offset, for any rational slope; 0 gives a constant.

    >>> affine(-1, 1).fails(Fraction(0), 1), affine(-1, 1).fails(Fraction(0), 0)   # g(0) = 1
    (False, True)
    """
    m, b = rational(slope), rational(offset)
    if m == 0:
        return constant(b)
    ends = [sorted(((s - HALF - b) / m, (s + HALF - b) / m)) for s in (0, 1)]
    zero, one = (Interval(lo, hi, False, False) for lo, hi in ends)
    return Monotone((zero, one), f"{m}*y + {b}")


def constant(value: Any) -> Monotone:
    """Return the constant g = value, which is monotone too.

    >>> constant(0).fails(Fraction(7), 1), constant(0).fails(Fraction(7), 0)
    (True, False)
    """
    return steps([], [value])


def threshold(at: Any, *, one_at_jump: bool = True, decreasing: bool = False) -> Monotone:
    """Return the step from 0 to 1 at `at` (from 1 to 0 if `decreasing`), with value 1 or 0 at the jump.

    >>> threshold(0).fails(Fraction(0), 0), threshold(0, one_at_jump=False).fails(Fraction(0), 0)
    (True, False)
    """
    return steps([at], [int(decreasing), int(one_at_jump), int(not decreasing)])


def sigmoid(at: Any = 0) -> Monotone:
    """Return any g with values in (0, 1) that increases strictly, g(at) = 1/2, such as a logistic function.

    At the threshold itself both labels fail.

    >>> sigmoid().fails(Fraction(0), 0) and sigmoid().fails(Fraction(0), 1)
    True
    """
    return steps([at], [0, HALF, 1])


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
    if any(s >= t for s, t in pairwise(ts)):
        raise BarriersError("the jumps of a step function must increase strictly")
    if vs not in (sorted(vs), sorted(vs, reverse=True)):
        raise BarriersError("the values of a monotone step function must not go up and down")
    zero, one = (_zones(ts, [abs(v - s) < HALF for v in vs]) for s in (0, 1))
    return Monotone((zero, one), "step function")


def _zones(ts: list[Fraction], right: list[bool]) -> Interval | None:
    """Return the union of the zones (intervals and jumps, alternating) that are right, which are consecutive."""
    if not any(right):
        return None
    first, last = right.index(True), len(right) - 1 - right[::-1].index(True)
    lo = ts[(first - 1) // 2] if first else None
    hi = ts[last // 2] if last < len(right) - 1 else None
    return Interval(lo, hi, first % 2 == 1, last % 2 == 1)
