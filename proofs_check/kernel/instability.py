"""Certificates of A3 and A4: one perturbation, or an interval of them, at which many points fail at once."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import prod
from typing import Any

from .data import HALF, Data, Lines, check_data, check_network, check_parameters
from .reading import Malformed, digest, fields, items, number, numbers, require, states, told, whole

CLAIM = (
    "a_interval", "broken", "data_sha256", "delta", "dimension", "eta", "eta_norm", "failing", "failing_before", "g",
    "indices_sha256", "network_sha256", "piece_bound", "points", "promised", "radius", "s", "t_interval", "widths",
)  # fmt: skip
Edge = tuple[int, Fraction, int]
"""(0, b, 0) is just below b, (0, b, 1) just above; (-1, 0, 0) and (1, 0, 0) are the infinite ends."""
Right = tuple[Edge, Edge] | None
"""The interval of outputs at which a label is right; None if there is none."""


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions in order; return what was checked."""
    claim = fields(claim, "claim", *CLAIM)
    witness = fields(witness, "witness", "cuts", "data", "g", "indices", "network", "s")
    network = check_network(claim, witness["network"], "A3.1")
    pieces = prod(w + 1 for w in network.widths[1:-1])
    states("A3.1", claim, piece_bound=Fraction(pieces))
    right = check_g(claim, witness["g"])
    data = check_data(claim, witness["data"], network.widths, "A3.3")
    lo, hi = check_parameters(claim, data, "A3.4")
    s, cuts = check_perturbation(claim, witness, data)
    indices = check_indices(claim, witness, len(data.x1))
    lines = Lines(network, data, min(cuts[0], Fraction(0)), max(cuts[-1], Fraction(0)))
    for k in indices:
        check_point(k, s, cuts, lines, data, right)
    before = {k for k in range(1, len(data.x1) + 1) if fails_before(k, lines, data, right)}
    broken = len(set(indices) - before)
    states("A3.9", claim, failing=len(indices), failing_before=len(before), broken=broken)
    promise = max(0, -((pieces + 1 - len(data.x1)) // (4 if before else 2)))
    states("A3.10", claim, promised=promise)
    require("A3.11", len(indices) >= promise, f"A3 promises {promise} failing points, {len(indices)} are shown")
    if result == "A4":
        require("A4.1", cuts[0] < cuts[-1], "uncountably many perturbations need a t-interval of positive length")
        # lo < hi and lo < 1 by A3.4
        require("A4.2", hi > HALF, "uncountably many functions f_a need an a-interval of positive length")
    empty = [label for label in (0, 1)[: len(data.x1)] if right[label] is None]  # one point has label 0
    norm = max(-cuts[0], cuts[-1], s * data.delta)
    return [*vacuous(claim, empty), *report(claim, s, [cuts[0], cuts[-1]], (lo, hi), norm)]


def check_g(claim: dict[str, Any], witness: Any) -> list[Right]:
    """A3.2: g is the claim's; the outputs right for label 0 and label 1 are disjoint intervals, as for a monotone g."""
    pair = items(witness, "g")
    if len(pair) != 2:
        raise Malformed("g must be a list of two intervals")
    zero, one = interval(pair[0]), interval(pair[1])
    disjoint = zero is None or one is None or zero[1] <= one[0] or one[1] <= zero[0]
    require("A3.2", disjoint, "the two intervals must be disjoint")
    states("A3.2", claim, g=pair)
    return [zero, one]


def interval(value: Any) -> Right:
    """Read [bracket, lo, hi, bracket], or null, as cuts: (b, 0) is just below b, (b, 1) just above."""
    if value is None:
        return None
    parts = items(value, "interval")
    if len(parts) != 4 or parts[0] not in ("[", "(") or parts[3] not in ("]", ")"):
        raise Malformed("an interval is [bracket, lo, hi, bracket]")
    if (parts[1] is None and parts[0] == "[") or (parts[2] is None and parts[3] == "]"):
        raise Malformed("an infinite end is open")
    zero = Fraction(0)
    lo = (-1, zero, 0) if parts[1] is None else (0, number(parts[1], "interval"), int(parts[0] == "("))
    hi = (1, zero, 0) if parts[2] is None else (0, number(parts[2], "interval"), int(parts[3] == "]"))
    if lo >= hi:
        raise Malformed("the empty interval is null")
    return lo, hi


def above(edge: Edge, top: int, scale: int) -> bool:
    """Tell whether the output top/scale lies above an edge."""
    end, bound, after = edge
    difference = top * bound.denominator - bound.numerator * scale
    return end < 0 or (end == 0 and (difference > 0 or (difference == 0 and after == 0)))


def side(right: Right, top: int, scale: int) -> int:
    """Return 0 if the output top/scale is right, -1 if it is below, 1 if above; 1 if nothing is right."""
    if right is None or above(right[1], top, scale):
        return 1
    return 0 if above(right[0], top, scale) else -1


def check_perturbation(claim: dict[str, Any], witness: dict[str, Any], data: Data) -> tuple[int, list[Fraction]]:
    """A3.5: the cuts increase inside (-r, r); eta is the eta_(s,t) of least |t| between them; its norm is at most r."""
    s, cuts = whole(witness["s"], "s"), numbers(witness["cuts"], "cuts")
    require("A3.5", s in (0, 1) and len(cuts) > 0, "s must be 0 or 1, and there must be a cut")
    require("A3.5", all(a < b for a, b in pairwise(cuts)), "the cuts must increase")
    require("A3.5", -data.radius < cuts[0] and cuts[-1] < data.radius, "every |t| must be less than the radius")
    nearest = max(cuts[0], min(cuts[-1], Fraction(0)))
    eta = [nearest, -s * data.delta] + [Fraction(0)] * (data.dimension - 2)
    states("A3.5", claim, s=s, t_interval=[cuts[0], cuts[-1]], eta=eta, eta_norm=max(abs(v) for v in eta))
    return s, cuts


def check_indices(claim: dict[str, Any], witness: dict[str, Any], n: int) -> list[int]:
    """A3.6: the indices increase from at least 1 to at most n, and are those that the claim names."""
    indices = [whole(k, "indices") for k in items(witness["indices"], "indices")]
    increase = all(a < b for a, b in zip([0, *indices], [*indices, n + 1]))
    require("A3.6", increase, f"the indices must increase within 1..{n}")
    states("A3.6", claim, indices_sha256=digest(indices))
    return indices


def check_point(k: int, s: int, cuts: list[Fraction], lines: Lines, data: Data, right: list[Right]) -> None:
    """A3.7, A3.8: the network fails at the k-th point at the first cut, and on the same side up to the last one.

    Between neighbouring outputs it is affine in t, so it lies between two outputs on one side of what is right.
    """
    label, x = data.label(k), data.x1[k - 1]
    outputs = lines.along(data.delta * (label - s), x + cuts[0], x + cuts[-1])
    off = side(right[label], *next(outputs))
    require("A3.7", off != 0, f"the network does not fail at point {k} for t = {told(cuts[0])}")
    same = all(side(right[label], top, scale) == off for top, scale in outputs)
    require("A3.8", same, f"the output at point {k} does not stay on one side up to t = {told(cuts[-1])}")


def fails_before(k: int, lines: Lines, data: Data, right: list[Right]) -> bool:
    """Tell whether the network fails at the k-th point without perturbation."""
    label, x = data.label(k), data.x1[k - 1]
    return side(right[label], *next(lines.along(data.delta * label, x, x))) != 0


def vacuous(claim: dict[str, Any], empty: list[int]) -> list[str]:
    """Say why the claim shows nothing of the network, if so; `empty` are the labels for which nothing is right."""
    if empty:
        return [f"vacuous: no output is right for label {empty[0]} under this g: such points fail for every network"]
    if not claim["broken"] and not claim["promised"]:
        return ["vacuous: none is promised to fail, and none is broken: what is listed fails before any perturbation"]
    return []


def report(claim: dict[str, Any], s: int, t: list[Fraction], a: tuple[Fraction, Fraction], norm: Fraction) -> list[str]:
    """Say what was checked and what the quantifiers of the claim rest on."""
    intervals = [f"{p[0]}{p[1] or '-inf'}, {p[2] or 'inf'}{p[3]}" if p else "empty" for p in claim["g"]]
    move = "t e_1 - delta e_2" if s else "t e_1"
    return [
        f"checked: {claim['failing']} of {claim['points']} points fail at once at eta = {move}, |eta| <= {told(norm)}"
        f" ({claim['failing_before']} failed before; {claim['broken']} are broken; A3 promises {claim['promised']})",
        f"under a monotone g that is right for label 0 on {intervals[0]}, for label 1 on {intervals[1]} (A3.2)",
        f"for every t in [{told(t[0])}, {told(t[1])}]: by affinity between the knots (A3.7, A3.8)"
        if t[0] < t[1]
        else f"for t = {told(t[0])}: by evaluation (A3.7)",
        f"for every a in [1/2, 1] with {told(a[0])} < a <= {told(a[1])}: labels on closed balls and separation (A3.4)",
        "not checked: the theorem for all networks, which rests on its proof; machine rounding of this network",
    ]
