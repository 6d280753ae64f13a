"""PIQP: interior points with proximal steps for quadratic programs."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from constructions.solvers.forms import form_of
from constructions.solvers.solver import Answer, Problem, Solver, Tolerance

__all__ = ["piqp"]

Q8 = Fraction("1e-8")


def _solve(problem: Problem) -> Answer:
    import piqp as library

    form, model = form_of(problem), library.DenseSolver()
    model.settings.verbose = False
    square = np.asfortranarray(2 * np.diag(form.square))
    matrix = np.asfortranarray(form.matrix)
    model.setup(square, form.cost, A=matrix, b=form.right, x_l=form.lower, x_u=form.upper)
    status = model.solve()
    name = status.name
    x = form.back(np.array(model.result.x)) if name in ("PIQP_SOLVED", "PIQP_MAX_ITER_REACHED") else None
    return Answer(x, name == "PIQP_SOLVED", name, float(model.result.info.duality_gap))


piqp = Solver(
    "piqp", "piqp", "piqp", ("LP", "P1", "P2"),
    Tolerance("eps_abs = eps_duality_gap_abs = 1e-8, eps_rel = eps_duality_gap_rel = 1e-9", Q8, Q8, Q8, relative=True),
    _solve, options="DenseSolver, defaults", own_gap="duality_gap",
)  # fmt: skip
