"""The kernel in the browser: the scripts of `assets/kernel` as one, for any page, and a page that checks certificates.

It is written from docs/certificates.md and shares no code with `proofs_check.kernel`; tests compare their verdicts.
"""

from __future__ import annotations

from fractions import Fraction

from constructions.certificates import canonical, instability_certificate, minimiser_certificate, stability_certificate
from constructions.instability import interpolating_network, universal_perturbation
from constructions.inverse_problems import InverseProblem
from constructions.optimality import solution
from constructions.stable_network import stable_network
from constructions.training_sets import double_training_set
from nnbarriers.pages.standalone import asset, document

__all__ = ["page", "script"]

PARTS = (
    "exact", "reading", "sha256", "networks", "instability", "stability", "optimum", "recovery", "universal", "witness",
    "families", "plays", "defeat", "flag", "blocks", "work", "minors", "miss", "solution", "roots", "regressions",
    "programs", "answers", "conditions", "words", "tampering", "check",
)  # fmt: skip
"""The scripts of the kernel, each after those whose constants it uses."""


def script() -> str:
    """Return a script that defines `barriersKernel` and `KernelWorker`, and nothing else.

    `barriersKernel().checkCertificate(text)` is the verdict on the text of a file: an object of `verdict`, `condition`,
    `message`, `kind`, `result`, `vacuous`, `sha256`, `says` and `conditions`; `barriersKernel().sha256(text)` is what
    its name says, of a text in ASCII. `new KernelWorker().check(text)` promises the verdict from a worker, which is
    ended when it takes too long; a page with a Content-Security-Policy has to allow it: `worker-src blob:`.

    >>> "function checkCertificate" in script()
    True
    """
    kernel = "\n".join(asset(f"kernel/{part}.js") for part in PARTS)
    names = "{ checkCertificate, sha256, tampered }"
    return f'"use strict";\nfunction barriersKernel() {{\n{kernel}\nreturn {names};\n}}\n{asset("kernel_worker.js")}'


def examples() -> dict[str, str]:
    """Return the texts of three certificates, made now, by what they say.

    >>> list(examples())
    ['A network fails', 'A network is stable', 'A minimiser']
    """
    data = double_training_set(12)
    attacked = universal_perturbation(interpolating_network((2, 3, 1), data.delta), data)
    made = {
        "A network fails": instability_certificate(attacked),
        "A network is stable": stability_certificate(stable_network(data), data),
        "A minimiser": minimiser_certificate(solution(InverseProblem("P1"), Fraction(4), Fraction(3))),
    }
    return {name: canonical(certificate) for name, certificate in made.items()}


def page() -> str:
    """Return the page that checks certificates, self-contained: it works from file:// and asks no network.

    >>> page().startswith("<!doctype html>")
    True
    """
    samples = "".join(
        f'<script type="application/json" data-example="{name}">{text}</script>' for name, text in examples().items()
    )
    return document(
        "Check a certificate", asset("check.html") + samples, style=asset("check.css"),
        scripts=[script(), *map(asset, ("page.js", "verdicts.js", "check.js"))],
    )  # fmt: skip
