"""Problems as somebody states them, by named arrays or lists: scikit-learn's LASSO, P1, P2 and P3, linprog's programs.

`X`, `y`, `alpha` are scikit-learn's Lasso or ElasticNet; `A`, `y`, `lam` (or `eta`) ours; `c` with `A_ub`, `b_ub`,
`A_eq`, `b_eq`, `bounds` what `scipy.optimize.linprog` takes.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

import numpy as np

from constructions.trust.digits import Table
from constructions.trust.in_memory import labels_of, matrix_of, names_of, pairs_of, unmasked, vector_of
from constructions.trust.naming import listed, unknown_column
from constructions.trust.programs import Program
from constructions.trust.regressions import Radii, Regression
from constructions.trust.roots import RootProblem
from theory.exact import BarriersError, Brief, brief, rational, shown

__all__ = ["Options", "Posed", "posed_arrays", "posed_fields", "posed_table"]

FORMS = (
    "X, y, alpha (scikit-learn's Lasso; perhaps l1_ratio, intercept, sample_weight), or A, y, lam (the LASSO P2; kind"
    " P1 with eta, or P3), or c with A_ub, b_ub, A_eq, b_eq, bounds (scipy's linprog)"
)
SCIKIT = ({"X", "y"}, {"alpha", "l1_ratio", "intercept", "sample_weight", "names"})
OURS = ({"A", "y"}, {"lam", "kind", "eta", "names"})
LINPROG = ({"c"}, {"A_ub", "b_ub", "A_eq", "b_eq", "bounds", "names"})
"""The fields that are needed, and those that may be there."""


@dataclass(frozen=True)
class Options:
    """What is said of a problem besides its file; None where nothing is."""

    alpha: Any = None
    l1_ratio: Any = None
    intercept: bool | None = None
    lam: Any = None
    target: str | None = None
    without: tuple[str, ...] = ()
    layout: str | None = None

    def only(self, names: Iterable[str], what: str) -> None:
        """Raise `BarriersError` if anything else is said."""
        for field in fields(self):
            if getattr(self, field.name) not in (None, ()) and field.name not in set(names):
                raise BarriersError(f"the option {field.name} does not belong to {what}: leave it out")


@dataclass(frozen=True, repr=False)
class Posed(Brief):
    """A problem, with what was understood, in words, and the table that it was read from, if it was one.

    The objective as it was stated is `sense` times the problem's, plus `constant`; `split` says that it is a program in
    the two parts of x; `penalty` is alpha or lambda, by name.
    """

    problem: Regression | Program | RootProblem
    read_as: tuple[str, ...]
    table: Table | None = None
    sense: int = 1
    split: bool = False
    constant: Fraction = Fraction(0)
    penalty: tuple[str, Fraction] | None = None

    def stated(self, value: Fraction) -> Fraction:
        """Return a value of the problem's objective as one of the objective that was stated.

        >>> posed = posed_fields({"c": [1], "A_eq": [[2]], "b_eq": [1]}, Options())
        >>> replace(posed, sense=-1, constant=Fraction(5)).stated(Fraction(2))
        Fraction(3, 1)
        """
        return self.sense * value + self.constant

    @property
    def told(self) -> str:
        """What was understood."""
        return "; ".join(self.read_as)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, if they have any."""
        return self.problem.names

    def radii(self, digits: int | None = None, exact: Iterable[str] = ()) -> Radii:
        """Return the box that printed digits say (see `radii_of_digits`); raises `BarriersError` if nothing does."""
        if not isinstance(self.problem, Regression):
            raise BarriersError(
                "printed digits say radii of the columns of a table; give a linear program relative ones"
            )
        if self.table is not None:
            return self.table.radii(self.problem, digits, exact)
        if digits is None:
            raise BarriersError(
                "of arrays digits='printed' is not known: say how many, read the table from a .csv, or ask about a"
                " fitted model, whose X and y are taken as they are printed"
            )
        half = Fraction(1, 2 * 10**digits)
        names = self.problem.names or tuple(f"x{j}" for j in range(self.problem.size))
        left_out = {exact} if isinstance(exact, str) else set(exact)
        if strange := sorted(left_out - {*names, "y"}):
            raise unknown_column(strange[0], [*names, *(() if "y" in names else ("y",))])
        fixed = self.problem.intercepts
        columns = [Fraction(0) if j in fixed or name in left_out else half for j, name in enumerate(names)]
        return Radii.of(self.problem, columns, y=Fraction(0) if "y" in left_out else half)


def posed_fields(found: Mapping[str, Any], options: Options) -> Posed:
    """Return the problem that named arrays or lists state; raises `BarriersError` naming what does not fit.

    >>> posed_fields({"A": [[2, 1]], "y": [1], "lam": "1/2"}, Options()).problem.thresholds
    (Fraction(1, 4), Fraction(1, 4))
    """
    forms = (
        (SCIKIT, _scikit, ("alpha", "l1_ratio", "intercept")),
        (OURS, _ours, ("lam",)),
        (LINPROG, _linprog, ()),
    )
    for (needed, more), reader, may in forms:
        if needed <= found.keys():
            options.only(may, f"a problem with {', '.join(sorted(needed))}")
            _rows_agree(found)
            if strange := sorted(found.keys() - needed - more):
                raise BarriersError(
                    f"{shown(strange[0])} does not belong to a problem with {', '.join(sorted(needed))}, which may have"
                    f" {', '.join(sorted(more))} besides"
                )
            return reader(found, options)
    raise BarriersError(f"it holds {shown(', '.join(sorted(found)) or 'nothing')}; a problem has {FORMS}")


def posed_arrays(given: Mapping[str, Any], **options: Any) -> Posed:
    """Return the problem of arrays, lists, sparse matrices and data frames in memory, by the names of its fields.

    The names of a data frame are those of its columns.  Raises `BarriersError` naming what does not fit.

    >>> posed_arrays({"X": [[1.0], [2.0]], "y": [1, 3]}, alpha=0.5).told
    "scikit-learn's Lasso(alpha=1/2)"
    """
    found = {name: value for name, value in given.items() if value is not None}
    for name in ("X", "A"):
        if name in found:
            if "names" not in found and (names := names_of(found[name])):
                found["names"] = names
            found[name] = matrix_of(found[name], name)
    if not found.keys().isdisjoint({"c", "A_ub", "A_eq"}):
        _one_order(found)
    for name in ("A_ub", "A_eq", "bounds"):
        unmasked(found.get(name), name)
        if hasattr(found.get(name), "to_numpy"):
            found[name] = pairs_of(found[name].to_numpy()) if name == "bounds" else found[name].to_numpy()
        if name != "bounds" and isinstance(
            found.get(name), np.ndarray
        ):  # sparse matrices and lists are read as they are
            found[name] = matrix_of(found[name], name, found.get("names", ()))
    for name in ("y", "sample_weight", "c", "b_ub", "b_eq"):
        if name in found:
            found[name] = vector_of(found[name], name)
    return posed_fields(found, Options(**options))


def _one_order(found: dict[str, Any]) -> None:
    """Name the variables of a program in data frames; raises `BarriersError` if these have them in different orders."""
    named: dict[str, tuple[str, ...]] = {name: names_of(found[name]) for name in ("A_ub", "A_eq") if name in found}
    named |= {"c": labels_of(found.get("c"))}
    given = {name: labels for name, labels in named.items() if labels}
    if len(set(given.values())) > 1:
        told = "; ".join(f"{name} has {listed(labels)}" for name, labels in given.items())
        raise BarriersError(f"the variables stand in different orders, or have different names: {told}")
    if given:
        found.setdefault("names", next(iter(given.values())))


def posed_table(table: Table, options: Options) -> Posed:
    """Return scikit-learn's Lasso or ElasticNet on a table, or P2 if `lam` is given instead of `alpha`.

    >>> table = Table(("a", "y"), ((Fraction(1), Fraction(2)), (Fraction(3), Fraction(5))), (0, 0), "y")
    >>> posed_table(table, Options(alpha="0.1")).problem.names
    ('a', 'intercept')
    """
    x, y = table.split()
    words = f"target {shown(table.target)}, decimals as they are written"
    if options.lam is not None:
        options.only(("lam", "target", "without"), "P2 on a table, which lam asks for")
        problem = Regression.lasso(x, y, _positive(options.lam, "lam"))
        named = replace(problem, names=table.features)
        lam = rational(options.lam)
        told = (f"P2 with lambda = {brief(lam)}, without intercept", words)
        return Posed(named, told, table, penalty=("lambda", lam))
    found = _scikit({"X": x, "y": y, "names": table.features}, options)
    return replace(found, read_as=(*found.read_as, words), table=table)


def _scikit(found: Mapping[str, Any], options: Options) -> Posed:
    """Return Lasso or ElasticNet of scikit-learn's."""
    alpha = _positive(_either(found, options, "alpha", None), "alpha")
    share = rational(_either(found, options, "l1_ratio", 1))
    if not 0 < share <= 1:
        raise BarriersError(f"l1_ratio must lie in (0, 1], got {brief(share)}; without a 1-norm nothing is selected")
    intercept = _truth(_either(found, options, "intercept", True))
    weights, size = found.get("sample_weight"), len(found["X"][0])
    problem = Regression.scikit(
        found["X"],
        found["y"],
        alpha,
        l1_ratio=share,
        intercept=intercept,
        sample_weight=weights,
        names=_names(found, size) or (tuple(f"x{j}" for j in range(size)) if intercept else ()),
    )
    kind = f"Lasso(alpha={brief(alpha)}" if share == 1 else f"ElasticNet(alpha={brief(alpha)}, l1_ratio={brief(share)}"
    words = [f"scikit-learn's {kind}{'' if intercept else ', fit_intercept=False'})"]
    if weights is not None:
        words.append("sample weights are divided by their mean, as scikit-learn does")
    return Posed(problem, tuple(words), penalty=("alpha", alpha))


def _ours(found: Mapping[str, Any], options: Options) -> Posed:
    """Return P1, P2 or P3."""
    lam = _either(found, options, "lam", "")
    kind = str(found.get("kind", "P1" if "eta" in found and lam == "" else "P2"))
    if kind not in ("P1", "P2", "P3"):
        raise BarriersError(f"kind is P1 (basis pursuit), P2 (LASSO) or P3 (square-root LASSO), got {shown(kind)}")
    if ("eta" in found) != (kind == "P1") or (lam != "") != (kind != "P1"):
        raise BarriersError(f"P1 has eta (0 for Ax = y), P2 and P3 have lam; {kind} came with {_told(found, options)}")
    words = f"{kind}: A is {len(found['A'])} x {len(found['A'][0])}"
    if kind == "P2":
        problem = Regression.lasso(found["A"], found["y"], _positive(lam, "lam"))
        named = replace(problem, names=_names(found, problem.size))
        return Posed(named, (f"{words}, lambda = {brief(rational(lam))}",), penalty=("lambda", rational(lam)))
    names = _names(found, len(found["A"][0]))
    if kind == "P3":
        return Posed(RootProblem.of(kind, found["A"], found["y"], _positive(lam, "lam"), names=names), (words,))
    if rational(found["eta"]):
        return Posed(RootProblem.of(kind, found["A"], found["y"], eta=found["eta"], names=names), (words,))
    split = f"{words}; as the linear program of x = p - q with p, q >= 0"
    return Posed(Program.basis_pursuit(found["A"], found["y"], names), (split,), split=True)


def _told(found: Mapping[str, Any], options: Options) -> str:
    return ", ".join([name for name in ("eta", "lam") if name in found or getattr(options, name, None)]) or "neither"


def _linprog(found: Mapping[str, Any], options: Options) -> Posed:
    """Return a linear program."""
    arguments = {name: found[name] for name in ("A_ub", "b_ub", "A_eq", "b_eq", "bounds") if name in found}
    size = len(found["c"])
    program = Program.linprog(found["c"], **arguments, names=_names(found, size))
    inequalities = len(found["b_ub"]) if "b_ub" in found else 0
    words = f"linprog: {size} variables, {inequalities} inequalities, {program.rows - inequalities} equations"
    return Posed(program, (words,) if "bounds" in found else (words, "no bounds are given, so x >= 0"))


def _rows_agree(found: Mapping[str, Any]) -> None:
    """Raise `BarriersError` unless a matrix has as many rows as the vectors beside it have entries."""
    for name, vectors in (("X", ("y", "sample_weight")), ("A", ("y",)), ("A_ub", ("b_ub",)), ("A_eq", ("b_eq",))):
        for vector in vectors:
            if name in found and vector in found:
                matrix = found[name]
                rows = matrix.shape[0] if hasattr(matrix, "shape") else len(matrix)
                if rows != len(found[vector]):
                    raise BarriersError(f"{name} has {rows} rows, {vector} {len(found[vector])} entries")


def _either(found: Mapping[str, Any], options: Options, name: str, default: Any) -> Any:
    """Return what the file or the caller says; raises `BarriersError` if both do, or none where there is no default."""
    said = getattr(options, name)
    if name in found and said is not None:
        raise BarriersError(f"{name} is in the file and given besides: leave one of them out")
    value = found.get(name, default if said is None else said)
    if value is None:
        raise BarriersError(f"{name} is missing: write it into the file, or give it as an option ({name}=…)")
    return value


def _positive(value: Any, name: str) -> Fraction:
    number = rational(value)
    if number <= 0:
        raise BarriersError(
            f"{name} must be positive, got {brief(number)}: without a 1-norm no column is left out but by chance"
        )
    return number


def _truth(value: Any) -> bool:
    if not isinstance(value, bool) and value not in (0, 1):
        raise BarriersError(f"intercept is true or false, got {shown(value)}")
    return bool(value)


def _names(found: Mapping[str, Any], size: int) -> tuple[str, ...]:
    """Return the names that come with a problem of so many columns."""
    names = tuple(map(str, found.get("names", ())))
    if names and len(names) != size:
        raise BarriersError(f"{size} columns have {len(names)} names")
    if twice := [name for j, name in enumerate(names) if name in names[:j]]:
        raise BarriersError(f"two columns are called {shown(twice[0])}: rename one")
    return names
