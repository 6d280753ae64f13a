"""Claims of T2, T3 and T0 looked at again by definition: data drawn from the box, directions instead of dual vectors.

A point is the only minimiser of a linear program if it is feasible and no direction to other feasible points costs
nothing or less.  Directions are sums of elementary ones of the same signs: those whose columns have no dependent proper
subset.  These are enumerated for small matrices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product
from random import Random
from typing import Any

from tests.kernel.recompute import ONE, ZERO, Vector, dot, eliminated, named, value
from tests.kernel.recompute_misses import independent

LARGEST = 7
"""Columns of a matrix whose elementary directions are enumerated."""
Bound = Fraction | None


def block(body: dict[str, str]) -> Vector:
    over = value(body["over"])
    return [value(word) / over for word in body["values"].split()]


@dataclass(frozen=True)
class LP:
    """min <c, x> s.t. Ax = b, l <= x <= u, for the rows of A."""

    rows: list[Vector]
    right: Vector
    cost: Vector
    ends: list[tuple[Bound, Bound]]

    def feasible(self, x: Vector) -> bool:
        on = all(dot(row, x) == b for row, b in zip(self.rows, self.right, strict=True))
        ends = zip(x, self.ends, strict=True)
        return on and all((low is None or low <= v) and (high is None or v <= high) for v, (low, high) in ends)

    def ways(self, x: Vector) -> Iterator[Vector]:
        """The elementary directions in which a feasible point may be left."""
        for way in elementary(self.rows):
            ends = zip(way, x, self.ends, strict=True)
            if all((d >= 0 or v != low) and (d <= 0 or v != high) for d, v, (low, high) in ends):
                yield way

    def points(self) -> Iterator[Vector]:
        """Points of which one is feasible if any is: the entries of dependent columns are at bounds, or 0."""
        rows, right = independent(self.rows, self.right)
        n, rank = len(self.cost), len(rows)
        for columns in combinations(range(n), rank):
            choices = [[ZERO] if j in columns else [*{*self.ends[j]} - {None}] or [ZERO] for j in range(n)]
            for rest in product(*choices):
                left = [b - dot(row, list(rest)) for row, b in zip(rows, right, strict=True)]
                found = eliminated([[row[j] for j in columns] + [b] for row, b in zip(rows, left, strict=True)])
                if found is not None:
                    x = list(rest)
                    for j, v in zip(columns, found, strict=True):
                        x[j] = v
                    yield x


def elementary(rows: list[Vector]) -> Iterator[Vector]:
    """The vectors of the kernel with least supports, up to multiples, each with both signs."""
    n, seen = len(rows[0]), list[set[int]]()
    for size in range(1, len(rows) + 2) if n <= LARGEST else ():
        for columns in combinations(range(n), size):
            if any(one <= set(columns) for one in seen):
                continue
            *others, last = columns
            table, right = independent([[row[j] for j in others] for row in rows], [-row[last] for row in rows])
            if len(table) < len(others):
                continue
            found = eliminated([[*row, b] for row, b in zip(table, right, strict=True)]) if table else []
            way = [ZERO] * n
            for j, v in zip(columns, [*(found or []), ONE], strict=True):
                way[j] = v
            if not any(dot(row, way) for row in rows):
                seen.append(set(columns))
                yield way
                yield [-v for v in way]


def stated(claim: dict[str, Any], data: dict[str, Any]) -> LP | None:
    """The program of a certificate, if it is that of the claim."""
    n, m = len(data["columns"]), len(block(data["right"]))
    if (claim["data_sha256"], claim["rows"], claim["columns"]) != (named(data), m, n):
        return None
    rows = [[ZERO] * n for _ in range(m)]
    for j, column in enumerate(data["columns"]):
        for i, v in zip(column["rows"], block(column), strict=True):
            rows[i][j] = v
    ends = [
        tuple(None if v is None else value(v) for v in pair) for pair in zip(data["lower"], data["upper"], strict=True)
    ]
    return LP(rows, block(data["right"]), block(data["cost"]), ends)  # type: ignore[arg-type]


def box(lp: LP, within: dict[str, Any]) -> LP:
    """The radii, in the places of the data."""
    relative, absolute, exact = value(within["relative"]), value(within["absolute"]), set(within["exact"])

    def radius(v: Fraction, j: int = -1) -> Fraction:
        return ZERO if v == 0 or j in exact else relative * abs(v) + absolute

    rows = [[radius(v, j) for j, v in enumerate(row)] for row in lp.rows]
    return replace(
        lp, rows=rows, right=[radius(v) for v in lp.right], cost=[radius(v, j) for j, v in enumerate(lp.cost)]
    )


def moved(lp: LP, by: LP, factors: Iterator[Fraction]) -> LP:
    """The program with every entry, zeros too, moved by the next factor times its radius."""

    def one(values: Vector, radii: Vector) -> Vector:
        return [v + next(factors) * r for v, r in zip(values, radii, strict=True)]

    rows = [one(row, radii) for row, radii in zip(lp.rows, by.rows, strict=True)]
    return replace(lp, rows=rows, right=one(lp.right, by.right), cost=one(lp.cost, by.cost))


def samples(random: Random) -> Iterator[Iterator[Fraction]]:
    """The centre, corners, points of edges and interior points of a box, by the factors of radii."""
    signs = [ONE, -ONE]

    def corner() -> Iterator[Fraction]:
        while True:
            yield random.choice(signs)

    def edge() -> Iterator[Fraction]:
        free = random.randrange(12)
        for place, sign in enumerate(corner()):
            yield Fraction(random.randint(-6, 6), 7) if place == free else sign

    def interior() -> Iterator[Fraction]:
        while True:
            yield Fraction(random.randint(-12, 12), 13)

    def nothing() -> Iterator[Fraction]:
        while True:
            yield ZERO

    yield nothing()
    for _ in range(4):
        yield corner()
    yield edge()
    yield interior()


def against(lp: LP, basis: list[int], places: str) -> str | None:
    """What speaks against the basis and the places as those of the only minimiser, strictly between bounds."""
    if basis != [j for j, place in enumerate(places) if place == "B"] or len(basis) != len(lp.rows):
        return "the basis is not that of the places"
    x = [ZERO] * len(places)
    for j, (place, (low, high)) in enumerate(zip(places, lp.ends, strict=True)):
        end = {"L": low, "F": low, "U": high, "B": ZERO}[place]
        if end is None or (place != "B" and (low == high) != (place == "F")):
            return "a place is another"
        x[j] = end
    left = [b - dot(row, x) for row, b in zip(lp.rows, lp.right, strict=True)]
    solved = eliminated([[row[j] for j in basis] + [b] for row, b in zip(lp.rows, left, strict=True)])
    if solved is None:
        return "a basis is singular"
    for j, v in zip(basis, solved, strict=True):
        x[j] = v
        if v in lp.ends[j]:
            return "an entry of the basis is at a bound"
    return "x is not feasible" if not lp.feasible(x) else not_single(lp, x)


def not_single(lp: LP, x: Vector) -> str | None:
    costs = [dot(lp.cost, way) for way in lp.ways(x)]
    return "another point costs no more" if costs and min(costs) <= 0 else None


def refuted_trust_program(certificate: dict[str, Any], random: Random) -> str | None:
    """Return what speaks against a claim of T2, or None."""
    claim = certificate["claim"]
    lp = stated(claim, certificate["witness"]["data"])
    if lp is None:
        return "the claim names other data"
    by = box(lp, claim["within"])
    for factors in samples(random):
        if found := against(moved(lp, by, factors), claim["basis"], claim["places"]):
            return found
    return None


def signs(corner: dict[str, Any], lp: LP) -> Iterator[Fraction]:
    """The factors of an answer's radii, in the order in which `moved` asks for them."""
    table = [[ZERO] * len(lp.cost) for _ in lp.rows]
    sign = {"+": ONE, "-": -ONE, "0": ZERO}
    for j, text in enumerate(corner["columns"]):
        places = [i for i, row in enumerate(lp.rows) if row[j]]
        for i, mark in zip(places, text or "0" * len(places), strict=True):
            table[i][j] = sign[mark]
    for row in table:
        yield from row
    yield from (sign[mark] for mark in corner["right"] or "0" * len(lp.right))
    yield from (sign[mark] for mark in corner["cost"] or "0" * len(lp.cost))


def refuted_two_programs(certificate: dict[str, Any], random: Random) -> str | None:
    """Return what speaks against a claim of T3 about programs, or None; nothing is drawn."""
    claim, witness = certificate["claim"], certificate["witness"]
    lp = stated(claim, witness["data"])
    if lp is None:
        return "the claim names other data"
    by = box(lp, claim["within"])
    stated_twice = list(zip(claim["bases"], claim["places"], strict=True))
    for (basis, places), answer in zip(stated_twice, witness["answers"], strict=True):
        step = value(answer["step"])
        if not 0 <= step <= 1:
            return "a datum is outside the box"
        factors = (step * sign for sign in signs(answer["corner"], lp))
        if found := against(moved(lp, by, factors), basis, places):
            return found
    return "the answers are alike" if stated_twice[0] == stated_twice[1] else None
