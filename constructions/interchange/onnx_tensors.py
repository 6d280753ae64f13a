"""The constants of an ONNX model: arrays inside the model, or bytes of other files in its own folder.

Claims no result.
"""

from __future__ import annotations

from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from constructions.files import read_bytes
from constructions.interchange.stack import MAX_WEIGHTS
from theory.exact import BarriersError

__all__ = ["BOOLEAN", "DOUBLE", "FLOATS", "INTEGER", "SINGLE", "TENSOR", "TYPES", "array_of", "inline"]

SINGLE, DOUBLE, HALF, BRAIN, INTEGER, BOOLEAN = 1, 11, 10, 16, 7, 9
"""Element types of ONNX."""
FLOATS = (SINGLE, DOUBLE, HALF, BRAIN)
TYPES = {
    SINGLE: ("<f4", "float_data"), DOUBLE: ("<f8", "double_data"), HALF: ("<f2", "int32_data"),
    BRAIN: ("<u2", "int32_data"), INTEGER: ("<i8", "int64_data"), 6: ("<i4", "int32_data"),
    BOOLEAN: ("|b1", "int32_data"),
}  # fmt: skip
"""How a file holds the numbers of a type: their bytes, and the field for those that are no bytes."""
TENSOR, EXTERNAL = 4, 1
"""The type of an attribute that holds a constant; the place of one whose bytes are in another file."""


def array_of(tensor: Any) -> Any:
    """Return a constant as an array of floats, of int64 or of bools, or say why it is none."""
    shape, count, dtype = _form(tensor)
    typed = getattr(tensor, TYPES[tensor.data_type][1])
    if tensor.data_location == EXTERNAL:
        raise BarriersError("a constant lies in another file")
    if tensor.HasField("raw_data"):
        if typed:
            raise BarriersError("a constant is there twice, as bytes and as numbers")
        array = np.frombuffer(tensor.raw_data, dtype=np.uint8)
    else:
        array = _typed(typed, tensor.data_type, dtype).view(np.uint8)
    _check_length(array.size, count, dtype, shape)
    array = array.view(dtype).reshape(shape)
    if tensor.data_type == BRAIN:
        return (array.astype("<u4") << 16).view("<f4")
    return array.astype(np.int64) if dtype.kind == "i" else array


def _typed(values: Any, kind: int, dtype: Any) -> Any:
    """Return the numbers of a tensor that are no bytes; those of 16 bits are kept as integers."""
    bits = np.dtype("<u2") if kind == HALF else dtype
    try:
        return np.array(values, dtype=bits)
    except OverflowError:
        raise BarriersError("a constant has numbers that its type does not hold") from None


def inline(model: Any, folder: Path) -> dict[str, bytes]:
    """Put the constants that lie in other files of the folder into the model, and return these files by name.

    Afterwards the model says the same wherever it is read.  Raises `BarriersError` for a place outside the folder.
    """
    nodes = (node for node in model.graph.node if node.op_type == "Constant")
    own = (attribute.t for node in nodes for attribute in node.attribute if attribute.type == TENSOR)
    files: dict[str, bytes] = {}
    total = 0
    for tensor in (*model.graph.initializer, *own):
        if tensor.data_location != EXTERNAL:
            continue
        shape, count, dtype = _form(tensor)
        total += count
        if total > MAX_WEIGHTS:
            raise BarriersError(f"more than {MAX_WEIGHTS} weights lie in other files")
        content = _external(tensor, folder.resolve(), files)
        _check_length(len(content), count, dtype, shape)
        for place in ("external_data", "data_location"):
            tensor.ClearField(place)
        tensor.raw_data = content
    return files


def _form(tensor: Any) -> tuple[tuple[int, ...], int, Any]:
    """Return the shape of a constant, how many numbers that is, and their type."""
    if tensor.data_type not in TYPES or tensor.HasField("segment"):
        raise BarriersError("constants must be whole, and floats, integers of 32 or 64 bits or truth values")
    shape = tuple(tensor.dims)
    count = prod(shape)
    if len(shape) > 8 or min((*shape, 1)) < 1 or count > MAX_WEIGHTS:
        raise BarriersError(f"a constant has the shape {shape!s:.60}: empty, or too large")
    return shape, count, np.dtype(TYPES[tensor.data_type][0])


def _check_length(length: int, count: int, dtype: Any, shape: tuple[int, ...]) -> None:
    if length != count * dtype.itemsize:
        raise BarriersError(f"a constant of the shape {shape!s:.60} has {length} bytes")


def _external(tensor: Any, folder: Path, files: dict[str, bytes]) -> bytes:
    """Return the bytes of a constant that lies in another file of the folder."""
    entries = {entry.key: entry.value for entry in tensor.external_data}
    location = entries.get("location", "")
    try:
        path = (folder / location).resolve()
    except (OSError, RuntimeError, TypeError, ValueError):  # a loop of links, a zero byte, no UTF-8
        path = folder
    if path == folder or not path.is_relative_to(folder):
        raise BarriersError(f"its weights are in {location!r:.60}, outside the folder of the file: refused")
    places = [entries.get(key, "0") for key in ("offset", "length")]
    if not all(place.isascii() and place.isdigit() and len(place) < 18 for place in places):
        raise BarriersError("the offset and the length of external weights are no whole numbers")
    name = path.relative_to(folder).as_posix()
    if name not in files:
        files[name] = read_bytes(path)
    offset, length = map(int, places)
    return files[name][offset : offset + length if "length" in entries else None]
