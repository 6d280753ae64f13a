"""Training on D_delta by any algorithm of the protocol: it reads the points through an oracle and returns a network.

The answers are the nearest dyadics to the coordinates, so an algorithm that reads finely trains on the points
themselves.  The network is then judged on the exact points.  Serves A0, A3, A4, A6, A8.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from constructions.instability import failing_set
from constructions.trainers.trainer import AT_HALF, Trainer, toss
from constructions.training_sets import TrainingSet
from theory.algorithms import Algorithm, Budget, execute, replay
from theory.exact import BarriersError, dyadic
from theory.layers import check_widths
from theory.monotone import Monotone
from theory.networks import ReluNetwork
from theory.problems import Problem

__all__ = ["Trained", "train", "training_problem"]

TRIES = 3


@dataclass(frozen=True)
class Trained:
    """A trained network, the g behind it, the points at which they fail, the level read, the tries that it took."""

    network: ReluNetwork
    g: Monotone
    failing: tuple[int, ...]
    level: int
    tries: int

    @property
    def accurate(self) -> bool:
        """Whether the network fails at no point of the training set, decided exactly."""
        return not self.failing


def training_problem(data: TrainingSet, hidden: Sequence[int]) -> Problem:
    """Return what an algorithm is told that has to train a network of these hidden widths on D_delta.

    >>> from constructions.training_sets import training_set
    >>> training_problem(training_set(2), (3,)).evaluations
    ('z^1_1', 'z^1_2', 'z^2_1', 'z^2_2')
    """
    widths = check_widths((data.dimension, *hidden, 1))
    names = tuple(f"z^{k}_{i}" for k in range(1, len(data) + 1) for i in range(1, data.dimension + 1))
    public = (("a", data.a), ("delta", data.delta), ("radius", data.radius))
    asks = "a network of these widths whose output at each point z^k is within 1/2 of its label"
    return Problem("A", names, None, Fraction(1, 2), data.labels, widths, public, asks)


def train(
    algorithm: Algorithm,
    data: TrainingSet,
    hidden: Sequence[int],
    *,
    seed: int,
    tries: int | None = None,
    known: Trainer | None = None,
) -> Trained:
    """Run an algorithm on D_delta, on tapes derived from `seed`, until it fails nowhere; keep the best of `tries`.

    The best run is replayed. A trainer tosses a seed of at least 64 bits, and has its own g, tapes and number of tries;
    `known` is the trainer of which an algorithm is a wrapping. Anything else is judged by `AT_HALF` after 3 tries.
    Raises `BarriersError` if no run halts, the algorithm breaks the rules, or there is nothing to train on,
    `HiddenState` if it behaves differently on the same tape.

    >>> from constructions.trainers.descent import adam_numpy
    >>> from constructions.training_sets import double_training_set
    >>> trained = train(adam_numpy, double_training_set(8), (3,), seed=0)
    >>> trained.network.widths, trained.level
    ((2, 3, 1), 53)
    """
    if isinstance(algorithm, Trainer):
        algorithm, known = algorithm.tossing(), algorithm
    if len(set(data.labels)) < 2:
        raise BarriersError(f"training needs points of both labels, so n >= 2, got n = {len(data)}")
    g, coins, usual = (known.g, known.coins, known.tries) if known else (AT_HALF, toss, TRIES)
    tries = usual if tries is None else tries
    problem = training_problem(data, hidden)
    flat = [v for point in data.points for v in point]
    answers = lambda k, n: dyadic(flat[k], n)  # noqa: E731
    budget = Budget(reads=max(10_000, 20 * len(flat)))
    best, played, outcome = None, None, ""
    for number in range(1, tries + 1):
        run = execute(algorithm, problem, answers, coins=coins(seed, number), budget=budget)
        if not isinstance(run.output, ReluNetwork):
            outcome = run.outcome
            continue
        failing = failing_set(run.output, data.points, data.labels, g)
        if best is None or len(failing) < len(best.failing):
            best, played = Trained(run.output, g, failing, run.level, number), run
        if not failing:
            break
    if best is None or played is None:
        raise BarriersError(f"no network came out of {tries} runs: the last one {outcome}")
    replay(algorithm, problem, answers, played, budget=budget)
    return best
