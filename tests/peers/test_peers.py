"""The comparison with other tools: what they say is judged by exact replay, and a wrong answer reproduces itself."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rich.console import Console

from constructions.training_sets import double_training_set
from constructions.verification import export_instances, instances
from nnbarriers.command import peers as command
from proofs_check.peers import answers, worker
from proofs_check.peers.answers import TOOLS, Reply, ask, missing, reproduction
from proofs_check.peers.questions import Query, read_questions, scaled_difference
from theory.exact import BarriersError

pytest.importorskip("onnx", reason="onnx is not installed: pip install onnx onnxruntime")
pytestmark = pytest.mark.infrastructure
HALF, TWICE = Fraction(1, 2), Fraction(2)


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Query]:
    folder = tmp_path_factory.mktemp("instances")
    scales = [scaled_difference(e, f) for e in (2, 20, 38) for f in (HALF, TWICE)]
    export_instances([*instances(double_training_set(4)), *scales], folder)
    return {question.name: question for question in read_questions(folder)}


def test_exact_solvers_are_right_about_everything_and_their_points_have_the_property(
    questions: dict[str, Query],
) -> None:
    for tool in ("z3", "cvc5"):
        for question in questions.values():
            reply = ask(tool, question, 60)
            assert reply.verdict == "right", (tool, question.name, reply)
            assert reply.replayed == (True if question.expected == "sat" else None)


def test_a_gradient_attack_finds_points_and_never_says_unsat(questions: dict[str, Query]) -> None:
    replies = [ask("pgd", question, 5) for question in questions.values()]
    assert {(reply.question.expected, reply.verdict) for reply in replies} <= {
        ("sat", "right"),
        ("unsat", "unknown"),
        ("sat", "unknown"),
    }
    assert sum(reply.verdict == "right" for reply in replies) >= 4


def test_marabou_is_wrong_at_small_scales(questions: dict[str, Query]) -> None:
    pytest.importorskip("maraboupy", reason="maraboupy is not installed (Python < 3.12): pip install maraboupy")
    assert ask("marabou", questions["scale-2e-2-half"], 20).verdict == "right"
    assert ask("marabou", questions["scale-2e-2-twice"], 20).verdict == "right"
    assert ask("marabou", questions["scale-2e-20-half"], 20).verdict == "wrong"


def test_two_exact_replays_agree(questions: dict[str, Query]) -> None:
    for question in questions.values():
        if question.witness is not None:
            told = question.as_json()
            for point in (question.witness, [v + 1 for v in question.witness], [lo for lo, _ in question.asked.box]):
                assert worker.has_property(told, list(point)) == question.asked.holds(question.layers, point)


@pytest.mark.parametrize(
    ("name", "said", "point", "verdict"),
    [
        ("scale-2e-20-half", "unsat", None, "wrong"),
        ("scale-2e-20-twice", "sat", (Fraction(1),), "wrong"),
        ("scale-2e-20-half", "sat", (Fraction(1),), "right"),
        ("scale-2e-20-half", "sat", (Fraction(1, 4),), "right, its point is none"),
        ("scale-2e-20-half", "sat", (Fraction(2),), "right, its point is none"),
        ("scale-2e-20-twice", "unsat", None, "right"),
        ("scale-2e-20-twice", "unknown", None, "unknown"),
    ],
)
def test_answers_are_judged_by_replay(
    questions: dict[str, Query], name: str, said: str, point: tuple[Fraction, ...] | None, verdict: str
) -> None:
    assert Reply(questions[name], "marabou", said, 0, point).verdict == verdict


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("expected", "unsat", "not true of the files"),
        ("expected", "maybe", "sat or unsat"),
        ("witness", [], "not true of the files"),
        ("witness", ["1.0.0"], "expected.json"),
        ("witness", 3, "list"),
        ("onnx", "../scale.onnx", "in the folder"),
        ("onnx", "/scale.onnx", "in the folder"),
        ("onnx", 7, "strings"),
        ("vnnlib", "onnx/scale-2e-4-half.onnx", "UTF-8"),
        *(
            ("name", name, "a name matches")
            for name in ("../x", "", "a" * 101, "a\0b", "\ud800", "a\n", "[red]a[/]", 'x"""\nraise SystemExit(7)\n"""')
        ),
        ("says", "two\nlines", "no line"),
        ("says", "\ud800", "no line"),
        ("says", "a" * 1001, "no line"),
        ("more", "x", "more"),
    ],
)
def test_a_folder_of_a_stranger_is_read_strictly(tmp_path: Path, key: str, value: Any, reason: str) -> None:
    (row,) = export_instances([scaled_difference(4, HALF)], tmp_path)
    assert [question.expected for question in read_questions(tmp_path)] == ["sat"]
    (tmp_path / "expected.json").write_text(json.dumps([row | {key: value}]))
    with pytest.raises(BarriersError, match=reason):
        list(read_questions(tmp_path))


def test_two_instances_of_one_name_are_refused(tmp_path: Path) -> None:
    (row,) = export_instances([scaled_difference(4, HALF)], tmp_path)
    (tmp_path / "expected.json").write_text(json.dumps([row, row]))
    with pytest.raises(BarriersError, match="scale-2e-4-half occurs twice"):
        list(read_questions(tmp_path))


def test_what_a_stranger_or_a_tool_says_is_text_and_neither_markup_nor_code(
    questions: dict[str, Query], tmp_path: Path
) -> None:
    name = 'a[/]:boom:"""\nraise SystemExit(7)\n"""'
    question = replace(questions["scale-2e-20-half"], name=name, says='"""\nraise SystemExit(7)\n"""\\')
    reply = Reply(question, "z3", "unsat", 0, reason="[/red] \\[x] :boom:")
    console = Console(width=400, file=StringIO())
    console.print(command.table([reply]))
    said = console.file.getvalue()  # type: ignore[attr-defined]
    assert "a[/]:boom:" in said
    assert "unknown ([/red] \\[x] :boom:)" in said
    (tmp_path / "script.py").write_text(reproduction(reply))
    run = subprocess.run(
        [sys.executable, "-I", tmp_path / "script.py"], cwd=tmp_path, text=True, capture_output=True, check=False
    )
    assert run.returncode == 0
    assert "z3 said unsat; expected is sat" in run.stdout


@pytest.mark.parametrize("tool", ["pgd", "z3"])
def test_a_wrong_answer_reproduces_itself_without_this_project(
    questions: dict[str, Query], tmp_path: Path, tool: str
) -> None:
    texts = {
        "unsat": reproduction(Reply(questions["scale-2e-20-half"], tool, "unsat", 0)),
        "sat": reproduction(Reply(questions["scale-2e-20-twice"], tool, "sat", 0, (Fraction(1),))),
    }
    for said, text in texts.items():
        (tmp_path / f"{said}.py").write_text(text)
        run = subprocess.run(
            [sys.executable, "-I", tmp_path / f"{said}.py"], cwd=tmp_path, text=True, capture_output=True, check=True
        )
        assert f"{tool} said {said}; expected is {'sat' if said == 'unsat' else 'unsat'}" in run.stdout
        assert ("has the property" if said == "unsat" else "has not the property") in run.stdout
        assert ("says now" in run.stdout) == (tool == "pgd")
        assert "proofs_check" not in text
        assert "constructions" not in text


def test_a_tool_that_dies_or_hangs_has_said_unknown(
    questions: dict[str, Query], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = questions["scale-2e-20-half"]
    (tmp_path / "dies.py").write_text("raise SystemExit('no memory')")
    (tmp_path / "hangs.py").write_text("import time\ntime.sleep(60)")
    monkeypatch.setattr(answers, "GRACE", 0)
    for name, reason in (("dies", "no memory"), ("hangs", "out of time")):
        monkeypatch.setattr(answers, "WORKER", tmp_path / f"{name}.py")
        reply = ask("pgd", question, 1)
        assert (reply.verdict, reply.reason) == ("unknown", reason)


def test_the_command_tells_what_is_missing_and_saves_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TOOLS, "marabou", "no_such_package")
    assert missing() == {"marabou": "no_such_package"}
    wrong = {"z3": "unsat", "pgd": "unknown"}
    monkeypatch.setattr(command, "ask", lambda tool, question, _: Reply(question, tool, wrong[tool], 0))
    options = ["--points", "4", "--name", "scale-2e-20", "--tool", "z3", "--tool", "marabou", "--tool", "pgd"]
    run = CliRunner().invoke(command.peers_command, [*options, "-o", str(tmp_path), "--json"])
    assert run.exit_code == 0, run.output
    assert "marabou is not asked: the package no_such_package" in run.stderr
    rows = json.loads(run.stdout)
    assert [(row["tool"], row["verdict"]) for row in rows] == [
        ("z3", "wrong"), ("pgd", "unknown"), ("z3", "right"), ("pgd", "unknown"),
    ]  # fmt: skip
    assert [path.name for path in tmp_path.glob("*.py")] == ["z3-scale-2e-20-half.py"]
    assert "wrong" in CliRunner().invoke(command.peers_command, [*options, "-o", str(tmp_path)]).stdout
    (tmp_path / "z3-scale-2e-20-half.py").unlink()
    (tmp_path / "z3-scale-2e-20-half.py").mkdir()
    run = CliRunner().invoke(command.peers_command, [*options, "-o", str(tmp_path)])
    assert (run.exit_code, "cannot be written" in run.stderr, "wrong" in run.stdout) == (2, True, True)
    for bad in (["--tool", "marabou"], ["--name", "nothing"], ["--instances", str(tmp_path / "none")]):
        run = CliRunner().invoke(command.peers_command, [*bad, "-o", str(tmp_path)])
        assert run.exit_code == 2
