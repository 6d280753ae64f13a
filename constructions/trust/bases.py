"""The optimal basis of a linear program, exactly, from a float solver's answer or from none (T0, T2).

x is the only minimiser if some u leaves z = c - A^T u with z_j > 0 only where x_j = l_j, z_j < 0 only where x_j = u_j,
and A is injective on {j: z_j = 0, l_j < u_j}.  Where x is degenerate, or a reduced cost is 0, the face of the
minimisers is searched from x: a step of positive length is a second minimiser, and if there is none the dual vector of
the search, added to u, is as wanted.  Floats propose where to start; steps and decisions are rational.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from constructions.exact_simplex import PRIME, nearest_bound
from constructions.misses import PRIMES
from constructions.trust.pivoting import Endless, Infeasible, Tableau, fraction
from constructions.trust.program_estimates import answers
from constructions.trust.program_witnesses import Inverse
from constructions.trust.programs import Program
from theory.exact import BarriersError, Brief, rational, shown

__all__ = ["Based", "NoOptimum", "minor", "optimum"]

Vector = tuple[Fraction, ...]
Told = Callable[[str], None]
ZERO = Fraction(0)
CLEAR = Fraction(1, 10**7)
"""A float answer within this of a bound, relative to its size, may be at the bound."""
STEPS = 10_000


class NoOptimum(BarriersError):
    """A program has no minimiser or several: `why` is "infeasible", "unbounded" or "several".

    Infeasible: <u, b> > <u, Ax> for all x within the bounds.  Unbounded: x is feasible, and so is x + t `other` for all
    t >= 0, whose cost decreases.  Several: x and `other` are minimisers, and u is a dual vector for both.
    """

    def __init__(self, why: str, program: Program, *, x: Vector = (), other: Vector = (), u: Vector = ()) -> None:
        told = {"several": "more than one minimiser", "infeasible": "no feasible x", "unbounded": "no least value"}
        super().__init__(f"the program has {told[why]}")
        self.why, self.program, self.x, self.other, self.u = why, program, x, other, u


@dataclass(frozen=True, repr=False)
class Based(Brief):
    """The only minimiser x of a program, with a basis, a dual vector u that shows it, and z = c - A^T u.

    `basis` has one column a row, but fewer where rows depend on each other; `places` says for each column whether it is
    in the basis (B), at its lower bound (L), at the upper one (U), or has but one value (F).  `strict`: the variables
    of a basis of full size are strictly between their bounds, and z is not 0 where a variable is L or U.
    """

    program: Program
    basis: tuple[int, ...]
    places: str
    x: Vector
    u: Vector
    reduced: Vector
    strict: bool

    @property
    def told(self) -> str:
        """The basis, and whether it is strict."""
        return f"basis {shown(list(self.basis))}, {'strict' if self.strict else 'not strict'}"

    @cached_property
    def support(self) -> tuple[int, ...]:
        """The variables that are strictly between their bounds."""
        ends = zip(self.x, self.program.lower, self.program.upper, strict=True)
        return tuple(j for j, (v, low, high) in enumerate(ends) if v not in (low, high))

    @cached_property
    def near(self) -> Inverse:
        """Nearly the inverse of the columns of the basis, if there are as many as rows."""
        return Inverse(self.program, self.basis)

    @property
    def value(self) -> Fraction:
        """The least cost."""
        return sum((c * v for c, v in zip(self.program.cost.fractions, self.x, strict=True) if v), ZERO)


def optimum(
    program: Program, start: Based | Sequence[Any] | None = None, *, steps: int = STEPS, told: Told | None = None
) -> Based:
    """Return the only minimiser of a program with a basis (T0, T2).

    `start` is where to begin: an optimum of a program of the same shape, or an answer x, of a solver say, with or
    without the slack columns at the end; by default a float solver is asked, if one is installed.  Raises `NoOptimum`
    and, after so many steps, `OutOfSteps`.

    >>> found = optimum(Program.of([1, 1], [[1, 2]], [1]))
    >>> found.basis, found.places, found.x, found.strict
    ((1,), 'LB', (Fraction(0, 1), Fraction(1, 2)), True)
    >>> optimum(Program.of([1, 1], [[1, 1]], [1]))
    Traceback (most recent call last):
    constructions.trust.bases.NoOptimum: the program has more than one minimiser
    """
    table = _begin(program, start, steps, told)
    size = program.size

    def told_back(values: Sequence[Any], end: int | None = None) -> Vector:
        return tuple(fraction(v) for v in values[:end])

    try:
        u = _finish(table)
    except Infeasible as refused:
        raise NoOptimum("infeasible", program, u=told_back(refused.witness)) from None
    except Endless as refused:
        x, ray = told_back(table.x, size), told_back(refused.ray, size)
        raise NoOptimum("unbounded", program, x=x, other=ray) from None
    x = told_back(table.x, size)
    if told:
        told("an optimal basis is found; are there other minimisers?")
    strict, u, other = _alone(table, u)
    if other is not None:
        raise NoOptimum("several", program, x=x, other=told_back(other, size), u=told_back(u))
    inside = set(table.basis)
    places = "".join(
        "B" if j in inside else "F" if low == high else "L" if v == low else "U"
        for j, (v, low, high) in enumerate(zip(x, program.lower, program.upper, strict=True))
    )
    basis = tuple(sorted(j for j in inside if j < size))
    reduced = told_back(table.reduced(table.cost, u), size)
    return Based(program, basis, places, x, told_back(u), reduced, strict)


def _finish(table: Tableau) -> list[Any]:
    """Take the steps to a minimiser; return its dual vector.  Raises `Infeasible`, `Endless`, `OutOfSteps`."""
    if table.violated():
        if not table.entering(table.reduced(table.cost, table.duals(table.cost))):
            return table.descend(table.cost)
        table.repair()
    return table.minimise(table.cost)


def _begin(program: Program, start: Based | Sequence[Any] | None, steps: int, told: Told | None) -> Tableau:
    """Return the best tableau to begin with: an optimal one, else one where x or the dual vector is feasible."""
    best: tuple[int, Tableau] | None = None
    for order, high in _proposals(program, start):
        chosen, rows = _basis(program, order)
        wide = program.fixed(rows)
        basis = [*chosen, *range(program.size, wide.size)]
        table = Tableau(wide, basis, high, steps=steps, told=told)
        wrong = bool(table.violated()) + bool(table.entering(table.reduced(table.cost, table.duals(table.cost))))
        if best is None or wrong < best[0]:
            best = wrong, table
        if not wrong:
            break
    assert best
    return best[1]


def _proposals(program: Program, start: Based | Sequence[Any] | None) -> Iterator[tuple[list[int], list[int]]]:
    """Yield orders in which columns are to be taken into the basis, with the variables at upper bounds."""
    everything = range(program.size)
    if isinstance(start, Based):
        rest = [j for j in everything if j not in set(start.basis)]
        yield [*start.basis, *rest], [j for j in rest if start.places[j] == "U"]
        return
    tried = 0
    given: Iterable[tuple[Sequence[Any], Sequence[Any]]]
    given = answers(program) if start is None else [(_completed(program, start), [])]
    for x, z in given:
        yield _order(program, [rational(v) for v in x], [rational(v) for v in z] or [ZERO] * program.size)
        tried += 1
    if not tried:
        yield sorted(everything, key=lambda j: (j not in program.exact, len(program.columns[j].rows))), []


def _completed(program: Program, start: Sequence[Any]) -> list[Fraction]:
    """Return x with the slack variables that are missing at its end."""
    x = [rational(v) for v in start]
    missing = range(len(x), program.size)
    if len(x) > program.size or not all(j in program.exact and len(program.columns[j].rows) == 1 for j in missing):
        raise BarriersError(f"x to start from has {program.size} entries, but for slack ones at its end, got {len(x)}")
    rest = list(program.right.fractions)
    for column, v in zip(program.columns, x, strict=False):
        for i, a in column.items if v else ():
            rest[i] -= a * v
    return x + [rest[i] / a for j in missing for i, a in program.columns[j].items]


def _order(program: Program, x: Sequence[Fraction], z: Sequence[Fraction]) -> tuple[list[int], list[int]]:
    """Order the columns: free ones, those clearly inside of their bounds, the farthest first, then by reduced cost."""

    def key(j: int) -> tuple[int, Fraction, Fraction]:
        ends = [abs(x[j] - end) for end in (program.lower[j], program.upper[j]) if end is not None]
        room = min(ends, default=None)
        if room is None:
            return 0, ZERO, ZERO
        room /= 1 + abs(x[j])
        return (1, -room, ZERO) if room > CLEAR else (2, abs(z[j]), -room)

    ends = zip(x, program.lower, program.upper, strict=True)
    high = [j for j, (v, low, up) in enumerate(ends) if up is not None and nearest_bound(low, up, v) == up]
    return sorted(range(program.size), key=key), high


def _pivots(rows: int, columns: Sequence[dict[int, int]], prime: int) -> list[int]:
    """Return the places of columns of integers, the first ones, that are independent modulo a prime and span all."""
    from flint import nmod_mat

    flat = [0] * (rows * len(columns))
    for k, column in enumerate(columns):
        for i, v in column.items():
            flat[i * len(columns) + k] = v % prime
    reduced, rank = nmod_mat(rows, len(columns), flat, prime).rref()
    return [next(j for j, v in enumerate(row) if v) for row in reduced.tolist()[:rank]]


def _basis(program: Program, order: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return the first independent columns in an order, and rows whose unit vectors complete them to a basis."""
    columns = [_integers(program, j) for j in order]
    chosen = _pivots(program.rows, columns, PRIME)
    basis = [order[k] for k in chosen]
    if len(basis) == program.rows:
        return basis, []
    units = [{i: 1} for i in range(program.rows)]
    found = _pivots(program.rows, [*(columns[k] for k in chosen), *units], PRIME)
    return basis, [k - len(basis) for k in found[len(basis) :]]


def _integers(program: Program, j: int) -> dict[int, int]:
    column = program.columns[j]
    return dict(zip(column.rows, column.entries.values, strict=True))


def minor(program: Program, columns: Sequence[int]) -> tuple[tuple[int, ...], int]:
    """Return rows and a modulus such that the minor of A of these rows and columns is a unit modulo it (TU).

    Raises `BarriersError` if none is found: there is none where the columns depend on each other.

    >>> minor(Program.of([1, 1], [[0, 2], [1, 2]], [1, 1]), [1])
    ((0,), 2147483647)
    """
    if not columns:
        return (), PRIMES[0]
    turned: list[dict[int, int]] = [{} for _ in range(program.rows)]
    for k, j in enumerate(columns):
        for i, v in _integers(program, j).items():
            turned[i][k] = v
    for prime in PRIMES:
        if any(program.columns[j].entries.over % prime == 0 for j in columns):
            continue
        rows = _pivots(len(columns), turned, prime)
        if len(rows) == len(columns):
            return tuple(rows), prime
    raise BarriersError("the minimiser cannot be shown to be the only one: no minor of the free columns is found")


def _alone(table: Tableau, u: list[Any]) -> tuple[bool, list[Any], list[Any] | None]:
    """Return whether the basis is strict, a dual vector that shows that x is the only minimiser, or another one."""
    z, inside = table.reduced(table.cost, u), set(table.basis)
    ends = list(zip(table.x, table.lower, table.upper, strict=True))
    tied = [j for j, (_, low, high) in enumerate(ends) if not z[j] and j not in inside and (low is None or low != high)]
    if not tied:
        return all(v not in (low, high) for v, low, high in (ends[j] for j in table.basis)), u, None
    for j in range(len(z)):
        if j not in inside and z[j]:
            table.lower[j] = table.upper[j] = table.x[j]
    before = list(table.x)
    try:
        push = _search(table, before)
    except Endless as refused:
        return False, u, [v + d for v, d in zip(table.x, refused.ray, strict=True)]
    if push is None:
        return False, u, table.x
    limits = [abs(v) / abs(s) for v, s in zip(z, table.products(push), strict=True) if v and s]
    step = _short(min(limits)) if limits else 1
    return False, [v + step * w for v, w in zip(u, push, strict=True)], None


def _search(table: Tableau, before: list[Any]) -> list[Any] | None:
    """Look for another point of the face: return None if x is one, else a vector that pushes z off 0.

    The free variables outside of the basis are taken into it first; the others shall move as far as they can.
    Raises `Endless`.
    """
    from flint import fmpq

    for j in range(len(before)):
        loose = table.lower[j] is None and table.upper[j] is None
        if loose and j not in table.basis and table.step(j, 1):
            return None
    inside, cost = set(table.basis), [fmpq(0)] * len(before)
    for j, (v, low, high) in enumerate(zip(table.x, table.lower, table.upper, strict=True)):
        if j not in inside and (low is None or low != high):
            cost[j] = fmpq(-1 if v == low else 1)
    push = table.minimise(cost, lambda: table.x != before)
    return push if table.x == before else None


def _short(limit: Any) -> Any:
    """Return the largest power of two that is at most half of a positive number, or a smaller one."""
    from flint import fmpq

    bits = int(limit.p).bit_length() - int(limit.q).bit_length() - 2
    return fmpq(2**bits) if bits >= 0 else fmpq(1, 2**-bits)
