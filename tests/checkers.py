"""Generated algorithms and checkers of their flags: decision trees over readings and coins."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from constructions.flags import FlagFamily, flag_family
from proofs_check.strategies import answer
from theory.algorithms import Budget, Oracle, Tape
from theory.exact import BarriersError, Undecided
from theory.families import Family
from theory.problems import Problem

__all__ = ["BUDGET", "CHECKERS", "FLAGS", "GUESSES", "SOLVERS", "checker_of", "flags_of", "solver_of"]

HALF = Fraction(1, 2)
BUDGET = Budget(reads=40, level=30, bits=5)
QUARTERS = [Fraction(p, q) for q in range(1, 5) for p in range(q + 1)]
ANSWERS = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from([0, 1]), st.sampled_from([Fraction(0), Fraction(1, 999), HALF / 25])),
    st.tuples(st.just("vector"), st.lists(st.sampled_from(QUARTERS), min_size=12, max_size=12)),
)


def trees(leaves: st.SearchStrategy[Any], *, coins: bool) -> st.SearchStrategy[Any]:
    """Decision trees over readings, and coins if these are allowed."""

    def grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        read = st.tuples(st.just("read"), st.integers(0, 50), st.integers(0, 12), inner, inner)
        return st.one_of(read, st.tuples(st.just("flip"), inner, inner)) if coins else read

    return st.recursive(leaves, grown, max_leaves=6)


def at_leaf(tree: Any, problem: Problem, oracle: Oracle, tape: Tape) -> Any:
    """Follow a tree to its leaf; a read goes right where the number is larger than a level coarser."""
    node = tree
    while isinstance(node, tuple) and node[0] in ("read", "flip"):
        if node[0] == "flip":
            node = node[1 + tape.bit()]
        else:
            k, level = node[1] % len(problem.evaluations), node[2]
            node = node[3 + (oracle.read(k, level + 1) > oracle.read(k, level))]
    return node


def solver_of(tree: Any) -> Any:
    """An algorithm that ends with a solution, one nearby, a vector, or not at all."""

    def solver(problem: Problem, oracle: Oracle, tape: Tape) -> Any:
        leaf = at_leaf(tree, problem, oracle, tape)
        return None if leaf is None else answer(leaf, problem, oracle)

    return solver


def checker_of(tree: Any) -> Any:
    """A checker that ends with a number, or not at all."""

    def checker(problem: Problem, oracle: Oracle, tape: Tape, *_: Any) -> Any:
        leaf = at_leaf(tree, problem, oracle, tape)
        return leaf if _ or leaf is None else [leaf]

    return checker


SOLVERS = trees(ANSWERS, coins=False)
CHECKERS = trees(st.sampled_from([0, 1, HALF, None]), coins=True)
GUESSES = trees(st.one_of(ANSWERS, st.none()), coins=True)
FLAGS = trees(st.sampled_from([0, 1, None]), coins=True)


def flags_of(family: Family, solver: Any, alpha: Fraction) -> FlagFamily | None:
    """The family of the flag; None where it is 0 on limit and members, and where a distance in B is not known."""
    try:
        return flag_family(family, solver_of(solver), alpha, budget=BUDGET)
    except Undecided:
        assert family.proof == "B1"
        return None
    except BarriersError as error:
        if "X1 needs infinitely many" not in str(error):
            raise
        return None
