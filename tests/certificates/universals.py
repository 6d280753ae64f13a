"""Certificates of U: one vector on somebody's data; every inequality with equality, or missed by a hair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from constructions.certificates import universal_certificate
from constructions.margins import labelled_points
from constructions.universal import UniversalVector, vector_at
from tests.certificates.editing import Certificate, edited
from theory.layers import Layer

HAIR = Fraction(1, 2**60)
LINES = (Layer.of([[1], [-1]], [0, 0]), Layer.of([[1, 0], [0, 1]], [0, 0]))
"""Outputs (rho(x), rho(-x))."""
DIFFERENCE = (LINES[0], Layer.of([["1/3", "-1/3"]], ["1/7"]))
"""One output x/3 + 1/7."""
THREE = (
    Layer.of([[1, 0], [0, 1], [-1, "1/2"]], [0, 0, "1/3"]),
    Layer.of([[1, 0, 0], [0, 1, 0], ["-1/4", "-1/4", 1]], [0, "1/5", 0]),
    Layer.of([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [0, 0, "1/2"]),
)
"""Three outputs, two hidden layers."""

DEEP = (
    Layer.of([[1, "1/2"], [-1, 1], ["1/3", -1]], ["1/4", 0, "1/5"]),
    Layer.of([[1, "-1/2", 1], ["2/3", 1, -1]], ["1/7", "1/9"]),
    Layer.of([[3, "1/2"], [1, "5/3"]], ["1/3", "-1/4"]),
)
"""Two outputs that share all neurons."""
SINGLE = (*DEEP[:2], Layer.of([["3/5", "-2/3"]], ["1/11"]))
"""One output, two hidden layers."""
KINKS = [
    (LINES[0], Layer.of([[0, 0], [3, 1]], ["1/2", 0])),
    (LINES[0], Layer.of([[3, 0], [0, 1]], ["1/2", 0])),
]
"""(1/2, 3 rho(x) + rho(-x)) and (1/2 + 3 rho(x), rho(-x)): the neuron that is off decides by a hair."""


def at(
    layers: Sequence[Layer], points: Any, labels: Any, eta: Any, *, scale: Any = 1, budget: Any = 9, **options: Any
) -> UniversalVector:
    """What a vector does."""
    return vector_at(layers, labelled_points(points, labels, scale), eta, budget=budget, **options)


def slow(k: int) -> tuple[Layer, ...]:
    """Outputs (1 - 2^-k, rho(2x) - rho(x)): at x = lambda bounds need pieces shorter than 2^-k."""
    return Layer.of([[2], [1]], [0, 0]), Layer.of([[0, 0], [1, -1]], [1 - Fraction(1, 2**k), 0])


def _wide() -> tuple[Layer, ...]:
    """(rho(x_1), rho(-x_1)) of 300 inputs."""
    return Layer.of([[1] + [0] * 299, [-1] + [0] * 299], [0, 0]), LINES[1]


def _tall() -> tuple[Layer, ...]:
    """300 outputs: 1/2, 0, …, 0 and rho(x)."""
    return Layer.of([[1]], [0]), Layer.of([*[[0]] * 299, [1]], ["1/2", *[0] * 299])


def late(k: int) -> UniversalVector:
    """At (2 - lambda, lambda) the second output is above by 2^-k + 1 - lambda: the upper end needs short pieces."""
    first = Layer.of([[2, 0], [1, 0], [0, -1]], [0, 0, "1/4"])
    second = Layer.of([[0, 0, 8], [1, -1, 0]], [1 - Fraction(1, 2**k), 0])
    return at((first, second), [[2, 0]], [0], [-1, 1])


def tight(found: UniversalVector, bits: int = 40) -> tuple[UniversalVector, Certificate]:
    """The vector with the largest ball in which all broken points stay so, and the claim of a slightly larger one."""
    radius = found.largest_radius(bits=bits)
    assert 0 < radius < 1 and found.indices
    larger = radius + Fraction(8, 2**bits)
    return found.steadied(radius=radius), whatever(found, radius=larger)


def grid(threshold: bool, box: tuple[int, int] | None = None) -> UniversalVector:
    """Grid points and their labels as the network has them, moved; some are broken."""
    points = [[Fraction(i, 2), Fraction(j, 3)] for i in range(-4, 5) for j in range(-4, 5)]
    layers, options = (SINGLE, {"threshold": "1/7"}) if threshold else (DEEP, {})
    zeros = at(layers, points, [0] * len(points), [0, 0], **options)
    named = [int(sign < 0) for sign in zeros.before]
    eta = ["-7/3", "5/4"] if threshold else ["7/3", "-5/4"]
    return at(layers, points, named, eta if box is None else ["2/3", "-5/7"], box=box, **options)


def whatever(found: UniversalVector, **changes: Any) -> Certificate:
    """The certificate of a vector that claims more than was decided."""
    return universal_certificate(replace(found, **changes))


def vectors() -> dict[str, UniversalVector]:
    """What the certificates below are about, by name."""
    seven = at(LINES, [[1], [2], [-1], [0], [1], [3], [0.5]], [0, 0, 1, 0, 1, 0, 0], [-2], budget=2)
    one = at(LINES, [[1]], [0], [-2])
    wide = at(THREE, [[1, 0], [2, 1], [0, 1], [-1, 0], [2, 2]], [0, 0, 1, 2, 0], ["-7/4", "3/2"], scale="1/2")
    slopes = at(DIFFERENCE, [[1], [-1], ["2/3"], [-3], ["-2/7"]], [1, 0, 1, 0, 0], ["-5/3"], threshold="1/21")
    thirds = at(THREE, [[3, 1], [-2, 3], [1, -3], [4, 4]], [0, 1, 2, 0], ["-7/3", "5/3"], scale="1/2", box=(-2, 2))
    boxed = at(LINES, [[1], [4], [-4], [2]], [0, 0, 1, 0], [-3], scale="1/2", budget=3, box=(-2, 2))
    return {
        "U-seven-points": seven,
        "U-one-point": one,
        "U-radius": one.steadied(radius=1 - HAIR),
        "U-scalings": one.steadied(scalings=(Fraction(1, 2) + HAIR, 3)),
        "U-scalings-below-one": one.steadied(scalings=("3/4", 1)),
        "U-scalings-and-radius": one.steadied(scalings=("3/4", "7/3"), radius=Fraction(1, 2) - HAIR),
        "U-three-outputs": wide,
        "U-three-outputs-firm": wide.steadied(scalings=("9/10", "8/7"), radius="1/50"),
        "U-threshold": slopes,
        "U-threshold-firm": slopes.steadied(scalings=("31/32", "33/31"), radius="1/40"),
        "U-box": boxed,
        "U-box-thirds": thirds,
        "U-deep": grid(False),
        "U-deep-box": grid(False, (-2, 2)),
        "U-three-hundred-points": at(LINES, [[1]] * 300, [0] * 300, [-2]),
        "U-three-hundred-dimensions": at(_wide(), [[1] + [0] * 299], [0], [-2] + [0] * 299),
        "U-three-hundred-outputs": at(_tall(), [[1]], [299], [-1]),
        "U-deep-ball": tight(grid(False))[0],
        "U-deep-threshold": grid(True),
        "U-deep-threshold-ball": tight(grid(True))[0],
        "U-kink": at(KINKS[0], [[0]], [0], [-1]).steadied(radius=Fraction(1, 2) - HAIR),
        "U-kink-of-the-label": at(KINKS[1], [[0]], [0], [-1]).steadied(radius=Fraction(1, 2) - HAIR),
        "U-halvings-64-at-the-upper-end": late(64).steadied(scalings=("1/2", 1)),
        "U-box-radius": boxed.steadied(radius=Fraction(1, 2)),
        "U-halvings-64": at(slow(63), [[0]], [0], [1]).steadied(scalings=(1, 2)),
        "U-halvings-three-points": at(slow(3), [[0], ["1/16"], [-1]], [0, 0, 0], [1]).steadied(scalings=("15/16", 2)),
        "U-nothing-broken": at(LINES, [[1], [-1]], [0, 1], ["1/2"]),
        "U-all-wrong-before": at(LINES, [[1], [-1]], [1, 0], ["1/2"]),
        "U-eta-zero": at(LINES, [[1]], [0], [0]),
        "U-doubles": at(LINES, [[0.1], [2.0**70], [-(2.0**-70)]], [0, 0, 1], [-0.3], budget=0.3),
        "U-labels-of-either-kind": at(LINES, [[1], [-1]], [0, 1], [-1 - HAIR], budget=1 + HAIR),
    }


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    made = {name: universal_certificate(found) for name, found in vectors().items()}
    seven = made["U-seven-points"]
    fewer = edited(seven, "witness.indices", [0])
    fewer["claim"]["broken"] = 1
    more = edited(seven, "witness.pieces", seven["witness"]["pieces"] + 1)
    rows = seven["witness"]["data"]["rows"]
    twice, minus = ([[by * row[0]] for row in rows] for by in (2, -1))
    twice[1] = ["8"]
    reducible = edited(edited(seven, "witness.data.scale", "1/4"), "witness.data.rows", twice)
    negative = edited(edited(seven, "witness.data.scale", "-1/2"), "witness.data.rows", minus)
    return {
        **made,
        "U-not-all-that-are-broken": fewer,
        "U-pieces-to-spare": more,
        "U-rows-with-a-common-factor": reducible,
        "U-negative-scale": negative,
    }


def bad() -> dict[str, Certificate | str]:
    """Certificates that must not be accepted, by name."""
    fine, found = good(), vectors()
    return {
        **_bad_questions(fine["U-seven-points"], fine["U-threshold"], fine["U-box"]),
        **_bad_answers(fine, found),
        **_no_certificates(fine["U-seven-points"], fine["U-threshold"]),
    }


def _bad_questions(seven: Certificate, slopes: Certificate, boxed: Certificate) -> dict[str, Certificate | str]:
    flat = {"weights": [["1"], ["-1"]], "bias": ["0", "0"]}
    rows = seven["witness"]["data"]["rows"]
    return {
        "U.1-other-widths": edited(seven, "claim.widths", [1, 3, 2]),
        "U.1-another-network": edited(seven, "witness.network.1.bias.0", "1/1000", pin=False),
        "U.1-no-hidden-layer": edited(edited(seven, "witness.network", [flat]), "claim.widths", [1, 2]),
        "U.1-threshold-for-two-outputs": edited(seven, "claim.threshold", "0"),
        "U.1-one-output-without-threshold": edited(slopes, "claim.threshold", None),
        "U.1-no-layers": edited(edited(seven, "witness.network", []), "claim.widths", []),
        "U.2-no-points": edited(
            edited(edited(seven, "witness.data.rows", []), "witness.data.labels", []), "claim.points", 0
        ),
        "U.2-label-far-too-large": edited(seven, "witness.data.labels.3", 5),
        "U.2-too-few-labels": edited(seven, "witness.data.labels", [0, 0, 1, 0, 1, 0]),
        "U.2-too-many-labels": edited(seven, "witness.data.labels", [0, 0, 1, 0, 1, 0, 0, 0]),
        "U.2-row-too-long": edited(seven, "witness.data.rows.3", [0, 0]),
        "U.2-row-empty": edited(seven, "witness.data.rows.3", []),
        "U.2-no-integer": edited(seven, "witness.data.rows.3", ["1/2"]),
        "U.2-label-too-large": edited(seven, "witness.data.labels.3", 2),
        "U.2-label-too-large-for-a-threshold": edited(slopes, "witness.data.labels.3", 2),
        "U.2-label-of-a-hidden-neuron": _hidden_label(),
        "U.2-label-negative": edited(seven, "witness.data.labels.3", -1),
        "U.2-other-points-claimed": edited(seven, "claim.points", 8),
        "U.2-other-data": edited(seven, "witness.data.rows.3", [-7], pin=False),
        "U.3-eta-too-long": edited(seven, "claim.eta", ["-2", "0"]),
        "U.3-eta-empty": edited(seven, "claim.eta", []),
        "U.3-smaller-norm": edited(seven, "claim.eta_norm", "1"),
        "U.3-signed-norm": edited(seven, "claim.eta_norm", "-2"),
        "U.3-beyond-the-budget": edited(seven, "claim.budget", "1999/1000"),
        "U.3-no-inputs": _no_inputs(seven),
        "U.4-point-below": edited(boxed, "claim.box", ["-1999/1000", "2"]),
        "U.4-point-above": edited(boxed, "claim.box", ["-2", "1999/1000"]),
        "U.4-one-number": edited(boxed, "claim.box", ["-2"]),
        "U.4-three-numbers": edited(boxed, "claim.box", ["-2", "2", "2"]),
        "U.4-no-numbers": edited(boxed, "claim.box", []),
        "U.5-scalings-above-one": edited(seven, "claim.scalings", ["1001/1000", "2"]),
        "U.5-scalings-below-one": edited(seven, "claim.scalings", ["1/2", "999/1000"]),
        "U.5-one-scaling": edited(seven, "claim.scalings", ["1"]),
        "U.5-three-scalings": edited(seven, "claim.scalings", ["1", "1", "1"]),
        "U.5-negative-radius": edited(seven, "claim.radius", "-1/1000"),
        "U.5-scalings-with-a-box": edited(boxed, "claim.scalings", ["1", "1001/1000"]),
        "U.6-index-below-zero": edited(seven, "witness.indices", [-1, 0]),
        "U.6-index-beyond": edited(seven, "witness.indices", [0, len(rows)]),
        "U.6-twice": edited(seven, "witness.indices", [0, 0]),
        "U.6-unsorted": edited(seven, "witness.indices", [6, 0]),
        "U.6-other-indices": edited(seven, "witness.indices", [0, 5], pin=False),
        "U.6-one-more-broken": edited(seven, "claim.broken", seven["claim"]["broken"] + 1),
        "U.6-fewer-pieces-than-points": edited(seven, "witness.pieces", len(seven["witness"]["indices"]) - 1),
        "U.6-negative-pieces": edited(seven, "witness.pieces", -(10**16)),
    }  # fmt: skip


def _hidden_label() -> Certificate:
    """Widths (1, 3, 4, 2): there are neurons 2 in the hidden layers, and no such output."""
    layers = (
        Layer.of([[1]] * 3, [0] * 3),
        Layer.of([[1, 0, 0]] * 4, [0] * 4),
        Layer.of([[1, 0, 0, 0], [0] * 4], [0, 1]),
    )
    return edited(universal_certificate(at(layers, [[2]], [0], [-2])), "witness.data.labels.0", 2)


def _no_inputs(seven: Certificate) -> Certificate:
    network = [{"weights": [[], []], "bias": ["0", "0"]}, seven["witness"]["network"][1]]
    none = edited(edited(seven, "witness.network", network), "witness.data.rows", [[]] * 7)
    none["claim"] |= {"widths": [0, 2, 2], "eta": []}
    return none


def _bad_answers(fine: dict[str, Certificate], found: dict[str, UniversalVector]) -> dict[str, Certificate | str]:
    seven, one, boxed = (found[f"U-{name}"] for name in ("seven-points", "one-point", "box"))
    counts = ("right_before", "wrong_before", "right_after", "wrong_after")
    claim = fine["U-seven-points"]["claim"]
    deep = at(slow(64), [[0]], [0], [1])
    falling = at(DIFFERENCE, [[1]], [1], [-2], threshold="1/7")
    tied = at((LINES[0], Layer.of([[1, 0], [1, 0]], [1, 1])), [[1]], [0], [1])
    return {
        "U.7-a-tie-before": whatever(seven, indices=(0, 3), pieces=2),
        "U.7-wrong-before": whatever(seven, indices=(0, 4), pieces=2),
        "U.7-equal-outputs": whatever(tied, indices=(0,), pieces=1),
        "U.8-a-tie-after": whatever(seven, indices=(0, 1, 6), pieces=3),
        "U.8-right-after": whatever(seven, indices=(0, 5), pieces=2),
        "U.8-radius-a-hair-too-large": whatever(one, radius=Fraction(1)),
        "U.8-scalings-from-the-tie": whatever(one, scalings=(Fraction(1, 2), Fraction(1)), pieces=900),
        "U.8-scalings-up-to-the-tie": whatever(
            at(LINES, [[-1]], [1], ["3/2"]).steadied(), scalings=(Fraction(2, 3), Fraction(1)), pieces=900
        ),
        "U.8-scalings-and-radius": whatever(
            one, scalings=(Fraction(3, 4), Fraction(7, 3)), radius=Fraction(1, 2), pieces=900
        ),
        "U.8-threshold-reached": whatever(falling, scalings=(Fraction(1, 2), Fraction(1)), pieces=900),
        "U.8-radius-with-a-threshold": whatever(falling, radius=Fraction(1)),
        "U.8-too-few-pieces": _one_piece_less(fine["U-halvings-64"]),
        "U.8-pieces-spent-on-others": _one_piece_less(fine["U-halvings-three-points"]),
        "U.8-halvings-65": whatever(deep, scalings=(Fraction(1), Fraction(2)), pieces=900),
        "U.8-halvings-65-at-the-upper-end": whatever(late(65), scalings=(Fraction(1, 2), Fraction(1)), pieces=900),
        "U.8-kink": whatever(at(KINKS[0], [[0]], [0], [-1]), radius=Fraction(1, 2)),
        "U.8-kink-of-the-label": whatever(at(KINKS[1], [[0]], [0], [-1]), radius=Fraction(1, 2)),
        "U.8-deep-ball-too-large": tight(grid(False))[1],
        "U.8-deep-threshold-ball-too-large": tight(grid(True))[1],
        "U.8-right-in-the-box": _clipped(boxed),
        "U.8-radius-in-the-box": whatever(boxed, radius=Fraction(3, 2)),
        **{
            f"U.9-{name}-{by:+}": edited(fine["U-seven-points"], f"claim.{name}", claim[name] + by)
            for name in counts
            for by in (1, -1)
        },
    }  # fmt: skip


def _one_piece_less(certificate: Certificate) -> Certificate:
    return edited(certificate, "witness.pieces", certificate["witness"]["pieces"] - 1)


def _clipped(boxed: UniversalVector) -> Certificate:
    """What is wrong outside the box and a tie at its end, 0."""
    inside = at(LINES, [[1], [2]], [0, 0], [-3], budget=3, box=(0, 2))
    assert boxed.box is not None and not inside.indices
    return whatever(inside, indices=(0, 1), pieces=2)


def _no_certificates(seven: Certificate, slopes: Certificate) -> dict[str, Certificate | str]:
    without = edited(seven, "witness.pieces", 0)
    del without["witness"]["pieces"]
    unsaid = edited(seven, "claim.box", None)
    del unsaid["claim"]["box"]
    return {
        "malformed-no-pieces": without,
        "malformed-no-box": unsaid,
        "malformed-pieces-as-text": edited(seven, "witness.pieces", "3"),
        "malformed-label-true": edited(seven, "witness.data.labels.0", True),
        "malformed-row-of-true": edited(seven, "witness.data.rows.0", [True]),
        "malformed-row-is-a-number": edited(seven, "witness.data.rows.0", 1),
        "malformed-index-as-text": edited(seven, "witness.indices", ["0"]),
        "malformed-box-is-a-number": edited(seven, "claim.box", "1"),
        "malformed-threshold-is-a-number": edited(slopes, "claim.threshold", 0),
        "unsupported-pieces-without-number": edited(seven, "witness.pieces", 10**9),
        "unsupported-universal-of-another-result": {**seven, "result": "A3"},
    }
