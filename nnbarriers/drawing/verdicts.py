"""Verdicts of tools on one question at many scales, drawn: a row a tool, a column a scale, a mark that says how right.

What is right is decided before, exactly; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from nnbarriers.drawing.svg import BLUE, INK, RED, Picture

__all__ = ["MARKS", "verdicts_picture"]

WIDTH, LEFT, TOP, HIGH, SIZE = 440, 84, 64, 27, 14
MARKS = {
    "right": ("right", BLUE, "M-6 0l4 5l8 -10"),
    "wrong": ("wrong", RED, "M-5 -5l10 10m0 -10l-10 10"),
    "right, its point is none": ("right, wrong point", RED, "M-6 0l4 5l8 -10m-10 13h10"),
    "unknown": ("unknown", INK, "M-4 0h8"),
    "": ("not asked", INK, ""),
}
"""By verdict: its words, its colour and its mark, so that colour is not all that tells them apart."""
Rows = Mapping[str, Sequence[str]]


def verdicts_picture(title: str, scales: Sequence[str], panels: Mapping[str, Rows], across: str) -> Picture:
    """Draw panels of tools: `panels` has a question, with its true answer, by a row of verdicts for each tool."""
    parts, y = [_words(10, 22, title, "start", "600")], TOP
    wide = (WIDTH - LEFT - 8) / max(1, len(scales))
    for question, rows in panels.items():
        parts.append(_words(10, y - 10, question, "start"))
        for tool, verdicts in rows.items():
            parts.append(_words(LEFT - 10, y + 18, tool, "end"))
            parts += [
                _mark(v, f"{tool}, {scale}", LEFT + k * wide, y, wide)
                for k, (scale, v) in enumerate(zip(scales, verdicts, strict=True))
            ]
            y += HIGH
        parts += [_words(LEFT + (k + 0.5) * wide, y + 17, scale) for k, scale in enumerate(scales)]
        y += HIGH + 40
    parts.append(_words(WIDTH - 8, y - 34, across, "end"))
    return Picture("".join([*parts, *_key(panels, y - 8)]), _alt(title, scales, panels), WIDTH, y + 12)


def _words(x: float, y: float, text: str, anchor: str = "middle", weight: str = "400") -> str:
    style = f'font-size="{SIZE}" font-weight="{weight}" style="fill:{INK}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {style}>{escape(text)}</text>'


def _sign(verdict: str, x: float, y: float) -> str:
    _, colour, path = MARKS[verdict]
    return (
        f'<path d="{path}" transform="translate({x:.1f} {y:.1f})" style="stroke:{colour};fill:none" stroke-width="2.4"'
        ' stroke-linecap="round"/>'
    )


def _mark(verdict: str, name: str, x: float, y: float, wide: float) -> str:
    """Draw a cell with its words as its title; what is wrong has a ground that is coloured, too."""
    ground = 0.16 if MARKS[verdict][1] == RED else 0.0
    box = (
        f'<rect x="{x:.1f}" y="{y}" width="{wide - 2:.1f}" height="{HIGH - 2}" rx="3" fill="{RED}"'
        f' fill-opacity="{ground}"/>'
    )
    told = f"<title>{escape(name)}: {MARKS[verdict][0]}</title>"
    return f"<g>{told}{box}{_sign(verdict, x + wide / 2 - 1, y + HIGH / 2 - 1)}</g>"


def _key(panels: Mapping[str, Rows], y: float) -> list[str]:
    """Return the meaning of the marks that occur."""
    seen = {v for rows in panels.values() for verdicts in rows.values() for v in verdicts}
    found, x = [], 16.0
    for verdict in (v for v in MARKS if v in seen and v):
        found += [_sign(verdict, x, y - 5), _words(x + 12, y, MARKS[verdict][0], "start")]
        x += 6.8 * len(MARKS[verdict][0]) + 36
    return found


def _alt(title: str, scales: Sequence[str], panels: Mapping[str, Rows]) -> str:
    """Say in words where each tool is wrong."""
    told = []
    for question, rows in panels.items():
        for tool, verdicts in rows.items():
            wrong = [scale for scale, v in zip(scales, verdicts, strict=True) if v == "wrong"]
            if wrong:
                told.append(f"{tool} is wrong about “{question}” at {', '.join(wrong)}")
    return f"{title}. {'; '.join(told) or 'No tool is wrong'}"
