"""Results C: K digits, K-1 digits, K-2 digits of minimisers of inverse problems (C0, C1, [CAH]).

P1: min ||x||_1 s.t. ||Ax - y||_2 <= eta.  P2: min lambda ||x||_1 + ||Ax - y||_2^2.  P3: min lambda ||x||_1 + ||Ax -
y||_2. A = A(alpha, beta) has the first row (alpha, beta, 0, …), row i >= 2 a single positive entry in column i + 1,
and y = e_1; the minimiser is c(alpha) e_1 if alpha > beta, c(beta) e_2 if beta > alpha, and their segment if alpha =
beta.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theory.exact import BarriersError, rational, write_rational
from theory.families import FORK, WEAK_FORK, Family
from theory.problems import Distance, Input, Problem

__all__ = ["InverseProblem", "Matrix", "Vector", "digits_family", "entry_names", "euclidean"]

MAX_DIGITS = 500
Matrix = tuple[tuple[Fraction, ...], ...]
"""A matrix as its rows."""
Vector = tuple[Fraction, ...]
OBJECTIVES = {
    "P1": "||x||_1 subject to ||Ax - y||_2 <= eta",
    "P2": "lambda ||x||_1 + ||Ax - y||_2^2",
    "P3": "lambda ||x||_1 + ||Ax - y||_2",
}
"""Objectives and constraints, in words."""


@dataclass(frozen=True)
class InverseProblem:
    """One of P1, P2, P3: parameters, m rows, N columns, and a rational orthogonal m x m matrix Q or None.

    (A, y) becomes (QA, Qy), which hides the structure and changes no minimiser.  Raises `BarriersError` unless 0 <
    lambda <= 1, 0 <= eta < 1, m >= 1, N >= m + 1 and Q Q^T = 1.

    >>> InverseProblem("P3").coefficient(Fraction(4))
    Fraction(1, 4)
    """

    kind: str
    lam: Fraction = Fraction(1)
    eta: Fraction = Fraction(0)
    m: int = 1
    columns: int = 2
    q: Matrix | None = None

    def __post_init__(self) -> None:
        if self.kind not in ("P1", "P2", "P3"):
            raise BarriersError(f"the inverse problems are P1, P2 and P3, got {self.kind!r}")
        if not 0 < self.lam <= 1:
            raise BarriersError(f"lambda must lie in (0, 1], got {self.lam}")
        if not 0 <= self.eta < 1:
            raise BarriersError(f"eta must lie in [0, 1), got {self.eta}")
        if self.m < 1 or self.columns < self.m + 1:
            raise BarriersError(
                f"m >= 1 rows and N >= m + 1 columns are required, got m = {self.m}, N = {self.columns}"
            )
        if self.q is not None:
            q = tuple(tuple(rational(v) for v in row) for row in self.q)
            object.__setattr__(self, "q", q)
            if len(q) != self.m or any(len(row) != self.m for row in q):
                raise BarriersError(f"Q must be a {self.m} x {self.m} matrix")
            gram = [[sum((a * b for a, b in zip(u, v, strict=True)), Fraction(0)) for v in q] for u in q]
            if gram != [[Fraction(int(i == j)) for j in range(self.m)] for i in range(self.m)]:
                raise BarriersError("Q must be orthogonal: Q Q^T is not the identity")

    def coefficient(self, alpha: Fraction) -> Fraction:
        """Return c(alpha), the size of the minimiser: (1-eta)/alpha, (2 alpha - lambda)/(2 alpha^2) or 1/alpha (C0)."""
        if self.kind == "P1":
            return (1 - self.eta) / alpha
        return (2 * alpha - self.lam) / (2 * alpha * alpha) if self.kind == "P2" else 1 / alpha

    def admissible(self, entry: Fraction) -> bool:
        """Whether C0 allows this entry of the first row: > 0, and > lambda for P2 and P3."""
        return entry > (0 if self.kind == "P1" else self.lam)

    def data(self, alpha: Fraction, beta: Fraction) -> tuple[Matrix, tuple[Fraction, ...]]:
        """Return (A, y), multiplied by Q if there is one (C0)."""
        zero, one = Fraction(0), Fraction(1)
        rows = [[alpha, beta, *[zero] * (self.columns - 2)]]
        rows += [[one if j == i + 1 else zero for j in range(self.columns)] for i in range(1, self.m)]
        y = [one] + [zero] * (self.m - 1)
        if self.q is None:
            return tuple(map(tuple, rows)), tuple(y)
        columns = list(zip(*rows, strict=True))
        mixed = [[sum((a * b for a, b in zip(u, c, strict=True)), zero) for c in columns] for u in self.q]
        return tuple(map(tuple, mixed)), tuple(sum((a * b for a, b in zip(u, y, strict=True)), zero) for u in self.q)

    def minimiser(self, alpha: Fraction, beta: Fraction) -> tuple[tuple[Fraction, ...], ...]:
        """Return the ends of the set of minimisers: one point, or two if alpha = beta (C0)."""
        ends = []
        for entry, place in ((alpha, 0), (beta, 1)):
            if entry == max(alpha, beta):
                ends.append(tuple(self.coefficient(entry) if j == place else Fraction(0) for j in range(self.columns)))
        return tuple(ends)

    def entry(self, digits: int) -> Fraction:
        """Return a rational alpha with c(alpha) in (sqrt 2, 2) 10**-digits: 3/2 of it for P1 and P3 (C1).

        Raises `BarriersError` if there is none that C0 allows, which happens only for few digits.
        """
        scale: int = 10**digits
        target = Fraction(3, 2 * scale)
        if self.kind == "P1":
            alpha = (1 - self.eta) / target
        elif self.kind == "P3":
            alpha = 1 / target
        else:  # c is decreasing beyond lambda: bisect to within a thousandth
            low, high = self.lam, Fraction(10) ** (digits + 1)
            while self.coefficient(high) * 1001 < target * 1000 or self.coefficient(high) > target:
                middle = (low + high) / 2
                low, high = (middle, high) if self.coefficient(middle) > target else (low, middle)
            alpha = high
        size = self.coefficient(alpha) * scale
        if not self.admissible(alpha) or not (size**2 > 2 and size < 2):
            raise BarriersError(
                f"{self.kind} with lambda = {self.lam} has no entry whose minimiser has size about {target}"
            )
        return alpha


def euclidean(output: Sequence[Fraction], ends: Sequence[Sequence[Fraction]]) -> Distance:
    """Return the exact squared distance of a vector to a point or a segment."""
    start = ends[0]
    along = [b - a for a, b in zip(start, ends[-1], strict=True)]
    square = sum((d * d for d in along), Fraction(0))
    part = Fraction(0)
    if square:
        inner = sum(((v - a) * d for v, a, d in zip(output, start, along, strict=True)), Fraction(0))
        part = max(Fraction(0), min(Fraction(1), inner / square))
    exact = sum(((v - a - part * d) ** 2 for v, a, d in zip(output, start, along, strict=True)), Fraction(0))
    return Distance(exact, exact, power=2)


def entry_names(m: int, columns: int) -> tuple[str, ...]:
    """Return the names of the evaluations of (A, y): A_i_j, row by row, then y_i (C, D).

    >>> entry_names(1, 2)
    ('A_1_1', 'A_1_2', 'y_1')
    """
    matrix = (f"A_{i}_{j}" for i in range(1, m + 1) for j in range(1, columns + 1))
    return (*matrix, *(f"y_{i}" for i in range(1, m + 1)))


def digits_family(problem: InverseProblem, digits: int, *, weak: bool = False) -> Family:
    """Return the strong fork family for K = `digits` >= 2, or the weak one, of minimisers ten times as large (C1).

    Raises `BarriersError` for K < 2.

    >>> strong = digits_family(InverseProblem("P3"), 2)
    >>> strong.admits(Fraction(1, 100)), strong.admits(Fraction(1, 10))
    (True, False)
    """
    if isinstance(digits, bool) or not isinstance(digits, int) or not 2 <= digits <= MAX_DIGITS:
        raise BarriersError(f"results C need K >= 2 digits (and at most {MAX_DIGITS}), got {digits!r:.40}")
    alpha = problem.entry(digits - 1 if weak else digits)
    first = 1
    while not problem.admissible(alpha - Fraction(1, 4**first)):
        first += 1
    names = entry_names(problem.m, problem.columns)
    letter = "weak" if weak else "strong"

    def build(branch: int, n: int) -> Input:
        low = alpha - Fraction(1, 4**n) if branch else alpha
        pair = {0: (alpha, alpha), 1: (alpha, low), 2: (low, alpha)}[branch]
        matrix, y = problem.data(*pair)
        flat = [v for row in (*matrix, y) for v in row]
        ends = problem.minimiser(*pair)
        name = f"{letter} iota_0" if branch == 0 else f"{letter} iota^{branch}_{n}"
        return Input(name, flat.__getitem__, lambda output: euclidean(output, ends))

    def public(accuracy: Fraction) -> Problem:
        known: tuple[tuple[str, Any], ...] = (
            ("digits", digits),
            ("lambda", problem.lam),
            ("eta", problem.eta),
            ("m", problem.m),
        )
        known += (("columns", problem.columns), ("kind", problem.kind))
        entries = (("strong", problem.entry(digits)), ("weak", problem.entry(digits - 1)))
        hidden = (("q", problem.q),) if problem.q else ()
        asks = f"some x with min {OBJECTIVES[problem.kind]}, to within the accuracy in l^2"
        public = known + entries + hidden
        return Problem(f"C:{problem.kind}", names, problem.columns, accuracy, parameters=public, asks=asks)

    size = problem.coefficient(alpha)
    easier = (
        f"K - 2 = {digits - 2} digits need no reading at all, C1 iii"
        if weak
        else f"K - 1 = {digits - 1} digits can be had from arbitrarily fine data, C1 ii; W:{problem.kind} denies them"
        " to algorithms that bound the level"
    )
    told: dict[str, Any] = {
        "name": f"C:{problem.kind}",
        "alpha": write_rational(alpha),
        "lambda": write_rational(problem.lam),
    }
    q = None if problem.q is None else [[write_rational(v) for v in row] for row in problem.q]
    told |= {"eta": write_rational(problem.eta), "m": problem.m, "columns": problem.columns, "q": q, "weak": weak}
    return Family(
        WEAK_FORK if weak else FORK, public, build(0, 0), build, 2 * size**2, power=2, first=first, beyond=easier,
        parameters=told, name=f"{'W' if weak else 'C'}:{problem.kind}",
    ).proved("C1")  # fmt: skip
