"""What E2's output is worth for all sparse vectors at once: a bound from the data alone, with a dual vector (E0, E2).

For every s-sparse x with ||A x - y||_2 <= noise, ||z - x||_2 <= C^ (F(z) - <u, y> + 2 noise) if ||u||_2 <= 1 and
|<A_j, u>| <= lambda for all columns: then F(x) >= <u, y>. No x need be known. The dual vector is a guess that is made
feasible; a bad guess makes a large bound, never a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from constructions.firenet import Firenet
from constructions.inverse_problems import Matrix, Vector
from constructions.null_space import NullSpace
from constructions.operators import Array
from constructions.rational_matrices import rational_matrix, rational_vector
from theory.exact import sqrt_enclosure

__all__ = ["Recovery", "dual_vector", "recovery"]

BITS = 64


@dataclass(frozen=True)
class Recovery:
    """z for data (A, y), the network that it comes from, constants, a dual vector u and `residual` >= ||Az - y||_2."""

    matrix: Matrix
    y: Vector
    z: Vector
    u: Vector
    residual: Fraction
    noise: Fraction
    constants: NullSpace
    network: Firenet

    @property
    def bound(self) -> Fraction:
        """C^ (F(z) - <u, y> + 2 noise): every s-sparse x with ||Ax - y|| <= noise is that near to z."""
        norm = sum(map(abs, self.z), Fraction(0))
        value = self.network.lam * norm + self.residual - _inner(self.u, self.y)
        return self.network.sharpness * (value + 2 * self.noise)


def _inner(one: Sequence[Fraction], two: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(one, two, strict=True)), Fraction(0))


def dual_vector(matrix: Matrix, y: Vector, z: Vector, lam: Fraction) -> Vector:
    """Return rational u with ||u||_2 <= 1, |<A_j, u>| <= lambda for all j, and <u, y> as large as guesses give (E0).

    For each j < m: optimality on the support of the j largest entries of z asks that A_S^T u = lambda sign(z_S), and
    that u is a multiple of the residual off the range of A_S. Floats choose j, the rest is done in rationals.
    """
    a, data = np.array(matrix, dtype=np.float64), np.array(y, dtype=np.float64)
    largest = sorted((j for j, v in enumerate(z) if v), key=lambda j: (-abs(z[j]), j))
    signs, limit = np.array([np.sign(np.float64(z[j])) for j in largest]), np.float64(lam)
    chosen, value = 0, -np.inf
    for size in range(min(len(y), len(largest) + 1)):
        u = _guess(a[:, largest[:size]], data, signs[:size] * limit)
        u = u / max(1, np.abs(u @ a).max() / limit, np.linalg.norm(u))
        if u @ data - value > np.linalg.norm(data) / 2**30:  # not for what rounding may change
            chosen, value = size, u @ data
    support = largest[:chosen]
    return feasible(matrix, _exact(matrix, y, support, [lam if z[j] > 0 else -lam for j in support]), lam)


def _guess(columns: Array, y: Array, correlations: Array) -> Array:
    """A dual vector with these correlations with the columns, the rest of its length along the residual of y."""
    inverse = np.linalg.pinv(columns)
    along: Array = inverse.T @ correlations
    rest = y - columns @ (inverse @ y)
    length, room = np.linalg.norm(rest), 1 - along @ along
    if room <= 0 or length * 2**40 < np.linalg.norm(y):
        return along
    found: Array = along + rest / length * np.sqrt(room)
    return found


def _exact(matrix: Matrix, y: Vector, support: Sequence[int], correlations: Sequence[Fraction]) -> Vector:
    """The same in rationals, with a root rounded down; 0 if the columns are dependent."""
    from flint import fmpq, fmpq_mat

    def column(values: Sequence[Fraction]) -> fmpq_mat:
        return fmpq_mat(len(values), 1, [fmpq(v.numerator, v.denominator) for v in values])

    along, rest = [Fraction(0)] * len(y), list(y)
    if support:
        entries = [fmpq(row[j].numerator, row[j].denominator) for row in matrix for j in support]
        a = fmpq_mat(len(y), len(support), entries)
        try:
            inverse = (a.transpose() * a).inv()
        except ZeroDivisionError:
            return tuple(along)
        along = [Fraction(int(v.p), int(v.q)) for v in (a * inverse * column(correlations)).entries()]
        fitted = (a * inverse * a.transpose() * column(y)).entries()
        rest = [v - Fraction(int(w.p), int(w.q)) for v, w in zip(y, fitted, strict=True)]
    square, room = _inner(rest, rest), 1 - _inner(along, along)
    if square and room > 0:
        factor = sqrt_enclosure(room / square, BITS)[0]
        along = [v + factor * w for v, w in zip(along, rest, strict=True)]
    return tuple(along)


def feasible(matrix: Matrix, u: Sequence[Fraction], lam: Fraction) -> Vector:
    """Return a multiple of u, rounded to BITS bits, that has ||u||_2 <= 1 and |<A_j, u>| <= lambda, exactly."""
    exact = [Fraction(round(v * 2**BITS), 2**BITS) for v in u]
    largest = max(abs(_inner(column, exact)) for column in zip(*matrix, strict=True))
    length = sqrt_enclosure(_inner(exact, exact), BITS)[1]
    factor = min(Fraction(1), lam / largest if largest else Fraction(1), 1 / length if length else Fraction(1))
    if factor < 1:
        factor = Fraction(factor * 2**BITS // 1, 2**BITS)
    return tuple(v * factor for v in exact)


def recovery(
    network: Firenet, constants: NullSpace, matrix: Sequence[Sequence[Any]], y: Sequence[Any], z: Sequence[Any]
) -> Recovery:
    """Return what z is worth, whatever made it (E0), such as a network (E2); the noise is half of the network's delta.

    Raises `BarriersError` for wrong lengths.

    >>> from constructions.firenet import firenet_for, run
    >>> from constructions.null_space import certify
    >>> rows = [[1, 0], [0, 1]]
    >>> network = firenet_for(rows, [3, 0], 1)
    >>> found = recovery(network, certify(rows, 1), rows, [3, 0], run(network, rows, [3, 0]))
    >>> found.bound < network.bound
    True
    """
    rows = rational_matrix(matrix)
    data, output = rational_vector(y, len(rows), "y"), rational_vector(z, len(rows[0]), "z")
    u = dual_vector(rows, data, output, network.lam)
    off = [_inner(row, output) - b for row, b in zip(rows, data, strict=True)]
    residual = sqrt_enclosure(_inner(off, off), BITS)[1]
    return Recovery(rows, data, output, u, residual, network.delta / 2, constants, network)
