"""`nb.misses`: a miss with its certificate and its script, or none, which claims nothing."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nnbarriers as nb
from constructions.exact_minimisers import exact_minimiser, squared_distance
from constructions.solvers.rates import EXACT
from nnbarriers.searching import FILES, Missed, distance

pytestmark = pytest.mark.infrastructure


def zeros(problem: Any) -> Any:
    return np.zeros(problem.A.shape[1]), True, "certain \x1b and ü", -0.5


def test_a_miss_has_its_numbers_its_certificate_and_shows_itself() -> None:
    found = nb.misses(zeros)
    assert (found.verdict, found.within, found.asked) == ("missed", None, 1)
    assert found.problem is not None
    assert found.answer is not None
    truth = exact_minimiser(found.problem)
    assert found.minimiser == truth.x
    assert found.squared_distance == squared_distance(found.answer, truth.x) >= Fraction(1, 4)
    assert repr(found) == "<Missed: tests.api.test_misses:zeros on a 1 x 1 LP, distance 1>"
    certificate = found.certificate
    assert certificate is not None
    assert certificate.check.verdict == "accepted"
    assert certificate.check.kind == "miss"
    assert certificate["claim"]["distance"] == "1"
    assert certificate["provenance"]["status"] == r"certain \\u001b and \xfc"
    assert certificate["provenance"]["gap"] == "-0.5"
    assert nb.check(found)
    page = found._repr_html_()
    for text in ("missed: tests.api.test_misses:zeros", "all data are integers", certificate.sha256, "no tolerance"):
        assert text in page


def test_a_folder_is_saved_once_and_the_script_runs(tmp_path: Path) -> None:
    found = nb.misses(zeros, kind="P1", seed=2)
    where = found.save(tmp_path / "miss")
    assert {path.name for path in where.iterdir()} == set(FILES)
    with pytest.raises(nb.BarriersError, match="give a new name"):
        found.save(where)
    with np.load(where / "problem.npz", allow_pickle=False) as arrays:
        assert {arrays[name].dtype.kind for name in arrays} == {"f", "U"}  # `kind` is a word, all else doubles
    command = [sys.executable, where / "reproduce.py"]
    printed = subprocess.run(command, cwd="/", env={}, capture_output=True, text=True, check=True).stdout
    assert f"squared distance, exactly: {found.squared_distance}\n" in printed


def test_a_function_that_cannot_be_imported_has_no_script(tmp_path: Path) -> None:
    found = nb.misses(lambda problem: zeros(problem)[0])
    assert found.script == ""
    assert {path.name for path in found.save(tmp_path / "miss").iterdir()} == set(FILES) - {"reproduce.py"}


def test_that_none_is_found_says_nothing_of_others(tmp_path: Path) -> None:
    found = nb.misses(EXACT, inputs=5)
    assert (found.verdict, found.problem, found.answer, found.minimiser) == ("none found", None, None, None)
    assert (found.squared_distance, found.within, found.certificate, found.script) == (None, None, None, "")
    assert found.conclusion == "no miss of exact in 5 linear programs of seed 0, which says nothing of others"
    assert repr(found) == "<Missed: none found of exact in 5 LPs>"
    assert "none found: exact" in found._repr_html_()
    assert not nb.misses(EXACT, kind="P2", inputs=2).found.miss
    with pytest.raises(nb.BarriersError, match="no certificate: no miss was found"):
        found.save(tmp_path / "none")
    assert [*tmp_path.iterdir()] == []


def test_a_solver_of_the_table_is_named_and_its_tolerance_explains_the_miss() -> None:
    pytest.importorskip("sklearn")
    found = nb.misses("sklearn")
    assert isinstance(found, Missed)
    assert (found.found.kind, found.within) == ("P2", True)
    assert found.conclusion.endswith("LASSO, within its documented tolerance")
    assert "so this is no evidence of a bug" in found._repr_html_()
    assert found.certificate
    assert found.certificate["provenance"]["version"].startswith("scikit-learn ")


def test_distances_are_for_people_and_never_rounded_without_a_mark() -> None:
    assert [distance(Fraction(v)) for v in ("4", "1/4", "2", "0")] == ["2", "1/2", "≈1.41", "0"]
