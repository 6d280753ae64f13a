"""Studies of problems in files: `solve` and `trust` over files, penalties and boxes (T0-T3).

A task names its file and the file's SHA-256, so that a result is one of the bytes that were there.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

from constructions.files import read_bytes
from constructions.trust.problem_files import problem_of
from nnbarriers.boxes import MOST_DIGITS, boxed
from nnbarriers.solving import STEPS, Solved, found_of
from nnbarriers.trusting import Trust, judged
from theory.exact import BarriersError, rational

__all__ = ["ABOUT_PROBLEMS", "Told", "asked", "is_told", "problem_grid"]

ABOUT_PROBLEMS = {"solve", "trust"}
"""What can be asked of a file; the `result` of such a study."""
VARIED = ("alpha", "l1_ratio", "lam")
BOX = ("within", "digits")
FIXED: dict[str, type] = {"target": str, "without": list, "exact": list, "intercept": bool, "layout": str}
MOST_TEXT = 1000
SOLVED = ("outcome", "support", "doubles", "conclusion")
TRUSTED = ("verdict", "within", "selected", "alternative", "largest", "smallest", "conclusion")
"""The numbers of a record."""


@dataclass(frozen=True)
class Told:
    """What came out of a task: its numbers, whether something was decided, and its certificate, if it has one."""

    numbers: dict[str, Any]
    decided: bool
    certificate: str | None


def problem_grid(study: Mapping[str, Any], folder: Path, most: int) -> Iterator[tuple[str, str, tuple[Any, ...], int]]:
    """Yield (file, its place, parameters, replicate) of all tasks of a study; a file is looked for beside the SPEC.

    Each file is read, with its first parameters, so that what cannot be read is refused before anything runs.
    """
    result = study["result"]
    keys = {"result", "problems", "seeds", *VARIED, *FIXED} | (set(BOX) if result == "trust" else set())
    if odd := sorted(set(study) - keys):
        raise BarriersError(f"a study of {result} has no key {odd[0]!r:.40}; there are {', '.join(sorted(keys))}")
    files = study.get("problems")
    if not isinstance(files, list) or not files or not all(isinstance(name, str) and name for name in files):
        raise BarriersError('problems must be a list of files, such as ["table.csv", "model.mps"]')
    seeds = study.get("seeds", 1)
    if type(seeds) is not int or not 1 <= seeds <= most:
        raise BarriersError(f"seeds must be a whole number from 1 to {most}, got {seeds!r:.60}")
    sides, fixed = _parameters(study, result)
    if len(files) * seeds * prod(map(len, sides.values())) > most:
        raise BarriersError(f"a sweep has at most {most} tasks")
    for name in files:
        place = folder / name
        content = read_bytes(place)
        digest = hashlib.sha256(content).hexdigest()
        for k, values in enumerate(itertools.product(*sides.values())):
            parameters = {**dict(zip(sides, values, strict=True)), **fixed}
            if not k:
                _question(result, content, name, parameters)
            for replicate in range(seeds):
                yield name, str(place.resolve()), (("sha256", digest), *parameters.items()), replicate


def _parameters(study: Mapping[str, Any], result: str) -> tuple[dict[str, list[Any]], dict[str, Any]]:
    """Return the parameters that vary, with their values, and those that do not."""
    fixed = {key: _fixed(study[key], key) for key in FIXED if key in study}
    if "exact" in fixed and result != "trust":
        raise BarriersError("exact says which columns have no radius: it goes with trust")
    sides = {key: _choices(study[key], key) for key in (*VARIED, *BOX) if key in study}
    if result == "trust" and len(sides.keys() & set(BOX)) != 1:
        raise BarriersError("a study of trust has within, or digits: one of them")
    return sides, fixed


def asked(result: str, name: str, place: str, parameters: Mapping[str, Any], seed: int) -> Told:
    """Return what comes out of a task; raises `BarriersError` if the bytes in its file are others by now."""
    given, content = dict(parameters), read_bytes(place)
    if hashlib.sha256(content).hexdigest() != given.pop("sha256"):
        raise BarriersError("the file has changed since the sweep began: run it again, for the file as it is now")
    question = _question(result, content, name, given)
    if result == "solve":
        solved = Solved(question, found_of(question.problem, None, STEPS, None))
        return _told(solved, SOLVED, solved.outcome != "open")
    trust = Trust(question, judged(question, seed, None))
    return _told(trust, TRUSTED, trust.verdict != "open")


def is_told(result: str, numbers: Mapping[str, Any], status: str, certified: bool) -> bool:
    """Whether numbers may be those of a task of this status; what is decided about trust has a certificate."""
    if result == "solve":
        return numbers.keys() == set(SOLVED) and (numbers["outcome"] == "open") == (status == "open")
    decided = numbers.get("verdict") in ("trusted", "two answers")
    return numbers.keys() == set(TRUSTED) and decided == certified == (status == "done")


def _told(found: Solved | Trust, kept: Iterable[str], decided: bool) -> Told:
    told, certificate = found.as_json(), found.certificate
    return Told({key: told[key] for key in kept}, decided, certificate.text if certificate else None)


def _question(result: str, content: bytes, name: str, parameters: Mapping[str, Any]) -> Any:
    """Return the problem in the bytes of a file, with its box if one is asked about."""
    given: dict[str, Any] = {k: rational(v) if k in VARIED else v for k, v in parameters.items()}
    box = {key: given.pop(key, None) for key in (*BOX, "exact")}
    problem = problem_of(content, name, **given)
    if result == "solve":
        return problem
    return boxed(problem, within=box["within"], digits=box["digits"], exact=box["exact"] or ())


def _choices(value: Any, key: str) -> list[Any]:
    """Return the values of a key: one, or a list; rationals are texts, digits whole numbers or "printed"."""
    values: list[Any] = value if isinstance(value, list) else [value]
    for one in values:
        if key == "digits" and (one == "printed" or (type(one) is int and 0 <= one <= MOST_DIGITS)):
            continue
        if key == "digits" or not isinstance(one, str) or len(one) > MOST_TEXT:
            raise BarriersError(f'{key}: {one!r:.60} is not possible here; rationals are strings such as "1/10"')
        number = rational(one)
        if number < 0 or (key in VARIED and not number) or (key == "l1_ratio" and number > 1):
            raise BarriersError(f"{key}: {one!r:.60} is not possible here")
    if not values:
        raise BarriersError(f"{key} must not be empty")
    return values


def _fixed(value: Any, key: str) -> Any:
    if isinstance(value, list) and FIXED[key] is list and all(isinstance(one, str) for one in value):
        return tuple(value)
    if FIXED[key] is list or type(value) is not FIXED[key]:
        what = "a list of names" if FIXED[key] is list else FIXED[key].__name__
        raise BarriersError(f"{key} takes {what}, got {value!r:.60}")
    return value
