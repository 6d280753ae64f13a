"""What supports a result here: the evidence that a run of the tests has seen, beside what the registry claims.

`make test` writes it down (tests/conftest.py); a claim without a test that ran and passed is reported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from constructions.files import read_bytes, strict_json
from theory.exact import BarriersError
from theory.results import EVIDENCE, Result

__all__ = ["FILE", "Evidence", "read_evidence", "sources_sha256"]

FILE = Path("out/evidence.json")
"""Where `make test` writes."""
FOLDERS = ("theory", "constructions", "proofs_check", "tests")


@dataclass(frozen=True)
class Evidence:
    """By result and kind of evidence the number of tests that passed, in which profile, for which sources."""

    profile: str
    sources_sha256: str
    results: dict[str, dict[str, int]]

    def seen(self, result: Result) -> str:
        """Return the numbers of tests for people, "-" for a kind that is claimed and was not seen.

        >>> from theory.results import find
        >>> Evidence("ci", "", {"A7": {"smt": 2}}).seen(find("A7"))
        'symbolic -, smt 2, exhaustive -, property-tested -'
        """
        found = self.results.get(result.id, {})
        kinds = [kind for kind in EVIDENCE if kind in found or kind in result.evidence]
        return ", ".join(f"{kind} {found.get(kind, '-')}" for kind in kinds)

    def missing(self, results: Iterable[Result]) -> list[str]:
        """Return what the registry claims and the run has not seen, as "A3: smt"."""
        return [f"{r.id}: {kind}" for r in results for kind in r.evidence if not self.results.get(r.id, {}).get(kind)]


def read_evidence(path: Path) -> Evidence:
    """Return what a run of the tests wrote down; raises `BarriersError` if the file is not of that form."""
    body = strict_json(read_bytes(path), str(path))
    try:
        counts = {name: {str(k): int(v) for k, v in kinds.items()} for name, kinds in body["results"].items()}
        return Evidence(str(body["profile"]), str(body["sources_sha256"]), counts)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BarriersError(f"{path} is not what `make test` writes; run it again") from None


def sources_sha256(root: Path) -> str:
    """Return the SHA-256 of the names and contents of all sources below a checkout's folders."""
    digest = hashlib.sha256()
    for path in sorted(p for folder in FOLDERS for p in (root / folder).rglob("*") if p.suffix in SUFFIXES):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


SUFFIXES = (".py", ".toml", ".json", ".v", ".txt")
