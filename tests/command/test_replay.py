"""`barriers replay`: values, counterexamples and folders of them; hostile files give one line and exit code 2."""

from __future__ import annotations

import gzip
import json
import os
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nnbarriers as nb
from constructions.interchange import write_network
from constructions.points import Counterexample
from nnbarriers.command import batches
from proofs_check.kernel.reading import Rejected, Unsupported
from tests.command.running import run
from tests.counterexamples import cases, write
from theory.exact import BarriersError
from theory.layers import Layer
from theory.networks import ReluNetwork

pytestmark = pytest.mark.infrastructure
Capture = pytest.CaptureFixture[str]
NETWORK = ReluNetwork((Layer.of([[1, -1], [2, 3]], [0, "-1/2"]), Layer.of([[1, 2], [0, "1/3"]], [0, 1])))
"""rho(x0 - x1) + 2 rho(2 x0 + 3 x1 - 1/2) is 15 at (1, 2), and 1 + rho(2 x0 + 3 x1 - 1/2)/3 is 7/2."""
HEAD = "".join(f"(declare-const {name} Real)" for name in ("X_0", "X_1", "Y_0", "Y_1"))
BOX = "".join(f"\n(assert (>= X_{i} 0))\n(assert (<= X_{i} 2.0))" for i in (0, 1))
RIGHT, WRONG = f"{HEAD}{BOX}\n(assert (>= Y_0 15))\n", f"{HEAD}{BOX}\n(assert (> Y_0 15))\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_network(NETWORK, tmp_path / "net.json")
    for name, text in {
        "right.vnnlib": RIGHT,
        "wrong.vnnlib": WRONG,
        "other.vnnlib": "(declare-const X_0 Real)(declare-const Y_0 Real)(assert (<= 0 1))",
        "deep.vnnlib": "(" * 10**6,
        "huge.vnnlib": RIGHT.replace("15", "1e999999999"),
        "p.txt": "1 2",
        "three.txt": "1 2 3",
        "found": "sat\n((X_0 1) (X_1 2.0) (Y_0 15.25) (Y_1 3.5))",
        "outside": "((X_0 1) (X_1 2.0000000000000000000000000000000000001))",
        "four": "((X_0 1) (X_1 2) (Y_0 1))",
        "twice": "((X_0 1) (X_0 1))",
        "nan": "((X_0 nan) (X_1 1))",
        "junk": "junk",
    }.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "binary").write_bytes(os.urandom(1000) + b"\xff")
    with (tmp_path / "large").open("wb") as stream:
        stream.truncate(100 * 2**20)
    return tmp_path


def told(capsys: Capture, *arguments: object) -> tuple[int, Any]:
    code, out, _ = run(capsys, "replay", *arguments, "--json")
    return code, json.loads(out)


@pytest.mark.result("V")
def test_values_and_verdicts_are_exact(here: Path, capsys: Capture) -> None:
    code, found = told(capsys, "net.json", "--point", "p.txt")
    assert (code, found["outputs"], found["verdict"], found["holds"]) == (0, ["15", "7/2"], "evaluated", None)
    code, found = told(capsys, "net.json", "--property", "right.vnnlib", "--witness", "found")
    assert (code, found["verdict"], found["excess"], found["in_box"]) == (0, "counterexample", "0", True)
    assert found["difference"] == "1/4"
    code, found = told(capsys, "net.json", "--property", "wrong.vnnlib", "--point", "p.txt")
    assert (code, found["excess"], found["difference"]) == (1, "0", None)
    assert found["verdict"] == "no counterexample: equal, where a strict inequality is asked (line 6: (> Y_0 15))"
    code, found = told(capsys, "net.json", "--property", "right.vnnlib", "--witness", "outside")
    assert (code, found["in_box"], found["excess"]) == (1, False, f"1/{10**37}")
    assert found["verdict"].startswith("no counterexample: outside the box by 1/1000")
    assert "(line 5: (<= X_1 2.0))" in found["verdict"]
    assert told(capsys, "net.json", "--point", "p.txt", "--outputs", "1-0")[1]["outputs"] == ["-23/2"]


def test_what_is_printed_says_it_in_words(here: Path, capsys: Capture) -> None:
    code, out, err = run(
        capsys, "replay", "net.json", "--property", "right.vnnlib", "--witness", "found", "-o", "c.json"
    )
    assert (code, err) == (0, "")
    first, second, off, verdict, read, kernel = out.splitlines()
    assert (first, second) == ("Y_0 = 15", "Y_1 = 7/2")
    assert off == "the outputs that the file states are off by at most 1/4"
    assert verdict == "counterexample, with excess 0"
    assert read.startswith("read as ")
    assert kernel.startswith("accepted: c.json sha256 ")
    assert nb.check("c.json").result == "V"
    assert run(capsys, "check", "c.json")[0] == 0


def test_a_certificate_that_the_kernel_does_not_take_is_an_error(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error, expected in ((Rejected("V.6", "a mutant"), 1), (Unsupported("a mutant"), 2)):

        def reject(*_: object, error: Exception = error, vacuous: bool = False) -> list[str]:
            raise error

        monkeypatch.setattr("proofs_check.kernel.witness.report", reject)
        code, _, err = run(capsys, "replay", "net.json", "--point", "p.txt", "-o", "c.json")
        assert code == expected
        assert err.startswith("note: the kernel does not accept the certificate: ") and "a mutant" in err


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("", "takes a MODEL and --point FILE or --witness FILE"),
        ("net.json", "takes a MODEL and --point"),
        ("net.json --point p.txt --witness found", "takes a MODEL and --point"),
        ("--point p.txt", "takes a MODEL"),
        ("net.json --batch .", "--batch takes the folder alone"),
        ("--batch . --point p.txt", "--batch takes the folder alone"),
        ("--batch .", "instances.csv: no such file"),
        ("--batch missing", "no such file"),
        ("--batch . --seconds 0", "range"),
        ("missing.json --point p.txt", "missing.json: no such file"),
        ("net.json --point missing.txt", "missing.txt: no such file"),
        ("net.json --point three.txt", "has 2 inputs and 2 outputs, and the point has 3 numbers"),
        ("net.json --point found", "ending in .txt, .csv, .npy or .json"),
        ("net.json --witness p.txt", "line 1: '1 2' is not read here"),
        ("net.json --witness junk", "is not read here"),
        ("net.json --witness binary", "not a text in UTF-8"),
        ("net.json --witness large", "larger than 64 MiB"),
        ("net.json --witness twice", "X_0 has two values"),
        ("net.json --witness nan", "'nan' is no finite decimal"),
        ("net.json --witness four", "and 1 output stated"),
        ("net.json --point p.txt --property other.vnnlib", "the property is about 1 input and 1 output"),
        ("net.json --point p.txt --property deep.vnnlib", "nested more than"),
        ("net.json --point p.txt --property huge.vnnlib", "line 6: an exponent must be at most"),
        ("net.json --point p.txt --property large", "larger than 64 MiB"),
        ("net.json --point p.txt --property binary", "not a text in UTF-8"),
        ("net.json --point p.txt --property junk", "stands outside of parentheses"),
        ("net.json --point p.txt --property .", "not a regular file"),
        ("net.json --point p.txt --outputs 2", "each below 2"),
        ("net.json --point p.txt -o net.json", "would overwrite"),
        ("net.json --point p.txt -o c.txt", "ending in .json"),
    ],
)
def test_bad_input_gets_one_line_and_exit_code_two(here: Path, capsys: Capture, arguments: str, reason: str) -> None:
    before = sorted(path.name for path in here.rglob("*"))
    code, out, err = run(capsys, "replay", *arguments.split())
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert err.startswith("barriers: ") and reason in err and len(err) < 450
    assert sorted(path.name for path in here.rglob("*")) == before


@pytest.mark.result("V")
def test_two_hundred_files_get_the_exact_verdict_in_one_run(tmp_path: Path, capsys: Capture) -> None:
    made = write(tmp_path)
    code, found = told(capsys, "--batch", tmp_path)
    assert (code, len(found)) == (1, 200)
    for case, row in zip(made, found, strict=True):
        assert (row["holds"], Fraction(row["excess"])) == (case.right, case.excess), case.name
        assert row["verdict"].startswith("counterexample" if case.right else "no counterexample: ")
        assert case.name in row["counterexample"]


def lists(folder: Path, *rows: str) -> Path:
    (folder / "instances.csv").write_text("\n".join(rows) + "\n")
    return folder


def test_a_bad_file_is_a_row_and_not_the_end(here: Path, capsys: Capture) -> None:
    (here / "net.onnx").write_bytes(b"junk")
    (here / "found.gz").write_bytes(gzip.compress((here / "found").read_bytes()))
    lists(
        here, "network,property,counterexample", "net.json,right.vnnlib,found.gz", "net.json,deep.vnnlib,found",
        "net.onnx,right.vnnlib,found", "net.json,right.vnnlib,missing", "net.json, right.vnnlib, outside", "",
    )  # fmt: skip
    code, rows = told(capsys, "--batch", here)
    assert code == 1
    assert [row["holds"] for row in rows] == [True, None, None, None, False]
    assert all(row["verdict"].startswith("error: ") == (row["holds"] is None) for row in rows)
    code, out, err = run(capsys, "replay", "--batch", here)
    assert (code, err) == (1, "")
    assert "1 of 5 are counterexamples; errors: 3" in out
    assert "nested more" in out
    assert run(capsys, "replay", "--batch", lists(here, "net.json,right.vnnlib,found"))[0] == 0
    assert run(capsys, "replay", "--batch", lists(here, "net.json,right.vnnlib,found", "a,b,c"))[0] == 2


def test_a_row_that_takes_too_long_or_kills_its_process_is_an_error(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = batches.instances(lists(here, "net.json,right.vnnlib,found", "net.json,wrong.vnnlib,found"))
    for task, reason in ((forever, "takes longer than 1 s"), (dying, "its process died")):
        with monkeypatch.context() as within:
            within.setattr(batches, "_replayed", task)
            first, second = batches.replayed(rows, 1 if task is forever else 60)
        assert reason in first["verdict"] and reason in second["verdict"]
        assert batches.exit_code([first, second]) == 2


def forever(row: batches.Row) -> Any:
    while row:
        pass


def dying(row: batches.Row) -> Any:
    os._exit(len(row.names))


@pytest.mark.parametrize(
    "row",
    [
        "../net.json,right.vnnlib,found",
        "net.json,sub/../../right.vnnlib,found",
        "/etc/passwd,right.vnnlib,found",
        "net.json,right.vnnlib,link",
        "net.json,linked/right.vnnlib,found",
        "net.json,loop,found",
        "net.json,right.vnnlib",
        "net.json,right.vnnlib,found,more",
        "net.json,,found",
        "net.json,right.vnnlib,\0",
        "net.json,right.vnnlib,..",
    ],
)
def test_paths_that_leave_the_folder_are_refused(here: Path, tmp_path_factory: Any, capsys: Capture, row: str) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "right.vnnlib").write_text(RIGHT)
    (here / "link").symlink_to(elsewhere / "right.vnnlib")
    (here / "linked").symlink_to(elsewhere)
    (here / "loop").symlink_to(here / "loop")
    (here / "sub").mkdir()
    code, out, err = run(capsys, "replay", "--batch", lists(here, "net.json,right.vnnlib,found", row))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "line 2: " in err and ("is not inside the folder" in err or "a row is network,property" in err)


def test_lists_that_are_none_are_refused(here: Path) -> None:
    for content in (b"", b"network,property,counterexample\n", b"\xff", b"a,b,c\n" * 10_001):
        (here / "instances.csv").write_bytes(content)
        with pytest.raises(BarriersError, match=r"instances\.csv: (has no row|not a text|more than 10000)"):
            batches.instances(here)


@pytest.mark.result("V")
def test_the_function_takes_points_paths_and_arrays(here: Path) -> None:
    for point in ([1, 2], np.array([1.0, 2.0]), ("1", Fraction(2)), "p.txt", here / "found"):
        found = nb.replay(NETWORK, point, "right.vnnlib")
        assert (found.holds, found.outputs) == (True, (Fraction(15), Fraction(7, 2)))
    assert nb.replay(here / "net.json", "found").difference == Fraction(1, 4)
    assert nb.replay("net.json", [1, 2], outputs=0).outputs == (15,)
    assert repr(nb.replay(NETWORK, [1, 2], "wrong.vnnlib")).startswith("<Replay: no counterexample: equal")
    assert "counterexample" in nb.replay(NETWORK, "found", "right.vnnlib")._repr_html_()
    path = nb.replay(NETWORK, [1, 2], "right.vnnlib").save("out.json")
    assert nb.check(path)


@pytest.mark.parametrize(
    ("point", "reason"),
    [
        ([1, 10**4001], "is too long"),
        ([Fraction(1, 3**9000), Fraction(1, 2)], "is too long to be written"),
        ([1], "has 2 inputs and 2 outputs, and the point has 1 number"),
        ([1, float("nan")], "point: expected a finite"),
    ],
)
def test_points_that_are_too_long_are_refused(point: Any, reason: str) -> None:
    with pytest.raises(BarriersError, match=reason):
        nb.replay(NETWORK, point)
    prime = [Fraction(1, 3**9000), Fraction(1, 7**9000), Fraction(1, 11**20000)]
    three = ReluNetwork.of([([[1, 1, 1]], [0]), ([[1]], [0])])
    with pytest.raises(BarriersError, match="the common denominator of the point has more than 100000 bits"):
        nb.replay(three, Counterexample(tuple(prime)))


def test_work_is_bounded_as_in_the_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    case = cases()[0]
    monkeypatch.setattr("proofs_check.kernel.relu.MAX_WORK", 10)
    with pytest.raises(BarriersError, match="needs work"):
        nb.replay(case.network, [0] * case.network.dimension)


def test_a_property_of_probabilities_is_not_decided_by_logits(here: Path, capsys: Capture) -> None:
    """Y_0 >= 9/10 at logits (15, 7/2) says nothing of their softmax: the file is refused, alone and in a folder."""
    onnx = pytest.importorskip("onnx", reason="onnx is not installed")
    helper, kind = onnx.helper, onnx.TensorProto.FLOAT
    weights = [helper.make_tensor(name, kind, shape, values) for name, shape, values in (
        ("W", (2, 2), [1, -1, 2, 3]), ("b", (2,), [0, -0.5]), ("V", (2, 2), [1, 2, 0, 1]), ("c", (2,), [0, 1]),
    )]  # fmt: skip
    nodes = [
        helper.make_node("Gemm", ["x", "W", "b"], ["h"], transB=1), helper.make_node("Relu", ["h"], ["r"]),
        helper.make_node("Gemm", ["r", "V", "c"], ["z"], transB=1), helper.make_node("Softmax", ["z"], ["y"], axis=1),
    ]  # fmt: skip
    io = [helper.make_tensor_value_info(name, kind, [1, 2]) for name in ("x", "y")]
    graph = helper.make_graph(nodes, "g", io[:1], io[1:], weights)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8), here / "p.onnx")
    code, out, _ = run(capsys, "replay", "p.onnx", "--point", "p.txt")
    assert code == 0 and "Softmax taken off" in out
    code, out, error = run(capsys, "replay", "p.onnx", "--point", "p.txt", "--property", "right.vnnlib")
    assert (code, out) == (2, "") and "ends in a softmax" in error
    (here / "instances.csv").write_text("network,property,counterexample\np.onnx,right.vnnlib,found\n")
    code, out, _ = run(capsys, "replay", "--batch", ".", "--json")
    assert code == 2 and "ends in a softmax" in json.loads(out)[0]["verdict"]


@pytest.mark.parametrize(
    ("asked", "witness"),
    [
        ("(assert (<= (* 1e-3999 X_0) -1e-3999))(assert (>= Y_0 1))", "((X_0 3e-3999)(X_1 0))"),
        ("(assert (>= Y_0 1))", "((X_0 1)(X_1 0)(Y_0 1e-3999)(Y_1 1e-3999))"),
    ],
)
def test_a_number_that_is_too_long_to_be_written_is_one_row(
    here: Path, capsys: Capture, asked: str, witness: str
) -> None:
    """An excess of the box, a difference from what is stated: the rows before and after stay."""
    thin = ReluNetwork((Layer.of([[Fraction(1, 2**149), 1], [1, 1]], [0, 0]), Layer.of([[1, 1], [0, 1]], [0, 0])))
    write_network(thin, here / "thin.json")
    (here / "a.vnnlib").write_text(HEAD + asked)
    (here / "w").write_text(witness)
    rows = ("net.json,right.vnnlib,found", "thin.json,a.vnnlib,w", "net.json,right.vnnlib,found")
    (here / "instances.csv").write_text("\n".join(("network,property,counterexample", *rows)))
    code, out, _ = run(capsys, "replay", "--batch", ".", "--json")
    told = json.loads(out)
    assert code in (0, 1, 2) and [row["holds"] for row in told][::2] == [True, True]
    assert told[1]["holds"] is not None or told[1]["verdict"].startswith("error: ")
    assert all(row["read_as"] for row in told[::2])


def test_the_list_of_a_competition_is_told_what_its_third_column_is(here: Path, capsys: Capture) -> None:
    (here / "instances.csv").write_text("net.json,right.vnnlib,60\n")
    code, _, error = run(capsys, "replay", "--batch", ".")
    assert code == 2 and "the third column is a counterexample's file" in error


def test_an_entry_between_two_commas_is_missing(here: Path, capsys: Capture) -> None:
    (here / "p.csv").write_text("1,,2\n")
    code, _, error = run(capsys, "replay", "net.json", "--point", "p.csv")
    assert code == 2 and "an entry between two commas" in error


def test_classes_and_probabilities_of_an_estimator_are_no_logits(here: Path) -> None:
    """A property speaks of what the model says; its logits are another network, which as_network gives."""
    neural = pytest.importorskip("sklearn.neural_network", reason="scikit-learn is not installed")
    x = np.array([[0.0, 0], [1, 1], [2, 0], [0, 2]])
    model = neural.MLPClassifier((3,), solver="lbfgs", random_state=0, max_iter=500).fit(x, [0, 1, 1, 0])
    (here / "one.vnnlib").write_text(HEAD.replace("(declare-const Y_1 Real)", "") + "(assert (>= Y_0 0))")
    with pytest.raises(BarriersError, match=r"to ask about its logits give nb\.as_network\(model\)"):
        nb.replay(model, [2, 0], here / "one.vnnlib")
    assert nb.replay(nb.as_network(model), [2, 0], here / "one.vnnlib").holds is not None
