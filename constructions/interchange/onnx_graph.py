"""An ONNX graph as what it does to one vector: constants are folded, then each node is an affine map, rho, or nothing.

Only one value depends on the input at a time: a chain.  What follows its last layer is taken off.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np

from constructions.interchange.onnx_ends import Ending
from constructions.interchange.onnx_folding import Constant, constant_of, folded, rational_root
from constructions.interchange.onnx_maps import Linear, averages, convolution, product
from constructions.interchange.onnx_nodes import Node, needed
from constructions.interchange.onnx_tensors import DOUBLE, FLOATS, INTEGER, SINGLE, array_of
from constructions.interchange.onnx_views import MOVES, Mixed, View, permutation, target
from constructions.interchange.stack import MAX_WEIGHTS, Plan, Stack
from theory.exact import BarriersError, nearest_single, rational
from theory.layers import Layer

__all__ = ["MAX_NODES", "layers_of"]

MAX_NODES = 10_000
MAX_MOVED = 8 * MAX_WEIGHTS
"""Most entries that are copied from one place to another."""
LARGEST = {SINGLE: Fraction(2**24 - 1) * 2**104, DOUBLE: Fraction(2**53 - 1) * 2**971}
"""The largest numbers of a type: exporters write them for a bound that is none."""
EPSILON = nearest_single(Fraction(1, 10**5))
"""What a normalisation adds to the variance if it does not say."""
Vector = list[Fraction]


def layers_of(graph: Any, output: str, opset: int) -> tuple[tuple[Layer, ...], Ending]:
    """Return the layers from a graph's one input to an output, and what follows them.

    Raises `BarriersError` naming the node that is not read.
    """
    if len(graph.node) > MAX_NODES:
        raise BarriersError(f"{len(graph.node)} nodes are more than the {MAX_NODES} that are read")
    tensors: dict[str, Any] = {}
    for tensor in graph.initializer:
        if not tensor.name or tensor.name in tensors:
            raise BarriersError(f"the weights {tensor.name!r:.60} occur twice, or have no name")
        tensors[tensor.name] = tensor
    inputs = [value for value in graph.input if value.name not in tensors]
    if len(inputs) != 1:
        raise BarriersError(f"one input is wanted, got {len(inputs)}")
    element, axes = _input(inputs[0])
    nodes = list(needed(graph.node, [*tensors, inputs[0].name], output))
    batched = len(axes) > 1
    rows = (axes[0] or 1) if batched else 1
    shape = (1, *axes[1:]) if batched else axes

    def read(view: View) -> tuple[tuple[Layer, ...], Ending]:
        chain = _Chain(inputs[0].name, view, tensors, opset)
        for node in nodes:
            try:
                chain.append(node)
            except BarriersError as error:
                raise type(error)(f"{node.where}: {error}") from None
        return chain.layers(output), chain.ending

    try:
        return read(View.of(shape, element, rows, 0 if rows > 1 else None))
    except Mixed as error:
        if prod(axes) > MAX_WEIGHTS:
            raise BarriersError(str(error)) from None
        return read(View.of(axes, element))  # no batch, but one vector


def _input(value: Any) -> tuple[int, tuple[int, ...]]:
    """Return the element type and the shape of the input, with 0 for a batch of unknown size."""
    tensor = value.type.tensor_type
    if tensor.elem_type not in FLOATS:
        raise BarriersError(f"the input {value.name!r:.60} must be a tensor of single or double precision")
    axes = [axis.dim_value if axis.HasField("dim_value") else 0 for axis in tensor.shape.dim]
    if not axes or axes == [0]:
        raise BarriersError(f"the input {value.name!r:.60} must have the shape (batch, d), or d entries")
    sizes = axes[1:] if len(axes) > 1 else axes
    if min(sizes) < 1:
        raise BarriersError("only the first axis of the input, the batch, may be of unknown size")
    if len(axes) > 9 or prod(sizes) > MAX_WEIGHTS:
        raise BarriersError(f"the input has more than 8 axes or more than {MAX_WEIGHTS} entries")
    return tensor.elem_type, tuple(max(axis, 0) for axis in axes)


class _Chain:
    """The chain so far: `current` depends on the input and is seen as `view`; `plan` holds the maps up to there."""

    def __init__(self, name: str, view: View, tensors: dict[str, Any], opset: int) -> None:
        self.current, self.view, self.views = name, view, {name: view}
        self.tensors, self.constants, self.moved = tensors, dict[str, Constant](), 0
        self.plan, self.where, self.opset, self.ending = Plan(Stack(view.places.size)), "", opset, Ending()

    def append(self, node: Node) -> None:
        """Take one more node; raises `BarriersError` if the result is no chain of affine maps and ReLUs."""
        self.where = node.where
        if node.operator == "Constant":
            self.constants[node.output] = constant_of(node)
        elif node.operator == "Shape":
            self.constants[node.output] = self._shape(node)
        elif any(name in self.views for name in node.inputs):
            self._apply(node)
            self.views[node.output] = self.view
            self.current = self.current if node.output == self.ending.less else node.output
        else:
            found = folded(node, [self._constant(name) for name in node.inputs], self.plan.stack)
            self._move(found.array.size)
            self.constants[node.output] = found

    def layers(self, output: str) -> tuple[Layer, ...]:
        """Return the layers of what is called `output`."""
        if output != self.current:
            raise BarriersError("the output must be that of the last node, and depend on the input")
        order, width = self.view.order, self.plan.width
        if (order != np.arange(width)).any():
            chosen = Linear((width,), lambda matrix, _: matrix.__setitem__((np.arange(width), order), Fraction(1)))
            self._linear(chosen, None)
        return self.plan.layers()

    def _constant(self, name: str) -> Constant | None:
        if not name:
            return None
        if name not in self.constants:
            if name not in self.tensors:
                raise BarriersError(f"its input {name!r:.60} is nowhere defined before it")
            self.constants[name] = Constant(self.tensors[name].data_type, array_of(self.tensors[name]))
        return self.constants[name]

    def _move(self, entries: int) -> None:
        self.moved += entries
        if self.moved > MAX_MOVED:
            raise BarriersError(f"more than {MAX_MOVED} entries are copied before anything is computed")

    def _shape(self, node: Node) -> Constant:
        (name,) = node.inputs
        constant = None if name in self.views else self._constant(name)
        shape = self.views[name].shape if constant is None else constant.shape
        start, end = node.attributes.get("start", 0), node.attributes.get("end")
        found = np.array(shape[start:end], dtype=np.int64)
        if not found.size:
            raise BarriersError("nothing is left of the shape")
        return Constant(INTEGER, found)

    def _apply(self, node: Node) -> None:
        if self.ending.pairs(node, self.view, self.current):
            self._linear(
                Linear((1, 2), lambda matrix, _: matrix.__setitem__((1, 0), Fraction(1)), self.view.batch), None
            )
            return
        variable = [place for place, name in enumerate(node.inputs) if name in self.views]
        if [node.inputs[place] for place in variable] != [self.current]:
            raise BarriersError(
                f"it must take the output of the node before, {self.current!r:.60}, once: no branches, no residual Add"
            )
        if self.ending.takes(node, self.view, self.current, self._arrays(node), self.opset):
            return
        constants = [None if i in variable else self._constant(name) for i, name in enumerate(node.inputs)]
        OPERATORS.get(node.operator, _Chain._refuse)(self, node, variable[0], constants)

    def _arrays(self, node: Node) -> list[Any]:
        """Return the constant inputs of a node of the end, texts among them; None for the value that comes in."""
        if not self.ending.end or node.operator not in ("ArrayFeatureExtractor", "Sub"):
            return []
        return [None if name in self.views else self._texts(name) for name in node.inputs]

    def _texts(self, name: str) -> Any:
        """Return a constant as an array; of texts no more than one too many for the outputs."""
        if name in self.tensors and (texts := self.tensors[name].string_data):
            return np.array(list(texts[: self.view.places.size + 1]), dtype=object)
        constant = self._constant(name)
        return None if constant is None else constant.array

    def _refuse(self, node: Node, place: int, operands: Sequence[Constant | None]) -> None:
        raise BarriersError("it is read where all its inputs are constants, and else not")

    def _moves(self, node: Node, place: int, operands: Sequence[Constant | None]) -> None:
        _check_first(place)
        self._move(self.view.places.size)
        if node.operator == "Transpose":
            self.view = self.view.transposed(permutation(node, self.view.places.ndim))
        elif node.operator in MOVES:
            second = operands[1].integers if len(operands) > 1 and operands[1] else None
            self.view = self.view.reshaped(target(node, self.view.shape, second))

    def _scaler(self, node: Node, place: int, operands: Sequence[Constant | None]) -> None:
        for key, operator in (("offset", "Sub"), ("scale", "Mul")):
            values = np.array(node.attributes.get(key, ()), dtype=np.float64)
            if values.size not in (0, 1, self.view.places.shape[-1]):
                raise BarriersError(f"{values.size} numbers for {self.view.places.shape[-1]} entries do not fit")
            if values.size:
                self._values(operator, Constant(self.view.element, values))
        self.view = replace(self.view, element=SINGLE)

    def _dropout(self, node: Node, place: int, operands: Sequence[Constant | None]) -> None:
        _check_first(place)
        if len(operands) > 2 and operands[2] is not None and operands[2].array.any():
            raise BarriersError("a Dropout in training mode is random")

    def _cast(self, node: Node, place: int, operands: Sequence[Constant | None]) -> None:
        if node.attributes.get("to") not in FLOATS:
            raise BarriersError("a Cast to anything but floats is not read")
        self.view = View(self.view.places, node.attributes["to"], self.view.rows, self.view.batch)

    def _relu(self, node: Node, place: int, operands: Sequence[Constant | None]) -> None:
        self.plan.then(self.where, Stack.relu, relu=True)

    def _matmul(self, node: Node, place: int, operands: Sequence[Constant | None]) -> None:
        weights = self._checked(operands[1 - place])
        self._linear(product(self.view, weights.shape, left=place == 1), weights)

    def _gemm(self, node: Node, place: int, operands: Sequence[Constant | None]) -> None:
        if place > 1:
            raise BarriersError("the variable must be one of the two factors")
        weights, flags = (
            self._checked(operands[1 - place]),
            [node.attributes.get(key, 0) for key in ("transA", "transB")],
        )
        if not set(flags) <= {0, 1} or weights.array.ndim != 2 or self.view.places.ndim != 2:
            raise BarriersError("matrices are wanted, and transA, transB = 0 or 1")
        if flags[place]:
            self.view = self.view.transposed((1, 0))
        if flags[1 - place]:
            weights = Constant(weights.element, weights.array.T)
        alpha, beta = (rational(node.attributes.get(key, 1)) for key in ("alpha", "beta"))
        self._linear(product(self.view, weights.shape, left=place == 1), weights, alpha)
        if len(operands) == 3 and operands[2] is not None:
            bias, before = self._checked(operands[2]), self.view.places.ndim
            self._values("Add", bias, lambda values: [beta * v for v in values])
            if self.view.places.ndim > before:
                raise BarriersError(f"a bias of shape {bias.shape} does not fit")

    def _conv(self, node: Node, place: int, operands: Sequence[Constant | None]) -> None:
        _check_first(place)
        weights = self._checked(operands[1])
        self._linear(convolution(self.view, weights.shape, node), weights)
        if len(operands) == 3 and operands[2] is not None:
            bias = self._checked(operands[2])
            if bias.shape != (weights.shape[0],):
                raise BarriersError(f"a bias of shape {bias.shape} does not fit {weights.shape[0]} channels")
            self._values("Add", self._channelwise(bias))

    def _averages(self, node: Node, place: int, operands: Sequence[Constant | None]) -> None:
        self._linear(averages(self.view, node), None)

    def _normalise(self, node: Node, place: int, operands: Sequence[Constant | None]) -> None:
        _check_first(place)
        scale, shift, mean, variance = (self._checked(value) for value in operands[1:])
        shape = self.view.shape
        if node.attributes.get("training_mode", 0) or len(shape) < 2:
            raise BarriersError("only a normalisation in evaluation mode is read, of (batch, channels, …)")
        if any(value.shape != (shape[1],) for value in (scale, shift, mean, variance)):
            raise BarriersError(f"numbers for each of {shape[1]} channels are wanted")
        epsilon = rational(node.attributes.get("epsilon", EPSILON))
        roots = [rational_root(v + epsilon) for v in variance.rationals]
        if not all(roots):
            raise BarriersError(
                "the root of variance + epsilon is no rational number, so no exact network is this one: fold it into"
                " the affine map beside it first"
            )
        factors = np.array([s / root for s, root in zip(scale.rationals, roots, strict=True) if root], dtype=object)
        self._values("Sub", self._channelwise(mean))
        self._values("Mul", self._channelwise(Constant(scale.element, factors)))
        self._values("Add", self._channelwise(shift))

    def _channelwise(self, values: Constant) -> Constant:
        shape = (*values.shape, *[1] * (self.view.places.ndim - 2))
        return Constant(values.element, values.array.reshape(shape))

    def _clip(self, node: Node, place: int, operands: Sequence[Constant | None]) -> None:
        _check_first(place)
        given = dict(zip(("min", "max"), [*operands[1:], None, None], strict=False))
        for key, operator, sign in (("min", "Max", -1), ("max", "Min", 1)):
            bound = given[key]
            if key in node.attributes:
                if bound is not None:
                    raise BarriersError("a bound is there twice")
                bound = Constant(self.view.element, np.array(node.attributes[key], dtype=np.float64))
            if bound is not None and self._checked(bound).array.size != 1:
                raise BarriersError("the bounds must be single numbers")
            if bound is not None and not sign * bound.array.item() >= LARGEST.get(bound.element, LARGEST[DOUBLE]):
                self._values(operator, Constant(bound.element, bound.array.reshape(())))

    def _elementwise(self, node: Node, place: int, operands: Sequence[Constant | None]) -> None:
        if node.operator == "Div" and place:
            raise BarriersError("the variable must be the first input")
        if node.operator == "Neg":
            self.plan.then(self.where, _negated)
        elif node.operator == "Sub" and place:
            self.plan.then(self.where, _negated)
            self._values("Add", self._checked(operands[0]))
        else:
            for operand in [*operands[:place], *operands[place + 1 :]]:
                self._values(node.operator, self._checked(operand))

    def _checked(self, constant: Constant | None) -> Constant:
        if constant is None:
            raise BarriersError("a constant input is missing")
        if constant.element != self.view.element:
            raise BarriersError("the constants must be of the input's type, single or double precision")
        return constant

    def _linear(self, linear: Linear, weights: Constant | None, alpha: Fraction = Fraction(1)) -> None:
        """Plan a linear map, with every weight times alpha."""

        def step(stack: Stack) -> None:
            numbers = None if weights is None else weights.rationals if alpha == 1 else weights.rationals * alpha
            rows = linear.rows(stack.width, numbers)
            stack.affine(rows, [Fraction(0)] * len(rows))

        self.plan.affine(self.where, prod(linear.shape), step)
        self.view = View.of(linear.shape, self.view.element, self.view.rows, linear.batch)

    def _values(self, operator: str, constant: Constant, change: Callable[[Vector], Vector] = list) -> None:
        """Plan a map of each entry with the entry of a constant."""
        self.view = view = self.view.spread(constant.shape)
        act = ENTRYWISE[operator]

        def step(stack: Stack) -> None:
            values = np.empty(view.places.size, dtype=object)
            values[view.order] = np.broadcast_to(constant.rationals, view.places.shape).reshape(-1)
            act(stack, change(values.tolist()))

        self.plan.then(self.where, step, relu=operator in ("Max", "Min"))


def _check_first(place: int) -> None:
    if place:
        raise BarriersError("the variable must be the first input")


def _negated(stack: Stack) -> None:
    stack.scale([Fraction(-1)] * stack.width)


def _divided(stack: Stack, values: Vector) -> None:
    if 0 in values:
        raise BarriersError("a division by zero")
    stack.scale([1 / v for v in values])


def _at_least(stack: Stack, values: Vector) -> None:
    """Append x -> max(x, c) = rho(x - c) + c."""
    stack.shift([-v for v in values])
    stack.relu()
    stack.shift(values)


def _at_most(stack: Stack, values: Vector) -> None:
    _negated(stack)
    _at_least(stack, [-v for v in values])
    _negated(stack)


ENTRYWISE: dict[str, Callable[[Stack, Vector], None]] = {
    "Add": Stack.shift, "Sum": Stack.shift, "Mul": Stack.scale, "Div": _divided, "Max": _at_least, "Min": _at_most,
    "Sub": lambda stack, values: stack.shift([-v for v in values]),
}  # fmt: skip
OPERATORS: dict[str, Callable[[_Chain, Node, int, Sequence[Constant | None]], None]] = {
    **dict.fromkeys(("Add", "Sub", "Mul", "Div", "Neg", "Sum", "Max", "Min"), _Chain._elementwise),
    **dict.fromkeys((*MOVES, "Transpose", "Identity"), _Chain._moves),
    "Relu": _Chain._relu, "Clip": _Chain._clip, "Dropout": _Chain._dropout, "Cast": _Chain._cast,
    "MatMul": _Chain._matmul, "Gemm": _Chain._gemm, "Conv": _Chain._conv, "AveragePool": _Chain._averages,
    "BatchNormalization": _Chain._normalise, "Scaler": _Chain._scaler,
}  # fmt: skip
