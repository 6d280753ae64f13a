"""TL.2-TL.4 of a certificate of T1, term by term in Fractions; and the data of the answers of one of T3."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.constructions.trust.supports import Q
from theory.exact import rational

Vector = list[Fraction]


def numbers(block: dict[str, str]) -> Vector:
    return [int(v) / rational(block["over"]) for v in block["values"].split()]


def failing(claim: dict[str, Any], witness: dict[str, Any]) -> str:  # noqa: C901
    """The first condition of TL that fails; empty if none does."""
    data, within = witness["data"], claim["within"]
    columns, y = [numbers(c) for c in data["columns"]], numbers(data["y"])
    weights = numbers(data["row_weights"]) if data["row_weights"] else [Q(1)] * len(y)
    limits, ridge, eps, play = (
        [rational(v) for v in values]
        for values in (claim["thresholds"], claim["ridge"], within["columns"], within["thresholds"])
    )
    eps_y, places, signs = rational(within["y"]), claim["support"], claim["signs"]
    x, w, flat, combined = (numbers(witness[name]) for name in ("x", "width", "inverse", "combinations"))
    k, off = len(places), [j for j in range(len(columns)) if j not in places]

    def inner(u: Vector, v: Vector) -> Fraction:
        return sum((c * a * b for c, a, b in zip(weights, u, v, strict=True)), Q(0))

    def norm(u: Vector) -> Fraction:
        return sum((c * abs(a) for c, a in zip(weights, u, strict=True)), Q(0))

    def mixed(factors: Vector) -> Vector:
        return [sum((f * columns[j][a] for f, j in zip(factors, places, strict=True)), Q(0)) for a in range(len(y))]

    total, inside = sum(weights), [eps[j] for j in places]
    rest = [b - v for b, v in zip(y, mixed(x), strict=True)]
    rho = eps_y + sum((e * abs(v) for e, v in zip(inside, x, strict=True)), Q(0))
    omega = sum((e * v for e, v in zip(inside, w, strict=True)), Q(0))
    sums = [norm(columns[j]) + total * eps[j] for j in places]

    def box(factors: Vector, vector: Vector, sign: int, own: Fraction) -> Fraction:
        kappa = own + sum((abs(f) * e for f, e in zip(factors, inside, strict=True)), Q(0))
        moves = eps_y * norm(vector) + sum((abs(f) * play[j] for f, j in zip(factors, places, strict=True)), Q(0))
        for f, v, e in zip(factors, x, inside, strict=True):
            moves += e * norm([f * r + sign * v * b for r, b in zip(rest, vector, strict=True)])
        spread = sum((a * v for a, v in zip(sums, w, strict=True)), Q(0))
        return moves + total * kappa * rho + norm(vector) * omega + kappa * spread

    def bound(factors: Vector) -> Fraction:
        return sum(
            (f * (s * limits[j] + ridge[j] * v) for f, s, j, v in zip(factors, signs, places, x, strict=True)), Q(0)
        )

    for i in range(k):
        factors = flat[i * k : (i + 1) * k]
        vector = mixed(factors)
        side = abs(inner(vector, rest) - bound(factors)) + box(factors, vector, -1, Q(0))
        for number, j in enumerate(places):
            gram = inner(vector, columns[j]) + factors[number] * ridge[j]
            side += abs((i == number) - gram) * w[number]
        if not side < w[i]:
            return "TL.2"
        if signs[i] and not signs[i] * x[i] > w[i]:
            return "TL.3"
    for number, j in enumerate(off):
        factors = combined[number * k : (number + 1) * k]
        vector = [a - b for a, b in zip(columns[j], mixed(factors), strict=True)]
        side = abs(inner(vector, rest) + bound(factors)) + box(factors, vector, 1, eps[j]) + play[j]
        side += eps[j] * norm(rest)
        for l, width in zip(range(k), w, strict=True):  # noqa: E741
            side += abs(inner(vector, columns[places[l]]) - factors[l] * ridge[places[l]]) * width
        if not side < limits[j]:
            return "TL.4"
    return ""


def answers(certificate: dict[str, Any]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """The claims with witnesses, without a box, that the answers of a certificate of T3 are."""
    claim, witness = certificate["claim"], certificate["witness"]
    within, found = claim["within"], []
    zeros = ["0"] * claim["columns"]
    for number, answer in enumerate(witness["answers"]):
        step, corner = rational(answer["step"]), answer["corner"]
        assert 0 <= step <= 1

        def shifted(block: dict[str, str], signs: str, radius: str, step: Fraction = step) -> dict[str, str]:
            moves = {"+": 1, "-": -1, "0": 0}
            values = numbers(block)
            signed = signs or "0" * len(values)
            moved = [v + step * moves[s] * rational(radius) for v, s in zip(values, signed, strict=True)]
            over = Q(1)
            for v in moved:
                over = over * (over * v).denominator
            return {"over": str(over), "values": " ".join(str(v * over) for v in moved)}

        pairs = zip(witness["data"]["columns"], corner["columns"], within["columns"], strict=True)
        data = {
            "columns": [shifted(*pair) for pair in pairs],
            "y": shifted(witness["data"]["y"], corner["y"], within["y"]),
            "row_weights": witness["data"]["row_weights"],
        }
        stated = {"support": claim["supports"][number], "signs": claim["signs"][number]}
        exact = {"within": {"columns": zeros, "y": "0", "thresholds": zeros}}
        found.append(({**claim, **stated, **exact}, {**answer, "data": data}))
    return found
