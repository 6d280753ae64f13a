"""Tournaments: every paradigm of training meets the theorems, a row each, with exact or honestly bounded probabilities.

A: each trainer trains on D_delta; the universal perturbation of its network is certified, beside what a gradient attack
finds.  B: each plays the adversary with its predictions, and with its network if it makes one that B5 speaks of.  Rows
show instances; that no trainer does better rests on the proofs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from constructions.minimisers import minimiser_family
from constructions.training_sets import double_training_set
from nnbarriers.attacks import promise
from nnbarriers.demonstrations.contestants import Contestant
from nnbarriers.demonstrations.matches import TAPES, match_a, match_family
from nnbarriers.demonstrations.rows import Demonstration, absent, certified, exact_row
from nnbarriers.wording import equals, shape, short
from theory.exact import BarriersError, rational

__all__ = ["SPEAKS", "TOURNAMENTS", "tournament"]

POINTS, HIDDEN = 200, (8, 8)
WIDTHS = (2, 2, 1)
ACCURACY = {"B2": Fraction(6, 25), "B5": Fraction(12, 25)}
Rows = list[Demonstration]


def play_a(who: Contestant, out: Path, seed: int) -> Rows:
    """A3 for the network that a trainer makes of D_delta, and A8 where its weights are bounded integers."""
    trainer = who.trainer
    if who.missing:
        return [absent("A3", who.name, who.missing, "not run")]
    if why := who.unfit("A3"):
        return [absent("A3", who.name, f"A3 does not apply: {why}", "vacuous")]
    points, hidden = (trainer.instance if trainer else None) or (POINTS, HIDDEN)
    try:
        match = match_a(who, double_training_set(points), hidden, seed)
    except BarriersError as reason:
        return [absent("A3", who.name, str(reason), "failed")]
    told = match.numbers
    claim = (
        f"right at {told['right']} of {points}; under one η, ‖η‖ {equals(rational(told['eta_norm']))},"
        f" {told['failing']} fail, {promise(told['promised'], match.widths, points)}; a gradient attack of size δ makes"
        f" {told['gradient_attack']} fail"
    )
    instance = f"{who.name}, {shape(match.widths)}"
    assert match.certificate is not None
    row = certified("A3", instance, claim, match.certificate, out / f"A3-{who.slug}.json")
    rows = [replace(row, numbers=told, verdict=row.verdict if match.holds else "fails")]
    if "price" in told:
        error, least = rational(told["error"]), rational(told["price"])
        claim = (
            f"weights ≤ {told['largest_weight']}: error {equals(error)}, and A8 says ≥ {short(least)} of all networks"
            f" with weights in [−{told['weight_bound']}, {told['weight_bound']}]"
        )
        truth = rational(told["largest_weight"]) <= told["weight_bound"] and error >= least > 0
        rows.append(exact_row("A8", instance, claim, truth))
    return rows


def play_b(who: Contestant, out: Path, seed: int) -> Rows:
    """B2 for the predictions of a trainer, and B5 for its network."""
    if who.missing:
        return [absent("B2", who.name, who.missing, "not run")]
    rows = [_played(who, "B2", out, seed)]
    if who.trainer and "B5" in who.trainer.results:
        rows.append(_played(who, "B5", out, seed))
    return rows


def _played(who: Contestant, result: str, out: Path, seed: int) -> Demonstration:
    family, alpha = minimiser_family(WIDTHS, networks=result == "B5"), ACCURACY[result]
    try:
        match = match_family(who, family, alpha, seed)
    except BarriersError as error:
        return absent(result, who.name, str(error), "failed")
    instance = f"{who.name}, {match.numbers['family']} {shape(WIDTHS)}, α = {alpha}"
    if match.certificate is not None:
        row = certified(result, instance, match.claim, match.certificate, out / f"{result}-{who.slug}.json")
    else:
        row = exact_row(result, instance, match.claim, match.holds)
        if match.numbers["verdict"] == "open":
            row = replace(row, verdict="open")
        if not match.numbers["exact"]:
            row = replace(row, evidence=f"{TAPES} tapes, wrong with probability ≤ {match.numbers['error']}")
    return replace(row, numbers=match.numbers)


TOURNAMENTS: dict[str, Callable[[Contestant, Path, int], Rows]] = {"A": play_a, "B": play_b}
"""What `barriers demonstrate A` and `B` play, a trainer at a time."""
SPEAKS = {"A": "A3", "B": "B2"}
"""The result that has to speak of what a trainer answers."""


def tournament(name: str, who: Sequence[Contestant], out: Path, seed: int) -> Iterator[tuple[str, Rows]]:
    """Yield (trainer, rows) for each contestant; one that breaks the rules has a row that says so."""
    for one in who:
        yield one.name, TOURNAMENTS[name](one, out, seed)
