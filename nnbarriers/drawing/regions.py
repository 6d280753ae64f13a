"""Where a network answers what, on a rectangle of the plane: convex polygons with rational corners, exactly (A0, A3).

On each polygon the network is affine, and its output lies between two neighbouring ends of the intervals of g.  A
corner carries its place and the values that the last layer has there, as numerators over one denominator: where a layer
is affine along an edge, a new corner on the edge is a combination of its ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd

from theory.exact import BarriersError
from theory.monotone import Monotone
from theory.networks import ReluNetwork

__all__ = ["Place", "Polygon", "answer", "regions"]

Place = tuple[Fraction, Fraction]
Polygon = tuple[Place, ...]
MOST = 20_000
"""So many polygons are drawn at most: the pieces of a deep network can be exponentially many."""
Corner = tuple[int, ...]
"""Numerators of x_1, x_2 and of the values of a layer, then their denominator, which is positive."""


def answer(g: Monotone, output: Fraction) -> int | None:
    """Return the label at which g is right about this output; None where it is right about neither.

    >>> from theory.monotone import identity
    >>> [answer(identity(), Fraction(v)) for v in (0, 1, 2)]
    [0, 1, None]
    """
    return next((label for label in (0, 1) if not g.fails(output, label)), None)


def regions(network: ReluNetwork, low: Place, high: Place, g: Monotone) -> list[tuple[Polygon, int | None]]:
    """Return polygons that tile the rectangle from `low` to `high` in the first two coordinates, and what g says there.

    The other coordinates are 0.  What is said holds inside each polygon; its edges belong to it or to a neighbour.
    Raises `BarriersError` for a network of fewer than two inputs, and for one with too many pieces to be drawn.

    >>> from theory.monotone import threshold
    >>> phi = ReluNetwork.of([([[1, 0]], [-1]), ([[1]], [0])])   # max(x_1 - 1, 0)
    >>> found = regions(phi, (Fraction(0), Fraction(0)), (Fraction(2), Fraction(1)), threshold("1/2"))
    >>> [(max(corner[0] for corner in polygon), said) for polygon, said in found]
    [(Fraction(1, 1), 0), (Fraction(3, 2), 0), (Fraction(2, 1), 1)]
    """
    if network.dimension < 2:
        raise BarriersError(f"regions of the plane need a network of two inputs or more, got {network.dimension}")
    places = ((low[0], low[1]), (high[0], low[1]), (high[0], high[1]), (low[0], high[1]))
    cells = [[_corner(*place, network.dimension) for place in places]]
    last = len(network.layers) - 1
    for index, matrix in enumerate(network.integer_layers):
        rows = [[int(v) for v in row] for row in matrix.tolist()]
        cells = [[_image(rows, corner) for corner in cell] for cell in cells]
        if index < last:
            for neuron in range(len(rows) - 1):
                cells = [part for cell in cells for part in _split(cell, neuron, Fraction(0))]
                if len(cells) > MOST:
                    raise BarriersError(f"the network has more than {MOST} affine pieces here: too many to be drawn")
            cells = [[_rectified(corner) for corner in cell] for cell in cells]
    for end in g.ends:
        cells = [part for cell in cells for part in _split(cell, 0, end)]
    return [(tuple(map(_place, cell)), answer(g, _inside(cell))) for cell in cells]


def _corner(x: Fraction, y: Fraction, dimension: int) -> Corner:
    """Return a corner of the rectangle: its place, the network's inputs there, their denominator."""
    q = x.denominator * y.denominator
    place = (x.numerator * y.denominator, y.numerator * x.denominator)
    return (*place, *place, *(0,) * (dimension - 2), q)


def _image(rows: list[list[int]], corner: Corner) -> Corner:
    """Return the corner with the values of the next layer, whose homogeneous matrix is given."""
    x, y, *values = corner
    scale, image = rows[-1][-1], (sum(w * v for w, v in zip(row, values, strict=True) if w) for row in rows)
    return _reduced((x * scale, y * scale, *image))


def _rectified(corner: Corner) -> Corner:
    return (*corner[:2], *(max(v, 0) for v in corner[2:]))


def _split(cell: list[Corner], neuron: int, end: Fraction) -> Iterator[list[Corner]]:
    """Yield the parts of a convex cell where a value is at most, and at least, `end`; the cell, if that is one part."""
    p, r = end.numerator, end.denominator
    sides = [r * corner[2 + neuron] - p * corner[-1] for corner in cell]
    if min(sides) >= 0 or max(sides) <= 0:
        yield cell
        return
    below: list[Corner] = []
    above: list[Corner] = []
    for i, corner in enumerate(cell):
        if sides[i - 1] * sides[i] < 0:
            one, other = abs(sides[i]), abs(sides[i - 1])
            crossing = _reduced(tuple(one * u + other * v for u, v in zip(cell[i - 1], corner, strict=True)))
            below.append(crossing)
            above.append(crossing)
        if sides[i] <= 0:
            below.append(corner)
        if sides[i] >= 0:
            above.append(corner)
    yield below
    yield above


def _reduced(corner: Corner) -> Corner:
    common = gcd(*corner)
    return tuple(v // common for v in corner) if common > 1 else corner


def _place(corner: Corner) -> Place:
    return Fraction(corner[0], corner[-1]), Fraction(corner[1], corner[-1])


def _inside(cell: list[Corner]) -> Fraction:
    """Return the network's output at the mean of the corners, which lies inside."""
    return sum((Fraction(corner[2], corner[-1]) for corner in cell), Fraction(0)) / len(cell)
