"""Searches for misses: what is drawn, what is smaller, what is found; and solvers that answer badly."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import sys
import time
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.convex_problems import L1Problem, LinearProgram
from constructions.exact_minimisers import NoSingleMinimiser, exact_minimiser, squared_distance
from constructions.solvers.drafts import SEARCHED, Draft, draws, places, smaller
from constructions.solvers.own import own_solver, posed
from constructions.solvers.rates import EXACT
from constructions.solvers.running import Running, _packed, _unpacked
from constructions.solvers.searching import Search, search
from constructions.solvers.solver import Answer, Problem, Solver
from constructions.solvers.table import find_solver
from theory.exact import BarriersError, is_double

pytestmark = pytest.mark.infrastructure
HALF = Fraction(1, 2)
COARSE = Fraction(1, 2**20)


def coarse(problem: Problem) -> Answer:
    """Solve exactly with the matrix rounded to multiples of 2**-20; of two minimisers take one."""
    matrix = tuple(tuple(round(v / COARSE) * COARSE for v in row) for row in problem.matrix)
    try:
        x = exact_minimiser(replace(problem, matrix=matrix)).x
    except NoSingleMinimiser as refused:
        if refused.why != "not unique":
            return Answer(None, False, refused.why)
        x = min(refused.point, refused.witness)
    return Answer(np.array([float(v) for v in x]), True, "done")


COARSELY = replace(EXACT, name="coarse", solve=coarse)


def found(solver: Solver, kind: str = "LP", **options: Any) -> Search:
    with Running([solver], [], seconds=options.pop("answer", 5)) as running:
        return search(running, solver, kind, **options)


def measure(draft: Draft) -> tuple[int, int, Fraction, int]:
    """What becomes less: rows and columns, absolute values, the reciprocal of the gap, negative numbers."""
    numbers = [v for row in draft.matrix for v in row] + [*draft.right]
    inverse = 1 / abs(draft.gap) if draft.gap else Fraction(0)
    size = len(draft.matrix) + draft.columns
    return size, sum(map(abs, numbers)) + draft.lam, inverse, sum(v < 0 for v in numbers)


def zeros_in(draft: Draft) -> int:
    """The rows and columns that are 0."""
    matrix = np.array(draft.matrix)
    return int((~matrix.any(axis=0)).sum() + (~matrix.any(axis=1)).sum())


@given(st.sampled_from(SEARCHED), st.integers(0, 50), st.integers(0, 20))
def test_draws_are_integers_but_for_one_entry_and_two_columns_differ_by_the_gap(kind: str, seed: int, at: int) -> None:
    stream, again = draws(kind, seed), draws(kind, seed)
    for _ in range(at + 1):
        draft = next(stream)
        assert next(again) == draft
    problem = draft.problem()
    odd = [(i, j) for i, row in enumerate(problem.matrix) for j, v in enumerate(row) if v.denominator > 1]
    assert odd == [draft.place]
    assert all(is_double(v) for row in problem.matrix for v in row)
    columns = [list(column) for column in zip(*problem.matrix, strict=True)]
    near = columns[draft.place[1]]
    near[draft.place[0]] -= draft.gap
    assert near[draft.place[0]] != 0
    assert near in [column for j, column in enumerate(columns) if j != draft.place[1]]


@given(st.sampled_from(SEARCHED), st.integers(0, 99))
def test_every_smaller_draft_is_smaller_and_keeps_its_gap_beside_an_integer(kind: str, seed: int) -> None:
    draft = next(draws(kind, seed))
    for group in places(draft):
        for place in group:
            for less in smaller(draft, place):
                assert measure(less) < measure(draft)
                assert zeros_in(less) <= zeros_in(draft)
                assert less.lam > 0
                assert not less.gap or less.matrix[less.place[0]][less.place[1]] != 0
                assert not less.gap or less.problem().matrix[less.place[0]][less.place[1]].denominator > 1


def test_a_place_that_is_not_there_any_more_gives_nothing() -> None:
    draft = Draft("LP", ((2, 3),), (4,))
    for place in ((0, 1), (1, 2), (2, 0, 2), (2, 1, 0), (4, 1), (5, 0, 7), (6, 0, 2), (6, 1, 0), (7, 1), (3,), (0, 0)):
        assert smaller(draft, place) == []


@pytest.mark.parametrize("kind", SEARCHED)
def test_what_is_found_is_a_miss_and_nothing_that_is_smaller_is_one(kind: str) -> None:
    """The solver is deterministic, so that all that a smaller draft may do can be tried."""
    result = found(COARSELY, kind, seed=1)
    assert result.miss
    assert result.first
    assert (result.cut, result.unsteady) == ("", 0)
    assert measure(result.miss.draft) <= measure(result.first.draft)
    assert abs(result.miss.draft.gap) <= COARSE
    row, truth = result.miss.row, exact_minimiser(result.miss.draft.problem())
    assert row.run.x
    assert truth.x == result.miss.truth.x
    assert row.distance == squared_distance(row.run.x, truth.x) >= HALF**2
    for group in places(result.miss.draft):
        for place in group:
            for draft in smaller(result.miss.draft, place):
                try:
                    right = exact_minimiser(draft.problem()).x
                except NoSingleMinimiser:
                    continue
                x = coarse(draft.problem()).x
                assert x is None or squared_distance([Fraction(v) for v in x.tolist()], right) < HALF**2


def test_a_miss_at_just_the_wanted_distance_is_one_and_at_a_little_more_is_none() -> None:
    def off(problem: Any) -> Any:
        x = EXACT.solve(LinearProgram.of(problem.c, problem.A, problem.b)).x
        return x + np.eye(len(problem.c))[0] / 2

    one = own_solver("off", off)
    result = found(one, inputs=60)
    assert result.miss
    assert result.miss.row.distance == HALF**2
    assert result.miss.draft.problem() == LinearProgram.of([1], [[1]], [0])
    assert found(one, inputs=30, distance=HALF + Fraction(1, 2**20)).miss is None


def test_two_seeds_are_two_searches_and_one_seed_is_one() -> None:
    first = [found(COARSELY, seed=seed) for seed in (0, 1, 0)]
    assert first[0].first and first[1].first and first[2].first
    assert first[0].first.draft != first[1].first.draft
    assert (first[0].first.draft, first[0].miss and first[0].miss.draft) == (
        first[2].first.draft,
        first[2].miss and first[2].miss.draft,
    )


@pytest.mark.parametrize("kind", SEARCHED)
def test_an_exact_method_is_never_missed(kind: str) -> None:
    result = found(EXACT, kind, inputs=150)
    assert (result.miss, result.cut, result.verdicts) == (None, "inputs", {"near": 150})


def test_a_solver_that_answers_0_is_missed_by_the_smallest_program_that_there_is() -> None:
    result = found(own_solver("zeros", lambda problem: np.zeros(len(problem.c))))
    assert result.miss
    assert result.miss.draft.problem() == LinearProgram.of([1], [[1]], [1])


def test_budgets_that_cut_are_told() -> None:
    assert found(COARSELY, steps=3).cut == "steps"
    result = found(COARSELY, steps=3)
    assert result.miss
    assert result.steps == 3
    slow = own_solver("slow", lambda problem: time.sleep(0.3))
    result = found(slow, seconds=1)
    assert (result.miss, result.cut) == (None, "seconds")
    assert result.verdicts == {"no claim": result.asked}


def test_a_miss_that_a_new_process_does_not_repeat_is_not_counted() -> None:
    calls: list[int] = []

    def tired(problem: Problem) -> Answer:
        calls.append(1)
        return EXACT.solve(problem) if len(calls) < 4 else Answer(np.full(problem.columns, 99.0), True, "tired")

    result = found(replace(EXACT, name="tired", solve=tired), inputs=12)
    assert result.miss is None
    assert result.unsteady == 3
    assert result.verdicts == {"near": 9, "far": 3}


def test_of_misses_made_small_the_smallest_that_a_new_process_repeats_is_returned() -> None:
    calls: list[int] = []

    def warm(problem: Problem) -> Answer:
        """Be wrong where the data are large, elsewhere after the first call only."""
        calls.append(1)
        wrong = sum(abs(v) for row in problem.matrix for v in row) > 6 or len(calls) > 1
        return Answer(np.full(problem.columns, 99.0), True, "") if wrong else EXACT.solve(problem)

    result = found(replace(EXACT, name="warm", solve=warm), seed=1)
    assert result.miss
    assert result.first
    assert sum(abs(v) for row in result.miss.draft.matrix for v in row) > 6
    assert measure(result.miss.draft) < measure(result.first.draft)
    assert result.unsteady > 0


def raises(problem: Any) -> Any:
    raise ValueError("no\npivot")


def hangs(problem: Any) -> Any:
    time.sleep(100)


def crashes(problem: Any) -> Any:
    faulthandler.disable()
    os.kill(os.getpid(), signal.SIGSEGV)


def zeros(problem: Any) -> Any:
    return np.zeros(problem.A.shape[1])


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (raises, "it raised ValueError: no pivot"),
        (hangs, "it took more than 1 seconds"),
        (crashes, "it ended its process (signal SIGSEGV)"),
        (lambda p: zeros(p) * np.nan, "numbers that it answers are NaN or infinite"),
        (lambda p: zeros(p)[None], "its answer has the shape (1, "),
        (lambda p: zeros(p)[:-1], "its answer has the shape ("),
        (lambda p: 1.0, "its answer has the shape (), not ("),
        (lambda p: zeros(p) + 1j, "its answer is no vector of real numbers but of complex128"),
        (lambda p: ["1"] * len(p.c), "its answer is no vector of real numbers but of <U1"),
        (lambda p: zeros(p) > 1, "its answer is no vector of real numbers but of bool"),
        (lambda p: [None] * len(p.c), "its answer is no vector of real numbers but of object"),
        (lambda p: [Fraction(1, 3)] * len(p.c), "its answer has the entry 1/3, which is no double: round it"),
        (lambda p: [2**53 + 1] * len(p.c), "its answer has the entry 9007199254740993, which is no double"),
        (lambda p: np.array([2**53 + 1] * len(p.c)), "its answer has the entry 9007199254740993, which is no double"),
        (lambda p: np.full(len(p.c), 1, dtype=np.longdouble) / 3, "an entry in extended precision that is no double"),
        (lambda p: np.ma.masked_array(zeros(p), mask=True), "its answer is a masked array: fill it"),
        (lambda p: (zeros(p), True), "it returned a tuple of 2: wanted is x, or (x, success, said, gap)"),
        (lambda p: (zeros(p), 1, "ok", None), "its success must be True or False, got int"),
        (lambda p: (zeros(p), True, b"ok", None), "what it said must be a text, got bytes"),
        (lambda p: (zeros(p), True, "ok", "0"), "its gap must be a number or None, got str"),
    ],
)
def test_a_solver_that_gives_nothing_but_faults_is_told_in_one_line(function: Any, told: str) -> None:
    with pytest.raises(BarriersError, match=r"^mine answers none of the first 3 problems: ") as error:
        found(own_solver("mine", function), answer=1)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_distance_that_is_small_beside_the_minimiser_is_no_miss() -> None:
    def beside(problem: Any) -> Any:
        x = np.array([float(v) for v in exact_minimiser(problem.exact).x])
        x[0] += 0.6
        return x

    result = found(own_solver("beside", beside))
    assert result.verdicts["between"] > 0  # larger minimisers came before
    assert result.first is not None
    norm = sum((v * v for v in result.first.truth.x), Fraction(0))
    assert result.first.row.distance is not None
    assert result.first.row.distance * 4 >= max(Fraction(1), norm)


def test_a_fault_now_and_then_is_counted_and_claims_nothing() -> None:
    def moody(problem: Any) -> Any:
        return EXACT.solve(LinearProgram.of(problem.c, problem.A, problem.b)).x if len(problem.c) % 2 else 1 / 0

    result = found(own_solver("moody", moody), inputs=40)
    assert result.miss is None
    assert set(result.verdicts) == {"near", "fault"}
    assert result.fault == "it raised ZeroDivisionError: division by zero"


def test_what_a_solver_prints_goes_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    def loud(problem: Any) -> Any:
        sys.stdout.write("python")
        ctypes.CDLL(None).puts(b"native")
        os.write(1, b"raw")
        return zeros(problem)

    result = found(own_solver("loud", loud))
    assert result.miss
    assert result.miss.row.run.printed > 10
    assert capfd.readouterr() == ("", "")


def test_answers_of_functions_are_read() -> None:
    problem = LinearProgram.of([1, 1], [[1, 2]], [1])
    for told, want in (
        ([0, 1], (True, "", None)),
        ((0.0, 1.0), (True, "", None)),
        (np.array([0, 1], dtype=np.float32), (True, "", None)),
        ([Fraction(0), Fraction(1)], (True, "", None)),
        (([0, 1], np.bool_(False), "no", np.float32(0.5)), (False, "no", 0.5)),
        ((np.array([0.0, 1.0]), True, "yes", None), (True, "yes", None)),
    ):
        answer = own_solver("mine", lambda p, told=told: told).solve(problem)
        assert np.asarray(answer.x, dtype=float).tolist() == [0, 1]
        assert (answer.success, answer.said, answer.gap) == want
    assert own_solver("mine", lambda p: None).solve(problem) == Answer(None, False, "it returned None")
    for wrong in (3, None, "f", Answer):
        with pytest.raises(BarriersError, match="mine is no function of a problem"):
            own_solver("mine", wrong)


def test_a_function_gets_the_doubles_of_a_problem() -> None:
    lasso = posed(L1Problem.of("P2", [[1, 0.5]], [3], 0.25))
    assert (lasso.kind, lasso.lam, lasso.eta, lasso.y.tolist()) == ("P2", 0.25, 0, [3])
    assert lasso.A.tolist() == [[1, 0.5]]
    program = posed(LinearProgram.of([1, 2], [[1, 2]], [1], [0, None], [1, None]))
    assert (program.lower.tolist(), program.upper.tolist()) == ([0, -np.inf], [1, np.inf])


@pytest.mark.parametrize(
    "problem",
    [
        LinearProgram.of([1, 0.1], [[1, 8 - 2.0**-40]], [-1], [None, -1], [3, None]),
        L1Problem.of("P1", [[1, 8]], [1], 1, 0.5),
        L1Problem.of("P2", [[1, 8]], [1], 2),
    ],
)
def test_a_problem_travels_as_it_is(problem: Problem) -> None:
    assert _unpacked(_packed(problem)) == problem
    seen = replace(EXACT, solve=lambda given: Answer(np.zeros(2), True, str(given == problem)))
    with Running([seen], [problem]) as running:
        assert running.run(0, problem) == running.run(0, 0)
        assert running.run(0, problem).said == "True"


def test_what_cannot_be_searched_is_said() -> None:
    with pytest.raises(BarriersError, match="scipy takes no LASSO"):
        found(find_solver("scipy"), "P2")
    with pytest.raises(BarriersError, match="problems are drawn of the kinds LP, P1, P2, got 'P3'"):
        next(draws("P3", 0))
    assert own_solver("mine", zeros).package == zeros.__module__.partition(".")[0]
