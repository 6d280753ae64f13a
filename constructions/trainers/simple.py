"""Algorithms to play with: the ones that attain the bounds of B, C, D, and simple ones that do not.

Each is a plain callable of the protocol (problem, oracle, tape) -> output, and knows only what the problem makes
public.
"""

from __future__ import annotations

from fractions import Fraction

from theory.algorithms import Oracle, Tape
from theory.exact import BarriersError
from theory.problems import Problem

__all__ = [
    "coin",
    "constant",
    "gives_up",
    "hasty",
    "k_minus_one",
    "k_minus_two",
    "labels",
    "midpoint",
    "patient",
    "two_thirds",
]

HALF = Fraction(1, 2)
Vector = list[Fraction]


def candidates(problem: Problem) -> tuple[Vector, Vector]:
    """Return the two answers between which a family makes it hard to choose.

    B: the labels, and the constant 1/2. C and D: the minimisers c e_1 and c e_2 of the strong family. Of the gallery
    two solutions, which are public. T4: the supports {1} and {2}, T5: no and yes.
    """
    if problem.name.startswith("gallery:"):
        one, other = problem.parameter("candidates")
        return list(one), list(other)
    if problem.name.startswith("B"):
        return [Fraction(s) for s in problem.labels], [HALF] * len(problem.labels)
    if problem.name.startswith("T5:"):
        return [Fraction(0)], [Fraction(1)]
    if problem.name.startswith("T4:") and problem.outputs:
        one, other = ([Fraction(int(i == place)) for i in range(problem.outputs)] for place in (0, 1))
        return one, other
    if problem.outputs is None or problem.name[0] not in "CD":
        raise BarriersError(f"this algorithm knows the families B, C and D, not {problem.name!r:.40}")
    size = _size(problem, "strong")
    ends = [[size if i == place else Fraction(0) for i in range(problem.outputs)] for place in (0, 1)]
    return ends[0], ends[1]


def _size(problem: Problem, which: str) -> Fraction:
    """Return the size of the minimisers of the strong or the weak family, from public data."""
    if problem.name.startswith("D"):
        return Fraction(problem.parameter("y_1") / problem.parameter("alpha"))
    alpha, lam = problem.parameter(which), problem.parameter("lambda")
    if problem.name == "C:P1":
        return Fraction((1 - problem.parameter("eta")) / alpha)
    return Fraction((2 * alpha - lam) / (2 * alpha * alpha) if problem.name == "C:P2" else 1 / alpha)


def labels(problem: Problem, oracle: Oracle, tape: Tape) -> Vector:
    """Answer with the labels (the first candidate), deterministically: right on every T_delta, wrong on T_0."""
    return candidates(problem)[0]


def coin(problem: Problem, oracle: Oracle, tape: Tape) -> Vector:
    """Toss one coin between the two candidates: succeeds with probability exactly 1/2 on every input (B3, J, K)."""
    return candidates(problem)[tape.bit()]


def constant(problem: Problem, oracle: Oracle, tape: Tape) -> Vector:
    """Answer with f/2 + 1/4: within 1/4 of every solution set of B (B4)."""
    return [Fraction(s, 2) + Fraction(1, 4) for s in problem.labels]


def midpoint(problem: Problem, oracle: Oracle, tape: Tape) -> Vector:
    """Answer with the midpoint of the two candidates."""
    one, other = candidates(problem)
    return [(a + b) / 2 for a, b in zip(one, other, strict=True)]


def patient(problem: Problem, oracle: Oracle, tape: Tape) -> Vector:
    """Read ever more finely until the two special evaluations differ; for ever on the limit, right on every member."""
    one, other = candidates(problem)
    return (one, other)[_branch(problem, oracle)]


def gives_up(problem: Problem, oracle: Oracle, tape: Tape) -> Vector | None:
    """Read as `patient` does, but give up after level 20: has no answer on the limit, nor on members too near it."""
    found = next((place for level in range(1, 21) if (place := _decided(problem, oracle, level)) is not None), None)
    return None if found is None else candidates(problem)[found]


def hasty(problem: Problem, oracle: Oracle, tape: Tape) -> Vector:
    """Read up to level 20; if that does not tell, toss a coin between the two minimisers of the weak family (W)."""
    found = next((place for level in range(1, 21) if (place := _decided(problem, oracle, level)) is not None), None)
    size, place = _size(problem, "weak"), tape.bit() if found is None else found
    return [size if i == place else Fraction(0) for i in range(problem.outputs or 0)]


def _branch(problem: Problem, oracle: Oracle) -> int:
    """Return 0 or 1 as soon as the readings decide which entry of the first row is larger (B: that it is no T_0)."""
    level = 1
    while (place := _decided(problem, oracle, level)) is None:
        level += 1
    return place


def _decided(problem: Problem, oracle: Oracle, level: int) -> int | None:
    """Return 0 or 1 if readings at a level decide which entry of the first row is larger (B: that it is no T_0)."""
    if problem.name.startswith("B"):
        dimension = len(problem.evaluations) // len(problem.labels)
        reading = oracle.read(problem.labels.index(1) * dimension + 1, level)
        return 0 if reading > Fraction(1, 2**level) else None
    one, other, error = _entries(problem, oracle, level)
    if abs(one - other) <= 2 * error:
        return None
    return 0 if one > other else 1


def _entries(problem: Problem, oracle: Oracle, level: int) -> tuple[Fraction, Fraction, Fraction]:
    """Return readings of alpha and beta, the first entries of A, and a bound on their errors; Q is public."""
    if problem.name.removeprefix("T4:")[0] not in "CDW":
        raise BarriersError(f"this algorithm can tell branches of the families B, C and D, not of {problem.name:.40}")
    q = dict(problem.parameters).get("q")
    if q is None:
        return oracle.read(0, level), oracle.read(1, level), Fraction(1, 2**level)
    first = [row[0] for row in q]  # A = Q^T (QA)
    columns = problem.outputs or 0
    one, other = (
        sum((v * oracle.read(i * columns + j, level) for i, v in enumerate(first) if v), Fraction(0)) for j in (0, 1)
    )
    return one, other, sum(map(abs, first), Fraction(0)) / 2**level


def two_thirds(problem: Problem, oracle: Oracle, tape: Tape) -> Vector:
    """With probability 1/3 each: the first candidate, the second, reading until the branch is known (K iii).

    Succeeds with probability 2/3 on every input of a fork family.  A third, from fair bits, is drawn by rejection.
    """
    draw = 3
    while draw == 3:
        draw = 2 * tape.bit() + tape.bit()
    return candidates(problem)[draw] if draw < 2 else patient(problem, oracle, tape)


def k_minus_one(problem: Problem, oracle: Oracle, tape: Tape) -> Vector:
    """Give K-1 digits on all of Omega_K, whatever the information (C1 ii).

    Tell the strong family from the weak one by a finite reading; there answer the midpoint, here read until decided.
    """
    strong, weak = problem.parameter("strong"), problem.parameter("weak")
    assert problem.outputs is not None
    level = 0
    while True:
        one, other, error = _entries(problem, oracle, level)
        if 2 * error < strong - weak:
            break
        level += 1
    if 2 * max(one, other) > strong + weak:
        return midpoint(problem, oracle, tape)
    size, place = _size(problem, "weak"), _branch(problem, oracle)
    return [size if i == place else Fraction(0) for i in range(problem.outputs)]


def k_minus_two(problem: Problem, oracle: Oracle, tape: Tape) -> Vector:
    """Give K-2 digits on all of Omega_K without reading anything: the midpoint of the weak family (C1 iii)."""
    assert problem.outputs is not None
    half = _size(problem, "weak") / 2
    return [half if i < 2 else Fraction(0) for i in range(problem.outputs)]
