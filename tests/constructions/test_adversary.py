"""B, C, D, J, K, W: no generated algorithm beats the bounds; the sharp ones attain them; broken ones are caught."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.adversary import Defeat, defeat
from constructions.instability import interpolating_network
from constructions.inverse_problems import InverseProblem, digits_family, euclidean
from constructions.linear_programs import linear_program_family, segment_distance
from constructions.minimisers import minimiser_family, set_points
from constructions.stable_network import sharp_network, sharp_runs
from constructions.trainers import simple
from constructions.training_sets import epsilon
from tests.algorithms import algorithm_of, plans
from theory.algorithms import Budget
from theory.costs import COSTS
from theory.exact import BarriersError
from theory.families import Family
from theory.information import extreme_answers, random_answers
from theory.networks import ReluNetwork
from theory.problems import Input, Problem
from theory.runs import HiddenState

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
B = minimiser_family((2, 1, 1))
KINDS = ["P1", "P2", "P3"]


BUDGET = Budget(reads=60, level=30)


def per_tape_at_most_one(found: Defeat, plays: tuple[int, int]) -> None:
    """The coupling: no sequence of coins with an output on the first input succeeds on both."""
    one, other = (found.plays[i] for i in plays)
    alpha = found.accuracy
    won = {run.bits for run in one.runs if run.output is not None and one.input.distance(run.output).within(alpha)}
    too = {run.bits for run in other.runs if run.output is not None and other.input.distance(run.output).within(alpha)}
    assert not won & too


@pytest.mark.result("B2", "J")
@given(plans, st.fractions(0, Fraction(24, 100), max_denominator=100))
def test_no_generated_algorithm_beats_one_half_on_minimisers(plan: Any, alpha: Fraction) -> None:
    found = defeat(algorithm_of(plan), B, alpha, max_bits=8, budget=BUDGET)
    start, other = found.plays
    assert start.success.low + other.success.low <= 1
    assert min(start.success.low, other.success.low) <= HALF
    per_tape_at_most_one(found, (0, 1))
    halted = {run.bits: run for run in start.runs if run.halted}
    assert all(run == halted[run.bits] for run in other.runs if run.bits in halted)
    undecided = start.success.high - start.success.low
    assert found.bound <= max(HALF, (1 + undecided) / 2)


@pytest.mark.result("B2")
@given(
    plans,
    st.sampled_from(["sum-square", "mean-absolute", "wrong-count"]),
    st.fractions(Fraction(1, 50), Fraction(2, 5), max_denominator=50),
)
def test_the_same_for_other_costs_with_tolerance(plan: Any, cost: str, eps: Fraction) -> None:
    family = minimiser_family((2, 1, 1), "2/3", cost=COSTS[cost], eps=eps)
    assert family.kappa == HALF - eps
    found = defeat(algorithm_of(plan), family, family.kappa * Fraction(49, 100), max_bits=6, budget=BUDGET)
    assert sum(play.success.low for play in found.plays) <= 1
    per_tape_at_most_one(found, (0, 1))


@st.composite
def forks(draw: st.DrawFn) -> tuple[Family, Fraction]:
    """A fork family of C or D with an accuracy below kappa/2."""
    if draw(st.booleans()):
        norm = draw(st.sampled_from(["1", "2", "inf"]))
        alpha, y1 = draw(st.fractions(1, 5, max_denominator=3)), draw(st.fractions(1, 5, max_denominator=3))
        family = linear_program_family(norm, alpha=alpha, y1=y1, m=draw(st.integers(1, 2)), columns=4)
        return family, y1 / alpha * Fraction(49, 100)
    m = draw(st.integers(1, 2))
    q = (
        ((Fraction(3, 5), Fraction(4, 5)), (Fraction(-4, 5), Fraction(3, 5)))
        if m == 2 and draw(st.booleans())
        else None
    )
    lam = draw(st.sampled_from([Fraction(1), THIRD]))
    eta = draw(st.sampled_from([Fraction(0), Fraction(9, 10)]))
    problem = InverseProblem(draw(st.sampled_from(KINDS)), lam, eta, m, m + 1, q)
    digits = draw(st.integers(2, 4))
    return digits_family(problem, digits), Fraction(1, 10**digits)


@pytest.mark.result("C1", "D", "K")
@given(plans, forks())
def test_no_generated_algorithm_beats_two_thirds_on_forks_or_one_half_if_it_halts(
    plan: Any, fork: tuple[Family, Fraction]
) -> None:
    family, alpha = fork
    found = defeat(algorithm_of(plan), family, alpha, max_bits=7, budget=BUDGET)
    start, one, two = found.plays
    assert one.success.low + two.success.low <= 2 - start.halting.low
    assert min(play.success.low for play in found.plays) <= Fraction(2, 3)
    if start.halting.low == 1:
        assert found.limit == HALF >= found.bound
        per_tape_at_most_one(found, (1, 2))


@pytest.mark.result("C1", "W")
@given(plans, st.sampled_from(KINDS), st.integers(0, 12))
def test_a_bound_on_the_level_leaves_one_half_at_k_minus_one_digits(plan: Any, kind: str, level: int) -> None:
    family = digits_family(InverseProblem(kind), 3, weak=True)
    found = defeat(algorithm_of(plan), family, Fraction(1, 100), max_bits=7, budget=BUDGET, max_level=level)
    assert sum(play.success.low for play in found.plays) <= 1
    assert found.plays[0].runs == found.plays[1].runs


# The sharp cases.


@pytest.mark.result("B3", "J")
@given(st.fractions(0, Fraction(249, 1000), max_denominator=1000))
def test_a_coin_attains_one_half_on_minimisers(alpha: Fraction) -> None:
    found = defeat(simple.coin, B, alpha)
    assert [(play.success.low, play.success.high) for play in found.plays] == [(HALF, HALF)] * 2
    assert found.bound == HALF
    assert found.defeated


@pytest.mark.result("B4")
@given(st.integers(1, 30), st.sampled_from([(2, 1, 1), (2, 2, 1), (3, 1, 1, 1)]))
def test_at_one_quarter_a_constant_always_succeeds_and_below_it_never(n: int, widths: tuple[int, ...]) -> None:
    family = minimiser_family(widths)
    quarter = Fraction(1, 4)
    with pytest.raises(BarriersError, match="less than kappa/2"):
        defeat(simple.constant, family, quarter)
    answer = simple.constant(family.problem(quarter), None, None)
    for of in (family.limit, family.member(1, n)):
        assert of.distance(answer).within(quarter) is True
        assert of.distance(answer).within(quarter - Fraction(1, 10**9)) is not True


@pytest.mark.result("B5", "B0")
@given(st.integers(0, 30), st.integers(3, 6), st.fractions(0, Fraction(49, 100), max_denominator=100), st.booleans())
def test_algorithms_that_output_networks_and_halt_fail_surely(
    level: int, width: int, alpha: Fraction, smooth: bool
) -> None:
    family = minimiser_family((2, width, 1), networks=True)

    def trainer(problem: Problem, oracle: Any, tape: Any) -> ReluNetwork:
        delta = abs(oracle.read(1, level)) or oracle.read(1, level) + 1
        if smooth:
            return sharp_network(sharp_runs(len(problem.labels), width), width)
        rows = [[0, 1 / delta]] + [[0, 0]] * (width - 1)
        return ReluNetwork.of([(rows, [0] * width), ([[1] + [0] * (width - 1)], [0])])

    found = defeat(trainer, family, alpha)
    assert found.bound == 0
    assert [play.success.high for play in found.plays[1:]] == [0]


@pytest.mark.result("B5")
@given(st.integers(1, 6), st.fractions(0, Fraction(1, 5), max_denominator=20))
def test_the_adversary_goes_beyond_the_slope_of_a_network_that_read_nothing(n: int, alpha: Fraction) -> None:
    family = minimiser_family((2, 3, 1), networks=True)
    fixed = interpolating_network((2, 3, 1), epsilon(6) / 4**n)
    found = defeat(lambda problem, oracle, tape: fixed, family, alpha)
    assert family.member(1, n).distance(fixed).within(alpha)  # right just where it was made for
    assert found.plays[1].place[1] > n
    assert found.plays[1].success.high == 0


@pytest.mark.result("B5")
def test_the_adversary_leaves_room_for_the_tolerance_of_the_cost() -> None:
    eps, alpha, n = Fraction(3, 10), Fraction(3, 20), 3
    family = minimiser_family((2, 1, 1), networks=True, cost=COSTS["mean-absolute"], eps=eps)
    slope = (HALF - alpha) * Fraction(999, 1000) / (epsilon(4) / 4**n)
    fixed = ReluNetwork.of([([[0, slope]], [0]), ([[1]], [Fraction(13, 40)])])
    assert family.member(1, n).distance(fixed).within(alpha) is None  # so near that success cannot be denied
    found = defeat(lambda problem, oracle, tape: fixed, family, alpha)
    assert found.plays[1].place[1] > n
    assert found.plays[1].success.high == 0


@pytest.mark.result("B0", "B1")
@given(st.integers(3, 6), st.integers(1, 6))
def test_on_t_zero_every_network_is_half_a_unit_off_and_the_constant_attains_it(width: int, n: int) -> None:
    family = minimiser_family((2, width, 1))
    labels = family.problem(Fraction(0)).labels
    network = sharp_network(sharp_runs(len(labels), width), width)
    outputs = network.evaluate(set_points(len(labels), 1, None))
    assert max(abs(y - s) for y, s in zip(outputs, labels, strict=True)) >= HALF
    constant = [HALF] * len(labels)
    assert family.limit.distance(constant).high == 0
    assert family.member(1, n).distance(constant).low == HALF == family.kappa
    assert family.limit.distance(list(map(Fraction, labels))).low == HALF


@pytest.mark.result("C1", "D", "K")
@given(forks())
def test_a_coin_attains_one_half_on_forks(fork: tuple[Family, Fraction]) -> None:
    found = defeat(simple.coin, *fork)
    assert [(p.success.low, p.success.high) for p in found.plays] == [(1, 1), (HALF, HALF), (HALF, HALF)]
    assert found.bound == found.limit == HALF


@pytest.mark.result("C1", "K")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("bits", [4, 10, 14])
def test_reading_for_ever_a_third_of_the_time_attains_two_thirds(kind: str, bits: int) -> None:
    found = defeat(
        simple.two_thirds, digits_family(InverseProblem(kind), 2), Fraction(1, 100), max_bits=bits, budget=BUDGET
    )
    assert found.limit == Fraction(2, 3)
    for play in found.plays:
        assert play.success.low < Fraction(2, 3) < play.success.high
    rest = Fraction(1, 4 ** (bits // 2))
    assert [play.success.high - play.success.low for play in found.plays[1:]] == [rest, rest]
    assert found.bound == Fraction(2, 3) + rest / 3
    start = found.plays[0]
    assert start.success.low == Fraction(2, 3) * (1 - rest)
    assert start.cut == {"level": Fraction(1, 3) * (1 - rest), "bits": rest}  # it may yet halt: nobody has seen more


ROTATIONS = [
    None,
    ((Fraction(-3, 5), Fraction(4, 5)), (Fraction(4, 5), Fraction(3, 5))),
    ((Fraction(0), Fraction(1)), (Fraction(-1), Fraction(0))),
]


@pytest.mark.result("K")
@pytest.mark.parametrize("q", ROTATIONS[1:])
@pytest.mark.parametrize("kind", KINDS)
def test_two_thirds_are_attained_behind_an_orthogonal_matrix(kind: str, q: Any) -> None:
    found = defeat(simple.two_thirds, digits_family(InverseProblem(kind, m=2, columns=3, q=q), 2), Fraction(1, 100))
    assert all(play.success.low < Fraction(2, 3) < play.success.high for play in found.plays)


@pytest.mark.result("C1")
@given(
    st.sampled_from(KINDS),
    st.integers(2, 5),
    st.integers(0, 30),
    st.sampled_from([1, 2]),
    st.integers(0, 10**6),
    st.booleans(),
    st.sampled_from([Fraction(1), Fraction(1, 7)]),
    st.sampled_from([Fraction(0), Fraction(1, 10), 1 - Fraction(1, 10**30)]),
    st.sampled_from(ROTATIONS),
)
def test_k_minus_one_and_k_minus_two_digits_whatever_the_information(
    kind: str, digits: int, step: int, branch: int, seed: int, weak: bool, lam: Fraction, eta: Fraction, q: Any
) -> None:
    family = digits_family(InverseProblem(kind, lam, eta, *((2, 3, q) if q else ())), digits, weak=weak)
    member = family.member(branch, family.first + step)
    of = family.limit if not weak and step == 0 else member

    class Oracle:
        def __init__(self, answers: Any) -> None:
            self.read = answers

    for answers in (
        extreme_answers(of, upward=True),
        extreme_answers(of, upward=False),
        random_answers(of, seed),
        mixed(of),
    ):
        for algorithm, allowed in ((simple.k_minus_one, digits - 1), (simple.k_minus_two, digits - 2)):
            answer = algorithm(family.problem(Fraction(1)), Oracle(answers), None)
            assert of.distance(answer).within(Fraction(1, 10**allowed)) is True


def mixed(of: Input) -> Any:
    """Information that errs up on even and down on odd evaluations: the worst for comparing two of them."""
    up, down = extreme_answers(of, upward=True), extreme_answers(of, upward=False)
    return lambda k, n: (down if k % 2 else up)(k, n)


# A broken adversary or algorithm is caught.


@pytest.mark.result("J", "K")
def test_information_that_is_inadmissible_at_one_level_is_caught() -> None:
    class Wrong(Family):
        def answers(self, branch: int, n: int) -> Any:
            right = super().answers(branch, n)
            return lambda k, level: right(k, level) + (Fraction(1) if level == 3 else 0)

    wrong = Wrong(**{f.name: getattr(B, f.name) for f in fields(B) if f.init})

    def reader(problem: Problem, oracle: Any, tape: Any) -> Any:
        oracle.read(0, 3)
        return simple.labels(problem, oracle, tape)

    with pytest.raises(BarriersError, match="inadmissible"):
        defeat(reader, wrong, Fraction(1, 5))


@pytest.mark.result("J", "K")
def test_sequences_that_converge_too_slowly_are_caught() -> None:
    slow = replace(B, member=lambda branch, n: B.member(branch, 1))
    reader = algorithm_of(("read", 1, 8, ("answer", 0, Fraction(0)), ("answer", 0, Fraction(0))))
    with pytest.raises(BarriersError, match="4\\*\\*-10"):
        defeat(reader, slow, Fraction(1, 5))


@pytest.mark.result("J", "K")
def test_a_kappa_that_is_too_large_is_caught_by_an_algorithm_that_wins_twice() -> None:
    with pytest.raises(BarriersError, match="is too large: one output is at the distances"):
        defeat(simple.constant, replace(B, kappa=Fraction(1)), Fraction(1, 4))
    fork = digits_family(InverseProblem("P3"), 2)
    with pytest.raises(BarriersError, match="is too large: one output is at the distances"):
        defeat(simple.midpoint, replace(fork, kappa=4 * fork.kappa), Fraction(12, 1000))


@pytest.mark.infrastructure
def test_an_algorithm_with_a_memory_is_caught() -> None:
    calls: list[int] = []

    def remembers(problem: Problem, oracle: Any, tape: Any) -> Any:
        calls.append(1)
        return simple.candidates(problem)[len(calls) % 2]

    with pytest.raises(HiddenState):
        defeat(remembers, B, Fraction(1, 5))


@pytest.mark.infrastructure
@pytest.mark.parametrize(
    ("build", "reason"),
    [
        (lambda: minimiser_family((1, 2, 1)), "d >= 2"),
        (lambda: minimiser_family((2, 2, 1), 2), r"\[1/2, 1\]"),
        (lambda: minimiser_family((2, 2, 1), r=4), "P\\(N\\) \\+ 2 = 5"),
        (lambda: minimiser_family((2, 2, 1), eps=HALF), "eps < 1/2"),
        (lambda: minimiser_family((2, 2, 1), cost=COSTS["sum-square"]), "eps > 0"),
        (lambda: InverseProblem("P4"), "P1, P2 and P3"),
        (lambda: InverseProblem("P1", eta=Fraction(1)), r"\[0, 1\)"),
        (lambda: InverseProblem("P2", lam=Fraction(0)), r"\(0, 1\]"),
        (lambda: InverseProblem("P3", m=2), "N >= m \\+ 1"),
        (
            lambda: InverseProblem("P3", m=2, columns=3, q=((Fraction(1), Fraction(1)), (Fraction(0), Fraction(1)))),
            "orthogonal",
        ),
        (lambda: InverseProblem("P3", m=1, columns=2, q=((Fraction(1), Fraction(0)),)), "1 x 1"),
        (lambda: digits_family(InverseProblem("P3"), 1), "K >= 2"),
        (lambda: linear_program_family("3"), "1, 2 or inf"),
        (lambda: linear_program_family("1", alpha=0), "alpha, y_1 > 0"),
        (lambda: defeat(simple.coin, B, Fraction(1, 4)), "less than kappa/2"),
        (lambda: defeat(simple.coin, B, Fraction(-1)), "at least 0, got -1$"),
        (lambda: defeat(simple.coin, digits_family(InverseProblem("P3"), 2, weak=True), Fraction(1, 10)), "max-level"),
    ],
)
def test_violated_hypotheses_are_named(build: Any, reason: str) -> None:
    with pytest.raises(BarriersError, match=reason):
        build()


def halved(width: int) -> ReluNetwork:
    return ReluNetwork.of([([[0, 0]] * width, [0] * width), ([[0] * width], [HALF])])


BORDERS = [
    (minimiser_family((2, 2, 1)), Fraction(1, 4), "f/2 + 1/4", lambda p: simple.constant(p, None, None)),
    (minimiser_family((2, 2, 1), networks=True), HALF, "the constant network 1/2", lambda p: halved(2)),
    *((linear_program_family(norm, y1=3), alpha, "the midpoint", lambda p: simple.midpoint(p, None, None))
      for norm, alpha in (("1", Fraction(3)), ("2", Fraction(2122, 1000)), ("inf", Fraction(3, 2)))),
]  # fmt: skip


@pytest.mark.result("B4", "B5", "D")
@pytest.mark.parametrize(("family", "alpha", "said", "easy"), BORDERS)
def test_where_the_bound_ends_it_is_said_what_succeeds_and_it_does(
    family: Family, alpha: Fraction, said: str, easy: Any
) -> None:
    with pytest.raises(BarriersError, match=f"{re.escape(said)}.* then succeeds on every input"):
        defeat(simple.coin, family, alpha)
    answer = easy(family.problem(alpha))
    for of in [family.limit, *(family.input(i, n) for i in family.branches for n in (family.first, 9))]:
        assert of.distance(answer).within(alpha) is True
    assert not family.member(1, 9).distance(answer).within(alpha * Fraction(999, 1000))


@pytest.mark.infrastructure
def test_where_nothing_is_known_beyond_the_bound_nothing_is_said() -> None:
    for family in (minimiser_family(cost=COSTS["sum-square"], eps="1/9"), replace(B, beyond=Family.beyond)):
        with pytest.raises(BarriersError, match=r"nothing is claimed there|the proposition says nothing"):
            defeat(simple.coin, family, HALF)


@pytest.mark.infrastructure
@given(st.lists(st.fractions(-2, 2, max_denominator=6), min_size=4, max_size=4), st.fractions(0, 1, max_denominator=60))
def test_distances_to_segments_are_least(output: list[Fraction], t: Fraction) -> None:
    size = Fraction(3, 2)
    ends = [(size, Fraction(0), Fraction(0), Fraction(0)), (Fraction(0), size, Fraction(0), Fraction(0))]
    point = [a + t * (b - a) for a, b in zip(*ends, strict=True)]
    gaps = [abs(v - w) for v, w in zip(output, point, strict=True)]
    assert euclidean(output, ends).high <= sum(g * g for g in gaps)
    assert segment_distance(output, ends, "1").high <= sum(gaps)
    assert segment_distance(output, ends, "inf").high <= max(gaps)
    for norm in ("1", "2", "inf"):
        assert segment_distance(point, ends, norm).high == 0


@pytest.mark.infrastructure
def test_sampled_tapes_are_labelled_statistical() -> None:
    found = defeat(simple.coin, B, Fraction(1, 5), tapes=200, seed=1)
    assert not found.exact
    assert found.error == Fraction(1, 1000)
    for play in found.plays:
        assert play.success.low < HALF < play.success.high
    told = found.as_json()
    assert told["exact"] is False
    assert {"family", "accuracy", "inputs", "bound", "defeated"} <= told.keys()
