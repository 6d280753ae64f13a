"""The parameters of D, C and W in `nb.defeat` and `barriers defeat`: taken exactly, certified, refused in one line."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.catalogue import NAMES, PARAMETERS, named_family
from constructions.trainers.simple import coin
from tests.command.running import run
from theory.exact import BarriersError

COIN = "constructions.trainers.simple:coin"
Q = [["3/5", "4/5"], ["-4/5", "3/5"]]


@pytest.mark.result("D")
@given(
    alpha=st.fractions(Fraction(1, 8), 8, max_denominator=12), y1=st.fractions(Fraction(1, 8), 8, max_denominator=12),
    m=st.integers(1, 3), more=st.integers(2, 4), norm=st.sampled_from(["1", "2", "inf"]),
)  # fmt: skip
@settings(max_examples=15)
def test_the_coin_attains_one_half_for_all_parameters_of_d(
    alpha: Fraction, y1: Fraction, m: int, more: int, norm: str
) -> None:
    parameters = {"alpha": alpha, "y1": str(y1), "m": m, "columns": m + more}
    game = nb.defeat(coin, "D", norm=norm, parameters=parameters)
    assert (game.bound, game.limit) == (Fraction(1, 2), Fraction(1, 2))
    assert game.accuracy == Fraction(49, 100) * y1 / alpha
    assert game.certificate is not None
    assert game.certificate.check.verdict == "accepted"
    problem = game.found.family.problem(game.accuracy)
    assert (problem.parameter("alpha"), problem.parameter("y_1"), problem.parameter("m")) == (alpha, y1, m)
    assert (problem.outputs, len(problem.evaluations)) == (m + more, m * (m + more + 1))


@pytest.mark.result("C1")
@pytest.mark.parametrize("name", ["C:P1", "C:P2", "C:P3"])
def test_the_coin_attains_one_half_behind_an_orthogonal_matrix(name: str) -> None:
    own = {"eta": Fraction(1, 8)} if name == "C:P1" else {"lambda": "1/2"}
    parameters = {**own, "m": 2, "columns": 5, "q": Q}
    game = nb.defeat(coin, name, digits=3, parameters=parameters)
    assert game.bound == Fraction(1, 2)
    assert game.certificate is not None
    assert game.certificate.check.verdict == "accepted"
    problem = game.found.family.problem(game.accuracy)
    assert problem.parameter("q") == ((Fraction(3, 5), Fraction(4, 5)), (Fraction(-4, 5), Fraction(3, 5)))
    assert all(problem.parameter(key) == Fraction(value) for key, value in own.items())
    weak = nb.defeat(coin, f"W{name[1:]}", max_level=9, parameters=parameters)
    assert weak.found.family.problem(weak.accuracy).outputs == 5


@pytest.mark.infrastructure
def test_the_command_takes_the_same_and_survives_its_own_certificate(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "found.json"
    words = ["--parameter", "q=3/5,4/5;-4/5,3/5", "--parameter", "m=2", "--parameter", "lambda=0.25"]
    code, said, _ = run(capsys, "defeat", COIN, "--family", "C:P2", *words, "-o", path, "--json")
    assert code == 0
    assert json.loads(said)["kernel"]["verdict"] == "accepted"
    family = json.loads(path.read_text())["claim"]["family"]
    assert (family["q"], family["lambda"], family["columns"]) == (Q, "1/4", 3)
    code, said, _ = run(capsys, "defeat", COIN, "--family", "D", "--parameter", "alpha=3/2", "--parameter",
                        "columns=12", "--json")  # fmt: skip
    assert (code, json.loads(said)["accuracy"]) == (0, "49/150")
    monkeypatch.chdir(tmp_path)
    Path("mychecker.py").write_text(
        "def sure(problem, oracle, tape):\n    return [int(len(problem.evaluations) == 6)]\n"
    )
    flags = ["--family", "X:D", "--of", "constructions.trainers.simple:midpoint", "--parameter", "columns=5"]
    code, said, _ = run(capsys, "defeat", "mychecker:sure", *flags, "--json")
    told = json.loads(said)
    assert (code, told["bound"], told["inputs"][0]["success"]["low"]) == (0, "0", "1")


@pytest.mark.infrastructure
@pytest.mark.parametrize(
    ("family", "parameters", "told"),
    [
        ("B", {"alpha": 1}, "the family B has no parameter 'alpha'; it has none: its parameters are fixed"),
        ("D", {"lambda": 1}, "the family D has no parameter 'lambda'; it has alpha, y1, m, columns"),
        ("C:P1", {"y1": 1}, "the family C:P1 has no parameter 'y1'; it has eta, m, columns, q"),
        ("C:P1", {"lambda": 1}, "the family C:P1 has no parameter 'lambda'; it has eta, m, columns, q"),
        ("C:P2", {"eta": 0}, "the family C:P2 has no parameter 'eta'; it has lambda, m, columns, q"),
        ("W:P3", {"eta": 0}, "the family W:P3 has no parameter 'eta'; it has lambda, m, columns, q"),
        ("T4:D", {"alpha": 2}, "the family T4:D has no parameter 'alpha'; it has none: its parameters are fixed"),
        ("T5:LP", {"beta": 2}, "the family T5:LP has no parameter 'beta'; it has radius"),
        ("T5:LP", {"radius": 1}, "T5 needs 0 < radius < 1, beta > 0, y_1 > radius, got 1"),
        ("D", {"alpha": "-1"}, "D needs alpha, y_1 > 0"),
        ("D", {"alpha": 0}, "D needs alpha, y_1 > 0"),
        ("D", {"alpha": "x"}, "parameter 'alpha': expected a rational such as"),
        ("D", {"alpha": Fraction(1, 2**1000)}, "parameter 'alpha': numbers of at most 1000 bits are taken"),
        ("D", {"m": 2, "columns": 3}, "D needs alpha, y_1 > 0, m >= 1 and N >= m + 2"),
        ("D", {"m": 0}, "parameter 'm'"),
        ("D", {"m": "two"}, "parameter 'm'"),
        ("D", {"m": 1.5}, "parameter 'm'"),
        ("D", {"m": 101}, "at most 100 rows and 10000 entries are taken, got 101 and 101"),
        ("D", {"m": 100, "columns": 101}, "at most 100 rows and 10000 entries are taken, got 100 and 10100"),
        ("C:P3", {"lambda": 2}, "lambda must lie in (0, 1], got 2"),
        ("C:P1", {"eta": 1}, "eta must lie in [0, 1), got 1"),
        ("C:P2", {"m": 2, "q": [[1, 1], [0, 1]]}, "Q must be orthogonal"),
        ("C:P2", {"m": 1, "q": Q}, "Q must be a 1 x 1 matrix"),
        ("C:P2", {"q": 7}, "parameter 'q' takes the rows of an orthogonal matrix"),
        ("C:P2", {"q": "a,b"}, "parameter 'q': expected a rational"),
        ("D", [("alpha", 1)], "parameters takes a dict such as"),
        ("D", {1: 1}, "parameters takes a dict such as"),
    ],
)
def test_what_no_family_has_is_refused_in_one_line(family: str, parameters: Any, told: str) -> None:
    with pytest.raises(BarriersError) as caught:
        nb.defeat(coin, family, parameters=parameters)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.infrastructure
def test_a_family_of_ones_own_has_none() -> None:
    own = nb.fork("own", lambda s: [s], left=[0], right=[1])
    with pytest.raises(BarriersError, match="no digits, no norm and no parameters"):
        nb.defeat(coin, own, accuracy="1/10", parameters={})


@pytest.mark.infrastructure
@pytest.mark.parametrize(
    ("words", "told"),
    [(["alpha"], "--parameter takes NAME=VALUE, such as alpha=3/2, got 'alpha'"),
     (["=1"], "--parameter takes NAME=VALUE"), (["alpha="], "--parameter takes NAME=VALUE"),
     (["alpha=1", "alpha=2"], "--parameter alpha is given twice"),
     (["beta=1"], "the family D has no parameter 'beta'")],
)  # fmt: skip
def test_what_is_wrong_on_the_command_line_is_one_line(
    capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    options = [word for given in words for word in ("--parameter", given)]
    code, said, err = run(capsys, "defeat", COIN, "--family", "D", *options)
    assert (code, said, err.count("\n")) == (2, "", 1)
    assert told in err


@pytest.mark.infrastructure
def test_every_family_has_its_parameters_and_the_defaults_are_what_they_were() -> None:
    assert {name.partition(":")[0] for name in NAMES} == set(PARAMETERS)
    for name in NAMES:
        plain, found = named_family(name), named_family(name, parameters={})
        assert plain[1] == found[1]
        assert plain[0].parameters == found[0].parameters
