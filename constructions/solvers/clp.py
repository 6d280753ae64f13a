"""COIN-OR's CLP through CyLP: the primal simplex method."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from constructions.solvers.forms import form_of
from constructions.solvers.solver import DUAL_GAP, Answer, Problem, Solver, Tolerance

__all__ = ["clp"]

Q7 = Fraction("1e-7")
LARGE = 1e50
"""CLP's infinity is the largest double; from 1e30 on a bound is none."""


def _solve(problem: Problem) -> Answer:
    from cylp.cy import CyClpSimplex
    from cylp.py.modeling.CyLPModel import CyLPArray
    from scipy.sparse import csr_matrix

    form, model = form_of(problem), CyClpSimplex()
    model.logLevel = 0
    v = model.addVariable("v", len(form.cost))
    model += csr_matrix(form.matrix) * v == CyLPArray(form.right)
    model += v >= CyLPArray(np.maximum(form.lower, -LARGE))
    model += v <= CyLPArray(np.minimum(form.upper, LARGE))
    model.objective = CyLPArray(form.cost) * v
    said = str(model.primal())
    found = np.array(model.primalVariableSolution["v"], dtype=float)
    dual = np.concatenate([np.ravel(part) for part in model.dualConstraintSolution.values()] or [np.zeros(0)])
    done = model.getStatusCode() == 0
    return Answer(form.back(found) if done else None, done, said, form.dual_gap(found, dual) if done else None)


clp = Solver(
    "clp", "cylp", "cylp", ("LP", "P1"), Tolerance("primalTolerance = dualTolerance = 1e-7", Q7, Q7), _solve,
    options="primal(), defaults", own_gap=DUAL_GAP,
)  # fmt: skip
