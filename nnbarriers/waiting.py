"""A line on a terminal while somebody waits longer than two seconds."""

from __future__ import annotations

import sys
import time
from types import TracebackType

__all__ = ["Waiting"]

PATIENCE, EVERY = 2.0, 0.3
"""Seconds before anything is said, and between two updates."""


class Waiting:
    """Called with a text now and then; shows the last one, if somebody may be looking, and takes it away at the end."""

    def __init__(self) -> None:
        self.next, self.shown = time.monotonic() + PATIENCE, 0
        self.seen = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, text: str) -> None:
        """Show a text, if it is time."""
        if self.seen and (now := time.monotonic()) >= self.next:
            self.next = now + EVERY
            _show(f"\r{text:<{self.shown}}")
            self.shown = len(text)

    def __enter__(self) -> Waiting:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self.shown:
            _show(f"\r{'':<{self.shown}}\r")


def _show(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
