"""A0: along any line, any network has at most P(N) pieces; evaluation and restriction are exact."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.stable_network import sharp_network
from tests.strategies import networks, rationals, small, widths
from theory.exact import BarriersError
from theory.layers import Layer, check_widths, piece_bound
from theory.networks import ReluNetwork

pytestmark = pytest.mark.result("A0")


def by_definition(network: ReluNetwork, point: list[Fraction]) -> tuple[Fraction, list[Fraction]]:
    """The output and all hidden pre-activations, straight from the definition."""
    hidden: list[Fraction] = []
    state = point
    for number, layer in enumerate(network.layers):
        if number:
            hidden += state
            state = [max(Fraction(0), v) for v in state]
        state = [
            sum((w * v for w, v in zip(row, state, strict=True)), b)
            for row, b in zip(layer.weights, layer.bias, strict=True)
        ]
    return state[0], hidden


@st.composite
def networks_on_lines(draw: st.DrawFn) -> tuple[ReluNetwork, list[Fraction], list[Fraction]]:
    network = draw(networks())
    vector = st.lists(rationals, min_size=network.dimension, max_size=network.dimension)
    return network, draw(vector), draw(vector)


@given(networks_on_lines(), rationals)
def test_evaluation_is_the_definition(case: tuple[ReluNetwork, list[Fraction], list[Fraction]], t: Fraction) -> None:
    network, u, v = case
    moved = [a + t * b for a, b in zip(u, v, strict=True)]
    expected = [by_definition(network, point)[0] for point in (u, v, moved)]
    assert network.evaluate([u, v, moved]) == expected
    assert network(moved) == expected[2]
    assert network.evaluate([]) == []


@given(networks_on_lines())
def test_at_most_p_of_n_pieces_on_any_line(case: tuple[ReluNetwork, list[Fraction], list[Fraction]]) -> None:
    network, u, v = case
    assert len(network.restrict(u, v).pieces) <= network.piece_bound


@given(networks_on_lines(), st.lists(rationals, max_size=3))
def test_the_restriction_is_the_network_on_the_line(
    case: tuple[ReluNetwork, list[Fraction], list[Fraction]], places: list[Fraction]
) -> None:
    network, u, v = case
    line = network.along(u, v)
    for t in (*places, *line.sign_changes[:10], *(t + 1 for t in line.function.breakpoints[:3])):
        assert line.function(t) == network([a + t * b for a, b in zip(u, v, strict=True)])


@given(networks_on_lines())
def test_between_sign_changes_no_neuron_changes_sign(case: tuple[ReluNetwork, list[Fraction], list[Fraction]]) -> None:
    network, u, v = case
    line = network.along(u, v)
    changes = line.sign_changes[:12]
    assert list(line.sign_changes) == sorted(set(line.sign_changes))
    assert set(line.function.breakpoints) <= set(line.sign_changes)
    for s, t in pairwise(changes):
        left, middle, right = (
            by_definition(network, [a + x * b for a, b in zip(u, v, strict=True)])[1] for x in (s, (s + t) / 2, t)
        )
        assert all(2 * m == p + q and p * q >= 0 for p, m, q in zip(left, middle, right, strict=True))


@given(st.integers(3, 6), st.integers(2, 4))
def test_the_bound_is_attained_with_one_and_with_two_hidden_layers(first: int, second: int) -> None:
    """A zigzag across 1/2 meets levels near 1/2 on every piece; a last neuron that looks down shows its valleys."""
    zigzag = sharp_network([1] * (first + 2), first, dimension=1 + 1)
    line = zigzag.restrict([0, 0], [1, 0])
    assert len(line.pieces) == zigzag.piece_bound == first + 1
    least = min(abs(line(t) - Fraction(1, 2)) for t in line.breakpoints)
    levels = [Fraction(1, 2) + least * Fraction(j, second + 1) for j in range(1, second + 1)]
    out = zigzag.layers[1].weights[0]
    signs = [1] * (second - 1) + [-1]
    middle = Layer(
        tuple(tuple(s * w for w in out) for s in signs),
        tuple(s * (zigzag.layers[1].bias[0] - level) for s, level in zip(signs, levels, strict=True)),
    )
    last = Layer((tuple(Fraction(j + 1) for j in range(second)),), (Fraction(0),))
    deep = ReluNetwork((zigzag.layers[0], middle, last))
    assert len(deep.restrict([0, 0], [1, 0]).pieces) == deep.piece_bound == (first + 1) * (second + 1)


@given(networks(dimension=2), small, small, small, small)
def test_the_lipschitz_bound_bounds_in_the_max_norm(
    network: ReluNetwork, a: Fraction, b: Fraction, c: Fraction, d: Fraction
) -> None:
    distance = max(abs(a - c), abs(b - d))
    assert abs(network((a, b)) - network((c, d))) <= network.lipschitz_bound() * distance


def test_the_lipschitz_bound_is_attained_by_a_network_of_positive_weights() -> None:
    network = ReluNetwork.of([([[1, 2], [3, 1]], [0, 0]), ([[1, 1]], [0])])
    assert network((1, 1)) - network((0, 0)) == 7 <= network.lipschitz_bound() == 8
    alike = ReluNetwork.of([([[1, 2], [2, 1]], [0, 0]), ([[1, 1]], [0])])
    assert alike((1, 1)) - alike((0, 0)) == alike.lipschitz_bound() == 6


@given(networks(dimension=2), small, small, small, small)
def test_feature_scaling_is_folded_exactly(
    network: ReluNetwork, a: Fraction, b: Fraction, s: Fraction, t: Fraction
) -> None:
    assert network.scale_inputs([s, t])((a, b)) == network((a * s, b * t))


@given(widths())
def test_the_piece_bound_is_a_product(sizes: tuple[int, ...]) -> None:
    product = 1
    for w in sizes[1:-1]:
        product *= w + 1
    assert piece_bound(sizes) == product


@pytest.mark.parametrize(
    ("layers", "reason"),
    [
        ([([[1, 2], [3]], [0, 0]), ([[1, 1]], [0])], "ragged"),
        ([([[1], [1]], [0]), ([[1, 1]], [0])], "biases"),
        ([([[1], [1]], [0, 0]), ([[1]], [0])], "takes 1 inputs"),
        ([([[1]], [0])], "L >= 2"),
        ([], "L >= 2"),
        ([([], []), ([[]], [0])], "empty"),
        ([([[float("nan")]], [0]), ([[1]], [0])], "finite"),
        ([([["x"]], [0]), ([[1]], [0])], "rational"),
    ],
)
def test_impossible_networks_are_refused_by_the_hypothesis_they_violate(layers: Any, reason: str) -> None:
    with pytest.raises(BarriersError, match=reason):
        ReluNetwork.of(layers)


@pytest.mark.parametrize("sizes", [(2, 0, 1), (2, 1), (2, 3, 2), (2.0, 3, 1), (True, 3, 1)])
def test_impossible_widths_are_refused(sizes: tuple[int, ...]) -> None:
    with pytest.raises(BarriersError):
        check_widths(sizes)


def test_points_and_lines_of_the_wrong_dimension_are_refused() -> None:
    network = ReluNetwork.of([([[1, 0]], [0]), ([[1]], [0])])
    with pytest.raises(BarriersError, match="dimension 2 got a point of dimension 1"):
        network((1,))
    with pytest.raises(BarriersError, match="line in dimension 2"):
        network.restrict([0], [1])
    with pytest.raises(BarriersError, match="factors"):
        network.scale_inputs([1])


@pytest.mark.infrastructure
@given(networks(), st.lists(st.lists(small, min_size=4, max_size=4), min_size=1, max_size=3), st.integers(1, 3))
def test_of_several_outputs_one_is_chosen_or_the_difference_of_two(
    network: ReluNetwork, points: list[list[Fraction]], more: int
) -> None:
    *before, last = network.layers
    rows = [last.weights[0], *([(2 + k) * w for w in last.weights[0]] for k in range(more))]
    several = ReluNetwork.of([*((layer.weights, layer.bias) for layer in before), (rows, [last.bias[0], *range(more)])])
    points = [point[: network.dimension] + [0] * (network.dimension - len(point)) for point in points]
    single = network.evaluate(points)
    assert (several.outputs, several.piece_bound) == (1 + more, network.piece_bound)
    everything = several.evaluate_all(points)
    assert [values[0] for values in everything] == single == several.output(0).evaluate(points)
    for k in range(1, more + 1):
        assert several.difference(k, 0).evaluate(points) == [values[k] - values[0] for values in everything]
    with pytest.raises(BarriersError, match=rf"has {1 + more} outputs, and one is wanted"):
        several.evaluate(points)
    with pytest.raises(BarriersError, match=r"has \d outputs, and one is wanted: choose one with output\(i\)"):
        several.restrict([0] * several.dimension, [1] * several.dimension)
    with pytest.raises(BarriersError, match=r"has \d outputs, and one is wanted: choose one with output\(i\)"):
        _ = several.doubles
    with pytest.raises(BarriersError, match="the number of an output must be an integer >= 0 and <= "):
        several.output(1 + more)
    with pytest.raises(BarriersError, match="with itself is 0 everywhere"):
        several.difference(0, 0)
