"""scikit-learn's LASSO: coordinate descent at two tolerances and in random order, least angles, also with jitter."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constructions.solvers.estimators import fitted
from constructions.solvers.solver import Solver, Tolerance, set_options

__all__ = ["angles", "descent", "fine", "jitter", "random_order"]

ANGLES = (
    "no tolerance is documented; one column joins at a time, and the documentation assumes that no two tie (jitter)"
)


def _lasso(**options: Any) -> Any:
    def make(alpha: float) -> Any:
        from sklearn.linear_model import Lasso

        return Lasso(alpha=alpha, fit_intercept=False, **options)

    return fitted(make)


def _lars(**options: Any) -> Any:
    def make(alpha: float) -> Any:
        from sklearn.linear_model import LassoLars

        return LassoLars(alpha=alpha, fit_intercept=False, **options)

    return fitted(make)


def _tolerance(number: str) -> Tolerance:
    said = f"tol = {number}: dual gap <= tol ||y||^2 / m, checked once updates are <= tol"
    return Tolerance(said, gap=Fraction(number), of_y=True)


def _solver(name: str, number: str, **options: Any) -> Solver:
    return Solver(
        name, "sklearn", "scikit-learn", ("P2",), _tolerance(number), _lasso(**options),
        options=set_options(fit_intercept=False, **options), own_gap="dual_gap_ times 2m",
    )  # fmt: skip


def _angles(name: str, **options: Any) -> Solver:
    told = set_options(fit_intercept=False, **options)
    return Solver(name, "sklearn", "scikit-learn", ("P2",), Tolerance(ANGLES), _lars(**options), options=told)


descent = _solver("sklearn", "1e-4")
fine = _solver("sklearn-fine", "1e-14", tol=1e-14, max_iter=10**6)
random_order = _solver("sklearn-random", "1e-4", selection="random", random_state=0)
angles = _angles("sklearn-lars")
jitter = _angles("sklearn-lars-jitter", jitter=1e-9, random_state=0)
