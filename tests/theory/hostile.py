"""Networks straight from the definition, and an arithmetic worse than any machine's, for bounds to withstand."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from theory.evaluation import to_double
from theory.layers import Layer
from theory.networks import ReluNetwork

Point = list[Fraction]
TWO = Fraction(2)


def by_definition(network: ReluNetwork, point: Point) -> list[list[Fraction]]:
    """All pre-activations, layer by layer, straight from the definition."""
    values, state = [], point
    for layer in network.layers:
        values.append(
            [
                sum((w * v for w, v in zip(row, state, strict=True)), b)
                for row, b in zip(layer.weights, layer.bias, strict=True)
            ]
        )
        state = [max(Fraction(0), v) for v in values[-1]]
    return values


def output(network: ReluNetwork, point: Point) -> Fraction:
    return by_definition(network, point)[-1][0]


def to_single(value: Fraction) -> float:
    """Return a float32 next to a rational, infinite on overflow."""
    with np.errstate(all="ignore"):
        return float(np.float32(to_double(value)))


def hostile_layer(layer: Layer, state: list[float], chooser: st.DataObject, *, single: bool = False) -> list[float]:
    """One layer: operations fused or not, rounded in any direction, sums in any order, subnormals flushed at will."""
    nearest, least = (to_single, 2.0**-126) if single else (to_double, 2.0**-1022)
    kind = np.float32 if single else np.float64

    def rounded(value: Fraction) -> float:
        near = nearest(value)
        with np.errstate(all="ignore"):
            beside = np.nextafter(kind(near), np.array([-np.inf, np.inf], kind)).tolist()
        choices = [near] if near == value else sorted({near, *beside})
        below = max((c for c in choices if c <= value), default=near)
        above = min((c for c in choices if c >= value), default=near)
        kept = below if direction.pop() else above
        return 0.0 if abs(kept) < least and direction.pop() else kept

    def seen(value: float) -> float:
        return 0.0 if abs(value) < least and direction.pop() else value

    found = []
    for row, bias in zip(layer.weights, layer.bias, strict=True):
        direction = chooser.draw(st.lists(st.booleans(), min_size=99, max_size=99))
        weights = [nearest(w) for w in row]
        products = [Fraction(seen(w)) * Fraction(seen(v)) for w, v in zip(weights, state, strict=True)]
        total = 0.0
        for k in chooser.draw(st.permutations(range(len(products)))):
            fused = direction.pop()
            term = products[k] if fused else Fraction(seen(rounded(products[k])))
            total = rounded(Fraction(seen(total)) + term)
        found.append(rounded(Fraction(seen(total)) + Fraction(seen(nearest(bias)))))
    return found
