"""The moving picture: points move and begin to fail exactly where the network says; without motion it shows the end."""

from __future__ import annotations

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.instability import UniversalPerturbation, failing_set, interpolating_network, universal_perturbation
from constructions.training_sets import training_set
from constructions.verification import fitting_network
from nnbarriers.drawing import growing as module
from nnbarriers.drawing.growing import END, STILL, Move, counted, growing, move
from theory.monotone import identity, sigmoid, threshold
from theory.networks import ReluNetwork

pytestmark = pytest.mark.result("A3")
SVG = "{http://www.w3.org/2000/svg}"
DATA = training_set(14)
ATTACKS = [
    universal_perturbation(network, DATA, g)
    for network in (fitting_network(DATA), interpolating_network((2, 3, 1), DATA.delta))
    for g in (identity(), threshold(Fraction(1, 3)), sigmoid(Fraction(1, 2)))
]


def state(each: Move, t: Fraction) -> bool:
    """Whether a point fails at a λ that is no cut, by what the picture holds."""
    return [bad for start, bad in each.states if start <= t][-1]


@given(st.sampled_from(ATTACKS), st.fractions(0, 1), st.integers(1, len(DATA)))
def test_at_every_lambda_the_picture_has_the_outputs_and_the_failures_of_the_network(
    found: UniversalPerturbation, t: Fraction, k: int
) -> None:
    each = move(found, k)
    moved = [v + t * e for v, e in zip(DATA.points[k - 1], found.eta, strict=True)]
    (start, low), (stop, high) = next(
        (one, other) for one, other in zip(each.knots, each.knots[1:], strict=False) if one[0] <= t <= other[0]
    )
    output = found.network(moved)
    assert output == low + (high - low) * (t - start) / (stop - start)
    if t not in [cut for cut, _ in each.states] and t != 1:
        assert state(each, t) == found.g.fails(output, DATA.labels[k - 1])


@pytest.mark.parametrize("found", ATTACKS)
def test_it_ends_with_the_points_that_the_attack_breaks_and_begins_with_those_before(
    found: UniversalPerturbation,
) -> None:
    moves = [move(found, k) for k in range(1, len(DATA) + 1)]
    assert tuple(each.k for each in moves if each.fails) == found.indices
    assert counted(moves)[-1] == (1, len(found.indices))
    points = [[v + e / 10**9 for v, e in zip(z, found.eta, strict=True)] for z in DATA.points]
    assert counted(moves)[0][1] == len(failing_set(found.network, points, DATA.labels, found.g))


def test_the_count_changes_exactly_at_crossings() -> None:
    """The output of the reader falls from 1 to 0 as λ grows: at λ = 1/2 it is 1/2, and half of the points fail."""
    found = ATTACKS[3]
    assert counted([move(found, k) for k in range(1, len(DATA) + 1)]) == [(0, 0), (Fraction(1, 2), 7), (1, 7)]
    half = STILL + (END - STILL) / 2
    assert f"{half:g}%{{opacity:1}}" in growing(found).svg
    other = ATTACKS[4]  # the threshold is 1/3, so it is passed at λ = 2/3
    assert counted([move(other, k) for k in range(1, len(DATA) + 1)])[1] == (Fraction(2, 3), 7)


def test_without_motion_the_picture_shows_the_end_and_says_so_in_words() -> None:
    found = ATTACKS[0]
    picture = growing(found)
    root = ElementTree.fromstring(picture.svg)
    style = root.findtext(f"{SVG}style") or ""
    assert "@media (prefers-reduced-motion:reduce),print{" in style and "animation:none!important" in style
    hidden = {id(inner) for group in root.iter() if group.get("opacity") == "0" for inner in group.iter()}
    seen = [each for each in root.iter() if id(each) not in hidden]
    crosses = [each for each in seen if each.tag == f"{SVG}path" and each.get("stroke-width") == "2.3"]
    discs = [each for each in seen if each.tag == f"{SVG}circle"]
    texts = [each.text for each in seen if each.tag == f"{SVG}text" and "fails at" in (each.text or "")]
    assert (len(crosses), len(discs)) == (len(found.indices), len(DATA) - len(found.indices))
    assert texts == [f"fails at {len(found.indices)} of {len(DATA)}"]
    assert f"the network fails at 0 of {len(DATA)} at λ = 0" in picture.alt
    assert f"at {len(found.indices)} at λ = 1" in picture.alt
    assert len(picture.svg) < 20_000


def test_two_pictures_on_a_page_do_not_move_each_other() -> None:
    one, other = growing(ATTACKS[0]).svg, growing(ATTACKS[3]).svg
    names = [set(re.findall(r"@keyframes (\w+)\{", svg)) for svg in (one, other)]
    assert names[0] and names[1] and not names[0] & names[1]
    for svg, own in zip((one, other), names, strict=True):
        assert set(re.findall(r"animation-name:(\w+)", svg)) == own
        assert "NAME" not in svg


def test_a_picture_that_moves_otherwise_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mutant whose points begin to fail a little late, as one that rounds would have it."""
    found, right = ATTACKS[3], growing(ATTACKS[3]).svg

    def late(found: UniversalPerturbation, k: int) -> Move:
        each = move(found, k)
        states = [(t if t == 0 else t + Fraction(1, 100), bad) for t, bad in each.states]
        return Move(each.k, each.knots, tuple(states), each.fails)

    assert counted([late(found, k) for k in range(1, 15)])[1] == (Fraction(51, 100), 7)
    begins = f"{STILL + (END - STILL) / 2:g}%{{opacity:1}}"  # what the test of the crossings asks for
    assert begins in right
    monkeypatch.setattr(module, "move", late)
    assert begins not in growing(found).svg


def test_a_point_on_the_boundary_at_first_is_told_as_it_is_there() -> None:
    """Just after λ = 0 all six fail; at λ = 0 itself the three do whose output is exactly 1/2, which is not class 1."""
    data = training_set(6)
    network = ReluNetwork.of([([[0, -1]], [0]), ([[1]], [Fraction(1, 2)])])
    found = universal_perturbation(network, data, threshold(Fraction(1, 2), one_at_jump=False))
    after = counted([move(found, k) for k in range(1, 7)])[0][1]
    assert after != len(found.before)
    told = f"the network fails at {len(found.before)} of 6 at λ = 0, at {after} just after, where the picture begins"
    assert f"{told}, and at" in growing(found).alt
    for other in ATTACKS:
        if counted([move(other, k) for k in range(1, len(other.data) + 1)])[0][1] == len(other.before):
            assert "just after" not in growing(other).alt


def test_an_attack_of_the_api_moves_too() -> None:
    data = nb.dataset(10)
    found = nb.attack(interpolating_network((2, 2, 1), data.delta), data)
    assert "fails at 5 of 10" in growing(found.found).svg
