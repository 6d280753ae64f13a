"""Whatever a solver does, a row says so, and the next solver runs."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import subprocess
import sys
import threading
import time
import warnings
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from constructions.convex_problems import LinearProgram
from constructions.isolation import Isolated
from constructions.solvers.comparing import SolverRow, compare
from constructions.solvers.inputs import SolverInput
from constructions.solvers.running import Running, _read
from constructions.solvers.solver import Answer, Solver, Tolerance
from theory.exact import BarriersError
from theory.problems import Problem

pytestmark = pytest.mark.infrastructure
GIVEN = SolverInput("easy", "x = 1", LinearProgram.of([1, 1], [[1, 2]], [1]), Fraction(1, 4))
RIGHT = Answer(np.array([0.0, 0.5]), True, "optimal")


def solver(solve: Any, name: str = "hostile") -> Solver:
    return Solver(name, "numpy", "numpy", ("LP",), Tolerance("1e-9", Fraction("1e-9")), solve)


def row(solve: Any, **limits: int) -> SolverRow:
    found = list(compare([GIVEN], [solver(solve), solver(lambda problem: RIGHT, "right")], **limits))
    assert found[1].verdict == "near"
    return found[0]


def raises(problem: Any) -> Any:
    raise ZeroDivisionError("no\npivot")


def leaves(problem: Any) -> Any:
    sys.exit(3)


def ends(problem: Any) -> Any:
    os._exit(3)


def crashes(problem: Any) -> Any:
    faulthandler.disable()
    ctypes.string_at(0)


def hangs(problem: Any) -> Any:
    while True:
        time.sleep(1 / 100)


def swallows(problem: Any) -> Any:
    while True:
        try:
            time.sleep(1 / 100)
        except BaseException:
            continue


def grows(problem: Any) -> Any:
    held = []
    while True:
        held.append(bytearray(2**24))


def is_undecided(problem: Any) -> Any:
    return Answer(np.array([np.nan, np.inf]), True, "optimal")


def is_long(problem: Any) -> Any:
    return Answer(np.zeros(3), True, "optimal")


def is_a_matrix(problem: Any) -> Any:
    return Answer(np.zeros((2, 1)), True, "optimal")


def is_text(problem: Any) -> Any:
    return Answer(["one", "two"], True, "optimal")  # type: ignore[arg-type]


def is_complex(problem: Any) -> Any:
    return Answer(["1j", "2j"], True, "optimal")  # type: ignore[arg-type]


def is_no_answer(problem: Any) -> Any:
    return np.zeros(2)


@pytest.mark.parametrize(
    ("solve", "told"),
    [
        (raises, "it raised ZeroDivisionError: no pivot"),
        (leaves, "it raised SystemExit: 3"),
        (ends, "it ended its process (exit code 3)"),
        (crashes, "it ended its process (signal SIGSEGV)"),
        (hangs, "it took more than 1 seconds"),
        (swallows, "it took more than 1 seconds"),
        (grows, "it took more than 200 megabytes"),
        (is_undecided, "2 of the 2 numbers that it answers are NaN or infinite"),
        (is_long, "its answer has the shape (3,), not (2,)"),
        (is_a_matrix, "its answer has the shape (2, 1), not (2,)"),
        (is_text, "its answer is no vector of numbers: could not convert string to float: 'one'"),
        (is_complex, "its answer is no vector of numbers: could not convert string to float: '1j'"),
        (is_no_answer, "it answers ndarray, not an Answer"),
    ],
)
def test_a_hostile_solver_gives_one_row_that_says_so(solve: Any, told: str) -> None:
    found = row(solve, seconds=1, megabytes=200)
    assert (found.verdict, found.run.fault) == ("fault", told)
    assert found.distance is found.excess is found.within is None
    assert found.as_json()["fault"] == told


PRINTS = """
import ctypes, os, sys
import numpy as np
from constructions.solvers.solver import Answer
from tests.constructions.solvers.test_hostile import GIVEN, solver
from constructions.solvers.comparing import compare

def prints(problem):
    print("by Python")
    os.write(1, b"by a system call")
    ctypes.CDLL(None).puts(b"by C")
    print("and on stderr", file=sys.stderr)
    return Answer(np.array([0.0, 0.5]), True, "optimal")

(found,) = compare([GIVEN], [solver(prints)])
assert found.verdict == "near", found
assert found.run.printed == len("by Pythonby a system callby Cand on stderr") + 3, found.run.printed
"""


def test_what_is_printed_in_native_code_too_is_counted_and_goes_nowhere() -> None:
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run([sys.executable, "-c", PRINTS], capture_output=True, text=True, check=False, env=buffered)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_who_prints_without_end_is_stopped() -> None:
    def floods(problem: Any) -> Any:
        while True:
            os.write(1, b"x" * 2**20)

    found = row(floods, seconds=20)
    assert found.run.fault.startswith("it raised OSError: [Errno 27] File too large")


def test_warnings_are_kept_and_success_is_what_is_claimed() -> None:
    def warned(problem: Any) -> Any:
        for number in range(9):
            warnings.warn(f"ill\nconditioned {number}", stacklevel=1)
        return Answer(np.array([0.0, 0.5]), False, "gave  up")

    found = row(warned)
    assert found.verdict == "no claim"
    assert found.run.warned == tuple(f"ill conditioned {number}" for number in range(5))
    assert found.run.said == "gave up"
    assert found.distance == 0


def test_an_answer_without_x_and_a_gap_that_is_no_number_are_told_as_such() -> None:
    assert row(lambda problem: Answer(None, True, "optimal", float("nan"))).verdict == "no answer"
    assert row(lambda problem: Answer(None, True, "optimal", float("nan"))).run.gap is None
    assert row(lambda problem: Answer(np.array([0, 0.5]), True, "optimal", 0.25)).run.gap == Fraction(1, 4)


def test_threads_are_pinned_to_one() -> None:
    def counts(problem: Any) -> Any:
        numbers = {os.environ[f"{name}_NUM_THREADS"] for name in ("OMP", "OPENBLAS", "MKL", "NUMBA")}
        return Answer(np.array([0.0, 0.5]), numbers == {"1"}, "optimal")

    assert row(counts).run.success


def test_a_solver_keeps_nothing_from_another_and_sees_input_after_input() -> None:
    state = {"runs": 0}

    def counts(problem: Any) -> Any:
        state["runs"] += 1
        return Answer(np.zeros(2), True, str(state["runs"]))

    rows = list(compare([GIVEN, GIVEN], [solver(counts), solver(counts)]))
    assert [found.run.said for found in rows] == ["1", "2", "1", "2"]
    assert state["runs"] == 0


def test_the_process_starts_before_the_first_row_is_asked_for() -> None:
    """A host may have threads by then, which a fork would lose."""
    rows = compare([GIVEN], [solver(lambda problem: Answer(np.zeros(2), True, str(threading.active_count())))])
    stop = threading.Event()
    waiting = threading.Thread(target=stop.wait)
    waiting.start()
    try:
        assert [found.run.said for found in rows] == ["1"]
    finally:
        stop.set()
        waiting.join()


def test_a_value_that_is_no_number_text_or_tuple_does_not_leave_its_process() -> None:
    problem = Problem("p", (), 0, Fraction(0))
    with Isolated(lambda problem, oracle, tape: (1, "a", (Fraction(1, 3), None)), values=True) as apart:
        assert apart(problem, None, None) == (1, "a", (Fraction(1, 3), None))
    with (
        Isolated(lambda problem, oracle, tape: {"a": 0.5}, values=True) as apart,
        pytest.raises(BarriersError, match="numbers, texts and tuples alone, no dict"),
    ):
        apart(problem, None, None)


def test_a_problem_that_has_no_minimiser_is_told_in_every_row() -> None:
    bad = SolverInput("bad", "x = -1", LinearProgram.of([1, 1], [[1, 1]], [-1]), Fraction(1))
    tie = SolverInput("tie", "x_1 + x_2 = 1", LinearProgram.of([1, 1], [[1, 1]], [1]), Fraction(1))
    infeasible, several = compare([bad, tie], [solver(lambda problem: RIGHT)])
    assert (infeasible.verdict, several.verdict) == ("no comparison", "no comparison")
    assert infeasible.refused.startswith("infeasible: the problem has no feasible x")
    assert several.refused.startswith("not unique: the problem has more than one minimiser")


@pytest.mark.parametrize(
    "told",
    [None, (), 7, "text", ((Fraction(1),), True, "", None, (), 0, "", ""), (7, True, "", None, (), 0, "", ""),
     ((1, "x"), True, "", None, (), 0, "", ""), ((1, 2), True, "", "1/0", (), 0, "", ""),
     (None, True, "", None, 7, 0, "", ""), ((1, 2), True, "said", Fraction(1, 4), ("w",), 3, "")],
)  # fmt: skip
def test_what_its_process_is_made_to_tell_is_read_with_care(told: Any) -> None:
    found = _read(told, 2)
    assert (found.fault, found.x, found.success) == ("it wrote to the pipe of its process", None, False)
    found = _read(((1, 2), True, "said", Fraction(1, 4), ("w",), 3, "", "HiGHS 1.12.0"), 2)
    assert (found.x, found.fault, found.inside) == ((1, 2), "", "HiGHS 1.12.0")


def test_the_solver_in_a_package_is_told_where_it_can_be() -> None:
    def broken() -> str:
        raise ImportError("it has moved")

    for inside, told in ((None, ""), (broken, ""), (lambda: "HiGHS 1.12.0", "HiGHS 1.12.0")):
        (found,) = compare([GIVEN], [replace(solver(lambda problem: RIGHT), inside=inside)])
        assert (found.verdict, found.run.inside, found.as_json()["inside"]) == ("near", told, told)


def test_running_needs_no_context_to_end_what_it_started() -> None:
    running = Running([solver(lambda problem: RIGHT)], [GIVEN.problem]).start()
    assert running.run(0, 0).success
    del running
