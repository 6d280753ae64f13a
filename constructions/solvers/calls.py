"""How a library is called, without this project: lines of Python for scripts, as the module of each solver calls it.

Each ends with `v`, the answer or None, and `said`. They begin with the program min <c, v> + sum_i q_i v_i^2 s.t.
M v = b, l <= v <= u in arrays of NumPy, those of the LASSO with A, y and lam. `SQUARE` and `LINEAR` stand before lines
for programs with and without a square.
"""

from __future__ import annotations

from constructions.solvers.solver import Solver
from theory.exact import BarriersError

__all__ = ["call_lines"]

LINPROG = """
from scipy.optimize import linprog
r = linprog(c, A_eq=M, b_eq=b, bounds=list(zip(l, u)), method="{method}")
v, said = r.x, f"status {r.status}: {r.message}"
"""
HIGHS = """
import highspy
h, model = highspy.Highs(), highspy.HighsModel()
for name, value in {options}.items(): h.setOptionValue(name, value)
p, (j, i) = model.lp_, np.nonzero(M.T)
p.num_row_, p.num_col_ = M.shape
p.col_cost_, p.col_lower_, p.col_upper_, p.row_lower_, p.row_upper_ = c, l, u, b, b
p.a_matrix_.format_ = highspy.MatrixFormat.kColwise
p.a_matrix_.start_, p.a_matrix_.index_, p.a_matrix_.value_ = np.searchsorted(j, np.arange(len(c) + 1)), i, M[i, j]
SQUARE k = np.flatnonzero(q); model.hessian_.dim_, model.hessian_.format_ = len(c), highspy.HessianFormat.kTriangular
SQUARE model.hessian_.start_ = np.concatenate([[0], np.cumsum(q != 0)])
SQUARE model.hessian_.index_, model.hessian_.value_ = k, 2 * q[k]
steps = h.passModel(model).name, h.run().name
v, said = np.array(h.getSolution().col_value), f"{h.modelStatusToString(h.getModelStatus())} {steps}"
"""
ORTOOLS = """
from ortools.linear_solver import pywraplp
s = pywraplp.Solver.CreateSolver("{kind}")
w = [s.NumVar(low, high, f"x{k}") for k, (low, high) in enumerate(zip(l.tolist(), u.tolist()))]
for row, t in zip(M.tolist(), b.tolist()):
    constraint = s.Constraint(t, t)
    for k, a in zip(w, row): constraint.SetCoefficient(k, a)
for k, a in zip(w, c.tolist()): s.Objective().SetCoefficient(k, a)
s.Objective().SetMinimization()
said = ["OPTIMAL", "FEASIBLE", "INFEASIBLE", "UNBOUNDED", "ABNORMAL", "MODEL_INVALID", "NOT_SOLVED"][s.Solve()]
v = np.array([k.solution_value() for k in w])
"""
CLP = """
from cylp.cy import CyClpSimplex
from cylp.py.modeling.CyLPModel import CyLPArray
from scipy.sparse import csr_matrix
s = CyClpSimplex(); s.logLevel = 0
w = s.addVariable("v", len(c))
s += csr_matrix(M) * w == CyLPArray(b)
s += w >= CyLPArray(np.maximum(l, -1e50))
s += w <= CyLPArray(np.minimum(u, 1e50))
s.objective = CyLPArray(c) * w
said = str(s.primal())
v = np.array(s.primalVariableSolution["v"], dtype=float)
"""
GLPK = """
import swiglpk as g
g.glp_term_out(g.GLP_OFF)
s, (rows, size) = g.glp_create_prob(), M.shape
g.glp_add_rows(s, rows); g.glp_add_cols(s, size); g.glp_set_obj_dir(s, g.GLP_MIN)
for i in range(rows): g.glp_set_row_bnds(s, i + 1, g.GLP_FX, float(b[i]), float(b[i]))
for j in range(size):
    g.glp_set_col_bnds(s, j + 1, g.GLP_LO, float(l[j]), 0.0)  # here all are >= 0
    g.glp_set_obj_coef(s, j + 1, float(c[j]))
at = np.argwhere(M)
I, J, V = g.intArray(len(at) + 1), g.intArray(len(at) + 1), g.doubleArray(len(at) + 1)
for k, (i, j) in enumerate(at.tolist(), 1): I[k], J[k], V[k] = i + 1, j + 1, float(M[i, j])
g.glp_load_matrix(s, len(at), I, J, V)
code = g.glp_{method}(s, None)
said = f"return code {code}, optimal: {g.glp_{status}(s) == g.GLP_OPT}"
v = np.array([g.glp_{primal}(s, j + 1) for j in range(size)])
"""
CVXOPT = """
from cvxopt import matrix, solvers
solvers.options.update(show_progress=False, glpk={"msg_lev": "GLP_MSG_OFF"})
I, low, high = np.eye(len(c)), np.isfinite(l), np.isfinite(u)
G, h = np.vstack([-I[low], I[high]]), np.concatenate([-l[low], u[high]])
d = {"l": len(h), "q": [], "s": []}
SQUARE r = solvers.coneqp(matrix(2 * np.diag(q)), matrix(c), matrix(G), matrix(h), d, matrix(M), matrix(b))
LINEAR {call}
v, said = np.array(r["x"]).ravel(), r["status"]
"""
SCIP = """
from pyscipopt import Model, quicksum
s, end = Model(), lambda t: t if np.isfinite(t) else None
s.hideOutput()
w = [s.addVar(lb=end(a), ub=end(t), name=f"x{k}") for k, (a, t) in enumerate(zip(l.tolist(), u.tolist()))]
for row, t in zip(M.tolist(), b.tolist()): s.addCons(quicksum(a * k for a, k in zip(row, w)) == t)
s.setObjective(quicksum(a * k for a, k in zip(c.tolist(), w)), "minimize")
s.optimize()
v, said = np.array([s.getVal(k) for k in w]), s.getStatus()
"""
SIDES = """I, low, high = np.eye(len(c)), np.isfinite(l), np.isfinite(u)
rows, right = np.vstack([M, -I[low], I[high]]), np.concatenate([b, -l[low], u[high]])
"""
CLARABEL = f"""
import clarabel
from scipy.sparse import csc_matrix
{SIDES}settings = clarabel.DefaultSettings(); settings.verbose, settings.max_threads = False, 1
cones = [clarabel.ZeroConeT(len(b)), clarabel.NonnegativeConeT(len(right) - len(b))]
r = clarabel.DefaultSolver(csc_matrix(2 * np.diag(q)), c, csc_matrix(rows), right, cones, settings).solve()
v, said = np.array(r.x), str(r.status)
"""
SCS = f"""
import scs
from scipy.sparse import csc_matrix
{SIDES}data = {{"P": None, "A": csc_matrix(rows), "b": right, "c": c}}
SQUARE data["P"] = csc_matrix(2 * np.diag(q))
r = scs.solve(data, {{"z": len(b), "l": len(right) - len(b), "q": []}}, verbose=False)
v, said = r["x"], r["info"]["status"]
"""
ECOS = f"""
import ecos
from scipy.sparse import csc_matrix
{SIDES}G, h = rows[len(b):], right[len(b):]
d, size = {{"l": len(h), "q": []}}, len(c)
SQUARE k = np.flatnonzero(q); S = np.zeros((len(k) + 2, size + 1)); S[0, -1] = S[1, -1] = -1  # w >= sum of squares
SQUARE S[2:, :-1] = -2 * np.diag(np.sqrt(q))[k]; G = np.vstack([np.hstack([G, np.zeros((len(G), 1))]), S])
SQUARE h, d["q"] = np.concatenate([h, [1, -1], np.zeros(len(k))]), [len(S)]
SQUARE c, M = np.append(c, 1.0), np.hstack([M, np.zeros((len(M), 1))])
r = ecos.solve(c, csc_matrix(G), h, d, csc_matrix(M), b, verbose=False)
v, said = r["x"][:size], r["info"]["infostring"]
"""
OSQP = """
import osqp
from scipy.sparse import csc_matrix
s, rows = osqp.OSQP(), csc_matrix(np.vstack([M, np.eye(len(c))]))
s.setup(csc_matrix(2 * np.diag(q)), c, rows, np.concatenate([b, l]), np.concatenate([b, u]), verbose=False)
r = s.solve(raise_error=False)
v, said = r.x, r.info.status
"""
PIQP = """
import piqp
s = piqp.DenseSolver(); s.settings.verbose = False
s.setup(np.asfortranarray(2 * np.diag(q)), c, A=np.asfortranarray(M), b=b, x_l=l, x_u=u)
said = s.solve().name
v = np.array(s.result.x)
"""
PROXQP = """
import proxsuite
size = len(c)
s = proxsuite.proxqp.dense.QP(size, len(b), size)
s.init(2 * np.diag(q), c, M, b, np.eye(size), np.maximum(l, -1e20), np.minimum(u, 1e20))
s.solve()
v, said = np.array(s.results.x), s.results.info.status.name
"""
DAQP = """
import daqp
low, high = np.concatenate([np.maximum(l, -1e30), b]), np.concatenate([np.minimum(u, 1e30), b])
sense = np.array([0] * len(c) + [5] * len(b), dtype=np.int32)  # 5 marks an equality
v, _, flag, _ = daqp.solve(2 * np.diag(q), c, np.ascontiguousarray(M), high, low, sense)
said = f"exit flag {flag}"
"""
LASSO = """
from {library} import {name}
model = {name}(alpha=lam / (2 * len(y)), fit_intercept=False{options}).fit(A, y)
x, said = model.coef_, f"fitted, n_iter_ = {getattr(model, 'n_iter_', '?')}"
"""
ALONE = {"output_flag": False, "threads": 1}


def _filled(text: str, **values: object) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def _sklearn(name: str = "Lasso", options: str = "", library: str = "sklearn.linear_model") -> str:
    return _filled(LASSO, library=library, name=name, options=options)


FINE = ALONE | {
    "solver": "simplex", "primal_feasibility_tolerance": 1e-10,
    "dual_feasibility_tolerance": 1e-10,
}  # fmt: skip
CALLS = {
    "scipy": _filled(LINPROG, method="highs"),
    "scipy-simplex": _filled(LINPROG, method="highs-ds"),
    "scipy-ipm": _filled(LINPROG, method="highs-ipm"),
    "highs": _filled(HIGHS, options=ALONE),
    "highs-qp": _filled(HIGHS, options=ALONE),
    "highs-simplex": _filled(HIGHS, options=ALONE | {"solver": "simplex"}),
    "highs-fine": _filled(HIGHS, options=FINE),
    "highs-ipm": _filled(HIGHS, options=ALONE | {"solver": "ipm"}),
    "highs-ipm-nocrossover": _filled(HIGHS, options=ALONE | {"solver": "ipm", "run_crossover": "off"}),
    "highs-pdlp": _filled(HIGHS, options=ALONE | {"solver": "pdlp"}),
    "glop": _filled(ORTOOLS, kind="GLOP"),
    "pdlp": _filled(ORTOOLS, kind="PDLP"),
    "clp-ortools": _filled(ORTOOLS, kind="CLP"),
    "clp": CLP,
    "glpk": _filled(GLPK, method="simplex", status="get_status", primal="get_col_prim"),
    "glpk-exact": _filled(GLPK, method="exact", status="get_status", primal="get_col_prim"),
    "glpk-ipm": _filled(GLPK, method="interior", status="ipt_status", primal="ipt_col_prim"),
    "glpk-cvxopt": _filled(
        CVXOPT, call='r = solvers.lp(matrix(c), matrix(G), matrix(h), matrix(M), matrix(b), solver="glpk")'
    ),
    "cvxopt": _filled(
        CVXOPT,
        call='r = solvers.conelp(matrix(c), matrix(G), matrix(h), d, matrix(M), matrix(b))',
    ),
    "scip": SCIP, "clarabel": CLARABEL, "ecos": ECOS, "scs": SCS, "osqp": OSQP, "piqp": PIQP, "proxqp": PROXQP,
    "daqp": DAQP,
    "sklearn": _sklearn(),
    "sklearn-fine": _sklearn(options=", tol=1e-14, max_iter=10**6"),
    "sklearn-random": _sklearn(options=', selection="random", random_state=0'),
    "sklearn-lars": _sklearn("LassoLars"),
    "sklearn-lars-jitter": _sklearn("LassoLars", ", jitter=1e-9, random_state=0"),
    "celer": _sklearn(library="celer"),
    "skglm": _sklearn(library="skglm"),
}  # fmt: skip
"""The lines by the names of solvers."""


def call_lines(solver: Solver, *, square: bool) -> list[str]:
    """Return the lines that call a library; raises `BarriersError` for a solver without.

    >>> from constructions.solvers.table import find_solver
    >>> call_lines(find_solver("scipy"), square=False)[-1]
    'v, said = r.x, f"status {r.status}: {r.message}"'
    """
    if solver.name not in CALLS:
        raise BarriersError(f"there is no script for the solver {solver.name:.40}")
    kept, other = ("SQUARE ", "LINEAR ") if square else ("LINEAR ", "SQUARE ")
    lines = CALLS[solver.name].strip().splitlines()
    return [line.removeprefix(kept) for line in lines if not line.startswith(other)]
