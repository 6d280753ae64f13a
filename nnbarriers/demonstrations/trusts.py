"""Demonstrations of T: exact answers, boxes in which an answer is the same, two answers, and what nobody decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from constructions.adversary import defeat
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program_family
from constructions.trainers import simple
from constructions.trust import program_trust, regression_trust
from constructions.trust.active_sets import Several, minimiser
from constructions.trust.bases import Based, NoOptimum, optimum
from constructions.trust.deciding import program_trust_family, support_family, trust_family
from constructions.trust.programs import Program, Within
from constructions.trust.regressions import Radii, Regression
from constructions.trust.solutions import solution_certificate
from nnbarriers.demonstrations.algorithms import told
from nnbarriers.demonstrations.rows import Demonstration, certified, exact_row
from nnbarriers.demonstrations.session import Session
from theory.algorithms import Oracle, Tape
from theory.families import Family
from theory.problems import Problem

__all__ = ["TRUSTS"]

HALF, ZERO = Fraction(1, 2), Fraction(0)
Rows = Iterator[Demonstration]
LASSO = Regression.lasso([[3, 1], [1, 2]], [2, 3], 1)
PROGRAM = Program.of([1, 1, 1], [[3, 2, -1]], [1])


def exact_answers(session: Session) -> Rows:
    """T0 for a degenerate program, for one with a segment of minimisers, and for two equal columns."""
    found = optimum(Program.of([-1, 0, 0], [[1, 1, 0], [1, 0, 1]], [1, 1]))
    assert not found.strict
    claim, certificate = "e_1 is the only minimiser, at an end of its basis", program_trust.solution_certificate(found)
    yield shown(session, "T0-degenerate", "LP, x_1 + x_2 = 1, x_1 + x_3 = 1", claim, certificate)
    try:
        optimum(Program.of([1, 1], [[1, 1]], [1]))
    except NoOptimum as error:
        certificate = program_trust.solution_certificate(error)
        yield shown(session, "T0-segment", "LP, x_1 + x_2 = 1", "several minimisers: two of them", certificate)
    try:
        minimiser(Regression.lasso([[1, 1]], [1], 1))
    except Several as several:
        certificate = solution_certificate(several)
        yield shown(session, "T0-equal", "LASSO, A = (1, 1)", "several minimisers: two of them", certificate)


def shown(session: Session, name: str, instance: str, claim: str, certificate: dict[str, Any]) -> Demonstration:
    """Return the row of a certificate; its name begins with the result."""
    return certified(name[:2], instance, claim, certificate, session.out / f"{name}.json")


def same_support(session: Session) -> Rows:
    """T1 for a LASSO of two columns."""
    found = regression_trust.trust(LASSO, Radii.of(LASSO, "1/20", "1/20"))
    assert found.verdict == "trusted" and not isinstance(found.found, Several) and found.found.signs == (1, 1)
    claim = "both columns, with the sign +, for all data within 1/20"
    yield shown(session, "T1-lasso", "LASSO, 2 × 2, λ = 1", claim, found.certificate())


def same_basis(session: Session) -> Rows:
    """T2 for the program of D with alpha = 3, beta = 2."""
    found = program_trust.trust(PROGRAM, Within.of(absolute="1/10", exact=[2]))
    assert found.verdict == "trusted" and isinstance(found.found, Based) and found.found.basis == (0,)
    claim = "the first column is the basis for all data within 1/10"
    yield shown(session, "T2-program", "D, α = 3, β = 2, y_1 = 1", claim, found.certificate())


def two_answers(session: Session) -> Rows:
    """T3 for the same two problems in larger boxes."""
    claim = "two data with different answers"
    lasso = regression_trust.trust(LASSO, Radii.of(LASSO, 2, 2))
    program = program_trust.trust(PROGRAM, Within.of(absolute="1/2", exact=[2]))
    assert lasso.verdict == program.verdict == "two answers"
    yield shown(session, "T3-lasso", "LASSO, 2 × 2, λ = 1, data within 2", claim, lasso.certificate())
    yield shown(session, "T3-program", "D, α = 3, β = 2, y_1 = 1, data within 1/2", claim, program.certificate())


def named(fork: Family, algorithm: Callable[..., Any]) -> Callable[..., Any]:
    """Return the algorithm that names the support of another one's answer to the fork's own problem."""
    posed = fork.posed(ZERO)
    return lambda problem, oracle, tape: [int(v != 0) for v in algorithm(posed, oracle, tape)]


def no_support(session: Session) -> Rows:
    """T4 for a coin between two supports, on the LASSO of C1 and on D."""
    for fork in (digits_family(InverseProblem("P2"), 2), linear_program_family()):
        found = defeat(named(fork, simple.coin), support_family(fork), ZERO)
        yield exact_row("T4", f"a coin between two supports, {found.name}", told(found), found.bound == HALF)


def toss(problem: Problem, oracle: Oracle, tape: Tape) -> list[Any]:
    """Toss a coin for the answer."""
    return [tape.bit()]


def finer(problem: Problem, oracle: Oracle, tape: Tape) -> list[Any]:
    """Decide by 60 bits of the first number whether it is larger than at the limit."""
    return [int(oracle.read(0, 60) > oracle.read(0, 30))]


def no_trust(session: Session) -> Rows:
    """T5 for a coin and for 60 bits."""
    for family in (trust_family("1/8"), program_trust_family("1/8")):
        for name, algorithm, bound in (("coin", toss, HALF), ("60 bits", finer, ZERO)):
            found = defeat(algorithm, family, ZERO)
            yield exact_row("T5", f"{name}, {found.name}, radius 1/8", told(found), found.bound == bound)


TRUSTS: dict[str, Callable[[Session], Rows]] = {
    "T0": exact_answers,
    "T1": same_support,
    "T2": same_basis,
    "T3": two_answers,
    "T4": no_support,
    "T5": no_trust,
}
"""Demonstrations by result."""
