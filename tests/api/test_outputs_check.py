"""What a model says itself at the data's points is compared with what was read: beyond rounding, it is refused."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.interchange import write_network
from constructions.output_files import read_outputs
from nnbarriers.comparing import compare_outputs, ended, outputs
from tests.command.running import run
from theory.networks import ReluNetwork

pytestmark = pytest.mark.infrastructure
DATA = nb.dataset(12)
POINTS = np.array([[float(v) for v in point] for point in DATA.points])


def network(count: int, seed: int = 0, kind: Any = np.float32) -> ReluNetwork:
    rng = np.random.default_rng(seed)
    return ReluNetwork.of(
        [
            (rng.normal(size=(b, a)).astype(kind).tolist(), rng.normal(size=b).astype(kind).tolist())
            for a, b in ((2, 6), (6, count))
        ]
    )


def own(model: ReluNetwork, points: Any = POINTS) -> Any:
    return np.array([[float(v) for v in row] for row in model.evaluate_all(points.tolist())])


@pytest.mark.parametrize("name", ["ReLU", "ELU", "Tanh", "GELU", "LeakyReLU", "SiLU", "Softplus"])
def test_a_state_dict_of_another_activation_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    torch = pytest.importorskip("torch", reason="torch is not installed: pip install torch")
    monkeypatch.chdir(tmp_path)
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(2, 8), getattr(torch.nn, name)(), torch.nn.Linear(8, 1))
    torch.save(model.state_dict(), "model.pt")
    DATA.save("data.npz")
    with torch.no_grad():
        said = model(torch.tensor(DATA.x, dtype=torch.float32))
        scaled = model(torch.tensor(DATA.x * DATA.scale, dtype=torch.float32)).numpy()
    np.save("preds.npy", said.numpy())
    np.savetxt("preds.csv", said.numpy(), delimiter=",", fmt="%.6g")
    for given_, options in ((said, {}), (said[:, 0], {}), ("preds.npy", {}), ("preds.csv", {}),
                            (scaled, {"scale": DATA.scale})):  # fmt: skip
        call: Callable[[], Any] = lambda g=given_, o=options: nb.attack(  # noqa: E731
            "model.pt", DATA, threshold=0, outputs_check=g, **o
        )
        if name == "ReLU":
            what = given_ if isinstance(given_, str) else "outputs_check"
            assert f"; agrees with {what} at 12 points, up to rounding" in call().read_as
        else:
            with pytest.raises(
                nb.BarriersError, match=r"at point \d+ .* says .*: it is another function; usual"
            ) as error:
                call()
            assert "\n" not in str(error.value) and len(str(error.value)) < 400
    arguments = ("attack", "model.pt", "--dataset", "data.npz", "--threshold", 0, "--outputs-check", "preds.npy")
    code, out, said_ = run(capsys, *arguments, "--json")
    assert code == (0 if name == "ReLU" else 2)
    if name == "ReLU":
        assert "agrees with preds.npy at 12 points" in json.loads(out)["read_as"]
        certificate = json.loads(Path("model.pt.certificate.json").read_text())
        assert "agrees with preds.npy" in certificate["provenance"]["read as"]
    else:
        assert (out, said_.count("\n")) == ("", 1)
        assert not Path("model.pt.certificate.json").exists()


@given(
    st.integers(1, 3), st.integers(0, 10**6), st.sampled_from(["", "sigmoid", "softmax", "log_softmax"]),
    st.sampled_from([np.float32, np.float64]), st.data(),
)  # fmt: skip
def test_rounding_agrees_and_one_entry_beyond_it_is_named(
    count: int, seed: int, end: str, kind: Any, data: st.DataObject
) -> None:
    """Just within the bound is agreement, just beyond it is none."""
    model = network(count, seed, kind)
    if count == 1 and "softmax" in end:
        end = "sigmoid"
    said = ended(own(model), end)
    rounded = said.astype(kind)
    for known in {end, ""}:
        told = compare_outputs(model, known, DATA.points, rounded, raw=False)
        assert told.endswith(f"outputs_check{f' after a {end}' if end else ''} at 12 points, up to rounding")
    read, room = outputs(model, POINTS, 2.0**-23 if kind is np.float32 else 2.0**-52)
    point, entry = data.draw(st.integers(0, 11)), data.draw(st.integers(0, count - 1))
    if not end:
        for share in (Fraction(15, 16), Fraction(17, 16)):
            moved = read.copy()
            moved[point, entry] += float(share) * room[point, entry]
            if share < 1:
                assert compare_outputs(model, "", DATA.points, moved, raw=False)
            else:
                with pytest.raises(nb.BarriersError, match="it is another function"):
                    compare_outputs(model, "", DATA.points, moved, raw=False)
    moved = rounded.astype(float)
    moved[point, entry] += 1 + 4 * room.max()
    where = f" in output {entry}" if count > 1 else ""
    with pytest.raises(nb.BarriersError, match=f"at point {point + 1} outputs_check says .*{where}, and the network"):
        compare_outputs(model, end, DATA.points, moved, raw=False)


def test_a_file_without_an_end_may_have_one_and_the_threshold_is_then_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "m.npz"
    write_network(network(1), path)
    said = ended(own(network(1)), "sigmoid")
    with pytest.raises(
        nb.BarriersError, match=r"is the sigmoid of what was read: these are logits, so give threshold=0"
    ):
        nb.attack(path, DATA, outputs_check=said)
    assert "agrees with outputs_check after a sigmoid" in nb.attack(path, DATA, threshold=0, outputs_check=said).read_as
    both = np.hstack([1 - said, said])
    assert "after a softmax" in nb.attack(path, DATA, threshold=0, outputs_check=both).read_as
    two = tmp_path / "two.npz"
    write_network(network(2), two)
    found = nb.attack(two, DATA, outputs_check=ended(own(network(2)), "softmax"))
    assert "output 1 less output 0; class 1 where it exceeds 0; agrees with outputs_check after a soft" in found.read_as


def test_a_choice_of_outputs_leaves_all_of_them_compared(tmp_path: Path) -> None:
    model = network(3)
    said = own(model)
    assert "agrees" in nb.attack(model, DATA, outputs=(2, 0), outputs_check=said).read_as
    with pytest.raises(nb.BarriersError, match=r"the shape \(12, 1\), and 3 outputs at 12 points were read"):
        nb.attack(model, DATA, outputs=(2, 0), outputs_check=said[:, :1])
    with pytest.raises(nb.BarriersError, match=r"the shape \(11, 3\), and 3 outputs at 12 points"):
        nb.attack(model, DATA, outputs=(2, 0), outputs_check=said[:-1])


def test_decimals_are_compared_as_far_as_they_go(tmp_path: Path) -> None:
    model, path = network(2, kind=np.float64), tmp_path / "p.csv"
    said = own(model)
    for digits, names in ((3, ""), (17, "one,two\n")):
        path.write_text(names + "\n".join(",".join(f"{v:.{digits}e}" for v in row) for row in said) + "\n")
        assert "agrees" in compare_outputs(model, "", DATA.points, path, raw=False)
    path.write_text("\n".join(",".join(f"{v + 0.002:.3f}" for v in row) for row in said))
    with pytest.raises(nb.BarriersError, match="another function"):
        compare_outputs(model, "", DATA.points, path, raw=False)


def written(array: Any, **options: Any) -> Callable[[Path], None]:
    return lambda path: np.save(path, array, **options)


def header(text: str) -> Callable[[Path], None]:
    body = text.encode().ljust(117) + b"\n"
    return lambda path: path.write_bytes(b"\x93NUMPY\x01\x00" + len(body).to_bytes(2, "little") + body) and None


BAD: list[tuple[str, Callable[[Path], Any], str]] = [
    ("p.npy", written(np.array([{"a": 1}], dtype=object), allow_pickle=True), "floats are wanted.*got object"),
    ("p.npy", written(np.zeros(12, dtype=np.int64)), "before any class is chosen; got int64"),
    ("p.npy", written(np.zeros(12, dtype=np.longdouble)), "floats are wanted"),
    ("p.npy", lambda path: path.write_bytes(pickle.dumps([1.0])), "not a readable .npy"),
    (
        "p.npy",
        header("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }"),
        "does not fit the bytes",
    ),
    ("p.npy", header("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }"), "does not fit the bytes|readable"),
    ("p.npy", header("__import__('os').mkdir('executed')"), "not a readable .npy"),
    ("p.npy", written(np.full(12, np.nan)), "finite numbers"),
    ("p.npy", written(np.zeros((12, 1, 1))), r"\(n,\) or \(n, k\), got the shape \(12, 1, 1\)"),
    ("p.npy", written(np.zeros(0)), "finite numbers"),
    ("p.npy", written(np.float64(3)), "finite numbers"),
    ("p.csv", lambda path: path.write_text(""), "there are no numbers"),
    ("p.csv", lambda path: path.write_text("a,b\n"), "there are no numbers"),
    ("p.csv", lambda path: path.write_text("1,2\n3\n"), "line 2 must have 2 decimals, got '3'"),
    ("p.csv", lambda path: path.write_text("1\nnan\n"), "line 2 must have 1 decimals, got 'nan'"),
    ("p.csv", lambda path: path.write_text("y\n1\n__import__\n"), "line 3 must have 1 decimals"),
    ("p.csv", lambda path: path.write_text("1e999\n"), "finite numbers"),
    ("p.csv", lambda path: path.write_text(f"{'9' * 50}\n"), "there are no numbers|decimals"),
    ("p.csv", lambda path: path.write_bytes(b"\xff\n"), "not ASCII"),
    ("p.txt", lambda path: path.write_text("1\n"), "read from .npy"),
    ("p.npz", written(np.zeros(12)), "read from .npy|no such file"),
    ("p.npy", lambda path: None, "no such file"),
]


@pytest.mark.parametrize(("name", "write", "reason"), BAD, ids=lambda part: part if isinstance(part, str) else "")
def test_files_that_are_no_outputs_are_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, write: Callable[[Path], Any], reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path(name))
    with pytest.raises(nb.BarriersError, match=reason) as error:
        nb.attack(network(1), DATA, outputs_check=name)
    assert "\n" not in str(error.value)
    assert not Path("executed").exists()


def test_arrays_that_are_no_outputs_are_refused() -> None:
    for given_ in (np.zeros(12, dtype=int), "", [], [1], object(), {"a": 1.0}, [[1.0], [1.0, 2.0]], 3.5):
        with pytest.raises(nb.BarriersError, match=r"outputs_check|are read from"):
            nb.attack(network(1), DATA, outputs_check=given_)


def test_what_a_file_holds_is_what_is_compared(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("out\n 1.25\n-3e-2\n.5\n")
    said, half = read_outputs(path)
    assert said.tolist() == [[1.25], [float(np.float32(-0.03))], [0.5]]
    assert half.tolist() == [[0.005], [0.005], [0.05]]
    assert Fraction(1, 2) == Fraction(float(said[2, 0]))


def deep(widths: list[int], seed: int) -> tuple[list[Any], ReluNetwork]:
    """A network as PyTorch draws it, in single precision, as arrays and as it is read."""
    rng = np.random.default_rng(seed)
    layers = [
        (rng.normal(size=(b, a), scale=np.sqrt(2 / a)).astype(np.float32), np.zeros(b, np.float32))
        for a, b in pairwise(widths)
    ]
    return layers, ReluNetwork.of([(w.tolist(), b.tolist()) for w, b in layers])


def forward(layers: list[Any], x: Any, activation: Callable[[Any], Any]) -> Any:
    """What a runtime in single precision says."""
    state = x.astype(np.float32)
    for number, (w, b) in enumerate(layers):
        state = (activation(state) if number else state) @ w.T + b
    return state


def relu(x: Any) -> Any:
    return np.maximum(x, 0)


def leaky(x: Any) -> Any:
    return np.where(x > 0, x, x * np.float32(0.01))


@pytest.mark.parametrize(
    "widths", [[64, 32, 32, 32, 32, 32, 10], [64, 128, 128, 128, 10], [200, 128, 128, 3], [5, 50, 1]]
)
@pytest.mark.parametrize("seed", range(3))
def test_depth_and_width_do_not_make_the_comparison_empty(widths: list[int], seed: int) -> None:
    """Single precision agrees; a leak of a hundredth, other outputs and another order do not, whatever the end."""
    layers, model = deep(widths, seed)
    x = np.random.default_rng(seed).uniform(0, 1, (40, widths[0])).astype(np.float32)
    right, wrong = forward(layers, x, relu), forward(layers, x, leaky)
    ends = ["", "sigmoid"] if widths[-1] == 1 else ["", "softmax", "log_softmax"]
    for end in ends:
        said = ended(right, end).astype(np.float32)
        assert "agrees" in compare_outputs(model, end, x.tolist(), said, raw=False)
        for other in (ended(wrong, end), 0 * said + np.float32(1 / 3), said[::-1], np.roll(said, 1, axis=1)):
            if not np.array_equal(other, said):
                with pytest.raises(nb.BarriersError, match=r"another function|tells nothing"):
                    compare_outputs(model, end, x.tolist(), other.astype(np.float32), raw=False)


def test_saturated_probabilities_still_tell_the_logits() -> None:
    """The logits are 60 and more apart: the largest probability rounds to 1, and the others still say by how much."""
    layers, _ = deep([8, 16, 4], 0)
    layers = [(w * np.float32(30), b) for w, b in layers]
    model = ReluNetwork.of([(w.tolist(), b.tolist()) for w, b in layers])
    x = np.random.default_rng(0).uniform(0, 0.1, (60, 8)).astype(np.float32)
    for activation, agrees in ((relu, True), (leaky, False)):
        said = ended(forward(layers, x, activation).astype(float), "softmax").astype(np.float32)
        assert (said.max(axis=1) == 1).sum() > 20
        if agrees:
            assert "after a softmax" in compare_outputs(model, "", x.tolist(), said, raw=False)
        else:
            with pytest.raises(nb.BarriersError, match="another function"):
                compare_outputs(model, "", x.tolist(), said, raw=False)


def test_what_cannot_tell_is_no_agreement() -> None:
    """Weights whose rounding is infinite."""
    big = ReluNetwork.of([([[10**200], [-1]], [0, 0]), ([[10**200, -1]], [0])])
    with pytest.raises(nb.BarriersError, match=r"tells nothing|another function"), np.errstate(all="ignore"):
        compare_outputs(big, "", [[1], [-1]], np.array([5.0, -5.0]), raw=False)
