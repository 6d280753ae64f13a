"""`barriers demonstrate files`: networks in files of public kinds, made, read, compared with their models, attacked."""

from __future__ import annotations

import importlib.util
import json
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.interchange import describe_network
from nnbarriers.demonstrations import public_files
from nnbarriers.demonstrations.public_files import acas_file, digits_file, nnet_text
from tests.command.running import run
from theory.networks import ReluNetwork

pytest.importorskip("sklearn", reason="scikit-learn is not installed: pip install scikit-learn")


@pytest.mark.result("A3", "U")
def test_each_kind_is_certified_or_says_which_library_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, told, _ = run(capsys, "demonstrate", "files", "--json", "--out", "o")
    rows = json.loads(told)
    there = [bool(importlib.util.find_spec(name)) for name in ("sklearn", "torch", "keras")]
    assert code == 0
    assert [row["result"] for row in rows] == ["A3", "U", "A3"]
    assert [row["verdict"] for row in rows] == ["accepted" if one else "not run" for one in there]
    for row, here in zip(rows, there, strict=True):
        assert (
            ("the file says what" in row["claim"] or "digits wrong" in row["claim"]) if here else "pip" in row["claim"]
        )
    assert "right at 40 of 40; under one η, ‖η‖ = 1/16384, 20 fail" in rows[0]["claim"]
    assert all(nb.check(row["certificate"]).verdict == "accepted" for row in rows if row["certificate"])


@pytest.mark.infrastructure
def test_without_libraries_the_rows_say_what_to_install_and_a_disagreement_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with monkeypatch.context() as within:
        for name in ("sklearn", "torch", "keras"):
            within.setitem(sys.modules, name, None)
        code, told, _ = run(capsys, "demonstrate", "files", "--json")
        assert code == 0
        assert [(row["verdict"], row["claim"]) for row in json.loads(told)] == [
            ("not run", "needs scikit-learn: pip install scikit-learn"),
            ("not run", "needs torch, scikit-learn: pip install torch scikit-learn"),
            ("not run", json.loads(told)[2]["claim"]),
        ]
        assert "needs keras" in json.loads(told)[2]["claim"]
    own = acas_file
    monkeypatch.setattr(public_files, "KINDS", public_files.KINDS[:1])
    monkeypatch.setattr(public_files, "acas_file", lambda *given_: 1 + own(*given_))
    code, told, _ = run(capsys, "demonstrate", "files", "--json")
    (row,) = json.loads(told)
    assert (code, row["verdict"]) == (1, "failed")
    assert "at point 1 outputs_check says" in row["claim"]


@pytest.mark.infrastructure
def test_the_networks_have_the_shapes_and_are_right(tmp_path: Path) -> None:
    data = nb.dataset(12, dimension=5)
    scores = acas_file(data, tmp_path / "a.nnet")
    found = describe_network(tmp_path / "a.nnet")
    assert found.network.widths == (5, 50, 50, 50, 50, 50, 50, 5)
    assert "normalisation of inputs and outputs folded in" in found.words
    assert scores[:, :2].argmax(axis=1).tolist() == data.y.tolist()
    exact = found.network.difference(1, 0).evaluate(data.points)
    assert [int(v > 0) for v in exact] == data.y.tolist()
    pytest.importorskip("torch", reason="torch is not installed: pip install torch")
    logits = digits_file(tmp_path / "d.pt")
    from sklearn.datasets import load_digits

    assert describe_network(tmp_path / "d.pt").network.widths == (64, 32, 10)
    assert (logits.argmax(axis=1) == load_digits().target[: len(logits)]).all()


@pytest.mark.infrastructure
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_what_is_written_as_nnet_is_read_as_the_decimals_that_it_is(tmp_path: Path, data: Any) -> None:
    sizes = data.draw(st.lists(st.integers(1, 3), min_size=3, max_size=4))
    number = st.integers(-(2**20), 2**20).map(lambda k: k / 2**10)
    row = lambda size: np.array(data.draw(st.lists(number, min_size=size, max_size=size)))  # noqa: E731
    layers = [(row(a * b).reshape(b, a), row(b)) for a, b in pairwise(sizes)]
    means, ranges = row(sizes[0]), np.exp2(np.round(row(sizes[0]) / 2**8))
    path = tmp_path / "m.nnet"
    path.write_text(nnet_text(layers, means, ranges))
    plain = ReluNetwork.of([(w.tolist(), b.tolist()) for w, b in layers])
    point = data.draw(st.lists(st.fractions(-9, 9, max_denominator=9), min_size=sizes[0], max_size=sizes[0]))
    moved = [(v - Fraction(m)) / Fraction(r) for v, m, r in zip(point, means.tolist(), ranges.tolist(), strict=True)]
    assert describe_network(path).network.evaluate_all([point]) == plain.evaluate_all([moved])
