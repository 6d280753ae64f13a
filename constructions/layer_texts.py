"""Layers as certificates write them: exact numbers as texts, and large layers of floats as base64 of their bytes.

A layer of at least `LARGE` numbers is an array if all of them are float32, or all float64; so one network has one text,
and one SHA-256.  Serves A3, A4, A5, U, V.
"""

from __future__ import annotations

import struct
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import chain
from typing import Any

from theory.exact import write_rational
from theory.layers import Layer

__all__ = ["layer_texts", "read_layer_texts"]

LARGE = 1000
"""Least numbers of a layer that is written as an array."""
FORMATS = {"float32": "f", "float64": "d"}
"""What `struct` calls them, the shorter first."""


def layer_texts(layers: Iterable[Layer]) -> list[dict[str, Any]]:
    """Return layers as witnesses hold them.

    >>> layer_texts([Layer.of([[1, "1/3"]], [0])])
    [{'weights': [['1', '1/3']], 'bias': ['0']}]
    """
    return [_array(layer) or _texts(layer) for layer in layers]


def read_layer_texts(witness: Sequence[dict[str, Any]]) -> list[Layer]:
    """Return the layers that `layer_texts` wrote.

    >>> large = Layer.of([[Fraction(j, 8) for j in range(LARGE)]], [0])
    >>> layer_texts([large])[0]["float"], read_layer_texts(layer_texts([large])) == [large]
    ('float32', True)
    """
    return [_read_array(entry) if "float" in entry else Layer.of(entry["weights"], entry["bias"]) for entry in witness]


def _texts(layer: Layer) -> dict[str, Any]:
    """Return a layer with each number as a text."""
    return {
        "weights": [[write_rational(w) for w in row] for row in layer.weights],
        "bias": [write_rational(b) for b in layer.bias],
    }


def _array(layer: Layer) -> dict[str, Any] | None:
    """Return a large layer of floats with their bytes in base64, row by row; None for others."""
    numbers = [*chain(*layer.weights), *layer.bias]
    if len(numbers) < LARGE or any(v.denominator & (v.denominator - 1) for v in numbers):
        return None
    for name, letter in FORMATS.items():
        content = _bytes(numbers, letter)
        if content is not None:
            cut = len(content) // len(numbers) * len(layer.bias)
            return {"weights": _text(content[:-cut]), "bias": _text(content[-cut:]), "float": name}
    return None


def _bytes(numbers: list[Fraction], letter: str) -> bytes | None:
    """Return the bytes of numbers in a format, least first; None if one is not of it, which integers decide."""
    form = f"<{len(numbers)}{letter}"
    try:
        content = struct.pack(form, *(v.numerator / v.denominator for v in numbers))
    except OverflowError:
        return None
    read = (v.as_integer_ratio() for v in struct.unpack(form, content))
    return content if all(pair == v.as_integer_ratio() for pair, v in zip(read, numbers, strict=True)) else None


def _read_array(entry: dict[str, Any]) -> Layer:
    """Return a layer of floats."""
    letter = FORMATS[entry["float"]]
    weights, bias = (
        [Fraction(v) for (v,) in struct.iter_unpack(f"<{letter}", b64decode(entry[key]))] for key in ("weights", "bias")
    )
    columns = len(weights) // len(bias)
    return Layer(tuple(tuple(weights[i * columns : (i + 1) * columns]) for i in range(len(bias))), tuple(bias))


def _text(content: bytes) -> str:
    return b64encode(content).decode("ascii")
