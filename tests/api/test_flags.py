"""`nb.defeat(checker, "X:…", of=solver)` and `barriers defeat --of`: exit flags (X1)."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import nnbarriers as nb
from tests.command.running import run

pytestmark = pytest.mark.result("X1")

SOURCE = """
import nnbarriers as nb

own = nb.fork("sign", lambda s: [s], left=[-1], right=[1], limit=[-1, 1])

def one(problem, oracle, tape):
    return [1]

def cautious(problem, oracle, tape):
    from constructions.trainers.simple import candidates
    return candidates(problem)[0]

def vertex(problem, oracle, tape):
    return [1, 0, 0] if oracle.read(0, 9) >= oracle.read(1, 9) else [0, 1, 0]

def coin(problem, oracle, tape):
    return [tape.bit()]

def tossing(problem, oracle, tape):
    return [[1, 0, 0], [0, 1, 0]][tape.bit()]

def loud(problem, oracle, tape):
    import os
    print("native or not")
    os.write(1, b"all of it")
    return [1, 0, 0]

def endless(problem, oracle, tape):
    while True:
        pass
"""


@pytest.fixture
def algorithms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    (tmp_path / "mine.py").write_text(SOURCE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(__import__("sys").modules, "mine", raising=False)
    found: dict[str, Any] = {}
    exec(SOURCE, found)
    return found


def test_a_checker_is_played_against_the_flag(algorithms: dict[str, Any]) -> None:
    game = nb.defeat(algorithms["coin"], "X:D", of=algorithms["vertex"])
    assert (game.verdict, game.bound, game.family) == ("defeated", Fraction(1, 2), "X:D:2")
    assert [play.input.name for play in game.inputs] == ["iota_0 (flag 1)", "iota^2_10 (flag 0)"]
    assert game.proposition.startswith("X1, by J: at most 1/2 for every algorithm")
    assert game.certificate and game.certificate.check.verdict == "accepted"
    assert (game.certificate.body["kind"], game.certificate.body["claim"]["flags"]) == ("flag", [1, 0])
    assert nb.check(game.save("flag.json")) and "X1" in repr(game.certificate)
    own = nb.fork("sign", lambda s: [s], left=[-1], right=[1], limit=[-1, 1])
    mine = nb.defeat(algorithms["coin"], own, of=lambda p, o, t: [1], accuracy="1/2")
    assert mine.bound == Fraction(1, 2) and "if the family is as declared" in mine.proposition
    assert mine.certificate is None and "no certificates for flags of a family of your own" in mine.uncertified
    sampled = nb.defeat(algorithms["coin"], "X:D", of=algorithms["vertex"], tapes=9)
    assert sampled.certificate is None and "sampled tapes" in sampled.uncertified


@pytest.mark.parametrize(
    ("family", "of", "said"),
    [
        ("X:D", None, "name that one with of="),
        ("D", "vertex", "is X:D"),
        ("X:D", "tossing", "tosses coins"),
        ("X:E", "vertex", "no family is called 'E'"),
        ("X:W:P3", "vertex", "a correct checker"),
        ("X:B:networks", "vertex", "must return a ReluNetwork"),
    ],
)
def test_what_does_not_fit_is_refused(algorithms: dict[str, Any], family: str, of: str | None, said: str) -> None:
    with pytest.raises(nb.BarriersError, match=said):
        nb.defeat(algorithms["coin"], family, of=of and algorithms[of])


def test_a_solver_that_never_ends_is_cut_as_the_checker_is(algorithms: dict[str, Any]) -> None:
    with pytest.raises(nb.BarriersError, match="its budget of seconds cut it"):
        nb.defeat(algorithms["coin"], "X:D", of=algorithms["endless"], seconds=1)
    game = nb.defeat(algorithms["coin"], "X:D", of=algorithms["vertex"], seconds=5)
    assert game.bound == Fraction(1, 2)


def test_the_command_plays_flags(algorithms: dict[str, Any], capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "defeat", "mine:coin", "--family", "X:D", "--of", "mine:vertex", "--accuracy", "1/3")
    assert code == 0 and "iota^2_10 (flag 0)" in out and "X1, by J" in out
    code, out, _ = run(capfd, "defeat", "mine:coin", "--family", "X:D", "--of", "mine:loud", "--json")
    assert code == 0 and out.startswith("{") and "native" not in out and "all of it" not in out
    for of, said in (("mine:tossing", "tosses coins"), ("mine:none", "no object"), ("mine:endless", "of seconds")):
        code, out, error = run(
            capfd, "defeat", "mine:coin", "--family", "X:D", "--of", of, "--seconds", "1"
        )  # fmt: skip
        assert code == 2 and said in error.splitlines()[-1], error
    code, out, _ = run(capfd, "defeat", "mine:coin", "--family", "X:D", "--of", "mine:vertex", "-o", "c.json")
    assert code == 0 and "accepted: c.json sha256" in out and nb.check("c.json")
    code, out, _ = run(
        capfd, "defeat", "mine:coin", "--family", "X:C:P3", "--of", "mine:cautious", "-o", "d.json", "--json"
    )
    told = json.loads(out)
    assert code == 0 and told["kernel"]["verdict"] == "accepted" and nb.check("d.json").sha256 == told["sha256"]
    code, _, error = run(
        capfd, "defeat", "mine:coin", "--family", "mine:own", "--of", "mine:one", "--accuracy", "1/2", "-o", "e.json"
    )
    assert code == 2 and "flags of a family of your own" in error and "leave -o out" in error
    assert not Path("e.json").exists()
    code, _, error = run(capfd, "defeat", "mine:coin", "--family", "X:D")
    assert code == 2 and "(--of)" in error
