"""SMT-LIB scripts: the questions in the solvers' own standard language, so that a file replays each of them.

A term is a string; a script declares constants, names terms, and requires conditions.  Nothing here knows a solver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

__all__ = ["Script", "absolute", "affine", "both", "either", "negative", "no", "number", "plus", "rho", "times"]


def number(value: Fraction | int) -> str:
    """Return a rational as a term of sort Real.

    >>> number(Fraction(-3, 4)), number(2)
    ('(- (/ 3.0 4.0))', '2.0')
    """
    exact = Fraction(value)
    size = f"{abs(exact.numerator)}.0"
    size = size if exact.denominator == 1 else f"(/ {size} {exact.denominator}.0)"
    return size if exact >= 0 else f"(- {size})"


def _chain(operator: str, terms: Sequence[str], neutral: str) -> str:
    return f"({operator} {' '.join(terms)})" if len(terms) > 1 else (terms[0] if terms else neutral)


def plus(*terms: str) -> str:
    """Return the sum of any number of terms."""
    return _chain("+", terms, number(0))


def both(*conditions: str) -> str:
    """Return the conjunction of any number of conditions."""
    return _chain("and", conditions, "true")


def either(*conditions: str) -> str:
    """Return the disjunction of any number of conditions."""
    return _chain("or", conditions, "false")


def no(condition: str) -> str:
    """Return the negation of a condition."""
    return f"(not {condition})"


def negative(term: str) -> str:
    """Return minus a term."""
    return f"(- {term})"


def times(left: str, right: str) -> str:
    """Return a product."""
    return f"(* {left} {right})"


def affine(weights: Sequence[Fraction], terms: Sequence[str], bias: Fraction) -> str:
    """Return sum of weights_i terms_i + bias, leaving out what is zero.

    >>> affine([Fraction(2), Fraction(0)], ["x", "y"], Fraction(1))
    '(+ (* 2.0 x) 1.0)'
    """
    products = [times(number(w), term) for w, term in zip(weights, terms, strict=True) if w]
    return plus(*products, *([number(bias)] if bias or not products else []))


def rho(term: str) -> str:
    """Return max(0, term), from the definition; the term is repeated, so it should be a name.

    >>> rho("z")
    '(ite (> z 0.0) z 0.0)'
    """
    return f"(ite (> {term} 0.0) {term} 0.0)"


def absolute(term: str) -> str:
    """Return the absolute value; the term is repeated, so it should be a name."""
    return f"(ite (>= {term} 0.0) {term} (- {term}))"


@dataclass
class Script:
    """One question: is there an assignment of the declared constants under which all requirements hold?

    >>> script = Script()
    >>> x = script.real("x")
    >>> script.require(f"(< {x} {number(0)})")
    >>> print(script.text())
    (set-logic QF_LRA)
    (declare-const x Real)
    (assert (< x 0.0))
    (check-sat)
    <BLANKLINE>
    """

    linear: bool = True
    lines: list[str] = field(default_factory=list)

    def real(self, name: str) -> str:
        """Declare a real constant and return its name."""
        self.lines.append(f"(declare-const {name} Real)")
        return name

    def truth(self, name: str) -> str:
        """Declare a truth value and return its name."""
        self.lines.append(f"(declare-const {name} Bool)")
        return name

    def define(self, name: str, term: str) -> str:
        """Give a real term a name and return that."""
        self.lines.append(f"(define-fun {name} () Real {term})")
        return name

    def require(self, condition: str) -> None:
        """Add a condition."""
        self.lines.append(f"(assert {condition})")

    def text(self) -> str:
        """Return the script in SMT-LIB 2.6, which `z3 FILE` and `cvc5 FILE` replay."""
        logic = "QF_LRA" if self.linear else "QF_NRA"
        return "\n".join([f"(set-logic {logic})", *self.lines, "(check-sat)", ""])
