"""SCS: a first-order method for quadratic objectives over cones."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from constructions.solvers.forms import form_of
from constructions.solvers.solver import Answer, Problem, Solver, Tolerance

__all__ = ["scs"]

Q4 = Fraction("1e-4")


def _solve(problem: Problem) -> Answer:
    import scs as library
    from scipy.sparse import csc_matrix

    form = form_of(problem)
    (g, h), (cone, zero) = form.sides(), form.cone_rows()
    data = {
        "P": csc_matrix(2 * np.diag(form.square)) if form.square.any() else None,
        "A": csc_matrix(np.vstack([form.matrix, g, cone])),
        "b": np.concatenate([form.right, h, zero]),
        "c": form.cost,
    }
    cones = {"z": len(form.right), "l": len(h), "q": [len(zero)] if form.cone else []}
    found = library.solve(data, cones, verbose=False)
    info = found["info"]
    x = form.back(found["x"]) if info["status_val"] in (1, 2) else None
    return Answer(x, info["status_val"] == 1, f"status {info['status_val']}: {info['status']}", float(info["gap"]))


scs = Solver(
    "scs", "scs", "scs", ("LP", "P1", "P2", "P3"),
    Tolerance("eps_abs = eps_rel = 1e-4", Q4, Q4, Q4, relative=True), _solve,
    own_gap="gap: the duality gap",
)  # fmt: skip
