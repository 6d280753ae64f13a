"""`nb.solve`: the only minimiser, exactly, with its certificate, or what there is instead; and answers beside it."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.convex_problems import L1Problem, LinearProgram
from constructions.exact_minimisers import NoSingleMinimiser, exact_minimiser
from nnbarriers.answers import cost
from tests.constructions.test_exact_minimisers import lassos, programs
from theory.exact import sqrt_enclosure

pytestmark = pytest.mark.infrastructure
HALF = Fraction(1, 2)
LASSO: dict[str, Any] = {"A": [[2, 1]], "y": [1], "lam": 1}
ONE, SEVERAL = "one minimiser", "several minimisers"


@pytest.mark.parametrize(
    ("problem", "verdict", "x"),
    [
        (LASSO, ONE, (Fraction(3, 8), 0)),
        ({"A": [[1, 1]], "y": [1], "lam": 1}, SEVERAL, None),
        ({"A": [[1]], "y": [HALF], "lam": 1}, ONE, (0,)),  # at the kink
        ({"X": [[1], [2], [3]], "y": [1, 3, 5], "alpha": "1/2"}, ONE, (Fraction(5, 4), HALF)),
        ({"c": [1, 1], "A_eq": [[1, 2]], "b_eq": [1]}, ONE, (0, HALF)),
        ({"c": [1, 1], "A_eq": [[1, 2]], "b_eq": [0]}, ONE, (0, 0)),  # degenerate
        ({"c": [1, 1], "A_eq": [[1, 1]], "b_eq": [1]}, SEVERAL, None),
        ({"c": [-1, -1], "A_ub": [[1, -1]], "b_ub": [1]}, "unbounded", None),
        ({"c": [1], "A_eq": [[1]], "b_eq": [-1]}, "infeasible", None),
        ({"A": [[1, 2]], "y": [1], "eta": 0}, ONE, (0, HALF, 0, 0)),
        ({"A": [[1], [1]], "y": [1, 0], "eta": HALF}, "infeasible", None),
    ],
)  # fmt: skip
def test_every_outcome_has_a_certificate_that_the_kernel_accepts(problem: Any, verdict: str, x: Any) -> None:
    found = nb.solve(problem)
    assert found.verdict == verdict
    assert found.certificate is not None, found.uncertified
    assert found.certificate.check.accepted
    if x is not None:
        assert found.x == x
        assert found.doubles.tolist() == [float(v) for v in x]
    assert found.verdict in found._repr_html_()
    assert json.loads(json.dumps(found.as_json()))["verdict"] == verdict


def test_a_minimiser_with_a_root_is_enclosed_and_its_doubles_are_the_nearest() -> None:
    found = nb.solve({"A": [[1, 0], [0, 1]], "y": [1, 1], "eta": HALF})  # x = 1 - 1/sqrt(8), twice
    assert (found.verdict, found.x, found.support) == (ONE, None, ("x0", "x1"))
    low, high = sqrt_enclosure(Fraction(1, 8), 200)
    for least, most in found.enclosed(100):
        assert least <= 1 - high <= 1 - low <= most
        assert most - least < Fraction(1, 2**99)
    assert found.doubles.tolist() == [float(1 - low)] * 2
    assert found.certificate is not None
    near = found.compare(found.doubles)
    assert near.agrees
    assert near.squared_distance[1] < Fraction(1, 2**100)
    assert near.excess is None


def test_a_square_root_lasso_with_several_minimisers_has_no_certificate_and_says_so() -> None:
    found = nb.solve({"A": [[1, 1], [0, 0]], "y": [1, 1], "lam": HALF, "kind": "P3"})
    assert (found.verdict, found.x, found.certificate) == (SEVERAL, None, None)
    assert "no certificate" in found.uncertified
    assert "no certificate" in found.conclusion


def test_the_value_of_a_maximum_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "most.mps"
    path.write_text(
        "NAME most\nOBJSENSE\n    MAX\nROWS\n N cost\n L row\nCOLUMNS\n x cost 2 row 1\nRHS\n rhs row 3\nENDATA\n"
    )
    found = nb.solve(path)
    assert (found.value, found.support) == (6, ("x",))


def test_answers_are_compared_by_supports_with_signs_distance_and_excess() -> None:
    found = nb.solve(LASSO)
    right, other, turned = found.compare([0.375, 0]), found.compare([HALF, "-1/8"]), found.compare([-1, 0])
    assert (right.agrees, right.excess, right.squared_distance) == (True, 0, (0, 0))
    assert (bool(other), other.extra, other.missing) == (False, ("x1",), ())
    assert other.squared_distance[0] == Fraction(1, 32)
    assert other.excess == cost(found.posed.problem, (HALF, Fraction(-1, 8))) - Fraction(7, 16)
    assert turned.other_sign == ("x0",)
    assert "selects wrongly x1" in repr(other)
    with pytest.raises(nb.BarriersError, match="2 entries, got 3"):
        found.compare([1, 2, 3])
    with pytest.raises(nb.BarriersError, match="there is none: several minimisers"):
        nb.solve({"A": [[1, 1]], "y": [1], "lam": 1}).compare([1, 0])


def test_an_answer_may_leave_out_the_intercept_and_slacks() -> None:
    found = nb.solve({"X": [[1], [2], [3]], "y": [1, 3, 5], "alpha": "1/2"})
    assert found.compare(["5/4"]).agrees
    assert found.compare(["5/4"]).excess is None
    program = nb.solve({"c": [-1], "A_ub": [[2]], "b_ub": [1]})
    assert program.compare([HALF]).agrees
    assert program.support == ("x0",)


@given(lassos())
def test_a_lasso_has_the_minimiser_that_another_method_finds(problem: L1Problem) -> None:
    found = nb.solve(problem)
    assert found.certificate is not None, found.uncertified
    try:
        truth = exact_minimiser(problem)
    except NoSingleMinimiser:
        assert found.verdict == SEVERAL
        assert found.x is not None
        assert found.other is not None
        assert found.x != found.other
        assert cost(found.posed.problem, found.x) == cost(found.posed.problem, found.other)
    else:
        assert found.x == truth.x
        assert found.value == truth.value[0]


@given(programs())
def test_a_program_has_the_outcome_that_another_method_finds(problem: LinearProgram) -> None:
    found = nb.solve(problem)
    assert found.certificate is not None, found.uncertified
    try:
        truth = exact_minimiser(problem)
    except NoSingleMinimiser as refused:
        why = refused.why
        assert found.outcome == ("several" if why == "not unique" else why)
    else:
        assert found.x == truth.x


@given(lassos(), st.lists(st.fractions(-2, 2, max_denominator=4), min_size=8, max_size=8))
def test_no_answer_costs_less_and_only_the_minimiser_costs_as_much(problem: L1Problem, entries: list[Fraction]) -> None:
    found = nb.solve(problem)
    if found.outcome == "one":
        answer = entries[: problem.columns]
        compared = found.compare(answer)
        assert compared.excess is not None
        assert (compared.excess > 0) == (tuple(answer) != found.x) == (compared.squared_distance[0] > 0)
        assert compared.excess >= 0


def test_steps_that_run_out_leave_it_open_and_say_so() -> None:
    rows = np.random.default_rng(0).integers(-9, 9, (6, 8)).tolist()
    found = nb.solve({"A": rows, "y": [1, 2, 3, 4, 5, 6], "lam": "1/100"}, start=[0] * 8, steps=1)
    if found.outcome == "open":  # the floats did not go all the way
        assert found.certificate is None
        assert "steps" in found.uncertified


def test_a_certificate_is_saved_and_checked(tmp_path: Path) -> None:
    path = nb.solve(LASSO).save(tmp_path / "solution.json")
    assert nb.check(path).accepted
    assert nb.check(path).result == "T1"


@pytest.mark.parametrize(
    ("problem", "options", "said"),
    [
        ({"A": [[1, float("nan")]], "y": [1], "lam": 1}, {}, "A, row 0, column 1: NaN is no number"),
        ({"A": [[1, 2], [3]], "y": [1, 2], "lam": 1}, {}, "different lengths"),
        ({"A": [[1, 2]], "y": [1, 2], "lam": 1}, {}, "A has 1 rows, y 2 entries"),
        ({"A": [[1, 2]], "y": [1], "lam": 0}, {}, "lam must be positive"),
        ({"A": [[1, 2]], "y": [1], "lam": -1}, {}, "lam must be positive"),
        ({"X": [[1, 2]], "y": [1]}, {}, "alpha is missing"),
        ({"X": [[1, 2]], "y": [1], "alpha": 1}, {"alpha": 2}, "leave one of them out"),
        (LASSO, {"target": "y"}, "leave it out"),
        (LASSO, {"start": [1]}, "start must have 2 entries"),
        ("no such.csv", {}, "no such file"),
        (3, {}, "a problem is a file"),
    ],
)  # fmt: skip
def test_what_cannot_be_solved_is_one_line_with_the_way_out(problem: Any, options: Any, said: str) -> None:
    with pytest.raises(nb.BarriersError, match=said) as error:
        nb.solve(problem, **options)
    assert "\n" not in str(error.value)
