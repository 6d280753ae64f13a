"""Symbolic proofs told to a person: statement, hypotheses, steps with reasons, verdict.  Claims no result."""

from __future__ import annotations

import re

from proofs_check.symbolic.expressions import Relation
from proofs_check.symbolic.steps import (
    Both,
    Cases,
    Cite,
    Combine,
    Induction,
    Integral,
    Proof,
    Recursion,
    Rule,
    Shift,
    Square,
    State,
    Step,
)

__all__ = ["describe", "formula"]


def formula(text: str) -> str:
    """Write a formula as on paper.

    >>> formula("3*k**2 >= n*(n + 1)")
    '3k^2 ≥ n·(n + 1)'
    """
    for old, new in ((" * ", "*"), (" ** ", "^"), ("**", "^"), (">=", "≥"), ("<=", "≤"), ("==", "=")):
        text = text.replace(old, new)
    return re.sub(r"(?<![\w^/.])(\d+)\*(?=[A-Za-z(])", r"\1", text).replace("*", "·")


def describe(proof: Proof) -> str:
    """Return the proof as text, without a verdict."""
    lines = [f"{proof.name} (result {proof.result})", f"  {proof.statement}"]
    kinds = [
        f"{kind} {', '.join(n.split())}" for kind, n in (("integers", proof.integers), ("reals", proof.reals)) if n
    ]
    given = _listed(proof.given)
    lines.append("  For all " + " and ".join(kinds or ["n"]) + (" with" if given else ""))
    lines += [f"    {line}" for line in given]
    for recursion in (*proof.background, *((proof.by.on,) if isinstance(proof.by, Induction) else ())):
        lines += [f"  {line}" for line in _recursion(recursion)]
    lines.append(f"  Claim: {formula(proof.goal)}")
    if proof.shift:
        lines.append("  Put " + ", ".join(f"{old} = {formula(new)}" for old, new in proof.shift.items()))
    if isinstance(proof.by, Induction):
        index = proof.by.on.index
        lines.append(f"  {index} = {proof.by.on.first}:")
        lines += _steps(proof.by.base, "    ")
        lines.append(f"  {index} + 1, from the claim for {index} (hypothesis):")
        lines += _steps(proof.by.step, "    ")
    else:
        lines += _steps(proof.by, "    ")
    return "\n".join(lines)


def _listed(relations: State) -> list[str]:
    return [f"{formula(text)}   [{name}]" for name, text in relations.items()]


def _recursion(recursion: Recursion) -> list[str]:
    names = ", ".join(recursion.symbols.split())
    lines = [f"Sequences {names} in {recursion.index} = {recursion.first}, {recursion.first} + 1, …"]
    for when, relations in (
        ("at the start", recursion.start),
        ("from each to the next", recursion.transition),
        ("always", recursion.always),
    ):
        if relations:
            lines.append(f"  {when}: " + "; ".join(_listed(relations)))
    return lines


def _steps(steps: tuple[Step, ...], indent: str) -> list[str]:
    lines = []
    for step in steps:
        reason = f" – {step.reason}" if step.reason else ""
        lines.append(f"{indent}{formula(step.claim)}   [{step.name}]{reason}")
        lines.append(f"{indent}    {_rule(step.rule)}")
        if isinstance(step.rule, Cases):
            lines.append(f"{indent}  if {formula(step.rule.relation)}:")
            lines += _steps(step.rule.yes, indent + "    ")
            lines.append(f"{indent}  if {formula(Relation(step.rule.relation).negation().text)}:")
            lines += _steps(step.rule.no, indent + "    ")
    return lines


def _rule(rule: Rule) -> str:
    match rule:
        case Combine("0"):
            told = "both sides are the same rational function"
        case Combine(certificate):
            told = f"difference of the sides = {formula(certificate)}, identically"
        case Shift(where):
            told = f"no negative coefficient after the substitution {_put(where or {})}"
        case Integral(fact):
            told = f"integers, from {fact}"
        case Square(root):
            told = f"the square of {formula(root)}"
        case Both(above, below):
            told = f"from {above} and {below}"
        case Cases(name):
            told = f"two cases, called {name}"
        case Cite(proof, where):
            told = f"by {proof.name} {_put(where)}"
    return told.rstrip()


def _put(where: State) -> str:
    return ", ".join(f"{old} = {formula(new)}" for old, new in where.items())
