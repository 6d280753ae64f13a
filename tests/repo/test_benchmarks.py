"""The page of the benchmark says what the kept run found, and that run reached what we aim at."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import numpy as np
import pytest

from theory.monotone import identity

pytestmark = pytest.mark.infrastructure
BENCH = Path(__file__).parents[2] / "bench"
TABLE = runpy.run_path(str(BENCH / "table.py"))
FIGURES = json.loads((BENCH / "results.json").read_text("utf-8"))


def test_the_page_is_that_of_the_kept_run() -> None:
    assert (BENCH / "README.md").read_text("utf-8") == TABLE["page"](FIGURES)


def test_every_aim_is_a_figure_of_the_run_and_was_reached() -> None:
    assert [name for name, most in TABLE["AT_MOST"].items() if not FIGURES[name] <= most] == []


@pytest.mark.parametrize("wrong", [0, 17, 1000])
def test_one_wrong_answer_at_any_point_stops_the_benchmark(monkeypatch: pytest.MonkeyPatch, wrong: int) -> None:
    monkeypatch.syspath_prepend(str(BENCH))  # it imports its neighbours
    measure = runpy.run_path(str(BENCH / "common.py"))
    layers, g = measure["random_layers"](2, 5, 1), identity()
    x, labels = np.random.default_rng(0).random((1001, 2)), np.arange(1001) % 2
    measure["same"](layers, x, labels, g)
    right = measure["failing_set"]
    monkeypatch.setitem(measure["same"].__globals__, "failing_set", lambda *asked: {*right(*asked)} ^ {wrong + 1})
    with pytest.raises(AssertionError):
        measure["same"](layers, x, labels, g)


def test_a_figure_of_no_group_is_refused() -> None:
    with pytest.raises(KeyError, match="no group for"):
        TABLE["page"]({"speed/of_light": 1.0})
