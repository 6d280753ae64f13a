"""A8: accuracy with few pieces is paid for in the size of the weights."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.precision import least_integer_weight, price, sharp_weights_network, weight_product
from constructions.training_sets import TrainingSet, training_set
from tests.strategies import networks_for, training_sets, widths
from theory.exact import BarriersError
from theory.layers import piece_bound
from theory.networks import ReluNetwork

pytestmark = pytest.mark.result("A8")
HALF = Fraction(1, 2)
small_fractions = st.fractions(Fraction(1, 10**6), Fraction(1, 10), max_denominator=10**6)


@given(training_sets(min_points=4), st.data())
def test_whenever_the_theorem_applies_the_price_is_paid(data: TrainingSet, chooser: st.DataObject) -> None:
    network = chooser.draw(networks_for(data))
    paid = price(network, data)
    assert paid.applies == (network.piece_bound < len(data) - 1 and paid.error < HALF)
    assert paid.holds or not paid.applies


@given(widths(2, depth=2, width=2), st.fractions(Fraction(1, 40), 1, max_denominator=40), st.integers(0, 2))
def test_equality_is_attained_and_noise_does_not_break_the_inequality(
    sizes: tuple[int, ...], part: Fraction, layer: int
) -> None:
    data = training_set(piece_bound(sizes) + 2)
    root = part * (least_integer_weight(sizes, data.delta) - 1)
    network = sharp_weights_network(sizes, data.delta, root)
    paid = price(network, data)
    assert paid.applies
    assert paid.paid == paid.due == weight_product(sizes, root, data.delta)
    assert network.largest_weight() == root
    changed = [
        ([[w * (1 - part / 50) if i == layer else w for w in row] for row in old.weights], old.bias)
        for i, old in enumerate(network.layers)
    ]
    smaller = price(ReluNetwork.of(changed), data)
    assert smaller.holds or not smaller.applies


@given(
    widths(2, depth=2, width=3),
    st.fractions(Fraction(1, 10**6), Fraction(1, 10), max_denominator=10**6),
    st.fractions(0, Fraction(49, 100), max_denominator=100),
)
def test_the_least_integer_weight_is_least(sizes: tuple[int, ...], delta: Fraction, error: Fraction) -> None:
    w = least_integer_weight(sizes, delta, error)
    assert weight_product(sizes, w, delta) >= 1 - 2 * error
    assert weight_product(sizes, w - 1, delta) < 1 - 2 * error


@pytest.mark.exhaustive
def test_no_small_integer_weights_fit_by_exhaustion() -> None:
    """All (2; 1; 1) networks with integer weights in [-2, 2] and biases on a grid, on n = 5 points with delta < 1/4."""
    data = training_set(5, delta=min(training_set(5).delta, Fraction(1, 5)))
    assert piece_bound((2, 1, 1)) < len(data) - 1
    assert least_integer_weight((2, 1, 1), data.delta, Fraction(1, 4)) > 2
    small, grid = range(-2, 3), [Fraction(j, 8) for j in range(-8, 9)]
    for a in small:
        for b in small:
            for c in small:
                for bias in grid:
                    for offset in grid[::4]:
                        network = ReluNetwork.of([([[a, b]], [bias]), ([[c]], [offset])])
                        outputs = network.evaluate(data.points)
                        assert max(abs(y - s) for y, s in zip(outputs, data.labels, strict=True)) > Fraction(1, 4)


def test_hypotheses_are_named() -> None:
    for delta, error in ((0, 0), ("1/4", HALF), ("1/4", -1)):
        with pytest.raises(BarriersError, match="A8"):
            least_integer_weight((2, 1, 1), delta, error)
    for weight in (0, -1, 100):
        with pytest.raises(BarriersError, match="equality"):
            sharp_weights_network((2, 1, 1), "1/4", weight)
