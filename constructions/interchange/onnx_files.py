"""ONNX: chains of affine maps and ReLUs, read exactly; networks written with their weights bit for bit.

What is read is listed in `onnx_nodes`.  Everything else is refused with the node's name; nothing is executed.
Claims no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from constructions.interchange.described import Described
from constructions.interchange.onnx_ends import Ending, output_named
from constructions.interchange.onnx_graph import layers_of
from constructions.interchange.onnx_tensors import DOUBLE, SINGLE, inline
from theory.exact import BarriersError, is_double, is_single, nearest_single, shown, write_rational
from theory.layers import Layer
from theory.networks import ReluNetwork

__all__ = ["describe_onnx", "onnx_bytes", "read_onnx", "rounded_to_single", "self_contained"]

OPSETS, VERSIONS = range(7, 29), range(3, 15)
"""Versions of the operators, and of the format, in which the operators mean what they are taken to mean here."""


def _package() -> Any:
    try:
        import onnx
    except ImportError:
        raise BarriersError("files of ONNX need the package onnx: pip install onnx onnxruntime") from None
    return onnx


def read_onnx(content: bytes, where: Path) -> tuple[Layer, ...]:
    """Return the layers of an ONNX chain, which must be all of it; raises `BarriersError` naming what else there is.

    Only the first axis, the batch, may be of unknown size.  Weights in other files are read from the file's own folder.
    """
    layers, ending, _ = _read(content, where, None)
    if ending.end or ending.classes is not None:
        raise BarriersError(f"{where}: it ends in a {ending.told}, and layers alone are wanted")
    return layers


def describe_onnx(content: bytes, where: Path, output: str | None = None) -> Described:
    """Return the network of an ONNX chain with the words that say how it was understood, and what was taken off.

    `output` names one of several outputs; entries of it, "NAME:1-0", are left to whoever takes them.  Raises
    `BarriersError` naming the file, and the node, that is no chain.
    """
    layers, ending, (name, named, others) = _read(content, where, output)
    beside = [*map(shown, others[:5]), *(["…"] if len(others) > 5 else [])]
    more = f"; the output {shown(name)}, beside {', '.join(beside)}" if others else ""
    try:
        network = ReluNetwork(layers)
    except BarriersError as error:
        raise BarriersError(f"{where}: {error}") from None
    return Described.of(network, more, end=ending.end, classes=ending.classes, output=name if named else "")


def self_contained(content: bytes, where: Path) -> tuple[bytes, dict[str, str]]:
    """Return the ONNX file with its weights inside, and the SHA-256 of the other files that they came from.

    Given the bytes of a file, other readers look for such weights in whatever folder they run in.
    """
    model, files = _parsed(content, where)
    hashes = {name: sha256(found).hexdigest() for name, found in files.items()}
    return (model.SerializeToString() if files else content), hashes


def _parsed(content: bytes, where: Path) -> tuple[Any, dict[str, bytes]]:
    """Return the model, with the weights from other files inside, and these files."""
    onnx = _package()
    try:
        model = onnx.ModelProto.FromString(content)
    except Exception:
        raise BarriersError(f"{where}: not a readable ONNX file") from None
    try:
        return model, inline(model, where.parent)
    except BarriersError as error:
        raise BarriersError(f"{where}: {error}") from None


def _read(
    content: bytes, where: Path, wanted: str | None
) -> tuple[tuple[Layer, ...], Ending, tuple[str, bool, list[str]]]:
    """Return layers, what follows them, and the output: its name, whether it was named, and the other ones."""
    model, _ = _parsed(content, where)
    names = [value.name for value in model.graph.output]
    try:
        opset = _checked_version(model)
        if model.functions or model.graph.sparse_initializer or model.training_info:
            raise BarriersError("functions, sparse weights and training graphs are not read")
        name, named = output_named(names, wanted)
        others = [other for other in names if other != name]
        try:
            layers, ending = layers_of(model.graph, name, opset)
        except BarriersError as error:
            way = f"; there are other outputs, {', '.join(map(shown, others[:20]))}" if others else ""
            raise BarriersError(f"{error}{way}") from None
    except BarriersError as error:
        raise BarriersError(f"{where}: {error}") from None
    return layers, ending, (name, named, others)


def _checked_version(model: Any) -> int:
    """Return the version of the operators."""
    listed = {(entry.domain or "ai.onnx", entry.version) for entry in model.opset_import}
    opsets = dict(listed)
    if len(opsets) < len(listed):
        raise BarriersError("two versions of the same operators are told")
    if model.ir_version not in VERSIONS or opsets.get("ai.onnx") not in OPSETS:
        said = f"version {model.ir_version}, operators {opsets.get('ai.onnx')}"
        raise BarriersError(f"ONNX versions 3 to {VERSIONS[-1]} with operators 7 to {OPSETS[-1]} are read, got {said}")
    return int(opsets["ai.onnx"])


def rounded_to_single(layers: Sequence[Layer]) -> tuple[Layer, ...]:
    """Return the layers with every number rounded to single precision; raises `BarriersError` on overflow."""
    return tuple(
        Layer(tuple(tuple(map(nearest_single, row)) for row in layer.weights), tuple(map(nearest_single, layer.bias)))
        for layer in layers
    )


def onnx_bytes(layers: Sequence[Layer], name: str) -> bytes:
    """Return the ONNX file of Gemm and Relu with exactly these weights: in single precision if that holds them all.

    Raises `BarriersError` unless all are doubles.
    """
    onnx = _package()
    numbers = [v for layer in layers for row in (*layer.weights, layer.bias) for v in row]
    single = all(map(is_single, numbers))
    if not single and (odd := next((v for v in numbers if not is_double(v)), None)):
        raise BarriersError(f"{name}: the weight {write_rational(odd)} is no double; write the network to .json")
    element, dtype = (SINGLE, "<f4") if single else (DOUBLE, "<f8")
    nodes, constants, value = [], [], "x"
    for number, layer in enumerate(layers, 1):
        for key, rows in (("W", layer.weights), ("b", layer.bias)):
            array = np.array(rows, dtype=object).astype(dtype)
            constants.append(onnx.helper.make_tensor(f"{key}{number}", element, array.shape, array.tobytes(), raw=True))
        out = "y" if number == len(layers) else f"z{number}"
        nodes.append(onnx.helper.make_node("Gemm", [value, f"W{number}", f"b{number}"], [out], transB=1))
        if out != "y":
            nodes.append(onnx.helper.make_node("Relu", [out], [f"h{number}"]))
        value = f"h{number}"
    ends = [
        onnx.helper.make_tensor_value_info(label, element, ["batch", size])
        for label, size in (("x", len(layers[0].weights[0])), ("y", len(layers[-1].bias)))
    ]
    graph = onnx.helper.make_graph(nodes, "network", ends[:1], ends[1:], constants)
    opset = onnx.helper.make_opsetid("", 13)
    model = onnx.helper.make_model(graph, producer_name="barriers", opset_imports=[opset], ir_version=8)
    return bytes(model.SerializeToString())
