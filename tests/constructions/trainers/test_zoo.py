"""Every paradigm of training meets the theorems: inaccurate or unstable on D_delta, defeated as an algorithm."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from constructions.adversary import defeat
from constructions.instability import failing_set, interpolating_network, universal_perturbation
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.minimisers import minimiser_family, set_points
from constructions.stable_network import stable_network
from constructions.trainers.descent import adam_numpy, lbfgs
from constructions.trainers.ensembles import block_mean
from constructions.trainers.minimisation import least_error
from constructions.trainers.neighbours import neighbours
from constructions.trainers.peer_attack import projected_gradient
from constructions.trainers.plain_networks import cost, forward, gradient, initial, input_gradient, parameters
from constructions.trainers.trainer import AT_HALF, PACKAGES
from constructions.trainers.zoo import ZOO, find_trainer
from constructions.training_runs import train
from constructions.training_sets import double_training_set
from nnbarriers.demonstrations.contestants import contestants
from theory.algorithms import Budget, Oracle, Tape, enumerate_runs, execute
from theory.exact import BarriersError
from theory.networks import ReluNetwork
from theory.problems import Problem
from theory.runs import HiddenState

HALF = Fraction(1, 2)
DATA = double_training_set(40)
PARADIGMS = {
    "classifier", "regressor", "sgd", "adam", "lbfgs", "adam-numpy", "pgd", "trades", "lipschitz", "spectral-norm",
    "weight-decay", "dropout", "early-stopping", "transfer", "evolution", "cma-es", "map-evidence", "sgld", "ensemble",
    "smoothing", "integer",
    "rbf", "svm", "boosting", "k-nn", "spiking", "milp",
}  # fmt: skip
OPTIONAL = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text())["project"]
DECLARED = {
    name.split(">=")[0]
    for name in (*OPTIONAL["dependencies"], *(n for extra in OPTIONAL["optional-dependencies"].values() for n in extra))
}
"""The packages that the project declares."""
GIVE_UP_ACCURACY = {"pgd", "smoothing", "integer"}
"""Trained against the whole radius, averaged over it, or with weights that A8 says are too small."""


def some(names: set[str]) -> pytest.MarkDecorator:
    """These trainers, each skipped, by name, where its library is missing."""
    marks = []
    for name in sorted(names):
        library = ZOO[name].library
        absent = importlib.util.find_spec(library) is None
        why = f"{library} is not installed: pip install {PACKAGES.get(library, library)}"
        marks.append(pytest.param(name, marks=pytest.mark.skipif(absent, reason=why)))
    return pytest.mark.parametrize("name", marks)


NETWORKS = {name for name in PARADIGMS if ZOO[name].network}


@pytest.mark.infrastructure
def test_the_table_has_every_paradigm_and_says_what_applies_to_it() -> None:
    assert set(ZOO) == PARADIGMS
    for name, trainer in ZOO.items():
        assert name == trainer.name
        assert PACKAGES.get(trainer.library, trainer.library) in DECLARED
        assert trainer.network == (not trainer.why)
        every = ("A0", "A3", "A4", "A6", "A8", "B2", "B5")
        logits = ("A0", "A3", "A4", "A6", "B2")
        assert trainer.results == (("B2",) if trainer.why else logits if name == "classifier" else every)
        assert [bool(trainer.unfit(result)) for result in every] == [result not in trainer.results for result in every]
    with pytest.raises(BarriersError, match="no trainer is called 'magic'; there are classifier"):
        find_trainer("magic")


@some(NETWORKS - {"milp"})
@pytest.mark.result("A3", "A6")
def test_every_network_that_training_makes_is_inaccurate_or_unstable(name: str) -> None:
    run = train(ZOO[name], DATA, (5,), seed=1, tries=4)
    assert run.network.widths == (2, 5, 1)
    assert run.g == ZOO[name].g
    assert run.failing == failing_set(run.network, DATA.points, DATA.labels, run.g)
    found = universal_perturbation(run.network, DATA, run.g)
    assert len(found.indices) >= found.promised >= (9 if run.failing else 17)
    if name not in GIVE_UP_ACCURACY:
        assert len(run.failing) <= 1  # it is no straw man


@pytest.mark.result("A3")
def test_exact_minimisation_finds_a_network_without_error_and_it_is_unstable() -> None:
    data = double_training_set(6)
    run = train(ZOO["milp"], data, (2,), seed=0)
    errors = [abs(v - s) for v, s in zip(run.network.evaluate(data.points), data.labels, strict=True)]
    assert max(errors) < Fraction(1, 10**5)
    found = universal_perturbation(run.network, data, AT_HALF)
    assert len(found.indices) >= found.promised == 1
    with pytest.raises(BarriersError, match="one hidden layer"):
        train(ZOO["milp"], data, (2, 2), seed=0)


@pytest.mark.result("B0")
def test_exact_minimisation_finds_one_half_on_t_0_and_nothing_less() -> None:
    """With r = P(N) + 2 points no network errs by less than 1/2; with three points one does."""
    errors = []
    for count in (5, 3):
        points = np.array([[float(v) for v in point] for point in set_points(count, 1, None)])
        labels = np.array([(j + 1) % 2 for j in range(1, count + 1)], float)
        errors.append(min(least_error(2 * points, labels, np.array(s))[0] for s in ([1, 1], [1, -1], [-1, -1])))
    assert abs(errors[0] - 0.5) < 1e-6
    assert errors[1] < 0.4


@some(PARADIGMS)
@pytest.mark.result("B2")
def test_predictions_of_no_paradigm_beat_one_half(name: str) -> None:
    trainer = ZOO[name]
    exact = trainer.seed_bits <= 3
    given = {} if exact else {"tapes": 24}
    found = defeat(trainer, minimiser_family((2, 1, 1)), Fraction(6, 25), **given)  # type: ignore[arg-type]
    assert found.exact == exact
    assert found.bound <= HALF
    assert found.plays[1].input.name == f"T_delta_{trainer.level + 1}"
    assert len(found.plays[0].runs) == (2**trainer.seed_bits if exact else 24)


@some({"lbfgs", "evolution", "milp", "pgd", "spiking"})
@pytest.mark.result("B5")
def test_trained_networks_fail_surely(name: str) -> None:
    found = defeat(ZOO[name], minimiser_family((2, 1, 1), networks=True), Fraction(2, 5))
    assert found.bound == 0
    assert [play.success.high for play in found.plays[1:]] == [0]


@some(
    {
        "classifier",
        "regressor",
        "adam-numpy",
        "evolution",
        "rbf",
        "k-nn",
        "milp",
        "boosting",
        "cma-es",
        "lipschitz",
        "dropout",
    }
)
@pytest.mark.infrastructure
def test_with_fine_tiny_print_the_trainers_do_train(name: str) -> None:
    """On an input whose delta they can read, some seed gets every label right: they are no straw men."""
    family = minimiser_family((2, 2, 1))
    runs = list(
        enumerate_runs(ZOO[name], family.problem(Fraction(0)), family.answers(1, 1), max_bits=3, budget=Budget())
    )
    labels = family.problem(Fraction(0)).labels
    errors = [max(abs(v - s) for v, s in zip(run.output, labels, strict=True)) for run in runs]  # type: ignore[arg-type]
    assert min(errors) < Fraction(1, 4)


@pytest.mark.infrastructure
def test_the_gradients_are_the_gradients() -> None:
    rng = np.random.default_rng(3)
    network = initial((3, 4, 2, 1), rng)
    x, y = rng.normal(size=(7, 3)), rng.normal(size=7)
    slopes = [*gradient(network, x, y), input_gradient(network, x, 2 * (forward(network, x)[-1][:, 0] - y) / len(y))]
    for part, slope in zip([*parameters(network), x], slopes, strict=True):
        for index in np.ndindex(part.shape):
            part[index] += 1e-6
            up = cost(network, x, y)
            part[index] -= 2e-6
            down = cost(network, x, y)
            part[index] += 1e-6
            assert abs((up - down) / 2e-6 - slope[index]) < 1e-5


@pytest.mark.infrastructure
def test_a_block_network_is_the_mean_of_its_members() -> None:
    rng = np.random.default_rng(4)
    members = [initial((2, 3, 2, 1), rng) for _ in range(3)]
    whole, parts = (
        [ReluNetwork.of((w.tolist(), b.tolist()) for w, b in n) for n in nets]
        for nets in ([block_mean(members, (2, 10, 7, 1))], members)
    )
    assert whole[0].widths == (2, 10, 7, 1)
    for point in rng.normal(size=(5, 2)).tolist():
        mean = sum(part(point) for part in parts) / 3
        assert abs(whole[0](point) - mean) < Fraction(1, 10**12)


@some({"integer"})
@pytest.mark.result("A8")
def test_integer_weights_are_integers_and_too_small_to_be_accurate(name: str) -> None:
    run = train(ZOO[name], DATA, (5,), seed=0, tries=1)
    weights = [w for layer in run.network.layers for row in layer.weights for w in row]
    assert all(w.denominator == 1 and abs(w) <= 7 for w in weights)
    error = max(abs(v - s) for v, s in zip(run.network.evaluate(DATA.points), DATA.labels, strict=True))
    assert 2 * error >= 1 - 7**2 * 5 * DATA.delta > 0


@some({"spectral-norm"})
@pytest.mark.infrastructure
def test_spectral_normalisation_bounds_the_norm_of_every_matrix(name: str) -> None:
    layers = train(ZOO[name], DATA, (5,), seed=0, tries=1).network.layers
    first, second = (np.array([[float(w) for w in row] for row in layer.weights]) for layer in layers)
    scale = np.array([2.0, 1 / float(DATA.delta)])
    assert max(np.linalg.norm(m, 2) for m in (first / scale, second)) < 1.05


@pytest.mark.result("A3")
def test_a_gradient_attack_is_judged_exactly_and_finds_nothing_against_the_stable_network() -> None:
    run = train(lbfgs, DATA, (5,), seed=1)
    eta, count = projected_gradient(run.network, DATA, DATA.delta)
    moved = [[v + e for v, e in zip(point, eta, strict=True)] for point in DATA.points]
    assert max(map(abs, eta)) <= DATA.delta
    assert count == len(failing_set(run.network, moved, DATA.labels, AT_HALF)) >= 15
    assert projected_gradient(stable_network(DATA), DATA, DATA.radius)[1] == 0


@pytest.mark.infrastructure
def test_the_same_tape_gives_the_same_network_and_another_one_another() -> None:
    one, again, other = (train(adam_numpy, DATA, (4,), seed=s, tries=1).network for s in (1, 1, 3))
    assert one == again != other


@pytest.mark.infrastructure
def test_a_trainer_that_draws_from_elsewhere_is_noticed() -> None:
    drawn = []

    def restless(problem: Problem, oracle: Oracle, tape: Tape) -> ReluNetwork:
        drawn.append(oracle.read(1, 30))
        return interpolating_network((2, 3, 1), Fraction(1, len(drawn)))

    with pytest.raises(HiddenState, match="behaves differently"):
        train(restless, DATA, (3,), seed=0)


@pytest.mark.infrastructure
def test_what_a_trainer_cannot_do_it_says() -> None:
    with pytest.raises(BarriersError, match="labelled points"):
        defeat(adam_numpy, digits_family(InverseProblem("P3"), 2), Fraction(1, 100))
    family = minimiser_family((2, 1, 1), networks=True)
    with pytest.raises(BarriersError, match="no network of fixed widths: it keeps all points"):
        execute(neighbours, family.problem(HALF), family.answers(0, 0), coins=lambda: 0)
    with pytest.raises(BarriersError, match="no network came out of 3 runs: the last one gave up"):
        train(lambda problem, oracle, tape: None, DATA, (3,), seed=0)


@pytest.mark.infrastructure
def test_a_missing_library_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ZOO["sgd"].require()  # SciPy, while it is imported, looks for a torch itself
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(BarriersError, match=r"the trainer pgd needs torch: pip install torch$"):
        ZOO["pgd"].require()
    assert "pgd" not in {who.name for who in contestants("sgd,k-nn")}
    assert [who.name for who in contestants("all") if who.missing] == [n for n in ZOO if ZOO[n].library == "torch"]
    for names in ("sgd,trades", "all,trades"):
        with pytest.raises(BarriersError, match="the trainer trades needs torch"):
            contestants(names)


@pytest.mark.infrastructure
def test_a_library_that_is_broken_stops_its_trainers_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Such as torch without a library of the system, which is an OSError."""
    (tmp_path / "cma.py").write_text("raise OSError('libmissing.so:\\nno such file')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "cma", raising=False)
    with pytest.raises(
        BarriersError, match=r"cma, which is installed and broken \(OSError: libmissing\.so: no such file"
    ):
        contestants("cma-es")
    assert [who.name for who in contestants("all") if "broken" in who.missing] == ["cma-es"]


@pytest.mark.infrastructure
def test_a_trainer_of_ones_own_joins_all_and_none_is_not_all() -> None:
    coin = "constructions.trainers.simple:coin"
    assert [who.name for who in contestants(f"{coin}, all")] == [*ZOO, coin]
    assert [who.name for who in contestants("k-nn,sgd,k-nn")] == ["k-nn", "sgd"]
    for names in ("", "sgd,"):
        with pytest.raises(BarriersError, match="no trainer is called ''"):
            contestants(names)
