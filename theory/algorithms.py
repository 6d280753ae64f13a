"""Algorithms that read oracles and toss coins; runs under budgets; exact output distributions by enumerating the coins.

An algorithm is any callable (problem, oracle, tape) -> output: `oracle.read(k, n)` gives a reading, `tape.bit()` a fair
coin, None means that it gives up (= does not halt).  Reads, level and bits are bounded by a budget that belongs to the
algorithm under test: an overrun is "does not halt".  The seconds belong to the machine: an overrun is "inconclusive".
An algorithm that behaves differently on the same answers and the same coins is no algorithm and raises `HiddenState`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from theory.exact import BarriersError, rational
from theory.information import Answers, check_question
from theory.networks import ReluNetwork
from theory.problems import Output, Problem

__all__ = [
    "Algorithm",
    "Budget",
    "HiddenState",
    "Inconclusive",
    "Oracle",
    "Run",
    "Tape",
    "enumerate_runs",
    "execute",
    "output_distribution",
]


class Oracle(Protocol):
    """What an algorithm reads from."""

    def read(self, k: int, n: int) -> Fraction:
        """Return the reading of evaluation k at level n."""


Algorithm = Callable[[Problem, Any, Any], Any]


class HiddenState(BarriersError):
    """The algorithm behaved differently on the same answers and the same coins."""


class _Overrun(BaseException):
    """A budget ran out; a BaseException, so that an algorithm's `except Exception` lets it pass."""


class Inconclusive(BaseException):
    """The machine, not the algorithm, ended a run: it widens an enclosure and never counts as a failure."""


@dataclass(frozen=True)
class Budget:
    """Bounds on one run: number of reads, level, number of bits, and seconds (None: no bound)."""

    reads: int = 100_000
    level: int = 10_000
    bits: int = 10_000
    seconds: Fraction | None = None


class Tape:
    """Fair bits: a forced prefix first, then what `more` gives; everything tossed is recorded in `bits`."""

    __slots__ = ("_limit", "_more", "_prefix", "bits", "marks", "overrun", "reads")

    def __init__(
        self, prefix: Sequence[int], more: Callable[[], int], limit: int, reads: Sequence[object] = ()
    ) -> None:
        self._prefix, self._more, self._limit = prefix, more, limit
        self.reads = reads
        self.bits: list[int] = []
        self.marks: list[int] = []
        self.overrun = False

    def bit(self) -> int:
        """Return the next fair bit, 0 or 1."""
        bits = self.bits
        at = len(bits)
        if at >= self._limit:
            self.overrun = True
            raise _Overrun
        coin = self._prefix[at] if at < len(self._prefix) else self._more()
        self.marks.append(len(self.reads))
        bits.append(coin)
        return coin

    def integer(self, width: int) -> int:
        """Return `width` fair bits as a number: a seed from a finite probability space."""
        value = 0
        for _ in range(width):
            value = 2 * value + self.bit()
        return value


class _Reader:
    """The oracle that an algorithm is handed: answers, records, and enforces the budget."""

    __slots__ = ("_answers", "_budget", "_count", "_deadline", "inconclusive", "level", "overrun", "reads")

    def __init__(self, answers: Answers, budget: Budget, evaluations: int) -> None:
        self._answers, self._budget, self._count = answers, budget, evaluations
        self._deadline = None if budget.seconds is None else time.monotonic() + budget.seconds
        self.reads: list[tuple[int, int, Fraction]] = []
        self.level = 0
        self.overrun = self.inconclusive = False

    def read(self, k: int, n: int) -> Fraction:
        """Return the reading of evaluation k at level n: a multiple of 2**-n within 2**-n of it."""
        check_question(k, n, self._count)
        if self._deadline is not None and time.monotonic() > self._deadline:
            self.inconclusive = True
            raise _Overrun
        if len(self.reads) >= self._budget.reads or n > self._budget.level:
            self.overrun = True
            raise _Overrun
        value = self._answers(k, n)
        self.reads.append((k, n, value))
        self.level = max(self.level, n)
        return value


@dataclass(frozen=True)
class Run:
    """One run; `outcome` is "halted", "gave up", "over budget", "out of bits" or "inconclusive"."""

    outcome: str
    output: Output | None
    reads: tuple[tuple[int, int, Fraction], ...]
    bits: tuple[int, ...]
    level: int
    marks: tuple[int, ...]

    @property
    def halted(self) -> bool:
        """Whether there is an output."""
        return self.outcome == "halted"

    @property
    def weight(self) -> Fraction:
        """The probability of the coins of this run."""
        return Fraction(1, 2 ** len(self.bits))


def execute(
    algorithm: Algorithm, problem: Problem, answers: Answers, *, coins: Callable[[], int], prefix: Sequence[int] = (),
    budget: Budget | None = None, enumerating: bool = False,
) -> Run:  # fmt: skip
    """Run an algorithm once on answers and coins, the first of which are `prefix`.

    Raises `BarriersError` with one line if the algorithm raises, or returns what is no output of the problem.
    With `enumerating`, running out of bits is told apart ("out of bits") from other overruns.
    """
    limits = budget or Budget()
    reader = _Reader(answers, limits, len(problem.evaluations))
    tape = Tape(prefix, coins, limits.bits, reader.reads)
    answer = None
    try:
        answer = algorithm(problem, reader, tape)
    except _Overrun:
        pass
    except Inconclusive:
        reader.inconclusive = True
    except BarriersError as error:
        raise BarriersError(f"the algorithm broke the rules: {error}") from None
    except Exception as error:
        raise BarriersError(f"the algorithm raised {type(error).__name__}: {str(error)[:120]}") from error
    outcome = _outcome(answer, reader, tape, enumerating=enumerating)
    output = as_output(answer, problem) if outcome == "halted" else None
    return Run(outcome, output, tuple(reader.reads), tuple(tape.bits), reader.level, tuple(tape.marks))


def _outcome(answer: Any, reader: _Reader, tape: Tape, *, enumerating: bool) -> str:
    if reader.inconclusive:
        return "inconclusive"
    if reader.overrun:
        return "over budget"
    if tape.overrun:
        return "out of bits" if enumerating else "over budget"
    return "gave up" if answer is None else "halted"


def as_output(answer: Any, problem: Problem) -> Output:
    """Return an answer as exact rationals or a network; raises `BarriersError` if it is no output of the problem.

    A float in a vector is the rational that it is; NaN and infinities are refused.
    """
    if problem.outputs is None:
        if not isinstance(answer, ReluNetwork):
            raise BarriersError(f"the algorithm must return a ReluNetwork, got {type(answer).__name__}")
        if answer.widths != problem.architecture:
            raise BarriersError(f"the network must have the widths {problem.architecture}, got {answer.widths}")
        return answer
    if isinstance(answer, str | bytes | dict) or not hasattr(answer, "__len__") or not hasattr(answer, "__getitem__"):
        raise BarriersError(f"the algorithm must return {problem.outputs} rationals, got {type(answer).__name__}")
    if len(answer) != problem.outputs:
        raise BarriersError(f"the algorithm must return {problem.outputs} rationals, got {len(answer)} entries")
    try:
        return tuple(rational(answer[i]) for i in range(problem.outputs))
    except BarriersError as error:
        raise BarriersError(f"the algorithm returned an entry that is no rational: {error}") from None


def enumerate_runs(
    algorithm: Algorithm, problem: Problem, answers: Answers, *, max_bits: int, budget: Budget | None = None
) -> Iterator[Run]:
    """Yield the runs for all sequences of coins, depth first; their weights sum to exactly 1.

    A run that needs more than `max_bits` coins ends "out of bits".  Raises `HiddenState` if a replay differs.
    """
    limits = budget or Budget()
    limits = Budget(limits.reads, limits.level, min(max_bits, limits.bits), limits.seconds)
    prefix: list[int] = []
    last: Run | None = None
    while True:
        run = execute(algorithm, problem, answers, coins=_zero, prefix=prefix, budget=limits, enumerating=True)
        if last is not None:
            _check_replay(last, run, len(prefix))
        yield run
        prefix = list(run.bits)
        while prefix and prefix[-1] == 1:
            prefix.pop()
        if not prefix:
            return
        prefix[-1] = 1
        last = run


def _zero() -> int:
    return 0


def _check_replay(before: Run, now: Run, shared: int) -> None:
    """Two runs that share all coins up to the last of `shared` must have asked the same until it was tossed."""
    if len(now.bits) < shared or now.marks[:shared] != before.marks[:shared]:
        raise HiddenState("the algorithm behaves differently on the same answers and the same coins")
    until = now.marks[shared - 1]
    if now.reads[:until] != before.reads[:until]:
        raise HiddenState("the algorithm reads differently on the same answers and the same coins")


def output_distribution(
    algorithm: Algorithm, problem: Problem, answers: Answers, *, max_bits: int, budget: Budget | None = None
) -> dict[Output | str, Fraction]:
    """Return the exact probability of every output, and of each outcome without output by its name; they sum to 1.

    >>> from theory.problems import Problem
    >>> coin = Problem("coin", ("x",), 1, Fraction(0))
    >>> output_distribution(lambda p, oracle, tape: [tape.bit()], coin, lambda k, n: Fraction(0), max_bits=4)
    {(Fraction(0, 1),): Fraction(1, 2), (Fraction(1, 1),): Fraction(1, 2)}
    """
    found: dict[Output | str, Fraction] = {}
    for run in enumerate_runs(algorithm, problem, answers, max_bits=max_bits, budget=budget):
        key: Output | str = run.outcome if run.output is None else run.output
        found[key] = found.get(key, Fraction(0)) + run.weight
    return found
