"""Claims of T0 looked at again by definition: other points, and directions that cost nothing."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

from tests.kernel.recompute import ONE, ZERO, Vector, dot, named, vector
from tests.kernel.recompute_programs import LP, block, elementary, not_single, stated
from tests.kernel.recompute_roots import ROOTED, refuted_root, shows_nothing_root

STEPS = [Fraction(1, 2**k) for k in (0, 1, 20, 300)]


@dataclass(frozen=True)
class Lasso:
    """Rows of A that have a weight, y and the weights there, thresholds and ridge."""

    rows: list[Vector]
    y: Vector
    weights: Vector
    thresholds: Vector
    ridge: Vector

    def cost(self, x: Vector) -> Fraction:
        left = [b - dot(row, x) for row, b in zip(self.rows, self.y, strict=True)]
        penalties = zip(self.thresholds, self.ridge, x, strict=True)
        misfits = zip(self.weights, left, strict=True)
        return sum((2 * t * abs(v) + mu * v * v for t, mu, v in penalties), sum((v * r * r for v, r in misfits), ZERO))

    def cheaper(self, x: Vector, random: Random) -> bool:
        """Whether a point costs less: along the axes, where one does if any does, and about."""
        best, n = self.cost(x), len(x)
        steps = [sign * step for step in STEPS for sign in (1, -1)]
        others = [[v + step * (i == j) for i, v in enumerate(x)] for j in range(n) for step in steps]
        others += [[v + step * random.randint(-2, 2) for v in x] for step in STEPS for _ in range(5)]
        return any(self.cost(z) < best for z in others)

    def other(self, x: Vector) -> Vector | None:
        """A point that costs as much, if x is a minimiser and there is one, near x and in an elementary direction."""
        free = [j for j, mu in enumerate(self.ridge) if not mu]
        table = [[row[j] for j in free] for row in self.rows] or [[ZERO] * len(free)]
        for way in elementary(table) if free else ():
            small = STEPS[-1]
            z = list(x)
            for j, d in zip(free, way, strict=True):
                z[j] += small * d
            if self.cost(z) == self.cost(x):
                return z
        return None


def lasso_of(claim: dict[str, Any], data: dict[str, Any]) -> Lasso | None:
    columns, y = [block(column) for column in data["columns"]], block(data["y"])
    if (claim["data_sha256"], claim["rows"], claim["columns"]) != (named(data), len(y), len(columns)):
        return None
    weights = [ONE] * len(y) if data["row_weights"] is None else block(data["row_weights"])
    thresholds, ridge = vector(claim["thresholds"]), vector(claim["ridge"])
    if min([*weights, *thresholds, *ridge]) < 0:
        return None
    kept = [i for i, w in enumerate(weights) if w]
    rows = [[column[i] for column in columns] for i in kept]
    return Lasso(rows, [y[i] for i in kept], [weights[i] for i in kept], thresholds, ridge)


def refuted_exact(certificate: dict[str, Any], random: Random) -> str | None:
    """Return what speaks against a claim of T0, or None."""
    claim, body = certificate["claim"], certificate["witness"]
    x, other = (None if body.get(key) is None else block(body[key]) for key in ("x", "other"))
    if claim["problem"] != "LP":
        return (
            refuted_root(certificate, random) if claim["problem"] in ROOTED else refuted_lasso(claim, body, x, random)
        )
    lp = stated(claim, body["data"])
    if lp is None:
        return "the claim names other data"
    if claim["outcome"] == "infeasible":
        small = len(lp.cost) <= 6
        return "a point is feasible" if small and any(map(lp.feasible, lp.points())) else None
    assert x is not None
    if not lp.feasible(x):
        return "x is not feasible"
    if claim["outcome"] == "unbounded":
        assert other is not None
        far = [[v + 2**k * d for v, d in zip(x, other, strict=True)] for k in (0, 10, 1000)]
        falls = dot(lp.cost, other) < 0 and all(map(lp.feasible, far))
        return None if falls else "the cost does not fall along the ray"
    return refuted_minimiser_of_program(claim, lp, x, other)


def refuted_minimiser_of_program(claim: dict[str, Any], lp: LP, x: Vector, other: Vector | None) -> str | None:
    if claim["outcome"] == "one":
        support = [j for j, (v, ends) in enumerate(zip(x, lp.ends, strict=True)) if v not in ends]
        return "the support is another" if claim["support"] != support else not_single(lp, x)
    costs = [dot(lp.cost, way) for way in lp.ways(x)]
    if len(x) > 7:
        return None
    if costs and min(costs) < 0:
        return "x is no minimiser"
    assert other is not None
    if other == x or not lp.feasible(other) or dot(lp.cost, other) != dot(lp.cost, x):
        return "the other point is no minimiser"
    return None if ZERO in costs else "x is the only minimiser"


def refuted_lasso(claim: dict[str, Any], body: dict[str, Any], x: Vector | None, random: Random) -> str | None:
    it = lasso_of(claim, body["data"])
    assert x is not None
    if it is None:
        return "the claim names other data"
    if it.cheaper(x, random):
        return "x is no minimiser"
    if claim["outcome"] == "several":
        return "x is the only minimiser" if it.other(x) is None and len(x) <= 7 else None
    if claim["support"] != [j for j, v in enumerate(x) if v]:
        return "the support is another"
    return "another point costs as much" if it.other(x) is not None else None


def shows_nothing_exact(certificate: dict[str, Any]) -> bool:
    """Tell whether the claim stands whatever the matrix is."""
    claim, body = certificate["claim"], certificate["witness"]
    if claim["problem"] in ROOTED:
        return shows_nothing_root(certificate)
    if claim["problem"] == "LASSO":
        it = lasso_of(claim, body["data"])
        assert it is not None
        plain = [t + mu == 0 for t, mu in zip(it.thresholds, it.ridge, strict=True)]
        return not (any(it.y) or any(plain)) if claim["outcome"] == "one" else plain.count(True) > len(it.rows)
    lp = stated(claim, body["data"])
    assert lp is not None
    if claim["outcome"] == "infeasible":
        return all(ends == (ZERO, ZERO) for ends in lp.ends)
    if claim["outcome"] != "one":
        return False
    small = Fraction(1, 2**20_000)
    moves = [
        (c * step, low, high, v + step)
        for c, v, (low, high) in zip(lp.cost, block(body["x"]), lp.ends, strict=True)
        for step in (small, -small)
    ]
    return all(price > 0 for price, low, high, v in moves if (low is None or low <= v) and (high is None or v <= high))
