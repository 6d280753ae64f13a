"""Other people's exact solvers, z3 and cvc5, agree with the kernel on small instances of A3 and A5."""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import cvc5.pythonic as cvc5
import pytest
import z3

from constructions.certificates import canonical, instability_certificate, stability_certificate
from constructions.instability import universal_perturbation
from constructions.stable_network import sharp_network, sharp_runs, stable_network
from constructions.training_sets import double_training_set, training_set
from proofs_check import kernel
from theory.exact import rational
from theory.networks import ReluNetwork

SOLVERS = pytest.mark.parametrize("smt", [z3, cvc5], ids=["z3", "cvc5"])
CORPUS = Path(__file__).parents[1] / "certificates"


def number(smt: Any, value: Fraction) -> Any:
    return smt.RealVal(f"{value.numerator}/{value.denominator}")


def output(smt: Any, network: ReluNetwork, point: list[Any]) -> Any:
    """The network as a term, from the definition: rho(z) = If(z > 0, z, 0)."""
    state = point
    for index, layer in enumerate(network.layers):
        if index:
            state = [smt.If(z > 0, z, number(smt, Fraction(0))) for z in state]
        rows = zip(layer.weights, layer.bias, strict=True)
        state = [
            sum((number(smt, w) * z for w, z in zip(row, state, strict=True) if w), number(smt, b)) for row, b in rows
        ]
    return state[0]


def satisfiable(smt: Any, conditions: Iterable[Any]) -> bool:
    solver = smt.Solver()
    for condition in conditions:
        solver.add(condition)
    answer = solver.check()
    assert answer in (smt.sat, smt.unsat)
    return bool(answer == smt.sat)


def right_somewhere(smt: Any, certificate: dict[str, Any], network: ReluNetwork, k: int) -> bool:
    """Ask whether, for some t in the claimed interval, the network is right at the k-th point moved by eta_{s,t}."""
    data, s = certificate["witness"]["data"], certificate["witness"]["s"]
    lo, hi = (rational(v) for v in certificate["claim"]["t_interval"])
    label, delta, t = (k + 1) % 2, rational(data["delta"]), smt.Real("t")
    zeros = [number(smt, Fraction(0))] * (data["dimension"] - 2)
    point = [number(smt, rational(data["x1"][k - 1])) + t, number(smt, delta * (label - s)), *zeros]
    y = output(smt, network, point)
    left, least, most, right = certificate["witness"]["g"][label]
    inside = [t >= number(smt, lo), t <= number(smt, hi)]
    if least is not None:
        inside.append(y >= number(smt, rational(least)) if left == "[" else y > number(smt, rational(least)))
    if most is not None:
        inside.append(y <= number(smt, rational(most)) if right == "]" else y < number(smt, rational(most)))
    return satisfiable(smt, inside)


@pytest.mark.result("A3", "A4")
@SOLVERS
def test_all_listed_points_fail_on_the_whole_interval(smt: Any) -> None:
    data = double_training_set(9)
    network = sharp_network(sharp_runs(9, 3), 3)
    certificate = instability_certificate(universal_perturbation(network, data))
    assert kernel.check_bytes(canonical(certificate).encode()).verdict == "accepted"
    assert certificate["claim"]["failing"] >= 2
    assert not any(right_somewhere(smt, certificate, network, k) for k in certificate["witness"]["indices"])
    others = set(range(1, 10)) - set(certificate["witness"]["indices"])
    assert all(right_somewhere(smt, certificate, network, k) for k in others)


@pytest.mark.result("A3", "A4")
@SOLVERS
@pytest.mark.parametrize("name", ["A3.7-right-in-the-middle-steep", "A3.8-right-in-the-middle-kink"])
def test_points_that_fail_at_both_ends_only_are_found_out_by_the_solver_too(smt: Any, name: str) -> None:
    certificate = json.loads((CORPUS / "bad" / f"{name}.json").read_text())
    layers = [(layer["weights"], layer["bias"]) for layer in certificate["witness"]["network"]]
    assert right_somewhere(smt, certificate, ReluNetwork.of(layers), certificate["witness"]["indices"][0])


def wrong_on_ball(smt: Any, network: ReluNetwork, centre: tuple[Fraction, ...], radius: Fraction, label: int) -> bool:
    """Ask whether the network differs from the label anywhere on the closed ball, in all coordinates."""
    point = [smt.Real(f"x{i}") for i in range(len(centre))]
    inside = [
        c
        for v, m in zip(point, centre, strict=True)
        for c in (v >= number(smt, m - radius), v <= number(smt, m + radius))
    ]
    return satisfiable(smt, [*inside, output(smt, network, point) != number(smt, Fraction(label))])


@pytest.mark.result("A5")
@SOLVERS
def test_the_stable_network_is_right_on_every_closed_ball(smt: Any) -> None:
    data = training_set(4, "3/4", dimension=3)
    network = stable_network(data)
    assert kernel.check_bytes(canonical(stability_certificate(network, data)).encode()).verdict == "accepted"
    for point, label in zip(data.points, data.labels, strict=True):
        assert not wrong_on_ball(smt, network, point, data.radius, label)
    gaps = [(data.x1[k] - data.x1[k + 1]) / 2 for k in range(3)]
    assert all(wrong_on_ball(smt, network, data.points[k], gap * 2, data.labels[k]) for k, gap in enumerate(gaps))


@pytest.mark.result("A5")
@SOLVERS
def test_a_hat_inside_a_ball_is_found_out_by_the_solver_too(smt: Any) -> None:
    certificate = json.loads((CORPUS / "bad" / "A5.6-hat-inside-a-ball.json").read_text())
    layers = [(layer["weights"], layer["bias"]) for layer in certificate["witness"]["network"]]
    data = certificate["witness"]["data"]
    wrong = [
        wrong_on_ball(smt, ReluNetwork.of(layers), (rational(x), Fraction(0)), rational(data["radius"]), (k + 1) % 2)
        for k, x in enumerate(data["x1"], 1)
    ]
    assert wrong.index(True) == 4
    assert sum(wrong) == 1
