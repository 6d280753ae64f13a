"""A solver that reads 60 bits is an algorithm like any other: it fails on one branch of every fork."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from constructions.adversary import defeat
from constructions.catalogue import named_family
from constructions.minimisers import minimiser_family
from constructions.solvers import algorithms
from constructions.solvers.algorithms import SolverAlgorithm
from constructions.solvers.solver import Answer, Solver, Tolerance
from constructions.solvers.table import SOLVERS
from nnbarriers.loading import load_object
from theory.algorithms import execute
from theory.exact import BarriersError

HALF = Fraction(1, 2)
FAMILIES = {"LP": ("D", "D"), "P1": ("C:P1", "C1"), "P2": ("C:P2", "C1"), "P3": ("C:P3", "C1")}
PLAYS = [
    pytest.param(
        solver, kind, id=f"{name}-{kind}",
        marks=[pytest.mark.skipif(bool(solver.missing), reason=solver.missing), pytest.mark.result(FAMILIES[kind][1])],
    )
    for name, solver in SOLVERS.items()
    for kind in solver.kinds
    if name != "skglm"  # which is compiled for ten seconds
]  # fmt: skip


@pytest.mark.parametrize(("solver", "kind"), PLAYS)
def test_no_solver_beats_one_half_on_a_fork(solver: Solver, kind: str) -> None:
    family, accuracy = named_family(FAMILIES[kind][0])
    found = defeat(SolverAlgorithm(solver), family, accuracy)
    assert found.bound == 0  # it is deterministic, so on one of the two branches it fails surely
    assert found.plays[1].input.name.endswith("_61")
    assert min(play.success.high for play in found.plays[1:]) == 0
    for play in found.plays:  # it says what it is, and how it ended, and is quoted
        (said,) = play.said
        assert dict(said)["solver"] == f"{solver.name} {solver.version}"
        assert dict(said)["status"] in found.quoted
    assert "on 3 of 3 runs, right on " in found.quoted


def asks(level: int, answer: Answer) -> tuple[SolverAlgorithm, list[Any]]:
    seen: list[Any] = []

    def solve(problem: Any) -> Answer:
        seen.append(problem)
        return answer

    return SolverAlgorithm(Solver("seen", "numpy", "numpy", ("LP", "P2"), Tolerance("1"), solve), level), seen


@pytest.mark.infrastructure
def test_what_is_solved_is_what_was_read_rounded_to_doubles() -> None:
    family, accuracy = named_family("D")
    algorithm, seen = asks(80, Answer(np.array([0.5, 0.25, 0.0]), True, "optimal"))
    run = execute(algorithm, family.problem(accuracy), family.answers(1, 3), coins=lambda: 0)
    assert run.said == (("gap", "none told"), ("solver", f"seen {np.__version__}"), ("status", "optimal"))
    assert run.output == (HALF, Fraction(1, 4), 0)
    assert {step[1] for step in run.steps} == {80}
    (problem,) = seen
    assert problem.matrix == ((1, 1 - Fraction(1, 64), -1),)
    assert problem.right == (1,)
    algorithm, seen = asks(60, Answer(None, True, "optimal"))
    family, accuracy = named_family("C:P2")
    assert execute(algorithm, family.problem(accuracy), family.answers(0, 0), coins=lambda: 0).output is None
    assert seen[0].kind == "P2"
    assert seen[0].y == (1,)
    algorithm, _ = asks(60, Answer(np.zeros(2), False, "gave up"))
    assert execute(algorithm, family.problem(accuracy), family.answers(0, 0), coins=lambda: 0).output is None


@pytest.mark.infrastructure
def test_what_a_solver_does_not_take_it_says() -> None:
    for name, told in (("D", "sklearn takes no linear program"), ("C:P3", "sklearn takes no square-root LASSO")):
        family, accuracy = named_family(name)
        with pytest.raises(BarriersError, match=told):
            execute(algorithms.sklearn, family.problem(accuracy), family.answers(0, 0), coins=lambda: 0)
    family = minimiser_family((2, 1, 1))
    with pytest.raises(BarriersError, match="the families C, D and W, not 'B'"):
        execute(algorithms.scipy, family.problem(HALF), family.answers(0, 0), coins=lambda: 0)


@pytest.mark.infrastructure
def test_the_command_line_names_a_solver_with_underscores() -> None:
    found = load_object("constructions.solvers.algorithms:scipy_ipm", "an algorithm")
    assert found == SolverAlgorithm(SOLVERS["scipy-ipm"])
    with pytest.raises(BarriersError, match="has no object 'magic'"):
        load_object("constructions.solvers.algorithms:magic", "an algorithm")
