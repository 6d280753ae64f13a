"""Problems read from files are those that were written, number by number; anything else raises an error of one line."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.files import npz_bytes
from constructions.trust.posed import Posed
from constructions.trust.problem_files import read_problem
from constructions.trust.programs import Program
from constructions.trust.regressions import Regression
from constructions.trust.roots import RootProblem
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def regression(posed: Posed) -> Regression:
    assert isinstance(posed.problem, Regression)
    return posed.problem


# Tables


TABLE = "age,sex,bmi,y\n59,2,32.1,151\n48,1,21.60,75\n72,2,30.5,141\n"


def test_decimals_of_a_table_are_read_as_they_are_written_not_as_doubles(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", TABLE.replace("32.1,", "0.1,"))
    posed = read_problem(path, alpha="0.1")
    problem = regression(posed)
    assert problem.columns[2].fractions[0] == Fraction(1, 10) != Fraction(0.1)
    assert problem.thresholds == (Fraction(3, 10),) * 3 + (0,)
    assert problem.names == ("age", "sex", "bmi", "intercept")
    assert problem.y.fractions == (151, 75, 141)
    assert posed.told == "scikit-learn's Lasso(alpha=1/10); target 'y', decimals as they are written"


@given(st.lists(st.lists(st.integers(), min_size=2, max_size=2), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_a_table_reads_back(tmp_path_factory: pytest.TempPathFactory, rows: list[list[int]], separator: str) -> None:
    texts = [[f"{'-' * (v < 0)}{abs(v) // 1000}.{abs(v) % 1000:03d}" for v in row] for row in rows]
    lines = [separator.join(row) for row in texts]
    path = written(tmp_path_factory.mktemp("t"), "t.csv", "\n".join([f"a{separator}b", *lines]))
    table = read_problem(path, lam=1).table
    assert table is not None
    assert [list(row) for row in table.rows] == [[Fraction(v, 1000) for v in row] for row in rows]
    assert table.decimals == (3, 3)


def test_integers_beyond_the_doubles_are_read_exactly(tmp_path: Path) -> None:
    large = 2**53 + 1
    posed = read_problem(written(tmp_path, "t.csv", f"a,y\n{large},1\n1e400,2\n"), alpha=1)
    assert regression(posed).columns[0].fractions == (large, 10**400)


def test_the_target_may_be_named_and_columns_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", "# made by hand\nname,y,a,b\nann,1,2,3\nbob,4,5,6\n")
    problem = regression(read_problem(path, lam="1/2", target="y", without=["name"]))
    assert problem.names == ("a", "b")
    assert problem.y.fractions == (1, 4)
    assert problem.thresholds == (Fraction(1, 4),) * 2


BAD_TABLES = {
    "nothing": ("", "it is empty"),
    "no rows": ("a,b,y\n", "it holds names, but no rows of numbers"),
    "no names": ("1,2\n3,4\n", "the first line holds numbers: put a line of names before it"),
    "an index": (",a,y\n0,1,2\n", "column 1 has no name; if pandas wrote the table: to_csv(path, index=False)"),
    "names twice": ("a,a,y\n1,2,3\n", "two columns are called 'a'"),
    "ragged": ("a,y\n1,2\n3\n", "line 3 has 1 cells, and the line of names has 2"),
    "missing": ("a,y\n1,\n", "line 2, column 'y': the number is missing"),
    "NaN": ("a,y\nNaN,1\n", "line 2, column 'a': the number is missing, got 'NaN'"),
    "infinite": ("a,y\ninf,1\n", "line 2, column 'a': 'inf' is no decimal"),
    "text": ("a,y\nred,1\n", "leave the column out (without=['a'], --without)"),
    "a fraction, or a date": ("a,y\n1/3,1\n", "line 2, column 'a': '1/3' is no decimal"),
    "decimal comma": ("a;y\n1,5;2\n", "'1,5' has a comma: write a point for a decimal comma"),
    "open quote": ('a,y\n"1,2\n', "line 2 is not CSV"),
    "one column": ("y\n1\n", "at least two columns"),
    "too long": ("a,y\n" + "9" * 5000 + ",1\n", "a number of 5000 digits is too long"),
    "far exponent": ("a,y\n1e99999,1\n", "an exponent must be at most"),
    "no text": (b"a,y\n\xff,1\n", "not UTF-8 text"),
}


@pytest.mark.parametrize("name", BAD_TABLES)
def test_a_table_of_anything_but_numbers_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    content, said = BAD_TABLES[name]
    path = written(tmp_path, "bad.csv", content)
    with pytest.raises(BarriersError) as error:
        read_problem(path, alpha=1)
    assert str(error.value).startswith(f"{path}: ")
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, "a table needs alpha=…"),
        ({"alpha": 0}, "alpha must be positive, got 0"),
        ({"lam": -1}, "lam must be positive, got -1"),
        ({"alpha": 1, "lam": 1}, "the option alpha does not belong to P2 on a table"),
        ({"alpha": 1, "l1_ratio": 0}, r"l1_ratio must lie in \(0, 1\], got 0"),
        ({"alpha": 1, "l1_ratio": 2}, r"l1_ratio must lie in \(0, 1\], got 2"),
        ({"alpha": 1, "target": "z"}, "no column is called 'z'"),
        ({"alpha": 1, "without": "z"}, "no column is called 'z'"),
        ({"alpha": 1, "target": "y", "without": ["y"]}, "no column is called 'y'"),
        ({"alpha": 1, "layout": "free"}, "the option layout does not belong to a table"),
        ({"alpha": "x"}, "expected a rational"),
    ],
)
def test_options_that_do_not_fit_a_table_are_refused(tmp_path: Path, options: dict[str, Any], said: str) -> None:
    with pytest.raises(BarriersError, match=said):
        read_problem(written(tmp_path, "t.csv", TABLE), **options)


# Arrays


X, Y = np.array([[1.0, 2.0], [0.1, 4.0], [5.0, 6.5]]), np.array([1.0, 2.0, 4.0])


def archive(folder: Path, **arrays: Any) -> Path:
    return written(folder, "p.npz", npz_bytes({name: np.asarray(array) for name, array in arrays.items()}))


def test_an_archive_with_alpha_is_the_lasso_of_scikit_learn_with_the_doubles_that_it_holds(tmp_path: Path) -> None:
    weights = [1, 2, 1]
    posed = read_problem(archive(tmp_path, X=X, y=Y, alpha=0.1, l1_ratio=0.5, sample_weight=weights))
    problem = regression(posed)
    assert problem == Regression.scikit(X, Y, 0.1, l1_ratio=0.5, sample_weight=weights, names=("x0", "x1"))
    assert problem.thresholds[0] == 3 * Fraction(0.1) / 2
    assert problem.columns[0].fractions[1] == Fraction(0.1)
    assert "sample weights are divided by their mean" in posed.told
    plain = read_problem(archive(tmp_path, X=X.astype(int), y=Y, intercept=False), alpha="0.1", l1_ratio="1/2")
    assert regression(plain).size == 2


def test_an_archive_with_lam_or_eta_is_one_of_our_problems(tmp_path: Path) -> None:
    assert regression(read_problem(archive(tmp_path, A=X, y=Y, lam=0.5))) == Regression.lasso(X, Y, 0.5)
    assert regression(read_problem(archive(tmp_path, A=X, y=Y), lam="1/3")).thresholds[0] == Fraction(1, 6)
    assert read_problem(archive(tmp_path, A=X, y=Y, lam=0.5, kind="P3")).problem == RootProblem.of("P3", X, Y, 0.5)
    assert read_problem(archive(tmp_path, A=X, y=Y, eta=0.25)).problem == RootProblem.of("P1", X, Y, eta=0.25)
    text = [["1/3", "2"], ["0", "1"]]
    assert regression(read_problem(archive(tmp_path, A=text, y=[1, 2], lam="1/7"))).columns[0].fractions[0] == Fraction(
        1, 3
    )


def test_an_archive_with_c_is_what_linprog_takes(tmp_path: Path) -> None:
    given = {"c": [-1.0, 4.0], "A_ub": [[-3.0, 1.0], [1.0, 2.0]], "b_ub": [6.0, 4.0]}
    bounds = [[-np.inf, np.nan], [-3.0, np.inf]]
    found = read_problem(archive(tmp_path, **given, bounds=bounds)).problem
    assert found == Program.linprog(*given.values(), bounds=[(None, None), (-3, None)])
    plain = read_problem(archive(tmp_path, **given))
    assert plain.problem == Program.linprog(*given.values())
    assert "x >= 0" in plain.told
    assert read_problem(archive(tmp_path, **given, bounds=[0.0, 1.0])).problem == Program.linprog(
        *given.values(), bounds=(0, 1)
    )


BAD_ARCHIVES: dict[str, tuple[dict[str, Any], str]] = {
    "no problem": ({"x": X, "y": Y}, "it holds 'x, y'; a problem has X, y, alpha"),
    "no alpha": ({"X": X, "y": Y}, "alpha is missing"),
    "alpha 0": ({"X": X, "y": Y, "alpha": 0.0}, "alpha must be positive, got 0"),
    "NaN": ({"X": np.where(X > 6, np.nan, X), "y": Y, "alpha": 1}, "X[2, 1] is nan: data are finite"),
    "infinite": ({"X": X, "y": [np.inf, 1, 2], "alpha": 1}, "y[0] is inf"),
    "no number": ({"X": X, "y": Y, "alpha": np.nan}, "alpha is nan"),
    "rows": ({"X": X, "y": Y[:2], "alpha": 1}, "X has 3 rows, y 2 entries"),
    "a vector": ({"X": X[0], "y": Y, "alpha": 1}, "X must be a matrix, got an array of shape (2,)"),
    "targets": ({"X": X, "y": X, "alpha": 1}, "give one target at a time: y[:, k]"),
    "complex": ({"X": X + 1j, "y": Y, "alpha": 1}, "X must hold real numbers, got complex128"),
    "stranger": ({"X": X, "y": Y, "alpha": 1, "beta": 1}, "'beta' does not belong to a problem with X, y"),
    "names": ({"X": X, "y": Y, "alpha": 1, "names": ["a"]}, "2 columns have 1 names"),
    "names twice": ({"X": X, "y": Y, "alpha": 1, "names": ["a", "a"]}, "two columns are called 'a'"),
    "intercept": ({"X": X, "y": Y, "alpha": 1, "intercept": 2}, "intercept is true or false, got 2"),
    "weights": ({"X": X, "y": Y, "alpha": 1, "sample_weight": [1, -1, 1]}, "sample weights are >= 0"),
    "lambda": ({"A": X, "y": Y, "lam": 0.0}, "lam must be positive, got 0"),
    "no lambda": ({"A": X, "y": Y}, "P2 and P3 have lam; P2 came with neither"),
    "both": ({"A": X, "y": Y, "lam": 1, "eta": 1}, "P2 came with eta, lam"),
    "kind": ({"A": X, "y": Y, "lam": 1, "kind": "P4"}, "kind is P1"),
    "c without rows": ({"c": [1.0]}, "a program has at least one row"),
    "b without A": ({"c": [1.0], "b_ub": [1.0]}, "A_ub and b_ub are given together"),
    "bounds": ({"c": [1.0], "A_ub": [[1.0]], "b_ub": [1.0], "bounds": [1.0, 0.0]}, "no x is feasible"),
    "bounds of three": ({"c": [1.0], "A_ub": [[1.0]], "b_ub": [1.0], "bounds": [1, 2, 3]}, "bounds are a pair (2,)"),
    "infinite cost": ({"c": [np.inf], "A_ub": [[1.0]], "b_ub": [1.0]}, "c[0] is inf"),
    "sparse": ({"indices": [0], "indptr": [0], "format": "csr", "data": [1.0]}, "np.savez(path, X=X.toarray()"),
    "empty": ({"X": np.zeros((0, 2)), "y": Y, "alpha": 1}, "the array 'X' is empty"),
    "dates": ({"X": X.astype("datetime64[s]"), "y": Y, "alpha": 1}, "X must hold real numbers, got datetime64"),
}


@pytest.mark.parametrize("name", BAD_ARCHIVES)
def test_an_archive_that_is_no_problem_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    arrays, said = BAD_ARCHIVES[name]
    path = archive(tmp_path, **arrays)
    with pytest.raises(BarriersError) as error:
        read_problem(path)
    assert str(error.value).startswith(f"{path}: ")
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_pickles_are_not_read(tmp_path: Path) -> None:
    with pytest.raises(BarriersError, match=r"not a readable \.npz archive of plain arrays"):
        read_problem(archive(tmp_path, X=np.array([[Fraction(1, 3)]], dtype=object), y=[1], alpha=1))


def test_what_file_and_caller_both_say_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BarriersError, match="alpha is in the file and given besides"):
        read_problem(archive(tmp_path, X=X, y=Y, alpha=1.0), alpha=2)
    with pytest.raises(BarriersError, match="the option lam does not belong to a problem with X, y"):
        read_problem(archive(tmp_path, X=X, y=Y, alpha=1.0), lam=2)
    with pytest.raises(BarriersError, match=r"the option alpha does not belong to an \.mps file"):
        read_problem(written(tmp_path, "p.mps", "ENDATA\n"), alpha=2)


# JSON


def test_json_holds_decimals_as_they_are_written_or_rationals_in_strings(tmp_path: Path) -> None:
    body = '{"c": [0.1, "1/3"], "A_eq": [[1, 2.50]], "b_eq": [1e-3], "bounds": [[0, null], [null, "7/2"]]}'
    program = read_problem(written(tmp_path, "p.json", body)).problem
    assert program == Program.linprog(
        ["0.1", "1/3"], A_eq=[[1, "2.5"]], b_eq=["0.001"], bounds=[(0, None), (None, "7/2")]
    )
    lasso = read_problem(written(tmp_path, "q.json", '{"X": [[0.1], [2]], "y": [1, 2], "alpha": 0.5, "names": ["a"]}'))
    assert regression(lasso).columns[0].fractions == (Fraction(1, 10), 2)
    assert regression(lasso).names == ("a", "intercept")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("[1]", "a problem is a JSON object, got list"),
        ("{", "not JSON"),
        ('{"c": [NaN], "A_eq": [[1]], "b_eq": [1]}', "c[0]: expected a rational"),
        ('{"c": [true], "A_eq": [[1]], "b_eq": [1]}', "c[0]: expected a rational number, got the truth value"),
        ('{"c": 1, "A_eq": [[1]], "b_eq": [1]}', "c must be a list, got"),
        ('{"c": [], "A_eq": [[1]], "b_eq": [1]}', "c must be a list, got"),
        ('{"c": [1], "A_eq": [1], "b_eq": [1]}', "A_eq[0] must be a list"),
        ('{"c": [1], "A_eq": [[1], [1, 2]], "b_eq": [1, 2]}', "A_eq must have rows of one length"),
        ('{"c": [1], "A_eq": [[[1]]], "b_eq": [1]}', "A_eq[0][0]: expected a rational number, got list"),
        ('{"c": [1], "A_eq": [[1]], "b_eq": [1, 2]}', "A_eq has 1 rows, b_eq 2 entries"),
        ('{"c": [1], "A_eq": [[1]], "b_eq": [1], "bounds": 3}', "bounds are a pair such as [0, null]"),
        ('{"c": [1], "A_eq": [[1]], "b_eq": [1], "bounds": [[0]]}', "bounds are a pair such as [0, null]"),
        ('{"c": [1], "A_eq": [[1]], "b_eq": [1], "bounds": [[2, 1]]}', "no x is feasible"),
        ('{"c": [1], "c": [2], "A_eq": [[1]], "b_eq": [1]}', "the key 'c' occurs twice"),
        ('{"c": [1], "A_eq": [[1]], "b_eq": [1], "names": [1]}', "names must be a list of strings"),
        ('{"c": [1], "A_eq": [[1]], "b_eq": [1], "method": "highs"}', "'method' does not belong to a problem with c"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_json_that_states_no_problem_is_refused_in_one_line(tmp_path: Path, body: str, said: str) -> None:
    path = written(tmp_path, "bad.json", body)
    with pytest.raises(BarriersError) as error:
        read_problem(path)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


# Any file


STATED = {
    "p.csv": TABLE,
    "p.json": '{"X": [[0.1, "1/2"], [2, 3]], "y": [1, 2], "alpha": 0.5, "intercept": true, "names": ["a", "b"]}',
    "q.json": '{"c": [1, 2], "A_ub": [[1, 1]], "b_ub": [4], "bounds": [[0, null], [null, 3]]}',
    "p.mps": "NAME\nROWS\n N c\n L r\n E e\nCOLUMNS\n x c 1 r 2\n y c 3 e 1\nRHS\n b r 4\nRANGES\n g e 1\nENDATA\n",
}


@pytest.mark.parametrize("name", STATED)
@given(st.data())
def test_files_that_were_damaged_are_read_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    text = STATED[name]
    words = st.sampled_from(
        ["", " ", "\n", ",", "-", "1", "e", "x", "inf", "nan", "null", "[", "]", '"', "{", "\t", "\0", "é"]
    )
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        stop = min(len(text), start + data.draw(st.integers(0, 5)))
        text = text[:start] + data.draw(words | st.text(max_size=3)) + text[stop:]
    path = written(tmp_path_factory.mktemp("d"), name, text)
    try:
        said = repr(read_problem(path, **({"alpha": 1} if name == "p.csv" else {})))
    except BarriersError as error:
        said = str(error)
    assert len(said.splitlines()) == 1


def test_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    for name in ("p.npz", "p.json", "p.csv", "p.mps"):
        with (tmp_path / name).open("wb") as stream:
            stream.truncate(2**30)
        with pytest.raises(BarriersError, match="larger than 64 MiB"):
            read_problem(tmp_path / name, **({"alpha": 1} if name == "p.csv" else {}))


def test_a_table_of_too_many_cells_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, "p.csv", "a,y\n" + "1,2\n" * (2**22 + 1))
    with pytest.raises(BarriersError, match="of more than 4194304 cells"):
        read_problem(path, alpha=1)
    path = written(tmp_path, "p.json", json.dumps({"c": [0] * (2**22 + 2)}))
    with pytest.raises(BarriersError, match="of more than 4194304 numbers"):
        read_problem(path)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("p.mps.gz", "unpack it first"),
        ("p.pkl", "never read"),
        ("p.lp", "write .mps with your solver"),
        ("p.xlsx", "save it as .csv"),
        ("p.parquet", "to_csv"),
        ("p.mat", "loadmat"),
        ("p.npy", "np.savez"),
        ("p.txt", "problems are read from .npz, .json, .csv, .tsv or .mps"),
        ("p", "problems are read from"),
        ("p.mps", "no such file"),
    ],
)
def test_other_files_are_refused_with_the_way_out(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(BarriersError, match=said):
        read_problem(tmp_path / name)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_cells_may_be_separated_by_four_signs(tmp_path: Path, separator: str) -> None:
    place = tmp_path / "table.csv"
    place.write_text("\n".join(separator.join(row) for row in (["a", "b", "y"], ["1", "2", "3"], ["4", "5.5", "6"])))
    assert read_problem(place, alpha=1).names == ("a", "b", "intercept")
