"""The demonstration of M: what HiGHS answers on two fixed inputs, and what is right, each with its certificate."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from constructions.exact_minimisers import squared_distance
from constructions.misses import miss_certificate
from constructions.solvers.comparing import compare
from constructions.solvers.inputs import find_input
from constructions.solvers.table import find_solver
from nnbarriers.demonstrations.rows import Demonstration, absent, certified
from nnbarriers.demonstrations.session import Session
from nnbarriers.wording import equals

__all__ = ["MISSES"]

SHOWN = ("hero-lp", "value")
SOLVER = "scipy"


def missed(session: Session) -> Iterator[Demonstration]:
    """M: answers that are called optimal and are far from the only minimiser, and the exact answer beside them."""
    solver = find_solver(SOLVER)
    for name in SHOWN:
        given = find_input(name)
        truth = given.truth()
        instance = f"{given.name}, {SOLVER}"
        for row in compare([given], [solver]):
            if row.missing or row.run.x is None or not row.run.success:
                why = row.missing or row.run.fault or f"no answer is called optimal: {row.spoken}"
                yield absent("M", SOLVER, why, "not run")
                continue
            within = ", within its documented tolerance" if row.within else ""
            far = equals(squared_distance(row.run.x, truth.x))
            said = f"an answer called optimal; its squared distance from the only minimiser {far}{within}"
            certificate = miss_certificate(truth, row.run.x, provenance=row.provenance)
            yield certified("M", instance, said, certificate, session.out / f"M-{name}-{SOLVER}.json")
        path, right = session.out / f"M-{name}-exact.json", miss_certificate(truth, truth.x)
        yield certified("M", f"{name}, exact", "the only minimiser; distance, excess and violation are 0", right, path)


MISSES: dict[str, Callable[[Session], Iterator[Demonstration]]] = {"M": missed}
"""Demonstrations by result."""
