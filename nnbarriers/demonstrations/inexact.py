"""Inexact input (C1): LISTA, a learned network of ten layers, and a FIRENET on two inputs that no reading separates.

A layer is x -> S(W y + V x), S(v) = rho(v - theta) - rho(-v - theta), with W, V and theta learned: a ReLU network of
a fixed architecture. It is trained on right-hand sides t e_1, 1/2 <= t <= 2, and their minimisers for the first input
of index n, starting from readings of level n, which are admissible for the second input, too; on that one it is
tried. `python -m nnbarriers.demonstrations.inexact` prints the table, and that of the published construction;
`--train` trains anew, with torch, and writes inexact.json beside this. Training is in floats; the outputs of the
weights in the file are computed in rationals.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from constructions.files import keyed, listed, read_bytes, strict_json, write_text
from constructions.inverse_problems import InverseProblem
from nnbarriers.demonstrations import published
from nnbarriers.demonstrations.recovery import fork_output
from nnbarriers.demonstrations.rows import Demonstration, exact_row
from nnbarriers.wording import short
from theory.exact import BarriersError, dyadic, sqrt_enclosure

__all__ = ["CACHE", "minimiser", "networks_on_forks", "output", "rows", "table", "tables", "train", "weights"]

CACHE = Path(__file__).with_name("inexact.json")
LAYERS, DIGITS, LEVELS = 10, (1, 3, 6), (10, 20, 30)
ZERO = Fraction(0)
Vector = list[Fraction]
ListaLayer = tuple[Vector, list[Vector], Fraction]
"""W (2), V (2 x 2) and theta."""


def minimiser(digits: int) -> Fraction:
    """Return c = (3/2) 10^-K: the minimisers are c e_1 and c e_2, sqrt(2) c > 2 10^-K apart."""
    return InverseProblem("P3").coefficient(1 / (Fraction(3, 2) / 10**digits))


def weights(digits: int, level: int, path: Path = CACHE) -> list[ListaLayer]:
    """Return the trained layers for K digits and readings of one level; raises `BarriersError` for a strange file.

    >>> len(weights(1, 10))
    10
    """
    table = strict_json(read_bytes(path), str(path))
    names = {f"{k}/{n}" for k in DIGITS for n in LEVELS}
    found = []
    for layer in listed(keyed(table, names, str(path))[f"{digits}/{level}"], str(path)):
        try:
            w1, w2, v11, v12, v21, v22, theta = (Fraction(float.fromhex(text)) for text in listed(layer, str(path)))
        except (TypeError, ValueError, OverflowError):
            raise BarriersError(f"{path}: a layer is seven doubles as hexadecimal strings") from None
        found.append(([w1, w2], [[v11, v12], [v21, v22]], theta))
    if len(found) != LAYERS:
        raise BarriersError(f"{path}: expected {LAYERS} layers, got {len(found)}")
    return found


def output(layers: list[ListaLayer], y: Fraction) -> Vector:
    """Return what the network says to y e_1, in rationals."""
    x = [ZERO, ZERO]
    for w, v, theta in layers:
        before = [wi * y + row[0] * x[0] + row[1] * x[1] for wi, row in zip(w, v, strict=True)]
        x = [max(b - theta, ZERO) - max(-b - theta, ZERO) for b in before]
    return x


@cache
def rows() -> list[dict[str, Any]]:
    """Return the table: errors of both networks on the inputs 1 and 2 of index n, squared, in rationals.

    By C1 no answer is within 10^-K of both minimisers, so in each row one error of each network is above.
    """
    told = []
    for digits in DIGITS:
        c = minimiser(digits)
        for level in LEVELS:
            learned, (unrolled, _) = output(weights(digits, level), Fraction(1)), fork_output(digits, level)
            row: dict[str, Any] = {"K": digits, "n": level, "apart": 2 * c**2, "least": Fraction(1, 100**digits)}
            for name, z in (("lista", learned), ("firenet", unrolled)):
                row |= {f"{name} 1": (z[0] - c) ** 2 + z[1] ** 2, f"{name} 2": z[0] ** 2 + (z[1] - c) ** 2}
            told.append(row)
    return told


def train(steps: int = 2000) -> dict[str, list[list[str]]]:
    """Train all networks side by side with torch's Adam, each in units of its c, and return the table of weights.

    They are in units of 1, as float32, hexadecimal.  Raises `BarriersError` if torch is missing.
    """
    try:
        import torch
    except ImportError:
        raise BarriersError("training needs torch: pip install torch") from None
    torch.set_num_threads(1)
    cases = [(digits, level) for digits in DIGITS for level in LEVELS]
    scales = [float(minimiser(digits)) for digits, _ in cases]
    readings = [dyadic(1 / minimiser(digits), level) * minimiser(digits) for digits, level in cases]
    a = torch.tensor([[[float(v)] * 2] for v in readings], dtype=torch.float64) / 2**0.5  # of norm 1, nearly
    eye, theta = torch.eye(2, dtype=torch.float64), torch.full((len(cases), 1, 1), 0.05, dtype=torch.float64)
    start = [a * 2**0.5, eye - a.transpose(1, 2) @ a, theta]
    layers = [[part.clone().requires_grad_() for part in start] for _ in range(LAYERS)]
    y = torch.linspace(0.5, 2, 64, dtype=torch.float64)[None, :, None]
    targets = torch.cat([y, torch.zeros_like(y)], 2)
    optimiser = torch.optim.Adam([part for layer in layers for part in layer], lr=0.01)
    for _ in range(steps):
        x = torch.zeros_like(targets)
        for w, v, theta in layers:
            before = y * w + x @ v.transpose(1, 2)
            x = torch.relu(before - theta) - torch.relu(-before - theta)
        loss = ((x - targets) ** 2).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()

    def told(place: int, layer: list[Any]) -> list[str]:
        units = (scales[place], 1.0, scales[place])
        numbers = [v * unit for part, unit in zip(layer, units, strict=True) for v in part[place].reshape(-1).tolist()]
        return [float(v).hex() for v in torch.tensor(numbers, dtype=torch.float32).tolist()]

    return {f"{k}/{n}": [told(place, layer) for layer in layers] for place, (k, n) in enumerate(cases)}


def networks_on_forks(_: object) -> Iterator[Demonstration]:
    """C1: neither the network that is unrolled nor the one that is learned gives K digits of both minimisers."""
    for digits in DIGITS:
        own = [row for row in rows() if row["K"] == digits]
        apart, least = sqrt_enclosure(own[0]["apart"], 80)[1], Fraction(1, 10**digits)
        for name, which in (
            ("FIRENET", "one of two inputs"),
            ("LISTA", "the second of two inputs, trained on the first"),
        ):
            worst = [row["lista 2"] if name == "LISTA" else max(row["firenet 1"], row["firenet 2"]) for row in own]
            claim = (
                f"at levels 10, 20, 30 a {name} errs by more than 10^−{digits} on {which},"
                f" {short(sqrt_enclosure(worst[-1], 80)[1])} at level 30; their minimisers are {short(apart)} apart"
            )
            good = all(square > least**2 for square in worst)
            yield exact_row("C1", f"{name}, C:P3, K = {digits}, in rationals", claim, good)


def table() -> str:
    """Return the table for people, in Markdown."""
    columns = {"lista 1": "LISTA, input 1", "lista 2": "LISTA, input 2", "firenet 1": "FIRENET, input 1"}
    columns |= {"firenet 2": "FIRENET, input 2", "apart": "distance of the minimisers", "least": "10^−K"}
    lines = ["| K | n | " + " | ".join(columns.values()) + " |", "|---" * (2 + len(columns)) + "|"]
    for row in rows():
        values = (short(sqrt_enclosure(row[name], 80)[1]).lstrip("≈") for name in columns)
        lines.append(f"| {row['K']} | {row['n']} | " + " | ".join(values) + " |")
    return "\n".join([*lines, ""])


def tables() -> str:
    """Return both tables, ours in rationals and that of the published construction, with a line on each."""
    ours = "Errors on the family of C1 (P3): minimisers (3/2)·10^−K·e_1 and e_2, networks in rationals."
    theirs = "The published construction, minimisers about 3·10^−K apart: errors as its script prints them (quoted)"
    return f"{ours}\n\n{table()}\n{theirs}, and computed anew in floats.\n\n{published.table()}"


def main(arguments: list[str]) -> int:
    """Print the tables, after training if asked to."""
    if arguments not in ([], ["--train"]):
        sys.stderr.write("usage: python -m nnbarriers.demonstrations.inexact [--train]\n")
        return 2
    try:
        if arguments:
            write_text(CACHE, json.dumps(train(), indent=0) + "\n")
        sys.stdout.write(tables())
    except BarriersError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
