"""The constants of an ONNX graph, and what its nodes make of constants alone: exactly, and in bounded work.

Claims no result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from math import isqrt, prod
from typing import Any

import numpy as np

from constructions.interchange.onnx_nodes import Node
from constructions.interchange.onnx_tensors import BOOLEAN, DOUBLE, FLOATS, INTEGER, SINGLE, TYPES, array_of
from constructions.interchange.onnx_views import MAX_AXES, MOVES, axis_of, permutation, target
from constructions.interchange.stack import MAX_WEIGHTS, Stack, exact, words_of
from theory.exact import BarriersError

__all__ = ["Constant", "constant_of", "folded", "rational_root"]

Operands = Sequence["Constant | None"]
ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "Add": np.add, "Sum": np.add, "Sub": np.subtract, "Mul": np.multiply, "Div": np.divide,
    "Max": np.maximum, "Min": np.minimum, "Relu": np.maximum, "Neg": lambda value, zero: zero - value,
}  # fmt: skip
"""What two arrays of rationals make; Relu and Neg take a 0."""


@dataclass(frozen=True, eq=False)
class Constant:
    """An array of the element type `element`: of its floats, of int64, of bools, or of the rationals made of floats."""

    element: int
    array: Any

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape."""
        found: tuple[int, ...] = self.array.shape
        return found

    @property
    def rationals(self) -> Any:
        """The array of the rationals that it holds; raises `BarriersError` for NaN and infinities."""
        if self.array.dtype == object:
            return self.array
        found = np.empty(self.array.size, dtype=object)
        found[:] = exact(self.array.reshape(-1), "a constant")
        return found.reshape(self.shape)

    @property
    def integers(self) -> list[int]:
        """Its numbers in order, where shapes and axes are told: raises `BarriersError` unless they are few integers."""
        if self.array.dtype != np.int64 or self.array.size > MAX_AXES:
            raise BarriersError(f"shapes and axes must be at most {MAX_AXES} integers")
        return [int(v) for v in self.array.reshape(-1)]

    def as_type(self, element: int) -> Constant:
        """Return the constant after a Cast: rounded to nearest, as the file says."""
        if element not in TYPES or (element != self.element and BOOLEAN in (element, self.element)):
            raise BarriersError("a Cast to or from this type is not read")
        if element == self.element or (element not in FLOATS and self.element not in FLOATS):
            return replace(self, element=element)
        if element not in (SINGLE, DOUBLE) or self.array.dtype == object:
            raise BarriersError("only constants as they are in the file are cast, to single or double precision")
        with np.errstate(over="ignore"):  # an infinity is refused where it is used
            return Constant(element, self.array.astype(TYPES[element][0]))


def constant_of(node: Node) -> Constant:
    """Return what a Constant holds."""
    if len(node.attributes) != 1 or node.inputs:
        raise BarriersError("a Constant with one value is wanted")
    ((key, value),) = node.attributes.items()
    if key == "value":
        return Constant(value.data_type, array_of(value))
    kind, dtype = (SINGLE, np.float32) if "float" in key else (INTEGER, np.int64)
    return Constant(kind, np.array(value, dtype=dtype))


def rational_root(value: Fraction) -> Fraction | None:
    """Return the square root of a rational if it is one.

    >>> rational_root(Fraction(9, 4)), rational_root(Fraction(2))
    (Fraction(3, 2), None)
    """
    if value < 0:
        return None
    found = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    return found if found * found == value else None


def folded(node: Node, operands: Operands, stack: Stack) -> Constant:
    """Return what a node makes of constants; the work counts as that of the stack, which is bounded."""
    if not operands or operands[0] is None:
        raise BarriersError("its first input is missing")
    first, operator = operands[0], node.operator
    if operator in ARITHMETIC:
        given = [value for value in operands if value is not None]
        if operator in ("Neg", "Relu"):
            given.append(Constant(first.element, np.zeros((), dtype=first.array.dtype)))
        if len(given) < len(operands) or (operator == "Div" and not all(given[1].rationals.reshape(-1))):
            raise BarriersError("a division by zero, or an input is missing")
        return _exactly(ARITHMETIC[operator], given, stack)
    if operator == "MatMul":
        return _product(first, operands[1], stack)
    if operator not in SELECTIONS:
        raise BarriersError("it is not read where all its inputs are constants")
    return SELECTIONS[operator](node, first, operands[1:])


def _moved(node: Node, first: Constant, others: Operands) -> Constant:
    numbers = others[0].integers if others and others[0] else None
    return replace(first, array=first.array.reshape(target(node, first.shape, numbers)))


def _concat(node: Node, first: Constant, others: Operands) -> Constant:
    arrays = [first.array, *(value.array for value in others if value is not None and value.element == first.element)]
    if len(arrays) <= len(others) or sum(a.size for a in arrays) > MAX_WEIGHTS:
        raise BarriersError("arrays of one type are joined, no larger than a network may be")
    try:
        return replace(
            first, array=np.concatenate(arrays, axis=axis_of(node.attributes.get("axis", 0), arrays[0].ndim))
        )
    except ValueError:
        raise BarriersError("the shapes of what is joined do not fit") from None


def _gather(node: Node, first: Constant, others: Operands) -> Constant:
    if not others or others[0] is None:
        raise BarriersError("an array and indices are wanted")
    array, indices = first.array, others[0].array
    axis = axis_of(node.attributes.get("axis", 0), array.ndim)
    most = array.shape[axis]
    if indices.dtype != np.int64 or not -most <= indices.min() <= indices.max() < most:
        raise BarriersError(f"the indices must be integers, of {most} entries")
    if array.size // most * indices.size > MAX_WEIGHTS or array.ndim + indices.ndim > MAX_AXES + 1:
        raise BarriersError(f"more than {MAX_WEIGHTS} entries are gathered")
    return replace(first, array=np.take(array, indices, axis=axis))


def _slice(node: Node, first: Constant, others: Operands) -> Constant:
    array = first.array
    if others:
        told = [None if value is None else value.integers for value in others]
    else:
        told = [node.attributes.get(key) for key in ("starts", "ends", "axes")]
    starts, ends, axes, steps = [*told, *[None] * 3][:4]
    count = len(starts or ())
    ranges = [starts or [], ends or [], range(count) if axes is None else axes, [1] * count if steps is None else steps]
    if not count or {len(numbers) for numbers in ranges} != {count} or min(ranges[3]) < 1:
        raise BarriersError("starts, ends, axes and steps forward do not fit")
    cut = [slice(None)] * array.ndim
    for start, end, axis, step in zip(*ranges, strict=True):
        cut[axis_of(axis, array.ndim)] = slice(start, end, step)
    found = array[tuple(cut)]
    if not found.size:
        raise BarriersError("nothing is left")
    return replace(first, array=found)


def _exactly(operation: Callable[[Any, Any], Any], operands: Sequence[Constant], stack: Stack) -> Constant:
    """Return the result of exact arithmetic: rationals for floats, whole numbers, rounded towards 0, for integers."""
    element = operands[0].element
    if any(value.element != element for value in operands) or element == BOOLEAN:
        raise BarriersError("constants of one type are wanted, floats or integers")
    try:
        shape = np.broadcast_shapes(*(value.shape for value in operands))
    except ValueError:
        raise BarriersError("the shapes of the constants do not fit") from None
    if prod(shape) > MAX_WEIGHTS or len(shape) > MAX_AXES:
        raise BarriersError(f"a constant of the shape {shape!s:.60} is too large")

    def one(left: Any, right: Any) -> Any:
        stack.spend(prod(shape), words_of(left.reshape(-1)), words_of(right.reshape(-1)))
        return np.asarray(operation(left, right), dtype=object)

    found = np.broadcast_to(reduce(one, [value.rationals for value in operands]), shape)
    if element in FLOATS:
        return Constant(element, found)
    numbers = [int(v) for v in found.reshape(-1)]
    if any(not -(2**63) <= v < 2**63 for v in numbers):
        raise BarriersError("an integer of more than 64 bits")
    return Constant(element, np.array(numbers, dtype=np.int64).reshape(shape))


def _product(left: Constant, right: Constant | None, stack: Stack) -> Constant:
    if right is None or left.array.ndim != 2 or right.array.ndim != 2:
        raise BarriersError("only matrices of constants are multiplied")
    if left.element != right.element or left.element not in FLOATS or left.shape[1] != right.shape[0]:
        raise BarriersError(f"constants of the shapes {left.shape} and {right.shape} have no product")
    if left.shape[0] * right.shape[1] > MAX_WEIGHTS:
        raise BarriersError("the product of the constants is too large")
    rows = stack.product(left.rationals.tolist(), right.rationals.tolist())
    found = np.empty((len(rows), len(rows[0])), dtype=object)
    found[:] = rows
    return Constant(left.element, found)


SELECTIONS: dict[str, Callable[[Node, Constant, Operands], Constant]] = {
    "Identity": lambda _, first, __: first, "Dropout": lambda _, first, __: first,
    "Cast": lambda node, first, _: first.as_type(node.attributes.get("to", 0)),
    "Transpose": lambda node, first, _: replace(
        first, array=first.array.transpose(permutation(node, first.array.ndim))
    ),
    **dict.fromkeys(MOVES, _moved),
    "Concat": _concat, "Gather": _gather, "Slice": _slice,
}  # fmt: skip
"""What passes entries of constants on."""
