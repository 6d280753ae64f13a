"""Certificates of A5: a network that equals the label on every closed ball."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .data import Lines, check_data, check_network, check_parameters
from .reading import fields, require, told

CLAIM = ("a_interval", "data_sha256", "delta", "dimension", "network_sha256", "points", "radius", "widths")


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions in order; return what was checked."""
    claim = fields(claim, "claim", *CLAIM)
    witness = fields(witness, "witness", "data", "network")
    network = check_network(claim, witness["network"], "A5.1")
    data = check_data(claim, witness["data"], network.widths, "A5.2")
    require("A5.2", len(data.x1) > 1, "A5 is about two points at least: one constant fits one point")
    lo, hi = check_parameters(claim, data, "A5.3")
    rows, _ = network.layers[0]
    require("A5.4", all(not any(row[1:-1]) for row in rows), "the network must depend on x_1 only")
    lines = Lines(network, data, -data.radius, data.radius)
    for k, x in enumerate(data.x1, 1):
        label, outputs = data.label(k), lines.along(Fraction(0), x - data.radius, x + data.radius)
        top, scale = next(outputs)
        require("A5.5", top == label * scale, f"the network is not the label at the left end of ball {k}")
        same = all(top == label * scale for top, scale in outputs)
        require("A5.6", same, f"the network is not the label throughout ball {k}")
    return [
        f"checked: the network equals the label on the closed balls of radius {claim['radius']} about all"
        f" {claim['points']} points, in all coordinates:"
        " it depends on x_1 only (A5.4), and is right at the left ends (A5.5) and from there to the right ones (A5.6)",
        f"for every a in [1/2, 1] with {told(lo)} < a <= {told(hi)}: labels on closed balls and separation (A5.3)",
        "not checked: machine rounding of the network",
    ]
