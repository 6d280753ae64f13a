"""What is exported for verifiers reads back as the same rationals, and its verdicts are true of the files."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.files import write_bytes
from constructions.instability import failing_set, universal_perturbation
from constructions.stable_network import stable_network
from constructions.training_sets import double_training_set, training_set
from constructions.verification import Instance, export_instances, fitting_network, instances, joint_network
from constructions.vnnlib import (
    BoxProperty,
    boxed,
    component,
    inwards,
    plain_decimal,
    property_text,
    witness_on_line,
)
from constructions.vnnlib_reading import parse_property
from proofs_check.peers.questions import read_questions
from tests.strategies import networks, rationals, small, training_sets
from theory.exact import BarriersError, is_double, rational
from theory.layers import Layer
from theory.networks import ReluNetwork

pytestmark = pytest.mark.infrastructure
doubles = st.floats(-1e6, 1e6).filter(lambda v: v == 0 or abs(v) > 1e-60).map(Fraction)


@given(rationals)
def test_a_plain_decimal_is_the_number_or_there_is_none(value: Fraction) -> None:
    text = plain_decimal(value)
    if text is None:
        assert (value * 10**400).denominator > 1
    else:
        assert "e" not in text
        assert Fraction(text) == rational(text) == value


@given(rationals, rationals.filter(lambda v: v > 0))
def test_an_interval_is_rounded_inwards_to_doubles(lo: Fraction, width: Fraction) -> None:
    try:
        left, right = inwards(lo, lo + width)
    except BarriersError:
        return
    assert lo <= left <= right <= lo + width
    assert is_double(left) and is_double(right)
    assert max(left - lo, lo + width - right) <= max(abs(lo), abs(lo + width)) / 2**51


@st.composite
def properties(draw: st.DrawFn) -> tuple[BoxProperty, int]:
    box = tuple(tuple(sorted((draw(doubles), draw(doubles)))) for _ in range(draw(st.integers(1, 4))))
    outputs = draw(st.integers(1, 3))
    side = st.tuples(st.integers(0, outputs - 1), st.sampled_from(["<=", ">="]), doubles)
    return BoxProperty(box, tuple(draw(st.lists(side, min_size=1, max_size=4)))), outputs  # type: ignore[arg-type]


def read_back(text: str, name: str = "p") -> tuple[BoxProperty, int]:
    found = parse_property(text, name)
    return boxed(found, name), found.outputs


@given(properties(), st.sampled_from([1, 2]))
def test_properties_read_back_as_the_same_rationals(drawn: tuple[BoxProperty, int], version: int) -> None:
    asked, outputs = drawn
    text = property_text(asked, outputs, version=version, comments=["A3: anything (assert (<= Y_0 1.0))"])
    assert read_back(text) == (asked, outputs)
    changed = text.replace("\n(assert (<=", "\n(assert (<", 1)
    with pytest.raises(BarriersError, match=r"only <= and >= between a variable and a number"):
        read_back(changed)


@given(properties())
def test_the_parser_of_vnnlib_reads_the_same_rationals(drawn: tuple[BoxProperty, int]) -> None:
    vnnlib = pytest.importorskip("vnnlib", reason="vnnlib is not installed: pip install vnnlib")
    asked, outputs = drawn

    def told(node: Any) -> Fraction:
        return -told(node.expr) if type(node).__name__ == "Negate" else Fraction(node.lexeme)

    query = vnnlib.parse_query_string(property_text(asked, outputs, version=2))
    found = []
    for assertion in query.assertions:
        (comparison,) = assertion.children()
        variable, number = comparison.children()
        side = {"LessEqual": "<=", "GreaterEqual": ">="}[type(comparison).__name__]
        found.append((variable.name, variable.indices, side, told(number)))
    wanted = [("X", [0, i], side, v) for i, ends in enumerate(asked.box) for side, v in zip((">=", "<="), ends)]  # noqa: B905
    assert found == wanted + [("Y", [0, i], side, bound) for i, side, bound in asked.outputs]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("(assert (<= X_0 1.0))", "every input"),
        ("(assert (<= X_0 1.0))\n(assert (>= X_0 0))", "one of an output"),
        ("(assert (<= X_0 1.0))\n(assert (<= X_0 2.0))", "is a second bound"),
        ("(assert (or (<= X_0 1.0)))", "only <= and >="),
        ("(assert (<= (* 2 X_0) 1.0))", "only <= and >="),
        ("(assert (<= Y_0 X_0))", "only <= and >="),
        ("(assert (<= 0 1))", "only <= and >="),
    ],
)
def test_other_properties_are_no_boxes(text: str, reason: str) -> None:
    with pytest.raises(BarriersError, match=reason):
        read_back(f"(declare-const X_0 Real)(declare-const Y_0 Real){text}")


@given(st.data())
def test_joint_networks_are_copies_side_by_side(data: st.DataObject) -> None:
    network = data.draw(networks(2, width=3))
    points = data.draw(st.lists(st.tuples(small, small), min_size=1, max_size=3))
    eta = data.draw(st.tuples(small, small))
    layers = joint_network(network, points)
    for index, point in enumerate(points):
        moved = [v + e for v, e in zip(point, eta, strict=True)]
        assert component(layers, index)(eta) == network(moved)


@pytest.mark.result("A3")
@given(training_sets(min_points=4, max_points=12))
def test_the_fitting_network_is_right_and_breaks_where_the_label_is_one(data: Any) -> None:
    network = fitting_network(data)
    assert failing_set(network, data.points, data.labels) == ()
    assert failing_set(network, data.bare_points, data.labels) == tuple(range(2, len(data) + 1, 2))
    found = universal_perturbation(network, data)
    assert len(found.broken) >= max(1, found.promised)


@given(st.data())
def test_a_question_about_one_coordinate_is_decided_like_any_point_says(data: st.DataObject) -> None:
    network = data.draw(networks(1, width=3))
    lo = data.draw(small)
    box = ((lo, lo + data.draw(st.fractions(0, 4, max_denominator=8))),)
    inside = [box[0][0] + (box[0][1] - box[0][0]) * Fraction(i, 7) for i in range(8)]
    values = network.evaluate([[t] for t in inside])
    near = st.sampled_from(values).flatmap(lambda y: st.one_of(st.just(y), small.map(lambda v: y + v)))
    sides = st.tuples(st.just(0), st.sampled_from(["<=", ">="]), near)
    asked = BoxProperty(box, tuple(data.draw(st.lists(sides, min_size=1, max_size=2))))
    witness = witness_on_line(network.layers, asked)
    if witness is None:
        assert not any(asked.holds(network.layers, [t]) for t in inside)
    else:
        assert asked.holds(network.layers, witness)


def test_all_bounds_of_a_question_must_hold_at_one_point() -> None:
    """Of |x| on [-4, 4]: at least 3 and at most 2 nowhere, at least 3 and at most 3 at -3 and 3."""
    size = ReluNetwork.of([([[1], [-1]], [0, 0]), ([[1, 1]], [0])])
    box = ((Fraction(-4), Fraction(4)),)
    for low, high, found in ((3, 2, None), (3, 3, (Fraction(-3),)), (0, 4, (Fraction(-4),))):
        for sides in (
            ((0, ">=", Fraction(low)), (0, "<=", Fraction(high))),
            ((0, "<=", Fraction(high)), (0, ">=", Fraction(low))),
        ):
            assert witness_on_line(size.layers, BoxProperty(box, sides)) == found  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("onnx", reason="onnx is not installed: pip install onnx onnxruntime")
    where = tmp_path_factory.mktemp("instances")
    export_instances(list(instances(double_training_set(20))), where)
    return where


@pytest.mark.result("A3", "A5")
def test_the_verdicts_are_those_of_the_theorems_and_true_of_the_files(folder: Path) -> None:
    found = list(read_questions(folder))
    rows = json.loads((folder / "expected.json").read_text())
    assert len(found) == len(rows) == 14
    for question, row in zip(found, rows, strict=True):
        assert question.expected == ("sat" if row["result"] == "A3" or row["name"].endswith("twin") else "unsat")
        assert all(is_double(v) for ends in question.asked.box for v in ends)
        assert rational(row["weights_moved"]) < Fraction(1, 2**23)
        assert rational(row["bounds_moved"]) < Fraction(1, 2**50)
    assert any(rational(row["weights_moved"]) > 0 for row in rows)
    names = [line.split(",")[0] for line in (folder / "instances.csv").read_text().splitlines()]
    assert names == [row["onnx"] for row in rows]


def edited(folder: Path, tmp_path: Path, change: Any) -> Path:
    rows = json.loads((folder / "expected.json").read_text())
    (tmp_path / "expected.json").write_text(json.dumps(change(rows) or rows))
    for name in ("onnx", "vnnlib", "vnnlib1"):
        (tmp_path / name).symlink_to(folder / name)
    return tmp_path


@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows[0].update(expected="unsat"),
        lambda rows: rows[2].update(expected="sat"),
        lambda rows: rows[0].update(witness=["0", "0"]),
        lambda rows: rows[0].update(expected="unsat", witness=None),
        lambda rows: rows[6].update(expected="unsat", witness=None),
        lambda rows: rows[3].update(vnnlib1=rows[4]["vnnlib1"]),
        lambda rows: rows[0].update(vnnlib=rows[3]["vnnlib"]),
        lambda rows: rows[0].update(onnx=rows[7]["onnx"]),
    ],
)
def test_expectations_that_the_files_do_not_bear_out_are_refused(folder: Path, tmp_path: Path, change: Any) -> None:
    with pytest.raises(BarriersError, match=r"do not ask one question|not true of the files|of x_1 alone"):
        list(read_questions(edited(folder, tmp_path, change)))


def test_rounding_that_destroys_a_counterexample_is_noticed_and_nothing_is_written(tmp_path: Path) -> None:
    """The weight 1 + 2^-30 becomes 1, and then no x in [0, 1] has an output above 1."""
    pytest.importorskip("onnx", reason="onnx is not installed: pip install onnx onnxruntime")
    steep = 1 + Fraction(1, 2**30)
    layers = (Layer(((Fraction(1),),), (Fraction(0),)), Layer(((steep,),), (Fraction(0),)))
    asked = BoxProperty(((Fraction(0), Fraction(1)),), ((0, ">=", steep),))
    with pytest.raises(BarriersError, match="destroys the counterexample"):
        export_instances([Instance("n", "A3", "it is steep", layers, asked, (Fraction(1),))], tmp_path / "x")
    assert not (tmp_path / "x").exists()
    (row,) = export_instances([Instance("n", "A3", "it is steep", layers, asked)], tmp_path / "x")
    assert row["expected"] == "unsat"  # and with no point given, the verdict is that of the rounded network
    assert rational(row["weights_moved"]) == Fraction(1, 2**30 + 1)


THIRDS = Instance(
    "n", "A3", "it is at least a third and at most two", (Layer(((Fraction(1),),), (Fraction(0),)),) * 2,
    BoxProperty(((Fraction(0), Fraction(1)),), ((0, ">=", Fraction(1, 3)), (0, "<=", Fraction(2, 3)))),
)  # fmt: skip


def test_bounds_of_outputs_are_rounded_so_that_fewer_points_have_the_property(tmp_path: Path) -> None:
    """Whatever has the property in the files has the property that was meant."""
    pytest.importorskip("onnx", reason="onnx is not installed: pip install onnx onnxruntime")
    export_instances([THIRDS], tmp_path)
    ((asked, _),) = [read_back(path.read_text()) for path in (tmp_path / "vnnlib").iterdir()]
    (_, _, low), (_, _, high) = asked.outputs
    assert 0 < low - Fraction(1, 3) < Fraction(1, 2**51)
    assert 0 < Fraction(2, 3) - high < Fraction(1, 2**51)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "vnnlib1").write_text("a file where a folder would be"),
        lambda folder: (folder / "mine.txt").write_text("something else"),
        lambda folder: (folder / "onnx").mkdir(),
        lambda folder: export_instances([replace(THIRDS, name="other")], folder),
        lambda folder: export_instances([replace(THIRDS, says="something else")], folder),
        lambda folder: (export_instances([THIRDS], folder), (folder / "more").mkdir()),
        lambda folder: (export_instances([THIRDS], folder), (folder / "onnx" / "old.onnx").write_text("")),
    ],
)
def test_instances_are_not_mixed_with_anything_else(tmp_path: Path, spoil: Any) -> None:
    pytest.importorskip("onnx", reason="onnx is not installed: pip install onnx onnxruntime")
    spoil(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(BarriersError, match="is not empty"):
        export_instances([THIRDS], tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_the_same_instances_are_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("onnx", reason="onnx is not installed: pip install onnx onnxruntime")
    rows = export_instances([THIRDS], tmp_path)
    monkeypatch.setattr("constructions.verification.write_bytes", None)
    assert export_instances([THIRDS], tmp_path) == rows


@pytest.mark.parametrize("there", [True, False])
def test_instances_are_all_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    pytest.importorskip("onnx", reason="onnx is not installed: pip install onnx onnxruntime")
    folder = tmp_path / "x" if not there else tmp_path
    written: list[Path] = []

    def full(path: Path, content: bytes) -> None:
        if len(written) == 4:
            raise BarriersError(f"{path}: cannot be written (No space left on device)")
        write_bytes(path, content)
        written.append(path)

    monkeypatch.setattr("constructions.verification.write_bytes", full)
    with pytest.raises(BarriersError, match="No space left"):
        export_instances([THIRDS], folder)
    assert len(written) == 4
    assert list(tmp_path.iterdir()) == []


def test_a_network_of_ones_own_is_asked_about() -> None:
    data = training_set(8)
    (found,) = instances(data, fitting_network(data))
    assert found.name == "A3-model"
    assert list(instances(data, stable_network(data))) == []
    zero = ReluNetwork.of([([[0, 0]], [0]), ([[2]], [0])])
    assert [question.says for question in instances(data, zero)] == [
        "one eta with max norm at most r makes points 2, 4, 6, 8 of 8 fail at once"
    ]
    with pytest.raises(BarriersError, match="at least 4 points"):
        list(instances(training_set(3)))
