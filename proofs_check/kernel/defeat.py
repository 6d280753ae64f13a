"""Certificates of J, K and W: an algorithm's runs on inputs that its readings cannot tell apart, and what follows."""

from __future__ import annotations

from typing import Any

from .plays import BRANCHES, RESTS, check_inputs, conclude, left_open, name_of, play, posed, read_runs, shown
from .reading import digest, fields, states, told, whole


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions in order; return what was checked."""
    claim = fields(claim, "claim", "accuracy", "bound", "family", "inputs", "limit", "max_level", "runs_sha256")
    runs_of = read_runs(witness)
    states("DF.7", claim, runs_sha256=digest(witness))
    found, alpha = posed(claim, result)
    top = whole(claim["max_level"], "max_level") if result == "W" else None
    states("DF.2", claim, max_level=top)
    places = check_inputs(claim, runs_of, [BRANCHES[result]], top)
    enclosures = play(claim, found, alpha, runs_of, places, top)
    bound = conclude(claim, runs_of, enclosures, result)
    refused = all(run.asked is not None and not run.left_open for runs in runs_of for run in runs)
    return [
        *(["vacuous: every run asked beyond the level of the claim, and so has no output"] if refused else []),
        f"checked: on one of these {len(places)} inputs success within {told(alpha)} has probability <= {told(bound)}",
        *(f"{name_of(place)}: success {shown(low, high)}{left_open(runs)}"
          for place, runs, (low, high) in zip(places, runs_of, enclosures)),
        RESTS,
        f"{result} says that, for some admissible information, no algorithm {denied(result, top)};"
        " that rests on its proof, not on this certificate",
        "not checked: that these are the runs of a certain algorithm",
    ]  # fmt: skip


def denied(result: str, top: int | None) -> str:
    """Return what the proposition denies to all algorithms, or to those that it is about."""
    right = "is right on all inputs with probability above"
    if top is not None:
        return f"that reads at most level {top} (to go beyond is to have no output) {right} 1/2"
    return f"{right} 1/2" if result == "J" else f"{right} 2/3, and none that halts almost surely on the limit above 1/2"
