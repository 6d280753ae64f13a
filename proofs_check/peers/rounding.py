"""What onnxruntime says to a network at the attacked points: machine rounding, told beside the evidence, no part of it.

The theorems are about the real function that the weights define; this counts where a float runtime decides otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any

import numpy as np

from constructions.instability import UniversalPerturbation, failing_set
from constructions.interchange.onnx_files import onnx_bytes, rounded_to_single
from theory.exact import BarriersError

__all__ = ["MachineRounding", "installed", "machine_outputs", "machine_rounding"]


@dataclass(frozen=True)
class MachineRounding:
    """At how many of the points z^k + eta a float runtime fails just where the real function fails."""

    precision: str
    agrees: int
    points: int
    failing: int

    def __str__(self) -> str:
        said = f"{self.precision} agrees at {self.agrees} of {self.points} points, and fails at {self.failing}"
        return f"{said} (onnxruntime; machine rounding, not evidence)"

    def as_json(self) -> dict[str, Any]:
        """Return the numbers as a JSON object."""
        return {**vars(self), "note": "onnxruntime; machine rounding, not evidence"}


def installed() -> bool:
    """Whether onnx and onnxruntime are there."""
    try:
        import onnx
        import onnxruntime
    except ImportError:
        return False
    return bool(onnx and onnxruntime)


def machine_rounding(found: UniversalPerturbation, model: bytes | None = None) -> MachineRounding:
    """Ask onnxruntime about every z^k + eta and compare with the exact decision (A3).

    `model` is the content of an ONNX file with its weights inside (`self_contained`).  Without it the network and the
    points are rounded to single precision.  Raises `BarriersError` if it cannot be run.
    """
    network, data = found.network, found.data
    if model is None:
        model = onnx_bytes(rounded_to_single(network.layers), "the network")
    moved = [tuple(v + e for v, e in zip(point, found.eta, strict=True)) for point in data.points]
    truth = set(failing_set(network, moved, data.labels, found.g))
    precision, outputs = machine_outputs(model, moved)
    said = [
        None if not np.isfinite(y) else found.g.fails(Fraction(float(y)), label)
        for y, label in zip(outputs, data.labels, strict=True)
    ]
    agrees = sum(answer is not None and answer == (k in truth) for k, answer in enumerate(said, 1))
    return MachineRounding(precision, agrees, len(moved), sum(answer is not False for answer in said))


def machine_outputs(model: bytes, points: Sequence[Sequence[Fraction]]) -> tuple[str, list[Any]]:
    """Return the precision of an ONNX network and its first output at each of the points, rounded to that precision."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level, options.intra_op_num_threads = 4, 1
    try:
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        value = session.get_inputs()[0]
        dtype = {"tensor(float)": np.float32, "tensor(double)": np.float64, "tensor(float16)": np.float16}[value.type]
        first, *rest = value.shape
        fixed = isinstance(first, int)
        vector = fixed and bool(points) and prod(value.shape) == len(points[0])  # no batch: all entries are one point's
        rows = 1 if vector or not fixed else first
        outputs = []
        for point in points:
            array = np.array([float(v) for v in point]).astype(dtype)
            array = array.reshape(value.shape) if vector else array.reshape(1, *rest)
            found = session.run(None, {value.name: np.repeat(array, rows, axis=0)})[0]
            outputs.append(found.reshape(-1)[0])
    except Exception as error:
        raise BarriersError(f"onnxruntime cannot run this network: {error}") from None
    return np.dtype(dtype).name, outputs
