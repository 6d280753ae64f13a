"""What a symbolic proof is made of: data, no reasoning.  `verify.py` checks it; claims no result.

A proof has hypotheses (`given`), a `goal`, and steps; every step states a relation and the rule that gives it:

* `Combine("c1*f*g + c2*h")` – the difference of the two sides *is* that combination of earlier facts, as an identity of
  rational functions; no term has a negative sign; a strict one makes the relation strict; equations count as zero.
* `Shift({"k": "1 + u"})` – written in new symbols that are hypotheses (u = k - 1 >= 0), the difference has no negative
  coefficient.
* `Integral("f")` – an integer that is > -1 is >= 0.
* `Square("x - y")` – a square is >= 0.
* `Both("f", "g")` – what is >= 0 and <= 0 is 0.
* `Cases("h", "x >= y", yes, no)` – the claim from x >= y and from x < y, or one of them absurd (it proves 0 > 0).
* `Cite(proof, {"n": "n + 1"})` – an instance of a goal proved before, all its hypotheses being known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from proofs_check.symbolic.expressions import Relation, expression, names

__all__ = [
    "Both",
    "Cases",
    "Cite",
    "Combine",
    "Induction",
    "Integral",
    "Proof",
    "Recursion",
    "Rule",
    "Shift",
    "Square",
    "Step",
]

State: TypeAlias = Mapping[str, str]


@dataclass(frozen=True)
class Combine:
    """The difference of the sides equals a combination, with signs that add up, of named facts."""

    certificate: str


@dataclass(frozen=True)
class Shift:
    """No negative coefficient after the substitution, which is the proof's own unless one is given."""

    where: State | None = None


@dataclass(frozen=True)
class Integral:
    """Integers with difference > -1 have difference >= 0."""

    fact: str


@dataclass(frozen=True)
class Square:
    """The difference of the sides is the square of an expression."""

    root: str


@dataclass(frozen=True)
class Both:
    """Two opposite inequalities make an equation."""

    above: str
    below: str


@dataclass(frozen=True)
class Cases:
    """The claim follows whether a relation holds or not; `name` is what the branch calls its assumption."""

    name: str
    relation: str
    yes: tuple[Step, ...]
    no: tuple[Step, ...]


@dataclass(frozen=True)
class Cite:
    """An instance of another proof's goal."""

    proof: Proof
    where: State = field(default_factory=dict)


Rule: TypeAlias = Combine | Shift | Integral | Square | Both | Cases | Cite


@dataclass(frozen=True)
class Step:
    """A fact, by a rule, for a reason that a reader can follow."""

    name: str
    claim: str
    rule: Rule
    reason: str = ""


@dataclass(frozen=True)
class Recursion:
    """Sequences s_n, n = first, first + 1, …: relations at the start, from s to s_next, and at every n."""

    index: str
    first: str
    symbols: str
    start: State = field(default_factory=dict)
    transition: State = field(default_factory=dict)
    always: State = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """All symbols in sight, as they are parsed: an instance of a lemma may not replace any of them."""
        texts = (*self.start.values(), *self.transition.values(), *self.always.values())
        named = names(expression(self.first)).union(*(Relation(text).names for text in texts))
        return named | {self.index, *self.symbols.split()}


@dataclass(frozen=True)
class Induction:
    """The goal for all n: at `first` from the start, and for (n+1, s_next) from the fact `hypothesis` for (n, s)."""

    on: Recursion
    base: tuple[Step, ...]
    step: tuple[Step, ...]


@dataclass(frozen=True)
class Proof:
    """A theorem: for all integers and reals that satisfy `given`, the `goal`.

    `integers` and `reals` declare the symbols, separated by blanks.  `example` are rational points, as text, at which
    the hypotheses hold: they are not contradictory.  For an induction the points are consecutive states from `first`
    on. `background` are recursions that give symbols their meaning without being the induction's own; equations
    `s == …` and `s_next == …` compute their sequences.
    """

    name: str
    result: str
    statement: str
    goal: str
    by: tuple[Step, ...] | Induction
    example: tuple[State, ...]
    integers: str = ""
    reals: str = ""
    given: State = field(default_factory=dict)
    shift: State = field(default_factory=dict)
    background: tuple[Recursion, ...] = ()
