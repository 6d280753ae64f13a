"""Networks from arrays: `.npz` of ours, of Keras and of any tool that saves its matrices; scikit-learn models.

Arrays do not say what stands between two affine maps: a ReLU, is the convention, and nothing after the last one.
Claims no result.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from constructions.files import load_npz, npz_bytes
from constructions.interchange.stack import MAX_WEIGHTS, Stack, exact, network_of
from theory.exact import BarriersError, is_double, write_rational
from theory.networks import ReluNetwork

__all__ = ["from_sklearn", "network_from_npz", "network_to_npz", "perceptron_layers"]

FORMS = (
    "W1, b1, W2, b2, … (output dimension first), or Keras's weights in order: arr_0, arr_1, … as np.savez names them, "
    "or …/kernel, …/bias"
)


def network_from_npz(content: bytes, name: str) -> ReluNetwork:
    """Return the network that an `.npz` holds; raises `BarriersError` naming the array that is wrong."""
    arrays = load_npz(content, name)
    pairs = _ours(arrays) or _keras(arrays)
    if not pairs:
        raise BarriersError(f"{name}: a network .npz holds the arrays {FORMS}; got {_told(sorted(arrays))}")
    if sum(array.size for array in arrays.values()) > MAX_WEIGHTS:
        raise BarriersError(f"{name}: a network of more than {MAX_WEIGHTS} weights is not read")
    stack: Stack | None = None
    for weights, bias, transposed in pairs:
        for key, axes in ((weights, 2), (bias, 1)):
            if arrays[key].dtype.kind not in "fiu" or arrays[key].ndim != axes:
                what = f"{arrays[key].dtype} of shape {arrays[key].shape}"
                raise BarriersError(f"{name}: {key} must be a real {'vector' if axes == 1 else 'matrix'}, got {what}")
        matrix = arrays[weights].T if transposed else arrays[weights]
        if stack is None:
            stack = Stack(matrix.shape[1])
        else:
            stack.relu()
        try:
            stack.affine(exact(matrix, weights), exact(arrays[bias], bias))
        except BarriersError as error:
            raise BarriersError(f"{name}: {weights}, {bias}: {error}") from None
    assert stack is not None
    return network_of(stack.layers(), name)


def _told(names: list[str]) -> str:
    text = ", ".join(names) or "none"
    return text if len(text) <= 80 else f"{text[:79]}…"


def _ours(arrays: dict[str, Any]) -> list[tuple[str, str, bool]]:
    pairs = [(f"W{i}", f"b{i}", False) for i in range(1, len(arrays) // 2 + 1)]
    return pairs if arrays.keys() == {key for pair in pairs for key in pair[:2]} else []


def _keras(arrays: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """Return kernels (inputs, outputs) and biases, in the order of the layers."""
    names = list(arrays)
    numbered = [f"arr_{i}" for i in range(len(names))]
    if set(names) == set(numbered):
        names = numbered
    elif not all(
        kernel.endswith("/kernel") and bias == f"{kernel.removesuffix('kernel')}bias"
        for kernel, bias in zip(names[::2], names[1::2], strict=False)
    ):
        return []
    return [] if len(names) % 2 else [(k, b, True) for k, b in zip(names[::2], names[1::2], strict=True)]


def network_to_npz(network: ReluNetwork, name: str) -> bytes:
    """Return the arrays W1, b1, W2, b2, … of a network; raises `BarriersError` unless every weight is a double."""
    arrays: dict[str, Any] = {}
    for number, layer in enumerate(network.layers, 1):
        if odd := next((v for row in (*layer.weights, layer.bias) for v in row if not is_double(v)), None):
            raise BarriersError(f"{name}: the weight {write_rational(odd)} is no double; write the network to .json")
        arrays[f"W{number}"] = np.array([[float(w) for w in row] for row in layer.weights])
        arrays[f"b{number}"] = np.array([float(b) for b in layer.bias])
    return npz_bytes(arrays)


def from_sklearn(model: Any) -> ReluNetwork:
    """Return the network of a fitted scikit-learn `MLPClassifier` (two classes) or `MLPRegressor`, activation "relu".

    A classifier's output is its logit: class 1 where it is positive, so attack it with the threshold 0.  In a
    `Pipeline` the standardisations x -> (x - mean_)/scale_ of `StandardScaler` before it are folded in exactly.  Files
    of pickles are never read; call this where the model was trained, and write the network with `write_network`.
    Raises `BarriersError` for anything else.
    """
    *before, last = [step for _, step in model.steps] if hasattr(model, "steps") else [model]
    layers = perceptron_layers(last)
    stack = Stack(layers[0][0].shape[1])
    for step in before:
        _standardise(stack, step)
    for index, (weights, bias) in enumerate(layers):
        if index:
            stack.relu()
        stack.affine(exact(weights, f"coefs_[{index}]"), exact(bias, f"intercepts_[{index}]"))
    return network_of(stack.layers(), type(last).__name__)


def perceptron_layers(model: Any) -> list[tuple[Any, Any]]:
    """Return the arrays of weights, output dimension first, and biases of a fitted scikit-learn perceptron.

    Raises `BarriersError` unless it is one, with activation "relu" and one output.
    """
    if not (hasattr(model, "coefs_") and hasattr(model, "intercepts_") and _of_the_library(model)):
        raise BarriersError(f"a fitted MLPClassifier or MLPRegressor is wanted, got {type(model).__name__}")
    if model.activation != "relu" or model.out_activation_ not in ("identity", "logistic"):
        said = f"{model.activation!r}, {model.out_activation_!r}"
        raise BarriersError(f'activation "relu" and one output (two classes) are wanted, got {said}')
    return [(weights.T, bias) for weights, bias in zip(model.coefs_, model.intercepts_, strict=True)]


def _of_the_library(model: Any) -> bool:
    """Whether an object is of scikit-learn's own class, none of which a subclass has changed."""
    return type(model).__module__.startswith("sklearn.")


def _standardise(stack: Stack, step: Any) -> None:
    if step is None or step == "passthrough":
        return
    if type(step).__name__ != "StandardScaler" or not hasattr(step, "n_features_in_") or not _of_the_library(step):
        raise BarriersError(f"only a fitted StandardScaler is folded into a network, got {type(step).__name__}")
    if step.with_mean:
        stack.shift([-m for m in exact(step.mean_, "mean_")])
    if step.with_std:
        stack.scale([1 / s for s in exact(step.scale_, "scale_")])
