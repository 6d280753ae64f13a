"""Demonstrations of E0-E3, and of C1 with networks: what can be computed, how well, and where it ends.

Runs show instances; that the bounds hold for all sparse vectors rests on the proofs, for one output on a certificate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from random import Random

import numpy as np

from constructions.certificates import recovery_certificate
from constructions.enclosures import enclose
from constructions.firenet import Firenet, State, block, firenet, norm_above, run
from constructions.inverse_problems import Matrix
from constructions.null_space import hadamard_constants, hadamard_matrix, isometry_bound, largest_order
from constructions.operators import as_operator
from constructions.rational_matrices import norm_bound
from constructions.recovery import Recovery, recovery
from nnbarriers.demonstrations.rows import Demonstration, certified, exact_row
from nnbarriers.demonstrations.session import Session
from nnbarriers.wording import equals, short
from theory.exact import dyadic, nearest_double, sqrt_enclosure

__all__ = ["RECOVERIES", "fork_network", "fork_output", "separated_doubles", "separated_minimisers", "sparse_data"]

ONE, ZERO = Fraction(1), Fraction(0)
Rows = Iterator[Demonstration]
Vector = tuple[Fraction, ...]


def dot(u: Sequence[Fraction], v: Sequence[Fraction]) -> Fraction:
    """The inner product."""
    return sum((a * b for a, b in zip(u, v, strict=True)), ZERO)


@cache
def sparse_data(k: int, order: int, noise: Fraction = ZERO, seed: int = 0) -> tuple[Matrix, Vector, Vector]:
    """Return ([I | 2^-k H], x, y = Ax + noise e_1), x with `order` nonzero entries drawn with a seed."""
    matrix, random = hadamard_matrix(k), Random(seed)  # noqa: S311
    x = [ZERO] * len(matrix[0])
    for j in random.sample(range(len(x)), order):
        x[j] = Fraction(random.choice([-1, 1]) * random.randint(4, 16), 8)
    y = [dot(row, x) for row in matrix]
    return matrix, tuple(x), (y[0] + noise, *y[1:])


def objective(matrix: Matrix, y: Sequence[Fraction], lam: Fraction, z: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """Return an enclosure of lambda ||z||_1 + ||Az - y||_2."""
    off = [dot(row, z) - b for row, b in zip(matrix, y, strict=True)]
    low, high = sqrt_enclosure(dot(off, off), 80)
    cost = lam * sum(map(abs, z), ZERO)
    return cost + low, cost + high


@cache
def outputs(noise: Fraction) -> tuple[Recovery, Fraction]:
    """Return what the output of ten restarts at m = 16 is worth by E0, up to a rigorous radius, and the radius."""
    matrix, _, y = sparse_data(2, 2, noise)
    constants = hadamard_constants(2, 2)
    network = firenet(constants, norm_bound(matrix), start=norm_above(y), delta=2 * noise, restarts=10)
    ball = enclose(network, matrix, y)
    return recovery(network, constants, matrix, y, ball.centre), ball.radius


NOISES = (ZERO, Fraction(1, 1000))


def sharp(session: Session) -> Rows:
    """E0 for pairs of vectors, and certified for single vectors, here outputs of networks."""
    (matrix, _, y), constants, random = sparse_data(2, 2), hadamard_constants(2, 2), Random(session.seed)  # noqa: S311
    lam = constants.largest_lambda()
    sharpness, largest, good = constants.sharpness(lam), ZERO, True
    for trial in range(100):
        x, z = sparse_data(2, 2, seed=trial)[1], sparse_data(2, 1 + trial % 4, seed=1000 + random.randrange(1000))[1]
        off = [v - w for v, w in zip(z, x, strict=True)]
        distance = sqrt_enclosure(dot(off, off), 80)[1]
        left = [dot(row, x) - b for row, b in zip(matrix, y, strict=True)]
        # x is 2-sparse, so G(x, y) is twice the residual; everything on the right is rounded down
        gap = (
            objective(matrix, y, lam, z)[0]
            - objective(matrix, y, lam, x)[1]
            + 2 * sqrt_enclosure(dot(left, left), 80)[0]
        )
        good &= distance <= sharpness * gap
        largest = max(largest, distance / (sharpness * gap))
    claim = f"‖z − x‖ ≤ Ĉ(F(z) − F(x) + G(x, y)) for 100 pairs; the largest ratio is {short(largest)}"
    yield exact_row("E0", "[I | 2^−2 H_16], s = 2", claim, good)
    for noise in NOISES:
        found, _ = outputs(noise)
        claim = f"every 2-sparse x with ‖Ax − y‖ ≤ {noise} is within {short(found.bound)} of the z of the certificate"
        path = session.out / f"E0-16-{noise.numerator}.json"
        yield certified("E0", f"m = 16, noise ≤ {noise}", claim, recovery_certificate(found), path)


def one_block(_: Session) -> Rows:
    """E1 in rationals: with one row all lengths are rational."""
    row, y, lam = (Fraction(3, 5), Fraction(4, 5)), ONE, Fraction(1, 4)
    x = (ZERO, Fraction(5, 4))
    for p in (1, 10, 100):
        state = State(*(np.array([ZERO] * n, dtype=object) for n in (2, 1, 2)))
        operator, data = as_operator([row], object), np.array([y], dtype=object)
        for layer in block(p, lam, ONE, ONE):
            state = layer(state, operator, data)
        gap = objective((row,), (y,), lam, list(state.z))[1] - objective((row,), (y,), lam, x)[0]
        most = (dot(x, x) + 1) / p
        claim = f"the mean of z^1…z^{p} has F(Z) − F(x) {equals(gap)} ≤ {equals(most).lstrip('= ')}"
        yield exact_row("E1", f"A = (3/5, 4/5), p = {p}, in rationals", claim, gap <= most)


def restarts(_: Session) -> Rows:
    """E2: E0's bound beside the promise at m = 16, compared here, not by the kernel; rigorous runs at 16, 64, 256."""
    for noise in NOISES:
        found, radius = outputs(noise)
        network, bound = found.network, found.bound + radius
        claim = (
            f"every 2-sparse x with ‖Ax − y‖ ≤ {noise} is within {short(bound)} of the output of"
            f" {len(network.layers)} layers, by E0's certificate and the run's radius;"
            f" the theorem promises {short(network.bound)}"
        )
        yield exact_row("E2", f"m = 16, noise ≤ {noise}", claim, bound <= network.bound)
    for k, order, count in ((2, 2, 20), (3, 4, 8), (4, 5, 6)):
        matrix, x, y = sparse_data(k, order)
        constants = hadamard_constants(k, order)
        network = firenet(constants, norm_bound(matrix), start=norm_above(y), restarts=count)
        run_ = enclose(network, matrix, y, constants=constants)  # certified once more, from the matrix alone
        off = [v - w for v, w in zip(run_.centre, x, strict=True)]
        error = sqrt_enclosure(dot(off, off), 80)[1] + run_.radius
        claim = (
            f"‖z_n − x‖ {equals(error)} after {len(network.layers)} layers; the theorem promises {short(network.bound)}"
        )
        yield exact_row(
            "E2", f"m = {4**k}, s = {order}, rigorous run", claim, run_.admits(x) and error <= network.bound
        )


def constants_of(_: Session) -> Rows:
    """E3 for k = 1 to 4."""
    for k in (1, 2, 3, 4):
        matrix, order = hadamard_matrix(k), largest_order(k)
        found, (bound, route) = hadamard_constants(k, order), isometry_bound(matrix, order)[:2]
        good = (bound, route) == (Fraction(order, 2**k), "two orthonormal bases") and 41 * order**2 < 16 * 4**k
        claim = f"orders up to {order}: there ρ {equals(found.rho)} < 1, γ {equals(found.gamma)}, coherence 2^−{k}"
        yield exact_row("E3", f"[I | 2^−{k} H_{4**k}]", claim, good and found.rho < 1)


def fork_network(entry: Fraction, n: int = 10) -> Firenet:
    """Return n restarts for A = (entry, entry), y = 1, lambda = 1, with step sizes that E1 admits.

    There is no null space property of order 1: C^ = 2/entry is no certified constant, and E2 promises nothing.
    """
    norm = entry * sqrt_enclosure(Fraction(2), 20)[1]
    tau = Fraction(15, 16) / norm
    return Firenet(ONE, 2 / entry, norm, tau, Fraction(1, 2), -(-8 / (entry * tau) // 1), n, ONE, ZERO)


def fork_output(digits: int, level: int) -> tuple[Vector, Fraction]:
    """Return what the network answers to level-`level` readings that fit both branches of C1 (P3), and c = 3/2 10^-K.

    The readings are those about the limit (alpha, alpha), alpha = 1/c, and are admissible for both members with index
    `level`, whose minimisers are c e_1 and c e_2.  The run is in rationals.
    """
    c = Fraction(3, 2) / 10**digits
    reading = dyadic(1 / c, level)
    return tuple(run(fork_network(reading), [[reading, reading]], [ONE], dtype=object)), c


def separated_doubles(digits: int) -> int:
    """Return the largest n for which the inputs alpha and alpha - 2^-n are different doubles, alpha = (2/3) 10^K.

    >>> [separated_doubles(digits) for digits in (1, 3, 6)]
    [52, 43, 33]
    """
    alpha = Fraction(2, 3) * 10**digits
    return max(n for n in range(1, 80) if nearest_double(alpha - Fraction(1, 2**n)) != nearest_double(alpha))


def separated_minimisers(digits: int) -> int:
    """Return the largest n for which the coefficients of their minimisers (P3), 1/alpha each, are different doubles.

    >>> [separated_minimisers(digits) for digits in (1, 3, 6)]
    [51, 43, 33]
    """
    alpha = Fraction(2, 3) * 10**digits
    return max(n for n in range(1, 80) if nearest_double(1 / (alpha - Fraction(1, 2**n))) != nearest_double(1 / alpha))


RECOVERIES: dict[str, Callable[[Session], Rows]] = {"E0": sharp, "E1": one_block, "E2": restarts, "E3": constants_of}
"""Demonstrations by result."""
