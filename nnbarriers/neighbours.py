"""Our other packages have names that a project may use itself: here is noticed, and said, when its files hide ours.

Standard library only; nothing is imported for the answer, since a file that hides ours is somebody else's program.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

__all__ = ["HOME", "Hidden", "hidden", "require"]

PACKAGES = ("theory", "constructions", "proofs_check")
HOME = Path(__file__).resolve().parents[1]
"""The folder that our packages are in, side by side."""


class Hidden(ImportError):
    """A package of Barriers cannot be imported, since another file comes before it on Python's path."""


def require() -> None:
    """Raise `Hidden` if one of our packages is not the one that Python finds."""
    if said := hidden():
        raise Hidden(said)


def hidden() -> str | None:
    """Return which file hides a package of ours and what to do about it, in one line; None if all are found.

    >>> hidden() is None
    True
    """
    for name in PACKAGES:
        own, found = HOME / name, place(name)
        if found is None:
            return f"Barriers' package {name} is not in {HOME}: install nnbarriers again"
        if found.resolve() not in (own, own / "__init__.py"):
            return (
                f"{found} hides Barriers' own package {name}, in {own}: rename it, or keep its folder off Python's path"
            )
    return None


def place(name: str) -> Path | None:
    """Return the file, or the folder without `__init__.py`, that `import name` finds or has found."""
    module = sys.modules.get(name)
    spec = module.__spec__ if module else find_spec(name)
    if spec and spec.has_location:
        return Path(str(spec.origin))
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return Path(folders[0]) if folders else None
