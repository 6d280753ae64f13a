"""Linear programs from MPS files, fixed or free, with the rationals that are written there.

Integers, special ordered sets, quadratic objectives and cones are refused.  So is what readers of MPS understand
differently: a negative upper bound without a lower one, RHS after RANGES.  What is left out is said: constants of the
objective, bounds of 1e20 and more, which are infinite.  Claims no result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from constructions.trust.mps_lines import Entry, Sections, at_line, read_sections
from constructions.trust.programs import Program
from theory.exact import BarriersError, brief, rational, shown

__all__ = ["MpsProgram", "read_mps"]

ZERO = Fraction(0)
HUGE: int = 10**20
"""Bounds of that size are infinite, as in other readers."""
NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eEdD][+-]?[0-9]+)?|[+-]?[0-9]+/[0-9]+", re.ASCII)
INFINITE = re.compile(r"([+-]?)inf(inity)?", re.IGNORECASE)
INTEGERS = "variables that are integers are not read; {}remove {} to read the linear relaxation"
SENSES = {"MIN": 1, "MINIMIZE": 1, "MINIMISE": 1, "MAX": -1, "MAXIMIZE": -1, "MAXIMISE": -1}
INTEGRAL = {"BV": "UP 1", "LI": "LO", "UI": "UP", "SC": "UP", "SI": "UP"}
"""Kinds of bounds of integers, and of variables that are 0 or large, with what bounds the relaxation."""
SIDES = {"UP": (1,), "LO": (-1,), "FX": (-1, 1), "FR": (-1, 1), "MI": (-1,), "PL": (1,)}
"""Which of the two bounds of a variable a kind of bound gives."""
Row = tuple[Fraction | None, Fraction | None]


class MpsProgram(NamedTuple):
    """What an MPS file says: its objective is `sense` times that of the program plus `constant`; the rest in words."""

    program: Program
    words: tuple[str, ...]
    sense: int
    constant: Fraction


def read_mps(content: bytes, layout: str | None = None) -> MpsProgram:
    r"""Return the program of an MPS file, with what was understood, in words.

    `layout` is "free" or "fixed"; without it the file is read in both, and refused if it says two things.  Raises
    `BarriersError` naming the line.

    >>> text = "NAME\nROWS\n N cost\n E r\nCOLUMNS\n x cost 1 r 0.1\nRHS\n r 1/3\nENDATA\n"
    >>> read_mps(text.encode()).program.right.fractions
    (Fraction(1, 3),)
    """
    if layout not in (None, "free", "fixed"):
        raise BarriersError(f'the layout of an MPS file is "free" or "fixed", got {shown(layout)}')
    text = _text(content)
    if layout:
        return _built(read_sections(text, layout))
    try:
        free, reason = _built(read_sections(text, "free")), None
    except BarriersError as error:
        free, reason = None, error
    try:
        fixed = _built(read_sections(text, "fixed"))
    except BarriersError:
        if free is None:
            raise reason or BarriersError("not readable") from None
        return free
    if free is None:
        return fixed._replace(words=(*fixed.words, "read in fixed format, in which names may hold blanks"))
    if free != fixed:
        raise BarriersError('it says one thing in free and another in fixed format: say layout="free" or "fixed"')
    return free


def _text(content: bytes) -> str:
    if content.startswith(b"\x1f\x8b"):
        raise BarriersError("it is compressed: unpack it first (gunzip)")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BarriersError("not UTF-8 text") from None
    if "\0" in text:
        raise BarriersError("no text: it holds bytes 0")
    return text.replace("\r\n", "\n")


@dataclass(frozen=True)
class _Rows:
    """The rows of a file: kinds of the constraints, the objective, other rows of kind N, which bound nothing."""

    kinds: dict[str, str]
    objective: str
    free: frozenset[str]


def _built(sections: Sections) -> MpsProgram:
    """Return the program that the sections say."""
    for needed in ("ROWS", "COLUMNS"):
        if needed not in sections.begun:
            raise BarriersError(f"the section {needed} is missing: an MPS file has ROWS, COLUMNS, RHS and BOUNDS")
    sense, rows = _sense(sections), _rows(sections)
    columns = _columns(sections.entries["COLUMNS"], rows)
    right, ranges = (_vector(sections.entries[name], name, rows) for name in ("RHS", "RANGES"))
    lower, upper, words = _bounds(sections.entries["BOUNDS"], list(columns))
    places = {name: i for i, name in enumerate(rows.kinds)}
    ends = {row: _ends(kind, right.get(row, ZERO), ranges.get(row)) for row, kind in rows.kinds.items()}
    program = Program.ranged(
        [sense * entries.get(rows.objective, ZERO) for entries in columns.values()],
        [{places[row]: v for row, v in entries.items() if row in places} for entries in columns.values()],
        list(ends.values()),
        lower,
        upper,
        list(columns),
    )
    slacks = [f"slack of {row}" for row, (least, greatest) in ends.items() if least != greatest]
    program = replace(program, names=(*columns, *slacks))
    said = [f"the objective is {'the opposite of ' if sense < 0 else ''}{shown(rows.objective)}"]
    if sense < 0:
        said[0] += ", since the file asks for a maximum"
    constant = -right.get(rows.objective, ZERO)
    if constant:
        said.append(f"the constant {brief(constant)} of the objective changes no minimiser")
    if rows.free:
        said.append(f"{len(rows.free)} more rows of kind N bound nothing and are left out")
    return MpsProgram(program, (*said, *words), sense, constant)


def _sense(sections: Sections) -> int:
    """Return 1 for a minimum, -1 for a maximum."""
    given = sections.entries["OBJSENSE"]
    if not given:
        return 1
    if len(given) > 1 or given[0].owner.upper() not in SENSES:
        raise at_line(given[-1].line, f"OBJSENSE says MIN or MAX, once, got {shown(given[-1].owner)}")
    return SENSES[given[0].owner.upper()]


def _rows(sections: Sections) -> _Rows:
    """Return the rows of a file; the first of kind N is the objective, unless OBJNAME names another."""
    kinds: dict[str, str] = {}
    for entry in sections.entries["ROWS"]:
        if entry.kind not in ("N", "E", "L", "G"):
            raise at_line(entry.line, f"a row is of kind N, E, L or G, got {shown(entry.kind)}")
        if entry.owner in kinds:
            raise at_line(entry.line, f"the row {shown(entry.owner)} occurs twice")
        kinds[entry.owner] = entry.kind
    free = [name for name, kind in kinds.items() if kind == "N"]
    if not free:
        raise BarriersError("no row is of kind N: the objective is missing; ROWS needs a line such as ' N  COST'")
    if len(free) == len(kinds):
        raise BarriersError("all rows are of kind N: a program has at least one constraint E, L or G")
    objective = free[0]
    if named := sections.entries["OBJNAME"]:
        objective = named[0].owner
        if len(named) > 1 or objective not in free:
            raise at_line(named[-1].line, f"OBJNAME names one row of kind N, got {shown(named[-1].owner)}")
    constraints = {name: kind for name, kind in kinds.items() if kind != "N"}
    return _Rows(constraints, objective, frozenset(free) - {objective})


def _columns(entries: list[Entry], rows: _Rows) -> dict[str, dict[str, Fraction]]:
    """Return the entries of every column, by row, in the order of the file."""
    columns: dict[str, dict[str, Fraction]] = {}
    last = ""
    for entry in entries:
        if any("'MARKER'" in pair for pair in entry.pairs):
            raise at_line(entry.line, INTEGERS.format("", "the lines with 'MARKER'"))
        if entry.owner != last and entry.owner in columns:
            raise at_line(entry.line, f"the column {shown(entry.owner)} goes on after others: put its lines together")
        last = entry.owner
        column = columns.setdefault(entry.owner, {})
        for row, value in _numbers(entry, rows):
            if row in column:
                raise at_line(entry.line, f"the column {shown(entry.owner)} has two entries in row {shown(row)}")
            column[row] = value
    if not columns:
        raise BarriersError("the section COLUMNS is empty: a program has at least one variable")
    return columns


def _vector(entries: list[Entry], section: str, rows: _Rows) -> dict[str, Fraction]:
    """Return the numbers of RHS or RANGES, by row."""
    found: dict[str, Fraction] = {}
    for entry in entries:
        _one_set(entries, entry, section)
        for row, value in _numbers(entry, rows):
            if row in found:
                raise at_line(entry.line, f"{section} has two numbers for the row {shown(row)}")
            if section == "RANGES" and row not in rows.kinds:
                raise at_line(entry.line, f"the row {shown(row)} of kind N bounds nothing, so it has no range")
            found[row] = value
    return found


def _one_set(entries: list[Entry], entry: Entry, section: str) -> None:
    if entry.owner != entries[0].owner:
        two = f"{shown(entries[0].owner)} and {shown(entry.owner)}"
        raise at_line(entry.line, f"{section} holds several vectors, {two}: keep one")


def _numbers(entry: Entry, rows: _Rows) -> Iterator[tuple[str, Fraction]]:
    """Yield the pairs of a line, of a row that there is and a number."""
    for row, text in entry.pairs:
        if row not in rows.kinds and row != rows.objective and row not in rows.free:
            raise at_line(entry.line, f"no row is called {shown(row)}")
        yield row, _number(entry.line, text)


def _number(line: int, text: str) -> Fraction:
    """Return a number exactly as it is written."""
    if not NUMBER.fullmatch(text):
        raise at_line(line, f"a number such as 0.1, 1e-3 or 1/3 was expected, got {shown(text)}")
    try:
        return rational(re.sub("[dD]", "e", text))
    except BarriersError as error:
        raise at_line(line, str(error)) from None


def _ends(kind: str, right: Fraction, width: Fraction | None) -> Row:
    """Return the least and the greatest value of a row."""
    if kind == "E":
        reach = width or ZERO
        return min(right, right + reach), max(right, right + reach)
    other = None if width is None else right - abs(width) if kind == "L" else right + abs(width)
    return (other, right) if kind == "L" else (right, other)


def _bounds(
    entries: list[Entry], names: list[str]
) -> tuple[list[Fraction | None], list[Fraction | None], list[str]]:  # fmt: skip
    """Return the bounds of all variables, 0 and infinity where none is given, and what is to be said of them."""
    known, given, huge = set(names), dict[tuple[str, int], Fraction | None](), list[int]()
    for entry in entries:
        _one_set(entries, entry, "BOUNDS")
        _bind(entry, known, given, huge)
    for name in names:
        low, high = given.get((name, -1), ZERO), given.get((name, 1))
        if high is not None and high < 0 and (name, -1) not in given:
            raise BarriersError(
                f"the variable {shown(name)} has the upper bound {brief(high)} and no lower one, which readers take for"
                " 0, or for minus infinity: add a line LO or MI"
            )
        if low is not None and high is not None and low > high:
            raise BarriersError(f"the variable {shown(name)} has the bounds {brief(low)} > {brief(high)}: infeasible")
    first = f"first on line {min(huge, default=0)}"
    words = [f"{len(huge)} bounds of 1e20 or more are infinite, as solvers take them ({first})"] if huge else []
    return [given.get((name, -1), ZERO) for name in names], [given.get((name, 1)) for name in names], words


def _bind(
    entry: Entry, known: set[str], given: dict[tuple[str, int], Fraction | None], huge: list[int]
) -> None:  # fmt: skip
    """Note the bound that a line gives, by name and side, and its line if it is infinite by its size."""
    (name, text), kind = entry.pairs[0], entry.kind
    if kind in INTEGRAL:
        raise at_line(entry.line, INTEGERS.format(f"{kind} bounds one; ", f"it, or write {INTEGRAL[kind]},"))
    if kind not in SIDES:
        raise at_line(entry.line, f"a bound is of kind {', '.join(SIDES)}, got {shown(kind)}")
    if name not in known:
        raise at_line(entry.line, f"no column is called {shown(name)}")
    for side in SIDES[kind]:
        if (name, side) in given:
            what = "an upper" if side > 0 else "a lower"
            raise at_line(entry.line, f"the variable {shown(name)} has {what} bound already: keep one")
        endless = kind in ("FR", "MI", "PL")
        given[name, side] = None if endless else _bound(entry.line, text, side, kind, huge)


def _bound(line: int, text: str, side: int, kind: str, huge: list[int]) -> Fraction | None:
    """Return a bound, None if it is infinite on its side."""
    if match := INFINITE.fullmatch(text):
        sign = -1 if match[1] == "-" else 1
    else:
        value = _number(line, text)
        if abs(value) < HUGE:
            return value
        sign = 1 if value > 0 else -1
        huge.append(line)
    if sign != side or kind == "FX":
        raise at_line(line, f"the bound {kind} cannot be {shown(text)}")
    return None
