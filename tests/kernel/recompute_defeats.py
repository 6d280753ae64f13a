"""The claims of accepted defeats, run by run: readings from the families' definitions, success from distances."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from tests.kernel.recompute import HALF, ONE, ZERO, Vector, dot, named, value, vector


class Input:
    """The input of a family at a branch and an index: its evaluations, and whether an output succeeds on it."""

    def __init__(self, family: dict[str, Any], branch: int, n: int) -> None:
        self.family, self.branch = family, branch
        self.tiny = Fraction(1, 4**n) if branch else ZERO
        self.is_b = family["name"] == "B"
        self.numbers = self.points() if self.is_b else self.entries()

    def points(self) -> Vector:
        """B: the coordinates of the r points."""
        r, d, a = self.family["r"], self.family["widths"][0], value(self.family["a"])
        delta = self.tiny / ((4 * r + 3) * (2 * r + 2))
        found: Vector = []
        for j in range(1, r + 1):
            found += [a / (j + Fraction(3, 4)), delta * ((j + 1) % 2)] + [ZERO] * (d - 2)
        return found

    def entries(self) -> Vector:
        """C, D: the entries of A, row by row, then y."""
        f = self.family
        m, columns, alpha = f["m"], f["columns"], value(f["alpha"])
        pair = [alpha, alpha - self.tiny] if self.branch == 1 else [alpha - self.tiny, alpha]
        program = f["name"] == "D"
        a = [[ZERO] * columns for _ in range(m)]
        a[0][: 2 + program] = pair + [-ONE] * program
        for i in range(1, m):
            a[i][i + 1 + program] = ONE
        y = [value(f["y1"]) if program else ONE] + [ZERO] * (m - 1)
        if not program and f["q"] is not None:
            q = [vector(row) for row in f["q"]]
            a = [[dot(row, [a[i][j] for i in range(m)]) for j in range(columns)] for row in q]
            y = [dot(row, y) for row in q]
        return [v for row in a for v in row] + y

    def succeeds(self, v: Vector, alpha: Fraction) -> bool | None:
        """Whether v is within alpha of a solution; None if the definition alone does not tell."""
        if self.is_b:
            return self.predicts(v, alpha)
        f, norm = self.family, self.family.get("norm", "2")
        entry = value(f["alpha"])
        if f["name"] == "C:P2":
            size = 1 / entry - value(f["lambda"]) / (2 * entry**2)
        else:
            top = value(f["y1"]) if f["name"] == "D" else ONE - value(f["eta"]) * (f["name"] == "C:P1")
            size = top / entry
        parts = {0: self.segment(v, size), 1: [ZERO], 2: [ONE]}[self.branch]
        least = min(distance([v[0] - size * (1 - t), v[1] - size * t, *v[2:]], norm) for t in parts)
        return least <= (alpha**2 if norm == "2" else alpha)

    def segment(self, v: Vector, size: Fraction) -> Vector:
        """Places on the segment, the nearest among them: where a piece or the quadratic is least, within the ends."""
        kinks = [1 - v[0] / size, v[1] / size, (v[1] - v[0] + size) / (2 * size), (v[0] + v[1]) / (2 * size)]
        rest = [abs(w) for w in v[2:]]
        kinks += [1 - (v[0] + s * w) / size for w in rest for s in (1, -1)] + [Fraction(j, 16) for j in range(17)]
        return [min(ONE, max(ZERO, t)) for t in kinks]

    def predicts(self, v: Vector, alpha: Fraction) -> bool | None:
        labels = [(j + 1) % 2 for j in range(1, len(v) + 1)]
        off, eps = max(abs(x - s) for x, s in zip(v, labels, strict=True)), value(self.family["eps"])
        if self.branch:
            return True if off <= alpha else False if off - eps > alpha else None
        sure = self.family["cost"] == "sup" and max(abs(x - HALF) for x in v) <= alpha
        return True if sure else False if HALF - off > alpha else None


def distance(off: Vector, norm: str) -> Fraction:
    return {"1": sum(map(abs, off), ZERO), "2": dot(off, off), "inf": max(map(abs, off))}[norm]


def refuted_defeat(certificate: dict[str, Any], random: Random) -> str | None:
    claim, runs_of, result = certificate["claim"], certificate["witness"], certificate["result"]
    family, alpha = claim["family"], value(claim["accuracy"])
    if claim["runs_sha256"] != named(runs_of):
        return "the claim names other runs"
    lows, highs = [], []
    for place, runs in zip(claim["inputs"], runs_of, strict=True):
        it = Input(family, place["branch"], place["n"])
        if found := inadmissible(it, runs, random):
            return found
        low, high = ZERO, ONE
        for run in runs:
            weight = Fraction(1, 2 ** len(coins(run)))
            success: bool | None = None if run["left_open"] else False
            if run["output"] is not None:
                success = it.succeeds(vector(run["output"]), alpha)
            low += weight * (success is True)
            high -= weight * (success is False)
        if (value(place["low"]), value(place["high"])) != (low, high):
            return f"the probabilities are {low}, {high}"
        lows.append(low)
        highs.append(high)
    return uncoupled(claim, runs_of, result) or divided(runs_of) or concluded(claim, runs_of, result, lows, highs)


def coins(run: dict[str, Any]) -> str:
    return "".join(str(step[0]) for step in run["steps"] if len(step) == 1)


def divided(runs_of: list[Any]) -> str | None:
    """What is wrong with the runs as those of one algorithm: what is done next is looked up by all that came before."""
    after: dict[str, Any] = {}
    for run in (run for runs in runs_of for run in runs):
        for at, step in enumerate(run["steps"]):
            if after.setdefault(repr(run["steps"][:at]), ("ask", step[:-1])) != ("ask", step[:-1]):
                return "two runs ask differently after the same steps"
        end = ("ask", run["asked"]) if run["asked"] is not None else ("end", run["output"])
        known = run["asked"] is not None or run["left_open"] is None
        if known and after.setdefault(repr(run["steps"]), end) != end:
            return "two runs end differently after the same steps"
    return None


def inadmissible(it: Input, runs: list[dict[str, Any]], random: Random) -> str | None:
    """What is wrong with the runs on one input: every tape belongs to one run, every reading is admissible."""
    depth = max((len(coins(run)) for run in runs), default=0)
    for _ in range(20):
        tape = "".join(random.choice("01") for _ in range(depth))
        if sum(tape.startswith(coins(run)) for run in runs) != 1:
            return f"the tape {tape} does not belong to one run"
    answers: dict[tuple[int, int], Fraction] = {}
    for k, n, text in (step for run in runs for step in run["steps"] if len(step) == 3):
        if k < 0 or abs(value(text) - it.numbers[k]) > Fraction(1, 2**n) or (value(text) * 2**n).denominator > 1:
            return f"the reading {k}, {n} is not admissible"
        if answers.setdefault((k, n), value(text)) != value(text):
            return f"the reading {k}, {n} has two answers"
    return None


def uncoupled(claim: dict[str, Any], runs_of: list[Any], result: str) -> str | None:
    """What is wrong with the coupling: a run that halts on the first input (W: every run) recurs on the others."""
    branches = [(place["branch"], place["n"]) for place in claim["inputs"]]
    n = branches[-1][1]
    expected = {"J": [(0, 0), (1, n)], "K": [(0, 0), (1, n), (2, n)], "W": [(1, n), (2, n)]}[result]
    for run in runs_of[0]:
        if any(step[1] > claim["max_level"] for step in run["steps"] if len(step) == 3 and result == "W"):
            return "a level is beyond that of the claim"
        if run["output"] is None:
            continue
        if any(step[1] >= n for step in run["steps"] if len(step) == 3):
            return "a level is not below the index"
        if not all(run in others for others in runs_of[1:]):
            return "a run does not recur"
    return None if branches == expected else "the inputs are others"


def concluded(claim: dict[str, Any], runs_of: list[Any], result: str, lows: Vector, highs: Vector) -> str | None:
    halts = sum((Fraction(1, 2 ** len(coins(run))) for run in runs_of[0] if run["output"] is not None), ZERO)
    bound = min(*highs, *{"J": [1 - lows[0]], "K": [1 - halts / 2], "W": [1 - low for low in lows]}[result])
    limit = Fraction(2, 3) if result == "K" and halts < 1 else HALF
    if (value(claim["bound"]), value(claim["limit"])) != (bound, limit):
        return f"the bound is {bound}, the limit {limit}"
    if bound > limit:
        return "there is no defeat"
    return None if min(lows) <= bound else "the bound is below every success"
