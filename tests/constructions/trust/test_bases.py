"""The outcome of a linear program is the one found by going through all bases, and what is handed out proves it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from constructions.blocks import Block
from constructions.solvers.inputs import find_input
from constructions.trust import bases
from constructions.trust.bases import Based, NoOptimum, minor, optimum
from constructions.trust.budget import OutOfSteps
from constructions.trust.programs import Column, Program
from tests.constructions.trust.program_draws import (
    NEAR,
    cost,
    dense_columns,
    ends,
    feasible,
    optimal,
    outcome,
    programs,
    slopes,
    solved,
    times,
)

pytestmark = pytest.mark.result("T0")
Q = Fraction


@pytest.fixture(params=["with a float solver", "without"])
def _solver(request: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "without":
        monkeypatch.setattr(bases, "answers", lambda program: iter(()))


def shown(program: Program, start: Any = None) -> tuple[str, tuple[Fraction, ...] | None]:
    """The outcome that is found, after its proof is checked."""
    try:
        found = optimum(program, start)
    except NoOptimum as refused:
        disproved(program, refused)
        return refused.why, None
    proved(program, found)
    return "one", found.x


def proved(program: Program, found: Based) -> None:
    """The dual vector shows x, the columns that it leaves free are independent, and places and flags are right."""
    assert optimal(program, found.x, found.u)
    z = [c - s for c, s in zip(program.cost.fractions, slopes(program, found.u), strict=True)]
    assert list(found.reduced) == z
    free = [
        j
        for j, (d, (low, high)) in enumerate(zip(z, ends(program), strict=True))
        if not d and (low is None or low != high)
    ]
    columns = dense_columns(program)
    assert solved([columns[j] for j in free], [Q(0)] * program.rows) is not None
    rows, modulus = minor(program, free)
    assert len(rows) == len(free) and all(0 <= i < program.rows for i in rows) and modulus > 2**30
    for j, (place, v, (low, high)) in enumerate(zip(found.places, found.x, ends(program), strict=True)):
        assert (place == "B") == (j in found.basis)
        assert {"B": True, "L": v == low != high, "U": v == high != low, "F": low == high}[place]
    inside = all(found.x[j] not in ends(program)[j] for j in found.basis)
    clear = all(d for d, place in zip(z, found.places, strict=True) if place in "LU")
    assert found.strict == (len(found.basis) == program.rows and inside and clear)
    assert found.value == cost(program, found.x)


def disproved(program: Program, refused: NoOptimum) -> None:
    """Farkas's inequality, a ray along which the cost decreases, or two minimisers."""
    if refused.why == "infeasible":
        most = Q(0)
        for s, (low, high) in zip(slopes(program, refused.u), ends(program), strict=True):
            if s:
                end = high if s > 0 else low
                assert end is not None
                most += s * end
        assert sum((b * w for b, w in zip(program.right.fractions, refused.u, strict=True)), Q(0)) > most
    elif refused.why == "unbounded":
        assert (
            feasible(program, refused.x) and not any(times(program, refused.other)) and cost(program, refused.other) < 0
        )
        for d, (low, high) in zip(refused.other, ends(program), strict=True):
            assert (d >= 0 or low is None) and (d <= 0 or high is None)
    else:
        assert refused.x != refused.other
        assert optimal(program, refused.x, refused.u) and optimal(program, refused.other, refused.u)


FAR = Program(
    (*[Column.of({0: Q(1), 1: Q(1)})] * 3, Column.of({0: Q(1), 1: 1 + Q(1, 2**40)})),
    Block.of([Q(0), Q(1)]), Block.of([Q(0)] * 4), (None, *[Q(0)] * 3), (None,) * 4, frozenset(), ("a", "b", "c", "d"),
)  # fmt: skip
"""Its vertices are 2^40 away."""


@pytest.mark.usefixtures("_solver")
@example(program=FAR)
@given(program=st.one_of(programs(), programs(NEAR)))
def test_the_outcome_is_the_one_of_all_bases_with_a_proof(program: Program) -> None:
    assert shown(program) == outcome(program)


@given(program=programs(sizes=(4, 8)), data=st.data())
def test_wherever_the_method_begins_the_proof_is_one(program: Program, data: st.DataObject) -> None:
    start = [data.draw(st.integers(-3, 3)) for _ in range(program.size)]
    first = shown(program, start)
    assert first == shown(program)


def test_all_outcomes_occur() -> None:
    assert shown(Program.of([1, 1], [[1, 2]], [1])) == ("one", (Q(0), Q(1, 2)))
    assert shown(Program.of([1, 1], [[1, 1]], [1]))[0] == "several"
    assert shown(Program.of([1, 1], [[1, 1]], [-1]))[0] == "infeasible"
    assert shown(Program.of([-1, 0], [[1, -1]], [1]))[0] == "unbounded"
    assert shown(Program.of([1, 0, 0], [[1, 1, -1]], [1]))[0] == "several"  # with an unbounded face
    assert shown(Program.of([1, 1], [[1, 2], [2, 4]], [1, 2]))[0] == "one"  # rows depend on each other
    assert shown(Program.of([1, 1], [[1, 2], [2, 4]], [1, 3]))[0] == "infeasible"


def test_a_degenerate_only_minimiser_gets_a_dual_vector_that_shows_it() -> None:
    """At (0, 1) three constraints meet in the plane, and the first dual vector leaves a column too many free."""
    program = Program.linprog([0, -1], [[1, 1], [-1, 1]], [1, 1], bounds=(0, None))
    found = optimum(program)
    assert found.x[:2] == (0, 1) and not found.strict
    proved(program, found)


def test_the_method_does_not_take_more_steps_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bases, "answers", lambda program: iter(()))
    program = Program.of([-3, -2, -2, 0], [[1, 1, 1, 1], [1, 2, 3, 4]], [4, 8])
    with pytest.raises(OutOfSteps, match="0 steps"):
        optimum(program, steps=0)
    assert optimum(program, steps=10).value == -10


@pytest.mark.parametrize("name", ["hero-lp", "value", "D-1", "D-2"])
def test_inputs_on_which_solvers_are_wrong_are_solved_right(name: str) -> None:
    given_one = find_input(name)
    problem = given_one.problem
    found = optimum(Program.of(problem.cost, problem.matrix, problem.right))  # type: ignore[union-attr]
    assert found.x == given_one.truth().x


@pytest.mark.usefixtures("_solver")
def test_a_program_of_doubles_is_solved_from_either_start() -> None:
    draw = np.random.default_rng(5)
    matrix = draw.standard_normal((12, 30))
    right = matrix @ np.maximum(draw.standard_normal(30), 0)
    program = Program.of(np.ones(30), matrix, right)
    found = optimum(program)
    proved(program, found)
    assert found.strict and len(found.basis) == 12


def test_cycling_ends() -> None:
    """Beale's program, on which the largest reduced cost cycles."""
    rows = [["1/4", -60, "-1/25", 9], ["1/2", -90, "-1/50", 3], [0, 0, 1, 0]]
    program = Program.linprog(["-3/4", 150, "-1/50", 6], rows, [0, 0, 1])
    assert shown(program, [0, 0, 0, 0, 0, 0, 1])[0] == "one"
    assert optimum(program, [0, 0, 0, 0, 0, 0, 1]).value == Q(-1, 20)
