"""A problem says what it asks: objective and constraints in words, and as data from which it can be solved."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

import nnbarriers as nb
from constructions.catalogue import NAMES, named_family
from constructions.convex_problems import L1Problem, LinearProgram
from constructions.exact_minimisers import exact_minimiser
from constructions.flags import flag_family
from constructions.inverse_problems import InverseProblem, digits_family, entry_names
from constructions.linear_programs import linear_program_family
from constructions.pipes import pack_problem, unpack_problem
from theory.algorithms import execute
from theory.exact import BarriersError
from theory.families import Family
from theory.problems import Problem

pytestmark = pytest.mark.infrastructure
WORDS = {
    "B": ("R(outputs at the points z^j, labels)", "the sup cost"),
    "D": ("min <1, x>", "Ax = y", "x >= 0", "l^2"),
    "C:P1": ("min ||x||_1 subject to ||Ax - y||_2 <= eta",),
    "C:P2": ("min lambda ||x||_1 + ||Ax - y||_2^2,",),
    "C:P3": ("min lambda ||x||_1 + ||Ax - y||_2,",),
    "T4:C:P2": ("1 for each column in the support of a minimiser", "min lambda ||x||_1 + ||Ax - y||_2^2,"),
    "T4:D": ("1 for each column in the support of a minimiser", "min <1, x>"),
    "T5:P2": (
        "1 if all data in the box have one minimiser, all of one support",
        "min lambda ||x||_1 + ||Ax - y||_2^2;",
    ),
    "T5:LP": (
        "1 if all data in the box have one minimiser, all of one support",
        "min <c, x> subject to Ax = y, x >= 0;",
    ),
}


@pytest.mark.parametrize("name", NAMES)
def test_every_family_says_objective_and_constraints_in_words(name: str) -> None:
    family, accuracy = named_family(name)
    told = family.problem(accuracy).describe()
    known = {"B:networks": "B"}.get(name, name.replace("W:", "C:"))
    assert told["asks"]
    assert known in WORDS or told["asks"] == NAMES[name]
    for words in WORDS.get(known, ()):
        assert words in told["asks"]
    assert json.loads(json.dumps(told)) == told
    assert unpack_problem(pack_problem(family.problem(accuracy))) == family.problem(accuracy)


class Nearest:
    """Solve what was read to 40 bits, from the problem's own data alone."""

    def __call__(self, problem: Problem, oracle: Any, tape: Any) -> Any:
        matrix, y = problem.read_matrix(oracle, 40), problem.read_vector(oracle, 40)
        kind = problem.parameter("kind")
        if kind == "LP":
            cost, lower, upper = map(problem.parameter, ("cost", "lower", "upper"))
            return exact_minimiser(LinearProgram(cost, matrix, y, lower, upper)).x
        return exact_minimiser(L1Problem(kind, matrix, y, *map(problem.parameter, ("lambda", "eta")))).x


@pytest.mark.parametrize(
    "family",
    [linear_program_family(m=2, columns=5, alpha="3/2", y1=2), linear_program_family("inf"),
     digits_family(InverseProblem("P1", m=2, columns=4), 2), digits_family(InverseProblem("P2", columns=3), 2)],
    ids=["D", "D:inf", "C:P1", "C:P2"],
)  # fmt: skip
@pytest.mark.parametrize("branch", [1, 2])
def test_the_data_of_a_problem_suffice_to_solve_its_members(family: Family, branch: int) -> None:
    """Where readings tell the branch, the solution of what was read is within 2**-30 of that of the member."""
    problem, member = family.problem(Fraction(1, 10)), family.member(branch, 3)
    run = execute(Nearest(), problem, family.answers(branch, 3), coins=lambda: 0)
    assert member.distance(run.output).within(Fraction(1, 2**30))
    assert len(problem.evaluations) == problem.parameter("m") * (problem.parameter("columns") + 1)
    assert problem.outputs == problem.parameter("columns")


@pytest.mark.parametrize("family", [linear_program_family(m=11, columns=13), digits_family(
    InverseProblem("P3", m=11, columns=12), 2)], ids=["D", "C"])  # fmt: skip
def test_no_two_evaluations_have_one_name(family: Family) -> None:
    names = family.problem(Fraction(1, 1000)).evaluations
    assert len(set(names)) == len(names)
    size = family.problem(Fraction(1, 1000)).parameter("columns")
    assert names == entry_names(11, size)
    assert names[size * 10 + 11] == "A_11_12"
    assert {"A_1_11", "A_11_1"} <= set(names)


def test_a_flag_says_what_it_is_the_flag_of() -> None:
    flags = flag_family(linear_program_family(), lambda *of: ["1/2", "1/2", 0], Fraction(1, 3))
    asks = flags.problem(Fraction(0)).asks
    assert asks.startswith("1 if the algorithm's output is within 1/3 of a solution, 0 if not; what is asked of it: ")
    assert asks.endswith(linear_program_family().problem(Fraction(1, 3)).asks)


def test_a_problem_of_ones_own_says_what_its_author_says() -> None:
    def posed(make: Any, **given: Any) -> str:
        asked: str = make("x", lambda s: [s], right=[1], **given).problem(Fraction(1, 3)).asks
        return asked

    assert posed(nb.fork, left=[0], asks="the sign of x") == "the sign of x"
    assert posed(nb.weak_fork, left=[0], asks="the sign of x") == "the sign of x"
    assert posed(nb.jump, limit=[0], asks="is x > 0?") == "is x > 0?"
    assert posed(nb.jump, limit=[0]) == ""
    for bad in ("two\nlines", "x" * 501, 7, None):
        with pytest.raises(BarriersError, match="asks takes what is asked, in words on one line, got"):
            posed(nb.jump, limit=[0], asks=bad)
