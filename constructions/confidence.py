"""Clopper-Pearson intervals with rational ends, for probabilities that are sampled and not computed.

All roundings are outwards, with integers: an end lies at most about 2**-20 outside of the textbook's interval, never
inside.  What they say is statistical; no result rests on them.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb

__all__ = ["clopper_pearson"]

STEPS = 20
"""The ends are multiples of 2**-STEPS."""
PRECISION = 128
"""Bits kept of the terms of a sum, each rounded up."""


def clopper_pearson(successes: int, trials: int, error: Fraction) -> tuple[Fraction, Fraction]:
    """Return rational bounds that miss the success probability with probability at most `error` (Clopper-Pearson).

    >>> low, high = clopper_pearson(5, 10, Fraction(1, 100))
    >>> low < Fraction(1, 5) and Fraction(4, 5) < high
    True
    """
    low = Fraction(0) if successes == 0 else _edge(successes, trials, error)
    high = Fraction(1) if successes == trials else 1 - _edge(trials - successes, trials, error)
    return low, high


def _edge(successes: int, trials: int, error: Fraction) -> Fraction:
    """Return the largest j 2**-20 with P(at least `successes` of `trials`) seen to be <= error/2 at that probability.

    From the observed rate on that is at least 1/2, since the median of a binomial is its mean or next to it.
    """
    low, high, ways = 0, -(-(successes << STEPS) // trials), _rounded(comb(trials, successes), 0)
    while high - low > 1:
        j = (low + high) // 2
        mantissa, exponent = _tail(successes, trials, j, ways)
        below = 2 * mantissa * error.denominator <= error.numerator << -exponent
        low, high = (j, high) if below else (low, j)
    return Fraction(low, 1 << STEPS)


def _tail(successes: int, trials: int, j: int, ways: tuple[int, int]) -> tuple[int, int]:
    """Return m, e <= 0 with P(at least `successes` of `trials`) <= m 2**e at probability p = j 2**-20 < the rate.

    `ways` is the binomial coefficient.  The terms decrease there, by the factors (n-i)/(i+1) p/(1-p); once they are
    down to the last bit kept, all others are counted as that bit.
    """
    rest = (1 << STEPS) - j
    (hits, one), (misses, two) = _power(j, successes), _power(rest, trials - successes)
    first = hits * misses * ways[0] << PRECISION
    term, exponent = _rounded(first, one + two + ways[1] - STEPS * trials - PRECISION)
    total = term
    for i in range(successes, trials):
        if term == 1:
            total += trials - i
            break
        term = -(-term * (trials - i) * j // ((i + 1) * rest))
        total += term
    return total, exponent


def _rounded(mantissa: int, exponent: int) -> tuple[int, int]:
    """Return m 2**e rounded up to `PRECISION` bits of m."""
    drop = max(0, mantissa.bit_length() - PRECISION)
    return -(-mantissa >> drop), exponent + drop


def _power(base: int, exponent: int) -> tuple[int, int]:
    """Return base**exponent as m 2**e, rounded up at every multiplication."""
    mantissa, shift = 1, 0
    for bit in bin(exponent)[2:]:
        mantissa, shift = _rounded(mantissa * mantissa * (base if bit == "1" else 1), 2 * shift)
    return mantissa, shift
