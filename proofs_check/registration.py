"""The entry point `barriers` of Hypothesis: once this is installed, `@given(...)` draws our types by their names.

Hypothesis calls `register` whenever it is imported, so the strategies themselves are imported when they are first asked
for. Strategies with options are in `proofs_check.strategies`.
"""

from __future__ import annotations

from typing import Any

__all__ = ["register"]


def register() -> None:
    """Tell Hypothesis how to draw networks, monotone g, training sets, and families.

    >>> from hypothesis import strategies
    >>> from theory.monotone import Monotone
    >>> strategies.from_type(Monotone)
    monotones()
    """
    from hypothesis.strategies import register_type_strategy

    from constructions.training_sets import TrainingSet
    from theory.families import Family
    from theory.monotone import Monotone
    from theory.networks import ReluNetwork

    register_type_strategy(ReluNetwork, lambda _: _ours().networks())
    register_type_strategy(Monotone, lambda _: _ours().monotones())
    register_type_strategy(TrainingSet, lambda _: _ours().training_sets())
    register_type_strategy(Family, lambda _: (_ours().jumps() | _ours().forks()).map(lambda game: game[0]))


def _ours() -> Any:
    from proofs_check import strategies

    return strategies
