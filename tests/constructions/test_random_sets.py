"""Random draws have the stated law, and both bounds of A7 hold."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.random_sets import (
    draw_index,
    draw_indices,
    largest_index_bound,
    probability_all_below,
    probability_all_drawn,
    probability_all_drawn_bound,
    random_training_set,
)
from constructions.training_sets import epsilon
from theory.classification import ClassificationFunction, separation
from theory.exact import BarriersError


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
    for bad in ((0, Fraction(1, 2)), (5, 0), (5, 1)):
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
