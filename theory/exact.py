"""Rational numbers in and out, dyadics, and enclosures of real numbers.

Every public boundary of the project speaks `fractions.Fraction`.  Whatever comes in is taken for the
rational that it is: the float 0.1 is 3602879701896397/36028797018963968, not 1/10.  A comparison that the
available information cannot decide raises `Undecided`; nothing here guesses.
Serves every result; claims none.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from operator import index
from typing import Any

__all__ = [
    "BarriersError",
    "Brief",
    "RealNumber",
    "Undecided",
    "brief",
    "dyadic",
    "is_double",
    "is_single",
    "largest_power_of_two",
    "natural",
    "nearest_double",
    "nearest_single",
    "printable",
    "rational",
    "shown",
    "sqrt_enclosure",
    "sqrt_real",
    "write_rational",
]

MAX_DIGITS = 4000
"""Most decimal digits read or written in one integer."""
TOO_LONG: int = 10**MAX_DIGITS
MAX_EXPONENT = 4000
"""Largest |e| accepted in "m*2^e" and in decimal exponents."""

_FRACTION = re.compile(r"([+-]?[0-9]+)(?:/([0-9]+))?", re.ASCII)
_DYADIC = re.compile(r"([+-]?[0-9]+)\*2\^([+-]?[0-9]+)", re.ASCII)
_DECIMAL = re.compile(r"([+-]?)([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]+))?", re.ASCII)


class BarriersError(ValueError):
    r"""A hypothesis or a format is violated; the message is one line that names it and the value.

    >>> BarriersError("a path of two\nlines")
    BarriersError('a path of two lines')
    """

    def __init__(self, message: object = "") -> None:
        super().__init__(" ".join(str(message).splitlines()))

    def __reduce__(self) -> tuple[Any, ...]:
        return _raised_before, (type(self), self.args), self.__dict__


def _raised_before(kind: type[BarriersError], args: tuple[Any, ...]) -> BarriersError:
    """Return an error as it was pickled, whatever its constructor takes."""
    error = kind.__new__(kind, *args)
    error.args = args
    return error


class Brief:
    """A value that says what it is on one line, `told`; Hypothesis prints it whole, to be copied.

    Of a dataclass only the fields are pickled: what was computed from them is computed again.
    """

    @property
    def told(self) -> str:
        """What the value is, in a few words."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.told}>"

    def __getstate__(self) -> Any:
        fields = getattr(self, "__dataclass_fields__", None)
        return dict(self.__dict__) if fields is None else {name: self.__dict__[name] for name in fields}

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        whole = type(printer).__module__.startswith("hypothesis")
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in getattr(self, "__dataclass_fields__", ()))
        printer.text(f"{type(self).__name__}({fields})" if whole else repr(self))


class Undecided(ArithmeticError):
    """The information at hand does not decide a comparison."""


def shown(value: object) -> str:
    """Return any value for a message: on one line, of at most 60 characters or so.

    >>> shown("a b"), shown("x" * 100)
    ("'a b'", "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… (102 characters)")
    """
    try:
        text = " ".join(repr(value).split())
    except Exception as error:
        return f"(a {type(value).__name__:.60}, whose repr raised {type(error).__name__:.60})"
    return text if len(text) <= 60 else f"{text[:40]}… ({len(text)} characters)"


def printable(text: str) -> str:
    r"""Return a text in which what does not show is told by its number, whatever a terminal would make of it.

    >>> print(printable("a\x1b[1m\nb"))
    a\u001b[1m\u000ab
    """
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def brief(value: Fraction) -> str:
    """Return a rational for a message, whatever its length.

    >>> brief(Fraction(3, 4)), brief(Fraction(1, 10**400))
    ('3/4', '(a rational of 1330 bits)')
    """
    bits = value.numerator.bit_length() + value.denominator.bit_length()
    return str(value) if bits < 400 else f"(a rational of {bits} bits)"


def _integer(digits: str, text: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise BarriersError(f"a number of {len(digits)} digits is too long: at most {MAX_DIGITS}, got {shown(text)}")
    return int(digits)


def _exponent(digits: str, text: str) -> int:
    if len(digits) > 8 or abs(int(digits)) > MAX_EXPONENT:
        raise BarriersError(f"an exponent must be at most {MAX_EXPONENT} in absolute value, got {shown(text)}")
    return int(digits)


def _from_text(text: str) -> Fraction:
    body = text.strip()
    if match := _FRACTION.fullmatch(body):
        numerator, denominator = match.groups()
        bottom = _integer(denominator, text) if denominator else 1
        if bottom == 0:
            raise BarriersError(f"a rational must have a nonzero denominator, got {shown(text)}")
        return Fraction(_integer(numerator, text), bottom)
    if match := _DYADIC.fullmatch(body):
        mantissa, exponent = _integer(match[1], text), _exponent(match[2], text)
        return Fraction(mantissa << exponent) if exponent >= 0 else Fraction(mantissa, 1 << -exponent)
    if (match := _DECIMAL.fullmatch(body)) and (match[2] or match[3]):
        sign, whole, decimals, power = match.groups()
        shift = (_exponent(power, text) if power else 0) - len(decimals)
        if abs(shift) > MAX_DIGITS:
            raise BarriersError(f"a decimal exponent must be at most {MAX_DIGITS}, got {shown(text)}")
        value = Fraction(_integer(sign + whole + decimals, text))
        power_of_ten: int = 10 ** abs(shift)
        return value * power_of_ten if shift >= 0 else value / power_of_ten
    raise BarriersError(f'expected a rational such as "3/4", "0.75" or "3*2^-2", got {shown(text)}')


def rational(value: Any) -> Fraction:
    """Return `value` as the exact rational number that it is.

    Accepts int, Fraction, float and NumPy scalars (the binary rational that they are), SymPy rationals,
    python-flint `fmpz`/`fmpq`, and the strings "p/q", "m*2^e" and plain decimals.
    Raises `BarriersError` for NaN, infinities, booleans, complex numbers and everything else.

    >>> rational("3/4"), rational(0.5), rational("0.1")
    (Fraction(3, 4), Fraction(1, 2), Fraction(1, 10))
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        raise BarriersError(f"expected a rational number, got the truth value {value!r}")
    if isinstance(value, str):
        return _from_text(value)
    if hasattr(value, "numerator") and hasattr(value, "denominator"):  # int, NumPy, SymPy, python-flint
        try:
            return Fraction(index(value.numerator), index(value.denominator))
        except (TypeError, ZeroDivisionError):
            raise BarriersError(
                f"expected a rational number, got {type(value).__name__} whose numerator and denominator are none"
            ) from None
    if hasattr(value, "as_integer_ratio"):  # float and the NumPy floats of every width
        try:
            top, bottom = value.as_integer_ratio()
            if not top and hasattr(value, "hex"):  # a double: 0, or a processor that reads subnormals as 0 read one
                bits = int.from_bytes(struct.pack(">d", value))
                return Fraction(bits if bits < 2**63 else 2**63 - bits, 2**1074)
            return Fraction(int(top), int(bottom))
        except (ValueError, OverflowError):
            raise BarriersError(f"expected a finite rational number, got {shown(value)}") from None
    raise BarriersError(f"expected a rational number, got {type(value).__name__} {shown(value)}")


def natural(value: Any, name: str, least: int = 1, most: int | None = None) -> int:
    """Return an integer of any type as an int; raises `BarriersError` for anything else, and outside least..most.

    >>> natural(3, "s"), natural(Fraction(5, 2), "s")
    Traceback (most recent call last):
    theory.exact.BarriersError: s must be an integer >= 1, got Fraction(5, 2)
    """
    try:
        found = None if isinstance(value, bool) else index(value)
    except TypeError:
        found = None
    if found is None or found < least or (most is not None and found > most):
        until = "" if most is None else f" and <= {most}"
        raise BarriersError(f"{name} must be an integer >= {least}{until}, got {shown(value)}")
    return found


def write_rational(value: Fraction) -> str:
    """Return the canonical text of `value`: reduced "p/q" or "p", or "m*2^e" where that is shorter and |e| <= 4000.

    Raises `BarriersError` if a part has more digits than may be read back.

    >>> write_rational(Fraction(6, 8)), write_rational(Fraction(-7)), write_rational(Fraction(3, 2**80))
    ('3/4', '-7', '3*2^-80')
    """
    top, bottom = value.numerator, value.denominator
    if bottom == 1 and top:
        exponent = (top & -top).bit_length() - 1
    else:
        exponent = 1 - bottom.bit_length() if bottom & (bottom - 1) == 0 else 0
    if 64 < abs(exponent) <= MAX_EXPONENT:  # a dyadic far from 1 is short as mantissa and exponent
        mantissa = top >> exponent if exponent > 0 else top
        return f"{_decimal(mantissa)}*2^{exponent}"
    return _decimal(top) if bottom == 1 else f"{_decimal(top)}/{_decimal(bottom)}"


def _decimal(value: int) -> str:
    if abs(value) >= TOO_LONG:
        raise BarriersError(
            f"a number of {value.bit_length()} bits is too long to be written: at most {MAX_DIGITS} digits"
        )
    return str(value)


def dyadic(value: Fraction, level: int) -> Fraction:
    """Return the point of `D_level = {j 2**-level}` nearest to `value` (ties away from minus infinity).

    Raises `BarriersError` for a negative level.

    >>> dyadic(Fraction(1, 3), 2)
    Fraction(1, 4)
    """
    if level < 0:
        raise BarriersError(f"the level of a dyadic must be at least 0, got {level}")
    scaled = value * 2 ** (level + 1)
    return Fraction((scaled.numerator // scaled.denominator + 1) // 2, 2**level)


def largest_power_of_two(bound: Fraction) -> Fraction:
    """Return the largest 2**e (e any integer) that is at most `bound`; `bound` must be positive.

    >>> largest_power_of_two(Fraction(5, 3)), largest_power_of_two(Fraction(1, 3))
    (Fraction(1, 1), Fraction(1, 4))
    """
    if bound <= 0:
        raise BarriersError(f"only a positive number bounds a power of two, got {brief(bound)}")
    exponent = bound.numerator.bit_length() - bound.denominator.bit_length()
    power = Fraction(2) ** exponent
    return power if power <= bound else power / 2


def nearest_double(value: Fraction) -> Fraction:
    """Return the IEEE 754 double nearest to `value` (ties to even), as a rational, in integer arithmetic.

    Raises `BarriersError` on overflow.

    >>> nearest_double(Fraction(1, 3)) == Fraction(*(1 / 3).as_integer_ratio())
    True
    """
    return _nearest(value, 53, 1024)


def nearest_single(value: Fraction) -> Fraction:
    """Return the IEEE 754 number of single precision (float32) nearest to `value`, in the same way.

    >>> nearest_single(Fraction(1, 3)), nearest_single(Fraction(1, 2**160))
    (Fraction(11184811, 33554432), Fraction(0, 1))
    """
    return _nearest(value, 24, 128)


def _nearest(value: Fraction, bits: int, top: int) -> Fraction:
    """Return the nearest binary floating-point number of so many bits, below 2**top and with exponents to match."""
    if value == 0:
        return value
    scale: int = 2 ** (bits - 1)
    least: int = 2 ** (top + bits - 3)
    unit = max(largest_power_of_two(abs(value)) / scale, Fraction(1, least))
    scaled = value / unit
    floor, rest = divmod(scaled.numerator, scaled.denominator)
    doubled = 2 * rest - scaled.denominator
    rounded: Fraction = (floor + (doubled > 0 or (doubled == 0 and floor % 2 == 1))) * unit
    if abs(rounded) >= Fraction(2) ** top:
        what = "double" if top == 1024 else "single"
        raise BarriersError(f"a number near 2**{abs(value).numerator.bit_length()} overflows {what} precision")
    return rounded


def is_double(value: Fraction) -> bool:
    """Tell whether `value` is exactly representable in IEEE 754 double precision.

    >>> is_double(Fraction(1, 2)), is_double(Fraction(1, 3))
    (True, False)
    """
    return abs(value) < 2**1024 - 2**970 and nearest_double(value) == value


def is_single(value: Fraction) -> bool:
    """Tell whether `value` is exactly representable in IEEE 754 single precision (float32).

    >>> is_single(Fraction(1, 2)), is_single(1 - Fraction(1, 2**25))
    (True, False)
    """
    return abs(value) < 2**128 - 2**103 and nearest_single(value) == value


def sqrt_enclosure(value: Fraction, bits: int) -> tuple[Fraction, Fraction]:
    """Return rationals `lo <= sqrt(value) <= hi` with `hi - lo <= 2**-bits`, by an integer square root.

    Raises `BarriersError` for a negative `value` or negative `bits`.

    >>> lo, hi = sqrt_enclosure(Fraction(2), 10)
    >>> lo**2 <= 2 <= hi**2 and hi - lo <= Fraction(1, 2**10)
    True
    """
    if value < 0 or bits < 0:
        raise BarriersError(f"a square root needs a value >= 0 and bits >= 0, got {brief(value)} and {bits}")
    scaled = value * 4**bits
    root = isqrt(scaled.numerator // scaled.denominator)
    lo = Fraction(root, 2**bits)
    return (lo, lo) if lo * lo == value else (lo, Fraction(root + 1, 2**bits))


@dataclass(frozen=True)
class RealNumber:
    """A real number given by shrinking enclosures: `enclosure(b)` is an interval of width <= 2**-b.

    Decisions about it ask for ever narrower enclosures and raise `Undecided` past `precision` bits.
    """

    name: str
    enclosure: Callable[[int], tuple[Fraction, Fraction]]
    precision: int = 256

    def enclosures(self) -> list[tuple[Fraction, Fraction]]:
        """Return the enclosures that a decision may use, widest first."""
        bits = [2**j for j in range(3, self.precision.bit_length()) if 2**j < self.precision]
        return [self.enclosure(b) for b in (*bits, self.precision)]


def sqrt_real(value: Any, scale: Any = 1, *, precision: int = 256) -> RealNumber:
    """Return the real number `scale * sqrt(value)`, for rational `value >= 0` and `scale >= 0`.

    >>> lo, hi = sqrt_real(2, "1/2").enclosure(20)   # sqrt(2)/2
    >>> lo < Fraction(70711, 100000) and Fraction(70710, 100000) < hi
    True
    """
    radicand = rational(value) * rational(scale) ** 2
    if rational(scale) < 0 or radicand < 0:
        raise BarriersError("a square root needs a value >= 0 and a scale >= 0")
    return RealNumber(f"sqrt({brief(radicand)})", lambda bits: sqrt_enclosure(radicand, bits), precision)
