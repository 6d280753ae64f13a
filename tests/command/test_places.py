"""`barriers results ID` leads to the code, theorems, tests, demonstration and notebooks of a result."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nnbarriers import places
from nnbarriers.command import console
from nnbarriers.command import results as cli_results
from nnbarriers.places import ROOT, builder_place, theorem_place
from tests.command.running import run
from theory.exact import BarriersError
from theory.results import Result, results

pytestmark = pytest.mark.infrastructure
PLACE = re.compile(r"^  (\S+):(\d+) +(\S+)$", re.MULTILINE)


def line(file: str, number: int) -> str:
    """A line of a file of the repository."""
    return (ROOT / file).read_text("utf-8").splitlines()[number - 1]


@pytest.mark.parametrize("result", results(), ids=lambda r: r.id)
def test_every_line_that_is_printed_begins_the_definition_named(
    capsys: pytest.CaptureFixture[str], result: Result
) -> None:
    code, out, _ = run(capsys, "results", result.id)
    assert code == 0
    found = PLACE.findall(out)
    wanted = [name.partition(":")[2] for name in result.builders] + [name.split(".")[1] for name in result.theorems]
    assert [name for _, _, name in found] == wanted
    for file, number, name in found:
        begun = r"(?:Theorem|Lemma|Corollary)" if file.endswith(".v") else r"\s*(?:def|class)"
        assert re.match(rf"{begun} {name.split('.')[-1]}\b", line(file, int(number)))


def test_what_supports_a_result_is_printed_with_the_commands_that_run_it(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "results", "C1")[1]
    assert "\ntests:\n  .venv/bin/pytest --result C1\n  tests/constructions/test_adversary.py\n" in out
    assert "\nshown by:    barriers demonstrate C1\n" in out
    assert "\nnotebooks:   notebooks/05_digits.ipynb\n" in out
    assert "theorems:" not in run(capsys, "results", "U")[1]


def test_the_same_is_said_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(run(capsys, "results", "--json")[1])
    assert [entry["id"] for entry in told] == [result.id for result in results()]
    for entry, result in zip(told, results(), strict=True):
        assert [place["name"] for place in entry["builders"]] == list(result.builders)
        assert [place["name"] for place in entry["theorems"]] == list(result.theorems)
        for place in entry["builders"]:
            last = re.split("[:.]", place["name"])[-1]
            assert re.match(rf"\s*(?:def|class) {last}\b", line(place["file"], place["line"]))
        for place in entry["theorems"]:
            assert place["name"].split(".")[1] in line(place["file"], place["line"])
        assert entry["tests"] == list(result.tests)
        assert entry["command"] == f".venv/bin/pytest --result {result.id}"
        assert entry["demonstration"] == f"barriers demonstrate {result.id}"
        assert entry["notebooks"] == list(result.notebooks)
        assert all((ROOT / "notebooks" / f"{name}.ipynb").is_file() for name in entry["notebooks"])


@pytest.mark.parametrize("result", results(), ids=lambda r: r.id)
def test_nothing_is_wider_than_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, result: Result
) -> None:
    monkeypatch.setattr(console.out, "width", 80)
    lines = run(capsys, "results", result.id)[1].splitlines()
    assert max(map(len, lines)) <= 80
    assert len([text for text in lines if text.startswith(" " * 13)]) >= 1  # continued below what they continue


def test_an_installation_without_the_repository_shows_the_code_and_names_the_rest(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("theory", "constructions"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    said = "are in the repository, not in this installation"
    assert said not in run(capsys, "results", "A3")[1]
    monkeypatch.setattr(places, "ROOT", tmp_path)
    monkeypatch.setattr(cli_results, "ROOT", tmp_path)
    monkeypatch.setattr(cli_results, "current", lambda *_, **__: None)
    code, out, _ = run(capsys, "results", "A3")
    assert code == 0
    assert "\ntheorems:\n  Instability.A3_universal_instability\n" in out
    assert PLACE.findall(out)[0][0] == "constructions/instability.py"
    assert said in out
    (entry,) = json.loads(run(capsys, "results", "A3", "--json")[1])
    assert entry["theorems"][0] == {"name": "Instability.A3_universal_instability", "file": None, "line": None}


def test_what_is_moved_or_renamed_is_missed_in_one_line() -> None:
    for wrong in ("theory.layers:none", "theory.none:piece_bound", "theory.layers:Layer.none", "theory.layers:ONE"):
        with pytest.raises(BarriersError, match=rf"{wrong}: theory/\w+\.py defines no such function, class or method"):
            builder_place(wrong)
    for wrong in ("Networks.A0_piecez", "None.A0_pieces", "Networks.A0_piece"):
        with pytest.raises(BarriersError, match=rf"{wrong}: proofs_check/rocq/\w+\.v states no such theorem"):
            theorem_place(wrong)


def test_code_is_found_without_being_imported() -> None:
    code = "import sys; from nnbarriers.places import builder_place as place; from theory.results import results\n"
    code += "assert all(place(name).line for result in results() for name in result.builders)\n"
    code += "print({'numpy', 'sympy', 'flint', 'constructions', 'theory.networks'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
