"""The steps in the proofs of A0 to A8, each for drawn networks and training sets."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from constructions.instability import failing_set, interpolating_network, promised, universal_perturbation
from constructions.precision import price
from constructions.stable_network import pieces_required, sharp_network, sharp_runs, stable_network
from constructions.training_sets import TrainingSet, epsilon, training_set
from tests.strategies import networks, networks_for, rationals, step_functions, training_sets, unit_open, widths
from theory.classification import ClassificationFunction
from theory.costs import COSTS
from theory.monotone import steps
from theory.networks import ReluNetwork

HALF = Fraction(1, 2)
Point = list[Fraction]


def moved(data: TrainingSet, s: int, t: Fraction) -> list[Point]:
    """The points z^k + eta_{s,t}."""
    return [[x + t, second - s * data.delta, *rest] for x, second, *rest in data.points]


def states(network: ReluNetwork, point: Point) -> list[Point]:
    """The pre-activations of each layer, from the definition."""
    found, state = [], list(point)
    for layer in network.layers:
        found.append(
            [
                sum((w * v for w, v in zip(row, state, strict=True)), b)
                for row, b in zip(layer.weights, layer.bias, strict=True)
            ]
        )
        state = [max(Fraction(0), v) for v in found[-1]]
    return found


def changes(values: list[Any]) -> int:
    """How often a sequence changes."""
    return sum(a != b for a, b in pairwise(values))


@st.composite
def lines(draw: st.DrawFn) -> tuple[ReluNetwork, Point, Point]:
    network = draw(networks())
    vector = st.lists(rationals, min_size=network.dimension, max_size=network.dimension)
    return network, draw(vector), draw(vector)


@pytest.mark.result("A0")
@given(lines())
def test_a_network_is_continuous_where_its_pieces_meet(case: tuple[ReluNetwork, Point, Point]) -> None:
    line = case[0].restrict(*case[1:])
    at = [Fraction(0), *line.breakpoints]
    for t in line.breakpoints:
        gap = min((abs(t - other) for other in at if other != t), default=Fraction(1)) / 3
        for side in (-gap, gap):  # the piece beside t, continued to t, has the value at t
            assert 2 * line(t + side) - line(t + 2 * side) == line(t)


@pytest.mark.result("A0")
@given(lines())
def test_a_neuron_changes_sign_at_most_once_on_a_piece_of_the_layers_before(
    case: tuple[ReluNetwork, Point, Point],
) -> None:
    network, u, v = case
    assume(len(network.layers) > 1)
    cuts = network.along(u, v).sign_changes
    ends = [cuts[0] - 1, *cuts, cuts[-1] + 1] if cuts else [Fraction(-1), Fraction(1)]
    for lo, hi in pairwise(ends):
        inner = [
            states(network, [a + t * b for a, b in zip(u, v, strict=True)])
            for t in (lo + (hi - lo) * Fraction(j, 5) for j in range(6))
        ]
        for layer in range(len(network.layers) - 1):
            for values in zip(*(state[layer] for state in inner), strict=True):
                assert len({second - first for first, second in pairwise(values)}) == 1
                assert changes([value > 0 for value in values]) <= 1


@pytest.mark.result("A1")
@given(training_sets(), st.data())
def test_the_label_is_constant_on_the_room_to_the_left(data: TrainingSet, chooser: st.DataObject) -> None:
    f, k = ClassificationFunction(data.a), chooser.draw(st.integers(1, len(data)))
    x, part = 4 * data.a / (4 * k + 3), chooser.draw(st.fractions(0, 1, max_denominator=200))
    assert epsilon(len(data)) <= data.a / ((4 * k + 3) * (k + 1))
    assert f([x - part * data.a / ((4 * k + 3) * (k + 1)), 0]) == (k + 1) % 2


@pytest.mark.result("A1")
@given(training_sets(), st.data())
def test_the_label_is_constant_on_the_room_to_the_right(data: TrainingSet, chooser: st.DataObject) -> None:
    f, k = ClassificationFunction(data.a), chooser.draw(st.integers(1, len(data)))
    x, part = 4 * data.a / (4 * k + 3), chooser.draw(st.fractions(0, 1, max_denominator=200).filter(lambda p: p < 1))
    room = 3 * data.a / (k * (4 * k + 3))
    assert epsilon(len(data)) < room
    assert f([x + part * room, 0]) == (k + 1) % 2
    assert f([x + room, 0]) == k % 2  # there the next level begins: the room is all there is


@pytest.mark.result("A1")
@given(st.integers(2, 300), st.fractions(HALF, 1, max_denominator=50))
def test_neighbouring_points_are_more_than_two_radii_apart(n: int, a: Fraction) -> None:
    x = training_set(n, a).x1
    assert all(
        left - right == 16 * a / ((4 * k + 3) * (4 * k + 7)) > 2 * epsilon(n)
        for k, (left, right) in enumerate(pairwise(x), 1)
    )


@pytest.mark.result("A2")
@given(widths(), st.integers(2, 4), st.fractions(Fraction(1, 99), 1, max_denominator=99), st.data())
def test_the_interpolating_network_is_one_neuron_at_every_point(
    sizes: tuple[int, ...], d: int, delta: Fraction, chooser: st.DataObject
) -> None:
    network = interpolating_network((d, *sizes[1:]), delta)
    point = [chooser.draw(rationals) for _ in range(d)]
    assert network.widths == (d, *sizes[1:])
    assert network(point) == max(Fraction(0), point[1]) / delta


@pytest.mark.result("A2")
@given(training_sets(), st.data(), st.sampled_from(sorted(COSTS)))
def test_no_network_costs_less_than_the_interpolating_one(data: TrainingSet, chooser: st.DataObject, name: str) -> None:
    other, cost = chooser.draw(networks_for(data)), COSTS[name]
    own = interpolating_network(other.widths, data.delta)
    assert cost(own.evaluate(data.points), data.labels) == 0 <= cost(other.evaluate(data.points), data.labels)


@pytest.mark.result("A3")
@given(training_sets(), unit_open, st.sampled_from([0, 1]))
def test_eta_erases_the_tiny_print_of_one_label(data: TrainingSet, where: Fraction, s: int) -> None:
    """The moved points of label s lie on the line x + t e_1, and delta cannot be read off them."""
    t = where * data.radius
    bare = [[x + t, *rest] for x, *rest in data.bare_points]
    for k, (point, line) in enumerate(zip(moved(data, s, t), bare, strict=True)):
        assert (point == line) == (data.labels[k] == s)


StepFunction = tuple[list[Fraction], list[Fraction]]


def at(function: StepFunction, y: Fraction) -> Fraction:
    """The value of a monotone step function."""
    jumps, values = function
    return values[2 * sum(t < y for t in jumps) + (y in jumps)]


@pytest.mark.result("A3")
@given(step_functions(), rationals, rationals, st.lists(rationals, min_size=2, max_size=12, unique=True))
def test_a_monotone_function_of_an_affine_one_passes_one_half_at_most_once(
    g: StepFunction, slope: Fraction, offset: Fraction, places: list[Fraction]
) -> None:
    assert changes([at(g, slope * t + offset) > HALF for t in sorted(places)]) <= 1


@pytest.mark.result("A3")
@given(lines(), step_functions(), st.lists(rationals, max_size=8))
def test_a_network_on_a_line_passes_one_half_at_most_as_often_as_it_may_have_pieces(
    case: tuple[ReluNetwork, Point, Point], g: StepFunction, places: list[Fraction]
) -> None:
    network, u, v = case
    line = network.restrict(u, v)
    ends = line.breakpoints
    beside = [t + step for t in (*ends[:1], *ends[-1:]) for step in (-1, 1)]
    between = [(s + t) / 2 for s, t in pairwise(ends)]
    where = sorted({*places, *ends, *beside, *between})
    assert changes([at(g, line(t)) > HALF for t in where]) <= network.piece_bound


@pytest.mark.result("A3")
@given(step_functions(), rationals, st.sampled_from([0, 1]))
def test_on_the_wrong_side_of_one_half_the_label_fails(g: StepFunction, y: Fraction, s: int) -> None:
    if (at(g, y) > HALF) != (s == 1):
        assert steps(*g).fails(y, s)


@pytest.mark.result("A3")
@given(st.lists(st.booleans(), min_size=1, max_size=30))
def test_a_sequence_that_changes_rarely_is_often_wrong_about_one_that_alternates(sides: list[bool]) -> None:
    """Runs of equal sides: of each run every second label is wrong."""
    wrong = sum(side != (k % 2 == 0) for k, side in enumerate(sides, 1))
    assert 2 * wrong >= len(sides) - (changes(sides) + 1)
    even = [k % 4 >= 2 for k in range(len(sides) // 2 * 2)]  # runs of two, the worst there is
    worst = sum(side != (k % 2 == 0) for k, side in enumerate(even, 1))
    assert 2 * worst >= len(even) - (changes(even) + 1)


@pytest.mark.result("A3")
def test_runs_of_odd_length_that_begin_right_attain_the_bound() -> None:
    for runs in ([1], [3], [3, 3, 1], [5, 1, 3], [1, 1, 1, 1]):
        labels = [k % 2 == 0 for k in range(1, sum(runs) + 1)]
        starts = [sum(runs[:i]) for i in range(len(runs))]
        sides = [labels[start] for start, length in zip(starts, runs, strict=True) for _ in range(length)]
        assert 2 * sum(a != b for a, b in zip(sides, labels, strict=True)) == len(labels) - (changes(sides) + 1)


def times(network: ReluNetwork, data: TrainingSet, s: int) -> list[Fraction]:
    """All t in (-r, r) at which a point may begin or cease to fail at eta_{s,t}, and one between each two of them."""
    found = set()
    for x, second, *rest in moved(data, s, Fraction(0)):
        line = network.restrict([x, second, *rest], [1, *[0] * (data.dimension - 1)])
        found |= set(line.breakpoints)
        found |= {
            t for level in (-HALF, HALF, 3 * HALF) for i in line.crossings(level) for t in (i.lo, i.hi) if t is not None
        }
    ends = [-data.radius, *sorted(t for t in found if abs(t) < data.radius), data.radius]
    return sorted({*ends[1:-1], *((lo + hi) / 2 for lo, hi in pairwise(ends))})


@st.composite
def small_attacks(draw: st.DrawFn) -> tuple[ReluNetwork, TrainingSet, int]:
    data = draw(training_sets(max_points=9))
    return draw(networks_for(data)), data, draw(st.sampled_from([0, 1]))


@pytest.mark.result("A4")
@given(small_attacks())
def test_each_point_begins_or_ceases_to_fail_at_most_twice_a_piece(case: tuple[ReluNetwork, TrainingSet, int]) -> None:
    network, data, s = case
    where = times(network, data, s)
    sets = [failing_set(network, moved(data, s, t), data.labels) for t in where]
    for k in range(1, len(data) + 1):
        assert changes([k in failing for failing in sets]) <= 2 * network.piece_bound
    assert changes(sets) <= 2 * network.piece_bound * len(data)  # so finitely many intervals cover (-r, r)


@pytest.mark.result("A4")
def test_twice_a_piece_is_attained() -> None:
    """A piece from below -1/2 to above 1/2 begins and ceases to be right for label 0."""
    data = training_set(1)
    steep = ReluNetwork.of([([[1, 0]], [1]), ([[100]], [-100 - 100 * data.x1[0]])])
    where = times(steep, data, 0)
    fails = [failing_set(steep, moved(data, 0, t), data.labels) for t in where]
    assert changes(fails) == 2 <= 2 * steep.piece_bound


@pytest.mark.result("A4")
@given(small_attacks(), st.fractions(0, 1, max_denominator=97))
def test_between_those_places_the_failing_set_is_constant(
    case: tuple[ReluNetwork, TrainingSet, int], part: Fraction
) -> None:
    network, data, s = case
    places = [-data.radius, *times(network, data, s)[1::2], data.radius]
    for lo, hi in pairwise(places):
        inner = (lo + (hi - lo) * q for q in (Fraction(1, 10**6), (1 + 97 * part) / 99, 1 - Fraction(1, 10**6)))
        assert len({failing_set(network, moved(data, s, t), data.labels) for t in inner}) == 1


@pytest.mark.result("A4")
@given(rationals, rationals)
def test_different_parameters_are_different_functions(u: Fraction, v: Fraction) -> None:
    """In the middle the label of the smaller one is 1, beyond all its level sets, and that of the larger one is 0."""
    assume(u != v)
    a, b = (HALF + part / 2 for part in sorted((abs(u) / (1 + abs(u)), abs(v) / (1 + abs(v)))))
    assume(a < b)
    point = [(a + b) / 2, Fraction(0)]
    assert (ClassificationFunction(a)(point), ClassificationFunction(b)(point)) == (1, 0)


@pytest.mark.result("A4")
@given(small_attacks(), st.lists(unit_open, max_size=20), st.lists(st.fractions(HALF, 1), max_size=20))
def test_for_any_list_of_vectors_and_parameters_there_are_others(
    case: tuple[ReluNetwork, TrainingSet, int], listed: list[Fraction], named: list[Fraction]
) -> None:
    """The proof's way out of a sequence, for lists: the half of an interval that an entry is not in, each time."""
    network, data, _ = case
    found = universal_perturbation(network, data, uncountable=True)
    t = outside(found.cuts[0], found.cuts[-1], [part * data.radius for part in listed])
    assert t not in [part * data.radius for part in listed]
    assert set(found.indices) <= set(failing_set(network, moved(data, found.s, t), data.labels))
    served = data.served
    lo, hi = max(served.above, HALF), min(served.up_to, Fraction(1))
    if data.radius < epsilon(len(data)):  # room in the last ball
        a = outside(lo, hi, named)
        assert a not in named
        assert all(
            ClassificationFunction(a)(point) == label for point, label in zip(data.points, data.labels, strict=True)
        )


def outside(lo: Fraction, hi: Fraction, listed: list[Fraction]) -> Fraction:
    """A number strictly between two numbers that is not listed."""
    assert lo < hi
    for entry in listed:
        middle = (lo + hi) / 2
        lo, hi = (lo, middle) if entry >= middle else (middle, hi)
    return (lo + hi) / 2


@pytest.mark.result("A5")
@given(training_sets(min_points=2))
def test_the_stable_network_climbs_along_one_ramp_in_each_gap(data: TrainingSet) -> None:
    line = stable_network(data).restrict([0] * data.dimension, [1, *[0] * (data.dimension - 1)])
    for right, left, one, other in zip(data.x1, data.x1[1:], data.labels, data.labels[1:], strict=False):
        lo, hi = left + data.radius, right - data.radius
        inside = [t for t in line.breakpoints if lo <= t <= hi]
        assert len(inside) == 2
        assert (line(lo), line(hi)) == (line(inside[0]), line(inside[1])) == (other, one)


@pytest.mark.result("A6")
@given(training_sets(min_points=2))
def test_the_stable_network_is_accurate_and_stable_and_has_the_pieces_that_it_must_have(data: TrainingSet) -> None:
    network = stable_network(data)
    assert not failing_set(network, data.points, data.labels)
    assert not failing_set(network, data.bare_points, data.labels)
    assert network.piece_bound >= pieces_required(len(data)) == len(data) - 1


@pytest.mark.result("A7")
@given(st.integers(1, 12), st.lists(st.integers(1, 20), max_size=20), unit_open, st.data())
def test_of_the_points_drawn_as_many_fail_as_the_first_ones_promise(
    first: int, further: list[int], where: Fraction, chooser: st.DataObject
) -> None:
    drawn = {*range(1, first + 1), *further}
    data = training_set(max(drawn))
    network = chooser.draw(networks_for(data))
    both = [
        sum(data.labels[k - 1] == s and k in drawn for k in failing_set(network, points, data.labels))
        for s in (0, 1)
        for points in [moved(data, s, where * data.radius)]
    ]
    assert max(both) >= promised(first, network.piece_bound, accurate=False)


@st.composite
def narrow_cases(draw: st.DrawFn) -> tuple[ReluNetwork, TrainingSet]:
    """Networks with fewer pieces than A6 asks for, most of them nearly right."""
    data = draw(training_sets(min_points=5))
    network = draw(networks_for(data))
    assume(network.piece_bound < len(data) - 1)
    return network, data


@pytest.mark.result("A8")
@given(narrow_cases())
def test_some_point_of_label_1_is_small_without_its_tiny_print(case: tuple[ReluNetwork, TrainingSet]) -> None:
    network, data = case
    outputs = network.evaluate(data.bare_points)
    error = price(network, data).error
    assert min(y for y, label in zip(outputs, data.labels, strict=True) if label == 1) <= error


@pytest.mark.result("A8")
@given(narrow_cases(), st.data())
def test_the_first_layer_moves_by_w_delta_and_the_further_ones_multiply(
    case: tuple[ReluNetwork, TrainingSet], chooser: st.DataObject
) -> None:
    network, data = case
    k = chooser.draw(st.integers(1, len(data)))
    w = network.largest_weight()
    steps_of = zip(states(network, list(data.point(k))), states(network, list(data.point(k, tiny=0))), strict=True)
    bound = w * data.delta
    for number, (one, other) in enumerate(steps_of):
        assert max(abs(u - v) for u, v in zip(one, other, strict=True)) <= bound
        bound *= w * network.widths[number + 1]


@pytest.mark.result("A8")
@given(st.integers(1, 4), st.integers(1, 4), st.fractions(Fraction(1, 9), 3, max_denominator=9))
def test_equal_weights_move_by_just_that_much(first: int, second: int, w: Fraction) -> None:
    network = ReluNetwork.of(
        [([[0, w]] * first, [0] * first), ([[w] * first] * second, [0] * second), ([[w] * second], [0])]
    )
    assert network([0, 1]) - network([0, 0]) == w**3 * first * second


@pytest.mark.result("A0", "A6")
@pytest.mark.parametrize("n", [6, 9, 20])
def test_the_network_with_just_enough_pieces_uses_all_of_them(n: int) -> None:
    network, data = sharp_network(sharp_runs(n, n - 2), n - 2), training_set(n)
    line = network.restrict([0, 0], [1, 0])
    inside = [t for t in line.breakpoints if data.x1[-1] < t < data.x1[0]]
    assert len(line.pieces) == network.piece_bound == pieces_required(n)
    assert len(inside) == n - 2
