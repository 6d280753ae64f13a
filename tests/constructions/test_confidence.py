"""Clopper-Pearson intervals: they cover, are as narrow as multiples of 2**-20 allow, and quick for many trials."""

from __future__ import annotations

import time
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.confidence import clopper_pearson

pytestmark = pytest.mark.infrastructure
STEP = Fraction(1, 2**20)
errors = st.sampled_from([Fraction(1, 10), Fraction(1, 1000), Fraction(1, 18000)])


def tail(successes: int, trials: int, p: Fraction) -> Fraction:
    """The probability of at least so many successes, exactly."""
    return sum((comb(trials, i) * p**i * (1 - p) ** (trials - i) for i in range(successes, trials + 1)), Fraction(0))


@given(st.integers(0, 12), st.integers(0, 12), errors)
def test_clopper_pearson_intervals_cover(successes: int, more: int, error: Fraction) -> None:
    """Coverage, exactly: for the probability at an end of the interval the observation is just unlikely enough."""
    trials = successes + more
    if trials == 0:
        return
    low, high = clopper_pearson(successes, trials, error)
    assert 0 <= low <= Fraction(successes, trials) <= high <= 1
    for p in (Fraction(1, 7), Fraction(1, 2), Fraction(9, 10)):
        missed = Fraction(0)
        for seen in range(trials + 1):
            lo, hi = clopper_pearson(seen, trials, error)
            if not lo <= p <= hi:
                missed += comb(trials, seen) * p**seen * (1 - p) ** (trials - seen)
        assert missed <= error


@given(st.integers(1, 60), st.integers(0, 60), errors)
def test_the_ends_are_the_last_multiples_at_which_the_observation_is_unlikely(
    successes: int, more: int, error: Fraction
) -> None:
    trials = successes + more
    low, high = clopper_pearson(successes, trials, error)
    assert tail(successes, trials, low) <= error / 2 < tail(successes, trials, low + STEP)
    assert clopper_pearson(more, trials, error) == (1 - high, 1 - low)


def test_a_hundred_thousand_trials_take_seconds_at_most() -> None:
    start = time.monotonic()
    low, high = clopper_pearson(50_000, 100_000, Fraction(1, 18000))
    assert Fraction(49, 100) < low < Fraction(1, 2) < high == 1 - low
    assert time.monotonic() - start < 20
