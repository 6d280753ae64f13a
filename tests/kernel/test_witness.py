"""V: what the kernel accepts of a point is true, what is found is accepted, and changed claims fail."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.certificates import canonical, witness_certificate
from constructions.properties import Property
from proofs_check import kernel
from tests.certificates.editing import edited
from tests.constructions.test_properties import formulas
from tests.kernel.corpus import BAD, GOOD, content
from tests.kernel.recompute import refuted, shows_nothing
from tests.strategies import small
from theory.exact import rational, write_rational
from theory.layers import Layer
from theory.networks import ReluNetwork

FILES = [path for path in GOOD if path.stem.startswith("V-")]
FALSE = [path for path in BAD if path.stem.startswith(("V.1-a", "V.3", "V.4", "V.6", "V.7"))]
rows = st.lists(st.tuples(small, small), min_size=3, max_size=3)


def told(certificate: Any) -> kernel.Verdict:
    return kernel.check_bytes(canonical(certificate).encode())


@st.composite
def replays(draw: st.DrawFn) -> Any:
    first, last = (
        Layer.of(draw(rows), draw(st.tuples(small, small, small))),
        draw(st.lists(rows, min_size=2, max_size=2)),
    )
    second = Layer.of([[row[0] for row in one] for one in last] + [[1, 1, 1]], draw(st.tuples(small, small, small)))
    asked = draw(st.none() | st.lists(formulas, min_size=1, max_size=3).map(lambda f: Property(2, 3, tuple(f))))
    network, point = ReluNetwork((first, second)), draw(st.tuples(small, small))
    return network, point, network.evaluate_all([point])[0], asked


@pytest.mark.result("V")
@given(replays(), st.randoms(use_true_random=False))
def test_every_replay_is_certified_and_the_second_opinion_agrees(found: Any, random: Random) -> None:
    made = witness_certificate(*found)
    said = told(made)
    assert said.verdict == "accepted", said.report
    assert refuted(canonical(made).encode(), random) is None
    assert shows_nothing(canonical(made).encode()) == said.report[0].startswith("vacuous: ")


@pytest.mark.infrastructure
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
@pytest.mark.parametrize("by", [Fraction(1, 2**90), Fraction(-1, 2**90)], ids=str)
def test_changing_any_number_of_a_claim_is_rejected(path: Path, by: Fraction) -> None:
    base = json.loads(path.read_text())
    claim = base["claim"]
    places = [f"outputs.{j}" for j in range(min(9, len(claim["outputs"])))] + ["excess"] * (claim["excess"] is not None)
    for place in places:
        old = rational(claim["excess"] if place == "excess" else claim["outputs"][int(place.split(".")[1])])
        try:
            new = write_rational(old + by)
        except ValueError:
            continue  # too long to be written
        assert told(edited(base, f"claim.{place}", new, pin=False)).condition == ("V.7" if place == "excess" else "V.3")
    if claim["satisfied"] is not None:
        assert told(edited(base, "claim.satisfied", not claim["satisfied"])).condition == "V.6"


@pytest.mark.infrastructure
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_second_opinion_agrees(path: Path) -> None:
    assert refuted(content(path), Random(2)) is None
    assert shows_nothing(content(path)) == kernel.check_file(path).report[0].startswith("vacuous: ")


@pytest.mark.infrastructure
@pytest.mark.parametrize("path", FALSE, ids=lambda p: p.stem)
def test_the_second_opinion_finds_false_claims_out(path: Path) -> None:
    assert refuted(content(path), Random(2)) is not None


@pytest.mark.infrastructure
def test_a_point_or_a_property_that_takes_too_long_is_refused_before_it_is_evaluated() -> None:
    base = json.loads((GOOD[0].parent / "V-holds.json").read_text())
    wide = 300
    layers = [{"weights": [["0"]] * wide, "bias": ["1*2^-4000"] * wide}]
    layers += [{"weights": [["1*2^-4000"] * wide] * wide, "bias": ["0"] * wide}] * 20
    deep = edited(edited(base, "witness.network", layers), "claim.widths", [1, *[wide] * 21])
    assert "needs work" in told(deep).report[0]
    far = edited(base, "claim.point", [f"1/{7**4500}"])
    assert told(far).condition == "V.3"
    coprime = [f"1/{p ** (399_000 // len(str(p**100)))}" for p in (3, 5, 7, 11, 13, 17, 19, 23, 29)]
    leaf = {"x": [], "strict": False, "bound": "0"}
    many = [{**leaf, "y": [[0, c]]} for c in coprime]
    assert "common denominator" in told(edited(base, "witness.property", {"and": many})).report[0]
