"""The families that `barriers defeat` knows by name, with an accuracy at which their proposition applies."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from constructions.gallery.table import GALLERY
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program_family
from constructions.minimisers import minimiser_family
from constructions.trust.deciding import program_trust_family, support_family, trust_family
from theory.exact import BarriersError
from theory.families import Family

__all__ = ["NAMES", "PARAMETERS", "named_family"]

NAMES = {
    "B": "predictions of approximate minimisers, sup cost (kappa = 1/2)",
    "B:networks": "the same with networks as outputs",
    "C:P1": "K digits of basis pursuit (--digits K)",
    "C:P2": "K digits of the LASSO",
    "C:P3": "K digits of the square-root LASSO",
    "D": "linear programs (--norm 1|2|inf)",
    "W:P1": "K-1 digits of P1, P2, P3 under a bound on the level (--max-level)",
    "W:P2": "",
    "W:P3": "",
    "T4:C:P2": "the support of a minimiser of the LASSO (T4)",
    "T4:D": "the same of linear programs",
    "T5:P2": "whether all data within a radius have one minimiser of the LASSO, all of one support (T5)",
    "T5:LP": "the same of a linear program",
    **{f"gallery:{name}": problem.asks for name, problem in GALLERY.items()},
}
"""Names and what they stand for."""
_INVERSE = ("lambda", "eta", "m", "columns", "q")
_PROGRAM = ("alpha", "y1", "m", "columns")
PARAMETERS = {"B": (), "C": _INVERSE, "D": _PROGRAM, "W": _INVERSE, "T4": (), "T5": ("radius",), "gallery": ()}
"""Parameters by the letter of a family: rationals, numbers of rows m and of columns N, an orthogonal matrix q."""


def named_family(
    name: str, *, digits: int | None = None, norm: str | None = None, parameters: Mapping[str, Any] | None = None
) -> tuple[Family, Fraction]:
    """Return a family and a default accuracy; K = 2 digits and the norm 2 unless given, no more columns than needed.

    Raises `BarriersError` for an unknown name, and for digits, a norm or a parameter that the family does not have.

    >>> named_family("C:P3", digits=3)[1], named_family("D", parameters={"alpha": 2, "m": 2})[0].problem(1).outputs
    (Fraction(1, 1000), 4)
    """
    if name not in NAMES:
        raise BarriersError(f"no family is called {name!r:.60}; there are {', '.join(NAMES)}, or MODULE:OBJECT")
    letter, _, kind = name.partition(":")
    if digits is not None and letter not in "CW" and name != "T4:C:P2":
        raise BarriersError(f"the family {name} has no digits K, got {digits}: only C and W have, leave it out")
    if norm is not None and letter != "D":
        raise BarriersError(f"the family {name} has one norm, got {norm!r:.20}: only D has several, leave it out")
    given = dict(parameters or {})
    unused = {"P1": "lambda", "P2": "eta", "P3": "eta"}.get(kind)
    names = [key for key in PARAMETERS[letter] if key != unused]
    if unknown := [key for key in given if key not in names]:
        known = ", ".join(names) or "none: its parameters are fixed"
        raise BarriersError(f"the family {name} has no parameter {unknown[0]!r:.40}; it has {known}")
    if letter == "T4":
        return support_family(named_family(kind, digits=digits)[0]), Fraction(0)
    if letter == "T5":
        make = trust_family if kind == "P2" else program_trust_family
        return make(given.get("radius", "1/8")), Fraction(0)
    if letter == "gallery":
        return GALLERY[kind].family, GALLERY[kind].accuracy
    if letter == "B":
        return (minimiser_family(networks=True), Fraction(12, 25)) if kind else (minimiser_family(), Fraction(6, 25))
    if letter == "D":
        shape = {"columns": given.get("m", 1) + 2, **given}
        largest = Fraction(given.get("y1", 1)) / (given.get("alpha") or 1)
        return linear_program_family("2" if norm is None else norm, **shape), Fraction(49, 100) * largest
    weak, count = letter == "W", 2 if digits is None else digits
    m, lam, eta = given.get("m", 1), Fraction(given.get("lambda", 1)), Fraction(given.get("eta", 0))
    posed = InverseProblem(kind, lam, eta, m, given.get("columns", m + 1), given.get("q"))
    family = digits_family(posed, count, weak=weak)
    scale: int = 10 ** (count - 1 if weak else count)
    return family, Fraction(1, scale)
