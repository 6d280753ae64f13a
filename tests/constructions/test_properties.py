"""V: properties are decided by their definition, and the excess is what it is said to be."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.properties import Formula, Inequality, Junction, Property, judged
from tests.kernel.recompute_witnesses import true
from tests.strategies import small

HAIR = Fraction(1, 2**99)


def terms(size: int) -> st.SearchStrategy[Any]:
    chosen = st.sets(st.integers(0, size - 1), max_size=size).map(sorted)
    return chosen.flatmap(lambda indices: st.tuples(*(st.tuples(st.just(i), small.filter(bool)) for i in indices)))


leaf = st.builds(Inequality, terms(2), terms(3), small, st.booleans(), st.sampled_from(["line 1", "line 2"]))
formulas: st.SearchStrategy[Formula] = st.recursive(
    leaf,
    lambda inner: st.builds(Junction, st.booleans(), st.lists(inner, min_size=1, max_size=3).map(tuple)),
    max_leaves=8,
)
points = st.tuples(st.tuples(small, small), st.tuples(small, small, small))


def at_zero(formula: Formula, x: Any, y: Any) -> Formula:
    """The formula with bounds moved so that every inequality is an equality at the point."""
    if isinstance(formula, Junction):
        return Junction(formula.every, tuple(at_zero(part, x, y) for part in formula.parts))
    return Inequality(formula.x, formula.y, formula.bound + formula.excess(x, y), formula.strict)


@pytest.mark.result("V")
@given(formulas, points, st.booleans())
def test_a_property_is_decided_as_its_tree_says(formula: Formula, point: Any, tight: bool) -> None:
    x, y = point
    whole = Property(2, 3, (at_zero(formula, x, y) if tight else formula,))
    assert whole.judged(x, y).holds == true(whole.tree(), list(x), list(y))


@pytest.mark.result("V")
@given(formulas, points, st.booleans())
def test_the_excess_is_the_least_number_by_which_all_bounds_must_rise(
    formula: Formula, point: Any, tight: bool
) -> None:
    """Equality: with bounds that are all reached the excess is 0, and the strict ones decide."""
    x, y = point
    whole = Property(2, 3, (at_zero(formula, x, y) if tight else formula,))
    found, tree = whole.judged(x, y), whole.tree()
    assert true(tree, list(x), list(y), raised=found.excess)
    assert not true(tree, list(x), list(y), raised=found.excess - HAIR)
    assert found.excess == 0 or found.holds == (found.excess < 0)
    assert found.decisive.excess(x, y) == found.excess
    assert not tight or found.excess == 0


@pytest.mark.result("V")
@given(st.lists(formulas, min_size=1, max_size=4), points)
def test_the_box_and_the_rest_make_the_whole(parts: list[Formula], point: Any) -> None:
    x, y = point
    whole = Property(2, 3, tuple(parts))
    found = [judged(part, x, y) for part in parts]
    assert whole.judged(x, y).holds == all(part.holds for part in found)
    box = whole.in_box(x)
    if box is not None and not box.holds:
        assert not whole.judged(x, y).holds
    if box is None or box.holds:
        rest = [f for f, part in zip(found, parts, strict=True) if any(leaf.y for leaf in leaves_of(part))]
        assert whole.judged(x, y).holds == all(part.holds for part in rest)


def leaves_of(formula: Formula) -> list[Inequality]:
    if isinstance(formula, Inequality):
        return [formula]
    return [leaf for part in formula.parts for leaf in leaves_of(part)]
