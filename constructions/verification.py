"""Instances for verifiers of networks, in the form of their competition, with verdicts that are known exactly (A3, A5).

sat: one vector makes a network of a small architecture fail at several points at once (A3).  unsat: the stable network
is right on a ball (A5), and no such vector exists for it.  What is asked is what the files hold: weights rounded to
single precision, bounds to doubles; the verdicts are decided for these very numbers.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from constructions.files import read_bytes, write_bytes
from constructions.instability import universal_perturbation
from constructions.interchange.onnx_files import onnx_bytes, read_onnx, rounded_to_single
from constructions.stable_network import sharp_network, sharp_runs, stable_network
from constructions.training_sets import TrainingSet
from constructions.vnnlib import BoxProperty, Side, boxed, inwards, property_text, witness_on_line
from constructions.vnnlib_reading import parse_property
from theory.exact import BarriersError, write_rational
from theory.layers import Layer
from theory.monotone import Monotone, identity
from theory.networks import ReluNetwork

__all__ = ["Instance", "export_instances", "fitting_network", "instances", "joint_network"]

SIZES, SHRINKS, TOGETHER, WIDTH, TIMEOUT = (4, 16, 64), (1, 2**10), 4, 3, 60
HALF, ZERO = Fraction(1, 2), Fraction(0)
Vector = tuple[Fraction, ...]


@dataclass(frozen=True)
class Instance:
    """One question, before rounding: the layers of a network, the property, and a point if one is known."""

    name: str
    result: str
    says: str
    layers: tuple[Layer, ...]
    asked: BoxProperty
    witness: Vector | None = None


def fitting_network(data: TrainingSet, width: int = WIDTH) -> ReluNetwork:
    """Return a network (d; width + 1; 1) that is right on D_delta: 4/5 of the tiny print and 2/5 of a zigzag of x_1.

    By A3 one vector breaks it at ceil((n-P-1)/2) points at least; without the tiny print it fails wherever f_a = 1.
    """
    zigzag = sharp_network(sharp_runs(len(data), width), width, data.a, dimension=data.dimension)
    first, last = zigzag.layers
    reader = (ZERO, Fraction(1), *[ZERO] * (data.dimension - 2))
    weights = (*(v * Fraction(2, 5) for v in last.weights[0]), Fraction(4, 5) / data.delta)
    hidden = Layer((*first.weights, reader), (*first.bias, ZERO))
    return ReluNetwork((hidden, Layer((weights,), (last.bias[0] * Fraction(2, 5),))))


def joint_network(network: ReluNetwork, points: Sequence[Vector]) -> tuple[Layer, ...]:
    """Return the layers of eta -> (phi(p + eta))_p, one output for each of the points: copies side by side.

    >>> phi = ReluNetwork.of([([[1]], [0]), ([[1]], [0])])
    >>> [row for row in joint_network(phi, [(Fraction(2),), (Fraction(5),)])[0].bias]
    [Fraction(2, 1), Fraction(5, 1)]
    """
    first, *rest = network.layers
    bias = [
        b + sum((w * v for w, v in zip(row, p, strict=True)), ZERO)
        for p in points
        for row, b in zip(first.weights, first.bias, strict=True)
    ]
    layers = [Layer(first.weights * len(points), tuple(bias))]
    for layer in rest:
        inputs = len(layer.weights[0])
        rows = [
            ((ZERO,) * (inputs * i) + row + (ZERO,) * (inputs * (len(points) - 1 - i)))
            for i in range(len(points))
            for row in layer.weights
        ]
        layers.append(Layer(tuple(rows), layer.bias * len(points)))
    return tuple(layers)


def _prefix(data: TrainingSet, n: int, shrink: int = 1) -> TrainingSet:
    return TrainingSet(data.a, data.x1[:n], data.delta / shrink, data.radius, data.dimension)


def _spread(indices: Sequence[int], count: int) -> list[int]:
    """Return at most `count` of the indices, the first and the last among them."""
    if len(indices) <= count:
        return list(indices)
    return [indices[i * (len(indices) - 1) // (count - 1)] for i in range(count)]


def _universal(name: str, network: ReluNetwork, data: TrainingSet, g: Monotone) -> Instance | None:
    """Ask for one eta, |eta|_oo <= r, that makes a network fail at several points at once (A3)."""
    found = universal_perturbation(network, data, g)
    chosen = _spread(found.broken or found.indices, TOGETHER)
    if not chosen:
        return None
    sides: list[tuple[int, Side, Fraction]] = []
    for place, k in enumerate(chosen):
        y = network([v + e for v, e in zip(data.points[k - 1], found.eta, strict=True)])
        zone = next(zone for zone in g.failing(data.labels[k - 1]) if zone.contains(y))
        bound, side = (zone.hi, "<=") if zone.hi is not None else (zone.lo, ">=")
        if bound is not None:  # else it fails wherever it is
            sides.append((place, "<=" if side == "<=" else ">=", bound))
    if not sides:
        return None
    layers = joint_network(network, [data.points[k - 1] for k in chosen])
    asked = BoxProperty(((-data.radius, data.radius),) * data.dimension, tuple(sides))
    says = f"one eta with max norm at most r makes points {', '.join(map(str, chosen))} of {len(data)} fail at once"
    return Instance(name, "A3", says, layers, asked, found.eta)


def _resistant(name: str, data: TrainingSet) -> Instance:
    """Ask the same of the stable network: A5 says that there is no such eta."""
    chosen = _spread([k for k, label in enumerate(data.labels, 1) if label], TOGETHER)
    layers = joint_network(stable_network(data), [data.points[k - 1] for k in chosen])
    box = ((-data.radius, data.radius),) * data.dimension
    says = f"one eta with max norm at most r makes the stable network fail at points {', '.join(map(str, chosen))}"
    return Instance(name, "A5", says, layers, BoxProperty(box, tuple((i, "<=", HALF) for i in range(len(chosen)))))


def _ball(name: str, data: TrainingSet, k: int, *, twin: bool = False) -> Instance:
    """Ask where the stable network fails on a closed ball (A5); the twin's box reaches the ball of the next point."""
    label, centre, r = data.labels[k - 1], data.points[k - 1], data.radius
    box = [(v - r, v + r) for v in centre]
    if twin:
        box[0] = (data.x1[k] - r, box[0][1])
    side: Side = "<=" if label else ">="
    where = f"a box that meets the ball about point {k + 1}" if twin else "the closed ball of radius r"
    says = f"the stable network fails for the label of point {k} of {len(data)} somewhere on {where}"
    return Instance(name, "A5", says, stable_network(data).layers, BoxProperty(tuple(box), ((0, side, HALF),)))


def instances(data: TrainingSet, network: ReluNetwork | None = None, g: Monotone | None = None) -> Iterator[Instance]:
    """Yield the questions for the first n points, several n and delta; about `network` and g instead of ours if given.

    Raises `BarriersError` for fewer than 4 points.
    """
    if len(data) < SIZES[0]:
        raise BarriersError(f"instances need a dataset of at least {SIZES[0]} points, got {len(data)}")
    if network is not None:
        if found := _universal("A3-model", network, data, g or identity()):
            yield found
        return
    for n in (n for n in SIZES if n <= len(data)):
        for shrink in SHRINKS:
            part = _prefix(data, n, shrink)
            level = f"{shrink.bit_length() - 1}"
            if found := _universal(f"A3-n{n}-shrink{level}", fitting_network(part), part, identity()):
                yield found
        part = _prefix(data, n)
        yield _resistant(f"A5-n{n}-together", part)
        for k in _spread(range(1, n + 1), 3):
            yield _ball(f"A5-n{n}-point{k}", part, k)
        yield _ball(f"A5-n{n}-twin", part, 1, twin=True)


def export_instances(found: Sequence[Instance], folder: Path) -> list[dict[str, Any]]:
    """Write the instances (ONNX, VNN-LIB 2.0, version 1, instances.csv, expected.json) and return what is expected.

    Nothing is written unless every file reads back as what was meant, and every verdict is decided for what it says.
    Raises `BarriersError` for a folder that holds anything else, so that instances are never mixed.
    """
    files: dict[str, bytes] = {}
    rows = []
    for instance in found:
        row, written = _written(instance, folder)
        rows.append(row)
        files |= written
    for version in ("", "1"):
        lines = [f"{row['onnx']},{row[f'vnnlib{version}']},{TIMEOUT}" for row in rows]
        files[f"instances{version and '-v1'}.csv"] = "\n".join([*lines, ""]).encode()
    files["expected.json"] = (json.dumps(rows, indent=1) + "\n").encode()
    _write_folder(folder, files)
    return rows


def _write_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Make a folder of just these files, all or none; one that is already so is left as it is."""
    try:
        new = not folder.exists()
        if not new and any(folder.iterdir()):
            if not _holds(folder, files):
                raise BarriersError(f"{folder}: is not empty; instances are written to a folder of their own")
            return
        try:
            for name, content in files.items():
                write_bytes(folder / name, content)
        except BaseException:
            for place in folder.iterdir():  # all of it is ours
                shutil.rmtree(place) if place.is_dir() else place.unlink()
            if new:
                folder.rmdir()
            raise
    except OSError as error:
        raise BarriersError(f"{folder}: cannot be written ({error.strerror})") from None


def _holds(folder: Path, files: dict[str, bytes]) -> bool:
    """Tell whether a folder holds just these files."""
    if {place.name for place in folder.iterdir()} != {name.partition("/")[0] for name in files}:
        return False
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_symlink() or not p.is_dir()}
    return there == files.keys() and all(read_bytes(folder / name) == content for name, content in files.items())


def _written(instance: Instance, folder: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return one row of expected.json and the files it names."""
    asked = BoxProperty(tuple(inwards(lo, hi) for lo, hi in instance.asked.box), _decimal_sides(instance.asked))
    layers = rounded_to_single(instance.layers)
    names = {"onnx": f"onnx/{instance.name}.onnx"}
    names |= {"vnnlib": f"vnnlib/{instance.name}.vnnlib", "vnnlib1": f"vnnlib1/{instance.name}.vnnlib"}
    files = {names["onnx"]: onnx_bytes(layers, instance.name)}
    outputs = len(layers[-1].bias)
    comments = [f"{instance.result} of Barriers: is it true that {instance.says}?"]
    for version, key in ((2, "vnnlib"), (1, "vnnlib1")):
        files[names[key]] = property_text(asked, outputs, version=version, comments=comments).encode()
        read = parse_property(files[names[key]].decode(), names[key])
        if (boxed(read, names[key]), read.outputs) != (asked, outputs):
            raise BarriersError(f"{names[key]} would not read back as what was meant")
    layers = read_onnx(files[names["onnx"]], folder / names["onnx"])
    witness = _witness(instance, layers, asked)
    row = {"name": instance.name, "result": instance.result, "says": instance.says, **names}
    row |= {"expected": "unsat" if witness is None else "sat"}
    told = {"witness": None if witness is None else [write_rational(v) for v in witness]}
    return row | told | _moved(instance, layers, asked), files


def _witness(instance: Instance, layers: Sequence[Layer], asked: BoxProperty) -> Vector | None:
    """Return a point with the rounded property, None if there is none; raises `BarriersError` if rounding loses it."""
    if instance.witness is None:
        return witness_on_line(layers, asked)
    # rounding may have put the known point outside the box, by a hair
    moved = tuple(max(lo, min(hi, v)) for v, (lo, hi) in zip(instance.witness, asked.box, strict=True))
    if not asked.holds(layers, moved):
        raise BarriersError(f"{instance.name}: rounding the weights to single precision destroys the counterexample")
    return moved


def _decimal_sides(asked: BoxProperty) -> tuple[tuple[int, Side, Fraction], ...]:
    """Return the bounds of the outputs as doubles, rounded so that fewer points have the property."""
    return tuple(
        (i, side, inwards(bound - 1, bound)[1] if side == "<=" else inwards(bound, bound + 1)[0])
        for i, side, bound in asked.outputs
    )


def _moved(instance: Instance, layers: Sequence[Layer], asked: BoxProperty) -> dict[str, str]:
    """Return how far rounding moved the weights, relative to each, and the bounds."""
    pairs = [
        (v, w)
        for old, new in zip(instance.layers, layers, strict=True)
        for before, after in zip((*old.weights, old.bias), (*new.weights, new.bias), strict=True)
        for v, w in zip(before, after, strict=True)
    ]
    bounds = [
        *(
            abs(v - w)
            for old, new in zip(instance.asked.box, asked.box, strict=True)
            for v, w in zip(old, new, strict=True)
        ),
        *(abs(old[2] - new[2]) for old, new in zip(instance.asked.outputs, asked.outputs, strict=True)),
    ]
    relative = max((abs(v - w) / abs(v) for v, w in pairs if v), default=ZERO)
    return {"weights_moved": write_rational(relative), "bounds_moved": write_rational(max(bounds))}
