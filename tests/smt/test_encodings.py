"""The terms are the networks: a network's term has its value, and the terms for all weights reach every network."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import count, pairwise

import pytest
import z3
from hypothesis import given
from hypothesis import strategies as st

from proofs_check.smt.networks import all_networks, network_at, network_of, values_on_line
from proofs_check.smt.questions import misclassified
from proofs_check.smt.script import Script, number
from proofs_check.smt.solvers import ask
from theory.networks import ReluNetwork
from theory.piecewise import PiecewiseAffine

small = st.fractions(-3, 3, max_denominator=4)
SHAPES = ((1,), (2,), (3,), (1, 1), (2, 1), (1, 1, 1))
POINTS = [Fraction(4, 4 * k + 3) for k in range(1, 6)]


@st.composite
def networks(draw: st.DrawFn, hidden: tuple[int, ...], dimension: int = 2) -> ReluNetwork:
    widths = (dimension, *hidden, 1)
    layers = []
    for inputs, outputs in pairwise(widths):
        rows = [[draw(small) for _ in range(inputs)] for _ in range(outputs)]
        layers.append((rows, [draw(small) for _ in range(outputs)]))
    return ReluNetwork.of(layers)


def verdict(script: Script) -> str:
    """What z3 says, in this process: these questions are small and many."""
    solver = z3.Solver()
    solver.from_string(script.text().removesuffix("(check-sat)\n"))
    return str(solver.check())


@pytest.mark.result("A3", "A5")
@given(st.data(), st.sampled_from([(2,), (3,), (2, 2), (1, 2, 2)]))
def test_the_term_of_a_network_has_its_value_and_no_other(data: st.DataObject, hidden: tuple[int, ...]) -> None:
    network = data.draw(networks(hidden))
    point = (data.draw(small), data.draw(small))
    for relation, expected in (("=", "sat"), ("distinct", "unsat")):
        script = Script()
        xs = [script.real(name) for name in "xy"]
        for x, value in zip(xs, point, strict=True):
            script.require(f"(= {x} {number(value)})")
        output = network_at(script, network, xs, "p")
        script.require(f"({relation} {output} {number(network(point))})")
        assert verdict(script) == expected


@pytest.mark.result("A3", "A6", "B0")
@given(st.data(), st.sampled_from(SHAPES))
def test_the_terms_for_all_weights_reach_every_network_of_the_shape(
    data: st.DataObject, hidden: tuple[int, ...]
) -> None:
    network = data.draw(networks(hidden))
    script = Script()
    all_networks(script, hidden)
    outputs = values_on_line(script, hidden, POINTS)
    for y, value in zip(outputs, network.evaluate([(t, 0) for t in POINTS]), strict=True):
        script.require(f"(= {y} {number(value)})")
    assert script.linear
    assert verdict(script) == "sat"


@pytest.mark.result("A6")
@pytest.mark.parametrize("v", [(1, 1), (1, -1), (-1, 0), (0, 0)])
@pytest.mark.parametrize("u", [2, 0, -3])
def test_the_terms_for_all_weights_reach_the_networks_with_products_too(u: int, v: tuple[int, int]) -> None:
    network = ReluNetwork.of([([[u, 0]], [1]), ([[v[0]], [v[1]]], [Fraction(-1, 2), 1]), ([[2, -1]], [3])])
    script = Script()
    all_networks(script, (1, 2))
    outputs = values_on_line(script, (1, 2), POINTS[:2])
    for y, value in zip(outputs, network.evaluate([(t, 0) for t in POINTS[:2]]), strict=True):
        script.require(f"(= {y} {number(value)})")
    assert not script.linear
    assert ask("z3", script, 60).verdict == "sat"


@pytest.mark.result("A3", "A6", "B0")
@given(st.data(), st.sampled_from([*SHAPES, (1, 2), (2, 2)]))
def test_the_network_read_off_from_values_has_the_values_of_the_terms(
    data: st.DataObject, hidden: tuple[int, ...]
) -> None:
    script = Script()
    all_networks(script, hidden)
    values: dict[str, Fraction | bool] = {}
    signs = data.draw(st.integers(0, max(hidden)))
    for line in script.lines:
        if line.startswith("(declare-const"):
            name, sort = line[:-1].split()[1:]
            drawn = data.draw(small)
            unit = Fraction(1 if drawn >= 0 else -1)
            values[name] = int(name.split("_")[-1]) <= signs if sort == "Bool" else unit if name[0] == "u" else drawn
    expected = network_of(hidden, values).evaluate([(t, 0) for t in POINTS])
    for y, value in zip(values_on_line(script, hidden, POINTS), expected, strict=True):
        script.require(f"(= {y} {number(value)})")
    for name, drawn in values.items():
        fixed = str(drawn).lower() if isinstance(drawn, bool) else number(drawn)
        script.require(f"(= {name} {fixed})")
    assert verdict(script) == "sat"


@pytest.mark.result("A6", "B0")
@pytest.mark.parametrize("hidden", SHAPES[:5])
def test_networks_are_found_up_to_an_n_that_a6_allows(hidden: tuple[int, ...]) -> None:
    """The networks found are of the shape, with at most P(N) pieces; the first n without one is at most P(N) + 2."""
    for n in count(2):
        question = misclassified(hidden, n)
        answer = ask("z3", question.script, 60)
        if answer.verdict == "unsat":
            break
        network = network_of(hidden, answer.values or {})
        line: PiecewiseAffine = network.restrict((0, 0), (1, 0))
        assert network.widths == (2, *hidden, 1)
        assert len(line.breakpoints) < network.piece_bound
    assert n <= network.piece_bound + 2


MUTANTS = {
    "a neuron without rho": ((3,), 5, r"\(ite \(> z_(\d+)_1_1 0.0\) z_\d+_1_1 0.0\)", r"z_\1_1_1"),
    "all signs alike": ((3,), 5, r"\(ite s_1_\d \S+ \(- (\S+)\)\)", r"\1"),
    "one of the points forgotten": ((1,), 3, r"\(> y_2 0.0\)", "true"),
    "a weight twice as large at one of the points": ((2,), 4, r"\(/ 4.0 15.0\)", "(/ 8.0 7.0)"),
}


@pytest.mark.result("A6")
@pytest.mark.parametrize("name", MUTANTS)
def test_a_wrong_script_changes_the_verdict_or_fails_the_replay(name: str) -> None:
    hidden, n, before, after = MUTANTS[name]
    right = misclassified(hidden, n)
    text, changes = re.subn(before, after, right.script.text())
    assert changes
    answer = ask("z3", Script(lines=text.splitlines()[1:-1]), 60)
    expected = ask("z3", right.script, 60)
    assert answer.verdict in {"sat", "unsat"} - {expected.verdict}
    if answer.verdict == "sat":
        assert not right.replay(answer.values or {})
