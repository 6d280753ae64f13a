"""Blocks: vectors of integers over one denominator, as certificates of T hold them.  Claims no result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any, Self

from theory.exact import BarriersError, rational, write_rational

__all__ = ["Block"]

SHORT, MAX_DIGITS = 10_000, 20_000
"""Bits of integers that Python writes in decimal; most digits of an integer in a certificate."""


@dataclass(frozen=True)
class Block:
    """Integers over one denominator > 0.

    >>> Block.of([0.5, "1/3"])
    Block(values=(3, 2), over=6)
    >>> Block((3, 2), 6).fractions
    (Fraction(1, 2), Fraction(1, 3))
    """

    values: tuple[int, ...]
    over: int = 1

    @classmethod
    def of(cls, numbers: Iterable[Any]) -> Self:
        """Return the block of anything that holds numbers, over their least common denominator."""
        entries = [rational(v) for v in numbers]
        over = lcm(*(v.denominator for v in entries))
        return cls(tuple(v.numerator * (over // v.denominator) for v in entries), over)

    @property
    def fractions(self) -> tuple[Fraction, ...]:
        """The entries."""
        return tuple(Fraction(v, self.over) for v in self.values)

    def as_json(self) -> dict[str, str]:
        """Return what a certificate holds; raises `BarriersError` for integers that are too long.

        >>> Block.of([0.5, -1]).as_json()
        {'over': '2', 'values': '1 -2'}
        """
        over = _text(self.over) if self.over.bit_length() >= SHORT else write_rational(Fraction(self.over))
        return {"over": over, "values": " ".join(map(_text, self.values))}


def _text(value: int) -> str:
    """Return the decimal text of an integer; raises `BarriersError` if it is too long for a certificate."""
    if value.bit_length() < SHORT:
        return str(value)
    from flint import fmpz

    text = str(fmpz(value))
    if len(text) > MAX_DIGITS:
        raise BarriersError(f"a number of {len(text)} digits is too long for a certificate: {MAX_DIGITS}")
    return text
