"""The main job: build, run, certify, check, tell.

Each demonstration takes a result of the registry to one instance and says in one line what was found and what
supports it. Runs show instances; that the statements hold for all networks rests on their proofs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from constructions.certificates import instability_certificate, stability_certificate
from constructions.instability import (
    UniversalPerturbation,
    failing_set,
    interpolating_network,
    points_needed,
    universal_perturbation,
)
from constructions.interchange import write_network
from constructions.precision import least_integer_weight, price, sharp_weights_network, weight_product
from constructions.stable_network import pieces_required, sharp_network, sharp_runs, stable_network
from constructions.trainers.gradient import TRAINERS, Trained
from constructions.training_sets import (
    TrainingSet,
    double_training_set,
    largest_index_bound,
    probability_all_below,
    probability_all_drawn,
    probability_all_drawn_bound,
    random_training_set,
    training_set,
)
from nnbarriers.demonstrations.algorithms import DEFEATS
from nnbarriers.demonstrations.inexact import networks_on_forks
from nnbarriers.demonstrations.recovery import RECOVERIES
from nnbarriers.demonstrations.rows import Demonstration, certified, exact_row
from nnbarriers.wording import equals, shape, short
from theory.classification import ClassificationFunction, separation
from theory.exact import BarriersError

__all__ = [
    "DEMONSTRATIONS", "Demonstration", "Workshop", "certify_instability", "certify_stability", "demonstrate",
    "trainable", "wrong_before",
]  # fmt: skip

POINTS = 500
INSTANCES = ((2, (8, 8)), (2, (32,)), (5, (16, 16)))


def certify_instability(found: UniversalPerturbation, path: Path) -> Demonstration:
    """Write the certificate of a universal perturbation and have the kernel check it (A3, A4)."""
    claim = f"{len(found.indices)} of {len(found.data)} points fail at once under one η, ‖η‖ {equals(found.norm)}"
    if found.before:
        claim = f"{wrong_before(found)}; {claim}, {len(found.broken)} of them broken by it"
    else:
        claim += " (0 failed before)"
    claim += f"; the theorem promises ≥ {found.promised}"
    return certified("A3", shape(found.network.widths), claim, instability_certificate(found), path)


def wrong_before(found: UniversalPerturbation) -> str:
    """Say at how many points the network fails unperturbed: what comes first, if there are any."""
    return f"the network is wrong at {len(found.before)} of {len(found.data)} points before any perturbation"


def certify_stability(data: TrainingSet, path: Path) -> Demonstration:
    """Build the stable network of A5, write its certificate and have the kernel check it."""
    network = stable_network(data)
    neurons = sum(network.widths[1:-1])
    balls = f"{len(data)} closed balls of radius {short(data.radius)}"
    claim = f"{neurons} neurons equal f_a on all {balls}, in all {data.dimension} coordinates"
    return certified("A5", shape(network.widths), claim, stability_certificate(network, data), path)


@dataclass
class Workshop:
    """What the demonstrations share: the output folder, the seed, the trainers; sets and networks are made once."""

    out: Path
    seed: int = 0
    trainers: tuple[str, ...] = ("classifier",)
    _trained: dict[tuple[str, int, tuple[int, ...]], Trained] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if unknown := [name for name in self.trainers if name not in TRAINERS]:
            raise BarriersError(f"no trainer is called {unknown[0]!r}; there are {', '.join(TRAINERS)}")

    def data(self, dimension: int = 2) -> TrainingSet:
        """The training set of 500 points, in double precision."""
        return double_training_set(POINTS, dimension=dimension)

    def trained(self, trainer: str, dimension: int, hidden: tuple[int, ...]) -> Trained:
        """A network trained on it, once."""
        key = (trainer, dimension, hidden)
        if key not in self._trained:
            self._trained[key] = TRAINERS[trainer](self.data(dimension), hidden, seed=self.seed)
        return self._trained[key]

    @cached_property
    def attacks(self) -> list[tuple[str, Trained, UniversalPerturbation, Demonstration]]:
        """Every trained network, attacked, its certificate written and checked."""
        found = []
        for trainer in self.trainers:
            for dimension, hidden in INSTANCES:
                trained = self.trained(trainer, dimension, hidden)
                attack = universal_perturbation(trained.network, self.data(dimension), trained.g)
                name = "-".join(map(str, trained.network.widths))
                write_network(trained.network, self.out / f"network-{name}-{trainer}.npz")
                row = certify_instability(attack, self.out / f"A3-{name}-{trainer}.json")
                found.append((trainer, trained, attack, row))
        return found

    @cached_property
    def picture(self) -> UniversalPerturbation:
        """A regressor of one hidden layer on few points, attacked: small enough to be drawn."""
        data = double_training_set(40)
        trained = TRAINERS["regressor"](data, (8,), seed=self.seed)
        return universal_perturbation(trained.network, data, trained.g)


def pieces(shop: Workshop) -> Iterator[Demonstration]:
    """A0 on the trained networks."""
    for trainer, trained, _, _ in shop.attacks:
        network = trained.network
        zeros = [0] * (network.dimension - 1)
        count = len(network.restrict([0, *zeros], [1, *zeros]).pieces)
        claim = f"{count} affine pieces on the line of the x^k; at most P(N) = {network.piece_bound} are possible"
        yield exact_row("A0", f"{shape(network.widths)} {trainer}", claim, count <= network.piece_bound)


def separated(shop: Workshop) -> Iterator[Demonstration]:
    """A1 for the training set, and for every a that it serves."""
    data = shop.data()
    every = all(separation(ClassificationFunction(a), data.points, data.radius).holds for a in (data.a, data.served))
    claim = f"D_δ ∈ S_r with r {equals(data.radius)}, for a = {data.a} and every a in an interval about it"
    yield exact_row("A1", f"n = {POINTS}, d = 2", claim, every)


def fits(shop: Workshop) -> Iterator[Demonstration]:
    """A2 in every architecture of the instances."""
    data = shop.data()
    further = double_training_set(2 * POINTS, delta=data.delta / 4)
    for dimension, hidden in INSTANCES:
        network = interpolating_network((dimension, *hidden, 1), further.delta)
        points = double_training_set(2 * POINTS, delta=further.delta, dimension=dimension)
        good = not failing_set(network, points.points, points.labels)
        yield exact_row(
            "A2", shape(network.widths), f"ρ(x_2)/δ equals f_a on {POINTS} training and {POINTS} further points", good
        )


def unstable(shop: Workshop) -> Iterator[Demonstration]:
    """A3 on the trained networks."""
    for trainer, trained, _, row in shop.attacks:
        accuracy = "accuracy 1" if trained.accurate else f"{len(trained.failing)} training points wrong"
        yield Demonstration(
            "A3",
            f"{row.instance} {trainer}, {accuracy}",
            row.claim,
            row.evidence,
            row.verdict,
            row.certificate,
            row.sha256,
        )


def uncountable(shop: Workshop) -> Iterator[Demonstration]:
    """A4: the same certificates, for intervals of t and a."""
    for trainer, trained, attack, row in shop.attacks:
        if len(attack.cuts) == 1:  # the most points fail at an isolated t: look for an interval
            attack = universal_perturbation(trained.network, attack.data, trained.g, uncountable=True)  # noqa: PLW2901
            row = certify_instability(attack, Path(str(row.certificate)).with_suffix(".A4.json"))  # noqa: PLW2901
        served = attack.data.served
        claim = (
            f"the same {len(attack.indices)} points fail for every t in an interval of length"
            f" {short(attack.cuts[-1] - attack.cuts[0])}"
            f" and every a in one of length {short(min(served.up_to, Fraction(1)) - served.above)}"
        )
        whole = attack.cuts[0] < attack.cuts[-1] and served.uncountable
        yield Demonstration(
            "A4",
            f"{row.instance} {trainer}",
            claim,
            row.evidence,
            row.verdict if whole else "fails",
            row.certificate,
            row.sha256,
        )


def stable(shop: Workshop) -> Iterator[Demonstration]:
    """A5 for the training sets of the instances."""
    for dimension in sorted({d for d, _ in INSTANCES}):
        data = shop.data(dimension)
        write_network(stable_network(data), shop.out / f"stable-{dimension}-{POINTS}.npz")
        yield certify_stability(data, shop.out / f"A5-{dimension}-{POINTS}.json")


def must_grow(shop: Workshop) -> Iterator[Demonstration]:
    """A6: trained networks are too small, and the bound is attained."""
    need = pieces_required(POINTS)
    for trainer, trained, attack, _ in shop.attacks:
        count = len(failing_set(trained.network, attack.data.bare_points, attack.data.labels, trained.g))
        bound = trained.network.piece_bound
        claim = f"P(N) = {bound} < {need}, and it fails at {count} of the {POINTS} points without tiny print"
        yield exact_row("A6", f"{shape(trained.network.widths)} {trainer}", claim, count > 0 and bound < need)
    width = POINTS - 2
    bare = training_set(POINTS)
    sharp = sharp_network(sharp_runs(POINTS, width), width)
    good = not failing_set(sharp, bare.bare_points, bare.labels)
    yield exact_row(
        "A6",
        f"{shape(sharp.widths)} sharp",
        f"P(N) = {sharp.piece_bound} = n − 1, and it fails at none of {POINTS}",
        good and sharp.piece_bound == need,
    )


def random_sets(shop: Workshop) -> Iterator[Demonstration]:
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
    name = f"{shape(widths)}, q = {q}, seed {shop.seed}"
    try:
        whole, drawn = random_training_set(m, p, shop.seed)
    except BarriersError as error:
        yield Demonstration("A7", name, str(error), "exact computation", "vacuous")
        return
    missing = [k for k in range(1, needed + 1) if k not in drawn]
    found = universal_perturbation(interpolating_network(widths, whole.delta), whole)
    failing = set(found.indices) & set(drawn)
    claim = f"{len(drawn)} points drawn; one η makes {len(failing)} of them fail at once, the theorem promises ≥ {q}"
    if missing:
        claim = f"this draw misses {missing[0]} among 1…{needed}, so A7 says nothing of it"
        yield Demonstration("A7", name, claim, "exact computation", "vacuous")
    else:
        yield exact_row("A7", name, claim, len(failing) >= q)


def precise(shop: Workshop) -> Iterator[Demonstration]:
    """A8 for trained regressors, what follows from it for integer weights, and with equality."""
    for dimension, hidden in INSTANCES[:1]:
        trained, data = shop.trained("regressor", dimension, hidden), shop.data(dimension)
        paid = price(trained.network, data)
        name = f"{shape(trained.network.widths)} regressor"
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
        widths, few = trained.network.widths, trained.network.piece_bound
        least = least_integer_weight(widths, data.delta)
        most = weight_product(widths, least - 1, data.delta)
        yield exact_row(
            "A8",
            f"{shape(trained.network.widths)} integer",
            f"no network with integer weights in [−{least - 1}, {least - 1}], its biases free, equals f_a on D_δ:"
            f" A8 with P(N) = {few} < n − 1 and W^L·N_1⋯N_(L−1)·δ {equals(most)} < 1",
            least > 1 and few < len(data) - 1 and most < 1,
        )
        sharp = price(sharp_weights_network(trained.network.widths, data.delta, least - 1), data)
        claim = (
            f"all weights {least - 1}: error e {equals(sharp.error)},"
            f" and W^L·N_1⋯N_(L−1)·δ = 1 − 2e {equals(sharp.due)}"
        )
        yield exact_row(
            "A8", f"{shape(trained.network.widths)} sharp", claim, sharp.applies and sharp.paid == sharp.due
        )


DEMONSTRATIONS: dict[str, Callable[[Workshop], Iterator[Demonstration]]] = {
    "A0": pieces,
    "A1": separated,
    "A2": fits,
    "A3": unstable,
    "A4": uncountable,
    "A5": stable,
    "A6": must_grow,
    "A7": random_sets,
    "A8": precise,
    **DEFEATS,
    "C1": lambda shop: chain(DEFEATS["C1"](shop), networks_on_forks(shop)),
    **RECOVERIES,
}
"""Demonstrations by result."""

TRAINED = ("A0", "A3", "A4", "A6", "A8")
"""Those that train networks."""


def demonstrate(wanted: Sequence[str], shop: Workshop) -> Iterator[tuple[str, list[Demonstration]]]:
    """Yield (result, rows) for each wanted result, or for all; raises `BarriersError` for an unknown one."""
    for name in wanted:
        if name not in DEMONSTRATIONS:
            raise BarriersError(f"no demonstration is called {name!r}; there are {', '.join(DEMONSTRATIONS)}")
    for name in dict.fromkeys(wanted or DEMONSTRATIONS):
        if name in TRAINED and not trainable():
            why = "training needs scikit-learn: pip install scikit-learn"
            yield name, [Demonstration(name, ", ".join(shop.trainers), why, "-", "not run")]
        else:
            yield name, list(DEMONSTRATIONS[name](shop))


def trainable() -> bool:
    """Whether the library that trains is installed."""
    return find_spec("sklearn") is not None
