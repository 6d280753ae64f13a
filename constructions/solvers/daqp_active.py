"""DAQP: a dual active-set method for quadratic programs."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from constructions.solvers.forms import form_of
from constructions.solvers.solver import Answer, Problem, Solver, Tolerance

__all__ = ["daqp"]

LARGE = 1e30
"""What DAQP takes for an infinite bound."""
EQUAL = 5
"""DAQP's mark of an equality."""


def _solve(problem: Problem) -> Answer:
    import daqp as library

    form = form_of(problem)
    m, n = form.matrix.shape
    low = np.concatenate([np.maximum(form.lower, -LARGE), form.right])
    high = np.concatenate([np.minimum(form.upper, LARGE), form.right])
    sense = np.array([0] * n + [EQUAL] * m, dtype=np.int32)
    square, matrix = 2 * np.diag(form.square), np.ascontiguousarray(form.matrix)
    found, _, flag, _ = library.solve(square, form.cost, matrix, high, low, sense)
    return Answer(form.back(found) if flag >= 0 or flag == -4 else None, flag == 1, f"exit flag {flag}")


daqp = Solver(
    "daqp", "daqp", "daqp", ("LP", "P1", "P2"),
    Tolerance(
        "primal_tol = 1e-6; its documentation asks for a positive definite Hessian, here it is singular, and it"
        " regularises", Fraction("1e-6"),
    ), _solve,
)  # fmt: skip
