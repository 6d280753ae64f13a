"""T1, T3: what is certified of a regression holds for all data within the radii, and nothing is for a hair more."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from constructions.certificates import canonical, sha256
from proofs_check import kernel
from proofs_check.kernel import enclosure, packing
from tests.certificates.editing import Certificate, edited
from tests.certificates.regressions import HAIR, ONE, ZERO, Case, Shown, bounded, shown, trusted, two, widths
from tests.certificates.trusts import at_limit, rounded
from tests.kernel import second
from tests.kernel.recompute import refuted

pytestmark = pytest.mark.result("T1", "T3")
numbers = st.fractions(-4, 4, max_denominator=5)
sizes = st.fractions(0, 3, max_denominator=4)


def verdict(certificate: Certificate) -> str:
    """What both kernels say."""
    text = canonical(certificate).encode()
    said = kernel.check_bytes(text)
    assert (said.verdict, said.condition) == tuple(second.check_bytes(text)), said.report
    return said.condition or said.verdict


@st.composite
def cases(draw: st.DrawFn, *, plain: bool = False) -> tuple[Case, Shown]:
    """Regressions of up to three rows and columns with one minimiser, strictly so; no weights and ridge if plain."""
    m, n = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(numbers, min_size=n, max_size=n), min_size=m, max_size=m))
    y, thresholds = draw(st.lists(numbers, min_size=m, max_size=m)), draw(st.lists(sizes, min_size=n, max_size=n))
    ridge = [0] * n if plain else draw(st.lists(sizes, min_size=n, max_size=n))
    weights = None if plain else draw(st.none() | st.lists(sizes, min_size=m, max_size=m))
    case = Case.of(rows, y, thresholds, ridge, weights)
    try:
        return case, shown(case)
    except AssertionError:
        assume(False)
        raise


def boxed(case: Case, draw: Callable[[st.SearchStrategy[Any]], Any], by: Fraction) -> Case:
    """The case with radii of 0, 1 or 2 times a number, each."""
    times = st.integers(0, 2).map(lambda k: k * by)
    radii = [draw(times) for _ in case.columns]
    play = [min(level, draw(times)) for level in case.thresholds]
    return case.within(radii, draw(times), play)


@given(cases(), st.sampled_from([1, 10, 100, 10**4]), st.data())
def test_what_is_certified_holds_for_data_within_the_radii(
    found: tuple[Case, Shown], by: int, chooser: st.DataObject
) -> None:
    case, it = boxed(found[0], chooser.draw, Fraction(1, by)), found[1]
    try:
        certificate = trusted(case, it)
    except (AssertionError, ValueError):
        return  # no widths
    if verdict(certificate) == "accepted":
        assert refuted(canonical(certificate).encode(), Random(1)) is None


@given(cases())
def test_every_strict_minimiser_of_exact_data_is_certified(found: tuple[Case, Shown]) -> None:
    assert verdict(trusted(*found)) == "accepted"


@given(cases(), st.data())
def test_a_certificate_is_one_for_smaller_radii_too(found: tuple[Case, Shown], chooser: st.DataObject) -> None:
    case = boxed(found[0], chooser.draw, Fraction(1, 100))
    certificate = trusted(case, found[1])
    assume(verdict(certificate) == "accepted")
    for key in ("columns", "thresholds"):
        for place in range(len(case.columns)):
            certificate = edited(certificate, f"claim.within.{key}.{place}", "0")
            assert verdict(certificate) == "accepted"
    assert verdict(edited(certificate, "claim.within.y", "0")) == "accepted"


@given(cases(), st.integers(6, 12), st.data())
def test_equality_in_any_condition_is_rejected_and_a_hair_less_is_not(
    found: tuple[Case, Shown], bits: int, chooser: st.DataObject
) -> None:
    """T1.2 for each entry, T1.3 for each sign, T1.4 for each column, with a witness that is rounded."""
    case = boxed(found[0], chooser.draw, Fraction(1, 10**5))
    it = rounded(case, bits)
    try:
        enclosed = widths(case, it, [HAIR] * len(it.x))
    except AssertionError:
        return
    assume(verdict(trusted(case, enclosed)) == "accepted")
    for place in range(len(it.x)):
        spare = [ZERO if i == place else HAIR for i in range(len(it.x))]
        equal = widths(case, it, spare)
        if min(equal.width) > 0:
            assert verdict(trusted(case, equal)) == "T1.2"
    for j in it.off(len(case.columns)):
        level = bounded(case, enclosed, j)
        if level > case.play[j]:
            assert verdict(at_limit(case, enclosed, j, 0)) == "T1.4"
            assert verdict(at_limit(case, enclosed, j, HAIR)) == "accepted"
    exact = found[1]
    for place, (sign, x) in enumerate(zip(exact.signs, exact.x, strict=True)):
        if sign:
            for less, said in ((ZERO, "T1.3"), (min(HAIR, abs(x) / 2), "accepted")):
                width = tuple(abs(x) - less if i == place else HAIR for i in range(len(exact.x)))
                assert verdict(trusted(found[0], replace(exact, width=width))) == said


@given(cases(plain=True), st.lists(st.integers(0, 3), min_size=3, max_size=3), st.data())
def test_a_weight_of_a_row_is_its_repetition(
    found: tuple[Case, Shown], times: list[int], chooser: st.DataObject
) -> None:
    """The same witness is accepted, or fails at the same condition, for the same radii."""
    case = boxed(found[0], chooser.draw, Fraction(1, 1000))
    weights = tuple(ONE * k for k in times[: len(case.y)])
    assume(any(weights))
    heavy = replace(case, weights=weights)

    def repeated(values: Any) -> Any:
        return tuple(v for v, k in zip(values, times, strict=False) for _ in range(k))

    long = replace(case, columns=tuple(map(repeated, case.columns)), y=repeated(case.y))
    try:
        it = shown(heavy)
        it = widths(heavy, it, [HAIR] * len(it.x))
    except AssertionError:
        return
    assert verdict(trusted(heavy, it)) == verdict(trusted(long, it))


@given(cases(plain=True), st.lists(st.integers(0, 2), min_size=3, max_size=3))
def test_a_ridge_is_a_row_of_its_root(found: tuple[Case, Shown], roots: list[int]) -> None:
    """For exact data: below A stand the roots of the ridge, below y zeros."""
    case = found[0]
    ridged = replace(case, ridge=tuple(ONE * v * v for v in roots[: len(case.columns)]))
    columns = tuple(
        column + tuple(ONE * v * (i == j) for i, v in enumerate(roots)) for j, column in enumerate(case.columns)
    )
    below = replace(case, columns=columns, y=case.y + (ZERO,) * len(roots))
    try:
        it = shown(ridged)
    except AssertionError:
        return
    it = widths(ridged, it, [HAIR] * len(it.x))
    assert verdict(trusted(ridged, it)) == verdict(trusted(below, it)) == "accepted"
    assert shown(below).x == it.x


@given(cases(), st.data())
def test_two_answers_differ_and_are_those_of_data_within_the_radii(
    found: tuple[Case, Shown], chooser: st.DataObject
) -> None:
    case = boxed(found[0], chooser.draw, Fraction(1, 2))
    sign = st.text("+-0", min_size=len(case.y), max_size=len(case.y)) | st.just("")
    corners = [(chooser.draw(st.sampled_from(["0", "1/3", "1"])), [chooser.draw(sign) for _ in case.columns],
                chooser.draw(sign)) for _ in range(2)]  # fmt: skip
    try:
        certificate = two(case, corners)
    except AssertionError:
        assume(False)
        raise
    answers = [
        {j: s for j, s in zip(*pair, strict=True) if s}
        for pair in zip(certificate["claim"]["supports"], certificate["claim"]["signs"], strict=True)
    ]
    assert verdict(certificate) == ("T3.3" if answers[0] == answers[1] else "accepted")
    if answers[0] != answers[1]:
        assert refuted(canonical(certificate).encode(), Random(1)) is None
        beyond = edited(certificate, "witness.answers.1.step", "4/3")
        assert verdict(beyond) == "T3.1"


# Integers.

integers = st.integers(-(2**70), 2**70) | st.sampled_from([2**64, -(2**64), 2**63 - 1, -(2**63), 0])


@pytest.mark.infrastructure
@given(st.integers(0, 4), st.integers(0, 5), st.data())
def test_products_with_packed_rows_are_those_of_the_rows(m: int, k: int, chooser: st.DataObject) -> None:
    rows = chooser.draw(st.lists(st.lists(integers, min_size=k, max_size=k), min_size=m, max_size=m))
    vector = chooser.draw(st.lists(integers, min_size=m, max_size=m))
    table = packing.packed(rows, k, packing.bits_in(vector))
    assert table.times(vector) == [sum(v * row[i] for v, row in zip(vector, rows, strict=True)) for i in range(k)]


@pytest.mark.infrastructure
@pytest.mark.parametrize("m", [1, 2, 3, 127, 128, 129, 255, 256])
@pytest.mark.parametrize("bits", [1, 4, 7, 8, 24, 31, 32])
def test_the_largest_products_fit_their_place(m: int, bits: int) -> None:
    for sign in (1, -1):
        rows = [[sign * (2**bits - 1), 1 - 2**bits]] * m
        vector = [2**bits - 1] * m
        found = packing.packed(rows, 2, bits).times(vector)
        assert found == [sign * m * (2**bits - 1) ** 2, -m * (2**bits - 1) ** 2]


@pytest.mark.infrastructure
@given(st.lists(integers, max_size=5))
def test_what_is_rounded_is_off_by_half_a_unit_at_most(values: list[int]) -> None:
    short, shift = enclosure.leading(values)
    assert all(abs(v - (w << shift)) <= 2**shift // 2 for v, w in zip(values, short, strict=True))
    assert max(map(abs, short), default=0) <= 2**enclosure.LEADING


# Files that would take long.


def hostile(rows: int, columns: int, support: int, *, over: int = 1, entry: int = 1, witness: int = 1) -> Certificate:
    """A certificate of random integers with so many digits, of T1.1 but nothing else."""
    random = Random(1)

    def block(count: int, digits: int, below: int = 1) -> dict[str, str]:
        return {"over": str(below), "values": " ".join(str(random.randrange(1, 10**digits)) for _ in range(count))}

    below = [10**over + 2 * j + 1 if over > 1 else 1 for j in range(columns)]
    data = {"columns": [block(rows, entry, d) for d in below], "row_weights": None, "y": block(rows, entry)}
    off = columns - support
    claim = {
        "problem": "LASSO", "data_sha256": sha256(data), "rows": rows, "columns": columns,
        "thresholds": ["1"] * columns, "ridge": ["0"] * columns, "support": [*range(support)], "signs": [1] * support,
        "within": {"columns": ["1/3"] * columns, "thresholds": ["0"] * columns, "y": "0"},
    }  # fmt: skip
    body = {"data": data, "x": block(support, witness), "width": block(support, witness),
            "inverse": block(support**2, witness), "combinations": block(off * support, witness)}  # fmt: skip
    return {"schema": "barriers/2", "kind": "trust", "result": "T1", "claim": claim, "witness": body}


@pytest.mark.infrastructure
@pytest.mark.parametrize(
    ("sizes", "why"),
    [
        ({"rows": 9, "columns": 9, "support": 3, "over": 3999}, "a common denominator has more than 100000 bits"),
        ({"rows": 20, "columns": 40, "support": 20, "witness": 3999}, "needs work"),
        ({"rows": 40, "columns": 40, "support": 20, "entry": 3999}, "needs work"),
        ({"rows": 200, "columns": 6, "support": 1, "over": 3999, "entry": 3}, "needs work"),
        ({"rows": 2500, "columns": 6, "support": 1, "over": 3999}, "integers of"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value.values())),
)
def test_what_would_take_long_is_refused_before_it_is_begun(sizes: dict[str, int], why: str) -> None:
    content = canonical(hostile(**sizes)).encode()
    start = time.process_time()
    said = kernel.check_bytes(content)
    assert said.verdict == "unsupported"
    assert why in said.report[0]
    assert time.process_time() - start < 5


@pytest.mark.infrastructure
@pytest.mark.parametrize("sizes", [(1, 5000, 1), (5000, 1, 1), (1, 70, 70), (70, 70, 35)])
def test_long_and_wide_files_are_checked_at_once(sizes: tuple[int, int, int]) -> None:
    content = canonical(hostile(*sizes)).encode()
    start = time.process_time()
    assert kernel.check_bytes(content).condition == "T1.2"
    assert time.process_time() - start < 5


@pytest.mark.infrastructure
def test_columns_that_need_to_be_looked_at_closely_are_work_too(monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case.of([[1, 3], [0, 4]], [3, "1/8"], [1, 9]).within("1/1000")
    close, far = (canonical(at_limit(case, shown(case), 1, spare)).encode() for spare in (HAIR, 5))
    needed = []
    for content in (close, far):
        least, most = 1, 10**7
        while least < most:
            monkeypatch.setattr(packing, "MAX_WORK", (least + most) // 2)
            if kernel.check_bytes(content).verdict == "accepted":
                most = (least + most) // 2
            else:
                least = (least + most) // 2 + 1
        needed.append(least)
    assert needed[0] > needed[1]


def test_exact_data_are_said_to_be_exact() -> None:
    case = Case.of([[2]], [3], 1)
    for within, words in ((case, "for exactly these data"), (case.within("1/100"), "for all data within the radii")):
        assert words in kernel.check_bytes(canonical(trusted(within)).encode()).report[0]


def test_a_tie_has_no_certificate() -> None:
    """At |A_j^T (y - Ax)| = l_j the support changes, whatever the witness is; here it is exact."""
    tie = Case.of([[1, 0], [0, 1]], [2, 1], 1)
    it = replace(shown(replace(tie, thresholds=(ONE, ONE + ONE))), width=(HAIR,))
    assert verdict(trusted(tie, it)) == "T1.4"
    assert json.loads(canonical(trusted(tie, it)))["claim"]["support"] == [0]
