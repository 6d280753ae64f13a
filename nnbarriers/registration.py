"""The entry point `barriers` of Hypothesis: once this is installed, `@given(...)` draws our types by their names.

Hypothesis calls `register` whenever it is imported, in programs that know nothing of Barriers, too. So `register`
imports nothing and does not raise: each type is registered when its module has been imported, and the strategies are
imported when one is first drawn from. Strategies with options are in `proofs_check.strategies`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

from nnbarriers.neighbours import HOME, require

__all__ = ["register"]

TYPES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "theory.networks": ("ReluNetwork", lambda ours: ours.networks()),
    "theory.monotone": ("Monotone", lambda ours: ours.monotones()),
    "theory.families": ("Family", lambda ours: (ours.jumps() | ours.forks()).map(lambda game: game[0])),
    "constructions.training_sets": ("TrainingSet", lambda ours: ours.training_sets()),
}
"""By module: the type in it that Hypothesis is told of, and how it is drawn with the module of strategies."""


def register() -> None:
    """Have Hypothesis told how to draw networks, monotone g, training sets and families, once these are imported.

    >>> from hypothesis import strategies
    >>> from theory.monotone import Monotone
    >>> strategies.from_type(Monotone)
    monotones()
    """
    if any(isinstance(finder, Later) for finder in sys.meta_path):
        return
    sys.meta_path.insert(0, Later())
    for name in TYPES:
        module = sys.modules.get(name)
        if module and ours(name, getattr(module, "__file__", None)):
            tell(module)


class Later(MetaPathFinder):
    """Finds our modules with a type in them as Python does, and has Hypothesis told once they are imported."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return the module's spec with a loader that tells Hypothesis in the end; None for all other modules."""
        spec = PathFinder.find_spec(name, path, target) if name in TYPES else None
        if spec is None or not ours(name, spec.origin) or not isinstance(spec.loader, SourceFileLoader):
            return None
        spec.loader = Telling(spec.loader.name, spec.loader.path)
        return spec


class Telling(SourceFileLoader):
    """Python's own loader, and then Hypothesis is told."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the module, and register its type."""
        super().exec_module(module)
        tell(module)


def ours(name: str, file: str | None) -> bool:
    """Whether this file is our module of that name, and not that of somebody else's package `theory`."""
    return file is not None and Path(file).resolve() == HOME.joinpath(*name.split(".")).with_suffix(".py")


def tell(module: ModuleType) -> None:
    """Register the type of one of our modules."""
    from hypothesis.strategies import register_type_strategy

    type_name, draw = TYPES[module.__name__]
    register_type_strategy(getattr(module, type_name), lambda _: draw(strategies()))


def strategies() -> Any:
    """Return the module of strategies; raises `Hidden` if a file of the user's own hides it."""
    require()
    from proofs_check import strategies

    return strategies
