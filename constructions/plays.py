"""What came of playing an algorithm against a family: runs and probabilities input by input, and the verdict.

A verdict says no more than the plays show.  What a budget cut is left open: it counts as a possible success, a possible
halt.  What rests on somebody's declaration of a family says so.  Serves B2, B5, J, K, W.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theory.exact import Brief, brief, write_rational
from theory.families import Family
from theory.problems import Input
from theory.runs import BUDGETS, Run
from theory.said import Texts

__all__ = ["DEFEATED", "NOT_DEFEATED", "OPEN", "SURVEYED", "Defeat", "Enclosure", "Play"]

DEFEATED, NOT_DEFEATED, OPEN, SURVEYED = "defeated", "not defeated", "open", "surveyed"
"""The verdicts."""
CUTS = {
    "reads": "the budget of readings cut",
    "level": "the budget of the level cut",
    "bits": "the budget of coins cut",
    "seconds": "the budget of seconds cut",
    "memory": "the budget of memory, or a signal from outside, ended",
    "refused": "a reading beyond the level of the claim was refused on",
}
"""What is said of runs that did not end by themselves."""

QUOTED = 3
"""So many of the statuses that an algorithm tells are quoted in words; --json has all of them."""


@dataclass(frozen=True)
class Enclosure:
    """A probability between `low` and `high`."""

    low: Fraction
    high: Fraction

    def __str__(self) -> str:
        """Return it for people.

        >>> print(Enclosure(Fraction(1, 2), Fraction(1, 2)), Enclosure(Fraction(1, 4), Fraction(3, 4)))
        1/2 [1/4, 3/4]
        """
        return str(self.low) if self.low == self.high else f"[{self.low}, {self.high}]"

    def as_json(self) -> dict[str, str]:
        """Return it as a JSON object."""
        return {"low": write_rational(self.low), "high": write_rational(self.high)}


@dataclass(frozen=True, repr=False)
class Play(Brief):
    """What happened on one input: its place (branch, n), success, halting, the level read, and all runs.

    `shares` says by outcome what part of the coins (of the sampled tapes) ended so: "halted", "gave up", "refused", or
    the budget that cut it. `level` is the largest that was read.
    """

    input: Input
    place: tuple[int, int]
    success: Enclosure
    halting: Enclosure
    shares: Mapping[str, Fraction]
    level: int
    runs: tuple[Run, ...]

    @property
    def told(self) -> str:
        """The input, success, and how the runs ended."""
        ends = ", ".join(f"{outcome} {share}" for outcome, share in self.shares.items())
        return f"{self.input.name}, success {self.success}, {ends}"

    @property
    def said(self) -> dict[Texts, int]:
        """What was said of outputs, in how many runs."""
        found: dict[Texts, int] = {}
        for run in self.runs:
            if run.said:
                found[run.said] = found.get(run.said, 0) + 1
        return found

    @property
    def cut(self) -> dict[str, Fraction]:
        """Which budget cut what part of the coins."""
        return {budget: self.shares[budget] for budget in BUDGETS if budget in self.shares}

    def as_json(self) -> dict[str, Any]:
        """Return it as a JSON object, probabilities as strings."""
        return {
            "name": self.input.name,
            "success": self.success.as_json(),
            "halting": self.halting.as_json(),
            "gave_up": write_rational(self.shares.get("gave up", Fraction(0))),
            "refused": write_rational(self.shares.get("refused", Fraction(0))),
            "cut": {budget: write_rational(share) for budget, share in self.cut.items()},
            "level": self.level,
            "said": [{**dict(said), "runs": str(count)} for said, count in self.said.items()],
        }


@dataclass(frozen=True, repr=False)
class Defeat(Brief):
    """The inputs played, and `bound`: at least on one of them the algorithm succeeds with at most this probability.

    `limit` is what the proposition says: 1/2 of every algorithm (J), of those that read at most `max_level` (W), of
    those that halt almost surely on the limit, as all runs here did (K), else 2/3; None where no proposition applies.
    `exact` is False if tapes were sampled: then all probabilities are Clopper-Pearson intervals, all of which are right
    with probability 1 - `error`.
    """

    family: Family
    accuracy: Fraction
    plays: tuple[Play, ...]
    bound: Fraction
    limit: Fraction | None
    exact: bool
    error: Fraction
    max_level: int | None = None

    @property
    def told(self) -> str:
        """The verdict, the family and the bound."""
        return f"{self.verdict}, {self.name} at {brief(self.accuracy)}, success at most {self.bound}"

    @property
    def name(self) -> str:
        """What the family is called."""
        return self.family.name or self.family.posed(self.accuracy).name

    @property
    def defeated(self) -> bool | None:
        """Whether the inputs played show what the proposition says; None where there is no proposition."""
        return None if self.limit is None else self.bound <= self.limit

    @property
    def verdict(self) -> str:
        """In words; "open" where the coins or tapes explored do not decide it."""
        if self.limit is None:
            return SURVEYED
        if self.defeated:
            return DEFEATED
        return NOT_DEFEATED if min(play.success.low for play in self.plays) > self.limit else OPEN

    @property
    def provisos(self) -> tuple[str, ...]:
        """What the conclusion is conditional on, and whom it is about."""
        found = []
        if not self.family.proof:
            power = "" if self.family.power == 1 else f"^{self.family.power}"
            found.append(f"if the family is as declared (kappa{power} = {self.family.kappa}: not contradicted here)")
        if self.max_level is not None:
            found.append(
                f"among algorithms that read at most level {self.max_level}: to go beyond is to have no output"
            )
        if not self.exact:
            found.append(f"for algorithms that do not know the seed, except with probability at most {self.error}")
        return tuple(found)

    @property
    def left_open(self) -> str:
        """What cut or refused what part of the coins, on which inputs; empty if nothing did."""
        where: dict[tuple[str, Fraction], list[str]] = {}
        for play in self.plays:
            for outcome, share in play.shares.items():
                if outcome in CUTS:
                    where.setdefault((outcome, share), []).append(play.input.name)
        what = "coins" if self.exact else "tapes"
        return "; ".join(
            f"{CUTS[outcome]} {'all' if share == 1 else share} of the {what} on {_listed(names)}"
            for (outcome, share), names in where.items()
        )

    @property
    def quoted(self) -> str:
        """What the algorithm said of its outputs, run by run, beside whether they are right; empty if nothing."""
        every = [(play, run) for play in self.plays for run in play.runs]
        said = [(play, run, dict(run.said).get("status", "")) for play, run in every if run.said]
        lines = []
        for status in dict.fromkeys(status for _, _, status in said):
            these = [(play, run) for play, run, of in said if of == status]
            right = sum(run.halted and self._right(play, run) is True for play, run in these)
            lines.append(f"“{status}” on {len(these)} of {len(every)} runs, right on {right} of these")
        more = f"; and {len(lines) - QUOTED} more" if len(lines) > QUOTED else ""
        return f"it says, quoted and not checked: {'; '.join(lines[:QUOTED])}{more}" if lines else ""

    def _right(self, play: Play, run: Run) -> bool | None:
        return self.family.distance(play.input, run.output).within(self.accuracy)

    @property
    def conclusion(self) -> str:
        """What follows, in one sentence."""
        if self.limit is None:
            least = Enclosure(min(p.success.low for p in self.plays), min(p.success.high for p in self.plays))
            told = f"its least success on the {len(self.plays)} inputs played is {least}; nothing follows for others:"
            told += f" no proposition denies this accuracy to all algorithms ({self.family.beyond})"
        else:
            worst = min(self.plays, key=lambda play: play.success.high)
            told = f"it succeeds with probability at most {worst.success.high} on {worst.input.name}"
            if self.bound < worst.success.high:
                told = f"on one of the inputs played it succeeds with probability at most {self.bound}"
            if self.verdict == OPEN:
                told += f", which leaves open whether it exceeds the proposition's {self.limit}"
        told = ", ".join([told, *self.provisos])
        return f"{told}; {self.left_open}" if self.left_open else told

    @property
    def proposition(self) -> str:
        """What the proposition says, of which algorithms; empty where there is none."""
        if self.limit is None:
            return ""
        start, kind = self.plays[0], self.family.kind
        halting = f"one that halts almost surely on the limit (this one: {start.halting})"
        if kind == "jump":
            told = "J: at most 1/2 for every algorithm"
            if self.family.settle:
                told = f"B5: at most 1/2 for every algorithm, 0 for {halting}"
        elif kind == "fork":
            told = f"K: at most 2/3 for every algorithm, 1/2 for {halting}"
        else:
            told = f"W: at most 1/2 for every algorithm that reads at most level {self.max_level}"
        if self.name.startswith("X:"):
            told = f"X1, by {told}"
        told += ", for some admissible information"
        return told if self.family.proof else f"if the family is as declared, {told}"

    def as_json(self) -> dict[str, Any]:
        """Return the defeat as a JSON object, probabilities as strings."""
        return {
            "family": self.name,
            "accuracy": write_rational(self.accuracy),
            "inputs": [play.as_json() for play in self.plays],
            "bound": write_rational(self.bound),
            "limit": None if self.limit is None else write_rational(self.limit),
            "max_level": self.max_level,
            "defeated": self.defeated,
            "verdict": self.verdict,
            "exact": self.exact,
            "error": write_rational(self.error),
            "declared": not self.family.proof,
            "conclusion": self.conclusion,
            "proposition": self.proposition or None,
            "quoted": self.quoted or None,
        }


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def shares_of(runs: Sequence[Run], *, exact: bool) -> dict[str, Fraction]:
    """Return what part of the coins, or of the sampled tapes, ended in which way."""
    found: dict[str, Fraction] = {}
    for run in runs:
        weight = run.weight if exact else Fraction(1, len(runs))
        found[run.outcome] = found.get(run.outcome, Fraction(0)) + weight
    return found
