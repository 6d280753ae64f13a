"""Affine maps, ReLUs and maps that do nothing, each written as nodes of ONNX in one of many ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tests.onnx_models import model, node, onnx, tensor

FLOAT, DOUBLE = onnx.TensorProto.FLOAT, onnx.TensorProto.DOUBLE
INPUTS = ("b d", "1 d", "d", "d 1", "1 1 d", "b 1 d", "b d 1", "b 1 d 1", "3 d", "3 d 1")
"""Shapes of an input with d entries; b is a batch of unknown size."""


class Speller:
    """Writes maps of one vector: the tensor `value` holds it along `axis`, and its other axes have length 1.

    Only the first axis may be longer, a batch of `rows` rows.
    """

    def __init__(self, data: st.DataObject, size: int) -> None:
        self.data, self.size, self.nodes, self.constants = data, size, list[Any](), dict[str, Any]()
        shape = self.one_of(*INPUTS).split()
        self.shape = [size if axis == "d" else int(axis) if axis.isdigit() else 1 for axis in shape]
        self.input = tuple("b" if axis == "b" else s for axis, s in zip(shape, self.shape, strict=True))
        self.axis, self.rows, self.value = shape.index("d"), self.shape[0] if shape[0] == "3" else 1, "x"

    def model(self) -> Any:
        """The model so far, with a node that nothing needs."""
        ends = [node("Identity", [self.value], ["y"]), node("Sigmoid", [self.value], ["dead"])]
        return model([*self.nodes, *ends], shape=self.input, opset=13, **self.constants)

    def points(self, point: Sequence[int]) -> Any:
        """The input that holds a point, in each row."""
        return np.tile(point, self.rows).reshape([1 if size == "b" else size for size in self.input])

    def one_of(self, *choices: Any) -> Any:
        return self.data.draw(st.sampled_from(choices))

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        name = f"v{len(self.nodes)}_{len(self.constants)}"
        self.nodes.append(node(operator, list(inputs), [name], **attributes))
        return name

    def then(self, operator: str, *inputs: str, **attributes: Any) -> None:
        self.value = self.add(operator, self.value, *inputs, **attributes)

    # constants

    def integers(self, *values: int) -> str:
        return self.plain(values, np.int64)

    def plain(self, array: Any, dtype: Any = np.float32) -> str:
        value = np.asarray(array).astype(dtype)
        if self.one_of(True, False):
            return self.add("Constant", value=tensor(value))
        name = f"c{len(self.nodes)}_{len(self.constants)}"
        self.constants[name] = tensor(value, name)
        return name

    def weights(self, array: Any) -> str:
        """A constant of one axis or more, as it is or as what nodes make of others."""
        array = np.array(array, dtype=float)
        spelled: Callable[[Any], str] = self.one_of(
            self.plain,
            lambda a: self.add("Identity", self.plain(a)),
            lambda a: self.add("Transpose", self.plain(a.T)),
            lambda a: self.add("Reshape", self.plain(a.ravel()), self.integers(*a.shape[:-1], -1)),
            lambda a: self.add("Squeeze", self.plain(a[None]), self.integers(0)),
            lambda a: self.add("Cast", self.plain(a, np.float64), to=FLOAT),
            lambda a: self.add("Mul", self.plain(a / 2), self.plain(2)),
            lambda a: self.add("Div", self.plain(a * 3), self.plain([3])),
            lambda a: self.add("Neg", self.plain(-a)),
            lambda a: self.add("Sub", self.plain(a + 1), self.plain(np.ones_like(a))),
            lambda a: self.add("Concat", self.plain(a[:1]), *([self.plain(a[1:])] if len(a) > 1 else []), axis=0),
            lambda a: self.add("Gather", self.plain(a[::-1]), self.integers(*range(len(a))[::-1]), axis=0),
            lambda a: self.add("Slice", self.plain([*a, *a]), self.integers(0), self.integers(len(a))),
        )
        return spelled(array)

    def along(self, values: Any) -> Any:
        """Numbers for each entry, in a shape that broadcasts."""
        return np.asarray(values, dtype=float).reshape([-1, *[1] * (len(self.shape) - 1 - self.axis)])

    # shapes

    def layout(self, before: int, after: int) -> None:
        """Bring the vector behind so many axes, and before so many."""
        shape = [*[self.rows] * (before > 0), *[1] * (before - 1), self.size, *[1] * after]
        told = list(shape)
        if self.one_of(True, False):
            told[before] = -1
        if self.shape[0] == shape[0] and self.one_of(True, False):
            told[0] = 0
        self.then("Reshape", self.integers(*told))
        self.shape, self.axis = shape, before

    def turned(self) -> None:
        order = self.data.draw(st.permutations(range(len(self.shape))))
        if self.rows == 1:
            self.then("Transpose", perm=order)
            self.shape, self.axis = [self.shape[i] for i in order], order.index(self.axis)

    def turned_and_back(self) -> None:
        order = self.data.draw(st.permutations(range(len(self.shape))))
        self.then("Transpose", perm=order)
        self.then("Transpose", perm=[order.index(i) for i in range(len(order))])

    def squeezed(self) -> None:
        if self.rows == 1 and len(self.shape) > 1:
            self.then("Squeeze", self.integers(*(i for i in range(len(self.shape)) if i != self.axis)))
            self.shape, self.axis = [self.size], 0

    def unsqueezed(self) -> None:
        if len(self.shape) < 4:
            self.then("Unsqueeze", self.integers(len(self.shape)))
            self.shape = [*self.shape, 1]

    def flattened(self) -> None:
        if self.axis:
            self.then("Flatten", axis=self.one_of(1, 1 - len(self.shape)))
            self.shape, self.axis = [self.shape[0], self.size], 1

    def flattened_by_its_shape(self) -> None:
        if self.axis:
            first = self.add("Gather", self.add("Shape", self.value), self.add("Squeeze", self.integers(0)), axis=0)
            first = self.add("Unsqueeze", first, self.integers(0))
            self.then("Reshape", self.add("Concat", first, self.integers(-1), axis=0))
            self.shape, self.axis = [self.shape[0], self.size], 1

    def somewhere(self) -> None:
        self.layout(self.one_of(*range(0 if self.rows == 1 else 1, 4)), self.one_of(0, 1))

    # maps that do nothing to the vector

    def cast(self) -> None:
        self.then("Cast", to=DOUBLE)
        self.then("Cast", to=FLOAT)

    def doubled(self) -> None:
        self.then("Mul", self.plain(2))
        self.then("Div", self.plain(2))

    def shifted(self) -> None:
        values = self.along(np.arange(self.size) / 2)
        self.value = self.add("Add", self.plain(values), self.value)
        self.then("Sub", self.plain(values))

    def negated(self) -> None:
        self.then("Neg")
        self.value = self.add("Sub", self.plain(0), self.value)

    def averaged(self) -> None:
        self.layout(2, 0)
        self.then("AveragePool", kernel_shape=[1])

    def normalised(self) -> None:
        self.layout(1, 0)
        mean, two, three = ([k % 3 for k in range(self.size)], [2] * self.size, [3] * self.size)
        self.then("BatchNormalization", *map(self.plain, (two, mean, mean, three)), epsilon=1.0)

    def nothing(self) -> None:
        """Write nothing, in one of many ways."""
        self.one_of(
            lambda: None, lambda: self.then("Identity"), lambda: self.then("Dropout"), self.turned,
            self.turned_and_back, self.squeezed, self.unsqueezed, self.flattened, self.flattened_by_its_shape,
            self.somewhere, self.cast, self.doubled, self.shifted, self.negated, self.averaged, self.normalised,
        )()  # fmt: skip

    # maps

    def relu(self) -> None:
        """Write rho."""
        how = self.one_of("Relu", "Relu twice", "Clip", "Max", "Max first", "Min")
        if how == "Relu twice":
            self.then("Relu")
        if how.startswith("Relu"):
            self.then("Relu")
        elif how == "Max first":
            self.value = self.add("Max", self.plain([0]), self.value)
        elif how == "Min":
            self.then("Neg")
            self.then("Min", self.plain(0))
            self.then("Neg")
        else:
            self.then(how, self.plain(0))

    def affine(self, rows: Any, bias: Any) -> None:
        """Write x -> rows x + bias."""
        matrix, shift = np.array(rows, dtype=float), np.array(bias, dtype=float)
        ways = [self.row, self.column, self.pointwise, self.kernel, self.gemm]
        if self.rows == 1:
            ways += [self.vector, self.gemm_of_a_column, self.gemm_from_the_left]
        way = self.one_of(*ways)
        way(matrix, shift)
        self.size = len(matrix)

    def plus(self, shift: Any) -> None:
        addends = self.data.draw(st.permutations([self.value, self.weights(self.along(shift))]))
        self.value = self.add(self.one_of("Add", "Sum"), *addends)

    def row(self, matrix: Any, shift: Any) -> None:
        self.layout(self.one_of(1, 2), 0)
        self.then("MatMul", self.weights(matrix.T))
        self.shape[-1] = len(matrix)
        self.plus(shift)

    def column(self, matrix: Any, shift: Any) -> None:
        self.layout(self.one_of(1, 2), 1)
        self.value = self.add("MatMul", self.weights(matrix), self.value)
        self.shape[-2] = len(matrix)
        self.plus(shift)

    def vector(self, matrix: Any, shift: Any) -> None:
        self.layout(0, 0)
        left = self.one_of(True, False)
        self.value = self.add(
            "MatMul", *((self.weights(matrix), self.value) if left else (self.value, self.weights(matrix.T)))
        )
        self.shape = [len(matrix)]
        self.plus(shift)

    def pointwise(self, matrix: Any, shift: Any) -> None:
        self.layout(1, 1)
        self.convolved(matrix[:, :, None], shift)

    def kernel(self, matrix: Any, shift: Any) -> None:
        self.layout(2, 0)
        self.convolved(matrix[:, None, :], shift)

    def convolved(self, weights: Any, shift: Any) -> None:
        within = self.one_of(True, False)
        self.then("Conv", self.weights(weights), *([self.weights(shift)] if within else []))
        self.shape, self.axis = [self.rows, len(weights), 1], 1
        if not within:
            self.plus(shift)

    def gemm(self, matrix: Any, shift: Any) -> None:
        self.layout(1, 0)
        self.multiplied(matrix, shift, transposed=0)

    def gemm_of_a_column(self, matrix: Any, shift: Any) -> None:
        self.layout(0, 1)
        self.multiplied(matrix, shift, transposed=1)

    def multiplied(self, matrix: Any, shift: Any, *, transposed: int) -> None:
        alpha, beta, turn = self.one_of(1.0, 0.5, -2.0), self.one_of(1.0, 2.0), self.one_of(0, 1)
        weights = self.weights((matrix if turn else matrix.T) / alpha)
        self.shape, self.axis = [self.rows, len(matrix)], 1
        bias = self.weights(self.along(shift) / beta)
        self.then("Gemm", weights, bias, alpha=alpha, beta=beta, transA=transposed, transB=turn)

    def gemm_from_the_left(self, matrix: Any, shift: Any) -> None:
        turn, column = self.one_of(0, 1), self.one_of(0, 1)
        self.layout(1 - column, column)
        weights = self.weights(matrix.T if turn else matrix)
        self.shape, self.axis = [len(matrix), 1], 0
        bias = self.weights(self.along(shift))
        self.value = self.add("Gemm", weights, self.value, bias, transA=turn, transB=1 - column)
