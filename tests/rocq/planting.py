"""Defects that are planted in a copy of sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def replaced(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Plant a defect: replace the first occurrence."""

    def plant(folder: Path) -> None:
        source = (folder / file).read_text()
        assert old in source
        (folder / file).write_text(source.replace(old, new, 1))

    return plant


def appended(file: str, text: str) -> Callable[[Path], None]:
    """Plant a defect: add text at the end."""

    def plant(folder: Path) -> None:
        with (folder / file).open("a") as source:
            source.write(text)

    return plant
