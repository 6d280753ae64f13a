"""Certificates of A3, A4 and A5 at the edges of pieces: kinks at points and ends, together, of tiny or huge slopes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constructions.certificates import instability_certificate, stability_certificate
from constructions.instability import universal_perturbation
from constructions.stable_network import stable_network
from constructions.training_sets import TrainingSet, double_training_set
from tests.certificates.edges import with_neurons
from tests.certificates.editing import Certificate, edited
from theory.exact import write_rational
from theory.networks import ReluNetwork

DATA, TWO = double_training_set(12), double_training_set(2)
X, R = DATA.x1[0], DATA.radius
HAIR = Fraction(1, 2**100)
NEEDLE = Fraction(1, 2**200)
Layers = list[tuple[list[Any], list[Any]]]
Kinks = list[tuple[Fraction, Fraction]]
"""Places in units of R/2 from the first point, and what is added to the slope there."""


def hat(height: Fraction, half: Fraction = Fraction(1), at: Fraction = Fraction(0)) -> Kinks:
    """A hat of this height and half its width, in units of R/2."""
    slope = height / half
    return [(at - half, slope), (at, -2 * slope), (at + half, slope)]


def one_layer(kinks: Kinks) -> ReluNetwork:
    """The sum of these ramps in x_1, and dead neurons, so many that nothing is promised."""
    neurons = [([1, 0], -(X + place * R / 2)) for place, _ in kinks] + [([0, 0], -1)] * 12
    return ReluNetwork.of(
        [([w for w, _ in neurons], [b for _, b in neurons]), ([[*(s * 2 / R for _, s in kinks), *[0] * 12]], [0])]
    )


def two_layers(kinks: Kinks, least: Fraction, sign: int = 1) -> ReluNetwork:
    """The same, of which only what is above a level is left, twice: the second layer has kinks of its own."""
    first, last = one_layer(kinks).layers
    return ReluNetwork.of([(first.weights, first.bias), ([last.weights[0]] * 2, [-least] * 2), ([[sign, sign]], [0])])


def first_point(network: ReluNetwork, closed: bool, top: Fraction | None = None) -> Certificate:
    """It is claimed that the first point, of label 0, fails for |t| <= R/2; right there is 1 <= y <= top, or 1 < y."""
    start = stability_certificate(stable_network(DATA), DATA)
    layers = [
        {"weights": [[write_rational(w) for w in row] for row in layer.weights],
         "bias": [write_rational(b) for b in layer.bias]}
        for layer in network.layers
    ]  # fmt: skip
    end = [None, ")"] if top is None else [write_rational(top), "]"]
    g = [["[" if closed else "(", "1", *end], ["(", None, "1", ")" if closed else "]"]]
    outputs = [network([x, DATA.delta * DATA.labels[k]]) for k, x in enumerate(DATA.x1)]
    above = [y > 1 or (closed and y == 1) for y in outputs]
    right = [
        not up if label else up and (top is None or y <= top)
        for y, up, label in zip(outputs, above, DATA.labels, strict=True)
    ]
    before = [k for k, kept in enumerate(right, 1) if not kept]
    half = [write_rational(-R / 2), write_rational(R / 2)]
    pieces = 1
    for width in network.widths[1:-1]:
        pieces *= width + 1
    claim: dict[str, Any] = start["claim"] | {
        "widths": list(network.widths), "piece_bound": str(pieces), "g": g, "s": 0, "t_interval": half,
        "eta": ["0", "0"], "eta_norm": "0", "failing": 1, "failing_before": len(before), "broken": int(1 not in before),
        "promised": 0, "indices_sha256": "",
    }  # fmt: skip
    witness = {**start["witness"], "network": layers, "g": g, "s": 0, "cuts": half, "indices": [1]}
    return edited({**start, "kind": "instability", "result": "A4", "claim": claim, "witness": witness}, "claim.s", 0)


def ball(kinks: Kinks) -> Certificate:
    """A5 for the stable network with these ramps added, in units of R from the fifth point."""
    return stability_certificate(
        with_neurons(DATA, [(Fraction(1), -(DATA.x1[4] + place * R), slope / R) for place, slope in kinks]), DATA
    )


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    ramps = [(Fraction(1), 1 / HAIR), (Fraction(-3), Fraction(0))]
    half = Fraction(1, 2)
    inner = hat(1 - HAIR, half)
    falls = [(-2 * half, Fraction(2)), (-half, Fraction(-4)), (Fraction(0), Fraction(-1)), (half, Fraction(3))]
    return {
        "A4-touches-an-open-end": first_point(one_layer(hat(Fraction(1))), closed=False),
        "A4-flat-at-an-open-end": first_point(one_layer(plateau(Fraction(1))), closed=False),
        "A4-hair-below-a-closed-end": first_point(one_layer(hat(1 - HAIR)), closed=True),
        "A4-needle-below-a-closed-end": first_point(one_layer(hat(1 - HAIR, NEEDLE)), closed=True),
        "A4-right-beyond-the-last-cut": first_point(one_layer(ramps), closed=True),
        "A4-below-a-bounded-interval": first_point(
            one_layer(hat(Fraction(2), half, Fraction(3, 2))), closed=True, top=3 * half
        ),
        "A4-needles-at-both-ends": first_point(one_layer(at_ends(1 - HAIR)), closed=True),
        "A4-kinks-that-cancel": first_point(one_layer([*hat(Fraction(2)), *hat(Fraction(-2))]), closed=True),
        "A4-kinks-of-the-second-layer": first_point(two_layers(hat(1 - HAIR), Fraction(1, 2)), closed=True),
        "A4-kinks-around-those-of-the-second-layer": first_point(two_layers(inner, half), closed=True),
        "A4-second-layer-touches-zero": first_point(two_layers(hat(Fraction(1)), Fraction(1), -1), closed=True),
        "A4-second-layer-is-off-from-a-knot-on": first_point(two_layers(falls, Fraction(0), -1), closed=True),
        "A3-one-point-broken-nothing-right-for-label-1": nothing_right_for_a_label_that_no_point_has(),
        "A3-points-with-knots-between": between_points(24),
        "A5-knots-between-the-balls": stability_certificate(folded(24), TWO),
        "A5-knots-that-nothing-hears": stability_certificate(unheard(24), TWO),
        "A5-knots-before-eighty-layers": stability_certificate(handed_on(24, 80), TWO),
        "A5-kinks-of-a-thousand-bits": far_beyond_doubles(),
        "A5-thirteen-hundred-layers": stability_certificate(deep(1299), TWO),
        "A4-other-coordinates-heard": in_five_dimensions(),
        "A4-powers-of-two": powers_of_two(),
        "A4-needles-of-neurons-in-reverse": first_point(one_layer(hat(1 - HAIR, NEEDLE)[::-1]), closed=True),
        "A5-neurons-exchanged-in-a-ball": beside(exchanged(DATA.x1[6] + R / 3)),
        "A5-neurons-exchanged-at-a-knot": stability_certificate(exchanged_later(TWO.x1[0] + TWO.radius / 3), TWO),
        "A5-three-hundred-knots": ball(needles_between_balls(100)),
        "A5-hat-between-balls": ball(hat(Fraction(1), Fraction(1, 4), Fraction(5, 4))),
        "A5-kinks-that-cancel-in-a-ball": ball([*hat(Fraction(1)), *hat(Fraction(-1))]),
    }


def ramp(data: TrainingSet) -> Layers:
    """Layers whose second is 1 up to the end of the second ball, and 0 from the beginning of the first on."""
    low, high = data.x1[1] + data.radius, data.x1[0] - data.radius
    slope = 1 / (high - low)
    return [([[-slope, 0], [-slope, 0]], [slope * high, slope * low]), ([[1, -1]], [0])]


def folded(times: int, last: Layers | None = None) -> ReluNetwork:
    """Right on two balls, with 2^times knots in between: the ramp, and so many tents one in the other."""
    first, (rows, _) = ramp(TWO)
    layers = [first, (rows * 3, [0, 0, Fraction(-1, 2)])]
    layers += [([[1, 0, 0], [0, 2, -4], [0, 2, -4]], [0, 0, Fraction(-1, 2)])] * (times - 1)
    return ReluNetwork.of([*layers, *(last or [([[1, 2, -4]], [0])])])


def unheard(times: int) -> ReluNetwork:
    """The same, whose tents only one neuron hears, which is off everywhere."""
    return folded(times, [([[1, 0, 0], [0, 2, -4]], [0, -2]), ([[1, 1]], [0])])


def handed_on(times: int, layers: int) -> ReluNetwork:
    """The same, with layers after it that change nothing."""
    return folded(times, [([[1, 2, -4]], [0]), *[([[1]], [0])] * layers])


def far_beyond_doubles() -> Certificate:
    """In a ball a hat and its opposite, so narrow that kinks are quotients of integers of over a thousand bits."""
    at, narrow = DATA.x1[4], Fraction(1, 7**400)
    kinks = [(j, sign * s) for sign in (1, -1) for j, s in ((-1, 1), (0, -2), (1, 1))]
    return beside([(Fraction(1), -(at + j * narrow), Fraction(s)) for j, s in kinks])


def deep(hidden: int) -> ReluNetwork:
    """The ramp, handed on from layer to layer."""
    return ReluNetwork.of([*ramp(TWO), *[([[1]], [0])] * (hidden - 1)])


def between_points(times: int) -> Certificate:
    """Two points, of which one fails, and many knots between them: 2 is added, which is right for neither label."""
    found = stability_certificate(folded(times), TWO)
    layers, claim, data = found["witness"]["network"], found["claim"], found["witness"]["data"]
    layers[-1]["bias"] = ["2"]
    g = [["(", "-1", "1", ")"], ["[", "1", "2", "]"]]
    claim |= {
        "piece_bound": str(3 * 4**times), "g": g, "s": 0, "t_interval": ["0", "0"], "eta": ["0", "0"], "eta_norm": "0",
        "failing": 1, "failing_before": 2, "broken": 0, "promised": 0, "indices_sha256": "",
    }  # fmt: skip
    witness = {"network": layers, "data": data, "g": g, "s": 0, "cuts": ["0"], "indices": [1]}
    return edited({**found, "kind": "instability", "result": "A3", "claim": claim, "witness": witness}, "claim.s", 0)


def nothing_right_for_a_label_that_no_point_has() -> Certificate:
    """One point, of label 0, that a step to the right breaks; for label 1 no output is right."""
    x, r, half = Fraction(3, 4), Fraction(1, 10), Fraction(1, 20)
    data = {"x1": [write_rational(x)], "radius": "1/10", "delta": "1/10", "dimension": 2}
    g = [["[", "0", "1", "]"], None]
    layers = [{"weights": [["1", "0"]], "bias": ["-3/4"]}, {"weights": [["40"]], "bias": ["0"]}]
    claim = {
        "widths": [2, 1, 1], "points": 1, "dimension": 2, "delta": "1/10", "radius": "1/10", "piece_bound": "2",
        "a_interval": [write_rational(x + r), write_rational(2 * (x - r))], "g": g, "s": 0,
        "t_interval": [write_rational(half)] * 2, "eta": [write_rational(half), "0"], "eta_norm": write_rational(half),
        "failing": 1, "failing_before": 0, "broken": 1, "promised": 0,
        "network_sha256": "", "data_sha256": "", "indices_sha256": "",
    }  # fmt: skip
    witness = {"network": layers, "data": data, "g": g, "s": 0, "cuts": [write_rational(half)], "indices": [1]}
    whole = {"schema": "barriers/2", "kind": "instability", "result": "A3", "claim": claim, "witness": witness}
    return edited(whole, "claim.s", 0)


Neurons = list[tuple[Fraction, Fraction, Fraction]]
"""Weights on x_1, biases, and weights in the output, of neurons beside those of the stable network."""


def beside(neurons: Neurons) -> Certificate:
    """A5 for the stable network and these neurons."""
    return stability_certificate(with_neurons(DATA, neurons), DATA)


def line(at: Fraction, value: int, sign: int) -> tuple[Fraction, Fraction]:
    """Integers w, b, w large and of this sign, for which w * at + b is so many units of the denominator of at."""
    p, q = at.numerator, at.denominator
    w = value * pow(p, -1, q) % q + sign * q * 10**6
    return Fraction(w), Fraction(value - w * p, q)


def bent(w: Fraction, b: Fraction) -> Neurons:
    """relu(l) - l for l = w x_1 + b: 0 where l is not negative."""
    far = abs(w) + abs(b) + 1
    return [(w, b, Fraction(1)), (w, b + far, Fraction(-1)), (Fraction(0), Fraction(1), far)]


def taken_back(w: Fraction, b: Fraction) -> Neurons:
    """What takes w x_1 + b back to 0 between the last ball and the one before."""
    start, end = DATA.x1[-1] + 2 * R, DATA.x1[-2] - 2 * R
    down = (w * end + b) / (end - start)
    return [(Fraction(1), -start, -down), (Fraction(1), -end, down - w)]


def exchanged(at: Fraction) -> Neurons:
    """relu(l) - relu(-l) - l = 0 for a line l that falls through 0 there."""
    w, b = -1 / R, at / R
    return [*bent(w, b), (-w, -b, Fraction(-1))]


def exchanged_later(at: Fraction) -> ReluNetwork:
    """The ramp, and 0 as a sum of neurons of the second layer that go on and off at a knot of the first."""
    (rows, bias), _ = ramp(TWO)
    second = [[1, -1, 0, 0], [0, 0, 2, -3], [0, 0, -3, 2], [0, 0, 1, 0], [0, 0, 0, 1]]
    return ReluNetwork.of(
        [([*rows, [-1, 0], [1, 0]], [*bias, at, -at]), (second, [0, 0, 0, 1, 1]), ([[1, 1, 1, -2, -2]], [4])]
    )


def needles_between_balls(count: int) -> Kinks:
    """So many hats between the fifth ball and the next."""
    places = (1 + Fraction(j, 4 * count) for j in range(1, count + 1))
    return [kink for place in places for kink in hat(Fraction(1), Fraction(1, 100 * count), place)]


def in_five_dimensions() -> Certificate:
    """The coordinates from the third on are heard, and the bias is, as well."""
    data = double_training_set(12, dimension=5)
    rows = [[0, 1 / data.delta, 7, -7, 3], [0, 0, 5, -5, 2]]
    return instability_certificate(universal_perturbation(ReluNetwork.of([(rows, [0, 1]), ([[1, 1]], [-1])]), data))


def powers_of_two() -> Certificate:
    """All numbers of the first layer are large powers of two, those of the second odd numbers over powers of two."""
    large, half = 2**70, Fraction(1, 2)
    first = [[large, 4 * large], [3 * large, 5 * large]], [large, large]
    network = ReluNetwork.of([first, ([[half, 3 * half**70]], [-15])])
    found = instability_certificate(universal_perturbation(network, DATA))
    return edited(found, "witness.network.1.weights.0.0", "1*2^-1")


def plateau(height: Fraction) -> Kinks:
    """A trapezoid of this height."""
    one, half = Fraction(1), Fraction(1, 2)
    return [(-one, 2 * height), (-half, -2 * height), (half, -2 * height), (one, 2 * height)]


def at_ends(height: Fraction) -> Kinks:
    """Needles at the first and the last cut."""
    return [*hat(height, NEEDLE, Fraction(-1)), *hat(height, NEEDLE, Fraction(1))]


def bad() -> dict[str, Certificate]:
    """Certificates that must not be accepted, by name."""
    left = DATA.x1[-1] - R
    rising, falling = line(left, -1, 1), line(left, 1, -1)
    return {
        "A3.7-right-at-the-first-cut": first_point(one_layer(hat(Fraction(1), NEEDLE, Fraction(-1))), closed=True),
        "A3.8-right-at-the-last-cut": first_point(one_layer(hat(Fraction(1), NEEDLE, Fraction(1))), closed=True),
        "A3.8-touches-a-closed-end": first_point(one_layer(hat(Fraction(1))), closed=True),
        "A3.8-flat-at-a-closed-end": first_point(one_layer(plateau(Fraction(1))), closed=True),
        "A3.8-hair-above-an-open-end": first_point(one_layer(hat(1 + HAIR)), closed=False),
        "A3.8-needle-above-an-open-end": first_point(one_layer(hat(1 + HAIR, NEEDLE, Fraction(1, 3))), closed=False),
        "A3.8-jumps-over-what-is-right": first_point(
            one_layer(hat(Fraction(2), NEEDLE)), closed=True, top=Fraction(3, 2)
        ),
        "A3.8-kinks-of-the-second-layer": first_point(two_layers(hat(Fraction(1)), Fraction(1, 2)), closed=True),
        "A3.8-needle-of-neurons-in-reverse": first_point(
            one_layer(hat(1 + HAIR, NEEDLE, Fraction(1, 3))[::-1]), closed=False
        ),
        "A5.5-one-unit-above-at-the-left-end": beside([(*falling, Fraction(1))]),
        "A5.6-one-unit-below-at-the-left-end": beside([(*rising, Fraction(1)), *taken_back(*rising)]),
        "A5.6-bent-one-unit-after-the-left-end": beside([*bent(*falling), *taken_back(-falling[0], -falling[1])]),
        "A5.5-needle-at-the-left-end": ball(hat(HAIR, NEEDLE, Fraction(-1))),
        "A5.6-needle-at-the-right-end": ball(hat(HAIR, NEEDLE, Fraction(1))),
        "A5.6-needle-inside": ball(hat(HAIR, NEEDLE, Fraction(1, 3))),
        "A5.6-foot-inside": ball(hat(Fraction(1), Fraction(1), Fraction(2) - HAIR)),
    }
