"""Data frames of pandas: what is solved and trusted is the problem of their numbers, by the names of their columns."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import nnbarriers as nb

pd = pytest.importorskip("pandas")
pytestmark = pytest.mark.infrastructure
COLUMNS: dict[str, list[Any]] = {"a": [1, 2, 3, 4], "b": [True, False, True, True], "c": [0.5, 1.5, 2.5, 4.0]}
Y = [1, 2, 4, 4]


def frame() -> Any:
    return pd.DataFrame(COLUMNS)


def test_a_frame_is_the_problem_of_its_numbers_whatever_holds_them() -> None:
    rows = [[float(column[i]) for column in COLUMNS.values()] for i in range(4)]
    plain = nb.solve({"X": rows, "y": Y, "alpha": 0.1, "names": list(COLUMNS)})
    nullable = frame().astype({"a": "Int64", "b": "boolean"})
    sparse = frame().astype({"b": int}).assign(b=lambda f: pd.arrays.SparseArray(f["b"]))
    for x in (frame(), nullable, sparse, frame().astype({"b": int})):
        for y in (pd.Series(Y), pd.DataFrame({"y": Y}), Y):
            found = nb.solve({"X": x, "y": y, "alpha": 0.1})
            assert found.x == plain.x and found.names == ("a", "b", "c", "intercept")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.assign(c=[1.0, np.nan, 2.0, 3.0]), "X, row 1, column 'c': NaN is no number"),
        (lambda f: f.assign(c=[1.0, 2.0, np.inf, 3.0]), "X, row 2, column 'c': inf is no number"),
        (lambda f: f.assign(a=pd.array([1, None, 3, 4], dtype="Int64")), "row 1, column 'a': <NA> is no number"),
        (lambda f: f.assign(d=["1", "2", "x", "4"]), "row 2, column 'd': 'x' is no number"),
        (lambda f: f.assign(t=pd.to_datetime(["2020-01-01"] * 4)), "row 0, column 't'"),
        (lambda f: f.assign(k=pd.Categorical(["u", "v", "u", "v"])), "column 'k': 'u' is no number"),
        (lambda f: f.set_axis(["a", "a", "c"], axis=1), "two columns are called 'a'"),
    ],
)
def test_what_is_no_number_is_refused_with_its_row_and_column(change: Any, said: str) -> None:
    with pytest.raises(nb.BarriersError, match=said.replace("(", r"\(")) as refused:
        nb.solve({"X": change(frame()), "y": Y, "alpha": 0.1})
    assert len(str(refused.value).splitlines()) == 1


def test_a_model_fitted_on_a_frame_is_told_by_the_names_of_its_columns() -> None:
    from sklearn.datasets import load_diabetes
    from sklearn.linear_model import Lasso
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    data = load_diabetes(scaled=False, as_frame=True)
    for scaler in (StandardScaler(), StandardScaler().set_output(transform="pandas")):
        model = make_pipeline(scaler, Lasso(20)).fit(data.data, data.target)
        found = nb.trust(model, data.data, data.target, digits="printed", exact=["sex", "y"])
        assert found and list(found.selected or {}) == ["bmi", "bp", "s5"]
        assert nb.solve(model, data.data, data.target).support == ("bmi", "bp", "s5")


def test_a_linear_program_may_be_stated_in_frames() -> None:
    matrix = pd.DataFrame([[3, 2]], columns=["bread", "beans"])
    found = nb.solve({"c": pd.Series([1, 1]), "A_eq": matrix, "b_eq": pd.Series([1])})
    assert found.outcome == "one" and found.support == ("bread",)


def test_a_frame_with_columns_in_another_order_or_of_other_names_is_not_the_models() -> None:
    from sklearn.linear_model import Lasso

    x: Any = frame().astype(float)
    model = Lasso(0.1).fit(x, Y)
    for other, said in ((x[["c", "a", "b"]], "in another order"), (x.rename(columns={"a": "z"}), "called otherwise")):
        for ask in (lambda x: nb.solve(model, x, Y), lambda x: nb.trust(model, x, Y, within="1/1000")):
            with pytest.raises(nb.BarriersError, match=f"{said} than those that the model was fitted on, a, b, c"):
                ask(other)
    assert nb.solve(model, x.to_numpy(), Y).support == nb.solve(model, x, Y).support


def test_texts_in_a_frame_are_the_decimals_that_they_print() -> None:
    from constructions.trust.digits import as_printed, radii_of_digits

    texts = pd.DataFrame({"a": ["1.70", "2"], "b": ["3", "4.5"]}, dtype=str)
    assert as_printed(texts) == as_printed([[1.7, 3], [2, 4.5]])
    assert [str(r) for r in radii_of_digits(texts)] == ["1/200", "1/20"]


def test_the_target_may_be_called_by_its_own_name_to_be_exact() -> None:
    from sklearn.linear_model import Lasso

    x: Any = frame().astype(float)
    y = pd.Series(Y, name="pressure")
    model = Lasso(0.1).fit(x, y)
    named, plain = (nb.trust(model, x, y, within="1/100", exact=[name]) for name in ("pressure", "y"))
    assert named.as_json() == plain.as_json() and "(y exact)" in named.conclusion
    with pytest.raises(nb.BarriersError, match="there are a, b, c, y"):
        nb.trust(model, x, y, within="1/100", exact=["z"])


def test_variables_in_different_orders_are_refused_and_bounds_may_be_a_frame() -> None:
    equal = pd.DataFrame([[3, 2]], columns=["bread", "beans"])
    program = {"c": [1, 1], "A_eq": equal, "b_eq": [1], "A_ub": equal[["beans", "bread"]], "b_ub": [4]}
    with pytest.raises(nb.BarriersError, match="A_ub has beans, bread; A_eq has bread, beans"):
        nb.solve(program)
    with pytest.raises(nb.BarriersError, match="different orders"):
        nb.solve({"c": pd.Series([1, 2], index=["beans", "bread"]), "A_eq": equal, "b_eq": [1]})
    same = {**program, "A_ub": equal, "c": pd.Series([1, 1], index=["bread", "beans"]),
            "bounds": pd.DataFrame({"lo": [0, 0], "hi": [None, 5.0]})}  # fmt: skip
    assert nb.solve(same).names[:2] == ("bread", "beans")
    with pytest.raises(nb.BarriersError, match="A_eq, row 0, column 'beans': NaN is no number"):
        nb.solve({"c": [1, 1], "A_eq": pd.DataFrame([[1, np.nan]], columns=["bread", "beans"]), "b_eq": [1]})
    with pytest.raises(nb.BarriersError, match="A_eq, row 0, column 1: NaN is no number"):
        nb.solve({"c": [1, 1], "A_eq": np.array([[1, np.nan]]), "b_eq": [1]})
