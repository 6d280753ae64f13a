"""Gradient boosting by scikit-learn."""

from __future__ import annotations

import numpy as np

from constructions.trainers.trainer import Predictor, Sample, Trainer

__all__ = ["boosting"]


def _boosted(sample: Sample) -> Predictor:
    from sklearn.ensemble import GradientBoostingRegressor

    model = GradientBoostingRegressor(n_estimators=60, max_depth=2, subsample=0.8, random_state=sample.seed())
    model.fit(sample.x, sample.y)
    return lambda points: np.asarray(model.predict(points))


boosting = Trainer(
    "boosting", "gradient boosting", "sklearn", _boosted, network=False,
    why="a sum of trees jumps, so it is no ReLU network",
)  # fmt: skip
