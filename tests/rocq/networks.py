"""Instances about networks, training sets and their minimisers: A, B."""

from __future__ import annotations

from fractions import Fraction

from constructions import minimisers, precision, random_sets, stable_network
from constructions.instability import failing_set, interpolating_network
from constructions.trainers import simple
from constructions.training_sets import epsilon, label
from tests.rocq.objects import (
    Made,
    Random,
    any_network,
    architecture,
    asked,
    dataset,
    monotone,
    network_for,
    parameter,
    rational,
)
from tests.rocq.terms import (
    booleans,
    flattened,
    listed,
    nats,
    network,
    numbers,
    q,
    vector,
)
from theory.classification import ClassificationFunction
from theory.costs import COSTS


def evaluation(r: Random) -> Made:
    """A0: the values of a network, its widths, P(N)."""
    phi = any_network(r)
    points = [[rational(r) for _ in range(phi.dimension)] for _ in range(3)]
    d, *inner, _ = phi.widths
    wider = [*inner[:-1], inner[-1] + 1]
    term = f"let phi := {network(phi)} in map (Networks.value phi) {listed(map(vector, points))}"
    shapes = [f"Networks.NN_bool {d + more} {nats(sizes)} phi" for more, sizes in ((0, inner), (1, inner), (0, wider))]
    term += f" ++ {booleans(shapes)} ++ {numbers([f'Networks.P {nats(inner)}'])}"
    return (phi, points), term, [*phi.evaluate(points), 1, 0, 0, phi.piece_bound]


def line(r: Random) -> Made:
    """A0: a network along a line, at the ends of its pieces too, and that there are at most P(N) pieces."""
    phi = any_network(r)
    u, v = ([rational(r) for _ in range(phi.dimension)] for _ in range(2))
    along = phi.restrict(u, v)
    ts = [rational(r) for _ in range(3)] + list(along.breakpoints[:4])
    values = f"map (fun t => Networks.value {network(phi)} (Networks.line {vector(u)} {vector(v)} t)) {vector(ts)}"
    few = f"({len(along.pieces)} <=? Networks.P {nats(phi.widths[1:-1])})%nat"
    return (phi, u, v, ts), f"{values} ++ {booleans([few])}", [*map(along, ts), 1]


def price(r: Random) -> Made:
    """A8: the largest weight, W^L N_1…N_{L-1} delta, and the error on the training set."""
    data = dataset(r)
    phi = network_for(r, data)
    inner, d, n, delta = phi.widths[1:-1], data.dimension, len(data), q(data.delta)
    paid = f"Precision.power W (length {nats(inner)} + 1) * Classification.Qnat (Precision.product {nats(inner)})"
    points = f"(Minimisers.training_set {d} {q(data.a)} {delta} {n})"
    error = f"Classification.distance (Minimisers.predictions phi {points}) (Minimisers.labels {n})"
    term = f"let phi := {network(phi)} in let W := Precision.largest_weight phi in [W; {paid} * {delta}; {error}]"
    found = precision.price(phi, data)
    return (phi, data), term, [phi.largest_weight(), found.paid, found.error]


def heavy(r: Random) -> Made:
    """A8: the network that attains equality is that of Python, weight by weight; its values on the training set."""
    data = dataset(r)
    sizes, w = architecture(r, data.dimension), r.choice([Fraction(1), Fraction(1, r.randint(2, 9)), Fraction(2)])
    while (product := precision.weight_product(sizes, w, data.delta)) > 1:
        w /= 2
    phi, (k, *inner) = precision.sharp_weights_network(sizes, data.delta, w), sizes[1:-1]
    there = f"Precision.heavy_network {q(w)} {q((1 - product) / 2)} {data.dimension} {k} {nats(inner)}"
    term = f"let phi := {there} in Precision.all_weights phi ++ "
    term += f"map (Networks.value phi) {listed(map(vector, data.points))}"
    weights = [v for layer in phi.layers for row in layer.weights for v in row]
    return (sizes, w, data), term, [*weights, *phi.evaluate(data.points)]


def classification(r: Random) -> Made:
    """A1: f_a, also at the ends of its level sets and at 0; labels; eps(n)."""
    a, n = parameter(r), r.randint(1, 40)
    xs = [Fraction(0), a / r.randint(1, 9), a / r.randint(1, 9) + Fraction(1, 10**6), *(abs(rational(r)) for _ in "12")]
    points = [[x, rational(r)] for x in xs]
    term = f"map (Classification.f {q(a)}) {listed(map(vector, points))}"
    term += f" ++ [Classification.eps {n}; Classification.label {n}]"
    f = ClassificationFunction(a)
    return (a, n, points), term, [*map(f, points), epsilon(n), label(n)]


def points(r: Random) -> Made:
    """A1: the training set, the points without tiny print, also moved along e_1, and the labels."""
    data, t = dataset(r), rational(r)
    d, n, a = data.dimension, len(data), q(data.a)
    ks = f"(seq 1 {n})"
    lists = [
        f"Minimisers.training_set {d} {a} {q(data.delta)} {n}",
        f"map (Classification.x_point {d} {a}) {ks}",
        f"map (Instability.p_point {d} {a} {q(t)}) {ks}",
        f"[Minimisers.labels {n}]",
    ]
    moved = [data.point(k, t, tiny=0) for k in range(1, n + 1)]
    value = [v for p in (*data.points, *data.bare_points, *moved, data.labels) for v in p]
    return (data, t), " ++ ".join(map(flattened, lists)), value


def failing(r: Random) -> Made:
    """A3: which points fail at eta_{s,t}, and how many of those with the label s."""
    data = dataset(r)
    phi, (g, post), s = network_for(r, data), monotone(r), r.randint(0, 1)
    t = data.radius * r.choice([Fraction(0), Fraction(1), Fraction(r.randint(-20, 20), 20)])
    eta = (t, -s * data.delta, *(Fraction(0),) * (data.dimension - 2))
    d, n, a, delta = data.dimension, len(data), q(data.a), q(data.delta)
    shift = f"Instability.eta {d} {delta} {s} {q(t)}"
    fails = f"Instability.fails g phi {a} (Instability.add (Classification.z_point {d} {a} {delta} k) ({shift}))"
    count = f"Instability.failing {d} {a} {delta} g phi {n} {s} {q(t)}"
    term = f"let phi := {network(phi)} in let g := {g} in "
    term += f"{shift} ++ map (fun k => truth ({fails})) (seq 1 {n}) ++ {numbers([count])}"
    places = [tuple(x + y for x, y in zip(p, eta, strict=True)) for p in data.points]
    found = failing_set(phi, places, data.labels, post)
    marks = [int(k in found) for k in range(1, n + 1)]
    return (phi, data, g, s, t), term, [*eta, *marks, sum(m for m, y in zip(marks, data.labels, strict=True) if y == s)]


def stable(r: Random) -> Made:
    """A5: the stable networks of Rocq and of Python differ between the closed balls only; they have the same widths."""
    data = dataset(r, 2)
    d, n, e = data.dimension, len(data), data.radius
    places = []
    for k in range(1, n + 1):
        moves = [e * r.choice([Fraction(-1), Fraction(1), Fraction(r.randint(-9, 9), 9)]) for _ in range(d)]
        places.append([x + m for x, m in zip(data.point(k), moves, strict=True)])
    psi = stable_network.stable_network(data)
    term = f"let psi := StableNetwork.stable_network {d} {n} {q(data.a)} in "
    term += f"map (Networks.value psi) {listed(map(vector, places))} ++ "
    term += booleans([f"Networks.NN_bool {d} {nats(psi.widths[1:-1])} psi"])
    return (data, places), term, [*psi.evaluate(places), 1]


def interpolating(r: Random) -> Made:
    """A2: the network of the proof is that of Python, weight by weight and value by value."""
    data = dataset(r)
    sizes = architecture(r, data.dimension)
    phi = interpolating_network(sizes, data.delta)
    places = [*data.points, [rational(r) for _ in range(data.dimension)]]
    first = f"(0 :: 1 / {q(data.delta)} :: repeat 0 {data.dimension - 2})"
    lone = f"StableNetwork.single_neuron {data.dimension} {nats(sizes[1:-1])} {first} 0"
    term = f"let phi := {lone} in map (Networks.value phi) {listed(map(vector, places))} ++ Precision.all_weights phi"
    weights = [w for layer in phi.layers for row in layer.weights for w in row]
    return (sizes, data, places), term, [*phi.evaluate(places), *weights]


def draws(r: Random) -> Made:
    """A7: the probabilities of few draws, as sums over all of them, and of more by inclusion and exclusion."""
    m, count = r.randint(0, 3), r.randint(0, 3)
    bound = count + r.randint(0, 2)
    more, below = r.randint(0, 12), bound + r.randint(0, 3)
    terms = [
        f"RandomSets.draws {bound} {m} (RandomSets.all_below {bound})",
        f"RandomSets.draws {below} {m} (RandomSets.all_below {bound})",
        f"RandomSets.draws {bound} {m} (RandomSets.all_drawn {count})",
        f"RandomSets.draws {bound} {m} (fun l => RandomSets.all_below {bound} l && RandomSets.all_drawn {count} l)",
        f"RandomSets.exclusion {more} {count} 0",
        f"RandomSets.exclusion {more} {count} (/ RandomSets.number (S {below}))",
    ]
    value = [
        random_sets.probability_all_below(m, bound),
        random_sets.probability_all_below(m, bound),
        random_sets.probability_all_drawn(m, count),
        random_sets.probability_all_drawn(m, count, bound),
        random_sets.probability_all_drawn(more, count),
        random_sets.probability_all_drawn(more, count, below),
    ]
    return (m, count, bound, more, below), listed(terms), value


def jump(r: Random) -> Made:
    """B, B2: the evaluations of T_0 or T_{delta_n}, and the answers about them."""
    sizes, n = (r.randint(2, 3), r.randint(1, 2), 1), r.randint(0, 4)
    a, close = parameter(r), Fraction(r.randint(0, 9), 20)
    family = minimisers.minimiser_family(sizes, a, cost=COSTS["sup"], eps=close)
    known = family.problem(Fraction(0))
    count, size = len(known.evaluations), len(known.labels)
    about, answers = family.input(min(n, 1), n), family.answers(min(n, 1), n)
    questions = asked(r, count, n)
    there = f"{sizes[0]} {q(a)} {size} {n}"
    term = f"map (Training.coordinate {there}) (seq 0 {count}) ++ "
    term += listed(f"Training.information {there} {k}%nat {level}%nat" for k, level in questions)
    term += f" ++ [Training.kappa {q(close)}]"
    value = [about.evaluation(k) for k in range(count)] + [answers(k, level) for k, level in questions]
    return (sizes, a, close, n, questions), term, [*value, family.kappa]


def predictions(r: Random) -> Made:
    """B0, B1, B4, B5: how far predictions, and those of a network, are from the labels; the constant of B4."""
    sizes, n, a, close = (2, r.randint(1, 3), 1), r.randint(1, 3), parameter(r), Fraction(r.randint(0, 9), 20)
    family = minimisers.minimiser_family(sizes, a, eps=close)
    known = family.problem(Fraction(0))
    size, phi = len(known.labels), any_network(r, 2)
    v = [rational(r) for _ in range(size)]
    limit, member = family.limit.distance(v), family.input(1, n).distance(v)
    networks = minimisers.minimiser_family(sizes, a, networks=True).input(1, n).distance(phi)
    there, halves = f"(Minimisers.labels {size})", f"(repeat (1 # 2) {size})"
    far = f"Classification.distance {vector(v)}"
    less = f"if Qlt_le_dec ({far} {there}) {{0}} then {{1}} else {{2}}"
    off = less.format(q(close), "0", f"{far} {there} - {q(close)}")
    term = f"[{far} {there}; {off}; {less.format('(1 # 2)', f'(1 # 2) - {far} {there}', '0')}; {far} {halves}; "
    term += (
        f"Classification.distance (Minimisers.predictions {network(phi)} (Training.input 2 {q(a)} {size} {n})) {there}]"
    )
    term += f" ++ Minimisers.between {size}"
    between = simple.constant(known, None, None)
    bounds = [member.high or 0, member.low, limit.low, limit.high or 0, networks.high or 0]
    return (sizes, a, close, n, v, phi), term, [*bounds, *between]
