"""A moving picture: one vector grows from 0 to η, and a network's outputs with it, until many points fail at once.

Between two knots an output is affine in λ, so that the motion is the network's own; where a point begins to fail is an
exact crossing. Floats place ink and time. Whoever wants no motion, or prints, sees the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise

from constructions.instability import UniversalPerturbation
from constructions.training_sets import label
from nnbarriers.drawing.svg import BLUE, GREY, INK, RED, Chart, Picture
from nnbarriers.wording import equals, plural

__all__ = ["growing"]

TITLE = "One vector grows: λη, λ from 0 to 1"
WIDTH, HEIGHT, SECONDS, SIZE = 480, 300, 8, 4
STILL, END = 12, 72
"""Percent of the time at which the vector begins to grow, and at which it is whole."""
CALM = "@media (prefers-reduced-motion:reduce),print{%s{animation:none!important}}"


@dataclass(frozen=True)
class Move:
    """A point under λη: its output at the ends and knots, and its failing state after each λ, beginning with 0."""

    k: int
    knots: tuple[tuple[Fraction, Fraction], ...]
    states: tuple[tuple[Fraction, bool], ...]
    fails: bool
    """Whether it fails under η itself."""


def move(found: UniversalPerturbation, k: int) -> Move:
    """Follow one point exactly while the vector grows."""
    one, zero = Fraction(1), Fraction(0)
    line, y = found.network.restrict(found.data.points[k - 1], found.eta), found.data.labels[k - 1]
    cuts = [zero, *(t for t in line.breakpoints if zero < t < one), one]
    bad = [where for values in found.g.failing(y) for where in line.where(values, zero, one)]
    ends = sorted({zero, *(e for where in bad for e in (where.lo, where.hi) if e is not None and zero < e < one)})
    between = [(e + following) / 2 for e, following in zip(ends, [*ends[1:], one], strict=True)]
    states = [(e, found.g.fails(line(t), y)) for e, t in zip(ends, between, strict=True)]
    kept = [states[0], *(now for before, now in pairwise(states) if now[1] != before[1])]
    return Move(k, tuple((t, line(t)) for t in cuts), tuple(kept), found.g.fails(line(one), y))


def growing(found: UniversalPerturbation) -> Picture:
    """Return the moving picture of an attack on a network, over a/x_1, where all pieces of f_a have one width."""
    n = len(found.data)
    moves = [move(found, k) for k in range(1, n + 1)]
    heights = [float(y) for each in moves for _, y in each.knots]
    room = 0.12 * (max(heights) - min(heights) or 1.0)
    chart = Chart(
        _alt(found, moves), (1, n + 1), (min(heights) - room, max(heights) + room), TITLE,
        "a/x₁; shaded where f_a = 1", "network's output", width=WIDTH, height=HEIGHT,
    )  # fmt: skip
    for k in range(1, n + 1):
        if label(k):
            chart.band(k, k + 1)
    for end in found.g.ends:
        if chart.y[0] < end < chart.y[1]:
            chart.line([(1, float(end)), (n + 1, float(end))], GREY, thick=1, dash="4 3")
    film = _Film()
    drawn = [_point(chart, film, each) for each in moves]
    body = "".join([*drawn, *_counts(film, moves, n)])
    still = chart.picture()
    name = f"g{sha256(body.encode()).hexdigest()[:8]}"
    told = body.replace("NAME", name)
    return Picture(f"<style>{film.css(name)}</style>{still.body}{told}", still.alt, still.width, still.height)


class _Film:
    """The keyframes of a picture, each once."""

    def __init__(self) -> None:
        self.frames: dict[tuple[str, str], int] = {}

    def add(self, kind: str, frames: str) -> str:
        """Return the attributes of what moves (m) along these frames, or is seen (o) during some of them."""
        number = self.frames.setdefault((kind, frames), len(self.frames))
        return f'class="NAME{kind}" style="animation-name:NAME{number}"'

    def css(self, name: str) -> str:
        """Return the style sheet; names are of this picture alone, since a page may have several."""
        both = f".{name}m,.{name}o"
        rules = [f".{name}m{{animation:{SECONDS}s linear infinite}}.{name}o{{animation:{SECONDS}s step-end infinite}}"]
        rules += [f"@keyframes {name}{number}{{{frames}}}" for (_, frames), number in self.frames.items()]
        return "".join([*rules, CALM % both])


def _percent(t: Fraction) -> str:
    """Return the part of the time at which λ is t."""
    return f"{round(float(STILL + (END - STILL) * t), 2):g}%"


def _point(chart: Chart, film: _Film, each: Move) -> str:
    """Draw a point where η takes it: a disc while it is right, a cross while it fails."""
    x = each.k + 0.75
    left, top = chart.at(x, float(each.knots[-1][1]))
    offsets = [(t, float(chart.at(x, float(y))[1]) - float(top)) for t, y in each.knots]
    marks = _seen(film, each.states, each.fails, _cross(left, top), lambda bad: bad)
    marks += _seen(film, each.states, each.fails, f'<circle cx="{left}" cy="{top}" r="{SIZE - 0.5}" fill="{BLUE}"/>',
                   lambda bad: not bad)  # fmt: skip
    if len({offset for _, offset in offsets}) == 1:
        return marks
    frames = [f"0%,{_percent(offsets[0][0])}{{transform:translateY({offsets[0][1]:.1f}px)}}"]
    frames += [f"{_percent(t)}{{transform:translateY({down:.1f}px)}}" for t, down in offsets[1:-1]]
    frames.append(f"{END}%,100%{{transform:none}}")
    return f"<g {film.add('m', ''.join(frames))}>{marks}</g>"


def _seen(
    film: _Film, states: Sequence[tuple[Fraction, bool]], end: bool, drawn: str, when: Callable[[bool], bool]
) -> str:
    """Return what is drawn, seen in some of the states alone; nothing if in none."""
    if not when(end) and not any(when(state) for _, state in states):
        return ""
    if when(end) and all(when(state) for _, state in states):
        return drawn
    frames = [f"0%{{opacity:{int(when(states[0][1]))}}}"]
    frames += [f"{_percent(t)}{{opacity:{int(when(state))}}}" for t, state in states[1:]]
    frames.append(f"{END}%,100%{{opacity:{int(when(end))}}}")
    return f'<g opacity="{int(when(end))}" {film.add("o", "".join(frames))}>{drawn}</g>'


def _cross(left: str, top: str) -> str:
    x, y = float(left) - SIZE, float(top) - SIZE
    path = f"M{x:.1f} {y:.1f}l{2 * SIZE} {2 * SIZE}m0 -{2 * SIZE}l-{2 * SIZE} {2 * SIZE}"
    return f'<path d="{path}" stroke="{RED}" stroke-width="2.3"/>'


def counted(moves: Sequence[Move]) -> list[tuple[Fraction, int]]:
    """Return how many points fail from each λ on, and under η itself."""
    cuts = sorted({t for each in moves for t, _ in each.states})
    found = [(t, sum([state for start, state in each.states if start <= t][-1] for each in moves)) for t in cuts]
    return [*found, (Fraction(1), sum(each.fails for each in moves))]


def _counts(film: _Film, moves: Sequence[Move], n: int) -> list[str]:
    """Write how many points fail, for as long as it is so."""
    states = counted(moves)
    numbers = dict.fromkeys(count for _, count in states)
    end = states[-1][1]
    found = []
    for number in numbers:
        text = f'<text x="62" y="36" style="fill:{INK}">fails at {number} of {n}</text>'
        runs = [(t, count == number) for t, count in states[:-1]]
        found.append(_seen(film, runs, end == number, text, lambda seen: seen))
    return found


def _alt(found: UniversalPerturbation, moves: Sequence[Move]) -> str:
    """Say what moves, and when points begin to fail."""
    states, n = counted(moves), len(moves)
    first = next((t for t, count in states if count > len(found.before)), None)
    told = f"{plural(n, 'point')} under λη, ‖η‖ {equals(found.norm)}: the network fails"
    told += f" at {len(found.before)} of {n} at λ = 0"
    if states[0][1] != len(found.before):
        told += f", at {states[0][1]} just after, where the picture begins"
    told += f", at more first after λ {equals(first)}" if first is not None and 0 < first < 1 else ""
    return f"{told}, and at {states[-1][1]} at λ = 1"
