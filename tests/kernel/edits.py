"""Edits of certificates for attacks on the kernel: one place changed, then the claim repaired as the kernel says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random
from typing import Any

from tests.kernel.corpus import GOOD, content

SCALARS = [None, True, False, 0, 1, -1, 2, 10**17, "", "0", "1", "-1", "1/2", "2/3", "1*2^-60", "-3*2^4000", "7" * 4000,
           "1/" + "3" * 4000, "(", "[", "sup", "LP", "P1", "inf", [], {}, [[]], ["0"]]  # fmt: skip
DONORS = [json.loads(content(path)) for path in GOOD]
SAYS = re.compile(r"[A-Z0-9.]+: (\w+) is (.+)", re.DOTALL)
NUMBER = re.compile(r"-?[0-9]+(/[0-9]+)?")


def canonical(certificate: Any) -> bytes:
    return (json.dumps(certificate, sort_keys=True, separators=(",", ":")) + "\n").encode()


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """All (holder, key) of a JSON value."""
    for key in list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield value, key
        yield from places(value[key])


def is_number(value: Any) -> bool:
    return type(value) is int or (isinstance(value, str) and bool(NUMBER.fullmatch(value)) and len(value) < 4000)


def moved(value: Any, random: Random) -> Any:
    """A number near another, or any scalar."""
    if type(value) is int:
        return value + random.choice([-1, 1, 2, 64, -64])
    if is_number(value):
        by = random.choice([Fraction(1), Fraction(-1), Fraction(1, 2**40), Fraction(-1, 2**40), Fraction(1, 7)])
        try:
            old = Fraction(value)
        except ZeroDivisionError:
            return value
        return str(random.choice([old + by, old * 2, -old, old / 3, 1 - old]))
    return random.choice(SCALARS)


def edit(certificate: Any, random: Random) -> None:
    """Change one place, most often a number."""
    here = list(places(certificate))
    numeric = [(holder, key) for holder, key in here if is_number(holder[key])]
    if numeric and random.random() < 0.7:
        holder, key = random.choice(numeric)
        action = random.choice(["move", "move", "move", "move", "donor", "same"])
    elif here:
        holder, key = random.choice(here)
        action = random.choice(["move", "scalar", "copy", "donor", "delete", "double", "same"])
    else:
        return
    if action == "delete":
        del holder[key]
    elif action == "double" and isinstance(holder, list):
        holder.insert(key, copied(holder[key]))
    elif action == "same":
        old, new = holder[key], moved(holder[key], random)
        for other, step in here:
            if step in (other if isinstance(other, dict) else range(len(other))) and other[step] == old:
                other[step] = copied(new)
    else:
        holder[key] = another(action, holder, key, here, random)


def another(action: str, holder: Any, key: Any, here: list[tuple[Any, Any]], random: Random) -> Any:
    """A value for a place: a scalar, a copy of another place, the same place of another certificate, a number near."""
    if action == "scalar":
        return copied(random.choice(SCALARS))
    if action == "copy":
        other, step = random.choice(here)
        return copied(other[step])
    if action == "donor":
        same = [h[k] for h, k in places(random.choice(DONORS)) if k == key or isinstance(key, int)]
        return copied(random.choice(same)) if same else None
    return copied(moved(holder[key], random))


def copied(value: Any) -> Any:
    return json.loads(json.dumps(value))


def parsed(text: str, old: Any) -> Any:
    """The value that the kernel tells, of the type of what the claim states now."""
    if isinstance(old, list):
        if not text.startswith("["):
            return old
        parts = [part.strip().strip("'\"") for part in text[1:-1].split(",")]
        return [int(part) if old and type(old[0]) is int else part for part in parts]
    if type(old) is bool:
        return text == "True"
    return int(text) if type(old) is int else text


def repaired(certificate: Any, check_bytes: Callable[[bytes], Any]) -> Any:
    """Put into the claim what the kernel says that it should be."""
    for _ in range(14):
        said = check_bytes(canonical(certificate))
        found = SAYS.fullmatch(said.report[0]) if said.verdict == "rejected" else None
        if not found:
            break
        key, text = found.groups()
        claim = certificate["claim"]
        holders = claim["inputs"] if key in ("low", "high") else [claim]
        old = [holder[key] for holder in holders]
        for holder, value in zip(holders, old, strict=True):
            try:
                holder[key] = parsed(text, value)
            except ValueError:
                continue
            if key in ("low", "high") and check_bytes(canonical(certificate)).report == said.report:
                holder[key] = value  # it was said of another input
            elif holder[key] != value:
                break
        if [holder[key] for holder in holders] == old:
            break
    return certificate
