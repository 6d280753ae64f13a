"""A peer of the exact attack: universal projected gradient ascent in floating point.

It looks for one vector in a ball of given size that makes as many points as possible fail.  What it finds is a vector
of doubles, which is then judged exactly; that it finds nothing proves nothing.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from constructions.instability import failing_set
from constructions.trainers.plain_networks import forward, input_gradient
from constructions.trainers.trainer import AT_HALF, Array
from constructions.training_sets import TrainingSet
from theory.monotone import Monotone
from theory.networks import ReluNetwork
from theory.piecewise import Interval

__all__ = ["projected_gradient"]

STARTS, STEPS = 4, 30


def projected_gradient(
    network: ReluNetwork, data: TrainingSet, size: Fraction, *, g: Monotone = AT_HALF, seed: int = 0
) -> tuple[tuple[Fraction, ...], int]:
    """Return the best eta found with ||eta||_inf <= size, and how many points of D_delta + eta fail, counted exactly.

    A point fails where g of the output does, g increasing. Ascends the mean of output * (1 - 2 label) by its sign, from
    0 and from random corners.

    >>> from constructions.instability import interpolating_network
    >>> from constructions.training_sets import double_training_set
    >>> data = double_training_set(12)
    >>> projected_gradient(interpolating_network((2, 2, 1), data.delta), data, data.delta)[1]
    6
    """
    layers = [(np.array(layer.weights, float), np.array(layer.bias, float)) for layer in network.layers]
    x, y = np.array([[float(v) for v in point] for point in data.points]), np.array(data.labels, float)
    toward = (1 - 2 * y) / len(y)
    rng, ball = np.random.default_rng(seed), float(size)
    ball = ball if Fraction(ball) <= size else float(np.nextafter(ball, 0))
    best: tuple[int, Array] = (-1, np.zeros(data.dimension))
    for start in range(STARTS):
        eta = ball * rng.choice([-1.0, 0.0, 1.0], size=data.dimension) if start else np.zeros(data.dimension)
        for _ in range(STEPS):
            outputs = forward(layers, x + eta)[-1][:, 0]
            wrong = int(sum(np.sum(_outside(g.right[s], outputs[y == s])) for s in (0, 1)))
            if wrong >= best[0]:
                best = (wrong, eta)
            slope = input_gradient(layers, x + eta, toward).sum(axis=0)
            eta = np.clip(eta + ball * np.sign(slope) / 10, -ball, ball)
    exact = tuple(Fraction(float(v)) for v in best[1])
    moved = [[v + e for v, e in zip(point, exact, strict=True)] for point in data.points]
    return exact, len(failing_set(network, moved, data.labels, g))


def _outside(right: Interval | None, outputs: Array) -> NDArray[np.bool_]:
    """Tell which outputs are not in the interval, with its ends as doubles."""
    if right is None:
        return np.ones(len(outputs), bool)
    low, high = (float(end if end is not None else side) for end, side in ((right.lo, "-inf"), (right.hi, "inf")))
    below = outputs < low if right.lo_closed else outputs <= low
    above = outputs > high if right.hi_closed else outputs >= high
    return np.asarray(below | above)
