"""Results T0 and T1 as algebra: optimality, the identities behind the bounds of T1, the steps from bounds to claims.

A primed letter of the page is one with a `p`, the changes delta, eta, gamma are `D`, `eta`, `g`.  Sums over rows are
written for one row of weight v, as an inner product is the sum of such terms; sums over the columns of S for two of
them, 1 and 2, on which every matrix is written out.  Moduli enter as the numbers that bound them.
"""

from __future__ import annotations

from proofs_check.symbolic.steps import Cases, Combine, Proof, Square, Step

__all__ = ["PROOFS", "follows", "identity"]


def identity(name: str, statement: str, reals: str, claim: str, reason: str, example: dict[str, str]) -> Proof:
    """Return a proof of an equation that multiplying out gives."""
    given = {"v_sign": "v >= 0"}
    at = {symbol: example.get(symbol, "1") for symbol in reals.split()}
    return Proof(
        name=name, result=name.partition(".")[0], statement=statement, reals=reals, given=given, goal=claim,
        by=(Step("goal", claim, Combine("0"), reason),), example=(at,),
    )  # fmt: skip


def follows(
    name: str, statement: str, reals: str, given: dict[str, str], certificate: str, claim: str, reason: str,
    example: dict[str, str],
) -> Proof:  # fmt: skip
    """Return a proof in one step: the claim is a combination of the hypotheses."""
    at = {symbol: example.get(symbol, "0") for symbol in reals.split()}
    return Proof(
        name=name, result=name.partition(".")[0], statement=statement, reals=reals, given=given, goal=claim,
        by=(Step("goal", claim, Combine(certificate), reason),), example=(at,),
    )  # fmt: skip


CONVEX = Proof(
    name="T0.regression",
    result="T0",
    statement="A vector with (KKT) is a minimiser: f(z) - f(x) is a sum of terms that are not negative; X = |x|, Z = "
    "|z|, f = 2 l Z + mu z^2 + v (A z - y)^2, and other columns and rows add terms of the same kind.",
    reals="A y l mu v x z X Z c",
    given={
        "mu_sign": "mu >= 0",
        "v_sign": "v >= 0",
        "correlation": "c == v*A*(y - A*x) - mu*x",
        "tight": "c*x == l*X",
        "bounded": "c*z <= l*Z",
    },
    goal="2*l*Z + mu*z**2 + v*(A*z - y)**2 >= 2*l*X + mu*x**2 + v*(A*x - y)**2",
    by=(
        Step("moved", "(z - x)**2 >= 0", Square("z - x"), "a square"),
        Step("seen", "(A*(z - x))**2 >= 0", Square("A*(z - x)"), "a square"),
        Step(
            "goal",
            "2*l*Z + mu*z**2 + v*(A*z - y)**2 >= 2*l*X + mu*x**2 + v*(A*x - y)**2",
            Combine("2*bounded + 2*tight + 2*(z - x)*correlation + mu_sign*moved + v_sign*seen"),
            "f(z) - f(x) = 2 (l Z - c z) - 2 (l X - c x) + mu (z - x)^2 + v (A(z - x))^2",
        ),
    ),
    example=({"A": "1", "y": "2", "l": "1", "mu": "0", "v": "1", "x": "1", "X": "1", "c": "1", "z": "3", "Z": "3"},),
)

DUALITY = follows(
    "T0.program",
    "A feasible x with a complementary u is a minimiser: <c, w> - <c, x> = sum z_j (w_j - x_j), no term negative; "
    "column 1 is at a lower bound (z_1 >= 0), column 2 at an upper one.",
    "A1 A2 b c1 c2 u x1 x2 w1 w2 z1 z2",
    {
        "cost1": "z1 == c1 - A1*u",
        "cost2": "z2 == c2 - A2*u",
        "feasible": "A1*x1 + A2*x2 == b",
        "other": "A1*w1 + A2*w2 == b",
        "sign1": "z1 >= 0",
        "sign2": "z2 <= 0",
        "above": "w1 >= x1",
        "below": "w2 <= x2",
    },
    "sign1*above + sign2*below - cost1*(w1 - x1) - cost2*(w2 - x2) + u*(other - feasible)",
    "c1*w1 + c2*w2 >= c1*x1 + c2*x2",
    "<c, w> - <c, x> = <z, w - x> + <u, Aw - Ax>",
    {"A1": "1", "A2": "1", "b": "2", "u": "1", "c1": "2", "z1": "1", "x2": "2", "c2": "1", "w1": "1", "w2": "1"},
)

FARKAS = follows(
    "T0.infeasible",
    "No x is feasible if <u, b> exceeds the largest values s_1 + s_2 of the terms (A^T u)_j x_j between the bounds.",
    "A1 A2 b u x1 x2 s1 s2",
    {
        "first": "u*A1*x1 <= s1",
        "second": "u*A2*x2 <= s2",
        "feasible": "A1*x1 + A2*x2 == b",
    },
    "first + second + u*feasible",
    "u*b <= s1 + s2",
    "<u, b> = <u, Ax> = sum (A^T u)_j x_j",
    {"A1": "1", "A2": "1", "b": "2", "u": "1", "x1": "1", "x2": "1", "s1": "1", "s2": "3"},
)

RAY = follows(
    "T0.unbounded",
    "Along a ray, A d = 0 and <c, d> < 0, the cost falls without bound: below any k at some feasible x + t d.",
    "c x d t k",
    {"ray": "c*d < 0", "far": "t*(c*d) <= k - c*x - 1"},
    "far + 1",
    "c*(x + t*d) < k",
    "t large enough; c, x, d stand for the vectors, products for inner products",
    {"c": "-1", "d": "1", "t": "3", "k": "-1"},
)

TWO = "A1 A2 D1 D2 v"
GRAM = identity(
    "T1.gram",
    "F = 1 - MG' row i, column 2: 1 - MG less <b_i, delta_2> and <M_i1 delta_1 + M_i2 delta_2, A'_2>; b = M_i1 A_1 + "
    "M_i2 A_2, one = the entry of the unit matrix, mu the ridge of column 2.",
    f"{TWO} M1 M2 mu one",
    "one - (M1*v*(A1 + D1)*(A2 + D2) + M2*(v*(A2 + D2)**2 + mu))"
    " == one - (M1*v*A1*A2 + M2*(v*A2**2 + mu)) - v*(M1*A1 + M2*A2)*D2 - v*(M1*D1 + M2*D2)*(A2 + D2)",
    "multiply out",
    {"A1": "2", "D1": "3", "M2": "5"},
)

DEFECT = follows(
    "T1.defect",
    "G'e = d, row 1: e = z - x, where G'z = A'^T y' - h', and d = <A'_1, y' - A'x> - h'_1 - mu_1 x_1 (B = A').",
    "B1 B2 y v mu1 h1 x1 x2 z1 z2",
    {"v_sign": "v >= 0", "solves": "v*B1*(B1*z1 + B2*z2) + mu1*z1 == v*B1*y - h1"},
    "solves",
    "v*B1*(B1*(z1 - x1) + B2*(z2 - x2)) + mu1*(z1 - x1) == v*B1*(y - B1*x1 - B2*x2) - h1 - mu1*x1",
    "subtract G'x from both sides",
    {"B1": "1", "v": "1", "y": "2", "h1": "1", "z1": "1", "x1": "3"},
)

EXPANSION = identity(
    "T1.expansion",
    "Row i of M d, multiplied out in delta, eta, gamma: r' = r + eta - delta x, h' = h + g; what is not linear is "
    "<M_i1 delta_1 + M_i2 delta_2, nu>, nu = eta - delta x.",
    f"{TWO} M1 M2 y eta x1 x2 h1 h2 g1 g2 mu1 mu2",
    "M1*(v*(A1 + D1)*(y + eta - (A1 + D1)*x1 - (A2 + D2)*x2) - (h1 + g1) - mu1*x1)"
    " + M2*(v*(A2 + D2)*(y + eta - (A1 + D1)*x1 - (A2 + D2)*x2) - (h2 + g2) - mu2*x2)"
    " == (v*(M1*A1 + M2*A2)*(y - A1*x1 - A2*x2) - M1*(h1 + mu1*x1) - M2*(h2 + mu2*x2))"
    " + v*(M1*A1 + M2*A2)*eta"
    " + v*D1*(M1*(y - A1*x1 - A2*x2) - x1*(M1*A1 + M2*A2))"
    " + v*D2*(M2*(y - A1*x1 - A2*x2) - x2*(M1*A1 + M2*A2))"
    " - M1*g1 - M2*g2 + v*(M1*D1 + M2*D2)*(eta - D1*x1 - D2*x2)",
    "multiply out",
    {"A1": "2", "D1": "3", "M2": "5", "x2": "7", "y": "11"},
)

CONTRACTION = Proof(
    name="T1.contraction",
    result="T1",
    statement="|e| <= t + R|e| and t + Rw < w give |e| < w: let c = max |e_i|/w_i be attained at i; with t, R, w for "
    "t_i, (Rw)_i, w_i, c w <= t + c R. (T2 uses it for x_B and for u.)",
    reals="c t R w",
    given={"t_sign": "t >= 0", "R_sign": "R >= 0", "row": "t + R < w", "largest": "c*w <= t + c*R"},
    goal="c < 1",
    by=(
        Step(
            "goal",
            "c < 1",
            Cases(
                "large",
                "c >= 1",
                (
                    Step(
                        "absurd",
                        "0 > 0",
                        Combine("largest + large*row + row + large*t_sign"),
                        "c w <= t + c R <= c (t + R) < c w",
                    ),
                ),
                (Step("small", "c < 1", Combine("large"), "the other case"),),
            ),
            "c >= 1 is absurd",
        ),
    ),
    example=({"c": "1/2", "t": "1", "R": "1", "w": "3"},),
)

SIGN = follows(
    "T1.sign",
    "|z - x| < w and s x > w, s = 1 or -1, give s z > 0.",
    "s x z w",
    {"near": "s*(z - x) > -w", "far": "s*x > w"},
    "near + far",
    "s*z > 0",
    "s z = s x + s (z - x) > w - w",
    {"s": "-1", "x": "-3", "z": "-2", "w": "2"},
)

CORRELATION = follows(
    "T1.correlation",
    "c_j = <A'_j, r' - A'_S e> less N_j (d - G'e) = 0: with p = A'_j - N_j1 A'_1 - N_j2 A'_2 the factors of e_l are "
    "<p, A'_l> - mu_l N_jl (B = A'_S, Q = A'_j, r = r', h = h').",
    "B1 B2 Q N1 N2 v r h1 h2 mu1 mu2 x1 x2 e1 e2",
    {
        "v_sign": "v >= 0",
        "row1": "v*B1*(B1*e1 + B2*e2) + mu1*e1 == v*B1*r - h1 - mu1*x1",
        "row2": "v*B2*(B1*e1 + B2*e2) + mu2*e2 == v*B2*r - h2 - mu2*x2",
    },
    "-N1*row1 - N2*row2",
    "v*Q*(r - B1*e1 - B2*e2) == v*(Q - N1*B1 - N2*B2)*r + N1*(h1 + mu1*x1) + N2*(h2 + mu2*x2)"
    " - (v*(Q - N1*B1 - N2*B2)*B1 - mu1*N1)*e1 - (v*(Q - N1*B1 - N2*B2)*B2 - mu2*N2)*e2",
    "the difference is N_j (G'e - d)",
    {
        "B1": "1",
        "B2": "1",
        "v": "1",
        "r": "2",
        "mu1": "1",
        "mu2": "2",
        "e1": "1/2",
        "e2": "1/4",
        "h1": "3/4",
        "h2": "3/4",
    }
    | {"Q": "1", "N1": "1", "N2": "1"},
)

OUTSIDE = identity(
    "T1.outside",
    "<p, r'> multiplied out: p = q_j + theta, theta = delta_j - N_j1 delta_1 - N_j2 delta_2, r' = r + nu, nu = eta - "
    "delta x.",
    "v q r Dj D1 D2 N1 N2 eta x1 x2",
    "v*(q + Dj - N1*D1 - N2*D2)*(r + eta - D1*x1 - D2*x2)"
    " == v*q*r + v*Dj*r + v*q*eta - v*D1*(N1*r + x1*q) - v*D2*(N2*r + x2*q)"
    " + v*(Dj - N1*D1 - N2*D2)*(eta - D1*x1 - D2*x2)",
    "multiply out",
    {"q": "2", "r": "3", "D1": "5", "N2": "7"},
)

STRICT = follows(
    "T1.strict",
    "T1.4 read with all moduli bounded: |c_j| <= k and k + g < l give |c_j| < l' for every l' with |l' - l| <= g.",
    "c k g l lp",
    {"bound": "c <= k", "condition": "k + g < l", "box": "lp >= l - g"},
    "bound + condition + box",
    "c < lp",
    "c <= k < l - g <= l'",
    {"k": "1", "g": "1", "l": "3", "lp": "2"},
)

UNIQUE = follows(
    "T1.unique",
    "Of two minimisers that vanish off S the difference e has <e, G'e> = 0, and G' is positive definite: k e^2 <= <e, "
    "G'e> with k > 0 gives e = 0.",
    "k e q",
    {"k_sign": "k > 0", "definite": "k*e**2 <= q", "none": "q == 0"},
    "definite/k - none/k",
    "e**2 <= 0",
    "e^2 <= q/k = 0",
    {"k": "1"},
)

PROOFS = (
    CONVEX,
    DUALITY,
    FARKAS,
    RAY,
    GRAM,
    DEFECT,
    EXPANSION,
    CONTRACTION,
    SIGN,
    CORRELATION,
    OUTSIDE,
    STRICT,
    UNIQUE,
)
