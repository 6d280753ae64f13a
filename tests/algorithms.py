"""Generated algorithms: adaptive decision trees over coins and readings, with outputs of every kind."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from constructions.trainers import simple
from theory.problems import Problem

leaves = st.one_of(
    st.tuples(
        st.just("answer"), st.sampled_from([0, 1]), st.sampled_from([Fraction(0), Fraction(1, 50), Fraction(1, 9)])
    ),
    st.tuples(st.just("vector"), st.lists(st.fractions(-1, 1, max_denominator=8), min_size=12, max_size=12)),
    st.just(("diverge",)),
    st.just(("give up",)),
)
plans = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(st.just("flip"), inner, inner),
        st.tuples(st.just("read"), st.integers(0, 50), st.integers(0, 12), inner, inner),
        st.tuples(st.just("loop"), st.integers(0, 50), inner, inner),
    ),
    max_leaves=10,
)


made: Counter[str] = Counter()
"""How many algorithms were generated in this process; the tests tell the sum."""


def algorithm_of(plan: Any) -> Any:
    """The algorithm that follows a plan; a read compares with one a level coarser, a loop reads until that changes."""
    made["algorithms"] += 1

    def algorithm(problem: Problem, oracle: Any, tape: Any) -> Any:
        node, count = plan, len(problem.evaluations)
        while node[0] in ("flip", "read", "loop"):
            if node[0] == "flip":
                node = node[1 + tape.bit()]
                continue
            k, level = node[1] % count, node[2] if node[0] == "read" else 0
            if node[0] == "read":
                node = node[3 + (oracle.read(k, level + 1) > oracle.read(k, level))]
            else:
                level = 1
                while tape.bit() or oracle.read(k, level) == oracle.read(k, level - 1):
                    level += 1
                node = node[2 + level % 2]
        return answer(node, problem, oracle)

    return algorithm


def answer(leaf: Any, problem: Problem, oracle: Any) -> Any:
    """What a plan ends with: one of the candidates moved a little, a random vector, reading for ever, or giving up."""
    if leaf[0] == "answer":
        return [v + leaf[2] for v in simple.candidates(problem)[leaf[1]]]
    if leaf[0] == "vector":
        return (leaf[1] * problem.outputs)[: problem.outputs]
    level = 0
    while leaf[0] == "diverge":
        level += 1
        oracle.read(0, level)
    return None
