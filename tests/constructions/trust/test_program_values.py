"""The least cost of every program in a box lies between the bounds, whatever its basis."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.trust.bases import NoOptimum, optimum
from constructions.trust.program_values import greatest_value, least_value, value_bounds
from constructions.trust.programs import Program, Within
from tests.constructions.trust.program_draws import cost, placed, programs, strict_programs

pytestmark = pytest.mark.result("T2")
Q = Fraction


def value(program: Program) -> Fraction | None:
    """The least cost, or None if there is no feasible point; unbounded ones are not asked for."""
    try:
        return optimum(program).value
    except NoOptimum as refused:
        if refused.why == "unbounded":
            pytest.fail("a program whose least cost is bounded from below has none")
        return cost(program, refused.x) if refused.why == "several" else None


@given(
    program=st.one_of(programs(), strict_programs()),
    relative=st.sampled_from([Q(0), Q(1, 100), Q(1, 10)]),
    seeds=st.lists(st.integers(0, 2**32), min_size=4, max_size=4),
)
def test_no_program_in_the_box_is_cheaper_or_dearer_than_the_bounds(
    program: Program, relative: Fraction, seeds: list[int]
) -> None:
    within = Within(relative, Q(1, 1000))
    try:
        low, high = value_bounds(program, within)
    except NoOptimum:  # the centre has no least cost
        return
    centre = value(program)
    assert centre is not None
    assert (low is None or low <= centre) and (high is None or centre <= high)
    for seed in seeds:
        source = random.Random(seed)
        steps = source.choice([(-1, 1), (-1, 0, 1), tuple(Q(k, 5) for k in range(-5, 6))])
        datum = placed(program, within, lambda *_, s=source, t=steps: Q(s.choice(t)))
        if low is None:
            continue
        found = value(datum)
        if found is None:
            assert high is None
        else:
            assert low <= found and (high is None or found <= high)


@pytest.mark.parametrize("bits", [10, 20, 40])
def test_the_bounds_close_in_on_the_value_at_a_tie_and_at_a_degenerate_point(bits: int) -> None:
    radius = Q(1, 2**bits)
    tie = Program.of([1, 1, 1], [[1, 1, 1], [1, 2, 0]], [1, 1], upper=[3, 3, 3])
    degenerate = Program.linprog([-1, -1], [[1, 2], [2, 1], [1, 1]], [3, 3, 2], bounds=(0, 5))
    for program in (tie, degenerate):
        low, high = value_bounds(program, Within.of(radius))
        centre = value(program)
        assert low is not None and high is not None and centre is not None
        assert low <= centre <= high and high - low < 200 * radius


def test_a_dual_vector_that_an_unbounded_variable_spoils_shows_nothing() -> None:
    program = Program.of([1, 1], [[1, 2]], [1])
    assert least_value(program, Within(), [Q(1, 2)]) == Q(1, 2)
    assert least_value(program, Within.of("1/10"), [Q(1, 2)]) is None  # z_1 = 0 may be negative, and x_1 is unbounded
    low, high = value_bounds(program, Within.of("1/10"))
    assert low is not None and high is not None and Q(9, 22) >= low > Q(1, 4) and Q(121, 180) <= high < Q(7, 10)


def test_where_some_data_have_no_feasible_point_there_is_no_bound_from_above() -> None:
    program = Program.of([1, 1], [[1, 2], [2, 4]], [1, 2], upper=[1, 1])
    assert greatest_value(program, Within.of("1/100")) is None
    narrow = Program.of([1], [[1]], [1], [Q(99, 100)], [Q(101, 100)])
    assert greatest_value(narrow, Within.of("1/10")) is None
    assert greatest_value(narrow, Within.of("1/1000")) is not None


def test_what_has_no_value_is_refused() -> None:
    with pytest.raises(NoOptimum, match="no feasible x"):
        value_bounds(Program.of([1], [[1]], [-1]), Within.of("1/10"))
