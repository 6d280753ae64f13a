"""What lies beyond the fork: a nursery that never runs the algorithm, and the workers that it forks, which do.

A worker's memory is a copy of the host's as it was when the nursery was forked, before any run.  It answers a line
{"run": i} (with "problem", where that is another) by questions {"ask": j, "read": [k, n]} and {"ask": j, "flip": true},
which get {"ask": j, "value": …}, {"ask": j, "wrong": "…"} or {"ask": j, "stop": true}, and one line {"run": i, …}.
The nursery ends with its host, and with it every process that the algorithm started, whatever session it is in.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import re
import resource
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any, NoReturn

from constructions.pipes import MEGABYTE, pack, pack_output, unpack, unpack_problem
from theory.algorithms import Algorithm, Inconclusive, Tape, as_output
from theory.exact import BarriersError
from theory.failures import AlgorithmError, told_exception
from theory.information import check_question
from theory.problems import Output, Problem
from theory.said import unsaid

__all__ = ["CHANGED", "END", "KILL", "PROC", "START", "nurse", "rest_threads"]

PROC = Path("/proc")
"""Where Linux tells of processes; elsewhere a worker bounds and weighs itself."""
START, END, KILL = b"s", b"e", b"k"
BROKEN = 70
"""The exit code of a worker that broke by a fault of this module."""
"""What the host asks of a nursery: a new worker, the end of one that seems to end, the end of one that does not."""
CHANGED = "the algorithm changed the problem that it was given"
SUBREAPER, DEATH_SIGNAL = 36, 1
"""Linux's options of prctl: adopt the orphans among the descendants; die with the parent."""
PAUSE_HARD = 2
GRACE = 1
"""So many seconds a worker that closed its pipe has to end by itself."""
DEEPEST = 10**18 - 1
"""No budget allows a level above."""


class Stopped(BaseException):
    """The host wants no more of this run; a BaseException, so that an algorithm's `except Exception` lets it pass."""


def _prctl(option: int, value: int) -> None:
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def rest_threads() -> None:
    """Let GNU's OpenMP give up its threads: they are not there beyond a fork, and the first loop would wait for them.

    It starts them again when next it needs them.
    """
    with suppress(OSError, AttributeError):
        for path in sorted(set(re.findall(r"/\S*libgomp\S*", (PROC / "self/maps").read_text()))):
            ctypes.CDLL(path).omp_pause_resource_all(PAUSE_HARD)


def nurse(
    algorithm: Algorithm, megabytes: int, control: socket.socket, host: int, ends: set[int], *, values: bool = False
) -> NoReturn:
    """Fork a worker, or end it with all that it started, whenever the host says so, and end when the host has gone.

    `ends` are the host's ends of pipes, which are not for us to keep open; with `values` any value is an answer.
    """
    worker = 0
    try:
        while ends:
            with suppress(OSError):
                os.close(ends.pop())
        gc.freeze()  # the host's garbage is the host's to collect
        os.setsid()  # Ctrl-C is for the host
        _quiet()
        _prctl(SUBREAPER, 1)
        control.settimeout(1)
        while order := _order(control, host):
            if order != START:
                control.sendall(f"{_end(worker, GRACE if order == END else 0)}\n".encode())
                worker = 0
                continue
            near, far = socket.socketpair()
            if not (worker := os.fork()):
                control.close()
                near.close()
                _work(algorithm, megabytes, far, values)
            far.close()
            socket.send_fds(control, [f"{worker}\n".encode()], [near.fileno()])
            near.close()
    finally:
        with suppress(BaseException):
            _end(worker, 0)
        os._exit(0)


def _order(control: socket.socket, host: int) -> bytes:
    """Return what the host asks; nothing when it has gone, even if others hold its end of the pipe."""
    while os.getppid() == host:
        with suppress(TimeoutError):
            return control.recv(1)
    return b""


def _quiet() -> None:
    """Send what is printed to stderr, as stdout is the host's, and leave nothing to be read from stdin."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    with suppress(OSError):
        os.dup2(2, 1)
        sys.stdout = sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)  # noqa: SIM115


def _end(worker: int, grace: int) -> str:
    """End a worker and all that it started; return its exit code, or nothing if it did not end by itself."""
    code = ""
    if worker:
        until = time.monotonic() + grace
        while not (ended := os.waitpid(worker, os.WNOHANG))[0] and time.monotonic() < until:
            time.sleep(1 / 1000)
        code = str(os.waitstatus_to_exitcode(ended[1])) if ended[0] else ""
        for kill in (os.kill, os.killpg):
            with suppress(ProcessLookupError):
                kill(worker, signal.SIGKILL)
    with suppress(ChildProcessError):  # raised when no child is left
        while True:
            for child in () if os.waitpid(-1, os.WNOHANG)[0] else _children():
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
    return code


def _children() -> Iterator[int]:
    """Yield this process's children: those of an ended worker, which Linux hands up, have come to it."""
    for path in PROC.glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(path.read_text().rpartition(")")[2].split()[1]) == os.getpid():
                yield int(path.parent.name)


def _work(algorithm: Algorithm, megabytes: int, wire: socket.socket, values: bool) -> NoReturn:
    """Run the algorithm whenever the host asks for it."""
    try:
        _prctl(DEATH_SIGNAL, signal.SIGKILL)
        os.setsid()
        _Worker(algorithm, megabytes, wire, values).serve()
    except ConnectionError:  # the host is gone, and nobody is left to be told
        os._exit(0)
    except BaseException:  # ours, since what the algorithm raises is told to the host
        traceback.print_exc()
        os._exit(BROKEN)
    os._exit(0)


class _Oracle:
    """The oracle that an algorithm is handed."""

    __slots__ = ("read",)

    def __init__(self, read: Callable[[Any, Any], Fraction]) -> None:
        self.read = read


class _Worker:
    """The algorithm's side of the wire."""

    def __init__(self, algorithm: Algorithm, megabytes: int, wire: socket.socket, values: bool) -> None:
        self._algorithm, self._megabytes, self._wire, self._values = algorithm, megabytes, wire, values
        self._lines = wire.makefile("rb")
        self._run, self._asked, self._self = 0, 0, os.getpid()
        self._turn = threading.Lock()

    def _line(self) -> bytes:
        """Return the host's next line; nothing if it closed the wire, or ended before it could."""
        try:
            return self._lines.readline()
        except ConnectionError:
            return b""

    def serve(self) -> None:
        """Run after run, until the host closes the wire."""
        problem = None
        while line := self._line():
            order = json.loads(line)
            if "run" not in order:  # an answer to a question that was given up
                continue
            problem = unpack_problem(order["problem"]) if "problem" in order else problem
            assert problem
            self._run = order["run"]
            told = self._bounded(problem)
            with suppress(OSError, ValueError):
                sys.stderr.flush()
            self._mine()
            with self._turn:
                over, self._run = self._run, 0
            self._send({"run": over, **told})

    def _bounded(self, problem: Problem) -> dict[str, Any]:
        """Run once, weighing the memory where the host cannot."""
        try:
            if PROC.joinpath("self/status").exists():
                return self._told(problem)
            unit = 1 if sys.platform == "darwin" else 1024
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
            limit = before + self._megabytes * MEGABYTE
            with suppress(OSError, ValueError):
                resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
            told = self._told(problem)
            return told if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit <= limit else {"cut": "memory"}
        except MemoryError:
            return {"cut": "memory"}

    def _told(self, problem: Problem) -> dict[str, Any]:
        """Run the algorithm once, and return what the host is told of it; reading the answer is part of the run."""
        public, self._stopped = problem.copy(), False
        oracle, tape = self._dealt(len(problem.evaluations))
        try:
            try:
                answer = self._algorithm(public, oracle, tape)
            except Stopped:
                if not self._stopped:
                    raise
                answer = None
            if public != problem:
                return {"error": CHANGED}
            if self._values:
                return {"output": pack(answer)}
            answer, said = unsaid(answer)
            told = {"said": dict(said)} if said else {}
            return {"output": None if answer is None else pack_output(self._read(answer, problem)), **told}
        except MemoryError:
            return {"cut": "memory"}
        except Inconclusive as cut:
            return {"cut": cut.budget}
        except BaseException as error:
            found = told_exception(error, self._algorithm)
            broken = {"rules": " ".join(str(error).split())} if type(error) is BarriersError else {}
            return {**broken, "error": str(found), "traceback": found.traceback}

    @staticmethod
    def _read(answer: Any, problem: Problem) -> Output:
        try:
            return as_output(answer, problem)
        except BarriersError as error:
            raise AlgorithmError(str(error)) from None

    def _dealt(self, evaluations: int) -> tuple[_Oracle, Tape]:
        run = self._run

        def read(k: Any, n: Any) -> Fraction:
            """Return the reading of evaluation k at level n: a multiple of 2**-n within 2**-n of it."""
            k, n = check_question(k, n, evaluations)
            value: Fraction = unpack(self._ask(run, {"read": [k, min(n, DEEPEST)]}))
            return value

        def bit() -> int:
            """Return the next fair bit, 0 or 1."""
            coin: int = self._ask(run, {"flip": True})
            return coin

        return _Oracle(read), Tape(bit)

    def _ask(self, run: int, question: dict[str, Any]) -> Any:
        """Return the host's answer; raises `Stopped`, and `BarriersError` for a bad question."""
        with self._turn:
            self._mine()
            if run != self._run:  # as a thread may that has outlived its run
                raise BarriersError("the oracle and the tape of a run that has ended were asked again")
            self._asked += 1
            self._send({"ask": self._asked, **question})
            answer: dict[str, Any] = {}
            while answer.get("ask") != self._asked:
                answer = json.loads(self._line() or os._exit(0))
        if "stop" in answer:
            self._stopped = True
            raise Stopped
        if "wrong" in answer:
            raise BarriersError(answer["wrong"])
        return answer["value"]

    def _send(self, value: dict[str, Any]) -> None:
        self._wire.sendall(json.dumps(value).encode() + b"\n")

    def _mine(self) -> None:
        """End a child of the algorithm's that came back here: it shares the wire, and is no run of ours."""
        if os.getpid() != self._self:
            os._exit(0)
