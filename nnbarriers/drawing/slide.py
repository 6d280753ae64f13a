"""The picture for a talk: a slide, the four strips at its left, the theorem in words at its right (A3, A5)."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import wrap

from constructions.instability import UniversalPerturbation
from nnbarriers.drawing.picture import example, picture
from nnbarriers.drawing.svg import INK, QUIET, Picture

__all__ = ["slide"]

WIDTH, HEIGHT, EDGE, RIGHT = 1280, 720, 24, 790
"""The paper, its margin, and where the words begin."""


@dataclass(frozen=True)
class Paragraph:
    """Words in lines of at most so many letters."""

    text: str
    size: int = 22
    weight: int = 400
    letters: int = 38
    colour: str = INK

    def step(self, line: str) -> float:
        """Return how far down a line is: an empty one, between paragraphs, less."""
        return self.size * (1.35 if line else 0.75)


WORDS = (
    Paragraph("What neural-network training cannot do", 34, 650, 24),
    Paragraph("For every ReLU architecture there are well separated points with stable labels that it can learn."),
    Paragraph("Every network of it that is right at all of them is broken at almost half by one tiny vector."),
    Paragraph("A larger network exists that is right on whole balls about all of them."),
    Paragraph(
        "After A. Bastounis, A. C. Hansen and V. Vlačić, arXiv:2109.06098; constants as in Barriers, A3 and A5.",
        16, letters=50, colour=QUIET,
    ),
)  # fmt: skip


def slide(found: UniversalPerturbation, name: str = "") -> Picture:
    """Draw what one vector does to a network on the theorem's data, and what the theorem says of all of them (A3, A5).

    Parameters
    ----------
    found : the vector and what it does.
    name : what the network is called, by default by its neurons.

    Returns the picture, 1280 by 720.  Raises `BarriersError` for fewer than two points.

    >>> from constructions.instability import interpolating_network, universal_perturbation
    >>> from constructions.training_sets import double_training_set
    >>> data = double_training_set(8)
    >>> drawn = slide(universal_perturbation(interpolating_network((2, 1, 1), data.delta), data))
    >>> drawn.width, drawn.height
    (1280, 720)
    """
    return laid_out(picture(found, name), _shown(found))


def _shown(found: UniversalPerturbation) -> str:
    """Say of the network at the left what the theorem promises, and what was found."""
    n, before = len(found.data), f", after {len(found.before)} without it" if found.before else ""
    fails = f"At the left {len(found.indices)} of {n} fail under one vector{before}"
    promised = (
        f"{found.promised} are promised" if found.promised else f"nothing is promised for this network at n = {n}"
    )
    return f"{fails}; {promised}."


def laid_out(strips: Picture, shown: str) -> Picture:
    """Return the slide of a picture: as large as it may be, and the words beside it, last what is said of it."""
    words = (*WORDS[:-1], Paragraph(shown), WORDS[-1])
    scale = min((HEIGHT - 2 * EDGE) / strips.height, (RIGHT - 2 * EDGE) / strips.width)
    down = (HEIGHT - scale * strips.height) / 2
    lines = [(p, line) for p in words for line in [*wrap(p.text, p.letters), ""]][:-1]
    parts = [f'<g transform="translate({EDGE} {down:.1f}) scale({scale:.4f})">{strips.body}</g>']
    y = (HEIGHT - sum(p.step(line) for p, line in lines)) / 2
    for p, line in lines:
        y += p.step(line)
        if line:
            style = f'font-size="{p.size}" font-weight="{p.weight}" style="fill:{p.colour}"'
            parts.append(f'<text x="{RIGHT}" y="{y:.1f}" {style}>{escape(line)}</text>')
    return Picture("".join(parts), f"{WORDS[0].text}. {strips.alt}", WIDTH, HEIGHT, strips.description)


if __name__ == "__main__":  # python -m nnbarriers.drawing.slide FILE.svg: the slide of the README's network
    Path(sys.argv[1]).write_text(slide(*example()).svg, "utf-8")
