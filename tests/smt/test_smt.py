"""Other people's exact solvers, z3 and cvc5, decide instances of the theorems, and refute their false twins."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from proofs_check import kernel
from proofs_check.smt.boxes import PosedProgram, PosedRegression
from proofs_check.smt.decisions import decide
from proofs_check.smt.instances import Case, cases, programs, regressions
from proofs_check.smt.questions import certificate_network, right_somewhere, wrong_on_balls
from proofs_check.smt.solvers import SOLVERS, ask
from tests.boxes import Program, Regression, inverse

CORPUS = Path(__file__).parents[1] / "certificates"
CASES = cases()
SECONDS = 100
WIDER = [Fraction(i, 4) for i in range(5, 20)]
FALSE = (
    "A3.7-point-does-not-fail",
    "A3.8-right-in-the-middle-steep",
    "A3.8-right-in-the-middle-kink",
    "A3.8-kink-in-the-first-layer-only",
    "A5.4-depends-on-x2",
    "A5.4-depends-on-x3",
    "A5.5-not-the-label",
    "A5.5-right-at-one-end",
    "A5.6-right-at-the-left-end-only",
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


@pytest.mark.result("T1")
@of("T1")
def test_no_datum_in_a_certified_box_has_a_minimiser_of_another_support_and_some_in_a_larger_one_has(
    case: Case,
) -> None:
    agrees(case)


@pytest.mark.result("T2")
@of("T2")
def test_no_datum_in_a_certified_box_has_another_basis_and_some_in_a_larger_one_has(case: Case) -> None:
    agrees(case)


@pytest.mark.result("T1")
@pytest.mark.parametrize(("name", "posed", "factor"), list(regressions()))
def test_the_boxes_asked_about_are_those_that_t1_certifies(name: str, posed: PosedRegression, factor: int) -> None:
    columns = tuple(zip(*posed.rows, strict=True))
    one = (Fraction(1),) * len(posed.y)
    support = tuple(j for j, sign in enumerate(posed.signs) if sign or not posed.thresholds[j])
    signs = tuple(posed.signs[j] if posed.thresholds[j] else 0 for j in support)
    box = Regression(
        columns,
        posed.y,
        posed.thresholds,
        posed.exact_ridge,
        one,
        posed.columns,
        posed.y_radius,
        posed.loose_thresholds,
    )
    witness = box.exact_witness(support, signs)
    nothing = tuple(Fraction(0) for _ in support)
    grid = [tuple(t * more for t, _ in box.terms(support, signs, *witness, nothing)[0]) for more in WIDER]
    assert any(box.certified(support, signs, *witness, w) for w in grid)
    wide = box.scaled(Fraction(factor))
    assert not any(wide.certified(support, signs, *witness, tuple(factor * v for v in w)) for w in grid)


@pytest.mark.result("T2")
@pytest.mark.parametrize(("name", "posed", "factor"), list(programs()))
def test_the_boxes_asked_about_are_those_that_t2_certifies(name: str, posed: PosedProgram, factor: int) -> None:
    size, far = len(posed.cost), (Fraction(1000),) * len(posed.cost)
    off = tuple(
        tuple(radius if v else Fraction(0) for v, radius in zip(row, posed.columns, strict=True)) for row in posed.rows
    )
    prices = tuple(radius if v else Fraction(0) for v, radius in zip(posed.cost, posed.columns, strict=True))
    box = Program(
        posed.rows, posed.right, posed.cost, (Fraction(0),) * size, far, off,
        (posed.right_radius,) * len(posed.right), prices,
    )  # fmt: skip
    places = "".join("B" if j in posed.basis else "L" for j in range(size))
    found, m = box.basic(posed.basis, places), inverse([[row[j] for j in posed.basis] for row in posed.rows])
    assert found is not None and m is not None
    witness = (tuple(found[0][j] for j in posed.basis), found[1], m)
    grid = [Fraction(1, 50) * 2**i for i in range(7)]
    widths = [((a,) * len(m), (b,) * len(m)) for a in grid for b in grid]
    assert any(box.certified(posed.basis, places, *witness, w, v) for w, v in widths)
    wide = box.scaled(Fraction(factor))
    assert not any(wide.certified(posed.basis, places, *witness, w, v) for w, v in widths)


@pytest.mark.infrastructure
def test_every_result_has_instances_and_false_twins() -> None:
    asked = {(case.result, case.expected) for case in CASES}
    assert asked == {
        (result, verdict)
        for result in ("A3", "A4", "A5", "A6", "B0", "C0", "D", "T1", "T2")
        for verdict in ("sat", "unsat")
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
