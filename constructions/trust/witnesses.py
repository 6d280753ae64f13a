"""Short integers near a minimiser, an inverse and combinations of columns, and the exact side of the conditions of T1.

With S the support, x is near x_S, M near the inverse of G = A_S^T V A_S + diag mu_S, N_j near A_j^T V A_S G^-1 for j
off S.  Put e = A_S^T V (y - A_S x) - h - mu x and c_j = A_j^T V (y - A_S x).  TL.2 holds if |M e| + |1 - MG| w, with
what a box adds, is less than w, and TL.4 if |c_j - N_j e| + |A_j^T V A_S - N_j G| w, with that, is less than l_j.
Here is what does not depend on the box, exactly; the rest is bounded in `estimates`.  Serves T1, T3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

from constructions.blocks import Block
from constructions.trust.active_sets import Fitted

__all__ = ["Frame", "Witness", "bits_above"]

ZERO = Fraction(0)
KEPT, GUARD = 4, 30
"""So many factors are kept, and so many bits are witnesses finer than what they are compared with."""


def bits_above(value: Fraction) -> int:
    """Return an e with value <= 2^e, at most 2 too large; value > 0.

    >>> bits_above(Fraction(3)), bits_above(Fraction(1, 3))
    (2, 0)
    """
    return value.numerator.bit_length() - value.denominator.bit_length() + 1


class Frame:
    """A minimiser with what its witnesses have in common, in integers over common denominators."""

    def __init__(self, found: Fitted) -> None:
        self.found, self.problem, gram = found, found.problem, found.gram
        self.support = found.support
        inside = set(self.support)
        self.off = tuple(j for j in range(gram.size) if j not in inside)
        self.over_columns = gram.common
        self.factors = [self.over_columns // scale for scale in gram.scales]
        ridge_unit = lcm(*(v.denominator for v in self.problem.ridge))
        self.weight_over = gram.weights.over if gram.weights else 1
        self.over = self.over_columns**2 * self.weight_over * ridge_unit
        rows = gram.products(self.support).tolist() if self.support else []
        cross = [
            [v * f * (self.factors[j] * ridge_unit) for v, f in zip(row, self.inner_factors, strict=True)]
            for j, row in enumerate(rows)
        ]
        for i, j in enumerate(self.support):
            cross[j][i] += int(self.problem.ridge[j] * self.over)
        self.gram_rows = [cross[j] for j in self.support]
        self.cross_rows = [cross[j] for j in self.off] if cross else [[] for _ in self.off]
        self.right = [Fraction(int(v), gram.problem_scale(j)) for j, v in enumerate(gram.right.entries())]
        self.shifts = [s * self.problem.thresholds[j] for j, s in zip(self.support, found.signs, strict=True)]

    @property
    def inner_factors(self) -> list[int]:
        """The factors of the columns in the support."""
        return [self.factors[j] for j in self.support]

    @cached_property
    def row_sums(self) -> list[Fraction]:
        """The sums of the moduli of the rows of G."""
        return [Fraction(int(sum(map(abs, row))), self.over) for row in self.gram_rows]

    @cached_property
    def cross_bits(self) -> int:
        """An e with |A_j^T V A_S|_1 <= 2^e for all j off S."""
        largest = max((int(sum(map(abs, row))) for row in self.cross_rows), default=0)
        return max(0, bits_above(Fraction(largest, self.over))) if largest else 0

    @cached_property
    def columns(self) -> tuple[Any, ...]:
        """The columns in the support and off it, over one denominator."""
        gram = self.found.gram
        return tuple(
            _matrix([gram.rescaled[j] for j in places], gram.rows).transpose() for places in (self.support, self.off)
        )

    def inverse(self, precision: int) -> Any:
        """Return balls around the entries of the inverse of G; None if that precision is not enough."""
        from flint import arb_mat, ctx

        with ctx.workprec(precision):
            try:
                return arb_mat(_matrix(self.gram_rows, len(self.support))).inv()
            except ZeroDivisionError:
                return None

    def witness(self, bits: int, inverse_bits: int, off_bits: int, precision: int) -> Witness | None:
        """Return x, M and N in multiples of 2^-bits each; None if the precision is not enough for M."""
        factor = self.factor(inverse_bits, off_bits, precision)
        return Witness(self, factor, [_rounded(v * 2**bits) for v in self.found.x], bits) if factor else None

    def factor(self, inverse_bits: int, off_bits: int, precision: int) -> Factor | None:
        """Return M and N; those of a minimiser with this support before it are kept, for paths."""
        ridge = tuple(self.problem.ridge[j] for j in self.support)
        key = (self.support, ridge, inverse_bits, off_bits, precision)
        kept = self.found.gram.kept
        if key not in kept and (found := self._factor(inverse_bits, off_bits, precision)):
            while len(kept) >= KEPT:
                del kept[next(iter(kept))]
            kept[key] = found
        return kept.get(key)

    def _factor(self, inverse_bits: int, off_bits: int, precision: int) -> Factor | None:
        from flint import arb, ctx

        size = len(self.support)
        fine = max(inverse_bits, off_bits + self.cross_bits + 2)
        balls: Any = self.inverse(precision + fine) if size else ()
        if balls is None:
            return None
        with ctx.workprec(precision + fine):
            scale = arb(self.over) * arb(2) ** fine
            finer = [[_nearest(balls[i, j] * scale) for j in range(size)] for i in range(size)]
        half, shift = (1 << (fine - inverse_bits)) >> 1, fine - inverse_bits
        inverse = [[(v + half) >> shift for v in row] for row in finer]
        combinations: list[list[int]] = [[] for _ in self.off]
        if size and self.off:
            over = self.over << (fine - off_bits)
            product = _matrix(self.cross_rows, size) * _matrix(finer, size)
            combinations = [[_divided(int(v), over) for v in row] for row in product.tolist()]
        return Factor(self, inverse, inverse_bits, combinations, off_bits)


@dataclass(frozen=True, eq=False)
class Factor:
    """M over 2^inverse_bits, N over 2^off_bits, row by row, and what depends on the data and the support besides.

    Of its frame nothing is used that depends on the thresholds; `floats` is what `estimates` makes of it.
    """

    frame: Frame
    inverse: list[list[int]]
    inverse_bits: int
    combinations: list[list[int]]
    off_bits: int
    floats: list[Any] = field(default_factory=list)

    @cached_property
    def defects(self) -> list[list[int]]:
        """The |1 - MG|, then the |A_j^T V A_S - N_j G|, over `over` 2^inverse_bits and 2^off_bits."""
        frame, size = self.frame, len(self.inverse)
        if not size:
            return [[] for _ in frame.off]
        gram = _matrix(frame.gram_rows, size)
        rows = (_matrix(self.inverse, size) * gram).tolist()
        one = frame.over << self.inverse_bits
        found = [[abs((one if i == j else 0) - int(v)) for j, v in enumerate(row)] for i, row in enumerate(rows)]
        if frame.off:
            rest = (
                _matrix(frame.cross_rows, size) * 2**self.off_bits - _matrix(self.combinations, size) * gram
            ).tolist()
            found += [[abs(int(v)) for v in row] for row in rest]
        return found

    @cached_property
    def mixed(self) -> tuple[tuple[list[list[int]], int], tuple[list[list[int]], int]]:
        """The b_i = A_S M_i^T and the q_j = A_j - A_S N_j^T, as rows, each with their denominator."""
        inner, outer = self.frame.columns
        size, over = len(self.inverse), self.frame.over_columns
        first = (_matrix(self.inverse, size) * inner.transpose()).tolist() if size else []
        if not self.frame.off:
            second: list[Any] = []
        elif size:
            second = (
                outer.transpose() * 2**self.off_bits - _matrix(self.combinations, size) * inner.transpose()
            ).tolist()
        else:
            second = (outer.transpose() * 2**self.off_bits).tolist()
        return (first, over << self.inverse_bits), (second, over << self.off_bits)


@dataclass(frozen=True, eq=False)
class Witness:
    """x over 2^bits, with M and N."""

    frame: Frame
    factor: Factor
    x: list[int]
    bits: int

    @cached_property
    def slopes(self) -> list[Fraction]:
        """The e_l in the support, the c_j off it."""
        frame = self.frame
        places = [*frame.support, *frame.off]
        if not self.x:
            return [frame.right[j] for j in places]
        rows = _matrix([*frame.gram_rows, *frame.cross_rows], len(self.x))
        left = (rows * _matrix([[v] for v in self.x], 1)).entries()
        over = frame.over << self.bits
        found = [frame.right[j] - Fraction(int(v), over) for j, v in zip(places, left, strict=True)]
        for i, shift in enumerate(frame.shifts):
            found[i] -= shift
        return found

    @cached_property
    def centres(self) -> list[Fraction]:
        """The M e, then the c_j - N_j e."""
        from flint import fmpq, fmpq_mat

        size = len(self.x)
        if not size:
            return self.slopes
        inner = [fmpq(v.numerator, v.denominator) for v in self.slopes[:size]]
        top, bottom = fmpq_mat(size, 1, inner).numer_denom()
        first = [
            Fraction(int(v), int(bottom) << self.factor.inverse_bits)
            for v in (_matrix(self.factor.inverse, size) * top).entries()
        ]
        if not self.frame.off:
            return first
        moved = (_matrix(self.factor.combinations, size) * top).entries()
        pairs = zip(self.slopes[size:], moved, strict=True)
        return first + [c - Fraction(int(v), int(bottom) << self.factor.off_bits) for c, v in pairs]

    def sides(self, width: Sequence[int]) -> list[Fraction]:
        """Return |M e| + |1 - MG| w, then |c_j - N_j e| + |A_j^T V A_S - N_j G| w, for w over 2^bits."""
        size, over = len(self.x), self.frame.over << self.bits
        found = []
        for i, (centre, row) in enumerate(zip(self.centres, self.factor.defects, strict=True)):
            total = sum(map(int.__mul__, row, width))
            found.append(
                abs(centre) + Fraction(total, over << (self.factor.inverse_bits if i < size else self.factor.off_bits))
            )
        return found

    def rooms(self, width: Sequence[int]) -> list[Fraction]:
        """Return by how much less the sides are than the limits of TL.2 and TL.4, without a box."""
        frame = self.frame
        limits = [Fraction(w, 1 << self.bits) for w in width] + [frame.problem.thresholds[j] for j in frame.off]
        return [limit - side for limit, side in zip(limits, self.sides(width), strict=True)]

    def holds(self, width: Sequence[int], rooms: Sequence[Fraction], added: Sequence[Fraction]) -> bool:
        """Whether TL.2-TL.4 hold, given `rooms` and what a box adds at most."""
        signs = zip(self.frame.found.signs, self.x, width, strict=True)
        fits = all(more < room for more, room in zip(added, rooms, strict=True))
        return fits and all(w > 0 and (not s or s * x > w) for s, x, w in signs)

    def as_json(self, width: Sequence[int]) -> dict[str, Any]:
        """Return what a certificate holds, with these widths over 2^bits."""
        blocks = {
            "x": (self.x, self.bits),
            "width": (width, self.bits),
            "inverse": ([v for row in self.factor.inverse for v in row], self.factor.inverse_bits),
            "combinations": ([v for row in self.factor.combinations for v in row], self.factor.off_bits),
        }
        return {name: Block(tuple(values), 1 << bits).as_json() for name, (values, bits) in blocks.items()}

    @cached_property
    def residual(self) -> tuple[list[int], int]:
        """The y - A_S x, and their denominator."""
        frame, y = self.frame, self.frame.problem.y
        over = frame.over_columns << self.bits
        right = [v * over for v in y.values]
        if not self.x:
            return right, y.over * over
        left = (self.factor.frame.columns[0] * _matrix([[v] for v in self.x], 1)).entries()
        return [v - int(w) * y.over for v, w in zip(right, left, strict=True)], y.over * over


def _matrix(rows: Sequence[Sequence[Any]], width: int) -> Any:
    from flint import fmpz_mat

    return fmpz_mat(len(rows), width, [v for row in rows for v in row])


def _rounded(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def _divided(top: int, bottom: int) -> int:
    return (2 * top + bottom) // (2 * bottom)


def _nearest(ball: Any) -> int:
    """Return an integer nearest to the centre of a ball."""
    mantissa, exponent = map(int, ball.mid().man_exp())
    if exponent >= 0:
        return mantissa << exponent
    return (mantissa + (1 << (-exponent - 1))) >> -exponent


def whole(values: Sequence[Fraction], bits: int) -> list[int]:
    """Return integers >= values times 2^bits, and > 0."""
    return [max(1, -((-v.numerator << bits) // v.denominator)) for v in values]
