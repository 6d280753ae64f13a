"""Results J, K, W as algebra: levels, distances of answers to two solution sets, and probabilities.

The coupling itself - a run that sees the same answers does the same - is no algebra and is taken for granted here; so
are the triangle inequality and the continuity of probability along increasing events.
"""

from __future__ import annotations

from proofs_check.symbolic.steps import Cite, Combine, Induction, Proof, Recursion, Step

__all__ = ["FARTHER", "PROOFS"]

HALVES = Recursion(
    index="k",
    first="1",
    symbols="x",
    start={"x_start": "x == 1/2"},
    transition={"x_step": "x_next == x/2"},
)

HALF_SIGN = Proof(
    name="J.half.sign",
    result="J",
    statement="x = 2^-k is positive, k >= 1.",
    goal="x > 0",
    by=Induction(
        HALVES,
        base=(Step("goal", "x > 0", Combine("x_start + 1/2"), "2^-1 = 1/2"),),
        step=(Step("goal", "x_next > 0", Combine("x_step + hypothesis/2"), "halved"),),
    ),
    example=({"k": "1", "x": "1/2"}, {"k": "2", "x": "1/4"}),
)

HALF_SMALL = Proof(
    name="J.half.small",
    result="J",
    statement="x = 2^-k is at most 1/2, k >= 1.",
    goal="x <= 1/2",
    by=Induction(
        HALVES,
        base=(Step("goal", "x <= 1/2", Combine("-x_start"), "2^-1 = 1/2"),),
        step=(
            Step("sign", "x > 0", Cite(HALF_SIGN), "J.half.sign"),
            Step("goal", "x_next <= 1/2", Combine("hypothesis + sign/2 - x_step"), "halved"),
        ),
    ),
    example=({"k": "1", "x": "1/2"}, {"k": "2", "x": "1/4"}),
)

QUARTERS = Recursion(
    index="n",
    first="k",
    symbols="q",
    start={"q_start": "q == x**2"},
    transition={"q_step": "q_next == q/4"},
)

QUARTER_SIGN = Proof(
    name="J.quarter.sign",
    result="J",
    statement="q = 4^-n is positive for n >= k >= 1, being x^2 for n = k, x = 2^-k.",
    given={"k_first": "k >= 1"},
    goal="q > 0",
    background=(HALVES,),
    by=Induction(
        QUARTERS,
        base=(
            Step("positive", "x > 0", Cite(HALF_SIGN), "J.half.sign"),
            Step("goal", "q > 0", Combine("q_start + positive**2"), "a square"),
        ),
        step=(Step("goal", "q_next > 0", Combine("q_step + hypothesis/4"), "divided by 4"),),
    ),
    example=({"k": "1", "x": "1/2", "n": "1", "q": "1/4"}, {"k": "1", "x": "1/2", "n": "2", "q": "1/16"}),
)

LEVELS = Proof(
    name="J.levels",
    result="J",
    statement="4^-n <= 2^-(k+1) for 1 <= k <= n: q <= x/2 for q = 4^-n, x = 2^-k.",
    given={"k_first": "k >= 1"},
    goal="q <= x/2",
    background=(HALVES,),
    by=Induction(
        QUARTERS,
        base=(
            Step("positive", "x > 0", Cite(HALF_SIGN), "J.half.sign"),
            Step("small", "x <= 1/2", Cite(HALF_SMALL), "J.half.small"),
            Step("goal", "q <= x/2", Combine("positive*small - q_start"), "n = k: x^2 <= x/2"),
        ),
        step=(
            Step("sign", "q > 0", Cite(QUARTER_SIGN), "J.quarter.sign"),
            Step("goal", "q_next <= x/2", Combine("hypothesis + 3*sign/4 - q_step"), "smaller still"),
        ),
    ),
    example=({"k": "1", "x": "1/2", "n": "1", "q": "1/4"}, {"k": "1", "x": "1/2", "n": "2", "q": "1/16"}),
)

FROM_ONE = Recursion(
    index="n",
    first="1",
    symbols="q",
    start={"q_start": "q == 1/4"},
    transition={"q_step": "q_next == q/4"},
)

ZERO_SIGN = Proof(
    name="J.zero.sign",
    result="J",
    statement="q = 4^-n is positive, n >= 1.",
    goal="q > 0",
    by=Induction(
        FROM_ONE,
        base=(Step("goal", "q > 0", Combine("q_start + 1/4"), "4^-1 = 1/4"),),
        step=(Step("goal", "q_next > 0", Combine("q_step + hypothesis/4"), "divided by 4"),),
    ),
    example=({"n": "1", "q": "1/4"}, {"n": "2", "q": "1/16"}),
)

LEVEL_ZERO = Proof(
    name="J.level.zero",
    result="J",
    statement="4^-n <= 2^-(0+1) for n >= 1: the level k = 0.",
    goal="q <= 1/2",
    by=Induction(
        FROM_ONE,
        base=(Step("goal", "q <= 1/2", Combine("1/4 - q_start"), "1/4 <= 1/2"),),
        step=(
            Step("sign", "q > 0", Cite(ZERO_SIGN), "J.zero.sign"),
            Step("goal", "q_next <= 1/2", Combine("hypothesis + 3*sign/4 - q_step"), "smaller still"),
        ),
    ),
    example=({"n": "1", "q": "1/4"}, {"n": "2", "q": "1/16"}),
)

ADMISSIBLE = Proof(
    name="J.admissible",
    result="J",
    statement="The nearest dyadic c to the limit's value v, off by at most x/2, x = 2^-k, is within x of a member's "
    "value w "
    "with |w - v| <= q <= x/2 (and the same with all signs changed).",
    reals="c v w q x",
    given={"nearest": "c - v <= x/2", "member": "v - w <= q", "level": "q <= x/2"},
    goal="c - w <= x",
    by=(Step("goal", "c - w <= x", Combine("nearest + member + level"), "add"),),
    example=({"c": "1/2", "v": "1/3", "w": "1/4", "q": "1/4", "x": "1/2"},),
)

FARTHER = Proof(
    name="J.apart",
    result="J",
    statement="An answer within alpha < kappa/2 of one of two sets at distance >= kappa is farther than alpha from "
    "the other: "
    "s, t are its distances, s + t >= kappa.",
    reals="alpha kappa s t",
    given={"accuracy": "alpha < kappa/2", "sets": "s + t >= kappa", "right": "s <= alpha"},
    goal="t > alpha",
    by=(Step("goal", "t > alpha", Combine("sets + right + 2*accuracy"), "t >= kappa - alpha > alpha"),),
    example=({"alpha": "1/5", "kappa": "1/2", "s": "1/5", "t": "1/3"},),
)

HALF = Proof(
    name="J.half",
    result="J",
    statement="If the infimal success m is at most s on the limit and at most 1 - p on a member, p >= s - h, then m "
    "<= 1/2 + h/2; "
    "h > 0 is arbitrary, as p increases to s.",
    reals="m s p h",
    given={"limit": "m <= s", "member": "m <= 1 - p", "close": "p >= s - h", "h_sign": "h > 0"},
    goal="m <= 1/2 + h/2",
    by=(Step("goal", "m <= 1/2 + h/2", Combine("(limit + member + close)/2"), "2m <= s + 1 - p <= 1 + h"),),
    example=({"m": "1/2", "s": "1/2", "p": "1/2", "h": "1/10"},),
)

PAIR = Proof(
    name="K.pair",
    result="K",
    statement="On the event of probability p on which the runs on both branches coincide at most one is right (a_1 "
    "+ a_2 <= p), "
    "off it each may be (b_i <= 1 - p): together they succeed with probability at most 2 - p.",
    reals="p a1 a2 b1 b2",
    given={"one": "a1 + a2 <= p", "first": "b1 <= 1 - p", "second": "b2 <= 1 - p"},
    goal="(a1 + b1) + (a2 + b2) <= 2 - p",
    by=(Step("goal", "(a1 + b1) + (a2 + b2) <= 2 - p", Combine("one + first + second"), "add"),),
    example=({"p": "3/4", "a1": "3/4", "a2": "0", "b1": "1/4", "b2": "1/4"},),
)

HALTS = Proof(
    name="K.halts",
    result="K",
    statement="(i) If it halts on the limit almost surely, p >= 1 - h for every h > 0, so the lesser success m is at "
    "most 1/2 + h/2.",
    reals="m p s1 s2 h",
    given={
        "m_one": "m <= s1",
        "m_two": "m <= s2",
        "pair": "s1 + s2 <= 2 - p",
        "close": "p >= 1 - h",
        "h_sign": "h > 0",
    },
    goal="m <= 1/2 + h/2",
    by=(Step("goal", "m <= 1/2 + h/2", Combine("(m_one + m_two + pair + close)/2"), "2m <= 2 - p <= 1 + h"),),
    example=({"m": "1/2", "p": "1", "s1": "1/2", "s2": "1/2", "h": "1/10"},),
)

THIRDS = Proof(
    name="K.thirds",
    result="K",
    statement="(ii) min(h, (2-h)/2) <= 2/3 for every halting probability h: whatever m is at most both is at most 2/3.",
    reals="m h",
    given={"limit": "m <= h", "pair": "m <= (2 - h)/2"},
    goal="m <= 2/3",
    by=(Step("goal", "m <= 2/3", Combine("limit/3 + 2*pair/3"), "3m <= h + (2 - h)"),),
    example=({"m": "2/3", "h": "2/3"},),
)

THIRDS_SHARP = Proof(
    name="K.sharp",
    result="K",
    statement="(iii) At h = 2/3 both bounds are 2/3: answering s_1, s_2 or nothing with a third each loses nothing.",
    reals="h",
    given={"two_thirds": "h == 1/3 + 1/3"},
    goal="h == (2 - h)/2",
    by=(Step("goal", "h == (2 - h)/2", Combine("3*two_thirds/2"), "h + h/2 = 1"),),
    example=({"h": "2/3"},),
)

WEAK = Proof(
    name="W.half",
    result="W",
    statement="When the runs on two inputs coincide on every tape and at most one is right, the lesser success is at "
    "most 1/2.",
    reals="m s1 s2",
    given={"m_one": "m <= s1", "m_two": "m <= s2", "one": "s1 + s2 <= 1"},
    goal="m <= 1/2",
    by=(Step("goal", "m <= 1/2", Combine("(m_one + m_two + one)/2"), "2m <= 1"),),
    example=({"m": "1/2", "s1": "1/2", "s2": "1/2"},),
)

PROOFS = (
    HALF_SIGN,
    HALF_SMALL,
    QUARTER_SIGN,
    LEVELS,
    ZERO_SIGN,
    LEVEL_ZERO,
    ADMISSIBLE,
    FARTHER,
    HALF,
    PAIR,
    HALTS,
    THIRDS,
    THIRDS_SHARP,
    WEAK,
)
