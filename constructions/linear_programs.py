"""Results D: linear programs min <1, x> s.t. Ax = y, x >= 0 that form a fork in every l^p ([S9, (11.1), Lemma 11.1]).

A(alpha, beta) has the first row (alpha, beta, -1, 0, …), row i >= 2 equal to e_{i+2}^T, and y = y_1 e_1; the
solutions are (y_1/alpha) e_1 if alpha > beta, (y_1/beta) e_2 if beta > alpha, and their segment if alpha = beta.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from constructions.inverse_problems import Matrix, Vector, entry_names, euclidean
from theory.exact import BarriersError, rational, write_rational
from theory.families import FORK, Family
from theory.problems import Distance, Input, Problem

__all__ = ["linear_program", "linear_program_family", "segment_distance"]


def linear_program(alpha: Fraction, beta: Fraction, y1: Fraction, m: int, columns: int) -> tuple[Matrix, Vector]:
    """Return (A, y): the m x N matrix A(alpha, beta) and y_1 e_1 (D).

    >>> linear_program(Fraction(2), Fraction(1), Fraction(1), 1, 3)[0]
    ((Fraction(2, 1), Fraction(1, 1), Fraction(-1, 1)),)
    """
    zero = Fraction(0)
    rows = [(alpha, beta, Fraction(-1), *[zero] * (columns - 3))]
    rows += [tuple(Fraction(int(j == i + 2)) for j in range(columns)) for i in range(1, m)]
    return tuple(rows), (y1, *[zero] * (m - 1))


def linear_program_family(norm: str = "2", *, alpha: Any = 1, y1: Any = 1, m: int = 1, columns: int = 3) -> Family:
    """Return the fork family in l^p, p = `norm` in {"1", "2", "inf"}, kappa = 2**(1/p) y_1/alpha (D).

    Raises `BarriersError` unless alpha, y_1 > 0, m >= 1 and N >= m + 2.

    >>> linear_program_family("inf").kappa, linear_program_family("2").kappa
    (Fraction(1, 1), Fraction(2, 1))
    """
    top, right = rational(alpha), rational(y1)
    if norm not in ("1", "2", "inf"):
        raise BarriersError(f"the norm must be 1, 2 or inf, got {norm!r}")
    if top <= 0 or right <= 0 or m < 1 or columns < m + 2:
        raise BarriersError(f"D needs alpha, y_1 > 0, m >= 1 and N >= m + 2, got {top}, {right}, {m}, {columns}")
    first = 1
    while Fraction(1, 4**first) >= top:
        first += 1
    names = entry_names(m, columns)
    size = right / top

    def corner(place: int) -> tuple[Fraction, ...]:
        return tuple(size if j == place else Fraction(0) for j in range(columns))

    def build(branch: int, n: int) -> Input:
        low = top - Fraction(1, 4**n) if branch else top
        a, b = {0: (top, top), 1: (top, low), 2: (low, top)}[branch]
        matrix, y = linear_program(a, b, right, m, columns)
        flat = [v for row in (*matrix, y) for v in row]
        ends = (corner(0), corner(1)) if branch == 0 else (corner(branch - 1),)
        name = "iota_0" if branch == 0 else f"iota^{branch}_{n}"
        return Input(name, flat.__getitem__, lambda output: segment_distance(output, ends, norm))

    def public(accuracy: Fraction) -> Problem:
        known = (("norm", norm), ("alpha", top), ("y_1", right), ("m", m), ("columns", columns))
        program = (("kind", "LP"), ("cost", (1,) * columns), ("lower", (0,) * columns), ("upper", (None,) * columns))
        asks = f"some x with min <1, x> subject to Ax = y, x >= 0, to within the accuracy in l^{norm}"
        return Problem(f"D:{norm}", names, columns, accuracy, parameters=known + program, asks=asks)

    kappa = {"1": 2 * size, "2": 2 * size**2, "inf": size}[norm]
    told = {
        "name": "D",
        "norm": norm,
        "alpha": write_rational(top),
        "y1": write_rational(right),
        "m": m,
        "columns": columns,
    }
    power = 2 if norm == "2" else 1
    easy = "the midpoint of the two solutions then succeeds on every input"
    found = Family(FORK, public, build(0, 0), build, kappa, power=power, first=first, parameters=told, beyond=easy)
    return found.proved("D")


def segment_distance(output: Sequence[Fraction], ends: Sequence[Sequence[Fraction]], norm: str) -> Distance:
    """Return the exact distance in l^1 or l^inf, its square in l^2, to a point or the segment of two corners (D).

    In l^1 and l^inf the distance to a point of the segment is convex and piecewise affine in its place; its minimum is
    at one of the ends or where two of the affine pieces meet.
    """
    if norm == "2":
        return euclidean(output, ends)
    measure = sum if norm == "1" else max
    places = {Fraction(0)}
    if len(ends) == 2:
        size, (u, v) = ends[0][0], output[:2]
        for t in (Fraction(1), 1 - u / size, v / size, (v - u + size) / (2 * size)):
            places.add(max(Fraction(0), min(Fraction(1), t)))
    exact = min(
        Fraction(measure([abs(w - a - t * (b - a)) for w, a, b in zip(output, ends[0], ends[-1], strict=True)]))
        for t in places
    )
    return Distance(exact, exact)
