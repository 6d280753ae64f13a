"""E0: what the kernel accepts of a z holds for every sparse vector that the data admit; changed claims fail."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.certificates import canonical, recovery_certificate
from constructions.firenet import firenet, firenet_for, norm_above, run
from constructions.null_space import certify, hadamard_constants, hadamard_matrix, required
from constructions.rational_matrices import norm_bound
from constructions.recovery import recovery
from proofs_check import kernel
from tests.certificates.editing import edited
from tests.kernel.corpus import FOLDER, GOOD
from theory.exact import BarriersError, rational, write_rational

FILES = [path for path in GOOD if path.stem.startswith("E0")]
ZERO = Fraction(0)
small = st.fractions(-3, 3, max_denominator=6)


def verdict(certificate: object) -> str:
    return kernel.check_bytes(canonical(certificate).encode()).verdict


@pytest.mark.result("E0")
@given(st.data(), st.sampled_from([(1, 1)] * 7 + [(2, 2)]))
def test_every_sparse_vector_that_the_data_admit_is_within_the_certified_bound(
    chooser: st.DataObject, which: tuple[int, int]
) -> None:
    """Whatever z is; one that costs more than 0 is said to show nothing."""
    matrix, (k, order) = hadamard_matrix(which[0]), which
    n, constants = len(matrix[0]), hadamard_constants(k, order)
    x = [ZERO] * n
    for j in chooser.draw(st.lists(st.integers(0, n - 1), min_size=order, max_size=order)):
        x[j] = chooser.draw(small.filter(bool))
    error = [chooser.draw(small) / 50 for _ in matrix] if chooser.draw(st.booleans()) else [ZERO] * len(matrix)
    y = [sum((a * v for a, v in zip(row, x, strict=True)), e) for row, e in zip(matrix, error, strict=True)]
    noise = norm_above(error)
    network = firenet(constants, norm_bound(matrix), start=norm_above(y) + (not any(y)), delta=2 * noise, restarts=4)
    z = run(network, matrix, y) if chooser.draw(st.booleans()) else [chooser.draw(small) for _ in x]
    found = recovery(network, constants, matrix, y, z)
    off = sum(((v - w) ** 2 for v, w in zip(found.z, x, strict=True)), ZERO)
    assert off <= found.bound**2
    said = kernel.check_bytes(canonical(recovery_certificate(found)).encode())
    assert said.verdict == "accepted"
    if any(z) and network.lam * sum(map(abs, found.z)) + found.residual > norm_above(y):
        assert said.report[0].startswith("vacuous: ")


NEAR = [[1, 0, "-1/8", "-1/8"], ["1/8", 1, "1/8", "1/8"], ["-1/8", "1/8", 1, "-1/8"], [0, "1/8", "-1/8", 1]]


@pytest.mark.result("E0")
@pytest.mark.parametrize("tau", [None, "4/5"])
def test_the_steps_of_the_network_are_no_matter_of_the_certificate(tau: str | None) -> None:
    y = [1, "1/8", "-1/8", 0]
    network = firenet_for(NEAR, y, 1, restarts=6, **({"tau": tau} if tau else {}))
    found = recovery(network, required(NEAR, 1), NEAR, y, run(network, NEAR, y))
    assert verdict(recovery_certificate(found)) == "accepted"


@pytest.mark.result("E0")
@given(st.lists(st.integers(-12, 12), min_size=12, max_size=12))
def test_every_certificate_of_a_network_for_ones_own_matrix_is_accepted(entries: list[int]) -> None:
    off = iter(entries)
    rows = [[Fraction(1) if i == j else Fraction(next(off), 100) for j in range(4)] for i in range(4)]
    constants = certify(rows, 1)
    if constants is None or constants.route == "all supports":
        return
    y = [2 * row[1] for row in rows]
    network = firenet_for(rows, y, 1, restarts=2)
    found = recovery(network, constants, rows, y, run(network, rows, y))
    assert verdict(recovery_certificate(found)) == "accepted"


@pytest.mark.result("E0")
def test_networks_of_certified_matrices_have_accepted_certificates() -> None:
    for rows, order in ((hadamard_matrix(2), 2), ([["3/2", 0, "1/10"], [0, "8/5", 0], ["1/10", 0, "3/2"]], 1)):
        y = [Fraction(j, 3) for j in range(len(rows))]
        network = firenet_for(rows, y, order, noise=4, restarts=3, tau="1/3")
        found = recovery(network, required(rows, order), rows, y, run(network, rows, y))
        assert verdict(recovery_certificate(found)) == "accepted"


@pytest.mark.infrastructure
def test_constants_from_all_supports_have_no_certificate() -> None:
    rows = [["6/5", 0, 0, 0], [0, "4/5", 0, 0], [0, 0, 1, "2/5"], [0, 0, 0, "11/12"]]
    network, constants = firenet_for(rows, [1, 0, 0, 0], 1), certify(rows, 1)
    assert constants is not None
    found = recovery(network, constants, rows, [1, 0, 0, 0], run(network, rows, [1, 0, 0, 0]))
    with pytest.raises(BarriersError, match="all supports"):
        recovery_certificate(found)
    with pytest.raises(BarriersError, match="entries"):
        recovery(network, constants, rows, [1, 0, 0], [0] * 4)


@pytest.mark.result("E0")
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
@pytest.mark.parametrize("by", [Fraction(1), Fraction(1, 2**90), Fraction(-1), Fraction(-1, 2**90)], ids=str)
def test_changing_any_number_of_a_claim_makes_the_kernel_reject(path: Path, by: Fraction) -> None:
    base = json.loads(path.read_text())
    claim, whole = base["claim"], 1 if by > 0 else -1
    places = ["bound", "lambda", "noise", *(f"z.{j}" for j in range(len(claim["z"])))]
    changes = [(place, _at(claim, place)) for place in places]
    for place, old in changes:
        changed = edited(base, f"claim.{place}", write_rational(rational(old) + by), pin=False)
        assert verdict(changed) == "rejected", place
    assert verdict(edited(base, "claim.order", claim["order"] + whole, pin=False)) == "rejected"


def _at(claim: dict[str, object], place: str) -> str:
    found: object = claim
    for step in place.split("."):
        found = found[int(step)] if isinstance(found, list) else found[step]  # type: ignore[index]
    return str(found)


@pytest.mark.result("E0")
def test_any_z_is_accepted_for_what_it_is_worth_and_one_dearer_than_zero_as_vacuous() -> None:
    base = json.loads((FOLDER / "good" / "E0-vacuous-dearer-than-zero.json").read_text())
    edge = json.loads((FOLDER / "good" / "E0-no-dearer-than-zero.json").read_text())
    told = [kernel.check_bytes(canonical(one).encode()).report[0].split(":")[0] for one in (base, edge)]
    assert told == ["vacuous", "checked"]
    for other in ("E2", "E1", "E3"):
        assert verdict({**base, "result": other}) == "unsupported"
