"""What a problem of the gallery is: a jump or fork family with finite solution sets, and what can be computed instead.

The inputs depend on one number s: the limit has s = 0, member n of a jump has s = 4**-n, and those of the two branches
of a fork have s = -4**-n (left) and s = 4**-n (right).  Instances of J and K; docs/gallery.md proves their hypotheses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import ceil
from typing import Any

from theory.algorithms import Algorithm, execute
from theory.exact import BarriersError, Brief, brief
from theory.families import FORK, JUMP, Family
from theory.information import Answers
from theory.problems import POWERS, Distance, Input, Problem, distance_between, distance_to

__all__ = ["Computable", "GalleryProblem", "enough", "posed"]

ONE, ZERO = Fraction(1), Fraction(0)
Solutions = Sequence[Sequence[int | Fraction]]
Nearness = Callable[[Sequence[Fraction]], Distance]


@dataclass(frozen=True)
class Computable:
    """What can be computed from the same readings to any accuracy > 0, whatever the information, without coins.

    `right(s, output, accuracy)` decides exactly whether an output is within the accuracy on the input of this s.
    """

    what: str
    outputs: int
    algorithm: Algorithm
    right: Callable[[Fraction, Sequence[Fraction], Fraction], bool]


@dataclass(frozen=True, repr=False)
class GalleryProblem(Brief):
    """A family, an accuracy just below kappa/2, and beside it what is computable; made by `posed`."""

    name: str
    asks: str
    family: Family
    accuracy: Fraction
    computable: Computable

    @property
    def told(self) -> str:
        """The name and what is asked for."""
        return f"{self.name}: {self.asks}"

    @property
    def candidates(self) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
        """One solution of each of the two solution sets that are apart."""
        one, other = self.family.posed(self.accuracy).parameter("candidates")
        return one, other

    def places(self, count: int) -> Iterator[tuple[int, int]]:
        """Yield the limit and the members up to an index, as pairs (branch, n)."""
        yield 0, 0
        yield from ((branch, n) for n in range(1, count + 1) for branch in self.family.branches)

    def compute(self, place: tuple[int, int], accuracy: Fraction, answers: Answers | None = None) -> Any:
        """Return what the algorithm for what is computable says; by default the answers are the adversary's."""
        names = self.family.posed(self.accuracy).evaluations
        told = Problem(self.computable.what, names, self.computable.outputs, accuracy)
        given = answers or self.family.answers(*place)
        return execute(self.computable.algorithm, told, given, coins=lambda: 0).output

    def computes(self, place: tuple[int, int], accuracy: Fraction, answers: Answers | None = None) -> bool:
        """Decide whether that output is within the accuracy of what is to be computed."""
        s = small(self.family.kind, *place)
        return self.computable.right(s, self.compute(place, accuracy, answers), accuracy)


def small(kind: str, branch: int, n: int) -> Fraction:
    """Return the number s of a member, 0 for the limit.

    >>> small(FORK, 1, 2), small(JUMP, 1, 2)
    (Fraction(-1, 16), Fraction(1, 16))
    """
    sign = 0 if not branch else 1 if kind == JUMP or branch == 2 else -1
    return Fraction(sign, 4**n)


def enough(error: Fraction) -> int:
    """Return the least level whose readings err by at most so much; raises `BarriersError` unless that is positive.

    >>> enough(Fraction(1, 4)), enough(Fraction(1, 5)), enough(Fraction(3))
    (2, 3, 0)
    """
    if error <= 0:
        raise BarriersError(f"this is computable to every accuracy above 0, got {brief(error)}")
    return max(0, ceil(1 / error) - 1).bit_length()


def posed(
    name: str, asks: str, evaluations: str, data: Callable[[Fraction], Sequence[int | Fraction]], *, right: Solutions,
    limit: Solutions | Nearness, accuracy: Fraction, computable: Computable, left: Solutions = (), norm: str = "inf",
) -> GalleryProblem:  # fmt: skip
    """Return a problem from the names of its evaluations, its data at s and its solution sets (J, K).

    Without `left` it is a jump. `limit` is a list, or the distance to an infinite set. Raises `BarriersError` if the
    sets that must be apart have different lengths or a solution in common, the data move faster than s, or kappa/2
    does not exceed the accuracy.

    >>> def rational(s): return [s]
    >>> computable = Computable("x itself", 1, lambda problem, oracle, tape: None, lambda s, output, accuracy: False)
    >>> posed("sign", "the sign of x", "x", rational, limit=[[0]], right=[[1]], accuracy=ONE / 3, computable=computable)
    <GalleryProblem: sign: the sign of x>
    """
    kind, names = FORK if left else JUMP, tuple(evaluations.split())
    listed = () if callable(limit) else _exact(limit)
    sets = {0: listed, 1: _exact(left or right), 2: _exact(right)}
    pairs = list(product(sets[1] if left else listed, sets[2]))
    if not pairs:
        raise BarriersError(f"gallery:{name}: the solution sets that are to be apart must be lists, of one at least")
    if len({len(v) for pair in pairs for v in pair}) > 1:
        raise BarriersError(f"gallery:{name}: all solutions must have one length")
    kappa = min(distance_between(v, w, norm) for v, w in pairs)
    if not kappa:
        raise BarriersError(f"gallery:{name}: two of the solution sets have a solution in common, so nothing follows")
    public = (("candidates", pairs[0]),)

    def member(branch: int, n: int) -> Input:
        s = small(kind, branch, n)
        values, told = tuple(map(Fraction, data(s))), f"{'left' if s < 0 else 'right'}_{n}" if s else "limit"
        if not s and callable(limit):
            return Input(told, values.__getitem__, limit)
        return Input(told, values.__getitem__, lambda output: distance_to(sets[branch], output, norm))

    family = Family(
        kind, lambda alpha: Problem(f"gallery:{name}", names, len(pairs[0][0]), alpha, parameters=public, asks=asks),
        member(0, 0), member, kappa, power=POWERS[norm], name=f"gallery:{name}",
        beyond="at kappa/2 the point halfway between two solutions at the distance kappa succeeds",
    )  # fmt: skip
    if accuracy < 0 or not family.admits(accuracy):
        raise BarriersError(f"gallery:{name}: the accuracy must be less than kappa/2, got {brief(accuracy)}")
    for n in (1, 2, 30):
        family.check(n, accuracy)
    return GalleryProblem(name, asks, family.proved(PAGE.format(name)), accuracy, computable)


PAGE = "docs/gallery.md#{}"
"""Where the hypotheses are proved."""


def _exact(solutions: Solutions) -> tuple[tuple[Fraction, ...], ...]:
    return tuple(tuple(map(Fraction, v)) for v in solutions)
