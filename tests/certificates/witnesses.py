"""Certificates of V: values at points, and properties that hold or fail there, at a boundary or by a hair."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from constructions.certificates import witness_certificate
from constructions.vnnlib_reading import parse_property
from tests.certificates.editing import Certificate, edited
from tests.certificates.universals import DEEP, DIFFERENCE, LINES
from theory.exact import rational
from theory.layers import Layer
from theory.networks import ReluNetwork

HAIR = Fraction(1, 2**60)
TWELVE = range(12)
ONE = "(declare-const X_0 Real)(declare-const Y_0 Real)"
HEAD = "(declare-const X_0 Real)(declare-const Y_0 Real)(declare-const Y_1 Real)"
TWO = "(declare-const X_1 Real)"
BOX = "(assert (>= X_0 -1))(assert (<= X_0 1))"


def at(layers: Sequence[Layer], point: Any, text: str | None, head: str = HEAD) -> Certificate:
    """The certificate of a network at a point, with a property in VNN-LIB or none."""
    network, where = ReluNetwork(tuple(layers)), [rational(v) for v in point]
    (outputs,) = network.evaluate_all([where])
    asked = None if text is None else parse_property(f"{head}{text}", "the corpus")
    return witness_certificate(network, where, outputs, asked)


def powers(exponent: int, sign: int = 1) -> tuple[Layer, ...]:
    """The output is the input times 2 to twice the exponent, if it is positive, with a sign."""
    power = Fraction(2) ** exponent
    return Layer.of([[power]], [0]), Layer.of([[sign * power]], [0])


def chain(exponent: int) -> tuple[Layer, ...]:
    """The input times 2 to forty times the exponent, minus it, and so on, if it is positive: five outputs."""
    power = Fraction(2) ** exponent
    return *[Layer.of([[power]], [0])] * 39, Layer.of([[-power], [power], [0], [3 * power], [power]], [0] * 5)


def nested(depth: int) -> Certificate:
    """Return "and" and "or" in turns, so deep, about one inequality."""
    whole = at(LINES, [1], "(assert (<= Y_0 1))")
    tree = whole["witness"]["property"]["and"][0]
    for level in range(depth):
        tree = {("and", "or")[level % 2]: [tree]}
    return edited(whole, "witness.property", tree)


def wide(size: int) -> tuple[Layer, ...]:
    """The sum of so many inputs, through one neuron, and so many outputs that repeat it."""
    return Layer.of([[1] * size], [0]), Layer.of([[1]] * size, [0] * size)


def forty(weight: int) -> tuple[Layer, ...]:
    """Forty times the input times the square of a weight."""
    return Layer.of([[weight]] * 40, [0] * 40), Layer.of([[weight] * 40], [0])


def many(size: int) -> str:
    """So many inputs and outputs, and an inequality with all of them."""
    names = [f"{letter}_{i}" for letter in "XY" for i in range(size)]
    declared = "".join(f"(declare-const {name} Real)" for name in names)
    return f"{declared}(assert (<= (+ {' '.join(names)}) {size + 1}))"


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    either = "(assert (or (and (>= X_0 0) (<= Y_0 Y_1)) (and (<= X_0 1) (>= Y_0 (+ Y_1 (* 2 X_0) -3)))))"
    apart = Layer.of([[1]], [0]), Layer.of([[3 * HAIR], [-5 * HAIR / 4]], [HAIR, 0])
    dyadic = {"weights": [["3*2^-60"], ["-5*2^-62"]], "bias": ["1*2^-60", "0"]}
    long = "(assert (<= (- (* 3 Y_1) Y_0) 0.333333333333333333333333333333333333333333333333333))"
    return {
        "V-value": at(LINES, ["-2/3"], None),
        "V-value-deep": at(DEEP, ["7/3", "-1/5"], None, HEAD + TWO),
        "V-value-of-one-output": at(DIFFERENCE, ["5/7"], None),
        "V-holds": at(LINES, ["1/2"], f"{BOX}(assert (>= Y_0 Y_1))"),
        "V-holds-deep": at(DEEP, ["7/3", "-1/5"], f"{BOX.replace('1', '3')}(assert (<= Y_0 10))", HEAD + TWO),
        "V-fails": at(LINES, ["1/2"], f"{BOX}(assert (<= Y_0 Y_1))"),
        "V-fails-deep": at(DEEP, ["7/3", "-1/5"], "(assert (<= (+ Y_0 Y_1 X_1) -2))", HEAD + TWO),
        "V-at-the-boundary": at(LINES, [1], f"{BOX}(assert (<= Y_0 1))"),
        "V-strict-at-the-boundary": at(LINES, [1], f"{BOX}(assert (< Y_0 1))"),
        "V-strict-fails": at(LINES, [1], "(assert (< Y_0 0))"),
        "V-holds-by-a-hair": at(LINES, [1 - HAIR], f"{BOX}(assert (< Y_0 1))"),
        "V-misses-by-a-hair": at(LINES, [1 - HAIR], f"{BOX}(assert (>= Y_0 1))"),
        "V-outside-by-a-hair": at(LINES, [1 + HAIR], f"{BOX}(assert (>= Y_0 1))"),
        "V-equality": at(LINES, [1], "(assert (= Y_0 X_0))"),
        "V-no-equality": at(LINES, [1], "(assert (= Y_0 Y_1))"),
        "V-or-of-strict-and-not": at(LINES, [1], "(assert (or (< Y_0 1) (<= Y_0 1)))"),
        "V-and-of-strict-and-not": at(LINES, [1], "(assert (and (< Y_0 1) (<= Y_0 1)))"),
        "V-second-of-or": at(LINES, [1], either),
        "V-neither-of-or": at(LINES, ["5/4"], either.replace("-3", "1")),
        "V-nested": at(LINES, [2], "(assert (and (or (<= Y_0 1) (and (<= Y_0 3) (>= Y_1 0))) (<= X_0 (* 2 Y_0))))"),
        "V-nested-64": nested(64),
        "V-many-digits": at(DIFFERENCE, ["1/3"], long.replace("Y_1", "Y_0"), ONE),
        "V-doubles": at(LINES, [0.1], "(assert (<= Y_0 0.1))"),
        "V-large-negative": at(powers(4000, -1), [1], f"(assert (<= (* {10**1500} Y_0) 0))", ONE),
        "V-large": at(powers(4000), [1], "(assert (<= Y_0 1e2000))", ONE),
        "V-small": at(powers(-4000), [1], "(assert (< (- Y_0 X_0) 1e-1000))", ONE),
        "V-large-point": at(LINES, [2**4000], "(assert (<= (+ X_0 Y_0) 1e1000))"),
        "V-long-coefficients": at(LINES, [1], "".join(f"(assert (<= (* 1e-1200 Y_{k % 2}) {k}e1100))" for k in TWELVE)),
        "V-powers-of-two-apart": edited(at(apart, [1], None), "witness.network.1", dyadic),
        "V-forty-of-63-bits": at(forty(2**62 + 1), [2**60 + 1], None),
        "V-forty-of-130-bits": at(forty(2**129 + 1), [2**129 + 1], None),
        "V-many-words-large": at(chain(200), [1], None),
        "V-many-words-small": at(chain(-200), [1], None),
        "V-second-output": at(LINES, [-3], "(assert (>= Y_1 3))"),
        "V-first-of-two-outputs": at(LINES, [-3], "(assert (>= Y_1 3))(assert (<= Y_0 0))"),
        "V-inputs-alone": at(LINES, [1], BOX),
        "V-inputs-alone-outside": at(LINES, [2], BOX),
        "V-numbers-alone": at(LINES, [2], "(assert (<= 0 1))"),
        "V-three-hundred-entries": at(wide(300), [1] + [0] * 299, many(300), ""),
        "V-three-hundred-inequalities": at(LINES, [1], "".join(f"(assert (<= Y_0 {k}))" for k in range(1, 301))),
        "V-three-hundred-parts": at(LINES, [1], f"(assert (or{''.join(f'(>= Y_0 {k})' for k in range(2, 302))}))"),
    }  # fmt: skip


def bad() -> dict[str, Certificate | str]:
    """Certificates that must not be accepted, by name."""
    fine = good()
    return {
        **_bad_questions(fine["V-holds"], fine["V-value-deep"]),
        **_bad_answers(fine),
        **_no_certificates(fine["V-holds"], fine["V-value"]),
    }


def _leaf(**changes: Any) -> dict[str, Any]:
    """y_0 <= 1, changed."""
    return {"x": [], "y": [[0, "1"]], "bound": "1", "strict": False, **changes}


def _with(whole: Certificate, *leaves: Any) -> Certificate:
    """A copy with another property."""
    return edited(whole, "witness.property", {"and": list(leaves)})


def _bad_questions(holds: Certificate, deep: Certificate) -> dict[str, Certificate | str]:
    flat = {"weights": [["1"], ["-1"]], "bias": ["0", "0"]}
    none = [{"weights": [[], []], "bias": ["0", "0"]}, holds["witness"]["network"][1]]
    empty = edited(holds, "witness.network", none)
    empty["claim"] |= {"widths": [0, 2, 2], "point": []}
    fewer = edited(holds, "witness.network.1.bias", ["0"])
    fewer["claim"] |= {"widths": [1, 2, 1], "outputs": fewer["claim"]["outputs"][:1]}
    return {
        "V.1-other-widths": edited(holds, "claim.widths", [1, 3, 2]),
        "V.1-another-network": edited(holds, "witness.network.1.bias.0", "1/1000", pin=False),
        "malformed-fewer-biases-than-outputs": fewer,
        "V.1-no-hidden-layer": edited(edited(holds, "witness.network", [flat]), "claim.widths", [1, 2]),
        "V.1-no-layers": edited(edited(holds, "witness.network", []), "claim.widths", []),
        "V.2-point-too-long": edited(holds, "claim.point", ["1/2", "0"]),
        "V.2-point-too-short": edited(deep, "claim.point", ["7/3"]),
        "V.2-no-inputs": empty,
        "V.4-another-property": edited(holds, "witness.property.and.0.bound", "2", pin=False),
        "V.5-and-without-parts": edited(holds, "witness.property", {"and": []}),
        "V.5-or-without-parts": _with(holds, {"or": []}),
        "V.5-input-beyond": _with(holds, _leaf(x=[[1, "1"]])),
        "V.5-output-beyond": _with(holds, _leaf(y=[[2, "1"]])),
        "V.5-input-below-zero": _with(holds, _leaf(x=[[-1, "1"]])),
        "V.5-output-below-zero": _with(holds, _leaf(y=[[-1, "1"]])),
        "V.5-twice": _with(holds, _leaf(y=[[0, "1"], [0, "1"]])),
        "V.5-unsorted": _with(holds, _leaf(y=[[1, "1"], [0, "1"]])),
        "V.5-coefficient-zero": _with(holds, _leaf(y=[[0, "1"], [1, "0"]])),
    }


def _bad_answers(fine: dict[str, Certificate]) -> dict[str, Certificate | str]:
    names = (
        "holds", "fails", "at-the-boundary", "strict-at-the-boundary", "holds-by-a-hair", "misses-by-a-hair",
        "outside-by-a-hair", "second-of-or", "neither-of-or", "or-of-strict-and-not", "and-of-strict-and-not",
        "no-equality", "nested",
    )  # fmt: skip
    swapped = fine["V-holds"]["claim"]["outputs"][::-1]
    return {
        "V.3-a-hair-more": edited(fine["V-holds"], "claim.outputs.0", "576460752303423489*2^-60"),
        "V.3-a-hair-less": edited(fine["V-holds"], "claim.outputs.0", "576460752303423487*2^-60"),
        "V.3-swapped": edited(fine["V-holds"], "claim.outputs", swapped),
        "V.3-one-missing": edited(fine["V-holds"], "claim.outputs", ["1/2"]),
        "V.3-one-more": edited(fine["V-holds"], "claim.outputs", ["1/2", "0", "0"]),
        "V.3-no-outputs": edited(fine["V-holds"], "claim.outputs", []),
        "V.3-first-layer-rectified": edited(fine["V-value"], "claim.outputs", ["0", "0"]),
        "V.3-another-point": edited(fine["V-value-deep"], "claim.point.1", "-1/6"),
        **{
            f"V.6-{name}": edited(fine[f"V-{name}"], "claim.satisfied", not fine[f"V-{name}"]["claim"]["satisfied"])
            for name in names
        },
        **{f"V.7-{name}": edited(fine[f"V-{name}"], "claim.excess", "1*2^-61") for name in names},
        "V.7-of-another-part": edited(fine["V-second-of-or"], "claim.excess", "1"),
        "V.7-negative": edited(fine["V-misses-by-a-hair"], "claim.excess", "-1*2^-60"),
    }


def _no_certificates(holds: Certificate, value: Certificate) -> dict[str, Certificate | str]:
    tree = holds["witness"]["property"]
    return {
        "malformed-property-is-a-list": edited(holds, "witness.property", [tree]),
        "malformed-and-with-or": edited(holds, "witness.property", {**tree, "or": tree["and"]}),
        "malformed-and-of-an-object": edited(holds, "witness.property", {"and": _leaf()}),
        "malformed-inequality-without-bound": _with(holds, {"x": [], "y": [], "strict": False}),
        "malformed-strict-is-a-number": _with(holds, _leaf(strict=0)),
        "malformed-term-of-one": _with(holds, _leaf(y=[[0]])),
        "malformed-term-of-three": _with(holds, _leaf(y=[[0, "1", "1"]])),
        "malformed-term-is-a-number": _with(holds, _leaf(y=[0])),
        "malformed-coefficient-is-a-number": _with(holds, _leaf(y=[[0, 1]])),
        "malformed-variable-as-text": _with(holds, _leaf(y=[["0", "1"]])),
        "malformed-satisfied-as-text": edited(holds, "claim.satisfied", "true"),
        "malformed-satisfied-is-a-number": edited(holds, "claim.satisfied", 1),
        "malformed-no-excess": edited(holds, "claim.excess", None),
        "malformed-property-without-hash": edited(holds, "claim.property_sha256", None, pin=False),
        "malformed-hash-without-property": edited(value, "claim.property_sha256", "0" * 64, pin=False),
        "malformed-satisfied-without-property": edited(value, "claim.satisfied", False),
        "malformed-excess-without-property": edited(value, "claim.excess", "0"),
        "malformed-point-is-null": edited(holds, "claim.point", None),
        "malformed-property-left-out": {**holds, "witness": {"network": holds["witness"]["network"]}},
        "unsupported-nested-65": nested(65),
        "unsupported-witness-of-another-result": {**holds, "result": "U"},
    }
