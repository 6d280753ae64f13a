"""Results A1, A3-A6 as algebra: separation of the points, intervals of the parameter, counting failures.

What is proved here holds for all symbols admitted, not for instances.  That a network has at most P pieces (A0), and
that this gives F >= (n - F) - (P + 1), is topology and combinatorics: the latter is a hypothesis here.
"""

from __future__ import annotations

from proofs_check.symbolic.steps import Both, Cite, Combine, Integral, Proof, Shift, Step

__all__ = ["PROOFS"]

EPSILON = "1/((4*n + 3)*(2*n + 2))"
POINTS = {"k_first": "k >= 1", "k_last": "k <= n", "a_least": "a >= 1/2"}
ORTHANT = {"k": "1 + u", "n": "1 + u + v", "a": "1/2 + w"}

LEFT = Proof(
    name="A1.left",
    result="A1",
    statement="To the left of x^k the level set of f_a has room: x^k_1 - a/(k+1) >= eps(k) >= eps(n).",
    integers="k n",
    reals="a",
    given=POINTS,
    shift=ORTHANT,
    goal=f"a/(k + 3/4) - a/(k + 1) >= {EPSILON}",
    by=(
        Step("room", "a/(k + 3/4) - a/(k + 1) == a/((4*k + 3)*(k + 1))", Combine("0"), "an identity"),
        Step("own", "a/((4*k + 3)*(k + 1)) >= 1/((4*k + 3)*(2*k + 2))", Shift(), "a >= 1/2; the right side is eps(k)"),
        Step("fall", f"1/((4*k + 3)*(2*k + 2)) >= {EPSILON}", Shift(), "eps(k) >= eps(n) as k <= n"),
        Step("goal", f"a/(k + 3/4) - a/(k + 1) >= {EPSILON}", Combine("room + own + fall"), "together"),
    ),
    example=({"k": "2", "n": "3", "a": "1/2"},),
)

RIGHT = Proof(
    name="A1.right",
    result="A1",
    statement="To the right of x^k there is more room, strictly: a/k - x^k_1 > eps(n).",
    integers="k n",
    reals="a",
    given=POINTS,
    shift=ORTHANT,
    goal=f"a/k - a/(k + 3/4) > {EPSILON}",
    by=(
        Step("room", "a/k - a/(k + 3/4) == 3*a/(k*(4*k + 3))", Combine("0"), "an identity"),
        Step("own", "3*a/(k*(4*k + 3)) > 1/((4*k + 3)*(2*k + 2))", Shift(), "the right side is eps(k)"),
        Step("fall", f"1/((4*k + 3)*(2*k + 2)) >= {EPSILON}", Shift(), "eps(k) >= eps(n) as k <= n"),
        Step("goal", f"a/k - a/(k + 3/4) > {EPSILON}", Combine("room + own + fall"), "together"),
    ),
    example=({"k": "2", "n": "2", "a": "1"},),
)

APART = Proof(
    name="A1.apart",
    result="A1",
    statement="Neighbouring points are more than 2 eps(n) apart: x^k_1 - x^{k+1}_1 > 2 eps(n) for k <= n - 1.",
    integers="k n",
    reals="a",
    given={"k_first": "k >= 1", "k_last": "k <= n - 1", "a_least": "a >= 1/2"},
    shift={"k": "1 + u", "n": "2 + u + v", "a": "1/2 + w"},
    goal=f"a/(k + 3/4) - a/(k + 7/4) > 2*({EPSILON})",
    by=(
        Step("gap", "a/(k + 3/4) - a/(k + 7/4) == 16*a/((4*k + 3)*(4*k + 7))", Combine("0"), "an identity"),
        Step("half", "16*a/((4*k + 3)*(4*k + 7)) >= 8/((4*k + 3)*(4*k + 7))", Shift(), "a >= 1/2"),
        Step("last", "8/((4*k + 3)*(4*k + 7)) >= 8/((4*n - 1)*(4*n + 3))", Shift(), "k <= n - 1"),
        Step("size", f"8/((4*n - 1)*(4*n + 3)) > 2*({EPSILON})", Shift(), "4 (2n + 2) > 4n - 1"),
        Step("goal", f"a/(k + 3/4) - a/(k + 7/4) > 2*({EPSILON})", Combine("gap + half + last + size"), "together"),
    ),
    example=({"k": "1", "n": "3", "a": "1/2"},),
)

PAIRS = Proof(
    name="A1.pairs",
    result="A1",
    statement="Any two points x^i, x^j, i < j <= n, are more than 2 eps(n) apart, so D_delta is separated as S_eps(n) "
    "asks.",
    integers="i j n",
    reals="a",
    given={"i_first": "i >= 1", "i_j": "i <= j - 1", "j_last": "j <= n", "a_least": "a >= 1/2"},
    shift={"i": "1 + u", "j": "2 + u + v", "n": "2 + u + v + t", "a": "1/2 + w"},
    goal=f"a/(i + 3/4) - a/(j + 3/4) > 2*({EPSILON})",
    by=(
        Step("order", "a/(i + 3/4) >= a/(j - 1 + 3/4)", Shift(), "i <= j - 1"),
        Step(
            "near",
            f"a/(j - 1 + 3/4) - a/(j - 1 + 7/4) > 2*({EPSILON})",
            Cite(APART, {"k": "j - 1"}),
            "neighbours, k = j - 1",
        ),
        Step("goal", f"a/(i + 3/4) - a/(j + 3/4) > 2*({EPSILON})", Combine("order + near"), "together"),
    ),
    example=({"i": "1", "j": "3", "n": "3", "a": "1/2"},),
)

RIGHT_OF_ZERO = Proof(
    name="A1.positive",
    result="A1",
    statement="The balls lie to the right of 0: x^k_1 - eps(n) > 0.",
    integers="k n",
    reals="a",
    given=POINTS,
    shift=ORTHANT,
    goal=f"a/(k + 3/4) - {EPSILON} > 0",
    by=(Step("goal", f"a/(k + 3/4) - {EPSILON} > 0", Shift(), "a >= 1/2"),),
    example=({"k": "1", "n": "1", "a": "1/2"},),
)

CUBE = Proof(
    name="A1.cube",
    result="A1",
    statement="The points lie in the cube, with their balls as far as x_1 goes: x^k_1 + eps(n) <= 1 (and delta <= "
    "eps(n) <= 1).",
    integers="k n",
    reals="a",
    given={**POINTS, "a_most": "a <= 1"},
    shift=ORTHANT,
    goal=f"a/(k + 3/4) + {EPSILON} <= 1",
    by=(
        Step("k_positive", "k > 0", Shift(), "k >= 1"),
        Step("one", f"1/(k + 3/4) + {EPSILON} <= 1", Shift(), "the worst case a = 1"),
        Step("goal", f"a/(k + 3/4) + {EPSILON} <= 1", Combine("one + a_most/(k + 3/4)"), "a <= 1"),
    ),
    example=({"k": "1", "n": "1", "a": "1"},),
)

BALL = {**POINTS, "from_left": f"y >= a/(k + 3/4) - {EPSILON}", "from_right": f"y <= a/(k + 3/4) + {EPSILON}"}

BALL_LEFT = Proof(
    name="A1.ball.left",
    result="A1",
    statement="No y in the closed ball of radius eps(n) about x^k_1 or z^k_1 lies left of the level set: y >= a/(k+1).",
    integers="k n",
    reals="a y",
    given=BALL,
    shift=ORTHANT,
    goal="y >= a/(k + 1)",
    by=(
        Step("room", f"a/(k + 3/4) - a/(k + 1) >= {EPSILON}", Cite(LEFT), "A1.left"),
        Step("goal", "y >= a/(k + 1)", Combine("from_left + room"), "the end a/(k+1) itself belongs to the level set"),
    ),
    example=({"k": "1", "n": "1", "a": "1/2", "y": "1/4"},),
)

BALL_RIGHT = Proof(
    name="A1.ball.right",
    result="A1",
    statement="No y in the closed ball of radius eps(n) about x^k_1 or z^k_1 reaches the next level set: y < a/k.",
    integers="k n",
    reals="a y",
    given=BALL,
    shift=ORTHANT,
    goal="y < a/k",
    by=(
        Step("room", f"a/k - a/(k + 3/4) > {EPSILON}", Cite(RIGHT), "A1.right"),
        Step("goal", "y < a/k", Combine("from_right + room"), "strictly, as the end a/k does not belong to it"),
    ),
    example=({"k": "1", "n": "1", "a": "1/2", "y": "2/7"},),
)

LABEL = Proof(
    name="A1.label",
    result="A1",
    statement="f_a is constant on the closed ball: for all y in it the integer c = ceil(a/y), c y >= a > (c - 1) y, is "
    "k + 1.",
    integers="k n c",
    reals="a y",
    given={**BALL, "ceil_above": "c*y >= a", "ceil_least": "(c - 1)*y < a"},
    shift=ORTHANT,
    goal="c == k + 1",
    by=(
        Step("end", f"a/(k + 3/4) - {EPSILON} > 0", Cite(RIGHT_OF_ZERO), "A1.positive"),
        Step("positive", "y > 0", Combine("from_left + end"), "the ball is to the right of 0"),
        Step("left", "y >= a/(k + 1)", Cite(BALL_LEFT), "A1.ball.left"),
        Step("right", "y < a/k", Cite(BALL_RIGHT), "A1.ball.right"),
        Step("k_positive", "k > 0", Shift(), "k >= 1"),
        Step("more", "c > k", Combine("(ceil_above + k*right)/positive"), "c y >= a > k y"),
        Step("least", "c >= k + 1", Integral("more"), "integers"),
        Step("less", "c < k + 2", Combine("(ceil_least + (k + 1)*left)/positive"), "(c - 1) y < a <= (k + 1) y"),
        Step("most", "c <= k + 1", Integral("less"), "integers"),
        Step("goal", "c == k + 1", Both("least", "most"), "both"),
    ),
    example=({"k": "1", "n": "1", "a": "1/2", "y": "1/4", "c": "2"},),
)

SHARP_RADIUS = Proof(
    name="A1.sharp",
    result="A1",
    statement="For a = 1/2 and k = n the room to the left is eps(n) exactly: the radius cannot be larger there.",
    integers="n",
    given={"n_first": "n >= 1"},
    shift={"n": "1 + u"},
    goal=f"(1/2)/(n + 3/4) - (1/2)/(n + 1) == {EPSILON}",
    by=(Step("goal", f"(1/2)/(n + 3/4) - (1/2)/(n + 1) == {EPSILON}", Combine("0"), "an identity"),),
    example=({"n": "5"},),
)

COUNT = {"runs": "F0 + F1 >= n - (F0 + F1) - (P + 1)"}

FAILURES = Proof(
    name="A3.count",
    result="A3",
    statement="From F >= (n - F) - (P + 1), F = F_0 + F_1, at least half of n - P - 1 points fail.",
    integers="n P F0 F1",
    given=COUNT,
    goal="F0 + F1 >= (n - P - 1)/2",
    by=(Step("goal", "F0 + F1 >= (n - P - 1)/2", Combine("runs/2"), "add F and halve"),),
    example=({"n": "7", "P": "2", "F0": "1", "F1": "1"},),
)

PIGEONHOLE = Proof(
    name="A3.pigeonhole",
    result="A3",
    statement="If n >= 4q + P - 2, one of F_0, F_1 is at least q: so is every integer M >= F_0, F_1, such as their "
    "maximum.",
    integers="n P q F0 F1 M",
    given={**COUNT, "enough": "n >= 4*q + P - 2", "zero": "M >= F0", "one": "M >= F1"},
    goal="M >= q",
    by=(
        Step("half", "F0 + F1 >= (n - P - 1)/2", Cite(FAILURES), "A3.count"),
        Step("sum", "F0 + F1 > 2*q - 2", Combine("half + enough/2 + 1/2"), "(n - P - 1)/2 >= 2q - 3/2"),
        Step("integer", "F0 + F1 >= 2*q - 1", Integral("sum"), "F is an integer"),
        Step("double", "M > q - 1", Combine("integer/2 + zero/2 + one/2 + 1/2"), "2M >= F >= 2q - 1"),
        Step("goal", "M >= q", Integral("double"), "M and q are integers"),
    ),
    example=({"n": "8", "P": "2", "q": "2", "F0": "2", "F1": "1", "M": "2"},),
)

BROKEN = Proof(
    name="A3.breaks",
    result="A3",
    statement="If nothing fails on D_delta, t = 0 leaves F_0 = 0, and F_1 >= ceil((n - P - 1)/2), the integer b < (n - "
    "P - 1)/2 + 1.",
    integers="n P F0 F1 b",
    given={**COUNT, "none": "F0 == 0", "ceil": "b < (n - P - 1)/2 + 1"},
    goal="F1 >= b",
    by=(
        Step("half", "F0 + F1 >= (n - P - 1)/2", Cite(FAILURES), "A3.count"),
        Step("more", "F1 > b - 1", Combine("half + ceil - none"), "F_1 = F >= (n - P - 1)/2 > b - 1"),
        Step("goal", "F1 >= b", Integral("more"), "integers"),
    ),
    example=({"n": "8", "P": "2", "F0": "0", "F1": "3", "b": "3"},),
)

TIGHT = Proof(
    name="A3.tight",
    result="A3",
    statement="The count allows F_0 = F_1 = q - 1 for n = 4q + P - 3, with equality: by arithmetic alone 4q + P - 2 "
    "cannot be lowered.",
    integers="n P q F0 F1",
    given={"n_one_less": "n == 4*q + P - 3", "zero": "F0 == q - 1", "one": "F1 == q - 1"},
    goal="F0 + F1 == n - (F0 + F1) - (P + 1)",
    by=(
        Step(
            "goal",
            "F0 + F1 == n - (F0 + F1) - (P + 1)",
            Combine("2*zero + 2*one - n_one_less"),
            "both sides are 2q - 2",
        ),
    ),
    example=({"n": "7", "P": "2", "q": "2", "F0": "1", "F1": "1"},),
)

QUARTER = Proof(
    name="A4.count",
    result="A4",
    statement="One label has at least ceil((n - P - 1)/4) failing points: M = max(F_0, F_1) >= b for the integer b "
    "< (n "
    "- P - 1)/4 + 1.",
    integers="n P F0 F1 M b",
    given={**COUNT, "zero": "M >= F0", "one": "M >= F1", "ceil": "b < (n - P - 1)/4 + 1"},
    goal="M >= b",
    by=(
        Step("half", "F0 + F1 >= (n - P - 1)/2", Cite(FAILURES), "A3.count"),
        Step("more", "M > b - 1", Combine("half/2 + zero/2 + one/2 + ceil"), "2M >= F"),
        Step("goal", "M >= b", Integral("more"), "integers"),
    ),
    example=({"n": "8", "P": "2", "F0": "2", "F1": "1", "M": "2", "b": "2"},),
)

RADIUS = {**POINTS, "radius": f"r < {EPSILON}"}

SERVED_BELOW = Proof(
    name="A4.above",
    result="A4",
    statement="With radius r < eps(n) every k(x^k_1 + r) is strictly below a: the parameters served reach below a.",
    integers="k n",
    reals="a r",
    given=RADIUS,
    shift=ORTHANT,
    goal="k*(a/(k + 3/4) + r) < a",
    by=(
        Step("room", f"a/k - a/(k + 3/4) > {EPSILON}", Cite(RIGHT), "A1.right"),
        Step("goal", "k*(a/(k + 3/4) + r) < a", Combine("(k_first + 1)*(room + radius)"), "multiply by k"),
    ),
    example=({"k": "2", "n": "3", "a": "3/4", "r": "1/200"},),
)

SERVED_ABOVE = Proof(
    name="A4.up_to",
    result="A4",
    statement="With radius r < eps(n) every (k+1)(x^k_1 - r) is strictly above a: the parameters served reach above a.",
    integers="k n",
    reals="a r",
    given=RADIUS,
    shift=ORTHANT,
    goal="(k + 1)*(a/(k + 3/4) - r) > a",
    by=(
        Step("room", f"a/(k + 3/4) - a/(k + 1) >= {EPSILON}", Cite(LEFT), "A1.left"),
        Step("goal", "(k + 1)*(a/(k + 3/4) - r) > a", Combine("(k_first + 2)*(room + radius)"), "multiply by k + 1"),
    ),
    example=({"k": "2", "n": "3", "a": "3/4", "r": "1/200"},),
)

DISJOINT = Proof(
    name="A5.gaps",
    result="A5",
    statement="The intervals I_k = [x^k_1 - eps(n), x^k_1 + eps(n)] are disjoint: I_{k+1} ends before I_k begins, 1 <= "
    "k < n.",
    integers="k n",
    reals="a",
    given={"k_first": "k >= 1", "k_last": "k < n", "a_least": "a >= 1/2"},
    goal=f"a/(k + 1 + 3/4) + {EPSILON} < a/(k + 3/4) - {EPSILON}",
    shift={"k": "1 + u", "n": "1 + u + v", "a": "1/2 + w"},
    by=(
        Step("whole", "k <= n - 1", Integral("k_last"), "k and n are integers"),
        Step("apart", f"a/(k + 3/4) - a/(k + 7/4) > 2*({EPSILON})", Cite(APART), "A1.apart"),
        Step("goal", f"a/(k + 1 + 3/4) + {EPSILON} < a/(k + 3/4) - {EPSILON}", Combine("apart"), "rearranged"),
    ),
    example=({"k": "1", "n": "2", "a": "1/2"},),
)

GROW = Proof(
    name="A6.pieces",
    result="A6",
    statement="If nothing fails, F = 0, the count says P >= n - 1.",
    integers="n P F0 F1",
    given={**COUNT, "zero": "F0 == 0", "one": "F1 == 0"},
    goal="P >= n - 1",
    by=(Step("goal", "P >= n - 1", Combine("runs - 2*zero - 2*one"), "put F = 0"),),
    example=({"n": "7", "P": "6", "F0": "0", "F1": "0"},),
)

PROOFS = (
    LEFT,
    RIGHT,
    APART,
    PAIRS,
    RIGHT_OF_ZERO,
    CUBE,
    BALL_LEFT,
    BALL_RIGHT,
    LABEL,
    SHARP_RADIUS,
    FAILURES,
    PIGEONHOLE,
    BROKEN,
    TIGHT,
    QUARTER,
    SERVED_BELOW,
    SERVED_ABOVE,
    DISJOINT,
    GROW,
)
