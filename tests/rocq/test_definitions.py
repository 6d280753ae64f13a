"""The definitions that the theorems of Rocq are about are those that run: both compute the same of random instances.

What Rocq computes (`Eval vm_compute`, on the compiled sources) is compared with what `theory/` and `constructions/`
compute, number by number and exactly.  This supports no result by itself; it ties the proofs to the code.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from constructions import minimisers, precision
from constructions.instability import interpolating_network
from constructions.inverse_problems import InverseProblem
from proofs_check.kernel.enclosure import Instance as Integers
from proofs_check.kernel.packing import dot
from tests.rocq import algorithms, instances, networks, terms
from tests.rocq.instances import KINDS, Instance
from theory.networks import ReluNetwork
from theory.problems import Distance

EACH = {"dev": 5, "ci": 15, "thorough": 200}[os.environ.get("HYPOTHESIS_PROFILE", "dev")]
FEW = 8
Answers = list[list[Fraction]]


def differences(made: list[Instance], answers: Answers) -> list[str]:
    """Where Rocq and Python differ; each says how to make the instance again, and what it is."""
    return [
        f"{one.name}\n  about  {one.told}\n  term   {one.term}\n"
        f"  Python {' '.join(map(str, one.value))}\n  Rocq   {' '.join(map(str, answer))}"
        for one, answer in zip(made, answers, strict=True)
        if list(one.value) != answer
    ]


def several(kind: str, count: int) -> list[Instance]:
    return [instances.make(kind, number) for number in range(count)]


def evaluated(made: list[Instance], folder: Path) -> Answers:
    wanted = [one.term for one in made]
    return terms.evaluated(terms.preamble(wanted), wanted, folder)


@pytest.fixture(scope="module")
def answers(compiled: Path) -> dict[str, Answers]:
    """What Rocq says of the instances of all kinds, asked in one go."""
    made = [one for kind in KINDS for one in several(kind, EACH)]
    said = evaluated(made, compiled)
    return {kind: said[i * EACH : (i + 1) * EACH] for i, kind in enumerate(KINDS)}


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=pytest.mark.result(*results)) for kind, (_, results) in KINDS.items()]
)
def test_rocq_and_python_compute_the_same(
    kind: str, answers: dict[str, Answers], record_property: Callable[[str, object], None]
) -> None:
    record_property("supports", "")  # it is no proof, and no test of a result's claim
    assert not (found := differences(several(kind, EACH), answers[kind])), "\n".join(found)


@pytest.mark.infrastructure
def test_ci_compares_hundreds_of_different_instances() -> None:
    made = [instances.make(kind, number).term for kind in KINDS for number in range(15)]
    assert len(set(made)) >= 250


@pytest.mark.infrastructure
@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_number_is_refused_and_the_instance_is_told(kind: str, answers: dict[str, Answers]) -> None:
    made = several(kind, EACH)
    for at in range(len(made[0].value)):
        value = list(made[0].value)
        value[at] += Fraction(1, 10**9)
        (found,) = differences([replace(made[0], value=tuple(value)), *made[1:]], answers[kind])
        assert f'make("{kind}", 0)' in found
        assert made[0].term in found
        assert made[0].told in found


WRONG_PYTHON: dict[str, tuple[str, Any, str, Callable[..., Any]]] = {  # kind, module or class, name, a wrong version
    "a radius that is too large": ("classification", networks, "epsilon", lambda n: Fraction(1, (4 * n + 3) * 2 * n)),
    "a step of B that is too small": ("jump", minimisers, "epsilon", lambda n: Fraction(1, (4 * n + 3) * (2 * n + 3))),
    "dyadics rounded down": ("readings", algorithms, "dyadic", lambda x, n: Fraction(x * 2**n // 1, 2**n)),
    "labels in the wrong order": ("predictions", minimisers, "label", lambda k: k % 2),
    "a member's distance that forgets eps": (
        "predictions",
        minimisers,
        "_to_member",
        lambda v, labels, eps: Distance(minimisers._error(v, labels), minimisers._error(v, labels)),
    ),
    "weights of the equality that miss the last layer": (
        "heavy",
        precision,
        "sharp_weights_network",
        lambda sizes, delta, w: interpolating_network(sizes, 1 / precision.weight_product(sizes, w, 1)),
    ),
    "P(N) of sums": ("evaluation", ReluNetwork, "piece_bound", property(lambda phi: sum(phi.widths[1:-1]) + 1)),
    "minimisers of P2 twice as large": ("solutions", InverseProblem, "coefficient", lambda p, alpha: 2 / alpha),
    "lengths of T1 that are sums": ("sides", Integers, "length", lambda it, values: dot(it.weights, values)),
}


@pytest.mark.infrastructure
@pytest.mark.parametrize("name", WRONG_PYTHON)
def test_wrong_python_is_refused(compiled: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kind, place, attribute, wrong = WRONG_PYTHON[name]
    monkeypatch.setattr(place, attribute, wrong)
    made = several(kind, FEW)
    assert differences(made, evaluated(made, compiled))


WRONG_ROCQ = {  # kind, file, what it says, what is said instead
    "neurons that do not rectify": ("evaluation", "Networks", "relu (q : K) : K := fmax 0 q", "relu (q : K) : K := q"),
    "rows that may be short": ("evaluation", "Networks", "n) =? d)%nat) l && shaped", "n) <=? d)%nat) l && shaped"),
    "level sets open on the left": (
        "classification",
        "Classification",
        "(ceiling (a / first x) mod 2)",
        "(- ceiling (- (a / first x)) mod 2)",
    ),
    "tiny print in all points": ("points", "Classification", "delta * f a (x_point d a k)", "delta * 1"),
    "failing by more than 1/2": ("failing", "Instability", "le_bool $(1 # 2) (fabs", "le_bool $(2 # 3) (fabs"),
    "the limit's answers for ever": ("jump", "Algorithms", "else nearest (f k) l", "else nearest (limit k) l"),
    "a biased coin": ("distribution", "Probability", "(1 # 2) * (probability o g a", "(1 # 3) * (probability o g a"),
    "heads for tails": ("runs", "Probability", "if w O then a else b", "if w O then b else a"),
    "branches that are exchanged": ("forks", "Entries", "Member Two n => top", "Member One n => top"),
    "a larger minimiser of P2": ("solutions", "Optimisation", "/ ($2 * alpha * alpha)\n", "/ (alpha * alpha)\n"),
    "a slack of the wrong sign": ("linear", "LinearPrograms", "O, S (S O) => - (1)", "O, S (S O) => 1"),
    "all but the s + 1 largest": ("constants", "Recovery", "skipn s (ranked", "skipn (S s) (ranked"),
    "the mean of z^0, ..., z^{p-1}": ("restarts", "RecoveryBlocks", "z (S k) j) / number p", "z k j) / number p"),
    "digits 1 of one of the two": ("bases", "Hadamard", "Nat.odd i && Nat.odd j", "Nat.odd i || Nat.odd j"),
    "errors of second order without weights": (
        "sides",
        "TrustRegression",
        "mass * kappa_on i * rho",
        "kappa_on i * rho",
    ),
    "a defect of the wrong sign": ("condition", "TrustProgram", "b a - over (below n)", "b a + over (below n)"),
    "a tie inside the box": ("boxes", "TrustUndecidable", "beta + 2 * eps + jump n", "beta + eps + jump n"),
}


@pytest.mark.infrastructure
@pytest.mark.parametrize("name", WRONG_ROCQ)
def test_a_wrong_definition_in_rocq_is_refused(rocq: None, tmp_path: Path, name: str) -> None:
    kind, file, says, instead = WRONG_ROCQ[name]
    made = several(kind, FEW)
    wanted = [one.term for one in made]
    modules = terms.without_proofs(wanted, file, says, instead)
    assert differences(made, terms.evaluated(modules, wanted, tmp_path))


@pytest.mark.infrastructure
def test_unchanged_definitions_without_their_proofs_compute_the_same(rocq: None, tmp_path: Path) -> None:
    made = several("failing", FEW)
    wanted = [one.term for one in made]
    assert not differences(made, terms.evaluated(terms.without_proofs(wanted, "", "", ""), wanted, tmp_path))
