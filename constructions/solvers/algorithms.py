"""Solvers as algorithms of the model: read all data to 60 bits, round them to doubles, solve; for C, D and W.

`barriers defeat constructions.solvers.algorithms:highs --family D` names one, with _ for the - of its name.  A run in
which the solver claims no success gives up.  What it says, its status and its gap, goes with the answer and is quoted;
it prints nothing and has one thread.  The claims about it are those about every algorithm (C1, D, K, W).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from constructions.convex_problems import L1Problem, LinearProgram
from constructions.solvers.quiet import quiet
from constructions.solvers.solver import Problem as Solvable
from constructions.solvers.solver import Solver
from constructions.solvers.table import SOLVERS
from theory.algorithms import Oracle, Tape
from theory.exact import BarriersError
from theory.problems import Problem
from theory.said import Said

__all__ = ["SolverAlgorithm"]

LEVEL, TEXT = 60, 300


@dataclass(frozen=True)
class SolverAlgorithm:
    """A solver that reads to a level and solves what it has read, rounded to doubles.

    >>> from constructions.adversary import defeat
    >>> from constructions.linear_programs import linear_program_family
    >>> from constructions.solvers.table import find_solver
    >>> found = defeat(SolverAlgorithm(find_solver("scipy")), linear_program_family(), Fraction(49, 100))
    >>> found.bound, [play.success.high for play in found.plays]
    (Fraction(0, 1), [Fraction(1, 1), Fraction(1, 1), Fraction(0, 1)])
    """

    solver: Solver
    level: int = LEVEL

    def __call__(self, problem: Problem, oracle: Oracle, tape: Tape) -> Any:
        """Return what the solver answers, None if it claims no success.

        Raises `BarriersError` for problems that are not those of C, D or W, and for a solver that does not take them.
        """
        if problem.name[:1] not in ("C", "D", "W"):
            raise BarriersError(f"solvers know the families C, D and W, not {problem.name!r:.40}")
        self.solver.require(problem.parameter("kind"))
        asked = self._read(problem, oracle)
        with quiet() as heard:
            answer = self.solver.solve(asked)
        said = {
            "solver": " ".join(filter(None, (self.solver.name, self.solver.version))),
            "status": answer.said,
            "gap": "none told" if answer.gap is None else repr(float(answer.gap)),
        }
        if heard.warned:
            said["warned"] = heard.warned[0]
        x = None if answer.x is None or not answer.success else [float(v) for v in answer.x]
        return Said(x, {name: text[:TEXT] for name, text in said.items()})

    def _read(self, problem: Problem, oracle: Oracle) -> Solvable:
        """Return the problem that was read, its rows and right-hand side rounded to doubles."""
        rows = [[float(v) for v in row] for row in problem.read_matrix(oracle, self.level)]
        y = [float(v) for v in problem.read_vector(oracle, self.level)]
        if problem.parameter("kind") == "LP":
            program = [problem.parameter(name) for name in ("cost", "lower", "upper")]
            return LinearProgram.of(program[0], rows, y, program[1], program[2])
        lam, eta = (Fraction(problem.parameter(name)) for name in ("lambda", "eta"))
        return L1Problem.of(problem.parameter("kind"), rows, y, float(lam), float(eta))


def __getattr__(name: str) -> SolverAlgorithm:
    """Return the algorithm of a solver."""
    dashed = name.replace("_", "-")
    if dashed not in SOLVERS:
        raise AttributeError(name)
    return SolverAlgorithm(SOLVERS[dashed])
