"""Small problems of integers with one entry that is a gap off, drawn at random, and smaller ones of each.

The entry makes one column nearly another: where it stands they differ by the gap, a power of two.  All data are
doubles.  Claims no result.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd
from typing import TypeVar

from constructions.convex_problems import L1Problem, LinearProgram
from theory.exact import BarriersError

__all__ = ["SEARCHED", "Draft", "draws", "places", "smaller"]

SEARCHED = ("LP", "P1", "P2")
"""The kinds that are drawn; minimisers of P3 need not be rational."""
LARGEST, SMALLEST = 8, 48
"""Gaps are drawn between 2**-SMALLEST and 2**-LARGEST."""
LAMBDA = 8
Place = tuple[int, ...]
T = TypeVar("T")


@dataclass(frozen=True)
class Draft:
    """A problem as integers: the matrix, b or y, lambda, and the gap with its sign in the entry `place`, 0 if none."""

    kind: str
    matrix: tuple[tuple[int, ...], ...]
    right: tuple[int, ...]
    lam: int = 1
    gap: Fraction = Fraction(0)
    place: tuple[int, int] = (0, 0)

    @property
    def columns(self) -> int:
        """The number of variables."""
        return len(self.matrix[0])

    def problem(self) -> LinearProgram | L1Problem:
        """Return the problem; an LP minimises the sum of the variables.

        >>> Draft("LP", ((1, 1),), (1,), gap=Fraction(-1, 4), place=(0, 1)).problem().matrix
        ((Fraction(1, 1), Fraction(3, 4)),)
        """
        rows = [[Fraction(v) for v in row] for row in self.matrix]
        rows[self.place[0]][self.place[1]] += self.gap
        if self.kind == "LP":
            return LinearProgram.of((1,) * self.columns, rows, self.right)
        return L1Problem.of(self.kind, rows, self.right, self.lam)

    @property
    def about(self) -> str:
        """What the data are, in words."""
        if not self.gap:
            return "all data are integers"
        return f"all data are integers but for 2^-{abs(self.gap).denominator.bit_length() - 1} in one entry"


def draws(kind: str, seed: int) -> Iterator[Draft]:
    """Yield random drafts without end, of 1 to 4 rows and at most 8 columns; the same for the same seed.

    Raises `BarriersError` for kinds of problems whose minimisers need not be rational.

    >>> first, second = (next(draws("LP", seed)) for seed in (0, 1))
    >>> first == next(draws("LP", 0)), first == second
    (True, False)
    """
    if kind not in SEARCHED:
        raise BarriersError(f"problems are drawn of the kinds {', '.join(SEARCHED)}, got {kind!r:.40}")
    source = random.Random(f"misses of {kind}, {seed}")  # noqa: S311 (a draw, not a secret)
    while True:
        rows = source.randint(1, 4)
        before = source.randint(1, 4) + (rows - 1 if kind == "P2" else rows)
        low, high = (-4, 9) if kind == "LP" else (-4, 4)
        matrix = [[source.randint(low, high) for _ in range(before)] for _ in range(rows)]
        twin = source.randrange(before)
        places = [i for i in range(rows) if matrix[i][twin]]
        if kind == "P2":
            right = [source.randint(-9, 9) for _ in range(rows)]
        else:
            point = [source.choice([0, 0, 1, 2, 3]) for _ in range(before)]
            right = [sum(a * v for a, v in zip(row, point, strict=True)) for row in matrix]
        gap = Fraction(source.choice([-1, 1]), 2 ** source.randint(LARGEST, SMALLEST))
        order = source.sample(range(before + 1), before + 1)
        if places:
            wide = tuple(tuple((*row, row[twin])[j] for j in order) for row in matrix)
            place = (source.choice(places), order.index(before))
            yield Draft(kind, wide, tuple(right), LAMBDA if kind == "P2" else 1, gap, place)


def places(draft: Draft) -> list[list[Place]]:
    """Return places at which a draft may become smaller, in groups, to be tried one after the other.

    A place is (0, row), (1, column), (2, row, column), (3,) the gap, (4, row) its greatest common divisor, (5, row,
    value) all such entries of a row, (6, row, column), (7, row) on the right, or (8,) lambda.
    """
    rows, columns = range(len(draft.matrix) - 1, -1, -1), range(draft.columns - 1, -1, -1)
    values = [sorted(set(row), key=lambda v: (-abs(v), v)) for row in draft.matrix]
    return [
        [(0, i) for i in rows], [(1, j) for j in columns], [(2, i, j) for i in rows for j in columns], [(3,)],
        [(4, i) for i in rows], [(5, i, v) for i in rows for v in values[i]],
        [(6, i, j) for i in rows for j in columns], [(7, i) for i in rows], [(8,)],
    ]  # fmt: skip


def smaller(draft: Draft, place: Place) -> list[Draft]:
    """Return smaller drafts that differ at a place, the smallest first, none with more rows and columns of zeros.

    A draft is smaller if it has fewer rows and columns, or else a smaller sum of absolute values, or else a larger gap,
    or none, or else fewer negative numbers.  The entry with the gap stays an integer other than 0 but for the gap.

    >>> draft = Draft("LP", ((4, 2),), (6,), gap=Fraction(-1, 2**30), place=(0, 1))
    >>> [(found.matrix, found.right) for found in smaller(draft, (4, 0))]
    [(((2, 1),), (3,))]
    """
    return [found for found in _smaller(draft, place) if _empty(found) <= _empty(draft)]


def _empty(draft: Draft) -> int:
    return sum(not any(line) for line in (*draft.matrix, *zip(*draft.matrix, strict=True)))


def _smaller(draft: Draft, place: Place) -> list[Draft]:
    what, *where = place
    i = where[0] if where and what != 1 else 0
    j = where[-1] if what in (1, 2, 6) else 0
    if i >= len(draft.matrix) or j >= draft.columns:
        return []
    if what in (0, 1, 2):
        found = _without(draft, None if what == 1 else i, None if what == 0 else j)
        return [found] if found else []
    if what == 3:
        return _wider(draft)
    if what == 8:
        return [replace(draft, lam=v) for v in _less(draft.lam) if v > 0] if draft.kind == "P2" else []
    if what == 7:
        return [replace(draft, right=_put(draft.right, i, v)) for v in _less(draft.right[i])]
    row, right = draft.matrix[i], draft.right
    if what == 4:
        shared = gcd(*row, right[i])
        rows = [tuple(v // shared for v in row)] if shared > 1 else []
        right = _put(right, i, right[i] // max(shared, 1))
    elif what == 5:
        rows = [tuple(v if w == where[1] else w for w in row) for v in _less(where[1])] if where[1] in row else []
    else:
        rows = [_put(row, j, v) for v in _less(row[j])]
    if draft.gap and draft.place[0] == i:
        rows = [r for r in rows if r[draft.place[1]]]
    return [replace(draft, matrix=_put(draft.matrix, i, r), right=right) for r in rows]


def _put(values: tuple[T, ...], at: int, value: T) -> tuple[T, ...]:
    return (*values[:at], value, *values[at + 1 :])


def _less(value: int) -> list[int]:
    """Return simpler integers than one, the simplest first.

    >>> _less(4), _less(-3)
    ([0, 1, 2, 3], [0, 1, -1, 2, -2, 3])
    """
    size = abs(value)
    sizes = sorted(v for v in {0, 1, size // 2, size - 1} if 0 <= v < size)
    if value >= 0:
        return sizes
    return [*(s for v in sizes for s in ((v, -v) if v else (v,))), size]


def _without(draft: Draft, row: int | None, column: int | None) -> Draft | None:
    """Return a draft without a row and a column; None if nothing would be left."""
    matrix = tuple(r for i, r in enumerate(draft.matrix) if i != row)
    if not matrix or (column is not None and draft.columns == 1):
        return None
    right = tuple(v for i, v in enumerate(draft.right) if i != row)
    (i, j), gap = draft.place, draft.gap
    if i == row or j == column:
        i, j, gap = 0, 0, Fraction(0)
    i -= row is not None and i > row
    j -= column is not None and j > column
    if column is not None:
        matrix = tuple(r[:column] + r[column + 1 :] for r in matrix)
    return replace(draft, matrix=matrix, right=right, gap=gap, place=(i, j))


def _wider(draft: Draft) -> list[Draft]:
    """Return the draft without its gap, and with larger ones, the largest first."""
    if not draft.gap:
        return []
    k = abs(draft.gap).denominator.bit_length() - 1
    sign = 1 if draft.gap > 0 else -1
    found = [replace(draft, gap=Fraction(0), place=(0, 0))]
    steps = sorted({k // 2, k - 16, k - 8, k - 4, k - 2, k - 1})
    return found + [replace(draft, gap=Fraction(sign, 2**e)) for e in steps if 1 <= e < k]
