"""Runs of algorithms: coins and readings in order, how they ended, and the one decision tree that they must all fit.

All runs of one algorithm, on all inputs, fit one tree: on the same answers and the same coins it does the same next.
What a budget cut is open: what the run would have done is not known.  Serves B, C, D, J, K, W.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any

from theory.exact import BarriersError, brief
from theory.problems import Output
from theory.said import Texts

__all__ = ["BUDGETS", "COIN", "TOSSED", "HiddenState", "Reading", "Run", "Step", "check_one_tree", "check_pair"]

BUDGETS = ("reads", "level", "bits", "seconds", "memory")
"""What may cut a run, which is then left open."""

Reading = tuple[int, int, Fraction]
"""A reading: evaluation k, level n, and what was answered."""
Step = tuple[int] | Reading
"""A question followed by its answer: a coin (0,) or (1,), or a reading."""
COIN: tuple[()] = ()
"""The question for a coin; the question for a reading is (k, n)."""
TOSSED = ((0,), (1,))


@dataclass(frozen=True)
class Run:
    """One run: its coins and readings in order, and how it ended.

    `outcome` is "halted", "gave up", "refused" (it asked beyond the level of the claim), or the budget that cut it;
    `asked` is the question that was not answered, if it was a question that ended the run.  `said` is what the
    algorithm said of its output: quoted, no part of what the run did.
    """

    outcome: str
    output: Output | None
    steps: tuple[Step, ...]
    asked: tuple[int, ...] | None = None
    said: Texts = field(default=(), compare=False)

    @property
    def halted(self) -> bool:
        """Whether there is an output."""
        return self.output is not None

    @property
    def cut(self) -> str | None:
        """The budget that cut the run, which is left open then."""
        return self.outcome if self.outcome in BUDGETS else None

    @cached_property
    def bits(self) -> tuple[int, ...]:
        """The coins."""
        return tuple([step[0] for step in self.steps if len(step) == 1])

    @cached_property
    def reads(self) -> tuple[Reading, ...]:
        """The readings."""
        return tuple(step for step in self.steps if len(step) == 3)

    @cached_property
    def level(self) -> int:
        """The largest level read."""
        return max((n for _, n, _ in self.reads), default=0)

    @property
    def weight(self) -> Fraction:
        """The probability of the coins of this run."""
        return Fraction(1, 2 ** len(self.bits))


class HiddenState(BarriersError):
    """The algorithm behaved differently on the same answers and the same coins, in the runs `first` and `second`."""

    def __init__(self, first: Run, second: Run, names: tuple[str, str] = ("", "")) -> None:
        shared = _shared(first, second)
        read, coins = Run("", None, first.steps[:shared]).reads, Run("", None, first.steps[:shared]).bits
        after = f"after {len(read)} readings and the coins {''.join(map(str, coins)) or '(none)':.40}"
        once, again = (
            _told(_action(run, shared)) + (f" (on {name})" if name else "")
            for run, name in zip((first, second), names, strict=True)
        )
        super().__init__(
            f"the algorithm behaves differently on the same answers and the same coins: {after} it once {once} and once"
            f" {again}; let it keep nothing from run to run, and draw its random numbers from the tape,"
            " for instance random_state=tape.integer(8), whose values are all played, or, on sampled tapes,"
            " random_state=tape.integer(32)"
        )
        self.first, self.second = first, second


def _action(run: Run, at: int) -> tuple[Any, ...] | None:
    """Return what a run did after so many steps: a question, or ("end", output).

    None where the machine ended the run, so that nobody knows.
    """
    if at < len(run.steps):
        return run.steps[at][:-1]
    if run.cut or run.asked is not None:
        return run.asked
    return ("end", run.output)


def _told(action: tuple[Any, ...] | None) -> str:
    if not action:
        return "tossed a coin"
    if action[0] != "end":
        return f"read evaluation {action[0]} at level {action[1]}"
    if isinstance(action[1], tuple):
        shown = ", ".join(map(brief, action[1][:3])) + (", …" if len(action[1]) > 3 else "")
        return f"answered [{shown}]"
    return "gave up" if action[1] is None else "answered a network"


def _shared(one: Run, other: Run) -> int:
    """Return how many steps two runs have in common before they differ."""
    low, high = 0, min(len(one.steps), len(other.steps))
    while low < high:
        middle = (low + high + 1) // 2
        if one.steps[low:middle] == other.steps[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def check_one_tree(runs: Iterable[tuple[Run, str]]) -> None:
    """Raise `HiddenState` unless named runs, on whatever inputs, fit one decision tree.

    Runs that share all steps up to some place do the same there: they read the same evaluation at the same level, toss,
    or end with the same output.  What a run that the machine ended would have done fits everything.  Runs that share
    these steps are neighbours when sorted; if they do not all do the same there, two neighbours differ.
    """
    known = lambda named: (named[0].steps, _action(named[0], len(named[0].steps)) is not None)  # noqa: E731
    for (one, name), (other, too) in pairwise(sorted(runs, key=known)):
        check_pair(one, other, (name, too))


def check_pair(one: Run, other: Run, names: tuple[str, str] = ("", "")) -> None:
    """Raise `HiddenState` unless two runs fit one tree."""
    at = _shared(one, other)
    did, does = _action(one, at), _action(other, at)
    if did is not None and does is not None and did != does:
        raise HiddenState(one, other, names)
