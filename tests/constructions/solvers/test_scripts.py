"""Scripts that show a miss with NumPy and the solver's library alone say what the search said."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from constructions.convex_problems import L1Problem, LinearProgram
from constructions.exact_minimisers import Minimiser, exact_minimiser, squared_distance
from constructions.solvers.calls import CALLS, call_lines
from constructions.solvers.drafts import SEARCHED
from constructions.solvers.own import own_solver
from constructions.solvers.running import Running
from constructions.solvers.scripts import data_lines, script
from constructions.solvers.searching import search
from constructions.solvers.solver import UNTOLD, Answer, Solver
from constructions.solvers.table import SOLVERS
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
SLOW = "celer", "skglm"
PAIRS = [(name, kind) for name, solver in SOLVERS.items() for kind in SEARCHED if kind in solver.kinds]


def ran(text: str, folder: Path) -> str:
    """What a script prints, far from this project."""
    path = folder / "reproduce.py"
    path.write_text(text)
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-W", "ignore", str(path)]
    done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def told(printed: str) -> Fraction:
    """The squared distance that a script prints."""
    found = re.search(r"^squared distance, exactly: (\S+)$", printed, re.MULTILINE)
    assert found
    return Fraction(found[1])


def test_every_solver_of_the_table_has_a_call_and_no_other_has() -> None:
    assert set(CALLS) == set(SOLVERS)
    with pytest.raises(BarriersError, match="there is no script for the solver magic"):
        call_lines(Solver("magic", "numpy", "numpy", ("LP",), UNTOLD, print), square=False)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "kind"), [pair for pair in PAIRS if pair[0] not in SLOW])
def test_the_script_of_a_miss_shows_the_same_miss(name: str, kind: str, tmp_path: Path) -> None:
    solver = SOLVERS[name]
    if solver.missing:
        pytest.skip(solver.missing)
    with Running([solver], []) as running:
        miss = search(running, solver, kind, seed=3, inputs=300).miss
    assert miss
    text = script(solver, miss.truth, miss.draft.about)
    assert "constructions" not in text and "nnbarriers" not in text
    assert len(text.splitlines()) <= 40
    assert told(ran(text, tmp_path)) == miss.row.distance


@pytest.mark.parametrize("kind", SEARCHED)
def test_a_function_of_a_file_is_imported_from_there(kind: str, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "mine.py").write_text(
        "import numpy as np\n\ndef zeros(problem):\n    assert problem.kind in ('LP', 'P1', 'P2')\n"
        "    return np.zeros(problem.A.shape[1]), True, 'sure', None\n"
    )
    problem = LinearProgram.of([1], [[2]], [1]) if kind == "LP" else L1Problem.of(kind, [[2]], [1])
    truth = exact_minimiser(problem)
    place = (str(tmp_path / "far"), "mine", "zeros")
    printed = ran(script(own_solver("mine:zeros", print), truth, "integers", place=place), tmp_path)
    assert told(printed) == truth.x[0] ** 2
    assert "it says: sure\nits x: [0.0]\n" in printed


def test_a_wrong_minimiser_stops_the_script(tmp_path: Path) -> None:
    """The script shows that what it calls the minimiser is one: a false one fails an assertion."""
    solver = own_solver("mine:zeros", print)
    (tmp_path / "mine.py").write_text("def zeros(problem):\n    return [0.0] * problem.A.shape[1]\n")
    half = Fraction(1, 2)
    for problem, wrong in (
        (LinearProgram.of([1, 1], [[1, 2]], [1]), (Fraction(1), Fraction(0))),
        (LinearProgram.of([1, 1], [[1, 2]], [1]), (Fraction(0), Fraction(1))),
        (L1Problem.of("P1", [[1, 2]], [1]), (Fraction(1), Fraction(0))),
        (L1Problem.of("P2", [[1, 2]], [1], half), (Fraction(0), Fraction(1, 4))),
    ):
        right = exact_minimiser(problem)
        place = (str(tmp_path), "mine", "zeros")
        assert told(ran(script(solver, right, "", place=place), tmp_path)) == squared_distance(right.x, (0 * half,) * 2)
        with pytest.raises(AssertionError, match="assert"):
            ran(script(solver, Minimiser(problem, wrong, right.u), "", place=place), tmp_path)


def test_data_are_the_doubles_that_they_are() -> None:
    values = [3.0, -4 + 2.0**-40, 0.1, 1e300, -(2.0**-30), 2.0**60, 1 + 2.0**-52, 0.0]
    problem = LinearProgram.of([1] * 8, [values], [3.0])
    told_ = script(own_solver("mine:f", print), exact_minimiser(problem), "", place=("/", "mine", "f"))
    line = next(line for line in told_.splitlines() if line.startswith("A = "))
    read = eval(line.removeprefix("A = "), {"np": np})
    assert read.tolist() == [values]
    assert read.dtype == np.float64
    assert data_lines(exact_minimiser(L1Problem.of("P2", [[1, 2]], [1], 0.5)))[0] == (
        "minimise 0.5 ||x||_1 + ||Ax - y||_2^2"
    )


def test_a_strange_name_stays_a_comment(tmp_path: Path) -> None:
    solver = Solver('a"""\nimport nowhere\\', "numpy", "numpy", ("LP",), UNTOLD, lambda p: Answer(None, False, ""))
    (tmp_path / "mine.py").write_text("def zeros(problem):\n    return [0.0]\n")
    text = script(
        solver, exact_minimiser(LinearProgram.of([1], [[1]], [1])), "", place=(str(tmp_path), "mine", "zeros")
    )
    assert told(ran(text, tmp_path)) == 1
