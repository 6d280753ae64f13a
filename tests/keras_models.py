"""Models of Keras, written as Keras 3 writes them, without Keras."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

h5py = pytest.importorskip("h5py", reason="h5py is not installed: pip install h5py")
Layer = dict[str, Any]


def layer(kind: str, name: str, **config: Any) -> Layer:
    return {"module": "keras.layers", "class_name": kind, "registered_name": None, "config": {"name": name, **config}}


def dense(name: str, units: int, activation: Any = "linear", **more: Any) -> Layer:
    policy = {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": None}
    config = {"dtype": policy, "units": units, "activation": activation, "use_bias": True, "kernel_regularizer": None}
    return layer("Dense", name, **{**config, **more})


def points(*shape: Any) -> Layer:
    return layer("InputLayer", "input", batch_shape=[None, *shape], dtype="float32")


def sequential(*layers: Layer) -> dict[str, Any]:
    config = {"name": "sequential", "layers": list(layers), "build_input_shape": [None, 2]}
    return {"module": "keras", "class_name": "Sequential", "config": config, "registered_name": None}


def functional(*layers: Layer, keras: int = 3, **more: Any) -> dict[str, Any]:
    """Return a functional model in which each layer takes the value of the one before it, as Keras 2 or 3 says so."""
    linked = []
    for number, part in enumerate(layers):
        nodes: list[Any] = []
        if number:
            before = layers[number - 1]["config"]["name"]
            tensor = {"class_name": "__keras_tensor__", "config": {"shape": [None, 2], "keras_history": [before, 0, 0]}}
            nodes = [{"args": [tensor], "kwargs": {"training": False}}] if keras == 3 else [[[before, 0, 0, {}]]]
        linked.append({**part, "name": part["config"]["name"], "inbound_nodes": nodes})
    ends = [[layers[at]["config"]["name"], 0, 0] for at in (0, -1)]
    begin, end = ends if keras == 3 else ([ends[0]], [ends[1]])
    config = {"name": "model", "layers": linked, "input_layers": begin, "output_layers": end, **more}
    return {"module": "keras.src.models.functional", "class_name": "Functional", "registered_name": "Functional",
            "config": config}  # fmt: skip


Weights = Sequence[Sequence[Any]]


def weights_file(names: Sequence[str], weights: Weights, **options: Any) -> bytes:
    """Return model.weights.h5 for Dense layers of these names."""
    content = io.BytesIO()
    with h5py.File(content, "w", **options) as file:
        for number, (name, arrays) in enumerate(zip(names, weights, strict=True)):
            group = file.create_group(f"layers/dense_{number}/vars" if number else "layers/dense/vars")
            group.attrs["name"] = name
            for index, array in enumerate(arrays):
                group.create_dataset(str(index), data=array)
    return content.getvalue()


def saved(path: Path, model: dict[str, Any], weights: Weights, **options: Any) -> Path:
    """Write a model as Keras does: to `.keras`, or to `.h5`, where no module is named."""
    layers = model["config"]["layers"]
    names = [part["config"]["name"] for part in layers if part["class_name"] == "Dense"]
    if path.suffix == ".keras":
        return zipped(path, json.dumps(model), weights_file(names, weights, **options))
    plain = [{key: part[key] for key in part if key not in ("module", "registered_name")} for part in layers]
    told = {"class_name": model["class_name"], "config": {**model["config"], "layers": plain}}
    with h5py.File(path, "w", **options) as file:
        file.attrs["model_config"] = json.dumps(told)
        file.attrs["keras_version"] = "3.15.1"
        groups = file.create_group("model_weights")
        groups.attrs["layer_names"] = names
        groups.create_group("top_level_model_weights").attrs["weight_names"] = np.array([])
        for name, arrays in zip(names, weights, strict=True):
            held = [f"sequential/{name}/{kind}" for kind in ("kernel", "bias")][: len(arrays)]
            groups.create_group(name).attrs["weight_names"] = [w.encode() for w in held]
            for where, array in zip(held, arrays, strict=True):
                groups[name].create_dataset(where, data=array)
        file.create_dataset("optimizer_weights/adam/iteration", data=np.int32(7))
    return path


def zipped(path: Path, config: str | bytes, weights: bytes, **more: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("metadata.json", '{"keras_version": "3.15.1"}')
        archive.writestr("config.json", config)
        archive.writestr("model.weights.h5", weights)
        for name, content in more.items():
            archive.writestr(name, content)
    return path
