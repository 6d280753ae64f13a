"""Certificates of M: how far an answer is from the only minimiser, what more it costs, what it violates.

LP: min <c, z> s.t. Az = y, l <= z <= u.  P1: min ||z||_1 s.t. ||Az - y||_2 <= eta.  P2: min lambda ||z||_1 + ||Az -
y||_2^2.  P3: min lambda ||z||_1 + ||Az - y||_2.  Vectors are integers over one denominator, so that long numbers are
multiplied once and never reduced.  A pair [q, s] stands for q + sqrt(s).
"""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass
from fractions import Fraction
from operator import mul
from typing import Any

from .blocks import Scaled, scaled
from .minors import unit
from .reading import (
    MAX_LONG,
    MAX_WORK,
    Unsupported,
    digest,
    fields,
    items,
    number,
    numbers,
    require,
    states,
    told,
    whole,
    words_of,
)
from .vectors import ZERO, Vector, dot

CLAIM = ("answer", "data_sha256", "distance", "eta", "excess", "lambda", "problem", "violation")
DATA = ("cost", "lower", "matrix", "upper", "y")
WITNESS = (*DATA, "modulus", "push", "rows", "u", "x")
PENALISED = ("P2", "P3")
PROBLEMS = ("LP", "P1", *PENALISED)
Bounds = list[Fraction | None]
Pair = list[Fraction]


@dataclass(frozen=True)
class Problem:
    """The kind, lambda (1 unless P2, P3), eta (0 unless P1), the rows of A, y, and for an LP alone cost and bounds."""

    kind: str
    lam: Fraction
    eta: Fraction
    rows: list[Vector]
    y: Vector
    cost: Vector
    lower: Bounds
    upper: Bounds


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions in order; return what was checked."""
    claim, body = fields(claim, "claim", *CLAIM), fields(witness, "witness", *WITNESS)
    problem = read_problem(claim, body)
    x, u = numbers(body["x"], "x", MAX_LONG), numbers(body["u"], "u", MAX_LONG)
    answer, rows = numbers(claim["answer"], "answer", MAX_LONG), [whole(i, "row") for i in items(body["rows"], "rows")]
    push = None if body["push"] is None else numbers(body["push"], "push", MAX_LONG)
    require("M.1", any(problem.rows), "A must have a row and a column at least")
    require("M.1", equally_long(u, problem.y, problem.rows), "y and u must have an entry for each row of A")
    require("M.1", equally_long(x, answer, *problem.rows), "x and the answer must have an entry for each column of A")
    bounded(problem, [*x, *u, *answer, *(push or [])], len(rows))
    left = residual(problem, x)
    free = check_minimal(problem, x, u, left)
    check_single(problem, x, u, free, push, rows, whole(body["modulus"], "modulus"))
    distance = square([v - w for v, w in zip(answer, x)])
    require("M.7", number(claim["distance"], "distance", MAX_LONG) == distance, f"distance is {told(distance)}")
    rest = residual(problem, answer)
    excess, violation = difference(problem, x, answer, rest), violated(problem, answer, rest)
    for key, pair in (("excess", excess), ("violation", violation)):
        require("M.8", numbers(claim[key], key, MAX_LONG) == pair, f"{key} is {told(pair)}")
    place = f"is at squared distance {shown(distance)} from the minimiser" if distance else "is the minimiser"
    return [
        *(["vacuous: the minimiser, if admitted, is the only one whatever A is"] if whatever(problem, x) else []),
        f"checked: this {problem.kind}, all numbers of which are doubles (M.1), has one minimiser (M.2-M.6)",
        f"the answer {place} (M.7); its objective less the value is {both(excess)}, and its violation of the"
        f" constraints is {both(violation)} (M.8)",
        "not checked: who answered, and what was said of the answer; that is quoted",
    ]


def read_problem(claim: dict[str, Any], body: dict[str, Any]) -> Problem:
    """M.1: the data are doubles of fitting lengths, and what a problem does not have is 1, 0 or null."""
    kind = str(claim["problem"])
    require("M.1", claim["problem"] in PROBLEMS, f"the problems are {', '.join(PROBLEMS)}")
    states("M.1", claim, data_sha256=digest({key: body[key] for key in DATA}))
    rows, y = [numbers(row, "matrix") for row in items(body["matrix"], "matrix")], numbers(body["y"], "y")
    cost, lower, upper = Vector(), Bounds(), Bounds()
    if kind in ("P1", *PENALISED):
        none = [body[key] for key in ("cost", "lower", "upper")] == [None] * 3
        require("M.1", none, "only an LP has cost and bounds")
    else:
        cost, lower, upper = numbers(body["cost"], "cost"), bounds(body["lower"]), bounds(body["upper"])
        fits = equally_long(cost, lower, upper, *rows)
        require("M.1", fits, "cost and bounds must have an entry for each column of A")
    lam, eta = number(claim["lambda"], "lambda"), number(claim["eta"], "eta")
    require("M.1", lam > 0 and (lam == 1 or kind in PENALISED), "lambda must be > 0, and 1 if there is none")
    require("M.1", eta >= 0 and (not eta or kind == "P1"), "eta must be >= 0, and 0 if there is none")
    given = [lam, eta, *y, *cost, *(v for row in rows for v in row), *(v for v in [*lower, *upper] if v is not None)]
    require("M.1", all(map(is_double, given)), "all data must be doubles")
    return Problem(kind, lam, eta, rows, y, cost, lower, upper)


def bounds(value: Any) -> Bounds:
    """Read bounds; null is none."""
    return [None if entry is None else number(entry, "bound") for entry in items(value, "bounds")]


def equally_long(first: Sized, *others: Sized) -> bool:
    """Tell whether all have as many entries."""
    return all(len(other) == len(first) for other in others)


def is_double(value: Fraction) -> bool:
    """Tell whether a rational is a number of 53 bits in the range of doubles."""
    top, bottom = abs(value.numerator), value.denominator
    short = top <= (top & -top) * 2**53
    return short and not bottom & (bottom - 1) and bottom <= 2**1074 and top < 2**1024


def bounded(problem: Problem, vectors: Vector, minor: int) -> None:
    """Refuse what takes too long to multiply: A by the vectors, squares of these, and the elimination."""
    short = words_of([*problem.y, *problem.cost, *(v for row in problem.rows for v in row)])
    long, entries = words_of(vectors), sum(map(len, problem.rows))
    work = 4 * entries * (8 + short * long) + 9 * minor**3 + len(vectors) * (8 + long**2)
    if work > MAX_WORK:
        raise Unsupported(f"needs work {work}, more than {MAX_WORK}")


def inner(vector: Vector, other: Scaled, less: Fraction = ZERO) -> tuple[int, int]:
    """Return <vector, other> - less, as a numerator and a denominator > 0 that are not reduced."""
    (*short, last), below = scaled([*vector, less])
    return sum(map(mul, short, other[0])) - last * other[1], below * other[1]


def side(vector: Vector, other: Scaled, less: Fraction = ZERO) -> int:
    """Return the sign of <vector, other> - less."""
    top, _ = inner(vector, other, less)
    return (top > 0) - (top < 0)


def residual(problem: Problem, x: Vector) -> Vector:
    """Return y - Ax."""
    point = scaled(x)
    left = (inner(row, point, b) for row, b in zip(problem.rows, problem.y))
    return [Fraction(-top, below) for top, below in left]


def length(vector: Vector) -> Fraction:
    """Return the sum of absolute values."""
    values, below = scaled(vector)
    return Fraction(sum(map(abs, values)), below)


def square(vector: Vector) -> Fraction:
    """Return the squared Euclidean norm."""
    values, below = scaled(vector)
    return Fraction(sum(map(mul, values, values)), below**2)


def check_minimal(problem: Problem, x: Vector, u: Vector, left: Vector) -> list[int]:
    """M.2-M.4: x is feasible, u for the dual, and they fit together; return the columns that u leaves free."""
    require("M.2", not any(violated(problem, x, left)), "x is not feasible")
    dual, columns = scaled(u), [list(column) for column in zip(*problem.rows)]
    if problem.cost:
        ends = list(zip(problem.lower, problem.upper))
        slopes = [-side(column, dual, c) for column, c in zip(columns, problem.cost)]
        on = all((s <= 0 or v == low) and (s >= 0 or v == high) for s, v, (low, high) in zip(slopes, x, ends))
        require("M.4", on, "u does not fit x")
        return [j for j, (s, (low, high)) in enumerate(zip(slopes, ends)) if not s and (low is None or low != high)]
    above = [side(column, dual, problem.lam) for column in columns]
    below = [-side(column, dual, -problem.lam) for column in columns]
    require("M.3", max(*above, *below) <= 0, "u is not feasible: a column is too large")
    require("M.3", problem.kind != "P3" or square(u) < 1, "u is not shorter than 1")
    on = all((v <= 0 or not a) and (v >= 0 or not b) for v, a, b in zip(x, above, below))
    require("M.4", on, "u does not fit x")
    if problem.kind in PENALISED:
        fits = not any(left) if problem.kind == "P3" else u == [2 * v for v in left]
    else:
        along = dot(u, left)
        fits = along >= 0 and along**2 >= problem.eta**2 * square(u)
    require("M.4", fits, "u does not fit the residual")
    return [j for j, (a, b) in enumerate(zip(above, below)) if not a or not b]


def whatever(problem: Problem, x: Vector) -> bool:
    """Tell whether x is the only minimiser without the constraints, too, or costs nothing as 0."""
    ends = zip(x, problem.cost, problem.lower, problem.upper)
    if problem.cost:
        return all(v == low == high or v == (low if c > 0 else high if c else None) for v, c, low, high in ends)
    return not any(x) and (problem.kind not in PENALISED or not any(problem.y))


def check_single(
    problem: Problem, x: Vector, u: Vector, free: list[int], push: Vector | None, rows: list[int], modulus: int
) -> None:
    """M.5, M.6: A is injective on the columns that are free and not pushed: some minor is a unit modulo a number."""
    columns = {j: [row[j] for row in problem.rows] for j in free}
    if push is not None:
        require("M.5", not problem.cost, "an LP needs no push")
        require("M.5", equally_long(u, push), "the push must have an entry for each row")
        along, dual = scaled(push), scaled(u)
        moves = {j: side(column, along) for j, column in columns.items()}
        fits = all(not move if x[j] else move != side(columns[j], dual) for j, move in moves.items())
        require("M.5", fits, "the push does not push columns from their side, or moves the support")
        columns = {j: column for j, column in columns.items() if not moves[j]}
    fits = equally_long(rows, set(rows), columns) and all(i in range(len(u)) for i in rows) and modulus > 1
    require("M.5", fits, "there must be a row of its own for each free column, and a modulus larger than 1")
    table = [scaled([column[i] for i in rows])[0] for column in columns.values()]
    require("M.6", unit(table, modulus), "the minor of these rows and the free columns is no unit")


def difference(problem: Problem, x: Vector, answer: Vector, rest: Vector) -> Pair:
    """Return the objective at the answer less that at x, which for P3 has no residual."""
    if problem.cost:
        top, below = inner(problem.cost, scaled(x), dot(problem.cost, answer))
        return [Fraction(-top, below), ZERO]
    more = problem.lam * (length(answer) - length(x))
    if problem.kind == "P2":
        return [more + square(rest) - square(residual(problem, x)), ZERO]
    return [more, square(rest) if problem.kind == "P3" else ZERO]


def violated(problem: Problem, answer: Vector, rest: Vector) -> Pair:
    """Return the largest violation of a row or a bound, and for P1 with eta > 0 that of the norm."""
    if problem.kind in PENALISED:
        return [ZERO, ZERO]
    if problem.eta:
        norm = square(rest)
        return [-problem.eta, norm] if norm > problem.eta**2 else [ZERO, ZERO]
    worst = [*map(abs, rest)]
    worst += [low - v for v, low in zip(answer, problem.lower) if low is not None]
    worst += [v - high for v, high in zip(answer, problem.upper) if high is not None]
    return [max(worst), ZERO]


def both(pair: Pair) -> str:
    """Return a pair for the report."""
    return shown(pair[0]) + (f" + sqrt({shown(pair[1])})" if pair[1] else "")


def shown(value: Fraction) -> str:
    """Return a number for the report: itself if it is short, else rounded to three digits."""
    exact = told(value)
    if len(exact) < 24 and "(" not in exact:
        return exact
    power = (value.numerator.bit_length() - value.denominator.bit_length()) * 30103 // 100000
    digits = str(int(abs(value) * Fraction(10) ** (3 - power)))  # three at least: 30103/100000 is about log 2
    rounded = f"{digits[0]}.{digits[1:3]}*10^{power + len(digits) - 4}"
    return f"{'-' if value < 0 else ''}{rounded} (rounded toward 0)"
