"""The inequalities of T2 are decided in integers as they are in fractions, term by term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from constructions.blocks import Block
from constructions.trust.bases import optimum
from constructions.trust.program_trust import Centre
from constructions.trust.program_witnesses import Boxed, Inverse, Witness
from constructions.trust.programs import Program, Within
from tests.constructions.trust.program_draws import dense_columns, strict_programs

pytestmark = pytest.mark.result("T2")
Q = Fraction
Table = list[list[Fraction]]


def times(one: Table, two: Table) -> Table:
    return [[sum((a * two[k][j] for k, a in enumerate(row)), Q(0)) for j in range(len(two[0]))] for row in one]


def turned(table: Table) -> Table:
    return [list(row) for row in zip(*table, strict=True)]


def size(table: Table) -> Table:
    return [[abs(v) for v in row] for row in table]


def plus(*tables: Table) -> Table:
    return [[sum(values, Q(0)) for values in zip(*rows, strict=True)] for rows in zip(*tables, strict=True)]


def minus(one: Table, two: Table) -> Table:
    return [[a - b for a, b in zip(r, s, strict=True)] for r, s in zip(one, two, strict=True)]


def upright(values: Sequence[Fraction]) -> Table:
    return [[v] for v in values]


def less(one: Table, two: Table) -> bool:
    return all(a < b for r, s in zip(one, two, strict=True) for a, b in zip(r, s, strict=True))


def first_failing(boxed: Boxed, shown: Witness) -> str | None:
    """TP.2 to TP.5 as they are stated, with the matrices A, E and the vectors b, f, c, g."""
    program, within, m, n = boxed.program, boxed.within, boxed.program.rows, boxed.program.size
    still = [j in within.still(program) for j in range(n)]
    a = turned(dense_columns(program))
    e = [[Q(0) if off else within.radius(v) for v, off in zip(row, still, strict=True)] for row in a]
    b, c = upright(program.right.fractions), program.cost.fractions
    f = upright([within.radius(v) for v in program.right.fractions])
    g = [Q(0) if off else within.radius(v) for v, off in zip(c, still, strict=True)]
    basis, one = list(boxed.basis), [[Q(int(i == j)) for j in range(m)] for i in range(m)]
    near = [list(shown.inverse.fractions[i * m : (i + 1) * m]) for i in range(m)]
    w, v = upright(shown.width.fractions), upright(shown.dual_width.fractions)
    ends = {"L": program.lower, "U": program.upper, "F": program.lower}
    inner = dict(zip(basis, shown.x.fractions, strict=True))
    x = upright([inner[j] if j in inner else ends[boxed.places[j]][j] for j in range(n)])  # type: ignore[misc]
    u = upright(shown.u.fractions)

    def columns(table: Table, places: Sequence[int]) -> Table:
        return [[row[j] for j in places] for row in table]

    a_b, e_b = columns(a, basis), columns(e, basis)
    moved = plus(size(minus(one, times(near, a_b))), times(size(near), e_b))
    spread = times(size(near), plus(f, times(e, size(x))))
    if not less(plus(size(times(near, minus(b, times(a, x)))), spread, times(moved, w)), w):
        return "T2.2"
    for j, (width,) in zip(basis, w, strict=True):
        low, high = program.lower[j], program.upper[j]
        if (
            width <= 0
            or (low is not None and inner[j] - width <= low)
            or (high is not None and inner[j] + width >= high)
        ):
            return "T2.3"
    rest = minus(upright([c[j] for j in basis]), times(turned(a_b), u))
    bar = plus(upright([g[j] for j in basis]), times(turned(e_b), size(u)))
    moved = plus(size(minus(one, times(a_b, near))), times(e_b, size(near)))
    left = plus(size(times(turned(near), rest)), times(turned(size(near)), bar), times(turned(moved), v))
    if not less(left, v):
        return "T2.4"
    for j, place in enumerate(boxed.places):
        if place not in "LU":
            continue
        own, radius = columns(a, [j]), columns(e, [j])
        n_j = times(near, own)
        z = c[j] - times(turned(own), u)[0][0] - times(turned(n_j), rest)[0][0]
        lost = plus(size(minus(own, times(a_b, n_j))), radius, times(e_b, size(n_j)))
        most = g[j] + times(turned(radius), size(u))[0][0] + times(turned(size(n_j)), bar)[0][0]
        if (z if place == "L" else -z) <= most + times(turned(lost), v)[0][0]:
            return "T2.5"
    return None


FACTORS = st.sampled_from([Q(1), Q(1), Q(99, 100), Q(1, 2), Q(101, 100), Q(3), Q(20)])


def stretched(block: Block, factor: Fraction, shifts: Sequence[int]) -> Block:
    return Block.of(v * factor + Q(s, 64) * abs(v) for v, s in zip(block.fractions, shifts, strict=True))


@given(program=strict_programs(), relative=st.sampled_from([Q(0), Q(1, 50), Q(1, 1000)]), data=st.data())
def test_integers_decide_as_fractions_do(program: Program, relative: Fraction, data: st.DataObject) -> None:
    """Near the largest box that is certified, with one part of the witness changed, or the radii."""
    found, unit = optimum(program), Within(relative, Q(1, 2**12))
    multiple, shown = Centre(found, unit).largest()
    assume(shown is not None)
    assert shown is not None
    factor, few = data.draw(FACTORS), st.sampled_from([0, 0, 0, -1, 1])
    name = data.draw(st.sampled_from(["radii", "x", "u", "inverse", "width", "dual_width"]))
    candidate, within = shown, unit.scaled(multiple)
    if name == "radii":
        within = within.scaled(factor)
    elif "width" in name:
        candidate = replace(shown, **{name: stretched(getattr(shown, name), factor, [0] * program.rows)})
    else:
        block = getattr(shown, name)
        candidate = replace(shown, **{name: stretched(block, Q(1), [data.draw(few) for _ in block.values])})
    boxed = Boxed(program, within, found.basis, found.places)
    expected = first_failing(boxed, candidate)
    event(f"fails {expected}")
    assert boxed.failing(candidate) == expected


@given(program=strict_programs())
def test_an_inverse_is_near(program: Program) -> None:
    found = optimum(program)
    bits, m = 60, program.rows
    near = [list(Inverse(program, found.basis).rounded(bits).fractions[i * m : (i + 1) * m]) for i in range(m)]
    product = times(near, turned([dense_columns(program)[j] for j in found.basis]))
    assert all(abs(v - (i == j)) < Q(1, 2**50) for i, row in enumerate(product) for j, v in enumerate(row))
