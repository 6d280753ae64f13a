"""The experiments show what they are said to show, and draw it."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs_check import experiments, inexact
from proofs_check.recoveries import fork_network, fork_output, separated_doubles
from theory.exact import BarriersError, nearest_double

ROOT = Path(__file__).parents[2]


@pytest.mark.result("E2")
def test_the_error_falls_exponentially_with_the_restarts_and_by_one_over_p_without(tmp_path: Path) -> None:
    found = experiments.convergence(tmp_path)
    slopes = [value for name, value in found.items() if name.startswith("slope over")]
    assert len(slopes) == 3
    assert all(0.95 < slope < 1.05 for slope in slopes)
    assert -1.05 < found["slope of log(error) over log(layers), not restarted"] < -0.95
    assert found["not restarted over restarted"] > 1000
    assert (tmp_path / "convergence.svg").stat().st_size > 10_000


@pytest.mark.result("E2")
def test_the_error_is_proportional_to_the_noise_and_perturbations_found_by_ascent_stay_below_the_bound(
    tmp_path: Path,
) -> None:
    found = experiments.stability(tmp_path)
    assert 0.9 < found["slope"] < 1.1
    assert found["largest error over bound"] < 1
    worst = experiments.worst_case(tmp_path, steps=2)
    for eta in ("0.1", "0.001"):
        assert worst[f"before over bound, eta = {eta}"] < worst[f"worst over bound, eta = {eta}"] < 1


@pytest.mark.infrastructure
def test_an_image_is_recovered_better_than_by_filling_in_zeros(tmp_path: Path) -> None:
    for transform in ("walsh", "fourier"):
        figures = experiments.recovered_image(64, transform, part=0.4)[2]
        ours, zeros, _ = figures.values()
        assert ours > zeros + 3
    image = experiments.phantom(64)
    assert image.min() == 0 and image.max() == 1


@pytest.mark.result("C1")
def test_a_network_answers_with_about_the_midpoint_and_no_more_readings_help() -> None:
    for digits in (1, 3, 6):
        for level in (10, 30):
            z, c = fork_output(digits, level)
            assert z[0] == z[1]
            assert 2 * (z[0] - c / 2) ** 2 < Fraction(1, 10 ** (2 * digits + 4)) or level == 10
            assert (z[0] - c) ** 2 + z[1] ** 2 > Fraction(1, 10 ** (2 * digits))
    network = fork_network(Fraction(20, 3))
    assert (network.tau * network.norm) ** 2 < 1


@pytest.mark.result("C1")
def test_a_learned_network_is_right_where_it_was_trained_and_wrong_by_the_whole_distance_on_its_neighbour() -> None:
    assert [(row["K"], row["n"]) for row in inexact.rows()] == [(k, n) for k in (1, 3, 6) for n in (10, 20, 30)]
    for row in inexact.rows():
        least = Fraction(1, 10 ** row["K"])
        assert row["lista 1"] < (least / 10**5) ** 2
        assert row["lista 2"] > least**2
        assert max(row["firenet 1"], row["firenet 2"]) > least**2
        assert row["apart"] > 4 * least**2
    printed = inexact.table()
    assert printed in (ROOT / "docs" / "results-E.md").read_text()
    assert [row.verdict for row in inexact.networks_on_forks(None)] == ["holds"] * 6


@pytest.mark.result("C1")
@given(st.fractions(-2, 2, max_denominator=9), st.integers(0, 8), st.integers(0, 10**6))
def test_no_network_of_this_kind_gives_k_digits_of_both(y: Fraction, kind: int, seed: int) -> None:
    layers, random = inexact.weights((1, 3, 6)[kind // 3], (10, 20, 30)[kind % 3]), Random(seed)
    place, factor = random.randrange(len(layers)), Fraction(random.randint(-9, 9), 8)
    w, v, theta = layers[place]
    layers[place] = ([part * factor for part in w], v, theta)
    z, c = inexact.output(layers, y), inexact.minimiser((1, 3, 6)[kind // 3])
    own, other = (z[0] - c) ** 2 + z[1] ** 2, z[0] ** 2 + (z[1] - c) ** 2
    assert max(own, other) >= c**2 / 2 > Fraction(1, 100 ** (1, 3, 6)[kind // 3])


@pytest.mark.infrastructure
@pytest.mark.parametrize("spoilt", ["{}", "[]", '{"1/10": []}', "x", "short", "words", "seven"])
def test_weights_of_a_strange_form_are_refused(tmp_path: Path, spoilt: str) -> None:
    table = json.loads(inexact.CACHE.read_text())
    changed = {"short": [], "words": [["g"] * 7] * 10, "seven": [["0x1p0"] * 6] * 10}
    text = json.dumps(table | {"1/10": changed[spoilt]}) if spoilt in changed else spoilt
    (tmp_path / "weights.json").write_text(text)
    with pytest.raises(BarriersError):
        inexact.weights(1, 10, tmp_path / "weights.json")
    assert len(inexact.weights(1, 10)) == 10


@pytest.mark.infrastructure
def test_training_makes_weights_of_the_form_that_is_read(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="torch is not installed: pip install 'barriers[torch]'")
    (tmp_path / "weights.json").write_text(json.dumps(inexact.train(steps=2)))
    assert len(inexact.weights(6, 30, tmp_path / "weights.json")) == 10


@pytest.mark.infrastructure
def test_training_without_torch_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    before = inexact.CACHE.read_bytes()
    monkeypatch.setitem(sys.modules, "torch", None)
    assert inexact.main(["--train"]) == 2
    assert "pip install 'barriers[torch]'" in capsys.readouterr().err
    assert inexact.CACHE.read_bytes() == before
    assert inexact.main(["--nonsense"]) == 2


@pytest.mark.infrastructure
def test_doubles_end_where_they_are_said_to_end() -> None:
    for digits in (1, 3, 6):
        n, alpha = separated_doubles(digits), Fraction(2, 3) * 10**digits
        assert nearest_double(alpha - Fraction(1, 2**n)) != nearest_double(alpha)
        later = {nearest_double(alpha - Fraction(1, 2**m)) for m in range(n + 1, n + 20)}
        assert later == {nearest_double(alpha)}
        assert np.float64(alpha) == float(nearest_double(alpha))


@pytest.mark.infrastructure
def test_an_unknown_experiment_is_refused() -> None:
    command = [sys.executable, "-m", "proofs_check.experiments", "nonsense"]
    said = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert "usage" in said.stderr
