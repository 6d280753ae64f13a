"""The training sets of results A: the points x^k and the sets D_delta (A1).

x^k = (a/(k+3/4), 0, …, 0) and z^k = x^k + delta f_a(x^k) e_2: the label sits, in tiny print, in the second coordinate.
`training_set` builds them as rationals; `double_training_set` rounds them to double precision and adjusts the
radius, so that the arrays a user trains on are the theorem's points.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from theory.classification import HALF, ParameterInterval, parameters_served
from theory.exact import BarriersError, Brief, brief, is_double, largest_power_of_two, nearest_double, rational

__all__ = [
    "TrainingSet",
    "double_training_set",
    "epsilon",
    "label",
    "training_set",
]

DOUBLE_LIMIT = 2**27
SHRINK = 1 - Fraction(1, 2**24)


def label(k: int) -> int:
    """Return the label (k+1) mod 2 of the k-th point.

    >>> [label(k) for k in (1, 2, 3)]
    [0, 1, 0]
    """
    return (k + 1) % 2


def epsilon(n: int) -> Fraction:
    """Return the radius eps(n) = 1/((4n+3)(2n+2)); raises `BarriersError` for n < 1 (A1).

    >>> epsilon(1)
    Fraction(1, 28)
    """
    if isinstance(n, bool) or not isinstance(n, int) or n < 1:
        raise BarriersError(f"the number n of points must be a whole number >= 1, got {n!r}")
    return Fraction(1, (4 * n + 3) * (2 * n + 2))


@dataclass(frozen=True, repr=False)
class TrainingSet(Brief):
    """A set D_delta in S_r: first coordinates `x1` of x^1, x^2, …, `delta`, `radius` r, `dimension` d, parameter `a`.

    Construction validates all hypotheses of A1 and A4 for these very numbers, rounded or not: d >= 2, a in [1/2, 1],
    0 < delta <= r, consecutive x_1 at least 2r apart, and f_b = (k+1) mod 2 on the closed r-ball about the k-th point
    for b = a. Raises `BarriersError` naming the hypothesis that fails.

    >>> training_set(3).points[1]
    (Fraction(4, 11), Fraction(1, 120))
    """

    a: Fraction
    x1: tuple[Fraction, ...]
    delta: Fraction
    radius: Fraction
    dimension: int

    def __post_init__(self) -> None:
        if isinstance(self.dimension, bool) or not isinstance(self.dimension, int) or self.dimension < 2:
            raise BarriersError(
                f"the dimension d must be at least 2 (the label sits in coordinate 2), got {self.dimension!r}"
            )
        if not self.x1:
            raise BarriersError("the number n of points must be at least 1, got 0")
        if not HALF <= self.a <= 1:
            raise BarriersError(f"a must lie in [1/2, 1], got {brief(self.a)}")
        if self.radius <= 0:
            raise BarriersError(f"the radius must be positive, got {brief(self.radius)}")
        if not 0 < self.delta <= self.radius:
            raise BarriersError(
                f"0 < delta <= radius is required (A1), got delta = {brief(self.delta)}, radius = {brief(self.radius)}"
            )
        self._check_points()

    def _check_points(self) -> None:
        """Raise unless the points lie in the cube, apart, each with its closed ball in its level set."""
        if self.x1[0] > 1:
            raise BarriersError(f"the points must lie in [0,1]^d, got x_1 = {brief(self.x1[0])}")
        for k, (x, y) in enumerate(zip(self.x1, self.x1[1:], strict=False), 1):
            if x - y < 2 * self.radius:
                raise BarriersError(f"points {k} and {k + 1} must be at least 2*radius apart (S_r), got {brief(x - y)}")
        for k, x in enumerate(self.x1, 1):
            if not (k * (x + self.radius) < self.a <= (k + 1) * (x - self.radius)):
                raise BarriersError(
                    f"f_a must be constant, (k+1) mod 2, on the closed ball of the radius about point k = {k}, "
                    f"which fails at x_1 = {brief(x)} for a = {brief(self.a)}, radius = {brief(self.radius)}"
                )

    @property
    def told(self) -> str:
        """The numbers of points and coordinates, and the parameters."""
        return f"{len(self)} points in dimension {self.dimension}, a = {brief(self.a)}, delta = {brief(self.delta)}"

    def __len__(self) -> int:
        return len(self.x1)

    @cached_property
    def labels(self) -> tuple[int, ...]:
        """The labels (k+1) mod 2, k = 1..n."""
        return tuple(label(k) for k in range(1, len(self) + 1))

    def point(self, k: int, t: Any = 0, tiny: Any = None) -> tuple[Fraction, ...]:
        """Return x^k + t e_1 + tiny e_2, k = 1..n; without `tiny` this is z^k + t e_1."""
        if not 1 <= k <= len(self):
            raise BarriersError(f"there are points 1 to {len(self)}, got {k}")
        second = self.delta * label(k) if tiny is None else rational(tiny)
        zeros = (Fraction(0),) * (self.dimension - 2)
        return (self.x1[k - 1] + rational(t), second, *zeros)

    @property
    def points(self) -> list[tuple[Fraction, ...]]:
        """The points z^1, …, z^n of D_delta."""
        second, zeros = (Fraction(0), self.delta), (Fraction(0),) * (self.dimension - 2)
        return [(x, second[y], *zeros) for x, y in zip(self.x1, self.labels, strict=True)]

    @property
    def bare_points(self) -> list[tuple[Fraction, ...]]:
        """The points x^1, …, x^n, without the tiny print."""
        return [self.point(k, tiny=0) for k in range(1, len(self) + 1)]

    @property
    def served(self) -> ParameterInterval:
        """All parameters a whose f_a this one set serves with its radius (A4)."""
        return parameters_served(self.x1, self.radius)


def training_set(n: int, a: Any = 1, *, delta: Any = None, dimension: int = 2) -> TrainingSet:
    """Return D_delta for n points in exact rationals, with radius eps(n) and delta = eps(n) unless given.

    Raises `BarriersError` for n < 1, a outside [1/2, 1], delta outside (0, eps(n)], dimension < 2.  (A1, [BHV])

    >>> training_set(2, "3/4").x1
    (Fraction(3, 7), Fraction(3, 11))
    """
    radius, parameter = epsilon(n), rational(a)
    x1 = tuple(4 * parameter / (4 * k + 3) for k in range(1, n + 1))
    return TrainingSet(parameter, x1, radius if delta is None else rational(delta), radius, dimension)


def double_training_set(n: int, a: Any = 1, *, delta: Any = None, dimension: int = 2) -> TrainingSet:
    """Return D_delta with every coordinate a double: x^k_1 rounded, radius eps(n)(1 - 2**-24), delta a power of two.

    `delta` defaults to the largest power of two that is at most the radius; a given one must be a double.
    Raises `BarriersError` also for n + 1 >= 2**27, where the rounding would eat the radius.  (A1, A4, [BHV])

    >>> double_training_set(500).delta
    Fraction(1, 2097152)
    """
    radius, parameter = epsilon(n) * SHRINK, rational(a)
    if n >= DOUBLE_LIMIT - 1:
        raise BarriersError(f"in double precision n + 1 must stay below 2**27, got n = {n}")
    tiny = largest_power_of_two(radius) if delta is None else rational(delta)
    if not is_double(tiny):
        raise BarriersError(f"delta must be exactly representable in double precision, got {brief(tiny)}")
    x1 = tuple(nearest_double(4 * parameter / (4 * k + 3)) for k in range(1, n + 1))
    return TrainingSet(parameter, x1, tiny, radius, dimension)
