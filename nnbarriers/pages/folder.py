"""What a folder of `barriers demonstrate` shows: its rows, and its certificates, checked again when they are read.

A certificate is believed for what the kernel says now, and for that alone: a row whose certificate is missing, changed,
not accepted or of another result is shown as such. What no certificate supports is recorded in the folder.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from constructions.files import read_bytes, strict_json, write_text
from nnbarriers.certificates import said
from nnbarriers.demonstrations.rows import SILENT, Demonstration
from nnbarriers.pages.typeset import visible
from proofs_check.kernel import Verdict, check_file, families, plays
from theory.exact import BarriersError, rational
from theory.results import results

__all__ = [
    "ROWS",
    "Contents",
    "StoredCertificate",
    "StoredGame",
    "games_of",
    "gather",
    "keep_rows",
    "standing",
]

ROWS = "demonstration.jsonl"
"""The rows of `barriers demonstrate`, one JSON object a line; no certificate, hence not called .json."""
FIELDS = ("result", "instance", "claim", "evidence", "verdict", "certificate", "sha256")
STANDINGS = ("checked now", "recorded in the folder", "vacuous or not run", "not established")
LONGEST = 4096
"""Longest text of a row that is read."""
INSTANCES_OF = {"B": ("B2", "B3"), "C": ("C1",), "D": ("D",)}
"""By the family of a defeat: the results that its proposition J, K or W is applied in."""
RAISED, LOWERED = str.maketrans("12", "¹²"), str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True)
class StoredCertificate:
    """A certificate of the folder and what the kernel says of it now."""

    name: str
    verdict: Verdict
    body: dict[str, Any]
    data: bytes = b""


@dataclass(frozen=True)
class Contents:
    """The whole folder: rows, with the kernel's verdicts of today, and certificates by name."""

    rows: tuple[Demonstration, ...]
    certificates: dict[str, StoredCertificate]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each of the standings."""
        found = [standing(row) for row in self.rows]
        return {name: found.count(name) for name in STANDINGS}

    def certified(self, row: Demonstration) -> str | None:
        """What the kernel says now of the row's certificate; None if there is none, or it is not accepted."""
        if row.certificate is None or standing(row) != STANDINGS[0]:
            return None
        return self.certificates[row.certificate].verdict.report[0].removeprefix("checked: ")


@dataclass(frozen=True)
class StoredGame:
    """The runs on one input of a defeat, each with its success: right, wrong (False), or not known (None)."""

    name: str
    low: Fraction
    high: Fraction
    runs: tuple[tuple[plays.Run, bool | None], ...]


def keep_rows(rows: Sequence[Demonstration], folder: Path) -> None:
    """Write the rows into their folder, certificates by their file's name; rows of other instances stay there."""
    told, order = {(row.result, row.instance) for row in rows}, [result.id for result in results()]
    try:
        kept = (
            [row for row in _rows(folder / ROWS) if (row.result, row.instance) not in told]
            if (folder / ROWS).exists()
            else []
        )
    except BarriersError:
        kept = []  # a file of something else is no reason to lose what was demonstrated just now
    lines = []
    for row in sorted([*kept, *rows], key=lambda row: order.index(row.result) if row.result in order else len(order)):
        name = None if row.certificate is None else Path(row.certificate).name
        fields = {field: asdict(row)[field] for field in FIELDS}
        lines.append(json.dumps({**fields, "certificate": name}, sort_keys=True, ensure_ascii=False))
    write_text(folder / ROWS, "\n".join(lines) + "\n")


def standing(row: Demonstration) -> str:
    """Return which of the standings a row of `gather` has."""
    if row.verdict == "accepted":
        return STANDINGS[0]
    if row.verdict == "holds":
        return STANDINGS[1]
    return STANDINGS[2] if row.verdict in ("vacuous", "not run", *SILENT) else STANDINGS[3]


def gather(folder: Path) -> Contents:
    """Read a folder and have all its certificates checked; raises `BarriersError` if there is nothing to show."""
    if not folder.is_dir():
        raise BarriersError(f"{folder} is no folder: `barriers demonstrate --out {folder}` makes one")
    paths = [path for path in sorted(folder.glob("*.json")) if path.name != "evidence.json"]
    certificates = {certificate.name: certificate for certificate in map(_certificate, paths)}
    if len(certificates) < len(paths):
        raise BarriersError(f"{folder}: two certificates have names that cannot be told apart")
    rows = tuple(_today(row, certificates) for row in _rows(folder / ROWS)) if (folder / ROWS).exists() else ()
    named = {row.certificate for row in rows}
    for name, certificate in certificates.items():
        if name not in named:
            rows += (_alone(certificate),)
    if not rows:
        raise BarriersError(f"nothing to show: {folder} has no certificates and no {ROWS}")
    return Contents(rows, certificates)


def _certificate(path: Path) -> StoredCertificate:
    verdict = check_file(path)
    data = read_bytes(path) if verdict.verdict in ("accepted", "rejected") else b""
    body = strict_json(data, str(path)) if verdict.verdict == "accepted" else {}
    return StoredCertificate(visible(path.name), verdict, body, data)


def _rows(path: Path) -> list[Demonstration]:
    found: list[Demonstration] = []
    for number, line in enumerate(read_bytes(path).decode("utf-8", "replace").rstrip("\n").split("\n"), 1):
        value = strict_json(line.encode(), f"{path}, line {number}")
        if not isinstance(value, dict) or set(value) != set(FIELDS):
            raise BarriersError(f"{path}, line {number}: a row has the fields {', '.join(FIELDS)}")
        if not all(isinstance(value[f], str) or (value[f] is None and f in FIELDS[-2:]) for f in FIELDS):
            raise BarriersError(f"{path}, line {number}: the fields of a row are texts")
        texts = [text for text in value.values() if text is not None]
        if any(len(text) > LONGEST for text in texts):
            raise BarriersError(f"{path}, line {number}: a text of more than {LONGEST} characters")
        if any("\ud800" <= c <= "\udfff" for text in texts for c in text):
            raise BarriersError(f"{path}, line {number}: half a character (a lone surrogate)")
        shown: dict[str, Any] = {field: None if text is None else visible(text) for field, text in value.items()}
        found.append(Demonstration(**shown))
    return found


def _today(row: Demonstration, certificates: dict[str, StoredCertificate]) -> Demonstration:
    """Return the row with what the kernel says now of its certificate, without one that is not its own."""
    if row.result not in {result.id for result in results()}:
        return replace(row, verdict="no such result", certificate=None, sha256=None)
    if row.certificate is None:
        claims = row.evidence.strip().lower().startswith("certificate") or row.verdict == "accepted"
        return replace(row, verdict="certificate missing", sha256=None) if claims else replace(row, sha256=None)
    name, digest = row.certificate, row.sha256
    row = replace(row, evidence="certificate", certificate=None, sha256=None)
    if (certificate := certificates.get(name)) is None:
        return replace(row, verdict=f"certificate missing: {name}")
    if certificate.verdict.sha256 != digest:
        return replace(row, verdict=f"certificate changed: {name}")
    if certificate.verdict.verdict == "accepted" and row.result not in _results(certificate):
        return replace(row, verdict=f"certificate of another result: {name} is one of {certificate.verdict.result}")
    return replace(row, verdict=said(certificate.verdict), certificate=name, sha256=digest)


def _results(certificate: StoredCertificate) -> tuple[str, ...]:
    """Return the results of which an accepted certificate establishes an instance."""
    own = str(certificate.verdict.result)
    if own == "A4":
        return "A3", "A4"
    if certificate.verdict.kind == "defeat":
        return own, *INSTANCES_OF[certificate.body["claim"]["family"]["name"][:1]]
    return (own,)


def _alone(certificate: StoredCertificate) -> Demonstration:
    """Return a row for a certificate of which no row tells."""
    verdict = certificate.verdict
    return Demonstration(
        verdict.result or "?", certificate.name, verdict.report[0], "certificate", said(verdict), certificate.name,
        verdict.sha256,
    )  # fmt: skip


def games_of(body: dict[str, Any]) -> list[StoredGame]:
    """Return the runs on every input of an accepted certificate of a defeat, with their success as the kernel decides.

    Branch 0 is the limit, 1 and 2 are members: ι₀, ι¹₅, ι²₅, in letters that pictures have, too.
    """
    claim = body["claim"]
    found, alpha = families.family(claim["family"]), rational(claim["accuracy"])
    games = []
    for place, runs in zip(claim["inputs"], body["witness"], strict=True):
        branch, n = (str(place[key]).translate(marks) for key, marks in (("branch", RAISED), ("n", LOWERED)))
        name = f"ι{branch}{n}" if place["branch"] else "ι₀"
        read, at = [plays.read_run(run) for run in runs], (place["branch"], place["n"])
        decided = tuple((run, plays.within(found, at, run, alpha)) for run in read)
        games.append(StoredGame(name, rational(place["low"]), rational(place["high"]), decided))
    return games
