"""The training sets are what A1 and A7 say, exact and in double precision; random draws have the stated law."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.training_sets import (
    TrainingSet,
    double_training_set,
    draw_index,
    draw_indices,
    epsilon,
    label,
    largest_index_bound,
    probability_all_below,
    probability_all_drawn,
    probability_all_drawn_bound,
    random_training_set,
    training_set,
)
from tests.strategies import parameters
from theory.classification import ClassificationFunction, separation
from theory.exact import BarriersError, is_double

HALF = Fraction(1, 2)


@pytest.mark.result("A1")
@given(st.integers(1, 60), parameters, st.integers(2, 4))
def test_the_points_are_the_formula(n: int, a: Fraction, d: int) -> None:
    data = training_set(n, a, dimension=d)
    assert data.radius == data.delta == epsilon(n) == Fraction(1, (4 * n + 3) * (2 * n + 2))
    for k, point in enumerate(data.points, 1):
        assert point == (a / (k + Fraction(3, 4)), data.delta * label(k), *[0] * (d - 2))
        assert data.bare_points[k - 1] == (point[0], *[0] * (d - 1))


@pytest.mark.result("A1", "A4")
@given(st.one_of(st.integers(1, 60), st.integers(1, 60), st.integers(100, 300)), parameters)
def test_in_double_precision_all_hypotheses_hold_for_the_stored_numbers(n: int, a: Fraction) -> None:
    data = double_training_set(n, a)
    assert all(is_double(v) for v in (data.delta, *data.x1))
    assert data.radius == epsilon(n) * (1 - Fraction(1, 2**24))
    assert data.delta <= data.radius < 2 * data.delta
    assert data.served.contains(a)
    assert data.served.uncountable
    assert separation(ClassificationFunction(a), data.points[: min(n, 60)], data.radius).holds


@pytest.mark.result("A1")
@pytest.mark.parametrize("k", [10**6, 2**26, 2**27 - 3])
@pytest.mark.parametrize("a", [HALF, Fraction(999, 1000), Fraction(1)])
def test_rounding_leaves_room_up_to_the_largest_sets(k: int, a: Fraction) -> None:
    """For n = k, the last ball, the tightest: rounding moves x^k by less than the radius was shrunk."""
    from theory.exact import nearest_double

    x, r = nearest_double(4 * a / (4 * k + 3)), epsilon(k) * (1 - Fraction(1, 2**24))
    assert k * (x + r) < a <= (k + 1) * (x - r)


@pytest.mark.result("A1")
@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({"n": 0}, "n of points"),
        ({"n": -3}, "n of points"),
        ({"n": True}, "n of points"),
        ({"n": 5, "a": "1/3"}, r"\[1/2, 1\]"),
        ({"n": 5, "a": 2}, r"\[1/2, 1\]"),
        ({"n": 5, "delta": 0}, "0 < delta <= radius"),
        ({"n": 5, "delta": HALF}, "0 < delta <= radius"),
        ({"n": 5, "dimension": 1}, "dimension d must be at least 2"),
        ({"n": 5, "a": float("nan")}, "finite"),
    ],
)
def test_violated_hypotheses_are_named(arguments: dict[str, object], reason: str) -> None:
    for build in (training_set, double_training_set):
        with pytest.raises(BarriersError, match=reason):
            build(**arguments)  # type: ignore[operator]


@pytest.mark.result("A1")
def test_double_precision_has_limits_that_are_named() -> None:
    with pytest.raises(BarriersError, match="below 2"):
        double_training_set(2**27 - 1)
    with pytest.raises(BarriersError, match="double precision"):
        double_training_set(3, delta="1/1000")


@pytest.mark.result("A1")
def test_points_that_are_not_separated_are_refused() -> None:
    with pytest.raises(BarriersError, match="apart"):
        TrainingSet(Fraction(1), (HALF, HALF), Fraction(1, 100), Fraction(1, 100), 2)
    with pytest.raises(BarriersError, match="k = 2"):
        TrainingSet(Fraction(1), (Fraction(4, 7), Fraction(1, 3)), Fraction(1, 100), Fraction(1, 100), 2)
    with pytest.raises(BarriersError, match=r"\[0,1\]"):
        TrainingSet(Fraction(1), (Fraction(3, 2),), Fraction(1, 100), Fraction(1, 100), 2)


@pytest.mark.exhaustive
@pytest.mark.result("A7")
@given(st.integers(1, 5), st.integers(1, 4), st.integers(0, 3))
def test_exact_probabilities_agree_with_enumeration(m: int, count: int, more: int) -> None:
    """All outcomes of m draws over 1..bound and "larger"."""
    bound = count + more
    chances = {k: Fraction(1, k * (k + 1)) for k in range(1, bound + 1)}
    chances[bound + 1] = Fraction(1, bound + 1)
    assert sum(chances.values()) == 1
    hit = inside = both = Fraction(0)
    for outcome in product(chances, repeat=m):
        weight = Fraction(1)
        for k in outcome:
            weight *= chances[k]
        all_hit, all_in = set(range(1, count + 1)) <= set(outcome), max(outcome) <= bound
        hit, inside, both = hit + weight * all_hit, inside + weight * all_in, both + weight * (all_hit and all_in)
    assert probability_all_drawn(m, count) == hit
    assert probability_all_below(m, bound) == inside
    assert probability_all_drawn(m, count, bound) == both


@pytest.mark.result("A7")
@given(st.integers(1, 60), st.integers(1, 8), st.fractions(Fraction(1, 50), Fraction(49, 50), max_denominator=50))
def test_both_bounds_of_the_theorem_hold(m: int, count: int, p: Fraction) -> None:
    bound = largest_index_bound(m, p)
    assert probability_all_below(m, bound) >= 1 - p
    assert probability_all_drawn(m, count) >= probability_all_drawn_bound(m, count)


@pytest.mark.result("A7")
def test_the_union_bound_is_sharp_for_one_index() -> None:
    assert all(probability_all_drawn(m, 1) == probability_all_drawn_bound(m, 1) for m in range(1, 20))


@pytest.mark.result("A7")
def test_the_drawn_index_has_exactly_the_stated_law() -> None:
    """Enumerate all bit strings to depth 16: decided mass never exceeds 1/(k(k+1)), and the undecided rest is small."""
    mass: dict[int, Fraction] = {}
    undecided = Fraction(0)
    stack: list[tuple[int, ...]] = [()]
    while stack:
        prefix = stack.pop()
        try:
            k = draw_index(iter(prefix).__next__)
        except StopIteration:
            if len(prefix) == 16:
                undecided += Fraction(1, 2**16)
            else:
                stack += [(*prefix, 0), (*prefix, 1)]
        else:
            mass[k] = mass.get(k, Fraction(0)) + Fraction(1, 2 ** len(prefix))
    assert sum(mass.values()) + undecided == 1
    assert undecided < Fraction(1, 100)
    assert all(0 <= Fraction(1, k * (k + 1)) - weight <= undecided for k, weight in mass.items())


@pytest.mark.result("A7")
@given(st.integers(1, 30), st.integers(0, 10**6))
def test_the_points_drawn_are_separated_with_probability_at_least_one_minus_p(m: int, seed: int) -> None:
    p = Fraction(1, 10)
    assert draw_indices(m, seed) == draw_indices(m, seed)
    if max(draw_indices(m, seed)) > largest_index_bound(m, p):
        with pytest.raises(BarriersError, match="use another seed"):
            random_training_set(m, p, seed)
        return
    whole, drawn = random_training_set(m, p, seed)
    chosen = [whole.point(k) for k in drawn[:20]]
    assert separation(ClassificationFunction(whole.a), chosen, epsilon(largest_index_bound(m, p))).holds
    assert set(drawn) == set(draw_indices(m, seed))


@pytest.mark.result("A7")
def test_impossible_draws_are_refused() -> None:
    for bad in ((0, HALF), (5, 0), (5, 1)):
        with pytest.raises(BarriersError, match="A7"):
            largest_index_bound(*bad)
    for bad_call in (
        lambda: probability_all_below(-1, 3),
        lambda: probability_all_below(2, -1),
        lambda: probability_all_drawn_bound(3, 0),
    ):
        with pytest.raises(BarriersError, match="A7 needs"):
            bad_call()
    with pytest.raises(BarriersError, match="at least 1"):
        draw_indices(0, 1)
    with pytest.raises(BarriersError, match="A7"):
        probability_all_drawn(3, 2, bound=1)
