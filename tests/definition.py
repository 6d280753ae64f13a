"""Exact probabilities by definition: a plan followed by hand over all coins, without oracle, tape or algorithm.

A plan is one of `proofs_check.strategies.plans`.  Evaluations and success come from the definitions of the families as
`tests.kernel.recompute_defeats` has them; what is nearest to a number is found by comparing two candidates.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from proofs_check.strategies import answer
from tests.kernel.recompute_defeats import Input
from theory.families import Family
from theory.problems import Problem

ONE, HALF = Fraction(1), Fraction(1, 2)
BUDGETS = ("reads", "level", "bits")


class Leaf(NamedTuple):
    """A way in which a run ends: its probability, how, its output, the largest level read."""

    weight: Fraction
    outcome: str
    output: tuple[Fraction, ...] | None
    level: int


class State(NamedTuple):
    """What a run has used up: its weight, readings, coins, and the largest level."""

    weight: Fraction = ONE
    reads: int = 0
    bits: int = 0
    level: int = 0


class Ended(Exception):
    """A question was not answered, since this budget ran out."""


class World:
    """An input of a family, its information, and the budgets."""

    def __init__(
        self, family: Family, problem: Problem, place: tuple[int, int], limits: dict[str, int], top: int | None
    ) -> None:
        assert family.parameters
        self.problem, self.place, self.limits, self.top = problem, place, limits, top
        self.input = Input(family.parameters, *place)
        self.limit = Input(family.parameters, 0, 0)

    def reading(self, state: State, k: int, level: int) -> tuple[State, Fraction]:
        """The nearest dyadic, about the limit up to the member's index; the one above if two are equally near."""
        if self.top is not None and level > self.top:
            raise Ended("refused")
        for budget, used in (("level", level - 1), ("reads", state.reads)):
            if used >= self.limits[budget]:
                raise Ended(budget)
        of = self.limit if level <= self.place[1] else self.input
        scaled = of.numbers[k] * 2**level
        below = scaled.numerator // scaled.denominator
        value = Fraction(below if scaled - below < HALF else below + 1, 2**level)
        return state._replace(reads=state.reads + 1, level=max(state.level, level)), value

    def tossed(self, state: State) -> list[State]:
        """Both coins, each with half of the weight."""
        if state.bits >= self.limits["bits"]:
            raise Ended("bits")
        return [state._replace(weight=state.weight / 2, bits=state.bits + 1)] * 2


def leaves(world: World, plan: Any, state: State = State()) -> Iterator[Leaf]:  # noqa: B008 (a constant)
    """All ways in which a plan ends."""
    try:
        after = steps(world, plan, state)
    except Ended as cut:
        # what was read before the question that ended it does not matter, since only outputs commit the adversary
        yield Leaf(state.weight, str(cut), None, state.level)
        return
    if after is None:
        yield ended(world, plan, state)
        return
    for node, then in after:
        yield from leaves(world, node, then)


def steps(world: World, plan: Any, state: State) -> list[tuple[Any, State]] | None:
    """What a plan goes on with, on each coin if it tosses one; None at its end.

    A loop tosses in every round: heads goes on, tails compares two neighbouring levels, and goes on if they agree.
    """
    kind = plan[0]
    if kind == "flip":
        return [(plan[1 + coin], then) for coin, then in enumerate(world.tossed(state))]
    if kind == "read":
        k = plan[1] % len(world.problem.evaluations)
        state, fine = world.reading(state, k, plan[2] + 1)
        state, coarse = world.reading(state, k, plan[2])
        return [(plan[4] if fine > coarse else plan[3], state)]
    if kind == "loop":
        return [(("round", *plan[1:], 1), state)]
    if kind == "round":
        _, k, even, odd, level = plan
        tails, heads = world.tossed(state)
        return [(("round", k, even, odd, level + 1), heads), (("compare", k, even, odd, level), tails)]
    if kind == "compare":
        _, k, even, odd, level = plan
        number = k % len(world.problem.evaluations)
        state, fine = world.reading(state, number, level)
        state, coarse = world.reading(state, number, level - 1)
        same = ("round", k, even, odd, level + 1)
        return [(same if fine == coarse else odd if level % 2 else even, state)]
    return None


def ended(world: World, plan: Any, state: State) -> Leaf:
    """A plan's end."""
    if plan[0] == "diverge":
        level = 0
        try:
            while True:
                level += 1
                state, _ = world.reading(state, 0, level)
        except Ended as cut:
            return Leaf(state.weight, str(cut), None, state.level)
    found = answer(plan, world.problem, None)
    if found is None:
        return Leaf(state.weight, "gave up", None, state.level)
    return Leaf(state.weight, "halted", tuple(map(Fraction, found)), state.level)


def summary(world: World, plan: Any) -> tuple[dict[str, Fraction], Fraction, Fraction, Fraction, Fraction]:
    """What part of the coins ends how, and the ends of the enclosures of success and of halting."""
    shares: dict[str, Fraction] = {}
    low = high = halting = perhaps = Fraction(0)
    for leaf in leaves(world, plan):
        shares[leaf.outcome] = shares.get(leaf.outcome, Fraction(0)) + leaf.weight
        right: bool | None = None if leaf.outcome in BUDGETS else False
        if leaf.output is not None:
            right = world.input.succeeds(list(leaf.output), world.problem.accuracy)
        low += leaf.weight * (right is True)
        high += leaf.weight * (right is not False)
        halting += leaf.weight * (leaf.output is not None)
        perhaps += leaf.weight * (leaf.output is not None or leaf.outcome in BUDGETS)
    return shares, low, high, halting, perhaps
