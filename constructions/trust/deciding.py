"""Families on which no algorithm names the support of a minimiser (T4), and none decides if it can be trusted (T5).

T4: the forks of C1 and D, asked for a support, under the discrete metric.  T5: data whose box touches a tie at one of
its corners, approached by data whose box does not.  Both are about readings: where the numbers of a file are the
input, everything is decidable, and neither applies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from constructions.inverse_problems import OBJECTIVES, Vector, entry_names
from theory.exact import BarriersError, brief, rational
from theory.families import FORK, JUMP, Family
from theory.problems import Distance, Input, Problem

__all__ = ["program_trust_family", "support_family", "trust_family"]

ZERO, ONE = Fraction(0), Fraction(1)


def support_family(fork: Family) -> Family:
    """Return the fork that asks for the support of a minimiser: 1 for its columns, 0 for the others (T4).

    `fork` is the strong family of C1 or the family of D; inputs, evaluations and information stay what they are, and an
    answer is at distance 0 or 1.  Raises `BarriersError` for any other family.

    >>> from constructions.adversary import defeat
    >>> from constructions.linear_programs import linear_program_family
    >>> supports = support_family(linear_program_family())
    >>> defeat(lambda problem, oracle, tape: [tape.bit(), 1, 0], supports, Fraction(0)).told
    'defeated, T4:D at 0, success at most 0'
    """
    if fork.kind != FORK or fork.proof not in ("C1", "D"):
        raise BarriersError(f"T4 is about the strong families of C1 and that of D, got {fork.told:.80}")
    count, name = fork.posed(ZERO).outputs or 0, f"T4:{(fork.parameters or {}).get('name')}"

    def public(accuracy: Fraction) -> Problem:
        posed = fork.problem(accuracy)
        asks = f"1 for each column in the support of a minimiser, 0 for the others; the problem: {posed.asks}"
        known = tuple((key, value) for key, value in posed.parameters if key != "norm")
        return replace(posed, name=name, parameters=known, asks=asks)

    def named(of: Input, branch: int) -> Input:
        chosen = ((0,), (1,), (0, 1)) if branch == 0 else ((branch - 1,),)
        supports = [tuple(Fraction(int(j in places)) for j in range(count)) for places in chosen]
        return Input(of.name, of.evaluation, lambda output: _discrete(output, supports))

    found = Family(
        FORK, public, named(fork.limit, 0), lambda i, n: named(fork.member(i, n), i), ONE, first=fork.first,
        beyond="every answer is within 1 of every support", name=name,
    )  # fmt: skip
    return found.proved("T4")


def _discrete(output: Any, solutions: Sequence[Vector]) -> Distance:
    """Return 0 for a solution and 1 for anything else."""
    distance = Fraction(int(tuple(output) not in solutions))
    return Distance(distance, distance)


def trust_family(radius: Any = "1/8", *, y_radius: Any = 0, beta: Any = None, lam: Any = 1) -> Family:
    """Return the jump that asks whether all data within a radius have one minimiser of P2, all of one support (T5).

    A = (alpha, beta), y = 1; the limit has alpha = beta + 2 radius, member n has 4^-n more. `beta` is lambda/(1 -
    y_radius) unless given. Raises `BarriersError` unless radius, beta, lambda > 0, 0 <= y_radius < 1 and (beta +
    radius)(1 - y_radius) > lambda/2.

    >>> from constructions.adversary import defeat
    >>> defeat(lambda problem, oracle, tape: [tape.bit()], trust_family(), Fraction(0)).told
    'defeated, T5:P2 at 0, success at most 1/2'
    """
    eps, eps_y, weight = rational(radius), rational(y_radius), rational(lam)
    if eps <= 0 or weight <= 0 or not 0 <= eps_y < 1:
        raise BarriersError(
            f"T5 needs radius > 0, lambda > 0 and 0 <= y_radius < 1, got {brief(eps)}, {brief(weight)}, {brief(eps_y)}"
        )
    small = weight / (1 - eps_y) if beta is None else rational(beta)
    if small <= 0 or (small + eps) * (1 - eps_y) <= weight / 2:
        raise BarriersError(f"T5 needs beta > 0 with (beta + radius)(1 - y_radius) > lambda/2, got {brief(small)}")
    known = (("kind", "P2"), ("lambda", weight), ("radius", eps), ("y_radius", eps_y), ("m", 1), ("columns", 2))
    told = f"min {OBJECTIVES['P2']}; entries of A are off by the radius at most, y by y_radius"
    limit = (small + 2 * eps, small, ONE)
    return _jump("T5:P2", entry_names(1, 2), known, told, lambda more: (limit[0] + more, *limit[1:]))


def program_trust_family(radius: Any = "1/8", *, beta: Any = 1, y1: Any = 1) -> Family:
    """Return the jump that asks the same of min x_1 + x_2 + x_3, alpha x_1 + beta x_2 - x_3 = y_1, x >= 0 (T5).

    Off by the radius at most are alpha, beta, y_1 and the costs of x_1, x_2; the third column is exact.  The limit has
    alpha = radius + (beta + radius)(1 + radius)/(1 - radius), member n has 4^-n more.  Raises `BarriersError` unless
    0 < radius < 1, beta > 0 and y_1 > radius.

    >>> program_trust_family().limit.evaluation(0)
    Fraction(11, 7)
    """
    eps, small, right = rational(radius), rational(beta), rational(y1)
    if not 0 < eps < 1 or small <= 0 or right <= eps:
        raise BarriersError(
            f"T5 needs 0 < radius < 1, beta > 0, y_1 > radius, got {brief(eps)}, {brief(small)}, {brief(right)}"
        )
    program = (("kind", "LP"), ("cost", (1, 1, 1)), ("lower", (0, 0, 0)), ("upper", (None, None, None)))
    known = (*program, ("radius", eps), ("exact", (2,)), ("m", 1), ("columns", 3))
    told = "min <c, x> subject to Ax = y, x >= 0; what is not in an exact column is off by the radius at most"
    top = eps + (small + eps) * (1 + eps) / (1 - eps)
    return _jump("T5:LP", entry_names(1, 3), known, told, lambda more: (top + more, small, -ONE, right))


def _jump(
    name: str,
    names: tuple[str, ...],
    known: tuple[tuple[str, Any], ...],
    told: str,
    entries: Callable[[Fraction], Vector],
) -> Family:
    """Return the jump family of data whose box touches a tie (0, at the limit) or not (1, at the members)."""
    asks = f"1 if all data in the box have one minimiser, all of one support, 0 if not; {told}"

    def build(n: int | None) -> Input:
        flag = Fraction(int(n is not None))
        values = entries(ZERO if n is None else Fraction(1, 4**n))
        title = "iota_0" if n is None else f"iota_{n}"
        return Input(title, values.__getitem__, lambda output: _apart(output[0], flag))

    def public(accuracy: Fraction) -> Problem:
        return Problem(name, names, 1, accuracy, parameters=known, asks=asks)

    beyond = "1/2 is within 1/2 of both answers"
    return Family(JUMP, public, build(None), lambda _, n: build(n), ONE, beyond=beyond, name=name).proved("T5")


def _apart(said: Any, flag: Fraction) -> Distance:
    distance = abs(Fraction(said) - flag)
    return Distance(distance, distance)
