"""Objects that a command line names as MODULE:OBJECT."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from theory.exact import BarriersError, shown

__all__ = ["load_object"]


def load_object(where: str, what: str) -> Any:
    """Return the object MODULE:NAME, or FILE.py:NAME, looking in the current folder first.

    Raises `BarriersError` if there is none.
    """
    module, _, name = where.rpartition(":")
    if not module or not name:
        raise BarriersError(f"{what} is named as MODULE:OBJECT, got {shown(where)}")
    folder, path = "", None
    if module.endswith(".py"):
        path = Path(module)
        if not path.is_file():
            raise BarriersError(f"{module}: no such file")
        folder, module = str(path.parent.resolve()), path.stem
    before = [*sys.path]
    if folder not in sys.path:
        sys.path.insert(0, folder)
    try:
        return _loaded(module, name, path)
    except BarriersError:
        sys.path[:] = before  # what is in that folder may hide modules from the processes to come
        raise


def _loaded(module: str, name: str, path: Path | None) -> Any:
    """Import a module, of a file if one is given, and return its object."""
    try:
        found = importlib.import_module(module)
        if path and not _same(getattr(found, "__file__", None), path):
            raise BarriersError(f"another module is called {module}: give the file {path.name} another name")
        return getattr(found, name)
    except BarriersError:
        raise
    except AttributeError:
        raise BarriersError(f"the module {module} has no object {shown(name)}") from None
    except (Exception, SystemExit) as error:
        raise BarriersError(f"the module {shown(module)} cannot be imported: {type(error).__name__}: {error}") from None


def _same(found: str | None, path: Path) -> bool:
    return found is not None and Path(found).resolve() == path.resolve()
