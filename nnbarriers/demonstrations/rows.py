"""One row of the table that `demonstrate` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from constructions.certificates import write_certificate
from nnbarriers.certificates import said
from proofs_check.kernel import check_file

__all__ = ["Demonstration", "certified", "exact_row"]


@dataclass(frozen=True)
class Demonstration:
    """One row of the table; `verdict` is the kernel's, or "holds", "fails" or "open" for exact work.

    "vacuous" says that the claim, certified or computed, holds for want of anything that could contradict it.
    "not run" says that a library is missing, "failed" that a trainer gave nothing to judge. `figures` are the
    numbers of the claim for machines, where there are any.
    """

    result: str
    instance: str
    claim: str
    evidence: str
    verdict: str
    certificate: str | None = None
    sha256: str | None = None
    figures: dict[str, Any] | None = None

    @property
    def good(self) -> bool:
        """Whether nothing failed: the claim was established, left open, or not made ("vacuous", "not run")."""
        return self.verdict in ("accepted", "holds", "open", "vacuous", "not run")

    def as_json(self) -> dict[str, Any]:
        """Return the row as a JSON object."""
        return {key: value for key, value in vars(self).items() if key != "figures" or value is not None}


def certified(result: str, instance: str, claim: str, certificate: Mapping[str, Any], path: Path) -> Demonstration:
    """Write a certificate, have the kernel check it, and return the row of its claim."""
    digest, verdict = write_certificate(dict(certificate), path), check_file(path)
    return Demonstration(result, instance, claim, "certificate", said(verdict), str(path), digest)


def exact_row(result: str, instance: str, claim: str, truth: bool) -> Demonstration:
    """Return the row of a claim that was decided by exact computation."""
    return Demonstration(result, instance, claim, "exact computation", "holds" if truth else "fails")
