"""What is known at one place of a symbolic proof, and the signs that can be read off it.  Claims no result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from proofs_check.symbolic.expressions import Ratio, Refused, Relation, constant, evaluate, expression, names, symbol
from proofs_check.symbolic.steps import Recursion, State

__all__ = ["Context", "ratio_of", "suffices"]


@dataclass(frozen=True)
class Context:
    """What is known at one place of a proof."""

    symbols: frozenset[str]
    integers: frozenset[str]
    shift: State
    recursions: tuple[Recursion, ...]
    facts: Mapping[str, Relation]

    def state(self, relation: Relation) -> None:
        """Refuse a relation with unknown symbols or with divisors that are not known to be positive."""
        if unknown := relation.names - self.symbols:
            raise Refused(f"{relation.text!r} has unknown symbols: {', '.join(sorted(unknown))}")
        for divisor in relation.value.divisors:
            if not self.positive(divisor):
                raise Refused(f"{relation.text!r} divides by {divisor.as_expr()}, which is not known to be positive")

    def know(self, name: str, relation: Relation) -> Context:
        """Add a fact, stated by whoever calls."""
        if name in self.facts or name in self.symbols or not name.isidentifier():
            raise Refused(f"the name {name!r} is taken, or none")
        return replace(self, facts={**self.facts, name: relation})

    def positive(self, poly: Any) -> bool:
        """Decide from the facts whether a polynomial is positive; False means that they do not say so."""
        for fact in self.facts.values():
            if fact.sign == ">" and ratio_of(poly, fact.value.top):
                return True
        return self.sign(poly, self.sign_of) == ">" or self.sign_shifted(poly) == ">"

    def sign_shifted(self, poly: Any) -> str | None:
        """Return the sign that the proof's own substitution gives, None if the facts do not yet support it."""
        try:
            return self.sign_after(self.shift, poly)
        except Refused:
            return None

    def sign_of(self, name: str) -> str | None:
        """Return what is known of a symbol, or of a fact: ">", ">=", "==" or None."""
        if name in self.facts:
            return self.facts[name].sign
        generator = symbol(name).top
        return strongest(f.sign for f in self.facts.values() if ratio_of(f.value.top, generator))

    def sign(self, poly: Any, of: Callable[[str], str | None]) -> str | None:
        """Return the sign that can be read off the terms: each is positive, a square, or zero; None if one is not."""
        signs = {_sign_of_term(c, zip(poly.gens, monomial, strict=True), of) for monomial, c in poly.terms()}
        return None if None in signs else strongest(signs - {"=="}, least="==")

    def sign_after(self, where: State, poly: Any) -> str | None:
        """Return the sign of a polynomial written in new symbols, each of which must be one of the facts.

        For every admissible point let g := the fact's value; then the substitution gives the point back, which is
        checked.  So it covers the whole domain, whatever the author thinks of it.
        """
        images = {old: evaluate(expression(text), symbol, constant) for old, text in where.items()}
        image = lambda name: images.get(name) or symbol(name)  # noqa: E731
        fresh = frozenset().union(*(names(expression(text)) for text in where.values())) - (self.symbols - set(where))
        if bad := [name for name in where if name not in self.symbols] or fresh & self.symbols:
            raise Refused(f"the substitution {dict(where)} must be of old symbols by new ones: {sorted(bad)}")
        found: dict[str, str] = {}
        values: dict[str, Ratio] = {}
        for fact in (f for f in self.facts.values() if f.value.bottom.is_ground):
            shifted = fact.value_at(image).top
            for name in {str(g) for g in shifted.free_symbols} & fresh:
                scale = ratio_of(shifted, symbol(name).top)
                if scale and fact.sign != "==" and strongest([fact.sign, found.get(name)]) != found.get(name):
                    found[name] = fact.sign
                    values[name] = Ratio(fact.value.top, constant(1).top) / constant(scale)
        if missing := fresh - set(found):
            raise Refused(
                f"no hypothesis says that {', '.join(sorted(missing))} >= 0 in the substitution {dict(where)}"
            )
        for old, text in where.items():
            back = evaluate(expression(text), lambda name: values.get(name) or symbol(name), constant)
            if any(not d.is_ground or d.LC() <= 0 for d in images[old].divisors):
                raise Refused(f"the substitution for {old} must be a polynomial")
            if not back.equals(symbol(old)):
                raise Refused(f"the substitution {old} = {text} does not cover the whole domain, or not only it")
        return self.sign(_substitute(poly, image), lambda name: found.get(name) or self.sign_of(name))


def strongest(signs: Iterable[str | None], least: str | None = None) -> str | None:
    known = set(signs)
    return next((sign for sign in (">", ">=", "==") if sign in known), least)


def ratio_of(poly: Any, other: Any) -> Fraction | None:
    """Return c > 0 with poly = c * other, or None."""
    if poly.is_zero or other.is_zero:
        return None
    (_, p), (_, q) = _leading(poly), _leading(other)
    scale = Fraction(int(p.p), int(p.q)) / Fraction(int(q.p), int(q.q))
    return scale if scale > 0 and (poly - other * constant(scale).top).is_zero else None


def _leading(poly: Any) -> tuple[Any, Any]:
    """Return the leading monomial and coefficient in an order of the names, not of the generators."""
    by_name = sorted(range(len(poly.gens)), key=lambda i: str(poly.gens[i]))
    return max(
        ((tuple((str(poly.gens[i]), m[i]) for i in by_name if m[i]), c) for m, c in poly.terms()), key=lambda t: t[0]
    )


def _substitute(poly: Any, image: Callable[[str], Ratio]) -> Any:
    """Return the polynomial with polynomials in place of its generators."""
    total = constant(0)
    for monomial, coefficient in poly.terms():
        term = constant(Fraction(int(coefficient.p), int(coefficient.q)))
        for generator, exponent in zip(poly.gens, monomial, strict=True):
            if exponent:
                term = term * image(str(generator)) ** exponent
        total = total + Ratio(term.top, term.bottom)
    return total.top


def _sign_of_term(coefficient: Any, powers: Iterable[tuple[Any, int]], of: Callable[[str], str | None]) -> str | None:
    signs = {"==" if coefficient == 0 else ">"}
    for generator, exponent in powers:
        if exponent:
            sign = of(str(generator))
            signs.add(">=" if sign is None and exponent % 2 == 0 else sign or "?")
    if "==" in signs:
        return "=="  # a factor is zero
    if coefficient < 0 or "?" in signs:
        return None
    return ">=" if ">=" in signs else ">"


def suffices(got: str | None, wanted: str) -> bool:
    """Whether a sign that is known is at least the one that is wanted."""
    return got is not None and wanted in (got, ">=")
