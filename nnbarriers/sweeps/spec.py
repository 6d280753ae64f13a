"""What a sweep is to do: a strict TOML file of studies, expanded into tasks.

A task is its own description: result, trainer, parameters, replicate and the seed of the sweep.  Its SHA-256 is its
name, and, by way of the one SeedSequence of the sweep, its randomness: neither the order of tasks nor the machine that
runs them matters.
"""

from __future__ import annotations

import hashlib
import itertools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from constructions.catalogue import NAMES, named_family
from constructions.certificates import canonical
from constructions.files import read_bytes
from constructions.minimisers import minimiser_family
from constructions.trainers.zoo import ZOO, find_trainer
from nnbarriers.demonstrations.contestants import contestant
from nnbarriers.sweeps.problems import ABOUT_PROBLEMS, problem_grid
from theory.exact import BarriersError, rational
from theory.layers import check_widths, piece_bound

__all__ = ["Task", "read_spec"]

MOST = 1_000_000
LARGEST = {"points": 100_000, "dimension": 10_000, "digits": 1000}
"""No parameter may be larger, so that a task fits a machine; a network has at most `MOST` weights."""
PARAMETERS: dict[str, dict[str, Any]] = {
    "A": {"points": 100, "hidden": [8], "dimension": 2},
    "B": {"widths": [2, 2, 1], "accuracy": "6/25"},
    "B:networks": {"widths": [2, 2, 1], "accuracy": "12/25"},
    **{f"C:{kind}": {"digits": 2, "accuracy": None} for kind in ("P1", "P2", "P3")},
    "D": {"norm": "2", "accuracy": "49/100"},
}
"""The parameters of each result, with what they are if a study does not say."""
KEYS = {"result", "design", "trainers", "seeds", "tasks"}


@dataclass(frozen=True)
class Task:
    """One task; `root` is the seed of the sweep, `replicate` tells apart tasks that are otherwise alike.

    Of a problem in a file, `trainer` is the file as the SPEC names it, and `place` where it is.
    """

    result: str
    trainer: str
    parameters: tuple[tuple[str, Any], ...]
    replicate: int
    root: int
    place: str = ""

    def describe(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        told = {key: list(value) if isinstance(value, tuple) else value for key, value in self.parameters}
        who = "problem" if self.result in ABOUT_PROBLEMS else "trainer"
        return {
            "result": self.result, who: self.trainer, "parameters": told, "replicate": self.replicate, "root": self.root
        }  # fmt: skip

    @cached_property
    def name(self) -> str:
        """The SHA-256 of its description.

        >>> Task("B", "lbfgs", (), 0, 0).name == Task("B", "lbfgs", (), 1, 0).name
        False
        """
        return hashlib.sha256(canonical(self.describe()).encode()).hexdigest()

    @property
    def seed(self) -> int:
        """Its seed: the state of the child of the sweep's SeedSequence whose spawn key is the task's name."""
        words = tuple(int(self.name[i : i + 8], 16) for i in range(0, 64, 8))
        return int(np.random.SeedSequence(self.root, spawn_key=words).generate_state(1)[0])


def read_spec(path: str | Path) -> list[Task]:
    """Return the tasks of a SPEC.toml, each once; raises `BarriersError` with one line that says what is wrong.

    Every trainer is looked up, so that an unknown one is refused before anything runs.
    """
    where = Path(path)
    try:
        body = tomllib.loads(read_bytes(where).decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BarriersError(f"{where}: not TOML: {error}") from None
    try:
        return _tasks(body, where.parent)
    except BarriersError as error:
        raise BarriersError(f"{where}: {error}") from None


def _tasks(body: dict[str, Any], folder: Path) -> list[Task]:
    _known(body, {"seed", "study"}, "the file")
    root = _whole(body.get("seed", 0), "seed", 0)
    studies = body.get("study")
    if not isinstance(studies, list) or not all(isinstance(study, dict) for study in studies) or not studies:
        raise BarriersError("a sweep needs one [[study]] at least")
    found: dict[str, Task] = {}
    for number, study in enumerate(studies, 1):
        try:
            for task in _study(study, root, number, folder):
                found[task.name] = task
                if len(found) > MOST:
                    raise BarriersError(f"a sweep has at most {MOST} tasks")
        except BarriersError as error:
            raise BarriersError(f"study {number}: {error}") from None
    return list(found.values())


def _study(study: dict[str, Any], root: int, number: int, folder: Path) -> Iterator[Task]:
    result = study.get("result")
    if isinstance(result, str) and result in ABOUT_PROBLEMS:
        for name, place, parameters, replicate in problem_grid(study, folder, MOST):
            yield Task(result, name, parameters, replicate, root, place)
        return
    if not isinstance(result, str) or result not in PARAMETERS:
        raise BarriersError(f"result must be one of {', '.join([*PARAMETERS, 'solve', 'trust'])}, got {result!r:.60}")
    _known(study, KEYS | set(PARAMETERS[result]), f"a study of {result}")
    trainers = _trainers(study.get("trainers"), result)
    choices = {key: _choices(study.get(key, default), key, default) for key, default in PARAMETERS[result].items()}
    design = study.get("design", "grid")
    if design not in ("grid", "random"):
        raise BarriersError(f'design must be "grid" or "random", got {design!r:.60}')
    if ("tasks" in study) != (design == "random") or ("seeds" in study and design == "random"):
        raise BarriersError('a "grid" says how many seeds a task has, a "random" design how many tasks there are')
    names = list(choices)
    if design == "grid":
        if ranged := [key for key, value in choices.items() if isinstance(value, range)]:
            raise BarriersError(f'{ranged[0]}: a range is for the design "random"; a grid takes a list')
        sides = [trainers, *choices.values()]
        seeds = _whole(study.get("seeds", 1), "seeds", 1)
        _few(prod(map(len, sides)) * seeds)
        places: Iterator[tuple[Any, ...]] = itertools.product(*sides, range(seeds))
    else:
        _few(count := _whole(study["tasks"], "tasks", 1))
        places = _drawn(trainers, choices, count, root, number)
    checked: set[Any] = set()
    for trainer, *values, replicate in places:
        if tuple(values) not in checked:
            _check(result, dict(zip(names, values, strict=True)))
            checked.add(tuple(values))
        yield Task(result, trainer, tuple(zip(names, values, strict=True)), replicate, root)


def _few(count: int) -> None:
    if count > MOST:
        raise BarriersError(f"a sweep has at most {MOST} tasks, got {count}")


def _drawn(
    trainers: list[str], choices: dict[str, Any], count: int, root: int, number: int
) -> Iterator[tuple[Any, ...]]:
    """Draw trainers and parameters uniformly and independently, from the sweep's SeedSequence."""
    rng = np.random.default_rng(np.random.SeedSequence(root, spawn_key=(number,)))
    for replicate in range(count):
        trainer = trainers[int(rng.integers(len(trainers)))]
        yield (trainer, *(value[int(rng.integers(len(value)))] for value in choices.values()), replicate)


def _trainers(value: Any, result: str) -> list[str]:
    """Return the trainers that a study names; "all" are those of the zoo to whose answers the result applies."""
    speaks = {"A": "A3", "B": "B2", "B:networks": "B5"}.get(result)
    if value == "all" and speaks:
        return [name for name, trainer in ZOO.items() if speaks in trainer.results]
    if value == "all":
        raise BarriersError(f"the zoo has no trainer for {result}: name algorithms as MODULE:FUNCTION")
    if not isinstance(value, list) or not value or not all(isinstance(name, str) for name in value):
        raise BarriersError('trainers must be "all" or a list of names')
    for name in value:
        trainer = contestant(name).trainer if ":" in name else find_trainer(name)
        if trainer and (why := trainer.unfit(speaks) if speaks else "it fits labelled points"):
            raise BarriersError(f"{result} does not apply to the trainer {name}: {why}")
    return list(value)


def _choices(value: Any, key: str, default: Any) -> Any:
    """Return the values that a parameter may take: a list, one value, or {from = 1, to = 9} of whole numbers."""
    if isinstance(value, dict):
        _known(value, {"from", "to"}, key)
        low, high = (_whole(value.get(end), f"{key}.{end}", 1) for end in ("from", "to"))
        if not isinstance(default, int) or low > high:
            raise BarriersError(f"{key}: a range from {low} to {high} is not possible here")
        return range(low, high + 1)
    listed = isinstance(value, list) and (not isinstance(default, list) or not value or isinstance(value[0], list))
    values = value if listed else [value]
    if not values:
        raise BarriersError(f"{key} must not be empty")
    if odd := [v for v in values if not _fits(v, default)]:
        raise BarriersError(f"{key}: {odd[0]!r:.60} is not possible here; rationals are strings, widths lists")
    return [tuple(v) if isinstance(v, list) else v for v in values]


def _fits(value: Any, default: Any) -> bool:
    if isinstance(default, list):
        return isinstance(value, list) and bool(value) and all(type(v) is int for v in value)
    return type(value) is (str if default is None and value is not None else type(default))


def _check(result: str, given: dict[str, Any]) -> None:
    """Raise `BarriersError` where a parameter violates a hypothesis, or is larger than a machine can do."""
    for key, most in LARGEST.items():
        if given.get(key, 0) > most:
            raise BarriersError(f"{key} must be at most {most} here, got {given[key]}")
    widths = check_widths(
        (given["dimension"], *given["hidden"], 1) if result == "A" else given.get("widths", (2, 1, 1))
    )
    if sum((a + 1) * b for a, b in itertools.pairwise(widths)) > MOST:
        raise BarriersError(f"a network has at most {MOST} weights here")
    if result.startswith("B") and piece_bound(widths) + 2 > LARGEST["points"]:
        raise BarriersError(f"B needs P(N) + 2 points, here {piece_bound(widths) + 2}; at most {LARGEST['points']} fit")
    if result == "A":
        if given["points"] < 2 or given["dimension"] < 2:
            raise BarriersError(
                f"A needs 2 points and dimension 2 at least, got {given['points']}, {given['dimension']}"
            )
        return
    family, alpha = family_of(result, given)
    if alpha < 0 or not family.admits(alpha):
        raise BarriersError(f"the accuracy {alpha} is none for which {result} says anything: {family.beyond}")


def family_of(result: str, given: dict[str, Any]) -> tuple[Any, Any]:
    """Return the family and the accuracy of a task of B, C or D."""
    if result.startswith("B"):
        family, usual = minimiser_family(given["widths"], networks=result == "B:networks"), None
    else:
        assert result in NAMES
        family, usual = named_family(result, digits=given.get("digits"), norm=given.get("norm"))
    return family, usual if given["accuracy"] is None else rational(given["accuracy"])


def _known(body: dict[str, Any], keys: set[str], what: str) -> None:
    if odd := sorted(set(body) - keys):
        raise BarriersError(f"{what} has no key {odd[0]!r:.40}; there are {', '.join(sorted(keys))}")


def _whole(value: Any, what: str, least: int) -> int:
    if type(value) is not int or not least <= value < 2**63:
        raise BarriersError(f"{what} must be a whole number ≥ {least} and < 2^63, got {value!r:.60}")
    return value
