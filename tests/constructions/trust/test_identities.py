"""The identities of the proofs of T1 and T2, for random rational matrices of any size, and the step that encloses."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.boxes import solved

ZERO = Fraction(0)
values = st.fractions(-3, 3, max_denominator=5)
sizes = st.integers(1, 4)
SOME = settings(max_examples=max(20, settings().max_examples // 4))


def drawn(data: st.DataObject, *shape: int, least: Fraction | None = None) -> Any:
    """An array of rationals, at least `least` if that is given."""
    entries = values if least is None else st.fractions(least, 3, max_denominator=5)
    count = int(np.prod(shape))
    flat = data.draw(st.lists(entries, min_size=count, max_size=count))
    return np.array(flat, dtype=object).reshape(shape)


def eye(size: int) -> Any:
    return np.array([[Fraction(int(i == j)) for j in range(size)] for i in range(size)], dtype=object)


def same(one: Any, other: Any) -> bool:
    return bool(np.all(np.asarray(one) == np.asarray(other)))


@pytest.mark.result("T1")
@given(sizes, sizes, st.data())
@SOME
def test_the_identities_behind_t1_hold_for_matrices_of_any_size(m: int, k: int, data: st.DataObject) -> None:
    """F, G'e = d, row by row of M d, and c_j less N_j(d - G'e), with ridge and row weights."""
    a, da, mm = drawn(data, m, k), drawn(data, m, k), drawn(data, k, k)
    y, eta, x, s, gamma = (drawn(data, size) for size in (m, m, k, k, k))
    mu, v = drawn(data, k, least=ZERO), drawn(data, m, least=ZERO)
    aj, dj, n = drawn(data, m), drawn(data, m), drawn(data, k)
    ap, yp, hp, weight = a + da, y + eta, s + gamma, np.diag(v)
    g, gp = (of.T @ weight @ of + np.diag(mu) for of in (a, ap))
    r, rp = y - a @ x, yp - ap @ x
    b, nu = a @ mm.T, eta - da @ x  # column i of b is b_i
    assert same(rp, r + nu)
    f = eye(k) - mm @ gp
    assert same(f, eye(k) - mm @ g - b.T @ weight @ da - (da @ mm.T).T @ weight @ ap)
    right = ap.T @ weight @ yp - hp
    z = solved(gp.tolist(), right.tolist())
    assume(z is not None)
    e = np.array(z, dtype=object) - x
    d = ap.T @ weight @ rp - hp - mu * x
    assert same(gp @ e, d) and same(e, mm @ d + f @ e)
    for i in range(k):
        linear = sum(
            (v[row] * da[row, p] * (mm[i, p] * r[row] - x[p] * b[row, i]) for row in range(m) for p in range(k)), ZERO
        )
        start = b[:, i] @ weight @ r - mm[i] @ (s + mu * x)
        assert (mm @ d)[i] == start + b[:, i] @ weight @ eta + linear - mm[i] @ gamma + (da @ mm[i]) @ weight @ nu
    ajp, q = aj + dj, aj - a @ n
    p, theta = ajp - ap @ n, dj - da @ n
    assert same(p, q + theta)
    c = ajp @ weight @ (yp - ap @ np.array(z, dtype=object))
    assert c == p @ weight @ rp + n @ (hp + mu * x) - (p @ weight @ ap - mu * n) @ e
    spread = sum((v[row] * da[row, i] * (n[i] * r[row] + x[i] * q[row]) for row in range(m) for i in range(k)), ZERO)
    assert p @ weight @ rp == (q @ weight @ r + dj @ weight @ r + q @ weight @ eta - spread + theta @ weight @ nu)


@pytest.mark.result("T2")
@given(sizes, st.data())
@SOME
def test_the_identities_behind_t2_hold_for_matrices_of_any_size(m: int, data: st.DataObject) -> None:
    """The errors e of x and zeta of u, and the reduced cost of a column that is not in the basis."""
    a, da, mm = drawn(data, m, m), drawn(data, m, m), drawn(data, m, m)
    b, db, x, u, c, dc = (drawn(data, m) for _ in range(6))
    aj, daj, cj, dcj = drawn(data, m), drawn(data, m), data.draw(values), data.draw(values)
    ap = a + da
    e, zeta = solved(ap.tolist(), (b + db - ap @ x).tolist()), solved(ap.T.tolist(), (c + dc - ap.T @ u).tolist())
    assume(e is not None and zeta is not None)
    e, zeta = np.array(e, dtype=object), np.array(zeta, dtype=object)
    assert same(b + db - ap @ x, (b - a @ x) + db - da @ x)
    assert same(e, mm @ (ap @ e) + (eye(m) - mm @ ap) @ e)
    du, dup = c - a.T @ u, c + dc - ap.T @ u
    assert same(dup, du + dc - da.T @ u)
    assert same(mm.T @ dup, zeta - (eye(m) - ap @ mm).T @ zeta)
    n = mm @ aj
    t = aj - a @ n
    ajp = aj + daj
    assert same(ajp - ap @ n, t + daj - da @ n)
    z, zp = cj - aj @ u - n @ du, cj + dcj - ajp @ (u + zeta)
    assert zp - z == dcj - daj @ u - n @ (dup - du) - (ajp - ap @ n) @ zeta


@pytest.mark.result("T1", "T2")
@given(sizes, st.data())
@SOME
def test_a_contraction_in_weights_encloses_the_solution(k: int, data: st.DataObject) -> None:
    """If t + |F|w < w, then 1 - F is invertible, and e = p + Fe with |p| <= t has |e| < w."""
    f, p, w = drawn(data, k, k) / 12, drawn(data, k), drawn(data, k, least=Fraction(1, 5))
    w = w * 4
    bound = abs(p) + abs(f) @ w
    assume(bool(np.all(bound < w)))
    e = solved((eye(k) - f).tolist(), p.tolist())
    assert e is not None
    assert all(abs(v) < width for v, width in zip(e, w, strict=True))


@pytest.mark.result("T1")
def test_a_matrix_that_is_no_contraction_need_not_enclose_anything() -> None:
    """The false twin: t + |F|w = w, and 1 - F is singular."""
    f = eye(1)
    assert (abs(f) @ np.array([Fraction(1)], dtype=object))[0] == 1
    assert solved((eye(1) - f).tolist(), [Fraction(1)]) is None
