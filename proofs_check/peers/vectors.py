"""One vector for all points of somebody's data: other people's libraries and our search, at equal terms (U).

All have one network of single precision, the same points and budget, and every method of a library at least as much
time as ours took. Whatever a library returns is taken as the rationals that its floats are, clipped exactly into the
budget and counted exactly; beside it stands what the library's own floats say of the vector as it was returned.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from constructions.margins import LabelledPoints
from constructions.universal import UniversalVector, universal_vector, vector_at
from theory.exact import BarriersError, rational
from theory.layers import Layer

__all__ = ["METHODS", "Contest", "Entry", "compare"]

METHODS = {
    "art-deepfool": "UniversalPerturbation, DeepFool inside",
    "art-pgd": "UniversalPerturbation, PGD inside",
    "art-fgsm": "UniversalPerturbation, FGSM inside",
    "art-targeted": "TargetedUniversalPerturbation, FGSM inside, each class",
    "foolbox-points": "best of its LinfPGD and LinfDeepFool vectors of single points (it has none for all)",
    "foolbox-sum": "its LinfPGD and MIFGSM with a loss of ours, the sum over all points",
}
"""The methods of `vector_worker.py` in words; before the hyphen the library."""
PACKAGES = {"art": ("adversarial-robustness-toolbox", "torch"), "foolbox": ("foolbox", "torch")}
PATIENCE = 20
"""How many times its own limit a method may take before it is ended: one run is finished whatever it takes."""
WORKER = Path(__file__).with_name("vector_worker.py")


@dataclass(frozen=True)
class Contest:
    """A network, points of which the first `fitted` are searched, and the budget in the max norm; no box."""

    layers: tuple[Layer, ...]
    data: LabelledPoints
    fitted: int
    budget: Fraction

    def __post_init__(self) -> None:
        numbers = [v for layer in self.layers for row in (*layer.weights, layer.bias) for v in row]
        if not all(abs(v) < 2**127 and Fraction(float(np.float32(float(v)))) == v for v in numbers):
            raise BarriersError("libraries of single precision run another network: round its weights to float32")
        if not 0 < self.fitted <= len(self.data.rows):
            raise BarriersError(f"of {len(self.data.rows)} points some are fitted, got {self.fitted}")

    @property
    def searched(self) -> LabelledPoints:
        """The points on which vectors are searched."""
        return LabelledPoints(self.data.rows[: self.fitted], self.data.labels[: self.fitted], self.data.scale)

    def as_json(self) -> dict[str, Any]:
        """Return the question as vector_worker.py reads it."""
        return {
            "layers": [
                {"weights": [list(map(float, row)) for row in layer.weights], "bias": list(map(float, layer.bias))}
                for layer in self.layers
            ],
            "points": [[float(self.data.scale * v) for v in row] for row in self.data.rows],
            "labels": list(self.data.labels),
            "fitted": self.fitted,
            "budget": float(self.budget),
        }


@dataclass(frozen=True)
class Entry:
    """What one method found, exactly; `reason` says why there is nothing.

    `beyond` coordinates of the vector as returned exceed the budget, by at most `excess`; `wrong` tells where floats
    say of that vector that the network is wrong.
    """

    contest: Contest
    who: str
    how: str
    runs: int = 0
    seconds: float = 0
    found: UniversalVector | None = None
    beyond: int = 0
    excess: Fraction = Fraction(0)
    wrong: tuple[bool, ...] | None = None
    reason: str = ""

    @property
    def broken(self) -> tuple[int, int]:
        """How many right points are broken, of the fitted ones and of those held out."""
        indices = () if self.found is None else self.found.indices
        first = sum(k < self.contest.fitted for k in indices)
        return first, len(indices) - first

    @property
    def denied(self) -> tuple[int, int, int]:
        """Where floats say wrong and exactness says right, a tie; where exactness says wrong and floats do not."""
        if self.found is None or self.wrong is None:
            return 0, 0, 0
        pairs = list(zip(self.wrong, self.found.after, strict=True))
        right, tied = pairs.count((True, 1)), pairs.count((True, 0))
        return right, tied, pairs.count((False, -1))

    def as_json(self) -> dict[str, Any]:
        """Return the row as a JSON object."""
        right, tied, missed = self.denied
        told: dict[str, Any] = {"budget": str(self.contest.budget), "who": self.who, "how": self.how}
        if self.found is None:
            return told | {"verdict": "not run", "reason": self.reason}
        told |= {"verdict": "counted", "broken_fitted": self.broken[0], "broken_held_out": self.broken[1]}
        told |= {"right_fitted": self.found.before[: self.contest.fitted].count(1)}
        told |= {"right_held_out": self.found.before[self.contest.fitted :].count(1)}
        told |= {"float_wrong_exact_right": right, "float_wrong_exact_tie": tied, "float_missed": missed}
        told |= {"coordinates_beyond": self.beyond, "beyond_by": str(self.excess)}
        return told | {"runs": self.runs, "milliseconds": int(self.seconds * 1000)}


def compare(contest: Contest, seconds: float, *, starts: int = 16, seed: int = 0) -> Iterator[Entry]:
    """Yield our entry, and one for each method, which gets as many seconds, or as many as we took if that is more."""
    begun = time.monotonic()
    eta = universal_vector(contest.layers, contest.searched, contest.budget, starts=starts, seed=seed).eta
    took = time.monotonic() - begun
    found = vector_at(contest.layers, contest.data, eta, budget=contest.budget)
    yield Entry(contest, "ours", f"{starts} starts, seed {seed}", 1, took, found)
    for method in METHODS:
        yield ask(contest, method, max(seconds, took))


def ask(contest: Contest, method: str, seconds: float) -> Entry:
    """Ask one method in a process of its own; one whose package is missing, that dies or that hangs was not run."""
    how, packages = METHODS[method], PACKAGES[method.partition("-")[0]]
    try:  # by the names of the packages: the module `art` may be another one's
        library, _ = map(version, packages)
    except PackageNotFoundError:
        return Entry(contest, packages[0], how, reason=f"not run: pip install {' '.join(packages)} packaging")
    who = f"{packages[0]} {library}"
    command, begun = [sys.executable, "-P", str(WORKER), method, str(seconds)], time.monotonic()
    body = json.dumps(contest.as_json())
    try:
        run = subprocess.run(  # noqa: S603
            command, input=body, capture_output=True, text=True, timeout=PATIENCE * max(seconds, 10), check=False
        )
        return counted(contest, who, how, json.loads(run.stdout))
    except subprocess.TimeoutExpired:
        reason = "out of time"
    except (ValueError, KeyError, TypeError, BarriersError):
        reason = (run.stderr.strip().splitlines() or [f"ended with code {run.returncode}"])[-1]
    return Entry(contest, who, how, seconds=time.monotonic() - begun, reason=f"not run: {reason}")


def counted(contest: Contest, who: str, how: str, told: dict[str, Any]) -> Entry:
    """Return the vector that exactly breaks most fitted points, of those that a worker tells."""
    entries = []
    for vector, wrong in zip(told["vectors"], told["wrong"], strict=True):
        exact, most = [rational(v) for v in vector], contest.budget
        over = [abs(v) - most for v in exact if abs(v) > most]
        eta = [min(max(v, -most), most) for v in exact]
        found = vector_at(contest.layers, contest.data, eta, budget=most)
        said = tuple(map(bool, wrong))
        if len(said) != len(found.after):
            raise BarriersError(f"{who} says of {len(said)} points whether they are wrong, not of {len(found.after)}")
        took, excess = told["milliseconds"] / 1000, max(over, default=Fraction(0))
        entries.append(Entry(contest, who, how, told["runs"], took, found, len(over), excess, said))
    return max(entries, key=lambda entry: entry.broken[0])
