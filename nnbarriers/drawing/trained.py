"""The network of the picture: trained by Adam on the points, in plain floats, one operation after another.

Python's floats, in a fixed order and with no function but the square root, are the same on every machine; so is the
network, bit by bit, and the picture that is drawn of it.
"""

from __future__ import annotations

import random
from fractions import Fraction
from math import sqrt

from constructions.training_sets import TrainingSet
from theory.networks import ReluNetwork

__all__ = ["trained_network"]

STEPS, RATE = 1500, 0.03
FIRST, SECOND = 0.9, 0.999
"""How slowly Adam forgets the gradient, and its square."""


def trained_network(data: TrainingSet, neurons: int, seed: int = 0) -> ReluNetwork:
    """Return a network of one hidden layer that was trained on the points and labels, in dimension 2.

    It sees x_1 and x_2/delta, minimises the mean square error by Adam, and gets the scale folded into its first layer.

    >>> from constructions.training_sets import double_training_set
    >>> trained_network(double_training_set(4), 2).widths
    (2, 2, 1)
    """
    source = random.Random(seed)  # noqa: S311 (a simulation, not a secret)
    points = [(float(x), float(y), float(y)) for x, y in zip(data.x1, data.labels, strict=True)]
    flat = [2 * source.random() - 1 for _ in range(4 * neurons + 1)]
    mean, square = [0.0] * len(flat), [0.0] * len(flat)
    first, second = 1.0, 1.0  # the powers of FIRST and SECOND
    for _ in range(STEPS):
        first, second = first * FIRST, second * SECOND
        for i, slope in enumerate(_gradient(flat, neurons, points)):
            mean[i] = FIRST * mean[i] + (1 - FIRST) * slope
            square[i] = SECOND * square[i] + (1 - SECOND) * slope * slope
            size = sqrt(square[i] / (1 - second)) + 1e-8
            flat[i] -= RATE * mean[i] / (1 - first) / size
    hidden = [flat[4 * j : 4 * j + 4] for j in range(neurons)]
    below = [[u, v] for u, v, _, _ in hidden], [b for _, _, b, _ in hidden]
    network = ReluNetwork.of([below, ([[w for _, _, _, w in hidden]], [flat[-1]])])
    return network.scale_inputs([Fraction(1), 1 / data.delta])


def _gradient(flat: list[float], neurons: int, points: list[tuple[float, float, float]]) -> list[float]:
    """Return the gradient of the mean square error: of each neuron two weights, bias, output weight; the last bias."""
    slopes = [0.0] * len(flat)
    for x, y, target in points:
        sums = [flat[4 * j] * x + flat[4 * j + 1] * y + flat[4 * j + 2] for j in range(neurons)]
        error = flat[-1] - target
        for j, value in enumerate(sums):
            if value > 0:
                error += flat[4 * j + 3] * value
        error *= 2 / len(points)
        for j, value in enumerate(sums):
            if value > 0:
                back = error * flat[4 * j + 3]
                slopes[4 * j] += back * x
                slopes[4 * j + 1] += back * y
                slopes[4 * j + 2] += back
                slopes[4 * j + 3] += error * value
        slopes[-1] += error
    return slopes
