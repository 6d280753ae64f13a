"""Piecewise-affine functions behave pointwise as sums, rectified functions and solution sets say."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import small
from theory.exact import BarriersError
from theory.piecewise import Interval, PiecewiseAffine

pytestmark = pytest.mark.result("A0")
ends = st.one_of(st.none(), small)


@st.composite
def functions(draw: st.DrawFn) -> PiecewiseAffine:
    knots = sorted(draw(st.dictionaries(small, st.one_of(st.just(Fraction(0)), small), min_size=1, max_size=6)).items())
    return PiecewiseAffine.interpolate(knots, draw(small), draw(small))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    lo, hi, left, right = draw(ends), draw(ends), draw(st.booleans()), draw(st.booleans())
    if lo is not None and hi is not None:
        lo, hi = min(lo, hi), max(lo, hi)
        if lo == hi:
            left = right = True
    return Interval(lo, hi, left and lo is not None, right and hi is not None)


@given(functions(), functions(), small, small)
def test_sums_multiples_and_rectification_are_pointwise(
    f: PiecewiseAffine, h: PiecewiseAffine, t: Fraction, c: Fraction
) -> None:
    for at in (t, *f.breakpoints, *h.breakpoints):
        assert (f + h)(at) == f(at) + h(at)
        assert f.scaled(c)(at) == c * f(at)
        assert f.relu()(at) == max(0, f(at))


@given(functions())
def test_pieces_are_maximal(f: PiecewiseAffine) -> None:
    for h in (f, f.relu(), f + f.scaled(-1)):
        assert all(left != right for left, right in pairwise(h.pieces))
    assert len((f + f.scaled(-1)).pieces) == 1


@given(functions(), intervals(), small, ends, ends)
def test_solution_sets_are_maximal_disjoint_and_complete(
    f: PiecewiseAffine, values: Interval, t: Fraction, lo: Fraction | None, hi: Fraction | None
) -> None:
    if lo is not None and hi is not None:
        lo, hi = min(lo, hi), max(lo, hi)
    found = f.where(values, lo, hi)
    for at in {t, *f.breakpoints, *(e for x in found for e in (x.lo, x.hi) if e is not None)}:
        inside = (lo is None or at >= lo) and (hi is None or at <= hi)
        assert any(x.contains(at) for x in found) == (inside and values.contains(f(at)))
    for left, right in pairwise(found):
        assert left.hi is not None and right.lo is not None
        assert left.hi < right.lo or (left.hi == right.lo and not values.contains(f(left.hi)))


@given(functions(), small)
def test_crossings_are_where_the_level_is_taken(f: PiecewiseAffine, level: Fraction) -> None:
    for piece in f.crossings(level):
        assert all(f(end) == level for end in (piece.lo, piece.hi) if end is not None)
    for (t, v), (s, w) in pairwise(_values(f)):
        if min(v, w) < level < max(v, w):
            assert any(piece.lo is not None and t < piece.lo < s for piece in f.crossings(level))


def _values(f: PiecewiseAffine) -> list[tuple[Fraction, Fraction]]:
    return [(t, f(t)) for t in f.breakpoints]


@given(intervals(), intervals(), small)
def test_intersections_contain_just_the_common_points(x: Interval, y: Interval, t: Fraction) -> None:
    both = x.intersect(y)
    assert (both is not None and both.contains(t)) == (x.contains(t) and y.contains(t))


def test_functions_that_jump_or_are_out_of_order_are_refused() -> None:
    zero, one = (Fraction(0), Fraction(0)), (Fraction(0), Fraction(1))
    with pytest.raises(BarriersError, match="jump"):
        PiecewiseAffine((Fraction(0),), (zero, one))
    with pytest.raises(BarriersError, match="need 2 pieces"):
        PiecewiseAffine((Fraction(0),), (zero,))
    with pytest.raises(BarriersError, match="increase"):
        PiecewiseAffine((Fraction(1), Fraction(0)), (zero, zero, zero))
    with pytest.raises(BarriersError, match="increase"):
        PiecewiseAffine.interpolate([(1, 0), (0, 0)])
    with pytest.raises(BarriersError, match="at least one"):
        PiecewiseAffine.interpolate([])
    with pytest.raises(BarriersError, match="infinite"):
        _ = Interval(None, Fraction(0), False, True).ends
