"""Certificates that break a form or a limit of the kinds with a proved checker, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from constructions.certificates import sha256
from proofs_check.verified.program import KINDS
from tests.certificates.editing import pin_network
from tests.kernel.corpus import FOLDER, content
from tests.kernel.edits import canonical

INSTABILITY = json.loads(content(FOLDER / "good" / "A4-threshold.json"))
STABILITY = json.loads(content(FOLDER / "good" / "A5-two-points.json"))


MINIMISER = json.loads(content(FOLDER / "good" / "C0-P1.json"))
UNIVERSAL = json.loads(content(FOLDER / "good" / "U-box.json"))
WITNESS = json.loads(content(FOLDER / "good" / "V-holds.json"))
DEFEAT = json.loads(content(FOLDER / "good" / "J-coin.json"))
ENDED = json.loads(content(FOLDER / "good" / "J-ended-after-a-coin.json"))
WATCHED = json.loads(content(FOLDER / "good" / "X1-coin.json"))
ALARM = json.loads(content(FOLDER / "good" / "X2-coin.json"))
ROOT = json.loads(content(FOLDER / "good" / "T0-P1-root.json"))
RECOVERY = json.loads(content(FOLDER / "good" / "E0-hadamard-4.json"))
REFUSED = json.loads(content(FOLDER / "good" / "W-level.json"))


def verified(content: bytes) -> bool:
    """Whether these are the bytes of a certificate for whose kind there is a proved checker."""
    try:
        certificate = json.loads(content)
    except ValueError:
        return False
    return isinstance(certificate, dict) and certificate.get("kind") in KINDS


def copy(certificate: Any) -> Any:
    """A copy."""
    return json.loads(json.dumps(certificate))


def pinned(certificate: Any) -> bytes:
    """Its bytes, with the hashes brought up to date."""
    pin_network(certificate["claim"], certificate["witness"])
    return canonical(certificate)


def weights() -> Iterator[tuple[str, bytes]]:
    """Another text for the first bias of the last layer that is the same number."""
    here = INSTABILITY["witness"]["network"][-1]["bias"]
    value = Fraction(here[0])
    for name, text in {
        "over 1": f"{value.numerator}/1",
        "not reduced": f"{2 * value.numerator}/{2 * value.denominator}",
        "even": f"{2 * value.numerator}*2^-1",
        "exponent 0": f"{value.numerator}*2^0",
    }.items():
        certificate = copy(INSTABILITY)
        certificate["witness"]["network"][-1]["bias"][0] = text
        yield name, pinned(certificate)


def made() -> dict[str, bytes]:
    """Name and bytes of each."""
    found = dict(weights())
    certificate = copy(INSTABILITY)
    certificate["witness"]["network"][0]["name"] = "first"
    found["a layer with a name"] = pinned(certificate)
    for end, by in ((0, Fraction(1, 1000)), (1, Fraction(-1, 1000))):
        certificate = copy(STABILITY)
        ends = certificate["claim"]["a_interval"]
        ends[end] = str(Fraction(ends[end]) + by)
        found[f"a smaller interval of a: {end}"] = canonical(certificate)
    certificate = copy(INSTABILITY)
    certificate["result"] = "A5"
    found["A5 of an instability"] = canonical(certificate)
    certificate = copy(STABILITY)
    certificate["result"] = "A4"
    found["A4 of a stability"] = canonical(certificate)
    certificate = copy(WITNESS)
    certificate["result"] = "A5"
    found["A5 of a witness"] = canonical(certificate)
    certificate = copy(UNIVERSAL)
    certificate["result"] = "A5"
    found["A5 of a universal"] = canonical(certificate)
    certificate = copy(json.loads(content(FOLDER / "good" / "U-nothing-broken.json")))
    certificate["witness"]["pieces"] = -1
    found["fewer pieces than none"] = canonical(certificate)
    certificate = copy(WITNESS)
    certificate["witness"]["z"] = None
    found["more in a witness"] = canonical(certificate)
    certificate = copy(WITNESS)
    leaf = {"bound": "1", "strict": False, "x": [], "z": []}
    certificate["claim"]["property_sha256"] = sha256(leaf)
    certificate["witness"]["property"] = leaf
    certificate["claim"] |= {"satisfied": True, "excess": "-1"}
    found["an inequality of x and z"] = canonical(certificate)
    certificate = copy(MINIMISER)
    certificate["witness"]["left_inverse"].append(certificate["witness"]["left_inverse"][0])
    found["a row too many in a left inverse"] = canonical(certificate)
    certificate = copy(ENDED)
    run = next(run for runs in certificate["witness"] for run in runs if run["left_open"])
    run["left_open"] = "bits"
    certificate["claim"]["runs_sha256"] = sha256(certificate["witness"])
    found["bits that ended a run at no coin"] = canonical(certificate)
    certificate = copy(REFUSED)
    certificate["witness"][1][0]["left_open"] = "reads"
    certificate["claim"]["inputs"][1]["high"] = "1"
    certificate["claim"]["runs_sha256"] = sha256(certificate["witness"])
    found["a reading refused and left open"] = canonical(certificate)
    for name, base in (("X1", WATCHED), ("X2", ALARM)):
        certificate = copy(base)
        certificate["claim"]["name"] = "a flag"
        found[f"more in the claim of {name}"] = canonical(certificate)
    for part in ("claim", "witness"):
        certificate = copy(RECOVERY)
        certificate[part]["name"] = "a recovery"
        found[f"more in the {part} of a recovery"] = canonical(certificate)
        certificate = copy(ROOT)
        certificate[part]["name"] = "a root"
        found[f"more in the {part} of a root"] = canonical(certificate)
    certificate = copy(ROOT)
    certificate["result"] = "T1"
    found["T1 of a root"] = canonical(certificate)
    certificate = copy(ROOT)
    certificate["claim"]["problem"] = "P2"
    found["a root of P2"] = canonical(certificate)
    certificate = copy(ROOT)
    certificate["claim"]["outcome"] = "several"
    found["several of P1"] = canonical(certificate)
    certificate = copy(ROOT)
    certificate["witness"] |= {"root": None, "u": certificate["witness"]["root"]}
    found["a root that is called u"] = canonical(certificate)
    certificate = copy(json.loads(content(FOLDER / "good" / "T0-P1-exact.json")))
    certificate["witness"] |= {"root": certificate["witness"]["u"], "u": None}
    found["a dual vector that is called root"] = canonical(certificate)
    certificate = copy(json.loads(content(FOLDER / "good" / "T0-P1-infeasible.json")))
    certificate["witness"]["root"] = certificate["witness"]["u"]
    found["a root where nothing is feasible"] = canonical(certificate)
    certificate = copy(json.loads(content(FOLDER / "good" / "T0-P1-zero.json")))
    certificate["witness"]["square"] = "1"
    found["a root of nothing"] = canonical(certificate)
    certificate = copy(json.loads(content(FOLDER / "good" / "T0-P1-zero.json")))
    certificate["witness"]["x"]["values"] = "0"
    found["a coefficient of nothing"] = canonical(certificate)
    certificate = copy(WATCHED)
    certificate["witness"]["name"] = "a checker"
    certificate["claim"]["runs_sha256"] = sha256(certificate["witness"])
    found["more in the witness of X1"] = canonical(certificate)
    certificate = copy(DEFEAT)
    certificate["claim"]["name"] = "a defeat"
    found["more in the claim of a defeat"] = canonical(certificate)
    certificate = copy(DEFEAT)
    certificate["claim"]["family"]["name_of_a"] = "one half"
    found["more in a family"] = canonical(certificate)
    certificate = copy(DEFEAT)
    certificate["claim"]["inputs"][0]["name"] = "the limit"
    found["more in an input"] = canonical(certificate)
    certificate = copy(DEFEAT)
    certificate["witness"][0][0]["name"] = "the first"
    certificate["claim"]["runs_sha256"] = sha256(certificate["witness"])
    found["more in a run"] = canonical(certificate)
    certificate = copy(INSTABILITY)
    certificate["witness"]["s"] = 1 - certificate["witness"]["s"]
    found["another s in the witness"] = canonical(certificate)
    certificate = copy(INSTABILITY)
    certificate["witness"]["g"] = [None, None]
    found["another g in the witness"] = canonical(certificate)
    certificate = copy(json.loads(content(FOLDER / "good" / "T0-LP-above-alone.json")))
    certificate["witness"]["rows"] = [10**18]
    found["a row beyond all that there are"] = canonical(certificate)
    certificate = copy(INSTABILITY)
    certificate["provenance"] = {"x": "y" * 501}
    found["a long text in the provenance"] = canonical(certificate)
    certificate = copy(INSTABILITY)
    neuron = certificate["witness"]["network"][-1]
    neuron["bias"][0] = "9" * 4001 + neuron["bias"][0]
    found["4001 digits"] = pinned(certificate)
    certificate = copy(STABILITY)
    certificate["witness"]["network"][0]["weights"][0][0] += "*2^4001"
    found["an exponent of 4001"] = pinned(certificate)
    return found
