"""Vectors and matrices of rationals, and rational bounds of what is not: roots and spectral norms, rounded outward.

The constants of E2 and E3 are computed with them.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from constructions.inverse_problems import Matrix, Vector
from theory.exact import BarriersError, rational, sqrt_enclosure

__all__ = [
    "BITS", "gram_matrix", "norm_bound", "rational_matrix", "rational_vector", "root_above", "root_below", "round_down",
    "round_up",
]  # fmt: skip

BITS = 24
"""Constants are rounded outward to multiples of 2**-BITS, and of finer powers where they are small."""
SIGNIFICANT = 12
"""Every constant keeps at least that many significant bits: A may be scaled by any rational."""
ONE, ZERO = Fraction(1), Fraction(0)


def rational_matrix(rows: Sequence[Sequence[Any]]) -> Matrix:
    """Return a matrix of rationals; raises `BarriersError` for NaN, ragged rows and no entries."""
    try:
        matrix = tuple(tuple(rational(v) for v in row) for row in rows)
    except TypeError:
        raise BarriersError(f"a matrix is a list of rows of numbers, got {type(rows).__name__}") from None
    if not matrix or not matrix[0] or any(len(row) != len(matrix[0]) for row in matrix):
        raise BarriersError("a matrix has at least one row and one column, and rows of one length")
    return matrix


def rational_vector(values: Sequence[Any], size: int | None, name: str) -> Vector:
    """Return a vector of rationals; raises `BarriersError` for NaN and for any other number of entries, if given."""
    try:
        vector = tuple(rational(v) for v in values)
    except TypeError:
        raise BarriersError(f"{name} must be a vector of numbers, got {type(values).__name__}") from None
    if size is not None and len(vector) != size:
        raise BarriersError(f"{name} must have {size} entries, got {len(vector)}")
    return vector


def gram_matrix(vectors: Sequence[Sequence[Fraction]]) -> list[list[Fraction]]:
    """All inner products of some vectors."""
    from flint import fmpq, fmpq_mat

    flat = [fmpq(v.numerator, v.denominator) for vector in vectors for v in vector]
    a = fmpq_mat(len(vectors), len(vectors[0]), flat)
    return [[Fraction(int(v.p), int(v.q)) for v in row] for row in (a * a.transpose()).tolist()]


def _grid(value: Fraction) -> int:
    """The number b of bits after the point with which a positive value keeps SIGNIFICANT bits; at least BITS."""
    return max(BITS, SIGNIFICANT + value.denominator.bit_length() - value.numerator.bit_length() + 1)


def round_up(value: Fraction) -> Fraction:
    """Return a positive rational rounded up to a multiple of 2^-BITS, or of a finer power where it is small.

    >>> round_up(Fraction(1, 3)) - Fraction(1, 3) == Fraction(2, 3 * 2**BITS)
    True
    """
    bits = _grid(value)
    return Fraction(-(-value * 2**bits // 1), 2**bits)


def round_down(value: Fraction) -> Fraction:
    """Return a positive rational rounded down likewise.

    >>> round_down(Fraction(1, 3)) < Fraction(1, 3) < round_up(Fraction(1, 3))
    True
    """
    bits = _grid(value)
    return Fraction(value * 2**bits // 1, 2**bits)


def root_below(square: Fraction, bits: int) -> Fraction:
    """Return a rational <= sqrt(square), within 2^-bits and a factor 1 - 2^-SIGNIFICANT of it."""
    return sqrt_enclosure(square, max(bits, _grid(square)))[0]


def root_above(square: Fraction, bits: int) -> Fraction:
    """Return a rational >= sqrt(square), within 2^-bits and a factor 1 + 2^-SIGNIFICANT of it.

    >>> root_above(Fraction(1, 10**60), 40) < Fraction(1001, 1000) / 10**30
    True
    """
    return sqrt_enclosure(square, max(bits, _grid(square) if square else 0))[1]


def norm_bound(matrix: Matrix) -> Fraction:
    """Return a rational >= ||A||, at most 4 % above it for up to 100 rows or columns (E2).

    With G = A A^T or A^T A over its largest row sum: ||G|| is the 64th root of ||G^64||, at most the Frobenius norm's;
    in between entries are rounded, and what that may change is added.

    >>> 9 <= norm_bound(rational_matrix([[1, 2, 0], [2, 1, 0]])) ** 2 < Fraction(901, 100)
    True
    """
    from flint import fmpz_mat

    rows = matrix if len(matrix) <= len(matrix[0]) else tuple(zip(*matrix, strict=True))
    gram, n, bits, root = gram_matrix(rows), len(rows), 400, 6
    largest = max(sum(map(abs, row), ZERO) for row in gram)
    if largest == 0:
        raise BarriersError("the matrix is zero")
    if all(gram[i][j] == (largest if i == j else 0) for i in range(n) for j in range(n)):
        return round_up(root_above(largest, 2 * BITS))
    power = fmpz_mat([[int(v / largest * 2**bits) for v in row] for row in gram])
    for _ in range(root):
        power = fmpz_mat([[int(v) >> bits for v in row] for row in (power * power).tolist()])
    slack = Fraction(n, 2**bits)  # every entry is off by less than 2^-bits
    norm = sum((Fraction(int(v), 2**bits) ** 2 for row in power.tolist() for v in row), ZERO)
    norm = sqrt_enclosure(norm, bits)[1]
    for _ in range(root):
        norm = sqrt_enclosure(norm + slack, bits)[1]
    return round_up(root_above(largest * min(ONE, norm + slack), 2 * BITS))
