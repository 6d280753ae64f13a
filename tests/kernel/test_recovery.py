"""E2: what the kernel accepts of an output holds for every sparse vector that the data admit; changed claims fail."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.certificates import canonical, recovery_certificate
from constructions.firenet import firenet, firenet_for, norm_above, run
from constructions.null_space import (
    certify,
    hadamard_constants,
    hadamard_matrix,
    norm_bound,
    rational_matrix,
    required,
    row_sum,
)
from constructions.recovery import recovery
from proofs_check import kernel
from tests.certificates.editing import edited
from tests.kernel.corpus import GOOD
from theory.exact import BarriersError, rational, write_rational

FILES = [path for path in GOOD if path.stem.startswith("E2")]
ZERO = Fraction(0)
small = st.fractions(-3, 3, max_denominator=6)


def verdict(certificate: object) -> str:
    return kernel.check_bytes(canonical(certificate).encode()).verdict


@pytest.mark.result("E2")
@given(st.data(), st.sampled_from([(1, 1)] * 7 + [(2, 2)]))
def test_every_sparse_vector_that_the_data_admit_is_within_the_certified_bound(
    chooser: st.DataObject, which: tuple[int, int]
) -> None:
    """Whatever z is; for z from a network the certificate is accepted."""
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
    if found.bound <= network.bound:
        assert verdict(recovery_certificate(found)) == "accepted"
    else:
        with pytest.raises(BarriersError, match="larger than the network's"):
            recovery_certificate(found)


NEAR = [[1, 0, "-1/8", "-1/8"], ["1/8", 1, "1/8", "1/8"], ["-1/8", "1/8", 1, "-1/8"], [0, "1/8", "-1/8", 1]]
"""||A||^2 is about 1.33, the largest row sum of |A A^T| about 1.73."""


@pytest.mark.result("E2")
def test_a_network_for_ones_own_matrix_takes_steps_that_the_kernel_can_vouch_for() -> None:
    """Rejected: tau from a better bound on ||A|| than sums give; its certificates would be refused (RC.8)."""
    rows, y = NEAR, [1, "1/8", "-1/8", 0]
    constants = required(rows, 1)
    own = firenet(constants, norm_bound(rational_matrix(rows)), start=2, restarts=6)
    assert own.tau**2 * row_sum(rational_matrix(rows)) > 1
    for network in (own, firenet_for(rows, y, 1, restarts=6, tau="4/5")):
        with pytest.raises(BarriersError, match="largest row sum"):
            recovery_certificate(recovery(network, constants, rows, y, run(network, rows, y)))
    network = firenet_for(rows, y, 1, restarts=6)
    assert network.tau**2 * row_sum(rational_matrix(rows)) <= 1
    assert verdict(recovery_certificate(recovery(network, constants, rows, y, run(network, rows, y)))) == "accepted"


@pytest.mark.result("E2")
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


@pytest.mark.result("E2")
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


@pytest.mark.result("E2")
@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
@pytest.mark.parametrize("by", [Fraction(1), Fraction(1, 2**90), Fraction(-1), Fraction(-1, 2**90)], ids=str)
def test_changing_any_number_of_a_claim_makes_the_kernel_reject(path: Path, by: Fraction) -> None:
    base = json.loads(path.read_text())
    claim, whole = base["claim"], 1 if by > 0 else -1
    places = ["bound", "lambda", "noise", "promised", *(f"z.{j}" for j in range(len(claim["z"])))]
    changes = [(place, _at(claim, place)) for place in places]
    for place, old in changes:
        changed = edited(base, f"claim.{place}", write_rational(rational(old) + by), pin=False)
        assert verdict(changed) == "rejected", place
    for place in ("order", "layers.0") + (("layers.1",) if by < 0 else ()):  # more layers than needed are admitted
        assert verdict(edited(base, f"claim.{place}", int(_at(claim, place)) + whole, pin=False)) == "rejected", place


def _at(claim: dict[str, object], place: str) -> str:
    found: object = claim
    for step in place.split("."):
        found = found[int(step)] if isinstance(found, list) else found[step]  # type: ignore[index]
    return str(found)


@pytest.mark.infrastructure
def test_layers_of_the_claim_may_be_more_than_needed() -> None:
    base = json.loads(FILES[0].read_text())
    assert verdict(edited(base, "claim.layers.1", base["claim"]["layers"][1] + 1)) == "accepted"
