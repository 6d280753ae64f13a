"""How results show themselves in a notebook: a small table in HTML, and pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nnbarriers.drawing.svg import Picture

__all__ = ["Grid", "drawn", "fitted", "one_line", "table"]

MOST_DRAWN = 300

CELL = "text-align:left;vertical-align:top;padding:.15em .8em .15em 0"
HEAD = f"{CELL};white-space:nowrap"
LEFT = "text-align:left;padding:0 1em 0 0"


def table(title: str, rows: Iterable[tuple[str, Any]]) -> str:
    """Return named values as a table in HTML; nothing in them is read as markup.

    >>> "&lt;b&gt;" in table("a", [("name", "<b>")])
    True
    """
    body = "".join(
        f'<tr><th style="{HEAD}">{escape(name)}</th><td style="{CELL};overflow-wrap:anywhere">{escape(str(value))}</td>'
        "</tr>"
        for name, value in rows
    )
    head = f'<caption style="{CELL};font-weight:600">{escape(title)}</caption>' if title else ""
    return f"<table>{head}<tbody>{body}</tbody></table>"


@dataclass(frozen=True)
class Grid:
    """Rows under headings: a table in a notebook, lines elsewhere; nothing in them is read as markup.

    >>> Grid(("n", "label"), [(1, "0"), (10, "<b>")])
    n   label
    1   0
    10  <b>
    >>> "&lt;b&gt;" in Grid(("n",), [("<b>",)])._repr_html_()
    True
    """

    headings: Sequence[Any]
    rows: Iterable[Sequence[Any]]
    title: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "headings", tuple(map(str, self.headings)))
        object.__setattr__(self, "rows", [tuple(map(str, row)) for row in self.rows])

    def __repr__(self) -> str:
        lines = [self.headings, *self.rows]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        told = ("  ".join(f"{v:<{w}}" for v, w in zip(line, widths, strict=True)).rstrip() for line in lines)
        return "\n".join([*([self.title] if self.title else []), *told])

    def _repr_html_(self) -> str:
        caption = f'<caption style="{LEFT};font-weight:600">{escape(self.title)}</caption>' if self.title else ""
        head = "".join(f'<th style="{LEFT}">{escape(name)}</th>' for name in self.headings)
        cells = ("".join(f'<td style="{LEFT}">{escape(cell)}</td>' for cell in row) for row in self.rows)
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        table = f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f'<div style="overflow-x:auto">{table}</div>'


def drawn(plot: Callable[[], Picture], points: int) -> str:
    """Return the picture that goes with a table, unless there are so many points that nobody would wait for it."""
    return fitted(plot()) if points <= MOST_DRAWN else "<p>The picture is drawn by <code>.plot()</code>.</p>"


def fitted(picture: Picture) -> str:
    """Return a picture that is no wider than the page that it is put into."""
    return picture.svg.replace("<svg ", '<svg style="max-width:100%;height:auto" ', 1)


def one_line(text: str) -> str:
    r"""Return text as one line of at most 120 characters.

    >>> one_line("a\n b"), len(one_line("x" * 200))
    ('a b', 120)
    """
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:119]}…"
