"""Certificates: canonical JSON that states a claim and carries the witness for it.

This module serialises; it verifies nothing. Conditions and their reasons are in docs/certificates.md; the checks are
in proofs_check/kernel. Serves A3, A4, A5, J, K, W, C0, C1, D, E0, U, V, X1, X2.
`provenance`, short texts by name such as who made it and with what, may accompany every certificate; it is not checked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from constructions.claims import alarm_claim, defeat_claim, flag_claim, refuse_certificate
from constructions.files import write_text
from constructions.flags import FalseFlags
from constructions.instability import UniversalPerturbation
from constructions.layer_texts import layer_texts
from constructions.optimality import Solution
from constructions.plays import Defeat
from constructions.properties import Property
from constructions.recovery import Recovery
from constructions.training_sets import TrainingSet
from constructions.universal import UniversalVector
from theory.classification import parameters_served
from theory.exact import BarriersError, write_rational
from theory.networks import ReluNetwork
from theory.piecewise import Interval

__all__ = [
    "canonical",
    "defeat_certificate",
    "envelope",
    "flag_certificate",
    "instability_certificate",
    "minimiser_certificate",
    "recovery_certificate",
    "refuse_certificate",
    "separation_certificate",
    "sha256",
    "stability_certificate",
    "universal_certificate",
    "witness_certificate",
    "write_certificate",
]

SCHEMA = "barriers/2"
MAX_ENTRIES, MAX_TEXT = 32, 500
LONGEST: int = 10**17
"""Integers from here on are written as texts."""
Provenance = dict[str, str] | None


def canonical(value: Any) -> str:
    r"""Return the canonical text of a JSON value: sorted keys, no spaces, ASCII, one newline at the end.

    >>> canonical({"b": 1, "a": []})
    '{"a":[],"b":1}\n'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True) + "\n"


def sha256(value: Any) -> str:
    """Return the SHA-256 of a JSON value's canonical text: a certificate's name for citation."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def envelope(kind: str, result: str, claim: Any, witness: Any, provenance: Provenance) -> dict[str, Any]:
    """Return the whole; raises `BarriersError` for a provenance that is too long or not printable ASCII."""
    whole = {"schema": SCHEMA, "kind": kind, "result": result, "claim": claim, "witness": witness}
    if provenance is None:
        return whole
    texts = [*provenance, *provenance.values()]
    good = all(isinstance(v, str) and v.isascii() and (v + " ").isprintable() and len(v) <= MAX_TEXT for v in texts)
    if len(provenance) > MAX_ENTRIES or not good:
        raise BarriersError(
            f"a provenance has at most {MAX_ENTRIES} entries, of at most {MAX_TEXT} printable ASCII characters"
        )
    return whole | {"provenance": dict(provenance)}


def instability_certificate(found: UniversalPerturbation, *, provenance: Provenance = None) -> dict[str, Any]:
    """Return the certificate of a universal perturbation (A3, A4), with the separation of the points (A1).

    It is one of A4 if it holds for an interval of t and one of a, else one of A3, for one t.
    """
    claim, witness = _shared(found.network, found.data)
    g, indices = [_interval(right) for right in found.g.right], list(found.indices)
    claim |= {
        "g": g,
        "s": found.s,
        "indices_sha256": sha256(indices),
        "piece_bound": write_rational(Fraction(found.network.piece_bound)),
        "t_interval": [write_rational(found.cuts[0]), write_rational(found.cuts[-1])],
        "eta": [write_rational(v) for v in found.eta],
        "eta_norm": write_rational(found.norm),
        "failing": len(found.indices),
        "failing_before": len(found.before),
        "broken": len(found.broken),
        "promised": found.promised,
    }
    witness |= {
        "g": g,
        "s": found.s,
        "cuts": [write_rational(t) for t in found.cuts],
        "indices": indices,
    }
    uncountable = len(found.cuts) > 1 and found.data.served.uncountable
    return envelope("instability", "A4" if uncountable else "A3", claim, witness, provenance)


def stability_certificate(network: ReluNetwork, data: TrainingSet, *, provenance: Provenance = None) -> dict[str, Any]:
    """Return the certificate that the network equals the label on every closed ball of the data's radius (A1, A5).

    Raises `BarriersError` for fewer than two points, of which A5 does not speak.
    """
    if len(data) < 2:
        raise BarriersError("A5 speaks of n >= 2 points: a certificate about one point would show nothing")
    claim, witness = _shared(network, data)
    return envelope("stability", "A5", claim, witness, provenance)


def defeat_certificate(found: Defeat, *, provenance: Provenance = None) -> dict[str, Any]:
    """Return the certificate of an exact defeat by vectors (B2, B3, C1, D, J, K, W).

    Raises `BarriersError` for any other defeat; those by flags have `flag_certificate`.
    """
    return envelope("defeat", *_pinned(*defeat_claim(found)), provenance)


def flag_certificate(found: Defeat | FalseFlags, *, provenance: Provenance = None) -> dict[str, Any]:
    """Return the certificate of an exact defeat of a checker by a flag (X1), or of how often a flag is false (X2).

    Raises `BarriersError` for any other defeat, and for flags in families that certificates do not know.
    """
    claimed = alarm_claim(found) if isinstance(found, FalseFlags) else flag_claim(found)
    return envelope("flag", *_pinned(*claimed), provenance)


def _pinned(result: str, claim: dict[str, Any], runs: Any) -> tuple[str, dict[str, Any], Any]:
    """Return what is claimed of runs, with their hash."""
    return result, {**claim, "runs_sha256": sha256(runs)}, runs


def minimiser_certificate(found: Solution, *, unique: bool = True, provenance: Provenance = None) -> dict[str, Any]:
    """Return the certificate that x minimises, and unless `unique` is false nothing else does (C0, D).

    Raises `BarriersError` if a unique minimiser is claimed where A is not injective on the support of x.
    """
    body = _solution(found, unique=unique)
    claim = {
        **_problem(found),
        "data_sha256": sha256({"matrix": body["matrix"], "y": body["y"]}),
        "unique": unique,
        "x": body.pop("x"),
    }
    result = "D" if found.kind == "LP" else "C0"
    return envelope("minimiser", result, claim, body, provenance)


def separation_certificate(
    one: Solution, two: Solution, accuracy: Fraction, norm: str = "2", *, provenance: Provenance = None
) -> dict[str, Any]:
    """Return the certificate that two inputs are alike, and no answer is accurate for both (C1, D).

    The level is the largest with inputs within 2**-level; distance and ratio are squared if the norm is 2. Raises
    `BarriersError` unless the inputs are two of the same problem, 2**-level < accuracy and 2 accuracy < distance.
    """
    first, second = ([*(v for row in s.matrix for v in row), *s.y] for s in (one, two))
    gap, level = max(abs(v - w) for v, w in zip(first, second, strict=True)), 0
    if _problem(one) != _problem(two) or not 0 < gap <= 1:
        raise BarriersError("a separation is one of two different inputs of the same problem, within 1 of each other")
    while gap * 2 ** (level + 1) <= 1:
        level += 1
    off = [abs(v - w) for v, w in zip(one.x, two.x, strict=True)]
    distance = {"1": sum(off, Fraction(0)), "2": sum((v * v for v in off), Fraction(0)), "inf": max(off)}[norm]
    power = 2 if norm == "2" else 1
    if not Fraction(1, 2**level) < accuracy or not (2 * accuracy) ** power < distance:
        raise BarriersError(
            f"the accuracy {accuracy} must be more than 2^-{level}, within which the inputs agree, and less than half"
            " the distance of their minimisers: otherwise the data move about as much as the answer"
        )
    witness = [_solution(s, unique=True) for s in (one, two)]
    claim = {**_problem(one), "data_sha256": sha256(witness), "level": level, "norm": norm}
    claim |= {"accuracy": write_rational(accuracy), "distance": write_rational(distance)}
    claim["ratio"] = write_rational(distance / gap**power)
    result = "D" if one.kind == "LP" else "C1"
    return envelope("separation", result, claim, witness, provenance)


def _problem(found: Solution) -> dict[str, Any]:
    return {"problem": found.kind, "lambda": write_rational(found.lam), "eta": write_rational(found.eta)}


def _solution(found: Solution, *, unique: bool) -> dict[str, Any]:
    def told(rows: Iterable[Sequence[Fraction]]) -> list[list[str]]:
        return [[write_rational(v) for v in row] for row in rows]

    y, x, u = told([found.y, found.x, found.u])
    inverse = told(found.left_inverse()) if unique else None
    return {"matrix": told(found.matrix), "y": y, "x": x, "u": u, "left_inverse": inverse}


def recovery_certificate(found: Recovery, *, provenance: Provenance = None) -> dict[str, Any]:
    """Return the certificate that every sparse vector that the data admit is within the bound of z (E0, E3).

    Of the network that z comes from, if any, it says nothing. Raises `BarriersError` for constants that were found by
    going through all supports, which the kernel does not.
    """
    constants, network = found.constants, found.network
    if constants.route == "all supports":
        raise BarriersError("constants from all supports have no certificate: use a matrix of small coherence")
    matrix = [[write_rational(v) for v in row] for row in found.matrix]
    y, z, u = ([write_rational(v) for v in vector] for vector in (found.y, found.z, found.u))
    claim = {
        "bound": write_rational(found.bound),
        "data_sha256": sha256({"matrix": matrix, "y": y}),
        "lambda": write_rational(network.lam),
        "noise": write_rational(found.noise),
        "order": constants.order,
        "z": z,
    }
    of = {name: write_rational(getattr(constants, name)) for name in ("isometry", "rho", "gamma", "scale")}
    of["sharpness"] = write_rational(network.sharpness)
    witness = {**of, "matrix": matrix, "residual": write_rational(found.residual), "u": u, "y": y}
    return envelope("recovery", "E0", claim, witness, provenance)


def universal_certificate(found: UniversalVector, *, provenance: Provenance = None) -> dict[str, Any]:
    """Return the certificate of one vector that breaks points of one's own data (U)."""
    layers = layer_texts(found.layers)
    data = {
        "rows": [[v if abs(v) < LONGEST else write_rational(Fraction(v)) for v in row] for row in found.data.rows],
        "labels": list(found.data.labels),
        "scale": write_rational(found.data.scale),
    }
    indices = list(found.indices)
    claim = {
        "widths": list(found.widths),
        "network_sha256": sha256(layers),
        "threshold": None if found.threshold is None else write_rational(found.threshold),
        "points": len(found.data.rows),
        "data_sha256": sha256(data),
        "eta": [write_rational(v) for v in found.eta],
        "eta_norm": write_rational(found.norm),
        "budget": write_rational(found.budget),
        "box": None if found.box is None else [write_rational(v) for v in found.box],
        "scalings": [write_rational(v) for v in found.scalings],
        "radius": write_rational(found.radius),
        "indices_sha256": sha256(indices),
        "broken": len(indices),
        "right_before": found.before.count(1),
        "wrong_before": found.before.count(-1),
        "right_after": found.after.count(1),
        "wrong_after": found.after.count(-1),
    }
    witness = {"network": layers, "data": data, "indices": indices, "pieces": found.pieces}
    return envelope("universal", "U", claim, witness, provenance)


def witness_certificate(
    network: ReluNetwork,
    point: Sequence[Fraction],
    outputs: Sequence[Fraction],
    asked: Property | None,
    *,
    provenance: Provenance = None,
) -> dict[str, Any]:
    """Return the certificate of the outputs at a point, and of whether a property holds there (V)."""
    layers, tree = layer_texts(network.layers), None if asked is None else asked.tree()
    found = None if asked is None else asked.judged(point, outputs)
    claim = {
        "widths": list(network.widths),
        "network_sha256": sha256(layers),
        "point": [write_rational(v) for v in point],
        "outputs": [write_rational(v) for v in outputs],
        "property_sha256": None if tree is None else sha256(tree),
        "satisfied": None if found is None else found.holds,
        "excess": None if found is None else write_rational(found.excess),
    }
    return envelope("witness", "V", claim, {"network": layers, "property": tree}, provenance)


def write_certificate(certificate: dict[str, Any], path: str | Path) -> str:
    """Write a certificate whole or not at all, and return its SHA-256."""
    write_text(path, canonical(certificate))
    return sha256(certificate)


def _shared(network: ReluNetwork, data: TrainingSet) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what all claims say and all witnesses hold: the network and the data."""
    served = parameters_served(data.x1, data.radius)
    layers = layer_texts(network.layers)
    points = {
        "x1": [write_rational(x) for x in data.x1],
        "delta": write_rational(data.delta),
        "radius": write_rational(data.radius),
        "dimension": data.dimension,
    }
    claim = {
        "widths": list(network.widths),
        "network_sha256": sha256(layers),
        "points": len(data),
        "dimension": data.dimension,
        "delta": points["delta"],
        "radius": points["radius"],
        "data_sha256": sha256(points),
        "a_interval": [write_rational(served.above), write_rational(served.up_to)],
    }
    return claim, {"network": layers, "data": points}


def _interval(interval: Interval | None) -> list[Any] | None:
    """Return [bracket, lo, hi, bracket], with null for an infinite end and for the empty interval."""
    if interval is None:
        return None
    lo, hi = (None if end is None else write_rational(end) for end in (interval.lo, interval.hi))
    return ["[" if interval.lo_closed else "(", lo, hi, "]" if interval.hi_closed else ")"]
