"""Exact continuous piecewise-affine functions of one real variable.

What a ReLU network becomes on a line (A0).  Pieces are maximal: two neighbours have different slopes.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theory.exact import BarriersError, rational

__all__ = ["Interval", "LineRestriction", "PiecewiseAffine"]


@dataclass(frozen=True)
class Interval:
    """A nonempty interval of the real line; an end that is None is infinite, and then open.

    >>> Interval(Fraction(0), None, True, False).contains(Fraction(0))
    True
    """

    lo: Fraction | None
    hi: Fraction | None
    lo_closed: bool
    hi_closed: bool

    def __post_init__(self) -> None:
        if (self.lo is None and self.lo_closed) or (self.hi is None and self.hi_closed):
            raise BarriersError("an infinite end of an interval is open")
        if self.lo is not None and self.hi is not None:
            closed = self.lo_closed and self.hi_closed
            if self.lo > self.hi or (self.lo == self.hi and not closed):
                raise BarriersError("an interval must not be empty")

    def contains(self, t: Fraction) -> bool:
        """Decide whether t lies in the interval."""
        above = self.lo is None or t > self.lo or (self.lo_closed and t == self.lo)
        below = self.hi is None or t < self.hi or (self.hi_closed and t == self.hi)
        return above and below

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """Both ends; raises `BarriersError` if one is infinite."""
        if self.lo is None or self.hi is None:
            raise BarriersError("this interval has an infinite end")
        return self.lo, self.hi

    @property
    def degenerate(self) -> bool:
        """Whether the interval is a single point."""
        return self.lo is not None and self.lo == self.hi

    def intersect(self, other: Interval) -> Interval | None:
        """Return the intersection, or None if it is empty."""
        lo, lo_closed = self.lo, self.lo_closed
        if other.lo is not None and (lo is None or other.lo > lo or (other.lo == lo and not other.lo_closed)):
            lo, lo_closed = other.lo, other.lo_closed
        hi, hi_closed = self.hi, self.hi_closed
        if other.hi is not None and (hi is None or other.hi < hi or (other.hi == hi and not other.hi_closed)):
            hi, hi_closed = other.hi, other.hi_closed
        if lo is not None and hi is not None and (lo > hi or (lo == hi and not (lo_closed and hi_closed))):
            return None
        return Interval(lo, hi, lo_closed, hi_closed)


@dataclass(frozen=True)
class PiecewiseAffine:
    """t -> slope_i * t + intercept_i on the i-th piece; m increasing `breakpoints`, m+1 `pieces` (slope, intercept).

    Raises `BarriersError` if the breakpoints do not increase, the counts do not fit, or the function jumps.

    >>> hat = PiecewiseAffine((Fraction(0),), ((Fraction(1), Fraction(0)), (Fraction(-1), Fraction(0))))
    >>> hat(Fraction(-2)), hat(Fraction(3)), len(hat.pieces)
    (Fraction(-2, 1), Fraction(-3, 1), 2)
    """

    breakpoints: tuple[Fraction, ...]
    pieces: tuple[tuple[Fraction, Fraction], ...]

    def __post_init__(self) -> None:
        points, pieces = self.breakpoints, self.pieces
        if len(pieces) != len(points) + 1:
            raise BarriersError(f"{len(points)} breakpoints need {len(points) + 1} pieces, got {len(pieces)}")
        if any(s >= t for s, t in itertools.pairwise(points)):
            raise BarriersError("breakpoints must increase strictly")
        for t, (m, c), (n, d) in zip(points, pieces, pieces[1:], strict=False):
            if m * t + c != n * t + d:
                raise BarriersError(f"a continuous function must not jump, but this one does at {t}")
        kept = [i for i, (left, right) in enumerate(itertools.pairwise(pieces)) if left != right]
        if len(kept) < len(points):  # merge pieces that continue one another
            object.__setattr__(self, "breakpoints", tuple(points[i] for i in kept))
            object.__setattr__(self, "pieces", (pieces[0], *(pieces[i + 1] for i in kept)))

    @classmethod
    def affine(cls, slope: Any, intercept: Any) -> PiecewiseAffine:
        """Return t -> slope * t + intercept."""
        return cls((), ((rational(slope), rational(intercept)),))

    @classmethod
    def interpolate(cls, points: Sequence[tuple[Any, Any]], left: Any = 0, right: Any = 0) -> PiecewiseAffine:
        """Return the interpolant of (t, value) pairs with increasing t, of slopes `left`, `right` outside.

        >>> PiecewiseAffine.interpolate([(0, 0), (1, 1)])(Fraction(1, 2))
        Fraction(1, 2)
        """
        if not points:
            raise BarriersError("interpolation needs at least one point")
        knots = [(rational(t), rational(v)) for t, v in points]
        if any(s >= t for (s, _), (t, _) in itertools.pairwise(knots)):
            raise BarriersError("breakpoints must increase strictly")
        slopes = [rational(left)]
        slopes += [(w - v) / (t - s) for (s, v), (t, w) in itertools.pairwise(knots)]
        slopes.append(rational(right))
        anchors = [knots[0], *knots]
        pieces = tuple((m, v - m * t) for m, (t, v) in zip(slopes, anchors, strict=True))
        return cls(tuple(t for t, _ in knots), pieces)

    def __call__(self, t: Any) -> Fraction:
        """Return the exact value at t."""
        at = rational(t)
        slope, intercept = self.pieces[bisect_right(self.breakpoints, at)]
        return slope * at + intercept

    def spans(
        self, lo: Fraction | None = None, hi: Fraction | None = None
    ) -> Iterable[tuple[Interval, Fraction, Fraction]]:
        """Yield (closed interval, slope, intercept) for the pieces that meet [lo, hi] in more than one point."""
        first = 0 if lo is None else bisect_right(self.breakpoints, lo)
        for i in range(first, len(self.pieces)):
            a = self.breakpoints[i - 1] if i else None
            b = self.breakpoints[i] if i < len(self.breakpoints) else None
            if i > first and hi is not None and a is not None and a >= hi:
                return
            start = lo if a is None or (lo is not None and lo > a) else a
            end = hi if b is None or (hi is not None and hi < b) else b
            yield Interval(start, end, start is not None, end is not None), *self.pieces[i]

    def __add__(self, other: PiecewiseAffine) -> PiecewiseAffine:
        """Return the pointwise sum."""
        points = sorted({*self.breakpoints, *other.breakpoints})
        ours = [self.pieces[bisect_right(self.breakpoints, t)] for t in points]
        theirs = [other.pieces[bisect_right(other.breakpoints, t)] for t in points]
        left, right = [self.pieces[0], *ours], [other.pieces[0], *theirs]
        pieces = tuple((m + n, c + d) for (m, c), (n, d) in zip(left, right, strict=True))
        return PiecewiseAffine(tuple(points), pieces)

    def scaled(self, factor: Any) -> PiecewiseAffine:
        """Return factor times the function."""
        by = rational(factor)
        return PiecewiseAffine(self.breakpoints, tuple((by * m, by * c) for m, c in self.pieces))

    def relu(self) -> PiecewiseAffine:
        """Return max(0, ·) of the function.

        >>> PiecewiseAffine.affine(1, -1).relu().breakpoints
        (Fraction(1, 1),)
        """
        points: list[Fraction] = []
        pieces: list[tuple[Fraction, Fraction]] = []
        for span, m, c in self.spans():
            if span.lo is not None:
                points.append(span.lo)
            zero = -c / m if m else None
            inside = zero is not None and Interval(span.lo, span.hi, False, False).contains(zero)
            rising = (Fraction(0), Fraction(0)), (m, c)
            if inside and zero is not None:
                points.append(zero)
                pieces += rising if m > 0 else rising[::-1]
            else:
                pieces.append((m, c) if self._positive(span, m, c) else (Fraction(0), Fraction(0)))
        return PiecewiseAffine(tuple(points), tuple(pieces))

    @staticmethod
    def _positive(span: Interval, m: Fraction, c: Fraction) -> bool:
        """Tell whether mt + c, of one sign on the span, is positive in its interior."""
        if m == 0:
            return c > 0
        if span.lo is not None and span.hi is not None:
            return m * (span.lo + span.hi) + 2 * c > 0
        return (m > 0) == (span.lo is not None)

    def crossings(self, level: Any) -> tuple[Interval, ...]:
        """Return the solution set of f(t) = level as maximal disjoint closed intervals, mostly single points, in order.

        >>> [x.lo for x in PiecewiseAffine.affine(2, 0).crossings(1)]
        [Fraction(1, 2)]
        """
        at = rational(level)
        return self.where(Interval(at, at, True, True))

    def where(self, values: Interval, lo: Fraction | None = None, hi: Fraction | None = None) -> tuple[Interval, ...]:
        """Return {t in [lo, hi] : f(t) in values} as maximal disjoint intervals, in order.

        >>> above = Interval(Fraction(2), None, True, False)
        >>> [(x.lo, x.hi) for x in PiecewiseAffine.affine(1, 0).where(above)]
        [(Fraction(2, 1), None)]
        """
        found: list[Interval] = []
        for span, m, c in self.spans(lo, hi):
            solution = _solve(m, c, values)
            part = span.intersect(solution) if solution else None
            if part is None:
                continue
            if (
                found
                and found[-1].hi is not None
                and found[-1].hi == part.lo
                and (found[-1].hi_closed or part.lo_closed)
            ):
                last = found.pop()
                part = Interval(last.lo, part.hi, last.lo_closed, part.hi_closed)
            found.append(part)
        return tuple(found)


def _solve(m: Fraction, c: Fraction, values: Interval) -> Interval | None:
    """Return {t : m t + c in values}, None if empty."""
    if m == 0:
        return Interval(None, None, False, False) if values.contains(c) else None
    lo, hi = (None if end is None else (end - c) / m for end in (values.lo, values.hi))
    if m > 0:
        return Interval(lo, hi, values.lo_closed, values.hi_closed)
    return Interval(hi, lo, values.hi_closed, values.lo_closed)


@dataclass(frozen=True)
class LineRestriction:
    """A network on a line: the function of t, and every t at which a neuron changes sign, in order.

    Between two neighbouring `sign_changes` every neuron of the network is affine in t.
    """

    function: PiecewiseAffine
    sign_changes: tuple[Fraction, ...]
