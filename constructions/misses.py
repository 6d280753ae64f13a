"""Answers beside the only minimiser of a problem: how far, how dear, how infeasible, exactly; with certificates (M).

What an answer costs more than the value is q + sqrt(s), s = 0 unless the problem is P3; what it violates is q + sqrt(s)
with s = 0 unless it is P1 with eta > 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from constructions.certificates import Provenance, envelope, sha256
from constructions.convex_problems import LinearProgram, Surd
from constructions.exact_minimisers import Minimiser, freedom, squared_distance
from constructions.exact_simplex import independent, products
from constructions.inverse_problems import Vector
from theory.exact import BarriersError, rational, write_rational

__all__ = ["Uniqueness", "long_text", "miss_certificate", "uniqueness"]

ZERO, ONE = Fraction(0), Fraction(1)
PRIMES = (2**31 - 1, 2**59 - 55, 2**58 - 27, 2**57 - 13, 2**56 - 5)
"""A minor that is not 0 is one modulo most primes; the first of these is the fastest in pure Python."""
MAX_DIGITS = 20_000
"""Most digits of a part of a number in a certificate of M."""
SHORT = 10_000
"""Bits of numbers that Python may write in decimal."""


@dataclass(frozen=True)
class Uniqueness:
    """Why a minimiser is the only one: a minor of A, of these rows and the free columns, is a unit modulo `modulus`.

    `push`, for a LASSO, is a vector w with <A_j, w> = 0 on the support that pushes columns off it out of the free ones.
    """

    rows: tuple[int, ...]
    modulus: int
    push: Vector | None = None


def uniqueness(truth: Minimiser) -> Uniqueness:
    """Return the witness that a minimiser is the only one (M); raises `BarriersError` if none is found.

    >>> from constructions.exact_minimisers import exact_minimiser
    >>> uniqueness(exact_minimiser(LinearProgram.of([1, 1], [[1, 2]], [1]))).rows
    (0,)
    """
    problem, push = truth.problem, None
    matrix, slopes = problem.matrix, products(problem.matrix, truth.u)
    if isinstance(problem, LinearProgram):
        ends = zip(problem.lower, problem.upper, strict=True)
        costs = zip(slopes, problem.cost, ends, strict=True)
        free = [j for j, (s, c, (low, high)) in enumerate(costs) if s == c and (low is None or low != high)]
    else:
        bound = ONE if problem.kind == "P1" else problem.lam
        free = [j for j, s in enumerate(slopes) if abs(s) == bound]
        sides = {j: 0 if truth.x[j] else 1 if slopes[j] > 0 else -1 for j in free}
        push = freedom(matrix, sides)[1] or None
        if push:
            moves = products(matrix, push)
            free = [j for j in free if not moves[j]]
    narrow = [[row[j] for j in free] for row in matrix]
    for prime in PRIMES:
        rows = independent(narrow, prime) if free else []
        if len(rows) == len(free):
            return Uniqueness(tuple(rows), prime, push)
    raise BarriersError("the minimiser cannot be shown to be the only one: no minor of the free columns is found")


def excess(truth: Minimiser, x: Sequence[Fraction]) -> Surd:
    """Return (q, s) with objective(x) - value = q + sqrt(s); the value has no root, since a minimiser of P3 fits.

    >>> from constructions.exact_minimisers import exact_minimiser
    >>> excess(exact_minimiser(LinearProgram.of([1, 1], [[1, 2]], [1])), (ONE, ZERO))
    (Fraction(1, 2), Fraction(0, 1))
    """
    (value, root), (least, none) = (truth.problem.objective_exactly(v) for v in (x, truth.x))
    if none:
        raise BarriersError("a minimiser with a residual is not shown to be one: there is no certificate")
    return value - least, root


def miss_certificate(truth: Minimiser, x: Sequence[Any], *, provenance: Provenance = None) -> dict[str, Any]:
    """Return the certificate that a problem has one minimiser, and of what an answer x misses (M).

    A right answer has one, too: its distance is 0.  Raises `BarriersError` for numbers that are too long, and for an
    answer of another length.

    >>> from constructions.exact_minimisers import exact_minimiser
    >>> truth = exact_minimiser(LinearProgram.of([1, 1], [[1, 2]], [1]))
    >>> miss_certificate(truth, [1.0, 0.0])["claim"]["distance"]
    '5/4'
    """
    problem, shown = truth.problem, uniqueness(truth)
    answer = tuple(rational(v) for v in x)
    if len(answer) != problem.columns:
        raise BarriersError(f"an answer to this problem has {problem.columns} entries, got {len(answer)}")
    data: dict[str, Any] = {"cost": None, "lower": None, "upper": None, "matrix": [_texts(r) for r in problem.matrix]}
    if isinstance(problem, LinearProgram):
        lam, eta, right = ONE, ZERO, problem.right
        data |= {"cost": _texts(problem.cost), "lower": _bounds(problem.lower), "upper": _bounds(problem.upper)}
    else:
        lam = ONE if problem.kind == "P1" else problem.lam
        eta, right = problem.eta if problem.kind == "P1" else ZERO, problem.y
    data["y"] = _texts(right)
    claim = {
        "problem": problem.kind,
        "lambda": write_rational(lam),
        "eta": write_rational(eta),
        "data_sha256": sha256(data),
        "answer": _texts(answer),
        "distance": long_text(squared_distance(answer, truth.x)),
        "excess": _texts(excess(truth, answer)),
        "violation": _texts(problem.violation_exactly(answer)),
    }
    witness = {**data, "x": _texts(truth.x), "u": _texts(truth.u), "rows": list(shown.rows), "modulus": shown.modulus}
    witness["push"] = None if shown.push is None else _texts(shown.push)
    return envelope("miss", "M", claim, witness, provenance)


def _texts(values: Iterable[Fraction]) -> list[str]:
    return [long_text(v) for v in values]


def _bounds(values: Iterable[Fraction | None]) -> list[str | None]:
    return [None if v is None else long_text(v) for v in values]


def long_text(value: Fraction) -> str:
    """Return the text of a number that may be a quotient of determinants; raises `BarriersError` if it is too long.

    >>> long_text(Fraction(10**5000 + 1, 3))[-4:]
    '01/3'
    """
    if value.numerator.bit_length() < SHORT and value.denominator.bit_length() < SHORT:
        return write_rational(value)
    from flint import fmpz

    parts = [str(fmpz(value.numerator)), *([str(fmpz(value.denominator))] if value.denominator > 1 else [])]
    if max(map(len, parts)) > MAX_DIGITS:
        raise BarriersError(f"a number of {max(map(len, parts))} digits is too long for a certificate: {MAX_DIGITS}")
    return "/".join(parts)
