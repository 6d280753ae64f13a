"""Lines found by floats and confirmed by integers are the exact ones; so are attacks that floats clear the way for."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import constructions.instability
import theory.evaluation
from constructions.instability import universal_perturbation
from constructions.training_sets import double_training_set
from tests.strategies import monotones, networks, networks_for, rationals, small, training_sets
from theory.evaluation import DoubleNetwork
from theory.exact import BarriersError
from theory.lines import meets, restriction, steady, windows
from theory.networks import ReluNetwork
from theory.piecewise import PiecewiseAffine

TWO = Fraction(2)
functions = st.builds(
    lambda knots, left, right: PiecewiseAffine.interpolate(sorted(knots.items()), left, right),
    st.dictionaries(rationals, rationals, min_size=1, max_size=5), small, small,
)  # fmt: skip


@st.composite
def networks_on_lines(draw: st.DrawFn) -> tuple[ReluNetwork, list[Fraction], list[Fraction]]:
    network = draw(networks())
    vector = st.lists(rationals, min_size=network.dimension, max_size=network.dimension)
    return network, draw(vector), draw(vector)


@pytest.mark.result("A0")
@given(networks_on_lines())
def test_lines_are_those_of_exact_arithmetic(case: tuple[ReluNetwork, list[Fraction], list[Fraction]]) -> None:
    network, u, v = case
    assert restriction(network, u, v) == network.along(u, v)


@pytest.mark.result("A0")
@given(networks_on_lines(), st.lists(rationals, min_size=2, max_size=2, unique=True), st.data())
def test_on_a_segment_they_are_the_same_and_nothing_is_solved_for_beyond(
    case: tuple[ReluNetwork, list[Fraction], list[Fraction]], ends: list[Fraction], chooser: st.DataObject
) -> None:
    network, u, v = case
    line = network.along(u, v)
    at_knots = chooser.draw(st.sets(st.sampled_from(line.sign_changes), max_size=2)) if line.sign_changes else set()
    lo, hi = min([*ends, *at_knots]), max([*ends, *at_knots])
    found = restriction(network, u, v, (lo, hi))
    assert found.sign_changes == tuple(t for t in line.sign_changes if lo < t < hi)
    places = [lo, *found.sign_changes, hi]
    for t in [*places, *((s + t) / 2 for s, t in pairwise(places))]:
        assert found.function(t) == line.function(t)
    for wrong in ((hi, lo), (lo, lo)):
        with pytest.raises(BarriersError, match="lo < hi"):
            restriction(network, u, v, wrong)


@pytest.mark.result("A0")
@pytest.mark.parametrize("sizes", [(2, 16, 16, 1), (3, 8, 8, 8, 1), (1, 40, 1)])
def test_float_networks_have_the_same_lines(sizes: tuple[int, ...]) -> None:
    rng = np.random.default_rng(5)
    layers = [(rng.standard_normal((o, i)).astype(np.float32), rng.standard_normal(o)) for i, o in pairwise(sizes)]
    network = ReluNetwork.of([(w.tolist(), b.tolist()) for w, b in layers])
    u, v = rng.standard_normal((2, sizes[0])).tolist()
    line = network.along(u, v)
    assert restriction(network, u, v) == restriction(DoubleNetwork.of_arrays(layers), u, v) == line
    assert len(line.sign_changes) > sizes[1] / 2


@pytest.mark.result("A0")
def test_only_breakpoints_are_solved_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """With floats at work, the exact signs asked for are few; without them, all."""
    rng = np.random.default_rng(5)
    network = ReluNetwork.of(
        [(rng.standard_normal((o, i)).tolist(), rng.standard_normal(o).tolist()) for i, o in pairwise((2, 20, 20, 1))]
    )
    calls = 0
    sign = theory.lines._sign

    def counted(value: object) -> int:
        nonlocal calls
        calls += 1
        return sign(value)

    monkeypatch.setattr(theory.lines, "_sign", counted)
    line = restriction(network, [0, 0], [1, 2])
    few, calls = calls, 0
    monkeypatch.setattr(theory.evaluation, "LIMIT", 0.0)
    assert restriction(network, [0, 0], [1, 2]) == line
    assert few <= 2 * 3 * 40 < 20 * len(line.function.pieces) / 2 < calls


@pytest.mark.result("A0")
def test_a_bound_that_is_too_small_misplaces_a_breakpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    at = 1 + 2.0**-27  # at this cut (1 + 2^-26) t - b is 2^-53, which floats lose, and the second layer asks for 2^-54
    first = ([[1], [1 + 2.0**-26]], [-at, -1 - 2.0**-26 - 2.0**-27])
    network = ReluNetwork.of([first, ([[0, 1], [1, 0]], [-(2.0**-54), 0]), ([[1, 1]], [0])])
    line = network.along([0], [1])
    assert restriction(network, [0], [1]) == line and len(line.sign_changes) == 3
    monkeypatch.setattr(theory.evaluation, "UNIT", 2.0**-52 / 1000)
    with pytest.raises(BarriersError, match="increase"):
        restriction(network, [0], [1])


@pytest.mark.result("A0")
def test_lines_of_the_wrong_dimension_are_refused() -> None:
    with pytest.raises(BarriersError, match="line in dimension 1"):
        restriction(ReluNetwork.of([([[1]], [0]), ([[1]], [0])]), [0, 1], [1, 1])


@pytest.mark.result("A4")
@given(functions, st.lists(st.tuples(rationals, rationals), min_size=1, max_size=4), st.sets(rationals, max_size=3))
def test_where_floats_clear_an_interval_no_cut_is_met_on_it(
    function: PiecewiseAffine, spans: list[tuple[Fraction, Fraction]], others: set[Fraction]
) -> None:
    with np.errstate(over="ignore"):
        lower, upper = np.array([sorted(map(theory.evaluation.to_double, span)) for span in spans]).T
    for cuts in (sorted(others), sorted({function(Fraction(lower[0])), *others})):
        for a, b, place in zip(
            lower.tolist(), upper.tolist(), steady(function, lower, upper, cuts).tolist(), strict=True
        ):
            inside = [Fraction(a), Fraction(b), *(t for t in function.breakpoints if a <= t <= b)]
            if place >= 0:
                assert {2 * sum(c < function(t) for c in cuts) for t in inside} == {place}
                assert not {function(t) for t in inside} & set(cuts)
                assert len(inside) == 2


@pytest.mark.result("A4")
@given(st.lists(rationals, min_size=1, max_size=5), st.sets(rationals, max_size=5), rationals)
def test_windows_contain_their_intervals_and_meet_every_place_inside(
    centres: list[Fraction], places: set[Fraction], radius: Fraction
) -> None:
    lower, upper = windows(centres, abs(radius))
    found = meets(sorted(places), lower, upper)
    for x, a, b, met in zip(centres, lower.tolist(), upper.tolist(), found.tolist(), strict=True):
        assert a <= x - abs(radius) and x + abs(radius) <= b
        assert met or not any(abs(t - x) <= abs(radius) for t in places)


@pytest.mark.result("A4")
@given(training_sets(), monotones(), st.data())
def test_attacks_are_the_same_without_floats(data: object, g: object, chooser: st.DataObject) -> None:
    network = chooser.draw(networks_for(data))  # type: ignore[arg-type]
    found = universal_perturbation(network, data, g)  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(constructions.instability, "steady", lambda f, lower, upper, cuts: np.full(len(lower), -1))
        patch.setattr(constructions.instability, "restriction", lambda network, u, v, within: network.along(u, v))
        assert universal_perturbation(network, data, g) == found  # type: ignore[arg-type]


@pytest.mark.result("A4")
def test_thousands_of_points_are_cleared_by_floats(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(11)
    network = ReluNetwork.of(
        [(rng.standard_normal((o, i)).tolist(), rng.standard_normal(o).tolist()) for i, o in pairwise((2, 30, 30, 1))]
    )
    solved = 0
    solve = constructions.instability._solve_failing

    def counted(*arguments: object) -> object:
        nonlocal solved
        solved += 1
        return solve(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(constructions.instability, "_solve_failing", counted)
    found = universal_perturbation(network, double_training_set(2000))
    assert len(found.indices) >= found.promised and solved <= 20


@pytest.mark.result("A4")
def test_intervals_beyond_the_doubles_are_never_cleared() -> None:
    far, near = windows([TWO**1024, Fraction(1)], Fraction(1))
    assert meets([Fraction(1, 3)], far, near).tolist() == [True, True]
    assert steady(PiecewiseAffine.affine(1, 0), far, near, [Fraction(5)]).tolist() == [-1, 0]


@pytest.mark.result("A4")
def test_an_end_where_floats_are_on_the_wrong_side_of_a_cut_is_not_cleared() -> None:
    function = PiecewiseAffine.affine(1 + 2.0**-26, -1 - 2.0**-26 - 2.0**-27)
    t = np.array([1 + 2.0**-27])
    assert function(t[0]) == TWO**-53
    assert steady(function, t, t, [TWO**-54]).tolist() == [-1]
    assert steady(function, t, t, [TWO**-40]).tolist() == [0]


@pytest.mark.result("A4")
def test_a_slope_that_is_lost_in_underflow_is_not_cleared_far_out() -> None:
    function, t = PiecewiseAffine.affine(TWO**-1100, 0), np.array([2.0**900])
    assert function(Fraction(2) ** 900) == TWO**-200
    assert steady(function, t, t, [TWO**-201]).tolist() == [-1]
    assert steady(function, t, t, [Fraction(1)]).tolist() == [0]
