"""The proofs build and rest on nothing but the logic; each way of cheating, planted in a copy, is refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from proofs_check.rocq import build
from tests.rocq.conftest import absent, kept
from tests.rocq.planting import appended, replaced
from theory.results import results

SOURCES = Path(build.HERE)
FILES = build.project(SOURCES)
needs_rocq = pytest.mark.usefixtures("rocq")


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
    (tmp_path / "statements.txt").write_text("# One.sure 9f205a88f75d8141\nOne.sure\n     : 1%nat = 1%nat\n")
    return tmp_path


@needs_rocq
@pytest.mark.result(*(result.id for result in results() if result.theorems))
def test_every_main_theorem_is_proved_from_the_logic_alone(compiled: Path) -> None:
    assert [found for file in build.project(SOURCES) for found in build.assumptions((SOURCES / file).read_text())] == []
    build.closed(build.theorems(SOURCES), compiled)


@needs_rocq
@pytest.mark.infrastructure
def test_a_small_project_is_accepted_by_both_checkers(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main([str(small)]) == 0
    assert "no axioms" in capsys.readouterr().out


READ = {  # what reading the sources finds, before anything is compiled
    "Admitted": (replaced("Instability.v", "Qed.", "Admitted."), "Instability.v: Admitted"),
    "admit": (appended("Networks.v", "Lemma x : 0 == 1.\nProof. admit. Admitted.\n"), "Networks.v: admit, Admitted"),
    "Axiom": (appended("Precision.v", "Axiom x : 0 == 1.\n"), "Precision.v: Axiom"),
    "local Axiom": (appended("Precision.v", "#[local] Axiom x : 0 == 1.\n"), "Precision.v: Axiom"),
    "Parameter": (appended("Networks.v", "Parameter x : 0 == 1.\n"), "Networks.v: Parameter"),
    "Conjecture": (appended("Networks.v", "Conjecture x : 0 == 1.\n"), "Networks.v: Conjecture"),
    "Admit Obligations": (appended("Networks.v", "Admit Obligations.\n"), "Networks.v: Admit"),
    "declared Instance": (
        appended("Networks.v", "Class C := { c : 0 == 1 }.\n#[global] Declare Instance x : C.\n"),
        "Networks.v: Declare Instance",
    ),
    "Abort": (appended("Networks.v", "Theorem A0 : 0 == 1.\nAbort.\nDefinition A0 := I.\n"), "Networks.v: Abort"),
    "other folders": (appended("Networks.v", 'Add LoadPath "elsewhere" as Elsewhere.\n'), "Networks.v: Add LoadPath"),
    "others below": (appended("Networks.v", 'Add  Rec LoadPath "x" as X.\n'), "Networks.v: Add Rec LoadPath"),
    "uniqueness of proofs": (appended("Networks.v", "Set Definitional UIP.\n"), "Networks.v: Definitional UIP"),
    "timed Variable": (appended("Networks.v", "Time Variable x : Q.\n"), "Variable outside a section"),
    "timed out": (appended("Networks.v", "Timeout 9 #[local] Variable x : Q.\n"), "Variable outside a section"),
    "failing": (appended("Networks.v", "Fail Timeout 9 Hypothesis x : Q.\n"), "Hypothesis outside a section"),
    "redirected": (appended("Networks.v", 'Redirect "out" Context (x : Q).\n'), "Context outside a section"),
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
    "an abandoned proof": ("Theorem sure : 1 = 2.\nProof. Abort.\n", "One.v: Abort"),
}


@needs_rocq
@pytest.mark.infrastructure
@pytest.mark.parametrize("defect", COMPILED)
def test_what_is_not_proved_is_found_by_rocq(small: Path, defect: str, capsys: pytest.CaptureFixture[str]) -> None:
    source, reason = COMPILED[defect]
    (small / "One.v").write_text(source)
    assert build.main([str(small), "--quick"]) == 1
    assert reason in capsys.readouterr().err


R = "From Coq Require Import Reals Lra.\n"
WHOLE = f"{R}Theorem sure : forall x : R, (x - x)%R = 0%R.\nProof. intros. lra. Qed.\n"
ROOT = f"{R}Theorem sure : sqrt 0 = 0%R.\nProof. exact sqrt_0. Qed.\n"
LOGIC = "Theorem sure : 1 = 1.\nProof. reflexivity. Qed.\n"
CLASSIC = (
    "From Coq Require Import Classical.\nTheorem sure : forall x : R, (x = x)%R /\\ (True \\/ ~ True).\n"
    "Proof. split; [lra | apply classic]. Qed.\n"
)
OVER_REALS = {  # a file, what it says, and why it is refused, if it is
    "the order of R": ("Reals", WHOLE, ""),
    "R is complete": ("RealsUncountability", ROOT, ""),
    "R is complete where that is not needed": (
        "Reals",
        ROOT,
        "Reals.sure must rest on exactly ClassicalDedekindReals.sig_forall_dec, "
        "FunctionalExtensionality.functional_extensionality_dep, not on ClassicalDedekindReals.sig_forall_dec, "
        "ClassicalDedekindReals.sig_not_dec, FunctionalExtensionality.functional_extensionality_dep",
    ),
    "the order of R alone where all is needed": ("RealsUncountability", WHOLE, "must rest on exactly"),
    "the logic alone": ("Reals", LOGIC, "not on nothing"),
    "an axiom of the standard library beyond those of R": ("Reals", R + CLASSIC, "Classical_Prop.classic"),
    "an axiom beyond those of R": (
        "Reals",
        f"{R}Axiom odd : 1 = 2.\nTheorem sure : (0 < 1)%R /\\ 1 = 2.\nProof. split; [lra | exact odd]. Qed.\n",
        "FunctionalExtensionality.functional_extensionality_dep, Reals.odd",
    ),
    "R in an abstract file": ("Fields", WHOLE, "Fields.sure is not closed under the global context"),
    "an axiom in an abstract file": (
        "Fields",
        "Axiom odd : 1 = 2.\nTheorem sure : 1 = 2.\nProof. exact odd. Qed.\n",
        "Fields.sure is not closed under the global context: Axioms: Fields.odd : 1 = 2",
    ),
}


@needs_rocq
@pytest.mark.infrastructure
@pytest.mark.parametrize("case", OVER_REALS)
def test_theorems_over_the_reals_rest_on_exactly_the_axioms_of_r(
    small: Path, case: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file, source, reason = OVER_REALS[case]
    monkeypatch.setattr(build, "assumptions", lambda source: [])  # even if reading had overlooked it
    (small / "One.v").rename(small / f"{file}.v")
    (small / f"{file}.v").write_text(source)
    (small / "_CoqProject").write_text(f"-Q . Barriers\n{file}.v\n")
    (small / "theorems.txt").write_text(f"{file}.sure\n")
    assert build.main([str(small), "--quick", "--write"]) == (1 if reason else 0)
    said = capsys.readouterr()
    assert reason in said.err
    assert bool(reason) or f"proved   {file}.sure: from the axioms of R" in said.out


@needs_rocq
@pytest.mark.infrastructure
def test_the_second_checker_is_heard_of_the_reals_and_of_the_others_apart(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "assumptions", lambda source: [])
    allowed = "From Coq Require Import FunctionalExtensionality.\nDefinition real := @functional_extensionality_dep.\n"
    (small / "Reals.v").write_text(allowed)  # an axiom of R in a small library; that of R takes half a minute each time
    (small / "_CoqProject").write_text("-Q . Barriers\nOne.v\nReals.v\n")
    assert build.main([str(small)]) == 0
    said = capsys.readouterr().out
    assert "checked again by coqchk: no axioms\n" in said
    assert "checked again by coqchk: over the real numbers: no axioms but those of R\n" in said
    for file in ("Reals", "One"):
        before = (small / f"{file}.v").read_text()
        (small / f"{file}.v").write_text(before + "Axiom odd : 1 = 2.\n")
        assert build.main([str(small)]) == 1
        said_of = capsys.readouterr()
        assert f"Barriers.{file}.odd" in said_of.err
        assert ("no axioms\n" in said_of.out) == (file == "Reals")
        (small / f"{file}.v").write_text(before)


@needs_rocq
@pytest.mark.infrastructure
def test_files_are_compiled_after_those_that_they_require_and_never_in_a_circle(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "Two.v").write_text("From Barriers Require Import (* first *) One.\nDefinition two := sure.\n")
    (small / "_CoqProject").write_text("-Q . Barriers\nTwo.v\nOne.v\n")
    assert build.main([str(small), "--quick"]) == 0
    assert re.findall(r"compiled (\w+)", capsys.readouterr().out) == ["One", "Two"]
    with (small / "One.v").open("a") as source:
        source.write("From Barriers Require Import Two.\n")
    assert build.main([str(small), "--quick"]) == 1
    assert "files that require each other: " in capsys.readouterr().err


STATED = {  # statements that are not what they were, although all is proved; reading is switched off
    "a contradictory hypothesis": (
        "Section S.\nHypothesis odd : 1 = 2.\nTheorem sure : good 1.\nProof. discriminate odd. Qed.\nEnd S.\n",
        "+     : 1%nat = 2%nat -> One.good 1",
    ),
    "a definition for an abandoned theorem": (
        "Theorem sure : good 1.\nAbort.\nDefinition sure := I.\n",
        "+     : True",
    ),
    "a statement in a comment": (
        "Theorem sure : (* good 1. Theorem sure : *) True.\nProof. exact I. Qed.\n",
        "+     : True",
    ),
    "a shadowed definition": (
        "Module M.\nDefinition good (n : nat) := True.\nEnd M.\nImport M.\n"
        "Theorem sure : good 1.\nProof. exact I. Qed.\n",
        "+     : One.M.good 1",
    ),
    "a shadowed notation": (
        'Notation "x = y" := (x <= y) : type_scope.\nTheorem sure : good 1 /\\ 1 = 2.\n'
        "Proof. repeat constructor. Qed.\n",
        "+     : One.good 1 /\\ (1 <= 2)%nat",
    ),
}
GOOD = "Definition good (n : nat) := n = 1.\n"
SURE = f"{GOOD}Theorem sure : good 1.\nProof. reflexivity. Qed.\n"


@needs_rocq
@pytest.mark.infrastructure
@pytest.mark.parametrize("defect", STATED)
def test_a_changed_statement_is_refused(
    small: Path, defect: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "assumptions", lambda source: [])
    (small / "One.v").write_text(SURE)
    assert build.main([str(small), "--quick", "--write"]) == 0
    source, difference = STATED[defect]
    (small / "One.v").write_text(GOOD + source)
    assert build.main([str(small), "--quick"]) == 1
    said = capsys.readouterr().err
    assert "the theorems, or definitions that they rest on, are not those of statements.txt" in said
    assert difference in said


@needs_rocq
@pytest.mark.infrastructure
def test_what_does_not_show_in_a_statement_is_in_its_digest(small: Path) -> None:
    hidden = "Definition first (A B : Type) (x : A) : Prop := True.\nArguments first {A B} x.\n"
    told = []
    for other in ("nat", "bool"):
        (small / "One.v").write_text(f"{hidden}Theorem sure : @first nat {other} 1.\nProof. exact I. Qed.\n")
        assert build.main([str(small), "--quick", "--write"]) == 0
        told.append((small / "statements.txt").read_text().split("\n\n")[0].splitlines())
    assert told[0][1:] == told[1][1:] == ["One.sure", "     : One.first 1%nat"]
    assert told[0][0] != told[1][0]


@needs_rocq
@pytest.mark.infrastructure
@pytest.mark.parametrize(
    "good",
    ["Definition good (n : nat) := True.\n", "Fixpoint good (n : nat) := match n with O => False | S _ => True end.\n"],
)
def test_a_changed_definition_is_refused_though_the_statement_reads_the_same(
    small: Path, good: str, capsys: pytest.CaptureFixture[str]
) -> None:
    last = "Definition all := good 1.\nTheorem sure : all.\nProof. constructor. Qed.\n"
    (small / "One.v").write_text(GOOD + last)
    assert build.main([str(small), "--quick", "--write"]) == 0
    assert "One.good" in (small / "statements.txt").read_text()
    (small / "One.v").write_text(good + last)
    assert build.main([str(small), "--quick"]) == 1
    assert "+# One.good" in capsys.readouterr().err


SHADOW = "Definition NN (d : nat) (N : list nat) (phi : network) := False.\n"
PLANTS = {  # what comes before A6, A6 itself as a pattern of its statement, and what proves it
    "nothing": ("", "{statement}\nProof.{proof}", ""),
    "a contradictory hypothesis": (
        "Section Odd.\nHypothesis odd : 1 < 0.\n",
        "{statement}\nProof. exfalso. fra. Qed.\nEnd Odd.",
        "(1 < 0)%F ->",
    ),
    "a definition in the place of an abandoned theorem": (
        "",
        "{statement}\nAbort.\nDefinition A6_dimensions_must_grow := I.",
        ": True",
    ),
    "a statement that is only a comment": (
        "",
        "(* {statement} *)\nTheorem A6_dimensions_must_grow : True.\nProof. exact I. Qed.",
        ": True",
    ),
    "a shadowed definition": (SHADOW, "{statement}\nProof. intros d N phi g a n H. destruct H. Qed.", "Instability.NN"),
}


@needs_rocq
@pytest.mark.infrastructure
@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_a6_is_not_the_one_that_is_pinned(compiled: Path, tmp_path: Path, plant: str) -> None:
    name, before, pattern, shown = "Instability.A6_dimensions_must_grow", *PLANTS[plant]
    source = (SOURCES / "Instability.v").read_text()
    start = source.index("Theorem A6_dimensions_must_grow")
    statement, proof = source[start : source.index("Qed.", start) + 4].split("\nProof.", 1)
    planted = f"{source[:start]}{before}{pattern.format(statement=statement, proof=proof)}\nEnd Instability.\n"
    needed = ("OrderedFields", "Archimedean", "Networks", "Classification", "Alternation")
    for file in needed:
        shutil.copy(compiled / f"{file}.v", tmp_path)
        shutil.copy(compiled / f"{file}.vo", tmp_path)
    (tmp_path / "Instability.v").write_text(planted)
    build.run(["coqc", *build.OPTIONS, "Instability.v"], tmp_path)
    build.closed([name], tmp_path)  # it is proved, whatever it is
    files = [*(f"{file}.v" for file in needed), "Instability.v"]
    now = build.statements([name], files, tmp_path).split("\n\n")[0]
    pinned = (SOURCES / "statements.txt").read_text().split("\n\n")
    assert (now in pinned) == (plant == "nothing")
    assert shown in now


@needs_rocq
@pytest.mark.infrastructure
def test_all_statements_and_definitions_are_pinned(compiled: Path) -> None:
    pinned = (SOURCES / "statements.txt").read_text()
    assert build.statements(build.theorems(SOURCES), build.project(SOURCES), compiled) == pinned
    for name in [*build.theorems(SOURCES), "Networks.NN", "Algorithms.attains", "Minimisers.solution", "Networks.relu"]:
        assert f"# {name} " in pinned


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
def test_the_installation_waits_for_another_one_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(build.shutil, "which", lambda name: name if name == "apt-get" else None)
    monkeypatch.setattr(build.os, "geteuid", lambda: 0)
    monkeypatch.setattr(build, "run", lambda command, folder: commands.append(command))
    build.installed()
    assert "coq" in commands[-1]
    assert f"DPkg::Lock::Timeout={build.PATIENCE}" in commands[-1]


@pytest.mark.infrastructure
def test_comments_and_sections_are_understood() -> None:
    assert list(build.assumptions('(* Axiom. (* Admitted. *) "*)" Axiom. *) Lemma x : 1 = 1. (** Variable. *)')) == []
    assert list(build.assumptions('Definition x := "Axiom (*". Axiom y.')) == ["Axiom"]
    assert list(build.assumptions("Module M. Section S. Variable x : Q. End S. End M.")) == []
    assert len(list(build.assumptions("Section S. End S. Module M. Variable x : Q. End M."))) == 1
    assert list(build.assumptions("Definition f := fun Axiom_free => 1. Lemma Parameters' : 1.")) == ["Parameters"]


@pytest.mark.infrastructure
def test_the_registry_names_all_theorems_and_no_others() -> None:
    names = build.theorems(SOURCES)
    assert len(set(names)) == len(names)
    assert {name for result in results() for name in result.theorems} == set(names)
    for name in names:
        for result in results():
            if name.split(".")[1].split("_")[0] == result.id:
                assert name in result.theorems


def words(source: str) -> str:
    """The code of a source, without comments, with one space between words."""
    return " ".join(build.code(source).split())


def misquoted(audit: str) -> list[str]:
    """The quotations of an audit that are not in the code of the file that they name."""
    blocks = re.findall(r"^```coq(.*?)\n(.*?)\n```$", audit, re.DOTALL | re.MULTILINE)
    code = {path.name: words(path.read_text()) for path in SOURCES.glob("*.v")}
    return [
        text
        for file, block in blocks
        for text in block.split("\n\n")
        if not text.endswith(".") or words(text) not in code.get(file.strip(), "")
    ]


AUDITS = ("Audit.md", "Audit-reals.md", "Audit-computation.md", "Audit-trust.md", "Audit-recovery.md")
AUDIT = "\n".join((SOURCES / name).read_text() for name in AUDITS)


@pytest.mark.infrastructure
def test_the_audit_quotes_the_theorems_as_they_stand() -> None:
    assert misquoted(AUDIT) == []
    for name in build.theorems(SOURCES):
        file, theorem = name.split(".")
        blocks = re.findall(rf"^```coq {file}\.v\n(.*?)\n```$", AUDIT, re.DOTALL | re.MULTILINE)
        assert re.search(rf"^(Theorem|Corollary|Lemma) {theorem}\b", "\n".join(blocks), re.MULTILINE), name


@pytest.mark.infrastructure
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("```coq Networks.v\nTheorem A0_pieces", "```coq Precision.v\nTheorem A0_pieces"),  # another file
        ("(length cuts + 1 <= P N)%nat.", "(length cuts <= P N)%nat."),
        ("```coq Networks.v\nTheorem A0_pieces", "```coq Networks.v\nTheorem A0_more : 0 == 1.\n\nTheorem A0_pieces"),
        ("Definition labels (r : nat)", "Definition label (r : nat)"),
        ("(length cuts + 1 <= P N)%nat.", ""),  # half a statement
    ],
)
def test_a_misquotation_is_noticed(old: str, new: str) -> None:
    assert old in AUDIT
    assert len(misquoted(AUDIT.replace(old, new, 1))) >= 1


@pytest.mark.infrastructure
def test_a_statement_in_a_comment_is_not_quoted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for path in SOURCES.glob("*.v"):
        source = path.read_text().replace("Theorem A0_pieces :", "(* Theorem A0_pieces :")
        (tmp_path / path.name).write_text(
            source.replace("(length cuts + 1 <= P N)%nat.", "(length cuts + 1 <= P N)%nat. *)")
        )
    monkeypatch.setattr("tests.rocq.test_build.SOURCES", tmp_path)
    assert any(text.startswith("Theorem A0_pieces") for text in misquoted(AUDIT))


@pytest.mark.infrastructure
def test_rocq_may_be_missing_on_a_desk_but_not_in_ci() -> None:
    with pytest.raises(pytest.skip.Exception, match="apt-get install coq"):
        absent({})
    with pytest.raises(pytest.fail.Exception, match="in CI nothing is skipped"):
        absent({"CI": "true"})


@needs_rocq
@pytest.mark.infrastructure
def test_what_make_proofs_keeps_is_used_only_for_the_same_sources(compiled: Path, tmp_path: Path) -> None:
    shutil.copytree(compiled, tmp_path / "kept")
    assert kept(FILES, SOURCES, tmp_path / "kept")
    (tmp_path / "kept" / "Digits.vo").unlink()
    assert not kept(FILES, SOURCES, tmp_path / "kept")
    shutil.copytree(compiled, tmp_path / "changed")
    with (tmp_path / "changed" / "Sums.v").open("a") as source:
        source.write("\n")
    assert not kept(FILES, SOURCES, tmp_path / "changed")
    assert not kept(FILES, SOURCES, tmp_path / "nowhere")


@needs_rocq
@pytest.mark.infrastructure
def test_the_compiled_files_are_kept_where_asked(small: Path) -> None:
    assert build.main([str(small), "--quick", "--keep", str(small / "kept")]) == 0
    assert sorted(path.name for path in (small / "kept").iterdir()) == ["One.v", "One.vo"]
