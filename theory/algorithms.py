"""Algorithms that read oracles and toss coins; runs under budgets; exact output distributions by enumerating the coins.

An algorithm is any callable (problem, oracle, tape) -> output: `oracle.read(k, n)` gives a reading, `tape.bit()` a fair
coin, None means that it gives up (= does not halt).  Reads, level and bits are bounded by a budget that belongs to the
algorithm under test: an overrun is "does not halt".  The seconds belong to the machine: an overrun is "inconclusive".
An algorithm that behaves differently on the same answers and the same coins is no algorithm and raises `HiddenState`,
where a replay shows it; exact probabilities are those of the coins, given whatever else the process was born with.
What an algorithm reaches by introspection is its own run's record and who plays with it.  The input that judges a run
is made after it, unless it reads what tells that input from the limit; what it does otherwise on the same answers, a
replay shows.
A program on a pipe (constructions/programs.py) shares no memory with the host.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Protocol

from theory.exact import BarriersError, rational
from theory.failures import AlgorithmError, message, told_exception
from theory.information import Answers, check_question
from theory.networks import ReluNetwork
from theory.problems import Output, Problem

__all__ = [
    "Algorithm",
    "AlgorithmError",
    "Budget",
    "HiddenState",
    "Inconclusive",
    "Oracle",
    "Run",
    "Tape",
    "enumerate_runs",
    "execute",
    "output_distribution",
    "replay",
    "told_exception",
]


class Oracle(Protocol):
    """What an algorithm reads from."""

    def read(self, k: int, n: int) -> Fraction:
        """Return the reading of evaluation k at level n."""


class HiddenState(BarriersError):
    """The algorithm behaved differently on the same answers and the same coins."""


class _Overrun(BaseException):
    """A budget ran out; a BaseException, so that an algorithm's `except Exception` lets it pass."""


class Inconclusive(BaseException):
    """The machine, not the algorithm, ended a run: it widens an enclosure and never counts as a failure.

    `budget` is what ran out: "seconds" or "memory".
    """

    def __init__(self, budget: str) -> None:
        super().__init__(budget)
        self.budget = budget


@dataclass(frozen=True)
class Budget:
    """Bounds on one run: number of reads, level, number of bits, and seconds (None: no bound)."""

    reads: int = 100_000
    level: int = 4000
    bits: int = 10_000
    seconds: Fraction | None = None


class Tape:
    """Fair bits, and nothing else that an algorithm could change: the record is kept by the host."""

    __slots__ = ("bit",)

    def __init__(self, bit: Callable[[], int]) -> None:
        self.bit = bit

    def integer(self, width: int) -> int:
        """Return `width` fair bits as a number: a seed from a finite probability space."""
        value = 0
        for _ in range(width):
            value = 2 * value + self.bit()
        return value


Algorithm = Callable[[Problem, Oracle, Tape], Any]
"""Any callable of this shape is an algorithm; None as its answer means that it gives up."""


class _Reader:
    """The oracle that an algorithm is handed."""

    __slots__ = ("read",)

    def __init__(self, read: Callable[[int, int], Fraction]) -> None:
        self.read = read


class _Record:
    """What the host writes down during a run."""

    __slots__ = ("bits", "inconclusive", "level", "marks", "out_of_bits", "overrun", "reads")

    def __init__(self) -> None:
        self.reads: list[tuple[int, int, Fraction]] = []
        self.bits: list[int] = []
        self.marks: list[int] = []
        self.level = 0
        self.overrun = self.inconclusive = self.out_of_bits = False


def _tape(record: _Record, prefix: Sequence[int], more: Callable[[], int], limit: int) -> Tape:
    """Return a tape with a forced prefix of bits, then what `more` gives."""
    bits, marks, reads = record.bits, record.marks, record.reads

    def bit() -> int:
        """Return the next fair bit, 0 or 1."""
        at = len(bits)
        if at >= limit:
            record.out_of_bits = True
            raise _Overrun
        coin = prefix[at] if at < len(prefix) else more()
        marks.append(len(reads))
        bits.append(coin)
        return coin

    return Tape(bit)


def _reader(record: _Record, answers: Answers, budget: Budget, evaluations: int) -> _Reader:
    """Return an oracle that answers, records, and enforces the budget."""
    deadline = None if budget.seconds is None else time.monotonic() + budget.seconds

    def read(k: int, n: int) -> Fraction:
        """Return the reading of evaluation k at level n: a multiple of 2**-n within 2**-n of it."""
        k, n = check_question(k, n, evaluations)
        if deadline is not None and time.monotonic() > deadline:
            record.inconclusive = True
            raise _Overrun
        if len(record.reads) >= budget.reads or n > budget.level:
            record.overrun = True
            raise _Overrun
        value = answers(k, n)
        record.reads.append((k, n, value))
        record.level = max(record.level, n)
        return value

    return _Reader(read)


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
    limits, record = budget or Budget(), _Record()
    reader = _reader(record, answers, limits, len(problem.evaluations))
    tape, public = _tape(record, prefix, coins, limits.bits), problem.copy()
    answer = None
    try:
        answer = algorithm(public, reader, tape)
    except _Overrun:
        pass
    except Inconclusive:
        record.inconclusive = True
    except KeyboardInterrupt:
        raise
    except BarriersError as error:
        raise BarriersError(f"the algorithm broke the rules: {error}") from None
    except BaseException as error:
        raise BarriersError(f"the algorithm raised {type(error).__name__}{message(error)}") from error
    if public != problem:
        raise BarriersError("the algorithm changed the problem that it was given")
    outcome = _outcome(answer, record, enumerating=enumerating)
    output = as_output(answer, problem) if outcome == "halted" else None
    return Run(outcome, output, tuple(record.reads), tuple(record.bits), record.level, tuple(record.marks))


def _outcome(answer: Any, record: _Record, *, enumerating: bool) -> str:
    if record.inconclusive:
        return "inconclusive"
    if record.overrun:
        return "over budget"
    if record.out_of_bits:
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
    try:
        length = len(answer)
        entries = [answer[i] for i in range(problem.outputs)] if length == problem.outputs else []
    except (KeyboardInterrupt, Inconclusive):
        raise
    except BaseException as error:
        raise BarriersError(f"the algorithm's answer cannot be read: {type(error).__name__}") from None
    if length != problem.outputs:
        raise BarriersError(f"the algorithm must return {problem.outputs} rationals, got {length} entries")
    try:
        return tuple(rational(entry) for entry in entries)
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


def replay(
    algorithm: Algorithm, problem: Problem, answers: Answers, run: Run, *, budget: Budget | None = None
) -> None:  # fmt: skip
    """Run an algorithm again on the coins of a run; raises `HiddenState` if it differs and the machine did not end it.

    >>> from theory.problems import Problem
    >>> x, zero = Problem("x", ("x",), 1, Fraction(0)), lambda k, n: Fraction(0)
    >>> calls = []
    >>> counting = lambda problem, oracle, tape: [len(calls)] if calls.append(0) is None else None
    >>> replay(counting, x, zero, execute(counting, x, zero, coins=lambda: 0))
    Traceback (most recent call last):
    ...
    theory.algorithms.HiddenState: the algorithm behaves differently on the same answers and the same coins
    """
    limits = budget or Budget()
    if run.outcome == "out of bits":
        limits = replace(limits, bits=len(run.bits))
    again = execute(algorithm, problem, answers, coins=_zero, prefix=run.bits, budget=limits, enumerating=True)
    if "inconclusive" in (run.outcome, again.outcome):
        return
    if replace(again, outcome=run.outcome) != run or again.halted != run.halted:
        raise HiddenState("the algorithm behaves differently on the same answers and the same coins")


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
