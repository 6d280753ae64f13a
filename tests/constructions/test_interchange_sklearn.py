"""Estimators of scikit-learn in memory: perceptrons with the affine maps around them, folded in exactly."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from constructions.interchange import from_sklearn
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
pytest.importorskip("sklearn", reason="scikit-learn is not installed: pip install scikit-learn")

from sklearn.base import BaseEstimator, TransformerMixin  # noqa: E402
from sklearn.compose import TransformedTargetRegressor  # noqa: E402
from sklearn.ensemble import RandomForestClassifier  # noqa: E402
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV  # noqa: E402
from sklearn.neural_network import MLPClassifier, MLPRegressor  # noqa: E402
from sklearn.pipeline import Pipeline, make_pipeline  # noqa: E402
from sklearn.preprocessing import (  # noqa: E402
    FunctionTransformer,
    MaxAbsScaler,
    MinMaxScaler,
    Normalizer,
    RobustScaler,
    StandardScaler,
)

RNG = np.random.default_rng(0)
X = RNG.normal(3, 5, (60, 2)) * [1, 100]
Y = X @ [1, -0.01] + 7
LABELS = (X[:, 0] > X[:, 1] / 100).astype(int)


def fitted(model: Any, y: Any = Y, x: Any = X) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model.fit(x, y)


def mlp(**options: Any) -> Any:
    return MLPRegressor(hidden_layer_sizes=(4, 3), max_iter=30, random_state=0, **options)


def rational(array: Any) -> list[Fraction]:
    return [Fraction(v) for v in np.asarray(array, dtype=float).tolist()]


def divided(centre: Any, scale: Any) -> Callable[[list[Fraction]], list[Fraction]]:
    """Return x -> (x - centre)/scale."""
    c, s = (None if part is None else rational(part) for part in (centre, scale))
    return lambda x: [(v - (c[i] if c else 0)) / (s[i] if s else 1) for i, v in enumerate(x)]


def multiplied(scale: Any, least: Any) -> Callable[[list[Fraction]], list[Fraction]]:
    """Return x -> scale x + least."""
    return lambda x: [v * s + m for v, s, m in zip(x, rational(scale), rational(least), strict=True)]


AFFINE: list[tuple[Any, Callable[[Any], Callable[[list[Fraction]], list[Fraction]]]]] = [
    (StandardScaler(), lambda s: divided(s.mean_, s.scale_)),
    (StandardScaler(with_mean=False), lambda s: divided(None, s.scale_)),
    (StandardScaler(with_std=False), lambda s: divided(s.mean_, None)),
    (StandardScaler(with_mean=False, with_std=False), lambda s: divided(None, None)),
    (MinMaxScaler((-1, 3)), lambda s: multiplied(s.scale_, s.min_)),
    (MaxAbsScaler(), lambda s: divided(None, s.scale_)),
    (RobustScaler(), lambda s: divided(s.center_, s.scale_)),
    (RobustScaler(with_centering=False, unit_variance=True), lambda s: divided(None, s.scale_)),
    (RobustScaler(with_scaling=False), lambda s: divided(s.center_, None)),
    (FunctionTransformer(None), lambda s: divided(None, None)),
]


@pytest.mark.parametrize(
    ("scaler", "exactly"), AFFINE, ids=lambda part: "exactly" if callable(part) else str(part)[:50]
)
def test_every_affine_scaler_is_folded_in_exactly(scaler: Any, exactly: Any) -> None:
    model = fitted(make_pipeline(scaler, mlp()))
    network, bare, forward = from_sklearn(model), from_sklearn(model[-1]), exactly(model[0])
    points = [rational(row) for row in X[:8]]
    assert network.widths == (2, 4, 3, 1)
    assert network.evaluate(points) == bare.evaluate([forward(point) for point in points])
    said = [float(v) for v in network.evaluate(X.tolist())]
    assert np.allclose(said, model.predict(X), rtol=1e-9)


@pytest.mark.parametrize(
    ("scaler", "exactly"), AFFINE, ids=lambda part: "exactly" if callable(part) else str(part)[:50]
)
def test_a_transformed_target_is_transformed_back_exactly(scaler: Any, exactly: Any) -> None:
    model = fitted(TransformedTargetRegressor(mlp(), transformer=scaler))
    network, bare, forward = from_sklearn(model), from_sklearn(model.regressor_), exactly(model.transformer_)
    assert [forward([network(point)]) for point in X[:8].tolist()] == [[bare(point)] for point in X[:8].tolist()]
    assert np.allclose([float(v) for v in network.evaluate(X.tolist())], model.predict(X), rtol=1e-9)


def test_a_target_without_a_transformer_is_left_as_it_is() -> None:
    model = fitted(TransformedTargetRegressor(mlp()))
    assert from_sklearn(model) == from_sklearn(model.regressor_)


@pytest.mark.parametrize("search", [GridSearchCV, RandomizedSearchCV])
def test_pipelines_in_pipelines_and_searches_are_read(search: Any) -> None:
    inner = make_pipeline(
        MinMaxScaler(), "passthrough", TransformedTargetRegressor(mlp(), transformer=StandardScaler())
    )
    options = {"n_iter": 2, "random_state": 0} if search is RandomizedSearchCV else {}
    grid = {"pipeline__transformedtargetregressor__regressor__alpha": [1e-4, 1.0]}
    outer = make_pipeline(Pipeline([("a", RobustScaler()), ("b", None), ("c", MaxAbsScaler())]), inner)
    model = fitted(search(Pipeline([("pipeline-1", outer[0]), ("pipeline", inner)]), grid, cv=2, **options))
    network = from_sklearn(model)
    assert network == from_sklearn(model.best_estimator_)
    assert np.allclose([float(v) for v in network.evaluate(X.tolist())], model.predict(X), rtol=1e-9)
    searched = fitted(GridSearchCV(MLPClassifier((3,), max_iter=20, random_state=0), {"alpha": [1.0]}, cv=2), LABELS)
    assert [int(v > 0) for v in from_sklearn(searched).evaluate(X.tolist())] == searched.predict(X).tolist()


class Halving(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """A transformer of a user's own."""

    def fit(self, x: Any, y: Any = None) -> Any:
        self.n_features_in_ = x.shape[1]
        return self

    def transform(self, x: Any) -> Any:
        return x / 2


class StandardScaler2(StandardScaler):  # type: ignore[misc]
    """A subclass, which may do anything."""


class MLPOwn(MLPRegressor):  # type: ignore[misc]
    """A perceptron of a user's own."""


def namesake(kind: Any) -> Any:
    """Return a class of a user's own that is called as the library's."""
    return type(kind.__name__, (kind,), {"__module__": "mine"})


def clipped() -> Any:
    return fitted(make_pipeline(MinMaxScaler(clip=True), mlp()))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (clipped, r"MinMaxScaler\(clip=True\) is not affine"),
        (lambda: fitted(make_pipeline(Halving(), mlp())), "scikit-learn's own; got Halving"),
        (lambda: fitted(make_pipeline(StandardScaler2(), mlp())), "scikit-learn's own; got StandardScaler2"),
        (lambda: fitted(make_pipeline(Normalizer(), mlp())), "got Normalizer"),
        (lambda: fitted(make_pipeline(FunctionTransformer(np.abs), mlp())), "got FunctionTransformer"),
        (lambda: fitted(make_pipeline(FunctionTransformer(None, np.abs), mlp())), "got FunctionTransformer"),
        (lambda: fitted(MLPOwn(hidden_layer_sizes=(3,), max_iter=5)), "is wanted, got MLPOwn"),
        (lambda: fitted(TransformedTargetRegressor(mlp(), func=np.cbrt, inverse_func=np.power, check_inverse=False), Y),
         "got FunctionTransformer"),
        (lambda: TransformedTargetRegressor(mlp()), "fitted TransformedTargetRegressor is wanted"),
        (lambda: GridSearchCV(mlp(), {}), "no best estimator: fit it, with refit=True"),
        (lambda: fitted(GridSearchCV(mlp(), {"alpha": [1.0]}, cv=2, refit=False)), "no best estimator"),
        (lambda: make_pipeline(StandardScaler(), fitted(mlp())), "all fitted .* got StandardScaler"),
        (lambda: make_pipeline(StandardScaler(), mlp()), "got StandardScaler"),
        (mlp, "a fitted MLPClassifier or MLPRegressor is wanted, got MLPRegressor"),
        (lambda: fitted(mlp(activation="tanh")), 'activation "relu" is wanted.*tanh'),
        (lambda: fitted(RandomForestClassifier(2), LABELS), "got RandomForestClassifier"),
        (lambda: fitted(StandardScaler()), "one fitted MLPClassifier .* is wanted, got StandardScaler with 0"),
        (lambda: Pipeline([("a", fitted(mlp())), ("b", fitted(mlp()))]), "got Pipeline with 2"),
        (lambda: fitted(make_pipeline(namesake(StandardScaler)(), mlp())), "all fitted .* own; got StandardScaler"),
        (lambda: fitted(namesake(Pipeline)([("a", mlp())])), "all fitted .* own; got Pipeline"),
        (lambda: fitted(namesake(GridSearchCV)(mlp(), {}, cv=2)), "all fitted .* own; got GridSearchCV"),
        (lambda: 3, "got int"),
        (lambda: SimpleNamespace(steps=[("a", fitted(mlp()))]), "got SimpleNamespace"),
        (lambda: make_pipeline(fitted(StandardScaler(), x=X[:, :1]), fitted(mlp())), "of 1 entries stands where there"),
        (lambda: fitted(mlp(loss="poisson"), abs(Y)), "got 'relu', 'exp'"),
        (lambda: fitted(make_pipeline(StandardScaler(), mlp())).set_params(standardscaler=zero()), "divides by 0"),
    ],
)  # fmt: skip
def test_other_estimators_are_refused_by_name(make: Any, reason: str) -> None:
    with pytest.raises(BarriersError, match=reason) as error:
        from_sklearn(make())
    assert "\n" not in str(error.value)


def zero() -> Any:
    scaler = fitted(StandardScaler())
    scaler.scale_[1] = 0
    return scaler


def test_classifiers_of_several_classes_and_targets_are_read_as_all_of_their_outputs() -> None:
    classes = LABELS + 2 * (X[:, 0] > 3)
    several = fitted(make_pipeline(StandardScaler(), MLPClassifier((5,), max_iter=20, random_state=0)), classes)
    labels = np.column_stack([LABELS, 1 - LABELS, X[:, 0] > 3])
    marked = fitted(MLPClassifier((5,), max_iter=20, random_state=0), labels)
    many = fitted(mlp(), np.column_stack([Y, -Y, 2 * Y]))
    for model, outputs in ((several, 4), (marked, 3), (many, 3)):
        network = from_sklearn(model)
        assert (network.dimension, network.outputs) == (2, outputs)
        values = np.array([[float(v) for v in row] for row in network.evaluate_all(X.tolist())])
        if model is several:
            assert model.classes_[values.argmax(1)].tolist() == model.predict(X).tolist()
        elif model is marked:
            assert (values > 0).astype(int).tolist() == model.predict(X).tolist()
        else:
            assert np.allclose(values, model.predict(X))
