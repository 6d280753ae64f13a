"""Trainers that read 53 bits and then train in floating point are algorithms like any other: defeated, exactly."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from constructions.adversary import defeat
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.minimisers import minimiser_family
from constructions.trainers import readers
from theory.algorithms import Budget
from theory.exact import BarriersError

TRAINERS = pytest.mark.parametrize(
    "trainer", [readers.lbfgs, readers.adam, readers.evolution], ids=lambda t: t.__name__
)


@TRAINERS
@pytest.mark.result("B2")
@pytest.mark.parametrize("widths", [(2, 2, 1), (3, 1, 2, 1)])
def test_predictions_of_trained_networks_do_not_beat_one_half(trainer: Any, widths: tuple[int, ...]) -> None:
    found = defeat(trainer, minimiser_family(widths), Fraction(6, 25))
    assert found.exact
    assert found.bound <= Fraction(1, 2)
    assert found.defeated
    assert found.plays[1].input.name == "T_delta_54"
    assert sum(run.weight for run in found.plays[0].runs) == 1
    assert len(found.plays[0].runs) == 8


@TRAINERS
@pytest.mark.result("B5")
def test_trained_networks_fail_surely(trainer: Any) -> None:
    found = defeat(trainer, minimiser_family((2, 2, 1), networks=True), Fraction(2, 5))
    assert found.bound == 0
    assert [play.success.high for play in found.plays[1:]] == [0]


@pytest.mark.infrastructure
def test_the_gradient_is_the_gradient() -> None:
    rng = np.random.default_rng(3)
    layers = readers._initial((3, 4, 2, 1), rng)
    x, y = rng.normal(size=(7, 3)), rng.normal(size=7)
    slopes = readers._gradient(layers, x, y)
    flat = [part for layer in layers for part in layer]
    for part, slope in zip(flat, slopes, strict=True):
        for index in np.ndindex(part.shape):
            part[index] += 1e-6
            up = readers._cost(layers, x, y)
            part[index] -= 2e-6
            down = readers._cost(layers, x, y)
            part[index] += 1e-6
            assert abs((up - down) / 2e-6 - slope[index]) < 1e-5


@TRAINERS
@pytest.mark.infrastructure
def test_with_fine_tiny_print_the_trainers_do_train(trainer: Any) -> None:
    """On an input whose delta they can read, some seed gets every label right: they are no straw men."""
    family = minimiser_family((2, 2, 1))
    from theory.algorithms import enumerate_runs

    runs = list(enumerate_runs(trainer, family.problem(Fraction(0)), family.answers(1, 1), max_bits=3, budget=Budget()))
    labels = family.problem(Fraction(0)).labels
    errors = [max(abs(v - s) for v, s in zip(run.output, labels, strict=True)) for run in runs]  # type: ignore[arg-type]
    assert min(errors) < Fraction(1, 4)


@pytest.mark.infrastructure
def test_a_problem_without_labels_is_refused() -> None:
    with pytest.raises(BarriersError, match="labelled points"):
        defeat(readers.adam, digits_family(InverseProblem("P3"), 2), Fraction(1, 100))
