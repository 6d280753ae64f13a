"""Networks in and out of files: JSON and `.npz`.

Every weight read is the rational that the file holds; every weight written reads back as itself, or the writer refuses.
Claims no result.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from constructions.files import (
    keyed,
    listed,
    load_npz,
    npz_bytes,
    rational_text,
    read_bytes,
    strict_json,
    write_bytes,
    write_text,
)
from theory.exact import BarriersError, is_double, write_rational
from theory.networks import ReluNetwork

__all__ = ["network_object", "parse_network", "read_network", "write_network"]


def network_object(network: ReluNetwork) -> dict[str, Any]:
    """Return the network as the JSON object of the interchange format: widths and layers, numbers as strings."""
    return {
        "widths": list(network.widths),
        "layers": [
            {
                "weights": [[write_rational(w) for w in row] for row in layer.weights],
                "bias": [write_rational(b) for b in layer.bias],
            }
            for layer in network.layers
        ],
    }


def parse_network(value: Any, name: str) -> ReluNetwork:
    """Return the network that a parsed JSON object describes; raises `BarriersError` naming what is wrong."""
    body = keyed(value, {"widths", "layers"}, name)
    pairs = []
    for number, layer in enumerate(listed(body["layers"], f"{name}: layers"), 1):
        where = f"{name}: layer {number}"
        parts = keyed(layer, {"weights", "bias"}, where)
        weights = [[rational_text(w, where) for w in listed(row, where)] for row in listed(parts["weights"], where)]
        pairs.append((weights, [rational_text(b, where) for b in listed(parts["bias"], where)]))
    network = _network(pairs, name)
    said = body["widths"]
    if list(network.widths) != said or any(type(w) is not int for w in said):
        raise BarriersError(f"{name}: the widths say {body['widths']!r:.60} but the layers have {list(network.widths)}")
    return network


def _network(pairs: list[tuple[Any, Any]], name: str) -> ReluNetwork:
    try:
        return ReluNetwork.of(pairs)
    except BarriersError as error:
        raise BarriersError(f"{name}: {error}") from None


def _network_from_npz(content: bytes, name: str) -> ReluNetwork:
    arrays = load_npz(content, name)
    depth = len(arrays) // 2
    wanted = [f"{letter}{number}" for number in range(1, depth + 1) for letter in ("W", "b")]
    if not depth or sorted(arrays) != sorted(wanted):
        raise BarriersError(
            f"{name}: a network .npz holds the arrays W1, b1, W2, b2, …, got {', '.join(sorted(arrays)) or 'none'}"
        )
    for key in wanted:
        if arrays[key].dtype.kind not in "fiu" or arrays[key].ndim != (2 if key[0] == "W" else 1):
            raise BarriersError(
                f"{name}: {key} must be a real {'matrix' if key[0] == 'W' else 'vector'},"
                f" got {arrays[key].dtype} of shape {arrays[key].shape}"
            )
        if not np.isfinite(arrays[key]).all():
            raise BarriersError(f"{name}: {key} has a NaN or infinite entry, which is no rational weight")
    return _network([(arrays[f"W{i}"], arrays[f"b{i}"]) for i in range(1, depth + 1)], name)


def read_network(path: str | Path) -> ReluNetwork:
    """Read a network from `.json` (rationals as strings) or `.npz` (arrays W1, b1, W2, b2, …; output dimension first).

    Raises `BarriersError` with one line for anything else.
    """
    where, content = Path(path), read_bytes(path)
    if where.suffix == ".json":
        return parse_network(strict_json(content, str(where)), str(where))
    if where.suffix == ".npz":
        return _network_from_npz(content, str(where))
    raise BarriersError(f"{where}: a network file ends in .json or .npz")


def write_network(network: ReluNetwork, path: str | Path) -> None:
    """Write a network to `.json` (always exact) or `.npz` (refused unless every weight is a double)."""
    where = Path(path)
    if where.suffix == ".json":
        write_text(where, json.dumps(network_object(network), indent=1) + "\n")
    elif where.suffix == ".npz":
        numbers = (v for layer in network.layers for row in (*layer.weights, layer.bias) for v in row)
        if odd := next((v for v in numbers if not is_double(v)), None):
            raise BarriersError(
                f"{where}: the weight {write_rational(odd)} is no double; write the network to .json instead"
            )
        arrays: dict[str, Any] = {}
        for number, layer in enumerate(network.layers, 1):
            arrays[f"W{number}"] = np.array([[float(w) for w in row] for row in layer.weights])
            arrays[f"b{number}"] = np.array([float(b) for b in layer.bias])
        write_bytes(where, npz_bytes(arrays))
    else:
        raise BarriersError(f"{where}: a network file ends in .json or .npz")
