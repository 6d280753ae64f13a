"""The linear maps of ONNX on one vector: products of matrices from either side, convolutions, averages.

A map says what comes out before any number is read; then it writes its numbers into a matrix.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from constructions.interchange.onnx_nodes import Node
from constructions.interchange.onnx_views import MAX_AXES, Mixed, View
from constructions.interchange.stack import MAX_WEIGHTS
from theory.exact import BarriersError

__all__ = ["Linear", "averages", "convolution", "product"]

Places = npt.NDArray[np.intp]
Fill = Callable[[Any, Any], None]


@dataclass(frozen=True, eq=False)
class Linear:
    """A linear map of the entries of one vector to a tensor of this shape; `batch` as in `View`.

    `fill(matrix, weights)` writes into a matrix of zeros, which has one column more, for what falls into no column.
    """

    shape: tuple[int, ...]
    fill: Fill
    batch: int | None = None

    def rows(self, width: int, weights: Any) -> list[list[Fraction]]:
        """Return the matrix, row by row, for an array of weights."""
        matrix = np.full((prod(self.shape), width + 1), Fraction(0), dtype=object)
        self.fill(matrix, weights)
        found: list[list[Fraction]] = matrix[:, :width].tolist()
        return found


def product(view: View, shape: tuple[int, ...], *, left: bool) -> Linear:
    """Return the matrix product of the tensor with weights of this shape, which come first if `left`."""
    if not view.places.ndim or not shape:
        raise BarriersError("vectors and matrices are multiplied, no single numbers")
    x, weights = _as_matrix(view.places, left=not left), _as_matrix(np.empty(shape, dtype=bool), left=left)
    inner, takes = x.shape[-2 if left else -1], weights.shape[-1 if left else -2]
    batch = None if view.batch is None else view.batch - view.places.ndim - (left and view.places.ndim == 1)
    if batch == (-2 if left else -1) or (batch is not None and -batch <= weights.ndim and _mixes(weights, batch)):
        raise Mixed
    if inner != takes:
        raise BarriersError(f"the matrix takes {takes} inputs, but {inner} come in")
    try:
        outer = np.broadcast_shapes(x.shape[:-2], weights.shape[:-2])
    except ValueError:
        raise BarriersError(f"the shapes {view.shape} and {shape} do not fit") from None
    full = (*outer, weights.shape[-2] if left else x.shape[-2], x.shape[-1] if left else weights.shape[-1])
    axes = [len(full) - 2] * (len(shape if left else view.places.shape) == 1)
    axes += [len(full) - 1] * (len(view.places.shape if left else shape) == 1)
    kept = [axis for axis in range(len(full)) if axis not in axes]

    def fill(matrix: Any, numbers: Any) -> None:
        out = np.arange(len(matrix)).reshape(full)
        entries = np.broadcast_to(x, (*outer, *x.shape[-2:]))
        given = np.broadcast_to(numbers.reshape(weights.shape), (*outer, *weights.shape[-2:]))
        if left:
            matrix[out[..., :, None, :], entries[..., None, :, :]] = given[..., :, :, None]
        else:
            matrix[out[..., :, None, :], entries[..., :, :, None]] = given[..., None, :, :]

    found = None if batch is None else kept.index(len(full) + batch)
    return Linear(tuple(full[axis] for axis in kept), fill, found)


def _as_matrix(array: Any, *, left: bool) -> Any:
    """Return an array of two axes or more; a vector is a row on the left, a column on the right."""
    if array.ndim > 1:
        return array
    return array[None, :] if left else array[:, None]


def _mixes(weights: Any, batch: int) -> bool:
    """Whether the weights differ along the axis of the batch, which is none of their two last ones."""
    return batch < -2 and weights.shape[batch] != 1


def convolution(view: View, shape: tuple[int, ...], node: Node) -> Linear:
    """Return the convolution with weights of this shape, groups, strides, paddings and dilations."""
    channels, groups = _channels(view), node.attributes.get("group", 1)
    kernel = shape[2:]
    if len(shape) != view.places.ndim or kernel != tuple(node.attributes.get("kernel_shape", kernel)):
        raise BarriersError(f"the weights of the shape {shape} do not fit the shape {view.shape}")
    if groups < 1 or shape[0] % groups or shape[1] * groups != channels:
        raise BarriersError(f"{groups} groups of {shape[1]} channels are no {channels} channels")
    sizes, windows = _windows(view, node, kernel, shape[0] * shape[1])
    full, block = (1, shape[0], *sizes), shape[0] // groups

    def fill(matrix: Any, numbers: Any) -> None:
        out = np.arange(len(matrix)).reshape(groups, block, 1, -1, 1)
        entries = windows().reshape(groups, 1, shape[1], prod(sizes), prod(kernel))
        matrix[out, entries] = numbers.reshape(groups, block, shape[1], 1, prod(kernel))

    return Linear(full, fill, view.batch)


def averages(view: View, node: Node) -> Linear:
    """Return the average over windows of each channel."""
    kernel = tuple(node.attributes.get("kernel_shape", ()))
    channels = _channels(view)
    if len(kernel) != view.places.ndim - 2 or min(kernel) < 1:
        raise BarriersError(f"a window of the shape {kernel!s:.60} does not fit the shape {view.shape}")
    sizes, windows = _windows(view, node, kernel, channels)
    padding = node.attributes.get("count_include_pad", 0)

    def fill(matrix: Any, _: Any) -> None:
        entries = windows().reshape(len(matrix), -1)
        inside = entries >= 0
        if not inside.any(axis=1).all():
            raise BarriersError("an average of nothing but padding")
        counts = np.full(len(matrix), prod(kernel)) if padding else inside.sum(axis=1)
        shares = np.array([Fraction(1, int(count)) for count in counts], dtype=object)
        matrix[np.arange(len(matrix))[:, None], entries] = shares[:, None]

    return Linear((1, channels, *sizes), fill, view.batch)


def _channels(view: View) -> int:
    if view.batch not in (None, 0):
        raise Mixed
    if view.places.ndim < 3 or view.places.shape[0] != 1:
        raise BarriersError(f"one image a point is wanted, of the shape (1, channels, …), got {view.shape}")
    return int(view.places.shape[1])


def _windows(
    view: View, node: Node, kernel: tuple[int, ...], maps: int
) -> tuple[tuple[int, ...], Callable[[], Places]]:
    """Return how many windows there are along each axis, and what gives their places: channels, windows, kernel.

    Places in the padding are -1.  `maps` is how often each window is used.
    """
    sizes = view.places.shape[2:]
    strides, dilations, pads = _placed(node, sizes, kernel)
    counts, around, padded = [], [], []
    for axis, (size, k) in enumerate(zip(sizes, kernel, strict=True)):
        around.append((pads[axis], pads[axis + len(sizes)]))
        padded.append(size + sum(around[-1]))
        room = padded[-1] - (k - 1) * dilations[axis] - 1
        if room < 0:
            raise BarriersError(f"a window of {k} does not fit {size} entries with this padding and dilation")
        if node.attributes.get("ceil_mode", 0) and room % strides[axis]:
            raise BarriersError("ceil_mode = 1 where the last window is cut is not read")
        counts.append(room // strides[axis] + 1)
    if max(prod(padded) * view.places.shape[1], prod(counts) * prod(kernel) * maps) > MAX_WEIGHTS:
        raise BarriersError(f"as a matrix it has more than {MAX_WEIGHTS} entries")

    def places() -> Places:
        inside: Any = 0
        for axis, (count, k) in enumerate(zip(counts, kernel, strict=True)):
            steps = np.arange(count)[:, None] * strides[axis] + np.arange(k) * dilations[axis]
            after = (1,) * (2 * (len(counts) - axis - 1))
            inside = inside * padded[axis] + steps.reshape(*steps.shape, *after)
        found = np.pad(view.places[0], [(0, 0), *around], constant_values=-1).reshape(view.places.shape[1], -1)
        order = [0, *range(1, 2 * len(kernel), 2), *range(2, 2 * len(kernel) + 1, 2)]
        return found[:, inside].transpose(order)

    return tuple(counts), places


def _placed(node: Node, sizes: Sequence[int], kernel: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """Return strides, dilations and paddings: before each axis, then after each."""
    axes = len(sizes)
    strides = list(node.attributes.get("strides", (1,) * axes))
    dilations = list(node.attributes.get("dilations", (1,) * axes))
    pads = list(node.attributes.get("pads", (0,) * (2 * axes)))
    how = node.attributes.get("auto_pad", b"NOTSET")
    if (len(strides), len(dilations), len(pads)) != (axes, axes, 2 * axes) or axes > MAX_AXES - 2:
        raise BarriersError("strides, dilations and pads do not fit the axes")
    if min(strides + dilations) < 1 or min(pads) < 0 or min(kernel) < 1:
        raise BarriersError("strides and dilations must be positive, and pads not negative")
    if how in (b"SAME_UPPER", b"SAME_LOWER"):
        for axis, (size, k) in enumerate(zip(sizes, kernel, strict=True)):
            reach = (-(-size // strides[axis]) - 1) * strides[axis] + (k - 1) * dilations[axis] + 1
            missing = max(reach - size, 0)
            low, high = missing // 2, missing - missing // 2
            pads[axis], pads[axis + axes] = (low, high) if how == b"SAME_UPPER" else (high, low)
    elif how == b"VALID":
        pads = [0] * (2 * axes)
    elif how != b"NOTSET":
        raise BarriersError(f"auto_pad = {how!r:.60} is not read")
    return strides, dilations, pads
