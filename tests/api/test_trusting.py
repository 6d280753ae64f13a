"""`nb.trust`: verdicts that hold, words that say them, fitted models beside them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import nnbarriers as nb

pytestmark = [pytest.mark.result("T1"), pytest.mark.result("T3")]
PAIR: dict[str, Any] = {"A": [[2, Fraction(7, 4)]], "y": [1], "lam": 1}


def test_a_box_that_is_trusted_is_certified_and_the_least_with_two_answers_is_outside() -> None:
    found = nb.trust(PAIR, within="1/20", exact=["y"])
    assert found and found.verdict == "trusted"
    assert found.certificate is not None and found.certificate.check.result == "T1"
    assert found.largest >= 1 and found.smallest is not None and found.smallest > found.largest
    assert nb.trust(PAIR, within=Fraction(1, 20) * found.largest, exact=["y"])
    two = nb.trust(PAIR, within=Fraction(1, 20) * found.smallest, exact=["y"])
    assert two.verdict == "two answers"
    assert two.certificate is not None and two.certificate.check.result == "T3"


def test_the_words_of_a_tie_name_both_answers() -> None:
    tie = nb.trust({"A": [[2, 2]], "y": [1], "lam": 1}, within="1/8")
    assert tie.verdict == "two answers" and tie.selected is None
    rows = dict(tie.told_rows())
    assert {rows["possible"], rows["also possible"]} == {"+x0", "+x1"}


def test_what_is_open_has_no_certificate_and_says_both_ends() -> None:
    touching = nb.trust(PAIR, within="1/8", exact=["y"])
    assert touching.verdict == "open" and touching.certificate is None
    assert "nothing to certify" in touching.uncertified
    assert "certified up to" in touching.conclusion and "two answers found from" in touching.conclusion
    assert touching.largest < 1 < (touching.smallest or 0)


def test_a_model_that_selects_a_column_too_many_is_named_and_right_ones_are_not() -> None:
    linear_model = pytest.importorskip("sklearn.linear_model")
    pipeline = pytest.importorskip("sklearn.pipeline")
    scaler = pytest.importorskip("sklearn.preprocessing").StandardScaler
    rng = np.random.default_rng(0)
    x = rng.normal(size=(40, 4))
    y = 3 * x[:, 0] - 2 * x[:, 1] + rng.normal(size=40) / 10
    model = linear_model.Lasso(0.3, tol=1e-12).fit(x, y)
    found = nb.trust(model, x, y, digits=6, names=list("abcd"))
    assert found and found.model_differs == ((), ())
    assert dict(found.told_rows())["the fitted model"] == "selects the same, with the same signs"
    model.coef_[3] = 1e-16
    wrong = nb.trust(model, x, y, digits=6, names=list("abcd"))
    assert wrong.model_differs == (("d",), ())
    assert dict(wrong.told_rows())["the fitted model"] == "selects d: wrong for all these data"
    whole = pipeline.make_pipeline(scaler(), linear_model.Lasso(0.3, tol=1e-12)).fit(x, y)
    solved = nb.solve(whole, x, y, names=list("abcd"))
    assert solved.compare(whole) and solved.compare(whole[-1])
    assert "intercept" not in solved.conclusion and "of 4 columns" in solved.conclusion
    with pytest.raises(nb.BarriersError, match="transformed=True"):
        nb.trust(pipeline.make_pipeline(scaler(), linear_model.ElasticNet(0.3)).fit(x, y), x, y, digits=6)


def test_a_basis_is_told_without_signs() -> None:
    found = nb.trust({"c": [1, 1], "A_eq": [[3, 2]], "b_eq": [1]}, within="1/100")
    assert dict(found.told_rows())["in the basis"] == "x0"
    assert found.certificate is not None and found.certificate.check.result == "T2"


@pytest.mark.parametrize("scaler", ["StandardScaler", "MinMaxScaler", "MaxAbsScaler"])
def test_two_answers_behind_a_scaler_are_two_tables_with_scales_of_their_own(scaler: str) -> None:
    """Of two rows StandardScaler always makes -1 and 1, so that no table has another answer."""
    linear_model = pytest.importorskip("sklearn.linear_model")
    pipeline = pytest.importorskip("sklearn.pipeline")
    kind = getattr(pytest.importorskip("sklearn.preprocessing"), scaler)
    x, y = np.array([[0.0], [1.0]]), np.array([0.0, 1.0])
    model = pipeline.make_pipeline(kind(), linear_model.Lasso(0.45 if scaler == "StandardScaler" else 0.225)).fit(x, y)
    for within in ("1/10", "1/50"):
        found = nb.trust(model, x, y, within=within, exact=["y"])
        if scaler != "MaxAbsScaler":
            assert found.verdict != "two answers" and found.smallest is None
        elif found.verdict == "two answers":
            assert found.certificate is None and "scales of their own" in found.uncertified


def test_a_column_called_as_ours_is_refused_and_none_is_exact_by_its_name() -> None:
    def asked(name: str, **more: Any) -> nb.Trust:
        return nb.trust({"X": [[0], [1]], "y": [0, 1], "alpha": "1/5", "names": [name]}, within="1/4", **more)

    assert asked("a", exact=["y"]).verdict == "two answers"
    with pytest.raises(nb.BarriersError, match="two columns are called 'intercept'"):
        asked("intercept", exact=["y"])
    with pytest.raises(nb.BarriersError, match="a column is called 'y'"):
        asked("y", exact=["y"])


def test_basis_pursuit_is_not_judged_as_a_program_whose_parts_move_alone() -> None:
    with pytest.raises(nb.BarriersError, match="only exact data are judged"):
        nb.trust({"A": [[1, "1/2"]], "y": [1], "eta": 0}, within="1/4")
    assert nb.solve({"A": [[1, 2]], "y": [1], "eta": 0}).compare([0, 0.5])


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ({"c": [1, 1], "A_ub": [[None, -2]], "b_ub": [-1]}, "is missing"),
        ({"c": [1, 1], "A_eq": ["12"], "b_eq": [1]}, "is a text"),
        ({"c": [1], "A_eq": [[1]], "b_eq": [1], "bounds": 3}, "one of these is none"),
        ({"X": np.zeros((0, 2)), "y": [], "alpha": 1}, "X has no entries"),
        ({"X": [[], []], "y": [1, 2], "alpha": 1}, "X has no entries"),
        ({"X": [[1, 2]], "y": [1], "alpha": 1, "names": 5}, "one of these is none"),
    ],
)  # fmt: skip
def test_what_is_no_problem_is_refused_in_one_line(problem: Any, said: str) -> None:
    for ask in (nb.solve, lambda p: nb.trust(p, within=1)):
        with pytest.raises(nb.BarriersError, match=said):
            ask(problem)


def test_a_path_over_too_many_powers_of_ten_is_refused() -> None:
    table = {"X": [[1, 2], [3, 5], [2, 1]], "y": [1, 2, 4], "alpha": "1e-400"}
    with pytest.raises(nb.BarriersError, match="powers of ten"):
        nb.trust_path(table, within="1/1000", points=3)
    steps = [p.multiple for p in nb.trust_path(PAIR, exact=["y"], within="1/1000", points=4).points]
    assert steps == sorted(steps, reverse=True) and steps[-1] == 1


def test_long_answers_are_told() -> None:
    rng = np.random.default_rng(0)
    found = nb.solve({"X": rng.normal(size=(130, 90)), "y": rng.normal(size=130), "alpha": 0.01})
    assert "≈" in dict(found.told_rows())["value, 2m times scikit-learn's"]
    assert "distance" in found.compare(np.zeros(90))._repr_html_()


def test_a_multiple_that_differs_from_1_does_not_look_like_1() -> None:
    found = nb.trust({"c": [Fraction(1, 1000), 1], "A_eq": [[1, 1]], "b_eq": [3], "bounds": [[0, 1], [0, 10]]},
                     within="1/2")  # fmt: skip
    assert found.smallest is not None and 1 < found.smallest < Fraction(1001, 1000)
    assert "from slightly more than 1 times" in found.conclusion


def test_each_point_of_a_path_can_be_asked_alone_at_its_penalty() -> None:
    problem = {"X": [[3, 1], [0, 1], [1, 1]], "y": [1, 1, 3], "alpha": "1/10"}
    path = nb.trust_path(problem, within="1/100", points=7)
    assert path.points[-1].penalty == Fraction(1, 10) and path.points[-1].multiple == 1
    for point in path.points:
        alone, plain = point.ask(), {**problem, "alpha": point.penalty}
        again = nb.trust(plain, within="1/100")
        assert dict(point.selected or ()) == (alone.selected or {}) == (again.selected or {})
        assert alone.largest == again.largest and alone.verdict == again.verdict
        assert alone.certificate is None or alone.certificate.check
        assert point.verdict in (alone.verdict, "open")
    assert "alpha = " in alone.boxed.posed.told and [p["penalty"] for p in path.as_json()["points"]][-1] == "1/10"


def test_the_picture_of_a_path_breaks_its_lines_where_the_selection_changes() -> None:
    path = nb.trust_path({"A": [[3, 1], [0, 1]], "y": [1, 1], "lam": 1}, within="1/100", points=12)
    changes = sum(a.selected != b.selected for a, b in zip(path.points, path.points[1:], strict=False))
    svg = path.plot().svg
    assert changes and svg.count('stroke-dasharray="1 3"') == changes
    assert ">lambda<" in svg
    lines = re.findall(r'<polyline points="([^"]*)" style="stroke:#0072B2', svg)
    assert len(lines) == changes + 1
    assert sum(len(line.split()) for line in lines) == sum(p.largest > 0 for p in path.points)


def test_points_of_a_path_behind_a_scaler_are_asked_with_the_scales_at_their_penalty() -> None:
    linear_model = pytest.importorskip("sklearn.linear_model")
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rng = np.random.default_rng(3)
    x = np.round(rng.normal(size=(20, 3)), 2)
    y = np.round(x @ [1.0, 0.3, 0.0] + rng.normal(size=20) / 5, 2)
    path = nb.trust_path(
        make_pipeline(StandardScaler(), linear_model.Lasso(0.05)).fit(x, y), x, y, within="1/8", points=6
    )
    verdicts = set()
    for point in path.points:
        assert point.penalty is not None
        model = make_pipeline(StandardScaler(), linear_model.Lasso(1.0)).fit(x, y)
        model[-1].alpha = point.penalty
        alone, again = point.ask(), nb.trust(model, x, y, within="1/8")
        assert (alone.verdict, alone.selected, alone.alternative) == (again.verdict, again.selected, again.alternative)
        verdicts.add(alone.verdict)
    assert "two answers" in verdicts


def test_a_path_that_has_no_length_is_refused() -> None:
    problem = {"X": [[3, 1], [0, 1], [1, 1]], "y": [1, 1, 3], "intercept": False}
    with pytest.raises(nb.BarriersError, match="just below this penalty"):
        nb.trust_path({**problem, "alpha": "1.99999999999999"}, within="1/1000000", points=4)


def test_tiny_penalties_are_told_in_digits_at_once() -> None:
    scale = Fraction(1, 10**150)
    problem = {"X": [[3 * scale, scale], [0, scale]], "y": [scale, scale], "alpha": scale**2 / 10, "intercept": False}
    path = nb.trust_path(problem, within=scale / 1000, points=3)
    plain = {"X": [[3, 1], [0, 1]], "y": [1, 1], "alpha": Fraction(1, 10), "intercept": False}
    same = nb.trust_path(plain, within=Fraction(1, 1000), points=3)
    assert [p.selected for p in path.points] == [p.selected for p in same.points]


NEAR: dict[str, Any] = {"A": [[2, 2 - Fraction(1, 2**16)]], "y": [1], "lam": 1}


def test_what_changes_first_is_told_with_the_radii_that_do_it() -> None:
    only = nb.trust(NEAR, within=Fraction(1, 2**20), exact=["x0", "y"])
    assert only.first_change == ("x1", {"x1": 100})
    assert "x1 enters first, by the radii of x1 (100 %)" in dict(only.told_rows())["to first order"]
    leaving = nb.trust({"A": [[2]], "y": [Fraction(1, 4) + Fraction(1, 2**16)], "lam": 1}, within=Fraction(1, 2**20))
    assert "x0 leaves first" in dict(leaving.told_rows())["to first order"]
    assert nb.trust({"A": [[2, 2]], "y": [1], "lam": 1}, within="1/8").first_change is None
    assert nb.trust(NEAR, within=0).first_change is None
    assert nb.trust({"c": [1, 1], "A_eq": [[3, 2]], "b_eq": [1]}, within="1/100").first_change is None


def test_shares_are_those_of_the_radius_at_which_it_changes() -> None:
    """To first order a radius that does a part p of the change alone needs 1/p times the box."""
    problem = {"A": [[2, 2 - Fraction(1, 2**16)], [1, 1]], "y": [1, Fraction(1, 2)], "lam": 1}
    whole = nb.trust(problem, within=Fraction(1, 2**24))
    assert whole.first_change is not None and whole.smallest is not None
    moving, shares = whole.first_change
    checked = 0
    for name, percent in shares.items():
        alone = nb.trust(problem, within=Fraction(1, 2**24), exact=sorted({"x0", "x1", "y"} - {name}))
        if alone.first_change and alone.first_change[0] == moving and alone.smallest is not None:
            assert abs(whole.smallest / alone.smallest - Fraction(percent, 100)) < Fraction(1, 50)
            checked += percent
    assert checked > 90


def test_a_model_with_the_other_sign_neither_lacks_the_column_nor_selects_one_too_many() -> None:
    linear_model = pytest.importorskip("sklearn.linear_model")
    rng = np.random.default_rng(0)
    x = rng.normal(size=(30, 3))
    model = linear_model.Lasso(0.1).fit(x, x @ [2.0, 0.0, 1.0])
    model.coef_[0] *= -1
    found = nb.trust(model, x, x @ [2.0, 0.0, 1.0], within="1/1000", names=list("abc"))
    told = dict(found.told_rows())["the fitted model"]
    assert told.startswith("has the other sign at a: wrong for all these data;")
    assert "selects" not in told and "lacks" not in told
