"""The networks that scikit-learn trains are taken over exactly, and are as unstable as A3 says."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier, MLPRegressor

from constructions.instability import failing_set, universal_perturbation
from constructions.precision import price
from constructions.trainers.gradient import TRAINERS, from_scikit_learn, scales, train_classifier, train_regressor
from constructions.training_sets import double_training_set
from theory.exact import BarriersError, is_double

DATA = double_training_set(60, dimension=3)


@pytest.mark.infrastructure
@pytest.mark.parametrize("kind", [MLPClassifier, MLPRegressor])
def test_the_exact_network_is_the_float_network_up_to_rounding(kind: type) -> None:
    rng = np.random.default_rng(5)
    x = rng.normal(size=(40, 3))
    model = kind(hidden_layer_sizes=(5, 4), max_iter=2000, solver="lbfgs", random_state=1)
    model.fit(x, (x[:, 0] > 0).astype(int))
    network = from_scikit_learn(model)
    assert network.widths == (3, 5, 4, 1)
    for layer, weights, bias in zip(network.layers, model.coefs_, model.intercepts_, strict=True):
        assert layer.weights == tuple(tuple(Fraction(w) for w in column) for column in weights.T.tolist())
        assert layer.bias == tuple(Fraction(b) for b in bias.tolist())
    outputs = network.evaluate(x.tolist())
    if kind is MLPClassifier:
        assert [y > 0 for y in outputs] == list(model.predict(x) == 1)
    else:
        assert np.allclose([float(y) for y in outputs], model.predict(x))


@pytest.mark.infrastructure
def test_feature_scales_are_powers_of_two_so_that_folding_them_keeps_doubles() -> None:
    factors = scales(DATA)
    assert all(f.numerator & (f.numerator - 1) == 0 == f.denominator & (f.denominator - 1) for f in factors)
    assert 1 <= DATA.delta * factors[1] < 2
    network = train_classifier(DATA, (4,), seed=0).network
    assert all(is_double(w) for layer in network.layers for row in (*layer.weights, layer.bias) for w in row)


@pytest.mark.result("A3", "A6")
@pytest.mark.parametrize("trainer", TRAINERS)
@pytest.mark.parametrize("hidden", [(3,), (4, 3), (2, 2, 2)])
@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_trained_is_inaccurate_or_unstable(trainer: str, hidden: tuple[int, ...], seed: int) -> None:
    trained = TRAINERS[trainer](DATA, hidden, seed=seed, tries=2, iterations=300)
    assert trained.failing == failing_set(trained.network, DATA.points, DATA.labels, trained.g)
    assert trained.accurate == (not trained.failing)
    found = universal_perturbation(trained.network, DATA, trained.g)
    assert len(found.indices) >= found.promised > 0
    assert failing_set(trained.network, DATA.bare_points, DATA.labels, trained.g)


@pytest.mark.result("A8")
def test_a_trained_regressor_pays_the_price() -> None:
    trained = train_regressor(DATA, (4, 4), seed=0)
    paid = price(trained.network, DATA)
    assert paid.applies
    assert paid.holds


@pytest.mark.infrastructure
def test_training_is_determined_by_its_seed() -> None:
    one, other, again = (train_classifier(DATA, (4,), seed=s, tries=1).network for s in (1, 2, 1))
    assert one == again != other


@pytest.mark.infrastructure
def test_impossible_training_is_refused() -> None:
    with pytest.raises(BarriersError, match="hidden widths"):
        train_classifier(DATA, (), seed=0)
    with pytest.raises(BarriersError, match="hidden widths"):
        train_regressor(DATA, (3, 0), seed=0)
    with pytest.raises(BarriersError, match="both labels"):
        train_classifier(double_training_set(1), (3,), seed=0)
    model = MLPClassifier((2,), activation="tanh", max_iter=2000, solver="lbfgs").fit([[0.0], [1.0]], [0, 1])
    with pytest.raises(BarriersError, match="tanh"):
        from_scikit_learn(model)
