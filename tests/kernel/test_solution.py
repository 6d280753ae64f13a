"""T0: problems with a planted minimiser have a certificate just if it is the only one, and what is accepted is true."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

import pytest
from flint import fmpq, fmpq_mat
from hypothesis import assume, given
from hypothesis import strategies as st

from constructions.certificates import canonical
from proofs_check import kernel
from tests.certificates.editing import edited
from tests.certificates.programs import LP, Bound
from tests.certificates.solutions import Lasso, solution
from tests.kernel.recompute import refuted, shows_nothing

pytestmark = pytest.mark.result("T0")
PRIME = 10_007
seeds = st.integers(0, 2**40)
Column = list[Fraction]


def content(certificate: Any) -> bytes:
    return canonical(certificate).encode()


def said(certificate: Any) -> str:
    """The condition that fails, or the verdict; what is accepted is looked at again by definition."""
    verdict = kernel.check_bytes(content(certificate))
    if verdict.verdict == "accepted":
        assert refuted(content(certificate), Random(1)) is None
        assert shows_nothing(content(certificate)) == verdict.report[0].startswith("vacuous: ")
    return verdict.condition or verdict.verdict


def rank(columns: list[Column]) -> int:
    entries = [fmpq(v.numerator, v.denominator) for column in columns for v in column]
    return int(fmpq_mat(len(columns), len(columns[0]), entries).rank()) if columns else 0


def choices(columns: list[Column], rows: list[int]) -> Iterator[list[int]]:
    """Rows that are as many as the columns."""
    yield from (list(some) for some in combinations(rows, len(columns)))


def drawn(random: Random, m: int, n: int) -> list[list[Fraction]]:
    return [[Fraction(random.randint(-2, 2)) for _ in range(n)] for _ in range(m)]


def planted(seed: int) -> tuple[LP, list[Fraction], list[Fraction], list[int]]:
    """A program with a minimiser that may be degenerate, a dual vector, and the columns with slope 0 that can move."""
    random = Random(seed)
    m, n = random.randint(1, 3), random.randint(1, 5)
    rows, x, u = drawn(random, m, n), drawn(random, 1, n)[0], drawn(random, 1, m)[0]
    lower: list[Bound] = []
    upper: list[Bound] = []
    slopes, free = [], []
    for j, v in enumerate(x):
        kind = random.choice(["low", "high", "low", "high", "between", "free", "fixed"])
        lower.append({"low": v, "high": random.choice([None, v - 1]), "between": v - 1, "free": None, "fixed": v}[kind])
        upper.append({"low": random.choice([None, v + 1]), "high": v, "between": v + 1, "free": None, "fixed": v}[kind])
        sign = {"low": 1, "high": -1, "fixed": random.choice([-1, 1])}.get(kind, 0)
        slopes.append(sign * Fraction(random.choice([0, 1, 2])))
        free += [j] if not slopes[j] and kind != "fixed" else []
    cost = [sum((row[j] * v for row, v in zip(rows, u, strict=True)), slopes[j]) for j in range(n)]
    right = [sum((v * w for v, w in zip(row, x, strict=True)), Fraction(0)) for row in rows]
    return LP(rows, right, cost, lower, upper), x, u, free


@given(seeds)
def test_a_program_has_a_certificate_just_if_the_columns_that_may_move_are_independent(seed: int) -> None:
    lp, x, u, free = planted(seed)
    support = [j for j, v in enumerate(x) if v not in (lp.lower[j], lp.upper[j])]
    columns = [[row[j] for row in lp.matrix] for j in free]
    found = {
        said(solution(lp, "one", x, u, support=support, rows=rows, modulus=PRIME))
        for rows in choices(columns, list(range(len(lp.rows))))
    }
    assert ("accepted" in found) == (rank(columns) == len(columns))
    assert found <= {"accepted", "T0.4"}


@given(seeds)
def test_a_second_minimiser_is_one_on_the_columns_that_may_move(seed: int) -> None:
    lp, x, u, free = planted(seed)
    columns = [[row[j] for row in lp.matrix] for j in free]
    assume(rank(columns) < len(columns))
    random = Random(seed)
    entries = [fmpq(int(column[i])) for i in range(len(lp.rows)) for column in columns]
    way = fmpq_mat(len(lp.rows), len(columns), entries)
    kernel_of, nullity = nullspace(way)
    assert nullity
    step = Fraction(random.choice([-1, 1]), 10**6)
    other = list(x)
    for j, d in zip(free, kernel_of, strict=True):
        other[j] += step * d
    ends = zip(other, lp.lower, lp.upper, strict=True)
    inside = all((low is None or Fraction(low) <= v) and (high is None or v <= Fraction(high)) for v, low, high in ends)
    assert said(solution(lp, "several", x, u, other)) == ("accepted" if inside else "T0.4")
    assert said(solution(lp, "several", x, u, x)) == "T0.4"


def nullspace(matrix: fmpq_mat) -> tuple[list[Fraction], int]:
    """A vector of the kernel, and its dimension."""
    table, rank_of = matrix.rref()
    n = matrix.ncols()
    pivots = [next(j for j in range(n) if table[i, j] != 0) for i in range(rank_of)]
    chosen = next(j for j in range(n) if j not in pivots)
    found = [Fraction(0)] * n
    found[chosen] = Fraction(1)
    for i, j in enumerate(pivots):
        v = -table[i, chosen]
        found[j] = Fraction(int(v.p), int(v.q))
    return found, n - rank_of


@given(seeds)
def test_a_program_is_infeasible_or_not_as_farkas_says(seed: int) -> None:
    """Bounds of a planted point are moved past it, along the combination of rows that shows it."""
    lp, x, u, _ = planted(seed)
    slopes = [sum((row[j] * v for row, v in zip(lp.matrix, u, strict=True)), Fraction(0)) for j in range(len(x))]
    upper = [v if s > 0 else high for v, s, high in zip(x, slopes, lp.upper, strict=True)]
    lower = [v if s < 0 else low for v, s, low in zip(x, slopes, lp.lower, strict=True)]
    assume(any(u))
    row = next(i for i, v in enumerate(u) if v)
    for by, expected in ((0, "T0.4"), (Fraction(1, 2**60), "accepted"), (-Fraction(1, 2**60), "T0.4")):
        right = [Fraction(b) + (i == row) * (1 if u[row] > 0 else -1) * by for i, b in enumerate(lp.right)]
        moved = LP(lp.rows, right, lp.cost, lower, upper)
        assert said(solution(moved, "infeasible", u=u)) == expected


@given(seeds)
def test_a_ray_makes_a_program_unbounded_just_if_it_stays_and_costs_less(seed: int) -> None:
    lp, x, _, _ = planted(seed)
    random = Random(seed)
    ray = [Fraction(random.randint(-2, 2)) for _ in x]
    rows = [list(row) for row in lp.matrix]
    place = next((j for j, d in enumerate(ray) if d), None)
    assume(place is not None)
    assert place is not None
    for row in rows:  # so that A d = 0
        row[place] -= sum((v * d for v, d in zip(row, ray, strict=True)), Fraction(0)) / ray[place]
    right = [sum((v * w for v, w in zip(row, x, strict=True)), Fraction(0)) for row in rows]
    moved = LP(rows, right, lp.cost, lp.lower, lp.upper)
    falls = sum((Fraction(c) * d for c, d in zip(lp.cost, ray, strict=True)), Fraction(0)) < 0
    ends = zip(ray, lp.lower, lp.upper, strict=True)
    stays = all((d >= 0 or low is None) and (d <= 0 or high is None) for d, low, high in ends)
    assert said(solution(moved, "unbounded", x, other=ray)) == ("accepted" if falls and stays else "T0.4")


def planted_lasso(seed: int) -> tuple[Lasso, list[Fraction], list[int], dict[int, Column], list[int]]:
    """A problem of the class with a minimiser, its support, the columns that may move, and the rows with a weight."""
    random = Random(seed)
    m, n = random.randint(1, 3), random.randint(1, 4)
    columns, r = drawn(random, n, m), [Fraction(random.randint(-3, 3)) for _ in range(m)]
    x = [Fraction(random.choice([0, 0, 1, -2, 3])) for _ in range(n)]
    weights = [Fraction(random.choice([0, 1, 1, 2]), random.choice([1, 3])) for _ in range(m)]
    thresholds, ridge, found = [], [], dict[int, Column]()
    for j in range(n):
        plain = sum((a * v * w for a, v, w in zip(columns[j], r, weights, strict=True)), Fraction(0))
        if x[j] and plain * x[j] < 0:
            columns[j], plain = [-v for v in columns[j]], -plain
        mu = random.choice([Fraction(0), Fraction(0), Fraction(1, 5)])
        mu = mu if plain * x[j] >= mu * x[j] * x[j] else Fraction(0)
        c = abs(plain - mu * x[j])
        thresholds.append(c if x[j] else c + random.choice([0, 0, 1]))
        ridge.append(mu)
        if c == thresholds[j] and not mu:
            found[j] = columns[j]
    rows = [list(row) for row in zip(*columns, strict=True)]
    y = [sum((v * w for v, w in zip(row, x, strict=True)), e) for row, e in zip(rows, r, strict=True)]
    kept = [i for i, w in enumerate(weights) if w]
    return Lasso(rows, y, thresholds, ridge, weights), x, [j for j, v in enumerate(x) if v], found, kept


@given(seeds)
def test_a_lasso_has_a_certificate_if_the_columns_that_may_move_are_independent(seed: int) -> None:
    lasso, x, support, free, kept = planted_lasso(seed)
    columns = [[column[i] for i in kept] for column in free.values()]
    found = {
        said(solution(lasso, "one", x, support=support, rows=rows, modulus=PRIME)) for rows in choices(columns, kept)
    }
    assert ("accepted" in found) == ((rank(columns) if kept else 0) == len(columns))
    assert found <= {"accepted", "T0.4"}


@given(seeds)
def test_a_push_removes_columns_from_their_side_only(seed: int) -> None:
    """Whatever the push and the rows: what is accepted is the only minimiser, by definition (in `said`)."""
    lasso, x, support, free, kept = planted_lasso(seed)
    random = Random(seed)
    for _ in range(6):
        push = [random.randint(-2, 2) for _ in lasso.y]
        masked = [v * (i in kept) for i, v in enumerate(push)]
        moved = [j for j, column in free.items() if sum(v * w for v, w in zip(column, masked, strict=True))]
        rest = len(free) - len(moved)
        for rows in choices([[Fraction(0)]] * rest, kept):
            assert said(solution(lasso, "one", x, support=support, rows=rows, modulus=PRIME, push=push)) in (
                "accepted", "T0.4",
            )  # fmt: skip


@given(seeds)
def test_a_lasso_has_a_second_minimiser_along_dependent_columns_while_the_signs_stay(seed: int) -> None:
    lasso, x, _, free, kept = planted_lasso(seed)
    moving = [j for j in free if x[j] or not lasso.thresholds[j]]
    columns = [[free[j][i] for i in kept] for j in moving]
    assume(moving and (rank(columns) if kept else 0) < len(columns))
    entries = [fmpq(int(column[i])) for i in range(len(kept)) for column in columns]
    way = nullspace(fmpq_mat(len(kept), len(columns), entries))[0] if kept else [Fraction(1)] * len(columns)
    other = list(x)
    for j, d in zip(moving, way, strict=True):
        other[j] += d / 10**6
    certificate = solution(lasso, "several", x, other=other)
    assert said(certificate) == "accepted"
    assert said(edited(certificate, "witness.other", certificate["witness"]["x"])) == "T0.4"


@given(seeds, st.sampled_from([Fraction(1, 2**90), -Fraction(1, 2**90)]))
def test_a_hair_off_the_minimiser_is_none(seed: int, hair: Fraction) -> None:
    lasso, x, support, _, kept = planted_lasso(seed)
    assume(support and kept)
    j = support[0]
    assume(lasso.ridge is not None and (any(lasso.rows[i][j] for i in kept) or lasso.ridge[j]))
    off = [v + hair * (i == j) for i, v in enumerate(x)]
    assert said(solution(lasso, "one", off, support=support)) == "T0.3"
