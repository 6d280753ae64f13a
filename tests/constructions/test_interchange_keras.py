"""Models of Keras, written here as Keras writes them: read exactly from `.keras` and `.h5`, or refused by name."""

from __future__ import annotations

import io
import json
import os
import pickle
import sys
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise
from math import exp
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constructions.files import MAX_BYTES
from constructions.interchange import describe_network, hdf5_files, keras_files, read_network
from tests.keras_models import (
    Layer,
    Weights,
    dense,
    functional,
    h5py,
    layer,
    points,
    saved,
    sequential,
    weights_file,
    zipped,
)
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
HERE = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
POINTS = [(Fraction(1, 3), Fraction(-2, 7)), (Fraction(-5), Fraction(11, 4)), (Fraction(0), Fraction(0))]


def some(*widths: int, kind: Any = np.float32, seed: int = 0) -> list[list[Any]]:
    """Return kernels, inputs first, and biases."""
    rng = np.random.default_rng(seed)
    return [[rng.normal(size=(a, b)).astype(kind), rng.normal(size=b).astype(kind)] for a, b in pairwise(widths)]


def plainly(weights: Weights, point: Sequence[Any]) -> list[Fraction]:
    """Evaluate dense layers with ReLUs between them, number by number."""
    values = [Fraction(v) for v in point]
    for number, (kernel, *bias) in enumerate(weights):
        if number:
            values = [max(Fraction(0), v) for v in values]
        columns = np.asarray(kernel, float).T.tolist()
        shifts = np.asarray(bias[0], float).tolist() if bias else [0] * len(columns)
        values = [
            sum((Fraction(w) * v for w, v in zip(column, values, strict=True)), Fraction(b))
            for column, b in zip(columns, shifts, strict=True)
        ]
    return values


def refused(path: Path, reason: str) -> None:
    with pytest.raises(BarriersError, match=reason) as error:
        read_network(path)
    assert "\n" not in str(error.value) and len(str(error.value)) < 600


PLAIN = (points(2), dense("one", 4, "relu"), dense("two", 3, "relu"), dense("three", 1))
SPELLED = (
    points(2), dense("one", 4), layer("Dropout", "d", rate=0.5), layer("ReLU", "r", max_value=None, negative_slope=0.0,
    threshold=0.0), dense("two", 3), layer("Activation", "a", activation="relu"), dense("three", 1, None),
    layer("Activation", "b", activation="linear"),
)  # fmt: skip


@HERE
@given(
    st.sampled_from(["m.keras", "m.h5"]),
    st.sampled_from([sequential(*PLAIN), sequential(*SPELLED), functional(*PLAIN), functional(*SPELLED, keras=2)]),
    st.sampled_from([np.float16, np.float32, np.float64, ">f4"]),
    st.sampled_from(["earliest", "latest"]),
    st.integers(0, 99),
)
def test_the_spellings_of_a_dense_stack_are_one_network(
    tmp_path: Path, name: str, model: dict[str, Any], kind: Any, version: str, seed: int
) -> None:
    weights = some(2, 4, 3, 1, kind=kind, seed=seed)
    found = describe_network(saved(tmp_path / name, model, weights, libver=version))
    assert [[v] for v in found.network.evaluate(POINTS)] == [plainly(weights, point) for point in POINTS]
    assert found.words == "Linear(2,4)–ReLU–Linear(4,3)–ReLU–Linear(3,1)"


@pytest.mark.parametrize("name", ["m.keras", "m.h5"])
def test_flattening_and_missing_biases_are_read(tmp_path: Path, name: str) -> None:
    weights = some(4, 3, 1)
    weights[0].pop()
    model = sequential(
        points(2, 2), layer("Flatten", "f", data_format="channels_last"), dense("one", 3, "relu", use_bias=False),
        dense("two", 1),
    )  # fmt: skip
    network = read_network(saved(tmp_path / name, model, weights))
    point = [Fraction(1, 3), Fraction(-2), Fraction(5, 7), Fraction(1)]
    assert [network(point)] == plainly(weights, point)


@pytest.mark.parametrize("name", ["m.keras", "m.h5"])
def test_bfloat16_is_read_where_the_layer_says_so(tmp_path: Path, name: str) -> None:
    bits = [[np.array([[0x3FC0, 0x8001]], np.uint16), np.array([0, 0xC000], np.uint16)],
            [np.array([[0x3F80], [0x0080]], np.uint16), np.array([0x4049], np.uint16)]]  # fmt: skip
    weights = [[part.view("V2") for part in pair] for pair in bits]
    brain = {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "bfloat16"}, "registered_name": None}
    layers = points(1), dense("one", 2, "relu", dtype=brain), dense("two", 1, dtype=brain)
    network = read_network(saved(tmp_path / name, sequential(*layers), weights))
    assert network.layers[0].weights == ((Fraction(3, 2),), (Fraction(-1, 2**133),))
    assert network.layers[0].bias == (0, -2)
    assert network.layers[1].weights == ((1, Fraction(1, 2**126)),)
    assert network.layers[1].bias == (Fraction(201, 64),)
    layers = points(1), dense("one", 2, "relu"), dense("two", 1)
    refused(saved(tmp_path / name, sequential(*layers), weights), "two bytes of no type")


@pytest.mark.parametrize("name", ["m.keras", "m.h5"])
@pytest.mark.parametrize(
    "last", [[dense("two", 1, "sigmoid")], [dense("two", 1), layer("Activation", "s", activation="sigmoid")]]
)
def test_a_last_sigmoid_is_taken_off_with_its_threshold(tmp_path: Path, name: str, last: list[Layer]) -> None:
    weights = some(2, 3, 1)
    model = sequential(points(2), dense("one", 3, "relu"), *last, layer("Dropout", "d", rate=0.1))
    found = describe_network(saved(tmp_path / name, model, weights))
    assert found.words == "Linear(2,3)–ReLU–Linear(3,1), Sigmoid taken off: its threshold 1/2 is 0 here"
    for point in POINTS:
        (logit,) = plainly(weights, point)
        assert found.network(point) == logit
        assert (1 / (1 + exp(-logit)) > 1 / 2) == (logit > 0)


@pytest.mark.parametrize(
    ("last", "taken"),
    [
        ([dense("two", 3, "softmax")], "Softmax"),
        ([dense("two", 3, "log_softmax")], "LogSoftmax"),
        ([dense("two", 3), layer("Softmax", "s", axis=-1)], "Softmax"),
        ([dense("two", 3), layer("Activation", "s", activation="softmax")], "Softmax"),
    ],
)
def test_a_last_softmax_leaves_the_logits(
    tmp_path: Path, last: list[Layer], taken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether networks of several outputs are attacked is decided elsewhere: the layers are there."""
    monkeypatch.setattr(keras_files, "network_of", lambda layers, name: SimpleNamespace(layers=layers))
    weights = some(2, 4, 3)
    found = describe_network(
        saved(tmp_path / "m.keras", sequential(points(2), dense("one", 4, "relu"), *last), weights)
    )
    assert found.words == f"Linear(2,4)–ReLU–Linear(4,3), {taken} taken off: the outputs are the logits, in their order"
    assert np.array(found.network.layers[1].weights, float).tolist() == weights[1][0].T.astype(float).tolist()


OTHERS: list[tuple[list[Layer], str]] = [
    ([dense("one", 2, "tanh"), dense("two", 1)], "'one' has the activation 'tanh'"),
    ([dense("one", 2, "relu6"), dense("two", 1)], "'one' has the activation 'relu6'"),
    (
        [dense("one", 2, {"class_name": "function", "config": "relu", "module": "mine"}), dense("two", 1)],
        "'one' has the",
    ),
    ([dense("one", 2, "sigmoid"), dense("two", 1)], "'two' comes after a Sigmoid"),
    ([dense("one", 2, "relu"), dense("two", 1, "sigmoid"), layer("ReLU", "r")], "'r' comes after a Sigmoid"),
    ([dense("one", 2, "relu"), dense("two", 1, "softmax")], "Softmax of 'two' has one entry, and is constant"),
    ([dense("one", 2, "relu"), dense("two", 1), layer("Softmax", "s", axis=0)], "'s' is a Softmax"),
    ([dense("one", 2), layer("ReLU", "r", max_value="6.0"), dense("two", 1)], "'r' has a slope, a threshold or a"),
    ([dense("one", 2), layer("ReLU", "r", max_value=6.0), dense("two", 1)], "'r' has a slope"),
    ([dense("one", 2), layer("ReLU", "r", negative_slope=0.1), dense("two", 1)], "'r' has a slope"),
    ([dense("one", 2), layer("ReLU", "r", threshold=[0]), dense("two", 1)], "'r' has a slope"),
    ([dense("one", 2), layer("Lambda", "l", function="x"), dense("two", 1)], "'l' is a Lambda.*never run"),
    ([dense("one", 2), layer("BatchNormalization", "b"), dense("two", 1)], "'b' is a BatchNormalization.*fold it"),
    ([layer("Normalization", "n"), dense("one", 2, "relu"), dense("two", 1)], "'n' is a Normalization"),
    ([layer("Rescaling", "n"), dense("one", 2, "relu"), dense("two", 1)], "'n' is a Rescaling.*fold its scale"),
    ([dense("one", 2), layer("LeakyReLU", "l"), dense("two", 1)], "'l' is a LeakyReLU"),
    ([dense("one", 2), layer("Masking", "l"), dense("two", 1)], "'l' is a Masking"),
    ([dense("one", 2), layer("Sequential", "s", layers=[]), dense("two", 1)], "'s' is a Sequential.*into the model"),
    ([dense("one", 2, "relu", use_bias=None), dense("two", 1)], "'one' is not described"),
    ([dense("one", True, "relu"), dense("two", 1)], "'one' is not described"),
    ([dense("one", 2, "relu", quantization_config={}), dense("two", 1)], "or quantised"),
    ([dense("one", 3, "relu"), dense("two", 1)], r"the kernel of 'one' is \(2, 2\), for 3 units"),
    ([points(2), dense("one", 2, "relu"), dense("two", 1)], "two layers have the same name"),
    (
        [{**points(2), "config": {"name": "i", "batch_shape": [None, 2]}}, dense("one", 2, "relu"), dense("two", 1)],
        "of the input 'i' is none of points",
    ),
    ([dense("one", 2, "relu"), dense("one", 1)], "two layers have the same name"),
    ([layer("ReLU", "r"), dense("one", 2, "relu"), dense("two", 1)], "'relu' of 'r' stands before any"),
]


@pytest.mark.parametrize(("layers", "reason"), OTHERS, ids=lambda part: part if isinstance(part, str) else None)
def test_other_layers_are_refused_by_name(tmp_path: Path, layers: list[Layer], reason: str) -> None:
    refused(saved(tmp_path / "m.keras", sequential(points(2), *layers), some(2, 2, 1)), reason)


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ((2, 1), "takes points of the shape"), ((3,), "kernel of 'one' is"), ((None,), "whole numbers are wanted"),
        ((), "none of points"), ((2.0,), "whole numbers"), ((10**17,), "whole numbers"), ((0,), "whole numbers"),
        ((1,) * 9, "whole numbers"),
    ],
)  # fmt: skip
def test_points_of_another_shape_are_refused(tmp_path: Path, shape: Any, reason: str) -> None:
    model = sequential(points(*shape), dense("one", 2, "relu"), dense("two", 1))
    refused(saved(tmp_path / "m.keras", model, some(2, 2, 1)), reason)


def test_flattening_that_changes_the_order_is_refused(tmp_path: Path) -> None:
    flat = layer("Flatten", "f", data_format="channels_first")
    model = sequential(points(2, 2), flat, dense("one", 2, "relu"), dense("two", 1))
    refused(saved(tmp_path / "m.keras", model, some(4, 2, 1)), "'f' changes the order")


def test_functional_models_that_are_no_chain_are_refused(tmp_path: Path) -> None:
    weights = some(2, 2, 2, 1)
    layers = points(2), dense("one", 2, "relu"), dense("two", 2, "relu"), dense("three", 1)

    def edited(change: Any, keras: int = 3, name: str = "m.keras") -> Path:
        model = json.loads(json.dumps(functional(*layers, keras=keras)))
        change(model["config"]["layers"], model["config"])
        names = {"one": 0, "two": 1, "three": 2}
        order = [names[part["config"]["name"]] for part in model["config"]["layers"] if part["class_name"] == "Dense"]
        return saved(tmp_path / name, model, [weights[at] for at in order])

    def tensor(source: Any, *place: Any) -> dict[str, Any]:
        return {"config": {"keras_history": [source, *place]}}

    def node(*sources: Any, **options: Any) -> list[Any]:
        return [{"args": [tensor(source, 0, 0) for source in sources], "kwargs": options}]

    assert read_network(edited(lambda parts, _: None)).widths == (2, 2, 2, 1)
    network = read_network(edited(lambda parts, _: parts.reverse()))
    assert [[v] for v in network.evaluate(POINTS)] == [plainly(weights, point) for point in POINTS]
    edits: list[tuple[Any, str]] = [
        (lambda parts, _: parts[2].update(inbound_nodes=node("input")), "'input' returns goes two ways"),
        (lambda parts, _: parts[3].update(inbound_nodes=node("one", "two")), "'three' takes more than one value"),
        (lambda parts, _: parts[3].update(inbound_nodes=node(["one", "two"])), "'three' takes more than one value"),
        (lambda parts, _: parts[3].update(inbound_nodes=node("two") * 2), "'three' is used more than once"),
        (lambda parts, _: parts[3].update(inbound_nodes=node("two", training=True)), "'three' is called with"),
        (lambda parts, _: parts[3].update(inbound_nodes=[{"args": [tensor("two", 0, 1)], "kwargs": {}}]), "of several"),
        (lambda parts, _: parts[3].update(inbound_nodes=[]), "'three' is used more than once, or never"),
        (lambda parts, _: parts[3].update(inbound_nodes=[7]), "takes more than one value"),
        (lambda parts, _: parts[0].update(inbound_nodes=node("three")), "the model has no input"),
        (lambda parts, _: parts[1].update(inbound_nodes=node("three")), "no chain"),
        (lambda parts, _: parts.append({**points(2), "inbound_nodes": [], "config": {"name": "i"}}), "several inputs"),
        (lambda parts, config: config.update(output_layers=["two", 0, 0]), "no chain"),
        (lambda parts, config: config.update(output_layers=[["three", 0, 0], ["two", 0, 0]]), "no chain"),
        (lambda parts, config: config.pop("input_layers"), "no chain"),
        (lambda parts, _: parts.extend([{**layer("Dropout", "x"), "inbound_nodes": node("y")},
                                        {**layer("Dropout", "y"), "inbound_nodes": node("x")}]), "no chain"),
    ]  # fmt: skip
    for change, reason in edits:
        refused(edited(change), reason)
    refused(
        edited(lambda parts, _: parts[3].update(inbound_nodes=[[["two", 0, 0, {"training": True}]]]), 2), "called with"
    )
    refused(
        edited(lambda parts, _: parts[3].update(inbound_nodes=[[["two", 0, 0, {}], ["one", 0, 0, {}]]]), 2), "more than"
    )


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        ("[]", "no Keras model"), ("{}", "no Keras model"), ('{"config": 1}', "no Keras model"), ("{", "not JSON"),
        (b"\xff", "not UTF-8"), ("[" * 100_000, "too deeply|not JSON"), ('{"a": 1, "a": 2}', "occurs twice"),
        (json.dumps({**sequential(), "class_name": "Mine"}), "'Mine' is neither Sequential nor functional; np.savez"),
        (json.dumps({**sequential(), "class_name": ["Sequential"]}), "neither Sequential nor functional"),
        (json.dumps({**sequential(), "module": "mine"}), "neither Sequential nor functional"),
        (json.dumps(sequential()), "no Dense layer"),
        (json.dumps(sequential({**dense("one", 1), "module": "mine.layers"})), "class of somebody's own, 'Dense'"),
        (json.dumps(sequential({**dense("one", 1), "module": ["keras"]})), "class of somebody's own"),
        (json.dumps(sequential({**dense("one", 1), "registered_name": "mine>Dense"})), "somebody's own, 'mine>Dense'"),
        (json.dumps(sequential({"class_name": "Dense"})), "no name"),
        (json.dumps(sequential({"class_name": "Dense", "config": {"name": 7}})), "no name"),
        (json.dumps(sequential({"class_name": 7, "config": {"name": "x"}})), "somebody's own"),
        (json.dumps(sequential(7)), "no name"),  # type: ignore[arg-type]
        (json.dumps({**sequential(), "config": {"layers": 7}}), "expected a list"),
        (json.dumps(sequential(*[points(2)] * 10_001)), "layers are more than"),
    ],
    ids=lambda part: str(part)[:30],
)  # fmt: skip
def test_configurations_that_describe_nothing_are_refused(tmp_path: Path, config: str | bytes, reason: str) -> None:
    refused(zipped(tmp_path / "m.keras", config, weights_file([], [])), reason)
    if isinstance(config, str) and len(config) < 100:
        with h5py.File(tmp_path / "m.h5", "w") as file:
            file.attrs["model_config"] = config
        refused(tmp_path / "m.h5", reason)


TWO = sequential(points(2), dense("one", 2, "relu"), dense("two", 1))


def test_weights_that_are_not_those_of_the_layers_are_refused(tmp_path: Path) -> None:
    path, config = tmp_path / "m.keras", json.dumps(TWO)
    good = some(2, 2, 1)
    for names, weights, reason in (
        (["one"], good[:1], "has 2 Dense layers, but there are weights of 1"),
        (["one", "two", "more"], [*good, good[1]], "has 2 Dense layers, but there are weights of 3"),
        (["two", "one"], good, "of the layer 'one' are not in its place"),
        (["one", "two"], [good[0][:1], good[1]], "of the layer 'one' are not in its place"),
        (["one", "two"], [[*good[0], good[0][0]], good[1]], "of the layer 'one' are not in its place"),
        (["one", "two"], [good[0], [good[1][0], good[1][0]]], "kernel of 'two' is no matrix, or its bias no vector"),
        (["one", "two"], [good[0], [good[1][0][None], good[1][1]]], "kernel of 'two' is no matrix"),
        (["one", "two"], [[good[0][0], np.float32([1, 2, 3])], good[1]], "'one': .* 3 biases"),
        (["one", "two"], [[good[0][0] * np.nan, good[0][1]], good[1]], "'one', kernel has a NaN"),
        (["one", "two"], [[np.int32(good[0][0]), good[0][1]], good[1]], "no array of floats: int32"),
        (["one", "two"], [[good[0][0] > 0, good[0][1]], good[1]], "no array of floats: bool"),
        (["one", "two"], [[good[0][0] + 1j, good[0][1]], good[1]], "no array of floats: complex64"),
        (["one", "two"], [[np.longdouble(good[0][0]), good[0][1]], good[1]], "no array of floats: float"),
        (["one", "two"], [[np.array([[b"text"]]), good[0][1]], good[1]], "no array of floats"),
        (["one", "two"], [[["text"], good[0][1]], good[1]], "not as large as it says"),
    ):
        refused(zipped(path, config, weights_file(names, weights)), reason)
    saved(tmp_path / "m.h5", TWO, good)
    with h5py.File(tmp_path / "m.h5", "a") as file:
        file["model_weights/one"].attrs["weight_names"] = ["sequential/one/bias", "sequential/one/kernel"]
    refused(tmp_path / "m.h5", r"'one' has the weights \['bias', 'kernel'\]")
    with h5py.File(tmp_path / "m.h5", "a") as file:
        file["model_weights/one"].attrs["weight_names"] = ["../one/kernel", "sequential/one/bias"]
    refused(tmp_path / "m.h5", r"'model_weights/one/../one/kernel' is missing")
    with h5py.File(tmp_path / "m.h5", "a") as file:
        file["model_weights/one"].attrs["weight_names"] = 7
    refused(tmp_path / "m.h5", "without the list weight_names")
    with h5py.File(tmp_path / "m.h5", "a") as file:
        del file["model_weights/one"]
    refused(tmp_path / "m.h5", "'model_weights/one' is missing")
    with h5py.File(tmp_path / "m.h5", "a") as file:
        del file.attrs["model_config"]
    refused(tmp_path / "m.h5", r"holds weights and no model: save all of it, model.save\(\"model.keras\"\)")


def replaced(tmp_path: Path, make: Any) -> Path:
    """Return a good file in which something else stands for the first kernel."""
    content = io.BytesIO(weights_file(["one", "two"], some(2, 2, 1)))
    with h5py.File(content, "r+") as file:
        del file["layers/dense/vars/0"]
        make(file, file["layers/dense/vars"], tmp_path)
    return zipped(tmp_path / "m.keras", json.dumps(TWO), content.getvalue())


def outside(tmp_path: Path) -> Path:
    """Return a file with numbers that nobody has asked to be read."""
    with h5py.File(tmp_path / "secret.h5", "w") as file:
        file.create_dataset("kernel", data=np.ones((2, 2), np.float32))
    (tmp_path / "secret").write_bytes(np.ones((2, 2), np.float32).tobytes())
    return tmp_path


def virtual(file: Any, group: Any, tmp_path: Path) -> None:
    layout = h5py.VirtualLayout((2, 2), np.float32)
    layout[:] = h5py.VirtualSource(outside(tmp_path) / "secret.h5", "kernel", (2, 2))
    group.create_virtual_dataset("0", layout)


SQUARE = {"shape": (2, 2), "dtype": np.float32}
HUGE = {"shape": (2**22, 2**8), "dtype": np.float32}
ELSEWHERE: dict[str, tuple[Any, str]] = {
    "external": (
        lambda _, group, tmp: group.create_dataset("0", **SQUARE, external=[(str(outside(tmp) / "secret"), 0, 16)]),
        "in another file",
    ),
    "external link": (
        lambda _, group, tmp: group.__setitem__("0", h5py.ExternalLink(str(outside(tmp) / "secret.h5"), "/kernel")),
        "a link to another place",
    ),
    "soft link": (
        lambda _, group, tmp: group.__setitem__("0", h5py.SoftLink("/layers/dense_1/vars/0")),
        "a link to another place",
    ),
    "virtual": (virtual, "in another file"),
    "pieces": (lambda _, group, tmp: group.create_dataset("0", **SQUARE, chunks=(2, 2)), "in pieces"),
    "bomb": (lambda _, group, tmp: group.create_dataset("0", **HUGE, compression="gzip", fillvalue=1), "compressed"),
    "unwritten": (lambda _, group, tmp: group.create_dataset("0", **HUGE), "not as large as it says"),
    "group": (lambda _, group, tmp: group.create_group("0"), "no array"),
    "empty": (lambda _, group, tmp: group.create_dataset("0", data=h5py.Empty("f4")), "not as large as it says"),
    "no column": (lambda _, group, tmp: group.create_dataset("0", (2, 0), np.float32), "is empty"),
    "missing": (lambda _, group, tmp: None, "not in its place"),
    "circles": (lambda _, group, tmp: [group.__setitem__(str(i), group) for i in range(2, 10)], "not a readable HDF5"),
    "circle": (lambda file, group, tmp: file.__setitem__("layers/again", file["layers"]), "not a readable HDF5 file"),
}


@pytest.mark.parametrize(("make", "reason"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_arrays_that_are_elsewhere_or_larger_than_they_look_are_refused(tmp_path: Path, make: Any, reason: str) -> None:
    refused(replaced(tmp_path, make), reason)


def test_the_file_into_which_they_are_put_is_good(tmp_path: Path) -> None:
    kernel = np.ones((2, 2), np.float32)
    assert read_network(replaced(tmp_path, lambda _, group, tmp: group.create_dataset("0", data=kernel))).widths == (
        2,
        2,
        1,
    )


class Payload:
    """Makes a folder when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.path),)


def test_archives_of_other_things_are_refused(tmp_path: Path) -> None:
    path, config, weights = tmp_path / "m.keras", json.dumps(TWO), weights_file(["one", "two"], some(2, 2, 1))
    assert read_network(zipped(path, config, weights)).widths == (2, 2, 1)
    refused(zipped(path, config, weights, **{"../../outside": "x"}), "holds '../../outside'")
    refused(zipped(path, config, weights, **{"/etc/passwd": "x"}), "holds '/etc/passwd'")
    refused(zipped(path, config, weights, **{"assets/vocabulary.txt": "x"}), "holds 'assets/vocabulary.txt'")
    with pytest.warns(UserWarning, match="Duplicate name"):
        zipped(path, config, weights, **{"config.json": config})
    refused(path, "each once")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", config)
    refused(path, "holds config.json and model.weights.h5")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("config.json", b" " * (MAX_BYTES + 1))
    refused(path, "unpacks to more")
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(1001):
            archive.writestr(str(number), b"")
    refused(path, "unpacks to more")
    zipped(path, config, weights)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    refused(path, "not a readable .keras archive")
    path.write_bytes(content.replace(b'"units": 1', b'"units": 2', 1))
    refused(path, "not a readable .keras archive")  # the checksum
    pickled = pickle.dumps(Payload(tmp_path / "executed"))
    for name, bytes_ in (("m.keras", pickled), ("m.h5", pickled)):
        (tmp_path / name).write_bytes(bytes_)
        refused(tmp_path / name, "not a readable")
    refused(zipped(path, config, pickled), "not a readable HDF5 file")
    refused(zipped(path, pickled, weights), "not UTF-8|not JSON")
    assert not (tmp_path / "executed").exists()


def test_the_library_that_crashes_or_does_not_end_takes_nobody_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path / "m.h5", TWO, some(2, 2, 1))
    for code, reason in (
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "not a readable HDF5 file"),
        ("while True: pass", "does not come to an end"),
        ("import sys; sys.stdout.write('x')", "not a readable"),
    ):
        (tmp_path / "other.py").write_text(code)
        monkeypatch.setattr(hdf5_files, "SCRIPT", tmp_path / "other.py")
        monkeypatch.setattr(hdf5_files, "SECONDS", 1)
        refused(tmp_path / "m.h5", reason)
    monkeypatch.undo()
    assert read_network(tmp_path / "m.h5").widths == (2, 2, 1)


def test_files_that_are_cut_or_changed_are_read_or_refused(tmp_path: Path) -> None:
    content = saved(tmp_path / "m.h5", TWO, some(2, 2, 1)).read_bytes()
    rng = np.random.default_rng(0)
    path = tmp_path / "bad.h5"
    for number in range(8):
        bad = bytearray(content[: len(content) // 2] if number == 7 else content)
        for place in rng.integers(0, len(bad), 12):
            bad[place] = rng.integers(256)
        path.write_bytes(bad)
        with suppress(BarriersError):
            assert read_network(path).widths == (2, 2, 1)


def test_without_the_package_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(tmp_path / "m.h5", TWO, some(2, 2, 1))
    monkeypatch.setitem(sys.modules, "h5py", None)
    refused(tmp_path / "m.h5", "^files of Keras need the package h5py: pip install h5py$")
