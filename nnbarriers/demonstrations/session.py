"""What the demonstrations share: the output folder, the seed, the trainers, and what is made once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from constructions.instability import UniversalPerturbation, universal_perturbation
from constructions.interchange import write_network
from constructions.training_runs import Trained
from constructions.training_sets import TrainingSet, double_training_set
from nnbarriers.demonstrations.contestants import Contestant, contestant
from nnbarriers.demonstrations.rows import Demonstration, absent, certify_instability
from theory.exact import BarriersError, is_double
from theory.networks import ReluNetwork

__all__ = ["INSTANCES", "POINTS", "TRAINED", "Attacked", "Session"]

POINTS = 500
INSTANCES = ((2, (8, 8)), (2, (32,)), (5, (16, 16)))
"""Dimension and hidden widths of the networks that are trained."""
TRAINED = {"A0": "classifier", "A3": "classifier", "A4": "classifier", "A6": "classifier", "A8": "regressor"}
"""The results that are shown on trained networks, with the trainer that is taken unless others are named."""


@dataclass(frozen=True)
class Attacked:
    """A trained network, the attack on it, and the row of its certificate."""

    who: Contestant
    trained: Trained
    attack: UniversalPerturbation
    row: Demonstration


@dataclass
class Session:
    """The output folder, the seed and the trainers of a demonstration; sets and networks are made once.

    Without `trainers` every result has its own, and where its library is missing the rows say so.
    """

    out: Path
    seed: int = 0
    trainers: Sequence[Contestant] = ()
    _trained: dict[tuple[str, int], Trained] = field(default_factory=dict)
    _failed: dict[str, str] = field(default_factory=dict)
    _usual: dict[str, Contestant] = field(default_factory=dict)

    def contestants(self, result: str) -> Sequence[Contestant]:
        """The trainers that a result meets: those named, or its own."""
        return self.trainers or (self._own(TRAINED[result]),)

    def able(self, result: str) -> list[Contestant]:
        """Those of them that are there, and of whose answers the result speaks."""
        return [who for who in self.contestants(result) if not who.missing and not who.unfit(result)]

    def absent(self, result: str) -> Iterator[Demonstration]:
        """A row for each of the others, and for those that gave no network: why they show nothing."""
        for who in self.contestants(result):
            if who.missing:
                yield absent(result, who.name, who.missing, "not run")
            elif why := who.unfit(result):
                yield absent(result, who.name, f"{result} does not apply: {why}", "vacuous")
            elif who.name in self._failed:
                yield absent(result, who.name, self._failed[who.name], "failed")

    def data(self, dimension: int = 2, points: int = POINTS) -> TrainingSet:
        """The training set of 500 points, or of so many, in double precision."""
        return double_training_set(points, dimension=dimension)

    def instances(self, who: Contestant) -> list[tuple[TrainingSet, tuple[int, ...]]]:
        """The training sets and hidden widths that a trainer is given: fewer points where it cannot do more."""
        if who.trainer and who.trainer.instance:
            points, hidden = who.trainer.instance
            return [(self.data(points=points), hidden)]
        return [(self.data(dimension), hidden) for dimension, hidden in INSTANCES]

    def trained(self, who: Contestant, number: int) -> Trained | None:
        """The network that a trainer makes of one of its instances, once; None if it fails."""
        if (who.name, number) not in self._trained and who.name not in self._failed:
            data, hidden = self.instances(who)[number]
            try:
                self._trained[who.name, number] = who.train(data, hidden, self.seed)
            except BarriersError as error:
                self._failed[who.name] = str(error)
        return self._trained.get((who.name, number))

    @cached_property
    def attacks(self) -> list[Attacked]:
        """Every trained network, attacked, its certificate written and checked."""
        attacks = []
        for who in self.able("A3"):
            for number, (data, _) in enumerate(self.instances(who)):
                if (trained := self.trained(who, number)) is None:
                    continue
                attack = universal_perturbation(trained.network, data, trained.g)
                name = f"{'-'.join(map(str, trained.network.widths))}-{who.slug}"
                if _doubles(trained.network):  # else its certificate alone holds it
                    write_network(trained.network, self.out / f"network-{name}.npz")
                row = certify_instability(attack, self.out / f"A3-{name}.json")
                attacks.append(Attacked(who, trained, attack, row))
        return attacks

    @cached_property
    def picture(self) -> UniversalPerturbation | None:
        """A classifier of one hidden layer on few points, attacked: small enough to be drawn; None without its library.

        It stands for what is attacked, whoever trained that.
        """
        who, data = self._own("classifier"), self.data(points=40)
        if who.missing:
            return None
        trained = who.train(data, (8,), self.seed)
        return universal_perturbation(trained.network, data, trained.g)

    def _own(self, name: str) -> Contestant:
        if name not in self._usual:
            self._usual[name] = contestant(name, required=False)
        return self._usual[name]


def _doubles(network: ReluNetwork) -> bool:
    return all(is_double(v) for layer in network.layers for row in (*layer.weights, layer.bias) for v in row)
