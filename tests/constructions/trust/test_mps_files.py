"""Linear programs written as MPS in random spellings are read as the rationals that were written, others refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.trust.bases import optimum
from constructions.trust.mps_files import read_mps
from constructions.trust.problem_files import read_problem
from constructions.trust.programs import Program
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure


SPELLINGS = ("0", "1", "-1", "0.1", "-2.50", "+3", "1e-3", "1.25E+02", "-.5", "7.", "12345678901", "1.D+1", "0.3333333")


def spelled(text: str) -> Fraction:
    """The rational that a decimal is, computed apart from the reader."""
    mantissa, _, power = text.upper().replace("D", "E").partition("E")
    whole, _, decimal = mantissa.partition(".")
    return Fraction(int(whole + decimal) if decimal else int(whole or "0"), 10 ** len(decimal)) * Fraction(10) ** int(
        power or 0
    )


@dataclass
class Linear:
    """A linear program, as texts: rows (name, kind, right, range), columns, bounds (least, greatest)."""

    rows: list[tuple[str, str, str | None, str | None]]
    columns: dict[str, dict[str, str]]
    bounds: dict[str, list[tuple[str, str | None]]] = field(default_factory=dict)
    maximum: bool = False

    def program(self) -> Program:
        """The program that the texts say."""
        sign = -1 if self.maximum else 1
        places = {name: i for i, (name, kind, *_) in enumerate(r for r in self.rows if r[1] != "N")}
        objective = next(name for name, kind, *_ in self.rows if kind == "N")
        lower, upper = [], []
        for name in self.columns:
            ends: list[Fraction | None] = [Fraction(0), None]
            for kind, text in self.bounds.get(name, []):
                value = None if text is None else spelled(text)
                if kind in ("LO", "FX", "MI", "FR"):
                    ends[0] = value
                if kind in ("UP", "FX", "PL", "FR"):
                    ends[1] = value
            lower.append(ends[0])
            upper.append(ends[1])
        return Program.ranged(
            [sign * spelled(entries.get(objective, "0")) for entries in self.columns.values()],
            [{places[r]: spelled(v) for r, v in entries.items() if r in places} for entries in self.columns.values()],
            [self.ends(*row[1:]) for row in self.rows if row[1] != "N"],
            lower,
            upper,
        )

    @staticmethod
    def ends(kind: str, right: str | None, width: str | None) -> tuple[Fraction | None, Fraction | None]:
        b = spelled(right or "0")
        if width is None:
            return (None if kind == "L" else b), (None if kind == "G" else b)
        r = spelled(width)
        if kind == "E":
            return (b, b + r) if r > 0 else (b + r, b)
        return (b - abs(r), b) if kind == "L" else (b, b + abs(r))


number = st.sampled_from(SPELLINGS)


@st.composite
def linear_programs(draw: st.DrawFn, names: tuple[str, str] = ("r", "x")) -> Linear:
    row, column = names
    kinds = draw(st.lists(st.sampled_from("ELGN"), min_size=1, max_size=5))
    rows: list[tuple[str, str, str | None, str | None]] = [(f"{row}0", "N", None, None), (f"{row}1", "L", "4", None)]
    for i, kind in enumerate(kinds, 2):
        free = kind == "N"
        rows.append(
            (
                f"{row}{i}",
                kind,
                None if free else draw(st.none() | number),
                None if free else draw(st.none() | number),
            )
        )
    columns, bounds = {}, {}
    for j in range(draw(st.integers(1, 5))):
        wanted = draw(st.lists(st.sampled_from([r[0] for r in rows]), min_size=1, max_size=5, unique=True))
        columns[f"{column}{j}"] = {name: draw(number) for name in wanted}
        bounds[f"{column}{j}"] = draw(
            st.sampled_from(
                [
                    [],
                    [("UP", "4")],
                    [("FR", None)],
                    [("MI", None)],
                    [("PL", None)],
                    [("FX", "-2.50")],
                    [("LO", "-1"), ("UP", "0.1")],
                    [("MI", None), ("UP", "-2.50")],
                    [("UP", "12345678901"), ("LO", "1e-3")],
                ]
            )
        )
    return Linear(rows, columns, bounds, draw(st.booleans()))


def fixed(kind: str, *fields: str) -> str:
    """A line in fixed format."""
    line = f" {kind:2} "
    for text, start in zip(fields, (4, 14, 24, 39, 49), strict=False):
        line = f"{line:{start}}{text}"
    return line.rstrip()


@st.composite
def spellings(draw: st.DrawFn, program: Linear, layout: str) -> str:
    """The text of an MPS file: with sets named or not, one or two pairs a line, comments and empty lines."""

    def line(kind: str, *fields: str) -> str:
        if layout == "fixed":
            return fixed(kind, *fields)
        blank = draw(st.sampled_from([" ", "   ", "\t"]))
        return blank + blank.join(filter(None, (kind, *fields)))

    def pairs(owner: str, entries: list[tuple[str, str]]) -> list[str]:
        lines = []
        while entries:
            size = draw(st.integers(1, 2))
            lines.append(line("", owner, *(text for pair in entries[:size] for text in pair)))
            entries = entries[size:]
        return lines

    sets = {name: draw(st.sampled_from(["", name.lower() + "set"[:8]])) for name in ("rhs", "rng", "bnd")}
    rights = [(name, right) for name, _, right, _ in program.rows if right is not None]
    widths = [(name, width) for name, _, _, width in program.rows if width is not None]
    bounds = [
        line(kind, sets["bnd"], name, text or "") for name, given in program.bounds.items() for kind, text in given
    ]
    later = [["RHS", *pairs(sets["rhs"], rights)], ["RANGES", *pairs(sets["rng"], widths)]]
    later.insert(draw(st.integers(0, 2)), ["BOUNDS", *bounds])
    later = [section for section in later if len(section) > 1 or draw(st.booleans())]
    sense = [] if not program.maximum else draw(st.sampled_from([["OBJSENSE MAX"], ["OBJSENSE", "    MAXIMIZE"]]))
    body = [
        draw(st.sampled_from(["NAME", "NAME          a name of blanks", "* a comment"])),
        *sense,
        "ROWS",
        *(line(kind, name) for name, kind, *_ in program.rows),
        draw(st.sampled_from(["COLUMNS", "columns"])),
        *(text for name, entries in program.columns.items() for text in pairs(name, list(entries.items()))),
        *(text for section in later for text in section),
        "ENDATA",
    ]
    for place in draw(st.lists(st.integers(0, len(body)), max_size=3)):
        body.insert(place, draw(st.sampled_from(["", "* x r 1.0", "  "])))
    return draw(st.sampled_from(["\n", "\r\n"])).join([*body, ""])


def same(found: Program, wanted: Program) -> bool:
    """Whether two programs have the same data, whatever their names."""
    return found.data_json() == wanted.data_json() and found.exact == wanted.exact


@given(st.data())
def test_a_linear_program_written_as_free_mps_is_read_as_the_rationals_that_were_written(data: st.DataObject) -> None:
    program = data.draw(linear_programs())
    text = data.draw(spellings(program, "free"))
    found, *_ = read_mps(text.encode())
    assert same(found, program.program())
    assert found.names[: len(program.columns)] == tuple(program.columns)


@given(st.data())
def test_names_with_blanks_are_read_in_fixed_format(data: st.DataObject) -> None:
    program = data.draw(linear_programs(("r o ", "x ")))
    text = data.draw(spellings(program, "fixed"))
    found, *_ = read_mps(text.encode(), "fixed")
    assert same(found, program.program())
    assert found.names[: len(program.columns)] == tuple(program.columns)


@given(st.data())
def test_without_blanks_fixed_format_is_free_format(data: st.DataObject) -> None:
    text = data.draw(spellings(data.draw(linear_programs()), "fixed"))
    assert read_mps(text.encode(), "free") == read_mps(text.encode(), "fixed") == read_mps(text.encode())


SMALL = """NAME small
ROWS
 N cost
 L r
 G s
COLUMNS
 x cost 1 r 2
 x s 1/3
 y cost 0.1 r 1
RHS
 rhs r 4 s 1
BOUNDS
 UP bnd x 10
ENDATA
"""


def test_the_small_program_is_read() -> None:
    program, words, *_ = read_mps(SMALL.encode())
    assert program.columns[0].items == ((0, Fraction(2)), (1, Fraction(1, 3)))
    assert program.cost.fractions == (1, Fraction(1, 10), 0, 0)
    assert program.upper[:2] == (10, None)
    assert program.names == ("x", "y", "slack of r", "slack of s")
    assert words == ("the objective is 'cost'",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("UP bnd x 10", "UP bnd x 1e30", "1e20 or more are infinite"),
        (" rhs r 4 s 1", " rhs r 4 s 1\n rhs cost 5", "the constant -5"),
        (" L r", " N other\n L r", "1 more rows of kind N"),
        ("ROWS", "OBJSENSE MAX\nROWS", "asks for a maximum"),
    ],
)
def test_what_is_left_out_of_an_mps_file_is_said(old: str, new: str, said: str) -> None:
    _, words, *_ = read_mps(SMALL.replace(old, new).encode())
    assert said in "; ".join(words)


def test_the_value_is_told_as_the_file_states_it(tmp_path: Path) -> None:
    """The largest 3x + 7 for x <= 4: the program minimises -3x."""
    path = tmp_path / "max.mps"
    path.write_text("NAME\nOBJSENSE MAX\nROWS\n N c\n L r\nCOLUMNS\n x c 3 r 1\nRHS\n r 4 c -7\nENDATA\n")
    posed = read_problem(path)
    assert isinstance(posed.problem, Program)
    assert optimum(posed.problem).value == -12
    assert posed.stated(Fraction(-12)) == 19


def test_infinite_bounds_are_none() -> None:
    bounds = " UP b x -1\n MI b x\n LO b y -inf\n"
    program, *_ = read_mps(SMALL.replace(" UP bnd x 10\n", bounds).encode())
    assert program.lower[:2] == (None, None)
    assert program.upper[:2] == (-1, None)


def test_a_dollar_sign_begins_a_comment() -> None:
    told = SMALL.replace(" x s 1/3", " x s 1/3 $ a third").replace("UP bnd x 10", "UP bnd x 10 $ 1/2")
    assert read_mps(told.encode()) == read_mps(SMALL.encode())
    lines = [fixed("", "x", "r", "2", "$ two"), fixed("", "x", "cost", "1"), fixed("", "y", "r", "0", "$ nothing")]
    text = "\n".join(["NAME", "ROWS", " N  cost", " L  r", "COLUMNS", *lines, "ENDATA"])
    assert read_mps(text.encode(), "free") == read_mps(text.encode(), "fixed")


def test_the_objective_may_be_named() -> None:
    text = SMALL.replace(" L r", " N other\n L r").replace(" x s 1/3", " x s 1/3 other 7")
    program, *_ = read_mps(text.replace("ROWS", "OBJNAME\n other\nROWS").encode())
    assert program.cost.fractions[:2] == (7, 0)


PATHOLOGIES = {
    "no end": ("ENDATA\n", "", "does not end with ENDATA"),
    "after the end": ("ENDATA\n", "ENDATA\n x\n", "line 15: something follows ENDATA"),
    "integers": (" x cost 1 r 2", " M1 'MARKER' 'INTORG'\n x cost 1 r 2", "line 7: variables that are integers"),
    "binary": ("UP bnd x 10", "BV bnd x", "line 13: variables that are integers"),
    "integer bound": ("UP bnd x 10", "UI bnd x 10", "remove it, or write UP, to read the linear relaxation"),
    "semicontinuous": ("UP bnd x 10", "SC bnd x 10", "line 13"),
    "SOS": ("BOUNDS", "SOS\n S1 s1\nBOUNDS", "line 12: the section SOS is not read: special ordered sets"),
    "quadratic": ("ENDATA", "QUADOBJ\n x x 2\nENDATA", "line 14: the section QUADOBJ is not read"),
    "cones": ("ENDATA", "CSECTION c 0 QUAD\nENDATA", "line 14: the section CSECTION is not read"),
    "indicators": ("ENDATA", "INDICATORS\nENDATA", "the section INDICATORS is not read"),
    "lazy rows": ("ENDATA", "LAZYCONS\nENDATA", "its rows belong to the program"),
    "unknown section": ("RHS\n", "RIGHT\n", "line 10: no section is called 'RIGHT'"),
    "not indented": (" rhs r 4 s 1", "rhs r 4 s 1", "line 11: RHS stands alone on its line"),
    "twice": ("BOUNDS", "RHS\nBOUNDS", "line 12: the section RHS begins again (it began on line 10)"),
    "order": ("ROWS\n", "RHS\nROWS\n", "line 2: RHS comes before COLUMNS"),
    "ranges first": ("RHS\n", "RANGES\n g r 1\nRHS\n", "line 12: RHS comes after RANGES"),
    "no rows": ("ROWS\n N cost\n L r\n G s\n", "", "the section ROWS is missing"),
    "no objective": (" N cost\n", "", "the objective is missing"),
    "no constraint": (" L r\n G s\n", "", "all rows are of kind N"),
    "row kind": (" G s", " D s", "line 5: a row is of kind N, E, L or G, got 'D'"),
    "dollar": (" x s 1/3", " $x s 1/3", "line 8: '$x' begins with $"),
    "row called dollar": (" G s", " G $s", "line 5: a row has a kind and a name"),
    "row twice": (" G s", " G s\n L r", "line 6: the row 'r' occurs twice"),
    "row of three words": (" G s", " G s 1", "line 5: a row has a kind and a name"),
    "unknown row": (" x s 1/3", " x t 1/3", "line 8: no row is called 't'"),
    "two entries": (" x s 1/3", " x r 1/3", "line 8: the column 'x' has two entries in row 'r'"),
    "column goes on": (" y cost 0.1 r 1", " y cost 0.1 r 1\n x s 3", "line 10: the column 'x' goes on after others"),
    "no columns": (" x cost 1 r 2\n x s 1/3\n y cost 0.1 r 1\n", "", "the section COLUMNS is empty"),
    "no number": (" x s 1/3", " x s one", "line 8: a number such as 0.1, 1e-3 or 1/3 was expected, got 'one'"),
    "NaN": (" x s 1/3", " x s nan", "line 8: a number such as"),
    "infinite entry": (" x s 1/3", " x s inf", "line 8: a number such as"),
    "hexadecimal": (" x s 1/3", " x s 0x1p3", "line 8: a number such as"),
    "zero denominator": (" x s 1/3", " x s 1/0", "line 8: a rational must have a nonzero denominator"),
    "huge exponent": (" x s 1/3", " x s 1e99999", "line 8: an exponent must be at most"),
    "pair without number": (" x s 1/3", " x s", "line 8: one or two pairs"),
    "two right sides": (" rhs r 4 s 1", " rhs r 4 s 1\n other r 5", "line 12: RHS holds several vectors, 'rhs' and"),
    "right side twice": (" rhs r 4 s 1", " rhs r 4 r 1", "line 11: RHS has two numbers for the row 'r'"),
    "range of objective": ("BOUNDS", "RANGES\n g cost 1\nBOUNDS", "line 13: the row 'cost' of kind N bounds nothing"),
    "bound kind": ("UP bnd x 10", "XX bnd x 10", "line 13: a bound is of kind UP, LO"),
    "bound of nothing": ("UP bnd x 10", "UP bnd z 10", "line 13: no column is called 'z'"),
    "bound twice": ("UP bnd x 10", "UP bnd x 10\n UP bnd x 11", "line 14: the variable 'x' has an upper bound already"),
    "free and bounded": ("UP bnd x 10", "FR bnd x\n LO bnd x 1", "line 14: the variable 'x' has a lower bound already"),
    "empty interval": ("UP bnd x 10", "UP bnd x 1\n LO bnd x 2", "the variable 'x' has the bounds 2 > 1"),
    "negative": ("UP bnd x 10", "UP bnd x -1", "the variable 'x' has the upper bound -1 and no lower one"),
    "bound without number": ("UP bnd x 10", "UP x", "line 13: a bound is KIND SET COLUMN NUMBER"),
    "wrong infinity": ("UP bnd x 10", "UP bnd x -inf", "line 13: the bound UP cannot be '-inf'"),
    "fixed at infinity": ("UP bnd x 10", "FX bnd x 1e30", "line 13: the bound FX cannot be '1e30'"),
    "sense": ("ROWS", "OBJSENSE UP\nROWS", "line 2: OBJSENSE says MIN or MAX"),
    "objective named": ("ROWS", "OBJNAME r\nROWS", "line 2: OBJNAME names one row of kind N"),
    "data before rows": ("ROWS", " x\nROWS", "line 2: a line of data stands before ROWS"),
}


@pytest.mark.parametrize("name", PATHOLOGIES)
def test_an_mps_file_that_says_something_else_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    old, new, said = PATHOLOGIES[name]
    assert old in SMALL
    path = tmp_path / "bad.mps"
    path.write_text(SMALL.replace(old, new, 1))
    with pytest.raises(BarriersError) as error:
        read_problem(path)
    assert str(error.value).startswith(f"{path}: ")
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_says_two_things_is_refused_until_its_layout_is_given() -> None:
    rows = " N  cost\n L  a\n L  b"
    text = f"NAME\nROWS\n{rows}\nCOLUMNS\n" + fixed("", "x a 5", "b", "7") + "\nENDATA\n"
    with pytest.raises(BarriersError, match="one thing in free and another in fixed format"):
        read_mps(text.encode())
    assert read_mps(text.encode(), "free")[0].columns[0].items == ((0, 5), (1, 7))
    found = read_mps(text.encode(), "fixed")[0]
    assert (found.names[0], found.columns[0].items) == ("x a 5", ((1, 7),))
    with pytest.raises(BarriersError, match='is "free" or "fixed"'):
        read_mps(text.encode(), "loose")


def test_names_with_blanks_need_no_option() -> None:
    lines = [fixed("", "x 1", "r", "2"), fixed("", "x", "cost", "1")]
    text = "\n".join(["NAME", "ROWS", " N  cost", " L  r", "COLUMNS", *lines, "ENDATA"])
    program, words, *_ = read_mps(text.encode())
    assert program.names[:2] == ("x 1", "x")
    assert "fixed format" in words[-1]
    with pytest.raises(BarriersError, match="line 6: one or two pairs"):
        read_mps(text.encode(), "free")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x1f\x8b\x08rest", "it is compressed: unpack it first"),
        (b"\xff\xfe\x00", "not UTF-8 text"),
        (b"NAME\0", "no text"),
        (b"", "does not end with ENDATA"),
    ],
)
def test_what_is_no_text_is_no_mps_file(content: bytes, said: str) -> None:
    with pytest.raises(BarriersError, match=said):
        read_mps(content)
