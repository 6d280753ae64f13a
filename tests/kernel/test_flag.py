"""X: what the kernel accepts of flags is true, what is played is accepted, and changed claims fail."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from constructions.adversary import defeat
from constructions.catalogue import named_family
from constructions.certificates import canonical, defeat_certificate, flag_certificate
from constructions.flags import false_flags, flag_family, flagged_by
from constructions.trainers import simple
from proofs_check import kernel
from proofs_check.strategies import forks, jumps
from tests.certificates.editing import edited, whatever_it_shows
from tests.checkers import BUDGET, CHECKERS, FLAGS, GUESSES, SOLVERS, checker_of, flags_of, solver_of
from tests.kernel import second
from tests.kernel.corpus import BAD, GOOD, content
from tests.kernel.recompute import refuted, shows_nothing
from theory.exact import BarriersError, rational
from theory.families import Family

FILES = [path for path in GOOD if path.stem.startswith("X")]
FALSE = [path for path in BAD if path.stem.startswith(("FL.3", "FL.4", "FL.5", "FL.6", "DF.5-right", "DF.5-alarm"))]
FALSE = [path for path in FALSE if path.stem != "FL.4-flags-as-truth"]  # it is true, in another form
families = st.one_of(jumps(), forks())


def told(certificate: Any) -> kernel.Verdict:
    """What both kernels say, and nothing against it where that is "accepted"."""
    text = canonical(certificate).encode()
    said = kernel.check_bytes(text)
    assert second.check_bytes(text) == (said.verdict, said.condition)
    if said.verdict == "accepted":
        assert refuted(text, Random(1)) is None
        assert shows_nothing(text) == said.report[0].startswith("vacuous: ")
    return said


@pytest.mark.result("X1")
@given(families, SOLVERS, CHECKERS)
def test_every_defeat_by_a_flag_is_certified(where: tuple[Family, Fraction], solver: Any, checker: Any) -> None:
    flags = flags_of(where[0], solver, where[1])
    assume(flags is not None)
    assert flags is not None
    found = defeat(checker_of(checker), flags, Fraction(0), max_bits=5, budget=BUDGET)
    made = whatever_it_shows(found)
    said = told(made)
    if not found.defeated:
        assert (said.verdict, said.condition) == ("rejected", "DF.9")
        return
    assert (said.verdict, said.result) == ("accepted", "X1") and made == flag_certificate(found)
    assert [name[-2:] for name in (play.input.name for play in found.plays)] == [
        f"{f})" for f in made["claim"]["flags"]
    ]
    assert rational(made["claim"]["bound"]) == min(play.success.high for play in found.plays) <= Fraction(1, 2)


@pytest.mark.result("X2")
@given(families, GUESSES, FLAGS)
def test_every_false_flag_is_certified(where: tuple[Family, Fraction], guess: Any, flag: Any) -> None:
    flagged = flagged_by(solver_of(guess), checker_of(flag))
    found = false_flags(flagged, *where, max_bits=5, budget=BUDGET)
    made = flag_certificate(found)
    said = told(made)
    assert (said.verdict, said.result) == ("accepted", "X2")
    assert said.report[0].startswith("vacuous: ") == (found.raised.low == 0)
    assert 2 * rational(made["claim"]["bound"]) == found.raised.low


@pytest.mark.result("X1", "X2")
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_another_flag_output_or_accuracy_is_another_claim(path: Path) -> None:
    """Every flag turned, and every output of the solver far from everything, is rejected; so is another hash."""
    whole = json.loads(content(path))
    assert told(whole).verdict == "accepted"
    assert told(edited(whole, "claim.runs_sha256", "0" * 64, pin=False)).condition == "DF.7"
    if whole["result"] == "X1":
        assert told(edited(whole, "claim.flags", whole["claim"]["flags"][::-1])).condition == "FL.4"
        far = ["7"] * len(whole["witness"]["solver"]["output"])
        assert told(edited(whole, "witness.solver.output", far)).condition == "FL.4"
    else:
        assert told(edited(whole, "claim.raised", whole["claim"]["raised"][:1])).condition == "FL.5"


@pytest.mark.infrastructure
@pytest.mark.parametrize("path", FALSE, ids=lambda p: p.stem)
def test_the_second_opinion_finds_false_claims_about_flags_out(path: Path) -> None:
    assert refuted(content(path), Random(1)) is not None


@pytest.mark.infrastructure
def test_what_has_no_certificate_of_this_kind_is_told_so() -> None:
    family, alpha = named_family("D")
    flags = flag_family(family, lambda p, o, t: [1, 0, 0], alpha)
    coin = lambda p, o, t: [t.bit()]  # noqa: E731
    with pytest.raises(BarriersError, match="flag_certificate makes it"):
        defeat_certificate(defeat(coin, flags, Fraction(0)))
    with pytest.raises(BarriersError, match="defeat_certificate makes its certificate"):
        flag_certificate(defeat(simple.coin, family, alpha))
    with pytest.raises(BarriersError, match="sampled tapes"):
        flag_certificate(defeat(coin, flags, Fraction(0), tapes=5))
