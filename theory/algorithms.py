"""Algorithms that read oracles and toss coins; runs under budgets; exact output distributions by enumerating the coins.

An algorithm is any callable (problem, oracle, tape) -> output: `oracle.read(k, n)` gives a reading, `tape.bit()` a fair
coin, None means that it gives up (= does not halt).  A budget that cuts a run leaves it open: what the run would have
done is not known, and is never counted as a failure.  The one exception is a bound on the level that is part of a claim
(W): a reading beyond it is refused, and the run ends without an output.

All runs of one algorithm, on all inputs, fit one decision tree: on the same answers and the same coins it does the same
next.  `check_one_tree` raises `HiddenState` where they do not.  Exact probabilities are those of the coins; all else,
such as the environment of the process, is taken as it is.  What an algorithm reaches by introspection is its own run's
record and who plays with it.  A program on a pipe (constructions/programs.py) shares no memory with the host.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Protocol, TypeVar

from theory.exact import BarriersError, rational
from theory.failures import AlgorithmError, told_exception
from theory.information import Answers, check_question
from theory.layers import Layer
from theory.networks import ReluNetwork
from theory.problems import Output, Problem
from theory.runs import COIN, TOSSED, Run, Step, check_pair
from theory.said import unsaid

__all__ = [
    "Algorithm",
    "Budget",
    "Inconclusive",
    "Oracle",
    "Tape",
    "enumerate_runs",
    "execute",
    "output_distribution",
    "replay",
]


class Oracle(Protocol):
    """What an algorithm reads from."""

    def read(self, k: int, n: int) -> Fraction:
        """Return the reading of evaluation k at level n."""


class _Overrun(BaseException):
    """A run was cut or refused; a BaseException, so that an algorithm's `except Exception` lets it pass."""


class Inconclusive(BaseException):
    """The machine, not the algorithm, ended a run, by its budget of "seconds" or "memory"."""

    def __init__(self, budget: str) -> None:
        if budget not in ("seconds", "memory"):
            raise BarriersError(f'the machine ends a run by its budget of "seconds" or "memory", not {budget!r:.40}')
        super().__init__(budget)
        self.budget = budget


@dataclass(frozen=True)
class Budget:
    """Bounds on one run: number of readings, level, number of coins, seconds (None: no bound); a run beyond is open.

    `max_level` is a bound that belongs to a claim about all algorithms that respect it: a reading beyond is refused.
    """

    reads: int = 100_000
    level: int = 4000
    bits: int = 10_000
    seconds: Fraction | None = None
    max_level: int | None = None


class Tape:
    """Fair bits, and nothing else that an algorithm could change: the record is kept by the host."""

    __slots__ = ("_forced", "bit")

    def __init__(self, bit: Callable[[], int], forced: Callable[[int], Sequence[int]] | None = None) -> None:
        self.bit, self._forced = bit, forced

    def integer(self, width: int) -> int:
        """Return `width` fair bits as a number: a seed from a finite probability space."""
        known = self._forced(width) if self._forced else ()
        value = 0
        for coin in known:
            value = 2 * value + coin
        for _ in range(width - len(known)):
            value = 2 * value + self.bit()
        return value


Algorithm = Callable[[Problem, Oracle, Tape], Any]
"""Any callable of this shape is an algorithm; None as its answer means that it gives up.

An answer in a `Said` comes with what the algorithm says of it, which is recorded and never trusted.
"""

T = TypeVar("T")


class _Reader:
    """The oracle that an algorithm is handed."""

    __slots__ = ("read",)

    def __init__(self, read: Callable[[int, int], Fraction]) -> None:
        self.read = read


class _Record:
    """What the host writes down during a run: nothing more once `ended` says that it was cut or refused."""

    __slots__ = ("asked", "bits", "ended", "over", "reads", "steps")

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.bits = self.reads = 0
        self.ended: str | None = None
        self.over = False
        self.asked: tuple[int, ...] | None = None

    def check(self) -> None:
        """Refuse what is asked after the run, perhaps in the next one, which has an oracle and a tape of its own."""
        if self.over:
            raise BarriersError("the oracle and the tape of a run that has ended were asked again")

    def stop(self, ended: str, asked: tuple[int, ...] | None) -> _Overrun:
        """Remember why a run ends, and the question that it ends with, whatever the algorithm does about it."""
        if self.ended is None:
            self.ended, self.asked = ended, asked
        return _Overrun()


def _tape(record: _Record, prefix: Sequence[int], more: Callable[[], int], limit: int) -> Tape:
    """Return a tape with a forced prefix of bits, then what `more` gives."""
    steps, forced = record.steps, min(len(prefix), limit)

    def together(width: int) -> Sequence[int]:
        """Toss as many of so many coins at once as are forced, and return them."""
        record.check()
        at = record.bits
        if record.ended or at >= forced:
            return ()
        coins = prefix[at : min(forced, at + width)] if width > 0 else ()
        record.bits = at + len(coins)
        steps.extend([TOSSED[coin] for coin in coins])
        return coins

    def bit() -> int:
        """Return the next fair bit, 0 or 1."""
        record.check()
        at = record.bits
        if at >= limit or record.ended:
            raise record.stop("bits", COIN)
        coin = prefix[at] if at < forced else more()
        record.bits = at + 1
        steps.append(TOSSED[coin])
        return coin

    return Tape(bit, together)


def _reader(record: _Record, answers: Answers, budget: Budget, evaluations: int) -> _Reader:
    """Return an oracle that answers, records, and enforces the budget."""
    deadline = None if budget.seconds is None else time.monotonic() + budget.seconds

    def read(k: int, n: int) -> Fraction:
        """Return the reading of evaluation k at level n: a multiple of 2**-n within 2**-n of it."""
        record.check()
        k, n = check_question(k, n, evaluations)
        if record.ended or (deadline is not None and time.monotonic() > deadline):
            raise record.stop("seconds", None)
        if budget.max_level is not None and n > budget.max_level:
            raise record.stop("refused", (k, n))
        if n > budget.level:
            raise record.stop("level", (k, n))
        if record.reads >= budget.reads:
            raise record.stop("reads", (k, n))
        value = answers(k, n)
        record.reads += 1
        record.steps.append((k, n, value))
        return Fraction(value)  # a copy: what an algorithm does to it changes nothing here

    return _Reader(read)


def execute(
    algorithm: Algorithm, problem: Problem, answers: Answers, *, coins: Callable[[], int], prefix: Sequence[int] = (),
    budget: Budget | None = None,
) -> Run:  # fmt: skip
    """Run an algorithm once on answers and coins, the first of which are `prefix`.

    Raises `BarriersError` with one line if the algorithm raises, or returns what is no output of the problem.
    """
    limits, record = budget or Budget(), _Record()
    reader = _reader(record, answers, limits, len(problem.evaluations))
    tape, public = _tape(record, prefix, coins, limits.bits), problem.copy()
    answer = None
    try:
        answer = algorithm(public, reader, tape)
    except _Overrun:
        if record.ended is None:
            raise BarriersError("the algorithm raised the end of a budget that it did not meet") from None
    except Inconclusive as stop:
        record.stop(stop.budget, None)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        if record.ended is None or isinstance(error, AlgorithmError):  # else it fell over the cut
            raise told_exception(error, algorithm) from error
    finally:
        record.over = True
    steps = tuple(record.steps)
    if public != problem:
        raise BarriersError("the algorithm changed the problem that it was given")
    if record.ended is not None:
        return Run(record.ended, None, steps, record.asked)
    answer, said = unsaid(answer)
    if answer is None:
        return Run("gave up", None, steps, said=said)
    return Run("halted", as_output(answer, problem), steps, said=said)


def as_output(answer: Any, problem: Problem) -> Output:
    """Return an answer by value, as exact rationals or a network that nobody else holds.

    A float in a vector is the rational that it is; NaN and infinities are refused.  Raises `BarriersError` if it is no
    output of the problem; a network must be a `ReluNetwork` itself, since a subclass may evaluate to something else.
    """
    if problem.outputs is None:
        if type(answer) is not ReluNetwork:
            raise BarriersError(f"the algorithm must return a ReluNetwork, got {type(answer).__name__:.60}")
        network = _read_answer(lambda: ReluNetwork(tuple(map(_copied_layer, answer.layers))))
        if network.widths != problem.architecture:
            raise BarriersError(f"the network must have the widths {problem.architecture}, got {network.widths}")
        return network
    wanted = f"the algorithm must return {problem.outputs} rationals"
    if isinstance(answer, str | bytes | dict) or not hasattr(answer, "__len__") or not hasattr(answer, "__getitem__"):
        raise BarriersError(f"{wanted}, got {type(answer).__name__:.60}")
    length = len(answer) if type(answer) in (list, tuple) else _read_answer(lambda: len(answer))
    if length != problem.outputs:
        raise BarriersError(f"{wanted}, got {length} entries")
    listed = "; return its .tolist()" if hasattr(answer, "tolist") else ""
    return _read_answer(lambda: tuple([_copied(answer[i]) for i in range(length)]), listed)


def _read_answer(read: Callable[[], T], way_out: str = "") -> T:
    """Return what reading an answer gives; whatever it raises is told with one line."""
    try:
        return read()
    except (KeyboardInterrupt, Inconclusive):
        raise
    except BarriersError as error:
        raise BarriersError(f"the algorithm returned an entry that is no rational: {error}{way_out}") from None
    except BaseException as error:
        raise BarriersError(f"the algorithm's answer cannot be read: {type(error).__name__}") from None


def _copied(entry: Any) -> Fraction:
    """Return a rational as a new Fraction of two ints, whatever its type makes of it."""
    value = rational(entry)
    top, bottom = int(value.numerator), int(value.denominator)
    return Fraction(top) if bottom == 1 else Fraction(top, bottom)


def _copied_layer(layer: Layer) -> Layer:
    return Layer(tuple(tuple(map(_copied, row)) for row in layer.weights), tuple(map(_copied, layer.bias)))


def enumerate_runs(
    algorithm: Algorithm, problem: Problem, answers: Answers, *, max_bits: int, budget: Budget | None = None
) -> Iterator[Run]:
    """Yield the runs for all sequences of coins, depth first; their weights sum to exactly 1.

    A run that needs more than `max_bits` coins is cut by "bits".  Raises `HiddenState` if a run does not fit the one
    before it.
    """
    limits = budget or Budget()
    limits = replace(limits, bits=min(max_bits, limits.bits))
    prefix: list[int] = []
    last: Run | None = None
    while True:
        run = execute(algorithm, problem, answers, coins=_zero, prefix=prefix, budget=limits)
        if last is not None:
            check_pair(last, run)
            run = _completed(run, last, prefix)
        yield run
        prefix = list(run.bits)
        while prefix and prefix[-1] == 1:
            prefix.pop()
        if not prefix:
            return
        prefix[-1] = 1
        last = run


def _completed(run: Run, last: Run, prefix: Sequence[int]) -> Run:
    """Return a run that the machine ended before its forced coins were tossed with these coins.

    The run before it shows what the algorithm does until the last of them.
    """
    if len(run.bits) >= len(prefix):
        return run
    tosses = [at for at, step in enumerate(last.steps) if len(step) == 1]
    return replace(run, steps=(*last.steps[: tosses[len(prefix) - 1]], TOSSED[prefix[-1]]))


def replay(
    algorithm: Algorithm, problem: Problem, answers: Answers, run: Run, *, budget: Budget | None = None
) -> Run:  # fmt: skip
    """Run an algorithm again on the coins of a run and return what happened; raises `HiddenState` unless both fit.

    >>> from theory.problems import Problem
    >>> from theory.runs import HiddenState
    >>> x, zero = Problem("x", ("x",), 1, Fraction(0)), lambda k, n: Fraction(0)
    >>> calls = []
    >>> counting = lambda problem, oracle, tape: [len(calls)] if calls.append(0) is None else None
    >>> try:
    ...     replay(counting, x, zero, execute(counting, x, zero, coins=lambda: 0))
    ... except HiddenState as error:
    ...     print(str(error).split(";")[0])  # doctest: +NORMALIZE_WHITESPACE
    the algorithm behaves differently on the same answers and the same coins: after 0 readings and the coins (none) it
    once answered [1] and once answered [2]
    """
    limits = budget or Budget()
    if run.outcome == "bits":
        limits = replace(limits, bits=len(run.bits))
    again = execute(algorithm, problem, answers, coins=_zero, prefix=run.bits, budget=limits)
    check_pair(run, again)
    return again


def _zero() -> int:
    return 0


def output_distribution(
    algorithm: Algorithm, problem: Problem, answers: Answers, *, max_bits: int, budget: Budget | None = None
) -> dict[Output | str, Fraction]:
    """Return the exact probability of every output, and of each outcome without output by its name; they sum to 1.

    >>> from theory.problems import Problem
    >>> coin = Problem("coin", ("x",), 1, Fraction(0))
    >>> output_distribution(lambda p, oracle, tape: [tape.bit()], coin, lambda k, n: Fraction(0), max_bits=4)
    {(Fraction(0, 1),): Fraction(1, 2), (Fraction(1, 1),): Fraction(1, 2)}
    """
    found: dict[Output | str, Counter[int]] = defaultdict(Counter)  # how many runs that ended so tossed so many coins
    for run in enumerate_runs(algorithm, problem, answers, max_bits=max_bits, budget=budget):
        found[run.outcome if run.output is None else run.output][len(run.bits)] += 1
    return {
        key: Fraction(sum(runs * 2 ** (max_bits - tossed) for tossed, runs in counts.items()), 2**max_bits)
        for key, counts in found.items()
    }
