"""The strategies of the tests are exported for others too: they live in proofs_check/strategies.py."""

from proofs_check.strategies import (
    float32,
    float64,
    huge,
    integers,
    monotones,
    networks,
    networks_for,
    parameters,
    rationals,
    small,
    step_functions,
    tiny,
    training_sets,
    unit_open,
    widths,
    wild_float,
)

__all__ = [
    "float32",
    "float64",
    "huge",
    "integers",
    "monotones",
    "networks",
    "networks_for",
    "parameters",
    "rationals",
    "small",
    "step_functions",
    "tiny",
    "training_sets",
    "unit_open",
    "widths",
    "wild_float",
]
