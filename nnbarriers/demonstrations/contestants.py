"""Who takes part in demonstrations, tournaments, sweeps: trainers of the zoo by name, one's own as MODULE:FUNCTION."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from constructions.isolation import Isolated
from constructions.trainers.trainer import Trainer
from constructions.trainers.zoo import ZOO, find_trainer
from constructions.training_runs import Trained, train
from constructions.training_sets import TrainingSet
from nnbarriers.loading import load_object
from theory.algorithms import Algorithm
from theory.exact import BarriersError

__all__ = ["Contestant", "contestant", "contestants", "require"]

SECONDS, MEGABYTES = 120, 4096


@dataclass(frozen=True)
class Contestant:
    """A trainer that takes part: its name, its algorithm under the limits of the machine, which library is missing."""

    name: str
    algorithm: Algorithm
    trainer: Trainer | None = None
    missing: str = ""

    @property
    def slug(self) -> str:
        """The name for files."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    @cached_property
    def _tossing(self) -> Algorithm:
        """The algorithm with coins for a long seed, in a process that sees all its training."""
        if self.trainer is None:
            return self.algorithm
        return Isolated(self.trainer.tossing(), seconds=SECONDS, megabytes=MEGABYTES)

    def train(self, data: TrainingSet, hidden: Sequence[int], seed: int) -> Trained:
        """Train on D_delta in a process of its own; raises `BarriersError` if no network comes out of it."""
        return train(self._tossing, data, hidden, seed=seed, known=self.trainer)

    def unfit(self, result: str) -> str:
        """Say why a result does not speak of what it answers; nothing if it does, or it is no `Trainer`."""
        return self.trainer.unfit(result) if self.trainer else ""


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


def require(result: str, who: Sequence[Contestant]) -> None:
    """Raise `BarriersError` if a result speaks of the answers of none of some trainers: why, and of whose it does.

    >>> require("A8", contestants("regressor,classifier"))
    >>> require("A8", contestants("classifier"))
    Traceback (most recent call last):
    theory.exact.BarriersError: A8 does not apply to classifier: its outputs are logits, which are not meant to be near the labels; name one of regressor, sgd, ...
    """  # noqa: E501
    if who and all(one.unfit(result) for one in who):
        able = ", ".join(name for name, trainer in ZOO.items() if result in trainer.results)
        raise BarriersError(f"{result} does not apply to {who[0].name}: {who[0].unfit(result)}; name one of {able}")
