"""Problems in memory, whatever holds them, are those of their numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from constructions.trust.in_memory import matrix_of, vector_of
from constructions.trust.posed import posed_arrays
from constructions.trust.programs import Program
from constructions.trust.regressions import Regression
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
X, Y = np.array([[1.0, 2.0], [0.1, 4.0], [5.0, 6.5]]), np.array([1.0, 2.0, 4.0])


class Frame:
    """What is read of a data frame."""

    def __init__(self, values: Any, columns: list[str]) -> None:
        self.values, self.columns = values, columns

    def to_numpy(self) -> Any:
        return self.values


def test_arrays_lists_and_frames_in_memory_are_the_same_problem() -> None:
    usual = Regression.scikit(X, Y, "1/2", names=["a", "b"])
    for x in (Frame(X, ["a", "b"]), X, X.tolist(), X.astype(object)):
        names = {} if isinstance(x, Frame) else {"names": ["a", "b"]}
        assert posed_arrays({"X": x, "y": Y.tolist(), "sample_weight": None, **names}, alpha="1/2").problem == usual
    exact = [["1/3", "2"], [0, Fraction(1, 7)]]
    found = posed_arrays({"A": exact, "y": [1, 2]}, lam=1).problem
    assert found == Regression.of(exact, [1, 2], "1/2")


def test_a_sparse_program_in_memory_is_what_linprog_takes() -> None:
    sparse = pytest.importorskip("scipy.sparse", reason="SciPy is not installed")
    given = {"c": [-1.0, 4.0], "A_ub": np.array([[-3.0, 1.0], [1.0, 0.0]]), "b_ub": [6.0, 4.0]}
    wanted = Program.linprog(*given.values(), bounds=(0, 1))
    assert posed_arrays({**given, "A_ub": sparse.csr_array(given["A_ub"]), "bounds": (0, 1)}).problem == wanted
    with pytest.raises(BarriersError, match="A_ub has 2 rows, b_ub 1 entries"):
        posed_arrays({**given, "A_ub": sparse.csr_array(given["A_ub"]), "b_ub": [1]})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"X": [[1, 2], [3]], "y": [1, 2]}, "X has rows of different lengths"),
        ({"X": [1, 2], "y": [1, 2]}, r"X is an array of numbers \(m, n\)"),
        ({"X": [[1], [2]], "y": [[1, 2], [3, 4]]}, "y has 2 columns"),
        ({"A": [[1], [2]], "y": "yes"}, r"y is an array of numbers \(m,\)"),
        ({"X": [[np.nan], [2]], "y": [1, 2]}, "NaN"),
        ({"y": [1, 2]}, "it holds 'y'; a problem has X, y, alpha"),
    ],
)
def test_what_states_no_problem_in_memory_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(BarriersError, match=said):
        posed_arrays(given, alpha=1) if "X" in given else posed_arrays(given, lam=1)


def test_masked_entries_are_no_numbers_and_are_refused() -> None:
    x = np.ma.masked_array([[1.0, 2.0], [3.0, 4.0]], mask=[[False, True], [False, False]])
    with pytest.raises(BarriersError, match="X has masked entries"):
        matrix_of(x)
    with pytest.raises(BarriersError, match="y has masked entries"):
        vector_of(x[:, 1])
    assert matrix_of(np.ma.masked_array([[1.0]])).tolist() == [[1.0]]


def test_masked_rows_in_a_list_are_refused_and_so_is_what_is_empty() -> None:
    rows = list(np.ma.masked_array([[1.0, 2.0], [3.0, 4.0]], mask=[[False, True], [False, False]]))
    with pytest.raises(BarriersError, match="X has masked entries"):
        matrix_of(rows)
    for name in ("A_eq", "bounds"):
        given = {"c": [1, 1], "A_eq": [[1, 1]], "b_eq": [1], name: np.ma.masked_array([[1, 1]], mask=[[True, False]])}
        with pytest.raises(BarriersError, match=f"{name} has masked entries"):
            posed_arrays(given)
    with pytest.raises(BarriersError, match=r"X has no entries: its shape is \(0, 2\)"):
        matrix_of(np.zeros((0, 2)))
