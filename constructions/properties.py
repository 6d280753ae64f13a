"""Properties of networks at a point: "and" and "or" over linear inequalities in inputs x and outputs y, exactly (V).

The excess of an inequality is its left side less its bound.  That of a property is the least number by which all bounds
together must rise for it to hold, strictness aside: the largest of an "and", the smallest of an "or".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from theory.exact import write_rational

__all__ = ["Formula", "Inequality", "Judged", "Junction", "Property", "Tensor"]

Terms = tuple[tuple[int, Fraction], ...]
"""Coefficients, not 0, by increasing index."""


@dataclass(frozen=True)
class Inequality:
    """A sum of coefficients times x_i and y_j is at most the bound, or below it if `strict`; `said` is where and how.

    >>> Inequality((), ((0, Fraction(2)),), Fraction(3), False).excess([], [Fraction(5)])
    Fraction(7, 1)
    """

    x: Terms
    y: Terms
    bound: Fraction
    strict: bool
    said: str = field(default="", compare=False)

    @property
    def is_bound(self) -> bool:
        """Whether it bounds one input, above or below."""
        return not self.y and len(self.x) == 1 and abs(self.x[0][1]) == 1

    def excess(self, x: Sequence[Fraction], y: Sequence[Fraction]) -> Fraction:
        """Return the left side less the bound."""
        left = sum((c * x[i] for i, c in self.x), Fraction(0)) + sum((c * y[j] for j, c in self.y), Fraction(0))
        return left - self.bound


@dataclass(frozen=True)
class Junction:
    """All of the parts if `every`, else one of them at least; there is a part."""

    every: bool
    parts: tuple[Formula, ...]


Formula = Inequality | Junction


@dataclass(frozen=True)
class Judged:
    """What a formula is at a point: its excess, whether it holds, and an inequality that has this excess."""

    excess: Fraction
    holds: bool
    decisive: Inequality

    @property
    def rank(self) -> tuple[Fraction, bool]:
        """The excess, and of equal ones what holds first."""
        return self.excess, not self.holds


def judged(formula: Formula, x: Sequence[Fraction], y: Sequence[Fraction]) -> Judged:
    """Decide a formula at a point, exactly.

    >>> low, high = (Inequality(((0, Fraction(1)),), (), Fraction(b), False) for b in (1, 2))
    >>> judged(Junction(False, (low, high)), [Fraction(3)], []).excess
    Fraction(1, 1)
    """
    if isinstance(formula, Junction):
        parts = (judged(part, x, y) for part in formula.parts)
        return (max if formula.every else min)(parts, key=lambda part: part.rank)
    excess = formula.excess(x, y)
    return Judged(excess, excess < 0 or (excess == 0 and not formula.strict), formula)


def leaves(formula: Formula) -> Iterator[Inequality]:
    """Yield the inequalities of a formula."""
    if isinstance(formula, Inequality):
        yield formula
    else:
        for part in formula.parts:
            yield from leaves(part)


def _flat(formula: Formula) -> Iterator[Formula]:
    """Yield the formulas that must all hold."""
    if isinstance(formula, Junction) and formula.every:
        for part in formula.parts:
            yield from _flat(part)
    else:
        yield formula


def _tree(formula: Formula) -> dict[str, Any]:
    """Return a formula as the JSON tree of a certificate."""
    if isinstance(formula, Junction):
        return {"and" if formula.every else "or": [_tree(part) for part in formula.parts]}
    x, y = ([[i, write_rational(c)] for i, c in terms] for terms in (formula.x, formula.y))
    return {"x": x, "y": y, "bound": write_rational(formula.bound), "strict": formula.strict}


@dataclass(frozen=True)
class Tensor:
    """The name, the element type and the shape of a network's input or output, as a file declares them."""

    name: str
    type: str
    shape: tuple[int, ...]


@dataclass(frozen=True)
class Property:
    """Formulas that must all hold, of a network with so many inputs and outputs; tensors if VNN-LIB 2.0 names them."""

    inputs: int
    outputs: int
    formulas: tuple[Formula, ...]
    tensors: tuple[Tensor, Tensor] | None = field(default=None, compare=False)

    def judged(self, x: Sequence[Fraction], y: Sequence[Fraction]) -> Judged:
        """Decide the property at x with the outputs y, and find its excess (V)."""
        return judged(Junction(True, self.formulas), x, y)

    def in_box(self, x: Sequence[Fraction]) -> Judged | None:
        """Decide what must hold of the inputs alone, the box as a rule; None if nothing must."""
        alone = tuple(f for f in _flat(Junction(True, self.formulas)) if not any(leaf.y for leaf in leaves(f)))
        return judged(Junction(True, alone), x, ()) if alone else None

    def tree(self) -> dict[str, Any]:
        """Return the JSON tree that certificates hold."""
        return _tree(Junction(True, self.formulas))
