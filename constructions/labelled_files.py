"""Anybody's points and labels, from arrays or from files: every number is the rational that it is, nothing is guessed.

Points may be images: rows of any shape are flattened, and their shape is kept.  Serves U; claims none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from constructions.dataset_files import double_text
from constructions.files import MAX_BYTES, load_npz, read_bytes
from constructions.margins import LabelledPoints, labelled_points
from theory.exact import BarriersError, brief, shown

__all__ = ["Labelled", "labelled_arrays", "read_labelled"]

Entries = npt.NDArray[Any]
NAME = re.compile(r"\"?(?!nan\b|inf\b|infinity\b|none\b|null\b)[a-z_][^\"]*\"?", re.IGNORECASE)
"""A name in the first line of a `.csv`; what stands for a number that is missing is none."""
THEOREM = {"a", "delta", "radius"}
"""What the `.npz` of a training set of the theorem holds besides; its points are points like any others."""


@dataclass(frozen=True)
class Labelled:
    """Points (n, …) and labels (n,), as they came; `mask` (…) says which coordinates may move, None for all."""

    points: Entries
    labels: list[Any]
    mask: list[bool] | None = None

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of one point."""
        return self.points.shape[1:]

    def exactly(self, unit: Fraction, labels: list[int]) -> LabelledPoints:
        """Return the points, times the unit, as rationals, with these labels.

        Raises `BarriersError` for an entry that is no finite number, and where they fit into no certificate.
        """
        if unit <= 0:
            raise BarriersError(f"the unit of the points must be positive, got {brief(unit)}")
        rows = self.points.reshape(len(self.points), -1).tolist()
        try:
            found = labelled_points(rows, labels, unit)
        except BarriersError as error:
            raise BarriersError(f"the points: {error}") from None
        longest = max((v.bit_length() for row in found.rows for v in (max(row), min(row))), default=0)
        size = self.points.size * (longest * 3 // 10 + 2)
        if size > MAX_BYTES:
            raise BarriersError(
                f"a certificate of {len(rows)} points in dimension {found.dimension} takes about {size >> 20} MiB, and"
                f" {MAX_BYTES >> 20} are read: give fewer points, or images as integers with their unit (1/255)"
            )
        return found


def labelled_arrays(x: Any, y: Any, mask: Any = None) -> Labelled:
    """Return points and labels from arrays, lists, tensors, data frames; raises `BarriersError` for what is none.

    >>> found = labelled_arrays([[[0.5, 2]], [[1, 0]]], [0, 1])
    >>> found.shape, found.labels, found.exactly(Fraction(1), found.labels)
    ((1, 2), [0, 1], <LabelledPoints: 2 points in dimension 2, 2 labels>)
    """
    points, labels = _array(x, "the points"), _array(y, "the labels")
    if points.ndim < 2 or not points.size:
        raise BarriersError(f"the points are an array (n, d), or (n, height, width) for images, got {points.shape}")
    if points.dtype.kind not in "fiubO":
        raise BarriersError(f"the points are numbers, got an array of {points.dtype}")
    if points.dtype.kind == "b":
        points = points.astype(np.int8)
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    if labels.ndim != 1:
        raise BarriersError(f"the labels are an array (n,), got {labels.shape}: of one-hot rows give y.argmax(axis=1)")
    if len(points) != len(labels):
        raise BarriersError(f"every point has one label, got {len(points)} points and {len(labels)} labels")
    if points.size > MAX_BYTES // 2:
        raise BarriersError(
            f"{points.size} numbers fit into no certificate of {MAX_BYTES >> 20} MiB: give fewer points"
        )
    return Labelled(points, labels.tolist(), None if mask is None else _mask(mask, points.shape[1:]))


def _mask(mask: Any, shape: tuple[int, ...]) -> list[bool]:
    found = _array(mask, "the mask")
    if found.size != int(np.prod(shape)) or found.dtype.kind not in "biuf" or not np.isin(found, (0, 1)).all():
        raise BarriersError(f"the mask has an entry 0 or 1 for each of {int(np.prod(shape))} coordinates")
    return [bool(v) for v in found.reshape(-1).tolist()]


def _array(value: Any, what: str) -> Entries:
    """Return what NumPy makes of a value."""
    if isinstance(value, str | bytes | dict | set | type) or value is None:
        raise BarriersError(f"{what} are an array of numbers, got {type(value).__name__} {shown(value)}")
    try:
        held = value.detach().cpu().numpy() if hasattr(value, "detach") else value
        return np.asarray(held)
    except Exception:
        raise BarriersError(f"{what} are an array of numbers, got {type(value).__name__} {shown(value)}") from None


def read_labelled(path: str | Path) -> Labelled:
    """Read points and labels from `.npz` (x, y, perhaps mask) or `.csv` (the label in the last column).

    Decimals in a `.csv` are the doubles that they become everywhere else; a first line of names is passed over.
    Raises `BarriersError` with one line for anything else.
    """
    where, content = Path(path), read_bytes(path)
    readers = {".npz": _from_npz, ".csv": _from_csv}
    if where.suffix not in readers:
        raise BarriersError(f"{where}: points and labels are read from .npz (arrays x and y) or .csv")
    try:
        return readers[where.suffix](content)
    except BarriersError as error:
        raise BarriersError(f"{where}: {error}") from None


def _from_npz(content: bytes) -> Labelled:
    arrays = load_npz(content, "data file")
    names = arrays.keys() - (THEOREM if arrays.keys() > THEOREM else set())
    if not {"x", "y"} <= names <= {"x", "y", "mask"}:
        raise BarriersError(
            f"it holds the arrays {', '.join(sorted(arrays)) or 'none'}: write it with np.savez(path, x=points,"
            " y=labels), and mask=… if only some coordinates may move"
        )
    return labelled_arrays(arrays["x"], arrays["y"], arrays.get("mask"))


def _from_csv(content: bytes) -> Labelled:
    try:
        lines = [line for line in content.decode("utf-8-sig").splitlines() if line.strip() and line[0] != "#"]
    except UnicodeDecodeError:
        raise BarriersError("not UTF-8 text") from None
    if lines and all(NAME.fullmatch(cell.strip()) for cell in lines[0].split(",")):
        del lines[0]
    rows: list[list[Any]] = []
    for number, line in enumerate(lines, 1):
        cells = [_cell(cell) for cell in line.split(",")]
        if None in cells or len(cells) < 2 or len(cells) != len(rows[0] if rows else cells):
            raise BarriersError(
                f"row {number} is no row of numbers, as long as the others, the label, a whole number, last:"
                f" {line[:60]!r}; labels that are names go into an .npz"
            )
        rows.append(cells)
    if not rows:
        raise BarriersError("it holds no rows of numbers")
    points = np.empty((len(rows), len(rows[0]) - 1), dtype=object)
    points[:] = [row[:-1] for row in rows]
    return labelled_arrays(points, [int(y) if y == int(y) else y for y in (row[-1] for row in rows)])


def _cell(text: str) -> int | Fraction | None:
    """Return a whole number, or the double of a decimal, as they are; None for anything else."""
    cell = text.strip().lower()
    cell = cell[1:] if re.match(r"\+[0-9]", cell) else cell
    if re.fullmatch(r"-?[0-9]{1,300}", cell, re.ASCII):
        return int(cell)
    try:
        return double_text(cell)
    except (ValueError, BarriersError):
        return None
