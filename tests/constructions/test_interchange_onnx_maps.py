"""Convolutions, averages, normalisations and folded constants of ONNX: exact, refused for a reason, and bounded."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from math import prod
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from constructions.interchange import onnx_folding
from constructions.interchange.onnx_folding import rational_root
from tests.onnx_models import evaluated, layers_of, model, node, onnx, run, tensor
from tests.strategies import rationals
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure


def affine(found: Any, point: Any) -> list[Fraction]:
    """The value of a model that is one affine map."""
    (layer,) = layers_of(found)
    return evaluated([layer], point)


def array(data: st.DataObject, *shape: int) -> Any:
    numbers = st.lists(st.integers(-9, 9), min_size=prod(shape), max_size=prod(shape))
    return np.array(data.draw(numbers)).reshape(shape)


@st.composite
def windows(draw: st.DrawFn, *, pooling: bool) -> tuple[list[int], list[int], dict[str, Any]]:
    """Sizes of an image, a kernel, and how it is placed; onnxruntime refuses pools with strides above the kernel."""
    axes = draw(st.integers(1, 2))
    sizes, kernel, how = list[int](), list[int](), dict[str, Any]()
    strides, dilations, before, after = list[int](), list[int](), list[int](), list[int]()
    for _ in range(axes):
        sizes.append(draw(st.integers(1, 5)))
        kernel.append(draw(st.integers(1, 3)))
        most = kernel[-1] if pooling else 3
        strides.append(draw(st.integers(1, most)))
        dilations.append(1 if pooling else draw(st.integers(1, 2)))
        before.append(draw(st.integers(0, most - 1)))
        after.append(draw(st.integers(0, most - 1)))
    pad = draw(st.sampled_from(["NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"]))
    if pad != "NOTSET":
        before = after = dilations = [0] * axes
        how["auto_pad"] = pad
    else:
        how |= {"pads": [*before, *after]} | ({} if pooling else {"dilations": dilations})
    if pad in ("NOTSET", "VALID"):
        reach = [(k - 1) * max(step, 1) for k, step in zip(kernel, dilations, strict=True)]
        assume(all(s + a + b > r for s, a, b, r in zip(sizes, before, after, reach, strict=True)))
    return sizes, kernel, how | {"strides": strides}


@given(st.data(), windows(pooling=False), st.integers(1, 2), st.integers(1, 2), st.integers(1, 2), st.booleans())
def test_a_convolution_is_the_matrix_that_onnxruntime_applies(
    data: st.DataObject, placed: Any, groups: int, inside: int, block: int, biased: bool
) -> None:
    sizes, kernel, how = placed
    constants = {"W": array(data, groups * block, inside, *kernel), "b": array(data, groups * block)}
    if not biased:
        del constants["b"]
    image = array(data, 1, groups * inside, *sizes)
    found = model([node("Conv", ["x", *constants], ["y"], group=groups, **how)], shape=image.shape, **constants)
    assert affine(found, image) == run(found.SerializeToString(), image)


@given(st.data(), windows(pooling=True), st.integers(0, 1))
def test_an_average_is_the_matrix_that_onnxruntime_applies_to_rounding(
    data: st.DataObject, placed: Any, padding: int
) -> None:
    sizes, kernel, how = placed
    image = array(data, 1, 2, *sizes)
    pool = node("AveragePool", ["x"], ["y"], kernel_shape=kernel, count_include_pad=padding, **how)
    found = model([pool], shape=image.shape)
    said = [float(v) for v in run(found.SerializeToString(), image)]
    assert [float(v) for v in affine(found, image)] == pytest.approx(said, abs=1e-5)


@given(rationals)
def test_the_root_of_a_square_is_rational_and_that_of_a_prime_multiple_is_not(value: Fraction) -> None:
    assert rational_root(value**2) == abs(value)
    assert rational_root(2 * value**2) == (None if value else 0)
    assert rational_root(-1 - value**2) is None


def normalised(variance: Any, epsilon: float) -> Any:
    mean = [1] * len(variance)
    return model(
        [node("BatchNormalization", ["x", "s", "m", "m", "v"], ["n"], epsilon=epsilon), node("Relu", ["n"], ["y"])],
        shape=("b", len(variance)), s=[3] * len(variance), m=mean, v=variance,
    )  # fmt: skip


def test_a_normalisation_is_read_if_every_root_is_rational() -> None:
    first, _ = layers_of(normalised([2, 0.3125, 6], 0.25))
    assert [first.weights[i][i] for i in range(3)] == [2, 4, Fraction(6, 5)]
    assert first.bias == (-1, -3, Fraction(-1, 5))
    with pytest.raises(BarriersError, match=r"no rational number.*fold it"):
        layers_of(normalised([2, 0.3125, 6], 0.25 + 2.0**-20))
    with pytest.raises(BarriersError, match="no rational number"):
        layers_of(normalised([-0.25, 2, 6], 0.25))


def test_a_normalisation_without_an_epsilon_has_that_of_onnx() -> None:
    """In double precision a variance can make up for it."""
    variance = [4 - float(np.float32(1e-5))]
    nodes = [node("BatchNormalization", ["x", "s", "m", "m", "v"], ["y"])]
    (layer,) = layers_of(model(nodes, shape=("b", 1), dtype=np.float64, s=[3], m=[0], v=variance))
    assert layer.weights == ((Fraction(3, 2),),)


def ramp(low: float, high: float, values: list[float]) -> Any:
    bounds = {"a": low, "c": high}
    return model([node("Clip", ["x", *bounds], ["y"])], shape=("b", len(values)), **bounds)


@given(st.lists(st.integers(-9, 9), min_size=3, max_size=3), st.integers(-3, 3), st.integers(-3, 3))
def test_a_ramp_between_two_bounds_is_two_layers_more(point: list[int], low: int, high: int) -> None:
    """Where the bounds are in the wrong order the upper one counts, as ONNX says."""
    layers = layers_of(ramp(low, high, [0] * 3))
    assert evaluated(layers, point) == [min(max(v, low), high) for v in point]
    assert len(layers) == 3


def test_weights_of_sixteen_bits_are_read_exactly() -> None:
    values = [1 / 3, -65504.0, 6e-8]
    halves = np.array([values], dtype=np.float16)
    (layer,) = layers_of(model([node("MatMul", ["W", "x"], ["y"])], dtype=np.float16, shape=(3,), W=halves))
    assert layer.weights[0] == tuple(Fraction(float(v)) for v in halves[0])
    plain = onnx.helper.make_tensor("W", onnx.TensorProto.FLOAT16, (1, 3), values)
    assert not plain.HasField("raw_data")
    assert layers_of(model([node("MatMul", ["W", "x"], ["y"])], dtype=np.float16, shape=(3,), W=plain)) == (layer,)
    brain = onnx.helper.make_tensor("W", onnx.TensorProto.BFLOAT16, (1, 3), values)
    found = model([node("MatMul", ["W", "x"], ["y"])], shape=(3,), W=brain)
    found.graph.input[0].type.tensor_type.elem_type = onnx.TensorProto.BFLOAT16
    (layer,) = layers_of(found)
    assert layer.weights[0] == (Fraction(171, 512), Fraction(-65536), Fraction(layer.weights[0][2]))
    assert abs(layer.weights[0][2] / Fraction(6e-8) - 1) < Fraction(1, 2**8)


def test_a_cast_rounds_constants_and_nothing_else() -> None:
    third = tensor(np.array([[1 / 3]]), "W")
    nodes = [node("Cast", ["W"], ["V"], to=onnx.TensorProto.FLOAT), node("MatMul", ["x", "V"], ["y"])]
    (layer,) = layers_of(model(nodes, shape=("b", 1), W=third))
    assert layer.weights == ((Fraction(float(np.float32(1 / 3))),),)


def test_constants_are_folded_without_rounding() -> None:
    nodes = [node("Div", ["a", "c"], ["q"]), node("Mul", ["q", "q"], ["w"]), node("Mul", ["x", "w"], ["y"])]
    (layer,) = layers_of(model(nodes, shape=("b", 1), a=[1], c=[3]))
    assert layer.weights == ((Fraction(1, 9),),)


@pytest.mark.parametrize("turned", [False, True])
def test_entries_that_moved_are_those_of_the_output(turned: bool) -> None:
    nodes = [node("Transpose", ["x"], ["t"], perm=[0, 2, 1]), node("Flatten", ["t"], ["f"])]
    nodes.append(node("Mul", ["f", "k"], ["y"] if turned else ["m"]))
    if not turned:
        nodes += [node("Reshape", ["m", "s"], ["r"]), node("Transpose", ["r"], ["y"], perm=[0, 2, 1])]
    shape = tensor(np.array([0, 3, 2]), "s")
    found = model(nodes, shape=(1, 2, 3), k=range(1, 7), s=shape)
    point = np.arange(1, 7).reshape(1, 2, 3)
    assert affine(found, point) == run(found.SerializeToString(), point)


@pytest.mark.parametrize(
    ("nodes", "shape"),
    [
        ([node("Reshape", ["x", "s"], ["r"]),
          node("AveragePool", ["r"], ["y"], kernel_shape=[3, 3], pads=[1] * 4)], (4, 4)),
        ([node("Flatten", ["x"], ["r"], axis=0), node("Mul", ["r", "k"], ["y"])], (4, 4)),
        ([node("Mul", ["x", "c"], ["y"])], (4, 4)),
        ([node("Unsqueeze", ["x"], ["u"], axes=[1]), node("MatMul", ["u", "M"], ["y"])], (4, 4)),
    ],
)  # fmt: skip
def test_a_batch_whose_rows_are_mixed_is_one_vector(nodes: list[Any], shape: tuple[int, int]) -> None:
    """Of a batch of fixed size, of which each row is a point unless the rows meet or are treated differently."""
    constants = {"k": range(16), "c": np.arange(4)[:, None], "M": np.arange(64).reshape(4, 4, 4)}
    found = model(nodes, shape=shape, s=numbers(1, 1, 4, 4), opset=12, **constants)
    point = np.arange(16).reshape(shape)
    said = [float(v) for v in run(found.SerializeToString(), point)]
    assert [float(v) for v in affine(found, point)] == pytest.approx(said, rel=1e-6)


def test_a_batch_is_followed_where_it_goes() -> None:
    """Of two points of two entries, turned so that the batch comes last: the entries meet the right weights."""
    nodes = [node("Transpose", ["x"], ["t"]), node("Reshape", ["t", "s"], ["r"]), node("Mul", ["r", "k"], ["m"])]
    nodes += [node("MatMul", ["W", "m"], ["n"]), node("Transpose", ["n"], ["y"])]
    found = model(nodes, shape=(2, 2), s=numbers(2, 2), k=[[2], [3]], W=[[1, 0], [4, 1], [0, 5]])
    (layer,) = layers_of(found)
    assert layer.weights == ((2, 0), (8, 3), (0, 15))
    assert run(found.SerializeToString(), [[1, 2], [7, -5]]) == [*affine(found, [1, 2]), *affine(found, [7, -5])]


# what is refused, and soon


def images(*sizes: int, kernel: tuple[int, ...] = (3, 3), **how: Any) -> Callable[[], Any]:
    weights = np.ones((2, sizes[0], *kernel))
    return lambda: model([node("Conv", ["x", "W"], ["y"], **how)], shape=(1, *sizes), W=weights)


def chain(*nodes: Any, **options: Any) -> Callable[[], Any]:
    return lambda: model(list(nodes), **options)


def numbers(*values: int) -> Any:
    return tensor(np.array(values, dtype=np.int64))


def told(name: str, *values: int) -> Any:
    return node("Constant", [], [name], value=numbers(*values))


LONG = [f"v{i}" for i in range(9000)]
REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "a large image": (images(3, 64, 64), r"node 1 \(Conv\): a network of more than 4194304"),
    "endless padding": (images(1, 3, 3, pads=[2**40] * 4), "as a matrix it has more than"),
    "padding that is skipped": (images(1, 3, 3, pads=[2**40] * 4, strides=[2**50] * 2), "as a matrix it has more than"),
    "windows without end": (images(1, 1, 1, pads=[2**10] * 4, kernel=(99, 99)), "as a matrix it has more than"),
    "a long dilation": (images(1, 3, 3, dilations=[2**62, 1]), "a window of 3 does not fit"),
    "a negative padding": (images(1, 9, 9, pads=[-1] * 4), "pads not negative"),
    "no stride": (images(1, 9, 9, strides=[0, 1]), "must be positive"),
    "a stride too few": (images(1, 9, 9, strides=[1]), "do not fit the axes"),
    "groups that do not fit": (images(3, 9, 9, group=2), "2 groups of 3 channels"),
    "no groups": (images(3, 9, 9, group=0), "0 groups"),
    "another kernel": (images(3, 9, 9, kernel_shape=[2, 2]), "do not fit the shape"),
    "no image": (chain(node("Conv", ["x", "W"], ["y"]), W=np.ones((2, 2))), "one image a point"),
    "two images": (
        chain(told("s", 2, 1, 3, 3), node("Reshape", ["x", "s"], ["r"]), node("Conv", ["r", "W"], ["y"]),
              shape=("b", 18), W=np.ones((1, 1, 2, 2))), "one image a point",
    ),
    "a pool that is cut": (
        chain(node("AveragePool", ["x"], ["y"], kernel_shape=[2], strides=[2], ceil_mode=1), shape=(1, 1, 3)), "is cut"
    ),
    "training": (
        chain(node("BatchNormalization", ["x", *"sssv"], ["y"], training_mode=1), s=[1, 1], v=[1, 1]), "evaluation mode"
    ),
    "training by its outputs": (
        chain(node("BatchNormalization", ["x", *"sssv"], ["y", "m"]), s=[1, 1], v=[1, 1], opset=7), "evaluation mode"
    ),
    "a random dropout": (
        chain(node("Dropout", ["x", "", "t"], ["y"]), t=tensor(np.array(True), "t")), "in training mode is random"
    ),
    "the mask of a dropout": (chain(node("Dropout", ["x"], ["d", "m"]), node("Mul", ["d", "m"], ["y"])), "one output"),
    "a reshape that loses entries": (chain(told("s", 1, 3), node("Reshape", ["x", "s"], ["y"])), "cannot become"),
    "a reshape by two unknowns": (chain(told("s", -1, -1), node("Reshape", ["x", "s"], ["y"])), "cannot become"),
    "a reshape to nothing": (chain(told("s", 0, 2), node("Reshape", ["x", "s"], ["y"], allowzero=1)), "cannot become"),
    "a reshape by floats": (chain(node("Reshape", ["x", "s"], ["y"]), s=[1, 2]), "must be at most 8 integers"),
    "a reshape to a million axes": (
        chain(node("Reshape", ["x", "s"], ["y"]), s=tensor(np.ones(10**6, dtype=np.int64), "s")), "at most 8 integers"
    ),
    "a squeeze of what is long": (chain(told("a", 1), node("Squeeze", ["x", "a"], ["y"])), "are not all of length 1"),
    "an axis added twice": (chain(told("a", 0, 0), node("Unsqueeze", ["x", "a"], ["y"])), "added twice"),
    "used before it is made": (
        chain(node("Unsqueeze", ["x", "a"], ["y"]), told("a", 0)), "'a' is nowhere defined before it"
    ),
    "axes without end": (
        chain(told("a", 0), *(node("Unsqueeze", [a, "a"], [c]) for a, c in pairwise(["x", *LONG, "y"]))), "at most 8"
    ),
    "axes in no order": (chain(node("Transpose", ["x"], ["y"], perm=[0, 0])), "no order of 2 axes"),
    "an entry that is not there": (
        chain(told("i", 2), node("Shape", ["x"], ["s"]), node("Gather", ["s", "i"], ["g"]),
              node("Reshape", ["x", "g"], ["y"])), "of 2 entries",
    ),
    "a slice without an end": (
        chain(node("Slice", ["s", "s"], ["c"]), node("Reshape", ["x", "c"], ["y"]), s=numbers(1, 2)), "do not fit"
    ),
    "a shape of nothing": (chain(node("Shape", ["x"], ["s"], start=2), node("Reshape", ["x", "s"], ["y"])), "nothing"),
    "constants over zero": (chain(node("Div", ["a", "a"], ["q"]), node("Mul", ["x", "q"], ["y"]), a=0), "by zero"),
    "a constant that spreads": (
        chain(node("Add", ["r", "c"], ["m"]), node("Add", ["x", "m"], ["y"]), r=np.ones((1, 4096)),
              c=np.ones((4096, 1))), "is too large",
    ),
    "entries of constants": (chain(node("Gather", ["x", "i"], ["y"]), i=numbers(0)), "all its inputs are constants"),
    "a convolution of constants": (
        chain(node("Conv", ["k", "k"], ["w"]), node("Mul", ["x", "w"], ["y"]), k=np.ones((1, 1, 1))), "not read where"
    ),
    "squares of squares": (
        chain(*(node("Mul", [a, a], [c]) for a, c in pairwise(["k", *LONG])), node("Mul", ["x", LONG[-1]], ["y"]), k=3),
        "numbers of more than 65536 bits",
    ),
    "weights turned without end": (
        chain(told("s", 1000, 1000), *(n for i, (a, c) in enumerate(pairwise(["k", *LONG[::2]])) for n in (
              node("Transpose", [a], [f"t{i}"]), node("Reshape", [f"t{i}", "s"], [c]))),
              node("MatMul", ["x", LONG[8998]], ["y"]), k=np.ones((1000, 1000)), shape=("b", 1000)),
        "entries are copied",
    ),
    "the input turned without end": (
        chain(told("s", 1, 2000, 2000), *(n for i, (a, c) in enumerate(pairwise(["x", *LONG[::2]])) for n in (
              node("Transpose", [a], [f"t{i}"], perm=[0, 2, 1]), node("Reshape", [f"t{i}", "s"], [c]))),
              node("Relu", [LONG[8998]], ["y"]), shape=("b", 2000, 2000)), "entries are copied",
    ),
    "a batch without end that is mixed": (chain(node("Flatten", ["x"], ["y"], axis=0), shape=(2**50, 2)), "are mixed"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_too_much_or_makes_no_sense_is_refused_in_one_line(name: str) -> None:
    build, reason = REFUSED[name]
    with pytest.raises(BarriersError, match=reason) as error:
        layers_of(build())
    assert "\n" not in str(error.value)


def test_a_network_that_is_too_large_is_refused_before_a_weight_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def unread(*_: Any) -> Any:
        raise AssertionError("a weight was read")

    monkeypatch.setattr(onnx_folding, "exact", unread)
    nodes = [node("MatMul", ["x", "W"], ["z"]), node("Relu", ["z"], ["h"]), node("MatMul", ["h", "V"], ["y"])]
    found = model(nodes, shape=("b", 2), W=np.ones((2, 2048)), V=np.ones((2048, 2048)))
    with pytest.raises(BarriersError, match=r"node 3 \(MatMul\): a network of more than"):
        layers_of(found)
    nodes[1] = node("Identity", ["z"], ["h"])
    found = model(nodes, shape=("b", 2048), W=np.ones((2048, 1024)), V=np.ones((1024, 2000)))
    monkeypatch.setattr("constructions.interchange.stack.MAX_WORK", 2**31)
    with pytest.raises(BarriersError, match=r"node 3 \(MatMul\): multiplying out"):
        layers_of(found)


@pytest.mark.parametrize("between", [["Relu"], ["Max", "c"], ["Clip", "c"]])
def test_maps_on_either_side_of_a_relu_are_not_multiplied(monkeypatch: pytest.MonkeyPatch, between: list[str]) -> None:
    operator, *bound = between
    nodes = [node("MatMul", ["x", "W"], ["z"]), node(operator, ["z", *bound], ["h"]), node("MatMul", ["h", "W"], ["y"])]
    monkeypatch.setattr("constructions.interchange.stack.MAX_WORK", 200**3 - 1)
    assert len(layers_of(model(nodes, shape=("b", 200), W=np.eye(200), c=0))) == 2
    nodes[1] = node("Identity", ["z"], ["h"])
    with pytest.raises(BarriersError, match="multiplying out"):
        layers_of(model(nodes, shape=("b", 200), W=np.eye(200)))
