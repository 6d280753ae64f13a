"""Minimisers of the LASSO class by going through all supports with signs, in Fractions; random problems."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product

from constructions.trust.regressions import Regression

Q = Fraction
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "dev")


def gauss(rows: list[list[Fraction]]) -> list[Fraction] | None:
    """The solution of a square system, augmented; None if it is singular."""
    rows = [list(row) for row in rows]
    size = len(rows)
    for j in range(size):
        pivot = next((i for i in range(j, size) if rows[i][j]), None)
        if pivot is None:
            return None
        rows[j], rows[pivot] = rows[pivot], rows[j]
        rows[j] = [v / rows[j][j] for v in rows[j]]
        for i in range(size):
            if i != j and rows[i][j]:
                rows[i] = [a - rows[i][j] * b for a, b in zip(rows[i], rows[j], strict=True)]
    return [row[-1] for row in rows]


def slopes(problem: Regression, x: Sequence[Fraction]) -> list[Fraction]:
    """The c_j, by definition."""
    columns, rest = [c.fractions for c in problem.columns], list(problem.y.fractions)
    for column, v in zip(columns, x, strict=True):
        rest = [r - v * a for r, a in zip(rest, column, strict=True)]
    weights = problem.row_weights.fractions if problem.row_weights else (Q(1),) * problem.rows
    inner = [sum((w * a * r for w, a, r in zip(weights, c, rest, strict=True)), Q(0)) for c in columns]
    return [c - mu * v for c, mu, v in zip(inner, problem.ridge, x, strict=True)]


def optimal(problem: Regression, x: Sequence[Fraction]) -> bool:
    """Whether 0 is a subgradient at x."""
    found = zip(slopes(problem, x), problem.thresholds, x, strict=True)
    return all(abs(c) <= t and (not v or c == (t if v > 0 else -t)) for c, t, v in found)


def minimisers(problem: Regression) -> set[tuple[Fraction, ...]] | None:
    """All minimisers at whose support A (with the ridge) is injective; None if columns without a threshold depend."""
    size, columns = problem.size, [c.fractions for c in problem.columns]
    weights = problem.row_weights.fractions if problem.row_weights else (Q(1),) * problem.rows

    def inner(u: Sequence[Fraction], v: Sequence[Fraction]) -> Fraction:
        return sum((w * a * b for w, a, b in zip(weights, u, v, strict=True)), Q(0))

    gram = [
        [inner(u, v) + (problem.ridge[i] if i == j else 0) for j, v in enumerate(columns)]
        for i, u in enumerate(columns)
    ]
    right = [inner(u, problem.y.fractions) for u in columns]
    free = [j for j in range(size) if not problem.thresholds[j]]
    if free and gauss([[*(gram[i][j] for j in free), Q(0)] for i in free]) is None:
        return None
    rest = [j for j in range(size) if j not in free]
    found = set()
    for count in range(len(rest) + 1):
        for chosen in combinations(rest, count):
            for signs in product((1, -1), repeat=count):
                sign = dict(zip(chosen, signs, strict=True))
                places = [*free, *chosen]
                system = [
                    [*(gram[i][j] for j in places), right[i] - sign.get(i, 0) * problem.thresholds[i]] for i in places
                ]
                solved = gauss(system)
                if solved is None:
                    break
                x = [Q(0)] * size
                for j, v in zip(places, solved, strict=True):
                    x[j] = v
                if all(x[j] * s > 0 for j, s in sign.items()) and optimal(problem, x):
                    found.add(tuple(x))
    return found


def random_problem(draw: random.Random, columns: int = 5) -> Regression:
    """Small integers, with columns that are equal, opposite or nearly so, ties, an intercept, a ridge and weights."""
    m, n = draw.randint(1, 5), draw.randint(1, columns)
    matrix = [[Q(draw.randint(-4, 4)) for _ in range(n)] for _ in range(m)]
    for j in range(1, n):
        if draw.random() < 0.4:
            i, sign = draw.randrange(j), draw.choice((1, -1))
            shift = draw.choice((Q(0), Q(0), Q(1, 2**40), Q(1, 10**6)))
            for row in matrix:
                row[j] = sign * row[i] + shift * draw.randint(-1, 1)
    y = [draw.randint(-5, 5) for _ in range(m)]
    thresholds = [Q(draw.randint(1, 12), draw.choice((1, 2, 3))) for _ in range(n)]
    if draw.random() < 0.3:
        thresholds = [Q(draw.randint(1, 5))] * n
    if draw.random() < 0.4:
        matrix = [[*row, Q(1)] for row in matrix]
        thresholds.append(Q(0))
    if draw.random() < 0.1:
        thresholds[0] = Q(0)
    size = len(thresholds)
    ridge = [Q(draw.randint(0, 2), 2) for _ in range(size)] if draw.random() < 0.3 else [Q(0)] * size
    weights = None
    if draw.random() < 0.3:
        weights = [Q(draw.randint(0, 3), draw.choice((1, 2))) for _ in range(m)]
        weights[0] = weights[0] or Q(1)
    return Regression.of(matrix, y, thresholds, ridge, weights)
