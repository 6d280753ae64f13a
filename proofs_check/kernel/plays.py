"""Runs of an algorithm on inputs that its readings cannot tell apart: what defeats and flags have in common."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from .families import Family, family
from .reading import MAX_WORK, Malformed, Unsupported, bits_of, fields, items, number, require, states, told, whole

MAX_LEVEL = 10_000
BUDGETS = ("reads", "level", "bits", "seconds", "memory")
BRANCHES = {"J": [0, 1], "K": [0, 1, 2], "W": [1, 2]}
"""By proposition: the branches of the inputs that are played."""
Enclosure = tuple[Fraction, Fraction]
Place = tuple[int, int]
Step = tuple[Any, ...]
"""A question and its answer: a coin (0,) or (1,), or a reading (k, level, value)."""


@dataclass(frozen=True)
class Run:
    """Coins and readings in order; the question at which it ended, if it had no answer; what left it open; output."""

    steps: tuple[Step, ...]
    asked: tuple[int, ...] | None
    left_open: str | None
    output: tuple[Fraction, ...] | None

    @property
    def bits(self) -> str:
        """The coins."""
        return "".join(str(step[0]) for step in self.steps if len(step) == 1)

    @property
    def reads(self) -> list[Step]:
        """The readings."""
        return [step for step in self.steps if len(step) == 3]

    @property
    def weight(self) -> Fraction:
        """The probability of the coins."""
        return Fraction(1, 2 ** len(self.bits))

    def action(self, at: int) -> Step | None:
        """What was done after so many steps: a question (), (k, level), or the end; None: the machine ended the run."""
        if at < len(self.steps):
            return self.steps[at][:-1]
        return self.asked if self.asked is not None or self.left_open else ("end", self.output)


Runs = list[list[Run]]
RESTS = (
    "readings are admissible dyadics of their inputs (DF.3); runs that halt first recur on the others (DF.4);"
    " one algorithm can have all these runs (DF.8)"
)


def posed(claim: dict[str, Any], propositions: str) -> tuple[Family, Fraction]:
    """DF.1: the family is one of these propositions, and no output is within the accuracy of two solution sets."""
    found, alpha = family(claim["family"]), number(claim["accuracy"], "accuracy")
    require("DF.1", found.proposition in propositions, f"this family is one of {found.proposition}")
    require("DF.1", alpha >= 0 and (2 * alpha) ** found.power < found.kappa, "the accuracy must be in [0, kappa/2)")
    return found, alpha


def play(
    claim: dict[str, Any], found: Family, alpha: Fraction, runs_of: Runs, places: list[Place], top: int | None
) -> list[Enclosure]:  # fmt: skip
    """DF.3, DF.4, DF.8: one algorithm has all these runs; DF.5: return its success on each input, which is claimed."""
    for place, runs in zip(places, runs_of):
        check_runs("DF.3", found, place, runs, top)
    check_coupling(runs_of)
    check_tree(runs_of)
    bound_work([run for runs in runs_of for run in runs], found, alpha, places[-1][1])
    enclosures = []
    for place, runs, stated in zip(places, runs_of, claim["inputs"]):
        low, high = weigh(runs, found, place, alpha)
        states("DF.5", stated, low=low, high=high)
        enclosures.append((low, high))
    return enclosures


def bound_work(runs: list[Run], found: Family, alpha: Fraction, n: int) -> None:
    """Refuse certificates whose distances would take more than MAX_WORK."""
    outputs = {run.output for run in runs if run.output is not None}
    words = 1 + (4 * n + bits_of([alpha, found.kappa, *(v for out in outputs for v in out)])) // 64
    if (work := len(runs) * found.outputs * (8 + words**2)) > MAX_WORK:
        raise Unsupported(f"needs work {work}, more than {MAX_WORK}")


def name_of(place: Place) -> str:
    """Return what the report calls an input."""
    return "the limit" if place[0] == 0 else f"member {place[1]} of branch {place[0]}"


def shown(low: Fraction, high: Fraction) -> str:
    """Return an enclosure for the report."""
    return told(low) if low == high else f"between {told(low)} and {told(high)}"


def left_open(runs: list[Run]) -> str:
    """Say which budget left what part of the coins open, and what part the level of the claim refused."""
    cut = [(budget, sum(run.weight for run in runs if run.left_open == budget)) for budget in BUDGETS]
    parts = ", ".join(f"{budget} {told(share)}" for budget, share in cut if share)
    beyond = sum(run.weight for run in runs if run.asked is not None and not run.left_open)
    refused = f" (refused beyond the level: {told(beyond)})" if beyond else ""
    return (f" (coins left open by budgets, counted in the higher number: {parts})" if parts else "") + refused


def read_runs(value: Any) -> Runs:
    """Read the runs on every input."""
    return [[read_run(run) for run in items(runs, "runs")] for runs in items(value, "witness")]


def read_run(value: Any) -> Run:
    """Read one run."""
    body = fields(value, "run", "asked", "left_open", "output", "steps")
    steps: list[Step] = []
    for entry in items(body["steps"], "steps"):
        if len(items(entry, "step")) == 3:
            k, n, reading = entry
            steps.append((whole(k, "k"), whole(n, "level"), number(reading, "value")))
        elif len(entry) == 1 and whole(entry[0], "a coin") in (0, 1):
            steps.append((entry[0],))
        else:
            raise Malformed("a step is a reading [k, level, value] or a coin, [0] or [1]")
    if sum(len(step) == 1 for step in steps) > MAX_LEVEL:
        raise Malformed(f"a run has at most {MAX_LEVEL} coins")
    if body["left_open"] not in (None, *BUDGETS):
        raise Malformed(f"left_open is null or one of {', '.join(BUDGETS)}")
    asked = body["asked"]
    if asked is not None:
        asked = tuple(whole(part, "asked") for part in items(asked, "asked"))
        if len(asked) not in (0, 2):
            raise Malformed("asked is null, a question [k, level], or [] for a coin")
    output = None if body["output"] is None else tuple(number(v, "output") for v in items(body["output"], "output"))
    return Run(tuple(steps), asked, body["left_open"], output)


def check_inputs(claim: dict[str, Any], runs_of: Runs, choices: list[list[int]], top: int | None) -> list[Place]:
    """DF.2: the inputs are the proposition's, with an index beyond every level that can tell them from the first."""
    places = []
    for entry in items(claim["inputs"], "inputs"):
        body = fields(entry, "input", "branch", "high", "low", "n")
        places.append((whole(body["branch"], "branch"), whole(body["n"], "n")))
    same = [b for b, _ in places] in choices and len(runs_of) == len(places)
    one = len({n for b, n in places if b}) == 1
    require("DF.2", same and one, f"inputs of the branches {choices} are played, with one index")
    n = places[-1][1]
    require("DF.2", all(b or m == 0 for b, m in places), "the limit has the index 0")
    require("DF.2", 1 <= n <= MAX_LEVEL, f"the index must be between 1 and {MAX_LEVEL}")
    levels = [level for run in runs_of[0] if run.output is not None for _, level, _ in run.reads]
    if top is not None:
        levels = [top, *(level for runs in runs_of for run in runs for _, level, _ in run.reads)]
        require("DF.2", 0 <= top == max(levels), "a level is read beyond the largest of the claim")
    require("DF.2", max(levels, default=0) < n, "the index must be larger than every level read on the first input")
    return places


def check_runs(condition: str, found: Family, place: Place, runs: list[Run], top: int | None) -> None:
    """DF.3, FL.1: the coins are a complete tree; readings are dyadics within 2**-level; runs end as they may."""
    coins = sorted(run.bits for run in runs)  # what begins another begins the next one in order
    shared = any(after.startswith(before) for before, after in pairwise(coins))
    require(condition, not shared, "the coins of one run begin those of another")
    require(condition, sum((run.weight for run in runs), Fraction(0)) == 1, "the weights of the coins must sum to 1")
    values = found.evaluations(*place)
    questions = {reading for run in runs for reading in run.reads}
    require(condition, len({(k, level) for k, level, _ in questions}) == len(questions), "one question has two answers")
    for k, level, value in questions:
        exists = 0 <= k < len(values) and 0 <= level <= MAX_LEVEL
        require(condition, exists, f"there is no evaluation {k} or level {level}")
        close = (value * 2**level).denominator == 1 and abs(value - values[k]) * 2**level <= 1
        require(condition, close, f"the reading of evaluation {k} at level {level} is inadmissible")
    for run in runs:
        answered = run.left_open is None and run.asked is None
        fits = run.output is None or (answered and len(run.output) == found.outputs)
        require(condition, fits, f"an output has {found.outputs} entries, and no open run has one")
        require(condition, may_end(run, len(values), top), "a run does not end as what ended it ends runs")


def may_end(run: Run, evaluations: int, top: int | None) -> bool:
    """Tell whether a run ended at the question of the budget that left it open, or at one beyond the claim's level."""
    if run.asked == () or run.left_open == "bits":
        return run.asked == () and run.left_open == "bits"
    if run.asked is None:
        return run.left_open not in ("reads", "level")
    k, level = run.asked
    beyond = top is not None and level > top
    return (
        0 <= k < evaluations
        and level >= 0
        and (run.left_open is None if beyond else run.left_open in ("reads", "level"))
    )


def check_coupling(runs_of: Runs) -> None:
    """DF.4: what halts on the first input does the same on the others, coin for coin."""
    first = {run for run in runs_of[0] if run.output is not None}
    for runs in runs_of[1:]:
        require("DF.4", first <= set(runs), "a run that halts on the first input does not recur")


def check_tree(runs_of: Runs) -> None:
    """DF.8: after the same steps all runs do the same; what the machine ended fits everything.

    Runs that share the steps up to some place are neighbours when sorted, those that the machine ended there first; if
    not all others do the same there, two neighbours differ.
    """
    names: dict[Step, int] = {}
    runs = [run for runs in runs_of for run in runs]
    order = [[names.setdefault(step, len(names)) for step in run.steps] for run in runs]
    known = [run.action(len(run.steps)) is not None for run in runs]
    for i, j in pairwise(sorted(range(len(runs)), key=lambda i: (order[i], known[i]))):
        at = 0
        while at < min(len(order[i]), len(order[j])) and order[i][at] == order[j][at]:
            at += 1
        did, does = runs[i].action(at), runs[j].action(at)
        same = did is None or does is None or did == does
        require("DF.8", same, f"after the same {at} answers and coins two runs go on differently: no algorithm does")


def within(found: Family, place: Place, run: Run, alpha: Fraction) -> bool | None:
    """Decide success of a run; None if it was left open or the distance is not known well enough."""
    if run.output is None:
        return None if run.left_open else False
    low, high = found.gap(*place, list(run.output))
    if high is not None and high <= alpha**found.power:
        return True
    return False if low > alpha**found.power else None


def weigh(runs: list[Run], found: Family, place: Place, alpha: Fraction) -> Enclosure:
    """Return the enclosure of the probability of success on the input at a place (branch, n)."""
    decided = [(run.weight, within(found, place, run, alpha)) for run in runs]
    yes = sum((weight for weight, success in decided if success), Fraction(0))
    no = sum((weight for weight, success in decided if success is False), Fraction(0))
    return yes, 1 - no


def conclude(claim: dict[str, Any], runs_of: Runs, success: list[Enclosure], result: str) -> Fraction:
    """DF.6, DF.9: return the least `high`, which bounds the least success, at most the proposition's limit.

    It is at most what J, K and W conclude: no output is within alpha < kappa/2 of two solution sets at distance kappa,
    so a run that recurs and succeeds on one of two such inputs is counted as failing in the `high` of the other.
    """
    halting = sum((run.weight for run in runs_of[0] if run.output is not None), Fraction(0))
    limit = Fraction(2, 3) if result == "K" and halting < 1 else Fraction(1, 2)
    bound = min(high for _, high in success)
    states("DF.6", claim, bound=bound, limit=limit)
    require("DF.9", bound <= limit, f"the bound {told(bound)} is above the limit {limit}: this shows no defeat")
    return bound
