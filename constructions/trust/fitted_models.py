"""Fitted models of scikit-learn's as the exact problems that they were fitted on: Lasso, ElasticNet, LassoLars (T1).

The data are the doubles that the model was given: X itself, or what the steps before it in a pipeline made of it.  A
coefficient that is nearly 0 is not 0: the support of a model is where `coef_` is not 0.  Models are read by their
attributes; nothing is loaded or executed but the `transform` of the steps.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from constructions.trust.in_memory import ONE_TARGET, matrix_of, names_of, vector_of
from constructions.trust.naming import listed
from constructions.trust.regressions import Radii, Regression
from theory.exact import BarriersError, Brief, rational

__all__ = [
    "FittedModel", "Unfolded", "as_cast", "coefficients_of", "fitted_problem", "kind_of", "named_columns", "penalty_of",
    "unfolded", "weights_of",
]  # fmt: skip

ZERO = Fraction(0)
ALPHAS = {
    "Lasso": "alpha", "ElasticNet": "alpha", "LassoLars": "alpha",
    "LassoCV": "alpha_", "ElasticNetCV": "alpha_", "LassoLarsCV": "alpha_", "LassoLarsIC": "alpha_",
}  # fmt: skip
"""The models that are read, with the attribute that holds alpha."""
SHARES = {"ElasticNet": "l1_ratio", "ElasticNetCV": "l1_ratio_"}
NO_NORM = "it has no 1-norm, so that no coefficient is 0 but by chance; fit Lasso or ElasticNet"
A_PATH = "it follows a path and minimises nothing; fit LassoLars or Lasso"
ANOTHER_LOSS = "its loss is no sum of squares; fit Lasso or ElasticNet"
WAYS = {
    **dict.fromkeys(("Ridge", "RidgeCV", "LinearRegression", "BayesianRidge", "ARDRegression"), NO_NORM),
    **dict.fromkeys(("Lars", "LarsCV", "OrthogonalMatchingPursuit", "OrthogonalMatchingPursuitCV"), A_PATH),
    **dict.fromkeys(("MultiTaskLasso", "MultiTaskLassoCV", "MultiTaskElasticNet", "MultiTaskElasticNetCV"),
                    f"targets share a support in another problem; {ONE_TARGET}"),
    **dict.fromkeys(("LogisticRegression", "LogisticRegressionCV", "LinearSVC", "SGDClassifier", "SGDRegressor",
                     "HuberRegressor", "GammaRegressor", "PoissonRegressor", "TweedieRegressor"), ANOTHER_LOSS),
    "QuantileRegressor": "it is a linear program; give it as scipy's linprog takes it (c, A_ub, b_ub, …)",
}  # fmt: skip
"""What to do with other models."""
SAME_DOUBLES = {
    "StandardScaler", "MinMaxScaler", "MaxAbsScaler", "RobustScaler", "PolynomialFeatures", "OneHotEncoder",
}  # fmt: skip
"""Steps whose `fit_transform` gives the doubles that `transform` gives."""


@dataclass(frozen=True, repr=False)
class FittedModel(Brief):
    """The problem that a model was fitted on, its coefficients there, exactly, and what was understood, in words.

    The intercept is the last column, if there is one.  `within` is a box around the data, if one was asked for;
    `rescaled`, of a scaler, takes a problem with another table to that with the thresholds of it, times `multiple`, and
    to within what these are known; `alpha` is the model's penalty.
    """

    problem: Regression
    coefficients: tuple[Fraction, ...]
    read_as: tuple[str, ...]
    within: Radii | None = None
    rescaled: Callable[..., tuple[Regression, Radii]] | None = None
    alpha: Fraction | None = None

    @property
    def told(self) -> str:
        """What was understood."""
        return "; ".join(self.read_as)

    @property
    def support(self) -> tuple[int, ...]:
        """The columns with a threshold whose coefficient is not 0, however small it is."""
        pairs = zip(self.coefficients, self.problem.thresholds, strict=True)
        return tuple(j for j, (value, threshold) in enumerate(pairs) if value and threshold)

    @property
    def signs(self) -> tuple[int, ...]:
        """The signs of the coefficients on the support."""
        return tuple(1 if self.coefficients[j] > 0 else -1 for j in self.support)

    def differences(self, support: Sequence[int], signs: Sequence[int]) -> tuple[tuple[int, int, int], ...]:
        """Return (column, the model's sign, the sign given here) where the two differ; a sign is 0 off the support.

        Columns without a threshold have no sign.
        """
        ours, theirs = dict(zip(self.support, self.signs, strict=True)), dict(zip(support, signs, strict=True))
        columns = [j for j in sorted({*ours, *theirs}) if self.problem.thresholds[j]]
        found = ((j, ours.get(j, 0), theirs.get(j, 0)) for j in columns)
        return tuple(one for one in found if one[1] != one[2])


@dataclass(frozen=True)
class Unfolded:
    """A fitted model, the steps before it, the transformer of y if there is one, and what is to be said of them."""

    steps: tuple[Any, ...]
    model: Any
    of_y: Any = None
    words: tuple[str, ...] = ()


def fitted_problem(model: Any, x: Any, y: Any, *, sample_weight: Any = None) -> FittedModel:
    """Return the problem of a fitted Lasso, ElasticNet, LassoLars (or their CV), or of a pipeline that ends with one.

    `x` (m, n) and `y` (m,) are what it was fitted on, arrays, lists, sparse or a data frame, with the same
    `sample_weight`.  Of a pipeline the data are the doubles that its steps make of x.  Raises `BarriersError` for other
    models, `positive=True`, several targets, and data of another shape, with the way out.
    """
    parts = unfolded(model)
    strength, share, said = penalty_of(parts.model)
    words, names, data = [said, *parts.words], named_columns(model, x, parts.steps), x
    _same_columns(parts, x)
    for step in parts.steps:
        try:
            data = step.transform(data)
        except Exception as error:
            why = " ".join(str(error).split())[:200]
            raise BarriersError(f"{type(step).__name__} cannot take this X: {why}") from None
    if parts.steps:
        kinds = [type(step).__name__ for step in parts.steps]
        words.append(f"the data are the doubles that {' and '.join(kinds)} made of X")
        words += [
            f"transform of {kind} is taken for what fit_transform gave" for kind in kinds if kind not in SAME_DOUBLES
        ]
    matrix = matrix_of(data, names=names)
    target = as_cast(vector_of(y), matrix)
    if parts.of_y is not None:
        target = vector_of(parts.of_y.transform(target.reshape(-1, 1)))
        words.append(f"y is what {type(parts.of_y).__name__} made of it")
    problem = Regression.scikit(
        matrix,
        target,
        strength,
        l1_ratio=share,
        intercept=bool(parts.model.fit_intercept),
        sample_weight=weights_of(parts.model, sample_weight, words),
        names=names if len(names) == matrix.shape[1] else (),
    )
    return FittedModel(problem, coefficients_of(parts.model, matrix.shape[1]), tuple(words), alpha=strength)


def _same_columns(parts: Unfolded, x: Any) -> None:
    """Raise `BarriersError` for a data frame whose columns are not those that the model was fitted on, in order."""
    first = [*parts.steps, parts.model][0]
    given, fitted = names_of(x), tuple(map(str, getattr(first, "feature_names_in_", ())))
    if given and fitted and given != fitted:
        what = "in another order" if sorted(given) == sorted(fitted) else "called otherwise"
        raise BarriersError(
            f"the columns of X are {what} than those that the model was fitted on, {listed(fitted)}: give its own X"
        )


def as_cast(target: Any, matrix: Any) -> Any:
    """Return y as scikit-learn takes it: in single precision if X is."""
    return target.astype(np.float32) if matrix.dtype == np.float32 and target.dtype.kind in "fiub" else target


def unfolded(model: Any) -> Unfolded:
    """Return a model apart from pipelines and searches around it; raises `BarriersError` if they are not fitted."""
    kind = kind_of(model)
    if kind.endswith("SearchCV"):
        if not hasattr(model, "best_estimator_"):
            raise BarriersError(f"{kind} has no best estimator: fit it, with refit=True")
        inner = unfolded(model.best_estimator_)
        return replace(inner, words=(f"the best estimator of {kind}", *inner.words))
    if kind == "TransformedTargetRegressor":
        if not hasattr(model, "regressor_"):
            raise BarriersError(f"{kind} is not fitted: call fit(X, y) first")
        inner = unfolded(model.regressor_)
        if inner.of_y is not None:
            raise BarriersError("y is transformed twice: give the inner model, with the y that it was fitted on")
        return replace(inner, of_y=model.transformer_)
    if kind != "Pipeline":
        return Unfolded((), model)
    *before, last = _flat(model) or [None]
    inner = unfolded(last)
    if before and inner.of_y is not None:
        raise BarriersError("y is transformed inside a pipeline: put TransformedTargetRegressor around it")
    return replace(inner, steps=(*before, *inner.steps))


def _flat(step: Any) -> list[Any]:
    """Return the steps of a pipeline, those of pipelines inside it in their place, or the step itself."""
    if kind_of(step) != "Pipeline":
        return [step]
    inner = [part for _, part in step.steps if part is not None and not isinstance(part, str)]
    return [one for part in inner for one in _flat(part)]


def kind_of(model: Any) -> str:
    """Return the name of scikit-learn's own class, "" of any other."""
    kind = type(model)
    return kind.__name__ if kind.__module__.startswith("sklearn.") else ""


def penalty_of(model: Any) -> tuple[Fraction, Fraction, str]:
    """Return alpha and l1_ratio of a fitted model, and what it is, in words; raises `BarriersError` for others."""
    kind = kind_of(model)
    if kind not in ALPHAS:
        name = type(model).__name__
        way = WAYS.get(name, f"models of scikit-learn's are read: {', '.join(ALPHAS)}, or pipelines that end with one")
        raise BarriersError(f"{name} is not read: {way}")
    if not hasattr(model, "coef_") or not hasattr(model, ALPHAS[kind]):
        raise BarriersError(f"{kind} is not fitted: call fit(X, y) first")
    if getattr(model, "positive", False):
        raise BarriersError(f"{kind}(positive=True) is another problem, with x >= 0: fit it with positive=False")
    if np.ndim(model.coef_) != 1:
        raise BarriersError(f"{kind} was fitted to several targets; {ONE_TARGET}")
    given, part = getattr(model, ALPHAS[kind]), getattr(model, SHARES.get(kind, ""), 1)
    alpha, share = rational(given), rational(part)
    if alpha <= 0 or share <= 0:
        raise BarriersError(f"{kind} with alpha = {given}, l1_ratio = {part}: {NO_NORM}")
    words = [f"{kind} at alpha = {given}" + (f", l1_ratio = {part}" if share < 1 else "")]
    if not model.fit_intercept:
        words.append("without intercept")
    if kind.startswith("LassoLars"):
        words.append(_about_lars(kind, model))
    return alpha, share, ", ".join(words)


def weights_of(model: Any, sample_weight: Any, words: list[str]) -> Any:
    """Return the sample weights, None if there are none; raises `BarriersError` where a model takes none."""
    if sample_weight is None:
        return None
    if kind_of(model).startswith("LassoLars"):
        raise BarriersError(f"{kind_of(model)} takes no sample weights: leave them out, or fit Lasso")
    words.append("sample weights are divided by their mean, as scikit-learn does")
    return vector_of(sample_weight, "sample_weight")


def _about_lars(kind: str, model: Any) -> str:
    """Say what differs between LassoLars and Lasso."""
    said = "which has the objective of Lasso, and another algorithm"
    if kind != "LassoLars":
        said += f"; {kind} chooses alpha_ where the path bends, so that a coefficient may be 0 by rounding alone"
    if getattr(model, "jitter", None) is not None:
        said += f"; jitter={model.jitter} was added to its y, and is not here"
    return said


def coefficients_of(model: Any, size: int) -> tuple[Fraction, ...]:
    """Return the coefficients of a model of so many columns, with the intercept last, if it has one."""
    coefficients = [rational(v) for v in model.coef_.tolist()]
    if len(coefficients) != size:
        raise BarriersError(f"the model has {len(coefficients)} coefficients, and X {size} columns: give its own X")
    if model.fit_intercept:
        coefficients.append(rational(np.ravel(model.intercept_).tolist()[0]))
    return tuple(coefficients)


def named_columns(model: Any, x: Any, steps: Sequence[Any] = ()) -> tuple[str, ...]:
    """Return the names of the columns after some steps: of a data frame, or as scikit-learn makes them up."""
    known = names_of(x) or getattr(model, "feature_names_in_", ())
    names = [str(name) for name in known] or None
    for step in steps:
        if not hasattr(step, "get_feature_names_out"):
            return ()
        try:
            names = [str(name) for name in step.get_feature_names_out(names)]
        except ValueError:
            return ()
    if names is None:
        names = [f"x{j}" for j in range(matrix_of(x).shape[1])]
    return tuple(names) if len(set(names)) == len(names) else ()
