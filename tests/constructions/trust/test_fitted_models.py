"""Fitted models are read as the problems that they solved: at their coefficients the optimality conditions hold."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

pytest.importorskip("sklearn", reason="scikit-learn is not installed")

from scipy.sparse import csr_array
from sklearn.compose import TransformedTargetRegressor
from sklearn.datasets import load_diabetes
from sklearn.decomposition import PCA
from sklearn.linear_model import (
    ElasticNet,
    ElasticNetCV,
    Lars,
    Lasso,
    LassoCV,
    LassoLars,
    LassoLarsCV,
    LassoLarsIC,
    LogisticRegression,
    MultiTaskLasso,
    Ridge,
)
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler, MinMaxScaler, PolynomialFeatures, RobustScaler, StandardScaler
from sklearn.tree import DecisionTreeRegressor

from constructions.trust.active_sets import minimiser
from constructions.trust.fitted_models import FittedModel, fitted_problem
from constructions.trust.regressions import Regression
from tests.constructions.trust.optimality import violation
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
X, Y = load_diabetes(return_X_y=True, scaled=False)
WEIGHTS = np.random.default_rng(0).integers(1, 5, len(Y)).astype(float)
TIGHT: dict[str, Any] = {"tol": 1e-12, "max_iter": 10**6}


FITS: dict[str, tuple[Any, Any]] = {
    "Lasso": (Lasso(0.5, **TIGHT), None),
    "Lasso, weighted": (Lasso(0.5, **TIGHT), WEIGHTS),
    "Lasso, no intercept": (Lasso(0.5, fit_intercept=False, **TIGHT), None),
    "ElasticNet": (ElasticNet(0.5, l1_ratio=0.3, **TIGHT), None),
    "ElasticNet, weighted": (ElasticNet(0.5, l1_ratio=0.3, **TIGHT), WEIGHTS),
    "ElasticNet, weighted, no intercept": (ElasticNet(0.5, fit_intercept=False, **TIGHT), WEIGHTS),
    "LassoCV": (LassoCV(alphas=[10.0, 1.0, 0.1], **TIGHT), None),
    "LassoCV, weighted": (LassoCV(alphas=[10.0, 1.0, 0.1], **TIGHT), WEIGHTS),
    "ElasticNetCV": (ElasticNetCV(alphas=[1.0, 0.1], l1_ratio=[0.5, 0.9], **TIGHT), None),
    "ElasticNetCV, one ratio": (ElasticNetCV(alphas=[1.0, 0.1], l1_ratio=0.5, **TIGHT), None),
    "LassoLars": (LassoLars(0.5), None),
    "LassoLarsIC": (LassoLarsIC(), None),
}


@pytest.mark.parametrize("name", FITS)
def test_a_model_solves_the_problem_that_is_read_from_it(name: str) -> None:
    model, weights = FITS[name]
    model.fit(X, Y, **({} if weights is None else {"sample_weight": weights}))
    found = fitted_problem(model, X, Y, sample_weight=weights)
    assert violation(found) < 1e-11
    assert found.problem.size == X.shape[1] + bool(model.fit_intercept)
    assert set(found.support) == set(np.flatnonzero(model.coef_).tolist())
    assert found.signs == tuple(np.sign(model.coef_[list(found.support)]).astype(int).tolist())


def test_the_path_of_least_angles_ends_at_the_alpha_that_was_chosen() -> None:
    x, y = X[::3], Y[::3]
    found = fitted_problem(LassoLarsCV(cv=10).fit(x, y), x, y)
    assert violation(found) < 1e-11
    assert "LassoLarsCV chooses alpha_ where the path bends" in found.told


@pytest.mark.parametrize("name", ["Lasso", "ElasticNet", "ElasticNet, weighted"])
def test_with_other_parameters_it_does_not(name: str) -> None:
    """The mutants: half the threshold, no ridge, no weights."""
    model, weights = FITS[name]
    model.fit(X, Y, **({} if weights is None else {"sample_weight": weights}))
    found = fitted_problem(model, X, Y, sample_weight=weights)
    wrong = [
        Regression(
            found.problem.columns,
            found.problem.y,
            tuple(t / 2 for t in found.problem.thresholds),
            found.problem.ridge,
            found.problem.row_weights,
        )
    ]
    if any(found.problem.ridge):
        wrong.append(
            Regression(
                found.problem.columns,
                found.problem.y,
                found.problem.thresholds,
                (Fraction(0),) * found.problem.size,
                found.problem.row_weights,
            )
        )
    if weights is not None:
        wrong.append(Regression(found.problem.columns, found.problem.y, found.problem.thresholds, found.problem.ridge))
    for problem in wrong:
        assert violation(FittedModel(problem, found.coefficients, ())) > 1e-7


def test_the_problem_is_that_of_scikit_learn_with_the_doubles_that_alpha_and_l1_ratio_are() -> None:
    model = ElasticNet(0.1, l1_ratio=0.7).fit(X, Y, sample_weight=WEIGHTS)
    found = fitted_problem(model, X, Y, sample_weight=WEIGHTS)
    names = tuple(f"x{j}" for j in range(10))
    assert found.problem == Regression.scikit(X, Y, 0.1, l1_ratio=0.7, sample_weight=WEIGHTS, names=names)
    assert found.coefficients[:-1] == tuple(Fraction(v) for v in model.coef_.tolist())
    assert found.coefficients[-1] == Fraction(float(model.intercept_))
    assert found.told == (
        "ElasticNet at alpha = 0.1, l1_ratio = 0.7; sample weights are divided by their mean, as scikit-learn does"
    )


def test_a_coefficient_that_is_nearly_zero_is_not_zero() -> None:
    model = Lasso(0.5).fit(X, Y)
    model.coef_[3] = 1e-300
    assert 3 in fitted_problem(model, X, Y).support
    model.coef_[3] = 0
    assert 3 not in fitted_problem(model, X, Y).support


def test_the_support_of_a_coarse_fit_is_compared_with_the_exact_one_column_by_column() -> None:
    """A feature of two values and its square are the same column, once standardised, but for rounding."""
    model = make_pipeline(PolynomialFeatures(2, include_bias=False), StandardScaler(), Lasso(0.5, max_iter=10**4))
    found = fitted_problem(model.fit(X, Y), X, Y)
    exact = minimiser(found.problem, found.coefficients)
    differ = found.differences(exact.support, exact.signs)
    assert {found.problem.names[j] for j, *_ in differ} <= {"x1", "x1^2"}
    assert all(ours != theirs for _, ours, theirs in differ)
    assert found.differences(found.support, found.signs) == ()
    assert found.differences(found.support, [-s for s in found.signs]) == tuple(
        (j, s, -s) for j, s in zip(found.support, found.signs, strict=True)
    )


@pytest.mark.parametrize(
    "steps",
    [
        [StandardScaler()],
        [MinMaxScaler((-1, 3))],
        [MaxAbsScaler()],
        [PolynomialFeatures(2, include_bias=False), StandardScaler()],
        [make_pipeline(RobustScaler(), "passthrough"), None, StandardScaler()],
    ],
    ids=lambda steps: "+".join(type(step).__name__ for step in steps),
)
def test_of_a_pipeline_the_data_are_the_doubles_that_its_steps_made(steps: list[Any]) -> None:
    model = make_pipeline(*steps, Lasso(2.0, tol=1e-10, max_iter=10**6)).fit(X, Y)
    found = fitted_problem(model, X, Y)
    assert violation(found) < 1e-9
    assert found.problem.columns[0].fractions == tuple(Fraction(v) for v in model[:-1].transform(X)[:, 0].tolist())
    assert found.problem.names[:-1] == tuple(model[:-1].get_feature_names_out()) or steps[0] is not StandardScaler
    assert "the data are the doubles that" in found.told


def test_searches_and_transformed_targets_are_unfolded() -> None:
    grid = GridSearchCV(make_pipeline(StandardScaler(), Lasso(**TIGHT)), {"lasso__alpha": [0.5, 5.0]}, cv=3).fit(X, Y)
    assert violation(fitted_problem(grid, X, Y)) < 1e-11
    scaled = TransformedTargetRegressor(
        make_pipeline(StandardScaler(), Lasso(0.01, **TIGHT)), transformer=StandardScaler()
    )
    found = fitted_problem(scaled.fit(X, Y), X, Y)
    assert violation(found) < 1e-11
    assert abs(float(sum(found.problem.y.fractions))) < 1e-9
    assert "y is what StandardScaler made of it" in found.told


def test_steps_whose_doubles_may_differ_are_named() -> None:
    model = make_pipeline(PCA(3), Lasso(1.0, **TIGHT)).fit(X, Y)
    found = fitted_problem(model, X, Y)
    assert violation(found) < 1e-9
    assert "transform of PCA is taken for what fit_transform gave" in found.told


class Frame:
    """What is read of a data frame."""

    def __init__(self, values: npt.NDArray[np.float64], columns: list[str]) -> None:
        self.values, self.columns, self.shape = values, columns, values.shape

    def to_numpy(self) -> npt.NDArray[np.float64]:
        return self.values

    def __array__(self, *_: Any, **__: Any) -> npt.NDArray[np.float64]:
        return self.values

    def __len__(self) -> int:
        return len(self.values)


def test_sparse_matrices_frames_and_lists_are_read_as_the_same_problem() -> None:
    model = Lasso(0.5).fit(X, Y)
    usual = fitted_problem(model, X, Y)
    assert fitted_problem(model, csr_array(X), Y[:, None]) == usual
    assert fitted_problem(model, X.tolist(), Y.tolist()) == usual
    names = list("abcdefghij")
    framed = fitted_problem(model, Frame(X, names), Y)
    assert framed.problem.names == (*names, "intercept")
    assert framed.problem.columns == usual.problem.columns
    sparse = make_pipeline(MaxAbsScaler(), Lasso(0.5, **TIGHT)).fit(csr_array(X), Y)
    assert violation(fitted_problem(sparse, csr_array(X), Y)) < 1e-11


def test_truth_values_in_a_frame_are_zeros_and_ones() -> None:
    flags = X[:, 1] > 1
    model = Lasso(0.5, **TIGHT).fit(np.stack([X[:, 0], flags], axis=1), Y)
    mixed = np.array([[v, flag] for v, flag in zip(X[:, 0].tolist(), flags.tolist(), strict=True)], dtype=object)
    assert violation(fitted_problem(model, mixed, Y)) < 1e-11
    assert fitted_problem(Lasso(0.5).fit(flags[:, None], Y), flags[:, None], Y).problem.columns[0].over == 1


class Stranger(Lasso):
    """A class of somebody else's, which may minimise anything."""


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (Ridge(), "Ridge is not read: it has no 1-norm"),
        (Lars(), "Lars is not read: it follows a path"),
        (LogisticRegression(), "LogisticRegression is not read: its loss is no sum of squares"),
        (DecisionTreeRegressor(), "DecisionTreeRegressor is not read: models of scikit-learn's are read: Lasso"),
        (Stranger(), "Stranger is not read"),
        (object(), "object is not read"),
        (Lasso(), "Lasso is not fitted"),
        (LassoCV(), "LassoCV is not fitted"),
        (make_pipeline(StandardScaler(), Lasso()), "Lasso is not fitted"),
        (GridSearchCV(Lasso(), {"alpha": [1]}), "GridSearchCV has no best estimator"),
        (TransformedTargetRegressor(Lasso()), "TransformedTargetRegressor is not fitted"),
        (MultiTaskLasso(), "targets share a support in another problem"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_other_models_are_refused_with_the_way_out(model: Any, said: str) -> None:
    with pytest.raises(BarriersError, match=said):
        fitted_problem(model, X, Y)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning", "ignore:With alpha=0", "ignore:Coordinate")
def test_what_is_no_lasso_of_one_target_is_refused() -> None:
    with pytest.raises(BarriersError, match="positive=True"):
        fitted_problem(Lasso(0.5, positive=True).fit(X, Y), X, Y)
    with pytest.raises(BarriersError, match="several targets; fit Lasso or ElasticNet to one target at a time"):
        fitted_problem(Lasso(0.5).fit(X, np.stack([Y, -Y], axis=1)), X, Y)
    model = Lasso(0.5).fit(X, Y)
    with pytest.raises(BarriersError, match="y has 2 columns; fit Lasso"):
        fitted_problem(model, X, np.stack([Y, Y], axis=1))
    with pytest.raises(BarriersError, match="the model has 10 coefficients, and X 9 columns: give its own X"):
        fitted_problem(model, X[:, 1:], Y)
    with pytest.raises(BarriersError, match="entries"):
        fitted_problem(model, X[1:], Y)
    with pytest.raises(BarriersError, match="NaN"):
        fitted_problem(model, np.where(X > 200, np.nan, X), Y)
    with pytest.raises(BarriersError, match=r"X is an array of numbers \(m, n\), got float64 of shape \(442,\)"):
        fitted_problem(model, Y, Y)
    with pytest.raises(BarriersError, match="rows of different lengths"):
        fitted_problem(model, [[1, 2], [3]], Y)
    with pytest.raises(BarriersError, match="LassoLars takes no sample weights"):
        fitted_problem(LassoLars(0.5).fit(X, Y), X, Y, sample_weight=WEIGHTS)
    with pytest.raises(BarriersError, match=r"LassoLarsCV with alpha = 0\.0, l1_ratio = 1: it has no 1-norm"):
        fitted_problem(LassoLarsCV().fit(X, Y), X, Y)
    with pytest.raises(BarriersError, match="l1_ratio = 0"):
        fitted_problem(ElasticNet(0.5, l1_ratio=0, max_iter=5).fit(X, Y), X, Y)
