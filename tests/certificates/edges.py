"""Certificates at the edges of the conditions: what tells the kernel from kernels that differ in one sign or number."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constructions.adversary import defeat
from constructions.certificates import defeat_certificate, instability_certificate, stability_certificate
from constructions.instability import universal_perturbation
from constructions.inverse_problems import InverseProblem, digits_family
from constructions.linear_programs import linear_program_family
from constructions.minimisers import minimiser_family
from constructions.stable_network import stable_network
from constructions.training_sets import TrainingSet, double_training_set, training_set
from tests.certificates.editing import Certificate, edited, reading
from theory.algorithms import Budget
from theory.costs import COSTS
from theory.exact import dyadic, write_rational
from theory.families import Family
from theory.networks import ReluNetwork

ODD = training_set(9, "5/7")
Kinks = list[tuple[Fraction, Fraction]]


def with_neurons(data: TrainingSet, neurons: list[tuple[Fraction, Fraction, Fraction]]) -> ReluNetwork:
    """The stable network of the data plus neurons (weight on x_1, bias, weight in the output)."""
    first, last = stable_network(data).layers
    rest = [Fraction(0)] * (data.dimension - 1)
    weights = [*first.weights, *((w, *rest) for w, _, _ in neurons)]
    bias = [*first.bias, *(b for _, b, _ in neurons)]
    return ReluNetwork.of([(weights, bias), ([[*last.weights[0], *(v for _, _, v in neurons)]], last.bias)])


def with_hat(data: TrainingSet, kinks: list[Fraction], height: int = 1) -> Certificate:
    """A5 for the stable network plus a hat with these three kinks."""
    left, top, right = kinks
    slopes = [1 / (top - left), -1 / (top - left) - 1 / (right - top), 1 / (right - top)]
    neurons = [(Fraction(1), -t, height * s) for t, s in zip(kinks, slopes, strict=True)]
    return stability_certificate(with_neurons(data, neurons), data)


def ends(data: TrainingSet, k: int, side: int) -> list[Fraction]:
    """The kinks of a hat that reaches ball k at one end only, where it is highest there."""
    x, r = data.x1[k - 1], data.radius
    return sorted([x - side * r, x + side * r, x + side * r * Fraction(9, 8)])


def near(value: Fraction, sign: int) -> tuple[Fraction, Fraction]:
    """Integers w, b with w * value + b = 1 / denominator of the value, w large and of this sign."""
    p, q = value.numerator, value.denominator
    w = pow(p, -1, q) + sign * q * 10**6
    return Fraction(w), Fraction(1 - w * p, q)


def integral(network: ReluNetwork) -> ReluNetwork:
    """The same function of x_1, the first layer in integers: a neuron is scaled up, its weights in the output down."""
    first, last = network.layers
    scales = [max(b.denominator * w.denominator for w in row) for row, b in zip(first.weights, first.bias, strict=True)]
    weights = [[w * s for w in row] for row, s in zip(first.weights, scales, strict=True)]
    bias = [b * s for b, s in zip(first.bias, scales, strict=True)]
    return ReluNetwork.of(
        [(weights, bias), ([[w / s for w, s in zip(last.weights[0], scales, strict=True)]], last.bias)]
    )


def units() -> dict[str, Certificate]:
    """Pre-activations that are one unit of the kernel's integers away from 0."""
    data = double_training_set(2)
    left = data.x1[0] - data.radius
    up = near(left, -1)
    rising = [(-up[0], -up[1], Fraction(v)) for v in (1, -1)]  # -1 unit at the left end, positive at the right
    falling = [(*up, Fraction(v)) for v in (1, -1)]
    w, b = near(left, 1)  # one unit at the left end of the first ball, where it makes -1 + 2 * 0 a 0; off on the second
    first, last = with_neurons(data, [(w, b, Fraction(-1, 2)), (w, b + 1, Fraction(1, 2))]).layers
    barely = ReluNetwork.of([(first.weights, first.bias), ([[2 * v for v in last.weights[0]]], [2 * last.bias[0] - 1])])
    made = {
        name: stability_certificate(integral(with_neurons(data, neurons)), data)
        for name, neurons in (("rising", rising), ("falling", falling))
    }
    return {
        "A5-neuron-barely-active": stability_certificate(integral(barely), data),
        **{f"A5-kink-one-unit-inside-{name}": certificate for name, certificate in made.items()},
    }


def wide() -> dict[str, Certificate]:
    """More than 256 of everything that is counted."""
    blank = ReluNetwork.of([([[0] * 300] * 2, [0, 0]), ([[1, 1]], [Fraction(1, 2)])])
    many = ReluNetwork.of([([[0, 0]] * 300, [0] * 300), ([[1] * 300], [Fraction(1, 2)])])
    small = ReluNetwork.of([([[0, 0]], [0]), ([[1]], [Fraction(1, 2)])])
    return {
        "A4-three-hundred-dimensions": instability_certificate(
            universal_perturbation(blank, double_training_set(12, dimension=300))
        ),
        "A4-three-hundred-neurons": instability_certificate(universal_perturbation(many, double_training_set(12))),
        "A4-three-hundred-and-one-points": instability_certificate(
            universal_perturbation(small, double_training_set(301))
        ),
    }


def played(algorithm: Any, family: Family, alpha: Any, reads: int = 4) -> Certificate:
    """The certificate of an algorithm's defeat."""
    return defeat_certificate(defeat(algorithm, family, Fraction(alpha), budget=Budget(reads=reads)))


def always(*output: Any) -> Any:
    """The algorithm that reads one evaluation and has this output."""

    def algorithm(problem: Any, oracle: Any, tape: Any) -> list[Fraction]:
        oracle.read(0, 3)
        return [Fraction(v) for v in output]

    return algorithm


def defeats() -> dict[str, Certificate]:
    """Outputs at a distance from the solutions that is neither 0 nor large."""
    sup, square = minimiser_family((2, 1, 1)), minimiser_family((2, 1, 1), cost=COSTS["sum-square"], eps="1/10")
    root = InverseProblem("P3", columns=3)
    return {
        "J-near-the-labels": played(always("-1/10", 1, "1/10", "9/10"), sup, "1/8"),
        "J-at-accuracy-from-the-labels": played(always("-1/8", 1, "1/8", "9/10"), sup, "1/8"),
        "J-at-accuracy-from-one-half": played(always("3/8", "1/2", "5/8", "1/2"), sup, "1/8"),
        "J-perhaps-near-the-labels": played(always("-1/5", 1, "1/10", "9/10"), square, "1/7"),
        "J-perhaps-near-the-limit": played(always("9/20", "11/20", "9/20", "11/20"), square, "1/10"),
        "J-perhaps-at-accuracy-from-the-limit": played(always("2/5", "3/5", "2/5", "3/5"), square, "1/10"),
        "K-near-a-corner": played(always("1/1000", "16/1000", "-1/1000"), digits_family(root, 2), "1/100"),
        "K-near-the-segment": played(always("8/1000", "8/1000", "1/1000"), digits_family(root, 2), "1/100"),
    }


def reads_everything(family: Family, n: int, level: int = 100) -> Certificate:
    """An algorithm that never halts and reads all evaluations at this level, on the limit and on the members n."""
    start = played(lambda problem, oracle, tape: None, family, 0)
    for runs, place in zip(start["witness"], start["claim"]["inputs"], strict=True):
        branch = place["branch"]
        place["n"] = n if branch else 0
        of = family.member(branch, n) if branch else family.limit
        count = len(family.problem(Fraction(0)).evaluations)
        runs[0]["steps"] = [[k, level, write_rational(dyadic(of.evaluation(k), level))] for k in range(count)]
    return edited(start, "claim.limit", start["claim"]["limit"])


def evaluations() -> dict[str, Certificate]:
    """All evaluations of the families, to 100 digits."""
    orthogonal = tuple(tuple(Fraction(v, 3) for v in row) for row in ((1, 2, 2), (2, 1, -2), (2, -2, 1)))
    return {
        "J-everything-read": reads_everything(minimiser_family((2, 1, 1), "2/3"), 3),
        "J-everything-read-in-four-dimensions": reads_everything(minimiser_family((4, 2, 1), "3/4", r=5), 1),
        "K-everything-read-P1": reads_everything(digits_family(InverseProblem("P1", eta=Fraction(1, 3)), 2), 2),
        "K-everything-read-P2": reads_everything(digits_family(InverseProblem("P2", m=3, columns=5), 3), 4),
        "K-everything-read-P3": reads_everything(
            digits_family(InverseProblem("P3", lam=Fraction(2, 7), m=3, columns=6, q=orthogonal), 2), 1
        ),
        "K-everything-read-programs": reads_everything(
            linear_program_family("1", alpha="5/2", y1="4/3", m=3, columns=5), 2
        ),
    }


def distances() -> dict[str, Certificate]:
    """Outputs at exactly the accuracy from the segment between two corners, in every norm and at every part of it."""
    found = {}
    for norm, distance in (("1", "5/24"), ("2", "1/8"), ("inf", "1/12")):
        family = linear_program_family(norm, alpha=3, y1=2, columns=4)  # corners 2/3 e_1 and 2/3 e_2
        for name, output in (
            ("inside", ("1/3", "1/2", "1/24", 0)),  # off by 1/12, 1/12, 1/24 there
            ("beyond-one", ("3/4", "-1/12", 0, "1/24")),
            ("beyond-two", ("-1/12", "3/4", "-1/24", 0)),
        ):
            found[f"K-distance-{norm}-{name}"] = played(always(*output), family, distance)
            less = write_rational(Fraction(distance) - Fraction(1, 1000))
            found[f"K-distance-{norm}-{name}-not-quite"] = played(always(*output), family, less)
    return found


def _bad_defeats() -> dict[str, Certificate | str]:
    patient = played(always(0, 1, 0, 1), minimiser_family((2, 1, 1)), "1/8")
    k, level, value = patient["witness"][0][0]["steps"][0]
    far = [[k, level, str(Fraction(value) + Fraction(j, 8))] for j in (2, -2)]
    fork = played(always("1/1000", "16/1000", "-1/1000"), digits_family(InverseProblem("P3", columns=3), 2), "1/100")
    return {
        **{
            f"DF.3-reading-two-units-{name}": reading(patient, "0.0", [r])
            for name, r in zip(("above", "below"), far, strict=True)
        },
        "DF.2-the-same-branch-twice": edited(fork, "claim.inputs.2.branch", 1),
        "DF.2-the-limit-twice": edited(edited(patient, "claim.inputs.1.branch", 0), "claim.inputs.1.n", 0),
        "DF.2-missing-runs": edited(fork, "witness", fork["witness"][:2]),
        "DF.2-more-runs": edited(fork, "witness", [*fork["witness"], fork["witness"][0]]),
    }


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    return {**units(), **wide(), **defeats(), **evaluations(), **distances()}


def bad() -> dict[str, Certificate | str]:
    """Certificates that must not be accepted, by name."""
    found: dict[str, Any] = {**_bad_defeats()}
    for name, k in (("first", 1), ("last", 9)):
        for side, where in ((-1, "left"), (1, "right")):
            for height, how in ((1, "above"), (-1, "below")):
                condition = "A5.5" if side < 0 else "A5.6"
                found[f"{condition}-{how}-the-label-{where}-in-the-{name}-ball"] = with_hat(
                    ODD, ends(ODD, k, side), height
                )
    base = stability_certificate(stable_network(ODD), ODD)
    return found | {
        "malformed-too-many-biases": edited(
            base, "witness.network.0.bias", [*base["witness"]["network"][0]["bias"], "0"]
        ),
        "malformed-too-few-biases": edited(base, "witness.network.0.bias", base["witness"]["network"][0]["bias"][:-1]),
        "malformed-layers-too-long": edited(
            base, "witness.network.1.weights.0", [*base["witness"]["network"][1]["weights"][0], "0"]
        ),
    }
