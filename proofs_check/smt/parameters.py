"""C0 and D for all parameters at once: alpha, beta, lambda, eta and the further entries of A are unknowns too.

*Scaling (C0).*  Say alpha > beta (else swap the first two columns).  Row i >= 2 has the entry b_i > 0 in column i + 1;
a further column has a first-row entry gamma, 0 <= gamma < beta.  Put X = alpha x_1, Y = beta x_2, Z_i = b_i x_{i+1}
and V = gamma x_j, or V = x_j for gamma = 0.  This is a bijection, and

    ||Ax - y||_2^2 = (X + Y + [gamma > 0] V - 1)^2 + sum Z_i^2,
    theta ||x||_1 = p |X| + q |Y| + sum w_i |Z_i| + t |V|,  p = theta/alpha, q = theta/beta, w_i = theta/b_i,

t = theta/gamma > q or, for gamma = 0, t = theta.  For P2 and P3 theta = lambda, and alpha > beta > lambda reads
0 < p < q < 1; for P1 theta = alpha, so p = 1 < q.  C0's minimiser is X = 1 - eta, 1 - p/2, 1 with all else 0, of
objective 1 - eta, p - p^2/4, p for P1, P2, P3.  Every problem of C0 with these numbers of rows and columns gives such
p, q, w_i, t, so unsat is C0 for all of them; only p, q, w, t multiply unknowns.

*Scaling (D).*  With X = alpha x_1/y_1, Y = beta x_2/y_1, V = x_3/y_1 and U = x_j/y_1 for a further column, the programs
are min X + q Y + alpha V + alpha U s.t. X + Y - V = 1 and X, Y, V, U >= 0, q = alpha/beta > 1, and the solution X = 1.
"""

from __future__ import annotations

from fractions import Fraction

from proofs_check.smt.minimisers import cost_no_larger
from proofs_check.smt.questions import Question
from proofs_check.smt.script import Script, absolute, both, no, number, plus, times
from proofs_check.smt.solvers import Values

__all__ = ["another_minimiser_for_some_parameters", "another_solution_for_some_parameters"]

ONE = Fraction(1)


def another_minimiser_for_some_parameters(kind: str, *, m: int = 1, further: int = 0, ties: bool = False) -> Question:
    """Ask for alpha > beta (>= for `ties`), lambda, eta, further entries, and an x != c(alpha) e_1 that is no worse.

    `m` rows, N = m + 1 + `further` columns; entries gamma of further columns are positive.
    """
    script = Script(linear=False)
    p = "1.0" if kind == "P1" else script.real("p")
    q, eta = script.real("q"), script.real("eta")
    script.require(both(f"(> {p} 0.0)", f"({'>=' if ties else '>'} {q} {p})", f"(>= {eta} 0.0)", f"(< {eta} 1.0)"))
    if kind != "P1":
        script.require(f"(< {q} 1.0)")
    weights = [p, q]
    names = ["X", "Y"]
    for i in range(2, m + 1):
        weights.append(script.real(f"w_{i}"))
        script.require(f"(> {weights[-1]} 0.0)")
        names.append(f"Z_{i}")
    for j in range(1, further + 1):
        weights.append(script.real(f"t_{j}"))
        script.require(f"(> {weights[-1]} {q})")
        names.append(f"V_{j}")
    xs = [script.real(name) for name in names]
    sizes = [script.define(f"size_{x}", absolute(x)) for x in xs]
    cost = script.define("cost", plus(*(times(w, s) for w, s in zip(weights, sizes, strict=True))))
    first = script.define("r_1", plus(*xs[:2], *xs[m + 1 :], "(- 1.0)"))
    square = script.define("square", plus(times(first, first), *(times(z, z) for z in xs[2 : m + 1])))
    best = _no_worse(script, kind, cost, square)
    script.require(no(both(f"(= X {best})", *(f"(= {x} 0.0)" for x in xs[1:]))))

    def replay(values: Values) -> bool:
        return _replay(kind, m, [(n, w) for n, w in zip(xs, weights, strict=True)], values)

    return Question(script, replay)


def _no_worse(script: Script, kind: str, cost: str, square: str) -> str:
    """Require feasibility and an objective at most C0's; return C0's X."""
    if kind == "P1":
        script.require(both(f"(<= {square} (* eta eta))", f"(<= {cost} (- 1.0 eta))"))
        return "(- 1.0 eta)"
    if kind == "P2":
        script.require(f"(<= {plus(cost, square)} (- p (/ (* p p) 4.0)))")
        return "(- 1.0 (/ p 2.0))"
    s = script.real("s")
    script.require(both(f"(>= {s} 0.0)", f"(<= {square} {times(s, s)})", f"(<= {plus(cost, s)} p)"))
    return "1.0"


def _replay(kind: str, m: int, columns: list[tuple[str, str]], values: Values) -> bool:
    """Undo the scaling, with lambda = 1 (P1: alpha = 1), and compare the objectives from their definitions."""
    scales = [ONE if w == "1.0" else Fraction(values.get(w, 0)) for _, w in columns]
    if min(scales) <= 0:
        return False
    entries = [1 / w for w in scales]
    eta = Fraction(values.get("eta", 0))
    alpha = entries[0]
    size = (1 - eta) / alpha if kind == "P1" else (2 * alpha - 1) / (2 * alpha**2) if kind == "P2" else 1 / alpha
    zero = Fraction(0)
    rows = [[e if j < 2 or j > m else zero for j, e in enumerate(entries)]]
    rows += [[e if j == i else zero for j, e in enumerate(entries)] for i in range(2, m + 1)]
    data = tuple(map(tuple, rows)), (ONE, *[zero] * (m - 1))
    x = [Fraction(values.get(name, 0)) / e for (name, _), e in zip(columns, entries, strict=True)]
    than = [size, *[zero] * (len(x) - 1)]
    allowed = 0 <= eta < 1 and (kind == "P1" or max(scales[:2]) < 1) and scales[1] >= scales[0]
    return allowed and x != than and cost_no_larger(kind, ONE, eta, data, x, than)


def another_solution_for_some_parameters(*, ties: bool = False) -> Question:
    """Ask for alpha > beta > 0 (>= for `ties`), y_1 > 0, a feasible x != (y_1/alpha) e_1 and a sum no larger (D)."""
    script = Script(linear=False)
    q, alpha, *xs = (script.real(name) for name in ("q", "alpha", "X", "Y", "V", "U"))
    script.require(both(f"({'>=' if ties else '>'} {q} 1.0)", f"(> {alpha} 0.0)", *(f"(>= {x} 0.0)" for x in xs)))
    script.require(f"(= {plus('X', 'Y', '(- V)')} 1.0)")
    script.require(f"(<= {plus('X', times(q, 'Y'), times(alpha, 'V'), times(alpha, 'U'))} 1.0)")
    script.require(no(both("(= X 1.0)", *(f"(= {x} {number(0)})" for x in xs[1:]))))

    def replay(values: Values) -> bool:
        top, ratio = Fraction(values.get("alpha", 0)), Fraction(values.get("q", 0))
        if top <= 0 or ratio < 1:
            return False
        beta = top / ratio
        scaled = [Fraction(values.get(x, 0)) for x in xs]
        x = [scaled[0] / top, scaled[1] / beta, *scaled[2:]]  # y_1 = 1
        feasible = min(x) >= 0 and top * x[0] + beta * x[1] - x[2] == 1
        return feasible and sum(x) <= 1 / top and x != [1 / top, 0, 0, 0]

    return Question(script, replay)
