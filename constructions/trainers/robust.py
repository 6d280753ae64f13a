"""Robust training with torch: PGD adversarial training, and training in the manner of TRADES.

The attacks that they train against stay in balls on which the labels are constant.  On D_delta the tiny print is no
larger than these balls, so training against the whole ball gives up accuracy; against a smaller one, stability.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from constructions.trainers.torch_networks import descend, model_of, square_error, tensors, weights_of
from constructions.trainers.trainer import Sample, Trainer, Weights

__all__ = ["pgd", "trades"]

ROUNDS = 3


def _worst(x: Any, radius: Any, harm: Callable[[Any], Any]) -> Any:
    """Return points within the radius of x at which projected gradient ascent has made `harm` large."""
    import torch

    move = torch.zeros_like(x)
    for _ in range(ROUNDS):
        move.requires_grad_(True)
        (slope,) = torch.autograd.grad(harm(x + move), move)
        move = (move.detach() + radius * slope.sign() / 2).clamp(-radius, radius)
    return x + move


def _adversarial(sample: Sample) -> Weights:
    """Minimise the mean square error at the worst points found within the whole radius of separation."""
    import torch

    x, y = tensors(sample)
    model, radius = model_of(sample), torch.from_numpy(sample.radius)

    def loss() -> Any:
        return square_error(model, _worst(x, radius, lambda z: square_error(model, z, y)), y)

    descend(list(model.parameters()), loss, steps=80)
    return weights_of(model)


def _trades(sample: Sample) -> Weights:
    """Minimise the mean square error plus the mean square change of the outputs within a quarter of the radius."""
    import torch

    x, y = tensors(sample)
    model, radius = model_of(sample), torch.from_numpy(sample.radius) / 4

    def loss() -> Any:
        here = model(x)
        start = x + radius * 0.1 * torch.tensor([(-1.0) ** i for i in range(x.shape[1])], dtype=x.dtype)
        away = _worst(start, radius, lambda z: ((model(z) - here.detach()) ** 2).mean())
        return ((here - y) ** 2).mean() + ((model(away) - here) ** 2).mean()

    descend(list(model.parameters()), loss, steps=80)
    return weights_of(model)


pgd = Trainer("pgd", "PGD adversarial training, whole radius", "torch", _adversarial)
trades = Trainer("trades", "training in the manner of TRADES, a quarter of the radius", "torch", _trades)
