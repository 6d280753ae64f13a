"""One vector on anybody's data: at many points at once the network is right without it, and wrong with it (U)."""

from __future__ import annotations

import os
from collections.abc import Hashable, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from constructions.ascent import Progress
from constructions.certificates import MAX_TEXT, universal_certificate
from constructions.labelled_files import Labelled, labelled_arrays, read_labelled
from constructions.margins import LabelledPoints, together
from constructions.training_sets import TrainingSet
from constructions.universal import UniversalVector, universal_vector, vector_at
from nnbarriers.arguments import entries, rational_argument, whole
from nnbarriers.certificates import Certificate, named_path
from nnbarriers.comparing import compare_outputs
from nnbarriers.limits import Work, fewer
from nnbarriers.readings import Reading, entries_of
from nnbarriers.showing import drawn, one_line, table
from nnbarriers.waiting import Waiting
from nnbarriers.wording import equals
from theory.exact import BarriersError, brief, shown
from theory.networks import ReluNetwork

if TYPE_CHECKING:
    from nnbarriers.drawing.svg import Picture

__all__ = ["Search", "UniversalAttack", "attack_own_data"]

Ends = tuple[Fraction, Fraction]
MORE_BITS = 100
"""What a vector, multiples and a radius may add to the bits of the points."""


@dataclass(frozen=True)
class Search:
    """How a vector is searched: the budget of its max norm, the box and the mask, the data held out, the seed."""

    budget: Any
    unit: Any = 1
    box: Any = None
    mask: Any = None
    held_out: Any = None
    starts: Any = 4
    seed: Any = 0
    progress: Any = None

    def given(self) -> str | None:
        """Return the name of an option that is not what it is by default, None if all are."""
        changed = (f.name for f in fields(self) if f.default is not MISSING and getattr(self, f.name) is not f.default)
        return next(changed, None)


@dataclass(frozen=True, repr=False)
class UniversalAttack:
    """A network, made wrong at `broken` of the `right_before` points at which it is right, by one vector `eta` (U).

    Right is z_y > z_j for all j other than the label y, wrong is z_j > z_y for some j, a tie is neither. The vector was
    found on the first `fitted_points` points; `fitted` and `held_out` are (broken, right before). `found` holds all of
    it, exactly. No theorem promises a number here, and nothing says that another vector does not break more.
    """

    found: UniversalVector
    read_as: str
    fitted_points: int
    shape: tuple[int, ...]
    """The shape of one point, as the data came."""
    classes: tuple[Any, ...]
    """The names of the labels 0, 1, …"""

    def __repr__(self) -> str:
        return one_line(f"<UniversalAttack: {self._counts()}, |eta| = {self.eta_norm}; {self.verdict}>")

    def _repr_html_(self) -> str:
        rows = [
            ("found", self.claim),
            *([("usual cause", self.hint)] if self.hint else []),
            ("firmly", self.firmly),
            ("η", f"({', '.join(map(str, self.eta[:12]))}{', …' if len(self.eta) > 12 else ''})"),
            ("read as", self.read_as),
            ("kernel", f"{self.verdict}, SHA-256 {self.certificate.sha256}"),
        ]
        return table("One vector on your own data (U)", rows) + drawn(
            self.plot, self.points if _image(self.shape) is None else 0
        )

    def _counts(self) -> str:
        told = "{} of {} right points wrong".format(*self.fitted)
        if self.hint:
            told = f"right at {self.right_before} of {self.points} points before, {told}"
        if self.firm:
            told += f" {self.firmly}"
        return told if self.held_out is None else "{}, {} of {} held out".format(told, *self.held_out)

    @property
    def claim(self) -> str:
        """What was found, in words."""
        wrong = self.found.before.count(-1)
        before = f"the network is wrong at {wrong} of {self.points} points before; " if wrong else ""
        what = f"{self.firmly}, ‖η‖" if self.firm else "one η, ‖η‖"
        shown_ = "are shown to be wrong" if self.firm else "are wrong"
        told = "{} {}: {} of {} points that were right {} at once".format(
            what, equals(self.eta_norm), *self.fitted, shown_
        )
        if self.held_out is not None:
            told += ", and {} of {} held out".format(*self.held_out)
        return f"{before}{told}; no theorem promises a number here, and another vector may do more"

    @property
    def firm(self) -> bool:
        """Whether the claim is about a whole set of vectors, as `steadied` makes it."""
        return bool(self.radius) or self.found.scalings[0] < self.found.scalings[1]

    @property
    def firmly(self) -> str:
        """About which vectors the claim is, in words."""
        lo, hi = self.found.scalings
        if not self.radius and lo == hi:
            return "for this η"
        about = "η" if lo == hi else f"λη, {lo} ≤ λ ≤ {hi}"
        return f"for every η′ within {brief(self.radius)} of {about}" if self.radius else f"for every {about}"

    @property
    def network(self) -> ReluNetwork:
        """The network that was attacked."""
        return ReluNetwork(self.found.layers)

    @property
    def points(self) -> int:
        """The number of points, those held out among them."""
        return len(self.found.before)

    @property
    def eta(self) -> tuple[Fraction, ...]:
        """The vector, exactly, in the units of the points times their unit."""
        return self.found.eta

    @property
    def eta_norm(self) -> Fraction:
        """Its max norm, at most the budget."""
        return self.found.norm

    @property
    def right_before(self) -> int:
        """At how many points the network is right without the vector."""
        return self.found.before.count(1)

    @property
    def broken(self) -> int:
        """At how many of them it is wrong with it; after `steadied`, is shown to be wrong at all those vectors."""
        return len(self.found.indices)

    @property
    def rows(self) -> tuple[int, ...]:
        """These points, as rows of the data, from 0 on; rows held out are counted on."""
        return self.found.indices

    @property
    def fitted(self) -> tuple[int, int]:
        """(broken, right before) of the points on which the vector was searched."""
        return self._part(0, self.fitted_points)

    @property
    def held_out(self) -> tuple[int, int] | None:
        """(broken, right before) of the points held out, None if there are none."""
        return self._part(self.fitted_points, self.points) if self.points > self.fitted_points else None

    def _part(self, first: int, end: int) -> tuple[int, int]:
        return sum(first <= k < end for k in self.rows), self.found.before[first:end].count(1)

    @property
    def radius(self) -> Fraction:
        """Every vector within this distance of eta, or of its multiples in `scalings`, breaks the same points."""
        return self.found.radius

    @property
    def hint(self) -> str:
        """Why a network that was right in training is wrong before; empty if it is right at more than half."""
        if 2 * self.right_before > self.points:
            return ""
        at = self.found.threshold
        level = f"the threshold {at}, " if at else ""
        return f"{level}features scaled in training (scale=), another unit (unit='1/255'), or labels in another order"

    @cached_property
    def certificate(self) -> Certificate:
        """The certificate of U; `read_as` goes with it, unchecked."""
        told = {
            "read as": ascii(self.read_as)[1:-1][:MAX_TEXT],
            "searched on": f"the first {self.fitted_points} points",
        }
        return Certificate.of(universal_certificate(self.found, provenance=told))

    @property
    def verdict(self) -> str:
        """What the kernel says of the certificate: "accepted"; "vacuous", if nothing is broken; else why not."""
        return self.certificate.check.verdict

    def steadied(self, *, scalings: Any = (1, 1), radius: Any = None, keep: Any = None) -> UniversalAttack:
        """Return the same for a whole set of vectors: all within a radius of lambda eta, lambda in `scalings` (U).

        Parameters: `scalings`, an interval [lo, hi] about 1; `radius`, a rational; or `keep`, a share of the broken
        points such as "9/10": then the largest radius, at most the budget and up to rounding, at which so many are
        shown to stay broken. It is shown by bounds on the layers; points of which they do not show it leave the count.
        Raises `BarriersError` for impossible ones, and scalings with a box.
        """
        lo, hi = _interval(scalings, "scalings")
        if radius is not None and keep is not None:
            raise BarriersError("steadied takes a radius, or the share to keep: one of both")
        ball = Fraction(0) if radius is None else rational_argument(radius, "radius")
        if keep is not None:
            ball = self.found.largest_radius(rational_argument(keep, "keep"), scalings=(lo, hi))
        return replace(self, found=self.found.steadied(scalings=(lo, hi), radius=ball))

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the certificate to a file ending in .json and return its path."""
        return self.certificate.save(path)

    def plot(self, *, image: tuple[int, int] | None = None) -> Picture:
        """Return the picture: images before and after, if the points are images; else all margins, before and after.

        `image`, (height, width), says that flat points are images.
        """
        from nnbarriers.drawing.points import images, margins

        size = _image(self.shape if image is None else tuple(entries(image, "image takes (height, width)", 2)))
        if size is None and image is None:
            return margins(self.found)
        if size is None or size[0] * size[1] != len(self.eta):
            raise BarriersError(f"image takes (height, width) of {len(self.eta)} numbers, got {shown(image)}")
        return images(self.found, size, self.classes)


def _image(shape: tuple[Any, ...]) -> tuple[int, int] | None:
    """Return height and width if points of this shape are images of one channel."""
    sizes = [whole(size, "image", 1) for size in shape]
    if len(sizes) == 3:
        sizes = sizes[1:] if sizes[0] == 1 else sizes[:2] if sizes[2] == 1 else []
    return (sizes[0], sizes[1]) if len(sizes) == 2 else None


def attack_own_data(
    reading: Reading, data: Any, search: Search, outputs: Any, threshold: Fraction | None, outputs_check: Any = None
) -> UniversalAttack:
    """Return the attack on a model as it was read, on anybody's points and labels (U)."""
    network, at, words, classes = _decides(reading, outputs, threshold)
    unit, budget = rational_argument(search.unit, "unit"), rational_argument(search.budget, "budget")
    fitted, mask = _given(data, "the data"), search.mask
    if mask is None and fitted.mask is not None:
        mask = fitted.mask
    elif mask is not None:
        mask = labelled_arrays(fitted.points, fitted.labels, mask).mask
    parts = [fitted, *([] if search.held_out is None else [_given(search.held_out, "held_out")])]
    exact = [part.exactly(unit, _numbered(part.labels, classes)) for part in parts]
    if odd := next((part.dimension for part in exact if part.dimension != network.dimension), None):
        raise BarriersError(f"the data are points of dimension {odd}, and the network takes {network.dimension} inputs")
    if outputs_check is not None:
        points = [exact[0].point(k) for k in range(len(exact[0].rows))]
        words += compare_outputs(reading.network, reading.end, points, outputs_check, raw=False)
    everything = together(exact)
    _affordable(network, everything, budget)
    box = None if search.box is None else _interval(search.box, "box")
    options: dict[str, Any] = {"budget": budget, "threshold": at, "box": box}
    starts, seed = whole(search.starts, "starts", 1, 1000), whole(search.seed, "seed")
    with Waiting() as waiting:
        told = _progress(search.progress, waiting, starts)
        found = universal_vector(
            network.layers, exact[0], mask=mask, starts=starts, seed=seed, progress=told, **options
        )
    if len(exact) > 1:
        found = vector_at(network.layers, everything, found.eta, **options)
    return UniversalAttack(found, words, len(exact[0].rows), fitted.shape, classes)


def _progress(given: Any, waiting: Waiting, starts: int) -> Progress:
    """Return what is called during a search: what somebody gives, or a line for who waits."""
    if given is not None and not callable(given):
        raise BarriersError(f"progress takes a function of three numbers, got {shown(given)}")

    def line(start: int, step: int, most: int) -> None:
        waiting(f"search {start + 1} of {starts}, step {step + 1}: {most} points wrong so far")

    def theirs(start: int, step: int, most: int) -> None:
        try:
            given(start, step, most)
        except Exception as error:
            told = f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
            raise BarriersError(f"progress is called with three numbers, and raised {told}") from error

    return line if given is None else theirs


def _affordable(network: ReluNetwork, data: LabelledPoints, budget: Fraction) -> None:
    """Raise `BarriersError` before the search if the kernel would refuse to check what it may find."""
    work, count = Work(network), len(data.rows)
    numbers = (data.scale, budget, Fraction(max(max(map(abs, row)) for row in data.rows)))
    bits = sum(v.numerator.bit_length() + v.denominator.bit_length() for v in numbers) + MORE_BITS

    def beyond(points: int) -> str | None:
        return work.beyond(2 * points, bits, 2 * points)

    if said := beyond(count):
        raise BarriersError(f"a certificate of {count} points {said}: {fewer(count, beyond)}")


def _decides(
    reading: Reading, outputs: Any, threshold: Fraction | None
) -> tuple[ReluNetwork, Fraction | None, str, tuple[Any, ...]]:
    """Return the network that decides between labels, the threshold of one output, both in words, and the labels."""
    entry, apart = entries_of(outputs, reading.output), reading.outputs_are in ("labels", "targets")
    if entry is None and reading.network.outputs > 1 and not apart:
        if threshold is not None:
            raise BarriersError(f"threshold is for one output, and there are {reading.network.outputs}: leave it out")
        count = reading.network.outputs
        words = f"{reading.words}; the label is the largest of its {count} outputs"
        return reading.network, None, words, reading.classes or tuple(range(count))
    network, at, words = reading.decides(outputs, threshold)
    if at is None:
        raise BarriersError(
            "the model has one output, and nothing says where it means label 1: give threshold=0 for logits, 1/2 for an"
            " output that was trained to be the label"
        )
    known = reading.classes if entry is None and reading.classes is not None else (0, 1)
    return network, at, words, known


def _given(data: Any, what: str) -> Labelled:
    """Return points and labels that somebody gives: a pair of arrays, a file, or a training set."""
    if isinstance(data, TrainingSet):
        return labelled_arrays([list(point) for point in data.points], list(data.labels))
    if isinstance(data, str | os.PathLike):
        return read_labelled(named_path(data, what))
    if isinstance(data, tuple | list) and len(data) == 2:
        return labelled_arrays(*data)
    raise BarriersError(
        f"{what} with a budget must be a pair (X, y), or the path of an .npz or .csv file; got {type(data).__name__}"
    )


def _numbered(labels: Sequence[Any], classes: tuple[Any, ...]) -> list[int]:
    """Return labels as numbers 0, 1, … of the classes; raises `BarriersError` for a label that is none of them."""
    numbers = {label: number for number, label in enumerate(classes)}
    if len(numbers) < len(classes):
        raise BarriersError(
            f"the model has classes of one name, so that labels do not say which: {shown(list(classes))}"
        )
    found = []
    for label in labels:
        number = numbers.get(label) if isinstance(label, Hashable) else None
        if number is None:
            name = brief(label) if isinstance(label, Fraction) else shown(label)
            raise BarriersError(f"y has the label {name}, and the labels of the model are {shown(list(classes))}")
        found.append(number)
    return found


def _interval(value: Any, name: str) -> Ends:
    """Return two numbers lo <= hi."""
    given = entries(value, f"{name} takes two numbers, lo and hi", 2)
    if len(given) != 2:
        raise BarriersError(f"{name} takes two numbers, lo and hi; got {shown(value)}")
    lo, hi = (rational_argument(v, name) for v in given)
    return lo, hi
