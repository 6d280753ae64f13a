"""Certificates of A5: a network that equals the label on every closed ball."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .data import bound_work, check_data, check_network, check_parameters
from .reading import fields, require, told
from .relu import one_pattern

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
    bound_work(2 * len(data.x1), network, data, [])
    for k in range(1, len(data.x1) + 1):
        label = data.label(k)
        left, scale, signs = network.run(data.point(k, -data.radius, Fraction(0)))
        right, other, others = network.run(data.point(k, data.radius, Fraction(0)))
        require("A5.5", left == label * scale, f"the network is not the label at the left end of ball {k}")
        require("A5.5", right == label * other, f"the network is not the label at the right end of ball {k}")
        require("A5.6", one_pattern(signs, others), f"a neuron changes sign inside ball {k}")
    return [
        f"checked: the network equals the label on the closed balls of radius {claim['radius']} about all"
        f" {claim['points']} points, in all coordinates:"
        " it depends on x_1 only (A5.4), is affine on each ball (A5.6) and right at both ends (A5.5)",
        f"for every a in [1/2, 1] with {told(lo)} < a <= {told(hi)}: labels on closed balls and separation (A5.3)",
        "not checked: machine rounding of the network",
    ]
