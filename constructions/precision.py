"""The price in precision: accuracy on D_delta with few pieces needs large weights (A8, in the setting of [D])."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

from constructions.training_sets import TrainingSet
from theory.exact import BarriersError, rational
from theory.layers import Layer, check_widths, piece_bound
from theory.networks import ReluNetwork

__all__ = ["Price", "least_integer_weight", "price", "sharp_weights_network", "weight_product"]


def weight_product(widths: Sequence[int], largest_weight: Any, delta: Any) -> Fraction:
    """Return W^L N_1…N_{L-1} delta, which is at least 1 - 2e (A8).

    >>> weight_product((2, 8, 8, 1), 4, "1/4096")
    Fraction(1, 1)
    """
    sizes = check_widths(widths)
    return rational(largest_weight) ** (len(sizes) - 1) * prod(sizes[1:-1]) * rational(delta)


@dataclass(frozen=True)
class Price:
    """A8 for one network: its `error` e, `paid` = W^L N_1…N_{L-1} delta, `due` = 1 - 2e, whether A8 `applies`."""

    error: Fraction
    paid: Fraction
    due: Fraction
    applies: bool

    @property
    def holds(self) -> bool:
        """Whether paid >= due; A8 says so whenever it applies."""
        return self.paid >= self.due


def price(network: ReluNetwork, data: TrainingSet) -> Price:
    """Return what the network pays and owes on D_delta; A8 applies if P(N) < n - 1 and e < 1/2 (A8).

    >>> from constructions.training_sets import training_set
    >>> price(sharp_weights_network((2, 1, 1), "1/400", 10), training_set(7, delta="1/961")).applies
    False
    """
    outputs = network.evaluate(data.points)
    error = max(abs(y - s) for y, s in zip(outputs, data.labels, strict=True))
    paid = weight_product(network.widths, network.largest_weight(), data.delta)
    applies = piece_bound(network.widths) < len(data) - 1 and error < Fraction(1, 2)
    return Price(error, paid, 1 - 2 * error, applies)


def least_integer_weight(widths: Sequence[int], delta: Any, error: Any = 0) -> int:
    """Return the least integer w with w^L N_1…N_{L-1} delta >= 1 - 2e (A8, in the setting of [D]).

    With integer weights in [-w', w'], w' < w, and P(N) < n - 1, no network of these widths is e-accurate on D_delta.

    Raises `BarriersError` unless 0 <= e < 1/2 and delta > 0.

    >>> least_integer_weight((2, 8, 8, 1), "1/4096"), least_integer_weight((2, 8, 8, 1), "1/4097")
    (4, 5)
    """
    tiny, e = rational(delta), rational(error)
    if tiny <= 0 or not 0 <= e < Fraction(1, 2):
        raise BarriersError(f"A8 needs delta > 0 and 0 <= e < 1/2, got delta = {tiny}, e = {e}")
    low, high = 0, 1
    while weight_product(widths, high, tiny) < 1 - 2 * e:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if weight_product(widths, middle, tiny) >= 1 - 2 * e else (middle, high)
    return high


def sharp_weights_network(widths: Sequence[int], delta: Any, weight: Any) -> ReluNetwork:
    """Return phi(x) = e + W^L N_1…N_{L-1} rho(x_2), all weights in {0, W}: equality is attained (A8).

    Its error on D_delta is e = (1 - W^L N_1…N_{L-1} delta)/2. Raises `BarriersError` unless 0 < W^L N_1…N_{L-1} delta
    <= 1 and d >= 2.

    >>> phi = sharp_weights_network((2, 2, 1), "1/16", 2)
    >>> phi((0, 0)), phi((0, "1/16"))
    (Fraction(1, 4), Fraction(3, 4))
    """
    sizes, w = check_widths(widths), rational(weight)
    product = weight_product(sizes, w, delta)
    if w <= 0 or not 0 < product <= 1 or sizes[0] < 2:
        raise BarriersError(
            f"equality in A8 needs d >= 2, W > 0 and 0 < W^L N_1…N_(L-1) delta <= 1, got W = {w}, product {product}"
        )
    layers = []
    for number, (inputs, outputs) in enumerate(itertools.pairwise(sizes)):
        row = tuple(w if number or i == 1 else Fraction(0) for i in range(inputs))
        last = number == len(sizes) - 2
        layers.append(Layer((row,) * outputs, ((1 - product) / 2 if last else Fraction(0),) * outputs))
    return ReluNetwork(tuple(layers))
