"""Transfer learning with torch: train on another task, freeze all layers but the last, train that one."""

from __future__ import annotations

import numpy as np

from constructions.trainers.torch_networks import descend, linear_layers, model_of, square_error, tensors, weights_of
from constructions.trainers.trainer import Sample, Trainer, Weights

__all__ = ["transfer"]


def _transfer(sample: Sample) -> Weights:
    """Learn first to tell the half of the points with larger x_1 from the others."""
    import torch

    x, y = tensors(sample)
    model = model_of(sample)
    source = torch.from_numpy((sample.x[:, :1] > np.median(sample.x[:, 0])).astype(float))
    descend(list(model.parameters()), lambda: square_error(model, x, source), steps=60)
    *frozen, last = linear_layers(model)
    for layer in frozen:
        layer.requires_grad_(False)
    descend(list(last.parameters()), lambda: square_error(model, x, y), steps=150, rate=0.2)
    return weights_of(model)


transfer = Trainer("transfer", "transfer learning with frozen layers", "torch", _transfer)
