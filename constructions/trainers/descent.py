"""Gradient descent: SGD, Adam and L-BFGS by scikit-learn, and Adam in plain NumPy."""

from __future__ import annotations

import warnings
from functools import partial

import numpy as np

from constructions.trainers.plain_networks import gradient, initial, layers, parameters
from constructions.trainers.trainer import Sample, Trainer, Weights

__all__ = ["adam", "adam_numpy", "lbfgs", "perceptron", "sgd"]


def perceptron(sample: Sample, solver: str, iterations: int, rate: float = 0.01) -> Weights:
    """Fit scikit-learn's `MLPRegressor` with one of its solvers."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPRegressor

    model = MLPRegressor(
        hidden_layer_sizes=sample.widths[1:-1], solver=solver, max_iter=iterations, random_state=sample.seed(),
        learning_rate_init=rate, alpha=1e-6, tol=1e-9, n_iter_no_change=iterations,
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(sample.x, sample.y)
    return [(w.T, b) for w, b in zip(model.coefs_, model.intercepts_, strict=True)]


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


sgd = Trainer(
    "sgd", "stochastic gradient descent", "sklearn", partial(perceptron, solver="sgd", iterations=150, rate=0.05)
)
adam = Trainer("adam", "Adam", "sklearn", partial(perceptron, solver="adam", iterations=150, rate=0.02))
lbfgs = Trainer("lbfgs", "quasi-Newton (L-BFGS)", "sklearn", partial(perceptron, solver="lbfgs", iterations=200))
adam_numpy = Trainer("adam-numpy", "Adam, written out in NumPy", "numpy", _adam, seed_bits=3)
