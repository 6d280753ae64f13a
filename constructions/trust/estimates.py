"""Floats about problems of the LASSO class: they propose, and bound sums of moduli from above with a proved margin.

Serves T1, T3; claims no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from constructions.blocks import Block
from constructions.trust.regressions import Regression

__all__ = ["Bounds", "array", "quotients", "suggestion"]

Array = NDArray[np.float64]
MARGIN = 1 + 2.0**-30
"""Sums of moduli of correctly rounded numbers, of at most 2^20 rows, are off by a factor less than MARGIN."""
SMALL, LARGE, TINY = 2.0**-400, 2.0**200, 2.0**-400
"""Numbers != 0 are between SMALL and LARGE, else nothing is claimed; then what underflows adds up to less than TINY."""
ROOM = 1 + 2.0**-12
"""By how much more than what is needed widths are proposed."""
SEVERAL = 6
"""So many conditions are looked at closely."""
ROUNDS = 4000
"""Most steps of the float search for a start."""


def array(block: Block) -> Array:
    """Return the entries of a block, correctly rounded; infinite where they overflow.

    >>> array(Block((1, 2), 4)).tolist()
    [0.25, 0.5]
    """
    try:
        return np.array([v / block.over for v in block.values], dtype=np.float64)
    except OverflowError:
        return np.full(len(block.values), np.inf)


def _floats(values: Sequence[Any]) -> Array:
    """Return numbers as floats, infinite where they overflow."""

    def each(value: Any) -> float:
        try:
            return float(value)
        except OverflowError:
            return np.inf

    return np.array([each(v) for v in values], dtype=np.float64)


def suggestion(problem: Regression, start: Sequence[Any] | None) -> dict[int, float]:
    """Return a sparse vector near the minimiser, by active sets in floats from `start`: a proposal.

    >>> suggestion(Regression.lasso([[2.0, 1.0]], [1.0], 1), None)
    {0: 0.375}
    """
    with np.errstate(all="ignore"):
        search = _Search(problem)
        return search.run(np.zeros(problem.size) if start is None else _floats(start))


class _Search:
    """Active sets in floats, with columns of length 1."""

    def __init__(self, problem: Regression) -> None:
        self.matrix = np.column_stack([array(column) for column in problem.columns])
        weights = problem.row_weights
        root = np.sqrt(array(weights)) if weights else np.ones(problem.rows)
        self.matrix = self.matrix * root[:, None]
        self.lengths = np.sqrt((self.matrix**2).sum(0))
        self.ridge = _floats(problem.ridge)
        norms = np.sqrt(self.lengths**2 + self.ridge)
        self.norms = np.where(norms > 0, norms, 1.0)
        self.matrix /= self.norms
        self.ridge /= self.norms**2
        self.limits = _floats(problem.thresholds) / self.norms
        self.y = array(problem.y) * root
        self.free = self.limits == 0

    def run(self, start: Array) -> dict[int, float]:
        """Return where the search ends, for whatever reason."""
        x = np.where(np.isfinite(start), start, 0.0) * self.norms
        if not np.isfinite(self.matrix).all() or not np.isfinite(self.y).all():
            return {}
        order = np.argsort(-np.abs(x))
        most = min(self.matrix.shape) if not self.ridge.any() else len(x)
        x[order[most:]] = 0.0
        active = [int(j) for j in np.flatnonzero((x != 0) | self.free)]
        signs = np.where(self.free, 0.0, np.sign(x))
        scale = max(float(np.abs(self.matrix.T @ self.y).max()), 1e-300)
        for _ in range(ROUNDS):
            if not self.settle(x, active, signs):
                break
            slopes = self.matrix.T @ (self.y - self.matrix[:, active] @ x[active]) - self.ridge * x
            excess = np.abs(slopes) - self.limits
            excess[active] = -np.inf
            worst = int(np.argmax(excess))
            if excess[worst] <= 1e-13 * scale:
                break
            active.append(worst)
            signs[worst] = np.sign(slopes[worst])
        return {j: float(x[j] / self.norms[j]) for j in sorted(active) if x[j] != 0 and np.isfinite(x[j])}

    def settle(self, x: Array, active: list[int], signs: Array) -> bool:
        """Move to the minimiser on the active columns with these signs; whether it got there."""
        while active:
            part = self.matrix[:, active]
            inner = part.T @ part + np.diag(self.ridge[active])
            try:
                goal = np.linalg.solve(inner, part.T @ self.y - signs[active] * self.limits[active])
            except np.linalg.LinAlgError:
                return False
            old = x[active]
            crossed = (signs[active] != 0) & (goal * signs[active] <= 0)
            if not crossed.any():
                x[active] = goal
                return bool(np.isfinite(goal).all())
            steps = np.where(crossed, old / np.where(old != goal, old - goal, 1.0), np.inf)
            first = int(np.argmin(steps))
            if steps[first] <= 0 and first == len(active) - 1:
                x[active[first]] = 0.0
                active.pop()
                return False
            x[active] = old + steps[first] * (goal - old)
            x[active[first]] = 0.0
            active.pop(first)
        return True


def quotients(rows: Sequence[Sequence[Any]], over: int, width: int) -> Array:
    """Return integers over a denominator, each correctly rounded; infinite where they are not within SMALL and LARGE.

    >>> quotients([[1, 3, 0]], 4, 3).tolist(), quotients([[1]], 2**500, 1).tolist()
    ([[0.25, 0.75, 0.0]], [[inf]])
    """
    try:
        found = np.array([[int(v) / over for v in row] for row in rows], dtype=np.float64).reshape(len(rows), width)
    except OverflowError:
        return np.full((len(rows), width), np.inf)
    strange = (np.abs(found) > LARGE) | ((np.abs(found) < SMALL) & (found != 0))
    if not found.all():  # a zero may have underflowed
        lost = np.array(
            [[not w and bool(v) for v, w in zip(row, kept, strict=True)] for row, kept in zip(rows, found, strict=True)]
        )
        strange |= lost.reshape(found.shape)
    return np.where(strange, np.inf, found)


@dataclass(frozen=True, eq=False)
class Bounds:
    """What the box adds to the sides of TL.2 and TL.4, bounded from above, for radii t times the given ones.

    x, M (k x k), N (o x k), r (m), b (k x m) and q (o x m) belong to a witness, each entry correctly rounded; `sums`
    are the weighted 1-norms of the columns in the support, `weights` the row weights.  The first k radii are those in
    the support.  All sums are of terms >= 0, apart from the differences in `exactly`, whose errors are added.
    """

    x: Array
    rest: Array
    inverse: Array
    combinations: Array
    inner: Array
    outer: Array
    sums: Array
    weights: Array
    radii: Array
    y_radius: float
    play: Array

    @cached_property
    def usable(self) -> bool:
        """Whether no entry is too large, and there are not too many rows."""
        parts = (self.x, self.inverse, self.combinations, self.rest, self.inner, self.outer, self.sums, self.weights)
        ends = (self.radii, np.array([self.y_radius]), self.play)
        size = len(self.rest) + 3 * len(self.x)
        return size < 2**20 and all(bool(np.all(np.abs(v) <= LARGE)) for v in (*parts, *ends))

    @property
    def size(self) -> int:
        """The size k of the support."""
        return len(self.x)

    @cached_property
    def total(self) -> float:
        """The sum of the row weights."""
        return float(self.weights.sum())

    @cached_property
    def vectors(self) -> Array:
        """The b_i, then the q_j."""
        return np.vstack([self.inner, self.outer])

    @cached_property
    def norms(self) -> Array:
        """The weighted 1-norms of the b_i and q_j."""
        return np.asarray(np.abs(self.vectors) @ self.weights, dtype=np.float64)

    @cached_property
    def length(self) -> float:
        """The weighted 1-norm of r."""
        return float(np.abs(self.rest) @ self.weights)

    @cached_property
    def spread(self) -> float:
        """The rho of TL for t = 1."""
        return float(self.y_radius + self.radii[: self.size] @ np.abs(self.x))

    @cached_property
    def factors(self) -> Array:
        """The rows of M and N."""
        return np.vstack([self.inverse, self.combinations])

    @cached_property
    def kappa(self) -> Array:
        """The kappa_i and kappa_j for t = 1."""
        own = np.concatenate([np.zeros(self.size), self.radii[self.size :]])
        return np.asarray(own + np.abs(self.factors) @ self.radii[: self.size], dtype=np.float64)

    @cached_property
    def fixed(self) -> Array:
        """What is of first order in t, for t = 1, without the columns in the support and the thresholds."""
        own = np.concatenate([np.zeros(self.size), self.radii[self.size :]])
        return np.asarray(own * self.length + self.y_radius * self.norms, dtype=np.float64)

    @cached_property
    def moved(self) -> Array:
        """What the thresholds add, for t = 1."""
        own = np.concatenate([np.zeros(self.size), self.play[self.size :]])
        return np.asarray(own + np.abs(self.factors) @ self.play[: self.size], dtype=np.float64)

    @cached_property
    def loose(self) -> Array:
        """Bounds of the sums over the columns in the support, by the triangle inequality."""
        radii = self.radii[: self.size]
        return np.asarray((np.abs(self.factors) @ radii) * self.length + (radii @ np.abs(self.x)) * self.norms)

    @cached_property
    def held(self) -> dict[int, float]:
        """Sums over the columns in the support that were computed."""
        return {}

    def exactly(self, place: int) -> float:
        """Return a bound of sum_l eps_l |M_il r - x_l b_i|_1, or of sum_l eps_l |N_jl r + x_l q_j|_1, for t = 1."""
        if place not in self.held:
            sign = -1.0 if place < self.size else 1.0
            used = np.flatnonzero(self.radii[: self.size])
            shares = np.multiply.outer(self.rest, self.factors[place, used])
            shares += np.multiply.outer(self.vectors[place], sign * self.x[used])
            total = float((self.weights @ np.abs(shares)) @ self.radii[used])
            self.held[place] = min(total + 2.0**-48 * float(self.loose[place]), float(self.loose[place]))
        return self.held[place]

    def slope(self, place: int, *, play: bool = True) -> float:
        """Return how fast x_i, or c_j, may move with t, to first order."""
        return float(self.fixed[place] + self.exactly(place) + (self.moved[place] if play else 0.0))

    def shares(self, place: int) -> list[tuple[int, float]]:
        """Return the columns with their shares of a slope without thresholds, the largest first; -1 is y.

        Columns in the support come first, as in all vectors here.
        """
        found, sign = np.zeros(len(self.radii) + 1), -1.0 if place < self.size else 1.0
        for k in np.flatnonzero(self.radii[: self.size]):
            moves = self.factors[place, k] * self.rest + sign * self.x[k] * self.vectors[place]
            found[k] = float(self.weights @ np.abs(moves)) * float(self.radii[k])
        if place >= self.size:
            found[place] += float(self.radii[place]) * self.length
        found[-1] = self.y_radius * float(self.norms[place])
        total = float(found.sum())
        if not 0 < total < np.inf:
            return []
        order = np.argsort(-found)
        return [(int(k) if k < len(self.radii) else -1, float(found[k] / total)) for k in order if found[k] > 0]

    def widths(self, t: float) -> Array | None:
        """Return widths for which TL.2 holds in floats for radii times t; none if there are none."""
        k = self.size
        if not k or not self.usable:
            return None if k else np.zeros(0)
        radii = t * self.radii[:k]
        first = np.array([t * self.slope(i) for i in range(k)]) + self.total * t * t * self.kappa[:k] * self.spread
        growth = np.outer(self.norms[:k], radii) + np.outer(t * self.kappa[:k], self.sums + self.total * radii)
        try:
            found = np.linalg.solve(np.eye(k) - growth, first) * ROOM
        except np.linalg.LinAlgError:
            return None
        found = np.maximum(found, max(float(found.max()), TINY) * 2.0**-60)
        good = bool((found > 0).all()) and bool((first + growth @ found < found).all())
        return found if good else None

    def proposed(self, t: Fraction) -> list[Fraction] | None:
        """Return widths for radii times t, or none."""
        found = self.widths(float(t))
        return None if found is None else [Fraction(v) for v in found.tolist()]

    def charges(self, t: Fraction, widths: Sequence[Fraction], rooms: Sequence[Fraction]) -> list[Fraction] | None:
        """Return what the box of radii times t adds to all sides, at most; none if floats do not reach so far."""
        room = _floats(rooms)
        found = self.added(float(t), _floats(widths), room)
        return [Fraction(v) for v in found.tolist()] if bool(np.isfinite(found).all()) else None

    def added(self, t: float, widths: Array, room: Array) -> Array:
        """Return what the box of radii times t adds to all sides, at most; where `room` is more, by a looser bound."""
        within = (np.append(widths, t) <= LARGE) & (np.append(widths, t) >= SMALL)
        if not self.usable or not bool(within.all()):
            return np.full(len(self.norms), np.inf)
        radii = t * self.radii[: self.size]
        rest = t * (self.fixed + self.moved) + self.total * t * t * self.kappa * self.spread
        rest = rest + self.norms * float(radii @ widths)
        rest = rest + t * self.kappa * float((self.sums + self.total * radii) @ widths)
        sums = t * self.loose
        for place in np.flatnonzero((rest + sums) * MARGIN + TINY >= room):
            sums[place] = t * self.exactly(int(place))
        return np.asarray((rest + sums) * MARGIN + TINY)

    def fits(self, t: float, room: Array, signed: Array) -> bool:
        """Whether TL.2-TL.4 hold in floats; `room` is |x_i| and l_j - |c_j|, `signed` where signs are claimed."""
        found, k = self.widths(t), self.size
        if found is None or bool((found[signed] >= room[:k][signed]).any()):
            return False
        free = np.concatenate([np.full(k, np.inf), room[k:]])
        return bool((self.added(t, found, free)[k:] < room[k:]).all())

    def largest(self, rooms: Sequence[Fraction], signs: Sequence[int], most: Fraction) -> Fraction:
        """Return about the largest t for which the conditions hold in floats, up to `most`; 0 if there is none."""
        if not self.usable:
            return Fraction(0)
        room, signed = _floats(rooms), np.array(signs, dtype=np.int64) != 0
        first = min([ratio for ratio, place in self.ratios(rooms, signs) if np.isfinite(ratio)], default=np.inf)
        high = min(float(most), first * (1 - 2.0**-40))
        low = high
        while low > 0 and not self.fits(low, room, signed):
            low, high = low / 2, low
            if low < high * 2.0**-60 or low < 1e-300:
                return Fraction(0)
        while low < high * (1 - 2.0**-12):
            middle = (low + high) / 2
            low, high = (middle, high) if self.fits(middle, room, signed) else (low, middle)
        return Fraction(low)

    def ratios(self, rooms: Sequence[Fraction], signs: Sequence[int], *, play: bool = True) -> list[tuple[float, int]]:
        """Return by what multiples of the radii each condition is met to first order, the least first.

        There are none if floats do not reach so far.  `rooms` are |x_i| and l_j - |c_j|.  Those that are not
        among the first few are bounded from below.
        """
        if not self.usable:
            return []
        room = _floats(rooms)
        room[: self.size][np.array(signs, dtype=np.int64) == 0] = np.inf
        speed = self.fixed + self.loose + (self.moved if play else 0.0)
        least = np.where(speed > 0, room / np.where(speed > 0, speed, 1.0), np.inf)
        order, found, best = np.argsort(least), [], np.inf
        for count, place in enumerate(map(int, order)):
            ratio = float(least[place])
            if np.isfinite(ratio) and (ratio <= best or count < SEVERAL):
                slope = self.slope(place, play=play)
                ratio = float(room[place]) / slope if slope > 0 else np.inf
                best = min(best, ratio)
            found.append((ratio, place))
        return sorted(found)

    def corner(self, place: int, direction: int) -> tuple[list[str], str, str]:
        """Return the signs of the derivatives of x_i, or c_j, times a direction: by columns in the support, j's, y."""
        sign = 1.0 if place < self.size else -1.0
        vector = self.vectors[place]
        by_columns = np.multiply.outer(self.factors[place], self.rest) - sign * np.multiply.outer(self.x, vector)
        own = np.zeros_like(self.rest) if place < self.size else self.rest
        live = (self.weights > 0) * direction
        return [_signs(v * live) for v in sign * by_columns], _signs(own * live), _signs(vector * live)


def _signs(values: Array) -> str:
    """Return the signs of an array as a text; empty if all are 0."""
    found = bytes(np.frombuffer(b"-0+", dtype=np.uint8)[np.sign(values).astype(np.int64) + 1]).decode()
    return found if found.strip("0") else ""
