"""The structure of a Keras model, from its configuration: the layers of a chain in their order.

Claims no result.
"""

from __future__ import annotations

from typing import Any

from constructions.files import listed
from theory.exact import BarriersError, shown

__all__ = ["chain_of"]

MAX_LAYERS = 10_000
WAY = "np.savez(path, *model.get_weights()) keeps the weights of a chain of Dense layers"


def chain_of(model: Any, name: str) -> list[dict[str, Any]]:
    """Return the layers of a Sequential, or of a functional model that is one chain, in order.

    Raises `BarriersError` naming the layer at which there are several ways.
    """
    layers = _layers(model, name)
    if model["class_name"] == "Sequential":
        return layers
    following: dict[str, dict[str, Any]] = {}
    begin = None
    for layer in layers:
        source = _source(layer, name)
        if source is None:
            if begin is not None:
                raise BarriersError(f"{name}: the model has several inputs")
            begin = layer
        elif source in following:
            raise BarriersError(f"{name}: what {shown(source)} returns goes two ways: branches are not read")
        else:
            following[source] = layer
    if begin is None:
        raise BarriersError(f"{name}: the model has no input")
    chain = [begin]
    while (last := chain[-1]["config"]["name"]) in following:  # each value is taken once, so there is an end
        chain.append(following[last])
    ends = [_end(model["config"].get(key)) for key in ("input_layers", "output_layers")]
    if len(chain) != len(layers) or ends != [chain[0]["config"]["name"], chain[-1]["config"]["name"]]:
        raise BarriersError(f"{name}: the layers are no chain from the one input to the one output")
    return chain


def _layers(model: Any, name: str) -> list[dict[str, Any]]:
    """Return the layers as they are listed, each with a class of Keras's own and a name."""
    if not isinstance(model, dict) or not isinstance(model.get("config"), dict):
        raise BarriersError(f"{name}: the configuration describes no Keras model")
    if model.get("class_name") not in ("Sequential", "Functional", "Model") or not _own(model):
        kind = shown(model.get("class_name"))
        raise BarriersError(f"{name}: a model of the class {kind} is neither Sequential nor functional; {WAY}")
    layers = listed(model["config"].get("layers"), f"{name}: the layers")
    if len(layers) > MAX_LAYERS:
        raise BarriersError(f"{name}: {len(layers)} layers are more than the {MAX_LAYERS} that are read")
    names = set()
    for layer in layers:
        config = layer.get("config") if isinstance(layer, dict) else None
        if not isinstance(config, dict) or not isinstance(config.get("name"), str):
            raise BarriersError(f"{name}: a layer has no name, or no configuration")
        if not isinstance(layer.get("class_name"), str) or not _own(layer):
            kind = shown(layer.get("registered_name") or layer.get("class_name"))
            raise BarriersError(f"{name}: the layer {shown(config['name'])} is of a class of somebody's own, {kind}")
        names.add(config["name"])
    if len(names) < len(layers):
        raise BarriersError(f"{name}: two layers have the same name")
    return layers


def _own(part: dict[str, Any]) -> bool:
    """Whether a class is Keras's own, as far as the file says; `.h5` names no modules."""
    module, registered = part.get("module") or "keras", part.get("registered_name")
    return isinstance(module, str) and module.split(".")[0] == "keras" and registered in (None, part["class_name"])


def _source(layer: dict[str, Any], name: str) -> str | None:
    """Return the layer whose value this one takes; none for the input."""
    nodes = layer.get("inbound_nodes")
    if nodes == [] and layer["class_name"] == "InputLayer":
        return None
    where = shown(layer["config"]["name"])
    if not isinstance(nodes, list) or len(nodes) != 1:
        raise BarriersError(f"{name}: the layer {where} is used more than once, or never")
    try:
        node = nodes[0]
        if isinstance(node, dict):  # Keras 3
            (tensor,), options = node["args"], node["kwargs"]
            source, number, output = tensor["config"]["keras_history"]
        else:
            ((source, number, output, options),) = node
        switched = {key: value for key, value in options.items() if value not in (None, False)}
    except (AttributeError, KeyError, TypeError, ValueError):
        raise BarriersError(f"{name}: the layer {where} takes more than one value") from None
    if switched:
        raise BarriersError(f"{name}: the layer {where} is called with {shown(switched)}")
    if not isinstance(source, str) or (number, output) != (0, 0):
        raise BarriersError(f"{name}: the layer {where} takes more than one value, or one of several")
    return source


def _end(ends: Any) -> str | None:
    """Return the name of the one input, or output."""
    end = ends[0] if isinstance(ends, list) and len(ends) == 1 else ends
    return end[0] if isinstance(end, list) and len(end) == 3 and end[1:] == [0, 0] and isinstance(end[0], str) else None
