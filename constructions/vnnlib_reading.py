"""Properties in VNN-LIB, versions 1 and 2.0, read exactly: every number is the rational of its decimal text (V).

Version 1 declares X_i and Y_j one by one; 2.0 declares one network with one input and one output of any shapes, whose
entries are counted in row-major order.  What is read: `and`, `or`, comparisons, linear terms.  What is not understood
is refused with the number of its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from constructions.properties import Formula, Inequality, Junction, Property, Tensor
from theory.exact import BarriersError, rational, shown

__all__ = ["Group", "decimal", "groups", "parse_property"]

MAX_DEPTH, MAX_WORDS, MAX_BITS = 62, 2**22, 2**15
"""How deep parentheses are nested, words of a file, bits of a product of numbers: at most."""
WORD = re.compile(r'[()]|;.*|"[^"]*"|[^\s()";]+|\S')
STRANGE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
VARIABLE = re.compile(r"([XY])_(0|[1-9][0-9]{0,8})", re.ASCII)
ENTRY = re.compile(r"([A-Za-z_][\w.@-]{0,99})(?:\[([0-9]{1,9}(?:,[0-9]{1,9}){0,15})\])?", re.ASCII)
NAME = re.compile(r"[A-Za-z_][\w.@-]{0,99}", re.ASCII)
SHAPE = re.compile(r"\[((?:[1-9][0-9]{0,8}(?:,[1-9][0-9]{0,8}){0,15})?)\]", re.ASCII)
TYPE = re.compile(r"real|float64|float32|float16|bfloat16", re.ASCII | re.IGNORECASE)
IGNORED = ("set-logic", "check-sat", "get-model", "exit")
"""Commands of SMT-LIB that change nothing in a property."""
Sum = tuple[dict[tuple[int, int], Fraction], Fraction]
"""Coefficients by 0 (an input) or 1 (an output) and index; a constant."""


@dataclass(frozen=True, slots=True)
class Group:
    """What stands between two parentheses, and the line on which it begins."""

    line: int
    parts: list[str | Group]

    @property
    def head(self) -> str:
        """The first word, empty if there is none."""
        return self.parts[0] if self.parts and isinstance(self.parts[0], str) else ""

    def __str__(self) -> str:
        return f"({' '.join(part if isinstance(part, str) else str(part) for part in self.parts)})"


def _words(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Yield parentheses, words and quoted texts with their lines; comments are left out."""
    count = 0
    for line, content in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if strange := STRANGE.search(content):
            raise BarriersError(f"{name}: line {line}: the character {strange[0]!r} is in no text; remove it")
        for word in WORD.findall(content):
            count += 1
            if count > MAX_WORDS:
                raise BarriersError(f"{name}: line {line}: more than {MAX_WORDS} words; split the property")
            if word[0] != ";":
                yield line, word


def groups(text: str, name: str) -> Iterator[Group | str]:
    """Yield what stands at the top level of a text, as soon as it is complete; comments are left out.

    Raises `BarriersError` for parentheses that do not match, that are too deep, and for texts that are too long.
    """
    stack: list[Group] = []
    for line, word in _words(text, name):
        if word == "(":
            stack.append(Group(line, []))
            if len(stack) > MAX_DEPTH:
                raise BarriersError(f"{name}: line {line}: nested more than {MAX_DEPTH} deep; write it flatter")
            continue
        if word == ")" and not stack:
            raise BarriersError(f"{name}: line {line}: a ) that closes nothing; remove it")
        done: Group | str = stack.pop() if word == ")" else word
        if stack:
            stack[-1].parts.append(done)
        else:
            yield done
    if stack:
        raise BarriersError(f"{name}: line {stack[-1].line}: a ( that is not closed; the file may be cut off")


def decimal(text: str) -> Fraction | None:
    """Return the rational of a decimal, with an exponent or without, or None if the text is none.

    >>> decimal("-1.5e-1"), decimal("1/3"), decimal("NaN")
    (Fraction(-3, 20), None, None)
    """
    return rational(text) if DECIMAL.fullmatch(text) else None


def parse_property(text: str, name: str) -> Property:
    """Return the property that a text in VNN-LIB holds, version 1 or 2.0 (V).

    Raises `BarriersError` in one line that names the text, the line, what is not understood there, and the way out.

    >>> found = parse_property("(declare-const X_0 Real)(declare-const Y_0 Real)(assert (<= (* 2 Y_0) 1e-1))", "p")
    >>> found.formulas[0].y, found.formulas[0].bound
    (((0, Fraction(2, 1)),), Fraction(1, 10))
    """
    reader = _Reader(name)
    for found in groups(text, name):
        reader.take(found)
    return reader.property()


class _Reader:
    """What has been declared and asserted so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.first = True
        self.two = False
        self.declared: tuple[set[int], set[int]] = (set(), set())
        self.tensors: list[Tensor] = []
        self.formulas: list[Formula] = []
        self.line = 0

    def refuse(self, why: str) -> BarriersError:
        """Return the error of a line."""
        return BarriersError(f"{self.name}: line {self.line}: {why}")

    def take(self, found: Group | str) -> None:
        """Take one command."""
        if isinstance(found, str):
            raise BarriersError(f"{self.name}: {shown(found)} stands outside of parentheses: this is no VNN-LIB")
        self.line = found.line
        first, self.first = self.first, False
        match found.parts:
            case ["vnnlib-version", "<2.0>"] if first:
                self.two = True
            case ["declare-network", str(), *parts] if self.two and not self.tensors:
                self.tensors = self.network(parts)
            case ["declare-const", str(variable), "Real"] if not self.two:
                self.constant(variable)
            case ["assert", Group() as body] if not self.two or self.tensors:
                self.formulas.append(self.formula(body))
            case [str(head), *_] if head in IGNORED and not self.two:
                pass
            case _:
                raise self.refuse(
                    f"{shown(str(found))} is not read here: a property is (declare-const X_0 Real), …, or"
                    " (vnnlib-version <2.0>) and one (declare-network …), and then (assert …)"
                )

    def constant(self, variable: str) -> None:
        """Declare X_i or Y_j of version 1."""
        match = VARIABLE.fullmatch(variable)
        if not match:
            raise self.refuse(f"{shown(variable)} is declared: inputs are X_0, X_1, … and outputs Y_0, Y_1, …")
        declared, index = self.declared["XY".index(match[1])], int(match[2])
        if index in declared:
            raise self.refuse(f"{variable} is declared twice: remove one of the two")
        declared.add(index)

    def network(self, parts: list[str | Group]) -> list[Tensor]:
        """Return the input and the output of the network of version 2.0."""
        what = "one network is read, with one (declare-input …) and then one (declare-output …)"
        heads = [part.head if isinstance(part, Group) else shown(part) for part in parts]
        if heads != ["declare-input", "declare-output"]:
            raise self.refuse(f"{what}; got {', '.join(heads) or 'none'}")
        tensors = [self.tensor(part) for part in parts if isinstance(part, Group)]
        if tensors[0].name == tensors[1].name:
            raise self.refuse(f"input and output have one name, {tensors[0].name}: give them two")
        return tensors

    def tensor(self, group: Group) -> Tensor:
        """Return what (declare-input NAME TYPE [SHAPE]) declares."""
        match group.parts:
            case [_, str(name), str(kind), *rest] if all(isinstance(part, str) for part in rest):
                shape = SHAPE.fullmatch("".join(map(str, rest)))
                if shape and NAME.fullmatch(name) and TYPE.fullmatch(kind):
                    return Tensor(name, kind, tuple(map(int, filter(None, shape[1].split(",")))))
        raise self.refuse(f"{shown(str(group))} is not read here: an input is X float32 [1,5], of a type of floats")

    def formula(self, group: Group) -> Formula:
        """Return a formula; parentheses are not nested deeply."""
        head, parts = group.head, group.parts[1:]
        if head in ("and", "or") and parts:
            inner = tuple(self.formula(part) for part in parts if isinstance(part, Group))
            if len(inner) == len(parts):
                return Junction(head == "and", inner)
        equal = "==" if self.two else "="
        if head in ("<=", ">=", "<", ">", equal, *(["!="] if self.two else [])) and len(parts) == 2:
            return self.comparison(head, group)
        self.line = group.line
        raise self.refuse(
            f"{shown(str(group))} is not read here: a formula is (and …), (or …), or a comparison of two terms by"
            f" <=, >=, <, >{', == or !=' if self.two else ' or ='}"
        )

    def comparison(self, sign: str, group: Group) -> Formula:
        """Return a comparison as inequalities with the variables on the left."""
        self.line = group.line
        a, b = (self.term(part) for part in group.parts[1:])
        text = str(group)
        text = f"line {group.line}: {text if len(text) <= 60 else f'{text[:57]}…'}"

        def below(one: Sum, other: Sum, strict: bool) -> Inequality:
            terms, constant = _total([one, _scaled(other, Fraction(-1))])
            x, y = (tuple((i, c) for (k, i), c in sorted(terms.items()) if k == kind and c) for kind in (0, 1))
            return Inequality(x, y, -constant, strict, text)

        if sign in ("<=", "<", ">=", ">"):
            return below(a, b, sign == "<") if sign[0] == "<" else below(b, a, sign == ">")
        return Junction(sign != "!=", (below(a, b, sign == "!="), below(b, a, sign == "!=")))

    def term(self, part: str | Group) -> Sum:
        """Return a linear term."""
        if isinstance(part, str):
            return self.atom(part)
        self.line = part.line
        head, inner = part.head, [self.term(one) for one in part.parts[1:]]
        if head == "-" and len(inner) == 1:
            return _scaled(inner[0], Fraction(-1))
        if head not in ("+", "-", "*") or len(inner) < 2:
            raise self.refuse(f"{shown(str(part))} is not read here: a term is linear, of (+ …), (- …), (* c X) alone")
        if head != "*":
            return _total([inner[0], *(one if head == "+" else _scaled(one, Fraction(-1)) for one in inner[1:])])
        variables, factor = [one for one in inner if one[0]], Fraction(1)
        if len(variables) > 1:
            raise self.refuse(f"{shown(str(part))} multiplies variables: only linear terms are read")
        for terms, number in inner:
            factor *= 1 if terms else number
            self.bounded([factor])
        total = _scaled(variables[0], factor) if variables else ({}, factor)
        self.bounded([total[1], *total[0].values()])
        return total

    def bounded(self, values: list[Fraction]) -> None:
        """Raise `BarriersError` for products of numbers that get too long."""
        bits = max(v.numerator.bit_length() + v.denominator.bit_length() for v in values)
        if bits > MAX_BITS:
            raise self.refuse(f"a product of {bits} bits is too long, at most {MAX_BITS} are taken")

    def atom(self, text: str) -> Sum:
        """Return a number or a variable as a term."""
        try:
            number = decimal(text)
        except BarriersError as error:
            raise self.refuse(str(error)) from None
        if number is not None:
            return {}, number
        place = self.entry(text) if self.two else self.variable(text)
        if place is None:
            raise self.refuse(f"{shown(text)} is no decimal, and no variable that was declared")
        return {place: Fraction(1)}, Fraction(0)

    def variable(self, text: str) -> tuple[int, int] | None:
        """Return the place of X_i or Y_j."""
        match = VARIABLE.fullmatch(text)
        kind = "XY".index(match[1]) if match else 0
        return (kind, int(match[2])) if match and int(match[2]) in self.declared[kind] else None

    def entry(self, text: str) -> tuple[int, int] | None:
        """Return the place of X[0,3], in row-major order."""
        match = ENTRY.fullmatch(text)
        for kind, tensor in enumerate(self.tensors):
            if match and match[1] == tensor.name:
                indices = [int(i) for i in match[2].split(",")] if match[2] else []
                if len(indices) != len(tensor.shape) or any(i >= n for i, n in zip(indices, tensor.shape, strict=True)):
                    raise self.refuse(f"{shown(text)} is no entry of {tensor.name}, of shape {list(tensor.shape)}")
                place = 0
                for i, n in zip(indices, tensor.shape, strict=True):
                    place = place * n + i
                return kind, place
        return None

    def property(self) -> Property:
        """Return the whole."""
        if self.two:
            sizes = [prod(tensor.shape) for tensor in self.tensors]
        else:
            sizes = [len(declared) for declared in self.declared]
            for letter, declared, size in zip("XY", self.declared, sizes, strict=True):
                if declared and max(declared) >= size:
                    missing = next(i for i in range(size) if i not in declared)
                    raise BarriersError(
                        f"{self.name}: {letter}_{missing} is not declared, but one of a larger index is"
                    )
        if len(sizes) != 2 or not all(sizes):
            raise BarriersError(f"{self.name}: declares no input or no output: this is no property of a network")
        if not self.formulas:
            raise BarriersError(f"{self.name}: asserts nothing: a property has (assert …)")
        tensors = (self.tensors[0], self.tensors[1]) if self.two else None
        return Property(sizes[0], sizes[1], tuple(self.formulas), tensors)


def _total(parts: list[Sum]) -> Sum:
    """Return a sum of terms."""
    terms: dict[tuple[int, int], Fraction] = {}
    for one, _ in parts:
        for place, coefficient in one.items():
            terms[place] = terms.get(place, Fraction(0)) + coefficient
    return terms, sum((constant for _, constant in parts), Fraction(0))


def _scaled(one: Sum, by: Fraction) -> Sum:
    """Return a term times a number."""
    return {place: by * coefficient for place, coefficient in one[0].items()}, by * one[1]
