"""Certificates that the kernel in the browser must refuse for one reason only, where no file of the corpus does."""

from __future__ import annotations

import json
from typing import Any

from constructions.certificates import sha256
from tests.kernel.corpus import FOLDER, content
from tests.kernel.edits import canonical


def good(name: str) -> dict[str, Any]:
    return json.loads(content(FOLDER / "good" / f"{name}.json"))


def pinned(certificate: dict[str, Any]) -> bytes:
    """Its bytes, the hash of its runs brought up to date."""
    certificate["claim"]["runs_sha256"] = sha256(certificate["witness"])
    return canonical(certificate)


def beside() -> dict[str, bytes]:
    """Name, which begins with the condition, and bytes of each."""
    found = {}
    weak = good("X2-gives-up")
    weak["claim"] |= {"accuracy": "1/1000", "family": good("W-hasty")["claim"]["family"]}
    found["DF.1 a flag in a weak fork"] = canonical(weak)
    small = good("X1-coin")
    small["claim"] |= {"accuracy": "1/4", "family": small["claim"]["family"] | {"alpha": "1/4"}}
    small["claim"]["inputs"][1]["n"] = 1
    small["witness"]["solver"]["steps"] = []
    found["DF.1 entries of a member too small for a solver"] = pinned(small)
    unknown = good("M-P1-1")
    unknown["claim"]["problem"] = "P4"
    found["M.1 a problem that looks like P1"] = canonical(unknown)
    for name, change in {
        "a support beyond the columns": {"support": [3]},
        "a column without threshold that is not in the support": {"thresholds": ["1", "0", "1"]},
    }.items():
        found[f"T1.1 {name}"] = canonical({**(exact := good("T1-exact")), "claim": exact["claim"] | change})
    choice = good("T2-choice")
    choice["claim"] |= {"basis": [0, 1], "places": "BB"}
    found["T2.1 two columns in the basis of one row"] = canonical(choice)
    rooted = good("T0-P1-zero")
    rooted["witness"]["square"] = "1"
    found["T0.1 a root of nothing"] = canonical(rooted)
    return found | signs()


def alone(name: str, output: list[str], halves: list[str]) -> bytes:
    """A defeat by one run that reads nothing, with these probabilities of success and the bound 0."""
    certificate = good(name)
    run = {"asked": None, "left_open": None, "output": output, "steps": []}
    certificate["witness"] = [[run] for _ in certificate["witness"]]
    for claimed, half in zip(certificate["claim"]["inputs"], halves, strict=True):
        claimed |= {"low": half, "high": half}
    certificate["claim"] |= {"bound": "0", "limit": "1/2"}
    return pinned(certificate)


def signs() -> dict[str, bytes]:
    """Where a number counts by its size, and is negative; where rows have length 1, and are not orthogonal."""
    skew = good("K-gives-up-hidden")
    skew["claim"]["family"]["q"] = [["1", "0"], ["3/5", "4/5"]]
    negative = good("E0-hadamard-4")
    data = {"matrix": [["1", "-1"]], "y": ["0"]}
    negative["witness"] |= data | {"u": ["0"]}
    negative["claim"] |= {"z": ["0", "0"], "data_sha256": sha256(data)}
    return {
        "DF.5 outputs far below one half": alone("J-coin", ["0", "1/2", "0", "1/2"], ["1", "0"]),
        "DF.5 a negative entry that is far": alone("K-programs-inf", ["1", "0", "-5"], ["1", "1", "0"]),
        "DF.1 rows of length 1 that are not orthogonal": canonical(skew),
        "RC.2 columns whose product is negative": canonical(negative),
    }
