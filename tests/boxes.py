"""T1 and T2 by the words of docs/results-T.md: conditions, exact minimisers of small problems, data in boxes.

Written from the page alone, in plain fractions and loops, to compare with: no certificate and no construction is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product
from typing import Any

__all__ = ["Program", "Regression", "inverse", "solved"]

ZERO, ONE = Fraction(0), Fraction(1)
Vector = tuple[Fraction, ...]
Matrix = tuple[Vector, ...]


def solved(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> Vector | None:
    """The solution of a square system; None if it is singular."""
    rows = [[*row, b] for row, b in zip(matrix, right, strict=True)]
    for i in range(len(rows)):
        pivot = next((p for p in range(i, len(rows)) if rows[p][i]), None)
        if pivot is None:
            return None
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [v / rows[i][i] for v in rows[i]]
        for p, row in enumerate(rows):
            if p != i and row[i]:
                rows[p] = [v - row[i] * w for v, w in zip(row, rows[i], strict=True)]
    return tuple(row[-1] for row in rows)


def inverse(matrix: Sequence[Sequence[Fraction]]) -> Matrix | None:
    """The inverse of a square matrix; None if it is singular."""
    units = [[Fraction(int(i == j)) for j in range(len(matrix))] for i in range(len(matrix))]
    columns = [solved(matrix, unit) for unit in units]
    return None if any(c is None for c in columns) else tuple(zip(*(c for c in columns if c), strict=True))


@dataclass(frozen=True)
class Regression:
    """Columns and y, thresholds, ridge, row weights, and the radii of columns, y and thresholds."""

    columns: Matrix
    y: Vector
    thresholds: Vector
    ridge: Vector
    weights: Vector
    radii: Vector
    y_radius: Fraction = ZERO
    loose: Vector = ()

    @property
    def g(self) -> Vector:
        """The radii of the thresholds."""
        return self.loose or (ZERO,) * len(self.columns)

    def product(self, p: Sequence[Fraction], q: Sequence[Fraction]) -> Fraction:
        """<p, q>."""
        return sum((v * a * b for v, a, b in zip(self.weights, p, q, strict=True)), ZERO)

    def size(self, p: Sequence[Fraction]) -> Fraction:
        """||p||."""
        return sum((v * abs(a) for v, a in zip(self.weights, p, strict=True)), ZERO)

    def scaled(self, factor: Fraction) -> Regression:
        """The same data in a box of radii times a factor."""
        wide = lambda radii: tuple(factor * radius for radius in radii)  # noqa: E731
        return replace(self, radii=wide(self.radii), y_radius=factor * self.y_radius, loose=wide(self.g))

    def correlations(self, x: Sequence[Fraction]) -> Vector:
        """c_j(x) for all columns."""
        rows = zip(*self.columns, strict=True)
        rest = [
            b - sum((a * v for a, v in zip(row, x, strict=True)), ZERO) for row, b in zip(rows, self.y, strict=True)
        ]
        return tuple(
            self.product(column, rest) - mu * v for column, mu, v in zip(self.columns, self.ridge, x, strict=True)
        )

    def optimal(self, x: Sequence[Fraction]) -> bool:
        """(KKT)."""
        found = zip(self.correlations(x), self.thresholds, x, strict=True)
        return all(c == level * ((v > 0) - (v < 0)) if v else abs(c) <= level for c, level, v in found)

    def stationary(self, support: Sequence[int], signs: Sequence[int]) -> Vector | None:
        """The solution of G x = (<A_l, y> - s_l l_l) on a support, zeros off it; None if G is singular."""
        gram = [[self.product(self.columns[i], self.columns[at]) for at in support] for i in support]
        for place, at in enumerate(support):
            gram[place][place] += self.ridge[at]
        right = [
            self.product(self.columns[at], self.y) - s * self.thresholds[at]
            for at, s in zip(support, signs, strict=True)
        ]
        part = solved(gram, right)
        if part is None:
            return None
        return tuple(part[support.index(j)] if j in support else ZERO for j in range(len(self.columns)))

    def minimisers(self) -> set[Vector]:
        """All minimisers on supports with an invertible G, by (KKT), over all supports and signs."""
        found = set()
        for count in range(len(self.columns) + 1):
            for support in combinations(range(len(self.columns)), count):
                for signs in product((1, -1), repeat=count):
                    x = self.stationary(support, signs)
                    if x is not None and self.optimal(x):
                        found.add(x)
        return found

    def strict(self) -> tuple[tuple[int, ...], tuple[int, ...], Vector] | None:
        """S, s and x of the one strict minimiser; None if there is none."""
        for x in self.minimisers():
            support = tuple(j for j, v in enumerate(x) if v or not self.thresholds[j])
            inside = all(
                abs(c) < level for j, (c, level) in enumerate(zip(self.correlations(x), self.thresholds, strict=True))
                if j not in support
            )  # fmt: skip
            signs = tuple((x[j] > 0) - (x[j] < 0) if self.thresholds[j] else 0 for j in support)
            if inside and self.stationary(support, signs) == x:
                return support, signs, x
        return None

    def exact_witness(self, support: Sequence[int], signs: Sequence[int]) -> tuple[Vector, Matrix, dict[int, Vector]]:
        """x, M and the N_j without errors."""
        full = self.stationary(support, signs)
        gram = [[self.product(self.columns[i], self.columns[at]) for at in support] for i in support]
        for place, at in enumerate(support):
            gram[place][place] += self.ridge[at]
        m = inverse(gram) if support else ()
        assert full is not None and m is not None
        off = [j for j in range(len(self.columns)) if j not in support]
        n = {
            j: tuple(
                sum((self.product(self.columns[j], self.columns[i]) * m[p][q] for p, i in enumerate(support)), ZERO)
                for q in range(len(support))
            )
            for j in off
        }
        return tuple(full[at] for at in support), m, n

    def terms(
        self, support: Sequence[int], signs: Sequence[int], x: Vector, m: Matrix, n: dict[int, Vector], w: Vector
    ) -> tuple[list[tuple[Fraction, Fraction]], dict[int, Fraction]]:
        """The left sides of T1.2, as t_i and (Rw)_i, and those of T1.4, term by term of the page."""
        k, weight = range(len(support)), sum(self.weights, ZERO)
        a, eps, mu, g = ([of[at] for at in support] for of in (self.columns, self.radii, self.ridge, self.g))
        h = [s * self.thresholds[at] for s, at in zip(signs, support, strict=True)]
        rows = range(len(self.y))
        r = [self.y[i] - sum((a[at][i] * x[at] for at in k), ZERO) for i in rows]
        rho = self.y_radius + sum((eps[at] * abs(x[at]) for at in k), ZERO)
        sizes = [self.size(a[at]) + weight * eps[at] for at in k]
        omega = sum((eps[at] * w[at] for at in k), ZERO)
        spread = sum((sizes[at] * w[at] for at in k), ZERO)
        first = []
        for i in k:
            b = [sum((m[i][at] * a[at][row] for at in k), ZERO) for row in rows]
            kappa = sum((abs(m[i][at]) * eps[at] for at in k), ZERO)
            t = abs(self.product(b, r) - sum((m[i][at] * (h[at] + mu[at] * x[at]) for at in k), ZERO))
            t += sum((eps[at] * self.size([m[i][at] * r[row] - x[at] * b[row] for row in rows]) for at in k), ZERO)
            t += self.y_radius * self.size(b) + sum((abs(m[i][at]) * g[at] for at in k), ZERO) + weight * kappa * rho
            error = [
                int(i == at)
                - sum((m[i][p] * (self.product(a[p], a[at]) + (mu[p] if p == at else ZERO)) for p in k), ZERO)
                for at in k
            ]
            rest = sum((abs(error[at]) * w[at] for at in k), ZERO) + self.size(b) * omega + kappa * spread
            first.append((t, rest))
        second = {}
        for j, row_n in n.items():
            q = [self.columns[j][row] - sum((row_n[at] * a[at][row] for at in k), ZERO) for row in rows]
            kappa = self.radii[j] + sum((abs(row_n[at]) * eps[at] for at in k), ZERO)
            left = abs(self.product(q, r) + sum((row_n[at] * (h[at] + mu[at] * x[at]) for at in k), ZERO))
            left += self.radii[j] * self.size(r) + self.y_radius * self.size(q)
            left += sum((eps[at] * self.size([row_n[at] * r[row] + x[at] * q[row] for row in rows]) for at in k), ZERO)
            left += sum((abs(row_n[at]) * g[at] for at in k), ZERO) + weight * kappa * rho
            left += sum((abs(self.product(q, a[at]) - mu[at] * row_n[at]) * w[at] for at in k), ZERO)
            second[j] = left + self.size(q) * omega + kappa * spread + self.g[j]
        return first, second

    def certified(
        self, support: Sequence[int], signs: Sequence[int], x: Vector, m: Matrix, n: dict[int, Vector], w: Vector
    ) -> bool:
        """T1.2, T1.3 and T1.4."""
        first, second = self.terms(support, signs, x, m, n, w)
        return (
            all(width > 0 and t + rest < width for (t, rest), width in zip(first, w, strict=True))
            and all(s * v > width for s, v, width in zip(signs, x, w, strict=True) if s)
            and all(left < self.thresholds[j] for j, left in second.items())
        )

    def moved(self, shares: Sequence[Any]) -> Regression:
        """The datum of the box with these shares of the radii, column by column, then y, then the thresholds."""
        share = iter(shares)
        columns = tuple(
            tuple(v + radius * next(share) for v in column)
            for column, radius in zip(self.columns, self.radii, strict=True)
        )
        y = tuple(v + self.y_radius * next(share) for v in self.y)
        thresholds = tuple(max(ZERO, v + g * next(share)) for v, g in zip(self.thresholds, self.g, strict=True))
        return replace(self, columns=columns, y=y, thresholds=thresholds)

    @property
    def places(self) -> int:
        """The number of shares that `moved` takes."""
        return (len(self.columns) + 1) * len(self.y) + len(self.columns)


@dataclass(frozen=True)
class Program:
    """min <c, x>, Ax = b, at <= x <= u, with radii E, f, g; rows of A."""

    rows: Matrix
    right: Vector
    cost: Vector
    lower: Vector
    upper: Vector
    off: Matrix
    right_off: Vector
    cost_off: Vector

    def column(self, j: int) -> Vector:
        """A_j."""
        return tuple(row[j] for row in self.rows)

    def basic(self, basis: Sequence[int], places: str) -> tuple[Vector, Vector, Vector] | None:
        """x, u and z of a basis and the bounds of the other columns; None if it is singular."""
        at = {j: self.lower[j] if places[j] in "LF" else self.upper[j] for j in range(len(self.cost)) if j not in basis}
        rest = [
            b - sum((row[j] * v for j, v in at.items()), ZERO) for row, b in zip(self.rows, self.right, strict=True)
        ]
        part = solved([[row[j] for j in basis] for row in self.rows], rest)
        u = solved([self.column(j) for j in basis], [self.cost[j] for j in basis])
        if part is None or u is None:
            return None
        x = tuple(part[basis.index(j)] if j in basis else at[j] for j in range(len(self.cost)))
        z = tuple(
            c - sum((a * v for a, v in zip(self.column(j), u, strict=True)), ZERO) for j, c in enumerate(self.cost)
        )
        return x, u, z

    def strict(self) -> tuple[tuple[int, ...], str] | None:
        """The nondegenerate optimal basis with the places of all columns; None if there is none."""
        size = range(len(self.cost))
        for basis in combinations(size, len(self.right)):
            free = [j for j in size if j not in basis]
            ways = ["F" if self.lower[j] == self.upper[j] else "LU" for j in free]
            for chosen in product(*ways):
                places = "".join(chosen[free.index(j)] if j in free else "B" for j in size)
                if self.stands(basis, places):
                    return basis, places
        return None

    def stands(self, basis: Sequence[int], places: str) -> bool:
        """Whether a basis with these places is optimal and nondegenerate."""
        found = self.basic(basis, places)
        if found is None:
            return False
        x, _, z = found
        inside = all(self.lower[j] < x[j] < self.upper[j] for j in basis)
        return inside and all({"L": z[j] > 0, "U": z[j] < 0, "F": True, "B": True}[at] for j, at in enumerate(places))

    def certified(
        self, basis: Sequence[int], places: str, x: Vector, u: Vector, m: Matrix, w: Vector, v: Vector
    ) -> bool:
        """T2.2, T2.3, T2.4 and T2.5 for the x on the basis and the bounds off it."""
        k, size = range(len(basis)), range(len(self.cost))
        full = [
            x[basis.index(j)] if j in basis else self.lower[j] if places[j] in "LF" else self.upper[j] for j in size
        ]
        d = [b - sum((row[j] * full[j] for j in size), ZERO) for row, b in zip(self.rows, self.right, strict=True)]
        du = [self.cost[j] - sum((self.rows[i][j] * u[i] for i in k), ZERO) for j in basis]
        near = [self.right_off[i] + sum((self.off[i][j] * abs(full[j]) for j in size), ZERO) for i in k]
        close = [self.cost_off[j] + sum((self.off[i][j] * abs(u[i]) for i in k), ZERO) for j in basis]
        for i in k:
            left = abs(sum((m[i][p] * d[p] for p in k), ZERO)) + sum((abs(m[i][p]) * near[p] for p in k), ZERO)
            for q, j in enumerate(basis):
                error = int(i == q) - sum((m[i][p] * self.rows[p][j] for p in k), ZERO)
                left += (abs(error) + sum((abs(m[i][p]) * self.off[p][j] for p in k), ZERO)) * w[q]
            if not (
                w[i] > 0 and left < w[i] and self.lower[basis[i]] < x[i] - w[i] and x[i] + w[i] < self.upper[basis[i]]
            ):
                return False
        for i in k:
            left = abs(sum((m[p][i] * du[p] for p in k), ZERO)) + sum((abs(m[p][i]) * close[p] for p in k), ZERO)
            for q in k:
                error = int(i == q) - sum((self.rows[q][basis[p]] * m[p][i] for p in k), ZERO)
                left += (abs(error) + sum((self.off[q][basis[p]] * abs(m[p][i]) for p in k), ZERO)) * v[q]
            if not (v[i] > 0 and left < v[i]):
                return False
        return all(self.priced(j, places[j], basis, u, m, v, du, close) for j in size if places[j] in "LU")

    def priced(
        self, j: int, at: str, basis: Sequence[int], u: Vector, m: Matrix, v: Vector, du: list[Fraction],
        close: list[Fraction],
    ) -> bool:  # fmt: skip
        """T2.5 for one column."""
        k, a = range(len(basis)), self.column(j)
        n = [sum((m[p][i] * a[i] for i in k), ZERO) for p in k]
        z = self.cost[j] - sum((a[i] * u[i] for i in k), ZERO) - sum((n[p] * du[p] for p in k), ZERO)
        bound = self.cost_off[j] + sum((self.off[i][j] * abs(u[i]) for i in k), ZERO)
        bound += sum((abs(n[p]) * close[p] for p in k), ZERO)
        for i in k:
            rest = a[i] - sum((self.rows[i][basis[p]] * n[p] for p in k), ZERO)
            bound += (abs(rest) + self.off[i][j] + sum((self.off[i][basis[p]] * abs(n[p]) for p in k), ZERO)) * v[i]
        return (z if at == "L" else -z) > bound

    def scaled(self, factor: Fraction) -> Program:
        """The same data in a box of radii times a factor."""
        wide = lambda radii: tuple(factor * radius for radius in radii)  # noqa: E731
        return replace(
            self, off=tuple(map(wide, self.off)), right_off=wide(self.right_off), cost_off=wide(self.cost_off)
        )

    def moved(self, shares: Sequence[Any]) -> Program:
        """The datum of the box with these shares of the radii: A row by row, b, c."""
        share = iter(shares)
        rows = tuple(
            tuple(v + radius * next(share) for v, radius in zip(row, off, strict=True))
            for row, off in zip(self.rows, self.off, strict=True)
        )
        right = tuple(v + radius * next(share) for v, radius in zip(self.right, self.right_off, strict=True))
        cost = tuple(v + radius * next(share) for v, radius in zip(self.cost, self.cost_off, strict=True))
        return replace(self, rows=rows, right=right, cost=cost)

    @property
    def places(self) -> int:
        """The number of shares that `moved` takes."""
        return len(self.right) * (len(self.cost) + 1) + len(self.cost)
