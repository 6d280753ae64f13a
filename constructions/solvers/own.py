"""A solver of one's own: a function of a problem in doubles, whose answer is read strictly.

`function(problem)` returns x, which claims that x is optimal; or (x, success, said, gap): whether it claims that, its
words, and its own gap or None; or None, which claims nothing.  A function may have `kinds`, those of the problems that
it takes, by default all, and a `tolerance` that its documentation states.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from numbers import Real
from types import SimpleNamespace
from typing import Any

import numpy as np

from constructions.convex_problems import LinearProgram
from constructions.solvers.forms import form_of
from constructions.solvers.running import Fault
from constructions.solvers.solver import KINDS, UNTOLD, Answer, Problem, Solver, Tolerance
from theory.exact import BarriersError, brief, is_double, printable, rational, shown

__all__ = ["own_solver", "posed"]

WANTED = "wanted is x, or (x, success, said, gap)"


def posed(problem: Problem) -> SimpleNamespace:
    """Return a problem as float64 arrays: `kind`, `A`, and `b`, `c`, `lower`, `upper` of an LP, else `y`, `lam`, `eta`.

    `exact` is the problem in rationals.

    >>> found = posed(LinearProgram.of([1, 1], [[1, 2]], [1]))
    >>> found.kind, found.A, found.b, found.c, found.upper
    ('LP', array([[1., 2.]]), array([1.]), array([1., 1.]), array([inf, inf]))
    """
    matrix = np.array([[float(v) for v in row] for row in problem.matrix])
    if isinstance(problem, LinearProgram):
        form = form_of(problem)
        arrays = {"A": matrix, "b": form.right, "c": form.cost, "lower": form.lower, "upper": form.upper}
        return SimpleNamespace(kind="LP", **arrays, exact=problem)
    y = np.array([float(v) for v in problem.y])
    lam, eta = float(problem.lam), float(problem.eta)
    return SimpleNamespace(kind=problem.kind, A=matrix, y=y, lam=lam, eta=eta, exact=problem)


def own_solver(name: str, function: Any) -> Solver:
    """Return the solver that a function is; its package is that of its module.  A `Solver` is taken as it is.

    Raises `BarriersError` for what is neither, and for `kinds` or a `tolerance` that are none.

    >>> solver = own_solver("zeros", lambda problem: np.zeros(problem.A.shape[1]))
    >>> solver.solve(LinearProgram.of([1, 1], [[1, 2]], [1]))
    Answer(x=array([0., 0.]), success=True, said='', gap=None)
    """
    if isinstance(function, Solver):
        return (
            replace(function, name=printable(function.name)) if function.name != printable(function.name) else function
        )
    if not callable(function) or isinstance(function, type):
        raise BarriersError(f"{name:.60} is no function of a problem: {WANTED} from it")
    kinds, tolerance = getattr(function, "kinds", tuple(KINDS)), getattr(function, "tolerance", UNTOLD)
    if not isinstance(kinds, tuple | list) or not kinds or not all(kind in tuple(KINDS) for kind in kinds):
        raise BarriersError(f"{name:.60}: kinds is a tuple of some of {', '.join(KINDS)}, got {shown(kinds)}")
    if isinstance(tolerance, Tolerance) and tolerance.said != printable(tolerance.said):
        tolerance = replace(tolerance, said=printable(tolerance.said))
    if not isinstance(tolerance, Tolerance):
        raise BarriersError(
            f"{name:.60}: tolerance is a constructions.solvers.solver.Tolerance, got {shown(tolerance)}"
        )
    package = str(getattr(function, "__module__", "") or "-").partition(".")[0]
    return Solver(printable(name), "numpy", package, tuple(kinds), tolerance, _solve(function), function)


def _solve(function: Callable[[Any], Any]) -> Callable[[Problem], Answer]:
    return lambda problem: _answer(function(posed(problem)))


def _answer(told: Any) -> Answer:
    """Read what a function returns; raises `Fault` for what is no answer."""
    if isinstance(told, Answer):
        return told
    if told is None:
        return Answer(None, False, "it returned None")
    if not isinstance(told, tuple) or all(isinstance(v, Real) for v in told):
        return Answer(_vector(told), True, "")
    if len(told) != 4:
        raise Fault(f"it returned a tuple of {len(told)}: {WANTED}")
    x, success, said, gap = told
    if not isinstance(success, bool | np.bool_):
        raise Fault(f"its success must be True or False, got {type(success).__name__:.40}")
    if not isinstance(said, str):
        raise Fault(f"what it said must be a text, got {type(said).__name__:.40}")
    if gap is not None and not isinstance(gap, Real):
        raise Fault(f"its gap must be a number or None, got {type(gap).__name__:.40}")
    return Answer(None if x is None else _vector(x), bool(success), said, None if gap is None else float(gap))


def _vector(x: Any) -> Any:
    """Return x as it is, if it may be a vector of doubles; `Running` has the last word."""
    if isinstance(x, np.ma.MaskedArray):
        raise Fault("its answer is a masked array: fill it")
    found = np.asarray(x)
    if found.dtype.kind not in "fiuO" or (found.dtype.kind == "O" and not all(isinstance(v, Real) for v in found.flat)):
        raise Fault(f"its answer is no vector of real numbers but of {found.dtype}")
    for v in found.flat if found.dtype != np.float64 else ():
        if isinstance(v, int | np.integer | Fraction) and not is_double(rational(v)):
            raise Fault(f"its answer has the entry {brief(rational(v))}, which is no double: round it")
        if isinstance(v, np.longdouble) and np.isfinite(v) and np.longdouble(float(v)) != v:
            raise Fault("its answer has an entry in extended precision that is no double: round it")
    return found
