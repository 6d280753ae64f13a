"""State dicts: matrices and vectors with names, `fc1.weight`, `fc1.bias`, from torch, safetensors and `.npz`.

They hold numbers and their names, no more: that a ReLU follows every Linear layer but the last is the convention here.
The order is that of the numbers in an `nn.Sequential`; for other names it must be given.  Claims no result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from constructions.interchange.described import ASSUMED, Described
from constructions.interchange.stack import MAX_WEIGHTS, Stack, exact, network_of
from theory.exact import BarriersError, shown

__all__ = ["described_state", "has_names_of_layers"]

EXPORTED = 'torch.onnx.export(model, (x,), "model.onnx", dynamo=False)'
WANTED = f"a state dict of Linear layers is read, with ReLUs between them; export other models to ONNX: {EXPORTED}"
SHOWN = 8
"""Most names of layers that a message repeats."""


def described_state(
    sizes: Mapping[str, int], array: Callable[[str], Any], layers: Sequence[str] | None, name: str
) -> Described:
    """Return the network of a state dict: how many entries each tensor has, and a function that returns the tensor.

    `layers` names the Linear layers in their order; without it they are numbered, as in an `nn.Sequential`.  Raises
    `BarriersError` naming the tensor that belongs to no such layer.
    """
    names = _numbered(sizes, name) if layers is None else _ordered(sizes, layers, name)
    if sum(sizes.values()) > MAX_WEIGHTS:
        raise BarriersError(f"{name}: a network of more than {MAX_WEIGHTS} weights is not read")
    stack: Stack | None = None
    for where in names:
        weights = array(f"{where}.weight") if f"{where}.weight" in sizes else None
        bias = array(f"{where}.bias") if f"{where}.bias" in sizes else None
        if weights is None or weights.ndim != 2 or weights.size == 0 or (bias is not None and bias.ndim != 1):
            raise BarriersError(f"{name}: {shown(where)} is no Linear layer; {WANTED}")
        if stack is None:
            stack = Stack(weights.shape[1])
        else:
            stack.relu()
        rows = exact(weights, f"{name}: {shown(where)}, weight")
        shifts = [0 * rows[0][0]] * len(rows) if bias is None else exact(bias, f"{name}: {shown(where)}, bias")
        try:
            stack.affine(rows, shifts)
        except BarriersError as error:
            raise BarriersError(f"{name}: {shown(where)}: {error}") from None
    assert stack is not None
    return Described.of(network_of(stack.layers(), name), f"; {ASSUMED}")


def has_names_of_layers(names: Sequence[str]) -> bool:
    """Whether arrays are named as torch names those of Linear layers."""
    return bool(names) and all(re.fullmatch(r".+\.(weight|bias)", name) for name in names)


def _ordered(sizes: Mapping[str, int], layers: Sequence[str], name: str) -> list[str]:
    """Return the given names of layers, to which all tensors must belong."""
    given = [] if isinstance(layers, str) else list(layers)
    if not given or not all(type(layer) is str for layer in given) or len(set(given)) < len(given):
        raise BarriersError(f'layers names each Linear layer once, in order: ("fc1", "head"); got {shown(layers)}')
    for layer in given:
        if f"{layer}.weight" not in sizes:
            raise BarriersError(f"{name}: there is no {shown(f'{layer}.weight')}; the layers are {_listed(sizes)}")
    own = {f"{layer}.{part}" for layer in given for part in ("weight", "bias")}
    if other := next((key for key in sizes if key not in own), None):
        raise BarriersError(
            f"{name}: {shown(other)} belongs to none of the layers named{_hint(other)}; name every layer that forward"
            " uses, and save a state dict without the others"
        )
    return given


def _numbered(sizes: Mapping[str, int], name: str) -> list[str]:
    """Return the names of the layers of an `nn.Sequential` in order, or say what else there is."""
    found: dict[int, str] = {}
    prefixes = set()
    for key in sizes:
        if not key.endswith((".weight", ".bias")):
            raise BarriersError(f"{name}: {shown(key)} belongs to no Linear layer{_hint(key)}; {WANTED}")
        if match := re.fullmatch(r"((?:[A-Za-z_]\w*\.)*)(0|[1-9]\d{0,5})\.\w+", key, re.ASCII):
            found[int(match[2])] = f"{match[1]}{match[2]}"
            prefixes.add(match[1])
        else:
            prefixes |= {key, ""}
    if not sizes:
        raise BarriersError(f"{name}: holds no tensors; {WANTED}")
    if len(prefixes) != 1:
        raise BarriersError(f"{name}: the file does not say in which order its layers follow; {_way(sizes)}")
    for number, following in pairwise(sorted(found)):
        if following == number + 1:
            raise BarriersError(f"{name}: layers {number} and {following} have nothing between them, no ReLU; {WANTED}")
    return [where for _, where in sorted(found.items())]


def _way(sizes: Mapping[str, int]) -> str:
    return f"give the names in the order of the forward, for instance {_listed(sizes)}: layers=(…), or --layers"


def _listed(sizes: Mapping[str, int]) -> str:
    """Return the names of the layers for a message, in the order of the file."""
    names = list(dict.fromkeys(key.rpartition(".")[0] for key in sizes))
    text = ",".join(repr(name[:40])[1:-1] for name in names[:SHOWN])
    return f"{text},… ({len(names)})" if len(names) > SHOWN else text


def _hint(key: str) -> str:
    if key.endswith(("running_mean", "running_var", "num_batches_tracked")):
        return ": fold a BatchNorm in first, with torch.nn.utils.fusion.fuse_linear_bn_eval"
    return ""
