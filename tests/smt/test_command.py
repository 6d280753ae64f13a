"""`barriers smt`: what is not as expected is told, replayable, and never counts."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from nnbarriers.command import smt as command
from proofs_check.smt import alethe, instances, solvers
from proofs_check.smt.decisions import decide, reproduction
from proofs_check.smt.instances import Case
from proofs_check.smt.questions import Question, misclassified
from proofs_check.smt.script import Script
from proofs_check.smt.solvers import WORKER, ask

pytestmark = pytest.mark.infrastructure
THREE = Case("A6", "three points, one neuron", misclassified((1,), 3), "unsat")
TWO = Case("A6", "two points, one neuron", misclassified((1,), 2), "sat")


def question(*conditions: str, linear: bool = True) -> Question:
    script = Script(linear=linear)
    script.real("x")
    for condition in conditions:
        script.require(condition)
    return Question(script, lambda values: Fraction(values.get("x", 0)) == 3)


def test_a_verdict_that_is_not_expected_is_a_fault_that_can_be_replayed(tmp_path: Path) -> None:
    found = decide(Case("A6", "false", THREE.question, "sat"), 60)
    assert [str(answer) for answer in found.answers] == ["unsat", "unsat"]
    assert len(found.faults) == 2
    text = reproduction(found)
    assert "; z3 says unsat, expected is sat" in text
    for solver in ("z3", "cvc5"):
        run = subprocess.run(
            [sys.executable, "-P", WORKER, solver], input=text, text=True, capture_output=True, check=True
        )
        assert json.loads(run.stdout)["verdict"] == "unsat"


def test_unknown_never_counts_whatever_is_expected() -> None:
    for expected in ("sat", "unsat"):
        found = decide(Case("A6", "hurried", THREE.question, expected), 0.001)
        assert [str(answer) for answer in found.answers] == ["unknown (out of time)"] * 2
        assert len(found.faults) == 2


def test_what_is_no_script_is_unknown() -> None:
    for solver in solvers.SOLVERS:
        answer = ask(solver, question("(> y 1.0)").script, 60)
        assert answer.verdict == "unknown"
        assert answer.reason


def test_a_counterexample_that_is_none_or_that_is_irrational_does_not_count() -> None:
    assert decide(Case("A6", "three", question("(= x 3.0)"), "sat"), 60).faults == ()
    assert len(decide(Case("A6", "four", question("(= x 4.0)"), "sat"), 60).faults) == 2
    irrational = question("(= (* x x) 2.0)", linear=False)
    faults = decide(Case("A6", "root", irrational, "sat"), 60).faults
    assert len(faults) == 2
    assert all("irrational" in fault for fault in faults)


@pytest.fixture(scope="module")
def proof() -> str:
    return ask("alethe", THREE.question.script, 100).proof


def test_the_proofs_of_cvc5_are_complete(proof: str) -> None:
    assert alethe.steps(proof) > 100
    assert alethe.faults(proof) == []


def test_proofs_with_holes_gaps_or_no_end_are_noticed(proof: str) -> None:
    lines = proof.splitlines()
    ends = [i for i, line in enumerate(lines) if "(cl) :rule" in line]
    used = next(i for i, line in enumerate(lines) if line.startswith("(step t1 "))
    assert alethe.faults("\n".join(lines[: ends[-1]]))
    assert alethe.faults("\n".join(lines[:used] + lines[used + 1 :]))
    assert alethe.faults(proof.replace(":rule resolution", ":rule hole", 1))
    assert alethe.faults("\n".join([*lines[:used], lines[used], *lines[used:]]))
    assert alethe.faults("")
    assert alethe.faults("unsat")


def run(monkeypatch: pytest.MonkeyPatch, chosen: list[Case], *options: str) -> tuple[int, str, str]:
    monkeypatch.setattr(command, "cases", lambda *, long: chosen)
    result = CliRunner().invoke(command.smt_command, options)
    return result.exit_code, result.stdout, result.stderr


def test_the_table_has_every_case_and_the_proofs_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code, told, _ = run(monkeypatch, [THREE, TWO], "--proofs", str(tmp_path / "kept"), "--json")
    assert code == 0
    rows = json.loads(told)
    assert [(row["z3"], row["cvc5"], row["expected"]) for row in rows] == [("unsat",) * 3, ("sat",) * 3]
    files = {path.name: path for path in (tmp_path / "kept").iterdir()}
    assert sorted(files) == ["A6-01.alethe", "A6-01.smt2"]
    assert rows[0]["proof_bytes"] == files["A6-01.alethe"].stat().st_size > 10000
    assert rows[1]["proof_bytes"] is None
    assert "three points, one neuron" in run(monkeypatch, [THREE])[1]


def test_the_exit_code_says_whether_all_is_as_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    false = Case("A6", "false", TWO.question, "unsat")
    code, _, said = run(monkeypatch, [THREE, false])
    assert code == 1
    assert "1 of 2 cases are as expected" in said
    assert "(set-logic QF_LRA)" in said
    assert run(monkeypatch, [THREE], "--result", "Z9")[0] == 2


def test_without_the_solvers_there_is_one_line_and_exit_code_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solvers.importlib.util, "find_spec", lambda name: None)
    code, told, said = run(monkeypatch, [THREE])
    assert (code, told) == (2, "")
    assert "pip install z3-solver cvc5" in said


def test_the_long_cases_include_the_quick_ones() -> None:
    quick, long = (instances.cases(long=flag) for flag in (False, True))
    assert [case.name for case in long[: len(quick)]] == [case.name for case in quick]
    assert len(long) > len(quick)
