"""Printed digits are radii: half a unit of the last decimal, for whole numbers too, unless they are exact."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from constructions.trust.digits import Table, as_printed, decimals, radii_of_digits
from constructions.trust.posed import posed_arrays
from constructions.trust.problem_files import read_problem
from constructions.trust.regressions import Radii
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
TABLE = "age,sex,bmi,y\n59,2,32.1,151\n48,1,21.60,75\n72,2,30.5,141\n"


def csv(folder: Path, text: str) -> Path:
    path = folder / "t.csv"
    path.write_text(text)
    return path


def test_printed_digits_are_the_most_of_each_column_and_whole_numbers_are_not_exact(tmp_path: Path) -> None:
    posed = read_problem(csv(tmp_path, TABLE), alpha=1)
    half = Fraction(1, 2)
    assert posed.radii() == Radii((half, half, Fraction(1, 200), Fraction(0)), half, (Fraction(0),) * 4)
    assert posed.radii(exact=["sex", "y"]).columns[1] == posed.radii(exact=["sex", "y"]).y == 0
    assert set(posed.radii(1).columns) == {Fraction(1, 20), Fraction(0)}
    with pytest.raises(BarriersError, match="no column is called 'weight'"):
        posed.radii(exact=["weight"])


def test_whole_numbers_that_a_program_kept_as_doubles_have_no_decimals(tmp_path: Path) -> None:
    table = read_problem(csv(tmp_path, "a,b,y\n1.0,1.0,0\n2.0,2.5,1\n"), alpha=1).table
    assert table is not None
    assert table.decimals == (0, 1, 0)


@pytest.mark.parametrize(
    ("value", "places"),
    [
        ("0.10", 2),
        (0.1, 1),
        (2.0, 0),
        (1e-7, 7),
        (1e22, 0),
        ("1.50e1", 1),
        ("3", 0),
        (7, 0),
        ("5.", 0),
        (-0.25, 2),
        (True, 0),
    ],
)
def test_decimals_are_those_that_are_printed(value: Any, places: int) -> None:
    assert decimals(value) == places


@pytest.mark.parametrize("value", ["", "x", "1/3", "nan", float("inf"), None, "1e-99999"])
def test_what_is_no_decimal_has_no_digits(value: Any) -> None:
    with pytest.raises(BarriersError):
        decimals(value)


def test_doubles_are_read_as_the_shortest_decimals_that_read_back() -> None:
    table = np.array([[0.1, 1e-5], [2.5, 3.0]])
    assert as_printed(table) == ((Fraction(1, 10), Fraction(1, 100000)), (Fraction(5, 2), Fraction(3)))
    assert radii_of_digits(table) == (Fraction(1, 20), Fraction(1, 200000))
    assert radii_of_digits(table.astype(int), names=["a", "b"], exact="b") == (Fraction(1, 2), 0)


def test_arrays_of_doubles_print_no_digits_unless_they_are_said() -> None:
    posed = posed_arrays({"X": [[1.0, 0.1], [3.0, 2.0]], "y": [1.0, 2.0], "names": ["a", "b"]}, alpha=0.5)
    with pytest.raises(BarriersError, match="say how many"):
        posed.radii()
    assert posed.radii(2, exact="a").columns == (0, Fraction(1, 200), 0)
    with pytest.raises(BarriersError, match="no column is called 'c'"):
        posed.radii(2, exact="c")
    with pytest.raises(BarriersError, match="give a linear program relative ones"):
        posed_arrays({"c": [1.0], "A_ub": [[1.0]], "b_ub": [1.0]}).radii(2)


def test_a_table_says_what_it_is() -> None:
    table = Table(("a", "y"), ((Fraction(1), Fraction(2)),), (0, 0), "y")
    assert repr(table) == "<Table: 1 rows, 1 features, target 'y'>"
