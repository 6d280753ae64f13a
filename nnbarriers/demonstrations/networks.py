"""Demonstrations of A: networks that were trained or built, attacked, and what is promised of them.

Runs show instances; that the statements hold for all networks rests on their proofs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from constructions.instability import failing_set, interpolating_network, points_needed, universal_perturbation
from constructions.interchange import write_network
from constructions.precision import least_integer_weight, price, sharp_weights_network, weight_product
from constructions.random_sets import (
    largest_index_bound,
    probability_all_below,
    probability_all_drawn,
    probability_all_drawn_bound,
    random_training_set,
)
from constructions.stable_network import pieces_required, sharp_network, sharp_runs, stable_network
from constructions.training_sets import double_training_set, training_set
from nnbarriers.demonstrations.rows import Demonstration, certify_instability, certify_stability, exact_row
from nnbarriers.demonstrations.session import INSTANCES, POINTS, Session
from nnbarriers.wording import equals, shape, short
from theory.classification import ClassificationFunction, separation
from theory.exact import BarriersError
from theory.layers import piece_bound

__all__ = ["NETWORKS"]


def pieces(session: Session) -> Iterator[Demonstration]:
    """A0 on the trained networks."""
    for attacked in session.attacks:
        network = attacked.trained.network
        zeros = [0] * (network.dimension - 1)
        count = len(network.restrict([0, *zeros], [1, *zeros]).pieces)
        claim = f"{count} affine pieces on the line of the x^k; at most P(N) = {network.piece_bound} are possible"
        instance = f"{shape(network.widths)} {attacked.who.name}"
        yield exact_row("A0", instance, claim, count <= network.piece_bound)
    yield from session.absent("A0")


def separated(session: Session) -> Iterator[Demonstration]:
    """A1 for the training set, and for every a that it serves."""
    data = session.data()
    every = all(separation(ClassificationFunction(a), data.points, data.radius).holds for a in (data.a, data.served))
    claim = f"D_δ ∈ S_r with r {equals(data.radius)}, for a = {data.a} and every a in an interval about it"
    yield exact_row("A1", f"n = {POINTS}, d = 2", claim, every)


def fits(session: Session) -> Iterator[Demonstration]:
    """A2 in every architecture of the instances."""
    data = session.data()
    further = double_training_set(2 * POINTS, delta=data.delta / 4)
    for dimension, hidden in INSTANCES:
        network = interpolating_network((dimension, *hidden, 1), further.delta)
        points = double_training_set(2 * POINTS, delta=further.delta, dimension=dimension)
        good = not failing_set(network, points.points, points.labels)
        yield exact_row(
            "A2", shape(network.widths), f"ρ(x_2)/δ equals f_a on {POINTS} training and {POINTS} further points", good
        )


def unstable(session: Session) -> Iterator[Demonstration]:
    """A3 on the trained networks."""
    for attacked in session.attacks:
        row, wrong = attacked.row, len(attacked.trained.failing)
        accuracy = f"{wrong} training points wrong" if wrong else "accuracy 1"
        yield replace(row, instance=f"{row.instance} {attacked.who.name}, {accuracy}")
    yield from session.absent("A3")


def uncountable(session: Session) -> Iterator[Demonstration]:
    """A4: the same certificates, for intervals of t and a."""
    for attacked in session.attacks:
        trained, attack, row = attacked.trained, attacked.attack, attacked.row
        if len(attack.cuts) == 1:  # the most points fail at an isolated t: look for an interval
            attack = universal_perturbation(trained.network, attack.data, trained.g, uncountable=True)
            row = certify_instability(attack, Path(str(row.certificate)).with_suffix(".A4.json"))
        served = attack.data.served
        claim = (
            f"the same {len(attack.indices)} points fail for every t in an interval of length"
            f" {short(attack.cuts[-1] - attack.cuts[0])}"
            f" and every a in one of length {short(min(served.up_to, Fraction(1)) - served.above)}"
        )
        verdict = row.verdict if attack.cuts[0] < attack.cuts[-1] and served.uncountable else "fails"
        instance = f"{row.instance} {attacked.who.name}"
        yield replace(row, result="A4", instance=instance, claim=claim, verdict=verdict)
    yield from session.absent("A4")


def stable(session: Session) -> Iterator[Demonstration]:
    """A5 for the training sets of the instances."""
    for dimension in sorted({d for d, _ in INSTANCES}):
        data = session.data(dimension)
        write_network(stable_network(data), session.out / f"stable-{dimension}-{POINTS}.npz")
        yield certify_stability(data, session.out / f"A5-{dimension}-{POINTS}.json")


def must_grow(session: Session) -> Iterator[Demonstration]:
    """A6: trained networks are too small, and the bound is attained."""
    for attacked in session.attacks:
        trained, data = attacked.trained, attacked.attack.data
        count = len(failing_set(trained.network, data.bare_points, data.labels, trained.g))
        bound, need = trained.network.piece_bound, pieces_required(len(data))
        claim = f"P(N) = {bound} < {need}, and it fails at {count} of the {len(data)} points without tiny print"
        instance = f"{shape(trained.network.widths)} {attacked.who.name}"
        yield exact_row("A6", instance, claim, count > 0 and bound < need)
    yield from session.absent("A6")
    width, need = POINTS - 2, pieces_required(POINTS)
    bare = training_set(POINTS)
    sharp = sharp_network(sharp_runs(POINTS, width), width)
    good = not failing_set(sharp, bare.bare_points, bare.labels)
    yield exact_row(
        "A6",
        f"{shape(sharp.widths)} sharp",
        f"P(N) = {sharp.piece_bound} = n − 1, and it fails at none of {POINTS}",
        good and sharp.piece_bound == need,
    )


def random_sets(session: Session) -> Iterator[Demonstration]:
    """A7: exact probabilities beside the bounds, and one draw."""
    m, p, q, widths = 200, Fraction(1, 10), 2, (2, 2, 1)
    bound, needed = largest_index_bound(m, p), points_needed(q, 3)
    below, drawn_all = probability_all_below(m, bound), probability_all_drawn(m, needed)
    least = probability_all_drawn_bound(m, needed)
    claim = (
        f"all indices ≤ {bound} with probability {short(below)} ≥ {1 - p};"
        f" 1…{needed} all drawn with {short(drawn_all)} ≥ {short(least)}"
    )
    yield exact_row("A7", f"m = {m} draws", claim, below >= 1 - p and drawn_all >= least)
    name = f"{shape(widths)}, q = {q}, seed {session.seed}"
    try:
        whole, drawn = random_training_set(m, p, session.seed)
    except BarriersError as error:
        yield Demonstration("A7", name, str(error), "exact computation", "vacuous")
        return
    missing = [k for k in range(1, needed + 1) if k not in drawn]
    attack = universal_perturbation(interpolating_network(widths, whole.delta), whole)
    failing = set(attack.indices) & set(drawn)
    claim = f"{len(drawn)} points drawn; one η makes {len(failing)} of them fail at once, the theorem promises ≥ {q}"
    if missing:
        claim = f"this draw misses {missing[0]} among 1…{needed}, so A7 says nothing of it"
        yield Demonstration("A7", name, claim, "exact computation", "vacuous")
    else:
        yield exact_row("A7", name, claim, len(failing) >= q)


def precise(session: Session) -> Iterator[Demonstration]:
    """A8 for trained networks, what follows from it for integer weights, and with equality."""
    for who in session.able("A8"):
        data, _ = session.instances(who)[0]
        trained = session.trained(who, 0)
        if trained is None:
            continue
        paid, name = price(trained.network, data), f"{shape(trained.network.widths)} {who.name}"
        if paid.applies:
            yield exact_row(
                "A8",
                name,
                f"error e {equals(paid.error)}, and W^L·N_1⋯N_(L−1)·δ {equals(paid.paid)} ≥ 1 − 2e {equals(paid.due)}",
                paid.holds,
            )
        else:
            claim = f"error e {equals(paid.error)}: A8 needs e < 1/2 and says nothing here"
            yield Demonstration("A8", name, claim, "exact computation", "vacuous")
    yield from session.absent("A8")
    yield from integers(session)


def integers(session: Session) -> Iterator[Demonstration]:
    """A8 for integer weights that are too small, and a network that pays exactly what is due."""
    dimension, hidden = INSTANCES[0]
    data, widths = session.data(dimension), (dimension, *hidden, 1)
    few, least = piece_bound(widths), least_integer_weight(widths, data.delta)
    most = weight_product(widths, least - 1, data.delta)
    yield exact_row(
        "A8",
        f"{shape(widths)} integer",
        f"no network with integer weights in [−{least - 1}, {least - 1}], its biases free, equals f_a on D_δ:"
        f" A8 with P(N) = {few} < n − 1 and W^L·N_1⋯N_(L−1)·δ {equals(most)} < 1",
        least > 1 and few < len(data) - 1 and most < 1,
    )
    sharp = price(sharp_weights_network(widths, data.delta, least - 1), data)
    claim = (
        f"all weights {least - 1}: error e {equals(sharp.error)}, and W^L·N_1⋯N_(L−1)·δ = 1 − 2e {equals(sharp.due)}"
    )
    yield exact_row("A8", f"{shape(widths)} sharp", claim, sharp.applies and sharp.paid == sharp.due)


NETWORKS: dict[str, Callable[[Session], Iterator[Demonstration]]] = {
    "A0": pieces,
    "A1": separated,
    "A2": fits,
    "A3": unstable,
    "A4": uncountable,
    "A5": stable,
    "A6": must_grow,
    "A7": random_sets,
    "A8": precise,
}
"""Demonstrations by result."""
