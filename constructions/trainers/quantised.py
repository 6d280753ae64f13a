"""Training with integer weights in [-w, w] and free biases (A8, in the setting of [D]).

Gradients pass straight through the rounding.  The coordinates are not scaled: a power of two there would be a weight.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from constructions.trainers.torch_networks import descend, linear_layers, model_of, tensors
from constructions.trainers.trainer import Sample, Trainer, Weights, keep

__all__ = ["integer"]

LARGEST = 7


def _integer(sample: Sample) -> Weights:
    """Minimise the mean square error of the network whose weights are rounded and clipped."""
    import torch

    x, y = tensors(sample)
    layers = linear_layers(model_of(sample))

    def rounded(weight: Any) -> Any:
        return weight + (weight.round().clamp(-LARGEST, LARGEST) - weight).detach()

    def loss() -> Any:
        z = x
        for number, layer in enumerate(layers):
            z = torch.nn.functional.linear(torch.relu(z) if number else z, rounded(layer.weight), layer.bias)
        return ((z - y) ** 2).mean()

    descend([p for layer in layers for p in layer.parameters()], loss)
    return [
        (np.clip(np.rint(layer.weight.detach().numpy()), -LARGEST, LARGEST), layer.bias.detach().numpy().copy())
        for layer in layers
    ]


integer = Trainer(
    "integer", f"integer weights in [−{LARGEST}, {LARGEST}]", "torch", _integer, scale=keep, largest_weight=LARGEST
)
