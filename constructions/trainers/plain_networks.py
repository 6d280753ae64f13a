"""ReLU networks in plain NumPy: random weights, forward pass, mean square error, gradients by backpropagation."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from constructions.trainers.trainer import Array, Weights

__all__ = ["cost", "forward", "gradient", "initial", "input_gradient", "layers", "parameters"]


def initial(sizes: tuple[int, ...], rng: np.random.Generator) -> Weights:
    """Return He's random weights, and small random biases."""
    return [(rng.normal(size=(o, i)) * np.sqrt(2 / i), rng.normal(size=o) * 0.1) for i, o in pairwise(sizes)]


def parameters(network: Weights) -> list[Array]:
    """Return weights and biases in one list."""
    return [part for layer in network for part in layer]


def layers(flat: list[Array]) -> Weights:
    """Return the network of such a list."""
    return list(zip(flat[::2], flat[1::2], strict=True))


def forward(network: Weights, x: Array) -> list[Array]:
    """Return the inputs of all layers and the output."""
    states = [x]
    for index, (w, b) in enumerate(network):
        z = states[-1] @ w.T + b
        states.append(z if index == len(network) - 1 else np.maximum(z, 0))
    return states


def cost(network: Weights, x: Array, y: Array) -> float:
    """Return the mean square error."""
    return float(np.mean((forward(network, x)[-1][:, 0] - y) ** 2))


def gradient(network: Weights, x: Array, y: Array) -> list[Array]:
    """Return the gradient of the mean square error, in the order of `parameters`."""
    states = forward(network, x)
    return _backwards(network, states, 2 * (states[-1] - y[:, None]) / len(y))[0]


def input_gradient(network: Weights, x: Array, slope: Array) -> Array:
    """Return the gradient with respect to the points of a sum of costs with these slopes in the outputs."""
    return _backwards(network, forward(network, x), slope[:, None])[1]


def _backwards(network: Weights, states: list[Array], back: Array) -> tuple[list[Array], Array]:
    found: list[Array] = []
    for index in range(len(network) - 1, -1, -1):
        found = [back.T @ states[index], back.sum(axis=0), *found]
        back = back @ network[index][0]
        if index:
            back = back * (states[index] > 0)
    return found, back
