"""Running tasks on any `concurrent.futures.Executor`: local processes, or a Dask cluster.

A process that dies takes its pool with it; the tasks in flight are then run one at a time in processes of their own,
and only one that kills its own is recorded as failed.  A task that gives no answer in time is ended with its process,
whatever it catches, and so are all when the sweep is interrupted.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from queue import Empty, SimpleQueue
from typing import Any

from nnbarriers.sweeps.spec import Task
from nnbarriers.sweeps.tasks import run_task, settle_in
from theory.exact import BarriersError

__all__ = ["SECONDS", "Processes", "cluster", "processes", "run_tasks"]

Outcome = tuple[dict[str, Any], str | None]
Work = Callable[[Task], Outcome]
TRIES = 2
SECONDS = 3600
"""So long a local task may take."""
CONNECT = 10
"""Seconds for connecting to a scheduler, and as many for its first words."""
DIED = "the process that ran it died, again and again"


class Processes(ProcessPoolExecutor):
    """A pool of processes that can be ended with whatever they do."""

    def end(self) -> None:
        """End all processes at once, and wait for the thread that led them; the tasks end with `BrokenExecutor`.

        At its end the interpreter would write to a thread that is just closing the pipe, and tell that as an exception.
        """
        for process in list((self._processes or {}).values()):
            process.kill()
        self.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put Ctrl-C off until the end, so that no process is begun that nobody knows, and no lock is left held."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        if came:
            signal.raise_signal(signal.SIGINT)


def processes(workers: int) -> Processes:
    """Return a pool of new processes, which end with this one."""
    context = multiprocessing.get_context("spawn")
    return Processes(workers, mp_context=context, initializer=settle_in, initargs=(os.getpid(),))


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """Connect to a Dask scheduler, and yield its executor and its number of threads.

    Raises `BarriersError` if `distributed` is missing, nobody answers in time, or there is no worker.
    """
    if not address.strip():
        raise BarriersError("--scheduler needs the address of a Dask scheduler, such as tcp://host:8786; got none")
    try:
        from distributed import Client
    except ImportError:
        raise BarriersError("a Dask cluster needs distributed: pip install distributed") from None
    for name in [name for name in logging.root.manager.loggerDict if name.startswith(("distributed", "tornado"))]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # an error is one line, and it is ours
    client = _connected(lambda: Client(address, timeout=CONNECT), address)
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            raise BarriersError(f"the Dask scheduler at {address} has no workers")
        yield client.get_executor(pure=False), threads
    finally:
        client.close()


def _connected(connect: Callable[[], Any], address: str) -> Any:
    """Return the client of a scheduler; raises `BarriersError` if what listens there is none, or says nothing.

    The library waits for ever where something accepts the connection and is silent, so it connects in a thread.
    """
    found: SimpleQueue[Any] = SimpleQueue()

    def attempt() -> None:
        try:
            found.put(connect())
        except Exception as error:
            found.put(error)

    threading.Thread(target=attempt, daemon=True).start()
    try:
        client = found.get(timeout=2 * CONNECT)
    except Empty:
        client = TimeoutError("something listens there, but does not speak Dask's protocol")
    if isinstance(client, Exception):
        told = " ".join(str(client).split())[:120]
        raise BarriersError(f"no Dask scheduler answers at {address} ({told or type(client).__name__})")
    return client


def run_tasks(
    tasks: Sequence[Task], make: Callable[[], Executor], width: int, work: Work = run_task, seconds: int = SECONDS
) -> Generator[Outcome, None, None]:
    """Yield the outcome of every task as it finishes, with at most `2 * width` in flight in an executor from `make`.

    When it breaks, each task that was in flight runs in a process of its own, then `make` replaces it.  A process that
    has had a task for longer than `seconds` is killed, and its pool replaced; a cluster is left to its scheduler.
    Raises `BarriersError` if the scheduler of a cluster goes away.
    """
    waiting = list(reversed(tasks))
    suspects: list[Task] = []
    flight = _Flight(make(), work, seconds)
    try:
        while waiting or flight.tasks or suspects:
            if suspects and not flight.tasks:
                flight.end()
                yield from (_isolated(task, work, seconds) for task in suspects)
                suspects, flight = [], _Flight(make(), work, seconds)
            while waiting and not suspects and len(flight.tasks) < 2 * width:
                task = waiting.pop()
                try:
                    flight.launch(task)
                except BrokenExecutor:
                    suspects.append(task)
            if flight.tasks:
                task, outcome = flight.land(width)
                if outcome is None:  # the executor is broken, and everything in flight ends now
                    suspects.append(task)
                else:
                    yield outcome
            if flight.late:
                flight.end()
                waiting += reversed(flight.tasks.values())
                flight = _Flight(make(), work, seconds)
    finally:
        flight.end()


class _Flight:
    """Tasks in flight in an executor; Ctrl-C comes between any two of them, and finds no lock held."""

    def __init__(self, executor: Executor, work: Work, seconds: int) -> None:
        self.tasks: dict[Future[Outcome], Task] = {}
        self.late = False
        self._executor, self._work, self._seconds = executor, work, seconds
        self._since: dict[Future[Outcome], float] = {}
        self._landed: SimpleQueue[Future[Outcome]] = SimpleQueue()

    def launch(self, task: Task) -> None:
        """Start a task; raises `BrokenExecutor` if a process has died."""
        with _undisturbed():
            future = self._executor.submit(self._work, task)
            future.add_done_callback(self._landed.put)
            self.tasks[future] = task

    def land(self, width: int) -> tuple[Task, Outcome | None]:
        """Return the next task to end and its outcome: None if its process died; if its time is up, all are `late`."""
        for future in islice(self.tasks, width):  # a pool takes its tasks in order: these are the ones that run
            self._since.setdefault(future, time.monotonic())
        oldest = min(self._since, key=self._since.__getitem__)
        left = max(0, self._since[oldest] + self._seconds - time.monotonic())
        try:
            ended = self._landed.get(timeout=left if isinstance(self._executor, Processes) else None)
        except Empty:
            self.late = True
            task = self.tasks.pop(oldest)
            return task, (_lost(task, f"no answer in {self._seconds} s"), None)
        self._since.pop(ended, None)
        task = self.tasks.pop(ended)
        return task, _outcome(ended, task)

    def end(self) -> None:
        """End a pool and whatever it still does; one that has done all its tasks loses nothing by that."""
        if isinstance(self._executor, Processes):
            with _undisturbed():
                self._executor.end()


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


def _isolated(task: Task, work: Work, seconds: int) -> Outcome:
    """Run a task in a process of its own, twice if it dies."""
    for _ in range(TRIES):
        flight = _Flight(processes(1), work, seconds)
        try:
            flight.launch(task)
            outcome = flight.land(1)[1]
        finally:
            flight.end()
        if outcome is not None:
            return outcome
    return _lost(task, DIED), None


def _lost(task: Task, reason: str) -> dict[str, Any]:
    return {"task": task.name, **task.describe(), "seed": task.seed, "status": "failed", "reason": reason}
