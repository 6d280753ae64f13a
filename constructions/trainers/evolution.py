"""Evolutionary training: a (1 + 8) evolution strategy in plain NumPy, and the package cma."""

from __future__ import annotations

import numpy as np

from constructions.trainers.plain_networks import cost, initial, layers, parameters
from constructions.trainers.trainer import Array, Sample, Trainer, Weights

__all__ = ["cma_es", "evolution"]


def _mutate(sample: Sample) -> Weights:
    """Improve by random mutation, with a step size that adapts."""
    best = parameters(initial(sample.widths, sample.rng))
    least, size = cost(layers(best), sample.x, sample.y), 0.5
    for _ in range(120):
        trials = [[p + size * sample.rng.normal(size=p.shape) for p in best] for _ in range(8)]
        costs = [cost(layers(trial), sample.x, sample.y) for trial in trials]
        if min(costs) < least:
            best, least, size = trials[int(np.argmin(costs))], min(costs), size * 1.3
        else:
            size *= 0.85
    return layers(best)


def _adapt(sample: Sample) -> Weights:
    """Minimise the mean square error by CMA-ES over all weights."""
    import cma

    start = parameters(initial(sample.widths, sample.rng))
    ends = np.cumsum([p.size for p in start])[:-1]

    def network(flat: Array) -> Weights:
        return layers([part.reshape(p.shape) for part, p in zip(np.split(flat, ends), start, strict=True)])

    options = {"seed": sample.seed(), "maxiter": 80, "verbose": -9, "CMA_diagonal": True, "ftarget": 1e-6}
    search = cma.CMAEvolutionStrategy(np.concatenate([p.ravel() for p in start]), 0.3, options)
    while not search.stop():
        trials = search.ask()
        search.tell(trials, [cost(network(np.asarray(t)), sample.x, sample.y) for t in trials])
    return network(np.asarray(search.result.xbest))


evolution = Trainer("evolution", "a (1 + 8) evolution strategy in NumPy", "numpy", _mutate, seed_bits=3)
cma_es = Trainer("cma-es", "evolution: covariance matrix adaptation", "cma", _adapt)
