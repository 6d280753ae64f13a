"""Delta1-information: readings of evaluations at a level, oracles that answer, and transcripts of what was read.

A reading of evaluation k at level n is a dyadic j 2**-n within 2**-n of the evaluation.  Algorithms see readings only.
Serves B, C, D, J, K, W.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from fractions import Fraction
from math import ceil, floor
from operator import index
from typing import Any

from theory.exact import BarriersError, dyadic
from theory.problems import Input

__all__ = ["Answers", "check_question", "extreme_answers", "inadmissible", "nearest_answers", "random_answers"]

Answers = Callable[[int, int], Fraction]
"""Answers(k, n): the reading of evaluation k at level n."""


def inadmissible(readings: Iterable[tuple[int, int, Fraction]], of: Input) -> list[tuple[int, int, Fraction]]:
    """Return the readings (k, n, value) that are no dyadics of D_n within 2**-n of the input's evaluations.

    >>> from theory.problems import Distance
    >>> third = Input("1/3", lambda k: Fraction(1, 3), lambda output: Distance(Fraction(0), Fraction(0)))
    >>> inadmissible([(0, 1, Fraction(1, 2)), (0, 2, Fraction(3, 4))], third)
    [(0, 2, Fraction(3, 4))]
    """
    found = []
    for k, n, value in readings:
        if (value * 2**n).denominator != 1 or abs(value - of.evaluation(k)) > Fraction(1, 2**n):
            found.append((k, n, value))
    return found


def nearest_answers(of: Input) -> Answers:
    """Return the information that answers with the nearest dyadic."""
    return lambda k, n: dyadic(of.evaluation(k), n)


def extreme_answers(of: Input, *, upward: bool) -> Answers:
    """Return the information that errs as far up, or down, as is admissible."""

    def answer(k: int, n: int) -> Fraction:
        exact = of.evaluation(k) * 2**n
        return Fraction(floor(exact + 1) if upward else ceil(exact - 1), 2**n)

    return answer


def random_answers(of: Input, seed: int) -> Answers:
    """Return information that answers with an admissible dyadic drawn from the seed, always the same one."""

    def answer(k: int, n: int) -> Fraction:
        exact = of.evaluation(k) * 2**n
        draw = random.Random(f"{seed}/{k}/{n}")  # noqa: S311 (a simulation, not a secret)
        return Fraction(draw.randint(ceil(exact - 1), floor(exact + 1)), 2**n)

    return answer


def check_question(k: Any, n: Any, evaluations: int) -> tuple[int, int]:
    """Return k and n as they were meant, NumPy's whole numbers as ints.

    Raises `BarriersError` unless k is an evaluation's number and n a level.
    """
    try:
        if isinstance(k, bool) or isinstance(n, bool):
            raise TypeError
        number, level = index(k), index(n)
    except TypeError:
        raise BarriersError(f"read(k, n) takes whole numbers, got {k!r:.40} and {n!r:.40}") from None
    if not 0 <= number < evaluations:
        raise BarriersError(f"there are evaluations 0 to {evaluations - 1}, read asked for {number}")
    if level < 0:
        raise BarriersError(f"the level of a reading must be at least 0, got {level}")
    return number, level
