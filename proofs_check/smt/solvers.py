"""Asking z3 and cvc5, each in its own process with a limit of time: their own limits are not always kept.

`unknown` is an answer that supports nothing; a solver that overruns its time, dies or prints what is no answer has
said `unknown` too, and why.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from proofs_check.smt.script import Script

__all__ = ["SOLVERS", "Answer", "Values", "ask", "installed"]

SOLVERS = ("z3", "cvc5")
WORKER = Path(__file__).with_name("worker.py")
Values = dict[str, Fraction | bool]


@dataclass(frozen=True)
class Answer:
    """What a solver said: "sat", "unsat" or "unknown" with the reason, in so many seconds.

    For sat, `values` are those of the declared constants – those not listed do not matter – or None if one of them is
    irrational.
    """

    solver: str
    verdict: str
    seconds: float
    reason: str = ""
    values: Values | None = field(default_factory=dict)
    proof: str = ""

    def __str__(self) -> str:
        return f"unknown ({self.reason})" if self.verdict == "unknown" else self.verdict


def installed() -> bool:
    """Whether both solvers can be imported."""
    return all(importlib.util.find_spec(name) is not None for name in SOLVERS)


def ask(solver: str, script: Script, seconds: float) -> Answer:
    """Ask "z3" or "cvc5", or "alethe" for cvc5 with a proof, and end it after so many seconds.

    >>> script = Script()
    >>> script.require(f"(> {script.real('x')} 1.0)")
    >>> ask("z3", script, 10).verdict
    'sat'
    """
    command = [sys.executable, "-P", str(WORKER), solver]
    start = time.monotonic()
    try:
        run = subprocess.run(command, input=script.text(), capture_output=True, text=True, timeout=seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return Answer(solver, "unknown", time.monotonic() - start, "out of time")
    took = time.monotonic() - start
    try:
        said = json.loads(run.stdout)
    except ValueError:
        lines = run.stderr.strip().splitlines()
        return Answer(solver, "unknown", took, lines[-1] if lines else f"ended with code {run.returncode}")
    if said["verdict"] not in ("sat", "unsat"):
        return Answer(solver, "unknown", took, "gave up")
    raw = said["values"]
    values = None
    if None not in raw.values():
        values = {name: value if isinstance(value, bool) else Fraction(value) for name, value in raw.items()}
    return Answer(solver, said["verdict"], took, values=values, proof=said.get("proof", ""))
