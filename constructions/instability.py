"""Universal instability of any network of a fixed architecture (A2, A3, A4).

`interpolating_network` shows that every architecture can fit D_delta; `universal_perturbation` finds, for any network
and any monotone g, one vector with at most two nonzero entries at which as many points as possible fail at once,
among all eta_{s,t} = t e_1 - s delta e_2 with |t| < r. The theorem promises how many at least; nothing here is a
search that may miss.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

import numpy as np

from constructions.training_sets import TrainingSet
from theory.evaluation import DoubleNetwork, Points, failing
from theory.exact import BarriersError, Brief, rational
from theory.layers import Layer, check_widths
from theory.lines import restriction, steady, windows
from theory.monotone import Monotone, identity
from theory.networks import ReluNetwork
from theory.piecewise import Interval, LineRestriction, PiecewiseAffine
from theory.rounding import Doubles

__all__ = [
    "UniversalPerturbation",
    "failing_set",
    "interpolating_network",
    "points_needed",
    "promised",
    "universal_perturbation",
]

INSET = Fraction(1, 2**20)

Times = tuple[Interval, ...] | None
"""The t in (-r, r) at which one point fails; None for all of them."""


def interpolating_network(widths: Sequence[int], delta: Any) -> ReluNetwork:
    """Return phi(x) = rho(x_2)/delta as a network of the given widths, d >= 2 (A2, [BHV]).

    It equals f_a on D_delta and on every further z^k, so it minimises every cost of CF_r there.
    Raises `BarriersError` for impossible widths, d < 2 or delta <= 0.

    >>> interpolating_network((2, 3, 2, 1), "1/8")(("1/5", "1/8"))
    Fraction(1, 1)
    """
    sizes, tiny = check_widths(widths), rational(delta)
    if sizes[0] < 2:
        raise BarriersError(f"the dimension d must be at least 2 (the label sits in coordinate 2), got {sizes[0]}")
    if tiny <= 0:
        raise BarriersError(f"delta must be positive, got {tiny}")
    layers = []
    for number, (inputs, outputs) in enumerate(itertools.pairwise(sizes)):
        rows = [[Fraction(0)] * inputs for _ in range(outputs)]
        rows[0][1 if number == 0 else 0] = Fraction(1) if number else 1 / tiny
        layers.append(Layer(tuple(map(tuple, rows)), (Fraction(0),) * outputs))
    return ReluNetwork(tuple(layers))


def failing_set(
    network: ReluNetwork | DoubleNetwork, points: Points, labels: Sequence[int], g: Monotone | None = None
) -> tuple[int, ...]:
    """Return the indices k = 1, 2, … at which |g(phi(p^k)) - label| >= 1/2, decided exactly (A3).

    g defaults to the identity.  Points and labels may be arrays of floats, which are decided at the speed of floats.

    >>> failing_set(interpolating_network((2, 1, 1), 1), [(0, 1), (0, "1/2")], [1, 1])
    (2,)
    """
    return tuple((np.flatnonzero(failing(network, points, labels, g or identity())) + 1).tolist())


def promised(n: int, pieces: int, *, accurate: bool) -> int:
    """Return the number of points that the theorem promises to fail at once (A3).

    That is ceil((n-P-1)/2) if the network fails nowhere on D_delta (`accurate`), else ceil((n-P-1)/4); at least 0.

    >>> promised(500, 81, accurate=True), promised(500, 81, accurate=False)
    (209, 105)
    """
    return max(0, -((pieces + 1 - n) // (2 if accurate else 4)))


def points_needed(q: int, pieces: int) -> int:
    """Return the number 4q + P - 2 (at least 1) of points at which some eta makes q >= 1 of them fail at once (A3).

    >>> points_needed(3, 81)
    91
    """
    if isinstance(q, bool) or not isinstance(q, int) or q < 1:
        raise BarriersError(f"q must be at least 1, got {q}")
    return max(1, 4 * q + pieces - 2)


@dataclass(frozen=True, repr=False)
class UniversalPerturbation(Brief):
    """What one vector does to a network: at eta_{s,t}, for every t in `interval`, all points of `indices` fail.

    `interval` is maximal in (-r, r) for this set, and at no eta_{s,t} do more points fail (with `uncountable`: save
    at isolated t).  `cuts` are the ends of a closed interval inside it, or the one t that there is.  `before` are the
    points that fail without perturbation.
    """

    network: ReluNetwork
    data: TrainingSet
    g: Monotone
    s: int
    interval: Interval
    cuts: tuple[Fraction, ...]
    indices: tuple[int, ...]
    before: tuple[int, ...]

    @property
    def told(self) -> str:
        """How many points fail, and how many before."""
        return f"{len(self.indices)} of {len(self.data)} points fail at once, {len(self.before)} before"

    @property
    def t(self) -> Fraction:
        """The t nearest to 0 between the first and the last cut."""
        return max(self.cuts[0], min(self.cuts[-1], Fraction(0)))

    @property
    def eta(self) -> tuple[Fraction, ...]:
        """The perturbation t e_1 - s delta e_2, in R^d."""
        return (self.t, -self.s * self.data.delta, *(Fraction(0),) * (self.data.dimension - 2))

    @property
    def norm(self) -> Fraction:
        """The max norm of eta."""
        return max(abs(v) for v in self.eta)

    @property
    def broken(self) -> tuple[int, ...]:
        """The failing points that did not fail before."""
        already = set(self.before)
        return tuple(k for k in self.indices if k not in already)

    @property
    def promised(self) -> int:
        """How many failing points A3 promises for this network and data."""
        return promised(len(self.data), self.network.piece_bound, accurate=not self.before)


@dataclass(frozen=True)
class _Candidate:
    """A set of t at which the same, largest number of points fails, ordered by what we prefer."""

    count: int
    s: int
    piece: Interval
    norm: Fraction

    def key(self) -> tuple[int, bool, Fraction, Fraction]:
        lo, hi = self.piece.ends
        return (-self.count, self.piece.degenerate, self.norm, lo - hi)


def universal_perturbation(
    network: ReluNetwork, data: TrainingSet, g: Monotone | None = None, *, uncountable: bool = False
) -> UniversalPerturbation:
    """Return an eta_{s,t}, |t| < r, at which most points fail at once (A3, A4, [BHV]).

    Exact and exhaustive over s in {0, 1} and t in (-r, r): the failing sets are unions of intervals of t, found by
    restricting the network to three lines.  With `uncountable`, only sets of t of positive length count.  Among the
    intervals of t that attain the largest number one of positive length is preferred, then one nearest to eta = 0.
    Raises `BarriersError` if the input dimensions differ.

    >>> from constructions.training_sets import training_set
    >>> data = training_set(20)
    >>> found = universal_perturbation(interpolating_network((2, 3, 1), data.delta), data)
    >>> len(found.indices), found.promised, found.eta == (0, -data.delta)
    (10, 8, True)
    """
    if network.dimension != data.dimension:
        raise BarriersError(
            f"the network takes inputs of dimension {network.dimension}, the dataset has dimension {data.dimension}"
        )
    post = g or identity()
    reach = min(data.x1) - data.radius, max(data.x1) + data.radius
    heights = (Fraction(0), data.delta, -data.delta)
    lines = {tiny: _line(network, data.dimension, tiny, reach).function for tiny in heights}
    near = windows(data.x1, data.radius)
    sets: dict[int, list[Times]] = {}
    best: _Candidate | None = None
    for s in (1, 0):
        by_label = [_failing_times(lines[data.delta * (y - s)], data, near, y, post) for y in (0, 1)]
        sets[s] = [by_label[y][k] for k, y in enumerate(data.labels)]
        for candidate in _densest(sets[s], data, s, uncountable=uncountable):
            best = candidate if best is None or candidate.key() < best.key() else best
    assert best is not None
    t = _nearest_to_zero(best.piece)
    indices = tuple(k for k, times in enumerate(sets[best.s], 1) if _contain(times, t))
    interval = _common_interval([sets[best.s][k - 1] for k in indices], t, data.radius)
    before = failing_set(network, data.points, data.labels, post)
    return UniversalPerturbation(network, data, post, best.s, interval, _cuts(interval, t), indices, before)


def _line(network: ReluNetwork, dimension: int, tiny: Fraction, reach: tuple[Fraction, Fraction]) -> LineRestriction:
    """Return u -> phi(u e_1 + tiny e_2) for u in the reach, which is that of the balls about the points."""
    zeros = [Fraction(0)] * (dimension - 2)
    return restriction(network, [Fraction(0), tiny, *zeros], [Fraction(1), Fraction(0), *zeros], reach)


def _failing_times(
    line: PiecewiseAffine, data: TrainingSet, near: tuple[Doubles, Doubles], label: int, g: Monotone
) -> list[Times]:
    """Return {t in (-r, r) : the point at x^k_1 + t on the line fails} for each k of this label.

    Rationals are solved only where floats do not show that the function stays clear of the ends of g's intervals on
    the windows `near` the points.
    """
    known = steady(line, *near, g.ends).tolist()
    clear: list[Times] = [None if side else () for side in g.sides(label)]
    return [
        () if y != label else clear[place] if place >= 0 else _solve_failing(line, x, y, g, data.radius)
        for x, y, place in zip(data.x1, data.labels, known, strict=True)
    ]


def _solve_failing(line: PiecewiseAffine, x: Fraction, label: int, g: Monotone, r: Fraction) -> tuple[Interval, ...]:
    """Return {t in (-r, r) : the point at x + t on the line fails}."""
    window = Interval(-r, r, False, False)
    found = []
    for piece in (piece for side in g.failing(label) for piece in line.where(side, x - r, x + r)):
        lo, hi = piece.ends
        shifted = Interval(lo - x, hi - x, piece.lo_closed, piece.hi_closed)
        if (inside := shifted.intersect(window)) is not None:
            found.append(inside)
    return tuple(found)


def _densest(sets: Sequence[Times], data: TrainingSet, s: int, *, uncountable: bool) -> list[_Candidate]:
    """Return the maximal intervals of (-r, r) on which the number of sets hit is largest."""
    change: dict[tuple[Fraction, int], int] = {(-data.radius, 1): 0, (data.radius, 0): 0}
    for intervals in sets:
        for piece in intervals or ():
            lo, hi = piece.ends
            start, end = (lo, 0 if piece.lo_closed else 1), (hi, 1 if piece.hi_closed else 0)
            change[start] = change.get(start, 0) + 1
            change[end] = change.get(end, 0) - 1
    # a place (t, 0) is just at t, (t, 1) just after it: counts are constant from one place to the next
    places = sorted(change)
    found: list[_Candidate] = []
    count = sum(intervals is None for intervals in sets)
    for (lo, after), (hi, until) in itertools.pairwise(places):
        count += change[(lo, after)]
        piece = Interval(lo, hi, after == 0, until == 1)
        if uncountable and piece.degenerate:
            continue
        if found and count < found[0].count:
            continue
        if found and count > found[0].count:
            found = []
        found.append(_Candidate(count, s, piece, max(abs(_nearest_to_zero(piece)), s * data.delta)))
    return found


def _nearest_to_zero(piece: Interval) -> Fraction:
    """Return the point of a bounded interval nearest to 0; next to an open end, one a little inside."""
    lo, hi = piece.ends
    zero = Fraction(0)
    if piece.contains(zero):
        return zero
    inside = (hi - lo) * INSET
    if lo >= 0:
        return lo if piece.lo_closed else lo + inside
    return hi if piece.hi_closed else hi - inside


def _contain(times: Times, t: Fraction) -> bool:
    return times is None or any(x.contains(t) for x in times)


def _common_interval(sets: Sequence[Times], t: Fraction, r: Fraction) -> Interval:
    """Return the maximal interval about t that lies in a component of every set."""
    common = Interval(-r, r, False, False)
    for intervals in sets:
        if intervals is None:
            continue
        component = next(piece for piece in intervals if piece.contains(t))
        common = common.intersect(component) or common  # never empty: t is in both
    return common


def _cuts(interval: Interval, t: Fraction) -> tuple[Fraction, ...]:
    """Return the ends of a closed interval inside `interval` that contains t; one number if there is one t only.

    An open end moves in by a millionth of the interval, and long fractions are shortened inwards.
    """
    left, right = interval.ends
    if interval.degenerate:
        return (left,)
    grid = 2 ** (40 + ceil(1 / (right - left)).bit_length())
    lo = _inwards(left, t, grid, closed=interval.lo_closed)
    hi = _inwards(right, t, grid, closed=interval.hi_closed)
    return (lo, hi)


def _inwards(end: Fraction, t: Fraction, grid: int, *, closed: bool) -> Fraction:
    """Return a point between t and the end, as near to the end as openness and a short numerator allow."""
    if end == t:
        return end
    moved = end if closed else end + (t - end) * INSET
    rounded = Fraction(ceil(moved * grid) if t > end else floor(moved * grid), grid)
    return rounded if min(end, t) < rounded < max(end, t) else moved
