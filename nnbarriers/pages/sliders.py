"""A slider on an attack: its points move by λη, λ from 0 to 1 (A3, A4).

At which points the network fails is decided exactly for every λ that the slider knows; the strip on which they move is
drawn by `nnbarriers.drawing.picture`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from constructions.instability import UniversalPerturbation, failing_set
from constructions.training_sets import TrainingSet
from nnbarriers.drawing.picture import moving
from nnbarriers.pages.standalone import asset, document
from nnbarriers.wording import plural
from proofs_check.smt.questions import certificate_network
from theory.classification import parameters_served
from theory.exact import rational
from theory.monotone import Monotone
from theory.piecewise import Interval

__all__ = ["STEPS", "Failing", "attacked", "failing_by_step", "slider", "slider_page"]

STEPS = 50
"""The slider knows λ = 0, 1/50, …, 1."""


@dataclass(frozen=True)
class Failing:
    """An attack, and the numbers of the points that fail when all are moved by λη, for λ = 0, 1/STEPS, …, 1."""

    found: UniversalPerturbation
    failing: tuple[tuple[int, ...], ...]

    @property
    def turns(self) -> list[list[int]]:
        """What fails at λ = 0, then at each step what has begun to fail or has ceased to."""
        sets = [set(), *map(set, self.failing)]
        return [sorted(one ^ other) for one, other in pairwise(sets)]


def attacked(body: dict[str, Any]) -> UniversalPerturbation:
    """Return the attack of an accepted instability certificate, whose η is the one that it claims (A3.5)."""
    witness, network = body["witness"], certificate_network(body)
    points, right = witness["data"], [_interval(value) for value in witness["g"]]
    x1, radius = tuple(map(rational, points["x1"])), rational(points["radius"])
    a = min(parameters_served(x1, radius).up_to, Fraction(1))
    data = TrainingSet(a, x1, rational(points["delta"]), radius, points["dimension"])
    g, cuts = Monotone((right[0], right[1])), tuple(map(rational, witness["cuts"]))
    before = failing_set(network, data.points, data.labels, g)
    own = Interval(cuts[0], cuts[-1], True, True)
    return UniversalPerturbation(network, data, g, witness["s"], own, cuts, tuple(witness["indices"]), before)


def failing_by_step(found: UniversalPerturbation) -> Failing:
    """Return which points of an attack fail as they are moved by λη, exactly."""
    data = found.data
    moved = (
        [[v + Fraction(i, STEPS) * e for v, e in zip(point, found.eta, strict=True)] for point in data.points]
        for i in range(STEPS + 1)
    )
    failing = tuple(failing_set(found.network, points, data.labels, found.g) for points in moved)
    return Failing(replace(found, indices=failing[-1]), failing)  # a certificate may name fewer points


def slider(attack: UniversalPerturbation, anchor: str) -> str:
    """Return the strip and its slider, in HTML; without a script it shows λ = 1, which is the attack's own η."""
    shown = failing_by_step(attack)
    found, picture = shown.found, moving(shown.found)
    n = len(found.data)
    said = f"λ = 1: the network fails at {len(found.indices)} of {plural(n, 'point')}"
    data = json.dumps({"steps": STEPS, "points": n, "turns": shown.turns}, separators=(",", ":"))
    label = f'<label for="t-{anchor}">λ: all points are moved by λη</label>'
    control = f'<input type="range" id="t-{anchor}" min="0" max="{STEPS}" value="{STEPS}">'
    return (
        f'<div class="slider"><div class="controls" hidden>{label}{control}</div>'
        f'<output aria-live="polite">{said}</output>{picture.svg.strip()}'
        f'<p class="quiet">{picture.alt}; a cross is a point at which it fails. For each λ shown, failing was decided'
        f' exactly at all {n}.</p><script type="application/json">{data}</script></div>'
    )


def slider_page(attack: UniversalPerturbation) -> str:
    """Return the strip and its slider as a page of one file."""
    style = asset("page.css") + asset("slider.css")
    scripts = [asset("slider.js")]
    return document("Barriers: one vector, growing", slider(attack, "1"), style=style, scripts=scripts, drawn=True)


def _interval(value: list[Any] | None) -> Interval | None:
    if value is None:
        return None
    left, lo, hi, right = value
    ends = [None if end is None else rational(end) for end in (lo, hi)]
    return Interval(ends[0], ends[1], left == "[", right == "]")
