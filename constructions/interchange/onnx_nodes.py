"""The nodes of an ONNX graph that its output needs, with their attributes checked.

Nodes that nothing needs are left alone, whatever they do.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from constructions.interchange.onnx_tensors import TENSOR
from constructions.interchange.stack import MAX_WEIGHTS
from theory.exact import BarriersError

__all__ = ["ATTRIBUTES", "Node", "needed"]

FLOAT, INTEGER, STRING, FLOATS, INTEGERS, STRINGS = 1, 2, 3, 6, 7, 8
WINDOWS = {
    "auto_pad": STRING, "dilations": INTEGERS, "kernel_shape": INTEGERS, "pads": INTEGERS, "strides": INTEGERS,
}  # fmt: skip
ATTRIBUTES: dict[str, dict[str, int]] = {
    "Gemm": {"alpha": FLOAT, "beta": FLOAT, "transA": INTEGER, "transB": INTEGER},
    "MatMul": {}, "Add": {}, "Sub": {}, "Mul": {}, "Div": {}, "Neg": {}, "Sum": {},
    "Relu": {}, "Clip": {"min": FLOAT, "max": FLOAT}, "Max": {}, "Min": {},
    "Conv": {**WINDOWS, "group": INTEGER},
    "AveragePool": {**WINDOWS, "ceil_mode": INTEGER, "count_include_pad": INTEGER},
    "BatchNormalization": {"epsilon": FLOAT, "momentum": FLOAT, "training_mode": INTEGER},
    "Identity": {}, "Dropout": {"ratio": FLOAT, "seed": INTEGER},
    "Cast": {"to": INTEGER, "saturate": INTEGER, "round_mode": STRING},
    "Flatten": {"axis": INTEGER}, "Reshape": {"allowzero": INTEGER}, "Transpose": {"perm": INTEGERS},
    "Squeeze": {"axes": INTEGERS}, "Unsqueeze": {"axes": INTEGERS},
    "Constant": {
        "value": TENSOR, "value_float": FLOAT, "value_floats": FLOATS, "value_int": INTEGER, "value_ints": INTEGERS,
    },
    "Shape": {"start": INTEGER, "end": INTEGER}, "Gather": {"axis": INTEGER}, "Concat": {"axis": INTEGER},
    "Slice": {"axes": INTEGERS, "starts": INTEGERS, "ends": INTEGERS},
    "Scaler": {"offset": FLOATS, "scale": FLOATS},
    "Sigmoid": {}, "Softmax": {"axis": INTEGER}, "LogSoftmax": {"axis": INTEGER},
    "ArgMax": {"axis": INTEGER, "keepdims": INTEGER, "select_last_index": INTEGER}, "ArrayFeatureExtractor": {},
    "ZipMap": {"classlabels_int64s": INTEGERS, "classlabels_strings": STRINGS},
}  # fmt: skip
"""The operators that are read, and the types of their attributes."""
LEARNED = ("Scaler", "ArrayFeatureExtractor", "ZipMap")
"""Those of the domain ai.onnx.ml."""
HINTS = {
    "Binarizer": "; choose the output that it takes, the probabilities: a label is decided by its own",
    **dict.fromkeys(
        ("LeakyRelu", "PRelu"), "; it is Relu(x) - a Relu(-x): double the layer before, its weights with either sign"
    ),
    "MaxPool": "; a maximum of entries is no ReLU of one affine map: use AveragePool or strides",
}
MANY = 2**20
INPUTS = {
    "Add": (2, 2), "Sub": (2, 2), "Mul": (2, 2), "Div": (2, 2), "Sum": (1, MANY), "Max": (1, MANY), "Min": (1, MANY),
    "Clip": (1, 3), "MatMul": (2, 2), "Gemm": (2, 3), "Conv": (2, 3), "BatchNormalization": (5, 5), "Dropout": (1, 3),
    "Constant": (0, 0), "Reshape": (2, 2), "Squeeze": (1, 2), "Unsqueeze": (1, 2), "Gather": (2, 2),
    "Concat": (1, MANY), "Slice": (1, 5), "ArrayFeatureExtractor": (2, 2),
}  # fmt: skip
"""The fewest and the most inputs, where they are not one."""
OPTIONAL = {"Clip": (1,), "Dropout": (1,), "Slice": (3,)}
"""Inputs that may be left out although others follow."""


@dataclass(frozen=True)
class Node:
    """One node: its operator, what messages call it, the names of its inputs and its output, its attributes."""

    operator: str
    where: str
    inputs: tuple[str, ...]
    output: str
    attributes: dict[str, Any]


def needed(nodes: Iterable[Any], known: Iterable[str], output: str) -> Iterator[Node]:
    """Yield the nodes on which the output depends, in order; raises `BarriersError` naming the one that is not read.

    `known` are the names of what there is without nodes.
    """
    listed, defined = list(enumerate(nodes, 1)), set(known)
    for number, node in listed:
        names = [name for name in node.output if name]
        if not names or len({*names}) < len(names) or not defined.isdisjoint(names):
            raise BarriersError(f"{_where(number, node)}: outputs with new names are wanted")
        defined.update(names)
    wanted, live = {output}, []
    for number, node in reversed(listed):
        if not wanted.isdisjoint(node.output):
            wanted.update(node.input)
            live.append((number, node))
    for number, node in reversed(live):
        where = _where(number, node)
        try:
            yield _parsed(node, where, wanted)
        except BarriersError as error:
            raise BarriersError(f"{where}: {error}") from None


def _parsed(node: Any, where: str, wanted: set[str]) -> Node:
    operator = node.op_type
    domains = ("ai.onnx.ml",) if operator in LEARNED else ("", "ai.onnx")
    if operator not in ATTRIBUTES or node.domain not in domains:
        way = HINTS.get(operator, f", only {', '.join(ATTRIBUTES)}")
        raise BarriersError(f"this operator is not read{way}")
    others = [name for name in node.output[1:] if name]
    if not node.output[0] or (others and operator != "Dropout") or not wanted.isdisjoint(others):
        raise BarriersError("one output is read, that of the evaluation mode")
    values = list(node.input)
    while values and not values[-1]:
        values.pop()
    if any(not value and place not in OPTIONAL.get(operator, ()) for place, value in enumerate(values)):
        raise BarriersError("an input before the last one is left out")
    least, most = INPUTS.get(operator, (1, 1))
    if not least <= len(values) <= most:
        raise BarriersError(f"{len(values)} inputs are not the right number")
    return Node(operator, where, tuple(values), node.output[0], _attributes(node))


def _attributes(node: Any) -> dict[str, Any]:
    """Return the attributes of a node by name, all of a kind that is read."""
    found: dict[str, Any] = {}
    for attribute in node.attribute:
        key, kind = attribute.name, attribute.type
        if ATTRIBUTES[node.op_type].get(key) != kind or attribute.ref_attr_name:
            raise BarriersError(f"the attribute {key!r:.60} is not read, or not of this type")
        if key in found:
            raise BarriersError("an attribute occurs twice")
        found[key] = _value(attribute, kind)
    return found


def _value(attribute: Any, kind: int) -> Any:
    if kind in (FLOATS, INTEGERS, STRINGS):
        values = {FLOATS: attribute.floats, INTEGERS: attribute.ints, STRINGS: attribute.strings}[kind]
        if len(values) > MAX_WEIGHTS:
            raise BarriersError(f"an attribute of {len(values)} numbers is not read")
        return tuple(values)
    if kind == FLOAT:
        return attribute.f
    return {INTEGER: attribute.i, STRING: attribute.s, TENSOR: attribute.t}[kind]


def _where(number: int, node: Any) -> str:
    return f"node {_named(node.name) or number} ({_named(node.op_type)})"


def _named(text: str | bytes) -> str:
    """Return a name for a message; protobuf gives bytes for what is no UTF-8."""
    return text[:60] if isinstance(text, str) and text.isprintable() else ascii(text[:60])
