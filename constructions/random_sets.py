"""Random training and validation sets: indices drawn with P(index = k) = 1/(k(k+1)), and their probabilities (A7)."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from math import ceil, comb, lcm
from typing import Any

from constructions.training_sets import TrainingSet, training_set
from theory.exact import BarriersError, brief, rational

__all__ = [
    "draw_index",
    "draw_indices",
    "largest_index_bound",
    "probability_all_below",
    "probability_all_drawn",
    "probability_all_drawn_bound",
    "random_training_set",
]


def draw_indices(m: int, seed: int) -> tuple[int, ...]:
    """Draw m independent indices with P(index = k) = 1/(k(k+1)), exactly, from the seeded bits (A7).

    The index is floor(1/u) for u uniform on (0, 1); as many bits of u are tossed as that needs.
    Raises `BarriersError` for m < 1.

    >>> draw_indices(5, seed=1) == draw_indices(5, seed=1)
    True
    """
    if m < 1:
        raise BarriersError(f"the number m of draws must be at least 1, got {m}")
    bits = random.Random(seed)  # noqa: S311 (a simulation, not a secret)
    return tuple(draw_index(lambda: bits.getrandbits(1)) for _ in range(m))


def draw_index(bit: Callable[[], int]) -> int:
    """Return one index with P(index = k) = 1/(k(k+1)) from fair bits: floor(1/U) for U uniform on (0, 1) (A7).

    >>> draw_index(lambda: 1), draw_index(iter([0, 1, 1, 1]).__next__)
    (1, 2)
    """
    u, scale = 0, 1  # so far u/scale < U < (u+1)/scale, hence least <= floor(1/U) <= most
    least, most = 1, 0
    while least != most:
        u, scale = 2 * u + bit(), 2 * scale
        least, most = scale // (u + 1), (-(-scale // u) - 1 if u else 0)
    return least


def largest_index_bound(m: int, p: Any) -> int:
    """Return ceil(m/p), which with probability at least 1 - p no index of m draws exceeds (A7a).

    Raises `BarriersError` unless m >= 1 and 0 < p < 1.

    >>> largest_index_bound(10, "1/10")
    100
    """
    probability = rational(p)
    if m < 1 or not 0 < probability < 1:
        raise BarriersError(f"A7 needs m >= 1 draws and p in (0, 1), got m = {m}, p = {brief(probability)}")
    return ceil(m / probability)


def probability_all_below(m: int, bound: int) -> Fraction:
    """Return the exact probability that all of m indices are at most `bound` >= 0 (A7a).

    >>> probability_all_below(2, 1)
    Fraction(1, 4)
    """
    if m < 0 or bound < 0:
        raise BarriersError(f"A7 needs m >= 0 draws and a bound >= 0, got {m} and {bound}")
    return Fraction(bound, bound + 1) ** m


def probability_all_drawn_bound(m: int, count: int) -> Fraction:
    """Return 1 - M(1 - 1/(M(M+1)))**m, the union bound for M = `count` (A7b); it may be negative.

    >>> probability_all_drawn_bound(1, 1)
    Fraction(1, 2)
    """
    if m < 0 or count < 1:
        raise BarriersError(f"A7 needs m >= 0 draws and M >= 1, got {m} and {count}")
    return 1 - count * (1 - Fraction(1, count * (count + 1))) ** m


def probability_all_drawn(m: int, count: int, bound: int | None = None) -> Fraction:
    """Return the exact probability that m draws hit each of 1..count (A7b) and, if given, none exceeds `bound`.

    Dynamic programming over the indices: after index k, the ways to place j of the draws on 1..k, each hit.

    >>> probability_all_drawn(2, 2), probability_all_drawn(2, 2, bound=2)
    (Fraction(1, 6), Fraction(1, 6))
    """
    if m < 0 or count < 0 or (bound is not None and bound < count):
        raise BarriersError(f"A7 needs m, count >= 0 and bound >= count, got {m}, {count}, {bound}")
    chances = [Fraction(1, k * (k + 1)) for k in range(1, count + 1)]
    rest = (Fraction(1) if bound is None else Fraction(bound, bound + 1)) - sum(chances, Fraction(0))
    scale = lcm(rest.denominator, *(c.denominator for c in chances))
    weights = [int(c * scale) for c in chances]
    ways = [1] + [0] * m
    for done, weight in enumerate(weights, 1):
        powers = [weight**i for i in range(m + 1)]
        ways = [
            sum(comb(j, i) * powers[i] * ways[j - i] for i in range(1, j - done + 2)) if j >= done else 0
            for j in range(m + 1)
        ]
    other = int(rest * scale)
    total = sum(comb(m, j) * ways[j] * other ** (m - j) for j in range(m + 1))
    return Fraction(total, scale**m)


def random_training_set(
    m: int, p: Any, seed: int, a: Any = 1, *, delta: Any = None, dimension: int = 2
) -> tuple[TrainingSet, tuple[int, ...]]:
    """Draw m indices and return (D_delta for 1..ceil(m/p), the sorted distinct indices drawn) (A7).

    With probability at least 1 - p all indices are inside the set. Raises `BarriersError` if this draw has one that
    is not.

    >>> whole, drawn = random_training_set(3, "1/4", seed=0)
    >>> len(whole), set(drawn) <= set(range(1, 13))
    (12, True)
    """
    bound = largest_index_bound(m, p)
    drawn = tuple(sorted(set(draw_indices(m, seed))))
    if drawn[-1] > bound:
        raise BarriersError(
            f"this draw has index {drawn[-1]} > {bound}: the event of probability <= p = {p} has happened;"
            " use another seed"
        )
    return training_set(bound, a, delta=delta, dimension=dimension), drawn
