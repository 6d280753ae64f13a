"""The instances that `python -m proofs_check.smt` decides, each with the verdict that is expected of both solvers.

A theorem's instance is unsat, "there is no counterexample"; beside it stands a false twin, nearly the same claim, which
is sat, and whose counterexample is replayed exactly.  What a certificate claims is expected to be what the kernel says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from constructions.certificates import canonical, instability_certificate, sha256, stability_certificate
from constructions.instability import universal_perturbation
from constructions.inverse_problems import InverseProblem
from constructions.stable_network import sharp_network, sharp_runs, stable_network
from constructions.training_sets import TrainingSet, double_training_set, training_set
from proofs_check import kernel
from proofs_check.smt.boxes import PosedProgram, PosedRegression, another_basis, another_support
from proofs_check.smt.minimisers import PosedProblem, another_minimiser, another_solution, segment_missed
from proofs_check.smt.parameters import another_minimiser_for_some_parameters, another_solution_for_some_parameters
from proofs_check.smt.questions import (
    Question,
    certificate_network,
    misclassified,
    right_somewhere,
    within_one_half,
    wrong_on_balls,
)
from theory.layers import piece_bound

__all__ = ["Case", "cases", "programs", "regressions"]

ROTATION = ((Fraction(3, 5), Fraction(4, 5)), (Fraction(-4, 5), Fraction(3, 5)))


@dataclass(frozen=True)
class Case:
    """One row: the result's ID, what is asked, the question, and the verdict expected."""

    result: str
    name: str
    question: Question
    expected: str


def cases(*, long: bool = False) -> list[Case]:
    """Return the quick cases, with `long` those that take minutes too."""
    found = [*_certificates(), *_architectures(), *_inverse_problems(), *_linear_programs(), *_boxes()]
    return found + ([*_long()] if long else [])


def accepted(certificate: dict[str, Any]) -> str:
    """Return the verdict expected of the solvers: unsat if the kernel accepts the certificate, else sat."""
    return "unsat" if kernel.check_bytes(canonical(certificate).encode()).verdict == "accepted" else "sat"


def _instability(n: int, width: int) -> Iterator[Case]:
    data = double_training_set(n)
    certificate = instability_certificate(universal_perturbation(sharp_network(sharp_runs(n, width), width), data))
    witness = certificate["witness"]
    listed = witness["indices"]
    name = f"({data.dimension}; {width}; 1), n = {n}"
    asked = right_somewhere(certificate, listed)
    yield Case("A4", f"{name}: right at one of the points {listed}, for some t", asked, accepted(certificate))
    others = [k for k in range(1, n + 1) if k not in listed]
    longer = [*listed, others[-1]]
    claim = {**certificate["claim"], "indices_sha256": sha256(longer), "failing": len(longer)}
    wider = {**certificate, "claim": claim, "witness": {**witness, "indices": longer}}
    asked = right_somewhere(wider, longer)
    yield Case("A4", f"{name}: twin, point {others[-1]} listed too", asked, accepted(wider))


def _bumped(data: TrainingSet) -> dict[str, Any]:
    """Return the certificate of the stable network with a hat inside the first ball: right at centre and ends."""
    certificate = stability_certificate(stable_network(data), data)
    network = [{key: [*value] for key, value in layer.items()} for layer in certificate["witness"]["network"]]
    kinks = [data.x1[0] + data.radius * Fraction(j, 4) for j in (1, 2, 3)]
    zeros = ["0"] * (data.dimension - 1)
    network[0]["weights"] += [["1", *zeros] for _ in kinks]
    network[0]["bias"] += [str(-t) for t in kinks]
    network[1]["weights"] = [[*network[1]["weights"][0], "1", "-2", "1"]]
    bumped = certificate_network({"witness": {"network": network}})
    return stability_certificate(bumped, data)


def _stability(n: int, dimension: int) -> Iterator[Case]:
    data = training_set(n, "3/4", dimension=dimension)
    certificate = stability_certificate(stable_network(data), data)
    name = f"({dimension}; {2 * (n - 1)}; 1), n = {n}, d = {dimension}"
    yield Case("A5", f"{name}: wrong on a closed ball", wrong_on_balls(certificate), accepted(certificate))
    gap = (data.x1[-2] - data.x1[-1]) / 2 / data.radius
    yield Case("A5", f"{name}: twin, balls that meet", wrong_on_balls(certificate, gap), "sat")
    hat = _bumped(data)
    yield Case("A5", f"{name}: twin, a hat inside a ball", wrong_on_balls(hat), accepted(hat))


def _certificates() -> Iterator[Case]:
    yield from _instability(9, 3)
    yield from _stability(4, 3)


def _classified(hidden: tuple[int, ...], n: int, expected: str, at_most: int = 0) -> Case:
    fails = f"fails at {at_most} points or fewer of" if at_most else "classifies"
    told = f"{hidden}, P = {piece_bound((2, *hidden, 1))}: a network {fails} x^1..x^{n}"
    return Case("A3" if at_most else "A6", told, misclassified(hidden, n, at_most), expected)


def _near(hidden: tuple[int, ...], r: int, expected: str, *, strict: bool = True) -> Case:
    told = f"{hidden}, P = {piece_bound((2, *hidden, 1))}: error {'<' if strict else '<='} 1/2 on x^1..x^{r}"
    return Case("B0", told, within_one_half(hidden, r, strict=strict), expected)


def _architectures() -> Iterator[Case]:
    """All networks of a shape: n = P + 2 points are too many, fewer are not."""
    for hidden, possible in (((1,), 2), ((2,), 3), ((3,), 5), ((1, 1), 2), ((2, 1), 3)):
        beyond = piece_bound((2, *hidden, 1)) + 2
        yield _classified(hidden, beyond, "unsat")
        yield _classified(hidden, possible, "sat")
        yield _near(hidden, beyond, "unsat")
        yield _near(hidden, beyond, "sat", strict=False)
        yield _near(hidden, possible, "sat")
    yield _classified((1,), 3, "unsat")  # A3: for widths 1 and 2 the bound is off by one
    yield _classified((2,), 4, "unsat")
    yield _classified((1,), 7, "unsat", 1)
    yield _classified((1,), 7, "sat", 3)
    yield _classified((2,), 8, "unsat", 1)
    yield _classified((3,), 8, "unsat", 1)
    yield _classified((3,), 8, "sat", 2)


def _inverse_problems() -> Iterator[Case]:
    half, third = Fraction(1, 2), Fraction(1, 3)
    for kind in ("P1", "P2", "P3"):
        lam, eta = (half, third) if kind == "P1" else (half, Fraction(0))
        for alpha, beta, m, columns, q in (
            (Fraction(4), Fraction(3), 1, 2, None),
            (Fraction(3, 2), Fraction(5, 2), 2, 3, ROTATION),
            (Fraction(100), 100 - Fraction(1, 4**9), 2, 3, None),
        ):
            case = PosedProblem(InverseProblem(kind, lam, eta, m, columns, q), alpha, beta)
            told = f"{kind}, ({alpha}, {beta}), m = {m}{', rotated' if q else ''}"
            yield Case("C0", f"{told}: another minimiser", another_minimiser(case), "unsat")
        swapped = PosedProblem(InverseProblem(kind, lam, eta, 2, 3, ROTATION), Fraction(3), Fraction(4))
        wrong = PosedProblem(swapped.problem, Fraction(3), Fraction(2)).ends
        yield Case("C0", f"{kind}: twin, c(3)e_1 named for (3, 4)", another_minimiser(swapped, wrong), "sat")
        tie = PosedProblem(swapped.problem, Fraction(3), Fraction(3))
        yield Case("C0", f"{kind}, (3, 3): a minimiser off the segment", another_minimiser(tie), "unsat")
        yield Case("C0", f"{kind}, (3, 3): no minimiser on the segment", segment_missed(tie), "unsat")
        flat = PosedProblem(InverseProblem(kind, lam, eta), Fraction(3), Fraction(3))
        yield Case("C0", f"{kind}, (3, 3): twin, one end only", another_minimiser(flat, flat.ends[:1]), "sat")
        for m in (1, 2):
            asked = another_minimiser_for_some_parameters(kind, m=m)
            told = f"{kind}, m = {m}, N = {m + 1}, all α > β, λ, η"
            yield Case("C0", f"{told}: another minimiser", asked, "unsat")
        asked = another_minimiser_for_some_parameters(kind, m=2, ties=True)
        yield Case("C0", f"{kind}, m = 2: twin, all α ≥ β", asked, "sat")


def _linear_programs() -> Iterator[Case]:
    one = Fraction(1)
    for alpha, beta, y1, m, columns in ((one, one - Fraction(1, 4**9), one, 1, 3), (one, one * 3, one / 7, 2, 5)):
        asked = another_solution(alpha, beta, y1, m=m, columns=columns)
        yield Case("D", f"({alpha}, {beta}), m = {m}: another solution", asked, "unsat")
    yield Case("D", "(2, 2): a solution off the segment", another_solution(one * 2, one * 2, one), "unsat")
    end = (one / 2, one * 0, one * 0)
    yield Case("D", "(2, 2): twin, one end only", another_solution(one * 2, one * 2, one, named=[end]), "sat")
    yield Case("D", "(2, 3): twin, e_1/2 named", another_solution(one * 2, one * 3, one, named=[end]), "sat")
    yield Case("D", "all α > β, y_1: another solution", another_solution_for_some_parameters(), "unsat")
    yield Case("D", "twin, all α ≥ β", another_solution_for_some_parameters(ties=True), "sat")


def _numbers(*texts: str) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, texts))


def regressions() -> Iterator[tuple[str, PosedRegression, int]]:
    """Yield boxes that T1 certifies, each with a factor by which it is too large to be trusted."""
    one = PosedRegression((_numbers("2", "1"),), _numbers("1"), _numbers("1/2", "1/2"), _numbers("0", "0"),
                          Fraction(1, 10), (1, 0))  # fmt: skip
    yield "m = 1, n = 2, y", one, 9
    yield "m = 1, n = 2, y and thresholds", replace(one, loose=_numbers("1/10", "1/20")), 6
    yield "m = 1, n = 2, all data", replace(one, columns=_numbers("1/20", "1/20")), 8
    two = PosedRegression((_numbers("2", "1"), _numbers("0", "1")), _numbers("3", "2"), _numbers("1/2", "1/2"),
                          _numbers("1/50", "0"), Fraction(1, 50), (1, 1))  # fmt: skip
    yield "m = n = 2, y and the first column", two, 20
    yield "m = n = 2, ridge, an exact column without threshold", replace(
        two, thresholds=_numbers("1/2", "0"), ridge=_numbers("1/4", "0")
    ), 20  # fmt: skip


def programs() -> Iterator[tuple[str, PosedProgram, int]]:
    """Yield boxes that T2 certifies, each with a factor by which it is too large to be trusted."""
    tenth = Fraction(1, 10)
    one = PosedProgram((_numbers("3", "2", "-1"),), _numbers("1"), _numbers("1", "1", "1"),
                       _numbers("1/10", "1/10", "0"), tenth, (0,))  # fmt: skip
    yield "D, (3, 2), all data but the third column", one, 4
    two = PosedProgram((_numbers("1", "2", "1", "0"), _numbers("3", "1", "0", "1")), _numbers("4", "6"),
                       _numbers("-1", "-1", "0", "0"), _numbers("1/20", "1/20", "0", "0"), tenth, (0, 1))  # fmt: skip
    yield "two rows with slacks, all data", two, 9
    yield "two rows with slacks, right sides", replace(two, columns=_numbers("0", "0", "0", "0")), 30


def _boxes() -> Iterator[Case]:
    for name, posed, factor in regressions():
        yield Case("T1", f"{name}: another support in the box", another_support(posed), "unsat")
        yield Case("T1", f"{name}: twin, a box {factor} times as large", another_support(posed.widened(factor)), "sat")
    for name, program, factor in programs():
        yield Case("T2", f"{name}: another basis in the box", another_basis(program), "unsat")
        yield Case("T2", f"{name}: twin, a box {factor} times as large", another_basis(program.widened(factor)), "sat")


def _long() -> Iterator[Case]:
    yield from _instability(20, 5)
    yield from _stability(12, 6)
    yield _classified((4,), 7, "unsat")
    yield _classified((4,), 6, "sat")
    yield _classified((3, 1), 10, "unsat")
    yield _near((4,), 7, "unsat")
    yield _near((4,), 6, "sat")
    yield _classified((1, 2), 4, "unsat")  # so for all n >= 4, though A6 begins at P + 2 = 8
    yield _classified((1, 2), 3, "sat")
    yield _classified((2,), 10, "unsat", 2)
    yield _classified((3,), 10, "unsat", 2)
    yield _classified((3,), 10, "sat", 3)
    for kind in ("P1", "P2", "P3"):
        asked = another_minimiser_for_some_parameters(kind, m=3, further=1)
        yield Case("C0", f"{kind}, m = 3, N = 5, all α > β, λ, η: another minimiser", asked, "unsat")
