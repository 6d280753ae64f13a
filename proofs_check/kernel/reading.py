"""Strict reading: canonical JSON, exact numbers, fields.  Anything unexpected is malformed; nothing is guessed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from fractions import Fraction
from math import gcd
from typing import Any

MAX_BYTES = 64 * 2**20
MAX_DIGITS = 4000
MAX_EXPONENT = 4000
MAX_COMMON = 100_000
"""Most bits of the common denominator of a layer."""
MAX_BITS = 10**9
"""Most bits of all integers of a layer together."""
MAX_WORK = 4 * 10**9
"""Most work of one check; a multiplication of a by b machine words counts 8 + ab."""

_NUMBER = re.compile(r"(0|-?[1-9][0-9]*)(?:/([1-9][0-9]*)|\*2\^(-?[1-9][0-9]*))?", re.ASCII)


class Malformed(Exception):
    """The file is not a certificate of the schema."""


class Unsupported(Exception):
    """The file may be a certificate, but not one that this kernel can check."""


class Rejected(Exception):
    """A condition does not hold."""

    def __init__(self, condition: str, message: str) -> None:
        super().__init__(f"{condition}: {message}")
        self.condition = condition


def require(condition: str, holds: bool, message: str) -> None:
    """Reject with the condition's ID unless it holds."""
    if not holds:
        raise Rejected(condition, message)


def canonical(value: Any) -> bytes:
    """Return the canonical bytes of a JSON value: sorted keys, no spaces, ASCII, one newline at the end."""
    return (json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True) + "\n").encode("ascii")


def digest(value: Any) -> str:
    """Return the SHA-256 of a JSON value's canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def load(content: bytes) -> Any:
    """Parse canonical JSON without floats, duplicate keys or long integers; raises Malformed."""
    if len(content) > MAX_BYTES:
        raise Unsupported(f"larger than {MAX_BYTES} bytes")

    def refuse(text: str) -> Any:
        raise Malformed(f'the JSON number {text[:40]} is a float, NaN or too long; numbers are strings such as "3/4"')

    def integer(text: str) -> int:
        return int(text) if len(text) <= 18 else refuse(text)

    try:
        value = json.loads(
            content.decode("ascii"),
            parse_float=refuse,
            parse_constant=refuse,
            parse_int=integer,
        )
        same = canonical(value) == content  # not if a key occurs twice
    except ValueError:
        raise Malformed("not ASCII JSON") from None
    except RecursionError:
        raise Malformed("nested too deeply") from None
    if not same:
        raise Malformed("not canonical JSON (sorted keys, no spaces, one newline at the end)")
    return value


def fields(value: Any, name: str, *keys: str) -> dict[str, Any]:
    """Return an object that has exactly these keys."""
    if not isinstance(value, dict) or sorted(value) != sorted(keys):
        raise Malformed(f"{name} must be an object with the keys {', '.join(sorted(keys))}")
    return value


def items(value: Any, name: str) -> list[Any]:
    """Return a list."""
    if not isinstance(value, list):
        raise Malformed(f"{name} must be a list")
    return value


def whole(value: Any, name: str) -> int:
    """Return a JSON integer; true and false are none."""
    if type(value) is not int:
        raise Malformed(f"{name} must be an integer")
    return value


def number(value: Any, name: str) -> Fraction:
    """Return the rational that a string holds: "p", reduced "p/q", or "m*2^e" with odd m."""
    match = _NUMBER.fullmatch(value) if isinstance(value, str) else None
    if not match or max(len(match[1].lstrip("-")), len(match[2] or "")) > MAX_DIGITS:
        raise Malformed(f'{name} must be a string "p", "p/q" or "m*2^e", got {value!r:.40}')
    top, bottom, exponent = int(match[1]), match[2], match[3]
    if exponent is not None:
        if top % 2 == 0:
            raise Malformed(f"{name}: the m of m*2^e must be odd, got {value[:40]!r}")
        if len(exponent) > 5 or abs(int(exponent)) > MAX_EXPONENT:
            raise Unsupported(f"{name}: exponents go up to {MAX_EXPONENT}")
        return top * Fraction(2) ** int(exponent)
    if bottom is not None and (bottom == "1" or gcd(top, int(bottom)) != 1):
        raise Malformed(f"{name}: {value[:40]!r} is not reduced")
    return Fraction(top, int(bottom or 1))


def told(value: Any) -> str:
    """Return a value for a message, whatever its length."""
    if isinstance(value, list):
        return f"[{', '.join(map(told, value))}]" if len(value) < 9 else f"(a list of {len(value)})"
    if not isinstance(value, Fraction):
        return str(value)
    bits = value.numerator.bit_length() + value.denominator.bit_length()
    return str(value) if bits < 400 else f"(a rational of {bits} bits)"


def bits_of(values: Iterable[Fraction]) -> int:
    """Return the most bits that numerator and denominator of one of the values have together."""
    return max((v.numerator.bit_length() + v.denominator.bit_length() for v in values), default=0)


def numbers(value: Any, name: str) -> list[Fraction]:
    """Return a list of rationals."""
    return [number(entry, name) for entry in items(value, name)]


def states(condition: str, claim: dict[str, Any], **derived: Any) -> None:
    """Reject unless the claim states, key by key, what was derived from the witness; rationals are compared as such."""
    for key, value in derived.items():
        if isinstance(value, Fraction):
            same = number(claim[key], key) == value
        elif isinstance(value, list) and any(isinstance(entry, Fraction) for entry in value):
            same = numbers(claim[key], key) == value
        elif type(claim[key]) is not type(value):
            raise Malformed(f"{key} must be of the type of {told(value)}")
        else:
            same = canonical(claim[key]) == canonical(value)
        require(condition, same, f"{key} is {told(value)}")
