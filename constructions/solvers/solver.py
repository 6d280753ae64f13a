"""A solver of other people's: what it takes, what it calls optimal, and its answer to one problem.

Floats live in this folder alone: the problems are rationals that are doubles, and answers are read as the rationals
that they are.  Claims no result.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from constructions.convex_problems import L1Problem, LinearProgram, residual
from constructions.exact_minimisers import Minimiser
from theory.exact import BarriersError, shown

__all__ = ["DUAL_GAP", "KINDS", "UNTOLD", "Answer", "Array", "Problem", "Solver", "Tolerance", "set_options"]

Array = NDArray[np.float64]
Problem = LinearProgram | L1Problem
KINDS = {"LP": "linear program", "P1": "basis pursuit", "P2": "LASSO", "P3": "square-root LASSO"}
"""The kinds of problems, in words."""
DUAL_GAP = "value of x less value of the dual vector that is returned"
ZERO = Fraction(0)


@dataclass(frozen=True)
class Answer:
    """What a solver answers: x or none, whether it says that x is optimal, its words, and its own gap if it tells one.

    `gap` is the solver's, or the gap of the dual vector that it returns, in floating point: quoted, not checked.
    """

    x: Array | None
    success: bool
    said: str
    gap: float | None = None


@dataclass(frozen=True)
class Tolerance:
    """What the documentation of a solver asks of a point that it calls optimal; `said` is that in words, with numbers.

    `primal` bounds the violation of constraints, `dual` that of dual constraints, `gap` the duality gap, None if it is
    not looked at.  With `relative` each is multiplied by 1 + the size of what it is compared with: ||b||_1, the
    largest of the norms in use, and twice the value, for primal and dual.  `of_y` says that the gap of the objective
    over 2m is compared with `gap` ||y||_2^2 / m, `mean` that `dual` is meant for that objective.  All None: no number
    is documented.
    """

    said: str
    primal: Fraction | None = None
    dual: Fraction | None = None
    gap: Fraction | None = None
    relative: bool = False
    of_y: bool = False
    mean: bool = False

    def __post_init__(self) -> None:
        for name in ("primal", "dual", "gap"):
            value = getattr(self, name)
            if value is not None and not (isinstance(value, Fraction) and value >= 0):
                raise BarriersError(f"the {name} tolerance is a Fraction >= 0 or None, got {shown(value)}")
        if not isinstance(self.said, str):
            raise BarriersError(f"a tolerance begins with what is documented, in words, got {shown(self.said)}")

    @property
    def numbers(self) -> str:
        """The numbers for primal, dual and gap, in short; nothing if none is documented.

        >>> Tolerance("feastol = 1e-7", Fraction("1e-7"), Fraction("1e-7")).numbers
        '1e-7/1e-7/-'
        """
        parts = (self.primal, self.dual, self.gap)
        if parts == (None, None, None):
            return ""
        return "/".join("-" if v is None else f"{float(v):.0e}".replace("e-0", "e-") for v in parts)

    def admits(self, truth: Minimiser, x: tuple[Fraction, ...], violation: Fraction, above: Fraction) -> bool | None:
        """Whether an answer may be called optimal; None if no number is documented, or they do not decide.

        `above` is its objective less the value.  What is tested is implied by the tolerances for every dual vector that
        the solver may have had in mind: with dual constraints violated by at most d and a gap of at most g, the
        objective is at most the value + g + d (||x||_1 + ||x*||_1).  A residual of p costs at most p ||u||_1 and, where
        it is squared, m p^2; where x = p - q in n variables each, bounds that are violated by p cost 6 n lambda p.  So
        False says that violation or objective are larger than the tolerances permit.  Where no gap is looked at, the
        objective depends on the dual vector that the solver had in mind: then a large one says nothing, and None is
        returned, unless a constraint is violated by more than the tolerance.

        >>> from constructions.exact_minimisers import exact_minimiser
        >>> truth = exact_minimiser(LinearProgram.of([1, 1], [[1, 2]], [1]))
        >>> strict = Tolerance("1e-9", Fraction("1e-9"), Fraction("1e-9"))
        >>> strict.admits(truth, (Fraction(0), Fraction(1, 2)), ZERO, ZERO)
        True
        >>> strict.admits(truth, (Fraction(1), Fraction(0)), ZERO, Fraction(1, 2)) is None
        True
        >>> strict.admits(truth, (Fraction(1), Fraction(1)), Fraction(2), Fraction(3, 2))
        False
        """
        if self.primal is None and self.dual is None and self.gap is None:
            return None
        problem = truth.problem
        right = problem.right if isinstance(problem, LinearProgram) else problem.y
        size = sum(map(abs, right), ZERO)
        one = sum(map(abs, (*x, *truth.x)), ZERO)
        primal = (self.primal or ZERO) * (1 + size if self.relative else 1)
        value = 1 + 2 * max(map(abs, truth.value))
        if self.of_y:
            value = 2 * sum((v * v for v in right), ZERO)
        allowed = (self.gap or ZERO) * (value if self.relative or self.of_y else 1)
        slopes = sum(map(abs, truth.u), ZERO)
        if isinstance(problem, L1Problem):
            allowed += primal * 6 * problem.columns * (1 if problem.kind == "P1" else problem.lam)
        if isinstance(problem, L1Problem) and problem.kind != "P1":
            rest = sum(map(abs, residual(problem.matrix, problem.y, x)), ZERO)
            one += rest
            allowed += primal * (slopes + 2 * rest) + len(right) * primal**2
        elif self.gap is None:
            allowed += primal * slopes
        allowed += (self.dual or ZERO) * (1 + size if self.relative else 2 * len(right) if self.mean else 1) * one
        if primal and self.gap is None and violation <= primal and above > allowed:
            return None
        return violation <= primal and above <= allowed


UNTOLD = Tolerance("no tolerance is documented")


def set_options(**options: Any) -> str:
    """Say which options are set.

    >>> set_options(tol=1e-14, selection="random"), set_options()
    ("tol = 1e-14, selection = 'random'", 'defaults')
    """
    return ", ".join(f"{name} = {value!r}" for name, value in options.items()) or "defaults"


@dataclass(frozen=True)
class Solver:
    """A solver by name: its library as it is imported, the kinds of problems that it takes, and its tolerance.

    `package` is what installs the library, and has its version; `own` is somebody's own function, if it is one.
    `options` says what is set besides the problem, one thread and silence, `own_gap` what the gap of its answers is.
    `inside` tells the solver in the package, with its version, where the package's version does not; like `solve` it
    imports the library itself; whatever they do badly is caught by who runs them (constructions/solvers/running.py).
    """

    name: str
    library: str
    package: str
    kinds: tuple[str, ...]
    tolerance: Tolerance
    solve: Callable[[Problem], Answer]
    own: Callable[..., Any] | None = None
    options: str = "defaults"
    own_gap: str = "none"
    inside: Callable[[], str] | None = None

    @property
    def version(self) -> str:
        """The version of the package, nothing if it is not there."""
        try:
            return importlib.metadata.version(self.package)
        except importlib.metadata.PackageNotFoundError:
            return ""

    @property
    def missing(self) -> str:
        """What installs the library, if it is not there; nothing is imported.

        >>> Solver("magic", "no_such_library", "no-such-library", ("LP",), UNTOLD, print).missing
        'no_such_library is not installed: pip install no-such-library'
        """
        try:
            if importlib.util.find_spec(self.library) is not None:
                return ""
        except ModuleNotFoundError:
            pass  # the package around it is missing
        return f"{self.library} is not installed: pip install {self.package}"

    def require(self, kind: str) -> None:
        """Raise `BarriersError` if the library is missing, or the solver takes no problems of this kind."""
        if kind not in self.kinds:
            raise BarriersError(f"{self.name} takes no {KINDS[kind]}; it takes {', '.join(self.kinds)}")
        if self.missing:
            raise BarriersError(f"{self.name}: {self.missing}")
