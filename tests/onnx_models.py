"""Small ONNX models for the tests, and what onnxruntime says at a point."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from constructions.interchange.onnx_files import read_onnx
from theory.layers import Layer

onnx = pytest.importorskip("onnx", reason="onnx is not installed: pip install onnx onnxruntime")
runtime = pytest.importorskip("onnxruntime", reason="onnxruntime is not installed: pip install onnx onnxruntime")
node, tensor = onnx.helper.make_node, onnx.numpy_helper.from_array


def model(
    nodes: list[Any], *, dtype: Any = np.float32, shape: tuple[Any, ...] = ("batch", 2), opset: int = 17, ir: int = 9,
    output: str = "y", domains: tuple[str, ...] = ("",), **constants: Any,
) -> Any:  # fmt: skip
    """A model with the input "x"; constants that say no type of their own are of the input's."""
    kind = onnx.helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
    values = []
    for name, array in constants.items():
        values.append(array if hasattr(array, "data_type") else tensor(np.asarray(array).astype(dtype)))
        values[-1].name = name
    ends = (
        [onnx.helper.make_tensor_value_info("x", kind, shape)],
        [onnx.helper.make_tensor_value_info(output, kind, None)],
    )
    graph = onnx.helper.make_graph(nodes, "g", *ends, values)
    opsets = [onnx.helper.make_opsetid(domain, opset) for domain in domains]
    return onnx.helper.make_model(graph, opset_imports=opsets, ir_version=ir)


def run(content: bytes, points: Any) -> list[Fraction]:
    """The numbers that onnxruntime returns, one after the other."""
    return [Fraction(float(v)) for v in outputs(content, points).ravel()]


def outputs(content: bytes, points: Any) -> Any:
    """The array that onnxruntime returns."""
    options = runtime.SessionOptions()
    options.log_severity_level, options.intra_op_num_threads = 4, 1
    session = runtime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    value = session.get_inputs()[0]
    dtype = {"tensor(float)": np.float32, "tensor(double)": np.float64, "tensor(float16)": np.float16}[value.type]
    return session.run(None, {value.name: np.array(points, dtype=dtype)})[0]


def layers_of(found: Any) -> tuple[Layer, ...]:
    """What is read from a model."""
    return read_onnx(found.SerializeToString(), Path("m.onnx"))


def evaluated(layers: Sequence[Layer], point: Any) -> list[Fraction]:
    """The value of the layers at a point of integers, or of rationals, by the definition."""
    values = [v if isinstance(v, Fraction) else Fraction(int(v)) for v in np.ravel(point)]
    for number, layer in enumerate(layers):
        values = [max(v, Fraction(0)) for v in values] if number else values
        rows = zip(layer.weights, layer.bias, strict=True)
        values = [sum((w * v for w, v in zip(row, values, strict=True)), b) for row, b in rows]
    return values
