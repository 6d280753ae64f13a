"""Bayesian training: a maximum a posteriori last layer whose priors are set by the evidence, and Langevin dynamics."""

from __future__ import annotations

import numpy as np

from constructions.trainers.plain_networks import forward, initial
from constructions.trainers.torch_networks import model_of, square_error, tensors, weights_of
from constructions.trainers.trainer import Sample, Trainer, Weights

__all__ = ["map_evidence", "sgld"]


def _evidence(sample: Sample) -> Weights:
    """Put scikit-learn's `BayesianRidge`, which maximises the evidence, on random hidden layers."""
    from sklearn.linear_model import BayesianRidge

    *hidden, _ = network = initial(sample.widths, sample.rng)
    features = np.maximum(forward(network, sample.x)[-2], 0)
    model = BayesianRidge(max_iter=300).fit(features, sample.y)
    return [*hidden, (model.coef_[None, :], np.array([model.intercept_]))]


def _langevin(sample: Sample) -> Weights:
    """Take the last state of stochastic gradient Langevin dynamics with batches of 32 points at most."""
    import torch

    x, y = tensors(sample)
    model = model_of(sample)
    flat = list(model.parameters())
    for step in range(200):
        rate, heat = 0.1, 1e-6
        batch = torch.from_numpy(sample.rng.permutation(len(sample.y))[:32]) if len(sample.y) > 32 else slice(None)
        slopes = torch.autograd.grad(square_error(model, x[batch], y[batch]), flat)
        with torch.no_grad():
            for p, g in zip(flat, slopes, strict=True):
                noise = torch.from_numpy(sample.rng.normal(size=tuple(p.shape)))
                p.add_(noise, alpha=float(np.sqrt(2 * rate * heat)) * (1 - step / 200)).sub_(g, alpha=rate)
    return weights_of(model)


map_evidence = Trainer("map-evidence", "Bayesian: MAP, priors by evidence", "sklearn", _evidence)
sgld = Trainer("sgld", "Bayesian: stochastic gradient Langevin dynamics", "torch", _langevin, seed_bits=64)
