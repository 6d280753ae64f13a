"""Random instances of what the theorems speak of: a term for Rocq, and the numbers that the Python code gives for it.

An instance is made from its kind and its number alone, so `make(kind, number)` replays a failure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from tests.rocq import algorithms, networks, programs, recoveries, trusts
from tests.rocq.objects import Made, Random


@dataclass(frozen=True)
class Instance:
    """A list of rational numbers, as a term of Rocq and as Python computes it; `told` are the objects it is about."""

    name: str
    told: str
    term: str
    value: tuple[Fraction, ...]


KINDS: dict[str, tuple[Callable[[Random], Made], tuple[str, ...]]] = {
    make_one.__name__: (make_one, results)
    for make_one, results in (
        (networks.evaluation, ("A0",)),
        (networks.line, ("A0",)),
        (networks.price, ("A8",)),
        (networks.heavy, ("A8",)),
        (networks.classification, ("A1",)),
        (networks.points, ("A1", "A3")),
        (networks.failing, ("A3", "A4", "A6")),
        (networks.stable, ("A5",)),
        (networks.interpolating, ("A2",)),
        (networks.jump, ("B2", "B3")),
        (networks.predictions, ("B0", "B1", "B4", "B5")),
        (algorithms.readings, ("J", "K", "W")),
        (algorithms.forks, ("K", "W", "C1", "D")),
        (algorithms.distribution, ("J", "K", "W")),
        (algorithms.runs, ("J", "K", "W")),
        (algorithms.sharpness, ("J", "K")),
        (programs.matrices, ("C0",)),
        (programs.solutions, ("C0",)),
        (programs.linear, ("D",)),
        (programs.distances, ("C1", "D")),
        (programs.digits, ("C1",)),
        (recoveries.constants, ("E0", "E1")),
        (recoveries.restarts, ("E1", "E2")),
        (recoveries.bases, ("E3",)),
        (trusts.sides, ("T1",)),
        (trusts.condition, ("T2",)),
        (trusts.boxes, ("T5",)),
    )
}
"""The kinds of instances, and the results whose definitions they compare."""


def make(kind: str, number: int) -> Instance:
    """The instance of this kind and number, always the same."""
    told, term, value = KINDS[kind][0](Random(f"{kind}/{number}"))
    return Instance(f'make("{kind}", {number})', repr(told), term, tuple(map(Fraction, value)))
