"""Certificates of J, K and W: an algorithm's runs on inputs that its readings cannot tell apart, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from .families import Family, family
from .reading import (
    MAX_WORK,
    Malformed,
    Unsupported,
    bits_of,
    digest,
    fields,
    items,
    number,
    require,
    states,
    told,
    whole,
)

MAX_LEVEL = 10_000
BUDGETS = ("reads", "level", "bits", "seconds", "memory")
Enclosure = tuple[Fraction, Fraction]
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


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions in order; return what was checked."""
    claim = fields(claim, "claim", "accuracy", "bound", "family", "inputs", "limit", "max_level", "runs_sha256")
    runs_of = [[read_run(run) for run in items(runs, "runs")] for runs in items(witness, "witness")]
    states("DF.7", claim, runs_sha256=digest(witness))
    found, alpha = family(claim["family"]), number(claim["accuracy"], "accuracy")
    require("DF.1", found.proposition == result, f"this family is one of {found.proposition}")
    require("DF.1", alpha >= 0 and (2 * alpha) ** found.power < found.kappa, "the accuracy must be in [0, kappa/2)")
    top = whole(claim["max_level"], "max_level") if result == "W" else None
    states("DF.2", claim, max_level=top)
    places = check_inputs(claim, runs_of, result, top)
    for (branch, n), runs in zip(places, runs_of):
        check_runs(found, branch, n, runs, top)
    check_coupling(runs_of)
    check_tree(runs_of)
    outputs = {run.output for runs in runs_of for run in runs if run.output is not None}
    words = 1 + (4 * places[-1][1] + bits_of([alpha, found.kappa, *(v for out in outputs for v in out)])) // 64
    if (work := sum(map(len, runs_of)) * found.outputs * (8 + words**2)) > MAX_WORK:
        raise Unsupported(f"needs work {work}, more than {MAX_WORK}")
    enclosures = []
    for (branch, n), runs, stated in zip(places, runs_of, claim["inputs"]):
        low, high = weigh(runs, found, (branch, n), alpha)
        states("DF.5", stated, low=low, high=high)
        enclosures.append((low, high))
    bound, limit = conclude(runs_of, enclosures, result)
    states("DF.6", claim, bound=bound, limit=limit)
    require("DF.9", bound <= limit, f"the bound {told(bound)} is above the limit {limit}: this shows no defeat")
    refused = all(run.asked is not None and not run.left_open for runs in runs_of for run in runs)
    return [
        *(["vacuous: every run asked beyond the level of the claim, and so has no output"] if refused else []),
        f"checked: on one of these {len(places)} inputs success within {told(alpha)} has probability <= {told(bound)}",
        *(f"{name_of(place)}: success {shown(low, high)}{left_open(runs)}"
          for place, runs, (low, high) in zip(places, runs_of, enclosures)),
        "readings are admissible dyadics of their inputs (DF.3); runs that halt first recur on the others (DF.4);"
        " one algorithm can have all these runs (DF.8)",
        f"{result} says that, for some admissible information, no algorithm {denied(result, top)};"
        " that rests on its proof, not on this certificate",
        "not checked: that these are the runs of a certain algorithm",
    ]  # fmt: skip


def denied(result: str, top: int | None) -> str:
    """Return what the proposition denies to all algorithms, or to those that it is about."""
    right = "is right on all inputs with probability above"
    if top is not None:
        return f"that reads at most level {top} (to go beyond is to have no output) {right} 1/2"
    return f"{right} 1/2" if result == "J" else f"{right} 2/3, and none that halts almost surely on the limit above 1/2"


def name_of(place: tuple[int, int]) -> str:
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
    return (f" (coins left open by budgets, which may succeed: {parts})" if parts else "") + refused


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


def check_inputs(
    claim: dict[str, Any], runs_of: list[list[Run]], result: str, top: int | None
) -> list[tuple[int, int]]:  # fmt: skip
    """DF.2: the inputs are the proposition's, with an index beyond every level that can tell them from the first."""
    places = []
    for entry in items(claim["inputs"], "inputs"):
        body = fields(entry, "input", "branch", "high", "low", "n")
        places.append((whole(body["branch"], "branch"), whole(body["n"], "n")))
    branches = {"J": [0, 1], "K": [0, 1, 2], "W": [1, 2]}[result]
    same = [b for b, _ in places] == branches and len(runs_of) == len(branches)
    one = len({n for b, n in places if b}) == 1
    require("DF.2", same and one, f"{result} plays the inputs {branches}, with one index")
    n = places[-1][1]
    require("DF.2", all(b or m == 0 for b, m in places), "the limit has the index 0")
    require("DF.2", 1 <= n <= MAX_LEVEL, f"the index must be between 1 and {MAX_LEVEL}")
    levels = [level for run in runs_of[0] if run.output is not None for _, level, _ in run.reads]
    if top is not None:
        levels = [top, *(level for runs in runs_of for run in runs for _, level, _ in run.reads)]
        require("DF.2", 0 <= top == max(levels), "a level is read beyond the largest of the claim")
    require("DF.2", max(levels, default=0) < n, "the index must be larger than every level read on the first input")
    return places


def check_runs(found: Family, branch: int, n: int, runs: list[Run], top: int | None) -> None:
    """DF.3: the coins are a complete tree; readings are dyadics within 2**-level; runs end as they may."""
    coins = sorted(run.bits for run in runs)  # what begins another begins the next one in order
    shared = any(after.startswith(before) for before, after in pairwise(coins))
    require("DF.3", not shared, "the coins of one run begin those of another")
    require("DF.3", sum((run.weight for run in runs), Fraction(0)) == 1, "the weights of the coins must sum to 1")
    values = found.evaluations(branch, n)
    questions = {reading for run in runs for reading in run.reads}
    require("DF.3", len({(k, level) for k, level, _ in questions}) == len(questions), "one question has two answers")
    for k, level, value in questions:
        exists = 0 <= k < len(values) and 0 <= level <= MAX_LEVEL
        require("DF.3", exists, f"there is no evaluation {k} or level {level}")
        close = (value * 2**level).denominator == 1 and abs(value - values[k]) * 2**level <= 1
        require("DF.3", close, f"the reading of evaluation {k} at level {level} is inadmissible")
    for run in runs:
        answered = run.left_open is None and run.asked is None
        fits = run.output is None or (answered and len(run.output) == found.outputs)
        require("DF.3", fits, f"an output has {found.outputs} entries, and no open run has one")
        require("DF.3", may_end(run, len(values), top), "a run does not end as what ended it ends runs")


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


def check_coupling(runs_of: list[list[Run]]) -> None:
    """DF.4: what halts on the first input does the same on the others, coin for coin."""
    first = {run for run in runs_of[0] if run.output is not None}
    for runs in runs_of[1:]:
        require("DF.4", first <= set(runs), "a run that halts on the first input does not recur")


def check_tree(runs_of: list[list[Run]]) -> None:
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


def within(found: Family, branch: int, n: int, run: Run, alpha: Fraction) -> bool | None:
    """Decide success of a run; None if it was left open or the distance is not known well enough."""
    if run.output is None:
        return None if run.left_open else False
    low, high = found.gap(branch, n, list(run.output))
    if high is not None and high <= alpha**found.power:
        return True
    return False if low > alpha**found.power else None


def weigh(runs: list[Run], found: Family, place: tuple[int, int], alpha: Fraction) -> Enclosure:
    """Return the enclosure of the probability of success on the input at a place (branch, n)."""
    decided = [(run.weight, within(found, *place, run, alpha)) for run in runs]
    yes = sum((weight for weight, success in decided if success), Fraction(0))
    no = sum((weight for weight, success in decided if success is False), Fraction(0))
    return yes, 1 - no


def conclude(runs_of: list[list[Run]], success: list[Enclosure], result: str) -> Enclosure:
    """Return the least `high`, which bounds the least success, and the proposition's limit.

    It is at most what J, K and W conclude: no output is within alpha < kappa/2 of two solution sets at distance kappa,
    so a run that recurs and succeeds on one of two such inputs is counted as failing in the `high` of the other.
    """
    halting = sum((run.weight for run in runs_of[0] if run.output is not None), Fraction(0))
    limit = Fraction(2, 3) if result == "K" and halting < 1 else Fraction(1, 2)
    return min(high for _, high in success), limit
