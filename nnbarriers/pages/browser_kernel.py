"""The kernel in the browser: the scripts of `assets/kernel` as one, for any page.

It is written from docs/certificates.md and shares no code with `proofs_check.kernel`; tests compare their verdicts.
"""

from __future__ import annotations

from importlib.resources import files

__all__ = ["script"]

PARTS = (
    "exact", "reading", "sha256", "networks", "instability", "stability", "optimum", "recovery", "universal", "witness",
    "families", "plays", "defeat", "flag", "blocks", "minors", "miss", "solution", "roots", "regressions", "programs",
    "answers", "conditions", "words", "tampering", "check",
)  # fmt: skip
"""The scripts of the kernel, each after those whose constants it uses."""


def _asset(name: str) -> str:
    return files("nnbarriers.pages").joinpath("assets", name).read_text("utf-8")


def script() -> str:
    """Return a script that defines `barriersKernel` and `KernelWorker`, and nothing else.

    `barriersKernel().checkCertificate(text)` is the verdict on the text of a file: an object of `verdict`, `condition`,
    `message`, `kind`, `result`, `vacuous`, `sha256`, `says` and `conditions`. `new KernelWorker().check(text)` promises
    the same from a worker, which is ended when it takes too long.

    >>> "function checkCertificate" in script()
    True
    """
    kernel = "\n".join(_asset(f"kernel/{part}.js") for part in PARTS)
    names = "{ checkCertificate, tampered }"
    return f'"use strict";\nfunction barriersKernel() {{\n{kernel}\nreturn {names};\n}}\n{_asset("kernel_worker.js")}'
