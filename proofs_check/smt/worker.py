"""The program that runs one solver on one script, in a process of its own that can be ended at any time.

`python worker.py (z3|cvc5|alethe) < SCRIPT` prints one JSON object: `verdict`; for sat the `values` of the declared
constants (rationals "p/q", truth values, null for an irrational number); for `alethe` and unsat the `proof` that cvc5
found and checked itself.  It imports nothing of this project.
"""

from __future__ import annotations

import json
import re
import sys
from fractions import Fraction
from typing import Any


def ask_z3(text: str) -> dict[str, Any]:
    """Ask z3."""
    import z3

    solver = z3.Solver()
    solver.from_string(text)
    declared = set(re.findall(r"^\(declare-const (\S+) ", text, re.MULTILINE))  # a model lists the definitions too
    verdict = str(solver.check())
    values: dict[str, Any] = {}
    if verdict == "sat":
        model = solver.model()
        for declaration in (d for d in model.decls() if d.name() in declared):
            value = model[declaration]
            if z3.is_rational_value(value):
                values[declaration.name()] = str(value.as_fraction())
            else:
                values[declaration.name()] = z3.is_true(value) if z3.is_bool(value) else None
    return {"verdict": verdict, "values": values}


def ask_cvc5(text: str, *, alethe: bool = False) -> dict[str, Any]:
    """Ask cvc5, with a proof in the format Alethe if that is wanted."""
    import cvc5

    solver = cvc5.Solver(cvc5.TermManager())
    options = {"produce-models": "true"}
    if alethe:  # dsl-rewrite: with coarser proofs the rewriting of terms comes out as steps of the rule `hole`
        options = {"produce-proofs": "true", "check-proofs": "true", "proof-format-mode": "alethe"}
        options |= {"proof-granularity": "dsl-rewrite"}
    for name, value in options.items():
        solver.setOption(name, value)
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "script")
    symbols = parser.getSymbolManager()
    while not (command := parser.nextCommand()).isNull():
        said = command.invoke(solver, symbols)
        if "error" in str(said):
            raise ValueError(said)
    result = solver.checkSat()
    verdict = "sat" if result.isSat() else "unsat" if result.isUnsat() else "unknown"
    values: dict[str, Any] = {}
    if verdict == "sat" and not alethe:
        for term in symbols.getDeclaredTerms():
            value = solver.getValue(term)
            if value.isBooleanValue():
                values[str(term)] = value.getBooleanValue()
            else:
                values[str(term)] = str(Fraction(value.getRealValue())) if value.isRealValue() else None
    answer: dict[str, Any] = {"verdict": verdict, "values": values}
    if alethe and verdict == "unsat":
        proof = solver.proofToString(solver.getProof()[0], cvc5.ProofFormat.ALETHE)
        answer["proof"] = proof if isinstance(proof, str) else proof.decode()
    return answer


def main() -> None:
    """Read the script, ask, answer."""
    text = sys.stdin.read().removesuffix("(check-sat)\n")  # the question itself is asked through the interface
    answer = ask_z3(text) if sys.argv[1] == "z3" else ask_cvc5(text, alethe=sys.argv[1] == "alethe")
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
