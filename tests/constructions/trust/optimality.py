"""Whether coefficients solve a problem of the LASSO class, in floats: for models that floats computed."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from constructions.trust.fitted_models import FittedModel

Array = npt.NDArray[np.float64]


def floats(values: Any) -> Array:
    return np.array([float(v) for v in values])


def violation(found: FittedModel) -> float:
    """By how much the model's coefficients violate the optimality conditions of its problem, relatively."""
    problem, x = found.problem, floats(found.coefficients)
    matrix = np.array([floats(column.fractions) for column in problem.columns]).T
    y = floats(problem.y.fractions)
    weights = np.ones(len(y)) if problem.row_weights is None else floats(problem.row_weights.fractions)
    correlations = matrix.T @ (weights * (y - matrix @ x)) - floats(problem.ridge) * x
    thresholds = floats(problem.thresholds)
    scale = np.abs(matrix).sum(axis=0) * np.abs(y).max() + 1e-300
    wrong = np.where(x != 0, np.abs(correlations - thresholds * np.sign(x)), np.abs(correlations) - thresholds)
    return float((wrong / scale).max())
