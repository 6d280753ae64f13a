"""The experiments show what they are said to show, and draw it."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.certificates import canonical, recovery_certificate
from constructions.enclosures import enclose
from constructions.firenet import firenet_for
from constructions.null_space import hadamard_matrix, required
from constructions.operators import Array
from constructions.recovery import recovery
from nnbarriers.command import demonstrate as command
from nnbarriers.command.main import main
from nnbarriers.demonstrations import firenets as experiments
from nnbarriers.demonstrations import inexact, published
from nnbarriers.demonstrations.recovery import fork_network, fork_output, separated_doubles, separated_minimisers
from proofs_check.kernel import check_bytes
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
        numbers = experiments.recovered_image(64, transform, part=0.4)[2]
        ours, zeros, _ = numbers.values()
        assert ours > zeros + 3
    image = experiments.phantom(64)
    assert image.min() == 0 and image.max() == 1


@pytest.mark.infrastructure
def test_pictures_show_what_they_are_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rejected: errors of 1 % of the bound on a linear scale, where all curves lie on the axis; no names of images."""
    kept: dict[str, Any] = {}
    monkeypatch.setattr(experiments, "save", lambda figure, folder, name: kept.update({name: figure.axes}))
    experiments.worst_case(tmp_path, steps=0)
    (axes,) = kept["worst_case"]
    assert axes.get_yscale() == "log"
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["η = 0.1", "η = 0.001", "E2's bound"]
    found = experiments.images(tmp_path, side=32)
    assert [one.get_title().split(":")[0] for one in kept["images"]] == [
        "phantom, 32 × 32", "walsh, 15%", "walsh, 25%", "fourier, 15%", "fourier, 25%",
    ]  # fmt: skip
    assert sum(name.endswith(": PSNR") for name in found) == sum("seconds" in name for name in found) == 4


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
    pytest.importorskip("torch", reason="torch is not installed: pip install torch")
    (tmp_path / "weights.json").write_text(json.dumps(inexact.train(steps=2)))
    assert len(inexact.weights(6, 30, tmp_path / "weights.json")) == 10


@pytest.mark.infrastructure
def test_training_without_torch_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    before = inexact.CACHE.read_bytes()
    monkeypatch.setitem(sys.modules, "torch", None)
    assert inexact.main(["--train"]) == 2
    assert "pip install torch" in capsys.readouterr().err
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
        n = separated_minimisers(digits)
        same = [nearest_double(1 / (alpha - Fraction(1, 2**m))) == nearest_double(1 / alpha) for m in range(n, n + 20)]
        assert same == [False] + [True] * 19
    told = (ROOT / "docs" / "results-E.md").read_text()
    assert f"different up to n = {', '.join(str(separated_doubles(k) // 2) for k in (1, 3, 6))}" in told
    for separated in (separated_doubles, separated_minimisers):
        assert f"up to n = {', '.join(str(separated(k)) for k in (1, 3, 6))}" in told


def turned(digits: int, level: int) -> tuple[Array, Array]:
    """The published matrix and y of input 2 in full, turned by the orthonormal cosine transform."""
    size = 1 + published.FURTHER
    matrix = np.zeros((size, size + 1))
    matrix[0, :2] = published.entries(digits, level)
    matrix[1:, 2:] = np.linalg.norm(matrix[0]) * np.eye(size - 1)
    i = np.arange(size)
    cosine = np.sqrt(2 / size) * np.cos(np.pi * np.outer(i, 2 * i + 1) / (2 * size))
    cosine[0] /= np.sqrt(2)
    assert np.abs(cosine @ cosine.T - np.eye(size)).max() < 1e-12
    return cosine @ matrix, cosine[:, 0]


@pytest.mark.result("C1")
def test_the_published_construction_computed_anew_gives_what_its_script_prints() -> None:
    """Against a table that is copied from the quotations, one column too far, or the other input's minimiser."""
    for (digits, level), (printed, mended) in published.QUOTED.items():
        found, c = published.errors(digits, level), 1 / published.entries(digits, level)[1]
        assert abs(found["printed"] - float(printed)) < max(6e-8, 1e-5 * found["printed"])  # see SOURCE_NOTES, 25
        assert abs(found["mended"] - float(mended)) < 6e-8
        z = published.answer(digits, level, valid=False)
        assert np.isclose(
            found["printed"], np.hypot(c, np.linalg.norm(z)) if digits < 6 else found["mended"], rtol=1e-9
        )
        assert np.isclose(found["mended"], np.linalg.norm(z[:2] - [c, 0]), rtol=1e-9)
        assert np.isclose(found["apart"], 3 * found["least"], rtol=2e-4)
        assert min(found["printed"], found["mended"], found["valid"]) > found["least"]
        assert abs(found["valid"] - found["apart"] / 2) < 1e-3 * found["least"] + found["apart"] * 2.0**-8
    page = (ROOT / "docs" / "results-E.md").read_text()
    heading, dashes, *rows = published.table().splitlines()
    kept = page[page.index(f"{heading}\n{dashes}\n") :].split("\n\n")[0].splitlines()[2:]
    for row, found in zip(kept, rows, strict=True):
        here, there = ([float(cell) for cell in line.split("|")[1:-1]] for line in (row, found))
        off = [abs(v - w) for v, w in zip(here, there, strict=True)]
        assert off.pop(3) < max(1.5e-7, 1e-5 * here[3])  # the script's step sizes: rounding errors do not stay small
        assert max(off) < 1.5e-7  # a digit more or less


@pytest.mark.result("C1")
def test_the_rows_and_the_transform_left_out_of_the_published_construction_change_nothing() -> None:
    """With valid step sizes: with the script's own, rounding errors do not stay small (SOURCE_NOTES, 25)."""
    for digits, level in published.QUOTED:
        matrix, y = turned(digits, level)
        assert np.isclose(np.linalg.norm(matrix, 2), np.hypot(*published.entries(digits, level)))
        full, part = (published.answer(digits, level, valid=True, data=data) for data in ((matrix, y), None))
        assert np.abs(full[2:]).max() < 1e-12 * 10.0**-digits
        assert np.allclose(full[:2], part, rtol=1e-9, atol=0)


@pytest.mark.infrastructure
def test_the_two_defects_are_told_with_the_numbers_that_are_computed() -> None:
    notes = (ROOT / "theory" / "SOURCE_NOTES.md").read_text()
    for told in {value for pair in published.QUOTED.values() for value in pair}:
        assert told in notes
    products = [published.step_product(digits) for digits in (1, 3, 6)]
    assert [f"{products[0]:.3g}", f"{products[1]:.0f}", f"{products[2] / 1e5:.1f}"] == ["6.66", "663", "5.6"]
    assert "τσ‖A‖² = 6.66, 663, 5.6·10^5" in notes
    assert all((published.steps(norm, valid=True) * norm) ** 2 < 1 for norm in (0.1, 1.0, 6.7, 1e6))
    levels = ", ".join(str(published.level_of_doubles(digits)) for digits in (1, 3, 6))
    assert levels == "48, 43, 33"
    for text in (notes, (ROOT / "docs" / "results-E.md").read_text()):
        assert f"differ up to n = {levels}" in text


@pytest.mark.infrastructure
def test_an_unknown_experiment_is_refused() -> None:
    command = [sys.executable, "-m", "nnbarriers.demonstrations.firenets", "nonsense"]
    said = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert "usage" in said.stderr


@pytest.mark.infrastructure
def test_every_experiment_is_on_the_page_and_has_a_target() -> None:
    page = (ROOT / "docs" / "results-E.md").read_text()
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(experiments.EXPERIMENTS)
    assert "nnbarriers.demonstrations.firenets all out/experiments" in (ROOT / "Makefile").read_text()
    for path in ("README.md", "docs/results-E.md", "CHANGELOG.md"):
        assert "make experiments" in (ROOT / path).read_text()


@pytest.mark.infrastructure
def test_all_experiments_run_in_turn_and_each_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[tuple[str, Path]] = []
    stand_ins = {name: (lambda folder, name=name: seen.append((name, folder)) or {}) for name in ("one", "two")}
    monkeypatch.setattr(experiments, "EXPERIMENTS", stand_ins)
    assert experiments.main(["all", str(tmp_path)]) == 0
    assert seen == [("one", tmp_path), ("two", tmp_path)]
    assert experiments.main(["two", "x"]) == 0
    assert seen[2:] == [("two", Path("x"))]
    for wrong in ([], ["three"], ["one", "x", "y"]):
        assert experiments.main(wrong) == 2
    capsys.readouterr()


@pytest.mark.infrastructure
def test_drawing_without_matplotlib_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    for name in ("images", "stability"):
        assert experiments.main([name, str(tmp_path)]) == 2
        assert capsys.readouterr().err == "drawing needs matplotlib: pip install matplotlib\n"
    monkeypatch.setattr(
        command, "demonstrate", lambda wanted, session: pytest.fail("ran before it looked for matplotlib")
    )
    with pytest.raises(SystemExit, match="2"):
        main(["demonstrate", "E2", "--out", str(tmp_path / "new")])
    assert "pip install matplotlib" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.result("E2")
def test_demonstrate_draws_the_experiments_and_writes_the_tables_of_inexact_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "EXPERIMENTS", {"stability": experiments.EXPERIMENTS["stability"]})
    rows: dict[str, list[object]] = {"E2": [], "C1": [], "E3": []}
    monkeypatch.setattr(command, "demonstrate", lambda wanted, session: ((name, rows[name]) for name in wanted))
    main(["demonstrate", "E3", "--out", str(tmp_path)])
    assert [path.name for path in tmp_path.iterdir()] == ["demonstration.jsonl"]
    main(["demonstrate", "E2", "C1", "--out", str(tmp_path)])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "demonstration.jsonl", "inexact.md", "stability.svg",
    ]  # fmt: skip
    assert (tmp_path / "inexact.md").read_text() == inexact.tables()
    assert all(part in inexact.tables() for part in (inexact.table(), published.table()))
    assert str(tmp_path / "inexact.md") in " ".join(capsys.readouterr().out.split("\n"))
    assert (tmp_path / "stability.svg").read_text().startswith("<?xml")


@pytest.mark.result("E0")
def test_of_data_that_no_sparse_vector_has_the_certificate_says_only_how_near_one_would_be() -> None:
    matrix, y = hadamard_matrix(1), [1, 2, 3, 5]
    network, constants = firenet_for(matrix, y, 1, restarts=12), required(hadamard_matrix(1), 1)
    found = recovery(network, constants, matrix, y, enclose(network, matrix, y).centre)
    assert found.bound > network.bound  # so there is none, by E2, which the certificate does not know
    said = check_bytes(canonical(recovery_certificate(found)).encode())
    assert said.verdict == "accepted"
    assert said.report[-1] == "not checked: where z comes from; that there is such a vector x"


@pytest.mark.infrastructure
def test_the_optimum_of_the_benchmark_is_one_and_another_point_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rejected: a linear program's point that does not minimise F, against which any gap below zero would do."""
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    optimum, rng = importlib.import_module("firenet").optimum, np.random.default_rng(0)
    a, x = rng.normal(size=(40, 80)) / np.sqrt(40), np.zeros(80)
    x[[3, 50]] = 1, -2
    least = optimum(0.1, a, a @ x)
    assert np.isclose(least, 0.3)
    for z in rng.normal(size=(50, 80)) / 50 + x:
        assert 0.1 * np.abs(z).sum() + np.linalg.norm(a @ z - a @ x) >= least
    with pytest.raises(AssertionError, match="no minimiser"):
        optimum(10.0, a, a @ x)


@pytest.mark.infrastructure
def test_the_figures_of_firenets_are_measured_and_recorded_with_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    measure, firenet = importlib.import_module("measure"), importlib.import_module("firenet")
    names = "sweeping coins isolation decisions lines attacks kernel large growth start_up"
    assert [work.__name__ for work in measure.OWN] == names.split()
    assert (measure.firenets, measure.misses, measure.trusts, measure.proved) == measure.BESIDE
    assert measure.firenets is firenet.numbers
    monkeypatch.setattr(measure, "__file__", str(tmp_path / "measure.py"))
    monkeypatch.setattr(measure, "measured", {})
    monkeypatch.setattr(measure, "OWN", (lambda: measure.measured.update(own=1.0),))
    monkeypatch.setattr(measure, "BESIDE", (lambda: {"firenet/x": 2.0},))
    measure.main()
    assert json.loads((tmp_path / "results.json").read_text()) == {"own": 1, "firenet/x": 2}
    recorded = json.loads((ROOT / "bench" / "results.json").read_text())
    assert recorded["firenet/image/walsh, 1024 x 1024, 25%: megabytes"] < 1000
    assert "firenet/500x2000_p20_n10/over_numpy" in recorded
    assert 50 < firenet.megabytes(lambda: np.ones(10**7)) < 100
