"""U: what the kernel accepts of one vector is true, and what is found is accepted; changed claims fail."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.certificates import canonical, universal_certificate
from constructions.universal import vector_at
from proofs_check import kernel
from tests.certificates.editing import edited
from tests.constructions.test_universal import questions
from tests.kernel.corpus import BAD, GOOD, content
from tests.kernel.recompute import refuted, shows_nothing
from theory.exact import rational, write_rational

FILES = [path for path in GOOD if path.stem.startswith("U-")]
FALSE = [path for path in BAD if path.stem.startswith(("U.3-b", "U.3-s", "U.4-p", "U.7", "U.9"))]
ends = st.lists(st.fractions("1/2", "3/2", max_denominator=8), min_size=2, max_size=2)


def told(certificate: Any) -> kernel.Verdict:
    return kernel.check_bytes(canonical(certificate).encode())


@pytest.mark.result("U")
@given(questions(), ends, st.sampled_from([0, "1/9", "1/2"]))
def test_every_vector_found_is_certified_and_nothing_beyond_what_was_decided(
    question: Any, lohi: list[Fraction], radius: Any
) -> None:
    layers, data, options = question
    found = vector_at(layers, data, options.pop("eta"), **options)
    scalings = (1, 1) if found.box else (min(*lohi, Fraction(1)), max(*lohi, Fraction(1)))
    firm = found.steadied(scalings=scalings, radius=radius)
    for one in (found, firm):
        said = told(universal_certificate(one))
        assert said.verdict == "accepted", said.report
        assert said.report[0].startswith("vacuous: ") == (not one.indices)
    lost = [k for k in found.indices if k not in firm.indices]
    if lost:
        more = replace(firm, indices=tuple(sorted([*firm.indices, lost[0]])), pieces=firm.pieces + 200)
        assert told(universal_certificate(more)).condition == "U.8"
    if len(firm.indices) > 0:
        assert told(universal_certificate(replace(firm, pieces=firm.pieces - 1))).condition in ("U.6", "U.8")


@pytest.mark.result("U")
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_changing_any_number_of_a_claim_makes_another_true_claim_or_is_rejected(path: Path) -> None:
    base = json.loads(path.read_text())
    for key, old in base["claim"].items():
        for by in (1, -1):
            if type(old) is int:
                assert told(edited(base, f"claim.{key}", old + by, pin=False)).verdict == "rejected", key
            elif isinstance(old, str) and not key.endswith("sha256"):
                moved = write_rational(rational(old) + Fraction(by, 2**70))
                said = told(edited(base, f"claim.{key}", moved, pin=False))
                assert said.verdict == "rejected" or key in ("budget", "threshold", "radius"), key
                if said.verdict == "accepted":
                    assert refuted(canonical(edited(base, f"claim.{key}", moved)).encode(), Random(1)) is None


@pytest.mark.result("U")
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_second_opinion_agrees(path: Path) -> None:
    assert refuted(content(path), Random(2)) is None
    assert shows_nothing(content(path)) == kernel.check_file(path).report[0].startswith("vacuous: ")


@pytest.mark.infrastructure
@pytest.mark.parametrize("path", FALSE, ids=lambda p: p.stem)
def test_the_second_opinion_finds_false_claims_out(path: Path) -> None:
    assert refuted(content(path), Random(2)) is not None


@pytest.mark.infrastructure
def test_a_long_search_for_pieces_is_bounded_by_the_witness() -> None:
    base = json.loads(next(path for path in FILES if path.stem == "U-halvings-64").read_text())
    assert told(base).verdict == "accepted"
    assert "needs work" in told(edited(base, "witness.pieces", 10**8)).report[0]
