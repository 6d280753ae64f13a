"""Witnesses that a basis is optimal for all programs in a box, with the inequalities that they satisfy (T2).

x and u are near the basic solution and its dual vector, M near the inverse of A_B; w and v bound by how much x and u
move.  Nothing is assumed of them: `failing` decides the inequalities, both sides of each as integers over one
denominator, the product of those of the data, the radii, M and the vector that is bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

from constructions.blocks import Block
from constructions.trust.programs import Program, Within

__all__ = ["Boxed", "Inverse", "Witness"]

PRECISIONS = (320, 1280, 5120)
"""Bits of the ball arithmetic in which matrices are inverted, the next where the ones before are too few."""


@dataclass(frozen=True)
class Witness:
    """x on the basis, u, the widths w and v, and M, row by row."""

    x: Block
    u: Block
    width: Block
    dual_width: Block
    inverse: Block

    def as_json(self) -> dict[str, Any]:
        """Return what a certificate holds."""
        return {
            "x": self.x.as_json(),
            "u": self.u.as_json(),
            "width": self.width.as_json(),
            "dual_width": self.dual_width.as_json(),
            "inverse": self.inverse.as_json(),
        }


class Inverse:
    """The inverse of the columns of a basis, nearly."""

    def __init__(self, program: Program, basis: Sequence[int]) -> None:
        from flint import arb_mat, ctx, fmpq, fmpq_mat

        size = program.rows
        entries = [fmpq(0)] * (size * size)
        for k, j in enumerate(basis):
            column = program.columns[j]
            for i, v in zip(column.rows, column.entries.values, strict=True):
                entries[i * size + k] = fmpq(v, column.entries.over)
        matrix, precision = fmpq_mat(size, size, entries), ctx.prec
        try:
            for bits in PRECISIONS:
                ctx.prec = bits
                with suppress(ZeroDivisionError):
                    self._balls: list[Any] = list(arb_mat(matrix).inv().entries())
                    return
        finally:
            ctx.prec = precision
        self._balls = list(matrix.inv().entries())

    def rounded(self, bits: int) -> Block:
        """Return the entries, row by row, rounded to so many bits after the point.

        >>> Inverse(Program.of([1], [[3]], [1]), [0]).rounded(4)
        Block(values=(5,), over=16)
        """
        return Block(tuple(_rounded(v, bits) for v in self._balls), 2**bits)

    @property
    def ratios(self) -> list[tuple[int, int]]:
        """The entries, row by row, as numerators and denominators.

        >>> Inverse(Program.of([1], [[4]], [1]), [0]).ratios
        [(1, 4)]
        """
        return [_ratio(v) for v in self._balls]


def _ratio(value: Any) -> tuple[int, int]:
    if not hasattr(value, "mid"):
        return int(value.p), int(value.q)
    mantissa, exponent = map(int, value.mid().man_exp())
    return (mantissa << exponent, 1) if exponent >= 0 else (mantissa, 1 << -exponent)


def _rounded(value: Any, bits: int) -> int:
    """Return 2^bits times a ball's middle, or a rational, rounded."""
    if not hasattr(value, "mid"):
        return round(Fraction(int(value.p) << bits, int(value.q)))
    mantissa, exponent = map(int, value.mid().man_exp())
    shift: int = exponent + bits
    found: int = mantissa << shift if shift >= 0 else (mantissa + (1 << (-shift - 1))) >> -shift
    return found


def _absolute(matrix: Any) -> Any:
    from flint import fmpz_mat

    return fmpz_mat(matrix.nrows(), matrix.ncols(), [abs(v) for v in matrix.entries()])


def _column(values: Iterable[int]) -> Any:
    from flint import fmpz_mat

    entries = list(values)
    return fmpz_mat(len(entries), 1, entries)


def _identity(size: int, value: int) -> Any:
    from flint import fmpz_mat

    return fmpz_mat(size, size, [value if i == j else 0 for i in range(size) for j in range(size)])


@dataclass(frozen=True)
class Boxed:
    """A program with a basis and the places of the other variables, in a box of programs."""

    program: Program
    within: Within
    basis: tuple[int, ...]
    places: str

    @cached_property
    def outside(self) -> tuple[int, ...]:
        """The variables that are at one of two different bounds."""
        return tuple(j for j, place in enumerate(self.places) if place in "LU")

    @cached_property
    def over(self) -> int:
        """A denominator of A, b and c."""
        blocks = [self.program.right, self.program.cost, *(column.entries for column in self.program.columns)]
        return lcm(*(block.over for block in blocks))

    @cached_property
    def over_radii(self) -> int:
        """The denominator of the radii, beside that of the data."""
        return lcm(self.within.relative.denominator, self.within.absolute.denominator)

    @cached_property
    def _rates(self) -> tuple[int, int]:
        return int(self.within.relative * self.over_radii), int(self.within.absolute * self.over_radii) * self.over

    def _radius(self, value: int, exact: bool = False) -> int:
        """Return the radius of an entry, both as integers."""
        if exact or not value:
            return 0
        relative, absolute = self._rates
        return relative * abs(value) + absolute

    def _scaled(self, block: Block) -> list[int]:
        factor = self.over // block.over
        return [factor * v for v in block.values]

    @cached_property
    def _exact(self) -> frozenset[int]:
        return self.within.still(self.program)

    @cached_property
    def _still(self) -> list[bool]:
        return [j in self._exact for j in range(self.program.size)]

    def _matrices(self, columns: Sequence[int]) -> tuple[Any, Any]:
        """Return some columns of A, and their radii."""
        from flint import fmpz_mat

        size = len(columns)
        entries, radii = [0] * (self.program.rows * size), [0] * (self.program.rows * size)
        for k, j in enumerate(columns):
            for i, v in zip(self.program.columns[j].rows, self._scaled(self.program.columns[j].entries), strict=True):
                entries[i * size + k], radii[i * size + k] = v, self._radius(v, j in self._exact)
        return fmpz_mat(self.program.rows, size, entries), fmpz_mat(self.program.rows, size, radii)

    @cached_property
    def _inner(self) -> tuple[Any, Any]:
        return self._matrices(self.basis)

    @cached_property
    def _outer(self) -> tuple[Any, Any]:
        return self._matrices(self.outside)

    def _values(self, x: Block) -> tuple[int, list[int]]:
        """Return a denominator, and all of x over it."""
        put: dict[int, Fraction] = {}
        for j, place in enumerate(self.places):
            if place != "B":
                end = self.program.upper[j] if place == "U" else self.program.lower[j]
                assert end is not None
                put[j] = end
        over = lcm(x.over, *(v.denominator for v in put.values()))
        inner = dict(zip(self.basis, x.values, strict=True))
        return over, [
            inner[j] * (over // x.over) if j in inner else put[j].numerator * (over // put[j].denominator)
            for j in range(self.program.size)
        ]

    def failing(self, witness: Witness) -> str | None:
        """Return the condition that a witness does not satisfy, T2.2 to T2.5, or None (T2)."""
        size = self.program.rows
        if len(self.basis) != size:
            return "T2.1"
        from flint import fmpz_mat

        inverse = fmpz_mat(size, size, list(witness.inverse.values))
        absolute = _absolute(inverse)
        if not self._encloses(witness.x, witness.width, (inverse, witness.inverse.over)):
            return "T2.2"
        if not self._inside(witness):
            return "T2.3"
        cost = self._scaled(self.program.cost)
        u = _column(witness.u.values)
        matrix, radii = self._inner
        rest = _column(cost[j] * witness.u.over for j in self.basis) - matrix.transpose() * u
        gaps = _column(self._radius(cost[j], j in self._exact) * witness.u.over for j in self.basis)
        spread = gaps + radii.transpose() * _absolute(u)
        if not self._dual(witness, inverse, absolute, rest, spread):
            return "T2.4"
        return None if self._costs(witness, inverse, rest, spread) else "T2.5"

    def encloses(self, x: Block, width: Block, inverse: Block) -> bool:
        """Whether the basic variables are within w of x for all programs in the box (T2.2).

        >>> boxed = Boxed(Program.of([1, 1], [[1, 2]], [1]), Within.of("1/10"), (1,), "LB")
        >>> [boxed.encloses(Block((1,), 2), Block((w,), 100), Block((1,), 2)) for w in (11, 12)]
        [False, True]
        """
        from flint import fmpz_mat

        size = self.program.rows
        return self._encloses(x, width, (fmpz_mat(size, size, list(inverse.values)), inverse.over))

    def _encloses(self, x: Block, width: Block, near: tuple[Any, int]) -> bool:
        """T2.2: |Md| + |M|(f + E|x|) + (|1 - MA_B| + |M|E_B)w < w."""
        inverse, absolute = near[0], _absolute(near[0])
        program, unit, radii_over = self.program, near[1] * self.over, self.over_radii
        over, values = self._values(x)
        right = self._scaled(program.right)
        rest, spread = [v * over for v in right], [self._radius(v) * over for v in right]
        for column, v, still in zip(program.columns, values, self._still, strict=True):
            for i, a in zip(column.rows, self._scaled(column.entries), strict=True) if v else ():
                rest[i] -= a * v
                spread[i] += self._radius(a, still) * abs(v)
        common = lcm(over, width.over)
        widths = _column(v * (common // width.over) for v in width.values)
        matrix, radii = self._inner
        moved = _absolute(_identity(program.rows, unit) - inverse * matrix) * radii_over + absolute * radii
        left = (_absolute(inverse * _column(rest)) * radii_over + absolute * _column(spread)) * (common // over)
        sides = zip((left + moved * widths).entries(), widths.entries(), strict=True)
        return all(a < unit * radii_over * b for a, b in sides)

    def _inside(self, witness: Witness) -> bool:
        """T2.3: l < x - w, x + w < u on the basis."""
        for j, x, w in zip(self.basis, witness.x.fractions, witness.width.fractions, strict=True):
            low, high = self.program.lower[j], self.program.upper[j]
            if w <= 0 or (low is not None and x - w <= low) or (high is not None and x + w >= high):
                return False
        return True

    def _dual(self, witness: Witness, inverse: Any, absolute: Any, rest: Any, spread: Any) -> bool:
        """T2.4: |M^T d| + |M|^T s + (|1 - A_B M| + E_B|M|)^T v < v, d = c_B - A_B^T u, s = g_B + E_B^T|u|."""
        unit, radii_over = witness.inverse.over * self.over, self.over_radii
        over = lcm(witness.u.over, witness.dual_width.over)
        width = _column(v * (over // witness.dual_width.over) for v in witness.dual_width.values)
        matrix, radii = self._inner
        moved = _absolute(_identity(self.program.rows, unit) - matrix * inverse) * radii_over + radii * absolute
        left = (_absolute(inverse.transpose() * rest) * radii_over + absolute.transpose() * spread) * (
            over // witness.u.over
        ) + moved.transpose() * width
        return all(b > 0 and a < unit * radii_over * b for a, b in zip(left.entries(), width.entries(), strict=True))

    def _costs(self, witness: Witness, inverse: Any, rest: Any, spread: Any) -> bool:
        """T2.5: +-z_j > g_j + E_j^T|u| + |N_j|^T s + (|A_j - A_B N_j| + E_j + E_B|N_j|)^T v off the basis."""
        if not self.outside:
            return True
        unit, radii_over = witness.inverse.over * self.over, self.over_radii
        cost, u = self._scaled(self.program.cost), _column(witness.u.values)
        (matrix, radii), (others, other_radii) = self._inner, self._outer
        combined = inverse * others
        weights = _absolute(combined)
        z = (_column(cost[j] * witness.u.over for j in self.outside) - others.transpose() * u) * unit
        z = (z - combined.transpose() * rest) * radii_over
        gaps = _column(self._radius(cost[j], j in self._exact) * witness.u.over for j in self.outside)
        error = (gaps + other_radii.transpose() * _absolute(u)) * unit + weights.transpose() * spread
        moved = _absolute(others * unit - matrix * combined) * radii_over + other_radii * unit + radii * weights
        over = lcm(witness.u.over, witness.dual_width.over)
        width = _column(v * (over // witness.dual_width.over) for v in witness.dual_width.values)
        stretch = over // witness.u.over
        limits = (error * stretch + moved.transpose() * width).entries()
        signs = [1 if self.places[j] == "L" else -1 for j in self.outside]
        return all(s * v * stretch > e for s, v, e in zip(signs, z.entries(), limits, strict=True))
