"""Matrices of integers whose rows are single integers, so that a product with a vector takes a multiplication a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod
from operator import mul

from .reading import MAX_BITS, MAX_WORK, Unsupported


class Work:
    """The work of a check, counted before it is done."""

    def __init__(self) -> None:
        self.total = 0

    def add(self, count: int, *bits: int) -> None:
        """Count so many multiplications of factors of so many bits; raises Unsupported if all are too many."""
        self.total += count * (8 + prod(map(words, bits)))
        if self.total > MAX_WORK:
            raise Unsupported(f"needs work {self.total}, more than {MAX_WORK}")


def store(count: int, bits: int) -> None:
    """Refuse to hold so many integers of so many bits if they are too long together."""
    if count * bits > MAX_BITS:
        raise Unsupported(f"{count} integers of {bits} bits are more than {MAX_BITS} bits")


def words(bits: int) -> int:
    """Return how many machine words so many bits take."""
    return 1 + bits // 64


def bits_in(values: Iterable[int]) -> int:
    """Return the most bits of one of the integers."""
    return max(map(int.bit_length, values), default=0)


def dot(u: Iterable[int], v: Iterable[int]) -> int:
    """Return the inner product; the shorter vector is continued by 0."""
    return sum(map(mul, u, v))


@dataclass(frozen=True)
class Packed:
    """Rows of integers, each row one integer: the sum of its entries times the powers of 256^size."""

    rows: list[int]
    count: int
    size: int
    middle: int
    """The sum of 256^size/2 times these powers: with it all entries are positive."""

    def times(self, vector: Sequence[int]) -> list[int]:
        """Return the sum of the rows times the entries of a vector, whose bits were foreseen; 0 continues it."""
        size, half = self.size, 256**self.size // 2
        text = (dot(vector, self.rows) + self.middle).to_bytes(size * self.count, "little")
        return [int.from_bytes(text[i : i + size], "little") - half for i in range(0, len(text), size)]


def packed(rows: Sequence[Sequence[int]], count: int, bits: int) -> Packed:
    """Pack rows of `count` integers, to be multiplied by vectors of integers of absolute value at most 2^bits."""
    size = (bits_in(v for row in rows for v in row) + bits + len(rows).bit_length()) // 8 + 1
    half = 256**size // 2
    middle = int.from_bytes(half.to_bytes(size, "little") * count, "little")
    texts = (b"".join([(v + half).to_bytes(size, "little") for v in row]) for row in rows)
    return Packed([int.from_bytes(text, "little") - middle for text in texts], count, size, middle)
