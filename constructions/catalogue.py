"""The families that `barriers defeat` knows by name, with an accuracy at which their proposition applies."""

from __future__ import annotations

from fractions import Fraction

from constructions.gallery.table import GALLERY
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program_family
from constructions.minimisers import minimiser_family
from theory.exact import BarriersError
from theory.families import Family

__all__ = ["NAMES", "named_family"]

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
    **{f"gallery:{name}": problem.asks for name, problem in GALLERY.items()},
}
"""Names and what they stand for."""


def named_family(name: str, *, digits: int | None = None, norm: str | None = None) -> tuple[Family, Fraction]:
    """Return a family and a default accuracy; K = 2 digits and the norm 2 unless given.

    Raises `BarriersError` for an unknown name, and for digits or a norm that the family does not have.

    >>> named_family("C:P3", digits=3)[1]
    Fraction(1, 1000)
    """
    if name not in NAMES:
        raise BarriersError(f"no family is called {name!r:.60}; there are {', '.join(NAMES)}, or MODULE:OBJECT")
    letter, _, kind = name.partition(":")
    if digits is not None and letter not in "CW":
        raise BarriersError(f"the family {name} has no digits K, got {digits}: only C and W have, leave it out")
    if norm is not None and letter != "D":
        raise BarriersError(f"the family {name} has one norm, got {norm!r:.20}: only D has several, leave it out")
    if letter == "gallery":
        return GALLERY[kind].family, GALLERY[kind].accuracy
    if letter == "B":
        return (minimiser_family(networks=True), Fraction(12, 25)) if kind else (minimiser_family(), Fraction(6, 25))
    if letter == "D":
        return linear_program_family("2" if norm is None else norm), Fraction(49, 100)
    weak, count = letter == "W", 2 if digits is None else digits
    family = digits_family(InverseProblem(kind), count, weak=weak)
    scale: int = 10 ** (count - 1 if weak else count)
    return family, Fraction(1, scale)
