"""The solvers by name."""

from __future__ import annotations

from constructions.solvers import clp, cvxopt_cones, glpk, highs, or_tools, scikit_learn, scipy_linprog
from constructions.solvers.celer_lasso import celer
from constructions.solvers.clarabel_cones import clarabel
from constructions.solvers.daqp_active import daqp
from constructions.solvers.ecos_cones import ecos
from constructions.solvers.osqp_admm import osqp
from constructions.solvers.piqp_interior import piqp
from constructions.solvers.proxqp import proxqp
from constructions.solvers.scip import scip
from constructions.solvers.scs_cones import scs
from constructions.solvers.skglm_lasso import skglm
from constructions.solvers.solver import Solver
from theory.exact import BarriersError

__all__ = ["SOLVERS", "find_solver"]

SOLVERS: dict[str, Solver] = {
    solver.name: solver
    for solver in (
        scipy_linprog.choice, scipy_linprog.dual_simplex, scipy_linprog.interior, highs.plain, highs.simplex,
        highs.fine, highs.interior, highs.no_crossover, highs.pdlp, highs.quadratic, or_tools.glop, or_tools.pdlp,
        or_tools.clp, clp.clp, glpk.simplex, glpk.exact, glpk.interior, cvxopt_cones.glpk, cvxopt_cones.cones, scip,
        clarabel, ecos, scs, osqp, piqp, proxqp, daqp, scikit_learn.descent, scikit_learn.fine,
        scikit_learn.random_order, scikit_learn.angles, scikit_learn.jitter, celer, skglm,
    )
}  # fmt: skip
"""Solvers by name."""


def find_solver(name: str) -> Solver:
    """Return a solver by name; raises `BarriersError` for an unknown one.

    >>> find_solver("clarabel").kinds
    ('LP', 'P1', 'P2', 'P3')
    """
    if name not in SOLVERS:
        raise BarriersError(f"no solver is called {name!r:.60}; there are {', '.join(SOLVERS)}")
    return SOLVERS[name]
