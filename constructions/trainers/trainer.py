"""A trainer: an algorithm of the protocol around a fit in floating point, and what it says of itself.

It reads all coordinates to a level, draws a seed from the tape, fits, and answers with its network (A, B5) or with its
predictions (B2).  What comes out is the exact network of the float weights; that floats were used on the way is the
algorithm's own affair.  Serves A3, A8, B2, B5; claims none.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from theory.exact import BarriersError
from theory.networks import ReluNetwork
from theory.problems import Problem

__all__ = ["PACKAGES", "Array", "Predictor", "Sample", "Trainer", "Weights"]

Array = NDArray[np.float64]
Weights = list[tuple[Array, Array]]
"""A network of floats: weights, output dimension first, and bias of every layer."""
Predictor = Callable[[Array], Array]
"""Points in the rows -> their predictions."""

PACKAGES = {"sklearn": "scikit-learn"}
"""What installs a library, where that has another name."""


@dataclass(frozen=True)
class Sample:
    """What a fit gets: points in the rows, scaled by powers of two; labels; widths; a generator; the scale by column.

    A column that is 0 throughout has scale 1.
    """

    x: Array
    y: Array
    widths: tuple[int, ...]
    rng: np.random.Generator
    scale: Array

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


@dataclass(frozen=True)
class Trainer:
    """A training algorithm, callable as (problem, oracle, tape) -> network or predictions.

    `network` tells whether it fits a network of the architecture that it is given, so that A and B5 apply; if not,
    `why` says what it makes instead. `seed_bits` coins are the seed of all its randomness; 0 means deterministic.
    """

    name: str
    paradigm: str
    library: str
    fit: Callable[[Sample], Any]
    network: bool = True
    why: str = ""
    seed_bits: int = 2
    level: int = 53
    scaled: bool = True
    largest_weight: int | None = None
    """For integer weights: their bound w, so that A8 applies."""
    instance: tuple[int, tuple[int, ...]] | None = None
    """Points and hidden widths that it can be given in a tournament, where the usual ones are too many."""

    @property
    def results(self) -> tuple[str, ...]:
        """The results that apply to what it answers.

        >>> Trainer("nearest", "memory", "sklearn", print, network=False, why="it keeps the data").results
        ('B2',)
        """
        integer = ("A8",) if self.largest_weight is not None else ()
        return ("A3", *integer, "B2", "B5") if self.network else ("B2",)

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

    def __call__(self, problem: Problem, oracle: Any, tape: Any) -> Any:
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
        scale = _scale(points) if self.scaled else np.ones(dimension)
        rng = np.random.default_rng(tape.integer(self.seed_bits))
        found = self.fit(Sample(points * scale, np.array(problem.labels, float), problem.architecture, rng, scale))
        if not self.network:
            return [float(v) for v in found(points * scale)]
        layers = [(w * scale if i == 0 else w, b) for i, (w, b) in enumerate(found)]
        network = ReluNetwork.of((w.tolist(), b.tolist()) for w, b in layers)
        return network if problem.outputs is None else network.evaluate(exact)


def _scale(points: Array) -> Array:
    """Return the powers of two that bring the columns to size 1."""
    return np.array([2.0 ** -np.floor(np.log2(m)) if m else 1.0 for m in np.abs(points).max(axis=0)])
