"""Certificates of T0 for the problems whose minimisers have a root in them: P1 and P3.

P1: min ||z||_1 s.t. ||Az - y||_2 <= eta.  P3: min lambda ||z||_1 + ||Az - y||_2.  The minimiser is x = a + b t on its
support, with rational a, b and t >= 0, the root of a rational; y - Ax = r + t v, where r is orthogonal to the support's
columns, and <A_j, v> is the sign of x_j there.  Where t = 0, there is no b, and v is a vector of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import Any

from .blocks import Scaled, block, together
from .minors import unit
from .packing import Work, bits_in, dot
from .problems import read_regression
from .reading import MAX_LONG, Malformed, fields, items, number, require, whole

CLAIM = ("columns", "data_sha256", "eta", "lambda", "outcome", "problem", "rows", "support")
WITNESS = ("data", "modulus", "push", "root", "rows", "square", "u", "x")
OUTCOMES = (("P1", "one"), ("P1", "infeasible"), ("P3", "one"))


@dataclass(frozen=True)
class Problem:
    """Whether it is P3, the columns of A and y over one denominator, lambda (1 for P1), and eta (0 for P3)."""

    penalised: bool
    columns: list[list[int]]
    y: list[int]
    over: int
    lam: Fraction
    eta: Fraction


@dataclass(frozen=True)
class Witness:
    """The support, vectors by name, t^2; rows, a modulus and a push, which are to show that x is the only minimiser."""

    support: list[int]
    vectors: dict[str, Scaled]
    square: Fraction
    rows: list[int]
    modulus: int

    def check_single(self, columns: list[list[int]], row_count: int) -> None:
        """T0.4: columns are independent: their minor of these rows is a unit."""
        fits = sorted({*self.rows} & {*range(row_count)}) == sorted(self.rows)
        require(
            "T0.4",
            fits and len(self.rows) == len(columns),
            f"there must be {len(columns)} rows, one for each column that may move",
        )
        require("T0.4", self.modulus > 1, "the modulus must be larger than 1")
        table = [[column[i] for i in self.rows] for column in columns]
        table = [[v // max(1, gcd(*column)) for v in column] for column in table]
        require("T0.4", unit(table, self.modulus), "the minor of these rows and the columns that may move is no unit")


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions of T0 in order; return what was checked."""
    claim, body = fields(claim, "claim", *CLAIM), fields(witness, "witness", *WITNESS)
    if (claim["problem"], claim["outcome"]) not in OUTCOMES:
        raise Malformed(f"a claim of {result} about P1 has the outcome one or infeasible, about P3 one")
    found = read_witness(claim, body)
    problem = read_problem(claim, body["data"])
    m, n = len(problem.y), len(problem.columns)
    lengths = {key: m if key in ("u", "push") else len(found.support) for key in found.vectors}
    fits = all(len(values) == lengths[key] for key, (values, _) in found.vectors.items())
    require("T0.1", fits, "a vector has too many entries, or too few")
    ordered = found.support == sorted({*found.support} & {*range(n)})
    require("T0.1", ordered, "the support is a list of columns in order")
    bounded(problem, found)
    nothing, told = not problem.penalised and not found.support, "not checked: where the data come from"
    if claim["support"] is None:
        check_empty(problem, found.vectors["u"])
        return [f"checked: no z has ||Az - y||_2 <= eta, for {m} x {n} exact data (T0.1, T0.4)", told]
    if nothing:
        fits = dot(problem.y, problem.y) <= (problem.eta * problem.over) ** 2
        require("T0.2", fits, "0 is not feasible")
        found.check_single([], m)
    else:
        check_minimal(problem, found)
    size = f"with {len(found.support)} of {n} entries that are not 0"
    return [
        *["vacuous: 0 is the only minimiser, since it costs nothing, whatever A is"] * (nothing or not any(problem.y)),
        f"checked: this {claim['problem']} has one minimiser (T0.1-T0.4), {size}",
        told,
    ]


def read_witness(claim: dict[str, Any], body: dict[str, Any]) -> Witness:
    """T0.1: the vectors are those that this outcome and t^2 need, and what is not needed is null, [], 0 or 2."""
    one, penalised = claim["outcome"] == "one", claim["problem"] == "P3"
    support = [whole(j, "support") for j in items(claim["support"], "support")] if one else []
    keys = ("x", "root", "u", "push")
    vectors = {key: block(body[key], key, MAX_LONG) for key in keys if body[key] is not None}
    rows = [whole(i, "row") for i in items(body["rows"], "rows")]
    square, modulus = number(body["square"], "square", MAX_LONG), whole(body["modulus"], "modulus")
    unused = one or (claim["support"] is None and not rows and not square and modulus == 2)
    require("T0.1", unused, "support, rows, square and modulus are null, [], 0 and 2 if nothing is feasible")
    nothing = one and not penalised and not support
    require("T0.1", square >= 0 and not (square and nothing), "t^2 must be >= 0, and 0 if it is not needed")
    wanted = ["x"] * one + (["root"] if square else [] if nothing else ["u"])
    wanted += ["push"] if square and "push" in vectors else []
    require("T0.1", [*vectors] == wanted, f"the vectors of this witness are {', '.join(wanted)}")
    return Witness(support, vectors, square, rows, modulus)


def read_problem(claim: dict[str, Any], value: Any) -> Problem:
    """T0.1: the data have fitting lengths and no weights; what a problem does not have is 1 or 0."""
    data = read_regression(claim, value, "T0.1")
    require("T0.1", value["row_weights"] is None, "only a LASSO has row weights")
    lam, eta, penalised = number(claim["lambda"], "lambda"), number(claim["eta"], "eta"), claim["problem"] == "P3"
    fits = lam > 0 and eta == 0 if penalised else eta >= 0 and lam == 1
    require("T0.1", fits, "P1 needs eta >= 0 and lambda = 1, P3 lambda > 0 and eta = 0")
    (*columns, y), over = together([*data.columns, data.y], Work())
    return Problem(penalised, columns, y, over, lam, eta)


def bounded(problem: Problem, found: Witness) -> None:
    """Refuse what takes too long: products of A with vectors and the residual, squares, signs, the elimination."""
    m, n, square = len(problem.y), len(problem.columns), found.square
    short = bits_in([problem.over, *problem.y, *(v for column in problem.columns for v in column)])
    long = 2 * bits_in(v for values, over in found.vectors.values() for v in (over, *values))
    work = Work()
    work.add(4 * m * (n + 1), short, short + long)
    work.add(2 * m, short + long, short + long)
    work.add(8 * (n + 1), 2 * short + long, 2 * short + long)
    work.add(8 * (n + 1), 4 * short + 2 * long, bits_in(square.as_integer_ratio()))
    work.add(len(found.rows) ** 3, bits_in([found.modulus]))
    work.add(2 * len(found.rows) ** 2, short, short)


def check_empty(problem: Problem, u: Scaled) -> None:
    """T0.4: u is orthogonal to all columns, and <u, y> exceeds eta times its norm."""
    values, _ = u
    along = dot(values, problem.y)
    far = along * abs(along) > (problem.eta * problem.over) ** 2 * dot(values, values)
    far = far and not any(dot(values, column) for column in problem.columns)
    require("T0.4", far, "u does not show that no point is feasible")


def check_minimal(problem: Problem, found: Witness) -> None:
    """T0.2 to T0.4: the residual r + t v has the right length, fits all columns, and shows that x is the only one."""
    columns, square = problem.columns, found.square
    (a, moves), over = together([found.vectors["x"], found.vectors["root" if square else "u"]], Work())
    chosen = [columns[j] for j in found.support]
    rest = less([v * over for v in problem.y], chosen, a)
    along = less([0] * len(rest), chosen, moves) if square else [v * problem.over for v in moves]
    check_length(problem, dot(rest, rest), dot(along, along), (problem.over * over) ** 2, square)
    signs = [sign(v, w, square) for v, w in zip(a, moves if square else [0] * len(a))]
    require("T0.3", 0 not in signs, "a coefficient of the support is 0")
    one, free = problem.over**2 * over, dict[int, tuple[int, ...]]()
    known = dict(zip(found.support, signs))
    for j, column in enumerate(columns):
        p, q = dot(column, rest), dot(column, along)
        fits = j not in known or (p, q) == (0, known[j] * one)
        require("T0.3", fits, f"column {j} of the support does not fit the residual")
        above, below = sign(p, q - one, square), sign(-p, -q - one, square)
        require("T0.3", max(above, below) <= 0, f"column {j} is too large")
        if 0 in (above, below):
            free[j] = (0,) if j in known else (0, -1) if not above else (0, 1)
    check_pushed(problem, found, free)


def check_length(problem: Problem, still: int, moved: int, unit_of: int, square: Fraction) -> None:
    """T0.2: the residual is as long as eta (P1) or t/lambda (P3); t = 0 in P3 needs lambda ||v||_2 < 1, too."""
    length = still + square * moved
    if problem.penalised:
        fits = length * problem.lam**2 == square * unit_of
        fits = fits and bool(square or moved * problem.lam**2 < unit_of)
    else:
        fits = length == problem.eta**2 * unit_of
    require("T0.2", fits, "the residual is not as long as it must be")


def check_pushed(problem: Problem, found: Witness, free: dict[int, tuple[int, ...]]) -> None:
    """T0.4: a push has one of the signs stated for each column; A (P3: and y) is injective on those with the sign 0."""
    push = found.vectors["push"][0] if "push" in found.vectors else []
    more = [problem.y] if problem.penalised and found.square else []
    moves = {j: dot(push, problem.columns[j]) for j in free}
    held = all(sign(move, 0, found.square) in free[j] for j, move in moves.items())
    held = held and not any(dot(push, y) for y in more)
    require("T0.4", held, "the push does not push columns from their side, or moves the support")
    found.check_single([*(problem.columns[j] for j, move in moves.items() if not move), *more], len(problem.y))


def sign(p: int, q: int, square: Fraction) -> int:
    """Return the sign of p + q t, t the root of a rational; if that is 0, of all small t > 0."""
    first, second = (p > 0) - (p < 0), (q > 0) - (q < 0)
    if first * second >= 0:
        return first or second
    gap = p * p * square.denominator - q * q * square.numerator
    return first * ((gap > 0) - (gap < 0))


def less(start: list[int], columns: list[list[int]], x: list[int]) -> list[int]:
    """Return start - A x."""
    for column, weight in zip(columns, x):
        start = [v - weight * w for v, w in zip(start, column)]
    return start
