"""The command `barriers`: what it writes, says and returns; one line for bad input, no traceback, no partial file."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from constructions.dataset_files import read_dataset
from constructions.instability import failing_set
from constructions.interchange import read_network, write_network
from constructions.trainers.descent import classifier, regressor
from constructions.training_runs import train
from nnbarriers.command.main import COMMANDS, cli, main
from tests.command import running
from tests.kernel.corpus import BAD, FOLDER, GOOD, expected
from theory.exact import rational
from theory.networks import ReluNetwork
from theory.results import results

pytestmark = pytest.mark.infrastructure


class Run:
    """Run the command inside the process and collect what it says."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        return running.run(self.capsys, *arguments)

    def json(self, *arguments: object) -> Any:
        code, out, _ = self(*arguments, "--json")
        assert code == 0
        return json.loads(out)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    return Run(capsys)


@pytest.mark.result("A3", "A4")
@pytest.mark.parametrize("suffix", ["npz", "json"])
def test_a_freshly_trained_network_fails_at_as_many_points_as_promised(run: Run, tmp_path: Path, suffix: str) -> None:
    assert run("dataset", "--points", 500, "--a", 1, "-o", "data.npz")[0] == 0
    data = read_dataset(tmp_path / "data.npz")
    trained = train(classifier, data, (8, 8), seed=7)
    assert trained.accurate
    write_network(trained.network, tmp_path / f"model.{suffix}")
    told = run.json("attack", f"model.{suffix}", "--dataset", "data.npz", "--threshold", 0, "-o", "cert.json")
    assert told["points"] == 500
    assert told["promised"] == 209 <= told["failing"]
    assert told["failing_before"] == 0
    assert told["verdict"] == "accepted"
    eta = [rational(v) for v in told["eta"]]
    moved = [[v + e for v, e in zip(point, eta, strict=True)] for point in data.points]
    assert len(failing_set(trained.network, moved, data.labels, trained.g)) == told["failing"]
    assert rational(told["eta_norm"]) == max(map(abs, eta)) <= data.radius
    (said,) = run.json("check", "cert.json")
    assert said["verdict"] == "accepted"
    assert said["report"][0].startswith(f"checked: {told['failing']} of 500 points fail at once at eta = ")
    certificate = json.loads((tmp_path / "cert.json").read_text())
    certificate["claim"]["failing"] += 1
    (tmp_path / "cert.json").write_text(json.dumps(certificate, sort_keys=True, separators=(",", ":")) + "\n")
    code, out, _ = run("check", "cert.json", "--json")
    assert code == 1
    assert [(v["verdict"], v["condition"]) for v in json.loads(out)] == [("rejected", "A3.9")]


@pytest.mark.result("A3")
def test_without_a_threshold_the_output_itself_is_compared_with_the_label(run: Run, tmp_path: Path) -> None:
    run("dataset", "--points", 40, "--a", "2/3", "--dimension", 3, "-o", "data.csv")
    trained = train(regressor, read_dataset(tmp_path / "data.csv"), (4,), seed=1)
    write_network(trained.network, tmp_path / "model.npz")
    told = run.json("attack", "model.npz", "--dataset", "data.csv")
    assert told["certificate"] == "model.npz.certificate.json"
    assert told["failing"] >= told["promised"]
    assert run("attack", "model.npz", "--dataset", "data.csv")[0] == 0


@pytest.mark.result("A5")
@pytest.mark.parametrize("suffix", ["npz", "json"])
def test_stabilise_builds_a_network_that_the_kernel_accepts(run: Run, tmp_path: Path, suffix: str) -> None:
    run("dataset", "--points", 50, "--a", "0.75", "-o", "data.json")
    told = run.json("stabilise", "--dataset", "data.json", "-o", f"stable.{suffix}")
    assert told["verdict"] == "accepted"
    data, network = read_dataset(tmp_path / "data.json"), read_network(tmp_path / f"stable.{suffix}")
    assert network.evaluate(data.points) == list(data.labels)
    assert run("check", told["certificate"])[0] == 0
    assert run.json("attack", f"stable.{suffix}", "--dataset", "data.json")["failing"] == 0


def test_datasets_of_all_formats_hold_the_same_rationals(run: Run, tmp_path: Path) -> None:
    for suffix in ("npz", "csv", "json"):
        code, out, err = run("dataset", "--points", 30, "--a", "5/7", "--dimension", 4, "-o", f"data.{suffix}")
        assert (code, out) == (0, "")
        assert "30 points" in err
    assert (
        read_dataset(tmp_path / "data.npz")
        == read_dataset(tmp_path / "data.csv")
        == read_dataset(tmp_path / "data.json")
    )
    body = json.loads((tmp_path / "data.json").read_text())
    assert body["points"] == 30
    assert [Fraction(v) for v in np.load(tmp_path / "data.npz")["x"][:, 0].tolist()] == [
        rational(p[0]) for p in body["x"]
    ]


def test_results_lists_the_registry(run: Run) -> None:
    told = run.json("results")
    assert [entry["id"] for entry in told] == [result.id for result in results()]
    assert all(entry["statement"] and entry["evidence"] and entry["source"] for entry in told)
    code, out, _ = run("results")
    assert code == 0
    assert all(result.id in out for result in results())
    assert "pytest --result A8" in run("results", "A8")[1]
    assert "F_0 + F_1 >= (n - P - 1)/2" in " ".join(run("results", "A3")[1].split())


@pytest.mark.result(
    "A0",
    "A1",
    "A2",
    "A3",
    "A4",
    "A5",
    "A6",
    "A7",
    "A8",
    "B0",
    "B1",
    "B2",
    "B3",
    "B4",
    "B5",
    "J",
    "K",
    "W",
    "C0",
    "C1",
    "D",
)
def test_demonstrate_establishes_every_row(run: Run, tmp_path: Path) -> None:
    told = run.json("demonstrate", "--out", "out", "--seed", 3, "--trainers", "classifier,regressor")
    assert {row["result"] for row in told} == {result.id for result in results()}
    assert [row["instance"] for row in told if row["verdict"] not in ("accepted", "holds")] == ["classifier"]  # in A8
    attacks = [row for row in told if row["result"] == "A3"]
    assert len(attacks) == 6
    assert all("accuracy 1" in row["instance"] for row in attacks)
    assert run("check", "out")[0] == 0
    assert (tmp_path / "out" / "attack.svg").read_text().startswith("<svg")


def test_demonstrate_prints_a_table_and_takes_a_choice(run: Run) -> None:
    code, out, _ = run("demonstrate", "A7", "A2", "--out", "x")
    assert code == 0
    assert "A7" in out
    assert "A3" not in out


def test_check_reports_every_file_and_the_worst_exit_code(run: Run, tmp_path: Path) -> None:
    assert run("check", FOLDER / "good")[0] == 0
    code, out, _ = run("check", FOLDER / "bad", FOLDER / "good", "--json")
    assert code == 1
    told = {Path(v["path"]).name: v for v in json.loads(out)}
    for path in GOOD + BAD:
        verdict, condition, _ = expected(path)
        assert (told[path.name]["verdict"], told[path.name]["condition"]) == (verdict, condition)
    assert run("check", FOLDER / "bad" / "malformed-float.json")[0] == 2
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "loop").symlink_to(tmp_path / "empty")
    code, out, err = run("check", tmp_path / "empty", "--json")
    assert (code, json.loads(out)) == (2, [])
    assert err.count("\n") == 1
    assert run("check", tmp_path / "missing.json")[0] == 2


def test_check_passes_over_nothing_that_it_was_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad, empty = GOOD[0], BAD[0], tmp_path / "empty"
    empty.mkdir()
    code, out, err = run("check", good, empty, "--json")
    assert (code, [v["verdict"] for v in json.loads(out)]) == (2, ["accepted"])
    assert err == (said := f"barriers: nothing to check: no .json file in {empty}\n")
    code, _, err = run("check", bad, empty)
    assert (code, err) == (1, said)  # whatever else there is, a rejection is told
    monkeypatch.chdir(good.parent)
    code, out, err = run("check", "")
    assert (code, out, err.count("\n")) == (2, "", 1)
    shutil.copy(good, tmp_path)
    scandir = os.scandir

    def refusing(path: Any) -> Any:
        if Path(path) == empty:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    code, out, _ = run("check", tmp_path, "--json")
    assert code == 2
    told = {v["path"]: v["verdict"] for v in json.loads(out)}
    assert told == {str(tmp_path / good.name): "accepted", str(empty): "unsupported"}


@pytest.fixture
def files(run: Run, tmp_path: Path) -> Path:
    run("dataset", "--points", 6, "--a", 1, "-o", "data.json")
    (tmp_path / "n.json").write_text(
        '{"widths": [3, 1, 1], "layers": [{"weights": [["1", "0", "0"]], "bias": ["0"]},'
        ' {"weights": [["1"]], "bias": ["0"]}]}'
    )
    (tmp_path / "square.json").write_text(
        '{"widths": [2, 1, 1], "layers": [{"weights": [["1", "0"]], "bias": ["0"]},'
        ' {"weights": [["1"]], "bias": ["0"]}]}'
    )
    (tmp_path / "nan.json").write_text('{"widths": [2, 1, 1], "layers": [{"weights": [[NaN, "0"]], "bias": ["0"]}]}')
    (tmp_path / "deep.json").write_text("[" * 10**5)
    (tmp_path / "pickle.npz").write_bytes(b"\x80\x04K\x01.")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("", "Missing|Usage"),
        ("nonsense", "No such command"),
        ("dataset --points 0 -o x.npz", "integer >= 1"),
        ("dataset -o x.npz", "one of both"),
        ("dataset --points 5 --hidden 4 -o x.npz", "one of both"),
        ("dataset --hidden 4,x -o x.npz", "whole numbers with commas"),
        ("dataset --points 2.5 -o x.npz", "not a valid integer"),
        ("dataset --points 5 --a 1/3 -o x.npz", r"\[1/2, 1\]"),
        ("dataset --points 5 --a nan -o x.npz", "rational"),
        ("dataset --points 5 --delta 1 -o x.npz", "delta <= radius"),
        ("dataset --points 5 --delta 1/1000 -o x.npz", "double"),
        ("dataset --points 5 --dimension 1 -o x.npz", "integer >= 2"),
        ("dataset --points 134217727 -o x.npz", "larger than any"),
        ("dataset --points 5 --dimension 1000000000 -o x.npz", "larger than any"),
        ("attack square.json --dataset data.json -o data.json", "overwrite the dataset"),
        ("stabilise --dataset data.json -o data.json --certificate new.json", "overwrite the dataset"),
        ("stabilise --dataset data.json -o new.json --certificate data.json", "overwrite the dataset"),
        ("dataset --points 5 -o x.parquet", "ends in"),
        ("dataset --points 5 -o data.json/x.npz", "cannot be written"),
        ("dataset --points 5 -o /dev/null/x.npz", "cannot be written"),
        ("stabilise --dataset data.json -o /dev/null/x.npz", "cannot be written"),
        ("dataset --points 5", "Missing option"),
        ("attack n.json --dataset data.json", "dimension 3, the dataset has dimension 2"),
        ("attack nan.json --dataset data.json", "NaN"),
        ("attack deep.json --dataset data.json", "too deeply"),
        ("attack pickle.npz --dataset data.json", "not a readable"),
        ("attack none.json --dataset data.json", "no such file"),
        ("attack n.json --dataset n.json", "missing"),
        ("dataset --points 5 --a 1*2^-100000 -o x.npz", "exponent"),
        ("dataset --points 5 --a 1*2^-4000 -o x.npz", r"\[1/2, 1\]"),
        ("dataset --points 5 --delta 1*2^-4000 -o x.npz", "double precision"),
        ("dataset --points 5 --delta 1*2^4000 -o x.npz", "double precision|overflow"),
        (f"dataset --points 5 --a 1/{'3' * 3999} -o x.npz", r"\[1/2, 1\]"),
        (f"demonstrate --seed {'1' * 3000}x", "not a valid integer"),
        ("attack square.json --dataset data.json -o square.json", "would overwrite"),
        ("stabilise --dataset data.json -o new.json --certificate new.json", "would overwrite"),
        ("attack n.json --dataset data.json --threshold x", "rational"),
        ("stabilise --dataset data.json -o x.txt", "ends in"),
        ("results Z9", "no result is called"),
        ("demonstrate Z9", "no demonstration"),
        ("demonstrate --trainers astrology", "no trainer"),
        ("demonstrate --seed -1", "range"),
        ("check", "Missing argument"),
    ],
)
def test_bad_input_gets_one_line_exit_code_two_and_leaves_nothing(
    run: Run, files: Path, arguments: str, reason: str
) -> None:
    before = sorted(p.name for p in files.rglob("*"))
    code, out, err = run(*arguments.split())
    assert code == 2
    if arguments:
        assert out == ""
        assert err.count("\n") == 1, err
        assert err.startswith("barriers: ")
        assert len(err) < 450
    assert re.search(reason, out + err)
    assert sorted(p.name for p in files.rglob("*")) == before


def test_a_classifier_without_its_threshold_is_noticed(run: Run, tmp_path: Path) -> None:
    run("dataset", "--points", 20, "-o", "data.npz")
    trained = train(classifier, read_dataset(tmp_path / "data.npz"), (4,), seed=0)
    shifted = [
        (layer.weights, [b + 5 * (i == 1) for b in layer.bias]) for i, layer in enumerate(trained.network.layers)
    ]
    write_network(ReluNetwork.of(shifted), tmp_path / "model.npz")
    told = " ".join(run("attack", "model.npz", "--dataset", "data.npz")[1].split())
    assert "before any perturbation (usual cause: " in told
    assert "give --threshold" in told


def test_without_scikit_learn_the_rows_of_trained_networks_are_not_run(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    rows = run.json("demonstrate", "A3", "C0", "--out", tmp_path)
    assert {row["verdict"] for row in rows if row["result"] == "A3"} == {"not run"}
    assert {row["verdict"] for row in rows if row["result"] == "C0"} == {"accepted"}
    assert "pip install scikit-learn" in rows[0]["claim"]
    assert not (tmp_path / "attack.svg").exists()


def test_the_picture_of_an_attack_needs_no_matplotlib(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnbarriers.demonstrations.session.INSTANCES", ((2, (8, 8)),))
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    code, out, _ = run("demonstrate", "A3", "--out", tmp_path)
    assert code == 0
    assert "1 of 1 rows established" in out
    assert (tmp_path / "attack.svg").read_text().startswith("<svg")


def test_the_command_is_installed_and_version_and_help_work() -> None:
    command = shutil.which("barriers", path=Path(sys.executable).parent)
    assert command
    for arguments, text in ((["--version"], "0.1.0"), (["--help"], "demonstrate"), (["attack", "-h"], "--threshold")):
        said = subprocess.run([command, *arguments], capture_output=True, text=True, check=True)
        assert text in said.stdout
    said = subprocess.run(
        [sys.executable, "-m", "nnbarriers", "results", "A0"], capture_output=True, text=True, check=True
    )
    assert "Piece bound" in said.stdout


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_documents_its_exit_codes(name: str) -> None:
    said = " ".join(CliRunner().invoke(cli, [name, "--help"]).output.split())
    assert re.search(r"Exit code: 0 .*; 2 .*; 130 interrupted\.$", said)
    assert COMMANDS[name].replace(" ", "") in said.replace(" ", "")


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["--version"], {"click", "nnbarriers", "theory"}), (["--help"], {"click", "nnbarriers", "theory"}),
        (["check", str(GOOD[0])], {"click", "nnbarriers", "proofs_check", "rich", "theory"}),
        (["check", "--help"], {"click", "nnbarriers", "proofs_check", "rich", "theory"}),
    ],
)  # fmt: skip
def test_what_needs_little_loads_little(words: list[str], needed: set[str]) -> None:
    """Nothing beside the standard library and what is named: not NumPy, SymPy, mpmath, python-flint, Hypothesis."""
    source = (
        "import sys\nstarted = set(sys.modules)\nfrom nnbarriers.__main__ import main\n"
        "try: main()\nfinally: print(*set(sys.modules) - started)"
    )
    said = subprocess.run(
        [sys.executable, "-c", source, *words],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = {name.split(".")[0] for name in said.stdout.splitlines()[-1].split()}
    assert loaded - set(sys.stdlib_module_names) == needed


@pytest.mark.parametrize(
    "words", [["--debug", "results", "Z9"], ["results", "--debug", "Z9"], ["results", "Z9", "--debug"]]
)
def test_debug_works_before_and_after_the_command(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        main(words)
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert said.splitlines()[-1].startswith("barriers: ")
