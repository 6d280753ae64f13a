"""Symbolic proofs: the algebra of the results, for all admissible symbols, in steps that a few lines of code re-verify.

`PROOFS` are the proofs, `proved()` the results all of whose proofs are verified here and now, and `SCOPE` says for each
result what its proofs cover and what they take for granted.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from proofs_check.symbolic import (
    results_a,
    results_b,
    results_c,
    results_d,
    results_e,
    results_families,
    results_precision,
    results_random,
    results_restarts,
    results_trust,
    results_trust_programs,
)
from proofs_check.symbolic.expressions import Refused
from proofs_check.symbolic.steps import Proof
from proofs_check.symbolic.verify import verify

__all__ = ["PROOFS", "SCOPE", "Refused", "fault", "proved", "verify"]

_MODULES = (
    results_a,
    results_random,
    results_precision,
    results_families,
    results_b,
    results_c,
    results_d,
    results_e,
    results_restarts,
    results_trust,
    results_trust_programs,
)

SCOPE = {
    "A1": "All inequalities, for all a, k, n, and ceil(a/y) = k + 1 on the closed balls; that f_a depends on x_1 "
    "alone is read off.",
    "A3": "The count, the pigeonhole and the ceilings, for all integers; the inequality F >= (n - F) - (P + 1) "
    "is a hypothesis, "
    "and that 4q + P - 2 cannot be lowered is shown for the count, not by a network.",
    "A4": "The count of one label and the positive length of the parameters served; not that the failing sets are "
    "unions of intervals.",
    "A5": "The gaps between the intervals I_k, for all a, k < n; not the network that is affine in them.",
    "A6": "The arithmetic of F = 0 in the count of A3.",
    "A7": "Tail, independent draws, monotone powers and sums, by induction; probability enters as numbers.",
    "A8": "Row, rho, the product over the layers by induction, and the final inequality; not that some label-1 "
    "point is low (A0).",
    "J": "4^-n <= 2^-(k+1) by induction, admissibility, disjoint successes, the bound 1/2; not the coupling.",
    "K": "The sum of the successes, 1/2 and 2/3 with equality; not the coupling, nor the algorithms that attain them.",
    "W": "The bound 1/2 from two successes that exclude each other; not the coupling.",
    "B0": "At least one point fails; the count of A3 is a hypothesis.",
    "B1": "kappa = 1/2 - eps from the triangle inequality.",
    "B2": "delta_n <= 4^-n and disjoint successes for alpha < kappa/2; the rest is J.",
    "B3": "The labels are farther than alpha from the solutions of T_0.",
    "B4": "The constant f/2 + 1/4 is exactly 1/4 off, and kappa/2 = 1/4.",
    "B5": "The distance from the solutions, given the Lipschitz bound.",
    "C0": "Value, minimisers, uniqueness, segment and dual vectors of P1, P2, P3 for all lambda, eta, alpha, "
    "beta and all dimensions, "
    "from the definitions of the problems; not the invariance under orthogonal Q.",
    "C1": "All sizes and distances, for every K; not the algorithms.",
    "D": "Primal and dual feasibility, equal objectives, uniqueness, segment, the distance in l^2; not l^p for "
    "other p.",
    "E0": "The inequality, from the robust null space property as its hypothesis.",
    "E1": "One iteration in one dimension (the identity is bilinear), telescoping, the mean, theta; prox and "
    "projection are hypotheses.",
    "E2": "The induction over the restarts and the closed form of the bound, by induction.",
    "E3": "rho < 1 for 41 delta^2 < 16; not the matrix.",
    "T0": "Optimality of a regression and of a program, Farkas' inequality and the ray, for one or two columns and "
    "rows: all terms are sums of such; not that there is one minimiser.",
    "T1": "The identities for F, G'e, M d and c_j, multiplied out for two columns of S, row by row, and the "
    "steps from bounds to claims; not the sums over rows and columns, nor that 1 - F is invertible.",
    "T2": "The identities for e, zeta and the reduced costs, for two rows, and one bound; the step from "
    "|e| <= t + R|e| to |e| < w is that of T1.",
    "T5": "The ties in the boxes of the limits, and that there is none in those of the members, for all radii and all "
    "data of the box; the bound 1/2 is J's.",
}


def _gather(modules: Iterable[object]) -> tuple[Proof, ...]:
    return tuple(proof for module in modules for proof in module.PROOFS)  # type: ignore[attr-defined]


PROOFS: tuple[Proof, ...] = _gather(_MODULES)


def fault(proof: Proof) -> str | None:
    """Return why the verifier refuses a proof, or None if it accepts."""
    try:
        verify(proof)
    except Refused as error:
        return str(error)
    return None


@cache
def proved() -> tuple[str, ...]:
    """Return the results, each once and in order, that have proofs here all of which the verifier has just accepted."""
    refused = {proof.result for proof in PROOFS if fault(proof) is not None}
    return tuple(result for result in dict.fromkeys(proof.result for proof in PROOFS) if result not in refused)
