"""A script of a few lines that shows a miss to anybody: NumPy, the library of the solver, and the Fractions of Python.

The data stand in it as they are, the minimiser exactly, with its dual vector. Claims no result.
"""

from __future__ import annotations

from fractions import Fraction

from constructions.convex_problems import L1Problem, LinearProgram
from constructions.exact_minimisers import Minimiser
from constructions.solvers.calls import call_lines
from constructions.solvers.solver import KINDS, Problem, Solver

__all__ = ["data_lines", "script"]

LP_ROWS = "assert all(sum(F(a) * w for a, w in zip(row, truth)) == F(t) for row, t in zip(A.tolist(), b.tolist()))"
LP_SHOWN = """assert all(w >= 0 for w in truth)  # feasible, and the dual vector shows that nothing is better:
assert all(z >= 0 and (z == 0 or w == 0) for z, w in zip((1 - k for k in slopes), truth))"""
L1_SHOWN = (
    "assert all(abs(k) <= {bound} and (w == 0 or k == ({bound} if w > 0 else -{bound})) for k, w in zip(slopes, truth))"
)
SLOPES = "slopes = [sum(F(a) * k for a, k in zip(column, dual)) for column in A.T.tolist()]"
P2_DUAL = (
    "assert dual == [2 * (F(t) - sum(F(a) * w for a, w in zip(row, truth))) for row, t in zip(A.tolist(), y.tolist())]"
)
TOLD = """answer = [F(v) for v in np.asarray(x, dtype=float).tolist()]
off = sum((v - w) ** 2 for v, w in zip(answer, truth))
print(f"it says: {said}", f"its x: {list(map(float, x))}", f"the only minimiser: {[str(w) for w in truth]}", sep="\\n")
print(f"squared distance, exactly: {off}", f"distance, as a float: {float(off) ** 0.5:.6g}", sep="\\n")
left = [F(t) - sum(F(a) * v for a, v in zip(row, answer)) for row, t in zip(A.tolist(), {right}.tolist())]
print(f"objective less the value, as a float: {float({excess}):.3g}")"""
VIOLATION = 'print(f"largest violation, as a float: {float(max([*map(abs, left){bounds}])):.3g}")'
EXCESS = {
    "LP": ("sum(answer) - sum(truth)", "b", ", *(-v for v in answer)"),
    "P1": ("sum(map(abs, answer)) - sum(map(abs, truth))", "y", ""),
    "P2": (
        "F(lam) * (sum(map(abs, answer)) - sum(map(abs, truth)))"
        " + sum(v * v for v in left) - sum(k * k for k in dual) / 4",
        "y",
        "",
    ),
}
"""By kind: the excess of the objective, the right side, what else may be violated; for P2 the dual is 2(y - Ax)."""
NO_BUG = (
    "# What is within a tolerance is no evidence of a bug; by itself a tolerance bounds no distance from a minimiser."
)


def _number(value: Fraction) -> str:
    """Return a double as Python: an integer, an integer and a power of two, or its shortest decimals.

    >>> _number(Fraction(3)), _number(3 - Fraction(1, 2**40)), _number(Fraction(1, 10**3))
    ('3', '3 - 2.0**-40', '0.001')
    """
    if value.denominator == 1 and abs(value) < 2**53:
        return str(value)
    whole = round(value)
    rest = value - whole
    if whole and abs(rest.numerator) == 1 and rest.denominator & (rest.denominator - 1) == 0:
        return f"{whole} {'+' if rest > 0 else '-'} 2.0**-{rest.denominator.bit_length() - 1}"
    return repr(float(value))


def _array(values: tuple[Fraction, ...] | tuple[tuple[Fraction, ...], ...]) -> str:
    def told(v: Fraction | tuple[Fraction, ...]) -> str:
        return f"[{_row(v)}]" if isinstance(v, tuple) else _number(v)

    return f"np.array([{', '.join(map(told, values))}], dtype=float)"


def _fractions(values: tuple[Fraction, ...]) -> str:
    return f"[{', '.join(f'F({v.numerator}, {v.denominator})' if v.denominator > 1 else f'F({v})' for v in values)}]"


def _data(problem: Problem) -> list[str]:
    lines = [f"A = {_array(problem.matrix)}"]
    if isinstance(problem, LinearProgram):
        return [*lines, f"b = {_array(problem.right)}", "n = A.shape[1]"]
    lam = [] if problem.kind == "P1" else [f"lam = {_number(problem.lam)}"]
    return [*lines, f"y = {_array(problem.y)}", *lam, "m, n = A.shape"]


def data_lines(truth: Minimiser) -> list[str]:
    """Return a problem and its minimiser for people, row by row.

    >>> from constructions.exact_minimisers import exact_minimiser
    >>> for line in data_lines(exact_minimiser(LinearProgram.of([1, 1], [[1, 1 - 2.0**-20]], [1]))):
    ...     print(line)
    minimise x_1 + x_2 subject to Ax = b, x >= 0
    A = [[1, 1 - 2.0**-20]]
    b = [1]
    the only minimiser: (1, 0)
    """
    problem = truth.problem
    rows = f"A = [{', '.join(f'[{_row(row)}]' for row in problem.matrix)}]"
    told = f"the only minimiser: ({', '.join(map(str, truth.x))})"
    if isinstance(problem, LinearProgram):
        cost = " + ".join(f"x_{j}" for j in range(1, problem.columns + 1))
        return [f"minimise {cost} subject to Ax = b, x >= 0", rows, f"b = [{_row(problem.right)}]", told]
    aim = "||x||_1 subject to Ax = y" if problem.kind == "P1" else f"{_number(problem.lam)} ||x||_1 + ||Ax - y||_2^2"
    return [f"minimise {aim}", rows, f"y = [{_row(problem.y)}]", told]


def _row(values: tuple[Fraction, ...]) -> str:
    return ", ".join(map(_number, values))


def _form(problem: Problem, *, estimator: bool) -> list[str]:
    """Return the lines of the program that the library gets: x = p - q, and a residual of its own for the LASSO."""
    if estimator:
        return []
    if isinstance(problem, LinearProgram):
        return ["c, q, M, l, u = np.ones(n), np.zeros(n), A, np.zeros(n), np.full(n, np.inf)"]
    if problem.kind == "P1":
        return [
            "c, q, M, b = np.ones(2 * n), np.zeros(2 * n), np.hstack([A, -A]), y  # x = v[:n] - v[n:], v >= 0",
            "l, u = np.zeros(2 * n), np.full(2 * n, np.inf)",
        ]
    return [
        "c, q = np.array([lam] * 2 * n + [0.0] * m), np.array([0.0] * 2 * n + [1.0] * m)  # x = v[:n] - v[n:2n]",
        "M, b = np.hstack([A, -A, np.eye(m)]), y  # the last m are y - Ax",
        "l, u = np.array([0.0] * 2 * n + [-np.inf] * m), np.full(2 * n + m, np.inf)",
    ]


def _own(problem: Problem, folder: str, module: str, name: str) -> list[str]:
    """Return the lines that import and call somebody's own function."""
    data = "kind='LP', A=A, b=b, c=np.ones(n), lower=np.zeros(n), upper=np.full(n, np.inf)"
    if isinstance(problem, L1Problem):
        data = f"kind={problem.kind!r}, A=A, y=y, lam={_number(problem.lam)}, eta={_number(problem.eta)}"
    return [
        "import sys", "from types import SimpleNamespace", f"sys.path.insert(0, {folder!r})",
        f"from {module} import {name} as solver", f"told = solver(SimpleNamespace({data}))",
        "x, said = (told[0], told[2]) if isinstance(told, tuple) and np.ndim(told[0]) else (told, 'nothing')",
    ]  # fmt: skip


def _shown(truth: Minimiser) -> list[str]:
    """Return the lines that show, in Fractions, that the minimiser is one."""
    lines = [f"truth = {_fractions(truth.x)}", f"dual = {_fractions(truth.u)}", SLOPES]
    if isinstance(truth.problem, LinearProgram):
        return [*lines, LP_ROWS, *LP_SHOWN.splitlines()]
    if truth.problem.kind == "P1":
        return [*lines, LP_ROWS.replace("b.tolist", "y.tolist"), L1_SHOWN.replace("{bound}", "1")]
    return [*lines, P2_DUAL, L1_SHOWN.replace("{bound}", "F(lam)")]


def script(solver: Solver, truth: Minimiser, about: str, *, place: tuple[str, str, str] | None = None) -> str:
    """Return the text of a script that asks a solver and prints what it says and how far it is; for LP, P1, P2.

    `place` is the folder, the module and the name of somebody's own function.  Raises `BarriersError` for a solver that
    no script is known for.
    """
    problem = truth.problem
    square, estimator = problem.kind == "P2", solver.library in ("sklearn", "celer", "skglm")
    version = f", {solver.package} {solver.version}" if solver.version else ""
    called = "".join(c for c in solver.name if c.isprintable() and c not in '"\\\\')
    head = [f'"""{called}{version}, on a {KINDS[problem.kind]}: {about}."""']
    head += [
        f"# documented: {solver.tolerance.said}",
        NO_BUG,
        "from fractions import Fraction as F",
        "",
        "import numpy as np",
        "",
        *_data(problem),
    ]
    if place:
        call = _own(problem, *place)
    else:
        call = [*_form(problem, estimator=estimator), *call_lines(solver, square=square)]
        call += [] if estimator else ["x = v" if isinstance(problem, LinearProgram) else "x = v[:n] - v[n : 2 * n]"]
    return "\n".join([*head, *call, "", *_shown(truth), *_told(problem)]) + "\n"


def _told(problem: Problem) -> list[str]:
    """Return the lines that print what is said and what the answer misses."""
    excess, right, bounds = EXCESS[problem.kind]
    lines = TOLD.replace("{right}", right).replace("{excess}", excess).splitlines()
    return lines if problem.kind == "P2" else [*lines, VIOLATION.replace("{bounds}", bounds)]
