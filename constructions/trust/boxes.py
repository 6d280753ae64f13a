"""Boxes of data around a minimiser: which multiples of a box are certified (T1), and the data at its corners (T3).

Serves T1, T3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

from constructions.blocks import Block
from constructions.trust.active_sets import Fitted
from constructions.trust.estimates import Array, Bounds, quotients
from constructions.trust.regressions import Radii, Regression
from constructions.trust.solutions import PRECISIONS
from constructions.trust.witnesses import GUARD, Factor, Frame, Witness, bits_above, whole
from theory.exact import BarriersError

__all__ = ["Box", "Corner", "Rescaled", "moved", "rounded_down"]

ZERO, ONE = Fraction(0), Fraction(1)
MOST = Fraction(10**6)
"""Larger multiples of a box are not tried."""
BEYOND = 1 + Fraction(1, 1000)
"""Larger multiples of what first order says are not tried."""
FACTORS = (ONE, *(Fraction(v, 1000) for v in (999, 995, 990, 950, 900, 700, 500, 250)))
"""By these a radius that floats propose is multiplied, until it is certified."""


Rescaled = Callable[[Regression], tuple[Regression, Radii]]
"""Takes a problem with other data to that with the thresholds of these data, and to within what they are known."""


@dataclass(frozen=True)
class Corner:
    """A corner of a box: signs of the entries of each column and of y, as texts of +, - and 0; empty if all are 0."""

    columns: tuple[str, ...]
    y: str

    def as_json(self) -> dict[str, Any]:
        """Return what a certificate holds."""
        return {"columns": list(self.columns), "y": self.y}


def moved(problem: Regression, within: Radii, corner: Corner, step: Fraction) -> Regression:
    """Return the problem whose data are centre + step sign radius.

    >>> problem = Regression.lasso([[2, 1]], [3], 1)
    >>> moved(problem, Radii.of(problem, "1/2", 1), Corner(("+", ""), "-"), Fraction(1)).data_json()["columns"][0]
    {'over': '2', 'values': '5'}
    """
    radii = zip(problem.columns, corner.columns, within.columns, strict=True)
    columns = tuple(_moved(block, signs, step * radius) for block, signs, radius in radii)
    y = _moved(problem.y, corner.y, step * within.y)
    return Regression(columns, y, problem.thresholds, problem.ridge, problem.row_weights, problem.names)


def _moved(block: Block, signs: str, radius: Fraction) -> Block:
    if not signs or not radius:
        return block
    over = lcm(block.over, radius.denominator)
    factor, shift = over // block.over, radius.numerator * (over // radius.denominator)
    moves = {"+": shift, "-": -shift, "0": 0}
    return Block(tuple(v * factor + moves[s] for v, s in zip(block.values, signs, strict=True)), over)


def rounded_down(value: Fraction, digits: int = 4) -> Fraction:
    """Return a positive rational rounded down to so many significant decimal digits.

    >>> rounded_down(Fraction(2, 3)), rounded_down(Fraction(123456))
    (Fraction(3333, 5000), Fraction(123400, 1))
    """
    bits = value.numerator.bit_length() - value.denominator.bit_length()
    power = Fraction(10) ** (bits * 3 // 10 - digits)
    while value < power * 10 ** (digits - 1):
        power /= 10
    while value >= power * 10**digits:
        power *= 10
    return value // power * power


def _row(block: Block) -> Array:
    return quotients([block.values], block.over, len(block.values)).ravel()


def _arrays(factor: Factor, size: int, rows: int) -> tuple[Array, Array, Array, Array]:
    """Return M, N, the b_i and the q_j, correctly rounded."""
    if not factor.floats:
        (inner, inner_over), (outer, outer_over) = factor.mixed
        factor.floats.extend(
            [
                quotients(factor.inverse, 1 << factor.inverse_bits, size),
                quotients(factor.combinations, 1 << factor.off_bits, size),
                quotients(inner, inner_over, rows),
                quotients(outer, outer_over, rows),
            ]
        )
    inverse, combinations, inner_rows, outer_rows = factor.floats
    return inverse, combinations, inner_rows, outer_rows


class Box:
    """A minimiser, and a box around its data.

    Where thresholds are scales of the columns, `rescaled` says what they are for other data: see `Rescaled`.
    """

    def __init__(self, found: Fitted, within: Radii, rescaled: Rescaled | None = None) -> None:
        self.found, self.within, self.problem, self.rescaled = found, within, found.problem, rescaled
        self.frame = Frame(found)
        correlations = [self.problem.thresholds[j] - abs(found.correlations[j]) for j in self.frame.off]
        self.rooms = [*map(abs, found.x), *correlations]

    @cached_property
    def pair(self) -> tuple[Witness, Bounds]:
        """A witness as short as the box allows, and what the box adds to its sides."""
        bounds, widths = self.rough[1], None
        for divisor in (8, 2**20, 2**60):
            widths = bounds.proposed(min(self.first, ONE) / divisor) if self.first else None
            if widths:
                break
        if not widths:
            return self.rough
        least, frame = min(widths), self.frame
        weighted = sum((v * w for v, w in zip(frame.row_sums, widths, strict=True)), ZERO)
        slack = min((v for v in self.rooms[len(widths) :] if v), default=ONE)
        bits = max(GUARD - bits_above(least) + 2, 1)
        inverse_bits = max(GUARD + bits_above(weighted / least), GUARD)
        off_bits = max(GUARD + bits_above(weighted / slack), GUARD)
        for precision in PRECISIONS:
            found = frame.witness(bits, inverse_bits, off_bits, precision)
            if found and all(side < w for side, w in zip(found.sides(whole(widths, bits)), widths, strict=False)):
                return found, self.bounds(found)
        return self.rough

    @cached_property
    def rough(self) -> tuple[Witness, Bounds]:
        """A witness longer than is needed."""
        frame = self.frame
        total = bits_above(1 + sum(frame.row_sums, ZERO))
        fine = max((-bits_above(abs(v)) for v in self.found.x if v), default=0)
        for precision in PRECISIONS:
            bits = precision // 2 + max(fine, 0)
            q = max(precision // 2 + total, 1)
            found = frame.witness(bits, q, q, precision)
            if found and all(sum(row) < frame.over << (q - 10) for row in found.factor.defects[: len(found.x)]):
                return found, self.bounds(found)
        raise BarriersError("the inverse of G is too large for the precisions that are tried")

    @cached_property
    def first(self) -> Fraction:
        """The multiple at which a condition is met to first order; `MOST` if none is."""
        ratio = self.rough[1].ratios(self.rooms, self.found.signs)
        return min(MOST, Fraction(ratio[0][0])) if ratio and ratio[0][0] <= MOST else MOST

    def bounds(self, witness: Witness) -> Bounds:
        """Return what a witness's sides are increased by."""
        frame, problem, within = self.frame, self.problem, self.within
        order, size, m = [*frame.support, *frame.off], len(frame.support), problem.rows
        weights = problem.row_weights or Block((1,) * m)
        rest, rest_over = witness.residual
        return Bounds(
            quotients([witness.x], 1 << witness.bits, size)[0],
            quotients([rest], rest_over, m)[0],
            *_arrays(witness.factor, size, m),
            _row(Block.of(self.found.gram.sums[j] for j in frame.support)),
            _row(weights),
            _row(Block.of(within.columns[j] for j in order)),
            _row(Block.of([within.y]))[0],
            _row(Block.of(within.thresholds[j] for j in order)),
        )

    @property
    def limit(self) -> Fraction:
        """The largest multiple for which no threshold falls below 0, at most `MOST`."""
        pairs = zip(self.problem.thresholds, self.within.thresholds, strict=True)
        return min([MOST, *(t / g for t, g in pairs if g)])

    def certified(self, t: Fraction, *, short: bool = False) -> tuple[Witness, list[int]] | None:
        """Return a witness with widths for radii times t (T1), or none; what it claims is checked in rationals."""
        if not self.found.strict or t > self.limit or t > self.first * BEYOND:
            return None
        for name in ("pair", "rough") if short else ("rough", "pair"):
            witness, bounds = getattr(self, name)
            proposed = bounds.proposed(t)
            if proposed is None:
                continue
            width = whole(proposed, witness.bits)
            rooms = witness.rooms(width)
            added = bounds.charges(t, [Fraction(w, 1 << witness.bits) for w in width], rooms)
            if added is not None and witness.holds(width, rooms, added):
                return witness, width
        return None

    def largest(self, least: Fraction = ZERO) -> Fraction:
        """Return the largest multiple that is certified, of those tried, to four digits; `least` is certified."""
        if not self.found.strict:
            return ZERO
        proposed = self.rough[1].largest(self.rooms, self.found.signs, self.limit)
        for factor in FACTORS:
            t = rounded_down(proposed * factor) if proposed else ZERO
            if t <= least or self.certified(t):
                return max(t, least)
        return least

    def ratios(self, most: int) -> list[tuple[Fraction, int]]:
        """Return the multiples at which the first conditions are met to first order, if the thresholds are fixed."""
        found = self.rough[1].ratios(self.rooms, self.found.signs, play=False)[:most]
        return [(Fraction(ratio), place) for ratio, place in found if ratio <= MOST]

    @property
    def costs(self) -> tuple[int, list[tuple[int, Fraction]]] | None:
        """Return the column that leaves or enters first, to first order, and the columns with their shares of that.

        The largest share is first, -1 is y; None if floats do not reach so far, or nothing moves.
        """
        bounds, order = self.rough[1], [*self.frame.support, *self.frame.off]
        first = bounds.ratios(self.rooms, self.found.signs, play=False)[:1]
        shares = bounds.shares(first[0][1]) if first else []
        if not shares:
            return None
        return order[first[0][1]], [(order[k] if k >= 0 else -1, Fraction(share)) for k, share in shares]

    def outward(self, place: int) -> int:
        """Return the sign with which x_i comes near 0, or |c_j| near l_j."""
        size = len(self.frame.support)
        if place < size:
            return -self.found.signs[place]
        return 1 if self.found.correlations[self.frame.off[place - size]] > 0 else -1

    def corner(self, place: int, direction: int) -> Corner:
        """Return the corner at which x_i, or c_j, moves furthest in a direction."""
        size, frame = len(self.frame.support), self.frame
        inside, own, right = self.rough[1].corner(place, direction)
        signs = dict(zip(frame.support, inside, strict=True))
        if place >= size:
            signs[frame.off[place - size]] = own
        columns = (signs.get(j, "") if r else "" for j, r in enumerate(self.within.columns))
        return Corner(tuple(columns), right if self.within.y else "")
