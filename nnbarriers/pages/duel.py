"""The duel: an algorithm against the adversary, two training sets that agree in all that was read (B2, B3, B4, K)."""

from __future__ import annotations

from nnbarriers.pages.standalone import standalone

__all__ = ["page"]


def page() -> str:
    """Return the page, whole: one file, no network (B2, B3, B4, K)."""
    return standalone(
        "duel", "Barriers: play an algorithm against the adversary",
        "Two training sets that agree in all that an algorithm reads, and no answer that is right on both.", ("duel",),
    )  # fmt: skip
