"""Certificates whose layers are arrays of floats, in base64: the formats at their edges, and what is no such array."""

from __future__ import annotations

import struct
from base64 import b64decode, b64encode
from fractions import Fraction
from typing import Any

from constructions.certificates import instability_certificate, stability_certificate
from constructions.instability import universal_perturbation
from constructions.stable_network import stable_network
from constructions.training_sets import TrainingSet, double_training_set
from tests.certificates import universals, witnesses
from tests.certificates.editing import Certificate, edited
from theory.exact import rational
from theory.layers import Layer
from theory.networks import ReluNetwork

DATA = double_training_set(12)
LETTERS = {"float32": "f", "float64": "d"}
LEAST, LARGEST = Fraction(1, 2**149), Fraction(2**128 - 2**104)
"""Of the positive numbers of float32."""
LEAST_DOUBLE, LARGEST_DOUBLE = Fraction(1, 2**1074), Fraction(2**1024 - 2**971)


def text(content: bytes) -> str:
    return b64encode(content).decode()


def layer(weights: list[Fraction], bias: list[Fraction], name: str = "float32") -> dict[str, Any]:
    """A layer of floats."""
    pack = {key: text(struct.pack(f"<{len(numbers)}{LETTERS[name]}", *(v.numerator / v.denominator for v in numbers)))
            for key, numbers in (("weights", weights), ("bias", bias))}  # fmt: skip
    return {**pack, "float": name}


def as_floats(certificate: Certificate, *names: str | None) -> Certificate:
    """The same with these formats of its layers; None leaves texts."""
    layers = list(certificate["witness"]["network"])
    for index, name in enumerate(names):
        if name is not None:
            written = layers[index]
            weights = [rational(v) for row in written["weights"] for v in row]
            layers[index] = layer(weights, [rational(v) for v in written["bias"]], name)
    return edited(certificate, "witness.network", layers)


def instability(network: ReluNetwork, *names: str | None, data: TrainingSet = DATA) -> Certificate:
    return as_floats(instability_certificate(universal_perturbation(network, data)), *names)


def reader(*rest: tuple[Fraction, Fraction], kink: Fraction = DATA.x1[4]) -> ReluNetwork:
    """Reads the tiny print: x_2/delta and a kink, and neurons of these weights and biases that are not used."""
    first = [([Fraction(0), 1 / DATA.delta], Fraction(0)), ([Fraction(1), Fraction(-1)], -kink)]
    rows, shifts = zip(*first, *(([v, v], b) for v, b in rest), strict=True)
    return ReluNetwork.of([(rows, shifts), ([[1, Fraction(1, 1024), *[0] * len(rest)]], [0])])


def one_double(weight: Fraction) -> Certificate:
    """A layer of float64 for the sake of one number."""
    return instability(reader((weight, Fraction(0)), kink=Fraction(1, 4)), "float64")


def values(weights: list[Fraction]) -> Certificate:
    """The values at 1 of floats."""
    one, last = Layer.of([[1]], [0]), Layer.of([[w] for w in weights], [*[0] * (len(weights) - 1), 1])
    return as_floats(witnesses.at((one, last), [1], None), None, "float32")


def edge_values() -> Certificate:
    """Normal numbers with all bits of the fraction, subnormal ones, and 0."""
    normal = [1 + Fraction(1, 2**23), -(2 - Fraction(1, 2**23)) / 8, Fraction(3, 4), Fraction(5, 2**20)]
    weights = [*normal, 5 * LEAST, -7 * LEAST, Fraction(1, 2**126) - LEAST, LEAST - Fraction(1, 2**126), Fraction(0)]
    return values(weights)


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    first = double_training_set(2)
    edges = reader((LEAST, -LEAST), (LARGEST, -LARGEST), (-5 * LEAST, Fraction(-1)), (Fraction(0), Fraction(1, 2**126)))
    shout = Fraction(2**30)
    loud = [([Fraction(0), shout], Fraction(0)), ([shout, -shout], shout)]
    rows, shifts = zip(*loud, strict=True)
    large = ReluNetwork.of([(rows, shifts), ([[1 / DATA.delta / shout, 0]], [0])])
    half = shout / 2**8 + Fraction(1, 2)
    halves = ReluNetwork.of([([[0, half], [half, -half]], [0, half]), ([[1 / DATA.delta / half, 0]], [0])])
    above = reader((LEAST / 2, Fraction(-1)), (2 * LARGEST, Fraction(3, 2**1074)), (LARGEST_DOUBLE, -LEAST_DOUBLE))
    return {
        "A4-float32": instability(reader(), "float32", "float32"),
        "A4-float32-and-texts": instability(reader(), "float32", None),
        "A4-float32-integers": instability(large, "float32"),
        "A4-float32-edges": instability(edges, "float32"),
        "A4-float64-edges": instability(above, "float64", "float32"),
        "A4-float32-zeros": instability(ReluNetwork.of([([[0, 0]], [0]), ([[1]], [0])]), "float32"),
        "A4-float32-halves": instability(halves, "float32"),
        "A4-float64-fraction-of-25-bits": one_double(1 + Fraction(1, 2**24)),
        "A4-float64-last-bit": one_double(1 + Fraction(1, 2**52)),
        "A4-float64-half-the-least": one_double(LEAST / 2),
        "A4-float64-beyond-the-largest": one_double(Fraction(2**128)),
        "A4-float64-small-of-two-bits": one_double(3 * LEAST / 2),
        "A5-float64": as_floats(stability_certificate(stable_network(first), first), None, "float32"),
        "U-float32": as_floats(universals.good()["U-seven-points"], "float32", "float32"),
        "V-float32-values": edge_values(),
        "V-float32-one-bit-to-spare": values([1 + Fraction(1, 2**22), Fraction(3, 2), Fraction(7, 4)]),
        "V-float32": as_floats(witnesses.good()["V-holds"], "float32", "float32"),
    }


def bad() -> dict[str, Certificate | str]:
    """Certificates that must not be accepted, by name."""
    fine = good()["A4-float32"]
    weights = fine["witness"]["network"][0]["weights"]
    two = [Fraction(0), Fraction(1)]

    def first(**changes: Any) -> Certificate:
        """Another first layer."""
        return edited(fine, "witness.network.0", {**fine["witness"]["network"][0], **changes})

    def word(value: int) -> Certificate:
        """The last weight has these bits."""
        return first(weights=text(struct.pack("<3fI", 0, 1, 1, value)))

    edges, ones = [LEAST, LARGEST, -LARGEST, 3 * LEAST], text(struct.pack("<4f", 0, 1, 1, 1))
    half = {**layer([LEAST_DOUBLE] * 4, two, "float64"), "weights": text(bytes(28))}
    swapped = struct.pack(">4f", *(float(v) for v in [0, 1 / DATA.delta, 1, -1]))
    return {
        "malformed-float-infinite": word(0x7F800000),
        "malformed-float-not-a-number": word(0x7FC00000),
        "malformed-float-minus-infinite": word(0xFF800000),
        "malformed-float-minus-zero": word(0x80000000),
        "malformed-float-bias-minus-zero": first(bias=text(struct.pack("<2f", -0.0, 1))),
        "malformed-float16": first(float="float16"),
        "malformed-float-a-number": first(float=32),
        "malformed-float-null": first(float=None),
        "malformed-float64-that-is-float32": first(**layer([*two, *two], two, "float64")),
        "malformed-float64-of-zeros": first(**layer([two[0]] * 4, [two[0]] * 2, "float64")),
        "malformed-float64-at-the-edges-of-float32": first(**layer(edges, two, "float64")),
        "malformed-float-bytes-left-over": first(weights=text(struct.pack("<4f", 0, 1, 1, 1) + b"x")),
        "malformed-float-half-a-number": first(**half),
        "malformed-float-one-weight-more": first(weights=text(b64decode(weights) + struct.pack("<f", 1))),
        "malformed-float-texts": first(weights=[["0", "1"], ["1", "1"]]),
        "malformed-float-no-weights": first(weights=""),
        "malformed-float-no-bias": first(bias=""),
        "malformed-float-three-biases": first(bias=text(struct.pack("<3f", 1, 1, 1))),
        "A3.1-float-other-columns": first(weights=text(struct.pack("<6f", *[1] * 6))),
        "malformed-float-no-padding": first(bias=layer(two, two)["bias"].rstrip("=")),
        "malformed-float-more-padding": first(bias=layer(two, two)["bias"] + "="),
        "malformed-float-padding-inside": first(weights="AAAA" + weights[:3] + "=" + weights[8:]),
        "malformed-float-spare-bits": first(bias=text(bytes(8))[:-2] + "B="),
        "malformed-float-spare-bits-of-a-one": first(weights=ones.replace("w==", "0==")),
        "malformed-float-line-break": first(weights=weights[:8] + "\n" + weights[8:]),
        "malformed-float-space": first(weights=weights[:8] + " " + weights[8:]),
        "malformed-float-other-alphabet": first(weights="-_" + weights[2:]),
        "malformed-float-one-letter-more": first(weights=weights.rstrip("=") + "A" + "=" * weights.count("=")),
        "malformed-float-with-rows": first(rows=2),
        "malformed-float-without-bias": edited(
            fine, "witness.network.0", {"float": "float32", "weights": weights}
        ),
        "A3.9-float-bytes-reversed": first(weights=text(swapped)),
        "A3.1-float-another-bias": edited(
            fine, "witness.network.1.bias", text(struct.pack("<f", 0.5)), pin=False
        ),
    }  # fmt: skip
