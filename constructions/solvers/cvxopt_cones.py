"""CVXOPT: its interior points for cones and for quadratic programs, and the GLPK that comes with it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from constructions.solvers.forms import form_of
from constructions.solvers.solver import Answer, Problem, Solver, Tolerance

__all__ = ["cones", "glpk"]

CONES = Tolerance(
    "feastol = 1e-7, abstol = 1e-7, reltol = 1e-6", Fraction("1e-7"), Fraction("1e-7"), Fraction("1e-6"), relative=True
)
GLPK = Tolerance("GLPK's tol_bnd = tol_dj = 1e-7, relative", Fraction("1e-7"), Fraction("1e-7"), relative=True)


def _cvxopt(solver: str | None) -> Callable[[Problem], Answer]:
    def solve(problem: Problem) -> Answer:
        from cvxopt import matrix, solvers

        form = form_of(problem)
        solvers.options.update(show_progress=False, glpk={"msg_lev": "GLP_MSG_OFF"})
        (g, h), (cone, zero) = form.sides(), form.cone_rows()
        dims = {"l": len(h), "q": [len(zero)] if form.cone else [], "s": []}
        sides = matrix(np.vstack([g, cone])), matrix(np.concatenate([h, zero]))
        rows = matrix(form.matrix), matrix(form.right)
        found: dict[str, Any]
        if form.square.any():
            found = solvers.coneqp(matrix(2 * np.diag(form.square)), matrix(form.cost), *sides, dims, *rows)
        elif solver:
            found = solvers.lp(matrix(form.cost), *sides, *rows, solver=solver)
        else:
            found = solvers.conelp(matrix(form.cost), *sides, dims, *rows)
        status, gap = found["status"], found.get("gap")
        x = None if found["x"] is None or "infeasible" in status else form.back(np.array(found["x"]))
        return Answer(x, status == "optimal", status, None if gap is None else float(gap))

    return solve


cones = Solver(
    "cvxopt", "cvxopt", "cvxopt", ("LP", "P1", "P2", "P3"), CONES, _cvxopt(None),
    own_gap="gap: the product of slacks and multipliers",
)  # fmt: skip
glpk = Solver(
    "glpk-cvxopt", "cvxopt", "cvxopt", ("LP", "P1"), GLPK, _cvxopt("glpk"),
    options="solver = 'glpk'; CVXOPT turns GLPK's presolver on",
    own_gap="gap: the product of slacks and multipliers",
)  # fmt: skip
