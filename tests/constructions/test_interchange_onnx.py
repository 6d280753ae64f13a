"""ONNX in and out: the weights bit for bit, as onnxruntime sees them; everything but a chain refused by name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.interchange import read_network, write_network
from constructions.interchange.onnx_files import (
    OPSETS,
    VERSIONS,
    onnx_bytes,
    read_onnx,
    rounded_to_single,
    self_contained,
)
from tests.onnx_models import model, node, onnx, run, tensor
from tests.strategies import float32, float64, integers, widths
from theory.exact import BarriersError, is_single
from theory.layers import Layer
from theory.networks import ReluNetwork

pytestmark = pytest.mark.infrastructure


@given(st.one_of(st.lists(float32, min_size=2, max_size=9), st.lists(float64, min_size=2, max_size=9)))
def test_onnxruntime_sees_every_weight_that_is_written_bit_for_bit(weights: list[Fraction]) -> None:
    """Neuron i sees w_i on its one input 1, and the other neurons nothing: the output is |w_i|, without rounding."""
    size = len(weights)
    rows = [[weights[i] * s if i == j else 0 for j in range(size)] for i in range(size) for s in (1, -1)]
    network = ReluNetwork.of([(rows, [0] * (2 * size)), ([[1] * (2 * size)], [0])])
    content = onnx_bytes(network.layers, "n")
    assert run(content, np.eye(size)) == [abs(w) for w in weights]
    kind = onnx.ModelProto.FromString(content).graph.input[0].type.tensor_type.elem_type
    assert kind == (onnx.TensorProto.FLOAT if all(map(is_single, weights)) else onnx.TensorProto.DOUBLE)


@given(st.data())
def test_onnxruntime_computes_networks_of_small_integers_exactly(data: st.DataObject) -> None:
    sizes = data.draw(widths(depth=2, width=3))
    layers = [
        ([[data.draw(integers) for _ in range(inputs)] for _ in range(outputs)], [data.draw(integers)] * outputs)
        for inputs, outputs in pairwise(sizes)
    ]
    network = ReluNetwork.of(layers)
    points = data.draw(
        st.lists(st.lists(st.integers(-9, 9), min_size=sizes[0], max_size=sizes[0]), min_size=1, max_size=4)
    )
    assert run(onnx_bytes(network.layers, "n"), points) == network.evaluate(points)


def test_weights_are_rounded_to_the_nearest_number_of_single_precision() -> None:
    layer = Layer(((Fraction(1, 3), Fraction(1, 10)),), (Fraction(2, 3),))
    (rounded,) = rounded_to_single([layer])
    assert [Fraction(float(np.float32(v))) for v in (1 / 3, 0.1)] == list(rounded.weights[0])
    with pytest.raises(BarriersError, match="single precision"):
        rounded_to_single([Layer(((Fraction(2) ** 128,),), (Fraction(0),))])


# chains of other makers

W = np.array([[1, -2], [3, 4], [-5, 6]])  # three neurons of two inputs
V = np.array([[2, -1, 3]])


def tail(value: str) -> list[Any]:
    return [node("Relu", [value], ["h"]), node("MatMul", ["h", "V"], ["y"])]


CHAINS: dict[str, Callable[[], Any]] = {
    "Gemm, transB": lambda: model(
        [node("Gemm", ["x", "W", "b"], ["z"], transB=1, alpha=0.5, beta=2.0), *tail("z")], W=W, b=[1, 2, 3], V=V.T
    ),
    "Gemm, no bias": lambda: model([node("Gemm", ["x", "W"], ["z"]), *tail("z")], W=W.T, V=V.T),
    "Gemm, one bias for all": lambda: model(
        [node("Gemm", ["x", "W", "b"], ["z"], transB=1), *tail("z")], W=W, b=[[7]], V=V.T
    ),
    "MatMul, Add, double": lambda: model(
        [node("MatMul", ["x", "W"], ["m"]), node("Add", ["b", "m"], ["z"]), *tail("z")],
        dtype=np.float64, W=W.T, b=[1, 2, 3], V=V.T,
    ),
    "standardised": lambda: model(
        [node("Sub", ["x", "m"], ["c"]), node("Div", ["c", "s"], ["u"]), node("MatMul", ["u", "W"], ["z"]), *tail("z")],
        m=[3, 5], s=[[2, 4]], W=W.T, V=V.T,
    ),
    "reflected, scaled": lambda: model(
        [node("MatMul", ["x", "W"], ["z"]), *tail("z")[:1], node("MatMul", ["h", "V"], ["o"]),
         node("Sub", ["c", "o"], ["d"]), node("Mul", ["d", "k"], ["y"])],
        W=W.T, V=V.T, c=[9], k=4,
    ),
    "flattened, a constant node, identities": lambda: model(
        [node("Flatten", ["x"], ["f"]), node("Identity", ["f"], ["i"]),
         node("Constant", [], ["W"], value=tensor(W.T.astype(np.float32))), node("Identity", ["W"], ["W2"]),
         node("MatMul", ["i", "W2"], ["z"]), *tail("z")],
        shape=(1, 1, 1, 2), V=V.T,
    ),
    "a ReLU first, two in a row, and last": lambda: model(
        [node("Relu", ["x"], ["r"]), node("MatMul", ["r", "W"], ["z"]), node("Relu", ["z"], ["p"]), *tail("p")[:1],
         node("MatMul", ["h", "V"], ["o"]), node("Relu", ["o"], ["y"])],
        W=W.T, V=V.T, opset=7, ir=3,
    ),
    "a last input left out": lambda: model(
        [node("Gemm", ["x", "W", ""], ["z"], transB=1), *tail("z")], W=W, V=V.T
    ),
    "two affine maps in a row": lambda: model(
        [node("MatMul", ["x", "S"], ["u"]), node("MatMul", ["u", "W"], ["z"]), *tail("z")],
        S=[[1, 2], [3, 4]], W=W.T, V=V.T,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHAINS)
def test_a_chain_is_the_function_that_onnxruntime_computes(tmp_path: Path, name: str) -> None:
    content = CHAINS[name]().SerializeToString()
    (tmp_path / "m.onnx").write_bytes(content)
    network = read_network(tmp_path / "m.onnx")
    points = [[1, 2], [-3, 5], [7, -11], [0, 0], [-4, -4]]
    shape = [1, 1, 1, 2] if "flattened" in name else [1, 2]
    outputs = [run(content, np.reshape(point, shape))[0] for point in points]
    assert network.evaluate(points) == outputs
    assert len(set(outputs)) > 1


def test_standardisation_is_folded_in_rationals() -> None:
    chain = model(
        [node("Sub", ["x", "m"], ["c"]), node("Div", ["c", "s"], ["u"]), node("MatMul", ["u", "W"], ["z"]), *tail("z")],
        m=[0.1, 5], s=[3, 7], W=W.T, V=V.T,
    )  # fmt: skip
    first = read_onnx(chain.SerializeToString(), Path("m.onnx"))[0]
    assert first.weights[1] == (Fraction(3, 3), Fraction(4, 7))
    tenth = Fraction(float(np.float32(0.1)))
    assert first.bias[1] == -tenth * Fraction(3, 3) - 5 * Fraction(4, 7)


def spoiled(change: Callable[[Any], None]) -> Callable[[], Any]:
    def build() -> Any:
        found = CHAINS["Gemm, transB"]()
        change(found)
        return found

    return build


def chain(*nodes: Any, **options: Any) -> Callable[[], Any]:
    return lambda: model(list(nodes), **({"V": V.T, "W": W.T} | options))


INTO = node("MatMul", ["x", "W"], ["z"])
REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "sigmoid": (chain(INTO, node("Sigmoid", ["z"], ["s"], "act"), *tail("s")), r"\(Relu\): it stands after the Sig"),
    "a maximum": (chain(node("MaxPool", ["x"], ["y"], "m1", kernel_shape=[2])), r"node m1 \(MaxPool\): this op"),
    "two slopes": (chain(node("LeakyRelu", ["x"], ["y"])), r"\(LeakyRelu\): this operator is not read.*Relu\(-x\)"),
    "learned slopes": (chain(node("PRelu", ["x", "s"], ["y"]), s=[1, 2]), r"\(PRelu\): this operator is not read"),
    "a cast to integers": (chain(node("Cast", ["x"], ["y"], to=7)), "Cast to anything but floats"),
    "another domain": (chain(node("Gemm", ["x", "W"], ["y"], domain="com.evil")), "not read"),
    "a branch": (chain(INTO, node("Relu", ["z"], ["h"]), node("Add", ["h", "z"], ["y"])), "no branches, no residual"),
    "a shape that depends on a branch": (
        chain(INTO, node("Relu", ["x"], ["r"]), node("Shape", ["r"], ["s"]), node("Reshape", ["z", "s"], ["y"])), "no b"
    ),
    "itself twice": (chain(INTO, node("Mul", ["z", "z"], ["y"])), "no branches"),
    "not the last": (chain(INTO, *tail("z"), output="z"), "L >= 2"),
    "a dynamic axis": (chain(INTO, *tail("z"), shape=("batch", "width")), "only the first axis"),
    "a vector of unknown size": (chain(INTO, *tail("z"), shape=("n",)), r"\(batch, d\)"),
    "a number": (chain(INTO, *tail("z"), shape=()), r"\(batch, d\)"),
    "integers": (chain(node("Relu", ["x"], ["y"]), dtype=np.int64), "single or double"),
    "old operators": (chain(INTO, *tail("z"), opset=6), "operators 7 to"),
    "future operators": (chain(INTO, *tail("z"), opset=OPSETS[-1] + 1), "operators 7 to"),
    "a future format": (chain(INTO, *tail("z"), ir=VERSIONS[-1] + 1), "versions 3 to"),
    "transposed by nobody": (chain(node("Gemm", ["x", "W"], ["y"], transA=2)), "transA"),
    "transposed": (chain(node("Gemm", ["x", "W"], ["y"], transA=1)), "takes 2 inputs, but 1 come in"),
    "an attribute of another type": (chain(node("Gemm", ["x", "W"], ["y"], alpha=2)), "'alpha' is not read, or not"),
    "an unknown attribute": (chain(node("Gemm", ["x", "W"], ["y"], transC=1)), "'transC' is not read"),
    "an axis too many": (chain(node("Flatten", ["x"], ["y"], axis=3)), "no axis 3 among 2"),
    "division by zero": (chain(node("Div", ["x", "s"], ["y"]), s=[1, 0]), "division by zero"),
    "division by the input": (chain(node("Div", ["s", "x"], ["y"]), s=[1, 2]), "variable must be the first"),
    "a constant for the batch": (chain(node("Add", ["x", "s"], ["y"]), s=np.ones((3, 2))), "does not fit"),
    "a constant that widens": (chain(node("Add", ["x", "s"], ["y"]), s=np.ones((2, 1, 2))), "does not fit"),
    "sizes": (chain(node("MatMul", ["x", "V"], ["y"])), "takes 3 inputs, but 2 come in"),
    "matrix first": (chain(node("MatMul", ["W", "x"], ["y"])), "takes 3 inputs, but 1 come in"),
    "unflattened": (chain(node("Gemm", ["x", "W"], ["z"]), *tail("z"), shape=("batch", 1, 2)), "matrices are wanted"),
    "another type": (chain(INTO, *tail("z"), W=tensor(W.T.astype(np.float64), "W")), "of the input's type"),
    "infinite": (chain(INTO, *tail("z"), W=np.full((2, 3), np.inf)), "NaN or infinite"),
    "no weights": (chain(node("MatMul", ["x", "U"], ["y"])), "'U' is nowhere defined"),
    "a name twice": (chain(INTO, node("Relu", ["z"], ["z"])), "new name"),
    "no hidden layer": (chain(INTO, node("MatMul", ["z", "V"], ["y"])), "L >= 2"),
    "no constants": (chain(node("Constant", [], ["c"], value_string="1"), node("Add", ["x", "c"], ["y"])), "'value_st"),
    "nothing of the input": (chain(node("Relu", ["V"], ["y"])), "depend on the input"),
    "functions": (spoiled(lambda m: m.functions.add()), "functions"),
    "a name of two lines": (chain(node("Exp", ["x"], ["y"], "a\nb")), r"node 'a\\nb' \(Exp\)"),
    "two inputs": (spoiled(lambda m: m.graph.input.add(name="x2")), "one input"),
    "a sparse weight": (spoiled(lambda m: m.graph.sparse_initializer.add()), "sparse"),
    "weights twice": (spoiled(lambda m: m.graph.initializer.append(m.graph.initializer[0])), "occur twice"),
    "too few bytes": (spoiled(lambda m: setattr(m.graph.initializer[0], "raw_data", b"1234")), "has 4 bytes"),
    "bytes and numbers": (spoiled(lambda m: m.graph.initializer[0].float_data.extend([1] * 6)), "there twice"),
    "an attribute twice": (
        spoiled(lambda m: m.graph.node[0].attribute.append(onnx.helper.make_attribute("alpha", 3.0))), "occurs twice"
    ),
    "an attribute of a function": (
        spoiled(lambda m: setattr(m.graph.node[0].attribute[0], "ref_attr_name", "a")), "is not read"
    ),
    "an input left out": (chain(node("Gemm", ["x", "", "W"], ["z"], transB=1), *tail("z"), W=W), "left out"),
    "a value defined again": (
        chain(INTO, node("Relu", ["z"], ["h"]), node("Relu", ["h"], ["z"]), node("MatMul", ["z", "V"], ["y"])),
        "new name",
    ),
    "a constant named as the input": (
        chain(node("Constant", [], ["x"], value=tensor(W.T.astype(np.float32))), INTO, *tail("z")), "new name"
    ),
    "operators twice": (
        spoiled(lambda m: m.opset_import.append(onnx.helper.make_opsetid("ai.onnx", 16))), "two versions"
    ),
    "a huge shape": (spoiled(lambda m: m.graph.initializer[0].dims.__setitem__(0, 2**62)), "too large"),
    "a negative shape": (spoiled(lambda m: m.graph.initializer[0].dims.__setitem__(0, -1)), "empty, or too large"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_whatever_is_no_chain_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    build, reason = REFUSED[name]
    (tmp_path / "m.onnx").write_bytes(build().SerializeToString())
    with pytest.raises(BarriersError, match=reason) as error:
        read_network(tmp_path / "m.onnx")
    assert str(error.value).startswith(str(tmp_path))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", [b"", b"\x00" * 50, b"onnx", CHAINS["Gemm, transB"]().SerializeToString()[:150]])
def test_files_that_are_no_onnx_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "m.onnx").write_bytes(content)
    with pytest.raises(BarriersError, match=r"not a readable ONNX|versions 3 to|are wanted|must be"):
        read_network(tmp_path / "m.onnx")


VALID = CHAINS["Gemm, transB"]().SerializeToString()


@given(st.lists(st.tuples(st.integers(0, len(VALID) - 1), st.integers(0, 255)), max_size=4), st.integers(0, len(VALID)))
def test_changed_and_truncated_files_are_read_or_refused_but_nothing_else(
    changes: list[tuple[int, int]], end: int
) -> None:
    content = bytearray(VALID)
    for place, value in changes:
        content[place] = value
    for cut in (content, content[:end]):
        with suppress(BarriersError):
            layers = read_onnx(bytes(cut), Path("m.onnx"))
            assert all(isinstance(w, Fraction) for layer in layers for w in layer.bias)


def external(tmp_path: Path, location: str, **more: str) -> Path:
    found = CHAINS["Gemm, no bias"]()
    weights = found.graph.initializer[0]
    raw = weights.raw_data
    weights.ClearField("raw_data")
    weights.data_location = onnx.TensorProto.EXTERNAL
    for key, value in {"location": location, "offset": "8", "length": str(len(raw)), **more}.items():
        weights.external_data.add(key=key, value=value)
    folder = tmp_path / "model"
    folder.mkdir()
    (tmp_path / "model-evil").mkdir()
    for place in (folder, tmp_path, tmp_path / "model-evil"):
        (place / "weights.bin").write_bytes(b"\xff" * 8 + raw + b"\xff" * 8)
    (folder / "link.bin").symlink_to(tmp_path / "weights.bin")
    (folder / "m.onnx").write_bytes(found.SerializeToString())
    return folder / "m.onnx"


def test_weights_beside_the_file_are_read(tmp_path: Path) -> None:
    (tmp_path / "whole.onnx").write_bytes(CHAINS["Gemm, no bias"]().SerializeToString())
    assert read_network(external(tmp_path, "weights.bin")) == read_network(tmp_path / "whole.onnx")


@pytest.mark.parametrize(
    "location",
    ["../weights.bin", "../model-evil/weights.bin", "link.bin", "/etc/passwd", "", "a\0b", "missing.bin", "."],
)
def test_weights_elsewhere_are_refused(tmp_path: Path, location: str) -> None:
    with pytest.raises(BarriersError, match=r"outside the folder|no such file|not a regular"):
        read_network(external(tmp_path, location))


def test_weights_beside_the_file_are_put_inside_and_what_they_came_from_is_told(tmp_path: Path) -> None:
    path = external(tmp_path, "weights.bin")
    content, hashes = self_contained(path.read_bytes(), path)
    assert hashes == {"weights.bin": sha256((tmp_path / "weights.bin").read_bytes()).hexdigest()}
    whole = CHAINS["Gemm, no bias"]().SerializeToString()
    assert run(content, [[1, 2]]) == run(whole, [[1, 2]])
    assert read_onnx(content, Path("elsewhere") / "m.onnx") == read_onnx(whole, Path("m.onnx"))
    assert self_contained(whole, Path("m.onnx")) == (whole, {})


def test_weights_beside_the_file_are_put_inside_up_to_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = external(tmp_path, "weights.bin")
    found = onnx.ModelProto.FromString(path.read_bytes())
    found.graph.initializer.add().CopyFrom(found.graph.initializer[0])
    monkeypatch.setattr("constructions.interchange.onnx_tensors.MAX_WEIGHTS", 11)
    with pytest.raises(BarriersError, match="more than 11 weights lie in other files"):
        read_onnx(found.SerializeToString(), path)


@pytest.mark.parametrize("more", [{"offset": "-1"}, {"length": "9" * 30}, {"offset": "x"}, {"offset": "10000"}])
def test_places_of_external_weights_that_make_no_sense_are_refused(tmp_path: Path, more: dict[str, str]) -> None:
    with pytest.raises(BarriersError, match=r"no whole numbers|has 0 bytes"):
        read_network(external(tmp_path, "weights.bin", **more))


def test_one_weight_used_many_times_is_no_way_around_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("constructions.interchange.stack.MAX_WEIGHTS", 4500)
    size = 30
    nodes = [node("MatMul", [f"z{i}", "W"], [f"z{i + 1}"]) for i in range(5)]
    found = model([node("Identity", ["x"], ["z0"]), *nodes], shape=("b", size), output="z5", W=np.eye(size))
    (tmp_path / "m.onnx").write_bytes(found.SerializeToString())
    with pytest.raises(BarriersError, match=r"node 6 \(MatMul\): a network of more than"):
        read_network(tmp_path / "m.onnx")


@pytest.mark.parametrize(("width", "factor"), [(1000, 1 + 2.0**-52), (2, 1e-300)])
def test_thousands_of_scalings_in_a_small_file_are_refused_and_not_worked_at(
    tmp_path: Path, width: int, factor: float
) -> None:
    names = ["x", *(f"v{i}" for i in range(9998))]
    nodes = [node("Mul", [before, "k"], [after]) for before, after in pairwise(names)]
    found = model(
        [*nodes, node("MatMul", [names[-1], "w"], ["y"])], dtype=np.float64, shape=("b", width),
        k=factor, w=np.ones((width, 1)),
    )  # fmt: skip
    (tmp_path / "m.onnx").write_bytes(found.SerializeToString())
    assert (tmp_path / "m.onnx").stat().st_size < 2**18
    with pytest.raises(BarriersError, match=r"node \d+ \(Mul\): multiplying out"):
        read_network(tmp_path / "m.onnx")


def test_what_is_written_passes_the_checker_of_onnx(tmp_path: Path) -> None:
    network = ReluNetwork.of([([[1, 2]], [3]), ([["1/2"]], [0])])
    write_network(network, tmp_path / "m.onnx")
    onnx.checker.check_model(str(tmp_path / "m.onnx"), full_check=True)
    with pytest.raises(BarriersError, match="1/3 is no double"):
        write_network(ReluNetwork.of([([["1/3"]], [0]), ([[1]], [0])]), tmp_path / "no.onnx")
    assert not (tmp_path / "no.onnx").exists()
