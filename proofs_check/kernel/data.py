"""The conditions that all certificates of results A share: the network, the training set, the parameters a."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .pieces import Many, Meter, Pieces
from .reading import digest, fields, number, numbers, require, states, whole
from .relu import Network

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Data:
    """x^k_1 for k = 1..n, delta, radius r, dimension d; the k-th point is (x^k_1, delta * label, 0, …, 0)."""

    x1: list[Fraction]
    delta: Fraction
    radius: Fraction
    dimension: int

    def label(self, k: int) -> int:
        """Return (k+1) mod 2."""
        return (k + 1) % 2


def check_network(claim: dict[str, Any], witness: Any, condition: str) -> Network:
    """The network of the witness is in NN_(N,L) with the claimed widths, and is the one that the claim names."""
    network = Network(witness)
    states(condition, claim, widths=network.widths, network_sha256=digest(witness))
    shape = len(network.widths) > 2 and network.widths[-1] == 1
    require(condition, shape, "a network of NN_(N,L) has a hidden layer and one output")
    return network


def check_data(claim: dict[str, Any], witness: Any, widths: list[int], condition: str) -> Data:
    """The points are of the theorem's form, 0 < delta <= r, d >= 2 is the network's, and the claim names them."""
    body = fields(witness, "data", "delta", "dimension", "radius", "x1")
    x1, dimension = numbers(body["x1"], "x1"), whole(body["dimension"], "dimension")
    data = Data(x1, number(body["delta"], "delta"), number(body["radius"], "radius"), dimension)
    require(condition, len(x1) > 0, "there must be at least one point")
    require(condition, dimension == widths[0] > 1, "the dimension must be the network's, and at least 2")
    require(condition, 0 < data.delta <= data.radius, "0 < delta <= radius is required")
    require(condition, max(x1) <= 1, "the points must lie in [0,1]^d")
    states(condition, claim, points=len(x1), dimension=dimension, delta=data.delta, radius=data.radius)
    states(condition, claim, data_sha256=digest(witness))
    return data


def check_parameters(claim: dict[str, Any], data: Data, condition: str) -> tuple[Fraction, Fraction]:
    """For every a in [1/2, 1] with lo < a <= hi, f_a = (k+1) mod 2 on the closed r-ball about the k-th point.

    There is such an a. Then the balls lie in different level sets, so the points are more than 2r apart: the data are
    in S_r.
    """
    lo = max(k * (x + data.radius) for k, x in enumerate(data.x1, 1))
    hi = min((k + 1) * (x - data.radius) for k, x in enumerate(data.x1, 1))
    require(condition, lo < hi and lo < 1 and hi >= HALF, "no f_a is constant on all closed balls of the radius")
    states(condition, claim, a_interval=[lo, hi])
    return lo, hi


class Lines:
    """The network on the lines of the points (u, tiny, 0, …, 0), restricted to the segments that are needed.

    A line is restricted once, from the first point to the last, unless its knots cost more than an evaluation a point.
    """

    def __init__(self, network: Network, data: Data, lo: Fraction, hi: Fraction) -> None:
        self.layers, self.rest = network.layers, [Fraction(0)] * (data.dimension - 2)
        self.lo, self.hi, self.points = min(data.x1) + lo, max(data.x1) + hi, len(data.x1)
        self.meter = Meter()
        self.found: dict[Fraction, Pieces | None] = {}

    def along(self, tiny: Fraction, lo: Fraction, hi: Fraction) -> Iterator[tuple[int, int]]:
        """Yield the outputs at u = lo, at the knots between, and at hi; between them the output is affine."""
        rest = [tiny, *self.rest]
        if tiny not in self.found:
            try:
                self.found[tiny] = Pieces(self.layers, rest, self.lo, self.hi, self.meter, self.points)
            except Many:
                self.found[tiny] = None
        pieces = self.found[tiny] or Pieces(self.layers, rest, lo, hi, self.meter)
        return pieces.along(lo, hi)
