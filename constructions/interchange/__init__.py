"""Networks in and out of files: JSON, `.npz`, ONNX; state dicts, Keras's files, `.nnet` and scikit-learn models in.

Every weight read is the rational that the file holds; every weight written reads back as itself, or the writer refuses.
Nothing in a file is executed or unpickled.  Claims no result.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from constructions.files import keyed, listed, rational_text, read_bytes, strict_json, write_bytes, write_text
from constructions.interchange.arrays import from_sklearn, network_to_npz, read_npz
from constructions.interchange.described import Described
from constructions.interchange.keras_files import read_keras, read_keras_h5
from constructions.interchange.nnet_files import read_nnet
from constructions.interchange.onnx_files import describe_onnx, onnx_bytes
from constructions.interchange.safetensors_files import read_safetensors
from constructions.interchange.stack import network_of
from constructions.interchange.torch_files import read_state_dict
from theory.exact import BarriersError, write_rational
from theory.layers import Layer
from theory.networks import ReluNetwork

__all__ = [
    "Described",
    "describe_network",
    "from_sklearn",
    "network_object",
    "parse_network",
    "read_network",
    "write_network",
]

NAMED: dict[str, Callable[[bytes, str, Sequence[str] | None], Described]] = {
    ".npz": read_npz, ".pt": read_state_dict, ".pth": read_state_dict, ".ckpt": read_state_dict,
    ".safetensors": read_safetensors,
}  # fmt: skip
"""Readers of files in which layers are named, and their order may have to be given."""
WHOLE: dict[str, Callable[[bytes, str], Described]] = {
    ".h5": read_keras_h5, ".hdf5": read_keras_h5, ".keras": read_keras, ".nnet": read_nnet,
}  # fmt: skip
"""Readers of files that say all of their structure."""
READ = ".json, .npz, .onnx, .pt, .pth, .ckpt, .safetensors, .keras, .h5 or .nnet"
PICKLED = "a pickle can execute anything, so it is never read; see constructions.interchange.from_sklearn"
GRAPH = 'save the Keras model as model.save("model.keras"), or its weights with np.savez(path, *model.get_weights())'
MODULE = "save torch.save(module.state_dict(), path), or export it: torch.onnx.export(module, (x,), path, dynamo=False)"
WAYS = {
    ".pkl": PICKLED, ".pickle": PICKLED, ".joblib": PICKLED,
    ".pb": f"a TensorFlow graph is not read; {GRAPH}",
    ".tflite": f"a TensorFlow Lite model is not read; {GRAPH}",
    ".mlmodel": "a Core ML model is not read; give the model that it was converted from, as ONNX for instance",
    ".mlpackage": "a Core ML model is not read; give the model that it was converted from, as ONNX for instance",
    ".pt2": f"a torch.export program is not read; load it with torch.export.load(path).module() and {MODULE}",
    ".torchscript": f"TorchScript is not read; load it with torch.jit.load(path) and {MODULE}",
    ".ptl": f"TorchScript is not read; load it with torch.jit.load(path) and {MODULE}",
    ".bin": "if it holds a state dict that torch saved, call it .pt",
    ".mat": 'MATLAB\'s exportONNXNetwork(net, "model.onnx") writes a file that is read',
}  # fmt: skip
"""What to do with other files."""


def network_object(network: ReluNetwork) -> dict[str, Any]:
    """Return the network as the JSON object of the interchange format: widths and layers, numbers as strings."""
    return {
        "widths": list(network.widths),
        "layers": [
            {
                "weights": [[write_rational(w) for w in row] for row in layer.weights],
                "bias": [write_rational(b) for b in layer.bias],
            }
            for layer in network.layers
        ],
    }


def parse_network(value: Any, name: str) -> ReluNetwork:
    """Return the network that a parsed JSON object describes; raises `BarriersError` naming what is wrong."""
    body = keyed(value, {"widths", "layers"}, name)
    layers = []
    for number, layer in enumerate(listed(body["layers"], f"{name}: layers"), 1):
        where = f"{name}: layer {number}"
        parts = keyed(layer, {"weights", "bias"}, where)
        weights = [[rational_text(w, where) for w in listed(row, where)] for row in listed(parts["weights"], where)]
        bias = [rational_text(b, where) for b in listed(parts["bias"], where)]
        layers.append(Layer(tuple(map(tuple, weights)), tuple(bias)))
    network = network_of(layers, name)
    said = body["widths"]
    if list(network.widths) != said or any(type(w) is not int for w in said):
        raise BarriersError(f"{name}: the widths say {body['widths']!r:.60} but the layers have {list(network.widths)}")
    return network


def read_network(path: str | Path, layers: Sequence[str] | None = None) -> ReluNetwork:
    """Read a network from a file: `describe_network(path, layers).network`."""
    return describe_network(path, layers).network


def describe_network(
    path: str | Path, layers: Sequence[str] | None = None, output: str | None = None
) -> Described:  # fmt: skip
    """Read a network from a file, with the words that say how the file was understood.

    `.json`: rationals as strings.  `.npz`: the arrays W1, b1, W2, b2, …, output dimension first, or Keras's weights in
    order, or those of a state dict.  `.pt`, `.pth`, `.ckpt`, `.safetensors`: a state dict, whose Linear layers `layers`
    names in order, unless an `nn.Sequential` numbers them.  `.onnx`, `.keras`, `.h5` and `.nnet` say all of their
    structure; of an ONNX file with several outputs `output` names one.  Raises `BarriersError` with one line for
    anything else, pickles among it.

    >>> describe_network("model.tflite")
    Traceback (most recent call last):
    theory.exact.BarriersError: model.tflite: a TensorFlow Lite model is not read; save the Keras model as \
model.save("model.keras"), or its weights with np.savez(path, *model.get_weights())
    """
    where, name = Path(path), str(path)
    if where.suffix in WAYS:
        raise BarriersError(f"{where}: {WAYS[where.suffix]}")
    content = read_bytes(where)
    if where.suffix in NAMED:
        return NAMED[where.suffix](content, name, layers)
    if layers is not None:
        raise BarriersError(f"{where}: the layers of a state dict are named; this file says itself how they follow")
    if where.suffix in WHOLE:
        return WHOLE[where.suffix](content, name)
    if where.suffix == ".json":
        return Described.of(parse_network(strict_json(content, name), name))
    if where.suffix == ".onnx":
        return describe_onnx(content, where, output)
    raise BarriersError(f"{where}: a network file ends in {READ}")


def write_network(network: ReluNetwork, path: str | Path) -> None:
    """Write a network to `.json` (always exact), `.npz` or `.onnx` (refused unless every weight is a double)."""
    where = Path(path)
    if where.suffix == ".json":
        write_text(where, json.dumps(network_object(network), indent=1) + "\n")
    elif where.suffix == ".npz":
        write_bytes(where, network_to_npz(network, str(where)))
    elif where.suffix == ".onnx":
        write_bytes(where, onnx_bytes(network.layers, str(where)))
    else:
        raise BarriersError(f"{where}: a network file that is written ends in .json, .npz or .onnx")
