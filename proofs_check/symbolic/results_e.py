"""Results E as algebra: sharpness of the objective (E0), one block of iterations (E1).

Norms enter as the numbers that they are, with the inequalities that hold between them as hypotheses.  In E1 the letters
stand for vectors; the proof is written in one dimension, and every term is one of the bilinear forms <z, z'>, <u, u'>,
<Az, u>, for which the same identity holds.
"""

from __future__ import annotations

from proofs_check.symbolic.steps import Cite, Combine, Induction, Proof, Recursion, Square, Step

__all__ = ["PROOFS"]

SHARPNESS = Proof(
    name="E0",
    result="E0",
    statement="||z - x||_2 = d <= C^ (F(z) - F(x) + G(x,y)), C^ = C/(lam S), S = s^(1/2), from the robust null "
    "space property; "
    "z1, x1 are 1-norms, sigma = sigma_s(x)_1, rz = ||Az - y||, rx = ||Ax - y||, az = ||A(z - x)|| <= rz + rx.",
    reals="C D S lam d z1 x1 sigma rz rx az",
    given={
        "C_sign": "C > 0",
        "D_sign": "D > 0",
        "S_sign": "S > 0",
        "lam_sign": "lam > 0",
        "lam_most": "lam <= C/(D*S)",
        "rz_sign": "rz >= 0",
        "rx_sign": "rx >= 0",
        "triangle": "az <= rz + rx",
        "null_space": "d <= C/S*(z1 - x1 + 2*sigma) + D*az",
    },
    goal="d <= C/(lam*S)*((lam*z1 + rz) - (lam*x1 + rx) + (2*lam*sigma + 2*rx))",
    by=(
        Step("constants", "C/(lam*S) >= D", Combine("lam_most*D/lam"), "lam D S <= C"),
        Step(
            "goal",
            "d <= C/(lam*S)*((lam*z1 + rz) - (lam*x1 + rx) + (2*lam*sigma + 2*rx))",
            Combine("null_space + D*triangle + constants*(rz_sign + rx_sign)"),
            "D az <= D (rz + rx) <= C^ (rz + rx)",
        ),
    ),
    example=(
        {"C": "2", "D": "1", "S": "1", "lam": "1", "d": "1", "z1": "1", "x1": "1", "sigma": "0", "rz": "1", "rx": "0"}
        | {"az": "1"},
    ),
)

STEP_SIZES = {"t1_sign": "t1 > 0", "t2_sign": "t2 > 0", "steps": "t1*t2*a**2 <= 1"}

YOUNG = Proof(
    name="E1.young",
    result="E1",
    statement="t1 t2 ||A||^2 <= 1 makes a X U <= (X^2/t1 + U^2/t2)/2: |<A x, u>| is at most that, a = ||A||, X = "
    "||x||, "
    "U = ||u||.",
    reals="t1 t2 a X U",
    given=STEP_SIZES,
    goal="a*X*U <= (X**2/t1 + U**2/t2)/2",
    by=(
        Step("square", "(X - a*t1*U)**2 >= 0", Square("X - a*t1*U"), "a square"),
        Step(
            "goal",
            "a*X*U <= (X**2/t1 + U**2/t2)/2",
            Combine("square/(2*t1) + U**2*steps/(2*t2)"),
            "X^2/t1 + U^2/t2 - 2aXU = (X - a t1 U)^2/t1 + U^2 (1 - t1 t2 a^2)/t2",
        ),
    ),
    example=({"t1": "1/2", "t2": "1/2", "a": "2", "X": "1", "U": "2"},),
)

ITERATION = Proof(
    name="E1.iteration",
    result="E1",
    statement="One iteration (z, u) -> (zn, un): with Delta(z, u) = (x-z)^2/(2 t1) + (v-u)^2/(2 t2) - a (x-z)(v-u) "
    "the gap "
    "[f(zn) + <A zn - y, v>] - [f(x) + <A x - y, un>] is at most Delta(z, u) - Delta(zn, un), for every x and v; "
    "f = lam ||.||_1, and the first two hypotheses are what prox and projection mean.",
    reals="t1 t2 a x v y z u zn un fx fn",
    given={
        "t1_sign": "t1 > 0",
        "t2_sign": "t2 > 0",
        "prox": "fn - fx <= ((z - zn)/t1 - a*u)*(zn - x)",
        "projection": "(a*(2*zn - z) - y)*(v - un) <= (u - un)/t2*(un - v)",
        "young": "(zn - z)**2/(2*t1) + (un - u)**2/(2*t2) - a*(zn - z)*(un - u) >= 0",
    },
    goal="(fn + (a*zn - y)*v) - (fx + (a*x - y)*un)"
    " <= ((x - z)**2/(2*t1) + (v - u)**2/(2*t2) - a*(x - z)*(v - u))"
    " - ((x - zn)**2/(2*t1) + (v - un)**2/(2*t2) - a*(x - zn)*(v - un))",
    by=(
        Step(
            "goal",
            "(fn + (a*zn - y)*v) - (fx + (a*x - y)*un)"
            " <= ((x - z)**2/(2*t1) + (v - u)**2/(2*t2) - a*(x - z)*(v - u))"
            " - ((x - zn)**2/(2*t1) + (v - un)**2/(2*t2) - a*(x - zn)*(v - un))",
            Combine("prox + projection + young"),
            "add; the difference of both sides is that sum (three points identity)",
        ),
    ),
    example=(
        {"t1": "1", "t2": "1", "a": "1", "x": "0", "v": "0", "y": "0", "z": "1", "u": "0", "zn": "1", "un": "1"}
        | {"fx": "0", "fn": "0"},
    ),
)

TELESCOPE = Proof(
    name="E1.telescope",
    result="E1",
    statement="The gaps of j iterations, each at most Delta_i - Delta_{i+1}, add up to s <= Delta_0 - Delta_j.",
    reals="start",
    goal="s <= start - delta",
    by=Induction(
        Recursion(
            index="j",
            first="0",
            symbols="s gap delta",
            start={"empty": "s == 0", "begin": "delta == start"},
            transition={"gap_bound": "gap <= delta - delta_next", "summand": "s_next == s + gap"},
        ),
        base=(Step("goal", "s <= start - delta", Combine("-empty - begin"), "nothing yet"),),
        step=(Step("goal", "s_next <= start - delta_next", Combine("hypothesis + gap_bound - summand"), "add one"),),
    ),
    example=(
        {"j": "0", "s": "0", "gap": "1/2", "delta": "1", "start": "1"},
        {"j": "1", "s": "1/2", "gap": "0", "delta": "1/4", "start": "1"},
    ),
)

MEAN = Proof(
    name="E1.mean",
    result="E1",
    statement="The mean of z^1..z^p has F(Z_p) - F(x) = gap <= (||x - z^0||^2/t1 + 1/t2)/p: p gap <= s (convexity), "
    "s <= Delta_0 - Delta_p, "
    "Delta_p >= 0 (E1.young), u^0 = 0, X = ||x - z^0||, U = ||v|| <= 1, cross >= -<A(x - z^0), v>.",
    integers="p",
    reals="t1 t2 a X U gap s end start cross",
    given={
        **STEP_SIZES,
        "p_first": "p >= 1",
        "a_sign": "a >= 0",
        "X_sign": "X >= 0",
        "U_sign": "U >= 0",
        "U_most": "U <= 1",
        "convexity": "p*gap <= s",
        "telescope": "s <= start - end",
        "end_sign": "end >= 0",
        "start_is": "start <= X**2/(2*t1) + U**2/(2*t2) + cross",
        "schwarz": "cross <= a*X*U",
    },
    shift={"p": "1 + m"},
    goal="gap <= (X**2/t1 + 1/t2)/p",
    by=(
        Step("young", "a*X*U <= (X**2/t1 + U**2/t2)/2", Cite(YOUNG), "E1.young: so the factor 1/2 is lost"),
        Step("ball", "U**2 <= 1", Combine("U_most*(U + 1)"), "(1 - U)(1 + U) >= 0"),
        Step(
            "goal",
            "gap <= (X**2/t1 + 1/t2)/p",
            Combine("(convexity + telescope + end_sign + start_is + schwarz + young + ball/t2)/(p_first + 1)"),
            "divide by p",
        ),
    ),
    example=(
        {"p": "2", "t1": "1", "t2": "1", "a": "1", "X": "1", "U": "1", "gap": "1", "s": "2", "end": "0", "start": "2"}
        | {"cross": "1"},
    ),
)

THETA = Proof(
    name="E1.theta",
    result="E1",
    statement="Running on (theta y, theta z^0) and dividing by theta: F scales, theta (F(Z) - F(x)) = theta gap is "
    "at most "
    "((theta X)^2/t1 + 1/t2)/p, so gap <= (theta X^2/t1 + 1/(theta t2))/p.",
    reals="theta t1 t2 p X gap",
    given={
        "theta_sign": "theta > 0",
        "t1_sign": "t1 > 0",
        "t2_sign": "t2 > 0",
        "p_sign": "p > 0",
        "scaled": "theta*gap <= ((theta*X)**2/t1 + 1/t2)/p",
    },
    goal="gap <= (theta*X**2/t1 + 1/(theta*t2))/p",
    by=(Step("goal", "gap <= (theta*X**2/t1 + 1/(theta*t2))/p", Combine("scaled/theta"), "divide by theta"),),
    example=({"theta": "2", "t1": "1", "t2": "1", "p": "1", "X": "1", "gap": "5/2"},),
)

PROOFS = (SHARPNESS, YOUNG, ITERATION, TELESCOPE, MEAN, THETA)
