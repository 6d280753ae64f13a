"""Claims of U looked at again by definition: decisions in rationals at sampled vectors, point by point."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from tests.kernel.recompute import ONE, ZERO, Vector, dot, layers_of, named, value, vector


class Question:
    """The network, the points and the vector of a certificate, as a reader would take them."""

    def __init__(self, certificate: dict[str, Any]) -> None:
        self.claim, body = certificate["claim"], certificate["witness"]
        self.body = body
        self.layers = layers_of(body["network"])
        scale = value(body["data"]["scale"])
        self.points = [[scale * value(str(v)) for v in row] for row in body["data"]["rows"]]
        self.labels, self.eta = body["data"]["labels"], vector(self.claim["eta"])

    def outputs(self, point: Vector) -> Vector:
        for index, (rows, bias) in enumerate(self.layers):
            if index:
                point = [max(ZERO, z) for z in point]
            point = [dot(row, point) + b for row, b in zip(rows, bias, strict=True)]
        return point if self.claim["threshold"] is None else [value(self.claim["threshold"]), *point]

    def decided(self, k: int, eta: Vector) -> str:
        moved = [v + e for v, e in zip(self.points[k], eta, strict=True)]
        if self.claim["box"] is not None:
            low, high = vector(self.claim["box"])
            moved = [sorted((low, v, high))[1] for v in moved]
        z, y = self.outputs(moved), self.labels[k]
        if any(v > z[y] for v in z):
            return "wrong"
        return "tie" if z.count(z[y]) > 1 else "right"


def refuted_universal(certificate: dict[str, Any], random: Random) -> str | None:  # noqa: PLR0911
    """Return what speaks against the claim, or None."""
    it = Question(certificate)
    claim, zero = it.claim, [ZERO] * len(it.eta)
    widths = [len(it.layers[0][0][0]), *(len(bias) for _, bias in it.layers)]
    names = (named(it.body["network"]), named(it.body["data"]), named(it.body["indices"]))
    if names != (claim["network_sha256"], claim["data_sha256"], claim["indices_sha256"]):
        return "the claim names others"
    if (claim["widths"], claim["points"]) != (widths, len(it.points)):
        return "the claim is about others"
    norm = max(map(abs, it.eta))
    if norm != value(claim["eta_norm"]) or norm > value(claim["budget"]):
        return "the norm is another, or beyond the budget"
    if claim["box"] is not None and not all(
        value(claim["box"][0]) <= v <= value(claim["box"][1]) for point in it.points for v in point
    ):
        return "a point is not in the box"
    for when, eta in (("before", zero), ("after", it.eta)):
        found = [it.decided(k, eta) for k in range(len(it.points))]
        if (found.count("right"), found.count("wrong")) != (claim[f"right_{when}"], claim[f"wrong_{when}"]):
            return f"the counts {when} are others"
    indices = set(it.body["indices"])
    if len(indices) != claim["broken"] or any(it.decided(k, zero) != "right" for k in indices):
        return "a listed point is not right before, or the number is another"
    return _refuted_around(it, indices, random)


def _refuted_around(it: Question, indices: set[int], random: Random) -> str | None:
    (low, high), radius = vector(it.claim["scalings"]), value(it.claim["radius"])
    if not low <= ONE <= high or radius < 0:
        return "the scalings do not contain 1"
    for k in indices:
        for by in [low, ONE, high, *(low + (high - low) * Fraction(random.randint(0, 64), 64) for _ in range(4))]:
            for signs in ([random.choice([-1, 1]) for _ in it.eta] for _ in range(3)):
                if it.decided(k, [by * e + s * radius for e, s in zip(it.eta, signs, strict=True)]) != "wrong":
                    return f"point {k} is not wrong at {by} times eta, or near it"
    return None


def shows_nothing_universal(certificate: dict[str, Any]) -> bool:
    """Tell whether no point changes from right to wrong among those that are listed."""
    it = Question(certificate)
    zero = [ZERO] * len(it.eta)
    return not any(it.decided(k, zero) == "right" and it.decided(k, it.eta) == "wrong" for k in it.body["indices"])
