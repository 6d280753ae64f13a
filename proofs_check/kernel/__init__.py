"""The kernel: it reads certificates and gives verdicts, with the standard library alone.

It imports nothing of this project and shares no code with the programs that write certificates. A certificate is a
claim and a witness; the kernel derives the claim from the witness, condition by condition, and compares. "Accepted"
means: the claim holds; of a network, for the real function that its weights define. "Rejected" means: this witness
does not prove it, and which condition failed. The conditions are listed, with the reasons why they imply the claims, in
docs/certificates.md. A report that begins with "vacuous" says that the claim, though it holds, shows nothing.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass

from . import answers, defeat, flag, instability, miss, optimum, recovery, stability, universal, witness
from .limits import MEMORY, SECONDS, limited
from .reading import MAX_BYTES, Malformed, Rejected, Unsupported, fields, load, provenance

__all__ = ["Verdict", "check_bytes", "check_file", "exit_code"]

SCHEMA = "barriers/2"
KEYS = ("schema", "kind", "result", "claim", "witness")
CHECKS = {
    "instability": (instability.check, ("A3", "A4")),
    "stability": (stability.check, ("A5",)),
    "defeat": (defeat.check, ("J", "K", "W")),
    "flag": (flag.check, ("X1", "X2")),
    "minimiser": (optimum.check_minimiser, ("C0", "D")),
    "separation": (optimum.check_separation, ("C1", "D")),
    "miss": (miss.check, ("M",)),
    "recovery": (recovery.check, ("E0",)),
    "solution": (answers.check_solution, ("T0",)),
    "trust": (answers.check_trust, ("T1", "T2")),
    "two-answers": (answers.check_two, ("T3",)),
    "universal": (universal.check, ("U",)),
    "witness": (witness.check, ("V",)),
}
"""By kind: the check, and the results that the kind is for."""


@dataclass(frozen=True)
class Verdict:
    """`verdict`: accepted, rejected (`condition` failed), malformed or unsupported; `report` says what was checked."""

    verdict: str
    report: tuple[str, ...]
    sha256: str | None = None
    kind: str | None = None
    result: str | None = None
    condition: str | None = None


def check_bytes(content: bytes) -> Verdict:
    """Return the verdict on a certificate's bytes; never raises for any input."""
    name = hashlib.sha256(content).hexdigest()
    kind = result = None
    try:
        whole = load(content)
        more = ("provenance",) if isinstance(whole, dict) and "provenance" in whole else ()
        body = fields(whole, "certificate", *KEYS, *more)
        if body["schema"] != SCHEMA:
            raise Unsupported(f"schema {body['schema']!r:.40}; this kernel knows {SCHEMA!r}")
        told = provenance(body.get("provenance", {}))
        check, results = CHECKS.get(str(body["kind"]), (None, ()))
        if check is None or body["result"] not in results:
            known = ", ".join(f"{name} for {'/'.join(results)}" for name, (_, results) in CHECKS.items())
            raise Unsupported(f"kind {body['kind']!r:.40} for result {body['result']!r:.40}; this kernel knows {known}")
        kind, result = body["kind"], body["result"]
        report = [*check(body["claim"], body["witness"], result), *told]
        return Verdict("accepted", tuple(report), name, kind, result)
    except Rejected as error:
        return Verdict("rejected", (str(error),), name, kind, result, error.condition)
    except Malformed as error:
        return Verdict("malformed", (str(error),), name, kind, result)
    except Unsupported as error:
        return Verdict("unsupported", (str(error),), name, kind, result)
    except (RecursionError, MemoryError, ArithmeticError, ValueError) as error:
        return Verdict("unsupported", (f"too large for this machine ({type(error).__name__})",), name, kind, result)


def check_file(path: str | os.PathLike[str], *, seconds: int = SECONDS, memory: int = MEMORY) -> Verdict:
    """Return the verdict on a file; one that cannot be read, or needs more time or memory, is unsupported."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as stream:
            before = os.fstat(stream.fileno())
            if not stat.S_ISREG(before.st_mode):
                return Verdict("unsupported", ("not a regular file",))
            content = stream.read(MAX_BYTES + 1)
            after = os.fstat(stream.fileno())
    except (OSError, ValueError) as error:
        return Verdict("unsupported", (f"cannot be read ({getattr(error, 'strerror', None) or error})",))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return Verdict("unsupported", ("changed while it was read",))
    if len(content) > MAX_BYTES:  # its beginning was read, whose hash would name another file
        return Verdict("unsupported", (f"larger than {MAX_BYTES} bytes",))
    try:
        with limited(seconds, memory):
            return check_bytes(content)
    except Unsupported as error:
        return Verdict("unsupported", (str(error),))


def exit_code(verdicts: list[Verdict]) -> int:
    """Return 0 if all are accepted and there is at least one, 1 if any is rejected, else 2."""
    if any(v.verdict == "rejected" for v in verdicts):
        return 1
    return 0 if verdicts and all(v.verdict == "accepted" for v in verdicts) else 2
