"""What the public functions return: exact counts, one-line reprs, pictures, certificates that the kernel accepts."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.instability import failing_set, interpolating_network, universal_perturbation
from constructions.null_space import hadamard_matrix
from constructions.trainers import simple
from theory.layers import Layer, piece_bound
from theory.networks import ReluNetwork

DATA = nb.dataset(24)
FOUND = nb.attack(interpolating_network((2, 3, 1), DATA.delta), DATA)
A = hadamard_matrix(2)
GAME = nb.defeat(simple.coin, "C:P3")
FAMILY = nb.fork("rounding", lambda s: [s], left=[0], right=[1])
RESULTS: list[Any] = [
    DATA, FOUND, nb.stabilise(DATA), nb.defeat(simple.coin, "C:P3"), nb.defeat(simple.coin, "B", tapes=20),
    nb.defeat(simple.constant, "B", accuracy="1/4"), nb.recover(A, [row[0] for row in A], 1), FOUND.certificate,
    nb.check("missing"), FOUND.certificate.check, FOUND.network, FOUND.found, nb.result("A3"), FAMILY, *GAME.inputs,
    GAME.found, nb.as_network(nb.stabilise(DATA).network), nb.replay(FOUND.network, DATA.points[0]),
]  # fmt: skip


@pytest.mark.infrastructure
@pytest.mark.parametrize("result", RESULTS, ids=lambda result: type(result).__name__)
def test_a_result_shows_itself_in_one_line_and_in_html(result: Any) -> None:
    assert len(repr(result)) <= 120
    assert "\n" not in repr(result)
    if not hasattr(result, "_repr_html_"):
        return
    html = result._repr_html_()
    assert html.startswith("<table>")
    assert len(html) < 60_000
    if hasattr(result, "plot"):
        assert result.plot().svg.startswith("<svg")


@pytest.mark.result("A1")
@given(st.integers(1, 40), st.integers(2, 4))
def test_the_arrays_of_a_dataset_are_the_points_of_the_theorem(n: int, dimension: int) -> None:
    data = nb.dataset(n, dimension=dimension)
    assert [tuple(map(Fraction, row)) for row in data.x.tolist()] == data.points
    assert data.y.tolist() == list(data.labels)
    assert (data.x.dtype, data.y.dtype, data.scale.dtype) == (np.float64, np.int8, np.float64)
    largest = np.abs(data.x * data.scale).max(axis=0)
    assert all(v == 0 or 1 <= v < 2 for v in largest)


@pytest.mark.result("A3")
@given(st.lists(st.integers(1, 9), min_size=1, max_size=2))
def test_hidden_widths_choose_the_least_number_of_points_with_a_promise(hidden: list[int]) -> None:
    data, pieces = nb.dataset(hidden=hidden), piece_bound((2, *hidden, 1))
    assert len(data) == pieces + 2
    network = interpolating_network((2, *hidden, 1), data.delta)
    assert nb.attack(network, data).promised == 1
    assert nb.attack(network, nb.dataset(pieces + 1)).promised == 0


@pytest.mark.result("A3", "A4")
def test_an_attack_counts_what_universal_perturbation_finds() -> None:
    exact = universal_perturbation(FOUND.network, DATA)
    assert FOUND.found == exact
    assert (FOUND.failing, FOUND.failing_before, FOUND.promised) == (len(exact.indices), 0, exact.promised)
    moved = [[v + e for v, e in zip(point, FOUND.eta, strict=True)] for point in DATA.points]
    failing = failing_set(FOUND.network, moved, DATA.labels)
    assert FOUND.rows == tuple(k - 1 for k in failing)
    assert FOUND.verdict == "accepted"


@pytest.mark.result("A3")
@given(st.lists(st.integers(-3, 3).filter(bool), min_size=2, max_size=2))
def test_a_scale_is_folded_in_exactly(powers: list[int]) -> None:
    scale = [Fraction(2) ** p for p in powers]
    network = interpolating_network((2, 3, 1), DATA.delta)
    first, *rest = network.layers
    unscaled = ReluNetwork.of(
        [([[w / f for w, f in zip(row, scale, strict=True)] for row in first.weights], first.bias)]
        + [(layer.weights, layer.bias) for layer in rest]
    )
    assert nb.attack(unscaled, DATA, scale=scale).network == network


@pytest.mark.infrastructure
def test_certificates_are_saved_read_back_and_found_again(tmp_path: Path) -> None:
    path = FOUND.save(tmp_path / "a.json")
    assert nb.check(path) and nb.check(str(path)) and nb.check(FOUND) and nb.check(FOUND.certificate)
    assert nb.check(path).sha256 == FOUND.certificate.sha256
    assert FOUND.certificate["claim"]["failing"] == FOUND.failing
    assert json.loads(path.read_text())["result"] == nb.check(path).result == "A4"
    forged = json.loads(path.read_text())
    forged["claim"]["failing"] += 1
    path.write_text(json.dumps(forged, sort_keys=True, separators=(",", ":")) + "\n")
    assert not nb.check(path)
    assert nb.check(path).verdict == "rejected"
    assert nb.check(path).condition
    with pytest.raises(nb.BarriersError, match=r"ending in \.json"):
        FOUND.save(tmp_path / "a.txt")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.json"]


@pytest.mark.result("C1", "J", "K")
def test_a_game_says_what_the_adversary_found() -> None:
    game = nb.defeat(simple.coin, "C:P3", digits=3)
    assert (game.verdict, game.bound, game.limit) == ("defeated", Fraction(1, 2), Fraction(1, 2))
    assert [str(play.success) for play in game.inputs] == ["1", "1/2", "1/2"]
    assert game.certificate and nb.check(game)
    surveyed = nb.defeat(simple.constant, "B", accuracy="1/4")
    assert (surveyed.verdict, surveyed.limit, surveyed.certificate) == ("surveyed", None, None)
    with pytest.raises(nb.BarriersError, match="no certificate: "):
        surveyed.save("x.json")
    with pytest.raises(nb.BarriersError, match="got Game, which has none: "):
        nb.check(surveyed)


@pytest.mark.result("J")
def test_with_seconds_an_algorithm_runs_in_a_process_of_its_own() -> None:
    def slow(problem: Any, oracle: Any, tape: Any) -> Any:
        return max(iter(int, 1))

    game = nb.defeat(slow, "B", seconds=1)
    assert game.verdict == "open"
    assert {tuple(play.cut) for play in game.inputs} == {("seconds",)}
    program = nb.Program(f'{sys.executable} -c "print(\'{{\\"output\\": null}}\')"')
    assert nb.defeat(program, "B", seconds=5).bound == 0


@pytest.mark.result("E0", "E2")
@given(st.integers(0, 31), st.sampled_from([Fraction(0), Fraction(1, 1000)]))
def test_a_sparse_vector_is_within_the_bound(entry: int, noise: Fraction) -> None:
    y = [2 * row[entry] for row in A]
    y[0] += noise
    found = nb.recover(A, y, 1, noise=noise, restarts=4)
    off = [Fraction(v) - (2 if j == entry else 0) for j, v in enumerate(found.x.tolist())]
    assert sum(v * v for v in off) <= found.bound**2
    assert [Fraction(v) for v in found.x.tolist()] == list(found.found.z)
    assert nb.check(found)


@pytest.mark.infrastructure
def test_constants_from_all_supports_have_no_certificate_and_say_why() -> None:
    rows = [[int(i == j) for j in range(11)] + ["3/10"] for i in range(11)]  # coherence 0.3, too much for its bound
    found = nb.recover(rows, [1] + [0] * 10, 2)
    assert (found.certificate, found.verdict) == (None, "not certified")
    assert "all supports" in found.uncertified
    with pytest.raises(nb.BarriersError, match="no certificate: constants from all supports"):
        found.save("x.json")


@pytest.mark.infrastructure
def test_documented_names_are_loaded_when_they_are_asked_for() -> None:
    code = (
        "import sys, nnbarriers as nb; print(sorted(nb.__all__) == dir(nb), 'numpy' in sys.modules);"
        "nb.check('x'); print('numpy' in sys.modules, 'sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", "False", "False"]


@pytest.mark.infrastructure
def test_a_dataset_is_saved_and_pickled_as_itself(tmp_path: Path) -> None:
    for ending in ("npz", "csv", "json"):
        assert nb.load_dataset(DATA.save(tmp_path / f"d.{ending}")) == DATA
    assert pickle.loads(pickle.dumps(DATA)) == DATA


@pytest.mark.infrastructure
def test_a_large_result_shows_its_table_at_once_and_its_picture_when_it_is_asked_for() -> None:
    html = nb.dataset(2000)._repr_html_()
    assert len(html) < 5000
    assert ".plot()" in html


@pytest.mark.infrastructure
def test_a_certificate_cannot_be_changed_and_is_checked_anew() -> None:
    certificate = FOUND.certificate
    certificate.body["result"] = "A5"
    certificate["claim"]["failing"] = 99
    assert certificate["result"] == "A4"
    assert certificate["claim"]["failing"] == FOUND.failing
    forged = nb.Certificate(certificate.text.replace('"result":"A4"', '"result":"A5"'))
    assert not nb.check(forged)

    class Lying(nb.Certificate):
        """One that says of itself what it likes."""

        check = FOUND.certificate.check

    assert not nb.check(Lying(forged.text))
    for wrong in (3, None, b"{}"):
        with pytest.raises(nb.BarriersError, match="made of its JSON text"):
            nb.Certificate(wrong)  # type: ignore[arg-type]
    with pytest.raises(nb.BarriersError, match="is a JSON object"):
        _ = nb.Certificate("[1]").body


@pytest.mark.infrastructure
def test_a_certificate_replaces_certificates_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text('{"widths": [2, 1, 1]}')
    with pytest.raises(nb.BarriersError, match="is there and is no certificate"):
        FOUND.save(tmp_path / "model.json")
    assert (tmp_path / "model.json").read_text() == '{"widths": [2, 1, 1]}'
    large = nb.stabilise(nb.dataset(2000))  # more than the last 64 KiB of the file
    for found in (FOUND, large, nb.stabilise(nb.dataset(3)), large, large):
        assert found.save(tmp_path / "c.json").stat().st_size == len(found.certificate.text)
    assert len(large.certificate.text) > 2**17


@pytest.mark.infrastructure
def test_a_dataset_has_doubles() -> None:
    with pytest.raises(nb.BarriersError, match="a Dataset has doubles for coordinates"):
        nb.Dataset(Fraction(1), (Fraction(4, 7), Fraction(4, 11)), Fraction(1, 1024), Fraction(1, 1000), 2)


@pytest.mark.infrastructure
def test_a_failing_example_is_printed_whole_by_hypothesis() -> None:
    from hypothesis.vendor.pretty import pretty

    text = pretty(FOUND.network)
    assert eval(text, {"ReluNetwork": ReluNetwork, "Layer": Layer, "Fraction": Fraction}) == FOUND.network
    assert pretty(DATA).startswith("Dataset(a=Fraction(1, 1), x1=(")


@pytest.mark.infrastructure
def test_the_names_for_type_checkers_are_those_that_are_loaded() -> None:
    text = Path(nb.__file__).read_text()
    seen = dict(re.findall(r"^    from ([\w.]+) import \w+ as (\w+)$", text, re.MULTILINE) and [
        (name, module) for module, name in re.findall(r"^    from ([\w.]+) import \w+ as (\w+)$", text, re.MULTILINE)
    ])  # fmt: skip
    assert seen == nb._WHERE
