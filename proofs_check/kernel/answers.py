"""By result or problem: one answer for all data within radii (T1, T2), two that differ there (T3), exact ones (T0)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import programs, regression, regression_pairs, roots, solution
from .reading import Malformed


def check_trust(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions of kind `trust` in order; return what was checked."""
    return TRUSTED[result](claim, witness, result)


def check_two(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions of kind `two-answers` in order; return what was checked."""
    check = DIFFERENT.get(str(claim["problem"])) if isinstance(claim, dict) and "problem" in claim else None
    if check is None:
        raise Malformed(f"a claim of {result} has a problem: {', '.join(DIFFERENT)}")
    return check(claim, witness)


def check_solution(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions of kind `solution` in order; return what was checked."""
    problem = str(claim["problem"]) if isinstance(claim, dict) and "problem" in claim else ""
    return SOLVED.get(problem, solution.check)(claim, witness, result)


TRUSTED: dict[str, Callable[[Any, Any, str], list[str]]] = {"T1": regression.check, "T2": programs.check}
"""By result of kind `trust`."""
DIFFERENT: dict[str, Callable[[Any, Any], list[str]]] = {
    "LASSO": regression_pairs.check,
    "LP": programs.check_two,
}
"""By problem of kind `two-answers`."""
SOLVED: dict[str, Callable[[Any, Any, str], list[str]]] = {
    "LASSO": solution.check,
    "LP": solution.check,
    "P1": roots.check,
    "P3": roots.check,
}
"""By problem of kind `solution`."""
