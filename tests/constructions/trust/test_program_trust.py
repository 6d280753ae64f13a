"""What is trusted has one basis in the whole box, what has two answers has two in it, and boundaries are met."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.blocks import Block
from constructions.certificates import canonical, sha256
from constructions.linear_programs import linear_program
from constructions.solvers.inputs import find_input
from constructions.trust.bases import Based, NoOptimum, optimum
from constructions.trust.program_trust import Trust, solution_certificate, trust, witness
from constructions.trust.program_witnesses import Boxed, Witness
from constructions.trust.programs import Program, Within
from tests.constructions.trust.program_draws import Share, cost, feasible, optimal, placed, programs, strict_programs
from theory.exact import BarriersError, rational

Q = Fraction
T0, T2, T3 = pytest.mark.result("T0"), pytest.mark.result("T2"), pytest.mark.result("T3")
PAIR = Program.of([1, 1], [[1, 2]], [1])
"""x_1 is the cheaper while (1 + e)^2 < 2 (1 - e)^2, that is e < 3 - sqrt(8): there T2 is sharp."""


def signed(corner: dict[str, Any], step: Fraction) -> Share:
    """The shares that a certificate states."""

    def share(part: str, j: int, i: int) -> Fraction:
        text = corner["right"] if part == "b" else corner["cost"] if part == "c" else corner["columns"][j]
        sign = (text or "0" * (i + 1))[j if part == "c" else i]
        return step * {"+": 1, "-": -1, "0": 0}[sign]

    return share


def is_the_basis(program: Program, basis: tuple[int, ...], places: str) -> None:
    found = optimum(program)
    assert found.strict and (found.basis, found.places) == (basis, places)


def stated(body: dict[str, Any]) -> list[Fraction]:
    return [Q(int(v)) / rational(body["over"]) for v in body["values"].split()]


def two_answers_hold(verdict: Trust, multiple: Fraction) -> None:
    """The certificate's data are in the box, entry by entry, and the bases stated are the only optimal ones."""
    told = verdict.certificate(multiple=multiple)
    assert told["kind"] == "two-answers"
    assert told["claim"]["data_sha256"] == sha256(verdict.program.data_json())
    bases, places = told["claim"]["bases"], told["claim"]["places"]
    assert (bases[0], places[0]) != (bases[1], places[1])
    for basis, place, answer in zip(bases, places, told["witness"]["answers"], strict=True):
        step = rational(answer["step"])
        assert 0 <= step <= 1
        datum = placed(verdict.program, verdict.within.scaled(multiple), signed(answer["corner"], step))
        is_the_basis(datum, tuple(basis), place)


@T2
@T3
@given(
    program=st.one_of(strict_programs(), strict_programs(), programs()),
    relative=st.sampled_from([Q(0), Q(1, 10), Q(1, 1000)]),
    data=st.data(),
)
def test_a_certified_box_has_one_basis_and_a_box_with_two_answers_two(
    program: Program, relative: Fraction, data: st.DataObject
) -> None:
    within = Within(relative, data.draw(st.sampled_from([Q(0), Q(1, 100)])))
    verdict = trust(program, within)
    if isinstance(verdict.found, NoOptimum):
        assert verdict.verdict != "trusted" and verdict.largest == 0
    if verdict.largest:
        assert isinstance(verdict.found, Based)
        box = within.scaled(verdict.largest)
        for _ in range(4):
            share = data.draw(st.sampled_from([(-1, 1), (-1, 0, 1), tuple(Q(k, 7) for k in range(-7, 8))]))
            source = random.Random(data.draw(st.integers(0, 2**32)))
            point = placed(program, box, lambda *_, s=source, t=share: Q(s.choice(t)))
            is_the_basis(point, verdict.found.basis, verdict.found.places)
    if verdict.smallest is not None:
        assert verdict.smallest > verdict.largest
        two_answers_hold(verdict, verdict.smallest)
        two_answers_hold(verdict, 2 * verdict.smallest)
        if verdict.largest < verdict.smallest / 2:
            with pytest.raises(BarriersError, match="nothing is certified"):
                verdict.certificate(multiple=verdict.smallest / 2)
    assert (verdict.verdict == "trusted") == (verdict.largest >= 1)


@T2
@T3
def test_a_boundary_that_is_known_is_met_from_both_sides() -> None:
    below, above = Q(171572875, 10**9), Q(171572876, 10**9)
    assert (3 - below) ** 2 > 8 > (3 - above) ** 2
    found = optimum(PAIR)
    assert witness(found, Within.of(Q(17157, 10**5)))
    assert witness(found, Within.of(above)) is None
    verdict = trust(PAIR, Within.of(Q(1, 1000)))
    assert 0 < 1000 * below - verdict.largest < Q(1, 100)
    assert verdict.smallest is not None and 0 < verdict.smallest - 1000 * below < Q(1, 1000)
    assert [trust(PAIR, Within.of(v)).verdict for v in ("0.1715", "0.1716")] == ["trusted", "two answers"]


@T2
def test_a_whole_grid_of_corners_of_a_trusted_box_has_the_basis() -> None:
    box = Within.of(Q(17157, 10**5))
    for signs in product((-1, 1), repeat=5):
        source = iter(signs)
        is_the_basis(placed(PAIR, box, lambda *_, s=source: Q(next(s))), (1,), "LB")


@T2
@pytest.mark.parametrize(
    ("condition", "edit"),
    [
        ("T2.2", lambda w: replace(w, width=Block(tuple(v // 2 for v in w.width.values), w.width.over))),
        ("T2.2", lambda w: replace(w, x=Block(tuple(v + w.x.over for v in w.x.values), w.x.over))),
        ("T2.2", lambda w: replace(w, inverse=Block((0,) * len(w.inverse.values)))),
        ("T2.3", lambda w: replace(w, width=Block(tuple(9 * v for v in w.width.values), w.width.over))),
        ("T2.4", lambda w: replace(w, dual_width=Block(tuple(v // 2 for v in w.dual_width.values), w.dual_width.over))),
        ("T2.4", lambda w: replace(w, u=Block(tuple(v + w.u.over for v in w.u.values), w.u.over))),
        ("T2.5", lambda w: replace(w, dual_width=Block(tuple(20 * v for v in w.dual_width.values), w.dual_width.over))),
    ],
)
def test_each_condition_refuses_what_is_wrong(condition: str, edit: Callable[[Witness], Witness]) -> None:
    within = Within.of("1/10")
    shown, boxed = witness(optimum(PAIR), within), Boxed(PAIR, within, (1,), "LB")
    assert shown is not None and boxed.failing(shown) is None
    assert boxed.failing(edit(shown)) == condition
    assert replace(boxed, basis=(0,), places="BL").failing(shown) is not None
    assert replace(boxed, basis=()).failing(shown) == "T2.1"


def tie(gap: Fraction) -> Program:
    """D's program with entries 1 and 1 - gap, or the other way round for a negative gap."""
    pair = (Q(1), 1 - gap) if gap >= 0 else (1 + gap, Q(1))
    return Program.of((1, 1, 1), *linear_program(*pair, Q(1), 1, 3))


@T3
@pytest.mark.parametrize("k", [1, 4, 10, 30, 60])
def test_at_the_tie_of_d_no_level_is_trusted_and_each_has_two_answers(k: int) -> None:
    verdict = trust(tie(Q(0)), Within.of(0, Q(1, 2**k), exact=[2]))
    assert verdict.verdict == "two answers" and verdict.largest == 0
    two_answers_hold(verdict, Q(1))


@T2
@T3
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("n", [1, 2, 3, 6])
def test_away_from_the_tie_the_levels_that_are_trusted_are_those_of_theory(n: int, sign: int) -> None:
    """With costs as uncertain as the entries the tie is in the box just if 4^-n <= 2e + e(2 - 4^-n)."""
    gap = Q(1, 4**n)
    for k in range(1, 2 * n + 6):
        radius = Q(1, 2**k)
        inside = gap <= 2 * radius + radius * (2 - gap)
        verdict = trust(tie(sign * gap), Within.of(0, radius, exact=[2]))
        assert verdict.verdict == ("two answers" if inside else "trusted"), (k, verdict)


@T3
@pytest.mark.parametrize("level", [8, 30, 50])
def test_basis_pursuit_of_fewer_columns_than_rows_is_never_trusted_if_y_is_uncertain(level: int) -> None:
    """The sparse solution of three equations that uses one column, for A that is known exactly."""
    matrix = [[2, 1, 0, 1, -1], [1, 3, 1, 0, 2], [0, 1, 2, 2, 1]]
    program = Program.basis_pursuit(matrix, [row[1] for row in matrix])
    within = Within.of(0, Q(1, 2**level), exact=range(program.size))
    verdict = trust(program, within)
    assert isinstance(verdict.found, Based) and verdict.found.support == (1,)
    assert verdict.verdict == "two answers"
    two_answers_hold(verdict, Q(1))
    told = verdict.certificate()
    assert not any(
        "".join([*a["corner"]["columns"], a["corner"]["cost"]]).strip("0") for a in told["witness"]["answers"]
    )


@T2
def test_basis_pursuit_that_uses_as_many_columns_as_rows_is_trusted() -> None:
    program = Program.basis_pursuit([[2, 1, 0], [1, 3, 1]], [5, 8])
    assert trust(program, Within.of("1e-3")).verdict == "trusted"


@T2
@T3
def test_the_hero_is_trusted_to_nearly_the_gap_and_has_two_answers_soon_after() -> None:
    problem: Any = find_input("hero-lp").problem
    verdict = trust(Program.of(problem.cost, problem.matrix, problem.right), Within.of(Q(1, 2**60)))
    assert verdict.verdict == "trusted"
    assert verdict.smallest is not None and verdict.largest < verdict.smallest < Q(101, 100) * verdict.largest
    assert verdict.smallest < 2**20
    two_answers_hold(verdict, verdict.smallest)


@T2
@T3
def test_a_program_of_doubles_is_trusted_and_broken_soon_after() -> None:
    draw = np.random.default_rng(7)
    matrix = draw.standard_normal((15, 40))
    program = Program.of(np.ones(40), matrix, matrix @ np.maximum(draw.standard_normal(40), 0))
    verdict = trust(program, Within.of("1e-9"))
    assert verdict.smallest is not None and verdict.largest < verdict.smallest < Q(21, 20) * verdict.largest
    two_answers_hold(verdict, verdict.smallest)


@T2
@given(program=strict_programs())
def test_a_strict_optimum_is_trusted_in_some_box(program: Program) -> None:
    verdict = trust(program, Within.of("1e-3"))
    assert isinstance(verdict.found, Based) and verdict.found.strict and verdict.largest > 0
    assert solution_certificate(verdict.found)["result"] == "T2"


@T2
def test_slack_columns_and_bounds_and_free_variables_are_not_uncertain() -> None:
    program = Program.linprog([-3, -2, 1], [[1, 1, 1], [1, 0, -1]], [4, 2], bounds=[(0, 3), (0, None), (None, None)])
    verdict = trust(program, Within.of("1/100"))
    told = verdict.certificate()
    assert told["kind"] == "trust" and told["claim"]["within"]["exact"] == [3, 4]


@T0
@given(program=programs(), relative=st.booleans())
def test_exact_answers_have_certificates_whose_statements_are_so(program: Program, relative: bool) -> None:
    try:
        found: Based | NoOptimum = optimum(program)
    except NoOptimum as refused:
        found = refused
    told = solution_certificate(found)
    claim, body = told["claim"], told["witness"]
    assert claim["data_sha256"] == sha256(body["data"]) and (claim["rows"], claim["columns"]) == (
        program.rows,
        program.size,
    )
    if told["kind"] == "trust":
        assert isinstance(found, Based) and found.strict
        assert (
            claim["within"] == {"relative": "0", "absolute": "0", "exact": []} and tuple(claim["basis"]) == found.basis
        )
        return
    outcome = claim["outcome"]
    assert outcome == ("one" if isinstance(found, Based) else found.why)
    assert (claim["support"] is None) == (outcome != "one")
    x, u, other = (None if body[name] is None else stated(body[name]) for name in ("x", "u", "other"))
    if outcome == "one":
        assert x and u and other is None and optimal(program, x, u)
        assert claim["support"] == [j for j, v in enumerate(x) if v not in (program.lower[j], program.upper[j])]
    elif outcome == "several":
        assert x and u and other and x != other and optimal(program, x, u) and optimal(program, other, u)
    elif outcome == "unbounded":
        assert x and other and u is None and feasible(program, x) and cost(program, other) < 0
    else:
        assert x is None and other is None and u
    assert body["push"] is None and (outcome == "one" or (body["rows"], body["modulus"]) == ([], 2))


@T0
def test_a_degenerate_only_minimiser_has_a_minor() -> None:
    found = optimum(Program.linprog([0, -1], [[1, 1], [-1, 1]], [1, 1], bounds=(0, None)))
    told = solution_certificate(found, {"made by": "a test"})
    assert told["claim"]["outcome"] == "one" and told["claim"]["support"] == [1]
    assert len(told["witness"]["rows"]) >= 1 and told["provenance"] == {"made by": "a test"}
    assert canonical(told)


@T0
def test_what_has_no_minimiser_is_open_and_stays_so() -> None:
    for program, why in (
        (Program.of([1], [[1]], [-1]), "infeasible"),
        (Program.of([-1, 0], [[1, -1]], [1]), "unbounded"),
    ):
        verdict = trust(program, Within.of("1/10"))
        assert verdict.verdict == "open" and verdict.second is None and verdict.smallest is None
        assert verdict.certificate()["claim"]["outcome"] == why and verdict.told == "open"
        assert isinstance(verdict.found, NoOptimum) and verdict.found.why == why


@T2
def test_a_box_without_radii_is_the_exact_program() -> None:
    verdict = trust(PAIR, Within())
    assert verdict.verdict == "trusted" and verdict.largest == 1
    told = verdict.certificate()
    assert told["claim"]["basis"] == [1]
    assert trust(Program.of([1, 1], [[1, 1]], [1]), Within()).verdict == "open"


@T2
def test_where_to_look_does_not_matter() -> None:
    assert trust(PAIR, Within.of("1/10"), start=[1, 0]).largest == trust(PAIR, Within.of("1/10")).largest


@T2
def test_a_verdict_says_how_far_it_reaches() -> None:
    verdict = trust(PAIR, Within.of("1/10"))
    assert (
        verdict.told
        == f"trusted; trusted up to {verdict.largest} times the box; two answers at {verdict.smallest} times the box"
    )
    assert repr(verdict).startswith("<Trust: trusted")
    assert verdict.certificate({"by": "me"})["provenance"] == {"by": "me"}


@T0
@T3
def test_numbers_beyond_the_range_of_floats_are_solved_and_claim_no_box() -> None:
    huge = Q(10**400)
    for matrix, right, charge in (
        ([[huge, 2 * huge]], huge, 1),
        ([[1 / huge, 2 / huge]], 1 / huge, 1),
        ([[1, 2]], 1, huge),
    ):
        verdict = trust(Program.of([charge, charge], matrix, [right]), Within.of("1e-6"))
        assert isinstance(verdict.found, Based) and verdict.found.basis == (1,)
        assert (verdict.largest == 0) == (verdict.shown is None)
        assert solution_certificate(verdict.found)["claim"]["problem"] == "LP"
    near = trust(Program.of([1, 1], [[1, 1 + 1 / huge]], [1]), Within.of("1e-6"))
    assert near.verdict == "two answers" and isinstance(near.found, Based) and near.found.basis == (1,)
    two_answers_hold(near, Q(1))
