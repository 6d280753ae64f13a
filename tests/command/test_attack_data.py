"""`barriers attack --data`: anybody's points and labels, from files to a certificate (U)."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from constructions.interchange import write_network
from proofs_check.kernel import universal
from proofs_check.kernel.reading import Rejected
from tests.api.test_own_data import PLANE, predicted
from tests.command.running import run
from theory.layers import Layer
from theory.networks import ReluNetwork

pytestmark = pytest.mark.result("U")

X = np.array([[1, 2], [3, 1], [0, 3], [4, 1]])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_network(PLANE, tmp_path / "m.json")
    np.savez(tmp_path / "d.npz", x=X, y=predicted(PLANE, X))
    return tmp_path


def test_the_certificate_is_written_and_accepted(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, said = run(capsys, "attack", "m.json", "--data", "d.npz", "--budget", "3", "--json")
    told = json.loads(out)
    assert (code, said, told["verdict"], told["points"], told["right_before"]) == (0, "", "accepted", 4, 4)
    assert told["broken"] == len(told["rows"]) > 0 and Fraction(told["eta_norm"]) <= 3
    code, out, _ = run(capsys, "check", "-v", "m.json.certificate.json")
    assert code == 0 and f"{told['broken']} of 4 points are right before and wrong at eta" in " ".join(out.split())
    code, out, _ = run(capsys, "attack", "m.json", "--data", "d.npz", "--budget", "3", "-o", "c.json")
    words = " ".join(out.split())
    assert code == 0 and f"{told['broken']} of 4 points that were right are wrong at once" in words
    assert "no theorem promises a number here" in words and told["sha256"] in words


def test_balls_held_out_points_boxes_and_pictures(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    np.savez(here / "e.npz", x=2 * X, y=predicted(PLANE, 2 * X))
    code, out, _ = run(
        capsys, "attack", "m.json", "--data", "d.npz", "--budget", "3", "--box", "0,9", "--held-out", "e.npz",
        "--keep", "1/2", "--starts", "2", "--seed", "1", "--unit", "1", "--plot", "p.svg", "--json",
    )  # fmt: skip
    told = json.loads(out)
    assert code == 0 and told["points"] == 8 and told["held_out"][1] == 4 and Fraction(told["radius"]) > 0
    assert (here / "p.svg").read_text().startswith("<svg")
    code, out, _ = run(capsys, "attack", "m.json", "--data", "d.npz", "--budget", "3", "--scalings", "1,9/8", "--json")
    assert code == 0 and json.loads(out)["scalings"] == ["1", "9/8"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--dataset FILE (of the theorem), or --data FILE --budget Q"),
        (["--data", "d.npz"], "--data needs --budget"),
        (["--data", "d.npz", "--dataset", "d.npz", "--budget", "1"], "--dataset FILE"),
        (["--dataset", "d.npz", "--budget", "1"], "--budget goes with --data"),
        (["--dataset", "d.npz", "--plot", "p.svg"], "--plot goes with --data"),
        (["--dataset", "d.npz", "--held-out", "d.npz"], "--held-out goes with --data"),
        (["--data", "d.npz", "--budget", "0"], "budget must be positive"),
        (["--data", "d.npz", "--budget", "x"], "--budget"),
        (["--data", "d.npz", "--budget", "1", "--box", "1"], "LO,HI"),
        (["--data", "d.npz", "--budget", "1", "--box", "0,1"], "lie in the box"),
        (["--data", "d.npz", "--budget", "1", "--plot", "p.png"], ".svg"),
        (["--data", "d.npz", "--budget", "1", "--keep", "1", "--radius", "1"], "one of both"),
        (["--data", "none.npz", "--budget", "1"], "none.npz: no such file"),
        (["--data", "m.json", "--budget", "1"], "m.json: points and labels are read from"),
        (["--data", "d.npz", "--budget", "1", "-o", "d.npz"], "ending in .json"),
        (["--data", "d.npz", "--budget", "1", "-o", "m.json"], "overwrite the network"),
        (["--data", "d.json", "--budget", "1", "-o", "d.json"], "overwrite the dataset"),
    ],
)
def test_what_cannot_be_meant_is_one_line_and_leaves_nothing(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    before = sorted(p.name for p in here.iterdir())
    code, out, error = run(capsys, "attack", "m.json", *arguments)
    assert code == 2 and out == "" and said in error.splitlines()[-1]
    assert sorted(p.name for p in here.iterdir()) == before


def test_a_rejected_certificate_is_exit_code_1(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def reject(*_: object) -> list[str]:
        raise Rejected("U.8", "a mutant")

    monkeypatch.setitem(universal.check.__globals__, "report", reject)
    code, out, _ = run(capsys, "attack", "m.json", "--data", "d.npz", "--budget", "3", "--json")
    assert code == 1 and json.loads(out)["verdict"].startswith("rejected: U.8")


def test_a_network_that_is_wrong_before_comes_with_the_usual_cause(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    np.savez(here / "w.npz", x=X, y=[0, 1, 1, 1])
    code, out, said = run(capsys, "attack", "m.json", "--data", "w.npz", "--budget", "1")
    assert code == 0 and out.startswith("the network is wrong at ") and "usual cause: features scaled" in said


def test_what_a_ball_shows_is_not_said_of_the_vector_alone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After --keep the words are about all vectors near; the share holds with --scalings, too."""
    line = ReluNetwork((Layer.of([[1], [-1]], [0, 0]), Layer.of([[1, 0], [0, 1]], [0, 0])))
    write_network(line, here / "l.json")
    np.savez(here / "l.npz", x=[[1], [2]], y=[0, 0])
    code, out, _ = run(
        capsys, "attack", "l.json", "--data", "l.npz", "--budget", "3", "--keep", "1/2", "--plot", "p.svg"
    )
    words = " ".join(out.split())
    assert (
        code == 0 and "for every η′ within" in words and "1 of 2 points that were right are shown to be wrong" in words
    )
    assert "makes 2 of 2 points wrong" in (here / "p.svg").read_text()
    options = ("--budget", "3", "--keep", "1", "--scalings")
    code, out, _ = run(capsys, "attack", "l.json", "--data", "l.npz", *options, "3/4,1", "--json")
    told = json.loads(out)
    assert code == 0 and told["broken"] == 2 and 0 < Fraction(told["radius"]) < Fraction(1, 4)
    code, _, error = run(capsys, "attack", "l.json", "--data", "l.npz", *options, "1/2,1")
    assert code == 2 and "shown to stay so at all scalings" in error
