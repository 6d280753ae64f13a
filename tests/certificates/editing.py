"""Certificates with one place changed."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

from constructions.certificates import defeat_certificate, flag_certificate, sha256
from constructions.flags import FlagFamily
from constructions.plays import Defeat
from theory.exact import rational, write_rational

Certificate = dict[str, Any]


def edited(certificate: Certificate, edit: str, value: Any, *, pin: bool = True) -> Certificate:
    """A copy with one place changed, the hashes of the claim brought up to date unless `pin` is false."""
    result = json.loads(json.dumps(certificate))
    place, *path = result, *edit.split(".")
    for step in path[:-1]:
        place = place[int(step) if isinstance(place, list) else step]
    place[int(path[-1]) if isinstance(place, list) else path[-1]] = value
    if not pin:
        return result
    if result["kind"] in ("defeat", "flag"):
        result["claim"]["runs_sha256"] = sha256(result["witness"])
    elif result["kind"] in ("minimiser", "recovery"):
        result["claim"]["data_sha256"] = sha256({key: result["witness"][key] for key in ("matrix", "y")})
    elif result["kind"] == "miss":
        keys = ("cost", "lower", "matrix", "upper", "y")
        result["claim"]["data_sha256"] = sha256({key: result["witness"][key] for key in keys})
    elif result["kind"] in ("solution", "trust", "two-answers"):
        result["claim"]["data_sha256"] = sha256(result["witness"]["data"])
    elif result["kind"] == "separation":
        result["claim"]["data_sha256"] = sha256(result["witness"])
    elif result["kind"] == "witness":
        tree = result["witness"]["property"]
        result["claim"]["network_sha256"] = sha256(result["witness"]["network"])
        result["claim"]["property_sha256"] = None if tree is None else sha256(tree)
    else:
        pin_network(result["claim"], result["witness"])
    return result


def pin_network(claim: dict[str, Any], witness: dict[str, Any]) -> None:
    """Bring what a claim about a network repeats up to date."""
    claim["network_sha256"] = sha256(witness["network"])
    claim["data_sha256"] = sha256(witness["data"])
    if "indices" in witness:
        claim["indices_sha256"] = sha256(witness["indices"])
    if "g" in witness:
        claim["g"] = witness["g"]


def whatever_it_shows(found: Defeat) -> Certificate:
    """The certificate that a game would have if it were a defeat, as somebody else's program might write it."""
    assert found.limit is not None
    certificate = flag_certificate if isinstance(found.family, FlagFamily) else defeat_certificate
    return edited(certificate(replace(found, limit=Fraction(1))), "claim.limit", write_rational(found.limit))


def reading(certificate: Certificate, place: str, reads: list[Any]) -> Certificate:
    """A copy in which the run at a place, such as "0.1", reads this first, and then tosses its coins."""
    branch, number = map(int, place.split("."))
    coins = [step for step in certificate["witness"][branch][number]["steps"] if len(step) == 1]
    return edited(certificate, f"witness.{place}.steps", [*reads, *coins])


def shifted(number: str, by: Fraction = Fraction(1, 7)) -> str:
    """The number, moved upward."""
    return write_rational(rational(number) + by)
