"""The lines of an MPS file, in free and in fixed format, as entries of its sections; what they mean is said elsewhere.

Free format separates by blanks.  Fixed format has fields at columns 2-3, 5-12, 15-22, 25-36, 40-47, 50-61 of the line,
in which names may hold blanks.  A * begins a line of comment, a $ before a name the rest of one.  Claims no result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from theory.exact import BarriersError, shown

__all__ = ["MAX_ENTRIES", "Entry", "Sections", "at_line", "read_sections"]

MAX_ENTRIES = 2**21
"""Most entries of one file."""
FIELDS = ((1, 3), (4, 12), (14, 22), (24, 36), (39, 47), (49, 61))
"""Where the fields of a line in fixed format begin and end."""
ORDER = ("NAME", "OBJSENSE", "OBJNAME", "ROWS", "COLUMNS", "RHS", "RANGES", "BOUNDS", "ENDATA")
WORDED = ("NAME", "OBJSENSE", "OBJNAME")
"""Sections that may say what they say on the line of their name."""
LINEAR = "only linear programs are read"
RELAXED = "remove it to read the linear relaxation"
ROWS_TOO = "its rows belong to the program: write them into ROWS and COLUMNS"
UNREAD = {
    **dict.fromkeys(("SOS", "SOS1", "SOS2", "SETS"), f"special ordered sets are not linear; {RELAXED}"),
    **dict.fromkeys(("QUADOBJ", "QMATRIX", "QSECTION", "QUADS"), f"the objective is quadratic, and {LINEAR}"),
    "QCMATRIX": f"a constraint is quadratic, and {LINEAR}",
    "CSECTION": f"cones are not linear, and {LINEAR}",
    "INDICATORS": f"indicator constraints need integers; {RELAXED}",
    **dict.fromkeys(("GENCONS", "PWLOBJ", "PWLNAM", "PWLCON"), f"general constraints are not linear; {RELAXED}"),
    **dict.fromkeys(("LAZYCONS", "DELAYEDROWS"), ROWS_TOO),
    **dict.fromkeys(("USERCUTS", "MODELCUTS"), "cuts are for integers; remove it"),
    "BRANCH": "priorities are for integers; remove it",
}  # fmt: skip
"""Sections that are not read, with the way out."""
WITHOUT_NUMBER = ("FR", "MI", "PL", "BV")
"""Kinds of bounds that need no number."""


@dataclass(frozen=True)
class Entry:
    """One line: its kind (N, E, L, G; UP, LO, …; else ""), the name before its pairs, pairs of a name and a number."""

    line: int
    kind: str
    owner: str
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass
class Sections:
    """What the sections of a file hold; `begun` has the line on which each of them begins."""

    entries: dict[str, list[Entry]] = field(default_factory=lambda: {name: [] for name in ORDER})
    begun: dict[str, int] = field(default_factory=dict)


def at_line(line: int, text: str) -> BarriersError:
    """Return the error of a line."""
    return BarriersError(f"line {line}: {text}")


def read_sections(text: str, layout: str) -> Sections:
    r"""Return what the sections of an MPS file hold, read in the layout "free" or "fixed".

    Raises `BarriersError` naming the line for sections that are unknown, repeated or not read, for lines that do not
    fit, and for a file that does not end with ENDATA.

    >>> read_sections("NAME\nROWS\n N cost\nENDATA\n", "free").entries["ROWS"]
    [Entry(line=3, kind='N', owner='cost', pairs=())]
    """
    found, section, count = Sections(), "", 0
    columns: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        if not (words := line.split()) or line.startswith("*"):
            continue
        if section == "ENDATA":
            raise at_line(number, "something follows ENDATA, which ends the file: remove it")
        if not line[0].isspace():
            section = _header(found, number, words)
            continue
        if section in ("", "NAME"):
            raise at_line(number, f"a line of data stands before ROWS: {shown(line)}")
        count += 1
        if count > MAX_ENTRIES:
            raise at_line(number, f"more than {MAX_ENTRIES} lines of data are not read")
        split: Callable[[int, str, str, set[str]], Entry] = _fixed if layout == "fixed" else _free
        entry = split(number, line, section, columns)
        if entry.owner.startswith("$"):
            raise at_line(
                number, f"{shown(entry.owner)} begins with $, which begins a comment for some readers: rename it"
            )
        if section == "COLUMNS":
            columns.add(entry.owner)
        found.entries[section].append(entry)
    if section != "ENDATA":
        raise BarriersError("the file does not end with ENDATA: it is cut off, or no MPS file")
    return found


def _header(found: Sections, number: int, words: list[str]) -> str:
    """Note that a section begins, and return its name."""
    section = words[0].upper()
    if section in UNREAD:
        raise at_line(number, f"the section {section} is not read: {UNREAD[section]}")
    if section not in ORDER:
        known = ", ".join(ORDER)
        raise at_line(
            number, f"no section is called {shown(words[0])}: {known} are read, and lines of data begin with a blank"
        )
    if len(words) > 1 and section not in WORDED:
        raise at_line(number, f"{section} stands alone on its line, and lines of data begin with a blank")
    if section in found.begun:
        raise at_line(number, f"the section {section} begins again (it began on line {found.begun[section]})")
    late = [name for name in ORDER[ORDER.index("ROWS") :] if name in found.begun]
    if section in ("ROWS", "COLUMNS") and any(ORDER.index(name) > ORDER.index(section) for name in late):
        raise at_line(number, f"{section} comes after {late[-1]}; the order is {', '.join(ORDER)}")
    if section == "RHS" and "RANGES" in found.begun:
        raise at_line(number, "RHS comes after RANGES, which readers understand differently: put RHS first")
    if section in ("RHS", "RANGES", "BOUNDS") and "COLUMNS" not in found.begun:
        raise at_line(number, f"{section} comes before COLUMNS; the order is {', '.join(ORDER)}")
    found.begun[section] = number
    if len(words) > 1:
        found.entries[section].append(Entry(number, "", " ".join(words[1:])))
    return section


def _free(number: int, line: str, section: str, columns: set[str]) -> Entry:
    """Return what a line says in free format."""
    words = line.split()
    if section in WORDED:
        return Entry(number, "", " ".join(words))
    words = words[: next((i for i, word in enumerate(words) if word.startswith("$") and i), None)]
    if section == "ROWS":
        if len(words) != 2:
            raise at_line(number, f"a row has a kind and a name, got {len(words)} words: {_told(line)}")
        return Entry(number, words[0].upper(), words[1])
    if section == "BOUNDS":
        return _free_bound(number, words, columns)
    if section != "COLUMNS" and len(words) in (2, 4):  # the name of the vector may be left out
        words = ["", *words]
    if len(words) not in (3, 5):
        raise at_line(number, f"one or two pairs of a row and a number were expected, got {_told(line)}")
    return Entry(number, "", words[0], tuple(zip(words[1::2], words[2::2], strict=True)))


def _free_bound(number: int, words: list[str], columns: set[str]) -> Entry:
    """Return a bound: KIND [SET] COLUMN [NUMBER]."""
    kind, rest = words[0].upper(), words[1:]
    bare = kind in WITHOUT_NUMBER
    if len(rest) == 3:
        return Entry(number, kind, rest[0], ((rest[1], rest[2]),))
    if len(rest) == 2 and bare and (rest[1] in columns or rest[0] not in columns):
        return Entry(number, kind, rest[0], ((rest[1], ""),))
    if len(rest) == 2:
        return Entry(number, kind, "", ((rest[0], rest[1]),))
    if len(rest) == 1 and bare:
        return Entry(number, kind, "", ((rest[0], ""),))
    raise at_line(number, f"a bound is KIND SET COLUMN NUMBER, got {_told(' '.join(words))}")


def _fixed(number: int, line: str, section: str, columns: set[str]) -> Entry:
    """Return what a line says in fixed format."""
    if section in WORDED:
        return Entry(number, "", " ".join(line.split()))
    comment = next((a for a, _ in FIELDS[2::2] if line[a : a + 1] == "$"), None)
    line = line[:comment]
    fields, rest = [line[a:b].strip() for a, b in FIELDS], list(line.rstrip())
    for a, b in FIELDS:
        rest[a:b] = " " * len(rest[a:b])
    if "".join(rest).strip() or "\t" in line:
        raise at_line(number, f"something stands between the fields of the fixed format: {_told(line)}")
    kind, owner, first, value, second, other = fields
    if section == "ROWS":
        if not kind or not owner or first or value or second or other:
            raise at_line(number, f"a row has a kind and a name: {_told(line)}")
        return Entry(number, kind.upper(), owner)
    if section == "BOUNDS":
        if not kind or not first or second or other:
            raise at_line(number, f"a bound is KIND SET COLUMN NUMBER: {_told(line)}")
        return Entry(number, kind.upper(), owner, ((first, value),))
    if kind or not first or not value or bool(second) != bool(other) or (section == "COLUMNS" and not owner):
        raise at_line(number, f"one or two pairs of a row and a number were expected: {_told(line)}")
    return Entry(number, "", owner, ((first, value), (second, other)) if second else ((first, value),))


def _told(line: str) -> str:
    return shown(line.strip())
