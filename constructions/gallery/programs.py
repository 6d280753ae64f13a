"""The value of a linear program, which jumps, and what is computable beside it: values where both sides have room (J).

The same numbers with >= in place of = make a program with a strictly feasible point, and its value is continuous.
"""

from __future__ import annotations

from fractions import Fraction

from constructions.exact_simplex import simplex
from constructions.gallery.posed import ONE, ZERO, Computable, enough, posed
from theory.algorithms import Oracle, Tape
from theory.problems import Problem

__all__ = ["LP_VALUE", "covering_value"]


def covering_value(problem: Problem, oracle: Oracle, tape: Tape) -> list[Fraction]:
    """Return the value of min x_1 + x_2, Ax >= b, x >= 0, within the accuracy, if A (1, 1)^T >= b + 1."""
    level = enough(min(Fraction(1, 6), problem.accuracy / 12))
    a, b, c, d, e, f = (oracle.read(k, level) for k in range(6))
    matrix = ((a, b, -ONE, ZERO), (c, d, ZERO, -ONE))
    found = simplex((ONE, ONE, ZERO, ZERO), matrix, (e, f), [ZERO] * 4, [None] * 4)
    return [found.x[0] + found.x[1]]


LP_VALUE = posed(
    "lp-value", "the value of min x_1 + x_2, Ax = b, x >= 0, for two rows", "A_11 A_12 A_21 A_22 b_1 b_2",
    lambda s: [1, 8, 1, 8 - s, 1, 1], limit=[[Fraction(1, 8)]], right=[[1]], accuracy=Fraction(43, 100),
    computable=Computable(
        "the value of the same program with >= in place of =", 1, covering_value,
        lambda s, output, accuracy: abs(output[0] - 1 / (8 - s)) <= accuracy,
    ),
)  # fmt: skip
"""J: kappa = 7/8."""
