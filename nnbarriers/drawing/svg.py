"""Small charts as SVG text: vector, colour-blind safe, described in words, the same bytes every time.

Floats appear here for drawing only. Colours are those of Okabe and Ito; ink and paper are CSS variables with
fallbacks, so that a page can turn dark around a chart. Every picture carries its description as a title.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from math import ceil, floor, log10
from pathlib import Path

from constructions.files import write_text
from theory.exact import BarriersError

__all__ = [
    "BLUE", "GREEN", "GREY", "INK", "ORANGE", "PAPER", "PURPLE", "QUIET", "RED", "WRONG",
    "Chart", "Picture", "power", "stack", "written",
]  # fmt: skip

BLUE, RED, GREEN, ORANGE, PURPLE, GREY = "#0072B2", "#D55E00", "#009E73", "#E69F00", "#CC79A7", "#888888"
INK, PAPER = "var(--ink, #222222)", "var(--paper, #ffffff)"
WRONG, QUIET = "var(--wrong, #b03000)", "var(--quiet, #59636e)"
"""For words: the colours above are too faint for them."""
LEFT, RIGHT, TOP, BOTTOM = 62, 16, 46, 44
GREEK = {"delta": "δ", "eta": "η", "iota": "ι"}
INDEXED = re.compile(rf"(?<!\w)([A-Za-zδηι]|{'|'.join(GREEK)})((?:[_^](?:[A-Za-z0-9]{{1,2}}|delta)(?![A-Za-z0-9]))+)")
"""A letter with its indices, such as x^k, f_a or iota^1_1; words with underlines are names, and stay."""
POWERS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
Points = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Picture:
    """An SVG picture and what it shows, in words: `alt`, and a longer `description` if there is one."""

    body: str
    alt: str
    width: int
    height: int
    description: str = ""

    @property
    def svg(self) -> str:
        """The picture as a document of its own."""
        words = f"<title>{escape(self.alt)}</title>"
        if self.description:
            words += f"<desc>{escape(self.description)}</desc>"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" width="{self.width}"'
            f' role="img" font-family="system-ui, sans-serif" font-size="12">{words}'
            f'<rect width="{self.width}" height="{self.height}" rx="6" style="fill:{PAPER}"/>{self.body}</svg>\n'
        )

    def __repr__(self) -> str:
        return self.alt

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the picture to a file ending in .svg, whole or not at all, and return its path."""
        where = Path(path)
        if where.suffix != ".svg":
            raise BarriersError(f"{where}: a picture is written to a file ending in .svg")
        write_text(where, self.svg)
        return where


def stack(pictures: Sequence[Picture], alt: str) -> Picture:
    """Return the pictures one below the other, as one."""
    parts, height = [], 0
    for picture in pictures:
        parts.append(f'<g transform="translate(0 {height})">{picture.body}</g>')
        height += picture.height
    return Picture("".join(parts), alt, max(picture.width for picture in pictures), height)


@dataclass
class Chart:
    """A chart under construction: `x` and `y` are the ranges of its axes, `alt` says what it shows.

    >>> chart = Chart("a line that rises", x=(0, 1), y=(0, 1))
    >>> chart.line([(0, 0), (1, 1)])
    >>> "<title>a line that rises</title>" in chart.picture().svg
    True
    """

    alt: str
    x: tuple[float, float]
    y: tuple[float, float]
    title: str = ""
    across: str = ""
    up: str = ""
    log_x: bool = False
    log_y: bool = False
    width: int = 720
    height: int = 280
    x_ticks: Sequence[tuple[float, str]] | None = None
    y_ticks: Sequence[tuple[float, str]] | None = None
    axes: bool = True
    _parts: list[str] = field(default_factory=list)
    _legend: list[tuple[str, str, str]] = field(default_factory=list)

    def at(self, x: float, y: float) -> tuple[str, str]:
        """Return the place of a point on the paper."""
        across = _part(x, self.x, self.log_x) * (self.width - LEFT - RIGHT) + LEFT
        up = self.height - BOTTOM - _part(y, self.y, self.log_y) * (self.height - TOP - BOTTOM)
        return _number(across), _number(up)

    def band(self, lo: float, hi: float, colour: str = GREEN, opacity: float = 0.16) -> None:
        """Shade lo <= x <= hi."""
        (left, top), (right, bottom) = self.at(max(lo, self.x[0]), self.y[1]), self.at(min(hi, self.x[1]), self.y[0])
        self._parts.append(f'{_box(left, top, right, bottom)} fill="{colour}" fill-opacity="{opacity}"/>')

    def line(self, points: Points, colour: str = INK, *, label: str = "", dash: str = "", thick: float = 1.6) -> None:
        """Draw a polygonal line."""
        places = " ".join(",".join(self.at(x, y)) for x, y in points)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        style = f'style="stroke:{colour};fill:none" stroke-width="{thick}"{dashed} stroke-linejoin="round"'
        self._parts.append(f'<polyline points="{places}" {style}/>')
        if label:
            self._legend.append((label, colour, "dash" if dash else "line"))

    def dots(self, points: Points, colour: str = BLUE, *, label: str = "", mark: str = "o", size: float = 3.6) -> None:
        """Draw points: discs "o" or crosses "x", so that colour is not all that tells them apart."""
        self._parts += [_mark(mark, *self.at(x, y), colour, size) for x, y in points]
        if label:
            self._legend.append((label, colour, mark))

    def bars(self, points: Points, colour: str = BLUE, *, label: str = "", wide: float = 0.6) -> None:
        """Draw bars from the lower end of the axis, `wide` units of x across."""
        for x, y in points:
            (left, top), (right, bottom) = self.at(x - wide / 2, y), self.at(x + wide / 2, self.y[0])
            self._parts.append(f'{_box(left, top, right, bottom)} fill="{colour}"/>')
        if label:
            self._legend.append((label, colour, "bar"))

    def words(self, x: float, y: float, text: str, *, colour: str = INK, anchor: str = "middle") -> None:
        """Write a few words at a point."""
        left, top = self.at(x, y)
        self._parts.append(
            f'<text x="{left}" y="{top}" text-anchor="{anchor}" style="fill:{colour}">{written(text)}</text>'
        )

    def picture(self) -> Picture:
        """Return the finished picture."""
        frame = [*self._parts, *(self._axis() if self.axes else []), *self._key()]
        if self.title:
            frame.append(f'<text x="{LEFT}" y="17" font-weight="600" style="fill:{INK}">{written(self.title)}</text>')
        return Picture("".join(frame), self.alt, self.width, self.height)

    def _axis(self) -> list[str]:
        (left, bottom), (right, top) = self.at(self.x[0], self.y[0]), self.at(self.x[1], self.y[1])
        found = [f'<path d="M{left} {top}V{bottom}H{right}" style="stroke:{INK};fill:none"/>']
        for x, text in self.x_ticks if self.x_ticks is not None else _ticks(self.x, self.log_x):
            place, _ = self.at(x, self.y[0])
            found.append(f'<path d="M{place} {bottom}v4" style="stroke:{INK}"/>{_text(place, bottom, 17, text)}')
        for y, text in self.y_ticks if self.y_ticks is not None else _ticks(self.y, self.log_y):
            _, place = self.at(self.x[0], y)
            found.append(f'<path d="M{left} {place}h-4" style="stroke:{INK}"/>')
            found.append(_text(_number(float(left) - 7), place, 4, text, "end"))
        middle = _number((float(left) + float(right)) / 2)
        found.append(_text(middle, bottom, 35, self.across))
        if self.up:
            height = _number((float(top) + float(bottom)) / 2)
            turned = f'transform="rotate(-90 14 {height})" text-anchor="middle" style="fill:{INK}"'
            found.append(f'<text x="14" y="{height}" {turned}>{written(self.up)}</text>')
        return found

    def _key(self) -> list[str]:
        found, x = [], LEFT + 8.0
        for label, colour, mark in self._legend:
            if mark in ("line", "dash"):
                dash = ' stroke-dasharray="5 3"' if mark == "dash" else ""
                found.append(f'<path d="M{_number(x - 8)} 32h16" style="stroke:{colour}" stroke-width="2"{dash}/>')
            elif mark == "bar":
                found.append(f'<rect x="{_number(x - 5)}" y="27" width="10" height="10" fill="{colour}"/>')
            else:
                found.append(_mark(mark, _number(x), "32", colour, 4))
            found.append(_text(_number(x + 13), "32", 4, label, "start"))
            x += 6.6 * len(label) + 36
        return found


def power(value: float) -> str:
    """Return a number for people, as 1.2·10⁻⁴.

    >>> power(0.00012), power(250.0)
    ('1.2·10⁻⁴', '2.5·10²')
    """
    head, tail = f"{value:.1e}".split("e")
    return f"{head}·10{str(int(tail)).translate(POWERS)}"


def written(text: str) -> str:
    """Return words of a picture as SVG, indices lowered and raised.

    >>> written("x^k < my_name")
    'x<tspan dy="-4" font-size="75%">k</tspan><tspan dy="4"> &lt; my_name</tspan>'
    """
    found, height = [], 0
    for run, at, size in _runs(text):
        style = (f' dy="{at - height}"' if at != height else "") + (f' font-size="{size}%"' if size < 100 else "")
        found.append(f"<tspan{style}>{escape(run)}</tspan>" if style else escape(run))
        height = at
    return "".join(found)


def _runs(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield a text in runs, each with how far it is lowered and its size in percent; T_delta_5 has an index's index."""
    last = 0
    for match in INDEXED.finditer(text):
        yield text[last : match.start()] + GREEK.get(match[1], match[1]), 0, 100
        before = depth = 0
        for sign, index in re.findall(r"([_^])([^_^]+)", match[2]):
            down = 3 if sign == "_" else -4
            depth = depth + 1 if down == before else 1
            yield GREEK.get(index, index), down * depth, (100, 75, 60, 50)[min(depth, 3)]
            before = down
        last = match.end()
    if text[last:]:
        yield text[last:], 0, 100


def _box(left: str, top: str, right: str, bottom: str) -> str:
    size = f'width="{_number(float(right) - float(left))}" height="{_number(float(bottom) - float(top))}"'
    return f'<rect x="{left}" y="{top}" {size}'


def _part(value: float, ends: tuple[float, float], logarithmic: bool) -> float:
    lo, hi = ends
    if logarithmic:
        value, lo, hi = log10(max(value, lo)), log10(lo), log10(hi)
    return min(1.02, max(-0.02, (value - lo) / (hi - lo)))


def _number(value: float) -> str:
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def _mark(mark: str, x: str, y: str, colour: str, size: float) -> str:
    if mark == "x":
        r = _number(size)
        path = f"M{_number(float(x) - size)} {_number(float(y) - size)}l{_number(2 * size)} {_number(2 * size)}"
        path += f"m0 -{_number(2 * size)}l-{_number(2 * size)} {_number(2 * size)}"
        return f'<path d="{path}" stroke="{colour}" stroke-width="{_number(float(r) / 1.8)}"/>'
    return f'<circle cx="{x}" cy="{y}" r="{_number(size)}" fill="{colour}"/>'


def _text(x: str, y: str, down: float, text: str, anchor: str = "middle") -> str:
    place = _number(float(y) + down)
    return f'<text x="{x}" y="{place}" text-anchor="{anchor}" style="fill:{INK}">{written(text)}</text>' if text else ""


def _ticks(ends: tuple[float, float], logarithmic: bool) -> list[tuple[float, str]]:
    """Return round numbers between the ends with their names, five or so."""
    lo, hi = ends
    if logarithmic:
        first, last = ceil(log10(lo) - 1e-9), floor(log10(hi) + 1e-9)
        step = max(1, ceil((last - first) / 6))
        return [(10.0**e, "1" if e == 0 else "10" + str(e).translate(POWERS)) for e in range(first, last + 1, step)]
    rough = (hi - lo) / 5
    power = 10.0 ** floor(log10(rough))
    step_size = next(m * power for m in (1, 2, 5, 10) if m * power >= rough * 0.999)
    start = ceil(lo / step_size - 1e-9)
    count = floor((hi - start * step_size) / step_size + 1e-9) + 1
    return [((start + i) * step_size, f"{(start + i) * step_size:.6g}".replace("-", "−")) for i in range(count)]
