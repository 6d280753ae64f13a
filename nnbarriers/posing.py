"""Problems as people have them, for `solve` and `trust`: files, arrays by name, fitted models; taken exactly.

The mappings are those of files: X, y, alpha for scikit-learn's LASSO, A, y, lam for P2, c, A_ub, … for linear programs.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from constructions.convex_problems import L1Problem, LinearProgram
from constructions.trust.fitted_models import FittedModel, fitted_problem
from constructions.trust.posed import Posed, posed_arrays
from constructions.trust.problem_files import read_problem
from constructions.trust.programs import Program
from constructions.trust.regressions import Regression
from constructions.trust.roots import RootProblem
from nnbarriers.arguments import entries, rational_argument
from nnbarriers.certificates import named_path
from theory.exact import BarriersError, shown

__all__ = ["TAKES", "fitted", "is_model", "names_of", "of_model", "posed", "stated", "with_names"]

TAKES = (
    "a file (.npz, .json, .csv, .mps), a dict of arrays such as {'X': X, 'y': y, 'alpha': 0.1} or"
    " {'c': c, 'A_ub': A, 'b_ub': b}, or a fitted model with its X, y"
)


def posed(problem: Any, X: Any = None, y: Any = None, **options: Any) -> Posed:  # noqa: N803
    """Return a problem with what was understood of it; raises `BarriersError` with the way out.

    >>> posed({"A": [[2, 1]], "y": [1], "lam": 1}).problem.thresholds
    (Fraction(1, 2), Fraction(1, 2))
    """
    given = {name: value for name, value in options.items() if value is not None}
    if is_model(problem):
        found = fitted(problem, X, y, given)
        return of_model(found)
    if X is not None or y is not None:
        raise BarriersError("X and y go with a fitted model; other problems hold their data")
    if "sample_weight" in given:
        raise BarriersError("sample_weight goes with a model, or into the arrays of a problem: leave it out here")
    if isinstance(problem, str | os.PathLike):
        if "names" in given:
            raise BarriersError("names goes with a model, or into the arrays of a problem: leave it out")
        return read_problem(named_path(problem, "a problem"), **given)
    if isinstance(problem, Mapping):
        return _of_arrays(_arrays(problem, given), given)
    if given:
        raise BarriersError(f"{', '.join(given)} goes with files and arrays; this problem is complete: leave it out")
    return _complete(problem)


def stated(
    alpha: Any, l1_ratio: Any, intercept: Any, lam: Any, target: Any, without: Any, layout: Any, sample_weight: Any,
    names: Any,
) -> dict[str, Any]:  # fmt: skip
    """Return what is said besides a problem, as `posed` takes it; raises `BarriersError` for what is no option."""
    for name, value in (("target", target), ("layout", layout)):
        if value is not None and not isinstance(value, str):
            raise BarriersError(f"{name} takes a text, got {type(value).__name__} {shown(value)}")
    if intercept is not None and not isinstance(intercept, bool):
        raise BarriersError(f"intercept takes True or False, got {type(intercept).__name__} {shown(intercept)}")
    if without is not None and not isinstance(without, str):
        listed = entries(without, "without takes names of columns", 10**5)
        if not all(isinstance(name, str) for name in listed):
            raise BarriersError(f"without takes names of columns, got {shown(listed)}")
        without = tuple(listed)
    names = None if names is None else entries(names, "names takes a list of texts", 10**6)
    numbers = {"alpha": alpha, "l1_ratio": l1_ratio, "lam": lam}
    taken = {name: None if v is None else rational_argument(v, name) for name, v in numbers.items()}
    return {
        **taken, "intercept": intercept, "target": target, "without": without, "layout": layout,
        "sample_weight": sample_weight, "names": names,
    }  # fmt: skip


def _of_arrays(arrays: dict[str, Any], options: dict[str, Any]) -> Posed:
    """Return the problem of arrays; raises `BarriersError` for what is no array, too."""
    try:
        return posed_arrays(arrays, **options)
    except BarriersError:
        raise
    except (ArithmeticError, AttributeError, IndexError, TypeError, ValueError) as error:
        why = " ".join(str(error).split())[:120]
        raise BarriersError(f"a problem has rows and vectors of numbers, and one of these is none: {why}") from None


def _complete(problem: Any) -> Posed:
    """Return a problem that holds all of itself."""
    if isinstance(problem, Posed):
        return problem
    if isinstance(problem, L1Problem):
        return Posed(_without_doubles(problem), (f"{problem.kind}: A is {len(problem.y)} x {problem.columns}",))
    if isinstance(problem, LinearProgram):
        program = Program.of(problem.cost, problem.matrix, problem.right, problem.lower, problem.upper)
        return Posed(program, (f"a linear program of {program.rows} equations in {program.size} variables",))
    if isinstance(problem, Regression | Program | RootProblem):
        return Posed(problem, (f"{type(problem).__name__.lower()} as it is",))
    raise BarriersError(f"a problem is {TAKES}; got {type(problem).__name__} {shown(problem)}")


def _without_doubles(problem: L1Problem) -> Regression | Program | RootProblem:
    """Return P1, P2 or P3 as a problem of rationals."""
    if problem.kind == "P2":
        return Regression.lasso(problem.matrix, problem.y, problem.lam)
    if problem.kind == "P1" and not problem.eta:
        return Program.basis_pursuit(problem.matrix, problem.y)
    return RootProblem.of(problem.kind, problem.matrix, problem.y, problem.lam, problem.eta)


def is_model(problem: Any) -> bool:
    """Whether an object is a model that can be fitted."""
    return hasattr(problem, "fit") and not isinstance(problem, type)


def fitted(model: Any, X: Any, y: Any, options: Mapping[str, Any]) -> FittedModel:  # noqa: N803
    """Return the problem that a fitted model solves on its data, with its coefficients; the data are doubles."""
    if X is None or y is None:
        raise BarriersError(f"a fitted {type(model).__name__} goes with the X and y that it was fitted on: give both")
    if strange := sorted(options.keys() - {"names", "sample_weight"}):
        raise BarriersError(f"{strange[0]} does not go with a fitted model, which says it itself: leave it out")
    return with_names(fitted_problem(model, X, y, sample_weight=options.get("sample_weight")), options.get("names"))


def _arrays(problem: Mapping[Any, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return the arrays of a problem by name, with the names of its columns."""
    if not all(isinstance(key, str) for key in problem):
        raise BarriersError("a problem is a dict whose keys are texts, such as 'X', 'y', 'alpha'")
    names = given.pop("names", None)
    if names is None:
        return dict(problem)
    if "names" in problem:
        raise BarriersError("names is in the problem and given besides: leave one of them out")
    listed = [str(v) for v in entries(names, "names takes a list of texts", 10**6)]
    if len(set(listed)) != len(listed):
        raise BarriersError(f"names takes different names, got {shown(listed)}")
    return {**problem, "names": listed}


def of_model(found: FittedModel) -> Posed:
    """Return a fitted model's problem as a problem."""
    penalty = None if found.alpha is None else ("alpha", found.alpha)
    return Posed(found.problem, found.read_as, penalty=penalty)


def with_names(found: FittedModel, names: Any) -> FittedModel:
    """Return a model's problem with these names of the columns, if there are any."""
    if names is None:
        return found
    given = [str(name) for name in entries(names, "names takes a list of texts", 10**6)]
    size = found.problem.size - len(found.problem.intercepts)
    if len(given) != size or len(set(given)) != size:
        raise BarriersError(f"names takes {size} different names, one a column; got {len(given)}")
    whole = (*given, *("intercept" for _ in found.problem.intercepts))
    return replace(found, problem=replace(found.problem, names=whole))


def names_of(problem: Regression | Program | RootProblem) -> tuple[str, ...]:
    """Return the names of the columns, x0, x1, … if they have none.

    >>> names_of(Regression.lasso([[2, 1]], [1], 1))
    ('x0', 'x1')
    """
    return problem.names or tuple(f"x{j}" for j in range(problem.size))
