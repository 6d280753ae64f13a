"""Networks in and out of files: JSON, `.npz`, ONNX; state dicts of torch and scikit-learn models in.

Every weight read is the rational that the file holds; every weight written reads back as itself, or the writer refuses.
Nothing in a file is executed or unpickled.  Claims no result.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from constructions.files import keyed, listed, rational_text, read_bytes, strict_json, write_bytes, write_text
from constructions.interchange.arrays import from_sklearn, network_from_npz, network_to_npz
from constructions.interchange.onnx_files import onnx_bytes, read_onnx
from constructions.interchange.stack import network_of
from constructions.interchange.torch_files import network_from_state_dict
from theory.exact import BarriersError, write_rational
from theory.layers import Layer
from theory.networks import ReluNetwork

__all__ = ["from_sklearn", "network_object", "parse_network", "read_network", "write_network"]

PICKLES = (".pkl", ".pickle", ".joblib")


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


def read_network(path: str | Path) -> ReluNetwork:
    """Read a network from `.json` (rationals as strings), `.npz`, `.onnx` or `.pt` (a torch state dict).

    `.npz`: the arrays W1, b1, W2, b2, …, output dimension first, or Keras's weights in order.  Raises `BarriersError`
    with one line for anything else, pickles among it.
    """
    where = Path(path)
    if where.suffix in PICKLES:
        raise BarriersError(
            f"{where}: a pickle can execute anything, so it is never read; see constructions.interchange.from_sklearn"
        )
    content = read_bytes(where)
    if where.suffix == ".json":
        return parse_network(strict_json(content, str(where)), str(where))
    if where.suffix == ".npz":
        return network_from_npz(content, str(where))
    if where.suffix == ".onnx":
        return network_of(read_onnx(content, where), str(where))
    if where.suffix in (".pt", ".pth"):
        return network_from_state_dict(content, str(where))
    raise BarriersError(f"{where}: a network file ends in .json, .npz, .onnx or .pt")


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
