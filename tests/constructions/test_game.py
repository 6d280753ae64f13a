"""A stateful machine plays algorithm against adversary: whatever is asked, the answers fit infinitely many inputs."""

from __future__ import annotations

import gc
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from constructions.adversary import defeat
from constructions.catalogue import named_family
from constructions.minimisers import minimiser_family
from tests.strategies import networks
from theory.algorithms import Budget
from theory.information import inadmissible
from theory.problems import Input, Problem


class Game(RuleBasedStateMachine):
    """An algorithm that is made up while it runs: reads, coins, and at last an output; then the adversary commits."""

    @initialize(name=st.sampled_from(["B", "C:P1", "C:P2", "C:P3", "D"]))
    def start(self, name: str) -> None:
        self.family, self.alpha = named_family(name)
        self.problem = self.family.problem(self.alpha)
        self.answers = self.family.answers(0, 0)
        self.script: list[tuple[Any, ...]] = []
        self.level = 0
        self.over = False

    @precondition(lambda self: not self.over and len(self.script) < 12)
    @rule(k=st.integers(0, 60), n=st.integers(0, 25))
    def read(self, k: int, n: int) -> None:
        self.script.append(("read", k % len(self.problem.evaluations), n))
        self.level = max(self.level, n)

    @precondition(lambda self: not self.over and sum(s[0] == "flip" for s in self.script) < 4)
    @rule()
    def flip(self) -> None:
        self.script.append(("flip",))

    @invariant()
    def every_answer_fits_the_limit_and_all_later_members(self) -> None:
        if not hasattr(self, "script"):
            return
        readings = [(k, n, self.answers(k, n)) for kind, *rest in self.script if kind == "read" for k, n in [rest]]
        for n in (self.level, self.level + 1, self.level + 7):
            for branch in self.family.branches:
                if n >= self.family.first:
                    assert inadmissible(readings, self.family.member(branch, n)) == []
        assert inadmissible(readings, self.family.limit) == []

    @precondition(lambda self: not self.over)
    @rule(outputs=st.lists(st.sampled_from([0, 1]), min_size=16, max_size=16))
    def halt(self, outputs: list[int]) -> None:
        from constructions.trainers.simple import candidates

        def algorithm(problem: Problem, oracle: Any, tape: Any) -> Any:
            seen = 0
            for kind, *rest in self.script:
                if kind == "read":
                    oracle.read(*rest)
                else:
                    seen = 2 * seen + tape.bit()
            return candidates(problem)[outputs[seen % 16]]

        found = defeat(algorithm, self.family, self.alpha, max_bits=6, budget=Budget(reads=20))
        assert found.bound <= Fraction(1, 2)
        assert all(play.place[1] > self.level for play in found.plays[1:])
        self.over = True

    @precondition(lambda self: self.over)
    @rule(name=st.sampled_from(["B", "C:P1", "C:P2", "C:P3", "D"]))
    def play_again(self, name: str) -> None:
        self.start(name)


TestGame = pytest.mark.result("J", "K")(Game.TestCase)


@pytest.mark.result("B5")
@given(st.data(), st.fractions(0, Fraction(49, 100), max_denominator=100), st.lists(st.integers(0, 30), max_size=3))
def test_whatever_networks_an_algorithm_outputs_it_fails_surely_if_it_halts(
    chooser: st.DataObject, alpha: Fraction, levels: list[int]
) -> None:
    widths = (2, 2, 1)
    drawn = [chooser.draw(networks(2, depth=1, width=2).filter(lambda n: n.widths == widths)) for _ in range(2)]

    def algorithm(problem: Problem, oracle: Any, tape: Any) -> Any:
        for level in levels:
            oracle.read(1, level)
        return drawn[tape.bit()]

    found = defeat(algorithm, minimiser_family(widths, networks=True), alpha)
    assert found.bound == 0
    assert found.plays[1].success.high == 0


@pytest.mark.result("B2")
def test_there_is_no_hidden_input_to_be_found_by_looking() -> None:
    """Whatever can be reached from the oracle while the limit is played, no member of the family is among it."""
    family = minimiser_family((2, 1, 1))
    seen: list[set[str]] = []

    def peeks(problem: Problem, oracle: Any, tape: Any) -> Any:
        names, todo, done = set(), [oracle, tape, problem], set()
        while todo and len(done) < 20_000:
            thing = todo.pop()
            if id(thing) in done or type(thing).__name__ == "module":
                continue
            done.add(id(thing))
            if isinstance(thing, Input):
                names.add(thing.name)
            if type(thing).__name__ != "dict" or "__builtins__" not in thing:  # not through the globals of modules
                todo += gc.get_referents(thing)
        seen.append(names)
        return [Fraction(s) for s in problem.labels]

    defeat(peeks, family, Fraction(1, 5))
    assert seen[0] <= {"T_0"}
