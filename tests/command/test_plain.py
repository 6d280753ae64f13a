"""What is printed is data: a bracket in a name, a path or a statement is a bracket, and no command makes it a style."""

from __future__ import annotations

import ast
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from constructions.training_sets import double_training_set
from nnbarriers.command import console, smt
from nnbarriers.command import results as cli_results
from nnbarriers.demonstrations.rows import Demonstration
from nnbarriers.pages.tables import demonstration_table
from proofs_check.evidence import read_evidence
from proofs_check.smt.decisions import Decision
from proofs_check.smt.instances import cases
from tests.command.running import run
from tests.command.test_results import ALL, evidence
from tests.kernel.corpus import FOLDER
from theory.results import Result, results

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
ODD = "[bold]m[/] [t_lo, t_hi] :boom: [/red] \\[x]"
"""What rich would read as a style, as a closing tag without an opening one (an error), as an emoji, as an escape."""


def squeezed(text: str) -> str:
    """Text without white space, and without what frames a table: what is left does not depend on the wrapping."""
    return "".join(c for c in text if not c.isspace() and c not in "│┃")


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, in which one is, whose path has brackets and a slash between them."""
    folder = tmp_path / "[bold]m[" / "] [t_lo, t_hi] :boom:"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    monkeypatch.setattr(console.out, "width", 4000)
    return folder


@pytest.mark.parametrize("result", results(), ids=lambda r: r.id)
def test_every_entry_of_the_registry_is_printed_character_by_character(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, result: Result
) -> None:
    seen = evidence(tmp_path / "seen.json", ALL)
    for options, told in (((), ", ".join(result.evidence)), (("--evidence", seen), read_evidence(seen).seen(result))):
        code, said, _ = run(capsys, "results", result.id, *options)
        assert code == 0
        fields = [f"{result.id}{result.title}{result.statement}"]
        fields += [f"{name}:{getattr(result, name)}" for name in ("source", "match", "delta", "proof", "certificate")]
        fields += [f"evidence:{told}", f"tests:{result.command}{''.join(result.tests)}"]
        fields += [f"formal:{result.formal}"] if result.formal else []
        assert [field for field in fields if squeezed(field) not in squeezed(said)] == []
        assert squeezed(said).startswith(squeezed(fields[0]))


def test_the_table_of_the_registry_has_every_title(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console.out, "width", 4000)
    entries = (*results(), replace(results()[0], id="Z9", title=ODD))
    monkeypatch.setattr(cli_results, "results", lambda: entries)
    code, said, _ = run(capsys, "results")
    assert code == 0
    for result in entries:
        assert f"{result.id}{result.title}{result.match}".replace(" ", "") in squeezed(said)


def test_an_entry_with_brackets_everywhere_is_printed_as_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)  # where there is no evidence of an earlier run
    names = ("title", "statement", "source", "delta", "proof", "certificate", "formal")
    entry = Result(**{**vars(results()[0]), **{name: f"{name} {ODD}" for name in names}})
    monkeypatch.setattr(cli_results, "find", lambda _: entry)
    code, said, errors = run(capsys, "results", "A0")
    assert (code, errors) == (0, "")
    assert [name for name in names if f"{name} {ODD}" not in said] == []


def test_paths_with_brackets_are_printed_as_they_are(capsys: pytest.CaptureFixture[str], odd: Path) -> None:
    data, model, stable, proof = odd / "d.npz", odd / "m.npz", odd / "s.npz", odd / "good.json"
    assert str(data) in run(capsys, "dataset", "--points", 12, "-o", data)[2]
    delta = float(double_training_set(12).delta)
    np.savez(model, W1=np.array([[0, 1 / delta]]), b1=np.zeros(1), W2=np.ones((1, 1)), b2=np.zeros(1))
    code, said, _ = run(capsys, "attack", model, "--dataset", data)
    assert code == 0
    assert f"accepted: {model}.certificate.json sha256" in said
    assert f"\n{model}: sha256" in said
    code, said, _ = run(capsys, "stabilise", "--dataset", data, "-o", stable)
    assert (code, f"accepted: {stable}.certificate.json" in said) == (0, True)
    proof.write_bytes(next((FOLDER / "good").glob("*.json")).read_bytes())
    code, said, _ = run(capsys, "check", proof)
    assert (code, said.startswith("accepted ") and str(proof) in said) == (0, True)
    code, said, errors = run(capsys, "check", odd / "none.json")
    assert (code, f"{odd / 'none.json'}: " in said) == (2, True)
    code, said, errors = run(capsys, "export", "--dataset", data, "--format", "vnnlib", "-o", odd / "instances")
    assert (code, f"{odd / 'instances'}: " in errors) == (0, True)
    code, said, _ = run(capsys, "plot", "accuracy", "-o", odd / "a.svg")
    assert (code, said.startswith(f"{odd / 'a.svg'}: ")) == (0, True)


FAMILY = """
from dataclasses import replace
from constructions.minimisers import minimiser_family

def named(problem):
    return replace(problem, name={odd!r})

base = minimiser_family((2, 1, 1))
family = replace(base, problem=lambda accuracy: named(base.problem(accuracy)))
"""
TRAINERS = """
from dataclasses import replace
from constructions.trainers.zoo import ZOO

globals()["[bold]m[/]"] = replace(ZOO["adam-numpy"], name={odd!r})

def crash(problem, oracle, tape):
    raise ValueError({odd!r})
"""


def test_trainers_and_families_with_brackets_are_printed_as_they_are(
    capsys: pytest.CaptureFixture[str], odd: Path
) -> None:
    (odd / "oddtrainers.py").write_text(TRAINERS.format(odd=ODD))
    names = "oddtrainers:[bold]m[/],oddtrainers:crash"
    code, said, _ = run(capsys, "demonstrate", "A", "--trainers", names, "--out", odd)
    assert code == 1
    assert f"ValueError: {ODD}" in said
    assert "oddtrainers:[bold]m[/], (2; 8, 8; 1)" in said
    assert f"certificates, networks and pictures are in {odd}/" in said
    del sys.modules["oddtrainers"]


def test_what_a_run_of_a_family_with_brackets_says_is_text(capsys: pytest.CaptureFixture[str], odd: Path) -> None:
    (odd / "oddfamily.py").write_text(FAMILY.format(odd=f"B {ODD}"))
    arguments = ("--family", "oddfamily:family", "--accuracy", "1/5", "--exact")
    code, said, errors = run(capsys, "defeat", "constructions.trainers.simple:coin", *arguments)
    assert (code, errors) == (0, "")
    assert squeezed(f"B {ODD}, accuracy 1/5") in squeezed(said)
    del sys.modules["oddfamily"]


def test_progress_names_what_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    told = StringIO()
    screen = console.Plain(file=told, force_terminal=True, width=400, color_system=None)
    monkeypatch.setattr(console, "err", screen)
    with console.progress(2, ODD) as (bar, task):
        bar.update(task, advance=1, description=f"A: {ODD} has played")
        bar.refresh()
    assert f"A: {ODD} has played" in told.getvalue()


def test_tables_are_text_on_any_console() -> None:
    rows = [Demonstration(ODD, ODD, ODD, ODD, ODD)]
    decision = Decision(replace(cases()[0], result=ODD, name=ODD, expected=ODD), (), None, ())
    for table, count in ((demonstration_table(rows), 5), (smt.table([decision]), 3)):
        for screen in (console.Plain(file=StringIO(), width=900), Console(file=StringIO(), width=900)):
            screen.print(table)
            assert squeezed(screen.file.getvalue()).count(squeezed(ODD)) == count  # type: ignore[attr-defined]


def marked_up(source: str) -> list[int]:
    """The lines that make a console of their own, or turn markup on."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            markup = any(k.arg == "markup" and ast.unparse(k.value) != "False" for k in node.keywords)
            if name in ("Console", "from_markup", "render_markup") or markup:
                found.append(node.lineno)
    return found


@pytest.mark.parametrize(
    "path", sorted((ROOT / "nnbarriers").rglob("*.py")), ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_no_module_makes_a_console_of_its_own(path: Path) -> None:
    assert marked_up(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line", ["Console()", "rich.console.Console()", "out.print(x, markup=True)", "Text.from_markup(x)"]
)
def test_a_console_of_its_own_is_noticed(line: str) -> None:
    assert marked_up(f"x = 1\n{line}\n") == [2]
