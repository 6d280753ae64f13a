"""One row of the table that `demonstrate` prints, and how a row is certified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from constructions.certificates import instability_certificate, stability_certificate, write_certificate
from constructions.instability import UniversalPerturbation
from constructions.stable_network import stable_network
from constructions.training_sets import TrainingSet
from nnbarriers import attacks, stability
from nnbarriers.certificates import said
from nnbarriers.wording import shape
from proofs_check.kernel import check_file

__all__ = ["SILENT", "Demonstration", "absent", "certified", "certify_instability", "certify_stability", "exact_row"]

SILENT = ("no claim", "no answer", "no comparison", "fault")
"""Verdicts of rows in which a solver claims nothing that could be compared."""


@dataclass(frozen=True)
class Demonstration:
    """One row of the table; `verdict` is the kernel's, or "holds", "fails" or "open" for exact work.

    "vacuous" says that the claim, certified or computed, holds for want of anything that could contradict it.
    "not run" says that a library is missing, "failed" that a trainer gave nothing to judge; of a solver "no claim",
    "no answer" and "fault" say that it calls no answer optimal, that it gives none, and what it did instead.
    `numbers` are the numbers of the claim for machines, where there are any.
    """

    result: str
    instance: str
    claim: str
    evidence: str
    verdict: str
    certificate: str | None = None
    sha256: str | None = None
    numbers: dict[str, Any] | None = None

    @property
    def good(self) -> bool:
        """Whether nothing failed: the claim was established, left open, or not made ("vacuous", "not run", "fault")."""
        return self.verdict in ("accepted", "holds", "open", "vacuous", "not run", *SILENT)

    def as_json(self) -> dict[str, Any]:
        """Return the row as a JSON object."""
        return {key: value for key, value in vars(self).items() if key != "numbers" or value is not None}


def certified(result: str, instance: str, claim: str, certificate: Mapping[str, Any], path: Path) -> Demonstration:
    """Write a certificate, have the kernel check it, and return the row of its claim."""
    digest, verdict = write_certificate(dict(certificate), path), check_file(path)
    return Demonstration(result, instance, claim, "certificate", said(verdict), str(path), digest)


def exact_row(result: str, instance: str, claim: str, truth: bool) -> Demonstration:
    """Return the row of a claim that was decided by exact computation."""
    return Demonstration(result, instance, claim, "exact computation", "holds" if truth else "fails")


def absent(result: str, trainer: str, why: str, verdict: str) -> Demonstration:
    """Return the row of a trainer that shows nothing, and why."""
    return Demonstration(result, trainer, why, "-", verdict, numbers={"trainer": trainer})


def certify_instability(attack: UniversalPerturbation, path: Path) -> Demonstration:
    """Write the certificate of a universal perturbation and have the kernel check it (A3, A4)."""
    certificate = instability_certificate(attack)
    return certified("A3", shape(attack.network.widths), attacks.claim(attack), certificate, path)


def certify_stability(data: TrainingSet, path: Path) -> Demonstration:
    """Build the stable network of A5, write its certificate and have the kernel check it."""
    network = stable_network(data)
    return certified("A5", shape(network.widths), stability.claim(data), stability_certificate(network, data), path)
