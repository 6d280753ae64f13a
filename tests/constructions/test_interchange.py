"""Networks from the files that people bring: exactly what they hold, or one line that says why not."""

from __future__ import annotations

import io
import os
import pickle
import sys
import warnings
import zipfile
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constructions.files import MAX_BYTES
from constructions.interchange import from_sklearn, read_network, write_network
from constructions.interchange.stack import OVERHEAD, Stack
from tests.strategies import networks, small
from theory.exact import BarriersError, is_double
from theory.networks import ReluNetwork

pytestmark = pytest.mark.infrastructure
HERE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@st.composite
def stacks(draw: st.DrawFn) -> tuple[list[tuple[str, Any]], int]:
    """Any sequence of affine maps, normalisations and ReLUs that ends in one output."""
    size = first = draw(st.integers(1, 3))
    steps: list[tuple[str, Any]] = []
    for kind in [*draw(st.lists(st.sampled_from(["affine", "scale", "shift", "relu"]), max_size=8)), "relu", "affine"]:
        if kind == "affine":
            outputs = draw(st.integers(1, 3)) if len(steps) < 9 else 1
            matrix = [[draw(small) for _ in range(size)] for _ in range(outputs)]
            steps.append((kind, (matrix, [draw(small) for _ in range(outputs)])))
            size = outputs
        else:
            steps.append((kind, [draw(small) for _ in range(size)]))
    if size > 1:
        steps.append(("affine", ([[draw(small) for _ in range(size)]], [draw(small)])))
    return steps, first


@settings(max_examples=min(150, settings.default.max_examples))
@given(stacks(), st.lists(small, min_size=3, max_size=3))
def test_a_stack_of_maps_is_the_network_that_it_is_folded_into(
    drawn: tuple[list[tuple[str, Any]], int], values: list[Fraction]
) -> None:
    steps, size = drawn
    stack, x = Stack(size), values[:size]
    start = list(x)
    for kind, what in steps:
        if kind == "affine":
            stack.affine(*what)
            x = [sum((w * v for w, v in zip(row, x, strict=True)), b) for row, b in zip(*what, strict=True)]
        elif kind == "scale":
            stack.scale(what)
            x = [f * v for f, v in zip(what, x, strict=True)]
        elif kind == "shift":
            stack.shift(what)
            x = [v + b for v, b in zip(what, x, strict=True)]
        else:
            stack.relu()
            x = [max(Fraction(0), v) for v in x]
    assert [ReluNetwork(stack.layers())(start)] == x


def test_a_network_of_too_many_weights_is_not_read() -> None:
    for size in (2100, 2**23):
        with pytest.raises(BarriersError, match="weights is not read"):
            Stack(size).relu()


HALVES = [Fraction(1, 2), Fraction(1, 2)]


@pytest.mark.parametrize(
    "repeat",
    [
        lambda stack: stack.scale([Fraction(3, 5)] * 2),
        lambda stack: (stack.affine([HALVES, HALVES], HALVES), stack.scale([Fraction(3, 5)] * 2)),
        lambda stack: stack.shift([Fraction(1, n) for n in (stack.work + 2, stack.work + 3)]),
        lambda stack: stack.affine([[Fraction(1, 3), Fraction(1, 5)], HALVES], HALVES),
    ],
    ids=["scalings", "scalings of a matrix", "shifts", "matrices"],
)
@pytest.mark.parametrize("limit", ["MAX_BITS", "MAX_WORK"])
def test_maps_that_make_numbers_long_or_are_too_many_are_not_folded(
    monkeypatch: pytest.MonkeyPatch, repeat: Any, limit: str
) -> None:
    monkeypatch.setattr(f"constructions.interchange.stack.{limit}", {"MAX_BITS": 400, "MAX_WORK": 3 * 10**6}[limit])
    stack = Stack(2)
    repeat(stack)
    repeat(stack)

    def again() -> None:
        for _ in range(1500):
            repeat(stack)

    with pytest.raises(BarriersError, match="of more than 400 bits" if limit == "MAX_BITS" else "takes too long"):
        again()


@pytest.mark.parametrize("long", ["matrix", "factors"])
def test_products_of_long_numbers_count_for_more(monkeypatch: pytest.MonkeyPatch, long: str) -> None:
    for denominator, limit in ((3**4000, 10**8), (3, 10**8), (3**4000, 10**10)):
        stack, rows, zero = Stack(60), [[Fraction(1, 7)] * 60] * 60, [Fraction(0)] * 60
        if long == "matrix":
            stack.affine([[Fraction(1, denominator)] * 60] * 60, zero)
        else:
            stack.scale([Fraction(1, denominator)] * 60)
        monkeypatch.setattr("constructions.interchange.stack.MAX_WORK", stack.work + limit)
        if denominator > 3 and limit == 10**8:
            with pytest.raises(BarriersError, match="takes too long"):
                stack.affine(rows, zero)
        else:
            stack.affine(rows, zero)
            assert stack.layers()[0].weights[0][0] == Fraction(60 if long == "matrix" else 1, 7 * denominator)


def test_matrices_are_counted_by_their_product(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two 80 x 80 of 640 words: 80^3 sums of products of such numbers are the work, not the 80^2 results."""
    stack, zero = Stack(80), [Fraction(0)] * 80
    rows = [[Fraction(1, 2**40960)] * 80] * 80
    stack.affine(rows, zero)
    monkeypatch.setattr("constructions.interchange.stack.MAX_WORK", 80**3 * 640**2)
    with pytest.raises(BarriersError, match="takes too long"):
        stack.affine(rows, zero)


def test_numbers_that_are_only_carried_over_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """300 products for the row and as many for the bias; 600 numbers go into the latter."""
    stack = Stack(300)
    stack.scale([Fraction(2)] * 300)
    monkeypatch.setattr("constructions.interchange.stack.MAX_WORK", stack.work + 800 * OVERHEAD)
    with pytest.raises(BarriersError, match="takes too long"):
        stack.affine([[Fraction(1)] * 300], [Fraction(0)])


def test_a_common_denominator_that_is_too_long_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each 1/p has a few bits; together the inverse primes have as many as their product."""
    primes = [p for p in range(2, 200) if all(p % q for q in range(2, p))]
    stack = Stack(len(primes))
    stack.shift([Fraction(1, p) for p in primes])
    monkeypatch.setattr("constructions.interchange.stack.MAX_BITS", 250)
    with pytest.raises(BarriersError, match="more than 250 bits"):
        stack.affine([[Fraction(1)] * len(primes)], [Fraction(0)])


def test_standardised_inputs_as_many_as_a_picture_has_are_folded() -> None:
    rng = np.random.default_rng(0)
    m, s, w = ([Fraction(v) for v in rng.random(784).tolist()] for _ in range(3))
    stack = Stack(784)
    stack.shift([-v for v in m])
    stack.scale([1 / v for v in s])
    stack.affine([w] * 100, [Fraction(0)] * 100)
    (layer,) = stack.layers()
    assert layer.weights[99][7] == w[7] / s[7]
    assert layer.bias[99] == -sum(a * b / c for a, b, c in zip(w, m, s, strict=True))


# arrays


def saved(path: Path, *arrays: Any, **named: Any) -> Path:
    np.savez(path, *(np.asarray(a) for a in arrays), **{k: np.asarray(v) for k, v in named.items()})
    return path


KERNELS = ([[1.0, 2.0], [0.1, 4.0], [5.0, 6.0]], [7.0, 8.0], [[9.0], [10.0]], [11.0])
"""Of a Keras stack 3 -> 2 -> 1: a row of a kernel for each input."""


def test_dense_stacks_of_keras_are_read_in_both_forms(tmp_path: Path) -> None:
    one = read_network(saved(tmp_path / "a.npz", *KERNELS))
    names = ("sequential/dense/kernel", "sequential/dense/bias", "sequential/dense_1/kernel", "sequential/dense_1/bias")
    two = read_network(saved(tmp_path / "b.npz", **dict(zip(names, KERNELS, strict=True))))
    assert one == two
    assert one.layers[0].weights == ((Fraction(1), Fraction(0.1), Fraction(5)), (Fraction(2), Fraction(4), Fraction(6)))
    assert one((1, 0, 0)) == 9 * 8 + 10 * 10 + 11


@pytest.mark.parametrize(
    ("arrays", "reason"),
    [
        (KERNELS[:3], "W1, b1"),
        ((*KERNELS, [1.0], [2.0]), "real matrix"),  # a normalisation has no kernel
        ((np.transpose(KERNELS[0]), *KERNELS[1:]), "rows of 2 entries and 2 biases|3 rows"),
        ((KERNELS[0], KERNELS[1], [[9.0], [10.0], [0.0]], KERNELS[3]), "2 numbers come in"),
        ((KERNELS[0], [np.nan, 1.0], *KERNELS[2:]), "NaN"),
        ((np.array([["x"]]), *KERNELS[1:]), "real matrix"),
    ],
)
def test_other_lists_of_arrays_are_refused(tmp_path: Path, arrays: Any, reason: str) -> None:
    with pytest.raises(BarriersError, match=reason):
        read_network(saved(tmp_path / "a.npz", *arrays))


def test_arrays_are_counted_before_the_first_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("constructions.interchange.arrays.MAX_WEIGHTS", 10)
    assert read_network(saved(tmp_path / "a.npz", W1=[[1] * 6], b1=[0], W2=[[1]], b2=[2])).widths == (6, 1, 1)
    monkeypatch.setattr("constructions.interchange.arrays.exact", None)
    with pytest.raises(BarriersError, match="more than 10 weights"):
        read_network(saved(tmp_path / "a.npz", W1=[[1] * 8], b1=[0], W2=[[1]], b2=[2]))


def test_models_of_scikit_learn_are_read_with_their_standardisation_exactly() -> None:
    pytest.importorskip("sklearn", reason="scikit-learn is not installed: pip install scikit-learn")
    from sklearn.neural_network import MLPClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rng = np.random.default_rng(0)
    x = rng.normal(3, 5, (60, 2))
    y = (x[:, 0] > x[:, 1]).astype(int)
    model = make_pipeline(StandardScaler(), MLPClassifier((4, 3), max_iter=30, random_state=0))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(x, y)
    network, scaler, mlp = from_sklearn(model), model[0], model[-1]
    assert network.widths == (2, 4, 3, 1)
    point = [Fraction(v) for v in x[0].tolist()]
    scaled = [
        (v - Fraction(m)) / Fraction(s)
        for v, m, s in zip(point, scaler.mean_.tolist(), scaler.scale_.tolist(), strict=True)
    ]
    bare = from_sklearn(mlp)
    assert network(point) == bare(scaled)
    assert bare.layers[0].weights[1][0] == Fraction(float(mlp.coefs_[0][0, 1]))
    assert [int(v > 0) for v in network.evaluate(x.tolist())] == model.predict(x).tolist()
    for wrong in (
        SimpleNamespace(coefs_=[], intercepts_=[], activation="tanh", out_activation_="identity"),
        SimpleNamespace(coefs_=[], intercepts_=[], activation="relu", out_activation_="softmax"),
        MLPClassifier(),
        make_pipeline(SimpleNamespace(fit=0, transform=0), mlp),
    ):
        with pytest.raises(BarriersError, match=r"is wanted|are wanted|StandardScaler"):
            from_sklearn(wrong)


# files that execute something when they are unpickled


class Payload:
    """Makes a folder when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.path),)


def disguised(tmp_path: Path, name: str) -> Path:
    import zipfile

    content = pickle.dumps(Payload(tmp_path / "executed"))
    path = tmp_path / name
    if name.startswith("zipped"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("archive/data.pkl" if name.endswith("t") else "W1.npy", content)
            archive.writestr("archive/version", "3\n")
            archive.writestr("archive/byteorder", "little")
    elif name.startswith("object"):
        np.savez(tmp_path / "o", W1=np.array([Payload(tmp_path / "executed")], dtype=object))
        (tmp_path / "o.npz").rename(path)
    else:
        path.write_bytes(content)
    return path


@pytest.mark.parametrize(("package", "suffix"), [("onnx", ".onnx"), ("torch", ".pt")])
def test_a_missing_package_is_named_and_no_other_is_recommended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, suffix: str
) -> None:
    """On the index, "barriers" is another project's name: nobody may be told to install that."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as parts:
        parts.writestr("model/data.pkl", b"")
    (tmp_path / f"model{suffix}").write_bytes(archive.getvalue())
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(BarriersError, match=rf"the package {package}: pip install '?{package}"):
        read_network(tmp_path / f"model{suffix}")


@pytest.mark.parametrize(
    "name",
    ["plain.npz", "plain.pt", "plain.pth", "plain.onnx", "plain.pkl", "plain.joblib", "plain.json", "plain.h5",
     "zipped.npz", "zipped.pt", "object.npz"],
)  # fmt: skip
def test_a_pickle_is_never_executed_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    if name == "plain.onnx":
        pytest.importorskip("onnx", reason="onnx is not installed: pip install onnx onnxruntime")
    with pytest.raises(BarriersError) as error:
        read_network(disguised(tmp_path, name))
    assert "\n" not in str(error.value)
    assert not (tmp_path / "executed").exists()
    pickle.loads(pickle.dumps(Payload(tmp_path / "executed")))
    assert (tmp_path / "executed").exists()  # the payload is a payload


# state dicts of torch


@pytest.fixture
def torch() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("torch", reason="torch is not installed: pip install torch")


def sequential(torch: Any, *layers: Any) -> Any:
    torch.manual_seed(0)
    return torch.nn.Sequential(*layers)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_state_dict_of_torch_is_read_exactly(tmp_path: Path, torch: Any, dtype: str) -> None:
    nn = torch.nn
    model = sequential(torch, nn.Linear(2, 5), nn.ReLU(), nn.Linear(5, 4, bias=False), nn.ReLU(), nn.Linear(4, 1))
    torch.save(model.to(getattr(torch, dtype)).state_dict(), tmp_path / "m.pt")
    network = read_network(tmp_path / "m.pt")
    assert network.widths == (2, 5, 4, 1)
    assert network.layers[1].bias == (Fraction(0),) * 4
    for index, layer in ((0, 0), (2, 1), (4, 2)):
        rows = [[Fraction(v) for v in row] for row in model[index].weight.detach().tolist()]
        assert [list(row) for row in network.layers[layer].weights] == rows
    torch.save({f"net.{k}": v for k, v in model.state_dict().items()}, tmp_path / "p.pth")
    assert read_network(tmp_path / "p.pth") == network


@pytest.mark.filterwarnings("error")
def test_parameters_and_views_are_read_as_the_numbers_that_they_are(tmp_path: Path, torch: Any) -> None:
    model = sequential(torch, torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1))
    state = model.state_dict()
    torch.save(state, tmp_path / "plain.pt")
    plain = read_network(tmp_path / "plain.pt")
    torch.save(model.state_dict(keep_vars=True), tmp_path / "parameters.pt")
    for name, matrix in (
        ("negative", torch._neg_view(-state["0.weight"])),
        ("imaginary", torch.complex(state["0.weight"], -state["0.weight"]).conj().imag),
        ("transposed", state["0.weight"].t().contiguous().t()),
    ):
        torch.save({**state, "0.weight": matrix}, tmp_path / f"{name}.pt")
    for name in ("parameters", "negative", "imaginary", "transposed"):
        assert read_network(tmp_path / f"{name}.pt") == plain


def test_weights_are_counted_before_the_first_is_read(
    tmp_path: Path, torch: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    side, ones = 2**11, torch.ones(1)
    wide = {"0.weight": ones.expand(side, side - 1), "0.bias": ones.expand(side), "2.weight": ones.expand(1, side)}
    torch.save(wide | {"2.bias": ones}, tmp_path / "wide.pt")
    monkeypatch.setattr("constructions.interchange.state_dicts.exact", None)
    with pytest.raises(BarriersError, match="more than 4194304 weights"):
        read_network(tmp_path / "wide.pt")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda torch, ones: ones.to_sparse(), "must be dense"),
        (lambda torch, ones: ones.to_sparse_csr(), "must be dense"),
        (lambda torch, ones: torch.nested.nested_tensor([ones]), "must be dense"),
        (lambda torch, ones: ones.to("meta"), "with its numbers in the file"),
        (lambda torch, ones: torch.quantize_per_tensor(ones, 0.1, 0, torch.qint8), "float32 or float64"),
        (lambda torch, ones: ones.to(torch.complex64).conj(), "float32 or float64"),
    ],
    ids=["sparse", "compressed rows", "nested", "no numbers", "quantised", "conjugate"],
)
def test_tensors_that_are_no_arrays_are_refused_in_one_line_without_a_warning(
    tmp_path: Path, torch: Any, make: Any, reason: str
) -> None:
    ones = torch.ones
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        odd = {"0.weight": make(torch, ones(3, 2)), "0.bias": ones(3), "2.weight": ones(1, 3), "2.bias": ones(1)}
        torch.save(odd, tmp_path / "odd.pt")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(BarriersError, match=reason) as error:
            read_network(tmp_path / "odd.pt")
    assert "\n" not in str(error.value)


def test_other_files_of_torch_are_refused(tmp_path: Path, torch: Any) -> None:
    nn, ones = torch.nn, torch.ones
    model = sequential(torch, nn.Linear(2, 3), nn.BatchNorm1d(3), nn.ReLU(), nn.Linear(3, 1))
    good = {"0.weight": ones(3, 2), "0.bias": ones(3), "2.weight": ones(1, 3), "2.bias": ones(1)}
    for number, (what, reason) in enumerate(
        [
            (model, "not a file of plain tensors"),
            (model.state_dict(), "fuse_linear_bn_eval"),
            ([ones(2)], "no state dict"),
            ({}, "holds no tensors"),
            ({**good, "fc.weight": ones(1)}, "does not say in which order .* instance 0,2,fc: layers"),
            ({**good, "1.weight": ones(3, 3)}, "nothing between"),
            ({**good, "a.4.weight": ones(1, 1)}, "does not say in which order"),
            ({**good, "0.weight": ones(3, 2, 1)}, "no Linear"),
            ({"0.bias": ones(3)}, "no Linear"),
            ({**good, "00.weight": ones(3, 2), "00.bias": ones(3)}, "does not say in which order"),
            ({"a.0.weight": ones(3, 2), **{f"b.{key}": value for key, value in good.items()}}, "in which order"),
            ({**good, "0.weight": ones(3, 2).int()}, "float32 or float64"),
            ({**good, "0.weight": ones(1, 1).expand(10**6, 10**6)}, "of 4194304 at most"),
            ({**good, "0.weight": ones(3, 2) / 0}, "infinite"),
            ({**good, "0.bias": ones(2)}, "biases"),
            ({**good, "2.weight": ones(1, 4)}, "3 numbers come in"),
        ]
    ):
        path = tmp_path / f"{number}.pt"
        torch.save(what, path)
        with pytest.raises(BarriersError, match=reason) as error:
            read_network(path)
        assert "\n" not in str(error.value)
    content = (tmp_path / "2.pt").read_bytes()
    (tmp_path / "cut.pt").write_bytes(content[: len(content) // 2])
    with pytest.raises(BarriersError, match="not an archive"):
        read_network(tmp_path / "cut.pt")
    torch.save(good, tmp_path / "good.pt")
    assert read_network(tmp_path / "good.pt").widths == (2, 3, 1)
    torch.__version__, saved_version = "2.5.1", torch.__version__
    try:
        with pytest.raises(BarriersError, match="CVE"):
            read_network(tmp_path / "good.pt")
    finally:
        torch.__version__ = saved_version


def test_an_archive_that_unpacks_too_large_is_refused_before_torch_sees_it(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "bomb.pt", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.pkl", b"0" * (MAX_BYTES + 1))
    with pytest.raises(BarriersError, match="unpacks to more"):
        read_network(tmp_path / "bomb.pt")


# the round trip of everything that is written


@HERE
@given(networks(), st.sampled_from(["npz", "onnx"]))
def test_every_network_is_written_exactly_or_not_at_all(tmp_path: Path, network: ReluNetwork, suffix: str) -> None:
    if suffix == "onnx":
        pytest.importorskip("onnx", reason="onnx is not installed: pip install onnx onnxruntime")
    path = tmp_path / f"n.{suffix}"
    path.unlink(missing_ok=True)
    if all(is_double(v) for layer in network.layers for row in (*layer.weights, layer.bias) for v in row):
        write_network(network, path)
        assert read_network(path) == network
    else:
        with pytest.raises(BarriersError, match="is no double"):
            write_network(network, path)
        assert not path.exists()
