"""Two kernels, written apart, say the same: on the corpus, on generated certificates, on mutants and at the boundaries.

A mutant that both accept proves its own claim; these are the kinds there are, for one mutation of a good certificate.
With the claim left as it was:
* another text for a number that is compared by value: it is the same claim;
* other cuts: the claim names the first and the last, by value, and further cuts between them prove no less;
* A3 instead of A4: its conditions are among those of A4;
* another accuracy, family or index of a defeat or of flags, or the other branch of a flag: no bound or probability
  moved, and it is the claim that changed.
* other thresholds, ridge or radii of a regression, other radii of a program; another x or u, other widths, inverse,
  combinations, steps and corners.
With the hashes of the claim repaired, so that it is another claim, about what the witness then holds:
* another network, about which the counts are still right; another point that is not next to an end of the a-interval;
* other data of a regression, with the same support and signs, or of a program, with the same basis;
* other runs: readings that no longer matter or are as admissible, outputs on the same side of the accuracy, in another
  order, without an output that had failed.
Nothing else that a claim of A states, and no other flag, probability, bound, limit or hash of a play, is accepted:
these mutations change what is claimed of the same witness, and it proves just one such claim.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from fractions import Fraction
from itertools import chain, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from constructions.adversary import defeat
from constructions.certificates import (
    SCHEMA,
    canonical,
    instability_certificate,
    sha256,
    stability_certificate,
)
from constructions.instability import UniversalPerturbation, failing_set, universal_perturbation
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program_family
from constructions.minimisers import minimiser_family
from constructions.stable_network import stable_network
from constructions.training_sets import TrainingSet, training_set
from proofs_check import kernel
from tests.algorithms import algorithm_of, plans
from tests.certificates import segments
from tests.certificates.editing import whatever_it_shows
from tests.kernel import second
from tests.kernel.corpus import BAD, GOOD
from tests.kernel.mutations import REPAIRS, TEXTS, is_number, mutant, repaired, rewritings
from tests.kernel.recompute import refuted
from tests.kernel.test_mutants import mutant as wrong_kernel
from tests.kernel.test_mutants import source
from tests.strategies import monotones, networks_for, training_sets
from theory.algorithms import Budget
from theory.costs import COSTS
from theory.exact import rational, write_rational
from theory.families import FORK, JUMP, WEAK_FORK, Family
from theory.layers import Layer
from theory.monotone import identity, threshold
from theory.networks import ReluNetwork
from theory.piecewise import Interval

KNOWN = ("instability", "stability", "defeat", "flag", "trust", "two-answers")
EXACT = ("solution",)
PLAYED = ("defeat", "flag")
TRUSTED = ("trust", "two-answers")
CONCLUDED = {"bound", "flags", "inputs", "limit", "raised", "runs_sha256"}
SHOWN = {"columns", "data_sha256", "problem", "rows", "signs", "support", "supports"}
Check = Callable[[bytes], Any]
HALF = Fraction(1, 2)
seeds = st.integers(0, 2**64 - 1)
MUTANTS = 8  # a certificate


def kind(path: Path) -> str:
    """The kind of a file of the corpus, "" if it has none."""
    found = re.search(rb'"kind":"([a-z-]*)"', path.read_bytes())
    return found[1].decode() if found else ""


CORPUS = [path for path in GOOD + BAD if kind(path) not in set(kernel.CHECKS) - set(KNOWN)]
BASES = [json.loads(path.read_text()) for path in GOOD if kind(path) in KNOWN]
ONE_OF_SIX = json.loads((GOOD[0].parent / "A4-touches-an-open-end.json").read_text())  # six points fail, one is named


def agreed(content: bytes, first: Check = kernel.check_bytes) -> str:
    """The verdict of both kernels, which must be the same, as must the condition that failed."""
    one, two = first(content), second.check_bytes(content)
    assert (one.verdict, one.condition) == (two.verdict, two.condition), content.decode("latin-1")[:20_000]
    return str(one.verdict)


def written(certificate: Any) -> bytes:
    """The bytes of a certificate."""
    return canonical(certificate).encode()


@pytest.mark.result("A3", "A4", "A5", "J", "K", "T0", "T1", "T3", "W")
@pytest.mark.parametrize("path", CORPUS, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_both_kernels_say_the_same_of_the_corpus(path: Path) -> None:
    assert (agreed(path.read_bytes()) == "accepted") == (path.parent.name == "good")


# Generated certificates.


@st.composite
def of_networks(draw: st.DrawFn) -> dict[str, Any]:
    """Certificates of A3, A4 and A5 for generated networks, data and g."""
    data = draw(training_sets(max_points=9))
    if len(data) > 1 and draw(st.integers(0, 3)) == 0:
        return stability_certificate(stable_network(data), data)
    network, g = draw(networks_for(data)), draw(st.one_of(st.just(identity()), monotones()))
    return instability_certificate(universal_perturbation(network, data, g, uncountable=draw(st.booleans())))


@st.composite
def families(draw: st.DrawFn) -> tuple[Family, Fraction]:
    """Families of B, C and D with an accuracy that their proposition admits."""
    part = draw(st.fractions(0, Fraction(99, 100), max_denominator=100))
    match draw(st.sampled_from("BCCDD")):
        case "B":
            cost, eps = draw(st.sampled_from(sorted(COSTS))), draw(st.fractions(0, Fraction(2, 5), max_denominator=20))
            widths = draw(st.sampled_from([(2, 1, 1), (3, 2, 1), (2, 1, 1, 1)]))
            a = draw(st.fractions(HALF, 1, max_denominator=9))
            family = minimiser_family(widths, a, cost=COSTS[cost if eps else "sup"], eps=eps)
            return family, family.kappa / 2 * part
        case "C":
            m = draw(st.integers(1, 2))
            q = ((Fraction(3, 5), Fraction(4, 5)), (Fraction(-4, 5), Fraction(3, 5)))
            lam, eta = draw(st.sampled_from([Fraction(1), Fraction(1, 3)])), draw(st.sampled_from([0, Fraction(9, 10)]))
            kind_, hidden = draw(st.sampled_from(["P1", "P2", "P3"])), m == 2 and draw(st.booleans())
            problem = InverseProblem(kind_, lam, Fraction(eta), m, m + draw(st.integers(1, 3)), q if hidden else None)
            digits = draw(st.integers(2, 4))
            weak = draw(st.booleans())
            return digits_family(problem, digits, weak=weak), part / 10 ** (digits - weak)
        case _:
            size, y1 = draw(st.fractions(1, 5, max_denominator=3)), draw(st.fractions(1, 5, max_denominator=3))
            m, norm = draw(st.integers(1, 2)), draw(st.sampled_from(["1", "2", "inf"]))
            family = linear_program_family(norm, alpha=size, y1=y1, m=m, columns=m + draw(st.integers(2, 3)))
            scale = {"1": Fraction(1), "2": Fraction(7, 10), "inf": HALF}[norm]
            return family, y1 / size * scale * part


@st.composite
def of_defeats(draw: st.DrawFn) -> dict[str, Any]:
    """Certificates of J, K and W for generated algorithms."""
    family, alpha = draw(families())
    level = {"max_level": draw(st.integers(0, 9))} if family.kind == WEAK_FORK else {}
    algorithm, budget = algorithm_of(draw(plans)), Budget(reads=draw(st.integers(1, 12)), level=25)
    return whatever_it_shows(defeat(algorithm, family, alpha, max_bits=4, budget=budget, **level))


generated = st.one_of(of_networks(), of_defeats())


def mutants_agree(base: dict[str, Any], seed: int, first: Check = kernel.check_bytes) -> None:
    """Both kernels say the same of up to three mutations at once, whatever is repaired."""
    random = Random(seed)
    for _ in range(MUTANTS):
        changed = base
        for _ in range(random.choice([1, 1, 1, 2, 3])):
            try:
                changed = mutant(changed, random.getrandbits(60), random.getrandbits(40)).certificate
            except (KeyError, TypeError, IndexError):
                break  # claim or witness are gone
        agreed(written(repaired(changed, random.choice(REPAIRS))), first)


@pytest.mark.result("A3", "A4", "A5", "J", "K", "T1", "T3", "W")
@settings(max_examples=settings.default.max_examples // 2)
@given(generated, seeds)
def test_both_kernels_say_the_same_of_generated_certificates_and_their_mutants(base: dict[str, Any], seed: int) -> None:
    shows_nothing = base["kind"] == "defeat" and rational(base["claim"]["bound"]) > rational(base["claim"]["limit"])
    assert agreed(written(base)) == ("rejected" if shows_nothing else "accepted")
    mutants_agree(base, seed)


@pytest.mark.result("A3", "A4", "A5", "J", "K", "T1", "T3", "W")
@given(st.sampled_from(BASES), seeds)
def test_both_kernels_say_the_same_of_mutants_of_the_corpus(base: dict[str, Any], seed: int) -> None:
    mutants_agree(base, seed)


CHANGE_NUMBERS = ("another character", "a sign", "no comma")


@pytest.mark.infrastructure
@given(st.sampled_from(BASES), seeds)
def test_both_kernels_say_the_same_of_texts_that_are_not_canonical(base: dict[str, Any], seed: int) -> None:
    random = Random(seed)
    for name in random.sample(sorted(TEXTS), MUTANTS):
        text = TEXTS[name](canonical(base), random.getrandbits(30))
        verdict = agreed(text.encode("latin-1"))
        assert verdict != "accepted" or text == canonical(base) or name in CHANGE_NUMBERS, name


# Mutations that claim something else, and those that do not.

ACCEPTED = {
    "nothing": [
        r"claim\..*: another text",
        r"witness\.cuts: .*",
        r"result: another word",
        r"claim\.(accuracy|family.*|inputs\.n|max_level): .*",
        r"provenance.*: .*",
        r"claim\.(thresholds|ridge|within.*): .*",
        r"witness\.(x|u|width|dual_width|inverse|combinations)\..*: .*",
        r"witness\.answers.*: .*",
    ],
    "hashes": [
        r"witness\.network.*: .*",
        r"witness\.data.*: another text",
        r"witness\.data\.x1: .*",
        r"witness\.indices: another integer",  # of another point that fails throughout
        r"witness\.data\.(columns|y|row_weights|cost|right|lower|upper).*: .*",
    ],
    "runs": [r"witness(\.(checker|solver))?(\.(output|steps.*|asked|left_open))?: .*"],
}


def harmless(base: dict[str, Any], repair: str, what: str) -> bool:
    """Whether a mutation is of a kind that may be accepted."""
    deeper = [] if repair == "nothing" else ACCEPTED["runs" if base["kind"] in PLAYED else "hashes"]
    deeper = [*deeper, r"claim\.inputs\.branch: .*"] if base["result"] == "X1" else deeper
    return any(re.fullmatch(pattern, what) for pattern in ACCEPTED["nothing"] + deeper)


@pytest.mark.result("A3", "A4", "A5", "J", "K", "T1", "T3", "W")
@given(st.sampled_from(BASES), seeds, st.sampled_from(["nothing", "hashes"]))
@example(ONE_OF_SIX, 7, "hashes")
def test_what_is_accepted_after_one_mutation_proves_its_own_claim(base: dict[str, Any], seed: int, repair: str) -> None:
    random = Random(seed)
    for _ in range(MUTANTS):
        one = mutant(base, random.getrandbits(60), random.getrandbits(40))
        changed = repaired(one.certificate, repair)
        if changed != base and agreed(written(changed)) == "accepted":
            assert harmless(base, repair, one.kind), (one.place, one.kind)
            if "witness.indices" in one.kind:  # seen by evaluating at places of the interval, by neither kernel
                assert refuted(written(changed), Random(seed)) is None, (one.place, one.kind)
            assert base["result"] == changed["result"] or (base["result"], changed["result"]) == ("A4", "A3")


@pytest.mark.result("A4")
def test_a_point_that_is_named_in_place_of_a_failing_one_is_looked_at() -> None:
    """Rejected: kernels that count the points named and look at none of them."""
    for k in range(1, ONE_OF_SIX["claim"]["points"] + 1):
        other = json.loads(json.dumps(ONE_OF_SIX))
        other["witness"]["indices"] = [k]
        text = written(repaired(other, "hashes"))
        fails = k % 2 == 1  # all of label 0 do
        assert (agreed(text) == "accepted") == (refuted(text, Random(k)) is None) == fails


def other_claims(base: dict[str, Any]) -> list[tuple[str, Any]]:
    """Places of the claim of A, or of what a defeat or flags conclude, with other values for them."""
    found: list[tuple[str, Any]] = []
    wholly = {*(CONCLUDED if base["kind"] in PLAYED else SHOWN if base["kind"] in TRUSTED else base["claim"])}
    for name in sorted(wholly & {*base["claim"]}):
        value = base["claim"][name]
        for i, entry in enumerate(value if isinstance(value, list) else [value]):
            if 8 <= i < len(value) - 1:
                continue  # an entry of a long list like those before and after
            branch = () if base["result"] == "X1" else ("branch",)  # with the flag of the other branch it is as true
            for key in ("low", "high", *branch) if name == "inputs" else (None,):
                old = entry[key] if key else entry
                for how, new in rewritings(old, base, 7 + i):
                    same = new == old or (is_number(new) and is_number(old) and rational(new) == rational(old))
                    if how != "another text" and not same:
                        one = {**entry, key: new} if key else new
                        found.append((name, [*value[:i], one, *value[i + 1 :]] if isinstance(value, list) else one))
    return found


@pytest.mark.result("A3", "A4", "A5", "J", "K", "T1", "T3", "W")
@pytest.mark.parametrize("base", BASES, ids=[path.stem for path in GOOD if kind(path) in KNOWN])
def test_nothing_else_that_is_claimed_is_accepted(base: dict[str, Any]) -> None:
    changes = other_claims(base)
    assert len(changes) > (10 if base["kind"] in TRUSTED else 20)
    for name, value in changes:
        assert agreed(written({**base, "claim": {**base["claim"], name: value}})) in ("rejected", "malformed"), name


@pytest.mark.result("A3", "A4", "A5", "J", "K", "T1", "T3", "W")
def test_each_kind_of_harmless_mutation_occurs() -> None:
    missing = {(repair, pattern) for repair, patterns in ACCEPTED.items() for pattern in patterns}
    random = Random(1)
    for turn in range(60_000):
        if not missing:
            break
        base, repair = BASES[turn % len(BASES)], ["nothing", "hashes"][turn // len(BASES) % 2]
        one = mutant(base, random.getrandbits(60), random.getrandbits(40))
        changed = repaired(one.certificate, repair)
        fitting = {entry for entry in missing if re.fullmatch(entry[1], one.kind)}
        if fitting and changed != base and kernel.check_bytes(written(changed)).verdict == "accepted":
            missing -= fitting
    assert missing == set()


# Boundaries: kinks at the cuts, outputs at the ends of intervals, outputs exactly at the accuracy.


eighths, small = st.integers(-8, 8).map(lambda j: Fraction(j, 8)), st.integers(-2, 2).map(Fraction)


@st.composite
def few_points(draw: st.DrawFn) -> TrainingSet:
    """Two to five points, with the largest radius or half of it."""
    whole = training_set(draw(st.integers(2, 5)), draw(st.fractions(HALF, 1, max_denominator=5)))
    half = draw(st.sampled_from([HALF, Fraction(1)]))
    return TrainingSet(whole.a, whole.x1, whole.delta * half, whole.radius * half, 2)


@st.composite
def bends(draw: st.DrawFn, data: TrainingSet) -> tuple[Fraction, Fraction]:
    """Weight on x_1 and bias of a neuron with a kink at a multiple of r/8 from a point."""
    steep = draw(st.sampled_from([-8, -4, -2, -1, 0, 1, 2, 4, 8])) / data.radius
    return steep, -steep * (draw(st.sampled_from(data.x1)) + data.radius * draw(eighths))


@st.composite
def kinked(draw: st.DrawFn) -> dict[str, Any]:
    """Certificates of A3 or A4 for networks with kinks where the cuts are, and half way between; many are bad."""
    data = draw(few_points())
    neurons = draw(st.lists(bends(data), min_size=1, max_size=3))
    layers = [
        Layer(tuple((w, draw(st.integers(-1, 1)) / data.delta) for w, _ in neurons), tuple(b for _, b in neurons))
    ]
    for width in (*draw(st.sampled_from([(), (2,), (3, 1)])), 1):
        rows = tuple(tuple(draw(small) for _ in layers[-1].bias) for _ in range(width))
        layers.append(Layer(rows, tuple(draw(eighths) for _ in range(width))))
    network, s = ReluNetwork(tuple(layers)), draw(st.integers(0, 1))
    g = draw(st.sampled_from([identity(), threshold(HALF), threshold("1/4", one_at_jump=False)]))
    cuts = tuple(sorted(data.radius * t for t in draw(st.sets(eighths, min_size=1, max_size=5))))
    moved = [[(x + t, y - s * data.delta) for x, y in data.points] for t in cuts]
    failing = set.intersection(*(set(failing_set(network, points, data.labels, g)) for points in moved))
    indices = failing if draw(st.integers(0, 5)) else range(1, len(data) + 1)
    before = failing_set(network, data.points, data.labels, g)
    span = Interval(-data.radius, data.radius, False, False)
    return instability_certificate(
        UniversalPerturbation(network, data, g, s, span, cuts, tuple(sorted(indices)), before)
    )


@st.composite
def kinked_balls(draw: st.DrawFn) -> dict[str, Any]:
    """Certificates of A5 for stable networks with more neurons, kinked in the balls and at their ends; many are bad."""
    data = draw(few_points())
    first, last = stable_network(data).layers
    neurons = draw(st.lists(bends(data), max_size=3))
    rows = (*first.weights, *((w, Fraction(0)) for w, _ in neurons))
    loud = (*last.weights[0], *(draw(st.sampled_from([0, 0, 1, -1, HALF])) * Fraction(1) for _ in neurons))
    network = ReluNetwork((Layer(rows, (*first.bias, *(b for _, b in neurons))), Layer((loud,), last.bias)))
    return stability_certificate(network, data)


heights = st.sampled_from([Fraction(1), 1 - segments.HAIR, 1 + segments.HAIR, HALF, Fraction(2)])
halves = st.sampled_from([Fraction(1), HALF, segments.NEEDLE])
places = st.sampled_from([Fraction(-1), -HALF, Fraction(0), Fraction(1, 3), Fraction(1)])
kinks = st.lists(st.builds(segments.hat, heights, halves, places), min_size=1, max_size=2).map(
    lambda found: list(chain.from_iterable(found))
)
hats = st.builds(
    lambda kinks, closed, level, top: segments.first_point(
        segments.one_layer(kinks) if level is None else segments.two_layers(kinks, level), closed=closed, top=top
    ),
    kinks, st.booleans(), st.sampled_from([None, HALF, Fraction(1)]), st.sampled_from([None, 3 * HALF, Fraction(1)]),
)  # fmt: skip
"""Certificates of A4 for one point, at which the output is right at some t inside the interval, or is not."""
balls = kinks.map(segments.ball)
on_segments = st.one_of(kinked(), kinked_balls(), hats, balls)


@pytest.mark.result("A3", "A4", "A5")
@given(on_segments, st.sampled_from(REPAIRS), seeds)
def test_both_kernels_say_the_same_where_kinks_and_cuts_meet(base: dict[str, Any], repair: str, seed: int) -> None:
    agreed(written(base))
    random = Random(seed)
    changed = mutant(base, random.getrandbits(60), random.getrandbits(40)).certificate
    agreed(written(repaired(changed, repair)))


def claims(family: Family) -> list[tuple[str, ...]]:
    """What may be claimed of an output on the inputs; distances are exact in C and D."""
    count = {JUMP: 2, FORK: 3, WEAK_FORK: 2}[family.kind]
    return list(product(PATTERNS if family.kind == JUMP else ("in", "out"), repeat=count))


PATTERNS = {"in": ("1", "1"), "out": ("0", "0"), "open": ("0", "1")}


def constant(family: Family, alpha: Fraction, output: list[Fraction], pattern: tuple[str, ...]) -> dict[str, Any]:
    """The defeat of an algorithm with one output, claimed to be within alpha of the solutions of each input, or not."""
    runs = [{"steps": [], "asked": None, "left_open": None, "output": [write_rational(v) for v in output]}]
    branches = [*([] if family.kind == WEAK_FORK else [0]), *family.branches]
    low, high = ([Fraction(PATTERNS[p][i]) for p in pattern] for i in (0, 1))
    most = {JUMP: 1 - low[0], FORK: HALF, WEAK_FORK: 1 - max(low)}[family.kind]
    claim = {
        "family": family.parameters,
        "accuracy": write_rational(alpha),
        "inputs": [
            {"branch": b, "n": family.first if b else 0, "low": PATTERNS[p][0], "high": PATTERNS[p][1]}
            for b, p in zip(branches, pattern, strict=True)
        ],
        "bound": write_rational(min(most, *high)),
        "limit": "1/2",
        "max_level": 0 if family.kind == WEAK_FORK else None,
        "runs_sha256": sha256([runs] * len(branches)),
    }
    result = {JUMP: "J", FORK: "K", WEAK_FORK: "W"}[family.kind]
    return {
        "schema": SCHEMA,
        "kind": "defeat",
        "result": result,
        "claim": claim,
        "witness": [runs] * len(branches),
    }


def about(family: Family, alpha: Fraction, output: list[Fraction]) -> list[dict[str, Any]]:
    """All that may be claimed of one output: whether it is near, what its flag is, how often a raised one is false."""
    defeats = [constant(family, alpha, output, p) for p in claims(family)]
    return defeats if family.kind == WEAK_FORK else [*defeats, *flags(family, alpha, output)]


def flags(family: Family, alpha: Fraction, output: list[Fraction]) -> list[dict[str, Any]]:
    """A checker that says 1 of an output, and the output with a flag 0, 1, 2, with all that may be claimed of them."""
    found = []
    for branch, (one, two) in product(family.branches, product((0, 1), repeat=2)):
        start = constant(family, alpha, [Fraction(1)], ("in",) * (1 + len(family.branches)))
        solver = constant(family, alpha, output, ("in",) * (1 + len(family.branches)))["witness"][0][0]
        witness = {"checker": start["witness"][:2], "solver": solver}
        limit, member, *_ = start["claim"]["inputs"]
        ends = [{"low": str(flag), "high": str(flag)} for flag in (one, two)]
        claim = {**start["claim"], "flags": [one, two], "bound": str(min(one, two)), "limit": "1/2"}
        claim |= {"inputs": [{**limit, **ends[0]}, {**member, "branch": branch, **ends[1]}]}
        found.append(_of_flags("X1", claim, witness))
    for pattern, said in product(claims(family), range(3)):
        start = constant(family, alpha, [*output, Fraction(said)], pattern)
        odds = ("1", "1/2") if said == 1 else ("0", "0")
        claim = {**start["claim"], "raised": [odds[0]] * 2, "bound": odds[1]}
        found.append(_of_flags("X2", {k: v for k, v in claim.items() if k != "limit"}, start["witness"]))
    return found


def _of_flags(result: str, claim: dict[str, Any], witness: Any) -> dict[str, Any]:
    claim = {**claim, "runs_sha256": sha256(witness)}
    del claim["max_level"]
    return {"schema": SCHEMA, "kind": "flag", "result": result, "claim": claim, "witness": witness}


@st.composite
def near_the_accuracy(draw: st.DrawFn) -> tuple[Family, Fraction, list[Fraction]]:
    """Outputs whose distance to a solution, or to the segment, is the accuracy, or nearly."""
    family, alpha = draw(families())
    tiny = draw(st.sampled_from([0, 0, Fraction(1, 2**70), Fraction(-1, 2**70)]))
    parameters = family.parameters or {}
    if family.kind == JUMP:
        eps = Fraction(parameters["eps"])
        most = draw(st.sampled_from([alpha, eps + alpha, HALF - alpha, HALF, HALF + alpha, 1 - alpha])) + tiny
        others = draw(st.sampled_from([[1], [0, 1], [0, HALF, 1]]))
        off = [most, *(most * draw(st.sampled_from(others)) for _ in range(parameters["r"] - 1))]
        return family, alpha, [abs((j + 1) % 2 - v) for j, v in enumerate(off, 1)]
    count, c = parameters["columns"], _size(parameters)
    s = draw(st.sampled_from([Fraction(0), Fraction(1), HALF, Fraction(1, 7)]))
    output = [c * (1 - s), c * s] + [Fraction(0)] * (count - 2)
    step = draw(st.sampled_from([(1,), (0, -1), (-3, -4), (1, 2, 2), (-1, -1), (1, 1), (0, 0, 1), (1, -1), (2, 3, -6)]))
    norm = {"1": sum(map(abs, step)), "inf": max(map(abs, step))}.get(parameters.get("norm", "2"))
    root = norm or {1: 1, 25: 5, 9: 3, 49: 7}.get(sum(v * v for v in step), 2)
    for i, v in enumerate(step[:count]):
        output[i] += v * alpha / root + (tiny if i == 0 else 0)
    return family, alpha, output


def _size(parameters: dict[str, Any]) -> Fraction:
    """The size c of the solutions c e_1 and c e_2."""
    alpha = Fraction(parameters["alpha"])
    lam = Fraction(parameters.get("lambda", 1))
    sizes = {"C:P1": 1 - Fraction(parameters.get("eta", 0)), "C:P2": 1 - lam / (2 * alpha), "C:P3": Fraction(1)}
    return sizes.get(parameters["name"], Fraction(parameters.get("y1", 1))) / alpha


@pytest.mark.result("B1", "C1", "D", "J", "K", "W", "X1", "X2")
@settings(max_examples=settings.default.max_examples // 2)
@given(near_the_accuracy())
def test_both_kernels_measure_the_same_distances(case: tuple[Family, Fraction, list[Fraction]]) -> None:
    family, alpha, output = case
    assert [agreed(written(constant(family, alpha, output, p))) for p in claims(family)].count("accepted") == 1
    found = [(c["result"], agreed(written(c))) for c in ([] if family.kind == WEAK_FORK else flags(*case))]
    assert found.count(("X2", "accepted")) == (0 if family.kind == WEAK_FORK else 3)
    assert found.count(("X1", "accepted")) <= len(family.branches)


# Numbers at the limits of the form.

LIMITS = ["9" * 4000, "-" + "9" * 4000, "1*2^" + "9" * 4001, "2*2^5000",
          "9" * 4001, "-" + "9" * 4001, "1/" + "3" * 4000, "1/" + "3" * 4001, "1*2^4000",
          "1*2^-4000",
          "1*2^4001", "1*2^-4001", "3*2^9999", "2*2^2", "0*2^4", "1*2^0", "1*2^-0", "1*2^+1", "-1*2^-1", "-0", "0/3",
          "-3/6", "3/-6", "1/1", "1/0", " 1", "1 ", "1_0", "0x1", "٣", "½", "+1", "", "-", "1/", "1.0"]  # fmt: skip


@pytest.mark.infrastructure
@pytest.mark.parametrize("number", LIMITS, ids=lambda n: n if len(n) < 12 else f"{n[:5]}…{len(n)}")
def test_both_kernels_read_the_same_numbers(number: str) -> None:
    for part, name in (("witness", "cuts"), ("claim", "eta"), ("claim", "t_interval")):
        changed = json.loads(json.dumps(BASES[0]))
        changed[part][name][0] = number
        assert agreed(written(changed)) != "accepted"


@pytest.mark.infrastructure
@pytest.mark.parametrize("length", [17, 18, 19])
def test_both_kernels_read_the_same_integers(length: int) -> None:
    for digits in ("9" * length, "-" + "9" * (length - 1)):
        text = canonical(BASES[0]).replace('"dimension":', f'"dimension":{digits}', 1)
        assert agreed(text.encode()) in ("rejected", "malformed")


# The comparison notices wrong kernels, those too that do right by the corpus.

WRONG = [
    ("families", "min(ONE, middle)", "min(HALF, middle)"),
    ("families", 'sum(off, ZERO) if norm == "1" else max(off)', "max(off)"),
    ("families", "max(abs(x - HALF) for x in v)", "abs(v[0] - HALF)"),
    ("families", "return max(ZERO, off - eps), off", "return off, off"),
    ("plays", "high <= alpha**found.power", "high < alpha**found.power"),
    ("plays", "if low > alpha**found.power", "if low >= alpha**found.power"),
    ("flag", "int(bool(flag))", "int(not flag)"),
    ("flag", "v[-1] != 1", "v[-1] == 0"),
    ("flag", "None if near is None else ZERO", "ZERO"),
    ("instability", "difference == 0 and after == 0", "difference == 0"),
    ("instability", "== off for top", "!= 0 for top"),
    ("pieces", "s < 0 < t or t < 0 < s", "s < 0 < t"),
    ("pieces", "yield self.at(piece, self.knots[piece - 1])", "yield from ()"),
    ("stability", "all(top == label * scale for top, scale in outputs)", "any(True for _ in outputs)"),
    ("reading", "(0|-?[1-9][0-9]*)", "(-?0|-?[1-9][0-9]*)"),
    ("reading", "gcd(top, bottom) != 1", "False"),
]


@pytest.mark.infrastructure
@pytest.mark.parametrize(("module", "old", "new"), WRONG, ids=[f"{m}: {o}" for m, o, _ in WRONG])
def test_a_wrong_kernel_disagrees_with_the_second(tmp_path: Path, module: str, old: str, new: str) -> None:
    text = source(module)
    assert text.count(old) == 1
    with wrong_kernel(tmp_path, module, text.replace(old, new)) as wrong:
        assert _disagreement(module, wrong.check_bytes)


def _disagreement(module: str, first: Check) -> bool:
    """Whether a search finds a certificate of which another kernel does not say the same as the second."""
    cases = near_the_accuracy() if module in ("families", "plays", "flag") else on_segments

    @settings(max_examples=500, derandomize=True, database=None, phases=[Phase.generate])
    @given(cases)
    def search(case: Any) -> None:
        for certificate in about(*case) if isinstance(case, tuple) else [case]:
            agreed(written(certificate), first)

    try:
        for number in LIMITS:
            changed = json.loads(json.dumps(BASES[0]))
            changed["witness"]["cuts"][0] = number
            agreed(written(changed), first)
        search()
    except AssertionError:
        return True
    return False
