"""Blocks: vectors of integers over one denominator, so that large data are read and multiplied without fractions."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from .reading import MAX_DIGITS, Malformed, Unsupported, fields, number

Scaled = tuple[list[int], int]
"""Integers over one denominator > 0."""
_VALUES = re.compile(r"(?:(?:0|-?[1-9][0-9]*)(?: (?:0|-?[1-9][0-9]*))*)?", re.ASCII)


def block(value: Any, name: str) -> Scaled:
    """Return the integers and their denominator of {"over": a positive integer, "values": integers between spaces}."""
    body = fields(value, name, "over", "values")
    over, text = number(body["over"], name), body["values"]
    if over <= 0 or over.denominator > 1 or not isinstance(text, str) or not _VALUES.fullmatch(text):
        raise Malformed(f"{name} must be integers between single spaces, over a positive integer")
    words = text.split()
    if max(map(len, words), default=0) > MAX_DIGITS:
        raise Unsupported(f"{name}: integers have at most {MAX_DIGITS} characters")
    return [int(word) for word in words], over.numerator


def fractions(scaled: Scaled) -> list[Fraction]:
    """Return the entries of a block."""
    values, over = scaled
    return [Fraction(v, over) for v in values]
