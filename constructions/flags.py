"""Result X: no exit flag helps.  What says whether an algorithm was right is as hard as what the algorithm computes.

X1: the flag of a deterministic algorithm is itself a jump family.  X2: a flag that is raised where inputs
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
from theory.families import JUMP, WEAK_FORK, Family
from theory.problems import Distance, Input, Output, Problem
from theory.runs import Run
from theory.said import unsaid

__all__ = ["FalseFlags", "FlagFamily", "false_flags", "flag_family", "flagged_by"]

FURTHER = 16
"""So many members of each branch are looked at for one whose flag is not the limit's."""
Flagged = Callable[[Problem, Any, Any], Any]
"""An algorithm that answers (x, flag), or None."""


@dataclass(frozen=True, repr=False, kw_only=True)
class FlagFamily(Family):
    """A jump family of flags: those of the algorithm with the run `solver` on the limit of `of`; made by `flag_family`.

    Member n is the one of `of` that has the branch and the index `place(n)`; `within` is the algorithm's accuracy.
    """

    of: Family
    within: Fraction
    solver: Run
    place: Callable[[int], tuple[int, int]]


def flag_family(
    family: Family, algorithm: Algorithm, accuracy: Fraction, *, budget: Budget | None = None
) -> FlagFamily:  # fmt: skip
    """Return the jump family of the flag of a deterministic algorithm: 1 where its output is within the accuracy (X1).

    The information is the family's; member n is the first, from n on and on any branch, whose flag is not the limit's.
    A checker, which answers one number, is played against it with `defeat` at accuracy 0. Raises `BarriersError` for a
    weak fork, an accuracy that J, K or B5 does not admit, an algorithm that tosses coins or does not halt on the limit,
    and where no such member is seen; `Undecided` where a distance is not known well enough.

    >>> from constructions.adversary import defeat
    >>> from constructions.linear_programs import linear_program_family
    >>> halfway = lambda problem, oracle, tape: ["1/2", "1/2", 0]
    >>> flags = flag_family(linear_program_family(), halfway, Fraction(1, 3))
    >>> defeat(lambda problem, oracle, tape: [tape.bit()], flags, Fraction(0)).told
    'defeated, X:D:2 at 0, success at most 1/2'
    """
    problem = _posed(family, accuracy)
    run = _run(family, algorithm, problem, budget)
    flag = partial(_flag, family, accuracy, run.output)
    limit = family.input(0, 0)
    raised = flag(limit)
    settled = 0 if family.settle is None or run.output is None else family.settle(run.output, accuracy)
    first = max(family.first, run.level + 1, settled)

    def place(n: int) -> tuple[int, int]:
        near = ((branch, n + more) for more in range(FURTHER) for branch in family.branches)
        found = next((at for at in near if flag(family.input(*at)) != raised), None)
        if found is None:
            raise BarriersError(
                f"the flag is {raised} on the limit and on the members {n}, …, {n + FURTHER - 1}: X1 needs infinitely"
                " many members with another; if all but finitely many have this one, it denies nothing"
            )
        return found

    place(first)
    told = replace(problem, name=f"X:{problem.name}", outputs=1, accuracy=Fraction(0), labels=(), architecture=None,
                   parameters=(*problem.parameters, ("flagged accuracy", accuracy)),
                   asks=f"1 if the algorithm's output is within {brief(accuracy)} of a solution, 0 if not"
                   + (f"; what is asked of it: {problem.asks}" if problem.asks else ""))  # fmt: skip
    found = FlagFamily(
        JUMP, lambda alpha: replace(told, accuracy=alpha), _flagged(limit, raised),
        lambda _, n: _flagged(family.input(*place(n)), 1 - raised), Fraction(1), first=first,
        beyond="1/2 is within 1/2 of both flags", name=told.name, of=family, within=accuracy, solver=run, place=place,
    )  # fmt: skip
    return found.proved("X1") if family.proof and raised else found


def _flag(family: Family, accuracy: Fraction, output: Output | None, of: Input) -> int:
    """Return whether an output is within the accuracy of the solutions of an input."""
    within = family.distance(of, output).within(accuracy)
    if within is None:
        raise Undecided(f"whether the output is within {brief(accuracy)} of the solutions of {of.name} is left open")
    return int(within)


def _flagged(of: Input, flag: int) -> Input:
    """Return an input whose solution is its flag."""
    said = Fraction(flag)
    return Input(f"{of.name} (flag {flag})", of.evaluation, lambda output: _apart(output[0], said))


def _posed(family: Family, accuracy: Fraction) -> Problem:
    """Return the problem at an accuracy that is admitted; raises `BarriersError` for any other, and weak forks."""
    if family.kind == WEAK_FORK:
        raise BarriersError("X is not about weak forks: where reading on decides, as in W, there is a correct checker")
    if accuracy < 0 or not family.admits(accuracy):
        part = "kappa" if family.settle else "kappa/2"
        raise BarriersError(f"the accuracy must be at least 0 and less than {part}, got {accuracy}")
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
    if family.settle:
        raise BarriersError("false_flags weighs outputs that are vectors: of networks it knows nothing")

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
        found, _ = unsaid(algorithm(problem, oracle, tape))
        said = None if found is None else checker(problem, oracle, tape, found)
        return None if said is None else (found, said)

    return flagged


def _flat(answer: Any) -> list[Any]:
    if not isinstance(answer, tuple | list) or len(answer) != 2:
        raise BarriersError("the algorithm must answer a pair (x, flag): the output, and 1 or 0")
    x, said = unsaid(answer[0])[0], answer[1]
    if not hasattr(x, "__iter__"):
        raise BarriersError("the algorithm must answer a pair (x, flag): the output, and 1 or 0")
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
