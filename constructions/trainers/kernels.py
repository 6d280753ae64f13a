"""Kernel methods: radial basis functions by SciPy, a support vector machine by scikit-learn."""

from __future__ import annotations

import numpy as np

from constructions.trainers.trainer import Array, Predictor, Sample, Trainer

__all__ = ["rbf", "svm"]


def _interpolated(sample: Sample) -> Predictor:
    """Interpolate by Gaussians as wide as the points are apart, on average."""
    from scipy.interpolate import RBFInterpolator

    spread = np.abs(sample.x - sample.x.mean(axis=0)).max() / len(sample.x) or 1.0
    found = RBFInterpolator(sample.x, sample.y, kernel="gaussian", epsilon=1 / spread, smoothing=1e-9, degree=-1)
    return lambda points: np.asarray(found(points))


def _separated(sample: Sample) -> Predictor:
    from sklearn.svm import SVC

    model = SVC(kernel="rbf", C=1e3, gamma="scale").fit(sample.x, sample.y.astype(int))

    def predict(points: Array) -> Array:
        return np.asarray(model.predict(points), dtype=float)

    return predict


rbf = Trainer(
    "rbf", "radial basis functions", "scipy", _interpolated, network=False,
    why="a sum of Gaussians, one a point, is no ReLU network and grows with the data", seed_bits=0,
)  # fmt: skip
svm = Trainer(
    "svm", "kernel support vector machine", "sklearn", _separated, network=False,
    why="a sum of Gaussians over the support vectors is no ReLU network and grows with the data", seed_bits=0,
)  # fmt: skip
