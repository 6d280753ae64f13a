"""Results C1 and D as algebra: sizes against powers of ten by squares, and linear programming duality.

In C1 d stands for 10^-K, c for the size of the strong family's minimisers and C for that of the weak one's;
distances are compared by their squares, so that no root is taken.  In D a feasible x is seen through x_1, x_2, x_3
and the sum R >= 0 of its other entries.
"""

from __future__ import annotations

from proofs_check.symbolic.steps import Both, Cases, Cite, Combine, Proof, Square, Step

__all__ = ["PROOFS"]

STRONG = {"d_sign": "d > 0", "c_sign": "c > 0", "c_large": "c**2 > 2*d**2", "c_small": "c < 2*d"}

KAPPA = Proof(
    name="C1.kappa",
    result="C1",
    statement="The minimisers c e_1, c e_2 are more than 2 d apart, d = 10^-K: d < kappa/2, so K applies (and W, with "
    "10 d for d).",
    reals="c d",
    given=STRONG,
    goal="(c - 0)**2 + (0 - c)**2 > (2*d)**2",
    by=(Step("goal", "(c - 0)**2 + (0 - c)**2 > (2*d)**2", Combine("2*c_large"), "2 c^2 > 4 d^2"),),
    example=({"c": "3/200", "d": "1/100"},),
)

SIZE_ABOVE = Proof(
    name="C1.size.above",
    result="C1",
    statement="P1, P3: c = (3/2) d is above sqrt(2) d.",
    reals="c d",
    given={"d_sign": "d > 0", "c_is": "c == 3/2*d"},
    goal="c**2 > 2*d**2",
    by=(Step("goal", "c**2 > 2*d**2", Combine("(c + 3/2*d)*c_is + d_sign**2/4"), "9/4 > 2"),),
    example=({"c": "3/200", "d": "1/100"},),
)

SIZE_BELOW = Proof(
    name="C1.size.below",
    result="C1",
    statement="P1, P3: c = (3/2) d is below 2 d.",
    reals="c d",
    given={"d_sign": "d > 0", "c_is": "c == 3/2*d"},
    goal="c < 2*d",
    by=(Step("goal", "c < 2*d", Combine("d_sign/2 - c_is"), "3/2 < 2"),),
    example=({"c": "3/200", "d": "1/100"},),
)

LASSO = {
    "d_sign": "d > 0",
    "d_small": "d <= 1/10",
    "lam_sign": "lam > 0",
    "lam_most": "lam <= 1",
    "alpha_sign": "alpha > 0",
    "alpha_is": "alpha == 3/(5*d)",
    "c_is": "c == (2*alpha - lam)/(2*alpha**2)",
}
VALUE = (
    Step("inverse", "1/alpha == 5/3*d", Combine("-alpha_is*5/3*d/alpha"), "alpha = 3/(5d)"),
    Step(
        "value",
        "c == 5/3*d - 25/18*lam*d**2",
        Combine("c_is + inverse - lam/2*inverse*(1/alpha + 5/3*d)"),
        "c = 1/alpha - lambda/(2 alpha^2)",
    ),
)

LASSO_ABOVE = Proof(
    name="C1.P2.above",
    result="C1",
    statement="P2: alpha = (3/5) 10^K gives c > sqrt(2) d for every K >= 1 and lambda in (0, 1].",
    reals="alpha lam c d",
    given=LASSO,
    goal="c**2 > 2*d**2",
    by=(
        *VALUE,
        Step("product", "lam*d <= 1/10", Combine("d*lam_most + d_small"), "lambda d <= d <= 1/10"),
        Step("least", "c >= 3/2*d", Combine("value + 25/18*d*product + d/36"), "5/3 - 25/180 = 55/36 > 3/2"),
        Step("goal", "c**2 > 2*d**2", Combine("least**2 + 3*d*least + d_sign**2/4"), "(3/2)^2 > 2"),
    ),
    example=({"alpha": "6", "lam": "1", "d": "1/10", "c": "11/72"},),
)

LASSO_BELOW = Proof(
    name="C1.P2.below",
    result="C1",
    statement="P2: the same alpha gives c < 2 d.",
    reals="alpha lam c d",
    given=LASSO,
    goal="c < 2*d",
    by=(
        *VALUE,
        Step("goal", "c < 2*d", Combine("d_sign/3 + 25/18*lam*d**2 - value"), "c < (5/3) d"),
    ),
    example=({"alpha": "6", "lam": "1", "d": "1/10", "c": "11/72"},),
)

LASSO_ADMITTED = Proof(
    name="C1.P2.admitted",
    result="C1",
    statement="P2: the same alpha is at least 6, so above lambda, as C0 requires.",
    reals="alpha lam c d",
    given=LASSO,
    goal="alpha > lam",
    by=(
        Step("goal", "alpha > lam", Combine("alpha_is + 6*d_small/d_sign + lam_most + 5"), "3/(5d) >= 6 > 1 >= lambda"),
    ),
    example=({"alpha": "6", "lam": "1", "d": "1/10", "c": "11/72"},),
)

MIDPOINT = Proof(
    name="C1.midpoint",
    result="C1",
    statement="(ii) The midpoint (c/2, c/2) of the strong family is within 10 d = 10^-(K-1) of c e_1 (and, "
    "symmetrically, of c e_2).",
    reals="c d",
    given=STRONG,
    goal="(c/2 - c)**2 + (c/2)**2 < (10*d)**2",
    by=(
        Step(
            "goal",
            "(c/2 - c)**2 + (c/2)**2 < (10*d)**2",
            Combine("(2*d + c)*c_small/2 + 98*d_sign**2"),
            "c^2/2 < 2 d^2",
        ),
    ),
    example=({"c": "3/200", "d": "1/100"},),
)

WEAK = {**STRONG, "C_sign": "C > 0", "C_large": "C**2 > 2*(10*d)**2", "C_small": "C < 2*(10*d)"}

ORDER = Proof(
    name="C1.order",
    result="C1",
    statement="The weak family's minimisers are larger than the strong one's: C > c.",
    reals="c C d",
    given=WEAK,
    goal="C > c",
    by=(
        Step(
            "goal",
            "C > c",
            Cases(
                "order",
                "C > c",
                yes=(Step("done", "C > c", Combine("order"), "nothing to do"),),
                no=(
                    Step(
                        "absurd",
                        "0 > 0",
                        Combine("C_large + order*(c + C) + (2*d + c)*c_small + 196*d_sign**2"),
                        "200 d^2 < C^2 <= c^2 < 4 d^2",
                    ),
                ),
            ),
            "compare squares",
        ),
    ),
    example=({"c": "3/200", "C": "3/20", "d": "1/100"},),
)

WEAK_MIDPOINT = Proof(
    name="C1.weak.midpoint",
    result="C1",
    statement="(iii) The midpoint (C/2, C/2) of the weak family is within 100 d = 10^-(K-2) of its own minimisers C "
    "e_i.",
    reals="c C d",
    given=WEAK,
    goal="(C/2 - C)**2 + (C/2)**2 < (100*d)**2",
    by=(
        Step(
            "goal",
            "(C/2 - C)**2 + (C/2)**2 < (100*d)**2",
            Cite(MIDPOINT, {"c": "C", "d": "10*d"}),
            "C1.midpoint with 10 d for d",
        ),
    ),
    example=({"c": "3/200", "C": "3/20", "d": "1/100"},),
)

STRONG_MIDPOINT = Proof(
    name="C1.strong.midpoint",
    result="C1",
    statement="(iii) The same midpoint is within 100 d of the strong family's minimisers c e_i, since 0 < c < C.",
    reals="c C d",
    given=WEAK,
    goal="(C/2 - c)**2 + (C/2)**2 < (100*d)**2",
    by=(
        Step("order", "C > c", Cite(ORDER), "C1.order"),
        Step("own", "(C/2 - C)**2 + (C/2)**2 < (100*d)**2", Cite(WEAK_MIDPOINT), "C1.weak.midpoint"),
        Step(
            "goal",
            "(C/2 - c)**2 + (C/2)**2 < (100*d)**2",
            Combine("own + c_sign*order"),
            "(C/2)^2 - (C/2 - c)^2 = c (C - c)",
        ),
    ),
    example=({"c": "3/200", "C": "3/20", "d": "1/100"},),
)

PROGRAM = {
    "alpha_sign": "alpha > 0",
    "beta_sign": "beta > 0",
    "x1_sign": "x1 >= 0",
    "x2_sign": "x2 >= 0",
    "x3_sign": "x3 >= 0",
    "R_sign": "R >= 0",
    "row": "alpha*x1 + beta*x2 - x3 == y",
}
NUMBERS = "alpha beta x1 x2 x3 R y"
SOLUTION = {"alpha": "2", "beta": "1", "x1": "3/2", "x2": "0", "x3": "0", "R": "0", "y": "3"}

OPTIMAL = Proof(
    name="D.value",
    result="D",
    statement="Every feasible x has <1, x> >= y_1/alpha if alpha >= beta: the objective of the dual vector u = "
    "e_1/alpha.",
    reals=NUMBERS,
    given=PROGRAM | {"larger": "alpha >= beta"},
    goal="x1 + x2 + x3 + R >= y/alpha",
    by=(
        Step(
            "goal",
            "x1 + x2 + x3 + R >= y/alpha",
            Combine("(larger*x2_sign + (alpha + 1)*x3_sign + alpha*R_sign + row)/alpha"),
            "alpha <1, x> - y_1 term by term",
        ),
    ),
    example=(SOLUTION,),
)

DUAL = Proof(
    name="D.dual",
    result="D",
    statement="u = e_1/alpha is dual feasible: its product with the second column is beta/alpha <= 1 (with "
    "the first it is 1, with further ones 0).",
    reals="alpha beta",
    given={"alpha_sign": "alpha > 0", "larger": "alpha >= beta"},
    goal="beta*(1/alpha) <= 1",
    by=(Step("goal", "beta*(1/alpha) <= 1", Combine("larger/alpha"), "alpha >= beta"),),
    example=({"alpha": "2", "beta": "1"},),
)

DUAL_THIRD = Proof(
    name="D.dual.third",
    result="D",
    statement="The product of u with the third column is -1/alpha < 1.",
    reals="alpha",
    given={"alpha_sign": "alpha > 0"},
    goal="-1*(1/alpha) < 1",
    by=(Step("goal", "-1*(1/alpha) < 1", Combine("1 + 1/alpha"), "alpha > 0"),),
    example=({"alpha": "2"},),
)

PRIMAL = Proof(
    name="D.primal",
    result="D",
    statement="(y_1/alpha) e_1 is feasible; the primal and the dual objective are equal, y_1/alpha.",
    reals="alpha y c",
    given={"alpha_sign": "alpha > 0", "c_is": "c == y*(1/alpha)"},
    goal="alpha*c == y",
    by=(Step("goal", "alpha*c == y", Combine("alpha*c_is"), "put c in"),),
    example=({"alpha": "2", "y": "3", "c": "3/2"},),
)

LP_UNIQUE = Proof(
    name="D.unique",
    result="D",
    statement="If alpha > beta an x that is no worse has x_2 = x_3 = R = 0 (their sum is), so it is (y_1/alpha) e_1.",
    reals=NUMBERS,
    given=PROGRAM | {"larger": "alpha > beta", "minimal": "x1 + x2 + x3 + R <= y/alpha"},
    goal="x2 + x3 + R == 0",
    by=(
        Step(
            "second",
            "x2 <= 0",
            Combine("(alpha*minimal + (alpha + 1)*x3_sign + alpha*R_sign + row)/larger"),
            "divide by alpha - beta",
        ),
        Step(
            "third",
            "x3 <= 0",
            Combine("(alpha*minimal + larger*x2_sign + alpha*R_sign + row)/(alpha + 1)"),
            "divide by alpha + 1",
        ),
        Step(
            "rest",
            "R <= 0",
            Combine("(alpha*minimal + larger*x2_sign + (alpha + 1)*x3_sign + row)/alpha"),
            "divide by alpha",
        ),
        Step("most", "x2 + x3 + R <= 0", Combine("second + third + rest"), "add"),
        Step("least", "x2 + x3 + R >= 0", Combine("x2_sign + x3_sign + R_sign"), "signs"),
        Step("goal", "x2 + x3 + R == 0", Both("least", "most"), "both"),
    ),
    example=(SOLUTION,),
)

LP_SEGMENT = Proof(
    name="D.segment",
    result="D",
    statement="If alpha = beta an x that is no worse has x_3 = R = 0, so alpha (x_1 + x_2) = y_1: it lies on the "
    "segment.",
    reals=NUMBERS,
    given=PROGRAM | {"larger": "alpha == beta", "minimal": "x1 + x2 + x3 + R <= y/alpha"},
    goal="x3 + R == 0",
    by=(
        Step(
            "third",
            "x3 <= 0",
            Combine("(alpha*minimal + larger*x2 + alpha*R_sign + row)/(alpha + 1)"),
            "divide by alpha + 1",
        ),
        Step(
            "rest",
            "R <= 0",
            Combine("(alpha*minimal + larger*x2 + (alpha + 1)*x3_sign + row)/alpha"),
            "divide by alpha",
        ),
        Step("most", "x3 + R <= 0", Combine("third + rest"), "add"),
        Step("least", "x3 + R >= 0", Combine("x3_sign + R_sign"), "signs"),
        Step("goal", "x3 + R == 0", Both("least", "most"), "both"),
    ),
    example=({**SOLUTION, "beta": "2", "x1": "1", "x2": "1/2"},),
)

LP_DISTANCE = Proof(
    name="D.kappa",
    result="D",
    statement="In l^2 the solutions c e_1, c e_2, c = y_1/alpha, are kappa = 2^(1/2) c apart: for a < kappa/2, that "
    "is 4 a^2 < 2 c^2, "
    "no point (p, q, ...) is within a of both.  (In l^1 the distance is 2c, in l^inf c.)",
    reals="a c p q",
    given={"accuracy": "4*a**2 < 2*c**2", "first": "(p - c)**2 + q**2 <= a**2"},
    goal="p**2 + (q - c)**2 > a**2",
    by=(
        Step("across", "(p - c/2)**2 >= 0", Square("p - c/2"), "a square"),
        Step("along", "(q - c/2)**2 >= 0", Square("q - c/2"), "a square"),
        Step(
            "goal",
            "p**2 + (q - c)**2 > a**2",
            Combine("2*across + 2*along + accuracy/2 + first"),
            "the squared distances add up to at least c^2 > 2 a^2",
        ),
    ),
    example=({"a": "2/3", "c": "1", "p": "1", "q": "1/2"},),
)

PROOFS = (
    KAPPA,
    SIZE_ABOVE,
    SIZE_BELOW,
    LASSO_ABOVE,
    LASSO_BELOW,
    LASSO_ADMITTED,
    MIDPOINT,
    ORDER,
    WEAK_MIDPOINT,
    STRONG_MIDPOINT,
    OPTIMAL,
    DUAL,
    DUAL_THIRD,
    PRIMAL,
    LP_UNIQUE,
    LP_SEGMENT,
    LP_DISTANCE,
)
