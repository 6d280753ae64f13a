"""ReLU networks on lines, at scale: every breakpoint exactly, found by floats and confirmed by integers (A0, A4).

`restriction` gives what `ReluNetwork.along` gives.  Both go from layer to layer and keep the exact affine functions of
the neurons on every piece.  Here the signs of all neurons at all breakpoints come from a float pass with the error
bound of theory/evaluation.py, and integers are asked where that leaves a sign open; a neuron is solved for its zero on
a piece only if its signs at the two ends differ.  So exact divisions and comparisons of rationals are as many as there
are breakpoints, and the whole time is linear in the number of pieces of the layers.
`steady` shows for thousands of intervals of a line at once that the function stays between two cuts on all of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import compress
from math import lcm
from operator import mul
from typing import Any

import numpy as np
from flint import fmpz, fmpz_mat
from numpy.typing import NDArray

from theory.evaluation import (
    FLOOR,
    TINY,
    UNIT,
    DoubleNetwork,
    Evaluable,
    Signs,
    cells_of,
    outwards,
    to_double,
)
from theory.exact import BarriersError, rational
from theory.layers import reduced
from theory.piecewise import LineRestriction, PiecewiseAffine
from theory.rounding import INFLATION, Doubles

__all__ = ["meets", "restriction", "steady", "windows"]

Vector = list[Fraction]


def restriction(
    network: Evaluable, origin: Sequence[Any], direction: Sequence[Any], within: tuple[Any, Any] | None = None
) -> LineRestriction:
    """Return t -> phi(origin + t * direction) on all of R with every t at which a neuron changes sign (A0).

    With `within` = (lo, hi) that is said of lo <= t <= hi alone; beyond, the first and the last piece go on.
    Raises `BarriersError` if the vectors do not have the network's input dimension, or unless lo < hi.

    >>> from theory.networks import ReluNetwork
    >>> phi = ReluNetwork.of([([[1], [1]], [0, -1]), ([[1, -2]], [0])])
    >>> restriction(phi, [0], [1]) == phi.along([0], [1])
    True
    >>> restriction(phi, [0], [1], (2, 3)).function.breakpoints
    ()
    """
    form = network.doubles
    base, along = ([rational(v) for v in vector] for vector in (origin, direction))
    if not len(base) == len(along) == form.dimension:
        raise BarriersError(f"a line in dimension {form.dimension} needs two vectors of that length")
    ends = within and (rational(within[0]), rational(within[1]))
    if ends and ends[0] >= ends[1]:
        raise BarriersError("a segment needs two ends lo < hi")
    common = lcm(*(v.denominator for v in (*base, *along)))
    state = fmpz_mat([[int(b * common), int(v * common)] for b, v in zip(base, along, strict=True)] + [[common, 0]])
    cuts: list[Fraction] = []
    *hidden, output = form.integer_layers
    for index, matrix in enumerate(hidden):
        # columns: intercepts and slopes, piece by piece; the last row holds their denominators
        image: list[list[fmpz]] = (matrix * state).tolist()
        signs = _signs(form, index, cuts, image[:-1], base, along, ends)
        if index + 1 < len(hidden):
            cuts, state = _rectify(cuts, _pieces(image, signs))
    cuts, pieces = _outputs(cuts, _pieces(image, signs), output)
    return LineRestriction(PiecewiseAffine(tuple(cuts), tuple(pieces)), tuple(cuts))


def _signs(
    form: DoubleNetwork,
    index: int,
    cuts: Sequence[Fraction],
    entries: list[list[fmpz]],
    base: Vector,
    along: Vector,
    ends: tuple[Fraction, Fraction] | None,
) -> Signs:
    """Return the sign of each neuron of layer `index` + 1 at the ends and at the cuts between, one row each.

    Without ends they are -infinity and infinity.
    """
    signs = np.empty((len(cuts) + 2, len(entries)), np.int8)
    if ends is None:
        signs[0] = [_sign(-row[1]) or _sign(row[0]) for row in entries]
        signs[-1] = [_sign(row[-1]) or _sign(row[-2]) for row in entries]
    else:
        (p, q), (r, s) = ((end.numerator, end.denominator) for end in ends)
        signs[0] = [_sign(row[0] * q + row[1] * p) for row in entries]
        signs[-1] = [_sign(row[-2] * s + row[-1] * r) for row in entries]
    if cuts:
        x = np.array(
            [[to_double(b + t * v) if v else to_double(b) for b, v in zip(base, along, strict=True)] for t in cuts]
        )
        shallow = DoubleNetwork(form.weights[: index + 1], form.biases[: index + 1])
        with np.errstate(all="ignore"):
            for rows, values, errors in shallow.pointwise(x):
                signs[1:-1][rows] = np.where(values[-1] > errors[-1], 1, np.where(values[-1] < -errors[-1], -1, 0))
        for piece, neuron in np.argwhere(signs[1:-1] == 0).tolist():
            t = cuts[piece]
            intercept, slope = entries[neuron][2 * piece : 2 * piece + 2]
            signs[piece + 1, neuron] = _sign(intercept * t.denominator + slope * t.numerator)
    return signs


def _sign(value: Any) -> int:
    return int(value > 0) - int(value < 0)


Zero = tuple[Fraction, list[int]]
"""A place inside a piece, and the neurons that are 0 there."""
Columns = tuple[Sequence[fmpz], Sequence[fmpz]]
"""Intercepts and slopes of the neurons before rho, their denominator last."""
Piece = tuple[Columns, list[bool], list[Zero]]
"""The neurons; which of them are active at first; the zeros, in order."""


def _pieces(image: list[list[fmpz]], signs: Signs) -> Iterator[Piece]:
    """Yield the pieces, from left to right."""
    columns = list(zip(*image, strict=True))
    active = (signs[:-1] > 0) | ((signs[:-1] == 0) & (signs[1:] > 0))
    crossing: dict[int, list[int]] = {}
    for piece, neuron in np.argwhere(signs[:-1] * signs[1:] < 0).tolist():
        crossing.setdefault(piece, []).append(neuron)
    for piece, alive in enumerate(active.tolist()):
        intercepts, slopes = columns[2 * piece : 2 * piece + 2]
        zeros: dict[Fraction, list[int]] = {}
        for neuron in crossing.get(piece, ()):
            zeros.setdefault(Fraction(-int(intercepts[neuron]), int(slopes[neuron])), []).append(neuron)
        yield (intercepts, slopes), alive, sorted(zeros.items())


def _rectify(cuts: Sequence[Fraction], pieces: Iterable[Piece]) -> tuple[list[Fraction], fmpz_mat]:
    """Apply rho to all neurons: cut each piece at its zeros, silence what is negative."""
    found: list[Fraction] = []
    flat: list[int] = []
    for before, (columns, alive, zeros) in zip([None, *cuts], pieces, strict=True):
        found += [] if before is None else [before]
        intercepts, slopes = reduced(*([int(v) for v in column] for column in columns))
        alive.append(True)  # the denominator
        rows = len(alive)
        affine = [v if k else 0 for column in (intercepts, slopes) for v, k in zip(column, alive, strict=True)]
        flat += affine
        for zero, neurons in zeros:
            found.append(zero)
            for neuron in neurons:
                on = not alive[neuron]
                affine[neuron], affine[rows + neuron] = (intercepts[neuron], slopes[neuron]) if on else (0, 0)
            flat += affine
    return found, fmpz_mat(len(flat) // rows, rows, flat).transpose()


def _outputs(
    cuts: Sequence[Fraction], pieces: Iterable[Piece], output: fmpz_mat
) -> tuple[list[Fraction], list[tuple[Fraction, Fraction]]]:
    """Apply rho and the last layer: the cuts, and slope and intercept between them.  A zero changes few summands."""
    (*weights, bias), (*_, over) = output.tolist()
    found: list[Fraction] = []
    values: list[tuple[Fraction, Fraction]] = []
    for before, ((intercepts, slopes), alive, zeros) in zip([None, *cuts], pieces, strict=True):
        found += [] if before is None else [before]
        scale = int(over * intercepts[-1])
        heard = list(compress(weights, alive))
        intercept = bias * intercepts[-1] + sum(map(mul, heard, compress(intercepts, alive)))
        slope = sum(map(mul, heard, compress(slopes, alive)))
        values.append((Fraction(int(slope), scale), Fraction(int(intercept), scale)))
        for zero, neurons in zeros:
            found.append(zero)
            for neuron in neurons:
                weight = -weights[neuron] if alive[neuron] else weights[neuron]
                intercept, slope = intercept + weight * intercepts[neuron], slope + weight * slopes[neuron]
            values.append((Fraction(int(slope), scale), Fraction(int(intercept), scale)))
    return found, values


def windows(centres: Sequence[Fraction], radius: Fraction) -> tuple[Doubles, Doubles]:
    """Return doubles below every x - radius and above every x + radius.

    >>> lower, upper = windows([Fraction(1, 3)], Fraction(1, 7))
    >>> Fraction(lower[0]) < Fraction(4, 21) and Fraction(upper[0]) > Fraction(10, 21)
    True
    """
    x = np.array([to_double(c) for c in centres])
    with np.errstate(all="ignore"):
        return outwards(x, np.full_like(x, to_double(radius) * INFLATION + FLOOR))


def meets(places: Sequence[Fraction], lower: Doubles, upper: Doubles) -> NDArray[np.bool_]:
    """Tell for each interval [lower, upper] of doubles whether one of the increasing places may lie in it.

    No place lies in an interval for which the answer is False, because rounding is monotone.

    >>> meets([Fraction(1, 3)], np.array([0.0, 0.5]), np.array([0.5, 1.0])).tolist()
    [True, False]
    """
    knots = np.array([to_double(t) for t in places])
    found = np.searchsorted(knots, lower, "left") < np.searchsorted(knots, upper, "right")
    return np.logical_or(found, ~(lower <= upper))  # NaN where the ends overflow


def steady(function: PiecewiseAffine, lower: Doubles, upper: Doubles, cuts: Sequence[Fraction]) -> Signs:
    """Return, for each interval [lower, upper] of doubles, where the function lies among the cuts on all of it.

    The answer is 2i if it stays strictly between c_i and c_{i+1}, as in `theory.evaluation.locate`, and -1 if floats
    do not show for any i that it does.

    >>> steady(PiecewiseAffine.affine(1, 0), np.array([0.0, 0.0]), np.array([0.5, 2.0]), [Fraction(1)]).tolist()
    [0, -1]
    """
    with np.errstate(all="ignore"):
        piece = np.searchsorted(np.array([to_double(t) for t in function.breakpoints]), lower, "left")
        slope, intercept = (
            np.array([to_double(v) for v in column])[piece] for column in zip(*function.pieces, strict=True)
        )
        left, right = (
            cells_of(
                slope * t + intercept,
                8 * UNIT * (np.abs(slope * t) + np.abs(intercept)) + TINY * (np.abs(slope) + np.abs(t)) + FLOOR,
                cuts,
            )
            for t in (lower, upper)
        )
    return np.where((left == right) & ~meets(function.breakpoints, lower, upper), left, np.int8(-1))
