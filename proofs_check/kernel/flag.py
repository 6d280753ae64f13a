"""Certificates of X1 and X2: flags of algorithms on inputs that their readings cannot tell apart, and what follows."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from . import plays
from .families import Family, Gap
from .reading import digest, fields, require, states, told
from .vectors import ONE, ZERO, Vector


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions in order; return what was checked."""
    return checkers(claim, witness) if result == "X1" else alarms(claim, witness)


def checkers(claim: Any, witness: Any) -> list[str]:
    """X1: on one of two inputs a checker with these runs is right about the flag of a run at most as often as told."""
    claim = fields(claim, "claim", "accuracy", "bound", "family", "flags", "inputs", "limit", "runs_sha256")
    body = fields(witness, "witness", "checker", "solver")
    solver, runs_of = plays.read_run(body["solver"]), plays.read_runs(body["checker"])
    states("DF.7", claim, runs_sha256=digest(witness))
    found, alpha = plays.posed(claim, "JK")
    choices = [[0, branch] for branch in plays.BRANCHES[found.proposition][1:]]
    places = plays.check_inputs(claim, runs_of, choices, None)
    flags = check_solver(found, alpha, solver, places, [run for runs in runs_of for run in runs])
    states("FL.4", claim, flags=flags)

    def gap(branch: int, n: int, v: Vector) -> Gap:
        off = abs(v[0] - flags[branch > 0])
        return off, off

    success = plays.play(claim, replace(found, outputs=1, gap=gap), ZERO, runs_of, places, None)
    bound = plays.conclude(claim, runs_of, success, "J")
    return [
        f"checked: on one of these 2 inputs the checker is right about the flag with probability <= {told(bound)}",
        *(f"{plays.name_of(place)}, where the flag is {flag}: success {plays.shown(*ends)}{plays.left_open(runs)}"
          for place, flag, ends, runs in zip(places, flags, success, runs_of)),
        f"the flag is 1 where the solver, whose run is the same on both inputs (FL.1, FL.2), is within {told(alpha)} of"
        " the solutions, else 0 (FL.4); the checker has the same information (FL.3)",
        plays.RESTS,
        "X1 says that, for some admissible information, no checker is right about this flag on all inputs with"
        " probability above 1/2; that rests on its proof, not on this certificate",
        "not checked: that these are the runs of certain algorithms",
    ]  # fmt: skip


def check_solver(
    found: Family, alpha: Fraction, solver: plays.Run, places: list[plays.Place], others: list[plays.Run]
) -> list[int]:
    """FL.1-FL.4: a run without coins halts, on both inputs, with an output that is within alpha on one; the flags."""
    for place in places:
        plays.check_runs("FL.1", found, place, [solver], None)
    require("FL.1", solver.output is not None, "the solver has no output")
    n = places[1][1]
    require("FL.2", all(level < n for _, level, _ in solver.reads), "the solver reads a level that is not below n")
    answers = {(k, level): value for k, level, value in solver.reads}
    same = all(answers.get((k, level), value) == value for run in others for k, level, value in run.reads)
    require("FL.3", same, "a question that both ask has two answers")
    plays.bound_work([solver], found, alpha, n)
    near = [plays.within(found, place, solver, alpha) for place in places]
    require("FL.4", None not in near and near[0] != near[1], "the flags must be known, and differ")
    return [int(bool(flag)) for flag in near]


def alarms(claim: Any, witness: Any) -> list[str]:
    """X2: outputs are x and a flag, which is raised (1) and false, on one of the inputs, at least as often as told."""
    claim = fields(claim, "claim", "accuracy", "bound", "family", "inputs", "raised", "runs_sha256")
    runs_of = plays.read_runs(witness)
    states("DF.7", claim, runs_sha256=digest(witness))
    found, alpha = plays.posed(claim, "JK")
    places = plays.check_inputs(claim, runs_of, [plays.BRANCHES[found.proposition]], None)

    def false(branch: int, n: int, v: Vector) -> Gap:
        near = plays.within(found, (branch, n), plays.Run((), None, None, tuple(v[:-1])), alpha)
        return (ONE, ONE) if near or v[-1] != 1 else (ZERO, None if near is None else ZERO)

    plays.bound_work([run for runs in runs_of for run in runs], found, alpha, places[1][1])
    often = plays.play(claim, replace(found, outputs=found.outputs + 1, gap=false), ZERO, runs_of, places, None)
    low = sum((run.weight for run in runs_of[0] if run.output and run.output[-1] == 1), ZERO)
    high = low + sum((run.weight for run in runs_of[0] if run.left_open), ZERO)
    states("FL.5", claim, raised=[low, high])
    states("FL.6", claim, bound=low / 2)
    return [
        *(["vacuous: the flag is never surely raised on the limit, so a false one need not be"] if not low else []),
        f"checked: on one of these {len(places)} inputs the flag is false (raised, the output not within {told(alpha)})"
        f" with probability >= {told(low / 2)}; it is raised on the limit with probability {plays.shown(low, high)}",
        *(f"{plays.name_of(place)}: a false flag has probability {plays.shown(*ends)}{plays.left_open(runs)}"
          for place, ends, runs in zip(places, often, runs_of)),
        plays.RESTS,
        "X2 says that, for some admissible information, every flag is false on some input, as nearly as one likes, with"
        " at least half of its probability on the limit; that rests on its proof, not on this certificate",
        "not checked: that these are the runs of a certain algorithm",
    ]  # fmt: skip
