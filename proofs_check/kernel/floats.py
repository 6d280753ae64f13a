"""Layers whose numbers are binary32 or binary64: base64 of their bytes, read in integers."""

from __future__ import annotations

import struct
from base64 import b64decode, b64encode
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from .reading import MAX_BITS, Malformed, Unsupported


class Format(NamedTuple):
    """An interchange format of IEEE 754: what `struct` calls so many bits, the bits of fraction and exponent."""

    letter: str
    fraction: int
    exponent: int

    @property
    def least(self) -> int:
        """The power of 2 that the last bit of the fraction of the least numbers stands for."""
        return 2 - (1 << self.exponent - 1) - self.fraction


FORMATS = {"float32": Format("I", 23, 8), "float64": Format("Q", 52, 11)}


def array_rows(layer: dict[str, Any]) -> tuple[list[list[int]], int]:
    """Return the rows of a layer, the bias last, as integers over their least common denominator, and that.

    `float` names the format.  Weights stand row by row, least byte first, as many rows as there are biases.
    """
    name = layer["float"]
    if not isinstance(name, str) or name not in FORMATS:
        raise Malformed("a layer of floats is of float32 or float64")
    form = FORMATS[name]
    weights, bias = words(layer["weights"], form, "weights"), words(layer["bias"], form, "bias")
    if not bias or not weights or len(weights) % len(bias):
        raise Malformed("a layer of floats has rows of one length, at least one, and as many biases as rows")
    if name == "float64" and all(short(word) for word in [*weights, *bias]):
        raise Malformed("a layer is of float64 only if one of its numbers is not of float32")
    tops, power = integers([*weights, *bias], form)
    columns, shifts = len(weights) // len(bias), tops[len(weights) :]
    rows = [[*tops[i * columns : (i + 1) * columns], shift] for i, shift in enumerate(shifts)]
    return rows, 1 << -power


def words(text: Any, form: Format, name: str) -> tuple[int, ...]:
    """Return the words that a canonical base64 text holds."""
    try:
        content = b64decode(text, validate=True) if isinstance(text, str) else b"?"
    except ValueError:
        content = b"?"
    size = struct.calcsize(f"<{form.letter}")
    if len(content) % size or b64encode(content).decode() != text:
        raise Malformed(f"{name} must be the base64 text of whole numbers of {size} bytes")
    return struct.unpack(f"<{len(content) // size}{form.letter}", content)


def integers(numbers: list[int], form: Format) -> tuple[list[int], int]:
    """Return integers and the greatest power of 2, at most 0, with which they are the numbers of the words."""
    most, mask = (1 << form.exponent) - 1, (1 << form.fraction) - 1
    sign, hidden = most + 1 << form.fraction, mask + 1
    exponents = [word >> form.fraction & most for word in numbers]
    if most in exponents or sign in numbers:
        raise Malformed("a number is infinite, NaN or -0")
    used = [e or 1 for word, e in zip(numbers, exponents) if word] or [1]
    low, high = min(used), max(used)
    if len(numbers) * (high - low + form.fraction + 1) > MAX_BITS:
        raise Unsupported(f"the integers of a layer have more than {MAX_BITS} bits together")
    tops = [
        ((word & mask | hidden) << e - low if e else word & mask) * (-1 if word & sign else 1)
        for word, e in zip(numbers, exponents)
    ]
    power, all_bits = form.least + low - 1, reduce(or_, tops)
    if power >= 0:
        return [top << power for top in tops], 0
    spare = min(-power, (all_bits & -all_bits).bit_length() - 1) if all_bits else -power
    return [top >> spare for top in tops], power + spare


def short(word: int) -> bool:
    """Whether a finite number of binary64 is one of binary32."""
    exponent, fraction = word >> 52 & 2047, word & (1 << 52) - 1
    if not exponent:
        return not fraction
    dropped = 29 + max(0, 897 - exponent)  # 897 is the exponent of the least normal number of binary32
    return exponent <= 1150 and (fraction | 1 << 52) % (1 << dropped) == 0
