"""Affine maps, normalisations and ReLUs, one after the other, folded exactly into the layers of a network.

What stands next to an affine map without a ReLU in between is multiplied into it, in rationals: x -> (x - m)/s too.
The numbers grow with every map, so their length and the work are bounded.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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

__all__ = ["MAX_WEIGHTS", "Plan", "Stack", "exact", "network_of", "words_of"]

MAX_WEIGHTS = 2**22
"""Most weights of one network that is read from arrays; exact rationals take a hundred bytes each."""
MAX_BITS = 2**16
"""Longest numerator or denominator, in bits, that is multiplied any further."""
MAX_WORK = 2**33
"""Most work of folding maps into one another, in products of two machine words: half a minute or so."""
OVERHEAD = 2000
"""What one operation of rationals costs beyond its products of words."""
TOO_LONG = "multiplying out what stands between two ReLUs takes too long; do that in the model"
Vector = list[Fraction]
Step = Callable[["Stack"], None]


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
        moved = self.product(weights, [[v] for v in self.shifts])
        if self.rows is None:
            self.spend(len(weights) * self.width, max(map(words_of, weights)), words_of(self.factors))
            self.rows = [[w * f for w, f in zip(row, self.factors, strict=True)] for row in weights]
        else:
            self.rows = self.product(weights, self.rows)
        self.shifts = [row[0] + b for row, b in zip(moved, bias, strict=True)]

    def scale(self, factors: Sequence[Fraction]) -> None:
        """Append x -> factors * x, componentwise; raises `BarriersError` if the numbers get too long."""
        old = self.rows or [self.factors]
        self.spend(sum(map(len, old)) + self.width, max(map(words_of, [*old, self.shifts])), words_of(factors))
        if self.rows is None:
            self.factors = [f * v for f, v in zip(factors, self.factors, strict=True)]
        else:
            self.rows = [[f * v for v in row] for f, row in zip(factors, self.rows, strict=True)]
        self.shifts = [f * v for f, v in zip(factors, self.shifts, strict=True)]

    def shift(self, by: Sequence[Fraction]) -> None:
        """Append x -> x + by; raises `BarriersError` if the numbers get too long."""
        self.spend(self.width, words_of(self.shifts), words_of(by))
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

    def spend(self, results: int, left: int, right: int) -> None:
        """Count so many operations of rationals of so many words; raises `BarriersError` where that is too much."""
        self.work += results * (OVERHEAD + 4 * (left + right) ** 2)
        if self.work > MAX_WORK:
            raise BarriersError(TOO_LONG)

    def product(self, left: Sequence[Sequence[Fraction]], right: Sequence[Sequence[Fraction]]) -> list[Vector]:
        """Return the product of two matrices; raises `BarriersError` if that is too much work."""
        (outputs, inner), columns = (len(left), len(right)), len(right[0])
        words = max(map(_cleared, left)), max(map(_cleared, zip(*right, strict=True)))
        self.work += outputs * inner * columns * words[0] * words[1]
        self.spend(outputs * inner + inner * columns, 0, 0)
        self.spend(outputs * columns, *words)

        def matrix(rows: Sequence[Sequence[Fraction]]) -> fmpq_mat:
            return fmpq_mat(len(rows), len(rows[0]), [fmpq(v.numerator, v.denominator) for row in rows for v in row])

        found = (matrix(left) * matrix(right)).tolist()
        return [[Fraction(int(v.numer()), int(v.denom())) for v in row] for row in found]


@dataclass
class Plan:
    """Maps that are to come on a stack: their sizes are counted before the first is multiplied out.

    `columns` is the width of what came in where the affine map that is pending began, or None if none is.
    """

    stack: Stack
    steps: list[tuple[str, Step]] = field(default_factory=list)
    width: int = field(init=False)
    columns: int | None = None
    weights: int = 0
    work: int = 0

    def __post_init__(self) -> None:
        self.width = self.stack.width

    def affine(self, where: str, outputs: int, step: Step) -> None:
        """Plan an affine map with so many outputs; raises `BarriersError` if the network gets too large."""
        self.weights += outputs * self.width
        if self.weights + self.stack.size > MAX_WEIGHTS:
            raise BarriersError(f"a network of more than {MAX_WEIGHTS} weights is not read")
        if self.columns is not None:
            self.work += outputs * self.width * self.columns
        if self.work > MAX_WORK:
            raise BarriersError(TOO_LONG)
        self.columns = self.columns or self.width
        self.width = outputs
        self.steps.append((where, step))

    def then(self, where: str, step: Step, *, relu: bool = False) -> None:
        """Plan a map of each entry; `relu` says that it ends the affine map that is pending."""
        self.columns = None if relu else self.columns
        self.steps.append((where, step))

    def layers(self) -> tuple[Layer, ...]:
        """Return the layers; raises `BarriersError` naming the map at which the numbers get too long."""
        for where, step in self.steps:
            try:
                step(self.stack)
            except BarriersError as error:
                raise BarriersError(f"{where}: {error}") from None
        return self.stack.layers()


def words_of(numbers: Iterable[Fraction]) -> int:
    """Return how many machine words the longest of the numbers takes; raises `BarriersError` beyond `MAX_BITS`."""
    return _inwords_of(max(max(v.numerator.bit_length(), v.denominator.bit_length()) for v in numbers))


def _cleared(numbers: Sequence[Fraction]) -> int:
    """Return the same of the numbers over their common denominator."""
    common = 1
    for v in numbers:
        common = lcm(common, v.denominator)
        _inwords_of(common.bit_length())
    return _inwords_of(max(v.numerator.bit_length() for v in numbers) + common.bit_length())


def _inwords_of(bits: int) -> int:
    if bits > MAX_BITS:
        raise BarriersError(f"multiplying out what stands between two ReLUs gives numbers of more than {MAX_BITS} bits")
    return bits // 64 + 1
