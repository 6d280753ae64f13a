"""Minimisers of LASSOs with the same data, by their threshold t > 0: on a support with signs, x = a + b t.

The residual is y - Ax = r + t v with A_S^T r = 0 and A_S^T v = s, S the support, s the signs.  A piece is a support
with signs, as long as these are the minimiser's; it ends at knots, where a coefficient is 0 or a column begins to fit.
Serves T0; claims no result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from constructions.misses import PRIMES
from constructions.trust.grams import Gram, fraction
from theory.exact import Brief

__all__ = ["Piece", "independent_rows", "piece", "sign_with_root"]

ZERO = Fraction(0)
Vector = tuple[Fraction, ...]


def sign_with_root(p: Any, q: Any, square: Fraction) -> int:
    """Return the sign of p + q t, t the root of a rational >= 0; if that is 0, of all small t > 0.

    >>> sign_with_root(3, -2, Fraction(2)), sign_with_root(2, -1, Fraction(4)), sign_with_root(0, -1, Fraction(0))
    (1, 0, -1)
    """
    first, second = int(p > 0) - int(p < 0), int(q > 0) - int(q < 0)
    if first * second >= 0:
        return first or second
    gap = p * p * square.denominator - q * q * square.numerator
    return first * (int(gap > 0) - int(gap < 0))


@dataclass(frozen=True, repr=False, eq=False)
class Piece(Brief):
    """A support with signs, and x = a + b t; r and v as integers over one denominator.

    `slopes` are integers p, q, e for each column, with <A_j, r + t v> = (p + q t)/e.
    """

    support: tuple[int, ...]
    signs: tuple[int, ...]
    a: Vector
    b: Vector
    rest: tuple[int, ...]
    along: tuple[int, ...]
    over: int
    slopes: tuple[tuple[int, int, int], ...]

    @property
    def told(self) -> str:
        """The size of the support."""
        return f"{len(self.support)} columns"

    @cached_property
    def still(self) -> Fraction:
        """The squared length of r."""
        return Fraction(sum(v * v for v in self.rest), self.over**2)

    @cached_property
    def moved(self) -> Fraction:
        """The squared length of v."""
        return Fraction(sum(v * v for v in self.along), self.over**2)

    def coefficient_signs(self, square: Fraction) -> tuple[int, ...]:
        """Return the signs of a + b t for a t^2."""
        return tuple(sign_with_root(p, q, square) for p, q in zip(self.a, self.b, strict=True))

    def ties(self, square: Fraction) -> dict[int, int]:
        """Return the columns with <A_j, r + t v> = t (1) or -t (-1), for a t^2 at which the piece holds."""
        found = {}
        for j, (p, q, e) in enumerate(self.slopes):
            above, below = sign_with_root(p, q - e, square), sign_with_root(-p, -q - e, square)
            if 0 in (above, below):
                found[j] = 1 if not above else -1
        return found

    def knots(self, t: Fraction) -> tuple[Fraction, Fraction | None]:
        """Return where a piece that holds at t surely begins, at least 0, and where it ends; None is nowhere."""
        from flint import fmpq

        pairs = zip(self.a, self.b, strict=True)
        zeros = [fmpq(-p.numerator * q.denominator, p.denominator * q.numerator) for p, q in pairs if q]
        others = [(p, s * e - q) for j, (p, q, e) in enumerate(self.slopes) if j not in self.support for s in (1, -1)]
        zeros += [fmpq(p, q) for p, q in others if q]
        here = fmpq(t.numerator, t.denominator)
        low = max([v for v in zeros if v <= here], default=0)
        high = min([v for v in zeros if v >= here], default=None)
        return max(ZERO, fraction(fmpq(low))), None if high is None else fraction(high)


def piece(gram: Gram, support: Sequence[int], signs: Sequence[int]) -> Piece:
    """Return the piece of a support of independent columns with signs; raises `ZeroDivisionError` for others.

    >>> from constructions.trust.regressions import Regression
    >>> found = piece(Gram(Regression.lasso([[2.0, 0.5]], [1.5], 1)), [0], [1])
    >>> found.a, found.b, found.still, found.moved
    ((Fraction(3, 4),), (Fraction(-1, 4),), Fraction(0, 1), Fraction(1, 4))
    """
    from flint import fmpz, fmpz_mat

    k, y = len(support), list(gram.y.values)
    parts, bottom = fmpz_mat(len(y), 2, [v for entry in y for v in (entry, 0)]), fmpz(1)
    a: list[Fraction] = []
    b: list[Fraction] = []
    if k:
        right = [(int(gram.right[j, 0]), -s * gram.problem_scale(j)) for j, s in zip(support, signs, strict=True)]
        solved: Any = fmpz_mat(gram.among(support)).solve(fmpz_mat(right))
        a, b = ([gram.unscaled(j, fraction(solved[i, c])) for i, j in enumerate(support)] for c in (0, 1))
        top, bottom = solved.numer_denom()
        parts = bottom * parts - gram.of_columns(support) * top
    over = int(bottom) * gram.y.over
    inner = (gram.weighted * parts).tolist()
    slopes = tuple((int(p), int(q), gram.scales[j] * over) for j, (p, q) in enumerate(inner))
    rest, along = (tuple(int(row[c]) for row in parts.tolist()) for c in (0, 1))
    return Piece(tuple(support), tuple(signs), tuple(a), tuple(b), rest, along, over, slopes)


def independent_rows(columns: Iterable[Sequence[int]]) -> tuple[tuple[int, ...], int] | None:
    """Return rows whose minor of these columns is a unit modulo a prime, and the prime; None if there is none.

    >>> independent_rows([(1, 2, 3), (2, 4, 7)]), independent_rows([(1, 2), (2, 4)])
    (((0, 2), 2147483647), None)
    """
    from flint import nmod_mat

    table = list(columns)
    if not table:
        return (), PRIMES[0]
    for prime in PRIMES:
        entries = [v % prime for column in table for v in column]
        reduced, rank = nmod_mat(len(table), len(table[0]), entries, prime).rref()
        if rank == len(table):
            rows = [[int(v) for v in row] for row in reduced.tolist()]
            return tuple(next(i for i, v in enumerate(row) if v) for row in rows), prime
    return None
