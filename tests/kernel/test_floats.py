"""Layers of floats: what is written is what all readers read, exactly, and no other text says it."""

from __future__ import annotations

import json
import struct
from fractions import Fraction
from math import isfinite, lcm
from string import ascii_letters, digits
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions import layer_texts as writing
from constructions.layer_texts import LARGE, layer_texts, read_layer_texts
from proofs_check.kernel.floats import FORMATS, integers
from proofs_check.kernel.reading import Malformed, Unsupported
from proofs_check.kernel.relu import Network
from tests.kernel import recompute
from tests.kernel.corpus import GOOD
from tests.kernel.mutations import repaired
from tests.kernel.second import form
from theory.layers import Layer

WORDS = {"float32": ("I", "f", 32), "float64": ("Q", "d", 64)}
pytestmark = pytest.mark.infrastructure
LETTERS = ascii_letters + digits + "+/="


@st.composite
def numbers(draw: st.DrawFn, name: str) -> Fraction:
    """A finite number of a format, by its bits: mostly at the ends, subnormals among them."""
    word, number, bits = WORDS[name]
    fraction = 23 if name == "float32" else 52
    exponents = 1 << bits - fraction - 1
    exponent = draw(st.sampled_from([0, 1, 2, exponents // 2 - 1, exponents - 2]) | st.integers(0, exponents - 2))
    last = (1 << fraction) - 1
    held = draw(st.sampled_from([0, 1, 2, last, last - 1, 1 << fraction - 1]) | st.integers(0, last))
    sign = draw(st.integers(0, 1))
    (found,) = struct.unpack(f"<{number}", struct.pack(f"<{word}", (sign << bits - 1) | (exponent << fraction) | held))
    assert isfinite(found)
    return Fraction(found)


@st.composite
def layers(draw: st.DrawFn) -> Layer:
    """A layer of floats of one format."""
    name = draw(st.sampled_from(sorted(WORDS)))
    inputs, outputs = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    entries = iter(draw(st.lists(numbers(name), min_size=(inputs + 1) * outputs, max_size=(inputs + 1) * outputs)))
    return Layer.of([[next(entries) for _ in range(inputs)] for _ in range(outputs)], [*entries])


@pytest.fixture(autouse=True)
def _short() -> Any:
    """Layers of any size are written as arrays."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "LARGE", 1)
        yield


def rows_of(layer: Layer) -> list[list[Fraction]]:
    return [[*row, b] for row, b in zip(layer.weights, layer.bias, strict=True)]


def single(v: Fraction) -> bool:
    """Whether a double is a number of float32: rounded to it, it is the same."""
    try:
        (found,) = struct.unpack("<f", struct.pack("<f", v.numerator / v.denominator))
    except OverflowError:
        return False
    return Fraction(found) == v


@given(layers())
def test_what_is_written_is_read_by_all(layer: Layer) -> None:
    entries, want = layer_texts([layer]), rows_of(layer)
    assert entries[0]["float"] == ("float32" if all(single(v) for row in want for v in row) else "float64")
    [(rows, common)] = Network(entries).layers
    assert [[Fraction(v, common) for v in row] for row in rows] == want
    assert common == lcm(*(v.denominator for row in want for v in row))
    assert read_layer_texts(entries) == [layer]
    weights, bias = form.floats(entries[0])
    told = [[Fraction(int(v.p), int(v.q)) for v in [*row, b]] for row, b in zip(weights, bias, strict=True)]
    assert told == want
    assert [[*row, b] for row, b in zip(*recompute.floats(entries[0]), strict=True)] == want


@given(layers(), st.sampled_from(["weights", "bias"]), st.data())
def test_no_other_text_says_the_same(layer: Layer, key: str, data: st.DataObject) -> None:
    [entry] = layer_texts([layer])
    at = data.draw(st.integers(0, len(entry[key]) - 1))
    letter = data.draw(st.sampled_from([c for c in LETTERS if c != entry[key][at]]))
    changed = {**entry, key: entry[key][:at] + letter + entry[key][at + 1 :]}
    try:
        [(rows, common)] = Network([changed]).layers
    except Malformed:
        with pytest.raises(form.Malformed):
            form.floats(changed)
        return
    assert [[Fraction(v, common) for v in row] for row in rows] != rows_of(layer)
    assert form.floats(changed)


@pytest.mark.parametrize(
    "odd", [Fraction(1, 3), Fraction(2**1024), Fraction(1, 2**1075), 1 + Fraction(1, 2**53), Fraction(2**53 + 1)]
)
def test_what_is_no_float_is_written_as_texts(odd: Fraction) -> None:
    [entry] = layer_texts([Layer.of([[odd, 1]], [0])])
    assert "float" not in entry
    assert read_layer_texts([entry]) == [Layer.of([[odd, 1]], [0])]


def test_small_layers_are_written_as_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "LARGE", LARGE)
    for size in (LARGE - 2, LARGE - 1):
        [entry] = layer_texts([Layer.of([[1] * size], [0])])
        assert ("float" in entry) == (size + 1 >= LARGE)


def test_zeros_do_not_lengthen_the_integers_of_a_layer() -> None:
    one = struct.unpack("<Q", struct.pack("<d", 1))[0]
    assert integers([0, one] * 600_000, FORMATS["float64"])[1] == 0


def test_numbers_too_far_apart_are_unsupported() -> None:
    far = [struct.unpack("<Q", struct.pack("<d", v))[0] for v in (2.0**1023, 2.0**-1074)]
    with pytest.raises(Unsupported, match="bits together"):
        integers(far * 300_000, FORMATS["float64"])


@pytest.mark.parametrize("name", ["A4-float32", "A4-float64-edges", "A5-float64"])
def test_repairs_of_a_claim_read_the_widths_of_layers_of_floats(name: str) -> None:
    """Rejected: repairs that take the length of a text for a width, so that no mutant comes as far as its own fault."""
    whole = json.loads((GOOD[0].parent / f"{name}.json").read_text())
    assert repaired(whole, "all that is copied") == whole
