"""Folders that several modules of tests of the command need; others have their own of these names."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nnbarriers.demonstrations.rows import Demonstration
from nnbarriers.pages.folder import gather, keep_rows
from tests.command.reporting import GOOD, NAMES, named
from tests.command.sweeping import SPEC, TRAINERS


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with the specification of a sweep, and with trainers."""
    (tmp_path / "s.toml").write_text(SPEC)
    (tmp_path / "mine.py").write_text(TRAINERS)
    return tmp_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as `barriers demonstrate` leaves it, with seven certificates and a row of every kind."""
    where = tmp_path / "out"
    where.mkdir()
    for name in NAMES:
        shutil.copy(GOOD / f"{name}.json", where)
    verdicts = {row.certificate: row for row in gather(where).rows}
    rows = [
        Demonstration(
            "A4", "a network", "fails for many t", "certificate", "accepted", *named(verdicts, "A4-threshold")
        ),
        Demonstration("A3", "the same", "fails", "certificate", "accepted", *named(verdicts, "A4-threshold")),
        Demonstration(
            "A0", "(2; 2; 1)", "3 pieces <= 3 " + "of the line, told at length " * 4, "exact computation", "holds"
        ),
    ]
    keep_rows(rows, where)
    return where
