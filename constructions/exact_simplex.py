"""The simplex method in rationals, for min <c, x> s.t. Ax = b, l <= x <= u with infinite bounds allowed.

A basis is all that is carried from step to step: x, the dual vector and the direction are solved for anew, by
python-flint.  Where a step makes no progress the next ones follow Bland's rule, so that it ends.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from constructions.inverse_problems import Matrix, Vector
from theory.exact import BarriersError

__all__ = ["Infeasible", "Optimum", "Unbounded", "independent", "products", "simplex", "unseen"]

PRIME = 2**61 - 1
"""Columns that are independent modulo a prime are independent."""
ZERO, ONE = Fraction(0), Fraction(1)
Bounds = Sequence[Fraction | None]


@dataclass(frozen=True)
class Optimum:
    """A minimiser and a dual vector u: z = c - A^T u is >= 0 where x_j < u_j, and <= 0 where x_j > l_j."""

    x: Vector
    u: Vector


class Infeasible(BarriersError):
    """No x is feasible: <w, b> exceeds <w, Ax> for all x within the bounds, w = `witness`."""

    def __init__(self, witness: Vector) -> None:
        super().__init__("no x is feasible")
        self.witness = witness


class Unbounded(BarriersError):
    """The objective is unbounded below: `point` + t `witness` is feasible for all t >= 0 and its cost decreases."""

    def __init__(self, point: Vector, witness: Vector) -> None:
        super().__init__("the objective is unbounded below")
        self.point, self.witness = point, witness


def _flint(rows: Sequence[Sequence[Fraction]], columns: int) -> Any:
    from flint import fmpq, fmpq_mat

    return fmpq_mat(len(rows), columns, [fmpq(v.numerator, v.denominator) for row in rows for v in row])


def _vector(matrix: Any) -> list[Fraction]:
    return [Fraction(int(v.p), int(v.q)) for v in matrix.entries()]


def products(matrix: Matrix, u: Sequence[Fraction]) -> list[Fraction]:
    """Return A^T u.

    >>> products(((ONE, 2 * ONE),), [Fraction(3)])
    [Fraction(3, 1), Fraction(6, 1)]
    """
    return _vector(_flint([u], len(u)) * _flint(matrix, len(matrix[0])))


def independent(columns: Sequence[Sequence[Fraction]], prime: int = PRIME) -> list[int]:
    """Return the places of columns that are independent and, modulo a prime, span the others; the first ones if any do.

    The prime must divide no denominator.

    >>> independent([[ONE, ONE], [2 * ONE, 2 * ONE], [ZERO, ONE]])
    [0, 2]
    """
    from flint import nmod_mat

    if not columns:
        return []
    rows = len(columns[0])
    entries = [c[i].numerator * pow(c[i].denominator, -1, prime) % prime for i in range(rows) for c in columns]
    reduced, rank = nmod_mat(rows, len(columns), entries, prime).rref()
    table = [[int(v) for v in row] for row in reduced.tolist()[:rank]]
    return [next(j for j, v in enumerate(row) if v) for row in table]


def unseen(columns: Sequence[Sequence[Fraction]]) -> Vector:
    """Return d != 0 with A d = 0, A the matrix of these columns; nothing if A is injective.

    >>> unseen([[ONE], [2 * ONE]]), unseen([[ONE]])
    ((Fraction(-2, 1), Fraction(1, 1)), ())
    """
    if not columns:
        return ()
    reduced, rank = _flint(tuple(zip(*columns, strict=True)), len(columns)).rref()
    if rank == len(columns):
        return ()
    rows = [_vector(reduced)[i * len(columns) : (i + 1) * len(columns)] for i in range(rank)]
    pivots = [next(j for j, v in enumerate(row) if v) for row in rows]
    extra = next(j for j in range(len(columns)) if j not in pivots)
    found = [ZERO] * len(columns)
    found[extra] = ONE
    for place, row in zip(pivots, rows, strict=True):
        found[place] = -row[extra]
    return tuple(found)


class _Simplex:
    """A basis of the columns, and the place of every other variable at a bound, or at 0 if it has none."""

    def __init__(self, matrix: Sequence[Sequence[Fraction]], b: Vector, lower: Bounds, upper: Bounds) -> None:
        self.b = b
        self.lower, self.upper = list(lower), list(upper)
        self.columns = list(zip(*matrix, strict=True))
        self._whole = _flint(matrix, len(self.columns))
        self.x = [nearest_bound(low, high, ZERO) for low, high in zip(lower, upper, strict=True)]
        self.basis: list[int] = []

    def place(self) -> None:
        """Solve for the variables of the basis."""
        inside = set(self.basis)
        rest = list(self.b)
        for j, column in enumerate(self.columns):
            if j not in inside and self.x[j]:
                rest = [r - a * self.x[j] for r, a in zip(rest, column, strict=True)]
        for j, v in zip(self.basis, self._solved(rest), strict=True):
            self.x[j] = v

    def _solved(self, right: Sequence[Fraction], *, transposed: bool = False) -> list[Fraction]:
        size = len(self.basis)
        base = _flint([self.columns[j] for j in self.basis], size)
        return _vector((base if transposed else base.transpose()).solve(_flint([[v] for v in right], 1)))

    def feasible(self) -> bool:
        """Whether all variables are within their bounds."""
        return all(
            (low is None or low <= v) and (high is None or v <= high)
            for v, low, high in zip(self.x, self.lower, self.upper, strict=True)
        )

    def minimise(self, cost: Sequence[Fraction]) -> list[Fraction]:
        """Exchange columns until x is a minimiser; return the dual vector.  Raises `Unbounded`."""
        careful = False
        while True:
            u = self._solved([cost[j] for j in self.basis], transposed=True)
            z = [c - a for c, a in zip(cost, _vector(_flint([u], len(u)) * self._whole), strict=True)]
            basis = set(self.basis)
            entering = [j for j in range(len(z)) if j not in basis and self._improves(j, z[j])]
            if not entering:
                return u
            chosen = entering[0] if careful else max(entering, key=lambda j: abs(z[j]))
            careful = not self._step(chosen, 1 if z[chosen] < 0 else -1)

    def _improves(self, j: int, z: Fraction) -> bool:
        """Whether the cost decreases as x_j moves, in a direction in which it may."""
        low, high, v = self.lower[j], self.upper[j], self.x[j]
        return (z < 0 and (high is None or v < high)) or (z > 0 and (low is None or v > low))

    def _step(self, j: int, sign: int) -> bool:
        """Move x_j up or down as far as the bounds allow; return whether that is any distance.  Raises `Unbounded`."""
        moves = {p: -sign * w for p, w in zip(self.basis, self._solved(self.columns[j]), strict=True) if w}
        moves[j] = Fraction(sign)
        limits = []
        for p, move in moves.items():
            if (end := self.upper[p] if move > 0 else self.lower[p]) is not None:
                limits.append(((end - self.x[p]) / move, p))
        if not limits:
            ray = [ZERO] * len(self.x)
            for p, move in moves.items():
                ray[p] = move
            raise Unbounded(tuple(self.x), tuple(ray))
        length, leaving = min(limits)
        for p, move in moves.items():
            self.x[p] += length * move
        if leaving != j:
            self.basis[self.basis.index(leaving)] = j
        return length > 0


def nearest_bound(low: Fraction | None, high: Fraction | None, value: Fraction) -> Fraction:
    """Return the bound that is nearest to a value; 0 if there is none.

    >>> nearest_bound(None, Fraction(2), Fraction(5)), nearest_bound(None, None, Fraction(5))
    (Fraction(2, 1), Fraction(0, 1))
    """
    ends = [end for end in (low, high) if end is not None]
    return min(ends, key=lambda end: abs(value - end), default=ZERO)


def simplex(
    cost: Vector, matrix: Matrix, b: Vector, lower: Bounds, upper: Bounds, near: Sequence[Fraction] | None = None
) -> Optimum:
    """Return a minimiser that is a vertex, with a dual vector.

    `near`, such as what a solver answers, is where to begin: the columns that it uses most are the first basis.
    Raises `Infeasible`, `Unbounded`.

    >>> simplex((ONE, ONE), ((ONE, 2 * ONE),), (ONE,), [ZERO, ZERO], [None, None]).x
    (Fraction(0, 1), Fraction(1, 2))
    """
    rows, size = len(matrix), len(cost)
    phase = None if near is None else _warm(_wide(matrix, b, lower, upper), near)
    if phase is None:
        phase = _wide(matrix, b, lower, upper)
        phase.basis = list(range(size, size + rows))
        phase.place()
        u = phase.minimise([ZERO] * size + [ONE] * rows)
        if any(phase.x[size:]):
            raise Infeasible(tuple(u))
    phase.upper[size:] = [ZERO] * rows
    try:
        u = phase.minimise([*cost, *[ZERO] * rows])
    except Unbounded as found:
        raise Unbounded(found.point[:size], found.witness[:size]) from None
    return Optimum(tuple(phase.x[:size]), tuple(u))


def _wide(matrix: Matrix, b: Vector, lower: Bounds, upper: Bounds) -> _Simplex:
    """Return the program with one more variable >= 0 a row, which is what the row lacks where the others begin."""
    x = [nearest_bound(low, high, ZERO) for low, high in zip(lower, upper, strict=True)]
    none = [ZERO] * len(matrix)
    wide = []
    for i, (row, right) in enumerate(zip(matrix, b, strict=True)):
        sign = ONE if sum((a * v for a, v in zip(row, x, strict=True)), ZERO) <= right else -ONE
        wide.append((*row, *none[:i], sign, *none[i + 1 :]))
    return _Simplex(wide, b, [*lower, *none], [*upper, *[None] * len(matrix)])


def _warm(phase: _Simplex, near: Sequence[Fraction]) -> _Simplex | None:
    """Begin with the columns that are the farthest from their bounds; return None if that vertex is not feasible."""
    size = len(near)

    def inside(j: int) -> tuple[bool, Fraction]:
        ends = [abs(near[j] - end) for end in (phase.lower[j], phase.upper[j]) if end is not None]
        return not ends, min(ends, default=ZERO)

    order = sorted(range(size), key=inside, reverse=True) + list(range(size, len(phase.x)))
    phase.basis = [order[k] for k in independent([phase.columns[j] for j in order])]
    for j in range(size):
        phase.x[j] = nearest_bound(phase.lower[j], phase.upper[j], near[j])
    phase.place()
    return phase if phase.feasible() and not any(phase.x[size:]) else None
