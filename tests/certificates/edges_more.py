"""Further certificates at the edges: claims in which one sign, bound or length is other than it must be."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constructions.certificates import (
    canonical,
    instability_certificate,
    minimiser_certificate,
    separation_certificate,
)
from constructions.instability import universal_perturbation
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program_family
from constructions.minimisers import minimiser_family
from constructions.trainers import simple
from constructions.training_sets import double_training_set
from tests.certificates.edges import always, near, played, reads_everything
from tests.certificates.editing import Certificate, edited, reading, shifted
from tests.certificates.optima import by_hand
from theory.costs import COSTS
from theory.exact import rational, write_rational
from theory.networks import ReluNetwork

TINY = Fraction(1, 10**3990)
EVERYTHING = ["(", None, None, ")"]


def three_coins(problem: Any, oracle: Any, tape: Any) -> list[Fraction]:
    """Tosses three coins and answers with the labels."""
    _ = [tape.bit() for _ in range(3)]
    return [Fraction(s) for s in problem.labels]


def good(base: dict[str, Certificate]) -> dict[str, Certificate]:
    """Certificates that must be accepted, by name, some of them made from others."""
    small = minimiser_family((2, 1, 1))
    silent = reads_everything(small, 1)
    lasso = InverseProblem("P2", lam=Fraction(2, 7))
    least = InverseProblem("P1", eta=Fraction(1, 3))
    near_, less_ = ([4, 4 - TINY], ["1/4", 0]), ([4 - TINY, 4], [0, "1/4"])
    close = (by_hand("P1", [row], [1], x, ["1/4"]) for row, x in (near_, less_))
    falling = [["[", "1/2", None, ")"], ["(", None, "1/2", ")"]]
    return {
        "A4-decreasing-threshold": edited(base["A4-decreasing"], "witness.g", falling),
        "A4-nothing-right-for-label-0": edited(base["A4-outputs-at-open-ends"], "witness.g.0", None),
        "A4-one-point-nothing-right": edited(
            edited(base["A4-one-point"], "witness.g.0", None), "claim.failing_before", 1
        ),
        "A4-one-point-nothing-right-for-label-1": edited(base["A4-one-point"], "witness.g.1", None),
        "A4-nothing-right": edited(base["A4-outputs-at-open-ends"], "witness.g", [None, None]),
        "A4-nothing-right-for-label-1": edited(base["A4-outputs-at-open-ends"], "witness.g.1", None),
        "A3-output-one-unit-above": one_unit_above(base["A4-one-point"]),
        "J-three-hundred-evaluations": reads_everything(minimiser_family((2, 1, 1), r=150), 1, level=0),
        "J-three-hundred-outputs": played(simple.labels, minimiser_family((2, 1, 1), r=300), "1/8"),
        "C0-three-hundred-rows": minimiser_certificate(by_hand("P1", [[0]] * 300, [0] * 300, [0], [0] * 300, eta=1)),
        "C0-three-hundred-columns": minimiser_certificate(by_hand("P1", [[1] * 300], [1], [0] * 300, [0], eta=2)),
        "J-three-coins": played(three_coins, small, "1/8"),
        "J-deepest-reading": reading(reading(silent, "0.0", [[1, 10_000, "0"]]), "1.0", [[1, 10_000, "0"]]),
        "J-reading-at-the-edge": reading(
            reading(silent, "0.0", [[1, 3, "1/8"], [3, 0, "-1"]]), "1.0", [[1, 3, "0"], [3, 0, "0"]]
        ),
        "J-index-64": reads_everything(small, 64),
        "J-index-127": reads_everything(small, 127),
        "J-index-200": reads_everything(small, 200),
        "J-index-10000": edited(unread(silent), "claim.inputs.1.n", 10_000),
        "J-least-exponent": edited(unread(silent), "claim.accuracy", "1*2^-4000"),
        "J-long-outputs": played(always(Fraction(1, 3**200), 1, 0, 1), small, "1/8"),
        "J-a-one-half": played(simple.coin, minimiser_family((2, 1, 1), "1/2"), "6/25"),
        "J-wrong-count": played(always(*["1/2"] * 4), minimiser_family((2, 1, 1), cost=COSTS["wrong-count"]), "6/25"),
        "K-P1-entries-below-lambda": edited(unread(base["K-everything-read-P1"]), "claim.family.alpha", "1/2"),
        "K-P3-with-an-eta-that-it-does-not-have": edited(base["K-near-a-corner"], "claim.family.eta", "1/3"),
        "K-three-hundred-rows": three_hundred_rows(base["K-everything-read-programs"]),
        "C0-zero-with-the-largest-exponent": edited(base["C0-zero"], "claim.eta", "1*2^4000"),
        "K-long-rotation": reads_everything(
            digits_family(InverseProblem("P1", m=2, columns=3, q=rotation(50_000, 1)), 2), 1
        ),
        "K-longer-rotation": reads_everything(
            digits_family(InverseProblem("P1", m=2, columns=3, q=rotation(2**31 + 1, 2**30)), 2), 1
        ),
        "K-longest-rotation": reads_everything(
            digits_family(InverseProblem("P1", m=2, columns=3, q=rotation(2**34 + 1, 2**33)), 2), 1
        ),
        **words(base["A5-two-points"]),
        **{f"{name}-just-below-half-kappa": certificate for name, certificate in half_kappa(0).items()},
        "K-coin-P1": played(simple.coin, digits_family(least, 2), 0),
        "K-coin-P2": played(simple.coin, digits_family(lasso, 2), 0),
        "C0-zero-with-a-long-eta": edited(base["C0-zero"], "claim.eta", "9" * 4000),
        "C0-zero-with-64-bits": minimiser_certificate(
            by_hand("P1", [[1, 1]], [Fraction(2**32 - 1, 2**31)], [0, 0], [0], eta=2)
        ),
        "C0-zero-with-127-bits": minimiser_certificate(
            by_hand("P1", [[1, 1]], [Fraction(2**64 - 1, 2**62)], [0, 0], [0], eta=4)
        ),
        "D-three-entries": minimiser_certificate(
            by_hand("LP", [[1, 0, 0, -1, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0]], [1, 2, 3], [1, 2, 3, 0, 0], [1, 1, 1])
        ),
        "C0-P2-long-dual-vector": minimiser_certificate(by_hand("P2", [["1/4"]], [3], [4], [4])),
        "C1-deepest-level": edited(separation_certificate(*close, Fraction(1, 9), "inf"), "claim.level", 10_000),
        "D-separation-on-one-support": separation_certificate(
            *(by_hand("LP", [["1/8"]], [f"{x}/8"], [x], [8]) for x in (1, 2)), Fraction(1, 4), "1"
        ),
        "D-negative-column": minimiser_certificate(by_hand("LP", [[1, -3]], [1], [1, 0], [1])),
        "D-all-entries-positive": minimiser_certificate(
            by_hand("LP", [[1, 1]], [1], ["1/2", "1/2"], [1]), unique=False
        ),
    }


def unread(start: Certificate) -> Certificate:
    """The same without readings."""
    return edited(start, "witness", [[{**run, "steps": []} for run in runs] for runs in start["witness"]])


def three_hundred_rows(start: Certificate) -> Certificate:
    """Programs with 300 rows and 302 columns, of whose evaluations the last entry of the matrix is read."""
    wide = edited(edited(unread(start), "claim.family.m", 300), "claim.family.columns", 302)
    for branch in range(3):
        wide = reading(wide, f"{branch}.0", [[300 * 302 - 1, 9, "1"]])
    return wide


def words(start: Certificate) -> dict[str, Certificate]:
    """Numbers whose bits are about to fill machine words, so that each bit counts in the bound on the work."""
    data, found = double_training_set(12), {}
    for bits in (22, 64, 126, 130):
        network = ReluNetwork.of([([[Fraction(2) ** (bits - 1), 0]], [0]), ([[0]], [Fraction(1, 2)])])
        certificate = instability_certificate(universal_perturbation(network, data))
        found[f"A4-entry-of-{bits}-bits"] = certificate
    for bits in (63, 64):  # of the longest point and of delta = 2**-k together, modulo 64
        longest = max(bit_length(x) for x in start["witness"]["data"]["x1"])
        delta = f"1*2^-{(bits - longest - 2) % 64 + 64}"
        found[f"A5-points-and-delta-of-{bits}-bits"] = edited(
            edited(start, "witness.data.delta", delta), "claim.delta", delta
        )
    return found


def bit_length(text: str) -> int:
    """The bits of numerator and denominator together."""
    value = rational(text)
    return value.numerator.bit_length() + value.denominator.bit_length()


def half_kappa(side: int) -> dict[str, Certificate]:
    """Families with the largest accuracy of some digits that they admit (side 0), or the least that they do not (1)."""
    bounds = {"1": ("333/1000", "1/3"), "2": ("235702/1000000", "235703/1000000"), "inf": ("166/1000", "1/6")}
    programs = {f"K-programs-{norm}": (linear_program_family(norm, alpha=3), pair) for norm, pair in bounds.items()}
    inverse = {"K-P3": (digits_family(InverseProblem("P3"), 2), ("106066/10000000", "106067/10000000"))}
    return {
        name: edited(reads_everything(family, 1), "claim.accuracy", write_rational(Fraction(pair[side])))
        for name, (family, pair) in {**programs, **inverse}.items()
    }


def rotation(p: int, q: int) -> Any:
    """A rational rotation from a Pythagorean triple."""
    a, b, c = p * p - q * q, 2 * p * q, p * p + q * q
    return ((Fraction(a, c), Fraction(b, c)), (Fraction(-b, c), Fraction(a, c)))


def one_unit_above(start: Certificate) -> Certificate:
    """The network is x_1; at the one point and the one cut 0 its output is one unit above the interval for label 0."""
    x = rational(start["witness"]["data"]["x1"][0])
    layers = [{"weights": [["1", "0"]], "bias": ["0"]}, {"weights": [["1"]], "bias": ["0"]}]
    w, b = near(x, 1)  # w * x + b = 1 / denominator of x, so x is 1 / (w * denominator) above -b/w
    changed = edited(edited(start, "witness.network", layers), "claim.widths", [2, 1, 1])
    changed = edited(edited(changed, "witness.cuts", ["0"]), "claim.t_interval", ["0", "0"])
    changed = edited(changed, "witness.g", [["(", None, write_rational(-b / w), "]"], ["(", "1", None, ")"]])
    changed = edited(edited(changed, "witness.indices", [1]), "witness.s", 0)
    changed["claim"] |= {"s": 0, "eta": ["0", "0"], "eta_norm": "0", "piece_bound": "2"}
    changed["claim"] |= {"failing": 1, "failing_before": 1, "broken": 0, "promised": 0}
    return {**changed, "result": "A3"}


def bad(base: dict[str, Certificate]) -> dict[str, Certificate | str]:
    """Certificates that must not be accepted, by name."""
    return {
        **_bad_instability(base),
        **_bad_defeats(base),
        **_bad_families(base),
        **_bad_optima(base),
        **_malformed(base),
    }


def _bad_instability(base: dict[str, Certificate]) -> dict[str, Certificate | str]:
    fine = base["A4-identity"]
    lo, hi = fine["witness"]["cuts"]
    beyond = write_rational(2 * rational(fine["claim"]["radius"]))

    def cuts(*values: str) -> Certificate:
        return edited(edited(fine, "witness.cuts", list(values)), "claim.t_interval", [values[0], values[-1]])

    low = fine["claim"]["a_interval"][0]
    return {
        "A3.3-points-of-eighteen-digits": edited(fine, "claim.points", 10**17),
        "A3.4-interval-from-further-below": edited(fine, "claim.a_interval.0", shifted(low, Fraction(-1, 7))),
        "A3.5-cuts-decrease-in-the-middle": cuts(lo, "1/100000000", "0", hi),
        "A3.5-cut-beyond-minus-radius": cuts("-" + beyond, hi),
        "A3.5-cut-beyond-radius": cuts(lo, beyond),
    }


def _bad_defeats(base: dict[str, Certificate]) -> dict[str, Certificate | str]:
    coin, fork, program, weak = base["J-coin"], base["K-coin"], base["K-programs-inf"], base["W-level"]
    small = minimiser_family((2, 1, 1))
    silent, rough = reads_everything(small, 1), minimiser_family((2, 1, 1), cost=COSTS["sum-square"], eps="1/10")
    programs = reads_everything(linear_program_family("1", m=2, columns=5), 1)
    rest = played(always("1/20", 1, 0, 1), rough, "1/10")
    longer = edited(coin, "witness.0.0.output", [*coin["witness"][0][0]["output"], "0"])
    longer = edited(longer, "witness.1.0.output", [*coin["witness"][1][0]["output"], "0"])
    top = weak["claim"]["max_level"]
    gave_up = {"steps": [], "asked": None, "left_open": None, "output": None}
    negative = coin
    for run in range(len(coin["witness"][0])):
        negative = reading(negative, f"0.{run}", [[0, -1, "0"]])
    return {
        **{f"DF.1-accuracy-half-kappa-of-{name}": certificate for name, certificate in half_kappa(1).items()},
        "unsupported-size-b-whatever-the-accuracy": edited(
            edited(edited(coin, "claim.family.r", 1000), "claim.family.widths", [2000, 1, 1]), "claim.accuracy", "1/3"
        ),
        "unsupported-size-c-whatever-q": edited(
            edited(edited(fork, "claim.family.m", 100), "claim.family.columns", 200), "claim.family.q", "0"
        ),
        "DF.1-no-rows": edited(program, "claim.family.m", 0),
        "DF.1-too-few-columns": edited(program, "claim.family.m", program["claim"]["family"]["columns"] - 1),
        "DF.1-four-rows-of-five-columns": edited(base["K-programs-1"], "claim.family.m", 4),
        "DF.1-as-many-rows-as-columns": edited(fork, "claim.family.m", fork["claim"]["family"]["columns"]),
        "DF.1-no-rows-of-an-inverse-problem": edited(fork, "claim.family.m", 0),
        "DF.1-accuracy-above-half-kappa": edited(coin, "claim.accuracy", "1/3"),
        "DF.1-accuracy-half-kappa-with-tolerance": edited(rest, "claim.accuracy", "1/5"),
        "DF.2-the-index-is-a-level": edited(edited(weak, "claim.inputs.0.n", top), "claim.inputs.1.n", top),
        "DF.2-index-zero-and-a-negative-level": edited(negative, "claim.inputs.1.n", 0),
        "DF.2-limit-with-an-index": edited(coin, "claim.inputs.0.n", 1),
        "DF.2-branches-exchanged": edited(edited(fork, "claim.inputs.1.branch", 2), "claim.inputs.2.branch", 1),
        "DF.2-second-branch-twice": edited(fork, "claim.inputs.1.branch", 2),
        "DF.3-evaluation-minus-one": reading(silent, "0.0", [[-1, 0, "0"]]),
        "DF.3-first-evaluation-too-many": reading(silent, "0.0", [[8, 0, "0"]]),
        "DF.3-first-evaluation-too-many-of-a-program": reading(programs, "0.0", [[12, 0, "0"]]),
        "DF.3-negative-level": reading(silent, "0.0", [[1, -1, "0"]]),
        "DF.3-level-too-deep": reading(silent, "0.0", [[1, 10_001, "0"]]),
        "DF.3-output-too-long": longer,
        "DF.8-a-weak-run-ends-where-the-other-reads": edited(weak, "witness.0.0", gave_up),
    }


def _bad_families(base: dict[str, Certificate]) -> dict[str, Certificate | str]:
    """Families outside the hypotheses: DF.1 comes before the accuracy, here no number, is read."""
    start = {"B": base["J-coin"], "C": base["K-coin"], "P1": base["K-everything-read-P1"], "D": base["K-programs-2"]}
    hidden = {"m": 2, "columns": 4}
    cases: dict[str, tuple[str, dict[str, Any]]] = {
        "a-above-one": ("B", {"a": "3/2"}),
        "eps-negative": ("B", {"eps": "-1/10"}),
        "eps-one-half": ("B", {"eps": "1/2"}),
        "eps-above-one-half": ("B", {"eps": "3/5"}),
        "eps-zero-for-a-sum": ("B", {"cost": "sum-absolute"}),
        "no-widths": ("B", {"widths": []}),
        "no-hidden-layer": ("B", {"widths": [2, 1]}),
        "two-outputs": ("B", {"widths": [2, 1, 2]}),
        "width-zero": ("B", {"widths": [2, 0, 1]}),
        "width-negative": ("B", {"widths": [2, -1, 1]}),
        "lambda-zero": ("C", {"lambda": "0"}),
        "lambda-negative": ("C", {"lambda": "-1/2"}),
        "eta-negative": ("P1", {"eta": "-1/10"}),
        "eta-one": ("P1", {"eta": "1"}),
        "eta-above-one": ("P1", {"eta": "3/2"}),
        "more-rows-than-columns": ("C", {"m": 3}),
        "q-with-a-short-row": ("C", {"q": [["1"], ["0", "1"]], **hidden}),
        "q-with-long-rows": ("C", {"q": [["1", "0", "0"], ["0", "1", "0"]], **hidden}),
        "q-too-small": ("C", {"q": [["1/2"]]}),
        "entries-equal-to-lambda": ("C", {"alpha": "1/2", "lambda": "1/2"}),
        "entries-zero": ("D", {"alpha": "0"}),
        "entries-negative": ("D", {"alpha": "-1"}),
        "y1-zero": ("D", {"y1": "0"}),
        "y1-negative": ("D", {"y1": "-1/2"}),
    }
    found: dict[str, Certificate | str] = {}
    for name, (kind, changes) in cases.items():
        changed = edited(start[kind], "claim.accuracy", "none")
        for key, value in changes.items():
            changed = edited(changed, f"claim.family.{key}", value)
        found[f"DF.1-{name}-whatever-the-accuracy"] = changed
    inverse, program = unread(base["K-everything-read-P3"]), unread(base["K-everything-read-programs"])
    program = edited(edited(program, "claim.inputs.1.n", 1), "claim.inputs.2.n", 1)
    least = write_rational(rational(inverse["claim"]["family"]["lambda"]) + Fraction(1, 4))
    return found | {
        "DF.1-lowered-entry-is-lambda": edited(inverse, "claim.family.alpha", least),
        "DF.1-lowered-entry-is-zero": edited(program, "claim.family.alpha", "1/4"),
        "unsupported-family-a": edited(base["J-coin"], "claim.family.name", "A"),
    }


def _bad_optima(base: dict[str, Certificate]) -> dict[str, Certificate | str]:
    one, lasso, program, plain = base["C0-P1"], base["C0-P2-hidden"], base["D-program"], base["C0-zero"]
    near_, two = base["C1-P1"], base["C0-two-entries-of-both-signs"]
    longer = edited(near_, "witness.0.matrix.0", [*near_["witness"][0]["matrix"][0], "0"])
    longer = edited(longer, "witness.0.x", [*near_["witness"][0]["x"], "0"])
    empty = edited(edited(edited(plain, "witness.matrix", []), "witness.y", []), "witness.u", [])
    return {
        "MN.1-lambda-two": edited(one, "claim.lambda", "2"),
        "MN.1-lambda-negative": edited(lasso, "claim.lambda", "-1/2"),
        "MN.1-eta-unused-in-a-program": edited(program, "claim.eta", "1/10"),
        "MN.1-too-long-y": edited(one, "witness.y", [*one["witness"]["y"], "0"]),
        "MN.1-too-short-u": edited(lasso, "witness.u", lasso["witness"]["u"][:1]),
        "MN.1-too-short-y-and-u": edited(edited(lasso, "witness.y", ["1"]), "witness.u", ["0"]),
        "MN.1-too-long-y-and-u": edited(edited(one, "witness.y", ["1", "0"]), "witness.u", ["1", "0"]),
        "MN.1-too-long-x": edited(one, "claim.x", [*one["claim"]["x"], "0"]),
        "MN.1-inverse-too-short": edited(two, "witness.left_inverse", two["witness"]["left_inverse"][:1]),
        "MN.1-no-rows-and-not-unique": edited(
            edited(edited(empty, "claim.unique", False), "witness.left_inverse", None), "claim.eta", "0"
        ),
        "SP.1-another-shape-of-the-first": longer,
    }


def _malformed(base: dict[str, Certificate]) -> dict[str, Certificate | str]:
    fine, coin, text = base["A4-identity"], base["J-coin"], canonical(base["A4-identity"])
    return {
        "unsupported-schema-escaped": {**fine, "schema": "barri\u00e8res/1"},
        "malformed-escaped-letter": edited(coin, "witness.0.0.left_open", "\u00e8"),
        "malformed-keys-not-sorted": '{"kind":"instability",' + text[1:].replace('"kind":"instability",', "", 1),
        "malformed-two-newlines": text + "\n",
        "malformed-points-of-nineteen-digits": edited(fine, "claim.points", 10**18),
        "malformed-unknown-key-at-the-end": edited(fine, "claim.zero", "0"),
        "malformed-denominator-of-4001-digits": edited(base["C0-zero"], "claim.eta", "1/" + "3" * 4001),
        "unsupported-exponent-of-4001": edited(base["C0-zero"], "claim.eta", "1*2^4001"),
        "unsupported-exponent-of-minus-4001": edited(base["C0-zero"], "claim.eta", "1*2^-4001"),
        "malformed-empty-reading": reading(coin, "0.0", [[]]),
        "malformed-long-reading": reading(coin, "0.0", [[0, 1, "1/2", "1/2"]]),
        "malformed-interval-of-three": edited(fine, "witness.g.0", ["(", "0", "1"]),
        "malformed-interval-of-five": edited(fine, "witness.g.0", ["(", "0", "1", ")", ")"]),
        "malformed-left-bracket": edited(fine, "witness.g.0", ["{", "0", "1", ")"]),
        "malformed-right-bracket": edited(fine, "witness.g.0", ["(", "0", "1", "}"]),
        "malformed-closed-at-plus-infinity": edited(fine, "witness.g.0", ["(", "0", None, "]"]),
        "malformed-reversed-interval": edited(fine, "witness.g.0", ["(", "1", "0", ")"]),
        "malformed-three-intervals": edited(fine, "witness.g", [*fine["witness"]["g"], None]),
    }
