"""The model of computation: readings, budgets, coins enumerated exactly, hidden state caught."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import rationals
from theory.algorithms import Budget, enumerate_runs, execute, output_distribution
from theory.exact import BarriersError
from theory.information import extreme_answers, inadmissible, nearest_answers, random_answers
from theory.networks import ReluNetwork
from theory.problems import Distance, Input, Problem
from theory.runs import HiddenState

pytestmark = pytest.mark.infrastructure
PROBLEM = Problem("test", ("x", "y"), 1, Fraction(0), architecture=(2, 1, 1))


def zero(k: int, n: int) -> Fraction:
    return Fraction(0)


def number(*values: Fraction) -> Input:
    return Input("numbers", values.__getitem__, lambda output: Distance(Fraction(0), Fraction(0)))


@given(rationals, st.integers(0, 60), st.integers(0, 10**6))
def test_every_information_is_admissible_and_the_extreme_one_is_extreme(x: Fraction, n: int, seed: int) -> None:
    of = number(x)
    kinds = [
        nearest_answers(of),
        extreme_answers(of, upward=True),
        extreme_answers(of, upward=False),
        random_answers(of, seed),
    ]
    assert all(inadmissible([(0, n, answers(0, n))], of) == [] for answers in kinds)
    up, down = kinds[1](0, n), kinds[2](0, n)
    step = Fraction(1, 2**n)
    assert inadmissible([(0, n, up + step), (0, n, down - step), (0, n, up + step / 2)], of) == [
        (0, n, up + step),
        (0, n, down - step),
        (0, n, up + step / 2),
    ]
    assert random_answers(of, seed)(0, n) == kinds[3](0, n)


class Unreadable(list[int]):
    """A sequence that tries to leave when it is read."""

    def __len__(self) -> int:
        return 1

    def __getitem__(self, index: object) -> int:  # type: ignore[override]
        raise SystemExit(3)


trees = st.recursive(st.integers(0, 3), lambda inner: st.tuples(inner, inner), max_leaves=12)


def follow(tree: Any, flip: Callable[[], int]) -> int:
    while isinstance(tree, tuple):
        tree = tree[flip()]
    return int(tree)


def weights(tree: Any) -> dict[int, Fraction]:
    if isinstance(tree, int):
        return {tree: Fraction(1)}
    found: dict[int, Fraction] = {}
    for branch in tree:
        for leaf, weight in weights(branch).items():
            found[leaf] = found.get(leaf, Fraction(0)) + weight / 2
    return found


@given(trees)
def test_the_output_distribution_is_the_coin_tree(tree: Any) -> None:
    told = output_distribution(lambda p, o, tape: [follow(tree, tape.bit)], PROBLEM, zero, max_bits=20)
    assert told == {(Fraction(leaf),): weight for leaf, weight in weights(tree).items()}
    assert sum(told.values()) == 1


@given(trees, st.integers(0, 4))
def test_a_cap_leaves_an_enclosure(tree: Any, cap: int) -> None:
    full = output_distribution(lambda p, o, tape: [follow(tree, tape.bit)], PROBLEM, zero, max_bits=20)
    told = output_distribution(lambda p, o, tape: [follow(tree, tape.bit)], PROBLEM, zero, max_bits=cap)
    assert sum(told.values()) == 1
    open_ = told.get("bits", Fraction(0))
    for output, weight in full.items():
        assert told.get(output, Fraction(0)) <= weight <= told.get(output, Fraction(0)) + open_


def test_unbounded_tossing_is_enclosed_ever_more_narrowly() -> None:
    def first_one(problem: Problem, oracle: Any, tape: Any) -> list[int]:
        tosses = 1
        while not tape.bit():
            tosses += 1
        return [tosses]

    for bits in (1, 5, 30):
        told = output_distribution(first_one, PROBLEM, zero, max_bits=bits)
        assert told["bits"] == Fraction(1, 2**bits)
        assert told[(Fraction(1),)] == Fraction(1, 2)


def test_seeds_are_a_finite_probability_space() -> None:
    told = output_distribution(lambda p, o, tape: [tape.integer(3) % 3], PROBLEM, zero, max_bits=3)
    assert told == {(Fraction(v),): Fraction(w, 8) for v, w in ((0, 3), (1, 3), (2, 2))}


@pytest.mark.parametrize(
    ("reads", "outcome"),
    [([(0, 5)] * 9, "halted"), ([(0, 5)] * 10, "halted"), ([(0, 5)] * 11, "reads"), ([(1, 20)], "halted"),
     ([(1, 21)], "level"), ([(1, 21), (0, 5)], "level")],
)  # fmt: skip
def test_what_a_budget_cuts_is_left_open_by_its_name(reads: list[tuple[int, int]], outcome: str) -> None:
    def reader(problem: Problem, oracle: Any, tape: Any) -> list[int]:
        for k, n in reads:
            oracle.read(k, n)
        return [0]

    run = execute(reader, PROBLEM, zero, coins=lambda: 0, budget=Budget(reads=10, level=20))
    assert (run.outcome, run.halted) == (outcome, outcome == "halted")
    assert run.cut == (None if outcome == "halted" else outcome)
    assert run.asked == {"halted": None, "reads": (0, 5), "level": (1, 21)}[outcome]


def test_an_overrun_cannot_be_caught_away() -> None:
    def stubborn(problem: Problem, oracle: Any, tape: Any) -> list[int]:
        for n in range(100):
            with contextlib.suppress(BaseException):
                oracle.read(0, n)
        return [0]

    assert execute(stubborn, PROBLEM, zero, coins=lambda: 0, budget=Budget(reads=10)).outcome == "reads"


@pytest.mark.parametrize("budget", [Budget(reads=3), Budget(level=2), Budget(bits=1), Budget(max_level=2)])
def test_nothing_is_read_or_tossed_after_a_cut(budget: Budget) -> None:
    """An algorithm that swallows the end of its run, and reads, tosses, raises or answers after it."""

    def swallows(last: Callable[[], Any]) -> Any:
        def algorithm(problem: Problem, oracle: Any, tape: Any) -> Any:
            for n in range(9):
                with contextlib.suppress(BaseException):
                    oracle.read(0, 3 - n % 4)
                with contextlib.suppress(BaseException):
                    tape.bit()
            return last()

        return algorithm

    outcome = next(name for name in ("reads", "level", "bits", "max_level") if getattr(budget, name) in (1, 2, 3))
    ends = [lambda: [1], lambda: None, lambda: 1 / 0, lambda: "no output", lambda: sys.exit(0)]
    runs = [execute(swallows(last), PROBLEM, zero, coins=lambda: 1, budget=budget) for last in ends]
    assert {run.outcome for run in runs} == {"refused" if outcome == "max_level" else outcome}
    assert all(run == runs[0] and run.output is None for run in runs)
    assert len(runs[0].steps) <= 6


def test_an_answer_is_taken_by_value() -> None:
    class Lying(Fraction):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = Fraction.__hash__

        def __le__(self, other: object) -> bool:
            return True

    kept = [Fraction(1, 3)]
    run = execute(lambda p, o, t: kept, PROBLEM, zero, coins=lambda: 0)
    kept[0]._numerator = 7  # type: ignore[attr-defined]
    assert run.output == (Fraction(1, 3),)
    lying = execute(lambda p, o, t: [Lying(1, 3)], PROBLEM, zero, coins=lambda: 0)
    assert [type(v) for v in lying.output] == [Fraction]  # type: ignore[union-attr]
    assert lying.output != (Fraction(1, 2),)


def test_a_reading_changed_by_the_algorithm_is_recorded_as_it_was_answered() -> None:
    def forger(problem: Problem, oracle: Any, tape: Any) -> Any:
        oracle.read(0, 3)._numerator = 5
        return [oracle.read(0, 3)]

    kept = Fraction(0)
    run = execute(forger, PROBLEM, lambda k, n: kept, coins=lambda: 0)
    assert (run.reads, run.output, kept) == (((0, 3, 0),) * 2, (0,), 0)


def test_a_network_is_taken_by_value_and_no_subclass_is_taken() -> None:
    wanted = Problem("test", ("x",), None, Fraction(0), architecture=(2, 1, 1))

    class Other(ReluNetwork):
        def evaluate(self, points: Any) -> Any:
            return [Fraction(0) for _ in points]

    layers = [([[1, 0]], [0]), ([[1]], [0])]
    good = ReluNetwork.of(layers)
    run = execute(lambda p, o, t: good, wanted, zero, coins=lambda: 0)
    good.layers[0].weights[0][0]._numerator = 9  # type: ignore[attr-defined]
    assert run.output == ReluNetwork.of(layers) != good
    with pytest.raises(BarriersError, match="must return a ReluNetwork, got Other"):
        execute(lambda p, o, t: Other.of(layers), wanted, zero, coins=lambda: 0)


def test_time_is_inconclusive_not_a_failure() -> None:
    def slow(problem: Problem, oracle: Any, tape: Any) -> list[int]:
        while True:
            time.sleep(0.01)
            oracle.read(0, 1)

    run = execute(slow, PROBLEM, zero, coins=lambda: 0, budget=Budget(seconds=Fraction(1, 20)))
    assert (run.outcome, run.cut, run.asked, run.halted) == ("seconds", "seconds", None, False)


def test_giving_up_is_not_halting() -> None:
    run = execute(lambda p, o, t: None, PROBLEM, zero, coins=lambda: 0)
    assert (run.outcome, run.halted, run.output) == ("gave up", False, None)


@pytest.mark.parametrize(
    ("algorithm", "reason"),
    [
        (lambda p, o, t: [0, 1], "2 entries"),
        (lambda p, o, t: 0.5, "got float"),
        (lambda p, o, t: "1", "got str"),
        (lambda p, o, t: [float("nan")], "no rational"),
        (lambda p, o, t: [None], "no rational"),
        (lambda p, o, t: {0: 1}, "got dict"),
        (lambda p, o, t: 1 / 0, "raised ZeroDivisionError"),
        (lambda p, o, t: o.read(0, -1), "level"),
        (lambda p, o, t: o.read(2, 1), "evaluations 0 to 1"),
        (lambda p, o, t: o.read(0, 1.5), "whole numbers"),
        (lambda p, o, t: o.read(True, 1), "whole numbers"),
        (lambda p, o, t: setattr(p, "name", "mine"), "raised FrozenInstanceError"),
        (lambda p, o, t: o.hidden_input, "raised AttributeError"),
        (lambda p, o, t: t.bits.clear(), "raised AttributeError"),
        (lambda p, o, t: o.reads.append(1), "raised AttributeError"),
        (lambda p, o, t: setattr(o, "level", 0), "raised AttributeError"),
        (lambda p, o, t: sys.exit(0), "raised SystemExit"),
        (lambda p, o, t: (_ for _ in ()).throw(GeneratorExit("a\nb")), "raised GeneratorExit: a b"),
        (lambda p, o, t: Unreadable(), "cannot be read: SystemExit"),
    ],
)
def test_algorithms_that_break_the_rules_are_named_in_one_line(algorithm: Any, reason: str) -> None:
    with pytest.raises(BarriersError, match=reason) as error:
        execute(algorithm, PROBLEM, zero, coins=lambda: 0)
    assert "\n" not in str(error.value)


def test_networks_as_outputs_must_have_the_architecture() -> None:
    wanted = Problem("test", ("x",), None, Fraction(0), architecture=(2, 1, 1))
    good = ReluNetwork.of([([[1, 0]], [0]), ([[1]], [0])])
    wide = ReluNetwork.of([([[1, 0], [0, 1]], [0, 0]), ([[1, 1]], [0])])
    assert execute(lambda p, o, t: good, wanted, zero, coins=lambda: 0).output == good
    for bad, reason in ((wide, "widths"), ([0], "ReluNetwork")):
        with pytest.raises(BarriersError, match=reason):
            execute(lambda p, o, t, bad=bad: bad, wanted, zero, coins=lambda: 0)


def test_questions_by_numpy_are_questions_by_the_same_int() -> None:
    def reader(problem: Problem, oracle: Any, tape: Any) -> list[Fraction]:
        return [oracle.read(k, n) for k in np.arange(1, 2) for n in np.array([3], dtype=np.uint8)]

    run = execute(reader, PROBLEM, zero, coins=lambda: 0)
    assert run.reads == ((1, 3, 0),)
    assert [type(v) for v in run.reads[0][:2]] == [int, int]  # so that a certificate can be written
    with pytest.raises(BarriersError, match="whole numbers"):
        execute(lambda p, o, t: o.read(np.float64(0), 1), PROBLEM, zero, coins=lambda: 0)


def test_floats_in_a_vector_are_the_rationals_that_they_are() -> None:
    assert execute(lambda p, o, t: [0.1], PROBLEM, zero, coins=lambda: 0).output == (Fraction(0.1),)


def test_hidden_state_is_caught_by_replay() -> None:
    calls: list[int] = []

    def counting(problem: Problem, oracle: Any, tape: Any) -> list[int]:
        calls.append(1)
        oracle.read(0, len(calls))
        return [tape.bit()]

    with pytest.raises(HiddenState):
        list(enumerate_runs(counting, PROBLEM, zero, max_bits=4))

    def moody(problem: Problem, oracle: Any, tape: Any) -> list[int]:
        calls.append(1)
        return [tape.bit() + tape.bit()] if len(calls) % 2 else [0]

    with pytest.raises(HiddenState):
        list(enumerate_runs(moody, PROBLEM, zero, max_bits=4))
