"""What is assumed, extracted elsewhere or named alike is refused before anything is compiled; other statements, too."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from proofs_check.rocq import build as rocq
from proofs_check.verified import build, program
from tests.rocq.planting import appended, replaced


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "verified"
    folder.mkdir()
    for path in build.HERE.iterdir():
        if path.suffix in (".v", ".txt", ".ml") or path.name == "_CoqProject":
            shutil.copy(path, folder)
    return folder


READ = {
    "Admitted": (replaced("Verified.v", "Qed.", "Admitted."), "Verified.v: Admitted"),
    "Axiom": (appended("Settings.v", "Axiom x : 0 = 1.\n"), "Settings.v: Axiom"),
    "Variable": (appended("Json.v", "Variable x : nat.\n"), "Variable outside a section"),
    "extracted elsewhere": (
        appended(
            "Verified.v", 'From Coq Require Import Extraction.\nExtract Constant verdict => "fun _ -> Accepted".\n'
        ),
        "only Extract.v may extract",
    ),
    "another extraction's library": (
        appended("Verified.v", "From Coq Require Import ExtrOcamlNatInt.\n"),
        "only Extract.v may extract",
    ),
    "extracted behind the end of a comment that has not begun": (
        appended(
            "Verified.v",
            "Notation \"'mark' '*)'\" := I.\nDefinition x := mark *).\nExtract Constant verdict => \"\".\n",
        ),
        "a comment ends that has not begun",
    ),
    "a variable in a section that is only tried": (
        appended("Json.v", "Succeed Section S.\nVariable x : False.\n"),
        "Variable outside a section",
    ),
    "a variable in a section that is only tried, and timed": (
        appended("Json.v", "Time Succeed Section S.\nVariable x : False.\n"),
        "Variable outside a section",
    ),
    "a file of the proofs' name": (
        lambda folder: (
            (folder / "Networks.v").write_text(""),
            appended("_CoqProject", "Networks.v\n")(folder),
        ),
        "files of one name: Networks.v",
    ),
    "a theorem that is not there": (appended("theorems.txt", "Verified.accepted_all\n"), "has no theorem accepted_all"),
    "a file that nobody builds": (lambda folder: (folder / "More.v").write_text(""), "the folder holds"),
}


@pytest.mark.infrastructure
@pytest.mark.parametrize("defect", READ)
def test_what_is_assumed_is_found_by_reading(copy: Path, defect: str, capsys: pytest.CaptureFixture[str]) -> None:
    plant, reason = READ[defect]
    plant(copy)
    assert build.main([str(copy), "--quick", "--program", str(copy / "checker")]) == 1
    said = capsys.readouterr()
    assert reason in said.err
    assert "compiled" not in said.out
    assert not (copy / "checker").exists()


@pytest.mark.infrastructure
def test_the_files_below_are_those_that_are_imported() -> None:
    below = build.needed(build.HERE, rocq.HERE)
    assert below == [file for file in rocq.project(rocq.HERE) if file in below]
    assert {"OrderedFields.v", "Networks.v", "Instability.v"} <= set(below)
    assert "Digits.v" not in below


@pytest.mark.infrastructure
def test_a_zarith_that_is_found_but_cannot_be_built_upon_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rocq's package brings such a one: `ocamlfind query` knows it, what it needs for compiling is not there."""
    finder = tmp_path / "ocamlfind"
    finder.write_text("#!/bin/sh\n[ $1 = query ]\n")
    finder.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert not build.links()
    commands: list[list[str]] = []
    monkeypatch.setattr(build.rocq, "installed", lambda: None)
    monkeypatch.setattr(build.os, "geteuid", lambda: 0)
    monkeypatch.setattr(build.rocq, "run", lambda command, folder: commands.append(command))
    build.installed()
    assert set(build.PACKAGES) <= set(commands[-1])


@pytest.mark.infrastructure
@pytest.mark.parametrize("file", build.OUTSIDE)
def test_what_stands_outside_the_proofs_is_pinned(copy: Path, file: str) -> None:
    build.outside(copy, copy / rocq.STATEMENTS, write=False)
    appended(file, "\n")(copy)
    with pytest.raises(rocq.Refused, match="read it, then run"):
        build.outside(copy, copy / rocq.STATEMENTS, write=False)
    build.outside(copy, copy / rocq.STATEMENTS, write=True)
    build.outside(copy, copy / rocq.STATEMENTS, write=False)


@pytest.mark.infrastructure
def test_no_file_of_ours_is_imported_where_it_is_said_what_is_extracted() -> None:
    """Else a definition of the same name in another file could take the place of the one that is proved."""
    text = rocq.code((build.HERE / build.EXTRACT).read_text())
    assert "From Barriers Require Sha256 Verified." in text
    assert "From Barriers Require Import" not in text and "Export" not in text
    named = re.findall(r"^Extract(?:ion)?\s+(?:Constant|Inductive|\"\")\s+([\w.]+)", text, re.MULTILINE)
    assert {name for name in named if not re.match(r"[ZN](\.|_of_ascii)", name)} == {
        name for name in named if re.match(r"Barriers\.(Sha256|Verified)\.", name)
    }
    assert "Barriers.Verified.verdict" in named


@pytest.mark.infrastructure
def test_a_program_of_other_sources_or_another_program_is_not_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "checker"
    there.write_text("#!/bin/sh\n")
    monkeypatch.setattr(program, "PROGRAM", there)
    monkeypatch.setattr(program.check_files, "__defaults__", (there,))
    for beside in (None, program.record("0" * 64, there), program.record(program.digest(), there) + "x"):
        if beside is not None:
            there.with_suffix(".sources").write_text(beside)
        with pytest.raises(program.NotBuilt, match="run make verified again"):
            program.check_files([there])
    there.with_suffix(".sources").write_text(program.record(program.digest(), there))
    assert program.fresh(there)
    there.write_text("#!/bin/sh\ntrue\n")
    assert not program.fresh(there)


@pytest.mark.infrastructure
def test_all_that_a_program_rests_on_is_in_its_digest(copy: Path) -> None:
    before = program.digest(copy)
    for file in ("theorems.txt", rocq.STATEMENTS, "Verified.v", "main.ml", "_CoqProject"):
        appended(file, "\n")(copy)
        assert program.digest(copy) != before
        before = program.digest(copy)
    assert program.digest(copy, copy) != before


@pytest.mark.infrastructure
def test_another_definition_is_another_statement(compiled: Path, tmp_path: Path) -> None:
    files = [file for file in rocq.project(build.HERE) if file != build.EXTRACT]
    stated = (build.HERE / rocq.STATEMENTS).read_text()
    names = ["Verified.accepted_stability"]
    now = rocq.statements(names, [*build.needed(build.HERE, rocq.HERE), *files], compiled, build.TEXTS)
    for part in now.split("\n\n"):
        assert part.strip() in stated
    (tmp_path / rocq.STATEMENTS).write_text(now.replace("<= 1", "< 1"))
    with pytest.raises(rocq.Refused, match="are not those of"):
        rocq.pinned(now, tmp_path / rocq.STATEMENTS)
