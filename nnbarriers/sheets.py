"""Text and tables for people, in which no word is broken: a grid where the words fit, else row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

__all__ = ["Sheet", "folded"]

Row = Sequence[Text]
Line = tuple[Text, int]
"""A line, and by how much more than it what continues it is indented."""


def folded(text: Text, width: int, hang: int = 0) -> Text:
    r"""Return text in lines of at most `width` cells, each indented as it was; a word that is longer stays whole.

    What a line continues is indented by `hang` more.

    >>> folded(Text("  a word and a-longer-word"), 12).plain
    '  a word and\n  a-longer-word'
    """
    return Text("\n").join(part for line in text.split("\n", allow_blank=True) for part in _parts(line, width, hang))


def _parts(line: Text, width: int, hang: int) -> Iterator[Text]:
    plain = line.plain
    indent = len(plain) - len(plain.lstrip(" "))
    more, start, cuts = " " * (indent + hang), 0, list[int]()
    for word in re.finditer(r"\S+", plain):
        room = width - (len(more) if cuts else 0)
        if cell_len(plain[start : word.end()]) > room and word.start() > max(start, indent):
            cuts.append(start := word.start())
    for place, part in enumerate(line.divide(cuts)):
        part.rstrip()
        yield Text(more) + part if place else part


@dataclass
class Sheet:
    """A table to `print`: numbers stand to the right in the columns `right`, and `least` asks for room for some.

    Nothing is read as markup. Where not even the longest words fit beside each other, `told` says a row in lines, by
    default with the headings.
    """

    headings: Sequence[str]
    title: str = ""
    right: Sequence[str] = ()
    least: dict[str, int] = field(default_factory=dict)
    told: Callable[[Row], Iterator[Line]] | None = None
    rows: list[Row] = field(default_factory=list)

    def add(self, *cells: str | Text) -> None:
        """Add a row, a cell for each heading; cells that are missing at the end are empty."""
        row = [Text(cell) if isinstance(cell, str) else cell for cell in cells]
        self.rows.append([*row, *(Text() for _ in self.headings[len(row) :])])

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        widths = self.widths(options.max_width)
        if widths is not None:
            yield self._grid(widths)
            return
        lines = [(Text(self.title, "bold"), 0)] if self.title else []
        for row in self.rows:
            lines += (self.told or self._named)(row)
        for line, hang in lines:
            told = folded(line, options.max_width, hang)
            told.no_wrap, told.overflow = True, "ignore"
            yield told

    def widths(self, room: int) -> list[int] | None:
        """Return the widths of the columns of a grid that fits into a room; None if a word would be broken."""
        columns = [(Text(name), *cells) for name, *cells in zip(self.headings, *self.rows, strict=True)]
        words = [max(map(_longest_word, column)) for column in columns]
        lines = [max(map(_longest_line, column)) for column in columns]
        least = [max(w, min(self.least.get(h, 0), n)) for h, w, n in zip(self.headings, words, lines, strict=True)]
        slack, wanted = room - (3 * len(columns) + 1) - sum(least), sum(lines) - sum(least)
        if slack < 0:
            return None
        share = min(slack, wanted)
        return [w + (n - w) * share // max(wanted, 1) for w, n in zip(least, lines, strict=True)]

    def _grid(self, widths: Sequence[int]) -> Table:
        table = Table(title=Text(self.title, "bold") if self.title else None, title_justify="left")
        for name, width in zip(self.headings, widths, strict=True):
            table.add_column(Text(name), width=width, justify="right" if name in self.right else "left")
        for row in self.rows:
            table.add_row(*row)
        return table

    def _named(self, row: Row) -> Iterator[Line]:
        """Yield a row as a line for each cell that has something, under the first."""
        yield row[0], 4
        width = max(map(len, self.headings))
        for name, cell in zip(self.headings[1:], row[1:], strict=True):
            if cell.plain:
                yield Text(f"    {name.replace(chr(10), ' '):<{width}}  ") + cell, width + 2


def _longest_word(text: Text) -> int:
    return max(map(cell_len, text.plain.split()), default=0)


def _longest_line(text: Text) -> int:
    return max(map(cell_len, text.plain.split("\n")))
