"""Make the corpus: good certificates, and for every condition bad ones that fail exactly there.

`python tests/certificates/make.py` rewrites good/ and bad/; a test checks that it would change nothing.  The name of a
bad file starts with the condition that it violates, or with `malformed` or `unsupported`.
"""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from constructions.adversary import defeat
from constructions.certificates import (
    canonical,
    defeat_certificate,
    instability_certificate,
    stability_certificate,
)
from constructions.instability import interpolating_network, universal_perturbation
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program_family
from constructions.minimisers import minimiser_family
from constructions.stable_network import sharp_network, sharp_runs, stable_network
from constructions.trainers import simple
from constructions.training_sets import TrainingSet, double_training_set, training_set
from tests.certificates import (
    alone,
    edges,
    edges_more,
    edges_recovery,
    flags,
    floats,
    misses,
    optima,
    programs,
    recoveries,
    roots,
    segments,
    solutions,
    trusts,
    universals,
    witnesses,
)
from tests.certificates.editing import Certificate, edited, reading, shifted
from theory.algorithms import Budget
from theory.costs import COSTS
from theory.exact import rational, write_rational
from theory.families import Family
from theory.monotone import Monotone, affine, sigmoid, threshold
from theory.networks import ReluNetwork
from theory.problems import Problem

HERE = Path(__file__).parent
DATA = double_training_set(12)


def instability(
    network: ReluNetwork, g: Monotone | None = None, data: TrainingSet = DATA, **options: Any
) -> Certificate:
    """The certificate of the universal perturbation of a network."""
    return instability_certificate(universal_perturbation(network, data, g, **options))


def both(certificate: Certificate, key: str, value: Any) -> Certificate:
    """A copy with a datum changed in the claim and in the witness alike."""
    return edited(edited(certificate, f"witness.data.{key}", value), f"claim.{key}", value)


def kinked(data: TrainingSet = DATA) -> ReluNetwork:
    """Reads the tiny print, with kinks inside three of the balls that change nothing that matters."""
    small = Fraction(1, 1000)
    bends = [([1, 0], -(data.x1[k] + data.radius / (k + 3))) for k in (2, 5, 8)]
    neurons = [([0, 1 / data.delta], 0), *bends]
    return ReluNetwork.of([([w for w, _ in neurons], [b for _, b in neurons]), ([[1, small, -small, small]], [0])])


def played(algorithm: Any, family: Family, alpha: Any, **options: Any) -> Certificate:
    """The certificate of an algorithm's defeat."""
    return defeat_certificate(defeat(algorithm, family, rational(alpha), budget=Budget(reads=100), **options))


def half_open(problem: Problem, oracle: Any, tape: Any) -> list[Fraction] | None:
    """A quarter reads for ever, a quarter tosses for ever, a quarter gives up; the rest answers the first candidate."""
    how = tape.integer(2)
    while how < 2:
        _ = oracle.read(0, 1) if how else tape.bit()
    return None if how == 2 else simple.candidates(problem)[0]


def defeats() -> dict[str, Certificate]:
    """Certificates of J, K and W that must be accepted, by name."""
    q = ((Fraction(3, 5), Fraction(4, 5)), (Fraction(-4, 5), Fraction(3, 5)))
    small = minimiser_family((2, 1, 1))
    other = minimiser_family((3, 1, 1, 1), "2/3", cost=COSTS["sum-square"], eps="1/10")
    hidden = digits_family(InverseProblem("P1", eta=Fraction(1, 10), m=2, columns=4, q=q), 3)
    third = {"max_bits": 4}
    return {
        "J-coin": played(simple.coin, small, "6/25"),
        "J-gives-up": played(simple.gives_up, small, 0),
        "J-midpoint-open-distance": played(simple.midpoint, small, "6/25"),
        "J-other-cost": played(simple.coin, other, "1/10"),
        "K-coin": played(simple.coin, digits_family(InverseProblem("P3"), 2), "1/100"),
        "K-half-open": played(half_open, digits_family(InverseProblem("P2"), 2), "1/100", **third),
        "K-gives-up-hidden": played(simple.gives_up, hidden, "1/1000"),
        "K-midpoint": played(simple.midpoint, hidden, "1/1000"),
        "K-programs-1": played(simple.midpoint, linear_program_family("1", alpha="3/2", m=2, columns=5), "1/2"),
        "K-programs-2": played(half_open, linear_program_family("2"), "7/10", **third),
        "K-programs-inf": played(simple.gives_up, linear_program_family("inf"), "2/5"),
        "W-hasty": played(simple.hasty, digits_family(InverseProblem("P3"), 2, weak=True), "1/10", max_level=20),
        "W-level-0": played(simple.k_minus_one, digits_family(InverseProblem("P3"), 2, weak=True), "1/10", max_level=0),
        "W-level": played(simple.k_minus_one, digits_family(InverseProblem("P3"), 2, weak=True), "1/10", max_level=6),
    }


@cache
def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    plain = interpolating_network((2, 3, 1), DATA.delta)
    exact_three = training_set(4, 1, dimension=3)
    exact_half = training_set(6, Fraction(1, 2), dimension=3)
    single = edited(edited(instability(plain), "witness.cuts", ["0"]), "claim.t_interval", ["0", "0"])
    flipped = ReluNetwork.of([(layer.weights, layer.bias) for layer in plain.layers[:-1]] + [([[-1, 0, 0]], [1])])
    blind = ReluNetwork.of([([[0, 0]], [0]), ([[1]], [0])])
    d = DATA.delta
    absolute = ReluNetwork.of([([[0, 1 / d], [0, -1 / d]], [0, 0]), ([[1, 1]], [0])])
    constant = ReluNetwork.of([([[0, 0]], [0]), ([[1]], [Fraction(1, 2)])])
    wrong = ReluNetwork.of([([[0, 1 / d]], [0]), ([[-1]], [1])])
    tiny, huge = Fraction(1, 2**100), Fraction(2**100)
    long = ReluNetwork.of([([[0, 1 / d], [tiny, 0]], [0, 0]), ([[1, tiny]], [0])]).scale_inputs([huge, 1])
    half = training_set(12, "3/4")
    nearer = tuple(x - Fraction(11, 1000) * (k == 2) for k, x in enumerate(half.x1))
    moved = TrainingSet(half.a, nearer, half.radius / 4, half.radius / 2, 2)
    positive = edited(instability(plain), "witness.cuts", ["1*2^-80", "1*2^-70"])
    positive["claim"] |= {"t_interval": ["1*2^-80", "1*2^-70"], "eta": ["1*2^-80", write_rational(-d)]}
    negative = edited(instability(plain), "witness.cuts", ["-3*2^-12", "-1*2^-12"])
    negative["claim"] |= {"t_interval": ["-3*2^-12", "-1*2^-12"], "eta": ["-1*2^-12", write_rational(-d)]}
    kinks, unbroken = instability(kinked()), instability(wrong)
    more = kinks["claim"]["t_interval"]
    unbroken = edited(edited(unbroken, "witness.indices", [2, 4, 6, 8, 10, 12]), "witness.s", 1)
    unbroken["witness"]["indices"] = [1, 3, 5, 7, 9, 11]
    unbroken = edited(unbroken, "claim.s", 1)
    unbroken["claim"] |= {"failing": 6, "broken": 0, "eta": ["0", write_rational(-d)], "eta_norm": write_rational(d)}
    found = {
        "A4-identity": instability(plain),
        "A4-threshold": instability(plain, threshold("1/3", one_at_jump=False)),
        "A4-closed-threshold": instability(plain, threshold("1/3")),
        "A4-sigmoid": instability(plain, sigmoid("1/2")),
        "A4-decreasing": instability(flipped, affine(-1, 1)),
        "A4-kinks-between-cuts": kinks,
        "A4-cuts-that-nothing-needs": edited(kinks, "witness.cuts", [*more[:1], "-1*2^-40", "0", *more[1:]]),
        "A4-inaccurate": instability(blind),
        "A4-label-zero-breaks": instability(overreacting()),
        "A4-deep": instability(interpolating_network((2, 2, 1, 2, 1), DATA.delta)),
        "A4-sharp": instability(sharp_network(sharp_runs(12, 3), 3)),
        "A4-both-signs-of-tiny-print": instability(absolute),
        "A4-outputs-at-open-ends": instability(constant),
        "A4-moved-points": instability(interpolating_network((2, 1, 1), moved.delta), data=moved),
        "A4-long-dyadics": instability(long),
        "A4-small-t": positive,
        "A4-negative-t": negative,
        "A4-nothing-broken": unbroken,
        "A4-five-dimensions": instability(
            interpolating_network((5, 2, 1), DATA.delta), data=double_training_set(12, dimension=5)
        ),
        "A4-one-point": instability(plain, data=double_training_set(1)),
        "A3-one-vector": {**single, "result": "A3"},
        "A3-one-parameter": instability(interpolating_network((3, 2, 1), exact_half.delta), data=exact_half),
        "A5-three-dimensions": stability_certificate(stable_network(exact_three), exact_three),
        "A5-two-points": stability_certificate(stable_network(double_training_set(2)), double_training_set(2)),
        "A5-twelve-points": stability_certificate(stable_network(DATA), DATA),
        "A5-exact-data-one-parameter": stability_certificate(stable_network(exact_half), exact_half),
        "A5-rational-data": stability_certificate(stable_network(training_set(9, "5/7")), training_set(9, "5/7")),
        **defeats(),
        **machine_ended(defeats()),
        **optima.good(),
        **misses.good(),
        **programs.good(),
        **solutions.good(),
        **roots.good(),
        **recoveries.good(),
        **trusts.good(),
        **edges.good(),
        **segments.good(),
        **floats.good(),
        **edges_recovery.good(),
        **flags.good(),
        **universals.good(),
        **witnesses.good(),
    }
    return {**found, **edges_more.good(found), **provenances(found["A5-two-points"])["good"]}


def overreacting() -> ReluNetwork:
    """Right on D_delta and blind to the tiny print, but t e_1, t > r/4, raises it at all points of label 0: s = 0."""
    calm = stable_network(DATA)
    neurons, slopes = [], []
    for x, s in zip(DATA.x1, DATA.labels, strict=True):
        if s == 0:  # a hat of height 1 between x + r/4 and x + 3r/4
            neurons += [([1, 0], -(x + DATA.radius * Fraction(j, 4))) for j in (1, 2, 3)]
            slopes += [4 / DATA.radius, -8 / DATA.radius, 4 / DATA.radius]
    first, last = calm.layers
    weights, bias = [*first.weights, *(w for w, _ in neurons)], [*first.bias, *(b for _, b in neurons)]
    return ReluNetwork.of([(weights, bias), ([[*last.weights[0], *slopes]], last.bias)])


def provenances(base: Certificate) -> dict[str, dict[str, Any]]:
    """Certificates that say who made them; the form is strict."""

    def told(value: Any) -> Certificate:
        return {**base, "provenance": value}

    return {
        "good": {
            "A5-provenance": told({"made by": 'barriers 0.1, "seed" 0', "on": "2025-01-01", "": "~ ~"}),
            "A5-provenance-empty": told({}),
            "A5-provenance-largest": told({f"{k:02}" + "x" * 498: "y" * 500 for k in range(32)}),
        },
        "bad": {
            "malformed-provenance-of-33": told({f"{k:02}": "" for k in range(33)}),
            "malformed-provenance-long-text": told({"by": "y" * 501}),
            "malformed-provenance-long-key": told({"x" * 501: ""}),
            "malformed-provenance-nested": told({"by": {"name": "x"}}),
            "malformed-provenance-number": told({"seed": 0}),
            "malformed-provenance-list": told(["x"]),
            "malformed-provenance-null": told(None),
            "malformed-provenance-letter": told({"by": "\u00e8"}),
            "malformed-provenance-line-break": told({"by": "x\nchecked: all"}),
            "malformed-provenance-delete": told({"by": "\u007f"}),
            "malformed-provenance-control-in-key": told({"\u0000": "x"}),
            "malformed-provenance-and-more": {**told({}), "comment": {}},
            "malformed-comment-for-provenance": {**base, "comment": {}},
            "unsupported-schema-whatever-the-provenance": {**told([]), "schema": "barriers/1"},
            "malformed-provenance-whatever-the-kind": {**told([]), "kind": "proof"},
            "A5.4-with-provenance": edited(told({"by": "x"}), "witness.network.0.weights.0.1", "1"),
        },
    }


def bad() -> dict[str, Certificate | str]:
    """Certificates, or texts, that must not be accepted, by name."""
    base = good()["A4-identity"]
    ball = good()["A5-twelve-points"]
    return {
        **_bad_networks(base, ball),
        **_bad_data(base, ball),
        **_bad_perturbations(base),
        **_bad_conclusions(base, ball),
        **_no_certificates(base),
        **_bad_defeats(),
        **optima.bad(),
        **misses.bad(),
        **programs.bad(),
        **solutions.bad(),
        **roots.bad(),
        **recoveries.bad(),
        **trusts.bad(),
        **edges.bad(),
        **segments.bad(),
        **floats.bad(),
        **edges_recovery.bad(),
        **flags.bad(),
        **universals.bad(),
        **witnesses.bad(),
        **alone.bad(good()),
        **edges_more.bad(good()),
        **provenances(ball)["bad"],
    }


def _bad_networks(base: Certificate, ball: Certificate) -> dict[str, Certificate | str]:
    no_hidden = edited(
        edited(base, "witness.network", [{"weights": [["0", "1"]], "bias": ["0"]}]), "claim.widths", [2, 1]
    )
    second = {"weights": [["1", "0", "0"], ["1", "0", "0"]], "bias": ["0", "0"]}
    two = edited(edited(base, "witness.network.1", second), "claim.widths", [2, 3, 2])
    no_hidden_ball = edited(
        edited(ball, "witness.network", [{"weights": [["0", "1"]], "bias": ["0"]}]), "claim.widths", [2, 1]
    )
    two_balls = edited(ball, "witness.network.1.weights", [ball["witness"]["network"][1]["weights"][0]] * 2)
    two_balls = edited(edited(two_balls, "witness.network.1.bias", ["0", "0"]), "claim.widths", [2, 22, 2])
    return {
        "A3.1-other-widths": edited(base, "claim.widths", [2, 4, 1]),
        "A3.1-no-hidden-layer": edited(no_hidden, "claim.piece_bound", "1"),
        "A3.1-two-outputs": two,
        "A3.1-larger-piece-bound": edited(base, "claim.piece_bound", "5"),
        "A3.1-another-network": edited(base, "witness.network.1.bias.0", "1/1000", pin=False),
        "A3.2-overlapping": edited(base, "witness.g", [["(", "-1/2", "3/4", ")"], ["(", "1/2", "3/2", ")"]]),
        "A3.2-common-end": edited(base, "witness.g", [["(", None, "1/2", "]"], ["[", "1/2", None, ")"]]),
        "A3.2-another-g": edited(base, "claim.g.0.2", "3/4", pin=False),
        "A3.2-twice-everything": edited(base, "witness.g", [["(", None, None, ")"], ["(", None, None, ")"]]),
        "A5.1-other-widths": edited(ball, "claim.widths", [2, 23, 1]),
        "A3.1-no-layers": edited(edited(base, "witness.network", []), "claim.widths", []),
        "A5.1-no-layers": edited(edited(ball, "witness.network", []), "claim.widths", []),
        "A5.1-no-hidden-layer": no_hidden_ball,
        "A5.1-two-outputs": two_balls,
        "A5.1-another-network": edited(ball, "claim.network_sha256", "0" * 64, pin=False),
    }


def _bad_data(base: Certificate, ball: Certificate) -> dict[str, Certificate | str]:
    thin = edited(
        edited(base, "witness.network", _layers(ReluNetwork.of([([[1]], [0]), ([[1]], [0])]))),
        "claim.widths",
        [1, 1, 1],
    )
    thin = edited(both(thin, "dimension", 1), "claim.piece_bound", "2")
    found: dict[str, Certificate | str] = {}
    for condition, after, start in (("A3.3", "A3.4", base), ("A5.2", "A5.3", ball)):
        radius = start["claim"]["radius"]
        point = edited(edited(start, "witness.data.x1", ["9/8"]), "claim.points", 1)
        found |= {
            f"{condition}-no-points": edited(edited(start, "witness.data.x1", []), "claim.points", 0),
            f"{condition}-delta-zero": both(start, "delta", "0"),
            f"{condition}-delta-negative": both(start, "delta", "-1/2048"),
            f"{condition}-delta-above-radius": both(start, "delta", shifted(radius)),
            f"{condition}-outside-the-cube": point,
            f"{condition}-dimension-of-another-network": both(start, "dimension", 3),
            f"{condition}-more-points-claimed": edited(start, "claim.points", 13),
            f"{condition}-other-dimension-claimed": edited(start, "claim.dimension", 3),
            f"{condition}-larger-radius-claimed": edited(start, "claim.radius", shifted(radius)),
            f"{condition}-larger-delta-claimed": edited(start, "claim.delta", shifted(start["claim"]["delta"])),
            f"{condition}-other-data": edited(start, "claim.data_sha256", "f" * 64, pin=False),
            f"{after}-wider-interval-of-a": edited(
                start, "claim.a_interval.1", shifted(start["claim"]["a_interval"][1])
            ),
            f"{after}-lower-interval-of-a": edited(
                start, "claim.a_interval.0", shifted(start["claim"]["a_interval"][0])
            ),
            f"{after}-radius-too-large": _parameters(both(start, "radius", "1/100"), None, "1/100"),
            f"{after}-label-not-constant": edited(start, "witness.data.x1.3", "1/4"),
        }
    found |= {
        "A3.4-interval-empty-by-a-hair": _parameters(base, "3/5", "1/5"),
        "A3.4-interval-empty": _parameters(base, "3/5", "1/4"),
        "A3.4-no-a-up-to-one": _parameters(base, "19/20", "1/10"),
        "A3.4-first-point-at-one": _parameters(base, "1", "1/1000"),
        "A3.4-only-a-above-one": _parameters(base, "9/10", "1/10"),
        "A3.4-only-a-below-one-half": _parameters(base, "3/10", "3/50"),
        "A5.2-one-point": _one_ball(ball),
    }
    found["A3.3-dimension-one"] = thin
    three = good()["A5-three-dimensions"]
    found["A5.2-dimension-less-than-that-of-the-network"] = both(three, "dimension", 2)
    nothing = _layers(ReluNetwork.of([([[1]], [0]), ([[1]], [0])]))
    nothing[0] |= {"weights": [[]]}
    for condition, start in (("A3.3", base), ("A5.2", ball)):
        empty = edited(edited(start, "witness.network", nothing), "claim.widths", [0, 1, 1])
        empty = edited(empty, "claim.piece_bound", "2") if condition == "A3.3" else empty
        found[f"{condition}-dimension-zero"] = both(empty, "dimension", 0)
    found["A5.2-dimension-one"] = both(
        edited(
            edited(ball, "witness.network", _layers(ReluNetwork.of([([[1]], [0]), ([[1]], [0])]))),
            "claim.widths",
            [1, 1, 1],
        ),
        "dimension",
        1,
    )
    return found


def _parameters(start: Certificate, x: str | None, radius: str) -> Certificate:
    """The certificate for one point x (or the old ones) and another radius, with the a-interval of the formula."""
    result = both(both(start, "radius", radius), "delta", "1/1000")
    if x is not None:
        result = edited(edited(result, "witness.data.x1", [x]), "claim.points", 1)
    points, r = [rational(v) for v in result["witness"]["data"]["x1"]], rational(radius)
    lo = max(k * (v + r) for k, v in enumerate(points, 1))
    hi = min((k + 1) * (v - r) for k, v in enumerate(points, 1))
    return edited(result, "claim.a_interval", [write_rational(lo), write_rational(hi)])


def _one_ball(ball: Certificate) -> Certificate:
    """The first of the balls alone: all else holds."""
    x, r = ball["witness"]["data"]["x1"][0], rational(ball["claim"]["radius"])
    one = edited(edited(ball, "witness.data.x1", [x]), "claim.points", 1)
    return edited(one, "claim.a_interval", [write_rational(rational(x) + r), write_rational(2 * (rational(x) - r))])


def _layers(network: ReluNetwork) -> list[Any]:
    return [
        {
            "weights": [[write_rational(w) for w in row] for row in layer.weights],
            "bias": [write_rational(b) for b in layer.bias],
        }
        for layer in network.layers
    ]


def _bad_perturbations(base: Certificate) -> dict[str, Certificate | str]:
    radius = base["claim"]["radius"]
    lo, hi = base["witness"]["cuts"]

    def cuts(*values: str) -> Certificate:
        return edited(edited(base, "witness.cuts", list(values)), "claim.t_interval", [values[0], values[-1]])

    sides = ReluNetwork.of([([[1, 0]], [1]), ([["1000000"]], [-1000000 * (1 + DATA.x1[0])])])  # label 0 at x^1, steep
    small = write_rational(DATA.radius / 2)
    crossing = {**_one_point(sides, ["-" + small, small], [1]), "result": "A4"}
    falls = ReluNetwork.of([([[1, 0]], [1]), ([["-1000000"]], [1000000 * (1 + DATA.x1[0])])])
    hat = ReluNetwork.of(
        [([[1, 0], [-1, 0]], [-DATA.x1[0], DATA.x1[0]]), ([["1000000", "1000000"]], [0])]
    )  # right at t = 0
    first = ([[1, 0], [-1, 0]], [-DATA.x1[0], DATA.x1[0]])
    deep_hat = ReluNetwork.of([first, ([["1000000", "1000000"]], [1]), ([[1]], [-1])])
    return {
        "A3.5-s-is-two": edited(edited(base, "witness.s", 2), "claim.s", 2),
        "A3.5-another-s": edited(base, "claim.s", 0),
        "A3.5-no-cut": edited(base, "witness.cuts", []),
        "A3.5-cuts-decrease": cuts(hi, lo),
        "A3.5-cut-twice": cuts(lo, lo, hi),
        "A3.5-cut-at-minus-radius": cuts("-" + radius, hi),
        "A3.5-cut-at-radius": cuts(lo, radius),
        "A3.5-wider-t-interval": edited(base, "claim.t_interval.1", shifted(hi, Fraction(1, 10**9))),
        "A3.5-larger-eta": edited(base, "claim.eta.0", "1/1000000"),
        "A3.5-eta-in-other-coordinate": edited(base, "claim.eta.1", shifted(base["claim"]["eta"][1])),
        "A3.5-larger-norm": edited(base, "claim.eta_norm", shifted(base["claim"]["eta_norm"])),
        "A3.6-other-indices": edited(base, "claim.indices_sha256", "0" * 64, pin=False),
        "A3.6-index-twice": edited(base, "witness.indices", [2, 2, 4, 6, 8, 10]),
        "A3.6-index-zero": edited(base, "witness.indices.0", 0),
        "A3.6-index-beyond-n": edited(base, "witness.indices", [*base["witness"]["indices"], 13]),
        "A3.6-indices-decrease": edited(base, "witness.indices", base["witness"]["indices"][::-1]),
        "A3.7-point-does-not-fail": edited(base, "witness.indices.0", 1),
        "A3.7-right-at-a-closed-end": edited(base, "witness.g", [["(", None, "0", ")"], ["[", "0", None, ")"]]),
        "A3.8-right-in-the-middle-steep": crossing,
        "A3.8-right-in-the-middle-falling": {**_one_point(falls, ["-" + small, small], [1]), "result": "A4"},
        "A3.8-right-in-the-middle-kink": {**_one_point(hat, ["-" + small, small], [1]), "result": "A4"},
        "A3.8-kink-in-the-first-layer-only": {**_one_point(deep_hat, ["-" + small, small], [1]), "result": "A4"},
    }


def _one_point(network: ReluNetwork, cuts: list[str], indices: list[int]) -> Certificate:
    """A certificate that claims failing of the first point under t e_1 between two cuts."""
    start = instability(network)
    claim, witness = start["claim"], start["witness"]
    witness |= {"s": 0, "cuts": cuts, "indices": indices}
    claim |= {"s": 0, "t_interval": [cuts[0], cuts[-1]], "eta": ["0", "0"], "eta_norm": "0", "failing": len(indices)}
    return edited(start, "claim.s", 0)


def _bad_conclusions(base: Certificate, ball: Certificate) -> dict[str, Certificate | str]:
    claim = base["claim"]
    half = good()["A3-one-parameter"]
    network = ball["witness"]["network"]
    one_fewer = edited(edited(base, "witness.indices", base["witness"]["indices"][:3]), "claim.failing", 3)
    bump = stable_network(DATA)
    bumped = _bumped(bump, [DATA.x1[4] + DATA.radius * Fraction(j, 4) for j in (-1, 0, 1)])
    three = good()["A5-three-dimensions"]
    ends = {
        f"A5.{condition}-right-at-the-{side}-end-only": stability_certificate(_bumped(bump, kinks), DATA)
        for side, condition, kinks in (
            ("left", 6, [DATA.x1[4] + j * DATA.radius for j in (-1, 1)] + [DATA.x1[4] + DATA.radius * Fraction(5, 4)]),
            ("right", 5, [DATA.x1[4] - DATA.radius * Fraction(5, 4)] + [DATA.x1[4] + j * DATA.radius for j in (-1, 1)]),
        )
    }
    return {
        **ends,
        "A5.4-depends-on-x3": edited(three, "witness.network.0.weights.2.2", "1/1000000"),
        "A3.9-more-failing": edited(base, "claim.failing", claim["failing"] + 1),
        "A3.9-more-failing-before": edited(base, "claim.failing_before", 1),
        "A3.9-more-broken": edited(base, "claim.broken", claim["broken"] + 1),
        "A3.10-more-promised": edited(base, "claim.promised", claim["promised"] + 1),
        "A3.11-fewer-than-promised": edited(one_fewer, "claim.broken", 3),
        "A4.1-one-vector": {**good()["A3-one-vector"], "result": "A4"},
        "A4.2-one-parameter": {**half, "result": "A4"},
        "A5.4-depends-on-x2": edited(ball, "witness.network.0.weights.3.1", "1/1000000"),
        "A5.5-not-the-label": edited(ball, "witness.network.1.bias.0", "1/1000000"),
        "A5.5-right-at-one-end": edited(
            ball, "witness.network.0.bias.21", shifted(network[0]["bias"][21], Fraction(1, 5))
        ),
        "A5.6-hat-inside-a-ball": stability_certificate(bumped, DATA),
    }


def _ended(left_open: str | None, asked: list[int] | None, output: list[str] | None = None) -> dict[str, Any]:
    """A run without coins or readings that ends like this."""
    return {"steps": [], "asked": asked, "left_open": left_open, "output": output}


def _silent(certificate: Certificate, one: list[Any], other: list[Any], *, success: list[list[str]]) -> Certificate:
    """A certificate of J with these runs on the two inputs, and success between these ends."""
    found = edited(certificate, "witness", [one, other])
    for i, (low, high) in enumerate(success):
        found = edited(edited(found, f"claim.inputs.{i}.low", low), f"claim.inputs.{i}.high", high)
    return edited(found, "claim.bound", min((high for _, high in success), key=rational))


FAIL, WIN, PERHAPS = ["0", "0"], ["1", "1"], ["0", "1"]


def _ends(fine: dict[str, Certificate]) -> dict[str, Certificate]:
    """Certificates in which a run ends as no budget, nor a bound on the level, ends it."""
    gives_up, weak = fine["J-gives-up"], fine["W-level"]
    answer = ["0", "1", "0", "1"]
    ends: dict[str, dict[str, Any]] = {
        "reads-without-a-question": _ended("reads", None),
        "level-without-a-question": _ended("level", None),
        "bits-without-a-question": _ended("bits", None),
        "bits-at-a-reading": _ended("bits", [0, 1]),
        "reads-at-a-coin": _ended("reads", []),
        "level-at-a-coin": _ended("level", []),
        "gave-up-at-a-coin": _ended(None, []),
        "gave-up-at-a-reading": _ended(None, [0, 1]),
        "seconds-at-a-reading": _ended("seconds", [0, 1]),
        "memory-at-a-coin": _ended("memory", []),
        "reads-at-no-evaluation": _ended("reads", [8, 1]),
        "reads-at-evaluation-minus-one": _ended("reads", [-1, 1]),
        "reads-at-a-negative-level": _ended("reads", [0, -1]),
        "output-after-a-question": _ended(None, [0, 1], answer),
        "output-of-an-open-run": _ended("seconds", None, answer),
    }
    steps = weak["witness"][0][0]["steps"]
    refused: dict[str, dict[str, Any]] = {
        "refused-at-the-level-of-the-claim": _ended(None, [0, 6]),
        "refused-below-the-level-of-the-claim": _ended(None, [0, 5]),
        "refused-and-left-open": _ended("level", [0, 7]),
        "refused-and-out-of-readings": _ended("reads", [0, 7]),
        "refused-at-no-evaluation": _ended(None, [99, 7]),
    }
    made = {name: edited(gives_up, "witness", [[run], [run]]) for name, run in ends.items()}
    made |= {name: edited(weak, "witness", [[{**run, "steps": steps}]] * 2) for name, run in refused.items()}
    return {f"DF.3-{name}": certificate for name, certificate in made.items()}


def _trees(fine: dict[str, Certificate]) -> dict[str, Certificate]:
    """Runs that no algorithm can have: after the same steps they go on differently."""
    start, answer = fine["J-gives-up"], ["0", "1", "0", "1"]
    nothing, right, wrong = _ended(None, None), _ended(None, None, answer), _ended(None, None, ["7"] * 4)
    one, two = [0, 1, "1/2"], [1, 1, "0"]
    cases: dict[str, tuple[list[Any], list[Any], list[list[str]]]] = {
        "counts-its-calls": ([nothing], [right], [FAIL, WIN]),
        "reads-in-another-order": ([{**nothing, "steps": [one, two]}], [{**right, "steps": [two, one]}], [FAIL, WIN]),
        "reads-another-level": ([{**nothing, "steps": [one]}], [{**right, "steps": [[0, 2, "1/2"]]}], [FAIL, WIN]),
        "reads-another-evaluation": ([{**nothing, "steps": [one]}], [{**right, "steps": [two]}], [FAIL, WIN]),
        "ends-where-it-read": ([{**nothing, "steps": [one, two]}], [{**right, "steps": [one]}], [FAIL, WIN]),
        "reads-where-it-ended": ([{**nothing, "steps": [one]}], [{**right, "steps": [one, two]}], [FAIL, WIN]),
        "tosses-where-it-gave-up": ([nothing], [{**right, "steps": [[bit]]} for bit in (0, 1)], [FAIL, WIN]),
        "tosses-where-it-read": (
            [{**nothing, "steps": [one]}], [{**right, "steps": [[bit]]} for bit in (0, 1)], [FAIL, WIN],
        ),
        "cut-at-two-questions": ([{**nothing, "steps": [one]}], [_ended("reads", [0, 2])], [FAIL, PERHAPS]),
        "cut-at-a-coin-where-it-read": ([{**nothing, "steps": [one]}], [_ended("bits", [])], [FAIL, PERHAPS]),
        "ends-where-it-was-cut-at-a-question": ([_ended("reads", [0, 1])], [wrong], [PERHAPS, FAIL]),
        "coins-before-and-after-a-reading": (
            [{**nothing, "steps": [one, [0]]}, {**nothing, "steps": [[1], one]}],
            [{**nothing, "steps": [[0], one]}, {**nothing, "steps": [[1], one]}], [FAIL, FAIL],
        ),
        "differs-after-what-the-machine-ended": (
            [{**_ended("seconds", None), "steps": [[0]]}, {**nothing, "steps": [[1]]}],
            [{**nothing, "steps": [[0]]}, {**right, "steps": [[1]]}], [["0", "1/2"], ["1/2", "1/2"]],
        ),
    }  # fmt: skip
    found = {f"DF.8-{name}": _silent(start, *case[:2], success=case[2]) for name, case in cases.items()}
    third = [[nothing], [_ended("memory", None)], [{**nothing, "steps": [[2, 0, "1"]]}]]
    fork = edited(edited(edited(fine["K-coin"], "witness", third), "claim.bound", "0"), "claim.limit", "2/3")
    for i, high in enumerate("010"):
        fork = edited(edited(fork, f"claim.inputs.{i}.low", "0"), f"claim.inputs.{i}.high", high)
    return found | {"DF.8-reads-where-it-gave-up-beside-what-the-machine-ended": fork}


def machine_ended(fine: dict[str, Certificate]) -> dict[str, Certificate]:
    """Certificates with runs of which one input shows less than the other, since the machine ended them there."""
    start, answer = fine["J-gives-up"], ["0", "1", "0", "1"]
    right, wrong = _ended(None, None, answer), _ended(None, None, ["7"] * 4)
    half = [{**_ended("memory", None), "steps": [[0]]}, {**right, "steps": [[1]]}]
    whole = [{**_ended(None, None), "steps": [[0], [0, 1, "1/2"]]}, {**right, "steps": [[1]]}]
    return {
        "J-ended-on-the-limit": _silent(start, [_ended("seconds", None)], [wrong], success=[PERHAPS, FAIL]),
        "J-ended-after-a-coin": _silent(start, half, whole, success=[["0", "1/2"], ["1/2", "1/2"]]),
        "J-cut-at-level-0": _silent(
            start, [_ended("reads", [1, 0])], [{**wrong, "steps": [[1, 0, "0"]]}], success=[PERHAPS, FAIL]
        ),
        "J-cut-at-one-question": _silent(
            start, [_ended("level", [1, 4001])], [{**wrong, "steps": [[1, 4001, "0"]]}], success=[PERHAPS, FAIL]
        ),
    }  # fmt: skip


def _bad_defeats() -> dict[str, Certificate | str]:
    fine = defeats()
    coin, patient, fork, weak = fine["J-coin"], fine["J-gives-up"], fine["K-coin"], fine["W-level"]
    hidden, program, thirds = fine["K-gives-up-hidden"], fine["K-programs-inf"], fine["K-half-open"]
    cut = [_ended("bits", [])]
    everything = _silent(coin, cut, cut, success=[PERHAPS, PERHAPS])
    beyond = edited(weak, "claim.max_level", 5)
    empty = {**_ended(None, None), "steps": [[0], [0]]}
    short = edited(edited(coin, "witness.0.0.output", ["0"]), "witness.1.0.output", ["0"])
    opened = edited(edited(coin, "witness.0.0.left_open", "memory"), "witness.1.0.left_open", "memory")
    pair = coin["claim"]["inputs"][:1]
    renamed = edited(patient, "claim.runs_sha256", "0" * 64, pin=False)
    twice = reading(reading(coin, "0.0", [[0, 0, "0"]]), "0.1", [[0, 0, "1"]])
    wide = json.loads(json.dumps(fork))
    wide["claim"]["family"] |= {"columns": 2000, "alpha": write_rational(66 + Fraction(1, 2 * 10**3997))}
    wide["claim"]["inputs"] = [{**entry, "n": entry["branch"] and 10_000} for entry in wide["claim"]["inputs"]]
    zeros = {"output": ["0"] * 2000}
    wide["witness"] = [[{**run, **zeros} for run in runs] for runs in wide["witness"]]
    return {
        "unsupported-defeat-work": edited(wide, "claim.limit", "1/2"),
        "DF.1-wide-beyond-every-number": edited(coin, "claim.family.widths", [2, *[10**17] * 2000, 1]),
        "DF.1-a-outside": edited(coin, "claim.family.a", "2/5"),
        "DF.1-one-dimension": edited(coin, "claim.family.widths", [1, 1, 1]),
        "DF.1-too-few-points": edited(coin, "claim.family.r", 3),
        "DF.1-infimum-not-attained": edited(coin, "claim.family.cost", "sum-square"),
        "DF.1-accuracy-half-kappa": edited(coin, "claim.accuracy", "1/4"),
        "DF.1-accuracy-negative": edited(coin, "claim.accuracy", "-1/9"),
        "DF.1-other-proposition": {**coin, "result": "K"},
        "DF.1-weak-as-strong": edited(fork, "claim.family.weak", True),
        "DF.1-no-such-cost": edited(fine["J-other-cost"], "claim.family.cost", "nonsense"),
        "DF.1-entry-zero": edited(edited(fork, "claim.family.alpha", "0"), "claim.accuracy", "0"),
        "DF.2-index-of-the-limit": edited(coin, "claim.inputs.0.n", -7),
        "malformed-weak-as-text": edited(fork, "claim.family.weak", "true"),
        "DF.1-lambda-two": edited(hidden, "claim.family.lambda", "2"),
        "DF.1-eta-one": edited(hidden, "claim.family.eta", "1"),
        "DF.1-not-orthogonal": edited(hidden, "claim.family.q.0.0", "4/5"),
        "DF.1-entry-below-lambda": edited(fork, "claim.family.alpha", "11/10"),
        "DF.1-no-such-norm": edited(program, "claim.family.norm", "3"),
        "DF.1-entry-not-positive": edited(fine["K-programs-1"], "claim.family.alpha", "1/1000"),
        "DF.2-missing-input": edited(edited(coin, "claim.inputs", pair), "witness", coin["witness"][:1]),
        "DF.2-index-zero": edited(coin, "claim.inputs.1.n", 0),
        "DF.2-index-not-beyond-the-levels": edited(edited(weak, "claim.inputs.0.n", 2), "claim.inputs.1.n", 2),
        "DF.2-index-beyond-the-largest": edited(coin, "claim.inputs.1.n", 10_001),
        "DF.2-two-indices": edited(fork, "claim.inputs.1.n", 7),
        "DF.3-weights-above-one": edited(coin, "witness.0", [*coin["witness"][0], empty]),
        "DF.3-weights-below-one": edited(coin, "witness.0", coin["witness"][0][:1]),
        "DF.3-same-coins-twice": edited(coin, "witness.0", [coin["witness"][0][0]] * 2),
        "DF.3-no-such-evaluation": reading(coin, "0.0", [[99, 0, "0"]]),
        "DF.3-no-dyadic": reading(coin, "0.0", [[0, 0, "3/5"]]),
        "DF.3-reading-too-far": reading(coin, "0.0", [[0, 0, "2"]]),
        "DF.3-two-answers": twice,
        "DF.3-output-too-short": short,
        "DF.3-open-with-an-output": opened,
        "DF.4-another-output-on-the-member": edited(coin, "witness.1.0.output", ["1/2"] * 4),
        "DF.5-larger-low": edited(coin, "claim.inputs.0.low", "3/4"),
        "DF.5-larger-success": edited(coin, "claim.inputs.0.high", "1"),
        "DF.5-open-counted-as-failure": edited(thirds, "claim.inputs.1.high", thirds["claim"]["inputs"][1]["low"]),
        "DF.6-smaller-bound": edited(coin, "claim.bound", "1/3"),
        "DF.6-other-limit": edited(fork, "claim.limit", "2/3"),
        "DF.7-other-runs": renamed,
        **_ends(fine),
        **_trees(fine),
        "DF.9-everything-left-open": everything,
        "DF.2-a-level-beyond-that-of-the-claim": beyond,
        "DF.2-the-level-of-the-claim-is-the-index": edited(weak, "claim.max_level", weak["claim"]["inputs"][0]["n"]),
        "DF.2-a-negative-level-of-the-claim": edited(edges_more.unread(weak), "claim.max_level", -1),
        "malformed-level-of-a-claim-without-one": edited(coin, "claim.max_level", 6),
        "malformed-no-level-of-a-weak-fork": edited(weak, "claim.max_level", None),
        "malformed-coins": edited(coin, "witness.0.0.steps", [[2]]),
        "malformed-coin-as-truth": edited(coin, "witness.0.0.steps", [[True]]),
        "malformed-open-as-number": edited(coin, "witness.0.0.left_open", 0),
        "malformed-open-as-list": edited(coin, "witness.0.0.left_open", []),
        "malformed-open-by-no-budget": edited(coin, "witness.0.0.left_open", "patience"),
        "malformed-question-of-one": edited(coin, "witness.0.0.asked", [1]),
        "malformed-question-of-three": edited(coin, "witness.0.0.asked", [1, 1, 1]),
        "malformed-reading": reading(coin, "0.0", [[0, 1]]),
        "unsupported-size-b": edited(coin, "claim.family.r", 10**7),
        "unsupported-size-c": edited(edited(fork, "claim.family.m", 500), "claim.family.columns", 501),
        "unsupported-size-d": edited(edited(program, "claim.family.m", 5000), "claim.family.columns", 5002),
        "unsupported-family": edited(coin, "claim.family", {"name": "E"}),
    }


def _bumped(network: ReluNetwork, kinks: list[Fraction]) -> ReluNetwork:
    """The network plus a hat of height 1 with these three kinks."""
    (left, top, right), (first, last) = kinks, network.layers
    slopes = [1 / (top - left), -1 / (top - left) - 1 / (right - top), 1 / (right - top)]
    weights = [*first.weights, *((Fraction(1), Fraction(0)) for _ in kinks)]
    return ReluNetwork.of([(weights, [*first.bias, *(-t for t in kinks)]), ([[*last.weights[0], *slopes]], last.bias)])


def _no_certificates(base: Certificate) -> dict[str, Certificate | str]:
    text = canonical(base)
    parts = iter([f"1/{p ** (399000 // len(str(p**100)))}" for p in (3, 5, 7, 11, 13, 17, 19, 23, 29)])
    first = {"weights": [[next(parts), next(parts)] for _ in range(3)], "bias": [next(parts) for _ in range(3)]}
    coprime = edited(base, "witness.network.0", first)
    layer = {"weights": [["1*2^4000"]], "bias": ["0"]}
    layers = [{"weights": [["0", "1"]], "bias": ["0"]}, *[layer] * 800]
    deep = edited(edited(base, "witness.network", layers), "claim.widths", [2, *[1] * 801])
    deep["claim"]["piece_bound"] = str(2**800)
    return {
        "malformed-empty": "",
        "malformed-truncated": text[: len(text) // 2],
        "malformed-no-object": "[]\n",
        "malformed-not-ascii": text.replace("barriers/2", "barri\u00e8res/2"),
        "malformed-pretty": json.dumps(base, indent=1, sort_keys=True) + "\n",
        "malformed-no-newline": text[:-1],
        "malformed-trailing-text": text + "{}\n",
        "malformed-key-twice": text.replace('"failing":', '"failing":7,"failing":', 1),
        "malformed-float": text.replace('"points":12', '"points":12.0'),
        "malformed-nan": text.replace('"points":12', '"points":NaN'),
        "malformed-long-integer": text.replace('"points":12', '"points":' + "9" * 5000),
        "malformed-deep": "[" * 20_000 + "]" * 20_000 + "\n",
        "malformed-true-for-one": edited(base, "witness.s", True),
        "malformed-count-as-text": edited(base, "claim.points", "12"),
        "malformed-number-as-number": edited(base, "claim.delta", 1),
        "malformed-unreduced": edited(base, "witness.g.0.1", "-2/4"),
        "malformed-denominator-one": edited(base, "witness.cuts.0", "-1/1"),
        "malformed-denominator-zero": edited(base, "witness.cuts.0", "1/0"),
        "malformed-minus-zero": edited(base, "witness.cuts.0", "-0"),
        "malformed-leading-zero": edited(base, "witness.cuts.0", "01"),
        "malformed-decimal": edited(base, "witness.cuts.0", "0.5"),
        "malformed-long-number": edited(base, "witness.cuts.0", "9" * 4001),
        "malformed-zero-with-exponent": edited(base, "witness.cuts.0", "0*2^1"),
        "malformed-even-mantissa": edited(base, "witness.cuts.0", "-2*2^-30"),
        "malformed-exponent-zero": edited(base, "witness.cuts.0", "1*2^0"),
        "malformed-unknown-key": edited(base, "claim.comment", "true for all networks"),
        "malformed-missing-key": {**base, "witness": {k: v for k, v in base["witness"].items() if k != "s"}},
        "malformed-claim-is-a-list": {**base, "claim": []},
        "malformed-ragged-layer": edited(base, "witness.network.0.weights.0", ["0"]),
        "malformed-too-few-biases": edited(base, "witness.network.0.bias", ["0"]),
        "malformed-layers-do-not-fit": edited(base, "witness.network.1.weights", [["1"]]),
        "malformed-empty-layer": edited(base, "witness.network.0", {"weights": [], "bias": []}),
        "malformed-one-interval": edited(base, "witness.g", [None]),
        "malformed-interval-brackets": edited(base, "witness.g.0", ["{", "0", "1", "}"]),
        "malformed-closed-at-infinity": edited(base, "witness.g.0", ["[", None, "0", ")"]),
        "malformed-empty-interval": edited(base, "witness.g.0", ["(", "0", "0", "]"]),
        "unsupported-schema": {**base, "schema": "barriers/99"},
        "unsupported-schema-of-old": {**base, "schema": "barriers/1"},
        "unsupported-kind": {**base, "kind": "proof"},
        "unsupported-result": {**base, "result": "A5"},
        "unsupported-kind-is-a-list": {**base, "kind": []},
        "unsupported-exponent": edited(base, "witness.cuts.0", "1*2^-999999999"),
        "unsupported-common-denominator": coprime,
        "unsupported-work": deep,
        "A3.5-numbers-too-long-to-be-told": both(base, "delta", "1*2^-4000"),
    }


def corpus() -> dict[Path, str]:
    """All files of the corpus with their text."""
    found: dict[Path, str] = {}
    for folder, entries in (("good", good()), ("bad", bad())):
        for name, entry in entries.items():
            found[HERE / folder / f"{name}.json"] = entry if isinstance(entry, str) else canonical(entry)
    return found


def main() -> None:
    """Write the corpus."""
    files = corpus()
    for folder in ("good", "bad"):
        (HERE / folder).mkdir(exist_ok=True)
        for old in (HERE / folder).glob("*.json"):
            old.unlink()
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(files)} files\n")


if __name__ == "__main__":
    main()
