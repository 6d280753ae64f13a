"""Affine maps, normalisations and ReLUs, one after the other, folded exactly into the layers of a network.

What stands next to an affine map without a ReLU in between is multiplied into it, in rationals: x -> (x - m)/s too.
The numbers grow with every map, so their length and the work are bounded.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from flint import fmpq, fmpq_mat

from theory.evaluation import widened
from theory.exact import BarriersError, rational
from theory.layers import Layer
from theory.networks import ReluNetwork

__all__ = ["MAX_WEIGHTS", "Stack", "exact", "network_of"]

MAX_WEIGHTS = 2**22
"""Most weights of one network that is read from arrays; exact rationals take a hundred bytes each."""
MAX_BITS = 2**16
"""Longest numerator or denominator, in bits, that is multiplied any further."""
MAX_WORK = 2**33
"""Most work of folding maps into one another, in products of two machine words: half a minute or so."""
OVERHEAD = 2000
"""What one operation of rationals costs beyond its products of words."""
Vector = list[Fraction]


def exact(array: Any, name: str) -> list[Any]:
    """Return a real array as nested lists of the rationals that it holds; raises `BarriersError` naming it."""
    if array.dtype.kind not in "fiu":
        raise BarriersError(f"{name} must hold real numbers, got {array.dtype}")
    if not np.isfinite(array).all():
        raise BarriersError(f"{name} has a NaN or infinite entry, which is no rational weight")
    if array.size > MAX_WEIGHTS:
        raise BarriersError(f"{name} has {array.size} entries, more than the {MAX_WEIGHTS} that are read")

    short = array.dtype.itemsize <= 8

    def one(value: Any) -> Fraction:
        return Fraction(value) if short and value else rational(value)  # which sees bits where arithmetic sees 0

    def told(values: list[Any], axes: int) -> list[Any]:
        return [one(v) for v in values] if axes == 1 else [told(v, axes - 1) for v in values]

    return told((widened(array) if short and array.dtype.kind == "f" else array).tolist(), array.ndim)


def network_of(layers: Iterable[Layer], name: str) -> ReluNetwork:
    """Return the network with these layers; an error names the file."""
    try:
        return ReluNetwork(tuple(layers))
    except BarriersError as error:
        raise BarriersError(f"{name}: {error}") from None


@dataclass
class Stack:
    """A function R^size -> R^width, built map by map; `layers` are those of a ReLU network that is the same function.

    The affine map since the last ReLU is x -> rows x + shifts, or x -> factors * x + shifts while rows is None.

    >>> stack = Stack(1)
    >>> stack.shift([Fraction(-5)])
    >>> stack.scale([Fraction(1, 3)])
    >>> stack.affine([[Fraction(2)], [Fraction(1)]], [Fraction(0), Fraction(1)])
    >>> stack.layers()[0].weights, stack.layers()[0].bias
    (((Fraction(2, 3),), (Fraction(1, 3),)), (Fraction(-10, 3), Fraction(-2, 3)))
    """

    size: int
    done: list[Layer] = field(default_factory=list)
    rows: list[Vector] | None = None
    factors: Vector = field(default_factory=list)
    shifts: Vector = field(default_factory=list)
    weights: int = 0
    work: int = 0

    def __post_init__(self) -> None:
        self._count(self.size)
        self._restart(self.size)

    @property
    def width(self) -> int:
        """The dimension of what the maps so far return."""
        return len(self.shifts)

    def affine(self, weights: Sequence[Sequence[Fraction]], bias: Sequence[Fraction]) -> None:
        """Append x -> weights x + bias; raises `BarriersError` if the sizes do not fit, or the numbers get too long."""
        if {len(row) for row in weights} != {self.width} or len(bias) != len(weights):
            raise BarriersError(
                f"{self.width} numbers come in, but the map has {len(weights)} rows of"
                f" {', '.join(sorted({str(len(row)) for row in weights}))} entries and {len(bias)} biases"
            )
        self._count(len(weights) * self.width)
        if self._identity:
            self.rows, self.shifts = [list(row) for row in weights], list(bias)
            return
        moved = self._product(weights, [[v] for v in self.shifts])
        if self.rows is None:
            self._spend(len(weights) * self.width, max(map(_words, weights)), _words(self.factors))
            self.rows = [[w * f for w, f in zip(row, self.factors, strict=True)] for row in weights]
        else:
            self.rows = self._product(weights, self.rows)
        self.shifts = [row[0] + b for row, b in zip(moved, bias, strict=True)]

    def scale(self, factors: Sequence[Fraction]) -> None:
        """Append x -> factors * x, componentwise; raises `BarriersError` if the numbers get too long."""
        old = self.rows or [self.factors]
        self._spend(sum(map(len, old)) + self.width, max(map(_words, [*old, self.shifts])), _words(factors))
        if self.rows is None:
            self.factors = [f * v for f, v in zip(factors, self.factors, strict=True)]
        else:
            self.rows = [[f * v for v in row] for f, row in zip(factors, self.rows, strict=True)]
        self.shifts = [f * v for f, v in zip(factors, self.shifts, strict=True)]

    def shift(self, by: Sequence[Fraction]) -> None:
        """Append x -> x + by; raises `BarriersError` if the numbers get too long."""
        self._spend(self.width, _words(self.shifts), _words(by))
        self.shifts = [v + b for v, b in zip(self.shifts, by, strict=True)]

    def relu(self) -> None:
        """Append rho; a second one in a row changes nothing."""
        if not (self.done and self._identity):
            self.done.append(self._pending())
            self._restart(self.width)

    def layers(self) -> tuple[Layer, ...]:
        """Return the layers; after a last ReLU comes the identity, which is affine."""
        return (*self.done, self._pending())

    @property
    def _identity(self) -> bool:
        return self.rows is None and set(self.factors) == {Fraction(1)} and set(self.shifts) == {Fraction(0)}

    def _pending(self) -> Layer:
        if self.rows is not None:
            return Layer(tuple(map(tuple, self.rows)), tuple(self.shifts))
        self._count(self.width**2)
        zero = Fraction(0)
        square = (tuple(f if i == j else zero for j in range(self.width)) for i, f in enumerate(self.factors))
        return Layer(tuple(square), tuple(self.shifts))

    def _restart(self, width: int) -> None:
        self.rows, self.factors, self.shifts = None, [Fraction(1)] * width, [Fraction(0)] * width

    def _count(self, number: int) -> None:
        self.weights += number
        if self.weights > MAX_WEIGHTS:
            raise BarriersError(f"a network of more than {MAX_WEIGHTS} weights is not read")

    def _spend(self, results: int, left: int, right: int) -> None:
        """Count so many operations of rationals of so many words; raises `BarriersError` where that is too much."""
        self.work += results * (OVERHEAD + 4 * (left + right) ** 2)
        if self.work > MAX_WORK:
            raise BarriersError("multiplying out what stands between two ReLUs takes too long; do that in the model")

    def _product(self, left: Sequence[Sequence[Fraction]], right: Sequence[Sequence[Fraction]]) -> list[Vector]:
        (outputs, inner), columns = (len(left), len(right)), len(right[0])
        words = max(map(_cleared, left)), max(map(_cleared, zip(*right, strict=True)))
        self.work += outputs * inner * columns * words[0] * words[1]
        self._spend(outputs * inner + inner * columns, 0, 0)
        self._spend(outputs * columns, *words)

        def matrix(rows: Sequence[Sequence[Fraction]]) -> fmpq_mat:
            return fmpq_mat(len(rows), len(rows[0]), [fmpq(v.numerator, v.denominator) for row in rows for v in row])

        found = (matrix(left) * matrix(right)).tolist()
        return [[Fraction(int(v.numer()), int(v.denom())) for v in row] for row in found]


def _words(numbers: Sequence[Fraction]) -> int:
    """Return how many machine words the longest of the numbers takes; raises `BarriersError` beyond `MAX_BITS`."""
    return _in_words(max(max(v.numerator.bit_length(), v.denominator.bit_length()) for v in numbers))


def _cleared(numbers: Sequence[Fraction]) -> int:
    """Return the same of the numbers over their common denominator."""
    common = 1
    for v in numbers:
        common = lcm(common, v.denominator)
        _in_words(common.bit_length())
    return _in_words(max(v.numerator.bit_length() for v in numbers) + common.bit_length())


def _in_words(bits: int) -> int:
    if bits > MAX_BITS:
        raise BarriersError(f"multiplying out what stands between two ReLUs gives numbers of more than {MAX_BITS} bits")
    return bits // 64 + 1
