"""The language of the symbolic proofs: relations between rational functions, written as text and parsed here.

A relation such as `a/(k + 3/4) - a/(k + 1) >= 1/((4*k + 3)*(2*k + 2))` becomes a quotient of two polynomials over the
rationals and the list of everything that was divided by, each of which the verifier wants to see positive.  sympy
expands the polynomials; nothing is simplified, cancelled or decided by it.  Claims no result.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from typing import Any

from sympy import QQ, Poly, Symbol

from theory.exact import BarriersError

__all__ = ["Ratio", "Refused", "Relation", "constant", "evaluate", "expression", "names", "symbol"]

SIGNS = {ast.GtE: ">=", ast.Gt: ">", ast.LtE: "<=", ast.Lt: "<", ast.Eq: "=="}
ARITHMETIC = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
OPPOSITE = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


class Refused(BarriersError):
    """A proof is wrong; the message names the proof, the step and what is wrong with it."""


@cache
def symbol(name: str) -> Ratio:
    """Return the polynomial that is this symbol."""
    return Ratio(Poly(Symbol(name), Symbol(name), domain=QQ), _poly(1))


@cache
def constant(value: int | Fraction) -> Ratio:
    """Return a rational number as a constant polynomial."""
    return Ratio(_poly(Fraction(value)), _poly(1))


@cache
def _poly(value: int | Fraction) -> Any:
    exact = Fraction(value)
    return Poly(QQ(exact.numerator, exact.denominator), Symbol("_"), domain=QQ)


@dataclass(frozen=True)
class Ratio:
    """A quotient top/bottom of polynomials over Q, never reduced, and the `divisors` whose product is its bottom.

    `factors` is the top as it was written, factor by factor, so that dividing by a product divides by each factor.
    """

    top: Any
    bottom: Any
    divisors: tuple[Any, ...] = ()
    written: tuple[Any, ...] = ()

    @property
    def factors(self) -> tuple[Any, ...]:
        """The factors whose product is the top."""
        return self.written or (self.top,)

    def __add__(self, other: Ratio) -> Ratio:
        if self.bottom == other.bottom:
            return Ratio(self.top + other.top, self.bottom, self.divisors + other.divisors)
        top = self.top * other.bottom + other.top * self.bottom
        return Ratio(top, self.bottom * other.bottom, self.divisors + other.divisors)

    def __neg__(self) -> Ratio:
        return Ratio(-self.top, self.bottom, self.divisors)

    def __sub__(self, other: Ratio) -> Ratio:
        return self + (-other)

    def __mul__(self, other: Ratio) -> Ratio:
        divisors = self.divisors + other.divisors
        return Ratio(self.top * other.top, self.bottom * other.bottom, divisors, self.factors + other.factors)

    def __truediv__(self, other: Ratio) -> Ratio:
        if other.top.is_zero:
            raise Refused("a division by zero")
        divisors = self.divisors + other.divisors + other.factors
        return Ratio(self.top * other.bottom, self.bottom * other.top, divisors)

    def __pow__(self, exponent: int) -> Ratio:
        power = constant(1)
        for _ in range(exponent):
            power = power * self
        return power

    def equals(self, other: Ratio) -> bool:
        """Decide equality as rational functions: the cross-multiplied difference is the zero polynomial."""
        return bool((self.top * other.bottom - other.top * self.bottom).is_zero)


@cache
def expression(text: str) -> ast.expr:
    """Parse an expression; raises `Refused` if the text is none."""
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise Refused(f"{text!r} is not an expression: {error.msg}") from None


def names(tree: ast.AST) -> frozenset[str]:
    """Return the names that occur in an expression."""
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))


def evaluate(tree: ast.expr, value: Callable[[str], Any], number: Callable[[int], Any]) -> Any:
    """Evaluate +, -, *, / and constant powers in any field: polynomials to prove, `Fraction` to look at instances.

    The power 0 is none: (1/x)**0 would forget that x must not be 0.

    >>> evaluate(expression("(x + 1/2)**2"), {"x": Fraction(1, 2)}.__getitem__, Fraction)
    Fraction(1, 1)
    """
    match tree:
        case ast.Constant(value=int() as n) if not isinstance(n, bool):
            result = number(n)
        case ast.Name(id=name):
            result = value(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            result = -evaluate(operand, value, number)
        case ast.BinOp(left=base, op=ast.Pow(), right=ast.Constant(value=int() as n)) if n is not True and n > 0:
            result = evaluate(base, value, number) ** n
        case ast.BinOp(left=left, op=op, right=right) if type(op) in ARITHMETIC:
            result = ARITHMETIC[type(op)](evaluate(left, value, number), evaluate(right, value, number))
        case _:
            raise Refused(f"{ast.unparse(tree)!r} is not built from integers, symbols, +, -, *, / and powers 1, 2, …")
    return result


@dataclass(frozen=True)
class Relation:
    """One of left >= right, >, <=, <, == between rational functions of symbols.

    >>> Relation("n + 1 > k").holds({"n": Fraction(2), "k": Fraction(3)})
    False
    """

    text: str

    @cached_property
    def _parts(self) -> tuple[ast.expr, str, ast.expr]:
        match expression(self.text):
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in SIGNS:
                return left, SIGNS[type(op)], right
        raise Refused(f"{self.text!r} is not one relation")

    @property
    def sign(self) -> str:
        """What is claimed of `value`: ">=", ">" or "==" (than or to zero)."""
        return {"<=": ">=", "<": ">"}.get(self._parts[1], self._parts[1])

    @property
    def names(self) -> frozenset[str]:
        """The symbols that occur."""
        return names(expression(self.text))

    def defines(self) -> tuple[str, ast.expr] | None:
        """Return (x, expression) if the relation reads `x == expression`, else None.

        >>> Relation("x_next == x/2").defines()[0], Relation("x >= 1").defines()
        ('x_next', None)
        """
        left, sign, right = self._parts
        return (left.id, right) if sign == "==" and isinstance(left, ast.Name) else None

    @cached_property
    def value(self) -> Ratio:
        """The larger side minus the smaller one."""
        return self.value_at(symbol)

    def value_at(self, of: Callable[[str], Ratio]) -> Ratio:
        """Return the larger side minus the smaller one, with `of` in place of the symbols."""
        left, sign, right = self._parts
        first, second = evaluate(left, of, constant), evaluate(right, of, constant)
        difference: Ratio = second - first if sign in ("<=", "<") else first - second
        return difference

    def holds(self, point: Mapping[str, Fraction]) -> bool:
        """Decide the relation at a rational point, in `Fraction`s."""
        left, sign, right = self._parts
        first, second = (evaluate(side, point.__getitem__, Fraction) for side in (left, right))
        return bool(
            {">=": first >= second, ">": first > second, "<=": first <= second, "<": first < second}.get(
                sign, first == second
            )
        )

    def instance(self, values: Mapping[str, str]) -> Relation:
        """Return the relation with expressions in place of symbols.

        >>> Relation("2*x >= y").instance({"x": "n + 1"}).text
        '2 * (n + 1) >= y'
        """

        class Replace(ast.NodeTransformer):
            def visit_Name(self, node: ast.Name) -> ast.expr:
                return expression(values[node.id]) if node.id in values else node

        tree = ast.parse(self.text, mode="eval")
        return Relation(ast.unparse(Replace().visit(tree)))

    def negation(self) -> Relation:
        """Return the opposite relation; raises `Refused` for an equation, whose opposite is not one relation."""
        left, sign, right = self._parts
        if sign not in OPPOSITE:
            raise Refused(f"{self.text!r} has two opposites")
        return Relation(f"{ast.unparse(left)} {OPPOSITE[sign]} {ast.unparse(right)}")
