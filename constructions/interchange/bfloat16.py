"""Numbers of the type bfloat16, which NumPy does not have: each is the upper half of a number of single precision.

Claims no result.
"""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["singles"]


def singles(bits: Any) -> Any:
    """Return an array of 16-bit patterns of bfloat16 as the same numbers in single precision, exactly.

    >>> singles(np.array([0x3FC0, 0x8001], dtype=np.uint16)).tolist() == [1.5, -(2**-133)]
    True
    """
    return (np.ascontiguousarray(bits, dtype=np.uint16).astype(np.uint32) << 16).view(np.float32).reshape(bits.shape)
