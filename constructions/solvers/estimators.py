"""What scikit-learn and the libraries in its style share: the LASSO as an estimator, (1/2m)||y - Xw||^2 + a||w||_1.

Times 2m it is P2 with lambda = 2ma.  A warning, of convergence above all, means that no success is claimed; one about
the speed of compiled code does not count.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from constructions.convex_problems import L1Problem
from constructions.solvers.solver import Answer, Problem
from theory.exact import BarriersError

__all__ = ["fitted"]


def fitted(make: Callable[[float], Any]) -> Callable[[Problem], Answer]:
    """Return what solves P2 by the estimator that `make` returns for a."""

    def solve(problem: Problem) -> Answer:
        if not isinstance(problem, L1Problem) or problem.kind != "P2":
            raise BarriersError("an estimator of the LASSO takes P2 alone")
        matrix = np.array([[float(v) for v in row] for row in problem.matrix])
        y = np.array([float(v) for v in problem.y])
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            model = make(float(problem.lam) / (2 * len(y))).fit(matrix, y)
        warned = [w for w in warned if "Performance" not in w.category.__name__]  # of compilers, about speed
        gap = getattr(model, "dual_gap_", None)
        own = None if gap is None else 2 * len(y) * float(np.ravel(gap)[0])
        steps = f"no warning, n_iter_ = {getattr(model, 'n_iter_', '?')}"
        first = " ".join(str(warned[0].message).split())[:120] if warned else steps
        return Answer(np.asarray(model.coef_, dtype=float), not warned, first, own)

    return solve
