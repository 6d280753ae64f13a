"""The minimisers of small problems P1 and P3, by all supports and signs: exactly, and with no search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

ZERO = Fraction(0)
Vector = tuple[Fraction, ...]


@dataclass(frozen=True)
class Point:
    """p + q t with t^2 = `square`; q = 0 if t is rational."""

    p: Vector
    q: Vector
    square: Fraction

    @property
    def support(self) -> tuple[int, ...]:
        """The places of entries that are not 0."""
        return tuple(j for j, pair in enumerate(zip(self.p, self.q, strict=True)) if sign(*pair, self.square))


def sign(p: Fraction, q: Fraction, square: Fraction) -> int:
    """The sign of p + q t: that of u -> u |u|, which is odd and increases."""
    odd = p * abs(p) + q * abs(q) * square
    return (odd > 0) - (odd < 0)


def dot(u: Sequence[Fraction], v: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(u, v, strict=True)), ZERO)


def solved(rows: list[list[Fraction]], rights: list[list[Fraction]]) -> list[list[Fraction]] | None:
    """The solutions of a square system for some right sides; None if it is singular."""
    table = [[*row, *(right[i] for right in rights)] for i, row in enumerate(rows)]
    for i in range(len(rows)):
        pivot = next((r for r in range(i, len(rows)) if table[r][i]), None)
        if pivot is None:
            return None
        table[i], table[pivot] = table[pivot], table[i]
        table[i] = [v / table[i][i] for v in table[i]]
        for r in range(len(rows)):
            if r != i:
                table[r] = [v - table[r][i] * w for v, w in zip(table[r], table[i], strict=True)]
    return [[row[len(rows) + c] for row in table] for c in range(len(rights))]


def moved(start: Sequence[Fraction], columns: Sequence[Vector], x: Sequence[Fraction]) -> Vector:
    """Return start - A x."""
    return tuple(v - sum((w * c[i] for w, c in zip(x, columns, strict=True)), ZERO) for i, v in enumerate(start))


def root_of(square: Fraction) -> Fraction | None:
    """The root of a square of a rational."""
    from math import isqrt

    top, bottom = isqrt(square.numerator), isqrt(square.denominator)
    return Fraction(top, bottom) if top * top == square.numerator and bottom * bottom == square.denominator else None


def pieces(columns: Sequence[Vector], y: Vector) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], Vector, Vector]]:
    """All supports of independent columns with signs, and the stationary points a + b t of the LASSOs on them."""
    n = len(columns)
    for size in range(n + 1):
        for support in combinations(range(n), size):
            chosen = [columns[j] for j in support]
            gram = [[dot(u, v) for v in chosen] for u in chosen]
            for signs in product((1, -1), repeat=size):
                rights = [[dot(u, y) for u in chosen], [Fraction(-s) for s in signs]]
                found = solved(gram, rights)
                if found is None:
                    break
                yield support, signs, tuple(found[0]), tuple(found[1])


def least_residual(columns: Sequence[Vector], y: Vector) -> Fraction:
    """The least squared residual."""
    rests = (moved(y, [columns[j] for j in s], a) for s, signs, a, _ in pieces(columns, y) if -1 not in signs)
    return min(dot(r, r) for r in rests)


def with_root(kind: str, columns: Sequence[Vector], y: Vector, lam: Fraction, eta: Fraction) -> set[Point]:
    """The points with t > 0 that satisfy all conditions of a minimiser."""
    found = set()
    for support, signs, a, b in pieces(columns, y):
        chosen = [columns[j] for j in support]
        rest, along = moved(y, chosen, a), moved([ZERO] * len(y), chosen, b)
        still, slope = dot(rest, rest), dot(along, along)
        top, bottom = (eta**2 - still, slope) if kind == "P1" else (lam**2 * still, 1 - lam**2 * slope)
        if bottom == 0 or top / bottom <= 0:
            continue
        square = top / bottom
        fits = all(sign(p, q, square) == s for p, q, s in zip(a, b, signs, strict=True))
        slopes = [(dot(c, rest), dot(c, along)) for c in columns]
        if fits and all(sign(s * p, s * q - 1, square) <= 0 for p, q in slopes for s in (1, -1)):
            found.add(point(len(columns), support, a, b, square))
    return found


def point(n: int, support: Sequence[int], a: Vector, b: Vector, square: Fraction) -> Point:
    """The point, without a root if it is rational."""
    p, q = [ZERO] * n, [ZERO] * n
    root = root_of(square)
    for j, v, w in zip(support, a, b, strict=True):
        p[j], q[j] = (v, w) if root is None else (v + w * root, ZERO)
    return Point(tuple(p), tuple(q), ZERO if root is not None else square)


def without_root(columns: Sequence[Vector], y: Vector) -> tuple[Fraction, set[Point]]:
    """The least 1-norm of points with the least residual, and the vertices where it is attained."""
    n, least, found = len(columns), None, set[Point]()
    smallest = least_residual(columns, y)
    for support, signs, a, _ in pieces(columns, y):
        rest = moved(y, [columns[j] for j in support], a)
        if -1 in signs or dot(rest, rest) > smallest:
            continue
        size = sum(map(abs, a), ZERO)
        if least is None or size < least:
            least, found = size, set()
        if size == least:
            found.add(point(n, support, a, tuple(ZERO for _ in a), ZERO))
    assert least is not None
    return least, found


def minimisers(kind: str, columns: Sequence[Vector], y: Vector, lam: Fraction, eta: Fraction) -> set[Point]:
    """All vertices of the set of minimisers: none if nothing is feasible, one if there is one minimiser."""
    zero = point(len(columns), (), (), (), ZERO)
    smallest = least_residual(columns, y)
    if kind == "P1":
        if dot(y, y) <= eta**2:
            return {zero}
        if smallest >= eta**2:
            return without_root(columns, y)[1] if smallest == eta**2 else set()
        return with_root(kind, columns, y, lam, eta)
    found = with_root(kind, columns, y, lam, eta)
    if smallest:
        return found
    size, fitting = without_root(columns, y)
    if not found:
        return fitting
    return found | fitting if all(as_dear(one, columns, y, lam, size) for one in found) else found


def as_dear(one: Point, columns: Sequence[Vector], y: Vector, lam: Fraction, size: Fraction) -> bool:
    """Whether a point with a residual costs lambda * size in P3."""
    rest, along = moved(y, columns, one.p), moved([ZERO] * len(y), columns, one.q)
    sides = [sign(p, q, one.square) for p, q in zip(one.p, one.q, strict=True)]
    lengths = [sum((s * v for s, v in zip(sides, part, strict=True)), ZERO) for part in (one.p, one.q)]
    p, q = lam * (size - lengths[0]), -lam * lengths[1]
    square = dot(rest, rest) + one.square * dot(along, along)
    cross = 2 * dot(rest, along)
    # the residual's length is p + q t: both are >= 0, so that their squares decide
    return sign(p, q, one.square) >= 0 and (p * p + q * q * one.square - square, 2 * p * q - cross) == (0, 0)
