"""Computational problems {Xi, Omega, M, Lambda}: inputs, evaluations, and the distance to the solution set.

An input carries its evaluations, exactly, and decides how far an output is from its solutions.  What an algorithm gets
to see is `Problem`: public data, never the input.  Serves B, C, D and the propositions J, K, W.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theory.exact import BarriersError, write_rational
from theory.networks import ReluNetwork

__all__ = ["POWERS", "Distance", "Input", "Output", "Problem", "distance_between", "distance_to"]

Output = tuple[Fraction, ...] | ReluNetwork
"""What an algorithm may answer: a vector of rationals, or a network."""
POWERS = {"1": 1, "2": 2, "inf": 1}
"""The norms, and to what power their distances are taken so that they stay rational."""


@dataclass(frozen=True)
class Distance:
    """An enclosure low <= dist**power <= high of a distance to a solution set; `high` None if no bound is known.

    The power is 2 for the Euclidean norm, so that everything stays rational.

    >>> Distance(Fraction(2), Fraction(2), power=2).within(Fraction(3, 2))
    True
    >>> Distance(Fraction(0), Fraction(1)).within(Fraction(1, 2)) is None
    True
    """

    low: Fraction
    high: Fraction | None
    power: int = 1

    def within(self, alpha: Fraction) -> bool | None:
        """Decide dist <= alpha for alpha >= 0; None if the enclosure leaves it open."""
        if self.high is not None and self.high <= alpha**self.power:
            return True
        return False if self.low > alpha**self.power else None


def distance_between(v: Sequence[Fraction], w: Sequence[Fraction], norm: str) -> Fraction:
    """Return the distance of two vectors, squared for the Euclidean norm.

    >>> distance_between((Fraction(3), Fraction(4)), (Fraction(0), Fraction(0)), "2")
    Fraction(25, 1)
    """
    off = [abs(a - b) for a, b in zip(v, w, strict=True)]
    if norm == "inf":
        return max(off)
    return sum((d * d for d in off) if norm == "2" else off, Fraction(0))


def distance_to(solutions: Iterable[Sequence[Fraction]], output: Sequence[Fraction], norm: str) -> Distance:
    """Return the exact distance of an output to a finite set of solutions."""
    least = min(distance_between(output, v, norm) for v in solutions)
    return Distance(least, least, POWERS[norm])


@dataclass(frozen=True)
class Problem:
    """What an algorithm is told: the names of the evaluations, the output it owes, the accuracy, further public data.

    `outputs` is the length of the output vector, or None if a network of the widths `architecture` is wanted.  `asks`
    says in words what is asked, objective and constraints; as data they are among the parameters (C, D).
    """

    name: str
    evaluations: tuple[str, ...]
    outputs: int | None
    accuracy: Fraction
    labels: tuple[int, ...] = ()
    architecture: tuple[int, ...] | None = None
    parameters: tuple[tuple[str, Any], ...] = ()
    asks: str = ""

    def parameter(self, name: str) -> Any:
        """Return a further public datum; raises `BarriersError` if there is none of this name."""
        for key, value in self.parameters:
            if key == name:
                return value
        raise BarriersError(f"the problem {self.name} has no public parameter {name!r}")

    def read_matrix(self, oracle: Any, level: int) -> tuple[tuple[Fraction, ...], ...]:
        """Read the entries A_i_j, whose evaluations come first, and return the rows (C, D)."""
        m, size = self.parameter("m"), self.parameter("columns")
        return tuple(tuple(oracle.read(i * size + j, level) for j in range(size)) for i in range(m))

    def read_vector(self, oracle: Any, level: int) -> tuple[Fraction, ...]:
        """Read the entries y_i, whose evaluations follow those of the matrix, and return y (C, D)."""
        first = self.parameter("m") * self.parameter("columns")
        return tuple(oracle.read(k, level) for k in range(first, len(self.evaluations)))

    def copy(self) -> Problem:
        """Return an equal problem that shares nothing that could be changed with this one."""
        parameters = tuple((key, _copied(value)) for key, value in self.parameters)
        copied = object.__new__(type(self))  # as `dataclasses.replace` does, only faster
        copied.__dict__.update(self.__dict__, accuracy=_copied(self.accuracy), parameters=parameters)
        return copied

    def describe(self) -> dict[str, Any]:
        """Return all of it as a JSON object."""
        return {
            "name": self.name,
            "evaluations": list(self.evaluations),
            "outputs": self.outputs,
            "accuracy": write_rational(self.accuracy),
            "labels": list(self.labels),
            "architecture": None if self.architecture is None else list(self.architecture),
            "parameters": {key: _told(value) for key, value in self.parameters},
            "asks": self.asks,
        }


def _copied(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_copied, value))
    return Fraction(value) if isinstance(value, Fraction) else value


def _told(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(map(_told, value))
    return write_rational(value) if isinstance(value, Fraction) else value


@dataclass(frozen=True)
class Input:
    """An input iota: its `evaluation(k)`, k = 0, 1, …, as exact rationals, and the `distance(output)` to Xi(iota)."""

    name: str
    evaluation: Callable[[int], Fraction]
    distance: Callable[[Any], Distance]
