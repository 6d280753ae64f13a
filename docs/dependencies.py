"""Which result uses which, as the registry says, and the graph of it: drawn as SVG, in layers, each result a link."""

from __future__ import annotations

from functools import cache
from html import escape

from nnbarriers.drawing.svg import BLUE, GREEN, GREY, ORANGE, PURPLE, RED
from theory.results import find, results

__all__ = ["graph", "layers", "shown_edges", "used_by"]

COLOURS = {"AB": BLUE, "JKWX": RED, "CD": ORANGE, "E": GREEN, "TM": PURPLE, "UV": GREY}
"""By first letters of IDs."""
ACROSS, DOWN, WIDE, HIGH = 33, 58, 27, 24
ROUNDS = 8


def used_by(name: str) -> tuple[str, ...]:
    """Return the results that use this one."""
    return tuple(result.id for result in results() if name in result.uses)


@cache
def rests_on(name: str) -> frozenset[str]:
    """Return all results on which this one rests, by way of others, too."""
    uses = find(name).uses
    return frozenset(uses).union(*map(rests_on, uses))


@cache
def depth(name: str) -> int:
    """Return the length of the longest chain of results on which this one rests."""
    return max((depth(used) + 1 for used in find(name).uses), default=0)


def shown_edges() -> list[tuple[str, str]]:
    """Return the arrows, from what is used to what uses it, without those that follow from others."""
    return [
        (used, result.id)
        for result in results()
        for used in result.uses
        if not any(used in rests_on(other) for other in result.uses)
    ]


def layers() -> list[list[str]]:
    """Return the results by depth, those of a layer ordered by the mean place of their neighbours: few arrows cross."""
    names = [result.id for result in results()]
    found = [[n for n in names if depth(n) == d] for d in range(max(map(depth, names)) + 1)]
    edges = shown_edges()
    for turn in range(ROUNDS):
        place = {n: (i + 0.5) / len(layer) for layer in found for i, n in enumerate(layer)}
        for layer in found if turn % 2 else found[::-1]:
            near = {n: [place[a] for a, b in edges if b == n] + [place[b] for a, b in edges if a == n] for n in layer}
            layer.sort(key=lambda n: sum(near[n]) / len(near[n]) if near[n] else 2.0)
            place |= {n: (i + 0.5) / len(layer) for i, n in enumerate(layer)}
    return found


def graph() -> str:
    """Return the graph as SVG, each result a link to its page beside this one."""
    rows = layers()
    width = ACROSS * max(map(len, rows)) + 6
    height = DOWN * len(rows) - DOWN + HIGH + 12
    spots = {
        name: (3 + (width - 6) * (i + 0.5) / len(row), 6 + HIGH / 2 + DOWN * d)
        for d, row in enumerate(rows)
        for i, name in enumerate(row)
    }
    told = "Which result uses which: " + "; ".join(
        f"{result.id} uses {', '.join(result.uses)}" for result in results() if result.uses
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="graph" viewBox="0 0 {width} {height}" role="group"'
        f' aria-label="{escape(told)}" font-size="12" font-family="system-ui, sans-serif">'
        f"{''.join(_arrow(*spots[a], *spots[b]) for a, b in shown_edges())}"
        f"{''.join(_node(name, *spot) for name, spot in spots.items())}</svg>"
    )


def _arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    start, end = y1 + HIGH / 2, y2 - HIGH / 2 - 4
    bend = (end - start) / 2
    line = f"M{x1:.1f} {start:.1f}C{x1:.1f} {start + bend:.1f} {x2:.1f} {end - bend:.1f} {x2:.1f} {end:.1f}"
    tip = f"M{x2 - 3:.1f} {end:.1f}h6l-3 4.5z"
    return f'<path class="edge" d="{line}" fill="none"/><path class="tip" d="{tip}"/>'


def _node(name: str, x: float, y: float) -> str:
    colour = next(colour for letters, colour in COLOURS.items() if name[0] in letters)
    return (
        f'<a href="{name}.html"><title>{escape(find(name).told)}</title>'
        f'<rect x="{x - WIDE / 2:.1f}" y="{y - HIGH / 2:.1f}" width="{WIDE}" height="{HIGH}" rx="6"'
        f' stroke="{colour}"/><text x="{x:.1f}" y="{y + 4.3:.1f}" text-anchor="middle">{name}</text></a>'
    )
