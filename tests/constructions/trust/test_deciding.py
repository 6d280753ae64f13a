"""T4, T5: no algorithm names the support of a minimiser, none decides trust; the bounds are attained."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.adversary import Defeat, defeat
from constructions.catalogue import named_family
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program_family
from constructions.trainers import simple
from constructions.trust import program_trust, regression_trust
from constructions.trust.deciding import program_trust_family, support_family, trust_family
from constructions.trust.programs import Program, Within
from constructions.trust.regressions import Radii, Regression
from proofs_check.strategies import algorithm_of, forks, plans
from tests.checkers import BUDGET, CHECKERS, at_leaf, checker_of, trees
from theory.algorithms import Budget, Oracle, Tape, execute
from theory.exact import BarriersError
from theory.families import Family
from theory.information import extreme_answers
from theory.problems import Problem

ZERO, HALF, ONE = Fraction(0), Fraction(1, 2), Fraction(1)
LEVELS = Budget(reads=60, level=30)
NAMES = ("C:P1", "C:P2", "C:P3", "D")
radii = st.fractions(Fraction(1, 50), Fraction(3, 2), max_denominator=50)
parts = st.fractions(0, Fraction(9, 10), max_denominator=10)


@st.composite
def trust_families(draw: st.DrawFn) -> Family:
    """Jump families of T5, for P2 and for linear programs, with any radii and parameters that are admitted."""
    small, more = draw(radii), draw(radii)
    if draw(st.booleans()):
        eps = small / 2
        return program_trust_family(eps, beta=more, y1=eps + draw(radii))
    part, lam = draw(parts), draw(radii)
    return trust_family(small, y_radius=part, beta=lam / (2 * (1 - part)) + more, lam=lam)


def support(problem: Problem, answer: list[Fraction]) -> list[int]:
    """The support of a vector."""
    return [int(v != 0) for v in answer]


def named_by(algorithm: Callable[..., Any], fork: Family) -> Callable[..., Any]:
    """The algorithm that names the support of what another one answers to the fork's own problem."""
    posed = fork.posed(ZERO)
    return lambda problem, oracle, tape: [int(v != 0) for v in algorithm(posed, oracle, tape)]


def wins(found: Defeat, at: int) -> set[tuple[int, ...]]:
    """The coins with which an algorithm is right on an input."""
    play = found.plays[at]
    return {run.bits for run in play.runs if run.output is not None and play.input.distance(run.output).low == 0}


@pytest.mark.result("T4")
@given(forks(), CHECKERS, st.integers(0, 4), st.sampled_from(["one", "two", "both"]))
def test_no_generated_algorithm_names_a_support_more_often_than_the_propositions_allow(
    fork: tuple[Family, Fraction], tree: Any, n: int, other: str
) -> None:
    """A tree over readings and coins, whose leaves are supports: 0 for {1}, 1 for {2}, 1/2 for a third answer."""
    family = support_family(fork[0])
    count = family.posed(ZERO).outputs or 0
    third = {"one": [0], "two": [1], "both": [0, 1]}[other]
    chosen = {0: [0], 1: [1], HALF: third}

    def algorithm(problem: Problem, oracle: Oracle, tape: Tape) -> Any:
        leaf = at_leaf(tree, problem, oracle, tape)
        return None if leaf is None else [int(j in chosen[leaf]) for j in range(count)]

    found = defeat(algorithm, family, ZERO, max_bits=6, budget=BUDGET)
    start, one, two = (play.success for play in found.plays)
    halting = found.plays[0].halting
    assert one.low + two.low <= 2 - halting.low
    assert min(start.low, one.low, two.low) <= Fraction(2, 3)
    if halting.low == 1:
        assert found.limit == HALF >= found.bound and min(one.low, two.low) <= HALF
        assert not wins(found, 1) & wins(found, 2)
    near = defeat(algorithm, family, Fraction(49, 100), max_bits=6, budget=BUDGET)
    assert [play.success for play in near.plays] == [start, one, two]  # the metric is discrete
    family.check(family.first + n, ZERO)


@pytest.mark.result("T4")
@given(forks(), plans)
def test_no_plan_of_any_kind_names_supports_better_than_two_thirds(fork: tuple[Family, Fraction], plan: Any) -> None:
    """Its answer to the fork's own problem is a vector; what it names is the support of that."""
    algorithm = algorithm_of(plan)

    def naming(problem: Problem, oracle: Oracle, tape: Tape) -> Any:
        answer = algorithm(fork[0].posed(ZERO), oracle, tape)
        return answer and [int(v != 0) for v in answer]

    found = defeat(naming, support_family(fork[0]), ZERO, max_bits=7, budget=LEVELS)
    start, one, two = found.plays
    assert one.success.low + two.success.low <= 2 - start.halting.low
    assert min(play.success.low for play in found.plays) <= Fraction(2, 3)
    if start.halting.low == 1:
        assert found.limit == HALF >= found.bound


@pytest.mark.result("T4")
@pytest.mark.parametrize("name", NAMES)
def test_a_coin_between_two_supports_attains_one_half(name: str) -> None:
    fork = named_family(name)[0]
    found = defeat(named_by(simple.coin, fork), support_family(fork), ZERO)
    assert [(play.success.low, play.success.high) for play in found.plays] == [(1, 1), (HALF, HALF), (HALF, HALF)]
    assert found.bound == found.limit == HALF


@pytest.mark.result("T4")
@pytest.mark.parametrize("name", NAMES)
def test_reading_for_ever_a_third_of_the_time_names_supports_with_two_thirds(name: str) -> None:
    fork = named_family(name)[0]
    found = defeat(named_by(simple.two_thirds, fork), support_family(fork), ZERO, max_bits=10, budget=LEVELS)
    rest = Fraction(1, 4**5)
    assert found.limit == Fraction(2, 3)
    assert [play.success.low for play in found.plays] == [Fraction(2, 3) * (1 - rest)] * 3
    assert [play.success.high - play.success.low for play in found.plays[1:]] == [rest, rest]


@pytest.mark.result("T4")
@given(forks(), st.integers(0, 5))
def test_the_supports_are_those_of_the_minimisers(fork: tuple[Family, Fraction], more: int) -> None:
    """On every input the ends of the set of minimisers, and their midpoint, have the supports that count as right."""
    given_, supports = fork[0], support_family(fork[0])
    n = given_.first + more
    problem = given_.posed(ZERO)
    for branch, at in ((0, 0), (1, n), (2, n)):
        asked, of = supports.input(branch, at), given_.input(branch, at)
        one, other = simple.candidates(problem)
        middle = [(a + b) / 2 for a, b in zip(one, other, strict=True)]
        for x in (one, other, middle):
            optimal = of.distance(x).low == 0
            assert asked.distance([Fraction(v) for v in support(problem, x)]).low == (0 if optimal else 1)
        assert asked.distance([ZERO] * len(one)).low == 1


@pytest.mark.result("T4")
def test_what_is_no_fork_of_c_or_d_has_no_supports() -> None:
    weak = digits_family(InverseProblem("P2"), 2, weak=True)
    own = nb.fork("sign", lambda s: [s], left=[-1], right=[1], limit=[-1, 1])
    for family in (weak, own, named_family("B")[0]):
        with pytest.raises(BarriersError, match="T4 is about the strong families of C1 and that of D"):
            support_family(family)


@pytest.mark.result("T4")
def test_a_support_said_with_certainty_is_defeated_by_the_front_door() -> None:
    game = nb.defeat(lambda problem, oracle, tape: [1, 0, 0], support_family(linear_program_family()), accuracy=0)
    assert (game.verdict, game.bound, game.limit, game.family) == ("defeated", 0, HALF, "T4:D")


@pytest.mark.result("T5")
@given(trust_families(), CHECKERS)
def test_no_generated_algorithm_decides_trust_more_often_than_half_of_the_time(family: Family, tree: Any) -> None:
    found = defeat(checker_of(tree), family, ZERO, max_bits=6, budget=BUDGET)
    start, member = found.plays
    assert start.success.low + member.success.low <= 1
    assert min(start.success.low, member.success.low) <= HALF == found.limit
    assert not wins(found, 0) & wins(found, 1)
    family.check(member.place[1], ZERO)


@pytest.mark.result("T5")
@given(trust_families())
def test_a_coin_decides_trust_half_of_the_time(family: Family) -> None:
    found = defeat(lambda problem, oracle, tape: [tape.bit()], family, ZERO)
    assert [(play.success.low, play.success.high) for play in found.plays] == [(HALF, HALF)] * 2
    assert found.bound == found.limit == HALF


VERDICTS = trees(st.sampled_from([0, 1, HALF]), coins=False)


@pytest.mark.result("T5")
@given(trust_families(), VERDICTS, st.integers(1, 20))
def test_a_verdict_on_the_limit_is_wrong_there_or_on_all_near_members_unless_it_is_open(
    family: Family, tree: Any, more: int
) -> None:
    """1 is "yes", 0 is "no", 1/2 is "open"; the run is the same on all members beyond the levels that it reads."""
    problem = family.posed(ZERO)
    run = execute(checker_of(tree), problem, family.answers(0, 0), coins=lambda: 0)
    n = max(run.level, 0) + more
    near = execute(checker_of(tree), problem, family.answers(1, n), coins=lambda: 0)
    assert (near.output, near.reads) == (run.output, run.reads)
    assert run.output is not None
    said = run.output[0]
    wrong = [of.distance(run.output).low == 1 for of in (family.limit, family.input(1, n))]
    assert wrong == {ONE: [True, False], ZERO: [False, True], HALF: [False, False]}[said]


def one_support(lam: Fraction, alpha: Fraction, beta: Fraction, y: Fraction) -> bool:
    """Whether P2 with one row has one minimiser, of support {1}, by its optimality conditions."""
    x = (alpha * y - lam / 2) / alpha**2
    return x > 0 and abs(beta * (y - alpha * x)) < lam / 2


@pytest.mark.result("T5")
@given(trust_families(), st.integers(1, 12), st.lists(st.fractions(-1, 1, max_denominator=9), min_size=5, max_size=5))
def test_the_box_of_the_limit_has_a_tie_at_a_corner_and_no_datum_near_a_member_has_one(
    family: Family, n: int, moves: list[Fraction]
) -> None:
    problem = family.posed(ZERO)
    eps = problem.parameter("radius")
    corners = [*product((-ONE, ONE), repeat=5), tuple(moves)]

    def data(branch: int) -> list[list[Fraction]]:
        return [family.values(family.input(branch, n if branch else 0), ZERO)] * len(corners)

    if problem.parameter("kind") == "P2":
        lam, eps_y = problem.parameter("lambda"), problem.parameter("y_radius")
        moved = [
            [
                (a + s * eps, b + t * eps, y + r * eps_y)
                for (a, b, y), (s, t, r, *_) in zip(data(i), corners, strict=True)
            ]
            for i in (0, 1)
        ]
        ties = [(a, b, y) for a, b, y in moved[0] if a == b and a * y > lam / 2]
        assert ties and all(one_support(lam, *datum) for datum in moved[1])
        return
    worth = [
        [
            ((a + s * eps) / (1 + p * eps), (b + t * eps) / (1 + q * eps), y + r * eps)
            for (a, b, _, y), (s, t, r, p, q) in zip(data(i), corners, strict=True)
        ]
        for i in (0, 1)
    ]
    assert any(one == other and y > 0 for one, other, y in worth[0])
    assert all(one > max(other, 0) and y > 0 for one, other, y in worth[1])


@pytest.mark.result("T5")
@pytest.mark.parametrize(
    ("build", "reason"),
    [
        (lambda: trust_family(0), "radius > 0"),
        (lambda: trust_family("1/8", lam=0), "lambda > 0"),
        (lambda: trust_family("1/8", y_radius=1), "y_radius < 1"),
        (lambda: trust_family("1/8", beta=0), "beta > 0"),
        (lambda: trust_family("1/8", beta="3/8"), "> lambda/2"),
        (lambda: program_trust_family(1), "0 < radius < 1"),
        (lambda: program_trust_family("1/8", beta=0), "beta > 0"),
        (lambda: program_trust_family("1/8", y1="1/8"), "y_1 > radius"),
    ],
)
def test_what_t5_does_not_speak_of_is_refused(build: Callable[[], Family], reason: str) -> None:
    with pytest.raises(BarriersError, match=reason):
        build()


@pytest.mark.result("T5")
def test_a_member_whose_box_touched_the_tie_would_be_no_member() -> None:
    """The false twin: with twice the radius about a member there is a tie in the box, and the answer 1 is wrong."""
    family = trust_family("1/8", beta=1)
    alpha, beta, y = family.values(family.input(1, 3), ZERO)
    lam, eps = ONE, Fraction(1, 8)
    assert one_support(lam, alpha - eps, beta + eps, y)
    assert not one_support(lam, alpha - 2 * eps, beta + 2 * eps, y)


@pytest.mark.result("T5")
def test_information_of_any_kind_about_a_member_tells_it_from_the_limit_in_the_end() -> None:
    """The barrier is the adversary's information: who reads far enough is right on a member, never on the limit."""

    def patient(problem: Problem, oracle: Oracle, tape: Tape) -> Any:
        eps, level = problem.parameter("radius"), 1
        while oracle.read(0, level) - oracle.read(1, level) - 2 * eps <= Fraction(2, 2**level):
            level += 1
        return [1]

    family = trust_family()
    for n in (1, 4, 9):
        of = family.input(1, n)
        for answers in (family.answers(1, n), extreme_answers(of, upward=True), extreme_answers(of, upward=False)):
            assert execute(patient, family.posed(ZERO), answers, coins=lambda: 0).output == (1,)
    found = defeat(patient, family, ZERO, budget=LEVELS)
    assert found.plays[0].halting.low == 0 and found.plays[0].cut.keys() == {"level"}


@pytest.mark.result("T5")
@given(trust_families(), st.integers(1, 6))
@settings(max_examples=max(10, settings().max_examples // 8), deadline=None)
def test_what_trust_says_on_these_families_is_never_wrong_and_is_open_on_the_limit(family: Family, n: int) -> None:
    problem = family.posed(ZERO)
    eps = problem.parameter("radius")
    verdicts = []
    for of in (family.limit, family.input(1, n)):
        data = family.values(of, ZERO)
        if problem.parameter("kind") == "P2":
            posed = Regression.lasso([data[:2]], data[2:], problem.parameter("lambda"))
            verdicts.append(regression_trust.trust(posed, Radii.of(posed, eps, problem.parameter("y_radius"))).verdict)
        else:
            program = Program.of([1, 1, 1], [data[:3]], data[3:])
            verdicts.append(program_trust.trust(program, Within.of(absolute=eps, exact=[2])).verdict)
    assert verdicts[0] == "open"
    assert verdicts[1] in ("trusted", "open")


@pytest.mark.result("T4", "T3")
@pytest.mark.parametrize("level", [1, 10, 50, 200])
def test_on_the_limit_of_c_and_of_d_every_box_has_two_answers(level: int) -> None:
    eps = Fraction(1, 2**level)
    tie = InverseProblem("P2").entry(2)
    posed = Regression.lasso([[tie, tie]], [1], 1)
    found = regression_trust.trust(posed, Radii.of(posed, eps))
    program = program_trust.trust(Program.of([1, 1, 1], [[1, 1, -1]], [1]), Within.of(absolute=eps, exact=[2]))
    assert (found.verdict, program.verdict) == ("two answers", "two answers")
    assert found.answers is not None and program.answers is not None
    assert {answer.found.support for answer in found.answers} == {(0,), (1,)}
    assert {answer.found.basis for answer in program.answers} == {(0,), (1,)}


@pytest.mark.result("T4", "T5")
@pytest.mark.parametrize("name", ["T4:C:P2", "T4:D", "T5:P2", "T5:LP"])
def test_by_their_names_the_coin_and_two_thirds_attain_the_bounds(name: str) -> None:
    tossed = nb.defeat(simple.coin, name)
    assert (tossed.bound, tossed.limit, tossed.verdict) == (HALF, HALF, "defeated")
    if name.startswith("T4"):
        found = nb.defeat(simple.two_thirds, name, max_bits=8, level=20)
        assert (found.limit, found.verdict) == (Fraction(2, 3), "open")
        assert found.inputs[1].success.low == Fraction(2, 3) * (1 - Fraction(1, 4**4))
        never = nb.defeat(simple.gives_up, name)
        assert (never.bound, never.verdict) == (0, "defeated")


@pytest.mark.result("T5")
@pytest.mark.parametrize("radius", ["1/1000", "7/8"])
def test_the_radius_is_a_parameter(radius: str) -> None:
    for name in ("T5:P2", "T5:LP"):
        game = nb.defeat(simple.coin, name, parameters={"radius": radius})
        assert game.found.family.posed(ZERO).parameter("radius") == Fraction(radius)
        assert game.bound == HALF
    with pytest.raises(BarriersError, match="has no digits K"):
        nb.defeat(simple.coin, "T4:D", digits=2)
    assert nb.defeat(simple.coin, "T4:C:P2", digits=3).bound == HALF
