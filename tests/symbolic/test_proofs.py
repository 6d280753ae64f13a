"""Every symbolic proof is verified; its false twin is refused, and false; no certificate survives a changed number."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from proofs_check import symbolic
from proofs_check.symbolic import PROOFS, SCOPE, Refused, fault, proved, verify
from proofs_check.symbolic.expressions import Relation
from proofs_check.symbolic.steps import Cases, Combine, Induction, Proof, Shift, Step
from proofs_check.symbolic.verify import _wrong_member, _wrong_state, derive
from tests.symbolic.twins import PROOF, TWINS

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
EACH = pytest.mark.parametrize(
    "proof", [pytest.param(p, id=p.name, marks=pytest.mark.result(p.result)) for p in PROOFS]
)


@EACH
def test_the_proof_is_verified(proof: Proof) -> None:
    verify(proof)


@EACH
def test_the_false_twin_is_refused_and_numbers_contradict_it(proof: Proof) -> None:
    twin = TWINS[proof.name].of(proof)
    with pytest.raises(Refused, match=re.escape(proof.name)):
        derive(twin)  # the steps, whatever the example says
    states = [{name: Fraction(v) for name, v in state.items()} for state in TWINS[proof.name].states]
    for number, state in enumerate(states):
        assert all(state[name].denominator == 1 for name in proof.integers.split())
        assert [text for text in twin.given.values() if not Relation(text).holds(state)] == []
        assert [name for recursion in twin.background for name in _wrong_member(recursion, state)] == []
        if isinstance(twin.by, Induction):
            assert _wrong_state(twin.by.on, states[: number + 1]) == []
    assert not Relation(twin.goal).holds(states[-1])


def each_step(steps: tuple[Step, ...]) -> Iterator[tuple[Step, tuple[Step, ...], tuple[Step, ...]]]:
    """Every step with what surrounds it; the steps inside a case with their branch wrapped up again."""
    for i, step in enumerate(steps):
        yield step, steps[:i], steps[i + 1 :]


def mutated(text: str) -> Iterator[str]:
    """The text with one of its integers one larger."""
    for found in re.finditer(r"(?<![\w.])\d+(?![\w.])", text):
        yield text[: found.start()] + str(int(found.group()) + 1) + text[found.end() :]


def variants(steps: tuple[Step, ...]) -> Iterator[tuple[str, Step, tuple[Step, ...]]]:
    """All one-number changes of certificates ("rule") and claims ("claim"), and all omissions ("left out")."""
    for step, before, after in each_step(steps):
        if isinstance(step.rule, Combine) and step.rule.certificate != "0":
            for text in mutated(step.rule.certificate):
                yield "rule", step, (*before, replace(step, rule=Combine(text)), *after)
        if isinstance(step.rule, Cases):
            for key in ("yes", "no"):
                for kind, inner, changed in variants(getattr(step.rule, key)):
                    yield kind, inner, (*before, replace(step, rule=replace(step.rule, **{key: changed})), *after)
        for text in mutated(step.claim):
            yield "claim", step, (*before, replace(step, claim=text), *after)
        if after:
            yield "left out", step, (*before, *after)


def mutants(proof: Proof) -> Iterator[tuple[str, Step, Proof]]:
    if isinstance(proof.by, Induction):
        for key in ("base", "step"):
            for kind, step, changed in variants(getattr(proof.by, key)):
                yield kind, step, replace(proof, by=replace(proof.by, **{key: changed}))
    else:
        for kind, step, changed in variants(proof.by):
            yield kind, step, replace(proof, by=changed)


@EACH
def test_no_changed_number_and_no_omission_passes_except_slack_that_stays_true(proof: Proof) -> None:
    every = list(mutants(proof))
    for kind, step, mutant in every[:: 1 if THOROUGH else 1 + len(every) // 24]:
        if fault(mutant) is None:
            # A sign read off coefficients may leave slack; nothing else may: an identity has none.
            assert kind == "claim" and isinstance(step.rule, Shift), (kind, step)


@EACH
def test_a_changed_goal_is_not_what_the_steps_prove(proof: Proof) -> None:
    for text in mutated(proof.goal):
        if not Relation(text).value.equals(Relation(proof.goal).value):
            with pytest.raises(Refused):
                derive(replace(proof, goal=text))
    for old, new in ((">=", ">"), ("<=", "<")):
        if old in proof.goal:
            with pytest.raises(Refused):
                derive(replace(proof, goal=proof.goal.replace(old, new)))


@pytest.mark.infrastructure
def test_proved_lists_the_results_of_which_every_proof_was_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    assert proved() == tuple(SCOPE)
    assert set(TWINS) == set(PROOF) and len(PROOF) == len(PROOFS)
    proved.cache_clear()
    wrong = TWINS["K.thirds"].of(PROOF["K.thirds"])
    monkeypatch.setattr(symbolic, "PROOFS", (PROOF["J.half"], PROOF["K.pair"], wrong, PROOF["W.half"]))
    try:
        assert proved() == ("J", "W")
    finally:
        proved.cache_clear()
