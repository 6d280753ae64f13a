"""Certificates of E0: what one z is worth, the output of a network or not; the names are as in make.py."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from constructions.certificates import recovery_certificate
from constructions.enclosures import enclose
from constructions.firenet import firenet, norm_above
from constructions.null_space import NullSpace, certify, from_isometry, hadamard_matrix
from constructions.rational_matrices import norm_bound
from constructions.recovery import recovery
from tests.certificates.editing import Certificate, edited, shifted
from theory.exact import rational, write_rational

ZERO, HALF = Fraction(0), Fraction(1, 2)
TINY = Fraction(1, 10**9)


def recovered(
    rows: Any, x: list[Any], order: int, *, noise: Any = 0, constants: NullSpace | None = None, **options: Any
) -> Certificate:
    """The certificate of what the network makes of y = A x + noise e_1."""
    found, matrix = constants or certify(rows, order), [[rational(v) for v in row] for row in rows]
    assert found is not None
    y = [sum((a * rational(v) for a, v in zip(row, x, strict=True)), ZERO) for row in matrix]
    y[0] += rational(noise)
    network = firenet(
        found, norm_bound(tuple(map(tuple, matrix))), start=norm_above(y), delta=2 * rational(noise), **options
    )
    return recovery_certificate(recovery(network, found, matrix, y, enclose(network, matrix, y, bits=30).centre))


def good() -> dict[str, Certificate]:
    """Certificates that must be accepted, by name."""
    small = hadamard_matrix(1)
    coherent = [["3/2", 0, "1/10"], [0, "8/5", 0], ["1/10", 0, "3/2"]]
    return {
        "E0-hadamard-4": recovered(small, [0, 0, "5/4", 0, 0, 0, 0, 0], 1, restarts=6),
        "E0-hadamard-4-second-basis": recovered(small, [0] * 5 + [-2, 0, 0], 1, restarts=1),
        "E0-hadamard-4-noise": recovered(
            small, [0, 0, "5/4", 0, 0, 0, 0, 0], 1, noise="1/50", restarts=5, upsilon="1/2"
        ),
        "E0-coherence-order-2": recovered(coherent, [0, 1, "-1/2"], 2, restarts=3, tau="1/2"),
        "E0-coherence": recovered(coherent, [0, 1, 0], 1, restarts=3, tau="1/2"),
        "E0-small-lambda": recovered(small, [1] + [0] * 7, 1, restarts=2, lam="1/5"),
        "E0-larger-isometry": recovered(
            small, [1] + [0] * 7, 1, restarts=2, constants=from_isometry(Fraction(3, 5), 1, "x")
        ),
    }


def bad() -> dict[str, Certificate | str]:
    """Certificates that must not be accepted, by name."""
    fine = good()
    plain, noisy, scaled = (fine[name] for name in ("E0-hadamard-4", "E0-hadamard-4-noise", "E0-coherence"))
    two = fine["E0-coherence-order-2"]
    larger = shifted(two["claim"]["lambda"], Fraction(1, 1000))
    return {
        **_bad_constants(plain, scaled),
        **_bad_outputs(plain, noisy),
        "RC.2-coherence-of-order-2": _second_order(scaled),
        "RC.4-larger-lambda-of-order-2": edited(two, "claim.lambda", larger),
    }


def _second_order(scaled: Certificate) -> Certificate:
    """Order 2 asks for three times the coherence, not for twice."""
    rows = [[rational(v) for v in row] for row in scaled["witness"]["matrix"]]
    square = rational(scaled["witness"]["scale"]) ** 2
    gram = [[square * sum(row[i] * row[j] for row in rows) for j in range(3)] for i in range(3)]
    off = max(abs(gram[i][j]) for i in range(3) for j in range(i))
    twice = max(abs(gram[j][j] - 1) for j in range(3)) + 2 * off
    return edited(edited(scaled, "claim.order", 2), "witness.isometry", write_rational(twice))


def _bad_constants(plain: Certificate, scaled: Certificate) -> dict[str, Certificate | str]:
    rho, gamma, lam = plain["witness"]["rho"], plain["witness"]["gamma"], plain["claim"]["lambda"]
    tilted = edited(plain, "witness.matrix.0.0", "1001/1000")
    skew = edited(
        edited(plain, "witness.matrix.0", ["1", "1/1000", *plain["witness"]["matrix"][0][2:]]), "claim.order", 1
    )
    wide = [[write_rational(Fraction(int("1" * 1999), 2 * 10**1998 + 1))] * 130 for _ in range(20)]
    large = edited(edited(plain, "witness.matrix", wide), "claim.z", ["0"] * 130)
    for key in ("y", "u"):
        large = edited(large, f"witness.{key}", ["0"] * 20)
    return {
        "RC.1-other-data": edited(plain, "claim.data_sha256", "0" * 64, pin=False),
        "RC.1-too-short-y": edited(plain, "witness.y", plain["witness"]["y"][:3]),
        "RC.1-too-long-u": edited(plain, "witness.u", [*plain["witness"]["u"], "0"]),
        "RC.1-too-short-z": edited(plain, "claim.z", plain["claim"]["z"][:7]),
        "RC.1-no-columns": edited(edited(plain, "claim.z", []), "witness.matrix", [[]] * 4),
        "RC.1-order-zero": edited(plain, "claim.order", 0),
        "RC.1-negative-noise": edited(plain, "claim.noise", "-1/1000"),
        "RC.2-smaller-isometry": edited(plain, "witness.isometry", "499/1000"),
        "RC.2-larger-order": edited(plain, "claim.order", 2),
        "RC.2-column-too-long": tilted,
        "RC.2-not-orthogonal": skew,
        "RC.2-scale-too-large": edited(scaled, "witness.scale", "1"),
        "RC.2-scale-negative": edited(plain, "witness.scale", "-1"),
        "RC.3-smaller-rho": edited(plain, "witness.rho", shifted(rho, -TINY * 1000)),
        "RC.3-rho-one": edited(edited(plain, "witness.rho", "1"), "witness.gamma", "9"),
        "RC.3-smaller-gamma": edited(plain, "witness.gamma", shifted(gamma, -TINY * 1000)),
        "RC.3-negative-gamma": edited(plain, "witness.gamma", f"-{gamma}"),
        "RC.4-larger-lambda": edited(plain, "claim.lambda", shifted(lam, TINY * 1000)),
        "RC.4-lambda-negative": edited(plain, "claim.lambda", f"-{lam}"),
        "RC.4-smaller-sharpness": edited(
            plain, "witness.sharpness", shifted(plain["witness"]["sharpness"], -TINY * 1000)
        ),
        "RC.4-negative-sharpness": edited(plain, "witness.sharpness", f"-{plain['witness']['sharpness']}"),
        "unsupported-large-recovery": large,
        "unsupported-common-denominator-of-a-recovery": edited(
            plain, "claim.z", [f"1/{10**3980 + 2 * j + 1}" for j in range(8)]
        ),
        "unsupported-recovery-of-another-result": {**plain, "result": "E2"},
        "malformed-order-as-text": edited(plain, "claim.order", "1"),
        "malformed-layers-of-a-network": {**plain, "claim": {**plain["claim"], "layers": [6, 113]}},
    }


def _bad_outputs(plain: Certificate, noisy: Certificate) -> dict[str, Certificate | str]:
    u, z = plain["witness"]["u"], plain["claim"]["z"]
    largest = max(range(8), key=lambda j: abs(rational(z[j])))
    scale = 1 / sum(rational(v) ** 2 for v in u) + 1
    return {
        "RC.5-smaller-residual": edited(plain, "witness.residual", "0"),
        "RC.5-negative-residual": edited(plain, "witness.residual", "-1"),
        "RC.5-another-z": edited(plain, f"claim.z.{largest}", shifted(z[largest])),
        "RC.6-too-large": edited(plain, "witness.u", [write_rational(rational(v) * scale) for v in u]),
        "RC.6-too-long": edited(_isolated(plain), "witness.u", ["0", "0", "0", "0", "2"]),
        "RC.6-negative-correlation": edited(plain, "witness.u", ["0", "0", "-3/4", "0"]),
        "RC.7-smaller-bound": edited(plain, "claim.bound", shifted(plain["claim"]["bound"], -TINY)),
        "RC.7-bound-without-noise": edited(noisy, "claim.bound", plain["claim"]["bound"]),
        "RC.7-dual-vector-of-nothing": edited(plain, "witness.u", ["0"] * 4),
    }


def _isolated(plain: Certificate) -> Certificate:
    """With a fifth row, of zeros, which no column bounds."""
    found = edited(plain, "witness.matrix", [*plain["witness"]["matrix"], ["0"] * 8])
    found = edited(found, "witness.y", [*plain["witness"]["y"], "0"])
    return edited(edited(found, "witness.isometry", "1/2"), "witness.u", [*plain["witness"]["u"], "0"])
