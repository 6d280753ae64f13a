"""Exact steps are counted, and end with an error that leaves it open.  Claims no result."""

from __future__ import annotations

from theory.exact import BarriersError

__all__ = ["OutOfSteps"]


class OutOfSteps(BarriersError):
    """The steps allowed did not lead to a minimiser: it is open which it is, or whether there is one."""

    def __init__(self, steps: int) -> None:
        super().__init__(f"{steps} steps did not lead to a minimiser: allow more (`steps`), or give a better `start`")
        self.steps = steps
