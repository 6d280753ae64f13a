"""Exact decisions about classifiers at labelled points, moved by a vector, by its multiples, by all vectors near (U).

A network with outputs z_0, …, z_{k-1} is *right* at a point of label y if z_y > z_j for all other j, and *wrong* if
some z_j > z_y; a tie is neither. One output z with a threshold t counts as two, (t, z). Everything is integer, over one
denominator; the products with the first weights are computed once for the points and once for the vector.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import gcd, lcm
from typing import Any

from flint import fmpz_mat

from theory.exact import BarriersError, Brief, brief, natural, rational
from theory.layers import Layer, exact_layer_values

__all__ = ["HALVINGS", "LabelledPoints", "Margins", "labelled_points", "together", "two_outputs"]

HALVINGS = 64
"""How often an interval of scalings is halved, at most."""
PIECES = 1000
"""About how many intervals of scalings are looked at for one point, at most."""
Tube = tuple[int, Fraction, Fraction]
"""The number of a point, and an interval of scalings."""


@dataclass(frozen=True, repr=False)
class LabelledPoints(Brief):
    """Points scale * rows[k], of integers, with labels 0, 1, …; made by `labelled_points`."""

    rows: tuple[tuple[int, ...], ...]
    labels: tuple[int, ...]
    scale: Fraction

    @property
    def told(self) -> str:
        """How many points, and their dimension."""
        return f"{len(self.rows)} points in dimension {self.dimension}, {len(set(self.labels))} labels"

    @property
    def dimension(self) -> int:
        """The dimension d."""
        return len(self.rows[0])

    def point(self, k: int) -> tuple[Fraction, ...]:
        """Return point k, counted from 0."""
        return tuple(self.scale * v for v in self.rows[k])


def labelled_points(points: Iterable[Iterable[Any]], labels: Iterable[Any], scale: Any = 1) -> LabelledPoints:
    """Return points, times the scale, and their labels; numbers of any kind are the rationals that they are.

    Images of bytes have the scale 1/255. Raises `BarriersError` for points of several dimensions, none, other labels
    than whole numbers, or as many labels as points.

    >>> labelled_points([[0.5, 2], [1, 0.25]], [0, 1])
    <LabelledPoints: 2 points in dimension 2, 2 labels>
    >>> labelled_points([[0, 255]], [1], "1/255").point(0)
    (Fraction(0, 1), Fraction(1, 1))
    """
    exact = [[v if type(v) is int else rational(v) for v in row] for row in points]
    named, by = tuple(natural(y, "a label", 0) for y in labels), rational(scale)
    if not exact or not exact[0] or len({len(row) for row in exact}) != 1:
        raise BarriersError(f"points must be rows of one length, got {len(exact)} rows")
    if len(named) != len(exact):
        raise BarriersError(f"every point has one label, got {len(exact)} points and {len(named)} labels")
    if by <= 0:
        raise BarriersError(f"the scale of the points must be positive, got {brief(by)}")
    common = lcm(*(v.denominator for row in exact for v in row))
    rows = tuple(tuple(v.numerator * (common // v.denominator) for v in row) for row in exact)
    return LabelledPoints(rows, named, by / common)


def together(parts: Sequence[LabelledPoints]) -> LabelledPoints:
    """Return the points of several sets of one dimension as one set, over one scale.

    >>> together([labelled_points([[1]], [0], "1/4"), labelled_points([[1]], [1], "1/6")]).rows
    ((3,), (2,))
    """
    bottom = lcm(*(part.scale.denominator for part in parts))
    scale = Fraction(gcd(*(int(part.scale * bottom) for part in parts)), bottom)
    rows = tuple(tuple(v * int(part.scale / scale) for v in row) for part in parts for row in part.rows)
    return LabelledPoints(rows, tuple(y for part in parts for y in part.labels), scale)


def two_outputs(layers: Sequence[Layer], threshold: Fraction) -> tuple[Layer, ...]:
    """Return the layers of (t, z) for a network of one output z: label 1 means z > t."""
    last = layers[-1]
    still = (Fraction(0),) * len(last.weights[0])
    return (*layers[:-1], Layer((still, *last.weights), (threshold, *last.bias)))


class Margins:
    """The exact decisions about one vector: everything in integers over one denominator."""

    def __init__(
        self,
        layers: Sequence[Layer],
        data: LabelledPoints,
        threshold: Fraction | None,
        eta: Sequence[Fraction],
        box: tuple[Fraction, Fraction] | None,
    ) -> None:
        whole = tuple(layers) if threshold is None else two_outputs(layers, threshold)
        self.layers, self.labels = [layer.homogeneous for layer in whole], data.labels
        ends = () if box is None else box
        self.over = lcm(data.scale.denominator, *(v.denominator for v in (*eta, *ends)))
        by = int(data.scale * self.over)
        points = [[v * by for v in row] for row in data.rows]
        move = [int(v * self.over) for v in eta]
        self.first = self._products(points, self.over)
        self.shift = self._products([move], 0)[0]
        self.moved = [[a + b for a, b in zip(row, self.shift, strict=True)] for row in self.first]
        if box is not None:
            low, high = (int(v * self.over) for v in box)
            if any(not low <= v <= high for row in points for v in row):
                raise BarriersError(
                    f"all points must lie in the box [{brief(box[0])}, {brief(box[1])}]: give their unit, or enlarge it"
                )
            clipped = [[min(max(v + e, low), high) for v, e in zip(row, move, strict=True)] for row in points]
            self.moved = self._products(clipped, self.over)

    def _products(self, rows: list[list[int]], last: int) -> list[list[int]]:
        """Return the first layer's pre-activations at points over one denominator, that denominator last."""
        flat = [v for row in rows for v in (*row, last)]
        columns = fmpz_mat(len(rows), len(rows[0]) + 1, flat).transpose()
        return [[int(v) for v in row] for row in (self.layers[0] * columns).transpose().tolist()]

    def decisions(self, first: list[list[int]]) -> tuple[int, ...]:
        """Return 1 for right, 0 for a tie and -1 for wrong at points with these first pre-activations."""
        state = fmpz_mat(len(first), len(first[0]), [max(v, 0) for row in first for v in row]).transpose()
        *_, last = exact_layer_values(self.layers[1:], state)
        found = []
        for y, outputs in zip(self.labels, last.transpose().tolist(), strict=True):
            most = max(v for j, v in enumerate(outputs[:-1]) if j != y)
            found.append((outputs[y] > most) - (outputs[y] < most))
        return tuple(found)

    def wrong_throughout(self, tubes: list[Tube], radius: Fraction) -> list[bool]:
        """Tell for each point and interval whether bounds show some one z_j > z_y in all of the tube about it."""
        if not tubes:
            return []
        matrix = self.layers[0].tolist()[:-1]
        sums = [int(sum(abs(v) for v in row[:-1])) for row in matrix]
        over = 2 * lcm(radius.denominator, *(v.denominator for _, u, w in tubes for v in (u, w)))
        middle, spread, r = [], [], int(radius * over * self.over)
        for k, u, w in tubes:
            at, half = int(((u + w) / 2 - 1) * over), int((w - u) / 2 * over)
            middle += [m * over + at * s for m, s in zip(self.moved[k][:-1], self.shift[:-1], strict=True)]
            spread += [half * abs(s) + r * t for s, t in zip(self.shift[:-1], sums, strict=True)]
        shape, scale = (len(tubes), len(sums)), self.moved[0][-1] * over
        for layer in self.layers[1:-1]:
            centre, radii = _rectified(shape, middle, spread, scale)
            rows = [row[:-1] for row in layer.tolist()[:-1]]
            absolute = fmpz_mat(len(rows), len(rows[0]), [abs(v) for row in rows for v in row])
            middle = _entries(layer, centre)
            spread = [int(v) for v in (absolute * radii).transpose().entries()]
            shape, scale = (len(tubes), len(rows)), 2 * scale * int(layer[layer.nrows() - 1, layer.ncols() - 1])
        return self._apart(tubes, *_rectified(shape, middle, spread, scale))

    def _apart(self, tubes: list[Tube], centre: fmpz_mat, radii: fmpz_mat) -> list[bool]:
        """Tell where some output is above the label's whatever the inputs of the last layer within the bounds."""
        last = self.layers[-1]
        rows = [row[:-1] for row in last.tolist()[:-1]]
        outputs, found = (last * centre).transpose().tolist(), []
        spreads = radii.transpose().tolist()
        for (k, _, _), values, spread in zip(tubes, outputs, spreads, strict=True):
            y = self.labels[k]
            ahead = [j for j in range(len(rows)) if values[j] > values[y]]
            differences = ([abs(a - b) for a, b in zip(rows[j], rows[y], strict=True)] for j in ahead)
            lost = (sum(a * b for a, b in zip(row, spread, strict=True)) for row in differences)
            found.append(any(values[j] - values[y] > v for j, v in zip(ahead, lost, strict=True)))
        return found

    def pieces_needed(self, points: list[int], lo: Fraction, hi: Fraction, radius: Fraction) -> dict[int, int]:
        """Return for each point how many intervals show that it is wrong throughout, 0 if HALVINGS and PIECES do not.

        Where the middle of an interval is not shown to be wrong, no shorter one around it is.
        """
        counts, failed = dict.fromkeys(points, 0), set()
        tubes: list[Tube] = [(k, lo, hi) for k in points]
        for _ in range(HALVINGS + 1):
            shown = self.wrong_throughout(tubes, radius)
            for k, _, _ in tubes:
                counts[k] += 1
            left = [tube for tube, good in zip(tubes, shown, strict=True) if not good]
            middles = self.wrong_throughout([(k, (u + w) / 2, (u + w) / 2) for k, u, w in left], radius)
            failed |= {k for (k, _, _), good in zip(left, middles, strict=True) if not good or counts[k] > PIECES}
            halved = [half for k, u, w in left for half in ((k, u, (u + w) / 2), (k, (u + w) / 2, w))]
            tubes = [tube for tube in halved if tube[0] not in failed]
        failed |= {k for k, _, _ in tubes}
        return {k: 0 if k in failed else count for k, count in counts.items()}


def _rectified(shape: tuple[int, int], middle: list[int], spread: list[int], scale: int) -> tuple[fmpz_mat, fmpz_mat]:
    """Return centres (with their denominator) and radii, as columns over twice the scale, of rho of the intervals."""
    low = [max(m - s, 0) for m, s in zip(middle, spread, strict=True)]
    high = [max(m + s, 0) for m, s in zip(middle, spread, strict=True)]
    count, width = shape
    sums = iter([a + b for a, b in zip(low, high, strict=True)])
    centre = [v for _ in range(count) for v in (*islice(sums, width), 2 * scale)]
    radii = [b - a for a, b in zip(low, high, strict=True)]
    return fmpz_mat(count, width + 1, centre).transpose(), fmpz_mat(count, width, radii).transpose()


def _entries(layer: fmpz_mat, centre: fmpz_mat) -> list[int]:
    """Return the values of a layer, point by point, without their denominator."""
    return [int(v) for row in (layer * centre).transpose().tolist() for v in row[:-1]]
