"""Certificates of U: one vector, or all near its multiples, at which many points of anybody's data are misclassified.

Right at a point of label y: z_y > z_j for all j != y.  Wrong: z_j > z_y for some j.  A tie is neither.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Any

from .reading import bits_of, common_denominator, digest, fields, items, number, numbers, require, states, told, whole
from .relu import IntegerLayer, Network, products

CLAIM = (
    "box", "broken", "budget", "data_sha256", "eta", "eta_norm", "indices_sha256", "network_sha256", "points", "radius",
    "right_after", "right_before", "scalings", "threshold", "widths", "wrong_after", "wrong_before",
)  # fmt: skip
HALVINGS = 64
"""How often an interval of scalings is halved, at most."""
Vector = list[Fraction]


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions in order; return what was checked."""
    claim = fields(claim, "claim", *CLAIM)
    witness = fields(witness, "witness", "data", "indices", "network", "pieces")
    network = check_network(claim, witness["network"])
    rows, labels, scale = check_data(claim, witness["data"], network)
    eta, radius = numbers(claim["eta"], "eta"), number(claim["radius"], "radius")
    require("U.3", len(eta) == network.widths[0] > 0, "eta must have the network's dimension")
    states("U.3", claim, eta_norm=max(map(abs, eta)))
    require("U.3", max(map(abs, eta)) <= number(claim["budget"], "budget"), "eta is beyond the budget")
    box = [] if claim["box"] is None else numbers(claim["box"], "box")
    moved = Moved(network, eta, radius, box, scale)
    inside = len(box) == 2 and all(moved.box[0] <= v * moved.by <= moved.box[1] for row in rows for v in row)
    require("U.4", claim["box"] is None or inside, "a box is two numbers, and all points lie between them")
    scalings = numbers(claim["scalings"], "scalings")
    about = len(scalings) == 2 and scalings[0] <= 1 <= scalings[1] and radius >= 0
    require("U.5", about, "the scalings are an interval about 1, and the radius is not negative")
    require("U.5", not box or scalings[0] == scalings[1], "with a box there are no scalings")
    indices, pieces = [whole(k, "indices") for k in items(witness["indices"], "indices")], witness["pieces"]
    require("U.6", all(a < b for a, b in zip([-1, *indices], [*indices, len(rows)])), "the indices must increase")
    require("U.6", whole(pieces, "pieces") >= len(indices), "every listed point needs a piece")
    states("U.6", claim, indices_sha256=digest(indices), broken=len(indices))
    bits = moved.over.bit_length() + bits_of([scale, radius, *eta, *scalings]) + HALVINGS
    network.bound_work(2 * len(rows), bits + max(v.bit_length() for row in rows for v in row), 2 * pieces)
    firsts = [moved.first(row) for row in rows]
    before, after = ([moved.decision(pair[i], y) for pair, y in zip(firsts, labels)] for i in (0, 1))
    for k in indices:
        require("U.7", before[k] > 0, f"the network is not right at point {k}")
        pieces = check_around(k, moved, firsts[k][1], labels[k], scalings, pieces)
    states("U.9", claim, right_before=before.count(1), wrong_before=before.count(-1))
    states("U.9", claim, right_after=after.count(1), wrong_after=after.count(-1))
    return report(claim, scalings, radius)


def check_network(claim: dict[str, Any], witness: Any) -> Network:
    """U.1: the network is the claim's and has a hidden layer; with a threshold t, its one output z becomes (t, z)."""
    network = Network(witness)
    states("U.1", claim, widths=network.widths, network_sha256=digest(witness))
    require("U.1", len(network.widths) > 2, "the network must have a hidden layer")
    require("U.1", (claim["threshold"] is None) == (network.widths[-1] > 1), "a threshold is for one output")
    if claim["threshold"] is not None:
        threshold, (rows, common) = number(claim["threshold"], "threshold"), network.layers[-1]
        over = lcm(common, threshold.denominator)
        constant = [*[0] * network.widths[-2], int(threshold * over)]
        network.layers[-1] = [constant, [v * (over // common) for v in rows[0]]], over
    return network


def check_data(claim: dict[str, Any], witness: Any, network: Network) -> tuple[list[list[int]], list[int], Fraction]:
    """U.2: there are points of the network's dimension, a label for each; return rows of integers, labels and scale."""
    body = fields(witness, "data", "labels", "rows", "scale")
    rows = [[v if type(v) is int else number(v, "rows") for v in items(r, "row")] for r in items(body["rows"], "rows")]
    labels, classes = [whole(y, "labels") for y in items(body["labels"], "labels")], len(network.layers[-1][0])
    require("U.2", len(rows) == len(labels) > 0, "there must be a point, and a label for each")
    fit = all(len(row) == network.widths[0] and all(v.denominator == 1 for v in row) for row in rows)
    require("U.2", fit, "the rows hold integers, as many as the network has inputs")
    require("U.2", all(0 <= y < classes for y in labels), f"a label is one of 0..{classes - 1}")
    states("U.2", claim, points=len(rows), data_sha256=digest(witness))
    return [[int(v) for v in row] for row in rows], labels, number(body["scale"], "scale")


class Moved:
    """The network at points moved by eta, in integers over one denominator; `by` is the scale of the points there."""

    def __init__(self, network: Network, eta: Vector, radius: Fraction, box: Vector, scale: Fraction) -> None:
        (self.rows, common), *self.rest = network.layers
        self.over = common_denominator([scale, radius, *eta, *box])
        self.eta, self.box = [int(v * self.over) for v in eta], [int(v * self.over) for v in box]
        self.by, self.scale = int(scale * self.over), common * self.over
        self.shift = products(self.rows, self.eta)
        self.reach = [int(radius * self.over) * sum(map(abs, row[:-1])) for row in self.rows]

    def first(self, row: list[int]) -> tuple[list[int], list[int]]:
        """Return the first pre-activations at a point and at the moved one, in the box if there is one."""
        point = [v * self.by for v in row]
        here = products(self.rows, [*point, self.over])
        if not self.box:
            return here, [a + b for a, b in zip(here, self.shift)]
        clipped = (min(max(a + b, self.box[0]), self.box[1]) for a, b in zip(point, self.eta))
        return here, products(self.rows, [*clipped, self.over])

    def decision(self, state: list[int], y: int) -> int:
        """Return 1 if the label is right, -1 if it is wrong, 0 for a tie, from first pre-activations."""
        scale = self.scale
        for rows, common in self.rest:
            state = products(rows, [*(v if v > 0 else 0 for v in state), scale])
            scale *= common
        most = max(v for j, v in enumerate(state) if j != y)
        return (state[y] > most) - (state[y] < most)


def check_around(k: int, moved: Moved, state: list[int], y: int, scalings: Vector, pieces: int) -> int:
    """U.8: the point is wrong at every eta' within the radius of lambda eta; return how many pieces are left."""
    todo = [(scalings[0], scalings[1], HALVINGS)]
    while todo:
        lo, hi, left = todo.pop()
        pieces -= 1
        require("U.8", pieces >= 0, f"point {k} needs more pieces")
        by = 2 * lcm(lo.denominator, hi.denominator)
        centre = [by * m + int((lo + hi - 2) / 2 * by) * s for m, s in zip(state, moved.shift)]
        spread = [int((hi - lo) / 2 * by) * abs(s) + by * r for s, r in zip(moved.shift, moved.reach)]
        if not wrong_within(moved.rest, centre, spread, moved.scale * by, y):
            require("U.8", left > 0, f"the network is not shown to be wrong about point {k}")
            todo += [((lo + hi) / 2, hi, left - 1), (lo, (lo + hi) / 2, left - 1)]
    return pieces


def wrong_within(layers: list[IntegerLayer], centre: list[int], spread: list[int], scale: int, y: int) -> bool:
    """Tell whether some one z_j is above z_y for all first pre-activations within spread of the centre."""
    for rows, common in layers:
        low, high = [max(c - s, 0) for c, s in zip(centre, spread)], [max(c + s, 0) for c, s in zip(centre, spread)]
        radii = [b - a for a, b in zip(low, high)]
        centre = products(rows, [*(a + b for a, b in zip(low, high)), 2 * scale])
        spread = products([[abs(w) for w in row] for row in rows], radii)
        scale *= 2 * common
    lost = (sum(abs(a - b) * r for a, b, r in zip(row, rows[y], radii)) for row in rows)
    return any(z - centre[y] > v for z, v in zip(centre, lost))


def report(claim: dict[str, Any], scalings: Vector, radius: Fraction) -> list[str]:
    """Say what was checked, and what not."""
    norm, (lo, hi) = told(number(claim["eta_norm"], "eta_norm")), map(told, scalings)
    label = "" if claim["threshold"] is None else f"; of one output z, label 1 is z > {told(claim['threshold'])}"
    clipped = "" if claim["box"] is None else f"; moved points are clipped into {told(claim['box'])}"
    near = f"for every eta' within {told(radius)} of lambda eta, lambda in [{lo}, {hi}]: by bounds on the layers (U.8)"
    before, after = (f"right {claim[f'right_{t}']}, wrong {claim[f'wrong_{t}']} {t}" for t in ("before", "after"))
    return [
        *([] if claim["broken"] else ["vacuous: no point is broken"]),
        f"checked: {claim['broken']} of {claim['points']} points are right before and wrong at eta, all at once,"
        f" |eta| = {norm} ({before}; {after})",
        f"right is z_y > z_j for all j != y, wrong is z_j > z_y for some j, a tie is neither{label}{clipped}",
        near if radius or lo != hi else "for this eta: by evaluation (U.8)",
        "not checked: whether another eta does more; where points and labels come from; machine rounding",
    ]
