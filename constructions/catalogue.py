"""The families that `barriers defeat` knows by name, with an accuracy at which their proposition applies."""

from __future__ import annotations

from fractions import Fraction

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
}
"""Names and what they stand for."""


def named_family(name: str, *, digits: int = 2, norm: str = "2") -> tuple[Family, Fraction]:
    """Return a family and a default accuracy; raises `BarriersError` for an unknown name.

    >>> named_family("C:P3", digits=3)[1]
    Fraction(1, 1000)
    """
    if name == "B":
        return minimiser_family(), Fraction(6, 25)
    if name == "B:networks":
        return minimiser_family(networks=True), Fraction(12, 25)
    if name == "D":
        return linear_program_family(norm), Fraction(49, 100)
    if name in NAMES:
        letter, kind = name.split(":")
        weak = letter == "W"
        family = digits_family(InverseProblem(kind), digits, weak=weak)
        scale: int = 10 ** (digits - 1 if weak else digits)
        return family, Fraction(1, scale)
    raise BarriersError(f"no family is called {name!r:.60}; there are {', '.join(NAMES)}, or MODULE:OBJECT")
