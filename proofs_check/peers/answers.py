"""Asking the tools, each in a process of its own with a limit of time, and judging what they say by exact replay."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from proofs_check.peers.questions import Query
from proofs_check.smt.solvers import Answer
from proofs_check.smt.solvers import ask as ask_solver

__all__ = ["TOOLS", "Reply", "ask", "missing", "reproduction"]

TOOLS = {"z3": "z3", "cvc5": "cvc5", "marabou": "maraboupy", "pgd": "numpy"}
"""The tools and the packages that they come in."""
GRACE = 5
"""Seconds that a tool may take beyond its own limit."""
WORKER = Path(__file__).with_name("worker.py")


@dataclass(frozen=True)
class Reply:
    """What a tool said to a question; `replayed` tells whether its point has the property, None if it gave none."""

    question: Query
    tool: str
    said: str
    seconds: float
    point: tuple[Fraction, ...] | None = None
    reason: str = ""

    @property
    def replayed(self) -> bool | None:
        """Whether the point given has the property, decided exactly."""
        return None if self.point is None else self.question.asked.holds(self.question.layers, self.point)

    @property
    def wrong(self) -> bool:
        """Whether the verdict is wrong; `unknown` never is."""
        return self.said not in ("unknown", self.question.expected)

    @property
    def verdict(self) -> str:
        """The answer judged: right, wrong, unknown, or right with a point that has not the property."""
        if self.wrong:
            return "wrong"
        if self.said == "unknown":
            return "unknown"
        return "right, its point is none" if self.replayed is False else "right"

    def as_json(self) -> dict[str, Any]:
        """Return the row as a JSON object."""
        told = {"instance": self.question.name, "expected": self.question.expected, "tool": self.tool}
        told |= {"said": self.said, "verdict": self.verdict, "reason": self.reason}
        return told | {"milliseconds": int(self.seconds * 1000)}


def missing() -> dict[str, str]:
    """Return the tools that are not installed, with their packages."""
    return {tool: package for tool, package in TOOLS.items() if importlib.util.find_spec(package) is None}


def ask(tool: str, question: Query, seconds: int) -> Reply:
    """Ask one tool; one that is too slow, dies or prints what is no answer has said `unknown`."""
    if tool in ("z3", "cvc5"):
        return _from_solver(question, ask_solver(tool, question.script(), seconds))
    command, start = [sys.executable, "-P", str(WORKER), tool, str(seconds)], time.monotonic()
    body = json.dumps(question.as_json())
    try:
        run = subprocess.run(command, input=body, capture_output=True, text=True, timeout=seconds + GRACE, check=False)  # noqa: S603
        told = json.loads(run.stdout)
    except subprocess.TimeoutExpired:
        return Reply(question, tool, "unknown", time.monotonic() - start, reason="out of time")
    except ValueError:
        lines = run.stderr.strip().splitlines() or [f"ended with code {run.returncode}"]
        return Reply(question, tool, "unknown", time.monotonic() - start, reason=lines[-1])
    point = None if told["point"] is None else tuple(map(Fraction, told["point"]))
    return Reply(question, tool, told["verdict"], time.monotonic() - start, point)


def _from_solver(question: Query, answer: Answer) -> Reply:
    point = None
    if answer.verdict == "sat" and answer.values is not None:
        names = [f"x_{i}" for i in range(1, len(question.asked.box) + 1)]
        point = tuple(Fraction(answer.values.get(name, 0)) for name in names)
    return Reply(question, answer.solver, answer.verdict, answer.seconds, point, answer.reason)


def reproduction(reply: Reply) -> str:
    """Return a program that needs nothing of this project: the question, the exact replay, and the tool asked again."""
    source = WORKER.read_text(encoding="utf-8").partition("def main()")[0].rstrip()
    title = (
        f"{reply.tool} on {reply.question.name}: {reply.verdict}; run with python, with {TOOLS[reply.tool]} installed."
    )
    docstring, _, rest = source.partition("from __future__")
    assert docstring.startswith('"""')
    data = json.dumps(reply.question.as_json(), indent=1, ensure_ascii=False)
    point = None if reply.point is None else list(map(str, reply.point))
    call = f"reproduce(json.loads(QUESTION), {reply.tool!r}, {reply.said!r}, {point!r})"
    return f'{title!a}\n\nfrom __future__{rest}\n\n\nQUESTION = r"""{data}"""\n\n{call}\n'
