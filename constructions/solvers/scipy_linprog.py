"""SciPy's linprog, which runs HiGHS: its own choice, dual simplex, and interior points with crossover."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from constructions.solvers.forms import form_of
from constructions.solvers.solver import DUAL_GAP, Answer, Problem, Solver, Tolerance, set_options

__all__ = ["choice", "dual_simplex", "interior"]

FEASIBLE = "primal_feasibility_tolerance = dual_feasibility_tolerance = 1e-7"
SMALL = "small_matrix_value = 1e-9 of HiGHS (smaller entries are read as 0)"
SIMPLEX = Tolerance(f"{FEASIBLE}; {SMALL}", Fraction("1e-7"), Fraction("1e-7"))
INTERIOR = Tolerance(
    f"{FEASIBLE}, ipm_optimality_tolerance = 1e-8; {SMALL}",
    Fraction("1e-7"), Fraction("1e-7"), Fraction("1e-8"), relative=True,
)  # fmt: skip


def _linprog(method: str) -> Callable[[Problem], Answer]:
    def solve(problem: Problem) -> Answer:
        from scipy.optimize import linprog

        form = form_of(problem)
        bounds = list(zip(form.lower, form.upper, strict=True))
        found = linprog(form.cost, A_eq=form.matrix, b_eq=form.right, bounds=bounds, method=method)
        said = f"status {found.status}: {found.message.split('(')[0].strip()}"
        dual = found.get("eqlin", {}).get("marginals")
        gap = None if found.x is None or dual is None else form.dual_gap(found.x, dual)
        return Answer(form.back(found.x), found.status == 0, said, gap)

    return solve


def _solver(name: str, method: str, tolerance: Tolerance) -> Solver:
    return Solver(
        name, "scipy", "scipy", ("LP", "P1"), tolerance, _linprog(method), options=set_options(method=method),
        own_gap=DUAL_GAP, inside=_inside,
    )  # fmt: skip


def _inside() -> str:
    from scipy.optimize._highspy import _core

    return f"HiGHS {_core._Highs().version()}"


choice = _solver("scipy", "highs", SIMPLEX)
dual_simplex = _solver("scipy-simplex", "highs-ds", SIMPLEX)
interior = _solver("scipy-ipm", "highs-ipm", INTERIOR)
