"""`python docs/trust_table.py`: how many decimals the selection on scikit-learn's data needs, into docs/trust-table.md.

Columns and target are divided by their standard deviations; a problem is what `Lasso` gets then, a table of doubles.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn import datasets
from sklearn.linear_model import Lasso
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import nnbarriers as nb
from nnbarriers.paths import decimals
from nnbarriers.wording import plural
from theory.exact import BarriersError

__all__ = ["ALPHAS", "HEAD", "PAGE", "RAW", "Printed", "Row", "generated", "printed", "rows", "tables", "written"]

PAGE = Path(__file__).with_name("trust-table.md")
HEAD = "| data | rows × columns | α | selected | trusted from | two answers at | `Lasso(alpha)`, fitted by default |"
UNIT = Fraction(1, 20000)
"""The radius that is asked for; both ends of the bracket are multiples of it."""
ALPHAS = {
    "diabetes": ("0.29", "0.12", "0.029", "0.0029", "0.00102"),
    "breast cancer": ("0.4", "0.16", "0.016", "0.00537", "0.00518", "0.00016"),
    "wine": ("0.13", "0.0269", "0.013"),
    "linnerud": ("0.44", "0.087", "0.017"),
    "digits": ("0.21", "0.083"),
}
"""Penalties by data set, from few columns to many."""
RAW = "| data | known exactly | α | selected | as printed | certified up to | two answers from | they differ in |"
PRINTED = {
    "diabetes": (("sex", "y"), ("20", "10", "2")),
    "breast cancer": (("y",), ("0.1", "0.02", "0.005")),
    "wine": ((), ("0.2", "0.1", "0.03")),
}
"""Exact columns and penalties of the tables as they are printed."""
Array = npt.NDArray[np.float64]
START, END = "<!-- generated: python docs/trust_table.py -->\n", "<!-- end -->\n"


@dataclass(frozen=True)
class Row:
    """What is known of the selection on one data set at one penalty; the default is what `Lasso` selects."""

    data: str
    shape: tuple[int, int]
    alpha: str
    selected: int
    trusted: int | None
    two: int | None
    default: str

    @property
    def line(self) -> str:
        """The row of the table."""
        trusted = plural(self.trusted, "decimal") if self.trusted is not None else "–"
        two = plural(self.two, "decimal") if self.two is not None else "–"
        size = " × ".join(map(str, self.shape))
        cells = (self.data, size, self.alpha, f"{self.selected} of {self.shape[1]}", trusted, two, self.default)
        return f"| {' | '.join(cells)} |"


@dataclass(frozen=True)
class Printed:
    """What the printed digits of a table say of the selection: verdict, both ends, and the columns that may differ."""

    data: str
    exact: tuple[str, ...]
    alpha: str
    selected: int
    verdict: str
    largest: Fraction
    smallest: Fraction | None
    differ: tuple[str, ...]

    @property
    def line(self) -> str:
        """The row of the table; both ends are rounded to the safe side."""
        low = _times(self.largest, -1)
        high = "–" if self.smallest is None else _times(self.smallest, 1)
        cells = (self.data, ", ".join(self.exact) or "–", self.alpha, str(self.selected), self.verdict, low, high)
        return f"| {' | '.join(cells)} | {_listed(self.differ) or '–'} |"


def _times(value: Fraction, side: int) -> str:
    """Return a multiple with two digits, rounded down or up."""
    step = Fraction(1, 10) if value >= 1 else Fraction(1, 100)
    whole = value // step if side < 0 else -(-value // step)
    return f"{float(whole * step):.{1 if value >= 1 else 2}f}"


def tables(scaled: bool = True) -> Iterator[tuple[str, Array, Array, list[str]]]:
    """Yield name, columns, target and names of columns of each data set, standardised or raw."""
    for name in ALPHAS:
        x, y, columns = _loaded(name)
        names = [str(v) for v in columns]
        yield (name, StandardScaler().fit_transform(x), (y - y.mean()) / y.std(), names) if scaled else (
            name, x, y, names)  # fmt: skip


def _loaded(name: str) -> tuple[Array, Array, Any]:
    if name == "diabetes":
        found = datasets.load_diabetes(scaled=False)
    elif name == "linnerud":
        found = datasets.load_linnerud()
        return np.hstack([found.data, found.target[:, 1:]]), found.target[:, 0], (
            *found.feature_names, *found.target_names[1:])  # fmt: skip
    else:
        found = getattr(datasets, f"load_{name.replace(' ', '_')}")()
    if name == "wine":
        return found.data[:, 1:], found.data[:, 0], found.feature_names[1:]
    if name == "digits":
        kept = np.flatnonzero(found.data.std(axis=0))
        return found.data[:, kept], (found.target == 3) * 1.0, [found.feature_names[j] for j in kept]
    return found.data, found.target.astype(float), found.feature_names


def rows() -> Iterator[Row]:
    """Yield a row for each data set and penalty."""
    for name, x, y, columns in tables():
        for alpha in ALPHAS[name]:
            with warnings.catch_warnings(record=True) as warned:
                warnings.simplefilter("always")
                model = Lasso(float(alpha)).fit(x, y)
            found = nb.trust(model, x, y, within=UNIT, names=columns)
            if found.selected is None:
                raise BarriersError(f"{name} at {alpha}: {found.conclusion}")
            two = None if found.smallest is None else _last(found.smallest * UNIT)
            trusted = decimals(found.largest * UNIT) if found.largest else None
            yield Row(name, x.shape, alpha, len(found.selected), trusted, two, _default(found, bool(warned)))


def printed() -> Iterator[Printed]:
    """Yield a row for each table as it is printed, and each penalty."""
    for name, x, y, columns in tables(scaled=False):
        exact, alphas = PRINTED.get(name, ((), ()))
        for alpha in alphas:
            model = make_pipeline(StandardScaler(), Lasso(float(alpha))).fit(x, y)
            found = nb.trust(model, x, y, digits="printed", exact=exact, names=columns)
            one, two = found.selected, found.alternative
            if one is None:
                raise BarriersError(f"{name} at {alpha}: {found.conclusion}")
            differ = tuple(n for n in columns if two is not None and one.get(n) != two.get(n))
            yield Printed(name, exact, alpha, len(one), found.verdict, found.largest, found.smallest, differ)


def _last(radius: Fraction) -> int | None:
    """Return the most decimals whose half unit is at least the radius; None if there are none."""
    fine = decimals(radius)
    fine -= Fraction(1, 2 * 10**fine) < radius
    return fine if fine >= 0 else None


def _default(found: nb.Trust, warned: bool) -> str:
    """Say what is wrong with what a fitted model selects."""
    assert found.model_differs is not None
    wrong, lacks = found.model_differs
    both = [name for name in wrong if name in lacks]
    parts = [f"{word} {_listed(names)}" for word, names in (
        ("selects", [name for name in wrong if name not in both]),
        ("lacks", [name for name in lacks if name not in both]),
        ("has the other sign at", both),
    ) if names]  # fmt: skip
    said = f"**wrong**: {'; '.join(parts)}" if parts else "the same"
    return said + (", with a warning" if warned else ", no warning" if parts else "")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"*{name}*" for name in names)


def generated() -> tuple[str, str]:
    """Return both tables of today."""
    first = [HEAD, "|" + "---|" * HEAD.count(" |"), *(row.line for row in rows())]
    second = [RAW, "|" + "---|" * RAW.count(" |"), *(row.line for row in printed())]
    return "\n".join(first) + "\n", "\n".join(second) + "\n"


def written(text: str, parts: tuple[str, str]) -> str:
    """Return the page with these tables in the place of its own."""
    head, *rest = text.split(START)
    tails = [part.split(END)[1] for part in rest]
    return head + "".join(f"{START}\n{part}\n{END}{tail}" for part, tail in zip(parts, tails, strict=True))


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8"), generated()), "utf-8")
