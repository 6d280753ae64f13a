"""ReLU networks as terms: one network at given points, or all networks of a shape at once.

*All networks of a shape.*  The points of A3, A6 and B0 lie on the line of the first axis, so a network matters through
its restriction t -> phi(t e_1) alone, and weights on the other coordinates do not matter.  Let all hidden layers but
the first have width 1: `hidden` = (w, 1, …, 1).  Then every hidden neuron has a single outgoing weight v, and

    v rho(z) = sign(v) rho(|v| z),

where |v| z is again an affine function of the layer below: from the top layer down, every outgoing weight becomes 1 or
-1.  A weight v = 0 becomes 1, and all weights and biases below it 0 (they feed nothing else; then z = 0).  What is left
is free: the u_i, b_i of the first layer, a bias for each later neuron, the output's bias c, and the signs,

    phi(t e_1) = c + s' rho(b' + s'' rho(… b'' + sum_i s_i rho(u_i t + b_i))).

So these are exactly the restrictions of the networks of the shape, and for rational t no product of two unknowns is
left: the question is linear.  Permuting the neurons of a layer changes nothing, so the signs of one layer may be
sorted.

For other `hidden` only the last layer's outgoing weights become 1 or -1, in the same way (for a weight 0 the weights
and the bias into that neuron become 0), and so do the u_i: rho(u t + b) = |u| rho(±t + b/|u|), with |u| put into the
outgoing weights; a neuron with u = 0 is a constant, put into the biases above, its outgoing weights 0.  Products of
unknowns remain.

It is enough to ask about a = 1 and t = 0 in p^k = x^k + t e_1: x^k is a multiple of a, so u_i/a serves a, and
b_i - t u_i serves t.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from proofs_check.smt.script import Script, affine, number, plus, rho, times
from proofs_check.smt.solvers import Values
from theory.layers import Layer
from theory.networks import ReluNetwork

__all__ = ["all_networks", "network_at", "network_of", "values_on_line"]


def network_at(script: Script, network: ReluNetwork, point: Sequence[str], name: str) -> str:
    """Return phi(point) for terms `point`, neuron by neuron from the definition, as a named term."""
    state = list(point)
    for index, layer in enumerate(network.layers, 1):
        if index > 1:
            state = [script.define(f"h_{name}_{index - 1}_{i}", rho(z)) for i, z in enumerate(state, 1)]
        state = [
            script.define(f"z_{name}_{index}_{i}", affine(row, state, bias))
            for i, (row, bias) in enumerate(zip(layer.weights, layer.bias, strict=True), 1)
        ]
    return state[0]


def is_chain(hidden: Sequence[int]) -> bool:
    """Whether every hidden neuron has a single outgoing weight, so that the question is linear."""
    return all(width == 1 for width in hidden[1:])


def all_networks(script: Script, hidden: Sequence[int]) -> None:
    """Declare the weights of all networks with these hidden widths, on the line of the first axis.

    `u_i` and `b_l_i` are first weights and biases, `s_l_i` the signs of outgoing weights, `v_l_i_j` the others, `c` the
    output's bias.
    """
    script.linear = is_chain(hidden)
    for i in range(1, hidden[0] + 1):
        u = script.real(f"u_{i}")
        if not is_chain(hidden):
            script.require(f"(or (= {u} 1.0) (= {u} (- 1.0)))")
    for depth, width in enumerate(hidden, 1):
        for i in range(1, width + 1):
            script.real(f"b_{depth}_{i}")
            if depth == len(hidden) or is_chain(hidden):
                script.truth(f"s_{depth}_{i}")
            if depth > 1 and not is_chain(hidden):
                for j in range(1, hidden[depth - 2] + 1):
                    script.real(f"v_{depth}_{i}_{j}")
    sorted_at = 1 if is_chain(hidden) else len(hidden)
    for i in range(1, hidden[sorted_at - 1]):
        script.require(f"(=> s_{sorted_at}_{i + 1} s_{sorted_at}_{i})")
    script.real("c")


def values_on_line(script: Script, hidden: Sequence[int], points: Sequence[Fraction]) -> list[str]:
    """Return the outputs of the networks declared by `all_networks` at the points t e_1, as named terms."""
    return [_value(script, hidden, t, str(k)) for k, t in enumerate(points, 1)]


def _value(script: Script, hidden: Sequence[int], t: Fraction, name: str) -> str:
    terms: list[str] = []
    for depth, width in enumerate(hidden, 1):
        below, terms = terms, []
        for i in range(1, width + 1):
            if depth == 1:
                into = [times(number(t), f"u_{i}")]
            elif is_chain(hidden):
                into = below
            else:
                into = [times(f"v_{depth}_{i}_{j}", h) for j, h in enumerate(below, 1)]
            z = script.define(f"z_{name}_{depth}_{i}", plus(*into, f"b_{depth}_{i}"))
            h = script.define(f"h_{name}_{depth}_{i}", rho(z))
            signed = depth == len(hidden) or is_chain(hidden)
            terms.append(f"(ite s_{depth}_{i} {h} (- {h}))" if signed else h)
    return script.define(f"y_{name}", plus(*terms, "c"))


def network_of(hidden: Sequence[int], values: Values, dimension: int = 2) -> ReluNetwork:
    """Return the network that a solver found; constants that it did not mention do not matter and are put to 0.

    >>> network_of((1,), {"u_1": Fraction(2), "s_1_1": True}).evaluate([(3, 7)])
    [Fraction(6, 1)]
    """

    def real(name: str) -> Fraction:
        return Fraction(values.get(name, 0))

    def sign(depth: int, i: int) -> Fraction:
        return Fraction(1 if values.get(f"s_{depth}_{i}", False) else -1)

    zeros = (Fraction(0),) * (dimension - 1)
    layers = []
    for depth, width in enumerate((*hidden, 1), 1):
        above = depth > len(hidden)
        rows = []
        for i in range(1, width + 1):
            if depth == 1:
                rows.append((real(f"u_{i}"), *zeros))
                continue
            inputs = range(1, hidden[depth - 2] + 1)
            signed = above or is_chain(hidden)
            rows.append(tuple(sign(depth - 1, j) if signed else real(f"v_{depth}_{i}_{j}") for j in inputs))
        bias = (real("c"),) if above else tuple(real(f"b_{depth}_{i}") for i in range(1, width + 1))
        layers.append(Layer(tuple(rows), bias))
    return ReluNetwork(tuple(layers))
