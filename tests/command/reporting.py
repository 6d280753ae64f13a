"""A folder of `barriers demonstrate` for the tests of the report."""

from __future__ import annotations

import json
from pathlib import Path

from nnbarriers.command.main import main
from nnbarriers.demonstrations.rows import Demonstration
from nnbarriers.pages.folder import ROWS, Contents, gather

GOOD = Path(__file__).parents[1] / "certificates" / "good"
NAMES = ("A4-threshold", "A5-two-points", "J-coin", "K-half-open", "W-hasty", "C0-P1", "E0-hadamard-4")
EVIL = "<script>alert('1')</script> & \"quoted\" </title> {x} \\input"


def named(verdicts: dict[str | None, Demonstration], name: str) -> tuple[str, str | None]:
    """The file of a certificate and its hash, from rows by their files."""
    return f"{name}.json", verdicts[f"{name}.json"].sha256


def with_row(folder: Path, **given: object) -> Contents:
    """The folder with one row, as a stranger may write it."""
    row = {"result": "A3", "instance": "i", "claim": "the Riemann hypothesis", "evidence": "certificate"}
    row |= {"verdict": "accepted", "certificate": None, "sha256": None, **given}  # type: ignore[dict-item]
    (folder / ROWS).write_text(json.dumps(row) + "\n")
    return gather(folder)


def command(*words: str) -> int:
    """The exit code of the command."""
    try:
        main(list(words))
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0
