"""`misses`: a small problem on which a solver reports success far from the only minimiser, found in this run."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from constructions.files import npz_bytes, write_folder
from constructions.misses import miss_certificate
from constructions.solvers.own import own_solver, posed
from constructions.solvers.running import Running
from constructions.solvers.scripts import script
from constructions.solvers.searching import Miss, Search, search
from constructions.solvers.solver import KINDS, Problem, Solver
from constructions.solvers.table import find_solver
from nnbarriers.arguments import rational_argument, whole
from nnbarriers.certificates import MayBeCertified, named_path
from nnbarriers.showing import one_line, table
from nnbarriers.wording import plural, short
from theory.exact import BarriersError, shown, sqrt_enclosure, write_rational

__all__ = ["ANSWER", "FILES", "Missed", "chosen_kind", "misses", "running", "solver_of"]

ANSWER, SHARE = 10, 4
"""So many seconds one answer may take, and no more than a part of the search."""
BITS = 80
FILES = ("problem.npz", "certificate.json", "reproduce.py")
"""What `Missed.save` writes."""
MOST_INPUTS = 10**6


@dataclass(frozen=True, repr=False)
class Missed(MayBeCertified):
    """What came of a search; `found` holds all of it.

    `verdict` is "missed" or "none found"; the latter says nothing of problems that were not drawn.
    """

    found: Search

    def __repr__(self) -> str:
        if self.found.miss is None:
            return one_line(f"<Missed: none found of {self.solver:.40} in {plural(self.asked, self.found.kind)}>")
        size = f"{len(self.found.miss.draft.matrix)} x {self.found.miss.draft.columns}"
        far = distance(self.squared_distance)
        return one_line(f"<Missed: {self.solver:.40} on a {size} {self.found.kind}, distance {far}{self._within}>")

    def _repr_html_(self) -> str:
        rows = [("asked", plural(self.found.asked, "problem")), ("it follows", self.conclusion)]
        if miss := self.found.miss:
            rows += told_rows(miss)
            certificate = self.certificate
            rows.append(("certificate", certificate.sha256 if certificate else f"none: {self.uncertified}"))
        return table(f"{self.verdict}: {self.solver}", rows)

    @property
    def solver(self) -> str:
        """What the solver is called."""
        return self.found.solver.name

    @property
    def verdict(self) -> str:
        """In a word or two: "missed" or "none found"."""
        return "missed" if self.found.miss else "none found"

    @property
    def asked(self) -> int:
        """How many problems were drawn, each with one minimiser, and asked."""
        return self.found.asked

    @property
    def problem(self) -> Problem | None:
        """The small problem; None where none was found."""
        return self.found.miss.truth.problem if self.found.miss else None

    @property
    def minimiser(self) -> tuple[Fraction, ...] | None:
        """Its only minimiser, exactly."""
        return self.found.miss.truth.x if self.found.miss else None

    @property
    def answer(self) -> tuple[Fraction, ...] | None:
        """What the solver answers, exactly the doubles that it returned."""
        return self.found.miss.row.run.x if self.found.miss else None

    @property
    def squared_distance(self) -> Fraction | None:
        """The squared Euclidean distance of the two, exactly."""
        return self.found.miss.row.distance if self.found.miss else None

    @property
    def within(self) -> bool | None:
        """Whether the tolerance that the solver documents admits the answer; None where none is documented."""
        return self.found.miss.row.within if self.found.miss else None

    @property
    def conclusion(self) -> str:
        """What was found, in one sentence."""
        found, kind = self.found, KINDS[self.found.kind]
        if found.miss is None:
            asked = f"no miss of {self.solver} in {plural(self.asked, kind)} of seed {found.seed}"
            return f"{asked}, which says nothing of others{_cut(found.cut)}"
        size = f"{len(found.miss.draft.matrix)} x {found.miss.draft.columns}"
        far = distance(self.squared_distance)
        return f"{self.solver} reports success {far} from the only minimiser of a {size} {kind}{self._within}"

    @property
    def _within(self) -> str:
        return {True: ", within its documented tolerance", False: ", beyond its documented tolerance", None: ""}[
            self.within
        ]

    @property
    def script(self) -> str:
        """A script that shows the miss with NumPy and the solver alone; empty if the solver cannot be imported."""
        found = self.found
        if found.miss is None:
            return ""
        place = _importable(found.solver)
        if found.solver.own and place is None:
            return ""
        return script(found.solver, found.miss.truth, found.miss.draft.about, place=place)

    def written(self) -> dict[str, Any]:
        """Return the certificate as it is written; raises `BarriersError` with the reason if there is none."""
        if self.found.miss is None:
            raise BarriersError("no miss was found")
        return _certificate(self.found.miss)

    def as_json(self) -> dict[str, Any]:
        """Return all of it as a JSON object; rationals are texts."""
        found, certificate = self.found, self.certificate
        return {
            "verdict": self.verdict, "solver": self.solver, "kind": found.kind, "seed": found.seed,
            "wanted_distance": write_rational(found.distance), "asked": self.asked, "verdicts": found.verdicts,
            "fault": found.fault, "unsteady": found.unsteady, "steps": found.steps, "cut": found.cut,
            "conclusion": self.conclusion, "sha256": certificate.sha256 if certificate else None,
            "uncertified": self.uncertified,
            "miss": found.miss and {"data": _data(found.miss), **found.miss.row.as_json()},
        }  # fmt: skip

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write a new folder with problem.npz, certificate.json and reproduce.py, all of them or none.

        There is no reproduce.py for a function that cannot be imported by name, such as one of a notebook.  Raises
        `BarriersError` if no miss was found, if the kernel does not accept the certificate, or if the folder is there.
        """
        where = named_path(path, "save(folder)")
        if self.found.miss is None or self.certificate is None:
            raise BarriersError(f"no certificate: {self.uncertified}")
        texts = (self.certificate.text, self.script)
        files = {name: text.encode() for name, text in zip(FILES[1:], texts, strict=True) if text}
        write_folder(where, {FILES[0]: npz_bytes(_arrays(self.found.miss)), **files})
        return where


def _cut(budget: str) -> str:
    """Say which budget ended a search."""
    return " (the time ran out)" if budget == "seconds" else ""


def distance(squared: Fraction | None) -> str:
    """Return a distance for people, from its square.

    >>> distance(Fraction(2)), distance(Fraction(1, 4))
    ('≈1.41', '1/2')
    """
    low, high = sqrt_enclosure(squared or Fraction(0), BITS)
    return short(low) if low == high else f"≈{short(low).removeprefix('≈')}"


def told_rows(miss: Miss) -> list[tuple[str, str]]:
    """Return what there is to say of a miss, by names."""
    row = miss.row
    assert row.distance is not None and row.excess and row.violation
    gap = "none told" if row.run.gap is None else short(row.run.gap)
    said = row.run.said or "nothing"
    return [
        ("data", miss.draft.about),
        ("the solver said", said + (f" (warned: {row.run.warned[0]})" if row.run.warned else "")),
        ("its own gap", gap),
        ("its answer", f"({', '.join(short(v) for v in row.run.x or ())})"),
        ("distance", f"{distance(row.distance)}, its square {short(row.distance)}"),
        ("excess of the objective", short(row.excess[0])),
        ("violation", short(row.violation[0])),
        ("tolerance", tolerance(miss)),
    ]


def tolerance(miss: Miss) -> str:
    """Say what the documented tolerance means for a miss."""
    said = miss.row.solver.tolerance.said
    if miss.row.within is None:
        undecided = ": it does not decide whether such an answer may be called optimal"
        return said + (undecided if miss.row.solver.tolerance.numbers else "")
    if miss.row.within:
        return (
            f"{said}: violation and objective are no larger than it permits, so this is no evidence of a bug; by itself"
            " a tolerance bounds no distance from a minimiser"
        )
    return f"{said}: the answer is beyond it, as we read it"


def _data(miss: Miss) -> dict[str, Any]:
    """Return the data as a JSON object of texts, with the minimiser and its dual vector."""
    problem, truth = miss.truth.problem, miss.truth

    def texts(values: Any) -> Any:
        return [None if v is None else texts(v) if isinstance(v, tuple) else write_rational(v) for v in values]

    own = {name: value for name, value in vars(problem).items() if name != "kind"}
    data = {name: texts(v) if isinstance(v, tuple) else write_rational(v) for name, v in own.items()}
    return {"kind": problem.kind, **data, "minimiser": texts(truth.x), "dual": texts(truth.u)}


def _arrays(miss: Miss) -> dict[str, Any]:
    """Return the data, the answer and the doubles next to the minimiser as arrays."""
    arrays = {name: value for name, value in vars(posed(miss.truth.problem)).items() if name != "exact"}
    x = miss.row.run.x or ()
    return arrays | {"x": [float(v) for v in x], "nearly_the_minimiser": [float(v) for v in miss.truth.x]}


def _certificate(miss: Miss) -> dict[str, Any]:
    """Return the certificate of a miss, with what the solver said as provenance, which is not checked."""
    return miss_certificate(miss.truth, miss.row.run.x or (), provenance=miss.row.provenance)


def _importable(solver: Solver) -> tuple[str, str, str] | None:
    """Return the folder, the module and the name by which a function can be imported; None if it cannot."""
    function = solver.own
    module, name = str(getattr(function, "__module__", "")), str(getattr(function, "__qualname__", ""))
    loaded = sys.modules.get(module)
    file = getattr(loaded, "__file__", None)
    named = name.isidentifier() and all(part.isidentifier() for part in module.split("."))
    if function is None or module == "__main__" or not file or not named or getattr(loaded, name, None) is not function:
        return None
    path = Path(file).resolve()
    top = (path.parent if path.name == "__init__.py" else path).parents[module.count(".")]
    return str(top), module, name


def solver_of(solver: Any, name: str = "") -> Solver:
    """Return a solver of the table by its name, or somebody's own function as one."""
    if isinstance(solver, Solver):
        return solver
    if isinstance(solver, str):
        return find_solver(solver)
    if not callable(solver) or isinstance(solver, type):
        raise BarriersError(
            "the solver is a name, as docs/solvers-table.md lists them, or a function of a problem,"
            f" got {type(solver).__name__} {shown(solver)}"
        )
    called = name or f"{getattr(solver, '__module__', '?')}:{getattr(solver, '__qualname__', type(solver).__name__)}"
    return own_solver(called[:200], solver)


def chosen_kind(solver: Solver, kind: Any) -> str:
    """Return the kind of problems; by default linear programs, or what the solver takes."""
    if kind is None:
        return next((k for k in ("LP", "P2", "P1") if k in solver.kinds), "LP")
    if not isinstance(kind, str) or kind not in KINDS:
        raise BarriersError(f"kind is one of {', '.join(KINDS)}, got {shown(kind)}")
    return kind


def misses(
    solver: Any, *, kind: str | None = None, seed: int = 0, distance: Any = "1/2", inputs: int = 1000,
    seconds: int = 60,
) -> Missed:  # fmt: skip
    """Search for a small problem on which a solver reports success far from the only minimiser.

    Linear programs (LP), basis pursuit (P1) or LASSOs (P2) are drawn, of integers but for one entry that is a power of
    two off, so that one column nearly is another; each is solved exactly, and by the solver in a process of its own.
    The first miss is made small: fewer rows and columns, smaller integers, a larger gap, as long as it is missed.
    Where the doubles are the input all of this is decidable: a miss is a fact about a solver and its tolerances.

    Parameters: `solver`, a name out of docs/solvers-table.md, or a function of a problem with the attributes `kind`,
    `A`, `b`, `c`, `lower`, `upper` (LP) or `y`, `lam` (P1, P2), which returns x, or (x, success, said, gap), or None;
    `kind`, by default "LP" or what the solver takes; `seed` of the draws; `distance`, the least in the Euclidean norm,
    times the norm of the minimiser if that is larger than 1; at most so many `inputs` and `seconds`.
    Returns a `Missed`. Raises `BarriersError` for a library that is missing, and for a solver that gives nothing but
    faults: errors, NaN, wrong shapes, answers that take too long.

    See also: `check`; `barriers misses`; docs/solvers-search.md.

    >>> import nnbarriers as nb
    >>> found = nb.misses(lambda problem: 0 * problem.c)
    >>> found.verdict, found.answer, found.problem.matrix, found.minimiser
    ('missed', (Fraction(0, 1),), ((Fraction(1, 1),),), (Fraction(1, 1),))
    """
    chosen = solver_of(solver)
    of = chosen_kind(chosen, kind)
    far = rational_argument(distance, "distance")
    if far <= 0:
        raise BarriersError(f"distance must be > 0, got {far}")
    start, most, time = whole(seed, "seed"), whole(inputs, "inputs", 1, MOST_INPUTS), whole(seconds, "seconds", 1)
    chosen.require(of)
    with running(chosen, time) as process:
        return Missed(search(process, chosen, of, seed=start, distance=far, inputs=most, seconds=time))


def running(solver: Solver, seconds: int) -> Running:
    """Return the process of a solver, which is to be started before there are threads."""
    return Running([solver], [], seconds=min(ANSWER, max(1, seconds // SHARE)))
