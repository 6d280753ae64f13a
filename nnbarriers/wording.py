"""How numbers and architectures are told to people."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from fractions import Fraction

from mpmath import mp, mpf

from theory.exact import write_rational

__all__ = ["decimal", "equals", "nearest", "plural", "power_of_two", "shape", "short"]


SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LONG = 4000
"""Numbers of more bits are rounded, and not written first."""


def short(value: Fraction) -> str:
    """Return a rational for people: itself if it is short, else a decimal marked as rounded.

    >>> short(Fraction(3, 4)), short(Fraction(1, 2097152)), short(Fraction(12345679, 7001))
    ('3/4', '≈4.77e-7', '≈1760')
    """
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > LONG:
        return f"≈{_decimal(value)}"
    text = write_rational(value)
    return text if len(text) <= 8 else f"≈{_decimal(value)}"


def decimal(value: Fraction) -> str:
    """Return a rational >= 0 for people: exactly, as a decimal if that is short, else as `short` does.

    >>> decimal(Fraction(1, 10**6)), decimal(Fraction(1, 40000)), decimal(Fraction(1, 200)), decimal(Fraction(1, 3))
    ('1e-6', '2.5e-5', '0.005', '1/3')
    """
    places = next((k for k in range(41) if not value.numerator * 10**k % value.denominator), None)
    if places is None or places < 2:
        return short(value)
    digits = str(value.numerator * 10**places // value.denominator)
    if len(digits) > 6:
        return short(value)
    if value >= Fraction(1, 1000):
        return f"{value.numerator / value.denominator:.{places}f}"
    return f"{digits[0]}{'.' * (len(digits) > 1)}{digits[1:]}e-{places - len(digits) + 1}"


def equals(value: Fraction) -> str:
    """Return "= value" for people, "≈ value" if it had to be rounded.

    >>> equals(Fraction(3, 4)), equals(Fraction(1, 2097152))
    ('= 3/4', '≈ 4.77e-7')
    """
    text = short(value)
    return f"≈ {text[1:]}" if text[0] == "≈" else f"= {text}"


def _decimal(value: Fraction) -> str:
    with mp.workdps(30):
        text = str(mp.nstr(mpf(value.numerator) / value.denominator, 3, min_fixed=-3, max_fixed=6))
        return text.removesuffix(".0") if abs(value) >= 100 else text


def nearest(value: Fraction) -> float:
    """Return the nearest double, the largest one for what is larger.

    >>> nearest(Fraction(1, 2)), nearest(Fraction(-(10**400))) < -1e308
    (0.5, True)
    """
    try:
        return float(value)
    except OverflowError:
        return sys.float_info.max if value > 0 else -sys.float_info.max


def plural(count: int, noun: str) -> str:
    """Return a number with its noun.

    >>> plural(1, "point"), plural(2, "point")
    ('1 point', '2 points')
    """
    return f"{count} {noun}{'s' * (count != 1)}"


def power_of_two(exponent: int) -> str:
    """Return 2 to the power of -exponent, for an exponent >= 0.

    >>> power_of_two(20)
    '2⁻²⁰'
    """
    return f"2⁻{str(exponent).translate(SUPERSCRIPTS)}"


def shape(widths: Sequence[int]) -> str:
    """Return widths in the notation (d; N_1, …; 1).

    >>> shape((2, 8, 8, 1))
    '(2; 8, 8; 1)'
    """
    return f"({widths[0]}; {', '.join(map(str, widths[1:-1]))}; {widths[-1]})"
