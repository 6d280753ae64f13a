"""Who takes part in tournaments and sweeps: trainers of the zoo by name, and a user's own as MODULE:FUNCTION."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from constructions.isolation import Isolated
from constructions.trainers.trainer import Trainer
from constructions.trainers.zoo import ZOO, find_trainer
from nnbarriers.loading import load_object
from theory.algorithms import Algorithm
from theory.exact import BarriersError

__all__ = ["Contestant", "contestant", "contestants"]

SECONDS, MEGABYTES = 120, 4096
SEED_BITS = 64


@dataclass(frozen=True)
class Contestant:
    """A trainer in a tournament: its name, its algorithm under the limits of the machine, why it cannot play."""

    name: str
    algorithm: Algorithm
    trainer: Trainer | None = None
    missing: str = ""

    @property
    def slug(self) -> str:
        """The name for files."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    @property
    def tossing(self) -> Algorithm:
        """The algorithm with `SEED_BITS` coins for a seed: where they are not enumerated, other tapes are other seeds.

        >>> [contestant(name).tossing.algorithm.seed_bits for name in ("adam-numpy", "rbf")]
        [64, 0]
        """
        if self.trainer is None or not self.trainer.seed_bits:
            return self.algorithm
        seeded = replace(self.trainer, seed_bits=max(SEED_BITS, self.trainer.seed_bits))
        return Isolated(seeded, seconds=SECONDS, megabytes=MEGABYTES)


def contestant(name: str, *, required: bool = True) -> Contestant:
    """Return a trainer of the zoo, or MODULE:FUNCTION.

    Raises `BarriersError` for an unknown name and, if `required`, for a missing library.
    """
    if ":" in name:
        algorithm = load_object(name, "a trainer")
        if not callable(algorithm):
            raise BarriersError(f"{name} is no callable (problem, oracle, tape) -> output")
        known = algorithm if isinstance(algorithm, Trainer) else None
    else:
        algorithm = known = find_trainer(name)
    isolated = Isolated(algorithm, seconds=SECONDS, megabytes=MEGABYTES)
    try:
        if known:
            known.require()
    except BarriersError as error:
        if required:
            raise
        return Contestant(name, isolated, known, str(error))
    return Contestant(name, isolated, known)


def contestants(names: str) -> list[Contestant]:
    """Return the trainers of a comma-separated list; "all" in it stands for the zoo, where a library may be missing."""
    named = [name.strip() for name in names.split(",")]
    required = {name: name in named for name in (*(ZOO if "all" in named else ()), *named) if name != "all"}
    return [contestant(name, required=needed) for name, needed in required.items()]
