"""What a model says itself, beside the network that was read from it: a disagreement beyond rounding is no reading.

Floats decide nothing here but whether to go on: a model that computes something else than its layers is refused.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from nnbarriers.wording import plural
from theory.exact import BarriersError, shown
from theory.networks import ReluNetwork

__all__ = ["compare_estimator", "compare_module"]

Array = npt.NDArray[np.float64]
POINTS = 16
ROOM = 8
"""Rounding errors may be so many times as large as one operation's, for every neuron."""


def points_for(network: ReluNetwork) -> Array:
    """Return points of several sizes, the same ones every time."""
    rng = np.random.default_rng(0)
    found: Array = rng.uniform(-1, 1, (POINTS, network.dimension)) * np.repeat([0.1, 1, 10, 100], POINTS // 4)[:, None]
    return found


def outputs(network: ReluNetwork, points: Array, precision: float) -> tuple[Array, Array]:
    """Return a network's outputs in floats, a column each, and how far off floats of a precision may be."""
    values, sizes, neurons = points, np.abs(points), network.dimension
    for number, layer in enumerate(network.layers):
        weights = np.array([[float(w) for w in row] for row in layer.weights])
        bias = np.array([float(b) for b in layer.bias])
        if number:
            values = np.maximum(values, 0)
        values, sizes = values @ weights.T + bias, sizes @ np.abs(weights).T + np.abs(bias)
        neurons += len(bias)
    return values, sizes * ROOM * neurons * max(precision, 2.0**-52)


def ended(values: Array, end: str) -> Array:
    """Return what an activation at the end makes of outputs."""
    if end == "sigmoid":
        return np.asarray(1 / (1 + np.exp(-np.clip(values, -700, 700))))
    if not end:
        return values
    shifted = values - values.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return np.asarray(logs if end == "log_softmax" else np.exp(logs))


def refuse(name: str, said: Any, read: Any) -> BarriersError:
    """Return the error about a model that says something else than what was read from it."""
    return BarriersError(
        f"{name} says {said} at a point where the network read from it says {read:.6g}: it computes something else than"
        " its layers say, so it is not attacked; export what it computes to ONNX and give the path"
    )


def compare_module(network: ReluNetwork, model: Any, end: str) -> str:
    """Compare a torch module with its network and end, and say at how many points.

    Raises `BarriersError` if they disagree.
    """
    torch, name = sys.modules["torch"], f"the torch module {type(model).__name__}"
    kind = next(model.parameters()).dtype
    points, modes = points_for(network), [(part, part.training) for part in model.modules()]
    try:
        with torch.no_grad():
            said = model.eval()(torch.tensor(points, dtype=kind)).double().cpu().numpy()
    except Exception:
        return "; not compared with its own outputs, since its forward takes no matrix of points"
    finally:
        for part, training in modes:
            part.training = training
    if said.size != POINTS * network.outputs:
        raise BarriersError(
            f"{name} gives {said.size} numbers for {POINTS} points, and {network.outputs} a point were read"
        )
    precision = torch.finfo(kind).eps
    read, room = outputs(network, torch.tensor(points, dtype=kind).double().numpy(), precision)
    if end:  # which moves no output farther than it was moved, and a softmax by the largest move
        room = 2 * room.max(axis=1, keepdims=True) + 8 * precision * (1 + np.abs(ended(read, end)))
    return _compared(
        name, ended(read, end).reshape(-1), np.broadcast_to(room, read.shape).reshape(-1), said.reshape(-1)
    )


def compare_estimator(network: ReluNetwork, model: Any) -> str:
    """Compare a scikit-learn estimator with its network; raises `BarriersError` if they disagree."""
    name, points = type(model).__name__, points_for(network)
    read, room = outputs(network, points, 2.0**-52)
    said = _predicted(model.predict, points)
    if not hasattr(model, "classes_"):
        return _compared(name, read.reshape(-1), room.reshape(-1), said.astype(float).reshape(-1))
    classes = np.asarray(model.classes_).tolist()
    if network.outputs == 1:  # the logit of the second class
        read, room = np.hstack([0 * read, read]), np.hstack([0 * room, room])
    if len(classes) != read.shape[1] or said.ndim != 1:
        raise BarriersError(f"{name} has the classes {shown(classes)}, and {read.shape[1]} logits were read from it")
    for label, values, off in zip(said.tolist(), read, room, strict=True):
        own = classes.index(label)
        if any(value - values[own] > other + off[own] for value, other in zip(values, off, strict=True)):
            raise refuse(name, f"class {shown(label)}", values.max() - values[own])
    return f"; compared with its own classes at {plural(POINTS, 'point')}"


def _predicted(predict: Callable[[Array], Any], points: Array) -> Any:
    try:
        return np.asarray(predict(points))
    except Exception as error:
        raise BarriersError(
            f"the model's predict raised {type(error).__name__}: {' '.join(str(error).split())[:120]}"
        ) from None


def _compared(name: str, read: Array, room: Array, said: Array) -> str:
    for value, off, own in zip(read, room, said, strict=True):
        if not abs(value - own) <= off:
            raise refuse(name, f"{own:.6g}", value)
    return f"; compared with its own outputs at {plural(POINTS, 'point')}"
