"""HiGHS through highspy: its default, simplex without presolve and with finer tolerances, interior points, PDLP, QP."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from constructions.solvers.forms import Form, form_of
from constructions.solvers.solver import Answer, Problem, Solver, Tolerance

__all__ = ["fine", "interior", "pdlp", "plain", "quadratic", "simplex"]

Q7, Q10 = Fraction("1e-7"), Fraction("1e-10")
SIMPLEX = Tolerance("primal_feasibility_tolerance = dual_feasibility_tolerance = 1e-7", Q7, Q7)
FINE = Tolerance("both feasibility tolerances set to 1e-10 (default 1e-7)", Q10, Q10)
INTERIOR = Tolerance(
    "feasibility tolerances 1e-7, ipm_optimality_tolerance = 1e-8, relative", Q7, Q7, Fraction("1e-8"), relative=True
)
PDLP = Tolerance("feasibility tolerances and pdlp_optimality_tolerance 1e-7, relative", Q7, Q7, Q7, relative=True)


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


def _highs(**options: Any) -> Callable[[Problem], Answer]:
    def solve(problem: Problem) -> Answer:
        import highspy

        form, highs = form_of(problem), highspy.Highs()
        for name, value in {"output_flag": False, "threads": 1, **options}.items():
            highs.setOptionValue(name, value)
        highs.passModel(_model(form))
        highs.run()
        status, found = highs.getModelStatus(), highs.getSolution()
        v, dual = np.array(found.col_value), np.array(found.row_dual)
        said = highs.modelStatusToString(status)
        x = form.back(v) if v.size and found.value_valid else None
        return Answer(x, status == highspy.HighsModelStatus.kOptimal, said, form.dual_gap(v, dual))

    return solve


def _solver(name: str, tolerance: Tolerance, kinds: tuple[str, ...] = ("LP", "P1"), **options: Any) -> Solver:
    return Solver(name, "highspy", "highspy", kinds, tolerance, _highs(**options))


plain = _solver("highs", SIMPLEX)
simplex = _solver("highs-simplex", SIMPLEX, presolve="off", solver="simplex")
fine = _solver(
    "highs-fine", FINE, presolve="off", solver="simplex", primal_feasibility_tolerance=1e-10,
    dual_feasibility_tolerance=1e-10,
)  # fmt: skip
interior = _solver("highs-ipm", INTERIOR, presolve="off", solver="ipm", run_crossover="off")
pdlp = _solver("highs-pdlp", PDLP, presolve="off", solver="pdlp")
quadratic = _solver("highs-qp", SIMPLEX, ("P2",))
