"""State dicts in the format safetensors: the length of a header, the header in JSON, the numbers one after the other.

The format is read here, strictly, without a package: nothing in it can be executed.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np

from constructions.files import keyed, listed, strict_json
from constructions.interchange.bfloat16 import singles
from constructions.interchange.described import Described
from constructions.interchange.state_dicts import described_state
from theory.exact import BarriersError, shown

__all__ = ["read_safetensors"]

MAX_HEADER = 2**20
"""Longest header that is read, in bytes: a thousand tensors have one of a tenth of that."""
TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "BF16": "<u2"}
"""The types of numbers that are read, as NumPy stores them; a bfloat16 as its bits."""


def read_safetensors(content: bytes, name: str, layers: Sequence[str] | None = None) -> Described:
    """Return the network of a state dict in the format safetensors; `layers` names its Linear layers in order.

    Raises `BarriersError` where the header does not describe the bytes after it exactly, each once.
    """
    length = int.from_bytes(content[:8], "little")
    if len(content) < 8 or length > min(MAX_HEADER, len(content) - 8):
        raise BarriersError(f"{name}: not a safetensors file: a header of {length} bytes is too long for it")
    header, numbers = content[8 : 8 + length], content[8 + length :]
    if header[:1] != b"{":
        raise BarriersError(f"{name}: not a safetensors file: its header is no JSON object")
    tensors: dict[str, Any] = strict_json(header, name)
    said = tensors.pop("__metadata__", {})
    if not isinstance(said, dict) or not all(isinstance(value, str) for value in said.values()):
        raise BarriersError(f"{name}: the metadata of a safetensors file are texts")
    places = {key: _place(value, f"{name}: {shown(key)}") for key, value in tensors.items()}
    end = 0
    for start, stop in sorted(place[2:] for place in places.values()):
        if start != end:
            raise BarriersError(f"{name}: the tensors overlap or leave a gap at byte {min(start, end)}")
        end = stop
    if end != len(numbers):
        raise BarriersError(f"{name}: the header describes {end} bytes of numbers, but there are {len(numbers)}")

    def array(key: str) -> Any:
        kind, shape, start, stop = places[key]
        if kind not in TYPES:
            raise BarriersError(f"{name}: {shown(key)} must be F64, F32, F16 or BF16, got {shown(kind)}")
        dtype = np.dtype(TYPES[kind])
        if stop - start != prod(shape) * dtype.itemsize:
            raise BarriersError(f"{name}: {shown(key)} of the shape {shown(shape)} in {kind} has {stop - start} bytes")
        found = np.frombuffer(numbers[start:stop], dtype=dtype).reshape(shape)
        return singles(found) if kind == "BF16" else found

    return described_state({key: prod(place[1]) for key, place in places.items()}, array, layers, name)


def _place(value: Any, where: str) -> tuple[str, tuple[int, ...], int, int]:
    """Return type, shape, first byte and last byte of a tensor."""
    body = keyed(value, {"dtype", "shape", "data_offsets"}, where)
    shape, ends = (listed(body[key], where) for key in ("shape", "data_offsets"))
    if not isinstance(body["dtype"], str) or any(type(v) is not int or v < 0 for v in (*shape, *ends)):
        raise BarriersError(f"{where}: type, shape and place are a word and whole numbers")
    if len(shape) > 8 or len(ends) != 2 or ends[0] > ends[1]:
        raise BarriersError(f"{where}: the shape {shown(shape)} or the place {shown(ends)} is impossible")
    return body["dtype"], tuple(shape), ends[0], ends[1]
