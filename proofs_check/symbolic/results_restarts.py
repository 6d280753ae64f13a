"""Results E as algebra, continued: restarts (E2), constants of the null space property (E3).

What E0 and E1 say (`results_e`) enters as hypotheses.
"""

from __future__ import annotations

from proofs_check.symbolic.steps import Cases, Combine, Induction, Proof, Recursion, Step

__all__ = ["PROOFS"]

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

PROOFS = (POSITIVE, CLOSED, RESTART, BOUND, NOISE, DENOMINATOR)
