"""One case decided by both solvers: their verdicts, the replay of counterexamples, the proof, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from constructions.files import write_text
from proofs_check.smt import alethe
from proofs_check.smt.instances import Case
from proofs_check.smt.solvers import SOLVERS, Answer, ask

__all__ = ["Decision", "decide", "reproduction"]


@dataclass(frozen=True)
class Decision:
    """What z3 and cvc5 said to a case, the size of cvc5's proof in bytes if there is one, and every fault found."""

    case: Case
    answers: tuple[Answer, ...]
    proof_bytes: int | None
    faults: tuple[str, ...]

    @property
    def seconds(self) -> float:
        """The time that both solvers took together."""
        return sum(answer.seconds for answer in self.answers)

    def as_json(self) -> dict[str, Any]:
        """Return the row as a JSON object."""
        told: dict[str, Any] = {"result": self.case.result, "instance": self.case.name}
        told |= {answer.solver: str(answer) for answer in self.answers}
        told |= {"expected": self.case.expected, "milliseconds": int(self.seconds * 1000)}
        return told | {"proof_bytes": self.proof_bytes, "faults": list(self.faults)}


def decide(case: Case, seconds: float, *, proof: Path | None = None) -> Decision:
    """Ask both solvers and replay what they find; for linear theorems write `proof`.smt2 and the proof, `proof`.alethe.

    The proof has ten times the limit of time: cvc5 finds, checks and writes it.
    """
    answers = tuple(ask(solver, case.question.script, seconds) for solver in SOLVERS)
    faults = [fault for answer in answers if (fault := _fault(case, answer))]
    size = None
    if proof is not None and case.question.script.linear and case.expected == "unsat":
        found = ask("alethe", case.question.script, 10 * seconds)
        faults += (
            [f"proof: {fault}" for fault in alethe.faults(found.proof)[:5]] if found.proof else [f"no proof: {found}"]
        )
        write_text(proof.with_suffix(".smt2"), f"; {case.result}, {case.name}\n{case.question.script.text()}")
        write_text(proof.with_suffix(".alethe"), found.proof)
        size = len(found.proof.encode())
    return Decision(case, answers, size, tuple(faults))


def _fault(case: Case, answer: Answer) -> str:
    """Return why an answer is not the expected one, or nothing."""
    if answer.verdict != case.expected:
        return f"{answer.solver} says {answer}, expected is {case.expected}"
    if answer.verdict == "sat" and answer.values is None:
        return f"{answer.solver} says sat, but with irrational numbers, which are not replayed"
    if answer.verdict == "sat" and not case.question.replay(answer.values or {}):
        return f"{answer.solver} says sat, but its values are no counterexample"
    return ""


def reproduction(decision: Decision) -> str:
    """Return the script with the faults, ready to be saved and given to the solvers again."""
    case = decision.case
    how = "; to replay: save this as FILE, python proofs_check/smt/worker.py (z3|cvc5) < FILE, or z3 FILE, cvc5 FILE"
    head = [f"; {case.result}, {case.name}", *(f"; {fault}" for fault in decision.faults), how]
    return "\n".join([*head, case.question.script.text()])
