"""Blocks: vectors of integers over one denominator, so that large data are read and multiplied without fractions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from .packing import Work, bits_in, store
from .reading import MAX_DIGITS, Malformed, Unsupported, common_denominator, fields, integer, number

Scaled = tuple[list[int], int]
"""Integers over one denominator > 0."""
_VALUES = re.compile(r"(?:(?:0|-?[1-9][0-9]*+)(?: (?:0|-?[1-9][0-9]*+))*+)?", re.ASCII)
"""Nothing is tried a second time (*+), so that millions of integers need no memory."""


def block(value: Any, name: str, digits: int = MAX_DIGITS) -> Scaled:
    """Return the integers and their denominator of {"over": a positive integer, "values": integers between spaces}."""
    body = fields(value, name, "over", "values")
    over, text = number(body["over"], name, digits), body["values"]
    if over <= 0 or over.denominator > 1 or not isinstance(text, str) or not _VALUES.fullmatch(text):
        raise Malformed(f"{name} must be integers between single spaces, over a positive integer")
    words = text.split()
    if max(map(len, words), default=0) > digits:
        raise Unsupported(f"{name}: integers have at most {digits} characters")
    return [integer(word) for word in words], over.numerator


def fractions(scaled: Scaled) -> list[Fraction]:
    """Return the entries of a block."""
    values, over = scaled
    return [Fraction(v, over) for v in values]


def scaled(vector: list[Fraction]) -> Scaled:
    """Return a vector as integers over one denominator."""
    common = common_denominator(vector)
    store(len(vector), common.bit_length() + bits_in(v.numerator for v in vector))
    return [v.numerator * (common // v.denominator) for v in vector], common


def together(vectors: Iterable[Scaled], work: Work) -> tuple[list[list[int]], int]:
    """Return vectors as integers over one denominator that they have in common."""
    given = list(vectors)
    common = common_denominator([Fraction(1, over) for _, over in given])
    for values, over in given:
        bits = bits_in(values), (common // over).bit_length()
        work.add(len(values), *bits)
        store(len(values), sum(bits))
    return [[v * (common // over) for v in values] for values, over in given], common
