"""OSQP: a first-order method for quadratic programs."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from constructions.solvers.forms import form_of
from constructions.solvers.solver import Answer, Problem, Solver, Tolerance

__all__ = ["osqp"]

Q3 = Fraction("1e-3")


def _solve(problem: Problem) -> Answer:
    import osqp as library
    from scipy.sparse import csc_matrix

    form, model = form_of(problem), library.OSQP()
    rows = csc_matrix(np.vstack([form.matrix, np.eye(len(form.cost))]))
    low, high = np.concatenate([form.right, form.lower]), np.concatenate([form.right, form.upper])
    model.setup(csc_matrix(2 * np.diag(form.square)), form.cost, rows, low, high, verbose=False)
    found = model.solve(raise_error=False)
    info = found.info
    x = form.back(found.x) if info.status_val in (1, 2, 7, 8) else None
    return Answer(x, info.status_val == 1, f"status {info.status_val}: {info.status}", float(info.duality_gap))


osqp = Solver(
    "osqp", "osqp", "osqp", ("LP", "P1", "P2"),
    Tolerance("eps_abs = eps_rel = 1e-3", Q3, Q3, Q3, relative=True), _solve,
    own_gap="duality_gap",
)  # fmt: skip
