"""The trainer zoo: paradigms of training, at least one trainer each, as a table; and a user's own by its name."""

from __future__ import annotations

from constructions.trainers.bayesian import map_evidence, sgld
from constructions.trainers.boosting import boosting
from constructions.trainers.descent import adam, adam_numpy, classifier, lbfgs, regressor, sgd
from constructions.trainers.ensembles import ensemble, smoothing
from constructions.trainers.evolution import cma_es, evolution
from constructions.trainers.kernels import rbf, svm
from constructions.trainers.minimisation import milp
from constructions.trainers.neighbours import neighbours
from constructions.trainers.quantised import integer
from constructions.trainers.regularised import dropout, early_stopping, lipschitz, spectral_norm, weight_decay
from constructions.trainers.robust import pgd, trades
from constructions.trainers.spiking import spiking
from constructions.trainers.trainer import Trainer
from constructions.trainers.transfer import transfer
from theory.exact import BarriersError

__all__ = ["ZOO", "find_trainer"]

ZOO: dict[str, Trainer] = {
    trainer.name: trainer
    for trainer in (
        classifier, regressor, sgd, adam, lbfgs, adam_numpy, pgd, trades, lipschitz, spectral_norm, weight_decay,
        dropout, early_stopping, transfer, evolution, cma_es, map_evidence, sgld, ensemble, smoothing, integer, spiking,
        milp, rbf, svm, boosting, neighbours,
    )
}  # fmt: skip
"""Trainers by name."""


def find_trainer(name: str) -> Trainer:
    """Return a trainer by name; raises `BarriersError` for an unknown one.

    >>> find_trainer("k-nn").results
    ('B2',)
    """
    if name not in ZOO:
        raise BarriersError(f"no trainer is called {name!r:.60}; there are {', '.join(ZOO)}, or MODULE:FUNCTION")
    return ZOO[name]
