"""Training algorithms as oracle readers: read 53 bits of every coordinate, then train in floating point.

One paradigm a function: scikit-learn's L-BFGS, Adam in plain NumPy, and an evolution strategy.  Each draws its seed
from the tape, eight of them, so that its probabilities can be enumerated exactly; each answers with its network (B5)
or its predictions (B2). What comes out is the exact network of the float weights; that floats were used on the way is
the algorithm's own affair.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory.exact import BarriersError
from theory.networks import ReluNetwork
from theory.problems import Problem

__all__ = ["adam", "evolution", "lbfgs"]

Array = NDArray[np.float64]
Weights = list[tuple[Array, Array]]
LEVEL = 53
SEED_BITS = 3


def lbfgs(problem: Problem, oracle: Any, tape: Any) -> Any:
    """Read 53 bits, then train scikit-learn's `MLPRegressor` with L-BFGS."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPRegressor

    def train(x: Array, y: Array, sizes: tuple[int, ...], rng: np.random.Generator) -> Weights:
        seed = int(rng.integers(2**31))
        model = MLPRegressor(hidden_layer_sizes=sizes[1:-1], solver="lbfgs", max_iter=500, random_state=seed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(x, y)
        return [(w.T, b) for w, b in zip(model.coefs_, model.intercepts_, strict=True)]

    return _read_and_train(problem, oracle, tape, train)


def adam(problem: Problem, oracle: Any, tape: Any) -> Any:
    """Read 53 bits, then train with Adam on the mean square error, in plain NumPy."""

    def train(x: Array, y: Array, sizes: tuple[int, ...], rng: np.random.Generator) -> Weights:
        parameters = [part for layer in _initial(sizes, rng) for part in layer]
        first, second = ([np.zeros_like(p) for p in parameters] for _ in range(2))
        for step in range(1, 401):
            slopes = _gradient(_layers(parameters), x, y)
            for p, g, m, v in zip(parameters, slopes, first, second, strict=True):
                np.add(m, 0.1 * (g - m), out=m)
                np.add(v, 0.001 * (g * g - v), out=v)
                move = (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
                np.subtract(p, 0.02 * move, out=p)
        return _layers(parameters)

    return _read_and_train(problem, oracle, tape, train)


def evolution(problem: Problem, oracle: Any, tape: Any) -> Any:
    """Read 53 bits, then improve by random mutation: a (1 + 8) evolution strategy with a step size that adapts."""

    def train(x: Array, y: Array, sizes: tuple[int, ...], rng: np.random.Generator) -> Weights:
        best = [part for layer in _initial(sizes, rng) for part in layer]
        cost, size = _cost(_layers(best), x, y), 0.5
        for _ in range(120):
            trials = [[p + size * rng.normal(size=p.shape) for p in best] for _ in range(8)]
            costs = [_cost(_layers(trial), x, y) for trial in trials]
            if min(costs) < cost:
                best, cost, size = trials[int(np.argmin(costs))], min(costs), size * 1.3
            else:
                size *= 0.85
        return _layers(best)

    return _read_and_train(problem, oracle, tape, train)


Trainer = Callable[[Array, Array, tuple[int, ...], np.random.Generator], Weights]


def _read_and_train(problem: Problem, oracle: Any, tape: Any, train: Trainer) -> Any:
    """Read all coordinates, train on them scaled, and answer with the network or with its predictions."""
    if problem.architecture is None or not problem.labels:
        raise BarriersError(f"this trainer fits networks to labelled points; the problem {problem.name} has none")
    dimension, r = problem.architecture[0], len(problem.labels)
    exact = [[oracle.read(j * dimension + i, LEVEL) for i in range(dimension)] for j in range(r)]
    points = np.array([[float(v) for v in point] for point in exact])
    scale = np.array([2.0 ** -np.floor(np.log2(m)) if m else 1.0 for m in np.abs(points).max(axis=0)])
    rng = np.random.default_rng(tape.integer(SEED_BITS))
    weights = train(points * scale, np.array(problem.labels, float), problem.architecture, rng)
    layers = [(w * scale if i == 0 else w, b) for i, (w, b) in enumerate(weights)]
    network = ReluNetwork.of((w.tolist(), b.tolist()) for w, b in layers)
    return network if problem.outputs is None else network.evaluate(exact)


def _initial(sizes: tuple[int, ...], rng: np.random.Generator) -> Weights:
    return [(rng.normal(size=(o, i)) * np.sqrt(2 / i), rng.normal(size=o) * 0.1) for i, o in pairwise(sizes)]


def _layers(parameters: list[Array]) -> Weights:
    return list(zip(parameters[::2], parameters[1::2], strict=True))


def _forward(layers: Weights, x: Array) -> list[Array]:
    """Return the inputs of all layers and the output."""
    states = [x]
    for index, (w, b) in enumerate(layers):
        z = states[-1] @ w.T + b
        states.append(z if index == len(layers) - 1 else np.maximum(z, 0))
    return states


def _cost(layers: Weights, x: Array, y: Array) -> float:
    return float(np.mean((_forward(layers, x)[-1][:, 0] - y) ** 2))


def _gradient(layers: Weights, x: Array, y: Array) -> list[Array]:
    """Return the gradient of the mean square error by backpropagation, in the order of the parameters."""
    states = _forward(layers, x)
    back = 2 * (states[-1] - y[:, None]) / len(y)
    found: list[Array] = []
    for (w, _), state in zip(reversed(layers), reversed(states[:-1]), strict=True):
        found = [back.T @ state, back.sum(axis=0), *found]
        back = (back @ w) * (state > 0)
    return found
