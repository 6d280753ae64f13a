"""Bad certificates that fail at one place only, where all others that fail there would fail at a later one too.

A kernel that leaves that refusal out accepts them, or names another condition: `tests/pages/test_browser_kernel.py`
leaves each refusal of the kernel in the browser out.
"""

from __future__ import annotations

from constructions.certificates import sha256
from tests.certificates.editing import Certificate, edited


def bad(base: dict[str, Certificate]) -> dict[str, Certificate | str]:
    """Certificates that must not be accepted, by name, made from good ones."""
    small = edited(base["X1-coin"], "claim.accuracy", "1/4")
    small = edited(edited(small, "claim.family.alpha", "1/4"), "claim.inputs.1.n", 1)
    weak = edited(base["X2-gives-up"], "claim.accuracy", "1/1000")
    return {
        "DF.1-a-flag-in-a-weak-fork": edited(weak, "claim.family", base["W-hasty"]["claim"]["family"]),
        "DF.1-entries-of-a-member-too-small-for-a-solver": edited(small, "witness.solver.steps", []),
        "DF.1-rows-of-length-1-that-are-not-orthogonal": edited(
            base["K-gives-up-hidden"], "claim.family.q", [["1", "0"], ["3/5", "4/5"]]
        ),
        "DF.5-outputs-far-below-one-half": _silent(base["J-coin"], ["0", "1/2", "0", "1/2"], ["1", "0"]),
        "DF.5-a-negative-entry-that-is-far": _silent(base["K-programs-inf"], ["1", "0", "-5"], ["1", "1", "0"]),
        "M.1-a-problem-that-looks-like-P1": edited(base["M-P1-1"], "claim.problem", "P4"),
        "RC.2-columns-whose-product-is-negative": _opposite(base["E0-hadamard-4"]),
        "T0.1-a-root-of-nothing": edited(base["T0-P1-zero"], "witness.square", "1"),
        "T1.1-a-support-beyond-the-columns": edited(base["T1-exact"], "claim.support", [3]),
        "T1.1-a-column-without-threshold-off-the-support": edited(
            base["T1-exact"], "claim.thresholds", ["1", "0", "1"]
        ),
        "T2.1-two-columns-in-the-basis-of-one-row": edited(
            edited(base["T2-choice"], "claim.basis", [0, 1]), "claim.places", "BB"
        ),
    }  # fmt: skip


def _silent(start: Certificate, output: list[str], success: list[str]) -> Certificate:
    """A defeat by one run that reads nothing, with these probabilities of success and the bound 0."""
    run = {"asked": None, "left_open": None, "output": output, "steps": []}
    found = edited(start, "witness", [[run] for _ in start["witness"]])
    for place, part in enumerate(success):
        found["claim"]["inputs"][place] |= {"low": part, "high": part}
    found["claim"] |= {"bound": "0", "limit": "1/2"}
    return found


def _opposite(start: Certificate) -> Certificate:
    """Two columns of one row, with opposite signs: their product counts by its size."""
    data = {"matrix": [["1", "-1"]], "y": ["0"]}
    found = edited(start, "witness", {**start["witness"], **data, "u": ["0"]})
    found["claim"] |= {"z": ["0", "0"], "data_sha256": sha256(data)}
    return found
