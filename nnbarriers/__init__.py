"""The face: the command, and what people look at."""

from typing import TYPE_CHECKING

from nnbarriers.neighbours import require

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        require()
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
