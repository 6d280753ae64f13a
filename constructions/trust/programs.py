"""Linear programs min <c, x> s.t. Ax = b, l <= x <= u with sparse rational data, and boxes of data around them (T2).

Infinite bounds are None.  Inequality rows become equations with a slack column, which is exact: no datum stands there.
Where rows depend on each other, a basis needs exact columns e_i with l = u = 0, which leave the program what it is.
Claims no result.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any, Self

from constructions.blocks import Block
from theory.exact import BarriersError, Brief, brief, rational, shown, write_rational

__all__ = ["Bounds", "Column", "Program", "Within", "bound"]

ZERO, ONE = Fraction(0), Fraction(1)
Bounds = tuple[Fraction | None, ...]
INFINITE = {"inf": 1, "+inf": 1, "infinity": 1, "+infinity": 1, "-inf": -1, "-infinity": -1}


@dataclass(frozen=True)
class Column:
    """The nonzero entries of a column, by ascending rows.

    >>> Column.of({2: "1/2", 0: 3, 1: 0})
    Column(rows=(0, 2), entries=Block(values=(6, 1), over=2))
    """

    rows: tuple[int, ...]
    entries: Block

    @classmethod
    def of(cls, entries: dict[int, Any]) -> Self:
        """Return the column of the numbers at some rows; zeros are left out."""
        found = sorted((i, v) for i, given in entries.items() if (v := rational(given)))
        return cls(tuple(i for i, _ in found), Block.of(v for _, v in found))

    @property
    def items(self) -> tuple[tuple[int, Fraction], ...]:
        """The rows with the entries there."""
        return tuple(zip(self.rows, self.entries.fractions, strict=True))

    def as_json(self) -> dict[str, Any]:
        """Return what a certificate holds.

        >>> Column.of({1: 0.5}).as_json()
        {'over': '2', 'values': '1', 'rows': [1]}
        """
        return {**self.entries.as_json(), "rows": list(self.rows)}


def bound(value: Any, side: int) -> Fraction | None:
    """Return a bound as a rational, None if it is infinite on its side, -1 or 1; raises `BarriersError` otherwise.

    >>> bound("inf", 1), bound(0.5, 1), bound(None, -1)
    (None, Fraction(1, 2), None)
    """
    if value is None:
        return None
    if not isinstance(value, int | Fraction) and (sign := INFINITE.get(str(value).strip().lower())):
        if sign == side:
            return None
        raise BarriersError(f"{'an upper' if side == 1 else 'a lower'} bound cannot be {shown(value)}")
    return rational(value)


def different(names: Sequence[str]) -> None:
    """Raise `BarriersError` if two columns have one name, which may be that of a slack."""
    if len(set(names)) != len(names):
        twice = next(name for j, name in enumerate(names) if name in names[:j])
        raise BarriersError(f"two columns are called {shown(twice)}, one of which may be a slack: rename one")


@dataclass(frozen=True, repr=False)
class Program(Brief):
    """min <c, x> s.t. Ax = b, l <= x <= u; `exact` are the columns whose entries and cost are no data.

    Raises `BarriersError` unless the shapes agree and l <= u.
    """

    columns: tuple[Column, ...]
    right: Block
    cost: Block
    lower: Bounds
    upper: Bounds
    exact: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        size, rows = len(self.columns), len(self.right.values)
        if not size or not rows:
            raise BarriersError(f"a program has at least one row and one column, got {rows} and {size}")
        for name, values in (("costs", self.cost.values), ("lower bounds", self.lower), ("upper bounds", self.upper)):
            if len(values) != size:
                raise BarriersError(f"a program with {size} columns has {size} {name}, got {len(values)}")
        for j, column in enumerate(self.columns):
            if any(a >= b for a, b in pairwise((-1, *column.rows, rows))) or 0 in column.entries.values:
                raise BarriersError(f"column {j} must have nonzero entries at ascending rows below {rows}")
        for j, (low, high) in enumerate(zip(self.lower, self.upper, strict=True)):
            if low is not None and high is not None and low > high:
                raise BarriersError(f"variable {j} has the bounds {brief(low)} > {brief(high)}: no x is feasible")
        if any(not 0 <= j < size for j in self.exact):
            raise BarriersError(f"exact columns are among the {size} columns, got {sorted(self.exact)}")
        if self.names and len(self.names) != size:
            raise BarriersError(f"a program with {size} columns has {size} names, got {len(self.names)}")
        different(self.names)
        object.__setattr__(self, "names", self.names or tuple(f"x{j}" for j in range(size)))

    @property
    def told(self) -> str:
        """The shape."""
        return f"{self.rows} rows, {self.size} columns"

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.right.values)

    @property
    def size(self) -> int:
        """The number of columns."""
        return len(self.columns)

    def data_json(self) -> dict[str, Any]:
        """Return the data as certificates hold them.

        >>> Program.of([1, 1], [[1, 2]], [1]).data_json()["upper"]
        [None, None]
        """
        return {
            "columns": [column.as_json() for column in self.columns],
            "cost": self.cost.as_json(),
            "lower": [None if v is None else write_rational(v) for v in self.lower],
            "right": self.right.as_json(),
            "upper": [None if v is None else write_rational(v) for v in self.upper],
        }

    def fixed(self, rows: Iterable[int]) -> Self:
        """Return the same program with an exact column e_i, l = u = 0, for each of some rows.

        >>> Program.of([1, 1], [[1, 2]], [1]).fixed([0]).names
        ('x0', 'x1', 'fixed 0')
        """
        places = list(rows)
        if not places:
            return self
        none = (ZERO,) * len(places)
        return replace(
            self,
            columns=(*self.columns, *(Column((i,), Block((1,))) for i in places)),
            cost=Block((*self.cost.values, *(0 for _ in places)), self.cost.over),
            lower=(*self.lower, *none),
            upper=(*self.upper, *none),
            exact=self.exact | set(range(self.size, self.size + len(places))),
            names=(*self.names, *(f"fixed {i}" for i in places)),
        )

    @classmethod
    def of(
        cls,
        cost: Sequence[Any],
        matrix: Any,
        right: Sequence[Any],
        lower: Sequence[Any] = (),
        upper: Sequence[Any] = (),
    ) -> Self:
        """Return the program of equations, of anything that holds numbers; bounds are 0 and infinite by default.

        >>> program = Program.of([1, 1], [[1, 8]], [1])
        >>> program.rows, program.size, program.lower, program.exact
        (1, 2, (Fraction(0, 1), Fraction(0, 1)), frozenset())
        """
        size = len(cost)
        columns = _columns(matrix, len(right), size, "the matrix")
        lows = list(lower) if len(lower) else [0] * size
        highs = list(upper) if len(upper) else [None] * size
        return cls.ranged(cost, columns, list(zip(right, right, strict=True)), lows, highs)

    @classmethod
    def ranged(
        cls,
        cost: Sequence[Any],
        columns: Sequence[dict[int, Any]],
        rows: Sequence[tuple[Any, Any]],
        lower: Sequence[Any],
        upper: Sequence[Any],
        names: Sequence[str] = (),
    ) -> Self:
        """Return min <c, x> with a least and a greatest value for every row, None if infinite, and for every x_j.

        `columns` holds the entries of each column by row.  A row of two different ends gets a slack column at the end:
        a x + s = greatest, or a x - s = least if there is no greatest; of the ends that one is a datum, the distance of
        the two, which bounds s, is exact.

        >>> Program.ranged([1], [{0: 2}], [(1, 5)], [0], [None]).data_json()["columns"]
        [{'over': '1', 'values': '2', 'rows': [0]}, {'over': '1', 'values': '1', 'rows': [0]}]
        """
        size, slacks, right = len(columns), list[tuple[str, int, int, Fraction | None, Fraction | None]](), []
        for i, (least, greatest) in enumerate(rows):
            low, high = bound(least, -1), bound(greatest, 1)
            if low is not None and high is not None and low > high:
                raise BarriersError(f"row {i} lies between {brief(low)} and {brief(high)}: no x is feasible")
            right.append(high if high is not None else low if low is not None else ZERO)
            if low is None and high is None:
                slacks.append((f"slack {i}", i, 1, None, None))
            elif low is None or high is None or low != high:
                width = None if low is None or high is None else high - low
                slacks.append((f"slack {i}", i, -1 if high is None else 1, ZERO, width))
        own = tuple(names) or tuple(f"x{j}" for j in range(size))
        return cls(
            (*map(Column.of, columns), *(Column((i,), Block((sign,))) for _, i, sign, *_ in slacks)),
            Block.of(right),
            Block.of([*cost, *(0 for _ in slacks)]),
            (*(bound(v, -1) for v in lower), *(low for *_, low, _ in slacks)),
            (*(bound(v, 1) for v in upper), *(high for *_, high in slacks)),
            frozenset(range(size, size + len(slacks))),
            (*own, *(name for name, *_ in slacks)),
        )

    @classmethod
    def basis_pursuit(cls, matrix: Any, y: Sequence[Any], names: Sequence[str] = ()) -> Self:
        """Return min ||x||_1 s.t. Ax = y as a program in x = p - q, p, q >= 0; the columns of q are those of -A.

        A box of programs around it is wider than one of matrices: there the columns of q need not be those of -A.

        >>> Program.basis_pursuit([[1, 2]], [1]).names
        ('x0+', 'x1+', 'x0-', 'x1-')
        """
        size = len(names) or len(matrix[0])
        plus = _columns(matrix, len(y), size, "the matrix")
        minus = [{i: -rational(v) for i, v in column.items()} for column in plus]
        own = tuple(names) or tuple(f"x{j}" for j in range(size))
        both = (*(f"{name}+" for name in own), *(f"{name}-" for name in own))
        ends, size = list(zip(y, y, strict=True)), 2 * size
        return cls.ranged([1] * size, [*plus, *minus], ends, [0] * size, [None] * size, both)

    @classmethod
    def linprog(
        cls,
        c: Sequence[Any],
        A_ub: Any = None,  # noqa: N803 (scipy's names)
        b_ub: Any = None,
        A_eq: Any = None,  # noqa: N803
        b_eq: Any = None,
        bounds: Any = (0, None),
        names: Sequence[str] = (),
    ) -> Self:
        """Return the program that `scipy.optimize.linprog` gets with these arguments, of the rationals that come in.

        Rows A_ub x <= b_ub come first, each with a slack column after the variables; the matrices may be sparse.
        Raises `BarriersError` for what is missing or has the wrong shape, and without any row.

        >>> program = Program.linprog([-1, -2], A_ub=[[1, 1]], b_ub=[4], bounds=[(0, 3), (None, 2)])
        >>> program.names, program.upper
        (('x0', 'x1', 'slack 0'), (Fraction(3, 1), Fraction(2, 1), None))
        """
        size = len(c)
        ends: list[tuple[Any, Any]] = []
        columns: list[dict[int, Any]] = [{} for _ in range(size)]
        for matrix, right, name, equal in ((A_ub, b_ub, "A_ub", False), (A_eq, b_eq, "A_eq", True)):
            if (matrix is None) != (right is None):
                raise BarriersError(f"{name} and b{name[1:]} are given together, or none of them")
            if matrix is None:
                continue
            values = list(right) if hasattr(right, "__len__") else [right]
            for column, more in zip(columns, _columns(matrix, len(values), size, name), strict=True):
                column |= {len(ends) + i: v for i, v in more.items()}
            ends += [(v if equal else None, v) for v in values]
        if not ends:
            raise BarriersError("a program has at least one row: A_ub and b_ub, or A_eq and b_eq, are missing")
        pairs = _pairs(bounds, size)
        return cls.ranged(c, columns, ends, [low for low, _ in pairs], [high for _, high in pairs], names)


def _columns(matrix: Any, rows: int, size: int, name: str) -> list[dict[int, Any]]:
    """Return the nonzero entries of each column of a dense or sparse matrix, as they come."""
    shaped = BarriersError(f"{name} must have {rows} rows of {size} entries, as the vectors beside it say")
    columns: list[dict[int, Any]] = [{} for _ in range(size)]
    if hasattr(matrix, "tocoo"):
        if tuple(matrix.shape) != (rows, size):
            raise shaped
        entries = matrix.tocsr().tocoo()  # adds up what is given twice
        for i, j, v in zip(entries.row.tolist(), entries.col.tolist(), entries.data.tolist(), strict=True):
            columns[j][i] = v
        return columns
    table = matrix.tolist() if hasattr(matrix, "tolist") else matrix
    if table and not hasattr(table[0], "__len__"):  # one row without brackets, as linprog reads it
        table = [table]
    if len(table) != rows or any(len(row) != size for row in table):
        raise shaped
    for i, row in enumerate(table):
        for j, v in enumerate(row):
            if v is None or isinstance(row, str) or (isinstance(v, str) and not v.strip()):
                raise BarriersError(f"{name}[{i}][{j}] is missing, or the row is a text: write numbers, 0 for none")
            if v:
                columns[j][i] = v
    return columns


def _pairs(bounds: Any, size: int) -> list[tuple[Any, Any]]:
    """Return the bounds of all variables: of one pair for all of them, or of one each, as linprog reads them."""
    given = [(0, None)] if bounds is None else list(bounds)
    if len(given) == 2 and not any(hasattr(v, "__len__") and not isinstance(v, str) for v in given):
        given = [tuple(given)]
    pairs = [tuple(pair) for pair in given]
    if len(pairs) == 1:
        pairs *= size
    if len(pairs) != size or any(len(pair) != 2 for pair in pairs):
        raise BarriersError(f"bounds are one pair, or {size}: one for each variable; got {shown(bounds)}")
    return [(low, high) for low, high in pairs]


@dataclass(frozen=True)
class Within:
    """A box around a program: an entry v != 0 of A, b, c may be off by `relative` |v| + `absolute`.

    Zeros, bounds, the program's exact columns, and these, with their costs, are not off.

    >>> Within.of("1e-3").radius(Fraction(-2))
    Fraction(1, 500)
    """

    relative: Fraction = ZERO
    absolute: Fraction = ZERO
    exact: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.relative < 0 or self.absolute < 0:
            raise BarriersError(f"radii are >= 0, got {brief(self.relative)} and {brief(self.absolute)}")

    @classmethod
    def of(cls, relative: Any = 0, absolute: Any = 0, exact: Iterable[int] = ()) -> Self:
        """Return the box of anything that is a number."""
        return cls(rational(relative), rational(absolute), frozenset(exact))

    def scaled(self, factor: Fraction) -> Self:
        """Return the box of radii times a factor."""
        return replace(self, relative=factor * self.relative, absolute=factor * self.absolute)

    def still(self, program: Program) -> frozenset[int]:
        """Return all exact columns of a program in this box; raises `BarriersError` for columns that it does not have.

        >>> sorted(Within.of(exact=[1]).still(Program.linprog([1, 1], [[1, 1]], [1])))
        [1, 2]
        """
        if any(not 0 <= j < program.size for j in self.exact):
            raise BarriersError(f"exact columns are among the {program.size} columns, got {shown(sorted(self.exact))}")
        return program.exact | self.exact

    def radius(self, value: Fraction) -> Fraction:
        """Return the radius of an entry that is not exact."""
        return self.relative * abs(value) + self.absolute if value else ZERO
