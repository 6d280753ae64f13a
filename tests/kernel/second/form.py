"""The form of certificates: a parser for canonical JSON, and the shapes of what is in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Any

from flint import fmpq, fmpz

LARGEST_FILE = 64 * 2**20
LONGEST_INTEGER = 18
MOST_DIGITS = 4000
LARGEST_EXPONENT = 4000
DEEPEST = 100  # nothing of the documented form is nested nearly as deep

PLAIN = re.compile(r"[ !#-\[\]-~]*")
WHOLE = re.compile(r"-?[0-9]+")
RATIONAL = re.compile(r"(-?)(0|[1-9][0-9]*)(?:/([1-9][0-9]*)|\*2\^(-?[1-9][0-9]*))?")
BASE64 = re.compile(r"[A-Za-z0-9+/]*={0,2}")
SIXTY_FOUR = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
INTEGER = re.compile(r"0|-?[1-9][0-9]*")
SHORT = {'"': '"', "\\": "\\", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class Malformed(Exception):
    """The file is not of the documented form."""


class Unsupported(Exception):
    """The file is beyond what this kernel takes on."""


class Document:
    """A parsed file, which still knows the text of each of its lists and objects."""

    def __init__(self, data: bytes) -> None:
        if len(data) > LARGEST_FILE:
            raise Unsupported
        if not data.isascii() or data[-1:] != b"\n":
            raise Malformed
        self._text, self._at, self._extent = data[:-1].decode("ascii"), 0, dict[int, tuple[int, int]]()
        self.value = self._parse(0)
        if self._at != len(self._text):
            raise Malformed

    def sha256(self, container: Any) -> str:
        """Return the SHA-256 of a list's or an object's own text, which is canonical because the file is."""
        start, end = self._extent[id(container)]
        return hashlib.sha256((self._text[start:end] + "\n").encode()).hexdigest()

    def _take(self, expected: str) -> bool:
        if self._text.startswith(expected, self._at):
            self._at += len(expected)
            return True
        return False

    def _need(self, expected: str) -> None:
        if not self._take(expected):
            raise Malformed

    def _parse(self, depth: int) -> Any:
        if depth > DEEPEST:
            raise Malformed
        start = self._at
        for opening, parse in (("{", self._object), ("[", self._list)):
            if self._take(opening):
                value = parse(depth + 1)
                self._extent[id(value)] = start, self._at
                return value
        if self._take('"'):
            return self._string()
        for word, constant in (("null", None), ("true", True), ("false", False)):
            if self._take(word):
                return constant
        return self._integer()

    def _list(self, depth: int) -> list[Any]:
        items: list[Any] = []
        while not self._take("]"):
            if items:
                self._need(",")
            items.append(self._parse(depth))
        return items

    def _object(self, depth: int) -> dict[str, Any]:
        members: dict[str, Any] = {}
        last = None
        while not self._take("}"):
            if members:
                self._need(",")
            self._need('"')
            key = self._string()
            if last is not None and key <= last:  # sorted, and so none twice
                raise Malformed
            self._need(":")
            members[key], last = self._parse(depth), key
        return members

    def _integer(self) -> int:
        found = WHOLE.match(self._text, self._at)
        digits = found[0] if found else ""
        if not digits or len(digits) > LONGEST_INTEGER or digits == "-0" or re.match("-?0[0-9]", digits):
            raise Malformed
        self._at += len(digits)
        return int(digits)

    def _string(self) -> str:
        parts: list[str] = []
        while True:
            plain = PLAIN.match(self._text, self._at)
            parts.append(plain[0] if plain else "")
            self._at += len(parts[-1])
            if self._take('"'):
                # two escaped surrogates are one character, as everywhere in JSON
                return "".join(parts).encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
            self._need("\\")
            parts.append(self._escaped())

    def _escaped(self) -> str:
        letter = self._text[self._at : self._at + 1]
        if letter in SHORT and letter:
            self._at += 1
            return SHORT[letter]
        code = re.compile("u([0-9a-f]{4})").match(self._text, self._at)
        character = chr(int(code[1], 16)) if code else "?"
        if " " <= character <= "~" or character in SHORT.values():  # has a shorter way to be written
            raise Malformed
        self._at += 5
        return character


def members(value: Any, names: str) -> list[Any]:
    """Return the members of an object that has these and no other, in the order asked for."""
    wanted = names.split()
    if type(value) is not dict or set(value) != set(wanted):
        raise Malformed
    return [value[name] for name in wanted]


def provenance(value: Any) -> None:
    """Read up to 32 pairs of texts, in characters from the space to the tilde, up to 500 in each text."""
    if type(value) is not dict or len(value) > 32:
        raise Malformed
    for pair in value.items():
        for part in map(text, pair):
            if len(part) > 500 or any(not 32 <= ord(character) <= 126 for character in part):
                raise Malformed


def listed(value: Any, item: Callable[[Any], Any] | None = None, count: int | None = None) -> list[Any]:
    """Return a list's items, each of the given shape."""
    if type(value) is not list or count not in (None, len(value)):
        raise Malformed
    return [item(v) for v in value] if item else value


def typed(kind: type) -> Callable[[Any], Any]:
    """Return what reads values of one type; a truth value is no integer."""

    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise Malformed
        return value

    return read


whole, text, truth = typed(int), typed(str), typed(bool)


def rational(value: Any, most: int = MOST_DIGITS) -> fmpq:
    """Return the rational that "p", a reduced "p/q" with q > 1, or "m*2^e" with odd m and e ≠ 0 stands for."""
    found = RATIONAL.fullmatch(text(value))
    if not found:
        raise Malformed
    sign, digits, below, power = found.groups()
    if (sign and digits == "0") or len(digits) > most or len(below or "") > most:
        raise Malformed
    above = fmpz(sign + digits)
    if below is not None:
        if below == "1" or above.gcd(fmpz(below)) != 1:
            raise Malformed
        return fmpq(above, fmpz(below))
    if power is not None:
        if above % 2 == 0:
            raise Malformed
        if len(power) > 5 or abs(int(power)) > LARGEST_EXPONENT:
            raise Unsupported
        return fmpq(above) * fmpq(2) ** int(power)
    return fmpq(above)


def block(value: Any, most: int = MOST_DIGITS) -> list[fmpq]:
    """Return the rationals of {"over": positive integer, "values": integers with single spaces between}."""
    over, values = members(value, "over values")
    below, words = rational(over, most), text(values).split(" ") if text(values) else []
    if below <= 0 or below.q != 1 or any(not INTEGER.fullmatch(word) for word in words):
        raise Malformed
    if any(len(word) > most for word in words):
        raise Unsupported
    return [fmpq(fmpz(word)) / below for word in words]


def states(condition: str, claim: dict[str, Any], **derived: Any) -> Iterator[tuple[str, bool]]:
    """Yield whether the claim states what was derived, key by key: rationals by value, all else as it is written."""
    for key, value in derived.items():
        said = claim[key]
        if type(value) is fmpq:
            yield condition, rational(said) == value
        elif type(value) is list and any(type(entry) is fmpq for entry in value):
            yield condition, listed(said, rational) == value
        else:
            yield condition, repr(typed(type(value))(said)) == repr(value)  # as written: true is not 1


def floats(layer: dict[str, Any]) -> tuple[list[list[fmpq]], list[fmpq]]:
    """Return weights and biases of a layer of floats, one by one from sign, exponent and fraction."""
    if layer["float"] not in ("float32", "float64"):
        raise Malformed
    size = 4 if layer["float"] == "float32" else 8
    weights, bias = ([number(word, size) for word in words(layer[key], size)] for key in ("weights", "bias"))
    if not bias or not weights or len(weights) % len(bias):
        raise Malformed
    if size == 8 and not any(beyond_single(v) for v in weights + bias):
        raise Malformed
    inputs = len(weights) // len(bias)
    return [weights[at : at + inputs] for at in range(0, len(weights), inputs)], bias


def words(text: Any, size: int) -> Iterator[int]:
    """Yield the words of a base64 text, least byte first."""
    if not isinstance(text, str) or len(text) % 4 or not BASE64.fullmatch(text):
        raise Malformed
    content = bytearray()
    for at in range(0, len(text), 4):
        digits = text[at : at + 4].rstrip("=")
        bits = sum(SIXTY_FOUR.index(digit) << 18 - 6 * place for place, digit in enumerate(digits))
        held = len(digits) - 1
        if bits % 256 ** (3 - held):
            raise Malformed
        content += bits.to_bytes(3, "big")[:held]
    if len(content) % size:
        raise Malformed
    for at in range(0, len(content), size):
        yield int.from_bytes(content[at : at + size], "little")


def number(word: int, size: int) -> fmpq:
    """Return the number of a word of so many bytes: (-1)^sign 2^(exponent - bias) (1 + fraction), subnormals apart."""
    fraction_bits, exponent_bits = (23, 8) if size == 4 else (52, 11)
    fraction, rest = word % 2**fraction_bits, word >> fraction_bits
    exponent, negative = rest % 2**exponent_bits, rest >> exponent_bits
    if exponent == 2**exponent_bits - 1 or (negative and not exponent and not fraction):
        raise Malformed
    significand = fmpq(fraction, 2**fraction_bits) + (1 if exponent else 0)
    return (-1 if negative else 1) * significand * fmpq(2) ** (max(exponent, 1) - 2 ** (exponent_bits - 1) + 1)


def beyond_single(v: fmpq) -> bool:
    """Whether a number is not of float32: not a multiple of the unit in the last place there, or too large."""
    if not v:
        return False
    power = abs(v.p).bit_length() - v.q.bit_length()  # 2^power <= |v| < 2^(power + 1): the denominator is a power of 2
    return power > 127 or (v / fmpq(2) ** (max(power, -126) - 23)).q != 1
