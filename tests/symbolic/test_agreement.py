"""What is proved symbolically is what theory/ and constructions/ compute: their numbers, put into the statements."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from constructions.instability import points_needed, promised
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program_family
from constructions.minimisers import minimiser_family, set_points
from constructions.optimality import duality, optimality
from constructions.precision import weight_product
from constructions.random_sets import probability_all_below, probability_all_drawn
from constructions.training_sets import epsilon, training_set
from constructions.trust.deciding import program_trust_family, trust_family
from proofs_check.symbolic.expressions import Relation
from proofs_check.symbolic.steps import Induction
from tests.strategies import parameters
from tests.symbolic.twins import PROOF
from theory.classification import ClassificationFunction, parameters_served, separation

SOME = settings(max_examples=max(10, settings().max_examples // 8))
entries = st.fractions(Fraction(21, 20), 9, max_denominator=40)
units = st.fractions(Fraction(1, 50), 1, max_denominator=50)
signed = st.fractions(-3, 3, max_denominator=6)


def holds(name: str, **values: object) -> bool:
    """Whether the goal of a proof holds at these numbers, at which its hypotheses must."""
    proof, point = PROOF[name], {key: Fraction(str(v)) for key, v in values.items()}
    assert all(point[i].denominator == 1 for i in proof.integers.split())
    assert [text for text in proof.given.values() if not Relation(text).holds(point)] == []
    return Relation(proof.goal).holds(point)


def satisfies(name: str, states: list[dict[str, object]]) -> bool:
    """Whether numbers obey the recursion of an induction; then its goal must hold at each of them."""
    proof = PROOF[name]
    assert isinstance(proof.by, Induction)
    points = [{key: Fraction(str(v)) for key, v in state.items()} for state in states]
    on = proof.by.on
    assert all(Relation(text).holds(points[0]) for text in on.start.values())
    for before, after in pairwise(points):
        both = {**before, **{f"{s}_next": after[s] for s in on.symbols.split()}}
        assert [text for text in on.transition.values() if not Relation(text).holds(both)] == []
    return all(Relation(proof.goal).holds(point) for point in points)


@pytest.mark.result("A1", "A5")
@given(st.integers(1, 40), st.data(), parameters)
@SOME
def test_the_points_and_radii_of_the_proofs_are_those_of_the_training_set(
    n: int, data: st.DataObject, a: Fraction
) -> None:
    k, s = data.draw(st.integers(1, n)), training_set(n, a)
    x, point = s.x1[k - 1], {"k": k, "n": n, "a": a}
    assert all(holds(f"A1.{name}", **point) for name in ("left", "right", "cube", "positive"))
    here = {key: Fraction(v) for key, v in point.items()}
    left, right = (Relation(PROOF[f"A1.{name}"].goal).value for name in ("left", "right"))
    values = [
        Fraction(str((r.top.as_expr() / r.bottom.as_expr()).subs({k: str(v) for k, v in here.items()})))
        for r in (left, right)
    ]
    assert values == [x - a / (k + 1) - epsilon(n), a / k - x - epsilon(n)]
    if k < n:
        assert holds("A1.apart", **point) and holds("A5.gaps", **point)
        assert holds("A1.pairs", i=k, j=n, n=n, a=a)
        assert s.x1[k - 1] - s.x1[k] > 2 * epsilon(n)
    assert separation(ClassificationFunction(a), s.points, epsilon(n)).holds


@pytest.mark.result("A1")
@given(st.integers(1, 40), st.data(), parameters, st.fractions(-1, 1, max_denominator=20))
@SOME
def test_the_integer_of_the_proof_is_the_level_of_the_classification_function(
    n: int, data: st.DataObject, a: Fraction, move: Fraction
) -> None:
    k = data.draw(st.integers(1, n))
    y = training_set(n, a).x1[k - 1] + move * epsilon(n)
    c = ceil(a / y)
    assert holds("A1.ball.left", k=k, n=n, a=a, y=y) and holds("A1.ball.right", k=k, n=n, a=a, y=y)
    assert holds("A1.label", k=k, n=n, a=a, y=y, c=c)
    assert ClassificationFunction(a).level(y) == c - 1 == k


@pytest.mark.result("A3", "A4")
@given(st.integers(1, 30), st.integers(2, 12), st.integers(1, 9))
@SOME
def test_the_counts_are_those_that_the_construction_promises(n: int, pieces: int, q: int) -> None:
    assert points_needed(q, pieces) == max(1, 4 * q + pieces - 2)
    least = max(0, ceil(Fraction(n - pieces - 1, 2)))
    if n >= pieces + 1:
        b = promised(n, pieces, accurate=True)
        assert b == least and holds("A3.breaks", n=n, P=pieces, F0=0, F1=least, b=b)
        quarter = promised(n, pieces, accurate=False)
        zero = least // 2
        assert holds("A4.count", n=n, P=pieces, F0=zero, F1=least - zero, M=least - zero, b=quarter)
    m = points_needed(q, pieces)
    failing = max(0, ceil(Fraction(m - pieces - 1, 2)))
    one = failing // 2
    assert holds("A3.pigeonhole", n=m, P=pieces, q=q, F0=one, F1=failing - one, M=failing - one)
    assert holds("A3.tight", n=4 * q + pieces - 3, P=pieces, q=q, F0=q - 1, F1=q - 1)


@pytest.mark.result("A4")
@given(st.integers(1, 25), parameters, st.fractions(Fraction(1, 50), Fraction(49, 50), max_denominator=50))
@SOME
def test_the_parameters_served_reach_to_both_sides(n: int, a: Fraction, part: Fraction) -> None:
    r = part * epsilon(n)
    x1 = training_set(n, a).x1
    assert all(holds(f"A4.{name}", k=k, n=n, a=a, r=r) for k in range(1, n + 1) for name in ("above", "up_to"))
    served = parameters_served(x1, r)
    assert served.above < a < served.up_to


@pytest.mark.result("A7")
@given(st.integers(1, 9), st.integers(1, 5), units)
@SOME
def test_tails_draws_and_sums_are_the_exact_probabilities(m: int, count: int, p: Fraction) -> None:
    assume(p < 1)
    below = [{"k": k, "s": probability_all_below(1, k)} for k in range(count + 1)]
    assert satisfies("A7.tail", below)
    bound, x = ceil(m / p), Fraction(1, count + 1)
    assert satisfies("A7.bernoulli", [{"m": i, "x": x, "w": probability_all_below(i, count)} for i in range(m + 1)])
    w = probability_all_below(m, bound)
    assert holds("A7.below", B=bound, p=p, x=Fraction(1, bound + 1), m=m, w=w)
    missed = [(1 - Fraction(1, k * (k + 1))) ** m for k in range(1, count + 1)]
    most = (1 - Fraction(1, count * (count + 1))) ** m
    sums = [{"k": k, "s": sum(missed[:k]), "t": missed[min(k, count - 1)], "b": most} for k in range(count + 1)]
    assert satisfies("A7.sum", sums)
    assert probability_all_drawn(m, count) >= 1 - sum(missed) >= 1 - count * most


@pytest.mark.result("A8")
@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), units, units)
@SOME
def test_the_product_over_the_layers_is_the_weight_product(
    hidden: list[int], weight: Fraction, delta: Fraction
) -> None:
    widths = (2, *hidden, 1)
    product = weight * delta
    states: list[dict[str, object]] = []
    for layer, width in enumerate(widths[1:], 1):
        states.append({"l": layer, "D": product, "Q": product, "N": width, "W": weight, "delta": delta})
        product = product * width * weight
    assert satisfies("A8.layers", states)
    assert states[-1]["Q"] == weight_product(widths, weight, delta)


@pytest.mark.result("B1", "B2", "B4", "J")
@given(st.integers(1, 9), st.integers(1, 5), st.fractions(0, Fraction(12, 25), max_denominator=25))
@SOME
def test_kappa_evaluations_and_levels_are_those_of_the_family(n: int, r: int, eps: Fraction) -> None:
    if eps > 0:
        family = minimiser_family((2, 1, 1), eps=eps)
        assert holds("B1.kappa", eps=eps, kappa=family.kappa, vf="1/2", wf=eps, vw=family.kappa)
        assert family.admits(family.kappa / 2 - Fraction(1, 10**9)) and not family.admits(family.kappa / 2)
    q = Fraction(1, 4**n)
    moved = max(
        abs(v - w)
        for z, x in zip(set_points(r, 1, n), set_points(r, 1, None), strict=True)
        for v, w in zip(z, x, strict=True)
    )
    assert moved in (0, q * epsilon(r)) and holds("B2.evaluations", r=r, q=q)
    for k in range(1, n + 1):
        x = Fraction(1, 2**k)
        assert satisfies("J.levels", [{"k": k, "x": x, "n": j, "q": Fraction(1, 4**j)} for j in range(k, n + 1)])
    assert satisfies("J.level.zero", [{"n": j, "q": Fraction(1, 4**j)} for j in range(1, n + 1)])


@pytest.mark.result("C0")
@given(st.sampled_from(["P1", "P2", "P3"]), entries, entries, units, units, st.lists(signed, min_size=2, max_size=2))
@SOME
def test_sizes_dual_vectors_and_objectives_are_those_of_the_inverse_problems(
    kind: str, alpha: Fraction, beta: Fraction, lam: Fraction, eta: Fraction, v: list[Fraction]
) -> None:
    assume(alpha > beta and eta < 1)
    problem = InverseProblem(kind, lam, eta if kind == "P1" else Fraction(0))
    c, one, s = problem.coefficient(alpha), abs(v[0]) + abs(v[1]), alpha * v[0] + beta * v[1]
    vector = {"x1": v[0], "x2": v[1], "X1": abs(v[0]), "X2": abs(v[1]), "R": 0, "t": 0, "g": 0, "s": s}
    assert holds("C0.norm", alpha=alpha, beta=beta, **vector)
    found = optimality(problem, problem.data(alpha, beta), problem.minimiser(alpha, beta)[0])
    assert found.unique and found.u[0] == found.bound / alpha
    assert holds("C0.dual", alpha=alpha, b=found.bound, h=beta)
    if kind == "P1":
        assert holds("C0.P1.residual", alpha=alpha, eta=eta, c=c)
        if 1 - s <= eta:
            assert holds("C0.P1.value", alpha=alpha, eta=eta, s=s, Y=one)
    elif kind == "P2":
        assert holds("C0.P2.dual", alpha=alpha, lam=lam, c=c) and holds(
            "C0.P2.identity", alpha=alpha, lam=lam, s=s, Y=one, c=c
        )
        assert holds("C0.P2.value", alpha=alpha, lam=lam, s=s, Y=one, c=c)
        assert holds("C0.decreasing", alpha=alpha, beta=beta, lam=lam) and c < problem.coefficient(beta)
    else:
        assert holds("C0.P3.value", alpha=alpha, lam=lam, s=s, Y=one, e=abs(1 - s)) and c == 1 / alpha


@pytest.mark.result("C1")
@given(st.sampled_from(["P1", "P2", "P3"]), st.integers(2, 30), units)
@SOME
def test_the_entries_of_the_digits_families_have_the_sizes_of_the_proofs(kind: str, digits: int, lam: Fraction) -> None:
    problem, d = InverseProblem(kind, lam), Fraction(1, 10**digits)
    c, large = (problem.coefficient(problem.entry(k)) for k in (digits, digits - 1))
    sizes = {"c": c, "d": d}
    assert holds("C1.kappa", **sizes) and digits_family(problem, digits).kappa == 2 * c**2 > (2 * d) ** 2
    assert digits_family(problem, digits).admits(d) and digits_family(problem, digits, weak=True).admits(10 * d)
    assert holds("C1.midpoint", **sizes)
    assert all(holds(f"C1.{name}", C=large, **sizes) for name in ("order", "weak.midpoint", "strong.midpoint"))
    if kind == "P2":
        alpha = 3 / (5 * d)
        values = {"alpha": alpha, "lam": lam, "c": problem.coefficient(alpha), "d": d}
        assert all(holds(f"C1.P2.{name}", **values) for name in ("above", "below", "admitted"))
    else:
        assert holds("C1.size.above", **sizes) and holds("C1.size.below", **sizes)


@pytest.mark.result("D")
@given(units, units, units, st.lists(st.fractions(0, 3, max_denominator=6), min_size=3, max_size=3))
@SOME
def test_duality_is_that_of_the_linear_programs(
    alpha: Fraction, less: Fraction, y: Fraction, x: list[Fraction]
) -> None:
    beta = alpha * less
    c = y / alpha
    assert holds("D.primal", alpha=alpha, y=y, c=c) and holds("D.dual", alpha=alpha, beta=beta)
    zero = Fraction(0)
    assert duality([[alpha, beta, Fraction(-1)]], [y], [c, zero, zero], [1 / alpha])
    value = alpha * x[0] + beta * x[1] - x[2]
    point = {"alpha": alpha, "beta": beta, "x1": x[0], "x2": x[1], "x3": x[2], "R": 0}
    assert holds("D.value", **point, y=value)
    family = linear_program_family("2", alpha=alpha, y1=y)
    assert family.kappa == 2 * c**2
    a = c * Fraction(2, 3)
    assert family.admits(a) and holds("D.kappa", a=a, c=c, p=c, q=0)


Vector = list[Fraction]


def inner(u: Vector, v: Vector) -> Fraction:
    return sum((x * y for x, y in zip(u, v, strict=True)), Fraction(0))


@pytest.mark.infrastructure
@given(st.data(), st.integers(1, 3), st.integers(1, 3))
@SOME
def test_the_identity_of_one_iteration_holds_for_vectors_and_matrices(data: st.DataObject, m: int, n: int) -> None:
    def vector(size: int) -> Vector:
        return [data.draw(signed) for _ in range(size)]

    matrix, t1, t2 = [vector(n) for _ in range(m)], data.draw(units), data.draw(units)
    x, z, zn = vector(n), vector(n), vector(n)
    v, u, un, y = vector(m), vector(m), vector(m), vector(m)

    def minus(a: Vector, b: Vector) -> Vector:
        return [p - q for p, q in zip(a, b, strict=True)]

    def image(a: Vector) -> Vector:
        return [inner(row, a) for row in matrix]

    def energy(a: Vector, b: Vector) -> Fraction:
        return inner(a, a) / (2 * t1) + inner(b, b) / (2 * t2) - inner(image(a), b)

    prox = inner(minus(z, zn), minus(zn, x)) / t1 - inner(u, image(minus(zn, x)))
    ahead = minus([2 * w for w in zn], z)
    projection = inner(minus(u, un), minus(un, v)) / t2 - inner(minus(image(ahead), y), minus(v, un))
    gap = inner(minus(image(zn), y), v) - inner(minus(image(x), y), un)  # f(zn) - f(x) is bounded by prox
    decrease = energy(minus(x, z), minus(v, u)) - energy(minus(x, zn), minus(v, un))
    assert decrease - gap == prox + projection + energy(minus(zn, z), minus(un, u))


@pytest.mark.infrastructure
@given(units, units, st.integers(1, 4), units, st.integers(1, 5))
@SOME
def test_restarts_that_obey_their_bounds_stay_below_epsilon(
    v: Fraction, delta: Fraction, c: int, tau: Fraction, count: int
) -> None:
    assume(v < 1)
    p, e, f, power = ceil(2 * c / (tau * v)), Fraction(1), Fraction(1), Fraction(1)
    common = {"C": c, "G": delta, "delta": delta, "v": v, "tau": tau, "y0": 1, "Fx": 0, "p": p}
    restarts: list[dict[str, object]] = []
    gaps: list[dict[str, object]] = []
    for k in range(count):
        r, theta = c * (f + delta), 1 / (c * (e + delta))
        restarts.append({"k": k, "e": e, "f": f, "r": r, "theta": theta, **common})
        gaps.append({"k": k, "e": e, "V": power, "v": v, "delta": delta, "y0": 1})
        e, f, power = v * (e + delta), (theta * r**2 / tau + 1 / (theta * tau)) / p, v * power
    assert satisfies("E2.restarts", restarts)
    assert satisfies("E2.closed", gaps) and satisfies("E2.positive", gaps)


@pytest.mark.result("T5")
@given(
    units, units, units, st.integers(1, 12), st.lists(st.fractions(-1, 1, max_denominator=5), min_size=5, max_size=5)
)
@SOME
def test_the_ties_of_the_proofs_are_those_of_the_families_of_trust(
    eps: Fraction, beta: Fraction, lam: Fraction, n: int, moves: list[Fraction]
) -> None:
    beta, q = beta + lam / 2, Fraction(1, 4**n)
    family = trust_family(eps, beta=beta, lam=lam)
    (alpha, low, y), (more, _, _) = (family.values(of, Fraction(0)) for of in (family.limit, family.input(1, n)))
    assert (low, y) == (beta, 1) and holds("T5.tie", alpha=alpha, beta=beta, eps=eps)
    a, b = more + moves[0] * eps, beta + moves[1] * eps
    assert holds("T5.apart", alpha=more, beta=beta, eps=eps, q=q, a=a, b=b)
    assert holds("T5.opposite", alpha=more, beta=beta, eps=eps, q=q, a=a, b=b)
    x = (a - lam / 2) / a**2
    assert holds("T5.active", a=a, y=1, lam=lam, x=x)
    assert all(holds("T5.inactive", a=a, b=v, y=1, lam=lam, x=x, c=v * (1 - a * x)) for v in (b, -b))
    assume(eps < 1)
    program = program_trust_family(eps, beta=beta, y1=2)
    top = program.limit.evaluation(0)
    assert holds("T5.program.tie", alpha=top, beta=beta, eps=eps)
    assert program.input(1, n).evaluation(0) == top + q
    a, b, c1, c2 = top + q + moves[0] * eps, beta + moves[1] * eps, 1 + moves[2] * eps, 1 + moves[3] * eps
    if b > 0:
        assert holds("T5.program.apart", alpha=top, beta=beta, eps=eps, q=q, a=a, b=b, c1=c1, c2=c2)
