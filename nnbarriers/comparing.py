"""What a model says itself, beside the network that was read from it: a disagreement beyond rounding is no reading.

Models in memory are asked at a few points; of files the user brings what the model says at the points of the data.

Floats decide nothing here but whether to go on: a model that computes something else than its layers is refused.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from constructions.output_files import read_outputs
from nnbarriers.wording import plural
from theory.exact import BarriersError, is_single, shown
from theory.networks import ReluNetwork

__all__ = ["compare_estimator", "compare_module", "compare_outputs"]

Array = npt.NDArray[np.float64]
POINTS = 16
ROOM = 8
"""Rounding errors may be so many times as large as they are expected to be."""
TELLING = 8
"""Outputs must be so many times as large as their rounding errors, to tell one function from another."""


def points_for(network: ReluNetwork) -> Array:
    """Return points of several sizes, the same ones every time."""
    rng = np.random.default_rng(0)
    found: Array = rng.uniform(-1, 1, (POINTS, network.dimension)) * np.repeat([0.1, 1, 10, 100], POINTS // 4)[:, None]
    return found


def outputs(network: ReluNetwork, points: Array, precision: float) -> tuple[Array, Array]:
    """Return a network's outputs in floats, a column each, and how far off floats of a precision may be.

    A sum of n terms is off by about sqrt(n) roundings of the sum of their sizes; errors of different neurons are added
    as if they were independent. ROOM times that is allowed.
    """
    values, squares = points, (precision * points) ** 2
    for number, layer in enumerate(network.layers):
        weights = np.array([[float(w) for w in row] for row in layer.weights])
        bias = np.array([float(b) for b in layer.bias])
        if number:
            values = np.maximum(values, 0)
        sizes = np.abs(values) @ np.abs(weights).T + np.abs(bias)
        values = values @ weights.T + bias
        squares = squares @ (weights**2).T + (1 + weights.shape[1]) * (max(precision, 2.0**-52) * sizes) ** 2
    return values, ROOM * np.sqrt(squares)


def ended(values: Array, end: str) -> Array:
    """Return what an activation at the end makes of outputs."""
    if end == "sigmoid":
        return np.asarray(1 / (1 + np.exp(-np.clip(values, -700, 700))))
    if not end:
        return values
    shifted = values - values.max(axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return np.asarray(logs if end == "log_softmax" else np.exp(logs))


def sides(end: str, read: Array, room: Array, said: Array, precision: float) -> tuple[Array, Array, Array]:
    """Return what was read, what a model says, and how far apart rounding may bring them, where they are compared.

    Probabilities are compared by their logarithms, and those of one logit by that of 1 - p as well: near 0 and near 1
    they tell the logit, and of themselves next to nothing.
    """
    if end not in ("softmax", "sigmoid"):
        if end == "log_softmax":
            room = 2 * room.max(axis=1, keepdims=True) + 8 * precision * (1 + np.abs(ended(read, end)))
        return ended(read, end), said, np.broadcast_to(room, read.shape)
    with np.errstate(all="ignore"):
        if end == "softmax":
            logs, off, parts = ended(read, "log_softmax"), 2 * room.max(axis=1, keepdims=True), said
            lost = np.full(said.shape, 2.0**-120)  # below it the logarithm is lost
        else:
            logs = -np.hstack([np.logaddexp(0, -read), np.logaddexp(0, read)])
            off, parts = np.hstack([room, room]), np.hstack([said, 1 - said])
            lost = np.hstack([np.full(said.shape, 2.0**-120), np.full(said.shape, 16 * precision)])
            off = off + 8 * precision / np.maximum(parts, lost) * (lost > 2.0**-100)
        off = off + 8 * precision * (1 + np.abs(logs))
        told = np.where(parts < lost, np.minimum(logs, np.log(2 * lost)), np.log(np.maximum(parts, lost)))
    return logs, told, np.broadcast_to(np.where(parts < -8 * precision, -1, off), logs.shape)


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
    read, said, room = sides(end, read, room, said.reshape(read.shape), precision)
    return _compared(name, read.reshape(-1), room.reshape(-1), said.reshape(-1))


def compare_estimator(network: ReluNetwork, model: Any) -> tuple[str, str]:
    """Compare a scikit-learn estimator with its network; raises `BarriersError` if they disagree.

    Returns at how many points, in words, and what its outputs are: "logits" of classes, of which the largest decides,
    "labels", each decided by its own logit, or "targets".
    """
    name, points = type(model).__name__, points_for(network)
    read, room = outputs(network, points, 2.0**-52)
    said, told = _predicted(model.predict, points), f"; compared with its own classes at {plural(POINTS, 'point')}"
    if not hasattr(model, "classes_"):
        own = said.astype(float).reshape(-1)
        return _compared(name, read.reshape(-1), room.reshape(-1), own), "targets"
    if said.ndim == 2 and said.shape == read.shape:
        wrong = np.argwhere(np.where(said == 1, read < -room, read > room))
        for point, label in wrong.tolist():
            raise refuse(name, f"{said[point, label]} for label {label}", read[point, label])
        return told, "labels"
    classes = np.asarray(model.classes_).tolist()
    if network.outputs == 1:  # the logit of the second class
        read, room = np.hstack([0 * read, read]), np.hstack([0 * room, room])
    if len(classes) != read.shape[1] or said.ndim != 1:
        raise BarriersError(f"{name} has the classes {shown(classes)}, and {read.shape[1]} logits were read from it")
    for label, values, off in zip(said.tolist(), read, room, strict=True):
        own = classes.index(label)
        if any(value - values[own] > other + off[own] for value, other in zip(values, off, strict=True)):
            raise refuse(name, f"class {shown(label)}", values.max() - values[own])
    return told, "logits"


def compare_outputs(network: ReluNetwork, end: str, points: Sequence[Sequence[Any]], given: Any, *, raw: bool) -> str:
    """Compare a network, and the end that was taken off, with what its model says at points; say where they agree.

    `given` is an array of floats, a row a point, or the path of one. A file that says no end may have one: then all
    are tried. `raw` says that the output itself is what counts. Raises `BarriersError` that names the point at which
    they differ by more than rounding, in single precision if all weights are of it, else in the array's.
    """
    said, digits, name = _given(given)
    said = said.reshape(-1, 1) if said.ndim == 1 else said
    numbers = [v for layer in network.layers for row in (*layer.weights, layer.bias) for v in row]
    precision = max(float(np.finfo(said.dtype).eps), 2.0**-23 if all(map(is_single, numbers)) else 2.0**-52)
    read, room = outputs(network, np.array([[float(v) for v in point] for point in points]), precision)
    if end == "argmax":
        raise BarriersError(f"{name} cannot be compared with numbers of classes: choose the output of the scores")
    if said.shape == (len(points), 2) and network.outputs == 1:  # the two probabilities of one logit
        read, room = np.hstack([0 * read, read]), np.hstack([0 * room, room])
    if said.shape != read.shape:
        raise BarriersError(
            f"{name} has the shape {said.shape}, and {plural(read.shape[1], 'output')} at {len(points)} points were"
            " read: a row a point, in the order of the data"
        )
    digits = digits.reshape(said.shape)
    silent: Array | None = None
    for tried in (end,) if end else ("", "sigmoid", "softmax", "log_softmax"):
        apart, off, size = _apart(tried, read, room, said, digits, precision)
        if not (apart <= off).all():
            continue
        if not np.isfinite(off).all() or np.median(off) * TELLING > size:
            silent = off if silent is None else silent
            continue
        if tried and raw:
            raise BarriersError(
                f"{name} is the {tried} of what was read: these are logits, so give threshold=0 (--threshold 0)"
            )
        after = f" after a {tried}" if tried else ""
        return f"; agrees with {name}{after} at {plural(len(points), 'point')}, up to rounding"
    if silent is not None:
        raise BarriersError(
            f"{name} tells nothing: rounding may bring such outputs {np.median(silent):.1e} apart, which is of their"
            " own size; give logits, with more digits"
        )
    raise _elsewhere(name, said, read, end, *_apart(end, read, room, said, digits, precision)[:2])


def _apart(
    end: str, read: Array, room: Array, said: Array, digits: Array, precision: float
) -> tuple[Array, Array, float]:  # fmt: skip
    """Return how far apart both are, how far apart rounding may bring them, and the size of what was read."""
    mine, theirs, off = sides(end, read, room, said, precision)
    if end in ("softmax", "sigmoid") and digits.any():  # written in decimals, so compared as they are written
        mine, theirs, off = ended(read, end), said, digits + 2 * room.max(axis=1, keepdims=True)
    else:
        off = off + (digits if off.shape == digits.shape else 0)
    return np.abs(mine - theirs), np.broadcast_to(off, mine.shape), float(np.abs(mine).max())


def _elsewhere(name: str, said: Array, read: Array, end: str, apart: Array, off: Array) -> BarriersError:
    """Return the error that names the first point at which a model says something else than what was read."""
    first, entry = np.argwhere(~(apart <= off))[0].tolist()
    entry %= read.shape[1]
    where = f" in output {entry}" if read.shape[1] > 1 else ""
    return BarriersError(
        f"at point {first + 1} {name} says {said[first, entry]:.6g}{where}, and the network as it was read"
        f" {ended(read, end)[first, entry]:.6g}: it is another function; usual causes: an activation that is no ReLU"
        " (tanh, GELU, ELU, LeakyReLU), features scaled in training, layers in another order"
    )


def _given(given: Any) -> tuple[Array, Array, str]:
    """Return a model's outputs, how far off their decimals may be, and what they are called."""
    if isinstance(given, str | os.PathLike):
        said, digits = read_outputs(os.fspath(given))
        name = os.fspath(given)
    else:
        name = "outputs_check"
        try:
            said = np.asarray(given)
        except Exception:
            said = np.array(None)
        if said.dtype.kind != "f" or said.dtype.itemsize > 8:
            raise BarriersError(f"{name} takes an array of floats, a row a point, or its path; got {shown(given)}")
        digits = np.zeros(said.shape)
    if said.ndim not in (1, 2) or not said.size or not np.isfinite(said).all():
        raise BarriersError(f"{name} must be finite numbers, (n,) or (n, k), got the shape {said.shape!s:.60}")
    return said, digits, name


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
