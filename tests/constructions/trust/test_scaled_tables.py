"""A scaler and a Lasso solve one problem about the raw table, and its thresholds are intervals that tables keep."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="scikit-learn is not installed")

from sklearn.compose import TransformedTargetRegressor
from sklearn.datasets import load_diabetes
from sklearn.linear_model import ElasticNet, Lasso
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler, MinMaxScaler, PolynomialFeatures, RobustScaler, StandardScaler

from constructions.trust.digits import as_printed, radii_of_digits
from constructions.trust.fitted_models import fitted_problem
from constructions.trust.scaled_tables import raw_problem
from tests.constructions.trust.optimality import floats, violation
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
X, Y = load_diabetes(return_X_y=True, scaled=False)
WEIGHTS = np.random.default_rng(0).integers(1, 5, len(Y)).astype(float)
TIGHT: dict[str, Any] = {"tol": 1e-12, "max_iter": 10**6}
SCALERS = [StandardScaler(), StandardScaler(with_mean=False), MinMaxScaler((-1, 2)), MaxAbsScaler()]


@pytest.mark.parametrize("scaler", SCALERS, ids=repr)
def test_a_scaler_and_a_lasso_solve_a_problem_about_the_raw_table(scaler: Any) -> None:
    model = make_pipeline(scaler, Lasso(0.5, **TIGHT)).fit(X, Y)
    found = raw_problem(model, X, Y)
    assert violation(found) < 1e-11
    assert found.problem.columns[0].fractions == tuple(Fraction(v) for v in X[:, 0].tolist())
    assert found.support == fitted_problem(model, X, Y).support
    assert found.signs == fitted_problem(model, X, Y).signs


@pytest.mark.parametrize("scaler", [StandardScaler(with_mean=False), MaxAbsScaler()], ids=repr)
def test_a_scaler_that_does_not_shift_needs_no_intercept(scaler: Any) -> None:
    model = make_pipeline(scaler, Lasso(0.5, fit_intercept=False, **TIGHT)).fit(X, Y)
    found = raw_problem(model, X, Y, columns=[0.01] * 10)
    assert violation(found) < 1e-11
    assert found.problem.size == len(found.coefficients) == 10


def test_an_elastic_net_with_weights_is_one_about_the_raw_table_too() -> None:
    model = make_pipeline(StandardScaler(), ElasticNet(0.5, **TIGHT)).fit(X, Y, elasticnet__sample_weight=WEIGHTS)
    assert violation(raw_problem(model, X, Y, sample_weight=WEIGHTS)) < 1e-11
    with pytest.raises(BarriersError, match="the ridge would be uncertain, too"):
        raw_problem(model, X, Y, columns=1, sample_weight=WEIGHTS)


@pytest.mark.parametrize("scaler", SCALERS, ids=repr)
def test_thresholds_of_tables_in_the_box_lie_in_their_intervals(scaler: Any) -> None:
    model = make_pipeline(scaler, Lasso(0.5)).fit(X, Y)
    radius = 0.01
    found = raw_problem(model, X, Y, columns=radius)
    assert found.within is not None
    rng, attained = np.random.default_rng(1), np.zeros(X.shape[1])
    corners = [radius * np.sign(X - X.mean(axis=0)), -radius * np.sign(X - np.median(X, axis=0))]
    for move in [*corners, *(rng.choice([-radius, radius], X.shape) for _ in range(20))]:
        other = make_pipeline(scaler, Lasso(0.5)).fit(X + move, Y)[0].scale_
        scales = 1 / other if isinstance(scaler, MinMaxScaler) else other
        thresholds = len(Y) * 0.5 * scales
        moved = np.abs(thresholds - floats(found.problem.thresholds[:-1])) / floats(found.within.thresholds[:-1])
        attained = np.maximum(attained, moved)
    assert attained.max() <= 1 + 1e-6
    assert attained.max() > 0.9


def test_the_table_may_be_read_as_printed_with_radii_of_its_digits() -> None:
    model = make_pipeline(StandardScaler(), Lasso(0.5, **TIGHT)).fit(X, Y)
    found = raw_problem(model, as_printed(X), Y, columns=radii_of_digits(X, exact="x1"), y_radius=0)
    assert violation(found) < 1e-11
    assert found.within is not None
    assert found.within.columns[:3] == (Fraction(1, 2), 0, Fraction(1, 20))
    assert found.problem.columns[2].fractions[1] == Fraction("21.6")


def test_a_constant_column_is_divided_by_one_and_must_be_exact() -> None:
    table = np.concatenate([X, np.full((len(Y), 1), 3.0)], axis=1)
    for scaler in (StandardScaler(), MinMaxScaler((0, 2))):
        model = make_pipeline(scaler, Lasso(0.5, **TIGHT)).fit(table, Y)
        found = raw_problem(model, table, Y, columns=[0.001] * 10 + [0])
        assert violation(found) < 1e-11
        assert found.problem.thresholds[10] == Fraction(len(Y), 2) * (
            1 if isinstance(scaler, StandardScaler) else Fraction(1, 2)
        )
        assert "constant columns are scaled as scikit-learn does: 'x10'" in found.told
        with pytest.raises(BarriersError, match="'x10' is constant"):
            raw_problem(model, table, Y, columns=0.001)


def test_what_is_no_box_about_the_table_is_refused_with_the_way_out() -> None:
    def fitted(*steps: Any) -> Any:
        return make_pipeline(*steps).fit(X, Y)

    lasso, out = Lasso(2.0), "take the transformed doubles for the data instead"
    refused = {
        "PolynomialFeatures is none of StandardScaler, MinMaxScaler, MaxAbsScaler": (
            PolynomialFeatures(1),
            StandardScaler(),
            lasso,
        ),
        "there are several scalers": (MaxAbsScaler(), StandardScaler(), lasso),
        "RobustScaler is none of": (RobustScaler(), lasso),
        "StandardScaler shifts columns": (StandardScaler(), Lasso(2.0, fit_intercept=False)),
    }
    for said, steps in refused.items():
        with pytest.raises(BarriersError, match=f"{said}.*{out}"):
            raw_problem(fitted(*steps), X, Y)
    with pytest.raises(BarriersError, match=f"the scaler divides 'x0' by another number.*{out}"):
        raw_problem(fitted(StandardScaler(), lasso), 2 * X, Y)
    with pytest.raises(BarriersError, match="'x0' may be constant within its radius 20"):
        raw_problem(fitted(StandardScaler(), lasso), X, Y, columns=20)
    with pytest.raises(BarriersError, match="10 columns need 10 radii, got 2"):
        raw_problem(fitted(StandardScaler(), lasso), X, Y, columns=[1, 2])
    with pytest.raises(BarriersError, match="y was transformed, too"):
        raw_problem(TransformedTargetRegressor(lasso, transformer=StandardScaler()).fit(X, Y), X, Y)


def test_without_a_scaler_that_scales_the_table_is_that_of_the_model() -> None:
    for steps in ([], [StandardScaler(with_mean=False, with_std=False)], [StandardScaler(with_std=False)]):
        model = make_pipeline(*steps, Lasso(0.5, **TIGHT)).fit(X, Y)
        found = raw_problem(model, X, Y, columns=1, y_radius=2)
        assert violation(found) < 1e-11
        assert found.within is not None
        assert found.within.columns == (1,) * 10 + (0,)
        assert set(found.within.thresholds) == {0}
        assert found.within.y == 2
