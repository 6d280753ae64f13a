"""Titles of certificates in words: the folder's name of the instance, and what the kernel accepted of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nnbarriers.pages.folder import games_of
from nnbarriers.pages.games import outcome

__all__ = ["title"]

Body = dict[str, Any]
OUTCOMES = {
    "one": "one minimiser", "several": "several minimisers", "infeasible": "no feasible point",
    "unbounded": "no minimiser, since there is no bound",
}  # fmt: skip
FOUND: dict[str, Callable[[Body, Body], str]] = {
    "instability": lambda body, claim: f"{claim['failing']} of {claim['points']} points fail under one vector",
    "stability": lambda body, claim: f"right on whole balls about all {claim['points']} points",
    "defeat": lambda body, claim: outcome(games_of(body)),
    "minimiser": lambda body, claim: "the only minimiser" if claim["unique"] else "a minimiser",
    "separation": lambda body, claim: "two inputs, and no answer for both",
    "solution": lambda body, claim: OUTCOMES[claim["outcome"]],
    "trust": lambda body, claim: "one answer for a whole box",
    "witness": lambda body, claim: "a counterexample" if claim["satisfied"] else "no counterexample",
}
"""By kind, what was found, in a few words; the instances of other kinds say it."""


def title(instance: str, body: Body) -> str:
    """Return a title for an accepted certificate, whose instance has this name in the folder.

    >>> title("(2; 4; 1)", {"kind": "stability", "claim": {"points": 3}})
    'A network (2; 4; 1): right on whole balls about all 3 points'
    """
    kind = str(body["kind"])
    if kind in ("instability", "stability"):
        instance = f"A network {instance}"
    if kind == "defeat":
        name, comma, rest = instance.partition(", ")
        instance = f"The algorithm “{name.replace('_', ' ')}”{' on ' * bool(comma)}{rest}"
    return f"{instance}: {FOUND[kind](body, body['claim'])}" if kind in FOUND else instance
