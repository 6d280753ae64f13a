"""Networks and datasets survive the way through files exactly; others are refused with one line of error."""

from __future__ import annotations

import io
import json
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constructions.dataset_files import read_dataset, write_dataset
from constructions.files import MAX_BYTES, new_folder, strict_json, write_folder, write_text
from constructions.interchange import read_network, write_network
from constructions.training_sets import TrainingSet, double_training_set, training_set
from tests.strategies import networks, parameters, training_sets
from theory.exact import BarriersError, is_double
from theory.networks import ReluNetwork

pytestmark = pytest.mark.infrastructure
same_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@same_folder
@given(networks())
def test_networks_survive_json_exactly(tmp_path: Path, network: ReluNetwork) -> None:
    write_network(network, tmp_path / "n.json")
    assert read_network(tmp_path / "n.json") == network


@same_folder
@given(networks())
def test_networks_survive_npz_exactly_or_are_not_written(tmp_path: Path, network: ReluNetwork) -> None:
    path = tmp_path / "n.npz"
    path.unlink(missing_ok=True)
    if all(is_double(v) for layer in network.layers for row in (*layer.weights, layer.bias) for v in row):
        write_network(network, path)
        assert read_network(path) == network
    else:
        with pytest.raises(BarriersError, match="no double"):
            write_network(network, path)
        assert not path.exists()


def test_float32_and_integer_weights_are_read_as_they_are(tmp_path: Path) -> None:
    np.savez(
        tmp_path / "n.npz",
        W1=np.array([[0.1, 1]], dtype=np.float32),
        b1=np.array([3]),
        W2=np.array([[2]]),
        b2=np.zeros(1),
    )
    network = read_network(tmp_path / "n.npz")
    assert network.layers[0].weights == ((Fraction(float(np.float32(0.1))), Fraction(1)),)


@same_folder
@given(st.integers(1, 30), parameters, st.integers(2, 4))
def test_all_three_formats_hold_the_same_rationals(tmp_path: Path, n: int, a: Fraction, d: int) -> None:
    data = double_training_set(n, a, dimension=d)
    for suffix in ("json", "npz", "csv"):
        write_dataset(data, tmp_path / f"d.{suffix}")
        assert read_dataset(tmp_path / f"d.{suffix}") == data


def test_the_arrays_that_a_user_trains_on_are_the_points(tmp_path: Path) -> None:
    data = double_training_set(20, "2/3", dimension=3)
    write_dataset(data, tmp_path / "d.npz")
    with np.load(tmp_path / "d.npz") as arrays:
        assert arrays["x"].dtype == np.float64
        assert arrays["y"].dtype == np.int8
        assert [[Fraction(v) for v in row] for row in arrays["x"].tolist()] == [list(p) for p in data.points]


@same_folder
@given(training_sets())
def test_exact_datasets_survive_json_and_are_refused_by_formats_of_doubles(tmp_path: Path, data: TrainingSet) -> None:
    write_dataset(data, tmp_path / "d.json")
    assert read_dataset(tmp_path / "d.json") == data
    if not all(is_double(v) for v in (data.delta, *data.x1)):
        for suffix in ("npz", "csv"):
            with pytest.raises(BarriersError, match="no double"):
                write_dataset(data, tmp_path / f"no.{suffix}")
            assert not (tmp_path / f"no.{suffix}").exists()


def dataset_object(tmp_path: Path, **changes: Any) -> Path:
    write_dataset(training_set(3), tmp_path / "d.json")
    body = json.loads((tmp_path / "d.json").read_text()) | changes
    (tmp_path / "d.json").write_text(json.dumps(body))
    return tmp_path / "d.json"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"a": "1/3"}, r"\[1/2, 1\]"),
        ({"delta": "1"}, "delta <= radius"),
        ({"delta": "0"}, "0 < delta"),
        ({"radius": "-1"}, "radius must be positive"),
        ({"radius": "1/50", "delta": "1/120"}, "closed ball"),
        ({"y": [0, 1, 1]}, "point 3 must have the label"),
        ({"y": [0, 1, False]}, "point 3 must have the label"),
        ({"y": [0, 1]}, "as many labels"),
        ({"points": 4}, "points = 4"),
        ({"dimension": 3}, "dimension = 3"),
        ({"x": [["4/7", "0"], ["4/11", "0"], ["4/15", "0"]]}, "point 2 must be"),
        ({"x": [["4/7"], ["4/11"], ["4/15"]]}, "dimension d must be at least 2"),
        ({"x": [["4/7", "0"], ["4/11"], ["4/15", "0"]]}, "same dimension"),
        ({"x": [["4/7", "0"], ["4/7", "1/120"], ["4/15", "0"]]}, "apart"),
        ({"x": [], "y": [], "points": 0}, "n >= 1"),
        ({"x": [["4/7", 0.5]] * 3}, "JSON number"),
        ({"x": [["4/7", None]] * 3}, "as a string"),
        ({"x": "abc"}, "a list"),
        ({"extra": 1}, "unknown"),
        ({"a": "x"}, "rational"),
    ],
)
def test_a_dataset_that_is_not_of_the_form_is_refused_by_the_hypothesis_it_violates(
    tmp_path: Path, changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(BarriersError, match=reason) as error:
        read_dataset(dataset_object(tmp_path, **changes))
    assert "\n" not in str(error.value)
    assert str(tmp_path / "d.json") in str(error.value)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "first line"),
        ("# a=1 delta=1/120 radius=1/120\nx1,x2,y\n0.5,0,2\n", "label 0 or 1"),
        ("# a=1 delta=1/120\nx1,x2,y\n0.5,0,0\n", "missing"),
        ("# a=1 delta=1/120 radius=1/120\na,b,c\n0.5,0,0\n", "second line"),
        ("# a=1 delta=1/120 radius=1/120\nx1,x2,y\n0.5,nan,0\n", "no finite double|finite rational"),
        ("# a=1 delta=1/120 radius=1/120\nx1,x2,y\n0.5,zero,0\n", "no finite double"),
        ("# a=1 delta=1/120 radius=1/120\nx1,x2,y\n0.5,0\n", "coordinates and a label"),
        ("# ä", "ASCII"),
        ("# a=7 a=1 delta=1/120 radius=1/120\nx1,x2,y\n0.5,0,0\n", "twice"),
        ("# a=1 delta=1/120 radius=1/120\nx1,x2,y\n0.5,1e-400,0\n", "no finite double"),
        ("# a=1 delta=1/120 radius=1/120\nx1,x2,y\n0_5,0,0\n", "no finite double"),
    ],
)
def test_broken_csv_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "d.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BarriersError, match=reason):
        read_dataset(tmp_path / "d.csv")


NETWORK = (
    '{"widths": [2, 1, 1], "layers": [{"weights": [["1", "0"]], "bias": ["0"]}, {"weights": [["1"]], "bias": ["0"]}]}'
)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not JSON"),
        (NETWORK[:40].encode(), "not JSON"),
        (b"\xff\xfe", "UTF-8"),
        (NETWORK.replace('"1"', "0.5", 1).encode(), "JSON number 0.5"),
        (NETWORK.replace('"1"', "NaN", 1).encode(), "JSON number NaN"),
        (NETWORK.replace('"1"', "1" * 10**6, 1).encode(), "JSON number 1111"),
        (NETWORK.replace('"1"', '"' + "1" * 10**6 + '"', 1).encode(), "1000000 digits"),
        (NETWORK.replace('"1"', '"nan"', 1).encode(), "rational"),
        (NETWORK.replace('"1"', '"1/0"', 1).encode(), "denominator"),
        (NETWORK.replace("[2, 1, 1]", "[2, 2, 1]").encode(), "widths say"),
        (NETWORK.replace("[2, 1, 1]", "[2, true, true]").encode(), "widths say"),
        (("{" + ",".join(f'"{i}":0' for i in range(50_000)) + "}").encode(), "missing"),
        (NETWORK.replace('"0"]]', '"0", "0"]]').encode(), "widths say"),
        (NETWORK.replace('["1"]', '["1", "2"]').encode(), "takes 2 inputs"),
        (NETWORK.replace('"bias": ["0"]', '"bias": []', 1).encode(), "biases"),
        (NETWORK.replace('"widths"', '"widths": [], "widths"').encode(), "occurs twice"),
        (NETWORK.replace('"widths"', '"depth"').encode(), "missing"),
        (b"[" * 10**5, "too deeply"),
        (b"[]", "JSON object"),
    ],
)
def test_hostile_network_json_is_refused_in_one_line(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "n.json").write_bytes(content)
    with pytest.raises(BarriersError, match=reason) as error:
        read_network(tmp_path / "n.json")
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 400


def npz(**arrays: Any) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


def zipped(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def npz_compressed(**arrays: Any) -> bytes:
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


def flipped(content: bytes) -> bytes:
    """The same with some bytes of the compressed data changed."""
    return content[:60] + bytes(b ^ 255 for b in content[60:75]) + content[75:]


PAIR = {"W2": np.ones((1, 1)), "b2": np.zeros(1)}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a readable"),
        (b"PK\x03\x04 nothing", "not a readable"),
        (npz(W1=np.ones((1, 2)), b1=np.zeros(1), **PAIR)[:200], "not a readable"),
        (npz(W1=np.array([[object()]], dtype=object), b1=np.zeros(1), **PAIR), "not a readable"),
        (zipped(**{"W1.npy": b"\x80\x04\x95pickle"}), "W1, b1"),
        (zipped(**{"W1.npy": b"0" * (MAX_BYTES + 1)}), "unpacks to more"),
        (zipped(**{"evil.py": b"print()"}), "no NumPy array"),
        (npz(W1=np.array([[np.nan, 1]]), b1=np.zeros(1), **PAIR), "W1 has a NaN"),
        (npz(W1=np.array([[np.inf, 1]]), b1=np.zeros(1), **PAIR), "infinite"),
        (npz(W1=np.array([["1", "2"]]), b1=np.zeros(1), **PAIR), "real matrix"),
        (npz(W1=np.ones(2), b1=np.zeros(1), **PAIR), "real matrix"),
        (npz(W1=np.array([[1j, 1]]), b1=np.zeros(1), **PAIR), "real matrix"),
        (npz(W1=np.ones((1, 2)), b1=np.zeros(1)), "L >= 2"),
        (npz(weights=np.ones((1, 2))), "W1, b1"),
        (npz(W1=np.ones((1, 2)), b1=np.zeros(1), W3=np.ones((1, 1)), b3=np.zeros(1)), "W1, b1"),
        (npz(W1=np.ones((3, 2)), b1=np.zeros(2), **PAIR), "biases"),
        (npz(W1=np.zeros((10**9, 0)), b1=np.zeros(1), **PAIR), "is empty"),
        (zipped(**{"W1.npy": b"\x93NUMPY\x01\x00\x10\x00{'descr': '<f8',(("}), "not a readable"),
        (flipped(npz_compressed(W1=np.ones((20, 20)), b1=np.zeros(20))), "not a readable"),
    ],
)
def test_hostile_archives_are_refused_and_nothing_in_them_is_unpickled(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "n.npz").write_bytes(content)
    with pytest.raises(BarriersError, match=reason) as error:
        read_network(tmp_path / "n.npz")
    assert "\n" not in str(error.value)


def test_files_too_large_missing_or_strange_are_refused(tmp_path: Path) -> None:
    with (tmp_path / "big.json").open("wb") as stream:
        stream.truncate(100 * 2**20)
    (tmp_path / "model.xyz").write_bytes(b"")
    for name, reason in (
        ("big.json", "larger than"),
        ("none.json", "no such file"),
        (".", "not a regular"),
        ("model.xyz", "ends in"),
    ):
        with pytest.raises(BarriersError, match=reason):
            read_network(tmp_path / name)
    with pytest.raises(BarriersError, match="ends in"):
        read_dataset(tmp_path / "model.xyz")
    for write in (lambda p: write_network(read_back(tmp_path), p), lambda p: write_dataset(double_training_set(2), p)):
        with pytest.raises(BarriersError, match="ends in"):
            write(tmp_path / "x.txt")


def read_back(tmp_path: Path) -> ReluNetwork:
    (tmp_path / "n.json").write_text(NETWORK)
    return read_network(tmp_path / "n.json")


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BarriersError, match="cannot be written"):
        write_text(tmp_path / "file" / "below.json", "x")

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "old.json").write_text("old")
    monkeypatch.setattr(Path, "replace", no_space)
    with pytest.raises(BarriersError, match="No space"):
        write_text(tmp_path / "old.json", "new")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "old.json"]
    assert (tmp_path / "old.json").read_text() == "old"


@given(
    st.recursive(
        st.one_of(st.integers(-(10**15), 10**15), st.text(max_size=5), st.booleans(), st.none()),
        lambda x: st.one_of(st.lists(x), st.dictionaries(st.text(max_size=3), x)),
        max_leaves=8,
    )
)
def test_strict_json_reads_what_has_no_floats(value: Any) -> None:
    assert strict_json(json.dumps(value).encode(), "value") == value


def test_a_place_where_no_folder_can_be_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    for name in ("file", "file/below", "link", "n" * 300):
        with pytest.raises(BarriersError, match=r"give a new name|cannot be written|is a link"):
            new_folder(tmp_path / name)
    for name in ("empty", "new", "new/below"):
        assert new_folder(tmp_path / name) == tmp_path / name


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "a" / "b", {"one": b"1", "two": b"2"})
    assert {path.name: path.read_bytes() for path in (tmp_path / "a" / "b").iterdir()} == {"one": b"1", "two": b"2"}
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
    with pytest.raises(BarriersError, match="is there, and is no empty folder"):
        write_folder(tmp_path / "a" / "b", {"three": b"3"})
    (tmp_path / "c").mkdir()
    write_folder(tmp_path / "c", {"one": b"1"})
    with pytest.raises(BarriersError, match="cannot be written"):
        write_folder(tmp_path / "c" / "one" / "d", {"one": b"1"})
    whole = Path.write_bytes

    def torn(path: Path, content: bytes) -> int:
        if path.name == "two":
            raise OSError(28, "No space left on device")
        return whole(path, content)

    monkeypatch.setattr(Path, "write_bytes", torn)
    with pytest.raises(BarriersError, match=r"cannot be written \(No space left on device\)"):
        write_folder(tmp_path / "d", {"one": b"1", "two": b"2"})
    monkeypatch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "e", {"one": b"1"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c"]
