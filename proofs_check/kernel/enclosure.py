"""The left sides of T1.2 and T1.4 in integers: how far x and the correlations may move for data within radii."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isqrt

from .packing import Work, bits_in, dot, packed, store

LEADING = 24
"""Bits to which entries are rounded for a first bound, with which most columns are settled."""


@dataclass(frozen=True)
class Instance:
    """A regression and x in integers: A times D, x times P, y times PD, the weights of the rows times E.

    So the thresholds and their radii (`play`) are multiplied by P D^2 E, the ridge by D^2 E (`scale`), the radii of the
    columns by D, the radius of y (`right`) by PD; and all of these by T (`unit`).
    """

    columns: list[list[int]]
    y: list[int]
    weights: list[int]
    unit: int
    scale: int
    thresholds: list[int]
    ridge: list[int]
    radii: list[int]
    play: list[int]
    right: int
    x: list[int]
    width: list[int]

    def length(self, values: Sequence[int]) -> int:
        """Return the weighted sum of absolute values."""
        return dot(self.weights, map(abs, values))


class Sides:
    """Left sides times T^2, for a row of inverse or combinations times its denominator; T1.2 times D^2 E besides.

    T1.2 is T1.4 for the column 0 and a row of the inverse as its combination, with the identity added to the products.
    """

    def __init__(self, it: Instance, support: list[int], signs: list[int], rows: list[int], work: Work) -> None:
        self.it, self.work, self.chosen = it, work, [it.columns[j] for j in support]
        self.row, self.entry, k = bits_in(rows), max(map(bits_in, it.columns)), len(support)
        self._count(k)
        self.residual = it.y
        for x, column in zip(it.x, self.chosen):
            self.residual = [v - x * a for v, a in zip(self.residual, column)]
        self.weighted = [v * w for v, w in zip(self.residual, it.weights)]
        heavy = [[a * w for a, w in zip(column, it.weights)] for column in self.chosen]
        self.sizes = [sum(map(abs, column)) for column in heavy]
        rounded = [leading(column) for column in heavy]
        self.shifts = [shift for _, shift in rounded]
        self.rough = packed(list(zip(*(values for values, _ in rounded))), k, LEADING)
        self.products = packed(list(zip(*heavy)), k, self.entry)
        gram = [[it.unit * v for v in self.products.times(column)] for column in self.chosen]
        for i, j in enumerate(support):
            gram[i][i] += it.ridge[j]
        self.gram = packed(gram, k, self.row)
        fits = [it.unit * dot(column, self.weighted) for column in self.chosen]
        self.linear = [s * it.thresholds[j] + it.ridge[j] * x - c for s, j, x, c in zip(signs, support, it.x, fits)]
        self.radii, self.play = [it.radii[j] for j in support], [it.play[j] for j in support]
        self.mass, self.left = sum(it.weights), it.length(self.residual)
        self.drift, self.wide = dot(self.radii, map(abs, it.x)), dot(self.radii, it.width)
        self.second = it.unit * dot(self.sizes, it.width) + self.mass * self.wide

    def _count(self, k: int) -> None:
        """Count all work but that of exact sides."""
        it, work, entry = self.it, self.work, self.entry
        m, n, heavy = len(it.y), len(it.columns), entry + bits_in(it.weights)
        point, gram = bits_in([*it.x, *it.width]), entry + heavy + len(it.y).bit_length() + it.unit.bit_length()
        self.rest = bits_in(it.y) + point + entry
        side = 2 * self.row + 2 * it.unit.bit_length() + max(self.rest + heavy, gram + point)
        store(m * k, entry + heavy)
        store(k * k, gram + self.row)
        work.add(2 * k * m, point, heavy)
        work.add(k * m, entry, k * (entry + heavy))
        work.add(m * n, LEADING, 3 * k * LEADING)
        work.add(2 * m * n, heavy, self.rest)
        work.add(n * k, self.row, k * (gram + self.row))
        work.add(12 * n * k, side, side)

    def of(self, row: list[int], over: int, less: list[int], column: list[int], radius: int) -> Iterator[int]:
        """Yield a bound of the side, then the side itself; no column is a column 0."""
        it, sizes, moved = self.it, [*map(abs, row)], self.gram.times(row)
        unit, spread = it.unit * over, dot(sizes, self.radii)
        center = abs(unit * dot(column, self.weighted) + dot(row, self.linear))
        kappa = over * radius + spread
        fixed = it.unit * (center + over * radius * self.left + dot(sizes, self.play))
        fixed += kappa * (self.mass * (it.right + self.drift) + self.second)

        def side(length: int, products: list[int], off: list[int], deviation: int) -> int:
            gaps = [abs(unit * c - v + e) + unit * d for c, v, e, d in zip(products, moved, less, off)]
            return fixed + it.unit * (length * (it.right + self.wide) + deviation + dot(gaps, it.width))

        near, off = self.roughly(column)
        square = unit * over * dot(map(int.__mul__, column, column), it.weights) + dot(row, moved)
        square += 2 * unit * (dot(sizes, off) - dot(row, near))
        length = isqrt(self.mass * square // it.unit) + 1  # by Cauchy's inequality
        yield side(length, near, off, spread * self.left + self.drift * length)
        self.work.add(3 * len(row) * len(it.y), self.row + bits_in(it.x), self.rest + self.entry)
        self.work.add(len(it.y), self.entry, len(row) * 2 * self.entry)
        rest = [over * a for a in column] or [0] * len(it.y)
        for v, chosen in zip(row, self.chosen):
            rest = [q - v * a for q, a in zip(rest, chosen)]
        turned = zip(row, it.x, self.radii)
        deviation = sum(e * it.length([v * r + x * q for r, q in zip(self.residual, rest)]) for v, x, e in turned if e)
        yield side(it.length(rest), self.products.times(column), [0] * len(row), deviation)

    def roughly(self, column: list[int]) -> tuple[list[int], list[int]]:
        """Return near products of a column with those of the support, and how far they may be off."""
        values, shift = leading(column)
        size, half = sum(map(abs, values)) << shift, 2**shift // 2
        near = [v << (shift + s) for v, s in zip(self.rough.times(values), self.shifts)]
        return near, [half * length + 2**s // 2 * size for length, s in zip(self.sizes, self.shifts)]


def leading(values: list[int]) -> tuple[list[int], int]:
    """Return integers of absolute value at most 2^LEADING, and the exponent of the power of 2 that they are times."""
    shift = max(0, bits_in(values) - LEADING)
    half = 2**shift // 2
    return [(v + half) >> shift for v in values], shift
