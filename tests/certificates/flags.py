"""Certificates of flags: who is wrong about an algorithm's flag, how often a raised flag is false; edges of both."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from constructions.adversary import defeat
from constructions.certificates import flag_certificate
from constructions.flags import false_flags, flag_family
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program_family
from constructions.minimisers import minimiser_family
from constructions.trainers import simple
from tests.certificates.editing import Certificate, edited
from theory.algorithms import Budget
from theory.costs import COSTS
from theory.exact import write_rational
from theory.families import Family
from theory.problems import Problem

HALF = Fraction(1, 2)
Q = ((Fraction(3, 5), Fraction(4, 5)), (Fraction(-4, 5), Fraction(3, 5)))
BUDGET = Budget(reads=20, level=60, bits=3)
PROGRAM = linear_program_family("inf")
SQUARE = minimiser_family((2, 1, 1), cost=COSTS["sum-square"], eps="1/10")
SUP = minimiser_family((2, 1, 1))
NEARLY = Fraction(10**199, 3 * 10**199 + 1)
OVER = Fraction(5, 8) + Fraction(1, 2**60)
LONG = "1" + "0" * 3999 + "/" + "9" * 4000


def constant(*output: Any) -> Any:
    """The algorithm that reads nothing and has this output."""
    return lambda problem, oracle, tape: [Fraction(v) for v in output]


def vertex(level: int) -> Any:
    """The vertex of the larger of two entries, to so many bits; one is read twice."""

    def algorithm(problem: Problem, oracle: Any, tape: Any) -> list[int]:
        larger = oracle.read(0, level) + oracle.read(0, level) >= 2 * oracle.read(1, level)
        return [int(larger), int(not larger), *[0] * ((problem.outputs or 2) - 2)]

    return algorithm


def candidate(problem: Problem, oracle: Any, tape: Any) -> Any:
    """The solution of one branch or the other."""
    return simple.candidates(problem)[int(oracle.read(0, 7) < oracle.read(1, 7))]


def coin(problem: Problem, oracle: Any, tape: Any) -> list[Any]:
    """Say 0 or 1."""
    return [tape.bit()]


def compares(level: int) -> Any:
    """Say 1 if two entries are equal, as far as this level tells."""
    return lambda problem, oracle, tape: [int(oracle.read(0, level) == oracle.read(1, level))]


def half_open(problem: Problem, oracle: Any, tape: Any) -> list[Any] | None:
    """A quarter tosses on, a quarter gives up, the rest says 1."""
    if tape.bit():
        return [1]
    while tape.bit():
        continue
    return None


def played(checker: Any, family: Family, solver: Any, alpha: Any) -> Certificate:
    """The certificate of a checker that is wrong about the flag of an algorithm."""
    flags = flag_family(family, solver, Fraction(alpha), budget=BUDGET)
    return flag_certificate(defeat(checker, flags, Fraction(0), max_bits=3, budget=BUDGET))


def weighed(algorithm: Any, family: Family, alpha: Any) -> Certificate:
    """The certificate of how often a flag is false."""
    return flag_certificate(false_flags(algorithm, family, Fraction(alpha), max_bits=3, budget=BUDGET))


def sure(algorithm: Any, said: int = 1) -> Any:
    """An algorithm with a flag that is always raised, or never."""
    return lambda *of: (algorithm(*of), said)


def sometimes(problem: Problem, oracle: Any, tape: Any) -> Any:
    """A quarter is sure of the first corner, a quarter unsure; a quarter gives up, a quarter tosses on."""
    if tape.bit():
        return [1, *[0] * ((problem.outputs or 1) - 1)], tape.bit()
    while tape.bit():
        continue
    return None


def deep(problem: Problem, oracle: Any, tape: Any) -> Any:
    """Reads finely where the entries differ, and then gives up; else it is sure of the second corner."""
    same = oracle.read(0, 9) == oracle.read(1, 9)
    return (([0, 1, 0], 1) if same else None) if oracle.read(1, 12) == oracle.read(0, 12) else None


def careful(problem: Problem, oracle: Any, tape: Any) -> Any:
    """Half is sure of the first corner at once, half of the right one, as soon as two readings differ."""
    level = 0 if tape.bit() else None
    while level is not None:
        if oracle.read(0, level) != oracle.read(1, level):
            return [*([1, 0] if oracle.read(0, level) > oracle.read(1, level) else [0, 1]), 0], 1
        level += 1
    return [1, 0, 0], 1


def checkers() -> dict[str, Certificate]:
    """Certificates of X1."""
    hidden = digits_family(InverseProblem("P1", eta=Fraction(1, 10), m=2, columns=4, q=Q), 3)
    third, hair = Fraction(1, 3), Fraction(1, 3) + Fraction(1, 2**60)
    over = Fraction(4, 3) + Fraction(1, 2**60)
    return {
        "X1-coin": played(coin, PROGRAM, vertex(5), "49/100"),
        "X1-finer": played(compares(12), PROGRAM, vertex(5), "49/100"),
        "X1-same-readings": played(compares(5), PROGRAM, vertex(5), "49/100"),
        "X1-coarser": played(compares(2), PROGRAM, vertex(5), "49/100"),
        "X1-level-0": played(compares(0), PROGRAM, vertex(0), "1/3"),
        "X1-gives-up": played(lambda *of: None, PROGRAM, vertex(1), "1/3"),
        "X1-no-flag": played(lambda *of: [HALF], PROGRAM, vertex(1), "1/3"),
        "X1-minus-one": played(lambda *of: [-1], PROGRAM, vertex(1), "1/3"),
        "X1-half-open": played(half_open, PROGRAM, vertex(3), "1/3"),
        "X1-at-the-accuracy-of-the-limit": played(coin, PROGRAM, constant("4/3", 0, "1/3"), third),
        "X1-at-the-accuracy-of-the-first": played(coin, PROGRAM, constant("2/3", "1/3", "-1/3"), third),
        "X1-at-the-accuracy-of-the-second": played(coin, PROGRAM, constant("1/3", "2/3", "1/3"), third),
        "X1-beyond-both": played(coin, PROGRAM, constant(HALF, HALF, "1/3"), third),
        "X1-a-hair-beyond-the-first": played(coin, PROGRAM, constant(1 - hair, hair, 0), third),
        "X1-program-1": played(coin, linear_program_family("1", alpha=3, y1=2, columns=4), vertex(4), "1/2"),
        "X1-program-2": played(coin, linear_program_family("2", m=2, columns=5), constant(HALF, HALF, 0, 0, 0), "1/3"),
        "X1-hidden": played(coin, hidden, simple.midpoint, "1/1000"),
        "X1-root": played(compares(30), digits_family(InverseProblem("P3"), 2), candidate, "1/100"),
        "X1-lasso": played(coin, digits_family(InverseProblem("P2"), 2), simple.midpoint, "1/100"),
        "X1-right-on-the-limit": played(coin, SUP, constant(HALF, HALF, HALF, HALF), "6/25"),
        "X1-at-the-accuracy-of-one-half": played(coin, SUP, constant("3/8", HALF, "5/8", HALF), "1/8"),
        "X1-right-on-the-members": played(coin, SUP, constant(0, 1, 0, 1), "6/25"),
        "X1-at-the-accuracy-of-the-labels": played(coin, SUP, constant("-1/8", 1, "1/8", "9/10"), "1/8"),
        "X1-other-cost": played(coin, SQUARE, constant(0, 1, 0, 1), "1/10"),
        "X1-long-output": played(coin, PROGRAM, constant(1, 0, LONG[:2500] + "/" + "9" * 2600), "1/3"),
        "X1-long-accuracy": played(coin, PROGRAM, vertex(2), NEARLY),
        "X1-sure-of-the-first": played(lambda *of: [1], PROGRAM, constant(1 - hair, hair, 0), third),
        "X1-far-along-the-segment": played(coin, PROGRAM, constant(over - 1, 2 - over, 0), third),
    }


def alarms() -> dict[str, Certificate]:
    """Certificates of X2."""
    hidden = digits_family(InverseProblem("P1", eta=Fraction(1, 10), m=2, columns=4, q=Q), 3)
    hair = Fraction(1, 3) + Fraction(1, 2**60)
    return {
        "X2-coin": weighed(sure(lambda p, o, t: [[1, 0, 0], [0, 1, 0]][t.bit()]), PROGRAM, "1/3"),
        "X2-vertex": weighed(sure(vertex(5)), PROGRAM, "49/100"),
        "X2-unsure": weighed(sure(vertex(5), 0), PROGRAM, "49/100"),
        "X2-sometimes": weighed(sometimes, PROGRAM, "1/3"),
        "X2-sometimes-in-four-columns": weighed(sometimes, linear_program_family("1", columns=4), "1/3"),
        "X2-careful": weighed(careful, PROGRAM, "1/3"),
        "X2-far-in-the-last-entry": weighed(sure(constant(1, 0, "2/3")), PROGRAM, "1/3"),
        "X2-deep": weighed(deep, PROGRAM, "1/3"),
        "X2-gives-up": weighed(lambda *of: None, PROGRAM, "1/3"),
        "X2-at-the-accuracy": weighed(sure(constant("2/3", "1/3", "-1/3")), PROGRAM, "1/3"),
        "X2-a-hair-beyond": weighed(sure(constant(1 - hair, hair, 0)), PROGRAM, "1/3"),
        "X2-far-from-everything": weighed(sure(constant(7, 7, 7)), PROGRAM, "1/3"),
        "X2-program-2": weighed(sure(constant(HALF, HALF, 0)), linear_program_family("2"), "7/10"),
        "X2-hidden": weighed(sure(simple.midpoint), hidden, "1/1000"),
        "X2-labels": weighed(sure(constant(0, 1, 0, 1)), SUP, "6/25"),
        "X2-one-half": weighed(sure(constant(HALF, HALF, HALF, HALF)), SUP, "6/25"),
        "X2-perhaps-near-the-limit": weighed(sure(constant(*["9/20", "11/20"] * 2)), SQUARE, "1/10"),
        "X2-perhaps-near-the-labels": weighed(sure(constant("-1/5", 1, "1/10", "9/10")), SQUARE, "1/7"),
        "X2-long-accuracy": weighed(sure(constant(1, 0, 0)), PROGRAM, NEARLY),
    }


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    sometimes_ = alarms()["X2-sometimes"]
    numbered = json.loads(json.dumps(sometimes_))  # a flag that is no 0 or 1 is not raised
    for runs in numbered["witness"]:
        for run in runs:
            if run["output"] and run["output"][-1] == "0":
                run["output"][-1] = "2"
    long = alarms()["X2-long-accuracy"]
    return {
        **checkers(),
        **alarms(),
        "X2-flag-2": edited(numbered, "claim.bound", "1/8"),
        "X1-index-10000": edited(checkers()["X1-coin"], "claim.inputs.1.n", 10_000),
        "X2-index-200": edited(edited(long, "claim.inputs.1.n", 200), "claim.inputs.2.n", 200),
    }


def solver(start: Certificate, **parts: Any) -> Certificate:
    """A copy in which the run of the algorithm has other parts."""
    return edited(start, "witness.solver", {**start["witness"]["solver"], **parts})


def success(start: Certificate, *ends: tuple[str, str]) -> Certificate:
    """A copy that claims success between these ends on the inputs."""
    for i, (low, high) in enumerate(ends):
        start = edited(edited(start, f"claim.inputs.{i}.low", low), f"claim.inputs.{i}.high", high)
    return start


def bad() -> dict[str, Certificate | str]:
    """Certificates that must not be accepted, by name."""
    return {**_bad_solvers(), **_bad_checkers(), **_bad_alarms()}


def _bad_solvers() -> dict[str, Certificate | str]:
    fine = checkers()
    coin_, vague, right = fine["X1-coin"], fine["X1-other-cost"], fine["X1-right-on-the-limit"]
    free = fine["X1-at-the-accuracy-of-the-first"]  # its run reads nothing; it is right for the first branch
    steps = coin_["witness"]["solver"]["steps"]
    unknown = edited(vague, "witness.solver.output", ["9/20", "11/20"] * 2)
    same = edited(free, "claim.inputs.1.branch", 1)
    wide = edited(fine["X1-program-1"], "claim.family.columns", 4000)
    wide = edited(edited(wide, "claim.inputs.1.n", 10_000), "witness.solver.output", ["1", *["0"] * 3998, LONG])
    hair = edited(right, "claim.accuracy", "1/8")
    other = [[*step[:2], write_rational(Fraction(step[2]) + Fraction(1, 2**5))] for step in steps[:1]]
    return {
        "unsupported-flag-work": wide,
        "FL.1-no-output": solver(coin_, output=None),
        "FL.1-a-coin": solver(coin_, steps=[*steps, [0]]),
        "FL.1-output-too-short": solver(coin_, output=["1", "0"]),
        "FL.1-output-too-long": solver(coin_, output=["1", "0", "0", "0"]),
        "FL.1-left-open": solver(coin_, left_open="seconds"),
        "FL.1-ended-at-a-question": solver(coin_, asked=[0, 1]),
        "FL.1-ended-by-its-readings": solver(coin_, asked=[0, 1], left_open="reads", output=None),
        "FL.1-no-such-evaluation": solver(coin_, steps=[[4, 0, "0"]]),
        "FL.1-no-dyadic": solver(coin_, steps=[[0, 2, "7/8"]]),
        "FL.1-two-units-off": solver(coin_, steps=[[0, 3, "3/4"]]),
        "FL.1-inadmissible-on-the-member-alone": solver(coin_, steps=[[0, 5, "33/32"]]),
        "FL.1-two-answers": solver(coin_, steps=[*steps, *other]),
        "FL.2-the-index-is-a-level": edited(coin_, "claim.inputs.1.n", 5),
        "FL.2-the-index-is-below-a-level": edited(coin_, "claim.inputs.1.n", 4),
        "FL.4-undecided": edited(unknown, "claim.flags", [0, 0]),
        "FL.4-undecided-though-claimed": edited(unknown, "claim.flags", [1, 0]),
        "FL.4-undecided-at-the-accuracy": edited(vague, "witness.solver.output", ["2/5", "3/5"] * 2),
        "FL.4-right-on-both": edited(same, "claim.flags", [1, 1]),
        "FL.4-right-on-both-though-claimed": same,
        "FL.4-wrong-on-both": edited(solver(free, output=["7", "7", "7"]), "claim.flags", [0, 0]),
        "FL.4-wrong-on-both-by-a-hair": solver(hair, output=["1/2", "1/2", "1/2", write_rational(OVER)]),
        "FL.4-other-flags": edited(coin_, "claim.flags", [0, 1]),
        "FL.4-flags-of-three": edited(coin_, "claim.flags", [1, 0, 0]),
        "FL.4-flags-as-truth": edited(coin_, "claim.flags", [True, False]),
        "malformed-flags-as-text": edited(coin_, "claim.flags", "10"),
        "malformed-solver-is-null": edited(coin_, "witness.solver", None),
        "malformed-solver-is-missing": {**coin_, "witness": coin_["witness"]["checker"]},
        "malformed-checker-is-a-run": edited(coin_, "witness.checker", coin_["witness"]["solver"]),
        "malformed-flag-with-a-level": edited(coin_, "claim.max_level", None),
    }


def _bad_checkers() -> dict[str, Certificate | str]:
    fine = checkers()
    coin_, same, labels = fine["X1-coin"], fine["X1-same-readings"], fine["X1-right-on-the-members"]
    branch = coin_["claim"]["inputs"][1]["branch"]
    number = 2 - branch  # the evaluation of the two that the member shares with the limit
    shared = json.loads(json.dumps(same))
    moved = {}
    for how, value in (("larger", "33/32"), ("smaller", "31/32")):
        for runs in shared["witness"]["checker"]:
            runs[0] = {**runs[0], "steps": [[number, 5, value]]}
        moved[f"FL.3-a-{how}-answer-for-the-checker"] = edited(shared, "claim.flags", [1, 0])
    cut = [{"steps": [], "asked": [], "left_open": "bits", "output": None}]
    everything = success(edited(coin_, "witness.checker", [cut, cut]), ("0", "1"), ("0", "1"))
    weak = digits_family(InverseProblem("P3"), 2, weak=True).parameters
    lone = [coin_["witness"]["checker"][0], coin_["witness"]["checker"][0][:1]]
    twice = [coin_["witness"]["checker"][0], coin_["witness"]["checker"][0]]
    twice = [twice[0], [{**run, "output": ["1/2"]} for run in twice[1]]]
    counting = [[{**cut[0], "asked": None, "left_open": None}], [{**cut[0], "asked": None, "left_open": None}]]
    counting[1] = [{**counting[1][0], "output": ["0"]}]
    long = [[{**run, "output": [run["output"][0]] * 2} for run in runs] for runs in coin_["witness"]["checker"]]
    finer = fine["X1-finer"]
    low = edited(edited(finer, "claim.inputs.1.n", 9), "witness.solver.steps", [])
    return {
        **moved,
        "DF.1-flag-of-a-weak-fork": edited(coin_, "claim.family", weak),
        "DF.1-flag-at-half-kappa": edited(coin_, "claim.accuracy", "1/2"),
        "DF.1-flag-at-a-negative-accuracy": edited(coin_, "claim.accuracy", "-1/3"),
        "DF.2-flag-on-both-branches": edited(
            edited(coin_, "claim.inputs", [*coin_["claim"]["inputs"], {**coin_["claim"]["inputs"][1], "branch": 2}]),
            "witness.checker", [*coin_["witness"]["checker"], coin_["witness"]["checker"][1]],
        ),
        "DF.2-flag-on-the-members-alone": edited(edited(coin_, "claim.inputs.0.branch", 1), "claim.inputs.0.n", 6),
        "DF.2-flag-on-a-second-branch-of-a-jump": edited(labels, "claim.inputs.1.branch", 2),
        "DF.2-flag-on-the-limit-alone": edited(
            edited(coin_, "claim.inputs", coin_["claim"]["inputs"][:1]), "witness.checker", lone[:1]
        ),
        "DF.2-flag-at-a-level-of-the-checker": low,
        "DF.3-flag-without-a-coin": edited(coin_, "witness.checker", lone),
        "DF.3-two-numbers-for-a-flag": edited(coin_, "witness.checker", long),
        "DF.4-flag-that-does-not-recur": edited(coin_, "witness.checker", twice),
        "DF.8-flag-by-counting": success(edited(coin_, "witness.checker", counting), ("0", "0"), ("1", "1")),
        "DF.5-right-about-the-other-flag": success(fine["X1-coarser"], ("0", "0"), ("1", "1")),
        "DF.5-one-half-is-no-flag": edited(fine["X1-no-flag"], "claim.inputs.0.high", "1"),
        "DF.6-smaller-bound-for-a-checker": edited(coin_, "claim.bound", "1/3"),
        "DF.6-other-limit-for-a-checker": edited(coin_, "claim.limit", "2/3"),
        "DF.7-other-runs-of-a-checker": edited(coin_, "claim.runs_sha256", "0" * 64, pin=False),
        "DF.9-checker-left-open": edited(everything, "claim.bound", "1"),
        "malformed-flag-of-X2-as-X1": {**alarms()["X2-coin"], "result": "X1"},
        "unsupported-flag-as-J": {**coin_, "result": "J"},
    }  # fmt: skip


def _bad_alarms() -> dict[str, Certificate | str]:
    fine = alarms()
    coin_, some, labels = fine["X2-coin"], fine["X2-sometimes"], fine["X2-labels"]
    weak = digits_family(InverseProblem("P3"), 2, weak=True).parameters
    short = [[{**run, "output": run["output"][:3]} for run in runs] for runs in coin_["witness"]]
    wide = edited(edited(coin_, "claim.inputs.1.n", 10_000), "claim.inputs.2.n", 10_000)
    outputs = [
        [{**run, "output": [*run["output"][:2], *["0"] * 997, LONG, "1"]} for run in runs] for runs in wide["witness"]
    ]
    wide = edited(edited(wide, "claim.family.columns", 1000), "witness", outputs)
    return {
        "unsupported-alarm-work": wide,
        "DF.1-alarm-in-a-weak-fork": edited(coin_, "claim.family", weak),
        "DF.1-alarm-at-half-kappa": edited(coin_, "claim.accuracy", "1/2"),
        "DF.2-alarm-on-one-branch": edited(
            edited(coin_, "claim.inputs", coin_["claim"]["inputs"][:2]), "witness", coin_["witness"][:2]
        ),
        "DF.2-alarm-on-two-branches-of-a-jump": edited(
            edited(labels, "claim.inputs", [*labels["claim"]["inputs"], {**labels["claim"]["inputs"][1], "branch": 2}]),
            "witness", [*labels["witness"], labels["witness"][1]],
        ),
        "DF.3-alarm-without-a-flag": edited(coin_, "witness", short),
        "DF.4-alarm-that-does-not-recur": edited(coin_, "witness.1.0.output", ["1", "0", "0", "0"]),
        "DF.5-alarm-false-more-seldom": success(coin_, ("0", "0"), ("1/4", "1/2")),
        "DF.5-alarm-false-at-the-accuracy": success(fine["X2-at-the-accuracy"], ("0", "0"), ("1", "1")),
        "DF.5-alarm-true-a-hair-beyond": success(fine["X2-a-hair-beyond"], ("0", "0"), ("0", "0")),
        "DF.5-alarm-of-an-unsure-flag": success(fine["X2-unsure"], ("0", "0"), ("1", "1")),
        "DF.7-other-runs-of-an-alarm": edited(coin_, "claim.runs_sha256", "0" * 64, pin=False),
        "FL.5-raised-more-seldom": edited(coin_, "claim.raised", ["1/2", "1"]),
        "FL.5-raised-by-what-was-left-open": edited(some, "claim.raised", ["1/2", "1/2"]),
        "FL.5-never-raised-by-what-was-left-open": edited(some, "claim.raised", ["1/4", "1/4"]),
        "FL.5-one-end": edited(coin_, "claim.raised", ["1"]),
        "FL.6-larger-bound": edited(coin_, "claim.bound", "2/3"),
        "FL.6-smaller-bound": edited(coin_, "claim.bound", "1/3"),
        "FL.6-bound-by-what-was-left-open": edited(some, "claim.bound", "1/4"),
        "malformed-raised-as-text": edited(coin_, "claim.raised", "1"),
        "malformed-alarm-with-flags": edited(coin_, "claim.flags", [1, 0]),
        "malformed-flag-of-X1-as-X2": {**checkers()["X1-coin"], "result": "X2"},
    }  # fmt: skip
