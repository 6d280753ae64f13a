"""One row of the table that `demonstrate` prints, how a row is certified, and how numbers are told to people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from mpmath import mp, mpf

from constructions.certificates import instability_certificate, stability_certificate, write_certificate
from constructions.instability import UniversalPerturbation
from constructions.stable_network import stable_network
from constructions.training_sets import TrainingSet
from proofs_check.kernel import Verdict, check_file
from theory.exact import write_rational

__all__ = [
    "Demonstration", "absent", "certified", "certify_instability", "certify_stability", "equals", "exact_row", "said",
    "shape", "short", "wrong_before",
]  # fmt: skip


@dataclass(frozen=True)
class Demonstration:
    """One row of the table; `verdict` is the kernel's, or "holds", "fails" or "open" for exact work.

    "vacuous" says that the claim, certified or computed, holds for want of anything that could contradict it.
    "not run" says that a library is missing, "failed" that a trainer gave nothing to judge. `numbers` are the
    numbers of the claim for machines, where there are any.
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
        """Whether nothing failed: the claim was established, left open, or not made ("vacuous", "not run")."""
        return self.verdict in ("accepted", "holds", "open", "vacuous", "not run")

    def as_json(self) -> dict[str, Any]:
        """Return the row as a JSON object."""
        return {key: value for key, value in vars(self).items() if key != "numbers" or value is not None}


def certified(result: str, instance: str, claim: str, certificate: dict[str, Any], path: Path) -> Demonstration:
    """Write a certificate, have the kernel check it, and return the row of its claim."""
    digest, verdict = write_certificate(certificate, path), check_file(path)
    return Demonstration(result, instance, claim, "certificate", said(verdict), str(path), digest)


def said(verdict: Verdict) -> str:
    """Return a kernel's verdict for a row: accepted, vacuous (accepted, but it shows nothing), or what is wrong.

    >>> said(Verdict("accepted", ("checked: x minimises",))), said(Verdict("accepted", ("vacuous: nothing fails",)))
    ('accepted', 'vacuous')
    """
    if verdict.verdict != "accepted":
        return f"{verdict.verdict}: {verdict.report[0]}"
    return "vacuous" if verdict.report[0].startswith("vacuous: ") else "accepted"


def short(value: Fraction) -> str:
    """Return a rational for people: itself if it is short, else a decimal marked as rounded.

    >>> short(Fraction(3, 4)), short(Fraction(1, 2097152))
    ('3/4', '≈4.77e-7')
    """
    text = write_rational(value)
    return text if len(text) <= 8 else f"≈{_decimal(value)}"


def equals(value: Fraction) -> str:
    """Return "= value" for people, "≈ value" if it had to be rounded.

    >>> equals(Fraction(3, 4)), equals(Fraction(1, 2097152))
    ('= 3/4', '≈ 4.77e-7')
    """
    text = short(value)
    return f"≈ {text[1:]}" if text[0] == "≈" else f"= {text}"


def _decimal(value: Fraction) -> str:
    with mp.workdps(30):
        return str(mp.nstr(mpf(value.numerator) / value.denominator, 3, min_fixed=-3, max_fixed=6))


def shape(widths: Sequence[int]) -> str:
    """Return widths in the notation (d; N_1, …; 1).

    >>> shape((2, 8, 8, 1))
    '(2; 8, 8; 1)'
    """
    return f"({widths[0]}; {', '.join(map(str, widths[1:-1]))}; {widths[-1]})"


def exact_row(result: str, instance: str, claim: str, truth: bool) -> Demonstration:
    """Return the row of a claim that was decided by exact computation."""
    return Demonstration(result, instance, claim, "exact computation", "holds" if truth else "fails")


def absent(result: str, trainer: str, why: str, verdict: str) -> Demonstration:
    """Return the row of a trainer that shows nothing, and why."""
    return Demonstration(result, trainer, why, "-", verdict, numbers={"trainer": trainer})


def certify_instability(found: UniversalPerturbation, path: Path) -> Demonstration:
    """Write the certificate of a universal perturbation and have the kernel check it (A3, A4)."""
    claim = f"{len(found.indices)} of {len(found.data)} points fail at once under one η, ‖η‖ {equals(found.norm)}"
    if found.before:
        claim = f"{wrong_before(found)}; {claim}, {len(found.broken)} of them broken by it"
    else:
        claim += " (0 failed before)"
    claim += f"; the theorem promises ≥ {found.promised}"
    return certified("A3", shape(found.network.widths), claim, instability_certificate(found), path)


def wrong_before(found: UniversalPerturbation) -> str:
    """Say at how many points the network fails unperturbed: what comes first, if there are any."""
    return f"the network is wrong at {len(found.before)} of {len(found.data)} points before any perturbation"


def certify_stability(data: TrainingSet, path: Path) -> Demonstration:
    """Build the stable network of A5, write its certificate and have the kernel check it."""
    network = stable_network(data)
    neurons = sum(network.widths[1:-1])
    balls = f"{len(data)} closed balls of radius {short(data.radius)}"
    claim = f"{neurons} neurons equal f_a on all {balls}, in all {data.dimension} coordinates"
    return certified("A5", shape(network.widths), claim, stability_certificate(network, data), path)
