"""Eigenvector, rank and singular vector of small matrices, and what is computable beside them: the values (J, K)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from math import ceil, isqrt

from constructions.gallery.posed import ONE, ZERO, Computable, enough, posed
from theory.algorithms import Oracle, Tape
from theory.exact import sqrt_enclosure
from theory.problems import Distance, Problem

__all__ = ["EIGENVECTOR", "RANK", "SINGULAR_VECTOR", "direction", "eigenvalues", "singular_values", "to_circle"]

Vector = tuple[Fraction, ...]
Q: Vector = (Fraction(3, 5), Fraction(4, 5))
P: Vector = (Fraction(-4, 5), Fraction(3, 5))
U, W = (Fraction(2, 3), Fraction(2, 3), Fraction(-1, 3)), (Fraction(-1, 3), Fraction(2, 3), Fraction(2, 3))
"""Two orthonormal bases: Q, P of the plane, and U, W of a plane in space."""
BITS = 400
"""So finely is the irrational distance to the circle enclosed."""


def to_circle(v: Sequence[Fraction]) -> Distance:
    """Return an enclosure of the squared distance | |v| - 1 |^2 of v to the unit circle.

    >>> to_circle((Fraction(3), Fraction(4)))
    Distance(low=Fraction(16, 1), high=Fraction(16, 1), power=2)
    """
    low, high = (root - 1 for root in sqrt_enclosure(sum((x * x for x in v), ZERO), BITS))
    nearer, farther = sorted((low * low, high * high))  # 1 is an end of the enclosure of |v|, or outside
    return Distance(nearer, farther, power=2)


def either(v: Vector) -> list[Vector]:
    """Return v and -v."""
    return [v, tuple(-x for x in v)]


def combined(s: Fraction, columns: tuple[Vector, Vector], rows: tuple[Vector, Vector]) -> list[list[Fraction]]:
    """Return (1 + max(s, 0)) u q^T + (1 + max(-s, 0)) w p^T for the columns u, w and the rows q, p."""
    sizes = 1 + max(s, ZERO), 1 + max(-s, ZERO)
    return [
        [sum((t * u[i] * v[j] for t, u, v in zip(sizes, columns, rows, strict=True)), ZERO) for j in range(2)]
        for i in range(len(columns[0]))
    ]


def symmetric(s: Fraction) -> list[Fraction]:
    """Return A_11, A_12, A_22 of the matrix with the eigenvalues 1 + max(s, 0) for Q and 1 + max(-s, 0) for P."""
    (a, b), (_, c) = combined(s, (Q, P), (Q, P))
    return [a, b, c]


def degenerate(s: Fraction) -> list[Fraction]:
    """Return the entries of Q Q^T + s P P^T."""
    return [Q[i] * Q[j] + s * P[i] * P[j] for i in range(2) for j in range(2)]


def tall(s: Fraction) -> list[Fraction]:
    """Return the entries of the 3 x 2 matrix with the right singular vectors Q and P."""
    return [v for row in combined(s, (U, W), (Q, P)) for v in row]


def eigenvalues(problem: Problem, oracle: Oracle, tape: Tape) -> list[Fraction]:
    """Return the eigenvalues of a symmetric 2 x 2 matrix, the larger one first, within the accuracy."""
    level = enough(problem.accuracy / 3)
    a, b, c = (oracle.read(k, level) for k in range(3))
    root, _ = sqrt_enclosure(((a - c) / 2) ** 2 + b * b, level)
    return [(a + c) / 2 + root, (a + c) / 2 - root]


def singular_values(problem: Problem, oracle: Oracle, tape: Tape) -> list[Fraction]:
    """Return the singular values of an m x 2 matrix, m >= 2, the larger one first, within the accuracy."""
    rows = len(problem.evaluations) // 2
    level = enough(problem.accuracy / (rows + 2))
    read = [[oracle.read(2 * i + j, level) for j in range(2)] for i in range(rows)]
    p, q, r = (sum((row[i] * row[j] for row in read), ZERO) for i, j in ((0, 0), (0, 1), (1, 1)))
    root, _ = sqrt_enclosure(((p - r) / 2) ** 2 + q * q, 2 * level)
    return [sqrt_enclosure((p + r) / 2 + sign * root, level)[0] for sign in (1, -1)]


def direction(problem: Problem, oracle: Oracle, tape: Tape) -> list[Fraction]:
    """Return a unit vector v for which |Av| is within the accuracy of its maximum, A an m x 2 matrix, m >= 2."""
    rows = len(problem.evaluations) // 2
    size = sum((abs(oracle.read(k, 0)) + 1 for k in range(2 * rows)), ZERO)
    level, count = enough(problem.accuracy / (4 * rows)), isqrt(ceil(size / problem.accuracy)) + 1
    read = [[oracle.read(2 * i + j, level) for j in range(2)] for i in range(rows)]
    grid = [Fraction(j, count) for j in range(-count, count + 1)]
    circle: list[Vector] = [((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)) for t in grid]
    return list(max(circle, key=partial(_stretched, read)))


def _stretched(matrix: Sequence[Sequence[Fraction]], v: Sequence[Fraction]) -> Fraction:
    """Return |Av|^2."""
    return sum(((row[0] * v[0] + row[1] * v[1]) ** 2 for row in matrix), ZERO)


def _close(values: tuple[Fraction, Fraction], output: Sequence[Fraction], accuracy: Fraction) -> bool:
    return all(abs(a - b) <= accuracy for a, b in zip(values, output, strict=True))


def _far_stretched(s: Fraction, output: Sequence[Fraction], accuracy: Fraction) -> bool:
    entries = tall(s)
    least = max(1 + abs(s) - accuracy, ZERO)
    unit = output[0] ** 2 + output[1] ** 2 == 1
    return unit and _stretched([entries[i : i + 2] for i in (0, 2, 4)], output) >= least * least


EIGENVECTOR = posed(
    "eigenvector", "a unit eigenvector of the largest eigenvalue of a symmetric 2 x 2 matrix", "A_11 A_12 A_22",
    symmetric, left=either(P), right=either(Q), limit=to_circle, norm="2", accuracy=Fraction(7, 10),
    computable=Computable(
        "both eigenvalues", 2, eigenvalues, lambda s, output, accuracy: _close((1 + abs(s), ONE), output, accuracy)
    ),
)  # fmt: skip
"""K: kappa = sqrt 2."""
RANK = posed(
    "rank", "the rank of a 2 x 2 matrix", "A_11 A_12 A_21 A_22",
    degenerate, limit=[[1]], right=[[2]], accuracy=Fraction(49, 100),
    computable=Computable(
        "both singular values", 2, singular_values, lambda s, output, accuracy: _close((ONE, abs(s)), output, accuracy)
    ),
)  # fmt: skip
"""J: kappa = 1."""
SINGULAR_VECTOR = posed(
    "singular-vector", "a right singular vector of the largest singular value of a 3 x 2 matrix",
    "A_11 A_12 A_21 A_22 A_31 A_32",
    tall, left=either(P), right=either(Q), limit=to_circle, norm="2", accuracy=Fraction(7, 10),
    computable=Computable("a unit vector v for which |Av| is nearly the largest", 2, direction, _far_stretched),
)  # fmt: skip
"""K: kappa = sqrt 2."""
