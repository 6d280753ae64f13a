"""Pages to play with, in a notebook or saved as files: the playground, the duel, the slider of an attack."""

from __future__ import annotations

import os
from dataclasses import dataclass
from html import escape
from pathlib import Path

from constructions.files import write_text
from nnbarriers.attacks import Attack
from nnbarriers.pages import duel as duel_page
from nnbarriers.pages import playground as playground_page
from nnbarriers.pages.sliders import slider_page
from theory.exact import BarriersError

__all__ = ["Page", "duel", "playground", "slider"]


@dataclass(frozen=True)
class Page:
    """A page that works by itself: in a notebook it is shown in a frame, `save` writes it to a file for a browser.

    >>> Page("A page", "<p>It works by itself.</p>", 300)
    <Page: A page; .save("page.html") writes it>
    """

    title: str
    html: str
    height: int
    """How high the frame is, in pixels."""

    def __repr__(self) -> str:
        return f'<Page: {self.title}; .save("page.html") writes it>'

    def _repr_html_(self) -> str:
        inside = escape(self.html).replace("\n", "&#10;")  # one line, which nothing around it breaks
        return (
            f'<iframe title="{escape(self.title)}" sandbox="allow-scripts allow-downloads" srcdoc="{inside}"'
            f' style="width:100%;height:{self.height}px;border:0"></iframe>'
            f"<p><small>{escape(self.title)}: for the mouse, fingers and keys, where scripts may run.</small></p>"
        )

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page to a file ending in .html, whole or not at all, and return its path."""
        where = Path(path)
        if where.suffix != ".html":
            raise BarriersError(f"{where}: a page is written to a file ending in .html")
        write_text(where, self.html)
        return where


def slider(attack: Attack) -> Page:
    """Return a page on which one slider moves all points by λη, λ from 0 to 1 (A3, A4).

    Parameters
    ----------
    attack : what `attack` returned, on the theorem's points.

    Returns the page.  At which points the network fails is decided exactly, for each of 51 values of λ.  Raises
    `BarriersError` for anything but an attack.

    >>> import nnbarriers as nb
    >>> from constructions.instability import interpolating_network
    >>> data = nb.dataset(8)
    >>> nb.slider(nb.attack(interpolating_network((2, 1, 1), data.delta), data))
    <Page: One vector, growing; .save("page.html") writes it>
    """
    if not isinstance(attack, Attack):
        raise BarriersError(
            f"a slider is of what nb.attack returns on the theorem's points, not {type(attack).__name__}"
        )
    return Page("One vector, growing", slider_page(attack.found), 390)


def playground() -> Page:
    """Return a page on which a network is trained, broken by one vector, counted exactly and certified (A3, A5).

    >>> import nnbarriers as nb
    >>> nb.playground()
    <Page: Train a network, break it with one vector; .save("page.html") writes it>
    """
    return Page("Train a network, break it with one vector", playground_page.page(), 900)


def duel() -> Page:
    """Return a page on which an algorithm plays against the adversary (B2, B3, B4, K).

    >>> import nnbarriers as nb
    >>> nb.duel()
    <Page: Play an algorithm against the adversary; .save("page.html") writes it>
    """
    return Page("Play an algorithm against the adversary", duel_page.page(), 900)
