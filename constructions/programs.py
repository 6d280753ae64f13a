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
import selectors
import shlex
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from constructions.files import strict_json
from constructions.interchange import parse_network
from theory.algorithms import Inconclusive
from theory.exact import BarriersError, write_rational
from theory.problems import Problem

__all__ = ["Program"]

MEGABYTE = 2**20
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
            pipe = _Pipe(process, deadline, self.message, self.megabytes)
            pipe.write({"problem": problem.describe()})
            while True:
                request = pipe.read()
                if request.keys() == {"read"} and isinstance(request["read"], list) and len(request["read"]) == 2:
                    pipe.write({"value": write_rational(oracle.read(*request["read"]))})
                elif request.keys() == {"flip"} and request["flip"] is True:
                    pipe.write({"bit": tape.bit()})
                elif request.keys() == {"output"}:
                    return _answer(request["output"], problem)
                else:
                    said = json.dumps(request)[:60]
                    raise BarriersError(f'the program must write "read", "flip" or "output", it wrote {said}')

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


class _Pipe:
    """Lines to and from a program, under a deadline and a length."""

    def __init__(self, process: subprocess.Popen[bytes], deadline: float, message: int, megabytes: int) -> None:
        assert process.stdin
        assert process.stdout
        self._process, self._deadline, self._message = process, deadline, message
        self._megabytes = megabytes
        self._to, self._from = process.stdin, process.stdout
        self._buffer = b""
        self._readable, self._writable = selectors.DefaultSelector(), selectors.DefaultSelector()
        self._readable.register(self._from, selectors.EVENT_READ)
        os.set_blocking(self._to.fileno(), False)
        self._writable.register(self._to, selectors.EVENT_WRITE)

    def write(self, value: dict[str, Any]) -> None:
        """Write one object; raises `Inconclusive` past the deadline, if the program does not read."""
        content = json.dumps(value).encode() + b"\n"
        while content:
            left = self._deadline - time.monotonic()
            if left <= 0 or not self._writable.select(left):
                raise Inconclusive
            try:
                content = content[os.write(self._to.fileno(), content[:4096]) :]
            except BlockingIOError:
                continue
            except OSError:
                return  # a program that has closed its input may still have written; reading tells

    def read(self) -> dict[str, Any]:
        """Return the next object; raises `Inconclusive` past the deadline and `BarriersError` for anything else."""
        while b"\n" not in self._buffer:
            if len(self._buffer) > self._message:
                raise BarriersError(f"the program wrote a line of more than {self._message} bytes")
            left = self._deadline - time.monotonic()
            if left <= 0 or not self._readable.select(left):
                raise Inconclusive
            chunk = os.read(self._from.fileno(), 65536)
            if not chunk:
                raise self._ended()
            self._buffer += chunk
        line, self._buffer = self._buffer.split(b"\n", 1)
        if len(line) > self._message:
            raise BarriersError(f"the program wrote a line of more than {self._message} bytes")
        value = strict_json(line, "the program's line")
        if not isinstance(value, dict):
            raise BarriersError(f"the program must write a JSON object a line, it wrote {line[:60]!r}")
        return value

    def _ended(self) -> BaseException:
        """Say why there is no further line: killed by its limits is inconclusive, ending early is an error."""
        try:
            code = self._process.wait(timeout=max(0, self._deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            return BarriersError("the program closed its output without an output, and runs on")
        if code in (-signal.SIGKILL, -signal.SIGXCPU):
            return Inconclusive()
        hint = f"; if it ran out of memory, allow more than {self._megabytes} megabytes" if code else ""
        hint += "; its last line has no newline at the end" if self._buffer else ""
        return BarriersError(f"the program ended without an output (exit code {code}{hint})")


def _answer(value: Any, problem: Problem) -> Any:
    return (
        parse_network(value, "the program's network") if isinstance(value, dict) and problem.outputs is None else value
    )
