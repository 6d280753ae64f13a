"""SCIP through PySCIPOpt: a branch-and-cut solver, given a linear program."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from fractions import Fraction

import numpy as np

from constructions.solvers.forms import form_of
from constructions.solvers.solver import Answer, Problem, Solver, Tolerance

__all__ = ["scip"]


def _solve(problem: Problem) -> Answer:
    from pyscipopt import Model, quicksum

    form, model = form_of(problem), Model()
    model.hideOutput()

    def end(value: float) -> float | None:
        return value if np.isfinite(value) else None

    variables = [
        model.addVar(lb=end(low), ub=end(high), name=f"x{j}")
        for j, (low, high) in enumerate(zip(form.lower.tolist(), form.upper.tolist(), strict=True))
    ]
    for row, b in zip(form.matrix.tolist(), form.right.tolist(), strict=True):
        model.addCons(quicksum(a * v for a, v in zip(row, variables, strict=True)) == b)
    model.setObjective(quicksum(c * v for c, v in zip(form.cost.tolist(), variables, strict=True)), "minimize")
    model.optimize()
    status = model.getStatus()
    if not model.getNSols():
        return Answer(None, False, status)
    x = form.back(np.array([model.getVal(v) for v in variables]))
    return Answer(x, status == "optimal", status, float(model.getGap()))


def _inside() -> str:
    """Return the versions of SCIP and of SoPlex, which solves its linear programs."""
    from pyscipopt import Model

    model, told = Model(), io.StringIO()
    model.redirectOutput()
    with redirect_stdout(told):
        model.printExternalCodeVersions()
    soplex = re.search(r"SoPlex [\d.]+", told.getvalue())
    version = ".".join(str(int(v)) for v in (model.getMajorVersion(), model.getMinorVersion(), model.getTechVersion()))
    return f"SCIP {version}" + (f", {soplex[0]}" if soplex else "")


scip = Solver(
    "scip", "pyscipopt", "PySCIPOpt", ("LP", "P1"),
    Tolerance(
        "numerics/feastol = 1e-6, numerics/dualfeastol = 1e-7, relative; numerics/epsilon = 1e-9 (smaller numbers are"
        " read as 0)", Fraction("1e-6"), Fraction("1e-7"), relative=True,
    ), _solve, own_gap="getGap(): the relative gap of primal and dual bound", inside=_inside,
)  # fmt: skip
