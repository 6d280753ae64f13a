"""Tensors that hold one vector: which entry is where, through whatever permutes, renames or passes on entries.

A batch of unknown size is one row.  A batch of a fixed size is one row too, as long as all rows are treated alike: its
axis is followed, and a node that mixes it raises `Mixed`.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import prod

import numpy as np
import numpy.typing as npt

from constructions.interchange.onnx_nodes import Node
from theory.exact import BarriersError

__all__ = ["MAX_AXES", "MOVES", "Mixed", "View", "axis_of", "permutation", "target"]

MAX_AXES = 8
MOVES = ("Flatten", "Reshape", "Squeeze", "Unsqueeze")
"""The operators that keep the entries in their order."""


class Mixed(BarriersError):
    """The rows of a batch of fixed size are not treated alike."""

    def __init__(self, message: object = "the rows of the batch are mixed; its size must be unknown, or 1") -> None:
        super().__init__(message)


@dataclass(frozen=True, eq=False)
class View:
    """A tensor of element type `element` for one point: the entry at i is number places[i] of the vector.

    `batch` is the axis of a batch of `rows` > 1 rows, which has length 1 in `places`, or None.
    """

    places: npt.NDArray[np.intp]
    element: int
    rows: int = 1
    batch: int | None = None

    @classmethod
    def of(cls, shape: tuple[int, ...], element: int, rows: int = 1, batch: int | None = None) -> View:
        """Return the tensor whose entries are in order; `shape` has length 1 at the batch."""
        return cls(np.arange(prod(shape), dtype=np.intp).reshape(shape), element, rows, batch)

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape in the file."""
        return tuple(self.rows if axis == self.batch else size for axis, size in enumerate(self.places.shape))

    @property
    def order(self) -> npt.NDArray[np.intp]:
        """The places as one row."""
        return self.places.reshape(-1)

    def reshaped(self, shape: tuple[int, ...]) -> View:
        """Return the same entries in another shape."""
        if self.batch is None:
            return replace(self, places=self.places.reshape(shape))
        before = prod(self.shape[: self.batch])
        for axis, size in enumerate(shape):
            if size == self.rows and prod(shape[:axis]) == before:
                one = (*shape[:axis], 1, *shape[axis + 1 :])
                return replace(self, places=self.places.reshape(one), batch=axis)
        raise Mixed

    def transposed(self, order: Sequence[int]) -> View:
        """Return the entries with the axes in another order."""
        batch = None if self.batch is None else list(order).index(self.batch)
        return replace(self, places=self.places.transpose(order), batch=batch)

    def spread(self, shape: tuple[int, ...]) -> View:
        """Return the shape in which the entries meet those of a constant of this shape, which must add none."""
        try:
            found = np.broadcast_shapes(self.places.shape, shape)
        except ValueError:
            found = None
        more = 0 if found is None else len(found) - self.places.ndim
        batch = None if self.batch is None else self.batch + more
        if batch is not None and found is not None and found[batch] != 1:
            raise Mixed
        if found is None or prod(found) != self.places.size or len(found) > MAX_AXES:
            raise BarriersError(f"a constant of shape {shape} does not fit the shape {self.shape}")
        return replace(self, places=self.places.reshape(found), batch=batch)


def axis_of(axis: int, axes: int) -> int:
    """Return an axis counted from the front; raises `BarriersError` if there is none."""
    if not -axes <= axis < axes:
        raise BarriersError(f"there is no axis {axis} among {axes}")
    return axis % axes


def permutation(node: Node, axes: int) -> list[int]:
    """Return the order of the axes after a Transpose."""
    order = list(node.attributes.get("perm", range(axes)[::-1]))
    if sorted(order) != list(range(axes)):
        raise BarriersError(f"{order!s:.60} is no order of {axes} axes")
    return order


def target(node: Node, shape: tuple[int, ...], numbers: Sequence[int] | None) -> tuple[int, ...]:
    """Return the shape after a node of `MOVES`; `numbers` is its second input, if it has one."""
    if node.operator == "Flatten":
        axis = node.attributes.get("axis", 1)
        axis = axis if axis == len(shape) else axis_of(axis, len(shape))
        return prod(shape[:axis]), prod(shape[axis:])
    if node.operator == "Reshape":
        if numbers is None:
            raise BarriersError("the new shape is no constant")
        return _reshape(shape, list(numbers), zeros=node.attributes.get("allowzero", 0) == 0)
    given = node.attributes.get("axes")
    if given is not None and numbers is not None:
        raise BarriersError("the axes are there twice")
    return _squeezed(node.operator, shape, numbers if given is None else given)


def _reshape(shape: tuple[int, ...], wanted: list[int], *, zeros: bool) -> tuple[int, ...]:
    found = [shape[i] if v == 0 and zeros and i < len(shape) else v for i, v in enumerate(wanted)]
    known = prod(size for size in found if size != -1)
    if found.count(-1) == 1 and known > 0:
        found[found.index(-1)] = prod(shape) // known
    if len(found) > MAX_AXES or min(found, default=1) < 1 or prod(found) != prod(shape):
        raise BarriersError(f"the shape {shape} cannot become {wanted!s:.60}")
    return tuple(found)


def _squeezed(operator: str, shape: tuple[int, ...], axes: Sequence[int] | None) -> tuple[int, ...]:
    if operator == "Squeeze":
        gone = {i for i, size in enumerate(shape) if size == 1}
        if axes is not None:
            chosen = {axis_of(axis, len(shape)) for axis in axes}
            if not chosen <= gone:
                raise BarriersError(f"the axes {tuple(axes)!s:.60} of the shape {shape} are not all of length 1")
            gone = chosen
        return tuple(size for i, size in enumerate(shape) if i not in gone)
    total = len(shape) + len(axes or ())
    if not axes or total > MAX_AXES:
        raise BarriersError(f"the axes to add are wanted, at most {MAX_AXES} in all")
    new = {axis_of(axis, total) for axis in axes}
    if len(new) < len(axes):
        raise BarriersError("an axis is added twice")
    old = iter(shape)
    return tuple(1 if i in new else next(old) for i in range(total))
