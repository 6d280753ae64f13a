"""Exact decisions about ReLU networks at float speed: a float filter with a proved bound, integers for the rest.

Where does phi(p) lie among finitely many rational cuts?  Four stages, each for the points that the one before leaves:
0. one NumPy pass in float32, in blocks that fit the cache, with one bound on |computed - exact| for each block, if the
   points are many (theory/singles.py);
1. the same in float64;
2. the same bound for blocks of one point, which is the classical running error bound;
3. integers (python-flint), which decide everything: `Undecided` does not occur.

The bound is that of theory/rounding.py; its proof is in docs/evaluation.md.  Serves A3, A4.
A network is the real function its weights define; what a machine would answer is not decided here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import gcd, inf, isinf, nextafter
from typing import Any, Protocol

import numpy as np
from flint import fmpz_mat
from numpy.typing import NDArray

from theory.exact import BarriersError, rational
from theory.layers import Layer, check_widths, exact_layer_values, homogeneous
from theory.monotone import Monotone
from theory.rounding import FOLD, Doubles, largest, layer_errors
from theory.singles import Singles

__all__ = ["DoubleNetwork", "Evaluable", "activation_signs", "at_least", "enclose", "failing", "locate", "sides"]

Signs = NDArray[np.int8]
Points = Sequence[Sequence[Any]] | NDArray[Any]

UNIT = 2.0**-52
"""Bounds the relative error of one operation in every rounding direction; half of it does for rounding to nearest."""
FLOOR = 2.0**-960
"""Far above every error of underflow (at most 2^-1022 an operation or operand, flushed or not)."""
TINY = 2.0**-1000
"""Above the error of a weight that underflows."""
LIMIT = 2.0**900
"""A bound above this says nothing, and overflow is possible."""
OUTWARD = 2.0**-50
SMALLEST_NORMAL = 2.0**-1022
WIDEST = 2**24
"""Widest layer for which the bound is proved."""
BLOCK = 2**15
"""About how many doubles of one layer a block holds, so that a block stays in the cache."""
CHUNK = 2**22
"""About how many doubles one matrix product computes: enough to keep the threads of a BLAS busy."""


class Evaluable(Protocol):
    """A network that can be evaluated: it has `doubles`."""

    @property
    def doubles(self) -> DoubleNetwork:
        """The nearest doubles of its weights, and the exact ones."""


@dataclass(frozen=True, eq=False)
class DoubleNetwork:
    """A network with its weights rounded to the nearest doubles, and exactly: `weights[l]` is N_l x N_{l-1}.

    Made by `of_arrays` or `of`.
    """

    weights: tuple[Doubles, ...]
    biases: tuple[Doubles, ...]
    source: tuple[Layer, ...] | None = None

    @classmethod
    def of_arrays(cls, layers: Iterable[tuple[Any, Any]]) -> DoubleNetwork:
        """Build a network from copies of (weights, bias) arrays of doubles or narrower floats, without loops in Python.

        Raises `BarriersError` for shapes that do not fit, NaN, infinities and numbers that are not doubles.

        >>> phi = DoubleNetwork.of_arrays([(np.eye(2), np.zeros(2)), (np.ones((1, 2)), np.zeros(1))])
        >>> at_least(phi, [(1, 2), (1, 1)], 3).tolist()
        [True, False]
        """
        pairs = [(_doubles(weights, "weights", 2), _doubles(bias, "biases", 1)) for weights, bias in layers]
        for number, (weights, bias) in enumerate(pairs, 1):
            if len(bias) != len(weights) or (number > 1 and weights.shape[1] != len(pairs[number - 2][1])):
                raise BarriersError(f"layer {number}: weights {weights.shape}, {len(bias)} biases do not fit")
        check_widths([*(weights.shape[1] for weights, _ in pairs[:1]), *(len(bias) for _, bias in pairs)])
        return cls(tuple(weights for weights, _ in pairs), tuple(bias for _, bias in pairs))

    @classmethod
    def of(cls, layers: tuple[Layer, ...]) -> DoubleNetwork:
        """Round the weights of layers of rationals; what rounding does is covered by the bound."""
        weights = tuple(np.array([to_doubles(row) for row in layer.weights]) for layer in layers)
        biases = tuple(np.array(to_doubles(layer.bias)) for layer in layers)
        return cls(weights, biases, layers)

    @property
    def doubles(self) -> DoubleNetwork:
        """Itself: every function of this module takes what has `doubles`."""
        return self

    @property
    def dimension(self) -> int:
        """The input dimension d."""
        return int(self.weights[0].shape[1])

    @cached_property
    def _absolute(self) -> tuple[tuple[Doubles, Doubles], ...]:
        return tuple((np.abs(w), np.abs(b)) for w, b in zip(self.weights, self.biases, strict=True))

    @cached_property
    def integer_layers(self) -> tuple[fmpz_mat, ...]:
        """The exact homogeneous matrices [[M, B], [0, D]] with W = M/D, b = B/D."""
        if self.source is not None:
            return tuple(layer.homogeneous for layer in self.source)
        return tuple(_integer_layer(w, b) for w, b in zip(self.weights, self.biases, strict=True))

    def errors(self, magnitudes: Sequence[Doubles]) -> Iterator[Doubles]:
        """Yield the bounds on the pre-activations of layer after layer, one row for each row of `magnitudes`.

        `magnitudes[l]` bounds the absolute values of the inputs of layer l+1, as computed.
        """
        constants = {"unit": UNIT, "floor": FLOOR, "tiny": TINY, "limit": LIMIT}
        return layer_errors(magnitudes, self._absolute, **constants, widest=WIDEST)

    @cached_property
    def singles(self) -> Singles:
        """The network in float32."""
        return Singles(self.weights, self.biases)

    def blockwise(self, x: Doubles) -> tuple[Doubles, Doubles]:
        """Stage 1: return phi at the rows of x as computed and a bound on the error, the same within a block."""
        widest = max(len(bias) for bias in self.biases)
        rows = FOLD * max(1, BLOCK // (FOLD * widest))
        chunk = rows * max(1, CHUNK // (rows * widest))
        starts = range(0, len(x), rows)
        magnitudes = [np.maximum.reduceat(np.abs(x.T, order="C"), starts, axis=1).T]
        magnitudes += [np.empty((len(starts), len(bias))) for bias in self.biases[:-1]]
        output, buffers = np.empty(len(x)), [np.empty(min(chunk, len(x)) * widest) for _ in range(2)]
        for first in range(0, len(x), chunk):
            state = np.ascontiguousarray(x[first : first + chunk])
            for layer, (weights, bias) in enumerate(zip(self.weights[:-1], self.biases[:-1], strict=True)):
                room = buffers[layer % 2][: len(state) * len(bias)].reshape(len(state), len(bias))
                state = np.matmul(state, weights.T, out=room)
                _rectify(state, bias, rows, magnitudes[layer + 1][first // rows :])
            np.matmul(state, self.weights[-1][0], out=output[first : first + chunk])
        *_, last = self.errors(magnitudes)
        return output + self.biases[-1][0], np.repeat(last[:, 0], rows)[: len(x)]

    def pointwise(self, x: Doubles) -> Iterator[tuple[slice, list[Doubles], list[Doubles]]]:
        """Stage 2: yield (rows, pre-activations as computed, bounds on their errors), layer by layer, in chunks."""
        rows = max(1, BLOCK // max(len(bias) for bias in self.biases))
        for start in range(0, len(x), rows):
            state = np.ascontiguousarray(x[start : start + rows])
            values, magnitudes = [], [np.abs(state)]
            for weights, bias in zip(self.weights, self.biases, strict=True):
                values.append(state @ weights.T + bias)
                magnitudes.append(state := np.maximum(values[-1], 0))
            yield slice(start, start + len(state)), values, list(self.errors(magnitudes[:-1]))


def _rectify(state: Doubles, bias: Doubles, rows: int, magnitudes: Doubles) -> None:
    """Add the bias and apply rho in place, and record the largest entries, block by block in the cache."""
    for block, start in enumerate(range(0, len(state), rows)):
        part = state[start : start + rows]
        part += bias
        np.maximum(part, 0, out=part)
        magnitudes[block] = largest(part)


def _doubles(array: Any, what: str, dimensions: int) -> Doubles:
    """Return an array of finite doubles that equal what came in, or raise."""
    given = np.asarray(array)
    if not _is_exact(given.dtype) or given.ndim != dimensions or given.size == 0:
        got = f"{given.dtype} {given.shape}"
        raise BarriersError(f"{what} must be an array of floats of {dimensions} dimensions, got {got}")
    found = np.array(widened(given), order="C")  # a copy: training may go on in what came in
    found.setflags(write=False)
    if not np.isfinite(found).all():
        raise BarriersError(f"{what} must be finite, got NaN or infinity")
    return found


def _is_exact(dtype: np.dtype[Any]) -> bool:
    """Tell whether every value of this type is a double."""
    return (dtype.kind == "f" and dtype.itemsize <= 8) or (dtype.kind in "iu" and dtype.itemsize <= 4)


def widened(array: NDArray[Any]) -> Doubles:
    """Return an array that `_is_exact` as doubles, the right ones even where the processor reads subnormals as 0."""
    found = np.asarray(array, dtype=np.float64)
    if array.dtype.kind == "f" and array.dtype.itemsize == 4:
        bits = np.ascontiguousarray(array, dtype=np.float32).view(np.uint32).reshape(array.shape)
        small = bits & 0x7F800000 == 0  # zeros and subnormals: multiples of 2^-149
        found[small] = np.where(bits[small] >> 31, -1.0, 1.0) * (bits[small] & 0x7FFFFF) * 2.0**-149
    return found


def to_double(value: Fraction) -> float:
    """Return the nearest double, infinite on overflow: then every bound is infinite, too."""
    try:
        return value.numerator / value.denominator
    except OverflowError:
        return inf if value > 0 else -inf


def to_doubles(values: Sequence[Fraction]) -> list[float]:
    """Return the nearest doubles."""
    try:
        return [value.numerator / value.denominator for value in values]
    except OverflowError:
        return [to_double(value) for value in values]


def _integer_layer(weights: Doubles, bias: Doubles) -> fmpz_mat:
    """Scale a layer of doubles to integers, once."""
    bits = np.column_stack([weights, bias]).view(np.int64)  # no arithmetic: it may read subnormals as 0
    biased = bits >> 52 & 2**11 - 1
    whole = np.where(bits < 0, -1, 1) * (bits & 2**52 - 1 | (biased > 0) * 2**52)
    exponents = np.where(whole, np.maximum(biased, 1) - 1075, 0)
    lowest = min(0, int(exponents.min()))
    shifts = exponents - lowest
    flat = [m << s if m else 0 for m, s in zip(whole.ravel().tolist(), shifts.ravel().tolist(), strict=True)]
    content = gcd(*flat, 1 << -lowest)  # narrow floats leave zeros at the end
    outputs, inputs = weights.shape
    return fmpz_mat(outputs + 1, inputs + 1, [v // content for v in (*flat, *[0] * inputs, 1 << -lowest)])


@dataclass(frozen=True)
class _Queries:
    """Points as the nearest doubles, and exactly on demand."""

    x: Doubles
    exact: Points

    @classmethod
    def of(cls, points: Points, dimension: int) -> _Queries:
        if isinstance(points, np.ndarray) and _is_exact(points.dtype):
            if points.ndim != 2 or (len(points) and points.shape[1] != dimension):
                raise BarriersError(f"a network of input dimension {dimension} got an array of shape {points.shape}")
            x = widened(points)
            if not np.isfinite(x).all():
                raise BarriersError("points must be finite, got NaN or infinity")
            return cls(x, x)
        rows = points.tolist() if isinstance(points, np.ndarray) and points.dtype != object else points
        for point in rows:
            if len(point) != dimension:
                raise BarriersError(f"a network of input dimension {dimension} got a point of dimension {len(point)}")
        flat = [to_double(v if type(v) is Fraction else rational(v)) for point in rows for v in point]
        x = np.array(flat).reshape(len(rows), dimension)
        return cls(x, rows)

    def columns(self, which: NDArray[np.intp]) -> fmpz_mat:
        """Return the points of these indices, homogeneous and exact."""
        if isinstance(self.exact, np.ndarray):
            return homogeneous(self.exact[which].tolist())
        return homogeneous([self.exact[k] for k in which.tolist()])


def _prepare(network: Evaluable, points: Points) -> tuple[DoubleNetwork, _Queries]:
    form = network.doubles
    return form, _Queries.of(points, form.dimension)


def _running(form: DoubleNetwork, x: Doubles) -> tuple[Doubles, Doubles]:
    output, error = np.empty(len(x)), np.empty(len(x))
    for rows, values, errors in form.pointwise(x):
        output[rows], error[rows] = values[-1][:, 0], errors[-1][:, 0]
    return output, error


def outwards(output: Doubles, error: Doubles) -> tuple[Doubles, Doubles]:
    """Return doubles below and above every real number within `error` of `output`."""
    known = error < LIMIT
    centre = np.where(known, output, 0)
    reach = np.where(known, error + np.abs(centre) * OUTWARD, inf)
    return centre - reach, centre + reach


def enclose(network: Evaluable, points: Points) -> tuple[Doubles, Doubles]:
    """Return doubles lower <= phi(p) <= upper for each point, from the running error bound; infinite if unknown.

    Raises `BarriersError` for points of another dimension, NaN or infinite coordinates.

    >>> from theory.networks import ReluNetwork
    >>> phi = ReluNetwork.of([([["1/3"]], [0]), ([[1]], [0])])
    >>> lower, upper = enclose(phi, [[1]])
    >>> Fraction(lower[0]) < Fraction(1, 3) < Fraction(upper[0]) and upper[0] - lower[0] < 2.0**-40
    np.True_
    """
    form, queries = _prepare(network, points)
    with np.errstate(all="ignore"):
        return outwards(*_running(form, queries.x))


def locate(network: Evaluable, points: Points, cuts: Sequence[Any]) -> Signs:
    """Decide exactly where phi lies among increasing rational cuts c_1 < … < c_m, m <= 63, at each point.

    The answer is 2i strictly between c_i and c_{i+1} (0 below c_1, 2m above c_m) and 2i - 1 at c_i itself.
    Raises `BarriersError` for points of another dimension, NaN or infinite coordinates, cuts out of order.

    >>> from theory.networks import ReluNetwork
    >>> phi = ReluNetwork.of([([[1]], [0]), ([[1]], [0])])
    >>> locate(phi, [[-1], ["1/3"], [1]], ["1/3"]).tolist()
    [0, 1, 2]
    """
    form, queries = _prepare(network, points)
    ends = [rational(c) for c in cuts]
    if any(s >= t for s, t in pairwise(ends)) or len(ends) > 63:
        raise BarriersError("cuts must increase strictly, and there may be at most 63")
    if not len(queries.x):
        return np.empty(0, np.int8)
    with np.errstate(all="ignore"):
        answer = np.full(len(queries.x), -1, np.int8)
        if form.singles.worth(len(answer)):
            answer = form.singles.cells(queries.x, lambda output, error: cells_of(output, error, ends))
        left = np.flatnonzero(answer < 0)
        if left.size:
            x = queries.x if left.size == len(answer) else queries.x[left]
            answer[left] = cells_of(*form.blockwise(x), ends)
            left = left[answer[left] < 0]
        if left.size:
            answer[left] = cells_of(*_running(form, queries.x[left]), ends)
            left = left[answer[left] < 0]
    if left.size:
        *_, last = exact_layer_values(form.integer_layers, queries.columns(left))
        values, scales = last.tolist()
        exact = [Fraction(int(v), int(q)) for v, q in zip(values, scales, strict=True)]
        answer[left] = [bisect_left(ends, y) + bisect_right(ends, y) for y in exact]
    return answer


def cells_of(output: Doubles, error: Doubles, cuts: Sequence[Fraction]) -> Signs:
    """Return where every number within `error` of `output` lies among the cuts, -1 where they differ."""
    lower, upper = outwards(output, error)
    above, reached = (np.zeros(len(output), np.int8) for _ in range(2))
    for cut in cuts:
        below, beyond = _around(cut)
        above += lower > beyond
        reached += upper >= below
    return np.where(above == reached, 2 * above, np.int8(-1))


def _around(value: Fraction) -> tuple[float, float]:
    """Return the nearest double below or at a rational and the nearest one above or at it, neither subnormal.

    >>> _around(Fraction(1, 2)), _around(Fraction(1, 2**1030)), _around(Fraction(10**400))[1]
    ((0.5, 0.5), (0.0, 2.2250738585072014e-308), inf)
    """
    if value < 0:
        below, above = _around(-value)
        return -above, -below
    if value < Fraction(SMALLEST_NORMAL):
        return 0.0, SMALLEST_NORMAL if value else 0.0
    near = to_double(value)
    if isinf(near):
        return nextafter(inf, 0), inf
    return (near if near <= value else nextafter(near, 0)), (near if near >= value else nextafter(near, inf))


def at_least(network: Evaluable, points: Points, level: Any) -> NDArray[np.bool_]:
    """Decide phi(p) >= level exactly for each point; arguments as for `locate`.

    >>> from theory.networks import ReluNetwork
    >>> at_least(ReluNetwork.of([([[1]], [0]), ([["1/3"]], [0])]), [[1], [2]], "2/3").tolist()
    [False, True]
    """
    return locate(network, points, [level]) >= 1


def sides(network: Evaluable, points: Points, labels: Sequence[int], g: Monotone) -> Signs:
    """Decide for each point whether phi is below (-1), in (0) or above (1) the interval where g is right for its label.

    An empty interval counts as above.  Raises `BarriersError` unless there are as many labels as points, all 0 or 1.

    >>> from theory.monotone import identity
    >>> from theory.networks import ReluNetwork
    >>> sides(ReluNetwork.of([([[1]], [0]), ([[1]], [0])]), [[0], [1], [1], [2]], [1, 1, 0, 1], identity()).tolist()
    [-1, 0, 1, 1]
    """
    names = np.asarray(labels)
    if len(points) != len(names) or names.ndim != 1 or not np.isin(names, (0, 1)).all():
        raise BarriersError(f"{len(points)} points need as many labels, 0 or 1, got {len(names)}")
    table = np.array([g.sides(label) for label in (0, 1)], np.int8)
    found: Signs = table[names.astype(np.intp), locate(network, points, g.ends)]
    return found


def failing(network: Evaluable, points: Points, labels: Sequence[int], g: Monotone) -> NDArray[np.bool_]:
    """Decide |g(phi(p)) - label| >= 1/2 exactly for each point (A3); arguments as for `sides`.

    >>> from theory.monotone import identity
    >>> from theory.networks import ReluNetwork
    >>> failing(ReluNetwork.of([([[1]], [0]), ([[1]], [0])]), [[1], ["1/2"]], [1, 1], identity()).tolist()
    [False, True]
    """
    return np.not_equal(sides(network, points, labels, g), 0)


def activation_signs(network: Evaluable, points: Points) -> list[Signs]:
    """Decide the sign -1, 0 or 1 of every hidden pre-activation exactly: one array (points x N_l) for each layer.

    >>> from theory.networks import ReluNetwork
    >>> [layer.tolist() for layer in activation_signs(ReluNetwork.of([([[1], [-1]], [0, 1]), ([[1, 1]], [0])]), [[1]])]
    [[[1, 0]]]
    """
    form, queries = _prepare(network, points)
    found = [np.zeros((len(queries.x), len(bias)), np.int8) for bias in form.biases[:-1]]
    unknown = np.zeros(len(queries.x), np.bool_)
    with np.errstate(all="ignore"):
        for rows, values, errors in form.pointwise(queries.x):
            for signs, value, error in zip(found, values, errors, strict=False):
                signs[rows] = np.where(value > error, 1, np.where(value < -error, -1, 0))
                unknown[rows] |= (signs[rows] == 0).any(axis=1)
    left = np.flatnonzero(unknown)
    if left.size:
        states = exact_layer_values(form.integer_layers, queries.columns(left))
        for signs, state in zip(found, states, strict=False):
            exact = [[(v > 0) - (v < 0) for v in row] for row in state.tolist()[:-1]]
            signs[left] = np.array(exact, np.int8).T
    return found
