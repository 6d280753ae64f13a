"""Random linear programs and what is exactly so of them, by proofs in Fractions and by going through all bases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st

from constructions.blocks import Block
from constructions.trust.programs import Column, Program, Within

Q = Fraction
SMALL = st.integers(-3, 3).map(Q)
NEAR = st.sampled_from([Q(1), Q(2), Q(1) + Q(1, 2**40), Q(2) - Q(1, 2**40), Q(1, 3), Q(-1), Q(0)])
HUGE = Q(2**400)
"""More than any entry of a vertex of the programs drawn here, by Cramer's rule."""


@st.composite
def bounds(draw: Any) -> tuple[Fraction | None, Fraction | None]:
    """A pair of bounds: none, one, two, or two equal ones."""
    low, width = draw(st.one_of(st.none(), SMALL)), draw(st.one_of(st.none(), st.integers(0, 3).map(Q)))
    if low is None:
        return None, draw(st.one_of(st.none(), SMALL))
    return low, None if width is None else low + width


@st.composite
def programs(draw: Any, entries: Any = SMALL, sizes: tuple[int, int] = (3, 5)) -> Program:
    """A program of a few rows and columns; half of them have a feasible point, so that many are degenerate."""
    m, n = draw(st.integers(1, sizes[0])), draw(st.integers(1, sizes[1]))
    matrix = [[draw(entries) for _ in range(n)] for _ in range(m)]
    pairs = [draw(bounds()) if draw(st.booleans()) else (Q(0), None) for _ in range(n)]
    right = [draw(SMALL) for _ in range(m)]
    if draw(st.booleans()):
        point = [low if low is not None else high if high is not None else draw(SMALL) for low, high in pairs]
        point = [v + draw(st.integers(0, 2)) if high is None else v for v, (_, high) in zip(point, pairs, strict=True)]
        right = [sum((a * v for a, v in zip(row, point, strict=True)), Q(0)) for row in matrix]
    cost = [draw(SMALL) for _ in range(n)]
    return Program.of(cost, matrix, right, [low for low, _ in pairs], ["inf" if h is None else h for _, h in pairs])


POSITIVE = st.sampled_from([Q(1), Q(2), Q(1, 3), Q(1, 50), Q(1, 2**40), Q(7, 2)])


@st.composite
def strict_programs(draw: Any) -> Program:
    """A program whose only minimiser is strictly between its bounds in as many columns as there are rows."""
    m = draw(st.integers(1, 3))
    n = m + draw(st.integers(0, 3))
    matrix = [[draw(SMALL) for _ in range(n)] for _ in range(m)]
    inner = draw(st.permutations(range(n)))[:m]
    for i, j in enumerate(inner):
        matrix[i][j] += 9  # dominates its row, so that these columns are independent
    u, x, cost, pairs = [draw(SMALL) for _ in range(m)], [], [], []
    for j in range(n):
        at, side, far = draw(SMALL), draw(st.sampled_from([1, -1])), draw(st.one_of(st.none(), POSITIVE))
        near = None if j in inner and draw(st.booleans()) else at - side * draw(POSITIVE) if j in inner else at
        ends = (near, None if far is None else at + side * far)
        pairs.append(ends if side == 1 else ends[::-1])
        x.append(at)
        slope = sum((row[j] * v for row, v in zip(matrix, u, strict=True)), Q(0))
        cost.append(slope if j in inner else slope + side * draw(POSITIVE))
    right = [sum((a * v for a, v in zip(row, x, strict=True)), Q(0)) for row in matrix]
    return Program.of(cost, matrix, right, [low for low, _ in pairs], [high for _, high in pairs])


def ends(program: Program) -> list[tuple[Fraction | None, Fraction | None]]:
    return list(zip(program.lower, program.upper, strict=True))


def times(program: Program, x: Sequence[Fraction]) -> list[Fraction]:
    """A x."""
    found = [Q(0)] * program.rows
    for column, v in zip(program.columns, x, strict=True):
        for i, a in column.items:
            found[i] += a * v
    return found


def slopes(program: Program, u: Sequence[Fraction]) -> list[Fraction]:
    """A^T u."""
    return [sum((a * u[i] for i, a in column.items), Q(0)) for column in program.columns]


def cost(program: Program, x: Sequence[Fraction]) -> Fraction:
    return sum((c * v for c, v in zip(program.cost.fractions, x, strict=True)), Q(0))


def feasible(program: Program, x: Sequence[Fraction]) -> bool:
    inside = all(
        (low is None or low <= v) and (high is None or v <= high)
        for v, (low, high) in zip(x, ends(program), strict=True)
    )
    return inside and times(program, x) == list(program.right.fractions)


def optimal(program: Program, x: Sequence[Fraction], u: Sequence[Fraction]) -> bool:
    """Whether x is feasible, and u shows that it is a minimiser."""
    z = [c - s for c, s in zip(program.cost.fractions, slopes(program, u), strict=True)]
    return feasible(program, x) and all(
        (d <= 0 or v == low) and (d >= 0 or v == high) for v, d, (low, high) in zip(x, z, ends(program), strict=True)
    )


def solved(columns: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction] | None:
    """Gauss: the weights of independent columns that make the right side; None if they depend or there are none."""
    rows = [[*(c[i] for c in columns), right[i]] for i in range(len(right))]
    for j in range(len(columns)):
        pivot = next((i for i in range(j, len(rows)) if rows[i][j]), None)
        if pivot is None:
            return None
        rows[j], rows[pivot] = rows[pivot], rows[j]
        rows[j] = [v / rows[j][j] for v in rows[j]]
        for i, row in enumerate(rows):
            if i != j and row[j]:
                rows[i] = [a - row[j] * b for a, b in zip(row, rows[j], strict=True)]
    return None if any(row[-1] for row in rows[len(columns) :]) else [row[-1] for row in rows[: len(columns)]]


def dense_columns(program: Program) -> list[list[Fraction]]:
    found = [[Q(0)] * program.rows for _ in program.columns]
    for whole, column in zip(found, program.columns, strict=True):
        for i, a in column.items:
            whole[i] = a
    return found


def corners(program: Program, huge: Fraction) -> Iterator[tuple[Fraction, ...]]:
    """All vertices, with +-huge for infinite bounds."""
    columns, n = dense_columns(program), program.size
    finite = [(-huge if low is None else low, huge if high is None else high) for low, high in ends(program)]
    for size in range(min(n, program.rows) + 1):
        for inner in combinations(range(n), size):
            for choice in product(*({*finite[j]} for j in range(n) if j not in inner)):
                x = [Q(0)] * n
                for j, v in zip((j for j in range(n) if j not in inner), choice, strict=True):
                    x[j] = v
                rest = [b - a for b, a in zip(program.right.fractions, times(program, x), strict=True)]
                weights = solved([columns[j] for j in inner], rest)
                for j, v in zip(inner, weights or [], strict=True) if weights is not None else ():
                    x[j] = v
                if weights is not None and all(a <= v <= b for v, (a, b) in zip(x, finite, strict=True)):
                    yield tuple(x)


def outcome(program: Program, huge: Fraction = HUGE) -> tuple[str, tuple[Fraction, ...] | None]:
    """What is so of a program, and its only minimiser, by all vertices of it in a box that none of its own leaves.

    A minimiser at the side of the box is one of many, if its cost does not change with the box.
    """
    found = {huge: _best(program, huge), 2 * huge: _best(program, 2 * huge)}
    (least, points), (other, _) = found[huge], found[2 * huge]
    if least is None:
        return "infeasible", None
    if least != other:
        return "unbounded", None
    return ("one", points.pop()) if len(points) == 1 else ("several", None)


def _best(program: Program, huge: Fraction) -> tuple[Fraction | None, set[tuple[Fraction, ...]]]:
    points = set(corners(program, huge))
    least = min((cost(program, x) for x in points), default=None)
    return least, {x for x in points if cost(program, x) == least}


Share = Callable[[str, int, int], Fraction]
"""The share of its radius by which an entry moves: of A at a column and the place in it, of b, of c at a column."""


def placed(program: Program, within: Within, share: Share) -> Program:
    """The program with every entry moved."""
    exact = program.exact | within.exact

    def moved(part: str, j: int, values: tuple[Fraction, ...]) -> list[Fraction]:
        return [
            v + share(part, j, i) * (within.relative * abs(v) + within.absolute) * (v != 0)
            for i, v in enumerate(values)
        ]

    columns = tuple(
        c if j in exact else Column.of(dict(zip(c.rows, moved("A", j, c.entries.fractions), strict=True)))
        for j, c in enumerate(program.columns)
    )
    charge = [c if j in exact else moved("c", j, (c,))[0] for j, c in enumerate(program.cost.fractions)]
    right = Block.of(moved("b", 0, program.right.fractions))
    return replace(program, columns=columns, right=right, cost=Block.of(charge))
