"""Rates of silent misses as a map, solver by gap: a number in every cell, and a colour that says the same."""

from __future__ import annotations

from html import escape

from constructions.solvers.rates import Rate, Rates
from constructions.solvers.solver import KINDS
from nnbarriers.drawing.svg import INK, RED, Picture

__all__ = ["rates_picture"]

WIDTH, LEFT, TOP, HIGH = 570, 156, 62, 24
LONGEST = 21
"""So many characters of a name are shown, the last ones."""
BELOW = 40


def _words(x: float, y: float, text: str, anchor: str = "middle", size: int = 12, weight: str = "400") -> str:
    style = f'font-size="{size}" font-weight="{weight}" style="fill:{INK}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {style}>{escape(text)}</text>'


def _cell(rate: Rate, name: str, x: float, y: float, wide: float) -> str:
    low, high = rate.low * 100 // 1, -(-rate.high * 100 // 1)
    told = f"{name}, gap 2^-{rate.exponent}: {rate.missed} of {rate.asked}, rate between {low} and {high} percent"
    part = rate.missed / rate.asked
    box = f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide - 1.5:.1f}" height="{HIGH - 1.5}" fill="{RED}"'
    body = f'{box} fill-opacity="{0.06 + 0.64 * part:.2f}"/>{_words(x + wide / 2, y + 16, rate.percent)}'
    return f"<g><title>{escape(told)}</title>{body}</g>"


def rates_picture(found: Rates) -> Picture:
    """Return the map of the rates, in percent; the intervals are the titles of the cells."""
    wide = (WIDTH - LEFT - 10) / len(found.exponents)
    title = f"Silent misses, percent of {found.count} {KINDS[found.kind]}s a gap"
    parts = [_words(10, 22, title, "start", 14, "600"), _words(10, TOP - 10, "log₂ gap", "start")]
    parts += [_words(LEFT + (k + 0.5) * wide, TOP - 10, f"−{e}") for k, e in enumerate(found.exponents)]
    for i, (name, row) in enumerate(found.rows.items()):
        y = TOP + i * HIGH
        parts.append(_words(LEFT - 8, y + 16, name if len(name) <= LONGEST else f"…{name[1 - LONGEST :]}", "end"))
        parts += [_cell(rate, name, LEFT + k * wide, y, wide) for k, rate in enumerate(row)]
    height = TOP + HIGH * len(found.rows) + BELOW
    widest = max((rate.high - rate.low for row in found.rows.values() for rate in row), default=0)
    note = f"Sampled: intervals of at most {round(100 * widest)} points; all of them hold with probability 99/100."
    parts.append(_words(10, height - 16, note, "start", 11))
    largest = {
        name: max((rate.percent for rate in row), key=lambda part: int(part) if part != "-" else -1)
        for name, row in found.rows.items()
    }
    alt = f"{title}, by solver and gap. Largest rates: {', '.join(f'{n} {p}' for n, p in largest.items())}"
    return Picture("".join(parts), alt, WIDTH, height)
