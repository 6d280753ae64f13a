"""The demonstration of V: a vector of A3 as a counterexample in VNN-LIB, and the same a hair outside its box."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from constructions.training_sets import double_training_set
from constructions.verification import instances
from constructions.vnnlib import BoxProperty, inwards, property_text
from constructions.vnnlib_reading import parse_property
from nnbarriers.demonstrations.rows import Demonstration, certified
from nnbarriers.demonstrations.session import Session
from nnbarriers.replaying import replay
from nnbarriers.wording import equals, shape
from theory.exact import BarriersError
from theory.networks import ReluNetwork

__all__ = ["COUNTEREXAMPLES"]

HAIR = Fraction(1, 2**60)


def a_hair(session: Session) -> Iterator[Demonstration]:
    """V: one vector makes four points of a network fail at once; moved out of its box by 2^-60 it answers no more."""
    asked = next(instances(double_training_set(16)))
    if asked.witness is None:
        raise BarriersError("the first instance is one of A3, with its vector")
    network, box = ReluNetwork(asked.layers), [inwards(lo, hi) for lo, hi in asked.asked.box]
    text = property_text(BoxProperty(tuple(box), asked.asked.outputs), network.outputs, version=2)
    question = parse_property(text, asked.name)
    inside = tuple(max(lo, min(hi, v)) for v, (lo, hi) in zip(asked.witness, box, strict=True))
    moved = (box[0][1] + HAIR, *inside[1:])
    for name, point in (("a vector of A3", inside), ("2^-60 outside its box", moved)):
        found = replay(network, point, question)
        told = f"{found.verdict.partition(' (')[0]}; the excess of the property {equals(found.excess or Fraction(0))}"
        path = session.out / f"V-{name.replace(' ', '-').replace('^', '')}.json"
        yield certified("V", f"{shape(network.widths)}, VNN-LIB 2.0, {name}", told, found.certificate, path)


COUNTEREXAMPLES: dict[str, Callable[[Session], Iterator[Demonstration]]] = {"V": a_hair}
"""Demonstrations by result."""
