"""Solvers as algorithms of the model: read all data to 60 bits, round them to doubles, solve; for C, D and W.

`barriers defeat constructions.solvers.algorithms:highs --family D` names one, with _ for the - of its name.  A run in
which the solver claims no success gives up.  The claims about it are those about every algorithm (C1, D, K, W).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from constructions.convex_problems import L1Problem, LinearProgram
from constructions.solvers.solver import Problem as Solvable
from constructions.solvers.solver import Solver
from constructions.solvers.table import SOLVERS
from theory.algorithms import Oracle, Tape
from theory.exact import BarriersError
from theory.problems import Problem

__all__ = ["SolverAlgorithm"]

LEVEL = 60


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
        kind = {"D": "LP"}.get(problem.name[:1], problem.name.partition(":")[2])
        if problem.name[:1] not in ("C", "D", "W") or problem.outputs is None:
            raise BarriersError(f"solvers know the families C, D and W, not {problem.name!r:.40}")
        self.solver.require(kind)
        answer = self.solver.solve(self._read(problem, oracle, kind, problem.outputs))
        if not answer.success or answer.x is None:
            return None
        return [float(v) for v in answer.x]

    def _read(self, problem: Problem, oracle: Oracle, kind: str, size: int) -> Solvable:
        """Return the problem that was read: the rows of A, then y."""
        data = [float(oracle.read(k, self.level)) for k in range(len(problem.evaluations))]
        m = problem.parameter("m")
        rows, y = [data[i * size : (i + 1) * size] for i in range(m)], data[m * size :]
        if kind == "LP":
            return LinearProgram.of([1] * size, rows, y)
        lam, eta = (Fraction(problem.parameter(name)) for name in ("lambda", "eta"))
        return L1Problem.of(kind, rows, y, float(lam), float(eta))


def __getattr__(name: str) -> SolverAlgorithm:
    """Return the algorithm of a solver."""
    dashed = name.replace("_", "-")
    if dashed not in SOLVERS:
        raise AttributeError(name)
    return SolverAlgorithm(SOLVERS[dashed])
