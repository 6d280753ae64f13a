"""The mutants of statements get the verdicts that they should, and the page of the scores is of today's statements."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from proofs_check.rocq import build
from tests.rocq import statement_mutants as run
from tests.rocq.statement_mutations import Mutant, mutants, pinned
from tests.rocq.test_build import needs_rocq

A6 = "Instability.A6_dimensions_must_grow"


@pytest.mark.infrastructure
def test_every_operator_finds_its_places() -> None:
    made = list(mutants(A6, pinned()[A6]))
    assert len({mutant for mutant, _ in made}) == len(made)
    assert Counter(mutant.operator for mutant, _ in made) == {
        "constant": 10,
        "comparison": 11,
        "label": 1,
        "quantifier": 2,
        "hypothesis": 5,
    }


@pytest.mark.infrastructure
def test_an_order_of_quantifiers_is_exchanged_and_a_type_is_no_hypothesis() -> None:
    found = [
        texts[0]
        for m, texts in mutants("X", "forall f : nat -> nat, exists n : nat, f n = f 0")
        if "quant" in m.operator
    ]
    assert found == [
        "exists f : nat -> nat , exists n : nat , f n = f 0",
        "exists n : nat , forall f : nat -> nat , f n = f 0",
        "forall f : nat -> nat , forall n : nat , f n = f 0",
    ]


@pytest.mark.infrastructure
def test_the_page_of_scores_is_of_these_statements() -> None:
    page = run.PAGE.read_text()
    scores, statements = run.rows(page), pinned()
    assert scores
    assert run.written(page, {}) == page
    for name, counts in scores.items():  # those without a meaning are not counted
        assert counts.total() <= len(list(mutants(name, run.readable(name, statements[name]))))
        assert counts["listed"] == sum(mutant.theorem == name for mutant in run.listed())


@pytest.mark.infrastructure
def test_without_a_name_all_theorems_of_the_page_are_run() -> None:
    kept = set(run.rows(run.PAGE.read_text()))
    assert set(run.chosen([])) == kept
    assert {"RealForks.K_real", A6} <= kept


@needs_rocq
@pytest.mark.result("A6")
def test_mutants_of_a_headline_are_refuted_or_follow(compiled: Path, instances: tuple[Path, list[str]]) -> None:
    folder, files = instances
    wanted = {"constant": ["n <= Networks.P N + 0"], "comparison": ["n < Networks.P N + 1", "n == Networks.P N + 1"]}
    some = [(m, t) for m, t in mutants(A6, pinned()[A6]) if any(part in m.after for part in wanted.get(m.operator, []))]
    found = run.judged(A6, pinned()[A6], some, compiled, folder, files)
    assert [found[mutant] for mutant, _ in some] == ["refuted"] * 3
    more = [(m, t) for m, t in mutants(A6, pinned()[A6]) if "n <= Networks.P N + 2" in m.after]
    assert set(run.judged(A6, pinned()[A6], more, compiled, folder, files).values()) == {"weaker"}


@needs_rocq
@pytest.mark.infrastructure
def test_what_is_true_is_not_refuted_and_what_is_false_does_not_follow(
    compiled: Path, instances: tuple[Path, list[str]]
) -> None:
    folder, files = instances
    same, meaningless = Mutant(A6, "none", "", ""), Mutant(A6, "constant", "", "no number")
    false = Mutant(A6, "none", "", "false, and not among the instances")
    texts = [(same, (run.whole(pinned()[A6]),)), (meaningless, ("forall n : nat, n = true",)), (false, ("1 = 2",))]
    assert run.judged(A6, pinned()[A6], texts, compiled, folder, files) == {same: "weaker", false: "open"}


@needs_rocq
@pytest.mark.infrastructure
def test_a_pinned_statement_that_is_not_the_theorem_is_refused(
    compiled: Path, instances: tuple[Path, list[str]]
) -> None:
    folder, files = instances
    wrong = pinned()[A6].replace("Networks.P N + 1", "Networks.P N + 2")
    with pytest.raises(build.Refused, match="cannot be read again"):
        run.judged(A6, wrong, [], compiled, folder, files)


@pytest.mark.infrastructure
def test_what_contradicts_the_list_is_told() -> None:
    true, gone = Mutant(A6, "constant", "a", "b"), Mutant(A6, "constant", "c", "d")
    counts, wrong = run.report(A6, {true: "refuted"}, {true: "reason", gone: "reason"})
    assert counts == {"refuted": 1}
    assert [line.split(":")[0] for line in wrong] == ["is listed, but refuted", "is listed, but no mutant"]


@pytest.mark.infrastructure
def test_scores_are_written_of_whole_theorems_alone(capsys: pytest.CaptureFixture[str]) -> None:
    page = run.PAGE.read_text()
    for wanted in (["--at", "0"], ["--seconds", "60"]):
        with pytest.raises(SystemExit):
            run.main(["--write", *wanted, A6])
        assert "no --at, no --seconds" in capsys.readouterr().err
    assert run.PAGE.read_text() == page


@needs_rocq
@pytest.mark.infrastructure
def test_instances_are_compiled_again_where_they_or_what_they_require_has_changed(tmp_path: Path) -> None:
    sources, folder, proofs = (tmp_path / name for name in ("sources", "folder", "proofs"))
    for place in (sources, folder, proofs):
        place.mkdir()

    def made(**texts: str) -> set[str]:
        """The files that are compiled when these sources are there, besides those of before."""
        for name, text in texts.items():
            (sources / f"{name}.v").write_text(text)
        before = {path.stem: path.stat().st_mtime_ns for path in folder.glob("*.vo")}
        run.compile_instances(proofs, folder, sources)
        return {p.stem for p in folder.glob("*.vo") if p.stat().st_mtime_ns != before.get(p.stem)}

    assert made(Z="Definition one := 1.", A="From Mutants Require Import Z.\nDefinition two := one + one.") == {
        "A",
        "Z",
    }
    assert made() == set()
    assert made(B="Definition b := 3.") == {"B"}
    assert made(Z="Definition one := 2.") == {"A", "Z"}
    assert made(A="From Mutants Require Z.\nLtac refute_X m := idtac.") == {"A"}
    assert run.tactic("refute", "X", folder, ["Z", "A"]) == "A.refute_X"
    (sources / "Z.v").unlink()
    with pytest.raises(build.Refused, match="missing: Z"):
        made()
    with pytest.raises(build.Refused, match=r"A\.v: Axiom"):
        made(A="Axiom odd : 1 = 2.")
    assert made(A="Definition two := 2.") == {"A"}
    assert not (folder / "Z.vo").exists()
