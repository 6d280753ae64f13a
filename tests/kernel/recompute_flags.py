"""The claims of accepted flags, run by run: where an algorithm was right, how often a checker or a flag is wrong."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from tests.kernel.recompute import HALF, ONE, ZERO, named, value, vector
from tests.kernel.recompute_defeats import Input, coins, divided, inadmissible


def refuted_flag(certificate: dict[str, Any], random: Random) -> str | None:
    """What speaks against the claim of an accepted certificate of X1 or X2, or None."""
    claim, witness = certificate["claim"], certificate["witness"]
    first = certificate["result"] == "X1"
    runs_of, solver = (witness["checker"], [witness["solver"]]) if first else (witness, [])
    alpha, branches = value(claim["accuracy"]), [place["branch"] for place in claim["inputs"]]
    if claim["runs_sha256"] != named(witness):
        return "the claim names other runs"
    if branches not in (([0, 1], [0, 2]) if first else ([0, 1], [0, 1, 2])):
        return "the inputs are others"
    inputs = [Input(claim["family"], place["branch"], place["n"]) for place in claim["inputs"]]
    found = [uninformed(it, solver, runs, random) for it, runs in zip(inputs, runs_of, strict=True)]
    wrong = next(filter(None, found), None) or uncoupled(solver, runs_of, claim["inputs"][1]["n"]) or divided(runs_of)
    if wrong:
        return wrong
    return wrong_checker(claim, witness, inputs, alpha) if first else wrong_alarms(claim, runs_of, inputs, alpha)


def uninformed(it: Input, solver: list[Any], runs: list[Any], random: Random) -> str | None:
    """What is wrong with the information on one input, which all that is asked there has in common."""
    answers: dict[tuple[int, int], Fraction] = {}
    for k, n, text in (step for run in solver + runs for step in run["steps"] if len(step) == 3):
        if answers.setdefault((k, n), value(text)) != value(text):
            return "a question has two answers"
    return inadmissible(it, runs, random) or (inadmissible(it, solver, random) if solver else None)


def uncoupled(solver: list[Any], runs_of: list[Any], index: int) -> str | None:
    """What is wrong with the coupling: what halts on the limit reads below the index, and recurs."""
    halting = [run for run in runs_of[0] if run["output"] is not None]
    if any(step[1] >= index for run in solver + halting for step in run["steps"] if len(step) == 3):
        return "a level is not below the index"
    return None if all(run in runs for run in halting for runs in runs_of[1:]) else "a run does not recur"


def odds(runs: list[Any], event: Any) -> tuple[Fraction, Fraction]:
    """The ends of the enclosure of an event, decided by the output of a run; what was left open may be either."""
    low = high = ZERO
    for run in runs:
        weight = Fraction(1, 2 ** len(coins(run)))
        happens: bool | None = None if run["left_open"] else False
        if run["output"] is not None:
            happens = event(vector(run["output"]))
        low += weight * (happens is True)
        high += weight * (happens is not False)
    return low, high


def stated(claim: dict[str, Any], found: list[tuple[Fraction, Fraction]]) -> bool:
    return found == [(value(place["low"]), value(place["high"])) for place in claim["inputs"]]


def wrong_checker(claim: dict[str, Any], witness: Any, inputs: list[Input], alpha: Fraction) -> str | None:
    if witness["solver"]["output"] is None or coins(witness["solver"]):
        return "the algorithm has no flag"
    x = vector(witness["solver"]["output"])
    flags = [it.succeeds(x, alpha) for it in inputs]
    if None in flags or flags[0] == flags[1] or claim["flags"] != [int(bool(flag)) for flag in flags]:
        return f"the flags are {flags}"
    pairs = zip(flags, witness["checker"], strict=True)
    found = [odds(runs, lambda v, flag=flag: v == [Fraction(int(bool(flag)))]) for flag, runs in pairs]
    if not stated(claim, found):
        return f"the probabilities are {found}"
    bound = min(high for _, high in found)
    if (value(claim["bound"]), value(claim["limit"])) != (bound, HALF) or bound > HALF:
        return f"the bound is {bound}"
    return None if min(low for low, _ in found) <= bound else "the bound is below every success"


def wrong_alarms(claim: dict[str, Any], runs_of: list[Any], inputs: list[Input], alpha: Fraction) -> str | None:
    def false(it: Input, v: list[Fraction]) -> bool | None:
        near = it.succeeds(v[:-1], alpha) if v[-1] == ONE else True
        return None if near is None else not near

    found = [odds(runs, lambda v, it=it: false(it, v)) for it, runs in zip(inputs, runs_of, strict=True)]
    raised = odds(runs_of[0], lambda v: v[-1] == ONE)
    if not stated(claim, found) or tuple(vector(claim["raised"])) != raised:
        return f"the probabilities are {found}, {raised}"
    if value(claim["bound"]) * 2 != raised[0]:
        return "the bound is another"
    return None if max(high for _, high in found) >= value(claim["bound"]) else "the flag is false more seldom"
