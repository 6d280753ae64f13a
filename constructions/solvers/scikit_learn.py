"""scikit-learn's LASSO: coordinate descent at two tolerances and in random order, and least angles."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constructions.solvers.estimators import fitted
from constructions.solvers.solver import Solver, Tolerance

__all__ = ["angles", "descent", "fine", "random_order"]


def _lasso(**options: Any) -> Any:
    def make(alpha: float) -> Any:
        from sklearn.linear_model import Lasso

        return Lasso(alpha=alpha, fit_intercept=False, **options)

    return fitted(make)


def _angles(alpha: float) -> Any:
    from sklearn.linear_model import LassoLars

    return LassoLars(alpha=alpha, fit_intercept=False)


def _tolerance(number: str) -> Tolerance:
    return Tolerance(f"tol = {number}: dual gap <= tol ||y||^2 / m", gap=Fraction(number), of_y=True)


def _solver(name: str, number: str, **options: Any) -> Solver:
    return Solver(name, "sklearn", "scikit-learn", ("P2",), _tolerance(number), _lasso(**options))


descent = _solver("sklearn", "1e-4")
fine = _solver("sklearn-fine", "1e-14", tol=1e-14, max_iter=10**6)
random_order = _solver("sklearn-random", "1e-4", selection="random", random_state=0)
angles = Solver(
    "sklearn-lars", "sklearn", "scikit-learn", ("P2",),
    Tolerance("no tolerance is documented; eps = 2.2e-16 regularises Cholesky factors"), fitted(_angles),
)  # fmt: skip
