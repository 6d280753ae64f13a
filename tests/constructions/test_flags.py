"""X: no exit flag helps; over generated algorithms and checkers, with the cases of equality."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.adversary import defeat
from constructions.catalogue import named_family
from constructions.flags import false_flags, flag_family, flagged_by
from constructions.plays import DEFEATED, OPEN
from constructions.trainers import simple
from proofs_check.strategies import forks, jumps
from tests.checkers import BUDGET, CHECKERS, FLAGS, GUESSES, SOLVERS, checker_of, flags_of, solver_of
from tests.kernel.recompute_defeats import Input as by_definition  # noqa: N813 (another input is the family's)
from theory.algorithms import Oracle, Tape, execute, output_distribution
from theory.exact import BarriersError, Undecided
from theory.families import JUMP, Family
from theory.information import Answers
from theory.networks import ReluNetwork
from theory.problems import Distance, Input, Problem

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
NAMES = ("B", "C:P1", "C:P3", "D")
PAIRS = settings(max_examples=settings.default.max_examples * 5 // 4)
"""500 in the profile ci."""


@pytest.mark.result("X1", "X2")
@PAIRS
@given(st.one_of(jumps(), forks()), SOLVERS, FLAGS)
def test_no_algorithm_and_no_checker_of_it_violate_either_result(
    where: tuple[Family, Fraction], solver: Any, said: Any
) -> None:
    """Distances by definition, probabilities over all coins; a run that is cut is neither right nor false."""
    (family, alpha), checker = where, checker_of(said)
    flags = flags_of(family, solver, alpha)
    assume(flags is not None)
    assert flags is not None and family.parameters is not None
    x = [Fraction(v) for v in flags.solver.output]

    def within(place: tuple[int, int]) -> bool:
        near = by_definition(family.parameters or {}, *place).succeeds(x, alpha)
        assert near is not None
        return near

    def says(flag: bool, answers: Answers) -> Fraction:
        found = output_distribution(checker, flags.posed(Fraction(0)), answers, max_bits=5, budget=BUDGET)
        return found.get((Fraction(flag),), Fraction(0))

    n = flags.first + 13  # no tree reads beyond level 13
    right = [says(within((0, 0)), flags.answers(0, 0)), says(within(flags.place(n)), flags.answers(1, n))]
    assert within((0, 0)) != within(flags.place(n))
    assert sum(right) <= 1 and min(right) <= HALF  # X1
    game = defeat(checker, flags, Fraction(0), max_bits=5, budget=BUDGET)
    assert game.plays[0].success.low == right[0] and min(play.success.low for play in game.plays) <= HALF

    found = false_flags(flagged_by(solver_of(solver), checker), family, alpha, max_bits=5, budget=BUDGET)
    false = [often.low for often in found.false]
    for play, often in zip(found.plays, false, strict=True):
        assert often == (0 if within(play.place) else says(True, family.answers(*play.place)))
    assert found.raised.low == says(True, family.answers(0, 0))
    members = false if family.kind == JUMP else false[1:]
    assert sum(members) >= found.raised.low <= 2 * max(members)  # X2


SHARP = [*NAMES, "C:P2", *(f"D:{norm}" for norm in ("1", "2", "inf"))]


@pytest.mark.result("X1", "X2")
@pytest.mark.parametrize("name", SHARP)
def test_a_coin_attains_both_bounds_in_every_family(name: str) -> None:
    """X1: a coin for the flag. X2: a coin between the two solutions, and a checker that always says 1."""
    norm = {"norm": name[2:]} if name[:2] == "D:" else {}
    family, alpha = named_family("D" if norm else name, **norm)
    flags = flags_of(family, ("answer", 0, Fraction(0)), alpha)
    assert flags is not None
    game = defeat(coin, flags, Fraction(0))
    assert [play.success.low for play in game.plays] == [HALF, HALF] == [game.bound, game.limit]
    found = false_flags(flagged_by(simple.coin, lambda *_: 1), family, alpha)
    assert (found.raised.low, found.bound) == (1, HALF)
    assert [often.low for often in found.false] == ([HALF, HALF] if family.kind == JUMP else [0, HALF, HALF])


@pytest.mark.result("X1")
@pytest.mark.parametrize("name", NAMES)
@given(solver=SOLVERS, checker=CHECKERS)
def test_no_checker_is_right_about_the_flag_more_often_than_the_proposition_allows(
    name: str, solver: Any, checker: Any
) -> None:
    family, alpha = named_family(name)
    flags = flags_of(family, solver, alpha)
    if flags is None:  # (c)
        return
    found = defeat(checker_of(checker), flags, Fraction(0), max_bits=5, budget=BUDGET)
    assert found.limit is not None
    assert found.verdict == DEFEATED or (found.verdict == OPEN and found.left_open)
    assert (found.verdict == DEFEATED) == (found.bound <= found.limit)
    for play in found.plays:  # the flag is what the algorithm is worth on the information about that very input
        places = [(i, n) for n in range(play.place[1], play.place[1] + 16) for i in family.branches]
        place = next(p for p in [(0, 0), *places] if play.input.name.startswith(family.input(*p).name + " "))
        of, answers = family.input(*place), family.answers(place[0], max(place[1], flags.first))
        run = execute(solver_of(solver), family.posed(alpha), answers, coins=lambda: 0)
        assert play.input.name == f"{of.name} (flag {int(bool(of.distance(run.output).within(alpha)))})"


@pytest.mark.result("X2")
@pytest.mark.parametrize("name", NAMES)
@given(guess=GUESSES, flag=FLAGS)
def test_a_raised_flag_is_false_half_of_the_time_on_some_input(name: str, guess: Any, flag: Any) -> None:
    family, alpha = named_family(name)
    flagged = flagged_by(solver_of(guess), checker_of(flag))
    found = false_flags(flagged, family, alpha, max_bits=5, budget=BUDGET)
    assert found.bound == found.raised.low / 2 <= max(often.high for often in found.false)
    problem = family.posed(alpha)
    size = problem.outputs or 0
    told = Problem(problem.name, problem.evaluations, size + 1, alpha, problem.labels, None, problem.parameters)

    def flat(_: Problem, oracle: Oracle, tape: Tape) -> Any:
        pair = flagged(problem, oracle, tape)
        return None if pair is None else [*pair[0], pair[1]]

    for play, often in zip(found.plays, found.false, strict=True):  # by definition, over all coins
        of = family.input(*play.place)
        odds = output_distribution(flat, told, family.answers(*play.place), max_bits=5, budget=BUDGET)
        far = {x: of.distance(x[:-1]).within(alpha) for x in odds if isinstance(x, tuple) and x[-1] == 1}
        false = sum((odds[x] for x, near in far.items() if near is False), Fraction(0))
        cut = sum((weight for x, weight in odds.items() if isinstance(x, str) and x != "gave up"), Fraction(0))
        unknown = sum((odds[x] for x, near in far.items() if near is None), Fraction(0))
        assert (often.low, often.high) == (false, false + cut + unknown)


def halfway(problem: Problem, oracle: Oracle, tape: Tape) -> Any:
    """On D: right on the limit alone."""
    return ["1/2", "1/2", 0]


def coin(problem: Problem, oracle: Oracle, tape: Tape) -> Any:
    return [tape.bit()]


@pytest.mark.result("X1")
@pytest.mark.parametrize(
    ("checker", "bound", "most"),
    [
        (coin, HALF, HALF),
        (lambda p, o, t: [1], Fraction(0), 1),
        (lambda p, o, t: [0], Fraction(0), 1),
        (lambda p, o, t: [HALF], Fraction(0), 0),
        (lambda p, o, t: None, Fraction(0), 0),
        (lambda p, o, t: [int(o.read(0, 30) == o.read(1, 30))], Fraction(0), 1),
    ],
)
def test_a_coin_attains_the_half(checker: Any, bound: Fraction, most: Fraction) -> None:
    family, _ = named_family("D")
    found = defeat(checker, flag_family(family, halfway, THIRD), Fraction(0))
    assert (found.bound, found.limit, found.verdict) == (bound, HALF, DEFEATED)
    assert max(play.success.high for play in found.plays) == most
    assert found.family.proof == "X1" and found.name == "X:D:2"
    assert [play.input.name[-3:] for play in found.plays] == [" 1)", " 0)"]


@pytest.mark.result("X1")
def test_a_fork_that_is_right_on_one_branch_alone_is_a_jump_of_flags() -> None:
    """Solutions 0 and 1 for s < 0 and s > 0, and 5 at s = 0: the answer 0 is right on one branch, not at s = 0."""
    family = nb.fork("elsewhere", lambda s: [s], left=[0], right=[1], limit=[5])
    for said in (0, 1):
        flags = flag_family(family, lambda p, o, t, said=said: [said], Fraction(1, 4))
        found = defeat(coin, flags, Fraction(0))
        assert (flags.kind, flags.proof, found.bound, found.limit) == (JUMP, "", HALF, HALF)
        assert [play.input.name[-2] for play in found.plays] == ["0", "1"]
        assert "if the family is as declared" in found.proposition


@pytest.mark.result("X1")
def test_members_whose_flag_is_another_are_looked_for_on_every_branch() -> None:
    """The answer 1 is right for s > 0 at every other member, and nowhere else."""
    at = lambda s: [1] if math.log2(abs(s)) % 4 < 1 else [2]  # noqa: E731
    family = nb.fork("now and then", lambda s: [s], left=[0], right=at, limit=[5], kappa=1)
    flags = flag_family(family, lambda p, o, t: [1], Fraction(1, 4))
    found = defeat(coin, flags, Fraction(0))
    assert (found.bound, [play.input.name[-2] for play in found.plays]) == (HALF, ["0", "1"])


@pytest.mark.result("X1")
def test_a_jump_that_is_right_at_the_members_alone() -> None:
    family = nb.jump("rank", lambda s: [1, s], limit=[1], right=[2])
    flags = flag_family(family, lambda p, o, t: [2], Fraction(1, 4))
    found = defeat(coin, flags, Fraction(0))
    assert (found.bound, [play.input.name[-2] for play in found.plays]) == (HALF, ["0", "1"])


@pytest.mark.result("X1")
def test_networks_as_outputs_have_flags_too() -> None:
    """The constant 1/2 is within 12/25 of what minimisers predict on T_0, and not for small tiny print (B5)."""
    family, alpha = named_family("B:networks")

    def constant(problem: Problem, oracle: Oracle, tape: Tape) -> Any:
        assert problem.architecture
        widths = problem.architecture
        zero = [([[0] * n] * m, [0] * m) for n, m in pairwise(widths)]
        return ReluNetwork.of([*zero[:-1], ([[0] * widths[-2]], [HALF])])

    flags = flag_family(family, constant, alpha)
    found = defeat(coin, flags, Fraction(0))
    assert (found.bound, found.limit, flags.proof) == (HALF, HALF, "X1")
    with pytest.raises(BarriersError, match="of networks it knows nothing"):
        false_flags(lambda p, o, t: (constant(p, o, t), 1), family, alpha)


@pytest.mark.result("X1")
def test_where_no_member_is_seen_to_have_another_flag_nothing_is_denied() -> None:
    family, _ = named_family("D")
    with pytest.raises(BarriersError, match="X1 needs infinitely many"):
        flag_family(family, lambda p, o, t: [7, 7, 7], THIRD)
    rank = nb.jump("rank", lambda s: [1, s], limit=[1], right=[2])
    with pytest.raises(BarriersError, match="X1 needs infinitely many"):
        flag_family(rank, lambda p, o, t: [7], Fraction(1, 4))


@pytest.mark.result("X1")
@pytest.mark.parametrize(
    ("algorithm", "accuracy", "said"),
    [
        (coin, THIRD, "tosses coins"),
        (lambda p, o, t: None, THIRD, "it gave up"),
        (lambda p, o, t: [o.read(0, n) for n in range(10**6)], THIRD, "its budget of level cut it"),
        (halfway, Fraction(1), "less than kappa/2"),
        (halfway, Fraction(-1), "less than kappa/2"),
    ],
)
def test_what_x1_does_not_speak_of_is_refused(algorithm: Any, accuracy: Fraction, said: str) -> None:
    with pytest.raises(BarriersError, match=said):
        flag_family(named_family("D")[0], algorithm, accuracy)


@pytest.mark.result("X1")
def test_weak_forks_have_correct_checkers() -> None:
    family, alpha = named_family("W:P3")
    with pytest.raises(BarriersError, match="a correct checker"):
        flag_family(family, halfway, alpha)
    with pytest.raises(BarriersError, match="a correct checker"):
        false_flags(lambda p, o, t: ([0], 1), family, alpha)


@pytest.mark.result("X1")
def test_a_distance_that_is_not_known_decides_no_flag() -> None:
    dim = Input("dim", lambda k: Fraction(0), lambda output: Distance(Fraction(0), Fraction(9)))
    family = Family(
        JUMP, lambda alpha: Problem("dim", ("x",), 1, alpha), dim, lambda i, n: dim, Fraction(1)
    )  # fmt: skip
    with pytest.raises(Undecided, match="left open"):
        flag_family(family, lambda p, o, t: [0], Fraction(1, 4))


@pytest.mark.result("X2")
def test_a_coin_between_the_corners_with_a_flag_always_raised_attains_the_half() -> None:
    found = false_flags(lambda p, o, t: ([[1, 0, 0], [0, 1, 0]][t.bit()], 1), named_family("D")[0], THIRD)
    assert [often.low for often in found.false] == [0, HALF, HALF] and found.bound == HALF
    assert found.worst[0] == "iota^1_1" and "with probability 1, falsely with 1/2" in found.told


@pytest.mark.result("X2")
def test_a_deterministic_corner_is_false_for_sure_on_one_branch() -> None:
    found = false_flags(lambda p, o, t: ([1, 0, 0], 1), named_family("D")[0], THIRD)
    assert sorted(often.low for often in found.false) == [0, 0, 1]


@pytest.mark.result("X2")
def test_a_flag_that_is_never_raised_on_the_limit_is_no_flag() -> None:
    """It reads on until the coefficients differ, which they never do on the limit."""

    def careful(problem: Problem, oracle: Oracle, tape: Tape) -> Any:
        for n in range(25):
            if (gap := oracle.read(0, n) - oracle.read(1, n)) ** 2 > Fraction(4, 4**n):
                return ([1, 0, 0] if gap > 0 else [0, 1, 0]), 1
        return [1, 0, 0], 0

    found = false_flags(careful, named_family("D")[0], THIRD)
    assert found.raised.high == 0 and all(often.high == 0 for often in found.false)


@pytest.mark.result("X2")
def test_a_family_with_too_large_a_kappa_is_noticed() -> None:
    family = replace(nb.jump("rank", lambda s: [1, s], limit=[1], right=["11/10"]), kappa=Fraction(1))
    with pytest.raises(BarriersError, match="kappa = 1 is too large"):
        false_flags(lambda p, o, t: ([1], 1), family, Fraction(1, 4))


@pytest.mark.result("X2")
@pytest.mark.parametrize("said", [([1, 0, 0], 2), ([1, 0, 0],), 1, "ab", ([1, 0], 1), (None, 1)])
def test_what_is_no_pair_is_refused(said: Any) -> None:
    with pytest.raises(BarriersError, match=r"pair \(x, flag\)|a flag is 1 or 0|must return 4 rationals"):
        false_flags(lambda p, o, t: said, named_family("D")[0], THIRD)
