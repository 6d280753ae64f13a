"""Gradient descent: SGD, Adam and L-BFGS by scikit-learn, and Adam in plain NumPy.

`classifier` and `regressor` train the networks of the demonstrations.  They leave the first coordinate as it is, bring
the tiny print to size 1, and read finely enough for every coordinate of `double_training_set`: it is a multiple of
2^-80, unless a finer delta is given.  So the points that they train on are the points themselves.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from constructions.interchange.arrays import perceptron_layers
from constructions.trainers.plain_networks import gradient, initial, layers, parameters
from constructions.trainers.trainer import SEED_BITS, Array, Sample, Trainer, Weights, bring_to_one
from theory.monotone import identity, threshold

__all__ = ["adam", "adam_numpy", "classifier", "lbfgs", "perceptron", "regressor", "sgd"]


def perceptron(sample: Sample, solver: str, iterations: int, rate: float = 0.01) -> Weights:
    """Fit scikit-learn's `MLPRegressor` with one of its solvers."""
    from sklearn.neural_network import MLPRegressor

    return _fitted(
        MLPRegressor, sample, sample.seed(), solver=solver, max_iter=iterations, learning_rate_init=rate, tol=1e-9,
        n_iter_no_change=iterations,
    )  # fmt: skip


def _fitted(kind: Callable[..., Any], sample: Sample, seed: int, **options: Any) -> Weights:
    from sklearn.exceptions import ConvergenceWarning

    model = kind(hidden_layer_sizes=sample.widths[1:-1], random_state=seed, alpha=1e-6, **options)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(sample.x, sample.y)
    return perceptron_layers(model)


def _long(sample: Sample, kind: str) -> Weights:
    """Fit one of scikit-learn's perceptrons by L-BFGS until it converges; the number drawn is its random state."""
    from sklearn import neural_network

    return _fitted(getattr(neural_network, kind), sample, sample.drawn % 2**32, solver="lbfgs", max_iter=2000)


def _all_but_the_first(points: Array) -> Array:
    return np.concatenate(([1.0], bring_to_one(points)[1:]))


def _states(seed: int, number: int) -> Callable[[], int]:
    """Return the coins of the try of this number: the binary digits of that state of NumPy's SeedSequence."""
    state = int(np.random.SeedSequence(seed).generate_state(number)[-1])
    return map(int, f"{state:0{SEED_BITS}b}").__next__


def _adam(sample: Sample, steps: int = 400) -> Weights:
    flat = parameters(initial(sample.widths, sample.rng))
    first, second = ([np.zeros_like(p) for p in flat] for _ in range(2))
    for step in range(1, steps + 1):
        slopes = gradient(layers(flat), sample.x, sample.y)
        for p, g, m, v in zip(flat, slopes, first, second, strict=True):
            np.add(m, 0.1 * (g - m), out=m)
            np.add(v, 0.001 * (g * g - v), out=v)
            move = (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
            np.subtract(p, 0.02 * move, out=p)
    return layers(flat)


classifier = Trainer(
    "classifier", "classification, by L-BFGS", "sklearn", partial(_long, kind="MLPClassifier"),
    g=threshold(0, one_at_jump=False), level=80, scale=_all_but_the_first, coins=_states, tries=10,
)  # fmt: skip
regressor = Trainer(
    "regressor", "regression, by L-BFGS", "sklearn", partial(_long, kind="MLPRegressor"),
    g=identity(), level=80, scale=_all_but_the_first, coins=_states, tries=10,
)  # fmt: skip
sgd = Trainer(
    "sgd", "stochastic gradient descent", "sklearn", partial(perceptron, solver="sgd", iterations=150, rate=0.05)
)
adam = Trainer("adam", "Adam", "sklearn", partial(perceptron, solver="adam", iterations=150, rate=0.02))
lbfgs = Trainer("lbfgs", "quasi-Newton (L-BFGS)", "sklearn", partial(perceptron, solver="lbfgs", iterations=200))
adam_numpy = Trainer("adam-numpy", "Adam, written out in NumPy", "numpy", _adam, seed_bits=3)
