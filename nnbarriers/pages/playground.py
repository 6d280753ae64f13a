"""The playground: a network is trained in the page, broken by λη, counted exactly, certified (A3, A5)."""

from __future__ import annotations

from nnbarriers.pages import browser_kernel
from nnbarriers.pages.standalone import standalone

__all__ = ["page"]

PARTS = ("exact", "points", "train", "certificate", "draw", "play")
EXPORTED = (
    "canonical", "checker", "failing", "instabilityCertificate", "integers", "rightBySign", "rightWithinHalf",
    "sha256", "stabilityCertificate", "stableNetwork", "text", "ofDouble", "trainingSet",
)  # fmt: skip


def page() -> str:
    """Return the page, whole: one file, no network, with the kernel that decides its certificates again (A3, A5)."""
    return standalone(
        "play", "Barriers: train a network, break it with one vector",
        "Train a small network in the page, move all points by one tiny vector, count exactly what fails, certify it.",
        PARTS, exported=EXPORTED, before=[browser_kernel.script()],
    )  # fmt: skip
