"""A user's own problem joins in a few lines: two worked examples for `barriers defeat --family MODULE:OBJECT`.

A family is a limit, one sequence (jump) or two (fork) within 4**-n of it, and exact distances to the solution sets.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from theory.exact import sqrt_enclosure
from theory.families import FORK, JUMP, Family
from theory.problems import Distance, Input, Problem

__all__ = ["eigenvector", "sign"]


def _number(n: int) -> Input:
    """X = 4**-n, whose sign is 1; n = 0 stands for x = 0, whose sign is 0."""
    x, answer = (Fraction(1, 4**n), 1) if n else (Fraction(0), 0)
    return Input(f"x = {x}", lambda k: x, lambda output: Distance(abs(output[0] - answer), abs(output[0] - answer)))


sign = Family(
    JUMP,
    lambda accuracy: Problem("sign", ("x",), 1, accuracy, asks="1 if x > 0, 0 if x = 0"),
    _number(0),
    lambda _, n: _number(n),
    Fraction(1),
)
"""The sign of a real number that is read ever more finely: kappa = 1, so 1/2 is the limit below accuracy 1/2."""


def _diagonal(branch: int, n: int) -> Input:
    """diag(1 + 4**-n, 1) or diag(1, 1 + 4**-n), with leading unit eigenvectors ±e_branch; branch 0 is the identity."""
    entries = [1 + (Fraction(1, 4**n) if i == branch else 0) for i in (1, 2)]
    values = (Fraction(entries[0]), Fraction(0), Fraction(entries[1]))

    def distance(v: Sequence[Fraction]) -> Distance:
        if branch:
            square = min((v[branch - 1] - s) ** 2 + v[2 - branch] ** 2 for s in (1, -1))
            return Distance(square, square, power=2)
        lo, hi = sqrt_enclosure(v[0] ** 2 + v[1] ** 2, 60)  # to the unit circle: | |v| - 1 |
        ends = sorted(((lo - 1) ** 2, (hi - 1) ** 2))
        return Distance(ends[0] if (lo - 1) * (hi - 1) > 0 else Fraction(0), ends[1], power=2)

    return Input(f"A^{branch}_{n}" if branch else "A_0", lambda k: values[k], distance)


def _eigen(accuracy: Fraction) -> Problem:
    asks = "a unit eigenvector of the largest eigenvalue of the symmetric matrix A, to within the accuracy in l^2"
    return Problem("leading eigenvector", ("A_1_1", "A_1_2", "A_2_2"), 2, accuracy, asks=asks)


eigenvector = Family(FORK, _eigen, _diagonal(0, 0), _diagonal, Fraction(2), power=2)
"""The leading eigenvector of a symmetric 2 x 2 matrix near a double eigenvalue: kappa = sqrt 2."""
