"""The verifier accepts nothing false: random polynomials, random certificates, every way to cheat that we know of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofs_check.symbolic import PROOFS, Refused, fault
from proofs_check.symbolic.__main__ import main
from proofs_check.symbolic.describe import describe
from proofs_check.symbolic.expressions import Relation, constant, evaluate, expression, symbol
from proofs_check.symbolic.steps import (
    Both,
    Cases,
    Cite,
    Combine,
    Induction,
    Integral,
    Proof,
    Recursion,
    Rule,
    Shift,
    Square,
    Step,
)
from proofs_check.symbolic.verify import derive, verify
from tests.symbolic.twins import PROOF, TWINS

pytestmark = pytest.mark.infrastructure
RARE = settings(max_examples=max(10, settings().max_examples // 8))
numbers = st.fractions(-3, 3, max_denominator=4)
nonnegative = st.fractions(0, 5, max_denominator=6)


def theorem(goal: str, rule: Rule, hypotheses: Mapping[str, str], *before: Step, **more: Any) -> Proof:
    steps = (*before, Step("goal", goal, rule))
    return Proof("T", "T", "", goal, steps, **{"example": ({},), "reals": "x y", "given": hypotheses, **more})


def accepted(proof: Proof) -> bool:
    try:
        derive(proof)
    except Refused:
        return False
    return True


def polynomial(terms: Mapping[tuple[int, int], Fraction], x: str, y: str) -> str:
    power = lambda base, exponent: f"*({base})**{exponent}" if exponent else ""  # noqa: E731
    return " + ".join(f"({c}){power(x, i)}{power(y, j)}" for (i, j), c in terms.items()) or "0"


@st.composite
def coefficients(draw: st.DrawFn) -> dict[tuple[int, int], Fraction]:
    """Mostly nonnegative coefficients of a polynomial in two variables."""
    powers = st.tuples(st.integers(0, 2), st.integers(0, 2))
    usual = st.fractions(0, 3, max_denominator=4)
    return draw(st.dictionaries(powers, st.one_of(usual, usual, usual, numbers), max_size=5))


@given(coefficients(), numbers, numbers, st.booleans(), st.lists(st.tuples(nonnegative, nonnegative), min_size=3))
@RARE
def test_a_sign_read_off_a_shift_is_the_sign_at_every_admissible_point(
    terms: dict[tuple[int, int], Fraction], s: Fraction, t: Fraction, strict: bool, points: list[Any]
) -> None:
    goal = f"{polynomial(terms, f'x - ({s})', f'y - ({t})')} {'>' if strict else '>='} 0"
    shift = {"x": f"({s}) + u", "y": f"({t}) + v"}
    proof = theorem(goal, Shift(), {"hx": f"x >= {s}", "hy": f"y > {t}"}, shift=shift)
    true = [Relation(goal).holds({"x": s + u, "y": t + v + Fraction(1, 7)}) for u, v in points]
    if accepted(proof):
        assert all(true)
    expected = all(c >= 0 for c in terms.values()) and (
        not strict or any(c > 0 and i == 0 for (i, _), c in terms.items())
    )
    assert accepted(proof) == expected  # and it is no weaker than the rule says


@given(
    st.dictionaries(st.tuples(st.integers(0, 2), st.integers(0, 2)), numbers, max_size=4),
    st.sampled_from([">", ">=", "=="]),
)
@RARE
def test_a_combination_proves_just_what_its_terms_say(terms: dict[tuple[int, int], Fraction], sign: str) -> None:
    first, second = "x - 2*y", "y**2 - 1"
    goal = f"{polynomial(terms, first, second)} {sign} 0"
    proof = theorem(goal, Combine(polynomial(terms, "f", "g")), {"f": f"{first} >= 0", "g": f"{second} > 0"})
    proper = {powers: c for powers, c in terms.items() if c}
    strict = any(c > 0 and i == 0 for (i, _), c in proper.items())
    inequality = all(c > 0 for c in proper.values()) and (strict or sign == ">=")
    assert accepted(proof) == (not proper if sign == "==" else inequality)
    points = [{"x": Fraction(2 * y + d), "y": Fraction(y)} for y in (2, -3, 5) for d in (0, 1, 9)]
    if accepted(proof):
        assert all(Relation(goal).holds(point) for point in points)


@st.composite
def formulas(draw: st.DrawFn, depth: int = 3) -> str:
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from(["x", "y", "1", "2", "7"]))
    left, right = draw(formulas(depth - 1)), draw(formulas(depth - 1))
    return draw(
        st.sampled_from([f"({left} + {right})", f"({left} - {right})", f"{left}*{right}", f"({left})**2", f"-({left})"])
    )


@given(formulas(), formulas(), numbers, numbers)
@RARE
def test_polynomials_and_fractions_evaluate_formulas_alike(above: str, below: str, x: Fraction, y: Fraction) -> None:
    point = {"x": x, "y": y}
    top, bottom = (evaluate(expression(text), point.__getitem__, Fraction) for text in (above, below))
    ratio = evaluate(expression(f"({above})/(1 + ({below})**2)"), symbol, constant)
    values = [p.as_expr().subs({name: f"{v}" for name, v in point.items()}) for p in (ratio.top, ratio.bottom)]
    assert Fraction(int(values[0].p), int(values[0].q)) * (1 + bottom**2) == top * Fraction(
        int(values[1].p), int(values[1].q)
    )


@given(st.integers(-3, 3), st.fractions(-2, 2, max_denominator=3), st.booleans())
@RARE
def test_integrality_rounds_up_just_what_is_above_minus_one(c: int, room: Fraction, strict: bool) -> None:
    fact = f"2*x - y + {c} + ({room}) {'>' if strict else '>='} 0"
    proof = theorem(f"2*x - y + {c} >= 0", Integral("f"), {"f": fact}, reals="", integers="x y")
    assert accepted(proof) == (room < 1 or (strict and room == 1))
    assert not accepted(replace(proof, integers="x", reals="y"))


LEMMA = theorem("x*y >= 0", Combine("hx*hy"), {"hx": "x >= 0", "hy": "y >= 0"}, example=({"x": "1", "y": "2"},))
WHOLE = theorem("x >= 1", Integral("h"), {"h": "x > 0"}, reals="", integers="x", example=({"x": "1"},))
UP = Recursion("n", "0", "s", {"begin": "s == 0"}, {"next": "s_next == s + 1"})
COUNTER = Proof(
    name="N",
    result="N",
    statement="",
    goal="s == n",
    by=Induction(
        UP,
        base=(Step("a", "s == n", Combine("begin - at_first")),),
        step=(Step("b", "s_next == n + 1", Combine("hypothesis + next")),),
    ),
    example=({"n": "0", "s": "0"}, {"n": "1", "s": "1"}),
)
DONE = (Step("a", "x >= 0", Combine("c")),)


def doubled(parameter: str) -> Proof:
    """0 = n e for all e: with s_0 = 0 and s_next = s + e the lemma s = n e is used for e, and for 2 e."""
    e = parameter
    on = Recursion("n", "0", "s", {"begin": "s == 0"}, {"next": f"s_next == s + {e}"})
    induction = Induction(
        on,
        base=(Step("a", f"s == n*{e}", Combine(f"begin - {e}*at_first")),),
        step=(Step("b", f"s_next == (n + 1)*{e}", Combine("hypothesis + next")),),
    )
    states = ({"n": "0", "s": "0", e: "1"}, {"n": "1", "s": "1", e: "1"})
    lemma = Proof("lemma", "T", "", f"s == n*{e}", induction, states, reals=e)
    one, two = Step("one", f"s == n*{e}", Cite(lemma)), Step("two", f"s == n*(2*{e})", Cite(lemma, {e: f"2*{e}"}))
    more: Any = {"reals": e, "background": (on,), "example": states[:1]}
    return theorem(f"n*{e} == 0", Combine("one - two"), {"after": "n >= 0"}, one, two, **more)


def test_the_examples_for_the_attacks_are_accepted_as_they_are() -> None:
    derive(LEMMA)
    verify(COUNTER)


CHEATS = {
    "a hypothesis dropped by the substitution": (
        theorem("x >= 2", Shift(), {"h": "x >= 1"}, shift={"x": "2 + u"}), "no hypothesis says",
    ),
    "a substitution that reaches a part of the domain": (
        theorem("x >= y", Shift({"x": "u + v", "y": "u"}), {"h": "x >= 0", "k": "y >= 0"}), "no hypothesis says",
    ),
    "a substitution by a negative number": (
        theorem("-x >= 0", Shift({"x": "u/(-1)"}), {"h": "x >= 0"}), "no hypothesis|polynomial",
    ),
    "a substitution of what is not there": (theorem("x >= 0", Shift({"z": "1 + u"}), {"h": "x >= 0"}), "old symbols"),
    "a substitution by old symbols": (theorem("x >= 0", Shift({"x": "1 + y"}), {"h": "y >= 0"}), "old symbols|cover"),
    "a substitution by a quotient": (theorem("x > 0", Shift({"x": "1/u"}), {"h": "x > 0"}), "no hypothesis|polynomial"),
    "a negative coefficient": (theorem("x - y >= 0", Combine("hx - hy"), {"hx": "x >= 0", "hy": "y >= 0"}), "no sign"),
    "strictness out of nothing": (theorem("x > 0", Combine("h"), {"h": "x >= 0"}), "only >= 0"),
    "a symbol of unknown sign": (theorem("x*y >= 0", Combine("x*h"), {"h": "y >= 0"}), "no sign"),
    "a square taken for strict": (theorem("x**2 > 0", Combine("x**2"), {}), "only >= 0"),
    "not the square": (theorem("x**2 - y >= 0", Square("x"), {}), "no sign"),
    "a division by what may be zero": (theorem("1/x >= 0", Combine("1/x"), {"h": "x >= 0"}), "known to be positive"),
    "a division by a negative number": (theorem("y >= 0", Combine("h/(-1)"), {"h": "-y >= 0"}), "known to be positive"),
    "a division in the certificate": (theorem("x >= 0", Combine("h/y"), {"h": "x*y >= 0", "k": "y >= 0"}), "positive"),
    "a division in a claim": (theorem("x/x == 1", Combine("0"), {}), "known to be positive"),
    "a division in a hypothesis": (theorem("1 >= 0", Combine("1"), {"h": "1/x >= 1"}), "known to be positive"),
    "a division in a step": (
        theorem("x >= 0", Combine("x*a - x + h"), {"h": "x >= 0"}, Step("a", "x/x == 1", Combine("0"))), "positive",
    ),
    "a division by zero": (theorem("x/0 >= 0", Combine("0"), {}), "division by zero"),
    "an unknown fact": (theorem("x >= 0", Combine("h"), {}), "neither symbols nor facts"),
    "an unknown symbol": (theorem("z >= 0", Combine("0"), {}), "unknown symbols"),
    "a fact of the other branch": (
        theorem("x >= 0", Cases("c", "x >= 0", DONE, (Step("a", "x >= 0", Combine("b")),)), {}),
        "neither symbols nor facts",
    ),
    "an assumption turned around": (theorem("x >= 0", Cases("c", "x >= 0", DONE, DONE), {}), "not the combination"),
    "a case forgotten": (theorem("x >= 0", Cases("c", "x >= 0", DONE, ()), {}), "no steps"),
    "cases on an equation": (theorem("x >= 0", Cases("c", "x == 0", (), ()), {}), "no steps|opposites"),
    "two halves that are no opposites": (
        theorem("x == 0", Both("h", "k"), {"h": "x >= 0", "k": "x >= -1"}), "no sign",
    ),
    "two halves on the same side": (theorem("x == 0", Both("h", "h"), {"h": "x >= 0"}), "no sign"),
    "reals rounded like integers": (theorem("x >= 0", Integral("h"), {"h": "x > -1"}), "does not compare integers"),
    "halves rounded like integers": (
        theorem("x/2 >= 0", Integral("h"), {"h": "x/2 > -1"}, reals="", integers="x"), "does not compare integers",
    ),
    "another goal": (replace(LEMMA, goal="x + y >= 0"), "not the goal"),
    "a weaker last step": (replace(LEMMA, goal="x*y > 0"), "not the goal"),
    "a goal that nobody proves": (replace(LEMMA, by=()), "no steps"),
    "a lemma without its hypotheses": (theorem("x*y >= 0", Cite(LEMMA), {"hx": "x >= 0"}), "is not known here"),
    "a lemma for other numbers": (
        theorem("x*y >= 0", Cite(LEMMA, {"x": "-x"}), {"hx": "x >= 0", "hy": "y >= 0"}), "is not known here",
    ),
    "a lemma that is wrong": (
        theorem("x >= 0", Cite(theorem("x >= 0", Combine("1"), {})), {}), "is not the combination",
    ),
    "a lemma about integers for a real": (
        theorem("x >= 1", Cite(WHOLE), {"h": "x > 0"}), "needs an integer",
    ),
    "a lemma about sequences for numbers": (
        theorem("s == n", Cite(COUNTER), {"h": "n >= 0"}, reals="s n"), "not stated here",
    ),
    "a lemma about another member of the sequence": (
        theorem("s == n + 1", Cite(COUNTER, {"n": "n + 1"}), {"h": "n >= 0"}, reals="x", background=(UP,)),
        "only for the sequences",
    ),
    "a lemma about sequences before they begin": (
        theorem("s == n", Cite(COUNTER), {}, reals="x", background=(UP,)), "from_first",
    ),
    "a lemma for another parameter of its sequences": (doubled("e"), "only for the sequences"),
    "the same, called so that a search for Latin letters overlooks it": (doubled("ε"), "plain names"),
    "a symbol that a parser reads as another": (theorem("x >= 0", Combine("x"), {}, reals="x \u212f"), "plain names"),
    "an index that is no name": (replace(COUNTER, by=replace(COUNTER.by, on=replace(UP, index="2"))), "plain names"),
    "a fact called like a symbol": (theorem("x >= 0", Combine("x"), {"x": "y >= 0"}), "taken"),
    "a claim that is not one relation": (theorem("0 <= x <= 1", Combine("0"), {}), "not one relation"),
    "a float": (theorem("x >= 0.5", Combine("h"), {"h": "x >= 0.5"}), "not built from"),
    "a function": (theorem("x(y) >= 0", Combine("0"), {}), "not built from"),
    "a negative power": (theorem("x**-1 >= 0", Combine("0"), {}), "not built from"),
    "a power that forgets a division": (theorem("(1/x)**0 >= 1", Combine("1"), {}), "not built from"),
    "no formula": (theorem("x >=", Combine("0"), {}), "not an expression"),
    "an induction without its step": (replace(COUNTER, by=replace(COUNTER.by, step=())), "induction step: no steps"),
    "an induction without its start": (replace(COUNTER, by=replace(COUNTER.by, base=())), "base: no steps"),
    "an induction with a parameter that moves": (replace(COUNTER, given={"h": "s == 5"}), "belongs to the recursion"),
    "a parameter that is the next state": (replace(COUNTER, reals="s_next"), "two meanings"),
    "an induction from a real number": (
        replace(COUNTER, reals="r", by=replace(COUNTER.by, on=replace(UP, first="r"))), "begin at an integer",
    ),
    "a background that moves": (
        replace(COUNTER, background=(Recursion("k", "0", "t", {"b": "t == s"}),)), "about what the induction is over",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHEATS)
def test_cheating_is_refused_with_the_reason(name: str) -> None:
    proof, reason = CHEATS[name]
    with pytest.raises(Refused, match=reason):
        derive(proof)


@pytest.mark.parametrize(
    ("example", "reason"),
    [
        ((), "no example"),
        (({"x": "1"},), "gives no values"),
        (({"x": "-1", "y": "1"},), "violates hx"),
        (({"x": "one", "y": "1"},), "gives no values"),
    ],
)
def test_hypotheses_without_an_example_are_refused(example: Any, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        verify(replace(LEMMA, example=example))


@pytest.mark.parametrize(
    "states",
    [
        [("0", "0")],
        [("0", "1"), ("1", "2")],
        [("0", "0"), ("1", "2")],
        [("0", "0"), ("2", "1")],
        [("1", "0"), ("2", "1")],
    ],
)
def test_the_example_of_an_induction_is_a_piece_of_its_sequences(states: list[tuple[str, str]]) -> None:
    with pytest.raises(Refused, match="example"):
        verify(replace(COUNTER, example=tuple({"n": n, "s": s} for n, s in states)))


@pytest.mark.parametrize(("r", "held"), [(("1", "1"), True), (("1", "2"), False)])
def test_the_parameters_of_an_induction_stay_what_they_are(r: tuple[str, str], held: bool) -> None:
    states = tuple({"n": str(n), "s": str(n), "r": value} for n, value in enumerate(r))
    proof = replace(COUNTER, reals="r", given={"h": "r > 0"}, example=states)
    assert (fault(proof) is None) == held


AFTER = {"first": "n >= 2"}
MEMBER = theorem("s == n", Cite(COUNTER), {"from_first": "n >= 0", **AFTER}, reals="", background=(UP,))


@pytest.mark.parametrize(
    ("background", "n", "s", "reason"),
    [
        (UP, "2", "2", None),
        (UP, "3", "3", None),
        (UP, "5/2", "5/2", "violates n"),
        (UP, "2", "7", "violates goal, s"),
        (replace(UP, start={"begin": "s == 0", "again": "s == 1"}), "2", "2", "violates again"),
        (replace(UP, transition={**UP.transition, "slow": "s_next <= 1"}), "2", "2", "violates slow"),
        (replace(UP, always={"small": "s < 2"}), "2", "2", "violates small"),
        (replace(UP, always={"positive": "s > 0"}), "2", "2", "violates positive"),
        (replace(UP, first="4"), "2", "2", "violates n, s"),
        (replace(UP, transition={"next": "s_next >= s"}), "2", "2", "gives no values"),
        (replace(UP, start={"begin": "s = 0"}), "2", "2", "not an expression"),
    ],
)
def test_the_example_is_a_member_of_the_sequences_in_the_background(
    background: Recursion, n: str, s: str, reason: str | None
) -> None:
    by = (Step("goal", "s == n", Combine("same")),)  # a background that nothing cites is a hypothesis all the same
    proof = replace(MEMBER, background=(background,), example=({"n": n, "s": s},))
    if background is not UP:
        proof = replace(proof, by=by, given={**AFTER, "same": "s == n"})
    told = fault(proof)
    assert told is None if reason is None else told is not None and reason in told


def test_an_index_that_would_be_one_half_is_no_example() -> None:
    """With n an index, 2 n = 1 is a contradiction: n >= 1 follows, and the example must not hide it."""
    halves = {"most": "n <= 1/2", "least": "n >= 1/2"}
    up = Step("up", "n - 1 >= 0", Integral("least"))
    proof = theorem("n - 1/2 >= 0", Combine("up + 1/2"), halves, up, reals="", background=(UP,))
    derive(proof)
    for n in ("1/2", "0", "1"):
        with pytest.raises(Refused, match="the example violates"):
            verify(replace(proof, example=({"n": n, "s": n},)))
    circle = (replace(UP, first="k"), Recursion("k", "n", "t", {"begin": "t == 0"}, {"next": "t_next == t"}))
    with pytest.raises(Refused, match="the example violates n, k"):
        verify(replace(proof, background=circle, example=({"n": "1/2", "k": "1/2", "s": "0", "t": "0"},)))


def test_the_symbols_of_a_recursion_are_those_that_a_parser_sees() -> None:
    told = Recursion("n", "κ + 1", "s", {"a": "s == α1"}, {"b": "s_next == s + ε/2"}, {"c": "s >= Žx"})
    assert told.names == {"n", "s", "s_next", "κ", "α1", "ε", "Žx"}


def test_every_proof_is_told_in_full() -> None:
    for proof in PROOFS:
        told = describe(proof)
        assert told.startswith(f"{proof.name} (result {proof.result})\n  {proof.statement}\n")
        assert all(f"[{name}]" in told for name in proof.given)
        assert all(word in told for word in ("Claim: ", "For all "))
    assert "by A1.left" in describe(PROOF["A1.ball.left"])
    assert "if r - t > h:" in describe(PROOF["A8.relu"])


def test_the_command_says_what_it_verified_and_fails_if_something_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["K"]) == 0
    assert capsys.readouterr().out.endswith("4 of 4 symbolic proofs verified\n")
    assert main(["K", "Z9"]) == 2
    assert "no symbolic proofs of Z9" in capsys.readouterr().err
    wrong = TWINS["K.thirds"].of(PROOF["K.thirds"])
    assert fault(wrong) is not None
    monkeypatch.setattr("proofs_check.symbolic.__main__.PROOFS", (PROOF["K.pair"], wrong))
    assert main([]) == 1
    said = capsys.readouterr().out
    assert "Verdict: REFUSED – K.thirds: step goal: " in said
    assert said.endswith("1 of 2 symbolic proofs verified\n")
