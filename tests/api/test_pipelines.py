"""Scikit-learn estimators and pipelines are attacked as they are, or refused by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import nnbarriers as nb

pytest.importorskip("sklearn", reason="scikit-learn is not installed: pip install scikit-learn")

from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler


def fitted(make: Callable[[], Any], data: nb.Dataset) -> Any:
    return make().fit(data.x, data.y)


@pytest.mark.result("A3", "A4")
def test_a_scikit_learn_pipeline_is_attacked_as_it_is() -> None:
    data = nb.dataset(16)
    model = fitted(lambda: make_pipeline(StandardScaler(), MLPClassifier((8,), solver="lbfgs", random_state=1)), data)
    found = nb.attack(model, data)
    assert model.score(data.x, data.y) == 1
    assert (found.failing_before, found.verdict) == (0, "accepted")
    assert found.failing >= found.promised > 0
    assert "class 1 where it exceeds 0" in found.read_as
    moved = data.x + np.array([float(v) for v in found.eta])
    wrong = np.flatnonzero(model.predict(moved) != data.y)
    assert len(set(wrong) ^ set(found.rows)) <= 1  # the library rounds
    trainer = MLPRegressor(hidden_layer_sizes=(8,), solver="lbfgs", random_state=1)
    regressor = fitted(lambda: make_pipeline(StandardScaler(), trainer), data)
    assert "compared with the label" in nb.attack(regressor, data).read_as
    with pytest.raises(nb.BarriersError, match=r"MinMaxScaler\(clip=True\) is not affine"):
        nb.as_network(fitted(lambda: make_pipeline(MinMaxScaler(clip=True), MLPClassifier((8,), solver="lbfgs")), data))
    with pytest.raises(nb.BarriersError, match="a fitted MLPClassifier or MLPRegressor is wanted"):
        nb.as_network(MLPClassifier())
    with pytest.raises(nb.BarriersError, match="takes inputs of dimension 2, the dataset has dimension 3"):
        nb.attack(model, nb.dataset(16, dimension=3))


@pytest.mark.infrastructure
@pytest.mark.parametrize(("names", "said"), [((0, 2), r"\[0, 2\]"), (("no", "yes"), "no"), ((1, 0), None)])
def test_the_classes_must_be_the_labels(names: tuple[Any, Any], said: str | None) -> None:
    data = nb.dataset(8)
    model = make_pipeline(StandardScaler(), MLPClassifier((4,), solver="lbfgs", max_iter=2000))
    model.fit(data.x, np.array(names)[data.y])
    if said is None:  # they are sorted: class 1 is the second one, whatever it was called in training
        assert nb.attack(model, data).verdict in ("accepted", "vacuous")
        return
    with pytest.raises(nb.BarriersError, match=f"has the classes .*{said}.*, and the labels of the data are 0 and 1"):
        nb.attack(model, data)


@pytest.mark.infrastructure
def test_an_estimator_that_says_something_else_than_its_coefficients_is_refused() -> None:
    data = nb.dataset(8)
    model = MLPRegressor(hidden_layer_sizes=(4,), solver="lbfgs").fit(data.x * data.scale, data.y)
    model.predict = lambda x: np.zeros(len(x)) + 100
    with pytest.raises(nb.BarriersError, match="MLPRegressor says 100 at a point where"):
        nb.as_network(model)
