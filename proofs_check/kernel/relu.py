"""ReLU networks in integers: the numbers of a layer over one denominator."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from operator import mul
from typing import Any

from .floats import array_rows
from .reading import MAX_BITS, MAX_WORK, Malformed, Parts, Unsupported, common_denominator, fields, items, parts

IntegerLayer = tuple[list[list[int]], int]
"""Rows of integers, the bias last, and the positive denominator D they stand over."""


class Network:
    """The network of a witness: `widths`, and `layers` in integers.  Raises Malformed if a list is ragged."""

    def __init__(self, witness: Any) -> None:
        self.layers: list[IntegerLayer] = []
        self.widths: list[int] = []
        for entry in items(witness, "network"):
            if isinstance(entry, dict) and "float" in entry:
                rows, common = array_rows(fields(entry, "layer", "bias", "float", "weights"))
                refuse_long(rows, common, longest_of(rows))
            else:
                rows, common = over_common(written_rows(fields(entry, "layer", "weights", "bias")))
            inputs = len(rows[0]) - 1
            if not self.widths:
                self.widths.append(inputs)
            if inputs != self.widths[-1]:
                raise Malformed("every layer must take as many inputs as the one before has outputs")
            self.widths.append(len(rows))
            self.layers.append((rows, common))

    def bound_work(self, evaluations: int, bits: int, later: int = 0) -> None:
        """Refuse more than MAX_WORK of work at points of so many bits; `later` evaluations spare the first layer."""
        total = 500 * (evaluations + later)  # what an evaluation costs besides its multiplications
        times = evaluations
        for rows, common in self.layers:
            entry = max(common.bit_length(), longest_of(rows))
            total += times * (100 + len(rows) * len(rows[0]) * (8 + (1 + bits // 64) * (1 + entry // 64)))
            bits += entry + len(rows[0]).bit_length()
            times = evaluations + later
        bound(total)


def written_rows(layer: dict[str, Any]) -> list[list[Parts]]:
    """Return the rows of a layer of texts, the bias last."""
    rows = [[parts(v, "weights") for v in items(row, "weights")] for row in items(layer["weights"], "weights")]
    bias = [parts(v, "bias") for v in items(layer["bias"], "bias")]
    if len({len(row) for row in rows}) != 1 or len(bias) != len(rows):
        raise Malformed("every layer needs rows of one length, at least one, and as many biases as rows")
    return [[*row, b] for row, b in zip(rows, bias)]


def longest_of(rows: list[list[int]]) -> int:
    """Return the most bits of an integer in rows that are not empty."""
    return max(*map(max, rows), -min(map(min, rows))).bit_length()


def bound(work: int) -> None:
    """Refuse more than MAX_WORK of work."""
    if work > MAX_WORK:
        raise Unsupported(f"needs work {work}, more than {MAX_WORK}")


def products(rows: list[list[int]], state: list[int]) -> list[int]:
    """Return the inner products with the rows, as far as the state goes."""
    return [sum(map(mul, row, state)) for row in rows]


def over_common(rows: list[list[Parts]]) -> tuple[list[list[int]], int]:
    """Return numbers as integers over their least common denominator, and that, unless they would be too long."""
    halvings = max(0, *(-e for row in rows for _, _, e in row))
    bottoms = {1 << halvings, *(bottom for row in rows for _, bottom, _ in row)}
    common = common_denominator(Fraction(1, bottom) for bottom in bottoms)
    longest = max(top.bit_length() + bottom.bit_length() + abs(e) for row in rows for top, bottom, e in row)
    refuse_long(rows, common, longest)
    return [[over(common, *entry) for entry in row] for row in rows], common


def refuse_long(rows: Sequence[Sequence[Any]], common: int, longest: int) -> None:
    """Refuse integers over a common denominator, of parts of so many bits, that may be too long together."""
    if len(rows) * len(rows[0]) * (common.bit_length() + longest) > MAX_BITS:
        raise Unsupported(f"the integers of a layer have more than {MAX_BITS} bits together")


def over(common: int, top: int, bottom: int, exponent: int) -> int:
    """Return a number times a multiple of its denominator."""
    return top * (common >> -exponent) if exponent < 0 else (top * (common // bottom)) << exponent
