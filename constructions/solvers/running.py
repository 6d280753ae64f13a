"""Solvers in a process of their own, with limits of time and memory: whatever they do badly is told in words.

A solver that raises, hangs, ends its process, answers what are no numbers or too few, gives one run with a fault.  What
it prints, in native code too, is counted and goes nowhere; warnings are kept; threads are pinned to one.
"""

from __future__ import annotations

import resource
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

import numpy as np

from constructions.convex_problems import L1Problem, LinearProgram
from constructions.isolation import Isolated
from constructions.pipes import MEGABYTE
from constructions.solvers.quiet import quiet
from constructions.solvers.solver import Answer, Array, Problem, Solver
from theory.algorithms import Inconclusive
from theory.exact import BarriersError, printable
from theory.failures import message
from theory.problems import Problem as Order

__all__ = ["Fault", "Run", "Running"]

FORGED = "it wrote to the pipe of its process"
SAID, WARNINGS = 300, 5
"""So many characters of what a solver says, and so many of its warnings, are kept."""


@dataclass(frozen=True)
class Run:
    """What came of one solver on one problem: its answer, or the `fault` in words; `printed` counts bytes.

    `inside` names the solver in its package, with its version, where it tells one.
    """

    x: tuple[Fraction, ...] | None = None
    success: bool = False
    said: str = ""
    gap: Fraction | None = None
    warned: tuple[str, ...] = ()
    printed: int = 0
    fault: str = ""
    inside: str = ""


class Running:
    """Solvers and problems, and a process in which one at a time meets another.

    >>> from constructions.convex_problems import LinearProgram
    >>> from constructions.solvers.solver import UNTOLD
    >>> def careless(problem):
    ...     raise ZeroDivisionError("no pivot")
    >>> solver = Solver("careless", "numpy", "numpy", ("LP",), UNTOLD, careless)
    >>> with Running([solver], [LinearProgram.of([1], [[1]], [1])]) as running:
    ...     running.run(0, 0).fault
    'it raised ZeroDivisionError: no pivot'
    """

    def __init__(
        self, solvers: Sequence[Solver], problems: Sequence[Problem], *, seconds: int = 30, megabytes: int = 4096
    ) -> None:
        self.seconds, self.megabytes, self._last = seconds, megabytes, -1
        self._sizes = [problem.columns for problem in problems]

        def meet(order: Order, oracle: Any, tape: Any) -> tuple[Any, ...]:
            solver, asked = solvers[order.parameter("solver")], order.parameter("problem")
            return _answered(solver, problems[asked] if isinstance(asked, int) else _unpacked(asked))

        self._apart = Isolated(meet, seconds, megabytes, values=True)

    def start(self) -> Self:
        """Start the process now, before the host has threads."""
        self._apart.start()
        return self

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self._apart.close()

    def renew(self) -> None:
        """End the process: the next run has a new one, which remembers nothing."""
        self._last = -1

    def run(self, solver: int, problem: int | Problem) -> Run:
        """Run a solver, by its place, on a problem, by its place or as it is; another solver gets another process."""
        if solver != self._last:
            self._apart.renew()
            self._last = solver
        asked, size = (
            (problem, self._sizes[problem]) if isinstance(problem, int) else (_packed(problem), problem.columns)
        )
        order = Order("solve", (), 0, Fraction(0), parameters=(("solver", solver), ("problem", asked)))
        try:
            told = self._apart(order, None, None)  # type: ignore[arg-type]
        except Inconclusive as cut:
            limit = f"{self.seconds} seconds" if cut.budget == "seconds" else f"{self.megabytes} megabytes"
            return Run(fault=f"it took more than {limit}")
        except BarriersError as error:
            return Run(fault=str(error).replace("the algorithm", "it", 1))
        return _read(told, size)


def _packed(problem: Problem) -> tuple[Any, ...]:
    """Return a problem as texts, numbers and tuples of them."""
    return type(problem) is LinearProgram, *vars(problem).values()


def _unpacked(packed: tuple[Any, ...]) -> Problem:
    """Return the problem that was packed."""
    return LinearProgram(*packed[1:]) if packed[0] else L1Problem(*packed[1:])


def _read(told: Any, size: int) -> Run:
    """Return a run from what the process tells; raises nothing, since a solver may have told it."""

    def shown(text: Any) -> str:
        return printable(str(text))

    try:
        x, success, said, gap, warned, printed, fault, inside = told
        point = None if x is None else tuple(map(Fraction, x))
        own = None if gap is None else Fraction(gap)
        heard = tuple(map(shown, warned)), int(printed), shown(fault), shown(inside)
        found = Run(point, success is True, shown(said), own, *heard)
    except (TypeError, ValueError, ArithmeticError):
        return Run(fault=FORGED)
    return found if point is None or len(point) == size else Run(fault=FORGED)


def _answered(solver: Solver, problem: Problem) -> tuple[Any, ...]:
    """Solve, in the process of its own, and return a run as a tuple."""
    _bound()
    answer, fault, inside = None, "", ""
    with quiet() as heard:
        try:
            answer = solver.solve(problem)
            x = _numbers(answer, problem.columns)
            inside = _inside(solver)
        except MemoryError:
            raise
        except BaseException as error:
            fault = str(error) if isinstance(error, Fault) else f"it raised {type(error).__name__}{message(error)}"
    told, printed = tuple(text[:SAID] for text in heard.warned[:WARNINGS]), heard.printed
    if fault or not isinstance(answer, Answer):
        said = " ".join(str(getattr(answer, "said", "")).split())[:SAID]
        return None, False, said, None, told, printed, fault, ""
    gap = answer.gap
    own = Fraction(gap) if isinstance(gap, int | float) and np.isfinite(gap) else None
    exact = None if x is None else tuple(map(Fraction, x.tolist()))
    return exact, answer.success is True, " ".join(str(answer.said).split())[:SAID], own, told, printed, "", inside


def _inside(solver: Solver) -> str:
    """Return the name and version of the solver in the package, nothing where it cannot be told."""
    with suppress(Exception):
        return str(solver.inside())[:SAID] if solver.inside else ""
    return ""


class Fault(Exception):
    """An answer is none, for a reason in words."""


def _numbers(answer: Answer, size: int) -> Array | None:
    """Return x as an array; raises `Fault` if it is no vector of so many finite numbers."""
    if not isinstance(answer, Answer):
        raise Fault(f"it answers {type(answer).__name__:.40}, not an Answer")
    if answer.x is None:
        return None
    try:
        x = np.asarray(answer.x, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise Fault(f"its answer is no vector of numbers{message(error)}") from None
    if x.shape != (size,):
        raise Fault(f"its answer has the shape {x.shape}, not ({size},)")
    if not np.isfinite(x).all():
        raise Fault(f"{int((~np.isfinite(x)).sum())} of the {size} numbers that it answers are NaN or infinite")
    return x


def _bound() -> None:
    """Allow files of 64 megabytes."""
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (64 * MEGABYTE, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
