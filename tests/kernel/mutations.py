"""Mutations of certificates: one place changed, then hashes, and what follows from the data, repaired or not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from math import prod
from typing import Any, NamedTuple

from constructions.certificates import sha256
from constructions.layer_texts import read_layer_texts
from theory.classification import parameters_served
from theory.exact import BarriersError, rational, write_rational

NUMBER = re.compile(r"-?[0-9]+(?:/[0-9]+|\*2\^-?[0-9]+)?")
ENTRIES = re.compile("-?[0-9]+(?: -?[0-9]+)+")
WORDS = [
    "sup",
    "sum-square",
    "wrong-count",
    "1",
    "2",
    "inf",
    "B",
    "C:P1",
    "C:P2",
    "C:P3",
    "D",
    "A3",
    "A4",
    "A5",
    "J",
    "K",
    "W",
]
REPAIRS = ["nothing", "hashes", "all that is copied"]
Place = tuple[Any, ...]


class Mutant(NamedTuple):
    """A changed certificate, where it was changed, and how."""

    certificate: dict[str, Any]
    place: Place
    how: str

    @property
    def kind(self) -> str:
        """The place without positions in lists, and the change."""
        return ".".join(step for step in self.place if isinstance(step, str)) + ": " + self.how


def is_number(value: Any) -> bool:
    """Whether a value is a rational as certificates write them, and not too long to work with."""
    return isinstance(value, str) and len(value) < 2000 and NUMBER.fullmatch(value) is not None


def copy(value: Any) -> Any:
    """A deep copy of a JSON value."""
    return json.loads(json.dumps(value))


def held(certificate: Any, place: Place) -> Any:
    """The value at a place."""
    for step in place:
        certificate = certificate[step]
    return certificate


def leaves(value: Any) -> list[Any]:
    """All values that are no lists or objects."""
    if isinstance(value, dict | list):
        return [leaf for entry in (value.values() if isinstance(value, dict) else value) for leaf in leaves(entry)]
    return [value]


def descend(certificate: Any, where: int) -> Place:
    """A place that a number picks: into the claim or the witness, mostly down to a leaf."""
    place, value = (), certificate
    if where % 16:
        place, value = ("witness",) if where % 3 else ("claim",), certificate["witness" if where % 3 else "claim"]
    where //= 48
    while isinstance(value, dict | list) and value:
        steps = sorted(value) if isinstance(value, dict) else range(len(value))
        where, turn = divmod(where, len(steps))
        place, value = (*place, steps[turn]), value[steps[turn]]
        where, stop = divmod(where, 8)
        if stop == 0:
            break
    return place


def numbers_near(value: str, certificate: Any, what: int) -> list[str]:
    """Other numbers: near ones, far ones, and one that stands elsewhere in the certificate."""
    v = rational(value)
    others = [leaf for leaf in leaves(certificate) if is_number(leaf)]
    tiny = Fraction(1, 2**90)
    near = [v + tiny, v - tiny, v + 1, v - 1, -v, v * 2, v / 2, 1 - v, Fraction(0), Fraction(1, 2), Fraction(1)]
    found = [others[what % len(others)]]
    for number in near:
        with suppress(BarriersError):  # too long to be written
            found.append(write_rational(number))
    return found


def other_text(value: str) -> str:
    """The same number, written the other way where there is one."""
    v = rational(value)
    n, d = v.as_integer_ratio()
    if n and d & (d - 1) == 0:
        e = (n & -n).bit_length() - 1 if d == 1 else 1 - d.bit_length()
        plain, dyadic = str(v), f"{n // 2 ** max(e, 0)}*2^{e}"
        return dyadic if value == plain and e else plain
    return value


def rewritings(value: Any, certificate: Any, what: int) -> list[tuple[str, Any]]:
    """What may stand in the place of a value, and what the change is called."""
    found: list[tuple[str, Any]] = [("null", None)] if what % 8 == 0 else []
    if is_number(value):
        found += [("another number", v) for v in numbers_near(value, certificate, what)]
        found += [("another text", other_text(value))] * 3
    if isinstance(value, bool):
        found += [("another truth", not value)] * 4
    elif isinstance(value, int):
        others = [leaf for leaf in leaves(certificate) if type(leaf) is int]
        near = [value + 1, value - 1, value + 2, 0, -value, 10**17, others[what % len(others)]]
        found += [("another integer", v) for v in near]
    if isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value):
        found.append(("another hash", value[:-1] + ("1" if value[-1] == "0" else "0")))
    elif isinstance(value, str) and not is_number(value):
        found.append(("another word", WORDS[what % len(WORDS)]))
        found += (
            [("other brackets", {"(": "[", "[": "(", ")": "]", "]": ")"}[value])] * 3
            if value in "()[]" and value
            else []
        )
    found += other_entries(value, what)
    if isinstance(value, str) and not value.strip("01"):
        found += [("other coins", v) for v in (value + "0", value[:-1], value[:-1] + "1", value[::-1])]
    if value is None:
        found += [("no null", v) for v in ("0", [], ["0", "0"])]
    if isinstance(value, list):
        turned = value[what % len(value) :] + value[: what % len(value)] if value else []
        found += [("turned", turned), ("reversed", value[::-1]), ("twice", value + value), ("empty", [])]
        found += [("one more", [*value, value[what % len(value)]]), ("one fewer", value[:-1])] if value else []
    if what % 8 == 1:
        found.append(("grafted", (every := [v for v in leaves(certificate) if v != value])[what % len(every)]))
    return found or [("null", None)]


def other_entries(value: Any, what: int) -> list[tuple[str, Any]]:
    """Other integers for one of those of a block, and one fewer or more."""
    words = value.split() if isinstance(value, str) and ENTRIES.fullmatch(value) else []
    if not words:
        return []
    at = what % len(words)
    near = [int(words[at]) + by for by in (1, -1, 2**20)] + [-int(words[at]), 0]
    changed = [[*words[:at], str(v), *words[at + 1 :]] for v in near]
    return [("another entry", " ".join(some)) for some in (*changed, words[1:], [*words, words[at]])]


def mutant(certificate: dict[str, Any], where: int, what: int) -> Mutant:
    """The certificate with one place changed, both picked by numbers."""
    changed, place = copy(certificate), descend(certificate, where)
    holder, last = held(changed, place[:-1]), place[-1]
    if what % 16 == 0:
        del holder[last]
        return Mutant(changed, place, "dropped")
    if what % 16 == 1 and isinstance(holder, list):
        other = what // 16 % len(holder)
        holder[last], holder[other] = holder[other], holder[last]
        return Mutant(changed, place, "swapped")
    what //= 16
    choices = rewritings(holder[last], certificate, what // 16)
    how, new = choices[what % len(choices)]
    if is_number(new) and is_number(holder[last]) and rational(new) == rational(holder[last]):
        how = "another text"
    holder[last] = new
    return Mutant(changed, place, how)


def repaired(certificate: dict[str, Any], repair: str) -> dict[str, Any]:
    """The certificate with the claim brought up to date as far as asked for and possible."""
    changed = copy(certificate)
    steps = {"nothing": [], "hashes": [_hashes], "all that is copied": [_copies, _hashes]}[repair]
    for step in steps:
        try:
            step(changed["claim"], changed["witness"])
        except Exception:
            continue  # what was mutated is no certificate any more
    return changed


def _hashes(claim: Any, witness: Any) -> None:
    if "runs_sha256" in claim:
        claim["runs_sha256"] = sha256(witness)
    for name in ("network", "data", "indices"):
        if f"{name}_sha256" in claim:
            claim[f"{name}_sha256"] = sha256(witness[name])


def _copies(claim: Any, witness: Any) -> None:
    if "runs_sha256" in claim:
        return
    layers, data = witness["network"], witness["data"]
    read = read_layer_texts(layers)
    claim["widths"] = [len(read[0].weights[0]), *(len(layer.weights) for layer in read)]
    claim |= {name: data[name] for name in ("delta", "radius", "dimension")} | {"points": len(data["x1"])}
    served = parameters_served([rational(x) for x in data["x1"]], rational(data["radius"]))
    claim["a_interval"] = [write_rational(served.above), write_rational(served.up_to)]
    if "cuts" not in witness:
        return
    cuts, s = [rational(t) for t in witness["cuts"]], witness["s"]
    t = min(max(Fraction(0), cuts[0]), cuts[-1])
    eta = [t, -s * rational(data["delta"])] + [Fraction(0)] * (data["dimension"] - 2)
    claim |= {"g": witness["g"], "s": s, "failing": len(witness["indices"])}
    claim["piece_bound"] = str(prod(width + 1 for width in claim["widths"][1:-1]))
    claim["t_interval"] = [witness["cuts"][0], witness["cuts"][-1]]
    claim |= {"eta": [write_rational(v) for v in eta], "eta_norm": write_rational(max(map(abs, eta)))}


def _at(text: str, where: int, old: str, new: Callable[[str], str]) -> str:
    """The text with the where-th match of a pattern rewritten."""
    matches = list(re.finditer(old, text))
    if not matches:
        return text
    found = matches[where % len(matches)]
    return text[: found.start()] + new(found[0]) + text[found.end() :]


def _unreduced(fraction: str) -> str:
    above, below = fraction.split("/")
    return f"{3 * int(above)}/{3 * int(below)}"


STRING = r'"[^"]+"'
TEXTS: dict[str, Callable[[str, int], str]] = {
    "a space": lambda text, at: _at(text, at, "[:,{}\\[\\]]", lambda s: s + " "),
    "a line": lambda text, at: _at(text, at, "[:,]", lambda s: s + "\n"),
    "a key twice": lambda text, at: _at(text, at, r'"[a-z_0-9]+":(?:"[^"]*"|[0-9]+)', lambda s: f"{s},{s}"),
    "keys in another order": lambda text, at: _at(
        text, at, r'"[a-z_0-9]+":"[^"]*","[a-z_0-9]+":"[^"]*"', lambda s: ",".join(s.split(",")[::-1])
    ),
    "an unreduced fraction": lambda text, at: _at(text, at, '(?<=")-?[0-9]+/[0-9]+(?=")', _unreduced),
    "a leading zero": lambda text, at: _at(text, at, '(?<=[":,\\[/^])[0-9]', lambda s: "0" + s),
    "a sign": lambda text, at: _at(text, at, '(?<=[":,\\[/^])[0-9]', lambda s: "-" + s),
    "a plus": lambda text, at: _at(text, at, '(?<=[":,\\[/^])[0-9]', lambda s: "+" + s),
    "a decimal": lambda text, at: _at(text, at, '[0-9]+(?=[,}\\]"])', lambda s: s + ".0"),
    "an exponent": lambda text, at: _at(text, at, "[0-9]+(?=[,}\\]])", lambda s: s + "e0"),
    "an escape": lambda text, at: _at(text, at, STRING, lambda s: f'"\\u{ord(s[1]):04x}{s[2:]}'),
    "an escape that is needed": lambda text, at: _at(text, at, STRING, lambda s: f'"\\u{at % 32:04x}{s[1:]}'),
    "a short escape": lambda text, at: _at(text, at, STRING, lambda s: '"\\' + 'n"\\/bfrtu0'[at % 10] + s[1:]),
    "a surrogate": lambda text, at: _at(text, at, STRING, lambda s: f'"\\ud83{at % 16:x}\\ude0{at % 16:x}{s[1:]}'),
    "a comma": lambda text, at: _at(text, at, "[]}]", lambda s: "," + s),
    "no comma": lambda text, at: _at(text, at, ",", lambda s: ""),
    "no newline": lambda text, at: text[:-1],
    "two newlines": lambda text, at: text + "\n",
    "a carriage return": lambda text, at: text[:-1] + "\r\n",
    "more": lambda text, at: text + "{}\n",
    "less": lambda text, at: text[: at % len(text)],
    "another character": lambda text, at: text[: at % len(text)] + chr(at // 7 % 256) + text[at % len(text) + 1 :],
    "another mark": lambda text, at: _at(text, at, '[]:,"{}[]', lambda s: ']:,"{}['[at // 5 % 7]),
}
"""Changes of a text, by name; most leave something that is no certificate."""
