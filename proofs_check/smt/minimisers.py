"""The questions about minimisers: C0 for the inverse problems P1, P2, P3, and D for the linear programs.

Each asks for a counterexample: another feasible vector whose objective is at most that of the minimiser named.  unsat
is optimality and uniqueness at once.  Norms are taken from their definitions, |v| = v or -v, and ||r||_2 as an s >= 0
with s^2 >= sum of r_i^2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from constructions.inverse_problems import InverseProblem
from proofs_check.smt.questions import Question
from proofs_check.smt.script import Script, absolute, affine, both, either, no, number, plus, times
from proofs_check.smt.solvers import Values

__all__ = ["PosedProblem", "another_minimiser", "another_solution", "cost_no_larger", "segment_missed"]

Vector = tuple[Fraction, ...]
Matrix = tuple[Vector, ...]


@dataclass(frozen=True)
class PosedProblem:
    """An inverse problem with entries alpha and beta."""

    problem: InverseProblem
    alpha: Fraction
    beta: Fraction

    @property
    def ends(self) -> tuple[Vector, ...]:
        """The ends of the set of minimisers that C0 names."""
        return self.problem.minimiser(self.alpha, self.beta)

    def no_worse(self, x: Sequence[Fraction], than: Sequence[Fraction]) -> bool:
        """Decide exactly whether x is feasible and its objective at most that of `than`."""
        problem, data = self.problem, self.problem.data(self.alpha, self.beta)
        return cost_no_larger(problem.kind, problem.lam, problem.eta, data, x, than)


def residual(data: tuple[Matrix, Vector], x: Sequence[Fraction]) -> Fraction:
    """Return ||Ax - y||_2^2."""
    rows = zip(*data, strict=True)
    return sum(((sum((a * v for a, v in zip(row, x, strict=True)), -b)) ** 2 for row, b in rows), Fraction(0))


def cost_no_larger(
    kind: str,
    lam: Fraction,
    eta: Fraction,
    data: tuple[Matrix, Vector],
    x: Sequence[Fraction],
    than: Sequence[Fraction],
) -> bool:
    """Decide exactly whether x is feasible for P1, P2 or P3 and its objective at most that of `than`.

    For P3 the residual of `than` must be 0, as it is for all that C0 names.
    """
    gain = sum(map(abs, than), Fraction(0)) - sum(map(abs, x), Fraction(0))
    square, its = residual(data, x), residual(data, than)
    if kind == "P1":
        return square <= eta**2 and gain >= 0
    if kind == "P2":
        return lam * gain + its - square >= 0
    assert its == 0
    return gain >= 0 and square <= (lam * gain) ** 2


@dataclass(frozen=True)
class Objective:
    """The terms of a case: x, ||x||_1, ||Ax - y||_2^2 and, where it is linear (one row), ||Ax - y||_2."""

    xs: list[str]
    norm: str
    square: str
    length: str | None


def _objective(case: PosedProblem) -> tuple[Script, Objective]:
    """Begin a script with x and what its objective is made of; for one row P1 and P3 are linear."""
    matrix, y = case.problem.data(case.alpha, case.beta)
    linear = len(y) == 1 and case.problem.kind != "P2"
    script = Script(linear=linear)
    xs = [script.real(f"x_{j}") for j in range(1, case.problem.columns + 1)]
    sizes = [script.define(f"size_{j}", absolute(x)) for j, x in enumerate(xs, 1)]
    rows = enumerate(zip(matrix, y, strict=True), 1)
    misfit = [script.define(f"r_{i}", affine(row, xs, -b)) for i, (row, b) in rows]
    length = script.define("length", absolute(misfit[0])) if linear else None
    square = "" if linear else script.define("square", plus(*(times(r, r) for r in misfit)))
    return script, Objective(xs, script.define("norm", plus(*sizes)), square, length)


def _no_worse(script: Script, case: PosedProblem, of: Objective, than: Vector) -> str:
    """Return the condition that x is feasible and its objective at most that of `than`."""
    lam, size = number(case.problem.lam), sum(map(abs, than), Fraction(0))
    if case.problem.kind == "P1":
        eta = case.problem.eta
        near = f"(<= {of.length} {number(eta)})" if of.length else f"(<= {of.square} {number(eta**2)})"
        return both(near, f"(<= {of.norm} {number(size)})")
    if case.problem.kind == "P2":
        bound = number(case.problem.lam * size + residual(case.problem.data(case.alpha, case.beta), than))
        return f"(<= {plus(times(lam, of.norm), of.square)} {bound})"
    s = of.length or script.real("s")
    bounds = [] if of.length else [f"(>= {s} 0.0)", f"(<= {of.square} {times(s, s)})"]
    return both(*bounds, f"(<= {plus(times(lam, of.norm), s)} {number(case.problem.lam * size)})")


def _on_segment(xs: Sequence[str], ends: Sequence[Vector]) -> str:
    """Return the condition that x is the one end, or on the segment between c e_1 and c e_2."""
    if len(ends) == 1:
        return both(*(f"(= {x} {number(v)})" for x, v in zip(xs, ends[0], strict=True)))
    zeros = (f"(= {x} 0.0)" for x in xs[2:])
    return both(f"(>= {xs[0]} 0.0)", f"(>= {xs[1]} 0.0)", f"(= {plus(*xs[:2])} {number(max(ends[0]))})", *zeros)


def _is_on_segment(x: Sequence[Fraction], ends: Sequence[Vector]) -> bool:
    if len(ends) == 1:
        return tuple(x) == tuple(ends[0])
    return min(x) >= 0 and x[0] + x[1] == max(ends[0]) and not any(x[2:])


def another_minimiser(case: PosedProblem, named: Sequence[Vector] | None = None) -> Question:
    """Ask for an x outside the set named (C0's, unless given) that is feasible and no worse than its first end."""
    ends = case.ends if named is None else tuple(named)
    script, of = _objective(case)
    script.require(_no_worse(script, case, of, ends[0]))
    script.require(no(_on_segment(of.xs, ends)))

    def replay(values: Values) -> bool:
        x = [Fraction(values.get(name, 0)) for name in of.xs]
        return case.no_worse(x, ends[0]) and not _is_on_segment(x, ends)

    return Question(script, replay)


def segment_missed(case: PosedProblem) -> Question:
    """Ask for an x on C0's segment that is infeasible or worse than its first end; for P3 the residual is to be 0."""
    ends = case.ends
    script, of = _objective(case)
    script.require(_on_segment(of.xs, ends))
    if case.problem.kind == "P3":
        script.require(either(f"(> {of.length or of.square} 0.0)", f"(> {of.norm} {number(max(ends[0]))})"))
    else:
        script.require(no(_no_worse(script, case, of, ends[0])))

    def replay(values: Values) -> bool:
        x = [Fraction(values.get(name, 0)) for name in of.xs]
        return _is_on_segment(x, ends) and not case.no_worse(x, ends[0])

    return Question(script, replay)


def another_solution(
    alpha: Fraction,
    beta: Fraction,
    y1: Fraction,
    *,
    m: int = 1,
    columns: int = 3,
    named: Sequence[Vector] | None = None,
) -> Question:
    """Ask for a feasible x of the linear program of D outside the set named, with a sum at most its first end's."""
    script, larger = Script(), max(alpha, beta)
    corners = [j for j, entry in enumerate((alpha, beta)) if entry == larger]
    true = [tuple(y1 / larger if i == j else Fraction(0) for i in range(columns)) for j in corners]
    ends = true if named is None else list(named)
    xs = [script.real(f"x_{j}") for j in range(1, columns + 1)]
    rows = [[alpha, beta, Fraction(-1), *[Fraction(0)] * (columns - 3)]]
    rows += [[Fraction(int(j == i + 2)) for j in range(columns)] for i in range(1, m)]
    right = [y1, *[Fraction(0)] * (m - 1)]
    for x in xs:
        script.require(f"(>= {x} 0.0)")
    for row, b in zip(rows, right, strict=True):
        script.require(f"(= {affine(row, xs, -b)} 0.0)")
    script.require(f"(<= {plus(*xs)} {number(sum(ends[0], Fraction(0)))})")
    script.require(no(_on_segment(xs, ends)))

    def replay(values: Values) -> bool:
        x = [Fraction(values.get(name, 0)) for name in xs]
        images = [sum((a * v for a, v in zip(row, x, strict=True)), Fraction(0)) for row in rows]
        feasible = min(x) >= 0 and images == right
        return feasible and sum(x) <= sum(ends[0]) and not _is_on_segment(x, ends)

    return Question(script, replay)
