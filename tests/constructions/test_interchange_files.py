"""Files of other tools: state dicts of any names and types, safetensors, `.nnet`; what they say and do not say."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constructions.interchange import describe_network, read_network, write_network
from constructions.interchange.described import ASSUMED
from tests.network_files import framed, nnet, packed
from theory.exact import BarriersError
from theory.networks import ReluNetwork

pytestmark = pytest.mark.infrastructure
HERE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
Maps = Sequence[tuple[Sequence[Sequence[Fraction]], Sequence[Fraction]]]


def plainly(maps: Maps, point: Sequence[Fraction]) -> list[Fraction]:
    """Evaluate affine maps with ReLUs between them, number by number."""
    values = list(point)
    for number, (weights, bias) in enumerate(maps):
        if number:
            values = [max(Fraction(0), v) for v in values]
        values = [
            sum((w * v for w, v in zip(row, values, strict=True)), b) for row, b in zip(weights, bias, strict=True)
        ]
    return values


def rationals(array: Any) -> Any:
    """Return an array of floats as nested lists of rationals."""
    return [rationals(part) if isinstance(part, list) else Fraction(part) for part in np.asarray(array, float).tolist()]


POINTS = [(Fraction(1, 3), Fraction(-2, 7)), (Fraction(-5), Fraction(11, 4)), (Fraction(0), Fraction(0))]


def refused(path: Path, reason: str, layers: Sequence[str] | None = None) -> None:
    with pytest.raises(BarriersError, match=reason) as error:
        describe_network(path, layers)
    assert "\n" not in str(error.value) and len(str(error.value)) < 600


# safetensors, written by hand


def brain(bits: int) -> Fraction:
    """Return the number that sixteen bits are in bfloat16: sign, eight bits of exponent, seven of mantissa."""
    exponent, mantissa = bits >> 7 & 255, bits & 127
    size = Fraction(mantissa + 128 * (exponent > 0), 128) * Fraction(2) ** (max(exponent, 1) - 127)
    return -size if bits >> 15 else size


BITS = st.integers(0, 2**16 - 1).filter(lambda bits: bits >> 7 & 255 < 255)


@HERE
@given(st.lists(BITS, min_size=13, max_size=13), st.sampled_from(["pt", "safetensors"]))
def test_bfloat16_is_read_as_the_numbers_that_it_is(tmp_path: Path, bits: list[int], suffix: str) -> None:
    parts = {"fc1.weight": (3, 2), "fc1.bias": (3,), "head.weight": (1, 3), "head.bias": (1,)}
    ends = np.cumsum([0, *(int(np.prod(shape)) for shape in parts.values())])
    arrays = {
        name: np.array(bits[a:b], dtype=np.uint16).reshape(shape)
        for (name, shape), a, b in zip(parts.items(), ends, ends[1:], strict=False)
    }
    path = tmp_path / f"m.{suffix}"
    if suffix == "pt":
        torch = pytest.importorskip("torch", reason="torch is not installed: pip install torch")
        torch.save({name: torch.tensor(a.view(np.int16)).view(torch.bfloat16) for name, a in arrays.items()}, path)
    else:
        path.write_bytes(packed({name: ("BF16", array) for name, array in arrays.items()}))
    network = read_network(path, ("fc1", "head"))
    held = [v for layer in network.layers for v in (*(w for row in layer.weights for w in row), *layer.bias)]
    assert held == [brain(b) for b in bits]


def halves() -> dict[str, Any]:
    rng = np.random.default_rng(0)
    arrays = {
        "fc1.weight": rng.normal(size=(3, 2)),
        "fc1.bias": rng.normal(size=3),
        "out.weight": rng.normal(size=(1, 3)),
    }
    arrays["fc1.weight"][0, 0] = 2.0**-24  # subnormal in half precision
    return {name: array.astype(np.float16) for name, array in arrays.items()}


def test_half_precision_is_read_exactly_in_every_format(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="torch is not installed: pip install torch")
    arrays = halves()
    torch.save({name: torch.tensor(array) for name, array in arrays.items()}, tmp_path / "m.pt")
    np.savez(tmp_path / "m.npz", **arrays)
    (tmp_path / "m.safetensors").write_bytes(packed({name: ("F16", array) for name, array in arrays.items()}))
    first = rationals(arrays["fc1.weight"]), rationals(arrays["fc1.bias"])
    maps = [first, (rationals(arrays["out.weight"]), [Fraction(0)])]
    assert maps[0][0][0][0] == Fraction(1, 2**24)
    for suffix in ("pt", "npz", "safetensors"):
        found = describe_network(tmp_path / f"m.{suffix}", layers=("fc1", "out"))
        assert [[v] for v in found.network.evaluate(POINTS)] == [plainly(maps, point) for point in POINTS]
        assert found.words == f"Linear(2,3)–ReLU–Linear(3,1); {ASSUMED}"
        assert repr(found) == f"<Described: {found.words}>"


def test_the_names_of_layers_say_their_order_and_must_be_all(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    square = {f"{name}.{part}": ("F32", rng.normal(size=shape)) for name in ("one", "two", "first") for part, shape in
              (("weight", (2, 2)), ("bias", 2))}  # fmt: skip
    tensors = {**square, "last.weight": ("F32", rng.normal(size=(1, 2)))}
    path = tmp_path / "m.safetensors"
    path.write_bytes(packed(tensors, __metadata__={"format": "pt"}))
    for order in (("first", "one", "two", "last"), ("two", "first", "one", "last")):
        maps = [
            (rationals(np.float32(tensors[f"{name}.weight"][1])),
             rationals(np.float32(tensors[f"{name}.bias"][1])) if name != "last" else [Fraction(0)])
            for name in order
        ]  # fmt: skip
        assert [[v] for v in read_network(path, order).evaluate(POINTS)] == [plainly(maps, point) for point in POINTS]
    refused(path, r"does not say in which order its layers follow; .* for instance one,two,first,last: layers")
    refused(path, "'two.weight' belongs to none of the layers named", ("first", "one", "last"))
    refused(path, "there is no 'head.weight'; the layers are one,two,first,last", ("first", "one", "two", "head"))
    for wrong in ((), "one,two", ("one", "one"), (1, 2)):
        refused(path, "names each Linear layer once", wrong)  # type: ignore[arg-type]


def test_layers_that_are_named_are_linear(tmp_path: Path) -> None:
    one = np.ones
    for number, (odd, reason) in enumerate(
        [
            ({"bn.weight": one(3), "bn.bias": one(3)}, "'bn' is no Linear layer"),
            ({"bn.weight": one((3, 3)), "bn.running_mean": one(3)}, "'bn.running_mean' .*fuse_linear_bn_eval"),
            ({"bn.weight": one((3, 3)), "bn.bias": one((3, 1))}, "'bn' is no Linear layer"),
            ({"bn.weight": one((3, 4))}, "'bn': 3 numbers come in"),
            ({"bn.weight": one((3, 3)) / 0.1 * np.inf}, "NaN or infinite"),
        ]
    ):
        tensors = {"fc.weight": one((3, 2)), **odd, "out.weight": one((1, 3))}
        path = tmp_path / f"{number}.safetensors"
        path.write_bytes(packed({name: ("F64", array) for name, array in tensors.items()}))
        refused(path, reason, ("fc", "bn", "out"))
        np.savez(tmp_path / f"{number}.npz", **tensors)
        refused(tmp_path / f"{number}.npz", reason, ("fc", "bn", "out"))


def test_names_that_would_colour_a_terminal_are_told_in_plain_letters(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    for name in ("\x1b[31mred", "two\nlines"):
        path.write_bytes(packed({f"{name}.weight": ("F32", [[1.0]]), "b.weight": ("F32", [[1.0]])}))
        for layers in (None, ("b",), ("c",)):
            with pytest.raises(BarriersError) as error:
                describe_network(path, layers)
            assert str(error.value).isprintable()


def test_whole_numbers_are_no_weights_of_a_state_dict(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    path.write_bytes(packed({"0.weight": ("I64", [[1, 2]]), "2.weight": ("F32", [[1.0]])}))
    refused(path, "'0.weight' must be F64, F32, F16 or BF16, got 'I64'")


GOOD = {"0.weight": ("F32", [[1.0, 2.0]]), "2.weight": ("F32", [[3.0]])}


def edited(change: Callable[[dict[str, Any]], Any]) -> bytes:
    """Return a good file whose header has been changed."""
    content = packed(GOOD)
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    change(header)
    return framed(json.dumps(header).encode(), content[8 + length :])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not a safetensors file"),
        (b"\x02\0\0\0\0\0\0", "not a safetensors file"),
        (struct.pack("<Q", 2**63) + b"{}", "is too long for it"),
        (struct.pack("<Q", 3) + b"{}", "is too long for it"),
        (framed(b"{" + b" " * 2**20 + b"}"), "is too long for it"),
        (framed(b"[]"), "no JSON object"),
        (framed(b"{" * 100_000), "nested too deeply|not JSON"),
        (framed(b'{"a": ' + b"[" * 200_000), "nested too deeply|not JSON"),
        (framed(b"{}"), "holds no tensors"),
        (framed(b"{}", b"\0"), "describes 0 bytes of numbers, but there are 1"),
        (framed(b'{"\xff": 1}'), "not UTF-8"),
        (framed(b'{"a": 1, "a": 2}'), "occurs twice"),
        (framed(b'{"__metadata__": {"a": 1}}'), "metadata"),
        (packed(GOOD)[:-1], "describes 12 bytes of numbers, but there are 11"),
        (packed(GOOD) + b"\0", "describes 12 bytes of numbers, but there are 13"),
        (edited(lambda h: h["0.weight"].update(data_offsets=[0, 4])), "overlap or leave a gap at byte 4"),
        (edited(lambda h: h["2.weight"].update(data_offsets=[4, 12])), "overlap or leave a gap at byte 4"),
        (edited(lambda h: h["2.weight"].update(data_offsets=[8, 4])), "is impossible"),
        (edited(lambda h: h["2.weight"].update(data_offsets=[8])), "is impossible"),
        (edited(lambda h: h["2.weight"].update(data_offsets=[-4, 8])), "whole numbers"),
        (edited(lambda h: h["0.weight"].update(shape=[1, 3])), r"'0.weight' of the shape \(1, 3\) in F32 has 8 bytes"),
        (edited(lambda h: h["0.weight"].update(shape=[2**30, 2**30])), "more than 4194304 weights"),
        (edited(lambda h: h["0.weight"].update(shape=[1] * 9)), "is impossible"),
        (edited(lambda h: h["0.weight"].update(shape=[True, 2])), "whole numbers"),
        (edited(lambda h: h["0.weight"].update(dtype="F64")), "in F64 has 8 bytes"),
        (edited(lambda h: h["0.weight"].update(dtype=["F32"])), "a word"),
        (edited(lambda h: h["0.weight"].update(more=1)), "the key 'more' is unknown"),
        (edited(lambda h: h.update({"0.weight": 7})), "expected a JSON object"),
        (edited(lambda h: h["0.weight"].update(shape=[0, 2], data_offsets=[0, 0])), "leave a gap"),
    ],
)  # fmt: skip
def test_a_safetensors_file_whose_header_lies_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "m.safetensors").write_bytes(content)
    refused(tmp_path / "m.safetensors", reason)


def test_the_good_file_among_them_is_read(tmp_path: Path) -> None:
    (tmp_path / "m.safetensors").write_bytes(edited(lambda _: None))
    assert read_network(tmp_path / "m.safetensors")((1, 1)) == 9


def test_safetensors_that_its_own_package_writes_are_read(tmp_path: Path) -> None:
    own = pytest.importorskip("safetensors.numpy", reason="safetensors is not installed")
    own.save_file({name: np.float32(array) for name, (_, array) in GOOD.items()}, tmp_path / "m.safetensors")
    assert read_network(tmp_path / "m.safetensors")((1, 1)) == 9


# checkpoints of torch


@pytest.mark.parametrize("key", ["state_dict", "model_state_dict"])
def test_a_checkpoint_is_read_for_its_state_dict(tmp_path: Path, key: str) -> None:
    torch = pytest.importorskip("torch", reason="torch is not installed: pip install torch")
    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1))
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    torch.save(model.state_dict(), tmp_path / "plain.pt")
    plain = describe_network(tmp_path / "plain.pt")
    checkpoint = {"epoch": 3, key: model.state_dict(), "optimizer": optimizer.state_dict(), "note": "best"}
    torch.save(checkpoint, tmp_path / "c.ckpt")
    assert describe_network(tmp_path / "c.ckpt") == plain
    renamed = {
        f"module.{n}.{p}": model[i].state_dict()[p] for i, n in ((0, "fc1"), (2, "head")) for p in ("weight", "bias")
    }
    torch.save({**checkpoint, key: renamed}, tmp_path / "n.pth")
    assert describe_network(tmp_path / "n.pth", ("module.fc1", "module.head")) == plain
    refused(tmp_path / "n.pth", "instance module.fc1,module.head: layers")
    torch.save({"epoch": 3, "weights": model.state_dict()}, tmp_path / "o.pt")
    refused(tmp_path / "o.pt", "holds no state dict")
    torch.save({"state_dict": {}, "model_state_dict": model.state_dict()}, tmp_path / "two.pt")
    refused(tmp_path / "two.pt", "a state_dict and a model_state_dict")
    torch.save({"state_dict": [1, 2]}, tmp_path / "list.pt")
    refused(tmp_path / "list.pt", "holds no state dict")


def test_a_state_dict_says_nothing_of_its_activations_and_that_is_said(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="torch is not installed: pip install torch")
    nn = torch.nn
    for activation in (nn.ELU(), nn.Tanh(), nn.GELU(), nn.LeakyReLU()):
        torch.save(nn.Sequential(nn.Linear(2, 4), activation, nn.Linear(4, 1)).state_dict(), tmp_path / "m.pt")
        assert describe_network(tmp_path / "m.pt").words.endswith(
            "the file does not say what stands between: ReLU is assumed"
        )


# .nnet


MAPS = [([["0.1", "-2.5e-1"], ["+3", "1E2"], [".5", "7."]], ["0.2", "-0.3", "0"]), ([["1", "-1.25", "0.7"]], ["1e-3"])]
MEANS, RANGES = ["1.9791091e+04", "0.3", "7.5188840201005975"], ["60261.0", "6.28318530718", "373.94992"]


def number(text: str) -> Fraction:
    """Return a decimal number, by Python's own reading of decimals."""
    return Fraction(text)


def test_a_nnet_is_read_with_its_normalisation_exactly(tmp_path: Path) -> None:
    path = tmp_path / "m.nnet"
    path.write_text(nnet(MAPS, MEANS, RANGES))
    found = describe_network(path)
    maps = [([[number(w) for w in row] for row in weights], [number(b) for b in bias]) for weights, bias in MAPS]
    for point in POINTS:
        scaled = [(v - number(m)) / number(s) for v, m, s in zip(point, MEANS, RANGES, strict=False)]
        (value,) = plainly(maps, scaled)
        assert found.network(point) == value * number(RANGES[2]) + number(MEANS[2])
    assert found.words == "Linear(2,3)–ReLU–Linear(3,1), normalisation of inputs and outputs folded in"
    path.write_text(nnet(MAPS, ["0", "0.0", "0"], ["1", "1.0", "1"]))
    plain = describe_network(path)
    assert plain.words == "Linear(2,3)–ReLU–Linear(3,1)"
    assert plain.network((1000, -1000)) == plainly(maps, [Fraction(1000), Fraction(-1000)])[0]  # no input is clipped


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ({"header": "2,2,1,"}, "line 3: 4 sizes are expected, got '2,2,1,'"),
        ({"header": "2,2,2,3,"}, "begin and end with 2 and 2"),
        ({"header": "3,2,1,3,"}, "4 widths are expected"),
        ({"header": "999999999,2,1,3,"}, "layers are more than"),
        ({"sizes": "2,999999999,1,"}, "more than 4194304 weights"),
        ({"sizes": "2,0,1,"}, "whole numbers from 1 on"),
        ({"sizes": "2,-3,1,"}, "whole numbers from 1 on"),
        ({"least": "-1,"}, "2 least inputs are expected"),
        ({"greatest": "1,inf,"}, "greatest inputs are decimal numbers, got 'inf'"),
        ({"means": "0,0,"}, "3 means are expected"),
        ({"ranges": "1,0,1,"}, "line 9: a range is 0"),
        ({"ranges": "1,1,0.00,"}, "a range is 0"),
        ({"rows": "1,2,"}, "line 11: the file ends before"),
        ({"rows": "1,nan,"}, "weights are decimal numbers, got 'nan'"),
        ({"rows": "1,1e9999999,"}, "weights are decimal numbers, got '1e9999999'"),
        ({"rows": "1,__import__('os').getcwd(),"}, "weights are decimal numbers"),
        ({"rows": "1,1/3,"}, "weights are decimal numbers, got '1/3'"),
        ({"rows": "1,0x10,"}, "weights are decimal numbers"),
        ({"rows": "1,٣,"}, "weights are decimal numbers"),
        ({"rows": "1,2,\n" * 3 + "1,2,\n"}, "1 biases are expected"),
        ({"more": "1,"}, "there is more than the network"),
    ],
)
def test_a_nnet_that_is_none_is_refused_with_its_line(tmp_path: Path, lines: dict[str, str], reason: str) -> None:
    (tmp_path / "m.nnet").write_text(nnet(MAPS, MEANS, RANGES, lines))
    refused(tmp_path / "m.nnet", reason)


def test_a_nnet_that_is_no_text_or_cut_anywhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.nnet"
    whole = nnet(MAPS, MEANS, RANGES).encode()
    path.write_bytes(whole + b"\n\n")
    assert read_network(path).widths == (2, 3, 1)
    path.write_bytes(whole[:-4] + b"\xff")
    refused(path, "not UTF-8")
    lines = whole.splitlines()
    for length in range(len(lines)):
        path.write_bytes(b"\n".join(lines[:length]))
        refused(path, "the file ends before")
    path.write_bytes(b"")
    refused(path, "the file ends before")


# other files


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("m.pb", r"model.save\(\"model.keras\"\)"), ("m.tflite", r"np.savez\(path, \*model.get_weights\(\)\)"),
        ("m.mlmodel", "ONNX"), ("m.pkl", "from_sklearn"), ("m.joblib", "from_sklearn"), ("m.pt2", "dynamo=False"),
        ("m.torchscript", "state_dict"), ("m.bin", "call it .pt"), ("m.mat", "exportONNXNetwork"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_read_is_told_with_the_way_out(tmp_path: Path, name: str, way: str) -> None:
    refused(tmp_path / name, way)


def test_a_file_that_says_its_structure_is_described_without_an_assumption(tmp_path: Path) -> None:
    network = ReluNetwork.of([([[1], [-1]], [0, 0]), ([[1, 1]], [0])])
    write_network(network, tmp_path / "m.json")
    write_network(network, tmp_path / "m.npz")
    said = describe_network(tmp_path / "m.json")
    assert (said.network, said.words) == (network, "Linear(1,2)–ReLU–Linear(2,1)")
    assert describe_network(tmp_path / "m.npz").words == f"{said.words}; {ASSUMED}"


def test_layers_are_named_for_state_dicts_alone(tmp_path: Path) -> None:
    (tmp_path / "m.nnet").write_text(nnet(MAPS, MEANS, RANGES))
    refused(tmp_path / "m.nnet", "this file says itself", ("fc1", "fc2"))


def test_bfloat16_in_an_array_of_numpy_has_no_type_and_the_way_out_is_said(tmp_path: Path) -> None:
    np.savez(tmp_path / "m.npz", W1=np.zeros((1, 1), "V2"), b1=np.zeros(1), W2=np.zeros((1, 1)), b2=np.zeros(1))
    refused(tmp_path / "m.npz", "astype\\(np.float32\\), which is exact")


def test_a_deep_chain_is_told_in_short(tmp_path: Path) -> None:
    np.savez(
        tmp_path / "m.npz",
        **{f"{part}{i}": np.ones((1, 1)[: 1 + (part == "W")]) for i in range(1, 10) for part in "Wb"},
    )
    words = describe_network(tmp_path / "m.npz").words
    assert words.startswith("Linear(1,1)–ReLU–Linear(1,1)–ReLU–Linear(1,1)–…–ReLU–Linear(1,1) (9 linear layers); ")
    assert len(repr(describe_network(tmp_path / "m.npz"))) <= 120
