"""The same network in the spellings of every format but ONNX's own: the same rationals, and torch's floats.

ONNX has its own tests (`test_interchange_onnx_spellings`), since there a chain is spelled node by node.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.interchange import describe_network, write_network
from tests.network_files import CODES, nnet, packed
from theory.networks import ReluNetwork

pytestmark = pytest.mark.infrastructure
HERE = settings(
    max_examples=min(settings.default.max_examples, 60), deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
Maps = list[tuple[Any, Any]]
Read = Callable[[], ReluNetwork]
Write = Callable[[st.DataObject, Maps, Path], Read]
HALVES = st.integers(-6, 6).map(lambda k: k / 2)
"""Exact in bfloat16, and in every type that is larger."""


def plainly(maps: Maps, point: list[Fraction]) -> tuple[Fraction, ...]:
    """Evaluate affine maps with ReLUs between them, number by number."""
    values = point
    for number, (weights, bias) in enumerate(maps):
        if number:
            values = [max(Fraction(0), v) for v in values]
        values = [
            sum((Fraction(w) * v for w, v in zip(row, values, strict=True)), Fraction(b))
            for row, b in zip(weights.tolist(), bias.tolist(), strict=True)
        ]
    return tuple(values)


def drawn(data: st.DataObject) -> Maps:
    sizes = data.draw(st.lists(st.integers(1, 3), min_size=3, max_size=5))
    numbers = lambda count: data.draw(st.lists(HALVES, min_size=count, max_size=count))  # noqa: E731
    return [(np.array(numbers(a * b)).reshape(b, a), np.array(numbers(b))) for a, b in pairwise(sizes)]


def names(data: st.DataObject, count: int) -> tuple[list[str], tuple[str, ...] | None]:
    """Names of layers: numbers with gaps, under a prefix or not, or words in an order that has to be given."""
    if data.draw(st.booleans()):
        words = data.draw(st.permutations(["fc1", "hidden", "head", "a.b", "0"]))[:count]
        return list(words), tuple(words)
    prefix = data.draw(st.sampled_from(["", "net.", "model.layers."]))
    gaps = data.draw(st.lists(st.integers(2, 4), min_size=count, max_size=count))
    return [f"{prefix}{number}" for number in np.cumsum(gaps)], None


def state(data: st.DataObject, maps: Maps, keys: list[str]) -> dict[str, Any]:
    """The tensors of the layers, in any order; a bias of zeros may be left out."""
    found = {}
    for key, (weights, bias) in zip(keys, maps, strict=True):
        found[f"{key}.weight"] = weights
        if bias.any() or data.draw(st.booleans()):
            found[f"{key}.bias"] = bias
    return {key: found[key] for key in data.draw(st.permutations(sorted(found)))}


def reading(path: Path, layers: tuple[str, ...] | None = None) -> Read:
    return lambda: describe_network(path, layers).network


def arrays(data: st.DataObject, maps: Maps, folder: Path) -> Read:
    path, kind = folder / "m.npz", data.draw(st.sampled_from([np.float16, np.float32, np.float64]))
    layers, way = None, data.draw(st.sampled_from(["ours", "keras", "paths", "state"]))
    flat = [array.astype(kind) for pair in maps for array in (pair[0].T, pair[1])]
    if way == "ours":
        pairs = [(f"{key}{i}", array) for i, pair in enumerate(maps, 1) for key, array in zip("Wb", pair, strict=True)]
        np.savez(path, **{key: array.astype(kind) for key, array in data.draw(st.permutations(pairs))})
    elif way == "keras":
        np.savez(path, *flat)
    elif way == "paths":
        kinds = [f"dense_{i}/{kind}" for i in range(len(maps)) for kind in ("kernel", "bias")]
        np.savez(path, **dict(zip(kinds, flat, strict=True)))
    else:
        keys, layers = names(data, len(maps))
        np.savez(path, **{key: array.astype(kind) for key, array in state(data, maps, keys).items()})
    return reading(path, layers)


def tensors(data: st.DataObject, maps: Maps, folder: Path) -> Read:
    keys, layers = names(data, len(maps))
    code = data.draw(st.sampled_from(["F16", "F32", "F64", "BF16"]))
    bits = lambda a: a.astype("<f4").view("<u4") >> 16 if code == "BF16" else a.astype(CODES[code])  # noqa: E731
    path = folder / "m.safetensors"
    path.write_bytes(packed({key: (code, bits(array)) for key, array in state(data, maps, keys).items()}))
    return reading(path, layers)


def state_dict(data: st.DataObject, maps: Maps, folder: Path) -> Read:
    torch = pytest.importorskip("torch", reason="torch is not installed: pip install torch")
    keys, layers = names(data, len(maps))
    kind = data.draw(st.sampled_from([torch.float16, torch.bfloat16, torch.float32, torch.float64]))
    path = folder / f"m{data.draw(st.sampled_from(['.pt', '.pth', '.ckpt']))}"
    found = {key: torch.tensor(array).to(kind) for key, array in state(data, maps, keys).items()}
    under = data.draw(st.sampled_from([None, "state_dict", "model_state_dict"]))
    torch.save({under: found, "epoch": 3} if under else found, path)
    return reading(path, layers)


def text(data: st.DataObject, maps: Maps, folder: Path) -> Read:
    """A `.nnet` whose normalisation is taken out of the first and the last layer; powers of two are exact decimals."""
    path, powers = folder / "m.nnet", st.sampled_from([0.25, 0.5, 1.0, 4.0])
    inputs = maps[0][0].shape[1]
    means = [data.draw(HALVES) for _ in range(inputs + 1)]
    ranges = [data.draw(powers) for _ in range(inputs + 1)]
    changed = [(weights.copy(), bias.copy()) for weights, bias in maps]
    changed[0] = (changed[0][0] * ranges[:-1], changed[0][1] + changed[0][0] @ means[:-1])
    changed[-1] = (changed[-1][0] / ranges[-1], (changed[-1][1] - means[-1]) / ranges[-1])
    written = [([[repr(w) for w in row] for row in w_.tolist()], [repr(v) for v in b.tolist()]) for w_, b in changed]
    path.write_text(nnet(written, list(map(repr, means)), list(map(repr, ranges))))
    return reading(path)


def keras(data: st.DataObject, maps: Maps, folder: Path) -> Read:
    from tests.keras_models import dense, functional, layer, points, saved, sequential

    path = folder / data.draw(st.sampled_from(["m.keras", "m.h5"]))
    flat = data.draw(st.booleans())
    inputs = maps[0][0].shape[1]
    parts = [points(1, inputs), layer("Flatten", "flat", data_format="channels_last")] if flat else [points(inputs)]
    for number, (_, bias) in enumerate(maps):
        last, within = number == len(maps) - 1, data.draw(st.booleans())
        activation = "relu" if within and not last else data.draw(st.sampled_from(["linear", None]))
        parts.append(dense(f"d{number}", len(bias), activation))
        if data.draw(st.booleans()):
            parts.append(layer("Dropout", f"drop{number}", rate=0.5))
        if not within and not last:
            parts.append(layer("Activation", f"a{number}", activation="relu"))
    kernels = [[weights.T.astype(np.float32), bias.astype(np.float32)] for weights, bias in maps]
    whole = data.draw(st.sampled_from([sequential, functional, lambda *p: functional(*p, keras=2)]))
    return reading(saved(path, whole(*parts), kernels))


def rationals(data: st.DataObject, maps: Maps, folder: Path) -> Read:
    path = folder / "m.json"
    write_network(ReluNetwork.of([(w.tolist(), b.tolist()) for w, b in maps]), path)
    path.write_text(json.dumps(json.loads(path.read_text())))
    return reading(path)


FORMATS: dict[str, Write] = {
    "npz": arrays, "safetensors": tensors, "state dict": state_dict, "nnet": text, "keras": keras, "json": rationals,
}  # fmt: skip
POINTS = st.fractions(-20, 20, max_denominator=50)


@pytest.mark.parametrize("name", FORMATS)
@HERE
@given(data=st.data())
def test_every_spelling_of_a_network_is_that_network(name: str, tmp_path: Path, data: st.DataObject) -> None:
    maps = drawn(data)
    network = FORMATS[name](data, maps, tmp_path)()
    assert network == ReluNetwork.of([(w.tolist(), b.tolist()) for w, b in maps])
    inputs = maps[0][0].shape[1]
    points = data.draw(st.lists(st.lists(POINTS, min_size=inputs, max_size=inputs), min_size=1, max_size=4))
    assert network.evaluate_all(points) == [plainly(maps, point) for point in points]


@HERE
@given(st.data())
def test_every_spelling_of_a_torch_module_is_that_network(data: st.DataObject) -> None:
    """Weights are halves and points integers, so that torch must agree to the last bit."""
    torch = pytest.importorskip("torch", reason="torch is not installed: pip install torch")
    nn, maps = torch.nn, drawn(data)
    idle = [nn.Identity, nn.Dropout, nn.Sequential, nn.Flatten]
    parts = []
    for number, (weights, bias) in enumerate(maps):
        if number:
            parts += [nn.ReLU() for _ in range(data.draw(st.integers(1, 2)))]
        linear = nn.Linear(*weights.shape[::-1], bias=bool(bias.any()) or data.draw(st.booleans()))
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(weights))
            if linear.bias is not None:
                linear.bias.copy_(torch.tensor(bias))
        parts += [linear, *(data.draw(st.sampled_from(idle))() for _ in range(data.draw(st.integers(0, 2))))]
    while len(parts) > 1 and data.draw(st.booleans()):  # put some of them into a Sequential of their own
        start = data.draw(st.integers(0, len(parts) - 1))
        end = data.draw(st.integers(start + 1, len(parts)))
        parts[start:end] = [nn.Sequential(*parts[start:end])]
    model = nn.Sequential(*parts).to(data.draw(st.sampled_from([torch.float32, torch.float64])))
    network, inputs = nb.as_network(model), maps[0][0].shape[1]
    assert network == ReluNetwork.of([(w.tolist(), b.tolist()) for w, b in maps])
    whole = data.draw(st.lists(st.lists(st.integers(-8, 8), min_size=inputs, max_size=inputs), min_size=1, max_size=4))
    with torch.no_grad():
        said = model.eval()(torch.tensor(whole, dtype=next(model.parameters()).dtype)).tolist()
    assert [list(map(float, values)) for values in network.evaluate_all(whole)] == said
