"""The only minimiser of a convex problem whose data are doubles, exactly, with a dual vector; and how far answers are.

x is a minimiser of a linear program if some u leaves z = c - A^T u with z_j > 0 only where x_j = l_j and z_j < 0 only
where x_j = u_j.  It is the only one if A is injective on T = {j: z_j = 0, l_j < u_j}: another has the same x off T.
Every only minimiser has such a u (Goldman and Tucker), and it is returned.  For the LASSO u = 2(y - Ax), T = {j:
|<A_j, u>| = lambda}, and another minimiser differs by some d with A d = 0, of the right signs where x_j = 0.
A minimiser that is not the only one, infeasible and unbounded problems are refused, with the reason.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from constructions.convex_problems import Enclosure, L1Problem, LinearProgram, residual
from constructions.exact_lasso import lasso
from constructions.exact_simplex import Infeasible, Unbounded, independent, products, simplex, unseen
from constructions.inverse_problems import InverseProblem, Matrix, Vector
from constructions.optimality import optimality
from theory.exact import BarriersError

__all__ = ["Minimiser", "NoSingleMinimiser", "exact_minimiser", "excess", "freedom", "squared_distance"]

ZERO, ONE = Fraction(0), Fraction(1)
Problem = LinearProgram | L1Problem


@dataclass(frozen=True)
class Minimiser:
    """The only minimiser x of a problem, and a dual vector u that shows it."""

    problem: Problem
    x: Vector
    u: Vector

    @property
    def value(self) -> Enclosure:
        """The value of the problem."""
        return self.problem.objective(self.x)


class NoSingleMinimiser(BarriersError):
    """The problem is "infeasible", "unbounded" or "not unique" (`why`); `witness` shows it.

    For an infeasible one the witness w has <w, b> > <w, Ax> for all x within the bounds.  Else `point` is feasible: for
    an unbounded one all of `point` + t `witness`, t >= 0, is, and costs less and less; for one that is not unique
    `point` is a minimiser and `witness` another.
    """

    def __init__(self, why: str, witness: Vector, point: Vector = ()) -> None:
        told = {"not unique": "more than one minimiser", "infeasible": "no feasible x", "unbounded": "no least value"}
        super().__init__(f"the problem has {told[why]}: no answer can be compared with its only minimiser")
        self.why, self.witness, self.point = why, witness, point


def exact_minimiser(
    problem: Problem, *, near: Sequence[Fraction] | None = None, claimed: Sequence[Fraction] | None = None
) -> Minimiser:
    """Return the only minimiser of an LP, a LASSO (P2) or P1 with eta = 0, exactly (M).

    `near` is where the simplex method begins.  Minimisers of P3, and of P1 with eta > 0, need not be rational: there
    `claimed` is shown to be the only one, by the conditions of C0.  Raises `NoSingleMinimiser` for a problem that has
    no minimiser, or more than one, and `BarriersError` if `claimed` is missing or cannot be shown to be it.

    >>> exact_minimiser(LinearProgram.of([1, 1], [[1, 2]], [1])).x
    (Fraction(0, 1), Fraction(1, 2))
    >>> exact_minimiser(LinearProgram.of([1, 1], [[1, 1]], [1]))
    Traceback (most recent call last):
        ...
    constructions.exact_minimisers.NoSingleMinimiser: the problem has more than one minimiser: no answer can be \
compared with its only minimiser
    """
    if isinstance(problem, LinearProgram):
        return _linear(problem, near)
    if problem.kind == "P1" and not problem.eta:
        return _basis_pursuit(problem, near)
    return _lasso(problem) if problem.kind == "P2" else _claimed(problem, claimed)


def _basis_pursuit(problem: L1Problem, near: Sequence[Fraction] | None) -> Minimiser:
    """P1 with eta = 0 by its linear program."""

    def joined(v: Sequence[Fraction]) -> Vector:
        return tuple(p - q for p, q in zip(v[: problem.columns], v[problem.columns :], strict=True))

    split = near and [*(max(ZERO, v) for v in near), *(max(ZERO, -v) for v in near)]
    try:
        found = _linear(problem.linear_program(), split)
    except NoSingleMinimiser as refused:
        if refused.why == "infeasible":
            raise
        raise NoSingleMinimiser(refused.why, joined(refused.witness), joined(refused.point)) from None
    return Minimiser(problem, joined(found.x), found.u)


def _claimed(problem: L1Problem, claimed: Sequence[Fraction] | None) -> Minimiser:
    """Show that a point is the only minimiser of P1 or P3."""
    if claimed is None:
        raise BarriersError(f"the minimiser of this {problem.kind} need not be rational: say which it is (`claimed`)")
    like = InverseProblem(problem.kind, problem.lam, problem.eta, len(problem.y), problem.columns)
    found = optimality(like, (problem.matrix, problem.y), claimed)
    if not found.unique:
        raise BarriersError(f"the claimed minimiser of this {problem.kind} cannot be shown to be the only one")
    return Minimiser(problem, tuple(claimed), found.u)


def _linear(program: LinearProgram, near: Sequence[Fraction] | None) -> Minimiser:
    try:
        found = simplex(program.cost, program.matrix, program.right, program.lower, program.upper, near)
    except Infeasible as refused:
        raise NoSingleMinimiser("infeasible", refused.witness) from None
    except Unbounded as refused:
        raise NoSingleMinimiser("unbounded", refused.witness, refused.point) from None
    z = [c - a for c, a in zip(program.cost, products(program.matrix, found.u), strict=True)]
    sides = {
        j: (v == low) - (v == high)
        for j, (v, low, high) in enumerate(zip(found.x, program.lower, program.upper, strict=True))
        if not z[j] and (low is None or low != high)
    }
    ray, push = freedom(program.matrix, sides)
    if ray:
        raise NoSingleMinimiser("not unique", _along(program, found.x, ray), found.x)
    if not push:
        return Minimiser(program, found.x, found.u)
    slopes = products(program.matrix, push)
    limits = [abs(v) / abs(s) for v, s in zip(z, slopes, strict=True) if v and s]
    step = min(limits, default=2 * ONE) / 2
    return Minimiser(program, found.x, tuple(v + step * w for v, w in zip(found.u, push, strict=True)))


def _along(program: LinearProgram, x: Vector, ray: Vector) -> Vector:
    """Return another feasible point on the ray from x: its end, or one step along it."""
    steps = [ONE]
    for v, d, low, high in zip(x, ray, program.lower, program.upper, strict=True):
        if d and (end := high if d > 0 else low) is not None:
            steps.append((end - v) / d)
    return tuple(v + min(steps) * d for v, d in zip(x, ray, strict=True))


def freedom(matrix: Matrix, sides: dict[int, int]) -> tuple[Vector, Vector]:
    """Return d != 0 with A d = 0, d_j sides_j >= 0 and d_j = 0 for other j; or none, and w with <A_j, w> sides_j < 0.

    Both are empty if A is injective on the columns of `sides`: then nothing else is needed.  A column of side 0 is
    free, and <A_j, w> = 0 there.

    >>> freedom(((ONE, ONE),), {0: 1, 1: 1}), freedom(((ONE, ONE),), {0: 1, 1: 0})[0]
    (((), (Fraction(-1, 1),)), (Fraction(1, 1), Fraction(-1, 1)))
    """
    size, places = len(matrix[0]), list(sides)
    columns = [tuple(row[j] for row in matrix) for j in places]
    if len(independent(columns)) == len(places):
        return (), ()
    narrow = tuple(tuple(row[j] for j in places) for row in matrix)
    none = (ZERO,) * len(matrix)
    cost = tuple(Fraction(-side) for side in sides.values())
    box = [(min(side, 0), max(side, 0)) if side else (-1, 1) for side in sides.values()]
    found = simplex(cost, narrow, none, [Fraction(a) for a, _ in box], [Fraction(b) for _, b in box])
    moved = dict(zip(places, found.x, strict=True))
    if not any(sides[j] and v for j, v in moved.items()):
        free = [j for j in places if not sides[j]]
        moved = dict(zip(free, unseen([tuple(row[j] for row in matrix) for j in free]), strict=False))
    return (tuple(moved.get(j, ZERO) for j in range(size)), ()) if moved else ((), found.u)


def _lasso(problem: L1Problem) -> Minimiser:
    x = lasso(problem.matrix, problem.y, problem.lam)
    u = tuple(2 * r for r in residual(problem.matrix, problem.y, x))
    slopes = products(problem.matrix, u)
    sides = {j: 0 if x[j] else 1 if slope > 0 else -1 for j, slope in enumerate(slopes) if abs(slope) == problem.lam}
    ray, _ = freedom(problem.matrix, sides)
    if ray:
        steps = [ONE, *(-v / d for v, d in zip(x, ray, strict=True) if v * d < 0)]
        other = tuple(v + min(steps) * d for v, d in zip(x, ray, strict=True))
        raise NoSingleMinimiser("not unique", other, x)
    return Minimiser(problem, x, u)


def squared_distance(x: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """Return the squared Euclidean distance of two vectors.

    >>> squared_distance([ONE, ZERO], [ZERO, ONE])
    Fraction(2, 1)
    """
    return sum(((a - b) ** 2 for a, b in zip(x, other, strict=True)), ZERO)


def excess(found: Minimiser, x: Sequence[Fraction]) -> Enclosure:
    """Return the objective at x less the value; negative only where x violates a constraint, or within the enclosure.

    >>> truth = exact_minimiser(LinearProgram.of([1, 1], [[1, 2]], [1]))
    >>> excess(truth, [ONE, ZERO])[0]
    Fraction(1, 2)
    """
    (low, high), (least, most) = found.problem.objective(x), found.value
    return low - most, high - least
