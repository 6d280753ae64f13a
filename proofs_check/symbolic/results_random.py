"""Result A7 as algebra: the tail of the indices, independent draws, the union bound.

Probabilities enter as numbers: that draws are independent, and that a union has at most the sum of the
probabilities, is what these proofs start from.
"""

from __future__ import annotations

from proofs_check.symbolic.steps import Cite, Combine, Induction, Integral, Proof, Recursion, Shift, Step

__all__ = ["PROOFS"]

TAIL = Proof(
    name="A7.tail",
    result="A7",
    statement="If P(index = j) = 1/(j(j+1)), then s = P(index <= k) = 1 - 1/(k+1): the tail is P(index > k) = 1/(k+1).",
    goal="s == 1 - 1/(k + 1)",
    by=Induction(
        Recursion(
            index="k",
            first="0",
            symbols="s",
            start={"nothing": "s == 0"},
            transition={"next_index": "s_next == s + 1/((k + 1)*(k + 2))"},
        ),
        base=(
            Step("one_more", "k + 1 > 0", Combine("at_first + 1"), "k = 0"),
            Step("goal", "s == 1 - 1/(k + 1)", Combine("nothing - at_first/one_more"), "0 = 1 - 1"),
        ),
        step=(
            Step(
                "goal",
                "s_next == 1 - 1/(k + 1 + 1)",
                Combine("hypothesis + next_index"),
                "1/(k+1) - 1/((k+1)(k+2)) = 1/(k+2)",
            ),
        ),
    ),
    example=({"k": "0", "s": "0"}, {"k": "1", "s": "1/2"}, {"k": "2", "s": "2/3"}),
)

DRAWS = Recursion(
    index="m",
    first="0",
    symbols="w",
    start={"no_draw": "w == 1"},
    transition={"draw": "w_next == (1 - x)*w"},
)

BERNOULLI = Proof(
    name="A7.bernoulli",
    result="A7",
    statement="m independent draws all avoid an event of probability x with probability w = (1-x)^m >= 1 - m x.",
    reals="x",
    given={"x_least": "x >= 0", "x_most": "x <= 1"},
    goal="w >= 1 - m*x",
    by=Induction(
        DRAWS,
        base=(Step("goal", "w >= 1 - m*x", Combine("no_draw + x*at_first"), "1 >= 1"),),
        step=(
            Step(
                "goal",
                "w_next >= 1 - (m + 1)*x",
                Combine("x_most*hypothesis + draw + from_first*x_least**2"),
                "(1 - x)(1 - m x) = 1 - (m + 1) x + m x^2",
            ),
        ),
    ),
    example=({"m": "0", "w": "1", "x": "1/3"}, {"m": "1", "w": "2/3", "x": "1/3"}, {"m": "2", "w": "4/9", "x": "1/3"}),
)

BELOW = Proof(
    name="A7.below",
    result="A7",
    statement="With B = ceil(m/p), an integer B >= m/p, all m indices are at most B with probability w = (1 - "
    "1/(B+1))^m > 1 - p.",
    integers="B",
    reals="p x",
    given={
        "p_sign": "p > 0",
        "draws": "m >= 0",
        "B_sign": "B >= 0",
        "bound": "B >= m/p",
        "tail": "x == 1/(B + 1)",
        "x_least": "x >= 0",
        "x_most": "x <= 1",
    },
    background=(DRAWS,),
    goal="w > 1 - p",
    by=(
        Step("union", "w >= 1 - m*x", Cite(BERNOULLI), "A7.bernoulli with the tail x = 1/(B+1) of A7.tail"),
        Step("more", "B + 1 > 0", Combine("B_sign + 1"), ""),
        Step("few", "m/(B + 1) < p", Combine("(bound*p_sign + p_sign)/more"), "m <= p B < p (B + 1)"),
        Step("goal", "w > 1 - p", Combine("union + few - m*tail"), "strictly, as B + 1 > m/p"),
    ),
    example=({"B": "4", "p": "1/2", "x": "1/5", "m": "2", "w": "16/25"},),
)

POWERS = Recursion(
    index="m",
    first="0",
    symbols="u v",
    start={"u_start": "u == 1", "v_start": "v == 1"},
    transition={"u_step": "u_next == x*u", "v_step": "v_next == y*v"},
)

POWER_SIGN = Proof(
    name="A7.power.sign",
    result="A7",
    statement="u = x^m >= 0 for x >= 0.",
    reals="x y",
    given={"x_least": "x >= 0", "x_y": "x <= y"},
    goal="u >= 0",
    by=Induction(
        POWERS,
        base=(Step("goal", "u >= 0", Combine("u_start + 1"), "u = 1"),),
        step=(Step("goal", "u_next >= 0", Combine("u_step + x_least*hypothesis"), "u_next = x u"),),
    ),
    example=(
        {"m": "0", "u": "1", "v": "1", "x": "1/3", "y": "1/2"},
        {"m": "1", "u": "1/3", "v": "1/2", "x": "1/3", "y": "1/2"},
    ),
)

POWER = Proof(
    name="A7.power",
    result="A7",
    statement="Powers are monotone: u = x^m <= v = y^m for 0 <= x <= y.",
    reals="x y",
    given={"x_least": "x >= 0", "x_y": "x <= y"},
    goal="u <= v",
    by=Induction(
        POWERS,
        base=(Step("goal", "u <= v", Combine("v_start - u_start"), "both are 1"),),
        step=(
            Step("sign", "u >= 0", Cite(POWER_SIGN), "A7.power.sign"),
            Step("y_least", "y >= 0", Combine("x_least + x_y"), "y >= x"),
            Step(
                "goal",
                "u_next <= v_next",
                Combine("v_step - u_step + y_least*hypothesis + x_y*sign"),
                "y v - x u = y (v - u) + (y - x) u",
            ),
        ),
    ),
    example=(
        {"m": "0", "u": "1", "v": "1", "x": "1/3", "y": "1/2"},
        {"m": "1", "u": "1/3", "v": "1/2", "x": "1/3", "y": "1/2"},
    ),
)

RAREST = Proof(
    name="A7.rarest",
    result="A7",
    statement="Among 1..M the index M is the rarest: index k is missed in one draw with probability at most 1 - "
    "1/(M(M+1)).",
    integers="k M",
    given={"k_first": "k >= 1", "k_last": "k <= M"},
    shift={"k": "1 + u", "M": "1 + u + v"},
    goal="1 - 1/(k*(k + 1)) <= 1 - 1/(M*(M + 1))",
    by=(Step("goal", "1 - 1/(k*(k + 1)) <= 1 - 1/(M*(M + 1))", Shift(), "k <= M"),),
    example=({"k": "1", "M": "3"},),
)

SUM = Proof(
    name="A7.sum",
    result="A7",
    statement="If each of k summands is at most b, as the probability (1 - 1/(M(M+1)))^m of missing an index, their "
    "sum "
    "is at most k b.",
    reals="b",
    goal="s <= k*b",
    by=Induction(
        Recursion(
            index="k",
            first="0",
            symbols="s t",
            start={"empty": "s == 0"},
            transition={"summand": "s_next == s + t"},
            always={"each": "t <= b"},
        ),
        base=(Step("goal", "s <= k*b", Combine("b*at_first - empty"), "no summands"),),
        step=(Step("goal", "s_next <= (k + 1)*b", Combine("hypothesis + each - summand"), "one more"),),
    ),
    example=({"k": "0", "s": "0", "t": "1/3", "b": "1/2"}, {"k": "1", "s": "1/3", "t": "1/2", "b": "1/2"}),
)

ENOUGH = Proof(
    name="A7.enough",
    result="A7",
    statement="M = max(1, 4q + P - 2) indices are as many as A3 wants: every integer M >= 4q + P - 2 has (M - P - 1)/2 "
    "> 2q - 2.",
    integers="M P q F",
    given={"M_large": "M >= 4*q + P - 2", "count": "F >= (M - P - 1)/2"},
    goal="F >= 2*q - 1",
    by=(
        Step("more", "F > 2*q - 2", Combine("count + M_large/2 + 1/2"), "F >= 2q - 3/2"),
        Step("goal", "F >= 2*q - 1", Integral("more"), "F is an integer"),
    ),
    example=({"M": "8", "P": "2", "q": "2", "F": "3"},),
)

PROOFS = (TAIL, BERNOULLI, BELOW, POWER_SIGN, POWER, RAREST, SUM, ENOUGH)
