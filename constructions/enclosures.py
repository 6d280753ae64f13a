"""A rigorous run of E2's network: integers, and a proved bound on what their rounding does to the output.

Numbers are multiples of 2^-q. Products with A are exact, so an iteration is exact but for the rounding of its results.
One iteration is a resolvent (M + T)^-1 M of a monotone T, so it does not expand the norm of M = [[1/tau_1, -A^T], [-A,
1/tau_2]], a norm since tau_1 tau_2 ||A||^2 < 1: rounding errors add up and do not multiply. The proof is in
docs/results-E.md (E2, "The rigorous run"). Intervals carried along entry by entry would widen by a factor a layer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, lcm
from typing import Any

from flint import fmpz, fmpz_mat

from constructions.firenet import Firenet, Iteration
from constructions.inverse_problems import Matrix, Vector
from constructions.null_space import NullSpace, require_constants
from constructions.rational_matrices import norm_bound, rational_matrix, rational_vector
from theory.exact import BarriersError, brief, natural, sqrt_enclosure

__all__ = ["Ball", "enclose", "rounding"]

MAX_BITS = 20_000


@dataclass(frozen=True)
class Ball:
    """The output z_n of the network is within `radius` of `centre` in ||.||_2; `bits` is the q of the run.

    With E2 every x that its hypotheses admit is within `bound` + `radius` of the centre, if C^ is a constant of E0 for
    A: that is certified if `order` is an order s, for s-sparse x, and the caller's word if it is None.
    """

    centre: tuple[Fraction, ...]
    radius: Fraction
    bound: Fraction
    bits: int
    order: int | None = None

    def admits(self, x: Sequence[Any]) -> bool:
        """Decide ||centre - x||_2 <= bound + radius, exactly."""
        vector = rational_vector(x, len(self.centre), "x")
        square = sum(((v - w) ** 2 for v, w in zip(self.centre, vector, strict=True)), Fraction(0))
        return square <= (self.bound + self.radius) ** 2


def rounding(network: Firenet, shape: tuple[int, int], bits: int) -> Fraction:
    """Return a bound on ||computed z_n - z_n||_2 for a run with multiples of 2^-bits (E2).

    Raises `BarriersError` if tau ||A|| = 1: then M is no norm.
    """
    kappa = network.tau * network.norm
    if kappa >= 1:
        raise BarriersError(f"a rigorous run needs tau ||A|| < 1, here it is {brief(kappa)}")
    unit = Fraction(1, 2**bits)
    growth = sqrt_enclosure(1 / (1 - kappa), 10)[1]
    primal, dual = (2 * (isqrt(size) + 1) * unit for size in (shape[1], shape[0]))
    error = Fraction(0)
    for k in range(1, network.restarts + 1):
        local = Fraction(3, 2) * (3 * primal + dual / network.theta(k))  # of one iteration, 3/2 > sqrt(2)
        error = growth * (error + Fraction(network.p + 1, 2) * local) + primal
        error = Fraction(-(-error * 2 ** (bits + 8) // 1), 2 ** (bits + 8))
    return error


class _Run:
    """The state of the network in integers over 2^q, and A, y in integers over one denominator."""

    def __init__(self, matrix: Sequence[Sequence[Fraction]], y: Sequence[Fraction], bits: int) -> None:
        self.bits = bits
        self.common = lcm(*(v.denominator for row in matrix for v in row), *(v.denominator for v in y))
        rows = [[int(v * self.common) for v in row] for row in matrix]
        self.a, self.across = fmpz_mat(rows), fmpz_mat(rows).transpose()
        self.y = [fmpz(int(v * self.common)) << bits for v in y]
        self.z = [fmpz(0)] * len(rows[0])
        self.u = [fmpz(0)] * len(rows)
        self.total = self.z

    def __call__(self, layer: Iteration) -> None:
        """One layer; every entry of z is off by at most 2 units, as is every one of u for this z."""
        if layer.step == 1:
            self.u, self.total = [fmpz(0)] * len(self.u), [fmpz(0)] * len(self.z)
        top, bottom = fmpz(layer.tau1.numerator), fmpz(layer.tau1.denominator * self.common)
        threshold = fmpz((layer.tau1 * layer.lam * 2**self.bits).__floor__())
        across = (self.across * _column(self.u)).entries()
        moved = [soft(z - _nearest(top * g, bottom), threshold) for z, g in zip(self.z, across, strict=True)]
        top, bottom = fmpz(layer.tau2.numerator), fmpz(layer.tau2.denominator * self.common)
        along = (self.a * _column([2 * new - old for new, old in zip(moved, self.z, strict=True)])).entries()
        self.u = self._project(
            [u + _nearest(top * (g - y), bottom) for u, g, y in zip(self.u, along, self.y, strict=True)]
        )
        self.total = [t + v for t, v in zip(self.total, moved, strict=True)]
        self.z = [_nearest(t, fmpz(layer.p)) for t in self.total] if layer.step == layer.p else moved

    def _project(self, u: list[fmpz]) -> list[fmpz]:
        """Project onto the unit ball; the root is rounded down, which moves an entry by less than a unit."""
        square = sum((v * v for v in u), fmpz(0))
        if square <= fmpz(1) << (2 * self.bits):
            return u
        root = square.isqrt()
        return [_nearest(v << self.bits, root) for v in u]


def _column(values: list[fmpz]) -> fmpz_mat:
    return fmpz_mat(len(values), 1, values)


def _nearest(top: fmpz, bottom: fmpz) -> fmpz:
    """The integer nearest to a fraction with positive denominator."""
    return (2 * top + bottom) // (2 * bottom)


def soft(value: fmpz, threshold: fmpz) -> fmpz:
    """Return the proximal map of threshold * |.| at an integer.

    >>> [int(soft(fmpz(v), fmpz(2))) for v in (5, -5, 1)]
    [3, -3, 0]
    """
    if value > threshold:
        return value - threshold
    return value + threshold if value < -threshold else fmpz(0)


def _require(network: Firenet, rows: Matrix, data: Vector, constants: NullSpace | None) -> None:
    """Raise `BarriersError` unless ||y|| <= start, ||A|| <= norm, the constants are of A, and C^ is of them."""
    if sum((v * v for v in data), Fraction(0)) > network.start**2:
        raise BarriersError(f"||y||_2 <= start is required, the network was built for {brief(network.start)}")
    if network.norm < (least := norm_bound(rows)):
        raise BarriersError(f"||A|| <= {brief(network.norm)} is not certified; {brief(least)} is")
    if constants is not None:
        require_constants(rows, constants)
        if network.sharpness < (least := constants.sharpness(network.lam)):
            raise BarriersError(f"C^ = {brief(network.sharpness)} is not certified for this matrix; {brief(least)} is")


def enclose(
    network: Firenet, matrix: Sequence[Sequence[Any]], y: Sequence[Any], *,
    constants: NullSpace | None = None, bits: int = 53,
) -> Ball:  # fmt: skip
    """Return an enclosure of the network's output with radius at most 2^-bits, for the very numbers computed (E2).

    A and y are rationals (floats are the rationals that they are). The norm of the network is checked against A, and so
    are null space constants, if given, and C^ against them; else C^ is assumed.  Raises `BarriersError` for NaN, wrong
    lengths, ||y|| > start, a norm that is not certified to bound ||A||, and constants that are not certified for A.

    >>> from constructions.firenet import firenet_for
    >>> from constructions.null_space import required
    >>> rows, y = [[1, 0], [0, 1]], [3, 4]
    >>> found = enclose(firenet_for(rows, y, 1), rows, y, constants=required(rows, 1))
    >>> found.radius < Fraction(1, 10**15), found.order
    (True, 1)
    """
    bits = natural(bits, "bits", 0, MAX_BITS)
    rows = rational_matrix(matrix)
    data, shape = rational_vector(y, len(rows), "y"), (len(rows), len(rows[0]))
    _require(network, rows, data, constants)
    q, target = bits + 16, Fraction(1, 2 ** (bits + 1))
    while (radius := rounding(network, shape, q)) > target:
        q += 8 + (radius / target).__floor__().bit_length()
        if q > MAX_BITS:
            raise BarriersError(f"a radius of 2^-{bits} needs numbers of more than {MAX_BITS} bits")
    state = _Run(rows, data, q)
    for layer in network.layers:
        state(layer)
    grid = bits + 2 + shape[1].bit_length()  # the centre is rounded to what the radius is worth
    centre = tuple(
        Fraction(int(_nearest(v, fmpz(1) << (q - grid))), 2**grid) if q > grid else Fraction(int(v), 2**q)
        for v in state.z
    )
    return Ball(centre, Fraction(1, 2**bits), network.bound, q, constants.order if constants else None)
