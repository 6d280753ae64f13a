"""A second kernel, to be compared with the first: written from docs/certificates.md, it decides nothing by itself.

It shares no code and, where there is a choice, no method with `proofs_check.kernel`: a parser that takes canonical text
only, hashes of slices of the file, flint's rationals, networks carried along a line as affine functions of t, intervals
of outputs instead of sides, distances decided without being computed. Kinds that it does not know are `unsupported`.

What the document leaves open was settled afterwards, as the first kernel has it:
1. Conditions come in the order of their numbers, but DF.7 before DF.1, the lowered entries of C and D (DF.1) after the
   coins of their input (DF.3), and A3.7, A3.8 (A5.5, A5.6) point by point and cut by cut.
2. What a condition does not need yet is not read: claim and witness have the right keys, but an entry may hold anything
   until its condition comes. Runs are read first. Rationals of a claim are compared by value; all else has the type of
   what is derived, or is malformed, and is compared as it is written. Cost and norm are compared as they stand.
3. An exponent beyond 4000, a family without a known name, and m columns (C: m² columns; B: r d) beyond 10^6 are
   unsupported; an index or a level beyond 10^4 is rejected; a run with more than 10^4 coins is malformed.
4. The provenance is read after the schema and before the kind.
5. Parameters of a family: B has a, cost, eps, r, widths; C alpha, lambda, eta, m, columns, q (Q or null), weak; D
   alpha, y1, m, columns, norm. Evaluations are numbered from 0: coordinates point by point; A row by row, then y. The
   entries that C calls positive are 1. Five of the seven costs known need ε > 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.kernel.second.defeat import defeat
from tests.kernel.second.flag import flag
from tests.kernel.second.form import Document, Malformed, Unsupported, members, provenance
from tests.kernel.second.networks import instability, stability
from tests.kernel.second.programs import trust_program, two_programs
from tests.kernel.second.roots import solution
from tests.kernel.second.trust import trust, two_answers


def two(document: Document, result: str, claim: Any, witness: Any) -> Iterator[tuple[str, bool]]:
    """T3, by problem."""
    problem = claim.get("problem") if type(claim) is dict else None
    return (two_programs if problem == "LP" else two_answers)(document, result, claim, witness)


CHECKS = {("instability", "A3"): instability, ("instability", "A4"): instability, ("stability", "A5"): stability}
CHECKS |= {("defeat", result): defeat for result in "JKW"}
CHECKS |= {("flag", result): flag for result in ("X1", "X2")}
CHECKS |= {("solution", "T0"): solution, ("trust", "T1"): trust, ("trust", "T2"): trust_program}
CHECKS |= {("two-answers", "T3"): two}


class Verdict(NamedTuple):
    """What is said about a file, and the condition that failed if one did."""

    verdict: str
    condition: str | None


def check_bytes(data: bytes) -> Verdict:
    """Return the verdict about a file's content."""
    try:
        document = Document(data)
        whole = document.value
        signed = type(whole) is dict and "provenance" in whole
        names = "schema kind result claim witness" + " provenance" * signed
        schema, kind, result, claim, witness, *notes = members(whole, names)
        if schema != "barriers/2":
            raise Unsupported
        for note in notes:
            provenance(note)
        known: Any = CHECKS.get((kind, result)) if type(kind) is type(result) is str else None
        if known is None:
            raise Unsupported
        failed = next((name for name, holds in known(document, result, claim, witness) if not holds), None)
    except Malformed:
        return Verdict("malformed", None)
    except Unsupported:
        return Verdict("unsupported", None)
    return Verdict("rejected", failed) if failed else Verdict("accepted", None)
