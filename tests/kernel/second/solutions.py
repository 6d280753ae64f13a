"""T0, from the tables of docs/certificates.md: rational matrices, and elimination with units modulo a number."""

from __future__ import annotations

from collections.abc import Iterator
from math import gcd
from typing import Any, NamedTuple

from flint import fmpq, fmpq_mat

from tests.kernel.second.form import Document, Malformed, block, listed, members, rational, states, whole
from tests.kernel.second.networks import common
from tests.kernel.second.programs import Program, bits, column, read_program, refuse

Condition = tuple[str, bool]
LONG = 20_000
PARTS = {"LP one": "u x", "LP several": "other u x", "LP infeasible": "u", "LP unbounded": "other x"}
PARTS |= {"LASSO one": "x", "LASSO several": "other x"}


class Witness(NamedTuple):
    """Vectors by name, rows, modulus and push."""

    vectors: dict[str, list[fmpq]]
    rows: list[int]
    modulus: int
    push: list[fmpq] | None


def solution(document: Document, _result: str, claim: Any, witness: Any) -> Iterator[Condition]:
    """Yield the conditions of T0 in order, each with whether it holds."""
    lasso = type(claim) is dict and claim.get("problem") == "LASSO"
    members(claim, "columns data_sha256 outcome problem rows support" + " ridge thresholds" * lasso)
    _data, modulus, _, push, rows, _, _ = members(witness, "data modulus other push rows u x")
    case = f"{claim['problem']} {claim['outcome']}" if type(claim["outcome"]) is type(claim["problem"]) is str else ""
    if case not in PARTS:
        raise Malformed
    vectors = {key: block(witness[key], LONG) for key in ("x", "u", "other") if witness[key] is not None}
    moved = None if push is None else block(push, LONG)
    found = Witness(vectors, listed(rows, whole), whole(modulus), moved)
    yield "T0.1", " ".join(sorted(vectors)) == PARTS[case]
    yield "T0.1", case.endswith("one") or (found.rows == [] and found.modulus == 2)
    yield "T0.1", push is None or case == "LASSO one"
    yield "T0.1", case.endswith("one") or claim["support"] is None
    yield from (regression if lasso else program)(document, claim, witness["data"], found)


def program(document: Document, claim: dict[str, Any], data: Any, found: Witness) -> Iterator[Condition]:
    """The conditions for a linear program."""
    it = yield from read_program("T0.1", document, claim, data)
    m, n = len(it.b), len(it.c)
    yield "T0.1", all(len(v) == (m if key == "u" else n) for key, v in found.vectors.items())
    ends = [end for pair in it.ends for end in pair if end is not None]
    entries = [v for v in it.a.entries() if v != 0]
    short = bits([*entries, *it.b, *it.c, *ends])
    refuse(8 * (len(entries) + m + n), short, short + bits([v for vector in found.vectors.values() for v in vector]))
    refuse(len(found.rows) ** 3, 64)
    if claim["outcome"] == "infeasible":
        return (yield from infeasible(it, found.vectors["u"]))
    x = found.vectors["x"]
    yield "T0.2", feasible(it, x)
    if claim["outcome"] == "unbounded":
        ray = found.vectors["other"]
        yield "T0.4", not any(v != 0 for v in (it.a * column(ray)).entries())
        for d, (low, high) in zip(ray, it.ends, strict=True):
            yield "T0.4", (d == 0) or (high is None if d > 0 else low is None)
        yield "T0.4", sum((c * d for c, d in zip(it.c, ray, strict=True)), fmpq(0)) < 0
        return None
    z = (column(it.c) - it.a.transpose() * column(found.vectors["u"])).entries()
    yield "T0.3", fits(it, x, z)
    if claim["outcome"] == "several":
        other = found.vectors["other"]
        yield "T0.4", other != x and feasible(it, other) and fits(it, other, z)
        return None
    yield from states("T0.4", claim, support=[j for j, v in enumerate(x) if v not in it.ends[j]])
    free = [j for j in range(n) if z[j] == 0 and (None in it.ends[j] or it.ends[j][0] != it.ends[j][1])]
    yield from single(found, {j: [it.a[i, j] for i in range(m)] for j in free}, set(range(m)))


def feasible(it: Program, x: list[fmpq]) -> bool:
    between = all(
        (low is None or low <= v) and (high is None or v <= high) for v, (low, high) in zip(x, it.ends, strict=True)
    )
    return between and (it.a * column(x)).entries() == it.b


def fits(it: Program, x: list[fmpq], z: list[fmpq]) -> bool:
    return all(slope == 0 or v == ends[int(slope < 0)] for slope, v, ends in zip(z, x, it.ends, strict=True))


def infeasible(it: Program, u: list[fmpq]) -> Iterator[Condition]:
    slopes = (it.a.transpose() * column(u)).entries()
    most, used = fmpq(0), []
    for slope, (low, high) in zip(slopes, it.ends, strict=True):
        end = fmpq(0) if slope == 0 else high if slope > 0 else low
        yield "T0.4", end is not None
        used.append(end)
        most += slope * end
    common(used)
    yield "T0.4", sum((v * b for v, b in zip(u, it.b, strict=True)), fmpq(0)) > most


def single(found: Witness, columns: dict[int, list[fmpq]], rows: set[int]) -> Iterator[Condition]:
    """A unit among the minors."""
    yield "T0.4", len(found.rows) == len(columns) and len({*found.rows}) == len(columns) and {*found.rows} <= rows
    yield "T0.4", found.modulus > 1
    table = []
    for entries in columns.values():
        kept = [entries[i] for i in found.rows]
        scale = common(kept)
        whole_ = [int((v * scale).p) for v in kept]
        table.append([v // (gcd(*whole_) or 1) for v in whole_])
    yield "T0.4", is_unit(table, found.modulus)


def is_unit(table: list[list[int]], modulus: int) -> bool:
    """Whether elimination succeeds with units: the first entry of each column that is not 0 has to be one."""
    rows = [[v % modulus for v in row] for row in zip(*table, strict=True)]
    while rows:
        place = next((i for i, row in enumerate(rows) if row[0]), None)
        if place is None or gcd(rows[place][0], modulus) != 1:
            return False
        pivot = rows.pop(place)
        factor = pow(pivot[0], -1, modulus)
        rows = [[(v - row[0] * factor * w) % modulus for v, w in zip(row, pivot, strict=True)][1:] for row in rows]
    return True


def regression(document: Document, claim: dict[str, Any], data: Any, found: Witness) -> Iterator[Condition]:
    """The conditions for a LASSO."""
    columns_, weights, y_ = members(data, "columns row_weights y")
    yield from states("T0.1", claim, data_sha256=document.sha256(data))
    columns, y = listed(columns_, block), block(y_)
    v = [fmpq(1)] * len(y) if weights is None else block(weights)
    yield "T0.1", len(y) >= 1 and all(len(u) == len(y) for u in [*columns, v])
    yield "T0.1", all(w >= 0 for w in v)
    yield from states("T0.1", claim, rows=len(y), columns=len(columns))
    m, n = len(y), len(columns)
    yield "T0.1", n >= 1
    t, mu = listed(claim["thresholds"], rational), listed(claim["ridge"], rational)
    yield "T0.1", len(t) == n and len(mu) == n
    yield "T0.1", all(value >= 0 for value in [*t, *mu])
    yield "T0.1", all(len(value) == n for value in found.vectors.values())
    yield "T0.1", found.push is None or len(found.push) == m
    common([fmpq(1) / rational(part["over"]) for part in [*columns_, y_]])
    common([*t, *mu])
    short = bits([*y, *t, *mu, *v, *(a for u in columns for a in u)])
    vectors = [*found.vectors.values(), found.push or []]
    refuse(8 * m * n, short, short + bits([a for vector in vectors for a in vector]))
    refuse(len(found.rows) ** 3, 64)
    a = fmpq_mat(m, n, [columns[j][i] for i in range(m) for j in range(n)])

    def correlations(x: list[fmpq]) -> list[fmpq]:
        left = (column(y) - a * column(x)).entries()
        plain = (a.transpose() * column([w * r for w, r in zip(v, left, strict=True)])).entries()
        return [c - r * value for c, r, value in zip(plain, mu, x, strict=True)]

    def least(x: list[fmpq]) -> bool:
        stated = zip(x, correlations(x), t, strict=True)
        return all(
            c == (limit if value > 0 else -limit) if value != 0 else abs(c) <= limit for value, c, limit in stated
        )

    x = found.vectors["x"]
    yield "T0.3", least(x)
    if claim["outcome"] == "several":
        yield "T0.4", found.vectors["other"] != x and least(found.vectors["other"])
        return
    yield from states("T0.4", claim, support=[j for j, value in enumerate(x) if value != 0])
    c = correlations(x)
    free = [j for j in range(n) if abs(c[j]) == t[j] and mu[j] == 0]
    push = [fmpq(0) if w == 0 else p for p, w in zip(found.push or [fmpq(0)] * m, v, strict=True)]
    moves = {j: sum((p * columns[j][i] for i, p in enumerate(push)), fmpq(0)) for j in free}
    for j in free:
        yield "T0.4", moves[j] == 0 if x[j] != 0 or t[j] == 0 else moves[j] * c[j] <= 0
    yield from single(found, {j: columns[j] for j in free if moves[j] == 0}, {i for i in range(m) if v[i] != 0})
