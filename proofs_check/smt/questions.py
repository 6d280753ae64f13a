"""The questions about networks: A3-A5 for the network of a certificate, A3, A6 and B0 for all networks of a shape.

Each question asks for a counterexample, so the theorem's answer is unsat; for sat there is a replay, which decides
exactly, with this project's own arithmetic, whether the values found are one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from constructions.instability import failing_set
from constructions.layer_texts import read_layer_texts
from constructions.training_sets import label, training_set
from proofs_check.smt.networks import all_networks, network_at, network_of, values_on_line
from proofs_check.smt.script import Script, both, either, negative, no, number, plus
from proofs_check.smt.solvers import Values
from theory.exact import rational
from theory.monotone import threshold
from theory.networks import ReluNetwork

__all__ = [
    "Question",
    "certificate_network",
    "misclassified",
    "right_somewhere",
    "within_one_half",
    "wrong_on_balls",
]


@dataclass(frozen=True)
class Question:
    """A script, and the exact check of the values with which a solver answers sat."""

    script: Script
    replay: Callable[[Values], bool]


def certificate_network(certificate: dict[str, Any]) -> ReluNetwork:
    """Return the network of a certificate's witness."""
    return ReluNetwork(tuple(read_layer_texts(certificate["witness"]["network"])))


def _inside(term: str, interval: Sequence[Any] | None) -> str:
    """Return the condition that a term lies in an interval [bracket, lo, hi, bracket] of a certificate."""
    if interval is None:
        return either()
    left, lo, hi, right = interval
    above = [] if lo is None else [f"({'>=' if left == '[' else '>'} {term} {number(rational(lo))})"]
    below = [] if hi is None else [f"({'<=' if right == ']' else '<'} {term} {number(rational(hi))})"]
    return both(*above, *below)


def _contains(interval: Sequence[Any] | None, value: Fraction) -> bool:
    if interval is None:
        return False
    left, lo, hi, right = interval
    above = lo is None or value > rational(lo) or (left == "[" and value == rational(lo))
    return above and (hi is None or value < rational(hi) or (right == "]" and value == rational(hi)))


def right_somewhere(certificate: dict[str, Any], indices: Sequence[int]) -> Question:
    """Ask whether the network of an instability certificate is right at one of these points moved by an eta_{s,t}.

    t ranges over the whole closed interval of the claim (A3, A4).
    """
    witness, network = certificate["witness"], certificate_network(certificate)
    data, s, delta = witness["data"], witness["s"], rational(witness["data"]["delta"])
    lo, hi = (rational(v) for v in certificate["claim"]["t_interval"])
    script = Script()
    t = script.real("t")
    script.require(both(f"(>= {t} {number(lo)})", f"(<= {t} {number(hi)})"))
    zeros = [Fraction(0)] * (data["dimension"] - 2)

    def rest(k: int) -> list[Fraction]:
        return [delta * (label(k) - s), *zeros]

    right = []
    for k in indices:
        first = script.define(f"x_{k}", plus(number(rational(data["x1"][k - 1])), t))
        output = network_at(script, network, [first, *map(number, rest(k))], str(k))
        right.append(_inside(output, witness["g"][label(k)]))
    script.require(either(*right))

    def replay(values: Values) -> bool:
        at = Fraction(values.get("t", 0))
        moved = {k: network((rational(data["x1"][k - 1]) + at, *rest(k))) for k in indices}
        return lo <= at <= hi and any(_contains(witness["g"][label(k)], y) for k, y in moved.items())

    return Question(script, replay)


def wrong_on_balls(certificate: dict[str, Any], factor: Fraction = Fraction(1)) -> Question:
    """Ask whether the network of a stability certificate differs from the label on one of the closed balls (A5).

    All d coordinates are free; the radius is that of the data times `factor`.
    """
    data, network = certificate["witness"]["data"], certificate_network(certificate)
    radius, d = rational(data["radius"]) * factor, data["dimension"]
    script = Script()
    move = [script.real(f"m_{i}") for i in range(1, d + 1)]
    for m in move:
        script.require(both(f"(>= {m} {number(-radius)})", f"(<= {m} {number(radius)})"))
    zeros, delta = [Fraction(0)] * (d - 2), rational(data["delta"])
    centres = {k: [rational(x), delta * label(k), *zeros] for k, x in enumerate(data["x1"], 1)}
    wrong = []
    for k, centre in centres.items():
        point = [
            script.define(f"x_{k}_{i}", plus(number(v), m))
            for i, (v, m) in enumerate(zip(centre, move, strict=True), 1)
        ]
        wrong.append(no(f"(= {network_at(script, network, point, str(k))} {number(label(k))})"))
    script.require(either(*wrong))

    def replay(values: Values) -> bool:
        by = [Fraction(values.get(m, 0)) for m in move]
        found = [network([v + m for v, m in zip(c, by, strict=True)]) != label(k) for k, c in centres.items()]
        return all(abs(m) <= radius for m in by) and any(found)

    return Question(script, replay)


def misclassified(hidden: Sequence[int], n: int, at_most: int = 0) -> Question:
    """Ask for a network of these hidden widths that, with some monotone g, fails at `at_most` of x^1, …, x^n at most.

    A6 says there is none for at_most = 0 and P(N) < n - 1, A3 none for at_most < (n - P(N) - 1)/2.  Where g after phi
    does not fail, the outputs lie in two disjoint intervals, one for each label; so some number lies strictly between
    those of label 0 and those of label 1.  The bias c absorbs it, and a change of the output's sign changes no shape:
    then phi < 0 at label 0 and phi > 0 at label 1.  Conversely, a step function is such a g.
    """
    data, script = training_set(n), Script()
    all_networks(script, hidden)
    outputs = values_on_line(script, hidden, data.x1)
    right = [f"({'>' if s else '<'} {y} 0.0)" for y, s in zip(outputs, data.labels, strict=True)]
    if at_most == 0:
        script.require(both(*right))
    else:
        script.require(f"(<= {plus(*(f'(ite {condition} 0.0 1.0)' for condition in right))} {number(at_most)})")

    def replay(values: Values) -> bool:
        network = network_of(hidden, values)
        # threshold(0) counts the output 0 for label 1, the script for none: the script's count is the larger one
        return len(failing_set(network, data.bare_points, data.labels, threshold(0))) <= at_most

    return Question(script, replay)


def within_one_half(hidden: Sequence[int], r: int, *, strict: bool = True) -> Question:
    """Ask for a network of these hidden widths with max_j |phi(x^j) - f_a(x^j)| < 1/2 over r points, or <= 1/2 (B0)."""
    data, script, half = training_set(r), Script(), Fraction(1, 2)
    all_networks(script, hidden)
    relation = "<" if strict else "<="
    for y, s in zip(values_on_line(script, hidden, data.x1), data.labels, strict=True):
        off = plus(y, number(-s))
        script.require(both(f"({relation} {off} {number(half)})", f"({relation} {negative(off)} {number(half)})"))

    def replay(values: Values) -> bool:
        outputs = network_of(hidden, values).evaluate(data.bare_points)
        error = max(abs(y - s) for y, s in zip(outputs, data.labels, strict=True))
        return error < half or (not strict and error == half)

    return Question(script, replay)
