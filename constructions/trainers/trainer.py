"""A trainer: an algorithm of the protocol around a fit in floating point, and what it says of itself.

It reads all coordinates to a level, draws a seed from the tape, fits, and answers with its network (A, B5) or with its
predictions (B2).  What comes out is the exact network of the float weights; that floats were used on the way is the
algorithm's own affair.  Serves A0, A3, A4, A6, A8, B2, B5; claims none.
"""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from theory.algorithms import Oracle, Tape
from theory.exact import BarriersError
from theory.monotone import Monotone, identity, threshold
from theory.networks import ReluNetwork
from theory.problems import Problem

__all__ = [
    "AT_HALF", "PACKAGES", "SEED_BITS", "Array", "Predictor", "Sample", "Trainer", "Weights", "bring_to_one", "keep",
    "toss",
]  # fmt: skip

Array = NDArray[np.float64]
Weights = list[tuple[Array, Array]]
"""A network of floats: weights, output dimension first, and bias of every layer."""
Predictor = Callable[[Array], Array]
"""Points in the rows -> their predictions."""

Coins = Callable[[], int]

AT_HALF: Monotone = threshold(Fraction(1, 2), one_at_jump=False)
"""Predict 1 where the output exceeds 1/2."""
SEED_BITS = 64
"""So many coins are the seed where they are not enumerated."""
PACKAGES = {"sklearn": "scikit-learn"}
"""What installs a library, where that has another name."""


@dataclass(frozen=True)
class Sample:
    """What a fit gets: points in the rows, scaled by powers of two; labels; widths; a generator; the scale by column.

    `drawn` is the number that the coins gave; it seeds the generator.
    """

    x: Array
    y: Array
    widths: tuple[int, ...]
    rng: np.random.Generator
    scale: Array
    drawn: int = 0

    @property
    def radius(self) -> Array:
        """Half the least distance of two points in the max norm, unscaled, then scaled by column.

        >>> x = np.array([[0.0, 0.0], [1.0, 0.0]])
        >>> Sample(x, np.zeros(2), (2, 1, 1), np.random.default_rng(0), np.array([1.0, 8.0])).radius
        array([0.5, 4. ])
        """
        raw = self.x / self.scale
        gaps = np.abs(raw[:, None] - raw[None, :]).max(axis=2)
        half: float = gaps[~np.eye(len(raw), dtype=bool)].min() / 2
        return np.asarray(self.scale * half)

    def seed(self) -> int:
        """Draw a seed for a library that wants a whole number."""
        return int(self.rng.integers(1, 2**31))


def bring_to_one(points: Array) -> Array:
    """Return the powers of two that bring the columns to size 1; a column that is 0 throughout has scale 1.

    >>> bring_to_one(np.array([[3.0, 0.0, 0.25], [1.0, 0.0, -0.3]]))
    array([0.5, 1. , 4. ])
    """
    return np.array([2.0 ** -np.floor(np.log2(m)) if m else 1.0 for m in np.abs(points).max(axis=0)])


def keep(points: Array) -> Array:
    """Return scales that leave every column as it is."""
    return np.ones(points.shape[1])


def toss(seed: int, number: int) -> Coins:
    """Return the coins of the try of this number, from Python's generator."""
    source = random.Random(f"{seed}/{number}")  # noqa: S311 (a simulation, not a secret)
    return partial(source.getrandbits, 1)


@dataclass(frozen=True)
class Trainer:
    """A training algorithm, callable as (problem, oracle, tape) -> network or predictions.

    `network` tells whether it fits a network of the architecture that it is given, so that A and B5 apply; if not,
    `why` says what it makes instead. `seed_bits` coins are the seed of all its randomness; 0 means deterministic.
    The coordinates are read to `level` bits and multiplied by the `scale` of their column. A prediction is `g` of the
    output. In training, `coins` makes the tape of a try from the seed, and there are `tries` of them.
    """

    name: str
    paradigm: str
    library: str
    fit: Callable[[Sample], Any]
    network: bool = True
    why: str = ""
    seed_bits: int = 2
    level: int = 53
    scale: Callable[[Array], Array] = bring_to_one
    largest_weight: int | None = None
    """For integer weights: their bound w, which A8 puts a price on."""
    instance: tuple[int, tuple[int, ...]] | None = None
    """Points and hidden widths that it can be given, where the usual ones are too many."""
    g: Monotone = AT_HALF
    coins: Callable[[int, int], Coins] = toss
    tries: int = 3

    @property
    def results(self) -> tuple[str, ...]:
        """The results that speak of what it answers.

        >>> Trainer("nearest", "memory", "sklearn", print, network=False, why="it keeps the data").results
        ('B2',)
        >>> Trainer("logits", "classification", "sklearn", print, g=threshold(0)).results
        ('A0', 'A3', 'A4', 'A6', 'B2')
        """
        if not self.network:
            return ("B2",)
        return ("A0", "A3", "A4", "A6", "A8", "B2", "B5") if self.near_labels else ("A0", "A3", "A4", "A6", "B2")

    @property
    def near_labels(self) -> bool:
        """Whether its outputs are meant to be near the labels 0 and 1; those of a classifier are logits."""
        return self.g in (AT_HALF, identity())

    def unfit(self, result: str) -> str:
        """Return why a result does not speak of what it answers, in words; none if it does."""
        if result in self.results:
            return ""
        return self.why or "its outputs are logits, which are not meant to be near the labels"

    def tossing(self) -> Self:
        """Return it with at least `SEED_BITS` coins for a seed, so that other tapes are other seeds.

        >>> [Trainer("fit", "least squares", "numpy", print, seed_bits=bits).tossing().seed_bits for bits in (0, 2)]
        [0, 64]
        """
        return replace(self, seed_bits=max(SEED_BITS, self.seed_bits)) if self.seed_bits else self

    def require(self) -> None:
        """Import the library; raises `BarriersError` that says what to install, or that it is broken."""
        try:
            importlib.import_module(self.library)
        except ImportError:
            what = PACKAGES.get(self.library, self.library)
            raise BarriersError(f"the trainer {self.name} needs {self.library}: pip install {what}") from None
        except Exception as error:
            told = f"{type(error).__name__}: {' '.join(str(error).split())}"[:200]
            raise BarriersError(
                f"the trainer {self.name} needs {self.library}, which is installed and broken ({told})"
            ) from None

    def __call__(self, problem: Problem, oracle: Oracle, tape: Tape) -> Any:
        """Read all coordinates, train on them, and answer with the network or with its predictions.

        Raises `BarriersError` if the problem has no labelled points, or wants a network and this makes none.
        """
        if problem.architecture is None or not problem.labels:
            raise BarriersError(f"this trainer fits labelled points; the problem {problem.name} has none")
        if problem.outputs is None and not self.network:
            raise BarriersError(f"{self.name} gives no network of fixed widths: {self.why}")
        self.require()
        dimension, r = problem.architecture[0], len(problem.labels)
        exact = [[oracle.read(j * dimension + i, self.level) for i in range(dimension)] for j in range(r)]
        points = np.array([[float(v) for v in point] for point in exact])
        scale, drawn = self.scale(points), tape.integer(self.seed_bits)
        rng, labels = np.random.default_rng(drawn), np.array(problem.labels, float)
        fitted = self.fit(Sample(points * scale, labels, problem.architecture, rng, scale, drawn))
        if not self.network:
            return [float(v) for v in fitted(points * scale)]
        layers = [(w * scale if i == 0 else w, b) for i, (w, b) in enumerate(fitted)]
        network = ReluNetwork.of((w.tolist(), b.tolist()) for w, b in layers)
        if problem.outputs is None:
            return network
        outputs = network.evaluate(exact)
        return outputs if self.near_labels else [int(not self.g.fails(y, 1)) for y in outputs]
