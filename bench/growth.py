"""How time and size grow with points, width and depth: measured exponents, beside what docs/cost.md derives.

An exponent is the slope of a straight line through the logarithms, by least squares; random float32 weights.  `python
bench/growth.py` prints these alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from common import median_seconds, random_layers, rationals, record

from constructions.certificates import canonical, instability_certificate
from constructions.instability import universal_perturbation
from constructions.training_sets import double_training_set
from proofs_check.kernel import check_bytes
from theory.lines import restriction
from theory.networks import ReluNetwork

POINTS = (1250, 2500, 5000, 10_000, 20_000)
WIDTHS = (64, 128, 256, 512)
DEPTHS = (1, 2, 4, 8)


def sizes(network: ReluNetwork, points: int) -> dict[str, float]:
    """Return the pieces on the segment of the points, the seconds of attack and check, the bytes of the certificate."""
    data = double_training_set(points)
    zeros, reach = [0] * (data.dimension - 1), (min(data.x1) - data.radius, max(data.x1) + data.radius)

    def attack() -> Any:
        return universal_perturbation(network, data)

    certificate = canonical(instability_certificate(attack())).encode()
    assert check_bytes(certificate).verdict == "accepted"
    return {
        "pieces": len(restriction(network, [0, *zeros], [1, *zeros], reach).sign_changes) + 1,
        "attack": median_seconds(attack),
        "kernel_check": median_seconds(lambda: check_bytes(certificate)),
        "certificate": len(certificate),
    }


def along(what: str, places: tuple[int, ...], of: Callable[[int], dict[str, float]]) -> None:
    """Record the exponents with which each figure grows from place to place."""
    found = [of(place) for place in places]
    for figure in ("attack", "kernel_check", "certificate", "pieces"):
        logs = np.log([max(told[figure], 1e-9) for told in found])
        record(f"growth/{what}/{figure}/exponent", float(np.polyfit(np.log(places), logs, 1)[0]))


def growth() -> None:
    """Record exponents in points and in width, and what a hidden layer more costs."""
    network = rationals(random_layers(2, 64, 64, 1))
    along("points", POINTS, lambda n: sizes(network, n))
    along("width", WIDTHS, lambda w: sizes(rationals(random_layers(2, w, w, 1)), 1000))
    for depth in DEPTHS:
        for figure, value in sizes(rationals(random_layers(2, *(32,) * depth, 1)), 1000).items():
            unit = {"pieces": "pieces", "certificate": "bytes"}.get(figure, "seconds")
            record(f"growth/depth/{depth}/{figure}" + (f"/{unit}" if unit != figure else ""), value)


if __name__ == "__main__":
    growth()
