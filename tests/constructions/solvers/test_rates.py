"""How often solvers miss: an exact method never, one that does not see the gap about every second time."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from constructions.confidence import clopper_pearson
from constructions.solvers.rates import APART, ERROR, EXACT, Rate, Rates, _drawn, rates
from constructions.solvers.running import Running
from constructions.solvers.solver import Answer, Problem, Solver, Tolerance
from nnbarriers.drawing.rates import rates_picture
from tests.constructions.solvers.test_searching import COARSELY
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure


def told(solvers: Sequence[Solver], kind: str = "LP", **options: Any) -> Rates:
    with Running(solvers, [], seconds=2) as running:
        return rates(running, solvers, kind, **options)


def zeros(problem: Problem) -> Answer:
    return Answer(np.zeros(problem.columns), True, "")


ZEROS = replace(EXACT, name="zeros", solve=zeros)
MODEST = replace(EXACT, name="modest", solve=lambda p: Answer(np.zeros(p.columns), False, ""))


@pytest.mark.parametrize("kind", ["LP", "P2"])
def test_an_exact_method_has_rate_0_and_a_coarse_one_is_like_a_coin_below_what_it_sees(kind: str) -> None:
    found = told([EXACT, COARSELY, ZEROS, MODEST], kind, count=40, exponents=[10, 30])
    assert [rate.missed for rate in found.rows["exact"]] == [0, 0]
    assert [rate.missed for rate in found.rows["zeros"]] == [40, 40]
    assert [rate.missed for rate in found.rows["modest"]] == [0, 0]
    seen, unseen = found.rows["coarse"]
    assert seen.missed == 0
    assert 10 <= unseen.missed <= 30
    assert found.rows["modest"][0].verdicts == {"no claim": 40}
    assert {rate.within for row in found.rows.values() for rate in row} == {None}


def test_a_solver_that_claims_nothing_has_no_rate_and_is_told() -> None:
    asked = []

    def once(problem: Problem) -> Answer:
        asked.append(problem)
        if len(asked) > 1:
            raise ValueError("no pivot")
        return EXACT.solve(problem)

    found = told([EXACT, MODEST, replace(EXACT, name="once", solve=once)], count=3, exponents=[10])
    assert [found.rows[name][0].percent for name in ("exact", "modest", "once")] == ["0", "-", "0"]
    assert found.silent == "answers that claim nothing, or are none: modest 3 of 3, once 2 of 3\n"
    assert "exact 0, modest -, once 0" in rates_picture(found).alt
    assert told([EXACT], count=1, exponents=[10]).silent == ""


def test_misses_within_documented_tolerances_are_counted_as_such() -> None:
    loose = Tolerance("all is well", Fraction(10**6), Fraction(10**6), Fraction(10**6))
    strict = Tolerance("1e-14", Fraction("1e-14"), Fraction("1e-14"))
    players = [
        replace(ZEROS, name="loose", tolerance=loose),
        replace(ZEROS, name="strict", tolerance=strict),
        MODEST,
        ZEROS,
    ]
    found = told(players, count=4, exponents=[8, 16])
    assert [rate.within for rate in found.rows["loose"]] == [4, 4]
    assert [rate.within for rate in found.rows["strict"]] == [0, 0]
    assert found.admitted == (
        "misses within the tolerance that the solver documents: loose 8 of 8, strict 0 of 8, zeros (none is documented)"
    )
    assert told([EXACT], count=1, exponents=[8]).admitted.endswith(": there are none")


def test_intervals_are_those_of_clopper_and_pearson_for_all_cells_at_once() -> None:
    found = told([COARSELY, EXACT], count=9, exponents=[8, 24, 40])
    for row in found.rows.values():
        for rate in row:
            assert (rate.low, rate.high) == clopper_pearson(rate.missed, 9, ERROR / 6)
            assert rate.low <= Fraction(rate.missed, 9) <= rate.high


def test_all_solvers_get_the_same_problems_and_another_seed_others() -> None:
    drawn = [{given.name: truth.x for given, truth in _drawn("LP", seed, 12, 20)} for seed in (0, 1, 1)]
    assert drawn[1] == drawn[2]
    assert not drawn[0].keys() & drawn[1].keys()
    assert all(int(name.partition("-")[2]) >= APART for name in drawn[1])
    found = told([COARSELY, replace(COARSELY, name="again")], count=12, exponents=[30], seed=1)
    assert found.rows["coarse"] == found.rows["again"]


def test_percents_are_0_and_100_only_where_all_problems_agree() -> None:
    def percent(missed: int, asked: int) -> str:
        return Rate(4, {"far": missed, "near": asked - missed}, Fraction(0), Fraction(1)).percent

    assert [percent(*pair) for pair in ((0, 1000), (1, 1000), (999, 1000), (1000, 1000), (1, 3))] == [
        "0", "1", "99", "100", "33",
    ]  # fmt: skip


def test_who_is_missing_and_who_gives_nothing_but_faults_has_no_rate() -> None:
    absent = Solver("absent", "no_such_library", "no-such-library", ("LP",), EXACT.tolerance, zeros)
    broken = replace(EXACT, name="broken", solve=lambda p: Answer(np.full(p.columns, np.nan), True, ""))
    found = told([absent, broken, EXACT], count=4, exponents=[8])
    assert list(found.rows) == ["exact"]
    assert found.absent["absent"] == "no_such_library is not installed: pip install no-such-library"
    assert found.absent["broken"].startswith("it answers none of the first 3 problems: ")


def test_other_kinds_are_refused() -> None:
    for kind in ("P1", "P3", "QP"):
        with pytest.raises(BarriersError, match="rates are told of LP and P2"):
            told([EXACT], kind)
    with pytest.raises(BarriersError, match="lp takes no LASSO"):
        told([replace(EXACT, name="lp", kinds=("LP",))], "P2", count=1)


def test_the_json_says_what_was_counted_and_how_sure_it_is() -> None:
    body = json.loads(json.dumps(told([ZEROS], count=3, exponents=[8]).as_json()))
    assert (body["size"], body["error"], body["seed"], body["count"]) == ("3 x 6", "1/100", 0, 3)
    assert body["packages"]["zeros"] == f"python-flint {EXACT.version}"
    (cell,) = body["rates"]["zeros"]
    assert (cell["log2_gap"], cell["missed"], cell["asked"], cell["verdicts"]) == (-8, 3, 3, {"far": 3})
    assert cell["interval"][1] == "1"
    for words in ("3 random linear programs", "Clopper-Pearson", "probability of 1/100", "a quarter of the way"):
        assert words in body["said"]


def test_the_picture_is_whole_and_says_its_numbers_in_words() -> None:
    strange = replace(ZEROS, name="<b> & a very, very long name")
    found = told([strange, EXACT], count=3, exponents=[8, 16])
    picture = rates_picture(found)
    root = ET.fromstring(picture.svg)
    titles = [element.text for element in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles[0] == picture.alt
    assert "<b> & a very, very long name 100, exact 0" in picture.alt
    low = found.rows[strange.name][0].low
    assert titles[1] == (
        f"<b> & a very, very long name, gap 2^-8: 3 of 3, rate between {low * 100 // 1} and 100 percent"
    )
    assert len(titles) == 5
    assert "…very, very long name" in picture.svg
    assert repr(picture) == picture.alt
