"""The duel in headless Chromium: what it says of algorithms is what the adversary of this project finds of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from constructions.adversary import defeat, survey
from constructions.linear_programs import linear_program_family
from constructions.minimisers import minimiser_family, set_points
from constructions.plays import Play
from constructions.trainers import simple
from nnbarriers.pages.duel import page
from tests.browser import CLEAN, Browser, changed
from theory.algorithms import Budget
from theory.information import nearest_answers

FAMILY = minimiser_family((2, 2, 1))
LEVELS = (0, 8, 20)


def looking(level: int, toss: bool) -> Callable[..., Any]:
    """Look for print down to a level; answer f if it is there, else the constant 1/2, or the better of a coin."""

    def algorithm(problem: Any, oracle: Any, tape: Any) -> list[Fraction]:
        seen = any(oracle.read(2 * j + 1, level) > 0 for j in range(problem.outputs))
        one, other = simple.candidates(problem)
        return one if seen or (toss and tape.bit()) else other

    return algorithm


def half(problem: Any, oracle: Any, tape: Any) -> list[Fraction]:
    return simple.candidates(problem)[1]


def algorithms(level: int) -> list[Callable[..., Any]]:
    """Those of the page, in its order."""
    look = [looking(level, toss) for toss in (False, True)]
    return [*look, simple.patient, simple.labels, half, simple.coin, simple.constant]


def told(found: Browser) -> list[Fraction]:
    """The probabilities that the page tells: with print, without, the worse."""
    words = re.findall(r"\d+(?:/\d+)?", found.text("headline"))
    return list(map(Fraction, words))


def probabilities(plays: tuple[Play, ...]) -> list[Fraction]:
    """Those on T_delta and on T_0, and the worse; a run that reads for ever is cut, and is no success."""
    limit, member = (play.success.low for play in plays)
    return [member, limit, min(member, limit)]


def differences(found: Browser, level: int, accuracy: int) -> list[int]:
    """For which algorithms the page tells other probabilities than the adversary finds, exactly."""
    alpha, wrong = Fraction(accuracy, 100), []
    for number, algorithm in enumerate(algorithms(level)):
        found.choose(algorithm=number, level=level, accuracy=accuracy)
        budget = Budget(reads=300, level=200)
        plays = defeat(algorithm, FAMILY, alpha, budget=budget).plays
        if told(found) != probabilities(plays):
            wrong.append(number)
    return wrong


@pytest.mark.result("B2", "B3")
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("accuracy", [1, 24])
def test_below_one_quarter_the_page_says_what_the_adversary_finds(shown: Browser, level: int, accuracy: int) -> None:
    assert differences(shown, level, accuracy) == []
    assert "above 1/2 on all sets (B2)" in shown.text("bound")


@pytest.mark.result("B4")
@pytest.mark.parametrize("accuracy", [25, 40])
def test_from_one_quarter_on_a_constant_is_right_on_both(shown: Browser, accuracy: int) -> None:
    wrong = []
    for number, algorithm in enumerate(algorithms(8)):
        shown.choose(algorithm=number, accuracy=accuracy)
        plays = survey(algorithm, [FAMILY], Fraction(accuracy, 100), budget=Budget(reads=300, level=200)).plays
        by_branch = {play.place[0]: play.success.low for play in plays}
        if told(shown)[:2] != [by_branch[1], by_branch[0]]:
            wrong.append(number)
    assert wrong == []
    assert told(shown) == [1, 1, 1]  # the last is the constant f/2 + 1/4
    assert "right on both" in shown.text("bound")


@pytest.mark.result("B2")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("HALF - distance <= accuracy", "HALF - distance < accuracy - 1"),
        ("distance <= accuracy;\nconst rightOnLimit", "distance <= 2 * accuracy;\nconst rightOnLimit"),
        ("[[0, 1], [HALF, 1]]", "[[0, 2], [HALF, 1]]"),
        ("limit: [], member: f", "limit: constant, member: f"),
        ("Math.min(onLimit, onMember)", "Math.max(onLimit, onMember)"),
    ],
)
def test_a_page_that_says_something_else_is_noticed(
    opened: tuple[Browser, Path], tmp_path: Path, old: str, new: str
) -> None:
    found, _ = opened
    (tmp_path / "wrong.html").write_text(changed(page(), old, new), "utf-8")
    found.open(tmp_path / "wrong.html")
    assert any(differences(found, 8, accuracy) for accuracy in (1, 24))


@pytest.mark.result("B2")
@pytest.mark.parametrize("level", LEVELS)
def test_both_sets_are_read_alike_up_to_the_level_and_delta_is_as_said(shown: Browser, level: int) -> None:
    shown.choose(level=level)
    base, power = re.fullmatch(r"1/\((\d+)·4([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\)", shown.text("delta")).groups()  # type: ignore[union-attr]
    n = int(power.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")))
    delta = Fraction(1, int(base) * 4**n)
    assert delta == set_points(5, 1, n)[1][1]
    for k in range(level + 1):  # what is read of the one is what is read of the other
        answers = FAMILY.answers(1, n), nearest_answers(FAMILY.input(0, 0))
        assert {answer(place, k) for answer in answers for place in (1, 3)} == {Fraction(0)}
    limit, member = (shown.text(f"bits-{name}").removesuffix("…") for name in ("limit", "member"))
    assert set(limit) == {"0", "."}
    count = len(member) - 2
    assert Fraction(int(member[2:], 2), 2**count) <= delta < Fraction(int(member[2:], 2) + 1, 2**count)
    assert len(shown.run("document.querySelector('#bits-member .read').textContent")) == level


@pytest.mark.result("B2", "B4")
def test_the_intervals_are_disjoint_below_one_quarter_and_touch_there(shown: Browser) -> None:
    gaps = []
    for accuracy in (10, 24, 25, 26):
        shown.choose(accuracy=accuracy)
        ends = shown.run(
            "['member', 'limit'].map((name) => { const bar = document.querySelector('#answers .' + name);"
            " const x = Number(bar.getAttribute('x')); return [x, x + Number(bar.getAttribute('width'))]; })"
        )
        gaps.append(round(ends[1][0] - ends[0][1], 3))
    assert gaps[0] > gaps[1] > 0 == gaps[2] > gaps[3]


@pytest.mark.result("K")
@pytest.mark.parametrize(
    ("parts", "algorithm"), [(24, simple.coin), (16, simple.two_thirds), (0, simple.patient)], ids=["1", "2/3", "0"]
)
def test_the_fork_says_what_algorithms_that_attain_the_bounds_have(
    shown: Browser, parts: int, algorithm: Callable[..., Any]
) -> None:
    shown.choose(halting=parts)
    words = re.findall(r"\d+(?:/\d+)?", shown.text("fork-told"))
    h, limit, members, over_all = map(Fraction, words)
    found = defeat(algorithm, linear_program_family("inf"), Fraction(1, 4), budget=Budget(reads=300, level=100))
    slack = Fraction(1, 2**10) if parts == 16 else Fraction(0)  # a third, by rejection within twelve coins
    on = {play.place[0]: play.success.low for play in found.plays}
    assert (h, over_all) == (Fraction(parts, 24), min(limit, members))
    assert limit - slack <= on[0] <= limit
    assert members - slack <= min(on[1], on[2]) <= members


@pytest.mark.result("K")
def test_over_all_h_two_thirds_is_best(shown: Browser) -> None:
    found = {}
    for parts in range(25):
        shown.choose(halting=parts)
        found[Fraction(parts, 24)] = Fraction(re.findall(r"\d+(?:/\d+)?", shown.text("fork-told"))[-1])
    assert found == {h: min(h, 1 - h / 2) for h in found}
    assert max(found, key=lambda h: found[h]) == found[Fraction(2, 3)] == Fraction(2, 3)


@pytest.mark.infrastructure
def test_it_is_worked_by_keyboard_and_touch(shown: Browser) -> None:
    for name, key, times, output, told_there in (
        ("algorithm", "ArrowDown", 5, None, None), ("level", "End", 1, "level-told", "20"),
        ("accuracy", "ArrowRight", 5, "accuracy-told", "0.25"), ("halting", "ArrowLeft", 8, "halting-told", "2/3"),
    ):  # fmt: skip
        shown.key("Tab")
        assert shown.run("document.activeElement.id") == name
        shown.key(key, times)
        assert output is None or shown.text(output) == told_there
    shown.size(390, mobile=True)
    shown.drag("#accuracy", 0.6, 0.02)
    assert shown.run("Number(document.getElementById('accuracy').value)") < 6


@pytest.mark.infrastructure
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 800, 1280])
def test_nothing_is_too_wide_too_faint_too_small_or_out_of_reach(shown: Browser, width: int, scheme: str) -> None:
    shown.size(width, mobile=width < 500)
    shown.media(scheme)
    shown.choose(level=20)
    told = shown.look()
    assert {key: told[key] for key in CLEAN} == CLEAN
    assert told["texts"] > 40 and told["keys"] == 4
    assert told["paper"] == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(22, 25, 28)")


@pytest.mark.infrastructure
def test_on_paper_it_is_dark_on_white_without_controls(shown: Browser) -> None:
    shown.size(700)
    shown.media("dark", "print")
    told = shown.look()
    assert {key: told[key] for key in CLEAN} == CLEAN
    assert (told["paper"], told["keys"]) == ("rgb(255, 255, 255)", 0)


@pytest.mark.infrastructure
def test_the_page_is_one_file_that_asks_for_nothing_else() -> None:
    assert "http" not in page().replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")
