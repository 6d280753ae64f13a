"""Arguments of the public functions, taken exactly: an error names the argument, its value and what it should be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import islice
from typing import Any, TypeVar

from theory.exact import BarriersError, natural, rational, shown

__all__ = ["entries", "family_parameters", "optional", "rational_argument", "whole"]

T = TypeVar("T")
MOST_BITS = 2**15
"""Longest numerator or denominator of an argument: more than any level that is read."""

MOST_ROWS, MOST_ENTRIES, MOST_PARAMETER_BITS = 100, 10_000, 1000
"""What parameters of a family may be."""


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


def family_parameters(given: Any) -> dict[str, Any]:
    """Return parameters of a family by name; texts are read as numbers, and as a matrix "3/5,4/5;-4/5,3/5" (C, D).

    >>> family_parameters({"alpha": "3/2", "m": "2", "q": "0,1;1,0"})["q"][0]
    (Fraction(0, 1), Fraction(1, 1))
    """
    what = 'parameters takes a dict such as {"alpha": "3/2", "columns": 12}'
    if not isinstance(given, Mapping) or not all(isinstance(key, str) for key in given):
        raise BarriersError(f"{what}, got {type(given).__name__} {shown(given)}")
    found = {key: _parameter(key, value) for key, value in given.items()}
    m, columns = (found.get(key, 1) for key in ("m", "columns"))
    if m > MOST_ROWS or m * columns > MOST_ENTRIES:
        raise BarriersError(
            f"parameters m and columns: at most {MOST_ROWS} rows and {MOST_ENTRIES} entries are taken, got {m} and"
            f" {m * columns}"
        )
    return found


def _parameter(key: str, value: Any) -> Any:
    where = f"parameter {key!r:.40}"
    if key in ("m", "columns"):
        return whole(int(value) if isinstance(value, str) and value.isdecimal() else value, where, 1, MOST_ENTRIES)
    if key != "q":
        found = rational_argument(value, where)
        if max(found.numerator.bit_length(), found.denominator.bit_length()) > MOST_PARAMETER_BITS:
            raise BarriersError(f"{where}: numbers of at most {MOST_PARAMETER_BITS} bits are taken")
        return found
    what = f'{where} takes the rows of an orthogonal matrix, such as [["3/5", "4/5"], ["-4/5", "3/5"]]'
    rows = value.split(";") if isinstance(value, str) else entries(value, what, MOST_ROWS)
    parts = [row.split(",") if isinstance(row, str) else entries(row, what, MOST_ROWS) for row in rows]
    return tuple(tuple(rational_argument(v, where) for v in row) for row in parts)


def optional(value: Any, taken: Callable[[Any], T]) -> T | None:
    """Return an argument that may be None, taken as it should be."""
    return None if value is None else taken(value)
