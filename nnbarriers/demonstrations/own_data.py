"""The demonstration of U: one vector on somebody's own data, here the digits that scikit-learn ships."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from fractions import Fraction

from constructions.certificates import universal_certificate
from constructions.margins import LabelledPoints, labelled_points
from constructions.universal import universal_vector, vector_at
from nnbarriers.demonstrations.rows import Demonstration, absent, certified
from nnbarriers.demonstrations.session import Session
from nnbarriers.wording import equals
from theory.layers import Layer

__all__ = ["OWN_DATA", "digits_classifier", "single_precision_digits"]

POINTS, FITTED, BUDGET = 400, 300, Fraction(1, 8)


def digits_classifier(seed: int = 0) -> tuple[tuple[Layer, ...], LabelledPoints]:
    """Return a trained classifier (64; 16; 10) of digits as layers, and 400 digits; it was fitted to the first 300.

    Raises `ImportError` without scikit-learn.
    """
    from sklearn.datasets import load_digits
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    images, labels = load_digits(return_X_y=True)
    images, labels = images[:POINTS].astype(int), labels[:POINTS]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = MLPClassifier((16,), solver="lbfgs", max_iter=60, random_state=seed)
        model.fit(images[:FITTED] / 16, labels[:FITTED])
    layers = tuple(Layer.of(w.T.tolist(), b.tolist()) for w, b in zip(model.coefs_, model.intercepts_, strict=True))
    return layers, labelled_points(images.tolist(), labels.tolist(), Fraction(1, 16))


def single_precision_digits(seed: int = 0) -> tuple[tuple[Layer, ...], LabelledPoints, int]:
    """Return a classifier (64; 64; 10) of float32 weights, all 1,797 digits, and to how many of them it was fitted.

    Raises `ImportError` without scikit-learn.
    """
    import numpy as np
    from sklearn.datasets import load_digits
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    (images, labels), fitted = load_digits(return_X_y=True), 1297
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = MLPClassifier((64,), random_state=seed)  # Adam, in the precision of the points
        model.fit((images[:fitted] / 16).astype(np.float32), labels[:fitted])
    assert all(v.dtype == np.float32 for v in (*model.coefs_, *model.intercepts_))
    layers = tuple(Layer.of(w.T.tolist(), b.tolist()) for w, b in zip(model.coefs_, model.intercepts_, strict=True))
    return layers, labelled_points(images.astype(int).tolist(), labels.tolist(), Fraction(1, 16)), fitted


def one_vector(session: Session) -> Iterator[Demonstration]:
    """U on digits: the vector is searched on those that were fitted, and counted on the others too."""
    try:
        layers, data = digits_classifier(session.seed)
    except ImportError:
        yield absent("U", "digits", "needs scikit-learn", "not run")
        return
    fitted = LabelledPoints(data.rows[:FITTED], data.labels[:FITTED], data.scale)
    eta = universal_vector(layers, fitted, BUDGET, starts=1, steps=100, seed=session.seed).eta
    found = vector_at(layers, data, eta, budget=BUDGET)
    right, out = found.before[:FITTED].count(1), found.before[FITTED:].count(1)
    first = sum(k < FITTED for k in found.indices)
    claim = (
        f"one η, ‖η‖ {equals(found.norm)} of the range, makes {first} of {right} digits wrong that were right, and"
        f" {len(found.indices) - first} of {out} digits held out; no theorem promises a number"
    )
    certificate = universal_certificate(found)
    yield certified("U", "(64; 16; 10) classifier of digits", claim, certificate, session.out / "U-digits.json")


OWN_DATA: dict[str, Callable[[Session], Iterator[Demonstration]]] = {"U": one_vector}
"""Demonstrations by result."""
