"""ReLU networks of rational weights: widths, piece bound, exact evaluation, restriction to a line.

`NN_{N,L}` of the theory: phi = W_L o rho o W_{L-1} o … o rho o W_1, every W_l affine, L >= 2, one output.  Networks of
more outputs are what people bring: one is chosen, or the difference of two, and that is in NN_{N,L}.
A network is the real function that its weights define; machine rounding is no part of it.  Serves A0–A8.

Inside, everything is integer and homogeneous (`theory.layers`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import lcm, prod
from typing import Any

from flint import fmpz_mat

from theory.evaluation import DoubleNetwork
from theory.exact import BarriersError, Brief, natural, rational
from theory.layers import Layer, State, check_widths, exact_layer_values, homogeneous, piece_bound, reduced
from theory.piecewise import LineRestriction, PiecewiseAffine

__all__ = ["ReluNetwork"]


@dataclass(frozen=True, repr=False)
class ReluNetwork(Brief):
    """An immutable ReLU network; raises `BarriersError` for ragged layers or impossible widths.

    With one output it is an element of NN_{N,L}, which the theory is about; what only these have raises `BarriersError`
    for others, and names `output` and `difference`.

    >>> phi = ReluNetwork.of([([[1], [-1]], [0, 0]), ([[1, 1]], [0])])   # |x|
    >>> phi.widths, phi((Fraction(-3),))
    ((1, 2, 1), Fraction(3, 1))
    """

    layers: tuple[Layer, ...]

    @classmethod
    def of(cls, layers: Iterable[tuple[Any, Any]]) -> ReluNetwork:
        """Build a network from (weights, bias) pairs of any numbers that `rational` accepts."""
        return cls(tuple(Layer.of(weights, bias) for weights, bias in layers))

    def __post_init__(self) -> None:
        for number, layer in enumerate(self.layers, 1):
            sizes = {len(row) for row in layer.weights}
            if len(sizes) > 1:
                raise BarriersError(f"layer {number} is ragged: its rows have {sorted(sizes)} entries")
            if len(layer.bias) != len(layer.weights):
                raise BarriersError(f"layer {number} has {len(layer.weights)} rows but {len(layer.bias)} biases")
            if not layer.weights or not layer.weights[0]:
                raise BarriersError(f"layer {number} is empty: every width must be at least 1")
            if number > 1 and len(layer.weights[0]) != len(self.layers[number - 2].weights):
                raise BarriersError(
                    f"layer {number} takes {len(layer.weights[0])} inputs but layer {number - 1} "
                    f"has {len(self.layers[number - 2].weights)} outputs"
                )
        check_widths(self.widths, outputs=None)

    @property
    def told(self) -> str:
        """The widths, and the number of weights and biases."""
        first, *hidden, last = self.widths
        numbers = sum((n + 1) * m for n, m in pairwise(self.widths))
        return f"({first}; {', '.join(map(str, hidden))}; {last}), {numbers} numbers"

    @property
    def outputs(self) -> int:
        """The number of outputs."""
        return self.widths[-1]

    def output(self, index: int) -> ReluNetwork:
        """Return the network of one output, counted from 0; raises `BarriersError` if there is none of this number.

        >>> ReluNetwork.of([([[1], [-1]], [0, 0]), ([[1, 1], [1, 2]], [0, 5])]).output(1)((-3,))
        Fraction(11, 1)
        """
        return self._combined({natural(index, "the number of an output", 0, self.outputs - 1): 1})

    def difference(self, one: int, other: int) -> ReluNetwork:
        """Return the network of output `one` less output `other`, exactly: for logits, where `one` is predicted.

        >>> ReluNetwork.of([([[1], [-1]], [0, 0]), ([[1, 1], [1, 2]], [0, 5])]).difference(1, 0)((-3,))
        Fraction(8, 1)
        """
        first, second = (natural(i, "the number of an output", 0, self.outputs - 1) for i in (one, other))
        if first == second:
            raise BarriersError(f"the difference of output {first} with itself is 0 everywhere: name two outputs")
        return self._combined({first: 1, second: -1})

    def _combined(self, signs: dict[int, int]) -> ReluNetwork:
        """Return the network of a sum of outputs with signs."""
        *before, last = self.layers
        columns = zip(*((tuple(sign * w for w in last.weights[i])) for i, sign in signs.items()), strict=True)
        row = tuple(sum(column, Fraction(0)) for column in columns)
        bias = sum((sign * last.bias[i] for i, sign in signs.items()), Fraction(0))
        return ReluNetwork((*before, Layer((row,), (bias,))))

    def _single(self) -> None:
        """Raise `BarriersError` unless there is one output."""
        if self.outputs != 1:
            raise BarriersError(
                f"the network has {self.outputs} outputs, and one is wanted: choose one with output(i), or the"
                " difference of two logits with difference(i, j)"
            )

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths (d, N_1, …, N_{L-1}, outputs)."""
        inputs = len(self.layers[0].weights[0]) if self.layers else 0
        return (inputs, *(len(layer.weights) for layer in self.layers))

    @property
    def dimension(self) -> int:
        """The input dimension d."""
        return self.widths[0]

    @property
    def piece_bound(self) -> int:
        """P(N), the bound of A0 for every output."""
        return piece_bound((*self.widths[:-1], 1))

    @cached_property
    def integer_layers(self) -> tuple[fmpz_mat, ...]:
        """The homogeneous matrices [[M, B], [0, D]] of integers with W = M/D, b = B/D, one a layer."""
        return tuple(layer.homogeneous for layer in self.layers)

    @cached_property
    def doubles(self) -> DoubleNetwork:
        """The network of one output as `theory.evaluation` uses it: nearest doubles with a bound on all errors."""
        self._single()
        return DoubleNetwork.of(self.layers)

    def evaluate(self, points: Sequence[Sequence[Any]]) -> list[Fraction]:
        """Return phi at each of many points, exactly.

        Raises `BarriersError` if a point has the wrong dimension.

        >>> ReluNetwork.of([([[1, 0]], [0]), ([[2]], [1])]).evaluate([(1, 5), ("-1/2", 0)])
        [Fraction(3, 1), Fraction(1, 1)]
        """
        self._single()
        return [value for (value,) in self.evaluate_all(points)]

    def evaluate_all(self, points: Sequence[Sequence[Any]]) -> list[tuple[Fraction, ...]]:
        """Return all outputs at each of many points, exactly; raises `BarriersError` for a point of wrong dimension.

        >>> ReluNetwork.of([([[1]], [0]), ([[1], [-1]], [0, 5])]).evaluate_all([(3,)])
        [(Fraction(3, 1), Fraction(2, 1))]
        """
        if not points:
            return []
        for point in points:
            if len(point) != self.dimension:
                raise BarriersError(
                    f"a network of input dimension {self.dimension} got a point of dimension {len(point)}"
                )
        *_, last = exact_layer_values(self.integer_layers, homogeneous(points))
        *rows, scales = last.tolist()
        return [tuple(Fraction(int(v), int(q)) for v in column) for *column, q in zip(*rows, scales, strict=True)]

    def __call__(self, point: Sequence[Any]) -> Fraction:
        """Return phi(point) exactly."""
        return self.evaluate([point])[0]

    def along(self, origin: Sequence[Any], direction: Sequence[Any]) -> LineRestriction:
        """Return t -> phi(origin + t * direction) on all of R with every t at which a neuron changes sign (A0).

        Raises `BarriersError` if the vectors do not have the network's input dimension.
        """
        self._single()
        base, along = ([rational(v) for v in vector] for vector in (origin, direction))
        if not len(base) == len(along) == self.dimension:
            raise BarriersError(f"a line in dimension {self.dimension} needs two vectors of that length")
        common = lcm(*(v.denominator for v in (*base, *along)))
        columns = [[int(v * common) for v in vector] for vector in (base, along)]
        cuts: list[Fraction] = []
        states = [([*columns[0], common], [*columns[1], 0])]  # per piece: intercepts and slopes, over a last entry
        for index, matrix in enumerate(self.integer_layers):
            if index:
                cuts, states = _rectify(cuts, states)
            flat = [v for row in zip(*(column for state in states for column in state), strict=True) for v in row]
            image = (matrix * fmpz_mat(matrix.ncols(), 2 * len(states), flat)).transpose().tolist()
            states = [
                reduced([int(v) for v in c], [int(v) for v in m]) for c, m in zip(image[::2], image[1::2], strict=True)
            ]
        pieces = tuple((Fraction(m[0], c[-1]), Fraction(c[0], c[-1])) for c, m in states)
        return LineRestriction(PiecewiseAffine(tuple(cuts), pieces), tuple(cuts))

    def restrict(self, origin: Sequence[Any], direction: Sequence[Any]) -> PiecewiseAffine:
        """Return t -> phi(origin + t * direction) on all of R, with at most P(N) pieces (A0).

        >>> phi = ReluNetwork.of([([[1], [1]], [0, -1]), ([[1, -2]], [0])])
        >>> phi.restrict([0], [1]).breakpoints
        (Fraction(0, 1), Fraction(1, 1))
        """
        return self.along(origin, direction).function

    def lipschitz_bound(self) -> Fraction:
        """Return the product of the layers' infinity-operator norms, a Lipschitz constant for the max norm.

        >>> ReluNetwork.of([([[1, -2]], [0]), ([[3]], [0])]).lipschitz_bound()
        Fraction(9, 1)
        """
        return prod(
            (max(sum((abs(w) for w in row), Fraction(0)) for row in layer.weights) for layer in self.layers),
            start=Fraction(1),
        )

    def largest_weight(self) -> Fraction:
        """Return the largest absolute value of a weight (biases not counted), the W of A8."""
        return max(abs(w) for layer in self.layers for row in layer.weights for w in row)

    def scale_inputs(self, factors: Sequence[Any]) -> ReluNetwork:
        """Return x -> phi(factors * x), componentwise: feature scaling folded into the first layer exactly.

        >>> ReluNetwork.of([([[1]], [0]), ([[1]], [0])]).scale_inputs(["1/3"])((6,))
        Fraction(2, 1)
        """
        by = [rational(f) for f in factors]
        if len(by) != self.dimension:
            raise BarriersError(f"{self.dimension} inputs need as many factors, got {len(by)}")
        first = self.layers[0]
        weights = tuple(tuple(w * f for w, f in zip(row, by, strict=True)) for row in first.weights)
        return ReluNetwork((Layer(weights, first.bias), *self.layers[1:]))


def _rectify(cuts: list[Fraction], states: list[State]) -> tuple[list[Fraction], list[State]]:
    """Apply rho to every coordinate: cut each piece at the zeros inside it, silence what is negative."""
    ends = [None, *cuts, None]
    new_cuts: list[Fraction] = []
    new_states: list[State] = []
    for (intercepts, slopes), lo, hi in zip(states, ends, ends[1:], strict=False):
        zeros = [Fraction(-c, m) if m else None for c, m in zip(intercepts[:-1], slopes[:-1], strict=True)]
        inner = sorted({z for z in zeros if z is not None and (lo is None or z > lo) and (hi is None or z < hi)})
        if lo is not None:
            new_cuts.append(lo)
        new_cuts += inner
        for start, end in zip([lo, *inner], [*inner, hi], strict=True):
            keep = [
                c > 0 if z is None else (start is not None and start >= z if m > 0 else end is not None and end <= z)
                for z, c, m in zip(zeros, intercepts[:-1], slopes[:-1], strict=True)
            ]
            new_states.append(
                (
                    [c if k else 0 for c, k in zip(intercepts, (*keep, True), strict=True)],
                    [m if k else 0 for m, k in zip(slopes, (*keep, True), strict=True)],
                )
            )
    return new_cuts, new_states
