"""A spiking rate model as a ReLU network.

A neuron that integrates its input, fires at a threshold and is then reset by subtraction fires at the rate rho(input -
threshold), counted in whole spikes in a window of time.  Trained on counts, with gradients that pass straight through
the counting; what it answers is the network of the rates, a ReLU network with the thresholds in its biases.
"""

from __future__ import annotations

from typing import Any

from constructions.trainers.torch_networks import descend, linear_layers, model_of, tensors, weights_of
from constructions.trainers.trainer import Sample, Trainer, Weights

__all__ = ["spiking"]

WINDOW = 64


def _spiking(sample: Sample) -> Weights:
    import torch

    x, y = tensors(sample)
    model = model_of(sample)
    layers = linear_layers(model)

    def counted(current: Any) -> Any:
        rate = torch.relu(current)
        return rate + ((WINDOW * rate).floor() / WINDOW - rate).detach()

    def loss() -> Any:
        z = x
        for number, layer in enumerate(layers):
            z = layer(counted(z) if number else z)
        return ((z - y) ** 2).mean()

    descend(list(model.parameters()), loss)
    return weights_of(model)


spiking = Trainer("spiking", "spiking rate model", "torch", _spiking)
