"""skglm: coordinate descent on working sets, stopped by the violation of the optimality conditions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constructions.solvers.estimators import fitted
from constructions.solvers.solver import Solver, Tolerance, set_options

__all__ = ["skglm"]


def _make(alpha: float) -> Any:
    from skglm import Lasso

    return Lasso(alpha=alpha, fit_intercept=False)


skglm = Solver(
    "skglm", "skglm", "skglm", ("P2",),
    Tolerance("tol = 1e-4, by its source on the violation of the optimality conditions, objective over 2m",
              dual=Fraction("1e-4"), mean=True),
    fitted(_make), options=set_options(fit_intercept=False),
)  # fmt: skip
