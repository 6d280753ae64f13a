"""What the commands share: options, machine output on stdout, people's output, progress on stderr.

Whatever is printed may hold data, in which a bracket is a bracket: no text is read as markup. Style is for `Text`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from nnbarriers.sheets import folded
from theory.exact import BarriersError, rational

__all__ = [
    "DATASET",
    "JSON",
    "Q",
    "coloured",
    "err",
    "exit_codes",
    "nothing_printed",
    "out",
    "progress",
    "tell",
    "watched",
]


def exit_codes(zero: str = "done", **others: str) -> str:
    """Return the last line of a command's help; what is wrong with the command line or a file is always 2.

    >>> exit_codes(one="a row is not established")
    'Exit code: 0 done; 1 a row is not established; 2 an error, told in one line; 130 interrupted.'
    """
    parts = {"0": zero, "1": others.get("one"), "2": others.get("two", "an error, told in one line")}
    return f"Exit code: {'; '.join(f'{code} {said}' for code, said in parts.items() if said)}; 130 interrupted."


T = TypeVar("T")


class Plain(Console):
    """A console that prints text as it is, in tables, too: no markup, no :emoji:, no colours of its own choice.

    With `soft_wrap` a line stays a line in a file or a pipe; a terminal gets it in lines that fit, no word broken.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(markup=False, emoji=False, highlight=False, **options)

    def print(
        self, *objects: Any, sep: str = " ", soft_wrap: bool | None = None, hang: int = 0, **options: Any
    ) -> None:
        """Print objects; a word that is longer than a line is not cut, and `hang` indents what continues a line."""
        if soft_wrap and self.is_terminal:
            told = Text(sep).join(Text(each) if isinstance(each, str) else each for each in objects)
            objects = (folded(told, self.width, hang),)
        super().print(*objects, sep=sep, soft_wrap=soft_wrap, **{"crop": False, **options})


class Told(Plain):
    """A console whose reader may close the pipe: the command then exits with 2, since its verdict reached nobody."""

    def on_broken_pipe(self) -> None:
        """Send the rest nowhere and exit."""
        self.quiet = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(2)


WIDE = 132
"""Columns of a file or a pipe, unless COLUMNS says how many."""
out = Told(width=None if (sys.stdout and sys.stdout.isatty()) or "COLUMNS" in os.environ else WIDE)
err = Plain(stderr=True)
COLOURS = {
    **dict.fromkeys(("accepted", "holds"), "green"),
    **dict.fromkeys(("vacuous", "open", "unsupported", "not verified", "not run"), "yellow"),
}


def coloured(verdict: str, *, width: int = 0) -> Text:
    """Return a verdict, filled up to a width, in the colour that a terminal shows it in unless NO_COLOR is set.

    >>> coloured("accepted").style, coloured("vacuous").style, coloured("rejected: A3.9").style
    ('green', 'yellow', 'red')
    """
    return Text(f"{verdict:<{width}}", COLOURS.get(verdict.partition(":")[0], "red"))


class RationalType(click.ParamType[Fraction]):
    """A rational number such as 3/4, 0.75 or 3*2^-2."""

    name = "Q"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """Return the Fraction, or fail with the reason."""
        try:
            return rational(value)
        except BarriersError as error:
            self.fail(str(error), param, ctx)


Q = RationalType()
JSON = click.option("--json", "as_json", is_flag=True, help="Machine output: JSON on stdout.")

DATASET = click.option(
    "--dataset",
    "data_path",
    type=click.Path(path_type=Path),
    required=True,
    help="The training set, as `barriers dataset` writes it.",
)


def tell(value: Any) -> None:
    """Print machine output."""
    click.echo(json.dumps(value, indent=1, ensure_ascii=False))


@contextmanager
def nothing_printed() -> Iterator[None]:
    """Send what an algorithm, or a process that it starts, prints to stderr: stdout is for our output alone."""
    sys.stdout.flush()
    try:
        saved = os.dup(1)
    except OSError:  # there is no stdout
        yield
        return
    try:
        os.dup2(2, 1)
        with redirect_stdout(sys.stderr):
            yield
    finally:
        os.dup2(saved, 1)
        os.close(saved)


@contextmanager
def progress(total: int | None, text: str, *, remaining: bool = False) -> Iterator[tuple[Progress, TaskID]]:
    """Show a progress bar on stderr, when that is a terminal; with `remaining`, the time that is left."""
    columns: list[ProgressColumn] = [TextColumn("{task.description}", markup=False), BarColumn(24), TimeElapsedColumn()]
    if remaining:
        columns += [TextColumn("{task.completed} of {task.total}, left:"), TimeRemainingColumn()]
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        yield bar, bar.add_task(text, total=total)


def watched(bar: Progress, task: TaskID, names: Iterable[str], made: Iterable[T]) -> Iterator[T]:
    """Yield what is made one by one, each while the bar says its name."""
    each = iter(made)
    for name in names:
        bar.update(task, description=name)
        yield from islice(each, 1)
        bar.advance(task)
    yield from each  # of what has no name
