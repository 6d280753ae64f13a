"""Points and counterexamples from files: the rationals that they hold, or one line that says what is wrong."""

from __future__ import annotations

import gzip
import json
import os
import pickle
import time
import zlib
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.points import (
    Counterexample,
    parse_counterexample,
    read_counterexample,
    read_either,
    read_point,
    read_property,
)
from constructions.vnnlib_reading import parse_property
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
HALF = Fraction(1, 2)
TWO = parse_property(
    "(vnnlib-version <2.0>)(declare-network N (declare-input in float32 [2,1])(declare-output out real [1]))"
    "(assert (<= out[0] 1.0))",
    "p",
)
decimals = st.from_regex(r"-?[0-9]{1,30}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?", fullmatch=True)


@given(st.lists(decimals, min_size=1, max_size=5), st.lists(decimals, max_size=3), st.randoms())
def test_pairs_are_read_in_any_order_as_the_rationals_of_their_decimals(x: Any, y: Any, random: Any) -> None:
    pairs = [f"({letter}_{i} {v})" for letter, values in (("X", x), ("Y", y)) for i, v in enumerate(values)]
    random.shuffle(pairs)
    found = parse_counterexample(f"{random.choice(['', 'sat', ' sat '])}\n({' '.join(pairs)})", "p")
    assert found == Counterexample(tuple(map(Fraction, x)), tuple(map(Fraction, y)) or None)


@given(st.lists(decimals, min_size=2, max_size=2), st.lists(decimals, max_size=1))
def test_tensors_are_read_a_number_a_line(x: Any, y: Any) -> None:
    text = "sat\nin float32 [2,1]\n" + "\n".join(x) + "\n" + "".join(f"\nout real [1]\n{v}\r\n" for v in y)
    wanted = Counterexample(tuple(map(Fraction, x)), tuple(map(Fraction, y)) or None)
    assert parse_counterexample(text, "p", TWO) == parse_counterexample(text, "p") == wanted


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "holds no counterexample"),
        ("sat", "holds no counterexample"),
        ("\n\n", "holds no counterexample"),
        ("unsat", "says unsat"),
        ("timeout\n", "says timeout"),
        ("unknown\n((X_0 1))", "says unknown"),
        ("((X_0 1)", "is not closed"),
        ("((X_0 1)))", "closes nothing"),
        ("((X_0 1)) ((X_0 1))", "something else"),
        ("()", "gives no inputs"),
        ("((Y_0 1))", "gives no inputs"),
        ("(X_0 1)", "is not read here"),
        ("((X_0 1)\n(X_0 1))", "p: line 2: X_0 has two values"),
        ("((X_1 1))", "X_0 has no value"),
        ("((X_0 1) (Y_1 1))", "Y_0 has no value"),
        ("((X_0 nan))", "'nan' is no finite decimal"),
        ("((X_0 1e999999999))", "an exponent must be at most"),
        ("((X_0 1/2))", "is no finite decimal"),
        ("((X_0 inf))", "is no finite decimal"),
        ("((X_0 -))", "is no finite decimal"),
        ("((X_0))", "is not read here"),
        ("((X_0 1 2))", "is not read here"),
        ("((X[0] 1))", "is not read here"),
        ("((x_0 1))", "is not read here"),
        ("((X_0 (- 1)))", "is not read here"),
        ("(((X_0 1)))", "is not read here"),
        ("((Z_0 1))", "is not read here"),
        (f"((X_{'9' * 5000} 1))", "is not read here"),
        ("((X_999999999 1))", "X_0 has no value"),
        (f"{'(' * 100_000}", "nested more than"),
        ("((X_0 1))\0", "the character"),
        ("sat ((X_0 1))", "is not read here"),
        ("((X_0 1) 5)", "is not read here"),
        ("0.5\n", "is not read here"),
        ("; only a comment", "or nothing, is there"),
        ("X real [2]\n1", "1 values are given for 2 entries"),
        ("X real [1]\n1\n2", "line 3: '2' is one value more"),
        ("X real [1]\nY real [1]\n1", "is not wanted here"),
        ("X real [0]\n", "is not wanted here"),
        ("X real [1]\n1\nY real [1]\n1\nZ real [1]\n1", "is not wanted here"),
        ("X real [1,]\n1", "is not wanted here"),
        ("X real [1]\nnan", "line 2: 'nan' is no finite decimal"),
        ("X real [1]\n1 2", "is no finite decimal"),
        ("X real\n1", "is not read here"),
        ("[1]\n1", "is not read here"),
    ],
)
def test_what_is_no_counterexample_is_refused_in_one_line(text: str, reason: str) -> None:
    with pytest.raises(BarriersError) as error:
        parse_counterexample(text, "p")
    assert reason in str(error.value)
    assert "\n" not in str(error.value) and len(str(error.value)) < 300


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("X float32 [2,1]\n1\n2", "line 1: the property declares in [2, 1] at this place"),
        ("in float32 [1,2]\n1\n2", "declares in [2, 1]"),
        ("in float32 [2,1]\n1\n2\nout real [1,1]\n2", "line 4: the property declares out [1]"),
    ],
)
def test_tensors_are_those_of_the_property(text: str, reason: str) -> None:
    with pytest.raises(BarriersError) as error:
        parse_counterexample(text, "p", TWO)
    assert reason in str(error.value)


def test_plain_points_are_read_from_four_formats(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text("0.5 1/3\n 1e-3,-7")
    (tmp_path / "p.csv").write_text("0.5,1/3,1e-3,-7\n")
    (tmp_path / "p.json").write_text('[0.5, "1/3", "1e-3", -7]')
    wanted = (HALF, Fraction(1, 3), Fraction(1, 1000), Fraction(-7))
    assert {read_point(tmp_path / f"p.{end}") for end in ("txt", "csv", "json")} == {wanted}
    assert read_either(tmp_path / "p.txt") == read_either(tmp_path / "p.json") == Counterexample(wanted)
    for array in (np.array([[0.1], [-2]]), np.array([0.1, -2], dtype=np.float32), np.array([3, 4], dtype=np.int8)):
        np.save(tmp_path / "p.npy", array)
        assert read_point(tmp_path / "p.npy") == tuple(Fraction(v.item()) for v in array.ravel())
    (tmp_path / "c.txt").write_text("sat\n((X_0 0.5))")
    (tmp_path / "c.counterexample").write_text("((X_0 0.5))")
    assert {read_either(tmp_path / name).point for name in ("c.txt", "c.counterexample")} == {(HALF,)}


HUGE = (
    b"\x93NUMPY\x01\x00v\x00"
    + b"{'descr': '<f8', 'fortran_order': False, 'shape': (10000000000000,), }".ljust(117)
    + b"\n"
)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("p.txt", b"", "holds no numbers"),
        ("p.txt", b"nan", "entry 0: expected a rational"),
        ("p.txt", b"1 1e999999999", "entry 1: an exponent"),
        ("p.txt", b"\xff\xfe", "not a text in UTF-8"),
        ("p.txt", b"1;2", "entry 0"),
        ("p.csv", b"1," * 4_200_000, "more than 4194304"),
        ("p.txt", b"1/0", "nonzero"),
        ("p.json", b"[]", "holds no numbers"),
        ("p.json", b"[NaN]", "entry 0"),
        ("p.json", b"[[1]]", "entry 0"),
        ("p.json", b"{}", "expected a list"),
        ("p.json", b"[true]", "entry 0"),
        ("p.json", b"[" * 10**5, "too deeply"),
        ("p.json", b"[1", "not JSON"),
        ("p.npy", b"junk", "not a readable .npy"),
        ("p.npy", HUGE, "not a readable .npy"),
        ("p.npy", pickle.dumps([1.0]), "not a readable .npy"),
        ("p.pt", b"1", "ending in .txt, .csv, .npy or .json"),
    ],
)
def test_what_is_no_point_is_refused_in_one_line(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BarriersError) as error:
        read_point(tmp_path / name)
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("array", [np.array([1j]), np.array(["a"]), np.array([True]), np.array([np.nan]), np.zeros(0)])
def test_arrays_of_anything_else_are_refused(tmp_path: Path, array: Any) -> None:
    np.save(tmp_path / "p.npy", array)
    with pytest.raises(BarriersError):
        read_point(tmp_path / "p.npy")


def test_a_pickle_in_an_array_is_not_opened(tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> Any:
            return os.mkdir, (str(tmp_path / "trap"),)

    np.save(tmp_path / "p.npy", np.array([Trap()], dtype=object), allow_pickle=True)
    with pytest.raises(BarriersError, match="plain numbers"):
        read_point(tmp_path / "p.npy")
    assert not (tmp_path / "trap").exists()


def test_packed_files_are_unpacked_within_bounds(tmp_path: Path) -> None:
    text = "(declare-const X_0 Real)(declare-const Y_0 Real)(assert (<= Y_0 0.5))"
    (tmp_path / "p.vnnlib.gz").write_bytes(gzip.compress(text.encode()))
    assert read_property(tmp_path / "p.vnnlib.gz") == parse_property(text, "p")
    (tmp_path / "c.counterexample.gz").write_bytes(gzip.compress(b"((X_0 0.5))"))
    assert read_counterexample(tmp_path / "c.counterexample.gz").point == (HALF,)
    bomb = zlib.compressobj(9, wbits=31)
    packed = b"".join(bomb.compress(b" " * 2**20) for _ in range(1024)) + bomb.flush()
    start = time.monotonic()
    for content in (
        packed,
        packed[:-9],
        gzip.compress(b"((X_0 1))") + b"more",
        gzip.compress(b"x")[:-4],
        b"plain",
        b"",
    ):
        (tmp_path / "b.gz").write_bytes(content)
        with pytest.raises(BarriersError, match=r"gzip|64 MiB"):
            read_counterexample(tmp_path / "b.gz")
    assert time.monotonic() - start < 20


def test_files_that_are_none_or_too_large_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "large").open("wb") as stream:
        stream.truncate(100 * 2**20)
    for name, reason in (
        ("missing", "no such file"),
        ("", "not a regular"),
        ("pipe", "not a regular"),
        ("large", "64 MiB"),
    ):
        for read in (read_property, read_counterexample):
            with pytest.raises(BarriersError, match=reason):
                read(tmp_path / name)


@given(st.text(alphabet="()XY_01.e \nsatf[],-", max_size=50))
def test_any_text_is_a_counterexample_or_refused_in_one_line(text: str) -> None:
    said = None
    try:
        assert parse_counterexample(text, "p").point
    except BarriersError as error:
        said = str(error)
    assert said is None or "\n" not in said


def test_json_numbers_are_taken_as_the_decimals_that_they_are(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(json.dumps([0.1, 1e-7, 10**17]))
    assert read_point(tmp_path / "p.json") == (Fraction(1, 10), Fraction(1, 10**7), Fraction(10**17))
