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
Enclosure = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Run:
    """The coins of a run, its readings (k, level, value), its output, and whether it was left open."""

    bits: str
    reads: tuple[tuple[int, int, Fraction], ...]
    output: tuple[Fraction, ...] | None
    left_open: bool

    @property
    def weight(self) -> Fraction:
        """The probability of the coins."""
        return Fraction(1, 2 ** len(self.bits))


def check(claim: Any, witness: Any, result: str) -> list[str]:
    """Check all conditions in order; return what was checked."""
    claim = fields(claim, "claim", "accuracy", "bound", "family", "inputs", "limit", "runs_sha256")
    runs_of = [[read_run(run) for run in items(runs, "runs")] for runs in items(witness, "witness")]
    states("DF.7", claim, runs_sha256=digest(witness))
    found, alpha = family(claim["family"]), number(claim["accuracy"], "accuracy")
    require("DF.1", found.proposition == result, f"this family is one of {found.proposition}")
    require("DF.1", alpha >= 0 and (2 * alpha) ** found.power < found.kappa, "the accuracy must be in [0, kappa/2)")
    places = check_inputs(claim, runs_of, result)
    for (branch, n), runs in zip(places, runs_of):
        check_runs(found, branch, n, runs)
    check_coupling(runs_of, result)
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
    return [
        f"checked: on one of these {len(places)} inputs success within {told(alpha)} has probability <= {told(bound)}",
        "readings are admissible dyadics of their inputs (DF.3); runs that halt first recur on the others (DF.4)",
        f"{result} says at most {limit} for every such algorithm; that rests on its proof, not on this certificate",
        "not checked: that these are the runs of a certain algorithm",
    ]


def read_run(value: Any) -> Run:
    """Read one run."""
    body = fields(value, "run", "bits", "left_open", "output", "reads")
    bits = body["bits"]
    good = isinstance(bits, str) and not set(bits) - {"0", "1"} and len(bits) <= MAX_LEVEL
    if not good or not isinstance(body["left_open"], bool):
        raise Malformed("a run has bits, a string of 0 and 1, and left_open, true or false")
    reads = []
    for entry in items(body["reads"], "reads"):
        if len(items(entry, "reading")) != 3:
            raise Malformed("a reading is [k, level, value]")
        k, n, value = entry
        reads.append((whole(k, "k"), whole(n, "level"), number(value, "value")))
    output = None if body["output"] is None else tuple(number(v, "output") for v in items(body["output"], "output"))
    return Run(bits, tuple(reads), output, body["left_open"])


def check_inputs(claim: dict[str, Any], runs_of: list[list[Run]], result: str) -> list[tuple[int, int]]:
    """DF.2: the inputs are the proposition's, with an index beyond every level that a run with an output read."""
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
    levels = [level for run in runs_of[0] for _, level, _ in run.reads if run.output is not None or result == "W"]
    require("DF.2", max(levels, default=0) < n, "the index must be larger than every level read on the first input")
    return places


def check_runs(found: Family, branch: int, n: int, runs: list[Run]) -> None:
    """DF.3: the coins are a complete tree; readings are dyadics within 2**-level; outputs have the right length."""
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
        fits = run.output is None or (len(run.output) == found.outputs and not run.left_open)
        require("DF.3", fits, f"an output has {found.outputs} entries, and an open run has none")


def check_coupling(runs_of: list[list[Run]], result: str) -> None:
    """DF.4: what halts on the first input does the same on the others, coin for coin."""
    first = {run for run in runs_of[0] if run.output is not None or result == "W"}
    for runs in runs_of[1:]:
        require("DF.4", first <= set(runs), "a run that halts on the first input does not recur")


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
