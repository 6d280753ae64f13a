"""Demonstrations of B, C, D, J, K, W: algorithms against the adversary, with exact probabilities.

Runs show instances; that no algorithm does better rests on the proofs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from constructions.adversary import Defeat, defeat
from constructions.certificates import defeat_certificate, minimiser_certificate, separation_certificate
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program, linear_program_family
from constructions.minimisers import minimiser_family, set_points
from constructions.optimality import linear_program_solution, solution
from constructions.stable_network import sharp_network, sharp_runs
from constructions.trainers import simple
from nnbarriers.demonstrations.rows import Demonstration, certified, exact_row
from nnbarriers.demonstrations.session import Session
from nnbarriers.wording import equals, shape
from theory.algorithms import Algorithm, Budget, Oracle, Tape, execute
from theory.families import Family
from theory.networks import ReluNetwork
from theory.problems import Output, Problem

__all__ = ["DEFEATS"]

WIDTHS = (2, 3, 1)
BUDGET = Budget(reads=2000, level=400)
HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
Rows = Iterator[Demonstration]
Truth = Callable[[Defeat], bool]


def told(found: Defeat) -> str:
    """Return what happened on every input in one line."""
    return "succeeds with probability " + ", ".join(f"{p.success} on {p.input.name}" for p in found.plays)


def played(
    session: Session,
    result: str,
    name: str,
    algorithm: Algorithm,
    family: Family,
    alpha: Fraction,
    truth: Truth,
    **given: Any,
) -> Demonstration:
    """Return the row of one algorithm against one family, certified if it is a defeat that has certificates."""
    found = defeat(algorithm, family, alpha, budget=BUDGET, **given)
    instance, holds = f"{name}, {found.name}, α = {alpha}", truth(found)
    if family.parameters is None or not holds or not found.defeated:
        return exact_row(result, instance, told(found), holds)
    slug = re.sub(r"[^a-z0-9]+", "-", f"{name} {found.name}".lower()).strip("-")
    path = session.out / f"{result}-{slug}.json"
    return certified(result, instance, told(found), defeat_certificate(found), path)


def half_off(_: Session) -> Rows:
    """B0 on a zigzag that is right as often as possible."""
    r = len(minimiser_family(WIDTHS).problem(HALF).labels)
    network = sharp_network(sharp_runs(r, WIDTHS[1]), WIDTHS[1])
    labels = minimiser_family(WIDTHS).problem(HALF).labels
    error = max(abs(y - s) for y, s in zip(network.evaluate(set_points(r, 1, None)), labels, strict=True))
    yield exact_row("B0", f"{shape(WIDTHS)} zigzag, r = {r}", f"its error on T_0 is {error} ≥ 1/2", error >= HALF)


def apart(_: Session) -> Rows:
    """B1 for the two known solutions."""
    family = minimiser_family(WIDTHS)
    labels, constant = (simple.candidates(family.problem(HALF))[i] for i in (0, 1))
    gaps = family.limit.distance(labels).low, family.member(1, 5).distance(constant).low
    claim = f"the labels are ≥ {gaps[0]} from Ξ(T_0), the constant 1/2 is {gaps[1]} from Ξ(T_δ_5)"
    yield exact_row("B1", f"{shape(WIDTHS)}, κ = {family.kappa}", claim, min(gaps) >= family.kappa)


def one_half(session: Session) -> Rows:
    """B2 for an algorithm that always answers the labels, one that gives up at some level, and the midpoint."""
    family = minimiser_family(WIDTHS)
    for algorithm in (simple.labels, simple.gives_up, simple.midpoint):
        yield played(
            session, "B2", algorithm.__name__, algorithm, family, Fraction(6, 25), lambda found: found.bound <= HALF
        )


def coin_rows(session: Session, result: str, families: list[Family], alpha: Fraction) -> Rows:
    """The coin against families, with equality."""
    for family in families:
        yield played(session, result, "coin", simple.coin, family, alpha, lambda found: found.bound == HALF)


def quarter(_: Session) -> Rows:
    """B4: the constant at 1/4."""
    family = minimiser_family(WIDTHS)
    answer = _answer(simple.constant, family, QUARTER, 0, 0)
    inputs = [family.limit, *(family.member(1, n) for n in (1, 10, 100))]
    claim = "f/2 + 1/4 is within 1/4 of every solution set tried, and not within any smaller number"
    distances = [of.distance(answer) for of in inputs]
    truth = all(distance.low == QUARTER == distance.high for distance in distances)
    yield exact_row("B4", "constant, T_0, T_δ_1, T_δ_10, T_δ_100", claim, truth)


def network_outputs(session: Session) -> Rows:
    """B5: an algorithm that reads delta finely and outputs the interpolating network."""
    family = minimiser_family(WIDTHS, networks=True)

    def interpolate(problem: Problem, oracle: Oracle, tape: Tape) -> ReluNetwork:
        from constructions.instability import interpolating_network

        reading = abs(oracle.read(1, 60))
        return interpolating_network(WIDTHS, reading or Fraction(1, 2**60))

    yield played(
        session,
        "B5",
        "read 60 bits, interpolate",
        interpolate,
        family,
        Fraction(49, 100),
        lambda found: found.bound == 0,
    )


def forks(session: Session) -> Rows:
    """K: one half for a coin, two thirds for reading for ever a third of the time."""
    family = digits_family(InverseProblem("P3"), 2)
    yield from coin_rows(session, "K", [family], Fraction(1, 100))
    truth = lambda found: all(p.success.low < Fraction(2, 3) < p.success.high for p in found.plays)  # noqa: E731
    yield played(session, "K", "two thirds", simple.two_thirds, family, Fraction(1, 100), truth, max_bits=14)


def weak_forks(session: Session) -> Rows:
    """W: reading up to level 20, with equality."""
    family = digits_family(InverseProblem("P3"), 2, weak=True)
    truth = lambda found: found.bound == HALF  # noqa: E731
    name = "hasty, levels ≤ 20"
    yield played(session, "W", name, simple.hasty, family, Fraction(1, 10), truth, max_level=20)


def far(certificate: dict[str, Any]) -> str:
    """Say what a certificate of separation claims."""
    claim = certificate["claim"]
    what = "squared distance" if claim["norm"] == "2" else "distance"
    told, accuracy = equals(Fraction(claim["distance"])), claim["accuracy"]
    return (
        f"two inputs alike up to level {claim['level']} have one minimiser each; their {what} {told},"
        f" so no answer is within {accuracy} of both"
    )


def digits(session: Session) -> Rows:
    """C1 for K = 3: close inputs with minimisers far apart, a coin at K digits, algorithms for K-1 and K-2."""
    for kind in ("P1", "P2", "P3"):
        problem = InverseProblem(kind)
        strong, weak = digits_family(problem, 3), digits_family(problem, 3, weak=True)
        alpha, low = problem.entry(3), problem.entry(3) - Fraction(1, 4**9)
        near = solution(problem, alpha, low), solution(problem, low, alpha)
        pair = separation_certificate(*near, Fraction(1, 1000))
        yield certified("C1", f"C:{kind}, K = 3", far(pair), pair, session.out / f"C1-{kind}.json")
        yield from coin_rows(session, "C1", [strong], Fraction(1, 1000))
        inputs = [(strong.limit, strong, 0)] + [(f.member(i, 9), f, i) for f in (strong, weak) for i in (1, 2)]
        good = []
        for of, family, branch in inputs:
            one, two = (
                of.distance(_answer(algorithm, family, HALF, branch, 9))
                for algorithm in (simple.k_minus_one, simple.k_minus_two)
            )
            good += [one.within(Fraction(1, 100)), two.within(Fraction(1, 10))]
        claim = "one algorithm gives K−1 digits, one K−2 digits without reading, on all 5 inputs tried"
        yield exact_row("C1", f"deterministic, C:{kind}, K = 3", claim, all(good))


def minimisers(session: Session) -> Rows:
    """C0 with an orthogonal matrix that hides the structure."""
    q = ((Fraction(3, 5), Fraction(4, 5)), (Fraction(-4, 5), Fraction(3, 5)))
    for kind in ("P1", "P2", "P3"):
        problem = InverseProblem(kind, eta=Fraction(1, 10), m=2, columns=3, q=q)
        alpha = problem.entry(3)
        found = solution(problem, alpha, alpha - Fraction(1, 4**9))
        claim = "a rational dual vector shows that c(α)e_1 is the unique minimiser of the problem hidden by Q"
        name = f"C:{kind}, m = 2, β = α − 4^−9"
        yield certified("C0", name, claim, minimiser_certificate(found), session.out / f"C0-{kind}.json")


def _answer(algorithm: Algorithm, family: Family, accuracy: Fraction, branch: int, n: int) -> Output:
    """Return what an algorithm without coins answers on one input of a family."""
    output = execute(algorithm, family.problem(accuracy), family.answers(branch, n), coins=lambda: 0).output
    assert output is not None
    return output


def programs(session: Session) -> Rows:
    """D in three norms."""
    one, low = Fraction(1), 1 - Fraction(1, 4**9)
    pair = [linear_program_solution(linear_program(a, b, one, 2, 4)) for a, b in ((one, low), (low, one))]
    claim = "a rational dual vector shows that (y_1/α)e_1 is the unique solution"
    yield certified("D", "LP, m = 2, β = α − 4^−9", claim, minimiser_certificate(pair[0]), session.out / "D-LP.json")
    for norm in ("1", "2", "inf"):
        apart = separation_certificate(pair[0], pair[1], Fraction(49, 100), norm)
        yield certified("D", f"LP, l^{norm}", far(apart), apart, session.out / f"D-separation-{norm}.json")
    yield from coin_rows(session, "D", [linear_program_family(norm) for norm in ("1", "2", "inf")], Fraction(49, 100))


DEFEATS: dict[str, Callable[[Session], Rows]] = {
    "B0": half_off,
    "B1": apart,
    "B2": one_half,
    "B3": lambda session: coin_rows(session, "B3", [minimiser_family(WIDTHS)], Fraction(6, 25)),
    "B4": quarter,
    "B5": network_outputs,
    "J": lambda session: coin_rows(session, "J", [minimiser_family((3, 1, 1, 1), "2/3")], Fraction(1, 5)),
    "K": forks,
    "W": weak_forks,
    "C0": minimisers,
    "C1": digits,
    "D": programs,
}
"""Demonstrations by result."""
