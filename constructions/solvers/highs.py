"""HiGHS through highspy: its default, simplex, also with finer tolerances, interior points, PDLP, QP.

Interior points are followed by crossover, as by default, and in a row of their own by none.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from constructions.solvers.forms import Form, form_of
from constructions.solvers.solver import DUAL_GAP, Answer, Problem, Solver, Tolerance, set_options

__all__ = ["fine", "interior", "no_crossover", "pdlp", "plain", "quadratic", "simplex"]

Q7, Q10 = Fraction("1e-7"), Fraction("1e-10")
SMALL = "small_matrix_value = 1e-9 (smaller entries are read as 0)"
FEASIBLE = "primal_feasibility_tolerance = dual_feasibility_tolerance = 1e-7"
RELATIVE = f"{FEASIBLE}, primal_residual_tolerance = dual_residual_tolerance = optimality_tolerance = 1e-7"
SIMPLEX = Tolerance(f"{FEASIBLE}; {SMALL}", Q7, Q7)
FINE = Tolerance(f"both feasibility tolerances set to 1e-10 (default 1e-7); {SMALL}", Q10, Q10)
INTERIOR = Tolerance(
    f"{RELATIVE}, ipm_optimality_tolerance = 1e-8, relative; 1e-7, the looser, is used; {SMALL}",
    Q7, Q7, Q7, relative=True,
)  # fmt: skip
PDLP = Tolerance(f"{RELATIVE}, pdlp_optimality_tolerance = 1e-7, relative; {SMALL}", Q7, Q7, Q7, relative=True)
QUADRATIC = Tolerance(f"{FEASIBLE}, qp_regularization_value = 1e-7; {SMALL}", Q7, Q7)


def _model(form: Form) -> Any:
    """Return the program as HiGHS's model."""
    import highspy
    from scipy.sparse import csc_matrix

    model = highspy.HighsModel()
    program, columns = model.lp_, csc_matrix(form.matrix)
    program.num_row_, program.num_col_ = form.matrix.shape
    program.col_cost_, program.col_lower_, program.col_upper_ = form.cost, form.lower, form.upper
    program.row_lower_ = program.row_upper_ = form.right
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_, program.a_matrix_.index_ = columns.indptr, columns.indices
    program.a_matrix_.value_ = columns.data
    if form.square.any():
        places = np.flatnonzero(form.square)
        model.hessian_.dim_, model.hessian_.format_ = len(form.cost), highspy.HessianFormat.kTriangular
        model.hessian_.start_ = np.concatenate([[0], np.cumsum(form.square != 0)])
        model.hessian_.index_, model.hessian_.value_ = places, 2 * form.square[places]
    return model


def _warned(steps: dict[str, Any]) -> str:
    """Say which steps gave more than an OK, if any did."""
    odd = [f"{name} returned {status.name}" for name, status in steps.items() if status.name != "kOk"]
    return f", but {' and '.join(odd)}" if odd else ""


def _highs(**options: Any) -> Callable[[Problem], Answer]:
    def solve(problem: Problem) -> Answer:
        import highspy

        form, highs = form_of(problem), highspy.Highs()
        steps = {
            f"setOptionValue({name})": highs.setOptionValue(name, value)
            for name, value in {"output_flag": False, "threads": 1, **options}.items()
        }
        steps["passModel"], steps["run"] = highs.passModel(_model(form)), highs.run()
        status, found, warned = highs.getModelStatus(), highs.getSolution(), _warned(steps)
        v, dual = np.array(found.col_value), np.array(found.row_dual)
        x = form.back(v) if v.size and found.value_valid else None
        done = status == highspy.HighsModelStatus.kOptimal and not warned
        return Answer(x, done, highs.modelStatusToString(status) + warned, form.dual_gap(v, dual))

    return solve


def _solver(name: str, tolerance: Tolerance, kinds: tuple[str, ...] = ("LP", "P1"), **options: Any) -> Solver:
    told, gap = set_options(**options, threads=1), DUAL_GAP if "LP" in kinds else "none"
    return Solver(name, "highspy", "highspy", kinds, tolerance, _highs(**options), options=told, own_gap=gap)


plain = _solver("highs", SIMPLEX)
simplex = _solver("highs-simplex", SIMPLEX, solver="simplex")
fine = _solver(
    "highs-fine", FINE, solver="simplex", primal_feasibility_tolerance=1e-10, dual_feasibility_tolerance=1e-10
)
interior = _solver("highs-ipm", INTERIOR, solver="ipm")
no_crossover = _solver("highs-ipm-nocrossover", INTERIOR, solver="ipm", run_crossover="off")
pdlp = _solver("highs-pdlp", PDLP, solver="pdlp")
quadratic = _solver("highs-qp", QUADRATIC, ("P2",))
