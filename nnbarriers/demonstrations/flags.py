"""Demonstrations of X: exit flags of an algorithm that reads finely, and of a coin, with exact probabilities."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from constructions.adversary import defeat
from constructions.certificates import flag_certificate
from constructions.flags import FalseFlags, false_flags, flag_family
from constructions.linear_programs import linear_program_family
from constructions.plays import Defeat
from constructions.trainers import simple
from nnbarriers.demonstrations.algorithms import told
from nnbarriers.demonstrations.rows import Demonstration, certified, exact_row
from nnbarriers.demonstrations.session import Session
from theory.algorithms import Oracle, Tape
from theory.problems import Problem

__all__ = ["FLAGS"]

HALF, ACCURACY = Fraction(1, 2), Fraction(49, 100)
Rows = Iterator[Demonstration]


def vertex(level: int) -> Callable[[Problem, Oracle, Tape], list[Any]]:
    """Return the algorithm that reads alpha and beta up to a level and answers the vertex of the larger one."""

    def algorithm(problem: Problem, oracle: Oracle, tape: Tape) -> list[Any]:
        one, other = oracle.read(0, level), oracle.read(1, level)
        return [int(one >= other), int(one < other), *[0] * ((problem.outputs or 2) - 2)]

    return algorithm


def finer(problem: Problem, oracle: Oracle, tape: Tape) -> list[Any]:
    """Say whether the vertex at 60 bits is still the right one at 120."""
    return [int(oracle.read(0, 120) >= oracle.read(1, 120))]


def shown(
    session: Session, name: str, instance: str, claim: str, found: Defeat | FalseFlags, holds: bool
) -> Demonstration:
    """Return the row of what was played, certified if it is as it should be; its name begins with the result."""
    result = name[:2]
    if not holds:
        return exact_row(result, instance, claim, holds)
    path = session.out / f"{name.replace(' ', '-')}.json"
    return certified(result, instance, claim, flag_certificate(found), path)


def as_hard(session: Session) -> Rows:
    """X1 for the flag of a vertex at 60 bits: a coin, and a checker that reads twice as finely."""
    family = linear_program_family()
    flags = flag_family(family, vertex(60), ACCURACY)
    for name, checker, bound in (("coin", simple_coin, HALF), ("120 bits", finer, Fraction(0))):
        found = defeat(checker, flags, Fraction(0))
        instance = f"flag of the vertex at 60 bits, {name}, D:2, α = {ACCURACY}"
        holds = found.bound == bound and bool(found.defeated)
        yield shown(session, f"X1-{name}-vertex-60", instance, told(found), found, holds)


def simple_coin(problem: Problem, oracle: Oracle, tape: Tape) -> list[Any]:
    """Toss a coin for the flag."""
    return [tape.bit()]


def false_alarms(session: Session) -> Rows:
    """X2 for a coin between the vertices, and for the vertex at 60 bits, with flags that are always raised."""
    family = linear_program_family()
    vertices = {"a coin between the vertices": simple.coin, "the vertex at 60 bits": vertex(60)}
    for name, algorithm in vertices.items():
        found = false_flags(lambda *of, algorithm=algorithm: (algorithm(*of), 1), family, ACCURACY)
        claim = ", ".join(f"{often} on {play.input.name}" for play, often in zip(found.plays, found.false, strict=True))
        instance, holds = (
            f"{name}, always sure, D:2, α = {ACCURACY}",
            max(f.low for f in found.false) >= found.bound == HALF,
        )
        yield shown(session, f"X2-{name}", instance, f"wrong and sure with probability {claim}", found, holds)


FLAGS: dict[str, Callable[[Session], Rows]] = {"X1": as_hard, "X2": false_alarms}
"""Demonstrations by result."""
