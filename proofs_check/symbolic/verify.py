"""The verifier of the symbolic proofs: a few rules, each of which re-computes an identity or reads off signs.

`verify(proof)` returns nothing or raises `Refused`, naming the proof, the step and the fault.  It trusts `sympy.Poly`
to add and multiply polynomials over the rationals, `Fraction`, Python's parser, and itself.  Claims no result.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from proofs_check.symbolic.expressions import Ratio, Refused, Relation, constant, evaluate, expression, names, symbol
from proofs_check.symbolic.knowledge import Context, ratio_of, suffices
from proofs_check.symbolic.steps import (
    Both,
    Cases,
    Cite,
    Combine,
    Induction,
    Integral,
    Proof,
    Recursion,
    Shift,
    Square,
    State,
    Step,
)

__all__ = ["derive", "verify"]


def verify(proof: Proof) -> None:
    """Check a proof, every proof that it cites, and its example; raises `Refused` naming the step that fails."""
    derive(proof)
    try:
        _check_example(proof)
    except Refused as error:
        raise Refused(f"{proof.name}: {error}") from None


_verified: set[str] = set()


def _verify_once(content: str, proof: Proof) -> None:
    """Verify a cited proof unless the very same one, word for word, has been."""
    if content not in _verified:
        verify(proof)
        _verified.add(content)


def derive(proof: Proof) -> None:
    """Check the steps of a proof but not its example: from contradictory hypotheses anything may be derived."""
    try:
        context = _hypotheses(proof)
        if isinstance(proof.by, Induction):
            _check_induction(proof, proof.by, context)
        else:
            _check_steps(proof.by, Relation(proof.goal), context)
    except Refused as error:
        raise Refused(f"{proof.name}: {error}") from None


def _hypotheses(proof: Proof) -> Context:
    """State the hypotheses in order; refuse one that divides by what the ones before do not make positive."""
    integers, reals = frozenset(proof.integers.split()), frozenset(proof.reals.split())
    declared = _recursions(proof)
    _check_recursions(proof, declared, integers, reals)
    indices = frozenset(r.index for r in declared)
    moving = indices.union(*(r.symbols.split() for r in declared))
    context = Context(integers | reals | moving, integers | indices, proof.shift, declared, {})
    for name, text in proof.given.items():
        relation = Relation(text)
        context.state(relation)
        if isinstance(proof.by, Induction) and relation.names & _moving(proof.by.on):
            raise Refused(f"hypothesis {name} is about what the induction is over: it belongs to the recursion")
        context = context.know(name, relation)
    if not isinstance(proof.by, Induction):
        context.sign_after(proof.shift, constant(1).top)  # the substitution is right, whether or not a step uses it
        context.state(Relation(proof.goal))
    return context


def _moving(recursion: Recursion) -> frozenset[str]:
    return frozenset({recursion.index, *recursion.symbols.split()})


def _check_recursions(
    proof: Proof, declared: tuple[Recursion, ...], integers: frozenset[str], reals: frozenset[str]
) -> None:
    """Refuse symbols with two meanings or strange names, and a background that would move along with an induction."""
    taken = [*integers, *reals, *(name for r in declared for name in _moving(r))]
    # Python's parser reads some letters outside ASCII as others, and what reads texts may overlook them.
    if strange := {name for name in taken if not (name.isascii() and name.isidentifier())}:
        raise Refused(f"symbols must be plain names: {', '.join(sorted(map(repr, strange)))}")
    taken += [f"{name}_next" for r in declared for name in r.symbols.split()]
    if twice := {name for name in taken if taken.count(name) > 1}:
        raise Refused(f"symbols with two meanings: {', '.join(sorted(twice))}")
    for recursion in declared:
        others = integers.union(r.index for r in declared if r != recursion)
        if not _integer(recursion.first, others):
            raise Refused(f"{recursion.index} must begin at an integer, not {recursion.first}")
    if isinstance(proof.by, Induction) and any(r.names & _moving(proof.by.on) for r in proof.background):
        raise Refused("the background is about what the induction is over")


def _check_steps(steps: tuple[Step, ...], goal: Relation, context: Context) -> None:
    """Check the steps in order; the last one must be the goal, or absurd."""
    if not steps:
        raise Refused("no steps")
    for step in steps:
        claim = Relation(step.claim)
        try:
            context.state(claim)
            _check_step(step, claim, context)
        except Refused as error:
            raise Refused(f"step {step.name}: {error}") from None
        context = context.know(step.name, claim)
    last = Relation(steps[-1].claim)
    absurd = last.value.top.is_zero and last.sign == ">"
    if not absurd and not (suffices(last.sign, goal.sign) and last.value.equals(goal.value)):
        raise Refused(f"the last step {last.text!r} is not the goal {goal.text!r}")


def _check_step(step: Step, claim: Relation, context: Context) -> None:
    match step.rule:
        case Combine(certificate):
            got = _combination(certificate, claim, context)
        case Shift(where):
            got = context.sign_after(context.shift if where is None else where, claim.value.top)
        case Integral(fact):
            got = _integral(_fact(context, fact), claim, context)
        case Square(root):
            base: Ratio = evaluate(expression(root), symbol, constant)
            context.state(Relation(f"({root})**2 >= 0"))
            got = ">=" if (base * base).equals(claim.value) else None
        case Both(above, below):
            one, other = _fact(context, above), _fact(context, below)
            opposite = ratio_of(one.value.top, -other.value.top) and "==" not in (one.sign, other.sign)
            got = "==" if opposite and one.value.equals(claim.value) else None
        case Cases(name, relation, yes, no):
            case = Relation(relation)
            context.state(case)
            _check_steps(yes, claim, context.know(name, case))
            _check_steps(no, claim, context.know(name, case.negation()))
            got = claim.sign
        case Cite(proof, where):
            got = _instance(proof, where, claim, context)
    if not suffices(got, claim.sign):
        raise Refused(f"{claim.text!r} does not follow: " + ("no sign" if got is None else f"only {got} 0"))


def _fact(context: Context, name: str) -> Relation:
    if name not in context.facts:
        raise Refused(f"there is no fact {name!r} here")
    return context.facts[name]


def _combination(certificate: str, claim: Relation, context: Context) -> str | None:
    """Check that the claim's difference is the combination, and read the sign off the latter's terms."""
    tree = expression(certificate)
    if unknown := names(tree) - context.symbols - set(context.facts):
        raise Refused(f"the certificate names neither symbols nor facts: {', '.join(sorted(unknown))}")
    formal: Ratio = evaluate(tree, symbol, constant)
    for divisor in formal.divisors:
        pure = not {str(g) for g in divisor.free_symbols} & set(context.facts)
        if context.sign(divisor, context.sign_of) != ">" and not (pure and context.positive(divisor)):
            raise Refused(f"the certificate divides by {divisor.as_expr()}, which is not known to be positive")
    actual = evaluate(tree, lambda n: context.facts[n].value if n in context.facts else symbol(n), constant)
    if not actual.equals(claim.value):
        raise Refused(f"{claim.text!r} is not the combination {certificate!r}")
    return context.sign(formal.top, context.sign_of)


def _integral(fact: Relation, claim: Relation, context: Context) -> str | None:
    """From p + c > 0, c <= 1, or p + c >= 0, c < 1, conclude p >= 0 for an integer p."""
    value, known = claim.value, fact.value
    if not value.bottom.is_ground or not known.bottom.is_ground:
        raise Refused("integrality is about polynomials")
    scale = Fraction(int(value.bottom.LC().p), int(value.bottom.LC().q))
    coefficients = [Fraction(int(c.p), int(c.q)) / scale for c in value.top.coeffs()]
    whole = all(c.denominator == 1 for c in coefficients)
    if not whole or not {str(g) for g in value.top.free_symbols} <= context.integers or fact.sign == "==":
        raise Refused(f"{claim.text!r} does not compare integers")
    difference = known - value
    if difference.top.free_symbols:
        raise Refused(f"{fact.text!r} is not {claim.text!r} up to a constant")
    top, bottom = difference.top.LC(), difference.bottom.LC()
    room = Fraction(int(top.p), int(top.q)) / Fraction(int(bottom.p), int(bottom.q))
    return ">=" if room < 1 or (room == 1 and fact.sign == ">") else None


def _instance(proof: Proof, where: State, claim: Relation, context: Context) -> str | None:
    """Check that the claim is the cited goal with `where` put in, and that all its hypotheses are known here."""
    _verify_once(repr(proof), proof)
    given = dict(proof.given)
    for recursion in _recursions(proof):
        if recursion not in context.recursions:
            raise Refused(f"{proof.name} is about a recursion that is not stated here")
        if recursion.names & set(where):
            raise Refused(f"{proof.name} can be cited only for the sequences it is about")
    if isinstance(proof.by, Induction):
        given["from_first"] = f"{proof.by.on.index} >= {proof.by.on.first}"
    for name in proof.integers.split():
        if not _integer(where.get(name, name), context.integers):
            raise Refused(f"{proof.name} needs an integer for {name}")
    for name, text in given.items():
        wanted = Relation(text).instance(where)
        context.state(wanted)
        if not _known(wanted, context):
            raise Refused(f"hypothesis {name} of {proof.name}, {wanted.text!r}, is not known here")
    goal = Relation(proof.goal).instance(where)
    context.state(goal)
    return goal.sign if goal.value.equals(claim.value) else None


def _recursions(proof: Proof) -> tuple[Recursion, ...]:
    return proof.background + ((proof.by.on,) if isinstance(proof.by, Induction) else ())


def _integer(text: str, integers: frozenset[str]) -> bool:
    """Whether an expression is a polynomial with integer coefficients in integer symbols."""
    value: Ratio = evaluate(expression(text), symbol, constant)
    whole = not value.divisors and all(c.q == 1 for c in value.top.coeffs())
    return whole and {str(g) for g in value.top.free_symbols} <= integers


def _known(wanted: Relation, context: Context) -> bool:
    """Whether a relation is among the facts, up to a positive factor, or has its sign by the proof's substitution."""
    top = wanted.value.top
    facts = (f for f in context.facts.values() if suffices(f.sign, wanted.sign))
    if any(ratio_of(f.value.top, top) for f in facts) or (top.is_zero and wanted.sign != ">"):
        return True
    return suffices(context.sign_shifted(top), wanted.sign)


def _check_induction(proof: Proof, induction: Induction, context: Context) -> None:
    on, goal = induction.on, Relation(proof.goal)
    moving = on.symbols.split()
    after = {**{name: f"{name}_next" for name in moving}, on.index: f"({on.index} + 1)"}
    start = _assume(context, {"at_first": f"{on.index} == {on.first}", **on.start, **on.always})
    start.state(goal)
    try:
        _check_steps(induction.base, goal, start)
    except Refused as error:
        raise Refused(f"base: {error}") from None
    wider = replace(context, symbols=context.symbols | set(after.values()) - {after[on.index]})
    wider = _assume(wider, {"from_first": f"{on.index} >= {on.first}", **on.always})
    wider = _assume(wider, {f"{name}_next": Relation(text).instance(after).text for name, text in on.always.items()})
    wider = _assume(wider, {"hypothesis": proof.goal, **on.transition})
    target = goal.instance(after)
    wider.state(target)
    try:
        _check_steps(induction.step, target, wider)
    except Refused as error:
        raise Refused(f"induction step: {error}") from None


def _assume(context: Context, relations: State) -> Context:
    for name, text in relations.items():
        context.state(Relation(text))
        context = context.know(name, Relation(text))
    return context


def _check_example(proof: Proof) -> None:
    """Refuse hypotheses that the example does not satisfy: from a contradiction everything follows."""
    if not proof.example:
        raise Refused("no example: the hypotheses may be contradictory")
    try:
        _check_states(proof, [{name: Fraction(text) for name, text in state.items()} for state in proof.example])
    except (KeyError, ValueError, ZeroDivisionError) as error:
        raise Refused(error if isinstance(error, Refused) else f"the example gives no values: {error!r}") from None
    if isinstance(proof.by, Induction) and len(proof.example) < 2:
        raise Refused("the example of an induction needs two states")


def _check_states(proof: Proof, states: list[dict[str, Fraction]]) -> None:
    whole = [*proof.integers.split(), *(r.index for r in _recursions(proof))]
    moving = _moving(proof.by.on) if isinstance(proof.by, Induction) else frozenset()
    for number, state in enumerate(states):
        fractional = [name for name in whole if state[name].denominator != 1]
        wrong = fractional or [name for name, text in proof.given.items() if not Relation(text).holds(state)]
        wrong += [] if Relation(proof.goal).holds(state) else ["goal"]
        if isinstance(proof.by, Induction):
            wrong += [name for name in states[0] if name not in moving and state[name] != states[0][name]]
            wrong += _wrong_state(proof.by.on, states[: number + 1])
        for recursion in proof.background if not fractional else ():
            wrong += _wrong_member(recursion, state)
        if wrong:
            raise Refused(f"the example violates {', '.join(wrong)}")


def _wrong_member(recursion: Recursion, state: dict[str, Fraction]) -> list[str]:
    """Return what a state violates of a background, whose sequences are computed up to the state's index."""
    parameters = {name: value for name, value in state.items() if name not in _moving(recursion)}
    first = evaluate(expression(recursion.first), parameters.__getitem__, Fraction)
    point, wrong = _computed({**recursion.start, **recursion.always}, {**parameters, recursion.index: first})
    while not wrong and point[recursion.index] < state[recursion.index]:
        after, wrong = _computed(recursion.transition, point)
        here = {name: after[f"{name}_next"] for name in recursion.symbols.split() if f"{name}_next" in after}
        later = {**parameters, recursion.index: point[recursion.index] + 1, **here}
        point, broken = _computed(recursion.always, later)
        wrong += broken
    return wrong or [name for name in sorted(_moving(recursion)) if point[name] != state[name]]


def _computed(relations: State, point: dict[str, Fraction]) -> tuple[dict[str, Fraction], list[str]]:
    """Return the point with the values that equations `new == …` give, and the names of the relations that fail."""
    wrong = []
    for name, text in relations.items():
        defined = Relation(text).defines()
        if defined and defined[0] not in point:
            point = {**point, defined[0]: evaluate(defined[1], point.__getitem__, Fraction)}
        elif not Relation(text).holds(point):
            wrong.append(name)
    return point, wrong


def _wrong_state(on: Recursion, states: list[dict[str, Fraction]]) -> list[str]:
    """Return the relations of a recursion that the last of these states violates."""
    last = states[-1]
    if len(states) == 1:
        relations, point = {"at_first": f"{on.index} == {on.first}", **on.start, **on.always}, last
    else:
        point = {**states[-2], **{f"{name}_next": last[name] for name in on.symbols.split()}}
        relations = dict(on.transition)
        if last[on.index] != states[-2][on.index] + 1:
            return [on.index]
    wrong = [name for name, text in relations.items() if not Relation(text).holds(point)]
    return wrong + [name for name, text in on.always.items() if not Relation(text).holds(last)]
