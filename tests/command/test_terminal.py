"""What a terminal shows: no word is broken at any width, verdicts have colours, the bar says what is running."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

import nnbarriers as nb
from constructions.instability import interpolating_network
from constructions.training_sets import double_training_set
from nnbarriers.command import console
from nnbarriers.command import demonstrate as demonstrate_command
from nnbarriers.command import peers as peers_command
from nnbarriers.command.main import cli
from nnbarriers.demonstrations.rows import Demonstration
from nnbarriers.pages.tables import demonstration_table
from nnbarriers.sheets import Sheet, folded
from proofs_check.peers.answers import Reply
from proofs_check.peers.questions import Query
from tests.command.running import run
from tests.command.test_solve_and_trust import TABLE
from tests.kernel.corpus import BAD, GOOD, expected

pytestmark = pytest.mark.infrastructure
ROOT = Path(__file__).parents[2]
FRAME = re.compile("[│┃┏┓┗┛┡┩╇┳└┘┴┼├┤─━┬]")
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
WIDTHS = (80, 100)
words = st.text("abcdefg-.,;()≥λ", min_size=1, max_size=30)
cells = st.lists(words, max_size=12).map(" ".join)


def printed(thing: object, width: int, *, terminal: bool = False, soft_wrap: bool = False) -> str:
    """What a console of ours prints on so many columns, without colours."""
    screen = console.Plain(file=StringIO(), width=width, force_terminal=terminal, color_system=None)
    screen.print(thing, soft_wrap=soft_wrap)
    return screen.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def said(text: str) -> list[str]:
    """The words of what was printed, without what frames a table."""
    return FRAME.sub(" ", text).split()


def too_long(text: str, width: int) -> list[str]:
    """Lines that do not fit, but for those that are one word, or the name of a field and one word."""
    return [line for line in text.splitlines() if cell_len(line.rstrip()) > width and len(line.split()) > 3]


@given(
    st.lists(words, min_size=1, max_size=6).flatmap(
        lambda names: st.tuples(st.just(names), st.lists(st.tuples(*[cells] * len(names)), max_size=5))
    ),
    st.integers(20, 160),
    st.sampled_from([0, 30]),
)
def test_no_table_breaks_a_word_and_none_loses_one(
    made: tuple[list[str], list[tuple[str, ...]]], width: int, least: int
) -> None:
    headings, rows = made
    sheet = Sheet(headings, "a title", least=dict.fromkeys(headings[:1], least))
    for row in rows:
        sheet.add(*row)
    told = said(printed(sheet, width))
    inside = {word for row in rows for cell in row for word in cell.split()}
    assert inside <= set(told)
    assert set(told) <= inside | {"a", "title"} | set(headings)
    fits = sheet.widths(width)
    if fits is not None:
        assert sum(fits) + 3 * len(fits) + 1 <= width
        assert all(cell_len(line) <= width for line in printed(sheet, width).splitlines())


def test_what_rich_does_by_itself_breaks_words() -> None:
    """The property above is one that fails: a table that is made as tables are made has pieces of words."""
    row = ("A3", "(2; 8, 8; 1) classifier", "250 of 500 points fail at once", "certificate", "accepted")
    table, sheet = Table(*"vwxyz"), Sheet("vwxyz")
    table.add_row(*row)
    sheet.add(*row)
    assert len([word for word in said(printed(table, 36)) if word not in " ".join(row).split()]) > 5
    assert set(said(printed(sheet, 36))) <= {*" ".join(row).split(), *"vwxyz"}


@given(cells, st.integers(5, 60), st.integers(0, 4), st.integers(0, 4))
def test_running_text_is_folded_between_words(text: str, width: int, indent: int, hang: int) -> None:
    lines = folded(Text(" " * indent + text), width, hang).plain.split("\n")
    assert " ".join(lines).split() == text.split()
    assert all(line.startswith(" " * (indent + hang)) for line in lines[1:])
    assert all(cell_len(line) <= width or len(line.split()) == 1 for line in lines)


def test_a_line_stays_a_line_in_a_file_and_is_folded_on_a_terminal() -> None:
    line = "accepted: a/path/of/a/certificate.json sha256 " + "0" * 64
    assert printed(line, 40, soft_wrap=True) == f"{line}\n"
    assert printed(line, 40, terminal=True, soft_wrap=True).split("\n")[:2] == [
        "accepted: a/path/of/a/certificate.json", "sha256",
    ]  # fmt: skip


def test_a_file_has_the_columns_that_columns_says() -> None:
    code = "from nnbarriers.command.console import out; print(out.width)"
    for told, width in (("80", 80), (None, console.WIDE)):
        environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
        environment |= {"COLUMNS": told} if told else {}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        assert int(done.stdout) == width


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a training set, a network, a table and a property."""
    monkeypatch.chdir(tmp_path)
    delta = float(double_training_set(30).delta)
    main = CliRunner()
    main.invoke(cli, ["dataset", "--points", "30", "-o", "data.npz"])
    np.savez("model.npz", W1=np.array([[0, 1 / delta]] * 40), b1=np.zeros(40), W2=np.eye(1, 40), b2=np.zeros(1))
    Path("table.csv").write_text(TABLE)
    Path("SPEC.toml").write_text('[[study]]\nresult = "B"\ntrainers = ["k-nn"]\n')
    Path("prop.vnnlib").write_text(
        "(declare-const X_0 Real)(declare-const X_1 Real)(declare-const Y_0 Real)\n(assert (>= X_0 0))"
        "(assert (<= X_0 1.0))(assert (>= X_1 0))(assert (<= X_1 2.0))(assert (>= Y_0 1))"
    )
    Path("found.txt").write_text("sat\n((X_0 1) (X_1 2))")
    Path("instances.csv").write_text("model.npz,prop.vnnlib,found.txt\nmodel.npz,prop.vnnlib,missing-file.txt\n")
    return tmp_path


COMMANDS = {
    "results": ("results",),
    "results-A3": ("results", "A3"),
    "demonstrate": ("demonstrate", "A2", "A7", "B3", "C1", "--out", "out"),
    "check": ("check", *BAD[::5]),
    "check-v": ("check", "-v", *GOOD[:20], *BAD[:20]),
    "attack": ("attack", "model.npz", "--dataset", "data.npz"),
    "stabilise": ("stabilise", "--dataset", "data.npz", "-o", "stable.npz"),
    "defeat": ("defeat", "constructions.trainers.simple:two_thirds", "--family", "C:P3", "--max-bits", "6"),
    "solve": ("solve", "table.csv", "--alpha", "5"),
    "trust": ("trust", "table.csv", "--alpha", "5", "--digits", "printed"),
    "trust-path": ("trust", "table.csv", "--alpha", "5", "--within", "1/1000", "--path", "8"),
    "replay": ("replay", "model.npz", "--property", "prop.vnnlib", "--witness", "found.txt"),
    "replay-batch": ("replay", "--batch", "."),
    "sweep": ("sweep", "SPEC.toml", "--workers", "1"),
}


def shown(arguments: tuple[object, ...], width: int, monkeypatch: pytest.MonkeyPatch, capture: object) -> str:
    """What a command prints on a terminal of so many columns."""
    monkeypatch.setattr(console.out, "width", width)
    monkeypatch.setattr(console.out, "_force_terminal", True)
    monkeypatch.setattr(console.out, "_color_system", None)
    return ESCAPE.sub("", run(capture, *arguments)[1])  # type: ignore[arg-type]


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_breaks_a_word(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    wide = said(shown(COMMANDS[name], 4000, monkeypatch, capsys))
    assert len(wide) > 5
    for width in WIDTHS:
        Path("SPEC.jsonl").unlink(missing_ok=True)
        text = shown(COMMANDS[name], width, monkeypatch, capsys)
        assert {word.strip("[]") for word in said(text)} <= {word.strip("[]") for word in wide}
        assert too_long(text, width) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_tables_of_peers_and_demonstrations_break_no_word(width: int) -> None:
    question = Query("A3-fails-at-a-point", "", (), None, "unsat", None)  # type: ignore[arg-type]
    replies = [Reply(question, tool, "unknown", 1.5, reason="out of time and of memory") for tool in ("z3", "marabou")]
    rows = [
        Demonstration(
            "A3", "(2; 8, 8; 1) classifier, accuracy 1", "a claim " * 30, "certificate", "accepted", sha256="0" * 64
        )
    ]
    for table in (peers_command.table(replies), demonstration_table(rows)):
        wide, told = said(printed(table, 4000)), printed(table, width)
        assert {word.strip("[]") for word in said(told)} <= {word.strip("[]") for word in wide}
        assert all(cell_len(line) <= width for line in told.splitlines())


def test_check_tells_a_line_a_certificate_and_a_total(capsys: pytest.CaptureFixture[str]) -> None:
    paths = [*GOOD[:30], *BAD[:30]]
    code, out, _ = run(capsys, "check", *paths)
    *lines, total = out.splitlines()
    assert (code, len(lines)) == (1, 60)
    for path, line in zip(sorted(paths), lines, strict=True):
        verdict, condition, _ = expected(path)
        assert line.split()[0] in ((verdict,) if verdict != "accepted" else ("accepted", "vacuous"))
        assert str(path) in line
        assert condition is None or f"{path}: {condition}: " in line
    counts = {name: int(count) for count, name in re.findall(r"(\d+) (\w+)", total)}
    assert sum(counts.values()) == 60
    assert all(count == sum(line.split()[0] == name for line in lines) for name, count in counts.items())


def test_check_v_tells_what_was_checked_and_the_whole_name(capsys: pytest.CaptureFixture[str]) -> None:
    (brief, _), (line, *report) = (run(capsys, "check", *v, GOOD[0])[1].splitlines() for v in ((), ("-v",)))
    digest = re.findall(r"\b[0-9a-f]{64}\b", line)
    assert len(digest) == 1 and digest[0][:8] in brief and digest[0] not in brief
    assert report[0].startswith("    checked: ") and any("not checked: " in told for told in report)
    assert report[-1] == "1 accepted"
    assert "checked: " not in brief


def on_a_terminal(*arguments: object, **environment: str) -> str:
    """What the command writes to a terminal, with its colours."""
    pid, handle = pty.fork()
    if pid == 0:  # pragma: no cover
        kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
        os.execve(
            sys.executable, [sys.executable, "-m", "nnbarriers", *map(str, arguments)],
            {**kept, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **environment},
        )  # fmt: skip
    told = b""
    while True:
        try:
            part = os.read(handle, 4096)
        except OSError:  # the other end is closed
            part = b""
        if not part:
            break
        told += part
    os.waitpid(pid, 0)
    os.close(handle)
    return told.decode()


def test_verdicts_have_colours_on_a_terminal_only_and_not_where_nobody_wants_them() -> None:
    words = ("check", GOOD[0], BAD[0])
    told = on_a_terminal(*words)
    assert "\x1b[32maccepted\x1b[0m" in told and "\x1b[31mrejected\x1b[0m" in told
    for plain in (on_a_terminal(*words, NO_COLOR="1"), on_a_terminal(*words, TERM="dumb")):
        assert "accepted" in plain and "\x1b[3" not in plain
    piped = subprocess.run(
        [sys.executable, "-m", "nnbarriers", *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "accepted" in piped.stdout and "\x1b" not in piped.stdout + piped.stderr


def test_the_bar_says_what_is_running_while_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["first", "second", "third"]
    seen: list[str] = []
    screen = console.Plain(file=StringIO(), force_terminal=True, width=100, color_system=None)
    monkeypatch.setattr(console, "err", screen)
    with console.progress(3, "starting") as (bar, task):

        def made() -> Iterator[str]:
            for name in names:
                seen.append(bar.tasks[task].description)
                yield name.upper()

        assert list(console.watched(bar, task, names, made())) == ["FIRST", "SECOND", "THIRD"]
        assert bar.tasks[task].completed == 3
    assert seen == names


def test_a_demonstration_is_called_by_its_title_while_it_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    said_so: list[str] = []
    monkeypatch.setattr(demonstrate_command, "watched", lambda bar, task, names, made: said_so.extend(names) or made)
    assert run(capsys, "demonstrate", "A7", "A2", "A7", "--out", tmp_path)[0] == 0
    assert said_so == ["A7: Random training and validation sets", "A2: Every architecture fits the data"]


def test_where_nothing_is_promised_the_number_of_points_that_it_takes_is_told(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = " ".join(run(capsys, "attack", "model.npz", "--dataset", "data.npz")[1].split())
    needed = re.search(r"promises nothing here: needs n ≥ (\d+), and n = 30 \(hidden widths 40 choose", told)
    assert needed is not None
    for points, promised in ((int(needed[1]), 1), (int(needed[1]) - 1, 0)):
        data = nb.dataset(points)
        found = nb.attack(interpolating_network((2, 40, 1), data.delta), data)
        assert (found.promised, found.failing_before) == (promised, 0)
        assert ("needs n" in repr(found)) == (not promised)
