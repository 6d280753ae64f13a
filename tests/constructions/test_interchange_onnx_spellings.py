"""The same network in many spellings of ONNX is read as the same rationals, and onnxruntime agrees.

Shapes, flags, moved entries and folded constants change nothing; convolutions and averages are matrices.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.interchange import read_network
from constructions.interchange.onnx_nodes import ATTRIBUTES
from proofs_check.peers.rounding import machine_outputs
from tests.onnx_models import evaluated, layers_of, model, node, onnx, run, tensor
from tests.onnx_spellings import Speller
from theory.exact import BarriersError
from theory.layers import Layer

pytestmark = pytest.mark.infrastructure
FLOAT, DOUBLE = onnx.TensorProto.FLOAT, onnx.TensorProto.DOUBLE


# y = rho(x0 - x1) + 2 rho(2 x0 + 3 x1 - 1/2)

W1, B1, W2 = np.array([[1, -1], [2, 3]]), np.array([0, -0.5]), np.array([[1, 2]])
ENDS: dict[str, Any] = {"W1": W1, "b1": B1, "W2": W2, "b2": [0]}


def ints(*values: int, shape: tuple[int, ...] | None = None) -> Any:
    return tensor(np.array(values, dtype=np.int64).reshape(shape or (len(values),)))


def constant(name: str, value: Any) -> Any:
    return node("Constant", [], [name], value=value)


def small(*nodes: Any, **options: Any) -> Any:
    return model(list(nodes), **({"opset": 13} | ENDS | options))


def gemm(source: str, layer: int, output: str, **flags: Any) -> Any:
    return node("Gemm", [source, f"W{layer}", f"b{layer}"], [output], **({"transB": 1} | flags))


RELU = node("Relu", ["z"], ["h"])
FIRST = (gemm("x", 1, "z"), RELU)
SMALL: dict[str, Callable[[], Any]] = {
    "a vector": lambda: small(
        node("MatMul", ["W1", "x"], ["m"]), node("Add", ["m", "b1"], ["z"]), RELU, node("MatMul", ["W2", "h"], ["o"]),
        node("Add", ["o", "b2"], ["y"]), shape=(2,),
    ),
    "a column": lambda: small(
        node("MatMul", ["W1", "x"], ["m"]), node("Add", ["m", "b1"], ["z"]), RELU, node("MatMul", ["W2", "h"], ["o"]),
        node("Add", ["o", "b2"], ["y"]), shape=(2, 1), b1=B1[:, None], b2=[[0]],
    ),
    "a row in a matrix": lambda: small(
        constant("s", ints(-1, 2)), node("Reshape", ["x", "s"], ["r"]), gemm("r", 1, "z"), RELU, gemm("h", 2, "y"),
        shape=("b", 1, 2),
    ),
    "squeezed": lambda: small(
        *FIRST, gemm("h", 2, "o"), constant("a", ints(1)), node("Squeeze", ["o", "a"], ["y"])
    ),
    "squeezed by an attribute": lambda: small(
        *FIRST, gemm("h", 2, "o"), node("Squeeze", ["o"], ["y"], axes=[1]), opset=11
    ),
    "dropout": lambda: small(*FIRST, node("Dropout", ["h"], ["d"]), gemm("d", 2, "y")),
    "dropout with a mask": lambda: small(
        *FIRST, constant("r", tensor(np.float32(0.5))), constant("t", tensor(np.array(False))),
        node("Dropout", ["h", "r", "t"], ["d", "mask"]), gemm("d", 2, "y"),
    ),
    "cast": lambda: small(node("Cast", ["x"], ["c"], to=FLOAT), gemm("c", 1, "z"), RELU, gemm("h", 2, "y")),
    "cast to doubles and back": lambda: small(
        node("Cast", ["x"], ["c"], to=DOUBLE), node("Cast", ["c"], ["e"], to=FLOAT), gemm("e", 1, "z"), RELU,
        gemm("h", 2, "y"),
    ),
    "weights transposed": lambda: small(
        node("Transpose", ["W1"], ["T"], perm=[1, 0]), node("MatMul", ["x", "T"], ["m"]),
        node("Add", ["m", "b1"], ["z"]), RELU, gemm("h", 2, "y"),
    ),
    "the input transposed": lambda: small(
        node("Transpose", ["x"], ["t"]), gemm("t", 1, "z", transA=1), RELU, gemm("h", 2, "y")
    ),
    "a bias of value_floats": lambda: small(
        node("Constant", [], ["c"], value_floats=[0.0, -0.5]), node("Gemm", ["x", "W1", "c"], ["z"], transB=1), RELU,
        gemm("h", 2, "y"),
    ),
    "a bias of value_float": lambda: small(
        *FIRST, node("Constant", [], ["c"], value_float=0.0), node("Gemm", ["h", "W2", "c"], ["y"], transB=1)
    ),
    "clipped": lambda: small(
        FIRST[0], constant("o", tensor(np.float32(0))), node("Clip", ["z", "o"], ["h"]), gemm("h", 2, "y")
    ),
    "clipped by attributes": lambda: small(
        FIRST[0], node("Clip", ["z"], ["h"], min=0.0, max=float(np.finfo(np.float32).max)), gemm("h", 2, "y"), opset=7
    ),
    "clipped without a least": lambda: small(
        *FIRST, constant("o", tensor(np.float32(64))), node("Clip", ["h", "", "o"], ["c"]), gemm("c", 2, "y")
    ),
    "a maximum with 0": lambda: small(
        FIRST[0], constant("o", tensor(np.float32(0))), node("Max", ["o", "z"], ["h"]), gemm("h", 2, "y")
    ),
    "a minimum with 0": lambda: small(
        FIRST[0], node("Neg", ["z"], ["n"]), constant("o", tensor(np.float32(0))), node("Min", ["n", "o"], ["k"]),
        node("Neg", ["k"], ["h"]), gemm("h", 2, "y"),
    ),
    "axes of length 1": lambda: small(
        node("MatMul", ["x", "W1"], ["m"]), node("Add", ["m", "b1"], ["z"]), RELU, node("MatMul", ["h", "W2"], ["o"]),
        node("Add", ["o", "b2"], ["y"]), shape=(1, 1, 2), W1=W1.T, W2=W2.T,
    ),
    "operators listed twice": lambda: small(*FIRST, gemm("h", 2, "y"), domains=("", "ai.onnx")),
    "a matrix of values, flattened": lambda: small(
        constant("s", ints(1, 2)), node("Reshape", ["x", "s"], ["r"], allowzero=1), gemm("r", 1, "z"), RELU,
        gemm("h", 2, "y"), shape=(1, 2, 1), opset=20, ir=10,
    ),
    "a copied axis": lambda: small(
        constant("s", ints(0, -1)), node("Reshape", ["x", "s"], ["r"]), gemm("r", 1, "z"), RELU, gemm("h", 2, "y"),
        shape=("b", 2, 1),
    ),
    "flattened from the end": lambda: small(
        node("Flatten", ["x"], ["r"], axis=-1), gemm("r", 1, "z"), RELU, gemm("h", 2, "y"), shape=("b", 1, 2)
    ),
    "a batch of five": lambda: small(*FIRST, gemm("h", 2, "y"), shape=(5, 2)),
    "nodes that nothing needs": lambda: small(
        *FIRST, node("Sigmoid", ["h"], ["dead"]), node("Relu", ["z"], ["dead2"]), gemm("h", 2, "y")
    ),
    "a sum of three": lambda: small(
        node("MatMul", ["x", "W1"], ["m"]), node("Sum", ["b1", "m", "b1"], ["z"]), RELU, gemm("h", 2, "y"), W1=W1.T,
        b1=B1 / 2,
    ),
    "half precision": lambda: small(*FIRST, gemm("h", 2, "y"), dtype=np.float16),
    "normalised by a rational root": lambda: small(
        FIRST[0], node("BatchNormalization", ["z", "s", "m", "m", "v"], ["n"], epsilon=0.25),
        node("Relu", ["n"], ["h"]), gemm("h", 2, "y"), s=[1.5, 0.5], v=[2, 0], m=[4, 4], W1=W1, opset=15,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SMALL)
def test_the_same_small_network_is_read_in_every_spelling(name: str) -> None:
    """At (1, 2) it is exactly 15, and so is the minimum with 64 of what comes before; onnxruntime agrees everywhere."""
    found = SMALL[name]()
    layers, content = layers_of(found), found.SerializeToString()
    assert evaluated(layers, [1, 2]) == [15]
    assert len(layers) == (3 if name == "clipped without a least" else 2)
    shape = [
        size if size > 0 else 1 for size in (axis.dim_value for axis in found.graph.input[0].type.tensor_type.shape.dim)
    ]
    points = ([1, 2], [-3, 5], [7, -11], [0, 0], [-4, -4])
    values = [evaluated(layers, point) for point in points]
    for point, value in zip(points, values, strict=True):
        assert set(run(content, np.resize(point, shape))) == set(value)
    precision, said = machine_outputs(content, [[Fraction(v) for v in point] for point in points])
    assert [[Fraction(float(v))] for v in said] == values
    assert precision == ("float16" if name == "half precision" else "float32")


def state_dict(folder: Path, model: Any) -> Path:
    pytest.importorskip("torch").save(model.state_dict(), folder / "m.pt")
    return folder / "m.pt"


def exported(folder: Path, model: Any) -> Path:
    """A point is an image of one row; the exporter of today needs a package more."""
    torch = pytest.importorskip("torch")
    options = {"dynamo": True} if find_spec("onnxscript") else {"dynamo": False}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = torch.nn.Sequential(torch.nn.Flatten(), model)
        torch.onnx.export(whole, (torch.zeros(1, 1, 2),), folder / "m.onnx", **options)
    return folder / "m.onnx"


TORCH: dict[str, tuple[int, Callable[[Path, Any], Path]]] = {
    "a state dict of two logits": (2, state_dict),
    "a state dict after half()": (1, lambda folder, model: state_dict(folder, model.half())),
    "a state dict after bfloat16()": (1, lambda folder, model: state_dict(folder, model.bfloat16())),
    "a Flatten, exported": (1, exported),
    "two logits, exported": (2, exported),
}


@pytest.mark.parametrize("name", TORCH)
def test_the_same_small_network_is_read_from_torch(tmp_path: Path, name: str) -> None:
    """Two logits have it for their difference."""
    torch, (count, save) = pytest.importorskip("torch", reason="torch is not installed: pip install torch"), TORCH[name]
    model = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.ReLU(), torch.nn.Linear(2, count))
    last = W2 if count == 1 else np.vstack([-3 * W2, -2 * W2])
    with torch.no_grad():
        for layer, weights, bias in ((model[0], W1, B1), (model[2], last, np.arange(count))):
            layer.weight.copy_(torch.tensor(weights))
            layer.bias.copy_(torch.tensor(bias))
    network = read_network(save(tmp_path, model))
    assert network.outputs == count
    (value,) = network.evaluate_all([(1, 2)])
    assert value == ((15,) if count == 1 else (-45, -29))
    assert nb.load_network(next(tmp_path.iterdir()), outputs="1-0" if count > 1 else 0)((1, 2)) == (
        15 if count == 1 else 16
    )


# random spellings

halves = st.integers(-6, 6).map(lambda k: Fraction(k, 2))


@given(st.data())
def test_every_spelling_of_a_network_is_read_as_that_network(data: st.DataObject) -> None:
    """Weights are halves and points integers, so that floats are exact: onnxruntime must agree to the last bit."""
    sizes = data.draw(st.lists(st.integers(1, 3), min_size=2, max_size=4))
    speller, layers = Speller(data, sizes[0]), list[Layer]()
    for inputs, count in pairwise(sizes):
        rows = [[data.draw(halves) for _ in range(inputs)] for _ in range(count)]
        if layers:
            speller.relu()
        layers.append(Layer.of(rows, [data.draw(halves) for _ in range(count)]))
        for _ in range(data.draw(st.integers(0, 3))):
            speller.nothing()
        speller.affine(rows, layers[-1].bias)
    speller.nothing()
    found = speller.model()
    read, content = layers_of(found), found.SerializeToString()
    assert len(read) == len(layers)
    points = st.lists(st.integers(-8, 8), min_size=sizes[0], max_size=sizes[0])
    for point in data.draw(st.lists(points, min_size=1, max_size=4)):
        expected = evaluated(layers, point)
        assert evaluated(read, point) == expected
        assert run(content, speller.points(point)) == expected * speller.rows
    fractions = st.fractions(-20, 20, max_denominator=50)
    point = data.draw(st.lists(fractions, min_size=sizes[0], max_size=sizes[0]))
    assert evaluated(read, point) == evaluated(layers, point)


@given(st.data(), st.sampled_from(sorted(SMALL)))
def test_a_changed_graph_is_read_or_refused_but_nothing_else(data: st.DataObject, name: str) -> None:
    """Its operators, inputs and the shape of its own input are changed."""
    found = SMALL[name]()
    nodes, draw = found.graph.node, data.draw
    names = ["x", "", *ENDS, *(output for part in nodes for output in part.output)]
    for _ in range(draw(st.integers(1, 2))):
        changed = nodes[draw(st.integers(0, len(nodes) - 1))]
        if draw(st.booleans()):
            changed.op_type = draw(st.sampled_from(sorted(ATTRIBUTES)))
        if changed.input:
            changed.input[draw(st.integers(0, len(changed.input) - 1))] = draw(st.sampled_from(names))
    if draw(st.booleans()):
        shape = [2, *draw(st.lists(st.integers(-1, 3), max_size=2))]
        found.graph.input[0].type.tensor_type.shape.CopyFrom(
            onnx.helper.make_tensor_type_proto(FLOAT, draw(st.permutations(shape))).tensor_type.shape
        )
    with suppress(BarriersError):
        assert layers_of(found)
