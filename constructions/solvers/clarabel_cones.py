"""Clarabel: interior points for quadratic objectives over cones."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from constructions.solvers.forms import form_of
from constructions.solvers.solver import Answer, Problem, Solver, Tolerance

__all__ = ["clarabel"]

Q8 = Fraction("1e-8")


def _solve(problem: Problem) -> Answer:
    import clarabel as library
    from scipy.sparse import csc_matrix

    form, settings = form_of(problem), library.DefaultSettings()
    settings.verbose, settings.max_threads = False, 1
    (g, h), (cone, zero) = form.sides(), form.cone_rows()
    rows = csc_matrix(np.vstack([form.matrix, g, cone]))
    cones = [library.ZeroConeT(len(form.right)), library.NonnegativeConeT(len(h))]
    cones += [library.SecondOrderConeT(len(zero))] if form.cone else []
    square, right = csc_matrix(2 * np.diag(form.square)), np.concatenate([form.right, h, zero])
    found = library.DefaultSolver(square, form.cost, rows, right, cones, settings).solve()
    status = str(found.status)
    x = None if "Infeasible" in status else form.back(np.array(found.x))
    return Answer(x, status == "Solved", status, float(found.obj_val - found.obj_val_dual))


clarabel = Solver(
    "clarabel", "clarabel", "clarabel", ("LP", "P1", "P2", "P3"),
    Tolerance("tol_gap_abs = tol_gap_rel = tol_feas = 1e-8", Q8, Q8, Q8, relative=True), _solve,
    options="max_threads = 1", own_gap="primal value less dual value",
)  # fmt: skip
