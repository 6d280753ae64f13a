"""`barriers attack` and `barriers export` with the files that people bring."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nnbarriers as nb
from constructions.dataset_files import read_dataset, write_dataset
from constructions.instability import interpolating_network, universal_perturbation
from constructions.interchange import read_network, write_network
from constructions.training_sets import double_training_set, training_set
from constructions.verification import fitting_network
from nnbarriers.limits import Work
from proofs_check.kernel import relu
from proofs_check.kernel.reading import bits_of
from proofs_check.peers import rounding
from tests.command.running import run
from theory.layers import Layer
from theory.networks import ReluNetwork

onnx = pytest.importorskip("onnx", reason="onnx is not installed: pip install onnx onnxruntime")
pytest.importorskip("onnxruntime", reason="onnxruntime is not installed: pip install onnx onnxruntime")
pytestmark = pytest.mark.infrastructure


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_dataset(double_training_set(30), tmp_path / "data.npz")
    return tmp_path


def test_what_is_too_much_work_for_the_kernel_is_known_before_the_attack(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On two lines without a knot: an error with the way out. With all else: an answer, and advice in one line."""
    write_network(interpolating_network((2, 3, 1), read_dataset("data.npz").delta), here / "m.json")
    monkeypatch.setattr(relu, "MAX_WORK", 1000)
    code, out, said = run(capsys, "attack", "m.json", "--dataset", "data.npz", "--json")
    assert (code, out) == (2, "") and re.search(r"a certificate needs work \d+, more than 1000", said)
    assert said.endswith(": the network is too large\n")
    for most in range(1000, 10**6, 500):
        monkeypatch.setattr(relu, "MAX_WORK", most)
        code, out, said = run(capsys, "attack", "m.json", "--dataset", "data.npz", "--json")
        if out:
            break
    assert code == 2 and json.loads(out)["verdict"].startswith("unsupported: needs work")
    assert "for datasets of fewer points" in said.splitlines()[-1]
    assert run(capsys, "attack", "m.json", "--dataset", "data.npz", "--threshold", "-1")[2].count("\n") == 1


def test_what_the_kernel_takes_by_pieces_is_not_refused_before_the_attack(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rejected: an estimate of one evaluation a point, which would be refused."""
    data = nb.dataset(500)
    network = interpolating_network((2, 64, 64, 1), data.delta)
    monkeypatch.setattr(relu, "MAX_WORK", 5_000_000)
    assert "needs work" in str(Work(network).beyond(len(data), bits_of(data.x1)))
    found = nb.attack(network, data)
    assert (found.verdict, found.failing) == ("accepted", 250)


@pytest.mark.result("A3")
@pytest.mark.parametrize(("width", "verdict"), [(3, "accepted"), (40, "vacuous")])
def test_a_network_that_is_wrong_unperturbed_is_told_so_first(
    here: Path, capsys: pytest.CaptureFixture[str], width: int, verdict: str
) -> None:
    """Rejected: "15 of 30 points fail at once under one eta", for a network whose inputs were scaled in training.

    With 40 neurons nothing is promised, and so nothing is shown.
    """
    data = read_dataset("data.npz")
    network = interpolating_network((2, width, 1), data.delta).scale_inputs([1, data.delta])
    write_network(network, here / "m.json")
    code, out, said = run(capsys, "attack", "m.json", "--dataset", "data.npz")
    lead, out = "the network is wrong at 15 of 30 points before any perturbation", " ".join(out.split())
    cause = (
        "(usual cause: a classifier, so give --threshold, 0 for logits; else features scaled in training, so multiply"
    )
    assert out.startswith(f"(2; {width}; 1): {lead} {cause}")
    assert "0 of them broken by it" in out
    assert (code, f"{verdict}: m.json.certificate.json" in out) == (0, True)
    assert ("shows nothing of the perturbation" in said) == (verdict == "vacuous")
    code, out, said = run(capsys, "attack", "m.json", "--dataset", "data.npz", "--threshold", "1/2", "--json")
    assert said.startswith(f"note: {lead}") and "--threshold" not in said
    assert json.loads(out)["verdict"] == verdict
    code, out, _ = run(capsys, "check", "m.json.certificate.json", "--json")
    (told,) = json.loads(out)
    assert (code, told["verdict"]) == (0, "accepted")
    assert told["report"][0].startswith("vacuous: none is promised" if verdict == "vacuous" else "checked: 15 of 30")


@pytest.mark.result("A3")
def test_an_onnx_file_is_attacked_and_named_by_its_hashes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = read_dataset("data.npz")
    write_network(interpolating_network((2, 3, 1), data.delta), here / "m.onnx")
    code, out, _ = run(capsys, "attack", "m.onnx", "--dataset", "data.npz", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["verdict"] == "accepted"
    assert told["failing"] >= told["promised"] == 13
    assert told["model_sha256"] == hashlib.sha256((here / "m.onnx").read_bytes()).hexdigest()
    claim = json.loads((here / told["certificate"]).read_text())["claim"]
    assert told["network_sha256"] == claim["network_sha256"]
    machine = told["machine_rounding"]
    assert (machine["precision"], machine["points"], machine["agrees"]) == ("float32", 30, 30)
    assert machine["failing"] == told["failing"]
    assert "not evidence" in machine["note"]
    assert "float32 agrees at 30 of 30 points" in run(capsys, "attack", "m.onnx", "--dataset", "data.npz")[1]


def with_weights_beside(path: Path, network: ReluNetwork) -> None:
    """Write the network with its weights in `path`.data, as torch's exporter does."""
    write_network(network, path)
    onnx.save(onnx.load(path), path, save_as_external_data=True, location=f"{path.name}.data", size_threshold=0)


@pytest.mark.result("A3")
@pytest.mark.parametrize("place", ["empty", "other weights"])
def test_onnxruntime_is_asked_about_the_weights_that_were_read_whatever_lies_in_the_current_folder(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    data = read_dataset("data.npz")
    network = interpolating_network((2, 3, 1), data.delta)
    (here / "elsewhere").mkdir()
    if place == "other weights":
        *hidden, last = network.layers
        minus = Layer(tuple(tuple(-w for w in row) for row in last.weights), tuple(-b for b in last.bias))
        with_weights_beside(here / "elsewhere" / "m.onnx", ReluNetwork((*hidden, minus)))
    with_weights_beside(here / "m.onnx", network)
    monkeypatch.chdir(here / "elsewhere")
    code, out, err = run(capsys, "attack", "../m.onnx", "--dataset", "../data.npz", "--json")
    told = json.loads(out)
    assert (code, err) == (0, "")
    assert (told["machine_rounding"]["agrees"], told["machine_rounding"]["failing"]) == (30, told["failing"])
    digest = hashlib.sha256((here / "m.onnx.data").read_bytes()).hexdigest()
    assert told["weight_files_sha256"] == {"m.onnx.data": digest}
    assert f"../m.onnx.data: sha256 {digest}" in run(capsys, "attack", "../m.onnx", "--dataset", "../data.npz")[1]


@pytest.mark.result("A3")
def test_machine_rounding_that_changes_a_verdict_is_counted_and_changes_nothing_else(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The output gains 2^60 + (1 − 2^60) − 1 = 0; in single precision 1 − 2^60 is −2^60, so it loses 1."""
    data = read_dataset("data.npz")
    base = interpolating_network((2, 1, 1), data.delta)
    big = Fraction(2) ** 60
    first, last = base.layers
    ones = ((Fraction(0),) * 2,) * 2
    hidden = Layer((*first.weights, *ones), (*first.bias, Fraction(1), Fraction(1)))
    network = ReluNetwork((hidden, Layer(((*last.weights[0], big, -big + 1),), (Fraction(-1),))))
    found = universal_perturbation(network, data)
    assert found.indices == universal_perturbation(base, data).indices
    write_network(network, here / "m.json")
    told = json.loads(run(capsys, "attack", "m.json", "--dataset", "data.npz", "--json")[1])
    assert told["machine_rounding"]["agrees"] < 30  # −2^60 + 1 is no float32
    assert told["verdict"] == "accepted"
    assert told["failing"] == len(found.indices)


def test_without_onnxruntime_nothing_is_said_of_rounding(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nnbarriers.command.attack.installed", lambda: False)
    write_network(interpolating_network((2, 3, 1), Fraction(1, 4)), here / "m.npz")
    told = json.loads(run(capsys, "attack", "m.npz", "--dataset", "data.npz", "--json")[1])
    assert told["machine_rounding"] is None
    monkeypatch.setattr("nnbarriers.command.attack.installed", rounding.installed)
    write_network(interpolating_network((2, 3, 1), Fraction(1, 2**200)), here / "m.npz")
    code, out, err = run(capsys, "attack", "m.npz", "--dataset", "data.npz", "--json")
    assert json.loads(out)["machine_rounding"] is None
    assert code == 0
    assert "no word on machine rounding" in err


class Payload:
    """Makes a folder when it is unpickled."""

    def __reduce__(self) -> Any:
        return os.mkdir, ("executed",)


@pytest.fixture
def bad(here: Path) -> Path:
    for name in ("p.npz", "p.pt", "p.pkl", "p.onnx"):
        (here / name).write_bytes(pickle.dumps(Payload()))
    write_network(interpolating_network((2, 3, 1), Fraction(1, 4)), here / "good.onnx")
    (here / "cut.onnx").write_bytes((here / "good.onnx").read_bytes()[:100])
    for operator in ("Sigmoid", "MaxPool"):
        model = onnx.load(here / "good.onnx")
        model.graph.node[1].op_type = operator
        onnx.save(model, here / f"{operator}.onnx")
    np.savez(here / "other.npz", weights=np.ones((2, 2)))
    return here


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (
            "attack . --dataset data.npz",
            r": \.: is a folder; give the file of a model in it",
        ),
        ("attack .. --dataset data.npz", r": \.\.: is a folder"),
        ("attack p.npz --dataset data.npz", "not a readable .npz"),
        ("attack p.pt --dataset data.npz", "so it is not loaded"),
        ("attack p.pkl --dataset data.npz", "never read"),
        ("attack p.onnx --dataset data.npz", "not a readable ONNX|versions 3 to"),
        ("attack cut.onnx --dataset data.npz", "not a readable ONNX|are wanted"),
        ("attack Sigmoid.onnx --dataset data.npz", r"node 3 \(Gemm\): it stands after the Sigmoid"),
        ("attack MaxPool.onnx --dataset data.npz", r"node 2 \(MaxPool\): this operator is not read"),
        ("attack other.npz --dataset data.npz", "W1, b1"),
        ("export --dataset data.npz --format vnnlib", "Missing option '-o'"),
        ("export --dataset data.npz --format nnet -o x", "nnet"),
        ("export --dataset data.npz --format vnnlib -o x --threshold 0", "belongs to --model"),
        ("export --dataset data.npz --format vnnlib -o data.npz", "data.npz"),
        ("export --dataset data.npz --format vnnlib -o x --model MaxPool.onnx", "MaxPool"),
        ("export --dataset data.npz --format vnnlib -o .", "is not empty"),
    ],
)
def test_bad_models_get_one_line_and_exit_code_two_and_nothing_is_executed(
    bad: Path, capsys: pytest.CaptureFixture[str], arguments: str, reason: str
) -> None:
    before = sorted(p.name for p in bad.rglob("*"))
    code, out, err = run(capsys, *arguments.split())
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("barriers: ")
    assert re.search(reason, err)
    assert sorted(p.name for p in bad.rglob("*")) == before


@pytest.mark.result("A3", "A5")
def test_export_writes_instances_with_both_verdicts(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "export", "--dataset", "data.npz", "--format", "vnnlib", "-o", "x", "--json")
    assert (code, err.count("\n")) == (0, 0)
    rows = json.loads(out)
    assert {row["expected"] for row in rows} == {"sat", "unsat"}
    assert all((here / "x" / row[key]).is_file() for row in rows for key in ("onnx", "vnnlib", "vnnlib1"))
    assert json.loads((here / "x" / "expected.json").read_text()) == rows
    write_network(fitting_network(read_dataset("data.npz")), here / "m.json")
    code, out, err = run(
        capsys, "export", "--dataset", "data.npz", "--format", "vnnlib", "-o", "y", "--model", "m.json"
    )
    assert out.startswith("sat    A3-model: one eta")
    assert re.search("1 instances; rounding moved weights by ≈[0-9.e-]+ of their size", err)
    code, _, err = run(capsys, "stabilise", "--dataset", "data.npz", "-o", "s.onnx")
    assert code == 0
    assert read_network("s.onnx").widths == (2, 58, 1)
    code, _, err = run(capsys, "export", "--dataset", "data.npz", "--format", "vnnlib", "-o", "z", "--model", "s.onnx")
    assert (code, "nothing to ask" in err, (here / "z").exists()) == (2, True, False)


def test_of_several_outputs_two_logits_are_taken_and_others_are_named(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    network = interpolating_network((2, 3, 1), read_dataset("data.npz").delta)
    *before, last = network.layers
    rows = (tuple(-w for w in last.weights[0]), last.weights[0], last.weights[0])
    logits = Layer(rows[:2], (Fraction(1, 2), Fraction(-1, 2)))
    write_network(ReluNetwork((*before, logits)), here / "two.json")
    write_network(ReluNetwork((*before, Layer(rows, (Fraction(0),) * 3))), here / "three.onnx")
    code, out, _ = run(capsys, "attack", "two.json", "--dataset", "data.npz", "--json")
    told = json.loads(out)
    assert (code, told["failing_before"], told["verdict"]) == (0, 0, "accepted")
    assert "of its two logits output 1 less output 0; class 1 where it exceeds 0" in told["read_as"]
    code, out, said = run(capsys, "attack", "three.onnx", "--dataset", "data.npz")
    assert (code, out) == (2, "")
    assert "the model has 3 outputs: choose one with outputs=i, or the difference of two logits with" in said
    for outputs, word in (("2", "of 3 outputs number 2"), ("1-0", "of 3 outputs number 1 less number 0")):
        code, out, _ = run(capsys, "attack", "three.onnx", "--dataset", "data.npz", "--outputs", outputs)
        assert code in (0, 1)
        assert word in " ".join(out.split())
    assert run(capsys, "attack", "three.onnx", "--dataset", "data.npz", "--outputs", "3")[0] == 2


def test_a_dataset_of_rationals_that_are_no_doubles_is_attacked_and_stabilised(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = training_set(20)
    write_dataset(data, here / "exact.json")
    write_network(interpolating_network((2, 3, 1), data.delta), here / "m.json")
    code, out, _ = run(capsys, "attack", "m.json", "--dataset", "exact.json", "--json")
    assert (code, json.loads(out)["failing"], json.loads(out)["verdict"]) == (0, 10, "accepted")
    assert run(capsys, "stabilise", "--dataset", "exact.json", "-o", "s.json")[0] == 0
    assert nb.attack("m.json", "exact.json").failing == 10
    with pytest.raises(nb.BarriersError, match="has doubles for coordinates"):
        nb.load_dataset("exact.json")
