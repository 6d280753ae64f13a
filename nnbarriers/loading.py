"""Objects that a command line names as MODULE:OBJECT."""

from __future__ import annotations

import importlib
import sys
from typing import Any

from theory.exact import BarriersError, shown

__all__ = ["load_object"]


def load_object(where: str, what: str) -> Any:
    """Return the object MODULE:NAME, looking in the current folder first; raises `BarriersError` if there is none."""
    module, _, name = where.partition(":")
    if not module or not name:
        raise BarriersError(f"{what} is named as MODULE:OBJECT, got {shown(where)}")
    if "" not in sys.path:
        sys.path.insert(0, "")
    try:
        return getattr(importlib.import_module(module), name)
    except AttributeError:
        raise BarriersError(f"the module {module} has no object {shown(name)}") from None
    except (Exception, SystemExit) as error:
        raise BarriersError(f"the module {shown(module)} cannot be imported: {type(error).__name__}: {error}") from None
