"""`barriers solve` and `barriers trust`: what they print, write and exit with, on tables and linear programs."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from proofs_check.kernel import check_file
from tests.command.running import run

pytestmark = pytest.mark.infrastructure
Captured = pytest.CaptureFixture[str]
TABLE = "age,sex,bmi,pressure\n59,2,32.1,151\n48,1,21.6,75\n72,2,30.5,141\n24,1,25.3,206\n50,1,23.0,135\n"
DIET = """NAME          DIET
ROWS
 N  COST
 G  PROTEIN
 G  ENERGY
COLUMNS
    BREAD     COST            2.1   PROTEIN         8.2
    BREAD     ENERGY          265
    BEANS     COST            3.4   PROTEIN        21.6
    BEANS     ENERGY          347
RHS
    RHS       PROTEIN         50    ENERGY         2000
ENDATA
"""


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("table.csv").write_text(TABLE)
    Path("diet.mps").write_text(DIET)
    return "table.csv"


def test_solve_writes_the_only_minimiser_and_its_certificate(capsys: Captured, table: str) -> None:
    code, said, _ = run(capsys, "solve", table, "--alpha", "5", "-o", "solution.json", "--table", "x.csv", "--json")
    told = json.loads(said)
    assert (code, told["outcome"]) == (0, "one")
    assert check_file("solution.json").verdict == "accepted"
    x = dict(zip(told["names"], map(Fraction, told["x"]), strict=True))
    assert {name for name, v in x.items() if v} == {*told["support"], "intercept"}
    listed = [line.split(",") for line in Path("x.csv").read_text().splitlines()]
    assert listed[0] == ["name", "x", "slack"]
    assert [float(row[1]) for row in listed[1:]] == told["doubles"]
    assert "intercept" not in run(capsys, "solve", table, "--alpha", "5")[1].split("not 0")[0]


def test_solve_says_which_of_the_other_outcomes_it_is(capsys: Captured, table: str) -> None:
    Path("twice.json").write_text('{"A": [[1, 1]], "y": [1], "lam": 1}')
    Path("none.json").write_text('{"c": [1], "A_eq": [[1]], "b_eq": [-1]}')
    for name, words in (("twice.json", "several minimisers"), ("none.json", "no point is feasible")):
        code, said, _ = run(capsys, "solve", name, "-o", f"{name}.certificate.json")
        assert code == 1
        assert words in said
        assert check_file(f"{name}.certificate.json").verdict == "accepted"


def test_two_minimisers_are_both_shown(capsys: Captured, table: str) -> None:
    Path("twice.json").write_text('{"A": [[1, 1]], "y": [1], "lam": 1}')
    _, said, _ = run(capsys, "solve", "twice.json")
    assert "a minimiser: x0 ≈ 0.5\n" in said and "another: x1 ≈ 0.5\n" in said
    told = json.loads(run(capsys, "solve", "twice.json", "--json")[1])
    assert sorted([told["x"], told["other"]]) == [["0", "1/2"], ["1/2", "0"]]


@pytest.mark.parametrize("words", [["--table", "table.csv"], ["--table", "notes.csv"], ["--table", "x.txt"]])
def test_nothing_that_is_there_is_lost_to_a_table_of_columns(capsys: Captured, table: str, words: list[str]) -> None:
    Path("notes.csv").write_text("mine")
    code, _, said = run(capsys, "solve", table, "--alpha", "5", *words)
    assert (code, Path("notes.csv").read_text(), Path(table).read_text()) == (2, "mine", TABLE)
    assert "name a new file" in said or "ending in .csv" in said


def test_a_picture_of_a_path_replaces_nothing(capsys: Captured, table: str) -> None:
    Path("mine.svg").write_text("mine")
    words = ["--alpha", "5", "--within", "1/1000", "--path", "3", "--plot", "mine.svg"]
    assert run(capsys, "trust", table, *words)[0] == 2
    assert Path("mine.svg").read_text() == "mine"


def test_digits_of_a_linear_program_leave_zeros_and_say_so(capsys: Captured, table: str) -> None:
    Path("z.json").write_text('{"c": [0, 0.006], "A_eq": [[1, 1]], "b_eq": [1]}')
    assert "half a unit of decimal 2 of these (zeros exact)" in run(capsys, "trust", "z.json", "--digits", "2")[1]


def test_trust_has_an_exit_code_for_trusted_and_one_for_what_is_not(capsys: Captured, table: str) -> None:
    code, said, _ = run(capsys, "trust", table, "--alpha", "20", "--within", "1/1000", "-o", "trust.json")
    assert code == 0
    assert said.startswith("trusted: within 0.001 of these")
    assert check_file("trust.json").result == "T1"
    code, said, _ = run(capsys, "trust", table, "--alpha", "20", "--within", "30", "-o", "two.json")
    assert code == 1
    assert said.startswith("two answers")
    assert check_file("two.json").result == "T3"


def test_the_target_of_a_table_is_exact_by_its_name_and_as_y(capsys: Captured, table: str) -> None:
    for box in (("--digits", "printed"), ("--digits", "1"), ("--within", "1/100")):
        one, two = (
            json.loads(run(capsys, "trust", table, "--alpha", "20", *box, "--exact", f"sex,{name}", "--json")[1])
            for name in ("y", "pressure")
        )
        assert one == two
    wide = json.loads(run(capsys, "trust", table, "--alpha", "20", "--digits", "1", "--exact", "sex", "--json")[1])
    assert Fraction(wide["largest"]) < Fraction(one["largest"])
    code, _, error = run(capsys, "trust", table, "--alpha", "20", "--digits", "1", "--exact", "sexe")
    assert code == 2
    assert "no column is called 'sexe'" in error


def test_a_basis_has_no_signs_and_a_selection_has(capsys: Captured, table: str) -> None:
    code, said, _ = run(capsys, "trust", "diet.mps", "--within", "1/100")
    assert code == 0
    assert "in the basis: BREAD, slack of PROTEIN\n" in said
    assert "selected: −age, +bmi\n" in run(capsys, "trust", table, "--alpha", "20", "--digits", "1")[1]


def test_a_path_is_a_table_and_a_picture(capsys: Captured, table: str) -> None:
    code, said, _ = run(
        capsys, "trust", table, "--alpha", "2", "--within", "1/1000", "--path", "5", "--plot", "path.svg"
    )
    assert code == 0
    assert "the certified path" in said and "of 5 penalties" in said
    assert Path("path.svg").read_text().startswith("<svg")
    told = json.loads(run(capsys, "trust", table, "--alpha", "2", "--within", "1/1000", "--path", "5", "--json")[1])
    assert [point["multiple"] for point in told["points"]][-1] == "1"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("trust", "table.csv", "--alpha", "2"), "give --within Q, a radius, or --digits K"),
        (("trust", "table.csv", "--alpha", "2", "--digits", "1", "--within", "1"), "one of them"),
        (("trust", "table.csv", "--digits", "1"), "a table needs alpha=…, --alpha"),
        (("trust", "table.csv", "--alpha", "2", "--digits", "x"), "--digits is a number of decimals, or printed"),
        (("trust", "table.csv", "--alpha", "2", "--digits", "1", "--plot", "p.svg"), "--plot draws a path"),
        (("trust", "diet.mps", "--digits", "printed"), "a program prints no table"),
        (("trust", "table.csv", "--alpha", "2", "--within", "1", "--path", "3", "-o", "c.json"), "-o does not go with"),
        (("solve", "none.csv", "--alpha", "1"), "no such file"),
        (("solve", "table.csv", "--alpha", "0"), "alpha must be positive"),
    ],
)
def test_what_cannot_be_asked_is_one_line(capsys: Captured, table: str, words: tuple[str, ...], said: str) -> None:
    code, printed, error = run(capsys, *words)
    assert (code, printed) == (2, "")
    assert said in " ".join(error.split())


def test_what_is_no_table_is_said_before_the_work_and_else_beside_the_verdict(capsys: Captured, table: str) -> None:
    code, out, err = run(capsys, "trust", "diet.mps", "--within", "1/2", "--tables", "d.csv", "-o", "c.json")
    assert code == 2 and not out and "no table" in err and not Path("c.json").exists()
    Path("third.json").write_text('{"X": [[1, 2], [2, 1], [3, "1/3"]], "y": [2, 1, 5], "alpha": "1/10"}')
    code, out, err = run(capsys, "trust", "third.json", "--within", "1/2", "--tables", "d.csv", "-o", "c.json")
    assert code == 1 and out.startswith("two answers") and "c.json: the certificate" in out
    assert "no tables were written: " in err and "as fractions" in err and not list(Path().glob("d-*"))
    code, out, err = run(capsys, "trust", table, "--alpha", "5", "--digits", "3", "--tables", "d.csv")
    assert code == 0 and "no tables were written: the verdict is 'trusted'" in err
    code, out, _ = run(capsys, "trust", table, "--alpha", "0.1", "--digits", "0", "--exact", "sex", "--tables", "d.csv")
    assert code == 1 and "d-1.csv: a table in the box that selects +age" in out and Path("d-2.csv").exists()
    assert run(capsys, "trust", table, "--alpha", "1", "--digits", "0", "--seed", str(2**63))[0] == 2
