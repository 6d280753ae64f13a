"""A box around a problem's data: one radius, half a unit of a decimal, or the digits with which a table is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from constructions.trust.digits import as_printed, radii_of_digits
from constructions.trust.fitted_models import FittedModel, named_columns
from constructions.trust.in_memory import matrix_of, vector_of
from constructions.trust.naming import listed, unknown_column
from constructions.trust.posed import Posed
from constructions.trust.programs import Program, Within
from constructions.trust.regressions import Radii, Regression
from constructions.trust.roots import RootProblem
from constructions.trust.scaled_tables import raw_problem
from nnbarriers.arguments import entries, rational_argument, whole
from nnbarriers.posing import fitted, is_model, names_of, of_model, posed, with_names
from nnbarriers.wording import decimal
from theory.exact import BarriersError

__all__ = ["MOST_DIGITS", "Boxed", "boxed"]

ZERO = Fraction(0)
MOST_DIGITS = 300


@dataclass(frozen=True)
class Boxed:
    """A problem with a box around its data; `said` are its radii in words, `model` a fitted model to compare with.

    `rescaled`, of a scaler, takes a problem with another table to that with the thresholds of it.
    """

    posed: Posed
    within: Radii | Within
    said: str
    model: FittedModel | None = None
    rescaled: Callable[..., tuple[Regression, Radii]] | None = None


def boxed(
    problem: Any, X: Any = None, y: Any = None, *, within: Any = None, digits: Any = None, exact: Iterable[str] = (),  # noqa: N803
    transformed: bool = False, **options: Any,
) -> Boxed:  # fmt: skip
    """Return a problem with the box that is asked for; raises `BarriersError` unless just one of both is given."""
    options = {name: value for name, value in options.items() if value is not None}
    if (within is None) == (digits is None):
        raise BarriersError("give within=…, a radius, or digits=…, a number of decimals or 'printed': one of them")
    if digits is not None and not (isinstance(digits, str) and digits == "printed"):
        digits = whole(digits, "digits", 0, MOST_DIGITS)
    if not isinstance(transformed, bool):
        raise BarriersError(f"transformed takes True or False, got {type(transformed).__name__}")
    radius = None if within is None else rational_argument(within, "within")
    if radius is not None and radius < 0:
        raise BarriersError(f"within must be >= 0, got {radius}")
    names = (
        (exact,) if isinstance(exact, str) else tuple(map(str, entries(exact, "exact takes names of columns", 10**5)))
    )
    if is_model(problem):
        return _model_boxed(problem, X, y, radius, digits, names, transformed, options)
    given = posed(problem, X, y, **options)
    if isinstance(given.problem, RootProblem) or given.split:
        raise BarriersError("of basis pursuit and the square-root LASSO only exact data are judged: `solve` does that")
    if isinstance(given.problem, Program):
        return _program_boxed(given, radius, digits, names)
    names = _with_target(given, names, "y" if digits is None else None)
    if digits is not None:
        return Boxed(given, given.radii(None if digits == "printed" else digits, names), _digits_said(digits, names))
    assert radius is not None
    return Boxed(given, _uniform(given.problem, radius, names), f"within {decimal(radius)} of these{_but(names)}")


def _with_target(given: Posed, names: tuple[str, ...], said: str | None) -> tuple[str, ...]:
    """Return names of exact columns in which the target of a table, which "y" stands for, too, is called `said`."""
    if given.table is None or "y" in given.table.features:
        return names
    target = given.table.target
    return tuple((said or target) if name in ("y", target) else name for name in names)


def _digits_said(digits: Any, names: Iterable[str]) -> str:
    half = "half a unit of the last printed decimal" if digits == "printed" else f"half a unit of decimal {digits}"
    return f"within {half} of these{_but(names)}"


def _but(names: Iterable[str]) -> str:
    told = listed(tuple(names))
    return f" ({told} exact)" if told else ""


def _apart(known: Iterable[str], names: Iterable[str]) -> None:
    """Raise `BarriersError` if "y" is said to be exact, and is a feature, too."""
    if "y" in names and "y" in known:
        raise BarriersError("exact: a column is called 'y', and so is the target here: rename the column")


def _uniform(problem: Regression, radius: Fraction, names: tuple[str, ...]) -> Radii:
    """Return the box of one radius but for exact columns."""
    known = names_of(problem)
    if strange := sorted(set(names) - {*known, "y"}):
        raise unknown_column(strange[0], known if "y" in known else (*known, "y"), "exact")
    _apart(known, names)
    fixed = problem.intercepts
    columns = [ZERO if j in fixed or name in names else radius for j, name in enumerate(known)]
    return Radii.of(problem, columns, y=ZERO if "y" in names else radius)


def _program_boxed(given: Posed, radius: Fraction | None, digits: Any, names: tuple[str, ...]) -> Boxed:
    """Return the box around a program: relative, or half a unit of a decimal for all entries that are not 0."""
    if digits == "printed":
        raise BarriersError("a program prints no table: give digits=k for half a unit of decimal k, or within=…")
    known = names_of(given.problem)
    if strange := sorted(set(names) - set(known)):
        raise unknown_column(strange[0], known, "exact")
    places = [known.index(name) for name in names]
    if radius is not None:
        told = f"within the relative radius {decimal(radius)} of these{_but((*names, 'zeros'))}"
        return Boxed(given, Within.of(relative=radius, exact=places), told)
    return Boxed(
        given, Within.of(absolute=Fraction(1, 2 * 10**digits), exact=places), _digits_said(digits, (*names, "zeros"))
    )


def _model_boxed(
    model: Any, X: Any, y: Any, radius: Fraction | None, digits: Any, names: tuple[str, ...], transformed: bool,  # noqa: N803
    options: Mapping[str, Any],
) -> Boxed:  # fmt: skip
    """Return a fitted model's problem with a box around its table, or, if asked, around the transformed columns."""
    plain = fitted(model, X, y, options)
    if transformed:
        if digits == "printed":
            raise BarriersError("transformed columns print no digits: give digits=k or within=…")
        size = radius if radius is not None else Fraction(1, 2 * 10**digits)
        said = _digits_said(digits, names) if radius is None else f"within {decimal(size)} of these{_but(names)}"
        where = said.replace("these", "the transformed columns")
        return Boxed(of_model(plain), _uniform(plain.problem, size, names), where, plain)
    names = tuple("y" if name == getattr(y, "name", None) else name for name in names)
    known = _columns_of(model, X) if options.get("names") is None else tuple(map(str, options["names"]))
    if strange := sorted(set(names) - {*known, "y"}):
        raise unknown_column(strange[0], known if "y" in known else (*known, "y"), "exact")
    _apart(known, names)
    table_of, target = X, y
    if digits == "printed":
        rows, values = matrix_of(X).tolist(), vector_of(y).tolist()
        table_of, target = as_printed(rows), [row[0] for row in as_printed([[v] for v in values])]
        widths = list(radii_of_digits([[*row, v] for row, v in zip(rows, values, strict=True)], names=[*known, "y"],
                                      exact=names))  # fmt: skip
    else:
        size = radius if radius is not None else Fraction(1, 2 * 10**digits)
        widths = [ZERO if name in names else size for name in [*known, "y"]]
    found = raw_problem(model, table_of, target, columns=widths[:-1], y_radius=widths[-1],
                        sample_weight=options.get("sample_weight"), names=known)  # fmt: skip
    found = with_names(found, options.get("names"))
    assert found.within is not None
    said = f"within {decimal(radius)} of these{_but(names)}" if radius is not None else _digits_said(digits, names)
    return Boxed(of_model(found), found.within, said, found, found.rescaled)


def _columns_of(model: Any, X: Any) -> tuple[str, ...]:  # noqa: N803
    """Return the names of the columns of a table, x0, x1, … if it has none."""
    return named_columns(model, X) or tuple(f"x{j}" for j in range(matrix_of(X).shape[1]))
