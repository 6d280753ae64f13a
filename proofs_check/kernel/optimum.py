"""Certificates of C0, C1 and D: minimisers shown by duality, and close inputs whose minimisers lie far apart.

P1: min ||z||_1 s.t. ||Az - y||_2 <= eta.  P2: min lambda ||z||_1 + ||Az - y||_2^2.  P3: min lambda ||z||_1 + ||Az -
y||_2.  LP: min <1, z> s.t. Az = y, z >= 0.  Norms are compared by their squares.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .reading import Malformed, digest, fields, items, number, numbers, require, states, told, whole, words_of
from .vectors import ONE, ZERO, Vector, bounded, dot

SEPARATION = ("accuracy", "data_sha256", "distance", "eta", "lambda", "level", "norm", "problem", "ratio")
RESULT = {"C0": ("P1", "P2", "P3"), "C1": ("P1", "P2", "P3"), "D": ("LP",)}


@dataclass(frozen=True)
class Problem:
    """The kind, lambda (1 for P1 and LP) and eta (0 unless P1)."""

    kind: str
    lam: Fraction
    eta: Fraction


@dataclass(frozen=True)
class Solved:
    """An input (rows of A, y), its minimiser x, a dual vector u, perhaps a left inverse of A on the support of x."""

    rows: list[Vector]
    y: Vector
    x: Vector
    u: Vector
    inverse: list[Vector] | None


def check_minimiser(claim: Any, witness: Any, result: str) -> list[str]:
    """Check that x minimises, and that nothing else does if the claim says so; return what was checked."""
    claim = fields(claim, "claim", "data_sha256", "eta", "lambda", "problem", "unique", "x")
    body = fields(witness, "witness", "left_inverse", "matrix", "u", "y")
    problem = read_problem(claim, result)
    solved = read_solved(body, claim["x"])
    states("MN.1", claim, data_sha256=digest({"matrix": body["matrix"], "y": body["y"]}))
    states("MN.1", claim, unique=solved.inverse is not None)
    check_optimal(problem, solved)
    rest = "the only minimiser (MN.5, MN.6)" if claim["unique"] else "a minimiser"
    free = not any(solved.x) and (problem.kind == "P1" or not any(solved.y))
    return [
        *(["vacuous: x is 0 and costs nothing, so nothing costs less, whatever A is"] if free else []),
        f"checked: x is {rest} of {problem.kind} for the named A and y: a dual vector has its value (MN.2-MN.4)",
        f"not checked: that A and y are of the family of {result}; nothing is said of other data",
    ]


def check_separation(claim: Any, witness: Any, result: str) -> list[str]:
    """Check that two inputs within 2**-level have single minimisers, more than twice the accuracy apart; say so."""
    claim = fields(claim, "claim", *SEPARATION)
    problem, level, norm = read_problem(claim, result), whole(claim["level"], "level"), claim["norm"]
    if norm not in ("1", "2", "inf"):
        raise Malformed("the norm is 1, 2 or inf")
    pair = [fields(body, "input", "left_inverse", "matrix", "u", "x", "y") for body in items(witness, "witness")]
    states("SP.1", claim, data_sha256=digest(witness))
    require("SP.1", len(pair) == 2, "there must be two inputs")
    one, two = (read_solved(body, body["x"]) for body in pair)
    same = [len(row) for row in one.rows] == [len(row) for row in two.rows]
    require("SP.1", same, "the inputs must have the same number of evaluations")
    require("SP.1", one.inverse is not None and two.inverse is not None, "both minimisers must be the only ones")
    for solved in (one, two):
        check_optimal(problem, solved)
    gap = max(abs(v - w) for rows in zip([*one.rows, one.y], [*two.rows, two.y]) for v, w in zip(*rows))
    require("SP.2", 0 <= level <= 10_000 and gap * 2**level <= 1, f"the inputs differ by {told(gap)} > 2**-level")
    off = [abs(v - w) for v, w in zip(one.x, two.x)]
    exact = max(off) if norm == "inf" else sum(off, ZERO) if norm == "1" else dot(off, off)
    require("SP.3", exact > 0, "the minimisers are the same")
    states("SP.3", claim, distance=exact)
    accuracy, power = number(claim["accuracy"], "accuracy"), 2 if norm == "2" else 1
    require(
        "SP.4", accuracy * 2**level > 1, "the inputs must agree more closely than the accuracy: 2**-level < accuracy"
    )
    require("SP.4", (2 * accuracy) ** power < exact, "twice the accuracy must be less than the distance")
    states("SP.5", claim, ratio=exact / gap**power)
    what, data = ("squared distance", "the square of ") if norm == "2" else ("distance", "")
    return [
        f"checked: two inputs of {problem.kind}, all evaluations of which differ by at most 2^-{level} (SP.2), have one"
        f" minimiser each (MN.2-MN.6), at {what} {told(exact)} in l^{norm} (SP.3),"
        f" which is {told(exact / gap**power)} times {data}the largest difference of the evaluations (SP.5)",
        f"so readings up to level {level} may agree on both, and no answer is within {told(accuracy)} of both (SP.4)",
        f"not checked: that the inputs are of the family of {result}, for which its proof says that it is so at every"
        " level; this is one pair of inputs",
    ]


def read_problem(claim: dict[str, Any], result: str) -> Problem:
    """MN.1: the problem is one of the result's, lambda > 0 and eta >= 0, and what it does not have is 1 and 0."""
    kind = claim["problem"]
    problem = Problem(str(kind), number(claim["lambda"], "lambda"), number(claim["eta"], "eta"))
    require("MN.1", kind in RESULT[result], f"the problems of {result} are {', '.join(RESULT[result])}")
    given = problem.lam > 0 and (problem.lam == 1 or kind in ("P2", "P3"))
    require("MN.1", given, "lambda must be > 0, and 1 if there is none")
    require("MN.1", problem.eta >= 0 and (problem.eta == 0 or kind == "P1"), "eta must be >= 0, and 0 if there is none")
    return problem


def read_solved(body: dict[str, Any], x: Any) -> Solved:
    """MN.1: A has at least one row and column, and x, y, u and the left inverse have the lengths that belong to it."""
    rows = [numbers(row, "matrix") for row in items(body["matrix"], "matrix")]
    inverse = body["left_inverse"]
    if inverse is not None:
        inverse = [numbers(row, "left_inverse") for row in items(inverse, "left_inverse")]
    solved = Solved(rows, numbers(body["y"], "y"), numbers(x, "x"), numbers(body["u"], "u"), inverse)
    require("MN.1", len(solved.y) == len(solved.u) == len(rows) > 0, "A must have as many rows as y and u have entries")
    fits = len(solved.x) > 0 and all(len(row) == len(solved.x) for row in rows)
    require("MN.1", fits, "A must have as many columns as x has entries")
    support = sum(v != 0 for v in solved.x)
    shape = solved.inverse is None or [len(row) for row in solved.inverse] == [len(rows)] * support
    require("MN.1", shape, "the left inverse must have a row for each entry of the support of x")
    vectors = [*rows, *(solved.inverse or []), solved.x, solved.y, solved.u]
    words = words_of([v for vector in vectors for v in vector])
    bounded(len(rows) * (len(solved.x) + support**2) * words)
    return solved


def check_optimal(problem: Problem, solved: Solved) -> None:
    """MN.2-MN.6: u is feasible for the dual, x for the problem, their values agree; then what makes x the only one."""
    x, u, kind = solved.x, solved.u, problem.kind
    columns = [list(column) for column in zip(*solved.rows)]
    correlations = [dot(column, u) for column in columns]
    sizes = correlations if kind == "LP" else list(map(abs, correlations))
    length = dot(u, u)
    require("MN.2", all(c <= problem.lam for c in sizes), "u is not feasible: a column is too large")
    require("MN.2", kind != "P3" or length <= 1, "u is not feasible: it is longer than 1")
    residual = [b - dot(row, x) for row, b in zip(solved.rows, solved.y)]
    square = dot(residual, residual)
    feasible = {"P1": square <= problem.eta**2, "LP": square == 0 and min(x) >= 0}.get(kind, True)
    require("MN.3", feasible, "x is not feasible")
    surplus = dot(u, solved.y) - problem.lam * sum(map(abs, x), ZERO)  # what is left for the residual
    least = {"P1": problem.eta**2 * length, "P2": (square + length / 4) ** 2, "P3": square, "LP": ZERO}[kind]
    require("MN.4", surplus >= 0 and surplus**2 >= least, "the value of x is larger than that of u")
    if solved.inverse is not None:
        support = [j for j, v in enumerate(x) if v]
        strict = all(c < problem.lam for v, c in zip(x, sizes) if not v) and (kind != "P3" or length < 1)
        require("MN.5", strict, "a column off the support is as large as one on it, or u has length 1")
        product = [[dot(row, columns[j]) for j in support] for row in solved.inverse]
        identity = [[ONE if i == j else ZERO for j in support] for i in support]
        require("MN.6", product == identity, "the left inverse is none, on the support of x")
