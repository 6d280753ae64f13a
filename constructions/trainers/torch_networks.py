"""What the trainers around torch share: a model of given widths, a training loop, and its weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from constructions.trainers.plain_networks import initial
from constructions.trainers.trainer import Array, Sample, Weights

__all__ = ["descend", "linear_layers", "model_of", "square_error", "tensors", "weights_of"]


def tensors(sample: Sample) -> tuple[Any, Any]:
    """Return points and labels for torch, on one thread: these networks are small."""
    import torch

    torch.set_num_threads(1)
    return torch.from_numpy(sample.x.copy()), torch.from_numpy(sample.y[:, None].copy())


def model_of(sample: Sample, *, between: Callable[[], Any] | None = None) -> Any:
    """Return a ReLU network in double precision with random weights; `between` makes what follows every ReLU."""
    import torch

    parts: list[Any] = []
    for number, ((i, o), (w, b)) in enumerate(
        zip(pairwise(sample.widths), initial(sample.widths, sample.rng), strict=True)
    ):
        if number:
            parts += [torch.nn.ReLU(), *([between()] if between else [])]
        layer = torch.nn.Linear(i, o, dtype=torch.float64)
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(w))
            layer.bias.copy_(torch.from_numpy(b))
        parts.append(layer)
    return torch.nn.Sequential(*parts)


def square_error(model: Any, x: Any, y: Any) -> Any:
    """Return the mean square error."""
    return ((model(x) - y) ** 2).mean()


def descend(
    parameters: Sequence[Any], loss: Callable[[], Any], *, steps: int = 150, rate: float = 0.05, decay: float = 0.0
) -> None:
    """Minimise `loss` by Adam with decoupled weight decay; after two thirds of the steps at a tenth of the rate."""
    import torch

    method = torch.optim.AdamW(parameters, lr=rate, weight_decay=decay)
    for step in range(steps):
        if step == 2 * steps // 3:
            method.param_groups[0]["lr"] = rate / 10
        method.zero_grad()
        loss().backward()
        method.step()


def linear_layers(model: Any) -> list[Any]:
    """Return the affine layers of a model."""
    import torch

    return [part for part in model if isinstance(part, torch.nn.Linear)]


def weights_of(model: Any) -> Weights:
    """Return the weights that a model computes with."""

    def array(parameter: Any) -> Array:
        return np.array(parameter.detach().numpy(), dtype=float)

    return [(array(layer.weight), array(layer.bias)) for layer in linear_layers(model)]
