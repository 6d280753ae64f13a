"""The questions that the tools are asked, read from the files that `barriers export` writes, and their encodings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from constructions.files import keyed, listed, rational_text, read_bytes, strict_json
from constructions.interchange.onnx_files import read_onnx
from constructions.training_sets import double_training_set
from constructions.verification import Instance, export_instances, instances
from constructions.vnnlib import BoxProperty, boxed, component, witness_on_line
from constructions.vnnlib_reading import parse_property
from proofs_check.smt.networks import network_at
from proofs_check.smt.script import Script, number
from theory.exact import BarriersError
from theory.layers import Layer

__all__ = ["Query", "export_questions", "read_questions", "scaled_difference"]

EXPONENTS = range(4, 41, 4)
NAME = "[A-Za-z0-9._-]{1,100}"
COLUMNS = {
    *("name", "result", "says", "onnx", "vnnlib", "vnnlib1"),
    *("expected", "witness", "weights_moved", "bounds_moved"),
}


@dataclass(frozen=True)
class Query:
    """One instance, as its files have it, with the verdict expected and a point if that is sat."""

    name: str
    says: str
    layers: tuple[Layer, ...]
    asked: BoxProperty
    expected: str
    witness: tuple[Fraction, ...] | None

    def script(self) -> Script:
        """Return the question in SMT-LIB, from the definition of a network; x_1, x_2, … is the point."""
        script = Script()
        point = [script.real(f"x_{i}") for i in range(1, len(self.asked.box) + 1)]
        for x, (lo, hi) in zip(point, self.asked.box, strict=True):
            script.require(f"(and (>= {x} {number(lo)}) (<= {x} {number(hi)}))")
        for place, (index, side, bound) in enumerate(self.asked.outputs, 1):
            output = network_at(script, component(self.layers, index), point, str(place))
            script.require(f"({side} {output} {number(bound)})")
        return script

    def as_json(self) -> dict[str, Any]:
        """Return the question as worker.py reads it: every number a string."""
        return {
            "says": self.says,
            "expected": self.expected,
            "witness": None if self.witness is None else list(map(str, self.witness)),
            "layers": [
                {"weights": [list(map(str, row)) for row in layer.weights], "bias": list(map(str, layer.bias))}
                for layer in self.layers
            ],
            "box": [[str(lo), str(hi)] for lo, hi in self.asked.box],
            "outputs": [[i, side, str(bound)] for i, side, bound in self.asked.outputs],
        }


def scaled_difference(exponent: int, factor: Fraction) -> Instance:
    """Return the question whether rho(sx) - rho(-sx) >= factor * s for some |x| <= 1, with s = 2**-exponent.

    The function is sx, so the answer is yes just for factors up to 1, whatever the scale.
    """
    s = Fraction(1, 2**exponent)
    layers = (Layer(((s,), (-s,)), (Fraction(0),) * 2), Layer(((Fraction(1), Fraction(-1)),), (Fraction(0),)))
    asked = BoxProperty(((Fraction(-1), Fraction(1)),), ((0, ">=", factor * s),))
    says = f"ρ(sx) − ρ(−sx) ≥ {factor}s for s = 2^-{exponent} and some |x| ≤ 1"
    return Instance(f"scale-2e-{exponent}-{'half' if factor < 1 else 'twice'}", "scale", says, layers, asked)


def _text(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError:
        raise BarriersError(f"{path}: not a text in UTF-8") from None


def _row(value: Any, name: str) -> dict[str, Any]:
    """Return a row of expected.json; its files lie below the folder."""
    row = keyed(value, COLUMNS, name)
    texts = {key: row[key] for key in COLUMNS - {"witness"}}
    if not all(isinstance(text, str) for text in texts.values()) or any(
        Path(texts[key]).is_absolute() or ".." in Path(texts[key]).parts for key in ("onnx", "vnnlib", "vnnlib1")
    ):
        raise BarriersError(f"{name}: a row holds strings, and its files lie in the folder: {value!s:.60}")
    if not re.fullmatch(NAME, row["name"]) or row["expected"] not in ("sat", "unsat"):
        raise BarriersError(f"{name}: a name matches {NAME}, and sat or unsat is expected: {value!s:.60}")
    if not row["says"].isprintable() or len(row["says"]) > 1000:
        raise BarriersError(f"{name}: what {row['name']} says is no line of at most 1000 characters")
    return row


def export_questions(folder: Path, points: int) -> None:
    """Write the instances of A3 and A5 for so many points, and the scaled ones, into a folder of their own."""
    scales = (scaled_difference(e, f) for e in EXPONENTS for f in (Fraction(1, 2), Fraction(2)))
    export_instances([*instances(double_training_set(points)), *scales], folder)


def read_questions(folder: Path) -> Iterator[Query]:
    """Yield the questions of a folder; raises `BarriersError` unless the expected verdicts are those of the files.

    Both versions of VNN-LIB must ask the same; the point of expected.json must have the property, or no point may.
    """
    name = str(folder / "expected.json")
    seen: set[str] = set()
    for value in listed(strict_json(read_bytes(folder / "expected.json"), name), name):
        row = _row(value, name)
        if row["name"] in seen:
            raise BarriersError(f"{name}: {row['name']} occurs twice")
        seen.add(row["name"])
        layers = read_onnx(read_bytes(folder / row["onnx"]), folder / row["onnx"])
        both = [parse_property(_text(folder / row[key]), row[key]) for key in ("vnnlib", "vnnlib1")]
        asked, outputs = boxed(both[0], row["vnnlib"]), both[0].outputs
        if both[0] != both[1] or (outputs, len(asked.box)) != (len(layers[-1].bias), len(layers[0].weights[0])):
            raise BarriersError(f"{folder}: {row['name']}: the files do not ask one question")
        witness = (
            None if row["witness"] is None else tuple(rational_text(v, name) for v in listed(row["witness"], name))
        )
        true = witness_on_line(layers, asked) is None if witness is None else asked.holds(layers, witness)
        if not true or (witness is None) != (row["expected"] == "unsat"):
            raise BarriersError(f"{folder}: {row['name']}: what is expected is not true of the files")
        yield Query(row["name"], row["says"], layers, asked, row["expected"], witness)
