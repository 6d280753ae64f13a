"""T2 and, for programs, T3, from the tables of docs/certificates.md: rational matrices, entry by entry."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from flint import fmpq, fmpq_mat

from tests.kernel.second.form import (
    Document,
    Malformed,
    Unsupported,
    block,
    listed,
    members,
    rational,
    states,
    text,
    whole,
)
from tests.kernel.second.networks import MOST_WORK, common

Condition = tuple[str, bool]
WITNESS = "x width u dual_width inverse"
CLAIM = "problem data_sha256 rows columns within"


class Program(NamedTuple):
    """A, b, c and the bounds."""

    a: fmpq_mat
    b: list[fmpq]
    c: list[fmpq]
    ends: list[tuple[fmpq | None, fmpq | None]]


class Radii(NamedTuple):
    """E, f, g."""

    e: fmpq_mat
    f: list[fmpq]
    g: list[fmpq]


def bits(values: list[fmpq]) -> int:
    return max((int(v.p).bit_length() + int(v.q).bit_length() for v in values), default=0)


def refuse(count: int, *factors: int) -> None:
    """An estimate of our own, in the documented unit: so many multiplications of numbers of so many bits."""
    if count * (8 + (factors[0] // 64) * (factors[-1] // 64)) > MOST_WORK:
        raise Unsupported


def read_program(
    name: str, document: Document, claim: dict[str, Any], data: Any
) -> Generator[Condition, None, Program]:
    """Yield what has to hold of the data; return the program."""
    columns, right, cost, lower, upper = members(data, "columns right cost lower upper")
    yield from states(name, claim, data_sha256=document.sha256(data))
    parts = [members(column, "over rows values") for column in listed(columns)]
    rows = [listed(part[1], whole) for part in parts]
    entries = [block({"over": over, "values": values}) for over, _, values in parts]
    b, c = block(right), block(cost)
    low, high = ([None if v is None else rational(v) for v in listed(end)] for end in (lower, upper))
    m, n = len(b), len(parts)
    yield from states(name, claim, rows=m, columns=n)
    yield name, m >= 1 and n >= 1 and len(c) == n and len(low) == n and len(high) == n
    a = fmpq_mat(max(m, 1), max(n, 1))
    for j in range(n):
        inside = rows[j] == sorted(set(rows[j])) and all(0 <= i < m for i in rows[j])
        yield name, inside and len(rows[j]) == len(entries[j]) and 0 not in entries[j]
        for i, v in zip(rows[j], entries[j], strict=True):
            a[i, j] = v
    ends = list(zip(low, high, strict=True))
    yield name, not any(one is not None and two is not None and one > two for one, two in ends)
    common(
        [fmpq(1) / rational(over) for over, _, _ in parts]
        + [fmpq(1) / rational(part["over"]) for part in (right, cost)]
    )
    return Program(a, b, c, ends)


def read_radii(name: str, program: Program, within: Any) -> Generator[Condition, None, Radii]:
    """Yield what has to hold of the radii; return those of all entries."""
    relative_, absolute_, exact_ = members(within, "relative absolute exact")
    exact = listed(exact_, whole)
    relative, absolute = rational(relative_), rational(absolute_)
    common([relative, absolute])
    yield name, relative >= 0 and absolute >= 0
    n = len(program.c)
    yield name, all(0 <= j < n for j in exact) and all(i < j for i, j in pairwise(exact))

    def radius(v: fmpq, j: int | None = None) -> fmpq:
        return fmpq(0) if v == 0 or j in exact else relative * abs(v) + absolute

    m = len(program.b)
    e = fmpq_mat(m, n, [radius(program.a[i, j], j) for i in range(m) for j in range(n)])
    return Radii(e, [radius(v) for v in program.b], [radius(v, j) for j, v in enumerate(program.c)])


def read_basis(program: Program, basis: Any, places: Any) -> Generator[Condition, None, tuple[list[int], str]]:
    """Yield what has to hold of basis and places; return them."""
    columns, letters, n = listed(basis, whole), text(places), len(program.c)
    yield "T2.1", len(columns) == len(program.b)
    yield "T2.1", all(0 <= j < n for j in columns) and all(i < j for i, j in pairwise(columns))
    yield "T2.1", len(letters) == n
    for j, (low, high) in enumerate(program.ends):
        fixed = low is not None and low == high
        allowed = {"F"} if fixed else {"L"} - ({"L"} if low is None else set()) | ({"U"} if high is not None else set())
        yield "T2.1", letters[j] in ({"B"} if j in columns else allowed)
    return columns, letters


def column(values: list[fmpq]) -> fmpq_mat:
    return fmpq_mat(len(values), 1, values)


def size(matrix: fmpq_mat) -> fmpq_mat:
    return fmpq_mat(matrix.nrows(), matrix.ncols(), [abs(v) for v in matrix.entries()])


def part(matrix: fmpq_mat, columns: list[int]) -> fmpq_mat:
    return fmpq_mat(matrix.nrows(), len(columns), [matrix[i, j] for i in range(matrix.nrows()) for j in columns])


def below(one: fmpq_mat, two: fmpq_mat) -> bool:
    return all(v < w for v, w in zip(one.entries(), two.entries(), strict=True))


def enclosed(
    program: Program, radii: Radii, basis: list[int], places: str, body: dict[str, Any]
) -> Iterator[Condition]:
    """Yield the conditions on the witness, T2.1 to T2.5."""
    x_, w_, u_, v_, inverse = (block(body[key]) for key in WITNESS.split())
    m, n = len(basis), len(places)
    yield "T2.1", {len(x_), len(w_), len(u_), len(v_)} == {m} and len(inverse) == m * m
    rest = {}
    for j, letter in enumerate(places):
        if letter != "B":
            end = program.ends[j][letter == "U"]
            assert end is not None
            rest[j] = end
    common(list(rest.values()))
    common([fmpq(1) / rational(body[key]["over"]) for key in ("x", "width")] + list(rest.values()))
    common([fmpq(1) / rational(body[key]["over"]) for key in ("u", "dual_width")])
    everything = bits(program.a.entries() + program.b + program.c)
    longest = bits([*x_, *w_, *u_, *v_, *rest.values()])
    refuse(24 * n * m, 2 * everything + bits(inverse) + longest, everything + 3 * longest)
    x, w, u, v, matrix = column(x_), column(w_), column(u_), column(v_), fmpq_mat(m, m, inverse)
    one = fmpq_mat(m, m, [fmpq(i == j) for i in range(m) for j in range(m)])
    full = fmpq_mat(n, 1)
    for place, j in enumerate(basis):
        full[j, 0] = x[place, 0]
    for j, end in rest.items():
        full[j, 0] = end
    a, e = part(program.a, basis), part(radii.e, basis)
    yield "T2.2", all(value > 0 for value in w_)
    d = column(program.b) - program.a * full
    left = size(matrix * d) + size(matrix) * (column(radii.f) + radii.e * size(full))
    yield "T2.2", below(left + (size(one - matrix * a) + size(matrix) * e) * w, w)
    for place, j in enumerate(basis):
        low, high = program.ends[j]
        yield "T2.3", low is None or x[place, 0] - w[place, 0] > low
        yield "T2.3", high is None or x[place, 0] + w[place, 0] < high
    z = column(program.c) - program.a.transpose() * u
    h = column(radii.g) + radii.e.transpose() * size(u)
    du, hu = (fmpq_mat(m, 1, [values[j, 0] for j in basis]) for values in (z, h))
    yield "T2.4", all(value > 0 for value in v_)
    left = size(matrix.transpose() * du) + size(matrix).transpose() * hu
    yield "T2.4", below(left + (size(one - a * matrix) + e * size(matrix)).transpose() * v, v)
    for j in range(n):
        if places[j] in ("L", "U"):
            aj, ej = part(program.a, [j]), part(radii.e, [j])
            image = matrix * aj
            price = z[j, 0] - (image.transpose() * du)[0, 0]
            off = h[j, 0] + (size(image).transpose() * hu)[0, 0]
            off += ((size(aj - a * image) + ej + e * size(image)).transpose() * v)[0, 0]
            yield "T2.5", (price if places[j] == "L" else -price) > off


def trust_program(document: Document, _result: str, claim: Any, witness: Any) -> Iterator[Condition]:
    """Yield the conditions of T2 in order, each with whether it holds."""
    members(claim, f"{CLAIM} basis places")
    members(witness, f"{WITNESS} data")
    yield "T2.1", claim["problem"] == "LP"
    program = yield from read_program("T2.1", document, claim, witness["data"])
    radii = yield from read_radii("T2.1", program, claim["within"])
    basis, places = yield from read_basis(program, claim["basis"], claim["places"])
    yield from enclosed(program, radii, basis, places, witness)


def two_programs(document: Document, _result: str, claim: Any, witness: Any) -> Iterator[Condition]:
    """Yield the conditions of T3 in order, each with whether it holds."""
    if type(claim) is not dict or claim.get("problem") != "LP":
        raise Malformed
    members(claim, f"{CLAIM} bases places")
    members(witness, "data answers")
    program = yield from read_program("T3.1", document, claim, witness["data"])
    radii = yield from read_radii("T3.1", program, claim["within"])
    bases, places, answers = listed(claim["bases"]), listed(claim["places"]), listed(witness["answers"])
    for body in answers:
        members(body, f"{WITNESS} corner step")
    yield "T3.1", [len(bases), len(places), len(answers)] == [2, 2, 2]
    n, m = len(program.c), len(program.b)
    nothing = Radii(fmpq_mat(m, n), [fmpq(0)] * m, [fmpq(0)] * n)
    found = []
    data = []
    for body in answers:
        data.append((yield from towards(program, radii, body)))
    for place, body in enumerate(answers):
        datum = data[place]
        read = read_basis(datum, bases[place], places[place])
        while True:
            try:
                yield "T3.2", next(read)[1]
            except StopIteration as end:
                found.append(end.value)
                break
        for _, holds in enclosed(datum, nothing, *found[-1], body):
            yield "T3.2", holds
    yield "T3.3", found[0] != found[1]


def towards(program: Program, radii: Radii, body: dict[str, Any]) -> Generator[Condition, None, Program]:
    """The datum of an answer."""
    columns, cost, right = members(body["corner"], "columns cost right")
    step, texts = rational(body["step"]), listed(columns)
    yield "T3.1", 0 <= step <= 1 and len(texts) == len(program.c)
    n, m = len(program.c), len(program.b)

    def moved(values: list[fmpq], by: list[fmpq], signs: Any) -> Generator[Condition, None, list[fmpq]]:
        marks = text(signs)
        yield "T3.1", len(marks) in (0, len(values)) and not marks.strip("+-0")
        ways = [(c == "+") - (c == "-") for c in marks] or [0] * len(values)
        return [v + way * step * r for v, way, r in zip(values, ways, by, strict=True)]

    a = fmpq_mat(program.a)
    for j, signs in enumerate(texts):
        rows = [i for i in range(m) if program.a[i, j] != 0]
        entries = yield from moved([a[i, j] for i in rows], [radii.e[i, j] for i in rows], signs)
        for i, v in zip(rows, entries, strict=True):
            a[i, j] = v
    c = yield from moved(program.c, radii.g, cost)
    b = yield from moved(program.b, radii.f, right)
    return Program(fmpq_mat(m, n, a.entries()), b, c, program.ends)
