"""Exact minimisers of the LASSO class are those that going through all supports finds; two are told where there are."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constructions.trust.active_sets import Fitted, Several, minimiser
from constructions.trust.budget import OutOfSteps
from constructions.trust.grams import Gram
from constructions.trust.regressions import Regression
from tests.constructions.trust.supports import Q, minimisers, optimal, random_problem, slopes
from theory.exact import BarriersError

pytestmark = pytest.mark.result("T0")
SEEDS = st.integers(0, 2**32)


def pushes(found: Fitted) -> bool:
    """Whether the vector w of a minimiser with ties does what it must."""
    problem, w = found.problem, found.pushed or (Q(0),) * found.problem.rows
    weights = problem.row_weights.fractions if problem.row_weights else (Q(1),) * problem.rows
    moves = [sum((a * b for a, b in zip(c.fractions, w, strict=True)), Q(0)) for c in problem.columns]
    c = found.correlations
    return (
        not any(v for v, weight in zip(w, weights, strict=True) if not weight)
        and not any(moves[j] for j in found.support if not problem.ridge[j])
        and all(moves[j] * c[j] <= 0 for j in found.ties if not problem.ridge[j])
    )


def answer(problem: Regression, start: list[int] | list[float] | None) -> Fitted | Several:
    try:
        return minimiser(problem, start)
    except Several as several:
        return several


@settings(max_examples=max(200, settings.default.max_examples))
@given(SEEDS)
def test_the_minimiser_is_the_one_that_all_supports_give(seed: int) -> None:
    draw = random.Random(seed)
    problem = random_problem(draw)
    everything = minimisers(problem)
    start = draw.choice((None, [draw.randint(-2, 2) for _ in range(problem.size)], [0.5] * problem.size))
    found = answer(problem, start)
    if isinstance(found, Several):
        assert everything is None or len(everything) != 1
        assert found.x != found.other
        assert optimal(problem, found.x) and optimal(problem, found.other)
        return
    assert everything == {found.vector}
    assert list(found.correlations) == slopes(problem, found.vector)
    assert found.ties == tuple(
        j
        for j, (c, t) in enumerate(zip(found.correlations, problem.thresholds, strict=True))
        if abs(c) == t and j not in found.support
    )
    assert found.signs == tuple(
        ((x > 0) - (x < 0)) * (problem.thresholds[j] > 0) for j, x in zip(found.support, found.x, strict=True)
    )
    assert pushes(found)


def test_equal_columns_have_a_segment_of_minimisers() -> None:
    with pytest.raises(Several) as several:
        minimiser(Regression.lasso([[2, 2, -2]], [3], 1))
    assert {tuple(map(bool, several.value.x)), tuple(map(bool, several.value.other))} != {(False, False, False)}
    assert sum(map(abs, several.value.x)) == sum(map(abs, several.value.other)) == Q(11, 8)


def test_columns_that_differ_in_the_fortieth_bit_have_one_minimiser() -> None:
    """Floats see a tie: 2 and 2 + 2^-60."""
    found = minimiser(Regression.of([[2, 2 + Q(1, 2**60)]], [3], 1))
    assert (found.support, found.strict) == ((1,), True)


def test_ties_of_opposite_signs_are_pushed_away() -> None:
    """The only minimiser is 0, though |c_j| = l_j for both columns, and the columns depend."""
    found = minimiser(Regression.of([[1, -1]], [1], 1))
    assert (found.support, found.ties, found.strict, found.pushed) == ((), (0, 1), False, (-1,))
    assert pushes(found)


def test_dependent_columns_without_a_threshold_leave_many_minimisers() -> None:
    problem = Regression.of([[1, 1, 2], [2, 2, 1], [3, 3, 0]], [1, 2, 4], [0, 0, 1])
    with pytest.raises(Several) as several:
        minimiser(problem)
    assert optimal(problem, several.value.x) and optimal(problem, several.value.other)


def test_a_ridge_leaves_one_minimiser_of_equal_columns() -> None:
    found = minimiser(Regression.of([[2, 2]], [3], 1, ridge=1))
    assert found.x == (Q(5, 9), Q(5, 9))


def test_steps_are_bounded_and_told() -> None:
    problem = Regression.of([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [5, 4, 3], 1)
    told: list[str] = []
    assert minimiser(problem, [0, 0, 0], told=told.append).steps == len(told) == 3
    with pytest.raises(OutOfSteps):
        minimiser(problem, [0, 0, 0], steps=2)


def test_inner_products_of_other_data_are_refused() -> None:
    one, two = (Regression.lasso([[v, 1]], [3], 1) for v in (2, 3))
    gram = Gram(one)
    assert minimiser(one.with_thresholds(1), gram=gram).support == (0,)
    with pytest.raises(BarriersError, match="other data"):
        minimiser(two, gram=gram)
    with pytest.raises(BarriersError, match="entries"):
        minimiser(two, [1])


@settings(max_examples=min(100, settings.default.max_examples))
@given(SEEDS)
def test_every_start_leads_to_the_same_minimiser(seed: int) -> None:
    draw = random.Random(seed)
    problem = random_problem(draw, 8)
    starts = [[Fraction(draw.randint(-9, 9), 4) for _ in range(problem.size)] for _ in range(3)]
    found = set()
    for start in (None, *starts):
        try:
            found.add(minimiser(problem, start).vector)
        except Several:
            found.add(())
    assert len(found) == 1
