"""`barriers misses`: what is printed, what is written, and how it ends; nothing claims more than was found."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from constructions.exact_minimisers import squared_distance
from constructions.files import strict_json
from nnbarriers.certificates import check
from nnbarriers.command.misses import NOT_IMPLIED
from nnbarriers.searching import FILES
from tests.command.running import run
from theory.exact import rational

pytestmark = pytest.mark.infrastructure
MINE = """
import faulthandler, os, signal, sys, time
import numpy as np

def zeros(problem):
    print("noise")
    return np.zeros(problem.A.shape[1]), True, "[bold]sure", 1e-9

def silent(problem):
    return None

def hangs(problem):
    time.sleep(100)

def crashes(problem):
    faulthandler.disable()
    os.kill(os.getpid(), signal.SIGSEGV)

def nan(problem):
    return np.full(problem.A.shape[1], np.nan)

thing = 3
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "functions_of_mine.py"
    path.write_text(MINE)
    sys.modules.pop("functions_of_mine", None)
    return path


def test_a_miss_is_printed_with_its_data_and_its_certificate_and_called_no_bug(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("scipy")
    code, said, err = run(capsys, "misses", "scipy", "--seed", "1")
    assert (code, err) == (0, "")
    assert said.startswith("scipy reports success ≈")
    for text in (
        "from the only minimiser of a 1 x ", "within its documented tolerance", "\nminimise x_1 + x_2", "\nA = [[",
        "\nb = [", "\nthe only minimiser: (", "\ndata: all data are integers but for 2^-", "in one entry",
        "\nthe solver said: status 0: Optimization terminated successfully.", "\nits own gap: ", "\ndistance: ≈",
        "\nexcess of the objective: ", "\nviolation: ", "so this is no evidence of a bug", " of seed 1, made small in ",
        "\ncertificate: accepted, sha256 ",
    ):  # fmt: skip
        assert text in said
    assert said.count("bug") == 1


def test_json_is_exact_and_alone_on_stdout(capsys: pytest.CaptureFixture[str], mine: Path) -> None:
    code, said, _ = run(capsys, "misses", f"{mine}:zeros", "--json", "--kind", "P2")
    assert code == 0
    body = json.loads(said)
    assert (body["verdict"], body["kind"], body["seed"], body["wanted_distance"]) == ("missed", "P2", 0, "1/2")
    assert body["folder"] is None
    miss = body["miss"]
    x, truth = ([rational(v) for v in values] for values in (miss["x"], miss["data"]["minimiser"]))
    assert rational(miss["squared_distance"]) == squared_distance(x, truth) >= Fraction(1, 4)
    assert (miss["said"], miss["success"], miss["within_documented_tolerance"]) == ("[bold]sure", True, None)
    assert rational(miss["gap"]) == Fraction(1e-9)


def test_a_folder_holds_the_data_the_certificate_and_a_script_that_shows_the_same(
    capsys: pytest.CaptureFixture[str], mine: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "miss"
    code, said, err = run(capsys, "misses", f"{mine}:zeros", "--out", folder)
    assert (code, err) == (0, "")
    assert f"{folder}: certificate.json, problem.npz, reproduce.py" in said
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    assert [path.name for path in folder.parent.iterdir()] == ["miss"]
    assert check(folder / "certificate.json").verdict == "accepted"
    assert run(capsys, "check", folder)[0] == 0
    body = strict_json((folder / "certificate.json").read_bytes(), "certificate.json")
    with np.load(folder / "problem.npz", allow_pickle=False) as arrays:
        assert [[Fraction(v) for v in row] for row in arrays["A"].tolist()] == [
            [rational(v) for v in row] for row in body["witness"]["matrix"]
        ]
        assert arrays["c"].tolist() == [1]
        assert arrays["x"].tolist() == [0]
    command = [sys.executable, folder / "reproduce.py"]
    printed = subprocess.run(command, cwd="/", env={}, capture_output=True, text=True, check=True).stdout
    assert f"squared distance, exactly: {body['claim']['distance']}\n" in printed
    assert "it says: [bold]sure\n" in printed


def test_a_folder_that_is_there_stays_as_it_is(capsys: pytest.CaptureFixture[str], mine: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("full", "file"):
        code, said, err = run(capsys, "misses", f"{mine}:zeros", "--out", tmp_path / name)
        assert (code, said) == (2, "")
        assert "is there, and is no empty folder: give a new name" in err
    assert (tmp_path / "full" / "mine.txt").read_text() == (tmp_path / "file").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    assert run(capsys, "misses", f"{mine}:zeros", "--out", tmp_path / "empty")[0] == 0


def test_that_none_is_found_is_exit_code_1_and_claims_nothing(
    capsys: pytest.CaptureFixture[str], mine: Path, tmp_path: Path
) -> None:
    target = f"{mine}:silent"
    code, said, _ = run(capsys, "misses", target, "--inputs", "7", "--out", tmp_path / "none")
    assert code == 1
    assert said == (
        f"no miss of {target} in 7 linear programs of seed 0, which says nothing of others\nits answers: no claim 7\n"
    )
    assert not (tmp_path / "none").exists()
    code, said, _ = run(capsys, "misses", target, "--inputs", "7", "--json")
    assert (code, json.loads(said)["verdict"], json.loads(said)["miss"]) == (1, "none found", None)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("hangs", "it took more than 1 seconds"),
        ("crashes", "it ended its process (signal SIGSEGV)"),
        ("nan", "NaN or infinite"),
        ("thing", "is no function of a problem"),
        ("nothing", "has no object 'nothing'"),
    ],
)
def test_what_a_function_does_badly_is_one_line(
    capsys: pytest.CaptureFixture[str], mine: Path, name: str, told: str
) -> None:
    code, said, err = run(capsys, "misses", f"{mine}:{name}", "--seconds", "4")
    assert (code, said) == (2, "")
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["magic"], "no solver is called 'magic'; there are scipy, "),
        (["scipy", "glop"], "one solver is searched for misses, got 2; several go with --rates"),
        (["scipy", "--distance", "0"], "--distance must be > 0, got 0"),
        (["scipy", "--kind", "P2"], "scipy takes no LASSO; it takes LP, P1"),
        (["scipy", "--kind", "P3"], "'P3' is not one of 'LP', 'P1', 'P2'"),
        (["scipy", "--plot", "a.svg"], "--plot does not go with one search: leave it out"),
        (["scipy", "--rates", "--out", "a"], "--out does not go with --rates: leave it out"),
        (["scipy", "--rates", "--plot", "a.png"], "a.png: a picture of rates ends in .svg"),
        (["scipy", "--rates", "--kind", "P1"], "rates are told of LP and P2, got 'P1'"),
        (["nowhere.py:f"], "nowhere.py: no such file"),
        ([], "Missing argument 'SOLVER…'"),
    ],
)
def test_what_is_wrong_with_the_command_line_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    code, said, err = run(capsys, "misses", *arguments)
    assert (code, said) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_a_file_whose_name_another_module_has_is_not_mistaken_for_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "fractions.py"
    path.write_text(MINE)
    code, _, err = run(capsys, "misses", f"{path}:zeros")
    assert code == 2
    assert "another module is called fractions: give the file fractions.py another name" in err
    assert str(tmp_path) not in sys.path
    (tmp_path / "empty.py").write_text("")
    assert run(capsys, "misses", f"{tmp_path / 'empty.py'}:zeros")[0] == 2
    assert str(tmp_path) not in sys.path


def test_rates_are_told_beside_an_exact_method_with_what_they_do_not_imply(
    capsys: pytest.CaptureFixture[str], mine: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "rates.svg"
    arguments = ("misses", f"{mine}:zeros", "--rates", "--inputs", "3", "--plot", picture)
    code, said, _ = run(capsys, *arguments)
    assert code == 0
    rows = [line.split("│")[1:-1] for line in said.splitlines() if line.count("│") == 14]
    assert {name.strip()[-6:]: {cell.strip() for cell in cells} for name, *cells in rows} == {
        ":zeros": {"100"},
        "exact": {"0"},
    }
    assert NOT_IMPLIED in said
    assert "It is no instance of a theorem" in said
    assert picture.read_text().startswith("<svg")
    code, said, _ = run(capsys, *arguments, "--json")
    body: dict[str, Any] = json.loads(said)
    assert code == 0
    assert {cell["missed"] for cell in body["rates"]["exact"]} == {0}
