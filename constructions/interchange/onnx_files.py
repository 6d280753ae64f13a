"""ONNX: chains of affine maps and ReLUs, read exactly; networks written with their weights bit for bit.

Read are Gemm, MatMul, Add, Sub, Mul, Div with constants, Relu, Flatten, Identity and Constant, in single or double
precision.  Everything else is refused with the node's name; nothing is executed.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from constructions.interchange.onnx_tensors import DOUBLE, SINGLE, TENSOR, array_of, inline
from constructions.interchange.stack import MAX_WEIGHTS, Stack, exact
from theory.exact import BarriersError, is_double, is_single, nearest_single, rational, write_rational
from theory.layers import Layer

__all__ = ["onnx_bytes", "read_onnx", "rounded_to_single", "self_contained"]

OPSETS, VERSIONS = range(7, 29), range(3, 15)
"""Versions of the operators, and of the format, in which the operators mean what they are taken to mean here."""
MAX_NODES = 10_000
FLOAT, INTEGER = 1, 2
ATTRIBUTES: dict[str, dict[str, int]] = {
    "Gemm": {"alpha": FLOAT, "beta": FLOAT, "transA": INTEGER, "transB": INTEGER},
    "MatMul": {}, "Add": {}, "Sub": {}, "Mul": {}, "Div": {}, "Relu": {}, "Identity": {},
    "Flatten": {"axis": INTEGER}, "Constant": {"value": TENSOR},
}  # fmt: skip
"""The operators that are read, and the types of their attributes."""
HINTS = {
    "Sigmoid": "; leave out a last Sigmoid and give --threshold 0",
    "BatchNormalization": "; fold it into the affine map beside it first: its root is no rational number",
}
ONE, ZERO = Fraction(1), Fraction(0)


def _package() -> Any:
    try:
        import onnx
    except ImportError:
        raise BarriersError("files of ONNX need the package onnx: pip install onnx onnxruntime") from None
    return onnx


def read_onnx(content: bytes, where: Path) -> tuple[Layer, ...]:
    """Return the layers of an ONNX chain; raises `BarriersError` naming the file, and the node, that is none.

    Only the first axis, the batch, may be of unknown size.  Weights in other files are read from the file's own folder.
    """
    model, _ = _parsed(content, where)
    try:
        return _read(model)
    except BarriersError as error:
        raise BarriersError(f"{where}: {error}") from None


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


def _read(model: Any) -> tuple[Layer, ...]:
    graph = model.graph
    _check_versions(model)
    if model.functions or graph.sparse_initializer or model.training_info:
        raise BarriersError("functions, sparse weights and training graphs are not read")
    if len(graph.node) > MAX_NODES:
        raise BarriersError(f"{len(graph.node)} nodes are more than the {MAX_NODES} that are read")
    constants: dict[str, Any] = {}
    for tensor in graph.initializer:
        if not tensor.name or tensor.name in constants:
            raise BarriersError(f"the weights {tensor.name!r:.60} occur twice, or have no name")
        constants[tensor.name] = tensor
    inputs = [value for value in graph.input if value.name not in constants]
    if len(inputs) != 1 or len(graph.output) != 1:
        raise BarriersError(f"one input and one output are wanted, got {len(inputs)} and {len(graph.output)}")
    element, shape = _input(inputs[0])
    names = {*constants, inputs[0].name}
    chain = _Chain(constants, inputs[0].name, shape, element, Stack(prod(shape)), names)
    for number, node in enumerate(graph.node, 1):
        name = f"node {_shown(node.name) or number} ({_shown(node.op_type)})"
        try:
            chain.append(node)
        except BarriersError as error:
            raise BarriersError(f"{name}: {error}") from None
    if graph.output[0].name != chain.current or len(chain.shape) != 1:
        raise BarriersError("the output must be that of the last node, one vector a point")
    return chain.stack.layers()


def _check_versions(model: Any) -> None:
    opsets = {entry.domain or "ai.onnx": entry.version for entry in model.opset_import}
    if len(opsets) < len(model.opset_import):
        raise BarriersError("the version of the same operators is told twice")
    if model.ir_version not in VERSIONS or opsets.get("ai.onnx") not in OPSETS:
        said = f"version {model.ir_version}, operators {opsets.get('ai.onnx')}"
        raise BarriersError(f"ONNX versions 3 to {VERSIONS[-1]} with operators 7 to {OPSETS[-1]} are read, got {said}")


def _shown(text: str | bytes) -> str:
    """Return a name for a message; protobuf gives bytes for what is no UTF-8."""
    return text[:60] if isinstance(text, str) and text.isprintable() else ascii(text[:60])


def _input(value: Any) -> tuple[int, tuple[int, ...]]:
    """Return the element type of the input and its shape without the batch axis."""
    tensor = value.type.tensor_type
    if tensor.elem_type not in (SINGLE, DOUBLE):
        raise BarriersError(f"the input {value.name!r:.60} must be a tensor of single or double precision")
    axes = [axis.dim_value if axis.HasField("dim_value") else None for axis in tensor.shape.dim]
    if len(axes) < 2:
        raise BarriersError(f"the input {value.name!r:.60} must have the shape (batch, d), got {len(axes)} axes")
    sizes = [size for size in axes[1:] if size is not None and size > 0]
    if len(sizes) < len(axes) - 1:
        raise BarriersError("only the first axis of the input, the batch, may be of unknown size")
    if len(sizes) > 8 or prod(sizes) > MAX_WEIGHTS:
        raise BarriersError(f"the input has more than 8 axes or more than {MAX_WEIGHTS} entries")
    return tensor.elem_type, tuple(sizes)


@dataclass
class _Chain:
    """The chain so far: what it returns is called `current`, and has `shape` for each point; `names` are all used."""

    constants: dict[str, Any]
    current: str
    shape: tuple[int, ...]
    element: int
    stack: Stack
    names: set[str]

    def append(self, node: Any) -> None:
        """Take one more node; raises `BarriersError` if the result is no chain of affine maps and ReLUs."""
        operator, name = node.op_type, node.output[0] if len(node.output) == 1 else ""
        if operator not in ATTRIBUTES or node.domain not in ("", "ai.onnx"):
            raise BarriersError(f"this operator is not read, only {', '.join(ATTRIBUTES)}{HINTS.get(operator, '')}")
        if not name or name in self.names:
            raise BarriersError("one output with a new name is wanted")
        self.names.add(name)
        attributes, values = _attributes(node), _inputs(node)
        if operator == "Constant":
            if values or "value" not in attributes:
                raise BarriersError("a Constant with the attribute 'value' is wanted")
            self.constants[name] = attributes["value"].t
        elif operator == "Identity" and len(values) == 1 and values[0] in self.constants:
            self.constants[name] = self.constants[values[0]]
        else:
            self._apply(operator, values, attributes)
            self.current = name

    def _apply(self, operator: str, values: list[str], attributes: dict[str, Any]) -> None:
        variable = [place for place, value in enumerate(values) if value not in self.constants]
        if [values[place] for place in variable] != [self.current]:
            raise BarriersError(f"it must take the output of the node before, {self.current!r:.60}, once: no branches")
        constants = [self.constants[value] for value in values if value in self.constants]
        if len(constants) not in {"Gemm": (1, 2), "Relu": (0,), "Identity": (0,), "Flatten": (0,)}.get(operator, (1,)):
            raise BarriersError(f"{len(constants)} constant inputs are not the right number")
        if operator in ("Gemm", "MatMul", "Div") and variable != [0]:
            raise BarriersError("the variable must be the first input")
        if operator == "Gemm":
            self._gemm(constants, attributes)
        elif operator == "MatMul":
            self._affine(self._matrix(constants[0]).T, ONE, None)
        elif operator == "Flatten":
            if "axis" in attributes and attributes["axis"].i != 1:
                raise BarriersError("a Flatten keeps the batch axis: axis 1")
            self.shape = (prod(self.shape),)
        elif operator == "Relu":
            self.stack.relu()
        elif operator != "Identity":
            self._elementwise(operator, self._spread(constants[0]), first=variable == [0])

    def _gemm(self, constants: list[Any], attributes: dict[str, Any]) -> None:
        def integer(name: str) -> int:
            return int(attributes[name].i) if name in attributes else 0

        def number(name: str) -> Fraction:
            value = attributes[name].f if name in attributes else 1
            return rational(value)

        matrix = self._matrix(constants[0])
        if integer("transA") != 0 or integer("transB") not in (0, 1):
            raise BarriersError("transA = 0 and transB = 0 or 1 are wanted")
        matrix = matrix if integer("transB") else matrix.T
        bias = None
        if len(constants) == 2:
            array = array_of(constants[1], self.element)
            bias = [number("beta") * v for v in _broadcast(array, (1, len(matrix)))]
        self._affine(matrix, number("alpha"), bias)

    def _matrix(self, tensor: Any) -> Any:
        array = array_of(tensor, self.element)
        if array.ndim != 2 or len(self.shape) != 1:
            raise BarriersError(f"a vector and a matrix are multiplied here, got shapes {self.shape} and {array.shape}")
        return array

    def _affine(self, matrix: Any, alpha: Fraction, bias: list[Fraction] | None) -> None:
        if matrix.shape[1] != self.shape[0]:
            raise BarriersError(f"the matrix takes {matrix.shape[1]} inputs, but {self.shape[0]} come in")
        rows = exact(matrix, "the matrix")
        if alpha != 1:
            rows = [[alpha * w for w in row] for row in rows]
        self.stack.affine(rows, bias or [ZERO] * len(rows))
        self.shape = (len(rows),)

    def _spread(self, tensor: Any) -> list[Fraction]:
        return _broadcast(array_of(tensor, self.element), (1, *self.shape))

    def _elementwise(self, operator: str, values: list[Fraction], *, first: bool) -> None:
        if operator == "Div":
            if ZERO in values:
                raise BarriersError("a division by zero")
            values = [1 / v for v in values]
        if operator in ("Mul", "Div"):
            self.stack.scale(values)
            return
        if operator == "Sub" and not first:
            self.stack.scale([-ONE] * len(values))
        elif operator == "Sub":
            values = [-v for v in values]
        self.stack.shift(values)


def _attributes(node: Any) -> dict[str, Any]:
    """Return the attributes of a node by name, all of a kind that is read."""
    attributes = {attribute.name: attribute for attribute in node.attribute}
    for key, attribute in attributes.items():
        if ATTRIBUTES[node.op_type].get(key) != attribute.type or attribute.ref_attr_name:
            raise BarriersError(f"the attribute {key!r:.60} is not read, or not of this type")
    if len(attributes) < len(node.attribute):
        raise BarriersError("an attribute occurs twice")
    return attributes


def _inputs(node: Any) -> list[str]:
    """Return the inputs of a node; only optional ones at the end may be left out."""
    values = list(node.input)
    while values and not values[-1]:
        values.pop()
    if "" in values:
        raise BarriersError("an input before the last one is left out")
    return values


def _broadcast(array: Any, shape: tuple[int, ...]) -> list[Fraction]:
    try:
        return exact(np.broadcast_to(array, shape).reshape(-1), "a constant")
    except ValueError as error:
        if isinstance(error, BarriersError):
            raise
        raise BarriersError(f"a constant of shape {array.shape} does not fit the shape {shape}") from None


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
