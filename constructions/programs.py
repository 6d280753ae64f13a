"""Algorithms in any language: a program on the other end of a pipe, one JSON object a line.

The host writes {"problem": {…}}; the program writes {"read": [k, n]} and gets {"value": "p/q"}, {"flip": true} and
gets {"bit": 0}, and ends with {"output": ["p/q", …]}, {"output": NETWORK} or {"output": null} (gives up = does not
halt). A program is bounded in time, memory and message length, and killed with everything that it started and that
still has its environment; running out of time, or being killed for memory, is inconclusive, breaking the protocol or
ending early an error that names what was wrong.
"""

from __future__ import annotations

import json
import os
import resource
import secrets
import shlex
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from constructions.interchange import parse_network
from constructions.pipes import MEGABYTE, Lines
from theory.algorithms import Inconclusive
from theory.exact import BarriersError, write_rational
from theory.problems import Problem

__all__ = ["Program"]

MARK = "BARRIERS_PROGRAM"
"""The variable by which processes are known that a program started."""
LOOKS = 100
"""At most so often they are looked for."""


@dataclass(frozen=True)
class Program:
    """An algorithm that starts `command` (split like a shell line, run without a shell) anew for every run.

    `seconds` and `megabytes` bound one run, `message` the bytes of one line.
    """

    command: str
    seconds: int = 10
    megabytes: int = 1024
    message: int = MEGABYTE

    def __post_init__(self) -> None:
        try:
            words = shlex.split(self.command)
        except ValueError as error:
            raise BarriersError(f"the command of an external algorithm cannot be split into words: {error}") from None
        if not words:
            raise BarriersError("the command of an external algorithm is empty")

    def __call__(self, problem: Problem, oracle: Any, tape: Any) -> Any:
        """Run the program once, answering its questions."""
        deadline = time.monotonic() + self.seconds
        with self._started() as process:
            assert process.stdin
            assert process.stdout
            lines = Lines(process.stdout.fileno(), process.stdin.fileno(), self.message, "the program")
            try:
                return self._run(lines, deadline, problem, oracle, tape)
            except TimeoutError:
                raise Inconclusive("seconds") from None
            except EOFError:
                raise self._ended(process, lines, deadline) from None

    def _run(self, lines: Lines, deadline: float, problem: Problem, oracle: Any, tape: Any) -> Any:
        lines.write({"problem": problem.describe()}, deadline)
        while True:
            request = lines.read(deadline)
            if request.keys() == {"read"} and isinstance(request["read"], list) and len(request["read"]) == 2:
                lines.write({"value": write_rational(oracle.read(*request["read"]))}, deadline)
            elif request.keys() == {"flip"} and request["flip"] is True:
                lines.write({"bit": tape.bit()}, deadline)
            elif request.keys() == {"output"}:
                return _answer(request["output"], problem)
            else:
                said = json.dumps(request)[:60]
                raise BarriersError(f'the program must write "read", "flip" or "output", it wrote {said}')

    def _ended(self, process: subprocess.Popen[bytes], lines: Lines, deadline: float) -> BaseException:
        """Say why there is no further line: killed by its limits is inconclusive, ending early is an error."""
        try:
            code = process.wait(timeout=max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            return BarriersError("the program closed its output without an output, and runs on")
        if code in (-signal.SIGKILL, -signal.SIGXCPU):
            return Inconclusive("memory" if code == -signal.SIGKILL else "seconds")
        hint = f"; if it ran out of memory, allow more than {self.megabytes} megabytes" if code else ""
        hint += "; its last line has no newline at the end" if lines.rest else ""
        return BarriersError(f"the program ended without an output (exit code {code}{hint})")

    @contextmanager
    def _started(self) -> Iterator[subprocess.Popen[bytes]]:
        token = secrets.token_hex(16)

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_AS, (self.megabytes * MEGABYTE,) * 2)
            resource.setrlimit(resource.RLIMIT_CPU, (self.seconds + 1,) * 2)
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

        try:
            process = subprocess.Popen(  # noqa: S603 (the user's own program, no shell, no threads)
                shlex.split(self.command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                start_new_session=True, preexec_fn=limit,  # noqa: PLW1509 (there are no threads)
                env={**os.environ, MARK: token},
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as error:
            raise BarriersError(f"the program {self.command!r:.60} cannot be started ({error})") from None
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            _kill_marked(token)
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    if stream:
                        stream.close()
            process.wait()


def _kill_marked(token: str) -> None:
    """Kill what a program left behind in other sessions: processes that inherited the mark (needs /proc).

    Looks until it twice found none: what it kills, or finds gone, may just have started another.
    """
    mark, clean = f"{MARK}={token}".encode(), 0
    for _ in range(LOOKS):
        clean += 1
        for path in Path("/proc").glob("[0-9]*/environ"):
            with suppress(OSError):
                if mark in path.read_bytes():
                    os.kill(int(path.parent.name), signal.SIGKILL)
                    clean = 0
        if clean == 2:
            return


def _answer(value: Any, problem: Problem) -> Any:
    return (
        parse_network(value, "the program's network") if isinstance(value, dict) and problem.outputs is None else value
    )
