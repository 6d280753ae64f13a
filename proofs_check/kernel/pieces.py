"""A network on a segment of a line: u -> phi(u, rest) for lo <= u <= hi, as affine pieces, in integers.

The values of a layer are carried along from lo to hi. They are affine in u up to the next knot; there some of them
change, and only the changes are passed on to the next layer, which adds knots where its own neurons change sign.

Soundness: the pieces begin at lo, end at hi and meet at the knots, so they are all that is asked for. Layer by layer
the outputs are affine between the knots that are passed on: if all inputs of a layer are, so are its pre-activations,
whose steps at a knot are the layer's rows times those of the inputs; a zero between two knots is a knot of the outputs,
and a knot at which no output changes is passed on no further. Outputs are continuous, so one whose slope does not
change at a knot does not change there at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, groupby
from math import lcm
from operator import mul

from .relu import IntegerLayer, bound, longest_of

Affine = tuple[list[int], list[int]]
"""The functions (alpha + beta u) / scale of a layer: all alphas, all betas; the scale is the same on all pieces."""
Change = dict[int, tuple[int, int]]
"""What is added at a knot to some alphas and betas, by their places."""
TOGETHER = 100
"""How many layers go on from knot to knot together; two functions of each wait for those of the next."""
GCD = 50
"""How many products reducing a fraction counts for."""


class Meter:
    """The work of a check, counted while it is done: a product of a and b machine words counts 8 + ab."""

    def __init__(self) -> None:
        self.work = 0
        self.most: int | None = None

    def allow(self, more: int | None) -> None:
        """From here on spend at most so much more; None takes the allowance back."""
        self.most = None if more is None else self.work + more

    def spend(self, products: int, bits: int, others: int) -> None:
        """Count products, and 500 for what is done besides; raises Unsupported or Many if it is too much."""
        self.work += 500 + products * (8 + (1 + bits // 64) * (1 + others // 64))
        bound(self.work)
        if self.most is not None and self.work > self.most:
            self.most = None
            raise Many


class Many(Exception):
    """A segment has so many knots that shorter ones are better taken one by one."""


class Pieces:
    """The restriction of a network to a segment: its knots, strictly between the ends, and a piece more than these.

    Raises Many if `times` is given and the knots cost more than so many times what the first piece costs.
    """

    def __init__(
        self, layers: list[IntegerLayer], rest: list[Fraction], lo: Fraction, hi: Fraction, meter: Meter,
        times: int | None = None,
    ) -> None:  # fmt: skip
        begun = meter.work
        self.scale, self.meter = lcm(*(v.denominator for v in rest)), meter
        first: Affine = [0, *(int(v * self.scale) for v in rest)], [self.scale, *[0] * len(rest)]
        bits = max(abs(v) for v in [*first[0], self.scale]).bit_length()
        knots: Iterator[tuple[Fraction, Change]] = iter(())
        steps: Iterator[tuple[Fraction, Affine]] = iter(())
        for number, (rows, common) in enumerate(layers):
            if number:
                first, knots = rectified(first, steps, lo, hi, bits, meter)
            if number % TOGETHER == TOGETHER - 1:
                spent = meter.work - begun
                meter.allow(times and times * spent)
                knots = iter(list(knots))
                meter.allow(None)
                begun = meter.work - spent
            first, steps = applied(rows, first, knots, self.scale, bits, meter)
            bits += max(common.bit_length(), longest_of(rows)) + len(rows[0]).bit_length()
            self.scale *= common
        self.bits, self.knots = bits, list[Fraction]()
        self.outputs = [(first[0][0], first[1][0])]
        meter.allow(times and times * (meter.work - begun))
        for knot, ((alpha,), (beta,)) in steps:
            self.knots.append(knot)
            self.outputs.append((self.outputs[-1][0] + alpha, self.outputs[-1][1] + beta))
        meter.allow(None)
        self.piece = 0

    def along(self, lo: Fraction, hi: Fraction) -> Iterator[tuple[int, int]]:
        """Yield the outputs at lo, at the knots between, and at hi, as numerators and positive denominators.

        The output is affine between them. Neighbouring segments are best asked for one after the other.
        """
        piece = self.piece
        while piece and self.knots[piece - 1] > lo:
            piece -= 1
        while piece < len(self.knots) and self.knots[piece] <= lo:
            piece += 1
        self.piece = piece
        yield self.at(piece, lo)
        while piece < len(self.knots) and self.knots[piece] < hi:
            piece += 1
            yield self.at(piece, self.knots[piece - 1])
        if lo < hi:
            yield self.at(piece, hi)

    def at(self, piece: int, u: Fraction) -> tuple[int, int]:
        """Return the output at a point of a piece."""
        self.meter.spend(3, self.bits, u.numerator.bit_length() + u.denominator.bit_length())
        alpha, beta = self.outputs[piece]
        return alpha * u.denominator + beta * u.numerator, self.scale * u.denominator


def applied(
    rows: list[list[int]], first: Affine, knots: Iterator[tuple[Fraction, Change]], scale: int, bits: int, meter: Meter
) -> tuple[Affine, Iterator[tuple[Fraction, Affine]]]:
    """Apply the affine map of a layer: return its values on the first piece, and what is added to all at the knots."""
    entry = longest_of(rows)
    meter.spend(2 * len(rows) * len(rows[0]), entry, bits)
    alpha, beta = [*first[0], scale], first[1]
    start = [sum(map(mul, row, alpha)) for row in rows], [sum(map(mul, row, beta)) for row in rows]
    return start, added(list(zip(*rows)), knots, entry, bits, meter)


def added(
    columns: list[tuple[int, ...]], knots: Iterator[tuple[Fraction, Change]], entry: int, bits: int, meter: Meter
) -> Iterator[tuple[Fraction, Affine]]:
    """Yield the knots with the products of a layer's columns and the changes of its inputs."""
    for knot, change in knots:
        meter.spend(2 * len(columns[0]) * len(change), entry, bits)
        alpha, beta = zip(*change.values())
        if len(change) == 1:
            (column,) = (columns[j] for j in change)
            yield knot, ([w * alpha[0] for w in column], [w * beta[0] for w in column])
        else:
            rows = list(zip(*(columns[j] for j in change)))
            yield knot, ([sum(map(mul, row, alpha)) for row in rows], [sum(map(mul, row, beta)) for row in rows])


def rectified(
    first: Affine, steps: Iterator[tuple[Fraction, Affine]], lo: Fraction, hi: Fraction, bits: int, meter: Meter
) -> tuple[Affine, Iterator[tuple[Fraction, Change]]]:
    """Apply the maximum with 0: return the values on the first piece, and the knots with what changes there."""
    values = at(first, lo, bits, meter)
    on = turned_on(values, first)
    start = [a if o else 0 for a, o in zip(first[0], on)], [b if o else 0 for b, o in zip(first[1], on)]
    return start, changed(first, values, on, chain(steps, [(hi, ([], []))]), bits, meter)


def changed(
    now: Affine, left: list[int], on: list[bool], steps: Iterator[tuple[Fraction, Affine]], bits: int, meter: Meter
) -> Iterator[tuple[Fraction, Change]]:
    """Yield the knots of a layer's outputs: where its pre-activations change, and their zeros in between."""
    for knot, step in steps:
        right = at(now, knot, bits, meter)
        zeros = [
            (Fraction(-now[0][j], now[1][j]), j) for j, (s, t) in enumerate(zip(left, right)) if s < 0 < t or t < 0 < s
        ]
        meter.spend(GCD * len(zeros), bits, bits)
        for zero, group in groupby(sorted(zeros, key=order), key=lambda pair: pair[0]):
            crossing = [j for _, j in group]
            yield zero, {j: (-now[0][j], -now[1][j]) if on[j] else (now[0][j], now[1][j]) for j in crossing}
            for j in crossing:
                on[j] = not on[j]
        if not step[0]:
            return
        then = [a + b for a, b in zip(now[0], step[0])], [a + b for a, b in zip(now[1], step[1])]
        after = turned_on(right, then)
        if change := difference(now, on, step, then, after):
            yield knot, change
        now, left, on = then, right, after


def difference(now: Affine, on: list[bool], step: Affine, then: Affine, after: list[bool]) -> Change:
    """Return how the outputs differ, where the pre-activations now and then differ by the step: all are continuous."""
    change: Change = {}
    for j, (was, will, a, b) in enumerate(zip(on, after, *step)):
        if was and will:
            if b:
                change[j] = a, b
        elif will:
            change[j] = then[0][j], then[1][j]
        elif was:
            change[j] = -now[0][j], -now[1][j]
    return change


def at(functions: Affine, u: Fraction, bits: int, meter: Meter) -> list[int]:
    """Return the values of affine functions at u, times a positive number."""
    p, q = u.numerator, u.denominator
    meter.spend(2 * len(functions[0]), bits, max(abs(p), q).bit_length())
    return [a * q + b * p for a, b in zip(*functions)]


def turned_on(values: list[int], functions: Affine) -> list[bool]:
    """Tell of each function with such a value at some u whether it is positive just after u."""
    return [v > 0 or (v == 0 and b > 0) for v, b in zip(values, functions[1])]


def order(zero: tuple[Fraction, int]) -> tuple[int, Fraction]:
    """Return a key that sorts numbers, most of them by an integer alone."""
    return (zero[0].numerator << 64) // zero[0].denominator, zero[0]
