"""The tests of the command read what a file or a pipe gets, whatever COLUMNS the tests themselves were started with."""

from __future__ import annotations

import pytest

from nnbarriers.command import console


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console.out, "width", console.WIDE)
