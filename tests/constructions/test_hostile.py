"""Algorithms and families that cheat, lie or fail are detected and named; none gets another verdict by it."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from constructions.adversary import defeat, survey
from constructions.examples import eigenvector
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.isolation import Isolated
from constructions.linear_programs import linear_program_family
from constructions.minimisers import minimiser_family
from constructions.trainers import simple
from theory.algorithms import Budget
from theory.exact import BarriersError
from theory.families import FORK, JUMP, WEAK_FORK, Family
from theory.problems import Distance, Input, Problem
from theory.runs import HiddenState

pytestmark = pytest.mark.infrastructure
B = minimiser_family((2, 1, 1))
C = digits_family(InverseProblem("P3"), 2)
ACCURACY = Fraction(1, 5)


def changing(field: str, value: Any) -> Any:
    """An algorithm that changes the problem that it was given, behind the dataclass's back."""

    def algorithm(problem: Problem, oracle: Any, tape: Any) -> Any:
        answer = simple.labels(problem, oracle, tape)
        problem.__dict__[field] = value
        return answer

    return algorithm


@pytest.mark.parametrize(
    ("field", "value"), [("accuracy", Fraction(10)), ("outputs", 1), ("name", "x"), ("labels", (7,))]
)
def test_a_changed_problem_is_named_and_changes_no_other(field: str, value: Any) -> None:
    with pytest.raises(BarriersError, match="changed the problem"):
        defeat(changing(field, value), B, ACCURACY)
    with pytest.raises(BarriersError, match="changed the problem"):
        survey(changing(field, value), [C], Fraction(1, 10))
    assert B.problem(ACCURACY).accuracy == ACCURACY


def test_numbers_changed_in_place_are_named_and_not_shared() -> None:
    def algorithm(problem: Problem, oracle: Any, tape: Any) -> Any:
        problem.parameter("strong")._numerator = 7
        problem.accuracy._numerator = 10**6
        return simple.labels(problem, oracle, tape)

    with pytest.raises(BarriersError, match="changed the problem"):
        defeat(algorithm, C, Fraction(1, 100))


def secretly(choose: Callable[[], int], *, patient: bool = False) -> Any:
    """An algorithm whose coins are its own; `patient`: it runs for ever on the limit."""

    def algorithm(problem: Problem, oracle: Any, tape: Any) -> Any:
        if patient:
            simple.patient(problem, oracle, tape)
        return simple.candidates(problem)[choose()]

    return algorithm


@pytest.mark.parametrize("family", [B, C, linear_program_family()])
@pytest.mark.parametrize("patient", [False, True])
def test_hidden_randomness_is_found_by_replays(family: Family, patient: bool) -> None:
    alpha = Fraction(1, 100)
    for pattern in ([0, 0, 0, 1], [0] * 5 + [1] * 7):
        algorithm = secretly(itertools.cycle(pattern).__next__, patient=patient)
        with pytest.raises(HiddenState):
            defeat(algorithm, family, alpha, budget=Budget(reads=100))


def looking(answer: Callable[[dict[str, Any]], Any]) -> Any:
    """An algorithm that goes through the frames that called it: answers (True: the labels) by what it finds there."""

    def algorithm(problem: Problem, oracle: Any, tape: Any) -> Any:
        frame = sys._getframe()
        while frame.f_back:
            frame = frame.f_back
            if (found := answer(frame.f_locals)) is not None:
                return simple.candidates(problem)[0 if found else 1]
        return simple.candidates(problem)[1]

    return algorithm


def by_the_input(names: dict[str, Any]) -> bool | None:
    return next((v.evaluation(3) > 0 for v in names.values() if isinstance(v, Input)), None)


def by_the_branch(names: dict[str, Any]) -> bool | None:
    return names["branch"] > 0 if "branch" in names and "n" in names else None


def unrecorded(problem: Problem, oracle: Any, tape: Any) -> Any:
    """An algorithm that reads past the record, by the function behind the oracle."""
    names = dict(zip(oracle.read.__code__.co_freevars, oracle.read.__closure__, strict=True))
    return simple.candidates(problem)[0 if names["answers"].cell_contents(3, 60) > 0 else 1]


@pytest.mark.parametrize("tapes", [None, 40])
def test_an_algorithm_that_looks_for_its_input_finds_none(tapes: int | None) -> None:
    found = defeat(looking(by_the_input), B, ACCURACY, tapes=tapes)
    assert found.defeated
    assert not any(play.success.low > Fraction(1, 2) for play in found.plays[1:])


@pytest.mark.parametrize("tapes", [None, 40])
@pytest.mark.parametrize("algorithm", [looking(by_the_branch), unrecorded])
def test_an_algorithm_that_knows_more_than_it_read_is_noticed(algorithm: Any, tapes: int | None) -> None:
    with pytest.raises(BarriersError, match=r"same answers and|more often than is possible"):
        defeat(algorithm, B, ACCURACY, tapes=tapes)


def test_levels_read_past_the_bound_of_a_weak_fork_are_noticed_on_sampled_tapes() -> None:
    weak = digits_family(InverseProblem("P3"), 2, weak=True)

    def unbounded(problem: Problem, oracle: Any, tape: Any) -> Any:
        names = dict(zip(oracle.read.__code__.co_freevars, oracle.read.__closure__, strict=True))
        answers = names["answers"].cell_contents
        ends = [[Fraction(1, 10), 0], [0, Fraction(1, 10)]]
        return ends[0 if answers(0, 60) > answers(1, 60) else 1]

    with pytest.raises(HiddenState):
        defeat(unbounded, weak, Fraction(1, 10), tapes=40, max_level=5)


def test_sampled_tapes_bound_the_success_on_an_input_that_was_played() -> None:
    """Some tapes read deeper than all that were sampled on the limit: its losses bound no success on this member."""

    def at_a_random_level(problem: Problem, oracle: Any, tape: Any) -> Any:
        level = 1
        while tape.bit():
            level += 1
        return simple.candidates(problem)[0 if oracle.read(3, 4**level) > 0 else 1]

    deeper = 0
    for seed in range(8):
        found = defeat(at_a_random_level, B, ACCURACY, tapes=20, seed=seed)
        least = min(play.success.high for play in found.plays)
        assert found.bound == least
        deeper += least > 1 - found.plays[0].success.low
    assert deeper > 0


@pytest.mark.parametrize("family", [B, C, linear_program_family()])
def test_coins_left_open_count_neither_as_halting_nor_as_success(family: Family) -> None:
    """A quarter for each candidate, and a half that tosses for ever: if all of it halted the bound would be 1/2."""

    def tossing(problem: Problem, oracle: Any, tape: Any) -> Any:
        forever = tape.bit()
        while forever:
            tape.bit()
        return simple.candidates(problem)[tape.bit()]

    found = defeat(tossing, family, Fraction(1, 100), max_bits=6)
    assert found.bound == Fraction(3, 4)
    assert found.verdict == "open"


def test_answers_that_read_for_ever_or_lie_about_their_length_are_cut_off() -> None:
    class Slow:
        def __len__(self) -> int:
            return 4

        def __getitem__(self, i: int) -> Any:
            while True:
                pass

    class Long:
        def __len__(self) -> int:
            return 10**15

        def __getitem__(self, i: int) -> Any:
            return 0

    found = defeat(Isolated(lambda problem, oracle, tape: Slow(), seconds=1), B, ACCURACY)
    assert found.verdict == "open"
    with pytest.raises(BarriersError, match="got 1000000000000000 entries"):
        defeat(lambda problem, oracle, tape: Long(), B, ACCURACY)


def test_an_error_that_cannot_be_told_is_still_named() -> None:
    class Mute(Exception):
        def __str__(self) -> str:
            raise SystemExit(0)

    def algorithm(problem: Problem, oracle: Any, tape: Any) -> Any:
        raise Mute

    with pytest.raises(BarriersError, match="the algorithm raised Mute"):
        defeat(algorithm, B, ACCURACY)


# Families.


def point(name: str, value: Any, low: Any, high: Any = None, power: int = 1) -> Input:
    return Input(name, lambda k: value, lambda output: Distance(low(output), (high or low)(output), power))


def to(target: int) -> Any:
    return lambda output: abs(output[0] - target)


def family(limit: Any, member: Any, kind: str = JUMP, kappa: Any = Fraction(1), **options: Any) -> Family:
    return Family(kind, own, limit, member, kappa, **options)


def own(alpha: Fraction, *, outputs: int = 1, **parameters: Any) -> Problem:
    return Problem("own", ("x",), outputs, alpha, parameters=tuple(parameters.items()))


ZERO, ONE = point("limit", Fraction(0), to(0)), lambda branch, n: point("member", Fraction(1, 4**n), to(1))
ANSWER = Fraction(1, 4)


def fails(problem: Problem, oracle: Any, tape: Any) -> Any:
    oracle.read(0, 3)
    return [ANSWER]


@pytest.mark.parametrize(
    ("build", "reason"),
    [
        (lambda: family(ZERO, ONE, kind="jmp"), "a family is a jump"),
        (lambda: family(ZERO, ONE, kappa=1.0), "positive Fraction"),
        (lambda: family(ZERO, ONE, kappa=Fraction(0)), "positive Fraction"),
        (lambda: family(ZERO, ONE, first=0), "first index at least 1"),
        (lambda: family(ZERO, ONE, power=3), "power is 1 or 2"),
        (lambda: family(ZERO, ONE, kappa=Fraction(10)), "kappa = 10 is too large"),
        (lambda: family(point("limit", 0.0, to(0)), ONE), "evaluation 0 must be a Fraction"),
        (lambda: family(ZERO, lambda branch, n: point("member", 0.5**n, to(1))), "evaluation 0 must be a Fraction"),
        (lambda: family(ZERO, lambda branch, n: 1 / 0), "raised ZeroDivisionError"),
        (lambda: family(ZERO, lambda branch, n: None), "must be an Input"),
        (lambda: family(ZERO, lambda branch, n: point("member", Fraction(1, 2**n), to(1))), "differs from the limit"),
        (lambda: family(point("limit", Fraction(0), lambda output: 1 / 0), ONE), "raised ZeroDivisionError"),
        (lambda: family(Input("limit", lambda k: Fraction(0), lambda output: 1), ONE), "must be a Distance"),
        (lambda: family(Input("limit", lambda k: {}[k], to(0)), ONE), "evaluation 0 raised KeyError"),
        (lambda: family(Input("limit", lambda k: sys.exit(3), to(0)), ONE), "evaluation 0 raised SystemExit"),
        (lambda: family(ZERO, lambda branch, n: sys.exit(3)), "raised SystemExit"),
        (lambda: family(point("limit", Fraction(0), lambda output: 0.5), ONE), "0 <= low <= high, got 0.5 and 0.5"),
        (lambda: family(point("limit", Fraction(0), lambda output: Fraction(-1)), ONE), "0 <= low <= high"),
        (lambda: family(point("limit", Fraction(0), to(0), lambda output: Fraction(0)), ONE), "0 <= low <= high"),
        (lambda: family(point("limit", Fraction(0), to(0), power=2), ONE), "has the power 2, the family's kappa 1"),
        (lambda: family(None, ONE), "the family's limit must be an Input"),
        (lambda: replace(family(ZERO, ONE), problem=None), "raised TypeError"),
        (lambda: replace(family(ZERO, ONE), problem=lambda alpha: None), "must be a Problem, got NoneType"),
        (lambda: replace(family(ZERO, ONE), problem=lambda alpha: own(2 * alpha)), "must have this accuracy"),
        (lambda: replace(family(ZERO, ONE), problem=lambda alpha: own(alpha, outputs=0)), "at least one output"),
        (lambda: replace(family(ZERO, ONE), problem=lambda alpha: own(alpha, seen=[])), "parameter 'seen' may hold"),
    ],
)
def test_a_family_that_is_none_is_named(build: Any, reason: str) -> None:
    with pytest.raises(BarriersError, match=reason):
        defeat(fails, build(), ANSWER)


def test_a_weak_fork_needs_the_limit_whose_answers_are_given() -> None:
    with pytest.raises(BarriersError, match="the family's limit must be an Input"):
        defeat(fails, family(None, ONE, kind=WEAK_FORK), ANSWER, max_level=3)


def test_two_branches_with_one_solution_are_named_by_an_output_that_is_near() -> None:
    with pytest.raises(BarriersError, match="kappa = 1 is too large"):
        defeat(lambda problem, oracle, tape: [Fraction(3, 4)], family(ZERO, ONE, kind=FORK), ANSWER)


def test_squared_distances_are_compared_as_roots() -> None:
    square = lambda target: lambda output: (output[0] - target) ** 2  # noqa: E731
    limit = point("limit", Fraction(0), square(0), power=2)
    member = lambda branch, n: point("member", Fraction(1, 4**n), square(1), power=2)  # noqa: E731
    assert defeat(fails, family(limit, member, power=2), ANSWER).defeated
    with pytest.raises(BarriersError, match="too large"):
        defeat(fails, family(limit, member, power=2, kappa=Fraction(101, 100)), ANSWER)


def test_algorithms_for_c_and_d_say_so_elsewhere() -> None:
    with pytest.raises(BarriersError, match="knows the families"):
        defeat(simple.coin, eigenvector, Fraction(1, 10))


# Enclosures and first indices of the families of the project.


def test_with_tolerance_success_on_a_member_is_enclosed_and_the_labels_are_no_lower_bound() -> None:
    loose = minimiser_family((2, 1, 1), eps="1/10", cost=minimiser_cost())
    labels = [Fraction(s) for s in loose.problem(ACCURACY).labels]
    off = [v + Fraction(1, 4) for v in labels]
    found = loose.member(1, 3).distance(off)
    assert (found.low, found.high) == (Fraction(3, 20), Fraction(1, 4))


def minimiser_cost() -> Any:
    from theory.costs import COSTS

    return COSTS["mean-square"]


@pytest.mark.parametrize("digits", [2, 3])
def test_families_start_where_the_lowered_entry_is_admissible(digits: int) -> None:
    near = digits_family(InverseProblem("P1", eta=1 - Fraction(1, 10**30)), digits)
    assert near.first > 1
    for build in (lambda n: near.member(1, n), lambda n: linear_program_family(alpha=Fraction(1, 100)).member(1, n)):
        assert build(near.first).evaluation(1) > 0
    program = linear_program_family(alpha=Fraction(1, 100))
    assert program.first == 4  # 4**-3 > 1/100 > 4**-4
    assert defeat(simple.coin, program, Fraction(1)).plays[1].place[1] == 4
    assert defeat(simple.coin, near, Fraction(1, 10**digits)).plays[1].place[1] == near.first


def test_the_distance_to_the_unit_circle_is_enclosed() -> None:
    for v in ((Fraction(3, 5), Fraction(4, 5)), (Fraction(1), Fraction(0)), (Fraction(1, 2), Fraction(1, 2))):
        found = eigenvector.limit.distance(v)
        assert found.low >= 0
        assert found.high is not None
        assert (found.low == 0) == (v[0] ** 2 + v[1] ** 2 == 1)


def test_a_rate_that_is_right_at_level_zero_only_is_too_slow() -> None:
    slow = family(ZERO, lambda branch, n: point("member", Fraction(1, 3**n), to(1)))
    with pytest.raises(BarriersError, match="differs from the limit"):
        slow.check(1, ANSWER)
