"""Claims of M looked at again by definition: other points of the problem, and the answer's numbers in rationals."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from random import Random
from typing import Any

from tests.kernel.recompute import ONE, ZERO, Vector, cost, dot, eliminated, less, named, value, vector

DATA = ("cost", "lower", "matrix", "upper", "y")


class Stated:
    """The problem of a certificate, and its cost of a point as (first part, squared residual), None if inadmissible."""

    def __init__(self, certificate: dict[str, Any]) -> None:
        claim, body = certificate["claim"], certificate["witness"]
        self.kind = claim["problem"]
        self.parameters = (self.kind, value(claim["lambda"]), value(claim["eta"]))
        self.rows, self.y = [vector(row) for row in body["matrix"]], vector(body["y"])
        self.prices: Vector = vector(body["cost"] or [])
        self.ends = [
            [None if end is None else value(end) for end in pair]
            for pair in zip(body["lower"] or [], body["upper"] or [], strict=True)
        ]

    def violation(self, z: Vector) -> tuple[Fraction, Fraction]:
        left = [b - dot(row, z) for row, b in zip(self.rows, self.y, strict=True)]
        if self.kind in ("P2", "P3"):
            return ZERO, ZERO
        if self.kind == "P1" and self.parameters[2]:
            square, eta = dot(left, left), self.parameters[2]
            return (-eta, square) if square > eta * eta else (ZERO, ZERO)
        ends = list(zip(z, self.ends, strict=False))
        beyond = [low - v for v, (low, _) in ends if low is not None]
        beyond += [v - high for v, (_, high) in ends if high is not None]
        return max([ZERO, *map(abs, left), *beyond]), ZERO

    def price(self, z: Vector) -> Any:
        if self.kind != "LP":
            return cost(self.parameters, self.rows, self.y, z)
        return (dot(self.prices, z), ZERO) if self.violation(z) == (ZERO, ZERO) else None

    def vertices(self) -> list[Vector]:
        """All points of a small program in which all but a few entries, of independent columns, are at bounds."""
        rows, values = independent(self.rows, self.y)
        found, n, m = [], len(self.rows[0]), len(rows)
        ends: Any = self.ends or [[ZERO]] * n
        for columns in combinations(range(n), min(m, n)) if n <= 6 else ():
            for rest in product(*(({*ends[j]} - {None} or {ZERO}) if j not in columns else {ZERO} for j in range(n))):
                right = [b - dot(row, list(rest)) for row, b in zip(rows, values, strict=True)]
                square = [[row[j] for j in columns] + [b] for row, b in zip(rows, right, strict=True)]
                if (solution := eliminated(square)) is not None:
                    z = list(rest)
                    for j, v in zip(columns, solution, strict=True):
                        z[j] = v
                    found.append(z)
        return found


def independent(rows: list[Vector], y: Vector) -> tuple[list[Vector], Vector]:
    """Rows that span the others, with their right sides."""
    kept: list[Vector] = []
    for row, b in zip(rows, y, strict=True):
        left = [*row, b]
        for other in kept:
            place = next(j for j, v in enumerate(other) if v)
            left = [v - left[place] / other[place] * w for v, w in zip(left, other, strict=True)]
        if any(left[:-1]):
            kept.append(left)
    return [row[:-1] for row in kept], [row[-1] for row in kept]


def is_double(v: Fraction) -> bool:
    try:
        return Fraction(float(v)) == v
    except OverflowError:
        return False


def refuted_miss(certificate: dict[str, Any], random: Random) -> str | None:
    """Return what speaks against the claim, or None."""
    claim, body = certificate["claim"], certificate["witness"]
    if claim["data_sha256"] != named({key: body[key] for key in DATA}):
        return "the claim names other data"
    it, x, answer = Stated(certificate), vector(body["x"]), vector(claim["answer"])
    data = [*it.y, *it.prices, *it.parameters[1:], *(v for row in it.rows for v in row)]
    if not all(map(is_double, [*data, *(v for ends in it.ends for v in ends if v is not None)])):
        return "the data are not doubles"
    best = it.price(x)
    if best is None:
        return "x is not admitted"
    corners = it.vertices()
    others = [*corners, answer]
    for scale in (ONE, Fraction(1, 100), Fraction(1, 10**6)):
        others += [[v + scale * random.randint(-2, 2) * random.randint(0, 1) for v in x] for _ in range(20)]
        others += [[v + scale * (w - v) for v, w in zip(x, corner, strict=True)] for corner in corners]
    kind = "P1" if it.kind == "LP" else it.kind
    for z in others:
        other = it.price(z)
        if other is not None and z != x and not less(kind, best, other):
            return f"{z} costs no more than x"
    off = [v - w for v, w in zip(answer, x, strict=True)]
    if value(claim["distance"]) != dot(off, off):
        return "the distance is another"
    return refuted_numbers(it, claim, x, answer)


def refuted_numbers(it: Stated, claim: dict[str, Any], x: Vector, answer: Vector) -> str | None:
    if tuple(vector(claim["violation"])) != it.violation(answer):
        return "the violation is another"
    one, two = (
        dot(it.prices, z) if it.kind == "LP" else it.parameters[1] * sum(map(abs, z), ZERO) for z in (answer, x)
    )
    squares = []
    for z in (answer, x):
        left = [b - dot(row, z) for row, b in zip(it.rows, it.y, strict=True)]
        squares.append(dot(left, left))
    more = one - two + (squares[0] - squares[1] if it.kind == "P2" else ZERO)
    root = squares[0] if it.kind == "P3" else ZERO
    if it.kind == "P3" and squares[1]:
        return "the minimiser has a residual, of which the claim has no root"
    return None if vector(claim["excess"]) == [more, root] else "the excess is another"


def shows_nothing_miss(certificate: dict[str, Any]) -> bool:
    """Tell whether the minimiser is 0 at no cost, or the costs and bounds alone have it, whatever the matrix is."""
    it, x = Stated(certificate), vector(certificate["witness"]["x"])
    if it.kind == "LP":
        moves = [(c * step, low, high, v + step) for c, v, (low, high) in zip(it.prices, x, it.ends, strict=True)
                 for step in (Fraction(1, 2**2000), -Fraction(1, 2**2000))]  # fmt: skip
        inside = [price for price, low, high, v in moves if (low is None or low <= v) and (high is None or v <= high)]
        return all(price > 0 for price in inside)
    return not any(x) and (it.kind == "P1" or not any(it.y))
