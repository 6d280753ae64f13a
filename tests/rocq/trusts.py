"""Instances about what can be trusted: the sides of T1 and the conditions of T2 as the kernel has them; T5's inputs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import chain
from math import lcm
from typing import Any, NamedTuple

from constructions.trust.deciding import program_trust_family, trust_family
from proofs_check.kernel import programs, regression
from proofs_check.kernel.enclosure import Sides
from proofs_check.kernel.packing import Work
from proofs_check.kernel.problems import Regression
from proofs_check.kernel.reading import Rejected, digest
from tests.boxes import inverse
from tests.rocq.objects import Made, Random
from tests.rocq.terms import indexed, listed, nats, q

Numbers = Sequence[Fraction]
FIELD = "OrderedFields.Q_field"


def small(r: Random, least: int = -8) -> Fraction:
    return Fraction(r.randint(least, 8), 4)


def vector(r: Random, size: int, least: int = -8) -> list[Fraction]:
    return [small(r, least) for _ in range(size)]


def scaled(values: Numbers) -> tuple[list[int], int]:
    """Integers over one denominator."""
    over = lcm(*(value.denominator for value in values))
    return [int(value * over) for value in values], over


def block(values: Numbers) -> dict[str, str]:
    entries, over = scaled(values)
    return {"over": str(over), "values": " ".join(map(str, entries))}


def matrix(rows: Iterable[Iterable[Fraction | int]]) -> str:
    """A matrix as a function of two indices that start at 0."""
    return f"(fun i : nat => nth i {listed(map(indexed, rows))} (fun _ => 0))"


def spread(size: int, places: Sequence[int], values: Sequence[Any], default: Any) -> list[Any]:
    """Values at places, and a default elsewhere."""
    there = dict(zip(places, values, strict=True))
    return [there.get(place, default) for place in range(size)]


def sides(r: Random) -> Made:
    """T1: how far coefficients and correlations may move."""
    m, n = r.randint(1, 3), r.randint(2, 4)
    support = sorted(r.sample(range(n), r.randint(1, n - 1)))
    off, k = [j for j in range(n) if j not in support], len(support)
    columns, y, weights = [vector(r, m) for _ in range(n)], vector(r, m), vector(r, m, 0)
    thresholds, ridge = [small(r, 0) + 1 for _ in range(n)], vector(r, n, 0)
    eps, play, right = ([small(r, 0) / 50 for _ in range(size)] for size in (n, n, 1))
    signs, x, w = [r.choice([1, -1]) for _ in support], vector(r, k), [small(r, 0) + 1 for _ in support]
    near, combinations = ([vector(r, k) for _ in part] for part in (support, off))
    inverses = (inner, over), (outer, below) = [scaled([*chain(*rows)]) for rows in (near, combinations)]
    it = regression.integers(
        Regression([scaled(column) for column in columns], scaled(y), scaled(weights)),
        regression.Given(thresholds, ridge, eps, right[0], play),
        regression.Stated(support, signs, scaled(x), scaled(w), *inverses),
        Work(),
    )
    found, one = Sides(it, support, signs, inner + outer, Work()), it.unit * it.scale * over
    point = it.width[0] / w[0]
    value = []
    for i in range(k):
        *_, side = found.of(inner[i * k : (i + 1) * k], over, [one * (i == place) for place in range(k)], [], 0)
        value.append(side / (it.unit * one * point))
    for i, j in enumerate(off):
        *_, side = found.of(outer[i * k : (i + 1) * k], below, [0] * k, it.columns[j], it.radii[j])
        value.append(side / (it.unit * below * point * it.scale * it.unit))
    problem = f"{m} {indexed(weights)} {indexed(ridge)} {matrix(zip(*columns, strict=True))} {indexed(y)}"
    box = f"{indexed(thresholds)} {indexed(eps)} {q(right[0])} {indexed(play)} {nats(support)}"
    told = " ".join(indexed(spread(n, support, *part)) for part in ((signs, 0), (x, 0), (w, 1)))

    def side_of(name: str, places: Sequence[int], rows: Sequence[Numbers]) -> list[str]:
        full = matrix(spread(n, places, [spread(n, support, row, 0) for row in rows], [0] * n))
        return [f"@TrustRegression.{name} {FIELD} {problem} {box} {told} {full} {place}" for place in places]

    term = listed([*side_of("side_on", support, near), *side_of("side_off", off, combinations)])
    return (columns, y, support, signs, x, w), term, value


class Candidate(NamedTuple):
    """A program, a basis and places, and a witness of T2, exact or nearly so."""

    rows: list[list[Fraction]]
    right: list[Fraction]
    cost: list[Fraction]
    lower: list[Fraction | None]
    upper: list[Fraction | None]
    basis: list[int]
    places: str
    x: list[Fraction]
    u: list[Fraction]
    near: list[list[Fraction]]
    width: list[Fraction]
    dual_width: list[Fraction]
    relative: Fraction
    absolute: Fraction

    def radius(self, v: Fraction, j: int) -> Fraction:
        """Column 0 is exact."""
        return self.relative * abs(v) + self.absolute if v and j else Fraction(0)


def candidate(r: Random) -> Candidate:
    m = r.randint(1, 2)
    n = m + r.randint(1, 3)
    rows, right, cost, bounds = [vector(r, n) for _ in range(m)], vector(r, m), vector(r, n), vector(r, n)
    basis = sorted(r.sample(range(n), m))
    exactly = inverse([[row[j] for j in basis] for row in rows])
    if exactly is None:
        return candidate(r)
    places = "".join("B" if j in basis else r.choice("LU") for j in range(n))
    rest = [b - sum(row[j] * bounds[j] for j in range(n) if j not in basis) for b, row in zip(right, rows, strict=True)]
    x = [sum(map(Fraction.__mul__, line, rest)) + Fraction(r.randint(-1, 1), 200) for line in exactly]
    u = [sum(line[a] * cost[j] for line, j in zip(exactly, basis, strict=True)) for a in range(m)]
    prices = [cost[j] - sum(row[j] * v for row, v in zip(rows, u, strict=True)) for j in range(n)]
    wrong = [place != "B" and (price > 0) != (place == "L") for place, price in zip(places, prices, strict=True)]
    cost = [c - 2 * z if bad and r.random() < 7 / 8 else c for c, z, bad in zip(cost, prices, wrong, strict=True)]
    least = [v - r.choice([Fraction(1, 9), Fraction(1), Fraction(2)]) for v in x]
    lower = [bounds[j] if places[j] == "L" else None for j in range(n)]
    for j, low in zip(basis, least, strict=True):
        lower[j] = low
    upper = [bounds[j] if places[j] == "U" else None for j in range(n)]
    near = [[v + Fraction(r.randint(-1, 1), 100) for v in line] for line in exactly]
    width, dual_width = ([Fraction(1, r.choice([2, 5, 10])) for _ in range(m)] for _ in range(2))
    radii = Fraction(1, r.choice([50, 400, 3000])), Fraction(1, r.choice([70, 900, 9000]))
    return Candidate(rows, right, cost, lower, upper, basis, places, x, u, near, width, dual_width, *radii)


def refused(it: Candidate) -> int:
    """The condition that the kernel says fails; 0 if none does."""
    columns = list(zip(*it.rows, strict=True))
    data = {
        "columns": [{"rows": [a for a, v in enumerate(c) if v], **block([v for v in c if v])} for c in columns],
        "right": block(it.right),
        "cost": block(it.cost),
        "lower": [None if v is None else str(v) for v in it.lower],
        "upper": [None if v is None else str(v) for v in it.upper],
    }
    claim = {
        "problem": "LP", "data_sha256": digest(data), "rows": len(it.rows), "columns": len(columns), "basis": it.basis,
        "places": it.places, "within": {"relative": str(it.relative), "absolute": str(it.absolute), "exact": [0]},
    }  # fmt: skip
    witness = {
        "data": data, "x": block(it.x), "u": block(it.u), "width": block(it.width),
        "dual_width": block(it.dual_width), "inverse": block([*chain(*it.near)]),
    }  # fmt: skip
    try:
        programs.check(claim, witness, "T2")
    except Rejected as error:
        return int(str(error)[3])
    return 0


def all_below(pairs: Iterable[tuple[str, str]]) -> str:
    tests = listed(f"(if Qlt_le_dec ({low}) ({high}) then true else false)" for low, high in pairs)
    return f"forallb (fun b : bool => b) {tests}"


def condition(r: Random) -> Made:
    """T2: which of T2.2 to T2.5 is the first that fails; 0 if none does."""
    it = candidate(r)
    m, n = len(it.rows), len(it.cost)
    ends = [low if low is not None else high for low, high in zip(it.lower, it.upper, strict=True)]
    x = [v if j in it.basis else ends[j] for j, v in enumerate(spread(n, it.basis, it.x, None))]
    a, b = matrix(it.rows), nats(it.basis)
    e = matrix([it.radius(v, j) for j, v in enumerate(row)] for row in it.rows)
    f, g = indexed(it.radius(v, 1) for v in it.right), indexed(it.radius(v, j) for j, v in enumerate(it.cost))
    xs, ws, full = indexed(x), indexed(spread(n, it.basis, it.width, 1)), matrix(spread(n, it.basis, it.near, [0] * m))
    c, us, vs = indexed(it.cost), indexed(it.u), indexed(it.dual_width)
    primal = f"@TrustProgram.primal_side {FIELD} {m} {n} {a} {indexed(it.right)} {e} {f} {b} {xs} {ws} {full}"
    dual = f"@TrustProgram.dual_side {FIELD} {m} {a} {c} {e} {g} {b} {us} {vs} {full}"
    moved = f"@TrustProgram.cost_side {FIELD} {m} {a} {e} {g} {b} {us} {vs} {full}"
    price = f"@TrustProgram.estimate {FIELD} {m} {a} {c} {b} {us} {full}"
    basic = list(zip(it.basis, it.x, it.width, strict=True))
    strict = [
        (f"{moved} {j}", f"Qopp ({price} {j})" if place == "U" else f"{price} {j}")
        for j, place in enumerate(it.places)
        if place != "B"
    ]
    term = f"(if {all_below(strict)} then 0 else 5)"
    for number, pairs in (
        (4, [(f"{dual} {row}", q(v)) for row, v in enumerate(it.dual_width)]),
        (3, [(q(low), q(v - w)) for j, v, w in basic if (low := it.lower[j]) is not None]),
        (2, [(f"{primal} {j}", q(w)) for j, _, w in basic]),
    ):
        term = f"(if {all_below(pairs)} then {term} else {number})"
    return it, f"[{term}]", [refused(it)]


def boxes(r: Random) -> Made:
    """T5: the evaluations of limit and members of both families."""
    radius, n = Fraction(r.randint(1, 7), 8), r.randint(1, 4)
    beta, y1 = radius + 2 + small(r, 0), radius + Fraction(r.randint(1, 8), 4)
    one, two = trust_family(radius, beta=beta), program_trust_family(radius, beta=beta, y1=y1)
    term, value = [], []
    for family, size, name in (
        (one, 3, f"regression_evaluation {q(radius)} {q(beta)}"),
        (two, 4, f"program_evaluation {q(radius)} {q(beta)} {q(y1)}"),
    ):
        for index, of in ((0, family.limit), (n, family.member(1, n))):
            term.append(f"map (TrustUndecidable.{name} {index}) (seq 0 {size})")
            value += [of.evaluation(k) for k in range(size)]
    return (radius, beta, y1, n), " ++ ".join(term), value
