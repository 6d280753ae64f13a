"""Jump, fork and weak-fork families: the abstract propositions J, K, W behind all non-computability results.

A family is a limit input iota_0 and one or two sequences of inputs whose evaluations approach those of iota_0 at the
rate 4**-n, while their solutions stay apart.  The information answers about the n-th member as about the limit, up to
level n; so a run that reads levels up to n cannot tell them apart.  Serves J, K, W; B, C, D are instances.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache
from typing import Any, Self

from theory.exact import BarriersError, Brief, brief, dyadic
from theory.information import Answers, inadmissible, nearest_answers
from theory.problems import Distance, Input, Output, Problem

__all__ = ["FORK", "JUMP", "WEAK_FORK", "Family"]

JUMP, FORK, WEAK_FORK = "jump", "fork", "weak fork"


@dataclass(frozen=True, repr=False)
class Family(Brief):
    """A limit and its sequences: `member(i, n)` for the branches i = 1 (jump) or i = 1, 2 (forks), n >= `first`.

    `kappa` is kappa**power, where the solution sets of limit and member (jump), or of the two branches (forks), are at
    distance at least kappa (J, K, W).  For a weak fork the limit is no input of Omega; its answers are still used.
    """

    kind: str
    problem: Callable[[Fraction], Problem]
    limit: Input
    member: Callable[[int, int], Input]
    kappa: Fraction
    power: int = 1
    first: int = 1
    parameters: dict[str, Any] | None = None
    """What a certificate says of the family; None if certificates do not know it."""
    beyond: str = "from there on the proposition says nothing"
    """What holds at accuracies that the proposition does not admit."""
    settle: Callable[[Output, Fraction], int] | None = None
    """For networks as outputs: the n from which on an output is surely farther than alpha from Xi (B5)."""
    name: str = ""
    """What it is called, if that is not the name of its problem."""
    proof: str = field(default="", init=False)
    """The result, or page, that proves kappa, the rate, the distances; empty where they are what somebody declared."""

    def __post_init__(self) -> None:
        if self.kind not in (JUMP, FORK, WEAK_FORK):
            raise BarriersError(f"a family is a {JUMP}, a {FORK} or a {WEAK_FORK}, got {self.kind!r:.60}")
        if not isinstance(self.kappa, Fraction) or self.kappa <= 0:
            raise BarriersError(f"kappa**power must be a positive Fraction, got {self.kappa!r:.60}")
        if self.power not in (1, 2) or not isinstance(self.first, int) or self.first < 1:
            raise BarriersError(f"the power is 1 or 2 and the first index at least 1, got {self.power}, {self.first}")

    @property
    def told(self) -> str:
        """The name, the kind and kappa."""
        power = "" if self.power == 1 else f"^{self.power}"
        return f"{self.name or 'of one problem'}, a {self.kind}, kappa{power} = {brief(self.kappa)}"

    def proved(self, result: str) -> Self:
        """Return the same family, whose hypotheses a result proves; what is replaced later is declared again."""
        found = replace(self)
        object.__setattr__(found, "proof", result)
        return found

    @property
    def branches(self) -> tuple[int, ...]:
        """The numbers of the sequences."""
        return (1,) if self.kind == JUMP else (1, 2)

    def admits(self, alpha: Fraction) -> bool:
        """Decide alpha < kappa/2, the hypothesis of J, K and W; alpha < kappa for networks as outputs (B5)."""
        return (alpha if self.settle else 2 * alpha) ** self.power < self.kappa

    def posed(self, accuracy: Fraction) -> Problem:
        """Return the problem at an accuracy; raises `BarriersError` unless it is one of that accuracy, and constant."""
        try:
            found = self.problem(accuracy)
        except (Exception, SystemExit) as error:
            raise BarriersError(f"the family's problem({accuracy}) raised {type(error).__name__}: {error}") from error
        if not isinstance(found, Problem):
            raise BarriersError(f"the family's problem({accuracy}) must be a Problem, got {type(found).__name__}")
        if found.accuracy != accuracy or not (found.outputs is None or found.outputs > 0):
            raise BarriersError(
                f"the family's problem({accuracy}) must have this accuracy and at least one output,"
                f" got {found.accuracy!s:.40} and {found.outputs}"
            )
        if loose := [key for key, value in found.parameters if not _constant(value)]:
            raise BarriersError(
                f"the problem's parameter {loose[0]!r:.40} may hold Fractions, ints, strs and tuples only"
            )
        return found

    def input(self, branch: int, n: int) -> Input:
        """Return member n of a branch, or the limit for branch 0; raises `BarriersError` if there is none."""
        what = f"the family's member({branch}, {n})" if branch else "the family's limit"
        try:
            found = self.member(branch, n) if branch else self.limit
        except BarriersError:
            raise
        except (Exception, SystemExit) as error:
            raise BarriersError(f"{what} raised {type(error).__name__}: {error}") from error
        if not isinstance(found, Input):
            raise BarriersError(f"{what} must be an Input, got {type(found).__name__}")
        if not isinstance(found.name, str) or not found.name.isprintable():
            raise BarriersError(f"{what} must have a name on one line, got {found.name!r:.60}")
        return found

    def distance(self, of: Input, output: Output | None) -> Distance:
        """Return the distance of an output to the solutions of an input; raises `BarriersError` if it is none."""
        what = f"the distance to the solutions of {of.name}"
        try:
            found = of.distance(output)
        except (Exception, SystemExit) as error:
            raise BarriersError(f"{what} raised {type(error).__name__}: {error}") from error
        if not isinstance(found, Distance):
            raise BarriersError(f"{what} must be a Distance, got {type(found).__name__}")
        low, high = found.low, found.low if found.high is None else found.high
        if not isinstance(low, Fraction | int) or not isinstance(high, Fraction | int) or not 0 <= low <= high:
            raise BarriersError(f"{what} must lie between Fractions 0 <= low <= high, got {low!r:.40} and {high!r:.40}")
        if found.power != self.power:
            raise BarriersError(f"{what} has the power {found.power}, the family's kappa {self.power}")
        return found

    def answers(self, branch: int, n: int) -> Answers:
        """Return the information about member n: as about the limit up to level n, its own nearest dyadics beyond.

        Branch 0 is the limit itself.  No member is made before it is read beyond level n.
        """
        if branch == 0:
            return nearest_answers(self.limit)
        member = cache(lambda: self.input(branch, n))
        return lambda k, level: dyadic((self.limit if level <= n else member()).evaluation(k), level)

    def values(self, of: Input, accuracy: Fraction) -> list[Fraction]:
        """Return all evaluations of an input; raises `BarriersError` naming one that is no Fraction."""
        found = []
        for k in range(len(self.posed(accuracy).evaluations)):
            try:
                value = of.evaluation(k)
            except (Exception, SystemExit) as error:
                raise BarriersError(f"{of.name}: evaluation {k} raised {type(error).__name__}: {error}") from error
            if not isinstance(value, Fraction):
                raise BarriersError(f"{of.name}: evaluation {k} must be a Fraction, got {value!r:.60}")
            found.append(value)
        return found

    def check(self, n: int, accuracy: Fraction) -> None:
        """Check, not assume, that the members n are within 4**-n and their information admissible up to level n + 1.

        Raises `BarriersError` naming the sequence, the evaluation and the hypothesis.
        """
        limit = self.values(self.input(0, 0), accuracy)
        count = len(limit)
        for branch in self.branches:
            member, answers = self.input(branch, n), self.answers(branch, n)
            for k, (value, near) in enumerate(zip(self.values(member, accuracy), limit, strict=True)):
                gap = abs(value - near)
                if gap > Fraction(1, 4**n):
                    raise BarriersError(
                        f"{member.name:.60}: evaluation {k} differs from the limit's by {brief(gap)} > 4**-{n}; member"
                        " n must be within 4**-n of the limit: take a later member of your sequence for it"
                    )
            readings = [(k, level, answers(k, level)) for k in range(count) for level in sorted({0, n, n + 1})]
            if wrong := inadmissible(readings, member):
                k, level, value = wrong[0]
                raise BarriersError(
                    f"{member.name}: the answer {value} to evaluation {k} at level {level} is inadmissible"
                )


def _constant(value: Any) -> bool:
    """Whether nothing in a value can be changed, so that no algorithm leaves anything there for its next run."""
    if isinstance(value, tuple):
        return all(map(_constant, value))
    return value is None or isinstance(value, Fraction | int | str)
