"""One vector by other libraries and by us (U): taken as the rationals they are, clipped and counted exactly."""

from __future__ import annotations

import json
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from constructions.certificates import canonical, universal_certificate
from constructions.margins import labelled_points
from nnbarriers.command import peers as command
from proofs_check.kernel import check_bytes
from proofs_check.peers import vectors
from proofs_check.peers.vectors import METHODS, Contest, Entry, ask, compare, counted
from theory.exact import BarriersError
from theory.layers import Layer

pytestmark = pytest.mark.result("U")
LINES = (Layer.of([[1], [-1]], [0, 0]), Layer.of([[1, 0], [0, 1]], [0, 0]))
"""Outputs (rho(x), rho(-x))."""


def small(budget: object = "1/10") -> Contest:
    points = labelled_points([["1/20"], ["1/4"], ["-1/20"], ["1/10"]], [0, 0, 1, 0])
    return Contest(LINES, points, 3, Fraction(str(budget)))


def told(*etas: float, wrong: list[bool] | None = None) -> dict[str, object]:
    return {"runs": 1, "milliseconds": 5, "vectors": [[v] for v in etas], "wrong": [wrong or [False] * 4] * len(etas)}


def test_a_vector_beyond_the_budget_is_clipped_exactly_and_that_is_said() -> None:
    """float32(1/10) exceeds 1/10: as returned, -float32(1/10) makes the last point wrong; within the budget it ties."""
    single = float(np.float32(0.1))
    entry = counted(small(), "lib 1", "it", told(-single, wrong=[True, False, False, True]))
    assert entry.found is not None
    assert (entry.beyond, entry.excess, entry.found.eta) == (1, Fraction(single) - Fraction(1, 10), (Fraction(-1, 10),))
    assert (entry.found.after, entry.broken, entry.denied) == ((-1, 1, 1, 0), (1, 0), (0, 1, 0))
    inside = counted(small(), "lib 1", "it", told(-0.0625))
    assert (inside.beyond, inside.excess, inside.denied) == (0, 0, (0, 0, 1))


def test_where_rounding_breaks_a_tie_floats_say_wrong_and_exactness_says_tie() -> None:
    """2^24 h + h - 2^24 h against h at h = 1: equal, and 0 against 1 in single precision from left to right."""
    big = 2**24
    layers = (Layer.of([[1], [1], [1]], [0, 0, 0]), Layer.of([[big, 1, -big], [0, 1, 0]], [0, 0]))
    contest = Contest(layers, labelled_points([["1/2"], [-2]], [0, 1]), 1, Fraction(1, 2))

    def wrong(x: float, label: int) -> bool:
        h = np.float32(max(x, 0))
        z = np.float32(np.float32(np.float32(big) * h + h) - np.float32(big) * h), h
        return bool(z[1 - label] > z[label])

    reply = {"runs": 1, "milliseconds": 0, "vectors": [[0.5]], "wrong": [[wrong(1.0, 0), wrong(-1.5, 1)]]}
    entry = counted(contest, "lib 1", "it", reply)
    assert (entry.wrong, entry.denied, entry.broken) == ((True, False), (0, 1, 0), (0, 0))
    row = entry.as_json()
    assert (row["float_wrong_exact_tie"], row["float_wrong_exact_right"], row["float_missed"]) == (1, 0, 0)
    cells = command.vector_table([entry]).rows[0]
    assert "1, 1" in [str(cell) for cell in cells]


def test_of_several_vectors_the_one_that_exactly_breaks_most_counts() -> None:
    entry = counted(small(), "lib 1", "it", told(0.0, -0.0625, 0.03125))
    assert entry.found is not None
    assert (entry.found.eta, entry.broken) == ((Fraction(-1, 16),), (1, 0))


def test_networks_that_are_not_of_single_precision_are_refused() -> None:
    for weight in (Fraction(1, 3), Fraction(2**130), Fraction(1, 2**160), Fraction(0.1)):
        layers = (Layer.of([[weight], [1]], [0, 0]), LINES[1])
        with pytest.raises(BarriersError, match="float32"):
            Contest(layers, labelled_points([[1]], [0]), 1, Fraction(1))
    with pytest.raises(BarriersError, match="fitted"):
        Contest(LINES, labelled_points([[1]], [0]), 2, Fraction(1))


def test_methods_that_are_missing_die_hang_or_talk_nonsense_were_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(vectors, "version", absent)
    entry = ask(small(), "foolbox-sum", 1)
    assert (entry.found, entry.reason) == (None, "not run: pip install foolbox torch packaging")
    monkeypatch.setattr(vectors, "version", lambda name: "7")
    monkeypatch.setattr(vectors, "PATIENCE", 0.1)
    short = json.dumps(told(0.0) | {"wrong": [[True]]})
    infinite = json.dumps(told(0.0) | {"vectors": [[float("inf")]]})
    for body, reason in (
        ("raise SystemExit('no memory')", "not run: no memory"),
        ("import time\ntime.sleep(60)", "not run: out of time"),
        ("print('{}')", "not run: ended with code 0"),
        (f"print({short!r})", "not run: ended with code 0"),
        (f"print({infinite!r})", "not run: ended with code 0"),
    ):
        (tmp_path / "worker.py").write_text(body)
        monkeypatch.setattr(vectors, "WORKER", tmp_path / "worker.py")
        entry = ask(small(), "art-fgsm", 1)
        assert (entry.who, entry.found, entry.reason) == ("adversarial-robustness-toolbox 7", None, reason)
        assert entry.as_json()["verdict"] == "not run"


def test_the_command_certifies_our_vector_and_says_what_was_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contest = small("1/8")
    monkeypatch.setattr(command, "single_precision_digits", lambda: (contest.layers, contest.data, contest.fitted))
    monkeypatch.setattr(vectors, "METHODS", {"art-fgsm": "it"})
    monkeypatch.setattr(
        vectors, "ask", lambda contest, method, seconds: Entry(contest, "lib", "it", reason=f"not run: {seconds >= 3}")
    )
    options = ["--vectors", "--seconds", "3", "--starts", "2", "-o", str(tmp_path)]
    run = CliRunner().invoke(command.peers_command, [*options, "--json"])
    assert run.exit_code == 0, run.output
    ours, theirs = json.loads(run.stdout)
    assert (ours["verdict"], ours["broken_fitted"], ours["broken_held_out"]) == ("accepted", 1, 1)
    assert (theirs["verdict"], theirs["reason"]) == ("not run", "not run: True")
    assert check_bytes(Path(ours["certificate"]).read_bytes()).verdict == "accepted"
    shown = CliRunner().invoke(command.peers_command, options)
    assert "not run: True" in shown.stdout
    assert "U-digits-1-8.json: accepted" in shown.stderr.replace("\n", "")


def needs(method: str) -> None:
    for package in vectors.PACKAGES[method.partition("-")[0]]:
        try:
            version(package)
        except PackageNotFoundError:
            pytest.skip(f"{package} is not installed: pip install '.[vectors]'")


@pytest.mark.parametrize("method", [m for m in METHODS if m != "art-deepfool"])
def test_a_library_finds_a_vector_within_the_budget_and_its_floats_say_what_is_true(method: str) -> None:
    needs(method)
    random = np.random.default_rng(0)
    rows = random.integers(0, 17, (60, 2))
    layers = (Layer.of([[1, 1], [-1, -1]], [-1, 1]), Layer.of([[1, 0], [0, 1]], [0, 0]))
    data = labelled_points(rows.tolist(), [int(a + b < 16) for a, b in rows.tolist()], "1/16")
    contest = Contest(layers, data, 40, Fraction(1, 5))
    entry = ask(contest, method, 0.1)
    assert entry.found is not None, entry.reason
    assert entry.found.norm <= Fraction(1, 5) and entry.excess < Fraction(1, 10**6)
    ours = next(compare(contest, 0.1, starts=2))
    assert ours.found is not None
    assert ours.broken[0] >= entry.broken[0] > 0
    assert check_bytes(canonical(universal_certificate(ours.found)).encode()).verdict == "accepted"


def test_on_digits_our_vector_breaks_at_least_as_many_points_as_those_of_the_libraries() -> None:
    """A classifier (64; 64; 10), 1/8 of the range: the certificate is of a vector that does as much as the best."""
    methods = ("art-fgsm", "art-targeted", "foolbox-points", "foolbox-sum")
    for method in methods:
        needs(method)
    from nnbarriers.demonstrations.own_data import single_precision_digits

    layers, data, fitted = single_precision_digits()
    contest = Contest(layers, data, fitted, Fraction(1, 8))
    ours = next(compare(contest, 0.1))
    for method in methods:
        entry = ask(contest, method, ours.seconds)
        assert entry.found is not None, entry.reason
        assert ours.broken[0] >= entry.broken[0] > 100, method
    assert ours.found is not None
    checked = check_bytes(canonical(universal_certificate(ours.found)).encode())
    assert checked.verdict == "accepted", checked
