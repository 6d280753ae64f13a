"""The proofs build and rest on nothing but the logic; each way of cheating, planted in a copy, is refused."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from proofs_check.rocq import build
from theory.results import results

SOURCES = Path(build.HERE)
needs_rocq = pytest.mark.skipif(not shutil.which("coqc"), reason="coqc is not installed: make proofs installs it")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "rocq"
    folder.mkdir()
    for path in SOURCES.iterdir():
        if path.suffix in (".v", ".txt") or path.name == "_CoqProject":
            shutil.copy(path, folder)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of one file with one theorem, which is accepted."""
    (tmp_path / "_CoqProject").write_text("-Q . Barriers\nOne.v\n")
    (tmp_path / "theorems.txt").write_text("One.sure # a comment\n")
    (tmp_path / "One.v").write_text("Theorem sure : 1 = 1.\nProof. reflexivity. Qed.\n")
    return tmp_path


@needs_rocq
@pytest.mark.result("A0", "A1", "A2", "A3", "A4", "A5", "A6", "A8", "B0", "B1", "B2", "B3", "B4", "B5", "J", "K", "W")
@pytest.mark.result("C0", "C1", "D")
def test_every_main_theorem_is_proved_from_the_logic_alone() -> None:
    assert build.main([str(SOURCES), "--quick"]) == 0


@needs_rocq
@pytest.mark.infrastructure
def test_a_small_project_is_accepted_by_both_checkers(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main([str(small)]) == 0
    assert "no axioms" in capsys.readouterr().out


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Plant a defect: replace the first occurrence."""

    def plant(folder: Path) -> None:
        source = (folder / file).read_text()
        assert old in source
        (folder / file).write_text(source.replace(old, new, 1))

    return plant


def appended(file: str, text: str) -> Callable[[Path], None]:
    """Plant a defect: add text at the end."""

    def plant(folder: Path) -> None:
        with (folder / file).open("a") as source:
            source.write(text)

    return plant


READ = {  # what reading the sources finds, before anything is compiled
    "Admitted": (replaced("Instability.v", "Qed.", "Admitted."), "Instability.v: Admitted"),
    "admit": (appended("Networks.v", "Lemma x : 0 == 1.\nProof. admit. Admitted.\n"), "Networks.v: admit, Admitted"),
    "Axiom": (appended("Precision.v", "Axiom x : 0 == 1.\n"), "Precision.v: Axiom"),
    "local Axiom": (appended("Precision.v", "#[local] Axiom x : 0 == 1.\n"), "Precision.v: Axiom"),
    "Parameter": (appended("Networks.v", "Parameter x : 0 == 1.\n"), "Networks.v: Parameter"),
    "Conjecture": (appended("Networks.v", "Conjecture x : 0 == 1.\n"), "Networks.v: Conjecture"),
    "Variable": (appended("Networks.v", "Variable x : Q.\n"), "Variable outside a section"),
    "Hypothesis after a section": (appended("Precision.v", "Hypothesis x : 0 == 1.\n"), "Hypothesis outside a section"),
    "Context": (appended("Networks.v", "#[global] Context (x : Q).\n"), "Context outside a section"),
    "unguarded recursion": (appended("Networks.v", "Unset Guard  Checking.\n"), "Networks.v: Unset Guard Checking"),
    "bypassed check": (appended("Networks.v", "#[bypass_check(guard)] Fixpoint x (n : nat) : nat := x n.\n"), "bypass"),
    "a file that nobody builds": (lambda folder: (folder / "More.v").write_text(""), "the folder holds"),
    "a file that is not there": (appended("_CoqProject", "More.v\n"), "_CoqProject lists"),
    "another option": (replaced("_CoqProject", "-Q", "-type-in-type -Q"), "the options must be just"),
    "no theorem": (lambda folder: (folder / "theorems.txt").write_text("# none\n"), "nothing to check"),
    "a theorem that is not there": (appended("theorems.txt", "Networks.A99\n"), "Networks.v has no theorem A99"),
    "a definition for a theorem": (appended("theorems.txt", "Networks.NN\n"), "Networks.v has no theorem NN"),
    "a theorem in a comment": (replaced("Networks.v", "Theorem A0_pieces :", "(* Theorem A0_pieces : *)"), "A0_pieces"),
}


@pytest.mark.infrastructure
@pytest.mark.parametrize("defect", READ)
def test_what_is_assumed_is_found_by_reading(copy: Path, defect: str, capsys: pytest.CaptureFixture[str]) -> None:
    plant, reason = READ[defect]
    plant(copy)
    assert build.main([str(copy), "--quick"]) == 1
    said = capsys.readouterr()
    assert reason in said.err
    assert "compiled" not in said.out


COMPILED = {  # what only Rocq finds
    "an axiom of the standard library": (
        "From Coq Require Import Classical.\nTheorem sure : forall p, p \\/ ~ p.\nProof. exact classic. Qed.\n",
        "sure is not closed under the global context: Axioms: Classical_Prop.classic",
    ),
    "the axiomatic reals": (
        "From Coq Require Import Reals Lra.\nTheorem sure : forall x : R, (x - x)%R = 0%R.\nProof. intros. lra. Qed.\n",
        "sure is not closed under the global context: Axioms:",
    ),
    "a wrong proof": ("Theorem sure : 1 = 2.\nProof. reflexivity. Qed.\n", "One.v failed"),
    "an unfinished proof": ("Theorem sure : 1 = 1.\nProof.\n", "One.v failed"),
    "an abandoned proof": ("Theorem sure : 1 = 2.\nProof. Abort.\n", "Query.v failed"),
}


@needs_rocq
@pytest.mark.infrastructure
@pytest.mark.parametrize("defect", COMPILED)
def test_what_is_not_proved_is_found_by_rocq(small: Path, defect: str, capsys: pytest.CaptureFixture[str]) -> None:
    source, reason = COMPILED[defect]
    (small / "One.v").write_text(source)
    assert build.main([str(small), "--quick"]) == 1
    assert reason in capsys.readouterr().err


@needs_rocq
@pytest.mark.result("A3")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("g phi n 1 t) + P N + 1)%nat.", "g phi n 1 t) + P N)%nat."),  # one point more
        ("Qabs t <= eps n ->\n  (n <= 2 * (failing", "Qabs t <= 2 * eps n ->\n  (n <= 2 * (failing"),  # twice as far
    ],
)
def test_a_statement_that_claims_more_is_not_proved_by_the_same_proof(copy: Path, old: str, new: str) -> None:
    replaced("Instability.v", old, new)(copy)
    assert build.main([str(copy), "--quick"]) == 1


@needs_rocq
@pytest.mark.infrastructure
def test_the_second_checker_is_heard(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / "One.v").write_text("Axiom odd : 1 = 2.\nTheorem sure : 1 = 1.\nProof. reflexivity. Qed.\n")
    monkeypatch.setattr(build, "assumptions", lambda source: [])  # even if reading had overlooked it
    assert build.main([str(small), "--quick"]) == 0
    assert build.main([str(small)]) == 1


@pytest.mark.infrastructure
def test_without_rocq_and_without_rights_one_line_says_so(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build.shutil, "which", lambda name: None)
    assert build.main([str(small)]) == 2
    assert capsys.readouterr().err == "coqc is not installed (on Debian: apt-get install coq)\n"


@pytest.mark.infrastructure
def test_comments_and_sections_are_understood() -> None:
    assert list(build.assumptions('(* Axiom. (* Admitted. *) "*)" Axiom. *) Lemma x : 1 = 1. (** Variable. *)')) == []
    assert list(build.assumptions('Definition x := "Axiom (*". Axiom y.')) == ["Axiom"]
    assert list(build.assumptions("Module M. Section S. Variable x : Q. End S. End M.")) == []
    assert len(list(build.assumptions("Section S. End S. Module M. Variable x : Q. End M."))) == 1
    assert list(build.assumptions("Definition f := fun Axiom_free => 1. Lemma Parameters' : 1.")) == ["Parameters"]


@pytest.mark.infrastructure
def test_the_main_theorems_bear_the_ids_of_results() -> None:
    known = {result.id for result in results()}
    assert {name.split(".")[1].split("_")[0] for name in build.theorems(SOURCES)} <= known


@pytest.mark.infrastructure
def test_the_audit_quotes_the_theorems_as_they_stand() -> None:
    audit = "".join((SOURCES / name).read_text() for name in ("Audit.md", "Audit-computation.md"))
    blocks = re.findall(r"```coq\n(.*?)\n```", audit, re.DOTALL)
    quoted = [text for block in blocks for text in block.split("\n\n")]
    sources = "\n".join(path.read_text() for path in SOURCES.glob("*.v"))
    assert [text for text in quoted if f"{text}\n" not in sources] == []
    for name in build.theorems(SOURCES):
        assert any(re.match(rf"(Theorem|Corollary) {name.split('.')[1]}\b", text) for text in quoted), name
