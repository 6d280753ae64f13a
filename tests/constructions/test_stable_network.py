"""A5, A6: accurate and stable networks exist, and they must be large."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.instability import failing_set
from constructions.stable_network import pieces_required, sharp_network, sharp_runs, stable_network
from constructions.training_sets import TrainingSet, training_set
from tests.strategies import monotones, networks_for, training_sets
from theory.classification import ClassificationFunction
from theory.exact import BarriersError, is_double
from theory.monotone import Monotone, identity


@pytest.mark.result("A5")
@given(training_sets(min_points=2), st.data())
def test_the_stable_network_is_the_label_on_every_closed_ball(data: TrainingSet, chooser: st.DataObject) -> None:
    network, f = stable_network(data), ClassificationFunction(data.a)
    assert network.widths == (data.dimension, 2 * (len(data) - 1), 1)
    shift = st.one_of(
        st.sampled_from([Fraction(-1), Fraction(0), Fraction(1)]), st.fractions(-1, 1, max_denominator=99)
    )
    direction = [chooser.draw(shift) for _ in range(data.dimension)]
    moved = [[v + data.radius * y for v, y in zip(point, direction, strict=True)] for point in data.points]
    assert network.evaluate(moved) == [f(p) for p in moved] == list(data.labels)


@pytest.mark.result("A5")
@given(training_sets(min_points=2))
def test_the_stable_network_is_affine_on_each_ball(data: TrainingSet) -> None:
    """With both ends right and no kink inside, it is right on the whole of each closed interval."""
    zeros = [0] * (data.dimension - 1)
    line = stable_network(data).restrict([0, *zeros], [1, *zeros])
    for x, s in zip(data.x1, data.labels, strict=True):
        assert line(x - data.radius) == line(x + data.radius) == s
        assert not [t for t in line.breakpoints if x - data.radius < t < x + data.radius]


@pytest.mark.result("A5")
@given(st.integers(2, 60))
def test_its_weights_are_short_dyadics_that_are_doubles(n: int) -> None:
    network = stable_network(training_set(n, "2/3"))
    assert all(is_double(w) for layer in network.layers for row in (*layer.weights, layer.bias) for w in row)


@pytest.mark.result("A5")
def test_one_point_is_refused() -> None:
    with pytest.raises(BarriersError, match="n >= 2"):
        stable_network(training_set(1))


@pytest.mark.result("A6")
@given(training_sets(), st.one_of(st.just(identity()), monotones()), st.data())
def test_a_network_that_fails_nowhere_without_tiny_print_has_many_pieces(
    data: TrainingSet, g: Monotone, chooser: st.DataObject
) -> None:
    network = chooser.draw(networks_for(data))
    if not failing_set(network, data.bare_points, data.labels, g):
        assert network.piece_bound >= pieces_required(len(data))


@pytest.mark.result("A6")
@pytest.mark.parametrize("n", [5, 6, 9, 40])
def test_the_number_of_pieces_required_is_attained(n: int) -> None:
    network, data = sharp_network(sharp_runs(n, n - 2), n - 2), training_set(n)
    assert network.piece_bound == pieces_required(n)
    assert not failing_set(network, data.bare_points, data.labels)
    if n > 5:
        smaller = sharp_network(sharp_runs(n, n - 3), n - 3)
        assert failing_set(smaller, data.bare_points, data.labels)


@pytest.mark.result("A6")
def test_the_required_number_needs_a_point() -> None:
    with pytest.raises(BarriersError, match=">= 1"):
        pieces_required(0)
