"""The number of real roots near a double root, and what is computable beside it: all complex roots (J)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt

from constructions.gallery.posed import ZERO, Computable, enough, posed
from theory.algorithms import Oracle, Tape
from theory.exact import sqrt_enclosure
from theory.problems import Problem

__all__ = ["ROOTS", "complex_roots"]

Point = tuple[Fraction, Fraction]


def complex_roots(problem: Problem, oracle: Oracle, tape: Tape) -> list[Fraction]:
    """Return real and imaginary parts of the two roots of x^2 + bx + c, in some order, within the accuracy."""
    alpha = problem.accuracy
    size = abs(oracle.read(0, 0)) + 1
    level = enough(min(alpha / 2, alpha * alpha / (16 * (size + 2))))
    b, c = oracle.read(0, level), oracle.read(1, level)
    square = b * b / 4 - c
    root, _ = sqrt_enclosure(abs(square), enough(alpha / 4))
    real, imaginary = (root, ZERO) if square > 0 else (ZERO, root)
    return [-b / 2 + real, imaginary, -b / 2 - real, -imaginary]


def matched(roots: tuple[Point, Point], output: Sequence[Fraction]) -> Fraction:
    """Return the squared distance of two multisets: the least, over both pairings, of the larger distance in a pair."""
    one, other = (output[0], output[1]), (output[2], output[3])
    pairings = (zip(roots, pair, strict=True) for pair in ((one, other), (other, one)))
    return min(max((z[0] - w[0]) ** 2 + (z[1] - w[1]) ** 2 for z, w in pairing) for pairing in pairings)


def _close(s: Fraction, output: Sequence[Fraction], accuracy: Fraction) -> bool:
    one, root = Fraction(1), Fraction(isqrt(s.numerator), isqrt(s.denominator))  # 2^-n for s = 4^-n
    return matched(((one, root), (one, -root)), output) <= accuracy**2


ROOTS = posed(
    "roots", "the number of real roots of x^2 + bx + c, with their multiplicities", "b c",
    lambda s: [-2, 1 + s], limit=[[2]], right=[[0]], accuracy=Fraction(99, 100),
    computable=Computable("both complex roots, as a multiset", 4, complex_roots, _close),
)  # fmt: skip
"""J: kappa = 2."""
