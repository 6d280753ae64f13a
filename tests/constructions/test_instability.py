"""A2, A3, A4: every architecture fits the data; every network fails where, and as often as, the theorem promises."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.instability import (
    failing_set,
    interpolating_network,
    points_needed,
    promised,
    universal_perturbation,
)
from constructions.stable_network import balanced_runs, sharp_network, sharp_runs, stable_network
from constructions.training_sets import TrainingSet, epsilon, training_set
from tests.strategies import monotones, networks_for, parameters, training_sets, unit_open, widths
from theory.classification import ClassificationFunction
from theory.costs import COSTS
from theory.exact import BarriersError
from theory.monotone import Monotone, constant, identity, threshold
from theory.networks import ReluNetwork

HALF = Fraction(1, 2)


@st.composite
def attacks(draw: st.DrawFn) -> tuple[ReluNetwork, TrainingSet, Monotone]:
    data = draw(training_sets())
    return draw(networks_for(data)), data, draw(st.one_of(st.just(identity()), monotones()))


def perturbed(data: TrainingSet, s: int, t: Fraction) -> list[tuple[Fraction, ...]]:
    """The points z^k + eta_{s,t}, from the definition of eta."""
    eta = [t, -s * data.delta] + [Fraction(0)] * (data.dimension - 2)
    return [tuple(v + e for v, e in zip(point, eta, strict=True)) for point in data.points]


@pytest.mark.result("A2")
@given(
    widths(), st.integers(2, 4), st.integers(1, 20), parameters, st.fractions(Fraction(1, 99), 1, max_denominator=99)
)
def test_every_architecture_fits_the_data_and_all_further_points(
    sizes: tuple[int, ...], d: int, n: int, a: Fraction, part: Fraction
) -> None:
    network = interpolating_network((d, *sizes[1:]), epsilon(n) * part)
    data = training_set(n, a, delta=epsilon(n) * part, dimension=d)
    further = [(a / (k + Fraction(3, 4)), data.delta * ((k + 1) % 2), *[0] * (d - 2)) for k in range(n + 1, 3 * n)]
    assert network.widths == (d, *sizes[1:])
    assert network.evaluate(data.points) == list(data.labels)
    assert network.evaluate(further) == [ClassificationFunction(a)(p) for p in further]
    assert all(cost(network.evaluate(data.points), data.labels) == 0 for cost in COSTS.values())


@pytest.mark.result("A2")
def test_the_interpolating_network_needs_its_hypotheses() -> None:
    for sizes, delta, reason in (((1, 3, 1), 1, "at least 2"), ((2, 1), 1, "L >= 2"), ((2, 3, 1), 0, "positive")):
        with pytest.raises(BarriersError, match=reason):
            interpolating_network(sizes, delta)


@pytest.mark.result("A3")
@given(attacks(), unit_open)
def test_the_two_perturbations_together_make_enough_points_fail(
    attack: tuple[ReluNetwork, TrainingSet, Monotone], where: Fraction
) -> None:
    """F_0 + F_1 >= (n - P - 1)/2 for every network, every monotone g and every |t| < r."""
    network, data, g = attack
    t = where * data.radius
    total = 0
    for s in (0, 1):
        failing = failing_set(network, perturbed(data, s, t), data.labels, g)
        total += sum(data.labels[k - 1] == s for k in failing)
    assert 2 * total >= len(data) - network.piece_bound - 1


@pytest.mark.result("A3")
@given(training_sets(min_points=6), monotones(), unit_open, st.data())
def test_small_architectures_always_fail_somewhere(
    data: TrainingSet, g: Monotone, where: Fraction, chooser: st.DataObject
) -> None:
    """The same for architectures of few pieces, where the bound is far from vacuous."""
    narrow = interpolating_network(chooser.draw(widths(data.dimension, depth=2, width=1)), data.delta)
    first = narrow.layers[0]
    weights = [[chooser.draw(st.integers(-9, 9)) for _ in row] for row in first.weights]
    bias = [chooser.draw(st.fractions(-3, 3, max_denominator=9)) for _ in first.bias]
    rest = [(layer.weights, layer.bias) for layer in narrow.layers[1:]]
    network = ReluNetwork.of([(weights, bias), *rest])
    counts = [
        sum(
            data.labels[k - 1] == s
            for k in failing_set(network, perturbed(data, s, where * data.radius), data.labels, g)
        )
        for s in (0, 1)
    ]
    assert 2 * sum(counts) >= len(data) - network.piece_bound - 1
    assert len(universal_perturbation(network, data, g).indices) >= max(counts)


@pytest.mark.result("A3")
@given(attacks())
def test_the_perturbation_found_is_what_it_says(attack: tuple[ReluNetwork, TrainingSet, Monotone]) -> None:
    network, data, g = attack
    found = universal_perturbation(network, data, g)
    moved = [tuple(v + e for v, e in zip(point, found.eta, strict=True)) for point in data.points]
    assert failing_set(network, moved, data.labels, g) == found.indices
    assert failing_set(network, data.points, data.labels, g) == found.before
    assert set(found.broken) == set(found.indices) - set(found.before)
    assert found.norm == max(map(abs, found.eta)) <= data.radius
    assert sum(v != 0 for v in found.eta) <= 2
    f = ClassificationFunction(data.a)
    assert [f(p) for p in moved] == list(data.labels)


@pytest.mark.result("A3")
@given(attacks())
def test_the_promise_is_kept(attack: tuple[ReluNetwork, TrainingSet, Monotone]) -> None:
    network, data, g = attack
    found = universal_perturbation(network, data, g)
    assert len(found.indices) >= found.promised == promised(len(data), network.piece_bound, accurate=not found.before)
    if not found.before:
        at_zero = failing_set(network, perturbed(data, 1, Fraction(0)), data.labels, g)
        assert len(at_zero) >= found.promised


@pytest.mark.result("A3", "A4")
@given(attacks(), unit_open, st.sampled_from([0, 1]))
def test_no_other_perturbation_of_the_family_makes_more_points_fail(
    attack: tuple[ReluNetwork, TrainingSet, Monotone], where: Fraction, s: int
) -> None:
    network, data, g = attack
    found = universal_perturbation(network, data, g)
    others = [where * data.radius, Fraction(0), *(t for t in found.interval.ends if abs(t) < data.radius)]
    for t in others:
        assert len(failing_set(network, perturbed(data, s, t), data.labels, g)) <= len(found.indices)


@pytest.mark.result("A4")
@given(attacks(), st.fractions(0, 1, max_denominator=1000))
def test_one_set_fails_on_a_maximal_interval_of_positive_length(
    attack: tuple[ReluNetwork, TrainingSet, Monotone], where: Fraction
) -> None:
    network, data, g = attack
    found = universal_perturbation(network, data, g, uncountable=True)
    lo, hi = found.cuts[0], found.cuts[-1]
    assert -data.radius < lo < hi < data.radius
    assert 4 * len(found.indices) >= len(data) - network.piece_bound - 1
    for t in (lo, hi, lo + (hi - lo) * where):
        failing = failing_set(network, perturbed(data, found.s, t), data.labels, g)
        assert set(found.indices) <= set(failing)
    for end, closed, out in zip(
        found.interval.ends, (found.interval.lo_closed, found.interval.hi_closed), (-1, 1), strict=True
    ):
        beyond = end + out * data.radius * Fraction(1, 10**30) if closed else end
        if abs(beyond) < data.radius:
            assert not set(found.indices) <= set(failing_set(network, perturbed(data, found.s, beyond), data.labels, g))


@pytest.mark.result("A3")
@pytest.mark.parametrize("width", [3, 4, 5, 8])
@pytest.mark.parametrize("a", [HALF, Fraction(5, 7), Fraction(1)])
def test_the_bound_is_attained_by_one_hidden_layer_of_width_at_least_three(width: int, a: Fraction) -> None:
    for n in range(1, 45):
        data, network = training_set(n, a), sharp_network(sharp_runs(n, width), width, a)
        assert network.widths == (2, width, 1)
        for g in (identity(), threshold(HALF)):
            failing = failing_set(network, data.bare_points, data.labels, g)
            assert len(failing) == max(0, -((network.piece_bound + 1 - n) // 2))


@pytest.mark.result("A3")
@pytest.mark.parametrize("width", [3, 4, 5, 8])
@pytest.mark.parametrize("q", [1, 2, 3, 6])
def test_4q_plus_p_minus_2_points_suffice_and_one_fewer_does_not(width: int, q: int) -> None:
    pieces = width + 1
    assert points_needed(q, pieces) == 4 * q + pieces - 2
    assert promised(points_needed(q, pieces), pieces, accurate=False) >= q
    n = points_needed(q, pieces) - 1
    data, network = training_set(n), sharp_network(balanced_runs(q, width), width)
    for s in (0, 1):
        failing = failing_set(network, perturbed(data, s, Fraction(0)), data.labels)
        assert sum(data.labels[k - 1] == s for k in failing) == q - 1


@pytest.mark.result("A3")
@given(st.integers(1, 40), st.integers(2, 400))
def test_the_number_of_points_needed_is_the_least_that_promises_q(q: int, pieces: int) -> None:
    n = points_needed(q, pieces)
    assert promised(n, pieces, accurate=False) >= q
    assert promised(n - 1, pieces, accurate=False) < q or n == 1


@pytest.mark.result("A3")
def test_the_stable_network_is_not_promised_and_not_found_to_fail() -> None:
    data = training_set(30)
    found = universal_perturbation(stable_network(data), data)
    assert found.promised == 0 == len(found.indices)


@pytest.mark.result("A3")
def test_a_constant_g_fails_for_one_whole_label() -> None:
    data = training_set(9)
    found = universal_perturbation(stable_network(data), data, constant(1))
    assert found.indices == found.before == (1, 3, 5, 7, 9)


@pytest.mark.result("A3")
def test_impossible_attacks_are_refused() -> None:
    data = training_set(4)
    with pytest.raises(BarriersError, match="dimension 3, the dataset has dimension 2"):
        universal_perturbation(interpolating_network((3, 2, 1), 1), data)
    for q in (0, 1.5, True):
        with pytest.raises(BarriersError, match="q must be"):
            points_needed(q, 3)  # type: ignore[arg-type]
    for points, labels in (([(0, 0)], []), ([(0, 0)], [2]), ([(0, 0)], [-1])):
        with pytest.raises(BarriersError, match="labels"):
            failing_set(interpolating_network((2, 2, 1), 1), points, labels)
    for runs_of, arguments in ((sharp_runs, (5, 2)), (sharp_runs, (0, 3)), (balanced_runs, (0, 3))):
        with pytest.raises(BarriersError, match="runs need"):
            runs_of(*arguments)
    for k in (0, 5, -1):
        with pytest.raises(BarriersError, match="points 1 to 4"):
            data.point(k)
    for width, runs, reason in ((2, (1,), ">= 3"), (3, (1,) * 6, "runs"), (3, (2, 1), "odd"), (3, (), "runs")):
        with pytest.raises(BarriersError, match=reason):
            sharp_network(runs, width)
