"""Result E3: constants of the robust null space property that are certified, or the answer that they are not.

A in R^(m x N) has the l2-robust null space property of order s with constants rho in (0, 1), gamma > 0 if ||x_S||_2 <=
rho s^(-1/2) ||x_(S^c)||_1 + gamma ||A x||_2 for all x and |S| <= s. Constants come from a bound delta on the restricted
isometry constant delta_2s of a multiple of A, if 41 delta^2 < 16.  Whoever finds none says so: that none were found
does not mean that there are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb, isqrt
from typing import Any

from constructions.inverse_problems import Matrix
from constructions.rational_matrices import (
    BITS,
    gram_matrix,
    rational_matrix,
    rational_vector,
    root_below,
    round_down,
    round_up,
)
from theory.exact import BarriersError, brief, natural, sqrt_enclosure

__all__ = [
    "NullSpace",
    "certify",
    "from_isometry",
    "hadamard_constants",
    "hadamard_matrix",
    "isometry_bound",
    "largest_order",
    "require_constants",
    "required",
    "weighted",
]

MAX_SUPPORTS = 3000
"""Most supports that are gone through for the exact restricted isometry constant."""
MAX_K = 10_000
ONE, ZERO = Fraction(1), Fraction(0)


@dataclass(frozen=True)
class NullSpace:
    """Constants rho, gamma of order s for A, from delta_2s(scale * A) <= isometry, found by a `route` (E3).

    Raises `BarriersError` unless they follow from it: rho >= delta/(w - delta/4) and gamma >= scale sqrt(1 +
    delta)/(w - delta/4), w = sqrt(1 - delta^2), decided by squares.

    >>> found = hadamard_constants(2, 1)
    >>> found.rho < Fraction(277, 1000), found.gamma < Fraction(1235, 1000)
    (True, True)
    """

    order: int
    isometry: Fraction
    rho: Fraction
    gamma: Fraction
    route: str
    scale: Fraction = ONE

    def __post_init__(self) -> None:
        delta = self.isometry
        object.__setattr__(self, "order", natural(self.order, "the order s"))
        if not 0 < self.rho < 1 or self.scale <= 0 or delta <= 0:
            raise BarriersError(f"0 < rho < 1 and delta, scale > 0 are required, got rho = {brief(self.rho)}")
        fits = (delta / self.rho + delta / 4) ** 2 <= 1 - delta**2
        if not fits or (self.gamma * delta) ** 2 < (1 + delta) * (self.scale * self.rho) ** 2:
            raise BarriersError(f"rho and gamma do not follow from delta_2s <= {brief(delta)}")

    @property
    def c(self) -> Fraction:
        """C = (1 + rho)^2/(1 - rho)."""
        return (1 + self.rho) ** 2 / (1 - self.rho)

    @property
    def d(self) -> Fraction:
        """D = (3 + rho) gamma/(1 - rho)."""
        return (3 + self.rho) * self.gamma / (1 - self.rho)

    def largest_lambda(self) -> Fraction:
        """Return a rational below C/(D sqrt(s)), as large as BITS bits allow (E0)."""
        return round_down(self.c / (self.d * sqrt_enclosure(Fraction(self.order), 2 * BITS)[1]))

    def sharpness(self, lam: Fraction) -> Fraction:
        """Return a rational upper bound of C/(lambda sqrt(s)), the constant C^ (E0).

        Raises `BarriersError` unless 0 < lambda <= C/(D sqrt(s)), decided by squares.
        """
        if lam <= 0 or (lam * self.d) ** 2 * self.order > self.c**2:
            limit = brief(self.largest_lambda())
            raise BarriersError(f"lambda must lie in (0, C/(D sqrt(s))], about {limit} here, got {brief(lam)}")
        return round_up(self.c / (lam * sqrt_enclosure(Fraction(self.order), 2 * BITS)[0]))


def from_isometry(delta: Fraction, order: int, route: str, scale: Fraction = ONE) -> NullSpace:
    """Return constants from delta_2s(scale A) <= delta (E3); raises `BarriersError` unless 0 < delta, 41 delta^2 < 16.

    >>> from_isometry(Fraction(5, 8), 1, "example")
    Traceback (most recent call last):
    theory.exact.BarriersError: delta_2s < 4/sqrt(41) is required, the bound found is 5/8
    """
    if delta <= 0 or 41 * delta**2 >= 16:
        raise BarriersError(f"delta_2s < 4/sqrt(41) is required, the bound found is {brief(delta)}")
    gap = sqrt_enclosure(1 - delta**2, 4 * BITS)[0] - delta / 4
    rho = round_up(delta / gap)
    if rho >= 1:
        raise BarriersError(f"delta_2s <= {brief(delta)} is too near to 4/sqrt(41) for {BITS} bits")
    gamma = round_up(scale * sqrt_enclosure(1 + delta, 4 * BITS)[1] * rho / delta)
    return NullSpace(order, delta, rho, gamma, route, scale)


def hadamard_matrix(k: int) -> Matrix:
    """Return [I | 2^-k H] for m = 4^k, H the Sylvester-Hadamard matrix: unit columns, coherence 2^-k (E3).

    >>> [int(2 * v) for v in hadamard_matrix(1)[3]]
    [0, 0, 0, 2, 1, -1, -1, 1]
    """
    k = natural(k, "k of the matrix [I | 2^-k H]", 0, 5)
    m, unit = 4**k, Fraction(1, 2**k)
    return tuple(
        (*(ONE if i == j else ZERO for j in range(m)), *(-unit if (i & j).bit_count() % 2 else unit for j in range(m)))
        for i in range(m)
    )


def largest_order(k: int) -> int:
    """Return the largest s with 41 s^2 < 16 * 4^k, decided with integers (E3); 0 if there is none.

    >>> [largest_order(k) for k in range(6)]
    [0, 1, 2, 4, 9, 19]
    """
    return isqrt((16 * 4 ** natural(k, "k", 0, MAX_K) - 1) // 41)


def hadamard_constants(k: int, order: int) -> NullSpace:
    """Return the constants of [I | 2^-k H] for an order s with 41 s^2 < 16 * 4^k (E3).

    Raises `BarriersError` for any other order.
    """
    if natural(order, "the order s") > largest_order(k):
        raise BarriersError(f"1 <= s and 41 s^2 < 16 * 4^k are required, got s = {order}, k = {k}")
    return from_isometry(Fraction(order, 2**k), order, "two orthonormal bases")


def weighted(matrix: Sequence[Sequence[Any]], weights: Sequence[Any]) -> Matrix:
    """Return A W^-1, W = diag(w): weighted l1 minimisation for A is l1 minimisation for it.

    lambda ||W z||_1 + ||A z - y||_2 is F at W z for A W^-1.  So constants, network and bound of A W^-1 are about W z:
    divide the output by w, and ||W (z - x)||_2 is bounded.  Raises `BarriersError` unless all w_j > 0.

    >>> weighted([[1, 2]], [1, 4])
    ((Fraction(1, 1), Fraction(1, 2)),)
    """
    rows = rational_matrix(matrix)
    w = rational_vector(weights, len(rows[0]), "the weights")
    if min(w) <= 0:
        raise BarriersError(f"weights must be positive, got {brief(min(w))}")
    return tuple(tuple(v / by for v, by in zip(row, w, strict=True)) for row in rows)


def _scale(gram: Sequence[Sequence[Fraction]]) -> Fraction:
    """A rational near the factor that makes the largest and the smallest column as far from 1 as each other.

    Columns of one rational length become unit columns exactly, so that two orthonormal bases are seen at every scale.
    """
    sizes = [gram[j][j] for j in range(len(gram))]
    if max(sizes) == min(sizes) == 1 or max(sizes) == 0:
        return ONE
    square = 2 / (max(sizes) + min(sizes))
    if max(sizes) == min(sizes):
        low, high = sqrt_enclosure(square * square.denominator**2, 0)
        if low == high:
            return low / square.denominator
    return round_down(root_below(square, BITS))


def isometry_bound(matrix: Matrix, order: int) -> tuple[Fraction, str, Fraction]:
    """Return (bound, route, scale) with delta_2s(scale * A) <= bound: by one of three routes.

    For a union of two orthonormal bases with coherence mu it is s mu; else mutual coherence (Gershgorin); if that is
    not enough and there are at most 3000 supports of size 2s, all of them, by exact definiteness.

    >>> isometry_bound(hadamard_matrix(1), 1)
    (Fraction(1, 2), 'two orthonormal bases', Fraction(1, 1))
    """
    order = natural(order, "the order s")
    gram = gram_matrix(list(zip(*matrix, strict=True)))
    m, n = len(matrix), len(gram)
    scale = _scale(gram)
    gram = gram if scale == 1 else [[scale**2 * v for v in row] for row in gram]
    off = max((abs(gram[i][j]) for i in range(n) for j in range(i)), default=ZERO)
    bases = n == 2 * m and all(
        gram[i][j] == (i == j) for part in (range(m), range(m, n)) for i in part for j in part if j <= i
    )
    if bases:
        return order * off, "two orthonormal bases", scale
    bound, size = max(abs(gram[j][j] - 1) for j in range(n)) + (2 * order - 1) * off, min(2 * order, n)
    if 41 * bound**2 >= 16 and comb(n, size) <= MAX_SUPPORTS:
        return min(bound, _isometry(gram, size, bound)), "all supports", scale
    return bound, "mutual coherence", scale


def _isometry(gram: Sequence[Sequence[Fraction]], size: int, limit: Fraction) -> Fraction:
    """The least multiple of 2^-10 that bounds the restricted isometry constant, or `limit` if none below 1 does."""
    unit, low = Fraction(1, 2**10), 0
    for support in combinations(range(len(gram)), size):
        high = 2**10
        if not _isometric(gram, support, high * unit):
            return limit
        bound = low
        if _isometric(gram, support, low * unit):
            continue
        while high - bound > 1:
            middle = (high + bound) // 2
            bound, high = (bound, middle) if _isometric(gram, support, middle * unit) else (middle, high)
        low = high
    return low * unit


def _isometric(gram: Sequence[Sequence[Fraction]], support: Sequence[int], delta: Fraction) -> bool:
    """Decide (1 - delta)|z|^2 <= |A z|^2 <= (1 + delta)|z|^2 for all z on the support."""
    return all(
        _semidefinite([[sign * (gram[i][j] - (i == j)) + delta * (i == j) for j in support] for i in support])
        for sign in (1, -1)
    )


def _semidefinite(matrix: list[list[Fraction]]) -> bool:
    """Decide by elimination whether a symmetric matrix is positive semidefinite."""
    rows = [list(row) for row in matrix]
    while rows:
        pivot, *rest = rows[0]
        if pivot < 0 or (pivot == 0 and any(rest)):
            return False
        factors = [v / pivot if pivot else ZERO for v in rest]
        rows = [
            [v - f * w for v, w in zip(row[1:], rest, strict=True)] for row, f in zip(rows[1:], factors, strict=True)
        ]
    return True


def certify(matrix: Sequence[Sequence[Any]], order: int) -> NullSpace | None:
    """Return certified constants of order s, or None: not certified, which says nothing about A.

    >>> certify([[1, 0, 1], [0, 1, 1]], 1) is None
    True
    """
    bound, route, scale = isometry_bound(rational_matrix(matrix), order)
    try:
        return from_isometry(max(bound, Fraction(1, 2**10)), order, route, scale)
    except BarriersError:
        return None


def _hundredths(value: Fraction) -> str:
    """Return a rational rounded up to hundredths.

    >>> _hundredths(Fraction(1, 3))
    '0.34'
    """
    rounded = -(-value * 100 // 1)
    return f"{rounded // 100}.{rounded % 100:02d}"


def required(matrix: Sequence[Sequence[Any]], order: int) -> NullSpace:
    """Return certified constants of order s; raises `BarriersError` with the bound found if there are none."""
    found = certify(matrix, order)
    if found is None:
        bound, route, _ = isometry_bound(rational_matrix(matrix), order)
        raise BarriersError(
            f"no null space constants of order {order} are certified: the best bound on delta_2s is about"
            f" {_hundredths(bound)} ({route}), and less than 4/sqrt(41) = 0.62… is needed;"
            f" {'a smaller order needs less' if order > 1 else 'take a matrix of columns that are less alike'}"
        )
    return found


def require_constants(matrix: Sequence[Sequence[Any]], constants: NullSpace) -> None:
    """Raise `BarriersError` unless constants as small are certified for A: larger ones are constants, too."""
    found = required(matrix, constants.order)
    if constants.rho < found.rho or constants.gamma < found.gamma:
        raise BarriersError(
            f"rho = {brief(constants.rho)}, gamma = {brief(constants.gamma)} are not certified for this matrix;"
            f" rho = {brief(found.rho)}, gamma = {brief(found.gamma)} are"
        )
