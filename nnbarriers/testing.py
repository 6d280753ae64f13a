"""Assertions for pytest, and strategies of Hypothesis: barriers as tests of one's own algorithms and certificates.

    from nnbarriers.testing import assert_accepted, assert_defeated

The plugin of pytest (`nnbarriers.pytest_plugin`) checks certificates as test items: in pyproject.toml

    [tool.pytest.ini_options]
    barriers_certificates = ["out/*.json"]
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from nnbarriers.neighbours import require

if TYPE_CHECKING:
    from nnbarriers.certificates import Check
    from nnbarriers.games import Game
    from proofs_check.strategies import (
        algorithm_of,
        forks,
        jumps,
        monotones,
        networks,
        networks_for,
        plans,
        training_sets,
    )

__all__ = [
    "algorithm_of",
    "assert_accepted",
    "assert_defeated",
    "forks",
    "jumps",
    "monotones",
    "networks",
    "networks_for",
    "plans",
    "training_sets",
]


def __getattr__(name: str) -> Any:
    """Load a strategy from `proofs_check.strategies`, which needs Hypothesis."""
    if name not in __all__:
        raise AttributeError(f"module 'nnbarriers.testing' has no attribute {name!r}; it has {', '.join(__all__)}")
    require()
    from proofs_check import strategies

    return getattr(strategies, name)


def assert_defeated(algorithm: Any, family: Any, **options: Any) -> Game:
    """Assert that an algorithm is defeated by a family, and return the game; options are those of `defeat` (J, K, W).

    Raises AssertionError with what was found if the verdict is "open" or "surveyed", and `BarriersError` as `defeat`.

    >>> from constructions.trainers.simple import coin
    >>> assert_defeated(coin, "D").bound
    Fraction(1, 2)
    """
    require()
    from nnbarriers.games import defeat

    game = defeat(algorithm, family, **options)
    if game.verdict != "defeated":
        raise AssertionError(f"{game.verdict}, not defeated, on {game.family} at {game.accuracy}: {game.conclusion}")
    return game


def assert_accepted(certificate: Any) -> Check:
    """Assert that the kernel accepts a certificate, which is not vacuous, and return what it says.

    Takes what `check` takes. Raises AssertionError with the condition that failed, or what is vacuous, and
    `BarriersError` for what is no certificate.

    >>> import nnbarriers as nb
    >>> assert_accepted(nb.stabilise(nb.dataset(5)))
    <Check: accepted as A5, sha256 c5383504…>
    """
    require()
    from nnbarriers.certificates import check

    found = check(certificate)
    if found.verdict != "accepted":
        condition = f" ({found.condition})" if found.condition else ""
        which = f"{certificate}: " if isinstance(certificate, str | os.PathLike) else ""
        raise AssertionError(f"{which}{found.verdict}{condition}, not accepted: {found.report[0]}")
    return found
