"""`replay`: the exact outputs of a network at a point, and whether a property holds there, certified (V)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import lcm
from pathlib import Path
from typing import Any

from constructions.certificates import MAX_TEXT, witness_certificate
from constructions.points import MOST, Counterexample, read_either, read_property
from constructions.properties import Judged, Property
from nnbarriers.arguments import entries, rational_argument
from nnbarriers.certificates import Certificate, named_path
from nnbarriers.limits import Work
from nnbarriers.readings import chosen, entries_of, read_model
from nnbarriers.showing import one_line, table
from nnbarriers.wording import plural, short
from proofs_check.kernel.reading import MAX_COMMON
from theory.exact import BarriersError, shown, write_rational
from theory.networks import ReluNetwork

__all__ = ["Replay", "amount", "replay"]

ASKED = "property takes the path of a file in VNN-LIB, version 1 or 2.0"


@dataclass(frozen=True, repr=False)
class Replay:
    """A network at a `point`: its exact `outputs`, and whether the property `asked` holds there, if there is one.

    `stated` are outputs that a file gave with the point; they are compared, and decide nothing.  `read_as` says in
    words how the model was understood.
    """

    network: ReluNetwork
    point: tuple[Fraction, ...]
    outputs: tuple[Fraction, ...]
    asked: Property | None
    stated: tuple[Fraction, ...] | None
    read_as: str

    def __repr__(self) -> str:
        told = self.verdict if self.asked else f"outputs {_listed(self.outputs)}"
        return one_line(f"<Replay: {told}; {self.certificate.check.verdict}>")

    def _repr_html_(self) -> str:
        rows = [
            ("verdict", self.verdict),
            *([("excess", amount(self.excess))] if self.excess is not None else []),
            ("outputs", _listed(self.outputs)),
            *([("stated outputs off by", amount(self.difference))] if self.difference is not None else []),
            ("read as", self.read_as),
            ("kernel", f"{self.certificate.check.verdict}, SHA-256 {self.certificate.sha256}"),
        ]
        return table("Replay (V)", rows)

    @cached_property
    def _judged(self) -> Judged | None:
        return None if self.asked is None else self.asked.judged(self.point, self.outputs)

    @property
    def holds(self) -> bool | None:
        """Whether the property holds at the point; None if there is none."""
        return None if self._judged is None else self._judged.holds

    @property
    def excess(self) -> Fraction | None:
        """The least number by which all bounds of the property together must rise for it to hold, strictness aside.

        It is negative where there is room, and 0 at a boundary, which does not belong to a strict inequality.
        """
        return None if self._judged is None else self._judged.excess

    @property
    def box_excess(self) -> Fraction | None:
        """The excess of what the property asks of the inputs alone."""
        box = None if self.asked is None else self.asked.in_box(self.point)
        return None if box is None else box.excess

    @property
    def in_box(self) -> bool | None:
        """Whether what the property asks of the inputs alone holds; None if there is no property."""
        if self.asked is None:
            return None
        found = self.asked.in_box(self.point)
        return found is None or found.holds

    @property
    def difference(self) -> Fraction | None:
        """The largest distance of a stated output from the exact one; None if none were stated."""
        if self.stated is None:
            return None
        return max(abs(a - b) for a, b in zip(self.stated, self.outputs, strict=True))

    @property
    def verdict(self) -> str:
        """What is so: "counterexample", "no counterexample: …" (what fails, by how much), "evaluated" (no property)."""
        if self.asked is None or self._judged is None:
            return "evaluated"
        if self._judged.holds:
            return "counterexample"
        box = self.asked.in_box(self.point)
        failing, what = (box, "fails on the inputs alone") if box and not box.holds else (self._judged, "misses")
        if what != "misses" and failing.decisive.is_bound:
            what = "outside the box"
        by = f"{what} by {amount(failing.excess)}" if failing.excess else "equal, where a strict inequality is asked"
        return f"no counterexample: {by} ({failing.decisive.said})"

    @cached_property
    def certificate(self) -> Certificate:
        """The certificate of V; `read_as` goes with it, unchecked."""
        told = {"read as": ascii(self.read_as)[1:-1][:MAX_TEXT]}
        return Certificate.of(witness_certificate(self.network, self.point, self.outputs, self.asked, provenance=told))

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the certificate to a file ending in .json and return its path."""
        return self.certificate.save(path)


def replay(
    model: Any, point: Any, property: Any = None, *, outputs: Any = None, layers: Any = None  # noqa: A002
) -> Replay:  # fmt: skip
    """Evaluate a network at a point exactly, and decide there a property in VNN-LIB, exactly (V).

    Parameters: `model`, whatever `as_network` takes, with any number of outputs; `point`, d numbers, or the path of a
    plain point (.txt, .csv, .npy, .json) or of a competition's counterexample, `((X_0 0.5) … (Y_0 …))`; `property`,
    the path of a property in VNN-LIB, version 1 or 2.0. `outputs`, one output (0) or the difference of two ((1, 0) or
    "1-0"), by default all of them; `layers`, names as for `load_network`. Returns a `Replay`. Every number is the
    rational that it is, a decimal that of its text; rounding has no part in the verdict. Raises `BarriersError` for
    what cannot be read exactly, and for files that do not belong together.

    See also: `attack`, `check`; `barriers replay`, which takes folders of counterexamples, too.

    >>> import nnbarriers as nb
    >>> network = nb.ReluNetwork.of([([[1, -1], [2, 3]], [0, "-1/2"]), ([[1, 2]], [0])])
    >>> nb.replay(network, [1, 2])
    <Replay: outputs (15); accepted>
    """
    reading = read_model(model, "replay", layers, outputs)
    network, words, entry = reading.network, reading.words, entries_of(outputs, reading.output)
    if entry is not None:
        network, more = chosen(network, entry)
        words += more
    asked = None if property is None else _asked(property)
    if asked is not None and (reading.end or reading.outputs_are in ("logits", "labels")):
        ends = f"the model ends in a {reading.end}" if reading.end else "the model says classes and probabilities"
        raise BarriersError(
            f"{ends}, and a property speaks of what it says: to ask about its logits give nb.as_network(model), or"
            " export the model without its end"
        )
    given = _given(point, asked)
    if reading.end and given.stated is not None:  # of what the model says, not of its logits
        given, words = replace(given, stated=None), f"{words}; what the file states of it is not compared"
    _fits(network, given, asked)
    _bounded(network, given.point)
    (values,) = network.evaluate_all([given.point])
    found = Replay(network, given.point, values, asked, given.stated, words)
    beside = [v for v in (found.excess, found.difference, found.box_excess) if v is not None]
    for what, told in (("an output", values), ("an excess, or a difference from what is stated,", beside)):
        for value in told:
            _written(value, what)
    return found


def amount(value: Fraction | None) -> str:
    """Return a rational for people: exactly if that takes at most 40 characters, else rounded and marked so.

    >>> amount(Fraction(1, 2**60)), amount(Fraction(10**50, 3))
    ('1/1152921504606846976', '≈3.33e+49')
    """
    text = "—" if value is None else write_rational(value)
    return text if value is None or len(text) <= 40 else short(value)


def _listed(values: Sequence[Fraction]) -> str:
    told = [amount(v) for v in values[:10]]
    return f"({', '.join(told)}{', …' if len(values) > 10 else ''})"


def _asked(given: Any) -> Property:
    """Return the property that somebody means."""
    if isinstance(given, Property):
        return given
    if isinstance(given, str | os.PathLike):
        return read_property(named_path(given, "property"))
    raise BarriersError(f"{ASKED}; got {type(given).__name__} {shown(given)}")


def _given(point: Any, asked: Property | None) -> Counterexample:
    """Return the point that somebody means, with the outputs that its file states."""
    if isinstance(point, Counterexample):
        return point
    if isinstance(point, str | os.PathLike):
        return read_either(named_path(point, "point"), asked)
    numbers = entries(point, "point takes a number for each input, or the path of a file", MOST)
    return Counterexample(tuple(rational_argument(v, "point") for v in numbers))


def _fits(network: ReluNetwork, given: Counterexample, asked: Property | None) -> None:
    """Raise `BarriersError` unless network, point and property have the same numbers of inputs and outputs."""
    inputs, outputs = network.dimension, network.outputs
    has = f"the network has {plural(inputs, 'input')} and {plural(outputs, 'output')}"
    if len(given.point) != inputs:
        raise BarriersError(f"{has}, and the point has {plural(len(given.point), 'number')}: give one for each input")
    if given.stated is not None and len(given.stated) != outputs:
        raise BarriersError(f"{has}, and {plural(len(given.stated), 'output')} stated: is it this network's point?")
    if asked is not None and (asked.inputs, asked.outputs) != (inputs, outputs):
        raise BarriersError(
            f"{has}, and the property is about {plural(asked.inputs, 'input')} and {plural(asked.outputs, 'output')}:"
            " give the network that it is about"
        )


def _bounded(network: ReluNetwork, point: Sequence[Fraction]) -> None:
    """Raise `BarriersError` if an evaluation would take longer than the kernel allows."""
    common = 1
    for value in point:
        common = lcm(common, value.denominator)
        if common.bit_length() > MAX_COMMON:
            raise BarriersError(f"the common denominator of the point has more than {MAX_COMMON} bits: round the point")
    bits = common.bit_length() + max(abs(v.numerator).bit_length() for v in point)
    if said := Work(network).beyond(1, bits):
        raise BarriersError(f"an evaluation at this point {said}: round the point")


def _written(value: Fraction, what: str) -> str:
    """Return a rational as certificates write it; raises `BarriersError` that says what is too long."""
    try:
        return write_rational(value)
    except BarriersError as error:
        raise BarriersError(f"{what} is too long to be written ({error}): round the point") from None
