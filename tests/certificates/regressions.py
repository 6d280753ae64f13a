"""Certificates of T1 and T3 for small regressions, which are solved by trying every support with all signs.

x, inverse and combinations are exact unless a case says otherwise, so that widths can be chosen for which a condition
holds with equality, or by a hair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations, product
from typing import Any

from constructions.blocks import Block
from constructions.certificates import envelope, sha256
from tests.certificates.editing import Certificate
from theory.exact import rational, write_rational

ZERO, ONE = Fraction(0), Fraction(1)
HAIR = Fraction(1, 2**80)
Vector = tuple[Fraction, ...]
Rows = Sequence[Sequence[Any]]


def vector(values: Sequence[Any]) -> Vector:
    return tuple(map(rational, values))


def total(values: Any) -> Fraction:
    return sum(values, ZERO)


@dataclass(frozen=True)
class Case:
    """A regression, its columns, and radii; `of` fills in what is left out."""

    columns: tuple[Vector, ...]
    y: Vector
    thresholds: Vector
    ridge: Vector
    weights: Vector | None = None
    radii: Vector = ()
    right: Fraction = ZERO
    play: Vector = ()

    @classmethod
    def of(
        cls, rows: Rows, y: Sequence[Any], thresholds: Any, ridge: Any = 0, weights: Sequence[Any] | None = None,
        *, radii: Any = 0, right: Any = 0, play: Any = 0,
    ) -> Case:  # fmt: skip
        columns = tuple(map(vector, zip(*rows, strict=True)))
        many = [v if isinstance(v, list) else [v] * len(columns) for v in (thresholds, ridge, radii, play)]
        one, two, three, four = map(vector, many)
        heavy = None if weights is None else vector(weights)
        return cls(columns, vector(y), one, two, heavy, three, rational(right), four)

    def within(self, radii: Any = 0, right: Any = 0, play: Any = 0) -> Case:
        """The same with other radii."""
        many = [v if isinstance(v, list) else [v] * len(self.columns) for v in (radii, play)]
        return replace(self, radii=vector(many[0]), right=rational(right), play=vector(many[1]))

    def inner(self, u: Vector, v: Vector) -> Fraction:
        return total(w * a * b for w, a, b in zip(self.weights or (ONE,) * len(u), u, v, strict=True))

    def norm(self, u: Vector) -> Fraction:
        return self.inner(tuple(map(abs, u)), (ONE,) * len(u))

    def data(self) -> dict[str, Any]:
        heavy = None if self.weights is None else block(self.weights)
        return {"columns": [block(column) for column in self.columns], "y": block(self.y), "row_weights": heavy}


@dataclass(frozen=True)
class Shown:
    """Support and signs, and a witness."""

    support: tuple[int, ...]
    signs: tuple[int, ...]
    x: Vector
    inverse: tuple[Vector, ...]
    combinations: tuple[Vector, ...]
    width: Vector = field(default=())

    def off(self, size: int) -> list[int]:
        return [j for j in range(size) if j not in self.support]


def block(values: Sequence[Fraction], times: int = 1) -> dict[str, str]:
    """A block, over a multiple of the least denominator."""
    least = Block.of(values)
    return Block(tuple(times * v for v in least.values), times * least.over).as_json()


def solve(matrix: Sequence[Vector], right: Sequence[Vector]) -> tuple[Vector, ...] | None:
    """The solution Z of matrix Z = right by Gauss and Jordan, if there is one."""
    table = [[*row, *more] for row, more in zip(matrix, right, strict=True)]
    size = len(table)
    for i in range(size):
        pivot = next((row for row in table[i:] if row[i]), None)
        if pivot is None:
            return None
        table.remove(pivot)
        table.insert(i, [v / pivot[i] for v in pivot])
        table = [
            row if k == i else [v - row[i] * w for v, w in zip(row, table[i], strict=True)]
            for k, row in enumerate(table)
        ]
    return tuple(tuple(row[size:]) for row in table)


def gram(case: Case, support: Sequence[int]) -> list[Vector]:
    one = case.columns
    return [tuple(case.inner(one[i], one[j]) + case.ridge[i] * (i == j) for j in support) for i in support]


def candidates(case: Case) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """All supports with all signs, the smallest first."""
    free = [j for j, threshold in enumerate(case.thresholds) if not threshold]
    penalised = [j for j in range(len(case.columns)) if j not in free]
    for size in range(len(penalised) + 1):
        for some in combinations(penalised, size):
            for signs in product((-1, 1), repeat=size):
                both = {**dict.fromkeys(free, 0), **dict(zip(some, signs, strict=True))}
                yield tuple(sorted(both)), tuple(both[j] for j in sorted(both))


def shown(case: Case) -> Shown:
    """The only minimiser, strictly off its support, found among all supports and signs; its exact witness."""
    for support, marks in candidates(case):
        held = [
            (case.inner(case.columns[j], case.y) - s * case.thresholds[j],) for j, s in zip(support, marks, strict=True)
        ]
        matrix = gram(case, support)
        found = solve(matrix, held)
        unit = [tuple(ONE * (i == j) for j in range(len(support))) for i in range(len(support))]
        if found is None or not all(s * z > 0 or s == 0 for s, (z,) in zip(marks, found, strict=True)):
            continue
        x = tuple(z for (z,) in found)
        rest = residual(case, support, x)
        off = [j for j in range(len(case.columns)) if j not in support]
        if all(abs(case.inner(case.columns[j], rest)) < case.thresholds[j] for j in off):
            inverse = solve(matrix, unit) or ()
            products = [tuple(case.inner(case.columns[j], case.columns[i]) for i in support) for j in off]
            mixed = tuple(
                tuple(total(v * row[i] for v, row in zip(line, inverse, strict=True)) for i in range(len(support)))
                for line in products
            )
            return Shown(support, marks, x, inverse, mixed)
    raise AssertionError("a tie, or several minimisers")


def residual(case: Case, support: Sequence[int], x: Vector) -> Vector:
    parts = [tuple(v * a for a in case.columns[j]) for j, v in zip(support, x, strict=True)]
    return tuple(b - total(part[a] for part in parts) for a, b in enumerate(case.y))


def side(case: Case, it: Shown, row: Vector, j: int | None, place: int | None = None) -> tuple[Fraction, Vector]:
    """What TL.2 (j None, the row of the inverse at a place) or TL.4 bounds: what is free of w, and the factors of w."""
    support, columns, mass = it.support, case.columns, total(case.weights or (ONE,) * len(case.y))
    radii, rest = [case.radii[i] for i in support], residual(case, support, it.x)
    q = columns[j] if j is not None else (ZERO,) * len(case.y)
    for v, i in zip(row, support, strict=True):
        q = tuple(u - v * a for u, a in zip(q, columns[i], strict=True))
    own = case.radii[j] if j is not None else ZERO
    kappa = own + total(abs(v) * e for v, e in zip(row, radii, strict=True))
    rho = case.right + total(e * abs(v) for e, v in zip(radii, it.x, strict=True))
    ridge = [case.ridge[i] for i in support]
    pulled = [s * case.thresholds[i] for s, i in zip(it.signs, support, strict=True)]
    center = case.inner(q, rest) + total(v * (h + mu * x) for v, h, mu, x in zip(row, pulled, ridge, it.x, strict=True))
    free = abs(center) + own * case.norm(rest) + case.right * case.norm(q) + mass * kappa * rho
    free += total(abs(v) * case.play[i] for v, i in zip(row, support, strict=True))
    for v, x, e in zip(row, it.x, radii, strict=True):
        free += e * case.norm(tuple(v * r + x * u for r, u in zip(rest, q, strict=True)))
    if j is not None:
        free += case.play[j]
    factors = tuple(
        abs(case.inner(q, columns[i]) - mu * v + (number == place))
        + case.norm(q) * e
        + kappa * (case.norm(columns[i]) + mass * e)
        for number, (v, i, mu, e) in enumerate(zip(row, support, ridge, radii, strict=True))
    )
    return free, factors


def widths(case: Case, it: Shown, spare: Sequence[Any]) -> Shown:
    """The same with widths by which TL.2 holds with so much to spare."""
    parts = [side(case, it, row, None, place) for place, row in enumerate(it.inverse)]
    matrix = [tuple((i == j) - v for j, v in enumerate(factors)) for i, (_, factors) in enumerate(parts)]
    found = solve(matrix, [(free + rational(more),) for (free, _), more in zip(parts, spare, strict=True)])
    assert found is not None
    return replace(it, width=tuple(w for (w,) in found))


def bounded(case: Case, it: Shown, j: int) -> Fraction:
    """The left side of TL.4 for a column."""
    row = it.combinations[it.off(len(case.columns)).index(j)]
    free, factors = side(case, it, row, j)
    return free + total(v * w for v, w in zip(factors, it.width, strict=True))


def within_json(case: Case) -> dict[str, Any]:
    return {"columns": texts(case.radii), "y": write_rational(case.right), "thresholds": texts(case.play)}


def texts(values: Sequence[Fraction]) -> list[str]:
    return [write_rational(v) for v in values]


def witness(it: Shown, times: Sequence[int] = (1, 1, 1, 1)) -> dict[str, Any]:
    """The witness but for the data."""
    parts = [it.x, it.width, [v for row in it.inverse for v in row], [v for row in it.combinations for v in row]]
    names = ("x", "width", "inverse", "combinations")
    return {name: block(part, by) for name, part, by in zip(names, parts, times, strict=True)}


def problem_json(case: Case) -> dict[str, Any]:
    return {
        "problem": "LASSO",
        "data_sha256": sha256(case.data()),
        "rows": len(case.y),
        "columns": len(case.columns),
        "thresholds": texts(case.thresholds),
        "ridge": texts(case.ridge),
        "within": within_json(case),
    }


def trusted(case: Case, it: Shown | None = None, spare: Any = HAIR, times: Sequence[int] = (1, 1, 1, 1)) -> Certificate:
    """The certificate of T1, with widths by which TL.2 holds with a little to spare unless there are others."""
    it = it or shown(case)
    if not it.width:
        it = widths(case, it, spare if isinstance(spare, list) else [spare] * len(it.x))
    claim = {**problem_json(case), "support": [*it.support], "signs": [*it.signs]}
    return envelope("trust", "T1", claim, {"data": case.data(), **witness(it, times)}, None)


def moved(case: Case, step: Any, corner: Sequence[str], y: str) -> Case:
    """The case at a step towards a corner, with all radii 0."""
    signs = {"+": 1, "-": -1, "0": 0}
    by = rational(step)

    def shift(values: Vector, text: str, radius: Fraction) -> Vector:
        return tuple(v + by * radius * signs[s] for v, s in zip(values, text or "0" * len(values), strict=True))

    columns = tuple(map(shift, case.columns, corner, case.radii))
    return replace(case, columns=columns, y=shift(case.y, y, case.right)).within()


def two(case: Case, answers: Sequence[tuple[Any, Sequence[str], str]], spare: Any = HAIR) -> Certificate:
    """The certificate of T3 for two steps towards corners."""
    supports, signs, bodies = [], [], []
    for step, corner, y in answers:
        there = moved(case, step, corner, y)
        it = shown(there)
        it = widths(there, it, [spare] * len(it.x))
        supports.append([*it.support])
        signs.append([*it.signs])
        toward = {"columns": [*corner], "y": y}
        bodies.append({"step": write_rational(rational(step)), "corner": toward, **witness(it)})
    claim = {**problem_json(case), "supports": supports, "signs": signs}
    return envelope("two-answers", "T3", claim, {"data": case.data(), "answers": bodies}, None)
