"""What follows the last layer in ONNX is taken off with the decision that it means; one of several outputs is named."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.interchange import describe_network
from constructions.interchange.onnx_ends import output_named
from constructions.interchange.onnx_files import describe_onnx, read_onnx
from nnbarriers.comparing import ended
from tests.onnx_models import model, node, onnx, runtime, tensor
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
FLOAT, INTEGER, LEARNED = onnx.TensorProto.FLOAT, onnx.TensorProto.INT64, "ai.onnx.ml"
W1, B1 = np.array([[1, -1], [2, 3], [-1, 1]]), np.array([0, -0.5, 1])
ROWS = {1: [[1, -2, 1]], 3: [[1, 2, 0], [-1, 1, 3], [0, 1, -2]], 2: [[1, 2, 0], [2, -1, 1]]}


def layers(count: int) -> tuple[list[Any], dict[str, Any]]:
    """Nodes of a network with so many outputs, from "x" to "z", and their weights."""
    nodes = [
        node("Gemm", ["x", "W1", "b1"], ["a"], transB=1), node("Relu", ["a"], ["r"]),
        node("Gemm", ["r", "W2", "b2"], ["z"], transB=1),
    ]  # fmt: skip
    return nodes, {"W1": W1, "b1": B1, "W2": np.array(ROWS[count]), "b2": np.arange(count) / 2}


def built(count: int, *ends: Any, outputs: tuple[str, ...] = ("y",), scaled: bool = False, opset: int = 17,
          **more: Any) -> Any:  # fmt: skip
    nodes, constants = layers(count)
    if scaled:
        nodes[0].input[0] = "s"
        nodes.insert(0, node("Scaler", ["x"], ["s"], domain=LEARNED, offset=[1.0, -3.0], scale=[0.5, 0.5]))
    found = model([*nodes, *ends], opset=opset, **constants, **more)
    found.opset_import.append(onnx.helper.make_opsetid(LEARNED, 1))
    del found.graph.output[:]
    found.graph.output.extend(onnx.helper.make_empty_tensor_value_info(name) for name in outputs)
    return found


def skl(count: int, classes: Any, *, scaled: bool = True) -> Any:
    """A classifier as skl2onnx writes it: the label, the probabilities, and a map of both."""
    texts = isinstance(classes[0], str)
    last = [node("Softmax", ["z"], ["probabilities"], axis=1)]
    if count == 1:
        last = [
            node("Sigmoid", ["z"], ["s1"]), node("Sub", ["unity", "s1"], ["s0"]),
            node("Concat", ["s0", "s1"], ["probabilities"], axis=1),
        ]  # fmt: skip
    names = np.array(classes, dtype=object if texts else np.int32)
    labels = tensor(names, "classes")
    numbers = [] if texts else [node("Cast", ["e"], ["f"], to=FLOAT)]
    tail = [] if texts else [node("Cast", ["g"], ["label"], to=INTEGER)]
    ends = [
        *last, node("ArgMax", ["probabilities"], ["k"], axis=1),
        node("ArrayFeatureExtractor", ["classes", "k"], ["e"], domain=LEARNED), *numbers,
        node("Reshape", ["e" if texts else "f", "new_shape"], ["label" if texts else "g"]), *tail,
        node("ZipMap", ["probabilities"], ["map"], domain=LEARNED,
             **({"classlabels_strings": list(classes)} if texts else {"classlabels_int64s": list(classes)})),
    ]  # fmt: skip
    new_shape = tensor(np.array([-1], dtype=np.int64), "new_shape")
    return built(
        count, *ends, outputs=("label", "probabilities", "map"), scaled=scaled, classes=labels, new_shape=new_shape,
        unity=[1],
    )  # fmt: skip


def said(found: Any, name: str, points: Any) -> Any:
    options = runtime.SessionOptions()
    options.log_severity_level, options.intra_op_num_threads = 4, 1
    session = runtime.InferenceSession(found.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return session.run([name], {"x": np.array(points, dtype=np.float32)})[0]


POINTS = [[1, 2], [-3, 5], [7, -11], [0, 0], [-4, -4], [3, 1], [2, -1]]


def exactly(point: Any, count: int, *, scaled: bool = False) -> list[Fraction]:
    """The outputs before what follows, by the definition."""
    x = [Fraction(v) for v in point]
    if scaled:
        x = [(x[0] - 1) / 2, (x[1] + 3) / 2]
    hidden = [
        max(Fraction(0), sum((int(w) * v for w, v in zip(row, x, strict=True)), Fraction(float(b))))
        for row, b in zip(W1, B1, strict=True)
    ]
    return [sum((w * v for w, v in zip(row, hidden, strict=True)), Fraction(j, 2)) for j, row in enumerate(ROWS[count])]


ENDS: dict[str, tuple[int, Callable[[], list[Any]], str]] = {
    "sigmoid": (1, lambda: [node("Sigmoid", ["z"], ["y"])], "Sigmoid taken off: its threshold 1/2 is 0 here"),
    "labels": (3, lambda: [node("Sigmoid", ["z"], ["s"]), node("Identity", ["s"], ["y"])], "Sigmoid taken off"),
    "softmax": (3, lambda: [node("Softmax", ["z"], ["y"])], "Softmax taken off: the outputs are the logits"),
    "softmax of an axis": (2, lambda: [node("Softmax", ["z"], ["y"], axis=1)], "Softmax taken off"),
    "log_softmax": (2, lambda: [node("LogSoftmax", ["z"], ["y"], axis=-1)], "LogSoftmax taken off"),
    "cast": (2, lambda: [node("Softmax", ["z"], ["s"]), node("Cast", ["s"], ["y"], to=FLOAT)], "Softmax taken off"),
}


@pytest.mark.parametrize("name", ENDS)
def test_a_last_activation_is_taken_off_and_told(tmp_path: Path, name: str) -> None:
    count, ends, words = ENDS[name]
    found = built(count, *ends())
    path = tmp_path / "m.onnx"
    path.write_bytes(found.SerializeToString())
    read = describe_network(path)
    assert words in read.words
    assert [list(v) for v in read.network.evaluate_all(POINTS)] == [exactly(point, count) for point in POINTS]
    values = np.array([[float(v) for v in exactly(point, count)] for point in POINTS])
    assert np.allclose(ended(values, read.end), said(found, "y", POINTS), atol=1e-6)
    with pytest.raises(BarriersError, match="and layers alone are wanted"):
        read_onnx(found.SerializeToString(), path)


@pytest.mark.parametrize("name", ["label", "probabilities", "map"])
@pytest.mark.parametrize(("count", "classes"), [(1, (0, 1)), (2, ("no", "yes")), (3, (0, 1, 2)), (1, ("no", "yes"))])
def test_each_output_of_skl2onnx_means_the_same_decision(name: str, count: int, classes: Any) -> None:
    """One logit z and the probabilities (1 - s(z), s(z)) are the two logits (0, z)."""
    found = skl(count, classes)
    read = describe_onnx(found.SerializeToString(), Path("m.onnx"), name)
    values = [exactly(point, count, scaled=True) for point in POINTS]
    logits = [[Fraction(0), *row] for row in values] if count == 1 else values
    assert [list(v) for v in read.network.evaluate_all(POINTS)] == logits
    assert (read.output, read.end) == (name, "argmax" if name == "label" else "softmax")
    assert read.classes == (None if name == "probabilities" else classes)
    assert f"the output '{name}', beside" in read.words
    chosen = [classes[row.index(max(row))] for row in logits]
    assert said(found, "label", POINTS).tolist() == chosen
    assert np.allclose(said(found, "probabilities", POINTS), ended(np.array(logits, dtype=float), "softmax"), atol=1e-6)


@given(st.sampled_from(["label", "probabilities", "map"]), st.lists(st.integers(-20, 20), min_size=2, max_size=2))
def test_the_label_is_that_of_the_larger_logit(name: str, point: list[int]) -> None:
    found = skl(1, (0, 1), scaled=False)
    network = describe_onnx(found.SerializeToString(), Path("m.onnx"), name).network.difference(1, 0)
    (z,) = exactly(point, 1)
    assert network(point) == z
    if abs(z) < 80:  # beyond which both probabilities round
        assert int(said(found, "label", [point])[0]) == int(z > 0)


AFTER = "which is read at the end only"
REFUSED: dict[str, tuple[Callable[[], Any], str | None, str]] = {
    "no name": (lambda: skl(1, (0, 1)), None, "it has 3 outputs, 'label', 'probabilities', 'map': choose one w"),
    "a number": (lambda: skl(1, (0, 1)), "1-0", "it has 3 outputs, 'label', 'probabilities', 'map': choose one"),
    "another name": (lambda: skl(1, (0, 1)), "scores", "no output is called 'scores'; there are 'label', 'prob"),
    "two activations": (
        lambda: built(2, node("Softmax", ["z"], ["s"]), node("Sigmoid", ["s"], ["y"])), None, f"the Softmax, {AFTER}"
    ),
    "arithmetic after it": (
        lambda: built(1, node("Sigmoid", ["z"], ["s"]), node("Neg", ["s"], ["y"])), None, f"the Sigmoid, {AFTER}"
    ),
    "the other probability": (
        lambda: built(1, node("Sigmoid", ["z"], ["s"]), node("Sub", ["c", "s"], ["y"]), c=[1]), None, "must be that of"
    ),
    "2 less it": (
        lambda: built(1, node("Sigmoid", ["z"], ["s"]), node("Sub", ["c", "s"], ["t"]),
                      node("Concat", ["t", "s"], ["y"], axis=1), c=[2]), None, f"the Sigmoid, {AFTER}",
    ),
    "joined the other way": (
        lambda: built(1, node("Sigmoid", ["z"], ["s"]), node("Sub", ["c", "s"], ["t"]),
                      node("Concat", ["s", "t"], ["y"], axis=1), c=[1]), None, f"the Sigmoid, {AFTER}|no branches",
    ),
    "joined below": (
        lambda: built(1, node("Sigmoid", ["z"], ["s"]), node("Sub", ["c", "s"], ["t"]),
                      node("Concat", ["t", "s"], ["y"], axis=0), c=[1]), None, "those of several",
    ),
    "over the points": (lambda: built(2, node("Softmax", ["z"], ["y"], axis=0)), None, "over all outputs of one point"),
    "of one output": (lambda: built(1, node("Softmax", ["z"], ["y"])), None, "of which there are several"),
    "the largest of the points": (lambda: built(2, node("ArgMax", ["z"], ["y"])), None, "all outputs of one point"),
    "the last of equals": (
        lambda: built(2, node("ArgMax", ["z"], ["y"], axis=1, select_last_index=1)), None, "of equal entries the first"
    ),
    "integers": (
        lambda: built(2, node("Softmax", ["z"], ["s"]), node("Cast", ["s"], ["y"], to=INTEGER)), None,
        "Cast to anything but floats",
    ),
    "three classes of two": (lambda: skl(2, (0, 1, 2)), "label", "2 classes are wanted, one an output"),
    "a map of three": (lambda: skl(2, (0, 1, 2)), "map", "2 classes are wanted, one an output"),
    "labels, each by itself": (
        lambda: built(3, node("Sigmoid", ["z"], ["probabilities"]),
                      node("Binarizer", ["probabilities"], ["label"], domain=LEARNED, threshold=0.5),
                      outputs=("label", "probabilities")), "label",
        r"\(Binarizer\).*choose the output that it takes.*; there are other outputs, 'probabilities'",
    ),
    "a map elsewhere": (
        lambda: built(2, node("ZipMap", ["z"], ["y"], classlabels_int64s=[0, 1])), None, "this operator is not read"
    ),
    "scales of three": (
        lambda: built(2, node("Scaler", ["z"], ["y"], domain=LEARNED, scale=[1.0, 2.0, 3.0])), None, "do not fit"
    ),
    "no output": (lambda: built(2, outputs=()), None, "it has 0 outputs"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_taken_off_is_refused_by_name(name: str) -> None:
    build, output, reason = REFUSED[name]
    with pytest.raises(BarriersError, match=reason) as error:
        describe_onnx(build().SerializeToString(), Path("m.onnx"), output)
    assert str(error.value).startswith("m.onnx: ")
    assert "\n" not in str(error.value)


def test_names_with_colons_and_numbers_for_names_are_told_apart() -> None:
    assert output_named(["out:0", "out"], "out:0") == ("out:0", True)
    assert output_named(["out:0", "b"], "out:0:1-0") == ("out:0", True)
    assert output_named(["12", "13"], "12") == ("12", True)
    assert output_named(["12"], "12") == ("12", False)  # entry 12 of the one output
    assert output_named(["y"], "y") == ("y", True)


@pytest.mark.result("A3")
def test_the_outputs_of_a_file_are_attacked_by_their_names(tmp_path: Path) -> None:
    data, path = nb.dataset(16), tmp_path / "m.onnx"
    found = built(
        2, node("Softmax", ["z"], ["probabilities"]), node("ArgMax", ["probabilities"], ["label"], axis=1),
        node("Identity", ["z"], ["scores"]), outputs=("label", "probabilities", "scores"),
    )  # fmt: skip
    path.write_bytes(found.SerializeToString())
    whole = nb.load_network(path, outputs="scores")
    assert whole.outputs == 2
    assert nb.load_network(path, outputs="scores:1") == nb.as_network(path, outputs="scores:1") == whole.output(1)
    for outputs in ("label", "probabilities", "scores", "scores:1-0"):
        one = nb.attack(path, data, outputs=outputs)
        assert one.network == whole.difference(1, 0)
        assert "class 1 where it exceeds 0" in one.read_as
        assert not one.whole
    named = skl(3, (0, 1, 2))
    path.write_bytes(named.SerializeToString())
    with pytest.raises(nb.BarriersError, match=r"has the classes \[0, 1, 2\].*outputs=\(i, j\)"):
        nb.attack(path, data, outputs="label")
    assert "number 2 less number 0" in nb.attack(path, data, outputs="label:2-0").read_as
    with pytest.raises(nb.BarriersError, match=r"the model has 3 outputs: choose one with outputs=i"):
        nb.attack(path, data, outputs="probabilities")
    path.write_bytes(built(2, node("Sigmoid", ["z"], ["y"])).SerializeToString())
    with pytest.raises(nb.BarriersError, match=r"the model has 2 labels: choose one with outputs=i, or the diff"):
        nb.attack(path, data)
