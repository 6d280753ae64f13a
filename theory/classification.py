"""The classification functions f_a and the separated, stable families S^f_eps, decided exactly.

f_a(x) = ceil(a / x_1) mod 2 for x_1 > 0 and 0 for x_1 = 0, with a in [1/2, 1]: label (k+1) mod 2 on the level set
{a/(k+1) <= x_1 < a/k}. The parameter a may be a rational, a whole interval of a (then an answer holds for every a in
it) or a real number given by shrinking enclosures; what these do not decide raises `Undecided`. Serves A1, A4, A5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

from theory.exact import BarriersError, RealNumber, Undecided, brief, rational

__all__ = ["ClassificationFunction", "ParameterInterval", "Separation", "Slack", "parameters_served", "separation"]

Point = Sequence[Fraction]
HALF, ONE = Fraction(1, 2), Fraction(1)


@dataclass(frozen=True)
class ParameterInterval:
    """All a in [1/2, 1] with above < a <= up_to; raises `BarriersError` if there is none.

    >>> ParameterInterval(Fraction(1, 2), Fraction(3, 4)).contains(Fraction(3, 4))
    True
    """

    above: Fraction
    up_to: Fraction

    def __post_init__(self) -> None:
        if not (self.above < self.up_to and self.above < 1 and self.up_to >= HALF):
            raise BarriersError(f"no a in [1/2, 1] satisfies {brief(self.above)} < a <= {brief(self.up_to)}")

    def contains(self, a: Any) -> bool:
        """Decide membership of a rational a."""
        value = rational(a)
        return HALF <= value <= 1 and self.above < value <= self.up_to

    @property
    def uncountable(self) -> bool:
        """Whether the interval has positive length, and so serves uncountably many f_a."""
        return min(self.up_to, ONE) > max(self.above, HALF)


@dataclass(frozen=True)
class ClassificationFunction:
    """f_a for a rational `a` in [1/2, 1], a `ParameterInterval` or a `RealNumber`.

    Raises `BarriersError` if a is outside [1/2, 1].

    >>> f = ClassificationFunction(Fraction(1))
    >>> [f((Fraction(1, k), 0)) for k in (1, 2, 3)]
    [1, 0, 1]
    """

    a: Fraction | ParameterInterval | RealNumber

    def __post_init__(self) -> None:
        if isinstance(self.a, ParameterInterval):
            return
        if isinstance(self.a, RealNumber):
            enclosures = self.a.enclosures()
            lo, hi = enclosures[-1]
            if hi < HALF or lo > 1:
                raise BarriersError(f"a must lie in [1/2, 1], got {self.a.name}")
            if lo < HALF or hi > 1:
                raise Undecided(f"the enclosures of {self.a.name} do not tell whether it lies in [1/2, 1]")
            return
        object.__setattr__(self, "a", rational(self.a))
        if not HALF <= rational(self.a) <= 1:
            raise BarriersError(f"a must lie in [1/2, 1], got {brief(self.a)}")

    def level(self, x1: Any) -> int:
        """Return the k >= 0 with a/(k+1) <= x_1 < a/k.

        Raises `BarriersError` for x_1 <= 0 and `Undecided` if the enclosures of a do not determine k.

        >>> from theory.exact import sqrt_real
        >>> f = ClassificationFunction(sqrt_real(2, "1/2"))
        >>> f.level("7/10"), f.level("8/10")
        (1, 0)
        """
        x = rational(x1)
        if x <= 0:
            raise BarriersError(f"the level set of a point needs x_1 > 0, got {brief(x)}")
        for lo, hi, lo_open in self._bounds():
            least = floor(lo / x) + 1 if lo_open else ceil(lo / x)
            if least == ceil(hi / x):
                return least - 1
        raise Undecided(f"ceil(a/x_1) at x_1 = {brief(x)} is not the same for all a that the given information allows")

    def __call__(self, point: Sequence[Any]) -> int:
        """Return the label 0 or 1 of a point of {x_1 >= 0} x R^(d-1)."""
        if len(point) == 0:
            raise BarriersError("a point has at least one coordinate")
        x1 = rational(point[0])
        if x1 < 0:
            raise BarriersError(f"f_a is defined for x_1 >= 0, got {brief(x1)}")
        return 0 if x1 == 0 else (self.level(x1) + 1) % 2

    def _bounds(self) -> list[tuple[Fraction, Fraction, bool]]:
        """Return ever narrower (lo, hi, whether lo itself is excluded)."""
        if isinstance(self.a, ParameterInterval):
            clipped = self.a.above < HALF
            return [(max(self.a.above, HALF), min(self.a.up_to, ONE), not clipped)]
        if isinstance(self.a, RealNumber):
            return [(lo, hi, False) for lo, hi in self.a.enclosures()]
        return [(self.a, self.a, False)]

    def radii(self, x1: Any) -> list[tuple[Fraction, Fraction]]:
        """Return ever narrower enclosures of the largest eps with f_a constant on the open eps-ball about x_1 > 0.

        The radius is min(x_1 - a/(k+1), a/k - x_1), without the second term for k = 0.
        """
        x, k = rational(x1), self.level(x1)
        found = []
        for lo, hi, _ in self._bounds():
            least, most = x - hi / (k + 1), x - lo / (k + 1)
            found.append((min(least, lo / k - x), min(most, hi / k - x)) if k else (least, most))
        return found


@dataclass(frozen=True)
class Slack:
    """How much room a hypothesis leaves: an enclosure [least, most] of (what there is) - (what is needed)."""

    least: Fraction
    most: Fraction

    @property
    def holds(self) -> bool:
        """Decide slack >= 0, or raise `Undecided`."""
        if self.least >= 0 or self.most < 0:
            return self.least >= 0
        raise Undecided(f"a slack between {brief(self.least)} and {brief(self.most)} may have either sign")


@dataclass(frozen=True)
class Separation:
    """The decision {x^1, …, x^r} in S^f_eps: slack of ||x^i - x^j|| >= 2 eps (None for one point) and of stability."""

    between_points: Slack | None
    within_balls: Slack

    @property
    def holds(self) -> bool:
        """Whether the family lies in S^f_eps; raises `Undecided` if the information about a does not tell."""
        return (self.between_points is None or self.between_points.holds) and self.within_balls.holds


def separation(f: ClassificationFunction, points: Sequence[Sequence[Any]], epsilon: Any) -> Separation:
    """Decide whether the points of [0,1]^d form a family in S^f_eps, eps > 0; for D_delta they do (A1).

    Raises `BarriersError` for no points, points outside the cube, mixed dimensions or eps <= 0.

    >>> separation(ClassificationFunction(Fraction(1)), [("4/7", 0), ("4/11", 0)], "1/66").holds
    True
    """
    eps = rational(epsilon)
    if eps <= 0:
        raise BarriersError(f"the radius eps of a separated family must be positive, got {brief(eps)}")
    exact: list[Point] = [tuple(rational(v) for v in point) for point in points]
    if not exact or len({len(p) for p in exact}) != 1 or not exact[0]:
        raise BarriersError("a separated family needs at least one point, all of one dimension")
    for p in exact:
        if any(not 0 <= v <= 1 for v in p):
            raise BarriersError(f"the points of a separated family lie in [0,1]^d, got ({', '.join(map(brief, p))})")
    gap = _least_distance(exact)
    between = None if gap is None else Slack(gap - 2 * eps, gap - 2 * eps)
    return Separation(between, _stability(f, exact, eps))


def _stability(f: ClassificationFunction, points: Sequence[Point], eps: Fraction) -> Slack:
    if any(p[0] == 0 for p in points):  # f_a oscillates without end near x_1 = 0
        return Slack(-eps, -eps)
    slacks = []
    for p in points:
        for lo, hi in f.radii(p[0]):
            slack = Slack(lo - eps, hi - eps)
            if slack.least >= 0 or slack.most < 0:
                break
        slacks.append(slack)
    return Slack(min(s.least for s in slacks), min(s.most for s in slacks))


def _least_distance(points: Sequence[Point]) -> Fraction | None:
    """Return the least max-norm distance of two points, sweeping along x_1."""
    ordered = sorted(points, key=lambda p: p[0])
    best: Fraction | None = None
    for i, p in enumerate(ordered):
        for q in ordered[i + 1 :]:
            if best is not None and q[0] - p[0] >= best:
                break
            distance = max(abs(u - v) for u, v in zip(p, q, strict=True))
            best = distance if best is None else min(best, distance)
    return best


def parameters_served(x1: Sequence[Any], radius: Any) -> ParameterInterval:
    """Return all a for which f_a = (k+1) mod 2 on the closed ball of this radius about the k-th point, for all k (A4).

    These are the a in [1/2, 1] with max_k k(x^k_1 + r) < a <= min_k (k+1)(x^k_1 - r), k = 1, 2, ….
    Raises `BarriersError` if there is none.

    >>> served = parameters_served(["4/7", "4/11"], "1/100")
    >>> served.contains(1), served.uncountable
    (True, True)
    """
    xs, r = [rational(x) for x in x1], rational(radius)
    if not xs or r <= 0:
        raise BarriersError("the parameters served need at least one point and a radius > 0")
    above = max(k * (x + r) for k, x in enumerate(xs, 1))
    up_to = min((k + 1) * (x - r) for k, x in enumerate(xs, 1))
    return ParameterInterval(above, up_to)
