"""The playground: a network is trained in the page, broken by λη, counted exactly, certified (A3, A5)."""

from __future__ import annotations

from nnbarriers.pages import browser_kernel
from nnbarriers.pages.standalone import standalone

__all__ = ["page"]

SCRIPTS = ("exact", "points", "train", "certificate", "draw", "play")
EXPORTED = (
    "canonical", "failing", "instabilityCertificate", "integers", "rightBySign", "rightWithinHalf",
    "sha256", "stabilityCertificate", "stableNetwork", "text", "ofDouble", "trainingSet",
)  # fmt: skip


KERNEL = "const checker = new KernelWorker(); window.checkCertificate = (text) => checker.check(text);"


def page() -> str:
    """Return the page, whole: one file, no network, with the kernel that decides its certificates again (A3, A5)."""
    shown = standalone(
        "play", "Barriers: train a network, break it with one vector",
        "Train a small network in the page, move all points by one tiny vector, count exactly what fails, certify it.",
        SCRIPTS, EXPORTED,
    )  # fmt: skip
    return shown.replace("</body></html>", f"<script>{browser_kernel.script()}\n{KERNEL}</script></body></html>")
