"""Algorithms in any language: a program on the other end of a pipe, one JSON object a line.

The host writes {"problem": {…}}; the program writes {"read": [k, n]} and gets {"value": "p/q"}, {"flip": true} and
gets {"bit": 0}, and ends with {"output": ["p/q", …]}, {"output": NETWORK} or {"output": null} (gives up = does not
halt), beside which "said": {"status": "…", …} is recorded, and never trusted. A program is bounded in time, memory and
message length, and killed with everything that it started and that still has its environment. Running out of time or
memory leaves a run open; breaking the protocol, or ending early, is an error that names what was wrong. Memory is what
one of its processes has in use at most: it is looked at while the program is waited for, and once more at the end, so
that nothing is hidden by what the program catches.
"""

from __future__ import annotations

import json
import os
import re
import resource
import secrets
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from constructions.interchange import parse_network
from constructions.pipes import MEGABYTE, Lines
from theory.algorithms import Inconclusive, Oracle, Tape
from theory.exact import BarriersError, natural, write_rational
from theory.problems import Problem
from theory.said import Said

__all__ = ["Program"]

MARK = "BARRIERS_PROGRAM"
"""The variable by which processes are known that a program started."""
LOOKS, PAUSE = 100, 0.01
"""At most so often they are looked for; seconds between two looks at one that ends."""
PROC, PEAK = Path("/proc"), re.compile(r"VmHWM:\s+(\d+)")
UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in what the system calls a unit of memory in use."""


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
        if not isinstance(self.command, str):
            raise BarriersError(f"the command of an external algorithm is text, got {type(self.command).__name__}")
        for name in ("seconds", "megabytes", "message"):
            natural(getattr(self, name), f"the limit {name}")
        try:
            words = shlex.split(self.command)
        except ValueError as error:
            raise BarriersError(f"the command of an external algorithm cannot be split into words: {error}") from None
        if not words:
            raise BarriersError("the command of an external algorithm is empty")

    def __call__(self, problem: Problem, oracle: Oracle, tape: Tape) -> Any:
        """Run the program once, answering its questions."""
        deadline = time.monotonic() + self.seconds
        used, ours = list[int](), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT
        with self._started(used) as process:
            assert process.stdin
            assert process.stdout
            look = lambda _: self._weigh(process.pid)  # noqa: E731
            lines = Lines(process.stdout.fileno(), process.stdin.fileno(), self.message, "the program", look)
            try:
                answer = self._run(lines, deadline, problem, oracle, tape)
            except TimeoutError:
                raise Inconclusive("seconds") from None
            except EOFError:
                raise self._ended(process, lines, deadline) from None
        if used[0] > max(self.megabytes * MEGABYTE, ours):  # it began as a copy of this process
            raise Inconclusive("memory")
        return answer

    def _weigh(self, session: int) -> None:
        """Look at all processes of the program's session; raises `Inconclusive` if one has used too much memory."""
        for path in PROC.glob("[0-9]*"):
            with suppress(OSError, ValueError, IndexError):
                if int((path / "stat").read_text().rpartition(")")[2].split()[3]) != session:
                    continue
                peak = PEAK.search((path / "status").read_text())  # what has ended has none
                if peak and int(peak[1]) * 1024 > self.megabytes * MEGABYTE:
                    raise Inconclusive("memory")

    def _run(self, lines: Lines, deadline: float, problem: Problem, oracle: Oracle, tape: Tape) -> Any:
        lines.write({"problem": problem.describe()}, deadline)
        while True:
            request = lines.read(deadline)
            if request.keys() == {"read"} and isinstance(request["read"], list) and len(request["read"]) == 2:
                lines.write({"value": write_rational(oracle.read(*request["read"]))}, deadline)
            elif request.keys() == {"flip"} and request["flip"] is True:
                lines.write({"bit": tape.bit()}, deadline)
            elif request.keys() == {"output"}:
                return _answer(request["output"], problem)
            elif request.keys() == {"output", "said"}:
                return Said(_answer(request["output"], problem), request["said"])
            else:
                said = json.dumps(request)[:60]
                raise BarriersError(f'the program must write "read", "flip" or "output", it wrote {said}')

    def _ended(self, process: subprocess.Popen[bytes], lines: Lines, deadline: float) -> BaseException:
        """Say why there is no further line: killed from outside leaves a run open, ending early is an error."""
        while not (found := os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)):
            if time.monotonic() > deadline:
                return BarriersError("the program closed its output without an output, and runs on")
            time.sleep(PAUSE)
        code = found.si_status if found.si_code == os.CLD_EXITED else -found.si_status
        if code == -signal.SIGKILL:
            return Inconclusive("memory")
        hint = "; its last line has no newline at the end" if lines.rest else ""
        return BarriersError(f"the program ended without an output (exit code {code}{hint})")

    @contextmanager
    def _started(self, used: list[int]) -> Iterator[subprocess.Popen[bytes]]:
        """Start the program; in the end add to `used` the most bytes that it, or what it waited for, had in use."""
        token = secrets.token_hex(16)

        def limit() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

        try:
            process = subprocess.Popen(  # noqa: S603 (the user's own program, no shell, no threads)
                shlex.split(self.command), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
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
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            used.append(usage.ru_maxrss * UNIT)


def _kill_marked(token: str) -> None:
    """Kill what a program left behind in other sessions: processes that inherited the mark (needs /proc).

    Looks until it twice found none: what it kills, or finds gone, may just have started another.
    """
    mark, clean = f"{MARK}={token}".encode(), 0
    for _ in range(LOOKS):
        clean += 1
        for path in PROC.glob("[0-9]*/environ"):
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
