"""What supports a result here: the evidence that a run of the tests has seen, beside what the registry claims.

`make test` writes it down (tests/conftest.py); a claim without a test that ran and passed, or with one that failed, is
reported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from constructions.files import keyed, listed, read_bytes, strict_json
from theory.exact import BarriersError
from theory.results import EVIDENCE, Result

__all__ = ["FILE", "Count", "Evidence", "read_evidence", "sources_sha256"]

FILE = Path("out/evidence.json")
"""Where `make test` writes."""
FOLDERS = ("theory", "constructions", "nnbarriers", "proofs_check", "tests")
SUFFIXES = (".py", ".toml", ".json", ".v", ".txt")
NAMES = ("_CoqProject",)
SETTINGS = ("constraints.txt", "pyproject.toml")
"""Beside the folders: which versions the tests ran with, and how."""


class Count(NamedTuple):
    """How many tests passed, and how many failed or could not be set up or torn down."""

    passed: int
    failed: int = 0

    def __str__(self) -> str:
        return f"{self.passed} ({self.failed} FAILED)" if self.failed else str(self.passed)


@dataclass(frozen=True)
class Evidence:
    """By result and kind of evidence the tests that ran, in which profile, for which sources.

    `files` are the files with tests that passed, by result; `exit_status` is pytest's, 0 if all tests passed.
    """

    profile: str
    sources_sha256: str
    results: dict[str, dict[str, Count]]
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    exit_status: int = 0

    def seen(self, result: Result) -> str:
        """Return the numbers of tests for people, "-" for a kind that is claimed and was not seen.

        >>> from theory.results import find
        >>> Evidence("ci", "", {"A7": {"smt": Count(2), "symbolic": Count(7, 1)}}).seen(find("A7"))
        'machine-checked -, symbolic 7 (1 FAILED), smt 2, exhaustive -, property-tested -'
        """
        found = self.results.get(result.id, {})
        kinds = [kind for kind in EVIDENCE if kind in found or kind in result.evidence]
        return ", ".join(f"{kind} {found.get(kind, '-')}" for kind in kinds)

    def missing(self, results: Iterable[Result]) -> list[str]:
        """Return what the registry claims and the run has not seen, or seen to fail, as "A3: smt"."""
        wrong = []
        for result in results:
            found = self.results.get(result.id, {})
            for kind in dict.fromkeys((*result.evidence, *found)):
                count = found.get(kind, Count(0))
                if count.failed or (kind in result.evidence and not count.passed):
                    wrong.append(f"{result.id}: {kind}" + (f" {count}" if count.failed else ""))
            wrong += [f"{result.id}: {name}" for name in result.tests if name not in self.files.get(result.id, ())]
        return wrong


def read_evidence(path: Path) -> Evidence:
    """Return what a run of the tests wrote down; raises `BarriersError` if the file is not of that form."""
    body = strict_json(read_bytes(path), str(path))
    try:
        keyed(body, {"profile", "sources_sha256", "exit_status", "results", "files"}, str(path))
        counts = {name: {_kind(k): _count(v) for k, v in kinds.items()} for name, kinds in body["results"].items()}
        files = {name: tuple(map(str, listed(paths, name))) for name, paths in body["files"].items()}
        status = _natural(body["exit_status"])
    except (BarriersError, TypeError, ValueError, AttributeError):
        raise BarriersError(f"{path} is not what `make test` writes; run it again") from None
    return Evidence(str(body["profile"]), str(body["sources_sha256"]), counts, files, status)


def _kind(name: str) -> str:
    if name not in EVIDENCE:
        raise ValueError(f"{name!r} is no kind of evidence")
    return name


def _count(value: Any) -> Count:
    keyed(value, set(Count._fields), "a count")
    return Count(_natural(value["passed"]), _natural(value["failed"]))


def _natural(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r} is no number of tests")
    return value


def sources_sha256(root: Path) -> str:
    """Return the SHA-256 of the names and contents of a checkout's sources, and of what the tests ran with."""
    below = (p for folder in FOLDERS for p in (root / folder).rglob("*"))
    sources = [p for p in below if p.suffix in SUFFIXES or p.name in NAMES]
    digest = hashlib.sha256()
    for path in sorted(sources + [root / name for name in SETTINGS if (root / name).exists()]):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()
