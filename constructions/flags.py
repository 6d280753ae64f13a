"""Result X: no exit flag helps.  What says whether an algorithm was right is as hard as what the algorithm computes.

X1: the flag of a deterministic algorithm is itself a jump or a fork family.  X2: a flag that is raised where inputs
cannot be told apart is false on one of them, half of the time.  Both are about information: where the numbers of a file
are the input, everything is decidable, and none of this applies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Any

from constructions.adversary import coupled_plays
from constructions.plays import Enclosure, Play
from theory.algorithms import Algorithm, Budget, execute, replay
from theory.exact import BarriersError, Brief, Undecided, brief
from theory.families import FORK, JUMP, WEAK_FORK, Family
from theory.problems import Distance, Input, Output, Problem
from theory.runs import Run

__all__ = ["FalseFlags", "false_flags", "flag_family", "flagged_by"]

FURTHER = 16
"""So many later members are looked at for one whose flag is another."""
Flagged = Callable[[Problem, Any, Any], Any]
"""An algorithm that answers (x, flag), or None."""


def flag_family(family: Family, algorithm: Algorithm, accuracy: Fraction, *, budget: Budget | None = None) -> Family:
    """Return the family of the flag of a deterministic algorithm: 1 where its output is within the accuracy (X1).

    The information is the family's; its members are from the first on that the algorithm, reading, cannot tell from the
    limit. A checker, which answers one number, is played against it with `defeat` at accuracy 0. Raises `BarriersError`
    for a weak fork, an accuracy that J or K does not admit, an algorithm that tosses coins or does not halt on the
    limit, and where the flag is 0 on the limit and on members (X1 (c)): there nothing is denied.

    >>> from constructions.adversary import defeat
    >>> from constructions.linear_programs import linear_program_family
    >>> halfway = lambda problem, oracle, tape: ["1/2", "1/2", 0]
    >>> flags = flag_family(linear_program_family(), halfway, Fraction(1, 3))
    >>> defeat(lambda problem, oracle, tape: [tape.bit()], flags, Fraction(0)).told
    'defeated, X:D:2 at 0, success at most 1/2'
    """
    problem = _posed(family, accuracy)
    run = _run(family, algorithm, problem, budget)
    first = max(family.first, run.level + 1)

    def flag(of: Input) -> int:
        within = family.distance(of, run.output).within(accuracy)
        if within is None:
            raise Undecided(
                f"whether the output is within {brief(accuracy)} of the solutions of {of.name} is left open"
            )
        return int(within)

    def flagged(of: Input) -> Input:
        said = Fraction(flag(of))
        return Input(f"{of.name}, flag {said}", of.evaluation, lambda output: _apart(output[0], said))

    def later(branch: int, n: int) -> Input:
        """The first member from n on that has the flag 1."""
        members = (family.input(branch, n + more) for more in range(FURTHER))
        found = next((member for member in members if flag(member)), None)
        if found is None:
            raise BarriersError(
                f"the flag is 0 on the limit and on the members {n}, …, {n + FURTHER - 1}: where it is 0 on all but"
                " finitely many X1 denies nothing, and the algorithm is, near the limit, never right"
            )
        return found

    limit = family.input(0, 0)
    told = replace(problem, name=f"X:{problem.name}", outputs=1, accuracy=Fraction(0), labels=(), architecture=None,
                   parameters=(*problem.parameters, ("flagged accuracy", accuracy)))  # fmt: skip
    kind, member = _members(family, flag, later, first, raised=bool(flag(limit)))
    found = Family(
        kind, lambda alpha: replace(told, accuracy=alpha), flagged(limit), lambda i, n: flagged(member(i, n)),
        Fraction(1), first=first, beyond="1/2 is within 1/2 of both flags", name=told.name,
    )  # fmt: skip
    return found.proved("X1") if family.proof and flag(limit) else found


def _members(
    family: Family, flag: Callable[[Input], int], later: Callable[[int, int], Input], first: int, *, raised: bool
) -> tuple[str, Callable[[int, int], Input]]:
    """Return the kind of the flag's family, and its members: with the other flag than the limit, or with both."""
    right = next((i for i in family.branches if flag(family.input(i, first))), 1)
    if not raised:
        later(right, first)  # which says so if there is none
    if family.kind == JUMP:
        return JUMP, (lambda _, n: family.input(1, n)) if raised else later
    if not raised:
        return FORK, lambda i, n: later(right, n) if i == 1 else family.input(3 - right, n)

    def wrong(_: int, n: int) -> Input:
        both = [family.input(i, n) for i in (1, 2)]
        found = next((of for of in both if not flag(of)), None)
        if found is None:
            raise BarriersError(f"the family is wrong: one output is right on {both[0].name} and on {both[1].name}")
        return found

    return JUMP, wrong


def _posed(family: Family, accuracy: Fraction) -> Problem:
    """Return the problem at an accuracy that J or K admits; raises `BarriersError` for any other, and weak forks."""
    if family.kind == WEAK_FORK or family.settle:
        raise BarriersError(
            "X speaks of jumps and forks whose outputs are vectors: elsewhere there are correct checkers"
        )
    if accuracy < 0 or not family.admits(accuracy):
        raise BarriersError(f"the accuracy must be at least 0 and less than kappa/2, got {accuracy}")
    return family.posed(accuracy)


def _run(family: Family, algorithm: Algorithm, problem: Problem, budget: Budget | None) -> Run:
    """Return the run of a deterministic algorithm on the limit, done twice; raises `BarriersError` if it has none."""
    limits, answers = replace(budget or Budget(), bits=0), family.answers(0, 0)
    run = execute(algorithm, problem, answers, coins=lambda: 0, budget=limits)
    if run.cut == "bits":
        raise BarriersError(
            "X1 is about deterministic algorithms, and this one tosses coins: false_flags takes it (X2)"
        )
    if run.output is None:
        why = f"its budget of {run.cut} cut it" if run.cut else "it gave up"
        raise BarriersError(f"the algorithm has no output on the limit ({why}), and X1 is about one that halts there")
    return replay(algorithm, problem, answers, run, budget=limits)


def _apart(said: Any, flag: Fraction) -> Distance:
    distance = abs(Fraction(said) - flag)
    return Distance(distance, distance)


@dataclass(frozen=True, repr=False)
class FalseFlags(Brief):
    """How often a flag is raised on the limit, and falsely raised on each input played; made by `false_flags` (X2).

    `false` are the probabilities, input by input of `plays`, that the algorithm halts, raises its flag, and is farther
    from the solutions than the accuracy. The largest is at least half of `raised`.
    """

    family: Family
    accuracy: Fraction
    plays: tuple[Play, ...]
    raised: Enclosure
    false: tuple[Enclosure, ...]

    @property
    def told(self) -> str:
        """How often the flag is raised, and falsely raised."""
        return f"raised on the limit with probability {self.raised}, falsely with {self.worst[1]} on {self.worst[0]}"

    @property
    def worst(self) -> tuple[str, Enclosure]:
        """The input on which the flag is most often falsely raised, and how often."""
        play, most = max(zip(self.plays, self.false, strict=True), key=lambda of: of[1].low)
        return play.input.name, most

    @property
    def bound(self) -> Fraction:
        """Half of the probability that the flag is raised on the limit: what X2 says of the supremum."""
        return self.raised.low / 2


def false_flags(
    algorithm: Flagged, family: Family, accuracy: Fraction, *, max_bits: int = 12, budget: Budget | None = None
) -> FalseFlags:
    """Play an algorithm that answers (x, flag) and weigh, over all coins, how often a raised flag is false (X2).

    The flag is 0 or 1, and sees whatever the algorithm sees, its coins among it. What budgets cut is left open. Raises
    `BarriersError` for a weak fork, an accuracy that J or K does not admit, an answer that is no pair of the right
    shape, and if the flag is false more seldom than X2 allows, so that the family is wrong.

    >>> from constructions.linear_programs import linear_program_family
    >>> guess = lambda problem, oracle, tape: ([[1, 0, 0], [0, 1, 0]][tape.bit()], 1)
    >>> found = false_flags(guess, linear_program_family(), Fraction(1, 3))
    >>> found.raised.low, [str(often) for often in found.false], found.bound
    (Fraction(1, 1), ['0', '1/2', '1/2'], Fraction(1, 2))
    """
    problem = _posed(family, accuracy)

    def flat(_: Problem, oracle: Any, tape: Any) -> Any:
        answer = algorithm(problem.copy(), oracle, tape)
        return None if answer is None else _flat(answer)

    def extended(of: Input) -> Input:
        return Input(of.name, of.evaluation, lambda output: family.distance(of, _answer(output)[0]))

    wider = replace(
        family, limit=extended(family.limit), member=lambda i, n: extended(family.input(i, n)), parameters=None,
        problem=lambda alpha: replace(family.posed(alpha), outputs=(problem.outputs or 0) + 1),
    )  # fmt: skip
    plays = coupled_plays(flat, wider, accuracy, max_bits=max_bits, budget=budget)
    raised = _weigh(plays[0].runs, lambda run: bool(_answer(run.output)[1]))
    false = tuple(_weigh(play.runs, partial(_false, play.input, accuracy)) for play in plays)
    possible = false if family.kind == JUMP else false[1:]
    if sum((often.high for often in possible), Fraction(0)) < raised.low:
        raise BarriersError("the family is wrong: a flag that is raised on the limit is false too seldom on the others")
    return FalseFlags(family, accuracy, plays, raised, false)


def flagged_by(algorithm: Algorithm, checker: Callable[[Problem, Any, Any, Output], Any]) -> Flagged:
    """Return the algorithm that asks a checker (problem, oracle, tape, x) for the flag of its own output (X2)."""

    def flagged(problem: Problem, oracle: Any, tape: Any) -> Any:
        found = algorithm(problem, oracle, tape)
        said = None if found is None else checker(problem, oracle, tape, found)
        return None if said is None else (found, said)

    return flagged


def _flat(answer: Any) -> list[Any]:
    if not isinstance(answer, tuple | list) or len(answer) != 2 or not hasattr(answer[0], "__iter__"):
        raise BarriersError("the algorithm must answer a pair (x, flag): the output, and 1 or 0")
    x, said = answer
    if said not in (0, 1):
        raise BarriersError(f"a flag is 1 or 0, got {str(said)!r:.40}")
    return [*x, int(said)]


def _answer(output: Any) -> tuple[tuple[Fraction, ...], int]:
    return output[:-1], int(output[-1])


def _false(of: Input, accuracy: Fraction, run: Run) -> bool | None:
    """Decide whether a run raised its flag and is far from the solutions; None where the distance leaves it open."""
    if not _answer(run.output)[1]:
        return False
    within = of.distance(run.output).within(accuracy)
    return None if within is None else not within


def _weigh(runs: Sequence[Run], holds: Callable[[Run], bool | None]) -> Enclosure:
    """Return the probability that a run halts and something holds; runs that were cut count for both ends."""
    decided = [(run.weight, holds(run) if run.halted else None if run.cut else False) for run in runs]
    low = sum((weight for weight, yes in decided if yes), Fraction(0))
    return Enclosure(low, 1 - sum((weight for weight, yes in decided if yes is False), Fraction(0)))
