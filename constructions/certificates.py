"""Certificates: canonical JSON that states a claim and carries the witness for it.

This module serialises; it verifies nothing. Conditions and their reasons are in docs/certificates.md; the checks are
in proofs_check/kernel. Serves A3, A4, A5.
"""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from constructions.adversary import Defeat
from constructions.files import write_text
from constructions.instability import UniversalPerturbation
from constructions.interchange import network_object
from constructions.training_sets import TrainingSet
from theory.algorithms import Run
from theory.classification import parameters_served
from theory.exact import BarriersError, write_rational
from theory.families import FORK, JUMP, WEAK_FORK, Family
from theory.networks import ReluNetwork
from theory.piecewise import Interval

__all__ = [
    "canonical",
    "defeat_certificate",
    "instability_certificate",
    "sha256",
    "stability_certificate",
    "write_certificate",
]

SCHEMA = "barriers/1"


def canonical(value: Any) -> str:
    r"""Return the canonical text of a JSON value: sorted keys, no spaces, ASCII, one newline at the end.

    >>> canonical({"b": 1, "a": []})
    '{"a":[],"b":1}\n'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True) + "\n"


def sha256(value: Any) -> str:
    """Return the SHA-256 of a JSON value's canonical text: a certificate's name for citation."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def instability_certificate(found: UniversalPerturbation) -> dict[str, Any]:
    """Return the certificate of A3 (one t) or A4 (an interval of t, and of a) for a universal perturbation."""
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
    return {
        "schema": SCHEMA,
        "kind": "instability",
        "result": "A4" if uncountable else "A3",
        "claim": claim,
        "witness": witness,
    }


def stability_certificate(network: ReluNetwork, data: TrainingSet) -> dict[str, Any]:
    """Return the certificate of A5: the network equals the label on every closed ball of the data's radius."""
    claim, witness = _shared(network, data)
    return {"schema": SCHEMA, "kind": "stability", "result": "A5", "claim": claim, "witness": witness}


def defeat_certificate(found: Defeat, family: Family) -> dict[str, Any]:
    """Return the certificate of J, K or W for an exact defeat by vectors; raises `BarriersError` for any other."""
    if family.parameters is None or not found.exact:
        what = "sampled tapes" if family.parameters else "this family"
        raise BarriersError(f"there are no certificates for {what}: only exact defeats in B, C and D have them")
    runs = [[_run(run) for run in play.runs] for play in found.plays]
    inputs = [
        {
            "branch": play.place[0],
            "n": play.place[1],
            "low": write_rational(play.success.low),
            "high": write_rational(play.success.high),
        }
        for play in found.plays
    ]
    claim = {
        "family": family.parameters,
        "accuracy": write_rational(found.accuracy),
        "inputs": inputs,
        "bound": write_rational(found.bound),
        "limit": write_rational(found.limit),
        "runs_sha256": sha256(runs),
    }
    result = {JUMP: "J", FORK: "K", WEAK_FORK: "W"}[family.kind]
    return {"schema": SCHEMA, "kind": "defeat", "result": result, "claim": claim, "witness": runs}


def _run(run: Run) -> dict[str, Any]:
    output = None if run.output is None else [write_rational(v) for v in run.output]  # type: ignore[union-attr]
    return {
        "bits": "".join(map(str, run.bits)),
        "reads": [[k, n, write_rational(value)] for k, n, value in run.reads],
        "output": output,
        "left_open": run.outcome in ("out of bits", "inconclusive"),
    }


def write_certificate(certificate: dict[str, Any], path: str | Path) -> str:
    """Write a certificate whole or not at all, and return its SHA-256."""
    write_text(path, canonical(certificate))
    return sha256(certificate)


def _shared(network: ReluNetwork, data: TrainingSet) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what all claims say and all witnesses hold: the network and the data."""
    served = parameters_served(data.x1, data.radius)
    layers = network_object(network)["layers"]
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
