"""Certified boxes hold no other support, two answers are answers, and at ties nothing is trusted."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constructions.certificates import canonical
from constructions.inverse_problems import InverseProblem
from constructions.trust.active_sets import Fitted, Several, minimiser
from constructions.trust.boxes import Corner, moved
from constructions.trust.grams import Gram
from constructions.trust.regression_trust import Trust, path, solution_certificate, trust
from constructions.trust.regressions import Radii, Regression
from constructions.trust.solutions import exact_witness
from constructions.trust.witnesses import Frame
from proofs_check import kernel
from tests.constructions.trust.conditions import answers, failing
from tests.constructions.trust.supports import PROFILE, Q, minimisers, random_problem
from theory.exact import BarriersError, write_rational

POINTS = {"dev": 200, "ci": 2000, "thorough": 100_000}[PROFILE]
EACH = 20
SEEDS = st.integers(0, 2**32)


def random_box(draw: random.Random, problem: Regression) -> Radii:
    columns = [Q(draw.choice((0, 1, 1, 2)), draw.choice((10, 1000, 10**6))) for _ in range(problem.size)]
    for j in problem.intercepts:
        columns[j] = Q(0)
    thresholds = [t * draw.choice((0, 0, 1)) / 1000 for t in problem.thresholds]
    return Radii.of(problem, columns, Q(draw.choice((0, 1)), 100), thresholds)


def point(draw: random.Random, problem: Regression, box: Radii) -> Regression:
    """A datum of the box: a corner, on an edge, or inside."""
    loose = draw.choice((0, 1, problem.rows * problem.size))
    whole = draw.random() < 0.5

    def shift(radius: Fraction) -> Fraction:
        return radius * (draw.choice((-1, 1)) if whole or draw.randrange(loose + 1) else Q(draw.randint(-8, 8), 8))

    columns = [[v + shift(e) for v in c.fractions] for c, e in zip(problem.columns, box.columns, strict=True)]
    thresholds = [t + shift(g) for t, g in zip(problem.thresholds, box.thresholds, strict=True)]
    weights = problem.row_weights.fractions if problem.row_weights else None
    y = [v + shift(box.y) for v in problem.y.fractions]
    return Regression.of(list(zip(*columns, strict=True)), y, thresholds, problem.ridge, weights)


def single(problem: Regression) -> Fitted | None:
    try:
        return minimiser(problem)
    except Several:
        return None


@pytest.mark.result("T1")
def test_every_datum_of_a_certified_box_has_the_support_and_signs() -> None:
    draw, met = random.Random(0), 0
    while met < POINTS:
        problem = random_problem(draw)
        found = trust(problem, random_box(draw, problem))
        if not found.largest:
            continue
        assert isinstance(found.found, Fitted)
        box = found.within.times(found.largest)
        for _ in range(EACH):
            other = minimiser(point(draw, problem, box), found.found.vector)
            assert other.strict and other.support == found.found.support
            assert all(not s or s * x > 0 for s, x in zip(found.found.signs, other.x, strict=True))
        met += EACH


@pytest.mark.result("T1", "T3")
@settings(max_examples=max(100, settings.default.max_examples))
@given(SEEDS)
def test_certificates_satisfy_the_conditions_term_by_term(seed: int) -> None:
    draw = random.Random(seed)
    problem = random_problem(draw)
    found = trust(problem, random_box(draw, problem))
    if found.verdict == "two answers":
        certificate = found.certificate()
        assert len({(tuple(claim["support"]), tuple(claim["signs"])) for claim, _ in answers(certificate)}) == 2
        assert [failing(*part) for part in answers(certificate)] == ["", ""]
    if found.largest:
        certificate = found.certificate(multiple=found.largest)
        assert failing(certificate["claim"], certificate["witness"]) == ""
        assert found.smallest is None or found.largest < found.smallest
    if not found.tied:
        certificate = solution_certificate(found.found)
        assert (certificate["result"], failing(certificate["claim"], certificate["witness"])) == ("T1", "")


@pytest.mark.result("T1")
def test_the_conditions_reject_what_is_not_so() -> None:
    """A wider box, another sign, an x beside the minimiser, a width of 0: each fails where it must."""
    problem = Regression.of([[3, 1, 0], [0, 1, 2]], [4, 3], 1)
    found = trust(problem, Radii.of(problem, "1/100", "1/100"))
    assert found.verdict == "trusted" and found.smallest
    whole = found.certificate()
    assert failing(whole["claim"], whole["witness"]) == ""

    def changed(part: str, name: str, value: Any) -> str:
        other = json.loads(json.dumps(whole))
        other[part][name] = value
        return failing(other["claim"], other["witness"])

    wide = found.within.times(found.smallest).as_json()
    assert changed("claim", "within", wide) in {"TL.2", "TL.3", "TL.4"}
    assert changed("claim", "signs", [-1] + [1] * (len(whole["claim"]["signs"]) - 1)) in {"TL.2", "TL.3"}
    for name in ("x", "width"):
        block = whole["witness"][name]
        values = block["values"].split()
        assert changed("witness", name, block | {"values": " ".join(["0", *values[1:]])}) in {"TL.2", "TL.3"}
    assert found.box.certified(found.smallest) is None
    with pytest.raises(BarriersError, match="not certified"):
        found.certificate(multiple=found.smallest)


@pytest.mark.result("T1", "T3")
@pytest.mark.skipif("trust" not in kernel.CHECKS, reason="the kernel does not know these kinds")
@settings(max_examples=max(100, settings.default.max_examples))
@given(SEEDS)
def test_the_kernel_accepts_every_certificate(seed: int) -> None:
    draw = random.Random(seed)
    problem = random_problem(draw)
    found = trust(problem, random_box(draw, problem))
    certificates = [found.certificate(), solution_certificate(found.found)]
    certificates += [found.certificate(multiple=found.largest)] if found.largest else []
    for certificate in certificates:
        if certificate["kind"] in kernel.CHECKS:
            assert kernel.check_bytes(canonical(certificate).encode()).verdict == "accepted"


@pytest.mark.result("T1", "T3")
@pytest.mark.parametrize("gap", [Q(1, 4**n) for n in (4, 6, 9)])
def test_a_box_is_trusted_until_just_before_the_tie(gap: Fraction) -> None:
    """One row, A = (2, 2 - gap): the tie is met at radius gap/2; P2 with lambda = 1/2, y = 1 exact."""
    problem, tie = Regression.lasso([[2, 2 - gap]], [1], Q(1, 2)), gap / 2
    assert trust(problem, Radii.of(problem, tie * (1 - 3 * gap - Q(1, 500)))).verdict == "trusted"
    assert trust(problem, Radii.of(problem, tie * (1 + Q(1, 10**6)))).verdict == "two answers"
    assert trust(problem, Radii.of(problem, tie)).verdict == "open"
    assert 1 - 3 * gap - Q(1, 500) < trust(problem, Radii.of(problem, tie)).largest < 1


@pytest.mark.result("T1", "T3")
def test_where_only_y_moves_the_knot_is_exact() -> None:
    """The minimiser is > 0 just if a y > l: a = 3, l = 2, y = 1, so the knot is at |y' - y| = 1/3."""
    problem = Regression.of([[3]], [1], 2)
    assert trust(problem, Radii.of(problem, 0, Q(333, 1000))).verdict == "trusted"
    assert trust(problem, Radii.of(problem, 0, Q(1, 3))).verdict == "open"
    found = trust(problem, Radii.of(problem, 0, Q(334, 1000)))
    assert found.verdict == "two answers" and found.second is not None
    assert found.second.support == ()


@pytest.mark.result("T1", "T3")
def test_where_only_a_threshold_moves_the_knot_is_exact() -> None:
    problem = Regression.of([[3]], [1], 2)
    assert trust(problem, Radii.of(problem, 0, 0, Q(999, 1000))).verdict == "trusted"
    beyond = trust(problem, Radii.of(problem, 0, 0, Q(1001, 1000)))
    assert beyond.verdict == "open" and beyond.answers is None
    with pytest.raises(BarriersError, match="below 0"):
        trust(problem, Radii.of(problem, 0, 0, 3))


@pytest.mark.result("T3", "T4")
@pytest.mark.parametrize("m", [1, 2])
def test_at_a_tie_of_family_c_there_are_two_answers_in_every_box(m: int) -> None:
    problem = InverseProblem("P2", lam=Q(1, 2), m=m, columns=m + 1)
    matrix, y = problem.data(Q(2), Q(2))
    tie = Regression.lasso(matrix, y, problem.lam)
    for k in range(0, 60, 4):
        found = trust(tie, Radii.of(tie, Q(1, 2**k)))
        assert (found.verdict, found.largest, found.tied) == ("two answers", 0, True)
        assert [failing(*part) for part in answers(found.certificate())] == ["", ""]


@pytest.mark.result("T3", "T4")
@pytest.mark.parametrize("n", [1, 2, 3, 5])
def test_no_level_is_lost_near_a_tie(n: int) -> None:
    """T(iv): boxes 2^-k have two answers for k <= 2n and are trusted for k >= 2n + 2; in between is the tie itself."""
    problem = Regression.lasso([[2, 2 - Q(1, 4**n)]], [1], Q(1, 2))
    told = {k: trust(problem, Radii.of(problem, Q(1, 2**k))).verdict for k in range(2, 2 * n + 6)}
    assert {told[k] for k in told if k <= 2 * n} == {"two answers"}
    assert told[2 * n + 1] == "open"
    assert {told[k] for k in told if k >= 2 * n + 2} == {"trusted"}


@pytest.mark.result("T3")
def test_a_tie_that_is_no_matter_of_the_uncertain_data_is_open() -> None:
    """Equal columns that are known exactly: there are several minimisers for all data in the box."""
    problem = Regression.of([[1, 1]], [3], 1)
    found = trust(problem, Radii.of(problem, [0, 0], Q(1, 10)))
    assert (found.verdict, found.largest, found.smallest) == ("open", 0, None)
    assert found.certificate()["claim"]["outcome"] == "several"


@pytest.mark.result("T3")
def test_degenerate_centres_have_two_answers_at_corners() -> None:
    """The minimiser is 0 with |c_1| = l_1: y a little larger or smaller decides."""
    problem = Regression.of([[2]], [1], 2)
    found = trust(problem, Radii.of(problem, 0, Q(1, 1000)))
    assert found.verdict == "two answers" and found.answers is not None
    assert {a.found.support for a in found.answers} == {(), (0,)}
    assert found.smallest is not None and found.smallest <= Q(1, 2**20)
    assert all(a.step for a in found.answers)


@pytest.mark.result("T1")
def test_a_point_is_a_box() -> None:
    problem = Regression.of([[3, 1]], [1], 1)
    found = trust(problem, Radii.of(problem, 0))
    assert (found.verdict, found.largest, found.smallest) == ("trusted", 1, None)
    certificate = found.certificate()
    assert failing(certificate["claim"], certificate["witness"]) == ""


@pytest.mark.result("T1")
def test_huge_and_tiny_data_are_no_matter() -> None:
    """The same problem with columns, y and radii in other units."""
    for scale in (Q(2) ** 90, Q(1, 2**90)):
        problem = Regression.of([[3 * scale, scale], [0, scale]], [scale, scale], scale * scale / 2)
        found = trust(problem, Radii.of(problem, scale / 1000, scale / 1000))
        assert found.verdict == "trusted"
        certificate = found.certificate()
        assert failing(certificate["claim"], certificate["witness"]) == ""


@pytest.mark.result("T1", "T3")
def test_columns_that_differ_in_the_last_bits_are_told_apart() -> None:
    """Two columns that agree to 2^-50 in three rows: trusted within a fraction of that, two answers beyond."""
    near = Q(1, 2**50)
    problem = Regression.of([[1, 1 + near, 2], [2, 2, 1], [-1, -1 + near, 1]], [3, 2, 1], "1/3")
    found = trust(problem, Radii.of(problem, 1))
    assert 0 < found.largest < near
    assert found.smallest is not None and found.largest < found.smallest < 4 * near
    small = found.certificate(multiple=found.largest)
    assert failing(small["claim"], small["witness"]) == ""


@pytest.mark.result("T0")
@settings(max_examples=min(150, settings.default.max_examples))
@given(SEEDS)
def test_solutions_that_are_not_strict_have_a_certificate(seed: int) -> None:
    draw = random.Random(seed)
    problem = random_problem(draw)
    found = trust(problem, Radii.of(problem, 0))
    certificate = solution_certificate(found.found, {"by": "a test"})
    if certificate["kind"] == "trust":
        return
    everything = minimisers(problem)
    outcome, witness = certificate["claim"]["outcome"], certificate["witness"]
    assert outcome == ("one" if everything is not None and len(everything) == 1 else "several")
    if outcome == "one" and everything:
        (x,) = everything
        assert certificate["claim"]["support"] == [j for j, v in enumerate(x) if v]
        assert witness["other"] is None and len(set(witness["rows"])) == len(witness["rows"])
        assert (witness["modulus"] == 2) == (not witness["rows"])
    else:
        assert witness["x"] != witness["other"]


@pytest.mark.result("T1")
def test_a_path_says_what_each_penalty_says_alone() -> None:
    draw = random.Random(5)
    matrix = [[draw.randint(-9, 9) for _ in range(4)] for _ in range(6)]
    problem = Regression.scikit(matrix, [draw.randint(-9, 9) for _ in range(6)], 1)
    within = Radii.of(problem, "1/1000", "1/1000")
    multiples = [Q(v, 18) for v in (90, 60, 40, 20, 10, 5, 2, 1)]
    for multiple, step in path(problem, multiples, within):
        other = trust(problem.with_thresholds([multiple * 6] * 4 + [Q(0)]), within)
        assert step.problem == other.problem
        assert isinstance(step.found, Fitted) and isinstance(other.found, Fitted)
        assert step.found.vector == other.found.vector
        assert (step.verdict, step.largest) == (other.verdict, other.largest)


@pytest.mark.result("T1")
def test_the_default_lasso_is_silently_wrong_on_a_table_and_the_support_is_trusted() -> None:
    """Breast cancer, standardised, Lasso(0.00518): scikit-learn, without a warning, selects another support."""
    datasets = pytest.importorskip("sklearn.datasets", reason="scikit-learn is not installed")
    from sklearn.linear_model import Lasso
    from sklearn.preprocessing import StandardScaler

    table, y = datasets.load_breast_cancer(return_X_y=True)
    x, right = StandardScaler().fit_transform(table), (y - y.mean()) / y.std()
    problem = Regression.scikit(x, right, "0.00518")
    theirs = Lasso(0.00518).fit(x, right).coef_
    box = Radii.of(problem, "27/1000000", "27/1000000")
    found = trust(problem, box, start=[*theirs, 0])
    assert isinstance(found.found, Fitted) and found.verdict == "trusted"
    assert len(found.found.support) == 21
    assert {j for j, v in enumerate(theirs) if v} ^ set(found.found.support[:-1]) == {0}


@pytest.mark.result("T3")
def test_corners_are_data_of_the_box() -> None:
    problem = Regression.lasso([[Q(1, 3), 1], [1, 0]], [1, 2], 1)
    within = Radii.of(problem, ["1/7", 0], "1/2")
    other = moved(problem, within, Corner(("+-", ""), "0-"), Q(1, 2))
    assert other.columns[0].fractions == (Q(1, 3) + Q(1, 14), 1 - Q(1, 14))
    assert other.columns[1] == problem.columns[1]
    assert other.y.fractions == (1, Q(7, 4))


@pytest.mark.result("T1")
def test_boxes_of_another_size_are_refused() -> None:
    problem = Regression.lasso([[1, 2]], [1], 1)
    with pytest.raises(BarriersError, match="3 columns"):
        trust(problem, Radii((Q(0),) * 3, Q(0), (Q(0),) * 3))
    degenerate = minimiser(Regression.of([[2]], [1], 2))
    with pytest.raises(BarriersError, match="not strict"):
        exact_witness(degenerate)


@pytest.mark.result("T1")
def test_a_verdict_says_what_it_is_in_a_line() -> None:
    problem = Regression.lasso([[3, 1]], [1], 1)
    found = trust(problem, Radii.of(problem, Q(1, 3**50)))
    assert repr(found) == "<Trust: trusted, columns within about 2^-79, y within 0, thresholds within 0>"
    assert isinstance(found, Trust) and write_rational(found.largest)


@pytest.mark.result("T1")
@pytest.mark.parametrize("power", [-1100, -700, -450, 450, 700])
def test_what_floats_do_not_reach_is_open_and_never_trusted_wrongly(power: int) -> None:
    """Radii, data and thresholds beyond the floats' range: the exact answer is there, and no claim about a box."""
    scale = Q(2) ** power
    problem = Regression.of([[3, 1]], [1], 1)
    found = trust(problem, Radii.of(problem, scale))
    assert (found.verdict, found.largest, found.smallest) == ("open", 0, None)
    far = Regression.of([[3 * scale, scale]], [1], scale)
    assert minimiser(far).x == (2 / (9 * scale),)
    beyond = trust(far, Radii.of(far, 2 * scale))
    assert (beyond.verdict, beyond.largest) == ("open", 0)
    assert failing(*(solution_certificate(beyond.found)[part] for part in ("claim", "witness"))) == ""


@pytest.mark.result("T1", "T3")
def test_a_square_of_a_column_of_two_values_leaves_no_digit_to_trust() -> None:
    """Diabetes with squares: sex^2 is an affine function of sex; data that agree to 15 digits have two supports."""
    datasets = pytest.importorskip("sklearn.datasets", reason="scikit-learn is not installed")
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import PolynomialFeatures, StandardScaler

    table, y = datasets.load_diabetes(return_X_y=True, scaled=False)
    x = make_pipeline(PolynomialFeatures(2, include_bias=False), StandardScaler()).fit_transform(table)
    problem = Regression.scikit(x, y, Q(1, 2))
    found = trust(problem, Radii.of(problem, Q(1, 10**15)))
    assert found.verdict == "two answers"
    assert found.smallest is not None and Q(1, 100) < found.largest < found.smallest < Q(2, 100)


@pytest.mark.infrastructure
@given(SEEDS)
def test_inner_products_towards_a_corner_are_those_of_the_moved_data(seed: int) -> None:
    draw = random.Random(seed)
    problem = random_problem(draw)
    box, base = random_box(draw, problem), Gram(problem)
    for _ in range(3):
        texts = ["".join(draw.choices("+-0", k=problem.rows)) if r and draw.randrange(4) else ""
                 for r in (*box.columns, box.y)]  # fmt: skip
        data = moved(problem, box, Corner(tuple(texts[:-1]), texts[-1]), Q(draw.choice((0, 1, 3)), 4))
        made, plain = base.towards(data, texts), Gram(data)
        every = range(problem.size)
        assert made.among(every) == plain.among(every) and made.right == plain.right
        assert made.scales == plain.scales and made.suits(data)


@pytest.mark.infrastructure
def test_minimisers_of_one_support_share_their_factors_and_those_of_another_ridge_do_not() -> None:
    problem = Regression.lasso([[3, 1], [1, 2]], [5, 4], 1)
    gram = Gram(problem)
    one, other = (minimiser(problem.with_thresholds((t, t)), gram=gram) for t in (Q(1), Q(2)))
    ridged = minimiser(replace(problem, ridge=(Q(1), Q(1))), gram=gram)
    first, second, third = (Frame(found).factor(40, 40, 128) for found in (one, other, ridged))
    assert one.support == other.support == ridged.support == (0, 1)
    assert first is second and first is not third
    assert first is not None and third is not None and first.inverse != third.inverse
    for bits in range(41, 60):
        Frame(one).factor(bits, bits, 128)
    assert len(gram.kept) <= 4


@pytest.mark.result("T3")
def test_answers_that_a_random_corner_has_are_sought_in_smaller_boxes_too() -> None:
    """First order sees nothing within the box here, but one of its corners has another answer, from 0.85 of it on."""
    problem = Regression.lasso([[1, 0], [7, 7], [8, 9]], [6, -1, -4], 2)
    box = Radii.of(problem, "1/2", "1/2")
    found = trust(problem, box)
    assert found.verdict == "two answers" and found.smallest is not None
    assert found.largest < found.smallest < Q(9, 10)
    corner = found.answers[1].corner if found.answers else Corner((), "")
    there = single(moved(problem, box, corner, found.smallest))
    centre = single(problem)
    assert there and centre and there.strict and (there.support, there.signs) != (centre.support, centre.signs)
