"""M: every only minimiser is certified, with the numbers of any answer; nothing else is, and no number is free."""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from constructions.certificates import canonical
from constructions.convex_problems import L1Problem, LinearProgram
from constructions.exact_minimisers import Minimiser, NoSingleMinimiser, exact_minimiser
from constructions.misses import PRIMES, Uniqueness, miss_certificate, uniqueness
from proofs_check import kernel
from tests.certificates.editing import Certificate, edited
from tests.constructions.test_exact_minimisers import dot, lassos, programs
from tests.kernel.corpus import GOOD
from tests.kernel.recompute import refuted
from tests.kernel.test_corpus import numbers
from theory.exact import BarriersError, rational, write_rational

pytestmark = pytest.mark.result("M")
Problem = LinearProgram | L1Problem
ZERO = Fraction(0)
MISSES = [path for path in GOOD if path.stem.startswith("M-") and path.stem != "M-lasso-zero"]
"""But one whose minimiser is 0 for every lambda."""
answers = st.lists(st.fractions(-3, 3, max_denominator=8), min_size=8, max_size=8)
problems: st.SearchStrategy[Problem] = st.one_of(
    programs(), lassos(), lassos().map(lambda like: L1Problem("P1", like.matrix, like.y))
)


def single(problem: Problem) -> Minimiser | None:
    try:
        return exact_minimiser(problem)
    except NoSingleMinimiser:
        return None


def content(certificate: Certificate) -> bytes:
    return canonical(certificate).encode()


def verdict(certificate: Certificate) -> str:
    said = kernel.check_bytes(content(certificate))
    return said.condition or said.verdict


@given(problems, answers)
def test_every_only_minimiser_is_certified_with_the_numbers_of_any_answer(
    problem: Problem, answer: list[Fraction]
) -> None:
    truth = single(problem)
    assume(truth is not None)
    assert truth is not None
    for x in (answer[: problem.columns], list(truth.x)):
        certificate = miss_certificate(truth, x)
        assert verdict(certificate) == "accepted"
        assert refuted(content(certificate), Random(1)) is None
    claim = certificate["claim"]
    assert (claim["distance"], claim["excess"], claim["violation"]) == ("0", ["0", "0"], ["0", "0"])


@given(problems, answers)
def test_no_other_point_costs_less_than_a_certified_minimiser(problem: Problem, other: list[Fraction]) -> None:
    """Whoever writes the certificate: a point of less cost, or as little, has none, with whatever dual vector."""
    truth = single(problem)
    assume(truth is not None)
    assert truth is not None
    for point in (other[: problem.columns], [v + (j == 0) for j, v in enumerate(truth.x)]):
        if tuple(point) != truth.x:
            claimed = edited(miss_certificate(truth, truth.x), "witness.x", [write_rational(v) for v in point])
            assert verdict(claimed) in ("M.2", "M.4")


@given(st.data())
def test_a_problem_of_two_minimisers_has_no_certificate(chooser: st.DataObject) -> None:
    """Two columns are alike: of the minimiser that uses one of them nothing shows that it is the only one."""
    problem = chooser.draw(lassos())
    rows = [(*row, row[0]) for row in problem.matrix]
    twins = chooser.draw(
        st.sampled_from(
            [
                LinearProgram.of([1] * len(rows[0]), rows, problem.y),
                L1Problem("P1", tuple(rows), problem.y),
                L1Problem("P2", tuple(rows), problem.y, problem.lam),
            ]
        )
    )
    with_one = single(_less(twins))
    assume(with_one is not None and with_one.x[0] != 0)
    assert with_one is not None
    assert single(twins) is None
    split = Minimiser(twins, (*with_one.x, ZERO), with_one.u)
    with pytest.raises(BarriersError, match="no minor of the free columns"):
        uniqueness(split)
    body = miss_certificate(with_one, with_one.x)
    wide = json.loads(json.dumps(body))
    for key in ("cost", "lower", "upper"):
        if wide["witness"][key] is not None:
            wide["witness"][key].append(wide["witness"][key][0])
    wide["witness"]["matrix"] = [[*row, row[0]] for row in wide["witness"]["matrix"]]
    wide["witness"]["x"].append("0")
    wide["claim"]["answer"].append("0")
    used = body["witness"]["rows"]
    for row in range(len(problem.matrix)):
        assert verdict(edited(wide, "witness.rows", [*used, row])) == ("M.5" if row in used else "M.6")
    assert verdict(edited(wide, "witness.rows", used)) == "M.5"


def _less(problem: Problem) -> Problem:
    """The problem without its last column."""
    matrix = tuple(row[:-1] for row in problem.matrix)
    if isinstance(problem, LinearProgram):
        return LinearProgram.of(problem.cost[:-1], matrix, problem.right, problem.lower[:-1], problem.upper[:-1])
    return L1Problem(problem.kind, matrix, problem.y, problem.lam, problem.eta)


@pytest.mark.parametrize("path", MISSES, ids=lambda p: p.stem)
@pytest.mark.parametrize("by", [Fraction(1), Fraction(1, 2**90), Fraction(-7, 3), Fraction(-1, 2**90)], ids=str)
def test_changing_any_number_of_a_claim_of_a_miss_makes_the_kernel_reject(path: Path, by: Fraction) -> None:
    """Another lambda or eta is another problem: it may have its own minimiser, but not the same numbers."""
    certificate = json.loads(path.read_text())
    places = numbers(certificate["claim"])
    assert len(places) >= 7
    for place in places:
        changed = json.loads(path.read_text())
        holder: Any = changed["claim"]
        for step in place[:-1]:
            holder = holder[step]
        text = holder[place[-1]]
        if len(text) > 4000:
            continue
        holder[place[-1]] = write_rational(rational(text) + by)
        assert kernel.check_bytes(content(changed)).verdict == "rejected", place


def test_a_minor_that_vanishes_modulo_a_prime_is_one_modulo_another() -> None:
    first = PRIMES[0]
    problem = LinearProgram.of([1], [[first]], [first])
    found = uniqueness(exact_minimiser(problem))
    assert found == Uniqueness((0,), PRIMES[1])
    assert verdict(miss_certificate(exact_minimiser(problem), [0])) == "accepted"


def test_a_lasso_that_needs_a_push_has_none_without_it() -> None:
    truth = exact_minimiser(L1Problem.of("P2", [[1, 1, 1], [0, 1, -1]], [2, 1], 2))
    shown = uniqueness(truth)
    assert truth.x == (0, 1, 0)
    assert shown.push is not None
    moves = [dot(column, shown.push) for column in zip(*truth.problem.matrix, strict=True)]
    assert [bool(v) for v in moves] == [True, False, True]
    assert verdict(edited(miss_certificate(truth, truth.x), "witness.push", None)) == "M.5"


@pytest.mark.parametrize(
    "problem", [L1Problem.of("P1", [[1, 2]], [1], 2), L1Problem.of("P2", [[1, 2]], [1], 1, Fraction(1, 2))]
)
def test_parameters_that_a_problem_does_not_use_are_not_claimed(problem: L1Problem) -> None:
    certificate = miss_certificate(exact_minimiser(problem), [0, 0])
    assert (certificate["claim"]["lambda"], certificate["claim"]["eta"]) == ("1", "0")
    assert verdict(certificate) == "accepted"


def test_a_minimiser_of_a_square_root_lasso_that_does_not_fit_has_no_certificate() -> None:
    """At 0 the residual is 1, and u = 1 shows that 0 is a minimiser: the kernel asks for none, and ||u||_2 < 1."""
    found = Minimiser(L1Problem.of("P3", [[1]], [1], 2), (ZERO,), (Fraction(1),))
    with pytest.raises(BarriersError, match="a minimiser with a residual"):
        miss_certificate(found, [1])


@pytest.mark.parametrize("answer", [[1], [1, 2, 3]])
def test_an_answer_of_another_length_has_no_certificate(answer: Sequence[int]) -> None:
    truth = exact_minimiser(LinearProgram.of([1, 1], [[1, 2]], [1]))
    with pytest.raises(BarriersError, match=f"an answer to this problem has 2 entries, got {len(answer)}"):
        miss_certificate(truth, list(map(Fraction, answer)))


def test_numbers_beyond_twenty_thousand_digits_have_no_certificate() -> None:
    size, small = 75, Fraction(1, 2**1000)
    rows = [[Fraction(int(i == j)) - small * (i == j + 1) for j in range(size)] for i in range(size)]
    truth = exact_minimiser(LinearProgram.of([1] * size, rows, [1] + [0] * (size - 1)))
    with pytest.raises(BarriersError, match="is too long for a certificate: 20000"):
        miss_certificate(truth, [ZERO] * size)
