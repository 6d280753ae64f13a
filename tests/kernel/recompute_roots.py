"""Claims of T0 about P1 and P3 looked at again by definition: other points do not cost less, nor as little.

All points are p + q t with rational vectors p, q and one t, the root of a rational: costs are compared exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from random import Random
from typing import Any

from tests.kernel.recompute import ZERO, Vector, dot, eliminated, less, named, value
from tests.kernel.recompute_programs import block, elementary

ROOTED = ("P1", "P3")
STEPS = [Fraction(1, 2**k) for k in (0, 2, 5, 12, 40)]


@dataclass(frozen=True)
class Root:
    """p + q t, t the root of a rational that all share."""

    p: Fraction
    q: Fraction
    square: Fraction

    def __add__(self, other: Root) -> Root:
        return Root(self.p + other.p, self.q + other.q, self.square)

    def __sub__(self, other: Root) -> Root:
        return Root(self.p - other.p, self.q - other.q, self.square)

    def __mul__(self, other: Root | int) -> Root:
        if isinstance(other, int):
            return Root(self.p * other, self.q * other, self.square)
        cross = self.p * other.q + self.q * other.p
        return Root(self.p * other.p + self.q * other.q * self.square, cross, self.square)

    __rmul__ = __mul__

    def __pow__(self, exponent: int) -> Root:
        assert exponent == 2
        return self * self

    def odd(self) -> Fraction:
        """A rational of the same sign: u -> u |u| is odd and increases."""
        return self.p * abs(self.p) + self.q * abs(self.q) * self.square

    def __lt__(self, other: Root | int) -> bool:
        return (self - self.of(other)).odd() < 0

    def __gt__(self, other: Root | int) -> bool:
        return (self - self.of(other)).odd() > 0

    def __ge__(self, other: Root | int) -> bool:
        return (self - self.of(other)).odd() >= 0

    def of(self, other: Root | int | Fraction) -> Root:
        """A number of this kind."""
        return other if isinstance(other, Root) else Root(Fraction(other), ZERO, self.square)

    def __abs__(self) -> Root:
        return self * (1 if self >= 0 else -1)


Point = list[Root]


@dataclass(frozen=True)
class Problem:
    """P1 with eta, or P3 with lambda."""

    kind: str
    columns: list[Vector]
    y: Vector
    lam: Fraction
    eta: Fraction

    def cost(self, z: Point) -> tuple[Root, Root] | None:
        """The part of the 1-norm and the squared residual; None if z is not admitted."""
        zero = z[0].of(0)
        left = [zero.of(b) for b in self.y]
        for column, v in zip(self.columns, z, strict=True):
            left = [r - zero.of(entry) * v for r, entry in zip(left, column, strict=True)]
        square = sum((r * r for r in left), zero)
        if self.kind == "P1" and square > zero.of(self.eta**2):
            return None
        return zero.of(self.lam) * sum(map(abs, z), zero), square

    def others(self, x: Point, random: Random) -> Iterator[Point]:
        """Points about x: multiples, along few axes at once, and where A or A with y sees little of the way."""
        n, zero = len(x), x[0].of(0)
        for factor in (0, Fraction(1, 2), Fraction(999, 1000), Fraction(1001, 1000)):
            yield [zero.of(Fraction(factor)) * v for v in x]
        axes = [[Fraction(s * (i == j)) for i in range(n)] for j in range(n) for s in (1, -1)]
        small = [[Fraction(v) for v in way] for way in product((-1, 0, 1), repeat=n)] if n <= 4 else []
        mixed = [[Fraction(random.randint(-5, 5), random.randint(1, 5)) for _ in range(n)] for _ in range(60)]
        rows = [list(row) for row in zip(*self.columns, strict=True)]
        ways = [*axes, *small, *mixed, *(elementary(rows) if n <= 6 else ())]
        for way in ways:
            for step in STEPS:
                yield [v + zero.of(step * d) for v, d in zip(x, way, strict=True)]
        if self.kind == "P3" and n <= 6:  # to the y that x does not fit, or from it
            wide = [[*row, b] for row, b in zip(rows, self.y, strict=True)]
            for *way, last in elementary(wide):
                for step in STEPS:
                    factor = zero.of(1 + step * last)
                    yield [factor * v + zero.of(step * d) for v, d in zip(x, way, strict=True)]

    def feasible(self) -> bool:
        """Whether some least squares solution on independent columns is admitted, for few columns."""
        n = len(self.columns)
        for size in range(min(n, len(self.y)) + 1) if n <= 6 else ():
            for places in combinations(range(n), size):
                chosen = [self.columns[j] for j in places]
                z = eliminated([[dot(a, b) for b in chosen] + [dot(a, self.y)] for a in chosen])
                left = list(self.y)
                for column, v in zip(chosen, z or [], strict=False):
                    left = [r - v * entry for r, entry in zip(left, column, strict=True)]
                if z is not None and dot(left, left) <= self.eta**2:
                    return True
        return False


def problem_of(claim: dict[str, Any], data: dict[str, Any]) -> Problem | None:
    columns, y = [block(column) for column in data["columns"]], block(data["y"])
    if (claim["data_sha256"], claim["rows"], claim["columns"]) != (named(data), len(y), len(columns)):
        return None
    lam, eta = value(claim["lambda"]), value(claim["eta"])
    if data["row_weights"] or lam <= 0 or eta < 0 or (claim["problem"] == "P1" and lam != 1):
        return None
    return None if claim["problem"] == "P3" and eta else Problem(claim["problem"], columns, y, lam, eta)


def refuted_root(certificate: dict[str, Any], random: Random) -> str | None:
    """Return what speaks against a claim of T0 about P1 or P3, or None."""
    claim, body = certificate["claim"], certificate["witness"]
    it = problem_of(claim, body["data"])
    if it is None:
        return "the claim is about other data"
    if claim["outcome"] == "infeasible":
        return "a point is feasible" if it.feasible() else None
    square = value(body["square"])
    p = block(body["x"])
    q = [ZERO] * len(p) if body["root"] is None else block(body["root"])
    x = [Root(ZERO, ZERO, square)] * len(it.columns)
    for j, first, second in zip(claim["support"], p, q, strict=True):
        x[j] = Root(first, second, square)
    if [j for j, v in enumerate(x) if v.odd()] != claim["support"]:
        return "the support is another"
    best = it.cost(x)
    if best is None:
        return "x is not admitted"
    for z in it.others(x, random):
        cost = it.cost(z)
        if cost is not None and any((v - w).odd() for v, w in zip(z, x, strict=True)) and not less(it.kind, best, cost):
            return "another point costs less, or as little"
    return None


def shows_nothing_root(certificate: dict[str, Any]) -> bool:
    """Tell whether the claim stands whatever the matrix is."""
    claim, y = certificate["claim"], block(certificate["witness"]["data"]["y"])
    if claim["problem"] == "P3":
        return not any(y)
    return claim["outcome"] == "one" and dot(y, y) <= value(claim["eta"]) ** 2
