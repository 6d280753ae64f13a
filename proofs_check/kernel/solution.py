"""Certificates of exact answers: a problem has one minimiser, degenerate or not, or several, or none, and why (T0).

LP: min <c, z> s.t. Az = b, l <= z <= u.  LASSO: min sum_j 2 t_j |z_j| + sum_j mu_j z_j^2 + sum_a v_a (Az - y)_a^2 for
thresholds t, a ridge mu and weights v of the rows.  Data and vectors are integers over one denominator each.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from math import gcd
from typing import Any

from .blocks import Scaled, block, scaled, together
from .minors import unit
from .packing import Work, bits_in, dot
from .problems import Program, read_program, read_regression
from .reading import MAX_LONG, Malformed, fields, items, numbers, require, states, whole
from .vectors import ZERO

CLAIM = ("columns", "data_sha256", "outcome", "problem", "rows", "support")
PENALTIES = ("ridge", "thresholds")
WITNESS = ("data", "modulus", "other", "push", "rows", "u", "x")
VECTORS = {
    ("LP", "one"): ("x", "u"),
    ("LP", "several"): ("x", "u", "other"),
    ("LP", "infeasible"): ("u",),
    ("LP", "unbounded"): ("x", "other"),
    ("LASSO", "one"): ("x",),
    ("LASSO", "several"): ("x", "other"),
}
"""By problem and outcome: the vectors that the witness has."""


@dataclass(frozen=True)
class Witness:
    """Vectors by name; rows, a modulus and a push, which are to show that A is injective on some columns."""

    vectors: dict[str, Scaled]
    rows: list[int]
    modulus: int
    push: Scaled

    def check_lengths(self, rows: int, columns: int) -> None:
        """T0.1: a dual vector has an entry for each row, a point or a ray one for each column."""
        lengths = {"x": columns, "u": rows, "other": columns}
        fits = all(len(values) == lengths[key] for key, (values, _) in self.vectors.items())
        require("T0.1", fits, "a vector has too many entries, or too few")

    def work(self, entries: int, bits: int) -> None:
        """Refuse what takes too long: multiplications of so many numbers of so many bits, and the elimination."""
        long = bits_in(v for values, over in [*self.vectors.values(), self.push] for v in (over, *values))
        work = Work()
        work.add(8 * entries, bits, bits + long)
        work.add(len(self.rows) ** 3, 64)
        work.add(2 * len(self.rows) ** 2, bits, bits)

    def check_other(self) -> None:
        """T0.4: `other` is another vector than x."""
        (one, over), (two, below) = self.vectors["x"], self.vectors["other"]
        require("T0.4", any(v * below != w * over for v, w in zip(one, two)), "the other minimiser is the same")

    def check_single(self, columns: list[dict[int, int]], rows: Container[int]) -> None:
        """T0.4: A is injective on columns, given by their entries: some minor of these rows is a unit."""
        fits = len(self.rows) == len(set(self.rows)) == len(columns) and all(i in rows for i in self.rows)
        require("T0.4", fits, f"there must be {len(columns)} rows, one for each column that may move")
        require("T0.4", self.modulus > 1, "the modulus must be larger than 1")
        table = [[column.get(i, 0) for i in self.rows] for column in columns]
        table = [[v // (gcd(*column) or 1) for v in column] for column in table]
        require("T0.4", unit(table, self.modulus), "the minor of these rows and the columns that may move is no unit")


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions of T0 in order; return what was checked."""
    lasso = isinstance(claim, dict) and claim.get("problem") == "LASSO"
    claim, body = fields(claim, "claim", *CLAIM, *PENALTIES * lasso), fields(witness, "witness", *WITNESS)
    kind = str(claim["problem"]), str(claim["outcome"])
    if kind not in VECTORS:
        raise Malformed(f"a claim of {result} has a problem and an outcome: {', '.join(map(' '.join, VECTORS))}")
    vectors = {key: block(body[key], key, MAX_LONG) for key in ("x", "u", "other") if body[key] is not None}
    push = ([], 1) if body["push"] is None else block(body["push"], "push", MAX_LONG)
    rows = [whole(i, "row") for i in items(body["rows"], "rows")]
    found = Witness(vectors, rows, whole(body["modulus"], "modulus"), push)
    require("T0.1", tuple(vectors) == VECTORS[kind], f"the vectors of this witness are {', '.join(VECTORS[kind])}")
    single = kind[1] == "one" or (found.rows, found.modulus) == ([], 2)
    require("T0.1", single, "rows and modulus are [] and 2 unless there is one minimiser")
    pushed = body["push"] is None or kind == ("LASSO", "one")
    require("T0.1", pushed, "a push is null unless there is one minimiser of a LASSO")
    require("T0.1", kind[1] == "one" or claim["support"] is None, "the support is null unless there is one minimiser")
    report = check_lasso(claim, body, found) if lasso else check_program(claim, body["data"], found)
    return [*report, "not checked: where the data come from"]


def check_program(claim: dict[str, Any], data: Any, found: Witness) -> list[str]:
    """T0.1 to T0.4 for a linear program."""
    program = read_program("T0.1", claim, data)
    m, n = len(program.right), len(program.cost)
    found.check_lengths(m, n)
    entries = [*program.right, *program.cost, *(v for column in program.columns for _, v in column)]
    ends = [v for end in (*program.lower, *program.upper) if end is not None for v in end.as_integer_ratio()]
    found.work(len(entries), bits_in([program.over, *entries, *ends]))
    if claim["outcome"] == "infeasible":
        return check_infeasible(program, found.vectors["u"])
    sides = check_feasible("T0.2", program, found.vectors["x"])
    if claim["outcome"] == "unbounded":
        check_ray(program, found.vectors["other"])
        return [
            "checked: this LP has a feasible point (T0.1, T0.2), from which it has feasible points of any cost below"
            " (T0.4): it has no minimiser"
        ]
    slopes = slopes_of(program, found.vectors["u"])
    check_complementary("T0.3", slopes, sides)
    if claim["outcome"] == "several":
        found.check_other()
        check_complementary("T0.4", slopes, check_feasible("T0.4", program, found.vectors["other"]))
        return ["checked: this LP has several minimisers (T0.1-T0.4)"]
    support = [j for j, (above, below) in enumerate(sides) if above and below]
    states("T0.4", claim, support=support)
    fixed = [not (above or below) for above, below in sides]
    columns = [dict(program.columns[j]) for j, slope in enumerate(slopes) if not slope and not fixed[j]]
    found.check_single(columns, range(m))
    whatever = all(
        fixed[j] or (cost > 0 and not above) or (cost < 0 and not below)
        for j, (cost, (above, below)) in enumerate(zip(program.cost, sides))
    )
    return [
        *(["vacuous: the minimiser, if feasible, is the only one whatever A is"] if whatever else []),
        f"checked: this LP has one minimiser (T0.1-T0.4), strictly between its bounds in {len(support)} of {n} columns",
    ]


def check_infeasible(program: Program, u: Scaled) -> list[str]:
    """T0.4: a combination of the equations is larger on the right than it can be on the left."""
    slopes = [sum(v * u[0][i] for i, v in column) for column in program.columns]
    limits = zip(slopes, program.lower, program.upper)
    ends = [(high if s > 0 else low) if s else ZERO for s, low, high in limits]
    finite = [end for end in ends if end is not None]
    require("T0.4", None not in ends, "u bounds nothing: a column that it uses is unbounded")
    points, over = scaled(finite)
    Work().add(len(finite), bits_in(slopes), bits_in(points))
    require("T0.4", dot(u[0], program.right) * over > dot(slopes, points), "u does not exclude feasible points")
    nothing = not any([*program.lower, *program.upper]) and None not in [*program.lower, *program.upper]
    return [
        *(["vacuous: only 0 is between the bounds, so that nothing is feasible whatever A is"] if nothing else []),
        "checked: this LP has no feasible point (T0.1, T0.4)",
    ]


def check_feasible(condition: str, program: Program, x: Scaled) -> list[tuple[int, int]]:
    """Check that Ax = b, l <= x <= u; return for each entry numbers with the signs of x - l, u - x."""
    values, over = x
    left = [v * over for v in program.right]
    for column, value in zip(program.columns, values):
        for i, v in column:
            left[i] -= v * value
    sides = [
        (
            1 if low is None else value * low.denominator - low.numerator * over,
            1 if high is None else high.numerator * over - value * high.denominator,
        )
        for value, low, high in zip(values, program.lower, program.upper)
    ]
    require(condition, not any(left) and all(min(pair) >= 0 for pair in sides), "a point is not feasible")
    return sides


def slopes_of(program: Program, u: Scaled) -> list[int]:
    """Return integers with the signs of c - A^T u."""
    values, over = u
    return [c * over - sum(v * values[i] for i, v in column) for c, column in zip(program.cost, program.columns)]


def check_complementary(condition: str, slopes: list[int], sides: list[tuple[int, int]]) -> None:
    """Check that entries are at the lower bound where the slope is > 0, at the upper one where it is < 0."""
    fits = all((s <= 0 or not above) and (s >= 0 or not below) for s, (above, below) in zip(slopes, sides))
    require(condition, fits, "u does not fit a point")


def check_ray(program: Program, ray: Scaled) -> None:
    """T0.4: along the ray a point stays feasible, and costs less and less."""
    values, _ = ray
    moved = [0] * len(program.right)
    for column, value in zip(program.columns, values):
        for i, v in column:
            moved[i] += v * value
    ends = zip(values, program.lower, program.upper)
    inside = all((low is None or v >= 0) and (high is None or v <= 0) for v, low, high in ends)
    require("T0.4", not any(moved) and inside, "the ray leaves the feasible points")
    require("T0.4", dot(program.cost, values) < 0, "the ray does not cost less and less")


@dataclass(frozen=True)
class Lasso:
    """The columns of A and y over one denominator, weights over one, thresholds and ridge over one."""

    columns: list[list[int]]
    y: list[int]
    over: int
    weights: Scaled
    thresholds: list[int]
    ridge: list[int]
    below: int

    def correlations(self, x: Scaled) -> tuple[list[int], list[int]]:
        """Return A_j^T V (y - Ax) - mu_j x_j for all j, and the thresholds, as integers over one denominator."""
        (values, over), (weights, share) = x, self.weights
        left = [v * over for v in self.y]
        for column, value in zip(self.columns, values):
            if value:
                left = [r - v * value for r, v in zip(left, column)]
        weighted = [w * r for w, r in zip(weights, left)]
        unit_of = self.over**2 * share
        ridge = (mu * v * unit_of for mu, v in zip(self.ridge, values))
        found = [dot(column, weighted) * self.below - r for column, r in zip(self.columns, ridge)]
        return found, [t * unit_of * over for t in self.thresholds]

    def check_minimal(self, condition: str, x: Scaled) -> tuple[list[int], list[int]]:
        """Check that correlations are at most the thresholds, and these with x's sign off 0; return both."""
        found, limits = self.correlations(x)
        fits = all(
            -limit <= c <= limit and (v <= 0 or c == limit) and (v >= 0 or c == -limit)
            for c, limit, v in zip(found, limits, x[0])
        )
        require(condition, fits, "the correlations do not fit a point")
        return found, limits

    def whatever(self) -> list[str]:
        """Return that the claim shows nothing if that is so: there are several whatever A is, or there is one."""
        free = [not t and not mu for t, mu in zip(self.thresholds, self.ridge)]
        known = [bool(w) for w in self.weights[0]]
        if sum(free) > sum(known):
            return ["vacuous: there are more columns without penalty than rows with a weight, whatever A is"]
        if not any(free) and not dot(known, map(abs, self.y)):
            return ["vacuous: y is 0, so that 0 is the only minimiser whatever A is"]
        return []


def check_lasso(claim: dict[str, Any], body: dict[str, Any], found: Witness) -> list[str]:
    """T0.1, T0.3, T0.4 for a LASSO."""
    data = read_regression(claim, body["data"], "T0.1")
    thresholds, ridge = (numbers(claim[key], key) for key in ("thresholds", "ridge"))
    m, n = len(data.y[0]), len(data.columns)
    require("T0.1", len(thresholds) == len(ridge) == n, "thresholds and ridge must have an entry for each column")
    require("T0.1", min(*thresholds, *ridge) >= 0, "no threshold and no ridge may be negative")
    found.check_lengths(m, n)
    require("T0.1", body["push"] is None or len(found.push[0]) == m, "the push must have an entry for each row")
    (*columns, y), over = together([*data.columns, data.y], Work())
    penalties, below = scaled([*thresholds, *ridge])
    lasso = Lasso(columns, y, over, data.weights, penalties[:n], penalties[n:], below)
    long = bits_in([over, *y, *(v for column in columns for v in column)])
    long += bits_in([*data.weights[0], data.weights[1], below, *penalties])
    found.work((m + 1) * (n + 1), long)
    correlations, limits = lasso.check_minimal("T0.3", found.vectors["x"])
    if claim["outcome"] == "several":
        found.check_other()
        lasso.check_minimal("T0.4", found.vectors["other"])
        return [*lasso.whatever(), "checked: this LASSO has several minimisers (T0.1, T0.3, T0.4)"]
    x = found.vectors["x"][0]
    support = [j for j, v in enumerate(x) if v]
    states("T0.4", claim, support=support)
    free = [j for j, (c, t) in enumerate(zip(correlations, limits)) if abs(c) == t and not lasso.ridge[j]]
    push = [v * bool(w) for v, w in zip(found.push[0], lasso.weights[0])]
    moves = {j: dot(push, lasso.columns[j]) for j in free}
    held = all(not v or (not x[j] and limits[j] and (v > 0) != (correlations[j] > 0)) for j, v in moves.items())
    require("T0.4", held, "the push does not push columns from their side, or moves the support")
    rows = {i for i, w in enumerate(lasso.weights[0]) if w}
    found.check_single([dict(enumerate(lasso.columns[j])) for j in free if not moves[j]], rows)
    return [
        *lasso.whatever(),
        f"checked: this LASSO has one minimiser (T0.1, T0.3, T0.4), with {len(support)} of {n} entries that are not 0",
    ]
