"""Call the proved checker that `make verified` has built; standard library only."""

from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["KINDS", "PROGRAM", "NotBuilt", "Proved", "check_files", "exit_code"]

PROGRAM = Path(__file__).parents[2] / "out" / "verified" / "checker"
SOURCES, NAMES = {".v", ".ml", ".txt"}, {"_CoqProject", "answers.py", "build.py", "sources.py"}
KINDS = {
    kind: f"Verified.accepted_{kind.replace('-', '_')}"
    for kind in (
        "instability",
        "stability",
        "witness",
        "minimiser",
        "separation",
        "defeat",
        "trust",
        "two-answers",
        "solution",
        "universal",
        "flag",
        "miss",
        "recovery",
    )
}
"""By kind: the theorem that what is accepted is true."""
LIMITED = (
    'hard=$(ulimit -H -s); if [ "$hard" = unlimited ] || [ "$hard" -gt 1048576 ]; then hard=1048576; fi;'
    ' ulimit -S -s "$hard"; ulimit -S -v 8388608; exec {}'
)
"""A stack of a gigabyte, if it may be had, and 8 GiB of memory."""


HERE = Path(__file__).parent


def digest(folder: Path = HERE, proofs: Path = HERE.parent / "rocq") -> str:
    """Return the SHA-256 of all that the program is built from, and that its building is checked against."""
    found = hashlib.sha256()
    for place in (proofs, folder):
        for path in sorted(path for path in place.iterdir() if path.suffix in SOURCES or path.name in NAMES):
            found.update(f"{path.name} {path.stat().st_size}\n".encode() + path.read_bytes())
    return found.hexdigest()


def record(sources: str, program: Path) -> str:
    """Return what is left beside a program: the digest of its sources, and its own."""
    return f"{sources} {hashlib.sha256(program.read_bytes()).hexdigest()}\n"


def fresh(program: Path) -> bool:
    """Whether a program is the one that was built from the sources of today."""
    beside = program.with_suffix(".sources")
    return program.is_file() and beside.is_file() and beside.read_text() == record(digest(), program)


class NotBuilt(Exception):
    """There is no program to call."""


@dataclass(frozen=True)
class Proved:
    """`verdict`: accepted (`theorem` says it is true), not accepted, not verified (no proved checker), unreadable."""

    verdict: str
    sha256: str | None = None
    kind: str | None = None
    result: str | None = None
    reason: str | None = None

    @property
    def theorem(self) -> str | None:
        """The theorem that the claim holds by, if it was accepted."""
        return KINDS[self.kind] if self.verdict == "accepted" and self.kind else None


def check_files(paths: Sequence[str | os.PathLike[str]], program: Path = PROGRAM) -> list[Proved]:
    """Return what the proved checker says of files; raises `NotBuilt` if there is none."""
    if not program.is_file():
        raise NotBuilt(f"there is no proved checker at {program}: run make verified in the repository")
    if program == PROGRAM and not fresh(program):
        raise NotBuilt(f"the checker at {program} is not built from the sources of today: run make verified again")
    found: list[Proved] = []
    while len(found) < len(paths):
        rest = paths[len(found) :]
        names = b"".join(os.fsencode(path if os.path.isfile(path) else os.devnull) + b"\0" for path in rest)  # noqa: PTH113
        done = subprocess.run(  # noqa: S603 (the program that was built here)
            ["/bin/sh", "-c", LIMITED.format(shlex.quote(str(program)))], input=names, capture_output=True, check=False
        )
        for path, line in zip(rest, done.stdout.decode("ascii", "replace").splitlines(), strict=False):
            found.append(_told(line) if os.path.isfile(path) else Proved("unreadable", reason="not a file"))  # noqa: PTH113
        if len(found) < len(paths):  # it stopped at the next file
            found.append(Proved("unreadable", reason=f"the checker stopped with {done.returncode}"))
    return found


def _told(line: str) -> Proved:
    word, _, rest = line.partition(" ")
    if word == "unreadable":
        return Proved("unreadable", reason=rest)
    digest, *more = rest.split(" ", 2 if word == "accepted" else 1)  # the kind may be any text that nobody knows
    verdict = {"accepted": "accepted", "refused": "not accepted", "unknown": "not verified"}[word]
    return Proved(verdict, digest, *more)


def exit_code(verdicts: Sequence[Proved]) -> int:
    """Return 0 if all are accepted and there is one, 1 if one is not, else 2 if one is unreadable, else 3."""
    said = {v.verdict for v in verdicts}
    if "not accepted" in said:
        return 1
    if "unreadable" in said or not said:
        return 2
    return 3 if "not verified" in said else 0
