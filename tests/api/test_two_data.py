"""Two data of a box with different answers: they lie in it, `solve` tells them apart, tables hold them exactly."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.trust.programs import Program
from constructions.trust.regressions import Regression
from nnbarriers.two_data import decimal_text
from theory.exact import rational

pytestmark = pytest.mark.result("T3")
TENTHS = st.integers(-30, 30).map(lambda v: Fraction(v, 10))


def far(problem: Regression, other: Regression) -> Fraction:
    """Return the largest difference of two tables."""
    pairs = zip([*problem.columns, problem.y], [*other.columns, other.y], strict=True)
    return max(abs(a - b) for one, two in pairs for a, b in zip(one.fractions, two.fractions, strict=True))


@given(
    st.lists(st.tuples(TENTHS, TENTHS, TENTHS), min_size=2, max_size=4), st.sampled_from(["1/10", "1/2", "1"]),
    st.booleans(),
)  # fmt: skip
def test_both_data_lie_in_the_box_and_have_the_answers_that_are_told(
    rows: list[tuple[Fraction, ...]], radius: str, intercept: bool
) -> None:
    problem = {"X": [row[:2] for row in rows], "y": [row[2] for row in rows], "alpha": "1/10", "intercept": intercept}
    assume(any(any(row[:2]) for row in rows))
    found = nb.trust(problem, within=radius)
    if found.verdict != "two answers":
        assert found.data is None
        return
    assert found.data is not None
    centre, told = found.boxed.posed.problem, [nb.solve(posed) for posed in found.data]
    assert isinstance(centre, Regression)
    for posed in found.data:
        assert isinstance(posed.problem, Regression) and far(centre, posed.problem) <= rational(radius)
    assert all(one.outcome == "one" for one in told)
    signs = [{name: (v > 0) - (v < 0) for name, v in zip(one.names, one.x or (), strict=True) if name != "intercept"}
             for one in told]  # fmt: skip
    assert signs[0] != signs[1]
    alternative = {name: s for name, s in signs[1].items() if s}
    assert alternative == found.alternative


def test_tables_are_written_exactly_and_read_back_as_the_two_data(tmp_path: Path) -> None:
    problem = {"X": [[1, 2], [2, 1], [3, 1]], "y": [2, 1, 5], "alpha": "1/10"}
    found = nb.trust(problem, within="1/2")
    one, two = found.save_data(tmp_path / "data.csv")
    assert found.data is not None and [one.name, two.name] == ["data-1.csv", "data-2.csv"]
    for place, posed in zip((one, two), found.data, strict=True):
        again = nb.solve(place, alpha="1/10")
        assert isinstance(posed.problem, Regression) and isinstance(again.posed.problem, Regression)
        assert far(posed.problem, again.posed.problem) == 0
        assert again.x == nb.solve(posed).x
    with pytest.raises(nb.BarriersError, match="would be lost"):
        found.save_data(tmp_path / "data.csv")
    with pytest.raises(nb.BarriersError, match="no two data to write: trusted"):
        nb.trust(problem, within="1/1000").save_data(tmp_path / "other.csv")
    with pytest.raises(nb.BarriersError, match=r"ending in \.csv"):
        found.save_data(tmp_path / "data.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data-1.csv", "data-2.csv"]


def test_behind_a_scaler_both_tables_are_refitted_to_different_selections(tmp_path: Path) -> None:
    linear_model = pytest.importorskip("sklearn.linear_model")
    from sklearn.base import clone
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rng = np.random.default_rng(3)
    x = np.round(rng.normal(size=(20, 3)), 2)
    y = np.round(x @ [1.0, 0.3, 0.0] + rng.normal(size=20) / 5, 2)
    model = make_pipeline(StandardScaler(), linear_model.Lasso(0.25, tol=1e-12)).fit(x, y)
    found = nb.trust(model, x, y, within="1/5")
    assert found.verdict == "two answers" and found.data is not None
    selected = []
    for place, posed in zip(found.save_data(tmp_path / "data.csv"), found.data, strict=True):
        table = np.loadtxt(place, delimiter=",", skiprows=1)
        refitted = clone(model).fit(table[:, :-1], table[:, -1])
        signs = np.sign(refitted[-1].coef_).tolist()
        solved = nb.solve(posed)
        assert signs == [float((v > 0) - (v < 0)) for v in (solved.x or ())[:3]]
        deviations = np.std(table[:, :-1], axis=0) * 20 * 0.25  # thresholds m alpha s_j
        assert isinstance(posed.problem, Regression)
        assert np.allclose([float(t) for t in posed.problem.thresholds[:3]], deviations, rtol=1e-9, atol=0)
        selected.append(signs)
    assert selected[0] != selected[1]


def test_variables_at_other_bounds_are_another_answer_of_the_same_basis_and_are_named() -> None:
    program = {"c": [1, Fraction(1001, 1000)], "A_eq": [[1, 1]], "b_eq": [3], "bounds": [[0, 1], [0, 10]]}
    found = nb.trust(program, within="1/10")
    assert found.verdict == "two answers" and found.data is not None
    assert "(x0 at its lower bound)" in found.conclusion
    assert dict(found.told_rows())["also possible"] == "x1; x0 at its lower bound"
    (first, other) = (nb.solve(posed).x for posed in found.data)
    assert first and other and (first[0], other[0]) == (1, 0)
    for posed in found.data:
        assert isinstance(posed.problem, Program)
        pairs = zip(posed.problem.cost.fractions, (1, Fraction(1001, 1000)), strict=True)
        assert all(abs(a - b) <= abs(b) / 10 for a, b in pairs)
    with pytest.raises(nb.BarriersError, match="no table"):
        found.save_data("never.csv")


@given(st.integers(-(10**9), 10**9), st.integers(0, 40), st.integers(0, 40))
def test_finite_decimals_read_back_as_themselves(top: int, twos: int, fives: int) -> None:
    value = Fraction(top, 2**twos * 5**fives)
    assert rational(decimal_text(value)) == value


def test_what_is_no_decimal_is_not_rounded() -> None:
    with pytest.raises(nb.BarriersError, match="as fractions"):
        decimal_text(Fraction(1, 3))


def test_a_model_that_was_fitted_to_other_data_is_asked_about() -> None:
    linear_model = pytest.importorskip("sklearn.linear_model")
    rng = np.random.default_rng(0)
    x: Any = rng.normal(size=(30, 3))
    y = x @ [2.0, 0.0, 1.0]
    model = linear_model.Lasso(0.1).fit(x, y)
    ours, theirs = (dict(nb.trust(model, x, v, within="1/1000").told_rows())["the fitted model"] for v in (y, -y))
    assert ours == "selects the same, with the same signs"
    loose = linear_model.Lasso(0.1).fit(x, y)
    loose.coef_ = loose.coef_ * 0.9  # the same signs, a few percent above the least
    assert "was it fitted" in dict(nb.trust(loose, x, y, within="1/1000").told_rows())["the fitted model"]
    assert "times the least: was it fitted to these data" in theirs


def test_tables_keep_the_names_the_order_and_the_decimals_of_the_table_that_was_read(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text('pressure,"height, cm",bmi\n151,1.70,32.1\n75,1.60,21.6\n141,1.80,30.5\n206,1.75,25.3\n')
    found = nb.trust(table, alpha="1/100", target="pressure", within="1", exact=["height, cm"])
    assert found.verdict == "two answers" and '("height, cm" exact)' in found.conclusion
    one, two = found.save_data(tmp_path / "data.csv")
    for place in (one, two):
        head, first, *_ = place.read_text().splitlines()
        assert head == 'pressure,"height, cm",bmi' and first.split(",")[1] == "1.70"
    answers = [nb.solve(place, alpha="1/100", target="pressure") for place in (one, two)]
    told = [", ".join(f"{'−' if v < 0 else '+'}{n}" for n, v in zip(a.names, a.x or (), strict=True)
                      if v and n != "intercept").replace("height, cm", '"height, cm"') for a in answers]  # fmt: skip
    assert told == list(found.possible) and told[0] != told[1]


@given(st.integers(-(10**6), 10**6), st.integers(0, 6), st.integers(0, 9))
def test_decimals_are_padded_and_never_cut(top: int, places: int, least: int) -> None:
    value = Fraction(top, 10**places)
    text = decimal_text(value, least)
    assert rational(text) == value and len(text.partition(".")[2]) >= least


NAMES = [
    ["#a", "b"],
    ["a\nb", "c"],
    ["a\rb", "c"],
    ["a\u2028b", "c"],
    ["", "b"],
    ["a", "a "],
    [" a", "b"],
    ["\ufeffa", "b"],
]


@pytest.mark.parametrize("names", NAMES)
def test_names_that_a_table_cannot_hold_are_not_written(tmp_path: Path, names: list[str]) -> None:
    problem = {"X": [[1, 2], [2, 1], [3, 1]], "y": [2, 1, 5], "alpha": "1/10", "names": names}
    found = nb.trust(problem, within="1/2")
    assert found.verdict == "two answers"
    with pytest.raises(nb.BarriersError, match="a table"):
        found.save_data(tmp_path / "data.csv")
    assert not list(tmp_path.iterdir())


def test_any_names_that_a_table_holds_come_back_and_the_target_is_none_of_them(tmp_path: Path) -> None:
    problem = {"X": [[1, 2], [2, 1], [3, 1]], "y": [2, 1, 5], "alpha": "1/10", "names": ["y", "target"]}
    one, _ = nb.trust(problem, within="1/2").save_data(tmp_path / "data.csv")
    assert one.read_text().splitlines()[0] == "y,target,y0"
    tiny = {"X": [[1, 2], [2, 1], [3, 1]], "y": [2, 5e-324, 5], "alpha": "1/10"}
    with pytest.raises(nb.BarriersError, match="as fractions"):
        nb.trust(tiny, within="1/2").save_data(tmp_path / "tiny.csv")
    weighted = {**problem, "sample_weight": [1, 2, 1]}
    with pytest.raises(nb.BarriersError, match="no sample weights"):
        nb.trust(weighted, within="1/2").save_data(tmp_path / "weighted.csv")
    for name in ("a\0b.csv", "\ud800.csv"):
        with pytest.raises(nb.BarriersError, match="takes the path of a file"):
            nb.trust(problem, within="1/2").save_data(name)


def test_both_tables_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from nnbarriers import trusting

    written: list[Path] = []

    def once(path: Path, text: str) -> None:
        if written:
            raise nb.BarriersError("the disk is full")
        written.append(path)
        path.write_text(text)

    monkeypatch.setattr(trusting, "write_text", once)
    problem = {"X": [[1, 2], [2, 1], [3, 1]], "y": [2, 1, 5], "alpha": "1/10"}
    with pytest.raises(nb.BarriersError, match="the disk is full"):
        nb.trust(problem, within="1/2").save_data(tmp_path / "data.csv")
    assert written and not list(tmp_path.iterdir())
