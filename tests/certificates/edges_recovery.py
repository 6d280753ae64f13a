"""Certificates of E0 at the edges: every inequality with equality, and each hypothesis missed where nothing else fails.

Most are about one number, A = (1): then everything is rational, and the bound follows from the formula.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constructions.certificates import SCHEMA, sha256
from constructions.null_space import hadamard_matrix
from tests.certificates.editing import Certificate, edited
from tests.certificates.recoveries import recovered
from theory.exact import rational, write_rational

ONE_NUMBER = {
    "isometry": "9/16", "rho": "5/6", "gamma": "50/27", "lambda": "1089/2300", "sharpness": "1150/27", "scale": "1",
    "residual": "0", "noise": "0",
}  # fmt: skip
"""RC.3 (gamma) and RC.4 (both) hold with equality."""
SMALL = {**ONE_NUMBER, "scale": "1/100", "gamma": "1/50", "lambda": "42", "sharpness": "1/2"}
"""The same for A = (100), where gamma and C^ are less than 1."""


def made(
    changes: dict[str, Any], rows: Any = ((1,),), y: Any = (1,), z: Any = (1,), u: Any = (0,), **other: Any
) -> Certificate:
    """A certificate with these constants; what the claim says of them follows from the formula of RC.7."""
    texts: dict[str, str] = {**ONE_NUMBER, **changes}
    given = {name: rational(text) for name, text in texts.items()}
    value = given["lambda"] * sum(abs(rational(v)) for v in z) + given["residual"]
    value -= sum((rational(a) * rational(b) for a, b in zip(u, y, strict=False)), Fraction(0))
    body = {"matrix": [[write_rational(rational(v)) for v in row] for row in rows]}
    body["y"] = [write_rational(rational(v)) for v in y]
    claim = {
        "bound": write_rational(given["sharpness"] * (value + 2 * given["noise"])),
        "data_sha256": sha256(body),
        "lambda": texts.pop("lambda"),
        "noise": texts.pop("noise"),
        "order": other.get("order", 1),
        "z": [write_rational(rational(v)) for v in z],
    }
    witness = {**body, **texts, "u": [write_rational(rational(v)) for v in u]}
    return {"schema": SCHEMA, "kind": "recovery", "result": "E0", "claim": claim, "witness": witness}


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name; a z that costs just what 0 costs is not yet vacuous."""
    thin = [["1", "1/40"], ["1/40", "1"]]
    return {
        "E0-everything-with-equality": made({}),
        "E0-rho-with-equality": made({"isometry": "3/5", "rho": "12/13", "gamma": "3", "lambda": "3/10",
                                      "sharpness": "161"}),
        "E0-zero": made({"noise": "1/10"}, y=[0], z=[0]),
        "E0-zero-with-a-long-residual": made({"residual": "2"}, z=[0]),
        "E0-no-dearer-than-zero": made({"residual": "5811/2300"}, y=[3]),
        "E0-vacuous-dearer-than-zero": made({"residual": "1453/575"}, y=[3]),
        "E0-small-sharpness": made(SMALL, rows=[[100]], z=["1/100"]),
        "E0-unit-dual-vector": made({}, rows=[[1], [0]], y=[1, 0], u=[0, 1]),
        "E0-two-bases-order-2": recovered(hadamard_matrix(2), [0, 1, "-1/2"] + [0] * 29, 2, restarts=1),
        "E0-coherence-order-3": recovered(thin, [1, "-1/2"], 3, restarts=2, tau="1/2"),
    }  # fmt: skip


def two_bases() -> dict[str, Certificate]:
    """Of the two bases one column is left out, longer or shorter: then order * off does not bound delta_2s."""
    start = good()["E0-two-bases-order-2"]
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
    two = good()["E0-coherence-order-3"]
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
        "unsupported-work-of-three-hundred-rows": made({"scale": long}, rows=[[1]] * 300, y=ones, u=ones),
        "unsupported-work-of-three-hundred-columns": made({"scale": long}, rows=[ones], z=ones),
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
    }


def less(number: str) -> str:
    """A little less."""
    return write_rational(rational(number) * Fraction(99, 100))
