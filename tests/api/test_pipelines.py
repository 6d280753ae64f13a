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


@pytest.mark.result("A3", "A4")
def test_of_three_classes_two_logits_decide() -> None:
    """The third class is that of points far away, so that of the labels 0 and 1 the larger logit decides."""
    data = nb.dataset(16)
    x, y = np.vstack([data.x, [[9, 0], [8, 0]]]), np.array([*data.y, 2, 2])
    scaler = MinMaxScaler().fit(data.x)
    model = make_pipeline(scaler, MLPClassifier((12,), solver="lbfgs", max_iter=5000, random_state=1)).fit(x, y)
    assert model.score(x, y) == 1
    with pytest.raises(
        nb.BarriersError, match=r"has the classes \[0, 1, 2\], and .* which logits decide with outputs=\("
    ):
        nb.attack(model, data)
    found = nb.attack(model, data, outputs=(1, 0))
    assert found.verdict == "accepted"
    assert "of 3 outputs number 1 less number 0; class 1 where it exceeds 0" in found.read_as
    assert "compared with its own classes at 16 points" in found.read_as
    assert found.failing >= found.promised
    assert found.network == nb.as_network(model).difference(1, 0)
    assert nb.attack(model, data, outputs=(1, 0), outputs_check=model.predict_proba(data.x)).read_as.endswith(
        "agrees with outputs_check after a softmax at 16 points, up to rounding"
    )


@pytest.mark.result("A3", "A4")
def test_of_several_labels_one_is_decided_by_its_own_logit() -> None:
    data = nb.dataset(16)
    labels = np.column_stack([1 - data.y, data.y, np.arange(16) % 3 == 0])
    model = make_pipeline(StandardScaler(), MLPClassifier((16,), solver="lbfgs", max_iter=5000, random_state=1))
    model.fit(data.x, labels)
    for few in (labels, labels[:, :2]):
        model.fit(data.x, few)
        with pytest.raises(
            nb.BarriersError, match=rf"has {few.shape[1]} labels: choose one with outputs=i, or the diff"
        ):
            nb.attack(model, data)
    assert model.score(data.x, labels[:, :2]) == 1
    for outputs, words in ((1, "of 2 outputs number 1"), ((1, 0), "of 2 outputs number 1 less number 0")):
        found = nb.attack(model, data, outputs=outputs)
        assert (found.failing_before, found.verdict) == (0, "accepted")
        assert f"its logits, one a label; compared with its own classes at 16 points; {words}" in found.read_as
        assert "class 1 where it exceeds 0" in found.read_as
    moved = data.x + np.array([float(v) for v in nb.attack(model, data, outputs=1).eta])
    wrong = np.flatnonzero(model.predict(moved)[:, 1] != data.y)
    assert len(set(wrong) ^ set(nb.attack(model, data, outputs=1).rows)) <= 1  # the library rounds


@pytest.mark.result("A3", "A4")
def test_of_two_targets_one_is_compared_with_the_label_and_a_difference_with_0() -> None:
    data = nb.dataset(16)
    model = make_pipeline(
        StandardScaler(), MLPRegressor(hidden_layer_sizes=(12,), solver="lbfgs", max_iter=5000, random_state=1)
    )
    model.fit(data.x, np.column_stack([1.0 - data.y, data.y]))
    with pytest.raises(
        nb.BarriersError, match=r"the model has 2 targets: choose one with outputs=i, or the difference"
    ):
        nb.attack(model, data)
    one, two = nb.attack(model, data, outputs=1), nb.attack(model, data, outputs=(1, 0))
    assert "of 2 outputs number 1; the output is compared with the label" in one.read_as
    assert "number 1 less number 0; class 1 where it exceeds 0" in two.read_as
    for found in (one, two):
        assert (found.failing_before, found.verdict) == (0, "accepted")
        assert "its outputs; compared with its own outputs at 16 points" in found.read_as
    assert "agrees" in nb.attack(model, data, outputs=1, outputs_check=model.predict(data.x)).read_as


@pytest.mark.infrastructure
def test_labels_that_are_not_those_of_the_logits_are_refused() -> None:
    data = nb.dataset(8)
    model = MLPClassifier((4,), solver="lbfgs").fit(data.x * data.scale, np.column_stack([data.y, 1 - data.y]))
    own = model.predict
    model.predict = lambda x: 1 - own(x)
    with pytest.raises(nb.BarriersError, match=r"MLPClassifier says \d for label \d at a point where"):
        nb.as_network(model)
