"""What an ONNX graph does after its last layer: activations, the largest entry, the names of classes; all taken off.

None of it changes which output is largest, or whether an output of its own exceeds the threshold: sigmoid(z) > 1/2
where z > 0.  The pair (1 - sigmoid(z), sigmoid(z)) is the softmax of the two logits (0, z).  Claims no result.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from constructions.interchange.onnx_nodes import Node
from constructions.interchange.onnx_views import MOVES, View, axis_of
from theory.exact import BarriersError, shown

__all__ = ["Ending", "output_named"]

ACTIVATIONS = {"Sigmoid": "sigmoid", "Softmax": "softmax", "LogSoftmax": "log_softmax"}
PASSED = ("Identity", "Cast", "Transpose", "Dropout", *MOVES)
"""What may follow: it computes nothing."""
WHOLE = (1, 6, 7, 10, 11)
"""Types of a Cast that leave the number of a class as it is: float, int32, int64, float16, double."""
ENTRIES = r"\d+(-\d+)?"


@dataclass
class Ending:
    """What has been taken off so far: the activation, the largest entry, the classes; `less` is 1 - sigmoid."""

    activation: str = ""
    largest: bool = False
    classes: tuple[Any, ...] | None = None
    less: str = ""

    @property
    def end(self) -> str:
        """The last thing that was taken off, or nothing: "argmax" is the number of the largest entry, or its class."""
        return "argmax" if self.largest else self.activation

    @property
    def told(self) -> str:
        """The operator that was taken off last."""
        named = {end: operator for operator, end in ACTIVATIONS.items()}
        return "ArgMax" if self.largest else named.get(self.activation, "ZipMap")

    def takes(self, node: Node, view: View, current: str, operands: Sequence[Any], opset: int) -> bool:
        """Take a node off, if it is of the end; raises `BarriersError` if it stands there and cannot be taken off.

        `operands` are the arrays of its constant inputs, None where the value that depends on the input comes in.
        """
        operator = node.operator
        if operator in ACTIVATIONS and not self.activation and not self.largest:
            if operator != "Sigmoid":
                _across(view, node.attributes.get("axis", -1 if opset >= 13 else 1))
            self.activation = ACTIVATIONS[operator]
        elif operator == "ArgMax" and not self.largest:
            _across(view, node.attributes.get("axis", 0))
            if node.attributes.get("select_last_index", 0):
                raise BarriersError("of equal entries the first is taken, and not the last")
            self.largest = True
        elif operator == "ZipMap" and self.classes is None:
            self.classes = _labels(node, view.places.size)
        elif operator == "ArrayFeatureExtractor" and self.largest and self.classes is None:
            self.classes = _listed(operands[0], view.places.size)
        elif self._complements(node, view, current, operands):
            self.less = node.output
        elif self.largest and operator == "Cast" and node.attributes.get("to", 0) not in WHOLE:
            raise BarriersError("after an ArgMax only a Cast to whole numbers, or to floats, leaves the class as it is")
        elif (self.end or self.classes is not None) and (operator not in PASSED or self.less):
            raise BarriersError(f"it stands after the {self.told}, which is read at the end only")
        else:
            return self.largest or self.classes is not None
        return True

    def pairs(self, node: Node, view: View, current: str) -> bool:
        """Whether a node joins 1 - sigmoid(z) and sigmoid(z); the softmax of (0, z) is then taken off."""
        if node.operator != "Concat" or not self.less or node.inputs != (self.less, current):
            return False
        if view.places.ndim != 2 or axis_of(node.attributes.get("axis", 0), 2) in (0, view.batch):
            raise BarriersError("the two probabilities of a point are joined, not those of several")
        self.activation, self.less = "softmax", ""
        return True

    def _complements(self, node: Node, view: View, current: str, operands: Sequence[Any]) -> bool:
        """Whether a node is 1 - sigmoid(z) for one output z."""
        if self.end != "sigmoid" or self.less or node.operator != "Sub" or view.places.size != 1:
            return False
        one = operands[0]
        return node.inputs[1] == current and one is not None and one.size == 1 and one.reshape(-1)[0] == 1


def output_named(names: Sequence[str], wanted: str | None) -> tuple[str, bool]:
    """Return the output that is wanted, and whether it was named: "NAME", or entries of it, "NAME:1-0".

    >>> output_named(["label", "scores"], "scores:1-0"), output_named(["y"], "1-0")
    (('scores', True), ('y', False))
    """
    if wanted is not None:
        for name in (wanted, re.sub(f":{ENTRIES}$", "", wanted)):
            if name in names and not (len(names) == 1 and re.fullmatch(ENTRIES, name)):
                return name, True
    listed = ", ".join(shown(name) for name in names[:20])
    if wanted is not None and not re.fullmatch(ENTRIES, wanted):
        raise BarriersError(f"no output is called {shown(wanted)}; there are {listed}")
    if len(names) != 1:
        raise BarriersError(
            f'it has {len(names)} outputs, {listed}: choose one with outputs="NAME" or --outputs NAME, and two entries'
            " of it with NAME:1-0"
        )
    return names[0], False


def _across(view: View, axis: int) -> None:
    """Raise `BarriersError` unless all entries, of which there are several, lie along an axis."""
    length = view.places.shape[axis_of(axis, view.places.ndim)]
    if length != view.places.size or length < 2:
        raise BarriersError("it is taken off where it is over all outputs of one point, of which there are several")


def _labels(node: Node, count: int) -> tuple[Any, ...]:
    """Return the classes of a ZipMap."""
    given = [node.attributes[key] for key in ("classlabels_int64s", "classlabels_strings") if key in node.attributes]
    if len(given) != 1:
        raise BarriersError("classes of one kind are wanted")
    return _listed(np.array(given[0], dtype=object), count)


def _listed(labels: Any, count: int) -> tuple[Any, ...]:
    if labels is None or labels.size != count:
        raise BarriersError(f"{count} classes are wanted, one an output")
    return tuple(v.decode(errors="replace") if isinstance(v, bytes) else v for v in labels.reshape(-1).tolist())
