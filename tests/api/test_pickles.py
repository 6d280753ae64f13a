"""Answers go through pickle, to other processes and back, with the same verdicts and certificates."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

import nnbarriers as nb

pytestmark = pytest.mark.infrastructure
LASSO: dict[str, Any] = {"X": [[1, 2], [2, 1], [3, 1]], "y": [2, 1, 5], "alpha": "1/10"}
DIET: dict[str, Any] = {"c": [1, 1], "A_eq": [[3, 2]], "b_eq": [1]}
PROBLEMS: dict[str, dict[str, Any]] = {
    "one": LASSO,
    "a program": DIET,
    "several": {"A": [[1, 1]], "y": [1], "lam": 1},
    "several, a program": {"c": [1, 1], "A_eq": [[1, 1]], "b_eq": [1]},
    "unbounded": {"c": [-1], "A_ub": [[-1]], "b_ub": [0], "bounds": [[0, None]]},
    "infeasible": {"c": [1], "A_eq": [[0]], "b_eq": [1]},
    "P1": {"A": [[1, 2]], "y": [1], "eta": "1/10"},
    "P3": {"A": [[1, 2]], "y": [1], "lam": "1/10", "kind": "P3"},
    "apart": {"A": [[1], [1]], "y": [1, -1], "eta": "1/10"},
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_solve_returns_is_the_same_after_pickling(name: str) -> None:
    found = nb.solve(PROBLEMS[name])
    before = found.certificate
    for again in (pickle.loads(pickle.dumps(found)), copy.deepcopy(found)):
        assert again.as_json() == found.as_json() and again.told_rows() == found.told_rows()
        assert again.certificate and before and again.certificate.sha256 == before.sha256


@pytest.mark.parametrize(
    ("problem", "within"), [(LASSO, "1/2"), (LASSO, "1/1000"), (DIET, "1/100"), (PROBLEMS["several"], "1/8")]
)
def test_what_trust_returns_is_the_same_after_pickling(problem: dict[str, Any], within: str) -> None:
    found = nb.trust(problem, within=within)
    told = found.as_json()
    again = pickle.loads(pickle.dumps(found))
    assert again.as_json() == told and again.data == found.data
    path = nb.trust_path(LASSO, within="1/1000", points=4)
    assert pickle.loads(pickle.dumps(path)).as_json() == path.as_json()


def test_errors_with_constructors_of_their_own_come_back_as_they_were() -> None:
    found = nb.solve(PROBLEMS["infeasible"]).found
    again = pickle.loads(pickle.dumps(found))
    assert type(again) is type(found) and str(again) == str(found) and vars(again) == vars(found)
    plain = pickle.loads(pickle.dumps(nb.BarriersError("two\nlines")))
    assert str(plain) == "two lines"
