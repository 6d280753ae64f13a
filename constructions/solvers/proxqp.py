"""ProxQP, of proxsuite: an augmented Lagrangian method for quadratic programs."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from constructions.solvers.forms import form_of
from constructions.solvers.solver import Answer, Problem, Solver, Tolerance

__all__ = ["proxqp"]

Q5 = Fraction("1e-5")
LARGE = 1e20
"""What ProxQP takes for an infinite bound."""


def _solve(problem: Problem) -> Answer:
    import proxsuite as library

    form = form_of(problem)
    m, n = form.matrix.shape
    model = library.proxqp.dense.QP(n, m, n)
    low, high = np.maximum(form.lower, -LARGE), np.minimum(form.upper, LARGE)
    model.init(2 * np.diag(form.square), form.cost, form.matrix, form.right, np.eye(n), low, high)
    model.solve()
    info = model.results.info
    name = info.status.name
    x = None if "INFEASIBLE" in name else form.back(np.array(model.results.x))
    return Answer(x, name == "PROXQP_SOLVED", name, float(info.duality_gap))


proxqp = Solver(
    "proxqp", "proxsuite", "proxsuite", ("LP", "P1", "P2"),
    Tolerance("eps_abs = 1e-5 on primal and dual residuals; the gap is not tested", Q5, Q5), _solve,
    options="dense.QP, defaults", own_gap="duality_gap",
)  # fmt: skip
