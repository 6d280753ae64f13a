"""The main job: build, run, certify, check, tell.

Each demonstration takes a result of the registry to one instance and says in one line what was found and what
supports it. Runs show instances; that the statements hold for all networks rests on their proofs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from nnbarriers.demonstrations.algorithms import DEFEATS
from nnbarriers.demonstrations.counterexamples import COUNTEREXAMPLES
from nnbarriers.demonstrations.flags import FLAGS
from nnbarriers.demonstrations.gallery import GALLERY_ROWS
from nnbarriers.demonstrations.inexact import networks_on_forks
from nnbarriers.demonstrations.misses import MISSES
from nnbarriers.demonstrations.networks import NETWORKS
from nnbarriers.demonstrations.own_data import OWN_DATA
from nnbarriers.demonstrations.public_files import PUBLIC_FILES
from nnbarriers.demonstrations.recovery import RECOVERIES
from nnbarriers.demonstrations.rows import Demonstration
from nnbarriers.demonstrations.session import Session
from nnbarriers.demonstrations.trusts import TRUSTS
from theory.exact import BarriersError

__all__ = ["DEMONSTRATIONS", "demonstrate"]

DEMONSTRATIONS: dict[str, Callable[[Session], Iterator[Demonstration]]] = {
    **NETWORKS,
    **DEFEATS,
    "C1": lambda session: chain(DEFEATS["C1"](session), networks_on_forks(session)),
    **RECOVERIES,
    **FLAGS,
    **MISSES,
    **OWN_DATA,
    **COUNTEREXAMPLES,
    **TRUSTS,
}
"""Demonstrations by result."""


def demonstrate(wanted: Sequence[str], session: Session) -> Iterator[tuple[str, list[Demonstration]]]:
    """Yield (result, rows) for each wanted result, or for all; raises `BarriersError` for an unknown one.

    Two are shown if they are wanted: "files", networks in files of public kinds, made there and then; and "gallery",
    problems that people compute.
    """
    known = DEMONSTRATIONS | PUBLIC_FILES | GALLERY_ROWS
    for name in wanted:
        if name not in known:
            raise BarriersError(f"no demonstration is called {name!r}; there are {', '.join(known)}")
    for name in dict.fromkeys(wanted or DEMONSTRATIONS):
        yield name, list(known[name](session))
