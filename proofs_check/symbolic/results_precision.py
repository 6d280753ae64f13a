"""Result A8 as algebra: how much a network's output can change, layer after layer, and what accuracy asks of it."""

from __future__ import annotations

from proofs_check.symbolic.steps import Cases, Combine, Induction, Proof, Recursion, Step

__all__ = ["PROOFS"]

NEURONS = Recursion(
    index="i",
    first="0",
    symbols="s w v",
    start={"empty": "s == 0"},
    transition={"summand": "s_next == s + w*v"},
    always={"w_most": "w <= W", "w_least": "w >= -W", "v_most": "v <= V", "v_least": "v >= -V"},
)

ROW = Proof(
    name="A8.row",
    result="A8",
    statement="A neuron with i inputs, weights in [-W, W] and inputs changed by at most V changes by at most i W V "
    "(and, for -v, by at least -i W V).",
    reals="W V",
    given={"W_sign": "W >= 0", "V_sign": "V >= 0"},
    goal="s <= i*W*V",
    by=Induction(
        NEURONS,
        base=(Step("goal", "s <= i*W*V", Combine("W*V*at_first - empty"), "no inputs: 0 = 0"),),
        step=(
            Step(
                "product",
                "w*v <= W*V",
                Combine("(w_most*v_least + w_least*v_most)/2"),
                "2(WV - wv) = (W - w)(V + v) + (W + w)(V - v)",
            ),
            Step("goal", "s_next <= (i + 1)*W*V", Combine("hypothesis + product - summand"), "one more input"),
        ),
    ),
    example=(
        {"i": "0", "s": "0", "w": "2", "v": "-1", "W": "2", "V": "3"},
        {"i": "1", "s": "-2", "w": "-2", "v": "-3", "W": "2", "V": "3"},
        {"i": "2", "s": "4", "w": "0", "v": "0", "W": "2", "V": "3"},
    ),
)

RELU = Proof(
    name="A8.relu",
    result="A8",
    statement="rho does not increase differences: rho(x) - rho(y) <= h for h >= 0, h >= x - y; rho(x) is r >= 0, x "
    "with "
    "r (r - x) = 0.",
    reals="x y r t h",
    given={
        "r_sign": "r >= 0",
        "r_above": "r >= x",
        "r_one": "r*(r - x) == 0",
        "t_sign": "t >= 0",
        "t_above": "t >= y",
        "h_sign": "h >= 0",
        "h_above": "h >= x - y",
    },
    goal="r - t <= h",
    by=(
        Step(
            "goal",
            "r - t <= h",
            Cases(
                "split",
                "r - t <= h",
                yes=(Step("done", "r - t <= h", Combine("split"), "nothing to do"),),
                no=(
                    Step("active", "r > 0", Combine("split + h_sign + t_sign"), "r > t + h >= 0"),
                    Step("equal", "r == x", Combine("r_one/active"), "divide r (r - x) = 0 by r"),
                    Step(
                        "absurd", "0 > 0", Combine("split + h_above + t_above - equal"), "x - t > h >= x - y >= x - t"
                    ),
                ),
            ),
            "suppose not",
        ),
    ),
    example=({"x": "2", "y": "-1", "r": "2", "t": "0", "h": "3"},),
)

LAYERS = Recursion(
    index="l",
    first="1",
    symbols="D Q N",
    start={"first_layer": "D <= W*delta", "first_price": "Q == W*delta"},
    transition={"layer": "D_next <= N*W*D", "price": "Q_next == N*W*Q"},
    always={"width": "N >= 1"},
)

PRODUCT = Proof(
    name="A8.layers",
    result="A8",
    statement="Layer after layer: the change D after layer l is at most Q = W^l N_1...N_{l-1} delta, N the width of "
    "layer l.",
    reals="W delta",
    given={"W_sign": "W >= 0", "delta_sign": "delta > 0"},
    goal="D <= Q",
    by=Induction(
        LAYERS,
        base=(Step("goal", "D <= Q", Combine("first_layer + first_price"), "the first layer"),),
        step=(Step("goal", "D_next <= Q_next", Combine("(width + 1)*W_sign*hypothesis + layer + price"), "times N W"),),
    ),
    example=(
        {"l": "1", "D": "1/8", "Q": "1/4", "N": "3", "W": "2", "delta": "1/8"},
        {"l": "2", "D": "1/2", "Q": "3/2", "N": "1", "W": "2", "delta": "1/8"},
    ),
)

PRICE = Proof(
    name="A8.price",
    result="A8",
    statement="An output that climbs from <= e to >= 1 - e over a change of at most D <= Q = W^L N_1...N_{L-1} delta "
    "costs Q >= 1 - 2e.",
    reals="e D Q below above",
    given={
        "at_bare": "below <= e",
        "at_label": "above >= 1 - e",
        "climb": "above - below <= D",
        "bound": "D <= Q",
    },
    goal="Q >= 1 - 2*e",
    by=(Step("goal", "Q >= 1 - 2*e", Combine("bound + climb + at_label + at_bare"), "add"),),
    example=({"e": "1/4", "D": "1/2", "Q": "1", "below": "1/4", "above": "3/4"},),
)

PROOFS = (ROW, RELU, PRODUCT, PRICE)
