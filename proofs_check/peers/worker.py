"""Two tools of floats, each asked about one question, and the exact replay of what they say.

`python worker.py (marabou|pgd) < QUESTION` prints one JSON object, `verdict` and `point`.  It imports nothing of this
project: a script that reproduces a wrong answer is this file, a question, and a call of `reproduce`.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from fractions import Fraction
from typing import Any


def evaluate(question: dict[str, Any], point: list[Fraction]) -> list[Fraction]:
    """Return the outputs of the network at a point: rational arithmetic, from the definition."""
    state = point
    for index, layer in enumerate(question["layers"]):
        if index:
            state = [max(Fraction(0), v) for v in state]
        rows = [[Fraction(w) for w in row] for row in layer["weights"]]
        state = [
            sum((w * v for w, v in zip(row, state, strict=True) if w), Fraction(b))
            for row, b in zip(rows, layer["bias"], strict=True)
        ]
    return state


def has_property(question: dict[str, Any], point: list[Fraction]) -> bool:
    """Decide whether a point lies in the box and all outputs there are on the sides that are asked for."""
    inside = all(Fraction(lo) <= v <= Fraction(hi) for v, (lo, hi) in zip(point, question["box"], strict=True))
    values = evaluate(question, point)
    sides = [
        values[i] <= Fraction(bound) if side == "<=" else values[i] >= Fraction(bound)
        for i, side, bound in question["outputs"]
    ]
    return inside and all(sides)


def ask_marabou(question: dict[str, Any], seconds: int) -> dict[str, Any]:
    """Ask Marabou, neuron by neuron, through its own interface."""
    from maraboupy import MarabouCore

    query = MarabouCore.InputQuery()
    hidden = sum(len(layer["bias"]) for layer in question["layers"][:-1])
    used = len(question["box"])
    query.setNumberOfVariables(used + 2 * hidden + len(question["layers"][-1]["bias"]))
    for variable, (lo, hi) in enumerate(question["box"]):
        query.setLowerBound(variable, float(Fraction(lo)))
        query.setUpperBound(variable, float(Fraction(hi)))
    sums = []
    state = list(range(used))
    for index, layer in enumerate(question["layers"]):
        if index:
            before, state = state, list(range(used, used + len(state)))
            used += len(state)
            for z, h in zip(before, state, strict=True):
                MarabouCore.addReluConstraint(query, z, h)
        inputs, state = state, list(range(used, used + len(layer["bias"])))
        used += len(state)
        sums += list(zip(state, layer["weights"], layer["bias"], [inputs] * len(state), strict=True))
    for variable, row, bias, inputs in sums:
        equation = MarabouCore.Equation()
        equation.addAddend(-1.0, variable)
        for weight, other in zip(row, inputs, strict=True):
            if Fraction(weight):
                equation.addAddend(float(Fraction(weight)), other)
        equation.setScalar(-float(Fraction(bias)))
        query.addEquation(equation)
    for i, side, bound in question["outputs"]:
        (query.setUpperBound if side == "<=" else query.setLowerBound)(state[i], float(Fraction(bound)))
    options = MarabouCore.Options()
    options._verbosity, options._timeoutInSeconds = 0, seconds
    verdict, values, _ = MarabouCore.solve(query, options, "")
    found = [str(Fraction(values[i])) for i in range(len(question["box"]))] if verdict == "sat" else None
    return {"verdict": verdict if verdict in ("sat", "unsat") else "unknown", "point": found}


def ask_pgd(question: dict[str, Any], seconds: int) -> dict[str, Any]:
    """Look for a point by projected gradient descent in double precision; it can say sat or nothing."""
    import numpy as np

    layers = [
        (np.array([[float(Fraction(w)) for w in row] for row in layer["weights"]]),
         np.array([float(Fraction(b)) for b in layer["bias"]]))
        for layer in question["layers"]
    ]  # fmt: skip
    lo, hi = (np.array([float(Fraction(ends[i])) for ends in question["box"]]) for i in (0, 1))
    rows = [i for i, _, _ in question["outputs"]]
    signs = np.array([1.0 if side == "<=" else -1.0 for _, side, _ in question["outputs"]])
    bounds = np.array([float(Fraction(bound)) for _, _, bound in question["outputs"]])
    generator, end = np.random.default_rng(0), time.monotonic() + seconds
    for restart in range(100):
        x = (lo + hi) / 2 if restart == 0 else generator.uniform(lo, hi)
        for step in range(50):
            active, state = [], x
            for index, (weights, bias) in enumerate(layers):
                if index:
                    active.append(state > 0)
                    state = np.maximum(state, 0)
                state = weights @ state + bias
            missing = signs * (state[rows] - bounds)
            if (missing <= 0).all():
                return {"verdict": "sat", "point": [str(Fraction(float(v))) for v in x]}
            if time.monotonic() > end:
                return {"verdict": "unknown", "point": None}
            slope = np.zeros(len(state))
            np.add.at(slope, rows, signs * (missing > 0))
            for (weights, _), mask in zip(layers[:0:-1], active[::-1], strict=True):
                slope = (slope @ weights) * mask
            x = np.clip(x - np.sign(slope @ layers[0][0]) * (hi - lo) / (4 + step), lo, hi)
    return {"verdict": "unknown", "point": None}


ASK = {"marabou": ask_marabou, "pgd": ask_pgd}


def quietly(tool: str, question: dict[str, Any], seconds: int) -> dict[str, Any]:
    """Ask a tool, with what it prints sent away."""
    sys.stdout.flush()
    saved = os.dup(1)
    try:
        os.dup2(2, 1)
        return ASK[tool](question, seconds)
    finally:
        os.dup2(saved, 1)
        os.close(saved)


def reproduce(question: dict[str, Any], tool: str, said: str, point: list[str] | None) -> None:
    """Print what was said, what is true of the point that refutes it, and what the tool says now."""
    print(f"{tool} said {said}; expected is {question['expected']}: {question['says']}")  # noqa: T201
    for name, place in (("the tool's point", point), ("a known point", question["witness"])):
        if place is not None:
            exact = [Fraction(v) for v in place]
            values = ", ".join(map(str, evaluate(question, exact)))
            truth = "has" if has_property(question, exact) else "has not"
            print(f"{name} ({', '.join(place)}) {truth} the property; outputs {values}")  # noqa: T201
    if tool in ASK:
        with contextlib.suppress(ImportError):
            print(f"{tool} says now: {quietly(tool, question, 60)}")  # noqa: T201


def main() -> None:
    """Read the question, ask, answer."""
    tool, seconds = sys.argv[1], int(sys.argv[2])
    json.dump(quietly(tool, json.load(sys.stdin), seconds), sys.stdout)


if __name__ == "__main__":
    main()
