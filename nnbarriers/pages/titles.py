"""Titles of certificates in words: the folder's name of the instance, and what the kernel accepted of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nnbarriers.pages.folder import games_of
from nnbarriers.pages.games import outcome
from nnbarriers.pages.typeset import readable

__all__ = ["FOUND", "title"]

LONG = 1000
"""Numbers of so many characters are in no title."""
Body = dict[str, Any]
OUTCOMES = {
    "one": "one minimiser", "several": "several minimisers", "infeasible": "no feasible point",
    "unbounded": "no minimiser, since there is no bound",
}  # fmt: skip
POINTS = {True: "a counterexample", False: "no counterexample", None: "the outputs at a point"}
"""What a point is to a property, or without one."""
FOUND: dict[str, Callable[[Body, Body], str]] = {
    "instability": lambda body, claim: f"{claim['failing']} of {claim['points']} points fail under one vector",
    "stability": lambda body, claim: f"right on whole balls about all {claim['points']} points",
    "defeat": lambda body, claim: outcome(games_of(body)),
    "flag": lambda body, claim: _flag(body["result"], claim),
    "minimiser": lambda body, claim: "the only minimiser" if claim["unique"] else "a minimiser",
    "recovery": lambda body, claim: f"one vector near all {claim['order']}-sparse ones that the data admit",
    "separation": lambda body, claim: "two inputs, and no answer for both",
    "solution": lambda body, claim: OUTCOMES[claim["outcome"]],
    "trust": lambda body, claim: "one answer for a whole box",
    "miss": lambda body, claim: _missed(claim["distance"]),
    "universal": lambda body, claim: f"{claim['broken']} of {claim['points']} points broken by one vector",
    "two-answers": lambda body, claim: "two data in one box, with different answers",
    "witness": lambda body, claim: POINTS[claim["satisfied"]],
}
"""By kind, what was found, in a few words; the instances of other kinds say it."""


def _flag(result: str, claim: Body) -> str:
    """Say how often a checker is right about a flag, at most (X1), or a flag is false, at least (X2)."""
    told = (
        "the checker is right with probability at most"
        if result == "X1"
        else "the flag is false with probability at least"
    )
    return f"{told} {claim['bound']} on one of {len(claim['inputs'])} inputs"


def _missed(distance: str) -> str:
    """Say how far an answer is from the only minimiser, by the square of its distance, unless that is very long."""
    if distance == "0":
        return "the only minimiser"
    return (
        f"squared distance {readable(distance)} from the only minimiser"
        if len(distance) < LONG
        else "not the minimiser"
    )


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
