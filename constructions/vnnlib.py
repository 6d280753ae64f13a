"""VNN-LIB: questions about networks in the language of the verifiers' competition, written exactly.

A question asks for a point of a closed box at which every listed output is on the listed side of its bound.  Versions
2.0 and 1 are written, in plain decimals; a number that has no short one must be rounded first, inwards.  What is read
back, in `constructions.vnnlib_reading`, is the rational in the file.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from constructions.properties import Inequality, Property
from theory.exact import BarriersError, brief, largest_power_of_two, nearest_double
from theory.layers import Layer
from theory.networks import ReluNetwork
from theory.piecewise import Interval

__all__ = ["BoxProperty", "boxed", "component", "inwards", "plain_decimal", "property_text", "witness_on_line"]

PLACES = 400
"""Most decimal places that are written; doubles of 10^-100 and more need no more."""
Side = Literal["<=", ">="]


@dataclass(frozen=True)
class BoxProperty:
    """Is there x in the box, lo_i <= x_i <= hi_i, with every listed (i, side, bound): y_i on that side of the bound?

    >>> question = BoxProperty(((Fraction(0), Fraction(1)),), ((0, ">=", Fraction(2)),))
    >>> phi = ReluNetwork.of([([[1]], [0]), ([[3]], [0])])
    >>> question.holds(phi.layers, [Fraction(1)]), question.holds(phi.layers, [Fraction(2)])
    (True, False)
    """

    box: tuple[tuple[Fraction, Fraction], ...]
    outputs: tuple[tuple[int, Side, Fraction], ...]

    def holds(self, layers: Sequence[Layer], x: Sequence[Fraction]) -> bool:
        """Decide exactly whether x is such a point for the network of these layers."""
        if len(x) != len(self.box) or not all(lo <= v <= hi for v, (lo, hi) in zip(x, self.box, strict=True)):
            return False
        for index, side, bound in self.outputs:
            y = component(layers, index)(x)
            if y > bound if side == "<=" else y < bound:
                return False
        return True


def component(layers: Sequence[Layer], index: int) -> ReluNetwork:
    """Return output number `index` as a network, without the neurons that have no part in it."""
    kept = [index]
    found: list[Layer] = []
    for depth in range(len(layers) - 1, -1, -1):
        rows, bias = [layers[depth].weights[i] for i in kept], tuple(layers[depth].bias[i] for i in kept)
        columns = list(range(len(rows[0])))
        if depth:
            columns = [j for j in columns if any(row[j] for row in rows)] or [0]
        found.append(Layer(tuple(tuple(row[j] for j in columns) for row in rows), bias))
        kept = columns
    return ReluNetwork(tuple(reversed(found)))


def witness_on_line(layers: Sequence[Layer], asked: BoxProperty) -> tuple[Fraction, ...] | None:
    """Return a point that the property asks for, or None if there is none: decided exactly, for functions of x_1.

    Raises `BarriersError` if the network reads another coordinate.
    """
    if any(any(row[1:]) for row in layers[0].weights):
        raise BarriersError("only properties of functions of x_1 alone are decided here")
    (lo, hi), rest = asked.box[0], tuple(low for low, _ in asked.box[1:])
    where: list[Interval] = [Interval(lo, hi, True, True)]
    for index, side, bound in asked.outputs:
        function = component(layers, index).restrict([0, *(0 for _ in rest)], [1, *(0 for _ in rest)])
        values = Interval(None, bound, False, True) if side == "<=" else Interval(bound, None, True, False)
        parts = function.where(values, lo, hi)
        where = [both for part in parts for old in where if (both := old.intersect(part))]
    return (where[0].ends[0], *rest) if where else None


def plain_decimal(value: Fraction, places: int = PLACES) -> str | None:
    """Return a rational as a decimal with a point and no exponent, or None if that has more than so many places.

    >>> plain_decimal(Fraction(-1, 2**4)), plain_decimal(Fraction(7)), plain_decimal(Fraction(1, 3))
    ('-0.0625', '7.0', None)
    """
    scaled = value * 10**places
    if scaled.denominator > 1:
        return None
    digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
    decimals = digits[-places:].rstrip("0") or "0"
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{decimals}"


def inwards(lo: Fraction, hi: Fraction) -> tuple[Fraction, Fraction]:
    """Return an interval inside [lo, hi] whose ends are doubles, off by less than two units in the last place.

    Tools that read decimals as doubles then read just what is written.  Raises `BarriersError` if there is none.

    >>> lo, hi = inwards(Fraction(1, 3), Fraction(2, 3))
    >>> Fraction(1, 3) <= lo < hi <= Fraction(2, 3) and hi - lo > Fraction(1, 3) - Fraction(1, 2**51)
    True
    """
    left, right = -_double_below(-lo), _double_below(hi)
    if left > right:
        raise BarriersError(f"there is no double between {brief(lo)} and {brief(hi)}")
    return left, right


def _double_below(value: Fraction) -> Fraction:
    nearest = nearest_double(value)
    return nearest if nearest <= value else nearest - largest_power_of_two(abs(nearest)) / 2**52


def property_text(asked: BoxProperty, outputs: int, *, version: int, comments: Sequence[str] = ()) -> str:
    """Return the property of a network with so many outputs in VNN-LIB, version 1 or 2 (2.0).

    Raises `BarriersError` for a number that needs rounding.
    """

    def number(value: Fraction) -> str:
        text = plain_decimal(value)
        if text is None:
            raise BarriersError(f"a number of VNN-LIB must have a decimal of at most {PLACES} places")
        return text

    def variable(letter: str, index: int) -> str:
        return f"{letter}[0,{index}]" if version == 2 else f"{letter}_{index}"

    lines = [f"; {comment}" for comment in comments]
    if version == 2:
        lines += ["(vnnlib-version <2.0>)", "(declare-network N"]
        lines += [f"  (declare-input X real [1,{len(asked.box)}])", f"  (declare-output Y real [1,{outputs}])", ")"]
    else:
        sizes = (("X", len(asked.box)), ("Y", outputs))
        lines += [f"(declare-const {letter}_{i} Real)" for letter, size in sizes for i in range(size)]
    for i, (lo, hi) in enumerate(asked.box):
        lines += [f"(assert (>= {variable('X', i)} {number(lo)}))", f"(assert (<= {variable('X', i)} {number(hi)}))"]
    lines += [f"(assert ({side} {variable('Y', i)} {number(bound)}))" for i, side, bound in asked.outputs]
    return "\n".join([*lines, ""])


def boxed(asked: Property, name: str) -> BoxProperty:
    """Return a property that is read as one of a box and bounds of outputs; raises `BarriersError` for all others."""
    bounds: dict[tuple[int, str], Fraction] = {}
    outputs: list[tuple[int, Side, Fraction]] = []
    for found in asked.formulas:
        terms = [*found.x, *found.y] if isinstance(found, Inequality) and not found.strict else []
        if not isinstance(found, Inequality) or len(terms) != 1 or abs(terms[0][1]) != 1:
            raise BarriersError(f"{name}: only <= and >= between a variable and a number are wanted")
        ((index, sign),) = terms
        side: Side = "<=" if sign > 0 else ">="
        if found.y:
            outputs.append((index, side, sign * found.bound))
        elif (index, side) in bounds:
            raise BarriersError(f"{name}: {found.said} is a second bound of one input on one side")
        else:
            bounds[index, side] = sign * found.bound
    if not outputs or len(bounds) != 2 * asked.inputs:
        raise BarriersError(f"{name}: two bounds of every input and one of an output are wanted")
    box = tuple((bounds[i, ">="], bounds[i, "<="]) for i in range(asked.inputs))
    return BoxProperty(box, tuple(outputs))
