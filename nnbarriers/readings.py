"""Models as they are understood: files, torch modules, estimators of scikit-learn; which of their outputs decide.

Claims no result.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from constructions.interchange import Described, describe_network, from_sklearn
from constructions.interchange.torch_modules import from_torch, is_module
from nnbarriers.arguments import entries, whole
from nnbarriers.certificates import named_path
from nnbarriers.comparing import compare_estimator, compare_module
from nnbarriers.wording import shape
from theory.exact import BarriersError, shown
from theory.networks import ReluNetwork

__all__ = ["Reading", "chosen", "entries_of", "read_file", "read_model"]

T = TypeVar("T")
WANTED = (
    "a torch module, a fitted scikit-learn MLPClassifier, MLPRegressor or Pipeline, a ReluNetwork, or the path of a"
    " file (.onnx, .keras, .h5, .pt, .safetensors, .npz, .nnet, .json)"
)


@dataclass(frozen=True)
class Reading:
    """A model as it was understood: its network; the end that was taken off; the classes, if known.

    `outputs_are` says what the outputs are, if that is known: "logits" of classes, of which the largest decides;
    "labels", each decided by its own logit; "targets". `output` is the tensor of a file that was chosen by its name.
    """

    network: ReluNetwork
    words: str
    end: str = ""
    outputs_are: str = ""
    classes: tuple[Any, ...] | None = None
    output: str = ""

    @classmethod
    def of(cls, network: ReluNetwork, words: str, end: str, **others: Any) -> Reading:
        """Return the reading of a model that ends so: what the outputs are follows from that."""
        several = "labels" if end == "sigmoid" and network.outputs > 1 else "logits"
        return cls(network, words, end, several if end else "", **others)

    @property
    def whole(self) -> bool:
        """Whether the model computes its network, whose one output is its only one."""
        return self.network.outputs == 1 and not self.end and not self.output

    def decides(self, outputs: Any, threshold: Fraction | None) -> tuple[ReluNetwork, Fraction | None, str]:
        """Return the network of one output that decides between two labels, the threshold, and both in words."""
        network, words, entry = self.network, self.words, entries_of(outputs, self.output)
        apart = self.outputs_are in ("labels", "targets")
        if entry is not None:
            network, more = chosen(network, entry)
            words += more
        elif network.outputs == 2 and not apart:
            network, words = network.difference(1, 0), f"{words}; of its two logits output 1 less output 0"
        elif network.outputs > 1:
            what = f"{self.outputs_are if apart else 'outputs'}: choose one with outputs=i, or the difference of two"
            raise BarriersError(
                f"the model has {network.outputs} {what}{'' if apart else ' logits'} with outputs=(i, j)"
            )
        if self.end.endswith("softmax") and entry is not None and not _pair(entry):
            raise BarriersError(
                f"the model ends in a {self.end}, which tells logits up to a shift, so that one alone decides nothing:"
                ' choose the difference of two, outputs=(i, j) or "i-j"'
            )
        if self.end == "sigmoid" and threshold is not None and 0 < threshold < 1:
            raise BarriersError(
                f"the model ends in a sigmoid, which was taken off: its threshold 1/2 is 0 here, and {threshold} was"
                " given; give threshold=0 (--threshold 0), or the logit of your threshold"
            )
        target = self.outputs_are == "targets" and not _pair(entry)
        logits = self.outputs_are in ("logits", "labels") or (network is not self.network and not target)
        at = Fraction(0) if threshold is None and logits else threshold
        words += "; the output is compared with the label" if at is None else f"; class 1 where it exceeds {at}"
        return network, at, words


def entries_of(outputs: Any, name: str) -> Any:
    """Return which entries of the tensor `name` are meant by "NAME", all of them, or by "NAME:1-0".

    >>> entries_of("scores", "scores"), entries_of("scores:1-0", "scores"), entries_of((1, 0), "")
    (None, '1-0', (1, 0))
    """
    if not name or not isinstance(outputs, str):
        return outputs
    return outputs.removeprefix(name).removeprefix(":") or None


def _pair(outputs: Any) -> bool:
    """Whether the difference of two outputs is meant."""
    return outputs is not None and not isinstance(outputs, int) and len(_split(outputs)) == 2


def _split(outputs: Any) -> list[Any]:
    given = outputs.split("-") if isinstance(outputs, str) else [outputs] if isinstance(outputs, int) else outputs
    return entries(given, 'outputs takes the number of an output, or the difference of two: 0, (1, 0) or "1-0"', 2)


def chosen(network: ReluNetwork, outputs: Any) -> tuple[ReluNetwork, str]:
    """Return the network of the outputs that somebody names: i, "i", (i, j) or "i-j", and what they are in words."""
    try:
        indices = [int(i) if isinstance(i, str) else whole(i, "outputs") for i in _split(outputs)]
    except ValueError:
        indices = []
    if not indices or not all(0 <= i < network.outputs for i in indices):
        what = 'outputs takes the number of an output, or the difference of two: 0, (1, 0) or "1-0"'
        raise BarriersError(f"{what}, each below {network.outputs}; got {shown(outputs)}")
    if len(indices) == 1:
        return network.output(indices[0]), f"; of {network.outputs} outputs number {indices[0]}"
    return network.difference(*indices), f"; of {network.outputs} outputs number {indices[0]} less number {indices[1]}"


def read_file(path: Any, function: str, layers: Any = None, outputs: Any = None) -> Described:
    """Return a file's network with the words that say how it was understood."""
    what = 'layers takes the names of the Linear layers in order, such as ("fc1", "fc2")'
    names = None if layers is None else entries(layers, what, 1000)
    if names is not None and not all(isinstance(name, str) for name in names):
        raise BarriersError(f"{what}, got {shown(layers)}")
    return describe_network(named_path(path, function), names, outputs if isinstance(outputs, str) else None)


def read_model(model: Any, function: str, layers: Any = None, outputs: Any = None) -> Reading:
    """Return a model as it is understood; raises `BarriersError` that names the function that was called.

    `outputs` may name one of several outputs of a file; entries of it are left to `Reading.decides`. What was read
    before is taken as it is.
    """
    if isinstance(model, Reading):
        return model
    if layers is not None and not isinstance(model, str | os.PathLike):
        raise BarriersError("layers names those of a state dict in a file: leave it out for models in memory")
    if isinstance(model, ReluNetwork):
        return Reading(model, f"the network {shape(model.widths)}")
    if isinstance(model, str | os.PathLike):
        found = read_file(model, function, layers, outputs)
        words = f"{found.words}, from {Path(model).name}"
        return Reading.of(found.network, words, found.end, classes=found.classes, output=found.output)
    name = type(model).__name__
    if is_module(model):
        network, end = _read(model, from_torch)
        compared = compare_module(network, model, end)
        off = f", its {end} at the end taken off" if end else ""
        return Reading.of(network, f"{shape(network.widths)} from the torch module {name}{off}{compared}", end)
    if hasattr(model, "fit") and hasattr(model, "predict"):
        network = _read(model, from_sklearn)
        compared, outputs_are = compare_estimator(network, model)
        known = tuple(np.asarray(model.classes_).tolist()) if outputs_are == "logits" else None
        words = f"{shape(network.widths)} from scikit-learn's {name}, its {_told(outputs_are)}{compared}"
        return Reading(network, words, outputs_are=outputs_are, classes=known)
    raise BarriersError(f"{function} takes {WANTED}; got {name}{_hint(model)}")


def _told(outputs_are: str) -> str:
    return {"labels": "logits, one a label", "targets": "outputs"}.get(outputs_are, outputs_are)


def _read(model: Any, reader: Callable[[Any], T]) -> T:
    """Return what a reader makes of a model; whatever else it raises is an error about the model."""
    try:
        return reader(model)
    except BarriersError:
        raise
    except Exception as error:
        told = f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
        raise BarriersError(f"{type(model).__name__} lacks what a trained model of its kind has ({told})") from None


def _hint(model: Any) -> str:
    """Say what to do with an object that is nearly a model."""
    if isinstance(model, type):
        return f": a class; make and train an object of it, {model.__name__}(...)"
    if hasattr(model, "get_weights"):
        return ": save its weights with np.savez(path, *model.get_weights()) and give the path"
    if hasattr(model, "SerializeToString"):
        return ": save it to a file ending in .onnx and give the path"
    if hasattr(model, "state_dict") or isinstance(model, dict):
        return ": give the model itself, or the path of a file that holds its state dict"
    return ""
