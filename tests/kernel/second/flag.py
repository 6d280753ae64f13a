"""Conditions FL.1–FL.6: the flag of one run, and flags that come with an output; readings do not tell the inputs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flint import fmpq

from tests.kernel.second.defeat import (
    BRANCHES,
    Condition,
    Run,
    admissible,
    chosen,
    complete,
    ends,
    place_of,
    problem_of,
    recorded,
    refuse_work,
    run,
    success,
)
from tests.kernel.second.form import Document, listed, members, rational, states


def flag(document: Document, result: str, claim: Any, witness: Any) -> Iterator[Condition]:
    """Yield the conditions of X1 or X2, the hash first, each with whether it holds."""
    names = "accuracy bound family inputs runs_sha256 " + ("flags limit" if result == "X1" else "raised")
    members(claim, names)
    solver, checker = members(witness, "solver checker") if result == "X1" else (None, witness)
    own = None if solver is None and result == "X2" else run(solver)
    plays = listed(checker, lambda runs: listed(runs, run))
    yield from states("DF.7", claim, runs_sha256=document.sha256(witness))
    problem = problem_of(claim)
    yield from (("DF.1", holds) for holds in problem.hypotheses(claim["family"]))
    accuracy = rational(claim["accuracy"])
    yield "DF.1", problem.proposition != "W" and problem.narrow(accuracy)
    places = [place_of(entry) for entry in listed(claim["inputs"])]
    both = [[0, branch] for branch in BRANCHES[problem.proposition] if branch]
    yield from chosen(places, plays, both if own else [BRANCHES[problem.proposition]], None)
    if own is None:
        yield from alarms(problem, accuracy, claim, places, plays)
    else:
        yield from flagged(problem, own, places, plays)
        refuse_work(claim, places, [[own]], problem.outputs)
        near = [problem.within(branch, list(own.output or ()), accuracy) for branch, _ in places]
        yield "FL.4", near in ([True, False], [False, True])
        yield from states("FL.4", claim, flags=list(map(int, near)))
        yield from checked(problem, claim, places, plays, [fmpq(int(one)) for one in near])


def flagged(
    problem: Any, own: Run, places: list[tuple[int, int]], plays: list[list[Run]]
) -> Iterator[Condition]:  # fmt: skip
    """FL.1, FL.2, FL.3: the run of the algorithm, which tosses no coin, on the information that the checker has."""
    for branch, index in places:
        yield "FL.1", complete([own.bits])
        yield "DF.1", problem.has(index) or not branch
        values = problem.evaluations(branch, index)
        yield "FL.1", admissible([own], values, problem.outputs) and ends(own, len(values), None)
    yield "FL.1", own.output is not None
    yield "FL.2", max((step[1] for step in own.steps), default=0) < places[1][1]
    told: dict[tuple[int, int], set[str]] = {}
    for k, level, value in own.steps:
        told[k, level] = {str(value)}
    for step in (step for runs in plays for one in runs for step in one.steps if step[:-1] in told):
        told[step[:-1]].add(str(step[-1]))
    yield "FL.3", all(len(answers) == 1 for answers in told.values())


def checked(
    problem: Any, claim: Any, places: list[tuple[int, int]], plays: list[list[Run]], flags: list[fmpq]
) -> Iterator[Condition]:
    """Yield the conditions of a checker: it is right where its one number is the flag."""
    yield from recorded(problem, 1, places, plays, None)
    refuse_work(claim, places, plays, 1)
    found = []
    for flag_, runs, stated in zip(flags, plays, claim["inputs"], strict=True):
        found.append(success(runs, [one.output == (flag_,) if one.output else None for one in runs]))
        yield from states("DF.5", stated, low=found[-1][0], high=found[-1][1])
    bound = min(1 - found[0][0], found[0][1], found[1][1])  # what is right on the first input is wrong on the other
    yield from states("DF.6", claim, bound=bound, limit=fmpq(1, 2))
    yield "DF.9", 2 * bound <= 1


def alarms(
    problem: Any, accuracy: fmpq, claim: Any, places: list[tuple[int, int]], plays: list[list[Run]]
) -> Iterator[Condition]:
    """Yield the conditions of X2: an output is x and a flag, which is raised if it is 1."""
    refuse_work(claim, places, plays, problem.outputs)
    yield from recorded(problem, problem.outputs + 1, places, plays, None)
    refuse_work(claim, places, plays, problem.outputs + 1)
    found = []
    for (branch, _), runs, stated in zip(places, plays, claim["inputs"], strict=True):
        false: list[bool | None] = []
        for one in runs:
            *x, said = one.output or (None,)
            near = problem.within(branch, x, accuracy) if said == 1 else said is not None or None
            false.append(None if near is None else not near)
        found.append(success(runs, false))
        yield from states("DF.5", stated, low=found[-1][0], high=found[-1][1])
    quiet = sum((one.weight for one in plays[0] if not one.left_open and (one.output or [0])[-1] != 1), fmpq(0))
    low = sum((one.weight for one in plays[0] if one.output and one.output[-1] == 1), fmpq(0))
    yield from states("FL.5", claim, raised=[low, 1 - quiet])
    yield from states("FL.6", claim, bound=low / 2)
    sums = [high for (branch, _), (_, high) in zip(places, found, strict=True) if branch or len(places) == 2]
    assert sum(sums, fmpq(0)) >= low  # X2
