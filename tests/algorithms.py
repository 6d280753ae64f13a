"""Generated algorithms: adaptive decision trees over coins and readings, counted."""

from __future__ import annotations

from collections import Counter
from typing import Any

from proofs_check import strategies
from proofs_check.strategies import plans

__all__ = ["algorithm_of", "made", "plans"]

made: Counter[str] = Counter()
"""How many algorithms were generated in this process; the tests tell the sum."""


def algorithm_of(plan: Any) -> Any:
    """The algorithm that follows a plan, counted."""
    made["algorithms"] += 1
    return strategies.algorithm_of(plan)
