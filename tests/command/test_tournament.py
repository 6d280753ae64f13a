"""`barriers demonstrate A` and `B`: a row for every paradigm, none better than the theorems allow; `barriers plot`."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from constructions.adversary import Defeat, Enclosure, defeat
from constructions.instability import promised, universal_perturbation
from constructions.minimisers import minimiser_family
from constructions.trainers.simple import coin
from constructions.trainers.zoo import ZOO
from constructions.training_sets import double_training_set
from nnbarriers.demonstrations.contestants import Contestant, contestant
from nnbarriers.demonstrations.matches import match_a
from nnbarriers.demonstrations.rows import Demonstration
from nnbarriers.demonstrations.tournament import play_a, play_b
from nnbarriers.pages.folder import Contents
from nnbarriers.pages.html import _head
from proofs_check import kernel
from tests.command.running import run
from theory.exact import rational
from theory.monotone import threshold

HERE = {name for name, trainer in ZOO.items() if importlib.util.find_spec(trainer.library)}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    (tmp_path / "mytrainers.py").write_text(
        "from constructions.instability import interpolating_network\n"
        "from constructions.trainers.simple import candidates, labels\n"
        "from constructions.trainers.trainer import Trainer\n"
        "from constructions.trainers.zoo import ZOO\n\n"
        "def hopeful(problem, oracle, tape):\n"
        "    delta = oracle.read(3, 40) or 1\n"
        "    network = interpolating_network(problem.architecture, delta)\n"
        "    return network if problem.outputs is None else labels(problem, oracle, tape)\n\n"
        "def silent(problem, oracle, tape):\n    return None\n\n"
        "def crash(problem, oracle, tape):\n    raise ValueError('a [bold]boom[/bold]\\nand more')\n\n"
        "def parity(problem, tape, coins):\n"
        "    return candidates(problem)[sum(tape.bit() for _ in range(coins)) % 2]\n\n"
        "def eight(problem, oracle, tape):\n    return parity(problem, tape, 8)\n\n"
        "def twenty(problem, oracle, tape):\n    return parity(problem, tape, 20)\n\n"
        "broad = Trainer('broad', 'integers', 'numpy', ZOO['adam-numpy'].fit, largest_weight=10**9)\n"
    )
    return tmp_path


@pytest.mark.result("A3", "A6", "A8")
def test_every_paradigm_is_inaccurate_or_unstable(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, told, _ = run(capsys, "demonstrate", "A", "--trainers", "all", "--json", "--out", "o")
    assert code == 0
    rows = [row for row in json.loads(told) if row["result"] == "A3"]
    assert [row["numbers"]["trainer"] for row in rows] == list(ZOO)  # nobody is left out silently
    for row in rows:
        trainer = ZOO[row["numbers"]["trainer"]]
        if trainer.name not in HERE:
            assert (row["verdict"], "pip install " in row["claim"]) == ("not run", True)
        elif not trainer.network:
            assert row["verdict"] == "vacuous"
            assert trainer.why in row["claim"]
        else:
            assert row["verdict"] == "accepted"
            dichotomy(row["numbers"], trainer.instance is not None)
    assert kernel.exit_code([kernel.check_file(path) for path in (tmp_path / "o").glob("A3-*.json")]) == 0
    integer = [row for row in json.loads(told) if row["result"] == "A8"]
    assert [row["verdict"] for row in integer] == ["holds"] * ("integer" in HERE)


def dichotomy(numbers: dict[str, Any], tiny: bool) -> None:
    """Inaccurate, or unstable: at least so many points fail at once."""
    n, pieces = (8, 3) if tiny else (200, 81)
    accurate = numbers["right"] == numbers["points"] == n
    assert numbers["failing"] >= numbers["promised"] == promised(n, pieces, accurate=accurate) > 0
    assert rational(numbers["eta_norm"]) <= rational(numbers["delta"])


@pytest.mark.result("B2", "B5")
def test_no_row_of_the_tournament_beats_one_half(capsys: pytest.CaptureFixture[str]) -> None:
    names = "adam-numpy,map-evidence,evolution,lbfgs,svm,boosting,k-nn,rbf,mytrainers:hopeful"  # make zoo plays all
    code, told, _ = run(capsys, "demonstrate", "B", "--trainers", names, "--json")
    assert code == 0
    rows = json.loads(told)
    assert [(row["result"], row["numbers"]["trainer"]) for row in rows] == [
        *((result, name) for name in ("adam-numpy", "map-evidence", "evolution", "lbfgs") for result in ("B2", "B5")),
        *(("B2", name) for name in ("svm", "boosting", "k-nn", "rbf", "mytrainers:hopeful")),
    ]  # fmt: skip
    for row in rows:
        numbers = row["numbers"]
        least = min(rational(entry["success"]["high"]) for entry in numbers["inputs"])
        assert rational(numbers["bound"]) <= least
        assert rational(numbers["bound"]) <= Fraction(1, 2)
        assert numbers["exact"] is True
        assert row["verdict"] == ("accepted" if row["result"] == "B2" else "holds")
        assert numbers["level"] == (53 if "hopeful" not in numbers["trainer"] else 40)


@pytest.mark.infrastructure
def test_a_trainer_of_ones_own_joins_and_is_told_what_is_wrong_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    code, told, _ = run(capsys, "demonstrate", "A", "--trainers", "mytrainers:hopeful", "--markdown")
    assert code == 0
    assert "| A3 | mytrainers:hopeful, (2; 8, 8; 1) | right at 200 of 200; under one η" in told
    Path("leaving.py").write_text("import sys\nsys.exit(0)\n")
    for names, reason in (
        ("leaving:f", "the module 'leaving' cannot be imported: SystemExit: 0"),
        ("magic", "no trainer is called 'magic'; there are classifier"),
        ("mytrainers:nobody", "the module mytrainers has no object 'nobody'"),
        ("mytrainers:__name__", "is no callable"),
    ):
        code, told, errors = run(capsys, "demonstrate", "A", "--trainers", names)
        assert (code, told, errors.count("\n")) == (2, "", 1)
        assert reason in errors


@pytest.mark.result("B2")
def test_eight_fair_coins_are_enumerated_and_twenty_leave_a_row_open(capsys: pytest.CaptureFixture[str]) -> None:
    names = "mytrainers:eight,mytrainers:twenty"
    code, told, _ = run(capsys, "demonstrate", "B", "--trainers", names, "--json")
    assert code == 0
    eight, twenty = json.loads(told)
    assert (eight["verdict"], eight["numbers"]["bound"], eight["numbers"]["exact"]) == ("accepted", "1/2", True)
    assert (twenty["verdict"], twenty["numbers"]["exact"], twenty["certificate"]) == ("open", False, None)
    lows = [rational(entry["success"]["low"]) for entry in twenty["numbers"]["inputs"]]
    assert min(lows) <= Fraction(1, 2) < rational(twenty["numbers"]["bound"])
    code, told, _ = run(capsys, "demonstrate", "B", "--trainers", names)
    assert (code, "1 of 2 rows established, 1 left open" in told) == (0, True)


@pytest.mark.infrastructure
def test_a_row_left_open_is_not_established_on_the_page() -> None:
    rows = tuple(Demonstration("B2", "coins", "", "40 tapes", verdict) for verdict in ("open", "holds"))
    head = "".join(_head(Contents(rows, {}), {}))
    assert "0 of 2 rows checked now" in head
    assert "Of the others, 1 is recorded in the folder, decided when it was made" in head


@pytest.mark.result("B2")
def test_what_beats_the_bound_is_not_called_open(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No algorithm does, so a Defeat is forged; it is not sampled again either."""
    family = minimiser_family((2, 2, 1))
    found = defeat(coin, family, Fraction(6, 25))
    plays = tuple(replace(play, success=Enclosure(Fraction(3, 4), Fraction(1))) for play in found.plays)
    calls = []

    def forged(*_: Any, **given: Any) -> Defeat:
        calls.append(given)
        return replace(found, plays=plays, bound=Fraction(3, 4))

    monkeypatch.setattr("nnbarriers.demonstrations.matches.defeat", forged)
    rows = play_b(Contestant("coin", coin), tmp_path, 0)
    assert [(row.verdict, row.good) for row in rows] == [("fails", False)]
    assert len(calls) == 1


@pytest.mark.infrastructure
@pytest.mark.parametrize(("game", "result"), [("A", "A3"), ("B", "B2")])
def test_a_trainer_that_fails_has_a_row_and_the_others_play_on(
    capsys: pytest.CaptureFixture[str], game: str, result: str
) -> None:
    names = "mytrainers:crash,adam-numpy,mytrainers:silent" if game == "A" else "mytrainers:crash,adam-numpy"
    code, told, errors = run(capsys, "demonstrate", game, "--trainers", names, "--json")
    assert (code, errors) == (1, "")
    first, second, *rest = json.loads(told)
    assert (first["result"], first["verdict"], first["instance"]) == (result, "failed", "mytrainers:crash")
    told = "the algorithm raised ValueError: a [bold]boom[/bold] and more (mytrainers.py, line "
    assert told in first["claim"]
    assert (second["verdict"], second["numbers"]["trainer"]) == ("accepted", "adam-numpy")
    if game == "A":
        assert rest[-1]["claim"] == "no network came out of 3 runs: the last one gave up"


@pytest.mark.result("A3", "A8")
def test_a_row_of_a_needs_as_many_failures_as_promised_and_a_price_the_hypothesis_of_a8(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broad = match_a(contestant("mytrainers:broad"), double_training_set(200), (8, 8), 0)
    assert broad.numbers["weight_bound"] == 10**9
    assert "price" not in broad.numbers  # w^L N_1 N_2 delta >= 1
    who = replace(contestant("mytrainers:broad").trainer, largest_weight=1)
    few, many = (match_a(Contestant("one", who, who), double_training_set(n), (3,), 0) for n in (5, 6))
    assert ("price" in few.numbers, "price" in many.numbers) == (False, True)  # P(N) = 4 < n - 1
    assert broad.holds
    with monkeypatch.context() as within:  # no network does it, so a perturbation is forged
        real = universal_perturbation

        def forged(*given: Any) -> Any:
            found = real(*given)
            return replace(found, indices=found.indices[: found.promised - 1])

        within.setattr("nnbarriers.demonstrations.matches.universal_perturbation", forged)
        assert not match_a(contestant("mytrainers:broad"), double_training_set(200), (8, 8), 0).holds
    monkeypatch.setattr("nnbarriers.demonstrations.tournament.match_a", lambda *_: replace(broad, holds=False))
    assert [row.verdict for row in play_a(contestant("mytrainers:broad"), tmp_path, 0)] == ["fails"]


@pytest.mark.infrastructure
def test_a_missing_library_is_a_row_of_all_and_an_error_by_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cma", None)
    monkeypatch.setattr(
        "nnbarriers.demonstrations.contestants.ZOO", {name: ZOO[name] for name in ("cma-es", "map-evidence", "svm")}
    )
    code, told, _ = run(capsys, "demonstrate", "A", "--trainers", "all")
    assert code == 0
    assert "pip install cma" in told
    assert "1 of 3 rows established, 1 vacuous, 1 not run for want of a library" in told
    code, told, errors = run(capsys, "demonstrate", "A", "--trainers", "cma-es")
    assert (code, told) == (2, "")
    assert errors == "barriers: the trainer cma-es needs cma: pip install cma\n"


@pytest.mark.result("A0", "A3", "A4", "A6", "A8")
def test_any_trainer_makes_the_networks_of_the_single_results(capsys: pytest.CaptureFixture[str]) -> None:
    """One of the zoo, one with an instance of its own, a callable, and those that give nothing to judge."""
    names = "adam-numpy,milp,mytrainers:hopeful,k-nn,mytrainers:crash"
    code, told, _ = run(
        capsys, "demonstrate", "A0", "A3", "A4", "A6", "A8", "--trainers", names, "--json", "--out", "o"
    )
    rows = json.loads(told)
    assert code == 1  # crash
    for result in ("A0", "A3", "A4", "A6", "A8"):
        own = [row for row in rows if row["result"] == result]
        by_name = {name: [row for row in own if name in row["instance"]] for name in names.split(",")}
        count = 1 if result == "A8" else 3
        assert [len(by_name[name]) for name in names.split(",")] == [count, 1, count, 1, 1]
        for name in ("adam-numpy", "milp", "mytrainers:hopeful"):
            verdicts = {row["verdict"] for row in by_name[name]}
            assert verdicts <= ({"holds", "vacuous"} if result == "A8" else {"accepted", "holds"})
        assert by_name["k-nn"][0]["verdict"] == "vacuous"
        assert by_name["k-nn"][0]["claim"] == f"{result} does not apply: {ZOO['k-nn'].why}"
        assert by_name["mytrainers:crash"][0]["verdict"] == "failed"
        assert "boom" in by_name["mytrainers:crash"][0]["claim"]
        assert ("of 8 points" in by_name["milp"][0]["claim"]) == (result in ("A3",))
    assert Path("o/network-2-8-8-1-mytrainers-hopeful.npz").exists()
    assert kernel.exit_code([kernel.check_file(path) for path in Path("o").glob("*.json")]) == 0


@pytest.mark.infrastructure
def test_trainers_that_no_wanted_result_speaks_of_are_an_error_that_says_which_could_serve(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for wanted, names, reason in (
        (["A8"], "classifier", "A8 does not apply to classifier: its outputs are logits"),
        (["A3"], "k-nn,rbf", f"A3 does not apply to k-nn: {ZOO['k-nn'].why}; name one of classifier, regressor, sgd"),
        (["A"], "k-nn", f"A3 does not apply to k-nn: {ZOO['k-nn'].why}; name one of classifier"),
        (["A3", "A8"], "classifier", "name one of regressor, sgd"),
        (["B2", "E0"], "lbfgs", "--trainers is for the results that train, A, B, A0, A3, A4, A6, A8; B2, E0 does not"),
        (["A6"], "", "no trainer is called ''"),
    ):
        code, told, errors = run(capsys, "demonstrate", *wanted, "--trainers", names)
        assert (code, told, errors.count("\n")) == (2, "", 1)
        assert reason in errors
        assert len(errors) < 450
    assert not Path("out").exists()


@pytest.mark.infrastructure
def test_without_scikit_learn_the_rows_say_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    code, told, _ = run(capsys, "demonstrate", "A0", "A3", "A5", "A8", "--json")
    rows = json.loads(told)
    assert code == 0
    absent = [(row["result"], row["instance"]) for row in rows if row["verdict"] == "not run"]
    assert absent == [("A0", "classifier"), ("A3", "classifier"), ("A8", "regressor")]
    assert all("pip install scikit-learn" in row["claim"] for row in rows if row["verdict"] == "not run")
    assert {row["verdict"] for row in rows if row["result"] in ("A5", "A8")} == {"accepted", "holds", "not run"}
    assert not Path("out/attack.svg").exists()


@pytest.mark.result("A3")
def test_what_is_behind_the_network_decides_which_points_fail() -> None:
    """With a g that takes every label for the other one, all points fail, before any attack and in the gradient's."""
    turned = replace(ZOO["adam-numpy"], g=threshold(Fraction(1, 2), decreasing=True))
    match = match_a(Contestant("turned", turned, turned), double_training_set(40), (8,), 0)
    assert (match.numbers["right"], match.numbers["gradient_attack"], match.holds) == (0, 40, True)


@pytest.mark.infrastructure
def test_a_classifier_plays_b_with_its_predictions_and_a_with_its_logits(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, told, _ = run(capsys, "demonstrate", "A", "B", "--trainers", "classifier", "--json")
    rows = json.loads(told)
    assert code == 0
    assert [(row["result"], row["verdict"]) for row in rows] == [("A3", "accepted"), ("B2", "accepted")]
    assert rows[0]["numbers"]["right"] == 200
    assert rows[0]["numbers"]["gradient_attack"] > 0
    assert rows[1]["numbers"]["exact"] is True


@pytest.mark.infrastructure
def test_a_phase_is_told_as_numbers_and_drawn(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, told, _ = run(capsys, "plot", "accuracy", "--json")
    assert code == 0
    body = json.loads(told)
    assert body["holds"] is True
    assert {cell["attained"] for cell in body["cells"]} == {"1/2", "1"}
    assert not (tmp_path / "out").exists()
    code, told, _ = run(capsys, "plot", "accuracy")
    assert (code, "25 of them with equality" in told) == (0, True)
    assert (tmp_path / "out" / "accuracy.svg").exists()
    code, told, errors = run(capsys, "plot", "accuracy", "-o", "a.gif")
    assert (code, told, errors) == (2, "", "barriers: a.gif: a picture ends in .svg, .png or .pdf\n")
