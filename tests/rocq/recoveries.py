"""Instances about recovery: the constants of E0, a network of E2 with one row, the matrices of E3."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from constructions import firenet
from constructions.null_space import NullSpace, hadamard_matrix, largest_order
from tests.rocq.objects import Made, Random, rational
from tests.rocq.programs import entries
from tests.rocq.terms import indexed, listed, q
from tests.rocq.trusts import FIELD, matrix

ROOT = "(fun a => Qmake (Z.sqrt (Qnum a * Zpos (Qden a))) (Qden a))"
"""The root of a square of a rational number."""


def constants(r: Random) -> Made:
    """E0: C and D, sigma_s(x)_1, and E1's soft threshold."""
    rho, gamma = Fraction(r.randint(1, 19), 20), 1 + abs(rational(r))
    delta = Fraction(1, r.randint(300, 900))
    found = NullSpace(1, delta, rho, gamma, "drawn", gamma * delta / (2 * rho))
    size, order, threshold = r.randint(1, 5), r.randint(1, 5), abs(rational(r))
    x = [rational(r) for _ in range(size)]
    tail, _ = firenet._misfit([[0] * size], x, [0], order)
    pulled = firenet.soft_threshold(np.array(x, dtype=object), threshold)
    term = listed([
        f"@Recovery.big_C {FIELD} {q(rho)}",
        f"@Recovery.big_D {FIELD} {q(rho)} {q(gamma)}",
        f"@Recovery.sigma {FIELD} {size} {order} {indexed(x)}",
        *(f"@RecoveryBlocks.soft_threshold {FIELD} {q(threshold)} {q(v)}" for v in x),
    ])  # fmt: skip
    return (found, x, order, threshold), term, [found.c, found.d, tail, *pulled]


def restarts(r: Random) -> Made:
    """E2: what a network computes in rational numbers, gaps and parameters; one row, so that lengths are rational."""
    columns, y = r.randint(1, 2), Fraction(r.choice([-2, -1, 1, 2]), r.randint(1, 3))
    row = [Fraction(r.choice([-4, -3, -2, 2, 3, 4]), 4) for _ in range(columns)]
    norm, upsilon = Fraction(2), Fraction(1, r.randint(2, 3))
    tau, lam, width = Fraction(1, r.randint(2, 3)), Fraction(1, r.randint(8, 40)), Fraction(1, r.randint(9, 12))
    start, delta = abs(y) + Fraction(r.randint(1, 3), 2), Fraction(r.randint(0, 2), 2)
    p, count = r.choice([(3, 1), (2, 2)])
    made = firenet.Firenet(lam, width, norm, tau, upsilon, p, count, start, delta)
    output = firenet.run(made, [row], [y], dtype=object)
    common = f"{q(delta)} {q(upsilon)}"
    problem = f"1 {columns} {matrix([row])} {q(lam)} {q(width)} {common} {q(tau)} {q(start)} {p} {indexed([y])}"
    term = listed([
        *(f"@RecoveryRestarts.network {FIELD} {problem} {ROOT} {count} {j}" for j in range(columns)),
        f"@RecoveryRestarts.eps {FIELD} {common} {q(start)} {count}",
        f"@RecoveryRestarts.theta {FIELD} {q(width)} {common} {q(start)} {count - 1}",
    ])  # fmt: skip
    return (made, row, y), term, [*output, made.gap(count), made.theta(count)]


def bases(r: Random) -> Made:
    """E3: the matrices [I | 2^-k H], and a constant of the isometry."""
    k = r.randint(0, 2)
    m, order, rows = 4**k, largest_order(k), r.randint(1, 4**k)
    first = r.randint(0, m - rows)
    two = f"@Hadamard.two_bases {FIELD} {m} {2 * k} {q(Fraction(1, 2**k))}"
    term = entries(f"(fun i => {two} ({first} + i)%nat)", rows, 2 * m)
    term += f" ++ [@Lengths.number {FIELD} {order}; @Isometries.rho_of {FIELD} {q(Fraction(1, 2))} {q(first + 1)}]"
    value = [v for row in hadamard_matrix(k)[first : first + rows] for v in row]
    return (k, first, rows), term, [*value, order, Fraction(1, 2) / (first + 1 - Fraction(1, 8))]
