"""A solver of one's own: a function of a problem that returns x, or x with what it says of it.

The problem is a `LinearProgram` or an `L1Problem`, whose data are rationals that are doubles.  Claims no result.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from constructions.solvers.solver import KINDS, UNTOLD, Answer, Problem, Solver
from theory.exact import BarriersError, shown

__all__ = ["own_solver"]


def own_solver(name: str, given: Any) -> Solver:
    """Return a solver that calls a function: problem -> x, or (x, success, what it said, its gap or None).

    To return x alone is to call it optimal; None gives up.  A function may have `kinds`, those of the problems that it
    takes, by default all, and a `tolerance`.  A `Solver` is taken as it is.  Raises `BarriersError` for anything else.

    >>> from constructions.convex_problems import LinearProgram
    >>> own_solver("mine:ones", lambda problem: [1] * problem.columns).solve(LinearProgram.of([1], [[1]], [1])).x
    [1]
    """
    if isinstance(given, Solver):
        return given
    if not callable(given):
        raise BarriersError(f"{name:.60} is no function of a problem that returns x, and no Solver: {shown(given)}")
    kinds = getattr(given, "kinds", tuple(KINDS))
    if not isinstance(kinds, tuple | list) or not kinds or not all(kind in tuple(KINDS) for kind in kinds):
        raise BarriersError(f"{name:.60}: kinds is a tuple of some of {', '.join(KINDS)}, got {shown(kinds)}")
    tolerance = getattr(given, "tolerance", UNTOLD)
    if not hasattr(tolerance, "admits"):
        raise BarriersError(
            f"{name:.60}: tolerance is a constructions.solvers.solver.Tolerance, got {shown(tolerance)}"
        )
    package = name.partition(":")[0].partition(".")[0]

    def solve(problem: Problem) -> Answer:
        return _answer(given(problem))

    return Solver(name, "builtins", package, tuple(kinds), tolerance, solve)  # it is there, since it was loaded


def _answer(found: Any) -> Answer:
    """Return what was answered; four numbers are an x like any other."""
    if isinstance(found, Answer):
        return found
    if found is None:
        return Answer(None, False, "None: it gave up")
    if isinstance(found, tuple) and len(found) == 4 and isinstance(found[2], str):
        x, success, said, gap = found
        return Answer(x, isinstance(success, bool | np.bool_) and bool(success), said, gap)
    return Answer(found, True, "x, and no more")
