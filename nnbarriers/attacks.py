"""`attack`: one vector of A3 at which as many points of a network as possible fail, certified (A3, A4)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from constructions.certificates import MAX_TEXT, instability_certificate
from constructions.dataset_files import read_dataset
from constructions.instability import UniversalPerturbation, universal_perturbation
from constructions.training_sets import TrainingSet
from nnbarriers.arguments import entries, rational_argument
from nnbarriers.certificates import Certificate, named_path
from nnbarriers.comparing import compare_outputs
from nnbarriers.limits import Work
from nnbarriers.own_data import Search, UniversalAttack, attack_own_data
from nnbarriers.readings import Reading, entries_of, read_model
from nnbarriers.showing import drawn, one_line, table
from nnbarriers.wording import equals
from proofs_check.kernel.reading import bits_of
from theory.exact import BarriersError, shown
from theory.layers import piece_bound
from theory.monotone import identity
from theory.monotone import threshold as step
from theory.networks import ReluNetwork

if TYPE_CHECKING:
    from nnbarriers.drawing.svg import Picture

__all__ = ["Attack", "attack", "claim", "promise", "wrong_before"]

MOST_POINTS = 2**20
"""So many points a training set may be asked to have where A3 would need them."""


@dataclass(frozen=True, repr=False)
class Attack:
    """A network, broken at `failing` of `points` points at once by the vector `eta`.

    `failing_before` points fail without it; A3 promises at least `promised`; `read_as` says in words how the model was
    understood.  `found` holds all of it, exactly.
    """

    found: UniversalPerturbation
    read_as: str
    labelled: bool = False
    """Whether the output itself was compared with the label."""
    whole: bool = True
    """Whether the network is the model's own, and not made of some of its outputs."""
    threshold: Fraction | None = None
    """Above what output class 1 is predicted; None where the output itself is compared with the label."""

    def __repr__(self) -> str:
        told = f"{self.failing} of {self.points} points fail under one vector, {self.failing_before} before it"
        if self.failing_before:
            told = f"wrong at {self.failing_before} of {self.points} points before, {self.broken} more under one vector"
        promised = (
            f"{self.promised} promised"
            if self.promised
            else f"nothing promised (needs n ≥ {self.network.piece_bound + 2})"
        )
        return one_line(f"<Attack: {told}, {promised}; {self.verdict}>")

    def _repr_html_(self) -> str:
        rows = [
            ("found", claim(self.found)),
            *([("usual cause", self.hint)] if self.hint else []),
            ("η", f"({', '.join(map(str, self.eta))})"),
            ("read as", self.read_as),
            ("kernel", f"{self.verdict}, SHA-256 {self.certificate.sha256}"),
        ]
        return table("Attack (A3, A4)", rows) + drawn(self.plot, self.points)

    @property
    def network(self) -> ReluNetwork:
        """The network that was attacked."""
        return self.found.network

    @property
    def points(self) -> int:
        """The number of points."""
        return len(self.found.data)

    @property
    def eta(self) -> tuple[Fraction, ...]:
        """The vector, in R^d, exactly."""
        return self.found.eta

    @property
    def eta_norm(self) -> Fraction:
        """Its max norm."""
        return self.found.norm

    @property
    def failing(self) -> int:
        """How many points fail when all are moved by eta."""
        return len(self.found.indices)

    @property
    def failing_before(self) -> int:
        """How many fail where they are."""
        return len(self.found.before)

    @property
    def broken(self) -> int:
        """How many fail under eta and not before."""
        return len(self.found.broken)

    @property
    def hint(self) -> str:
        """Why a network that was right in training is wrong where the points are; empty if it is right there."""
        if not self.failing_before:
            return ""
        scaled = "features scaled in training: give scale=, data.scale for instance"
        if self.labelled:
            return f"a classifier: give threshold=0 for logits; or {scaled}"
        return f"the threshold {self.threshold}; or {scaled}" if self.threshold else scaled

    @property
    def promised(self) -> int:
        """How many failing points A3 promises for this network and these data."""
        return self.found.promised

    @property
    def rows(self) -> tuple[int, ...]:
        """The failing points, as rows of `data.x`, from 0 on."""
        return tuple(k - 1 for k in self.found.indices)

    @cached_property
    def certificate(self) -> Certificate:
        """The certificate of A4, or of A3 where the points fail at one eta only; `read_as` goes with it, unchecked."""
        told = ascii(self.read_as)[1:-1][:MAX_TEXT]
        return Certificate.of(instability_certificate(self.found, provenance={"read as": told}))

    @property
    def verdict(self) -> str:
        """What the kernel says of the certificate: "accepted", or "vacuous" if it shows nothing."""
        return self.certificate.check.verdict

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the certificate to a file ending in .json and return its path."""
        return self.certificate.save(path)

    def plot(self, *, slide: bool = False) -> Picture:
        """Return the picture: the question, the network before and after the vector, and what exists.

        With `slide`, for a talk, the theorem stands beside it in words.  Of one point alone, for which A5 has no
        network, the picture is the network's output before and after, and there is no slide (`BarriersError`).
        """
        from nnbarriers.drawing import figures, picture
        from nnbarriers.drawing.slide import slide as of_a_talk

        if slide:
            return of_a_talk(self.found)
        return picture.picture(self.found) if self.points > 1 else figures.attack(self.found)


@overload
def attack(
    model: Any, data: Any, *, threshold: Any = None, scale: Any = None, outputs: Any = None, layers: Any = None,
    outputs_check: Any = None,
) -> Attack: ...  # fmt: skip
@overload
def attack(
    model: Any, data: Any, *, budget: Any, unit: Any = 1, box: Any = None, mask: Any = None, held_out: Any = None,
    starts: Any = 4, seed: Any = 0, progress: Any = None, threshold: Any = None, scale: Any = None,
    outputs: Any = None, layers: Any = None, outputs_check: Any = None,
) -> UniversalAttack: ...  # fmt: skip
def attack(
    model: Any, data: Any, *, budget: Any = None, unit: Any = 1, box: Any = None, mask: Any = None,
    held_out: Any = None, starts: Any = 4, seed: Any = 0, progress: Any = None, threshold: Any = None,
    scale: Any = None, outputs: Any = None, layers: Any = None, outputs_check: Any = None,
) -> Attack | UniversalAttack:  # fmt: skip
    """Break a network at many points at once by one vector: on the theorem's data (A3, A4, [BHV]), or on your own (U).

    Parameters: `model`, whatever `as_network` takes; `data`, a `Dataset` or the path of one. `threshold`, a rational:
    class 1 is predicted where the output exceeds it. By default it is 0 for logits (of scikit-learn's classifiers, of
    two outputs, of what ends in a sigmoid or softmax); else the output itself is compared with the label, and fails if
    it is off by 1/2 or more. `scale`, d numbers by which the features were multiplied in training, is folded into the
    first layer exactly. `outputs`, one output (0) or the difference of two ((1, 0) or "1-0"); of two logits it is by
    default output 1 less output 0; of a file with several outputs their names choose, as for `as_network`. `layers`,
    names as for `load_network`. `outputs_check`, what the model itself says at the points, an array of floats, (n,) or
    (n, k), or the path of one (.npy, .csv): a disagreement with what was read, beyond rounding, stops. Returns an
    `Attack`. The search is exhaustive over the vectors of A3, t e_1 - s delta e_2 with |t| below the radius and s 0 or
    1, and every count is decided in rational arithmetic.

    With a `budget` the data are yours: a pair (X, y), X of shape (n, d) or (n, height, width), y of n labels; or an
    `.npz` with x and y, or a `.csv` with the label last. One vector of max norm at most the budget is searched, in
    floats, at which as many points as possible are wrong at once that are right without it: the label is the largest
    of several outputs, and a tie is neither right nor wrong. What is found is decided exactly; no theorem promises how
    much that is. `unit`: the points are X times it, "1/255" for bytes. `box`, (lo, hi): moved points are clipped into
    it. `mask`, d entries 0 or 1: which coordinates may move. `held_out`, data as above, on which the vector is only
    counted. `starts` and `seed` of the search; `progress`, called with the start, the step and the points wrong so far;
    by default a line tells it on a terminal, after two seconds. Returns a `UniversalAttack`.

    Raises `BarriersError` for a model that cannot be read exactly, and for data that are not as said.

    See also: `dataset`, `stabilise`, `check`; `barriers attack`.

    >>> import nnbarriers as nb
    >>> from constructions.instability import interpolating_network
    >>> data = nb.dataset(20)
    >>> network = interpolating_network((2, 3, 1), data.delta)
    >>> nb.attack(network, data)
    <Attack: 10 of 20 points fail under one vector, 0 before it, 8 promised; accepted>
    >>> found = nb.attack(network, (data.x, data.y), budget=data.delta, threshold="1/2")
    >>> found.right_before, found.broken, found.verdict
    (20, 10, 'accepted')
    """
    reading = read_model(model, "attack", layers, outputs)
    at = None if threshold is None else rational_argument(threshold, "threshold")
    search = Search(budget, unit, box, mask, held_out, starts, seed, progress)
    if budget is not None:
        return attack_own_data(_scaled(reading, scale), data, search, outputs, at, outputs_check)
    if odd := search.given():
        raise BarriersError(f"{odd} is for points of your own: give a budget= of the vector, too")
    points = known_data(data)
    if reading.classes not in (None, (0, 1)) and entries_of(outputs, reading.output) is None:
        raise BarriersError(
            f"the model has the classes {shown(list(reading.classes or ()))}, and the labels of the data are 0 and 1:"
            " train it on them, or say which logits decide with outputs=(i, j)"
        )
    reading = _scaled(reading, scale)
    network, at, words = reading.decides(outputs, at)
    if outputs_check is not None:
        words += compare_outputs(reading.network, reading.end, points.points, outputs_check, raw=at is None)
    _affordable(network, points)
    g = identity() if at is None else step(at, one_at_jump=False)
    found = universal_perturbation(network, points, g)
    return Attack(found, words, labelled=at is None, whole=reading.whole, threshold=at)


def _affordable(network: ReluNetwork, data: TrainingSet) -> None:
    """Raise `BarriersError` before the attack if the kernel would not even restrict the network to two lines."""
    if said := Work(network).beyond(4, bits_of([data.delta])):
        raise BarriersError(f"a certificate {said}: the network is too large")


def _scaled(reading: Reading, scale: Any) -> Reading:
    """Return a model as it was read, of the points times a scale."""
    if scale is None:
        return reading
    words = f"{reading.words}, its inputs the points times the scale"
    return replace(reading, network=scaled(reading.network, scale), words=words)


def known_data(data: Any) -> TrainingSet:
    """Return the training set that somebody means."""
    if isinstance(data, TrainingSet):
        return data
    if isinstance(data, str | os.PathLike):
        return read_dataset(named_path(data, "the data"))
    own = "; for points and labels of your own give a budget= of the vector" if isinstance(data, tuple | list) else ""
    raise BarriersError(
        "the data must be a training set of the theorem, from nnbarriers.dataset(...), or the path of one;"
        f" got {type(data).__name__}{own}"
    )


def scaled(network: ReluNetwork, scale: Any) -> ReluNetwork:
    """Return the network of x -> network(scale * x)."""
    given = entries(scale, "scale takes one number a feature, data.scale for instance", 2**20)
    factors = [rational_argument(v, "scale") for v in given]
    if not all(factors):
        raise BarriersError("scale has an entry 0, by which no feature can have been multiplied")
    if len(factors) != network.dimension:
        raise BarriersError(f"scale takes {network.dimension} numbers, one a feature, got {len(factors)}")
    return network.scale_inputs(factors)


def claim(found: UniversalPerturbation) -> str:
    """Say what a vector does to a network, and what was promised."""
    told = f"{len(found.indices)} of {len(found.data)} points fail at once under one η, ‖η‖ {equals(found.norm)}"
    if found.before:
        told = f"{wrong_before(found)}; {told}, {len(found.broken)} of them broken by it"
    else:
        told += " (0 failed before)"
    return f"{told}; {promise(found.promised, found.network.widths, len(found.data))}"


def promise(promised: int, widths: Sequence[int], n: int) -> str:
    """Say how many failing points A3 promises, and what it needs to promise one if it promises none.

    >>> promise(8, (2, 3, 1), 20)
    'the theorem promises ≥ 8'
    >>> promise(0, (2, 40, 1), 30)
    'the theorem promises nothing here: needs n ≥ 43, and n = 30 (hidden widths 40 choose that many points)'
    """
    if promised > 0:
        return f"the theorem promises ≥ {promised}"
    least = piece_bound(widths) + 2
    way = (
        f" (hidden widths {', '.join(map(str, widths[1:-1]))} choose that many points)" if least <= MOST_POINTS else ""
    )
    return f"the theorem promises nothing here: needs n ≥ {least}, and n = {n}{way}"


def wrong_before(found: UniversalPerturbation) -> str:
    """Say at how many points the network fails unperturbed: what comes first, if there are any."""
    return f"the network is wrong at {len(found.before)} of {len(found.data)} points before any perturbation"
