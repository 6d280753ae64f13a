"""V: two hundred counterexample files get the verdict that is known by construction, and the exact amount."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import nnbarriers as nb
from constructions.points import parse_counterexample
from constructions.vnnlib_reading import parse_property
from tests.counterexamples import COUNT, HAIR, Case, cases, write
from tests.kernel.recompute import value
from tests.kernel.recompute_witnesses import outputs

CASES = cases()


@pytest.mark.result("V")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_verdict_is_the_one_that_is_known(case: Case) -> None:
    asked = parse_property(case.property, case.name)
    found = nb.replay(case.network, parse_counterexample(case.witness, case.name, asked), asked)
    assert found.outputs == case.outputs
    assert (found.holds, found.excess) == (case.right, case.excess)
    assert (found.verdict == "counterexample") == case.right
    assert found.in_box == ("outside" not in case.name)
    assert found.verdict.startswith("no counterexample: outside the box by") != found.in_box
    if "misses" in case.name:
        assert found.verdict.startswith("no counterexample: misses by 1/1152921504606846976 (line ")
    if found.stated is not None:
        assert found.difference in (0, HAIR)
    kernel = found.certificate.check
    assert (kernel.verdict, kernel.result) == ("accepted", "V")


@pytest.mark.result("V")
@pytest.mark.parametrize("case", CASES[::7], ids=lambda case: case.name)
def test_the_outputs_are_those_of_a_plain_evaluation(case: Case) -> None:
    network = nb.replay(case.network, parse_counterexample(case.witness, "p").point).certificate["witness"]["network"]
    assert tuple(outputs(network, list(parse_counterexample(case.witness, "p").point))) == case.outputs


@pytest.mark.infrastructure
def test_the_cases_are_of_all_kinds_and_hairs_decide_them(tmp_path: Path) -> None:
    assert len(CASES) == COUNT == len({case.name for case in CASES})
    assert Counter(case.right for case in CASES) == {True: 128, False: 72}
    assert sum(abs(case.excess) == HAIR for case in CASES) > 90
    assert sum(case.excess == 0 and not case.right for case in CASES) > 5
    assert sum("vnnlib-version" in case.property for case in CASES) == COUNT // 2
    assert [case.name for case in write(tmp_path)] == [case.name for case in CASES]
    assert {path.suffix for path in (tmp_path / "nets").iterdir()} == {".json", ".npz"}


def in_doubles(tree: Any, x: list[float], y: list[float]) -> bool:
    """Decide a property as a tool in doubles does."""
    for name, every in (("and", all), ("or", any)):
        if name in tree:
            return every(in_doubles(part, x, y) for part in tree[name])
    left = sum(float(value(c)) * x[i] for i, c in tree["x"]) + sum(float(value(c)) * y[j] for j, c in tree["y"])
    return left < float(value(tree["bound"])) if tree["strict"] else left <= float(value(tree["bound"]))


@pytest.mark.infrastructure
def test_in_doubles_many_of_them_would_be_decided_wrongly() -> None:
    """The null hypothesis of the set: decisions in doubles, of outputs rounded correctly, do as well."""
    wrong = 0
    for case in CASES:
        asked = parse_property(case.property, case.name)
        x = [float(v) for v in parse_counterexample(case.witness, case.name, asked).point]
        wrong += in_doubles(asked.tree(), x, [float(v) for v in case.outputs]) != case.right
    assert wrong > 50
