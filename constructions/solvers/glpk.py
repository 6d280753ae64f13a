"""GLPK through swiglpk: simplex, interior points, and glp_exact, which first replaces data by nearby rationals."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from constructions.solvers.forms import Form, form_of
from constructions.solvers.solver import DUAL_GAP, Answer, Problem, Solver, Tolerance

__all__ = ["exact", "interior", "simplex"]

Q7 = Fraction("1e-7")
SIMPLEX = Tolerance("tol_bnd = tol_dj = 1e-7, relative", Q7, Q7, relative=True)
INTERIOR = Tolerance("none is documented; 1e-8 in its source, on relative residuals and gap")
EXACT = Tolerance(
    "none is documented; rational arithmetic, on data that its source rounds to rationals, within a relative 1e-9"
)


def _loaded(form: Form) -> Any:
    """Return the program as GLPK's problem object."""
    import swiglpk as g

    program, (m, n) = g.glp_create_prob(), form.matrix.shape
    g.glp_add_rows(program, m)
    g.glp_add_cols(program, n)
    g.glp_set_obj_dir(program, g.GLP_MIN)
    for i, b in enumerate(form.right.tolist(), 1):
        g.glp_set_row_bnds(program, i, g.GLP_FX, b, b)
    for j, (low, high, c) in enumerate(
        zip(form.lower.tolist(), form.upper.tolist(), form.cost.tolist(), strict=True), 1
    ):
        above, below = np.isfinite(low), np.isfinite(high)
        both = g.GLP_FX if low == high else g.GLP_DB
        kind = both if above and below else g.GLP_LO if above else g.GLP_UP if below else g.GLP_FR
        g.glp_set_col_bnds(program, j, kind, low if above else 0.0, high if below else 0.0)
        g.glp_set_obj_coef(program, j, c)
    places = np.argwhere(form.matrix)
    rows, columns, values = g.intArray(len(places) + 1), g.intArray(len(places) + 1), g.doubleArray(len(places) + 1)
    for k, (i, j) in enumerate(places.tolist(), 1):
        rows[k], columns[k], values[k] = i + 1, j + 1, float(form.matrix[i, j])
    g.glp_load_matrix(program, len(places), rows, columns, values)
    return program


def _glpk(method: str) -> Callable[[Problem], Answer]:
    def solve(problem: Problem) -> Answer:
        import swiglpk as g

        g.glp_term_out(g.GLP_OFF)
        form = form_of(problem)
        program, (m, n) = _loaded(form), form.matrix.shape
        code = getattr(g, f"glp_{method}")(program, None)
        inner = method == "interior"
        status = g.glp_ipt_status(program) if inner else g.glp_get_status(program)
        primal, dual = (g.glp_ipt_col_prim, g.glp_ipt_row_dual) if inner else (g.glp_get_col_prim, g.glp_get_row_dual)
        v = np.array([primal(program, j + 1) for j in range(n)])
        y = np.array([dual(program, i + 1) for i in range(m)])
        g.glp_delete_prob(program)
        words = ("GLP_OPT", "GLP_FEAS", "GLP_INFEAS", "GLP_NOFEAS", "GLP_UNBND", "GLP_UNDEF")
        said = next((word for word in words if getattr(g, word) == status), str(status))
        done = code == 0 and status == g.GLP_OPT
        x = form.back(v) if status in (g.GLP_OPT, g.GLP_FEAS) else None
        return Answer(x, done, f"return code {code}, status {said}", form.dual_gap(v, y) if done else None)

    return solve


def _solver(name: str, method: str, tolerance: Tolerance) -> Solver:
    return Solver(
        name, "swiglpk", "swiglpk", ("LP", "P1"), tolerance, _glpk(method), options=f"glp_{method}, defaults",
        own_gap=DUAL_GAP, inside=_inside,
    )  # fmt: skip


def _inside() -> str:
    import swiglpk

    return f"GLPK {swiglpk.glp_version()}"


simplex = _solver("glpk", "simplex", SIMPLEX)
exact = _solver("glpk-exact", "exact", EXACT)
interior = _solver("glpk-ipm", "interior", INTERIOR)
