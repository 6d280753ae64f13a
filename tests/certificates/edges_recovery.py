"""Certificates of E2 at the edges: every inequality with equality, and each hypothesis missed where nothing else fails.

Most are about one number, A = (1): then everything is rational, and bound and promise follow from the formulas.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constructions.certificates import sha256
from constructions.null_space import hadamard_matrix
from tests.certificates.editing import Certificate, edited
from tests.certificates.recoveries import recovered
from theory.exact import rational, write_rational

ONE_NUMBER = {
    "isometry": "9/16", "rho": "5/6", "gamma": "50/27", "lambda": "1089/2300", "sharpness": "1150/27", "scale": "1",
    "tau": "1", "upsilon": "23/27", "start": "2", "residual": "0", "noise": "0",
}  # fmt: skip
"""RC.3 (gamma), RC.4 (both) and RC.8 (tau, p = 100) hold with equality."""
SMALL = {**ONE_NUMBER, "scale": "1/100", "gamma": "1/50", "lambda": "42", "sharpness": "1/2", "tau": "1/100"}
"""The same for A = (100), where gamma and C^ are less than 1."""


def made(
    changes: dict[str, Any], rows: Any = ((1,),), y: Any = (1,), z: Any = (1,), u: Any = (0,), **other: Any
) -> Certificate:
    """A certificate with these constants; what the claim says of them follows from the formulas of RC.7 and RC.8."""
    texts: dict[str, str] = {**ONE_NUMBER, **changes}
    given = {name: rational(text) for name, text in texts.items()}
    layers, sharpness, upsilon = other.get("layers", [6, 100]), given["sharpness"], given["upsilon"]
    value = given["lambda"] * sum(abs(rational(v)) for v in z) + given["residual"]
    value -= sum((rational(a) * rational(b) for a, b in zip(u, y, strict=False)), Fraction(0))
    power, noise = upsilon ** (layers or [1])[0], 2 * given["noise"]
    promised = sharpness * (power * given["start"] + noise * (1 - power * upsilon) / (1 - upsilon))
    body = {"matrix": [[write_rational(rational(v)) for v in row] for row in rows]}
    body["y"] = [write_rational(rational(v)) for v in y]
    claim = {
        "bound": write_rational(sharpness * (value + noise)),
        "data_sha256": sha256(body),
        "lambda": texts.pop("lambda"),
        "layers": layers,
        "noise": texts.pop("noise"),
        "order": other.get("order", 1),
        "promised": write_rational(promised),
        "z": [write_rational(rational(v)) for v in z],
    }
    witness = {**body, **texts, "u": [write_rational(rational(v)) for v in u]}
    return {"schema": "barriers/1", "kind": "recovery", "result": "E2", "claim": claim, "witness": witness}


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    equal = write_rational(Fraction(1089, 2300) / Fraction(23, 27) ** 6)
    thin = [["1", "1/40"], ["1/40", "1"]]
    return {
        "E2-everything-with-equality": made({"start": equal}),
        "E2-rho-with-equality": made({"isometry": "3/5", "rho": "12/13", "gamma": "3", "lambda": "3/10",
                                      "sharpness": "161"}, layers=[6, 378]),
        "E2-start-zero": made({"start": "0", "noise": "1/10"}, y=[0], z=[0]),
        "E2-small-sharpness": made(SMALL, rows=[[100]], z=["1/100"], layers=[6, 118]),
        "E2-unit-dual-vector": made({"start": "2"}, rows=[[1], [0]], y=[1, 0], u=[0, 1]),
        "E2-two-bases-order-2": recovered(hadamard_matrix(2), [0, 1, "-1/2"] + [0] * 29, 2, restarts=1),
        "E2-coherence-order-3": recovered(thin, [1, "-1/2"], 3, restarts=2, tau="1/2"),
    }  # fmt: skip


def two_bases() -> dict[str, Certificate]:
    """Of the two bases one column is left out, longer or shorter: then order * off does not bound delta_2s."""
    start = good()["E2-two-bases-order-2"]
    rows, z = start["witness"]["matrix"], start["claim"]["z"]

    longer = [[write_rational(rational(row[0]) * Fraction(10001, 10000)), *row[1:]] for row in rows]

    def other(rows: Any, z: Any = z) -> Certificate:
        changed = edited(start, "witness.matrix", rows)
        return edited(changed, "claim.z", z)

    return {
        "RC.2-one-column-of-two-bases-missing": other([row[:-1] for row in rows], z[:-1]),
        "RC.2-one-column-of-two-bases-longer": edited(other(longer), "witness.isometry", "51/100"),
        "RC.2-one-column-of-two-bases-shorter": other([["9999/10000", *rows[0][1:]], *rows[1:]]),
    }


def bad() -> dict[str, Certificate | str]:
    """Certificates that must not be accepted, by name."""
    two = good()["E2-coherence-order-3"]
    long = "1/" + "3" * 4000
    ones = [1] * 300
    small = {"rows": [[100]], "z": ["1/100"]}
    return {
        **two_bases(),
        "RC.1-too-long-y": made({}, y=[1, 0]),
        "RC.1-too-short-y-and-u": made({}, rows=[[1], [0]]),
        "RC.1-too-long-y-and-u": made({}, y=[1, 0], u=[0, 0]),
        "RC.1-no-rows": made({}, rows=[], y=[], u=[]),
        "RC.1-row-too-short": made({}, rows=[[1], [0]], y=[1, 0], u=[0, 0], z=[1, 0]),
        "RC.1-negative-order": made({}, order=-1),
        "unsupported-work-of-three-hundred-rows": made({"tau": long}, rows=[[1]] * 300, y=ones, u=ones),
        "unsupported-work-of-three-hundred-columns": made({"tau": long}, rows=[ones], z=ones),
        "RC.2-scale-minus-one-half": made({"scale": "-1/2"}, rows=[[2]], z=["1/2"]),
        "RC.2-isometry-zero": made({"isometry": "0"}),
        "RC.2-isometry-one": made({"isometry": "1"}),
        "RC.2-isometry-above-one": made({"isometry": "3/2"}),
        "RC.3-rho-zero": made({"rho": "0"}),
        "RC.3-rho-negative": made({"rho": "-9/10", "gamma": "1000"}),
        "RC.3-rho-above-one": made({"rho": "2", "gamma": "1000"}),
        "RC.3-gamma-minus-one-half": made({**SMALL, "gamma": "-1/2"}, **small),
        "RC.4-sharpness-minus-one-half": made({**SMALL, "sharpness": "-1/2"}, **small),
        "RC.4-smaller-sharpness-of-order-3": edited(two, "witness.sharpness", less(two["witness"]["sharpness"])),
        "RC.5-residual-whose-square-is-too-small": made({"residual": "1/20"}, z=["9/10"]),
        "RC.6-a-little-too-long": made({}, rows=[[1], [0]], y=[1, 0], u=[0, "4/3"]),
        "RC.8-one-number": made({}, layers=[6]),
        "RC.8-no-numbers": made({}, layers=[]),
        "RC.8-no-restart-promised": made({}, layers=[0, 100]),
        "RC.8-upsilon-negative-and-p-too": made({"upsilon": "-23/27"}, layers=[6, -100]),
        "RC.8-upsilon-two": made({"upsilon": "2"}),
        "RC.8-start-just-below": made({"start": "6/5"}, y=["5/4"], z=["5/4"]),
        "RC.8-start-minus-one-half": made({"start": "-1/2", "noise": "1"}, y=[0], z=[0]),
    }


def less(number: str) -> str:
    """A little less."""
    return write_rational(rational(number) * Fraction(99, 100))
