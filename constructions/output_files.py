"""What a model says at some points, from files: `.npy` of floats, `.csv` of decimals; bounded, parsed strictly.

Claims no result.
"""

from __future__ import annotations

import io
import re
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from constructions.files import read_bytes
from theory.exact import BarriersError, shown

__all__ = ["read_outputs"]

NUMBER = re.compile(r"[+-]?((\d{1,40})(?:\.(\d{0,40}))?|\.(\d{1,40}))(?:[eE]([+-]?\d{1,3}))?", re.ASCII)
"""A decimal number: its digits, and the exponent."""
SINGLE_DIGITS = 9
"""Numbers of no more digits may be of single precision."""
Array = npt.NDArray[Any]


def read_outputs(path: str | Path) -> tuple[Array, Array]:
    """Return a model's outputs, a row a point, and half of the last digit of each, where it is written in decimals.

    Raises `BarriersError` for anything but a `.npy` of floats in one axis or two, or a `.csv` of decimals, a row a
    point, with or without a line of names before them.
    """
    where = Path(path)
    readers = {".npy": _npy, ".csv": _csv}
    if where.suffix not in readers:
        raise BarriersError(f"{where}: a model's outputs are read from .npy (np.save) or .csv")
    try:
        return readers[where.suffix](read_bytes(where))
    except BarriersError as error:
        raise BarriersError(f"{error}" if str(error).startswith(str(where)) else f"{where}: {error}") from None


def _npy(content: bytes) -> tuple[Array, Array]:
    stream = io.BytesIO(content)
    try:
        version = np.lib.format.read_magic(stream)
        header = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}[version]
        shape, _, dtype = header(stream)
        if dtype.kind != "f" or dtype.itemsize > 8:
            raise BarriersError(f"floats are wanted, what the model returns before any class is chosen; got {dtype}")
        if prod(shape) * dtype.itemsize != len(content) - stream.tell():
            raise BarriersError(f"the shape {shape!s:.60} does not fit the bytes that follow")
        found = np.load(io.BytesIO(content), allow_pickle=False)
    except BarriersError:
        raise
    except Exception:
        raise BarriersError("not a readable .npy of floats") from None
    return found, np.zeros(found.shape)


def _csv(content: bytes) -> tuple[Array, Array]:
    try:
        lines = [line.split(",") for line in content.decode("ascii").splitlines()]
    except UnicodeDecodeError:
        raise BarriersError("not ASCII text") from None
    names = int(bool(lines) and not any(NUMBER.fullmatch(cell.strip()) for cell in lines[0]))
    rows, last, most = [], [], 0
    for number, cells in enumerate(lines[names:], 1 + names):
        found = [match for cell in cells if (match := NUMBER.fullmatch(cell.strip()))]
        if len(cells) != len(lines[names]) or len(found) < len(cells):
            raise BarriersError(f"line {number} must have {len(lines[names])} decimals, got {shown(','.join(cells))}")
        rows.append([float(match[0]) for match in found])
        last.append([int(match[5] or 0) - len(match[3] or match[4] or "") for match in found])
        most = max(most, *(len(match[1].replace(".", "").lstrip("0")) for match in found))
    if not rows:
        raise BarriersError("there are no numbers")
    values = np.array(rows)
    with np.errstate(over="ignore"):  # what is infinite is refused where it is compared
        half = 0.5 * 10.0 ** np.array(last)
        return (values.astype(np.float32) if most <= SINGLE_DIGITS else values), half
