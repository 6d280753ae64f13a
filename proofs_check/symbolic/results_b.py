"""Results B as algebra: the distance of the solution sets, and what it says of answers.

That solutions exist, and that the networks of A2 and A3 are what they are, is taken for granted here; J is the rest.
"""

from __future__ import annotations

from proofs_check.symbolic.results_families import FARTHER
from proofs_check.symbolic.steps import Cite, Combine, Integral, Proof, Shift, Step

__all__ = ["PROOFS"]

BARE = Proof(
    name="B0.one",
    result="B0",
    statement="With r >= P + 2 points the count of A3 at t = 0 leaves at least one failing point, off by 1/2 or more.",
    integers="r P F0 F1",
    given={"points": "r >= P + 2", "runs": "F0 + F1 >= r - (F0 + F1) - (P + 1)"},
    goal="F0 + F1 >= 1",
    by=(
        Step("some", "F0 + F1 > 0", Combine("runs/2 + points/2 + 1/2"), "F >= (r - P - 1)/2 >= 1/2"),
        Step("goal", "F0 + F1 >= 1", Integral("some"), "F is an integer"),
    ),
    example=({"r": "4", "P": "2", "F0": "0", "F1": "1"},),
)

SEPARATION = Proof(
    name="B1.kappa",
    result="B1",
    statement="A solution of T_0 is >= 1/2 from the labels f, one of T_delta at most eps: they are >= kappa = 1/2 - "
    "eps "
    "apart.",
    reals="eps kappa vf wf vw",
    given={
        "kappa_is": "kappa == 1/2 - eps",
        "limit": "vf >= 1/2",
        "member": "wf <= eps",
        "triangle": "vf <= vw + wf",
    },
    goal="vw >= kappa",
    by=(Step("goal", "vw >= kappa", Combine("triangle + limit + member - kappa_is"), "vw >= vf - wf"),),
    example=({"eps": "1/8", "kappa": "3/8", "vf": "1/2", "wf": "1/8", "vw": "3/8"},),
)

STEP_SIZE = Proof(
    name="B2.evaluations",
    result="B2",
    statement="delta_n = eps(r) 4^-n <= 4^-n =: q, so the coordinates of T_{delta_n} are within 4^-n of those of T_0.",
    integers="r",
    reals="q",
    given={"r_first": "r >= 1", "q_sign": "q > 0"},
    shift={"r": "1 + u"},
    goal="q/((4*r + 3)*(2*r + 2)) < q",
    by=(Step("goal", "q/((4*r + 3)*(2*r + 2)) < q", Shift(), "eps(r) < 1"),),
    example=({"r": "3", "q": "1/16"},),
)

DISJOINT = Proof(
    name="B2.disjoint",
    result="B2",
    statement="For alpha < 1/4 - eps/2 = kappa/2 no answer is within alpha of a solution set of T_0 and of one of "
    "T_delta.",
    reals="alpha eps kappa s t",
    given={
        "kappa_is": "kappa == 1/2 - eps",
        "accuracy": "alpha < 1/4 - eps/2",
        "sets": "s + t >= kappa",
        "right": "s <= alpha",
    },
    goal="t > alpha",
    by=(
        Step("half", "alpha < kappa/2", Combine("accuracy + kappa_is/2"), "kappa/2 = 1/4 - eps/2"),
        Step("goal", "t > alpha", Cite(FARTHER), "J.apart"),
    ),
    example=({"alpha": "1/8", "eps": "1/8", "kappa": "3/8", "s": "1/8", "t": "1/4"},),
)

COIN = Proof(
    name="B3.coin",
    result="B3",
    statement="For alpha < kappa = 1/2 - eps each of the coin's two answers is wrong on the other input: "
    "the labels are >= 1/2 from the solutions of T_0 (and a solution of T_0 is >= kappa from those of T_delta, B1).",
    reals="alpha eps kappa t",
    given={
        "eps_sign": "eps >= 0",
        "kappa_is": "kappa == 1/2 - eps",
        "accuracy": "alpha < kappa",
        "labels": "t >= 1/2",
    },
    goal="t > alpha",
    by=(Step("goal", "t > alpha", Combine("labels + accuracy + eps_sign - kappa_is"), "1/2 >= kappa > alpha"),),
    example=({"alpha": "1/3", "eps": "1/8", "kappa": "3/8", "t": "1/2"},),
)

CONSTANT_LABEL = Proof(
    name="B4.label",
    result="B4",
    statement="The answer f/2 + 1/4 is exactly 1/4 away from a label f in {0, 1}: the distance, squared, is 1/16.",
    reals="f",
    given={"label": "f*(f - 1) == 0"},
    goal="(f/2 + 1/4 - f)**2 == 1/16",
    by=(Step("goal", "(f/2 + 1/4 - f)**2 == 1/16", Combine("label/4"), "(1/4 - f/2)^2 = 1/16 + f (f - 1)/4"),),
    example=({"f": "1"},),
)

CONSTANT_HALF = Proof(
    name="B4.half",
    result="B4",
    statement="The answer f/2 + 1/4 is exactly 1/4 away from the constant 1/2, a solution on T_0 (B0).",
    reals="f",
    given={"label": "f*(f - 1) == 0"},
    goal="(f/2 + 1/4 - 1/2)**2 == 1/16",
    by=(Step("goal", "(f/2 + 1/4 - 1/2)**2 == 1/16", Combine("label/4"), "(f/2 - 1/4)^2 = 1/16 + f (f - 1)/4"),),
    example=({"f": "0"},),
)

BREAKDOWN = Proof(
    name="B4.breakdown",
    result="B4",
    statement="For eps = 0 the bound of B2 holds just below 1/4: kappa/2 = 1/4.",
    reals="eps kappa",
    given={"exact": "eps == 0", "kappa_is": "kappa == 1/2 - eps"},
    goal="kappa/2 == 1/4",
    by=(Step("goal", "kappa/2 == 1/4", Combine("kappa_is/2 - exact/2"), "put eps = 0"),),
    example=({"eps": "0", "kappa": "1/2"},),
)

NETWORKS = Proof(
    name="B5.error",
    result="B5",
    statement="A network off by >= 1/2 at some x^j, with Lipschitz bound c and c delta < kappa - alpha, is farther "
    "than alpha from the "
    "solutions of T_delta: v is its error at z^j against the label, t its distance, t >= v - eps.",
    reals="alpha eps kappa c delta b v t",
    given={
        "kappa_is": "kappa == 1/2 - eps",
        "settled": "c*delta < kappa - alpha",
        "bare": "b >= 1/2",
        "moved": "v >= b - c*delta",
        "solutions": "t >= v - eps",
    },
    goal="t > alpha",
    by=(
        Step(
            "goal",
            "t > alpha",
            Combine("solutions + moved + bare + settled - kappa_is"),
            "t >= 1/2 - c delta - eps = kappa - c delta > alpha",
        ),
    ),
    example=(
        {"alpha": "1/4", "eps": "0", "kappa": "1/2", "c": "4", "delta": "1/32", "b": "1/2", "v": "3/8", "t": "3/8"},
    ),
)

PROOFS = (
    BARE,
    SEPARATION,
    STEP_SIZE,
    DISJOINT,
    COIN,
    CONSTANT_LABEL,
    CONSTANT_HALF,
    BREAKDOWN,
    NETWORKS,
)
