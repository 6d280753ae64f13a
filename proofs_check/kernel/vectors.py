"""Vectors of rationals, for families, minimisers and recoveries, and a bound on the size of what is made of them."""

from __future__ import annotations

from fractions import Fraction

from .reading import Unsupported

ZERO, ONE = Fraction(0), Fraction(1)
MAX_SIZE = 10**6
Vector = list[Fraction]


def bounded(size: int) -> None:
    """Refuse families that take too long to build, and inputs that take too long to multiply."""
    if size > MAX_SIZE:
        raise Unsupported(f"a size of {size} is larger than {MAX_SIZE}")


def dot(u: Vector, v: Vector) -> Fraction:
    """Return the inner product."""
    return sum((a * b for a, b in zip(u, v)), ZERO)
