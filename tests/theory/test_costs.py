"""The cost functions are in CF_r, and in CF_r^{eps, eps-hat} with the eps-hat they state."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import small
from theory.costs import COSTS, Cost
from theory.exact import BarriersError

pytestmark = pytest.mark.result("A2")
costs = st.sampled_from(list(COSTS.values()))
pairs = st.lists(st.tuples(small, small), min_size=1, max_size=5)


@given(costs, pairs)
def test_the_cost_vanishes_just_on_the_diagonal(cost: Cost, pair: list[tuple[Fraction, Fraction]]) -> None:
    v, w = [p[0] for p in pair], [p[1] for p in pair]
    assert cost(v, w) >= 0
    assert (cost(v, w) == 0) == (v == w)
    assert cost(v, v) == 0


@given(costs, pairs, st.fractions(0, 3, max_denominator=20))
def test_a_small_cost_means_close_predictions(cost: Cost, pair: list[tuple[Fraction, Fraction]], eps: Fraction) -> None:
    v, w = [p[0] for p in pair], [p[1] for p in pair]
    if cost(v, w) <= cost.tolerance(eps, len(v)):
        assert max(abs(a - b) for a, b in pair) <= eps


@given(st.sampled_from([c for c in COSTS.values() if c.name != "wrong-count"]), small, st.integers(1, 6))
def test_the_tolerance_cannot_be_larger(cost: Cost, size: Fraction, r: int) -> None:
    """One entry off by eps costs exactly eps-hat."""
    eps = abs(size)
    assert cost([eps] + [0] * (r - 1), [0] * r) == cost.tolerance(eps, r)


def test_impossible_arguments_are_refused() -> None:
    with pytest.raises(BarriersError, match="got 1 and 2"):
        COSTS["sup"]([0], [0, 1])
    with pytest.raises(BarriersError, match="eps >= 0"):
        COSTS["sup"].tolerance(-1, 1)
