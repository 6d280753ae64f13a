"""celer: coordinate descent on working sets with dual extrapolation."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constructions.solvers.estimators import fitted
from constructions.solvers.solver import Solver, Tolerance, set_options

__all__ = ["celer"]


def _make(alpha: float) -> Any:
    from celer import Lasso

    return Lasso(alpha=alpha, fit_intercept=False)


celer = Solver(
    "celer", "celer", "celer", ("P2",),
    Tolerance("tol = 1e-4: duality gap <= tol ||y||^2 / m", gap=Fraction("1e-4"), of_y=True), fitted(_make),
    options=set_options(fit_intercept=False), own_gap="dual_gap_ times 2m",
)  # fmt: skip
