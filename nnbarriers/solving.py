"""`solve`: the exact minimiser of one's own LASSO or linear program, with a certificate, or why there is none (T0)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from constructions.trust import program_trust, regression_trust
from constructions.trust.active_sets import Fitted, Several, minimiser
from constructions.trust.bases import Based, NoOptimum, optimum
from constructions.trust.budget import OutOfSteps
from constructions.trust.fitted_models import unfolded
from constructions.trust.naming import quoted
from constructions.trust.posed import Posed
from constructions.trust.programs import Program
from constructions.trust.regressions import Regression
from constructions.trust.roots import (
    Apart,
    NotShown,
    Rooted,
    RootProblem,
    SeveralRooted,
    root_certificate,
    rooted,
)
from nnbarriers.answers import Compared, compare_rational, compare_rooted, cost
from nnbarriers.arguments import entries, rational_argument, whole
from nnbarriers.certificates import MayBeCertified
from nnbarriers.posing import is_model, names_of, posed, stated
from nnbarriers.showing import one_line, table
from nnbarriers.waiting import Waiting
from nnbarriers.wording import nearest, plural, short
from theory.exact import BarriersError, write_rational

__all__ = ["Solved", "found_of", "solve"]

ZERO = Fraction(0)
STEPS, MOST_STEPS = 10_000, 10**7
LISTED = 12
"""So many coefficients are shown."""
Found = Fitted | Several | Based | NoOptimum | Rooted | SeveralRooted | Apart | NotShown | OutOfSteps
WORDS = {
    "one": "one minimiser", "several": "several minimisers", "infeasible": "infeasible", "unbounded": "unbounded",
    "open": "open",
}  # fmt: skip


@dataclass(frozen=True, repr=False, eq=False)
class Solved(MayBeCertified):
    """The exact answer to a problem; `found` holds all of it.

    `verdict` is "one minimiser", "several minimisers", "infeasible", "unbounded" or "open": the last says that the
    steps allowed did not decide it.
    """

    posed: Posed
    found: Found

    def __repr__(self) -> str:
        more = f", {self._counted()}" if self.outcome == "one" else ""
        return one_line(f"<Solved: {self.verdict}{more}>")

    def _repr_html_(self) -> str:
        return table(f"Solved: {self.verdict}", self.told_rows())

    @property
    def outcome(self) -> str:
        """In one word: "one", "several", "infeasible", "unbounded" or "open"."""
        match self.found:
            case Fitted() | Based() | Rooted():
                return "one"
            case Several() | SeveralRooted():
                return "several"
            case NoOptimum():
                return self.found.why
            case Apart():
                return "infeasible"
            case _:
                return "open"

    @property
    def verdict(self) -> str:
        """In words: "one minimiser", "several minimisers", "infeasible", "unbounded" or "open"."""
        return WORDS[self.outcome]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return names_of(self.posed.problem)

    @property
    def x(self) -> tuple[Fraction, ...] | None:
        """A minimiser, exactly; None where there is none, or where it has a root: `enclosed` encloses that one."""
        match self.found:
            case Fitted():
                return self.found.vector
            case Based():
                return self.found.x
            case Several():
                return self.found.x
            case NoOptimum() if self.found.why == "several":
                return self.found.x
            case _:
                return None

    @property
    def other(self) -> tuple[Fraction, ...] | None:
        """Another minimiser where there are several, a ray along which the cost falls where it is unbounded."""
        return (self.found.other or None) if isinstance(self.found, Several | NoOptimum) else None

    def enclosed(self, bits: int = 64) -> tuple[tuple[Fraction, Fraction], ...]:
        """Return an interval for each entry of the only minimiser; raises `BarriersError` where there is none."""
        if isinstance(self.found, Rooted):
            ends = dict(zip(self.found.support, self.found.enclosed(whole(bits, "bits", 1, 10**4)), strict=True))
            return tuple(ends.get(j, (ZERO, ZERO)) for j in range(self.found.problem.size))
        if self.outcome != "one" or self.x is None:
            raise BarriersError(f"there is no only minimiser to enclose: {self.verdict}")
        return tuple((v, v) for v in self.x)

    @cached_property
    def doubles(self) -> npt.NDArray[np.float64]:
        """The doubles nearest to the only minimiser, float64 of shape (n,)."""
        bits = 64
        while True:
            ends = [(nearest(low), nearest(high)) for low, high in self.enclosed(bits)]
            if bits > 2000 or all(low == high for low, high in ends):
                return np.array([low for low, _ in ends])
            bits *= 2

    @property
    def support(self) -> tuple[str, ...]:
        """The names of the columns that are not 0 in the only minimiser; those without a threshold are not counted."""
        names = self.names
        match self.found:
            case Fitted():
                return tuple(names[j] for j, s in zip(self.found.support, self.found.signs, strict=True) if s)
            case Rooted():
                return tuple(names[j] for j in self.found.support)
            case Based():
                return tuple(name for name, v in zip(names, self.found.x, strict=True) if v)
            case _:
                return ()

    @property
    def slacks(self) -> dict[str, Fraction]:
        """By how much the columns that are 0 stay out; 0 is a tie.

        Of a regression l_j - |c_j|, with c_j the inner product of column j with the residual, weighted as the rows are,
        and l_j the threshold: m alpha l1_ratio for scikit-learn's objective with m rows, lambda/2 for P2. Of a program
        the modulus of the reduced cost.
        """
        match self.found:
            case Fitted():
                inside, problem = set(self.found.support), self.found.problem
                triples = zip(self.names, problem.thresholds, self.found.correlations, strict=True)
                return {name: t - abs(c) for j, (name, t, c) in enumerate(triples) if j not in inside}
            case Based():
                inside = set(self.found.basis)
                return {n: abs(z) for j, (n, z) in enumerate(zip(self.names, self.found.reduced, strict=True))
                        if j not in inside}  # fmt: skip
            case _:
                return {}

    @property
    def value(self) -> Fraction | None:
        """The least value of the objective as it was stated; None where there is none, or where it has a root.

        Of a LASSO it is that of ||Ax - y||^2 + ...: 2m times scikit-learn's. Of a maximum in an .mps file it is that.
        """
        x = self.x
        if x is None or isinstance(self.posed.problem, RootProblem):
            return None
        return self.posed.stated(cost(self.posed.problem, x))

    def _counted(self) -> str:
        """Say how many columns are not 0, of those that may be 0: an intercept does not count."""
        problem = self.posed.problem
        free = len(problem.intercepts) if isinstance(problem, Regression) else 0
        return f"{len(self.support)} of {plural(problem.size - free, 'column')} not 0"

    @property
    def conclusion(self) -> str:
        """What was found, in one sentence."""
        if self.outcome == "one":
            strict = getattr(self.found, "strict", True)
            said = "" if strict else "; it is a border case: the least change may move it"
            return f"one minimiser, {self._counted()}{said}"
        if isinstance(self.found, OutOfSteps | NotShown):
            return f"open: {self.found}"
        others = {
            "several": "several minimisers: "
            + (
                "two are given, and none is the answer" if self.x else "no certificate says so for problems with a root"
            ),
            "infeasible": "no point is feasible",
            "unbounded": "the cost has no least value: a ray is given",
        }
        return others[self.outcome]

    def compare(self, answer: Any) -> Compared:
        """Compare an answer with the only minimiser: distance, excess, whether the supports agree.

        `answer` has an entry for each column; those without a threshold, and slacks, may be left out, all of them. It
        may be a fitted model, or what SciPy's `linprog` returns. Raises `BarriersError` without an only minimiser.
        """
        if self.outcome != "one":
            raise BarriersError(f"an answer is compared with the only minimiser, and there is none: {self.verdict}")
        if is_model(answer) and not hasattr(answer, "coef_"):  # a pipeline, a search
            answer = unfolded(answer).model
        held = getattr(answer, "x", answer) if hasattr(answer, "success") else answer  # an OptimizeResult of SciPy's
        values = numbers(getattr(held, "coef_", held), "answer")
        if self.posed.split and 2 * len(values) == self.posed.problem.size:
            values = [*(max(v, ZERO) for v in values), *(max(-v, ZERO) for v in values)]
        if isinstance(self.found, Rooted):
            return compare_rooted(self.found, values)
        assert isinstance(self.found, Fitted | Based) and self.x is not None
        return compare_rational(self.found.problem if isinstance(self.found, Fitted) else self.found.program,
                                self.x, values)  # fmt: skip

    def written(self) -> dict[str, Any]:
        """Return the certificate as it is written; raises `BarriersError` with the reason if there is none."""
        match self.found:
            case Fitted() | Several():
                return regression_trust.solution_certificate(self.found)
            case Based() | NoOptimum():
                return program_trust.solution_certificate(self.found)
            case Rooted() | Apart():
                return root_certificate(self.found)
            case SeveralRooted():
                raise BarriersError(f"{self.found}; for problems with a root no certificate is written of that")
            case _:
                raise BarriersError(str(self.found))

    def told_rows(self) -> list[tuple[str, str]]:
        """Return what there is to say, by names."""
        rows = [("read as", self.posed.told), ("it follows", self.conclusion)]
        if self.outcome == "one":
            inside = set(self.support)
            doubles = zip(self.names, self.doubles.tolist(), strict=True)
            rows.append(("not 0", self._listed(tuple(Fraction(v) if n in inside else ZERO for n, v in doubles))))
            if slacks := self.slacks:
                name = min(slacks, key=slacks.__getitem__)
                slack = short(slacks[name])
                if isinstance(self.posed.problem, Regression):
                    threshold = dict(zip(self.names, self.posed.problem.thresholds, strict=True))[name]
                    rows.append(("least slack", f"{quoted(name)}, {slack} of its threshold {short(threshold)}"))
                else:
                    rows.append(("least reduced cost", f"{quoted(name)}, {slack}"))
        elif self.outcome == "several" and self.x is not None and self.other is not None:
            rows += [("a minimiser", self._listed(self.x)), ("another", self._listed(self.other))]
        elif self.outcome == "unbounded" and self.other is not None:
            rows.append(("a ray", self._listed(self.other)))
        if self.value is not None:
            rows.append((self._objective(), short(self.value)))
        said = f"{self.certificate.check.verdict}, SHA-256 {self.certificate.sha256}" if self.certificate else ""
        rows.append(("certificate", said or f"none: {self.uncertified}"))
        return rows

    def _objective(self) -> str:
        """Say what the value is one of."""
        if not isinstance(self.posed.problem, Regression):
            return "value"
        scikit = any(said.startswith("scikit-learn") or " at alpha = " in said for said in self.posed.read_as)
        return "value, 2m times scikit-learn's" if scikit else "value"

    def _listed(self, x: tuple[Fraction, ...]) -> str:
        """Return the entries that are not 0, as many as are read."""
        shown = [f"{quoted(name)} ≈ {nearest(v):.6g}" for name, v in zip(self.names, x, strict=True) if v]
        more = len(shown) - LISTED
        return ", ".join(shown[:LISTED]) + (f", and {more} more" if more > 0 else "") or "0"

    def as_json(self) -> dict[str, Any]:
        """Return all of it as a JSON object; rationals are texts."""
        one = self.outcome == "one"
        return {
            "verdict": self.verdict, "outcome": self.outcome, "read_as": list(self.posed.read_as),
            "names": list(self.names), "support": list(self.support) if one else None,
            "x": None if self.x is None else [write_or_none(v) for v in self.x],
            "other": None if self.other is None else [write_or_none(v) for v in self.other],
            "doubles": self.doubles.tolist() if one else None,
            "slacks": {name: write_or_none(v) for name, v in self.slacks.items()},
            "value": None if self.value is None else write_or_none(self.value), "conclusion": self.conclusion,
            "sha256": self.certificate.sha256 if self.certificate else None, "uncertified": self.uncertified,
        }  # fmt: skip


def write_or_none(value: Fraction) -> str | None:
    """Return a rational as text; None if it is longer than Python writes in decimal."""
    try:
        return write_rational(value)
    except (BarriersError, ValueError):
        return None


def numbers(value: Any, name: str) -> list[Fraction]:
    """Return a list of numbers as rationals; raises `BarriersError` that names the argument."""
    listed = entries(value, f"{name} takes a list of numbers", 2**22)
    return [rational_argument(v, f"an entry of {name}") for v in listed]


def answer_of(value: Any, problem: Regression | Program | RootProblem, name: str) -> list[float]:
    """Return a vector near the answer in doubles; raises `BarriersError` unless it has an entry for each column."""
    found = numbers(value, name)
    sizes = {problem.size} | ({problem.size - len(problem.exact)} if isinstance(problem, Program) else set())
    if len(found) not in sizes:
        raise BarriersError(f"{name} must have {problem.size} entries, one a column; got {len(found)}")
    return [nearest(v) for v in found]


def found_of(
    problem: Regression | Program | RootProblem, start: Any, steps: int, told: Callable[[str], None] | None
) -> Found:
    """Return the exact answer, of whatever kind."""
    try:
        if isinstance(problem, Program):
            return optimum(problem, start, steps=steps, told=told)
        if isinstance(problem, RootProblem):
            return rooted(problem, steps=steps, told=told)
        return minimiser(problem, start, steps=steps, told=told)
    except (Several, SeveralRooted, NoOptimum, NotShown, OutOfSteps) as refused:
        return refused


def solve(
    problem: Any, X: Any = None, y: Any = None, *, start: Any = None, steps: int = STEPS,  # noqa: N803
    alpha: Any = None, l1_ratio: Any = None, intercept: Any = None, lam: Any = None, target: Any = None,
    without: Any = None, layout: Any = None, sample_weight: Any = None, names: Any = None,
) -> Solved:  # fmt: skip
    """Solve one's own LASSO or linear program exactly, with a certificate (T0, T1, T2).

    A float solver proposes the support or the basis; it is corrected by exact steps, and what comes out is decided in
    rationals: the only minimiser, or two of them, or that nothing is feasible, or that the cost has no least value.
    Numbers are the rationals that they are: 0.1 in an array is a double, 0.1 in a `.csv` is 1/10.

    Parameters: `problem`, a file (`.npz`, `.json`, `.csv`, `.mps`), a dict of arrays (X, y, alpha for scikit-learn's
    Lasso and ElasticNet; A, y, lam for min lambda ||x||_1 + ||Ax - y||^2, with kind "P1" and eta, or "P3", for basis
    pursuit and the square-root LASSO; c, A_ub, b_ub, A_eq, b_eq, bounds as `scipy.optimize.linprog` takes them), or a
    fitted model of scikit-learn with its data `X`, `y`; `start`, a vector near the answer; `steps`, at most so many
    exact steps; `alpha`, `l1_ratio`, `intercept`, `lam`, `target`, `without` and `layout` say what a file does not: see
    docs/problems.md; `sample_weight` and `names` of the columns go with a model.
    Returns a `Solved`, with `.x`, `.doubles`, `.support`, `.slacks`, `.certificate` and `.compare(answer)`. Raises
    `BarriersError` for what cannot be read.

    See also: `trust`, `check`; `barriers solve`; docs/trust.md.

    >>> import nnbarriers as nb
    >>> found = nb.solve({"A": [[2, 1]], "y": [1], "lam": 1})
    >>> found.verdict, found.x, found.support
    ('one minimiser', (Fraction(3, 8), Fraction(0, 1)), ('x0',))
    """
    options = stated(alpha, l1_ratio, intercept, lam, target, without, layout, sample_weight, names)
    given, most = posed(problem, X, y, **options), whole(steps, "steps", 1, MOST_STEPS)
    near = None if start is None else answer_of(start, given.problem, "start")
    with Waiting() as waiting:
        return Solved(given, found_of(given.problem, near, most, waiting))
