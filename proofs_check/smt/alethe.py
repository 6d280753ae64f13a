"""Proofs in the format Alethe, as cvc5 writes them, and what can be seen of them without checking them.

Whether each step follows is for a checker of Alethe proofs to say; cvc5 has checked its proof before it wrote it.  Here
it is only made sure that the file is a complete proof, so that a checker has something to check: no step is a `hole`,
steps use earlier steps alone, and the last concludes the empty clause.  That its assumptions are those of the script is
for the checker too.
"""

from __future__ import annotations

import re

__all__ = ["faults", "steps"]

NO_PROOF = ("hole", "trust")
COMMAND = re.compile(r"\((assume|step|anchor)\s+(?::step\s+)?([^\s()]+)")
RULE = re.compile(r":rule ([^\s()]+)")
PREMISES = re.compile(r" :premises \(([^()]*)\)")


def steps(proof: str) -> int:
    r"""Return the number of steps of a proof.

    >>> steps("(assume a0 false)\n(step t0 (cl) :rule false)")
    1
    """
    return sum(line.startswith("(step ") for line in proof.splitlines())


def faults(proof: str) -> list[str]:
    r"""Return what keeps a text from being a complete Alethe proof, one command a line; nothing for a complete one.

    >>> faults("(assume a0 false)\n(step t0 (cl) :rule hole :premises (a0))")
    ['t0 is a step of the rule hole']
    """
    lines = [line for line in proof.splitlines() if line.strip() not in ("", "(", ")")]
    found, known, last = [], set(), ""
    for line in lines:
        command = COMMAND.match(line)
        if not command:
            found.append(f"no command of a proof: {line[:60]}")
            continue
        kind, name = command.groups()
        if kind == "anchor":
            continue
        if name in known:
            found.append(f"{name} occurs twice")
        if kind == "step":
            rule = RULE.search(line)
            if rule is None or rule[1] in NO_PROOF:
                found.append(f"{name} is a step of the rule {rule[1] if rule else 'of no name'}")
            used = PREMISES.search(line)
            found += (
                [f"{name} uses {other}, which is not there" for other in used[1].split() if other not in known]
                if used
                else []
            )
            last = line
        known.add(name)
    if not re.match(r"\(step \S+ \(cl\) :rule", last) or "." in last.split()[1]:
        found.append("the last step does not conclude the empty clause")
    return found
