"""`trust`: whether the selection, or the optimal basis, is the same for all data within given digits (T1-T3)."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from constructions.files import write_text
from constructions.trust import program_trust, regression_trust
from constructions.trust.active_sets import Fitted
from constructions.trust.bases import Based
from constructions.trust.naming import listed, quoted
from constructions.trust.posed import Posed
from constructions.trust.programs import Program, Within
from constructions.trust.regressions import Radii, Regression
from nnbarriers.answers import cost
from nnbarriers.arguments import whole
from nnbarriers.boxes import Boxed, boxed
from nnbarriers.certificates import MayBeCertified, named_path
from nnbarriers.posing import names_of, stated
from nnbarriers.showing import one_line, table
from nnbarriers.two_data import table_text, two_data, two_places
from nnbarriers.waiting import Waiting
from nnbarriers.wording import decimal, nearest, short
from theory.exact import BarriersError, write_rational

__all__ = ["MOST_SEED", "Trust", "judged", "trust"]

ZERO, ONE = Fraction(0), Fraction(1)
LISTED, COSTLY, MOST_SEED = 12, 3, 2**63 - 1
FAR = Fraction(101, 100)
"""A fitted model whose objective is so many times the least is asked about."""
Judged = regression_trust.Trust | program_trust.Trust


@dataclass(frozen=True, repr=False, eq=False)
class Trust(MayBeCertified):
    """Whether the selection is the same for all data in a box; `found` holds all of it.

    `verdict` is "trusted", "two answers" or "open"; true just if it is "trusted". `largest` is the largest multiple of
    the box that is certified, `smallest` the smallest with two answers that were found, None if none were.
    """

    boxed: Boxed
    found: Judged

    def __bool__(self) -> bool:
        return self.verdict == "trusted"

    def __repr__(self) -> str:
        return one_line(f"<Trust: {self.verdict}: {self.conclusion}>")

    def _repr_html_(self) -> str:
        return table(f"{self.verdict.capitalize()}: {self.boxed.said}", self.told_rows())

    @property
    def verdict(self) -> str:
        """In a word or two: "trusted", "two answers" or "open"."""
        return self.found.verdict

    @property
    def largest(self) -> Fraction:
        """The largest multiple of the box for which the selection is certified; 0 if none is."""
        return self.found.largest

    @property
    def smallest(self) -> Fraction | None:
        """The smallest multiple of the box in which two answers were found; None if none were."""
        return self.found.smallest

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return names_of(self.boxed.posed.problem)

    @property
    def selected(self) -> dict[str, int] | None:
        """The columns that are selected for the data as they are, with their signs; None without one strict answer.

        Of a linear program the columns of the optimal basis, with the sign 1.
        """
        return self._chosen(self.found.found)

    @property
    def alternative(self) -> dict[str, int] | None:
        """What other data select: in the box, of a program in the smallest box with two answers; None if unknown."""
        second = self.found.second
        return None if second is None else self._chosen(second)

    def _chosen(self, found: Any) -> dict[str, int] | None:
        if isinstance(found, Fitted):
            pairs = zip(found.support, found.signs, strict=True)
            return {self.names[j]: s for j, s in pairs if s} if found.strict else None
        if isinstance(found, Based):
            return {self.names[j]: 1 for j in found.basis} if found.strict else None
        return None

    @property
    def model_differs(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The columns that the fitted model selects wrongly, and those that it lacks, both with signs; None without."""
        model, selected = self.boxed.model, self.selected
        if model is None or selected is None:
            return None
        theirs = {self.names[j]: s for j, s in zip(model.support, model.signs, strict=True)}
        wrong = tuple(name for name, s in theirs.items() if selected.get(name) != s)
        return wrong, tuple(name for name, s in selected.items() if theirs.get(name) != s)

    def _far_model(self) -> str:
        """Say so if a fitted model is so far from the minimiser that it may have been fitted to other data."""
        model, found = self.boxed.model, self.found.found
        if model is None or not isinstance(found, Fitted):
            return ""
        theirs, least = cost(found.problem, model.coefficients), cost(found.problem, found.vector)
        if theirs <= least * FAR:
            return ""
        many = f"{short(theirs / least)} times the least" if least else "above the least, which is 0"
        return f"; its objective is {many}: was it fitted to these data, and did it converge?"

    @cached_property
    def data(self) -> tuple[Posed, Posed] | None:
        """Two problems in the box that select differently, which `solve` takes; None but for "two answers"."""
        return two_data(self.boxed, self.found) if self.verdict == "two answers" else None

    def save_data(self, path: str | os.PathLike[str]) -> tuple[Path, Path]:
        """Write both tables, exactly, to NAME-1.csv and NAME-2.csv for a path NAME.csv, and return their paths.

        Raises `BarriersError` unless there are two answers, for linear programs, sample weights, and names or numbers
        that a table cannot hold, and in place of files that are there.
        """
        places = two_places(named_path(path, "save_data(path)"))
        if self.data is None:
            raise BarriersError(f"there are no two data to write: {self.verdict}")
        texts = [table_text(posed) for posed in self.data]
        write_text(places[0], texts[0])
        try:
            write_text(places[1], texts[1])
        except BarriersError:
            places[0].unlink()
            raise
        return places

    @property
    def conclusion(self) -> str:
        """What it means, in one sentence."""
        what = (
            "the optimal basis is" if isinstance(self.boxed.posed.problem, Program) else "the same columns are selected"
        )
        if self.verdict == "trusted":
            return f"for all data {self.boxed.said} {what}{' the same' if 'basis' in what else ''}"
        if self.verdict == "two answers":
            return f"data {self.boxed.said} exist with different answers{self._swapped()}: the data do not decide it"
        return f"for data {self.boxed.said} it is open: {self._why_open()}"

    def _swapped(self) -> str:
        one, two = self._pair()
        if one is None or two is None:
            return ""
        differ = [name for name in {**one, **two} if one.get(name) != two.get(name)]
        if differ:
            return f" ({listed(differ, 4)})"
        ends = [f"{quoted(name)} {where}" for name, where in self._at_other_ends().items()]
        return f" ({', '.join(ends[:4])}{f' and {len(ends) - 4} more' if len(ends) > 4 else ''})" if ends else ""

    @property
    def possible(self) -> tuple[str, ...]:
        """What the two data of `data` select, in words; empty unless there are two."""
        return tuple(self._told(one) for one in self._pair() if one is not None) if self.data else ()

    def _at_other_ends(self) -> dict[str, str]:
        """Say which variables off the basis are at another bound in the second of two answers of a program."""
        found = [answer.found for answer in self.found.answers or ()]
        if not all(isinstance(one, Based) for one in found) or not found:
            return {}
        places = zip(self.names, *(one.places for one in found if isinstance(one, Based)), strict=True)
        words = {"L": "at its lower bound", "U": "at its upper bound"}
        return {name: words[other] for name, one, other in places if one != other and one in words and other in words}

    def _pair(self) -> tuple[dict[str, int] | None, dict[str, int] | None]:
        """Return what the two answers select."""
        answers = self.found.answers
        return (self._chosen(answers[0].found), self._chosen(answers[1].found)) if answers else (None, None)

    def _why_open(self) -> str:
        if self.selected is None and self.largest == 0 and self.smallest is None:
            return f"the data as they are have no strict answer ({_centre(self.found.found)})"
        known = f"certified up to {_times(self.largest)} these radii" if self.largest else "no box is certified"
        other = f", two answers found from {_times(self.smallest)} these radii on" if self.smallest is not None else ""
        return known + other

    def written(self) -> dict[str, Any]:
        """Return the certificate as it is written; raises `BarriersError` with the reason if it is open."""
        certificate = None if self.verdict == "open" else self.found.certificate()
        if certificate is None:
            raise BarriersError("it is open, and there is nothing to certify")
        return certificate

    def told_rows(self) -> list[tuple[str, str]]:
        """Return what there is to say, by names."""
        rows = [("read as", self.boxed.posed.told), ("it follows", self.conclusion)]
        kind = "in the basis" if isinstance(self.boxed.posed.problem, Program) else "selected"
        if (selected := self.selected) is not None:
            rows.append((kind, self._told(selected)))
        one, two = self._pair() if self.verdict == "two answers" else (None, None)
        if selected is None and one is not None:
            rows.append(("possible", self._told(one)))
        if two is not None:
            rows.append(("also possible", self._told(two if two != selected else one or {}) + self._other_ends()))
        rows += self._multiples() + self._costs()
        if (differs := self.model_differs) is not None:
            rows.append(("the fitted model", _about_model(differs, self.verdict == "trusted") + self._far_model()))
        said = f"{self.certificate.check.verdict}, SHA-256 {self.certificate.sha256}" if self.certificate else ""
        rows.append(("certificate", said or f"none: {self.uncertified}"))
        return rows

    def _told(self, chosen: Mapping[str, int]) -> str:
        """Return the columns that are chosen; those of a basis have no signs."""
        return _signed(chosen, "" if isinstance(self.boxed.posed.problem, Program) else "+")

    def _other_ends(self) -> str:
        moved = [f"{quoted(name)} {where}" for name, where in self._at_other_ends().items()]
        return f"; {', '.join(moved[:LISTED])}" if moved else ""

    def _multiples(self) -> list[tuple[str, str]]:
        """Return the two ends of the bracket, as multiples of the box."""
        rows = [("certified up to", f"{_times(self.largest)} these radii")] if self.largest else []
        if self.smallest is not None:
            rows.append(("two answers found", f"from {_times(self.smallest)} these radii on"))
        return rows

    @property
    def first_change(self) -> tuple[str, dict[str, int]] | None:
        """The column that leaves or enters first, to first order, and which radii do that, in percent; None if unknown.

        Of a regression; "y" is the target. It is a hint: what is certified does not rest on it.
        """
        found = self.found
        if not isinstance(found, regression_trust.Trust) or found.tied or (costs := found.box.costs) is None:
            return None
        moving, shares = costs
        percents = {self.names[j] if j >= 0 else "y": round(100 * v) for j, v in shares}
        return self.names[moving], {name: v for name, v in percents.items() if v}

    def _costs(self) -> list[tuple[str, str]]:
        """Say what changes first, and by which radii."""
        if (change := self.first_change) is None:
            return []
        moving, percents = change
        told = [f"{quoted(name)} ({v} %)" for name, v in percents.items()]
        verb = "leaves" if moving in (self.selected or {}) else "enters"
        return [("to first order", f"{quoted(moving)} {verb} first, by the radii of {', '.join(told[:COSTLY])}")]

    def as_json(self) -> dict[str, Any]:
        """Return all of it as a JSON object; rationals are texts."""
        differs = self.model_differs
        return {
            "verdict": self.verdict, "within": self.boxed.said, "read_as": list(self.boxed.posed.read_as),
            "conclusion": self.conclusion, "selected": self.selected, "alternative": self.alternative,
            "largest": write_rational(self.largest),
            "smallest": None if self.smallest is None else write_rational(self.smallest),
            "model_selects_wrongly": differs and list(differs[0]), "model_lacks": differs and list(differs[1]),
            "first_change": self.first_change and {"column": self.first_change[0], "radii": self.first_change[1]},
            "sha256": self.certificate.sha256 if self.certificate else None, "uncertified": self.uncertified,
        }  # fmt: skip


def _times(multiple: Fraction) -> str:
    """Return a multiple in words; what differs from 1 does not look like 1.

    >>> _times(Fraction(3, 2)), _times(1 + Fraction(1, 10**6))
    ('3/2 times', 'slightly more than 1 times')
    """
    text = decimal(multiple)
    if multiple != 1 and text in ("1", "≈1.0"):
        text = f"slightly {'more' if multiple > 1 else 'less'} than 1"
    return f"{text} times"


def _centre(found: Any) -> str:
    if isinstance(found, Exception):
        return str(found)
    return "they are at a border: the least change may move it"


def _signed(selected: Mapping[str, int], plus: str) -> str:
    """Return names with their signs, as many as are read."""
    shown = [f"{'−' if s < 0 else plus}{quoted(name)}" for name, s in selected.items()]
    more = len(shown) - LISTED
    return (", ".join(shown[:LISTED]) + (f" and {more} more" if more > 0 else "")) or "none"


def _about_model(differs: tuple[tuple[str, ...], tuple[str, ...]], everywhere: bool) -> str:
    """Say how a fitted model's selection differs from the exact one."""
    wrong, lacking = differs
    of = "all these data" if everywhere else "the data as they are"
    turned = [name for name in wrong if name in lacking]
    lists = (
        ("selects", [name for name in wrong if name not in turned]), ("has the other sign at", turned),
        ("lacks", [name for name in lacking if name not in turned]),
    )  # fmt: skip
    parts = [f"{verb} {listed(names)}: wrong for {of}" for verb, names in lists if names]
    return "; ".join(parts) or "selects the same, with the same signs"


def judged(asked: Boxed, seed: int, told: Callable[[str], None] | None) -> Judged:
    """Return what is known of a box."""
    problem = asked.posed.problem
    if isinstance(problem, Program) and isinstance(asked.within, Within):
        return program_trust.trust(problem, asked.within, seed=seed, told=told)
    assert isinstance(problem, Regression) and isinstance(asked.within, Radii)
    near = None if asked.model is None else [nearest(v) for v in asked.model.coefficients]
    return regression_trust.trust(problem, asked.within, start=near, seed=seed, told=told, rescaled=asked.rescaled)


def trust(
    problem: Any, X: Any = None, y: Any = None, *, within: Any = None, digits: Any = None, exact: Any = (),  # noqa: N803
    transformed: bool = False, seed: int = 0,
    alpha: Any = None, l1_ratio: Any = None, intercept: Any = None, lam: Any = None, target: Any = None,
    without: Any = None, layout: Any = None, sample_weight: Any = None, names: Any = None,
) -> Trust:  # fmt: skip
    """Tell whether the selected columns, or the optimal basis, are the same for all data in a box (T1, T2, T3).

    "trusted" holds for every real datum in the box, by a certificate; "two answers" shows two data in the box with
    different only answers; "open" is neither. With both ends: up to which multiple of the box the selection is
    certified, and from which on two answers were found.

    Parameters: `problem`, with `X` and `y`, a fitted Lasso, LassoCV, ElasticNet or LassoLars of scikit-learn, or a
    pipeline of a scaler and one, or a problem as `solve` takes it, with the same options; `within`, the radius of
    each number, relative for a linear program, or `digits`, so many decimals, half a unit each, or "printed", those
    with which the table is printed; `exact`, names of columns, or "y", that are known exactly; `transformed`, put the
    box around what a pipeline makes of X; `seed` of the search for two answers. Returns a `Trust`. Raises
    `BarriersError` for what cannot be read.

    See also: `solve`, `check`; `barriers trust`; docs/trust.md.

    >>> import nnbarriers as nb
    >>> found = nb.trust({"A": [[2, 1]], "y": [1], "lam": 1}, within="1/10")
    >>> found.verdict, found.selected, found.certificate.check.verdict
    ('trusted', {'x0': 1}, 'accepted')
    >>> nb.trust({"A": [[2, 1]], "y": [1], "lam": 1}, within=1).verdict
    'two answers'
    """
    options = stated(alpha, l1_ratio, intercept, lam, target, without, layout, sample_weight, names)
    asked = boxed(problem, X, y, within=within, digits=digits, exact=exact, transformed=transformed, **options)
    start = whole(seed, "seed", 0, MOST_SEED)
    with Waiting() as waiting:
        return Trust(asked, judged(asked, start, waiting))
