"""Regularised training with torch: Lipschitz penalty, spectral norm, weight decay, dropout, early stopping."""

from __future__ import annotations

from typing import Any

import numpy as np

from constructions.trainers.torch_networks import (
    descend,
    linear_layers,
    model_of,
    square_error,
    tensors,
    weights_of,
)
from constructions.trainers.trainer import Sample, Trainer, Weights

__all__ = ["dropout", "early_stopping", "lipschitz", "spectral_norm", "weight_decay"]


def _penalised(sample: Sample) -> Weights:
    """Penalise the product of the layers' max-norm operator norms, a Lipschitz constant."""
    x, y = tensors(sample)
    model = model_of(sample)
    matrices = [layer.weight for layer in linear_layers(model)]

    def loss() -> Any:
        bound = 1.0
        for matrix in matrices:
            bound = bound * matrix.abs().sum(dim=1).max()
        return square_error(model, x, y) + 1e-3 * bound

    descend(list(model.parameters()), loss)
    return weights_of(model)


def _spectral(sample: Sample) -> Weights:
    """Divide every matrix by its spectral norm, so that the network is 1-Lipschitz in the scaled coordinates."""
    import torch

    x, y = tensors(sample)
    model = model_of(sample)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(sample.seed())
        for layer in linear_layers(model):
            torch.nn.utils.parametrizations.spectral_norm(layer)
        descend(list(model.parameters()), lambda: square_error(model, x, y))
    model.eval()
    return weights_of(model)


def _decayed(sample: Sample) -> Weights:
    x, y = tensors(sample)
    model = model_of(sample)
    descend(list(model.parameters()), lambda: square_error(model, x, y), decay=0.05)
    return weights_of(model)


def _dropped(sample: Sample) -> Weights:
    """Silence each neuron with probability 1/10 in every step."""
    import torch

    x, y = tensors(sample)
    model = model_of(sample, between=lambda: torch.nn.Dropout(0.1))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(sample.seed())
        descend(list(model.parameters()), lambda: square_error(model, x, y))
    return weights_of(model)


def _stopped(sample: Sample) -> Weights:
    """Keep the weights of the least error on points held out: one in five, at least one."""
    import torch

    x, y = tensors(sample)
    model = model_of(sample)
    held = sample.rng.permutation(len(sample.y))[: max(1, len(sample.y) // 5)]
    seen = torch.from_numpy(np.setdiff1d(np.arange(len(sample.y)), held))
    best: tuple[float, Weights] = (np.inf, weights_of(model))

    def loss() -> Any:
        nonlocal best
        with torch.no_grad():
            error = float(square_error(model, x[held], y[held]))
        best = min(best, (error, weights_of(model)), key=lambda pair: pair[0])
        return square_error(model, x[seen], y[seen])

    descend(list(model.parameters()), loss)
    return best[1]


lipschitz = Trainer("lipschitz", "penalty on a Lipschitz constant", "torch", _penalised)
spectral_norm = Trainer("spectral-norm", "spectral normalisation", "torch", _spectral)
weight_decay = Trainer("weight-decay", "weight decay", "torch", _decayed)
dropout = Trainer("dropout", "dropout", "torch", _dropped)
early_stopping = Trainer("early-stopping", "early stopping", "torch", _stopped)
