"""The picture of the README, of any network: its regions and marks are what the network answers, exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.instability import UniversalPerturbation, failing_set, interpolating_network, universal_perturbation
from constructions.stable_network import stable_network
from constructions.training_sets import TrainingSet, double_training_set, training_set
from nnbarriers.drawing import figures, picture
from nnbarriers.drawing.regions import Place, Polygon, answer, regions
from nnbarriers.drawing.svg import Picture
from nnbarriers.drawing.trained import trained_network
from tests.strategies import monotones, networks, networks_for, training_sets
from theory.classification import ClassificationFunction
from theory.exact import BarriersError
from theory.monotone import Monotone, identity, threshold
from theory.networks import ReluNetwork

Regions = list[tuple[Polygon, int | None]]
DATA = double_training_set(16)
FOUND = universal_perturbation(trained_network(DATA, 6), DATA, picture.STEP_AT_HALF)
FRONT = picture.picture(FOUND)
CONSTANT = ReluNetwork.of([([[1, 0]], [0]), ([[0]], [0])])
WRONG = universal_perturbation(CONSTANT, DATA, picture.STEP_AT_HALF)


def area(polygon: Sequence[Place]) -> Fraction:
    """Twice the area, positive if the corners run one way round."""
    turns = (x * w - z * y for (x, y), (z, w) in pairwise([*polygon, polygon[0]]))
    return sum(turns, Fraction(0))


def side(one: Place, other: Place, place: Place) -> Fraction:
    return (other[0] - one[0]) * (place[1] - one[1]) - (other[1] - one[1]) * (place[0] - one[0])


def holds(polygon: Polygon, place: Place) -> bool:
    """Whether a place lies inside a convex polygon, and on none of its edges."""
    return all(side(*edge, place) > 0 for edge in pairwise([*polygon, polygon[0]]))


def fault(found: Regions, network: ReluNetwork, g: Monotone, low: Place, high: Place, places: Sequence[Place]) -> str:
    """What is wrong of regions that should tile a rectangle and say what a network answers; empty if nothing is."""
    if any(area(polygon) <= 0 for polygon, _ in found):
        return "a polygon runs the wrong way round"
    if sum(area(polygon) for polygon, _ in found) != 2 * (high[0] - low[0]) * (high[1] - low[1]):
        return "the polygons do not tile the rectangle"
    zeros = (Fraction(0),) * (network.dimension - 2)
    for place in places:
        said = [which for polygon, which in found if holds(polygon, place)]
        if len(said) > 1 or (said and said[0] != answer(g, network((*place, *zeros)))):
            return f"at {place} the regions say {said}"
    return ""


fractions = st.fractions(0, 1, max_denominator=97)
unit_squares = st.lists(st.tuples(fractions, fractions), min_size=12, max_size=12)
LOW, HIGH = (Fraction(-1), Fraction(-2)), (Fraction(2), Fraction(1))


@pytest.mark.result("A0")
@given(networks(dimension=3), unit_squares, monotones())
def test_regions_say_what_any_network_answers(network: ReluNetwork, places: list[Place], g: Monotone) -> None:
    found = regions(network, LOW, HIGH, g)
    assert fault(found, network, g, LOW, HIGH, [(3 * x - 1, 3 * y - 2) for x, y in places]) == ""


@pytest.mark.result("A0")
def test_regions_that_are_none_are_noticed() -> None:
    network, g, (low, high) = FOUND.network, FOUND.g, _strip(DATA)
    found = regions(network, low, high, g)
    places = [(sum(x for x, _ in p) / len(p), sum(y for _, y in p) / len(p)) for p, _ in found]
    assert fault(found, network, g, low, high, places) == ""
    for k, (polygon, said) in enumerate(found):
        others = [*found[:k], *found[k + 1 :]]
        turned = (polygon, 1 - (said or 0))
        shrunk = ((*polygon[:-1], tuple((u + v) / 2 for u, v in zip(polygon[-1], polygon[0], strict=True))), said)
        assert "the regions say" in fault([*others, turned], network, g, low, high, places)
        assert "do not tile" in fault([*others, shrunk], network, g, low, high, places)  # type: ignore[list-item]
        assert "do not tile" in fault(others, network, g, low, high, places)
        assert "wrong way" in fault([*others, (polygon[::-1], said)], network, g, low, high, places)


def _strip(data: TrainingSet) -> tuple[Place, Place]:
    return (data.a / (len(data) + 1), -3 * data.delta / 2), (data.a, 3 * data.delta / 2)


def paths(text: str) -> dict[str, list[list[tuple[float, float]]]]:
    """The filled polygons on the paper, by the variable of their colour."""
    found = {}
    for shape, colour in re.findall(r'<path d="(M[^"]*Z)" style="fill:var\(--(\w+)', text):
        loops = [loop for loop in shape.split("Z") if loop]
        found[colour] = [
            [tuple(map(float, pair.split())) for pair in loop.removeprefix("M").split("L")] for loop in loops
        ]
    return found  # type: ignore[return-value]


def painted(loops: list[list[tuple[float, float]]], x: float, y: float) -> bool:
    """Whether a path covers a place on the paper: how often its loops run round it is not 0."""
    count = 0
    for loop in loops:
        for (u, v), (w, z) in pairwise([*loop, loop[0]]):
            if (v <= y) != (z <= y) and u + (y - v) / (z - v) * (w - u) > x:
                count += 1 if z > v else -1
    return count != 0


def strips(drawn: Picture) -> list[str]:
    """The four strips, without their headings."""
    return drawn.svg.split(f'<g transform="translate(0 {picture.HEAD})">')[1:]


@pytest.mark.result("A3", "A5")
@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_on_paper_each_strip_is_blue_where_the_answer_is_one(across: float, up: float) -> None:
    network, psi = FOUND.network, stable_network(DATA)
    whole = picture.Strip(DATA, 1, 16, Fraction(-3, 2), Fraction(3, 2))
    x = picture.LEFT + across * (picture.WIDTH - picture.LEFT - picture.RIGHT)
    f = ClassificationFunction(DATA.a)
    for text, net in zip(strips(FRONT)[1:], (network, network, psi), strict=True):
        y = up * whole.height
        near = (net(_plane(whole, x + i, y + j)) for i in (-0.2, 0.2) for j in (-0.2, 0.2))
        said = {answer(picture.STEP_AT_HALF, output) for output in near}
        if len(said) == 1:  # no boundary within the width of a line
            assert painted(paths(text)["one"], x, y) == (said == {1})
            assert "neither" not in paths(text)
    stripes = re.findall(r'<rect x="([\d.]+)" width="([\d.]+)" height="60" style="fill:var\(--one', strips(FRONT)[0])
    label = f((DATA.a / (1 + Fraction(across * 16)), 0))
    if min(across * 16 % 1, 1 - across * 16 % 1) > 0.02:
        assert any(float(u) < x < float(u) + float(w) for u, w in stripes) == bool(label)


def _plane(strip: picture.Strip, x: float, y: float) -> Place:
    across = Fraction(x - picture.LEFT) / Fraction(strip.stripe)
    return DATA.a / (strip.first + across), (strip.high - Fraction(y) / picture.UNIT) * DATA.delta


@pytest.mark.result("A3", "A5")
@pytest.mark.parametrize("found", [FOUND, WRONG], ids=["broken", "wrong before"])
def test_crosses_are_the_points_that_fail(found: UniversalPerturbation) -> None:
    marks = [(text.count("l10 10m0 -10"), text.count("<circle")) for text in strips(picture.picture(found))]
    before, after = len(found.before), len(found.indices)
    assert marks == [(0, 16), (before, 16 - before), (after, 16 - after), (0, 16)]
    moved = [tuple(v + e for v, e in zip(point, found.eta, strict=True)) for point in DATA.points]
    assert after == len(failing_set(found.network, moved, DATA.labels, found.g))


@pytest.mark.result("A3")
@given(st.data())
def test_any_attack_on_the_data_of_the_theorem_is_drawn(source: st.DataObject) -> None:
    data = source.draw(training_sets(min_points=2))
    found = universal_perturbation(source.draw(networks_for(data)), data, source.draw(monotones()))
    drawn = picture.picture(found)
    size = picture.Strip(data, 1, len(data), Fraction(0), Fraction(1)).stripe / 4
    cross = f"m0 -{2 * min(5.0, round(size, 1)):.1f}".removesuffix(".0")
    marks = [(text.count(cross), text.count("<circle")) for text in strips(drawn)]
    n, before, after = len(data), len(found.before), len(found.indices)
    assert [circles for _, circles in marks] == [n, n - before, n - after, n]
    assert "nan" not in drawn.svg


@pytest.mark.result("A3")
@pytest.mark.parametrize("n", [32, 33, 500])
def test_of_many_points_neighbours_are_drawn_of_which_most_fail(n: int) -> None:
    data = training_set(n, "3/4", dimension=3)
    found = universal_perturbation(interpolating_network((3, 2, 2, 1), data.delta), data)
    drawn = picture.picture(found)
    first, last = picture._window(found)
    shown = sum(first <= k <= last for k in found.indices)
    assert last - first + 1 == min(n, 32)
    assert all(shown >= sum(k <= i < k + 32 for i in found.indices) for k in range(1, n - 30))
    assert strips(drawn)[2].count("<circle") == last - first + 1 - shown
    assert f"right at all {n}. One vector" in drawn.alt
    assert (f"Drawn: {first} to {last} of {n}." in drawn.description) == (n > 32)


@pytest.mark.result("A3", "A4")
@pytest.mark.parametrize("uncountable", [False, True])
def test_of_the_vector_0_the_picture_says_that_it_was_found_and_not_that_none_does_worse(uncountable: bool) -> None:
    """At single t more points may fail than on any interval: of these an attack with an interval knows nothing."""
    data = training_set(6)
    blind = ReluNetwork.of([([[0, 0]], [0]), ([[1]], [0])])
    found = universal_perturbation(blind, data, threshold("1/2"), uncountable=uncountable)
    assert not any(found.eta)
    assert "The vector that was found is 0: wrong at 3 of 6." in picture.picture(found).alt
    assert "worse" not in picture.picture(found).svg


@pytest.mark.result("A3")
def test_where_g_is_right_about_neither_label_neither_is_painted() -> None:
    data = training_set(5)
    steep = interpolating_network((2, 1, 1), data.delta * Fraction(5, 6))
    found = universal_perturbation(steep, data, identity())
    assert "neither" in paths(strips(picture.picture(found))[1])


@pytest.mark.infrastructure
def test_one_point_has_another_picture_and_one_input_none() -> None:
    data = nb.dataset(1)
    found = nb.attack(interpolating_network((2, 1, 1), data.delta), data)
    assert found.plot().svg == figures.attack(found.found).svg
    with pytest.raises(BarriersError, match="n >= 2"):
        picture.picture(found.found)
    with pytest.raises(BarriersError, match="two inputs or more, got 1"):
        regions(ReluNetwork.of([([[1]], [0]), ([[1]], [0])]), LOW, HIGH, identity())


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, as the guidelines for accessible pages define it."""
    lights = []
    for colour in (one, other):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
        lights.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return (max(lights) + 0.05) / (min(lights) + 0.05)


@pytest.mark.infrastructure
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_written_and_marked_can_be_seen_on_its_ground(theme: str) -> None:
    found = re.findall(r"var\(--([\w-]+), (#\w{6})\)", FRONT.svg)
    colours = dict(found if theme == "light" else re.findall(r"--([\w-]+): (#\w{6})", FRONT.svg))
    assert colours.keys() >= {name for name, _ in found}
    grounds = {"ink": ["paper"], "quiet": ["paper"], "zero-mark": ["zero"], "one-mark": ["one"]}
    for name, below in grounds.items():
        assert all(contrast(colours[name], colours[ground]) >= 4.5 for ground in below)
    assert all(contrast(colours["wrong"], colours[ground]) >= 3 for ground in ("zero", "one"))
    assert contrast("#ffffff", "#000000") == 21
    assert contrast("#ffffff", "#999999") < 4.5


@pytest.mark.infrastructure
def test_training_gives_the_same_network_again_and_another_from_another_seed() -> None:
    assert trained_network(DATA, 6) == FOUND.network
    assert trained_network(DATA, 6, seed=1) != FOUND.network
    assert FOUND.before == ()


@pytest.mark.infrastructure
def test_a_plane_has_one_scale() -> None:
    drawn = figures.plane("a circle about the origin, with a point", {"points": [(0, 0)]}, circles=[(0, 0, 1)])
    (ring,) = re.findall(r'<polyline points="([^"]+)"', drawn.svg)
    across, up = zip(*(map(float, pair.split(",")) for pair in ring.split()), strict=True)
    assert abs((max(across) - min(across)) - (max(up) - min(up))) < 0.3  # places are rounded to tenths
