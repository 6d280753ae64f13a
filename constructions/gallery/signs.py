"""The sign of a determinant and rounding; beside them the determinant, and rounding with room (J, K)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from constructions.gallery.posed import Computable, enough, posed
from theory.algorithms import Oracle, Tape
from theory.problems import Problem

__all__ = ["ROUNDING", "SIGN", "determinant", "near_integer"]

HALF = Fraction(1, 2)


def cofactors(a: Sequence[Fraction]) -> Fraction:
    """Return the determinant of a 3 x 3 matrix, given row by row."""
    return a[0] * (a[4] * a[8] - a[5] * a[7]) - a[1] * (a[3] * a[8] - a[5] * a[6]) + a[2] * (a[3] * a[7] - a[4] * a[6])


def determinant(problem: Problem, oracle: Oracle, tape: Tape) -> list[Fraction]:
    """Return the determinant of a 3 x 3 matrix, within the accuracy."""
    first = [abs(oracle.read(k, 0)) for k in range(9)]
    size = max(sum(first[i : i + 3]) for i in (0, 3, 6)) + 6
    level = enough(min(Fraction(1), problem.accuracy / (9 * size * size)))
    return [cofactors([oracle.read(k, level) for k in range(9)])]


def near_integer(problem: Problem, oracle: Oracle, tape: Tape) -> list[Fraction]:
    """Return an integer whose distance to x exceeds 1/2 by at most the accuracy."""
    return [Fraction(round(oracle.read(0, enough(problem.accuracy))))]


SIGN = posed(
    "sign", "the sign of the determinant of a 3 x 3 matrix", "A_11 A_12 A_13 A_21 A_22 A_23 A_31 A_32 A_33",
    lambda s: [1, 2, 3, 4, 5, 6, 7, 8, 9 - s], limit=[[0]], right=[[1]], accuracy=Fraction(49, 100),
    computable=Computable(
        "the determinant", 1, determinant, lambda s, output, accuracy: abs(output[0] - 3 * s) <= accuracy
    ),
)  # fmt: skip
"""J: kappa = 1."""
ROUNDING = posed(
    "rounding", "a nearest integer of x", "x", lambda s: [HALF + s],
    left=[[0]], right=[[1]], limit=[[0], [1]], accuracy=Fraction(49, 100),
    computable=Computable(
        "an integer that is nearest but for the accuracy", 1, near_integer,
        lambda s, output, accuracy: output[0].denominator == 1 and abs(output[0] - HALF - s) <= HALF + accuracy,
    ),
)  # fmt: skip
"""K: kappa = 1."""
