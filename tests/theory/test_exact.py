"""Rationals in and out, dyadics and enclosures are exact, and refuse what is no rational."""

from __future__ import annotations

import math
from fractions import Fraction

import flint
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import rationals, wild_float
from theory.exact import (
    BarriersError,
    RealNumber,
    dyadic,
    is_double,
    is_single,
    largest_power_of_two,
    nearest_double,
    nearest_single,
    rational,
    sqrt_enclosure,
    sqrt_real,
    write_rational,
)

pytestmark = pytest.mark.infrastructure


@given(rationals)
def test_every_kind_of_rational_number_is_read_as_the_same_rational(value: Fraction) -> None:
    p, q = value.numerator, value.denominator
    kinds = [
        value,
        f"{p}/{q}",
        f" {p}/{q} ",
        f"{3 * p}/{3 * q}",
        sympy.Rational(p, q),
        flint.fmpq(p, q),
        write_rational(value),
    ]
    assert [rational(kind) for kind in kinds] == [value] * len(kinds)


@given(st.integers(-(2**62), 2**62))
def test_integers_of_every_kind_are_read_exactly(value: int) -> None:
    kinds = [value, np.int64(value), sympy.Integer(value), flint.fmpz(value), str(value), f"{value}*2^0", f"{value}.0"]
    assert [rational(kind) for kind in kinds] == [Fraction(value)] * len(kinds)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_the_rational_that_it_is(value: float) -> None:
    assert rational(value) == rational(np.float64(value)) == Fraction(value)
    assert rational(np.longdouble(value)) == Fraction(value)


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_narrow_floats_are_read_exactly(value: float) -> None:
    assert rational(np.float32(value)) == Fraction(value)


@pytest.mark.parametrize(
    "bad",
    [float("nan"), float("inf"), -math.inf, np.float32("nan"), np.longdouble("inf"), True, np.True_, None, 1j, [1],
     "", "1/0", "a", "0x1", "1/-2", "1//2", "1_000", "٣", "nan", "inf", "1e", ".", "9" * 5000, "1e99999999",
     "1*2^999999999", "1" + "0" * 10**6, sympy.oo, sympy.nan, sympy.pi],
    ids=lambda v: repr(v)[:20],
)  # fmt: skip
def test_what_is_no_rational_is_refused_in_one_short_line(bad: object) -> None:
    with pytest.raises(BarriersError) as error:
        rational(bad)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 200


def test_decimals_are_read_as_written_not_as_floats() -> None:
    assert rational("0.1") == Fraction(1, 10) != rational(0.1)
    assert rational("-1.25e-2") == Fraction(-1, 80)


@given(rationals)
def test_written_rationals_are_reduced_and_read_back(value: Fraction) -> None:
    text = write_rational(value)
    assert rational(text) == value
    if "/" in text:
        top, bottom = map(int, text.split("/"))
        assert math.gcd(top, bottom) == 1 < bottom


def test_numbers_that_could_not_be_read_back_are_not_written() -> None:
    with pytest.raises(BarriersError, match="too long to be written"):
        write_rational(Fraction(10**5000 + 1))


@given(rationals, st.integers(0, 80))
def test_the_nearest_dyadic_is_within_half_a_step(value: Fraction, level: int) -> None:
    near = dyadic(value, level)
    assert (near * 2**level).denominator == 1
    assert abs(near - value) <= Fraction(1, 2 ** (level + 1))


def test_a_tie_shows_that_half_a_step_is_sharp() -> None:
    assert abs(dyadic(Fraction(1, 4), 1) - Fraction(1, 4)) == Fraction(1, 4)


def test_levels_are_not_negative() -> None:
    with pytest.raises(BarriersError, match="level"):
        dyadic(Fraction(1), -1)


@given(st.one_of(rationals, wild_float, st.fractions()))
def test_rounding_to_double_in_integers_agrees_with_the_machine(value: Fraction) -> None:
    rounded = nearest_double(value)
    assert rounded == Fraction(float(value))
    assert is_double(rounded)
    assert is_double(value) == (rounded == value)


@given(st.integers(-5, 5), st.integers(1, 9))
def test_rounding_agrees_with_the_machine_among_subnormals(m: int, q: int) -> None:
    value = Fraction(m, q * 2**1074)
    assert nearest_double(value) == Fraction(float(value))


def test_overflow_is_refused() -> None:
    with pytest.raises(BarriersError, match="overflow"):
        nearest_double(Fraction(2**1024))


@given(st.fractions(min_value=Fraction(1, 10**6), max_value=10**6))
def test_the_largest_power_of_two_is_the_largest(bound: Fraction) -> None:
    power = largest_power_of_two(bound)
    assert power <= bound < 2 * power


@given(st.fractions(min_value=0, max_value=10**9), st.integers(0, 200))
def test_square_roots_are_enclosed_as_narrowly_as_asked(value: Fraction, bits: int) -> None:
    lo, hi = sqrt_enclosure(value, bits)
    assert lo >= 0
    assert lo * lo <= value <= hi * hi
    assert hi - lo <= Fraction(1, 2**bits)


def test_real_numbers_offer_narrowing_enclosures_up_to_their_precision() -> None:
    root = sqrt_real(2, "1/2", precision=100)
    widths = [hi - lo for lo, hi in root.enclosures()]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] <= Fraction(1, 2**100)
    assert isinstance(root, RealNumber)


@given(st.one_of(st.floats(-3e38, 3e38), st.floats(-1e-36, 1e-36), st.floats(-2, 2)))
def test_the_nearest_number_of_single_precision_is_the_one_that_numpy_rounds_to(value: float) -> None:
    rounded = Fraction(float(np.float32(value)))
    assert nearest_single(Fraction(value)) == rounded
    assert is_single(rounded)
    assert is_single(Fraction(value)) == (rounded == value)


def test_the_largest_floats_are_floats_and_what_rounds_beyond_them_is_none() -> None:
    largest, beyond = Fraction(2**128 - 2**104), Fraction(2**128 - 2**103)
    assert nearest_single(beyond - 1) == largest
    assert is_single(largest)
    assert not any(map(is_single, (beyond, beyond - 1, beyond + 1, Fraction(2**200))))
    assert not any(map(is_double, (Fraction(2**1024 - 2**970), Fraction(2**1024 - 1), Fraction(2**1100))))
    with pytest.raises(BarriersError, match="single precision"):
        nearest_single(beyond)
