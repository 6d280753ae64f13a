"""ECOS: interior points for second-order cones; a square is a cone of its own, ||(2r, w - 1)||_2 <= w + 1."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from constructions.solvers.forms import Form, form_of
from constructions.solvers.solver import Answer, Array, Problem, Solver, Tolerance

__all__ = ["ecos"]

Q8 = Fraction("1e-8")


def _conic(form: Form) -> tuple[Array, Array, Array, Array, list[int]]:
    """Return cost, matrix, G, h and sizes of cones, with one more variable w >= ||r||_2^2 where there is a square."""
    (g, h), (cone, zero) = form.sides(), form.cone_rows()
    if not form.square.any():
        return form.cost, form.matrix, np.vstack([g, cone]), np.concatenate([h, zero]), [len(zero)] * bool(form.cone)
    n, places = len(form.cost), np.flatnonzero(form.square)
    squares = np.zeros((len(places) + 2, n + 1))
    squares[0, n], squares[1, n] = -1, -1
    squares[2:, :n] = -2 * np.diag(np.sqrt(form.square))[places]
    right = np.zeros(len(places) + 2)
    right[:2] = 1, -1
    wide = [np.hstack([part, np.zeros((len(part), 1))]) for part in (form.matrix, g)]
    sides = np.vstack([wide[1], squares]), np.concatenate([h, right])
    return np.append(form.cost, 1), wide[0], *sides, [len(right)]


def _solve(problem: Problem) -> Answer:
    import ecos as library
    from scipy.sparse import csc_matrix

    form = form_of(problem)
    cost, matrix, g, h, sizes = _conic(form)
    dims = {"l": len(h) - sum(sizes), "q": sizes}
    found = library.solve(cost, csc_matrix(g), h, dims, csc_matrix(matrix), form.right, verbose=False)
    info = found["info"]
    said = f"exit flag {info['exitFlag']}: {info['infostring']}"
    x = None if info["exitFlag"] in (1, 2, 11, 12) else form.back(found["x"][: len(form.cost)])
    return Answer(x, info["exitFlag"] == 0, said, float(info["gap"]))


ecos = Solver(
    "ecos", "ecos", "ecos", ("LP", "P1", "P2", "P3"),
    Tolerance("feastol = abstol = reltol = 1e-8", Q8, Q8, Q8, relative=True), _solve,
    own_gap="gap: the product of slacks and multipliers",
)  # fmt: skip
