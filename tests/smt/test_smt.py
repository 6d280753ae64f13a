"""Other people's exact solvers, z3 and cvc5, decide instances of the theorems, and refute their false twins."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from proofs_check import kernel
from proofs_check.smt.decisions import decide
from proofs_check.smt.instances import Case, cases
from proofs_check.smt.questions import certificate_network, right_somewhere, wrong_on_balls
from proofs_check.smt.solvers import SOLVERS, ask

CORPUS = Path(__file__).parents[1] / "certificates"
CASES = cases()
SECONDS = 100
FALSE = (
    "A3.7-point-does-not-fail",
    "A3.7-right-in-the-middle-steep",
    "A3.8-right-in-the-middle-kink",
    "A3.8-kink-in-the-first-layer-only",
    "A5.4-depends-on-x2",
    "A5.4-depends-on-x3",
    "A5.5-not-the-label",
    "A5.5-right-at-one-end",
    "A5.5-right-at-the-left-end-only",
    "A5.5-right-at-the-right-end-only",
    "A5.6-hat-inside-a-ball",
)


def of(*results: str) -> pytest.MarkDecorator:
    """The cases of these results, one a test."""
    chosen = [case for case in CASES if case.result in results]
    return pytest.mark.parametrize("case", chosen, ids=[case.name for case in chosen])


def agrees(case: Case) -> None:
    assert decide(case, SECONDS).faults == ()


@pytest.mark.result("A3", "A4")
@of("A4")
def test_all_listed_points_fail_on_the_whole_interval_and_no_others(case: Case) -> None:
    agrees(case)


@pytest.mark.result("A5")
@of("A5")
def test_the_stable_network_is_right_on_closed_balls_but_not_on_larger_ones(case: Case) -> None:
    agrees(case)


@pytest.mark.result("A3")
@of("A3")
def test_no_weights_whatever_fail_at_fewer_points_than_the_bound(case: Case) -> None:
    agrees(case)


@pytest.mark.result("A6")
@of("A6")
def test_no_weights_whatever_classify_more_than_p_plus_one_points(case: Case) -> None:
    agrees(case)


@pytest.mark.result("B0")
@of("B0")
def test_no_weights_whatever_come_closer_than_one_half(case: Case) -> None:
    agrees(case)


@pytest.mark.result("C0")
@of("C0")
def test_the_minimisers_named_are_all_minimisers_and_false_ones_are_noticed(case: Case) -> None:
    agrees(case)


@pytest.mark.result("D")
@of("D")
def test_the_solutions_named_are_all_solutions_and_false_ones_are_noticed(case: Case) -> None:
    agrees(case)


@pytest.mark.infrastructure
def test_every_result_has_instances_and_false_twins() -> None:
    asked = {(case.result, case.expected) for case in CASES}
    assert asked == {
        (result, verdict) for result in ("A3", "A4", "A5", "A6", "B0", "C0", "D") for verdict in ("sat", "unsat")
    }


def counterexample(path: Path, solver: str) -> tuple[str, str]:
    """The verdicts of the kernel and of a solver on a file of the corpus; for sat the counterexample is replayed."""
    certificate: dict[str, Any] = json.loads(path.read_text())
    witness = certificate["witness"]
    question = (
        wrong_on_balls(certificate) if "cuts" not in witness else right_somewhere(certificate, witness["indices"])
    )
    answer = ask(solver, question.script, SECONDS)
    if answer.verdict == "sat" and answer.values is not None:
        assert question.replay(answer.values)
    return kernel.check_bytes(path.read_bytes()).verdict, str(answer)


@pytest.mark.result("A3", "A4", "A5")
@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("path", sorted((CORPUS / "good").glob("A*.json")), ids=lambda p: p.stem)
def test_no_solver_finds_a_counterexample_to_what_the_kernel_accepts(path: Path, solver: str) -> None:
    assert counterexample(path, solver) == ("accepted", "unsat")


@pytest.mark.result("A3", "A4", "A5")
@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_is_rejected_by_the_kernel_and_refuted_by_the_solvers(name: str, solver: str) -> None:
    assert counterexample(CORPUS / "bad" / f"{name}.json", solver) == ("rejected", "sat")


@pytest.mark.result("A3", "A4", "A5")
def test_the_twins_of_the_table_are_rejected_for_what_they_get_wrong() -> None:
    from constructions.certificates import canonical, stability_certificate
    from constructions.stable_network import stable_network
    from constructions.training_sets import training_set
    from proofs_check.smt import instances

    hat = instances._bumped(training_set(4, "3/4", dimension=3))
    verdict = kernel.check_bytes(canonical(hat).encode())
    assert (verdict.verdict, verdict.condition) == ("rejected", "A5.6")
    assert certificate_network(hat).widths == (3, 9, 1)
    fine = stability_certificate(stable_network(training_set(4)), training_set(4))
    assert instances.accepted(fine) == "unsat"
    half = wrong_on_balls(fine, Fraction(1, 2))
    assert ask("z3", half.script, SECONDS).verdict == "unsat"
