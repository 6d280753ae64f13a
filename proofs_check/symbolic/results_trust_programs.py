"""Results T2 and T5 as algebra: the identities behind the bounds of T2, and the ties of T5.

Letters are those of `results_trust`: a primed letter of the page is a letter with a `p`, or another one that is named;
matrices are written out for two rows.
"""

from __future__ import annotations

from proofs_check.symbolic.results_trust import follows, identity
from proofs_check.symbolic.steps import Combine, Proof, Step

__all__ = ["PROOFS"]

PRIMAL = follows(
    "T2.primal",
    "e = M d' + (1 - M A'_B) e, row 1, for the solution e of A'_B e = d' (B = A'_B).",
    "B11 B12 B21 B22 M11 M12 d1 d2 e1 e2",
    {"row1": "B11*e1 + B12*e2 == d1", "row2": "B21*e1 + B22*e2 == d2"},
    "M11*row1 + M12*row2",
    "e1 == M11*d1 + M12*d2 + (1 - M11*B11 - M12*B21)*e1 - (M11*B12 + M12*B22)*e2",
    "M (A'_B e - d') = 0",
    {"B11": "1", "B22": "1", "e1": "1", "d1": "1", "e2": "2", "d2": "2", "M11": "3"},
)

DUAL = follows(
    "T2.dual",
    "zeta = M^T d'' + (1 - A'_B M)^T zeta, entry 1, for the solution zeta of A'_B^T zeta = d''.",
    "B11 B12 B21 B22 M11 M12 M21 M22 d1 d2 t1 t2",
    {"row1": "B11*t1 + B21*t2 == d1", "row2": "B12*t1 + B22*t2 == d2"},
    "M11*row1 + M21*row2",
    "t1 == M11*d1 + M21*d2 + (1 - B11*M11 - B12*M21)*t1 - (B21*M11 + B22*M21)*t2",
    "M^T (A'_B^T zeta - d'') = 0",
    {"B11": "1", "B22": "1", "t1": "1", "d1": "1", "t2": "2", "d2": "2", "M11": "3"},
)

COSTS = follows(
    "T2.costs",
    "The reduced cost of a column a' = a + D: z' - z = (c' - c) - <a' - a, u> - <N, d'' - d^u> - <a' - A'_B N, zeta>, "
    "where z = c - <a, u> - <N, d^u>, z' = c' - <a', u + zeta>, A'_B^T zeta = d''.",
    "a1 a2 D1 D2 c cp u1 u2 B11 B12 B21 B22 N1 N2 d1 d2 o1 o2 t1 t2",
    {"row1": "B11*t1 + B21*t2 == d1", "row2": "B12*t1 + B22*t2 == d2"},
    "-N1*row1 - N2*row2",
    "(cp - (a1 + D1)*(u1 + t1) - (a2 + D2)*(u2 + t2)) - (c - a1*u1 - a2*u2 - N1*o1 - N2*o2)"
    " == (cp - c) - (D1*u1 + D2*u2) - (N1*(d1 - o1) + N2*(d2 - o2))"
    " - ((a1 + D1 - B11*N1 - B12*N2)*t1 + (a2 + D2 - B21*N1 - B22*N2)*t2)",
    "<a', zeta> = <N, A'_B^T zeta> + <a' - A'_B N, zeta>",
    {"B11": "1", "B22": "1", "t1": "1", "d1": "1", "t2": "2", "d2": "2", "N1": "3", "a1": "1", "c": "1"},
)

RIGHT = identity(
    "T2.column",
    "a' - A'_B N = T + (a' - a) - (A'_B - A_B) N with T = a - A_B N, one row.",
    "v a D B1 B2 E1 E2 N1 N2",
    "a + D - (B1 + E1)*N1 - (B2 + E2)*N2 == (a - B1*N1 - B2*N2) + D - (E1*N1 + E2*N2)",
    "multiply out",
    {"N1": "2", "E1": "3"},
)

INSIDE = follows(
    "T2.feasible",
    "|e| < w and l < x - w, x + w < u leave x + e strictly between the bounds; one side.",
    "x e w l",
    {"near": "e > -w", "bound": "x - w > l"},
    "near + bound",
    "x + e > l",
    "x + e > x - w > l",
    {"x": "3", "w": "1"},
)

TIE = follows(
    "T5.tie",
    "The box about the limit, alpha = beta + 2 eps, contains equal entries: alpha - eps = beta + eps.",
    "alpha beta eps",
    {"limit": "alpha == beta + 2*eps"},
    "limit",
    "alpha - eps == beta + eps",
    "subtract eps",
    {"alpha": "3", "beta": "1", "eps": "1"},
)

APART = follows(
    "T5.apart",
    "In the box about a member, alpha = beta + 2 eps + q with q = 4^-n > 0, the first entry is the larger one.",
    "alpha beta eps q a b",
    {
        "q_sign": "q > 0",
        "member": "alpha == beta + 2*eps + q",
        "low": "a >= alpha - eps",
        "high": "b <= beta + eps",
    },
    "q_sign + member + low + high",
    "a > b",
    "a >= beta + eps + q > b",
    {"alpha": "4", "beta": "1", "eps": "1", "q": "1", "a": "3", "b": "2"},
)

OPPOSITE = follows(
    "T5.opposite",
    "It is larger than the modulus of the second one: -b <= eps - beta < beta + eps < a.",
    "alpha beta eps q a b",
    {
        "q_sign": "q > 0",
        "beta_sign": "beta > 0",
        "member": "alpha == beta + 2*eps + q",
        "low": "a >= alpha - eps",
        "least": "b >= beta - eps",
    },
    "q_sign + 2*beta_sign + member + low + least",
    "a > -b",
    "add",
    {"alpha": "4", "beta": "1", "eps": "1", "q": "1", "a": "3"},
)

ACTIVE = follows(
    "T5.active",
    "At x_1 = (a y - lam/2)/a^2, x_2 = 0 the first correlation is lam/2.",
    "a y lam x",
    {"a_sign": "a > 0", "x_is": "x == (a*y - lam/2)/a**2"},
    "-a**2*x_is",
    "a*(y - a*x) == lam/2",
    "a y - a^2 x = lam/2",
    {"a": "2", "y": "1", "lam": "1", "x": "3/8"},
)

INACTIVE = follows(
    "T5.inactive",
    "The second correlation b (y - a x_1) is below lam/2 if a > b; with -b for b it is above -lam/2.",
    "a b y lam x c",
    {
        "lam_sign": "lam > 0",
        "a_sign": "a > 0",
        "larger": "a > b",
        "active": "a*(y - a*x) == lam/2",
        "c_is": "c == b*(y - a*x)",
    },
    "lam_sign*larger/(2*a) - b*active/a - c_is",
    "c < lam/2",
    "a c = b lam/2 < a lam/2",
    {"a": "2", "b": "1", "y": "1", "lam": "1", "x": "3/8", "c": "1/4"},
)

PROGRAM_TIE = Proof(
    name="T5.program.tie",
    result="T5",
    statement="The program: alpha = eps + (beta + eps)(1 + eps)/(1 - eps) has two columns worth the same in its box.",
    reals="alpha beta eps",
    given={"eps_sign": "eps > 0", "small": "eps < 1", "limit": "alpha == eps + (beta + eps)*(1 + eps)/(1 - eps)"},
    goal="(alpha - eps)/(1 + eps) == (beta + eps)/(1 - eps)",
    by=(
        Step(
            "goal", "(alpha - eps)/(1 + eps) == (beta + eps)/(1 - eps)", Combine("limit/(1 + eps)"), "divide by 1 + eps"
        ),
    ),
    example=({"alpha": "5", "beta": "1", "eps": "1/2"},),
)

PROGRAM_APART = Proof(
    name="T5.program.apart",
    result="T5",
    statement="The program, alpha + q, q = 4^-n > 0: in the box the second reduced cost c_2 - b u, u = c_1/a, is "
    "positive, times a: a c_2 > b c_1.  (For b <= 0 both terms help.)",
    reals="alpha beta eps q a b c1 c2",
    given={
        "q_sign": "q > 0",
        "eps_sign": "eps > 0",
        "small": "eps < 1",
        "b_sign": "b > 0",
        "limit": "(alpha - eps)*(1 - eps) == (beta + eps)*(1 + eps)",
        "low": "a >= alpha + q - eps",
        "high": "b <= beta + eps",
        "cheap": "c1 <= 1 + eps",
        "dear": "c2 >= 1 - eps",
        "a_sign": "a > 0",
    },
    goal="a*c2 > b*c1",
    by=(
        Step(
            "goal",
            "a*c2 > b*c1",
            Combine("a_sign*dear + small*low + q_sign*small + limit + (eps_sign + 1)*high + b_sign*cheap"),
            "a c_2 >= a (1 - eps) >= (alpha - eps)(1 - eps) + q (1 - eps) > (beta + eps)(1 + eps) >= b c_1",
        ),
    ),
    example=({"alpha": "5", "beta": "1", "eps": "1/2", "q": "1", "a": "11/2", "b": "1", "c1": "1", "c2": "1"},),
)

PROOFS = (
    PRIMAL,
    DUAL,
    COSTS,
    RIGHT,
    INSIDE,
    TIE,
    APART,
    OPPOSITE,
    ACTIVE,
    INACTIVE,
    PROGRAM_TIE,
    PROGRAM_APART,
)
