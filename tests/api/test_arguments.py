"""Every public function, each argument wrong in type or in value: one error of this project, in one line."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.instability import interpolating_network
from constructions.null_space import hadamard_matrix
from constructions.trainers.simple import coin

pytestmark = pytest.mark.infrastructure

HALF = Fraction(1, 2)
DATA = nb.dataset(6)
NETWORK = interpolating_network((2, 2, 1), DATA.delta)
A = hadamard_matrix(2)
STATED = {
    "problem": {"A": [[2, 1]], "y": [1], "lam": 1}, "X": None, "y": None, "alpha": None, "l1_ratio": None,
    "intercept": None, "lam": None, "target": None, "without": None, "layout": None, "sample_weight": None,
    "names": None,
}  # fmt: skip
BOXED = {**STATED, "within": "1/10", "digits": None, "exact": (), "transformed": False, "seed": 0}
ROUNDING = {"name": "rounding", "evaluations": lambda s: [HALF + s], "left": [0], "right": [1]}
GOOD: dict[str, dict[str, Any]] = {
    "as_network": {"model": NETWORK, "outputs": 0},
    "attack": {
        "model": NETWORK, "data": DATA, "threshold": 0, "scale": [1, 1], "outputs": None, "layers": None,
        "budget": None, "unit": 1, "box": None, "mask": None, "held_out": None, "starts": 4, "seed": 0,
        "progress": None,
        "outputs_check": None,
    },
    "check": {"certificate": "no such file"},
    "cite": {"certificates": [], "latex": False},
    "dataset": {"points": 5, "hidden": None, "a": 1, "delta": None, "dimension": 2},
    "defeat": {
        "algorithm": coin, "family": "B", "accuracy": None, "digits": None, "norm": None, "max_level": None,
        "max_bits": None, "tapes": None, "seed": 0, "reads": 100, "level": None, "seconds": None, "megabytes": None,
        "of": None, "parameters": None,
    },
    "duel": {},
    "fork": {**ROUNDING, "limit": [0, 1], "kappa": None, "norm": "inf", "asks": ""},
    "jump": {"name": "rank", "evaluations": lambda s: [1, s], "limit": [1], "right": [2], "kappa": None, "norm": 1,
             "asks": "the rank"},
    "load_dataset": {"path": "missing.npz"},
    "load_network": {"path": "missing.npz", "outputs": None, "layers": None},
    "misses": {
        "solver": lambda problem: None, "kind": None, "seed": 0, "distance": "1/2", "inputs": 3, "seconds": 4,
    },
    "recover": {"A": A, "y": [row[0] for row in A], "sparsity": 1, "noise": 0, "restarts": 2},
    "playground": {},
    "replay": {"model": NETWORK, "point": [1, 2], "property": None, "outputs": None, "layers": None},
    "result": {"name": "A3"},
    "slider": {"attack": nb.attack(NETWORK, DATA)},
    "solve": {**STATED, "start": None, "steps": 100},
    "stabilise": {"data": DATA},
    "trust": BOXED,
    "trust_path": {**BOXED, "points": 3},
    "weak_fork": {**ROUNDING, "kappa": None, "norm": 2, "asks": ""},
}  # fmt: skip
"""Arguments that are right, but for files that are not there."""


def raising(*_: Any) -> Any:
    raise LookupError("a mistake of the user's")


WRONG: list[Any] = [
    None, True, 0, 1, -1, 2, 10**30, 0.1, -1.5, float("nan"), float("inf"), 1j, Fraction(-1, 3), HALF, "", "abc",
    "0.49", "1/0", "C:P3", "B", b"bytes", [], [[]], [None], [[1], [1, 2]], (0, 1), (2, 2), {}, {"a": 1}, {1}, object(),
    object, nb.BarriersError, len, raising, lambda s: s, lambda s: [s], lambda s: [3 * s], lambda s: "x",
    lambda p, o, t: None, np.zeros(3), np.array([np.nan, 1.0]), np.zeros((2, 2)), np.array("text"),
    np.float32(0.5), np.int64(3),
    DATA, NETWORK, Path("missing.npz"), Path(), Path("/"), "x\ny", "\0", "é" * 1000, range(3), iter([1]),
]  # fmt: skip


def told(call: Callable[[], Any]) -> str | None:
    """Return the error of a call, which is in one line of bounded length; None if there is none."""
    try:
        call()
    except nb.BarriersError as error:
        message = str(error)
        assert message
        assert len(message) < 600 or "éé" in message, message  # a path is told whole
        return message
    return None


def test_the_table_has_every_public_function_and_every_parameter() -> None:
    functions = {name for name in nb.__all__ if inspect.isfunction(getattr(nb, name))} - {"results"}
    assert functions == set(GOOD)
    for name, arguments in GOOD.items():
        parameters = inspect.signature(getattr(nb, name)).parameters
        assert {p for p, of in parameters.items() if of.kind is not of.VAR_POSITIONAL} == set(arguments)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_right_arguments_are_taken(name: str) -> None:
    call = (lambda: nb.cite("A3", **GOOD["cite"])) if name == "cite" else lambda: getattr(nb, name)(**GOOD[name])
    error = told(call)
    assert (error is not None) == (name in ("load_dataset", "load_network"))


FILE = "no such file|regular file|cannot be read|a dataset file|a network file|a pickle"
NAMED = {
    "A": r"\bA\b", "algorithm": "the algorithm", "certificate": "check takes|is a folder",
    "certificates": "certificates|no such file|is not a certificate",
    "data": f"the data must|the data takes|{FILE}",
    "family": "the family|no family", "max_bits": "coins|max_bits", "max_level": "max.level",
    "model": f"as_network takes|attack takes|load_network takes|replay takes|{FILE}|and the point has",
    "name": "name|ID|no result is called",
    "path": f"load_dataset takes|load_network takes|{FILE}",
    "point": f"point|{FILE}|has no value|is not read here|no text|UTF-8",
    "property": f"property|{FILE}|UTF-8",
    "points": "number n of points|points must be",
    "problem": f"a problem|problems are read|{FILE}", "sparsity": "sparsity|order",
    "solver": "solver|answers none of the first",
    "outputs_check": f"outputs.check|a model's outputs|{FILE}", "y": r"\by\b",
    "outputs": "outputs|no such file", "layers": "layers|no such file",
}  # fmt: skip
"""How an argument is called in messages, where not by its name; a file is called by its own."""
ALWAYS = (object(), 1j, {"a": 1}, b"bytes")
"""What no argument is."""


@pytest.mark.parametrize(("name", "parameter"), [(name, p) for name, of in sorted(GOOD.items()) for p in of])
def test_a_wrong_argument_is_named_in_one_line(name: str, parameter: str) -> None:
    names = ("A3",) if name == "cite" else ()
    for value in (*WRONG, *ALWAYS):
        said = told(lambda v=value: getattr(nb, name)(*names, **GOOD[name] | {parameter: v}))
        if said is not None:
            pattern = f"{NAMED.get(parameter, parameter)}|{'|'.join(OWN)}"
            assert re.search(pattern, said, re.IGNORECASE), (parameter, value, said)
        else:
            assert not any(value is never for never in ALWAYS), value


OWN = ("takes inputs of dimension", "one of both", "one output", "kappa", "all solutions", "evaluation")
"""What is said of two arguments that do not fit together."""


@given(st.sampled_from(sorted(GOOD)), st.data())
def test_wrong_arguments_together_are_told_in_one_line(name: str, data: st.DataObject) -> None:
    given_ = {p: data.draw(st.sampled_from([right, *WRONG]), p) for p, right in GOOD[name].items()}
    told(lambda: getattr(nb, name)(*(("A3",) if name == "cite" else ()), **given_))


@pytest.mark.parametrize(
    ("call", "way_out"),
    [
        (lambda: nb.defeat(coin, "C:P4"), "there are B, B:networks, C:P1"),
        (lambda: nb.defeat(coin, "B", accuracy="half"), "accuracy: expected a rational such as"),
        (lambda: nb.defeat("simple:coin", "B"), r"a callable \(problem, oracle, tape\) -> output"),
        (lambda: nb.defeat(coin, "W:P3"), "max_level"),
        (lambda: nb.defeat(coin, nb.fork(**ROUNDING)), "needs an accuracy"),
        (lambda: nb.attack(object, DATA), "a class; make and train an object of it"),
        (lambda: nb.attack(NETWORK, np.zeros((3, 2))), r"from nnbarriers.dataset\(...\)"),
        (lambda: nb.attack(NETWORK, DATA, scale=[1]), "scale takes 2 numbers, one a feature"),
        (nb.dataset, "the number of points, or the hidden widths"),
        (lambda: nb.check(Path(__file__).parent), "is a folder: .*barriers check"),
        (lambda: nb.fork(**ROUNDING | {"right": [0]}), "have a solution in common"),
        (lambda: nb.fork(**ROUNDING | {"right": lambda s: [1]}), "kappa=..."),
        (lambda: nb.fork(**ROUNDING | {"evaluations": lambda s: [5 * s]}), "take s/5 in place of s"),
        (lambda: nb.recover([[1, 0], [0, 1]], [1], 1), "one a row of A, got 1"),
        (lambda: nb.misses("gurobi"), "no solver is called 'gurobi'; there are scipy"),
        (lambda: nb.misses("scipy", kind="P2"), "scipy takes no LASSO; it takes LP, P1"),
        (lambda: nb.misses("scipy", kind="P3"), "scipy takes no square-root LASSO"),
        (lambda: nb.misses(lambda p: None, kind="P3"), "problems are drawn of the kinds LP, P1, P2"),
        (lambda: nb.misses("scipy", distance=0), "distance must be > 0, got 0"),
        (lambda: nb.result("A99"), "the registry has A0, A1"),
    ],
)
def test_the_way_out_is_in_the_message(call: Callable[[], Any], way_out: str) -> None:
    with pytest.raises(nb.BarriersError, match=way_out):
        call()


def test_an_unknown_name_is_told_with_those_that_there_are() -> None:
    with pytest.raises(AttributeError, match=r"it has .*attack.*defeat"):
        _ = nb.stabilize  # type: ignore[attr-defined]
