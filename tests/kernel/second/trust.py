"""Conditions T1.1–T1.4 and T3.1–T3.3 of regressions: the inequalities of the document, in rationals, one by one."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from flint import fmpq, fmpz

from tests.kernel.second.form import (
    MOST_DIGITS,
    Document,
    Malformed,
    Unsupported,
    listed,
    members,
    rational,
    states,
    text,
    whole,
)
from tests.kernel.second.networks import common

Condition = tuple[str, bool]
Vector = list[fmpq]
ENTRIES = re.compile(r"(-?[1-9][0-9]*|0)( (-?[1-9][0-9]*|0))*|")


Block = tuple[list[int], int]
"""Integers, and the positive integer that they are over."""
MOST_WORK, MOST_HELD = 4 * 10**9, 10**9


class Regression(NamedTuple):
    """The columns of A, y, weights of the rows, thresholds and ridge; radii of columns, of y, and of thresholds.

    The last are what is written of the columns and y, and of the weights.
    """

    columns: list[Vector]
    y: Vector
    v: Vector
    thresholds: Vector
    ridge: Vector
    eps: Vector
    eps_y: fmpq
    g: Vector
    blocks: list[Block]
    weights: Block

    def dot(self, u: Vector, w: Vector) -> fmpq:
        """The inner product with the weights."""
        return sum((c * a * b for c, a, b in zip(self.v, u, w, strict=True)), fmpq(0))

    def one(self, u: Vector) -> fmpq:
        """The 1-norm with the weights."""
        return sum((c * abs(a) for c, a in zip(self.v, u, strict=True)), fmpq(0))


class Effort:
    """The work of T1, as the document counts it."""

    def __init__(self) -> None:
        self.total = 0

    def of(self, *lines: tuple[int, int, int]) -> None:
        """Add lines of the document's table: how many products, of how many bits."""
        for count, one, other in lines:
            self.total += count * (8 + (one // 64 + 1) * (other // 64 + 1))
            if self.total > MOST_WORK:
                raise Unsupported

    def holding(self, *lines: tuple[int, int]) -> None:
        """Refuse integers that are too long together."""
        if any(count * long > MOST_HELD for count, long in lines):
            raise Unsupported


def longest(values: Iterable[Any]) -> int:
    """The most bits of an integer."""
    return max((int(v).bit_length() for v in values), default=0)


def over_one(blocks: list[Block]) -> tuple[list[list[int]], int]:
    """Blocks over their least common denominator, and that."""
    below = int(common([fmpq(1, over) for _, over in blocks]))
    return [[v * (below // over) for v in values] for values, over in blocks], below


def count(it: Regression, k: int, witness: dict[str, Block], effort: Effort) -> None:
    """Count the work of T1 for a regression with k columns in the support."""
    n, m = len(it.columns), len(it.y)
    (*columns, y), over = over_one(it.blocks)
    (x, width), near = over_one([witness["x"], witness["width"]])
    given = [*it.thresholds, *it.ridge, *it.eps, *it.g]
    unit, long = int(common([*given, it.eps_y])).bit_length(), over.bit_length()
    a, above = longest(v for values, _ in it.blocks for v in values), (near * over**2 * it.weights[1]).bit_length()
    t = max(int(v.p).bit_length() + int(v.q).bit_length() for v in given)
    effort.holding(((n + 1) * m, a + long), (4 * n, t + unit + above))
    effort.of(((n + 1) * m, a, long), (4 * n, t + unit, above))
    e, p = longest(v for column in columns for v in column), longest([*x, *width])
    f, z = e + longest(it.weights[0]), longest([*witness["inverse"][0], *witness["combinations"][0]])
    u, c = e + f + m.bit_length() + unit, longest(near * v for v in y) + p + e
    d = 2 * z + 2 * unit + max(c + f, u + p)
    effort.holding((m * k, e + f), (k * k, u + z))
    effort.of(
        (2 * k * m, p, f), (k * m, e, k * (e + f)), (m * n, 24, 72 * k), (2 * m * n, f, c),
        (n * k, z, k * (u + z)), (12 * n * k, d, d),
    )  # fmt: skip


def written(value: Any) -> Block:
    """Read a block of integers over a positive integer."""
    over, values = members(value, "over values")
    below, entries = rational(over), text(values)
    if below <= 0 or below.q != 1 or not ENTRIES.fullmatch(entries):
        raise Malformed
    words = entries.split(" ") if entries else []
    if any(len(word) > MOST_DIGITS for word in words):
        raise Unsupported
    return [int(fmpz(word)) for word in words], int(below.p)


def fractions(block: Block) -> Vector:
    return [fmpq(v, block[1]) for v in block[0]]


def regression(document: Document, claim: Any, value: Any, condition: str) -> Generator[Condition, None, Regression]:
    """Read data, thresholds, ridge and radii, with the first condition of either kind."""
    columns_, weights, y_ = members(value, "columns row_weights y")
    yield from states(condition, claim, data_sha256=document.sha256(value))
    blocks = [*listed(columns_, written), written(y_)]
    *columns, y = map(fractions, blocks)
    weigh = ([1] * len(y), 1) if weights is None else written(weights)
    v = fractions(weigh)
    yield condition, len(y) >= 1 and {len(u) for u in [*columns, v]} == {len(y)}
    yield condition, all(w >= 0 for w in v)
    yield from states(condition, claim, rows=len(y), columns=len(columns))
    yield condition, bool(columns)
    columns_, thresholds_, y_ = members(claim["within"], "columns thresholds y")
    thresholds, ridge = listed(claim["thresholds"], rational), listed(claim["ridge"], rational)
    eps, g, eps_y = listed(columns_, rational), listed(thresholds_, rational), rational(y_)
    yield condition, {len(u) for u in (thresholds, ridge, eps, g)} == {len(columns)}
    yield condition, all(u >= 0 for u in [*ridge, *eps, *g, eps_y])
    yield condition, all(low <= level for low, level in zip(g, thresholds, strict=True))
    return Regression(columns, y, v, thresholds, ridge, eps, eps_y, g, blocks, weigh)


def enclosed(it: Regression, support_: Any, signs_: Any, body: Any, effort: Effort) -> Iterator[Condition]:
    """T1.1, of support, signs and witness, to T1.4."""
    n, support, signs = len(it.columns), listed(support_, whole), listed(signs_, whole)
    yield "T1.1", all(i < j for i, j in pairwise([-1, *support, n]))
    yield "T1.1", {j for j in range(n) if it.thresholds[j] == 0} <= set(support)
    yield "T1.1", len(signs) == len(support)
    yield "T1.1", all(abs(s) == (it.thresholds[j] != 0) for j, s in zip(support, signs, strict=True))
    witness = {key: written(body[key]) for key in WITNESS.split()}
    x, w, inverse, combinations = map(fractions, witness.values())
    k = len(support)
    yield "T1.1", (len(x), len(w), len(inverse), len(combinations)) == (k, k, k * k, (n - k) * k)
    yield "T1.1", all(c > 0 for c in w)
    count(it, k, witness, effort)
    a, eps, mu = ([values[j] for j in support] for values in (it.columns, it.eps, it.ridge))
    h = [s * it.thresholds[j] for j, s in zip(support, signs, strict=True)]
    parts, rows, m = range(k), range(len(it.y)), sum(it.v, fmpq(0))
    r = [it.y[i] - sum((x[p] * a[p][i] for p in parts), fmpq(0)) for i in rows]
    rho = it.eps_y + sum((eps[p] * abs(x[p]) for p in parts), fmpq(0))
    wide = sum((eps[p] * w[p] for p in parts), fmpq(0))
    heavy = sum(((it.one(a[p]) + m * eps[p]) * w[p] for p in parts), fmpq(0))
    for i in parts:
        row = inverse[i * k : i * k + k]
        b = [sum((row[p] * a[p][line] for p in parts), fmpq(0)) for line in rows]
        kappa = sum((abs(row[p]) * eps[p] for p in parts), fmpq(0))
        side = abs(it.dot(b, r) - sum((row[p] * (h[p] + mu[p] * x[p]) for p in parts), fmpq(0)))
        for p in parts:
            side += eps[p] * it.one([row[p] * r[line] - x[p] * b[line] for line in rows])
            side += abs(row[p]) * it.g[support[p]]
            gram = sum((row[q] * it.dot(a[q], a[p]) for q in parts), fmpq(0)) + row[p] * mu[p]
            side += abs((i == p) - gram) * w[p]
        yield "T1.2", side + it.eps_y * it.one(b) + m * kappa * rho + it.one(b) * wide + kappa * heavy < w[i]
    for p in parts:
        yield "T1.3", signs[p] == 0 or signs[p] * x[p] > w[p]
    off = [j for j in range(n) if j not in support]
    for place, j in enumerate(off):
        row = combinations[place * k : place * k + k]
        q = [it.columns[j][line] - sum((row[p] * a[p][line] for p in parts), fmpq(0)) for line in rows]
        kappa = it.eps[j] + sum((abs(row[p]) * eps[p] for p in parts), fmpq(0))
        side = abs(it.dot(q, r) + sum((row[p] * (h[p] + mu[p] * x[p]) for p in parts), fmpq(0)))
        for p in parts:
            side += eps[p] * it.one([row[p] * r[line] + x[p] * q[line] for line in rows])
            side += abs(row[p]) * it.g[support[p]] + abs(it.dot(q, a[p]) - mu[p] * row[p]) * w[p]
        side += it.eps[j] * it.one(r) + it.eps_y * it.one(q) + m * kappa * rho + it.one(q) * wide + kappa * heavy
        yield "T1.4", side + it.g[j] < it.thresholds[j]


PROBLEM = "columns data_sha256 problem ridge rows thresholds within"
WITNESS = "x width inverse combinations"


def trust(document: Document, _result: str, claim: Any, witness: Any) -> Iterator[Condition]:
    """Yield the conditions of T1 in order, each with whether it holds."""
    members(claim, f"{PROBLEM} support signs")
    members(witness, f"{WITNESS} data")
    yield "T1.1", claim["problem"] == "LASSO"
    it = yield from regression(document, claim, witness["data"], "T1.1")
    yield from enclosed(it, claim["support"], claim["signs"], witness, Effort())


def two_answers(document: Document, _result: str, claim: Any, witness: Any) -> Iterator[Condition]:
    """Yield the conditions of T3 in order, each with whether it holds."""
    if type(claim) is not dict or claim.get("problem") != "LASSO":
        raise Malformed
    members(claim, f"{PROBLEM} supports signs")
    members(witness, "answers data")
    it = yield from regression(document, claim, witness["data"], "T3.1")
    supports, signs = listed(claim["supports"]), listed(claim["signs"])
    bodies = listed(witness["answers"])
    for body in bodies:
        members(body, f"{WITNESS} corner step")
    yield "T3.1", (len(supports), len(signs), len(bodies)) == (2, 2, 2)
    moved, effort = [], Effort()
    for body in bodies:
        moved.append((yield from towards(it, body, effort)))
    for place in (0, 1):
        for _, holds in enclosed(moved[place], supports[place], signs[place], bodies[place], effort):
            yield "T3.2", holds
    penalised = [
        {(j, s) for j, s in zip(supports[place], signs[place], strict=True) if it.thresholds[j] > 0} for place in (0, 1)
    ]
    yield "T3.3", penalised[0] != penalised[1]


def towards(it: Regression, body: Any, effort: Effort) -> Generator[Condition, None, Regression]:
    """The data at a step towards a corner, known exactly."""
    toward, y = members(body["corner"], "columns y")
    step = rational(body["step"])
    yield "T3.1", 0 <= step <= 1
    texts = [*listed(toward), y]
    yield "T3.1", len(texts) == len(it.columns) + 1
    parts, steps = [], [step * radius for radius in [*it.eps, it.eps_y]]
    for signs, (values, over), move in zip(texts, it.blocks, steps, strict=True):
        yield "T3.1", len(text(signs)) in (0, len(values)) and not set(signs) - set("+-0")
        by = [{"+": 1, "-": -1, "0": 0}[sign] for sign in signs] or [0] * len(values)
        below = int(fmpz(over).lcm(move.q))
        shift = int(move * below)
        parts.append(([v * (below // over) + s * shift for v, s in zip(values, by, strict=True)], below))
    long = longest(below for _, below in parts)
    short = longest(v for values, _ in it.blocks for v in values) + longest(move.p for move in steps)
    entries = len(it.blocks) * len(it.y)
    effort.holding((entries, long + short))
    effort.of((2 * entries, long, short))
    *columns, y = map(fractions, parts)
    zeros = [fmpq(0)] * len(it.columns)
    return it._replace(columns=columns, y=y, eps=zeros, eps_y=fmpq(0), g=zeros, blocks=parts)
