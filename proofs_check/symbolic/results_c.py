"""Result C0 as algebra: the minimisers of P1, P2, P3 for all lambda, eta, alpha, beta and every further column.

Of a vector x in any dimension the proofs see x_1, x_2, the sizes X_1 >= |x_1|, X_2 >= |x_2|, the sum R of the sizes
of its other entries, and what these contribute to the first row of Ax, at most g R, where g < alpha, beta bounds the
other entries of that row.  The residual in the first row is s - 1, and ||Ax - y||_2 is at least its size: all that
is used.
"""

from __future__ import annotations

from proofs_check.symbolic.steps import Both, Cite, Combine, Proof, Square, Step

__all__ = ["PROOFS"]

VECTOR = {
    "X1_above": "X1 >= x1",
    "X1_below": "X1 >= -x1",
    "X2_above": "X2 >= x2",
    "X2_below": "X2 >= -x2",
    "R_sign": "R >= 0",
    "g_sign": "g >= 0",
    "others": "t <= g*R",
    "row": "s == alpha*x1 + beta*x2 + t",
}
ENTRIES = {"beta_sign": "beta > 0", "larger": "alpha >= beta", "g_below": "g < beta"}
REALS = "alpha beta g t s x1 x2 X1 X2 R"
POINT = {"alpha": "3", "beta": "2", "g": "1", "t": "0", "x2": "0", "X2": "0", "R": "0"}

SLACK = "alpha*X1_above + beta*X2_above + larger*X2_sign + g_small*R_sign + others - row"

BOUND = Proof(
    name="C0.norm",
    result="C0",
    statement="alpha ||x||_1 is at least the first row s of Ax: no column does better than the larger of alpha, beta = "
    "alpha.",
    reals=REALS,
    given=VECTOR | ENTRIES,
    goal="alpha*(X1 + X2 + R) >= s",
    by=(
        Step("alpha_sign", "alpha > 0", Combine("larger + beta_sign"), "alpha >= beta > 0"),
        Step("g_small", "alpha - g > 0", Combine("larger + g_below"), "g < beta <= alpha"),
        Step("X2_sign", "X2 >= 0", Combine("(X2_above + X2_below)/2"), "a size"),
        Step("goal", "alpha*(X1 + X2 + R) >= s", Combine(SLACK), "term by term"),
    ),
    example=({**POINT, "x1": "1", "X1": "1", "s": "3"},),
)

UNIQUE = Proof(
    name="C0.support",
    result="C0",
    statement="If alpha > beta and alpha ||x||_1 <= s, then x = x_1 e_1 with x_1 >= 0: X_2, R and X_1 - x_1, none "
    "of them negative, "
    "add up to zero.",
    reals=REALS,
    given=VECTOR | {**ENTRIES, "larger": "alpha > beta", "tight": "s >= alpha*(X1 + X2 + R)"},
    goal="X2 + R + (X1 - x1) == 0",
    by=(
        Step("alpha_sign", "alpha > 0", Combine("larger + beta_sign"), "alpha > beta > 0"),
        Step("g_small", "alpha - g > 0", Combine("larger + g_below"), "g < beta < alpha"),
        Step("X2_sign", "X2 >= 0", Combine("(X2_above + X2_below)/2"), "a size"),
        Step(
            "second",
            "X2 <= 0",
            Combine("(tight + alpha*X1_above + beta*X2_above + g_small*R_sign + others - row)/larger"),
            "divide by alpha - beta",
        ),
        Step(
            "others_vanish",
            "R <= 0",
            Combine("(tight + alpha*X1_above + beta*X2_above + larger*X2_sign + others - row)/g_small"),
            "divide by alpha - g",
        ),
        Step(
            "first",
            "X1 - x1 <= 0",
            Combine("(tight + beta*X2_above + larger*X2_sign + g_small*R_sign + others - row)/alpha"),
            "divide by alpha",
        ),
        Step("most", "X2 + R + (X1 - x1) <= 0", Combine("second + others_vanish + first"), "add"),
        Step("least", "X2 + R + (X1 - x1) >= 0", Combine("X2_sign + R_sign + X1_above"), "sizes"),
        Step("goal", "X2 + R + (X1 - x1) == 0", Both("least", "most"), "both"),
    ),
    example=({**POINT, "x1": "1", "X1": "1", "s": "3"},),
)

SEGMENT = Proof(
    name="C0.segment",
    result="C0",
    statement="If alpha = beta and alpha ||x||_1 <= s, then x_1, x_2 >= 0 and the rest is zero: R, X_1 - x_1, X_2 - "
    "x_2 "
    "add up to zero.",
    reals=REALS,
    given=VECTOR | {**ENTRIES, "larger": "alpha == beta", "tight": "s >= alpha*(X1 + X2 + R)"},
    goal="R + (X1 - x1) + (X2 - x2) == 0",
    by=(
        Step("alpha_sign", "alpha > 0", Combine("larger + beta_sign"), "alpha = beta > 0"),
        Step("g_small", "alpha - g > 0", Combine("larger + g_below"), "g < beta = alpha"),
        Step(
            "others_vanish",
            "R <= 0",
            Combine("(tight + alpha*X1_above + beta*X2_above + larger*X2 + others - row)/g_small"),
            "divide by alpha - g",
        ),
        Step(
            "signs",
            "(X1 - x1) + (X2 - x2) <= 0",
            Combine("(tight + g_small*R_sign + others - row + larger*x2)/alpha"),
            "divide by alpha",
        ),
        Step("most", "R + (X1 - x1) + (X2 - x2) <= 0", Combine("others_vanish + signs"), "add"),
        Step("least", "R + (X1 - x1) + (X2 - x2) >= 0", Combine("R_sign + X1_above + X2_above"), "sizes"),
        Step("goal", "R + (X1 - x1) + (X2 - x2) == 0", Both("least", "most"), "both"),
    ),
    example=({**POINT, "alpha": "2", "x1": "1", "X1": "1", "x2": "1/2", "X2": "1/2", "s": "3"},),
)

SEGMENT_ALL = Proof(
    name="C0.segment.all",
    result="C0",
    statement="If alpha = beta, every point (1-h) c e_1 + h c e_2 of the segment has the first row alpha c of its "
    "end c e_1, "
    "as well as its 1-norm c.",
    reals="alpha beta c h",
    given={"equal": "alpha == beta"},
    goal="alpha*(1 - h)*c + beta*h*c == alpha*c",
    by=(Step("goal", "alpha*(1 - h)*c + beta*h*c == alpha*c", Combine("-h*c*equal"), "beta = alpha"),),
    example=({"alpha": "2", "beta": "2", "c": "3", "h": "1/3"},),
)

SIZE = {"Y_large": "alpha*Y >= s", "alpha_sign": "alpha > 0"}

P1_VALUE = Proof(
    name="C0.P1.value",
    result="C0",
    statement="P1: ||Ax - y||_2 <= eta forces s >= 1 - eta, so ||x||_1 = Y >= (1 - eta)/alpha = c(alpha) (Y from "
    "C0.norm).",
    reals="alpha eta s Y",
    given=SIZE | {"feasible": "1 - s <= eta"},
    goal="Y >= (1 - eta)/alpha",
    by=(Step("goal", "Y >= (1 - eta)/alpha", Combine("(Y_large + feasible)/alpha"), "alpha Y >= s >= 1 - eta"),),
    example=({"alpha": "2", "eta": "1/2", "s": "1/2", "Y": "1/4"},),
)

P1_ATTAINED = Proof(
    name="C0.P1.residual",
    result="C0",
    statement="P1: at c(alpha) e_1 the residual y - Ax is eta e_1: feasible, and a nonnegative multiple of the dual "
    "vector e_1/alpha.",
    reals="alpha eta c",
    given={"alpha_sign": "alpha > 0", "c_is": "c == (1 - eta)/alpha"},
    goal="1 - alpha*c == eta",
    by=(Step("goal", "1 - alpha*c == eta", Combine("-alpha*c_is"), "put c in"),),
    example=({"alpha": "2", "eta": "1/2", "c": "1/4"},),
)

P1_TIGHT = Proof(
    name="C0.P1.tight",
    result="C0",
    statement="P1: if Y is no larger than c(alpha), then alpha Y <= s, as C0.support and C0.segment want.",
    reals="alpha eta s Y",
    given=SIZE | {"feasible": "1 - s <= eta", "minimal": "Y <= (1 - eta)/alpha"},
    goal="s >= alpha*Y",
    by=(Step("goal", "s >= alpha*Y", Combine("feasible + alpha*minimal"), "alpha Y <= 1 - eta <= s"),),
    example=({"alpha": "2", "eta": "1/2", "s": "1/2", "Y": "1/4"},),
)

P2_GAP = "lam*Y + (s - 1)**2 - (lam*c + (alpha*c - 1)**2)"
P2 = SIZE | {"lam_sign": "lam > 0", "lam_small": "lam < alpha", "c_is": "c == (2*alpha - lam)/(2*alpha**2)"}

P2_IDENTITY = Proof(
    name="C0.P2.identity",
    result="C0",
    statement="P2: the objective exceeds its value at c(alpha) e_1 by (s - alpha c)^2 + (lambda/alpha)(alpha Y - s).",
    reals="alpha lam s Y c",
    given=P2,
    goal=f"{P2_GAP} == (s - alpha*c)**2 + lam/alpha*(alpha*Y - s)",
    by=(
        Step("gradient", "2*(1 - alpha*c) == lam/alpha", Combine("-2*alpha*c_is"), "the dual vector is 2(y - Ax)"),
        Step(
            "goal",
            f"{P2_GAP} == (s - alpha*c)**2 + lam/alpha*(alpha*Y - s)",
            Combine("-(s - alpha*c)*gradient"),
            "expand about alpha c; the linear term is the gradient",
        ),
    ),
    example=({"alpha": "2", "lam": "1", "s": "1", "Y": "1", "c": "3/8"},),
)

P2_VALUE = Proof(
    name="C0.P2.value",
    result="C0",
    statement="P2: lambda ||x||_1 + ||Ax - y||_2^2 >= lambda Y + (s - 1)^2 is least at c(alpha) e_1 (Y from C0.norm).",
    reals="alpha lam s Y c",
    given=P2,
    goal="lam*Y + (s - 1)**2 >= lam*c + (alpha*c - 1)**2",
    by=(
        Step(
            "gap",
            f"{P2_GAP} == (s - alpha*c)**2 + lam/alpha*(alpha*Y - s)",
            Cite(P2_IDENTITY),
            "C0.P2.identity",
        ),
        Step("square", "(s - alpha*c)**2 >= 0", Square("s - alpha*c"), "a square"),
        Step(
            "goal",
            "lam*Y + (s - 1)**2 >= lam*c + (alpha*c - 1)**2",
            Combine("gap + square + lam/alpha*Y_large"),
            "neither term is negative",
        ),
    ),
    example=({"alpha": "2", "lam": "1", "s": "1", "Y": "1", "c": "3/8"},),
)

P2_NO_BETTER = P2 | {"minimal": "lam*Y + (s - 1)**2 <= lam*c + (alpha*c - 1)**2"}

P2_TIGHT = Proof(
    name="C0.P2.tight",
    result="C0",
    statement="P2: what is no worse than c(alpha) e_1 has alpha Y <= s, as C0.support and C0.segment want.",
    reals="alpha lam s Y c",
    given=P2_NO_BETTER,
    goal="s >= alpha*Y",
    by=(
        Step("gap", f"{P2_GAP} == (s - alpha*c)**2 + lam/alpha*(alpha*Y - s)", Cite(P2_IDENTITY), "C0.P2.identity"),
        Step("square", "(s - alpha*c)**2 >= 0", Square("s - alpha*c"), "a square"),
        Step("goal", "s >= alpha*Y", Combine("(minimal + gap + square)*alpha/lam"), "(lambda/alpha)(alpha Y - s) <= 0"),
    ),
    example=({"alpha": "2", "lam": "1", "s": "3/4", "Y": "3/8", "c": "3/8"},),
)

P2_SIZE = Proof(
    name="C0.P2.size",
    result="C0",
    statement="P2: what is no worse than c(alpha) e_1 has the first row alpha c, so alpha Y = s = alpha c and Y = c.",
    reals="alpha lam s Y c",
    given=P2_NO_BETTER,
    goal="(s - alpha*c)**2 == 0",
    by=(
        Step("gap", f"{P2_GAP} == (s - alpha*c)**2 + lam/alpha*(alpha*Y - s)", Cite(P2_IDENTITY), "C0.P2.identity"),
        Step("most", "(s - alpha*c)**2 <= 0", Combine("minimal + gap + lam/alpha*Y_large"), "the other term is >= 0"),
        Step("least", "(s - alpha*c)**2 >= 0", Square("s - alpha*c"), "a square"),
        Step("goal", "(s - alpha*c)**2 == 0", Both("least", "most"), "both"),
    ),
    example=({"alpha": "2", "lam": "1", "s": "3/4", "Y": "3/8", "c": "3/8"},),
)

P2_DUAL = Proof(
    name="C0.P2.dual",
    result="C0",
    statement="P2: twice the residual at c(alpha) e_1 is u = (lambda/alpha) e_1, so <A_1, u> = lambda, as optimality "
    "asks.",
    reals="alpha lam c",
    given={"alpha_sign": "alpha > 0", "c_is": "c == (2*alpha - lam)/(2*alpha**2)"},
    goal="2*(1 - alpha*c)*alpha == lam",
    by=(Step("goal", "2*(1 - alpha*c)*alpha == lam", Combine("-2*alpha**2*c_is"), "put c in"),),
    example=({"alpha": "2", "lam": "1", "c": "3/8"},),
)

P3 = SIZE | {"lam_sign": "lam > 0", "lam_small": "lam < alpha", "residual": "e >= 1 - s", "e_sign": "e >= 0"}

P3_VALUE = Proof(
    name="C0.P3.value",
    result="C0",
    statement="P3: lambda ||x||_1 + ||Ax - y||_2 = lambda Y + e, e >= |1 - s|, is at least lambda/alpha, its value at "
    "e_1/alpha.",
    reals="alpha lam s Y e",
    given=P3,
    goal="lam*Y + e >= lam/alpha",
    by=(
        Step(
            "below", "1 - lam/alpha > 0", Combine("lam_small/alpha_sign"), "the dual vector has norm lambda/alpha < 1"
        ),
        Step("goal", "lam*Y + e >= lam/alpha", Combine("lam/alpha*(Y_large + residual) + below*e_sign"), "add"),
    ),
    example=({"alpha": "2", "lam": "1", "s": "1", "Y": "1/2", "e": "0"},),
)

P3_TIGHT = Proof(
    name="C0.P3.tight",
    result="C0",
    statement="P3: what is no worse than e_1/alpha has alpha Y <= s, as C0.support and C0.segment want.",
    reals="alpha lam s Y e",
    given=P3 | {"minimal": "lam*Y + e <= lam/alpha"},
    goal="s >= alpha*Y",
    by=(
        Step("below", "1 - lam/alpha > 0", Combine("lam_small/alpha_sign"), "lambda < alpha"),
        Step(
            "goal",
            "s >= alpha*Y",
            Combine("(minimal + lam/alpha*residual + below*e_sign)*alpha/lam"),
            "(lambda/alpha)(alpha Y - s) <= 0",
        ),
    ),
    example=({"alpha": "2", "lam": "1", "s": "1", "Y": "1/2", "e": "0"},),
)

P3_RESIDUAL = Proof(
    name="C0.P3.residual",
    result="C0",
    statement="P3: what is no worse than e_1/alpha has residual e = 0, hence s = 1 and Y = 1/alpha = c(alpha).",
    reals="alpha lam s Y e",
    given=P3 | {"minimal": "lam*Y + e <= lam/alpha"},
    goal="e == 0",
    by=(
        Step("below", "1 - lam/alpha > 0", Combine("lam_small/alpha_sign"), "lambda < alpha"),
        Step(
            "most", "e <= 0", Combine("(minimal + lam/alpha*(Y_large + residual))/below"), "(1 - lambda/alpha) e <= 0"
        ),
        Step("least", "e >= 0", Combine("e_sign"), "a norm"),
        Step("goal", "e == 0", Both("least", "most"), "both"),
    ),
    example=({"alpha": "2", "lam": "1", "s": "1", "Y": "1/2", "e": "0"},),
)

CORRELATION = Proof(
    name="C0.dual",
    result="C0",
    statement="Strict complementarity: u = (b/alpha) e_1, b = 1 for P1 and lambda for P2, P3, has <A_1, u> = b, and "
    "every other "
    "column, whose first entry h is below alpha, has |<A_j, u>| < b; |h| <= g for further columns, h = beta "
    "for the second.",
    reals="alpha b h",
    given={"alpha_sign": "alpha > 0", "h_sign": "h >= 0", "strict": "h < alpha", "bound": "b > 0"},
    goal="h*(b/alpha) < b",
    by=(Step("goal", "h*(b/alpha) < b", Combine("bound*strict/alpha_sign"), "multiply by b/alpha"),),
    example=({"alpha": "2", "b": "1", "h": "3/2"},),
)

DECREASING = Proof(
    name="C0.decreasing",
    result="C0",
    statement="P2: c is decreasing beyond lambda: alpha > beta > lambda gives c(alpha) < c(beta) (for P1, P3 it is a "
    "multiple of 1/alpha).",
    reals="alpha beta lam",
    given={"lam_sign": "lam > 0", "beta_above": "beta > lam", "larger": "alpha > beta"},
    shift={"beta": "lam + u", "alpha": "lam + u + v"},
    goal="(2*alpha - lam)/(2*alpha**2) < (2*beta - lam)/(2*beta**2)",
    by=(
        Step("beta_sign", "beta > 0", Combine("lam_sign + beta_above"), "beta > lambda > 0"),
        Step("alpha_sign", "alpha > 0", Combine("beta_sign + larger"), "alpha > beta > 0"),
        Step("alpha_above", "alpha > lam", Combine("larger + beta_above"), "alpha > beta > lambda"),
        Step(
            "goal",
            "(2*alpha - lam)/(2*alpha**2) < (2*beta - lam)/(2*beta**2)",
            Combine("larger*(alpha_sign*beta_above + beta_sign*alpha_above)/(2*alpha_sign**2*beta_sign**2)"),
            "the difference is (alpha - beta)(2 alpha beta - lambda(alpha + beta)) / (2 alpha^2 beta^2)",
        ),
    ),
    example=({"alpha": "3", "beta": "2", "lam": "1"},),
)

PROOFS = (
    BOUND,
    UNIQUE,
    SEGMENT,
    SEGMENT_ALL,
    P1_VALUE,
    P1_ATTAINED,
    P1_TIGHT,
    P2_IDENTITY,
    P2_VALUE,
    P2_TIGHT,
    P2_SIZE,
    P2_DUAL,
    P3_VALUE,
    P3_TIGHT,
    P3_RESIDUAL,
    CORRELATION,
    DECREASING,
)
