"""OR-Tools: GLOP (simplex), PDLP (first order), and the CLP that comes with it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np

from constructions.solvers.forms import form_of
from constructions.solvers.solver import DUAL_GAP, Answer, Problem, Solver, Tolerance, set_options

__all__ = ["clp", "glop", "pdlp"]

Q6, Q7 = Fraction("1e-6"), Fraction("1e-7")
GLOP = Tolerance(
    "primal and dual_feasibility_tolerance = 1e-8, solution_feasibility_tolerance = 1e-6; 1e-6, the looser, is used",
    Q6, Q6, Q6, relative=True,
)  # fmt: skip
PDLP = Tolerance("eps_optimal_absolute = eps_optimal_relative = 1e-6", Q6, Q6, Q6, relative=True)
CLP = Tolerance("primalTolerance = dualTolerance = 1e-7", Q7, Q7)


def _linear_solver(kind: str) -> Callable[[Problem], Answer]:
    def solve(problem: Problem) -> Answer:
        from ortools.linear_solver import pywraplp

        form, model = form_of(problem), pywraplp.Solver.CreateSolver(kind)
        ends = zip(form.lower.tolist(), form.upper.tolist(), strict=True)
        variables = [model.NumVar(low, high, f"x{j}") for j, (low, high) in enumerate(ends)]
        rows = [model.Constraint(b, b) for b in form.right.tolist()]
        for row, entries in zip(rows, form.matrix.tolist(), strict=True):
            for variable, a in zip(variables, entries, strict=True):
                row.SetCoefficient(variable, a)
        objective = model.Objective()
        for variable, c in zip(variables, form.cost.tolist(), strict=True):
            objective.SetCoefficient(variable, c)
        objective.SetMinimization()
        status = model.Solve()
        names = ["OPTIMAL", "FEASIBLE", "INFEASIBLE", "UNBOUNDED", "ABNORMAL", "MODEL_INVALID", "NOT_SOLVED"]
        if status > 1:
            return Answer(None, False, names[status])
        v = np.array([variable.solution_value() for variable in variables])
        gap = form.dual_gap(v, np.array([row.dual_value() for row in rows]))
        return Answer(form.back(v), status == 0, names[status], gap)

    return solve


def _solver(name: str, kind: str, tolerance: Tolerance) -> Solver:
    return Solver(
        name, "ortools", "ortools", ("LP", "P1"), tolerance, _linear_solver(kind), options=set_options(solver=kind),
        own_gap=DUAL_GAP, inside=_inside if kind == "CLP" else None,
    )  # fmt: skip


def _inside() -> str:
    from ortools.linear_solver import pywraplp

    return str(pywraplp.Solver.CreateSolver("CLP").SolverVersion())


glop = _solver("glop", "GLOP", GLOP)
pdlp = _solver("pdlp", "PDLP", PDLP)
clp = _solver("clp-ortools", "CLP", CLP)
