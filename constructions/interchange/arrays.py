"""Networks from arrays: `.npz` of ours, of Keras and of any tool that saves its matrices; scikit-learn models.

Arrays do not say what stands between two affine maps: a ReLU, is the convention, and nothing after the last one.
Claims no result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from constructions.files import load_npz, npz_bytes
from constructions.interchange.described import ASSUMED, Described
from constructions.interchange.stack import MAX_WEIGHTS, Stack, exact, network_of
from constructions.interchange.state_dicts import described_state, has_names_of_layers
from theory.exact import BarriersError, is_double, write_rational
from theory.networks import ReluNetwork

__all__ = ["from_sklearn", "network_to_npz", "perceptron_layers", "read_npz"]

FORMS = (
    "W1, b1, W2, b2, … (output dimension first), or Keras's weights in order: arr_0, arr_1, … as np.savez names them, "
    "or …/kernel, …/bias"
)


def read_npz(content: bytes, name: str, layers: Sequence[str] | None = None) -> Described:
    """Return the network that an `.npz` holds; raises `BarriersError` naming the array that is wrong.

    `layers` names the Linear layers in order, if the arrays are those of a state dict.
    """
    arrays = load_npz(content, name)
    if layers is not None or has_names_of_layers(list(arrays)):
        return described_state({key: array.size for key, array in arrays.items()}, arrays.__getitem__, layers, name)
    pairs = _ours(arrays) or _keras(arrays)
    if not pairs:
        raise BarriersError(f"{name}: a network .npz holds the arrays {FORMS}; got {_told(sorted(arrays))}")
    if sum(array.size for array in arrays.values()) > MAX_WEIGHTS:
        raise BarriersError(f"{name}: a network of more than {MAX_WEIGHTS} weights is not read")
    stack: Stack | None = None
    for weights, bias, transposed in pairs:
        for key, axes in ((weights, 2), (bias, 1)):
            if arrays[key].dtype.kind not in "fiu" or arrays[key].ndim != axes:
                what = f"{arrays[key].dtype} of shape {arrays[key].shape}{_bfloat16(arrays[key])}"
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
    return Described.of(network_of(stack.layers(), name), f"; {ASSUMED}")


def _bfloat16(array: Any) -> str:
    """Say what to do with two bytes of no type."""
    return ": if they are bfloat16, save array.astype(np.float32), which is exact" if array.dtype == "V2" else ""


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
    """Return the network of a fitted scikit-learn `MLPClassifier` or `MLPRegressor`, activation "relu".

    A classifier's outputs are its logits: with two classes, class 1 where the one logit is positive, so attack it with
    the threshold 0.  Affine steps around it are folded in exactly: in a `Pipeline`, nested ones among them,
    `StandardScaler`, `MinMaxScaler`, `MaxAbsScaler`, `RobustScaler` and `FunctionTransformer(None)`, and the same as
    the transformer of a `TransformedTargetRegressor`.  Of a `GridSearchCV` or `RandomizedSearchCV` the best estimator
    is read.  All classes must be scikit-learn's own.  Files of pickles are never read; call this where the model was
    trained, and write the network with `write_network`.  Raises `BarriersError` for anything else.
    """
    steps = list(_steps(model))
    perceptrons = [step for step in steps if isinstance(step, list)]
    if len(perceptrons) != 1:
        raise BarriersError(
            f"one fitted MLPClassifier or MLPRegressor is wanted, got {type(model).__name__} with {len(perceptrons)}"
        )
    stack = Stack(perceptrons[0][0][0].shape[1])
    for step in steps:
        if isinstance(step, list):
            for index, (weights, bias) in enumerate(step):
                if index:
                    stack.relu()
                stack.affine(exact(weights, f"coefs_[{index}]"), exact(bias, f"intercepts_[{index}]"))
        else:
            if any(part and len(part) != stack.width for part in step):
                raise BarriersError(f"a scaler of {max(map(len, step))} entries stands where there are {stack.width}")
            if step[0]:
                stack.scale(step[0])
            if step[1]:
                stack.shift(step[1])
    return network_of(stack.layers(), type(model).__name__)


def perceptron_layers(model: Any) -> list[tuple[Any, Any]]:
    """Return the arrays of weights, output dimension first, and biases of a fitted scikit-learn perceptron.

    Raises `BarriersError` unless it is one, with activation "relu".
    """
    if not (hasattr(model, "coefs_") and hasattr(model, "intercepts_") and _of_the_library(model)):
        raise BarriersError(f"a fitted MLPClassifier or MLPRegressor is wanted, got {type(model).__name__}")
    if model.activation != "relu" or model.out_activation_ not in ("identity", "logistic", "softmax"):
        said = f"{model.activation!r}, {model.out_activation_!r}"
        raise BarriersError(f'activation "relu" is wanted, and none or the logistic one at the end, got {said}')
    return [(weights.T, bias) for weights, bias in zip(model.coefs_, model.intercepts_, strict=True)]


def _of_the_library(model: Any) -> bool:
    """Whether an object is of scikit-learn's own class, none of which a subclass has changed."""
    return type(model).__module__.startswith("sklearn.")


Affine = tuple[list[Fraction], list[Fraction]]
"""Factors and shifts, x -> factors * x + shifts; an empty list stands for ones, or zeros."""


def _steps(model: Any) -> Iterator[list[tuple[Any, Any]] | Affine]:
    """Yield what a fitted model does, in order: the layers of its perceptron, and affine maps before and after."""
    kind = type(model).__name__ if _of_the_library(model) else ""
    if kind == "Pipeline":
        for _, step in model.steps:
            if step is not None and step != "passthrough":
                yield from _steps(step)
    elif kind in ("GridSearchCV", "RandomizedSearchCV"):
        if not hasattr(model, "best_estimator_"):
            raise BarriersError(f"{kind} has no best estimator: fit it, with refit=True")
        yield from _steps(model.best_estimator_)
    elif kind == "TransformedTargetRegressor":
        if not hasattr(model, "regressor_"):
            raise BarriersError(f"a fitted {kind} is wanted")
        yield from _steps(model.regressor_)
        yield _inverse(_affine(model.transformer_))
    elif hasattr(model, "coefs_") or kind.startswith("MLP"):
        yield perceptron_layers(model)
    else:
        yield _affine(model)


SCALERS = {
    "StandardScaler": ("mean_", "with_mean", "with_std"),
    "RobustScaler": ("center_", "with_centering", "with_scaling"),
    "MaxAbsScaler": (None, None, None),
    "MinMaxScaler": (None, None, None),
}
"""The attributes of a scaler that hold the centre, and say whether it is taken off, and whether it is scaled."""


def _affine(step: Any) -> Affine:
    """Return a fitted affine scaler of scikit-learn's as factors and shifts."""
    kind = type(step).__name__ if _of_the_library(step) else ""
    if kind == "FunctionTransformer" and step.func is None and step.inverse_func is None:
        return [], []
    if kind not in SCALERS or not hasattr(step, "n_features_in_"):
        raise BarriersError(
            f"an MLPClassifier or MLPRegressor is wanted, with affine scalers ({', '.join(SCALERS)}), all fitted and"
            f" scikit-learn's own; got {type(step).__name__}"
        )
    if getattr(step, "clip", False):
        raise BarriersError(f"{kind}(clip=True) is not affine; fit it with clip=False")
    if kind == "MinMaxScaler":  # it multiplies where the others divide
        return exact(step.scale_, "scale_"), exact(step.min_, "min_")
    centre, centred, scaled = SCALERS[kind]
    factors = [1 / _nonzero(s) for s in exact(step.scale_, "scale_")] if not scaled or getattr(step, scaled) else []
    moved = exact(getattr(step, centre), centre) if centre and centred and getattr(step, centred) else []
    return factors, [-m * (factors[i] if factors else 1) for i, m in enumerate(moved)]


def _inverse(affine: Affine) -> Affine:
    factors, shifts = affine
    back = [1 / _nonzero(f) for f in factors]
    return back, [-s * (back[i] if back else 1) for i, s in enumerate(shifts)]


def _nonzero(value: Fraction) -> Fraction:
    if value == 0:
        raise BarriersError("a scaler divides by 0")
    return value
