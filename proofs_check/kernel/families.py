"""The families of B, C and D, from their parameters: evaluations, distances to the solution sets, kappa."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .reading import Malformed, Unsupported, bits_of, fields, items, number, numbers, require, told, whole
from .vectors import MAX_SIZE, ONE, ZERO, Vector, bounded, dot

HALF = Fraction(1, 2)
COSTS = ("sup", "wrong-count", "sum-absolute", "sum-square", "mean-absolute", "mean-square", "mean-fourth-power")
"""Costs R with R(v, w) = 0 just for v = w; some eps-hat > 0 belongs to every eps > 0, for the second to eps = 0 too."""
Gap = tuple[Fraction, Fraction | None]
"""An enclosure of dist**power; no upper bound is None."""


@dataclass(frozen=True)
class Family:
    """Member n of a branch: all `evaluations(branch, n)`, branch 0 the limit; the `gap` of an output; kappa**power."""

    proposition: str
    outputs: int
    evaluations: Callable[[int, int], Vector]
    gap: Callable[[int, int, Vector], Gap]
    kappa: Fraction
    power: int


def family(value: Any) -> Family:
    """Return the family with these parameters; DF.1: its hypotheses hold."""
    name = value.get("name") if isinstance(value, dict) else None
    if name == "B":
        return minimisers(fields(value, "family", "name", "a", "widths", "r", "eps", "cost"))
    if name in ("C:P1", "C:P2", "C:P3"):
        return inverse(fields(value, "family", "name", "alpha", "lambda", "eta", "m", "columns", "q", "weak"))
    if name == "D":
        return programs(fields(value, "family", "name", "norm", "alpha", "y1", "m", "columns"))
    raise Unsupported(f"family {name!r:.40}; this kernel knows B, C:P1, C:P2, C:P3 and D")


def minimisers(body: dict[str, Any]) -> Family:
    """B: predictions of approximate minimisers; a cost other than the sup cost gives no upper bound on the limit."""
    a, eps, r = number(body["a"], "a"), number(body["eps"], "eps"), whole(body["r"], "r")
    widths = [whole(w, "widths") for w in items(body["widths"], "widths")]
    shape = len(widths) > 2 and widths[-1] == 1 and widths[0] > 1 and min(widths) > 0
    require("DF.1", shape and HALF <= a <= 1 and 0 <= eps < HALF, "B needs d >= 2, a in [1/2, 1] and 0 <= eps < 1/2")
    pieces = 1
    for width in widths[1:-1]:
        pieces = min(pieces * (width + 1), MAX_SIZE)  # r is no larger
    require("DF.1", pieces + 2 <= r, "B needs r >= P(N) + 2 points")
    require("DF.1", body["cost"] in COSTS, f"the costs known are {', '.join(COSTS)}")
    require("DF.1", eps > 0 or body["cost"] in COSTS[:2], f"B needs eps > 0 or a cost out of {', '.join(COSTS[:2])}")
    bounded(r * widths[0])
    d, labels = widths[0], [Fraction((j + 1) % 2) for j in range(1, r + 1)]

    def evaluations(branch: int, n: int) -> Vector:
        bounded(r * d * (1 + n // 64))
        delta = Fraction(1, (4 * r + 3) * (2 * r + 2) * 4**n) if branch else ZERO
        return [v for j, s in enumerate(labels, 1) for v in [4 * a / (4 * j + 3), delta * s] + [ZERO] * (d - 2)]

    def gap(branch: int, n: int, v: Vector) -> Gap:
        off = max(abs(x - s) for x, s in zip(v, labels))
        if branch:
            return max(ZERO, off - eps), off
        return max(ZERO, HALF - off), max(abs(x - HALF) for x in v) if body["cost"] == "sup" else None

    return Family("J", r, evaluations, gap, HALF - eps, 1)


def inverse(body: dict[str, Any]) -> Family:
    """C: P1, P2, P3 with the entries alpha and alpha - 4**-n; (A, y) times Q; squared Euclidean distances."""
    kind, alpha = body["name"], number(body["alpha"], "alpha")
    lam, eta = number(body["lambda"], "lambda"), number(body["eta"], "eta")
    m, columns = whole(body["m"], "m"), whole(body["columns"], "columns")
    good = 0 < lam <= 1 and 0 <= eta < 1 and 1 <= m < columns
    require("DF.1", good, "C needs lambda in (0, 1], eta in [0, 1), N > m >= 1")
    if not isinstance(body["weak"], bool):
        raise Malformed("weak must be true or false")
    bounded(m * m * columns)
    unit = [[ONE if i == j else ZERO for j in range(m)] for i in range(m)]
    q = unit if body["q"] is None else [numbers(row, "q") for row in items(body["q"], "q")]
    bounded(m * m * columns * (1 + bits_of(v for row in q for v in row) // 64))
    square = len(q) == m and all(len(row) == m for row in q)
    require("DF.1", square and [[dot(u, v) for v in q] for u in q] == unit, "Q must be orthogonal")
    least = ZERO if kind == "C:P1" else lam
    require("DF.1", alpha > least, f"the entries must be larger than {told(least)}")

    def entries(branch: int, n: int) -> tuple[Fraction, Fraction]:
        low = alpha - Fraction(1, 4**n) if branch else alpha
        require("DF.1", low > least, f"the entries must be larger than {told(least)}")
        return (low, alpha) if branch == 2 else (alpha, low)

    def evaluations(branch: int, n: int) -> Vector:
        rows = [[*entries(branch, n), *[ZERO] * (columns - 2)]]
        rows += [[ONE if j == i + 1 else ZERO for j in range(columns)] for i in range(1, m)]
        return [dot(u, [row[j] for row in rows]) for u in q for j in range(columns)] + [u[0] for u in q]

    size = (1 - eta) / alpha if kind == "C:P1" else 1 / alpha
    if kind == "C:P2":
        size = (2 * alpha - lam) / (2 * alpha * alpha)
    return Family("W" if body["weak"] else "K", columns, evaluations, corners(size, "2"), 2 * size * size, 2)


def programs(body: dict[str, Any]) -> Family:
    """D: linear programs, distances in l^1, l^2 (squared) or l^inf."""
    norm, alpha, y1 = body["norm"], number(body["alpha"], "alpha"), number(body["y1"], "y1")
    m, columns = whole(body["m"], "m"), whole(body["columns"], "columns")
    good = norm in ("1", "2", "inf") and alpha > 0 and y1 > 0 and 1 <= m <= columns - 2
    bounded(m * columns)
    require("DF.1", good, "D needs a norm 1, 2 or inf, alpha, y_1 > 0 and N >= m + 2")

    def evaluations(branch: int, n: int) -> Vector:
        low = alpha - Fraction(1, 4**n) if branch else alpha
        require("DF.1", low > 0, "the entries must be positive")
        rows = [[*((low, alpha) if branch == 2 else (alpha, low)), -ONE, *[ZERO] * (columns - 3)]]
        rows += [[ONE if j == i + 2 else ZERO for j in range(columns)] for i in range(1, m)]
        return [v for row in rows for v in row] + [y1] + [ZERO] * (m - 1)

    size = y1 / alpha
    kappa = {"1": 2 * size, "2": 2 * size * size, "inf": size}[norm]
    return Family("K", columns, evaluations, corners(size, norm), kappa, 2 if norm == "2" else 1)


def corners(size: Fraction, norm: str) -> Callable[[int, int, Vector], Gap]:
    """Return the exact distance to size * e_1, size * e_2 (branches 1, 2) or to their segment (the limit).

    Along the line through both, the distance is convex and symmetric about the middle between the projections of the
    two coordinates, so nearest is the place of the segment that is nearest to that middle.
    """

    def gap(branch: int, n: int, v: Vector) -> Gap:
        middle = (v[1] - v[0] + size) / (2 * size)
        t = {0: max(ZERO, min(ONE, middle)), 1: ZERO, 2: ONE}[branch]
        off = [abs(v[0] - size * (1 - t)), abs(v[1] - size * t), *map(abs, v[2:])]
        exact = sum((x * x for x in off), ZERO) if norm == "2" else sum(off, ZERO) if norm == "1" else max(off)
        return exact, exact

    return gap
