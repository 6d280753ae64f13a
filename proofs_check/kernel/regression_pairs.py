"""Certificates of T3 for regressions: two data within the radii have one minimiser each, with different signs."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Any

from .blocks import Scaled
from .packing import Work, bits_in, store
from .problems import Regression, read_regression
from .reading import Malformed, Rejected, fields, items, number, require, told
from .regression import WITNESS, Given, check_stated, read_given, read_stated

PAIR = ("columns", "data_sha256", "problem", "ridge", "rows", "signs", "supports", "thresholds", "within")
SIGNS = {"-": -1, "0": 0, "+": 1}


def check(claim: Any, witness: Any) -> list[str]:
    """Check T3.1-T3.3 for two regressions."""
    claim, body = fields(claim, "claim", *PAIR), fields(witness, "witness", "answers", "data")
    data = read_regression(claim, body["data"], "T3.1")
    given = read_given(claim, len(data.columns), "T3.1")
    supports, signs = items(claim["supports"], "supports"), items(claim["signs"], "signs")
    answers = [fields(answer, "answer", "corner", "step", *WITNESS) for answer in items(body["answers"], "answers")]
    require("T3.1", len(supports) == len(signs) == len(answers) == 2, "there must be two answers")
    work = Work()
    moved = [datum(data, given, answer, work) for answer in answers]
    none = [Fraction(0)] * len(data.columns)
    exact, found = Given(given.thresholds, given.ridge, none, Fraction(0), none), []
    for place, answer in enumerate(answers):
        try:
            stated = read_stated(supports[place], signs[place], answer, exact)
            check_stated(moved[place], exact, stated, work)
        except Rejected as error:
            raise Rejected("T3.2", f"answer {place + 1}: {error}") from None
        found.append({j: s for j, s in zip(stated.support, stated.signs) if s})
    one, two = found
    require("T3.3", one != two, "the answers have the same support and signs")
    other = sorted(j for j in {**one, **two} if one.get(j) != two.get(j))
    return [
        f"checked: two LASSOs of {len(data.y[0])} rows and {len(data.columns)} columns, with the thresholds and ridge"
        " of the claim and data within its radii (T3.1), have one minimiser each (T3.2)",
        f"of the columns with a threshold > 0 their supports have {len(one)} and {len(two)};"
        f" the columns {told(other)} are in one of them alone, or with another sign (T3.3)",
        "so no answer is right for all data within the radii, and readings to within the radii may be the same of both",
        "not checked: where the data come from, and that they are known to within the radii only",
    ]


def datum(data: Regression, given: Given, answer: dict[str, Any], work: Work) -> Regression:
    """T3.1: the data moved by a step in [0, 1] from the centre to a corner of the box."""
    corner, step = fields(answer["corner"], "corner", "columns", "y"), number(answer["step"], "step")
    require("T3.1", 0 <= step <= 1, "a step must lie in [0, 1]")
    texts = [*items(corner["columns"], "corner"), corner["y"]]
    parts, radii = [*data.columns, data.y], [*given.columns, given.y]
    require("T3.1", len(texts) == len(parts), "a corner must have signs for each column of A")
    *columns, y = moved(parts, [step * radius for radius in radii], [signs_of(t, len(data.y[0])) for t in texts], work)
    return Regression(columns, y, data.weights)


def signs_of(text: Any, count: int) -> list[int]:
    """T3.1: the signs in a text that has one for each entry; an empty text has zeros."""
    if not isinstance(text, str):
        raise Malformed("the signs of a corner must be a text")
    require("T3.1", len(text) in (0, count) and set(text) <= set(SIGNS), "the signs of a corner are +, - and 0")
    return [SIGNS[sign] for sign in text or "0" * count]


def moved(parts: list[Scaled], steps: list[Fraction], signs: list[list[int]], work: Work) -> list[Scaled]:
    """Return blocks moved by a step times signs."""
    below = [lcm(over, step.denominator) for (_, over), step in zip(parts, steps)]
    long, count = bits_in(below), sum(map(len, signs))
    short = bits_in(v for values, _ in parts for v in values) + bits_in(step.numerator for step in steps)
    store(count, long + short)
    work.add(2 * count, long, short)
    return [
        ([v * (whole // over) + s * int(step * whole) for v, s in zip(values, ways)], whole)
        for (values, over), step, ways, whole in zip(parts, steps, signs, below)
    ]
