"""`barriers demonstrate D C --solvers`: tables, a page and rows; argmin and value apart, and no row claims a bug."""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from constructions.solvers import own, table
from constructions.solvers.inputs import INPUTS, TABLES, find_input
from constructions.solvers.own import own_solver
from constructions.solvers.solver import KINDS, Answer, Solver, Tolerance
from nnbarriers.demonstrations import solvers as demonstration
from tests.command.running import run
from theory.exact import BarriersError, rational

pytestmark = pytest.mark.infrastructure
GAP = Fraction(1, 2**40)


def solver(name: str, x: list[float], tolerance: Tolerance, *, success: bool = True) -> Solver:
    answer = Answer(np.array(x), success, "[bold]done", 2.0**-20)
    return Solver(name, "numpy", "numpy", ("LP",), tolerance, lambda problem: answer)


STRICT = Tolerance("tol = 1e-14", Fraction("1e-14"), Fraction("1e-14"))
PLAYERS = {
    "right": solver("right", [1.0, 0, 0, 0], STRICT),
    "wrong": solver("wrong", [0, 1 + 2.0**-40, 0, 0], Tolerance("tol = 1e-9", Fraction("1e-9"), Fraction("1e-9"))),
    "strict": solver("strict", [0, 1 + 2.0**-40, 0, 0], STRICT),
    "untold": solver("untold", [0.5, 0.5, 0, 0], Tolerance("none is documented")),
    "modest": solver("modest", [0.98, 0.03, 0, 0], STRICT, success=False),
    "absent": Solver("absent", "no_such_library", "no-such-library", ("LP",), STRICT, print),  # type: ignore[arg-type]
}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])


@pytest.fixture
def players(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TABLES, "D", ("D-1", "D-2"))
    for module in (demonstration, table):
        monkeypatch.setattr(module, "SOLVERS", PLAYERS)


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    """The rows in JSON."""
    code, said, _ = run(capsys, "demonstrate", *arguments, "--json")
    assert code == 0, said
    found: list[dict[str, Any]] = json.loads(said)
    return found


@pytest.mark.usefixtures("players")
def test_the_table_has_argmin_and_value_in_separate_columns_and_calls_nothing_a_bug(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, said, _ = run(capsys, "demonstrate", "D", "--solvers", "all")
    assert code == 0
    for text in ("argmin:", "value:", "violation", "within documented", "what it documents", "D-1, a linear program"):
        assert text in said
    lines = [line.split("│")[1:-1] for line in said.split("D-2, a")[0].splitlines() if line.count("│") == 9]
    shown = {name.strip(): [cell.strip() for cell in cells] for name, *cells in lines}
    assert shown["right"][:-1] == ["[bold]done", "9.5e-07", "0 near", "0", "0", "yes, 1e-14/1e-14/-"]
    assert shown["wrong"][:-1] == ["[bold]done", "9.5e-07", "1.414 far", "9.1e-13", "8.3e-25", "yes, 1e-9/1e-9/-"]
    assert shown["strict"][-2] == "no, 1e-14/1e-14/-"
    assert shown["untold"][:-1] == ["[bold]done", "9.5e-07", "0.707 far", "0", "4.5e-13", "none documented"]
    assert shown["modest"] == ["[bold]done", "9.5e-07", "", "", "", "1e-14/1e-14/-", "no claim"]
    assert shown["absent"][-1] == "not run"
    assert (
        "8 of 10 answers are called optimal by their solvers: 3 are near the only minimiser, 0 between, 5 far" in said
    )
    assert "1 are within the tolerance that their solver documents, for 2 none is documented, 2 are not within" in said
    assert "Not installed: 1 package." in said
    assert "bug" not in said


@pytest.mark.usefixtures("players")
def test_rows_are_exact_and_alone_on_stdout(capsys: pytest.CaptureFixture[str]) -> None:
    one, two = (row["numbers"] for row in asked(capsys, "D", "--solvers", "wrong"))
    assert (one["input"], two["input"]) == ("D-1", "D-2")
    assert (two["verdict"], rational(two["squared_distance"])) == ("near", GAP**2)
    assert (one["verdict"], rational(one["squared_distance"])) == ("far", 1 + (1 + GAP) ** 2)
    assert [rational(v) for v in one["violation"]] == [GAP**2, GAP**2]
    assert [rational(v) for v in one["excess"]] == [GAP, GAP]
    assert one["within_documented_tolerance"] is True
    assert one["tolerance"] == "tol = 1e-9"


@pytest.mark.usefixtures("players")
def test_what_a_solver_does_not_claim_no_row_claims(capsys: pytest.CaptureFixture[str]) -> None:
    rows = {row["numbers"]["solver"]: row for row in asked(capsys, "D", "--solvers", "all")}
    assert rows["modest"]["claim"] == "calls no answer optimal: it says “[bold]done”"
    assert (rows["modest"]["verdict"], rows["modest"]["certificate"]) == ("no claim", None)
    assert rows["absent"]["claim"] == "no_such_library is not installed: pip install no-such-library"
    assert (rows["absent"]["verdict"], rows["absent"]["certificate"]) == ("not run", None)
    rows = {row["numbers"]["solver"]: row for row in asked(capsys, "D", "--solvers", "strict,wrong,untold")[::2]}
    told = "called optimal (“[bold]done”, its own gap 9.5e-07); argmin 1.414 from the only minimiser, far; value off by"
    told += " 9.1e-13, constraints by 8.3e-25; "
    assert rows["strict"]["claim"] == f"{told}not within what it documents: tol = 1e-14"
    assert rows["wrong"]["claim"] == f"{told}within what it documents: tol = 1e-9"
    assert rows["untold"]["claim"].endswith("constraints by 4.5e-13; none is documented")


OWN = """
import os, time, warnings

def plain(problem):
    return [1.0] + [0.0] * (problem.columns - 1)

def four(problem):
    return (1.0, 0.0, 0.0, 0.0)

def says(problem):
    print("noise")
    warnings.warn("ill conditioned")
    return [0.0, 1.0, 0.0, 0.0], True, "OK", 0.5

def gives_up(problem):
    return None

def doubts(problem):
    return [1.0, 0.0, 0.0, 0.0], False, "stalled", None

def raises(problem):
    raise ArithmeticError("no\\npivot")

def leaves(problem):
    os._exit(3)

def hangs(problem):
    time.sleep(60)

def undecided(problem):
    return [float("nan")] * problem.columns

def long(problem):
    return [0.0] * 9

def empty(problem):
    return None, True, "optimal", None

def speaks(problem):
    return [1.0, 0.0, 0.0, 0.0], True, "a\\ud800\\x1b[31m|`b", None

def lasso(problem):
    return [0.0] * problem.columns

lasso.kinds = ("P2",)
number = 7
"""


@pytest.mark.parametrize(
    ("name", "verdict", "told"),
    [
        ("plain", "near", "called optimal (“x, and no more”); argmin 0 from"),
        ("four", "near", "called optimal (“x, and no more”); argmin 0 from"),
        ("says", "far", "called optimal (“OK (warned: ill conditioned)”, its own gap 0.500); argmin 1.414 from"),
        ("gives_up", "no claim", "calls no answer optimal: it says “None: it gave up”"),
        ("doubts", "no claim", "calls no answer optimal: it says “stalled”"),
        ("raises", "fault", "no answer: it raised ArithmeticError: no pivot"),
        ("leaves", "fault", "no answer: it ended its process (exit code 3)"),
        ("hangs", "fault", "no answer: it took more than 1 seconds"),
        ("undecided", "fault", "no answer: 4 of the 4 numbers that it answers are NaN or infinite"),
        ("long", "fault", "no answer: its answer has the shape (9,), not (4,)"),
        ("empty", "no answer", "calls an answer optimal, and gives none: it says “optimal”"),
        ("speaks", "near", "called optimal (“a\\ud800\\u001b[31m|`b”)"),
    ],
)
def test_a_solver_of_ones_own_is_asked_whatever_it_does(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, verdict: str, told: str
) -> None:
    Path("mysolvers.py").write_text(OWN)
    sys.modules.pop("mysolvers", None)
    monkeypatch.setitem(TABLES, "D", ("D-1",))
    monkeypatch.setattr(demonstration, "SECONDS", 1)
    code, said, err = run(capsys, "demonstrate", "D", "--solvers", f"mysolvers:{name}", "--json")
    assert (code, err) == (0, "")
    (row,) = json.loads(said)
    assert row["numbers"]["verdict"] == verdict
    assert told in row["claim"]
    assert row["verdict"] in ({"near": ("holds", "accepted"), "far": ("holds", "accepted")}.get(verdict, (verdict,)))
    assert (row["numbers"]["squared_distance"] is None) == (verdict in ("fault", "no answer") or name == "gives_up")
    text = Path("out/solvers.md").read_text("utf-8")
    assert [line.count("|") - line.count("\\|") for line in text.splitlines() if f"mysolvers:{name} |" in line] == [
        4,
        10,
    ]


def test_what_is_wrong_with_the_command_line_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mysolvers.py").write_text(OWN)
    sys.modules.pop("mysolvers", None)
    for arguments, told in (
        (["D", "--solvers", "magic"], "no solver is called 'magic'; there are scipy, "),
        (["D", "--solvers", "mysolvers:magic"], "the module mysolvers has no object 'magic'"),
        (["D", "--solvers", "mysolvers:number"], "mysolvers:number is no function of a problem that returns x"),
        (["D", "--solvers", "mysolvers:lasso"], "D asks for linear program: mysolvers:lasso takes LASSO"),
        (["A3", "--solvers", "all"], "--solvers is for the tables D and C: name one of them, or both"),
        (["--solvers", "all"], "--solvers is for the tables D and C: name one of them, or both"),
        (["C"], "C is a table of solvers: say which, --solvers all; the results are C0 and C1"),
    ):
        code, said, err = run(capsys, "demonstrate", *arguments)
        assert (code, said) == (2, ""), arguments
        assert told in err
        assert err.count("\n") == 1
    assert not Path("out").exists()


@pytest.mark.usefixtures("players")
def test_a_library_that_is_named_has_to_be_there(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "demonstrate", "D", "--solvers", "absent")
    assert code == 2
    assert "absent: no_such_library is not installed: pip install no-such-library" in err


def test_what_is_no_solver_of_ones_own_is_refused() -> None:
    def function(problem: Any) -> Any:
        return None

    assert own_solver("m:f", function).kinds == tuple(KINDS)
    assert own_solver("m:f", PLAYERS["right"]) is PLAYERS["right"]
    function.kinds = ("QP",)  # type: ignore[attr-defined]
    with pytest.raises(BarriersError, match="m:f: kinds is a tuple of some of LP, P1, P2, P3, got"):
        own_solver("m:f", function)
    function.kinds, function.tolerance = ("P2",), 1e-6  # type: ignore[attr-defined]
    with pytest.raises(BarriersError, match="m:f: tolerance is a"):
        own_solver("m:f", function)
    function.tolerance = STRICT  # type: ignore[attr-defined]
    assert own_solver("m:f", function).tolerance is STRICT
    said = own._answer(([1.0], np.bool_(True), "ok", 0.25))
    assert (said.success, said.said, said.gap) == (True, "ok", 0.25)
    assert own._answer(([1.0], 1, "ok", None)).success is False
    assert own._answer(PLAYERS["right"].solve(find_input("D-1").problem)).said == "[bold]done"


def test_a_solver_that_is_there_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("scipy")
    rows = asked(capsys, "D", "--solvers", "scipy")
    assert [row["numbers"]["input"] for row in rows] == [*TABLES["D"]] == ["hero-lp", "value", "D-1", "D-2"]
    value = rows[1]["numbers"]
    assert (value["success"], value["verdict"]) == (True, "far")
    assert rational(value["excess"][0]) == Fraction(-7, 8)
    assert 0 < rational(value["violation"][0]) <= Fraction(1, 2**42)


def test_every_input_belongs_to_one_table() -> None:
    assert sorted(name for names in TABLES.values() for name in names) == sorted(INPUTS)
    assert {find_input(name).problem.kind for name in TABLES["D"]} == {"LP"}
    assert {find_input(name).problem.kind for name in TABLES["C"]} == {"P1", "P2", "P3"}
