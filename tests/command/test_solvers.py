"""`barriers solvers`: tables for people, JSON for machines, and nothing else on stdout; no row claims a bug."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from constructions.solvers import inputs, table
from constructions.solvers.solver import Answer, Solver, Tolerance
from nnbarriers.command import solvers as command
from tests.command.running import run
from theory.exact import rational

pytestmark = pytest.mark.infrastructure


def solver(name: str, x: list[float], tolerance: Tolerance, *, success: bool = True) -> Solver:
    return Solver(
        name, "numpy", "numpy", ("LP",), tolerance, lambda problem: Answer(np.array(x), success, "[bold]done")
    )


STRICT = Tolerance("tol = 1e-14", Fraction("1e-14"), Fraction("1e-14"))
PLAYERS = {
    "right": solver("right", [1.0, 0, 0, 0], STRICT),
    "wrong": solver("wrong", [0, 1 + 2.0**-40, 0, 0], Tolerance("tol = 1e-9", Fraction("1e-9"), Fraction("1e-9"))),
    "strict": solver("strict", [0, 1 + 2.0**-40, 0, 0], STRICT),
    "untold": solver("untold", [0.5, 0.5, 0, 0], Tolerance("none is documented")),
    "modest": solver("modest", [0.98, 0.03, 0, 0], STRICT, success=False),
    "absent": Solver("absent", "no_such_library", "no-such-library", ("LP",), STRICT, print),  # type: ignore[arg-type]
}


@pytest.fixture
def players(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "SOLVERS", PLAYERS)
    monkeypatch.setattr(table, "SOLVERS", PLAYERS)


@pytest.mark.usefixtures("players")
def test_the_table_has_argmin_and_value_in_separate_columns_and_calls_nothing_a_bug(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, said, err = run(capsys, "solvers", "--input", "D-1")
    assert code == 0
    for text in ("argmin:", "value:", "violation", "within documented", "what it documents", "D-1, a linear program"):
        assert text in said
    lines = [line.split("│")[1:-1] for line in said.splitlines() if line.count("│") == 9]
    shown = {name.strip(): [cell.strip() for cell in cells] for name, *cells in lines}
    assert shown["right"] == ["[bold]done", "", "0", "0", "0", "near", "yes, 1e-14/1e-14/-"]
    assert shown["wrong"] == ["[bold]done", "", "1.414", "9.1e-13", "8.3e-25", "far", "yes, 1e-9/1e-9/-"]
    assert shown["strict"][-1] == "no, 1e-14/1e-14/-"
    assert shown["untold"] == ["[bold]done", "", "0.707", "0", "4.5e-13", "far", "none documented"]
    assert shown["modest"][-2] == "no claim"
    assert shown["absent"][-2] == "not installed"
    assert "4 of 5 answers are called optimal by their solvers: 1 are near the only minimiser, 0 between, 3 far" in said
    assert "(within documented tolerance: 1); 1 libraries are not installed" in said
    assert "the package no-such-library is not installed" in err
    assert "bug" not in said


@pytest.mark.usefixtures("players")
def test_json_is_exact_and_alone_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = run(capsys, "solvers", "--input", "D-2", "--input", "D-1", "--solver", "wrong", "--json")
    assert code == 0
    two, one = json.loads(said)
    assert (two["input"], one["input"]) == ("D-2", "D-1")
    gap = Fraction(1, 2**40)
    assert (two["verdict"], rational(two["squared_distance"])) == ("near", gap**2)
    assert (one["verdict"], rational(one["squared_distance"])) == ("far", 1 + (1 + gap) ** 2)
    assert [rational(v) for v in one["violation"]] == [gap**2, gap**2]
    assert [rational(v) for v in one["excess"]] == [gap, gap]
    assert one["within_documented_tolerance"] is True
    assert one["tolerance"] == "tol = 1e-9"


def test_what_is_wrong_with_the_command_line_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments, told in (
        (["--solver", "magic"], "no solver is called 'magic'; there are scipy, "),
        (["--input", "magic"], "'magic' is not one of 'hero-lp'"),
        (["--seconds", "0"], "0 is not in the range"),
    ):
        code, said, err = run(capsys, "solvers", *arguments)
        assert (code, said) == (2, "")
        assert told in err
        assert err.count("\n") == 1


def test_a_solver_that_is_there_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("scipy")
    code, said, _ = run(capsys, "solvers", "--input", "value", "--solver", "scipy", "--json")
    assert code == 0
    (row,) = json.loads(said)
    assert (row["solver"], row["success"], row["verdict"]) == ("scipy", True, "far")
    assert rational(row["excess"][0]) == Fraction(-7, 8)
    assert 0 < rational(row["violation"][0]) <= Fraction(1, 2**42)


def test_the_names_in_the_help_are_there() -> None:
    text = (Path(command.__file__)).read_text()
    assert "barriers solvers --input hero-lp" in text
    assert "hero-lp" in inputs.INPUTS
