"""The adversary's exact probabilities are those of the definition, whatever an algorithm does to its budgets.

`tests.definition` follows the same plans by hand over all coins.  The algorithms overrun, give up, swallow the end of
their runs, return numbers of types that lie about themselves, and count their calls.
"""

from __future__ import annotations

import contextlib
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.adversary import defeat
from constructions.catalogue import named_family
from constructions.minimisers import minimiser_family
from constructions.plays import Defeat
from tests.algorithms import algorithm_of, plans
from tests.definition import World, leaves, summary
from theory.algorithms import Budget
from theory.costs import COSTS
from theory.families import JUMP, WEAK_FORK, Family
from theory.runs import HiddenState

NAMES = ("B", "B:sum-square", "C:P1", "C:P2", "C:P3", "D", "W:P3")
BITS = 5


def named(name: str) -> tuple[Family, Fraction]:
    """A family and an accuracy; of that of another cost than the sup cost distances are not all known."""
    if name == "B:sum-square":
        return minimiser_family((2, 1, 1), cost=COSTS["sum-square"], eps=Fraction(1, 10)), Fraction(19, 100)
    return named_family(name)


class Liar(Fraction):
    """A number that calls itself equal to, and no larger than, every other."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = Fraction.__hash__

    def __le__(self, other: object) -> bool:
        return True


class Growing(list[Any]):
    """A list that changes when it is read a second time."""

    def __getitem__(self, i: Any) -> Any:
        value = super().__getitem__(i)
        self[i] = value + 1
        return value


def plain(algorithm: Any) -> Any:
    return algorithm


def swallows(algorithm: Any) -> Any:
    """Whatever ends its run, it reads on and then answers as if nothing had happened."""

    def stubborn(problem: Any, oracle: Any, tape: Any) -> Any:
        try:
            return algorithm(problem, oracle, tape)
        except BaseException:
            for _ in range(3):
                with contextlib.suppress(BaseException):
                    oracle.read(0, 0)
                with contextlib.suppress(BaseException):
                    tape.bit()
            return [0] * problem.outputs

    return stubborn


def falls(algorithm: Any) -> Any:
    """Whatever ends its run makes it fall over."""

    def fragile(problem: Any, oracle: Any, tape: Any) -> Any:
        try:
            return algorithm(problem, oracle, tape)
        except BaseException as error:
            raise MemoryError("out of memory") from error

    return fragile


def lies(algorithm: Any) -> Any:
    """Its answers are of types that lie about themselves."""

    def liar(problem: Any, oracle: Any, tape: Any) -> Any:
        found = algorithm(problem, oracle, tape)
        return None if found is None else Growing(map(Liar, found))

    return liar


def arrays(algorithm: Any) -> Any:
    """Its answers are arrays of objects, which it changes when it is called the next time."""
    last: list[Any] = []

    def reused(problem: Any, oracle: Any, tape: Any) -> Any:
        for array in last:
            array[:] = Fraction(9)
        found = algorithm(problem, oracle, tape)
        if found is None:
            return None
        last.append(np.array([Fraction(v) for v in found], dtype=object))
        return last[-1]

    return reused


HABITS = (plain, swallows, falls, lies, arrays)


def play(algorithm: Any, name: str, limits: dict[str, int], top: int | None) -> Defeat:
    family, alpha = named(name)
    level = {"max_level": top} if top is not None else {}
    return defeat(algorithm, family, alpha, max_bits=limits["bits"], budget=Budget(**limits), **level)


def by_hand(plan: Any, name: str, limits: dict[str, int], top: int | None) -> list[Any]:
    """Place and summary of every input, the members chosen by the levels that outputs on the limit need."""
    family, alpha = named(name)
    problem = family.problem(alpha)
    if top is not None:
        n, limits = max(top + 1, family.first), {**limits, "level": max(top, limits["level"])}
    else:
        start = World(family, problem, (0, 0), limits, None)
        n = max([family.first, *(leaf.level + 1 for leaf in leaves(start, plan) if leaf.output is not None)])
    places = [(0, 0)] * (family.kind != WEAK_FORK) + [(i, n) for i in ((1,) if family.kind == JUMP else (1, 2))]
    return [(place, *summary(World(family, problem, place, limits, top), plan)) for place in places]


def told(found: Defeat) -> list[Any]:
    return [
        (play.place, dict(play.shares), *(v for p in (play.success, play.halting) for v in (p.low, p.high)))
        for play in found.plays
    ]


def concluded(plays: list[Any], name: str) -> tuple[Fraction, Fraction, str]:
    """The bound, the limit and the verdict, as J, K and W have them."""
    lows, highs, halting = [p[2] for p in plays], [p[3] for p in plays], plays[0][4]
    kind = {"B": "J", "W": "W"}.get(name[0], "K")
    coupled = {"J": [1 - lows[0]], "K": [1 - halting / 2], "W": [1 - low for low in lows]}[kind]
    limit = Fraction(2, 3) if kind == "K" and halting < 1 else Fraction(1, 2)
    bound = min(*highs, *coupled)
    return bound, limit, "defeated" if bound <= limit else "open"


limits = st.fixed_dictionaries(
    {"reads": st.sampled_from([2, 7, 60]), "level": st.sampled_from([3, 9, 30]), "bits": st.sampled_from([2, BITS])}
)
levels = st.sampled_from([0, 4, 12])


@pytest.mark.result("B2", "C1", "D", "J", "K", "W")
@pytest.mark.parametrize("name", NAMES)
@given(plan=plans, habit=st.sampled_from(HABITS), limits=limits, top=levels)
def test_probabilities_are_those_of_the_definition(
    name: str, plan: Any, habit: Any, limits: dict[str, int], top: int
) -> None:
    bound = top if name[0] == "W" else None
    found = play(habit(algorithm_of(plan)), name, limits, bound)
    expected = by_hand(plan, name, limits, bound)
    assert told(found) == expected
    assert (found.bound, found.limit, found.verdict) == concluded(expected, name)
    cut = any(outcome in (*limits, "refused") for _, shares, *_ in expected for outcome in shares)
    assert bool(found.left_open) == cut


@pytest.mark.result("J", "K", "W")
@pytest.mark.parametrize("name", ["B", "D", "W:P3"])
@given(pair=st.one_of(st.tuples(plans, plans), plans.map(lambda p: (p, p))), calls=st.integers(0, 60), top=levels)
def test_an_algorithm_that_counts_its_calls_is_one_algorithm_or_found_to_be_none(
    name: str, pair: tuple[Any, Any], calls: int, top: int
) -> None:
    """It follows one plan in its first calls and another after them: on each input one of them, or it is caught."""
    limits, bound, count = {"reads": 30, "level": 15, "bits": 4}, top if name[0] == "W" else None, [0]
    algorithms = tuple(map(algorithm_of, pair))

    def counting(problem: Any, oracle: Any, tape: Any) -> Any:
        count[0] += 1
        return algorithms[count[0] > calls](problem, oracle, tape)

    try:
        found = play(counting, name, limits, bound)
    except HiddenState:
        assert calls < count[0]  # it did switch, to another plan
        assert pair[0] != pair[1]
        return
    family, alpha = named_family(name)
    within = {**limits, "level": max(limits["level"], bound or 0)}
    for entry in told(found):
        world = World(family, family.problem(alpha), entry[0], within, bound)
        assert entry[1:] in [summary(world, plan) for plan in pair]
