"""The questions about boxes of data: T1 for regressions and T2 for linear programs.

Each asks for a counterexample: data in the box with a minimiser of another support, or of other signs (T1), or with an
optimal x and u that are not those of a nondegenerate basis, the one that is named (T2).  Optimality is taken from its
conditions, which are those of the definition: the problems are convex.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from proofs_check.smt.questions import Question
from proofs_check.smt.script import Script, both, either, no, number, plus, times
from proofs_check.smt.solvers import Values

__all__ = ["PosedProgram", "PosedRegression", "another_basis", "another_support"]

ZERO = Fraction(0)
Vector = tuple[Fraction, ...]
Matrix = tuple[Vector, ...]


@dataclass(frozen=True)
class PosedRegression:
    """Rows and y, thresholds, ridge; radii of the columns, of y and of the thresholds; the support, by signs."""

    rows: Matrix
    y: Vector
    thresholds: Vector
    columns: Vector
    y_radius: Fraction
    signs: tuple[int, ...]
    ridge: Vector = ()
    loose: Vector = ()

    @property
    def exact_ridge(self) -> Vector:
        """The ridge, 0 unless given."""
        return self.ridge or (ZERO,) * len(self.thresholds)

    @property
    def loose_thresholds(self) -> Vector:
        """The radii of the thresholds, 0 unless given."""
        return self.loose or (ZERO,) * len(self.thresholds)

    def widened(self, factor: int | Fraction) -> PosedRegression:
        """Return the same problem in a box of radii times a factor."""
        columns, loose = (tuple(factor * radius for radius in radii) for radii in (self.columns, self.loose))
        return replace(self, columns=columns, y_radius=factor * self.y_radius, loose=loose)

    def minimises(self, rows: Matrix, y: Vector, thresholds: Vector, x: Vector) -> bool:
        """Decide exactly whether x satisfies the optimality conditions."""
        residual = [b - sum((a * v for a, v in zip(row, x, strict=True)), ZERO) for row, b in zip(rows, y, strict=True)]
        for j, (size, v, mu) in enumerate(zip(thresholds, x, self.exact_ridge, strict=True)):
            c = sum((row[j] * r for row, r in zip(rows, residual, strict=True)), ZERO) - mu * v
            if (c != size if v > 0 else c != -size) if v else abs(c) > size:
                return False
        return True


class _Box:
    """Data of a script: a number where the radius is 0, else a constant between its bounds; read back from values."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.known: dict[str, tuple[Fraction, Fraction]] = {}

    def term(self, name: str, value: Fraction, radius: Fraction, least: Fraction | None = None) -> str:
        """Return the term for a datum; it is at least `least`, if that is given."""
        if not radius:
            return number(value)
        low, high = value - radius, value + radius
        self.known[self.script.real(name)] = (low if least is None else max(low, least), high)
        low, high = self.known[name]
        self.script.require(both(f"(>= {name} {number(low)})", f"(<= {name} {number(high)})"))
        return name

    def read(self, values: Values, name: str, value: Fraction) -> Fraction:
        """Return what a solver says of a datum."""
        return Fraction(values.get(name, value)) if name in self.known else value

    def holds(self, values: Values) -> bool:
        """Whether all data are in the box."""
        return all(low <= Fraction(values.get(name, low)) <= high for name, (low, high) in self.known.items())


def _sign(term: str, sign: int) -> str:
    return f"({'=><'[sign]} {term} 0.0)"


def another_support(posed: PosedRegression) -> Question:
    """Ask for data in the box with a minimiser whose signs are not those that are named (T1)."""
    uncertain = any(radius for radius in posed.columns)
    script = Script(linear=not uncertain)
    box, size = _Box(script), len(posed.thresholds)
    names = [[f"A_{a}_{j}" for j in range(size)] for a in range(len(posed.y))]
    rows = [
        [box.term(name, v, radius) for name, v, radius in zip(named, row, posed.columns, strict=True)]
        for named, row in zip(names, posed.rows, strict=True)
    ]
    right = [box.term(f"y_{a}", v, posed.y_radius) for a, v in enumerate(posed.y)]
    loose = zip(posed.thresholds, posed.loose_thresholds, strict=True)
    levels = [box.term(f"l_{j}", v, radius, ZERO) for j, (v, radius) in enumerate(loose)]
    xs = [script.real(f"x_{j}") for j in range(size)]
    residual = [
        script.define(f"r_{a}", plus(y, *(f"(- {times(v, x)})" for v, x in zip(row, xs, strict=True))))
        for a, (row, y) in enumerate(zip(rows, right, strict=True))
    ]
    for j, (x, level) in enumerate(zip(xs, levels, strict=True)):
        products = [times(row[j], r) for row, r in zip(rows, residual, strict=True)]
        products += [f"(- {times(number(posed.exact_ridge[j]), x)})"] if posed.exact_ridge[j] else []
        c = script.define(f"c_{j}", plus(*products))
        above = both(_sign(x, 1), f"(= {c} {level})")
        below = both(_sign(x, -1), f"(= {c} (- {level}))")
        script.require(either(above, below, both(_sign(x, 0), f"(<= {c} {level})", f"(>= {c} (- {level}))")))
    script.require(no(both(*(_sign(x, sign) for x, sign in zip(xs, posed.signs, strict=True)))))

    def replay(values: Values) -> bool:
        found = tuple(
            tuple(box.read(values, name, v) for name, v in zip(named, row, strict=True))
            for named, row in zip(names, posed.rows, strict=True)
        )
        y = tuple(box.read(values, f"y_{a}", v) for a, v in enumerate(posed.y))
        thresholds = tuple(box.read(values, f"l_{j}", v) for j, v in enumerate(posed.thresholds))
        x = tuple(Fraction(values.get(name, 0)) for name in xs)
        other = tuple((v > 0) - (v < 0) for v in x) != posed.signs
        return box.holds(values) and other and posed.minimises(found, y, thresholds, x)

    return Question(script, replay)


@dataclass(frozen=True)
class PosedProgram:
    """min <c, x>, Ax = b, x >= 0; radii of the nonzero entries of A and c, by columns, and of b; the basis."""

    rows: Matrix
    right: Vector
    cost: Vector
    columns: Vector
    right_radius: Fraction
    basis: tuple[int, ...]

    def widened(self, factor: int | Fraction) -> PosedProgram:
        """Return the same program in a box of radii times a factor."""
        columns = tuple(factor * radius for radius in self.columns)
        return replace(self, columns=columns, right_radius=factor * self.right_radius)

    def optimal(self, rows: Matrix, right: Vector, cost: Vector, x: Vector, u: Vector) -> bool:
        """Decide exactly whether x is feasible and complementary to a feasible u."""
        images = [sum((a * v for a, v in zip(row, x, strict=True)), ZERO) for row in rows]
        return images == list(right) and all(
            v >= 0 and z >= 0 and not v * z for v, z in zip(x, self.reduced(rows, cost, u), strict=True)
        )

    def reduced(self, rows: Matrix, cost: Vector, u: Vector) -> Vector:
        """Return the reduced costs c - A^T u."""
        return tuple(
            c - sum((row[j] * v for row, v in zip(rows, u, strict=True)), ZERO) for j, c in enumerate(cost)
        )  # fmt: skip

    def named(self, x: Sequence[Fraction], z: Sequence[Fraction]) -> bool:
        """Whether the basis is the one of x, strictly, and of the reduced costs."""
        return all(x[j] > 0 if j in self.basis else not x[j] and z[j] > 0 for j in range(len(self.cost)))


def another_basis(posed: PosedProgram) -> Question:
    """Ask for data in the box with an optimal pair that is not strictly that of the basis (T2)."""
    script = Script(linear=not any(posed.columns))
    box, size = _Box(script), len(posed.cost)
    names = [[f"A_{a}_{j}" for j in range(size)] for a in range(len(posed.right))]
    rows = [
        [box.term(name, v, radius if v else ZERO) for name, v, radius in zip(named, row, posed.columns, strict=True)]
        for named, row in zip(names, posed.rows, strict=True)
    ]
    right = [box.term(f"b_{a}", v, posed.right_radius) for a, v in enumerate(posed.right)]
    pairs = enumerate(zip(posed.cost, posed.columns, strict=True))
    cost = [box.term(f"c_{j}", v, radius if v else ZERO) for j, (v, radius) in pairs]
    xs = [script.real(f"x_{j}") for j in range(size)]
    us = [script.real(f"u_{a}") for a in range(len(right))]
    for row, b in zip(rows, right, strict=True):
        script.require(f"(= {plus(*(times(v, x) for v, x in zip(row, xs, strict=True)))} {b})")
    conditions = []
    for j, (x, c) in enumerate(zip(xs, cost, strict=True)):
        z = script.define(f"z_{j}", plus(c, *(f"(- {times(row[j], u)})" for row, u in zip(rows, us, strict=True))))
        script.require(both(f"(>= {x} 0.0)", f"(>= {z} 0.0)", either(_sign(x, 0), _sign(z, 0))))
        conditions.append(_sign(x, 1) if j in posed.basis else both(_sign(x, 0), _sign(z, 1)))
    script.require(no(both(*conditions)))

    def replay(values: Values) -> bool:
        found = tuple(
            tuple(box.read(values, name, v) for name, v in zip(named, row, strict=True))
            for named, row in zip(names, posed.rows, strict=True)
        )
        b = tuple(box.read(values, f"b_{a}", v) for a, v in enumerate(posed.right))
        costs = tuple(box.read(values, f"c_{j}", v) for j, v in enumerate(posed.cost))
        x, u = (tuple(Fraction(values.get(name, 0)) for name in group) for group in (xs, us))
        return (
            box.holds(values)
            and posed.optimal(found, b, costs, x, u)
            and not posed.named(x, posed.reduced(found, costs, u))
        )

    return Question(script, replay)
