"""Certificates of T1, T3 for regressions, good and bad; the names are as in make.py.

Where a condition bounds strictly there is a good file with a hair to spare and a bad one with nothing, of the same
problem: a change of any term of a side makes one of the two wrong.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

from tests.certificates.editing import Certificate, edited
from tests.certificates.regressions import (
    HAIR,
    ONE,
    ZERO,
    Case,
    Shown,
    bounded,
    shown,
    trusted,
    two,
    widths,
)
from theory.exact import write_rational

THREE = Case.of([[2, 1, 0], [1, 3, 1], [0, 1, 1]], [4, 1, "1/2"], 1)
MIXED = Case.of(
    [[2, 1, "1/3", 1, 1], [1, "-3/7", 1, 1, 0], ["1/2", 1, -1, 1, "3/4"], [0, "5/3", "1/2", 1, -1], [1, 0, 0, 1, 0]],
    [4, 1, "-1/5", 2, "1/2"], ["1/2", "3/11", "17/9", 0, 2], ["1/13", 0, "2/3", 0, "1/5"], [1, 2, "1/3", "3/2", 0],
)  # fmt: skip
"""Denominators of all kinds, a ridge on some columns, rows of all weights, a column without a threshold."""
RADII = {
    "radii": ["1/470", "1/490", "1/530", 0, "1/610"],
    "right": "1/590",
    "play": ["1/310", "1/370", "1/410", 0, "1/430"],
}
COPRIME = (2, 3, 5, 7)


def rounded(case: Case, bits: int) -> Shown:
    """The minimiser with a witness rounded to multiples of a power of two, and no widths yet."""
    it, unit = shown(case), Fraction(1, 2**bits)

    def near(values: Any) -> Any:
        return tuple(round(v / unit) * unit for v in values)

    return replace(
        it, x=near(it.x), inverse=tuple(map(near, it.inverse)), combinations=tuple(map(near, it.combinations))
    )


def at_limit(case: Case, it: Shown, j: int, spare: Any, wide: Any = HAIR) -> Certificate:
    """The certificate with a threshold so large that TL.4 holds with so much to spare."""
    it = it if it.width else widths(case, it, [wide] * len(it.x))
    moved = list(case.thresholds)
    moved[j] = bounded(case, it, j) + spare
    return trusted(replace(case, thresholds=tuple(moved)), it)


def long_case(seed: int) -> Case:
    """Columns of entries with many more bits than are kept for a first bound."""
    random = Random(seed)
    rows = [
        [Fraction(random.randrange(-(2**90), 2**90), 2 ** random.choice([89, 90])) for _ in range(4)] for _ in range(6)
    ]
    y = [4 * row[0] - 3 * row[1] + Fraction(random.randrange(2**40), 2**41) for row in rows]
    return Case.of(rows, y, ["1/2", "1/2", 1, 1])


def limits(spare: Any) -> dict[str, Certificate]:
    """Certificates for which a condition holds with so much to spare; by nothing if it is 0."""
    found: dict[str, Certificate] = {}
    cases = {
        "mixed": MIXED.within(**RADII),
        "columns": MIXED.within(radii=RADII["radii"]),
        "one-column": MIXED.within(radii=[0, "1/150", 0, 0, 0]),
        "right": MIXED.within(right="1/40"),
        "play": MIXED.within(play=RADII["play"]),
        "three": THREE.within("1/1000", "1/500", "1/700"),
        **{f"long-{seed}": long_case(seed).within("1/1000") for seed in range(2)},
    }
    for name, case in cases.items():
        it = rounded(case, 9)
        count = len(it.x)
        for place in range(count):
            some = [spare if i == place else Fraction(1, 2**20) for i in range(count)]
            found[f"2-{name}-{place}"] = trusted(case, widths(case, it, some), times=COPRIME)
        for j in it.off(len(case.columns)):
            found[f"4-{name}-{j}"] = at_limit(case, it, j, spare)
    for seed in range(4):
        case = long_case(seed)
        it = replace(rounded(case, 12), width=(ONE / 50,) * len(shown(case).x))
        for j in it.off(len(case.columns)):
            found[f"4-exact-{seed}-{j}"] = at_limit(case, it, j, spare)
    for name, case in (("three", THREE), ("mixed", MIXED)):
        it = shown(case)
        for place, (s, x) in enumerate(zip(it.signs, it.x, strict=True)):
            width = tuple(abs(x) - spare if i == place else HAIR for i in range(len(it.x)))
            if s:
                found[f"3-{name}-{place}"] = trusted(case, replace(it, width=width), times=COPRIME)
    return found


def heavy(rows: list[list[int]], x: list[int]) -> Certificate:
    """Rows of large weights: x is nearly a solution of Ax = y, and its own witness."""
    y = [sum(a * v for a, v in zip(row, x, strict=True)) for row in rows]
    case = Case.of(rows, y, 1, 0, [10**300] * len(rows))
    return trusted(case, replace(shown(case), x=tuple(ONE * v for v in x), width=(Fraction(1, 2**20),) * len(x)))


def nearly_limits() -> dict[str, Certificate]:
    """Certificates in which more and more is to spare: enough, at some place, for a first bound."""
    found: dict[str, Certificate] = {}
    cases = {
        "right": (MIXED.within(right="1/40"), (18, 19, 20, 21, 22, 23, 24, 25)),
        "columns": (MIXED.within(radii=RADII["radii"]), (6, 7, 8, 9)),
    }
    for name, (case, some) in cases.items():
        it = rounded(case, 9)
        for thousandths in some:
            found[f"T1-near-a-limit-{name}-{thousandths}"] = at_limit(case, it, 2, Fraction(thousandths, 1000))
    return found


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    hairs = {f"T1-by-a-hair-{name}": certificate for name, certificate in limits(HAIR).items()}
    small = Case.of([[1, 2], [0, 1]], ["1/4", "1/4"], 1)
    zero = Case.of([[1, 2], [0, 1]], [0, 0], 1)
    free = Case.of([[1, 2], [0, 1]], [1, 3], 0)
    one = Case.of([[2]], [3], 1)
    signs = Case.of([[1]], [0], 1)
    wide = MIXED.within(["1/2", "1/3", "3/4", 0, "1/5"], "5/7", ["1/9", "1/9", "1/9", 0, "1/9"])
    half = Case.of([[2**30 + 64, 2**30 + 192]], [2**30], [1, 2])
    line = Case.of([[1] + ["1/2"] * 299], [3], 1)
    column = Case.of([[1]] * 300, [2] * 300, 1)
    return {
        **hairs,
        **nearly_limits(),
        "T1-exact": trusted(THREE),
        "T1-radii": trusted(THREE.within("1/1000", "1/500", "1/700")),
        "T1-mixed": trusted(MIXED),
        "T1-mixed-radii": trusted(MIXED.within(**RADII)),
        "T1-rounded": trusted(THREE, rounded(THREE, 10), times=COPRIME),
        "T1-empty-support": trusted(small),
        "T1-empty-support-radii": trusted(small.within("1/50", "1/50", "1/10")),
        "T1-zero": trusted(zero),
        "T1-zero-radii": trusted(zero.within("1/10", 0, "1/10")),
        "T1-zero-right": trusted(zero.within(0, "1/10")),
        "T1-rows-without-weight": trusted(Case.of([[1, 2], [0, 1]], [5, 6], 1, 0, [0, 0]).within(1, 1)),
        "T1-row-without-weight-of-y": trusted(Case.of([[1, 2], [0, 1]], [5, 0], 1, 0, [0, 3])),
        "T1-rows-of-both-weights": trusted(Case.of([[1, 2], [0, 1]], [5, "1/8"], 1, 0, [0, 3])),
        "T1-least-squares": trusted(free.within("1/1000")),
        "T1-ridge-regression": trusted(replace(free, ridge=(ONE, ONE)).within("1/1000")),
        "T1-ridge-on-one-column": trusted(replace(free, ridge=(ONE, ZERO))),
        "T1-zero-with-a-free-column": trusted(Case.of([[1, 2], [0, 1]], [0, 0], [0, 1])),
        "T1-zero-with-a-free-column-and-ridge": trusted(Case.of([[1, 2], [0, 1]], [0, 0], [0, 1], [2, 0])),
        "T1-free-column-and-ridge": trusted(Case.of([[1, 2], [0, 1]], ["1/9", 0], [0, 1], [2, 0])),
        "T1-one-by-one": trusted(one),
        "T1-all-radii-and-a-ridge": trusted(Case.of([[2]], [3], 1, 1).within("1/50", "1/60", "1/70")),
        "T1-forty-sevenths": trusted(Case.of([["3/7"]] * 40, [2] * 40, 1)),
        "T1-threshold-down-to-zero": trusted(one.within(play=1)),
        "T1-widest-radii": trusted(one.within("1/3", "1/2")),
        "T1-three-hundred-columns": trusted(line.within("1/100000"), spare=Fraction(1, 1000)),
        "T1-three-hundred-rows": trusted(column.within("1/1000", "1/1000")),
        "T1-heavy-rows": heavy([[1, 1], [2, 0], [1, 3], [0, 1], [1, 1], [2, 2]] * 2, [2, -3]),
        "T1-heavy-support": heavy(
            [[k + 1 if k == j else int(k < j) for j in range(6)] for k in range(6)], [1, -2, 3, 4, 5, 6]
        ),
        "T1-rounded-up-at-the-half": trusted(half),
        "T1-as-much-work-as-may-be": laborious(2761),
        "T3-as-much-work-as-may-be": laborious_pair(777),
        "T1-long-numbers": trusted(Case.of([[2**400, 1], [0, Fraction(1, 2**400)]], [2**401, 1], 1)),
        "T3-corners": two(THREE.within(1), [(0, ["", "", ""], ""), (1, ["---", "+++", ""], "")]),
        "T3-step": two(THREE.within(1), [("1/8", ["", "", ""], "+0-"), ("7/8", ["---", "+++", ""], "")]),
        "T3-right": two(THREE.within(right=5, play="1/7"), [(1, ["", "", ""], "---"), (1, ["", "", ""], "+0+")]),
        "T3-signs": two(signs.within(right=2), [(1, [""], "-"), (1, [""], "+")]),
        "T3-empty-support": two(signs.within(right=2), [(1, [""], "0"), (1, [""], "+")]),
        "T3-mixed": two(wide, [(0, [""] * 5, ""), ("5/6", ["+--++", "+-00+", "0-0-0", "", "++-0+"], "-++--")]),
    }


def laborious(digits: int) -> Certificate:
    """Three hundred columns, and radii over two denominators, of 4000 digits and of one more than so many."""
    radii = [Fraction(1, 10**3999 + 1), Fraction(1, 10**digits + 1), *[ZERO] * 298]
    case = Case.of([[1] + [0] * 299], [3], 1).within(radii)
    return trusted(case, replace(shown(case), width=(Fraction(1, 100),)))


def laborious_pair(digits: int) -> Certificate:
    """Two answers for three hundred columns, with thresholds over two denominators that are as long."""
    long = [ONE + Fraction(1, 10**3999 + 1), ONE + Fraction(1, 10**digits + 1)]
    case = Case.of([[1] + [0] * 299], [0], [ONE, *long, *[ONE] * 297]).within(right=2)
    return two(case, [(1, [""] * 300, "-"), (1, [""] * 300, "+")])


def bad() -> dict[str, Certificate | str]:
    """Certificates that must not be accepted, by name."""
    nothing = {f"T1.{name}-nothing-to-spare": certificate for name, certificate in limits(0).items()}
    base, pair = trusted(MIXED.within(**RADII)), good()["T3-mixed"]
    return {**nothing, **_bad_data(base), **_bad_witnesses(base), **_no_blocks(base), **_bad_pairs(pair)}


def _bad_data(base: Certificate) -> dict[str, Certificate | str]:
    columns, claim = base["witness"]["data"]["columns"], base["claim"]
    empty = {"over": "1", "values": ""}
    nothing = {"columns": [empty] * 5, "row_weights": None, "y": empty}
    found: dict[str, Certificate | str] = {
        "T1.1-another-problem": edited(base, "claim.problem", "LP"),
        "T1.1-a-problem-of-no-name": edited(base, "claim.problem", ["LASSO"]),
        "T1.1-other-data": edited(base, "witness.data.y.over", "100", pin=False),
        "T1.1-other-hash": edited(base, "claim.data_sha256", "0" * 64, pin=False),
        "T1.1-no-rows": edited(edited(base, "witness.data", nothing), "claim.rows", 0),
        "T1.1-no-columns": _without_columns(base),
        "T1.1-fewer-rows": edited(base, "claim.rows", 4),
        "T1.1-more-columns": edited(base, "claim.columns", 6),
        "T1.1-short-column": edited(base, "witness.data.columns.2.values", "1 2 3 4"),
        "T1.1-long-last-column": edited(base, "witness.data.columns.4.values", "1 2 3 4 5 6"),
        "T1.1-long-y": edited(base, "witness.data.y.values", "1 2 3 4 5 6"),
        "T1.1-short-row-weights": edited(base, "witness.data.row_weights.values", "1 2 3 4"),
        "T1.1-negative-row-weight": edited(base, "witness.data.row_weights.values", "1 2 3 4 -1"),
        "T1.1-one-column-more": edited(base, "witness.data.columns", [*columns, columns[0]]),
        "T1.1-threshold-may-be-negative": edited(base, "claim.within.thresholds.0", "3/5"),
        "T1.1-threshold-of-a-free-column-may-be-positive": edited(base, "claim.within.thresholds.3", "1*2^-80"),
        "T1.1-threshold-negative": edited(base, "claim.thresholds.3", "-1/2"),
        "T1.1-negative-radius-of-y": edited(base, "claim.within.y", "-1*2^-80"),
        "malformed-rows": edited(base, "claim.rows", "5"),
        "malformed-within": edited(base, "claim.within", {"columns": [], "y": "0"}),
        "malformed-data": edited(base, "witness.data", [columns]),
        "malformed-row-weights": edited(base, "witness.data.row_weights", 1),
        "unsupported-trust-of-another-result": {**base, "result": "M"},
        "unsupported-trust-work": laborious(2762),
    }
    lists = {"thresholds": "thresholds", "ridge": "ridge", "within.columns": "radii", "within.thresholds": "play"}
    for place, name in lists.items():
        held: Any = claim
        for step in place.split("."):
            held = held[step]
        found[f"T1.1-short-{name}"] = edited(base, f"claim.{place}", held[:-1])
        found[f"T1.1-long-{name}"] = edited(base, f"claim.{place}", [*held, "0"])
        if name != "thresholds":
            found[f"T1.1-negative-{name}"] = edited(base, f"claim.{place}.2", "-1*2^-80")
        found[f"malformed-{name}"] = edited(base, f"claim.{place}.2", 1)
    return found


def _without_columns(base: Certificate) -> Certificate:
    """A claim of no columns."""
    whole = edited(edited(base, "witness.data.columns", []), "claim.columns", 0)
    for place in ("thresholds", "ridge", "within.columns", "within.thresholds", "support", "signs"):
        whole = edited(whole, f"claim.{place}", [])
    for name in ("x", "width", "inverse", "combinations"):
        whole = edited(whole, f"witness.{name}.values", "")
    return whole


def _bad_witnesses(base: Certificate) -> dict[str, Certificate | str]:
    """Support 0, 1, 3, of which column 3 has no threshold, with signs 1, 1, 0."""
    names = ("x", "width", "inverse", "combinations")
    words = {name: base["witness"][name]["values"].split() for name in names}

    def with_words(name: str, *some: str) -> Certificate:
        return edited(base, f"witness.{name}.values", " ".join(some))

    tie, radius = Case.of([[1, 0], [0, 1]], [2, 1], 1), Case.of([[1, 0], [0, 1]], [2, "1/2"], 1).within(right="1/2")
    at_tie = replace(shown(replace(tie, thresholds=(ONE, 2 * ONE))), width=(HAIR,))
    return {
        "T1.1-support-decreases": edited(base, "claim.support", [1, 0, 3]),
        "T1.1-support-twice-a-column": edited(base, "claim.support", [0, 0, 3]),
        "T1.1-support-without-a-free-column": edited(base, "claim.support", [0, 1, 2]),
        "T1.1-support-of-a-negative-number": edited(base, "claim.support", [-1, 1, 3]),
        "T1.1-support-of-a-number-too-large": edited(
            edited(base, "claim.support", [1, 3, 5]), "claim.signs", [1, 0, 1]
        ),
        "T1.1-support-of-a-number-far-too-large": edited(
            edited(base, "claim.support", [1, 3, 6]), "claim.signs", [1, 0, 1]
        ),
        "T1.1-sign-of-a-free-column": edited(base, "claim.signs", [1, 1, 1]),
        "T1.1-negative-sign-of-a-free-column": edited(base, "claim.signs", [1, 1, -1]),
        "T1.1-no-sign": edited(base, "claim.signs", [1, 0, 0]),
        "T1.1-sign-two": edited(base, "claim.signs", [2, 1, 0]),
        "T1.1-short-signs": edited(base, "claim.signs", [1, 1]),
        "T1.1-long-signs": edited(base, "claim.signs", [1, 1, 0, 0]),
        **{f"T1.1-short-{name}": with_words(name, *words[name][:-1]) for name in names},
        **{f"T1.1-long-{name}": with_words(name, *words[name], "1") for name in names},
        "T1.1-width-zero": with_words("width", "0", *words["width"][1:]),
        "T1.1-width-negative": with_words("width", *words["width"][:-1], "-" + words["width"][-1]),
        "T1.2-no-inverse": with_words("inverse", *["0"] * 9),
        "T1.2-another-x": with_words("x", str(2 * int(words["x"][0])), *words["x"][1:]),
        "T1.2-another-sign": edited(base, "claim.signs", [1, -1, 0]),
        "T1.2-wide-radius": edited(base, "claim.within.columns.1", "1"),
        "T1.3-the-sign-is-not-determined": trusted(THREE.within(right=3)),
        "T1.4-no-combinations": with_words("combinations", *["1" + "0" * 9] * 6),
        "T1.4-tie": trusted(tie, at_tie),
        "T1.4-tie-at-a-corner": trusted(radius),
        "malformed-support": edited(base, "claim.support", ["0", "1", "3"]),
        "malformed-signs": edited(base, "claim.signs", [True, 1, 0]),
        "malformed-witness-of-trust": {**base, "witness": {**base["witness"], "rows": []}},
        "unsupported-block-of-long-integers": with_words("x", "1" * 4001, *words["x"][1:]),
    }


def _no_blocks(base: Certificate) -> dict[str, Certificate | str]:
    over = {"zero": "0", "negative": "-2", "fraction": "1/2", "number": 2, "small-power": "1*2^-1"}
    values = {
        "null": None, "list": [1, 2, 3], "two-spaces": "1  2 3", "space-before": " 1 2 3", "space-after": "1 2 3 ",
        "zero-first": "1 02 3", "minus-zero": "1 -0 3", "plus": "1 +2 3", "line": "1\n2 3", "fraction": "1/2 2 3",
        "space": " ", "minus": "1 - 3", "underscore": "1_0 2 3", "decimal": "1.0 2 3",
    }  # fmt: skip
    return {
        **{f"malformed-block-over-{name}": edited(base, "witness.x.over", one) for name, one in over.items()},
        **{f"malformed-block-{name}": edited(base, "witness.x.values", one) for name, one in values.items()},
        "malformed-block-and-more": edited(base, "witness.x", {**base["witness"]["x"], "e": 1}),
    }


def _bad_pairs(pair: Certificate) -> dict[str, Certificate | str]:
    first, second = pair["witness"]["answers"]
    corner = first["corner"]["columns"]

    def second_as(name: str, value: Any) -> Certificate:
        return edited(pair, f"witness.answers.1.{name}", value)

    still = two(MIXED.within("1/1000", "1/1000"), [(0, [""] * 5, ""), (1, ["+++++"] * 5, "-----")])
    swapped = edited(edited(pair, "claim.supports", pair["claim"]["supports"][::-1]), "claim.signs", [[1, 1, 0]] * 2)
    return {
        "unsupported-two-answers-work": laborious_pair(778),
        "T3.1-other-data": edited(pair, "claim.data_sha256", "0" * 64, pin=False),
        "T3.1-other-rows": edited(pair, "claim.rows", 6),
        "T3.1-negative-radius": edited(pair, "claim.within.columns.0", "-1/2"),
        "T3.1-one-answer": edited(pair, "witness.answers", [first]),
        "T3.1-three-answers": edited(pair, "witness.answers", [first, second, second]),
        "T3.1-one-support": edited(pair, "claim.supports", pair["claim"]["supports"][:1]),
        "T3.1-three-signs": edited(pair, "claim.signs", [*pair["claim"]["signs"], [1]]),
        "T3.1-step-beyond": second_as("step", write_rational(1 + HAIR)),
        "T3.1-step-back": second_as("step", "-5/6"),
        "T3.1-corner-of-few-columns": second_as("corner.columns", corner[:-1]),
        "T3.1-corner-of-more-columns": second_as("corner.columns", [*corner, ""]),
        "T3.1-short-signs-of-a-corner": second_as("corner.columns.4", "++-0"),
        "T3.1-long-signs-of-a-corner": second_as("corner.y", "-++--0"),
        "T3.1-other-letters": second_as("corner.y", "-++-x"),
        "T3.2-no-step": second_as("step", "0"),
        "T3.2-another-corner": second_as("corner.columns.0", "---++"),
        "T3.2-another-corner-of-y": second_as("corner.y", "-++0-"),
        "T3.2-supports-exchanged": swapped,
        "T3.2-support-twice": edited(pair, "claim.supports.0", [0, 0, 3]),
        "T3.2-width-zero": second_as("width.values", "0" + " 0" * second["width"]["values"].count(" ")),
        "T3.3-the-same": two(MIXED.within(1, 1), [(0, [""] * 5, ""), (0, ["+++++"] * 5, "-----")]),
        "T3.3-near": still,
        "malformed-two-answers-problem": edited(pair, "claim.problem", "MIP"),
        "malformed-two-answers-problem-of-no-name": edited(pair, "claim.problem", ["LASSO"]),
        "malformed-two-answers-claim": {**pair, "claim": ["LASSO"]},
        "malformed-two-answers-without-problem": {**pair, "claim": {"rows": 1}},
        "malformed-two-answers-with-one-support": {**pair, "claim": {**pair["claim"], "support": []}},
        "malformed-corner": second_as("corner", second["corner"]["columns"]),
        "malformed-signs-of-a-corner": second_as("corner.columns.0", ["-", "-", "0", "+", "+"]),
        "malformed-step": second_as("step", 1),
        "malformed-answer": second_as("rows", []),
        "unsupported-two-answers-of-another-result": {**pair, "result": "T1"},
    }
