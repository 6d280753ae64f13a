"""T0 for P1 and P3: every only minimiser is certified, at knots too; nothing else is, and no number is free."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from constructions.blocks import Block
from constructions.certificates import canonical
from constructions.trust.active_sets import Several, minimiser
from constructions.trust.grams import Gram
from constructions.trust.pieces import piece
from constructions.trust.roots import Apart, Rooted, RootProblem, SeveralRooted, root_certificate, rooted
from proofs_check import kernel
from tests.certificates.editing import Certificate, edited
from tests.certificates.roots import Rooted as Written
from tests.kernel import second
from tests.kernel.corpus import GOOD
from tests.kernel.recompute import refuted
from theory.exact import write_rational

pytestmark = pytest.mark.result("T0")
SEEDS = st.integers(0, 2**32)
ZERO, ONE = Fraction(0), Fraction(1)
ROOTED = [path for path in GOOD if path.stem.startswith(("T0-P1-", "T0-P3-"))]
BY = [ONE, Fraction(1, 2**90), Fraction(-7, 3), Fraction(-1, 2**90)]


def some(draw: Random) -> tuple[list[list[Fraction]], list[Fraction]]:
    """A small matrix, and y."""
    m, n, over = draw.randint(1, 4), draw.randint(1, 4), draw.choice([1, 1, 3])
    rows = [[Fraction(draw.randint(-3, 3), over) for _ in range(n)] for _ in range(m)]
    return rows, [Fraction(draw.randint(-4, 4)) for _ in range(m)]


def problem_with(draw: Random, kind: str, t: Fraction) -> RootProblem | None:
    """A problem whose minimiser is that of the LASSO with a threshold: a row of zeros makes its residual rational."""
    rows, y = some(draw)
    problem = RootProblem.of("P1", rows, y)
    largest = max(abs(Fraction(p, e)) for p, _, e in piece(Gram(problem.at(ONE)), [], []).slopes)
    if not largest:
        return None
    t *= largest
    try:
        found = minimiser(problem.at(t))
        if draw.random() < 0.5 and t < largest:  # at a knot instead
            low, high = piece(found.gram, found.support, found.signs).knots(t)
            t = draw.choice([low or t, high or t])
            found = minimiser(problem.at(t))
    except Several:
        return None
    rest = [
        b - sum((a * v for a, v in zip(row, found.vector, strict=True)), ZERO) for row, b in zip(rows, y, strict=True)
    ]
    square, share = sum((v * v for v in rest), ZERO), Fraction(draw.randint(1, 5), 2)
    rows, y = [*rows, [ZERO] * len(rows[0])], [*y, (square - share**2) / (2 * share)]
    length = (square + share**2) / (2 * share)
    return RootProblem.of(kind, rows, y, **{"P1": {"eta": length}, "P3": {"lam": t / length}}[kind])


def found(problem: RootProblem) -> Rooted | Apart:
    try:
        return rooted(problem)
    except SeveralRooted:
        assume(False)
        raise


def content(certificate: Certificate) -> bytes:
    return canonical(certificate).encode()


def verdict(certificate: Certificate) -> str:
    """The verdict of both kernels, which is the same."""
    text = content(certificate)
    said = kernel.check_bytes(text)
    assert second.check_bytes(text) == (said.verdict, said.condition)
    return said.condition or said.verdict


def certified(problem: RootProblem, draw: Random) -> None:
    certificate = root_certificate(found(problem))
    assert verdict(certificate) == "accepted"
    if draw.random() < 0.2:  # many points are compared
        assert refuted(content(certificate), draw) is None


@settings(max_examples=max(100, settings.default.max_examples))
@given(SEEDS)
def test_every_only_minimiser_is_certified(seed: int) -> None:
    draw = Random(seed)
    rows, y = some(draw)
    if draw.random() < 0.5:
        certified(RootProblem.of("P1", rows, y, eta=Fraction(draw.randint(0, 8), draw.choice([1, 2, 4]))), draw)
    else:
        certified(RootProblem.of("P3", rows, y, lam=Fraction(draw.randint(1, 8), draw.choice([2, 4, 20]))), draw)


@settings(max_examples=max(100, settings.default.max_examples))
@given(SEEDS, st.sampled_from(["P1", "P3"]), st.sampled_from([1, Fraction(1, 2), Fraction(1, 7)]))
def test_minimisers_at_knots_are_certified(seed: int, kind: str, t: Fraction) -> None:
    """For t = 1 the largest correlation is t: 0 is the minimiser of P3, and just so; for P1 it is eta = ||y||_2."""
    draw = Random(seed)
    problem = problem_with(draw, kind, Fraction(t))
    assume(problem is not None)
    assert problem is not None
    certified(problem, draw)


@given(SEEDS)
def test_the_least_residual_just_as_long_as_eta_is_certified(seed: int) -> None:
    """Where eta is less, it is certified that nothing is feasible."""
    draw = Random(seed)
    rows, _ = some(draw)
    m, n = len(rows), len(rows[0])
    extra = [[ZERO] * n, [ZERO] * n]
    x = [Fraction(draw.randint(-2, 2)) for _ in range(n)]
    fits = [sum((a * v for a, v in zip(row, x, strict=True)), ZERO) for row in rows]
    problem = RootProblem.of("P1", rows + extra, [*fits, 3, -4], eta=5)
    certified(problem, draw)
    nothing = found(RootProblem.of("P1", rows + extra, [*fits, 3, -4], eta=Fraction(49, 10)))
    assert isinstance(nothing, Apart)
    assert nothing.u == (ZERO,) * m + (3, -4)
    assert verdict(root_certificate(nothing)) == "accepted"


@given(SEEDS)
def test_no_other_point_has_a_certificate(seed: int) -> None:
    """Whatever is written beside it: a b of its own, t^2, rows."""
    draw = Random(seed)
    problem = problem_with(draw, draw.choice(["P1", "P3"]), Fraction(1, 3))
    assume(problem is not None)
    assert problem is not None
    truth = found(problem)
    assert isinstance(truth, Rooted)
    assume(truth.square and truth.support)
    certificate = root_certificate(truth)
    for part, values in (("x", truth.a), ("root", truth.b)):
        place = draw.randrange(len(values))
        moved = [v + (j == place) * draw.choice(BY) for j, v in enumerate(values)]
        assert verdict(edited(certificate, f"witness.{part}", Block.of(moved).as_json())) in ("T0.2", "T0.3")
    square = truth.square * draw.choice([2, Fraction(1, 3), 1 + Fraction(1, 2**90)])
    assert verdict(edited(certificate, "witness.square", write_rational(square))) in ("T0.2", "T0.3")
    less = edited(certificate, "claim.support", list(truth.support[:-1]))
    assert verdict(less) == "T0.1"


def changes(certificate: Certificate) -> Iterator[tuple[str, Any]]:
    """Changes of one number of the claim, and of x, root and t^2 of the witness."""
    for key in ("lambda", "eta"):
        for by in BY:
            yield f"claim.{key}", write_rational(Fraction(certificate["claim"][key]) + by)
    for key in ("x", "root"):
        entry = certificate["witness"][key]
        words = entry["values"].split() if entry else []
        for i, word in enumerate(words):
            for by in (1, -3):
                yield f"witness.{key}.values", " ".join([*words[:i], str(int(word) + by), *words[i + 1 :]])
    if certificate["witness"]["square"] != "0":
        for by in BY:
            yield "witness.square", write_rational(Fraction(certificate["witness"]["square"]) + by)


@pytest.mark.parametrize("path", ROOTED, ids=lambda p: p.stem)
def test_changing_a_number_makes_the_kernel_reject(path: Any) -> None:
    """But lambda and eta where 0, or a point that fits, stays the minimiser, and eta where nothing is feasible."""
    certificate = json.loads(path.read_text())
    accepted = set()
    for place, value in changes(certificate):
        if (said := verdict(edited(certificate, place, value))) == "accepted":
            accepted.add(place)
        assert said in ("accepted", "T0.1", "T0.2", "T0.3", "T0.4")
    claim, witness = certificate["claim"], certificate["witness"]
    free = {"claim.lambda"} if claim["problem"] == "P3" and witness["square"] == "0" else set()
    free |= {"claim.eta"} if claim["outcome"] == "infeasible" or claim["support"] == [] else set()
    assert accepted <= free


@pytest.mark.parametrize("modulus", [2, 3, 4, 9, 2**59 - 55])
def test_a_minor_is_a_unit_modulo_what_has_no_factor_of_its_determinant(modulus: int) -> None:
    """The determinant is -2, whatever the columns are over."""
    for over in (1, 2, 12):
        rows = [[Fraction(v, over) for v in row] for row in ((1, 1), (1, -1))]
        x, root = (
            [v * over ** (1 + k) for v in (p, p - q)]
            for k, (p, q) in enumerate(((Fraction(5, 2), 1), (Fraction(-1, 2), 0)))
        )
        written = Written("P1", rows, (4, 1), eta=1).one([0, 1], x, root, Fraction(1, over**2), [0, 1], modulus=modulus)
        assert verdict(written) == ("accepted" if modulus % 2 else "T0.4")


def test_a_small_file_never_takes_long() -> None:
    """Each as small as it can be for what it makes the kernel multiply, or refuse to."""
    long, over = "7" * 20_000, "1*2^-4000"
    plane = Written("P1", ((1, 0), (0, 1)), (2, -3), eta=1).one([0, 1], (2, -3), (-1, 1), "1/2", [0, 1])
    wide = Written("P1", ((1,) * 110,), (1,)).one([0], (1,), (1,), 1, [0])
    tall = Written("P3", ((over,) * 40,) * 40, (1,) * 40).one([0], (1,), (1,), 1, [0])
    coprime = Written("P1", ((1,) * 60,), (1,)).one([0], (1,), (1,), 1, [0])
    for j in range(60):
        coprime = edited(coprime, f"witness.data.columns.{j}.over", str(10**3990 + j))
    hostile = [
        edited(edited(wide, "witness.x.values", long), "witness.square", long),
        edited(tall, "witness.x.values", long),
        edited(edited(tall, "witness.x.values", long), "witness.x.over", long[1:]),
        edited(edited(plane, "witness.x.values", f"{long} 1"), "witness.root.over", long[1:] + "1"),
        edited(plane, "witness.rows", list(range(5000))),
        edited(plane, "claim.support", [0] * 5000),
        coprime,
    ]
    for certificate in hostile:
        start = time.process_time()
        assert kernel.check_bytes(content(certificate)).verdict in ("rejected", "unsupported")
        assert time.process_time() - start < 10


def test_what_is_told_begins_with_why_it_shows_nothing() -> None:
    zero, fits = Written("P1", ((1,),), (1,), eta=2).one([]), Written("P3", ((1,),), (0,)).one([], u=(0,))
    for certificate in (zero, fits):
        first, *others = kernel.check_bytes(content(certificate)).report
        assert first.startswith("vacuous: 0 is the only minimiser")
        assert others[0].startswith("checked: this P")
    empty = Written("P3", ((1,),), (2,), lam=2).one([], (), (), 16, [0])
    assert kernel.check_bytes(content(empty)).report[0].startswith("checked: this P3 has one minimiser")


def test_guesses_are_told_in_order() -> None:
    told: list[str] = []
    rooted(RootProblem.of("P1", [[1, 0], [0, 1]], [2, -3], eta=1), told=told.append)
    numbers = [int(line.split()[1]) for line in told]
    assert numbers and all(w == v + 1 for v, w in pairwise(numbers))
