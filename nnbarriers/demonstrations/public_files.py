"""Networks in files of public kinds, made here: a `.nnet` shaped as those of ACAS Xu, digits in torch, a Keras stack.

Each is trained, saved as its library saves it, read from its file and attacked.  Serves A3, A4, U; rows show instances,
and of networks with so many pieces A3 promises nothing.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from constructions.certificates import instability_certificate, universal_certificate
from constructions.files import write_text
from constructions.interchange import describe_network
from constructions.margins import labelled_points
from constructions.universal import universal_vector
from nnbarriers.attacks import Attack, attack
from nnbarriers.comparing import compare_outputs
from nnbarriers.demonstrations.rows import Demonstration, absent, certified
from nnbarriers.demonstrations.session import Session
from nnbarriers.models import Dataset, dataset
from nnbarriers.wording import equals, shape
from theory.exact import BarriersError

__all__ = ["PUBLIC_FILES", "acas_file", "digits_file", "keras_file", "nnet_text"]

Array = npt.NDArray[np.float64]
POINTS, DIGITS, BUDGET = 40, 300, Fraction(1, 8)
WIDTHS = (5, *[50] * 6, 5)
"""Those of the networks of ACAS Xu: five numbers of an encounter in, the scores of five advisories out."""


def nnet_text(layers: list[tuple[Array, Array]], means: Array, ranges: Array) -> str:
    """Return the `.nnet` of layers, output dimension first, whose inputs are (x - means)/ranges.

    >>> nnet_text([(np.ones((1, 2)), np.zeros(1))], np.zeros(2), np.ones(2)).splitlines()[1:3]
    ['1,2,1,2,', '2,1,']
    """
    widths = [layers[0][0].shape[1], *(len(bias) for _, bias in layers)]
    numbers = [means - ranges, means + ranges, np.append(means, 0), np.append(ranges, 1)]
    for weights, bias in layers:
        numbers += [*weights, *bias.reshape(-1, 1)]
    sizes = [[len(layers), widths[0], widths[-1], max(widths)], widths, [0]]
    lines = ["".join(f"{v!r}," for v in line) for line in (*sizes, *(line.tolist() for line in numbers))]
    return "\n".join(["// sizes, widths, a flag, bounds, means, ranges; then weights and biases", *lines]) + "\n"


def acas_file(data: Dataset, path: Path, seed: int = 0) -> Array:
    """Train a network of the shape of ACAS Xu's, right on D_delta in dimension 5, and write it as `.nnet`.

    Two of its five scores are those of the labels 0 and 1.  Returns its scores at the points.
    """
    from sklearn.neural_network import MLPRegressor

    means, ranges = data.x.mean(axis=0), np.ptp(data.x, axis=0)
    ranges[ranges == 0] = 1
    x, scores = (data.x - means) / ranges, np.eye(WIDTHS[-1])[data.y]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it need not converge
        model = MLPRegressor(hidden_layer_sizes=WIDTHS[1:-1], solver="lbfgs", max_iter=300, random_state=seed)
        model.fit(x, scores)
    layers = [(w.T, b) for w, b in zip(model.coefs_, model.intercepts_, strict=True)]
    write_text(path, nnet_text(layers, means, ranges))
    return np.asarray(model.predict(x))


def digits_file(path: Path, seed: int = 0) -> Array:
    """Train a classifier (64; 32; 10) of scikit-learn's digits in torch, on the first of them; save its state dict.

    Returns its logits there.
    """
    import torch
    from sklearn.datasets import load_digits

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    images, labels = load_digits(return_X_y=True)
    x, y = torch.tensor(images[:DIGITS] / 16, dtype=torch.float32), torch.tensor(labels[:DIGITS])
    model = torch.nn.Sequential(torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10))
    method = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(200):
        method.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        method.step()
    torch.save(model.state_dict(), path)
    return np.asarray(model(x).detach().numpy())


def keras_file(data: Dataset, path: Path, seed: int = 0) -> Array:
    """Train a dense stack in Keras on D_delta, its features scaled; save it, and return its probabilities there."""
    if not find_spec("tensorflow") and find_spec("torch"):
        os.environ.setdefault("KERAS_BACKEND", "torch")
    import keras

    keras.utils.set_random_seed(seed)
    layers = keras.layers
    model = keras.Sequential(
        [layers.Input((data.dimension,)), *(layers.Dense(8, activation="relu") for _ in range(2)),
         layers.Dense(2, activation="softmax")]
    )  # fmt: skip
    model.compile(optimizer=keras.optimizers.Adam(0.02), loss="sparse_categorical_crossentropy")
    x = (data.x * data.scale).astype(np.float32)
    model.fit(x, data.y, epochs=300, batch_size=len(data), verbose=0)
    model.save(path)
    return np.asarray(model.predict(x, verbose=0))


def _row(found: Attack, kind: str, folder: Path) -> Demonstration:
    """Certify an attack on the network of a file, which was compared with what its model says."""
    name, widths = Path(kind).name, found.network.widths[:-1]
    claim = (
        f"right at {found.points - found.failing_before} of {found.points}; under one η, ‖η‖"
        f" {equals(found.eta_norm)}, {found.failing} fail; the file says what its model says at all points"
    )
    certificate = instability_certificate(found.found)
    return certified("A3", f"{name}, {shape((*widths, 1))}", claim, certificate, folder / f"A3-{name}.json")


def _acas(session: Session) -> Iterator[Demonstration]:
    data, path = dataset(POINTS, dimension=WIDTHS[0]), session.out / "acas.nnet"
    said = acas_file(data, path, session.seed)
    yield _row(attack(path, data, outputs="1-0", outputs_check=said), path.name, session.out)


def _digits(session: Session) -> Iterator[Demonstration]:
    from sklearn.datasets import load_digits

    path = session.out / "digits.pt"
    said = digits_file(path, session.seed)
    images, labels = load_digits(return_X_y=True)
    data = labelled_points(images[:DIGITS].astype(int).tolist(), labels[:DIGITS].tolist(), Fraction(1, 16))
    network = describe_network(path).network
    compare_outputs(network, "", [data.point(k) for k in range(DIGITS)], said, raw=False)
    found = universal_vector(network.layers, data, BUDGET, starts=1, steps=100, seed=session.seed)
    claim = (
        f"one η, ‖η‖ {equals(found.norm)} of the range, makes {len(found.indices)} of {found.before.count(1)} digits"
        " wrong that were right; no theorem promises a number"
    )
    certificate = universal_certificate(found)
    yield certified("U", f"{path.name}, {shape(network.widths)}", claim, certificate, session.out / "U-digits.pt.json")


def _keras(session: Session) -> Iterator[Demonstration]:
    data, path = dataset(POINTS), session.out / "stack.keras"
    said = keras_file(data, path, session.seed)
    yield _row(attack(path, data, scale=data.scale, outputs_check=said), path.name, session.out)


KINDS: tuple[tuple[str, str, dict[str, str], Callable[[Session], Iterator[Demonstration]]], ...] = (
    ("A3", "acas.nnet", {"sklearn": "scikit-learn"}, _acas),
    ("U", "digits.pt", {"torch": "torch", "sklearn": "scikit-learn"}, _digits),
    ("A3", "stack.keras", {"keras": "keras", "h5py": "h5py"}, _keras),
)
"""What is made, by what modules of what packages."""


def files_of_public_kinds(session: Session) -> Iterator[Demonstration]:
    """A3 for a `.nnet` and for a `.keras`, U for digits in torch; where a library is missing, a row says which."""
    session.out.mkdir(parents=True, exist_ok=True)
    for result, name, needs, make in KINDS:
        missing = [package for module, package in needs.items() if not find_spec(module)]
        if missing:
            yield absent(result, name, f"needs {', '.join(missing)}: pip install {' '.join(missing)}", "not run")
            continue
        try:
            yield from make(session)
        except BarriersError as error:
            yield absent(result, name, str(error), "failed")


PUBLIC_FILES: dict[str, Callable[[Session], Iterator[Demonstration]]] = {"files": files_of_public_kinds}
"""What `barriers demonstrate files` shows."""
