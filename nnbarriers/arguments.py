"""Arguments of the public functions, taken exactly: an error names the argument, its value and what it should be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import islice
from typing import Any, TypeVar

from theory.exact import BarriersError, natural, rational, shown

__all__ = ["entries", "optional", "rational_argument", "whole"]

T = TypeVar("T")
MOST_BITS = 2**15
"""Longest numerator or denominator of an argument: more than any level that is read."""


def rational_argument(value: Any, name: str) -> Fraction:
    """Return an argument as the rational that it is; raises `BarriersError` that names it.

    >>> rational_argument("half", "accuracy")
    Traceback (most recent call last):
    theory.exact.BarriersError: accuracy: expected a rational such as "3/4", "0.75" or "3*2^-2", got 'half'
    """
    try:
        found = rational(value)
    except BarriersError as error:
        way_out = "; take its .item() or .tolist()" if hasattr(value, "tolist") else ""
        raise BarriersError(f"{name}: {error}{way_out}") from None
    bits = max(found.numerator.bit_length(), found.denominator.bit_length())
    if bits > MOST_BITS:
        raise BarriersError(f"{name}: a number of {bits} bits is too long, at most {MOST_BITS} are taken")
    return found


def whole(value: Any, name: str, least: int = 0, most: int = 2**31) -> int:
    """Return an argument as a whole number of these bounds; raises `BarriersError` that names it."""
    return natural(value, name, least, most)


def entries(value: Any, what: str, most: int) -> list[Any]:
    """Return the entries of a list, a tuple, an array or another iterable; raises `BarriersError` that says what it is.

    >>> entries("text", "y takes a list of numbers", 10)
    Traceback (most recent call last):
    theory.exact.BarriersError: y takes a list of numbers, got str 'text'
    """
    if isinstance(value, str | bytes | Mapping | set | type):
        raise BarriersError(f"{what}, got {type(value).__name__} {shown(value)}")
    try:
        found = list(islice(value, most + 1))
    except BarriersError:
        raise
    except Exception:
        raise BarriersError(f"{what}, got {type(value).__name__} {shown(value)}") from None
    if len(found) > most:
        raise BarriersError(f"{what}, of at most {most} entries")
    return found


def optional(value: Any, taken: Callable[[Any], T]) -> T | None:
    """Return an argument that may be None, taken as it should be."""
    return None if value is None else taken(value)
