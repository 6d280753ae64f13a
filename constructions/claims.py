"""What certificates of plays claim, and the runs that show it: defeats, defeats by flags, false flags.

Serves J, K, W, X1, X2; B2, C1, D are instances.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from constructions.flags import FalseFlags, FlagFamily
from constructions.plays import Defeat, Enclosure, Play
from theory.exact import BarriersError, write_rational
from theory.families import FORK, JUMP, WEAK_FORK, Family
from theory.runs import Run

__all__ = ["alarm_claim", "defeat_claim", "flag_claim", "refuse_certificate"]

Claimed = tuple[str, dict[str, Any], Any]
"""A result, what is claimed as an instance of it, and the runs that show it."""


def refuse_certificate(family: Family, tapes: int | None) -> None:
    """Raise `BarriersError` unless defeats in this family, exact or by so many sampled tapes, have certificates."""
    base, flags = (family.of, "flags of ") if isinstance(family, FlagFamily) else (family, "")
    if base.parameters is None:
        own = "the gallery" if base.name.startswith("gallery:") else "a family of your own"
        what = flags + ("networks as outputs" if base.settle else own)
        raise BarriersError(f"there are no certificates for {what}, only for predictions in B, for C and for D")
    if tapes is not None:
        raise BarriersError("there are no certificates for sampled tapes, only for all coins")


def defeat_claim(found: Defeat) -> Claimed:
    """Return what a defeat by vectors shows (J, K, W); raises `BarriersError` for any other defeat."""
    family = found.family
    if isinstance(family, FlagFamily):
        raise BarriersError("a defeat by a flag has a certificate of its own kind: flag_certificate makes it")
    claim = {
        "family": family.parameters,
        "accuracy": write_rational(found.accuracy),
        **_defeated(found, [play.place for play in found.plays]),
        "max_level": found.max_level,
    }
    return {JUMP: "J", FORK: "K", WEAK_FORK: "W"}[family.kind], claim, _recurring(found.plays)


def flag_claim(found: Defeat) -> Claimed:
    """Return what the defeat of a checker by a flag shows (X1); raises `BarriersError` for any other defeat."""
    family = found.family
    if not isinstance(family, FlagFamily):
        raise BarriersError("this is no defeat by a flag: defeat_certificate makes its certificate")
    (_, start), (_, n) = (play.place for play in found.plays)
    raised = int(bool(family.of.distance(family.of.limit, family.solver.output).within(family.within)))
    claim = {
        "family": family.of.parameters,
        "accuracy": write_rational(family.within),
        "flags": [raised, 1 - raised],
        **_defeated(found, [(0, start), family.place(n)]),
    }
    return "X1", claim, {"checker": _recurring(found.plays), "solver": _run(family.solver)}


def alarm_claim(found: FalseFlags) -> Claimed:
    """Return how often a flag is raised on the limit, and falsely raised on every input (X2)."""
    refuse_certificate(found.family, None)
    claim = {
        "family": found.family.parameters,
        "accuracy": write_rational(found.accuracy),
        "inputs": _inputs([play.place for play in found.plays], found.false),
        "raised": [write_rational(found.raised.low), write_rational(found.raised.high)],
        "bound": write_rational(found.bound),
    }
    return "X2", claim, _recurring(found.plays)


def _defeated(found: Defeat, places: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """Return what all defeats claim; raises `BarriersError` unless it is an exact one, in a family that is known."""
    refuse_certificate(found.family, None if found.exact else 1)
    if not found.defeated or found.limit is None:
        raise BarriersError(f"there is no defeat to certify, the verdict is {found.verdict!r}: {found.conclusion}")
    return {
        "inputs": _inputs(places, [play.success for play in found.plays]),
        "bound": write_rational(found.bound),
        "limit": write_rational(found.limit),
    }


def _inputs(places: Sequence[tuple[int, int]], odds: Sequence[Enclosure]) -> list[dict[str, Any]]:
    return [
        {"branch": branch, "n": n, "low": write_rational(of.low), "high": write_rational(of.high)}
        for (branch, n), of in zip(places, odds, strict=True)
    ]


def _recurring(plays: Sequence[Play]) -> list[list[dict[str, Any]]]:
    """Return the runs on every input; raises `BarriersError` if one that halts on the first does not recur."""
    first, *others = ({run for run in play.runs if run.halted} for play in plays)
    if not all(first <= runs for runs in others):
        raise BarriersError(
            "a run that halts on the first input was ended by the machine on another, so that it does not recur: there"
            " is no certificate; allow more seconds and megabytes"
        )
    return [[_run(run) for run in play.runs] for play in plays]


def _run(run: Run) -> dict[str, Any]:
    output = None if run.output is None else [write_rational(v) for v in run.output]  # type: ignore[union-attr]
    steps = [list(step) if len(step) == 1 else [*step[:2], write_rational(step[2])] for step in run.steps]
    asked = None if run.asked is None else list(run.asked)
    return {"steps": steps, "asked": asked, "left_open": run.cut, "output": output}
