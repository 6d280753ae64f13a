"""No verdict says more than it knows: what a budget cuts is open, what was declared is conditional, one tree holds all.

Each test is the smallest input that once got a verdict too many.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.adversary import defeat, survey
from constructions.catalogue import named_family
from constructions.certificates import canonical, defeat_certificate
from constructions.examples import sign
from constructions.minimisers import minimiser_family
from constructions.trainers import simple
from proofs_check import kernel
from theory.algorithms import Budget, Inconclusive
from theory.exact import BarriersError
from theory.families import JUMP, Family
from theory.problems import Distance, Input, Problem
from theory.runs import BUDGETS, HiddenState, Run, check_one_tree

HALF = Fraction(1, 2)
C, W, D = (named_family(name)[0] for name in ("C:P3", "W:P3", "D"))
B = minimiser_family((2, 1, 1))


def idle(readings: int, algorithm: Any = simple.k_minus_one) -> Any:
    """The algorithm after so many readings that it does not use."""

    def patient(problem: Problem, oracle: Any, tape: Any) -> Any:
        for _ in range(readings):
            oracle.read(0, 1)
        return algorithm(problem, oracle, tape)

    return patient


@pytest.mark.result("C1")
def test_right_but_patient_is_not_called_wrong() -> None:
    cut = survey(idle(2001), [C, W], Fraction(1, 10), budget=Budget(reads=2000))
    assert (cut.verdict, cut.limit, cut.defeated) == ("surveyed", None, None)
    assert [(play.success.low, play.success.high) for play in cut.plays] == [(0, 1)] * 9
    assert all(play.cut == {"reads": 1} for play in cut.plays)
    whole = survey(idle(2001), [C, W], Fraction(1, 10), budget=Budget(reads=5000))
    assert {(play.success.low, play.success.high) for play in whole.plays} == {(1, 1)}


def deep(problem: Problem, oracle: Any, tape: Any) -> Any:
    """A coin after one reading at level 4001."""
    oracle.read(0, 4001)
    return simple.coin(problem, oracle, tape)


@pytest.mark.result("D", "K")
def test_a_deep_reading_before_a_coin_is_open_or_a_coin_but_no_failure() -> None:
    cut = defeat(deep, D, Fraction(49, 100))
    assert (cut.verdict, cut.bound, cut.plays[0].cut) == ("open", 1, {"level": 1})
    assert "the budget of the level cut all of the coins on iota_0" in cut.conclusion
    with pytest.raises(BarriersError, match="no defeat to certify"):
        defeat_certificate(cut)
    whole = defeat(deep, D, Fraction(49, 100), budget=Budget(level=4001))
    assert [play.success.low for play in whole.plays] == [1, HALF, HALF]
    assert (whole.verdict, whole.bound) == ("defeated", HALF)
    assert kernel.check_bytes(canonical(defeat_certificate(whole)).encode()).verdict == "accepted"


@pytest.mark.result("B2", "J", "K")
@given(st.sampled_from(["B", "C:P1", "C:P2", "C:P3", "D"]), st.sampled_from(["reads", "level", "bits"]))
def test_whatever_a_budget_cuts_may_yet_succeed_and_shows_no_defeat(name: str, budget: str) -> None:
    def asks(problem: Problem, oracle: Any, tape: Any) -> Any:
        for _ in range(4):
            _ = tape.bit() if budget == "bits" else oracle.read(0, 4)
        return simple.midpoint(problem, oracle, tape)

    family, alpha = named_family(name)
    limits = {"reads": Budget(reads=3), "level": Budget(level=3), "bits": Budget(bits=3)}[budget]
    found = defeat(asks, family, alpha, budget=limits)
    assert (found.verdict, found.bound) == ("open", 1)
    assert all(play.cut == {budget: 1} for play in found.plays)
    said = {"reads": "readings", "level": "the level", "bits": "coins"}[budget]
    assert f"the budget of {said} cut all of the coins" in found.left_open
    certificate = defeat_certificate(replace(found, limit=Fraction(1)))  # as somebody else's program might write it
    certificate["claim"]["limit"] = str(found.limit)
    said = kernel.check_bytes(canonical(certificate).encode())
    assert (said.verdict, said.condition) == ("rejected", "DF.9")


@pytest.mark.result("C1", "W")
def test_a_bound_on_the_level_that_is_part_of_the_claim_is_told_with_it() -> None:
    found = defeat(simple.k_minus_one, W, Fraction(1, 10), max_level=20, budget=Budget(level=3))
    assert (found.verdict, found.bound, found.max_level) == ("defeated", 0, 20)
    assert found.plays[0].shares == {"refused": 1}
    assert "among algorithms that read at most level 20" in found.conclusion
    assert "for every algorithm that reads at most level 20" in found.proposition
    said = kernel.check_bytes(canonical(defeat_certificate(found)).encode())
    assert "a reading beyond the level of the claim was refused on all of the coins" in found.conclusion
    assert said.report[0].startswith("vacuous: every run asked beyond the level of the claim")
    assert any("no algorithm that reads at most level 20" in line for line in said.report)
    attained = defeat(simple.hasty, W, Fraction(1, 10), max_level=20)
    assert [(p.success.low, p.success.high) for p in attained.plays] == [(HALF, HALF)] * 2
    said = kernel.check_bytes(canonical(defeat_certificate(attained)).encode())
    assert said.report[0].startswith("checked: ")
    with pytest.raises(BarriersError, match="max_level is for weak forks"):
        defeat(simple.coin, C, Fraction(1, 100), max_level=20)


class Counting:
    """Gives up on the limit, and is right on every member: it counts its calls, reads nothing and tosses nothing."""

    def __init__(self, *turns: int) -> None:
        self.calls, self.turns = 0, turns

    def __call__(self, problem: Problem, oracle: Any, tape: Any) -> Any:
        self.calls += 1
        turn = sum(self.calls > t for t in self.turns)
        return None if turn == 0 else simple.candidates(problem)[turn - 1]


@pytest.mark.result("B2", "D", "J", "K")
@pytest.mark.parametrize(("family", "turns"), [(B, (17,)), (D, (17, 34)), (C, (17, 34))])
def test_an_algorithm_that_counts_its_calls_fits_no_tree(family: Family, turns: tuple[int, ...]) -> None:
    with pytest.raises(HiddenState, match=r"once gave up .*and once answered") as caught:
        defeat(Counting(*turns), family, Fraction(1, 100))
    assert (caught.value.first.outcome, caught.value.second.outcome) == ("gave up", "halted")
    assert "random_state=tape.integer(32)" in str(caught.value)


def ran(steps: list[Any], output: Any = None, asked: Any = None, outcome: str = "") -> tuple[Run, str]:
    kind = outcome or ("gave up" if output is None else "halted")
    return Run(kind, output, tuple(map(tuple, steps)), asked), "somewhere"


READ, TOO, HEADS = (0, 1, HALF), (1, 1, HALF), (1,)
ANSWER, OTHER = (Fraction(1),), (Fraction(2),)


@pytest.mark.result("J", "K")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ran([]), ran([], ANSWER)),
        (ran([], ANSWER), ran([], OTHER)),
        (ran([READ]), ran([TOO])),
        (ran([READ]), ran([HEADS])),
        (ran([READ, TOO]), ran([READ, HEADS])),
        (ran([READ]), ran([READ, TOO])),
        (ran([READ, HEADS]), ran([READ], ANSWER)),
        (ran([], asked=(0, 5), outcome="level"), ran([], ANSWER)),
        (ran([], asked=(0, 5), outcome="level"), ran([], asked=(0, 6), outcome="level")),
        (ran([], asked=(), outcome="bits"), ran([], asked=(0, 6), outcome="level")),
        (ran([], asked=(0, 9), outcome="refused"), ran([READ])),
    ],
)
def test_runs_that_no_algorithm_can_have_are_told_with_what_differed(one: Any, other: Any) -> None:
    fits = [ran([], outcome="seconds"), ran([READ, TOO, HEADS], outcome="memory")] * (len(one[0].steps) > 1)
    for runs in ([one, other], [other, one], [other, *fits, one], [one, *fits, one, other, other]):
        with pytest.raises(HiddenState, match=r"on the same answers and the same coins: after .* once .* and once"):
            check_one_tree(runs)


@pytest.mark.result("J", "K")
def test_what_the_machine_ended_fits_every_tree() -> None:
    for budget in BUDGETS[3:]:
        check_one_tree([ran([], outcome=budget), ran([READ, HEADS], ANSWER), ran([READ], outcome=budget)])
    check_one_tree([ran([], asked=(0, 1), outcome="reads"), ran([READ], ANSWER), ran([(0, 1, Fraction(1))], OTHER)])


@pytest.mark.result("J", "K")
@pytest.mark.parametrize("family", [B, D])
@pytest.mark.parametrize("at", range(1, 12))
def test_a_run_that_the_machine_ends_before_its_coins_are_tossed_has_no_more_than_its_share(
    family: Family, at: int
) -> None:
    """The machine ends the run number `at`, as soon as it has tossed one coin of two."""
    calls = [0]

    def tossing(problem: Problem, oracle: Any, tape: Any) -> Any:
        calls[0] += 1
        first = tape.bit()
        oracle.read(0, 1)
        if calls[0] == at:
            raise Inconclusive("seconds")
        return simple.candidates(problem)[first & tape.bit()]

    found = defeat(tossing, family, Fraction(1, 100))
    for play in found.plays:
        assert sum(run.weight for run in play.runs) == sum(play.shares.values()) == 1
    cut = [play.shares.get("seconds", 0) for play in found.plays]
    assert sum(cut) in (0, Fraction(1, 4), Fraction(1, 2), 1)


@pytest.mark.infrastructure
@pytest.mark.parametrize("budget", ["halted", "gave up", "moon", "bits", "reads", "refused", ""])
def test_an_algorithm_cannot_say_how_its_run_ended(budget: str) -> None:
    def says(problem: Problem, oracle: Any, tape: Any) -> Any:
        raise Inconclusive(budget)

    with pytest.raises(BarriersError, match="seconds"):
        defeat(says, D, Fraction(49, 100))


@pytest.mark.infrastructure
def test_the_end_of_a_budget_is_the_hosts_to_raise_and_oracles_end_with_their_runs() -> None:
    kept: list[Any] = []

    def keeps(problem: Problem, oracle: Any, tape: Any) -> Any:
        kept.append((oracle, tape))
        return simple.labels(problem, oracle, tape)

    def asks(which: int) -> Any:
        return lambda problem, oracle, tape: [kept[0][0].read(0, 1), kept[0][1].bit()][which:]

    defeat(keeps, B, Fraction(1, 5))
    for which in (0, 1):
        with pytest.raises(BarriersError, match="of a run that has ended were asked again"):
            defeat(asks(which), B, Fraction(1, 5))


@pytest.mark.infrastructure
def test_a_counter_in_step_with_the_replays_is_found() -> None:
    calls = [0]

    def alternates(problem: Problem, oracle: Any, tape: Any) -> Any:
        calls[0] += 1
        tape.bit()
        return simple.candidates(problem)[calls[0] % 2]

    with pytest.raises(HiddenState):
        defeat(alternates, D, Fraction(49, 100))


@pytest.mark.infrastructure
def test_a_bound_on_the_level_is_no_budget_and_what_is_asked_is_checked() -> None:
    for play in (lambda **given: defeat(simple.coin, D, Fraction(1, 10), **given),
                 lambda **given: survey(simple.coin, [D], Fraction(2), **given)):  # fmt: skip
        with pytest.raises(BarriersError, match="no budget"):
            play(budget=Budget(max_level=3))
        for error in (Fraction(0), Fraction(18), Fraction(-1)):
            with pytest.raises(BarriersError, match="between 0 and 1"):
                play(tapes=3, error=error)
    with pytest.raises(BarriersError, match="max_level must be at least 0, got -1"):
        defeat(simple.coin, W, Fraction(1, 10), max_level=-1)


@pytest.mark.result("B2", "J")
def test_readings_of_every_level_can_be_certified() -> None:
    def deepest(problem: Problem, oracle: Any, tape: Any) -> Any:
        for k in range(len(problem.evaluations)):
            oracle.read(k, 9000)
        return simple.labels(problem, oracle, tape)

    found = defeat(deepest, B, Fraction(1, 5), budget=Budget(level=9999))
    assert kernel.check_bytes(canonical(defeat_certificate(found)).encode()).verdict == "accepted"


# Families of a user's own.


def number(x: Any, right: Any) -> Input:
    return Input(f"x = {x}", lambda k: Fraction(x), lambda out: Distance(abs(out[0] - right), abs(out[0] - right)))


identity = Family(
    JUMP, lambda accuracy: Problem("identity", ("x",), 1, accuracy), number(0, 0),
    lambda _, n: number(Fraction(1, 4**n), Fraction(1, 4**n)), kappa=Fraction(1),
)  # fmt: skip
"""A continuous problem, easy to solve, with a kappa that is not its own."""


@pytest.mark.result("J")
def test_what_a_user_declared_is_said_to_be_declared() -> None:
    found = defeat(lambda p, o, t: [7], identity, Fraction(1, 4))
    assert (found.verdict, found.bound) == ("defeated", 0)
    assert "if the family is as declared (kappa = 1: not contradicted here)" in found.conclusion
    assert found.proposition.startswith("if the family is as declared, J: at most 1/2")
    assert found.as_json()["declared"] is True
    with pytest.raises(BarriersError, match="kappa = 1 is too large"):
        defeat(lambda p, o, t: [0], identity, Fraction(1, 4))


@pytest.mark.result("J")
def test_an_output_has_one_distance_to_the_solutions_of_an_input() -> None:
    asked = [0]

    def moody(branch: int, n: int) -> Input:
        def distance(output: Any) -> Distance:
            asked[0] += branch
            far = abs(output[0] - 1) if asked[0] > 1 else Fraction(5)
            return Distance(far, far)

        return Input("member", lambda k: Fraction(branch, 4 ** max(n, 1)), distance)

    zero = number(0, 0)
    wrong = Family(JUMP, identity.problem, zero, moody, kappa=Fraction(1))
    found = defeat(lambda p, o, t: [1], wrong, Fraction(1, 4))
    assert asked == [1]
    assert found.plays[1].success.high == 0


@pytest.mark.infrastructure
def test_names_of_inputs_are_on_one_line() -> None:
    forged = replace(identity, limit=replace(identity.limit, name="x\naccepted: cert.json"))
    with pytest.raises(BarriersError, match="a name on one line"):
        defeat(lambda p, o, t: [7], forged, Fraction(1, 4))


@pytest.mark.result("J")
def test_a_survey_of_a_declared_family_says_so() -> None:
    found = survey(lambda p, o, t: [7], [replace(identity, kappa=Fraction(1, 10))], Fraction(1, 10))
    assert "if the family is as declared (kappa = 1/10" in found.conclusion


@pytest.mark.result("J")
def test_what_is_proved_needs_no_proviso_and_what_is_changed_does() -> None:
    proved = defeat(simple.coin, B, Fraction(1, 5))
    assert (proved.provisos, proved.as_json()["declared"]) == ((), False)
    assert "declared" not in proved.proposition
    changed = defeat(simple.coin, replace(B, kappa=Fraction(2, 5) + Fraction(1, 100)), Fraction(1, 5))
    assert changed.as_json()["declared"] is True
    assert defeat(lambda p, o, t: [t.bit()], sign, Fraction(2, 5)).as_json()["declared"] is True


@pytest.mark.result("B4", "C1")
def test_without_a_proposition_there_is_no_limit_and_no_defeat() -> None:
    with pytest.raises(BarriersError, match="here `defeat` says more"):
        survey(simple.coin, [B], Fraction(1, 10))
    for algorithm, family, alpha in ((simple.constant, B, Fraction(1, 4)), (simple.labels, B, HALF)):
        found = survey(algorithm, [family], alpha)
        told = found.as_json()
        assert (told["verdict"], told["limit"], told["defeated"]) == ("surveyed", None, None)
        assert told["proposition"] is None
        assert "no proposition denies this accuracy to all algorithms" in found.conclusion


@pytest.mark.result("J")
def test_sampled_tapes_speak_of_algorithms_that_do_not_know_the_seed() -> None:
    found = defeat(simple.coin, B, Fraction(1, 5), tapes=30)
    assert "for algorithms that do not know the seed, except with probability at most 1/1000" in found.conclusion
    assert "declared" not in found.conclusion
