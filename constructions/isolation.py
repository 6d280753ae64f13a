"""Python algorithms in a process of their own, under the limits of a machine: seconds and memory.

An overrun leaves a run open, as every budget does, and nothing that the algorithm does hides it: it cannot reach the
clock, and what it swallows is written down here.  Readings, level and coins are bounded by `theory.algorithms.Budget`.
A program on a pipe has the same limits (constructions/programs.py).
"""

from __future__ import annotations

import os
import re
import signal
import socket
import sys
import threading
import time
import warnings
import weakref
from contextlib import suppress
from typing import Any, Self

from constructions.nursery import CHANGED, END, KILL, PROC, START, nurse, rest_threads
from constructions.pipes import MEGABYTE, Lines, pack, pack_problem, unpack_output
from theory.algorithms import Algorithm, Inconclusive, Oracle, Tape
from theory.exact import BarriersError
from theory.failures import AlgorithmError
from theory.problems import Problem
from theory.said import Said

__all__ = ["Isolated"]

PATIENCE = 10
"""So many seconds a nursery has to do what it is asked."""
SIZES = re.compile(rb"VmPeak:\s+(\d+).*?VmSize:\s+(\d+).*?RssShmem:\s+(\d+).*?VmData:\s+(\d+)", re.DOTALL)
"""Kilobytes in /proc/PID/status: mapped at most, mapped now; of these in use and shared, and the process's to write."""
NO_LIMIT: int = 2**62
_ends: set[int] = set()
"""The descriptors of this process's ends of pipes to nurseries, which no other nursery may keep open."""


class Isolated:
    """An algorithm in a process of its own, one run of which may take so many seconds and megabytes.

    The process is started by the first run, or by `start` before the host has threads, and sees run after run, so that
    what the algorithm keeps from one to the next is there to be found; it is replaced only when it overruns or ends.
    Counted is the memory that a run may write (VmData), and its peak, beyond what the process had when the run began:
    what is asked for and never touched counts, as its use could not be stopped in time; what libraries only map or
    reserve does not, nor does what other processes have that the algorithm starts.  Without /proc (macOS) the process
    bounds its own address space and tells its peak.  With `values` its answer is no output of the problem but numbers,
    texts and tuples of them, as they are.

    >>> forever = lambda problem, oracle, tape: max(iter(int, 1))
    >>> with Isolated(forever, seconds=1) as algorithm:
    ...     try:
    ...         algorithm(Problem("p", (), 1, 0), None, None)
    ...     except Inconclusive as cut:
    ...         print("cut by its", cut.budget)
    cut by its seconds
    """

    def __init__(self, algorithm: Algorithm, seconds: int = 10, megabytes: int = 1024, *, values: bool = False) -> None:
        self.algorithm, self.seconds, self.megabytes, self.values = algorithm, seconds, megabytes, values
        self._turn = threading.Lock()
        self._nursery: _Nursery | None = None
        self._close: weakref.finalize[..., Isolated] | None = None

    def __call__(self, problem: Problem, oracle: Oracle, tape: Tape) -> Any:
        """Run the algorithm once; raises `Inconclusive` when it runs out of time or memory.

        Raises `AlgorithmError` if it raises, changes the problem or ends its process, and whatever the oracle raises.
        """
        with self._turn:
            return self._nursed().run(problem, oracle, tape, self.seconds)

    def start(self) -> Self:
        """Start the process now, before the host has threads that a fork would lose."""
        with self._turn:
            self._nursed().ready()
        return self

    def renew(self) -> None:
        """End the worker with all that it started and keeps; the next run has a new one."""
        with self._turn:
            if self._nursery and not self._nursery.gone:
                self._nursery.renew()

    def close(self) -> None:
        """End the process, and with it all that the algorithm started; a later run starts another."""
        if self._close:
            self._close()
        self._nursery = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _nursed(self) -> _Nursery:
        nursery = self._nursery
        if not nursery or nursery.host != os.getpid() or nursery.gone:  # a copy of the host has none of its own
            self.close()
            self._nursery = nursery = _Nursery(self.algorithm, self.megabytes, self.values)
            self._close = weakref.finalize(self, nursery.close)
        return nursery


class _Nursery:
    """The host's side of a nursery, and of the worker in it."""

    def __init__(self, algorithm: Algorithm, megabytes: int, values: bool) -> None:
        self.host, self.gone = os.getpid(), False
        self._megabytes = megabytes
        self._worker: _Worker | None = None
        for stream in (sys.stdout, sys.stderr):
            with suppress(AttributeError, OSError, ValueError):
                stream.flush()
        rest_threads()
        self._control, far = socket.socketpair()
        _ends.add(self._control.fileno())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns where there are threads
            self._pid = os.fork()
        if not self._pid:
            nurse(algorithm, megabytes, far, self.host, _ends, values=values)
        far.close()
        self._control.settimeout(PATIENCE)

    def ready(self) -> _Worker:
        """Return the worker, a new one if there is none."""
        if not self._worker:
            try:
                self._control.sendall(START)
                said, handles, _, _ = socket.recv_fds(self._control, 32, 1)
                self._worker = _Worker(int(said), handles[0], self._megabytes)
            except (OSError, ValueError, IndexError):
                self.close()
                raise BarriersError("the algorithm's process cannot be started") from None
            except BaseException:
                self.close()
                raise
        return self._worker

    def run(self, problem: Problem, oracle: Oracle, tape: Tape, seconds: int) -> Any:
        """Run once; a worker that overruns or ends is replaced by the next run.

        What ended the run in the oracle or the tape is raised, whatever the algorithm does then.
        """
        worker = self.ready()
        found: BaseException | None = None
        told: dict[str, Any] = {}
        order = worker.order(problem)
        try:
            told = worker.converse(order, oracle, tape, time.monotonic() + seconds)
            if told.get("cut") == "memory":
                self._end(KILL)
        except TimeoutError:
            self._end(KILL)
            found = Inconclusive("seconds")
        except _Overweight:
            self._end(KILL)
            found = Inconclusive("memory")
        except EOFError:
            found = self._ended()
        except BaseException:
            self._end(KILL)
            raise
        stopped, worker.stopped = worker.stopped, None
        try:
            if stopped and (found or told.get("error") != CHANGED):
                raise stopped
            if found:
                raise found
            return _answer(told)
        finally:
            del found, stopped  # an exception holds this frame, and nothing would be closed for long

    def renew(self) -> None:
        """End the worker, if there is one."""
        if self._worker:
            self._end(KILL)

    def _ended(self) -> BaseException:
        said = self._end(END)
        if said is None:
            return AlgorithmError("the algorithm ended the process that had started it")
        if not said:
            return AlgorithmError("the algorithm closed the pipe of its process")
        if (code := int(said)) == -signal.SIGKILL:
            return Inconclusive("memory")
        how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
        return AlgorithmError(f"the algorithm ended its process ({how})")

    def _end(self, order: bytes) -> str | None:
        """End the worker; return its exit code, nothing if it had to be killed, None if the nursery has gone."""
        worker, self._worker = self._worker, None
        if worker:
            worker.close()
        try:
            self._control.sendall(order)
            said = self._control.recv(32).decode()
        except OSError:
            said = ""
        except BaseException:
            self.close()
            raise
        if not said:
            self.close()
            return None
        return said.strip()

    def close(self) -> None:
        """End the nursery, with all that lives in it; in a copy of the host, leave it alone."""
        if self.gone or self.host != os.getpid():
            return
        self.gone = True
        if self._worker:
            self._worker.close()
        with suppress(OSError):
            self._control.shutdown(socket.SHUT_WR)  # seen even if a process that the host forked keeps a copy
            while self._control.recv(32):
                pass
        with suppress(OSError):
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        _ends.discard(self._control.fileno())
        self._control.close()


class _Overweight(Exception):
    """The worker has more memory than its run may have."""


class _Worker:
    """The host's side of a worker."""

    def __init__(self, pid: int, wire: int, megabytes: int) -> None:
        self.stopped: BaseException | None = None
        self._wire, self._bound, self._run = wire, megabytes * 1024, 0
        _ends.add(wire)
        self._problem: Problem | None = None
        self._status: int | None = None
        with suppress(OSError):
            self._status = os.open(PROC / str(pid) / "status", os.O_RDONLY)
        self._peak, self._limit = 0, NO_LIMIT
        self._lines = Lines(wire, wire, max(megabytes, 16) * MEGABYTE, "the algorithm", self._look)
        self._weigh(begin=True)

    def close(self) -> None:
        """Close the pipe."""
        _ends.discard(self._wire)
        os.close(self._wire)
        if self._status is not None:
            os.close(self._status)

    def order(self, problem: Problem) -> dict[str, Any]:
        """Return the order of the next run, with the problem if it is another than the last."""
        packed = {} if problem == self._problem else {"problem": pack_problem(problem)}
        self._problem = problem.copy()
        self._run += 1
        return {"run": self._run, **packed}

    def converse(self, order: dict[str, Any], oracle: Oracle, tape: Tape, deadline: float) -> dict[str, Any]:
        """Have the algorithm run once, answer its questions, and return what the worker says at the end."""
        self._lines.write(order, deadline)
        while "run" not in (said := self._lines.read(deadline)):
            self._lines.write({"ask": said.get("ask"), **self._reply(said, oracle, tape)}, deadline)
        if said["run"] != self._run:
            raise BarriersError("the algorithm wrote to the pipe of its process")
        self._weigh(begin=True)
        return said

    def _reply(self, said: dict[str, Any], oracle: Oracle, tape: Tape) -> dict[str, Any]:
        if self.stopped:
            return {"stop": True}
        try:
            if isinstance(asked := said.get("read"), list) and len(asked) == 2:
                return {"value": pack(oracle.read(*asked))}
            if said.get("flip") is True:
                return {"value": tape.bit()}
        except BarriersError as error:
            return {"wrong": str(error)}
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            self.stopped = error
            return {"stop": True}
        raise BarriersError("the algorithm wrote to the pipe of its process")

    def _look(self, waiting: bool) -> None:
        if not self._weigh() and waiting:
            raise EOFError  # it has ended, and what it started keeps its end of the pipe open

    def _weigh(self, *, begin: bool = False) -> bool:
        """Weigh the worker, unless it has ended: return whether it lives; raises `_Overweight`.

        The peak is that of all that is mapped: it counts for this run if it has grown, less what is no data.
        """
        if self._status is None:
            return True
        with suppress(OSError):
            if found := SIZES.search(os.pread(self._status, 2**14, 0)):
                peak, size, shared, own = map(int, found.groups())
                if (data := own + shared) + (peak - size if peak > self._peak else 0) > self._limit:
                    raise _Overweight
                if begin:
                    self._peak, self._limit = peak, data + self._bound
                return True
        return False


def _answer(told: dict[str, Any]) -> Any:
    """Return the output that a worker tells of, or raise what it tells instead."""
    if told.get("cut") in ("seconds", "memory"):
        raise Inconclusive(str(told["cut"]))
    if "rules" in told:
        raise BarriersError(str(told["rules"]))
    if "error" in told:
        raise AlgorithmError(str(told["error"]), str(told.get("traceback", "")))
    output = unpack_output(told.get("output"))
    return Said(output, told["said"]) if "said" in told else output
