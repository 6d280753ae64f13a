"""Certificates of exact minimisers: of their support and signs where it is strict (T1), else of what they are (T0)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from constructions.blocks import Block
from constructions.certificates import Provenance, envelope, sha256
from constructions.exact_simplex import independent
from constructions.misses import PRIMES
from constructions.trust.active_sets import Fitted, Several
from constructions.trust.regressions import Radii, Regression
from constructions.trust.witnesses import Frame, Witness, bits_above
from theory.exact import BarriersError, write_rational

__all__ = ["exact_witness", "parameters", "solution_certificate", "trust_certificate"]

ZERO = Fraction(0)
PRECISIONS = (128, 256, 512, 1024, 4096, 16384)


def parameters(problem: Regression) -> dict[str, Any]:
    """Return what claims say of a problem: shape, data, thresholds and ridge.

    >>> parameters(Regression.lasso([[2, 1]], [1], 1))["thresholds"]
    ['1/2', '1/2']
    """
    return {
        "problem": "LASSO",
        "data_sha256": sha256(problem.data_json()),
        "rows": problem.rows,
        "columns": problem.size,
        "thresholds": [write_rational(v) for v in problem.thresholds],
        "ridge": [write_rational(v) for v in problem.ridge],
    }


def exact_witness(found: Fitted) -> tuple[Witness, list[int]]:
    """Return a witness of T1, with widths, for the given data exactly; raises `BarriersError` if it is not strict.

    >>> from constructions.trust.active_sets import minimiser
    >>> witness, width = exact_witness(minimiser(Regression.lasso([[2, 1]], [1], 1)))
    >>> witness.holds(width, witness.rooms(width), [ZERO, ZERO])
    True
    """
    if not found.strict:
        raise BarriersError("the minimiser is not strict: nothing near these data is claimed (`solution_certificate`)")
    frame, problem = Frame(found), found.problem
    sizes = [abs(v) for v, s in zip(found.x, found.signs, strict=True) if s]
    slack = min((problem.thresholds[j] - abs(found.correlations[j]) for j in frame.off), default=Fraction(1))
    fine = 2 - bits_above(min(sizes, default=Fraction(1)))
    total = bits_above(1 + sum(frame.row_sums, ZERO))
    for precision in PRECISIONS:
        extra = 3 + precision // 64
        bits = max(fine + extra, 1)
        width = [1 << (bits - fine - 1)] * len(found.x)
        inverse_bits = max(extra + total, 1)
        off_bits = max(extra + total - fine - bits_above(slack) + 2, 1)
        witness = frame.witness(bits, inverse_bits, off_bits, precision)
        if witness and witness.holds(width, witness.rooms(width), [ZERO] * problem.size):
            return witness, width
    raise BarriersError("the inverse of G is too large for the precisions that are tried")


def trust_certificate(
    witness: Witness, width: Sequence[int], within: Radii, provenance: Provenance = None
) -> dict[str, Any]:
    """Return the certificate that the support and signs are the same for all data in a box (T1)."""
    found = witness.frame.found
    claim = parameters(found.problem) | {
        "within": within.as_json(),
        "support": list(found.support),
        "signs": list(found.signs),
    }
    return envelope("trust", "T1", claim, {"data": found.problem.data_json(), **witness.as_json(width)}, provenance)


def solution_certificate(found: Fitted | Several, provenance: Provenance = None) -> dict[str, Any]:
    """Return the certificate of a minimiser: of its support and signs (T1) if it is strict, else of all of it (T0).

    >>> from constructions.trust.active_sets import minimiser
    >>> solution_certificate(minimiser(Regression.lasso([[2, 1]], [1], 1)))["result"]
    'T1'
    >>> solution_certificate(minimiser(Regression.of([[1, -1]], [1], 1)))["claim"]["outcome"]
    'one'
    """
    if isinstance(found, Fitted) and found.strict:
        none = Radii((ZERO,) * found.problem.size, ZERO, (ZERO,) * found.problem.size)
        return trust_certificate(*exact_witness(found), none, provenance)
    problem = found.problem
    witness: dict[str, Any] = {"data": problem.data_json(), "u": None, "rows": [], "modulus": 2, "push": None}
    claim = parameters(problem)
    if isinstance(found, Several):
        claim |= {"outcome": "several", "support": None}
        witness |= {"x": Block.of(found.x).as_json(), "other": Block.of(found.other).as_json()}
    else:
        x = found.vector
        claim |= {"outcome": "one", "support": [j for j, v in enumerate(x) if v]}
        rows, modulus = _minor(found)
        push = Block.of(found.pushed).as_json() if found.pushed else None
        witness |= {"x": Block.of(x).as_json(), "other": None, "rows": rows, "modulus": modulus, "push": push}
    return envelope("solution", "T0", claim, witness, provenance)


def _minor(found: Fitted) -> tuple[list[int], int]:
    """Return rows in which the columns that may be active are independent modulo a prime, and the prime."""
    problem = found.problem
    free = [j for j in sorted((*found.support, *found.ties)) if not problem.ridge[j]]
    if found.pushed:
        moved = {j: sum(a * w for a, w in zip(problem.columns[j].values, found.pushed, strict=True)) for j in free}
        free = [j for j in free if not moved[j]]
    weights = problem.row_weights.values if problem.row_weights else (1,) * problem.rows
    rows = [a for a, v in enumerate(weights) if v]
    narrow = [[Fraction(problem.columns[j].values[a]) for j in free] for a in rows]
    for prime in PRIMES:
        chosen = independent(narrow, prime) if free else []
        if len(chosen) == len(free):
            return [rows[a] for a in chosen], prime if free else 2
    raise BarriersError("the minimiser cannot be shown to be the only one: no minor of the free columns is found")
