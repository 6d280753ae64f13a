"""Running tasks on any `concurrent.futures.Executor`: local processes, or a Dask cluster.

A process that dies takes its pool with it; the tasks in flight are then run one at a time in processes of their own,
and only one that kills its own is recorded as failed.  A task that gives no answer in time is ended with its process,
whatever it catches, and so are all when the sweep is interrupted.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from typing import Any

from proofs_check.sweeps.spec import Task
from proofs_check.sweeps.tasks import run_task, settle_in
from theory.exact import BarriersError

__all__ = ["SECONDS", "Processes", "cluster", "processes", "run_tasks"]

Outcome = tuple[dict[str, Any], str | None]
Work = Callable[[Task], Outcome]
TRIES = 2
SECONDS = 3600
"""So long a local task may take."""
DIED = "the process that ran it died, again and again"


class Processes(ProcessPoolExecutor):
    """A pool of processes that can be ended with whatever they do."""

    def kill(self) -> None:
        """End all processes at once; what they were doing ends with `BrokenExecutor`."""
        for process in list((self._processes or {}).values()):
            process.kill()


def processes(workers: int) -> Processes:
    """Return a pool of new processes, which end with this one."""
    context = multiprocessing.get_context("spawn")
    return Processes(workers, mp_context=context, initializer=settle_in, initargs=(os.getpid(),))


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """Connect to a Dask scheduler, and yield its executor and its number of threads.

    Raises `BarriersError` if `distributed` is missing, nobody answers within ten seconds, or there is no worker.
    """
    try:
        from distributed import Client
    except ImportError:
        raise BarriersError("a Dask cluster needs distributed: pip install 'barriers[dask]'") from None
    for name in [name for name in logging.root.manager.loggerDict if name.startswith(("distributed", "tornado"))]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # an error is one line, and it is ours
    try:
        client = Client(address, timeout="10s")
    except (OSError, ValueError, TimeoutError) as error:
        told = " ".join(str(error).split())[:120]
        raise BarriersError(f"no Dask scheduler answers at {address} ({told or type(error).__name__})") from None
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            raise BarriersError(f"the Dask scheduler at {address} has no workers")
        yield client.get_executor(pure=False), threads
    finally:
        client.close()


def run_tasks(
    tasks: Sequence[Task], make: Callable[[], Executor], width: int, work: Work = run_task, seconds: int = SECONDS
) -> Generator[Outcome, None, None]:
    """Yield the outcome of every task as it finishes, with at most `2 * width` in flight in an executor from `make`.

    When it breaks, each task that was in flight runs in a process of its own, then `make` replaces it.  A process that
    has had a task for longer than `seconds` is killed, and its pool replaced; a cluster is left to its scheduler.
    Raises `BarriersError` if the scheduler of a cluster goes away.
    """
    waiting = list(reversed(tasks))
    flying: dict[Future[Outcome], Task] = {}
    since: dict[Future[Outcome], float] = {}
    suspects: list[Task] = []
    executor = make()
    try:
        while waiting or flying or suspects:
            if suspects and not flying:
                _close(executor)
                yield from (_isolated(task, work, seconds) for task in suspects)
                suspects, executor = [], make()
            while waiting and not suspects and len(flying) < 2 * width:
                task = waiting.pop()
                try:
                    flying[executor.submit(work, task)] = task
                except BrokenExecutor:
                    suspects.append(task)
            limit = seconds if isinstance(executor, Processes) else None
            done, late = _landed(flying, since, width, limit)
            for future in done:
                task = flying.pop(future)
                since.pop(future, None)
                outcome = _outcome(future, task)
                if outcome is None:  # the executor is broken, and everything in flight ends now
                    suspects.append(task)
                else:
                    yield outcome
            if late:
                _close(executor)
                yield _late(flying.pop(late), seconds)
                waiting += reversed(flying.values())
                flying, since, executor = {}, {}, make()
    finally:
        _close(executor)


def _landed(
    flying: dict[Future[Outcome], Task], since: dict[Future[Outcome], float], width: int, seconds: int | None
) -> tuple[set[Future[Outcome]], Future[Outcome] | None]:
    """Wait for tasks to end, or for the time of one to be up; `since` is when each is known to have begun.

    A pool takes its tasks in order, so the `width` oldest in flight are those that run.
    """
    now = time.monotonic()
    for future in islice(flying, width):
        since.setdefault(future, now)
    if seconds is None or not flying:
        return wait(flying, return_when=FIRST_COMPLETED).done, None
    oldest = min(since, key=since.__getitem__)
    done = wait(flying, timeout=max(0, since[oldest] + seconds - now), return_when=FIRST_COMPLETED).done
    return done, None if done else oldest


def _outcome(future: Future[Outcome], task: Task) -> Outcome | None:
    """Return what came of a task; None if the pool of processes died under it."""
    if future.cancelled():
        raise BarriersError("the scheduler has gone; run the sweep again to go on")
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, BrokenExecutor):
        return None
    if type(error).__name__ == "KilledWorker":  # of distributed, which need not be there; its text is never the same
        return _lost(task, DIED), None
    told = f"{type(error).__name__}: {' '.join(str(error).split())}"[:300]
    return _lost(task, told.removesuffix(": ")), None


def _close(executor: Executor) -> None:
    """End a pool and whatever it still does; one that has done all its tasks loses nothing by that."""
    if isinstance(executor, Processes):
        executor.kill()
        executor.shutdown(wait=True, cancel_futures=True)


def _isolated(task: Task, work: Work, seconds: int) -> Outcome:
    """Run a task in a process of its own, twice if it dies."""
    for _ in range(TRIES):
        executor = processes(1)
        try:
            future = executor.submit(work, task)
            if not wait([future], timeout=seconds).done:
                return _late(task, seconds)
            outcome = _outcome(future, task)
            if outcome is not None:
                return outcome
        finally:
            _close(executor)
    return _lost(task, DIED), None


def _late(task: Task, seconds: int) -> Outcome:
    return _lost(task, f"no answer in {seconds} s"), None


def _lost(task: Task, reason: str) -> dict[str, Any]:
    return {"task": task.name, **task.describe(), "seed": task.seed, "status": "failed", "reason": reason}
