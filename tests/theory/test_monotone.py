"""Monotone g are what their half-lines say: failing is |g(y) - label| >= 1/2."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import monotones, small, step_functions
from theory.exact import BarriersError
from theory.monotone import Monotone, affine, constant, identity, sigmoid, steps, threshold
from theory.piecewise import Interval

pytestmark = pytest.mark.result("A3")
HALF = Fraction(1, 2)
label = st.sampled_from([0, 1])


@given(step_functions(), small, label)
def test_step_functions_fail_where_they_are_half_a_unit_off(
    function: tuple[list[Fraction], list[Fraction]], y: Fraction, s: int
) -> None:
    jumps, values = function
    zone = 2 * sum(t < y for t in jumps) + (y in jumps)
    assert steps(jumps, values).fails(y, s) == _off(values[zone], s)


def _off(value: Fraction, s: int) -> bool:
    """The definition of failing, word for word."""
    return abs(value - s) >= HALF


@given(small, small, small, label)
def test_affine_functions_and_constants_fail_where_they_are_half_a_unit_off(
    m: Fraction, b: Fraction, y: Fraction, s: int
) -> None:
    assert affine(m, b).fails(y, s) == _off(m * y + b, s)
    assert constant(b).fails(y, s) == _off(b, s)
    assert identity().fails(y, s) == _off(y, s)


@given(small, small, st.booleans(), st.booleans(), label)
def test_thresholds_take_either_value_at_the_jump(at: Fraction, y: Fraction, one: bool, down: bool, s: int) -> None:
    value = int(one) if y == at else int((y > at) != down)
    assert threshold(at, one_at_jump=one, decreasing=down).fails(y, s) == _off(Fraction(value), s)
    value_at_jump = threshold(at, one_at_jump=one, decreasing=down)
    assert value_at_jump.fails(at, s) == (int(one) != s)


@given(small)
def test_at_the_threshold_of_a_sigmoid_both_labels_fail(at: Fraction) -> None:
    assert sigmoid(at).fails(at, 0)
    assert sigmoid(at).fails(at, 1)


@given(monotones(), small, small)
def test_any_two_disjoint_intervals_belong_to_a_monotone_function(g: Monotone, y: Fraction, z: Fraction) -> None:
    values = [_step_function_of(g, t) for t in sorted((y, z))]
    order = sorted((s for s in (0, 1) if g.right[s]), key=lambda s: _middle(g, s))
    assert values == sorted(values, reverse=order == [1, 0])
    assert all(g.fails(y, s) == _off(_step_function_of(g, y), s) for s in (0, 1))


def _middle(g: Monotone, s: int) -> Fraction:
    right = g.right[s]
    assert right
    lo = right.lo if right.lo is not None else Fraction(-1000)
    return (lo + (right.hi if right.hi is not None else Fraction(1000))) / 2


def _step_function_of(g: Monotone, y: Fraction) -> Fraction:
    """0 and 1 where g is right, 1/2 between, half a step further outside."""
    order = sorted((s for s in (0, 1) if g.right[s]), key=lambda s: _middle(g, s))
    inside = [s for s in order if not g.fails(y, s)]
    if inside or not order:
        return Fraction(inside[0]) if inside else HALF
    beyond = HALF if order != [1, 0] else -HALF
    if y <= _middle(g, order[0]):
        return order[0] - beyond
    return order[-1] + beyond if y >= _middle(g, order[-1]) else HALF


def test_intervals_that_overlap_belong_to_no_g() -> None:
    both = Interval(Fraction(0), Fraction(1), True, True)
    with pytest.raises(BarriersError, match="same output"):
        Monotone((both, both))
    with pytest.raises(BarriersError, match="same output"):
        Monotone((both, Interval(Fraction(1), None, True, False)))
    Monotone((both, Interval(Fraction(1), None, False, False)))


def test_functions_that_are_not_monotone_are_refused() -> None:
    with pytest.raises(BarriersError, match="up and down"):
        steps([0, 1], [0, 1, 0, 1, 0])
    with pytest.raises(BarriersError, match="increase"):
        steps([1, 0], [0, 0, 0, 1, 1])
    with pytest.raises(BarriersError, match="need 3 values"):
        steps([1], [0, 1])
