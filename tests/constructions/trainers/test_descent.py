"""The networks that scikit-learn trains are taken over exactly, and are as unstable as A3 says."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier, MLPRegressor

from constructions.instability import failing_set, universal_perturbation
from constructions.interchange import from_sklearn
from constructions.precision import price
from constructions.trainers.descent import classifier, regressor
from constructions.trainers.trainer import Trainer
from constructions.training_runs import train
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
    network = from_sklearn(model)
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
    factors = [Fraction(f) for f in classifier.scale(np.array([[float(v) for v in p] for p in DATA.points]))]
    assert all(f.numerator & (f.numerator - 1) == 0 == f.denominator & (f.denominator - 1) for f in factors)
    assert (factors[0], factors[2], 1 <= DATA.delta * factors[1] < 2) == (1, 1, True)
    network = train(classifier, DATA, (4,), seed=0).network
    assert all(is_double(w) for layer in network.layers for row in (*layer.weights, layer.bias) for w in row)


@pytest.mark.result("A3", "A6")
@pytest.mark.parametrize("trainer", [classifier, regressor], ids=lambda trainer: trainer.name)
@pytest.mark.parametrize("hidden", [(3,), (4, 3), (2, 2, 2)])
@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_trained_is_inaccurate_or_unstable(trainer: Trainer, hidden: tuple[int, ...], seed: int) -> None:
    trained = train(trainer, DATA, hidden, seed=seed, tries=2)
    assert trained.failing == failing_set(trained.network, DATA.points, DATA.labels, trained.g)
    assert trained.accurate == (not trained.failing)
    found = universal_perturbation(trained.network, DATA, trained.g)
    assert len(found.indices) >= found.promised > 0
    assert failing_set(trained.network, DATA.bare_points, DATA.labels, trained.g)


@pytest.mark.result("A8")
def test_a_trained_regressor_pays_the_price() -> None:
    trained = train(regressor, DATA, (4, 4), seed=0)
    paid = price(trained.network, DATA)
    assert paid.applies
    assert paid.holds


@pytest.mark.infrastructure
def test_training_is_determined_by_its_seed() -> None:
    one, other, again = (train(classifier, DATA, (4,), seed=s, tries=1).network for s in (1, 2, 1))
    assert one == again != other


@pytest.mark.infrastructure
@pytest.mark.parametrize(("trainer", "kind"), [(classifier, MLPClassifier), (regressor, MLPRegressor)])
def test_the_network_is_the_one_that_scikit_learn_makes_of_the_points_themselves(trainer: Trainer, kind: type) -> None:
    """Nothing is lost on the way through the oracle, and the seeds are the states of NumPy's SeedSequence."""
    trained = train(trainer, DATA, (4,), seed=5)
    state = np.random.SeedSequence(5).generate_state(10)[trained.tries - 1]
    factors = [Fraction(1), 1 / DATA.delta, Fraction(1)]
    x = [[float(v * f) for v, f in zip(point, factors, strict=True)] for point in DATA.points]
    model = kind(hidden_layer_sizes=(4,), solver="lbfgs", alpha=1e-6, max_iter=2000, random_state=int(state)).fit(
        x, list(DATA.labels)
    )
    assert trained.network == from_sklearn(model).scale_inputs(factors)
    assert trained.level == 80
    assert trained.g == trainer.g


@pytest.mark.infrastructure
def test_training_tries_seed_after_seed_and_keeps_the_best() -> None:
    whole = train(regressor, DATA, (2,), seed=1)
    assert whole.accurate
    assert 1 < whole.tries <= regressor.tries == 10
    fewer = [train(regressor, DATA, (2,), seed=1, tries=count) for count in range(1, whole.tries)]
    least = [len(trained.failing) for trained in fewer]
    assert least == sorted(least, reverse=True)
    assert least[-1] > 0
    assert fewer[-1].tries == 1 + least.index(least[-1])  # of those that are as good, the first


@pytest.mark.infrastructure
def test_impossible_training_is_refused() -> None:
    with pytest.raises(BarriersError, match="a hidden layer"):
        train(classifier, DATA, (), seed=0)
    with pytest.raises(BarriersError, match="every width must be at least 1"):
        train(regressor, DATA, (3, 0), seed=0)
    with pytest.raises(BarriersError, match="both labels"):
        train(classifier, double_training_set(1), (3,), seed=0)
    model = MLPClassifier((2,), activation="tanh", max_iter=2000, solver="lbfgs").fit([[0.0], [1.0]], [0, 1])
    with pytest.raises(BarriersError, match="tanh"):
        from_sklearn(model)
