"""Pages to play with, in a notebook or saved as files: the playground, the duel, the slider of an attack."""

from __future__ import annotations

from nnbarriers.attacks import Attack
from nnbarriers.pages import duel as duel_page
from nnbarriers.pages import playground as playground_page
from nnbarriers.pages.sliders import slider_page
from nnbarriers.showing import Page

__all__ = ["duel", "playground", "slider"]


def slider(attack: Attack) -> Page:
    """Return a page on which one slider moves all points by λη, λ from 0 to 1 (A3, A4).

    Parameters
    ----------
    attack : what `attack` returned, on the theorem's points.

    Returns the page.  At which points the network fails is decided exactly for each of 51 values of λ.

    >>> import nnbarriers as nb
    >>> from constructions.instability import interpolating_network
    >>> data = nb.dataset(8)
    >>> nb.slider(nb.attack(interpolating_network((2, 1, 1), data.delta), data))
    <Page: One vector, growing; .save("page.html") writes it>
    """
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
