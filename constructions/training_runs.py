"""Training on D_delta by any algorithm of the protocol: it reads the points through an oracle and returns a network.

The answers are the nearest dyadics to the coordinates, so an algorithm that reads finely trains on the points
themselves.  The network is then judged on the exact points.  Serves A3, A8.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from constructions.instability import failing_set
from constructions.training_sets import TrainingSet
from theory.algorithms import Algorithm, Budget, execute, replay
from theory.exact import BarriersError, dyadic
from theory.layers import check_widths
from theory.monotone import Monotone, threshold
from theory.networks import ReluNetwork
from theory.problems import Problem

__all__ = ["AT_HALF", "TrainingRun", "train", "training_problem"]

AT_HALF: Monotone = threshold(Fraction(1, 2), one_at_jump=False)
"""Predict 1 where the output exceeds 1/2."""


@dataclass(frozen=True)
class TrainingRun:
    """A network, the points at which it fails behind `AT_HALF`, the level read and the tapes tried."""

    network: ReluNetwork
    failing: tuple[int, ...]
    level: int
    tries: int


def training_problem(data: TrainingSet, hidden: Sequence[int]) -> Problem:
    """Return what an algorithm is told that has to train a network of these hidden widths on D_delta.

    >>> from constructions.training_sets import training_set
    >>> training_problem(training_set(2), (3,)).evaluations
    ('z^1_1', 'z^1_2', 'z^2_1', 'z^2_2')
    """
    widths = check_widths((data.dimension, *hidden, 1))
    names = tuple(f"z^{k}_{i}" for k in range(1, len(data) + 1) for i in range(1, data.dimension + 1))
    public = (("a", data.a), ("delta", data.delta), ("radius", data.radius))
    return Problem("A", names, None, Fraction(1, 2), data.labels, widths, public)


def train(algorithm: Algorithm, data: TrainingSet, hidden: Sequence[int], *, seed: int, tries: int = 3) -> TrainingRun:
    """Run an algorithm on D_delta, on tapes derived from `seed`, until it fails nowhere; keep the best of `tries`.

    The best run is replayed. Raises `BarriersError` if no run halts or the algorithm breaks the rules, `HiddenState`
    if it behaves differently on the same tape.
    """
    problem = training_problem(data, hidden)
    flat = [v for point in data.points for v in point]
    answers = lambda k, n: dyadic(flat[k], n)  # noqa: E731
    budget = Budget(reads=max(10_000, 20 * len(flat)))
    best, played, outcome = None, None, ""
    for number in range(1, tries + 1):
        source = random.Random(f"{seed}/{number}")  # noqa: S311 (a simulation, not a secret)
        run = execute(algorithm, problem, answers, coins=partial(source.getrandbits, 1), budget=budget)
        if not isinstance(run.output, ReluNetwork):
            outcome = run.outcome
            continue
        failing = failing_set(run.output, data.points, data.labels, AT_HALF)
        if best is None or len(failing) < len(best.failing):
            best, played = TrainingRun(run.output, failing, run.level, number), run
        if not failing:
            break
    if best is None or played is None:
        raise BarriersError(f"no network came out of {tries} runs: the last one {outcome}")
    replay(algorithm, problem, answers, played, budget=budget)
    return best
