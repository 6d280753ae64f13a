"""Results E as algebra: sharpness of the objective (E0), one block of iterations (E1), restarts (E2), constants (E3).

Norms enter as the numbers that they are, with the inequalities that hold between them as hypotheses.  In E1 the letters
stand for vectors; the proof is written in one dimension, and every term is one of the bilinear forms <z, z'>, <u, u'>,
<Az, u>, for which the same identity holds.
"""

from __future__ import annotations

from proofs_check.symbolic.steps import Cases, Cite, Combine, Induction, Proof, Recursion, Square, Step

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

GAPS = Recursion(
    index="k",
    first="0",
    symbols="e V",
    start={"e_start": "e == y0", "V_start": "V == 1"},
    transition={"e_step": "e_next == v*(e + delta)", "V_step": "V_next == v*V"},
)
RATE = {"v_sign": "v > 0", "v_small": "v < 1", "delta_sign": "delta >= 0", "y0_start": "y0 + delta > 0"}

POSITIVE = Proof(
    name="E2.positive",
    result="E2",
    statement="eps_k + delta > 0 for all k, so B_k > 0 and theta_k = 1/B_k exists.",
    reals="v delta y0",
    given=RATE,
    goal="e + delta > 0",
    by=Induction(
        GAPS,
        base=(Step("goal", "e + delta > 0", Combine("e_start + y0_start"), "given"),),
        step=(
            Step("goal", "e_next + delta > 0", Combine("e_step + v*hypothesis + delta_sign"), "v (eps_k + delta) > 0"),
        ),
    ),
    example=(
        {"k": "0", "e": "1", "V": "1", "v": "1/2", "delta": "1/4", "y0": "1"},
        {"k": "1", "e": "5/8", "V": "1/2", "v": "1/2", "delta": "1/4", "y0": "1"},
    ),
)

CLOSED = Proof(
    name="E2.closed",
    result="E2",
    statement="eps_k + delta <= v^k eps_0 + delta/(1 - v), V = v^k: exponential in the number of restarts.",
    reals="v delta y0",
    given=RATE,
    goal="e + delta <= V*y0 + delta/(1 - v)",
    by=Induction(
        GAPS,
        base=(
            Step(
                "goal",
                "e + delta <= V*y0 + delta/(1 - v)",
                Combine("V_start*y0 - e_start + delta_sign*v/v_small"),
                "delta <= delta/(1 - v)",
            ),
        ),
        step=(
            Step(
                "goal",
                "e_next + delta <= V_next*y0 + delta/(1 - v)",
                Combine("v*hypothesis + y0*V_step - e_step"),
                "v delta/(1 - v) + delta = delta/(1 - v)",
            ),
        ),
    ),
    example=(
        {"k": "0", "e": "1", "V": "1", "v": "1/2", "delta": "1/4", "y0": "1"},
        {"k": "1", "e": "5/8", "V": "1/2", "v": "1/2", "delta": "1/4", "y0": "1"},
    ),
)

RESTARTS = Recursion(
    index="k",
    first="0",
    symbols="e f r theta",
    start={"e_start": "e == y0", "f_start": "f == y0 - Fx"},
    always={
        "r_sign": "r >= 0",
        "sharp": "r <= C*(f + G)",
        "theta_sign": "theta > 0",
        "theta_is": "theta*C*(e + delta) == 1",
    },
    transition={
        "e_step": "e_next == v*(e + delta)",
        "block": "f_next <= (theta*r**2/tau + 1/(theta*tau))/p",
    },
)

RESTART = Proof(
    name="E2.restarts",
    result="E2",
    statement="F(z_k) - F(x) = f <= eps_k = e for all restarts: r = ||z_k - x||, theta = 1/B_{k+1} with B_{k+1} = "
    "C^ (eps_k + delta), C = C^; "
    "f_next obeys E1.theta with t1 = t2 = tau, r obeys E0, z_0 = 0, so F(z_0) = ||y|| <= y0, and F(x) = Fx >= 0.",
    integers="p",
    reals="C G delta v tau y0 Fx",
    given={
        "C_sign": "C > 0",
        "v_sign": "v > 0",
        "tau_sign": "tau > 0",
        "Fx_sign": "Fx >= 0",
        "spread": "delta >= G",
        "p_sign": "p > 0",
        "enough": "p >= 2*C/(tau*v)",
    },
    goal="f <= e",
    by=Induction(
        RESTARTS,
        base=(Step("goal", "f <= e", Combine("e_start - f_start + Fx_sign"), "F(0) - F(x) <= ||y||"),),
        step=(
            Step("near", "r <= C*(e + delta)", Combine("sharp + C*(hypothesis + spread)"), "E0: ||z_k - x|| <= B"),
            Step("B_sign", "C*(e + delta) > 0", Combine("(1 + theta_is)/theta"), "B = 1/theta"),
            Step("sum_sign", "e + delta > 0", Combine("B_sign/C"), "divide by C^"),
            Step("squares", "r**2 <= (C*(e + delta))**2", Combine("near*(B_sign + r_sign)"), "r <= B"),
            Step(
                "first",
                "theta*r**2 <= C*(e + delta)",
                Combine("theta*squares - C*(e + delta)*theta_is"),
                "theta r^2 <= theta B^2 = B",
            ),
            Step("second", "1/theta == C*(e + delta)", Combine("-theta_is/theta"), "1/theta = B"),
            Step(
                "bound",
                "f_next <= 2*C*(e + delta)/(tau*p)",
                Combine("block + first/(tau*p) - second/(tau*p)"),
                "E1 gives (B/tau + B/tau)/p",
            ),
            Step(
                "shrink",
                "2*C*(e + delta)/(tau*p) <= v*(e + delta)",
                Combine("sum_sign*enough*v/p"),
                "p >= 2 C^/(tau v)",
            ),
            Step("goal", "f_next <= e_next", Combine("bound + shrink + e_step"), "eps_{k+1} = v (eps_k + delta)"),
        ),
    ),
    example=(
        {"k": "0", "e": "1", "f": "1", "r": "1", "theta": "1", "C": "1", "G": "0", "delta": "0", "v": "1/2"}
        | {"tau": "1", "y0": "1", "Fx": "0", "p": "4"},
        {"k": "1", "e": "1/2", "f": "1/2", "r": "1/2", "theta": "2", "C": "1", "G": "0", "delta": "0", "v": "1/2"}
        | {"tau": "1", "y0": "1", "Fx": "0", "p": "4"},
    ),
)

BOUND = Proof(
    name="E2.bound",
    result="E2",
    statement="||z_n - x|| = r <= C^ (F(z_n) - F(x) + G) <= C^ (eps_n + delta) <= C^ (v^n y0 + delta/(1 - v)).",
    reals="C G delta v y0 e f r V",
    given={
        "C_sign": "C > 0",
        "v_small": "v < 1",
        "sharp": "r <= C*(f + G)",
        "spread": "delta >= G",
        "restarts": "f <= e",
        "closed": "e + delta <= V*y0 + delta/(1 - v)",
    },
    goal="r <= C*(V*y0 + delta/(1 - v))",
    by=(
        Step("near", "r <= C*(e + delta)", Combine("sharp + C*(restarts + spread)"), "E0"),
        Step("goal", "r <= C*(V*y0 + delta/(1 - v))", Combine("near + C*closed"), "E2.closed"),
    ),
    example=(
        {"C": "1", "G": "0", "delta": "1", "v": "1/2", "y0": "1", "e": "1/2", "f": "1/2", "r": "1/2", "V": "1/2"},
    ),
)

NOISE = Proof(
    name="E2.noise",
    result="E2",
    statement="For s-sparse x and y = Ax + e: sigma = 0 and ||Ax - y|| = ||e|| give G = 2 ||e||, so delta = 2 ||e|| is "
    "enough.",
    reals="lam sigma rx noise G",
    given={"G_is": "G == 2*lam*sigma + 2*rx", "sparse": "sigma == 0", "data": "rx == noise"},
    goal="G == 2*noise",
    by=(Step("goal", "G == 2*noise", Combine("G_is + 2*lam*sparse + 2*data"), "put in"),),
    example=({"lam": "1", "sigma": "0", "rx": "1/8", "noise": "1/8", "G": "1/4"},),
)

CONSTANTS = {
    "delta_sign": "delta >= 0",
    "w_sign": "w >= 0",
    "w_is": "w**2 == 1 - delta**2",
    "small": "41*delta**2 < 16",
}

DENOMINATOR = Proof(
    name="E3.denominator",
    result="E3",
    statement="For delta < 4/41^(1/2), that is 41 delta^2 < 16, and w = (1 - delta^2)^(1/2): w > 5 delta/4, so rho = "
    "delta/(w - delta/4) < 1.",
    reals="delta w",
    given=CONSTANTS,
    goal="w - delta/4 > delta",
    by=(
        Step("squares", "w**2 > (5*delta/4)**2", Combine("small/16 + w_is"), "1 - delta^2 > 25 delta^2/16"),
        Step(
            "goal",
            "w - delta/4 > delta",
            Cases(
                "split",
                "w - delta/4 > delta",
                yes=(Step("done", "w - delta/4 > delta", Combine("split"), "nothing to do"),),
                no=(Step("absurd", "0 > 0", Combine("squares + split*(w_sign + 5*delta_sign/4)"), "compare squares"),),
            ),
            "suppose not",
        ),
    ),
    example=({"delta": "3/5", "w": "4/5"},),
)

PROOFS = (
    SHARPNESS,
    YOUNG,
    ITERATION,
    TELESCOPE,
    MEAN,
    THETA,
    POSITIVE,
    CLOSED,
    RESTART,
    BOUND,
    NOISE,
    DENOMINATOR,
)
