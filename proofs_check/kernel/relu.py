"""ReLU networks in integers: a layer's numbers over one denominator, a point as integers over one denominator."""

from __future__ import annotations

from fractions import Fraction
from itertools import compress
from math import lcm
from operator import mul
from typing import Any

from .reading import MAX_BITS, MAX_WORK, Malformed, Unsupported, bits_of, common_denominator, fields, items, numbers

IntegerLayer = tuple[list[list[int]], int]
"""Rows of integers, the bias last, and the positive denominator D they stand over."""


class Network:
    """The network of a witness: `widths`, and `layers` in integers.  Raises Malformed if a list is ragged."""

    def __init__(self, witness: Any) -> None:
        self.layers: list[IntegerLayer] = []
        self.widths: list[int] = []
        for entry in items(witness, "network"):
            layer = fields(entry, "layer", "weights", "bias")
            rows = [numbers(row, "weights") for row in items(layer["weights"], "weights")]
            bias = numbers(layer["bias"], "bias")
            if len({len(row) for row in rows}) != 1 or len(bias) != len(rows):
                raise Malformed("every layer needs rows of one length, at least one, and as many biases as rows")
            if not self.widths:
                self.widths.append(len(rows[0]))
            if len(rows[0]) != self.widths[-1]:
                raise Malformed("every layer must take as many inputs as the one before has outputs")
            self.widths.append(len(rows))
            full = [[*row, b] for row, b in zip(rows, bias)]
            common = common_denominator(v for row in full for v in row)
            if len(full) * len(full[0]) * (common.bit_length() + bits_of(v for row in full for v in row)) > MAX_BITS:
                raise Unsupported(f"the integers of a layer have more than {MAX_BITS} bits together")
            self.layers.append(([[int(v * common) for v in row] for row in full], common))
        self.on: list[list[bool]] = [[] for _ in self.layers]  # which inputs of a layer were on at the last point,
        self.short: list[list[list[int]]] = [[] for _ in self.layers]  # and its rows without the others

    def bound_work(self, evaluations: int, bits: int, later: int = 0) -> None:
        """Refuse more than MAX_WORK of work at points of so many bits; `later` evaluations spare the first layer."""
        total = 500 * (evaluations + later)  # what an evaluation costs besides its multiplications
        times = evaluations
        for rows, common in self.layers:
            entry = max(common.bit_length(), *(v.bit_length() for row in rows for v in row))
            total += times * (100 + len(rows) * len(rows[0]) * (8 + (1 + bits // 64) * (1 + entry // 64)))
            bits += entry + len(rows[0]).bit_length()
            times = evaluations + later
        bound(total)

    def run(self, point: list[Fraction]) -> tuple[int, int, list[int]]:
        """Return the output at a point as numerator and positive denominator, and the signs of all pre-activations."""
        scale = lcm(*(v.denominator for v in point))
        state = [int(v * scale) for v in point]
        signs: list[int] = []
        on = [True] * len(state)
        for index, (rows, common) in enumerate(self.layers):
            if index:
                signs += ((z > 0) - (z < 0) for z in state)
                on = [z > 0 for z in state]
            on.append(True)  # the bias
            # a neuron that is off adds nothing, and neighbouring points have mostly the same neurons on
            if on != self.on[index]:
                self.on[index], self.short[index] = on, [list(compress(row, on)) for row in rows]
            state = [*compress(state, on), scale]
            state = [sum(map(mul, row, state)) for row in self.short[index]]
            scale *= common
        return state[0], scale, signs


def bound(work: int) -> None:
    """Refuse more than MAX_WORK of work."""
    if work > MAX_WORK:
        raise Unsupported(f"needs work {work}, more than {MAX_WORK}")


def products(rows: list[list[int]], state: list[int]) -> list[int]:
    """Return the inner products with the rows, as far as the state goes."""
    return [sum(map(mul, row, state)) for row in rows]


def one_pattern(signs: list[int], others: list[int]) -> bool:
    """Tell whether no neuron changes sign between two ends, so that the network is affine in between."""
    return all(s * t >= 0 for s, t in zip(signs, others))
