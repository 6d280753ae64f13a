"""The mutants of a statement: what Rocq prints of a theorem, with one place changed.

The operators, each at every place where it applies:

* constant: a number is one more, or one less;
* comparison: < and <=, <= and =, = and <>, exchanged;
* quantifier: "for all" and "there is" exchanged, or the order of two neighbours that differ;
* hypothesis: one is dropped, also inside of a hypothesis or of a conclusion;
* label: true and false, or the branches One and Two of a fork, exchanged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from proofs_check.rocq import build

TOKEN = re.compile(
    r"[A-Za-z_][\w']*(?:\.[A-Za-z_][\w']*)*|\d+|<->|<=\?|<\?|=\?|<=|<>|==|->|=>|:=|/\\|\\/|&&|\|\||::|\S", re.ASCII
)
COMPARISONS = {"<=": ("<", "=="), "<": ("<=",), "==": ("<=",), "=": ("<>",), "<>": ("=",)}
LABELS = {"true": "false", "false": "true", "Computation.One": "Computation.Two", "Computation.Two": "Computation.One"}
EXCHANGED = {"forall": "exists", "exists": "forall"}
ALSO = {"==": "="}
"""How else a comparison is written where the first does not apply: equality is == of numbers, = of other things."""
AROUND = 5
"""How many tokens before and after a change its name quotes."""


@dataclass(frozen=True, order=True)
class Mutant:
    """A change of one statement: the theorem, the operator, the tokens around the change before it and after it."""

    theorem: str
    operator: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """Tokens from start to stop (not included) replaced by others, or else by those of `also`."""

    operator: str
    start: int
    stop: int
    tokens: tuple[str, ...]
    also: tuple[str, ...] = ()


def pinned() -> dict[str, str]:
    """Return what `statements.txt` says of each theorem, without its name."""
    text = (build.HERE / build.STATEMENTS).read_text()
    found = dict(re.findall(r"^# (\S+) \w+\n(.*?)(?=^# |\Z)", text, re.MULTILINE | re.DOTALL))
    return {name: re.sub(r"\A\S+\s*:\s", "", found[name]).strip() for name in build.theorems(build.HERE)}


def depths(tokens: list[str]) -> list[int]:
    """Return how many parentheses are open at each token, a parenthesis itself counted as outside."""
    found, depth = [], 0
    for token in tokens:
        depth -= token in ")]}"
        found.append(depth)
        depth += token in "([{"
    return found


def numbers(tokens: list[str]) -> Iterator[Change]:
    for i, token in enumerate(tokens):
        if token.isdigit():
            for other in (int(token) + 1, int(token) - 1):
                if other >= 0:  # fields know 0 and 1, all further numbers are rational ones, written with $
                    yield Change("constant", i, i + 1, (str(other),), ("$", str(other)))


def comparisons(tokens: list[str]) -> Iterator[Change]:
    for i, token in enumerate(tokens):
        for other in COMPARISONS.get(token, ()):
            yield Change("comparison", i, i + 1, (other,), (ALSO[other],) if other in ALSO else ())


def labels(tokens: list[str]) -> Iterator[Change]:
    for i, token in enumerate(tokens):
        if token in LABELS:
            yield Change("label", i, i + 1, (LABELS[token],))


def quantifiers(tokens: list[str]) -> Iterator[Change]:
    """Yield each quantifier exchanged for the other, and each two neighbours in the other order."""
    deep = depths(tokens)

    def end(i: int) -> int:
        return next(j for j in range(i, len(tokens)) if tokens[j] == "," and deep[j] == deep[i]) + 1

    for i, token in enumerate(tokens):
        if token in EXCHANGED:
            yield Change("quantifier", i, i + 1, (EXCHANGED[token],))
            if tokens[middle := end(i)] == EXCHANGED[token]:
                last = end(middle)
                yield Change("order of quantifiers", i, last, (*tokens[middle:last], *tokens[i:middle]))


def hypotheses(tokens: list[str]) -> Iterator[Change]:
    """Yield each hypothesis dropped: what stands before an arrow, back to where it begins."""
    deep = depths(tokens)
    for i, token in enumerate(tokens):
        if token != "->":
            continue
        start = i
        while start and not (
            deep[start - 1] < deep[i]
            or (deep[start - 1] == deep[i] and tokens[start - 1] in {",", "->", ":", "in", "=>", ":="})
        ):
            start -= 1
        if start and tokens[start - 1] in (":", "->") and _of_a_type(tokens, deep, start - 1):
            continue
        yield Change("hypothesis", start, i + 1, ())


def _of_a_type(tokens: list[str], deep: list[int], i: int) -> bool:
    """Whether an arrow or colon is inside the type of a bound variable, such as K -> K."""
    while tokens[i] == "->" or tokens[i] not in {":", ",", "(", "in", "=>", ":="} or deep[i] > deep[i]:
        i -= 1
        if i < 0:
            return False
    return tokens[i] == ":"


def name(theorem: str, tokens: list[str], change: Change) -> Mutant:
    """Return the name of a mutant."""
    low, high = max(0, change.start - AROUND), min(len(tokens), change.stop + AROUND)
    left, right = tokens[low : change.start], tokens[change.stop : high]
    told = (" ".join([*left, *middle, *right]) for middle in (tokens[change.start : change.stop], change.tokens))
    return Mutant(theorem, change.operator, *told)


def mutants(theorem: str, statement: str) -> Iterator[tuple[Mutant, tuple[str, ...]]]:
    """Yield all mutants of a statement, each with its text, and with the other way to write it, if there is one.

    >>> for mutant, texts in mutants("One.sure", "forall n : nat, 1 <= n -> 0 < n"):
    ...     print(f"{mutant.operator}: {texts[0]}")
    constant: forall n : nat , 2 <= n -> 0 < n
    constant: forall n : nat , 0 <= n -> 0 < n
    constant: forall n : nat , 1 <= n -> 1 < n
    comparison: forall n : nat , 1 < n -> 0 < n
    comparison: forall n : nat , 1 == n -> 0 < n
    comparison: forall n : nat , 1 <= n -> 0 <= n
    quantifier: exists n : nat , 1 <= n -> 0 < n
    hypothesis: forall n : nat , 0 < n
    """
    tokens = TOKEN.findall(statement)
    seen: Counter[Mutant] = Counter()
    for operator in (numbers, comparisons, labels, quantifiers, hypotheses):
        for change in operator(tokens):
            mutant = name(theorem, tokens, change)
            seen[mutant] += 1
            if seen[mutant] > 1:  # the same tokens around: told apart by their number
                mutant = Mutant(theorem, mutant.operator, mutant.before, f"{mutant.after} ({seen[mutant]})")
            texts = [
                written([*tokens[: change.start], *put, *tokens[change.stop :]])
                for put in (change.tokens, change.also)
                if put or change.operator == "hypothesis"
            ]
            yield mutant, tuple(texts[: 1 if change.operator == "hypothesis" else 2])


def written(tokens: list[str]) -> str:
    """Return a statement as text; what delimits a scope sticks to what is before."""
    return re.sub(r" ?% (?=\w)", "%", " ".join(tokens)).replace("% ", "%")


def whole(statement: str) -> str:
    """Return a statement as its mutants are written."""
    return written(TOKEN.findall(statement))
