"""T2 and T3 of linear programs: the kernel says what the inequalities say, and what it accepts holds for data drawn."""

from __future__ import annotations

import json
import time
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from constructions.blocks import Block
from constructions.certificates import canonical
from proofs_check import kernel
from tests.certificates.editing import edited
from tests.certificates.programs import LP, TIE, Near, answer, corner, edges, some, trust, two, within
from tests.kernel import second
from tests.kernel.corpus import BAD, GOOD
from tests.kernel.edits import edit
from tests.kernel.recompute import refuted

KINDS = ("trust", "two-answers", "solution")
seeds = st.integers(0, 2**40)
HAIR = Fraction(1, 2**200)


def content(certificate: Any) -> bytes:
    return canonical(certificate).encode()


def said(certificate: Any) -> str:
    """The condition that fails, or the verdict."""
    verdict = kernel.check_bytes(content(certificate))
    return verdict.condition or verdict.verdict


def drawn(seed: int) -> tuple[Near, Random]:
    """A random program with a witness that is rounded."""
    random = Random(seed)
    found = some(random, *random.choice([(1, 2), (1, 3), (2, 3), (2, 5), (3, 5)]))
    assume(found is not None)
    assert found is not None
    return found, random


def stated(it: Near, relative: Fraction, absolute: Fraction) -> str:
    """What the inequalities of T2 say, by rationals."""
    slacks = it.slacks(relative, absolute)
    basis = [j for j, place in enumerate(it.places) if place == "B"]
    rooms = [
        min(v - w - Fraction(it.lp.lower[j] or 0), Fraction(it.lp.upper[j] or 0) - v - w)
        for j, v, w in zip(basis, it.x, it.width, strict=True)
    ]
    failed = {condition for (condition, _), slack in slacks.items() if slack <= 0}
    return min(failed | ({"T2.3"} if min(rooms) <= 0 else set()), default="accepted")


@pytest.mark.result("T2")
@given(seeds, st.fractions(0, 1, max_denominator=10**4), st.fractions(0, 1, max_denominator=10**4))
def test_the_kernel_says_what_the_inequalities_say(seed: int, relative: Fraction, absolute: Fraction) -> None:
    it, _ = drawn(seed)
    for r, a in ((relative / 100, absolute / 100), (relative, absolute), (Fraction(0), absolute / 10**4)):
        assert said(it.certificate(r, a)) == stated(it, r, a)


@pytest.mark.result("T2")
@given(seeds)
def test_an_inequality_that_becomes_an_equality_is_rejected_and_accepted_a_hair_before(seed: int) -> None:
    it, _ = drawn(seed)
    relative = Fraction(1, 7000)
    start, end = (it.slacks(relative, Fraction(v)) for v in (0, 1))
    assume(stated(it, relative, Fraction(0)) == "accepted")
    at, (condition, _) = min((v / (v - end[key]), key) for key, v in start.items() if end[key] < v)
    assert said(it.certificate(relative, at)) == condition
    assert said(it.certificate(relative, at - HAIR)) == "accepted"
    assert said(it.certificate(relative, at + HAIR)) == condition


@pytest.mark.result("T2")
@given(seeds, st.fractions(0, Fraction(1, 100), max_denominator=10**5))
def test_what_is_accepted_holds_for_data_drawn_from_the_box(seed: int, radius: Fraction) -> None:
    it, random = drawn(seed)
    certificate = it.certificate(radius, radius / 3)
    assume(said(certificate) == "accepted")
    assert refuted(content(certificate), random) is None


@pytest.mark.result("T2")
def test_a_program_of_sixty_rows_is_checked() -> None:
    random, m, n = Random(3), 60, 100
    rows: list[list[Fraction]] = [
        [Fraction(random.getrandbits(53), 2**53) + 40 * (i == j) for j in range(n)] for i in range(m)
    ]
    lp = LP(rows, [sum(row[:m], Fraction(0)) for row in rows], [0] * m + [1] * (n - m), [0] * n, [None] * n)
    near = [[round(v * 2**60) for v in row] for row in approximate(rows, m)]
    one = Block.of([1] * m).as_json()
    body = {"x": one, "u": Block.of([0] * m).as_json()}
    body["inverse"] = Block(tuple(v for row in near for v in row), 2**60).as_json()
    certificate = trust(lp, "B" * m + "L" * (n - m), within("1/10000"), ["1/2"] * m, ["1/50000"] * m, **body)
    assert said(certificate) == "accepted"
    assert said(edited(certificate, "claim.within.relative", "1/10")) == "T2.2"


def approximate(rows: list[list[Fraction]], m: int) -> list[list[Fraction]]:
    """The inverse of the first columns, by Newton's iteration."""
    from flint import fmpq, fmpq_mat

    a = fmpq_mat(m, m, [fmpq(row[j].numerator, row[j].denominator) for row in rows for j in range(m)])
    found = a.inv()
    return [[Fraction(int(found[i, j].p), int(found[i, j].q)) for j in range(m)] for i in range(m)]


# Two answers.


@pytest.mark.result("T3")
@given(st.fractions(Fraction(1, 1000), Fraction(9, 10)), st.fractions(0, 1), st.fractions(Fraction(1, 9), 1))
def test_a_tie_has_two_answers_however_small_the_box(radius: Fraction, one: Fraction, other: Fraction) -> None:
    box = within(0, radius)
    ways = [corner(["", ""], "", "-+"), corner(["", ""], "", "+-")]
    steps = [max(one, Fraction(1, 9)), other]
    answers = [
        answer(TIE, box, places, step, to, radius / 20)
        for places, step, to in zip(("BL", "LB"), steps, ways, strict=True)
    ]
    certificate = two(TIE, box, ["BL", "LB"], answers)
    assert said(certificate) == "accepted"
    assert refuted(content(certificate), Random(1)) is None
    still = edited(certificate, "witness.answers.0.step", "0")
    assert said(still) == "T3.2"
    assert said(edited(certificate, "claim.within.absolute", "0")) == "T3.2"
    back = edited(certificate, "claim.places", ["BL", "BL"])
    assert said(edited(back, "claim.bases", [[0], [0]])) == "T3.2"


# Both kernels, and files that are made to take long.


def of_kinds(path: Any) -> bool:
    return any(f'"kind":"{kind}"' in path.read_text() for kind in KINDS)


CORPUS = [path for path in GOOD + BAD if of_kinds(path)]
BASES = [json.loads(path.read_text()) for path in CORPUS if path in GOOD and path.stat().st_size < 3000]


@pytest.mark.result("T0", "T2", "T3")
def test_both_kernels_say_the_same_of_the_corpus() -> None:
    for path in CORPUS:
        one, two_ = kernel.check_bytes(path.read_bytes()), second.check_bytes(path.read_bytes())
        assert (one.verdict, one.condition) == (two_.verdict, two_.condition), path.stem


def other_entry(certificate: Any, random: Random) -> None:
    """Change an integer of a block."""
    blocks = [holder for holder in blocks_of(certificate) if holder["values"]]
    if blocks:
        holder = random.choice(blocks)
        words = holder["values"].split(" ")
        place = random.randrange(len(words))
        old = int(words[place]) if words[place].lstrip("-").isdigit() else 2
        words[place] = str(random.choice([0, 1, -old, old + random.choice([-1, 1])]))
        holder["values"] = " ".join(words)


def blocks_of(value: Any) -> list[dict[str, str]]:
    if isinstance(value, dict):
        own = [value] if isinstance(value.get("values"), str) else []
        return own + [found for part in value.values() for found in blocks_of(part)]
    return [found for part in value for found in blocks_of(part)] if isinstance(value, list) else []


@pytest.mark.result("T0", "T2", "T3")
@given(st.sampled_from(BASES), seeds)
def test_both_kernels_say_the_same_of_edited_certificates_and_what_is_accepted_is_true(base: Any, seed: int) -> None:
    random = Random(seed)
    for _ in range(12):
        certificate = json.loads(json.dumps(base))
        for _ in range(random.choice([1, 1, 2, 3])):
            random.choice([edit, other_entry, other_entry])(certificate, random)
        whole = all(isinstance(certificate.get(key), dict) for key in ("witness", "claim"))
        if whole and certificate.get("kind") in KINDS:
            certificate = edited(certificate, "claim.data_sha256", "", pin="data" in certificate["witness"])
        text = content(certificate)
        one, two_ = kernel.check_bytes(text), second.check_bytes(text)
        assert (one.verdict, one.condition) == (two_.verdict, two_.condition), text
        if one.verdict == "accepted":
            assert refuted(text, random) is None, text


def hostile() -> dict[str, Any]:
    """Certificates that are not large, and would take long if nothing were counted."""
    base, many = edges()["T2.5-reduced-cost-at-L"][0], 3000
    nothing = {"over": "1", "rows": [], "values": ""}
    wide = json.loads(json.dumps(base))
    data = wide["witness"]["data"]
    extra = many - len(data["columns"])
    data["columns"] += [nothing] * extra
    data["lower"] += ["0"] * extra
    data["upper"] += [None] * extra
    data["cost"]["values"] += " 1" * extra
    wide["claim"] |= {"columns": many, "places": wide["claim"]["places"] + "L" * extra}
    long = edited(edited(wide, "witness.x.over", "9" * 4000), "witness.inverse.over", "7" * 4000)
    primes = json.loads(json.dumps(wide))
    for j in range(extra):
        primes["witness"]["data"]["columns"][j - extra] = {"over": str(2 * j + 10**6 + 1), "rows": [0], "values": "1"}
    bounds = json.loads(json.dumps(wide))
    bounds["witness"]["data"]["lower"][-extra:] = [f"1/{10**6 + 2 * j + 1}" for j in range(extra)]
    high = edited(base, "claim.within.relative", "1*2^4000")
    digits = edited(base, "witness.x.values", " ".join(["9" * 4000] * len(base["claim"]["basis"])))
    return {"wide": wide, "long": long, "primes": primes, "bounds": bounds, "high": high, "digits": digits}


@pytest.mark.infrastructure
@pytest.mark.parametrize("name", ["wide", "long", "primes", "bounds", "high", "digits"])
def test_no_small_file_takes_long(name: str) -> None:
    certificate = hostile()[name]
    text = content(edited(certificate, "claim.data_sha256", ""))
    start = time.process_time()
    verdict = kernel.check_bytes(text).verdict
    assert time.process_time() - start < 5
    assert verdict in ("accepted", "rejected", "unsupported")
