"""`python -m proofs_check.symbolic [RESULT …]`: print the symbolic proofs and what the verifier says of each."""

from __future__ import annotations

import io
import sys

from proofs_check.symbolic import PROOFS, SCOPE, fault
from proofs_check.symbolic.describe import describe


def main(wanted: list[str]) -> int:
    """Print the proofs; return 0 (all accepted), 1 (one refused) or 2 (an unknown result)."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    known = list(dict.fromkeys(proof.result for proof in PROOFS))
    if unknown := [name for name in wanted if name not in known]:
        print(f"no symbolic proofs of {', '.join(unknown)}; there are some of {', '.join(known)}", file=sys.stderr)  # noqa: T201
        return 2
    refused = 0
    chosen = [proof for proof in PROOFS if not wanted or proof.result in wanted]
    for number, proof in enumerate(chosen):
        if number == 0 or proof.result != chosen[number - 1].result:
            print(f"== {proof.result} ==\n{SCOPE[proof.result]}\n")  # noqa: T201
        wrong = fault(proof)
        refused += wrong is not None
        print(describe(proof), f"  Verdict: {'verified' if wrong is None else f'REFUSED – {wrong}'}\n", sep="\n")  # noqa: T201
    print(f"{len(chosen) - refused} of {len(chosen)} symbolic proofs verified")  # noqa: T201
    return 1 if refused else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except BrokenPipeError:  # whoever reads has seen enough
        sys.stderr.close()
        sys.exit(1)
