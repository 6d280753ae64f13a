"""`barriers demonstrate gallery`: problems that people compute, a row each: who is defeated, and what is computable.

Serves J and K.  Rows show instances; that no algorithm does better rests on the proofs in docs/gallery.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from constructions.adversary import defeat
from constructions.gallery.posed import GalleryProblem
from constructions.gallery.routines import ROUTINES
from constructions.gallery.table import GALLERY
from constructions.trainers import simple
from nnbarriers.demonstrations.rows import Demonstration, absent, exact_row
from nnbarriers.demonstrations.session import Session
from theory.exact import BarriersError
from theory.families import JUMP

__all__ = ["GALLERY_ROWS", "played"]

HALF, BITS, MEMBERS = Fraction(1, 2), 10, 30


def played(problem: GalleryProblem) -> Demonstration:
    """Play a coin and the routines against a problem, and compute what is computable on the limit and on members."""
    result, instance = "J" if problem.family.kind == JUMP else "K", f"gallery:{problem.name}, α = {problem.accuracy}"
    coin = defeat(simple.coin, problem.family, problem.accuracy)
    truth, told = coin.bound == HALF, ["a coin 1/2"]
    for routine in [one for one in ROUTINES.values() if one.problem == problem.name]:
        if routine.missing:
            told.append(f"{routine.called} not installed")
            continue
        try:
            found = defeat(routine, problem.family, problem.accuracy)
        except BarriersError as error:
            return absent(result, instance, f"{routine.called}: {error}", "failed")
        truth = truth and bool(found.defeated)
        told.append(f"{routine.called} {found.bound}")
    places = list(problem.places(MEMBERS))
    truth = truth and all(problem.computes(place, Fraction(1, 2**BITS)) for place in places)
    worst = f"on the worst input success has at most the probability: {', '.join(told)}"
    claim = f"{worst}; computed within 2^−{BITS} on all {len(places)} tried: "
    return exact_row(result, instance, claim + problem.computable.what, truth)


def _gallery(_: Session) -> Iterator[Demonstration]:
    yield from map(played, GALLERY.values())


GALLERY_ROWS: dict[str, Callable[[Session], Iterator[Demonstration]]] = {"gallery": _gallery}
"""What `barriers demonstrate gallery` shows."""
