"""`barriers demonstrate D C --solvers`: tables, a page and rows; argmin and value apart, and no row claims a bug."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nnbarriers as nb
from constructions.certificates import sha256
from constructions.solvers import own, table
from constructions.solvers.inputs import INPUTS, TABLES, find_input
from constructions.solvers.own import own_solver
from constructions.solvers.solver import KINDS, Answer, Solver, Tolerance
from nnbarriers.demonstrations import misses
from nnbarriers.demonstrations import solvers as demonstration
from nnbarriers.demonstrations.session import Session
from nnbarriers.pages.folder import gather, standing
from nnbarriers.pages.solver_tables import HEAD, VERSIONS, code
from tests.command.running import run
from theory.exact import BarriersError, rational

pytestmark = pytest.mark.infrastructure
PAGE = Path(__file__).parents[2] / "docs" / "solvers-table.md"
GAP = Fraction(1, 2**40)


def solver(name: str, x: list[float], tolerance: Tolerance, *, success: bool = True) -> Solver:
    answer = Answer(np.array(x), success, "[bold]done", 2.0**-20)
    return Solver(name, "numpy", "numpy", ("LP",), tolerance, lambda problem: answer)


STRICT = Tolerance("tol = 1e-14", *[Fraction("1e-14")] * 3)
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
    assert shown["right"][:-1] == ["[bold]done", "9.5e-07", "0 near", "0", "0", "yes, 1e-14/1e-14/1e-14"]
    assert all(re.fullmatch(r"accepted [0-9a-f]{8}", shown[name][-1]) for name in ("right", "wrong", "untold"))
    assert shown["wrong"][:-1] == ["[bold]done", "9.5e-07", "1.414 far", "9.1e-13", "8.3e-25", "yes, 1e-9/1e-9/-"]
    assert shown["strict"][-2] == "no, 1e-14/1e-14/1e-14"
    assert shown["untold"][:-1] == ["[bold]done", "9.5e-07", "0.707 far", "0", "4.5e-13", "none documented"]
    assert shown["modest"] == ["[bold]done", "9.5e-07", "", "", "", "1e-14/1e-14/1e-14", "no claim"]
    assert shown["absent"][-1] == "not run"
    assert (
        "8 of 10 answers are called optimal by their solvers: 3 are near the only minimiser, 0 between, 5 far" in said
    )
    within = "1 are within the tolerance that their solver documents, for 2 none is documented, or it does not decide,"
    assert f"{within} 2 are not within" in said
    assert "8 certificates of 8 accepted by the kernel. Not installed: 1 package." in said
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
    assert (one["tolerance"], one["options"], one["inside"]) == ("tol = 1e-9", "defaults", "")


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


@pytest.mark.usefixtures("players")
def test_every_answer_that_is_called_optimal_has_a_certificate_of_the_same_numbers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = asked(capsys, "D", "--solvers", "right,strict,untold")
    assert len(rows) == 6
    for row in rows:
        path, numbers = Path(row["certificate"]), row["numbers"]
        assert path.name == f"miss-{numbers['input']}-{numbers['solver']}.json"
        body = json.loads(path.read_text())
        assert (body["kind"], body["result"], row["result"]) == ("miss", "M", "M")
        assert rational(body["claim"]["distance"]) == rational(numbers["squared_distance"])
        assert rational(body["claim"]["excess"][0]) == rational(numbers["excess"][0])
        assert rational(body["claim"]["violation"][0]) == rational(numbers["violation"][0])
        assert [rational(v) for v in body["claim"]["answer"]] == [rational(v) for v in numbers["x"]]
        assert body["provenance"] == {
            "solver": numbers["solver"], "input": numbers["input"], "options": "defaults",
            "version": f"numpy {np.__version__}",
            "status": "[bold]done", "gap": "9.5367431640625e-07", "tolerance": numbers["tolerance"],
            "within documented tolerance": {None: "none is documented", True: "yes", False: "no"}[
                numbers["within_documented_tolerance"]],
        }  # fmt: skip
        checked = nb.check(path)
        assert (checked.verdict, checked.result) == ("accepted", "M")
        body["claim"]["distance"] = "7"
        path.write_text(json.dumps(body, sort_keys=True, separators=(",", ":")) + "\n")
        assert nb.check(path).verdict == "rejected"


@pytest.mark.usefixtures("players")
def test_the_report_shows_the_rows_and_checks_them_again(capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "demonstrate", "D", "--solvers", "all")
    rows = gather(Path("out")).rows
    standings = [standing(row) for row in rows]
    assert (standings.count("checked now"), standings.count("vacuous or not run"), len(rows)) == (8, 4, 12)
    code, _, _ = run(capsys, "report", "out", "-o", "report.html")
    page = Path("report.html").read_text("utf-8")
    assert code == 0
    assert "called optimal (“[bold]done”" in page
    assert "calls no answer optimal" in page
    code, _, _ = run(capsys, "report", "out", "--latex", "-o", "report.tex")
    assert code == 0
    assert "called optimal" in Path("report.tex").read_text("utf-8")
    Path("out/miss-D-1-wrong.json").unlink()
    changed = next(row for row in gather(Path("out")).rows if row.instance.startswith("wrong"))
    assert changed.verdict == "certificate missing: miss-D-1-wrong.json"


@pytest.mark.usefixtures("players")
def test_the_page_is_the_one_that_is_printed_for_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = run(capsys, "demonstrate", "D", "--solvers", "all", "--markdown")
    assert (code, said) == (0, Path("out/solvers.md").read_text("utf-8"))
    assert shape(said) == [VERSIONS, HEAD, HEAD]


def shape(page: str) -> list[str]:
    """The heads of the tables of a page, each of whose rows has as many cells as its head."""
    tables = re.findall(r"^(\|.*)\n\|[-|]+\n((?:\|.*\n)+)", page, re.MULTILINE)
    for head, rows in tables:
        for row in rows.splitlines():
            assert row.replace("\\|", "").count("|") == head.count("|"), row
    return [head for head, _ in tables]


def test_the_page_of_the_documentation_is_in_step_with_the_command() -> None:
    """Structure, and what does not depend on versions: who is asked, and what is documented."""
    text = PAGE.read_text("utf-8")
    assert shape(text) == [VERSIONS, *[HEAD] * len(INPUTS)]
    assert re.findall(r"^## (.*)$", text, re.MULTILINE)[1:] == [*TABLES["D"], *TABLES["C"]]
    rows = re.findall(r"^\| (\S+) \| (\S+ \S+(?: \(.*?\))?) \| (`[^`]*` \| `[^`]*` \| `[^`]*`) \|$", text, re.MULTILINE)
    assert [(name, told) for name, _, told in rows] == [
        (name, " | ".join(map(code, (solver.options, solver.tolerance.said, solver.own_gap))))
        for name, solver in table.SOLVERS.items()
    ], "run `make solvers-page`"
    inside = {name: version.partition(" (")[2] for name, version, _ in rows}
    assert {name for name, told in inside.items() if told} == {n for n, s in table.SOLVERS.items() if s.inside}
    assert re.search(r"^Machine: .+, Python 3\S+, NumPy \d\S+; \d{4}-\d\d-\d\d; one thread each", text, re.MULTILINE)
    for name in INPUTS:
        part = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
        asked_ = re.findall(r"^\| (\S+) \| `", part, re.MULTILINE)
        assert asked_ == [s.name for s in table.SOLVERS.values() if find_input(name).problem.kind in s.kinds]
    headline = text.split("**")[1]
    numbers = [int(number) for number in re.findall(r"\b\d+\b", headline)]
    called, every, near, between, far, within, silent, beyond, kept, made = numbers
    assert near + between + far == called == kept == made <= every
    assert within + silent + beyond == far
    assert text.count("| accepted ") == called
    for word, count in (("near", near), ("far", far)):
        assert len(re.findall(rf" {word} \| \S+ \| \S+ \|", text)) == count


OWN = """
import os, time, warnings

def plain(problem):
    return [1.0] + [0.0] * (problem.A.shape[1] - 1)

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
    return [float("nan")] * problem.A.shape[1]

def long(problem):
    return [0.0] * 9

def empty(problem):
    return None, True, "optimal", None

def speaks(problem):
    return [1.0, 0.0, 0.0, 0.0], True, "a\\ud800\\x1b[31m|`b", None

def lasso(problem):
    return [0.0] * problem.A.shape[1]

lasso.kinds = ("P2",)
number = 7
"""


@pytest.mark.parametrize(
    ("name", "verdict", "told"),
    [
        ("plain", "near", "called optimal (without a word); argmin 0 from"),
        ("four", "near", "called optimal (without a word); argmin 0 from"),
        ("says", "far", "called optimal (“OK (warned: ill conditioned)”, its own gap 0.500); argmin 1.414 from"),
        ("gives_up", "no claim", "calls no answer optimal: it says “it returned None”"),
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
    assert row["verdict"] == ("accepted" if verdict in ("near", "far") else verdict)
    assert (row["certificate"] is None) == (row["verdict"] != "accepted")
    assert (row["numbers"]["squared_distance"] is None) == (verdict in ("fault", "no answer") or name == "gives_up")
    text = Path("out/solvers.md").read_text("utf-8")
    assert [line.count("|") - line.count("\\|") for line in text.splitlines() if f"mysolvers:{name} |" in line] == [
        6,
        10,
    ]


def test_the_demonstration_of_m_claims_nothing_of_an_answer_that_is_not_called_optimal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsure = solver("unsure", [0.0, 0.125], STRICT, success=False)
    monkeypatch.setattr(misses, "find_solver", lambda name: unsure)
    monkeypatch.setattr(misses, "SHOWN", ("value",))
    first, exact = misses.missed(Session(tmp_path))
    assert (first.verdict, first.certificate, exact.verdict) == ("not run", None, "accepted")
    assert first.claim == "no answer is called optimal: [bold]done"


def test_names_that_are_alike_but_for_their_signs_have_certificates_of_their_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("mysolvers.py").write_text(
        "def f_1(p):\n    return [1.0, 0, 0, 0]\n\n\ndef f__1(p):\n    return [0.0, 1.0, 0, 0]\n"
    )
    sys.modules.pop("mysolvers", None)
    code, said, _ = run(capsys, "demonstrate", "D", "--solvers", "mysolvers:f_1,mysolvers:f__1", "--json")
    rows = [row for row in json.loads(said) if row["certificate"]]
    assert (code, len(rows)) == (0, len({row["certificate"] for row in rows}))
    assert all(sha256(json.loads(Path(row["certificate"]).read_text())) == row["sha256"] for row in rows)


def test_an_answer_may_be_as_large_as_a_double(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mysolvers.py").write_text("def huge(p):\n    return [1.7e308] * p.A.shape[1], True, 'ok', 1.7e308\n")
    sys.modules.pop("mysolvers", None)
    code, said, err = run(capsys, "demonstrate", "D", "--solvers", "mysolvers:huge", "--json")
    rows = json.loads(said)
    assert (code, err, {row["verdict"] for row in rows}) == (0, "", {"accepted"})
    assert all("argmin ≈" in row["claim"] for row in rows)
    assert max(map(len, Path("out/solvers.md").read_text("utf-8").splitlines())) < 700


def test_what_is_wrong_with_the_command_line_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mysolvers.py").write_text(OWN)
    sys.modules.pop("mysolvers", None)
    for arguments, told in (
        (["D", "--solvers", "magic"], "no solver is called 'magic'; there are scipy, "),
        (["D", "--solvers", "mysolvers:magic"], "the module mysolvers has no object 'magic'"),
        (["D", "--solvers", "mysolvers:number"], "mysolvers:number is no function of a problem"),
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
    assert own._answer(PLAYERS["right"].solve(find_input("D-1").problem)).said == "[bold]done"


@pytest.mark.usefixtures("players")
def test_options_and_the_solver_in_a_package_are_told_with_the_version(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def solve(problem: Any) -> Answer:
        if problem == find_input("D-2").problem:
            raise ArithmeticError  # a fault tells no version: the row of D-1 does
        return PLAYERS["untold"].solve(problem)

    told = replace(PLAYERS["right"], solve=solve, options="tol = 1", own_gap="a guess", inside=lambda: "Magic 7.0")
    monkeypatch.setitem(PLAYERS, "right", told)
    row = asked(capsys, "D", "--solvers", "right")[0]
    assert (row["numbers"]["options"], row["numbers"]["inside"]) == ("tol = 1", "Magic 7.0")
    quoted = json.loads(Path(row["certificate"]).read_text())["provenance"]
    assert (quoted["options"], quoted["version"]) == ("tol = 1", f"numpy {np.__version__} (Magic 7.0)")
    page = Path("out/solvers.md").read_text("utf-8")
    assert f"| right | numpy {np.__version__} (Magic 7.0) | `tol = 1` | `tol = 1e-14` | `a guess` |" in page


def test_a_solver_that_is_there_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("scipy")
    rows = asked(capsys, "D", "--solvers", "scipy")
    assert [row["numbers"]["input"] for row in rows] == [*TABLES["D"]] == ["hero-lp", "value", "D-1", "D-2"]
    value = rows[1]["numbers"]
    assert (value["success"], value["verdict"]) == (True, "far")
    assert rational(value["excess"][0]) == Fraction(-7, 8)
    assert 0 < rational(value["violation"][0]) <= Fraction(1, 2**42)


def test_the_solver_of_the_page_is_asked_and_right(capsys: pytest.CaptureFixture[str]) -> None:
    page = (PAGE.parent / "solvers.md").read_text("utf-8")
    Path("mine.py").write_text(page.split("```python\n# mine.py\n")[1].split("```")[0])
    sys.modules.pop("mine", None)
    rows = asked(capsys, "D", "C", "--solvers", "mine:exact")
    assert [row["numbers"]["input"] for row in rows] == [name for name in INPUTS if not name.startswith("P3")]
    assert {row["numbers"]["verdict"] for row in rows} == {"near"}
    assert {row["verdict"] for row in rows} == {"accepted"}
    for name in (*INPUTS, *re.findall(r"`((?:glpk|sklearn|highs)-\w+)`", page)):
        assert name in INPUTS or name in table.SOLVERS
    for name in ("hero-lp", "value", "hero-lasso"):
        assert f"| `{name}` |" in page


def test_every_input_belongs_to_one_table() -> None:
    assert sorted(name for names in TABLES.values() for name in names) == sorted(INPUTS)
    assert {find_input(name).problem.kind for name in TABLES["D"]} == {"LP"}
    assert {find_input(name).problem.kind for name in TABLES["C"]} == {"P1", "P2", "P3"}
