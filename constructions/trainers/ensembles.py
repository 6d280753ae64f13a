"""Ensembles and randomised smoothing inside one architecture: members side by side in blocks, their mean as output.

A mean of networks is a network, so an ensemble of a fixed number of members is one of a fixed architecture, and so is
smoothing by a fixed number of random shifts.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from constructions.trainers.descent import perceptron
from constructions.trainers.trainer import Sample, Trainer, Weights

__all__ = ["block_mean", "ensemble", "smoothing"]


def block_mean(members: list[Weights], widths: tuple[int, ...]) -> Weights:
    """Return the mean of networks as one network of these widths; neurons that are left over stay silent.

    >>> one = [(np.array([[1.0]]), np.zeros(1)), (np.array([[2.0]]), np.ones(1))]
    >>> [w.tolist() for w, _ in block_mean([one, one], (1, 3, 1))]
    [[[1.0], [1.0], [0.0]], [[1.0, 1.0, 0.0]]]
    """
    found: Weights = []
    for level in range(len(widths) - 1):
        w, b = np.zeros((widths[level + 1], widths[level])), np.zeros(widths[level + 1])
        row = column = 0
        for member in members:
            mine, bias = member[level]
            last = level == len(widths) - 2
            share = 1 / len(members) if last else 1.0
            top = 0 if last else row
            left = 0 if level == 0 else column
            w[top : top + len(mine), left : left + mine.shape[1]] += share * mine
            b[top : top + len(mine)] += share * bias
            row, column = row + len(mine), column + mine.shape[1]
        found.append((w, b))
    return found


def _narrow(sample: Sample, most: int) -> tuple[int, Sample]:
    """Return how many members fit side by side, at most so many, and the sample for one of them."""
    count = min(most, *sample.widths[1:-1])
    inner = [w // count for w in sample.widths[1:-1]]
    return count, replace(sample, widths=(sample.widths[0], *inner, 1))


def _together(sample: Sample) -> Weights:
    """Train members by L-BFGS from different random weights."""
    count, one = _narrow(sample, 2)
    return block_mean([perceptron(one, "lbfgs", 150) for _ in range(count)], sample.widths)


def _smoothed(sample: Sample) -> Weights:
    """Train on points with Gaussian noise of half the radius, then average over as much of it."""
    count, one = _narrow(sample, 4)
    sigma = sample.radius / 2
    shape = (8, *sample.x.shape)
    noisy = (sample.x + sigma * sample.rng.normal(size=shape)).reshape(-1, sample.x.shape[1])
    (w, b), *rest = perceptron(replace(one, x=noisy, y=np.tile(sample.y, shape[0])), "lbfgs", 100)
    shifts = sigma * sample.rng.normal(size=(count, sample.x.shape[1]))
    return block_mean([[(w, b + w @ shift), *rest] for shift in shifts], sample.widths)


ensemble = Trainer("ensemble", "ensemble of two", "sklearn", _together)
smoothing = Trainer("smoothing", "randomised smoothing", "sklearn", _smoothed)
