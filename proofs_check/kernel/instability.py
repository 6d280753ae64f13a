"""Certificates of A3 and A4: one perturbation, or an interval of them, at which many points fail at once."""

from __future__ import annotations

import itertools
from fractions import Fraction
from math import prod
from typing import Any

from .data import HALF, Data, bound_work, check_data, check_network, check_parameters
from .reading import Malformed, fields, items, number, numbers, require, whole
from .relu import Network, one_pattern

CLAIM = (
    "a_interval", "broken", "data_sha256", "delta", "dimension", "eta", "eta_norm", "failing", "failing_before",
    "network_sha256", "piece_bound", "points", "promised", "radius", "t_interval", "widths",
)  # fmt: skip
HalfLine = tuple[str, Fraction | None]


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions in order; return what was checked."""
    claim = fields(claim, "claim", *CLAIM)
    witness = fields(witness, "witness", "cuts", "data", "g", "indices", "network", "s")
    network = check_network(claim, witness["network"], "A3.1")
    pieces = prod(w + 1 for w in network.widths[1:-1])
    require("A3.1", whole(claim["piece_bound"], "piece_bound") == pieces, f"P(N) = {pieces} for these widths")
    fails = check_g(witness["g"])
    data = check_data(claim, witness["data"], network.widths, "A3.3")
    lo, hi = check_parameters(claim, data, "A3.4")
    s, cuts = check_perturbation(claim, witness, data)
    indices = check_indices(witness, len(data.x1))
    bound_work(len(indices) * len(cuts) + len(data.x1), network)
    for k in indices:
        check_point(k, s, cuts, network, data, fails)
    before = {
        k
        for k in range(1, len(data.x1) + 1)
        if contains(fails[data.label(k)], network.run(data.point(k, Fraction(0), data.delta * data.label(k)))[0])
    }
    counts = [len(indices), len(before), sum(k not in before for k in indices)]
    require(
        "A3.9",
        [whole(claim[key], key) for key in ("failing", "failing_before", "broken")] == counts,
        f"failing, failing_before, broken are {counts}",
    )
    promise = max(0, -((pieces + 1 - len(data.x1)) // (4 if before else 2)))
    require("A3.10", whole(claim["promised"], "promised") == promise, f"A3 promises {promise} failing points here")
    require(
        "A3.10", len(indices) >= promise, f"A3 promises {promise} failing points, the certificate shows {len(indices)}"
    )
    if result == "A4":
        require("A4.1", cuts[0] < cuts[-1], "uncountably many perturbations need an interval of t of positive length")
        require(
            "A4.2",
            max(lo, HALF) < min(hi, Fraction(1)),
            "uncountably many functions f_a need an interval of a of positive length",
        )
    return report(claim, result)


def check_g(witness: Any) -> tuple[HalfLine, HalfLine]:
    """A3.2: the outputs at which label 0 and label 1 fail are {g >= 1/2} and {g <= 1/2} for some monotone g."""
    body = fields(witness, "g", "one_fails", "zero_fails")
    zero, one = half_line(body["zero_fails"], "zero_fails"), half_line(body["one_fails"], "one_fails")
    require("A3.2", zero[0][0] != one[0][0], "the two half-lines must point in opposite directions")
    (up, from_), (down, to) = (zero, one) if zero[0][0] == ">" else (one, zero)
    if from_ is None or to is None:
        covered = (from_ is None and up == ">=") or (to is None and down == "<=")
    else:
        covered = from_ < to or (from_ == to and "=" in up + down)
    require("A3.2", covered, "the two half-lines must cover all outputs")
    return zero, one


def half_line(value: Any, name: str) -> HalfLine:
    """Read [relation, bound]; a bound null means all outputs for >= and <=, none for > and <."""
    pair = items(value, name)
    if len(pair) != 2 or pair[0] not in ("<", "<=", ">", ">="):
        raise Malformed(f"{name} must be a relation and a bound")
    return pair[0], None if pair[1] is None else number(pair[1], name)


def contains(half: HalfLine, output: Fraction) -> bool:
    """Decide output RELATION bound."""
    relation, bound = half
    if bound is None or output == bound:
        return relation.endswith("=")
    return (output > bound) == (relation[0] == ">")


def check_perturbation(claim: dict[str, Any], witness: dict[str, Any], data: Data) -> tuple[int, list[Fraction]]:
    """A3.5: the cuts increase inside (-r, r); eta is the eta_(s,t) of least |t| between them; its norm is at most r."""
    s, cuts = whole(witness["s"], "s"), numbers(witness["cuts"], "cuts")
    require("A3.5", s in (0, 1) and len(cuts) > 0, "s must be 0 or 1, and there must be a cut")
    require("A3.5", all(a < b for a, b in itertools.pairwise(cuts)), "the cuts must increase")
    require("A3.5", -data.radius < cuts[0] and cuts[-1] < data.radius, "every |t| must be less than the radius")
    require(
        "A3.5",
        numbers(claim["t_interval"], "t_interval") == [cuts[0], cuts[-1]],
        "the t-interval is from the first cut to the last",
    )
    nearest = max(cuts[0], min(cuts[-1], Fraction(0)))
    eta = data.point(1, nearest - data.x1[0], -s * data.delta)
    require("A3.5", numbers(claim["eta"], "eta") == eta, f"eta is ({', '.join(map(str, eta))})")
    norm = max(abs(v) for v in eta)
    require("A3.5", number(claim["eta_norm"], "eta_norm") == norm, f"the norm of eta is {norm}")
    return s, cuts


def check_indices(witness: dict[str, Any], n: int) -> list[int]:
    """A3.6: the indices increase from at least 1 to at most n."""
    indices = [whole(k, "indices") for k in items(witness["indices"], "indices")]
    require(
        "A3.6", all(a < b for a, b in zip([0, *indices], [*indices, n + 1])), f"the indices must increase within 1..{n}"
    )
    return indices


def check_point(
    k: int, s: int, cuts: list[Fraction], network: Network, data: Data, fails: tuple[HalfLine, HalfLine]
) -> None:
    """A3.7, A3.8: the network fails at the k-th point at every cut, and is affine in t between two neighbouring ones.

    So between them its outputs lie between outputs at which it fails, in a half-line.
    """
    tiny = data.delta * (data.label(k) - s)
    last: list[int] | None = None
    for t in cuts:
        output, signs = network.run(data.point(k, t, tiny))
        require("A3.7", contains(fails[data.label(k)], output), f"the network does not fail at point {k} for t = {t}")
        require("A3.8", last is None or one_pattern(last, signs), f"a neuron changes sign at point {k} before t = {t}")
        last = signs


def report(claim: dict[str, Any], result: str) -> list[str]:
    """Say what was checked and what the quantifiers of the claim rest on."""
    t, a = claim["t_interval"], claim["a_interval"]
    move = "t e_1" if claim["eta"][1] == "0" else "t e_1 - delta e_2"
    return [
        f"checked: {claim['failing']} of {claim['points']} points fail at once"
        f" at eta = {move}, |eta| = {claim['eta_norm']}"
        f" ({claim['failing_before']} failed before; {claim['broken']} are broken; A3 promises {claim['promised']})",
        f"for every t in [{t[0]}, {t[1]}]: by affinity between the cuts (A3.7, A3.8)"
        if t[0] != t[1]
        else f"for t = {t[0]}",
        f"for every a in [1/2, 1] with {a[0]} < a <= {a[1]}: labels on closed balls and separation (A3.4)",
        "not checked: the theorem for all networks, which rests on its proof; machine rounding of this network",
    ]
