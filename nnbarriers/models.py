"""Networks and training sets of a user's: `as_network`, `load_network`, `dataset`, `load_dataset`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from constructions.dataset_files import read_dataset, write_dataset
from constructions.files import MAX_BYTES
from constructions.trainers.trainer import bring_to_one
from constructions.training_sets import TrainingSet, double_training_set
from nnbarriers.arguments import entries, optional, rational_argument, whole
from nnbarriers.certificates import named_path
from nnbarriers.readings import chosen, entries_of, read_file, read_model
from nnbarriers.showing import drawn, one_line, table
from nnbarriers.wording import equals
from theory.exact import BarriersError, brief, is_double
from theory.layers import piece_bound
from theory.networks import ReluNetwork

if TYPE_CHECKING:
    from nnbarriers.drawing.svg import Picture

__all__ = ["Dataset", "as_network", "dataset", "load_dataset", "load_network"]


@dataclass(frozen=True, repr=False)
class Dataset(TrainingSet):
    """A training set D_delta whose coordinates are doubles, with the arrays to train on."""

    def __post_init__(self) -> None:
        super().__post_init__()
        if odd := next((v for v in (self.delta, *self.x1) if not is_double(v)), None):
            raise BarriersError(
                f"a Dataset has doubles for coordinates, got {brief(odd)}: make it with nnbarriers.dataset; attack and"
                " stabilise take the path of such a set"
            )

    @classmethod
    def of(cls, data: TrainingSet) -> Dataset:
        """Return a training set with its arrays."""
        return cls(data.a, data.x1, data.delta, data.radius, data.dimension)

    def __repr__(self) -> str:
        return one_line(f"<Dataset: {len(self)} points in dimension {self.dimension}, {self._told()}>")

    def _repr_html_(self) -> str:
        rows = [("points", len(self)), ("dimension", self.dimension), ("a", self.a), ("δ and radius", self._told())]
        return table("Training set", rows) + drawn(self.plot, len(self))

    def _told(self) -> str:
        return f"δ {equals(self.delta)}, radius {equals(self.radius)}"

    @property
    def x(self) -> npt.NDArray[np.float64]:
        """The points, float64 of shape (n, d): exactly the rationals of the theorem's set."""
        found = np.zeros((len(self), self.dimension))
        found[:, 0] = [float(v) for v in self.x1]
        found[:, 1] = [float(self.delta) if label else 0.0 for label in self.labels]
        return found

    @property
    def y(self) -> npt.NDArray[np.int8]:
        """The labels 0 and 1, int8 of shape (n,)."""
        return np.array(self.labels, dtype=np.int8)

    @property
    def scale(self) -> npt.NDArray[np.float64]:
        """Powers of two, float64 of shape (d,): `x * scale` is of size 1, so that training sees the tiny print.

        A network that was trained on `x * scale` takes `x` after its first layer's weights are multiplied by it;
        `attack(model, data, scale=data.scale)` does that, exactly.
        """
        return bring_to_one(self.x)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the set to `.npz`, `.csv` or `.json`, all with the same rationals, and return the path."""
        where = named_path(path, "save(path)")
        write_dataset(self, where)
        return where

    def plot(self) -> Picture:
        """Return the picture of the set: its points in the plane, with the tiny print."""
        from nnbarriers.drawing.figures import tiny_print

        return tiny_print(self)


def dataset(
    points: int | None = None, *, hidden: Iterable[int] | None = None, a: Any = 1, delta: Any = None, dimension: int = 2
) -> Dataset:  # fmt: skip
    """Return the training set of A1 whose coordinates are doubles, to train on (A1, A4, [BHV]).

    Parameters: `points`, the number n of points; or `hidden`, the hidden widths of an architecture, which choose the
    least n at which A3 promises, of every network of these widths that is right on the set, a point that fails. `a` in
    [1/2, 1] is the parameter of f_a, `delta` the size of the tiny print (a double, at most the radius; by default the
    largest power of two), `dimension` the dimension d. Numbers may be text: "3/4". Returns a `Dataset`: `x` float64
    (n, d), `y` int8 (n,), `scale` float64 (d,). Raises `BarriersError` naming the hypothesis that fails.

    See also: `load_dataset`, `attack`, `stabilise`.

    >>> import nnbarriers as nb
    >>> data = nb.dataset(500)
    >>> data.x.shape, data.y[:3].tolist(), data.scale.tolist()
    ((500, 2), [0, 1, 0], [2.0, 2097152.0])
    >>> len(nb.dataset(hidden=(8, 8)))
    83
    """
    if (points is None) == (hidden is None):
        raise BarriersError("dataset takes the number of points, or the hidden widths of an architecture: one of both")
    n = whole(points, "the number n of points", 1) if hidden is None else 2 + piece_bound((2, *widths(hidden), 1))
    size = whole(dimension, "the dimension d", 2)
    tiny = optional(delta, lambda value: rational_argument(value, "delta"))
    if n * size > MAX_BYTES // 8:
        raise BarriersError(f"{n} points in dimension {size} make a set larger than any that is read")
    return Dataset.of(double_training_set(n, rational_argument(a, "a"), delta=tiny, dimension=size))


def widths(hidden: Any) -> tuple[int, ...]:
    """Return hidden widths; raises `BarriersError` unless they are whole numbers from 1 on."""
    given = entries(hidden, "hidden takes a tuple of widths such as (64, 64)", 1000)
    found = tuple(whole(width, "a hidden width", 1) for width in given)
    if not found:
        raise BarriersError("hidden needs one width at least: a network has a hidden layer")
    return found


def load_dataset(path: str | os.PathLike[str]) -> Dataset:
    """Read a training set from `.npz`, `.csv` or `.json`; every hypothesis of A1 is checked (A1).

    Raises `BarriersError` naming the hypothesis that the data violate, or what is wrong with the file.

    See also: `dataset`, `Dataset.save`; `barriers dataset`.

    >>> import nnbarriers as nb
    >>> nb.load_dataset("missing.npz")
    Traceback (most recent call last):
    theory.exact.BarriersError: missing.npz: no such file
    """
    return Dataset.of(read_dataset(named_path(path, "load_dataset")))


def as_network(model: Any, *, outputs: Any = None) -> ReluNetwork:
    """Return a trained model as a network of exact rational weights (A3).

    Parameters: `model`, a torch module that is a chain of Linear and ReLU (with Dropout, Identity, Flatten; a Sigmoid
    or Softmax at the end is taken off, so that the outputs are logits), read in evaluation mode; a fitted scikit-learn
    `MLPClassifier`, `MLPRegressor`, or `Pipeline` of scalers and one of these (the outputs are logits); a path as for
    `load_network`; a `ReluNetwork`. `outputs`, one output (0) or the difference of two ((1, 0) or "1-0"); by default
    all of them; of an ONNX file with several outputs, the name of one, "NAME" or "NAME:1-0". Every weight is the
    rational that the model holds. A model in memory is compared with what it says itself at a few points. Raises
    `BarriersError` that names what cannot be read exactly, and the way out.

    See also: `attack`, which takes models as they are; docs/networks.md.

    >>> import nnbarriers as nb
    >>> nb.as_network(nb.stabilise(nb.dataset(4)).network)
    <ReluNetwork: (2; 6; 1), 25 numbers>
    """
    found = read_model(model, "as_network", outputs=outputs)
    entry = entries_of(outputs, found.output)
    return found.network if entry is None else chosen(found.network, entry)[0]


def load_network(path: str | os.PathLike[str], *, outputs: Any = None, layers: Any = None) -> ReluNetwork:
    """Read a network from a file; nothing in it is executed, and every weight is the rational that it holds.

    Parameters: `path`, ending in `.onnx`, `.npz`, `.json`, `.pt` or `.safetensors` (state dicts), `.keras`, `.h5` or
    `.nnet`; `outputs` as for `as_network`; `layers`, the names of a state dict's Linear layers in order, where they do
    not say it. Raises `BarriersError` with one line for anything else.

    See also: `as_network`; docs/networks.md, the formats.

    >>> import nnbarriers as nb
    >>> nb.load_network("missing.onnx")
    Traceback (most recent call last):
    theory.exact.BarriersError: missing.onnx: no such file
    """
    found = read_file(path, "load_network", layers, outputs)
    entry = entries_of(outputs, found.output)
    return found.network if entry is None else chosen(found.network, entry)[0]
