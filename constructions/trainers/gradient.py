"""Gradient-based training with scikit-learn: the networks that results A break.

Feature scaling is by powers of two and is folded into the first layer exactly, so the network attacked is the network
trained and all its weights are doubles. What comes out is a network of a fixed architecture: A3, A4, A6 and A8 apply
to it.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from constructions.instability import failing_set
from constructions.training_sets import TrainingSet
from theory.exact import BarriersError, largest_power_of_two
from theory.layers import Layer
from theory.monotone import Monotone, identity, threshold
from theory.networks import ReluNetwork

__all__ = ["TRAINERS", "Trained", "train_classifier", "train_regressor"]


@dataclass(frozen=True)
class Trained:
    """A trained network, the g that its predictions go through, the points at which it fails, the tries it took."""

    network: ReluNetwork
    g: Monotone
    failing: tuple[int, ...]
    tries: int

    @property
    def accurate(self) -> bool:
        """Whether the network fails at no point of the training set, decided exactly."""
        return not self.failing


def train_classifier(
    data: TrainingSet,
    hidden: Sequence[int],
    *,
    seed: int,
    tries: int = 10,
    solver: str = "lbfgs",
    iterations: int = 2000,
) -> Trained:
    """Train an `MLPClassifier` of any hidden widths on D_delta.

    Its g is the step that scikit-learn applies to the logit. Tries further seeds, derived from `seed`, until the
    network fails at no training point or `tries` are used up; the best is kept. Raises `BarriersError` if the data
    are no doubles or scikit-learn is missing.
    """
    return _train("MLPClassifier", data, hidden, threshold(0, one_at_jump=False), seed, tries, solver, iterations)


def train_regressor(
    data: TrainingSet,
    hidden: Sequence[int],
    *,
    seed: int,
    tries: int = 10,
    solver: str = "lbfgs",
    iterations: int = 2000,
) -> Trained:
    """Train an `MLPRegressor` of any hidden widths on D_delta; g is the identity.  Otherwise as `train_classifier`."""
    return _train("MLPRegressor", data, hidden, identity(), seed, tries, solver, iterations)


TRAINERS = {"classifier": train_classifier, "regressor": train_regressor}
"""Gradient trainers by name."""


def scales(data: TrainingSet) -> tuple[Fraction, ...]:
    """Return the powers of two by which coordinates are multiplied for training: 1, about 1/delta, then 1."""
    return (Fraction(1), 1 / largest_power_of_two(data.delta), *(Fraction(1),) * (data.dimension - 2))


def _train(
    kind: str,
    data: TrainingSet,
    hidden: Sequence[int],
    g: Monotone,
    seed: int,
    tries: int,
    solver: str,
    iterations: int,
) -> Trained:
    try:
        from sklearn import neural_network
        from sklearn.exceptions import ConvergenceWarning
    except ImportError:
        raise BarriersError("training needs scikit-learn: pip install scikit-learn") from None
    if not hidden or min(hidden) < 1:
        raise BarriersError(f"the hidden widths must be one or more whole numbers >= 1, got {list(hidden)}")
    if len(set(data.labels)) < 2:
        raise BarriersError(f"training needs points of both labels, so n >= 2, got n = {len(data)}")
    factors = scales(data)
    x = np.array([[float(v * f) for v, f in zip(point, factors, strict=True)] for point in data.points])
    best: Trained | None = None
    for number, state in enumerate(np.random.SeedSequence(seed).generate_state(tries), 1):
        model = getattr(neural_network, kind)(
            hidden_layer_sizes=tuple(hidden),
            solver=solver,
            alpha=1e-6,
            max_iter=iterations,
            random_state=int(state),
            learning_rate_init=0.01,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(x, np.array(data.labels))
        network = from_scikit_learn(model).scale_inputs(factors)
        trained = Trained(network, g, failing_set(network, data.points, data.labels, g), number)
        if best is None or len(trained.failing) < len(best.failing):
            best = trained
        if best.accurate:
            return best
    assert best is not None
    return best


def from_scikit_learn(model: Any) -> ReluNetwork:
    """Return a fitted scikit-learn MLP with ReLU activations and one output as the exact network of its float weights.

    Raises `BarriersError` for another activation or several outputs.
    """
    if model.activation != "relu":
        raise BarriersError(f"only ReLU networks belong to NN_(N,L), got activation {model.activation!r}")
    return ReluNetwork(
        tuple(
            Layer.of(weights.T.tolist(), bias.tolist())
            for weights, bias in zip(model.coefs_, model.intercepts_, strict=True)
        )
    )
