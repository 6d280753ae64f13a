"""One trainer against one theorem: the numbers of a row, and the certificate of what they claim.

Serves A3, A8, B2, B5, J, K; a match shows an instance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from constructions.adversary import Defeat, defeat
from constructions.certificates import defeat_certificate, instability_certificate
from constructions.instability import universal_perturbation
from constructions.precision import price, weight_product
from constructions.trainers.peer_attack import projected_gradient
from constructions.training_sets import TrainingSet
from nnbarriers.demonstrations.algorithms import told
from nnbarriers.demonstrations.contestants import Contestant
from theory.algorithms import Budget
from theory.exact import write_rational
from theory.families import Family

__all__ = ["TAPES", "Match", "match_a", "match_family"]

MAX_BITS, MORE_BITS, TAPES = 6, 8, 40
BUDGET = Budget(reads=2000, level=400)


@dataclass(frozen=True)
class Match:
    """The numbers of a match, for machines; whether the theorem's bound was met; a certificate, if there is one."""

    claim: str
    numbers: dict[str, Any]
    holds: bool
    certificate: dict[str, Any] | None
    widths: tuple[int, ...] = ()


def match_a(who: Contestant, data: TrainingSet, hidden: Sequence[int], seed: int) -> Match:
    """Train on D_delta, perturb universally, and ask a gradient attack for comparison (A3, A8)."""
    run = who.train(data, hidden, seed)
    attack = universal_perturbation(run.network, data, run.g)
    _, peer = projected_gradient(run.network, data, data.delta, g=run.g, seed=seed)
    n = len(data)
    numbers: dict[str, Any] = {
        "trainer": who.name, "points": n, "right": n - len(attack.before), "failing": len(attack.indices),
        "promised": attack.promised, "eta_norm": write_rational(attack.norm), "delta": write_rational(data.delta),
        "gradient_attack": peer, "level": run.level, "tries": run.tries,
    }  # fmt: skip
    if who.trainer and who.trainer.largest_weight is not None:
        bound = who.trainer.largest_weight
        numbers |= {"weight_bound": bound, "largest_weight": write_rational(run.network.largest_weight())}
        numbers["error"] = write_rational(price(run.network, data).error)
        least = (1 - weight_product(run.network.widths, bound, data.delta)) / 2
        if least > 0 and run.network.piece_bound < n - 1:  # else A8 says nothing
            numbers["price"] = write_rational(least)
    holds = len(attack.indices) >= attack.promised
    return Match("", numbers, holds, instability_certificate(attack), run.network.widths)


def match_family(who: Contestant, family: Family, alpha: Fraction, seed: int) -> Match:
    """Play against a family: all coins are enumerated, or tapes are sampled where the coins are too many.

    More are enumerated, then tapes sampled, only where the coins are what leaves it open.
    """

    def play(**given: Any) -> Defeat:
        return defeat(who.algorithm, family, alpha, budget=BUDGET, **given)

    few = who.trainer is None or who.trainer.seed_bits <= MAX_BITS
    played = play(max_bits=MAX_BITS) if few else play(tapes=TAPES, seed=seed)
    for more in ({"max_bits": MORE_BITS}, {"tapes": TAPES, "seed": seed}):
        if played.exact and played.verdict == "open" and _short_of_coins(played):
            played = play(**more)
    level = max(play.level for play in played.plays)
    body = played.as_json()
    keys = ("family", "accuracy", "inputs", "bound", "limit", "verdict", "exact", "error")
    numbers = {"trainer": who.name, "level": level, **{key: body[key] for key in keys}}
    whole = played.exact and played.defeated and family.parameters is not None
    certificate = defeat_certificate(played) if whole else None
    return Match(f"{told(played)}; level read {level}", numbers, bool(played.defeated), certificate)


def _short_of_coins(played: Defeat) -> bool:
    return any("bits" in play.cut for play in played.plays)
