"""Keras models saved whole, `.keras` and `.h5`: dense stacks, their structure and their weights read from the file.

Neither Keras nor TensorFlow is imported, and nothing is built from the file's words: a layer is known by its name, or
refused by it.  Claims no result.
"""

from __future__ import annotations

import io
import re
import zipfile
from math import prod
from typing import Any

from constructions.files import MAX_BYTES, listed, strict_json
from constructions.interchange.described import Described
from constructions.interchange.hdf5_files import Hdf5
from constructions.interchange.keras_graphs import chain_of
from constructions.interchange.stack import MAX_WEIGHTS, Stack, exact, network_of
from theory.exact import BarriersError, rational, shown

__all__ = ["read_keras", "read_keras_h5"]

IDLE = (
    "ActivityRegularization", "AlphaDropout", "Dropout", "GaussianDropout", "GaussianNoise", "SpatialDropout1D",
)  # fmt: skip
"""Layers that return what they take, once trained."""
LAST = {"sigmoid": "Sigmoid", "softmax": "Softmax", "log_softmax": "LogSoftmax"}
"""Activations that are taken off at the end: they are increasing, or keep the order of the outputs."""
WANTED = "read are Dense layers with relu between them, Flatten, Dropout, and a last sigmoid or softmax"
HINTS = {
    "BatchNormalization": "; fold it into the Dense layer beside it: its root is no rational number",
    "Normalization": "; fold it into the first Dense layer: its root is no rational number",
    "Sequential": "; put its layers into the model itself",
    "Functional": "; put its layers into the model itself",
    "Rescaling": "; fold its scale into the first Dense layer",
    "Lambda": "; a Lambda holds code, which is never run",
}
AGAIN = "save it again with Keras 3, or np.savez(path, *model.get_weights())"
ALONE = 'holds weights and no model: save all of it, model.save("model.keras")'


def read_keras(content: bytes, name: str) -> Described:
    """Return the network of a `.keras` file: a Sequential, or a functional model that is one chain.

    Raises `BarriersError` naming the layer, the activation or the part of the archive that is not read.
    """
    config, weights = _parts(content, name)
    model = strict_json(config, name, decimals=True)
    layers = chain_of(model, name)
    file = Hdf5(weights, name, "layers")
    everything = listed(model["config"]["layers"], name)
    dense = [layer["config"]["name"] for layer in everything if layer["class_name"] == "Dense"]
    groups = {layer: f"dense_{number}" if number else "dense" for number, layer in enumerate(dense)}
    held = {group for group in file.names("layers") if re.fullmatch(r"dense(_\d+)?", group)}
    if held != set(groups.values()):
        raise BarriersError(
            f"{name}: the model has {len(groups)} Dense layers, but there are weights of {len(held)}; {AGAIN}"
        )

    def arrays(layer: str, count: int, brain: bool) -> list[Any]:
        where = ("layers", groups[layer], "vars")
        said = file.text(*where, key="name")
        if said not in (None, layer) or sorted(file.names(*where)) != [str(i) for i in range(count)]:
            raise BarriersError(f"{name}: the weights of the layer {shown(layer)} are not in its place: {WANTED}")
        return [file.array(*where, str(i), brain=brain) for i in range(count)]

    return _Read(name, arrays).described(layers)


def read_keras_h5(content: bytes, name: str) -> Described:
    """Return the network of a model that Keras saved whole to `.h5`; raises `BarriersError` as `read_keras` does."""
    file = Hdf5(content, name, "model_weights")
    config = file.text(key="model_config")
    if config is None:
        raise BarriersError(f"{name}: {ALONE}")
    layers = chain_of(strict_json(config.encode(), name, decimals=True), name)

    def arrays(layer: str, count: int, brain: bool) -> list[Any]:
        names = file.texts("model_weights", layer, key="weight_names")
        kinds = [found.rpartition("/")[2].partition(":")[0] for found in names]
        if kinds != ["kernel", "bias"][:count]:
            raise BarriersError(f"{name}: the layer {shown(layer)} has the weights {shown(kinds)}: {WANTED}")
        return [file.array("model_weights", layer, *found.split("/"), brain=brain) for found in names]

    return _Read(name, arrays).described(layers)


def _parts(content: bytes, name: str) -> tuple[bytes, bytes]:
    """Return the structure and the weights that a `.keras` archive holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_BYTES or len(entries) > 1000:
                raise BarriersError(f"{name}: unpacks to more than {MAX_BYTES // 2**20} MiB or 1000 parts")
            names = [entry.filename for entry in entries]
            wanted = ("config.json", "model.weights.h5")
            if odd := next((part for part in names if part not in (*wanted, "metadata.json")), None):
                raise BarriersError(f"{name}: holds {shown(odd)}, which belongs to no dense stack")
            if len(set(names)) < len(names) or not set(wanted) <= set(names):
                raise BarriersError(f"{name}: a .keras file holds config.json and model.weights.h5, each once")
            config, weights = (archive.read(part) for part in wanted)
            return config, weights
    except BarriersError:
        raise
    except Exception:
        raise BarriersError(f"{name}: not a readable .keras archive") from None


class _Read:
    """The layers of a model, appended one after the other to a stack of maps."""

    def __init__(self, name: str, arrays: Any) -> None:
        self.name, self.arrays = name, arrays
        self.shape: tuple[int, ...] | None = None
        self.stack: Stack | None = None
        self.last = ""

    def described(self, layers: list[dict[str, Any]]) -> Described:
        """Return the network of these layers."""
        for layer in layers:
            self.append(layer["class_name"], layer["config"], str(layer["config"]["name"]))
        if self.stack is None:
            raise BarriersError(f"{self.name}: it has no Dense layer; {WANTED}")
        return Described.of(network_of(self.stack.layers(), self.name), end=self.last)

    def error(self, what: str) -> BarriersError:
        """Return an error about the file."""
        return BarriersError(f"{self.name}: {what}")

    def append(self, kind: str, config: dict[str, Any], where: str) -> None:
        """Append a layer, or raise `BarriersError` that names it."""
        if kind in IDLE:
            return
        if self.last:
            raise self.error(
                f"the layer {shown(where)} comes after a {LAST[self.last]}, which is read at the end alone"
            )
        if kind == "InputLayer":
            self.input(config, where)
        elif kind == "Flatten":
            self.flatten(config, where)
        elif kind == "Dense":
            self.dense(config, where)
            self.activate(config.get("activation"), where)
        elif kind == "Activation":
            self.activate(config.get("activation"), where)
        elif kind == "ReLU":
            plain = all(_zero(config.get(key)) for key in ("negative_slope", "threshold"))
            if config.get("max_value") is not None or not plain:
                raise self.error(f"the ReLU {shown(where)} has a slope, a threshold or a greatest value; {WANTED}")
            self.activate("relu", where)
        elif kind == "Softmax" and config.get("axis") in (-1, 1):
            self.activate("softmax", where)
        else:
            raise self.error(
                f"the layer {shown(where)} is a {kind:.60}, which is not read{HINTS.get(kind, '')}; {WANTED}"
            )

    def input(self, config: dict[str, Any], where: str) -> None:
        """Take the shape of the points."""
        shape = config.get("batch_shape", config.get("batch_input_shape"))
        if self.stack is not None or self.shape is not None or not isinstance(shape, list) or len(shape) < 2:
            raise self.error(f"the shape {shown(shape)} of the input {shown(where)} is none of points")
        if not all(type(length) is int and 0 < length <= MAX_WEIGHTS for length in shape[1:]) or len(shape) > 9:
            raise self.error(f"the points have the shape {shown(shape[1:])}, where whole numbers are wanted")
        self.shape = tuple(shape[1:])

    def flatten(self, config: dict[str, Any], where: str) -> None:
        """Bring a point's entries into one row, in their order."""
        if self.shape is not None and len(self.shape) > 1:
            if config.get("data_format", "channels_last") != "channels_last":
                raise self.error(f"the Flatten {shown(where)} changes the order of the entries: channels_first")
            self.shape = (prod(self.shape),)

    def dense(self, config: dict[str, Any], where: str) -> None:
        """Append x -> kernel^T x + bias."""
        bias, units = config.get("use_bias"), config.get("units")
        if not isinstance(bias, bool) or type(units) is not int or config.get("quantization_config") is not None:
            raise self.error(f"the Dense layer {shown(where)} is not described as it should be, or quantised")
        if self.shape is not None and len(self.shape) > 1:
            raise self.error(
                f"the Dense layer {shown(where)} takes points of the shape {self.shape}: flatten them first"
            )
        arrays = self.arrays(where, 1 + bias, "bfloat16" in str(config.get("dtype")))
        if [array.ndim for array in arrays] != [2, 1][: 1 + bias] or 0 in arrays[0].shape:
            raise self.error(f"the kernel of {shown(where)} is no matrix, or its bias no vector")
        if arrays[0].shape[1] != units or (self.shape is not None and arrays[0].shape[0] != self.shape[0]):
            raise self.error(f"the kernel of {shown(where)} is {arrays[0].shape}, for {units} units and {self.shape}")
        self.stack = self.stack or Stack(arrays[0].shape[0])
        rows = exact(arrays[0].T, f"{self.name}: {shown(where)}, kernel")
        shifts = exact(arrays[1], f"{self.name}: {shown(where)}, bias") if bias else [0 * rows[0][0]] * units
        try:
            self.stack.affine(rows, shifts)
        except BarriersError as error:
            raise self.error(f"{shown(where)}: {error}") from None
        self.shape = (units,)

    def activate(self, activation: Any, where: str) -> None:
        """Append an activation, by its name."""
        if activation in (None, "linear"):
            return
        if self.stack is None:
            raise self.error(f"the activation {shown(activation)} of {shown(where)} stands before any Dense layer")
        if activation == "relu":
            self.stack.relu()
        elif isinstance(activation, str) and activation in LAST:
            if activation != "sigmoid" and self.stack.width == 1:
                raise self.error(f"the {LAST[activation]} of {shown(where)} has one entry, and is constant")
            self.last = activation
        else:
            raise self.error(f"the layer {shown(where)} has the activation {shown(activation)}; {WANTED}")


def _zero(value: Any) -> bool:
    """Whether a setting is left out, or 0."""
    return value is None or (isinstance(value, str | int) and not isinstance(value, bool) and rational(value) == 0)
