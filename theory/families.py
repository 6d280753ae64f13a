"""Jump, fork and weak-fork families: the abstract propositions J, K, W behind all non-computability results.

A family is a limit input iota_0 and one or two sequences of inputs whose evaluations approach those of iota_0 at the
rate 4**-n, while their solutions stay apart.  The information answers about the n-th member as about the limit, up to
level n; so a run that reads levels up to n cannot tell them apart.  Serves J, K, W; B, C, D are instances.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theory.exact import BarriersError, dyadic
from theory.information import Answers, inadmissible, nearest_answers
from theory.problems import Input, Output, Problem

__all__ = ["FORK", "JUMP", "WEAK_FORK", "Family"]

JUMP, FORK, WEAK_FORK = "jump", "fork", "weak fork"


@dataclass(frozen=True)
class Family:
    """A limit and its sequences: `member(i, n)` for the branches i = 1 (jump) or i = 1, 2 (forks), n >= `first`.

    `kappa` is kappa**power, where the solution sets of limit and member (jump), or of the two branches (forks), are at
    distance at least kappa.  For a weak fork the limit is no input of Omega; its answers are used all the same.
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
    beyond: str = "from there on no bound holds"
    """What holds at accuracies that the proposition does not admit."""
    settle: Callable[[Output, Fraction], int] | None = None
    """For networks as outputs: the n from which on an output is surely farther than alpha from Xi (B5)."""

    @property
    def branches(self) -> tuple[int, ...]:
        """The numbers of the sequences."""
        return (1,) if self.kind == JUMP else (1, 2)

    def admits(self, alpha: Fraction) -> bool:
        """Decide alpha < kappa/2, the hypothesis of J, K and W; alpha < kappa for networks as outputs (B5)."""
        return (alpha if self.settle else 2 * alpha) ** self.power < self.kappa

    def answers(self, branch: int, n: int) -> Answers:
        """Return the information about member n: as about the limit up to level n, its own nearest dyadics beyond.

        Branch 0 is the limit itself.
        """
        if branch == 0:
            return nearest_answers(self.limit)
        member = self.member(branch, n)
        return lambda k, level: dyadic((self.limit if level <= n else member).evaluation(k), level)

    def check(self, n: int, accuracy: Fraction) -> None:
        """Check, not assume, that the members n are within 4**-n and their information admissible up to level n + 1.

        Raises `BarriersError` naming the sequence, the evaluation and the hypothesis.
        """
        count = len(self.problem(accuracy).evaluations)
        for branch in self.branches:
            member, answers = self.member(branch, n), self.answers(branch, n)
            for k in range(count):
                gap = abs(member.evaluation(k) - self.limit.evaluation(k))
                if gap > Fraction(1, 4**n):
                    raise BarriersError(f"{member.name}: evaluation {k} differs from the limit's by {gap} > 4**-{n}")
            readings = [(k, level, answers(k, level)) for k in range(count) for level in sorted({0, n, n + 1})]
            if wrong := inadmissible(readings, member):
                k, level, value = wrong[0]
                raise BarriersError(
                    f"{member.name}: the answer {value} to evaluation {k} at level {level} is inadmissible"
                )
