"""Python algorithms under the limits of a machine: seconds and memory, whose overrun is inconclusive, never a failure.

A program on a pipe has the same limits (constructions/programs.py).  Reads, level and bits are bounded by
`theory.algorithms.Budget`: those bounds belong to the algorithm.
"""

from __future__ import annotations

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from theory.algorithms import Algorithm, Inconclusive, as_output
from theory.problems import Problem

__all__ = ["Guarded"]

MEGABYTE = 2**20
STATM = Path("/proc/self/statm")
"""Where Linux says how many pages a process has; elsewhere the size is counted from nothing."""


@dataclass(frozen=True)
class Guarded:
    """An algorithm one run of which may take so many seconds, and so many megabytes more than the process has.

    Only the main thread of a process can be guarded; elsewhere the algorithm runs without limits.

    >>> forever = Guarded(lambda problem, oracle, tape: list(iter(int, 1)), seconds=1, megabytes=64)
    >>> from theory.problems import Problem
    >>> try:
    ...     forever(Problem("p", (), 1, 0), None, None)
    ... except Inconclusive:
    ...     print("inconclusive")
    inconclusive
    """

    algorithm: Algorithm
    seconds: int = 10
    megabytes: int = 1024

    def __call__(self, problem: Problem, oracle: Any, tape: Any) -> Any:
        """Run the algorithm once; raises `Inconclusive` when it runs out of time or memory."""
        if threading.current_thread() is not threading.main_thread():
            return self.algorithm(problem, oracle, tape)
        try:
            with _clock(self.seconds), _memory(self.megabytes * MEGABYTE):
                answer = self.algorithm(problem, oracle, tape)
                return None if answer is None else as_output(answer, problem)  # reading the answer is part of the run
        except MemoryError:
            raise Inconclusive("memory") from None


@contextmanager
def _clock(seconds: int) -> Iterator[None]:
    def stop(number: int, frame: Any) -> NoReturn:
        raise Inconclusive("seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)  # and every second after, should the algorithm catch everything
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _memory(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_AS)
    pages = STATM.read_text().split()[0] if STATM.exists() else "0"
    used = int(pages) * resource.getpagesize()
    bounds = [used + size, *(limit for limit in before if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(bounds), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
